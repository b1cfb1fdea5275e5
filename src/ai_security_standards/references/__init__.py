"""References as people and tools write them: one, or all that a text holds."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from ..errors import AmbiguousReference, UnknownReference, did_you_mean, nearest
from ..records.refs import Ref
from .lexicon import Lexicon
from .recognition.scan import scan
from .resolution.resolver import Resolved, Resolver
from .resolution.title_check import written_beside
from .text.titles import significant
from .text.tokens import Tokens, normalize_text

__all__ = ["Lexicon", "Mention", "Resolved", "find_references", "mentions", "resolve", "written_beside"]

LONGEST = 2_000


class Mention(NamedTuple):
    """A reference in a text: where it stands (`text[start:end]`), what stands there, and what it means.

    `refs` holds one reference; for the beginning of a range also all that lies inside it; where
    `ambiguous`, the candidates, likeliest first.
    """

    start: int
    end: int
    text: str
    refs: tuple[Ref, ...]
    ambiguous: bool = False


def find_references(
    lexicon: Lexicon, text: str, day: dt.date, within: Ref | None = None, on: dt.date | None = None
) -> tuple[Mention, ...]:
    """Every reference in a text; see `Catalog.find_references`."""
    return tuple(
        Mention(
            each.sighting.start,
            each.sighting.end,
            text[each.sighting.start : each.sighting.end],
            each.refs,
            each.ambiguous,
        )
        for each in mentions(lexicon, text, day, within, on, explain=False)
        if each.refs and not each.sighting.weak
    )


def mentions(
    lexicon: Lexicon, text: str, day: dt.date, within: Ref | None, on: dt.date | None, *, explain: bool
) -> list[Resolved]:
    """Everything in a text that refers or seems to, settled."""
    page = scan(lexicon, text, within.standard if within else None, lenient=False)
    written = on.isoformat() if on else None
    return Resolver(lexicon, day.isoformat(), written, within, explain=explain).settle(page)


def resolve(
    lexicon: Lexicon, text: str, day: dt.date, within: Ref | None = None, on: dt.date | None = None
) -> Ref:
    """The one reference that a text is; see `Catalog.resolve`."""
    if len(text) > LONGEST:
        raise UnknownReference(
            f"a reference has at most {LONGEST} characters, this text {len(text)}; "
            "find_references reads longer ones",
            text[:40] + "…",
        )
    exact = _canonical(lexicon, text)
    if exact is not None:
        return exact
    page = scan(lexicon, text, within.standard if within else None, lenient=True)
    settler = Resolver(lexicon, day.isoformat(), on.isoformat() if on else None, within)
    whole = settler.whole(page)
    if whole is not None:
        return whole
    found = settler.settle(page)
    provisions = [each for each in found if each.sighting.ids or each.sighting.unknown]
    wrong = [each for each in provisions if not each.refs]
    right = [each for each in provisions if each.refs]
    if right:
        return _one(_deepest(lexicon, right), text)
    if wrong:
        raise UnknownReference(f"{wrong[0].problem}{did_you_mean(wrong[0].near)}", text, wrong[0].near)
    documents = [each for each in found if each.refs]
    if documents:
        by_title = _by_title(lexicon, text, documents)
        return by_title or _one(documents, text)
    if found:
        raise UnknownReference(f"{found[0].problem}{did_you_mean(found[0].near)}", text, found[0].near)
    if within is not None:
        return _inside(lexicon, text, within, settler)
    near = nearest(text, [*lexicon.register.editions])
    raise UnknownReference(
        f"nothing in {_shown(text)} is a reference that the catalog knows{did_you_mean(near)}", text, near
    )


def _canonical(lexicon: Lexicon, text: str) -> Ref | None:
    """The reference that a text is in the canonical form, edition included."""
    head, colon, provision = text.strip().partition(":")
    if head not in lexicon.register.files_by_ref:
        return None
    standard, _, edition = head.partition("@")
    if not colon:
        return Ref(standard, edition)
    there = lexicon.identifiers(standard).editions.get(edition, {})
    return Ref(standard, edition, provision) if provision in there else None


def _deepest(lexicon: Lexicon, found: list[Resolved]) -> list[Resolved]:
    """Without the provisions that another one stands below: "Annex A" beside "A.6.2.4"."""
    above: set[Ref] = set()
    for each in found:
        for ref in each.refs:
            provisions = lexicon.identifiers(ref.standard).editions.get(ref.edition or "", {})
            raw = provisions.get(ref.provision or "")
            while raw is not None and raw.get("parent"):
                above.add(ref._replace(provision=raw["parent"]))
                raw = provisions[raw["parent"]]
    return [each for each in found if not set(each.refs) <= above]


def _one(found: list[Resolved], text: str) -> Ref:
    """The one thing that all that was found means."""
    meanings = list(dict.fromkeys(each.refs for each in found))
    if len(meanings) > 1:
        standards = {refs[0].standard for refs in meanings}
        if len(standards) == 1 and len({each.refs[0].provision for each in found}) == 1:
            stated = {each.refs[0] for each in found if each.sighting.edition and not each.ambiguous}
            if len(stated) == 1:
                return stated.pop()
        several = list(dict.fromkeys(str(ref) for each in found for ref in each.refs))
        raise AmbiguousReference(
            f"{_shown(text)} names several things: {', '.join(several)}; find_references gives each",
            text,
            several,
        )
    (refs,) = meanings
    if found[0].ambiguous:
        raise AmbiguousReference(
            f"{_shown(text)} can mean {' or '.join(map(str, refs))}; name the edition, a title, or on=",
            text,
            [str(ref) for ref in refs],
        )
    return refs[0]


def _by_title(lexicon: Lexicon, text: str, documents: list[Resolved]) -> Ref | None:
    """The provision whose title is all that a text has beside the name of its document."""
    if len({each.refs[0].standard for each in documents}) > 1:
        return None
    sighting, ref = documents[0].sighting, documents[0].refs[0]
    rest = text[: sighting.start] + " " + text[sighting.end :]
    words = significant(rest)
    if not words or not re.match(r"\s*[:(—–-]", text[sighting.end :] or ":"):
        return None
    if set(words) <= lexicon.own_words(ref.standard):
        return None  # "ISO/IEC 42001 - AI management system" is the title of the document
    found = lexicon.identifiers(ref.standard).titled(words)
    here = [name for edition, name in found if edition == ref.edition] or [name for _, name in found[-1:]]
    editions = [edition for edition, name in found if name == (here or [""])[0]]
    if len(set(here)) != 1:
        return None
    return Ref(ref.standard, ref.edition if ref.edition in editions else editions[-1], here[0])


def _inside(lexicon: Lexicon, text: str, within: Ref, settler: Resolver) -> Ref:
    """What a text means inside a known document: an edition of it, or a provision by its title."""
    identifiers = lexicon.identifiers(within.standard)
    tokens = Tokens(normalize_text(text))
    for position in range(len(tokens)):
        last, told, _ = lexicon.names.editions.match_edition_at(tokens, position, within.standard)
        if told and last > position:
            return Ref(within.standard, told)
    words = significant(text)
    found = identifiers.titled(words)
    edition = within.edition or settler.current(within.standard)
    names = {name for each, name in found if each == edition} or {name for _, name in found}
    if len(names) == 1:
        (name,) = names
        having = [each for each, held in found if held == name]
        return Ref(within.standard, edition if edition in having else having[-1], name)
    near = nearest(text, identifiers.editions.get(edition or "", {}))
    meant = tuple(f"{within.standard}@{edition}:{each}" for each in near)
    raise UnknownReference(
        f"nothing in {_shown(text)} is a reference inside {within}{did_you_mean(meant)}", text, meant
    )


def _shown(text: str) -> str:
    return repr(text if len(text) <= 60 else text[:59] + "…")
