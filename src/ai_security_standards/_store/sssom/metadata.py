"""The metadata of SSSOM files: YAML as far as they use it, read without a YAML library."""

from __future__ import annotations

import json
import re
from typing import Any

from ...errors import InvalidData
from ..shapes import Raw

__all__ = ["metadata_of"]

_KEY = re.compile(r"([A-Za-z_][\w.-]*):(?:\s+(.*))?\Z")


def metadata_of(lines: list[str], name: str) -> Raw:
    """The metadata of a set: YAML as far as SSSOM files use it.

    Keys with scalars, flow values that are JSON, and block lists and maps; anything else is refused.
    """
    texts = [line[1:] for line in lines]
    if all(text.startswith(" ") or not text for text in texts):
        texts = [text[1:] for text in texts]
    found: Raw = {}
    at = 0
    while at < len(texts):
        line, number = texts[at], at + 1
        at += 1
        if not line.strip() or line.lstrip().startswith("#") or line == "---":
            continue
        match = _KEY.match(line)
        if not match:
            raise unread(line, number, name)
        key, value = match.groups()
        if key in found:
            raise InvalidData("the slot stands twice", name, f"line {number}", key, "keep one of the two")
        if value:
            found[key] = _scalar(value, number, name)
            continue
        block = []
        while at < len(texts) and (texts[at].startswith((" ", "- ")) or not texts[at].strip()):
            if texts[at].strip():
                block.append((at + 1, texts[at]))
            at += 1
        found[key] = _block(block, name)
    return found


def _block(block: list[tuple[int, str]], name: str) -> Any:
    """The value of a key whose value stands below it: a map, or a list of scalars or of maps."""
    if not block:
        return None
    if not block[0][1].lstrip().startswith("- "):
        return dict(_entry(line.strip(), number, name) for number, line in block)
    items: list[Any] = []
    for number, line in block:
        text = line.strip()
        if text.startswith("- "):
            text = text[2:].strip()
            items.append({} if _KEY.match(text) else _scalar(text, number, name))
            if items[-1] != {}:
                continue
        if not items or not isinstance(items[-1], dict):
            raise unread(line, number, name)
        items[-1].update([_entry(text, number, name)])
    return items


def _entry(text: str, number: int, name: str) -> tuple[str, Any]:
    match = _KEY.match(text)
    if not match:
        raise unread(text, number, name)
    return match[1], _scalar(match[2] or "", number, name)


def _scalar(text: str, number: int, name: str) -> Any:
    text = text.strip()
    if text[:1] in ('"', "[", "{"):
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            raise unread(text, number, name) from None
    if text[:1] == "'":
        if len(text) < 2 or text[-1] != "'":
            raise unread(text, number, name)
        return text[1:-1].replace("''", "'")
    if text[:1] in ("|", ">", "&", "*", "!", "%", "@", "`") or ": " in text:
        raise unread(text, number, name)
    return None if text in ("", "null", "~") else text.partition(" #")[0].rstrip()


def unread(line: str, number: int, name: str) -> InvalidData:
    return InvalidData(
        f"{line.strip()[:60]!r} is metadata that is not understood",
        name,
        f"line {number}",
        repair="write slot: value on one line, a text with colons or signs in double quotes",
    )
