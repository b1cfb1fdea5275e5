"""What several test files share."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from samples import (
    ARTICLE,
    CHAPTER,
    CONTROL,
    LABELLED,
    PARAGRAPH,
    RETIRED,
    Overlay,
    Raw,
    document,
    register_file,
    structure,
    write_structure,
)


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
