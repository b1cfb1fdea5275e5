"""Write an edition beside the identifiers of a text that state none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..records.refs import Ref
from ..references.resolution.resolver import Resolved
from ..vocabulary import EditKind
from .edits import OpenReference, ReadText, Wish, states_edition
from .moving import history_spans
from .rewriting import is_in_address, markings

__all__ = ["wishes_of_pins"]


def wishes_of_pins(reading: ReadText, goals: Mapping[str, Ref]) -> tuple[list[Wish], list[OpenReference]]:
    """Return the references that are to have an edition beside them, and the questions about others.

    A reference is open where the edition lacks it, or where its title or list says another edition.

    Args:
        reading: The text.
        goals: The edition to write, by standard.
    """
    wishes: list[Wish] = []
    questions: list[OpenReference] = []
    history = list(history_spans(reading.text))
    for found in reading.resolved:
        sighting = found.sighting
        goal = goals.get(sighting.standard)
        if goal is None or not sighting.ids or sighting.edition is not None or sighting.weak:
            continue
        if not found.refs or is_in_address(reading.text, sighting.start):
            continue
        if any(start <= sighting.start < end for start, end in history):
            continue
        to = goal._replace(provision=_provision_in(reading, found.refs, goal))
        doubt = _doubt(reading, found, to)
        if doubt:
            questions.append(reading.question(found, found.refs, doubt))
            continue
        written = reading.text[sighting.start : sighting.end]
        spellings = tuple(markings(written, to.provision or "", to.edition or ""))
        wishes.append(Wish(found, found.refs[0], to, EditKind.PIN, spellings))
    return wishes, questions


def _provision_in(reading: ReadText, refs: Iterable[Ref], goal: Ref) -> str | None:
    """Return the first id among some references that an edition has; the first one if it has none."""
    ids = [ref.provision for ref in refs]
    return next((each for each in ids if reading.snapshot.get(goal._replace(provision=each))), ids[0])


def _doubt(reading: ReadText, found: Resolved, to: Ref) -> str:
    """Return why an edition cannot be written beside a reference; empty where it can.

    Args:
        reading: The text.
        found: The reference.
        to: What it would mean.
    """
    provision = reading.snapshot.get(to)
    if provision is None or provision.retired:
        return f"{to.document} has no provision {to.provision!r}"
    if found.sighting.range_ids:
        return "it is part of a range"
    is_other = found.refs[0].edition != to.edition and not found.ambiguous
    if is_other and states_edition(reading.lexicon, found) and not _is_stable(reading, to):
        return f"the text says that it is of {found.refs[0].document}"
    return ""


def _is_stable(reading: ReadText, ref: Ref) -> bool:
    """Tell whether the publisher gives no identifier of a standard a new meaning."""
    return reading.lexicon.identifiers(ref.standard).grammar.stable
