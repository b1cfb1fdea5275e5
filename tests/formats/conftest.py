"""What the tests of formats share."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import ai_security_standards as aiss
from ai_security_standards.catalog import Catalog


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The packaged catalog of one day, so that what is made of it stays."""
    return aiss.load().as_of("2026-11-29")


@pytest.fixture
def write_file(tmp_path: Path) -> Callable[..., Path]:
    """Writes a file: its name, and a text or a value for JSON."""

    def write(name: str, content: Any) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return path

    return write
