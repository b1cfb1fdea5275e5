"""The table of structures: what the page says is what the shipped data hold, and every gap is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from ai_security_standards import Catalog, load
from ai_security_standards.vocabulary import Completeness
from curation.census import census, census_lines
from curation.commands import main
from curation.pairs import DAY
from curation.structures import MARK, PAGE, read_gaps, share, table


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load().as_of(DAY)


def test_the_page_is_up_to_date(catalog: Catalog) -> None:
    made = PAGE.read_text(encoding="utf-8").partition(MARK)[2]
    assert made == f"\n{table(catalog, read_gaps())}"


def test_every_gap_is_told_and_no_other(catalog: Catalog) -> None:
    register, gaps = catalog.snapshot.register, read_gaps()
    loaders = register.framework_loaders
    partial = {ref for ref in loaders if register.framework(ref).completeness is Completeness.PARTIAL}
    assert set(gaps.missing) == partial
    newest = {name for name in gaps.absent if register.ordered(name)[-1] in loaders}
    assert newest == {"mitre-atlas"}  # whose release 2026.10 has no record


def test_a_share_counts_one_kind_or_all(catalog: Catalog) -> None:
    framework = catalog.framework("oecd-ai-principles")
    assert share(framework, {}) == "not known"
    assert share(framework, {"whole": 10, "kind": "principle"}) == "5 of 10 principles, 50%"
    assert share(framework, {"whole": 24}) == "6 of 24 numbers, 25%"


def test_the_command_writes_below_the_mark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "structures.md"
    page.write_text(f"# Page\n\n{MARK}stale", encoding="utf-8")
    monkeypatch.setattr("curation.structures.write_structures.__defaults__", (page,))
    assert main(["structures"]) == 0
    assert page.read_text(encoding="utf-8").startswith(f"# Page\n\n{MARK}\n## In part\n")


def test_the_census_counts_editions_by_word(catalog: Catalog) -> None:
    counts = census(catalog)
    assert set(counts) == {"tier", "family", "kind", "all"}
    assert {counts[name].total() for name in ("tier", "family", "kind")} == {counts["all"]["editions"]}
    lines = list(census_lines(catalog.as_known("2026.11.0"), catalog))
    assert lines[1].startswith("  core: 701 -> ")
    assert any(line.startswith("  editions: 756 -> ") for line in lines)


def test_the_command_prints_the_census(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["census"]) == 0
    assert capsys.readouterr().out.startswith("tier:\n  core: 701 -> ")
