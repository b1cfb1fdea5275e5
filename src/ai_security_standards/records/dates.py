"""Dates as precise as their source, and what is certain of a day from them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, TypeVar

from ..errors import InvalidData, shown

__all__ = ["DATE_PATTERN", "PartialDate", "as_date", "certain_day", "is_stated", "last_begun"]

Event = TypeVar("Event")

#: The form of a partial date as a regular expression of JSON Schema.
DATE_PATTERN = r"^[12][0-9]{3}(-[0-9]{2}(-[0-9]{2})?)?$"
_SHAPE = re.compile(r"([12][0-9]{3})(?:-([0-9]{2})(?:-([0-9]{2}))?)?\Z")


class PartialDate(str):
    """An ISO 8601 date that may lack its day, or its month and day: "2024-04-08", "2024-04", "2024".

    It is a string, so it sorts, compares and serialises as one; `first` and `last` are the days
    between which it lies.

    Raises:
        InvalidData: The text is not such a date.

    >>> PartialDate("2024-02").last
    datetime.date(2024, 2, 29)
    """

    __slots__ = ()

    def __new__(cls, text: str) -> PartialDate:
        found = _SHAPE.match(text)
        if found:
            year, month, day = found.groups()
            try:
                date(int(year), int(month or 1), int(day or 1))
            except ValueError:
                found = None
        if not found:
            raise InvalidData(
                f"{shown(text)} is not a date",
                repair="write YYYY, YYYY-MM or YYYY-MM-DD, as the source has it",
            )
        return super().__new__(cls, text)

    @classmethod
    def __get_pydantic_core_schema__(cls, _: Any, __: Any) -> dict[str, Any]:
        """Return how pydantic reads and writes a partial date: as its text."""
        return {
            "type": "function-after",
            "function": {"type": "no-info", "function": cls},
            "schema": {"type": "str", "pattern": DATE_PATTERN},
        }

    @property
    def first(self) -> date:
        """The earliest day that it can mean."""
        return date.fromisoformat(self + "-01-01"[len(self) - 4 :])

    @property
    def last(self) -> date:
        """The latest day that it can mean."""
        if len(self) == 10:
            return date.fromisoformat(self)
        year, month = int(self[:4]), int(self[5:7] or 12)
        return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def as_date(value: date | str) -> date:
    """Return the day that a date or its ISO form means.

    Raises:
        InvalidData: The text is not a whole day.

    >>> as_date("2026-07-01")
    datetime.date(2026, 7, 1)
    """
    if not isinstance(value, (date, str)):
        raise InvalidData(f"{shown(value)} is not a day", repair="give a date, or a text such as 2026-07-01")
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    partial = PartialDate(value)
    if len(partial) != 10:
        raise InvalidData(f"{shown(value)} is not a single day", repair="write YYYY-MM-DD")
    return partial.first


@lru_cache(maxsize=8192)
def certain_day(began: str | None, seen_on: str | None) -> str:
    """Return the first day, in ISO form, on which something has certainly begun.

    Args:
        began: When it began; it counts from the last day that this can mean.
        seen_on: A day on which a source showed that it had begun.

    >>> certain_day("2024", "2024-06-01")
    '2024-06-01'
    """
    return min(PartialDate(text).last.isoformat() for text in (began, seen_on) if text)


def last_begun(events: Sequence[Event], day: str, began: Callable[[Event], str]) -> Event | None:
    """Return the last event that has certainly begun on a day; None before the first.

    Args:
        events: The events, oldest first.
        day: The day, in ISO form.
        began: Returns the day of an event, in ISO form; see `certain_day`.
    """
    for event in reversed(events):
        if began(event) <= day:
            return event
    return None


def is_stated(since: PartialDate | None, until: PartialDate | None, day: date) -> bool:
    """Tell whether a text said something on a day, given the days between which it said so.

    >>> is_stated(None, PartialDate("2026-07-26"), date(2026, 7, 27))
    False
    """
    return not ((since and day < since.last) or (until and day > until.last))
