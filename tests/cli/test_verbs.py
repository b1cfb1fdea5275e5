"""Every verb, as people and pipelines call it."""

import csv
import io
import json
import os
import pty
import re
import runpy
import shlex
import signal
import subprocess
import sys
import time
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from samples import Overlay, document, register_file

import ai_security_standards as aiss
from ai_security_standards._store.findings import Finding
from ai_security_standards.checking import verifying
from ai_security_standards.cli import main, output, processes
from ai_security_standards.cli.parsing import Verb
from ai_security_standards.cli.verbs import VERBS
from ai_security_standards.references.auditing import Audit

Run = Callable[..., tuple[int, str, str]]
PROFILE = 'jurisdictions = "EU"\nroles = ["provider"]\nrisk_classes = ["high-risk"]\n'
SCHEMAS = Path(aiss.__file__).parent / "data" / "schema"
NAMES = [verb.name for verb in VERBS]
COMMAND = [sys.executable, "-m", "ai_security_standards"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(aiss.__file__).parents[1])}


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `aiss` in an empty folder; gives its status, output and messages."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str, given: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
        try:
            status = main.run([*arguments])
        except SystemExit as end:
            status = int(end.code or 0)
        out = capsys.readouterr()
        return status, out.out, out.err

    return call


# `tables` takes seconds, and runs in tests of its own.
@pytest.mark.parametrize(
    "verb", [each for each in VERBS if each.name != "tables"], ids=lambda each: each.name
)
def test_the_example_of_each_help_works(
    run: Run, verb: Verb, tmp_path: Path, overlay: Overlay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verifying, "verify", tuple)  # docs/releases.md verifies the files
    (tmp_path / "profile.toml").write_text(PROFILE)
    (tmp_path / "README.md").write_text("We follow OWASP LLM01:2025 Prompt Injection.\n")
    overlay(register_file(document()))
    given, _, command = verb.example.rpartition("| ")
    program, *arguments = shlex.split(command)
    assert program == "aiss"
    assert arguments[0] == verb.name
    status, out, err = run(*arguments, given=given.removeprefix("echo ").strip(" '\""))
    assert status == 0, err
    assert out or "-o" in arguments or verb.name == "check"
    status, out, _ = run(verb.name, "--help")
    assert status == 0
    assert verb.example in out


@pytest.mark.parametrize(
    ("arguments", "given", "lines"),
    [
        (["resolve", "OWASP LLM01:2025"], "", ["owasp-llm-top-10@2025:LLM01  Prompt Injection"]),
        (["resolve", "-"], "ISO 42001\n\nArt 15", ["iso-iec-42001@2023  ", "'Art 15': "]),
        (["show", "owasp-llm-top-10@2025:LLM01"], "", ["Provision owasp-llm-top-10@2025:LLM01", "kind     risk"]),
        (["find", "prompt", "injection", "--standard", "owasp-llm-top-10"], "", ["hit", "ref ", "owasp-llm-top-10@2026:LLM01"]),
        (["list", "--publisher", "etsi", "--limit", "1"], "", ["documents on", "ref  ", "etsi-en-304-223@2.1.1", "… "]),
        (["list", "--id", "nothing"], "", []),
        (["tree", "owasp-llm-top-10@2025"], "", ["owasp-llm-top-10@2025  ", "  LLM01  Prompt Injection"]),
        (["tree", "AI Act Article 4", "--limit", "1"], "", ["eu-ai-act@2024/1689:Article 4  ", "  Article 4(1)  "]),
        (["map", "OWASP LLM01:2025", "--to", "mitre-atlas@4.7.0"], "", ["relationships", "subject  ", "owasp-llm-top-10@2025:LLM01"]),
        (["map", "iso-iec-42001@2023:A.4.6", "--infer", "--to", "etsi-en-304-223"], "", ["source", "iso-iec-42001@2023:A.4.6"]),
        (["compare", "owasp-llm-top-10@2025", "owasp-llm-top-10@2026", "--changed"], "", ["renumbered", "change", "renumbered"]),
        (["changes", "--since", "2026-06-01", "--tag", "OWASP LLM01:2025"], "", ["event", "date  "]),
        (["coverage", "owasp-llm-top-10", "--have", "owasp-llm-top-10"], "", ["10 of 10", "ref  ", "full"]),
        (["info"], "", ["name", "version", "data"]),
    ],
)  # fmt: skip
def test_people_read_tables(run: Run, arguments: list[str], given: str, lines: list[str]) -> None:
    _, out, err = run(*arguments, given=given)
    printed = out.splitlines() or err.splitlines()
    for line in lines:
        assert any(line in each for each in printed), out + err


@pytest.mark.parametrize(
    "arguments",
    [
        ["list", "--publisher", "etsi"],
        ["find", "prompt injection"],
        ["tree", "owasp-llm-top-10"],
        ["map", "OWASP LLM01:2025"],
        ["crosswalk", "etsi-en-304-223", "iso-iec-42001"],
        ["compare", "owasp-llm-top-10@2025", "owasp-llm-top-10@2026"],
        ["changes", "--since", "2026-06-01", "--profile", "profile.toml"],
        ["coverage", "etsi-en-304-223", "--have", "iso-iec-42001"],
        ["applies", "profile.toml", "--standard", "eu-ai-act"],
        ["checklist", "owasp-llm-top-10"],
        ["audit", "-"],
    ],
    ids=lambda arguments: " ".join(arguments),
)
def test_json_keeps_the_published_schema_and_csv_has_the_same_rows(
    run: Run, arguments: list[str], tmp_path: Path
) -> None:
    (tmp_path / "profile.toml").write_text(PROFILE)
    given = "LLM06:2025 Sensitive Information Disclosure"
    _, out, err = run(*arguments, "--json", given=given)
    rows = json.loads(out)
    assert rows, err
    schema = json.loads((SCHEMAS / "rows.schema.json").read_bytes())
    valid = [
        name
        for name in schema["$defs"]
        if Draft202012Validator({**schema, "$ref": f"#/$defs/{name}"}).is_valid(rows[:1])
    ]
    assert valid
    _, out, _ = run(*arguments, "--csv", given=given)
    listed = list(csv.DictReader(io.StringIO(out)))
    assert [*listed[0]] == [*rows[0]]
    assert len(listed) == len(rows)


def test_json_of_a_record_is_its_exchange_form(run: Run) -> None:
    _, out, _ = run("show", "owasp-llm-top-10@2025:LLM01", "--json")
    assert aiss.from_dict(json.loads(out)) == aiss.load().provision("owasp-llm-top-10@2025:LLM01")
    _, out, _ = run("info", "--json")
    facts = json.loads(out)
    assert facts["data"] == aiss.DATA_VERSION
    assert facts["findings"] == []


def test_resolve_gives_errors_as_values(run: Run) -> None:
    texts = ("LLM01:2025", "Article 15", "banana", "ETSI EN 304 224")
    status, out, _ = run("resolve", *texts, "--json")
    rows = {row["text"]: row for row in json.loads(out)}
    assert status == 1
    assert rows["LLM01:2025"] == {
        "text": "LLM01:2025", "ref": "owasp-llm-top-10@2025:LLM01", "name": "Prompt Injection",
        "status": "ok", "candidates": [], "problem": None,
    }  # fmt: skip
    assert rows["banana"]["status"] == "unknown"
    assert rows["banana"]["problem"]
    status, out, _ = run("resolve", "A.4.6", "--within", "iso-iec-42001", "--csv")
    assert status == 0
    assert next(csv.DictReader(io.StringIO(out)))["ref"] == "iso-iec-42001@2023:A.4.6"
    status, out, _ = run("resolve", "LLM03")
    assert (status, "ambiguous" in run("resolve", "LLM03", "--json")[1]) in ((0, False), (1, True))
    assert run("resolve", "-", "--csv") == (0, "text,ref,name,status,candidates,problem\n", "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["show", "owasp-llm-top-10@2025:LLM99"], "aiss show: .*LLM99"),
        (["show", "banana"], "aiss show: no known reference in 'banana'"),
        (["list", "--publisher", "etsy"], "aiss list: unknown publisher 'etsy'; did you mean 'etsi'"),
        (["applies", "none.toml"], "aiss applies: .*none.toml"),
        (["applies", "bad.toml"], "aiss applies: bad.toml.*not TOML.*Repair"),
        (["coverage", "eu-ai-act", "--have", "a.csv", "--have", "b.csv"], "an assessment stands alone"),
        (["coverage", "eu-ai-act", "--have", "rows.json"], "rows.json.*not a list of rows"),
        (["checklist", "owasp-llm-top-10", "-o", "list.pdf"], "'.pdf'.*name a .md, .csv or .xlsx file"),
        (["audit", "--fail-on", "eror"], "did you mean 'error'"),
        (["audit", "missing.md"], "aiss audit: missing.md: no such file or folder"),
        (["tree", "eu-ai-act", "--on", "soon"], "aiss tree: .*soon"),
        (["checklist", "owasp-llm-top-10", "-o", "none/list.md"], "none/list.md: No such file"),
    ],
)
def test_wrong_input_gives_one_line_and_status_2(
    run: Run, tmp_path: Path, arguments: list[str], message: str
) -> None:
    (tmp_path / "bad.toml").write_text("roles = provider")
    (tmp_path / "rows.json").write_text("{}")
    status, _, err = run(*arguments)
    assert status == 2
    assert len(err.splitlines()) == 1
    assert re.search(message, err), err


def test_a_wrong_verb_is_refused_with_the_usage(run: Run) -> None:
    status, out, err = run("banana")
    assert (status, out) == (2, "")
    assert "invalid choice: 'banana'" in err
    _, _, err = run("audit", "--fail-on")
    assert "argument --fail-on: expected one argument" in err
    assert run("--version")[1] == f"ai-security-standards {aiss.__version__}, data {aiss.DATA_VERSION}\n"


def test_an_assessment_is_read_from_csv_and_json(run: Run, tmp_path: Path) -> None:
    rows = [{"ref": "owasp-llm-top-10@2025:LLM01", "result": "satisfied"}]
    (tmp_path / "done.json").write_text(json.dumps(rows))
    (tmp_path / "done.csv").write_text("ref,result,owner\nowasp-llm-top-10@2025:LLM01,satisfied,me\n")
    for name in ("done.json", "done.csv"):
        _, out, _ = run("coverage", "owasp-llm-top-10@2025", "--have", name, "--json")
        extents = {row["ref"]: row["extent"] for row in json.loads(out)}
        assert extents["owasp-llm-top-10@2025:LLM01"] == "full"
        status, out, _ = run("migrate", name, "--to", "owasp-llm-top-10@2026")
        assert status == 0
        assert "owasp-llm-top-10@2026:LLM01" in out
    status, out, _ = run("migrate", "-", "--to", "owasp-llm-top-10@2026", given="LLM07:2025\n")
    assert out.splitlines()[-1].startswith("decide on owasp-llm-top-10@2025:LLM07: ")
    assert out.splitlines()[-1].endswith("; the later provision has another scope")
    assert status == 1


@pytest.mark.parametrize("name", ["list.md", "list.csv", "list.xlsx"])
def test_a_checklist_is_written_to_a_file(run: Run, tmp_path: Path, name: str) -> None:
    told = f"aiss checklist: wrote {name}: 10 items for 10 provisions of 1 document\n"
    assert run("checklist", "owasp-llm-top-10@2025", "-o", name) == (0, "", told)
    assert (tmp_path / name).stat().st_size > 500
    assert run("checklist", "owasp-llm-top-10@2025", "-o", name, "--force") == (0, "", told)
    if name != "list.md":
        read = aiss.load().checklist("owasp-llm-top-10@2025").read(str(tmp_path / name))
        assert len(read) == 10


@pytest.mark.parametrize(
    "arguments",
    [
        ["checklist", "owasp-llm-top-10", "-o", "work"],
        ["export", "soa", "iso-iec-42001@2023", "-o", "work"],
        ["applies", "--ask", "--save", "work"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_a_file_that_exists_is_kept(run: Run, tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "work").write_text("filled in by hand")
    status, out, err = run(*arguments)
    repair = "name another file, or say --force to write over this one."
    message = f"work: the file exists already. Repair: {repair}"
    assert (status, out, err) == (2, "", f"aiss {arguments[0]}: {message}\n")
    assert (tmp_path / "work").read_text() == "filled in by hand"


def test_a_checklist_is_made_for_a_profile(run: Run, tmp_path: Path) -> None:
    (tmp_path / "profile.toml").write_text('jurisdictions = "GB"\nheld_to = ["etsi-en-304-223"]\n')
    status, out, _ = run("checklist", "profile.toml", "--json")
    assert status == 0
    assert {row["id"].partition(":")[0] for row in json.loads(out)} == {"etsi-en-304-223@2.1.1"}


def test_an_empty_checklist_says_why(run: Run, tmp_path: Path) -> None:
    (tmp_path / "profile.toml").write_text(PROFILE)
    status, out, err = run("checklist", "profile.toml", "--csv")
    assert status == 0
    assert len(out.splitlines()) == 1
    first, second = err.splitlines()
    start = r"aiss checklist: 0 items for 0 provisions of 0 documents; \d+ more may apply, which depends on "
    assert re.fullmatch(rf"{start}\w+ \(\d+\), \w+ \(\d+\), \w+ \(\d+\)", first)
    assert second == (
        "To settle what may apply: aiss applies profile.toml --articles --ask --save profile.toml --force"
    )


def test_a_checklist_of_one_article(run: Run) -> None:
    status, out, err = run("checklist", "AI Act Art. 15", "--csv")
    assert (status, err) == (0, "")
    assert [line.partition(",")[0] for line in out.splitlines()[1:3]] == [
        "eu-ai-act@2024/1689:Article 15(1)", "eu-ai-act@2024/1689:Article 15(3)",
    ]  # fmt: skip


def test_a_missing_extra_is_one_line(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "yaml", None)
    (tmp_path / "a.yaml").write_text("a: 1\n")
    status, _, err = run("import", "a.yaml")
    assert status == 2
    assert err.splitlines()[-1].startswith("aiss import: yaml is not installed: pip install")


def test_tags_without_edition_and_rows_of_other_tables_are_migrated(run: Run, tmp_path: Path) -> None:
    to = ("--to", "owasp-llm-top-10@2026")
    (tmp_path / "tags.txt").write_text("LLM05\n\nbanana\nLLM05:2025\n")
    status, out, err = run("migrate", "tags.txt", *to)
    assert status == 1
    assert out.count("carried_over") == 1
    first, second = err.splitlines()
    assert first.startswith("aiss migrate: tags.txt:1: 'LLM05' can mean ")
    assert first.endswith("or say --on and a day; or say --within and the edition")
    assert out.splitlines()[0] == "1 carried over, 0 to be decided, 0 lost, 2 not read"
    assert second == "aiss migrate: tags.txt:3: no known reference in 'banana'"
    status, out, err = run("migrate", "tags.txt", *to, "--within", "owasp-llm-top-10@2025")
    assert out.count("carried_over") == 2
    assert "banana" in err
    (tmp_path / "tags.csv").write_text("id,tag\n1,LLM05:2025\n2,\n")
    status, out, err = run("migrate", "tags.csv", *to, "--column", "tag")
    assert (status, err) == (0, "")
    assert "owasp-llm-top-10@2026:LLM10" in out
    status, _, err = run("migrate", "tags.csv", *to)
    assert status == 2
    assert "there is no column 'ref'. Repair: name one with --column: id, tag." in err
    assert run("migrate", "tags.csv", *to, "--within", "OWASP LLM Top 10 2025", "--column", "tag") == (
        0,
        out,
        "",
    )
    (tmp_path / "none.json").write_text("[]")
    assert "there is no column 'ref'" in run("migrate", "none.json", *to)[2]
    (tmp_path / "refs.csv").write_text("ref\nLLM05:2025\n")
    assert run("migrate", "refs.csv", *to)[0] == 0


def test_a_table_comes_back_with_all_its_columns(run: Run, tmp_path: Path) -> None:
    to = ("--to", "owasp-llm-top-10@2026", "--within", "owasp-llm-top-10@2025", "--column", "tag")
    tags = 'id;tag;note\n1;LLM05;"a, b\nc"\n2;banana;=1\n3;LLM07;z\n3;LLM07;z\n5;;\n'
    (tmp_path / "findings.csv").write_text(tags)
    status, out, err = run("migrate", "findings.csv", *to, "-o", "out.csv")
    assert status == 1
    assert out.count("decide on") == 1
    assert err.splitlines()[0] == "aiss migrate: wrote out.csv: 5 rows"
    assert err.splitlines()[1].startswith("aiss migrate: findings.csv, row 3: no reference inside ")
    with (tmp_path / "out.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    first, unread, open_, _, empty = rows
    assert first == {
        "id": "1", "tag": "LLM05", "note": "a, b\nc", "tag_to": "LLM10:2026",
        "tag_ref": "owasp-llm-top-10@2026:LLM10", "tag_title": "Improper Output Handling", "tag_outcome": "carried_over", "tag_reason": "",
    }  # fmt: skip
    assert (unread["id"], unread["tag_outcome"]) == ("2", "not_read")
    assert unread["tag_reason"].startswith("no reference inside owasp-llm-top-10@2025 in 'banana'")
    assert (open_["tag_to"], open_["tag_outcome"]) == ("", "to_be_decided")
    assert open_["tag_reason"].endswith("another scope; perhaps owasp-llm-top-10@2026:LLM08")
    assert {empty[name] for name in ("tag_to", "tag_ref", "tag_title", "tag_reason")} == {""}
    assert empty["tag_outcome"] == "empty"
    (tmp_path / "other.txt").write_text("ISO/IEC 42001\nLLM09:2023\n")
    run("migrate", "other.txt", "--to", "owasp-llm-top-10@2026", "-o", "other.csv")
    with (tmp_path / "other.csv").open(newline="") as file:
        whole, lost = csv.DictReader(file)
    assert (whole["ref_to"], whole["ref_outcome"]) == ("ISO/IEC 42001", "untouched")
    assert whole["ref_ref"] == "iso-iec-42001@2023"
    assert whole["ref_title"].startswith("Information technology")
    assert lost["ref_outcome"] == "to_be_decided"
    assert lost["ref_reason"]


def test_a_table_of_results_is_not_a_table_of_tags(run: Run, tmp_path: Path) -> None:
    (tmp_path / "done.csv").write_text("ref,result\nowasp-llm-top-10@2025:LLM05,satisfied\n")
    to = ("--to", "owasp-llm-top-10@2026")
    status, _, err = run("migrate", "done.csv", *to, "-o", "out.csv")
    assert (status, "Repair: name their column: --column ref" in err) == (2, True)
    assert run("migrate", "done.csv", *to, "-o", "out.csv", "--column", "ref")[0] == 0
    status, _, err = run("migrate", "done.csv", *to, "-o", "out.xlsx")
    assert (status, "is written as CSV or JSON. Repair: name a .csv or .json file" in err) == (2, True)


def test_lists_of_tags_in_json_come_back_as_lists_written_as_they_were(run: Run, tmp_path: Path) -> None:
    findings = [
        {"id": 1, "tags": ["LLM05:2025", "owasp-llm-top-10@2025:LLM07", "banana"], "score": 7.5},
        {"id": 2, "tags": []},
        {"id": 3, "tags": None},
        {"id": 4, "tags": "LLM05:2025"},
        {"id": 5, "tags": ["LLM01"]},
    ]
    findings.insert(1, {"id": 0})
    (tmp_path / "findings.json").write_text(json.dumps(findings))
    to = ("--to", "owasp-llm-top-10@2026", "--column", "tags")
    status, out, err = run("migrate", "findings.json", *to, "-o", "moved.json")
    assert status == 1
    assert out.splitlines()[0] == "3 carried over, 1 to be decided, 0 lost, 1 not read"
    assert "findings.json, row 1: no known reference in 'banana'" in err
    first, without, second, third, fourth, fifth = json.loads((tmp_path / "moved.json").read_text())
    assert {name: first[name] for name in findings[0]} == findings[0]
    assert first["tags_to"] == ["LLM10:2026", "", ""]
    assert first["tags_ref"] == ["owasp-llm-top-10@2026:LLM10", "", ""]
    assert first["tags_outcome"] == ["carried_over", "to_be_decided", "not_read"]
    assert (without["tags_outcome"], fifth["tags_to"]) == ("empty", ["LLM01"])  # read as that of 2026
    assert (second["tags_to"], third["tags_outcome"], fourth["tags_to"]) == ([], "empty", "LLM10:2026")
    run("migrate", "findings.json", *to, "--within", "owasp-llm-top-10@2025", "-o", "of-2025.json")
    assert json.loads((tmp_path / "of-2025.json").read_text())[-1]["tags_to"] == ["LLM01:2026"]
    run("migrate", "findings.json", *to, "-o", "moved.csv")
    with (tmp_path / "moved.csv").open(newline="") as file:
        assert next(csv.DictReader(file))["tags_to"] == "LLM10:2026; ; "


def test_the_table_is_written_before_anything_is_printed(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(_: str) -> None:
        raise BrokenPipeError

    (tmp_path / "tags.txt").write_text("LLM05:2025\n")
    monkeypatch.setattr("ai_security_standards.cli.output.write", closed)
    monkeypatch.setattr("ai_security_standards.cli.output.close_pipe", lambda: None)
    assert run("migrate", "tags.txt", "--to", "owasp-llm-top-10@2026", "-o", "moved.csv")[0] == 0
    assert "LLM10:2026" in (tmp_path / "moved.csv").read_text()


def test_a_tag_that_stays_open_within_an_edition_is_not_told_to_name_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "tags.txt").write_text("Annex\n")
    _, _, err = run("migrate", "tags.txt", "--to", "eu-ai-act", "--within", "eu-ai-act@2024/1689")
    assert err
    assert "--within" not in err


@pytest.mark.parametrize("column", ["ref", "id", "control", "reference", "Requirement"])
@pytest.mark.parametrize("kind", ["csv", "json"])
def test_each_column_of_references_is_read_as_people_write_them(
    run: Run, tmp_path: Path, column: str, kind: str
) -> None:
    rows = [("EN 304 223 5.1.1-1", "pass"), ("ISO/IEC 42001 A.8.4", "fail"), ("ISO 42001 A.7.4", "n/a")]
    if kind == "csv":
        text = "".join(f"{ref},{result}\n" for ref, result in ((column, "Result"), *rows))
    else:
        text = json.dumps([{column: ref, "result": result} for ref, result in rows])
    (tmp_path / f"have.{kind}").write_text(text)
    status, out, _ = run("coverage", "EN 304 223", "--have", f"have.{kind}")
    assert status == 0
    assert "3 results: 1 satisfied, 1 not_satisfied, 1 not_applicable\n" in out
    assert "\n1 not_satisfied decides no row: iso-iec-42001@2023:A.8.4 (what fails says nothing of" in out
    assert "(2 full, " in out.splitlines()[0]
    (tmp_path / f"have.{kind}").write_text(text.replace("A.8.4", "A.8.44"))
    row = 3 if kind == "csv" else 2
    err = run("coverage", "EN 304 223", "--have", f"have.{kind}")[2]
    assert err.startswith(f"aiss coverage: have.{kind}, row {row}, {column}: ")
    (tmp_path / f"have.{kind}").write_text(text.replace("fail", "yes"))
    err = run("coverage", "EN 304 223", "--have", f"have.{kind}")[2]
    assert err.startswith(
        f"aiss coverage: have.{kind}, row {row}, result: unknown result 'yes'. Repair: write "
    )
    (tmp_path / "other.json").write_text('[{"name": "x"}]')
    err = run("coverage", "EN 304 223", "--have", "other.json")[2]
    assert (
        "other.json: no column has the references. Repair: name the column of the references ref, id" in err
    )


@pytest.mark.parametrize(
    ("arguments", "left"),
    [
        (("coverage", "EN 304 223", "--have", "a", "b"), "b; write --have before each of several"),
        (("coverage", "EN 304 223", "--have", "a", "--write"), "--write"),
        (("resolve", "a", "--depth"), "--depth"),
        (("mcp", "--limit", "3"), "--limit 3"),
    ],
)
def test_arguments_left_over_name_the_option_that_takes_several(
    run: Run, arguments: tuple[str, ...], left: str
) -> None:
    status, _, err = run(*arguments)
    assert status == 2
    assert err.endswith(f"aiss: error: unrecognized arguments: {left}\n")


def test_a_reference_that_people_write_is_not_refused_as_one_that_the_catalog_prints(run: Run) -> None:
    to = ("migrate", "-", "--to", "owasp-llm-top-10@2026")
    err = run(*to, given="LLM11:2025\n")[2]
    assert err.startswith(
        "aiss migrate: -:1: owasp-llm-top-10@2025 has no provision 'LLM11:2025'; did you mean "
    )
    assert "catalog.resolve" not in err
    assert "iso-iec-42001 has no edition '2099'" in run(*to, given="iso-iec-42001@2099\n")[2]


def test_coverage_says_why_a_row_is_what_it_is(run: Run) -> None:
    have = ("coverage", "EN 304 223", "--have", "ISO/IEC 42001", "--why")
    _, out, _ = run(*have, "5.2.2-1")
    assert "\ncandidate iso-iec-42001@2023  ISO/IEC 42001:2023\n  related, mitigated_by, curated\n" in out
    assert "\npath: iso-iec-42001@2023 related owasp-llm-top-10@2026:LLM02 " in out
    assert run(*have, "EN 304 223 5.2.2-1")[1] == out
    _, certain, _ = run("coverage", "EN 304 223", "--have", "ISO 42001 A.6.2.4", "--why", "5.2.5-1")
    assert "\nsource iso-iec-42001@2023:A.6.2.4  " in certain
    assert "\n  what is certain: overlaps\n" in certain
    assert [row["ref"] for row in json.loads(run(*have, "5.2.2-1", "--json")[1])] == [
        "etsi-en-304-223@2.1.1:5.2.2-1"
    ]
    status, _, err = run(*have, "ISO/IEC 42001 A.4.2")
    assert (status, "is not among the assessable provisions of this target" in err) == (2, True)
    assert "add: --why REF" in run("coverage", "EN 304 223", "--have", "ISO/IEC 42001")[2]


@pytest.mark.parametrize("name", ["work.csv", "work.xlsx"])
def test_a_filled_checklist_is_what_you_have(run: Run, tmp_path: Path, name: str) -> None:
    made = aiss.load().checklist("owasp-llm-top-10@2025")
    done = made.fill(aiss.Assessment.of([("owasp-llm-top-10@2025:LLM01", "satisfied")]))
    done.to_xlsx(tmp_path / "work.xlsx")
    (tmp_path / "work.csv").write_text(done.to_csv(), newline="")
    _, out, err = run("coverage", "owasp-llm-top-10@2025", "--have", name, "--json")
    assert [row["extent"] for row in json.loads(out)][:1] == ["full"], err
    assert [row["extent"] for row in json.loads(out)].count("full") == 1


@pytest.mark.parametrize("header", ["Control", "ref", "id;note"])
def test_a_list_of_controls_is_what_you_have(run: Run, tmp_path: Path, header: str) -> None:
    (tmp_path / "mine.csv").write_text(f"{header}\nOWASP LLM01:2025\nowasp-llm-top-10@2025:LLM02\n\n")
    _, out, err = run("coverage", "owasp-llm-top-10@2025", "--have", "mine.csv", "--json")
    assert [row["extent"] for row in json.loads(out)].count("full") == 2, err


def test_controls_with_results_and_wrong_files_are_told_apart(run: Run, tmp_path: Path) -> None:
    target = ("coverage", "owasp-llm-top-10@2025", "--have")
    (tmp_path / "mine.csv").write_text("Control,Result\nLLM01:2025,satisfied\nLLM02:2025,not satisfied\n")
    _, out, err = run(*target, "mine.csv", "--json")
    extents = [row["extent"] for row in json.loads(out)]
    assert (extents[0], extents[1]) == ("full", "not_satisfied"), err
    (tmp_path / "mine.csv").write_text("control\nbanana\n")
    assert (
        "mine.csv, row 2, control: no known reference in 'banana'. Repair: write"
        in run(*target, "mine.csv")[2]
    )
    status, _, err = run(*target, "cert.pdf")
    assert status == 2
    assert "cert.pdf: this kind of file is not read. Repair: name a .csv, .tsv, .xlsx, .json file" in err
    (tmp_path / "none.csv").write_text("")
    assert "there is no column 'id'" in run(*target, "none.csv")[2]
    (tmp_path / "long.csv").write_text(f'ref\n"{"a" * 200_000}')
    assert "long.csv" in run(*target, "long.csv")[2]


@pytest.mark.parametrize(
    ("arguments", "labels"),
    [
        (("crosswalk", "EN 304 223 5.1.1-1", "ISO/IEC 42001"), {"path", "argument", "url"}),
        (
            ("crosswalk", "owasp-llm-top-10@2025:LLM01", "iso-iec-42001"),
            {"path", "argument", "reason", "url"},
        ),
        (("map", "OWASP LLM01:2025"), {"stated", "locator", "rationale", "argument", "comment", "caveat"}),
        (("map", "iso-iec-42001@2023:A.4.6", "--infer"), {"path"}),
    ],
)
def test_each_row_says_what_it_rests_on(run: Run, arguments: tuple[str, ...], labels: set[str]) -> None:
    """A stranger found mapping sets and paths of a crosswalk in its JSON alone."""
    _, out, err = run(*arguments)
    assert not any(line.startswith("  ") for line in out.splitlines())
    assert ("add: --reasons" in err) == (arguments[0] == "crosswalk")
    status, told, err = run(*arguments, "--reasons")
    lines = told.splitlines()
    assert (status, err) == (0, "")
    assert [line for line in lines if not line.startswith("  ")] == out.splitlines()
    assert labels <= {line[2:].partition(":")[0] for line in lines if line.startswith("  ")}
    assert run(*arguments, "--json")[1] == run(*arguments, "--reasons", "--json")[1]
    assert "add: --reasons" not in run(*arguments, "--json")[2]


def test_a_crosswalk_names_the_mapping_set_and_the_path_of_each_row(run: Run) -> None:
    _, out, _ = run("crosswalk", "EN 304 223 5.1.1-1", "ISO/IEC 42001", "--reasons", "--limit", "2")
    row = out.splitlines()[2:6]
    step = "etsi-en-304-223@2.1.1:5.1.1-1 intersects_with iso-iec-42001@2023:7.2"
    assert row[0].startswith("etsi-en-304-223@2.1.1:5.1.1-1  overlaps  iso-iec-42001@2023:7 ")
    assert row[1] == (
        f"  path: {step} (etsi-en-304-223-2.1.1--iso-iec-42001-2023.clauses) / "
        "iso-iec-42001@2023:7.2 subset_of iso-iec-42001@2023:7 (structure)"
    )
    assert [line.partition(":")[0] for line in row[2:]] == ["  argument", "  url"]


@pytest.mark.parametrize("width", [100, 40])
def test_reasons_are_wrapped_within_a_terminal(run: Run, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    monkeypatch.setattr("ai_security_standards.cli.output.terminal_width", lambda: width)
    given = ("crosswalk", "EN 304 223 5.1.1-1", "ISO/IEC 42001", "--reasons", "--limit", "2")
    lines = run(*given)[1].splitlines()[1:-2]
    begin = [number for number, line in enumerate(lines) if line.startswith("  argument: ")]
    assert len(begin) == 2
    assert all(lines[number + 1].startswith("    ") for number in begin)
    argument = [line for number in begin for line in lines[number : number + 2]]
    assert max(map(len, argument)) <= width
    assert ("" in lines) == (width == 40)  # between the rows of a narrow terminal


def test_coverage_names_candidates_and_explains_its_words(run: Run) -> None:
    _, out, _ = run("coverage", "EN 304 223", "--have", "ISO/IEC 42001")
    lines = out.splitlines()
    assert re.split(" {2,}", lines[1]) == ["ref", "extent", "sources", "candidates", "name"]
    assert (
        "candidate: a chain leads to it, but nothing certain follows from it, such as two overlaps in a row or an untyped row"
        in lines
    )
    assert "absent: all that is known is that it has nothing in common with what is implemented" in lines
    assert not any(line.startswith("full: ") for line in lines)


def test_documents_are_listed_by_text(run: Run) -> None:
    _, out, _ = run("list", "--text", "medical", "--text", "imaging")
    assert "enisa-ai-medical-imaging@2023" in out
    assert out.startswith("1 document on ")


def test_messages_name_options_not_arguments(run: Run) -> None:
    status, out, _ = run("resolve", "LLM01:2025 and LLM02:2025")
    assert (status, out.endswith("; give one at a time\n")) == (1, True)
    _, _, err = run("show", "LLM03")
    assert err.endswith("or say --on and a day\n")
    assert "owasp-llm-top-10@2025:LLM03" in run("resolve", "LLM03", "--within", "OWASP LLM Top 10 2025")[1]


def test_check_prints_findings(run: Run, overlay: Overlay) -> None:
    folder = str(overlay(register_file(document(kind="polcy"))))
    status, out, err = run("check", folder)
    assert status == 1
    assert '"polcy"' in out or "'polcy'" in out
    assert err == "1 finding\n"
    status, out, _ = run("check", folder, "--json")
    assert status == 1
    assert json.loads(out)[0]["field"] == "kind"
    sound = str(overlay(register_file(document()), folder="sound"))
    assert run("check", sound) == (0, "", "0 findings\n")
    _, out, _ = run("show", "acme-policy", "--overlay", sound)
    assert out.startswith("Standard acme-policy@1.0")


def test_info_names_damaged_files(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verifying, "verify", tuple)
    status, out, _ = run("info", "--verify")
    assert "verified      True" in out
    assert status == 0
    finding = Finding("digest", "register/etsi.json", "", "", "the file was changed", "install it again")
    monkeypatch.setattr(verifying, "verify", lambda: (finding,))
    status, out, _ = run("info", "--verify")
    assert status == 1
    assert "register/etsi.json: the file was changed" in out


def test_an_earlier_day_and_release_are_asked(run: Run) -> None:
    _, out, _ = run("list", "--id", "owasp-llm-top-10", "--on", "2024-12-31", "--as-known", "2026.11.0")
    assert "owasp-llm-top-10@2025" in out
    assert "owasp-llm-top-10@2026" not in out
    assert "data 2026.11.0" in out


# ---------------------------------------------------------------- terminals, pipes, signals


class Screen(io.StringIO):
    encoding = "ascii"  # type: ignore[assignment]

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("width", "longest"), [(40, 400), (80, 80), (120, 120)])
def test_tables_fit_the_terminal(monkeypatch: pytest.MonkeyPatch, width: int, longest: int) -> None:
    screen = Screen()
    monkeypatch.setattr("sys.stdout", screen)
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("COLUMNS", str(width))
    rows = [{"ref": "owasp@2025:LLM01", "title": "x" * 70, "note": "é" * 60, "none": None}] * 3
    output.print_rows(("ref", "title", "note", "none"), rows, 2)
    lines = screen.getvalue().splitlines()
    assert max(len(line.replace("\\xe9", "e").replace("\\u2026", "e")) for line in lines) <= longest
    assert lines[-1] == "… 1 more".encode("ascii", "backslashreplace").decode()
    first = {40: "ref: owasp@2025:LLM01", 80: "Parts of owasp@2025, ", 120: "ref"}
    assert lines[0].startswith(first[width])
    assert "none" not in screen.getvalue()
    assert "\\xe9" in screen.getvalue()


def test_no_column_is_narrower_than_it_must_be(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    monkeypatch.setattr("sys.stdout", screen)
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("COLUMNS", "60")
    output.print_rows(("id", "one", "two"), [{"id": "i" * 50, "one": "a" * 30, "two": "b" * 30}], None)
    assert screen.getvalue().splitlines()[:2] == [f"id: {'i' * 50}", f"one: {'a' * 30}"]
    output.print_rows(("id", "one", "two"), [{"id": "i" * 36, "one": "a" * 30, "two": "b" * 30}], None)
    assert (
        screen.getvalue().splitlines()[-1]
        == f"{'i' * 36}  {'a' * 9}…  {'b' * 9}…".encode("ascii", "backslashreplace").decode()
    )
    output.print_rows(("id",), [], None)
    output.print_rows(("id",), [{"id": "i" * 100}], None)
    assert screen.getvalue().splitlines()[-1] == "i" * 100


def test_the_installed_command_runs_in_a_terminal(tmp_path: Path) -> None:
    parent, child = pty.openpty()
    environment = {**ENVIRONMENT, "COLUMNS": "70", "TERM": "xterm"}
    command = [*COMMAND, "list", "--publisher", "etsi"]
    process = subprocess.Popen(command, stdout=child, stderr=child, env=environment)
    os.close(child)
    content = b""
    while True:
        try:
            part = os.read(parent, 65_536)
        except OSError:  # the other end was closed
            break
        if not part:
            break
        content += part
    os.close(parent)
    assert process.wait() == 0
    assert b"\x1b]8;;https://www.etsi.org/" in content
    lines = re.sub(r"\x1b\[\d*m|\x1b\]8;;[^\x1b]*\x1b\\\\", "", content.decode()).splitlines()
    assert "etsi-en-304-223@2.1.1" in content.decode()
    assert max(len(line) for line in lines if line.startswith("etsi-")) <= 70


def test_a_closed_pipe_ends_quietly() -> None:
    code = f"{shlex.join([*COMMAND, 'list', '--editions', 'all'])} | head -1"
    done = subprocess.run(["bash", "-c", code], capture_output=True, text=True, check=False, env=ENVIRONMENT)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 1


def test_the_rest_of_a_closed_pipe_goes_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []

    def dup2(old: int, new: int) -> None:
        calls.append(new)
        os.close(old)

    # Not in `os` itself, which the capture of output uses.
    system = Namespace(open=os.open, devnull=os.devnull, O_WRONLY=os.O_WRONLY, dup2=dup2)
    monkeypatch.setattr(output, "os", system)
    monkeypatch.setattr("sys.stdout", Namespace(fileno=lambda: 1))
    output.close_pipe()
    assert calls == [1]


def test_a_table_of_no_catalog_names_no_source(capsys: pytest.CaptureFixture[str]) -> None:
    output.print_table(Audit(()), Namespace(format="table", limit=None))
    assert capsys.readouterr().out == "0 references: all ok\n"


def test_ctrl_c_ends_with_one_word(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    command = [*COMMAND, "resolve", "-"]

    def heed() -> None:
        # A shell makes what it runs in the background ignore the signal.
        signal.signal(signal.SIGINT, signal.SIG_DFL)

    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT, preexec_fn=heed
    ) as process:
        time.sleep(1.5)
        process.send_signal(signal.SIGINT)
        assert process.stderr
        assert process.stderr.read() == "interrupted\n"
        assert process.wait() == 130

    def interrupt(_: object) -> int:
        raise KeyboardInterrupt

    def break_pipe(_: object) -> int:
        raise BrokenPipeError

    closed: list[bool] = []
    monkeypatch.setattr(output, "close_pipe", lambda: closed.append(True))
    for raising, status, message in ((interrupt, 130, "interrupted\n"), (break_pipe, 0, "")):
        options = Namespace(run=raising, verb="x")
        monkeypatch.setattr(main, "parser", lambda options=options: Namespace(parse_args=lambda _: options))
        assert run() == (status, "", message)
    assert closed == [True]
    monkeypatch.setattr(main, "parser", lambda: interrupt(None))
    assert run() == (130, "", "interrupted\n")


def test_interrupts_wait_where_the_system_can(monkeypatch: pytest.MonkeyPatch) -> None:
    with processes._interrupts_wait():
        assert signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ())
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())
    monkeypatch.setattr(sys, "platform", "win32")
    with processes._interrupts_wait():
        assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())


def test_an_error_of_the_system_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> int:
        raise OSError("no more of it")

    options = Namespace(run=fail, verb="x")
    monkeypatch.setattr(main, "parser", lambda: Namespace(parse_args=lambda _: options))
    assert run() == (2, "", "aiss x: no more of it\n")


def test_the_help_lists_the_verbs_and_imports_no_catalog(run_python: Callable[[str], str]) -> None:
    code = """
import sys
from ai_security_standards.cli import main
try:
    main.run(["--help"])
except SystemExit:
    pass
print([name for name in ("cattrs", "ai_security_standards.catalog") if name in sys.modules])
"""
    text = run_python(code)
    assert text.endswith("[]")
    assert all(f"    {name}" in text for name in NAMES)


def test_the_package_runs_as_the_command(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["aiss", "resolve", "OWASP LLM01:2025"])
    with pytest.raises(SystemExit) as end:
        runpy.run_module("ai_security_standards", run_name="__main__")
    assert end.value.code == 0
    assert capsys.readouterr().out == "owasp-llm-top-10@2025:LLM01  Prompt Injection\n"


def test_a_verb_takes_its_arguments_once() -> None:
    parser = main.parser()
    for reference in ("eu-ai-act", "eu-cra"):
        assert vars(parser.parse_args(["show", reference]))["verb"] == "show"


def test_moved_tags_are_given_as_json(run: Run, tmp_path: Path) -> None:
    (tmp_path / "tags.txt").write_text("LLM01:2025\nLLM07:2025\n")
    status, out, _ = run("migrate", "tags.txt", "--to", "owasp-llm-top-10@2026", "--json")
    assert status == 1
    assert [each["needs_review"] for each in json.loads(out)] == [False, True]
