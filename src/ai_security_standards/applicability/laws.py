"""The documents that can be certified against."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from .._store import files

__all__ = ["certifiable"]


@cache
def _certifiable() -> Mapping[str, str]:
    listed = files.read_packaged_json(files.packaged_folder(), "certifiable.json")
    return {each["standard"]: each["why"] for each in listed}


def certifiable(standard: str) -> str | None:
    """Return why a document can be certified against; None if it cannot."""
    return _certifiable().get(standard)
