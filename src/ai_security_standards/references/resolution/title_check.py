"""Titles in a text that are written next to identifiers of other provisions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ...records.refs import Ref
from ..lexicon import Lexicon
from ..lexicon.structures import Structures
from ..text.titles import significant_words, title_overlap
from ..text.tokens import Tokens, normalize_text
from .resolver import Resolved

__all__ = ["TitleMismatch", "find_title_mismatch"]

#: A title has at most this many words.
LONGEST = 24

#: A title is looked for in this many characters before and after a reference; its own title in more.
REACH, REACH_OF_OWN = 240, 300

#: A provision's own title is recognised if at least this share of its words is present.
ENOUGH_OVERLAP = 0.75

_TITLE_START = re.compile(r"[\s*_`]*(?:[:(\[\"|–—-]|(?=\s[A-Z]))[\s*_`\"(|]*")
_OPENING_BRACKET = re.compile(r"[\s*_`\"]*[(\[][\s*_`]*\Z")
_GAP = re.compile(r"[: \-,/&'’()]{0,4}\Z")
_START_OF_PHRASE = re.compile(r"(?:^|[|:;.•*-])[\s*_`\"]*\Z")
_END_OF_PHRASE = re.compile(r"\s*(?:[)\],|;.:\n\"*]|\Z)")


class TitleMismatch(NamedTuple):
    """A title next to the identifier of another provision.

    `own_title` is the title of the identifier; `owners` are the provisions with the written title,
    likeliest first. `same_id` tells that the identifier has it in another edition.
    """

    written_title: str
    own_title: str
    owners: tuple[str, ...]
    same_id: bool


class _WrittenTitle(NamedTuple):
    """A title in a text, with the significant words of its line."""

    text: str
    line_words: tuple[str, ...]


def find_title_mismatch(
    lexicon: Lexicon, resolved: Sequence[Resolved], number: int, text: str, beside: Sequence[str] = ()
) -> TitleMismatch | None:
    """Return the title next to a reference if it is exactly that of another provision.

    Examples::

        LLM06:2025 Sensitive Information Disclosure      the title of LLM02:2025
        Sensitive Information Disclosure (LLM06:2025)    likewise

    Args:
        lexicon: The names and identifiers of the register.
        resolved: All references of the text, in order.
        number: The position of the reference among them.
        text: The text.
        beside: The titles that the structure of the text puts beside the reference.
    """
    reference = resolved[number]
    ref = reference.refs[0]
    if beside:
        return _mismatch_of_fields(lexicon, reference, beside)
    structures = lexicon.identifiers(ref.standard).structures
    edition, provision_id = ref.edition or "", ref.provision or ""
    titles = structures.titles_of(provision_id).get(edition)
    if not titles or not structures.by_edition[edition][provision_id].get("title"):
        return None
    if _own_title_follows(reference, text, titles):
        return None
    title = _written_title(resolved, number, text, structures)
    if title is None:
        return None
    owners = structures.find_by_title(significant_words(title.text))
    if _is_own_title(structures, ref, titles, title, owners):
        return None
    is_former = any(owner == provision_id for _, owner in owners)
    if is_former and reference.sighting.edition is None and lexicon.identifiers(ref.standard).grammar.stable:
        return None  # a former title, or a later one
    return TitleMismatch(title.text, titles[0], _ranked(ref, owners), is_former)


def _mismatch_of_fields(lexicon: Lexicon, reference: Resolved, beside: Sequence[str]) -> TitleMismatch | None:
    """Return the title in the fields beside a reference if it is that of another provision, and none its own.

    Args:
        lexicon: The names and identifiers of the register.
        reference: The reference, ambiguous or not.
        beside: The titles beside it, best first.
    """
    identifiers = lexicon.identifiers(reference.refs[0].standard)
    structures = identifiers.structures
    is_dated = reference.sighting.edition is not None
    written = [_WrittenTitle(title, significant_words(title)) for title in map(normalize_text, beside)]
    for ref in reference.refs if reference.ambiguous else reference.refs[:1]:
        titles = structures.titles_of(ref.provision or "")
        own = titles.get(ref.edition or "", ())
        if not is_dated:
            own = (*own, *(title for several in titles.values() for title in several))
        if not own or any(_fits(structures, ref, own, title, is_dated=is_dated) for title in written):
            return None
    ref = reference.refs[0]
    for title in written:
        owners = structures.find_by_title(title.line_words)
        owners = owners or structures.find_by_similar_title(title.line_words)
        if owners:
            is_former = any(owner == ref.provision for _, owner in owners)
            own_titles = structures.titles_of(ref.provision or "")[ref.edition or ""]
            return TitleMismatch(title.text, own_titles[0], _ranked(ref, owners), is_former)
    return None


def _fits(
    structures: Structures, ref: Ref, titles: Sequence[str], title: _WrittenTitle, *, is_dated: bool
) -> bool:
    """Tell whether a written title is a provision's own: whole, a part of it, or with more words.

    Args:
        structures: The provisions of the standard.
        ref: The provision.
        titles: Its titles.
        title: The title written beside it.
        is_dated: Whether the edition is stated.
    """
    if not title.line_words:
        return False
    owners = structures.find_by_title(title.line_words)
    if any(owner == ref.provision and (edition == ref.edition or not is_dated) for edition, owner in owners):
        return True
    own = [significant_words(each) for each in titles]
    if owners and not any(
        edition == ref.edition and structures.are_nested(edition, ref.provision or "", owner)
        for edition, owner in owners
    ):
        return False
    written = title.line_words
    overlaps = [max(title_overlap(words, written), title_overlap(written, words)) for words in own if words]
    return max(overlaps, default=0.0) >= ENOUGH_OVERLAP


def _is_own_title(
    structures: Structures,
    ref: Ref,
    titles: Sequence[str],
    title: _WrittenTitle,
    owners: Sequence[tuple[str, str]],
) -> bool:
    """Tell whether a written title can be the reference's own, or that of a provision above or below it.

    Args:
        structures: The provisions of the standard.
        ref: The reference.
        titles: Its titles.
        title: The title written next to it.
        owners: The edition and id of the provisions with that title.
    """
    edition, provision_id = ref.edition or "", ref.provision or ""
    if (edition, provision_id) in owners:
        return True
    if max(title_overlap(significant_words(own), title.line_words) for own in titles) >= ENOUGH_OVERLAP:
        return True
    return any(
        other == edition and structures.are_nested(edition, provision_id, owner) for other, owner in owners
    )


def _ranked(ref: Ref, owners: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Return the owners of a title: those in the same edition, those with the same id, and the newest."""
    same_edition = [f"{ref.document}:{owner}" for edition, owner in owners if edition == ref.edition]
    newest_first = owners[::-1]
    same_id = [
        f"{ref.standard}@{edition}:{owner}" for edition, owner in newest_first if owner == ref.provision
    ]
    newest = [f"{ref.standard}@{edition}:{owner}" for edition, owner in newest_first[:1]]
    return tuple(dict.fromkeys([*same_edition, *same_id, *newest]))


def _own_title_follows(reference: Resolved, text: str, titles: Sequence[str]) -> bool:
    """Tell whether a provision's own title directly follows it, even with other references inside.

    Args:
        reference: The reference.
        text: The text.
        titles: The titles of its provision.
    """
    after = normalize_text(text[reference.sighting.end : reference.sighting.end + REACH_OF_OWN])
    start = _TITLE_START.match(after)
    if start is None:
        return False
    words = significant_words(after[start.end() :].partition("\n")[0])
    return any(words[: len(title)] == title for title in map(significant_words, titles) if title)


def _written_title(
    resolved: Sequence[Resolved], number: int, text: str, structures: Structures
) -> _WrittenTitle | None:
    """Return the title of any provision that is written next to a reference.

    Args:
        resolved: All references of the text, in order.
        number: The position of the reference among them.
        text: The text.
        structures: The provisions of its standard.
    """
    sighting = resolved[number].sighting
    ceiling = resolved[number + 1].sighting.start if number + 1 < len(resolved) else len(text)
    after = normalize_text(text[sighting.end : min(ceiling, sighting.end + REACH)])
    title = _title_after(after, structures)
    if title is not None:
        return title
    floor = resolved[number - 1].sighting.end if number else 0
    before = normalize_text(text[max(floor, sighting.start - REACH) : sighting.start])
    return _title_before(before.rpartition("\n")[2], structures)


def _title_after(after: str, structures: Structures) -> _WrittenTitle | None:
    """Match the longest title after a reference.

    Pattern: (":" | "(" | "|" | dash | a capital) title

    Examples::

        LLM01:2025 Prompt Injection
        | LLM01:2025 | Prompt Injection |
    """
    start = _TITLE_START.match(after)
    if start is None:
        return None
    line = after[start.end() :].partition("\n")[0]
    tokens = Tokens(line)
    for stop in range(_phrase_length(tokens), 0, -1):
        title = line[: tokens[stop - 1].end]
        is_phrase = stop > 1 or _END_OF_PHRASE.match(line, tokens[0].end)
        if is_phrase and structures.find_by_title(significant_words(title)):
            return _WrittenTitle(title, significant_words(line))
    return None


def _title_before(line: str, structures: Structures) -> _WrittenTitle | None:
    """Match the longest title before a reference in brackets: "Prompt Injection (LLM01:2025)"."""
    bracket = _OPENING_BRACKET.search(line)
    if bracket is None:
        return None
    line = line[: bracket.start()]
    tokens = Tokens(line)
    for first in range(max(len(tokens) - LONGEST, 0), len(tokens)):
        title = line[tokens[first].start :]
        is_phrase = first < len(tokens) - 1 or _START_OF_PHRASE.search(line[: tokens[first].start])
        if is_phrase and structures.find_by_title(significant_words(title)):
            return _WrittenTitle(title, significant_words(line))
    return None


def _phrase_length(tokens: Tokens) -> int:
    """Return how many words follow one another as in a title."""
    stop = 1
    while stop < min(len(tokens), LONGEST) and _GAP.match(tokens[stop].gap):
        stop += 1
    return stop if tokens else 0
