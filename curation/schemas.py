"""JSON Schemas of the data files, made from the record classes."""

from __future__ import annotations

from enum import Enum
from typing import Any, get_args, get_origin

from ai_security_standards._store import folders, shapes, structuring
from ai_security_standards.records.dates import PartialDate
from ai_security_standards.records.refs import Ref

_DATE = r"^[12][0-9]{3}(-[0-9]{2}(-[0-9]{2})?)?$"
_REF = r"^[a-z0-9]+([.-][a-z0-9]+)*(@[^:]+)?(:.+)?$"


def register_schema() -> dict[str, Any]:
    """The schema of a register file, JSON Schema 2020-12."""
    definitions: dict[str, Any] = {}
    properties = {
        section: {"type": "array", "items": _schema(structuring.record_of(section), definitions)}
        for section in folders.SECTIONS
    }
    properties["replaces"] = {"type": "array", "items": {"type": "string", "pattern": _REF}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A register file of ai-security-standards",
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "$defs": dict(sorted(definitions.items())),
    }


def _schema(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _schema(get_args(kind)[0], definitions)}
    options = [each for each in get_args(kind) if each is not type(None)]
    if options:
        return _schema(options[0], definitions)
    if kind is str:
        return {"type": "string", "minLength": 1}
    if kind in (bool, int):
        return {"type": "boolean" if kind is bool else "integer"}
    if kind is PartialDate:
        return {"type": "string", "pattern": _DATE}
    if kind is Ref:
        return {"type": "string", "pattern": _REF}
    if kind.__name__ not in definitions:
        definitions[kind.__name__] = _definition(kind, definitions)
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _definition(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    about = (kind.__doc__ or "").strip().partition("\n")[0]
    if issubclass(kind, Enum):
        return {"description": about, "enum": [word.value for word in kind]}
    types = shapes.field_types(kind)
    return {
        "description": about,
        "type": "object",
        "additionalProperties": False,
        "required": [name for name, (_, must) in types.items() if must],
        "properties": {name: _schema(each, definitions) for name, (each, _) in types.items()},
    }
