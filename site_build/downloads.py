"""Downloads: sheets to fill in, crosswalks for spreadsheets, the whole catalog, and the site as a zip."""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Literal, NamedTuple

from ai_security_standards import Ref
from ai_security_standards.tables import xlsx
from ai_security_standards.vocabulary import Outcome, ProvisionKind

from .content import Content

__all__ = [
    "CATALOG",
    "STATEMENT",
    "Download",
    "catalog_archives",
    "links_to",
    "pair_workbook",
    "sheets",
    "statement_rows",
    "without_times",
    "zipped_site",
]

_SECOND = re.compile(rb">\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ<")
_DAY = (1980, 1, 1, 0, 0, 0)
#: The columns of a Statement of Applicability, with their widths; `Checklist.read` finds id and result.
STATEMENT = {
    "id": 34, "control": 60, "under": 34, "applicable": 12, "justification": 44, "result": 16, "evidence": 30,
    "assessor": 18, "date": 12, "note": 30,
}  # fmt: skip
_CONTROLS = (ProvisionKind.CONTROL, ProvisionKind.ENHANCEMENT)
#: What a document without controls has to be implemented in their place.
_IMPLEMENTED = tuple(map(ProvisionKind, (
    "requirement", "mitigation", "measure", "recommendation", "practice", "principle", "subcategory", "task",
    "action", "objective",
)))  # fmt: skip
_RESULTS = [str(each).replace("_", " ").capitalize() for each in Outcome]
#: The columns of a crosswalk in a workbook, with their widths.
_PAIR = {"source": 34, "source_title": 40, "types": 18, "relation": 16, "target": 34, "target_title": 40,
         "basis": 12, "trust": 12, "arguments": 60, "mapping_sets": 40}  # fmt: skip
#: The archives of the whole catalog: their names, what is in them, and what the page says of them.
CATALOG: Mapping[str, tuple[Literal["parquet", "sqlite", "json"], str]] = {
    "catalog-parquet.zip": (
        "parquet",
        "Parquet: a file for each table, for DuckDB, Polars and Spark",
    ),
    "catalog-sqlite.zip": ("sqlite", "SQLite: one file with all tables"),
    "catalog-json.zip": ("json", "JSON: a file for each table"),
}
#: What is not in the zip of the site: other archives, which would double its size.
_NOT_ZIPPED = ".zip"


class Download(NamedTuple):
    """A file to take along: the document that it is of, its path, its label and its bytes."""

    ref: Ref
    path: str
    label: str
    content: bytes


def sheets(content: Content) -> Iterator[Download]:
    """Yield checklists and Statements of Applicability; a document without an item has no sheet."""
    source = f"Source: {content.catalog.provenance}"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sheet.xlsx"
        for ref in content.structures:
            if ref not in content.current:
                continue
            checklist = content.catalog.checklist(ref)
            if len(checklist) == 0:
                continue
            name = f"downloads/{ref.slug}-checklist"
            yield Download(ref, f"{name}.csv", "Checklist (CSV)", checklist.to_csv().encode())
            checklist.to_xlsx(path)
            yield Download(ref, f"{name}.xlsx", "Checklist (Excel)", _dayed(path, content))
            rows = statement_rows(content, ref)
            if rows:
                choices = {"applicable": ["Yes", "No"], "result": _RESULTS}
                xlsx.write(path, "Statement of Applicability", STATEMENT, rows, choices, source)
                name = f"downloads/{ref.slug}-soa.xlsx"
                yield Download(ref, name, "Statement of Applicability (Excel)", _dayed(path, content))


def statement_rows(content: Content, ref: Ref) -> list[list[str]]:
    """Return the controls of a document as rows of a Statement of Applicability, to be filled in."""
    rows = []
    asked = [each for each in content.structures[ref] if each.assessable and not each.retired]
    chosen = [each for each in asked if each.kind in _CONTROLS]
    for each in chosen or [each for each in asked if each.kind in _IMPLEMENTED]:
        above = content.provisions.get(ref._replace(provision=each.parent))
        under = "" if above is None else f"{above.id} {above.name}" if above.name != above.id else above.id
        title = f"{each.id} {each.name}" if each.name != each.id else each.id
        rows.append([str(each.ref), title, under, *[""] * (len(STATEMENT) - 3)])
    return rows


def pair_workbook(rows: Iterable[Mapping[str, Any]], content: Content) -> bytes:
    """Return a crosswalk as a workbook, one row for each relationship."""
    texts = [[_cell(row[name]) for name in _PAIR] for row in rows]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pair.xlsx"
        xlsx.write(path, "Crosswalk", _PAIR, texts, {}, f"Source: {content.catalog.provenance}")
        return _dayed(path, content)


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        return " | ".join(map(str, value))
    return "" if value is None else str(value)


def catalog_archives(content: Content) -> Iterator[tuple[str, bytes]]:
    """Yield the whole catalog as archives of tables, the same bytes from the same data."""
    tables = content.catalog.tables()
    for name, (format_, _) in CATALOG.items():
        with tempfile.TemporaryDirectory() as folder:
            files = sorted(tables.write(folder, format_))
            yield f"downloads/{name}", _archive((path.name, path.read_bytes()) for path in files)


def zipped_site(folder: Path) -> bytes:
    """Return a folder as one archive, but for other archives, its files in order and without times."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != _NOT_ZIPPED)
    return _archive((path.relative_to(folder).as_posix(), path.read_bytes()) for path in paths)


def _archive(files: Iterable[tuple[str, bytes]]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in files:
            archive.writestr(zipfile.ZipInfo(name, _DAY), data, zipfile.ZIP_DEFLATED, 6)
    return made.getvalue()


def _dayed(path: Path, content: Content) -> bytes:
    return without_times(path.read_bytes(), content.catalog.date)


def without_times(workbook: bytes, day: date) -> bytes:
    """Return a workbook that says the day of the catalog in place of the second of its making."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as old:
        files = [(name, old.read(name)) for name in old.namelist()]
    stamp = f">{day}T00:00:00Z<".encode()
    return _archive(
        (name, _SECOND.sub(stamp, data) if name == "docProps/core.xml" else data) for name, data in files
    )


def links_to(made: Iterable[Download]) -> dict[Ref, list[tuple[str, str]]]:
    """Return the links to sheets by document: path and label."""
    links: dict[Ref, list[tuple[str, str]]] = {}
    for each in made:
        links.setdefault(each.ref, []).append((each.path, each.label))
    return links
