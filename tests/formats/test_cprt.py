"""Exports of NIST's Cybersecurity and Privacy Reference Tool. The shapes are those of its exports."""

import json
from typing import Any

import pytest

import ai_security_standards as aiss
from ai_security_standards import formats
from ai_security_standards.catalog import Catalog
from ai_security_standards.errors import InvalidData

CSF = "CSF_2_0_0"


def element(
    sort: str, name: str, title: str = "", text: str = "", document: str | None = CSF
) -> dict[str, Any]:
    return {
        "element_type": sort,
        "element_identifier": name,
        "title": title,
        "text": text,
        "doc_identifier": document,
    }


def link(
    source: str, target: str, word: str = "projection", documents: tuple[str | None, str | None] = (CSF, CSF)
) -> dict[str, Any]:
    return {
        "source_element_identifier": source, "source_doc_identifier": documents[0], "dest_element_identifier": target,
        "dest_doc_identifier": documents[1], "relationship_identifier": word, "provenance_doc_identifier": CSF,
    }  # fmt: skip


def export(elements: list[Any], links: list[Any], *documents: dict[str, Any]) -> dict[str, Any]:
    own = {
        "doc_identifier": CSF,
        "name": "NIST Cybersecurity Framework",
        "version": "Version  2.0",
        "website": "https://www.nist.gov/x",
    }
    return {
        "documents": list(documents or (own,)),
        "relationship_types": [],
        "elements": elements,
        "relationships": links,
    }


def read(catalog: Catalog, *values: Any, **options: Any) -> formats.Import:
    contents = {f"{number}.json": json.dumps(value).encode() for number, value in enumerate(values)}
    return formats.read(contents=contents, catalog=catalog, **options)


PR = [
    element("category", "PR.AT", "Awareness and Training", 'Aware; see <a href="#x">PR&#8209;1</a> within <ODP[1]: days>'),
    element("subcategory", "PR.AT-01", "", "Personnel are trained"),
    element("function", "PR", "PROTECT"),
    element("subcategory", "PR.AT-03"),
    element("sort", "S-PR", "00002"),
    element("sort", "S-PR.AT-01", "00002.00002"),
    element("withdraw_reason", "WR-PR.AT-03", "", "Incorporated into PR.AT-01"),
    element("implementation_example", "PR.AT-01.1", "Ex1", "Train people"),
    element("discussion", "D-PR.AT-01", "", "Why it matters"),
    element("party", "first", "1st", "1st Party Risk"),
]  # fmt: skip
LINKS = [
    link("PR", "PR.AT"), link("PR.AT", "PR.AT-01"), link("PR.AT", "PR.AT-03"), link("PR", "S-PR"), link("PR.AT-01", "S-PR.AT-01"),
    link("PR.AT-03", "WR-PR.AT-03"), link("PR.AT-01", "PR.AT-01.1"), link("PR.AT-01", "D-PR.AT-01"), link("PR.AT-01", "first"),
    link("PR.AT-03", "first"), link("WR-PR.AT-03", "PR.AT-01", "incorporated_into"), link("PR.AT-01", "AT-02", "external_reference"),
]  # fmt: skip


def test_where_relationships_come_from_is_counted(catalog: Catalog) -> None:
    links = [{**link("PR", "PR.AT"), "provenance_doc_identifier": "IR_1"}, link("PR.AT", "PR.AT-01")]
    found = read(catalog, export(PR, links), match=False)
    assert ("provenance_doc_identifier", "IR_1, at 1 place") in [
        (each.field, each.what) for each in found.losses.only("dropped")
    ]


def test_elements_are_provisions_in_the_order_that_they_state(catalog: Catalog) -> None:
    found = read(catalog, {"response": {"requestType": 4, "elements": export(PR, LINKS)}}, match=False)
    assert found.overlay is not None
    loaded = aiss.load(found.overlay)
    made = loaded.framework("nist-cybersecurity-framework@2.0").provisions
    assert [(each.id, each.kind.value, each.parent, each.assessable, each.retired) for each in made] == [
        ("PR", "function", None, False, False), ("PR.AT", "category", "PR", False, False),
        ("PR.AT-03", "subcategory", "PR.AT", True, True), ("PR.AT-01", "subcategory", "PR.AT", True, False),
        ("PR.AT-01.1", "guidance", "PR.AT-01", False, False),
    ]  # fmt: skip
    assert [each.note for each in made] == [None, None, "Incorporated into PR.AT-01", "Why it matters", None]
    assert made[1].summary == "Aware; see PR‑1 within <ODP[1]: days>"
    assert loaded.standard("nist-cybersecurity-framework@2.0").publisher == "nist"
    rows = loaded.mapping_set("cprt-csf-2-0-0-relationships").relationships
    assert [(str(each.subject.provision), each.type.value, str(each.object.provision), each.stated, bool(each.unresolved)) for each in rows] == [
        ("PR.AT-01", "related", "AT-02", "external_reference", True), ("PR.AT-03", "merged_into", "PR.AT-01", None, False),
    ]  # fmt: skip
    assert [(each.field, each.what) for each in found.losses.only("dropped")] == [
        ("first", "party: 1st 1st Party Risk, at 2 places")
    ]


def test_external_references_lead_to_the_document_that_you_name(catalog: Catalog) -> None:
    found = read(catalog, export(PR, LINKS), references="NIST SP 800-53 Rev. 5")
    assert found.overlay is not None
    assert list(found.overlay.files) == ["mappings/cprt-csf-2-0-0-relationships.sssom.tsv"]
    rows = aiss.load(found.overlay).mapping_set("cprt-csf-2-0-0-relationships").relationships
    assert [(str(each.subject), str(each.object)) for each in rows] == [
        ("nist-csf@2.0:PR.AT-01", "nist-sp-800-53@5:AT-2"), ("nist-csf@2.0:PR.AT-03", "nist-csf@2.0:PR.AT-01"),
    ]  # fmt: skip
    assert {each.field for each in found.losses.only("unresolved")} == {"PR.AT-01.1"}


def test_a_publication_is_known_by_its_identifier(catalog: Catalog) -> None:
    document = {"doc_identifier": "SP_800_171_3_0_0", "name": "Protecting CUI", "version": "3.0.0"}
    elements = [element("requirement", "03.01.01", document="SP_800_171_3_0_0"), element("requirement", "03.01.10", document=None),
                element("requirement", "03.01.02", document=None)]  # fmt: skip
    found = read(catalog, export(elements, [], document))
    assert [each.what for each in found.losses.only("matched")] == ["Protecting CUI is nist-sp-800-171@3"]
    found = read(
        catalog, export(elements, [], {**document, "doc_identifier": "SP_800_171_A_3_0_0"}), match=False
    )
    assert found.overlay is not None
    # Elements without a document are of the first; one of another document makes that known.
    loaded = aiss.load(found.overlay)
    assert [each.id for each in loaded.framework("nist-sp-800-171a@3.0.0").provisions] == [
        "03.01.02",
        "03.01.10",
    ]
    assert [each.id for each in loaded.framework("nist-sp-800-171@undated").provisions] == ["03.01.01"]


def test_relationships_lead_from_file_to_file(catalog: Catalog) -> None:
    one = export([element("x", "A", document="One")], [link("A", "B", "related", ("One", "Two")), link("A", "C", "knows", ("One", "Three"))],
                 {"doc_identifier": "One"})  # fmt: skip
    two = export(
        [element("y", "B", document="Two")],
        [link("B", "A", "addressed_by", (None, "One"))],
        {"doc_identifier": "Two"},
    )
    found = read(catalog, one, two, match=False)
    assert found.overlay is not None
    loaded = aiss.load(found.overlay)
    rows = [
        row
        for each in ("one", "two")
        for row in loaded.mapping_set(f"cprt-{each}-relationships").relationships
    ]
    assert [(str(each.subject), each.type.value, str(each.object), each.stated) for each in rows] == [
        ("one@undated:A", "related", "three@undated:C", "knows"), ("one@undated:A", "related", "two@undated:B", None),
        ("two@undated:B", "replaced_by", "one@undated:A", "addressed_by"),
    ]  # fmt: skip
    kinds = [loaded.provision(f"{name}@undated:{each}").kind for name, each in (("one", "A"), ("two", "B"))]
    assert kinds == ["component", "component"]
    assert [each.what for each in found.losses.only("assumed") if each.field == "element_type"] == [
        "x is read as component: 1", "y is read as component: 1",
    ]  # fmt: skip


def test_an_element_below_two_or_below_itself_is_kept(catalog: Catalog) -> None:
    elements = [element("family", name) for name in ("A", "B", "C", "D")] + [element("baseline", "LOW")]
    links = [
        link("A", "C"),
        link("B", "C"),
        link("C", "C"),
        link("D", "B"),
        link("B", "D"),
        link("A", "no"),
        link("LOW", "A"),
    ]
    found = read(catalog, export(elements, links), match=False)
    assert found.overlay is not None
    made = aiss.load(found.overlay).framework("nist-cybersecurity-framework@2.0").provisions
    assert {each.id: each.parent for each in made} == {"A": None, "C": "A", "B": "D", "D": None}
    assert [(each.field, each.what) for each in found.losses.only("dropped")] == [
        ("relationships[1]", "C is below B, too"),
        ("relationships[2]", "projection of C to C, which is no element below it"),
        ("relationships[5]", "projection of A to no, which is no element below it"),
        ("LOW", "baseline: "),
    ]  # fmt: skip
    assert [each.field for each in found.losses.only("repaired")] == ["D"]


def test_an_element_that_stands_twice_is_kept_once(catalog: Catalog) -> None:
    found = read(
        catalog, export([element("family", "A", "One"), element("family", "A", "Two")], []), match=False
    )
    assert found.overlay is not None
    assert [
        each.title for each in aiss.load(found.overlay).provisions("nist-cybersecurity-framework@2.0")
    ] == ["One"]
    assert [each.what for each in found.losses.only("duplicate")] == ["A stands twice, and the first is kept"]


def test_what_is_attached_belongs_to_one_element_and_once(catalog: Catalog) -> None:
    elements = [element("family", "A"), element("family", "B"), element("discussion", "D", text="Why")]
    found = read(catalog, export(elements, [link("A", "D"), link("A", "D"), link("B", "D")]), match=False)
    assert found.overlay is not None
    made = aiss.load(found.overlay).provisions("nist-cybersecurity-framework@2.0")
    assert [(each.id, each.note) for each in made] == [("A", "Why"), ("B", None)]
    assert [each.what for each in found.losses.only("duplicate")] == ["D belongs to A already"] * 2


def test_an_element_without_identifier_is_refused(catalog: Catalog) -> None:
    with pytest.raises(InvalidData, match="the identifier is missing"):
        read(catalog, export([{"element_type": "x"}], []))
