"""JSON Schemas of what tools take and answer, from the word lists and the published schema of rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from .._store.files import packaged_folder, read_packaged_json
from ..records.laws import FACT_FLAGS, FACT_WORDS
from ..vocabulary import Confidence, OrganisationSize, Word
from .answers import STATUSES

__all__ = [
    "DAY",
    "MOST_ROWS",
    "PAGE",
    "PROFILE",
    "TEXT",
    "described",
    "input_schema",
    "output_schema",
    "texts",
]

Schema = dict[str, Any]
#: The numbers of rows of a page: by default, and at most.
FEW_ROWS, MOST_ROWS = 20, 200
TEXT: Schema = {"type": "string", "minLength": 1, "maxLength": 1_000}
DAY: Schema = {
    "type": "string",
    "pattern": r"^\d{4}-\d{2}-\d{2}$",
    "description": "Answer as of this day, such as 2026-07-01. Without it, as of today.",
}
#: The page of rows that a call asks for.
PAGE: Mapping[str, Schema] = {
    "limit": {
        "type": "integer",
        "minimum": 1,
        "maximum": MOST_ROWS,
        "description": f"The largest number of rows; {FEW_ROWS} by default.",
    },
    "offset": {
        "type": "integer",
        "minimum": 0,
        "description": "The number of rows to skip: next_offset of the answer before.",
    },
}


def described(schema: Schema, description: str) -> Schema:
    """Return a schema with a description."""
    return {**schema, "description": description}


def texts(description: str) -> Schema:
    """Return the schema of a list of texts."""
    return {"type": "array", "items": TEXT, "minItems": 1, "maxItems": 200, "description": description}


def _words(words: Iterable[Word]) -> Schema:
    return {"type": "array", "items": {"enum": [word.value for word in words]}}


def _profile() -> Schema:
    places: Schema = {"type": "array", "items": {"type": "string"}}
    answers: Schema = {"type": "array", "items": {"type": "string"}}
    meanings = {
        "jurisdictions": described(places, "Both established_in and markets: ISO 3166 codes, or EU."),
        "established_in": described(places, "Where the organisation has its seat."),
        "markets": described(places, "Where its systems or models are offered or used."),
        **{name: _words(words) for name, words in FACT_WORDS.items()},
        "size": {"enum": [word.value for word in OrganisationSize]},
        **{name: {"type": "boolean"} for name in FACT_FLAGS},
        "placed_on_market": described({"type": "string"}, "The day, month or year, such as 2027-12."),
        "answers_yes": described(answers, "Questions of an earlier answer, word for word."),
        "answers_no": answers,
        "held_to": described(answers, "Documents that a contract or certificate holds it to."),
    }
    return {
        "type": "object",
        "properties": meanings,
        "additionalProperties": False,
        "description": "Facts about the organisation and its system. A list is complete; a fact that is "
        "left out stays open. More facts settle more.",
    }


PROFILE = _profile()


def input_schema(properties: Mapping[str, Schema], required: Sequence[str]) -> Schema:
    """Return the schema of the arguments of a tool.

    Args:
        properties: The schema of each argument.
        required: The arguments that must be given.
    """
    return {
        "type": "object",
        "properties": {**properties, "on": DAY, **PAGE},
        "required": list(required),
        "additionalProperties": False,
    }


@cache
def _published() -> Mapping[str, Schema]:
    """Return the published schemas of rows, by table and word list."""
    definitions: Mapping[str, Schema] = read_packaged_json(packaged_folder(), "schema/rows.schema.json")[
        "$defs"
    ]
    return definitions


def columns_of(table: str) -> tuple[str, ...]:
    """Return all columns of a table, as the published schema names them."""
    return tuple(_published()[table]["items"]["required"])


def rows_schema(table: str, columns: Sequence[str]) -> Schema:
    """Return the schema of one row of a table, with the word lists that it needs put in.

    Args:
        table: The name of the table in the published schema.
        columns: The columns that are answered.
    """
    properties = _published()[table]["items"]["properties"]
    return _object({name: _inlined(properties[name]) for name in columns})


def _inlined(schema: Any) -> Any:
    """Return a schema without references to definitions, and without patterns that only repeat the form."""
    if isinstance(schema, list):
        return [_inlined(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return _inlined(_published()[schema["$ref"].rpartition("/")[2]])
    return {name: _inlined(value) for name, value in schema.items() if name != "pattern"}


def _object(properties: Mapping[str, Schema]) -> Schema:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def _optional(kind: str) -> Schema:
    return {"type": [kind, "null"]}


_TEXTS: Schema = {"type": "array", "items": {"type": "string"}}
_RECORD: Schema = {
    "type": "object",
    "properties": {
        "ref": {"type": "string"},
        "kind": {"type": "string"},
        "name": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "string"},
        "published": {"type": "string"},
        "applies_from": _TEXTS,
        "confidence": {
            "enum": [word.value for word in Confidence],
            "description": "How sure the record is: known and not verified is another thing than unknown.",
        },
        "checked_on": {"type": "string", "description": "The last day on which its sources were read."},
        "url": {"type": "string", "description": "Where a reader finds it."},
        "uri": {"type": "string", "description": "The resource with the whole record."},
    },
    "required": ["ref", "kind", "name", "confidence", "uri"],
    "additionalProperties": False,
}
_DATA: Mapping[str, Schema] = {
    "release": {"type": "string"},
    "digest": {"type": "string"},
    "day": {"type": "string"},
    "installed": {"type": "string"},
    "version": {"type": "string"},
    "overlays": {"type": "array", "items": {"type": "object"}},
}


def output_schema(row: Schema) -> Schema:
    """Return the schema of an answer.

    Args:
        row: The schema of one row.
    """
    meanings = "; ".join(f"{status}: {meaning}" for status, meaning in STATUSES.items())
    return _object(
        {
            "status": {"enum": list(STATUSES), "description": meanings},
            "problem": _optional("string"),
            "candidates": _TEXTS,
            "headline": {"type": "string"},
            "record": _optional("object"),
            "rows": {"type": "array", "items": row},
            "total": {"type": "integer"},
            "next_offset": _optional("integer"),
            "records": {"type": "array", "items": _RECORD},
            "data": _object(_DATA),
        }
    )
