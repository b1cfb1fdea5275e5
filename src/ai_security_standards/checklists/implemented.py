"""Read what is implemented from a file that somebody keeps: a checklist, results, or a list of controls."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from .._store.plain_rows import PlainRow, read_rows
from ..assessments import Assessment
from ..errors import InvalidData, UnknownReference
from ..records.refs import Ref
from .table import Checklist

__all__ = ["FILES", "is_file_name", "read_implemented"]

#: How the names of the files end that are read.
FILES = (".csv", ".tsv", ".xlsx", ".json")
#: How other files end that people may name; a reference ends in none of them.
_OTHER_FILES = (".doc", ".docx", ".html", ".md", ".ods", ".pdf", ".toml", ".txt", ".xls", ".yaml", ".yml")
_COLUMNS = ("ref", "id", "control", "reference", "requirement")


def is_file_name(text: str) -> bool:
    """Tell whether a text names a file, and not a reference.

    >>> is_file_name("done.csv"), is_file_name("certificate.pdf"), is_file_name("EN 304 223 5.1.2-1")
    (True, True, False)
    """
    return text.lower().endswith((*FILES, *_OTHER_FILES)) or Path(text).is_file()


def read_implemented(path: str, resolve: Callable[[str], Ref]) -> Assessment | list[Ref]:
    """Return the results in a file, or the references where it has no results.

    A column ref, id, control, reference or requirement has the references; a column result the results.

    Args:
        path: The file: .csv, .tsv, .xlsx or .json.
        resolve: Reads a reference as people write it.

    Raises:
        InvalidData: The file is of another kind, or a row cannot be read.
    """
    if not path.lower().endswith(FILES):
        raise InvalidData("this kind of file is not read", path, repair=f"name a {', '.join(FILES)} file")
    rows = read_rows(path)
    titles = {title.casefold(): title for title in (rows[0].cells if rows else ())}
    column = next((titles[name] for name in _COLUMNS if name in titles), None)
    if path.lower().endswith(".json") or (column == "ref" and "result" in titles):
        return Assessment.of([row.cells for row in rows], strict=False)
    if column is None or (column.casefold() == "id" and "result" in titles):
        return Checklist.read(path)
    read = [(row, _ref_of(row, column, path, resolve)) for row in rows if row.cells[column]]
    if "result" not in titles:
        return [ref for _, ref in read]
    results = [
        {**{name.casefold(): cell for name, cell in row.cells.items()}, "ref": str(ref)} for row, ref in read
    ]
    return Assessment.of(results, strict=False)


def _ref_of(row: PlainRow, column: str, path: str, resolve: Callable[[str], Ref]) -> Ref:
    """Return the reference in a cell.

    Raises:
        InvalidData: It cannot be read; the message names file, row and column.
    """
    try:
        return resolve(str(row.cells[column]).strip())
    except (UnknownReference, LookupError) as error:
        repair = "write the document before the identifier, such as 'ISO/IEC 42001 A.4.6'"
        raise InvalidData(str(error), path, f"row {row.number}", column, repair) from None
