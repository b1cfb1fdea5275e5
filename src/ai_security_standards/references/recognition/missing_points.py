"""Points that a part of an annex does not have, though the data have all of its points."""

from __future__ import annotations

from ..._store.lazily import regex
from .page import Page
from .self_identifying import SelfIdentified

__all__ = ["end_of_missing_point"]

#: So many points of a part, counted from one, are shipped that it is shipped whole.
FEWEST_POINTS = 2

_POINT_WORDS = frozenset("point points pt nr nummer numero no punto punkt punt".split())
_LAST_NUMBER = regex(r"\(?([0-9]+)\)?\Z")


def end_of_missing_point(page: Page, provision: SelfIdentified, stop: int) -> int | None:
    """Return where a point ends that is named below a part of an annex, and that the part does not have.

    Pattern: identifier [","] (point word) ["("] number [")"]

    Examples::

        Annex I Part I point 9         of the CRA, whose Part I has two points
        Anhang I Teil I Nr. 9          the same
        Annex I Part I point (2)       none, as there is one
        Annex IV point 40              none, where the data have no points of that annex

    Args:
        page: The text.
        provision: The annex or part.
        stop: The token after it.
    """
    tokens, match = page.tokens, provision.match
    if stop + 1 >= len(tokens) or not match.ids or match.key[0] != "annex":
        return None
    word, number = tokens[stop], tokens[stop + 1]
    if word.value not in _POINT_WORDS or word.gap not in (" ", ", ") or not number.is_number:
        return None
    if number.gap not in (" ", ". ", " (", "."):
        return None
    structures = page.lexicon.identifiers(provision.standard).structures
    points = {
        int(found[1])
        for provisions in structures.by_edition.values()
        for id_, raw in provisions.items()
        if raw.get("parent") == match.ids[0] and (found := _LAST_NUMBER.search(id_)) is not None
    }
    is_whole = len(points) >= FEWEST_POINTS and points == set(range(1, len(points) + 1))
    return stop + 2 if is_whole and int(number.value) not in points else None
