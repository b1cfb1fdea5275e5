"""The name of a document with its edition: after it, before it, or in a field beside it."""

from __future__ import annotations

from typing import NamedTuple

from ..lexicon.document_names import NameMatch
from ..lexicon.edition_names import EditionMatch
from ..lexicon.matches import Match
from .after_name import identifier_after_name
from .boundaries import edition_of_name
from .page import Page

__all__ = ["DatedName", "read_edition"]


class DatedName(NamedTuple):
    """A name with the edition after it, up to before the token `stop`."""

    name: NameMatch
    begin: int
    stop: int
    edition: str | None
    unknown_edition: str = ""


def read_edition(
    page: Page, name: NameMatch, after_name: tuple[int, Match] | None
) -> tuple[DatedName, tuple[int, Match] | None]:
    """Return a name with its edition, and the identifier after both.

    Args:
        page: The text.
        name: The name of a document.
        after_name: The identifier directly after the name, and where it begins.
    """
    begin = page.include_publisher(name.first, name.standard)
    suffix = edition_of_name(page, begin, name.stop, name.standard)
    is_edition = suffix.edition is not None and (
        after_name is None
        or suffix.stop == name.stop
        or (after_name[1].stop <= suffix.stop and _is_rather_edition(page, name, suffix, after_name[1]))
    )
    if not is_edition:
        edition, unknown = _edition_beside(page, name, begin)
        if edition is None or (edition and name.edition):
            edition = name.edition
        return DatedName(name, begin, name.stop, edition, unknown), after_name
    edition = suffix.edition if suffix.edition == "" else name.edition or suffix.edition
    after_edition = identifier_after_name(page, name, suffix.stop, dated=True)
    return DatedName(name, begin, suffix.stop, edition, suffix.text), after_edition


def _is_rather_edition(page: Page, name: NameMatch, suffix: EditionMatch, match: Match) -> bool:
    """Tell whether what follows a name is an edition rather than an identifier without its opening.

    Examples::

        DASF 3.1           the edition after "3.0", rather than "Datasets 3.1"
        ATLAS T0051        no edition

    Args:
        page: The text.
        name: The name of a document.
        suffix: What follows as an edition.
        match: What follows as an identifier.
    """
    if suffix.edition or (match.opening_omitted and ".0" in suffix.text):
        return True
    if name.edition is not None:
        return False  # "OWASP LLMSVS 1.0 2.2"
    known = page.lexicon.names.editions.known.get(name.standard, ("",))
    is_unclear = match.opening_omitted or (match.only_digits and page.tokens[name.stop].gap in (" ", " ("))
    return is_unclear and suffix.text.count(".") == known[-1].count(".")


def _edition_beside(page: Page, name: NameMatch, begin: int) -> tuple[str | None, str]:
    """Return the edition that a field beside the name of a document states, and its text if it is unknown.

    Examples::

        {"framework": "MITRE ATLAS", "version": "2026.09"}
        standard,edition,id          and a row below it

    Args:
        page: The text.
        name: The name of a document.
        begin: The token with which it begins, its publisher included.
    """
    if not page.versions.documents:
        return None, ""
    tokens = page.tokens
    field = page.document_field(tokens[begin].start, tokens[name.stop - 1].end, name.standard)
    if field is None:
        return None, ""
    match = page.lexicon.names.editions.match_text(name.standard, field.version)
    return match.edition, match.text
