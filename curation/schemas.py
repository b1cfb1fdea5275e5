"""JSON Schemas (2020-12) of data files, of exchanged records and results, and of rows: from the classes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any, Literal, get_args, get_origin, get_type_hints

import attrs

from ai_security_standards._store import folders, shapes, structuring
from ai_security_standards._store.sssom import BASE
from ai_security_standards.algebra import Relation
from ai_security_standards.assessments import Assessment
from ai_security_standards.formats.exchange import KINDS, VERSION, kind_class, record_class, shape_of
from ai_security_standards.records.dates import DATE_PATTERN, PartialDate
from ai_security_standards.records.dialects import Dialect
from ai_security_standards.records.grammars import Grammar
from ai_security_standards.records.laws import FACT_FLAGS, FACT_PLACES, FACT_WORDS, Law, is_condition
from ai_security_standards.records.provisions import Framework
from ai_security_standards.records.refs import REF_PATTERN, Ref
from ai_security_standards.records.relationships import MappingSet
from ai_security_standards.records.standards import not_empty
from ai_security_standards.tables import Table
from ai_security_standards.vocabulary import OrganisationSize, RelationshipType, Word

__all__ = ["schemas"]

Schema = dict[str, Any]
#: The written fields of a class: name, type, whether it is required, and the field that has its laws.
Fields = Callable[[Any], dict[str, tuple[Any, bool, Any]]]

_TEXT = {"type": "string"}
_REF: Schema = {"type": "string", "pattern": REF_PATTERN}
_DATE: Schema = {"type": "string", "pattern": DATE_PATTERN}
_DAY: Schema = {"type": "string", "format": "date"}


class _Walk:
    """One walk over classes: the records and word lists that it meets become definitions."""

    def __init__(self, fields: Fields, text: Schema) -> None:
        self.fields = fields
        self.definitions: Schema = {}
        self.plain: dict[Any, Schema] = {
            str: text,
            bool: {"type": "boolean"},
            int: {"type": "integer"},
            float: {"type": "number"},
            PartialDate: _DATE,
            dt.date: _DAY,
            Ref: _REF,
            Any: {},
        }

    def of(self, kind: Any) -> Schema:
        """Return the schema of a type."""
        if kind in self.plain:
            return dict(self.plain[kind])
        origin, options = get_origin(kind), get_args(kind)
        if origin is tuple and Ellipsis not in options:
            members = [self.of(each) for each in options]
            return {"type": "array", "prefixItems": members, "items": False, "minItems": len(members)}
        if origin in (tuple, frozenset):
            return {"type": "array", "items": self.of(options[0])}
        if origin is Mapping:
            return {"type": "object", "additionalProperties": self.of(options[1])}
        if origin is Literal:
            return {"enum": list(options)}
        if options:
            parts = [{"type": "null"} if each is type(None) else self.of(each) for each in options]
            return {"anyOf": parts}
        if kind is Relation:
            return {"type": "array", "items": self.of(RelationshipType)}
        name = kind.__name__
        if name not in self.definitions:
            self.definitions[name] = {}  # a class may name itself
            self.definitions[name] = self._definition(kind)
        return {"$ref": f"#/$defs/{name}"}

    def _definition(self, kind: Any) -> Schema:
        description = (kind.__doc__ or "").strip().partition("\n")[0]
        if issubclass(kind, Enum):
            return {"description": description, "enum": [word.value for word in kind]}
        properties, required = {}, []
        for name, (type_, is_required, field) in self.fields(kind).items():
            properties[name] = self.of(type_)
            if getattr(field, "validator", None) is not_empty:
                properties[name]["minItems"] = 1
            if getattr(field, "validator", None) is is_condition:
                properties[name] = {"$ref": "#/$defs/Condition"}
                self.definitions["Condition"] = _condition()
            if is_required:
                required.append(name)
        return {
            "description": description,
            "type": "object",
            "additionalProperties": False,
            "required": required,
            "properties": properties,
        }


def _condition() -> Schema:
    """Return the schema of a condition of a law."""
    itself, several = {"$ref": "#/$defs/Condition"}, {"type": "array", "items": {"$ref": "#/$defs/Condition"}}
    words: dict[str, type[Word]] = {**FACT_WORDS, "size": OrganisationSize}
    return {
        "description": "A condition on a profile: an object with one key.",
        "type": "object",
        "additionalProperties": False,
        "minProperties": 1,
        "maxProperties": 1,
        "properties": {
            "all": several,
            "any": several,
            "not": itself,
            "ask": _TEXT,
            "placed_before": _DAY,
            **{name: {"type": "array", "minItems": 1, "items": _TEXT} for name in FACT_PLACES},
            **{name: {"type": "boolean"} for name in FACT_FLAGS},
            **{
                name: {"type": "array", "minItems": 1, "items": {"enum": [word.value for word in list_]}}
                for name, list_ in words.items()
            },
        },
    }


# ---------------------------------------------------------------- the fields of a class


def _file_fields(kind: Any) -> dict[str, tuple[Any, bool, Any]]:
    by_name = attrs.fields_dict(kind)
    return {name: (*each, by_name[name]) for name, each in shapes.field_types(kind).items()}


def _exchange_fields(kind: Any) -> dict[str, tuple[Any, bool, Any]]:
    laws = attrs.fields_dict(kind) if attrs.has(kind) else {}
    return {
        each.name: (each.type, each.default is attrs.NOTHING, laws.get(each.name))
        for each in attrs.fields(shape_of(kind))
    }


def _row_types(table: Any) -> dict[str, Any]:
    """Return the type of each column: declared by the table, else that of the record's attribute."""
    record = record_class(table)
    hints = get_type_hints(record)
    return {
        name: table.column_types.get(name) or _attribute_type(record, hints, name) for name in table.columns
    }


def _attribute_type(record: Any, hints: Mapping[str, Any], name: str) -> Any:
    found = hints[name] if name in hints else get_type_hints(getattr(record, name).fget)["return"]
    return _as_plain(found)


def _as_plain(kind: Any) -> Any:
    """Return the type that a value of a type has in a row: what is no plain value is a text."""
    if get_origin(kind) is Literal:
        return kind
    if get_origin(kind) is tuple:
        return tuple[_as_plain(get_args(kind)[0]), ...]  # type: ignore[misc]
    if get_args(kind):
        first, *rest = map(_as_plain, get_args(kind))
        for each in rest:
            first = first | each
        return first
    is_plain = kind in (bool, int, float, type(None), Ref, PartialDate, dt.date) or issubclass(kind, Enum)
    return kind if is_plain else str


# ---------------------------------------------------------------- the schemas


def schemas() -> dict[str, Schema]:
    """Return the schemas by the name of their file."""
    made = {
        "register": _register(),
        "framework": _file(Framework, "frameworks/<standard>/<edition>.json"),
        "applicability": _file(Law, "applicability/<standard>.json"),
        "dialect": _file(Dialect, "dialects/<tool>.json"),
        "grammar": _file(Grammar, "an entry under grammars of a register file"),
        "mapping-set": _file(MappingSet, "the head of a mapping set, by field"),
        "assessment": _assessment(),
        "exchange": _exchange(),
        "rows": _rows(),
    }
    return {f"{name}.schema.json": schema for name, schema in made.items()}


def _schema(name: str, title: str, body: Schema, walk: _Walk) -> Schema:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{BASE}schema/{VERSION}/{name}.schema.json",
        "title": title,
        **body,
        "$defs": dict(sorted(walk.definitions.items())),
    }


def _walk_of_files() -> _Walk:
    return _Walk(_file_fields, {"type": "string", "pattern": r"\S"})


def _file(kind: Any, place: str) -> Schema:
    walk = _walk_of_files()
    body = walk.of(kind)
    names = {
        Framework: "framework", Law: "applicability", Dialect: "dialect", Grammar: "grammar",
        MappingSet: "mapping-set",
    }  # fmt: skip
    return _schema(names[kind], f"{kind.__name__} of ai-security-standards: {place}", body, walk)


def _register() -> Schema:
    walk = _walk_of_files()
    properties: Schema = {
        section: {"type": "array", "items": walk.of(structuring.record_of(section))}
        for section in folders.SECTIONS
    }
    properties["replaces"] = {"type": "array", "items": _REF}
    body = {"type": "object", "additionalProperties": False, "properties": properties}
    return _schema("register", "Register file of ai-security-standards: register/*.json", body, walk)


def _assessment() -> Schema:
    """Return the schema of the rows that `Assessment.of` reads."""
    walk = _Walk(_exchange_fields, _TEXT)
    body = {"type": "array", "items": walk.of(record_class(Assessment))}
    return _schema("assessment", "Rows of an assessment, as Assessment.of reads them", body, walk)


def _exchange() -> Schema:
    walk = _Walk(_exchange_fields, _TEXT)
    options = [
        {
            "type": "object",
            "additionalProperties": False,
            "required": ["kind", "version", "content"],
            "properties": {
                "kind": {"const": kind},
                "version": {"const": VERSION},
                "content": walk.of(kind_class(kind)),
            },
        }
        for kind in KINDS
    ]
    return _schema("exchange", "Records and results, as to_dict writes them", {"oneOf": options}, walk)


def _rows() -> Schema:
    """Return the schema of the rows of each table, under the name of the table."""
    walk = _Walk(_exchange_fields, _TEXT)
    tables = {kind: kind_class(kind) for kind in KINDS if issubclass(kind_class(kind), Table)}
    for name, table in tables.items():
        walk.definitions[name] = {"type": "array", "items": _row(table, walk)}
    body = {"anyOf": [{"$ref": f"#/$defs/{name}"} for name in tables]}
    return _schema("rows", "Rows of results, as rows() and to_json give them, by table", body, walk)


def _row(table: Any, walk: _Walk) -> Schema:
    if not isinstance(table.columns, tuple):  # a matrix has its own columns
        numbers = {"type": "integer"}
        return {"type": "object", "properties": {"part": _TEXT}, "additionalProperties": numbers}
    columns = {name: walk.of(kind) for name, kind in _row_types(table).items()}
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(columns),
        "properties": columns,
    }
