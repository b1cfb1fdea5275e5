"""The errors that this library raises, and the near misses that their messages name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

__all__ = [
    "AmbiguousReference",
    "InvalidData",
    "StandardsError",
    "UnknownCriterion",
    "UnknownReference",
    "alternatives",
    "did_you_mean",
    "nearest",
    "shown",
]


#: The largest part of a value that a message shows, in characters.
LONGEST_SHOWN = 120


class StandardsError(Exception):
    """The base of every error that this library raises itself."""

    def __str__(self) -> str:
        # KeyError would print the repr of the message.
        return _visible(str(self.args[0])) if self.args else ""


def _visible(text: str) -> str:
    """Return a text with escapes for what cannot be seen, or not even printed, such as a lone surrogate."""
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text)


class UnknownReference(StandardsError, KeyError):
    """A reference that means nothing in this catalog on its date.

    Attributes:
        reference: The reference as given.
        near_misses: References that may have been meant, nearest first.
        verdict: "unknown", "newer-than-data", "not-shipped" or "out-of-scope".
    """

    def __init__(
        self, message: str, reference: str = "", near_misses: Sequence[str] = (), verdict: str = "unknown"
    ) -> None:
        super().__init__(message, reference, tuple(near_misses), verdict)
        self.reference = reference
        self.near_misses = tuple(near_misses)
        self.verdict = verdict


class AmbiguousReference(StandardsError, LookupError):
    """A reference that may mean several things.

    Attributes:
        reference: The reference as given.
        candidates: The references that it may mean, likeliest first.
    """

    def __init__(self, message: str, reference: str = "", candidates: Sequence[str] = ()) -> None:
        super().__init__(message, reference, tuple(candidates))
        self.reference = reference
        self.candidates = tuple(candidates)


class InvalidData(StandardsError, ValueError):
    """Data that cannot be read or breaks a rule.

    Attributes:
        problem: What is wrong, without a full stop.
        file, record, field: Where it is wrong; each may be empty.
        repair: What to do about it; may be empty.
    """

    def __init__(
        self, problem: str, file: str = "", record: str = "", field: str = "", repair: str = ""
    ) -> None:
        super().__init__(problem, file, record, field, repair)
        self.problem, self.file, self.record = problem, file, record
        self.field, self.repair = field, repair

    def __str__(self) -> str:
        place = ", ".join(part for part in (self.file, self.record, self.field) if part)
        problem = self.problem if self.problem.endswith("?") else f"{self.problem}."
        repair = f" Repair: {self.repair}." if self.repair else ""
        return _visible(f"{place}: {problem}{repair}" if place else f"{problem}{repair}")


class UnknownCriterion(StandardsError, TypeError):
    """A criterion or option that does not exist, or a value that it does not accept."""


def shown(value: object) -> str:
    """Return a value that somebody gave, for a message: as it would be typed, or its beginning.

    >>> shown("etsi"), shown(3), shown(10**5_000)
    ("'etsi'", '3', 'a value of type int')
    """
    try:
        text = repr(value[: LONGEST_SHOWN + 1] if type(value) is str else value)
    except (ValueError, RecursionError):  # a number of thousands of digits, lists in lists in lists
        return f"a value of type {type(value).__name__}"
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def nearest(word: str, known: Iterable[str], limit: int = 5) -> tuple[str, ...]:
    """Return the known words most like `word`, most alike first.

    >>> nearest("etsy", ["enisa", "etsi", "ieee"])
    ('etsi',)
    """
    from difflib import get_close_matches

    by_folded: dict[str, str] = {}
    for candidate in known:
        by_folded.setdefault(candidate.casefold(), candidate)
    folded = word.casefold()[:200]
    alike = [by_folded[key] for key in get_close_matches(folded, by_folded, n=limit, cutoff=0.6)]
    containing = [name for key, name in by_folded.items() if len(folded) > 3 and folded in key]
    return tuple(dict.fromkeys(alike + sorted(containing, key=len)))[:limit]


def alternatives(words: Iterable[str]) -> str:
    """Return words in quotes, to choose one from.

    >>> alternatives(["etsi", "enisa"])
    "'etsi' or 'enisa'"
    """
    return " or ".join(map(repr, map(str, words)))


def did_you_mean(near_misses: Collection[str]) -> str:
    """Return the end of a message that names near misses; empty where there are none.

    >>> did_you_mean(nearest("etsy", ["enisa", "etsi", "ieee"]))
    "; did you mean 'etsi'?"
    """
    return f"; did you mean {alternatives(near_misses)}?" if near_misses else ""
