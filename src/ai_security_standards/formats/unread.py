"""Files that are not read: why, and what to do, for the error or for the report."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from itertools import islice

from .._store.files import path_text
from .._store.shapes import excerpt
from ..errors import InvalidData
from ..tables.text import quantity
from .foreign import Report
from .grids import Grids
from .inputs import Input

__all__ = ["EMPTY", "SUFFIXES", "is_blank", "nothing_to_read", "unread"]

#: Models of OSCAL that hold no catalog and no mappings.
_OTHER_MODELS = (
    "profile", "component-definition", "system-security-plan", "assessment-plan", "assessment-results",
    "plan-of-action-and-milestones",
)  # fmt: skip
#: How many fields of a file the error names that it is of another format.
_SHOWN = 8
#: What to do with a file of another format: beside others, and alone.
_LEAVE_OUT = "leave it out: the files of a call are all of one format, and are read as one"
_NAME_NONE = "name no format: what the file holds tells it; if it was cut off, fetch it again"
#: What is wrong with an empty file, and what to do.
EMPTY = "the file is empty", "export it once more, or fetch it again"
#: A file of blanks, perhaps with the mark that UTF-8 begins with.
_BLANK = re.compile(rb"(?:\xef\xbb\xbf)?\s*\Z")
#: The ends of the names of files that are read in a folder.
SUFFIXES = (".json", ".sarif", ".yaml", ".yml", ".tsv", ".xlsx", ".csv")


def is_blank(content: bytes) -> bool:
    """Tell whether a file holds nothing but blanks."""
    return _BLANK.match(content) is not None


def nothing_to_read(paths: Sequence[str | os.PathLike[str]], report: Report) -> InvalidData:
    """Return the error that no file is read; the files of a folder that were left out are counted."""
    problem, left_out = "there is no file to read", report.entries
    if left_out:
        first = left_out[0]
        problem = f"{problem}: left out {quantity(len(left_out), 'file')}, such as {first.file}: {first.what}"
    name = path_text(paths[0]) if len(paths) == 1 else ""
    return InvalidData(problem, name, repair="name files, or a folder that holds some")


def unread(given: Input, of_format: tuple[str, str], known: Iterable[str], is_alone: bool) -> tuple[str, str]:
    """Return why a file is not read, and what to read in its place.

    Args:
        given: The file.
        of_format: The title of the format that it should be of, and what that needs; empty where unknown.
        known: The names of the formats.
        is_alone: Whether no other file is read with it.
    """
    title, needs = of_format
    if not given.name.lower().endswith(SUFFIXES):
        problem = f"its name ends in none of {' '.join(SUFFIXES)}"
        return problem, "give it the end of what it is: .json for JSON, .tsv for SSSOM, .csv for a table"
    fields = given.value if isinstance(given.value, dict) else {}
    model = next((name for name in _OTHER_MODELS if name in fields), None)
    if model is not None:
        problem = f"the model {model} of OSCAL is not read"
        return problem, "read the catalog that it names; of a profile, the one that it resolves to"
    header = _header_text(given.value) if isinstance(given.value, Grids) else None
    if not title and header is not None:
        problem = f"no sheet has the columns of a known layout{header}"
        columns = 'format="plain", columns={"subject": HEADER, "object": HEADER}'
        return problem, f"name the format plain and its columns: {columns}"
    if not needs:
        expected = title or "a format that is read"
        return f"this is not {expected}", f"name a file of one of these formats: {', '.join(known)}"
    listed = ", ".join(list(fields)[:_SHOWN])
    found = f"; it has {excerpt(listed)}" if listed else header or ""
    repair = _NAME_NONE if is_alone else _LEAVE_OUT
    return f"this is not {title}: it has no {needs}{found}", repair


def _header_text(grids: Grids) -> str:
    """Return the end of a message that names the first cells of a file; empty where all are blank."""
    first = next((row for grid in grids for row in islice(grid.rows, 1)), None)
    if first is None:
        return ""
    return f"; its first row has {excerpt(', '.join(islice(first.cells.values(), _SHOWN)))}"
