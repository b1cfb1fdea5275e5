"""The verb audit: over trees, in parallel, as text and as SARIF."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from ai_security_standards.cli import audits, main, tree
from ai_security_standards.cli.progress import progress
from ai_security_standards.cli.tree import Tree, text_of

ROTTEN = "# Risks\n\nLLM06:2025 Sensitive Information Disclosure\n"
SOUND = "See OWASP LLM01:2025 Prompt Injection.\n"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one sound file, one rotten file, and files to leave out."""
    top = tmp_path / "work"
    (top / "docs").mkdir(parents=True)
    (top / "README.md").write_text(SOUND)
    (top / "docs" / "risks.md").write_text(ROTTEN)
    (top / "empty.txt").write_text("")
    (top / "logo.png").write_bytes(b"\x89PNG\0\0")
    (top / "latin.txt").write_bytes("Gefährdung LLM01:2025".encode("latin-1"))
    (top / "app.min.js").write_text("x" * 6_000)
    (top / "uv.lock").write_text('name = "LLM06:2025"\n')
    (top / "huge.txt").write_text("LLM06:2025 " * 1_000)
    monkeypatch.chdir(top)
    return top


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    def call(*arguments: str, given: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(given))
        status = main.run(["audit", *arguments])
        out = capsys.readouterr()
        return status, out.out, out.err

    return call


def test_findings_have_a_place_a_reason_and_a_repair(run: Run, folder: Path) -> None:
    status, out, err = run(".", "--max-bytes", "9000", "--jobs", "1")
    assert (status, err) == (1, "")
    finding, summary = out.splitlines()
    assert finding.startswith("docs/risks.md:3: warning: 'LLM06:2025' is reused: ")
    assert "Instead: owasp-llm-top-10@2025:LLM02" in finding
    assert summary == (
        "2 references in 3 files: 1 reused; 2 are to superseded editions (owasp-llm-top-10@2025); "
        "left out: 1 binary, 1 minified, 1 not UTF-8, 1 package lock, 1 too large"
    )


@pytest.mark.parametrize(("severity", "status"), [("note", 1), ("warning", 1), ("error", 0)])
def test_the_status_follows_the_severity(run: Run, folder: Path, severity: str, status: int) -> None:
    assert run("docs", "--fail-on", severity)[0] == status
    assert run("README.md", "--fail-on", severity)[0] == 0
    assert run("docs", "--fail-on", severity, "--exit-zero")[0] == 0


def test_standard_input_is_audited(run: Run) -> None:
    status, out, _ = run("-", given=ROTTEN)
    assert status == 1
    assert out.startswith("<input>:3: warning: ")
    assert "1 reference in 1 file" in out
    status, out, _ = run("-", "--within", "owasp-llm-top-10", "--limit", "0", given=ROTTEN)
    assert out.splitlines()[0] == "… 1 more"


def test_many_files_are_audited_by_several_processes(run: Run, folder: Path) -> None:
    for number in range(60):
        (folder / f"file{number:02}.md").write_text(ROTTEN if number % 7 == 0 else SOUND)
    alone = run(".", "--jobs", "1")
    assert run(".", "--jobs", "2") == alone
    assert alone[1].count("is reused") == 10


def test_git_decides_which_files_are_looked_at(run: Run, folder: Path) -> None:
    (folder / ".gitignore").write_text("docs/\n*.txt\n")
    subprocess.run(["git", "init", "-q", "."], check=True)
    assert sorted(Tree(["."])) == [".gitignore", "README.md", "app.min.js", "logo.png", "uv.lock"]
    (folder / "link.md").symlink_to("README.md")
    (folder / "gone.md").write_text("x")
    subprocess.run(["git", "add", "gone.md"], check=True)
    (folder / "gone.md").unlink()
    assert sorted(Tree([".", "README.md"])) == [
        ".gitignore",
        "README.md",
        "app.min.js",
        "logo.png",
        "uv.lock",
    ]


def test_a_folder_that_git_ignores_is_audited_where_it_is_named(run: Run, folder: Path) -> None:
    (folder / ".gitignore").write_text("docs/\n")
    subprocess.run(["git", "init", "-q", "."], check=True)
    assert run("docs")[0] == 1
    assert run(".")[0] == 0


@contextmanager
def no_git(monkeypatch: pytest.MonkeyPatch) -> Generator[None]:
    def missing(*_: object, **__: object) -> None:
        raise FileNotFoundError

    with monkeypatch.context() as patched:
        patched.setattr(subprocess, "run", missing)
        yield


def test_without_git_ignore_files_are_read_by_an_extra(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / ".gitignore").write_text("docs/\n*.txt\n")
    (folder / "node_modules").mkdir()
    (folder / "node_modules" / "index.js").write_text("LLM01:2025")
    (folder / "link.md").symlink_to("README.md")
    with no_git(monkeypatch):
        found = Tree(["."])
        assert sorted(found) == [".gitignore", "README.md", "app.min.js", "logo.png", "uv.lock"]
        assert found.notes == []
        monkeypatch.setitem(sys.modules, "pathspec", None)
        found = Tree(["."])
        assert "docs/risks.md" in list(found)
        assert found.notes == [".gitignore is not read: install ai-security-standards[cli]"]
        (folder / ".gitignore").unlink()
        assert "docs/risks.md" in list(Tree(["."]))


def test_what_cannot_be_read_is_told(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def walk(top: str, onerror: Callable[[OSError], None]) -> list[Any]:
        onerror(PermissionError(13, "Permission denied", f"{top}/secret"))
        return [(top, [], ["README.md", "vanished.md", "locked.md"])]

    with monkeypatch.context() as patched, no_git(monkeypatch):
        patched.setattr(tree.os, "walk", walk)  # type: ignore[attr-defined]
        (folder / "locked.md").mkdir()
        status, out, err = run(".")
    assert status == 2
    assert "1 reference in 1 file: all ok" in out
    assert err.splitlines() == [
        "aiss audit: secret: Permission denied",
        "aiss audit: locked.md: the file cannot be read: Is a directory",
        "aiss audit: vanished.md: No such file or directory",
    ]


def test_a_text_is_told_from_other_files(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfLLM01\n" + b"x" * 6_000 + b"\n" * 300)
    text, left_out = text_of(str(path))
    assert (text[:5], left_out) == ("LLM01", "")


def test_progress_is_shown_in_a_terminal_where_the_extra_is_installed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen = Terminal()
    monkeypatch.setattr("sys.stderr", screen)
    with progress("files") as advance:
        advance()
    assert "files" in screen.getvalue()
    monkeypatch.setitem(sys.modules, "rich.progress", None)
    before = screen.getvalue()
    with progress("files") as advance:
        advance()
    assert screen.getvalue() == before


# ---------------------------------------------------------------- SARIF


def test_sarif_has_rules_tags_taxa_fingerprints_and_help(run: Run, folder: Path) -> None:
    (folder / "docs" / "more risks.md").write_text(f"LLM99:2025\n{ROTTEN}{ROTTEN}")
    _, out, _ = run("docs", "--sarif")
    log = json.loads(out)
    (found,) = log["runs"]
    driver = found["tool"]["driver"]
    rules = {rule["id"]: rule for rule in driver["rules"]}
    assert "reference-ok" not in rules
    assert rules["reference-reused"]["defaultConfiguration"]["level"] == "warning"
    page = (Path(__file__).parents[2] / "docs" / "command.md").read_text(encoding="utf-8")
    for rule in rules.values():
        verdict = rule["id"].removeprefix("reference-")
        assert rule["helpUri"].endswith(f"/command.html#{verdict}")
        assert f"### {verdict}\n" in page
        assert rule["fullDescription"]["text"][1:] in page
        assert rule["help"]["text"].startswith(rule["fullDescription"]["text"])
    results = found["results"]
    assert {result["ruleId"] for result in results} == {"reference-unknown", "reference-reused"}
    for result in results:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        place = result["locations"][0]["physicalLocation"]
        path = folder / place["artifactLocation"]["uri"].replace("%20", " ")
        region = place["region"]
        text = path.read_text()
        quoted = text[region["charOffset"] : region["charOffset"] + region["charLength"]]
        assert f"'{quoted}'" in result["message"]["text"]
        assert text[: region["charOffset"]].count("\n") + 1 == region["startLine"]
        assert result["properties"]["tags"] == [taxon["id"] for taxon in result.get("taxa", [])]
    taxa = {taxon["id"] for taxon in found["taxonomies"][0]["taxa"]}
    assert taxa == {tag for result in results for tag in result["properties"]["tags"]}
    prints = [result["partialFingerprints"]["reference/v1"] for result in results]
    assert len(set(prints)) == len(prints)
    (folder / "docs" / "risks.md").write_text(f"One line more\n\n{ROTTEN}")
    _, out, _ = run("docs", "--sarif")
    assert [r["partialFingerprints"]["reference/v1"] for r in json.loads(out)["runs"][0]["results"]] == prints


def test_sarif_without_findings_has_no_taxonomy(run: Run, folder: Path) -> None:
    _, out, _ = run("README.md", "--sarif")
    found = json.loads(out)["runs"][0]
    assert found["results"] == []
    assert "taxonomies" not in found
    _, out, _ = run(str(folder / "docs"), "--sarif")
    uri = json.loads(out)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"][
        "uri"
    ]
    assert uri == (folder / "docs" / "risks.md").as_uri()
    _, out, _ = run("-", "--sarif", given=ROTTEN)
    assert '"uri": "stdin"' in out


def test_one_auditor_answers_for_all_files_of_a_process() -> None:
    question = audits._Question((), None, None, None, None, 9_000)
    assert audits._audit_of(question) is audits._audit_of(question)
    assert os.cpu_count()
    assert SimpleNamespace(**question._asdict()).overlay == ()


# ---------------------------------------------------------------- settings, baselines, help


def test_a_baseline_silences_what_it_holds_and_nothing_else(run: Run, folder: Path) -> None:
    status, out, err = run("docs", "--write-baseline", "base.json")
    assert (status, err) == (0, "")
    assert out == (
        "1 reference in 1 file: 1 reused; 1 is to a superseded edition (owasp-llm-top-10@2025); 1 accepted\n"
    )
    assert run("docs", "--baseline", "base.json")[0] == 0
    (folder / "docs" / "risks.md").write_text(f"One line above.\n{ROTTEN}\n{ROTTEN}")
    status, out, _ = run("docs", "--baseline", "base.json")
    assert status == 1
    assert out.count("is reused") == 1
    _, out, _ = run("docs", "--baseline", "base.json", "--sarif")
    suppressed = [bool(each.get("suppressions")) for each in json.loads(out)["runs"][0]["results"]]
    assert suppressed == [False, True]
    (folder / "docs" / "risks.md").write_text("")
    status, _, err = run("docs", "--baseline", "base.json")
    assert status == 0
    assert err == "aiss audit: no longer needed: docs/risks.md: reused: LLM06:2025\n"


def test_settings_are_those_of_the_nearest_file(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / ".git").mkdir()
    assert run("docs")[0] == 1
    (folder / "pyproject.toml").write_text('[project]\nname = "x"\n')
    assert run("docs")[0] == 1
    (folder / "pyproject.toml").write_text('[tool.ai-security-standards]\nfail-on = "error"\n')
    monkeypatch.chdir(folder / "docs")
    assert run(".")[0] == 0
    (folder / ".aiss.toml").write_text('exclude = ["risks.md"]\non = 2026-11-24\nbaseline = "none.json"\n')
    status, out, _ = run(".")
    assert (status, out) == (0, "nothing read\n")
    other = folder / "other.toml"
    other.write_text(
        '[[ignore]]\nrule = "reused"\nreason = "history"\nuntil = 2020-01-01\n\n[[ignore]]\nrule = "retired"\nreason = "x"\n'
    )
    status, _, err = run(".", "--config", str(other))
    assert status == 1
    assert "no longer needed: ignore[1]: x" in err
    assert "accepted until a day that is past: ignore[0]: history" in err
    other.write_text('fial-on = "error"\n')
    status, _, err = run(".", "--config", str(other))
    assert status == 2
    assert "fail-on" in err


def test_the_date_of_the_texts_is_a_setting_and_the_day_of_the_answer_an_option(
    run: Run, folder: Path
) -> None:
    (folder / "old.md").write_text("We follow OWASP LLM Top 10 LLM06.\n")
    sarif = json.loads(run("old.md", "--sarif", "--on", "2024-03-01")[1])
    assert "as of 2024-03-01" in sarif["runs"][0]["properties"]["provenance"]
    (folder / ".aiss.toml").write_text("on = 2024-03-01\n")
    sarif = json.loads(run("old.md", "--sarif")[1])
    assert "as of 2024-03-01" not in sarif["runs"][0]["properties"]["provenance"]


def test_without_any_folder_of_git_the_search_for_settings_ends_at_the_top(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "cwd", lambda: Path("/nowhere/at/all"))
    assert run("docs")[0] == 1


def test_verdicts_are_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["explain", "reused"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("reused (warning): ")
    assert "  mended:   LLM02:2025 Sensitive Information Disclosure\n" in out
    assert main.run(["explain", "--json"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert {json.loads(line)["rule"] for line in lines} >= {"unknown", "retired", "title-mismatch"}
    assert main.run(["explain", "reusd"]) == 2
    assert "did you mean 'reused'" in capsys.readouterr().err


def test_settings_to_begin_with_are_written_once(
    capsys: pytest.CaptureFixture[str], run: Run, folder: Path
) -> None:
    assert main.run(["init"]) == 0
    assert capsys.readouterr().out == "wrote .aiss.toml\n"
    assert run("docs")[0] == 0  # fails on errors only
    assert main.run(["init"]) == 1
    assert capsys.readouterr().out == ".aiss.toml exists already\n"


def test_editions_and_dialects_of_settings_hold_for_an_audit(run: Run, folder: Path) -> None:
    (folder / "tags.txt").write_text("owasp:llm06\n")
    status, out, _ = run("tags.txt")
    assert (status, out.count("ambiguous")) == (0, 2)
    (folder / ".aiss.toml").write_text('[editions]\nowasp-llm-top-10 = "2025"\n')
    assert run("tags.txt")[1] == "1 reference in 1 file: all ok\n"
    (folder / ".aiss.toml").write_text('[dialects]\n"tags*" = "garak@0.9"\n')
    assert run("tags.txt")[1].startswith("1 reference in 1 file: all ok; 1 is to a superseded edition")
    (folder / ".aiss.toml").write_text('[dialects]\n"other*" = "garak@0.9"\n')
    assert "1 ambiguous" in run("tags.txt")[1]
    (folder / ".aiss.toml").write_text('[editions]\nowasp-llm-top-10 = "1999"\n')
    status, _, err = run("tags.txt")
    assert status == 2
    assert "1999" in err


def test_where_nothing_is_read_nothing_is_ok(run: Run, folder: Path) -> None:
    (folder / "empty").mkdir()
    (folder / "logo.png").write_bytes(b"\0")
    assert run("empty")[:2] == (0, "nothing read\n")
    assert run("none")[:2] == (2, "nothing read\n")
    assert run("logo.png")[:2] == (0, "nothing read; left out: 1 binary\n")


def test_titles_that_could_not_be_compared_have_one_line(run: Run, folder: Path) -> None:
    (folder / "docs" / "risks.md").write_text(
        "# ISO/IEC 27001:2022\n\n- A.5.11: Rücknahme von Rädern\n- A.5.13: Pflege und Wartung\n"
    )
    status, out, err = run("docs", "--jobs", "1")
    assert status == 0
    assert out == "3 references in 1 file: 2 title-not-compared\n"
    assert err == (
        "aiss audit: 2 titles could not be compared: the data have none, or English ones. They fail nothing, "
        "and --fail-on note lists them\n"
    )
    status, out, err = run("docs", "--jobs", "1", "--fail-on", "note")
    assert (status, err) == (1, "")
    assert [line.partition(" is title-not-compared: ")[0] for line in out.splitlines()[:-1]] == [
        "docs/risks.md:3: note: 'A.5.11'",
        "docs/risks.md:4: note: 'A.5.13'",
    ]
    _, out, _ = run("docs", "--jobs", "1", "--sarif")
    results = json.loads(out)["runs"][0]["results"]
    assert {(each["ruleId"], each["level"]) for each in results} == {("reference-title-not-compared", "note")}
    run("docs", "--jobs", "1", "--write-baseline", "known.json")
    _, out, err = run("docs", "--jobs", "1", "--baseline", "known.json")
    assert (out, err) == ("3 references in 1 file: 2 title-not-compared; 2 accepted\n", "")
