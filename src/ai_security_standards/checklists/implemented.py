"""Read what is implemented from a file that somebody keeps: a checklist, results, or a list of controls."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from .._store.plain_rows import PlainRow, read_rows
from ..assessments import Assessment, Result
from ..errors import InvalidData
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

    A column ref, id, control, reference or requirement has the references, as people write them; a column
    result has the results. A sheet with the columns id and question is a checklist.

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
    is_sheet = not path.lower().endswith(".json")
    if is_sheet and (column is None or (column.casefold() == "id" and "question" in titles)):
        return Checklist.read(path)
    if column is None:
        known = ", ".join(titles.values())
        repair = f"name the column of the references {', '.join(_COLUMNS)}, not {known}"
        raise InvalidData("no column has the references", path, repair=repair)
    read = [(row, _ref_of(row, column, path, resolve)) for row in rows if row.cells.get(column)]
    if "result" not in titles:
        return [ref for _, ref in read]
    return Assessment([_result_of(row, ref, path) for row, ref in read])


def _result_of(row: PlainRow, ref: Ref, path: str) -> Result:
    """Return the result in a row; names of columns are read in any case.

    Raises:
        InvalidData: It cannot be read; the message names file, row and column.
    """
    cells = {**{name.casefold(): cell for name, cell in row.cells.items()}, "ref": ref}
    try:
        (result,) = Assessment.of([cells], strict=False)
    except InvalidData as invalid:
        place = f"row {row.number}"
        raise InvalidData(invalid.problem, path, place, invalid.field, invalid.repair) from None
    return result


def _ref_of(row: PlainRow, column: str, path: str, resolve: Callable[[str], Ref]) -> Ref:
    """Return the reference in a cell: as the catalog prints it, or as people write it.

    Raises:
        InvalidData: It cannot be read; the message names file, row and column.
    """
    text = str(row.cells[column]).strip()
    try:
        return resolve(text)
    except LookupError as error:
        code = text.split()[-1]
        repair = f"write the document before the identifier, such as 'ISO/IEC 42001 {code}'"
        repair = repair if code == text else "write it as its publisher does, or as `aiss resolve` prints it"
        raise InvalidData(str(error), path, f"row {row.number}", column, repair) from None
