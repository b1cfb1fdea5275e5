import csv
import io
import pickle
import sys
from html.parser import HTMLParser
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ai_security_standards import load
from ai_security_standards.tabular import Table, as_csv, as_html, as_markdown, plain
from ai_security_standards.vocabulary import Kind


class Pair(tuple[object, object]):
    first = property(lambda self: self[0])
    second = property(lambda self: self[1])


class Pairs(Table[Pair]):
    columns = ("first", "second")


NASTY = "<script>alert(1)</script>|`*_[x](y)\n=cmd"


def test_a_table_is_an_immutable_sequence_equal_by_value() -> None:
    table = Pairs([Pair((1, "x")), Pair((None, True))])
    assert len(table) == 2
    assert list(table) == [table[0], table[1]]
    assert table[:1] == (table[0],)
    assert table == Pairs(list(table))
    assert table != Pairs([])
    assert table != [1]
    assert hash(table) == hash(Pairs(list(table)))
    assert pickle.loads(pickle.dumps(table)) == table
    assert repr(table) == "<2 rows>"
    assert table.rows() == ({"first": 1, "second": "x"}, {"first": None, "second": True})
    with pytest.raises(AttributeError, match="immutable"):
        table.more = 1  # type: ignore[attr-defined]


def test_plain_values_are_text_number_truth_none_or_tuples() -> None:
    assert plain(Kind.LAW) == "law"
    assert type(plain(Kind.LAW)) is str
    assert plain((Kind.LAW, "x")) == ("law", "x")
    assert plain(load()["eu-ai-act"].ref) == "eu-ai-act@2024/1689"
    assert [plain(value) for value in (None, True, 3)] == [None, True, 3]


def test_results_go_to_every_table_library() -> None:
    found = load().standards(publisher="etsi")
    frame = found.to_pandas()
    assert list(frame.columns) == list(found.columns)
    assert list(frame["ref"]) == [str(ref) for ref in found.refs]
    polars = found.to_polars()
    assert polars.height == len(found)
    assert polars["topics"].to_list()[0] == list(found[0].topics)
    arrow = found.to_arrow()
    assert arrow.num_rows == len(found)
    assert arrow.column("topics").to_pylist() == [list(row["topics"]) for row in found.rows()]


@pytest.mark.parametrize(
    ("method", "library"), [("to_pandas", "pandas"), ("to_polars", "polars"), ("to_arrow", "arrow")]
)
def test_a_missing_library_says_which_extra_brings_it(
    monkeypatch: pytest.MonkeyPatch, method: str, library: str
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow" if library == "arrow" else library, None)
    with pytest.raises(ImportError, match=rf"ai-security-standards\[{library}\]"):
        getattr(load().standards(publisher="etsi"), method)()


def test_empty_results_keep_their_columns() -> None:
    empty = load().standards(text="nosuchwordanywhere")
    assert empty.rows() == ()
    assert list(empty.to_pandas().columns) == list(empty.columns)
    assert empty.to_polars().columns == list(empty.columns)
    assert empty.to_arrow().num_rows == 0
    assert empty.to_csv().count("\n") == 1


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
        assert shown.count(text) >= 1


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


def test_all_formats_escape_what_they_print() -> None:
    table = Pairs([Pair((NASTY, ("https://x.org", "b")))])
    assert "<script>" not in table.to_html()
    assert table._repr_html_() == table.to_html()
    assert "<script>" not in table.to_markdown()
    assert "\\|\\`\\*\\_\\[x\\](y) =cmd" in table.to_markdown()
    assert table.to_csv().splitlines()[0] == "first,second"
    assert "https://x.org; b" in table.to_csv()


def test_only_web_addresses_become_links() -> None:
    rows = [{"url": 'https://x.org/?a=1&b="2"'}, {"url": "javascript:alert(1)"}, {"url": None}]
    html = as_html(["url"], rows)
    assert '<a href="https://x.org/?a=1&amp;b=&quot;2&quot;">' in html
    assert html.count("<a ") == 1
    assert "<td></td>" in html


def test_truth_is_written_as_yes_and_no() -> None:
    assert as_csv(["a", "b"], [{"a": True, "b": False}]).splitlines()[1] == "yes,no"
