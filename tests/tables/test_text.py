"""Tables as CSV, Markdown and HTML: whatever text they hold stays text."""

import csv
import io
from html.parser import HTMLParser
from typing import ClassVar

from hypothesis import given
from hypothesis import strategies as st

from ai_security_standards.tables.text import as_csv, as_html, as_markdown


class Tags(HTMLParser):
    allowed: ClassVar[set[str]] = {"table", "caption", "thead", "tbody", "tr", "th", "td", "a"}

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        assert tag in self.allowed

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@given(st.text(min_size=1))
def test_html_holds_any_text_as_text(text: str) -> None:
    parser = Tags()
    parser.feed(as_html([text], [{text: text}], text))
    shown = "".join(parser.text)
    if "\r" not in text and "\0" not in text:
        assert shown.count(text) >= 3  # as caption, column and cell


@given(st.text())
def test_csv_reads_back_and_holds_no_formula(text: str) -> None:
    (_, *rows) = list(csv.reader(io.StringIO(as_csv(["a", "b"], [{"a": text, "b": "x"}]), newline="")))
    assert rows[0][0] in (text, "'" + text)
    assert not rows[0][0].startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_markdown_cell_stays_in_its_cell(text: str) -> None:
    lines = as_markdown(["a"], [{"a": text}]).splitlines()
    assert len(lines) == 3
    inside = lines[2].replace("\\\\", "").replace("\\|", "")
    assert inside.count("|") == 2
    assert "<" not in lines[2]


def test_only_web_addresses_become_links() -> None:
    rows = [{"url": 'https://x.org/?a=1&b="2"'}, {"url": "javascript:alert(1)"}, {"url": None}]
    html = as_html(["url"], rows)
    assert '<a href="https://x.org/?a=1&amp;b=&quot;2&quot;">' in html
    assert html.count("<a ") == 1
    assert "<td></td>" in html


def test_truth_is_written_as_yes_and_no() -> None:
    assert as_csv(["a", "b"], [{"a": True, "b": False}]).splitlines()[1] == "yes,no"
