"""YAML without what makes it dangerous: plain values from the events of PyYAML, and back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..errors import InvalidData
from ..tables import require_extra
from .limits import MAX_DEPTH, refuse_dense

__all__ = ["parse_yaml", "write_yaml"]

_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_REPAIR = "write plain lists, mappings and texts"


def parse_yaml(text: str, name: str) -> Any:
    """Parse YAML of plain lists, mappings and texts; numbers and dates stay texts.

    A key that stands twice has its last value, as in other readers.

    Raises:
        InvalidData: It is not YAML, has a tag, an alias or several documents, or exceeds a limit; or the
            extra `yaml` is not installed.
    """
    library = require_extra("yaml")
    try:
        return _Builder(library, text, name).value()
    except library.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"line {mark.line + 1}, column {mark.column + 1}" if mark is not None else "a character"
        problem = f"{place} is not YAML: {getattr(error, 'problem', None) or 'it is not printable'}"
    raise InvalidData(problem, name, repair="correct the syntax there; the file may have been cut off")


class _Mapping:
    """A mapping that is being read, and the key that waits for its value."""

    __slots__ = ("fields", "key")

    def __init__(self) -> None:
        self.fields: dict[str, Any] = {}
        self.key: str | None = None

    def put(self, value: Any) -> None:
        """Give the key its value."""
        self.fields[str(self.key)] = value
        self.key = None


class _Builder:
    """The value of the events of one document."""

    def __init__(self, library: Any, text: str, name: str) -> None:
        self._loader = getattr(library, "CSafeLoader", library.SafeLoader)(text)
        self._events, self._name, self._size = library.events, name, len(text)

    def value(self) -> Any:
        """Follow the events to the end, and return the value of the document."""
        events = self._events
        roots: list[Any] = []
        stack: list[tuple[Callable[[Any], None], _Mapping | None]] = []
        put: Callable[[Any], None] = roots.append
        mapping: _Mapping | None = None
        containers = 0
        while True:
            event = self._loader.get_event()
            kind = type(event)
            if kind is events.ScalarEvent:
                if mapping is not None and mapping.key is None:
                    mapping.key = event.value
                else:
                    put(self._scalar(event))
            elif kind is events.MappingStartEvent or kind is events.SequenceStartEvent:
                containers += 1
                refuse_dense(containers, self._size, self._name)
                self._check(event, len(stack), mapping is not None and mapping.key is None)
                stack.append((put, mapping))
                if kind is events.MappingStartEvent:
                    mapping = _Mapping()
                    stack[-1][0](mapping.fields)
                    put = mapping.put
                else:
                    items: list[Any] = []
                    put(items)
                    mapping, put = None, items.append
            elif kind is events.MappingEndEvent or kind is events.SequenceEndEvent:
                put, mapping = stack.pop()
            elif kind is events.AliasEvent:
                raise self._error(event, "an alias (*) could make a file huge", "write the value itself")
            elif kind is events.StreamEndEvent:
                return roots[0] if roots else None
            elif kind is events.DocumentStartEvent and roots:
                raise self._error(event, "a second document begins", "give one document a file")

    def _check(self, event: Any, depth: int, is_key: bool) -> None:
        if event.tag is not None:
            raise self._error(event, f"the tag {event.tag[:40]!r} is not read", _REPAIR)
        if depth > MAX_DEPTH:
            raise self._error(event, "the values are nested too deeply", f"nest at most {MAX_DEPTH} levels")
        if is_key:
            raise self._error(event, "a key is not a text", _REPAIR)

    def _scalar(self, event: Any) -> Any:
        if event.tag is not None:
            raise self._error(event, f"the tag {event.tag[:40]!r} is not read", _REPAIR)
        text = event.value
        return _WORDS.get(text, text) if event.implicit[0] else text

    def _error(self, event: Any, problem: str, repair: str) -> InvalidData:
        place = f"line {event.start_mark.line + 1}, column {event.start_mark.column + 1}"
        return InvalidData(problem, self._name, place, repair=repair)


def write_yaml(value: Any) -> bytes:
    """Write plain values as YAML, the keys in their order.

    Raises:
        InvalidData: The extra `yaml` is not installed.
    """
    library = require_extra("yaml")
    # What is used twice is written twice: readers refuse aliases.
    written_out = {"ignore_aliases": lambda *_: True}
    dumper = type("Dumper", (getattr(library, "CSafeDumper", library.SafeDumper),), written_out)
    text: str = library.dump(value, Dumper=dumper, sort_keys=False, allow_unicode=True, width=110)
    return text.encode()
