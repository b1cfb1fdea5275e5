"""Importers: each turns one publisher's own machine-readable file into a raw framework."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ai_security_standards._store import files, structuring

__all__ = ["MOST_ALIASES", "MOST_TITLE", "Raw", "distinct", "one_line", "with_summaries", "written"]

Raw = dict[str, Any]

#: How many other names a provision may have.
MOST_ALIASES = 4
#: The most characters that a title may have: longer ones are sentences.
MOST_TITLE = 160


def with_summaries(listed: list[Raw], curated: Iterable[Raw]) -> list[Raw]:
    """Provisions with the summary that the first curated framework with the same id and title gives."""
    known: dict[tuple[str, str | None], str] = {}
    for source in curated:
        for each in source["provisions"]:
            if "summary" in each:
                known.setdefault((each["id"], each.get("title")), each["summary"])
    return [
        each | {"summary": known[key]} if (key := (each["id"], each.get("title"))) in known else each
        for each in listed
    ]


def written(raw: Raw) -> bytes:
    """A framework as its file holds it: the same framework, the same bytes."""
    return files.canonical(structuring.unstructure(structuring.framework(raw)))


def distinct(names: Iterable[str], known: Iterable[str] = ()) -> list[str]:
    """Names that differ in more than case from one another and from those known, in their own order."""
    seen = {each.casefold() for each in known}
    result = []
    for each in names:
        if each.casefold() not in seen:
            seen.add(each.casefold())
            result.append(each)
    return result


def one_line(text: str) -> str:
    """A text without breaks, and with single blanks."""
    return " ".join(text.split())
