"""The shape of raw records: derived from the record classes, tested quickly and explained in full."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from functools import cache, lru_cache
from typing import Any, get_args, get_origin

import attrs

from ..errors import InvalidData
from ..records.dates import PartialDate
from ..records.refs import Ref
from .findings import Finding, field_finding, suggestion

__all__ = ["DERIVED", "Raw", "excerpt", "field_types", "is_ref", "record_label", "shape_findings"]

Raw = dict[str, Any]

#: Fields that are computed and not written: for a day, or from the file of the record.
DERIVED: Mapping[str, frozenset[str]] = {
    "Standard": frozenset({"status", "stage", "day"}),
    "Provision": frozenset({"standard", "edition", "order", "depth", "application"}),
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
    return type(text) is str and _is_readable(Ref.parse, text)


@cache
def field_types(record: type) -> Mapping[str, tuple[Any, bool]]:
    """Return the written fields of a record class: name, type, and whether the field is required."""
    attrs.resolve_types(record)
    return {
        field.name: (field.type, field.default is attrs.NOTHING)
        for field in attrs.fields(record)
        if field.name not in DERIVED.get(record.__name__, ())
    }


def shape_findings(raw: Any, kind: Any, record: str = "") -> Iterator[Finding]:
    """Find everything that prevents a raw record from being structured.

    Args:
        raw: The raw record.
        kind: Its record class.
        record: Its name in messages, where it is not to be `record_label(raw)`.
    """
    if not _shape_test(kind)(raw):
        for finding in _explain(raw, kind, ""):
            yield finding._replace(record=record or record_label(raw))


# ---------------------------------------------------------------- rules between fields of one record


def _check_event(raw: Raw) -> Finding | None:
    if raw.get("date") or raw.get("seen_on"):
        return None
    return field_finding(
        "date", "the event has neither date nor seen_on", "say when it began or when it was seen"
    )


def _check_succession(raw: Raw) -> Finding | None:
    if bool(raw.get("ref")) != bool(raw.get("title")):
        return None
    return field_finding("ref", "the succession must name either ref or title", "keep one of the two")


def _check_standard(raw: Raw) -> Finding | None:
    if not _is_readable(Ref.parse, f"{raw['id']}@{raw['edition']}") or ":" in raw["edition"]:
        return field_finding(
            "id",
            f"{raw['id']}@{raw['edition']} is not a reference",
            "write an id of small letters, digits, dots and hyphens, and an edition without blanks",
        )
    for name in ("history", "sources", "jurisdictions"):
        if not raw[name]:
            return field_finding(name, "the list is empty", "give at least one")
    return None


def _check_provision(raw: Raw) -> Finding | None:
    if not _is_readable(Ref.parse, f"a:{raw['id']}"):
        return field_finding(
            "id", f"{raw['id']!r} is not an identifier", "write it as printed, without line breaks"
        )
    if raw.get("title") and raw.get("label"):
        return field_finding("label", "the provision has both title and label", "keep the publisher's title")
    return None


def _check_framework(raw: Raw) -> Finding | None:
    depths: dict[str | None, int] = {None: 0}
    for provision in raw["provisions"]:
        if provision["id"] in depths:
            return field_finding("provisions", f"duplicate id {provision['id']}", "keep one of the two")
        parent = provision.get("parent")
        if parent not in depths:
            return field_finding(
                "provisions",
                f"{provision['id']} has the parent {parent}, which does not come before it",
                "name a parent that comes before",
            )
        depths[provision["id"]] = depths[parent] + 1
        if depths[parent] == MAX_DEPTH:
            return field_finding(
                "provisions",
                f"{provision['id']} is nested more than {MAX_DEPTH} deep",
                "name the parent that the document names",
            )
    return None


#: The number of levels that a structure may have: known documents have at most seven.
MAX_DEPTH = 100

#: Checks of a record as a whole, beyond the types of its fields: without them it cannot be used.
#: By the name of the record class, so that a look-up need not import the classes of structures.
_RECORD_CHECKS: Mapping[str, Callable[[Raw], Finding | None]] = {
    "StatusEvent": _check_event,
    "Succession": _check_succession,
    "Standard": _check_standard,
    "Provision": _check_provision,
    "Framework": _check_framework,
}


# ---------------------------------------------------------------- the quick test


def _is_text(value: Any) -> bool:
    return type(value) is str and value != "" and value.isprintable() and not value.isspace()


@lru_cache(maxsize=4096)
def _is_readable(parse: Callable[[str], Any], text: str) -> bool:
    try:
        parse(text)
    except InvalidData:
        return False
    return True


def _optional_type(kind: Any) -> Any:
    """Return T for a type `T | None`, else None."""
    return next((part for part in get_args(kind) if part is not type(None)), None)


@cache
def _shape_test(kind: Any) -> Callable[[Any], bool]:
    """Return a quick test whether a raw value has the shape of a type; `_explain` says why it has not."""
    if get_origin(kind) is tuple:
        item_test = _shape_test(get_args(kind)[0])
        return lambda value: type(value) is list and all(map(item_test, value))
    if (part := _optional_type(kind)) is not None:
        part_test = _shape_test(part)
        return lambda value: value is None or part_test(value)
    if kind is str:
        return _is_text
    if kind in (bool, int):
        return lambda value: type(value) is kind
    if kind in _PARSERS:
        parse = _PARSERS[kind]
        return lambda value: type(value) is str and _is_readable(parse, value)
    if issubclass(kind, Enum):
        words = frozenset(word.value for word in kind)
        return lambda value: type(value) is str and value in words
    return _record_test(kind)


_PARSERS: Mapping[Any, Callable[[str], Any]] = {PartialDate: PartialDate, Ref: Ref.parse}


def _record_test(kind: Any) -> Callable[[Any], bool]:
    check = _RECORD_CHECKS.get(kind.__name__)
    types = field_types(kind)
    tests = {name: _shape_test(field_type) for name, (field_type, _) in types.items()}
    required_fields = frozenset(name for name, (_, required) in types.items() if required)

    def fits(value: Any) -> bool:
        if type(value) is not dict or not required_fields <= value.keys():
            return False
        for name, part in value.items():
            test = tests.get(name)
            if test is None or not test(part):
                return False
        return check is None or check(value) is None

    return fits


# ---------------------------------------------------------------- the explanation


def _explain(value: Any, kind: Any, path: str) -> Iterator[Finding]:
    """Find what is wrong with the shape of a value, each with its path below `path`."""
    if get_origin(kind) is tuple:
        yield from _explain_list(value, get_args(kind)[0], path)
    elif (part := _optional_type(kind)) is not None:
        if value is not None:
            yield from _explain(value, part, path)
    elif kind in _PARSERS:
        yield from _explain_parsed(value, kind, path)
    elif kind in (str, bool, int):
        if type(value) is str and not value.isprintable():
            hidden = next(sign for sign in value if not sign.isprintable())
            problem = f"{excerpt(value)} has a character that cannot be seen, U+{ord(hidden):04X}"
            yield field_finding(path, problem, "take the character out")
        elif not _shape_test(kind)(value):
            yield field_finding(path, f"{excerpt(value)} is {_PLAIN_PROBLEMS[kind]}", _PLAIN_REPAIRS[kind])
    elif issubclass(kind, Enum):
        yield from _explain_word(value, kind, path)
    else:
        yield from _explain_record(value, kind, path)


_PLAIN_PROBLEMS = {str: "not a text, or empty", bool: "not true or false", int: "not a whole number"}
_PLAIN_REPAIRS = {
    str: "write a text in quotes, or leave the field out",
    bool: "write true or false",
    int: "write digits",
}


def _explain_list(value: Any, item_type: Any, path: str) -> Iterator[Finding]:
    if type(value) is not list:
        yield field_finding(path, f"{excerpt(value)} is not a list", "write a list in brackets")
        return
    for position, item in enumerate(value):
        yield from _explain(item, item_type, f"{path}[{position}]")


def _explain_parsed(value: Any, kind: Any, path: str) -> Iterator[Finding]:
    if type(value) is not str:
        yield field_finding(path, f"{excerpt(value)} is not a text", "write a text in quotes")
        return
    try:
        _PARSERS[kind](value)
    except InvalidData as error:
        yield field_finding(path, error.problem, error.repair)


def _explain_word(value: Any, kind: type[Enum], path: str) -> Iterator[Finding]:
    words = [word.value for word in kind]
    if value not in words:
        problem = f"{excerpt(value)} is not in the list {kind.__name__}"
        all_words = f"write one of {', '.join(words)}"
        yield field_finding(
            path, problem, suggestion(value, words, all_words) if type(value) is str else all_words
        )


def _explain_record(value: Any, kind: Any, path: str) -> Iterator[Finding]:
    if type(value) is not dict:
        yield field_finding(path, f"{excerpt(value)} is not an object", "write an object in braces")
        return
    prefix = f"{path}." if path else ""
    findings = list(_explain_fields(value, kind, prefix))
    check = _RECORD_CHECKS.get(kind.__name__)
    if not findings and check is not None:
        finding = check(value)
        findings = [finding._replace(field=prefix + finding.field)] if finding is not None else []
    yield from findings


def _explain_fields(record: Raw, kind: Any, prefix: str) -> Iterator[Finding]:
    types = field_types(kind)
    for name, (_, required) in types.items():
        if required and name not in record:
            yield field_finding(f"{prefix}{name}", "the field is missing", "add it")
    for name, part in record.items():
        if name in types:
            yield from _explain(part, types[name][0], f"{prefix}{name}")
        else:
            yield field_finding(
                f"{prefix}{name}"[:80], f"unknown field {excerpt(name)}", suggestion(name, types, "remove it")
            )
