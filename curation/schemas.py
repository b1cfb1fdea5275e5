"""JSON Schemas of the data files, made from the record classes."""

from __future__ import annotations

from enum import Enum
from typing import Any, get_args, get_origin

from ai_security_standards._store import folders, shapes, structuring
from ai_security_standards.records.dates import PartialDate
from ai_security_standards.records.refs import Ref

__all__ = ["register_schema"]

_DATE = r"^[12][0-9]{3}(-[0-9]{2}(-[0-9]{2})?)?$"
_REF = r"^[a-z0-9]+([.-][a-z0-9]+)*(@[^:]+)?(:.+)?$"

Schema = dict[str, Any]


def register_schema() -> Schema:
    """Return the schema of a register file, JSON Schema 2020-12."""
    definitions: Schema = {}
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


def _schema(kind: Any, definitions: Schema) -> Schema:
    """Return the schema of a type, and add the records and word lists that it names to `definitions`."""
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _schema(get_args(kind)[0], definitions)}
    options = [option for option in get_args(kind) if option is not type(None)]
    if options:
        return _schema(options[0], definitions)
    if kind in _PLAIN:
        return dict(_PLAIN[kind])
    if kind.__name__ not in definitions:
        definitions[kind.__name__] = _definition(kind, definitions)
    return {"$ref": f"#/$defs/{kind.__name__}"}


_PLAIN: dict[Any, Schema] = {
    str: {"type": "string", "minLength": 1},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    PartialDate: {"type": "string", "pattern": _DATE},
    Ref: {"type": "string", "pattern": _REF},
}


def _definition(kind: Any, definitions: Schema) -> Schema:
    description = (kind.__doc__ or "").strip().partition("\n")[0]
    if issubclass(kind, Enum):
        return {"description": description, "enum": [word.value for word in kind]}
    types = shapes.field_types(kind)
    return {
        "description": description,
        "type": "object",
        "additionalProperties": False,
        "required": [name for name, (_, required) in types.items() if required],
        "properties": {name: _schema(field_type, definitions) for name, (field_type, _) in types.items()},
    }
