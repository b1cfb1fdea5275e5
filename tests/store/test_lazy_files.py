"""Files that are read when something of them is asked for, and once."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from samples import document, register_file

from ai_security_standards._store.files import GENERATION
from ai_security_standards._store.register import read_register


def test_touching_one_framework_reads_that_file_and_no_other(
    files_opened: Callable[[str], list[str]],
) -> None:
    assert files_opened("aiss.load()['owasp-llm-top-10@2025:LLM01']") == [
        "data/manifest.json",
        "data/register/owasp.json",
        "data/frameworks/owasp-llm-top-10/2025.json",
    ]


def test_asking_for_one_law_reads_its_rules_and_no_other(files_opened: Callable[[str], list[str]]) -> None:
    code = "r = aiss.load().snapshot.register; r.law('eu-cra'); r.law('acme')"
    assert files_opened(code) == ["data/manifest.json", "data/applicability/eu-cra.json"]


def test_a_file_is_read_when_it_is_needed_and_once(tmp_path: Path) -> None:
    data = tmp_path / "data"
    (data / "register").mkdir(parents=True)
    (data / "register" / "acme.json").write_text(json.dumps(register_file(document())), encoding="utf-8")
    manifest = {
        "data_version": "2026.11.0",
        "generation": GENERATION,
        "digest": "0" * 64,
        "frameworks": {},
        "mappings": {},
        "applicability": {},
        "register": {"register/acme.json": {"standards": ["acme-policy@1.0"], "publishers": ["acme"]}},
    }
    (data / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    register = read_register(data)
    (data / "register" / "acme.json").rename(tmp_path / "elsewhere.json")
    with pytest.raises(FileNotFoundError):
        register.publisher("acme")
    (tmp_path / "elsewhere.json").rename(data / "register" / "acme.json")
    assert register.publisher("acme").name == "ACME Corporation"
    (data / "register" / "acme.json").unlink()
    assert register.standard("acme-policy@1.0") is register.standard("acme-policy@1.0")
