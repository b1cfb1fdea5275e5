"""What one provision is in other frameworks, the best supported first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, get_args

from attrs import field, frozen

from ..algebra import Relation
from ..records.refs import Ref, References
from ..snapshot import Snapshot
from ..tables import Table
from ..vocabulary import Lineage
from ..vocabulary.criteria import OneOrMore
from .correspondences import BasisText, Correspondence, correspondence_cells
from .crosswalks import Crosswalk, crosswalk, hubs_text
from .elsewhere import Elsewhere, elsewhere_text
from .graph import RANKS, GraphView
from .scopes import as_ref_texts, view_of
from .titles import title_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..tables.rows import CrosswalkCells

__all__ = ["Related", "related"]

_BASES = get_args(BasisText)
#: Relations in words, the most telling first.
_STRENGTHS = ("equal", "is covered by", "covers", "overlaps", "unknown", "contradiction", "apart")


@frozen(eq=False, repr=False)
class Related(Table[Correspondence, "CrosswalkCells", "BasisText"]):
    """Provisions of other frameworks that a provision is related to, the best supported first.

    `ref` is the provision, `frameworks` the documents asked about. Denials and what is certainly apart
    are left out. `elsewhere` counts relationships of other editions that no row rests on, `left_out`
    candidates that only hubs lead to.
    """

    noun = "related provision"
    column_types: ClassVar[Mapping[str, Any]] = Crosswalk.column_types
    columns = Crosswalk.columns
    words = Crosswalk.words
    word_field = "basis"

    ref: Ref = field(kw_only=True)
    frameworks: tuple[Ref, ...] = field(kw_only=True)
    elsewhere: tuple[Elsewhere, ...] = field(kw_only=True)
    left_out: int = field(kw_only=True)

    @property
    def unrelated(self) -> tuple[Ref, ...]:
        """The frameworks of which no provision is reached."""
        reached = {row.target.document for row in self}
        return tuple(each for each in self.frameworks if each not in reached)

    def row(self, record: Correspondence) -> CrosswalkCells:
        """Return a related provision as plain values by column."""
        return correspondence_cells(record)

    def headline(self) -> str:
        """Return the number of rows by basis, and the frameworks that nothing reaches."""
        counts = Counter[str](row.basis for row in self)
        bases = ", ".join(f"{counts[word]} {word}" for word in self.words if counts[word])
        unrelated = ", ".join(map(str, self.unrelated))
        return (
            f"{super().headline()} of {self.ref}"
            + (f" ({bases})" if bases else "")
            + (f"; nothing of {unrelated}" if unrelated else "")
            + hubs_text(self.left_out)
            + elsewhere_text(self.elsewhere)
        )


def related(
    snapshot: Snapshot,
    ref: str | Ref,
    frameworks: References,
    max_steps: int,
    trust: OneOrMore[str],
    mapping_sets: OneOrMore[str],
    editions: str,
) -> Related:
    """See `Catalog.related`."""
    provision = snapshot.provision(ref)
    documents = as_ref_texts("frameworks", frameworks)
    walks = [
        crosswalk(snapshot, provision.ref, each, max_steps, trust, mapping_sets, editions)
        for each in documents
    ]
    rows = [
        row
        for walk in walks
        for row in walk
        if row.source == provision.ref and not row.relation.apart and not row.negated
    ]
    view = view_of(snapshot, trust, mapping_sets, max_steps, editions)
    rows += [row for walk in walks for row in _other_editions(snapshot, view, provision.ref, walk)]
    rows.sort(key=_rank)
    return Related(
        rows,
        ref=provision.ref,
        frameworks=tuple(walk.target for walk in walks),
        elsewhere=tuple(each for walk in walks for each in walk.elsewhere),
        left_out=sum(walk.left_out for walk in walks),
    )


def _other_editions(
    snapshot: Snapshot, view: GraphView, ref: Ref, walk: Crosswalk
) -> Iterator[Correspondence]:
    """Yield what a provision was or became in a document of its own family that nothing else relates to it.

    Args:
        snapshot: The data on one day.
        view: The graph that the question sees.
        ref: The provision.
        walk: Its crosswalk with the document.
    """
    node, moves = view.graph.node(str(ref)), view.moves
    known = {row.target for row in walk if row.source == ref}
    for move in () if moves is None else moves.into(node, str(walk.target)):
        target = view.graph.ref(move.node)
        if target not in known:
            (record,) = view.move_records(node, move.node)
            yield Correspondence(
                ref,
                target,
                "carried" if move.hop.grade is Lineage.STATED else "candidate",
                (record.type,),
                Relation.ANY,
                ((record,),),
                record.trust,
                None,
                title_of(snapshot, ref),
                title_of(snapshot, target),
                lineage=move.hop.grade,
                reasons=(str(record.comment),),
            )


def _rank(row: Correspondence) -> tuple[int, int, int, int, int, int, int, str]:
    """Return the sort key of a row.

    It is basis, relation, breadth, trust, steps, strength, mapping sets, and reference.
    """
    relation = row.relation if row.relation.certain != "unknown" else row.indicated
    steps = [step for path in row.paths for step in path]
    return (
        _BASES.index(row.basis),
        _STRENGTHS.index(relation.certain),
        row.breadth or 0,
        RANKS[row.trust],
        min(map(len, row.paths)),
        -max(step.strength or 0 for step in steps),
        -len({step.mapping_set for step in steps}),
        str(row.target),
    )
