"""Rows of crosswalks: the relation of two provisions, on the best basis that there is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from attrs import evolve, frozen

from ..algebra import ANY, ENTAILS_NAMED, Relation
from ..records.cards import Card
from ..records.refs import Ref
from ..tables import to_plain_value
from ..vocabulary import Lineage, RelationshipType, Trust
from .carrying import CarriedRow, CarriedStatement
from .conditions import rewording_text
from .graph import EDITIONS, RANKS, Bridges, Edge, GraphView
from .inferring import mapping_sets_of, path_texts
from .proofs import Chain, Proof, candidate_of, caveats_of, weakest_link
from .titles import arguments_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..tables.rows import CrosswalkCells

__all__ = ["BasisText", "Correspondence", "Reached", "correspondence", "correspondence_cells"]

BasisText = Literal["asserted", "inferred", "conditional", "carried", "candidate"]


@frozen(repr=False)
class Correspondence(Card):
    """One row of a crosswalk: the relation of one provision to another.

    `basis` is the first of these that holds. `relation` is what is certain, whatever the basis.

    - "asserted": a mapping set relates the two directly; `types` are the words of its relationships.
    - "inferred": the relation follows.
    - "conditional": a relation follows only if relationships with caveats count as if there were none.
    - "carried": a mapping set relates other editions or wordings of the two, or a single chain over such
      states a relation.
    - "candidate": chains lead there, but nothing follows.

    `indicated` is what relationships with caveats, or of other editions, say beyond that: evidence, but
    never certain. `caveats` is what limits the relationships on its paths.
    `lineage` is the least sure grade of the moves between editions on its paths, None without any, and
    `reasons` is what speaks for and against these moves. `urls` are the addresses of the mapping sets.
    `breadth` is stated for candidates over a provision between the two: how many pairs of the two documents
    that provision makes candidates of. The fewer, the more it says.
    """

    source: Ref
    target: Ref
    basis: BasisText
    types: tuple[RelationshipType, ...]
    relation: Relation
    paths: tuple[Chain, ...]
    trust: Trust
    confidence: float | None
    source_title: str = ""
    target_title: str = ""
    urls: tuple[str, ...] = ()
    indicated: Relation = Relation.ANY
    lineage: Lineage | None = None
    reasons: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()
    breadth: int | None = None

    def __repr__(self) -> str:
        words = " ".join(self.types) or (self.relation & self.indicated).certain
        return f"<Correspondence {self.source} {self.basis} {words} {self.target}>"

    @property
    def negated(self) -> bool:
        """Whether all its relationships are denials."""
        return all(step.negated for path in self.paths for step in path)


def correspondence_cells(record: Correspondence) -> CrosswalkCells:
    """Return a correspondence as plain values by column."""
    return {
        "source": str(record.source),
        "source_title": record.source_title,
        "target": str(record.target),
        "target_title": record.target_title,
        "basis": record.basis,
        "types": to_plain_value(record.types),
        "relation": record.relation.certain,
        "indicated": record.indicated.certain,
        "lineage": to_plain_value(record.lineage),
        "negated": record.negated,
        "trust": to_plain_value(record.trust),
        "confidence": record.confidence,
        "mapping_sets": mapping_sets_of(record.paths),
        "paths": path_texts(record.paths),
        "arguments": arguments_of(record.paths),
        "reasons": record.reasons,
        "caveats": record.caveats,
        "urls": record.urls,
        "breadth": record.breadth,
    }


class Reached(NamedTuple):
    """What a crosswalk knows of one source: the proof of its relations, and the targets of its rows.

    `limited` is the proof where caveats do not count, and `indicated` what that says beyond the other one,
    by target. `edges` are the direct ones by target, `carried` what other editions state by target, and
    `predecessors` those of candidate chains, which go over `bridges`.
    """

    proof: Proof
    limited: Proof
    indicated: Mapping[int, int]
    edges: dict[int, list[Edge]]
    carried: Mapping[int, Sequence[CarriedRow | CarriedStatement]]
    predecessors: dict[int, int]
    targets: set[int]
    bridges: Bridges | None = None


def correspondence(view: GraphView, reached: Reached, target: int) -> Correspondence:
    """Return the row of a source and a target, on the best basis that there is."""
    proof = reached.proof
    ends = view.graph.ref(proof.source), view.graph.ref(target)
    relation = Relation(proof.layers[-1].get(target, ANY))
    indicated = Relation(reached.indicated.get(target, ANY))
    carried = reached.carried.get(target, ())
    edges = reached.edges.get(target, ())
    if carried:
        # What is older than a wording is carried to it.
        edges = [edge for edge in edges if edge[1] not in view.outdated_rows(edge[0])]
    records = [view.relationship(*edge) for edge in edges]
    if records:
        records.sort(key=lambda record: (RANKS[record.trust], str(record)))
        types = tuple(dict.fromkeys(record.type for record in records))
        paths: tuple[Chain, ...] = tuple((record,) for record in records)
        # Of several relationships, the most trusted counts.
        best = records[0]
        if indicated != Relation.ANY:
            paths = tuple(dict.fromkeys((*paths, *reached.limited.inference(target).paths)))
        row = Correspondence(
            *ends, "asserted", types, relation, paths, best.trust, best.confidence, indicated=indicated
        )
        return _with_limits(view, row)
    if ENTAILS_NAMED[relation] or indicated != Relation.ANY:
        word: BasisText = "inferred" if ENTAILS_NAMED[relation] else "conditional"
        proved = (proof if word == "inferred" else reached.limited).inference(target)
        paths = proved.paths
        if word == "inferred" and indicated != Relation.ANY:
            paths = tuple(dict.fromkeys((*paths, *reached.limited.inference(target).paths)))
        row = Correspondence(
            *ends, word, (), relation, paths, proved.trust, proved.confidence, indicated=indicated
        )
        return _with_limits(view, row)
    for is_sure in (True, False):
        chosen = [each for each in carried if (each.lineage is Lineage.STATED) is is_sure]
        if chosen:
            basis: BasisText = "carried" if is_sure else "candidate"
            row = Correspondence(*ends, basis, (), relation, (), Trust.INFERRED, None)
            return _carried_row(view, row, chosen)
    candidate = candidate_of(view, proof.source, target, reached.predecessors)
    breadth = None if reached.bridges is None else _breadth(view, reached.bridges, candidate.path)
    row = Correspondence(
        *ends,
        "candidate",
        (),
        relation,
        (candidate.path,),
        candidate.trust,
        candidate.confidence,
        breadth=breadth,
    )
    return _with_lineage(view, row)


def _breadth(view: GraphView, bridges: Bridges, path: Chain) -> int | None:
    """Return the breadth of the broadest provision between relationships; None without any."""
    stated = [step for step in path if step.mapping_set != EDITIONS]
    between = [view.graph.node(str(step.object)) for step in stated[:-1]]
    return max(map(bridges.breadth, between), default=None)


def _carried_row(
    view: GraphView, row: Correspondence, carried: Sequence[CarriedRow | CarriedStatement]
) -> Correspondence:
    """Return a row with what other editions state of its pair, the most trusted first.

    Args:
        view: The graph that the question sees.
        row: The row without paths.
        carried: What other editions state.
    """
    chains = [(each, each.path(view)) for each in carried]
    chains.sort(key=lambda pair: (RANKS[weakest_link([pair[1]])[0]], len(pair[1]), list(map(str, pair[1]))))
    paths = tuple(path for _, path in chains)
    types = [view.relationship(*each.edge).type for each, _ in chains if isinstance(each, CarriedRow)]
    # A candidate of several provisions, or of a title, says nothing about sets.
    bits = (each.bits(view) for each in carried if row.basis == "carried")
    strongest = min(bits, key=int.bit_count, default=ANY)
    trust, confidence = weakest_link(paths[:1])
    return _with_lineage(
        view,
        evolve(
            row,
            types=tuple(dict.fromkeys(types)),
            paths=paths,
            trust=trust,
            confidence=confidence,
            indicated=Relation(strongest),
        ),
    )


def _with_lineage(view: GraphView, row: Correspondence) -> Correspondence:
    """Return a row with the least sure grade of the moves on its paths, what speaks for them, and limits."""
    moves = [step for path in row.paths for step in path if step.mapping_set == EDITIONS]
    grades = [] if view.moves is None else [view.moves.grade(step) for step in moves]
    reasons = tuple(dict.fromkeys(step.comment for step in moves if step.comment))
    lineage = max(grades, key=list(Lineage).index, default=None)
    return _with_limits(view, evolve(row, lineage=lineage, reasons=reasons))


def _with_limits(view: GraphView, row: Correspondence) -> Correspondence:
    """Return a row with the caveats on its paths, and with what is older than a wording."""
    steps = [step for path in row.paths for step in path if step.caveats or step.reworded]
    if not steps:
        return row
    rewordings = [rewording_text(view, ref, step) for step in steps for ref in step.reworded]
    lineage = row.lineage
    if rewordings and lineage in (None, Lineage.SAME):
        lineage = Lineage.STATED
    reasons = tuple(dict.fromkeys((*row.reasons, *rewordings)))
    return evolve(row, lineage=lineage, reasons=reasons, caveats=caveats_of(row.paths))
