"""SARIF: taxonomies and results in, taxonomies out, tags put into a log that stays as it was."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ai_security_standards as aiss
from ai_security_standards import formats
from ai_security_standards.catalog import Catalog
from ai_security_standards.errors import InvalidData
from ai_security_standards.formats.outcomes import Losses

Write = Callable[..., Path]


def taxonomy(*taxa: Any, **fields: Any) -> dict[str, Any]:
    return {"name": "ACME", "version": "2", "organization": "ACME", "taxa": list(taxa), **fields}


def log(*taxonomies: Any, results: Any = None, driver: Any = None, **run: Any) -> dict[str, Any]:
    tool = {"driver": driver or {"name": "Tool"}}
    listed = {"tool": tool, "taxonomies": list(taxonomies), "results": results or [], **run}
    return {"version": "2.1.0", "runs": [listed]}


def related(target: str, *kinds: str, **component: Any) -> dict[str, Any]:
    named = {"toolComponent": component} if component else {}
    return (
        {"target": {"id": target, **named}, "kinds": list(kinds)}
        if kinds
        else {"target": {"id": target, **named}}
    )


def test_a_taxonomy_is_a_document_and_its_relationships_a_set(catalog: Catalog, write_file: Write) -> None:
    taxa = (
        {"id": "A-1", "name": "One", "shortDescription": {"text": "Short."}, "fullDescription": {"text": "Full."}},
        {"id": "A-2", "shortDescription": {"text": "Two"}, "relationships": [related("A-1", "superset")]},
        {"id": "A-3", "fullDescription": {"markdown": "Three"}, "relationships": [
            related("A-1", "canFollow"), related("A-2", "subset", "equal", name="ACME"), related("A-9", "disjoint"),
            related("B-1", name="Beta"), {"target": {"guid": "x"}},
        ], "colour": "red"},
    )  # fmt: skip
    path = write_file("a.sarif", log(taxonomy(*taxa, informationUri="https://acme.example.org/t")))
    found = formats.read(path, catalog=catalog)
    assert found.overlay is not None
    loaded = aiss.load(found.overlay)
    framework = loaded.framework("acme@2")
    assert [(each.id, each.title, each.summary) for each in framework.provisions] == [
        ("A-1", "One", "Short. Full."),
        ("A-2", "Two", None),
        ("A-3", None, "Three"),
    ]
    rows = loaded.mapping_set("sarif-acme-2-relationships").relationships
    assert sorted((str(each.subject), each.type.value, str(each.object), each.stated) for each in rows) == [
        ("acme@2:A-2", "subset_of", "acme@2:A-1", "superset"),
        ("acme@2:A-3", "equal", "acme@2:A-2", "equal"),
        ("acme@2:A-3", "no_relationship", "acme@2:A-9", "disjoint"),
        ("acme@2:A-3", "related", "acme@2:A-1", "canFollow"),
        ("acme@2:A-3", "related", "beta@undated:B-1", "relevant"),
        ("acme@2:A-3", "superset_of", "acme@2:A-2", "subset"),
    ]
    kinds = found.losses.counts
    assert (kinds["dropped"], kinds["unresolved"], kinds["contradiction"]) == (2, 1, 1)
    assert {each.what for each in found.losses.only("unresolved")} == {"acme@2 has no provision 'A-9'"}


def test_the_target_of_a_relationship_is_named_by_guid_index_or_a_part_of_the_name(
    catalog: Catalog, write_file: Write
) -> None:
    first = taxonomy(
        {"id": "A-1", "relationships": [
            related("B", guid="ABC"), related("B", index=1), related("A-1", name="AC ME"), related("Z", index=9),
            related("Z", index="x"),
        ]},
        name="AC ME V2",
    )  # fmt: skip
    second = taxonomy({"id": "B"}, name="Beta", guid="abc")
    found = formats.read(write_file("a.sarif", log(first, second)), catalog=catalog)
    assert found.overlay is not None
    rows = aiss.load(found.overlay).mapping_set("sarif-ac-me-v2-relationships").relationships
    assert sorted(str(each.object) for each in rows) == [
        "ac-me-v2@2:A-1",
        "beta@2:B",
        "taxonomy-9@undated:Z",
        "taxonomy-x@undated:Z",
    ]
    assert [each.what for each in found.losses.only("repaired")] == ["AC ME is read as AC ME V2"]
    assert len(found.losses.only("duplicate")) == 1


def test_a_taxonomy_of_the_catalog_is_that_document(catalog: Catalog, write_file: Write) -> None:
    taxa = [
        {"id": each.id, "relationships": [related("LLM01")]}
        for each in catalog.provisions("owasp-llm-top-10@2025")
    ]
    owasp = taxonomy(*taxa, {"id": "LLM99"}, name="OWASP LLM Top 10 2025", version="2025")
    path = write_file("a.sarif", log(owasp))
    found = formats.read(path, catalog=catalog)
    assert found.overlay is not None
    assert [name.partition("/")[0] for name in found.overlay.files] == ["mappings", "register"]
    assert (
        len(aiss.load(found.overlay).mapping_set("sarif-owasp-llm-top-10-2025-relationships").relationships)
        == 10
    )
    assert [each.what for each in found.losses.only("unresolved")] == [
        "owasp-llm-top-10@2025 has no provision 'LLM99'; did you mean 'LLM09' or 'LLM10'?"
    ]
    assert (
        formats.read(write_file("b.sarif", log({**owasp, "name": "OWASP LLM01"})), catalog=catalog).overlay
        is not None
    )
    # A log that names a standard and no edition does not say which taxonomy it has.
    half = log({**owasp, "name": "ACME", "properties": {"standard": "owasp-llm-top-10"}})
    assert not formats.read(write_file("c.sarif", half), catalog=catalog).losses.only("matched")
    apart = formats.read(path, catalog=catalog, match=False)
    assert apart.overlay is not None
    assert aiss.load(apart.overlay).framework("owasp-llm-top-10-2025@2025")
    named = formats.read(path, catalog=catalog, documents={"OWASP LLM Top 10 2025": "owasp-llm-top-10@2026"})
    assert [each.what for each in named.losses.only("matched")] == [
        "OWASP LLM Top 10 2025 is owasp-llm-top-10@2026"
    ]


def test_a_name_without_edition_means_the_edition_that_has_the_identifiers(
    catalog: Catalog, write_file: Write
) -> None:
    taxon = {
        "id": "V1",
        "relationships": [related("CWE-79", "relevant", name="CWE"), related("CWE-89", name="CWE")],
    }
    found = formats.read(write_file("a.sarif", log(taxonomy(taxon))), catalog=catalog)
    assert [each.what for each in found.losses.only("matched")] == [
        "CWE is cwe@4.20; this edition was chosen: the files do not state it"
    ]


RULES: list[dict[str, Any]] = [
    {
        "id": "r1",
        "properties": {"tags": ["external/cwe/cwe-079", "security"]},
        "defaultConfiguration": {"level": "note"},
    },
    {"id": "r2", "relationships": [{"target": {"id": "LLM01", "toolComponent": {"name": "OWASP"}}}]},
]


def test_results_are_findings_with_references(catalog: Catalog, write_file: Write) -> None:
    results = [
        {"ruleId": "r1", "message": {"text": "bad"}, "locations": [{"physicalLocation": {
            "artifactLocation": {"uri": "a.py"}, "region": {"startLine": 7}}}]},
        {"rule": {"id": "r2"}, "level": "error", "properties": {"cwe": "CWE-89"}},
        {"taxa": [{"id": "77", "toolComponent": {"name": "CWE"}}, {"id": "ZZZ-1"}, {"index": 3}]},
    ]  # fmt: skip
    driver = {"name": "CodeQL", "semanticVersion": "2.15.0", "rules": RULES}
    path = write_file("a.sarif", log(results=results, driver=driver))
    found = formats.read(path, catalog=catalog)
    assert found.overlay is None
    assert found.findings is not None
    first, second, third = found.findings
    assert (first.rule, first.level, first.origin, first.line, first.message) == (
        "r1",
        "note",
        "a.py",
        7,
        "bad",
    )
    assert [str(ref) for ref in first.refs] == ["cwe@4.20:CWE-79"]
    assert first.unread == ()
    assert (second.rule, second.level, second.line) == ("r2", "error", None)
    assert "cwe@4.20:CWE-89" in map(str, second.refs)
    assert third.unread == ("ZZZ-1",)
    assert [str(ref) for ref in third.refs] == ["cwe@4.20:CWE-77"]
    assert [each.what for each in found.losses] == ["ZZZ-1"]
    assert {ref.standard for ref in found.findings.refs} >= {"cwe"}
    assert repr(found).startswith("<Import of sarif: 3 findings; 1 entry: 1 unresolved")
    with pytest.raises(InvalidData, match="1 loss, the first: ZZZ-1 is unresolved"):
        formats.read(path, catalog=catalog, strict=True)


def test_what_a_log_says_besides_is_counted(catalog: Catalog, write_file: Write) -> None:
    """Shapes of the logs of scanners: rules by number, results that are no failures, columns, fingerprints."""
    place = {
        "physicalLocation": {
            "artifactLocation": {"uri": "a.py"},
            "region": {"startLine": 7, "endLine": 9, "snippet": {"text": "x"}},
            "contextRegion": {"startLine": 1},
        },
        "logicalLocations": [{"name": "f"}],
    }
    results = [
        {"ruleIndex": 0, "locations": [place, place], "partialFingerprints": {"a": "b"}, "properties": {"severity": 9}},
        {"rule": {"index": 1}, "kind": "pass", "partialFingerprints": {"a": "c"}, "suppressions": []},
        {"ruleIndex": 7, "kind": "fail"},
    ]  # fmt: skip
    driver = {
        "name": "CodeQL",
        "semanticVersion": "2.15.0",
        "rules": [{**RULES[0], "help": {"text": "Mend it."}}, RULES[1]],
    }
    value = log(results=results, driver=driver)
    value["runs"][0]["invocations"] = [{"executionSuccessful": False}]
    found = formats.read(write_file("a.sarif", value), catalog=catalog)
    assert found.findings is not None
    assert [(each.rule, each.level, each.line) for each in found.findings] == [
        ("r1", "note", 7), ("r2", "none", None), ("", "warning", None),
    ]  # fmt: skip
    assert [str(ref) for ref in found.findings[0].refs] == ["cwe@4.20:CWE-79"]
    assert [(each.record, each.field, each.what) for each in found.losses.only("dropped")] == [
        ("runs[0]", "invocations", "1 entry"), ("runs[0].rules", "help", "at 1 place"),
        ("runs[0].results", "partialFingerprints", "at 2 places"), ("runs[0].results", "properties.severity", "at 1 place"),
        ("runs[0].results", "locations", "further ones, at 1 place"),
        ("runs[0].results", "location.logicalLocations", "at 1 place"),
        ("runs[0].results", "physicalLocation.contextRegion", "at 1 place"),
        ("runs[0].results", "region.endLine", "at 1 place"), ("runs[0].results", "region.snippet", "at 1 place"),
    ]  # fmt: skip


def test_what_taxa_say_besides_is_listed(catalog: Catalog, write_file: Write) -> None:
    taxon = {
        "id": "V1",
        "helpUri": "https://acme.example.org/v1",
        "properties": {"note": "N", "impact": "high"},
    }
    found = formats.read(write_file("a.sarif", log(taxonomy(taxon))), catalog=catalog)
    assert [(each.field, each.what) for each in found.losses.only("dropped")] == [("impact", "high")]
    assert found.overlay is not None
    loaded = aiss.load(found.overlay)
    (provision,) = loaded.framework("acme@2").provisions
    assert [each.address for each in provision.sources] == ["https://acme.example.org/v1"]
    made = formats.write("sarif", "acme@2", catalog=loaded)
    assert (b"https://acme.example.org/v1" in made.content, made.losses) == (True, Losses(()))


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ({"version": "2.1.0", "runs": 5}, "this is not a list of mappings"),
        (log(taxonomy({"id": ["x"]})), "this is not a text"),
        (log(taxonomy({"id": "x", "shortDescription": "x"})), "this is not a mapping"),
        (log(results=[{"message": {"text": {}}}]), "this is not a text"),
    ],
)
def test_another_shape_is_an_error_with_its_place(
    catalog: Catalog, write_file: Write, value: Any, problem: str
) -> None:
    path = write_file("a.sarif", value)
    with pytest.raises(InvalidData, match=problem) as caught:
        formats.read(path, catalog=catalog)
    assert caught.value.file == str(path)
    assert caught.value.field


# ---------------------------------------------------------------- writing

DOCUMENTS = (
    "owasp-llm-top-10@2025",
    "iso-iec-42001@2023",
    "mitre-atlas@2026.09",
    "nist-csf@2.0",
    "etsi-en-304-223@2.1.1",
)
SET = "etsi-en-304-223-2.1.1--iso-iec-42001-2023"


def test_documents_come_back_as_they_were(catalog: Catalog, write_file: Write) -> None:
    made = formats.write("sarif", *DOCUMENTS, SET, catalog=catalog)
    assert made.content == formats.write("sarif", *DOCUMENTS, SET, catalog=catalog).content
    assert [each["isComprehensive"] for each in json.loads(made.content)["runs"][0]["taxonomies"]] == [
        catalog.framework(name).completeness == "complete" for name in DOCUMENTS
    ]
    path = write_file("a.sarif", made.content.decode())
    found = formats.read(path, catalog=catalog, match=False)
    assert found.overlay is not None
    for name in DOCUMENTS:
        raw = json.loads(found.overlay.files[f"frameworks/{name.replace('@', '-imported/')}.json"])
        back = {each["id"]: each for each in raw["provisions"]}
        there = catalog.framework(name).provisions
        assert list(back) == [each.id for each in there]
        for each in there:
            got = back[each.id]
            assert got.get("title") == (each.title or each.label)
            assert got.get("parent") == each.parent
            assert got["kind"] == each.kind
            assert got.get("assessable", True) == each.assessable
    again = formats.read(path, catalog=catalog)
    assert len(again.losses.only("matched")) == len(DOCUMENTS)
    assert again.overlay is not None
    (content,) = (content for name, content in again.overlay.files.items() if name.startswith("mappings/"))
    carried = len(catalog.mapping_set(SET).relationships) - len(
        made.losses.only(where=lambda each: each.record == SET)
    )
    assert len([line for line in content.splitlines() if line.startswith(b"aiss:")]) == carried > 0


def test_nothing_to_write_is_an_error(catalog: Catalog) -> None:
    with pytest.raises(InvalidData, match="SARIF has taxonomies of documents"):
        formats.write("sarif", catalog=catalog)


def test_what_sarif_has_no_place_for_is_reported(catalog: Catalog) -> None:
    losses = formats.write("sarif", "eu-ai-act", SET, catalog=catalog).losses
    assert losses.only(where=lambda each: each.field == "applies")
    assert losses.only(where=lambda each: each.record == SET)
    with pytest.raises(InvalidData, match="losses, the first"):
        formats.write("sarif", "eu-ai-act", SET, catalog=catalog, strict=True)


# ---------------------------------------------------------------- tags

TAGGABLE = [
    {"ruleId": "r1", "message": {"text": 'a } ] , " \\u00e9'}},
    {"ruleId": "r1", "properties": {"tags": ["x"]}, "taxa": []},
    {"ruleId": "r1", "properties": {}, "taxa": [{"id": "CWE-79"}]},
    {"ruleId": "r9"},
]


def without_pieces(before: str, after: str) -> bool:
    """Whether `before` is left when some pieces are taken out of `after`."""
    signs = iter(after)
    return all(sign in signs for sign in before)


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("taxonomies", [[], [taxonomy({"id": "A"})]])
def test_tags_are_put_in_and_nothing_else_changes(
    catalog: Catalog, tmp_path: Path, indent: int | None, taxonomies: list[Any]
) -> None:
    value = log(*taxonomies, results=TAGGABLE, driver={"name": "CodeQL", "rules": RULES})
    if not taxonomies:
        del value["runs"][0]["taxonomies"]
    before = "\ufeff" + json.dumps(value, indent=indent) + "\n"
    path = tmp_path / "a.sarif"
    path.write_text(before, encoding="utf-8")
    made = formats.write("sarif", log=path, catalog=catalog)
    after = made.content.decode()
    assert without_pieces(before, after)
    run = json.loads(after.removeprefix("\ufeff"))["runs"][0]
    index = len(taxonomies)
    assert [taxon["id"] for taxon in run["taxonomies"][index]["taxa"]] == ["cwe@4.20:CWE-79"]
    for result, original in zip(run["results"][:3], TAGGABLE, strict=False):
        assert result["properties"]["tags"][-1] == "cwe@4.20:CWE-79"
        assert result["taxa"][-1] == {
            "id": "cwe@4.20:CWE-79",
            "toolComponent": {"name": "ai-security-standards", "index": index},
        }
        rest = {
            **result,
            "properties": {**result["properties"], "tags": result["properties"]["tags"][:-1]},
            "taxa": result["taxa"][:-1],
        }
        assert {
            **original,
            "properties": {"tags": [], **original.get("properties", {})},
            "taxa": original.get("taxa", []),
        } == rest  # type: ignore[dict-item]
    assert run["results"][3] == TAGGABLE[3]
    # A second time adds nothing; a further finding adds its taxon alone.
    path.write_bytes(made.content)
    assert formats.write("sarif", log=path, catalog=catalog).content == made.content
    run["results"].append({"ruleId": "r9", "properties": {"tags": ["external/cwe/cwe-089"]}})
    path.write_text(json.dumps({"version": "2.1.0", "runs": [run]}), encoding="utf-8")
    more = json.loads(formats.write("sarif", log=path, catalog=catalog).content)["runs"][0]
    assert len(more["taxonomies"]) == index + 1
    assert [taxon["id"] for taxon in more["taxonomies"][index]["taxa"]] == [
        "cwe@4.20:CWE-79",
        "cwe@4.20:CWE-89",
    ]


def test_a_log_without_references_stays_as_it_is(catalog: Catalog, write_file: Write) -> None:
    path = write_file("a.sarif", log(results=[{"ruleId": "x"}]))
    assert formats.write("sarif", log=path, catalog=catalog).content == path.read_bytes()


@pytest.mark.parametrize("wrong", [{"taxa": None}, {"properties": {"tags": None}}])
def test_a_field_of_another_type_is_not_written_into(catalog: Catalog, write_file: Write, wrong: Any) -> None:
    result = {"ruleId": "r1", **wrong}
    path = write_file("a.sarif", log(results=[result], driver={"name": "CodeQL", "rules": RULES}))
    with pytest.raises(InvalidData, match="this is not a list"):
        formats.write("sarif", log=path, catalog=catalog)


VALUES = st.recursive(
    st.none() | st.booleans() | st.text(max_size=8) | st.integers(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                "id name taxa runs tool driver results taxonomies relationships target properties tags".split()
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=25,
)


@given(st.dictionaries(st.sampled_from(["tool", "results", "taxonomies"]), VALUES, max_size=3), st.booleans())
@settings(max_examples=150, deadline=None)
def test_whatever_a_log_holds_it_is_read_or_refused(run: Any, tag: bool) -> None:
    contents = {"a.sarif": json.dumps({"version": "2.1.0", "runs": [run]}).encode()}
    try:
        found = formats.read(contents=contents)
    except InvalidData as refused:
        assert refused.file == "a.sarif"  # noqa: PT017
        return
    if found.overlay is not None:
        aiss.load(found.overlay)
