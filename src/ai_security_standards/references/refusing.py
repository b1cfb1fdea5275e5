"""What cannot be read whole is refused: documents outside the catalog, and words beside a name."""

from __future__ import annotations

from collections.abc import Sequence

from .._store.lazily import regex
from ..errors import UnknownReference
from ..records.refs import Ref
from .lexicon.edition_names import YEAR_LENGTH
from .recognition.page import Page
from .resolution.resolver import Resolved
from .text.titles import significant_words

__all__ = ["quote", "refuse_foreign", "refuse_rest"]

#: Messages quote at most so many characters.
LONGEST_QUOTE = 60

#: A text with more words than this is prose, in which a name may stand among other words, not numbers.
MOST_WORDS_OF_TAG = 8

_FOREIGN_SCHEME = regex(
    r"\b(?:CVE|GHSA|CNVD|EUVD)-[0-9A-Za-z-]+|\bCAPEC-\d+|\bT1\d{3}(?:\.\d{3})?\b|\bOpenSSF Scorecard\b"
)
_WORDS_BESIDE_NAMES = frozenset(
    "a an and as at by de der die for from in la le of on or per the to und with see cf ref refs eg ie via "
    "framework standard standards regulation law act guideline guidelines document edition version rev "
    "compliance compliant compliance mapping tag tags control controls security publication new current "
    "draft final proposed source trade pdf text official stage update updated".split()
)


def refuse_foreign(page: Page, text: str) -> None:
    """Raise UnknownReference where a short text names a document or scheme outside the catalog's scope."""
    scheme = _FOREIGN_SCHEME.search(page.text)
    place = next((name for name in page.names if not name.standard), None)
    if scheme is None and place is None:
        return
    named = scheme[0] if scheme is not None else page.text_of(place.first, place.stop) if place else ""
    raise UnknownReference(
        f"{named!r} in {quote(text)} is outside the scope of this catalog", text, (), "out-of-scope"
    )


def refuse_rest(page: Page, resolved: Sequence[Resolved], ref: Ref, text: str) -> None:
    """Raise UnknownReference where a document alone is read in a text that says more than its name.

    Examples::

        EU AI Act banana
        ISO/IEC 42001 clause 12

    Args:
        page: The short text.
        resolved: Everything in it that refers, in order.
        ref: What it was read as.
        text: The text as given.
    """
    if ref.provision is not None or "://" in page.text:
        return
    spans = [(each.sighting.start, each.sighting.end) for each in resolved]
    named = {position for name in page.names for position in range(name.first, name.stop)}
    rest = [
        token
        for position, token in enumerate(page.tokens)
        if named and position > min(named) and position not in named
        and not any(start <= token.start < end for start, end in spans)
    ]  # fmt: skip
    known = page.lexicon.document_words(ref.standard)
    headings = page.lexicon.identifiers(ref.standard).headings
    is_prose = len(page.tokens) > MOST_WORDS_OF_TAG
    is_aside = bool(rest) and "(" in rest[0].gap  # "v2.0 (publié 12 octobre 2024)"
    if is_prose and (is_aside or len(rest) > MOST_WORDS_OF_TAG):
        return
    is_title = bool(rest) and rest[0].text.istitle()
    unplaced = [
        token.text
        for token in rest
        if token.value not in _WORDS_BESIDE_NAMES
        and not page.lexicon.is_publisher(token, ref.standard)
        and not set(significant_words(token.text)) <= known
        and (
            token.is_number
            or token.value in headings
            or (token.text.islower() and not is_title and not is_prose)
        )
        and not (len(token.text) == YEAR_LENGTH and ("(" in token.gap or ref.edition == "draft"))
    ]
    if not unplaced:
        return
    has_structure = page.lexicon.identifiers(ref.standard).structures.are_shipped
    hint = "" if has_structure else "; it is a known document, but its sections are not shipped"
    raise UnknownReference(
        f"{quote(text)} was read as {ref.document}, but not {' '.join(unplaced)!r}{hint}",
        text,
        (str(ref),),
        "unknown" if has_structure else "not-shipped",
    )


def quote(text: str) -> str:
    """Return a text in quotation marks, cut where it is long."""
    return repr(text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…")
