"""The tables of a catalog: each made when it is first touched, and given out in every format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ...errors import UnknownReference, did_you_mean, nearest, shown
from ...records.provenance import Provenance
from ...snapshot import Snapshot
from ...tables.warehouse import WarehouseTable
from .contents import SOURCES, metadata_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...tables.warehouse.files import FormatText

__all__ = ["CatalogTables", "catalog_tables"]


class CatalogTables(Mapping[str, WarehouseTable]):
    """The tables of a catalog by name, each made when it is first touched.

    Attributes:
        provenance: Data release, digest and day, which every file repeats.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._made: dict[str, WarehouseTable] = {}

    @property
    def provenance(self) -> Provenance:
        """Where the tables come from."""
        return self._snapshot.provenance.value

    @property
    def metadata(self) -> Mapping[str, Any]:
        """What every file repeats: version of the schema, release, digest, day, licence."""
        return metadata_of(self._snapshot)

    def __getitem__(self, name: str) -> WarehouseTable:
        source = SOURCES.get(name) if isinstance(name, str) else None
        if source is None:
            text = name if isinstance(name, str) else shown(name)
            near = nearest(text, SOURCES)
            raise UnknownReference(f"unknown table {shown(name)}{did_you_mean(near)}", text, near)
        table = self._made.get(name)
        if table is None:
            table = WarehouseTable(source.schema, tuple(source.rows(self._snapshot)), self.metadata)
            # Two threads may make it at once: the rows are equal, and the first stays.
            table = self._made.setdefault(name, table)
        return table

    def __iter__(self) -> Iterator[str]:
        return iter(SOURCES)

    def __len__(self) -> int:
        return len(SOURCES)

    def __repr__(self) -> str:
        return f"<CatalogTables: {len(self)} tables; {self.provenance}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return CatalogTables, (self._snapshot,)

    def __eq__(self, other: object) -> bool:
        return self._snapshot == other._snapshot if isinstance(other, CatalogTables) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._snapshot)

    def write(self, folder: str | Path, *formats: FormatText) -> tuple[Path, ...]:
        """Write the tables into a folder, and return the files; it is made if there is none.

        Args:
            folder: The folder; files of the same names are replaced.
            *formats: "parquet" (needs the extra `tables`), "sqlite" and "json"; all of them without one.

        Raises:
            UnknownCriterion: A format is unknown; near misses are named.
        """
        from ...tables.warehouse import write_tables
        from .inference import INFERENCE_QUERY

        return write_tables(self, folder, formats, {"infer.sql": INFERENCE_QUERY})

    def write_npm_package(self, folder: str | Path) -> tuple[Path, ...]:
        """Write the tables as an npm package with types into a folder, and return the files."""
        from ...tables.warehouse import write_npm_package

        return write_npm_package(self, folder)


def catalog_tables(snapshot: Snapshot) -> CatalogTables:
    """See `Catalog.tables`."""
    return snapshot.cached("tables", CatalogTables)
