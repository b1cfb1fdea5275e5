"""Values in one file, each a line of JSON that is parsed when it is first asked for."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from itertools import accumulate, pairwise
from typing import Any

__all__ = ["Blocks", "packed"]

Kinds = Mapping[str, Mapping[str, Any]]
Hook = Callable[[dict[str, Any]], dict[str, Any]]


def packed(header: Mapping[str, Any], kinds: Kinds) -> bytes:
    """Return the content of a file: a line with header and index, then a line for each value.

    Args:
        header: What the whole file says of itself.
        kinds: The values by kind and key.

    >>> packed({"of": "2026"}, {"name": {"iso": [1]}}).splitlines()[1]
    b'[1]'
    """
    lines: list[bytes] = []
    index: dict[str, dict[str, int]] = {}
    for kind, values in kinds.items():
        made = {key: _line(value) for key, value in values.items()}
        index[kind] = {key: len(line) for key, line in made.items()}
        lines += made.values()
    return _line({"header": header, "index": index}) + b"".join(lines)


def _line(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


class Blocks:
    """The values in such a file."""

    def __init__(self, content: bytes) -> None:
        """Read header and index.

        Raises:
            ValueError: The first line is not JSON.
        """
        self._content = content
        start = content.find(b"\n") + 1
        first = json.loads(content[:start])
        self.header: Mapping[str, Any] = first["header"]
        self._places: dict[str, dict[str, tuple[int, int]]] = {}
        for kind, sizes in first["index"].items():
            ends = list(accumulate(sizes.values(), initial=start))
            self._places[kind] = dict(zip(sizes, pairwise(ends), strict=True))
            start = ends[-1]

    def keys(self, kind: str) -> Iterable[str]:
        """Return the keys of the values of a kind."""
        return self._places[kind].keys()

    def read(self, kind: str, key: str, hook: Hook | None = None) -> Any:
        """Return a value; None where there is none.

        Args:
            kind: The kind of the value.
            key: Its key.
            hook: Changes each object in it.
        """
        place = self._places[kind].get(key)
        if place is None:
            return None
        return json.loads(self._content[slice(*place)], object_hook=hook)
