"""The table of coverage: how far each provision is covered, by what, and how much of the whole that is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from attrs import frozen

from ..errors import UnknownReference
from ..mapping.asserted import Relationships
from ..mapping.graph import RANKS
from ..mapping.inferring import mapping_sets_of, path_texts
from ..mapping.proofs import Candidate, Inference
from ..records.refs import Ref
from ..tables import Table
from ..tables.lazy import Lazy
from ..vocabulary import Extent
from ..vocabulary.criteria import known_value

__all__ = ["Bounds", "Coverage", "Covered", "Part", "Parts"]


class Bounds(NamedTuple):
    """How many provisions are certainly covered, of how many anything at all is said, and of how many.

    `least` counts full; `most` counts full, partial and candidate. What nobody spoke of may be covered
    as well: that is `of` less `most` and less what is asserted to be absent.
    """

    least: int
    most: int
    of: int


@frozen(repr=False)
class Covered:
    """How far one provision is covered, by what, and by which chains of relationships that follows.

    `by` holds what decides the extent: what covers it where that is full, what overlaps it where it is
    partial, what is apart from it where it is absent. Several partial ones are listed beside each
    other; that they cover the whole together follows from nothing. `candidates` are ranked by trust,
    steps and the number of independent sources. A provision that is implemented itself has one
    entry in `by`, with an empty path.
    """

    ref: Ref
    name: str
    extent: Extent
    by: tuple[Inference, ...] = ()
    candidates: tuple[Candidate, ...] = ()

    def __repr__(self) -> str:
        return f"<Covered {self.ref}: {self.extent}>"


class Part(NamedTuple):
    """How many provisions in and below one element are covered how far, of how many.

    `extent` is full where all are; else partial where any is full or partial, candidate where any is,
    absent where all are, unknown in the end.
    """

    ref: Ref
    name: str
    extent: Extent
    of: int
    full: int
    partial: int
    candidate: int
    absent: int
    unknown: int


class Parts(Table[Part]):
    """Documents, and elements that have others below them, with what of them is covered."""

    __slots__ = ()

    columns = Part._fields

    def headline(self) -> str:
        """How many parts, and how many are covered in full."""
        return f"{len(self)} parts, {sum(each.extent is Extent.FULL for each in self)} full"


class Coverage(Lazy[Covered]):
    """How far what is implemented covers each provision of a target that can be assessed.

    `target` and `implemented` are what was asked. `counts` and `bounds` are of the whole target, also
    where `only` picked some rows; `left_out` is how many headings and retired provisions do not count.
    `notes` says what a reader must know of the denominator: a superseded edition, a structure that is
    partial or not shipped. `superseded` pairs each superseded edition of the target with the current
    one, and `lineage` holds what mapping sets say became of its provisions.
    """

    __slots__ = ("_extents", "_parts", "implemented", "left_out", "lineage", "notes", "superseded", "target")

    columns = (
        "ref", "name", "extent", "by", "relations", "candidates", "trust", "confidence", "mapping_sets",
        "paths",
    )  # fmt: skip

    target: tuple[Ref, ...]
    implemented: tuple[Ref, ...]
    left_out: int
    notes: tuple[str, ...]
    superseded: tuple[tuple[Ref, Ref], ...]
    lineage: Relationships
    _extents: Mapping[Ref, Extent]
    _parts: Parts | Callable[[], Parts]

    def __init__(self, records: Sequence[Covered], about: Mapping[str, Any]) -> None:
        super().__init__(records)
        self._tell(about)

    def _tell(self, about: Mapping[str, Any]) -> None:
        for name, value in about.items():
            object.__setattr__(self, name, value)

    def _about(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in Coverage.__slots__}

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (tuple(self), {**self._about(), "_parts": self.parts})

    @property
    def counts(self) -> Mapping[Extent, int]:
        """How many provisions of the target are covered how far."""
        counted = Counter(self._extents.values())
        return MappingProxyType({word: counted[word] for word in Extent})

    @property
    def bounds(self) -> Bounds:
        """The headline in numbers."""
        counts = self.counts
        most = counts[Extent.FULL] + counts[Extent.PARTIAL] + counts[Extent.CANDIDATE]
        return Bounds(counts[Extent.FULL], most, len(self._extents))

    def only(self, *extents: str) -> Coverage:
        """The rows of these extents alone; UnknownCriterion, naming near misses, for another word."""
        wanted = {known_value(each, list(Extent), "extent") for each in extents}
        return self._of(lambda each: each.extent in wanted)

    def _of(self, keep: Callable[[Covered], bool]) -> Coverage:
        return Coverage([each for each in self if keep(each)], self._about())

    def without(self, refs: Collection[Ref]) -> Coverage:
        """The rows on other provisions than these."""
        return self._of(lambda each: each.ref not in refs)

    def about(self, ref: str | Ref) -> Covered:
        """The row on one provision; UnknownReference if it is not among those that count."""
        text = str(getattr(ref, "ref", ref))
        for each in self:
            if text in (str(each.ref), str(each.ref._replace(edition=None))):
                return each
        raise UnknownReference(f"{text} is not among the provisions that count here", text)

    @property
    def parts(self) -> Parts:
        """The same, counted for each document and for each element that has others below it.

        An element that asks something of its own counts itself among them: that all below it are
        covered never makes it full. A heading asks nothing else, and is full when all below it are.
        """
        found = self._parts
        if not isinstance(found, Parts):
            found = found()
            object.__setattr__(self, "_parts", found)
        return found

    def row(self, record: Covered) -> dict[str, Any]:
        paths = [path for each in record.by for path in each.paths] + [
            each.path for each in record.candidates
        ]
        sure: list[Inference | Candidate] = [*record.by, *record.candidates]
        best = min(sure, key=lambda each: RANKS[each.trust], default=None)
        return {
            "ref": str(record.ref),
            "name": record.name,
            "extent": record.extent.value,
            "by": tuple(str(each.source) for each in record.by),
            "relations": tuple(each.relation.certain for each in record.by),
            "candidates": tuple(str(each.source) for each in record.candidates),
            "trust": None if best is None else best.trust.value,
            "confidence": None if best is None else best.confidence,
            "mapping_sets": mapping_sets_of(paths),
            "paths": tuple(text for text in path_texts(paths) if text),
        }

    def headline(self) -> str:
        """The two bounds, of how many provisions of which editions, and what else must be known."""
        least, most, of = self.bounds
        counts = self.counts
        asked = self.target
        documents = " and ".join(map(str, dict.fromkeys(ref.document for ref in asked)))
        documents = f"{len(asked)} parts of {documents}" if len(asked) > 3 else " and ".join(map(str, asked))
        rest = ", ".join(f"{counts[word]} {word}" for word in list(Extent)[1:] if counts[word])
        head = (
            f"at least {least}, at most {most} by what is said, of {of} assessable provisions of {documents}"
        )
        return "; ".join([f"{head}{f' ({rest})' if rest else ''}", *self.notes])
