"""SSSOM as others write it."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

import ai_security_standards as aiss
from ai_security_standards import formats
from ai_security_standards.catalog import Catalog
from ai_security_standards.errors import InvalidData
from ai_security_standards.formats import sssom

Write = Callable[..., Path]
HEAD = """# curie_map:
#   owasp-llm-2.0: https://owasp.org/llm/
#   acme: https://acme.example.org/risks#
#   skos: http://www.w3.org/2004/02/skos/core#
# license: https://www.apache.org/licenses/LICENSE-2.0.html
# mapping_date: '2025-01-27'
# mapping_set_id: https://acme.example.org/sets/1
# mapping_set_description: ACME to OWASP
# mapping_tool: hand
# issue_tracker: https://acme.example.org/issues
"""
COLUMNS = "subject_id\tsubject_label\tpredicate_id\tobject_id\tobject_label\tmapping_justification\tconfidence\tcomment\n"
ROWS = """acme:a-1\tPrompt injection\tskos:broadMatch\towasp-llm-2.0:llm01-prompt-injection\tLLM01:2025 Prompt Injection\tsemapv:ManualMappingCuration\t0.9
acme:a-1\tPrompts injected\tskos:closeMatch\towasp-llm-2.0:llm10\tUnbounded Consumption\tsemapv:LexicalMatching\t0.5\tclose\tmore
acme:a-2\tSecond\tnoMatch\towasp-llm-2.0:llm02\tSensitive Information Disclosure

acme:a-3\tThird\tnoMatch
acme:a-2\t\tskos:relatedMatch\towasp-llm-2.0:llm04\t\t\t\t
acme:a-1\t\tskos:relatedMatch\towasp-llm-2.0:llm04\tData and Model Poisoning\t\t\t
acme:a-3\t\towl:sameAs\thttps://acme.example.org/risks#a-4\t\t\t7
https://other.example.org/x/y\t\tskos:exactMatch\tundeclared:z\tZed\t\t\t
plain\t\trel:mitigates\towasp-llm-2.0:llm03\tSupply Chain\t\t\t"""


def test_a_table_of_another_is_read(catalog: Catalog, write_file: Write) -> None:
    found = formats.read(write_file("Own Set.tsv", HEAD + COLUMNS + ROWS), catalog=catalog)
    assert found.overlay is not None
    loaded = aiss.load(found.overlay)
    whole = loaded.mapping_set("own-set")
    assert (whole.title, whole.date, whole.licence) == (
        "ACME to OWASP",
        "2025-01-27",
        "https://www.apache.org/licenses/LICENSE-2.0.html",
    )
    rows = {(str(each.subject), str(each.object)): each for each in whole.relationships}
    assert {(*ends, each.type.value, each.negated, each.stated) for ends, each in rows.items()} == {
        ("acme@undated:a-1", "owasp-llm-top-10@2025:LLM01", "subset_of", False, None),
        ("acme@undated:a-1", "owasp-llm-top-10@2025:LLM10", "related", False, "skos:closeMatch"),
        ("acme@undated:a-2", "owasp-llm-top-10@2025:LLM02", "related", True, "noMatch"),
        ("acme@undated:a-1", "owasp-llm-top-10@2025:LLM04", "related", False, None),
        ("acme@undated:a-2", "owasp-llm-top-10@2025:LLM04", "related", False, None),
        ("acme@undated:a-3", "acme@undated:a-4", "equal", False, "owl:sameAs"),
        ("https-other-example-org-x@undated:y", "undeclared@undated:z", "equal", False, None),
        ("unprefixed@undated:plain", "owasp-llm-top-10@2025:LLM03", "mitigates", False, None),
    }
    second = rows["acme@undated:a-1", "owasp-llm-top-10@2025:LLM10"]
    assert dict(second.other) == {"subject_label": "Prompts injected", "mapping_tool": "hand"}
    assert (second.comment, second.confidence, second.justification) == (
        "close",
        0.5,
        "semapv:LexicalMatching",
    )
    assert loaded.provision("acme@undated:a-1").title == "Prompt injection"
    assert sorted(
        (each.kind.value, each.field, each.what)
        for each in found.losses
        if each.kind not in ("assumed", "matched")
    ) == [
        ("dropped", "issue_tracker", "https://acme.example.org/issues"),
        ("dropped", "line 13", "cells without column: more"),
        ("dropped", "line 16", "acme:a-3 noMatch without another end"),
        ("dropped", "line 19, confidence", "7"),
        ("repaired", "curie_map", "the prefix undeclared is not declared"),
    ]


def test_prefixes_are_named_by_the_caller(catalog: Catalog, write_file: Write) -> None:
    rows = "x:llm01\t\tskos:relatedMatch\ty:GV.OC-01\t\t\t\t\n"
    path = write_file("a.sssom.tsv", COLUMNS + rows)
    found = formats.read(path, catalog=catalog, documents={"x": "owasp-llm-top-10@2025", "y": "nist-csf@2.0"})
    assert found.overlay is not None
    (row,) = aiss.load(found.overlay).mapping_set("a").relationships
    assert (str(row.subject), str(row.object)) == ("owasp-llm-top-10@2025:LLM01", "nist-csf@2.0:GV.OC-01")


def test_metadata_of_other_yaml_needs_the_library(catalog: Catalog, write_file: Write) -> None:
    head = "#creator_id:\n#- orcid:1\n#mapping_set_description: >-\n#  Two\n#  lines\n"
    rows = "x:a\t\tskos:exactMatch\ty:b\t\t\t\t\n"
    for text in (head, head.replace("#", "# ")):
        found = formats.read(write_file("a.tsv", text + COLUMNS + rows), catalog=catalog)
        assert found.overlay is not None
        whole = aiss.load(found.overlay).mapping_set("a")
        assert (whole.title, whole.note) == ("Two lines", "orcid:1")


def test_our_own_tables_are_read_too(catalog: Catalog, write_file: Write) -> None:
    name = "etsi-en-304-223-2.1.1--iso-iec-42001-2023"
    made = formats.write("sssom", name, catalog=catalog)
    assert made.suffix == ".sssom.tsv"
    found = formats.read(write_file("ours.sssom.tsv", made.content.decode()), catalog=catalog)
    assert found.overlay is not None
    ours = aiss.load(found.overlay).mapping_set("ours").relationships
    there = catalog.mapping_set(name).relationships
    assert {(each.subject, each.type, each.object) for each in ours} == {
        (each.subject, each.type, each.object) for each in there
    }
    with pytest.raises(InvalidData, match="holds one mapping set"):
        formats.write("sssom", name, "owasp-llm-top-10@2025", catalog=catalog)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("subject_id\tpredicate_id\n", "the column object_id is missing"),
        (COLUMNS + '"' + "x" * 200_000 + '"\n', "the row cannot be read"),
        ("#a: [1, {\n" + COLUMNS, "is not YAML"),
        ("#curie_map: 7\n" + COLUMNS, "this is not a mapping"),
    ],
)
def test_what_is_no_table_is_refused(write_file: Write, text: str, problem: str) -> None:
    path = write_file("a.tsv", text)
    with pytest.raises(InvalidData, match=problem) as caught:
        formats.read(path)
    assert caught.value.file == str(path)


def test_mutated_bytes_are_read_or_refused() -> None:
    whole = (HEAD + COLUMNS + ROWS).encode()
    dice = random.Random(7)
    refused = 0
    for _ in range(150):
        content = bytearray(whole)
        for _ in range(dice.randrange(1, 6)):
            place = dice.randrange(len(content))
            content[place : place + dice.randrange(3)] = bytes(
                dice.choices(b"\t\n#:'\"[]{}\xff ax", k=dice.randrange(3))
            )
        try:
            found = formats.read(contents={"a.tsv": bytes(content)}, format="sssom", match=False)
        except InvalidData:
            refused += 1
            continue
        if found.overlay is not None:
            aiss.load(found.overlay)
    assert 0 < refused < 150


PROSE = """# Provenance mappings (Phase 3: patterns and techniques)
#
# curie_map:
#   patterns: https://acme.example.org/patterns/
#   mitre-atlas: https://atlas.mitre.org/
"""
SOURCED = """subject_id\tsubject_source\tpredicate_id\tobject_id\tobject_source\tcomment
AP-1\tpatterns\tskos:relatedMatch\tAML.T0051\tmitre-atlas\tx
AP-1\tpatterns\tskos:relatedMatch\tAML.T0043\tmitre-atlas\t
patterns:AP-2\tsomebody\tskos:relatedMatch\tloose\t\t
"""


def test_a_column_names_the_document_of_identifiers_without_prefix(
    catalog: Catalog, write_file: Write
) -> None:
    found = formats.read(write_file("a.sssom.tsv", PROSE + SOURCED), catalog=catalog)
    assert found.overlay is not None
    rows = aiss.load(found.overlay).mapping_set("a").relationships
    assert {(str(row.subject), str(row.object), row.other) for row in rows} == {
        ("patterns@undated:AP-1", "mitre-atlas@2026.09:AML.T0051", ()),
        ("patterns@undated:AP-1", "mitre-atlas@2026.09:AML.T0043", ()),
        ("patterns@undated:AP-2", "unprefixed@undated:loose", (("subject_source", "somebody"),)),
    }
    assert [each.what for each in found.losses.only("repaired")] == [
        "prose above the metadata is left out: Provenance mappings (Phase 3: patterns and techniques)"
    ]
    whole = "#subject_source: patterns\n#object_source: mitre-atlas\n"
    bare = "subject_id\tpredicate_id\tobject_id\nAP-1\tskos:relatedMatch\tAML.T0051\n"
    found = formats.read(write_file("b.sssom.tsv", whole + bare), catalog=catalog)
    assert found.overlay is not None
    (row,) = aiss.load(found.overlay).mapping_set("b").relationships
    assert (str(row.subject), str(row.object)) == ("patterns@undated:AP-1", "mitre-atlas@2026.09:AML.T0051")


def test_our_own_tables_keep_publisher_licence_method_and_completeness(catalog: Catalog) -> None:
    name = "etsi-en-304-223-2.1.1--iso-iec-42001-2023"
    made = formats.write("sssom", name, catalog=catalog)
    found = formats.read(contents={f"{name}.sssom.tsv": made.content}, catalog=catalog)
    assert found.overlay is not None
    (file,) = (each[9:-10] for each in found.overlay.files if each.startswith("mappings/"))
    whole, before = aiss.load(found.overlay).mapping_set(file), catalog.mapping_set(name)
    for field in ("publisher", "licence", "method", "completeness", "style"):
        assert getattr(whole, field) == getattr(before, field)
    assert before.completeness == "partial"
    assert whole.trust == "third_party"  # whoever reads a file does not vouch for it
    assert "trust" in {each.field for each in found.losses.only("dropped")}


def test_a_table_has_a_largest_number_of_lines(
    monkeypatch: pytest.MonkeyPatch, catalog: Catalog, write_file: Write
) -> None:
    path = write_file("a.sssom.tsv", HEAD + COLUMNS + ROWS)
    assert formats.read(path, catalog=catalog).overlay
    monkeypatch.setattr(sssom, "MAX_RECORDS", 3)
    with pytest.raises(InvalidData, match="the table has 11 lines"):
        formats.read(path, catalog=catalog)


OUTSIDE = """curie_map:
  rules: https://acme.example.org/rules/
  mitre-atlas: https://atlas.mitre.org/
mapping_set_id: https://acme.example.org/sets/2
mapping_tool: hand
subject_source_version: "3.1"
object_source_version: "2026.07"
"""
BARE = """subject_id\tpredicate_id\tobject_id\tobject_source_version\tmapping_tool
rules:R-1\tskos:relatedMatch\tmitre-atlas:AML.T0051\t\t
rules:R-2\tskos:relatedMatch\tmitre-atlas:AML.T0043\t\tmachine
other:R-3\tskos:relatedMatch\tmitre-atlas:AML.T0043\thttps://acme.example.org/releases/7\t
"""


def test_metadata_may_be_a_file_and_slots_of_the_table_are_of_each_row(
    catalog: Catalog, write_file: Write, tmp_path: Path
) -> None:
    write_file("all/one.sssom.tsv", BARE)
    write_file("all/one.sssom.yml", OUTSIDE)
    write_file("all/two.yaml", OUTSIDE)
    found = formats.read(tmp_path / "all", catalog=catalog)
    assert found.format == "sssom"
    assert found.overlay is not None
    whole = aiss.load(found.overlay).mapping_set("one")
    assert {(str(row.subject), str(row.object), row.other) for row in whole.relationships} == {
        ("rules@3.1:R-1", "mitre-atlas@2026.07:AML.T0051", (("mapping_tool", "hand"),)),
        ("rules@3.1:R-2", "mitre-atlas@2026.07:AML.T0043", (("mapping_tool", "machine"),)),
        (
            "other@3.1:R-3",
            "mitre-atlas@2026.07:AML.T0043",
            (("mapping_tool", "hand"), ("object_source_version", "https://acme.example.org/releases/7")),
        ),
    }
    assert [each.what for each in found.losses.only("dropped")] == [
        "these are metadata, and no table has this name"
    ]


def test_what_metadata_say_besides_is_listed(catalog: Catalog, write_file: Write) -> None:
    """Shapes of the sets that libraries of SSSOM are tested with."""
    head = """#curie_map:
#  acme: https://acme.example.org/risks#
#  orcid: https://orcid.org/
#  semapv: https://w3id.org/semapv/vocab/
#mapping_set_id: https://acme.example.org/sets/1
#mapping_set_source: [https://beta.example.org/sets/2]
#publication_date: 2026-03-04
#mapping_date: 2026-01-02
#extension_definitions: [{slot_name: ext_a}]
"""
    rows = "subject_id,predicate_id,object_id,author_id,mapping_justification,comment\n"
    rows += 'acme:a,skos:relatedMatch,acme:b,orcid:0000-0001,semapv:LexicalMatching,"one, two"\n'
    found = formats.read(write_file("a.sssom.csv", head + rows), catalog=catalog)
    assert found.format == "sssom"
    assert found.overlay is not None
    (row,) = aiss.load(found.overlay).mapping_set("a").relationships
    assert (str(row.subject), str(row.object), row.comment) == (
        "acme@undated:a",
        "acme@undated:b",
        "one, two",
    )
    assert [(each.field, each.what) for each in found.losses.only("dropped")] == [
        ("extension_definitions", "1 entry"), ("curie_map", "orcid: https://orcid.org/, in author_id"),
        ("mapping_set_id", "https://acme.example.org/sets/1"), ("mapping_date", "2026-01-02"),
    ]  # fmt: skip


def test_a_table_without_rows_is_listed(catalog: Catalog, write_file: Write) -> None:
    head = "#mapping_set_title: Nothing yet\n"
    found = formats.read(write_file("a.sssom.tsv", f"{head}{COLUMNS}"), catalog=catalog)
    assert found.overlay is None
    assert [each.what for each in found.losses.only("dropped")] == ["Nothing yet has no relationship"]


def test_an_address_with_an_unseen_character_is_mended(catalog: Catalog, write_file: Write) -> None:
    head = '#see_also: ["https://acme.example.org/r\\u202eules"]\n'
    found = formats.read(write_file("a.tsv", head + COLUMNS + ROWS), catalog=catalog)
    assert found.overlay is not None
    assert [str(each.address) for each in aiss.load(found.overlay).mapping_set("a").sources] == [
        "https://acme.example.org/rules"
    ]
