"""Whether the references in a text still mean what is written beside them."""

from __future__ import annotations

import datetime as dt
import os
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from .._store.files import read_text
from ..errors import AmbiguousReference, InvalidData, UnknownReference, nearest
from ..records.refs import Ref
from ..tables import Table
from ..vocabulary import ReferenceVerdict
from . import Lexicon, Resolved, mentions, written_beside

__all__ = ["Audit", "Judgement", "Normalized", "Unread", "audit", "normalize"]


class Judgement(NamedTuple):
    """A reference that was found, and what is to be said of it.

    `origin` is the file, or the number of the row, that it stands in; `line` counts from 1, and
    `start` and `end` are places in the text of that origin. `refs` is what it means, or may mean;
    `instead` what should stand there, likeliest first. `about` says why in a sentence.
    """

    origin: str
    line: int
    start: int
    end: int
    text: str
    verdict: ReferenceVerdict
    refs: tuple[Ref, ...]
    instead: tuple[str, ...]
    about: str


class Audit(Table[Judgement]):
    """Every reference that was found, judged, in the order in which they stand.

    `sound` is whether all are ok; `exit_status` is 0 then and else 1, for a job that must fail.
    """

    __slots__ = ()

    columns = ("origin", "line", "start", "end", "text", "verdict", "refs", "instead", "about")

    @property
    def sound(self) -> bool:
        """Whether nothing was found wrong."""
        return all(each.verdict is ReferenceVerdict.OK for each in self)

    @property
    def exit_status(self) -> int:
        """0 where all references are ok, else 1."""
        return 0 if self.sound else 1

    @property
    def findings(self) -> tuple[Judgement, ...]:
        """What is not ok."""
        return tuple(each for each in self if each.verdict is not ReferenceVerdict.OK)

    @property
    def counts(self) -> dict[str, int]:
        """How many references have each verdict, every verdict named."""
        counted = Counter(each.verdict for each in self)
        return {verdict.value: counted[verdict] for verdict in ReferenceVerdict}

    def headline(self) -> str:
        """How many references, and how many of each sort are not ok."""
        wrong = [
            f"{number} {verdict}" for verdict, number in self.counts.items() if number and verdict != "ok"
        ]
        return f"{len(self)} references: " + (", ".join(wrong) if wrong else "all ok")

    def row(self, record: Judgement) -> dict[str, Any]:
        """One judgement as plain values by column."""
        return {**super().row(record), "refs": tuple(map(str, record.refs))}


#: What came of a provision that is gone.
Heirs = Callable[[Ref], tuple[Ref, ...]]


def audit(
    lexicon: Lexicon, subject: Any, day: dt.date, within: Ref | None, on: dt.date | None, heirs: Heirs
) -> Audit:
    """Judge every reference in a text, rows of text, or files; see `Catalog.audit`."""
    found: list[Judgement] = []
    for origin, text in _texts(subject):
        settled = mentions(lexicon, text, day, within, on, explain=True)
        lines = [end.start() for end in re.finditer("\n", text)]
        for position, each in enumerate(settled):
            if not each.sighting.weak:
                line = bisect_left(lines, each.sighting.start) + 1
                verdict, instead, about = _verdict(lexicon, settled, position, text, day, heirs)
                start, end = each.sighting.start, each.sighting.end
                place = origin, line, start, end, text[start:end]
                found.append(Judgement(*place, verdict, each.refs, instead, about))
    return Audit(found)


def _texts(subject: Any) -> Iterator[tuple[str, str]]:
    if isinstance(subject, str):
        yield "", subject
    elif isinstance(subject, os.PathLike):
        yield os.fspath(subject), read_text(subject)
    elif isinstance(subject, Iterable) and not isinstance(subject, Mapping | bytes):
        for number, part in enumerate(subject):
            if isinstance(part, Mapping):
                for field, value in part.items():
                    if isinstance(value, str):
                        yield f"{number}.{field}", value
            else:
                for origin, text in _texts(part):
                    yield origin or str(number), text
    else:
        raise InvalidData(
            f"{type(subject).__name__} is nothing that can be audited",
            repair="give a text, a pathlib.Path, or a list of texts, rows or paths",
        )


Said = tuple[ReferenceVerdict, tuple[str, ...], str]


def _verdict(
    lexicon: Lexicon, settled: Sequence[Resolved], position: int, text: str, day: dt.date, heirs: Heirs
) -> Said:
    """The verdict on a reference, what should stand there instead, and why."""
    each = settled[position]
    sighting = each.sighting
    if not each.refs:
        elsewhere = bool(sighting.ids) and bool(each.near) and not sighting.wrong
        return (
            ReferenceVerdict.ONLY_IN_EDITION if elsewhere else ReferenceVerdict.UNKNOWN,
            each.near,
            each.problem,
        )
    if each.ambiguous:
        several = ", ".join(map(str, each.refs))
        return ReferenceVerdict.AMBIGUOUS, tuple(map(str, each.refs)), f"it can mean any of {several}"
    ref = each.refs[0]
    if ref.provision is None:
        return ReferenceVerdict.OK, (), ""
    title = written_beside(lexicon, settled, position, text)
    if title is not None:
        about = f"{ref} is {title.own!r}; {title.written!r} is the title of {', '.join(title.of)}"
        return (
            (ReferenceVerdict.REUSED if title.same_id else ReferenceVerdict.TITLE_MISMATCH),
            title.of,
            about,
        )
    return _life(lexicon, each, ref, day, heirs)


def _life(lexicon: Lexicon, each: Resolved, ref: Ref, day: dt.date, heirs: Heirs) -> Said:
    """Whether a provision is still there: in its own edition, and in the current one where none is stated."""
    identifiers = lexicon.identifiers(ref.standard)
    name = ref.provision or ""
    raw = identifiers.editions.get(ref.edition or "", {}).get(name, {})
    document = ref.document
    current = lexicon.register.current(ref.standard, day.isoformat()) or ""
    latest = current.partition("@")[2]
    if each.sighting.edition is None and latest in identifiers.editions:
        there = identifiers.editions[latest].get(name)
        if there is not None and there.get("retired"):
            raw, document = there, Ref(ref.standard, latest)
        elif there is None and latest in identifiers.complete:
            about = f"{current} has no {name} any more; the last to have it is {document}"
            return _retired(raw, ref, about, heirs)
    if raw.get("retired"):
        return _retired(raw, document._replace(provision=name), f"{document}:{name} is retired", heirs)
    return ReferenceVerdict.OK, (), ""


def _retired(raw: Mapping[str, Any], ref: Ref, about: str, heirs: Heirs) -> Said:
    """What came of what is gone: the successors that its publisher names, else those that lineage tells."""
    named = raw.get("successors", ())
    successors = tuple(name if "@" in name else f"{ref.document}:{name}" for name in named)
    successors = successors or tuple(map(str, heirs(ref)))
    to = f"; see {', '.join(successors)}" if successors else ""
    return ReferenceVerdict.RETIRED, successors, f"{about}{to}"


class Unread(NamedTuple):
    """A tag that could not be read, why, and what it may mean."""

    tag: str
    why: str
    near: tuple[str, ...]


class Normalized(NamedTuple):
    """What the tags of one finding mean: references in order, each once, and what could not be read.

    `position` is the place of the finding in what was given.
    """

    position: int
    refs: tuple[Ref, ...]
    unread: tuple[Unread, ...]


Resolve = Callable[..., Ref]


def normalize(findings: Iterable[Any], resolve: Resolve, tags: str) -> tuple[Normalized, ...]:
    """Canonical references for the tags of tools; see `Catalog.normalize`."""
    return tuple(_normalized(position, finding, resolve, tags) for position, finding in enumerate(findings))


def _normalized(position: int, finding: Any, resolve: Resolve, tags: str) -> Normalized:
    refs: dict[Ref, None] = {}
    unread: list[Unread] = []
    for within, tag in _tags(position, finding, resolve, tags):
        try:
            refs[resolve(tag, within=within)] = None
        except AmbiguousReference as several:
            unread.append(Unread(tag, str(several), several.candidates))
        except UnknownReference as unknown:
            unread.append(Unread(tag, str(unknown), unknown.near_misses))
    return Normalized(position, tuple(refs), tuple(unread))


def _tags(position: int, finding: Any, resolve: Resolve, tags: str) -> Iterator[tuple[str | None, str]]:
    """The tags of a finding, each with the standard that its key names."""
    if isinstance(finding, str):
        yield None, finding
        return
    held = finding
    if isinstance(finding, Mapping):
        if tags not in finding:
            near = nearest(tags, [key for key in finding if isinstance(key, str)])
            raise InvalidData(
                f"the finding has no {tags!r}",
                record=str(position),
                field=tags,
                repair=f"say tags={near[0]!r}" if near else "say with tags= which key holds them",
            )
        held = finding[tags]
    if isinstance(held, Mapping):
        for key, values in held.items():
            within = _named(key, resolve)
            for value in [values] if isinstance(values, str) else values:
                yield within, _text(value, position, tags)
        return
    for value in [held] if isinstance(held, str) else held:
        yield None, _text(value, position, tags)


def _text(value: Any, position: int, tags: str) -> str:
    if not isinstance(value, str):
        wrong = f"{value!r} is no text"
        raise InvalidData(wrong, record=str(position), field=tags, repair="give tags as texts")
    return value


def _named(key: Any, resolve: Resolve) -> str | None:
    """The standard that a key names, if it names one."""
    try:
        ref: Ref = resolve(str(key))
    except (UnknownReference, AmbiguousReference):
        return None
    return str(ref.document) if ref.provision is None and "@" in str(key) else ref.standard
