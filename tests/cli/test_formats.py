"""The verbs on the formats of others."""

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
    assert (status, out.splitlines()[0]) == (0, "Import of plain: <Overlay of 2 files>; 2 entries: 2 matched")
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
    assert "c-0 and 49 more" in out
    assert run("import", "a.json", "--csv")[1].count("revision: 4") == 50
