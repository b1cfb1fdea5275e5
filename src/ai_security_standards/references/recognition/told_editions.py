"""Editions that a level, a revision behind a hyphen or the argument of a program tell."""

from __future__ import annotations

from ..lexicon.document_names import NameMatch
from ..lexicon.edition_names import EditionMatch
from ..lexicon.newer_editions import is_older
from .page import Page

__all__ = ["told_edition"]

#: Levels that only one edition has, by document: SLSA ends with level 3 since 1.0, CMMC since 2.0. Sources:
#: https://slsa.dev/spec/v1.0/whats-new and https://dodcio.defense.gov/CMMC/.
_LEVELS = {"slsa": ("0.1", frozenset("4")), "cmmc": ("1.0", frozenset("45"))}
_LEVEL_WORDS = frozenset("level levels l lvl stufe niveau nivel nível livello".split())
_JOINTS = (" ", "", "-", "_")

#: Whose designations end with a number, and go on with that of their revision: "SP 800-63-3".
_WITH_REVISIONS = "nist-sp-"


def told_edition(page: Page, name: NameMatch) -> EditionMatch | None:
    """Return the edition that something else than an edition tells behind a name.

    Examples::

        SLSA Level 4, SLSA 4, SLSA L4      0.1, as no later edition has this level
        NIST SP 800-63-2                   revision 2, which the data do not have

    Args:
        page: The text.
        name: The name of a document, without an edition.
    """
    if name.edition is not None or name.stop >= len(page.tokens):
        return None
    return _of_level(page, name) or _of_revision(page, name)


def _of_level(page: Page, name: NameMatch) -> EditionMatch | None:
    """Return the only edition that has the level behind a name."""
    edition, levels = _LEVELS.get(name.standard, ("", frozenset()))
    tokens, place = page.tokens, name.stop
    if not levels or tokens[place].gap not in (*_JOINTS, ": ", " ("):
        return None
    if tokens.values[place] in _LEVEL_WORDS:
        place += 1
    if (
        place >= len(tokens)
        or tokens.values[place] not in levels
        or tokens[place].gap not in (" ", "", "-", "_")
    ):
        return None
    if tokens.is_number(place + 1) and tokens[place + 1].gap in (".", "-", "/"):
        return None  # "SLSA 4.2" is no level
    known = edition in page.lexicon.names.editions.known.get(name.standard, ())
    return EditionMatch(place + 1, edition if known else "", "" if known else edition)


def _of_revision(page: Page, name: NameMatch) -> EditionMatch | None:
    """Return the revision that a hyphen joins to the number of a publication."""
    tokens, place = page.tokens, name.stop
    is_joined = name.standard.startswith(_WITH_REVISIONS) and tokens.is_number(place)
    if not is_joined or tokens[place].gap != "-" or len(tokens[place].text) > 1:
        return None
    if place + 1 < len(tokens) and tokens[place + 1].gap in ("", ".", "-"):
        return None  # "800-171-3.1.2" goes on as a requirement
    known = page.lexicon.names.editions.known.get(name.standard, ())
    text = tokens[place].text
    if text in known:
        return EditionMatch(place + 1, text, "")
    return EditionMatch(place + 1, "", text) if is_older(text, known) else None
