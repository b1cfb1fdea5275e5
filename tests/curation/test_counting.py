"""Counts on pages: those of the data, and written by no hand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ai_security_standards import load
from curation import counting
from curation.commands import DATA
from curation.counting import counts, pages, stale_counts, with_counts, write_counts

#: Pages that tell of a day in the past, or of files of others.
_APART = {"CHANGELOG.md", "how-sure.md"}
_NOUNS = "editions|mapping sets|relationships|bodies|publishers|dialects|documents|structures|provisions|acts"
_TYPED = re.compile(rf"(?<![\w>])(?:over |more than )?(\d{{3,}}|\d+,\d{{3}}) (?:{_NOUNS})\b")


def test_the_counts_are_those_of_the_catalog() -> None:
    found = counts(DATA)
    catalog = load()
    assert found["editions"] == len(catalog.standards(current=None))
    assert found["documents"] == len({each.id for each in catalog.standards(current=None)})
    assert found["publishers"] == len(catalog.publishers())
    assert found["relationships"] == sum(each.size for each in catalog.mapping_sets())
    ours = [each for each in catalog.mapping_sets(trust="curated") if each.style == "set_theory"]
    assert (found["own_sets"], found["own_relationships"]) == (len(ours), sum(each.size for each in ours))
    assert 0 < found["own_denials"] < found["own_relationships"]


def test_no_count_on_a_page_is_stale() -> None:
    assert [str(each) for each in stale_counts(DATA)] == []


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_no_count_of_the_catalog_is_typed_by_hand(page: Path) -> None:
    text = re.sub(r"^```[\s\S]*?^```$|^\|.*$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    typed = [found[0] for found in _TYPED.finditer(text)]
    assert page.name in _APART or typed == []
    assert not re.search(r"^ *<!--[a-z_]+-->", text, flags=re.MULTILINE), "a line that begins so is no prose"


def test_counts_are_written_between_their_marks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "README.md"
    page.write_text("<!--editions-->9<!--/--> editions", encoding="utf-8")
    other = tmp_path / "NOTICE.md"
    other.write_text("nothing", encoding="utf-8")
    monkeypatch.setattr(counting, "PROJECT", tmp_path)
    (finding,) = stale_counts(DATA)
    assert finding.problem.startswith("the page says 9, and it is ")
    write_counts(DATA)
    assert list(stale_counts(DATA)) == []
    assert page.read_text(encoding="utf-8") == with_counts("<!--editions-->0<!--/--> editions", counts(DATA))
    page.write_text("<!--nothing-->9<!--/-->", encoding="utf-8")
    assert [each.problem for each in stale_counts(DATA)] == ["the page says 9, and it is unknown"]
