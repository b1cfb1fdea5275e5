"""What several test files share."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from samples import Raw


@pytest.fixture
def overlay(tmp_path: Path) -> Callable[..., Path]:
    """Writes an overlay: a folder name, then what its files hold (raw values, or bytes as they are)."""

    def write(*files: Raw | bytes, folder: str = "ours") -> Path:
        top = tmp_path / folder
        (top / "register").mkdir(parents=True, exist_ok=True)
        for number, content in enumerate(files):
            data = content if isinstance(content, bytes) else json.dumps(content).encode()
            (top / "register" / f"file{number}.json").write_bytes(data)
        return top

    return write
