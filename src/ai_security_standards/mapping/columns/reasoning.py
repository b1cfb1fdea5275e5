"""The tables that reasoning needs: the algebra, classes of equal texts, and lineage between editions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ...algebra import COMPOSED, CONVERSE, ENTAILS_NAMED, Relation
from ...snapshot import Snapshot
from ...snapshot.columns import structured_documents
from ...tables.warehouse import Column, Row, TableSchema, as_value, declare
from ...vocabulary import Editions, Lineage
from ..lineage import families_of, lineages_of
from ..lineage.edition_path import find_path
from ..scopes import view_of
from .relationships import related_refs

__all__ = ["composition", "lineage", "relations", "same_class"]


class _Class(NamedTuple):
    """The least reference of a class of equal texts, and the number of its members."""

    name: str
    size: int


def _classes(snapshot: Snapshot) -> dict[str, _Class]:
    """Return the class of each provision and of each end of a relationship, by reference."""
    view = view_of(snapshot, editions=Editions.SAME)
    graph, refs = view.graph, related_refs(snapshot)
    for document in structured_documents(snapshot):
        refs.update(map(graph.names.__getitem__, graph.structure(document).nodes))
    found = {}
    for ref in sorted(refs):
        mates = (graph.names[mate] for mate in view.mates(graph.node(ref)))
        members = [ref, *(mate for mate in mates if mate in refs)]
        found[ref] = _Class(min(members), len(members))
    return found


@declare(
    "same_class",
    "a provision or a document, and the class of those whose texts are proved to be the same",
    ("ref",),
    Column("ref", "text", "the provision, or an end of a relationship"),
    Column("document", "text", "its edition"),
    Column("class", "text", "the least reference of its class; its own where no other text is the same"),
    Column("size", "integer", "the number of members of its class"),
    Column("number", "integer", "its place in this table, from 0; another one in other files"),
    Column("class_number", "integer", "the number of the least reference of its class"),
    indexed=("class_number", "document"),
)
def same_class(_: TableSchema, snapshot: Snapshot) -> Iterator[Row]:
    """Yield all provisions and all ends of relationships, by reference, each with its class."""
    classes = snapshot.cached("classes of equal texts", _classes)
    numbers = {ref: number for number, ref in enumerate(classes)}
    for ref, same in classes.items():
        yield (ref, ref.partition(":")[0], *same, numbers[ref], numbers[same.name])


@declare(
    "lineage",
    "what a provision became in a later edition, or in a document that replaced or adopted its own",
    ("earlier", "later"),
    Column("earlier", "text", "the provision of the earlier edition", references="provisions.ref"),
    Column("later", "text", "the provision of the later edition", references="provisions.ref"),
    Column("earlier_document", "text", "the earlier edition", references="editions.ref"),
    Column("later_document", "text", "the later edition", references="editions.ref"),
    Column("grade", "text", "how sure it is, a word of `Lineage`"),
    Column("type", "text", "a word of `RelationshipType`, read from the earlier one"),
    Column("trust", "text", "the least trusted of those who say so, a word of `Trust`"),
    Column("mapping_sets", "texts", "the sets that say so; empty where identifier and title do"),
    Column("reasons", "text", "what speaks for it and against it"),
)
def lineage(_: TableSchema, snapshot: Snapshot) -> Iterator[Row]:
    """Yield what each provision became in each later edition, by the two editions."""
    families, lineages = families_of(snapshot), lineages_of(snapshot)
    classes = snapshot.cached("classes of equal texts", _classes)
    for document in structured_documents(snapshot):
        for other in sorted(families.family(document)):
            path = find_path(snapshot, snapshot.standard(document), snapshot.standard(other))
            if path is None or path.reversed:
                continue
            for earlier, hops in lineages.hops(document, other).items():
                for hop in hops if earlier != document else ():
                    same = classes[earlier] == classes[hop.target]
                    grade, record = Lineage.SAME if same else hop.grade, hop.record()
                    facts = map(as_value, (grade, record.type, hop.trust, tuple(sorted(hop.sets))))
                    yield (earlier, hop.target, document, other, *facts, record.comment)


@declare(
    "relations",
    "a set of relations of which one holds between two provisions, read from the first",
    ("bits",),
    Column("bits", "integer", "a sum: 1 equal, 2 subset_of, 4 superset_of, 8 intersects_with, "
           "16 no_relationship; 0 is a contradiction, 31 says nothing"),
    Column("certain", "text", "the strongest certain statement, in words"),
    Column("types", "texts", "the words of its bits"),
    Column("covers", "boolean", "whether the first certainly asks all that the second asks"),
    Column("is_covered_by", "boolean", "whether the second certainly asks all that the first asks"),
    Column("overlaps", "boolean", "whether both certainly have something in common"),
    Column("apart", "boolean", "whether both certainly have nothing in common"),
    Column("named", "boolean", "whether it says anything in words; a contradiction does"),
    Column("converse", "integer", "the same, read from the second", references="relations.bits"),
)  # fmt: skip
def relations(_: TableSchema, __: Snapshot) -> Iterator[Row]:
    """Yield the 32 sets of the five base relations."""
    for bits in range(len(CONVERSE)):
        relation = Relation(bits)
        is_certain = relation.covers, relation.is_covered_by, relation.overlaps, relation.apart
        types = as_value(relation.types)
        yield (bits, relation.certain, types, *is_certain, bool(ENTAILS_NAMED[bits]), CONVERSE[bits])


@declare(
    "composition",
    "what follows of a and c from two steps, a to b and b to c",
    ("first_bits", "then_bits"),
    Column("first_bits", "integer", "the relation of a to b", references="relations.bits"),
    Column("then_bits", "integer", "the relation of b to c", references="relations.bits"),
    Column("bits", "integer", "the relation of a to c", references="relations.bits"),
)
def composition(_: TableSchema, __: Snapshot) -> Iterator[Row]:
    """Yield the composition of every two sets of relations; a contradiction composes to itself."""
    for first, row in enumerate(COMPOSED):
        for then, bits in enumerate(row):
            yield (first, then, bits)
