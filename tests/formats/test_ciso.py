"""Libraries of CISO Assistant: what they say comes over, and goes out again."""

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
from ai_security_standards.formats.inputs import parse_text
from ai_security_standards.formats.registry import FORMATS

Write = Callable[..., Path]
URN = "urn:acme:risk"


def node(tail: str, **fields: Any) -> dict[str, Any]:
    return {"urn": f"{URN}:req_node:rules:{tail}", "assessable": True, "depth": 1, **fields}


def framework(*nodes: dict[str, Any], tail: str = "rules", **fields: Any) -> dict[str, Any]:
    head = {
        "urn": f"{URN}:framework:{tail}",
        "ref_id": "Rules",
        "name": "ACME Rules",
        "description": "All rules.",
    }
    return {**head, "requirement_nodes": list(nodes), **fields}


def library(objects: dict[str, Any], **fields: Any) -> str:
    head = {
        "urn": f"{URN}:library:rules",
        "locale": "en",
        "ref_id": "Rules",
        "name": "ACME Rules",
        "description": "The library, see https://acme.example.org/rules.",
        "copyright": "ACME",
        "version": 3,
        "publication_date": "2025-02-03",
        "provider": "ACME",
        "packager": "acme",
    }
    text: str = yaml.safe_dump({**head, **fields, "objects": objects}, sort_keys=False, allow_unicode=True)
    return text


def mapping(source: str, target: str, relationship: str = "equal", **fields: Any) -> dict[str, Any]:
    return {
        "source_requirement_urn": f"{URN}:req_node:rules:{source}",
        "target_requirement_urn": f"urn:beta:risk:req_node:other:{target}",
        "relationship": relationship,
        **fields,
    }


def mapping_set(*rows: dict[str, Any], **fields: Any) -> dict[str, Any]:
    head = {"urn": f"{URN}:req_mapping_set:rules-other", "ref_id": "rules-other", "name": "Rules to Other"}
    ends = {
        "source_framework_urn": f"{URN}:framework:rules",
        "target_framework_urn": "urn:beta:risk:framework:other",
    }
    return {**head, **ends, "requirement_mappings": list(rows), **fields}


NODES = (
    node("a", ref_id="A", name="Chapter", assessable=False, translations={"fr": {"name": "Chapitre"}}),
    node("a.1", ref_id="A.1", description="Do\nit.", parent_urn=f"{URN}:req_node:rules:A", implementation_groups=["1", "2"]),
    node("node7", name="Unnumbered", annotation="Note", reference_controls=["urn:acme:risk:function:pol:P-1"]),
    node("a.1b", ref_id="A.1", threats=["urn:intuitem:risk:threat:elsewhere:t1"]),
)  # fmt: skip
CONTROLS = [
    {"urn": "urn:acme:risk:function:pol:p-1", "ref_id": "P-1", "name": "Policy", "category": "policy"}
]


def test_a_library_is_documents_and_sets(catalog: Catalog, write_file: Write) -> None:
    rows = (
        mapping("a.1", "1", rationale="semantic", strength_of_relationship=7),
        mapping("a.1", "2", "subset", strength_of_relationship=90, annotation="Why"),
        mapping("node7", "2", "intersect", rationale="Parce que.", colour="red"),
        mapping("node7", "3", "not_related"),
        mapping("zzz", "3", "superset"),
    )
    objects = {
        "framework": framework(*NODES),
        "reference_controls": CONTROLS,
        "requirement_mapping_set": mapping_set(*rows),
    }
    found = formats.read(write_file("lib.yaml", library(objects, annotation="x")), catalog=catalog)
    assert found.overlay is not None
    loaded = aiss.load(found.overlay)
    rules = loaded.framework("acme-rules@3")
    assert [
        (each.id, each.parent, each.level, each.assessable, each.aliases) for each in rules.provisions
    ] == [
        ("A", None, None, False, ()),
        ("a.1", "A", "1, 2", True, ()),
        ("node7", None, None, True, ()),
        ("a.1b", None, None, True, ()),
    ]
    assert rules.provisions[1].summary == "Do it."
    standard = loaded.standard("acme-rules@3")
    assert (standard.languages, standard.published, standard.sources[0].address) == (
        ("en",), "2025-02-03", "https://acme.example.org/rules",
    )  # fmt: skip
    found_rows = {
        str(each.object): each for each in loaded.relationships("acme-rules@3:a.1", to="beta-other@undated")
    }
    assert {name: each.type.value for name, each in found_rows.items()} == {
        "beta-other@undated:1": "equal", "beta-other@undated:2": "subset_of",
    }  # fmt: skip
    assert (
        found_rows["beta-other@undated:1"].strength,
        str(found_rows["beta-other@undated:1"].rationale),
    ) == (7, "semantic")
    assert dict(found_rows["beta-other@undated:2"].other) == {"strength_of_relationship": "90"}
    (third,) = loaded.relationships("acme-rules@3:node7", to="beta-other@undated:2")
    assert third.comment == "Parce que."
    assert {
        (str(each.object), each.type.value) for each in loaded.mapping_set("acme-rules-objects").relationships
    } == {
        ("acme-rules-reference-controls@3:P-1", "is_supported_by"),
        ("intuitem-elsewhere@undated:t1", "mitigates"),
    }
    fields = sorted((each.kind.value, each.field) for each in found.losses if each.kind != "assumed")
    assert fields == [
        ("dropped", "annotation"), ("dropped", "category"), ("dropped", "colour"), ("dropped", "translations"),
        ("repaired", "rationale"), ("unresolved", "row 5"),
    ]  # fmt: skip


def test_sets_may_name_what_other_files_hold(catalog: Catalog, write_file: Write, tmp_path: Path) -> None:
    write_file("all/a.yaml", library({"frameworks": [framework(*NODES)]}))
    other = {"framework": {**framework(tail="x"), "urn": "urn:beta:risk:framework:other", "requirement_nodes": [
        {"urn": "urn:beta:risk:req_node:other:1", "ref_id": "O-1"}]}}  # fmt: skip
    write_file("all/b.yaml", library(other, urn="urn:beta:risk:library:other", version="x y"))
    sets = {"requirement_mapping_sets": [mapping_set(mapping("a.1", "1"), mapping("a.1", "1"))]}
    write_file("all/c.yaml", library(sets, urn="urn:acme:risk:library:map"))
    found = formats.read(tmp_path / "all", catalog=catalog)
    assert found.overlay is not None
    (row,) = aiss.load(found.overlay).mapping_set("acme-rules-other").relationships
    assert str(row.object) == "beta-other@x-y:O-1"
    assert [each.field for each in found.losses.only("duplicate")] == ["row 2"]
    same = formats.read(tmp_path / "all", catalog=catalog)
    assert same.overlay == found.overlay
    assert same.losses == found.losses


def test_a_framework_of_the_catalog_is_found_by_its_name_and_identifiers(
    catalog: Catalog, write_file: Write
) -> None:
    nodes = [
        node(each.id.casefold(), ref_id=each.id, assessable=each.assessable)
        for each in catalog.provisions("nist-csf@2.0")
    ]
    csf = framework(*nodes, ref_id="NIST-CSF-2.0")
    found = formats.read(write_file("a.yaml", library({"framework": csf})), catalog=catalog)
    assert [each.what for each in found.losses.only("matched")] == ["ACME Rules is nist-csf@2.0"]
    assert found.overlay is None


def test_a_set_without_name_has_that_of_its_library_and_other_words_are_related(
    catalog: Catalog, write_file: Write
) -> None:
    """Shapes of libraries that users of the tool share."""
    rows = (mapping("a", "b", "related"), mapping("a", "c"))
    del rows[1]["relationship"]
    whole = mapping_set(*rows)
    del whole["name"]
    path = write_file(
        "a.yaml", library({"requirement_mapping_set": whole, "framework": framework(node("a"))})
    )
    found = formats.read(path, catalog=catalog)
    assert found.overlay is not None
    loaded = aiss.load(found.overlay)
    made = loaded.mapping_set("acme-rules-other")
    assert (made.title, made.description) == (
        "ACME Rules",
        "The library, see https://acme.example.org/rules.",
    )
    assert [(each.type.value, each.stated) for each in made.relationships] == [
        ("no_relationship", None), ("related", "related"),
    ]  # fmt: skip
    document = loaded.standard("acme-rules@3")
    assert (document.summary, document.note) == (
        "All rules.",
        "The library, see https://acme.example.org/rules.",
    )
    assert [(each.kind.value, each.what) for each in found.losses if each.field == "relationship"] == [
        ("repaired", "related is read as related"),
        ("assumed", "none is stated, which the format reads as not_related"),
    ]


@pytest.mark.parametrize(
    ("objects", "problem"),
    [
        ([], "this is not a mapping of fields"),
        ({"framework": {"name": "x"}}, "the urn is missing"),
        ({"framework": framework({"urn": ["x"]})}, "this is not a text"),
        ({"requirement_mapping_set": mapping_set({"relationship": "equal"})}, "the requirement is missing"),
        ({"requirement_mapping_set": mapping_set(source_framework_urn=None)}, "the framework is missing"),
        ({"threats": "x"}, "this is not a list of mappings"),
    ],
)
def test_another_shape_is_an_error_with_its_place(write_file: Write, objects: Any, problem: str) -> None:
    path = write_file("a.yaml", library(objects))
    with pytest.raises(InvalidData, match=problem) as caught:
        formats.read(path)
    assert caught.value.file == str(path)


# ---------------------------------------------------------------- writing


def loads(content: bytes) -> dict[str, Any]:
    """Load a library as CISO Assistant does, by the rules of its loader."""
    raw: dict[str, Any] = yaml.safe_load(content)
    assert {"urn", "name", "version", "objects"} <= raw.keys()
    assert isinstance(raw["version"], int)
    assert not {"framework", "frameworks"} <= raw["objects"].keys()
    seen: set[str] = set()
    for each in raw["objects"].get("frameworks", []):
        assert {"ref_id", "urn"} <= each.keys()
        for requirement in each["requirement_nodes"]:
            assert requirement["urn"] not in seen
            assert requirement.get("parent_urn") in (None, *seen)
            seen.add(requirement["urn"])
    for each in raw["objects"].get("requirement_mapping_sets", []):
        assert {"urn", "name", "source_framework_urn", "target_framework_urn"} <= each.keys()
        for row in each["requirement_mappings"]:
            assert {"target_requirement_urn", "source_requirement_urn"} <= row.keys()
            assert row["relationship"] in ("subset", "intersect", "equal", "superset", "not_related")
            assert row.get("rationale") in (None, "syntactic", "semantic", "functional")
    return raw


DOCUMENTS = (
    "owasp-llm-top-10@2025",
    "iso-iec-42001@2023",
    "mitre-atlas@2026.09",
    "nist-csf@2.0",
    "eu-ai-act@2024/1689",
)


def test_shipped_documents_are_libraries(catalog: Catalog) -> None:
    made = formats.write("ciso-assistant", *DOCUMENTS, catalog=catalog)
    assert made.content == formats.write("ciso-assistant", *DOCUMENTS, catalog=catalog).content
    raw = loads(made.content)
    assert [len(each["requirement_nodes"]) for each in raw["objects"]["frameworks"]] == [
        len(catalog.framework(ref).provisions) for ref in DOCUMENTS
    ]
    assert made.losses.only(where=lambda each: each.field == "publisher")
    chosen = [
        set_id
        for set_id, file in catalog.snapshot.register.mappings.items()
        if len(file.sheet.header.objects) == 1
    ]
    largest = max(chosen, key=lambda set_id: len(catalog.snapshot.register.mappings[set_id].sheet))
    sets = formats.write(
        "ciso-assistant", largest, "etsi-en-304-223-2.1.1--iso-iec-42001-2023", catalog=catalog
    )
    raw = loads(sets.content)
    rows = sum(len(each["requirement_mappings"]) for each in raw["objects"]["requirement_mapping_sets"])
    dropped = len(sets.losses.only(where=lambda each: each.record in chosen and not each.field))
    whole = [
        catalog.mapping_set(name).size for name in (largest, "etsi-en-304-223-2.1.1--iso-iec-42001-2023")
    ]
    assert rows + dropped == sum(whole)


def test_out_and_in_again_gives_the_same_overlay(catalog: Catalog, write_file: Write) -> None:
    listed = [
        each
        for each in NODES
        if "threats" not in each and "reference_controls" not in each and "translations" not in each
    ]
    objects = {"framework": framework(*listed, node("b.2", ref_id="B.2"))}
    first = formats.read(
        write_file("a.yaml", library(objects, description="All rules.")),
        catalog=catalog,
        address="https://acme.example.org",
    )
    assert first.overlay is not None
    ours = aiss.load(first.overlay).as_of("2026-11-29")
    made = formats.write("ciso-assistant", "acme-rules@3", catalog=ours, packager="acme")
    again = formats.read(
        write_file("b.yaml", made.content.decode()), catalog=catalog, address="https://acme.example.org"
    )
    assert again.overlay is not None
    for name, content in first.overlay.files.items():
        back, there = json.loads(again.overlay.files[name]), json.loads(content)
        assert back == there


def test_controls_and_threats_are_objects(catalog: Catalog, write_file: Write) -> None:
    made = formats.write("ciso-assistant", "owasp-llm-top-10@2025", catalog=catalog, objects="threats")
    found = formats.read(write_file("a.yaml", made.content.decode()), catalog=catalog, match=False)
    assert found.overlay is not None
    raw = loads(made.content)
    assert len(raw["objects"]["threats"]) == 10
    nested = formats.write("ciso-assistant", "nist-csf@2.0", catalog=catalog, objects="reference_controls")
    assert nested.losses.only(where=lambda each: each.field == "parent")
    with pytest.raises(UnknownCriterion, match="unknown objects 'risks'"):
        formats.write("ciso-assistant", "nist-csf@2.0", objects="risks")
    both = formats.write("ciso-assistant", "owasp-llm-top-10@2025", "owasp-llm-top-10@2026", catalog=catalog)
    assert not both.losses.only(where=lambda each: each.field == "publisher")
    with pytest.raises(InvalidData, match="a library has frameworks or mapping sets"):
        formats.write("ciso-assistant")


def test_urns_stay_apart(catalog: Catalog, write_file: Write) -> None:
    objects = {
        "framework": framework(node("1", ref_id="A/1"), node("2", ref_id="A 1"), node("3", ref_id="é"))
    }
    ours = formats.read(write_file("a.yaml", library(objects)), catalog=catalog).overlay
    assert ours is not None
    raw = loads(
        formats.write("ciso-assistant", "acme-rules@3", catalog=aiss.load(ours).as_of("2026-11-29")).content
    )
    urns = [each["urn"] for each in raw["objects"]["frameworks"][0]["requirement_nodes"]]
    assert [urn.rpartition(":")[2] for urn in urns] == ["a-1", "a-1-2", "unnamed"]


VALUES = st.recursive(
    st.none() | st.booleans() | st.text(max_size=6) | st.integers(0, 9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                "urn ref_id name parent_urn requirement_nodes requirement_mappings relationship threats".split()
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@given(
    st.dictionaries(
        st.sampled_from(
            ["framework", "frameworks", "threats", "reference_controls", "requirement_mapping_sets"]
        ),
        VALUES,
        max_size=3,
    )
)
@settings(max_examples=150, deadline=None)
def test_whatever_a_library_holds_it_is_read_or_refused(objects: Any) -> None:
    contents = {"a.json": json.dumps({"urn": "urn:a:risk:library:b", "objects": objects}).encode()}
    assert FORMATS["ciso-assistant"].recognizes(parse_text(contents["a.json"], "a.json"))
    try:
        found = formats.read(contents=contents)
    except InvalidData as refused:
        assert refused.file in ("a.json", "")  # noqa: PT017
        return
    if found.overlay is not None:
        aiss.load(found.overlay)


def test_an_edition_in_a_name_stays_when_it_goes_out_again(catalog: Catalog) -> None:
    """A set that came from a library of ours lost the dots of its edition when it went out once more."""
    first = formats.write("ciso-assistant", "etsi-en-304-223-2.1.1--iso-iec-42001-2023", catalog=catalog)
    once = formats.read(contents={"a.yaml": first.content}, catalog=catalog, match=False).overlay
    assert once is not None
    loaded = aiss.load(once).as_of(catalog.date)
    (set_id,) = (
        each for each in loaded.snapshot.register.mappings if each not in catalog.snapshot.register.mappings
    )
    second = formats.write("ciso-assistant", set_id, catalog=loaded)
    twice = formats.read(contents={"a.yaml": second.content}, catalog=catalog, match=False).overlay
    assert twice is not None
    rows = [
        {str(row.subject) for row in aiss.load(each).mapping_set(set_id).relationships}
        for each in (once, twice)
    ]
    assert rows[0] == rows[1]
    assert all("-2-1-1@2.1.1:" in each for each in rows[0])
