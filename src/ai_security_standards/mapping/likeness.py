"""Whether two provisions go by the same name, and under what identifiers they stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher

from ..records.provisions import Provision

__all__ = ["alike", "by_key", "folded", "key", "title_or_label"]

_WORD = re.compile(r"\w+")
_ALIKE = 0.9


def alike(one: Provision, other: Provision) -> bool | None:
    """Whether two provisions bear the same name, a slip of spelling aside.

    None where the names differ but are this project's labels, on one side at least: the publisher
    prints no title, so that a difference says that the wording changed and no more.

    >>> from ai_security_standards import load
    >>> aicm = [load().provision(f"csa-aicm@{edition}:AIS-12") for edition in ("1.0.3", "1.1.0")]
    >>> [control.title for control in aicm], alike(*aicm)
    (['Source Code Managemement', 'Source Code Management'], True)
    """
    near, far = folded(one.name), folded(other.name)
    # Up to a letter in ten: "Managemement" and "Management", not "Datasets" and "Data".
    if near == far or SequenceMatcher(None, near, far).ratio() >= _ALIKE:
        return True
    return False if one.title and other.title else None


def folded(name: str) -> str:
    """A name as its words alone, in lower case."""
    return " ".join(_WORD.findall(name.casefold()))


def by_key(provisions: Iterable[Provision]) -> dict[str, Provision]:
    """Provisions by identifier without leading zeros, which editions write or not ("DE.DP-2")."""
    held = list(provisions)
    several = Counter(key(each.id) for each in held)
    return {key(each.id): each for each in held if several[key(each.id)] == 1}


def key(printed: str) -> str:
    """An identifier without leading zeros."""
    return re.sub(r"(?<![0-9])0+(?=[0-9])", "", printed)


def title_or_label(one: Provision, other: Provision) -> str:
    """What two provisions have alike, where their names are."""
    return "title" if one.title and other.title else "label"
