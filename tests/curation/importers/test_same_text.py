"""Texts that are the same in several editions: nested digests."""

from __future__ import annotations

import pytest

from curation.importers.same_text import (
    Passage,
    Text,
    atlas_text,
    attack_text,
    classes,
    fold,
    same_pairs,
    same_rows,
)


def pairs(old: list[Passage], new: list[Passage], scopes: tuple[str, str] = ("", "")) -> set[str]:
    """The provisions of two editions whose texts are the same."""
    digests = classes({"1": Text(scopes[0], tuple(old)), "2": Text(scopes[1], tuple(new))})
    return {name for name, other, _ in same_pairs(digests["1"], digests["2"]) if name == other}


RULE, PART = Passage("A", "Keep the model safe."), Passage("A.1", "Log access.", "A")
OTHER = Passage("B", "As in A.", None, ("A",))


def test_the_same_texts_are_the_same_whatever_their_case_spacing_quotation_marks_and_links() -> None:
    assert fold("See  [“this”](/x)\nand https://a.example/b, {{ x }} END") == 'see "this" and end'
    loud = [RULE._replace(own="KEEP the [model](https://a.example)  safe."), PART, OTHER]
    assert pairs([RULE, PART, OTHER], loud) == {"A", "A.1", "B"}


@pytest.mark.parametrize(
    ("new", "same"),
    [
        ([RULE, PART._replace(own="Log all access."), OTHER], set()),  # a part, and so what cites the whole
        ([RULE._replace(own="Keep models safe."), PART, OTHER], set()),  # the whole, and so its parts
        ([RULE, PART, Passage("A.2", "Read the log.", "A"), OTHER], {"A.1"}),  # a new part
        ([RULE, OTHER], set()),  # a part that went
        ([RULE, PART, OTHER._replace(own="As in A, and more.")], {"A", "A.1"}),
        ([RULE._replace(own=None), PART, OTHER], set()),  # only a title was read
    ],
)
def test_what_is_around_a_text_counts(new: list[Passage], same: set[str]) -> None:
    assert pairs([RULE, PART, OTHER], new) == same


def test_the_order_of_parts_and_the_scope_count() -> None:
    two = [RULE, PART, Passage("A.2", "Read the log.", "A")]
    assert pairs(two, [RULE, two[2], two[1]]) == {"A.1", "A.2"}
    assert pairs(two, two) == {"A", "A.1", "A.2"}
    assert pairs(two, two, ("all systems", "high-risk systems")) == set()


def test_citations_may_run_in_circles() -> None:
    circle = [Passage("A", "See B.", None, ("B",)), Passage("B", "See A.", None, ("A",))]
    assert pairs(circle, circle) == {"A", "B"}
    changed = [circle[0], circle[1]._replace(own="See A!")]
    assert pairs(circle, changed) == set()


def test_texts_that_stand_twice_in_an_edition_are_left_out() -> None:
    twice = [Passage("A", "Withdrawn."), Passage("B", "Withdrawn."), Passage("C", "Log access.")]
    assert pairs(twice, twice) == {"C"}


def test_what_a_tactic_groups_counts_for_the_tactic_alone() -> None:
    goal = Passage("TA", "Get in.", None, (), ("A",))
    means = Passage("A", "Guess a password.", None, ("TA",))
    assert pairs([goal, means], [goal, means]) == {"TA", "A"}
    more = [goal._replace(lists=("A", "B")), means, Passage("B", "Ask for it.", None, ("TA",))]
    assert pairs([goal, means], more) == {"A"}
    assert pairs([goal], [goal]) == {"TA"}  # what is listed and not read


def test_each_text_leads_to_the_last_one_that_is_the_same() -> None:
    first = {"A": "1", "B": "2", "C": "3", "D": "3"}
    rows = same_rows({"1": first, "2": {"A": "1", "B": "4"}, "3": {"A": "1", "Z": "2"}}, "acme")
    assert [(row["subject"], row["object"], row["stated"]) for row in rows] == [
        ("acme@1:B", "acme@3:Z", "digest 2"),
        ("acme@1:A", "acme@3:A", "digest 1"),
        ("acme@2:A", "acme@3:A", "digest 1"),
    ]
    assert {row["type"] for row in rows} == {"identical"}


TECHNIQUE = {"id": "AML.T0001", "name": "Find", "description": "See [x](/techniques/AML.T0002)."}
SUB = {"id": "AML.T0001.000", "name": "Ask", "description": "Ask people."}
TACTIC = {"id": "AML.TA0001", "name": "Recon", "description": ""}
MITIGATION = {"id": "AML.M0001", "name": "Limit", "description": "Limit AML.M0001 itself."}
ATLAS = (
    Passage("AML.M0001", "Limit\nLimit AML.M0001 itself."),
    Passage("AML.TA0001", None, None, (), ("AML.T0001",)),
    Passage("AML.T0001", "Find\nSee [x](/techniques/AML.T0002).", None, ("AML.T0002", "AML.TA0001")),
    Passage("AML.T0001.000", "Ask\nAsk people.", "AML.T0001"),
)


def test_a_release_of_atlas_is_read_with_what_it_cites() -> None:
    techniques = [TECHNIQUE | {"tactics": ["AML.TA0001"]}, SUB | {"subtechnique-of": "AML.T0001"}]
    data = {
        "matrices": [{"tactics": [TACTIC], "techniques": techniques, "mitigations": None}],
        "mitigations": [MITIGATION],
    }
    assert atlas_text(data).passages == ATLAS


def test_format_6_of_atlas_reads_the_same() -> None:
    achieves = {"achieves": [{"source": "x", "target": "AML.TA0001"}]}
    data = {
        "format-version": "6.0.0",
        "mitigations": {"AML.M0001": MITIGATION},
        "tactics": {"AML.TA0001": TACTIC},
        "techniques": {"AML.T0001": TECHNIQUE, "AML.T0001.000": SUB},
        "relationships": {
            "AML.T0001": achieves,
            "AML.T0001.000": achieves | {"specializes": [{"source": "x", "target": "AML.T0001"}]},
        },
    }
    assert atlas_text(data).passages == ATLAS


def stix(kind: str, name: str, description: str | None, **more: object) -> dict[str, object]:
    """An object of ATT&CK."""
    named = [
        {"source_name": "other", "external_id": "X"},
        {"source_name": "mitre-attack", "external_id": name},
    ]
    return {
        "type": kind,
        "name": name.lower(),
        "description": description,
        "external_references": named,
    } | more


def test_a_release_of_attack_is_read_with_what_it_cites() -> None:
    phases = {"kill_chain_phases": [{"phase_name": "recon"}, {"phase_name": "gone"}]}
    link = "Like [y](https://attack.mitre.org/techniques/T0002/001). (Citation: Who 2020)"
    text = attack_text(
        [
            stix("x-mitre-tactic", "TA0001", "Look.", x_mitre_shortname="recon"),
            stix("attack-pattern", "T0001.001", "Ask.", **phases),
            stix("attack-pattern", "T0001", link, **phases),
            stix("attack-pattern", "T0003", "Old.", revoked=True),
            stix("attack-pattern", "T0004", "Older.", x_mitre_deprecated=True),
            stix("attack-pattern", "T0005", None),
            stix("course-of-action", "M0001", "Stop."),
            stix("malware", "S0001", "Bad."),
            {"type": "course-of-action", "name": "none", "description": "No number."},
        ]
    )
    assert [fold(each.own) for each in text.passages if each.own] == [
        "m0001 stop.", "t0001 like y.", "t0001.001 ask.", "ta0001 look.",
    ]  # fmt: skip
    cites = {each.id: (each.parent, each.cites, each.lists) for each in text.passages}
    assert cites == {
        "M0001": (None, (), ()),
        "T0001": (None, ("T0002.001", "TA0001", "gone"), ()),
        "T0001.001": ("T0001", (), ()),
        "T0005": (None, (), ()),
        "TA0001": (None, (), ("T0001",)),
    }
