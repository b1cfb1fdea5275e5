"""Changes of sound inputs: of single bytes, and of the values of JSON and of tables."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from typing import Any

__all__ = ["ODD_TEXTS", "ODD_VALUES", "mutate_bytes", "mutate_structure"]

ODD_TEXTS = (
    "", " ", "\0", "\n", "\u202e", "\ud800", "a" * 5_000, "eu-ai-act", "eu-ai-act@2024/1689", "owasp-llm-top-10@2025:LLM01",
    "=1+1", "2026-02-30", "9999", "NaN", "null", "(" * 500, "[" * 5_000, '{"a":' * 5_000, "[[", "{", "LLM01",
    "1e400", "inf", "0", "0001-01-01", "9999-12-31T00:00:00Z", "\u00b2", "\u0663", "\u0130", "\u00df", "\u2028", "\ufeff", "\r", "'''",
    "&amp;", "<!DOCTYPE a [", "A" * 300, "1" * 5_000, "a.b.c", "%s", "\\u0041", "\\", "$", "| |", "|---|", "- ", "# ", "{edition}", "#", "@", ":", "..", "*", "\t", '"', "'",
)  # fmt: skip
ODD_VALUES: tuple[Any, ...] = (None, True, False, 0, -1, 10**17, 1.5, [], {}, [None], {"id": 1}, *ODD_TEXTS)


def mutate_bytes(content: bytes, chance: random.Random) -> bytes:
    """Change, insert, repeat, move or remove a few pieces of bytes."""
    data = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        at, size = chance.randrange(len(data) + 1), chance.choice((1, 1, 2, 8, 64))
        piece = bytes(data[at : at + size])
        match chance.randrange(6):
            case 0:
                data[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                data[at:at] = piece * chance.choice((1, 2, 50))
            case 2:
                del data[at : at + size]
            case 3:
                other = chance.randrange(len(data) + 1)
                data[other:other] = piece
            case 4:
                data[at:at] = chance.choice(ODD_TEXTS).encode("utf-8", "surrogatepass")
            case _:
                data[at : at + 1] = bytes([chance.choice(b'{}[]",:;\t\n()<>#@|-.0129aZ')])
    return bytes(data)


def mutate_structure(content: bytes, chance: random.Random) -> bytes:
    """Change values of JSON, or cells of lines; what is neither has its bytes changed."""
    try:
        value = json.loads(content)
    except ValueError:
        return _mutate_lines(content, chance)
    donors = list(_parts(value))
    for _ in range(chance.randint(1, 3)):
        value = _changed(value, donors, chance)
    return json.dumps(value).encode()


def _parts(value: Any) -> Iterator[Any]:
    """Yield every value inside a value, which may stand in the place of another."""
    yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _parts(each)


def _changed(value: Any, donors: Sequence[Any], chance: random.Random) -> Any:
    """Return a value with one part of it, at any depth, changed."""
    if isinstance(value, dict | list) and value and chance.random() < 0.85:
        keys: list[Any] = list(value) if isinstance(value, dict) else list(range(len(value)))
        key = chance.choice(keys)
        changed = value.copy()
        match chance.randrange(8):
            case 0:
                del changed[key]
            case 1 if isinstance(value, list):
                changed.insert(key, value[chance.randrange(len(value))])
            case 1:
                changed[chance.choice(ODD_TEXTS)] = value[key]
            case 2:
                changed[key] = value[chance.choice(keys)]
            case _:
                changed[key] = _changed(value[key], donors, chance)
        return changed
    match chance.randrange(4):
        case 0:
            return chance.choice(donors)
        case 1 if isinstance(value, str):
            return _text_changed(value, chance)
        case _:
            return chance.choice(ODD_VALUES)


def _text_changed(text: str, chance: random.Random) -> str:
    """Return a text with a piece of it taken out, put twice, or replaced by an odd one."""
    start = chance.randrange(len(text) + 1)
    end = min(len(text), start + chance.choice((0, 1, 2, 8)))
    piece = chance.choice(("", 2 * text[start:end], chance.choice(ODD_TEXTS)))
    return text[:start] + piece + text[end:]


def _mutate_lines(content: bytes, chance: random.Random) -> bytes:
    if content.startswith(b"PK"):
        return mutate_bytes(content, chance)
    lines = content.split(b"\n")
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(lines))
        separator = chance.choice([b"\t", b",", b" ", b":", b"=", b'"', b"|"])
        cells = lines[at].split(separator)
        cells[chance.randrange(len(cells))] = chance.choice(ODD_TEXTS).encode("utf-8", "surrogatepass")
        match chance.randrange(4):
            case 0:
                lines.insert(at, lines[chance.randrange(len(lines))])
            case 1:
                del lines[at]
                lines = lines or [b""]
            case _:
                lines[at] = separator.join(cells)
    return b"\n".join(lines)
