"""The query of inference says what `infer` says, in DuckDB and in SQLite."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from functools import reduce
from pathlib import Path

import duckdb
import pytest
from edition_models import random_catalog
from hypothesis import given, settings
from models import seeds
from samples import Overlay, document, framework, mapping_set, register_file, write_sets, write_structure

from ai_security_standards import Catalog, load
from ai_security_standards.algebra import ENTAILS_NAMED
from ai_security_standards.warehouse import INFERENCE_QUERY

#: What the query reads.
READS = ("relationships", "structure", "same_class", "relations", "composition")
Pairs = dict[tuple[str, str], tuple[int, str]]


def by_query(rows: Iterable[tuple[object, ...]]) -> Pairs:
    """Return relation bits and basis by source and target."""
    found: Pairs = {}
    for source, target, bits, _, basis in rows:
        assert (source, target) not in found
        found[str(source), str(target)] = int(str(bits)), str(basis)
    return found


def in_duckdb(catalog: Catalog) -> Pairs:
    with duckdb.connect(config={"threads": 1}) as connection:
        for name in READS:
            connection.register(name, catalog.tables()[name].to_arrow())
        return by_query(connection.execute(INFERENCE_QUERY).fetchall())


def in_python(catalog: Catalog) -> dict[tuple[str, str], int]:
    """Return the relation bits of all pairs of provisions of different editions."""
    documents = {row["document"] for row in catalog.tables()["same_class"].rows()}
    return {
        (str(each.source), str(each.target)): int(each.relation)
        for document in sorted(documents)
        if document in catalog
        for each in catalog.infer(document)
        if each.source.document != each.target.document
    }


@pytest.mark.parametrize("day", ["2026-12-01", "2026-03-01"])
def test_it_infers_what_python_infers_of_every_pair_of_frameworks(day: str) -> None:
    catalog = load().as_of(day)
    found = in_duckdb(catalog)
    assert {pair: bits for pair, (bits, _) in found.items()} == in_python(catalog)
    assert len(found) > (5000 if day == "2026-12-01" else 50)


def test_its_basis_is_that_of_a_crosswalk() -> None:
    catalog = load().as_of("2026-12-01")
    found = in_duckdb(catalog)
    counts = Counter((one.partition(":")[0], other.partition(":")[0]) for one, other in found)
    pairs = [pair for pair, _ in counts.most_common(6)]
    bases = set()
    for source, target in pairs:
        walk = catalog.crosswalk(source, target, max_steps=2, editions="same")
        expected = {
            (str(row.source), str(row.target)): (int(row.relation), row.basis)
            for row in walk
            if ENTAILS_NAMED[row.relation]
        }
        bases |= {basis for _, basis in expected.values()}
        ends = {pair: each for pair, each in found.items() if _is_between(pair, source, target)}
        assert ends == expected
    assert bases == {"asserted", "inferred"}


def _is_between(pair: tuple[str, str], source: str, target: str) -> bool:
    return pair[0].startswith(f"{source}:") and pair[1].startswith(f"{target}:")


@settings(deadline=None, max_examples=30)
@given(seeds)
def test_it_agrees_on_random_editions_with_equal_texts(seed: int) -> None:
    catalog, *_ = random_catalog(seed)
    assert {pair: bits for pair, (bits, _) in in_duckdb(catalog).items()} == in_python(catalog)


@pytest.fixture
def denials(overlay: Overlay) -> Catalog:
    """Two documents of ours whose relationships deny, contradict, or name what is not there."""
    folder = overlay(register_file(document(), document(id="acme-guide", designation="ACME Guide 1")))
    write_structure(folder, framework("acme-policy", "P", ("P.1", "P"), ("P.2", "P"), "Q"))
    guide = framework("acme-guide", "G", ("G.1", "G"), "H", "I")
    write_structure(folder, guide, "frameworks/acme-guide/1.0.json")
    rows = (
        "acme-policy@1.0:P no_relationship acme-guide@1.0:G",
        "acme-policy@1.0:Q not no_relationship acme-guide@1.0:H",
        "acme-policy@1.0:Q not equal acme-guide@1.0:I",
        "acme-policy@1.0:P.2 not related acme-guide@1.0:H",
        "acme-policy@1.0:P.2 equal acme-guide@1.0:I",
        "acme-policy@1.0:P.2 no_relationship acme-guide@1.0:I",
        {"relation": "acme-policy@1.0:Q equal acme-guide@1.0:Z", "unresolved": "there is no Z"},
        "acme-policy@1.0:Q subset_of acme-policy@1.0:Q",
    )
    return load(write_sets(folder, ("ours", mapping_set(*rows))))


def test_denials_and_contradictions_are_inferred_from(denials: Catalog) -> None:
    ours = {
        (source.removeprefix("acme-policy@1.0:"), target.removeprefix("acme-guide@1.0:")): said
        for (source, target), said in in_duckdb(denials).items()
        if source.startswith("acme-policy@") and target.startswith("acme-guide@")
    }
    assert ours[("P.1", "G")] == (16, "inferred")
    assert ours[("P", "G.1")] == (16, "inferred")
    assert ours[("Q", "H")] == (15, "asserted")
    assert ours[("P.2", "I")] == (0, "asserted")
    assert not {("Q", "Z"), ("P.2", "H"), ("Q", "I")} & ours.keys()
    inferred = in_python(denials)
    assert {pair: bits for pair, (bits, _) in in_duckdb(denials).items()} == inferred


class BitAnd:
    """The aggregate that SQLite lacks."""

    def __init__(self) -> None:
        self.values: list[int] = []

    def step(self, value: int) -> None:
        self.values.append(value)

    def finalize(self) -> int:
        return reduce(int.__and__, self.values)


def test_sqlite_runs_it_with_one_aggregate(tmp_path: Path) -> None:
    catalog = load().as_of("2026-03-01")
    catalog.tables().write(tmp_path, "sqlite")
    connection = sqlite3.connect(tmp_path / "catalog.sqlite")
    connection.create_aggregate("bit_and", 1, BitAnd)  # type: ignore[arg-type]
    try:
        assert by_query(connection.execute(INFERENCE_QUERY)) == in_duckdb(catalog)
    finally:
        connection.close()


def test_the_documentation_prints_it() -> None:
    page = Path(__file__).parents[2].joinpath("docs", "tables.md").read_text(encoding="utf-8")
    assert f"```sql\n{INFERENCE_QUERY}```" in page
