"""The shape of raw values: what each plain type accepts, and what the errors of a walk mean as findings."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from functools import cache
from typing import Any, NoReturn

import attrs

from ..errors import InvalidData
from ..records.refs import Ref
from .findings import Finding, field_finding, suggestion

__all__ = [
    "DERIVED",
    "Raw",
    "excerpt",
    "field_types",
    "findings_of",
    "is_ref",
    "parsed",
    "plain",
    "record_label",
    "text",
    "word",
]

Raw = dict[str, Any]

#: Fields that are computed and not written: for a day, or from the file of the record.
DERIVED: Mapping[str, frozenset[str]] = {
    "Standard": frozenset({"status", "stage", "day"}),
    "Provision": frozenset({"standard", "edition", "order", "depth", "application", "addresses", "fallback"}),
    "MappingSet": frozenset({"subjects", "objects", "size", "unresolved"}),
}

_EXCERPT_LENGTH = 60


def record_label(record: Any) -> str:
    """Return the name of a raw record for a message; empty if it has none."""
    if isinstance(record, dict):
        parts = [record.get(key) for key in ("id", "standard", "edition", "ref")]
        return "@".join(part for part in parts if isinstance(part, str))
    return ""


def excerpt(value: Any) -> str:
    """Return a raw value for a message, at most 60 characters long."""
    if type(value) not in (str, int, bool):
        return type(value).__name__
    shown = value[: _EXCERPT_LENGTH + 1] if isinstance(value, str) else value
    text = json.dumps(shown, ensure_ascii=isinstance(shown, str) and not shown.isprintable())
    return text if len(text) <= _EXCERPT_LENGTH else text[: _EXCERPT_LENGTH - 1] + "…"


def is_ref(text: Any) -> bool:
    """Tell whether a raw value is a canonical reference."""
    try:
        return type(text) is str and bool(Ref.parse(text))
    except InvalidData:
        return False


@cache
def field_types(record: type) -> Mapping[str, tuple[Any, bool]]:
    """Return the written fields of a record class: name, type, and whether the field is required."""
    attrs.resolve_types(record)
    return {
        field.name: (field.type, field.default is attrs.NOTHING)
        for field in attrs.fields(record)
        if field.name not in DERIVED.get(record.__name__, ())
    }


# ---------------------------------------------------------------- what a value must be

#: What is said of a value of another type, and its repair.
_PLAIN = {
    str: ("not a text, or empty", "write a text in quotes, or leave the field out"),
    bool: ("not true or false", "write true or false"),
    int: ("not a whole number", "write digits"),
    float: ("not a number", "write digits"),
    list: ("not a list", "write a list in brackets"),
    dict: ("not an object", "write an object in braces"),
}


def plain(value: Any, kind: Any) -> Any:
    """Return a raw value that must be of a plain type other than text.

    Raises:
        InvalidData: It is of another type.
    """
    return value if type(value) is kind else _refuse(value, kind)


def _refuse(value: Any, kind: Any) -> NoReturn:
    problem, repair = _PLAIN[kind]
    raise InvalidData(f"{excerpt(value)} is {problem}", repair=repair)


def text(value: Any, _: Any) -> Any:
    """Return a raw value that must be a text with signs in it.

    Raises:
        InvalidData: It is something else.
    """
    if type(value) is not str or not value or value.isspace():
        _refuse(value, str)
    if not value.isprintable():
        hidden = next(sign for sign in value if not sign.isprintable())
        problem = f"{excerpt(value)} has a character that cannot be seen, U+{ord(hidden):04X}"
        raise InvalidData(problem, repair="take the character out")
    return value


def parsed(parse: Callable[[str], Any]) -> Callable[[Any, Any], Any]:
    """Return how to structure a text that a function parses."""

    def hook(value: Any, _: Any) -> Any:
        if type(value) is not str:
            raise InvalidData(f"{excerpt(value)} is not a text", repair="write a text in quotes")
        return parse(value)

    return hook


def word(value: Any, words: type[Enum]) -> Any:
    """Return the member of a word list that a raw value names.

    Raises:
        InvalidData: The value is not in the list; the repair names near misses.
    """
    if type(value) is str and value in words._value2member_map_:
        return words._value2member_map_[value]
    known = [str(each.value) for each in words]
    repair = f"write one of {', '.join(known)}"
    raise InvalidData(
        f"{excerpt(value)} is not in the list {words.__name__}",
        repair=suggestion(value, known, repair) if type(value) is str else repair,
    )


# ---------------------------------------------------------------- what an error means


def findings_of(error: Exception, value: Any, path: str = "") -> Iterator[Finding]:
    """Return the findings that an error of structuring stands for: missing fields first, then in order.

    Args:
        error: What was raised.
        value: The raw value that was to be structured.
        path: The path of the value in its record.
    """
    from cattrs import ClassValidationError, IterableValidationError
    from cattrs.errors import ForbiddenExtraKeysError

    prefix = f"{path}." if path else ""
    if isinstance(error, IterableValidationError):
        for each, note in error.group_exceptions()[0]:
            yield from findings_of(each, value[note.index], f"{path}[{note.index}]")
    elif isinstance(error, ClassValidationError):
        places = {name: place for place, name in enumerate(value)}
        noted, others = error.group_exceptions()
        found = [(places.get(note.name, -1), note.name, each) for each, note in noted]
        for each in others:
            names = each.extra_fields if isinstance(each, ForbiddenExtraKeysError) else ("",)
            found += [(places.get(name, 0), name, each) for name in names]
        for _, name, each in sorted(found, key=lambda one: one[0]):
            if isinstance(each, ForbiddenExtraKeysError):
                problem = f"unknown field {excerpt(name)}"
                repair = suggestion(name, field_types(error.cl), "remove it")
                yield field_finding(f"{prefix}{name}"[:80], problem, repair)
            elif isinstance(each, KeyError):
                yield field_finding(f"{prefix}{name}", "the field is missing", "add it")
            else:
                yield from findings_of(each, value.get(name), f"{prefix}{name}" if name else path)
    elif isinstance(error, InvalidData):
        field = prefix + error.field if error.field else path
        yield field_finding(field, error.problem, error.repair)
    else:
        raise error
