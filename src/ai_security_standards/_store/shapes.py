"""What a raw record may look like: derived from the record classes, told quickly and explained well."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from functools import cache, lru_cache
from typing import Any, NamedTuple, get_args, get_origin

import attrs

from ..errors import InvalidData, nearest
from ..records.dates import PartialDate
from ..records.refs import Ref

__all__ = ["DERIVED", "Fault", "Raw", "faults", "field_types", "is_ref", "record_label", "excerpt"]

Raw = dict[str, Any]

#: Fields that are computed and never written down: for a day, or from the file that holds a record.
DERIVED: Mapping[str, frozenset[str]] = {
    "Standard": frozenset({"status", "stage", "day"}),
    "Provision": frozenset({"standard", "edition", "order", "depth", "application"}),
    "MappingSet": frozenset({"subjects", "objects", "size", "unresolved"}),
}


class Fault(NamedTuple):
    """One thing that is wrong with a raw record, and how to mend it."""

    record: str
    field: str
    problem: str
    repair: str


def record_label(record: Any) -> str:
    """How to name a raw record in a message."""
    if isinstance(record, dict):
        parts = [record.get(key) for key in ("id", "standard", "edition", "ref")]
        return "@".join(part for part in parts if isinstance(part, str))
    return ""


@cache
def field_types(record: type) -> Mapping[str, tuple[Any, bool]]:
    """The written fields of a record class: name, type, and whether it must be given."""
    attrs.resolve_types(record)
    return {
        each.name: (each.type, each.default is attrs.NOTHING)
        for each in attrs.fields(record)
        if each.name not in DERIVED.get(record.__name__, ())
    }


def _is_text(value: Any) -> bool:
    return type(value) is str and value != "" and not value.isspace()


@lru_cache(maxsize=4096)
def _reads(kind: Callable[[str], Any], text: str) -> bool:
    try:
        kind(text)
    except InvalidData:
        return False
    return True


def _event_law(raw: Raw) -> tuple[str, str, str] | None:
    if raw.get("date") or raw.get("seen_on"):
        return None
    return "date", "the event has neither date nor seen_on", "say when it began or when it was seen"


def _succession_law(raw: Raw) -> tuple[str, str, str] | None:
    if bool(raw.get("ref")) != bool(raw.get("title")):
        return None
    return "ref", "the succession must name either ref or title", "keep one of the two"


def _standard_law(raw: Raw) -> tuple[str, str, str] | None:
    if not _reads(Ref.parse, f"{raw['id']}@{raw['edition']}") or ":" in raw["edition"]:
        return (
            "id",
            f"{raw['id']}@{raw['edition']} is no reference",
            "write an id of small letters, digits, dots and hyphens, and an edition without blanks",
        )
    for name in ("history", "sources", "jurisdictions"):
        if not raw[name]:
            return name, "the list is empty", "give at least one"
    return None


def _provision_law(raw: Raw) -> tuple[str, str, str] | None:
    if not _reads(Ref.parse, f"a:{raw['id']}"):
        return "id", f"{raw['id']!r} is no identifier", "write it as printed, without line breaks"
    if raw.get("title") and raw.get("label"):
        return "label", "there is a title already", "keep the publisher's title"
    return None


def _framework_law(raw: Raw) -> tuple[str, str, str] | None:
    ids = set()
    for provision in raw["provisions"]:
        if provision["id"] in ids:
            return "provisions", f"{provision['id']} stands twice", "keep one of the two"
        parent = provision.get("parent")
        if parent is not None and parent not in ids:
            problem = f"{provision['id']} has the parent {parent}, which does not come before it"
            return "provisions", problem, "name a parent that stands before"
        ids.add(provision["id"])
    return None


#: What a record must keep to beyond the types of its fields, so that it can be used at all.
#: By the name of the record class, so that a look-up need not import the classes of structures.
_LAWS: Mapping[str, Callable[[Raw], tuple[str, str, str] | None]] = {
    "StatusEvent": _event_law,
    "Succession": _succession_law,
    "Standard": _standard_law,
    "Provision": _provision_law,
    "Framework": _framework_law,
}


@cache
def _sieve(kind: Any) -> Callable[[Any], bool]:
    """A quick test whether a raw value has the shape of a type: it says no, `_explain` says why."""
    if get_origin(kind) is tuple:
        inner = _sieve(get_args(kind)[0])
        return lambda value: type(value) is list and all(map(inner, value))
    options = [each for each in get_args(kind) if each is not type(None)]
    if options:
        inner = _sieve(options[0])
        return lambda value: value is None or inner(value)
    if kind is str:
        return _is_text
    if kind in (bool, int):
        return lambda value: type(value) is kind
    if kind is PartialDate:
        return lambda value: type(value) is str and _reads(PartialDate, value)
    if kind is Ref:
        return lambda value: type(value) is str and _reads(Ref.parse, value)
    if issubclass(kind, Enum):
        words = frozenset(word.value for word in kind)
        return lambda value: type(value) is str and value in words
    law = _LAWS.get(kind.__name__)
    sieves = {name: _sieve(each) for name, (each, _) in field_types(kind).items()}
    required = frozenset(name for name, (_, must) in field_types(kind).items() if must)

    def fits(value: Any) -> bool:
        if type(value) is not dict or not required <= value.keys():
            return False
        for name, part in value.items():
            sieve = sieves.get(name)
            if sieve is None or not sieve(part):
                return False
        return law is None or law(value) is None

    return fits


def faults(raw: Any, kind: Any, record: str = "") -> Iterator[Fault]:
    """Everything about a raw record that keeps it from being structured; nothing if it is sound."""
    if not _sieve(kind)(raw):
        for path, problem, repair in _explain(raw, kind, ""):
            yield Fault(record or record_label(raw), path, problem, repair)


def _explain(value: Any, kind: Any, path: str) -> Iterator[tuple[str, str, str]]:
    def wrong(what: str, repair: str) -> tuple[str, str, str]:
        return path, f"{excerpt(value)} is {what}", repair

    if get_origin(kind) is tuple:
        if type(value) is not list:
            yield wrong("no list", "write a list in brackets")
            return
        for position, part in enumerate(value):
            yield from _explain(part, get_args(kind)[0], f"{path}[{position}]")
        return
    options = [each for each in get_args(kind) if each is not type(None)]
    if options:
        if value is not None:
            yield from _explain(value, options[0], path)
    elif kind is str:
        if not _is_text(value):
            yield wrong("no text, or an empty one", "write a text in quotes, or leave the field out")
    elif kind in (bool, int):
        if type(value) is not kind:
            names = {
                bool: ("no truth value", "write true or false"),
                int: ("no whole number", "write digits"),
            }
            yield wrong(*names[kind])
    elif kind in (PartialDate, Ref):
        try:
            if type(value) is not str:
                raise InvalidData(f"{excerpt(value)} is no text", repair="write a text in quotes")
            PartialDate(value) if kind is PartialDate else Ref.parse(value)
        except InvalidData as fault:
            yield path, fault.problem, fault.repair
    elif issubclass(kind, Enum):
        words = [word.value for word in kind]
        if value not in words:
            near = nearest(value, words) if isinstance(value, str) else ()
            yield wrong(
                f"no word of the list {kind.__name__}",
                f"did you mean {' or '.join(near)}" if near else f"use one of {', '.join(words)}",
            )
    elif type(value) is not dict:
        yield wrong("no object", "write an object in braces")
    else:
        known = field_types(kind)
        dot = f"{path}." if path else ""
        sound = True
        for name, (_, must) in known.items():
            if must and name not in value:
                sound = False
                yield f"{dot}{name}", "the field is missing", "add it"
        for name, part in value.items():
            if name in known:
                for found in _explain(part, known[name][0], f"{dot}{name}"):
                    sound = False
                    yield found
            else:
                sound = False
                near = nearest(name, known)
                yield (
                    f"{dot}{name}"[:80],
                    "there is no such field",
                    f"did you mean {' or '.join(near)}" if near else "remove it",
                )
        law = _LAWS.get(kind.__name__)
        broken = law(value) if sound and law else None
        if broken:
            yield dot + broken[0], broken[1], broken[2]


def excerpt(value: Any) -> str:
    shown = (
        json.dumps(value, ensure_ascii=False, default=str)
        if type(value) in (str, int, bool)
        else type(value).__name__
    )
    return shown if len(shown) <= 60 else shown[:59] + "…"


def is_ref(text: Any) -> bool:
    """Whether a raw value is a canonical reference."""
    return type(text) is str and _reads(Ref.parse, text)
