"""What is left of a short text without the name of its document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..lexicon.document_names import NameMatch
from .page import Page

__all__ = ["Remainder", "remainders"]


class Remainder(NamedTuple):
    """The words of a text that names one standard, without that name and its edition."""

    standard: str
    edition: str | None
    words: tuple[str, ...]


def remainders(page: Page) -> Iterator[Remainder]:
    """Yield the possible remainders of a text that names one standard.

    There are several, because a name may be part of an identifier ("SLSA_BUILD_REPRODUCED"), and what
    looks like an edition as well ("V1").
    """
    names = [name for name in page.names if not name.weak] or page.names
    selections = [names]
    if len(names) > 1:
        selections += [[name for name in names if name is not omitted] for omitted in names]
    if page.within:
        yield Remainder(page.within, None, tuple(token.value for token in page.tokens))
    for selection in selections:
        if len({name.standard for name in selection}) == 1 and selection[0].standard:
            yield from _remainder_of(page, selection, with_editions=False)
            yield from _remainder_of(page, selection, with_editions=True)


def _remainder_of(page: Page, names: Sequence[NameMatch], *, with_editions: bool) -> Iterator[Remainder]:
    """Yield the words outside the names of one standard, if they are contiguous.

    Args:
        page: The text.
        names: The names, all of one standard.
        with_editions: Whether editions after the names belong to them.
    """
    standard = names[0].standard
    edition: str | None = None
    name_positions: set[int] = set()
    for name in names:
        stop, suffix = name.stop, None
        editions = page.lexicon.names.editions
        after, found, text = editions.match_edition_at(page.tokens, stop, standard)
        if with_editions:
            stop, suffix = after, found
        is_spaced = (
            name.edition is None
            and stop < len(page.tokens)
            and page.tokens[name.stop].gap in (" ", " (", "@")
        )
        is_alike = is_spaced and text.count(".") == editions.known[standard][-1].count(".")
        if found == "" and (with_editions or is_alike):
            return  # an edition that the data does not have, rather than an identifier: "LLMSVS 2.1"
        edition = name.edition or suffix or edition
        name_positions.update(range(page.include_publisher(name.first, standard), stop))
    rest = [position for position in range(len(page.tokens)) if position not in name_positions]
    if rest and rest[-1] - rest[0] == len(rest) - 1:
        yield Remainder(standard, edition, tuple(page.tokens[position].value for position in rest))
