"""Texts that are the same in several editions: nested digests."""

from __future__ import annotations

import pytest

from curation.importers.same_text import Passage, Text, atlas_text, classes, fold, same_pairs


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


def test_a_release_of_atlas_is_read_with_what_it_cites() -> None:
    technique = {
        "id": "AML.T1",
        "name": "Find",
        "description": "See [x](/techniques/AML.T2).",
        "tactics": ["AML.TA1"],
    }
    sub = {"id": "AML.T1.000", "name": "Ask", "description": "Ask people.", "subtechnique-of": "AML.T1"}
    matrix = {
        "tactics": [{"id": "AML.TA1", "name": "Recon", "description": ""}],
        "techniques": [technique, sub],
    }
    mitigation = {"id": "AML.M1", "name": "Limit", "description": "Limit AML.M1 itself."}
    text = atlas_text({"matrices": [matrix], "mitigations": [mitigation]})
    assert text.passages == (
        Passage("AML.M1", "Limit\nLimit AML.M1 itself."),
        Passage("AML.TA1", None),
        Passage("AML.T1", "Find\nSee [x](/techniques/AML.T2).", None, ("AML.TA1", "AML.T2")),
        Passage("AML.T1.000", "Ask\nAsk people.", "AML.T1"),
    )
