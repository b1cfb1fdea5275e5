"""The table of pairs of frameworks: what the docs say is what the shipped data hold."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from ai_security_standards import Catalog, load
from curation.commands import main
from curation.pairs import DAY, FRAMEWORKS, MARK, PAGE, line, pairs, table


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load().as_of(DAY)


def test_lines_of_the_page_are_up_to_date(catalog: Catalog) -> None:
    # `nox -s release` makes the whole page anew; here some pairs, others with every change of the list.
    page = PAGE.read_text(encoding="utf-8").partition(MARK)[2]
    chosen = [*combinations(FRAMEWORKS, 2)][:: 4 * len(FRAMEWORKS)]
    assert len(chosen) == 3
    found = [pair for pair in pairs(catalog, chosen) if pair.two_steps]
    lines = [line(pair) for pair in found]
    assert {bool(pair.stated) for pair in found} == {True, False}
    assert not any(pair.one_step["conditional"] + pair.two_steps["conditional"] for pair in found)
    assert set(lines) <= set(page.splitlines())


def test_the_table_counts_pairs_that_have_a_row(catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("curation.pairs.FRAMEWORKS", ("owasp-llm-top-10", "mitre-atlas"))
    made = table(catalog)
    assert made.startswith("| of 1 pairs | number |\n|---|---|\n| with rows between these editions | 1 |")
    assert "| owasp-llm-top-10 | mitre-atlas | 79 | " in made
    assert made.endswith("| framework | framework | candidates in two steps |\n|---|---|---|\n")


def test_no_pair_is_empty_between_any_of_whose_editions_a_set_has_a_row(catalog: Catalog) -> None:
    rows = [
        row
        for header in catalog.mapping_sets()
        for row in catalog.mapping_set(header.id).relationships
        if not row.unresolved
    ]
    related = {frozenset((row.subject.standard, row.object.standard)) for row in rows}
    # AISVS cites AI 100-2 of 2023, which numbers nothing: no row of it can be carried to that of 2025.
    related.remove(frozenset(("owasp-aisvs", "nist-ai-100-2")))
    known = [pair for pair in combinations(FRAMEWORKS, 2) if frozenset(pair) in related]
    assert len(known) >= 36
    for pair in known:
        found = catalog.crosswalk(*pair)
        assert found, pair
        assert not found.elsewhere, pair


def test_the_command_writes_the_page(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    page = tmp_path / "pairs.md"
    page.write_text(f"head\n{MARK}old", encoding="utf-8")
    monkeypatch.setattr("curation.pairs.table", lambda catalog: f"{catalog.date}\n")
    monkeypatch.setattr("curation.commands.write_table", lambda catalog: _write(catalog, page))
    assert main(["pairs"]) == 0
    assert page.read_text(encoding="utf-8") == f"head\n{MARK}\n{DAY}\n"


def _write(catalog: Catalog, page: Path) -> None:
    from curation.pairs import write_table

    write_table(catalog, page)
