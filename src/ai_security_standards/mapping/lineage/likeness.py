"""Compare the names and the identifiers of provisions of two editions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from difflib import get_close_matches

from ...records.names import fold_name
from ...records.provisions import Provision

__all__ = ["identifier_key", "provisions_by_key", "same_name", "title_or_label"]

_MINIMUM_RATIO = 0.9


def same_name(one: Provision, other: Provision) -> bool | None:
    """Tell whether two provisions have the same name, apart from a misspelling.

    None if the names differ but at least one is this project's label: the publisher prints no title,
    so a difference only shows that the wording changed.

    >>> from ai_security_standards import load
    >>> aicm = [load().provision(f"csa-aicm@{edition}:AIS-12") for edition in ("1.0.3", "1.1.0")]
    >>> [control.title for control in aicm], same_name(*aicm)
    (['Source Code Managemement', 'Source Code Management'], True)
    """
    names = fold_name(one.name), fold_name(other.name)
    # Up to a letter in ten: "Managemement" and "Management", not "Datasets" and "Data".
    if names[0] == names[1] or get_close_matches(names[1], names[:1], cutoff=_MINIMUM_RATIO):
        return True
    return False if one.title and other.title else None


def identifier_key(provision_id: str) -> str:
    """Return an identifier without leading zeros, which some editions write and others do not.

    >>> identifier_key("DE.DP-02")
    'DE.DP-2'
    """
    return re.sub(r"(?<![0-9])0+(?=[0-9])", "", provision_id)


def provisions_by_key(provisions: Iterable[Provision]) -> dict[str, Provision]:
    """Return provisions by `identifier_key`, without those that share one."""
    keys = [(identifier_key(provision.id), provision) for provision in provisions]
    counts = Counter(key for key, _ in keys)
    return {key: provision for key, provision in keys if counts[key] == 1}


def title_or_label(one: Provision, other: Provision) -> str:
    """Return what the names of two provisions are: "title", or "label" if one is this project's."""
    return "title" if one.title and other.title else "label"
