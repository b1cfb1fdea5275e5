"""Results of an assessment carried from one document to another, by what soundly follows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from attrs import frozen

from .._graph import View
from ..algebra import Relation
from ..assessments import Assessment, Result
from ..filtering import OneOrMore
from ..mapping.inferring import Inference, Proof, sets_of, told
from ..mapping.scopes import scope_of, view_of
from ..refs import Ref
from ..vocabulary import Carried, Outcome
from .counting import Counted
from .noting import name_of, notes_on
from .reaching import Backwards, References, held_by, itself, subject_of, ties

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..catalog import Catalog

__all__ = ["Projected", "Projection", "project"]

#: How what follows of an assessed provision and another carries a result: whom it reaches, and as what.
_RULES: Mapping[Outcome, Callable[[Relation], Carried | None]] = {
    Outcome.SATISFIED: lambda held: (
        Carried.SATISFIED if held.covers else Carried.PARTLY if held.overlaps else None
    ),
    Outcome.NOT_SATISFIED: lambda held: Carried.NOT_SATISFIED if held.is_covered_by else None,
    Outcome.PARTLY: lambda held: Carried.PARTLY if held.is_covered_by else None,
}
_OUTCOMES = {
    Carried.SATISFIED: Outcome.SATISFIED,
    Carried.NOT_SATISFIED: Outcome.NOT_SATISFIED,
    Carried.PARTLY: Outcome.PARTLY,
}


@frozen(repr=False)
class Projected:
    """What results say of one provision of another document.

    `because` holds each reason: the result, what follows of its provision and this one, and what that
    makes of this one. A conflict has reasons on both sides.
    """

    ref: Ref
    name: str
    result: Carried
    because: tuple[tuple[Result, Inference, Carried], ...] = ()

    def __repr__(self) -> str:
        return f"<Projected {self.ref}: {self.result}>"


class Projection(Counted[Projected, Carried]):
    """What an assessment says of each assessable provision of another document, in their order.

    `counts` is of the whole target, also where `only` picked some rows; `notes` says what a reader must
    know of the denominator.
    """

    __slots__ = ()

    words = Carried
    said = "result"
    columns = ("ref", "name", "result", "from", "results", "relations", "mapping_sets", "paths")

    @property
    def assessment(self) -> Assessment:
        """The same as an assessment of the other document, where it says something without conflict.

        The evidence names the provisions that were assessed. What is partly met only in that something
        of it is satisfied may be met in full: it is not_assessed, with a note.
        """
        records = []
        for each in self:
            if each.result not in (Carried.CONFLICT, Carried.UNKNOWN):
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
            "mapping_sets": sets_of(paths),
            "paths": tuple(text for text in told(paths) if text),
        }

    def headline(self) -> str:
        """How many of each result, of how many provisions."""
        counts = self.counts
        parts = ", ".join(f"{counts[word]} {word}" for word in Carried if counts[word])
        return "; ".join([f"{sum(counts.values())} provisions: {parts or 'none'}", *self.notes])


def _open(record: Projected) -> bool:
    """Whether a provision is partly met only by what overlaps it."""
    some = any(result.result is Outcome.PARTLY for result, _, _ in record.because)
    return record.result is Carried.PARTLY and not some


def _evidence(record: Projected) -> str:
    told = dict.fromkeys(f"{result.ref} {result.result}" for result, _, _ in record.because)
    return f"projected from {', '.join(told)}"


def project(
    catalog: Catalog,
    assessment: Assessment,
    onto: References,
    max_steps: int,
    trust: OneOrMore,
    mapping_sets: OneOrMore,
) -> Projection:
    """See `Catalog.project`."""
    view = view_of(catalog, trust, mapping_sets, max_steps)
    subject = subject_of(catalog, view, onto)
    said = _said(catalog, view, assessment.pinned(catalog))
    tied = ties(view, said, subject.nodes, max_steps)
    ending, names = Backwards(view, subject.nodes), view.graph.names
    proofs = {source: Proof(view, source, view.reach(source, max_steps, ending)) for source in said}
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
                    proof = itself(view, root, target) if own else proofs[source].inference(target)
                    because.append((result, proof, carried))
        ref = view.graph.ref(target)
        records.append(Projected(ref, name_of(catalog, ref), _verdict(because), tuple(because)))
    return Projection(records, notes_on(catalog, view, subject)[1])


def _said(catalog: Catalog, view: View, assessment: Assessment) -> dict[int, list[tuple[Result, int]]]:
    """The results by provision, each with the one that it was given for: below it, all is satisfied."""
    found: dict[int, list[tuple[Result, int]]] = {}
    for result in assessment:
        if result.result is Outcome.SATISFIED:
            held = held_by(catalog, view, result.ref, "assessment")
        elif result.result in _RULES:
            scope_of(catalog, view, result.ref)
            root = view.graph.node(str(result.ref))
            held = {root: root}
        else:
            continue
        for node, root in held.items():
            found.setdefault(node, []).append((result, root))
    return found


def _verdict(because: Sequence[tuple[Result, Inference, Carried]]) -> Carried:
    """What reasons come to: failing a part fails the whole, and what is met in full has no failing part."""
    carried = {each for _, _, each in because}
    met = Carried.SATISFIED in carried
    failed = Carried.NOT_SATISFIED in carried
    if met and (failed or any(result.result is Outcome.PARTLY for result, _, _ in because)):
        return Carried.CONFLICT
    if failed:
        return Carried.NOT_SATISFIED
    return Carried.SATISFIED if met else Carried.PARTLY if carried else Carried.UNKNOWN
