"""A sighting with its meaning."""

from __future__ import annotations

from typing import NamedTuple

from ...records.refs import Ref
from ...vocabulary import ReferenceVerdict
from ..recognition.page import Sighting

__all__ = ["Resolved"]


class Resolved(NamedTuple):
    """A sighting with its meaning.

    `refs` is one reference, followed by those inside a range; where `ambiguous`, the candidates,
    likeliest first. Without `refs`, `problem` says why, `verdict` in which sense, and `near_misses`
    what may be meant. `stated` is the edition that the text around it states, if any; `of_absent_edition`
    tells that the text states one that the data lack.
    """

    sighting: Sighting
    refs: tuple[Ref, ...]
    ambiguous: bool = False
    problem: str = ""
    near_misses: tuple[str, ...] = ()
    verdict: ReferenceVerdict = ReferenceVerdict.UNKNOWN
    stated: str = ""
    of_absent_edition: bool = False
