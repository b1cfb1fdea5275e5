"""Importers: each converts one publisher's machine-readable file into a raw framework."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ai_security_standards._store import files, structuring

__all__ = ["MAX_ALIASES", "MAX_TITLE", "Raw", "add_summaries", "dump", "one_line", "unique_names"]

Raw = dict[str, Any]

#: The most other names that a provision may have.
MAX_ALIASES = 4
#: The most characters that a title may have: longer ones are sentences.
MAX_TITLE = 160


def add_summaries(listed: list[Raw], curated: Iterable[Raw]) -> list[Raw]:
    """Return provisions with the summaries of curated frameworks, where id and title are the same.

    Args:
        listed: The raw provisions.
        curated: Raw frameworks; the first with a summary counts.
    """
    summaries: dict[tuple[str, str | None], str] = {}
    for source in curated:
        for provision in source["provisions"]:
            if "summary" in provision:
                summaries.setdefault(_id_and_title(provision), provision["summary"])
    return [
        provision | {"summary": summary}
        if (summary := summaries.get(_id_and_title(provision)))
        else provision
        for provision in listed
    ]


def _id_and_title(provision: Raw) -> tuple[str, str | None]:
    return provision["id"], provision.get("title")


def dump(raw: Raw) -> bytes:
    """Write a raw framework in canonical form."""
    return files.canonical(structuring.unstructure(structuring.framework(raw)))


def unique_names(names: Iterable[str], known: Iterable[str] = ()) -> list[str]:
    """Return the names that differ from all before them, and from the known ones, by more than case."""
    seen = {name.casefold() for name in known}
    result = []
    for name in names:
        if name.casefold() not in seen:
            seen.add(name.casefold())
            result.append(name)
    return result


def one_line(text: str) -> str:
    """Return a text without line breaks, and with single blanks."""
    return " ".join(text.split())
