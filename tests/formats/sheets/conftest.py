"""What the tests of sheets share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from sheets_of_others import Rows, book, csv_bytes

import ai_security_standards as aiss
from ai_security_standards import formats
from ai_security_standards.catalog import Catalog


@pytest.fixture(scope="session")
def read(catalog: Catalog) -> Callable[..., formats.Import]:
    """Reads rows as a file of CSV, or sheets as a workbook."""

    def read(content: Rows | Mapping[str, Rows], name: str = "given", **options: Any) -> formats.Import:
        options.setdefault("catalog", catalog)
        if isinstance(content, Mapping):
            return formats.read(contents={f"{name}.xlsx": book(content)}, **options)
        return formats.read(contents={f"{name}.csv": csv_bytes(content)}, **options)

    return read


@pytest.fixture(scope="session")
def rows_of() -> Callable[..., list[tuple[Any, ...]]]:
    """Gives the rows of all mapping sets of an import: ends, type, and further fields."""

    def rows_of(found: formats.Import, *fields: str) -> list[tuple[Any, ...]]:
        assert found.overlay is not None
        loaded = aiss.load(found.overlay)
        names = [name[9:-10] for name in found.overlay.files if name.startswith("mappings/")]
        rows = [row for name in names for row in loaded.mapping_set(name).relationships]
        listed = [
            (str(row.subject), row.type.value, str(row.object), *(getattr(row, field) for field in fields))
            for row in rows
        ]
        return sorted(listed, key=str)

    return rows_of


@pytest.fixture(scope="session")
def own_set(catalog: Catalog) -> Callable[[Rows], Catalog]:
    """Gives the catalog with a mapping set, "own", that a plain table holds."""

    def own_set(rows: Rows) -> Catalog:
        found = formats.read(contents={"own.csv": csv_bytes(rows)}, catalog=catalog)
        assert found.overlay is not None
        return aiss.load(found.overlay).as_of(catalog.date)

    return own_set
