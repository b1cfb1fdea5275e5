"""The metadata lines of SSSOM files: the YAML that they use, parsed without a YAML library."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from ...errors import InvalidData
from ..shapes import Raw

__all__ = ["parse_metadata"]

_KEY = re.compile(r"([A-Za-z_][\w.-]*):(?:\s+(.*))?\Z")
#: First characters of YAML that is not parsed here: block texts, anchors, tags, directives.
_UNSUPPORTED = ("|", ">", "&", "*", "!", "%", "@", "`")


class _Line(NamedTuple):
    """A line of metadata with its number, counted from one."""

    number: int
    text: str


def parse_metadata(lines: list[str], name: str) -> Raw:
    """Parse the metadata of a set: keys with scalars, flow values that are JSON, block lists and maps.

    Args:
        lines: The lines at the head of the file, each with its `#`.
        name: The file, for messages.

    Raises:
        InvalidData: A line is other YAML, or a key is a duplicate.
    """
    texts = [line[1:] for line in lines]
    if all(text.startswith(" ") or not text for text in texts):
        texts = [text[1:] for text in texts]
    metadata: Raw = {}
    for line, block in _blocks(texts, name):
        key, value = _key_and_value(line, name)
        if key in metadata:
            raise InvalidData("duplicate slot", name, f"line {line.number}", key, "keep one of the two")
        metadata[key] = _scalar(line._replace(text=value), name) if value else _block_value(block, name)
    return metadata


def _blocks(texts: list[str], name: str) -> Iterator[tuple[_Line, list[_Line]]]:
    """Return each line with a key, and the lines of the block below a key without a value."""
    lines = [_Line(number, text) for number, text in enumerate(texts, 1) if text.strip()]
    position = 0
    while position < len(lines):
        line = lines[position]
        position += 1
        if line.text == "---" or line.text.lstrip().startswith("#"):
            continue
        block = []
        if not _key_and_value(line, name)[1]:
            while position < len(lines) and lines[position].text.startswith((" ", "- ")):
                block.append(lines[position])
                position += 1
        yield line, block


def _key_and_value(line: _Line, name: str) -> tuple[str, str]:
    match = _KEY.match(line.text)
    if not match:
        raise _unsupported(line, name)
    return match[1], match[2] or ""


def _block_value(block: list[_Line], name: str) -> Any:
    """Parse the lines below a key: a map, or a list of scalars or of maps."""
    block = [_Line(number, text.strip()) for number, text in block]
    if not block:
        return None
    if not block[0].text.startswith("- "):
        return dict(_entry(line, name) for line in block)
    items: list[Any] = []
    for line in block:
        if line.text.startswith("- "):
            line = line._replace(text=line.text[2:].strip())
            if not _KEY.match(line.text):
                items.append(_scalar(line, name))
                continue
            items.append({})
        if not isinstance(items[-1], dict):
            raise _unsupported(line, name)
        items[-1].update([_entry(line, name)])
    return items


def _entry(line: _Line, name: str) -> tuple[str, Any]:
    key, value = _key_and_value(line, name)
    return key, _scalar(line._replace(text=value), name)


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is not JSON")


def _unique_keys(pairs: list[tuple[str, Any]]) -> Raw:
    record = dict(pairs)
    if len(record) < len(pairs):
        raise ValueError("a key stands twice")
    return record


def _scalar(line: _Line, name: str) -> Any:
    text = line.text.strip()
    if text[:1] in ('"', "[", "{"):
        try:
            return json.loads(text, parse_constant=_refuse, object_pairs_hook=_unique_keys)
        except (ValueError, RecursionError):
            raise _unsupported(line, name) from None
    if text[:1] == "'":
        if len(text) < 2 or text[-1] != "'":
            raise _unsupported(line, name)
        return text[1:-1].replace("''", "'")
    if text[:1] in _UNSUPPORTED or ": " in text:
        raise _unsupported(line, name)
    return None if text in ("", "null", "~") else text.partition(" #")[0].rstrip()


def _unsupported(line: _Line, name: str) -> InvalidData:
    return InvalidData(
        f"{line.text.strip()[:60]!r} is not metadata of SSSOM",
        name,
        f"line {line.number}",
        repair="write slot: value on one line, a text with colons or signs in double quotes",
    )
