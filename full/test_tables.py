"""Tables of all that is shipped: rows fit their schema, formats agree, and SQL infers what Python infers."""

from __future__ import annotations

import sqlite3
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import duckdb
import pytest
from cli.test_installed import VERBS, environment_with, paste
from hypothesis import given, settings
from models import seeds
from warehouse.test_inference import (
    Answer,
    check_random_editions,
    in_duckdb,
    in_python,
)
from warehouse.test_tables import check_keys_and_references, check_types

from ai_security_standards import Catalog, load
from ai_security_standards.algebra import ENTAILS_NAMED

CATALOG = load().as_of("2026-12-01")
TABLES = CATALOG.tables()


@pytest.mark.parametrize("name", list(TABLES))
def test_every_row_fits_its_schema(name: str) -> None:
    check_types(TABLES, name)
    check_keys_and_references(TABLES, name)


def test_python_sqlite_and_duckdb_count_the_same(tmp_path: Path) -> None:
    TABLES.write(tmp_path, "parquet", "sqlite")
    counts = {name: len(table.values) for name, table in TABLES.items()}
    with closing(sqlite3.connect(tmp_path / "catalog.sqlite")) as connection:
        query = 'SELECT count(*) FROM "{}"'
        assert counts == {name: connection.execute(query.format(name)).fetchone()[0] for name in TABLES}
    with duckdb.connect() as engine:
        query = f"SELECT count(*) FROM '{tmp_path}/{{}}.parquet'"
        assert counts == {name: engine.execute(query.format(name)).fetchall()[0][0] for name in TABLES}


def test_the_example_of_the_help_works_when_pasted(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (verb,) = [each for each in VERBS if each.name == "tables"]
    paste(verb, tmp_path, environment_with(tmp_path_factory.mktemp("bin")))
    assert (tmp_path / "catalog" / "catalog.sqlite").exists()


def test_lineage_has_every_grade() -> None:
    assert {row["grade"] for row in TABLES["lineage"].rows()} == {
        "same", "stated", "titled", "merged", "split",
    }  # fmt: skip


def related_directly(catalog: Catalog) -> set[tuple[str, str]]:
    """Return the pairs that some mapping set relates directly, in both directions, without the tables."""
    pairs = set()
    for each in catalog.mapping_sets():
        for row in catalog.mapping_set(each.id).relationships:
            pairs |= {(str(row.subject), str(row.object)), (str(row.object), str(row.subject))}
    return pairs


def check_all(catalog: Catalog, found: Answer) -> float:
    """Compare an answer with what Python infers, basis and caveats included; return Python's CPU seconds."""
    begun = time.process_time()
    expected = in_python(catalog)
    spent = time.process_time() - begun
    assert found.certain == expected.certain
    assert found.conditional == expected.conditional
    direct = related_directly(catalog)
    assert found.basis == {pair: "asserted" if pair in direct else "inferred" for pair in expected.certain}
    return spent


@pytest.mark.parametrize("day", ["2026-12-01", "2026-03-01"])
def test_duckdb_infers_what_python_infers_of_every_pair_of_frameworks(day: str) -> None:
    catalog = load().as_of(day)
    list(catalog.tables().values())
    begun = time.process_time()
    found = in_duckdb(catalog)
    spent = time.process_time() - begun
    in_python_spent = check_all(catalog, found)
    counts = f"{len(found.certain):,} pairs, {len(found.conditional):,} more under caveats"
    print(f"\n{day}: {counts}; {spent:.1f} s of CPU in DuckDB, {in_python_spent:.1f} s in Python")
    assert len(found.certain) > (30_000 if day == "2026-12-01" else 50)


def test_its_basis_is_that_of_a_crosswalk() -> None:
    found = in_duckdb(CATALOG)
    counts = Counter((one.partition(":")[0], other.partition(":")[0]) for one, other in found.basis)
    # The largest pairs take minutes: their proofs are many.
    pairs = [pair for pair, number in counts.most_common() if number < 150][:4]
    bases = set()
    for source, target in pairs:
        walk = CATALOG.crosswalk(source, target, max_steps=2, editions="same")
        expected = {
            (str(row.source), str(row.target)): (int(row.relation), row.basis)
            for row in walk
            if ENTAILS_NAMED[row.relation]
        }
        bases |= {basis for _, basis in expected.values()}
        ends = {
            pair: (found.certain[pair].bits, basis)
            for pair, basis in found.basis.items()
            if _is_between(pair, source, target)
        }
        assert ends == expected
    assert bases == {"asserted", "inferred"}


def _is_between(pair: tuple[str, str], source: str, target: str) -> bool:
    return pair[0].startswith(f"{source}:") and pair[1].startswith(f"{target}:")


@settings(deadline=None, max_examples=300)
@given(seeds)
def test_they_agree_on_random_editions(seed: int) -> None:
    check_random_editions(seed)
