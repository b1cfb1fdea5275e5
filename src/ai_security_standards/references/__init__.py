"""References as people and tools write them: a single one, or all that a text contains."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import NamedTuple

from ..errors import AmbiguousReference, UnknownReference, did_you_mean, nearest
from ..records.refs import Ref
from .lexicon import Lexicon
from .recognition.scan import scan
from .resolution.resolver import Resolved, Resolver
from .resolution.title_check import find_title_mismatch
from .text.titles import significant_words
from .text.tokens import Tokens, normalize_text

__all__ = [
    "Lexicon",
    "Mention",
    "Resolved",
    "find_references",
    "find_title_mismatch",
    "resolve",
    "resolve_sightings",
]

#: A single reference has at most this many characters; messages quote at most so many.
LONGEST, LONGEST_QUOTE = 2_000, 60

_TITLE_START = re.compile(r"\s*[:(—–-]")


class Mention(NamedTuple):
    """A reference in a text, with its meaning.

    Attributes:
        start: Where it starts in the text, in characters.
        end: The position after its last character.
        text: The original text, `text[start:end]` of the whole.
        refs: One reference; at the start of a range also those inside it. Where `ambiguous`, the
            candidates, likeliest first.
        ambiguous: Whether it may mean several things.
    """

    start: int
    end: int
    text: str
    refs: tuple[Ref, ...]
    ambiguous: bool = False


def find_references(
    lexicon: Lexicon, text: str, day: dt.date, within: Ref | None = None, on: dt.date | None = None
) -> tuple[Mention, ...]:
    """Return every reference in a text, in order; see `Catalog.find_references`.

    Args:
        lexicon: The names and identifiers to recognise.
        text: The text to read.
        day: The day of the catalog.
        within: The document that the surroundings name.
        on: The date of the text.
    """
    mentions = []
    for resolved in resolve_sightings(lexicon, text, day, within, on, explain=False):
        sighting = resolved.sighting
        if resolved.refs and not sighting.weak:
            start, end = sighting.start, sighting.end
            mentions.append(Mention(start, end, text[start:end], resolved.refs, resolved.ambiguous))
    return tuple(mentions)


def resolve_sightings(
    lexicon: Lexicon, text: str, day: dt.date, within: Ref | None, on: dt.date | None, *, explain: bool
) -> list[Resolved]:
    """Resolve everything in a text that refers or seems to, in order.

    Args:
        lexicon: The names and identifiers to recognise.
        text: The text to read.
        day: The day of the catalog.
        within: The document that the surroundings name.
        on: The date of the text.
        explain: Whether to look for what unknown references may mean, which takes time.
    """
    page = scan(lexicon, text, within.standard if within else None, lenient=False)
    text_day = on.isoformat() if on else None
    return Resolver(lexicon, day.isoformat(), text_day, within, explain=explain).resolve_page(page)


def resolve(
    lexicon: Lexicon, text: str, day: dt.date, within: Ref | None = None, on: dt.date | None = None
) -> Ref:
    """Return the one reference that a short text means; see `Catalog.resolve`.

    Args:
        lexicon: The names and identifiers to recognise.
        text: A reference as people and tools write it.
        day: The day of the catalog.
        within: The document that the surroundings name.
        on: The date of the text.

    Raises:
        AmbiguousReference: Several things may be meant; the candidates are ranked.
        UnknownReference: Nothing known is meant; near misses are named.
    """
    if len(text) > LONGEST:
        raise UnknownReference(
            f"a reference has at most {LONGEST} characters, this text {len(text)}; "
            "use find_references for longer texts",
            text[:40] + "…",
        )
    canonical = _parse_canonical(lexicon, text)
    if canonical is not None:
        return canonical
    page = scan(lexicon, text, within.standard if within else None, lenient=True)
    resolver = Resolver(lexicon, day.isoformat(), on.isoformat() if on else None, within)
    ref = resolver.resolve_whole_text(page) or _choose(lexicon, text, resolver.resolve_page(page))
    if ref is not None:
        return ref
    if within is not None:
        return _resolve_inside(lexicon, text, within, resolver)
    near = nearest(text, [*lexicon.register.editions])
    raise UnknownReference(f"no known reference in {_quote(text)}{did_you_mean(near)}", text, near)


def _choose(lexicon: Lexicon, text: str, resolved: Sequence[Resolved]) -> Ref | None:
    """Return the one reference among all that a short text contains; None if it contains none.

    A provision counts before the documents named beside it, and a title beside a document's name
    before that document.

    Args:
        lexicon: The names and identifiers to recognise.
        text: The short text.
        resolved: Everything in it that refers, in order.
    """
    provisions = [each for each in resolved if not each.sighting.is_document]
    known_provisions = [each for each in provisions if each.refs]
    if known_provisions:
        return _require_one(_without_ancestors(lexicon, known_provisions), text)
    documents = [each for each in resolved if each.refs]
    if documents and not provisions:
        return _resolve_by_title(lexicon, text, documents) or _require_one(documents, text)
    for unknown in provisions or resolved:
        message = f"{unknown.problem}{did_you_mean(unknown.near_misses)}"
        raise UnknownReference(message, text, unknown.near_misses)
    return None


def _parse_canonical(lexicon: Lexicon, text: str) -> Ref | None:
    """Parse a text in the canonical form, edition included: "nist-ai-rmf@1.0:GOVERN 1.1"."""
    document, colon, provision = text.strip().partition(":")
    if document not in lexicon.register.files_by_ref:
        return None
    standard, _, edition = document.partition("@")
    if not colon:
        return Ref(standard, edition)
    provisions = lexicon.identifiers(standard).structures.by_edition.get(edition, {})
    return Ref(standard, edition, provision) if provision in provisions else None


def _without_ancestors(lexicon: Lexicon, resolved: Sequence[Resolved]) -> list[Resolved]:
    """Return references without those that contain another one: "Annex A" beside "A.6.2.4"."""
    ancestors = {
        ref._replace(provision=provision_id)
        for each in resolved
        for ref in each.refs
        for provision_id in lexicon.identifiers(ref.standard).structures.ancestors(
            ref.edition or "", ref.provision or ""
        )
    }
    return [each for each in resolved if not set(each.refs) <= ancestors]


def _require_one(resolved: Sequence[Resolved], text: str) -> Ref:
    """Return the one thing that all references mean.

    Raises:
        AmbiguousReference: They mean several things, or one of them does.
    """
    meanings = list(dict.fromkeys(each.refs for each in resolved))
    if len(meanings) > 1:
        stated = _stated_edition(resolved)
        if stated is not None:
            return stated
        refs = list(dict.fromkeys(str(ref) for each in resolved for ref in each.refs))
        raise AmbiguousReference(
            f"{_quote(text)} contains several references: {', '.join(refs)}; use find_references to get each",
            text,
            refs,
        )
    if resolved[0].ambiguous:
        refs = [str(ref) for ref in meanings[0]]
        raise AmbiguousReference(
            f"{_quote(text)} can mean {' or '.join(refs)}; add the edition or title, or pass on=", text, refs
        )
    return meanings[0][0]


def _stated_edition(resolved: Sequence[Resolved]) -> Ref | None:
    """Return the reference with an edition where all name one provision: "LLM06 and LLM06:2025"."""
    if len({(each.refs[0].standard, each.refs[0].provision) for each in resolved}) > 1:
        return None
    stated = {each.refs[0] for each in resolved if each.sighting.edition and not each.ambiguous}
    return stated.pop() if len(stated) == 1 else None


def _resolve_by_title(lexicon: Lexicon, text: str, documents: Sequence[Resolved]) -> Ref | None:
    """Return the provision whose title is all that a text has beside the name of its document.

    Examples::

        MITRE ATLAS: Exfiltration

    Args:
        lexicon: The names and identifiers to recognise.
        text: The short text.
        documents: The documents that it names.
    """
    if len({each.refs[0].standard for each in documents}) > 1:
        return None
    sighting, ref = documents[0].sighting, documents[0].refs[0]
    words = significant_words(text[: sighting.start] + " " + text[sighting.end :])
    if not words or not _TITLE_START.match(text[sighting.end :] or ":"):
        return None
    if set(words) <= lexicon.document_words(ref.standard):
        return None  # "ISO/IEC 42001 - AI management system" is the title of the document
    found = lexicon.identifiers(ref.standard).structures.find_by_title(words)
    ids = {provision_id for edition, provision_id in found if edition == ref.edition} or {
        provision_id for _, provision_id in found[-1:]
    }
    return _newest_with_id(ref.standard, ref.edition, found, ids)


def _newest_with_id(
    standard: str, edition: str | None, found: Sequence[tuple[str, str]], ids: set[str]
) -> Ref | None:
    """Return the one provision found, in a given edition or else in the newest; None unless there is one.

    Args:
        standard: The id of the document.
        edition: The edition to prefer.
        found: Editions and ids, oldest first.
        ids: The ids among them that may be meant.
    """
    if len(ids) != 1:
        return None
    (provision_id,) = ids
    editions = [other for other, name in found if name == provision_id]
    return Ref(standard, edition if edition in editions else editions[-1], provision_id)


def _resolve_inside(lexicon: Lexicon, text: str, within: Ref, resolver: Resolver) -> Ref:
    """Return what a text means inside a document: an edition of it, or a provision by its title.

    Raises:
        UnknownReference: It is neither.

    Args:
        lexicon: The names and identifiers to recognise.
        text: The short text.
        within: The document.
        resolver: Knows the current editions.
    """
    standard = within.standard
    tokens = Tokens(normalize_text(text))
    for position in range(len(tokens)):
        suffix = lexicon.names.editions.match_edition_at(tokens, position, standard)
        if suffix.edition and suffix.stop > position:
            return Ref(standard, suffix.edition)
    structures = lexicon.identifiers(standard).structures
    found = structures.find_by_title(significant_words(text))
    edition = within.edition or resolver.current_edition(standard)
    ids = {provision_id for other, provision_id in found if other == edition} or {
        provision_id for _, provision_id in found
    }
    ref = _newest_with_id(standard, edition, found, ids)
    if ref is not None:
        return ref
    near = nearest(text, structures.by_edition.get(edition or "", {}))
    refs = tuple(f"{standard}@{edition}:{provision_id}" for provision_id in near)
    raise UnknownReference(f"no reference inside {within} in {_quote(text)}{did_you_mean(refs)}", text, refs)


def _quote(text: str) -> str:
    return repr(text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…")
