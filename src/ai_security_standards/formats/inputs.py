"""Foreign bytes to plain values, within limits: no entities, tags or aliases, bounded depth and memory.

Numbers stay texts as they are written: "1.10" is an identifier, and a number of a million digits costs
nothing.
"""

from __future__ import annotations

import json
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from typing import Any, NamedTuple

from .._store.files import decode_text
from ..errors import InvalidData
from .grids import Grids, csv_grids, workbook_grids
from .limits import refuse_dense, refuse_dense_values, too_deep
from .yaml_text import parse_yaml

__all__ = ["Input", "parse_json", "parse_text"]

#: The header of a table of SSSOM is at most so long; bytes without text have a zero among the first.
_HEADER, _FIRST = 10_000, 1_000
#: How files begin that are no text, what they are, and what to do.
_BINARY = (
    (
        b"PK\x03\x04",
        "this is a workbook, or another zip archive",
        "give a workbook a name that ends in .xlsx, and unpack any other archive",
    ),
    (b"\xd0\xcf\x11\xe0", "this is a workbook of Excel 97 to 2003", "save it as .xlsx"),
    (b"\x1f\x8b", "this is a gzip archive", "unpack it"),
    (b"%PDF", "this is a PDF", "get the same as JSON, YAML, CSV or a workbook"),
)


class Input(NamedTuple):
    """A file of another format: its name, its text, and the value of its JSON, YAML or sheets."""

    name: str
    text: str
    value: Any = None

    @property
    def size(self) -> int:
        """The number of characters: of the text, or of the cells of a workbook."""
        return len(self.text) or (self.value.size if isinstance(self.value, Grids) else 0)


def parse_text(content: bytes, name: str) -> Input:
    """Parse the content of a file by the end of its name: JSON, YAML, sheets, or only text.

    Raises:
        InvalidData: It is damaged, exceeds a limit, or the extra for YAML is not installed.
    """
    end = name.lower()
    if end.endswith(".xlsx"):
        return Input(name, "", workbook_grids(content, name))
    text = _decoded(content, name)
    if end.endswith(".csv") and not _is_sssom(text):
        return Input(name, text, csv_grids(text, name))
    if end.endswith((".yaml", ".yml")):
        return Input(name, text, parse_yaml(text, name))
    if end.endswith((".json", ".sarif")):
        return Input(name, text, parse_json(text, name))
    return Input(name, text)


def _decoded(content: bytes, name: str) -> str:
    """Return the text of a file; the error names what else it is, where its first bytes tell.

    Raises:
        InvalidData: It is no text, or a text that is not UTF-8.
    """
    for begin, problem, repair in _BINARY:
        if content.startswith(begin):
            raise InvalidData(problem, name, repair=repair)
    try:
        return decode_text(content, name)
    except InvalidData:
        if b"\0" in content[:_FIRST] and not content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
            repair = "name a file of JSON, YAML, TSV or CSV, or a workbook with the name .xlsx"
            raise InvalidData("this is not a text file", name, repair=repair) from None
        raise


def _is_sssom(text: str) -> bool:
    """Tell whether a table is one of SSSOM, whose metadata stand before its header."""
    begin = 0
    while text.startswith("#", begin):
        begin = text.find("\n", begin) + 1 or len(text)
    header = text[begin : begin + _HEADER].partition("\n")[0]
    return "predicate_id" in header and "object_id" in header


def parse_json(text: str, name: str) -> Any:
    """Parse JSON with numbers as texts; a key that stands twice has its last value.

    Raises:
        InvalidData: It is not JSON, or exceeds a limit.
    """
    refuse_dense(text.count("{") + text.count("["), len(text), name)
    refuse_dense_values(text.count(","), len(text), name)
    try:
        return json.loads(text, parse_int=str, parse_float=str, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        problem = f"line {error.lineno}, column {error.colno} is not JSON: {error.msg}"
    except RecursionError:
        raise too_deep(name) from None
    except _Constant as error:
        problem = f"{error} is not JSON"
    raise InvalidData(problem, name, repair="correct the syntax there; the file may have been cut off")


class _Constant(Exception):
    """A word that Python reads as a number and JSON does not have."""


def _refuse_constant(word: str) -> Any:
    raise _Constant(word)
