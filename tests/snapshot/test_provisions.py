"""Provisions: looked up, walked, filtered, and printed as trees."""

import pickle
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path

import pytest

from ai_security_standards import Ref, UnknownCriterion, UnknownReference, load
from ai_security_standards.snapshot.provisions import Branch, Provisions

CATALOG = load().as_of("2026-11-23")
STRUCTURED = sorted(CATALOG.snapshot.register.framework_loaders)


def test_every_shipped_provision_is_had_by_its_reference() -> None:
    later = CATALOG.as_of("2030-01-01")
    for ref in STRUCTURED:
        for provision in CATALOG.framework(Ref.parse(ref)).provisions:
            assert later[str(provision.ref)] == provision


def test_a_reference_without_edition_means_the_current_one() -> None:
    assert CATALOG.provision("owasp-llm-top-10:LLM01").edition == "2026"
    assert CATALOG.as_of("2025-03-01").provision("owasp-llm-top-10:LLM01").edition == "2025"
    assert CATALOG["owasp-llm-top-10@2023:LLM03"] != CATALOG["owasp-llm-top-10@2025:LLM03"]


def test_documents_and_provisions_are_told_apart() -> None:
    with pytest.raises(UnknownReference, match="is a provision"):
        CATALOG.standard("owasp-llm-top-10@2025:LLM01")
    with pytest.raises(UnknownReference, match="is a document"):
        CATALOG.provision("owasp-llm-top-10@2025")


@pytest.mark.parametrize(
    ("ref", "says", "near"),
    [
        ("owasp-llm-top-10@2025:LLM99", "has no provision 'LLM99'", "owasp-llm-top-10@2025:LLM09"),
        ("enisa-faicp@2023:Layer 9", "only a part of it is shipped", None),
        ("etsi-tr-104-032@1.1.1:5", "the structure of etsi-tr-104-032@1.1.1 is not shipped", None),
        ("mitre-atlas@5.6.0:AML.T0051", "shipped: mitre-atlas@4.0.0", "mitre-atlas@5.6.1"),
        ("no-such-thing:5", "unknown standard", None),
    ],
)
def test_what_is_not_there_is_an_error_that_says_why(ref: str, says: str, near: str | None) -> None:
    with pytest.raises(UnknownReference, match=says) as raised:
        CATALOG[ref]
    assert near is None or near in raised.value.near_misses


def test_walking_up_and_down_agree() -> None:
    for ref in ("nist-ai-rmf@1.0", "iso-iec-42001@2023", "owasp-aisvs@1.0"):
        for provision in CATALOG.provisions(ref)[::7]:
            here = provision.ref
            above = CATALOG.ancestors(here)
            assert CATALOG.parent(here) == (above[0] if above else None)
            assert all(provision in CATALOG.descendants(each.ref) for each in above)
            assert {each.parent for each in CATALOG.children(here)} <= {provision.id}
            assert set(CATALOG.children(here)) <= set(CATALOG.descendants(here))


def test_provisions_are_filtered_by_every_criterion(policy_overlay: Path) -> None:
    catalog = load(policy_overlay).as_of("2026-11-23")

    def ids(**criteria: object) -> list[str]:
        return [each.id for each in catalog.provisions("acme-policy", **criteria)]  # type: ignore[arg-type]

    assert ids() == ["A", "A.1", "A.2", "Article 1", "Article 1(1)"]
    assert ids(kind="control") == ids(parent="A") == ["A.1", "A.2"]
    assert ids(kind={"chapter", "article"}) == ["A", "Article 1"]
    assert ids(role="developer") == ["A.1"]
    assert ids(level="2") == ["A.2"]
    assert ids(assessable=False) == ["A"]
    assert ids(retired=True) == ["A.3"]
    assert ids(risk_class="high-risk") == ids(lifecycle_stage="retirement") == []
    assert ids(text="TRAIN people") == ["A.1"]
    assert ids(where=lambda each: each.depth == 1) == ["A.1", "A.2", "Article 1(1)"]
    assert ids(kind=None) == ids()
    found = catalog.provisions("acme-policy")
    assert found.left_out == 1
    assert found.headline() == "5 provisions, 1 retired left out"
    assert catalog.provisions("acme-policy", retired=False).headline() == "5 provisions"


def test_several_documents_and_all_of_them() -> None:
    both = CATALOG.provisions(["owasp-llm-top-10@2023", Ref("owasp-llm-top-10", "2025")])  # type: ignore[list-item]
    assert {each.edition for each in both} == {"2023", "2025"}
    everything = CATALOG.provisions()
    assert {each.edition for each in everything if each.standard == "owasp-llm-top-10"} == {"2026"}
    assert CATALOG.provisions(CATALOG.standard("owasp-llm-top-10@2025")) == CATALOG.provisions(
        "owasp-llm-top-10@2025"
    )


@pytest.mark.parametrize(
    ("criteria", "hint"),
    [
        ({"knd": "control"}, "kind"),
        ({"zzz": 1}, "unknown criterion 'zzz'"),
        ({"kind": "controll"}, "control"),
        ({"role": "providr"}, "provider"),
        ({"assessable": "yes"}, "True, False or None"),
        ({"in_application": 1}, "True, False or None"),
        ({"text": 1}, "must be a text"),
        ({"level": 1}, "must be a text"),
    ],
)
def test_an_unknown_criterion_is_an_error_with_near_misses(criteria: dict[str, object], hint: str) -> None:
    with pytest.raises(UnknownCriterion) as raised:
        CATALOG.provisions("nist-csf", **criteria)  # type: ignore[arg-type]
    assert hint in str(raised.value)


def test_law_applies_as_its_text_read_on_the_day_also_below(policy_overlay: Path) -> None:
    catalog = load(policy_overlay)

    def applied(day: str) -> list[str]:
        return [each.id for each in catalog.as_of(day).provisions("acme-policy", in_application=True)]

    assert applied("2026-07-26") == applied("2026-08-03") == applied("2027-12-01") == []
    assert applied("2027-12-02") == ["Article 1", "Article 1(1)"]


def test_a_tree_prints_in_three_styles(policy_overlay: Path) -> None:
    catalog = load(policy_overlay)
    found = catalog.provisions("acme-policy", retired=None, where=lambda each: each.id[0] == "A")
    assert found.tree().splitlines()[:3] == [
        "A  People",
        "  A.1  Train <people>",
        "  A.2  Vet those who label",
    ]
    assert found.tree("markdown").splitlines()[1] == "  - A.1  Train &lt;people&gt;"
    html = found.tree("html")
    assert "<li><code>A.1</code> Train &lt;people&gt;</li>" in html
    Balanced().feed(html)
    with pytest.raises(ValueError, match="style"):
        found.tree("pdf")
    assert Provisions([]).tree("html") == Provisions([]).tree() == ""
    gone = catalog.provisions("acme-policy", retired=True)
    assert gone.tree() == "A.3  (retired)"


class Balanced(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("ref", ["nist-ai-rmf@1.0", "eu-ai-act@2024/1689", "mitre-atlas@5.6.1"])
def test_shipped_trees_are_balanced(ref: str) -> None:
    reader = Balanced()
    reader.feed(CATALOG.provisions(ref).tree("html"))
    assert reader.open == []


def test_provisions_are_records_and_results_are_tables() -> None:
    found = CATALOG.provisions("owasp-llm-top-10@2025")
    assert pickle.loads(pickle.dumps(found)) == found
    first = found[0]
    assert repr(first) == "<Provision owasp-llm-top-10@2025:LLM01: Prompt Injection>"
    assert hash(first) == hash(pickle.loads(pickle.dumps(first)))
    assert found.rows()[0]["name"] == "Prompt Injection"
    assert found.to_pandas().shape == (10, len(found.columns))
    assert (
        CATALOG.provision("nist-ai-rmf:GOVERN 1.1").name == CATALOG.provision("nist-ai-rmf:GOVERN 1.1").label
    )


def test_provisions_are_nested_as_in_their_tree() -> None:
    found = load().provisions("nist-csf@2.0", retired=None)

    def lines(branches: Sequence[Branch], depth: int = 0) -> Iterator[str]:
        for branch in branches:
            yield "  " * depth + branch.provision.id
            yield from lines(branch.branches, depth + 1)

    printed = [line.partition("  ")[0] for line in (text.lstrip() for text in found.tree().splitlines())]
    assert [line.strip() for line in lines(found.nested())] == printed
    assert [branch.provision.id for branch in found.nested()] == ["GV", "ID", "PR", "DE", "RS", "RC"]
    assert found.head(0).nested() == ()
    two = load().provisions(["nist-csf@2.0", "owasp-llm-top-10@2025"]).nested()
    assert len(two) == 6 + 10


def test_provisions_that_are_not_tagged_can_be_asked_for() -> None:
    every = CATALOG.provisions("etsi-en-304-223")
    untagged = CATALOG.provisions("etsi-en-304-223", untagged="role")
    assert {each.id for each in untagged} == {each.id for each in every if not each.roles}
    assert 0 < len(untagged) < len(every)
    both = CATALOG.provisions("etsi-en-304-223", untagged={"role", "level"})
    assert {each.id for each in both} == {each.id for each in every if not (each.roles and each.level)}
    with pytest.raises(UnknownCriterion):
        CATALOG.provisions("etsi-en-304-223", untagged="kind")  # type: ignore[arg-type]
