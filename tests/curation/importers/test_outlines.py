"""Lists and trees of other publishers."""

from __future__ import annotations

import json
from typing import Any

import pytest

from curation.importers import outlines
from curation.importers.outlines import Level

CHAPTERS = [
    Level("chapter", "Chapter {chapter}", "chapter_name", assessable=False),
    Level("article", "Article {article}", "name"),
]
TREE = [
    Level("domain", "{id}", "title", children="safeguards", assessable=False),
    Level("control", "{id}", "title", grade="group"),
]


def row(article: int, name: str | None = "Scope", chapter: str | None = "I") -> dict[str, Any]:
    return {"article": article, "name": name, "chapter": chapter, "chapter_name": "General", "text": "Prose."}


def test_rows_give_each_level_once_and_children_follow_their_parent() -> None:
    listed = [row(1), row(9, "Late", "II"), row(2, " Words \n of it ")]
    listed[1]["chapter_name"] = "Special"
    assert outlines.rows(listed, CHAPTERS) == [
        {"id": "Chapter I", "kind": "chapter", "title": "General", "assessable": False},
        {"id": "Article 1", "kind": "article", "title": "Scope", "parent": "Chapter I"},
        {"id": "Article 2", "kind": "article", "title": "Words of it", "parent": "Chapter I"},
        {"id": "Chapter II", "kind": "chapter", "title": "Special", "assessable": False},
        {"id": "Article 9", "kind": "article", "title": "Late", "parent": "Chapter II"},
    ]


def test_an_empty_level_is_passed_over_and_a_sentence_is_no_title() -> None:
    assert outlines.rows([row(1, None, None), row(2, "x" * 161, "")], CHAPTERS) == [
        {"id": "Article 1", "kind": "article"},
        {"id": "Article 2", "kind": "article"},
    ]


def test_titles_are_mended_and_levels_of_one_word_need_no_field() -> None:
    levels = [Level("annex", "Annex", assessable=False), CHAPTERS[1]]
    assert outlines.rows([row(1)], levels, {"Article 1": "Mended"}) == [
        {"id": "Annex", "kind": "annex", "assessable": False},
        {"id": "Article 1", "kind": "article", "title": "Mended", "parent": "Annex"},
    ]


def test_a_provision_that_differs_from_itself_is_refused() -> None:
    with pytest.raises(ValueError, match="Article 1 is both"):
        outlines.rows([row(1), row(1, "Other")], CHAPTERS)


def test_trees_nest() -> None:
    items = [
        {"id": 1, "title": "Assets", "safeguards": [{"id": "1.1", "title": "List", "group": "IG1"}]},
        {"id": 2, "title": "Software", "safeguards": None},
    ]
    assert outlines.tree(items, TREE) == [
        {"id": "1", "kind": "domain", "title": "Assets", "assessable": False},
        {"id": "1.1", "kind": "control", "title": "List", "parent": "1", "level": "IG1"},
        {"id": "2", "kind": "domain", "title": "Software", "assessable": False},
    ]
    with pytest.raises(ValueError, match="an item below 1 has no identifier"):
        outlines.tree([{"id": "1", "safeguards": [{"id": ""}]}], TREE)


def test_labels_stand_where_there_is_no_title() -> None:
    provisions = outlines.rows([row(1), row(2, None)], CHAPTERS[1:])
    labelled = outlines.add_labels(provisions, {"Article 2": "what it covers"})
    assert labelled == [provisions[0], provisions[1] | {"label": "what it covers"}]
    assert outlines.add_labels(provisions, {}) == provisions
    with pytest.raises(ValueError, match="Article 1, Article 3"):
        outlines.add_labels(provisions, {"Article 1": "x", "Article 3": "y"})


@pytest.mark.parametrize(
    ("content", "parsed"),
    [
        (b'\xef\xbb\xbf[{"id": 1}]', [{"id": 1}]),
        (b'id,title\r\n1,"One, two"\r\n', [{"id": "1", "title": "One, two"}]),
        (b"name: Design\norder: 2\n", {"name": "Design", "order": 2}),
    ],
)
def test_json_csv_and_yaml_are_parsed(content: bytes, parsed: object) -> None:
    assert outlines.parse(content) == parsed


def test_what_is_none_of_them_is_refused() -> None:
    with pytest.raises(ValueError, match="not JSON, CSV or YAML"):
        outlines.parse(b"a: [")


def test_headings_of_a_text_are_matched_line_by_line() -> None:
    text = "# Top ten\n## A01:2025 Broken locks ![icon](x.png)\nProse on A02:2025.\n## A02:2025 Open doors\n"
    pattern = r"## (?P<id>A\d\d):2025 (?P<title>.*?)\s*(?:!\[.*)?$"
    assert outlines.rows(outlines.matches(text, pattern), [Level("risk", "{id}", "title")]) == [
        {"id": "A01", "kind": "risk", "title": "Broken locks"},
        {"id": "A02", "kind": "risk", "title": "Open doors"},
    ]
    with pytest.raises(ValueError, match="no line has the form"):
        outlines.matches(text, r"### (?P<id>.+)")


def test_the_same_rows_give_the_same_bytes() -> None:
    head = {
        "standard": "kitchen-rules",
        "edition": "1",
        "completeness": "complete",
        "confidence": "verified",
        "checked_on": "2026-11-29",
        "sources": [{"address": "https://example.org/kitchen.json"}],
        "text_policy": "Identifiers and names.",
    }
    once, twice = (outlines.dump(head | {"provisions": outlines.rows([row(1)], CHAPTERS)}) for _ in range(2))
    assert once == twice
    assert "Prose" not in json.dumps(json.loads(once))
