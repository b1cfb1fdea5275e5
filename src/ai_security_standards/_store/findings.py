"""Findings: what is wrong with data, where, and how to repair it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..errors import InvalidData, nearest

__all__ = ["Finding", "field_finding", "first_duplicate", "suggestion"]


class Finding(NamedTuple):
    """One thing that is wrong with data: the rule it breaks, its place, and its repair.

    The code that finds it may not know the rule's name or the file: a caller adds them with `_replace`.

    Attributes:
        rule: Name of the broken rule.
        file: Path of the file, or its name in the packaged data.
        record: Reference or id of the record; empty for a whole file.
        field: Path of the field, such as `history[0].date`; empty for a whole record.
        problem: What is wrong.
        repair: What to do about it.
    """

    rule: str
    file: str
    record: str
    field: str
    problem: str
    repair: str

    def __str__(self) -> str:
        return f"{self.error()} [{self.rule}]" if self.rule else str(self.error())

    def error(self) -> InvalidData:
        """Return the exception that reports this finding."""
        return InvalidData(self.problem, self.file, self.record, self.field, self.repair)

    @classmethod
    def of_error(cls, rule: str, error: InvalidData) -> Finding:
        """Return the finding that an exception reports."""
        return cls(rule, error.file, error.record, error.field, error.problem, error.repair)


def field_finding(field: str, problem: str, repair: str, record: str = "") -> Finding:
    """Return a finding without rule and file.

    Args:
        field: Path of the field; empty for a whole record.
        problem: What is wrong.
        repair: What to do about it.
        record: Reference or id of the record, if it is known.

    >>> print(field_finding("url", "'acme' is not a web address", "write https://acme.org", "acme-policy"))
    acme-policy, url: 'acme' is not a web address. Repair: write https://acme.org.
    """
    return Finding("", "", record, field, problem, repair)


def suggestion(word: str, known: Iterable[str], otherwise: str = "add it, or name one that exists") -> str:
    """Return the repair of an unknown word: its near misses, or `otherwise`.

    Args:
        word: The unknown word.
        known: The words that exist.
        otherwise: The repair where no known word is alike.

    >>> suggestion("etsy", ["enisa", "etsi", "ieee"])
    "write 'etsi'"
    """
    return f"write {' or '.join(map(repr, near))}" if (near := nearest(word, known)) else otherwise


def first_duplicate(texts: Iterable[str]) -> str | None:
    """Return the first text that stands twice; None if none does.

    >>> first_duplicate(["a", "b", "a", "b"])
    'a'
    """
    seen: set[str] = set()
    for text in texts:
        if text in seen:
            return text
        seen.add(text)
    return None
