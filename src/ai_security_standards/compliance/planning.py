"""Plans: which provisions to implement, so that targets are covered at the least cost."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from math import isfinite
from typing import NamedTuple

from attrs import field, frozen

from ..algebra import COVERING, OVERLAPPING
from ..errors import UnknownCriterion, did_you_mean, nearest, shown
from ..mapping.graph import GraphView, relations_between
from ..mapping.scopes import scope_of, view_of
from ..mapping.titles import title_of
from ..records.cards import html_of
from ..records.refs import Ref, References, ref_text
from ..snapshot import Snapshot
from ..tables import Table, quantity
from ..tables.deferred import Deferred
from ..vocabulary import Extent
from ..vocabulary.criteria import OneOrMore, check_instance, known_value
from .coverage_table import Coverage
from .covering import coverage_of
from .extents import CertainExtents, covering_by_law_itself
from .implementation import implementation_of, pinned_refs
from .labels import notes_on
from .solving import Cover, require_scipy, solve_exact, solve_greedy
from .subject import as_ref_texts, implemented_nodes, remember, subject_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Never

    from ..tables.rows import ChoiceCells

__all__ = ["Choice", "Cost", "Plan", "plan"]

#: A price by reference, or as a function of a reference; None where all cost 1.
Cost = Mapping[str, float] | Mapping[Ref, float] | Callable[[Ref], float] | None
_METHODS = ("exact", "greedy")
_REQUIREMENTS = {"full": Extent.FULL, "partial": Extent.PARTIAL}


class Choice(NamedTuple):
    """A provision to implement, its cost, and the provisions of the targets that it covers."""

    ref: Ref
    name: str
    cost: float
    covers: tuple[Ref, ...]

    def _repr_html_(self) -> str:
        return html_of(self)


@frozen(eq=False, repr=False)
class Plan(Table[Choice, "ChoiceCells", "Never"]):
    """The provisions to implement, those that cover most first, and what stays uncovered.

    Attributes:
        method: "exact" or "greedy".
        require: How far a provision must be covered to count: full, or also partial.
        cost: The cost of the plan.
        at_least: A lower bound on the cost of any plan that covers as much; the cost itself where the
            plan is exact.
        covered: The provisions of the targets that the plan covers, with what is implemented.
        covered_by_implemented: Those of them that what is implemented covers already.
        of: The number of provisions of the targets.
        alternatives: Sets of provisions of equal cost, this plan first.
        notes: Sentences that qualify the denominator: superseded editions, missing structure.
    """

    columns = Choice._fields
    is_selection = True

    method: str = field(kw_only=True)
    require: Extent = field(kw_only=True)
    cost: float = field(kw_only=True)
    at_least: float = field(kw_only=True)
    covered: tuple[Ref, ...] = field(kw_only=True)
    covered_by_implemented: tuple[Ref, ...] = field(kw_only=True, default=())
    of: int = field(kw_only=True)
    alternatives: tuple[tuple[Ref, ...], ...] = field(kw_only=True)
    notes: tuple[str, ...] = field(kw_only=True)
    _uncovered: Coverage | Deferred[Coverage] = field(kw_only=True, alias="uncovered")

    @property
    def uncovered(self) -> Coverage:
        """The provisions that no option covers far enough, with overlaps and the nearest candidates."""
        uncovered = self._uncovered
        return uncovered.value if isinstance(uncovered, Deferred) else uncovered

    def headline(self) -> str:
        """Return the size and the cost of the plan, its bound, and what stays uncovered."""
        bound = "the least possible" if self.cost == self.at_least else f"at least {self.at_least:g} needed"
        head = f"{quantity(len(self), 'provision')} at a cost of {self.cost:g} ({self.method}, {bound})"
        reach = f"{len(self.covered)} of {self.of} covered ({self.require})"
        if self.covered_by_implemented:
            reach += f", {len(self.covered_by_implemented)} of them by what is implemented"
        left = f"{self.of - len(self.covered)} cannot be covered"
        return "; ".join([head, f"{reach}, {left}", *self.notes])


def plan(
    snapshot: Snapshot,
    targets: References,
    using: References,
    implemented: References,
    cost: Cost,
    require: str,
    alternatives: int,
    method: str | None,
    max_steps: int,
    trust: OneOrMore[str],
    mapping_sets: OneOrMore[str],
    editions: str,
) -> Plan:
    """Return a plan of least cost; see `Catalog.plan`."""
    required = _REQUIREMENTS[known_value(require, _REQUIREMENTS, "require")]
    method = _method(method)
    if type(alternatives) is not int or alternatives < 1:
        raise UnknownCriterion(f"alternatives must be a whole number above 0, not {shown(alternatives)}")
    view = view_of(snapshot, trust, mapping_sets, max_steps, editions)
    target_texts, option_texts = as_ref_texts("targets", targets), as_ref_texts("using", using)
    problem = remember(
        view,
        ("plan", *target_texts, *("using", *option_texts), required, max_steps),
        lambda: _problem(snapshot, view, target_texts, option_texts, required, max_steps),
    )
    subject = subject_of(snapshot, view, target_texts)
    known = implementation_of(snapshot, view, implemented, max_steps, subject)
    nodes = subject.nodes if known.satisfied or known.outcomes else ()
    certain = CertainExtents(snapshot, view, nodes, known, max_steps)
    free = _refs_with(certain, (required, Extent.FULL))
    excluded = _refs_with(certain, (Extent.EXCLUDED,))
    problem = _without(problem, {*free, *excluded}, len(excluded))
    costs = _costs(view, cost, problem)
    if method == "exact":
        covers = solve_exact(problem.covers, costs, alternatives)
    else:
        covers = [solve_greedy(problem.covers, costs)]
    covered = tuple(sorted((*free, *problem.coverable))) if free else problem.coverable

    def uncovered() -> Coverage:
        options = implemented_nodes(view, option_texts)
        by_all = known.with_options(options, pinned_refs(snapshot, option_texts))
        found = coverage_of(snapshot, view, subject, by_all, max_steps, target_texts)
        return found.without({*covered, *excluded})

    return Plan(
        _choices(snapshot, problem, costs, covers[0]),
        method=method,
        require=required,
        cost=covers[0].cost,
        at_least=covers[0].at_least,
        covered=covered,
        covered_by_implemented=free,
        of=problem.targets,
        alternatives=tuple(tuple(problem.options[option] for option in each.chosen) for each in covers),
        notes=problem.notes + known.notes,
        uncovered=Deferred(uncovered),
    )


class CoverProblem(NamedTuple):
    """A set cover problem: the options, and the positions in `coverable` that each covers.

    `offered` names all options, also those that cover nothing; `targets` is the number of provisions
    to cover, `coverable` those that some option covers.
    """

    options: tuple[Ref, ...]
    covers: tuple[tuple[int, ...], ...]
    coverable: tuple[Ref, ...]
    offered: frozenset[str]
    targets: int
    notes: tuple[str, ...]


def _problem(
    snapshot: Snapshot,
    view: GraphView,
    targets: Sequence[str],
    using: Sequence[str],
    required: Extent,
    steps: int,
) -> CoverProblem:
    subject = subject_of(snapshot, view, targets)
    offered = subject_of(snapshot, view, using).nodes
    graph = view.graph
    covered_by = _covered_by_option(snapshot, view, subject.nodes, offered, required, steps)
    coverable = sorted({node for nodes in covered_by.values() for node in nodes}, key=graph.ref)
    position_of = {node: position for position, node in enumerate(coverable)}
    return CoverProblem(
        tuple(map(graph.ref, covered_by)),
        tuple(tuple(sorted(map(position_of.__getitem__, nodes))) for nodes in covered_by.values()),
        tuple(map(graph.ref, coverable)),
        frozenset(map(graph.names.__getitem__, offered)),
        len(subject.nodes),
        notes_on(snapshot, view, subject),
    )


def _refs_with(certain: CertainExtents, extents: Collection[Extent]) -> tuple[Ref, ...]:
    """Return the provisions that have one of some extents."""
    return tuple(
        certain.view.graph.ref(node) for node, extent in certain.extents.items() if extent in extents
    )


def _without(problem: CoverProblem, settled: Collection[Ref], excluded: int) -> CoverProblem:
    """Return a problem without the provisions that need no option.

    Args:
        problem: The problem.
        settled: The provisions that are covered already, or do not count.
        excluded: The number of those that do not count.
    """
    if not settled:
        return problem
    coverable = tuple(ref for ref in problem.coverable if ref not in settled)
    position_of = {ref: position for position, ref in enumerate(coverable)}
    options, covers = [], []
    for option, positions in zip(problem.options, problem.covers, strict=True):
        refs = [problem.coverable[position] for position in positions]
        left = tuple(position_of[ref] for ref in refs if ref in position_of)
        if left:
            options.append(option)
            covers.append(left)
    return problem._replace(
        options=tuple(options), covers=tuple(covers), coverable=coverable, targets=problem.targets - excluded
    )


def _choices(snapshot: Snapshot, problem: CoverProblem, costs: Sequence[float], cover: Cover) -> list[Choice]:
    """Return the chosen options as records, those that cover most first."""
    choices = []
    for option in cover.chosen:
        ref = problem.options[option]
        covers = tuple(map(problem.coverable.__getitem__, problem.covers[option]))
        choices.append(Choice(ref, title_of(snapshot, ref), costs[option], covers))
    choices.sort(key=lambda choice: (-len(choice.covers), choice.ref))
    return choices


def _method(method: str | None) -> str:
    """Return the method given, or else the exact one where SciPy is installed."""
    if method is not None:
        return known_value(method, _METHODS, "method")
    try:
        require_scipy()
    except ImportError:
        return "greedy"
    return "exact"


def _covered_by_option(
    snapshot: Snapshot,
    view: GraphView,
    targets: Sequence[int],
    offered: Sequence[int],
    required: Extent,
    steps: int,
) -> dict[int, Collection[int]]:
    """Return the targets that each option covers far enough, without options that cover none.

    Implementing a provision implements its descendants; so does choosing it as an option.

    Args:
        snapshot: The data on one day.
        view: The graph as the question sees it.
        targets: The nodes to cover.
        offered: The nodes to choose from.
        required: How far a target must be covered: full, or also partial.
        steps: The longest chain, in relationships.
    """
    graph = view.graph
    implied = {option: (option, *graph.descendants(option)) for option in offered}
    sources = {node for nodes in implied.values() for node in nodes}
    is_enough = COVERING if required is Extent.FULL else OVERLAPPING
    targets_of: dict[int, set[int]] = {}
    related = relations_between(view, sources, targets, steps)
    by_law = (
        covering_by_law_itself(snapshot, view, sources, (related,), steps) if required is Extent.FULL else {}
    )
    for target, relations in related.items():
        for source, bits in relations.items():
            if is_enough[bits] and source in by_law.get(target, sources):
                targets_of.setdefault(source, set()).add(target)
    every_target = frozenset(targets)
    covered_by: dict[int, Collection[int]] = {}
    for option, nodes in implied.items():
        covered = every_target.intersection(nodes)
        for node in nodes:
            if node in targets_of:
                covered |= targets_of[node]
        if covered:
            covered_by[option] = covered
    return covered_by


def _costs(view: GraphView, cost: Cost, problem: CoverProblem) -> list[float]:
    """Return the cost of each option; a cost of a provision overrides one of its document.

    Raises:
        UnknownCriterion: A cost is not a number of at least 0, or of nothing that is offered.
    """
    if cost is None:
        return [1] * len(problem.options)
    if callable(cost):
        return [_checked_cost(ref, cost(ref)) for ref in problem.options]
    costs: dict[str, float] = {}
    check_instance("cost", cost, Mapping)
    given = [(scope_of(view, key), ref_text(key), _checked_cost(key, value)) for key, value in cost.items()]
    for scope, key, value in sorted(given, key=lambda each: each[0].ids is not None):
        provision = key.partition(":")[2]
        names = (
            {f"{scope.document}:{provision}"}
            if provision
            else {name for name in problem.offered if scope.contains(name)}
        )
        if not names & problem.offered:
            near_misses = did_you_mean(nearest(key, problem.offered))
            raise UnknownCriterion(
                f"unknown option {shown(key)} in cost: 'using' does not offer it{near_misses}"
            )
        costs.update(dict.fromkeys(names, value))
    return [costs.get(str(ref), 1) for ref in problem.options]


def _checked_cost(key: object, value: object) -> float:
    try:
        if not isinstance(value, bool) and isinstance(value, int | float) and isfinite(value) and value >= 0:
            return value
    except OverflowError:  # a whole number beyond every fraction
        pass
    raise UnknownCriterion(f"the cost of {ref_text(key)} must be a number of at least 0, not {shown(value)}")
