"""What the tables are: their schemas in order, and what makes the rows of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ..snapshot import Snapshot
from .columns import Column, Row, TableSchema
from .documents import (
    DOCUMENTS,
    EDITIONS,
    MILESTONES,
    PUBLISHERS,
    SUCCESSIONS,
    document_rows,
    edition_rows,
    milestone_rows,
    publisher_rows,
    succession_rows,
)
from .law import APPLICABILITY, DEEMED_BY, deeming_rows, rule_rows
from .provisions import ALIASES, PROVISIONS, alias_rows, provision_rows
from .reasoning import (
    COMPOSITION,
    LINEAGE,
    RELATIONS,
    SAME_CLASS,
    composition_rows,
    lineage_rows,
    relation_rows,
    same_class_rows,
)
from .relationships import (
    CAVEATS,
    MAPPING_SETS,
    RELATIONSHIPS,
    STRUCTURE,
    caveat_rows,
    mapping_set_rows,
    relationship_rows,
    structure_rows,
)

__all__ = ["ROWS", "SCHEMAS", "SCHEMA_VERSION", "metadata_of"]

#: The version of the schema: the first number changes where a query could break.
SCHEMA_VERSION = "1.0"

METADATA = TableSchema(
    "metadata",
    "where all tables come from; one row",
    ("release",),
    (
        Column("schema_version", "text", "the version of this schema"),
        Column("release", "text", "the data release"),
        Column("digest", "text", "the beginning of the SHA-256 of its canonical records"),
        Column("day", "date", "the day for which the tables stand"),
        Column("version", "text", "the version of the library that wrote them"),
        Column("overlays", "texts", "the overlays, each with its release or digest"),
        Column("licence", "text", "the licence of this compilation, as an SPDX id"),
    ),
)


def metadata_of(snapshot: Snapshot) -> dict[str, Any]:
    """Return where the tables of a day come from."""
    provenance = snapshot.provenance.value
    return {
        "schema_version": SCHEMA_VERSION,
        "release": provenance.release,
        "digest": provenance.digest,
        "day": provenance.day,
        "version": provenance.version,
        "overlays": tuple(map(str, provenance.overlays)),
        "licence": "CC-BY-4.0",
    }


def _metadata_rows(snapshot: Snapshot) -> Iterator[Row]:
    yield tuple(metadata_of(snapshot).values())


_CONTENTS: tuple[tuple[TableSchema, Callable[[Snapshot], Iterator[Row]]], ...] = (
    (METADATA, _metadata_rows),
    (PUBLISHERS, publisher_rows),
    (DOCUMENTS, document_rows),
    (EDITIONS, edition_rows),
    (SUCCESSIONS, succession_rows),
    (MILESTONES, milestone_rows),
    (ALIASES, alias_rows),
    (PROVISIONS, provision_rows),
    (STRUCTURE, structure_rows),
    (MAPPING_SETS, mapping_set_rows),
    (RELATIONSHIPS, relationship_rows),
    (CAVEATS, caveat_rows),
    (RELATIONS, relation_rows),
    (COMPOSITION, composition_rows),
    (SAME_CLASS, same_class_rows),
    (LINEAGE, lineage_rows),
    (APPLICABILITY, rule_rows),
    (DEEMED_BY, deeming_rows),
)
#: The schemas of all tables, in the order of the documentation.
SCHEMAS: tuple[TableSchema, ...] = tuple(schema for schema, _ in _CONTENTS)
#: What makes the rows of each table.
ROWS: Mapping[str, Callable[[Snapshot], Iterator[Row]]] = {schema.name: rows for schema, rows in _CONTENTS}
