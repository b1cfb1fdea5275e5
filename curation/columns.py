"""The page of the columns of results: names and types from the schema of rows, meanings from a list."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ai_security_standards._store import files
from ai_security_standards._store.findings import Finding

__all__ = ["MARK", "PAGE", "page_findings", "write_page"]

PAGE = Path(__file__).parents[1] / "docs" / "columns.md"
#: Everything after this line of the page is made by `build`.
MARK = "<!-- made by `python -m curation build` from curation/columns.toml -->\n"
_MEANINGS = Path(__file__).with_suffix(".toml")

#: The tables of each room, with the calls that give them.
ROOMS: Mapping[str, Mapping[str, str]] = {
    "Look up and search": {
        "Standards": "`standards(...)`, `editions(id)`",
        "Publishers": "`publishers()`",
        "Provisions": "`provisions(...)`, `roots`, `children`, `ancestors`, `descendants`",
        "Hits": "`search(text)`",
        "Events": "`changes(since)`",
    },
    "References": {"Audit": "`audit(text)`", "Resolutions": "`resolve_many(values)`"},
    "Applicability": {"Rulings": "`applicable(profile)`", "Deemings": "`deemed_by(ref)`"},
    "Mapping": {
        "Relationships": "`relationships(ref)`, `mapping_set(id).relationships`",
        "MappingSets": "`mapping_sets()`",
        "Inferences": "`infer(ref)`",
        "ConditionalInferences": "`infer(ref).conditional`",
        "Candidates": "`infer(ref).candidates`",
        "Crosswalk": "`crosswalk(a, b)`",
        "Related": "`related(ref)`",
        "Matrix": "`crosswalk(a, b).matrix`, with a column of numbers for each part of the second document",
        "Conflicts": "`conflicts()`",
    },
    "Editions": {
        "Comparison": "`compare(old, new)`",
        "Trace": "`trace(ref)`",
        "Migration": "`migrate(refs, to=)`",
    },
    "Compliance": {
        "Assessment": "`Assessment.of(rows)`, and `.assessment` of other results",
        "Coverage": "`coverage(target, implemented)`",
        "Parts": "`coverage(...).parts`",
        "WordChanges": "`later.difference(earlier)`",
        "ThreatCoverage": "`threat_coverage(threats, mitigations)`",
        "Projection": "`project(results, onto=)`",
        "Plan": "`plan(targets, using=)`",
    },
    "Checklists": {
        "Checklist": "`checklist(...)`",
        "Statement": "`formats.read(...).statement`, a Statement of Applicability",
    },
    "Formats of others": {
        "Losses": "`.losses` of what is read or written",
        "ToolFindings": "`formats.read(...).findings`",
    },
}  # fmt: skip
#: Tables whose columns are those of another one.
_ALIKE = {"ConditionalInferences": "Inferences", "Related": "Crosswalk"}


def _meanings() -> dict[str, dict[str, str]]:
    """Return the meaning of each column, by table."""
    return tomllib.loads(_MEANINGS.read_text(encoding="utf-8"))


def meaning_of(table: str, column: str, known: Mapping[str, Mapping[str, str]]) -> str:
    """Return what a column of a table means; empty where the list does not say.

    >>> meaning_of("Hits", "name", {"common": {"name": "a"}, "Hits": {"name": "b"}})
    'b'
    """
    own = known.get(_ALIKE.get(table, table), {})
    return own.get(column) or known["common"].get(column, "")


def unexplained(rows: Mapping[str, Any]) -> list[str]:
    """Return tables that no room lists, and columns without a meaning, by the schema of rows."""
    known = _meanings()
    listed = {table for tables in ROOMS.values() for table in tables}
    tables = {name for name, each in rows["$defs"].items() if each.get("type") == "array"}
    columns = [
        f"{table}.{column}"
        for table in sorted(listed & tables)
        for column in rows["$defs"][table]["items"]["properties"]
        if not meaning_of(table, column, known)
    ]
    return [*sorted(listed ^ tables), *columns]


def column_lines(rows: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines of the page below the mark: for each room its tables, for each table its columns."""
    known = _meanings()
    for room, tables in ROOMS.items():
        yield f"## {room}"
        yield ""
        for table, calls in tables.items():
            yield from (f"### {table}", "", f"From {calls}.", "")
            if table in _ALIKE:
                yield from (f"Its columns are those of [{_ALIKE[table]}](#{_ALIKE[table].lower()}).", "")
                continue
            yield from ("| column | type | meaning |", "| --- | --- | --- |")
            for column, schema in rows["$defs"][table]["items"]["properties"].items():
                yield f"| `{column}` | {type_of(schema)} | {meaning_of(table, column, known)} |"
            yield ""


def type_of(schema: Mapping[str, Any]) -> str:
    """Return how the type of a column reads.

    >>> type_of({"anyOf": [{"type": "array", "items": {"$ref": "#/$defs/Role"}}, {"type": "null"}]})
    'words of [Role](vocabulary.md), or empty'
    """
    if "anyOf" in schema:
        kinds = [type_of(each) for each in schema["anyOf"] if each != {"type": "null"}]
        empty = ", or empty" if {"type": "null"} in schema["anyOf"] else ""
        return " or ".join(dict.fromkeys(kinds)) + empty
    if "$ref" in schema:
        return f"word of [{schema['$ref'].rpartition('/')[2]}](vocabulary.md)"
    if schema.get("type") == "array":
        one = type_of(schema["items"])
        return one.replace("word of", "words of") if "word" in one else f"{one}s"
    if "pattern" in schema:
        return "date" if schema["pattern"].startswith("^[12]") else "reference"
    if "enum" in schema:
        return "text"
    return {"string": "text", "boolean": "yes or no"}.get(schema["type"], str(schema["type"]))


def page_with_columns(rows: Mapping[str, Any], page: Path = PAGE) -> str:
    """Return the page with its tables made anew."""
    head, mark, _ = page.read_text(encoding="utf-8").partition(MARK)
    return head + mark + "\n" + "\n".join(column_lines(rows))


def write_page(data: Path, page: Path = PAGE) -> None:
    """Write the tables of the page from the schema of rows of a data folder."""
    page.write_text(page_with_columns(_rows_of(data), page), encoding="utf-8")


def page_findings(data: Path, page: Path = PAGE) -> Iterator[Finding]:
    """Find columns without a meaning, and a page that is not made from the schema and the meanings."""
    rows = _rows_of(data)
    for name in unexplained(rows):
        repair = "add its meaning to curation/columns.toml, or the table to curation/columns.py"
        yield Finding("column", page.name, "", name, "the page does not explain it", repair)
    if page.read_text(encoding="utf-8") != page_with_columns(rows, page):
        yield Finding("column", page.name, "", "", "the page is out of date", files.BUILD)


def _rows_of(data: Path) -> dict[str, Any]:
    return dict(json.loads((data / "schema" / "rows.schema.json").read_bytes()))
