"""What law is deemed or presumed to be met by: rules that count where their conditions are affirmed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TypeAlias

from attrs import field, frozen

from ..applicability import Deeming, deemed_by
from ..errors import UnknownCriterion, shown
from ..mapping.graph import GraphView
from ..mapping.scopes import scope_of
from ..records.cards import Card
from ..records.refs import HasRef, Ref, References
from ..snapshot import Snapshot
from ..tables import quantity
from ..vocabulary import Extent
from ..vocabulary.criteria import unknown_value
from .implementation import Implementation
from .subject import as_ref_texts

__all__ = ["Affirmation", "Affirmed", "DeemedProvisions", "DeemingOutcome"]


def _refs(given: References) -> tuple[Ref, ...]:
    return tuple(map(Ref.parse, as_ref_texts("a reference", given)))


def _rule_ref(given: str | Ref | HasRef) -> Ref:
    refs = _refs(given)
    if len(refs) != 1:
        raise UnknownCriterion(f"a rule to affirm must be one reference, not {shown(given)}")
    return refs[0]


@frozen
class Affirmation(Card):
    """Your statement that the condition of a rule of `Catalog.deemed_by` is met.

    Attributes:
        rule: The provision that states the rule.
        by: What meets its basis, where that has no record, such as a harmonised standard.
        reaches: The provisions that the basis covers, with all below them; needed where the rule reaches
            only what the basis covers.

    >>> Affirmation("eu-ai-act:Article 40(1)", by="acme-qms", reaches="eu-ai-act:Article 17").reaches
    (Ref(standard='eu-ai-act', edition=None, provision='Article 17'),)
    """

    rule: Ref = field(converter=_rule_ref)
    by: tuple[Ref, ...] = field(default=(), converter=_refs)
    reaches: tuple[Ref, ...] = field(default=(), converter=_refs)


#: One affirmation or several; a rule alone, by its reference, affirms its condition.
Affirmed: TypeAlias = Affirmation | References | Iterable[Affirmation | str | Ref | HasRef]


@frozen(repr=False)
class DeemingOutcome(Card):
    """A rule on what law is met by, and whether it counts for one provision.

    Attributes:
        rule: The rule, with its extent and its condition.
        counts: Whether it counts.
        in_full: Whether it reaches the whole provision.
        remark: Why it counts, or why it does not.
        sources: What it rests on, each with a result of its own.
    """

    rule: Deeming
    counts: bool
    in_full: bool
    remark: str
    sources: tuple[Ref, ...] = ()

    def __repr__(self) -> str:
        return f"<DeemingOutcome {self.rule.ref}: {self.remark}>"

    def __str__(self) -> str:
        rule = self.rule
        is_entire = rule.extent is None or (self.in_full and not rule.as_covered)
        extent = "" if is_entire else f", for {rule.extent}"
        condition = "" if rule.condition is None else f"; condition: {rule.condition}"
        return f"{rule.ref}: {rule.effect} by {rule.basis}{extent}{condition} ({self.remark})"


class _Reach:
    """One rule, with the nodes that it reaches, each with whether it does so in full."""

    def __init__(self, view: GraphView, rule: Deeming) -> None:
        self.rule = rule
        reached = _nodes_below(view, rule.reaches)
        entire = reached if rule.extent is None else _nodes_below(view, rule.in_full)
        left_out = _nodes_below(view, rule.unless)
        self.nodes: Mapping[int, bool] = {node: node in entire for node in reached if node not in left_out}


class DeemedProvisions:
    """The provisions of law that what is implemented is deemed to meet, as far as conditions are affirmed.

    `counted` holds for each provision whether a rule counts for it in full, or in part.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        view: GraphView,
        documents: Iterable[str],
        known: Implementation,
        affirm: Affirmed,
    ) -> None:
        self.view, self.known, self.day = view, known, snapshot.date
        self._documents = tuple(documents)
        self._affirmed = _affirmations(snapshot, affirm)
        self._reaches: list[_Reach] = []
        for document in self._documents:
            if document.partition("@")[0] in snapshot.register.law_loaders:
                self._reaches += [_Reach(view, rule) for rule in deemed_by(snapshot, document)]
        self._states = [self._state(each) for each in self._reaches]
        self._reached = set[int]().union(*(reach.nodes for reach in self._reaches))
        self.counted: dict[int, bool] = {}
        for reach, (_, nodes, _) in zip(self._reaches, self._states, strict=True):
            for node in nodes:
                self.counted[node] = self.counted.get(node, False) or reach.nodes[node]

    def joint_extent(self, node: int, extent: Extent | None) -> Extent:
        """Return the extent of a provision for which a rule counts.

        Args:
            node: The provision.
            extent: Its extent by what is certain, which comes first; what failed is a conflict.
        """
        if extent is Extent.FULL or extent is Extent.CONFLICT or extent is Extent.EXCLUDED:
            return extent
        if extent is Extent.NOT_SATISFIED:
            return Extent.CONFLICT
        return Extent.DEEMED if self.counted[node] and not self._is_partly_met(node) else Extent.PARTIAL

    def _is_partly_met(self, node: int) -> bool:
        """Tell whether a result says that a provision, or something in it, is met in part only."""
        known = self.known
        return node in known.partial or known.outcomes.get(node) == "partly"

    def outcomes(self, node: int) -> tuple[DeemingOutcome, ...]:
        """Return the rules that reach a provision, each with whether it counts; those that count first."""
        if node not in self._reached:
            return ()
        found = []
        for reach, (remark, nodes, sources) in zip(self._reaches, self._states, strict=True):
            if node in reach.nodes:
                counts = node in nodes
                said = "the basis is not said to cover it" if nodes and not counts else remark
                used = sources if counts else ()
                found.append(DeemingOutcome(reach.rule, counts, reach.nodes[node], said, used))
        return tuple(sorted(found, key=lambda each: not each.counts))

    def notes(self, nodes: Collection[int]) -> tuple[str, ...]:
        """Return a sentence for each rule that counts, or would if its condition were affirmed.

        Args:
            nodes: The provisions of the question.
        """
        found = []
        asked = frozenset(nodes)
        for reach, (remark, counted, _) in zip(self._reaches, self._states, strict=True):
            rule = reach.rule
            number = len(asked.intersection(counted))
            if number:
                found.append(
                    f"{rule.ref} counts for {quantity(number, 'provision')}: {rule.effect} by {rule.basis}, "
                    f"as you affirm that {rule.condition}"
                )
            elif not asked.isdisjoint(reach.nodes) and self._is_told(rule):
                found.append(f"{rule.ref} does not count: {remark}; its condition: {rule.condition}")
        stated = {reach.rule.ref for reach in self._reaches}
        unstated = [
            ref for ref in self._affirmed if str(ref.document) in self._documents and ref not in stated
        ]
        found += [f"{ref} does not count: the text does not state it on {self.day}" for ref in unstated]
        return tuple(sorted(found))

    def _is_told(self, rule: Deeming) -> bool:
        """Tell whether it matters why a rule does not count: it is affirmed, or its basis is implemented."""
        if rule.ref in self._affirmed:
            return True
        return rule.counts and bool(rule.by) and not self._without_result(rule.by)

    def _state(self, reach: _Reach) -> tuple[str, Collection[int], tuple[Ref, ...]]:
        """Return why a rule counts or not, the nodes that it counts for, and what it rests on."""
        rule = reach.rule
        affirmation = self._affirmed.get(rule.ref)
        if not rule.counts:
            return f"{rule.effect} never counts", (), ()
        if affirmation is None:
            return "its condition is not affirmed", (), ()
        bases = (*rule.by, *affirmation.by)
        if not bases:
            return "nothing is named that meets its basis: name it with Affirmation(by=)", (), ()
        missing = self._without_result(bases)
        if missing:
            return f"{missing[0]} has no satisfied result of its own", (), ()
        nodes: Collection[int] = reach.nodes.keys()
        if affirmation.reaches or rule.as_covered:
            named = _nodes_below(self.view, map(self._pinned, affirmation.reaches))
            nodes = reach.nodes.keys() & named
        if not nodes:
            return "nothing that it reaches is named as covered: name it with Affirmation(reaches=)", (), ()
        satisfied = f"{' and '.join(map(str, bases))} {'is' if len(bases) == 1 else 'are'} satisfied"
        return f"counts: its condition is affirmed, and {satisfied}", nodes, bases

    def _without_result(self, bases: Iterable[Ref]) -> list[Ref]:
        """Return those of some references that have no satisfied result, of themselves or from above.

        A heading asks nothing of its own: it has one where all below it have.
        """
        return [each for each in map(self._pinned, bases) if not self._is_satisfied(each)]

    def _is_satisfied(self, ref: Ref) -> bool:
        known, graph = self.known, self.view.graph
        if ref.provision is not None:
            node = graph.node(str(ref))
            assessable = graph.structure(str(ref.document)).assessable
            if node in known.sources or node in assessable:
                return node in known.sources
            parts = {*graph.descendants(node)}.intersection(assessable)
            return bool(parts) and parts <= known.sources.keys()
        claims = {graph.documents[node] for node in known.claims}
        return ref in known.refs and str(ref) not in claims

    def _pinned(self, ref: Ref) -> Ref:
        """Return a reference with its edition.

        Raises:
            UnknownReference: It is unknown; near misses are named.
        """
        scope = scope_of(self.view, ref)
        return Ref.parse(scope.document)._replace(provision=ref.provision)


def _nodes_below(view: GraphView, refs: Iterable[Ref]) -> set[int]:
    """Return the nodes of documents and provisions, with all below them."""
    graph, found = view.graph, set[int]()
    for ref in refs:
        node = graph.node(str(ref))
        found.add(node)
        if ref.provision is None:
            found.update(graph.structure(str(ref)).nodes, graph.nodes_of.get(str(ref), ()))
        else:
            found.update(graph.descendants(node))
    return found


def _affirmations(snapshot: Snapshot, affirm: Affirmed) -> dict[Ref, Affirmation]:
    """Return what is affirmed, by the provision that states the rule.

    Raises:
        UnknownCriterion: A rule is unknown, or `affirm` is no affirmation; near misses are named.
        UnknownReference: An act is unknown; near misses are named.
    """
    found = {}
    for each in _each(affirm):
        affirmation = each if isinstance(each, Affirmation) else Affirmation(each)
        rule = affirmation.rule
        ref = snapshot.standard(rule.document).ref._replace(provision=rule.provision)
        law = snapshot.register.law(rule.standard)
        articles = [] if law is None else [each.article for each in law.deemed_by]
        if rule.provision not in articles:
            known = [str(ref._replace(provision=article)) for article in articles]
            raise unknown_value("rule to affirm", str(ref), known)
        found[ref] = affirmation
    return found


def _each(affirm: object) -> Iterable[Affirmation | str | Ref | HasRef]:
    several = [affirm] if isinstance(affirm, str | Ref | Affirmation) or hasattr(affirm, "ref") else affirm
    if not isinstance(several, Iterable):
        raise UnknownCriterion(f"affirm must name rules of deemed_by, not {shown(affirm)}")
    return several
