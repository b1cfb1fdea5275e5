"""Read the bytes, texts and JSON of data files; write JSON in one canonical form."""

from __future__ import annotations

import json
import os
import pathlib
from typing import Any, cast

from ..errors import InvalidData
from .shapes import Raw, record_label

TYPE_CHECKING = False
if TYPE_CHECKING:
    from importlib_resources.abc import Traversable


__all__ = ["MOST_BYTES", "MOST_DIGITS", "canonical", "packaged_folder", "parse", "read_text", "text_of"]

MOST_BYTES = 256 * 2**20


MOST_DIGITS = 18


def text_of(data: bytes, name: str) -> str:
    """The text of a file; InvalidData if it is too large or no UTF-8."""
    if len(data) > MOST_BYTES:
        raise InvalidData(
            f"{len(data)} bytes are more than the {MOST_BYTES} that one file may have",
            name,
            repair="split the file",
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise InvalidData(f"byte {wrong.start} is not UTF-8", name, repair="save the file as UTF-8") from None


def parse(data: bytes, name: str) -> Any:
    """The JSON value in `data`; InvalidData for whatever is not plain, unambiguous JSON."""
    text = text_of(data, name)

    def once(pairs: list[tuple[str, Any]]) -> Raw:
        record = dict(pairs)
        if len(record) != len(pairs):
            keys = [key for key, _ in pairs]
            twice = next(key for key in keys if keys.count(key) > 1)
            raise InvalidData(
                f"the key {twice!r} stands twice in one object",
                name,
                record_label(record),
                twice,
                "keep one of the two",
            )
        return record

    def number(digits: str) -> int:
        if len(digits) > MOST_DIGITS:
            raise InvalidData(
                f"the number {digits[:20]}… has more than {MOST_DIGITS} digits",
                name,
                repair="write a smaller number, or a text in quotes",
            )
        return int(digits)

    def refuse(digits: str) -> Any:
        raise InvalidData(
            f"{digits[:20]} is no number that a record can hold",
            name,
            repair="write a whole number, or a text in quotes",
        )

    try:
        return json.loads(
            text, object_pairs_hook=once, parse_int=number, parse_float=refuse, parse_constant=refuse
        )
    except RecursionError:
        raise InvalidData(
            "the values are nested too deeply", name, repair="write records of plain lists and objects"
        ) from None
    except json.JSONDecodeError as wrong:
        raise InvalidData(
            f"line {wrong.lineno}, column {wrong.colno} is no JSON: {wrong.msg}",
            name,
            repair="mend the syntax there; the file may have been cut off",
        ) from None


def canonical(value: Any) -> bytes:
    """The one way to write a raw value: UTF-8, two spaces, a final newline, keys as they stand."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def packaged_folder() -> Traversable:
    """The folder of the data that comes with the package."""
    here = pathlib.Path(__file__).with_name("data")
    if here.is_dir():  # the usual case, and a tenth of a cold look-up cheaper than the general one
        return cast("Traversable", here)  # it has all of the protocol that is used here
    from importlib_resources import files

    return files("ai_security_standards") / "data"


def read_text(path: str | os.PathLike[str]) -> str:
    """The text of a file of a user's; InvalidData if it is none."""
    name = os.fspath(path)
    try:
        with open(name, "rb") as handle:
            data = handle.read(MOST_BYTES + 1)
    except OSError as wrong:
        raise InvalidData(f"it cannot be read: {wrong.strerror}", name, repair="name a file") from None
    return text_of(data, name)
