"""What verbs share: the catalog that the options ask for, and references as people write them."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from ..errors import InvalidData, StandardsError

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from .._store.plain_rows import PlainRow
    from ..assessments import Assessment
    from ..catalog import Catalog
    from ..records.refs import Ref

__all__ = [
    "FOUND",
    "OK",
    "WRONG_INPUT",
    "catalog_of",
    "document_of",
    "implemented_of",
    "message_of",
    "read_input",
    "ref_of",
    "rows_of_file",
    "standard_input",
    "table_of_file",
    "texts_of_arguments",
]


#: Exit statuses: nothing to mend; something was found; the input cannot be used.
OK, FOUND, WRONG_INPUT = 0, 1, 2
#: What messages advise in Python, and what does the same on the command line.
_COMMAND_WORDS = {
    "or pass on=": "or say --on and a day",
    "use find_references to get each": "give one at a time",
    'format="plain", columns': "--from plain columns",
    'columns={"subject": HEADER, "object": HEADER}': "--column subject=HEADER --column object=HEADER",
    'columns={"control": HEADER, "applicable": HEADER}': (
        "--column control=HEADER --column applicable=HEADER"
    ),
    "standard='iso-iec-27001@2022'": "--standard iso-iec-27001@2022",
    "leave out strict,": "leave out --strict,",
    "name no format:": "leave out --from:",
}


class Options(Protocol):
    """The options that choose a catalog."""

    @property
    def overlay(self) -> Sequence[str]: ...
    @property
    def on(self) -> str | None: ...
    @property
    def as_known(self) -> str | None: ...


def catalog_of(options: Options | argparse.Namespace) -> Catalog:
    """Return the catalog of the day, the release and the overlays that the options name."""
    from ..catalog import load

    catalog = load(*options.overlay)
    if options.on:
        catalog = catalog.as_of(options.on)
    return catalog.as_known(options.as_known) if options.as_known else catalog


def ref_of(catalog: Catalog, text: str) -> Ref:
    """Return the reference that a text means: see `ai_security_standards.catalog.ref_of`."""
    from ..catalog import ref_of

    return ref_of(catalog, text)


def standard_input(*, one_line: bool = False) -> str:
    """Return the text of standard input, or its next line.

    Raises:
        InvalidData: It is closed, too large, or not in the encoding that is expected of it.
    """
    from .._store.files import MAX_BYTES

    name = "standard input"
    if sys.stdin is None:
        raise InvalidData("it is closed", name, repair="give a text to it, or name a file")
    try:
        text = sys.stdin.readline(MAX_BYTES + 1) if one_line else sys.stdin.read(MAX_BYTES + 1)
    except UnicodeDecodeError as error:
        raise InvalidData(f"it is not {error.encoding}", name, repair="save the text as UTF-8") from None
    if len(text) > MAX_BYTES:
        raise InvalidData(f"{MAX_BYTES} characters are allowed", name, repair="split the text")
    return text


def read_input(path: str) -> str:
    """Return the text of a file, or of standard input for "-"."""
    if path == "-":
        return standard_input()
    from .._store.files import read_text

    return read_text(Path(path))


def texts_of_arguments(texts: Iterable[str]) -> list[str]:
    """Return the texts, with the lines of standard input in the place of "-"."""
    found: list[str] = []
    for text in texts:
        found += [line for line in standard_input().splitlines() if line.strip()] if text == "-" else [text]
    return found


def document_of(catalog: Catalog, text: str) -> str:
    """Return the document that --within names: as it is, or as people write it."""
    from ..records.refs import Ref

    try:
        return str(Ref.parse(text))
    except InvalidData:
        return str(ref_of(catalog, text))


def implemented_of(catalog: Catalog, given: Sequence[str]) -> Assessment | list[Ref]:
    """Return what is implemented: the results or references of one file, or references.

    Args:
        catalog: The catalog that knows the references.
        given: One file (a checklist, results, a Statement of Applicability), or references.

    Raises:
        InvalidData: A file is not alone, or cannot be read.
    """
    from ..checklists.implemented import is_file_name, read_implemented

    files = [text for text in given if is_file_name(text)]
    if not files:
        return [ref_of(catalog, text) for text in given]
    if len(given) > 1:
        problem = "an assessment stands alone"
        raise InvalidData(problem, field="--have", repair="name one file, or references only")
    try:
        found = read_implemented(files[0], partial(ref_of, catalog))
    except InvalidData:
        stated = _stated_in(files[0], catalog)
        if stated is None:
            raise
        found = stated
    return found if isinstance(found, list) else catalog.pin(found)


def _stated_in(path: str, catalog: Catalog) -> Assessment | None:
    """Return the results of a Statement of Applicability, whose losses are printed; None where it is none."""
    from .. import formats

    try:
        found = formats.read(path, format="soa", catalog=catalog)
    except StandardsError:
        return None
    if found.losses.lost:
        told = f"{path}: {found.losses.lost.headline()}; `aiss import {path}` lists them"
        print(f"a Statement of Applicability, {told}", file=sys.stderr)
    return found.statement.assessment if found.statement is not None else None


def message_of(error: Exception) -> str:
    """Return the message of an error in one line, with options in the place of arguments of Python."""
    text = " ".join(str(error).split())
    for python, command in _COMMAND_WORDS.items():
        text = text.replace(python, command)
    return text


def table_of_file(path: str) -> list[PlainRow]:
    """Return the rows of a CSV, Excel or JSON file, or of standard input as CSV, with their numbers."""
    from .._store.plain_rows import read_rows

    return read_rows(path, read_input(path) if path == "-" else None)


def rows_of_file(path: str) -> list[dict[str, Any]]:
    """Return the rows of a CSV, Excel or JSON file, or of standard input as CSV."""
    return [row.cells for row in table_of_file(path)]
