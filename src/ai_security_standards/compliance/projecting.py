"""Project results of an assessment onto another document, by what soundly follows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, ClassVar, NamedTuple

from attrs import field, frozen

from ..assessments import Assessment, Result, Rows
from ..mapping.elsewhere import Elsewhere, elsewhere_text
from ..mapping.inferring import mapping_sets_of, path_texts
from ..mapping.proofs import Candidate, Chain, Inference, caveats_of
from ..mapping.scopes import view_of
from ..mapping.titles import title_of
from ..records.cards import Card, html_of
from ..records.refs import Ref, References
from ..snapshot import Snapshot
from ..tables import DeferredRecords, attach_provenance, quantity
from ..tables.counted import CountedTable
from ..tables.deferred import Deferred, computed
from ..vocabulary import Extent, Outcome, ProjectedResult
from ..vocabulary.criteria import OneOrMore
from .covering import CoverageComputation
from .deeming import Affirmed, DeemedProvisions, DeemingOutcome
from .extents import Implication
from .implementation import implementation_of
from .labels import elsewhere_of, excluded_note, notes_on
from .subject import subject_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..tables.rows import ProjectionCells
    from ..vocabulary.literals import ProjectedResultText

__all__ = ["Projection", "ProjectionReason", "ProjectionRow", "project"]

#: The result that each extent means; what is absent or unknown implies nothing.
_BY_EXTENT: Mapping[Extent, ProjectedResult] = {
    Extent.FULL: ProjectedResult.SATISFIED,
    Extent.PARTIAL: ProjectedResult.PARTLY,
    Extent.DEEMED: ProjectedResult.DEEMED,
    Extent.CONFLICT: ProjectedResult.CONFLICT,
    Extent.NOT_SATISFIED: ProjectedResult.NOT_SATISFIED,
    Extent.EXCLUDED: ProjectedResult.EXCLUDED,
    Extent.CANDIDATE: ProjectedResult.INDICATED,
}
_OUTCOMES: Mapping[ProjectedResult, Outcome] = {
    ProjectedResult.SATISFIED: Outcome.SATISFIED,
    ProjectedResult.NOT_SATISFIED: Outcome.NOT_SATISFIED,
    ProjectedResult.PARTLY: Outcome.PARTLY,
    ProjectedResult.EXCLUDED: Outcome.NOT_APPLICABLE,
}


class ProjectionReason(NamedTuple):
    """A result of the assessment, how its provision relates to this one, and what follows for this one."""

    result: Result
    inference: Inference
    outcome: ProjectedResult

    def _repr_html_(self) -> str:
        return html_of(self)


@frozen(repr=False)
class ProjectionRow(Card):
    """What an assessment implies for one provision of another document.

    A conflict has reasons on both sides. One that is only indicated has `candidates`, the best supported
    first, and what limits the relationships on their paths in `caveats`. `deemed_by` has the rules on what
    law is met by that reach the provision, each with its condition and whether it counts.
    """

    ref: Ref
    name: str
    result: ProjectedResult
    reasons: tuple[ProjectionReason, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    caveats: tuple[str, ...] = ()
    deemed_by: tuple[DeemingOutcome, ...] = ()

    def __repr__(self) -> str:
        return f"<ProjectionRow {self.ref}: {self.result}>"

    @property
    def paths(self) -> tuple[Chain, ...]:
        """The chains of relationships that prove the reasons."""
        return tuple(path for reason in self.reasons for path in reason.inference.paths)


@frozen(eq=False, repr=False)
class Projection(CountedTable[ProjectionRow, "ProjectionCells", "ProjectedResult | ProjectedResultText"]):
    """What an assessment implies for each assessable provision of another document, in their order.

    `counts` is of the whole target, also where `only` picked some rows. `notes` qualify the
    denominator: superseded editions, missing structure.
    """

    words = ProjectedResult
    word_field = "result"
    column_types: ClassVar[Mapping[str, Any]] = {
        "sources": tuple[Ref, ...], "results": tuple[Outcome, ...], "relations": tuple[str, ...],
        "candidates": tuple[Ref, ...], "mapping_sets": tuple[str, ...], "paths": tuple[str, ...],
        "caveats": tuple[str, ...],
    }  # fmt: skip
    columns = (
        "ref", "name", "result", "sources", "results", "relations", "candidates", "mapping_sets", "paths",
        "caveats", "deemed_by",
    )  # fmt: skip

    _elsewhere: Deferred[tuple[Elsewhere, ...]] | tuple[Elsewhere, ...] = field(
        kw_only=True, alias="elsewhere"
    )

    @property
    def elsewhere(self) -> tuple[Elsewhere, ...]:
        """The relationships between both sides that the question does not see, counted by document."""
        return computed(self._elsewhere)

    @property
    def assessment(self) -> Assessment:
        """An assessment of the other document, from the rows without conflict.

        What is only indicated is left out. The evidence names the assessed provisions. A provision that is
        partly met only because something satisfied overlaps it may be met in full, so it is not_assessed,
        with a note. So is what law deems or presumes to be met, since that never counts as a result of its
        own.
        """
        records = []
        for row in self:
            if row.result in _OUTCOMES or row.result is ProjectedResult.DEEMED:
                note = _note_on_open(row)
                outcome = _OUTCOMES[row.result] if note is None else Outcome.NOT_ASSESSED
                subjects = (reason.result.subject for reason in row.reasons)
                subject = next((each for each in subjects if each is not None), None)
                records.append(Result(row.ref, outcome, _evidence(row), note=note, subject=subject))
        return attach_provenance(Assessment(records), self._provenance)

    def row(self, record: ProjectionRow) -> ProjectionCells:
        """Return one row as plain values."""
        reasons, candidates = record.reasons, record.candidates
        paths = (*record.paths, *[each.path for each in candidates])
        return {
            "ref": str(record.ref),
            "name": record.name,
            "result": record.result.value,
            "sources": tuple([str(reason.result.ref) for reason in reasons]),
            "results": tuple([reason.result.result.value for reason in reasons]),
            "relations": tuple([reason.inference.relation.certain for reason in reasons]),
            "candidates": tuple([str(each.source) for each in candidates]),
            "mapping_sets": mapping_sets_of(paths),
            "paths": tuple(filter(None, path_texts(paths))),
            "caveats": record.caveats,
            "deemed_by": tuple(map(str, record.deemed_by)),
        }

    def headline(self) -> str:
        """Return the number of provisions by result, and the notes."""
        counts = self.counts
        words = [word for word in ProjectedResult if word is not ProjectedResult.EXCLUDED]
        total = sum(counts[word] for word in words)
        parts = ", ".join(f"{counts[word]} {word}" for word in words if counts[word])
        notes = (*excluded_note(counts[ProjectedResult.EXCLUDED]), *self.notes)
        head = "; ".join([f"{quantity(total, 'provision')}: {parts or 'none'}", *notes])
        return head + elsewhere_text(self.elsewhere)


def _note_on_open(row: ProjectionRow) -> str | None:
    """Return why a provision is still to be assessed; None where its result stands.

    That is so where it is deemed to be met, or partly met only by what overlaps it.
    """
    if row.result is ProjectedResult.DEEMED:
        return "law deems or presumes it met, which is no result of its own"
    from_part = any(reason.result.result is Outcome.PARTLY for reason in row.reasons)
    is_open = row.result is ProjectedResult.PARTLY and not from_part
    return "something of it is satisfied: assess the rest" if is_open else None


def _evidence(row: ProjectionRow) -> str:
    rules = [str(each) for each in row.deemed_by if each.counts]
    results = dict.fromkeys(f"{reason.result.ref} {reason.result.result}" for reason in row.reasons)
    return f"projected from {', '.join([*results, *rules])}"


def project(
    snapshot: Snapshot,
    assessment: Assessment | Rows,
    onto: References,
    max_steps: int,
    trust: OneOrMore[str],
    mapping_sets: OneOrMore[str],
    editions: str,
    affirm: Affirmed = (),
) -> Projection:
    """Return the projection of an assessment; see `Catalog.project`."""
    results = assessment if isinstance(assessment, Assessment) else Assessment.of(assessment)
    view = view_of(snapshot, trust, mapping_sets, max_steps, editions)
    subject = subject_of(snapshot, view, onto)
    known = implementation_of(snapshot, view, results, max_steps, subject, "assessment")
    deemed = DeemedProvisions(snapshot, view, subject.documents, known, affirm)
    computation = CoverageComputation(snapshot, view, subject, known, max_steps, deemed)
    words = {
        node: _BY_EXTENT.get(computation.extents[node], ProjectedResult.UNKNOWN) for node in subject.nodes
    }
    return Projection(
        DeferredRecords(lambda: _rows(snapshot, computation, deemed, words), len(words)),
        notes_on(snapshot, view, subject) + known.notes + deemed.notes(subject.nodes),
        Counter(words.values()),
        elsewhere=Deferred(lambda: elsewhere_of(view, subject, {result.ref for result in results})),
    )


def _rows(
    snapshot: Snapshot,
    computation: CoverageComputation,
    deemed: DeemedProvisions,
    words: Mapping[int, ProjectedResult],
) -> list[ProjectionRow]:
    """Return a row for each provision, with the results that imply its own, or the candidates."""
    graph, certain, known = computation.view.graph, computation.certain, computation.known
    implied: dict[int, list[Implication]] = {node: [] for node in words}
    for node in words.keys() - set(certain.undecided):  # of these, nothing certain is implied
        implied[node] = sorted(certain.implications(node), key=lambda each: graph.names[each.source])
    proved, candidates = certain.prove(implied), computation.candidates()
    rows = []
    for node, word in words.items():
        ref = graph.ref(node)
        reasons = [
            ProjectionReason(result, inference, each.result)
            for each, inference in zip(implied[node], proved[node], strict=True)
            for result in known.results_of(computation.view, each.source)
        ]
        ranked = tuple(each.candidate for each in candidates.get(node, ()))
        caveats = caveats_of(each.path for each in ranked)
        rules = deemed.outcomes(node)
        rows.append(ProjectionRow(ref, title_of(snapshot, ref), word, tuple(reasons), ranked, caveats, rules))
    return rows
