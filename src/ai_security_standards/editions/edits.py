"""The edits of a text, made so that it is read again as wished, and the questions that are left."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from ..records.refs import Ref
from ..references.lexicon import Lexicon
from ..references.recognition.page import Page
from ..references.resolution.nearby_title import means_the_same
from ..references.resolution.resolver import Resolved
from ..snapshot import Snapshot
from ..tables.reasons import Reason
from ..vocabulary import EditKind
from .migrating import migrate
from .rewriting import is_in_address, is_item_or_link, title_after

__all__ = [
    "Edit",
    "OpenReference",
    "ReadText",
    "Shift",
    "Wish",
    "apply_edits",
    "make_edits",
    "states_edition",
]


#: So often a text is read again for one spelling after the other; then whole lists are asked about.
MOST_ROUNDS = 32


class Edit(NamedTuple):
    """One change of a text.

    Attributes:
        line: The line of the text, counted from 1.
        start: Where the changed piece starts in the text before all edits, in characters.
        end: The position after its last character.
        old: The piece as written.
        new: What stands in its place.
        kind: A word of `EditKind`.
        ref: What was meant.
        to: What is meant now.
    """

    line: int
    start: int
    end: int
    old: str
    new: str
    kind: EditKind
    ref: Ref
    to: Ref


class OpenReference(NamedTuple):
    """A reference that a person must decide on; it stays as it is.

    Attributes:
        line: The line of the text, counted from 1.
        start: Where the reference starts in the text before all edits, in characters.
        end: The position after its last character.
        text: The reference as written.
        refs: What it means, or may mean.
        candidates: What may be written in its place, likeliest first.
        reasons: Why it is asked.
    """

    line: int
    start: int
    end: int
    text: str
    refs: tuple[Ref, ...]
    candidates: tuple[str, ...]
    reasons: tuple[Reason, ...]


class Wish(NamedTuple):
    """A reference to rewrite: how it may be written, and whether its edition is written with it.

    `span` is the whole address in which it stands, and `partner` where the text of that link starts.
    """

    found: Resolved
    ref: Ref
    to: Ref
    kind: EditKind
    spellings: tuple[str, ...]
    is_marked: bool = True
    span: tuple[int, int] | None = None
    partner: int | None = None

    @property
    def place(self) -> tuple[int, int]:
        """Where it starts and ends in the text."""
        return self.span or (self.found.sighting.start, self.found.sighting.end)


class ReadText(NamedTuple):
    """A text as read on a day, with the catalog that reads it."""

    snapshot: Snapshot
    lexicon: Lexicon
    text: str
    page: Page
    resolved: Sequence[Resolved]
    starts: Sequence[int]
    reread: Callable[[str], Sequence[Resolved]]

    def age(self, ref: Ref) -> int:
        """Return the place of the edition of a reference among those of its standard, oldest first."""
        return self.snapshot.register.ordered(ref.standard).index(str(ref.document))

    def line(self, place: int) -> int:
        """Return the number of the line of a place."""
        return self.text.count("\n", 0, place) + 1

    def question(self, found: Resolved, candidates: Iterable[object], why: str) -> OpenReference:
        """Return the question about a reference."""
        start, end = found.sighting.start, found.sighting.end
        written = self.text[start:end]
        texts = tuple(map(str, candidates))
        return OpenReference(
            self.line(start), start, end, written, found.refs, texts, (Reason(why, doubt=True),)
        )


def states_edition(lexicon: Lexicon, found: Resolved, goal: Ref | None = None) -> bool:
    """Tell whether a text says of which edition a reference is: by a mark, a title, or what is near.

    Where a publisher gives no identifier a new meaning, one that the edition to move to lacks says it.
    """
    if found.ambiguous or found.sighting.edition is not None:
        return found.sighting.edition is not None
    identifiers = lexicon.identifiers(found.sighting.standard)
    provision_id = found.refs[0].provision or ""
    structures = identifiers.structures.by_edition
    if identifiers.grammar.stable:
        provision = structures.get(goal.edition or "", {}).get(provision_id) if goal is not None else None
        return goal is not None and (provision is None or bool(provision.get("retired")))
    having = [edition for edition, provisions in structures.items() if provision_id in provisions]
    return len(having) == 1 or not means_the_same(identifiers, provision_id, having)


# ---------------------------------------------------------------- the edits, read again


def make_edits(reading: ReadText, wishes: Sequence[Wish]) -> tuple[list[Edit], list[OpenReference]]:
    """Return the edits that are read as wished, and a question for each wish that cannot be written so.

    Where the new addresses of links would keep other references from being written, the addresses stay.
    """
    edits, questions = _written_edits(reading, wishes)
    texts = [wish for wish in wishes if wish.span is None]
    open_texts = {question.start for question in questions} & {wish.place[0] for wish in texts}
    has_addresses = len(texts) < len(wishes) and open_texts
    plain_edits, plain_questions = _written_edits(reading, texts) if has_addresses else (edits, questions)
    if not has_addresses or len(plain_questions) >= len(open_texts):
        return edits, questions
    addresses = [
        reading.question(wish.found, [wish.to], f"the address leads to a page on {wish.ref}")
        for wish in wishes if wish.span is not None
    ]  # fmt: skip
    return plain_edits, [*plain_questions, *addresses]


def _written_edits(reading: ReadText, wishes: Sequence[Wish]) -> tuple[list[Edit], list[OpenReference]]:
    """Return the edits that are read as wished, and a question for each wish that cannot be written so.

    All are written, and the text is read again. What is read otherwise, or changes how another reference
    is read, takes its next spelling.
    """
    wishes = sorted(wishes, key=lambda wish: wish.place)
    choices = [0] * len(wishes)
    numbers = {wish.found.sighting.start: number for number, wish in enumerate(wishes)}
    rounds = 0
    while True:
        written = {
            number: wish.spellings[choices[number]]
            for number, wish in enumerate(wishes)
            if choices[number] < len(wish.spellings)
        }
        edits = list(_edits(reading, [(wishes[number], new) for number, new in written.items()]))
        again = {found.sighting.start: found for found in reading.reread(apply_edits(reading.text, edits))}
        moved = Shift(edits)
        wrong = {
            number for number in written if not _is_written(wishes[number], written[number], again, moved)
        }
        if not wrong:
            edited = {wishes[number].found.sighting.start: number for number in written}
            wrong = set(_disturbing(reading, edited, again, moved))
        if not wrong:
            wrong = set(_unmarked_beside_marked(reading, wishes, written))
        if not wrong:
            break
        rounds += 1
        for number in wrong:
            choices[number] += 1
        if rounds >= MOST_ROUNDS:
            for number in _given_up(reading, wishes, wrong, rounds):
                choices[number] = len(wishes[number].spellings)
        for number, wish in enumerate(wishes):
            text = None if wish.partner is None else numbers.get(wish.partner)
            if text is not None and choices[text] >= len(wishes[text].spellings):
                choices[number] = len(wish.spellings)  # an address follows the text of its link
    unwritten = [
        reading.question(
            wish.found, [wish.to], f"no spelling was found that is read as {wish.to} and changes nothing else"
        )
        for wish, choice in zip(wishes, choices, strict=True)
        if choice >= len(wish.spellings)
    ]
    return [edit for edit in edits if edit.old != edit.new], unwritten


def _given_up(reading: ReadText, wishes: Sequence[Wish], wrong: Collection[int], rounds: int) -> list[int]:
    """Return the wishes to ask about after too many rounds: those of lists with a wrong one, in the end all.

    Args:
        reading: The text.
        wishes: The references to rewrite.
        wrong: Those that are read otherwise than wished, or change another reference.
        rounds: How often the text was read again.
    """
    blocks = {reading.page.block_number(wishes[number].place[0]) for number in wrong}
    return [
        number
        for number, wish in enumerate(wishes)
        if rounds >= 2 * MOST_ROUNDS or reading.page.block_number(wish.place[0]) in blocks
    ]


def _unmarked_beside_marked(
    reading: ReadText, wishes: Sequence[Wish], written: Mapping[int, str]
) -> Iterator[int]:
    """Yield the items of a list that are written without an edition while others get one: all get one.

    Args:
        reading: The text.
        wishes: The references to rewrite.
        written: What is written for each, by its number.
    """
    items: dict[int, list[int]] = {}
    for number in written:
        wish = wishes[number]
        is_plain = wish.kind is EditKind.EDITION and not wish.is_marked and wish.span is None
        if is_plain and len(wish.spellings) > 1 and is_item_or_link(reading.text, *wish.place):
            items.setdefault(reading.page.block_number(wish.place[0]), []).append(number)
    for numbers in items.values():
        plain = [number for number in numbers if (wishes[number].to.edition or "") not in written[number]]
        if len(plain) < len(numbers):
            yield from plain


def _disturbing(
    reading: ReadText, edited: Mapping[int, int], again: Mapping[int, Resolved], moved: Shift
) -> Iterator[int]:
    """Yield the wishes after which a reference that is not edited means something else.

    Args:
        reading: The text before the edits.
        edited: The number of the wish of each edited reference, by its place.
        again: The references of the text after the edits, by place.
        moved: Where places are after the edits.
    """
    for found in reading.resolved:
        start = found.sighting.start
        if start in edited or is_in_address(reading.text, start) or found.sighting.weak:
            continue
        later = again.get(moved.of(start))
        if later is not None and _mean_the_same(reading, found, later):
            continue
        block = reading.page.block_number(start)
        near = [place for place in edited if reading.page.block_number(place) == block] or list(edited)
        before = [place for place in near if place < start]
        yield edited[max(before) if before else min(near)]


def _mean_the_same(reading: ReadText, found: Resolved, later: Resolved) -> bool:
    """Tell whether a reference is read as before, or as the same in an edition that it leaves open."""
    if found.refs == later.refs:
        return True
    is_open = bool(found.refs) and not found.ambiguous and not states_edition(reading.lexicon, found)
    if not is_open or [ref.provision for ref in found.refs] != [ref.provision for ref in later.refs]:
        return False
    if found.sighting.is_document:  # a bare name, which follows the edition that is stated near it
        return found.refs[0].standard == later.refs[0].standard
    old, new = sorted((found.refs[0], later.refs[0]), key=reading.age)
    (move,) = migrate(reading.snapshot, old, new.document)
    return move.to == (new,)


def _is_written(wish: Wish, new: str, again: Mapping[int, Resolved], moved: Shift) -> bool:
    """Tell whether a reference is read as wished after the edits; of an address, whether a part of it is.

    Args:
        wish: The reference.
        new: What stands in its place.
        again: The references of the text after the edits, by place.
        moved: Where places are after the edits.
    """
    start = moved.of(wish.place[0])
    if wish.span is None:
        return _is_read_as(again.get(start), wish.to)
    return any(_is_read_as(again.get(place), wish.to) for place in range(start, start + len(new)))


def _is_read_as(found: Resolved | None, ref: Ref) -> bool:
    return found is not None and not found.ambiguous and found.refs[:1] == (ref,)


def _edits(reading: ReadText, written: Iterable[tuple[Wish, str]]) -> Iterator[Edit]:
    """Yield the edit of each reference, and of the former title that stands directly after it."""
    for wish, new in written:
        start, end = wish.place
        old = reading.text[start:end]
        yield Edit(reading.line(start), start, end, old, new, wish.kind, wish.ref, wish.to)
        if wish.kind in (EditKind.SPELLING, EditKind.PIN) or wish.span is not None:
            continue
        title, new_title = (_title(reading.snapshot, ref) for ref in (wish.ref, wish.to))
        span = title_after(reading.text, end, title)
        if span is not None and new_title and title.casefold() != new_title.casefold():
            shown = reading.text[span[0] : span[1]]
            yield Edit(reading.line(span[0]), *span, shown, new_title, EditKind.TITLE, wish.ref, wish.to)


def _title(snapshot: Snapshot, ref: Ref) -> str:
    provision = snapshot.get(ref)
    return (provision.title or "") if provision is not None else ""


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with edits made, which are in order and do not overlap."""
    pieces, place = [], 0
    for edit in edits:
        pieces += [text[place : edit.start], edit.new]
        place = edit.end
    return "".join([*pieces, text[place:]])


class Shift:
    """Where places of a text are after edits, none of which they are inside."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._starts = [edit.start for edit in edits]
        grown = (len(edit.new) - len(edit.old) for edit in edits)
        self._shifts = [0, *accumulate(grown)]

    def of(self, place: int) -> int:
        """Return the place after the edits."""
        return place + self._shifts[bisect_left(self._starts, place)]
