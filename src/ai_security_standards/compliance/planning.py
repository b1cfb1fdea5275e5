"""A plan: which provisions to implement, so that targets are covered at the least cost."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import groupby
from math import isfinite
from typing import Any, NamedTuple

from ..algebra import COVERING, OVERLAPPING
from ..errors import UnknownCriterion, did_you_mean, nearest
from ..mapping.graph import GraphView
from ..mapping.graph.reachability import relations_between
from ..mapping.scopes import scope_of, view_of
from ..records.refs import Ref
from ..tables import Table
from ..vocabulary import Extent
from ..vocabulary.criteria import OneOrMore, known_value
from .coverage_table import Coverage
from .covering import coverage
from .labels import name_of, notes_on
from .solving import milp, solve_exact, solve_greedy
from .subject import References, as_ref_texts, remember, subject_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..snapshot import Snapshot

__all__ = ["Choice", "Cost", "Plan", "plan"]

Cost = Mapping[str, float] | Mapping[Ref, float] | Callable[[Ref], float] | None
_METHODS = ("exact", "greedy")


class Choice(NamedTuple):
    """A provision to implement, what it costs, and what of the targets it covers."""

    ref: Ref
    name: str
    cost: float
    covers: tuple[Ref, ...]


class Plan(Table[Choice]):
    """What to implement, what covers most first, and what that leaves open.

    `method` is "exact" or "greedy"; `cost` is what it costs, `at_least` what no plan that covers as much
    can cost less than: the same where it is exact. `require` says how far a provision must be covered
    to count, `covered` is what the plan covers, of `of` provisions. `uncovered` is the coverage of the
    targets by all that may be used, with those rows alone that do not count: what nothing there covers,
    with what overlaps it, and the nearest candidates. `alternatives` are sets that cost as much, this
    one first.
    """

    __slots__ = (
        "_uncovered", "alternatives", "at_least", "cost", "covered", "method", "notes", "of", "require",
    )  # fmt: skip

    columns = Choice._fields
    method: str
    require: Extent
    cost: float
    at_least: float
    covered: tuple[Ref, ...]
    of: int
    _uncovered: Coverage | Callable[[], Coverage]
    alternatives: tuple[tuple[Ref, ...], ...]
    notes: tuple[str, ...]

    def __init__(self, records: Sequence[Choice], about: Mapping[str, Any]) -> None:
        super().__init__(records)
        for name, value in about.items():
            object.__setattr__(self, name, value)

    def __reduce__(self) -> tuple[Any, ...]:
        about = {name: getattr(self, name) for name in Plan.__slots__}
        return type(self), (tuple(self), {**about, "_uncovered": self.uncovered})

    @property
    def uncovered(self) -> Coverage:
        """What nothing that may be used covers, and what comes nearest to that."""
        found = self._uncovered
        if not isinstance(found, Coverage):
            found = found()
            object.__setattr__(self, "_uncovered", found)
        return found

    def row(self, record: Choice) -> dict[str, Any]:
        return {**super().row(record), "covers": tuple(map(str, record.covers))}

    def headline(self) -> str:
        """How many provisions at what cost, how sure that is the least, and what stays open."""
        sure = (
            "the least there is"
            if self.cost == self.at_least
            else f"no plan costs less than {self.at_least:g}"
        )
        reach = f"{len(self.covered)} of {self.of} provisions covered ({self.require})"
        head = f"{len(self)} provisions at a cost of {self.cost:g}, {self.method}: {sure}; {reach}"
        return "; ".join([f"{head}, {self.of - len(self.covered)} cannot be", *self.notes])


def plan(
    snapshot: Snapshot,
    targets: References,
    using: References,
    cost: Cost,
    require: str,
    alternatives: int,
    method: str | None,
    asked: tuple[int, OneOrMore, OneOrMore],
) -> Plan:
    """See `Catalog.plan`; `asked` are the steps, trusts and mapping sets."""
    wanted = Extent.FULL if known_value(require, ["full", "partial"], "require") == "full" else Extent.PARTIAL
    how = _method(method)
    if type(alternatives) is not int or alternatives < 1:
        raise UnknownCriterion(f"alternatives takes a whole number above zero, not {alternatives!r}")
    max_steps, trust, mapping_sets = asked
    view = view_of(snapshot, trust, mapping_sets, max_steps)
    asking, using = as_ref_texts("targets", targets), as_ref_texts("using", using)
    asked_of = ("matrix", *asking, *("using", *using), wanted, max_steps)
    matrix: Matrix | None = view.cache.get(asked_of)
    if matrix is None:
        matrix = remember(view, asked_of, _matrix(snapshot, view, asking, using, wanted, max_steps))
    costs = _prices(snapshot, view, cost, matrix)
    covers = (
        solve_exact(matrix.sets, costs, alternatives)
        if how == "exact"
        else [solve_greedy(matrix.sets, costs)]
    )
    refs = matrix.refs
    choices = [
        Choice(
            refs[at],
            name_of(snapshot, refs[at]),
            costs[at],
            tuple(matrix.covered[e] for e in matrix.sets[at]),
        )
        for at in covers[0].chosen
    ]
    choices.sort(key=lambda choice: (-len(choice.covers), choice.ref))
    done = frozenset(matrix.covered)

    def left() -> Coverage:
        return coverage(snapshot, asking, using, max_steps, trust, mapping_sets).without(done)

    return Plan(
        choices,
        {
            "method": how,
            "require": wanted,
            "cost": covers[0].cost,
            "at_least": covers[0].at_least,
            "covered": matrix.covered,
            "of": matrix.of,
            "_uncovered": left,
            "alternatives": tuple(tuple(refs[at] for at in each.chosen) for each in covers),
            "notes": matrix.notes,
        },
    )


class Matrix(NamedTuple):
    """What each option covers, in places of `covered`; `offered` also holds what covers nothing."""

    refs: tuple[Ref, ...]
    sets: tuple[tuple[int, ...], ...]
    covered: tuple[Ref, ...]
    offered: frozenset[str]
    of: int
    notes: tuple[str, ...]


def _matrix(
    snapshot: Snapshot, view: GraphView, asking: list[str], using: list[str], wanted: Extent, steps: int
) -> Matrix:
    subject = subject_of(snapshot, view, asking)
    offered = subject_of(snapshot, view, using).nodes
    graph = view.graph
    reach = _reach(view, subject.nodes, offered, wanted, steps)
    covered = sorted({each for there in reach.values() for each in there}, key=graph.ref)
    place = {node: at for at, node in enumerate(covered)}
    return Matrix(
        tuple(map(graph.ref, reach)),
        tuple(tuple(sorted(map(place.__getitem__, there))) for there in reach.values()),
        tuple(map(graph.ref, covered)),
        frozenset(map(graph.names.__getitem__, offered)),
        len(subject.nodes),
        notes_on(snapshot, view, subject)[1],
    )


def _method(method: str | None) -> str:
    if method is not None:
        return known_value(method, _METHODS, "method")
    try:
        milp()
    except ImportError:
        return "greedy"
    return "exact"


def _reach(
    view: GraphView, targets: Sequence[int], offered: Sequence[int], wanted: Extent, steps: int
) -> dict[int, Collection[int]]:
    """What each option covers far enough: itself and what is below it, and what follows."""
    # What is implemented implements what is below it: that is an option's, too.
    graph = view.graph
    below: dict[int, tuple[int, ...]] = {}
    for document, options in groupby(offered, lambda node: graph.names[node].partition(":")[0]):
        under = graph.node_hierarchy(document).descendants
        below.update((option, (option, *under.get(option, ()))) for option in options)
    sources = {node for nodes in below.values() for node in nodes}
    enough = COVERING if wanted is Extent.FULL else OVERLAPPING
    tied: dict[int, set[int]] = {}
    for target, said in relations_between(view, sources, targets, steps).items():
        for source, bits in said.items():
            if enough[bits]:
                tied.setdefault(source, set()).add(target)
    known = frozenset(targets)
    found: dict[int, Collection[int]] = {}
    for option, nodes in below.items():
        covered = known.intersection(nodes)
        for node in nodes:
            if node in tied:
                covered |= tied[node]
        if covered:
            found[option] = covered
    return found


def _prices(snapshot: Snapshot, view: GraphView, cost: Cost, matrix: Matrix) -> list[float]:
    """What each option costs; UnknownCriterion for a cost that is none, or of nothing that is offered."""
    if cost is None:
        return [1] * len(matrix.refs)
    if callable(cost):
        return [_price(ref, cost(ref)) for ref in matrix.refs]
    prices: dict[str, float] = {}
    given = [(scope_of(snapshot, view, key), str(key), _price(key, value)) for key, value in cost.items()]
    # What is said of a document yields to what is said of one of its provisions.
    for scope, key, value in sorted(given, key=lambda each: each[0].ids is not None):
        exact = key.partition(":")[2]
        known = matrix.offered
        names = {f"{scope.document}:{exact}"} if exact else {each for each in known if scope.contains(each)}
        if not names & known:
            meant = did_you_mean(nearest(key, known))
            raise UnknownCriterion(f"cost names {key}, which is not among what may be used{meant}")
        prices.update(dict.fromkeys(names, value))
    return [prices.get(str(ref), 1) for ref in matrix.refs]


def _price(key: object, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not isfinite(value) or value < 0:
        raise UnknownCriterion(f"the cost of {key} is a number from zero on, not {value!r}")
    return value
