"""What mapping sets, and publishers of what they withdraw, say became of provisions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from .._store.sssom import NEGATED, TYPES
from ..algebra import STYLES
from ..records.provisions import Framework, Provision
from ..records.refs import Ref
from ..records.relationships import Relationship
from ..vocabulary import MappingStyle, RelationshipType
from .graph import GraphView
from .likeness import alike
from .links import MERGED, REPLACED, RESCOPED, REWORDED, SAME, SEVERAL, SPLIT, Evidence, Link, compose

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..snapshot import Snapshot

__all__ = ["lineage", "link_of", "within"]

#: How lineage reads from the earlier one.
_LATER = frozenset("replaced_by renamed_to split_into merged_into adopted_as".split())


def lineage(
    snapshot: Snapshot,
    view: GraphView,
    old: Framework,
    new: Framework,
    here: Mapping[str, Provision],
    there: Mapping[str, Provision],
) -> Iterator[Relationship]:
    """What mapping sets say of two editions, read from the earlier one.

    Where a set ties editions further apart, what it says counts for these two if the provisions have
    the same names in them: a change stands at the next release that the set knows.
    """
    one, other = f"{old.standard}@{old.edition}", f"{new.standard}@{new.edition}"
    register = snapshot.register
    earlier, later = [one], [other]
    if old.standard == new.standard:
        order = register.ordered(old.standard)
        earlier = [*order[: order.index(one) + 1]]
        later = [*order[order.index(other) :]]
    for relationship in _said(snapshot, view, set(earlier), set(later)):
        near, far = relationship.subject, relationship.object
        if str(near.document) != one or str(far.document) != other:
            if not (_stands(snapshot, near, here) and _stands(snapshot, far, there)):
                continue
            if near.provision in there and alike(here[str(near.provision)], there[str(near.provision)]):
                # Nothing happened yet between these two.
                continue
        if near.provision in here and far.provision in there:
            yield relationship


def _stands(snapshot: Snapshot, ref: Ref, provisions: Mapping[str, Provision]) -> bool:
    """Whether an edition has a provision of another one under the same identifier and name."""
    held, meant = provisions.get(str(ref.provision)), snapshot.get(ref)
    return held is not None and isinstance(meant, Provision) and bool(alike(held, meant))


def _said(snapshot: Snapshot, view: GraphView, earlier: set[str], later: set[str]) -> Iterator[Relationship]:
    graph = view.graph
    for _, volume in sorted(snapshot.register.mappings.items()):
        if not (volume.documents & earlier and volume.documents & later):
            continue
        for edge in graph.edges_of_set(volume):
            number, row = graph.row(edge)
            sheet = graph.sheet(number)
            if sheet.codes[row] not in _LINEAGE or not (
                view.sheet_accepted(number) and view.row_visible(number, row)
            ):
                continue
            # Most sets write lineage from the later one: it is read from the earlier.
            record = view.relationship(number, row, int(TYPES[sheet.codes[row] % NEGATED] not in _LATER))
            ends = (str(record.subject.document), str(record.object.document))
            if ends[0] in earlier and ends[1] in later and not record.negated and not record.unresolved:
                yield record


_LINEAGE = frozenset(code for code, word in enumerate(TYPES) if STYLES[word] is MappingStyle.LINEAGE)


_REPLACING: Mapping[bool | None, tuple[int, tuple[str, ...]]] = {
    True: (SAME, ()),
    None: (SAME, (REWORDED,)),
    False: (REPLACED, (RESCOPED,)),
}


def link_of(
    relationship: Relationship, here: Mapping[str, Provision], there: Mapping[str, Provision]
) -> Link:
    """A link from what a mapping set says of two provisions."""
    one, other = str(relationship.subject.provision), str(relationship.object.provision)
    evidence = Evidence("lineage", f"{relationship}, {relationship.trust}", relationship)
    how, doubts = SAME, tuple[str, ...]()
    if relationship.type is RelationshipType.MERGED_INTO:
        how = MERGED
    elif relationship.type is RelationshipType.SPLIT_INTO:
        how, doubts = SPLIT, (SEVERAL,)
    elif relationship.type is RelationshipType.REPLACED_BY:
        how, doubts = _REPLACING[alike(here[one], there[other])]
    return Link(one, other, how, (evidence,), doubts)


def within(snapshot: Snapshot, view: GraphView, framework: Framework) -> dict[str, tuple[Link, ...]]:
    """What each identifier that a publisher keeps as withdrawn went into, in the same edition."""
    retired = {each.id: each for each in framework.provisions if each.retired}
    document = f"{framework.standard}@{framework.edition}"
    every = {each.id: each for each in framework.provisions}
    steps: dict[str, list[Link]] = {}
    said = list(_said(snapshot, view, {document}, {document})) if retired else []
    for link in (link_of(each, every, every) for each in said if each.subject.provision in retired):
        steps.setdefault(link.old, []).append(link)
    for each in retired.values():
        told = steps.setdefault(each.id, [])
        named = [name.removeprefix(f"{document}:") for name in each.successors]
        how, doubts = (REPLACED, (RESCOPED,)) if len(named) == 1 else (SPLIT, (SEVERAL,))
        text = f"{each.ref} is marked as withdrawn, with {', '.join(named)} in its place"
        told += [
            Link(each.id, name, how, (Evidence("successors", text),), doubts)
            for name in named
            if name in every and all(name != link.new for link in told)
        ]
    return {each: tuple(_final(each, steps, ())) for each in retired}


def _final(at: str, steps: Mapping[str, Sequence[Link]], seen: tuple[str, ...]) -> Iterator[Link]:
    """Links to what is not withdrawn itself, over what is."""
    for link in steps[at]:
        if link.new not in steps:
            yield link
        elif link.new not in (*seen, at):
            for more in _final(link.new, steps, (*seen, at)):
                yield compose(link, more)
