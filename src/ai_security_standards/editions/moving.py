"""Which references of a text move to another edition: each with its successor, or with a question."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..records.provisions import Provision
from ..records.refs import Ref
from ..references.resolution.resolver import Resolved
from ..references.text.headings import headings
from ..vocabulary import EditKind, MigrationOutcome
from .edits import OpenReference, ReadText, Wish, states_edition
from .migrating import migrate
from .rewriting import is_in_address, is_item_or_link, link_address, rewritings

__all__ = ["HISTORY_NAME", "history_spans", "wish_of_link", "wishes_of_moves"]

#: The name of a file or section that tells the history of changes.
HISTORY_NAME = re.compile(
    r"(?:change[-_ ]?log|changes|history|news|releases?(?:[-_ ]notes)?)\b", re.IGNORECASE
)
#: The most characters between the ends of a range: "to" or a dash, with blanks.
_LONGEST_RANGE_SIGN = 6


def wishes_of_moves(
    reading: ReadText, goals: Mapping[str, Ref], sources: Mapping[str, str]
) -> tuple[list[Wish], list[OpenReference]]:
    """Return the references to move to other editions, and the questions about those that are open.

    Args:
        reading: The text.
        goals: The edition to move to, by standard.
        sources: The edition of identifiers without one, by standard.
    """
    wishes: list[Wish] = []
    questions: list[OpenReference] = []
    history = list(history_spans(reading.text))
    for standard, goal in goals.items():
        concerned = [
            found
            for found in reading.resolved
            if found.sighting.standard == standard and found.sighting.ids and found.refs
            and not found.sighting.weak
            and not any(start <= found.sighting.start < end for start, end in history)
        ]  # fmt: skip
        stated = [found for found in concerned if states_edition(reading.lexicon, found, goal)]
        compared = set(_blocks_of_comparison(reading, stated, goal))
        named = list(_documents_named(reading, standard))
        editions = {found.refs[0].edition or "" for found in (*stated, *named)}
        source = sources.get(standard) or (editions.pop() if len(editions) == 1 else None)
        followed: set[int] = set()
        for found in concerned:
            if (
                reading.page.block_number(found.sighting.start) in compared
                or found.sighting.start in followed
            ):
                continue
            wish = _wish_of_move(reading, found, goal, source, is_stated=found in stated)
            if isinstance(wish, OpenReference):
                questions.append(wish)
            elif wish is not None:
                wishes.append(wish)
                link = wish_of_link(reading, wish)
                if link is not None:
                    wishes.append(link)
                    followed.add(link.found.sighting.start)
        if any(wish.ref.standard == standard for wish in wishes):
            why = "the text names this edition of the document"
            questions += [reading.question(found, [goal], why) for found in named if found.refs[0] != goal]
    wishes, questions = _without_doubles(reading, wishes, questions)
    return _without_open_lists(reading, wishes, questions)


def _documents_named(reading: ReadText, standard: str) -> Iterator[Resolved]:
    """Yield where a text names a standard with its edition: in a heading, in prose, beside a key."""
    for found in reading.resolved:
        sighting = found.sighting
        is_named = sighting.standard == standard and sighting.is_document and sighting.edition
        if is_named and found.refs and not is_in_address(reading.text, sighting.start):
            yield found


def _blocks_of_comparison(reading: ReadText, stated: Iterable[Resolved], goal: Ref) -> Iterator[int]:
    """Yield the blocks that name the edition to move to and another one in one line: they compare them."""
    lines: dict[int, set[str | None]] = {}
    blocks: dict[int, int] = {}
    for found in stated:
        if not is_in_address(reading.text, found.sighting.start):
            line = reading.line(found.sighting.start)
            lines.setdefault(line, set()).add(found.refs[0].edition)
            blocks[line] = reading.page.block_number(found.sighting.start)
    for line, editions in lines.items():
        if goal.edition in editions and len(editions) > 1:
            yield blocks[line]


def _wish_of_move(
    reading: ReadText, found: Resolved, goal: Ref, source: str | None, *, is_stated: bool
) -> Wish | OpenReference | None:
    """Return how a reference moves, the question about it, or None where it stays.

    Args:
        reading: The text.
        found: The reference.
        goal: The edition to move to.
        source: The edition of the file, for identifiers without one.
        is_stated: Whether the text says of which edition the reference is.
    """
    sighting = found.sighting
    ref = found.refs[0]
    if not is_stated and not found.ambiguous:
        return None  # it means the same in every edition
    if not is_stated:
        if source == goal.edition:
            return None
        ref = ref._replace(edition=source)
        has_source = source is not None and ref in found.refs
        if is_in_address(reading.text, sighting.start):
            return None
        if not has_source or not is_item_or_link(reading.text, sighting.start, sighting.end):
            return reading.question(found, found.refs, "the text does not say of which edition it is")
    if ref.edition == goal.edition:
        return None
    (move,) = migrate(reading.snapshot, ref, goal)
    if is_in_address(reading.text, sighting.start):
        return reading.question(found, move.to, f"the address leads to a page on {ref}")
    if _is_in_range(reading, found):
        return reading.question(found, move.to, "it is part of a range")
    if move.outcome is not MigrationOutcome.CARRIED_OVER or len(move.to) != 1:
        why = next((str(reason) for reason in move.reasons if reason.doubt), f"{ref} has no one successor")
        return reading.question(found, move.to, why)
    written = reading.text[sighting.start : sighting.end]
    (to,) = move.to
    marked = sighting.edition if sighting.edition and sighting.edition in written else None
    spellings = tuple(rewritings(written, (ref.provision or "", marked), (to.provision or "", to.edition)))
    return Wish(found, ref, to, EditKind.EDITION, spellings, marked is not None)


def wish_of_link(reading: ReadText, wish: Wish) -> Wish | None:
    """Return how the address of a link follows its text: to where the publisher has the successor.

    Examples::

        [OWASP for LLM 05](https://genai.owasp.org/llmrisk/llm05/)

    Args:
        reading: The text.
        wish: How the text of the link is rewritten.
    """
    address = link_address(reading.text, wish.found.sighting.end)
    if address is None:
        return None
    start, end = address
    first, stop = bisect_left(reading.starts, start), bisect_left(reading.starts, end)
    linked = next(
        (
            each for each in reading.resolved[first:stop]
            if each.sighting.standard == wish.ref.standard and wish.ref.provision in each.sighting.ids
        ),
        None,
    )  # fmt: skip
    provision = reading.snapshot.get(wish.to)
    url = provision.url if isinstance(provision, Provision) else None
    if linked is None or url is None:
        return None
    span, partner = (start, end), wish.found.sighting.start
    return Wish(linked, wish.ref, wish.to, wish.kind, (url,), wish.is_marked, span, partner)


def _is_in_range(reading: ReadText, found: Resolved) -> bool:
    """Tell whether a reference begins or ends a range."""
    place = bisect_left(reading.starts, found.sighting.start)
    before = reading.resolved[place - 1].sighting if place else None
    ends_range = (
        before is not None
        and bool(before.range_ids)
        and found.sighting.start - before.end <= _LONGEST_RANGE_SIGN
    )
    return bool(found.sighting.range_ids) or ends_range


def _without_doubles(
    reading: ReadText, wishes: Iterable[Wish], questions: Sequence[OpenReference]
) -> tuple[list[Wish], list[OpenReference]]:
    """Return wishes and questions, where items of one list that would become the same are asked about.

    Args:
        reading: The text.
        wishes: The references to move.
        questions: The questions so far.
    """
    items: dict[tuple[int, Ref], list[Wish]] = {}
    kept, asked = [], list(questions)
    for wish in wishes:
        start, end = wish.place
        if wish.span is None and is_item_or_link(reading.text, start, end):
            items.setdefault((reading.page.block_number(start), wish.to), []).append(wish)
        else:
            kept.append(wish)
    for (_, to), alike in items.items():
        names = sorted({wish.ref.provision or "" for wish in alike})
        if len(names) > 1:
            why = f"{' and '.join(names)} of one list both become {to}"
            asked += [reading.question(wish.found, [to], why) for wish in alike]
        else:
            kept += alike
    dropped = {question.start for question in asked}
    return [wish for wish in kept if wish.partner not in dropped], asked


def _without_open_lists(
    reading: ReadText, wishes: Sequence[Wish], questions: Sequence[OpenReference]
) -> tuple[list[Wish], list[OpenReference]]:
    """Return wishes and questions, where one open item leaves the rest of its list as it was.

    Where editions exchange numbers, a list that is moved in part names things twice. That holds for
    identifiers without the edition beside them, unless the publisher gives none a new meaning.
    """
    blocks = {
        reading.page.block_number(question.start)
        for question in questions
        if not is_in_address(reading.text, question.start)
        and is_item_or_link(reading.text, question.start, question.end)
    }
    kept, asked = [], list(questions)
    for wish in wishes:
        is_stable = reading.lexicon.identifiers(wish.ref.standard).grammar.stable
        is_open = reading.page.block_number(wish.found.sighting.start) in blocks
        if is_open and not wish.is_marked and not is_stable:
            asked.append(reading.question(wish.found, [wish.to], "another reference of its list is open"))
        else:
            kept.append(wish)
    return kept, asked


def history_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the sections of a text that tell the history of changes."""
    listed = list(headings(text))
    for place, heading in enumerate(listed):
        if heading.level and HISTORY_NAME.search(text, heading.start, heading.end):
            following = (later.start for later in listed[place + 1 :] if later.level <= heading.level)
            yield heading.start, next(following, len(text))
