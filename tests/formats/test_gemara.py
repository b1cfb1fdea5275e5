"""Gemara: catalogs and mapping documents, both ways."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import ai_security_standards as aiss
from ai_security_standards import formats
from ai_security_standards.catalog import Catalog
from ai_security_standards.errors import InvalidData, UnknownCriterion

Write = Callable[..., Path]


def metadata(name: str, sort: str, *references: dict[str, Any], **fields: Any) -> dict[str, Any]:
    head = {"id": name, "type": sort, "gemara-version": "1.2.0", "version": "3", "date": "2026-01-02T00:00:00Z", "description": "What it is.",
            "author": {"id": "acme", "name": "ACME", "type": "Human"}}  # fmt: skip
    return {**head, **({"mapping-references": list(references)} if references else {}), **fields}


OWASP = {
    "id": "LLM",
    "title": "OWASP Top 10 for LLM Applications",
    "version": "2025",
    "url": "https://genai.owasp.org/",
}
THREATS = {"id": "ACME.TH", "title": "ACME Threats", "description": "Elsewhere."}
CONTROLS = {
    "title": "ACME Controls",
    "metadata": metadata("ACME.CN", "ControlCatalog", THREATS, OWASP),
    "groups": [{"id": "g", "title": "Group", "description": "A group."}],
    "controls": [
        {"id": "CN1", "title": "Filter", "objective": "Filter input.", "group": "g", "state": "Active", "colour": "red",
         "assessment-requirements": [{"id": "CN1.AR1", "text": "It MUST filter.", "applicability": ["all"]}],
         "threats": [{"reference-id": "ACME.TH", "entries": [{"reference-id": "TH1", "strength": 0, "remarks": "Injection"}, {"remarks": "x"}]}],
         "guidelines": [{"reference-id": "LLM", "entries": [{"reference-id": "LLM01", "strength": 7}]}]},
        {"id": "CN2", "title": "Log", "objective": "Log it.", "group": "none", "state": "Retired"},
    ],
}  # fmt: skip


def test_a_catalog_is_a_document_and_what_it_says_of_others_a_set(
    catalog: Catalog, write_file: Write
) -> None:
    found = formats.read(
        write_file("c.yaml", yaml.safe_dump(CONTROLS)),
        catalog=catalog,
        documents={"LLM": "owasp-llm-top-10@2025"},
    )
    assert found.overlay is not None
    loaded = aiss.load(found.overlay)
    assert [(each.id, each.kind.value, each.parent, each.assessable, each.retired) for each in loaded.framework("acme-cn@3").provisions] == [
        ("g", "domain", None, False, False), ("CN1", "control", "g", True, False), ("CN1.AR1", "requirement", "CN1", True, False),
        ("none", "domain", None, False, False), ("CN2", "control", "none", True, True),
    ]  # fmt: skip
    assert loaded.provision("acme-cn@3:CN1").summary == "Filter input."
    rows = {str(each.object): each for each in loaded.mapping_set("gemara-acme-cn").relationships}
    assert {name: (each.type.value, each.strength, each.comment) for name, each in rows.items()} == {
        "acme-th@undated:TH1": ("mitigates", None, "Injection"), "owasp-llm-top-10@2025:LLM01": ("related", 7, None),
    }  # fmt: skip
    assert sorted((each.kind.value, each.field) for each in found.losses if each.kind not in ("assumed", "matched")) == [
        ("dropped", "applicability"), ("dropped", "colour"), ("dropped", "threats"), ("repaired", "group"),
    ]  # fmt: skip


def document(*mappings: Any, **fields: Any) -> dict[str, Any]:
    ends = {
        "source-reference": {"reference-id": "ACME.TH", "entry-type": "Threat"},
        "target-reference": {"reference-id": "LLM", "entry-type": "Vector"},
    }
    return {
        "title": "ACME to OWASP",
        "metadata": metadata("ACME.MAP", "MappingDocument", THREATS, OWASP),
        **ends,
        "mappings": list(mappings),
        **fields,
    }


def a_mapping(source: str, relationship: str, *targets: Any, **fields: Any) -> dict[str, Any]:
    listed = [each if isinstance(each, dict) else {"entry-id": each} for each in targets]
    return {"id": f"{source}-x", "source": source, "relationship": relationship, "targets": listed, **fields}


def test_a_mapping_document_is_a_set(catalog: Catalog, write_file: Write) -> None:
    mappings = (
        a_mapping("TH1", "relates-to", "LLM01:2025", {"entry-id": "LLM02:2025", "strength": 5, "confidence-level": "High", "rationale": "Why.",
                                                     "applicability": ["a", "b"]}, remarks="All."),
        a_mapping("TH2", "implements", "LLM03:2025"),
        a_mapping("TH3", "subsumes", "LLM04:2025"),
        a_mapping("TH4", "equivalent", "LLM05:2025"),
        a_mapping("TH5", "no-match"),
        a_mapping("TH6", "likes", "LLLM07:2025"),
        a_mapping("TH7", "supported-by", "LLM08:2025"),
    )  # fmt: skip
    threats = {"title": "ACME Threats", "metadata": metadata("ACME.TH", "ThreatCatalog"), "groups": [], "threats": [
        {"id": f"TH{number}", "title": f"Threat {number}", "description": "Bad."} for number in range(1, 8)]}  # fmt: skip
    folder = write_file("all/m.yaml", yaml.safe_dump(document(*mappings))).parent
    write_file("all/t.json", threats)
    write_file("all/p.json", {"metadata": metadata("ACME.P", "Policy")})
    found = formats.read(folder, catalog=catalog)
    assert found.overlay is not None
    rows = {
        str(each.subject.provision): each
        for each in aiss.load(found.overlay).mapping_set("gemara-acme-map").relationships
    }
    assert {name: (each.type.value, each.stated) for name, each in rows.items()} == {
        "TH1": ("related", None), "TH2": ("supports", "implements"), "TH3": ("superset_of", None), "TH4": ("equivalent", None),
        "TH6": ("related", "likes"), "TH7": ("is_supported_by", None),
    }  # fmt: skip
    whole = aiss.load(found.overlay).mapping_set("gemara-acme-map")
    (strong,) = (each for each in whole.relationships if each.strength)
    assert (str(strong.object), strong.strength, strong.comment) == (
        "owasp-llm-top-10@2025:LLM02",
        5,
        "Why. All.",
    )
    assert dict(strong.other) == {"applicability": "a, b", "confidence_level": "High"}
    assert sorted((each.kind.value, each.what.partition(";")[0]) for each in found.losses if each.kind != "assumed") == [
        ("dropped", "Policy is not read"), ("dropped", "TH5 no-match without another end"),
        ("matched", "OWASP Top 10 for LLM Applications is owasp-llm-top-10@2025"), ("repaired", "likes is read as related"),
        ("unresolved", "owasp-llm-top-10@2025 has no provision 'LLLM07:2025'"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ({**CONTROLS, "controls": [{"title": "x"}]}, "the id is missing"),
        ({**CONTROLS, "groups": {"x": 1}}, "this is not a list of mappings"),
        (document(a_mapping("TH1", "relates-to", {"remarks": "x"})), "the entry-id is missing"),
        (document(**{"source-reference": {"remarks": "other"}}), "the reference-id is missing"),
    ],
)
def test_another_shape_is_an_error_with_its_place(write_file: Write, value: Any, problem: str) -> None:
    path = write_file("c.json", value)
    with pytest.raises(InvalidData, match=problem) as caught:
        formats.read(path)
    assert caught.value.file == str(path)


def test_a_reference_that_is_not_declared_becomes_a_document(catalog: Catalog, write_file: Write) -> None:
    one = a_mapping("TH1", "relates-to", {"entry-id": "LLM01"})
    value = document(one, **{"source-reference": {"reference-id": "other"}})
    found = formats.read(write_file("c.json", value), catalog=catalog)
    assert found.overlay is not None
    (row,) = aiss.load(found.overlay).mapping_set("gemara-acme-map").relationships
    assert str(row.subject) == "other@undated:TH1"
    assert [each.what for each in found.losses.only("repaired")] == [
        "other is not among the mapping-references"
    ]


@pytest.mark.parametrize("is_wrapped", [False, True])
def test_catalogs_from_before_version_1_state_no_type(
    catalog: Catalog, write_file: Write, is_wrapped: bool
) -> None:
    """Shapes of the files that libraries of Gemara are tested with."""
    value = {
        "title": "ACME Threats",
        "metadata": {
            "id": "ACME.OLD",
            "author": {"id": "acme", "name": "ACME", "type": "Human", "uri": "https://acme.example.org"},
            "mapping-references": [{"id": "CCC", "title": "Core", "colour": "red"}],
        },
        "groups": [{"id": "g", "title": "G", "description": "All.", "appetite": "Low"}],
        "capabilities": [{"id": "CP1"}],
        "threats": [
            {"id": "TH1", "title": "One", "group": "g", "objective": "Why.", "description": "What.", "state": "Draft",
             "guidelines": [{"reference-id": "CCC", "remarks": "all", "entries": [{"reference-id": "C1", "colour": "red"}]},
                            {"reference-id": "CCC"}]},
        ],
    }  # fmt: skip
    found = formats.read(
        write_file("c.yaml", yaml.safe_dump({"catalog": value} if is_wrapped else value)), catalog=catalog
    )
    assert found.format == "gemara"
    assert found.overlay is not None
    loaded = aiss.load(found.overlay)
    threat = loaded.provision("acme-old@undated:TH1")
    assert (threat.kind, threat.summary, threat.note, threat.parent) == ("threat", "Why.", "What.", "g")
    (row,) = loaded.mapping_set("gemara-acme-old").relationships
    assert (str(row.object), row.comment) == ("ccc@undated:C1", "all")
    assert [(each.kind.value, each.field, each.what) for each in found.losses if each.kind not in ("assumed", "matched")] == [
        ("repaired", "type", "it is missing: the file is read as ThreatCatalog"), ("dropped", "capabilities", "1 entry"),
        ("dropped", "appetite", "Low"), ("dropped", "state", "Draft"), ("dropped", "uri", "https://acme.example.org"),
        ("dropped", "colour", "red"), ("dropped", "colour", "red"), ("dropped", "guidelines", "CCC without an entry"),
    ]  # fmt: skip


def test_guidance_of_another_type_is_listed(catalog: Catalog, write_file: Write) -> None:
    value = {**CONTROLS, "type": "Best Practice"}
    found = formats.read(write_file("c.json", value), catalog=catalog)
    assert ("type", "Best Practice") in [(each.field, each.what) for each in found.losses.only("dropped")]


# ---------------------------------------------------------------- writing


@pytest.mark.parametrize("model", ["guidance", "control"])
@pytest.mark.parametrize(
    "name",
    [
        "owasp-llm-top-10@2025",
        "iso-iec-42001@2023",
        "nist-csf@2.0",
        "etsi-en-304-223@2.1.1",
        "mitre-atlas@2026.09",
    ],
)
def test_a_document_keeps_the_rules_and_comes_back(
    catalog: Catalog, write_file: Write, name: str, model: str
) -> None:
    made = formats.write("gemara", name, catalog=catalog, model=model)
    assert made.content == formats.write("gemara", name, catalog=catalog, model=model).content
    raw = yaml.safe_load(made.content)
    field, below = (
        ("guidelines", "statements") if model == "guidance" else ("controls", "assessment-requirements")
    )
    groups = {each["id"] for each in raw["groups"]}
    assert all(each["group"] in groups and each["title"] and each["objective"] for each in raw[field])
    assert model == "guidance" or all(each[below] for each in raw[field])
    defined = {each["id"] for each in raw["metadata"].get("applicability-groups", ())}
    assert {
        name for each in raw[field] for one in each.get(below, ()) for name in one.get("applicability", ())
    } == defined
    found = formats.read(write_file("a.yaml", made.content.decode()), catalog=catalog, match=False)
    assert found.overlay is not None
    (content,) = (
        json.loads(content) for file, content in found.overlay.files.items() if file.startswith("frameworks/")
    )
    back = {each["id"]: each for each in content["provisions"]}
    for each in catalog.framework(name).provisions:
        got = back[each.id]
        assert got.get("assessable", True) == each.assessable
        assert got.get("retired", False) == each.retired or each.id not in {one["id"] for one in raw[field]}
        if each.id in {one["id"] for one in raw[field]} | groups:
            assert got["title"] == each.name
    invented = len(back) - len(catalog.framework(name).provisions) - ("all" in groups)
    assert invented == len(made.losses.only("assumed"))


def test_a_mapping_set_is_a_mapping_document(catalog: Catalog, write_file: Write) -> None:
    name = "etsi-en-304-223-2.1.1--iso-iec-42001-2023"
    made = formats.write("gemara", name, catalog=catalog)
    raw = yaml.safe_load(made.content)
    targets = sum(len(each["targets"]) for each in raw["mappings"])
    left_out = made.losses.only(where=lambda each: each.record == name and not each.field)
    assert targets + len(left_out) == catalog.mapping_set(name).size
    assert {each.field for each in made.losses} == {
        "", "type", "rationale", "argument", "review_date", "licence", "publisher", "note",
    }  # fmt: skip
    assert raw["metadata"]["date"] == f"{catalog.mapping_set(name).date}T00:00:00Z"
    found = formats.read(write_file("a.yaml", made.content.decode()), catalog=catalog)
    assert {each.what.rpartition(" ")[2] for each in found.losses.only("matched")} == {
        "etsi-en-304-223@2.1.1",
        "iso-iec-42001@2023",
    }
    words = {each["relationship"] for each in raw["mappings"]}
    assert "relates-to" in words
    assert made.losses.only(where=lambda each: each.field == "type")
    threat = yaml.safe_load(
        formats.write("gemara", "ctid-nist-sp-800-53-5--mitre-attack-16.1", catalog=catalog).content
    )
    assert threat["source-reference"]["entry-type"] == "Control"


def test_deep_levels_and_words_without_loss(catalog: Catalog) -> None:
    deep = formats.write("gemara", "eu-ai-act@2024/1689", catalog=catalog)
    assert deep.losses.only(where=lambda each: each.field == "parent")
    sheets = catalog.snapshot.register.mappings
    name = next(name for name in sheets if {each.type.value for each in sheets[name].sheet} == {"related"})
    made = formats.write("gemara", name, catalog=catalog)
    assert not made.losses.only(where=lambda each: each.field == "type")


def test_a_file_holds_one_thing(catalog: Catalog) -> None:
    for subjects in ((), ("owasp-llm-top-10@2025", "nist-csf@2.0")):
        with pytest.raises(InvalidData, match="a file of Gemara holds one"):
            formats.write("gemara", *subjects, catalog=catalog)
    with pytest.raises(UnknownCriterion, match="unknown model 'risk'"):
        formats.write("gemara", "nist-csf@2.0", model="risk")


VALUES = st.recursive(
    st.none() | st.booleans() | st.text(max_size=6) | st.integers(0, 9),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from("id title group targets entry-id source entries reference-id threats".split()), inner, max_size=4),
    max_leaves=20,
)  # fmt: skip


@given(
    st.sampled_from(["ControlCatalog", "MappingDocument", "ThreatCatalog"]),
    st.dictionaries(
        st.sampled_from("groups controls threats mappings source-reference title".split()), VALUES, max_size=4
    ),
)
@settings(max_examples=150, deadline=None)
def test_whatever_a_file_holds_it_is_read_or_refused(sort: str, value: Any) -> None:
    content = {**value, "metadata": metadata("A", sort, {"id": "B"})}
    try:
        found = formats.read(contents={"a.json": json.dumps(content).encode()}, format="gemara")
    except InvalidData as refused:
        assert refused.file in ("a.json", "")  # noqa: PT017
        return
    if found.overlay is not None:
        aiss.load(found.overlay)
