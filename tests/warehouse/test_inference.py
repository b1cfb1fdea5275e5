"""The query of inference says what `infer` says, in DuckDB and in SQLite."""

from __future__ import annotations

import json
import random
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import reduce
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pytest
from attrs import evolve
from edition_models import catalog_of_histories, random_catalog
from hypothesis import given, settings
from models import BASE, DAY, seeds
from samples import Overlay, document, framework, mapping_set, register_file, write_sets, write_structure

from ai_security_standards import Catalog, load
from ai_security_standards._store.folders import read_overlay
from ai_security_standards._store.register.overlaying import add_overlays
from ai_security_standards.algebra import ENTAILS_NAMED
from ai_security_standards.snapshot import Snapshot
from ai_security_standards.warehouse import INFERENCE_QUERY

#: What the query reads.
READS = ("relationships", "structure", "same_class", "relations", "composition", "caveats")


class Said(NamedTuple):
    """What is said of a pair: the bits of its relation, and the caveats under which alone it follows."""

    bits: int
    caveats: frozenset[str] = frozenset()


class Answer(NamedTuple):
    """What follows of each pair of source and target: for certain, with its basis, and under caveats."""

    certain: dict[tuple[str, str], Said]
    basis: dict[tuple[str, str], str]
    conditional: dict[tuple[str, str], Said]


def by_query(rows: Iterable[Sequence[Any]]) -> Answer:
    """Return what the query gives, after a look at its keys."""
    answer = Answer({}, {}, {})
    for source, target, bits, _, basis, caveats in rows:
        found = answer.conditional if basis == "conditional" else answer.certain
        assert (source, target) not in found
        found[source, target] = Said(bits, frozenset(caveats or ()))
        if basis != "conditional":
            answer.basis[source, target] = basis
            assert not caveats
    return answer


def in_duckdb(catalog: Catalog) -> Answer:
    with duckdb.connect(config={"threads": 1}) as connection:
        for name in READS:
            connection.register("given", catalog.tables()[name].to_arrow())
            connection.execute(f"CREATE TABLE {name} AS FROM given")
        return by_query(connection.execute(INFERENCE_QUERY).fetchall())


def in_python(catalog: Catalog) -> Answer:
    """Return what `infer` gives of all pairs of provisions of different editions, without bases."""
    editions = {row["document"] for row in catalog.tables()["same_class"].rows()}
    answer = Answer({}, {}, {})
    for edition in sorted(editions & set(map(str, catalog))):
        inferred = catalog.infer(edition)
        for found, part in ((answer.certain, inferred), (answer.conditional, inferred.conditional)):
            for each in part:
                if each.source.document != each.target.document:
                    said = Said(int(each.relation), frozenset(each.caveats))
                    found[str(each.source), str(each.target)] = said
    return answer


def check_agreement(catalog: Catalog) -> Answer:
    """Return what DuckDB finds, which is what Python finds.

    The query names the caveats of all chains of a pair, a proof those of the chains that it needs.
    """
    found, expected = in_duckdb(catalog), in_python(catalog)
    assert found.certain == expected.certain
    assert found.conditional.keys() == expected.conditional.keys()
    for pair, said in expected.conditional.items():
        assert found.conditional[pair].bits == said.bits
        assert said.caveats
        assert said.caveats <= found.conditional[pair].caveats
    return found


def test_it_infers_what_python_infers_of_every_pair_of_frameworks() -> None:
    # `full/test_inference_in_sql.py` asks the same of the latest day, with ten times as many sets.
    found = check_agreement(load().as_of("2026-03-01"))
    assert len(found.certain) > 50


def check_bases(catalog: Catalog, number: int) -> None:
    """Check that the bases of some pairs of documents are those of a crosswalk."""
    found = in_duckdb(catalog)
    counts = Counter((one.partition(":")[0], other.partition(":")[0]) for one, other in found.basis)
    # The largest pairs take minutes: their proofs are many.
    pairs = [pair for pair, count in counts.most_common() if count < 150][:number]
    bases = set()
    for source, target in pairs:
        walk = catalog.crosswalk(source, target, max_steps=2, editions="same")
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


def test_its_basis_is_that_of_a_crosswalk() -> None:
    check_bases(load().as_of("2026-03-01"), 2)


def _is_between(pair: tuple[str, str], source: str, target: str) -> bool:
    return pair[0].startswith(f"{source}:") and pair[1].startswith(f"{target}:")


CAVEATS = ["high-risk systems only", "in the Union only", "no evidence of compliance"]


@settings(deadline=None, max_examples=30)
@given(seeds)
def test_it_agrees_on_random_editions_with_equal_texts_and_caveats(seed: int) -> None:
    _, _, histories, rows = random_catalog(seed)
    chance = random.Random(seed)
    limited = [
        evolve(row, caveats=tuple(chance.sample(CAVEATS, chance.choice((0, 0, 1, 2))))) for row in rows
    ]
    check_agreement(catalog_of_histories(histories, limited))


def alone(folder: Path) -> Catalog:
    """The documents of an overlay without the shipped ones."""
    return Catalog(Snapshot(add_overlays(BASE, read_overlay(folder)), DAY))


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
    return alone(write_sets(folder, ("ours", mapping_set(*rows))))


def test_denials_and_contradictions_are_inferred_from(denials: Catalog) -> None:
    found = check_agreement(denials)
    ours = {
        (source.removeprefix("acme-policy@1.0:"), target.removeprefix("acme-guide@1.0:")): (
            said.bits,
            found.basis[source, target],
        )
        for (source, target), said in found.certain.items()
        if source.startswith("acme-policy@") and target.startswith("acme-guide@")
    }
    assert ours[("P.1", "G")] == (16, "inferred")
    assert ours[("P", "G.1")] == (16, "inferred")
    assert ours[("Q", "H")] == (15, "asserted")
    assert ours[("P.2", "I")] == (0, "asserted")
    assert not {("Q", "Z"), ("P.2", "H"), ("Q", "I")} & ours.keys()


def test_what_caveats_let_follow_is_apart_and_names_them(overlay: Overlay) -> None:
    folder = overlay(register_file(document(), document(id="acme-guide", designation="ACME Guide 1")))
    write_structure(folder, framework("acme-policy", "P", ("P.1", "P"), "Q"))
    guide = framework("acme-guide", "G", ("G.1", "G"), "H")
    write_structure(folder, guide, "frameworks/acme-guide/1.0.json")
    rows = (
        {"relation": "acme-policy@1.0:P superset_of acme-guide@1.0:G", "caveats": "in the Union|for 2026"},
        "acme-policy@1.0:P intersects_with acme-guide@1.0:G",
        {"relation": "acme-policy@1.0:Q no_relationship acme-guide@1.0:H", "caveats": "no evidence"},
    )
    catalog = alone(write_sets(folder, ("ours", mapping_set(*rows))))
    limited = [row["caveat"] for row in catalog.tables()["caveats"].rows() if row["mapping_set"] == "ours"]
    assert limited == ["in the Union", "for 2026", "no evidence"]
    found = check_agreement(catalog)
    union = frozenset(("in the Union", "for 2026"))
    policy, other = "acme-policy@1.0:", "acme-guide@1.0:"
    assert found.certain[f"{policy}P", f"{other}G"] == Said(15)
    assert found.conditional[f"{policy}P", f"{other}G"] == Said(4, union)
    assert found.conditional[f"{policy}P", f"{other}G.1"] == Said(4, union)
    assert found.conditional[f"{policy}Q", f"{other}H"] == Said(16, frozenset(("no evidence",)))
    ours = {pair: said for pair, said in found.conditional.items() if "acme" in pair[0]}
    assert ours == {pair: said for pair, said in in_python(catalog).conditional.items() if "acme" in pair[0]}


class BitAnd:
    """An aggregate that SQLite lacks."""

    def __init__(self) -> None:
        self.values: list[Any] = []

    def step(self, value: Any) -> None:
        self.values.append(value)

    def finalize(self) -> Any:
        return reduce(int.__and__, self.values)


class ArrayAgg(BitAnd):
    """Another one: SQLite has no arrays, so that it gives one as JSON."""

    def finalize(self) -> str:
        return json.dumps(self.values)


def test_sqlite_runs_it_with_two_aggregates(tmp_path: Path) -> None:
    catalog, *_ = random_catalog(1)
    catalog.tables().write(tmp_path, "sqlite")
    connection = sqlite3.connect(tmp_path / "catalog.sqlite")
    connection.create_aggregate("bit_and", 1, BitAnd)  # type: ignore[arg-type]
    connection.create_aggregate("array_agg", 1, ArrayAgg)  # type: ignore[arg-type]
    try:
        found = by_query(connection.execute(INFERENCE_QUERY))
    finally:
        connection.close()
    assert found == in_duckdb(catalog)
    assert found.certain


def test_the_documentation_prints_it() -> None:
    page = Path(__file__).parents[2].joinpath("docs", "tables.md").read_text(encoding="utf-8")
    assert f"```sql\n{INFERENCE_QUERY}```" in page
