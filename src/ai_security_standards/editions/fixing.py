"""Rewrite the references of a text where one thing alone can be meant, and ask about the others."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import PurePath
from typing import NamedTuple

from ..records.refs import Ref
from ..references.accepting import review
from ..references.auditing import Audit, FileText, Judgement, audit
from ..references.configuring import Ignore
from ..references.lexicon import Lexicon
from ..references.lexicon.dialects import DialectReader
from ..references.recognition.page import Page, Sighting
from ..references.recognition.scan import scan
from ..references.resolution.resolver import Resolved, Resolver
from ..references.tagging import read_tags
from ..snapshot import Snapshot
from ..vocabulary import EditKind, ReferenceVerdict
from .drafts import wishes_of_drafts
from .edits import Edit, OpenReference, ReadText, Shift, Wish, apply_edits, make_edits
from .moving import HISTORY_NAME, wish_of_link, wishes_of_moves
from .pinning import wishes_of_pins
from .rewriting import is_in_address, is_spelling_of, markings, rewritings
from .tracing import successors_of

__all__ = ["Edit", "Fix", "OpenReference", "fix"]

#: The verdicts on which a person must decide.
_ASKED = frozenset(
    (
        ReferenceVerdict.UNKNOWN,
        ReferenceVerdict.RETIRED,
        ReferenceVerdict.REUSED,
        ReferenceVerdict.TITLE_MISMATCH,
        ReferenceVerdict.ONLY_IN_EDITION,
        ReferenceVerdict.AMBIGUOUS,
    )
)

#: The verdicts on references of which nothing is known to be wrong.
_SOUND = frozenset((ReferenceVerdict.OK, ReferenceVerdict.TITLE_NOT_COMPARED))
#: The verdicts that no edit may leave: the title beside it tells of another provision.
_FAULTS = frozenset((ReferenceVerdict.REUSED, ReferenceVerdict.TITLE_MISMATCH))


class Fix(NamedTuple):
    """A text with its mechanical edits made, and the questions that are left.

    Attributes:
        path: The path of the text, as given.
        text: The text after the edits.
        edits: What was changed, in order.
        questions: What a person must decide, in order.
    """

    path: str
    text: str
    edits: tuple[Edit, ...]
    questions: tuple[OpenReference, ...]


def fix(
    snapshot: Snapshot,
    lexicon: Lexicon,
    text: str,
    goals: Iterable[Ref],
    *,
    path: str = "",
    sources: Iterable[Ref] = (),
    within: Ref | None = None,
    on: dt.date | None = None,
    spelling: bool = False,
    pin: bool = False,
    by_title: bool = False,
    dialect: DialectReader | None = None,
    ignores: Iterable[Ignore] = (),
) -> Fix:
    """Make the mechanical edits of a text; see `Catalog.fix`.

    Args:
        snapshot: The data on one day.
        lexicon: The names and identifiers to recognise.
        text: The text.
        goals: The editions to move to; without one, retired identifiers are mended.
        path: The path of the text; a history of changes is left alone.
        sources: The editions that identifiers without one belong to.
        within: The document that the surroundings name.
        on: The date of the text.
        spelling: Whether to write identifiers as they are printed.
        pin: Whether to write the editions of `goals` beside identifiers without one, and to move none.
        by_title: Whether an identifier gives way to that of the title beside it: a wrong one where nothing
            moves, one of a draft where the published list is a goal.
        dialect: The tags of the tool that wrote the text.
        ignores: The findings that a project accepts: they stay, where nothing moves.
    """
    day = snapshot.date
    on_text = on.isoformat() if on else None
    suffix = PurePath(path).suffix.lower()

    def read(content: str) -> tuple[Page, Sequence[Resolved]]:
        page = scan(lexicon, content, within.standard if within else None, lenient=False, suffix=suffix)
        resolver = Resolver(lexicon, day.isoformat(), on_text, within)
        resolved = resolver.resolve_page(page)
        return page, resolved if dialect is None else read_tags(lexicon, resolved, content, day, dialect)

    if HISTORY_NAME.match(re.split(r"[/\\]", path)[-1]):
        return Fix(path, text, (), ())
    page, resolved = read(text)
    by_standard = {ref.standard: ref for ref in goals}
    if not (by_standard and by_title) and all(found.sighting.weak for found in resolved):
        return Fix(path, text, (), ())  # as in most files; an identifier of a draft is weak
    starts = [found.sighting.start for found in resolved]
    reading = ReadText(snapshot, lexicon, text, page, resolved, starts, lambda content: read(content)[1])
    given = {ref.standard: ref.edition or "" for ref in sources}
    successors = successors_of(snapshot)

    def judge(content: str) -> Sequence[Judgement]:
        file, editions = FileText(path, content), {} if by_standard else given
        return audit(lexicon, file, day, within, on, successors, editions=editions, dialect=dialect)

    if by_standard and pin:
        wishes, questions = wishes_of_pins(reading, by_standard)
    elif by_standard:
        wishes, questions = wishes_of_moves(reading, by_standard, given)
        for goal in goals if by_title else ():
            drafts, asked = wishes_of_drafts(reading, goal, suffix)
            wishes, questions = [*wishes, *drafts], [*questions, *asked]
    else:
        judgements = _without_accepted(judge(text), text, path, day, ignores)
        wishes, questions = _wishes_of_repairs(reading, judgements, spelling=spelling, by_title=by_title)
    edits, open_questions = _sound_edits(reading, wishes, judge)
    questions = sorted((*questions, *open_questions))
    return Fix(path, apply_edits(text, edits), tuple(edits), tuple(questions))


def _without_accepted(
    judgements: Sequence[Judgement], text: str, path: str, day: dt.date, ignores: Iterable[Ignore]
) -> Iterable[Judgement]:
    """Return judgements without the findings that settings or a comment on their line accept."""
    return review(Audit(judgements), day=day, ignores=ignores, texts={path: text}).audit


def _sound_edits(
    reading: ReadText, wishes: Sequence[Wish], judge: Callable[[str], Sequence[Judgement]]
) -> tuple[list[Edit], list[OpenReference]]:
    """Return the edits after which no title tells of another provision, and the questions about the others.

    Args:
        reading: The text.
        wishes: The references to rewrite.
        judge: Audits a text.
    """
    asked: list[OpenReference] = []
    while True:
        edits, questions = make_edits(reading, wishes)
        if not edits:
            return edits, [*questions, *asked]
        moved = Shift(edits)
        after = {each.start: each for each in judge(apply_edits(reading.text, edits))}
        edited = {edit.start for edit in edits}
        bad: dict[int, str] = {}
        for wish in wishes:
            start = wish.found.sighting.start
            judgement = after.get(moved.of(start)) if wish.span is None and start in edited else None
            if judgement is not None and judgement.verdict in _FAULTS:
                bad[start] = "; ".join(map(str, judgement.reasons))
                asked.append(reading.question(wish.found, [wish.to], f"after it, {bad[start]}"))
        if not bad:
            return edits, [*questions, *asked]
        wishes = [each for each in wishes if each.found.sighting.start not in bad and each.partner not in bad]


def _wishes_of_repairs(
    reading: ReadText, judgements: Iterable[Judgement], *, spelling: bool, by_title: bool
) -> tuple[list[Wish], list[OpenReference]]:
    """Return the retired references with one successor, and the questions about other findings.

    Args:
        reading: The text.
        judgements: The verdicts on its references.
        spelling: Whether to write identifiers as they are printed.
        by_title: Whether an identifier gives way to that of the title beside it.
    """
    by_place = {(found.sighting.start, found.sighting.end): found for found in reading.resolved}
    wishes: list[Wish] = []
    questions: list[OpenReference] = []
    for judgement in judgements:
        found = by_place.get((judgement.start, judgement.end)) or _misspelt(judgement)
        wish = _wish_of_title(reading, found, judgement) if by_title else None
        wish = wish or _wish_of_repair(reading, found, judgement, spelling=spelling)
        if wish is not None:
            wishes.append(wish)
            link = wish_of_link(reading, wish) if wish.kind is EditKind.IDENTIFIER else None
            wishes += [] if link is None else [link]
        elif judgement.verdict in _ASKED and not is_in_address(reading.text, judgement.start):
            why = "; ".join(map(str, judgement.reasons))
            questions.append(reading.question(found, judgement.instead, why))
    return wishes, questions


def _misspelt(judgement: Judgement) -> Resolved:
    """Return the reference that an audit finds by the key under which it is: a misspelt identifier."""
    standard = judgement.instead[0].partition("@")[0]
    return Resolved(Sighting(judgement.start, judgement.end, standard, None, unknown_id=judgement.text), ())


def _wish_of_title(reading: ReadText, found: Resolved, judgement: Judgement) -> Wish | None:
    """Return how an identifier is replaced by the one provision whose title stands beside it.

    Args:
        reading: The text.
        found: The reference.
        judgement: The verdict on it.
    """
    is_mismatch = judgement.verdict in (ReferenceVerdict.TITLE_MISMATCH, ReferenceVerdict.REUSED)
    is_in_doubt = found.ambiguous or found.sighting.range_ids or is_in_address(reading.text, judgement.start)
    if not is_mismatch or is_in_doubt:
        return None
    ref = found.refs[0]
    marked = found.sighting.edition if (found.sighting.edition or "-") in judgement.text else None
    owners = [Ref.parse(each) for each in judgement.instead]
    if marked is None and judgement.verdict is ReferenceVerdict.REUSED:
        editions = [owner for owner in owners if owner.provision == ref.provision]
        if len(editions) != 1:
            return None
        spellings = markings(judgement.text, ref.provision or "", editions[0].edition or "")
        return Wish(found, ref, editions[0], EditKind.PIN, tuple(spellings))
    own = [owner for owner in owners if owner.edition == ref.edition] or owners
    ids = {owner.provision for owner in own}
    to = ref._replace(provision=ids.pop()) if len(ids) == 1 else None
    if to is None or reading.snapshot.get(to) is None:
        return None
    spellings = rewritings(judgement.text, (ref.provision or "", marked), (to.provision or "", marked))
    return Wish(found, ref, to, EditKind.IDENTIFIER, tuple(spellings))


def _wish_of_repair(
    reading: ReadText, found: Resolved, judgement: Judgement, *, spelling: bool
) -> Wish | None:
    """Return how a retired or misspelt reference is rewritten; None where it is not.

    Args:
        reading: The text.
        found: The reference.
        judgement: The verdict on it.
        spelling: Whether to write identifiers as they are printed.
    """
    if is_in_address(reading.text, judgement.start) or found.ambiguous or not found.refs:
        return None
    ref = found.refs[0]
    if ref.provision is None or found.sighting.range_ids:
        return None
    if judgement.verdict is ReferenceVerdict.RETIRED and len(judgement.instead) == 1:
        to = Ref.parse(judgement.instead[0])
        if found.sighting.edition is None and _is_alike(reading.snapshot, ref, to):
            spellings = tuple(rewritings(judgement.text, (ref.provision, None), (to.provision or "", None)))
            return Wish(found, ref, to, EditKind.RETIRED, spellings)
    if spelling and judgement.verdict in _SOUND and is_spelling_of(judgement.text, ref.provision):
        return Wish(found, ref, ref, EditKind.SPELLING, (ref.provision,))
    return None


def _is_alike(snapshot: Snapshot, ref: Ref, to: Ref) -> bool:
    """Tell whether a successor is of the same standard and kind: a control is no family of controls."""
    old, new = snapshot.get(ref), snapshot.get(to)
    return ref.standard == to.standard and old is not None and new is not None and old.kind == new.kind
