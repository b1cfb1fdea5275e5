"""What a project accepts: settings, comments and a baseline; and the help on each rule."""

import datetime as dt
import json
import pickle
from pathlib import Path
from typing import Any

import pytest

from ai_security_standards import InvalidData, UnknownCriterion, UnknownReference, load
from ai_security_standards.references.accepting import baseline_text, read_baseline, review
from ai_security_standards.references.configuring import (
    STARTING_CONFIGURATION,
    Configuration,
    Ignore,
    matches,
    read_configuration,
)
from ai_security_standards.references.explaining import RULES, explain

CATALOG = load().as_of("2026-11-29")
DAY = dt.date(2026, 11, 29)
TEXT = "NIST CSF PR.DS-1\nLLM06\nNIST CSF PR.DS-1\nAML.T0051\n"


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_is_explained_by_texts_that_show_it(rule: str) -> None:
    help_ = explain(rule)
    assert help_.rule == rule
    assert help_.severity in ("note", "warning", "error")
    if rule == "out-of-scope":  # an audit leaves it alone; `resolve` says it
        with pytest.raises(UnknownReference) as error:
            CATALOG.resolve(help_.bad)
        assert error.value.verdict == rule
    else:
        assert [judgement.verdict.value for judgement in CATALOG.audit(help_.bad)] == [rule]
    # Where nothing is to be mended, both texts are the same.
    assert help_.good == help_.bad or CATALOG.audit(help_.good).passed
    assert help_.repair
    assert help_.meaning


def test_an_unknown_rule_is_an_error() -> None:
    with pytest.raises(UnknownCriterion, match="did you mean 'retired'"):
        explain("retird")
    with pytest.raises(UnknownCriterion, match="the rules are unknown, title-mismatch, "):
        explain("ok")


# ---------------------------------------------------------------- acceptances


def test_settings_accept_findings_until_a_day() -> None:
    audit = CATALOG.audit(TEXT)
    assert [each.verdict.value for each in audit] == ["retired", "ambiguous", "retired", "ok"]
    for until, left in ((None, 2), (DAY, 2), (dt.date(2026, 11, 28), 4)):
        found = review(audit, day=DAY, ignores=[Ignore(rule="retired", reason="history", until=until)])
        assert len(found.audit) == left
        assert len(found.accepted) == 4 - left
        assert found.expired == (("ignore[0]: history",) if left == 4 else ())
        assert not found.unused
    found = review(audit, day=DAY, ignores=[
        Ignore(rule="retired", reason="a", text="PR.DS-1"),
        Ignore(rule="retired", reason="b", paths=("docs/*",)),
    ])  # fmt: skip
    assert not found.accepted
    assert found.unused == ("ignore[0]: a", "ignore[1]: b")


def test_comments_accept_findings_of_their_line() -> None:
    text = (
        "NIST CSF PR.DS-1 <!-- aiss: ignore[retired, unknown] as it was printed -->\n"
        "LLM06 # aiss: ignore[ambiguous] until 2026-11-28 to be decided\n"
        "NIST CSF PR.DS-1 # aiss: ignore[ambiguous] another rule\n"
        "AML.T9999 # aiss: ignore[unknown]\n"
    )
    found = review(CATALOG.audit(text), day=DAY, texts={"": text})
    assert [each.line for each in found.accepted] == [1]
    assert [each.line for each in found.audit] == [2, 3, 4]  # a comment needs a reason
    assert found.expired == (", line 2",)
    for wrong, says in (
        ("[retird] x", "'retird' is not a rule"),
        ("[retired] until 2026-02-31 x", "not a day"),
    ):
        with pytest.raises(InvalidData, match=says):
            review(CATALOG.audit(""), day=DAY, texts={"a.md": f"# aiss: ignore{wrong}"})


def test_a_baseline_accepts_as_many_findings_as_there_were(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    audit = CATALOG.audit([tmp_path / "a.md"])
    path.write_text(baseline_text(audit), encoding="utf-8")
    assert path.read_text(encoding="utf-8") == baseline_text(reversed(audit))
    baseline = read_baseline(path)
    same = review(audit, day=DAY, baseline=baseline)
    assert (same.audit.passed, len(same.accepted), same.unused) == (True, 3, ())
    (tmp_path / "a.md").write_text("\n\nNIST CSF PR.DS-1\n" * 3, encoding="utf-8")
    later = review(CATALOG.audit([tmp_path / "a.md"]), day=DAY, baseline=baseline)
    assert [each.line for each in later.audit] == [9]
    assert [each.rpartition("/")[2] for each in later.unused] == ["a.md: ambiguous: LLM06"]
    assert pickle.loads(pickle.dumps(later)) == later


@pytest.mark.parametrize("raw", [[], {}, {"findings": {}}, {"findings": [{"path": "a"}]}, {"findings": [], "x": 1},
                                 {"findings": [{"path": "a", "rule": "retired", "text": "b", "count": True}]}])  # fmt: skip
def test_a_file_that_is_no_baseline_is_refused(tmp_path: Path, raw: Any) -> None:
    path = tmp_path / "b.json"
    path.write_text(json.dumps(raw), encoding="utf-8")
    with pytest.raises(InvalidData, match="the file is not a baseline"):
        read_baseline(path)


# ---------------------------------------------------------------- settings


def write(folder: Path, text: str, name: str = ".aiss.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_settings_are_read_from_both_files(tmp_path: Path) -> None:
    settings = """
on = 2026-11-01
within = "owasp-llm-top-10"
fail-on = "warning"
baseline = "b.json"
paths = ["*.md", "data/*"]
exclude = ["CHANGELOG*"]
editions = {owasp-llm-top-10 = "2025"}
dialects = {"reports/garak*.jsonl" = "garak@0.16"}
ignore = [{rule = "retired", reason = "history", paths = ["old/*"], text = "PR.DS-1", until = 2027-01-31}]
"""
    read = read_configuration(write(tmp_path, settings))
    assert read.sources == ("owasp-llm-top-10@2025",)
    assert (read.on, read.within, read.fail_on, read.baseline) == (
        dt.date(2026, 11, 1),
        "owasp-llm-top-10",
        "warning",
        "b.json",
    )
    assert read.ignores == (
        Ignore(
            rule="retired", reason="history", paths=("old/*",), text="PR.DS-1", until=dt.date(2027, 1, 31)
        ),
    )
    table = write(tmp_path, "[tool.ai-security-standards]" + settings, "pyproject.toml")
    assert read_configuration(table) == read
    assert read_configuration(write(tmp_path, "[project]\nname = 'x'\n", "pyproject.toml")) == Configuration()
    assert [read.includes(path) for path in ("a.md", "x/data/y.bin", "a.py", "docs/CHANGELOG.md")] == [
        True,
        True,
        False,
        False,
    ]
    assert Configuration().includes("a.py")
    assert read.dialect_of("x/reports/garak.1.jsonl") == "garak@0.16"
    assert read.dialect_of("a.json") is None
    assert not matches("a.md", [])


def test_what_a_project_begins_with_is_sound(tmp_path: Path) -> None:
    read = read_configuration(write(tmp_path, STARTING_CONFIGURATION))
    assert read.fail_on == "error"
    uncommented = STARTING_CONFIGURATION.replace("\n# ", "\n")
    full = read_configuration(write(tmp_path, uncommented.partition("\n")[2]))
    assert full.editions
    assert full.dialects
    assert full.ignores[0].reason == "history stays as it was"


@pytest.mark.parametrize(
    ("text", "field", "says"),
    [
        ("x", "", "not TOML"),
        ("fail_on = 'error'", "fail_on", "write 'fail-on'"),
        ("fail-on = 'grave'", "fail-on", "none of the words"),
        ("within = ''", "within", "not a text"),
        ("paths = 'a'", "paths", "not a list"),
        ("paths = [1]", "paths", "not a text"),
        ("on = '2026-01-01'", "on", "not a day"),
        ("on = 2026-01-01T00:00:00", "on", "not a day"),
        ("editions = ['x']", "editions", "not a table"),
        ("editions = {a = 2025}", "editions.a", "not a text"),
        ("ignore = {}", "ignore", "not a list of tables"),
        ("ignore = [1]", "ignore[0].", "not a table"),
        ("ignore = [{rule = 'retired'}]", "ignore[0].reason", "is missing"),
        ("ignore = [{rule = 'retird', reason = 'x'}]", "ignore[0].rule", "write 'retired'"),
    ],
)
def test_a_wrong_setting_is_an_error_with_its_place(tmp_path: Path, text: str, field: str, says: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(InvalidData, match=says) as error:
        read_configuration(path)
    assert error.value.field == field
    assert error.value.file == str(path)
    assert error.value.repair


def test_a_table_of_another_kind_is_an_error(tmp_path: Path) -> None:
    path = write(tmp_path, "[tool]\nai-security-standards = 1\n", "pyproject.toml")
    with pytest.raises(InvalidData, match=r"tool\.ai-security-standards\. is not a table"):
        read_configuration(path)
