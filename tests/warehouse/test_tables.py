"""The catalog as tables: rows fit their schema, and say what the catalog says."""

from __future__ import annotations

import datetime as dt
import json
import pickle
from collections import Counter
from pathlib import Path

import pytest
from part_of_catalog import overlay_alone, part_of_catalog
from samples import (
    CHAPTER,
    CONTROL,
    LABELLED,
    RETIRED,
    Overlay,
    document,
    law,
    mapping_set,
    register_file,
    structure,
    write_sets,
    write_structure,
)

from ai_security_standards import UnknownReference, load
from ai_security_standards.algebra import Relation
from ai_security_standards.mapping.columns import SCHEMAS, CatalogTables

CATALOG = part_of_catalog()
TABLES = CATALOG.tables()
NAMES = [schema.name for schema in SCHEMAS]
TYPES = {
    "text": str, "integer": int, "number": float, "boolean": bool, "date": dt.date, "texts": tuple,
}  # fmt: skip


def column(tables: CatalogTables, name: str) -> list[object]:
    """Return the values of a column that is named with its table."""
    table, _, field = name.partition(".")
    place = tables[table].schema.names.index(field)
    return [row[place] for row in tables[table].values]


def check_types(tables: CatalogTables, name: str) -> None:
    """Check that every value of a table is of the type of its column."""
    table = tables[name]
    assert table.values
    for place, each in enumerate(table.schema.columns):
        values = [row[place] for row in table.values]
        types = set(map(type, values)) - ({type(None)} if each.nullable else set())
        assert types <= {TYPES[each.type]}, each.name
        if each.type == "texts":
            assert {type(text) for texts in values for text in texts} <= {str}


def check_keys_and_references(tables: CatalogTables, name: str) -> None:
    """Check that the key of a table tells its rows apart, and that references lead to rows."""
    schema, rows = tables[name].schema, tables[name].values
    table = {name: [row[place] for row in rows] for place, name in enumerate(schema.names)}
    if schema.key:
        keys = list(zip(*(table[name] for name in schema.key), strict=True))
        assert len(set(keys)) == len(keys)
    for each in schema.columns:
        if each.references:
            targets = {value for name in each.references.split(" or ") for value in column(tables, name)}
            found = set(table[each.name]) - {None}
            assert found <= targets, (each.name, sorted(found - targets)[:5])


# `full/test_tables.py` checks all that is shipped; here it is a part.
@pytest.mark.parametrize("name", NAMES)
def test_every_value_is_of_the_type_of_its_column(name: str) -> None:
    assert TABLES[name].schema in SCHEMAS
    check_types(TABLES, name)


@pytest.mark.parametrize("name", NAMES)
def test_keys_tell_rows_apart_and_references_lead_somewhere(name: str) -> None:
    check_keys_and_references(TABLES, name)


def test_they_have_all_that_the_catalog_has() -> None:
    assert column(TABLES, "editions.ref") == list(map(str, CATALOG))
    standards = CATALOG.standards(current=None)
    assert [row["status"] for row in TABLES["editions"].rows()] == [str(each.status) for each in standards]
    current = {row["ref"] for row in TABLES["editions"].rows() if row["current"]}
    assert current >= set(map(str, CATALOG.standards().refs))
    assert column(TABLES, "documents.standard") == sorted({each.id for each in standards})
    assert sum(column(TABLES, "documents.editions")) == len(CATALOG)  # type: ignore[arg-type]
    provisions = TABLES["provisions"].rows()
    counted = Counter(row["document"] for row in provisions)
    assert counted["eu-ai-act@2024/1689"] == len(CATALOG.framework("eu-ai-act").provisions)
    stated = {row["ref"]: row["provisions"] for row in TABLES["editions"].rows() if row["provisions"]}
    assert stated == counted
    whole = CATALOG.mapping_set("eu-ai-act-2024-1689--iso-iec-42001-2023").relationships
    rows = [row for row in TABLES["relationships"].rows() if row["mapping_set"] == whole[0].mapping_set]
    assert [(row["subject"], row["type"], row["object"], row["negated"]) for row in rows] == [
        (str(each.subject), str(each.type), str(each.object), each.negated) for each in whole
    ]
    assert [row["argument"] for row in rows] == [each.argument for each in whole]
    assert sum(column(TABLES, "mapping_sets.size")) == len(TABLES["relationships"].values)  # type: ignore[arg-type]
    deemed = [(row["ref"], row["effect"], row["reason"]) for row in TABLES["deemed_by"].rows()]
    assert deemed == [(row["ref"], row["effect"], row["reason"]) for row in CATALOG.deemed_by().rows()]


def test_a_provision_of_law_has_its_days_and_a_retired_one_its_successors() -> None:
    days = [row for row in TABLES["milestones"].rows() if row["ref"] == "eu-ai-act@2024/1689:Article 6(2)"]
    assert [row["kind"] for row in days] == ["application"] * len(days)
    assert {row["stated"] for row in TABLES["milestones"].rows()} == {True, False}
    retired = {row["ref"]: row["successors"] for row in TABLES["provisions"].rows() if row["retired"]}
    assert CATALOG.provision("aiuc-1@2026-Q1:E007").successors == ("E004",)
    assert retired["aiuc-1@2026-Q1:E007"] == ("aiuc-1@2026-Q1:E004",)


def test_an_edition_has_all_its_names() -> None:
    names = {row["name"] for row in TABLES["aliases"].rows() if row["ref"] == "eu-ai-act@2024/1689"}
    act = CATALOG.standard("eu-ai-act")
    assert names == {act.designation, act.short_name, act.title, *act.aliases, *filter(None, [act.number])}


def test_the_algebra_is_all_there() -> None:
    relations = {row["bits"]: row for row in TABLES["relations"].rows()}
    assert len(relations) == 32
    assert relations[3]["certain"], relations[3]["converse"] == ("is covered by", 5)
    composed = {row[:2]: row[2] for row in TABLES["composition"].values}
    assert len(composed) == 32 * 32
    for (first, then), bits in composed.items():
        assert Relation(first).then(Relation(then)) == bits


def test_lineage_is_what_compare_and_trace_say() -> None:
    pair = ("owasp-llm-top-10@2025", "owasp-llm-top-10@2026")
    rows = [
        (row["earlier"], row["later"])
        for row in TABLES["lineage"].rows()
        if (row["earlier_document"], row["later_document"]) == pair
    ]
    compared = {
        (str(old), str(new)) for each in CATALOG.compare(*pair) for old in each.old for new in each.new
    }
    assert set(rows) == compared
    assert {"stated", "titled", "merged"} == set(column(TABLES, "lineage.grade"))


def test_an_earlier_day_has_less_and_says_which_day_it_is() -> None:
    earlier = CATALOG.as_of("2025-03-01").tables()
    assert 0 < len(earlier["editions"].values) < len(TABLES["editions"].values)
    assert 0 < len(earlier["relationships"].values) < len(TABLES["relationships"].values)
    assert {row["subject_document"] for row in earlier["relationships"].rows()} <= {
        row["ref"] for row in earlier["editions"].rows()
    }
    assert earlier["metadata"].rows()[0]["day"] == dt.date(2025, 3, 1)
    (metadata,) = TABLES["metadata"].rows()
    provenance = CATALOG.provenance
    assert (metadata["release"], metadata["digest"]) == (provenance.release, provenance.digest)
    assert dict(TABLES.metadata) == metadata == dict(TABLES["editions"].metadata)
    assert str(provenance) in repr(TABLES)


def test_what_is_not_known_yet_has_no_rows(overlay: Overlay) -> None:
    assert CATALOG.as_of("2020-01-01").tables()["applicability"].values == ()
    late = document(published="2026-03-01", history=[{"status": "published", "date": "2026-03-01"}])
    folder = write_structure(overlay(register_file(late)), structure(CHAPTER, CONTROL))
    write_sets(folder, ("ours", mapping_set("acme-policy@1.0:A.1 subset_of iso-iec-42001@2023:A.4")))
    (folder / "applicability").mkdir()
    (folder / "applicability" / "acme-policy.json").write_text(json.dumps(law("acme-policy")))
    catalog = overlay_alone(folder, "iso-iec-42001@2023")
    assert [row["part"] for row in catalog.tables()["applicability"].rows()] == ["scope"]
    assert len(catalog.tables()["relationships"].values) == 1
    early = catalog.as_of("2026-02-01").tables()
    assert column(early, "mapping_sets.id") == ["ours"]
    assert early["relationships"].values == early["applicability"].values == ()


def test_an_overlay_is_in_them(overlay: Overlay) -> None:
    folder = write_structure(
        overlay(register_file(document(number="42", replaces=[{"title": "An older policy"}]))),
        structure(CHAPTER, CONTROL, LABELLED, RETIRED),
    )
    write_sets(folder, ("ours", mapping_set("acme-policy@1.0:A.1 subset_of iso-iec-42001@2023:A.4")))
    (folder / "applicability").mkdir()
    rule = {
        "article": "2",
        "why": "held by a grace period",
        "when": {"roles": ["provider"]},
        "classes": ["high-risk"],
    }
    legacy = [{**rule, "then": [{"date": "2030-08-02", "when": {"roles": ["deployer"]}}]}]
    limits = [{"note": "Annex III", "when": {"not": {"annexes": ["annex-iii"]}}}]
    rules = law("acme-policy", legacy=legacy, limits=limits, gate=rule)
    (folder / "applicability" / "acme-policy.json").write_text(json.dumps(rules))
    tables = overlay_alone(folder, "iso-iec-42001@2023").tables()
    (mine,) = [row for row in tables["editions"].rows() if row["standard"] == "acme-policy"]
    assert (mine["structure"], mine["provisions"], mine["number"]) == ("complete", 4, "42")
    assert ("An older policy", None) in [(row["title"], row["other"]) for row in tables["successions"].rows()]
    parts = [row for row in tables["applicability"].rows() if row["standard"] == "acme-policy"]
    assert [row["part"] for row in parts] == ["scope", "legacy", "gate", "limits"]
    assert json.loads(parts[1]["ends"]) == legacy[0]["then"]
    assert json.loads(parts[3]["condition"]) == limits[0]["when"]
    (step,) = [row for row in tables["relationships"].rows() if row["mapping_set"] == "ours"]
    assert (step["bits"], step["trust_rank"], step["lineage"]) == (2, 0, False)
    assert len(tables["metadata"].rows()[0]["overlays"]) == 1
    retired = next(row for row in tables["provisions"].rows() if row["ref"] == "acme-policy@1.0:A.3")
    assert retired["successors"] == ("acme-policy@1.0:A.2",)


def test_tables_are_one_mapping_made_once() -> None:
    assert CATALOG.tables() is TABLES
    assert list(TABLES) == NAMES
    assert len(TABLES) == len(NAMES)
    assert TABLES["relations"] is TABLES["relations"]
    assert repr(TABLES["relations"]).startswith("<WarehouseTable relations: 32 rows of a set of relations")
    early = load().as_of("2015-01-01").tables()
    again = pickle.loads(pickle.dumps(early))
    assert again == early
    assert hash(again) == hash(early)
    assert early != TABLES
    assert early != 1
    assert again["relations"] == early["relations"]
    with pytest.raises(UnknownReference, match="unknown table 'edition'; did you mean 'editions'"):
        TABLES["edition"]


def test_the_documentation_lists_every_column() -> None:
    page = Path(__file__).parents[2].joinpath("docs", "tables.md").read_text(encoding="utf-8")
    for schema in SCHEMAS:
        head = f"### `{schema.name}`\n\n{schema.meaning[0].upper()}{schema.meaning[1:]}."
        rows = [
            f"| `{each.name}` | {each.type}{' or null' if each.nullable else ''} | {each.meaning} |"
            for each in schema.columns
        ]
        key = f" Key: {', '.join(f'`{name}`' for name in schema.key)}." if schema.key else ""
        expected = "\n".join(
            [f"{head}{key}", "", "| column | type | meaning |", "| --- | --- | --- |", *rows]
        )
        assert expected in page, f"write into docs/tables.md:\n\n{expected}\n"
