"""Files of a project that the command reads: settings, profiles, rows; whatever is in them, errors name it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from ai_security_standards import InvalidData, StandardsError, UnknownCriterion, from_dict, load, to_dict
from ai_security_standards.cli.asking import rows_of_file
from ai_security_standards.cli.profiles import read_profile
from ai_security_standards.references.configuring import Configuration, read_configuration

FIRST = "owasp-llm-top-10@2025:LLM01"
#: What a TOML reader may stumble over, and what is said of it.
HOSTILE = [
    ("x = " + "1" * 5_000, "not TOML: .*digits"),
    ("x = " + "[" * 50_000, "nested too deeply"),
    ("x = [", "not TOML"),
    ("x = 2026-02-30", "not TOML"),
    ("a.b = 1\na = 2", "not TOML"),
    ("x = \x00", "not TOML"),
    ("a." * 500_000 + "a = 1", "line 1: a line may have 500 dots"),  # took minutes
    ("x = 1\n" * 200_000, "a TOML file may have 1048576"),
]


@pytest.mark.parametrize(("text", "says"), HOSTILE, ids=[each[0][:16] for each in HOSTILE])
@pytest.mark.parametrize("read", [read_configuration, read_profile])
def test_a_file_that_is_no_sound_toml_is_named(
    tmp_path: Path, read: Callable[[str], object], text: str, says: str
) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidData, match=says) as raised:
        read(str(path))
    assert raised.value.file == str(path)
    assert len(str(raised.value)) < 1_000


@pytest.mark.parametrize("text", ["tool = 3", 'tool = ["x"]', "[[tool]]\nx = 1"])
def test_a_project_whose_tools_are_no_table_has_no_settings(tmp_path: Path, text: str) -> None:
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    assert read_configuration(tmp_path / "pyproject.toml") == Configuration()


@pytest.mark.parametrize("name", ["self", "__class__", "1"])
def test_a_fact_of_any_name_is_unknown(tmp_path: Path, name: str) -> None:
    (tmp_path / "profile.toml").write_text(f"{name} = 1", encoding="utf-8")
    with pytest.raises(UnknownCriterion, match=f"unknown profile fact '{name}'"):
        read_profile(str(tmp_path / "profile.toml"))


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("rows.json", "[", "is not JSON"),
        ("rows.json", "[" * 100_000, "nested too deeply"),
        ("rows.json", '[{"ref": 1, "ref": 2}]', "duplicate key"),
        ("rows.json", '{"ref": 1}', "not a list of rows"),
        ("rows.json", "[1]", "not a list of rows"),
        ("rows.csv", f"ref,result\n{'x' * 200_000},partly\n", "field larger than field limit"),
    ],
)
def test_rows_that_cannot_be_read_are_named(tmp_path: Path, name: str, text: str, says: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8", newline="")
    with pytest.raises(InvalidData, match=says) as raised:
        rows_of_file(str(tmp_path / name))
    assert raised.value.file == str(tmp_path / name)


def test_rows_are_read_as_they_are_written(tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_bytes(b'ref,result,note\r\na:b,partly,"two\r\nlines"\r\n')
    assert rows_of_file(str(tmp_path / "rows.csv")) == [
        {"ref": "a:b", "result": "partly", "note": "two\r\nlines"}
    ]
    (tmp_path / "rows.json").write_text('[{"ref": "a:b", "result": null}]')
    assert rows_of_file(str(tmp_path / "rows.json")) == [{"ref": "a:b", "result": None}]


def test_a_result_that_counts_no_word_is_read_and_shown() -> None:
    written = json.loads(json.dumps(to_dict(load().coverage("uk-ai-cyber-code", ["iso-iec-42001"]))))
    for counts in ({}, {"full": 3}):
        written["content"]["counts"] = counts
        found = from_dict(written)
        assert found.counts["full"] == counts.get("full", 0)
        assert repr(found)
    written["content"]["counts"] = {"most": 1}
    with pytest.raises(StandardsError):
        from_dict(written)
