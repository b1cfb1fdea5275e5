"""Skeletons of a new framework: sound but for the blanks that they name."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ai_security_standards import InvalidData, UnknownReference
from ai_security_standards._store import folders
from ai_security_standards._store.register import read_register
from ai_security_standards.checking.checks import _check_packaged
from curation import commands
from curation.commands import build, main
from curation.skeletons import blanks, skeletons, write_skeletons

Made = Callable[..., dict[str, bytes]]


def made(data: Path, standard: str = "omega-ai-rules", **options: object) -> dict[str, bytes]:
    return skeletons(standard, data=data, day=date(2026, 11, 30), **options)  # type: ignore[arg-type]


def test_each_file_of_a_framework_breaks_no_rule_of_the_data(small_data: Path) -> None:
    write_skeletons(made(small_data), small_data)
    write_skeletons(made(small_data, "acme-act", law=True, edition="2026/5"), small_data)
    assert build(small_data) == 0
    assert [str(each) for each in _check_packaged(small_data) if "omega" in str(each)] == []  # type: ignore[arg-type]
    assert [str(each) for each in _check_packaged(small_data) if "acme-act" in str(each)] == []  # type: ignore[arg-type]
    register = read_register(small_data)  # type: ignore[arg-type]
    assert [each.id for each in register.framework("omega-ai-rules@1.0").provisions] == ["1", "1.1"]
    assert register.framework("acme-act@2026/5").provisions[1].applies


def test_the_blanks_are_named_with_their_place(small_data: Path) -> None:
    assert list(blanks(small_data)) == []
    write_skeletons(made(small_data, to="iso-iec-42001", publisher="acme"), small_data)
    found = [str(each) for each in blanks(small_data)]
    lines = (small_data / "register" / "acme.json").read_text(encoding="utf-8").splitlines()
    (line,) = [number for number, line in enumerate(lines, 1) if "the title of omega-ai-rules@1.0" in line]
    place = f"register/acme.json, line {line}: blank: the title of omega-ai-rules@1.0, as printed"
    assert f"{place}. Repair: fill it in. [blank]" in found
    assert any("an address that a reader can open" in each for each in found)
    assert any("omega-ai-rules-1.0--iso-iec-42001-2023" in each for each in found)
    assert not any("the name of acme" in each for each in found), "its publisher is known"


@pytest.mark.parametrize(
    ("to", "law", "row"),
    [
        ("iso-iec-42001", False, ":1.1\trel:intersects_with\taiss:iso-iec-42001@2023:4.1"),
        (
            "iso-iec-42001:A.6.2.4",
            True,
            ":Article%201(1)\trel:intersects_with\taiss:iso-iec-42001@2023:A.6.2.4",
        ),
    ],
)
def test_a_mapping_set_begins_with_a_row(small_data: Path, to: str, law: bool, row: str) -> None:
    files = made(small_data, to=to, law=law)
    (name,) = [name for name in files if name.startswith("mappings/")]
    assert name == "mappings/omega-ai-rules-1.0--iso-iec-42001-2023.sssom.tsv"
    assert row in files[name].decode()
    assert list(folders.file_findings(folders.data_file(files[name], name))) == []


def test_a_new_publisher_has_a_record_once(small_data: Path) -> None:
    write_skeletons(made(small_data), small_data)
    again = json.loads(made(small_data, edition="2.0")["register/omega.json"])
    assert [each["id"] for each in again["publishers"]] == ["omega"]
    assert [each["edition"] for each in again["standards"]] == ["1.0", "2.0"]


@pytest.mark.parametrize(
    ("standard", "edition", "message"),
    [
        ("ACME Rules", "1.0", "'ACME Rules' is not an id"),
        ("nist-csf", "2.0", "nist-csf@2.0 is recorded already"),
    ],
)
def test_what_cannot_be_new_is_refused(small_data: Path, standard: str, edition: str, message: str) -> None:
    with pytest.raises(InvalidData, match=message):
        made(small_data, standard, edition=edition)
    with pytest.raises(UnknownReference):
        made(small_data, to="no-such-standard")


def test_the_command_writes_and_says_what_is_next(
    small_data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "nist-csf", "--edition", "2.0"]) == 1
    assert "give another --edition" in capsys.readouterr().out
    new = commands.new
    monkeypatch.setattr(commands, "new", lambda options: new(options, small_data))
    assert main(["new", "omega-ai-rules", "--law"]) == 0
    out = capsys.readouterr().out
    assert "applicability/omega-ai-rules.json" in out
    assert "python -m curation check" in out
    assert (small_data / "register" / "omega.json").exists()
