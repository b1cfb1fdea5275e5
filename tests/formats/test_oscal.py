"""OSCAL: catalogs and mapping collections both ways, assessment results out."""

import json
import re
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
from ai_security_standards.formats.identity import slug_of
from ai_security_standards.formats.oscal.names import unique_token

Write = Callable[..., Path]
UUID = "11111111-1111-4111-8111-111111111111"


def prop(name: str, value: str, **fields: str) -> dict[str, str]:
    return {"name": name, "value": value, **fields}


def catalog_of(*groups: Any, **fields: Any) -> dict[str, Any]:
    metadata = {"title": "ACME Controls", "version": "1.2", "last-modified": "2025-02-03T04:05:06Z", "oscal-version": "1.2.3",
                "parties": [{"uuid": UUID, "type": "organization", "name": "ACME"}],
                "links": [{"href": "https://acme.example.org/controls"}]}  # fmt: skip
    return {"catalog": {"uuid": UUID, "metadata": metadata, "groups": list(groups), **fields}}


GROUP = {
    "id": "ac",
    "class": "family",
    "title": "Access",
    "controls": [
        {
            "id": "ac-1",
            "title": "Policy",
            "params": [
                {"id": "p1", "label": "days"},
                {"id": "p2", "select": {"choice": ["a", "{{ insert: param, p1 }}"]}},
                {"id": "p3"},
                {"id": "p4", "values": ["7", "8"]},
                {"label": "none"},
            ],
            "props": [prop("label", "AC-01", **{"class": "sp800-53a"}), prop("label", "AC-1"), prop("sort-id", "ac-01"), prop("colour", "red")],
            "links": [
                {"href": "#ac-2", "rel": "related"},
                {"href": f"#{UUID}", "rel": "reference"},
                {"href": "https://x.example.org"},
                {"href": "#ac-9"},
            ],
            "parts": [
                {"name": "statement", "prose": "Within {{ insert: param, p1 }} do {{ insert: param, p2 }}:", "parts": [
                    {"name": "item", "props": [prop("label", "a.")], "prose": "one {{ insert: param, p3 }}", "parts": [{"name": "item", "prose": "deep"}]},
                    {"name": "item", "props": [prop("label", "b.")], "prose": "two {{ insert: param, p4 }} {{ insert: param, p9 }}"},
                ]},
                {"name": "guidance", "prose": "Be careful."},
                {"name": "assessment-objective", "prose": "Test it."},
            ],
            "controls": [{"id": "ac-1.1", "title": "More", "props": [prop("label", "AC-1(1)"), prop("status", "withdrawn")],
                          "links": [{"href": "#ac-2", "rel": "incorporated-into"}]}],
        },
        {"id": "ac-2", "title": "ac-2", "remarks": "x"},
    ],
}  # fmt: skip


def test_a_catalog_is_a_document_with_its_links(catalog: Catalog, write_file: Write) -> None:
    found = formats.read(write_file("c.json", catalog_of(GROUP)), catalog=catalog)
    assert found.overlay is not None
    loaded = aiss.load(found.overlay)
    standard = loaded.standard("acme-controls@1.2")
    assert (standard.published, standard.url or standard.sources[0].address) == (
        "2025-02-03",
        "https://acme.example.org/controls",
    )
    listed = loaded.framework("acme-controls@1.2").provisions
    assert [
        (each.id, each.kind.value, each.title, each.parent, each.assessable, each.retired, each.aliases)
        for each in listed
    ] == [
        ("ac", "domain", "Access", None, False, False, ()),
        ("AC-1", "control", "Policy", "ac", True, False, ("ac-1",)),
        ("AC-1(1)", "control", "More", "AC-1", True, True, ("ac-1.1",)),
        ("ac-2", "control", None, "ac", True, False, ()),
    ]
    assert (
        listed[1].summary
        == "Within [days] do [selection: a; {{ insert: param, p1 }}]: a. one [p3] deep b. two [7, 8] [p9]"
    )
    assert listed[1].note == "Be careful."
    links = loaded.mapping_set("oscal-acme-controls-1-2-links").relationships
    assert {
        (str(each.subject), each.type.value, str(each.object), each.stated, bool(each.unresolved))
        for each in links
    } == {
        ("acme-controls@1.2:AC-1", "related", "acme-controls@1.2:ac-2", "related", False),
        ("acme-controls@1.2:AC-1", "related", "acme-controls@1.2:ac-9", "related", True),
        ("acme-controls@1.2:AC-1(1)", "merged_into", "acme-controls@1.2:ac-2", "incorporated-into", False),
    }
    assert sorted((each.field, each.what) for each in found.losses.only("dropped")) == [
        ("class", "family, at 1 place"), ("links", f"reference: #{UUID}"), ("links", "related: https://x.example.org"), ("parts", "assessment-objective"),
        ("props", "colour: red"), ("remarks", "x"),
    ]  # fmt: skip


def test_yaml_is_read_alike(catalog: Catalog, write_file: Write) -> None:
    value = catalog_of(GROUP)
    as_json = formats.read(write_file("c.json", value), catalog=catalog)
    as_yaml = formats.read(write_file("c.yaml", yaml.safe_dump(value, sort_keys=False)), catalog=catalog)
    assert as_json.overlay == as_yaml.overlay


def test_small_things_that_a_catalog_may_lack(catalog: Catalog, write_file: Write) -> None:
    control = {
        "id": "x",
        "title": "X",
        "parts": [{"name": "statement", "parts": [{"name": "item", "prose": "only"}]}],
        "props": [{"name": "label"}, {"name": "marking", "value": True}],
    }
    value = catalog_of({"title": "No id", "controls": [control]})
    value["catalog"]["metadata"]["links"] = [{"href": "#x"}, {"href": "https://acme.example.org/c"}]
    value["catalog"]["metadata"]["props"] = [prop("keywords", "a")]
    found = formats.read(write_file("c.json", value), catalog=catalog)
    assert found.overlay is not None
    assert [each.summary for each in aiss.load(found.overlay).framework("acme-controls@1.2").provisions] == [
        None,
        "only",
    ]
    assert [each.what for each in found.losses.only("dropped")] == [
        "keywords: a",
        "marking: true",
        "link: #x",
    ]


def test_what_a_catalog_says_besides_is_listed(catalog: Catalog, write_file: Write) -> None:
    """Shapes of catalogs that agencies publish: roles, parties, classes, details of parameters, sources."""
    part = {"name": "statement", "prose": "Do it.", "title": "Statement", "links": [{"href": "#r"}]}
    control = {
        "id": "c-1",
        "class": "ISM-control",
        "title": "One",
        "params": [
            {"id": "p", "label": "days", "guidelines": [{"prose": "Few."}]},
            {"id": "q", "constraints": []},
        ],
        "props": [prop("alt-identifier", "C-001")],
        "parts": [part],
    }
    value = catalog_of({"id": "g", "title": "G", "controls": [control, {**control, "id": "c-2"}]})
    value["catalog"]["back-matter"] = {
        "resources": [{"uuid": UUID, "title": "A"}, {"uuid": "b", "title": "B"}]
    }
    metadata = value["catalog"]["metadata"]
    metadata["roles"] = [{"id": "creator", "title": "Creator"}, {"id": "prepared-by", "title": "Preparer"}]
    metadata["parties"] += [
        {"uuid": "p", "type": "person", "name": "A. Uthor"},
        {"uuid": "q", "type": "person"},
    ]
    metadata["parties"][0]["email-addresses"] = ["us@acme.example.org"]
    found = formats.read(write_file("c.json", value), catalog=catalog)
    assert [(each.field, each.what) for each in found.losses.only("dropped")] == [
        ("props", "alt-identifier: C-001"), ("props", "alt-identifier: C-001"), ("roles", "Preparer"),
        ("email-addresses", "1 entry"), ("parties", "A. Uthor"), ("parties", "a party without name"),
        ("back-matter", "2 resources"), ("params.guidelines", "at 2 places"), ("class", "ISM-control, at 2 places"),
        ("parts.title", "at 2 places"), ("parts.links", "at 2 places"),
    ]  # fmt: skip


def test_what_a_collection_says_of_its_mappings_is_kept_or_listed(
    catalog: Catalog, write_file: Write
) -> None:
    ends = {"source-resource": {"href": "a"}, "target-resource": {"href": "b"}}
    items = {"sources": [{"type": "control", "id-ref": "x"}], "targets": [{"type": "control", "id-ref": "y"}]}
    mapping = {
        **ends, "matching-rationale": "functional", "status": "draft", "remarks": "By hand.",
        "confidence-score": {"percentage": 0.9}, "maps": [{"relationship": "equal-to", **items}],
    }  # fmt: skip
    collection = {
        "uuid": UUID,
        "metadata": {"title": "A", "remarks": "x"},
        "provenance": {
            "matching-rationale": "semantic",
            "status": "complete",
            "confidence-score": {"percentage": 0.9},
        },
        "mappings": [mapping],
    }
    found = formats.read(write_file("m.json", {"mapping-collection": collection}), catalog=catalog)
    assert found.overlay is not None
    (set_id,) = (name[9:-10] for name in found.overlay.files if name.startswith("mappings/"))
    whole = aiss.load(found.overlay).mapping_set(set_id)
    assert (whole.note, whole.relationships[0].rationale) == ("Status: draft By hand.", "functional")
    assert [(each.record, each.field) for each in found.losses.only("dropped")] == [
        ("A", "remarks"), ("A", "confidence-score"), ("A mappings[0]", "confidence-score"),
    ]  # fmt: skip


def test_tokens_stay_apart() -> None:
    taken: set[str] = set()
    assert [unique_token(each, taken) for each in ("A 1", "A-1", "1", "§")] == ["A-1", "A-1_2", "_1", "_"]


def test_a_source_may_stand_in_the_back_matter(catalog: Catalog, write_file: Write) -> None:
    value = catalog_of(
        GROUP,
        **{
            "back-matter": {
                "resources": [{"uuid": UUID, "rlinks": [{"href": "https://acme.example.org/pdf"}]}]
            }
        },
    )
    del value["catalog"]["metadata"]["links"]
    del value["catalog"]["metadata"]["parties"]
    found = formats.read(write_file("c.json", value), catalog=catalog)
    assert found.overlay is not None
    standard = aiss.load(found.overlay).standard("acme-controls@1.2")
    assert standard.sources[0].address == "https://acme.example.org/pdf"


def a_map(relationship: Any, sources: list[str], targets: list[str], **fields: Any) -> dict[str, Any]:
    ends = {
        "sources": [{"type": "control", "id-ref": each} for each in sources],
        "targets": [{"type": "control", "id-ref": each} for each in targets],
    }
    return {"uuid": UUID, "relationship": relationship, **ends, **fields}


def collection(
    *maps: Any, title: str = "ACME Rules to ISO/IEC 42001:2023 Mapping", source: Any = None, **fields: Any
) -> dict[str, Any]:
    mapping = {"uuid": UUID, "source-resource": source or {"type": "catalog", "href": "catalogs/acme_rules_1.0/catalog.json"},
               "target-resource": {"type": "catalog", "href": "catalogs/iso_iec_42001_1.0.0/catalog.json"}, "maps": list(maps)}  # fmt: skip
    provenance = {
        "method": "human",
        "matching-rationale": "functional",
        "status": "draft",
        "mapping-description": "How.",
    }
    metadata = {
        "title": title,
        "version": "1",
        "last-modified": "2026-01-02T00:00:00Z",
        "oscal-version": "1.2.1",
    }
    return {
        "mapping-collection": {
            "uuid": UUID,
            "metadata": metadata,
            "provenance": provenance,
            "mappings": [mapping],
            **fields,
        }
    }


def test_a_mapping_collection_is_a_set(catalog: Catalog, write_file: Write) -> None:
    ids = ["iso-iec-42001_4-1", "iso-iec-42001_A-6-2-4", "iso-iec-42001_A-9-9-9"]
    maps = (
        a_map(
            "equal-to",
            ["R-1"],
            ids[:1],
            **{
                "confidence-score": {"percentage": "0.9"},
                "coverage": {"target-coverage": 0.5},
                "remarks": "why",
            },
        ),
        a_map("equal-to", ["R-2"], ids[:2]),
        a_map("subset-of", ["R-3"], ids[:2]),
        a_map("subset-of", ["R-4", "R-5"], ids[:1], **{"matching-rationale": "syntactic"}),
        a_map("intersects-with", ["R-6"], ids[1:]),
        a_map(
            {"type": "superset-of", "ns": "x"},
            ["R-7"],
            ids[1:2],
            **{"confidence-score": {"category": "high"}},
        ),
        a_map("alike", ["R-8"], ids[1:2], props=[prop("x", "y")]),
        a_map("equal-to", ["R-9", "R-10"], ids[:2]),
    )
    value = collection(*maps)
    mapping = value["mapping-collection"]["mappings"][0]
    mapping["maps"][5]["targets"] = [{"type": "control", "id_ref": ids[1]}]
    mapping["target-gap-summary"] = {"uuid": UUID, "unmapped-controls": [{"with-ids": ["x"]}]}
    found = formats.read(write_file("m.json", value), catalog=catalog)
    assert found.overlay is not None
    (name,) = (name for name in found.overlay.files if name.startswith("mappings/"))
    whole = aiss.load(found.overlay).mapping_set(name.removeprefix("mappings/").removesuffix(".sssom.tsv"))
    rows = {(each.subject.provision, each.object.provision): each for each in whole.relationships}
    assert {str(each.object.document) for each in whole.relationships} == {"iso-iec-42001@2023"}
    assert {ends: each.type.value for ends, each in rows.items()} == {
        ("R-1", "4.1"): "equal", ("R-2", "4.1"): "superset_of", ("R-2", "A.6.2.4"): "superset_of", ("R-3", "4.1"): "related",
        ("R-3", "A.6.2.4"): "related", ("R-4", "4.1"): "subset_of", ("R-5", "4.1"): "subset_of", ("R-6", "A.6.2.4"): "intersects_with",
        ("R-6", "iso-iec-42001_A-9-9-9"): "intersects_with", ("R-7", "A.6.2.4"): "superset_of", ("R-8", "A.6.2.4"): "related",
        ("R-9", "4.1"): "related", ("R-9", "A.6.2.4"): "related", ("R-10", "4.1"): "related", ("R-10", "A.6.2.4"): "related",
    }  # fmt: skip
    first = rows["R-1", "4.1"]
    assert (first.confidence, first.comment, str(first.rationale), dict(first.other)) == (
        0.9,
        "why",
        "functional",
        {"target_coverage": "0.5"},
    )
    assert dict(rows["R-7", "A.6.2.4"].other) == {"confidence_category": "high"}
    assert str(rows["R-4", "4.1"].rationale) == "syntactic"
    assert (whole.description, whole.note) == ("How.", "Status: draft")
    assert whole.unresolved == 1
    counts = {kind: number for kind, number in found.losses.counts.items() if number}
    assert counts == {"dropped": 2, "unresolved": 1, "repaired": 2, "assumed": 8, "matched": 1}


def test_a_collection_finds_the_catalogs_that_are_read_with_it(
    catalog: Catalog, write_file: Write, tmp_path: Path
) -> None:
    write_file("all/acme_rules_1.0/catalog.json", catalog_of(GROUP))
    by_file = collection(a_map("equal-to", ["ac-1"], ["x"]), title="One")
    by_uuid = collection(
        a_map("equal-to", ["ac-1"], ["x"]), title="Two", source={"type": "catalog", "href": f"#{UUID}"}
    )
    by_prop = collection(a_map("equal-to", ["ac-1"], ["x"]), title="Three",
                         source={"type": "catalog", "href": "y", "props": [prop("other", "z"), prop("catalog_uuid", UUID)]})  # fmt: skip
    unknown = collection(a_map("equal-to", ["a"], ["x"]), a_map("equal-to", ["b"], ["x"]), title="Four")
    mapping = unknown["mapping-collection"]["mappings"][0]
    unknown["mapping-collection"]["mappings"] = [mapping, {**mapping, "uuid": f"9{UUID[1:]}"}]
    write_file("all/z.json", unknown)
    for number, value in enumerate((by_file, by_uuid, by_prop)):
        value["mapping-collection"]["mappings"] = value["mapping-collection"]["mappings"][0]
        value["mapping-collection"]["mappings"]["uuid"] = f"{number}{UUID[1:]}"
        write_file(f"all/m{number}.json", value)
    found = formats.read(tmp_path / "all", catalog=catalog)
    assert found.overlay is not None
    loaded = aiss.load(found.overlay)
    sets = [
        each
        for each in loaded.mapping_sets()
        if each.id.startswith(("oscal-one", "oscal-two", "oscal-three"))
    ]
    assert len(sets) == 3
    assert {str(each.subjects[0]) for each in sets} == {"acme-controls@1.2"}


def test_drafts_of_the_model_are_read(catalog: Catalog, write_file: Write) -> None:
    value = collection(
        a_map(
            {"type": "equal-to"},
            ["a"],
            ["b"],
            **{"confidence-score": {"score": "0.95"}, "matching-rationale": {"x": []}},
        )
    )
    value["mapping-collection"]["provenance"]["method"] = {"type": "human", "remarks": "x"}
    found = formats.read(write_file("m.json", value), catalog=catalog, match=False)
    assert found.overlay is not None
    (name,) = (name for name in found.overlay.files if name.startswith("mappings/"))
    (row,) = aiss.load(found.overlay).mapping_set(name[9:-10]).relationships
    assert (row.confidence, str(row.rationale)) == (0.95, "functional")
    assert [each.field for each in found.losses.only("repaired")] == ["matching-rationale", "method"]


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ({"catalog": []}, "this is not a mapping"),
        ({"catalog": {"uuid": UUID}}, "this is not a mapping"),
        (catalog_of({"id": ["x"]}), "this is not a text"),
        (catalog_of("x"), "this is not a list of mappings"),
        (
            collection({"relationship": "equal-to", "sources": [{"type": "control"}], "targets": []}),
            "the id-ref is missing",
        ),
        ({"mapping-collection": {"metadata": {}, "mappings": [{}]}}, "this is not a mapping"),
    ],
)
def test_another_shape_is_an_error_with_its_place(write_file: Write, value: Any, problem: str) -> None:
    path = write_file("c.json", value)
    with pytest.raises(InvalidData, match=problem) as caught:
        formats.read(path)
    assert caught.value.file == str(path)


def test_deep_nesting_is_refused(write_file: Write) -> None:
    group: dict[str, Any] = {"id": "x0", "title": "x"}
    part: dict[str, Any] = {"name": "item", "prose": "deepest"}
    for number in range(1, 210):
        group = {"id": f"x{number}", "title": "x", "groups": [group]}
        part = {"name": "item", "prose": "text", "parts": [part]}
    with pytest.raises(InvalidData, match="nested too deeply"):
        formats.read(write_file("c.json", catalog_of(group)), match=False)
    control = {"id": "y", "title": "y", "parts": [{**part, "name": "statement"}]}
    found = formats.read(
        write_file("d.json", catalog_of({"id": "g", "title": "g", "controls": [control]})), match=False
    )
    assert found.overlay is not None
    assert b"deepest" not in found.overlay.files["frameworks/acme-controls/1.2.json"]


# ---------------------------------------------------------------- writing

DOCUMENTS = (
    "owasp-llm-top-10@2025",
    "iso-iec-42001@2023",
    "mitre-atlas@2026.09",
    "nist-csf@2.0",
    "etsi-en-304-223@2.1.1",
    "nist-sp-800-53@5",
)
TOKEN = re.compile(r"[^\W\d][\w.-]*\Z")


def tokens(value: Any) -> list[str]:
    """Every identifier of a catalog."""
    found = []
    for field in ("groups", "controls"):
        for each in value.get(field, ()):
            found += [each["id"], *tokens(each)]
            assert each["title"]
            assert not {"groups", "controls"} <= each.keys()
            assert not ("groups" in each and field == "controls")
    return found


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_comes_back_as_it_was(catalog: Catalog, write_file: Write, name: str) -> None:
    made = formats.write("oscal", name, catalog=catalog)
    assert made.content == formats.write("oscal", name, catalog=catalog).content
    ids = tokens(json.loads(made.content)["catalog"])
    assert len(set(ids)) == len(ids) == len(catalog.framework(name).provisions)
    assert all(TOKEN.match(each) for each in ids)
    found = formats.read(write_file("a.json", made.content.decode()), catalog=catalog, match=False)
    assert found.overlay is not None
    raw = json.loads(found.overlay.files[f"frameworks/{name.replace('@', '-imported/')}.json"])
    back = {each["id"]: each for each in raw["provisions"]}
    for each in catalog.framework(name).provisions:
        got = back[each.id]
        expected = {
            "title": each.title or each.label, "kind": each.kind, "summary": each.summary, "parent": each.parent, "level": each.level,
            "note": each.note, "assessable": each.assessable, "retired": each.retired,
            "aliases": [alias for alias in each.aliases if alias != each.id],
        }  # fmt: skip
        assert {
            key: got.get(key, {"assessable": True, "retired": False, "aliases": []}.get(key))
            for key in expected
        } == expected
    matched = formats.read(write_file("b.json", made.content.decode()), catalog=catalog).losses.only(
        "matched"
    )
    assert [each.what.rpartition(" ")[2] for each in matched] == [name]


def test_a_mapping_set_comes_back_as_it_was(catalog: Catalog, write_file: Write) -> None:
    listed = (
        "ctid-nist-sp-800-53-5--mitre-attack-16.1",
        "etsi-en-304-223-2.1.1--iso-iec-42001-2023",
        "aidefend--mitre-atlas-2026.05",
        "owasp-llm-top-10-2025--others",
    )
    for name in listed:
        made = formats.write("oscal", name, catalog=catalog)
        found = formats.read(write_file("a.json", made.content.decode()), catalog=catalog)
        assert found.overlay is not None
        (file,) = (file for file in found.overlay.files if file.startswith("mappings/"))
        assert file.removeprefix("mappings/").startswith(slug_of(name))
        whole = aiss.load(found.overlay).mapping_set(
            file.removeprefix("mappings/").removesuffix(".sssom.tsv")
        )

        assert whole.completeness == catalog.mapping_set(name).completeness

        def key(each: Any) -> tuple[Any, ...]:
            return (
                each.subject,
                each.type,
                each.object,
                each.strength,
                each.confidence,
                each.stated,
                each.locator,
                each.comment,
            )

        assert {key(each) for each in whole.relationships} == {
            key(each)
            for each in catalog.mapping_set(name).relationships
            if not each.negated and each.object.provision is not None
        }
    value = json.loads(formats.write("oscal", listed[1], catalog=catalog).content)
    value["mapping-collection"]["metadata"]["props"] = [prop("keywords", "x")]
    found = formats.read(write_file("b.json", value), catalog=catalog)
    assert found.overlay is not None
    assert [name for name in found.overlay.files if name.startswith("mappings/oscal-")]
    several = json.loads(formats.write("oscal", *listed, catalog=catalog).content)["mapping-collection"]
    assert several["metadata"]["title"] == "4 mapping sets"


def test_negated_rows_have_no_place(catalog: Catalog, write_file: Write) -> None:
    text = "#publisher: nobody\nsubject_id\tpredicate_id\tpredicate_modifier\tobject_id\n" + (
        "aiss:owasp-llm-top-10@2025:LLM01\trel:related\tNot\taiss:nist-csf@2.0:GV\n"
        "aiss:owasp-llm-top-10@2025:LLM02\trel:mitigates\t\taiss:nist-csf@2.0:GV\n"
    )
    folder = write_file("ours/mappings/own.sssom.tsv", text).parent.parent
    made = formats.write("oscal", "own", catalog=aiss.load(folder))
    assert len(made.losses.only("dropped")) == 1
    value = json.loads(made.content)["mapping-collection"]
    (only,) = value["mappings"][0]["maps"]
    assert (only["relationship"], only["ns"]) == (
        "mitigates",
        "https://ai-security-standards.readthedocs.io/type",
    )
    assert "parties" not in value["metadata"]
    assert value["provenance"]["status"] == "not-complete"


def test_an_assessment_is_results(catalog: Catalog) -> None:
    shipped = catalog.snapshot.register.framework_loaders
    without = next(each.ref for each in catalog.standards() if str(each.ref) not in shipped)
    rows = [
        ("iso-iec-42001:A.9.4", "satisfied", "report 7", "A. Smith", "2026-01-02", "fine", "chatbot"),
        ("iso-iec-42001:A.6.2.4", "partly", "log", None, None, None, "chatbot"),
        ("iso-iec-42001:A.6.2.5", "not applicable"),
        ("iso-iec-42001:A.6.2.6", "not satisfied", None, None, "2026-02"),
        ("iso-iec-42001", "satisfied"),
        (f"{without}:5.1", "satisfied"),
    ]
    made = formats.write("oscal", aiss.Assessment.of(rows), catalog=catalog)
    value = json.loads(made.content)["assessment-results"]
    assert [(part["title"], len(part.get("findings", ())), part["start"]) for part in value["results"]] == [
        ("Assessment", 2, "2026-02-01T00:00:00Z"), ("chatbot", 2, "2026-01-02T00:00:00Z"),
    ]  # fmt: skip
    states = [
        finding["target"]["status"]["state"] for part in value["results"] for finding in part["findings"]
    ]
    assert states == ["not-satisfied", "satisfied", "satisfied", "not-satisfied"]
    assert [len(part.get("observations", ())) for part in value["results"]] == [0, 2]
    described = [finding["description"] for part in value["results"] for finding in part["findings"]]
    assert described == [
        "iso-iec-42001@2023:A.6.2.6 is not_satisfied.", f"{without}:5.1 is satisfied.", "fine",
        "iso-iec-42001@2023:A.6.2.4 is partly.",
    ]  # fmt: skip
    assert [each.record for each in made.losses] == ["iso-iec-42001@2023:A.6.2.5", "iso-iec-42001@2023"]
    assert str(without) in made.content.decode()


def test_a_file_holds_one_thing_in_json_or_yaml(catalog: Catalog, write_file: Write) -> None:
    made = formats.write("oscal", "owasp-llm-top-10@2025", catalog=catalog, syntax="yaml")
    assert made.suffix == ".yaml"
    assert yaml.safe_load(made.content) == json.loads(
        formats.write("oscal", "owasp-llm-top-10@2025", catalog=catalog).content
    )
    for subjects in ((), DOCUMENTS[:2], (DOCUMENTS[0], "aidefend--mitre-atlas-2026.05")):
        with pytest.raises(InvalidData, match="a file of OSCAL holds one"):
            formats.write("oscal", *subjects, catalog=catalog)
    with pytest.raises(UnknownCriterion, match="unknown syntax 'xml'"):
        formats.write("oscal", DOCUMENTS[0], syntax="xml")


def test_successors_and_headings_among_controls(catalog: Catalog, write_file: Write) -> None:
    text = {
        "standard": "acme", "edition": "1", "completeness": "complete", "confidence": "single-source", "checked_on": "2026-01-01",
        "sources": [{"address": "https://a.example.org"}], "text_policy": "x", "provisions": [
            {"id": "1", "kind": "control", "title": "One", "retired": True, "successors": ["2", "other@1:x"], "roles": ["provider"]},
            {"id": "H", "kind": "chapter", "title": "Heading", "assessable": False},
            {"id": "2", "kind": "control", "label": "Two", "parent": "H"},
        ],
    }  # fmt: skip
    standard = {
        "id": "acme", "edition": "1", "designation": "ACME", "title": "ACME Rules", "publisher": "nist", "kind": "standard",
        "binding": "voluntary", "jurisdictions": ["US"], "history": [{"status": "published", "date": "2026-01"}], "topics": ["governance"],
        "sources": [{"address": "https://a.example.org"}], "checked_on": "2026-01-01", "confidence": "single-source", "recorded": "2026.12.0",
        "summary": "All of it",
    }  # fmt: skip
    write_file("ours/frameworks/acme/1.json", text)
    folder = write_file("ours/register/acme.json", {"standards": [standard]}).parent.parent
    made = formats.write("oscal", "acme@1", catalog=aiss.load(folder))
    assert sorted((each.field, each.what) for each in made.losses) == [
        ("roles", "provider"),
        ("successors", "other@1:x"),
    ]
    value = json.loads(made.content)["catalog"]
    assert [each["title"] for each in value["controls"]] == ["One", "Heading"]
    assert value["controls"][0]["links"] == [{"href": "#_2", "rel": "moved-to"}]
    found = formats.read(write_file("a.json", made.content.decode()), catalog=catalog)
    assert found.overlay is not None
    back = aiss.load(found.overlay).framework("acme@1").provisions
    assert [(each.id, each.parent, each.assessable, each.retired) for each in back] == [
        ("1", None, True, True), ("H", None, False, False), ("2", "H", True, False),
    ]  # fmt: skip


VALUES = st.recursive(
    st.none() | st.booleans() | st.text(max_size=6) | st.integers(0, 9),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from("id title controls groups props parts links href name value mappings maps sources targets metadata".split()), inner, max_size=4),
    max_leaves=25,
)  # fmt: skip


@given(
    st.sampled_from(["catalog", "mapping-collection"]),
    st.dictionaries(st.sampled_from("uuid metadata groups controls mappings".split()), VALUES, max_size=4),
)
@settings(max_examples=150, deadline=None)
def test_whatever_a_file_holds_it_is_read_or_refused(model: str, value: Any) -> None:
    value = {"metadata": {}, **value}
    try:
        found = formats.read(contents={"a.json": json.dumps({model: value}).encode()}, format="oscal")
    except InvalidData as refused:
        assert refused.file in ("a.json", "")  # noqa: PT017
        return
    if found.overlay is not None:
        aiss.load(found.overlay)


def test_a_canonical_link_that_nobody_can_open_is_listed(catalog: Catalog, write_file: Write) -> None:
    links = [
        {"rel": "canonical", "href": "urn:x"},
        {"rel": "canonical", "href": "https://acme.example.org/c-1"},
    ]
    control = {"id": "c-1", "title": "T", "links": links}
    value = {"catalog": {"uuid": "1", "metadata": {"title": "ACME", "version": "1"}, "controls": [control]}}
    found = formats.read(write_file("a.json", value), catalog=catalog)
    assert [each.what for each in found.losses.only("dropped")] == ["canonical: urn:x"]
    assert found.overlay is not None
    (provision,) = aiss.load(found.overlay).framework("acme@1").provisions
    assert [each.address for each in provision.sources] == ["https://acme.example.org/c-1"]
