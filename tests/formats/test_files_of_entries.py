"""Each entry of a report names the file that it comes from, also where several files are read as one."""

import json
from typing import Any

import pytest

from ai_security_standards import formats
from ai_security_standards.catalog import Catalog
from ai_security_standards.errors import InvalidData
from ai_security_standards.formats.foreign import Foreign, ForeignDocument, ForeignProvision, Report
from ai_security_standards.formats.limits import RowBudget
from ai_security_standards.formats.overlaying import overlay_of
from ai_security_standards.records.provisions import MAX_DEPTH
from ai_security_standards.vocabulary import LossKind, ProvisionKind
from fuzz import foreign

SUFFIXES = {"ciso-assistant": ".yaml", "gemara": ".yaml", "sssom": ".tsv", "strm": ".csv", "plain": ".csv"}
Entries = list[tuple[str, str, str, str]]


def entries_of(catalog: Catalog, contents: dict[str, Any], *kinds: str, **options: Any) -> Entries:
    """Return file, record, field and text of the entries of some kinds."""
    given = {
        name: (content if isinstance(content, str) else json.dumps(content)).encode()
        for name, content in contents.items()
    }
    found = formats.read(contents=given, catalog=catalog, **options)
    return [each[1:] for each in found.losses if each.kind in kinds]


@pytest.mark.parametrize("match", [True, False])
@pytest.mark.parametrize("name", foreign.NAMES)
def test_every_entry_names_one_of_the_files(catalog: Catalog, name: str, match: bool) -> None:
    end = SUFFIXES.get(name, ".json")
    contents = {f"{number}{end}": each for number, each in enumerate(foreign.seeds_of(name))}
    found = formats.read(contents=contents, catalog=catalog, format=name, match=match)
    assert {each.file for each in found.losses} <= contents.keys()
    once = {each.file for each in formats.read(contents=contents, catalog=catalog, format=name).losses}
    assert once <= contents.keys()


@pytest.mark.parametrize(
    ("name", "head", "row"),
    [
        ("strm", "FDE #,STRM Relationship,SCF #,Colour", "A-1,Weird,S-1,red"),
        ("olir", "Focal Document Element,Reference Document Element,Colour", "A-1,S-1,red"),
        ("aicm", "Control ID,Control Specification,ISO Control Mapping,Colour", "A&A-01,x,5.1,red"),
        ("plain", "subject,object,relationship,Colour", "nist-csf@2.0:GV,nist-csf@2.0:ZZ,Weird,red"),
    ],
)
def test_every_entry_of_sheets_names_one_of_the_files(
    catalog: Catalog, name: str, head: str, row: str
) -> None:
    contents = {file: f"{head}\n{row}\n".encode() for file in ("a.csv", "b.csv")}
    found = formats.read(contents=contents, catalog=catalog, format=name)
    assert {each.file for each in found.losses} == contents.keys()
    sets = {each.record: each.file for each in found.losses if each.field == "see_also"}
    assert set(sets.values()) == contents.keys()


def test_a_provision_is_of_the_file_that_names_it_and_not_of_the_first_of_its_document(
    catalog: Catalog,
) -> None:
    """A stranger's report of two sheets had no file at all."""
    name = "OWASP LLM Top 10 2025"
    listed = [f"{name},LLM0{number},\n" for number in range(3, 7)]
    contents = {
        "a.csv": "".join(["document,id,title\n", f"{name},LLM02,Insecure Output Handling\n", *listed]),
        "b.csv": f"document,id,title\n{name},LLM04,Model Denial of Service\n{name},LLM99,\nACME,A-1,\n",
    }
    found = entries_of(catalog, contents, "matched", "contradiction", "unresolved", "assumed")
    assert [(file, record, field) for file, record, field, _ in found] == [
        ("a.csv", name, ""), ("a.csv", name, "LLM02"), ("b.csv", name, "LLM04"), ("b.csv", name, "LLM99"),
        ("b.csv", "ACME", ""), ("b.csv", "ACME", "published"), ("b.csv", "ACME", "sources"),
    ]  # fmt: skip


def test_rows_are_of_the_file_of_their_set(catalog: Catalog) -> None:
    head = "subject_id\tpredicate_id\tobject_id\n"
    contents = {
        "a.tsv": f"{head}acme:A\tskos:exactMatch\tacme:B\nacme:A\tskos:exactMatch\tacme:B\n",
        "b.tsv": f"{head}acme:A\tskos:exactMatch\tnist-csf 2.0:GV.OC-01\nacme:Z\tskos:exactMatch\tnist-csf 2.0:ZZ-1\n",
    }
    assert [(file, field) for file, _, field, _ in entries_of(catalog, contents, "duplicate")] == [
        ("a.tsv", "line 3")
    ]
    found = entries_of(catalog, contents, "unresolved", documents={"nist-csf 2.0": "nist-csf@2.0"})
    assert [(file, record, field) for file, record, field, _ in found] == [
        ("b.tsv", "nist-csf 2.0", "ZZ-1"), ("b.tsv", "b", "line 3"),
    ]  # fmt: skip
    found = entries_of(catalog, contents, "unresolved", documents={"acme": "nist-csf@2.0"})
    assert {(file, field) for file, record, field, _ in found if record == "acme"} == {
        ("a.tsv", "A"), ("a.tsv", "B"), ("b.tsv", "Z"),
    }  # fmt: skip


def test_documents_that_are_taken_for_one_another_keep_their_files(catalog: Catalog) -> None:
    contents = {
        "a.csv": "document,id\nOne,A-1\nOne,A-2\n",
        "b.csv": "document,id\nTwo,A-1\nTwo,Z-9\n",
        "c.csv": "document,id\nTwo,Z-8\n",
    }
    found = entries_of(catalog, contents, "matched", "unresolved", documents={"Two": "One", "Three": "One"})
    assert [each[:3] for each in found] == [
        ("", "Three", "documents"),  # what the caller says, not a file
        ("b.csv", "Two", ""), ("b.csv", "Two", "Z-9"), ("c.csv", "Two", "Z-8"),
    ]  # fmt: skip


def test_metadata_of_a_file_of_their_own_are_of_that_file(catalog: Catalog) -> None:
    contents = {
        "a.sssom.tsv": "#colour: red\nsubject_id\tpredicate_id\tobject_id\nx:A\tskos:exactMatch\tx:B\n",
        "a.sssom.yml": "mapping_set_id: x\ncurie_map: {x: https://x.example.org/}\nshape: round\ncolour: blue\n",
    }
    found = entries_of(catalog, contents, "dropped")
    assert [(file, field) for file, _, field, _ in found] == [
        ("a.sssom.tsv", "colour"), ("a.sssom.yml", "shape"), ("a.sssom.tsv", "mapping_set_id"),
    ]  # fmt: skip


def test_elements_of_cprt_that_are_not_carried_are_of_their_file(catalog: Catalog) -> None:
    def export(name: str, **fields: str) -> dict[str, Any]:
        listed = [{"element_type": "keyword", "element_identifier": name, **fields}]
        return {"documents": [{"doc_identifier": "X"}], "elements": listed, "relationships": []}

    contents = {"a.json": export("K-2"), "b.json": export("K-1")}
    assert [each[:3] for each in entries_of(catalog, contents, "dropped")] == [
        ("b.json", "X", "K-1"), ("a.json", "X", "K-2"),
    ]  # fmt: skip


def test_results_are_of_the_file_that_states_them(catalog: Catalog) -> None:
    def declared(requirement: str) -> dict[str, Any]:
        attestation = {"map": [{"requirement": requirement, "conformance": {"score": 1}}]}
        return {"bomFormat": "CycloneDX", "declarations": {"attestations": [attestation]}}

    contents = {"a.json": declared("zzzz"), "b.json": declared("yyyy")}
    assert [each[0] for each in entries_of(catalog, contents, "dropped")] == ["a.json", "b.json"]


def test_parents_that_are_missing_or_too_deep_are_of_the_file_that_names_them(catalog: Catalog) -> None:
    def provision(key: str, parent: str, file: str) -> ForeignProvision:
        return ForeignProvision(key, key, ProvisionKind.CONTROL, parent=parent, file=file)

    deep = [provision(f"d{number}", f"d{number - 1}", "b.json") for number in range(1, MAX_DEPTH + 5)]
    top = ForeignProvision("d0", "d0", ProvisionKind.DOMAIN)
    listed = (top, *deep, provision("x", "none", "c.json"), provision("y", "none", ""))
    given = ForeignDocument("k", (), "acme", "1", "ACME", "ACME", provisions=listed, file="a.json")
    report = Report()
    overlay_of(Foreign((given,)), catalog, report, {}, False, None)
    found = [(each.file, each.field) for each in report.entries if each.kind is LossKind.REPAIRED]
    assert found[-2:] == [("c.json", "x"), ("a.json", "y")]
    assert {file for file, _ in found[:-2]} == {"b.json"}


def test_entries_without_room_are_counted_by_file() -> None:
    report = Report()
    report.limit(-5_000 * 40)  # no room at all
    for report.file in ("a", "a", "b"):
        report.add(LossKind.DROPPED, "r", "f", "x")
        report.count("r", "f")
    assert [(each.file, each.what.partition(" ")[0]) for each in report.entries] == [("a", "4"), ("b", "2")]


def test_an_error_that_only_shows_when_all_is_put_together_names_its_file(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = "subject_id\tpredicate_id\tobject_id\n"
    contents = {f"{name}.tsv": f"{head}x:A\tskos:exactMatch\tx:B\n".encode() for name in "ab"}
    monkeypatch.setattr(RowBudget, "spend_cells", _refuse)
    with pytest.raises(InvalidData) as caught:
        formats.read(contents=contents, catalog=catalog, match=False)
    assert (caught.value.file, caught.value.repair) == ("a.tsv", "leave some out")
    with pytest.raises(InvalidData) as caught:
        formats.read(contents={"a.json": b'{"runs": 1, "version": "2"}'}, catalog=catalog)
    assert (caught.value.file, caught.value.field) == ("a.json", "runs")
    monkeypatch.setattr("ai_security_standards.formats.registry.overlay_of", _refuse)
    with pytest.raises(InvalidData) as caught:
        formats.read(contents=contents, catalog=catalog, match=False)
    assert caught.value.file == ""  # of all files together


def _refuse(*_: object) -> None:
    raise InvalidData("too much", repair="leave some out")
