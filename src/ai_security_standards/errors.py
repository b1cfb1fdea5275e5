"""What can go wrong: four failures under one name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

__all__ = [
    "AmbiguousReference",
    "InvalidData",
    "StandardsError",
    "UnknownCriterion",
    "UnknownReference",
    "did_you_mean",
    "nearest",
]


class StandardsError(Exception):
    """Anything that this library raises of its own accord."""

    def __str__(self) -> str:
        # KeyError prints the repr of its argument: a sentence should stay a sentence.
        return str(self.args[0]) if self.args else ""


class UnknownReference(StandardsError, KeyError):
    """A reference that means nothing in this catalog on its date.

    `reference` is what was asked for, `near_misses` what may have been meant, nearest first.
    """

    def __init__(self, message: str, reference: str = "", near_misses: Sequence[str] = ()) -> None:
        super().__init__(message, reference, tuple(near_misses))
        self.reference = reference
        self.near_misses = tuple(near_misses)


class AmbiguousReference(StandardsError, LookupError):
    """A reference that means several things; `candidates` holds them, likeliest first."""

    def __init__(self, message: str, reference: str = "", candidates: Sequence[str] = ()) -> None:
        super().__init__(message, reference, tuple(candidates))
        self.reference = reference
        self.candidates = tuple(candidates)


class InvalidData(StandardsError, ValueError):
    """Data that cannot be taken in.

    `file`, `record` and `field` say where, `repair` what to do about it; each may be empty where
    it does not apply (a file that is no JSON has no record).
    """

    def __init__(
        self, problem: str, file: str = "", record: str = "", field: str = "", repair: str = ""
    ) -> None:
        super().__init__(problem, file, record, field, repair)
        self.problem, self.file, self.record = problem, file, record
        self.field, self.repair = field, repair

    def __str__(self) -> str:
        place = ", ".join(part for part in (self.file, self.record, self.field) if part)
        repair = f" Repair: {self.repair}." if self.repair else ""
        return f"{place}: {self.problem}.{repair}" if place else f"{self.problem}.{repair}"


class UnknownCriterion(StandardsError, TypeError):
    """A filter criterion, or a value of one, that does not exist; the message names near misses."""


def nearest(word: str, known: Iterable[str], most: int = 5) -> tuple[str, ...]:
    """The known words most like `word`, most alike first; at most `most` of them.

    >>> nearest("etsy", ["enisa", "etsi", "ieee"])
    ('etsi',)
    """
    from difflib import get_close_matches

    folded: dict[str, str] = {}
    for candidate in known:
        folded.setdefault(candidate.casefold(), candidate)
    wanted = word.casefold()[:200]
    alike = [folded[key] for key in get_close_matches(wanted, folded, n=most, cutoff=0.6)]
    within = sorted((name for key, name in folded.items() if len(wanted) > 3 and wanted in key), key=len)
    return tuple(dict.fromkeys(alike + within))[:most]


def did_you_mean(near: Collection[str]) -> str:
    """How a message ends that names near misses; empty where there are none.

    >>> did_you_mean(nearest("etsy", ["enisa", "etsi", "ieee"]))
    '; did you mean etsi?'
    """
    return f"; did you mean {' or '.join(near)}?" if near else ""
