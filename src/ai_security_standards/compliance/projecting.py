"""Results of an assessment carried from one document to another, by what soundly follows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from attrs import frozen

from ..algebra import Relation
from ..assessments import Assessment, Result, pin
from ..mapping.graph import GraphView
from ..mapping.graph.reachability import ReverseTargetSteps, relations_between
from ..mapping.inferring import mapping_sets_of, path_texts
from ..mapping.proofs import Inference, Proof
from ..mapping.scopes import scope_of, view_of
from ..records.refs import Ref
from ..tables.counted import CountedTable
from ..vocabulary import Outcome, ProjectedResult
from ..vocabulary.criteria import OneOrMore
from .labels import name_of, notes_on
from .subject import References, implemented_nodes, self_inference, subject_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..snapshot import Snapshot

__all__ = ["Projected", "Projection", "project"]

#: How what follows of an assessed provision and another carries a result: whom it reaches, and as what.
_RULES: Mapping[Outcome, Callable[[Relation], ProjectedResult | None]] = {
    Outcome.SATISFIED: lambda held: (
        ProjectedResult.SATISFIED if held.covers else ProjectedResult.PARTLY if held.overlaps else None
    ),
    Outcome.NOT_SATISFIED: lambda held: ProjectedResult.NOT_SATISFIED if held.is_covered_by else None,
    Outcome.PARTLY: lambda held: ProjectedResult.PARTLY if held.is_covered_by else None,
}
_OUTCOMES = {
    ProjectedResult.SATISFIED: Outcome.SATISFIED,
    ProjectedResult.NOT_SATISFIED: Outcome.NOT_SATISFIED,
    ProjectedResult.PARTLY: Outcome.PARTLY,
}


@frozen(repr=False)
class Projected:
    """What results say of one provision of another document.

    `because` holds each reason: the result, what follows of its provision and this one, and what that
    makes of this one. A conflict has reasons on both sides.
    """

    ref: Ref
    name: str
    result: ProjectedResult
    because: tuple[tuple[Result, Inference, ProjectedResult], ...] = ()

    def __repr__(self) -> str:
        return f"<Projected {self.ref}: {self.result}>"


class Projection(CountedTable[Projected, ProjectedResult]):
    """What an assessment says of each assessable provision of another document, in their order.

    `counts` is of the whole target, also where `only` picked some rows; `notes` says what a reader must
    know of the denominator.
    """

    __slots__ = ()

    words = ProjectedResult
    counted_field = "result"
    columns = ("ref", "name", "result", "from", "results", "relations", "mapping_sets", "paths")

    @property
    def assessment(self) -> Assessment:
        """The same as an assessment of the other document, where it says something without conflict.

        The evidence names the provisions that were assessed. What is partly met only in that something
        of it is satisfied may be met in full: it is not_assessed, with a note.
        """
        records = []
        for each in self:
            if each.result not in (ProjectedResult.CONFLICT, ProjectedResult.UNKNOWN):
                outcome = Outcome.NOT_ASSESSED if _open(each) else _OUTCOMES[each.result]
                note = "something of it is satisfied: look at the rest" if _open(each) else None
                records.append(Result(each.ref, outcome, _evidence(each), note=note))
        return Assessment(records)

    def row(self, record: Projected) -> dict[str, Any]:
        paths = [path for _, inference, _ in record.because for path in inference.paths]
        return {
            "ref": str(record.ref),
            "name": record.name,
            "result": record.result.value,
            "from": tuple(str(result.ref) for result, _, _ in record.because),
            "results": tuple(result.result.value for result, _, _ in record.because),
            "relations": tuple(inference.relation.certain for _, inference, _ in record.because),
            "mapping_sets": mapping_sets_of(paths),
            "paths": tuple(text for text in path_texts(paths) if text),
        }

    def headline(self) -> str:
        """How many of each result, of how many provisions."""
        counts = self.counts
        parts = ", ".join(f"{counts[word]} {word}" for word in ProjectedResult if counts[word])
        return "; ".join([f"{sum(counts.values())} provisions: {parts or 'none'}", *self.notes])


def _open(record: Projected) -> bool:
    """Whether a provision is partly met only by what overlaps it."""
    some = any(result.result is Outcome.PARTLY for result, _, _ in record.because)
    return record.result is ProjectedResult.PARTLY and not some


def _evidence(record: Projected) -> str:
    told = dict.fromkeys(f"{result.ref} {result.result}" for result, _, _ in record.because)
    return f"projected from {', '.join(told)}"


def project(
    snapshot: Snapshot,
    assessment: Assessment,
    onto: References,
    max_steps: int,
    trust: OneOrMore,
    mapping_sets: OneOrMore,
) -> Projection:
    """See `Catalog.project`."""
    view = view_of(snapshot, trust, mapping_sets, max_steps)
    subject = subject_of(snapshot, view, onto)
    said = _said(snapshot, view, pin(snapshot, assessment))
    tied = relations_between(view, said, subject.nodes, max_steps)
    ending, names = ReverseTargetSteps(view, subject.nodes), view.graph.names
    proofs = {source: Proof(view, source, view.relations_from(source, max_steps, ending)) for source in said}
    records = []
    for target in subject.nodes:
        because = []
        sources = {target: 1, **tied.get(target, {})}
        for source in sorted(sources.keys() & said.keys(), key=names.__getitem__):
            relation = Relation(sources[source])
            for result, root in said[source]:
                carried = _RULES[result.result](relation)
                if carried is not None:
                    own = source == target
                    proof = self_inference(view, root, target) if own else proofs[source].inference(target)
                    because.append((result, proof, carried))
        ref = view.graph.ref(target)
        records.append(Projected(ref, name_of(snapshot, ref), _verdict(because), tuple(because)))
    return Projection(records, notes_on(snapshot, view, subject)[1])


def _said(snapshot: Snapshot, view: GraphView, assessment: Assessment) -> dict[int, list[tuple[Result, int]]]:
    """The results by provision, each with the one that it was given for: below it, all is satisfied."""
    found: dict[int, list[tuple[Result, int]]] = {}
    for result in assessment:
        if result.result is Outcome.SATISFIED:
            held = implemented_nodes(snapshot, view, result.ref, "assessment")
        elif result.result in _RULES:
            scope_of(snapshot, view, result.ref)
            root = view.graph.node(str(result.ref))
            held = {root: root}
        else:
            continue
        for node, root in held.items():
            found.setdefault(node, []).append((result, root))
    return found


def _verdict(because: Sequence[tuple[Result, Inference, ProjectedResult]]) -> ProjectedResult:
    """What reasons come to: failing a part fails the whole, and what is met in full has no failing part."""
    carried = {each for _, _, each in because}
    met = ProjectedResult.SATISFIED in carried
    failed = ProjectedResult.NOT_SATISFIED in carried
    if met and (failed or any(result.result is Outcome.PARTLY for result, _, _ in because)):
        return ProjectedResult.CONFLICT
    if failed:
        return ProjectedResult.NOT_SATISFIED
    return (
        ProjectedResult.SATISFIED if met else ProjectedResult.PARTLY if carried else ProjectedResult.UNKNOWN
    )
