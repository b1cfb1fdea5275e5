"""Project results of an assessment onto another document, by what soundly follows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, NamedTuple

from attrs import frozen

from ..algebra import Relation
from ..assessments import Assessment, Result, Rows, pin
from ..mapping.graph import GraphView, TargetSteps, relations_between
from ..mapping.inferring import mapping_sets_of, path_texts
from ..mapping.proofs import Chain, Inference, Proof
from ..mapping.scopes import scope_of, view_of
from ..mapping.titles import title_of
from ..records.cards import Card, html_of
from ..records.refs import Ref, References
from ..snapshot import Snapshot
from ..tables import attach_provenance, quantity, to_plain_value
from ..tables.counted import CountedTable
from ..vocabulary import Outcome, ProjectedResult
from ..vocabulary.criteria import OneOrMore
from .labels import notes_on
from .subject import implemented_nodes, self_inference, subject_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..tables.rows import ProjectionCells
    from ..vocabulary.literals import ProjectedResultText

__all__ = ["Projection", "ProjectionReason", "ProjectionRow", "project"]

#: Results that pass to whatever covers the assessed provision: failing a part fails the whole.
_PASSED_TO_COVERING: Mapping[Outcome, ProjectedResult] = {
    Outcome.NOT_SATISFIED: ProjectedResult.NOT_SATISFIED,
    Outcome.PARTLY: ProjectedResult.PARTLY,
}
_OUTCOMES: Mapping[ProjectedResult, Outcome] = {
    ProjectedResult.SATISFIED: Outcome.SATISFIED,
    ProjectedResult.NOT_SATISFIED: Outcome.NOT_SATISFIED,
    ProjectedResult.PARTLY: Outcome.PARTLY,
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

    A conflict has reasons on both sides.
    """

    ref: Ref
    name: str
    result: ProjectedResult
    reasons: tuple[ProjectionReason, ...] = ()

    def __repr__(self) -> str:
        return f"<ProjectionRow {self.ref}: {self.result}>"

    @property
    def paths(self) -> tuple[Chain, ...]:
        """The chains of relationships that prove the reasons."""
        return tuple(path for reason in self.reasons for path in reason.inference.paths)


class Projection(CountedTable[ProjectionRow, "ProjectionCells", "ProjectedResult | ProjectedResultText"]):
    """What an assessment implies for each assessable provision of another document, in their order.

    `counts` is of the whole target, also where `only` picked some rows. `notes` qualify the
    denominator: superseded editions, missing structure.
    """

    words = ProjectedResult
    word_field = "result"
    column_types: ClassVar[Mapping[str, Any]] = {
        "sources": tuple[Ref, ...], "results": tuple[Outcome, ...], "relations": tuple[str, ...],
        "mapping_sets": tuple[str, ...], "paths": tuple[str, ...],
    }  # fmt: skip
    columns = ("ref", "name", "result", "sources", "results", "relations", "mapping_sets", "paths")

    @property
    def assessment(self) -> Assessment:
        """An assessment of the other document, from the rows without conflict.

        The evidence names the assessed provisions. A provision that is partly met only because
        something satisfied overlaps it may be met in full, so it is not_assessed, with a note.
        """
        records = []
        for row in self:
            if row.result not in (ProjectedResult.CONFLICT, ProjectedResult.UNKNOWN):
                is_open = _is_open(row)
                outcome = Outcome.NOT_ASSESSED if is_open else _OUTCOMES[row.result]
                note = "something of it is satisfied: assess the rest" if is_open else None
                records.append(Result(row.ref, outcome, _evidence(row), note=note))
        return attach_provenance(Assessment(records), self._provenance)

    def row(self, record: ProjectionRow) -> ProjectionCells:
        """Return one row as plain values."""
        return {
            "ref": str(record.ref),
            "name": record.name,
            "result": to_plain_value(record.result),
            "sources": tuple(str(reason.result.ref) for reason in record.reasons),
            "results": tuple(to_plain_value(reason.result.result) for reason in record.reasons),
            "relations": tuple(reason.inference.relation.certain for reason in record.reasons),
            "mapping_sets": mapping_sets_of(record.paths),
            "paths": tuple(text for text in path_texts(record.paths) if text),
        }

    def headline(self) -> str:
        """Return the number of provisions by result, and the notes."""
        counts = self.counts
        total = sum(counts.values())
        parts = ", ".join(f"{counts[word]} {word}" for word in ProjectedResult if counts[word])
        return "; ".join([f"{quantity(total, 'provision')}: {parts or 'none'}", *self.notes])


def _is_open(row: ProjectionRow) -> bool:
    """Tell whether a provision is partly met only by what overlaps it."""
    from_part = any(reason.result.result is Outcome.PARTLY for reason in row.reasons)
    return row.result is ProjectedResult.PARTLY and not from_part


def _evidence(row: ProjectionRow) -> str:
    results = dict.fromkeys(f"{reason.result.ref} {reason.result.result}" for reason in row.reasons)
    return f"projected from {', '.join(results)}"


class _AssessedResult(NamedTuple):
    """A result, and the node that it was given for: this one, or one above it."""

    result: Result
    root: int


def project(
    snapshot: Snapshot,
    assessment: Assessment | Rows,
    onto: References,
    max_steps: int,
    trust: OneOrMore[str],
    mapping_sets: OneOrMore[str],
) -> Projection:
    """Return the projection of an assessment; see `Catalog.project`."""
    results = assessment if isinstance(assessment, Assessment) else Assessment.of(assessment)
    view = view_of(snapshot, trust, mapping_sets, max_steps)
    subject = subject_of(snapshot, view, onto)
    assessed = _results_by_node(view, pin(snapshot, results))
    relations = relations_between(view, assessed, subject.nodes, max_steps)
    last_steps, names = TargetSteps(view, subject.nodes), view.graph.names
    proofs = {
        source: Proof(view, source, view.relations_from(source, max_steps, last_steps)) for source in assessed
    }
    rows = []
    for target in subject.nodes:
        reasons = []
        bits = {target: int(Relation.EQUAL), **relations.get(target, {})}
        for source in sorted(bits.keys() & assessed.keys(), key=names.__getitem__):
            relation = Relation(bits[source])
            for result, root in assessed[source]:
                outcome = _projected(result.result, relation)
                if outcome is not None:
                    inference = (
                        self_inference(view, root, target)
                        if source == target
                        else proofs[source].inference(target)
                    )
                    reasons.append(ProjectionReason(result, inference, outcome))
        ref = view.graph.ref(target)
        rows.append(ProjectionRow(ref, title_of(snapshot, ref), _joint_result(reasons), tuple(reasons)))
    return Projection(rows, notes_on(snapshot, view, subject))


def _results_by_node(view: GraphView, assessment: Assessment) -> dict[int, list[_AssessedResult]]:
    """Return the results by node; a satisfied provision satisfies everything below it."""
    results: dict[int, list[_AssessedResult]] = {}
    for result in assessment:
        if result.result is Outcome.SATISFIED:
            roots = implemented_nodes(view, result.ref, "assessment")
        elif result.result in _PASSED_TO_COVERING:
            scope_of(view, result.ref)  # raises UnknownReference
            root = view.graph.node(str(result.ref))
            roots = {root: root}
        else:
            continue
        for node, root in roots.items():
            results.setdefault(node, []).append(_AssessedResult(result, root))
    return results


def _projected(outcome: Outcome, relation: Relation) -> ProjectedResult | None:
    """Return what a result implies for a provision, given the relation of the assessed one to it."""
    if outcome is not Outcome.SATISFIED:
        return _PASSED_TO_COVERING[outcome] if relation.is_covered_by else None
    if relation.covers:
        return ProjectedResult.SATISFIED
    return ProjectedResult.PARTLY if relation.overlaps else None


def _joint_result(reasons: Sequence[ProjectionReason]) -> ProjectedResult:
    """Return the result that all reasons lead to together.

    Failing a part fails the whole. What is satisfied in full has no part that is failed or partly met.
    """
    outcomes = {reason.outcome for reason in reasons}
    satisfied = ProjectedResult.SATISFIED in outcomes
    failed = ProjectedResult.NOT_SATISFIED in outcomes
    if satisfied and (failed or any(reason.result.result is Outcome.PARTLY for reason in reasons)):
        return ProjectedResult.CONFLICT
    for result in (ProjectedResult.NOT_SATISFIED, ProjectedResult.SATISFIED, ProjectedResult.PARTLY):
        if result in outcomes:
            return result
    return ProjectedResult.UNKNOWN
