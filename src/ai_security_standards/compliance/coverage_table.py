"""The table of coverage: how far each provision is covered, with the reasons, and the counts of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, ClassVar, NamedTuple

from attrs import field, frozen

from ..errors import UnknownReference, shown
from ..mapping.asserted import Relationships
from ..mapping.elsewhere import Elsewhere, elsewhere_text
from ..mapping.graph import RANKS
from ..mapping.inferring import mapping_sets_of, path_texts
from ..mapping.proofs import Candidate, Chain, Inference
from ..mapping.scopes import as_ref_texts
from ..mapping.titles import arguments_of
from ..records.cards import Card, html_of
from ..records.refs import Ref, ref_text
from ..tables import Table, quantity, to_plain_value
from ..tables.counted import CountedTable
from ..tables.deferred import Deferred, computed
from ..vocabulary import Extent, Outcome, Trust
from .deeming import DeemingOutcome
from .labels import excluded_note

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..tables.rows import CoverageCells, PartCells
    from ..vocabulary.literals import ExtentText

__all__ = ["Bounds", "Coverage", "CoverageRow", "Part", "Parts", "Tally"]

#: The extents of provisions that may be covered in full.
_POSSIBLE = (Extent.FULL, Extent.PARTIAL, Extent.DEEMED, Extent.CANDIDATE, Extent.CONFLICT)


class Bounds(NamedTuple):
    """The numbers of provisions that are covered at least and at most, of all that count.

    `least` counts full; `most` counts full, partial, deemed, candidate and conflict. Provisions on which
    nothing is stated may be covered as well, but are in neither. `of` leaves out what is excluded.
    """

    least: int
    most: int
    of: int


class Tally(NamedTuple):
    """The provisions of a target, each counted once, by what is known of them.

    `certain` counts what is full, `indicated` what is a candidate. `deemed` counts what law deems or
    presumes to be met, on conditions that you affirm. `excluded` stands beside: these do not apply, and are
    no part of the total.
    """

    certain: int
    partial: int
    deemed: int
    indicated: int
    conflict: int
    not_satisfied: int
    absent: int
    unknown: int
    excluded: int


@frozen(repr=False)
class CoverageRow(Card):
    """How far one provision is covered, with the reasons.

    `reasons` are the inferences that decide the extent: what covers the provision where that is full,
    what overlaps it where it is partial, what failed in it where it is not satisfied, both sides where
    it is a conflict, what is apart from it where it is absent. `results` are the results of their
    sources, in the same order. Several partial ones are never added up. A provision with a result of
    its own has a reason with an empty path.
    `candidates` are ranked by trust, steps and the number of independent sources. `source_titles` are
    the titles of the sources of the reasons, then of the candidates; `urls` the addresses of the mapping
    sets behind both. `caveats` is what limits the relationships of the candidates: what follows only under
    them is a candidate, whatever it says. `deemed_by` has the rules on what law is met by that reach it,
    each with its condition and whether it counts.
    """

    ref: Ref
    name: str
    extent: Extent
    reasons: tuple[Inference, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    source_titles: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    results: tuple[Outcome, ...] = ()
    caveats: tuple[str, ...] = ()
    deemed_by: tuple[DeemingOutcome, ...] = ()

    def __repr__(self) -> str:
        return f"<CoverageRow {self.ref}: {self.extent}>"

    @property
    def paths(self) -> tuple[Chain, ...]:
        """The chains of relationships that prove the reasons."""
        return tuple(path for reason in self.reasons for path in reason.paths)


class Part(NamedTuple):
    """The counts of provisions in and below one element, by extent.

    `extent` is full or absent where all are, those excluded aside. Otherwise it is not satisfied or a
    conflict where any is, deemed where all others are full, partial where any is full, partial or deemed,
    candidate where any is a candidate, and unknown in the end. `of` is the number of provisions without
    those excluded.
    """

    ref: Ref
    name: str
    extent: Extent
    of: int
    full: int
    partial: int
    deemed: int
    candidate: int
    conflict: int
    not_satisfied: int
    absent: int
    unknown: int
    excluded: int

    def _repr_html_(self) -> str:
        return html_of(self)


class Parts(Table[Part, "PartCells", "Extent | ExtentText"]):
    """Documents, and elements that have others below them, with the counts of their provisions."""

    columns = Part._fields
    noun = "part"
    words = Extent
    word_field = "extent"

    def headline(self) -> str:
        """Return the number of parts, and of those that are covered in full."""
        return f"{super().headline()}, {self.counts[Extent.FULL]} full"


@frozen(eq=False, repr=False)
class Coverage(CountedTable[CoverageRow, "CoverageCells", "Extent | ExtentText"]):
    """How far what is implemented covers each assessable provision of a target.

    `counts` and `bounds` are of the whole target, also where `only` picked some rows.

    Attributes:
        target: The documents and provisions to cover.
        implemented: The documents and provisions that are implemented.
        left_out: The number of headings and retired provisions, which do not count.
        notes: Sentences that qualify the denominator: superseded editions, missing structure.
        superseded: Each superseded edition of the target, with the current one.
        lineage: What became of the provisions of superseded editions, as mapping sets state it.
        parts: The counts for each document and each element that has others below it. An element that
            asks something of its own counts itself. A heading does not, and so is full when
            everything below it is.
    """

    words = Extent
    word_field = "extent"
    column_types: ClassVar[Mapping[str, Any]] = {
        "sources": tuple[Ref, ...], "relations": tuple[str, ...], "candidates": tuple[Ref, ...],
        "trust": Trust | None, "confidence": float | None, "mapping_sets": tuple[str, ...],
        "paths": tuple[str, ...], "arguments": tuple[str, ...], "caveats": tuple[str, ...],
    }  # fmt: skip
    columns = (
        "ref", "name", "extent", "sources", "results", "relations", "candidates", "source_titles", "trust",
        "confidence", "mapping_sets", "paths", "arguments", "caveats", "urls", "deemed_by",
    )  # fmt: skip

    target: tuple[Ref, ...] = field(kw_only=True)
    implemented: tuple[Ref, ...] = field(kw_only=True)
    left_out: int = field(kw_only=True)
    superseded: tuple[tuple[Ref, Ref], ...] = field(kw_only=True)
    lineage: Relationships = field(kw_only=True)
    parts: Parts = field(kw_only=True)
    _elsewhere: Deferred[tuple[Elsewhere, ...]] | tuple[Elsewhere, ...] = field(
        kw_only=True, alias="elsewhere"
    )

    @property
    def elsewhere(self) -> tuple[Elsewhere, ...]:
        """The relationships between both sides that the question does not see, counted by document."""
        return computed(self._elsewhere)

    @property
    def bounds(self) -> Bounds:
        """The numbers of the headline."""
        counts = self.counts
        most = sum(counts[word] for word in _POSSIBLE)
        return Bounds(counts[Extent.FULL], most, sum(counts.values()) - counts[Extent.EXCLUDED])

    @property
    def tally(self) -> Tally:
        """The number of provisions by what is known of them, each counted once."""
        return Tally(*self.counts.values())

    def without(self, refs: Collection[Ref]) -> Coverage:
        """Return the rows on other provisions than these."""
        left_out = frozenset(as_ref_texts("refs", refs))
        return self.only(where=lambda row: str(row.ref) not in left_out)

    def about(self, ref: str | Ref) -> CoverageRow:
        """Return the row on one provision.

        Raises:
            UnknownReference: The provision is not among those that count.
        """
        text = ref_text(ref)
        for row in self:
            if text in (str(row.ref), str(row.ref._replace(edition=None))):
                return row
        raise UnknownReference(f"{shown(text)} is not among the assessable provisions of this target", text)

    def row(self, record: CoverageRow) -> CoverageCells:
        """Return one row as plain values; trust and confidence are those of the best support."""
        support: list[Inference | Candidate] = [*record.reasons, *record.candidates]
        best = min(support, key=lambda each: RANKS[each.trust], default=None)
        paths = (*record.paths, *(candidate.path for candidate in record.candidates))
        return {
            "ref": str(record.ref),
            "name": record.name,
            "extent": to_plain_value(record.extent),
            "sources": tuple(str(reason.source) for reason in record.reasons),
            "results": to_plain_value(record.results),
            "relations": tuple(reason.relation.certain for reason in record.reasons),
            "candidates": tuple(str(candidate.source) for candidate in record.candidates),
            "source_titles": record.source_titles,
            "trust": None if best is None else to_plain_value(best.trust),
            "confidence": None if best is None else best.confidence,
            "mapping_sets": mapping_sets_of(paths),
            "paths": tuple(text for text in path_texts(paths) if text),
            "arguments": arguments_of(paths),
            "caveats": record.caveats,
            "urls": record.urls,
            "deemed_by": tuple(map(str, record.deemed_by)),
        }

    def headline(self) -> str:
        """Return both bounds with their denominator, the other counts, and the notes."""
        least, most, of = self.bounds
        counts = self.counts
        words = [word for word in Extent if word is not Extent.EXCLUDED]
        rest = ", ".join(f"{counts[word]} {word}" for word in words if counts[word])
        head = (
            f"at least {least} and at most {most} of {quantity(of, 'assessable provision')} of "
            f"{self._target_text()} covered, by stated relationships"
        )
        notes = (*excluded_note(counts[Extent.EXCLUDED]), *self.notes)
        return "; ".join([f"{head} ({rest})" if rest else head, *notes]) + elsewhere_text(self.elsewhere)

    def _target_text(self) -> str:
        """Return the references of the target, or their number where they are many."""
        if len(self.target) <= 3:
            return " and ".join(map(str, self.target))
        documents = dict.fromkeys(str(ref.document) for ref in self.target)
        return f"{len(self.target)} parts of {' and '.join(documents)}"
