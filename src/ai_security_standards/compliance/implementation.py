"""What is implemented: by references, or by the results of an assessment, provision by provision."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TypeGuard

from attrs import Factory, frozen

from ..assessments import Assessment, Result, pin, worst_results
from ..errors import UnknownCriterion
from ..mapping.graph import GraphView
from ..mapping.scopes import scope_nodes, scope_of
from ..records.cards import Card
from ..records.provisions import Provision
from ..records.refs import HasRef, Ref, References
from ..records.standards import Standard
from ..snapshot import Snapshot
from ..tables import Table, quantity
from ..vocabulary import Outcome
from .subject import Subject, as_ref_texts, implemented_nodes
from .wholes import Wholes, wholes_of

__all__ = ["Implementation", "implementation_of", "pinned_refs"]

#: Results of a part that keep what is above it from passing `satisfied` on as a whole.
_RESERVATIONS = (Outcome.PARTLY, Outcome.NOT_ASSESSED, Outcome.NOT_APPLICABLE)
_INHERITED = (Outcome.SATISFIED, Outcome.NOT_APPLICABLE)


@frozen
class Implementation:
    """What results, or references, say of provisions, as nodes of the graph.

    Attributes:
        refs: The references of what is implemented.
        satisfied: What is satisfied, itself or as part of what is above it, with the node given.
        sources: Those of `satisfied` that pass it on to what they cover or overlap.
        claims: What is said to be satisfied but passes nothing certain on: something below it, or within
            it, has another result.
        hints: What is partly met, or satisfied with a reservation: only candidates follow from it.
        excluded: What does not apply, itself or as part of what is above it, with the node given.
        outcomes: The result of each provision that has one of its own.
        results: The results that stand, of each node that has some, itself or from above it.
        failed: What contains a failed provision.
        partial: What contains a provision that is partly met.
        notes: Sentences on results that disagree.
    """

    refs: tuple[Ref, ...]
    satisfied: Mapping[int, int]
    sources: Mapping[int, int]
    claims: Mapping[int, int] = Factory(dict)
    hints: Mapping[int, int] = Factory(dict)
    excluded: Mapping[int, int] = Factory(dict)
    outcomes: Mapping[int, Outcome] = Factory(dict)
    results: Mapping[int, tuple[Result, ...]] = Factory(dict)
    failed: Wholes = Factory(dict)
    partial: Wholes = Factory(dict)
    notes: tuple[str, ...] = ()

    def results_of(self, view: GraphView, node: int) -> tuple[Result, ...]:
        """Return the results that stand for a node; a reference without results counts as satisfied."""
        return self.results.get(node) or (Result(view.graph.ref(node), Outcome.SATISFIED),)

    def with_options(self, options: Mapping[int, int], refs: Collection[Ref]) -> Implementation:
        """Return this as if options were implemented as well, whatever their results are now.

        Args:
            options: The nodes of the options, each with the node given.
            refs: The references of the options.
        """
        nodes = {**options, **self.sources}
        further = tuple(ref for ref in refs if ref not in self.refs)
        return Implementation((*self.refs, *further), nodes, nodes, excluded=self.excluded)


def implementation_of(
    snapshot: Snapshot,
    view: GraphView,
    implemented: References,
    max_steps: int,
    subject: Subject,
    name: str = "implemented",
) -> Implementation:
    """Return what is implemented, by references or by results.

    Args:
        snapshot: The data on one day.
        view: The graph as the question sees it.
        implemented: References, records, or results; a reference without a result counts as satisfied.
        max_steps: The longest chain that proves one provision to lie within another.
        subject: The provisions that the question is about.
        name: The parameter that `implemented` comes from, for messages.

    Raises:
        UnknownReference: A reference is unknown; near misses are named.
        UnknownCriterion: `implemented` does not say what is implemented, or has results on several subjects.
    """
    given = _given(name, implemented)
    if not isinstance(given, Assessment):
        nodes = implemented_nodes(view, given, name)
        return Implementation(pinned_refs(snapshot, given), nodes, nodes)
    if len(given.subjects) > 1:
        raise UnknownCriterion(
            f"{name} has results on {quantity(len(given.subjects), 'subject')}, such as "
            f"{' and '.join(map(repr, given.subjects[:2]))}: ask about each assessment of "
            "split_by_subject(), or about merge_subjects()"
        )
    return _Reading(view, pin(snapshot, given), max_steps).implementation(subject)


def pinned_refs(snapshot: Snapshot, texts: Iterable[str]) -> tuple[Ref, ...]:
    """Return references with their editions, the current ones by default."""
    parted = (text.partition(":") for text in texts)
    return tuple(
        snapshot.standard(document).ref._replace(provision=provision or None)
        for document, _, provision in parted
    )


def _given(name: str, implemented: object) -> Assessment | list[str]:
    """Return the results in what was given as implemented, or the references if there are no results."""
    if isinstance(implemented, Assessment):
        return implemented
    if isinstance(implemented, Table) and not implemented.is_selection:
        raise _refusal(name, implemented)
    if _is_one(implemented) or not isinstance(implemented, Iterable):
        items: list[object] = [implemented]
        given: object = implemented
    else:
        items = given = list(implemented)
    for item in items:
        if isinstance(item, Mapping | Card | Table) and not isinstance(item, Standard | Provision):
            raise _refusal(name, item)
    if not any(isinstance(item, Result) for item in items):
        return as_ref_texts(name, given)
    results = []
    for item in items:
        if isinstance(item, Result):
            results.append(item)
        else:
            results += [Result(Ref.parse(text), Outcome.SATISFIED) for text in as_ref_texts(name, item)]
    return Assessment(results)


def _is_one(implemented: object) -> TypeGuard[str | Ref | HasRef]:
    return isinstance(implemented, str | Ref | Mapping) or hasattr(implemented, "ref")


def _refusal(name: str, item: object) -> UnknownCriterion:
    """Return the error for a table, or a row of one, that does not say what is implemented."""
    repair = "pass the references of what is implemented"
    if isinstance(item, Mapping):
        repair = "pass Assessment.of(rows)"
    elif hasattr(item, "assessment"):
        repair = "pass its assessment"
    kind = type(item).__name__
    return UnknownCriterion(f"{name} must say what is implemented, which {kind} does not: {repair}")


class _Reading:
    """The results of one subject, as nodes of the graph."""

    def __init__(self, view: GraphView, assessment: Assessment, max_steps: int) -> None:
        self.view, self.graph, self.max_steps = view, view.graph, max_steps
        self.assessment = assessment
        grouped: dict[Ref, list[Result]] = {}
        for result in assessment:
            grouped.setdefault(result.ref, []).append(result)
        self.results: dict[int, tuple[Result, ...]] = {}
        for ref, results in grouped.items():
            scope_of(view, ref)  # raises UnknownReference, and reads the mapping sets
            self.results[self.graph.node(str(ref))] = worst_results(results)
        self.outcomes = {node: results[0].result for node, results in self.results.items()}

    def implementation(self, subject: Subject) -> Implementation:
        """Return what the results say, as far as it matters for a subject."""
        owners = self._owners()
        claimed = {node for node, owner in owners.items() if self.outcomes[owner] is Outcome.SATISFIED}
        nodes = claimed.union(self.outcomes, subject.nodes)
        for document in subject.documents:
            nodes.update(self.graph.structure(document).nodes)
        failed, partial = (
            wholes_of(self.view, self._nodes_with(outcome), nodes, self.max_steps)
            for outcome in (Outcome.NOT_SATISFIED, Outcome.PARTLY)
        )
        refuted = {owners[node] for node in claimed.intersection(failed)}
        refuted.update(self._documents_of({*self._nodes_with(Outcome.NOT_SATISFIED), *failed}))
        given = {node: self._given(node, owners) for node in claimed}
        satisfied = {node: root for node, root in given.items() if owners[node] not in refuted}
        reserved = satisfied.keys() & self._reserved(partial)
        sources = {node: root for node, root in satisfied.items() if node not in reserved}
        partly = self._nodes_with(Outcome.PARTLY)
        return Implementation(
            refs=tuple(self._refs_with(Outcome.SATISFIED)),
            satisfied=satisfied,
            sources=sources,
            claims={node: root for node, root in given.items() if node not in sources},
            hints={node: node for node in partly} | {node: satisfied[node] for node in reserved},
            excluded={
                node: self._given(node, owners)
                for node, owner in owners.items()
                if self.outcomes[owner] is Outcome.NOT_APPLICABLE
            },
            outcomes=self.outcomes,
            results={node: self.results[owner] for node, owner in owners.items()},
            failed=failed,
            partial=partial,
            notes=self._notes(),
        )

    def _nodes_with(self, outcome: Outcome) -> list[int]:
        return [node for node, each in self.outcomes.items() if each is outcome]

    def _refs_with(self, outcome: Outcome) -> Iterator[Ref]:
        return map(self.graph.ref, self._nodes_with(outcome))

    def _owners(self) -> dict[int, int]:
        """Return each node that has a result, with the node that the result was given for.

        What is below a provision has the result of the nearest one above it, as far as such results
        are inherited: satisfied, and not applicable.
        """
        owners = {node: node for node in self.outcomes}
        inherited = [node for node, outcome in self.outcomes.items() if outcome in _INHERITED]
        documents = [node for node in inherited if self._is_document(node)]
        for node in inherited:
            owners.update(dict.fromkeys(self._below(node), node))
        for node in documents:
            scope = scope_of(self.view, self.graph.names[node])
            for below in scope_nodes(self.view, scope):
                if below not in owners and self.outcomes.keys().isdisjoint(self.graph.ancestors(below)):
                    owners[below] = node
        return owners

    def _is_document(self, node: int) -> bool:
        return ":" not in self.graph.names[node]

    def _below(self, node: int) -> Iterator[int]:
        """Yield what is below a node, but for what has a result of its own and what is below that."""
        children = self.graph.structure(self.graph.documents[node]).children
        waiting = list(children.get(node, ()))
        while waiting:
            below = waiting.pop()
            if below not in self.outcomes:
                yield below
                waiting += children.get(below, ())

    def _given(self, node: int, owners: Mapping[int, int]) -> int:
        """Return the provision that a result was given for; of a whole document, the node itself."""
        return node if self._is_document(owners[node]) else owners[node]

    def _documents_of(self, nodes: Collection[int]) -> set[int]:
        """Return the nodes of the documents that given nodes are in, as far as they have a result."""
        names = {self.graph.documents[node] for node in nodes}
        return {node for node in self.outcomes if self.graph.names[node] in names}

    def _reserved(self, partial: Wholes) -> set[int]:
        """Return what is above a provision whose result is a reservation, or contains one partly met."""
        parts = [node for node, outcome in self.outcomes.items() if outcome in _RESERVATIONS]
        above = {whole for part in parts for whole in self.graph.ancestors(part)}
        return above.union(partial, self._documents_of([*parts, *partial]))

    def _notes(self) -> tuple[str, ...]:
        number = len(self.assessment.merge_subjects().disagreements)
        note = f"results disagree on {quantity(number, 'provision')}: the worst stands"
        return (note,) if number else ()
