"""The tables of mappings: sets, relationships, and the structure of documents as steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..._store.sssom import NEGATED, TYPES
from ...algebra import ANY, STYLES
from ...records.relationships import MappingSet
from ...snapshot import Snapshot
from ...snapshot.columns import structured_documents
from ...tables.warehouse import Column, Row, TableSchema, as_value, declare
from ..graph import RANKS, GraphView
from ..lineage.whole_view import whole_view

__all__ = ["caveats", "mapping_sets", "related_refs", "relationships", "structure", "visible_sets"]


def visible_sets(view: GraphView) -> Iterator[MappingSet]:
    """Yield the mapping sets published by the day, by id."""
    for _, file in sorted(view.graph.register.mappings.items()):
        if view.set_accepted(file.sheet.header):
            yield file.sheet.header


@declare(
    "mapping_sets",
    "a set of relationships as one source published it by the day",
    ("id",),
    Column("id", "text", "the id of the set"),
    Column("title", "text", "its title"),
    Column("publisher", "text", "the id of the body that published it", nullable=True),
    Column("date", "text", "when it was published, as precise as the source", nullable=True),
    Column("version", "text", "its version", nullable=True),
    Column("licence", "text", "its licence", nullable=True),
    Column("trust", "text", "on whose word it rests, a word of `Trust`"),
    Column("style", "text", "a word of `MappingStyle`", nullable=True),
    Column("completeness", "text", "whether all of it is here, a word of `Completeness`", nullable=True),
    Column("subjects", "texts", "references of the documents at the near end"),
    Column("objects", "texts", "references of the documents at the far end"),
    Column("size", "integer", "the number of its relationships"),
    Column("unresolved", "integer", "how many of them have an end that names nothing that exists"),
    Column("url", "text", "where a reader can open it", nullable=True),
    Column("method", "text", "how it was made, in our own words", nullable=True),
    Column("note", "text", "what is missing or doubtful", nullable=True),
    Column("caveats", "texts", "what limits all of its relationships"),
)
def mapping_sets(table: TableSchema, snapshot: Snapshot) -> Iterator[Row]:
    """Yield the mapping sets published by the day, by id."""
    for header in visible_sets(whole_view(snapshot)):
        yield table.row(header, {})


class _VisibleRow(NamedTuple):
    """A row that the day sees: its sheet, its place in it, and the references of its ends."""

    sheet: int
    position: int
    ends: tuple[str, str]


def _visible_rows(snapshot: Snapshot) -> Iterator[_VisibleRow]:
    view = whole_view(snapshot)
    for header in visible_sets(view):
        file = snapshot.register.mappings[header.id]
        sheet, table = view.graph.sheet_number(file), file.sheet
        for position, numbers in enumerate(zip(table.subjects, table.objects, strict=True)):
            subject, target = (table.refs[number] for number in numbers)
            are_known = view.document_known(_document(subject)) and view.document_known(_document(target))
            if are_known and view.row_visible(sheet, position):
                yield _VisibleRow(sheet, position, (subject, target))


def _document(ref: str) -> str:
    return ref.partition(":")[0]


def related_refs(snapshot: Snapshot) -> set[str]:
    """Return the references at the ends of all relationships between documents known on the day."""
    return {end for row in _visible_rows(snapshot) for end in row.ends}


@declare(
    "relationships",
    "a relationship between two provisions or documents, as a mapping set states it",
    ("mapping_set", "position"),
    Column("mapping_set", "text", "the set that states it", references="mapping_sets.id"),
    Column("position", "integer", "its place in the set, from 0"),
    Column("subject", "text", "the reference that it reads from, edition included"),
    Column("object", "text", "the reference that it reads to, edition included"),
    Column("subject_document", "text", "the edition of the subject"),
    Column("object_document", "text", "the edition of the object"),
    Column("type", "text", "a word of `RelationshipType`, read from subject to object"),
    Column("style", "text", "the style of the type, a word of `MappingStyle`"),
    Column("negated", "boolean", "whether the relation is denied"),
    Column(
        "bits",
        "integer",
        "what it says of the two as sets, see `relations`; 31 for nothing",
        references="relations.bits",
    ),
    Column("counts", "boolean", "whether reasoning may use its bits: they say something of these texts"),
    Column("limited", "boolean", "whether `caveats` has what limits it, its own or its set's"),
    Column("lineage", "boolean", "whether it says what became of a provision in another edition"),
    Column("unresolved", "text", "why an end names nothing that exists; null where both do", True),
    Column("reworded", "texts", "those of its ends whose wording is newer than the relationship"),
    Column("strict", "text", "what each side lacks, where `intersects_with` says so", nullable=True),
    Column("group_name", "text", "what rows share that are related only together", nullable=True),
    Column("trust", "text", "on whose word it rests, a word of `Trust`"),
    Column("trust_rank", "integer", "the distance of that from the publisher's own word, 0 to 3"),
    Column("strength", "integer", "the publisher's own strength, 0 to 10", nullable=True),
    Column("confidence", "number", "the publisher's own confidence, 0 to 1", nullable=True),
    Column("rationale", "text", "in what sense they are related, a word of `Rationale`", nullable=True),
    Column("stated", "text", "the publisher's own word for the relation", nullable=True),
    Column("locator", "text", "the place in the source", nullable=True),
    Column("argument", "text", "our sentence, where the judgement is ours", nullable=True),
    Column("date", "text", "the day of the row, where it has one of its own", nullable=True),
    Column("comment", "text", "the publisher's or our remark", nullable=True),
    indexed=("subject", "object"),
)  # fmt: skip
def relationships(schema: TableSchema, snapshot: Snapshot) -> Iterator[Row]:
    """Yield the relationships between documents known on the day, set by set."""
    view = whole_view(snapshot)
    graph = view.graph
    for sheet, position, ends in _visible_rows(snapshot):
        table = graph.sheets[sheet]
        code, record = table.codes[position], table.relationship(position)
        bits, reworded = graph.relation_bits(sheet, position), view.outdated_rows(sheet).get(position, ())
        known: Mapping[str, object] = {
            "position": position,
            "subject_document": _document(ends[0]),
            "object_document": _document(ends[1]),
            "style": as_value(STYLES[TYPES[code & ~NEGATED]]),
            "bits": bits,
            "counts": bits != ANY and not reworded and view.is_step(sheet, position),
            "limited": bool(record.caveats),
            "lineage": graph.is_lineage(sheet, position),
            "reworded": tuple(map(graph.names.__getitem__, reworded)),
            "group_name": record.group,
            "trust_rank": RANKS[record.trust],
        }
        yield schema.row(record, known)


@declare(
    "caveats",
    "what limits a relationship, such as a scope or a condition: its own, or that of its set",
    ("mapping_set", "position", "caveat"),
    Column("mapping_set", "text", "the set that states it", references="mapping_sets.id"),
    Column("position", "integer", "the place of the relationship in the set"),
    Column("caveat", "text", "the limit"),
)
def caveats(_: TableSchema, snapshot: Snapshot) -> Iterator[Row]:
    """Yield the caveats of each relationship between documents known on the day, set by set."""
    graph = whole_view(snapshot).graph
    for sheet, position, _ends in _visible_rows(snapshot):
        if position in graph.claims[sheet].caveated:
            record = graph.sheets[sheet].relationship(position)
            yield from ((record.mapping_set, position, each) for each in dict.fromkeys(record.caveats))


@declare(
    "structure",
    "a provision and the one directly above it, in the structure of one edition",
    ("child",),
    Column("child", "text", "the provision", references="provisions.ref"),
    Column("parent", "text", "the one above it", references="provisions.ref"),
    Column("document", "text", "the edition of both", references="editions.ref"),
)
def structure(_: TableSchema, snapshot: Snapshot) -> Iterator[Row]:
    """Yield each provision that has one above it, in the order of its document."""
    for document in structured_documents(snapshot):
        for each in snapshot.register.framework(document).provisions:
            if each.parent is not None:
                yield (str(each.ref), f"{document}:{each.parent}", document)
