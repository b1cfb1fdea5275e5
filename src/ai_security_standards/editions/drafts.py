"""Identifiers of a draft beside the titles of the published list: "AAI01 | Agent Goal Hijack"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from ..records.refs import Ref
from ..references.lexicon.structures import Structures
from ..references.recognition.page import Sighting
from ..references.resolution.resolver import Resolved
from ..references.text.beside import BesideReader
from ..references.text.titles import significant_words
from ..references.text.tokens import normalize_text
from ..vocabulary import EditKind
from .edits import OpenReference, ReadText, Wish

__all__ = ["wishes_of_drafts"]

#: So many identifiers of one prefix stand beside titles of the published list, and at least this share.
ENOUGH_ENTRIES, ENOUGH_SHARE = 3, 0.5

#: A title that is like that of one provision at least so much is a candidate.
LIKE_TITLE = 0.3

#: A title has at least so many significant words.
SHORTEST_TITLE = 2

_IDENTIFIER = re.compile(r"(?<![\w./@-])([A-Z]{2,8})[-_ ]?[0-9]{1,3}(?![\w/@-]|\.[0-9])")


class _Entry(NamedTuple):
    """An identifier with its place, the provision whose title is beside it, and those with a like one."""

    written: str
    start: int
    owner: str
    like: tuple[str, ...]


def wishes_of_drafts(reading: ReadText, goal: Ref, suffix: str) -> tuple[list[Wish], list[OpenReference]]:
    """Return the draft's identifiers to replace by those of the published list, and what is asked.

    An identifier is of a draft where no standard has it, and where several of its prefix each stand beside
    the title of another provision, always of the same one.

    Args:
        reading: The text.
        goal: The published list.
        suffix: The suffix of the text's file, such as ".csv".
    """
    structures = reading.lexicon.identifiers(goal.standard).structures
    by_prefix: dict[str, list[_Entry]] = {}
    for prefix, entry in _entries(reading, structures, goal.edition or "", suffix):
        by_prefix.setdefault(prefix, []).append(entry)
    wishes: list[Wish] = []
    questions: list[OpenReference] = []
    for entries in by_prefix.values():
        owned = {(entry.written, entry.owner) for entry in entries if entry.owner}
        is_draft = len(owned) >= ENOUGH_ENTRIES and len(owned) >= ENOUGH_SHARE * len(
            {entry.written for entry in entries}
        )
        if not is_draft or any(len({pair[side] for pair in owned}) < len(owned) for side in (0, 1)):
            continue
        for entry in entries:
            end = entry.start + len(entry.written)
            found = Resolved(Sighting(entry.start, end, goal.standard, None, unknown_id=entry.written), ())
            if entry.owner:
                to = goal._replace(provision=entry.owner)
                wishes.append(Wish(found, goal, to, EditKind.IDENTIFIER, (entry.owner,)))
            else:
                candidates = [goal._replace(provision=each) for each in entry.like]
                questions.append(reading.question(found, candidates, "no title beside it is one of the list"))
    return wishes, questions


def _entries(
    reading: ReadText, structures: Structures, edition: str, suffix: str
) -> Iterator[tuple[str, _Entry]]:
    """Yield the identifiers of no standard, each with its prefix and what the titles beside it say.

    Args:
        reading: The text.
        structures: The provisions of the published list's standard.
        edition: The edition of the list.
        suffix: The suffix of the text's file.
    """
    titles = {
        provision_id: several
        for provision_id in structures.by_edition[edition]
        if (several := structures.title_words_of(provision_id)[edition])
    }
    beside = BesideReader(reading.text, suffix)
    for match in _IDENTIFIER.finditer(reading.text):
        start, end = match.span()
        number = bisect_right(reading.starts, start) - 1
        if number >= 0 and start < reading.resolved[number].sighting.end:
            continue
        written = [
            significant_words(normalize_text(each.text))
            for each in beside.titles_at(start, end) or beside.titles_in_line(start, end)
        ]
        written = [words for words in written if len(words) >= SHORTEST_TITLE]
        owners = {
            provision_id for provision_id, several in titles.items()
            if any(title[: len(words)] == words for title in several for words in written)
        }  # fmt: skip
        like = {
            owner for words in written
            if (likest := structures.titles.likest(words)).likeness >= LIKE_TITLE
            for in_edition, owner in likest.owners if in_edition == edition
        }  # fmt: skip
        owner = owners.pop() if len(owners) == 1 else ""
        yield match[1], _Entry(match[0], start, owner, tuple(sorted(like)))
