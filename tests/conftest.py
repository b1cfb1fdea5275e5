"""What several test files share."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from samples import (
    ACME,
    ARTICLE,
    CHAPTER,
    CONTROL,
    LABELLED,
    PARAGRAPH,
    RETIRED,
    Overlay,
    Raw,
    document,
    framework,
    law,
    mapping_set,
    register_file,
    structure,
    write_sets,
    write_structure,
)

from ai_security_standards._store.files import canonical
from curation.commands import build


@pytest.fixture
def overlay(tmp_path: Path) -> Overlay:
    """Writes an overlay: a folder name, then what its files hold (raw values, or bytes as they are)."""

    def write(*files: Raw | bytes, folder: str = "ours") -> Path:
        top = tmp_path / folder
        (top / "register").mkdir(parents=True, exist_ok=True)
        for number, content in enumerate(files):
            data = content if isinstance(content, bytes) else json.dumps(content).encode()
            (top / "register" / f"file{number}.json").write_bytes(data)
        return top

    return write


@pytest.fixture
def policy_overlay(overlay: Overlay) -> Path:
    """An overlay with the minimal document and a structure of it."""
    provisions = CHAPTER, CONTROL, LABELLED, RETIRED, ARTICLE, PARAGRAPH
    return write_structure(overlay(register_file(document())), structure(*provisions))


@pytest.fixture
def small_data(tmp_path: Path) -> Path:
    """A data folder with all that the packaged one has, and little of it: quick to check and to build."""
    data = tmp_path / "data"
    guide = document(id="acme-guide", designation="ACME Guide", title="How ACME secures what it trains")
    rules = document(id="beta-rules", designation="Beta Rules", title="Rules of Beta", publisher="beta")
    files: dict[str, object] = {
        "register/acme.json": register_file(document(), guide),
        "register/beta.json": {
            "publishers": [{**ACME, "id": "beta", "name": "Beta Company"}],
            "standards": [rules],
        },
        "applicability/acme-policy.json": law("acme-policy"),
        "applicability/beta-rules.json": law("beta-rules"),
        "certifiable.json": [{"standard": "acme-guide", "why": "ACME certifies against it"}],
        "release.json": {"data_version": "2026.11.0", "generation": 2},
    }
    for name, raw in files.items():
        (data / name).parent.mkdir(parents=True, exist_ok=True)
        (data / name).write_bytes(canonical(raw))
    write_structure(data, framework("acme-policy", "P", ("P.1", "P"), "Q"))
    write_structure(data, framework("acme-guide", "G", "H"), "frameworks/acme-guide/1.0.json")
    rows = "acme-policy@1.0:P.1 subset_of acme-guide@1.0:G", "acme-policy@1.0:Q equal acme-guide@1.0:H"
    write_sets(data, ("policy--guide", mapping_set(*rows)))
    assert build(data) == 0
    return data


@pytest.fixture(scope="session")
def run_python() -> Callable[[str], str]:
    """Runs code in a new interpreter and returns what it printed."""

    def run(code: str) -> str:
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    return run


#: Lists the data files that are opened after the package was imported.
WATCH = """
import sys, os
opened = []
def hook(event, args):
    if event == "open" and isinstance(args[0], str) and os.sep + "data" + os.sep in args[0]:
        opened.append(os.path.relpath(args[0], args[0].split(os.sep + "data" + os.sep)[0]))
import ai_security_standards as aiss
sys.addaudithook(hook)
"""


@pytest.fixture(scope="session")
def files_opened(run_python: Callable[[str], str]) -> Callable[[str], list[str]]:
    """Runs code with the package as `aiss` in a new interpreter and returns the data files that it opened."""
    return lambda code: run_python(f"{WATCH}\n{code}\nprint(*opened, sep='\\n')").splitlines()
