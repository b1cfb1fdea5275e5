"""References as people and tools write them: a single one, or all that a text contains."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from .._store.lazily import regex
from ..errors import AmbiguousReference, UnknownReference, did_you_mean, nearest
from ..records.cards import html_of
from ..records.refs import Ref
from ..vocabulary import ReferenceVerdict
from .lexicon import Lexicon
from .recognition.columns_of_identifiers import identifiers_in_columns
from .recognition.governing_acts import settle_acts
from .recognition.lists_under import settle_lists_under
from .recognition.page import Page
from .recognition.paths import editions_of_path
from .recognition.scan import scan
from .refusing import quote, refuse_foreign, refuse_rest
from .resolution.misspelt_names import misspelt_names, without_parts
from .resolution.resolver import Resolved, Resolver
from .text.titles import significant_words
from .text.tokens import Tokens, normalize_text

__all__ = [
    "Lexicon",
    "Mention",
    "Resolved",
    "find_references",
    "read_page",
    "resolve",
    "resolve_sightings",
]

#: A single reference has at most this many characters.
LONGEST = 2_000

#: So many answers are kept, and none longer.
MOST_ANSWERS = 8_192

Owners = Sequence[tuple[str, str]]

_TITLE_START = regex(r"\s*[:(—–-]")


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

    def _repr_html_(self) -> str:
        return html_of(self)


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
    lexicon: Lexicon,
    text: str,
    day: dt.date,
    within: Ref | None,
    on: dt.date | None,
    *,
    explain: bool,
    suffix: str = "",
    editions: Mapping[str, str] | None = None,
) -> list[Resolved]:
    """Resolve everything in a text that refers or seems to, in order; see `read_page`."""
    return read_page(lexicon, text, day, within, on, explain=explain, suffix=suffix, editions=editions)[1]


def read_page(
    lexicon: Lexicon,
    text: str,
    day: dt.date,
    within: Ref | None,
    on: dt.date | None,
    *,
    explain: bool,
    suffix: str = "",
    editions: Mapping[str, str] | None = None,
    path: str = "",
) -> tuple[Page, list[Resolved]]:
    """Read a text, and resolve everything in it that refers or seems to, in order.

    Args:
        lexicon: The names and identifiers to recognise.
        text: The text to read.
        day: The day of the catalog.
        within: The document that the surroundings name.
        on: The date of the text.
        explain: Whether to look for what unknown references may mean, which takes time.
        suffix: The suffix of the file of the text, if it is one.
        editions: The edition of what states none, by standard.
        path: The path of the file, which can state the edition of a document.
    """
    page = scan(lexicon, text, within.standard if within else None, lenient=False, suffix=suffix, path=path)
    in_columns = list(identifiers_in_columns(page, path, suffix))
    if in_columns:
        page.sightings += in_columns
        page.sightings.sort(key=lambda sighting: (sighting.start, sighting.end))
    settle_acts(page, path)
    settle_lists_under(page)
    text_day = on.isoformat() if on else None
    of_path = editions_of_path(lexicon, path) if path and page.sightings else {}
    resolver = Resolver(
        lexicon, day.isoformat(), text_day, within,
        explain=explain, editions=editions or {}, of_path=of_path,
    )  # fmt: skip
    resolved = resolver.resolve_page(page)
    misspelt = misspelt_names(page) if explain else []
    return page, without_parts(page, resolved, misspelt) if misspelt else resolved


def resolve(
    lexicon: Lexicon,
    text: str,
    day: dt.date,
    within: Ref | None = None,
    on: dt.date | None = None,
    *,
    typed: bool = False,
) -> Ref:
    """Return the one reference that a short text means; see `Catalog.resolve`.

    Texts repeat in tags and columns, so that the lexicon keeps what was said of the last of them.

    Args:
        lexicon: The names and identifiers to recognise.
        text: A reference as people and tools write it.
        day: The day of the catalog.
        within: The document that the surroundings name.
        on: The date of the text.
        typed: Whether somebody typed it, who may leave capitals out: "gdpr art 22". Tags are read as written.

    Raises:
        AmbiguousReference: Several things may be meant; the candidates are ranked.
        UnknownReference: Nothing known is meant; near misses are named.
    """
    typed = typed and within is None and text.islower()
    key = text, day, within, on, typed
    answer = lexicon.answers.get(key)
    if answer is None:
        try:
            answer = _resolve(lexicon, text, day, within, on, typed)
        except (AmbiguousReference, UnknownReference) as error:
            answer = type(error), error.args
        if len(lexicon.answers) >= MOST_ANSWERS:
            lexicon.answers.clear()
        lexicon.answers[key] = answer
    if isinstance(answer, Ref):
        return answer
    error_type, arguments = answer
    raise error_type(*arguments)


def _resolve(
    lexicon: Lexicon, text: str, day: dt.date, within: Ref | None, on: dt.date | None, typed: bool
) -> Ref:
    """Return the one reference that a short text means, or raise why there is none."""
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
    ref = resolver.resolve_whole_text(page)
    if ref is not None:
        return ref
    resolved = resolver.resolve_page(page)
    ref = _choose(lexicon, text, resolved)
    if ref is not None:
        refuse_rest(page, resolved, ref, text)
        return ref
    if within is not None:
        return _resolve_inside(lexicon, text, within, resolver)
    ref = _resolve_small_letters(lexicon, text, day, on) if typed else None
    if ref is not None:
        return ref
    refuse_foreign(page, text)
    near = nearest(text, [*lexicon.register.editions])
    raise UnknownReference(f"no known reference in {quote(text)}{did_you_mean(near)}", text, near)


def _resolve_small_letters(lexicon: Lexicon, text: str, day: dt.date, on: dt.date | None) -> Ref | None:
    """Return what a text in small letters means if it is read as in capitals; None without an answer.

    In a page "dora" and "atlas" are words; a text that is a reference as a whole is what somebody typed.

    Examples::

        gdpr art 22        Article 22 of the GDPR
        annex iii ai act   Annex III of the AI Act
        atlas t0051        AML.T0051

    Args:
        lexicon: The names and identifiers to recognise.
        text: The text.
        day: The day of the catalog.
        on: The date of the text.

    Raises:
        AmbiguousReference: Several things may be meant.
    """
    capitals = text.upper()
    try:
        return _resolve(lexicon, capitals, day, None, on, typed=False)
    except UnknownReference:
        return None
    except AmbiguousReference as error:
        message, _, *rest = error.args
        raise AmbiguousReference(message.replace(quote(capitals), quote(text)), text, *rest) from None


def _choose(lexicon: Lexicon, text: str, resolved: Sequence[Resolved]) -> Ref | None:
    """Return the one reference among all that a short text contains; None if it contains none.

    A provision counts before the documents that are named with it, and a provision's title before the
    document that is named with it.

    Args:
        lexicon: The names and identifiers to recognise.
        text: The short text.
        resolved: Everything in it that refers, in order.
    """
    for each in resolved:
        if each.verdict is ReferenceVerdict.NEWER_THAN_DATA:
            raise UnknownReference(each.problem, text, each.near_misses, each.verdict.value)
    provisions = [each for each in resolved if not each.sighting.is_document]
    known_provisions = [each for each in provisions if each.refs]
    if known_provisions:
        return _require_one(_without_ancestors(lexicon, known_provisions), text)
    documents = [each for each in resolved if each.refs]
    if documents and not provisions:
        return _resolve_by_title(lexicon, text, documents) or _require_one(documents, text)
    if not resolved:
        return None
    unknown = (provisions or resolved)[0]
    message = f"{unknown.problem}{did_you_mean(unknown.near_misses)}"
    raise UnknownReference(message, text, unknown.near_misses, unknown.verdict.value)


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
    """Return references without those that contain another one: "Annex A" next to "A.6.2.4"."""
    ancestors: set[Ref] = set()
    for ref in {ref for each in resolved for ref in each.refs}:
        structures = lexicon.identifiers(ref.standard).structures
        above = structures.ancestors(ref.edition or "", ref.provision or "")
        ancestors.update(ref._replace(provision=provision_id) for provision_id in above)
    return [each for each in resolved if not set(each.refs) <= ancestors]


def _require_one(resolved: Sequence[Resolved], text: str) -> Ref:
    """Return the one thing that all references mean.

    Raises:
        AmbiguousReference: They mean several things, or one of them does.
    """
    meanings = list(dict.fromkeys(each.refs for each in resolved))
    if len(meanings) > 1:
        refs = list(dict.fromkeys(str(ref) for each in resolved for ref in each.refs))
        raise AmbiguousReference(
            f"{quote(text)} contains several references: {', '.join(refs)}; use find_references to get each",
            text,
            refs,
        )
    if resolved[0].ambiguous:
        refs = [str(ref) for ref in meanings[0]]
        raise AmbiguousReference(
            f"{quote(text)} can mean {' or '.join(refs)}; add the edition or title, or pass on=", text, refs
        )
    return meanings[0][0]


def _resolve_by_title(lexicon: Lexicon, text: str, documents: Sequence[Resolved]) -> Ref | None:
    """Return the provision whose title is all that a text has but the name of its document.

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
    owners = lexicon.identifiers(ref.standard).structures.find_by_title(words)
    return _newest_owner(ref.standard, ref.edition, owners, owners[-1:])


def _newest_owner(standard: str, edition: str | None, owners: Owners, otherwise: Owners) -> Ref | None:
    """Return the one provision with a title, in an edition or else in the newest; None if several have it.

    Args:
        standard: The id of the document.
        edition: The edition to prefer.
        owners: The edition and id of each provision with the title, oldest edition first.
        otherwise: Those that count if that edition has none.
    """
    ids = {provision_id for other, provision_id in owners if other == edition}
    ids = ids or {provision_id for _, provision_id in otherwise}
    if len(ids) != 1:
        return None
    (provision_id,) = ids
    editions = [other for other, owner in owners if owner == provision_id]
    return Ref(standard, edition if edition in editions else editions[-1], provision_id)


def _resolve_inside(lexicon: Lexicon, text: str, within: Ref, resolver: Resolver) -> Ref:
    """Return what a text means inside a document: an edition of it, or a provision by its title.

    Args:
        lexicon: The names and identifiers to recognise.
        text: The short text.
        within: The document.
        resolver: Knows the current editions.

    Raises:
        UnknownReference: It is neither.
    """
    standard = within.standard
    tokens = Tokens(normalize_text(text))
    for position in range(len(tokens)):
        suffix = lexicon.names.editions.match_edition_at(tokens, position, standard)
        if suffix.edition and suffix.stop > position:
            return Ref(standard, suffix.edition)
    structures = lexicon.identifiers(standard).structures
    owners = structures.find_by_title(significant_words(text))
    edition = within.edition or resolver.provisions.current(standard)
    ref = _newest_owner(standard, edition, owners, owners)
    if ref is not None:
        return ref
    near = nearest(text, structures.by_edition.get(edition or "", {}))
    refs = tuple(f"{standard}@{edition}:{provision_id}" for provision_id in near)
    raise UnknownReference(f"no reference inside {within} in {quote(text)}{did_you_mean(refs)}", text, refs)
