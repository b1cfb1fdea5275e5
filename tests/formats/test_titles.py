"""A wrong identifier with the title of another is not taken over silently."""

import json
from typing import Any

import pytest

import ai_security_standards as aiss
from ai_security_standards import formats
from ai_security_standards.catalog import Catalog
from ai_security_standards.formats.outcomes import Import
from ai_security_standards.formats.titles import TitleReader
from ai_security_standards.records.refs import Ref

LLM = "OWASP Top 10 for LLM Applications"


@pytest.mark.parametrize(
    ("ref", "title", "owners"),
    [
        ("owasp-llm-top-10@2025:LLM09", "Overreliance", "owasp-llm-top-10@2023:LLM09"),  # of another edition
        ("owasp-llm-top-10@2025:LLM02", "Insecure Output Handling", "owasp-llm-top-10@2023:LLM02"),
        ("mitre-atlas@2026.09:AML.T0062", "LLM Trusted Output Components Manipulation", "mitre-atlas@2026.09:AML.T0067"),
        ("owasp-llm-top-10@2025:LLM02", "sensitive information disclosure", None),  # its own
        ("owasp-llm-top-10@2025:LLM02", "Disclosure of Sensitive Information", None),
        ("owasp-llm-top-10@2025:LLM02", "Bicycle Maintenance", None),  # nobody's
        ("owasp-llm-top-10@2025:LLM02", "9 - 4", None),
        ("owasp-llm-top-10@2025:LLM02", "SID", None),  # its initials
        ("owasp-llm-top-10@2025:LLM02", "", None),
        ("owasp-llm-top-10@2025:LLM99", "Overreliance", None),
        ("iso-iec-27001@2022:A.5.9", "Inventory of assets", None),  # of A.8.1.1 of 2013, which became it
        ("iso-iec-27001@2022:A.6.7", "Teleworking", None),  # of A.6.2.2 of 2013, which became it
        ("mitre-atlas@2026.09:AML.T0051.000", "LLM Prompt Injection", None),  # of what it is a part of
    ],
)  # fmt: skip
def test_a_title_is_ones_own_or_that_of_another(
    catalog: Catalog, ref: str, title: str, owners: str | None
) -> None:
    reader = TitleReader(catalog)
    found = reader.problem(Ref.parse(ref), title)
    assert reader.problem(Ref.parse(ref), title) == found
    if owners is None:
        assert found is None
    else:
        assert found == f"{ref} is {catalog.provision(ref).name!r}; {title!r} is the title of {owners}"


def test_one_reader_compares_many_titles(catalog: Catalog) -> None:
    reader = TitleReader(catalog)
    found = [
        reader.problem(Ref("owasp-llm-top-10", "2025", name), title)
        for name, title in (
            ("LLM09", "Overreliance"),
            ("LLM10", "Model Theft"),
            ("LLM10", "Unbounded Consumption"),
        )
    ]
    assert [each is not None for each in found] == [True, True, False]


def document(version: str, *targets: tuple[str, str]) -> bytes:
    """Return a mapping document in the shape of those of FINOS, whose remarks are titles."""
    references = [{"id": "TH", "title": "ACME Threats"}, {"id": "LLM", "title": LLM, "version": version}]
    mappings = [
        {"id": f"m{number}", "source": f"TH{number}", "relationship": "relates-to", "targets": [{"entry-id": entry, "remarks": title}]}
        for number, (entry, title) in enumerate(targets, 1)
    ]  # fmt: skip
    head = {"id": "MAP", "type": "MappingDocument", "mapping-references": references}
    ends = {"source-reference": {"reference-id": "TH"}, "target-reference": {"reference-id": "LLM"}}
    return json.dumps({"title": "Map", "metadata": head, **ends, "mappings": mappings}).encode()


def listed(found: Import, kind: str) -> list[tuple[str, str, str]]:
    return [(each.record, each.field, each.what) for each in found.losses if each.kind == kind]


def test_the_remark_beside_an_entry_of_gemara_is_compared(catalog: Catalog) -> None:
    targets = [("LLM01:2025", "Prompt Injection"), ("LLM09:2025", "Overreliance"), ("LLM09:2025", "Misinformation"),
               ("LLM02:2025", "Personal data leak in answers of a bicycle")]  # fmt: skip
    found = formats.read(contents={"map.json": document("2025", *targets)}, catalog=catalog)
    what = "owasp-llm-top-10@2025:LLM09 is 'Misinformation'; 'Overreliance' is the title of owasp-llm-top-10@2023:LLM09"
    assert listed(found, "contradiction") == [("gemara-map", "mappings[2]", what)]
    assert found.overlay is not None
    assert len(aiss.load(found.overlay).mapping_set("gemara-map").relationships) == 4  # all are kept
    new = formats.read(contents={"map.json": document("2025", *targets)}, catalog=catalog, match=False)
    assert listed(new, "contradiction") == []


def table(*rows: tuple[str, str]) -> bytes:
    cells = [
        f"x:1\tskos:relatedMatch\tllm:{name}\tsemapv:ManualMappingCuration\t{title}" for name, title in rows
    ]
    head = "subject_id\tpredicate_id\tobject_id\tmapping_justification\tobject_label"
    return "\n".join([head, *cells, ""]).encode()


def test_titles_of_provisions_are_compared(catalog: Catalog) -> None:
    ref = "owasp-llm-top-10@2025"
    rows = ("LLM01", "Prompt Injection"), ("LLM02", "Model Theft"), ("LLM03", "Supply Chain")
    found = formats.read(contents={"a.sssom.tsv": table(*rows)}, catalog=catalog, documents={"llm": ref})
    what = f"{ref}:LLM02 is 'Sensitive Information Disclosure'; 'Model Theft' is the title of owasp-llm-top-10@2023:LLM10"
    assert listed(found, "contradiction") == [("llm", "LLM02", what)]


def taxonomy(catalog: Catalog, edition: str) -> bytes:
    """Return the list of an edition without its number, as a taxonomy."""
    provisions = catalog.framework(f"owasp-top-10@{edition}").provisions
    taxa = [{"id": each.id, "name": each.name} for each in provisions]
    run: dict[str, Any] = {
        "tool": {"driver": {"name": "T"}},
        "taxonomies": [{"name": "OWASP Top 10", "taxa": taxa}],
    }
    return json.dumps({"version": "2.1.0", "runs": [run]}).encode()


@pytest.mark.parametrize("edition", ["2021", "2025"])
def test_titles_settle_the_edition_that_no_name_states(catalog: Catalog, edition: str) -> None:
    """A published library has the list of 2021 under a name without a year: it was read as that of 2025."""
    found = formats.read(contents={"a.sarif": taxonomy(catalog, edition)}, catalog=catalog)
    chosen = "this edition was chosen: the files do not state it"
    assert listed(found, "matched") == [
        ("OWASP Top 10", "", f"OWASP Top 10 is owasp-top-10@{edition}; {chosen}")
    ]
    assert listed(found, "contradiction") == []


@pytest.mark.parametrize(
    ("version", "stated"),
    [("dev_to-be-determined", "; this edition was chosen: the files do not state it, and say dev_to-be-determined"), ("2025", "")],
)  # fmt: skip
def test_an_edition_that_was_chosen_is_said(catalog: Catalog, version: str, stated: str) -> None:
    contents = {"map.json": document(version, ("LLM01", "Prompt Injection"))}
    ref = "owasp-llm-top-10@2025"
    found = formats.read(contents=contents, catalog=catalog)
    (matched,) = listed(found, "matched")
    assert matched[2].startswith(f"{LLM} is owasp-llm-top-10@")
    assert matched[2].partition(";")[1] + matched[2].partition(";")[2] == stated
    named = formats.read(contents=contents, catalog=catalog, documents={"LLM": ref})
    assert listed(named, "matched") == [("LLM", "", f"{LLM} is {ref}")]


def test_the_titles_of_a_document_without_a_structure_are_not_compared(catalog: Catalog) -> None:
    """The catalog knows it, and not its provisions: any identifier is taken over."""
    register = catalog.snapshot.register
    ref = next(name for name in register.files_by_ref if name not in register.framework_loaders)
    contents = {"map.json": document("1", ("A.1", "Overreliance"))}
    found = formats.read(contents=contents, catalog=catalog, documents={"LLM": ref})
    assert listed(found, "contradiction") == []
    assert found.overlay is not None
    (row,) = aiss.load(found.overlay).mapping_set("gemara-map").relationships
    assert str(row.object) == f"{ref}:A.1"
