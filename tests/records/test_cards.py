"""Cards: HTML for notebooks that is short, safe, accessible and legible on light and dark."""

import re
from functools import cache
from html.parser import HTMLParser
from typing import Any

import pytest

import ai_security_standards as aiss
from ai_security_standards import load
from ai_security_standards.assessments import Result
from ai_security_standards.records.cards import Card, cell_text, html_of, record_card, table_card
from ai_security_standards.records.standards import Source
from ai_security_standards.vocabulary import Outcome

LIMIT = 60_000


class Page(HTMLParser):
    """What a reader of a card meets."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


@cache
def everything() -> dict[str, Any]:
    catalog = load().as_of("2026-11-26")
    coverage = catalog.coverage("eu-ai-act", "iso-iec-42001")
    inferred = catalog.infer("eu-ai-act:Article 15", to="iso-iec-42001")
    moved = catalog.migrate(["owasp-llm-top-10@2025:LLM03"], to="owasp-llm-top-10@2026")
    audit = [("etsi-en-304-223@2.1.1:5.1.1-1", "satisfied")]
    projection = catalog.project(audit, "uk-ai-cyber-code").only("satisfied")
    return {
        "catalog": catalog,
        "standard": catalog.standard("eu-ai-act"),
        "provision": catalog.provision("eu-ai-act:Article 15"),
        "publisher": catalog.publisher("enisa"),
        "framework": catalog.framework("nist-sp-800-53"),
        "standards": catalog.standards(current=None),
        "provisions": catalog.provisions(),
        "crosswalk": catalog.crosswalk("etsi-en-304-223", "iso-iec-42001", max_steps=2),
        "coverage": coverage,
        "coverage row": coverage.only("partial")[0],
        "inference": inferred[0],
        "rulings": catalog.applicable(aiss.Profile(jurisdictions="EU")),
        "profile": aiss.Profile(jurisdictions="EU"),
        "move": moved[0],
        "changes": catalog.changes("2020-01-01"),
        "mapping set": catalog.mapping_set("eu-ai-act-2024-1689--iso-iec-42001-2023"),
        "projected": projection[0],
        "reason": projection[0].reasons[0],
        "result": aiss.Assessment.of(audit)[0],
        "judgement": catalog.audit("LLM01:2025")[0],
        "mention": catalog.find_references("OWASP LLM01:2025")[0],
        "part": coverage.parts[0],
        "choice": catalog.plan("uk-ai-cyber-code:1.1", "etsi-en-304-223", method="greedy")[0],
    }


NAMES = (
    "catalog",
    "standard",
    "provision",
    "publisher",
    "framework",
    "standards",
    "provisions",
    "crosswalk",
    "coverage",
    "coverage row",
    "inference",
    "rulings",
    "profile",
    "move",
    "changes",
    "mapping set",
    "projected",
    "reason",
    "result",
    "judgement",
    "mention",
    "part",
    "choice",
)


def test_everything_is_shown() -> None:
    assert tuple(everything()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_it_is_small_accessible_and_without_script(name: str) -> None:
    html = everything()[name]._repr_html_()
    assert len(html.encode()) <= LIMIT
    page = Page(html)
    tags = {tag for tag, _ in page.tags}
    assert "caption" in tags
    assert not tags & {"script", "img", "iframe", "object", "link"}
    assert all(attrs.get("scope") in ("row", "col") for tag, attrs in page.tags if tag == "th")
    assert all(
        str(attrs["href"]).startswith(("https://", "http://")) for tag, attrs in page.tags if tag == "a"
    )
    assert not [attrs for _, attrs in page.tags if any(key.startswith("on") for key in attrs)]
    # Whatever the page around is, light or dark: no colour of our own.
    assert "prefers-color-scheme" in html
    assert re.findall(r"#[0-9a-fA-F]{3,6}\b", html.partition("</style>")[0]) == []


def test_a_table_shows_twenty_rows_and_says_how_many_more() -> None:
    html = everything()["standards"]._repr_html_()
    assert html.count("<tr>") == 21
    assert f"… {len(everything()['standards']) - 20:,} more, <code>.to_pandas()</code>" in html
    assert "to_pandas" not in everything()["standards"].head(3)._repr_html_()


def test_columns_that_hold_nothing_are_left_out() -> None:
    html = table_card("two", ("id", "note", "flag"), [{"id": "a", "note": None, "flag": False}], 1)
    assert re.findall(r'<th scope="col">(\w+)', html) == ["id"]
    assert "<thead>" not in table_card("none", ("id",), [], 0)


def test_rows_end_where_the_card_would_get_too_long() -> None:
    rows = [{"id": f"{number}", **{f"c{each}": "<" * 150 for each in range(30)}} for number in range(20)]
    html = table_card("long", tuple(rows[0]), rows, 500)
    assert len(html.encode()) <= LIMIT
    assert f"… {500 - html.count('<tr>') + 1} more" in html


def test_texts_stay_texts_and_only_web_addresses_become_links() -> None:
    html = record_card(
        "<b>", {"a": "<script>", "b": "javascript:alert(1)", "c": 'https://x.org/"', "d": "y" * 999}
    )
    assert "<script" not in html
    assert "<b>" not in html
    assert html.count("<a ") == 1
    assert 'href="https://x.org/&quot;"' in html
    assert "…" in html


def test_records_within_a_record_are_told_apart() -> None:
    source = Source("https://x.org/a", aiss.load().standard("eu-ai-act").checked_on, "the text")
    html = record_card("s", {"sources": (source,), "refs": tuple(f"r-{number}" for number in range(20))})
    assert "x.org/a</a> · checked on" in html
    assert "the text" in html
    assert "… 8 more" in html


def test_a_record_that_prints_itself_is_named_so() -> None:
    assert "<caption>Provision eu-ai-act@2024/1689:Article 15: " in everything()["provision"]._repr_html_()
    result = Result(aiss.Ref("a"), Outcome.SATISFIED)
    assert "<caption>Result</caption>" in html_of(result)
    assert cell_text((aiss.Ref("a", "1"), None, True)) == "a@1; ; yes"
    assert Card()._repr_html_.__name__ == "_repr_html_"


def test_a_framework_prints_itself_in_a_line() -> None:
    assert re.fullmatch(
        r"<Framework nist-sp-800-53@5: complete, \d+ provisions>", repr(everything()["framework"])
    )
