"""What the tables are: the declared tables in order, and where they come from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...applicability import columns as law
from ...snapshot import Snapshot
from ...snapshot import columns as documents
from ...tables.warehouse import Column, Row, TableSchema, TableSource, declare
from . import reasoning, relationships

__all__ = ["SCHEMAS", "SCHEMA_VERSION", "SOURCES", "metadata_of"]

#: The version of the schema: the first number changes where a query could break.
SCHEMA_VERSION = "1.0"


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


@declare(
    "metadata",
    "where all tables come from; one row",
    ("release",),
    Column("schema_version", "text", "the version of this schema"),
    Column("release", "text", "the data release"),
    Column("digest", "text", "the beginning of the SHA-256 of its canonical records"),
    Column("day", "date", "the day for which the tables stand"),
    Column("version", "text", "the version of the library that wrote them"),
    Column("overlays", "texts", "the overlays, each with its release or digest"),
    Column("licence", "text", "the licence of this compilation, as an SPDX id"),
)
def metadata(table: TableSchema, snapshot: Snapshot) -> Iterator[Row]:
    """Yield the one row of where all tables come from."""
    yield table.row(None, metadata_of(snapshot))


#: The declared tables, in the order of the documentation.
_DECLARED: tuple[TableSource, ...] = (
    metadata,
    documents.publishers,
    documents.documents,
    documents.editions,
    documents.successions,
    documents.milestones,
    documents.aliases,
    documents.provisions,
    relationships.structure,
    relationships.mapping_sets,
    relationships.relationships,
    relationships.caveats,
    reasoning.relations,
    reasoning.composition,
    reasoning.same_class,
    reasoning.lineage,
    law.applicability,
    law.deemed_by,
)
#: The declared tables by name.
SOURCES: dict[str, TableSource] = {source.schema.name: source for source in _DECLARED}
#: The schemas of all tables, in the order of the documentation.
SCHEMAS: tuple[TableSchema, ...] = tuple(source.schema for source in _DECLARED)
