"""Tables: immutable, equal by value, and ready for every table library."""

import pickle
import sys

import pytest

from ai_security_standards import load
from ai_security_standards.tables import Table, to_plain_value
from ai_security_standards.vocabulary import Kind


class Pair(tuple[object, object]):
    first = property(lambda self: self[0])
    second = property(lambda self: self[1])


class Pairs(Table[Pair, dict[str, object], str]):
    columns = ("first", "second")


NASTY = "<script>alert(1)</script>|`*_[x](y)\n=cmd"


def test_a_table_is_an_immutable_sequence_equal_by_value() -> None:
    table = Pairs([Pair((1, "x")), Pair((None, True))])
    assert len(table) == 2
    assert list(table) == [table[0], table[1]]
    assert table[:1] == Pairs([table[0]])
    assert table == Pairs(list(table))
    assert table != Pairs([])
    assert table != [1]
    assert hash(table) == hash(Pairs(list(table)))
    assert pickle.loads(pickle.dumps(table)) == table
    assert repr(table) == "2 rows\nfirst  second\n1      x\n       yes"
    assert table.rows() == ({"first": 1, "second": "x"}, {"first": None, "second": True})
    with pytest.raises(AttributeError, match="can't set attribute"):
        table.more = 1  # type: ignore[attr-defined]


def test_plain_values_are_text_number_truth_none_or_tuples() -> None:
    assert to_plain_value(Kind.LAW) == "law"
    assert type(to_plain_value(Kind.LAW)) is str
    assert to_plain_value((Kind.LAW, "x")) == ("law", "x")
    assert to_plain_value(load()["eu-ai-act"].ref) == "eu-ai-act@2024/1689"
    assert [to_plain_value(value) for value in (None, True, 3)] == [None, True, 3]


def test_results_go_to_every_table_library() -> None:
    found = load().standards(publisher="etsi")
    frame = found.to_pandas()
    assert list(frame.columns) == list(found.columns)
    assert list(frame["ref"]) == [str(ref) for ref in found.refs]
    assert frame["topics"][0] == list(found[0].topics)
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


def test_all_formats_escape_what_they_print() -> None:
    table = Pairs([Pair((NASTY, ("https://x.org", "b")))])
    assert "<script>" not in table.to_html()
    assert "<script>" not in table._repr_html_()
    assert "<script>" not in table.to_markdown()
    assert "\\|\\`\\*\\_\\[x\\](y) =cmd" in table.to_markdown()
    assert table.to_csv().splitlines()[0] == "first,second"
    assert "https://x.org; b" in table.to_csv()
