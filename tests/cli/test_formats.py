"""The verbs on the formats of others."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

import ai_security_standards as aiss
from ai_security_standards.cli import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `aiss` in an empty folder; gives its status, output and messages."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> tuple[int, str, str]:
        status = main.run([*arguments])
        out = capsys.readouterr()
        return status, out.out, out.err

    return call


def test_documents_go_out_and_come_in(run: Run, tmp_path: Path) -> None:
    status, out, err = run("export", "sarif", "owasp-llm-top-10@2025", "-o", "a.sarif")
    assert (status, out, err) == (0, "", "aiss export: wrote a.sarif: sarif, nothing was lost\n")
    status, out, _ = run("import", "a.sarif", "--no-match", "-o", "ours")
    assert status == 0
    assert out.startswith("Import of sarif: <Overlay of 2 files>; 1 entry: 1 assumed")
    assert {each.rule for each in aiss.check(tmp_path / "ours")} == {"duplicate"}  # its name
    status, out, err = run("import", "a.sarif", "--no-match", "-o", "ours")
    assert (status, out) == (2, "")
    assert "the file exists already. Repair: name another file, or say --force" in err
    assert run("import", "a.sarif", "--no-match", "-o", "ours", "--force")[0] == 0
    assert aiss.load(tmp_path / "ours").framework("owasp-llm-top-10-imported@2025")
    _, out, _ = run(
        "import", "a.sarif", "--json", "--document", "owasp-llm-top-10@2025=owasp-llm-top-10@2026"
    )
    assert {each["kind"] for each in json.loads(out)} == {"matched", "dropped", "contradiction"}  # of 2025
    _, out, err = run("export", "sarif", "owasp-llm-top-10@2025")
    assert json.loads(out)["version"] == "2.1.0"


def test_a_log_is_tagged_and_its_findings_listed(run: Run, tmp_path: Path) -> None:
    result = {"ruleId": "r", "message": {"text": "m"}, "properties": {"tags": ["external/cwe/cwe-079"]}}
    runs = [{"tool": {"driver": {"name": "T"}}, "results": [result]}]
    (tmp_path / "log.sarif").write_text(json.dumps({"version": "2.1.0", "runs": runs}))
    status, out, _ = run("export", "sarif", "--log", "log.sarif", "--dialect", "codeql")
    assert status == 0
    assert json.loads(out)["runs"][0]["results"][0]["properties"]["tags"][-1] == "cwe@4.20:CWE-79"
    _, out, _ = run("import", "log.sarif", "--findings", "--dialect", "codeql", "--json")
    assert json.loads(out)[0]["refs"] == ["cwe@4.20:CWE-79"]
    _, out, _ = run("import", "log.sarif")
    assert "1 finding" in out


def test_results_of_a_file_go_out(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("ref,result\nowasp-llm-top-10@2025:LLM01,satisfied\n")
    status, _, err = run("export", "sarif", "--results", "a.csv")
    assert status == 2
    assert "SARIF has taxonomies of documents" in err


def test_sheets_go_out_and_come_in(run: Run, tmp_path: Path) -> None:
    name = "etsi-en-304-223-2.1.1--iso-iec-42001-2023"
    status, out, _ = run("export", "strm", name)
    assert (status, out.splitlines()[4].startswith("FDE #,")) == (0, True)
    assert run("export", "olir", name, "-o", "olir.xlsx")[0] == 0
    assert (tmp_path / "olir.xlsx").read_bytes()[:2] == b"PK"
    assert "66 relationships" not in run("import", "olir.xlsx")[1]
    (tmp_path / "a.csv").write_text("Mine;ISO\nGV.OC-01;4.1\n")
    columns = ("--column", "subject=Mine", "--column", "object=ISO")
    documents = ("--document", "Mine=nist-csf@2.0", "--document", "ISO=iso-iec-42001@2023")
    status, out, _ = run("import", "a.csv", "--from", "plain", *columns, *documents, "-o", "ours")
    assert (status, out.splitlines()[0]) == (
        0,
        "Import of plain: <Overlay of 2 files>; 3 entries: 1 assumed, 2 matched",
    )
    (row,) = aiss.load(tmp_path / "ours").mapping_set("a").relationships
    assert str(row.object) == "iso-iec-42001@2023:4.1"
    status, _, err = run("import", "a.csv", "--column", "Mine")
    assert (status, "'Mine' is not ROLE=HEADER" in err) == (2, True)
    status, out, _ = run("export", "plain", "owasp-llm-top-10@2025", "--table", "provisions")
    assert out.splitlines()[0].startswith("document,id,parent")
    assert (
        run("export", "plain", "owasp-llm-top-10@2025", "--table", "provisions", "--syntax", "csv")[1] == out
    )


def test_a_statement_goes_out_and_comes_in(run: Run, tmp_path: Path) -> None:
    assert run("export", "soa", "iso-iec-42001@2023", "-o", "soa.csv")[0] == 0
    text = (tmp_path / "soa.csv").read_text()
    (tmp_path / "soa.csv").write_text(text.replace("AI,,,,,,,,", "AI,yes,law,planned,Ann,,,,", 1))
    status, out, _ = run("import", "soa.csv", "--statement", "--json")
    assert (status, json.loads(out)[0]["owner"]) == (0, "Ann")
    _, out, _ = run("import", "soa.csv", "--results", "--json")
    assert json.loads(out)[0]["result"] == "not_satisfied"
    assert run("export", "soa", "--statement", "soa.csv", "-o", "next.xlsx")[0] == 0
    _, out, _ = run("import", "next.xlsx", "--statement", "--json", "--standard", "iso-iec-42001@2023")
    assert json.loads(out)[0]["justification"] == "law"
    assert "nothing" not in run("import", "next.xlsx", "--findings")[1]


def test_an_export_says_what_was_lost(run: Run, tmp_path: Path) -> None:
    name = "etsi-en-304-223-2.1.1--iso-iec-42001-2023"
    status, out, err = run("export", "ciso-assistant", name, "-o", "a.yaml")
    assert (status, out) == (0, "")
    first, note, header, *rows = err.splitlines()
    assert first.startswith("aiss export: wrote a.yaml: ciso-assistant, ")
    assert (note, header.split()) == (
        "Entries alike are one line; --csv has each.", ["kind", "record", "field", "what"]
    )  # fmt: skip
    assert rows
    assert all(row.split()[0] in ("dropped", "assumed", "repaired") for row in rows)
    _, out, err = run("export", "ciso-assistant", name, "-o", "a.yaml", "--force", "--json")
    assert err == f"{first}\n"
    assert len(json.loads(out)) == int(first.split(", ")[1].split()[0])
    status, out, err = run("export", "ciso-assistant", name, "--csv")
    assert (status, out) == (2, "")
    assert (
        "--csv prints what was lost, and standard output holds the file. Repair: name the file with -o" in err
    )


def test_an_import_says_what_it_wrote(run: Run, tmp_path: Path) -> None:
    run("export", "sarif", "owasp-llm-top-10@2025", "-o", "a.sarif")
    _, _, err = run("import", "a.sarif", "--no-match", "-o", "ours")
    first, second, third = err.splitlines()
    assert first == "aiss import: wrote ours: frameworks/owasp-llm-top-10-imported/2025.json"
    assert second == "aiss import: `aiss check ours` lists 1 finding"
    assert "is also a name of owasp-llm-top-10@2025. Repair: keep one record of a document" in third
    _, _, err = run("import", "a.sarif", "-o", "none")
    assert err == (
        "aiss import: there is nothing new to write, since the catalog has it; --no-match makes documents of "
        "your own\n"
    )  # fmt: skip
    assert not (tmp_path / "none").exists()
    (tmp_path / "empty.sarif").write_text('{"version": "2.1.0", "runs": []}')
    assert run("import", "empty.sarif", "-o", "none")[2] == "aiss import: there is nothing new to write\n"


def test_an_import_without_addresses_says_how_its_check_passes(run: Run, tmp_path: Path) -> None:
    """A stranger found out from `aiss check` alone that each document needs an address."""
    rows = [f"Set {number},R-1,ISO 42001,A.2.2" for number in range(7)]
    head = "subject_document,subject,object_document,object"
    (tmp_path / "a.csv").write_text("\n".join([head, *rows, ""]))
    status, out, err = run("import", "a.csv", "--document", "ISO 42001=iso-iec-42001@2023", "-o", "ours")
    assert (status, out.count("no address: give one")) == (0, 8)
    assert err.splitlines()[1:] == [
        "aiss import: `aiss check ours` lists 15 findings",
        "  no address: Set 0, Set 1, Set 2, Set 3, Set 4 and 3 more. Repair: say where a reader can open them: "
        "run this again with --force --address https://…",
    ]
    assert len(aiss.check(tmp_path / "ours")) == 15
    again = ("import", "a.csv", "--document", "ISO 42001=iso-iec-42001@2023", "-o", "ours", "--force")
    status, _, err = run(*again, "--address", "wiki/rules")
    assert status == 2
    assert err == (
        "aiss import: address: 'wiki/rules' is not a web address. Repair: write https://, a host and a path, "
        "such as https://wiki.acme.example/rules.\n"
    )
    status, out, err = run(*again, "--address", "https://wiki.acme.example/rules", "--json")
    assert (status, len(err.splitlines()), "no address" in out) == (0, 1, False)
    assert run("check", "ours")[0] == 0


def test_an_import_names_other_findings_beside_missing_addresses(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("document,id\nACME,A-1\n")
    run("import", "a.csv", "-o", "ours")
    (tmp_path / "ours" / "stray.json").write_text("{}")
    _, _, err = run("import", "a.csv", "-o", "ours", "--force")
    lines = err.splitlines()
    assert [line[:12] for line in lines[:3]] == ["aiss import:", "aiss import:", "  no address"]
    assert (len(lines), lines[3].startswith("  ours/stray.json: ")) == (4, True)


def test_repairs_are_written_as_options(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a,b\n1,2\n")
    columns = "--column subject=HEADER --column object=HEADER"
    assert f"name the format plain and its columns: --from plain {columns}.\n" in run("import", "a.csv")[2]
    assert f"Repair: name the columns: {columns}.\n" in run("import", "a.csv", "--from", "plain")[2]
    wanted = "--column control=HEADER --column applicable=HEADER"
    assert f"Repair: name the columns: {wanted}.\n" in run("import", "a.csv", "--from", "soa")[2]
    assert (
        "Repair: leave out --from: what the file holds tells it"
        in run("import", "a.csv", "--from", "olir")[2]
    )
    (tmp_path / "a.csv").write_text("Control,Applicable\nX,yes\n")
    assert "Repair: name the standard: --standard iso-iec-27001@2022.\n" in run("import", "a.csv")[2]
    (tmp_path / "a.sarif").write_text('{"version": "2", "runs": [{"colour": 1}]}')
    assert "Repair: leave out --strict, and read the report.\n" in run("import", "a.sarif", "--strict")[2]


def test_results_are_named_as_people_name_them(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("ref,result\nEN 304 223,satisfied\nLLM01:2025,partly\n")
    status, _, err = run("export", "cyclonedx", "--results", "a.csv", "--product", "ACME", "-o", "a.cdx.json")
    assert status == 0
    assert "the document as a whole stands where a requirement does" in err
    (tmp_path / "a.csv").write_text("ref,result\nLLM01:2025,partly\nEN 304 999,satisfied\n")
    status, _, err = run("export", "cyclonedx", "--results", "a.csv")
    assert (status, "a.csv, row 3, ref: " in err) == (2, True)
    (tmp_path / "a.csv").write_text("ref,note\nLLM01:2025,x\n")
    status, _, err = run("export", "cyclonedx", "--results", "a.csv")
    assert (status, err) == (
        2, "aiss export: a.csv: no column has the results. Repair: name the column result.\n"
    )  # fmt: skip


def test_results_come_from_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("ref,result\nowasp-llm-top-10@2025:LLM01,satisfied\n"))
    status, out, _ = run("export", "cyclonedx", "--results", "-", "--product", "ACME")
    assert (status, json.loads(out)["declarations"]["attestations"][0]["summary"]) == (0, "1 result")


def test_a_statement_is_what_is_implemented(run: Run, tmp_path: Path) -> None:
    """It was refused with advice on the columns of a checklist."""
    run("export", "soa", "iso-iec-42001@2023", "-o", "soa.csv")
    text = (tmp_path / "soa.csv").read_text()
    (tmp_path / "soa.csv").write_text(
        text.replace("life cycle,,,,,,,,", "life cycle,yes,law,implemented,Ann,,,,")
    )
    status, out, _ = run("coverage", "etsi-en-304-223", "--have", "soa.csv", "--json")
    assert status == 0
    partly = {row["ref"] for row in json.loads(out) if "iso-iec-42001@2023:A.6.2.6" in str(row)}
    assert "etsi-en-304-223@2.1.1:5.4.2-2" in partly
    _, out, _ = run("import", "soa.csv", "--incomplete", "--json")
    missing = json.loads(out)
    left = {each["ref"].partition(":")[2] for each in missing}
    assert (len(left), "A.6.2.6" in left, "A.2.2" in left) == (31, False, True)
    with (tmp_path / "soa.csv").open("a") as file:
        file.write("X-1,Our own,,yes,ours,implemented,Ann,,,,\n")
    _, _, err = run("coverage", "etsi-en-304-223", "--have", "soa.csv")
    assert "soa.csv: 1 entry: 1 unresolved; `aiss import soa.csv` lists them\n" in err
    (tmp_path / "other.csv").write_text("name,colour\nA,red\n")
    status, _, err = run("coverage", "etsi-en-304-223", "--have", "other.csv")
    assert (status, "there is no column 'id'" in err) == (2, True)


def test_a_pair_without_an_equals_sign_is_refused(run: Run) -> None:
    status, _, err = run("import", "x.sarif", "--document", "owasp")
    assert status == 2
    assert "'owasp' is not NAME=VALUE" in err


def test_results_go_out_as_a_statement_and_are_printed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("ref,result\nowasp-llm-top-10@2025:LLM01,satisfied\n")
    status, _, err = run("export", "cyclonedx", "--results", "a.csv", "--product", "ACME", "-o", "a.cdx.json")
    assert (status, err) == (0, "aiss export: wrote a.cdx.json: cyclonedx, nothing was lost\n")
    _, out, _ = run("import", "a.cdx.json", "--findings", "--json")
    assert [(each["ref"], each["subject"]) for each in json.loads(out)] == [
        ("owasp-llm-top-10@2025:LLM01", "ACME")
    ]


def test_external_references_are_named(run: Run, tmp_path: Path) -> None:
    link = {"source_element_identifier": "GV.SC-01", "dest_element_identifier": "SR"}
    export = {
        "documents": [{"doc_identifier": "CSF_2_0_0", "name": "NIST Cybersecurity Framework"}],
        "elements": [{"element_type": "subcategory", "element_identifier": "GV.SC-01"}],
        "relationships": [{**link, "relationship_identifier": "external_reference"}],
    }
    (tmp_path / "csf.json").write_text(json.dumps(export))
    _, out, _ = run("import", "csf.json", "--references", "NIST SP 800-53 Rev. 5")
    assert "2 matched" in out


def test_a_long_report_is_grouped_for_people(run: Run, tmp_path: Path) -> None:
    props = [{"name": "revision", "value": "4"}, {"name": "label", "value": "A"}]
    controls = [{"id": f"c-{number}", "title": "T", "props": props} for number in range(50)]
    catalog = {"uuid": "1", "metadata": {"title": "ACME", "version": "1"}, "controls": controls}
    (tmp_path / "a.json").write_text(json.dumps({"catalog": catalog}), encoding="utf-8")
    _, out, _ = run("import", "a.json")
    assert "Entries alike are one line; --csv has each.\n" in out
    assert "c-0; c-1; c-2; c-3; c-4 and 45 more" in out
    assert run("import", "a.json", "--csv")[1].count("revision: 4") == 50
