"""The page of columns: every column of every table, with its type and its meaning."""

from __future__ import annotations

import doctest
import json
from pathlib import Path

from ai_security_standards import load
from curation import columns
from curation.columns import MARK, page_findings, type_of, write_page
from curation.commands import DATA


def test_examples() -> None:
    assert doctest.testmod(columns).failed == 0


def test_the_page_is_fresh_and_explains_all() -> None:
    assert [str(each) for each in page_findings(DATA)] == []


def test_every_meaning_belongs_to_a_column() -> None:
    rows = json.loads((DATA / "schema" / "rows.schema.json").read_bytes())["$defs"]
    tables = {name: set(each["items"]["properties"]) for name, each in rows.items() if "items" in each}
    known = columns._meanings()
    assert set(known.pop("common")) <= set().union(*tables.values())
    for table, meanings in known.items():
        assert set(meanings) <= tables[table]


def test_a_table_of_the_page_has_the_columns_of_the_result() -> None:
    page = columns.PAGE.read_text(encoding="utf-8")
    hits = load().search("theft", limit=1)
    part = page.partition("### Hits\n")[2].partition("\n###")[0]
    assert tuple(line.split("`")[1] for line in part.splitlines() if line.startswith("| `")) == hits.columns


def test_what_nobody_explained_is_found(tmp_path: Path) -> None:
    (tmp_path / "schema").mkdir()
    new = {"type": "array", "items": {"properties": {"weight": {"type": "integer"}}}}
    rows = json.loads((DATA / "schema" / "rows.schema.json").read_bytes())
    rows["$defs"] |= {"Weights": new}
    rows["$defs"]["Hits"]["items"]["properties"]["weight"] = {"type": "number"}
    (tmp_path / "schema" / "rows.schema.json").write_text(json.dumps(rows), encoding="utf-8")
    page = tmp_path / "columns.md"
    page.write_text(f"# Columns\n\n{MARK}old", encoding="utf-8")
    found = [each.field for each in page_findings(tmp_path, page)]
    assert found == ["Weights", "Hits.weight", ""]
    write_page(tmp_path, page)
    assert "| `weight` | number |  |" in page.read_text(encoding="utf-8")
    assert [each.field for each in page_findings(tmp_path, page)] == ["Weights", "Hits.weight"]


def test_types_read_as_people_say_them() -> None:
    assert type_of({"type": "array", "items": {"type": "string"}}) == "texts"
    assert type_of({"enum": ["a"], "type": "string"}) == "text"
    assert type_of({"type": "string", "pattern": "^[a-z]"}) == "reference"
