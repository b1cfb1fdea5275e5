import datetime as dt
import json
import pickle
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from samples import document, register_file

from ai_security_standards import InvalidData, Ref, UnknownCriterion, UnknownReference, check, load
from ai_security_standards._shapes import faults
from ai_security_standards.provisions import Provisions
from ai_security_standards.structures import Framework, Provision

Overlay = Callable[..., Path]
CATALOG = load().as_of("2026-11-23")
STRUCTURED = sorted(CATALOG._register.structured)


def structure(*provisions: dict[str, object], **changes: object) -> dict[str, object]:
    return {
        "standard": "acme-policy",
        "edition": "1.0",
        "completeness": "complete",
        "confidence": "single-source",
        "checked_on": "2026-02-01",
        "sources": [{"address": "https://acme.example.org/policy"}],
        "text_policy": "Identifiers and titles.",
        "provisions": list(provisions),
        **changes,
    }


def put(folder: Path, raw: object, place: str = "frameworks/acme-policy/1.0.json") -> Path:
    path = folder / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(raw), encoding="utf-8")
    return folder


CHAPTER = {"id": "A", "kind": "chapter", "title": "People", "assessable": False}
CONTROL = {"id": "A.1", "kind": "control", "title": "Train <people>", "parent": "A", "roles": ["developer"]}
OTHER = {"id": "A.2", "kind": "control", "label": "Vet those who label", "parent": "A", "level": "2"}
GONE = {"id": "A.3", "kind": "control", "parent": "A", "retired": True, "successors": ["A.2"]}
LAW = {
    "id": "Article 1",
    "kind": "article",
    "title": "Duty",
    "applies": [
        {"date": "2026-08-02", "stated_until": "2026-07-26"},
        {"date": "2027-12-02", "stated_from": "2026-07-27"},
    ],
}
PARAGRAPH = {"id": "Article 1(1)", "kind": "paragraph", "parent": "Article 1"}


@pytest.fixture
def ours(overlay: Overlay) -> Path:
    return put(overlay(register_file(document())), structure(CHAPTER, CONTROL, OTHER, GONE, LAW, PARAGRAPH))


def test_every_shipped_provision_is_had_by_its_reference() -> None:
    for ref in STRUCTURED:
        for provision in CATALOG.framework(Ref.parse(ref)).provisions:
            assert CATALOG.as_of("2030-01-01")[str(provision.ref)] == provision


def test_every_shipped_structure_is_a_forest_in_order() -> None:
    for ref in STRUCTURED:
        seen: dict[str, int] = {}
        for order, provision in enumerate(CATALOG.framework(Ref.parse(ref)).provisions):
            assert provision.order == order
            assert provision.depth == (seen[provision.parent] + 1 if provision.parent else 0)
            seen[provision.id] = provision.depth


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
        ("enisa-faicp@2023:Layer 9", "of which only a part is shipped", None),
        ("etsi-tr-104-032@1.1.1:5", "no structure of etsi-tr-104-032@1.1.1 is shipped", None),
        ("mitre-atlas@5.6.0:AML.T0051", "it is of mitre-atlas@4.0.0", "mitre-atlas@5.6.1"),
        ("no-such-thing:5", "no standard", None),
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


def test_provisions_are_filtered_by_every_criterion(ours: Path) -> None:
    catalog = load(ours).as_of("2026-11-23")

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
    assert repr(found) == "<5 provisions, 1 retired left out>"
    assert repr(catalog.provisions("acme-policy", retired=False)) == "<5 provisions>"


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
        ({"zzz": 1}, "no criterion"),
        ({"kind": "controll"}, "control"),
        ({"role": "providr"}, "provider"),
        ({"assessable": "yes"}, "True, False or None"),
        ({"in_application": 1}, "True, False or None"),
        ({"text": 1}, "takes a text"),
        ({"level": 1}, "takes a text"),
    ],
)
def test_an_unknown_criterion_is_an_error_with_near_misses(criteria: dict[str, object], hint: str) -> None:
    with pytest.raises(UnknownCriterion) as raised:
        CATALOG.provisions("nist-csf", **criteria)  # type: ignore[arg-type]
    assert hint in str(raised.value)


def test_law_applies_as_its_text_read_on_the_day_also_below(ours: Path) -> None:
    catalog = load(ours)

    def applied(day: str) -> list[str]:
        return [each.id for each in catalog.as_of(day).provisions("acme-policy", in_application=True)]

    assert applied("2026-07-26") == applied("2026-08-03") == applied("2027-12-01") == []
    assert applied("2027-12-02") == ["Article 1", "Article 1(1)"]


@pytest.mark.parametrize(
    ("article", "day", "applies"),
    [
        ("Article 5", "2025-02-01", False),
        ("Article 5", "2025-02-02", True),
        ("Article 53", "2025-08-01", False),
        ("Article 53", "2025-08-02", True),
        ("Article 50", "2026-08-01", False),
        ("Article 50", "2026-08-02", True),
        ("Article 9", "2026-08-02", False),
        ("Article 15", "2027-12-01", False),
        ("Article 15", "2027-12-02", True),
        ("Article 101", "2026-08-01", False),
        ("Article 101", "2026-08-02", True),
    ],
)
def test_the_ai_act_applies_article_by_article(article: str, day: str, applies: bool) -> None:
    provision = CATALOG.as_of(day).provision(f"eu-ai-act:{article}")
    assert provision.in_application(dt.date.fromisoformat(day)) is applies


def test_a_tree_prints_in_three_styles(ours: Path) -> None:
    catalog = load(ours)
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


def test_a_structure_of_ones_own_document(ours: Path) -> None:
    catalog = load(ours)
    assert catalog.provision("acme-policy:A.1").title == "Train <people>"
    assert check(ours) == ()
    assert load(ours, ours) == catalog
    assert pickle.loads(pickle.dumps(catalog)).provision("acme-policy:A.1") == catalog.provision(
        "acme-policy:A.1"
    )
    assert catalog != load()
    assert catalog.standards(publisher="acme", structure_shipped=True)


def test_a_structure_that_stands_already_is_not_rewritten(ours: Path, overlay: Overlay) -> None:
    other = put(overlay(register_file(document()), folder="other"), structure(CHAPTER))
    with pytest.raises(InvalidData, match="stands already") as raised:
        load(ours, other)
    assert raised.value.record == "acme-policy@1.0"


def test_a_structure_of_no_document_is_refused(overlay: Overlay) -> None:
    folder = put(overlay(register_file(document())), structure(CHAPTER, edition="2.0"))
    with pytest.raises(InvalidData, match=r"acme-policy@2\.0 is not in the catalog"):
        load(folder)
    assert [finding.rule for finding in check(folder)] == ["loose end"]


@pytest.mark.parametrize(
    ("raw", "field"),
    [
        (structure(CHAPTER, CHAPTER), "provisions"),
        (structure(CONTROL), "provisions"),
        (structure({**CHAPTER, "id": "A\n"}), "provisions[0].id"),
        (structure({**CHAPTER, "label": "x"}), "provisions[0].label"),
        (structure({**CHAPTER, "kind": "chaptr"}), "provisions[0].kind"),
        (structure({**CHAPTER, "order": 3}), "provisions[0].order"),
        ([], ""),
    ],
)
def test_a_fault_of_a_structure_names_its_place(overlay: Overlay, raw: object, field: str) -> None:
    folder = put(overlay(register_file(document())), raw)
    with pytest.raises(InvalidData) as raised:
        load(folder)
    assert raised.value.field == field
    assert raised.value.file.endswith("1.0.json")
    assert check(folder)[0].rule == "shape"
    assert list(faults(raw, Framework))


@pytest.mark.parametrize(
    ("raw", "field"),
    [
        (structure({**CHAPTER, "title": "x" * 161}), "provisions[0].title"),
        (structure({**CHAPTER, "title": None, "label": "x" * 91}), "provisions[0].label"),
        (structure({**CHAPTER, "summary": "two  blanks"}), "provisions[0].summary"),
        (structure({**CHAPTER, "aliases": ["x", "x"]}), "provisions[0].aliases"),
        (structure({**CHAPTER, "successors": ["Z"], "retired": True}), "provisions[0].successors"),
        (structure(CHAPTER, {**OTHER, "successors": ["A"]}), "provisions[1].retired"),
        (structure(CHAPTER, sources=[{"address": "acme"}]), "sources[0].address"),
        (
            structure(CHAPTER, sources=[{"address": "https://github.com/a/b/blob/main/c"}]),
            "sources[0].address",
        ),
        (structure(CHAPTER, confidence="verified"), "confidence"),
        (structure(CHAPTER, checked_on="2999-01-01"), "checked_on"),
        (structure(CHAPTER, completeness="partial"), "note"),
    ],
)
def test_each_planted_fault_of_a_structure_is_found(overlay: Overlay, raw: object, field: str) -> None:
    folder = put(overlay(register_file(document())), raw)
    found = [finding for finding in check(folder) if finding.field == field]
    assert found, check(folder)
    assert found[0].record == "acme-policy@1.0"
    assert found[0].file.endswith("1.0.json")


def test_what_is_shipped_keeps_the_text_policy() -> None:
    for ref in STRUCTURED:
        for provision in CATALOG.framework(Ref.parse(ref)).provisions:
            assert not (provision.title and provision.label)
            assert isinstance(provision, Provision)


def test_touching_one_framework_reads_that_file_and_no_other() -> None:
    from test_front_door import OPENED, run

    out = run(OPENED + "aiss.load()['owasp-llm-top-10@2025:LLM01']; print(opened)").strip()
    assert (
        out
        == "['data/manifest.json', 'data/register/owasp.json', 'data/frameworks/owasp-llm-top-10/2025.json']"
    )
