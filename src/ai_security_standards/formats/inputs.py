"""Foreign bytes to plain values, within limits: no entities, tags or aliases, bounded depth and memory.

Numbers stay texts as they are written: "1.10" is an identifier, and a number of a million digits costs
nothing.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from .._store.files import decode_text
from ..errors import InvalidData
from .grids import Grids, csv_grids, workbook_grids
from .limits import refuse_dense, refuse_dense_values, too_deep
from .yaml_text import parse_yaml

__all__ = ["Input", "parse_json", "parse_text"]

#: The header of a table of SSSOM is at most so long.
_HEADER = 10_000


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
    text = decode_text(content, name)
    if end.endswith(".csv") and not _is_sssom(text):
        return Input(name, text, csv_grids(text, name))
    if name.endswith((".yaml", ".yml")):
        return Input(name, text, parse_yaml(text, name))
    if name.endswith((".json", ".sarif")):
        return Input(name, text, parse_json(text, name))
    return Input(name, text)


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
