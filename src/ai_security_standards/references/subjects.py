"""The texts among what is to be audited: a text, a file, rows, or several of these."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from .._store.files import path_text, read_text
from ..errors import InvalidData

__all__ = ["FileText", "texts_of"]


class FileText(NamedTuple):
    """A file that was read already: its path and its text."""

    path: str
    text: str


#: The number of lists in lists that an audit reads.
_MAX_DEPTH = 50


def texts_of(subject: Any, depth: int = 0) -> Iterator[tuple[str, str]]:
    """Yield each text of a subject with its origin."""
    if isinstance(subject, str):
        yield "", subject
    elif isinstance(subject, FileText):
        yield subject
    elif isinstance(subject, os.PathLike):
        yield path_text(subject), read_text(subject)
    elif depth < _MAX_DEPTH and isinstance(subject, Iterable) and not isinstance(subject, Mapping | bytes):
        for number, part in enumerate(subject):
            if isinstance(part, Mapping):
                yield from _texts_of_row(number, part)
            else:
                for origin, text in texts_of(part, depth + 1):
                    yield origin or str(number), text
    else:
        raise InvalidData(
            f"cannot audit a value of type {type(subject).__name__}",
            repair="pass a text, a pathlib.Path, or a list of texts, rows or paths",
        )


def _texts_of_row(number: int, row: Mapping[Any, Any]) -> Iterator[tuple[str, str]]:
    """Yield the texts among the values of a row, each with its number and field."""
    for field, value in row.items():
        if isinstance(value, str):
            yield f"{number}.{field}", value
