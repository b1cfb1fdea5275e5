"""Words: how words of lists, days and relationships read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

__all__ = ["VERBS", "date_text", "plain", "verb", "word_class"]

#: How a relationship reads between two provisions, from the side of the first.
VERBS: Mapping[str, str] = {
    "equal": "equals",
    "identical": "is identical to",
    "equivalent": "is equivalent to",
    "contrary": "is contrary to",
    "subset_of": "lies within",
    "superset_of": "contains",
    "intersects_with": "overlaps",
    "no_relationship": "apart from",
    "supports": "supports",
    "is_supported_by": "is supported by",
    "related": "related",
    "mitigates": "mitigates",
    "mitigated_by": "mitigated by",
    "exploits": "exploits",
    "exploited_by": "exploited by",
    "tests": "tests",
    "tested_by": "tested by",
    "replaces": "replaces",
    "replaced_by": "replaced by",
    "renamed_from": "renamed from",
    "renamed_to": "renamed to",
    "split_from": "split from",
    "split_into": "split into",
    "merged_from": "merged from",
    "merged_into": "merged into",
    "adopts": "adopts",
    "adopted_as": "adopted as",
}

_GOOD = {"in-force", "published"}
_WARN = {"draft", "planned", "approved"}
#: How the verbs of a row turn where it is read from the other end.
_TURNED = {
    "subset_of": "superset_of",
    "superset_of": "subset_of",
    "supports": "is_supported_by",
    "is_supported_by": "supports",
    "mitigates": "mitigated_by",
    "mitigated_by": "mitigates",
    "exploits": "exploited_by",
    "exploited_by": "exploits",
    "tests": "tested_by",
    "tested_by": "tests",
    "replaces": "replaced_by",
    "replaced_by": "replaces",
    "renamed_from": "renamed_to",
    "renamed_to": "renamed_from",
    "split_from": "split_into",
    "split_into": "split_from",
    "merged_from": "merged_into",
    "merged_into": "merged_from",
    "adopts": "adopted_as",
    "adopted_as": "adopts",
}


def plain(word: str) -> str:
    """Return a word of a list as it is read."""
    return str(word).replace("-", " ").replace("_", " ")


def date_text(date: object) -> str:
    """Return a day, month or year as it is read.

    >>> date_text("2026-08-02"), date_text("2026-11"), date_text("2027")
    ('2 August 2026', 'November 2026', '2027')
    """
    parts = str(date).split("-")
    if len(parts) == 1:
        return parts[0]
    month = dt.date(2000, int(parts[1]), 1).strftime("%B")
    return f"{int(parts[2])} {month} {parts[0]}" if len(parts) == 3 else f"{month} {parts[0]}"


def verb(word: str, *, turned: bool = False) -> str:
    """Return how a relationship reads, from the side of its subject or from the other.

    >>> verb("subset_of"), verb("subset_of", turned=True)
    ('lies within', 'contains')
    """
    return VERBS.get(_TURNED.get(word, word) if turned else word, plain(word))


def word_class(word: str) -> str:
    """Return how a status is coloured, beside being written."""
    return "good" if word in _GOOD else "warn" if word in _WARN else "bad"
