"""Titles that are written beside identifiers, and whether they belong together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ..lexicon import Lexicon
from ..lexicon.identifiers import Identifiers
from ..text.titles import likeness, significant
from ..text.tokens import Tokens, normalize_text
from .resolver import Resolved

__all__ = ["TitleMismatch", "written_beside"]

#: A title is as long as this many words at most.
LONGEST = 24

#: A title is looked for in this many characters before and behind.
REACH = 240

_LEAD = re.compile(r"[\s*_`]*(?:[:(\[\"|–—-]|(?=\s[A-Z]))[\s*_`\"(|]*")
_BRACKET = re.compile(r"[\s*_`\"]*[(\[][\s*_`]*\Z")
_JOINED = re.compile(r"[: \-,/&'’()]{0,4}\Z")
_BEGINS = re.compile(r"(?:^|[|:;.•*-])[\s*_`\"]*\Z")
_ENDED = re.compile(r"\s*(?:[)\],|;.:\n\"*]|\Z)")


class TitleMismatch(NamedTuple):
    """A title that stands beside an identifier to which it does not belong.

    `own` is the title that the identifier has, `of` what the written title belongs to, likeliest
    first; `same_id` tells that it is the same identifier in another edition.
    """

    written: str
    own: str
    of: tuple[str, ...]
    same_id: bool


def written_beside(
    lexicon: Lexicon, settled: Sequence[Resolved], position: int, text: str
) -> TitleMismatch | None:
    """The title beside a reference, if it is exactly that of something else; None if nothing is wrong."""
    each = settled[position]
    ref = each.refs[0]
    identifiers = lexicon.identifiers(ref.standard)
    edition, name = ref.edition or "", ref.provision or ""
    titles = identifiers.titles(name).get(edition)
    if not titles or not identifiers.editions[edition][name].get("title"):
        return None
    if _own_follows(each, text, titles):
        return None
    candidate = _candidate(settled, position, text, identifiers)
    if candidate is None:
        return None
    written, around = candidate
    found = identifiers.titled(significant(written))
    if any(held == (edition, name) for held in found):
        return None
    if max(likeness(significant(title), around) for title in titles) >= 0.75:
        return None
    if any(there == edition and identifiers.related(edition, name, other) for there, other in found):
        return None
    here = [f"{ref.document}:{other}" for there, other in found if there == edition]
    same = [f"{ref.standard}@{there}:{other}" for there, other in found if other == name]
    if same and each.sighting.edition is None and identifiers.grammar.stable:
        return None  # a former title, or a later one
    rest = [f"{ref.standard}@{there}:{other}" for there, other in reversed(found)]
    of = tuple(dict.fromkeys([*here, *same[::-1], *rest[:1]]))
    return TitleMismatch(written, titles[0], of, bool(same))


def _own_follows(each: Resolved, text: str, titles: Sequence[str]) -> bool:
    """Whether the provision's own title stands right behind it, other references in it included."""
    behind = normalize_text(text[each.sighting.end : each.sighting.end + 300])
    lead = _LEAD.match(behind)
    words = significant(behind[lead.end() :].partition("\n")[0]) if lead else ()
    return any(words[: len(own)] == own for own in map(significant, titles) if own)


def _candidate(
    settled: Sequence[Resolved], position: int, text: str, identifiers: Identifiers
) -> tuple[str, tuple[str, ...]] | None:
    """What is written beside a reference and is a title: behind it, or before it and a bracket."""
    sighting = settled[position].sighting
    after = settled[position + 1].sighting.start if position + 1 < len(settled) else len(text)
    behind = normalize_text(text[sighting.end : min(after, sighting.end + REACH)])
    lead = _LEAD.match(behind)
    if lead is not None:
        rest = behind[lead.end() :].partition("\n")[0]
        tokens = Tokens(rest)
        for last in range(_run(tokens), 0, -1):
            written = rest[: tokens[last - 1].end]
            if (last > 1 or _ENDED.match(rest, tokens[0].end)) and identifiers.titled(significant(written)):
                return written, significant(rest)
    before = settled[position - 1].sighting.end if position else 0
    front = normalize_text(text[max(before, sighting.start - REACH) : sighting.start]).rpartition("\n")[2]
    bracket = _BRACKET.search(front)
    if bracket is not None:
        front = front[: bracket.start()]
        tokens = Tokens(front)
        for first in range(max(len(tokens) - LONGEST, 0), len(tokens)):
            written = front[tokens[first].start :]
            alone = first < len(tokens) - 1 or _BEGINS.search(front[: tokens[first].start])
            if alone and identifiers.titled(significant(written)):
                return written, significant(front)
    return None


def _run(tokens: Tokens) -> int:
    """How many words follow one another like those of a title."""
    last = 1
    while last < min(len(tokens), LONGEST) and _JOINED.match(tokens[last].gap):
        last += 1
    return last if tokens else 0
