"""Packed texts, provisions and rows are what was put in, and hostile files find no room in them."""

import tracemalloc

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ai_security_standards import formats
from ai_security_standards.catalog import Catalog
from ai_security_standards.errors import InvalidData
from ai_security_standards.formats.doubles import Doubles, Seen
from ai_security_standards.formats.foreign import Report
from ai_security_standards.formats.grids import NOT_COMPUTED, GridRows
from ai_security_standards.formats.limits import PairBudget, RowBudget, TextBudget
from ai_security_standards.formats.packing import PackedProvisions, PackedRows, Texts
from ai_security_standards.formats.stated import End, ForeignProvision, ForeignRow
from ai_security_standards.vocabulary import LossKind, ProvisionKind, RelationshipType

#: Any characters, those that no file can hold too: JSON writes them as escapes.
ANY = st.text(st.characters(exclude_categories=()), max_size=8)


@given(st.lists(ANY, max_size=60))
@example(["a", "b", "a"])
def test_texts_are_numbered_as_a_dictionary_would(given: list[str]) -> None:
    texts, model = Texts(), dict[str, int]()
    for text in given:
        assert texts.add(text) == model.setdefault(text, len(model))
    assert list(texts) == list(model) == texts[:] == [texts[number] for number in range(len(texts))]
    assert all(texts.find(text) == number for text, number in model.items())
    assert texts.find("a text that is not there") is None
    with pytest.raises(IndexError):
        texts[len(texts)]


def test_a_text_takes_its_bytes_and_about_20_more() -> None:
    tracemalloc.start()
    texts = Texts()
    for number in range(5_000):
        texts.add(f"{number:08}")
    taken = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert taken < 5_000 * 34


ROWS = st.builds(
    ForeignRow,
    st.one_of(ANY, st.integers(0, 10**10).map("row {}".format), st.just("maps[3] of 007")),
    st.builds(End, ANY, ANY, st.lists(ANY, max_size=2).map(tuple)),
    st.sampled_from(RelationshipType),
    st.builds(End, ANY, ANY),
    st.booleans(),
    st.dictionaries(ANY, ANY.filter(bool), max_size=3),
)


@given(st.lists(ROWS, max_size=8))
@example(
    [
        ForeignRow("row 2", End("a", "1"), RelationshipType.EQUAL, End("b", "1"), False, {"note": "n"}),
        ForeignRow("row 3", End("a", "1"), RelationshipType.EQUAL, End("b", "", ("t",)), True, {}),
    ]
)
def test_rows_come_back(rows: list[ForeignRow]) -> None:
    packed = PackedRows(RowBudget(0), rows)
    assert len(packed) == len(rows)
    assert packed.column_count == len({name for row in rows for name in row.texts})
    assert list(packed) == rows


def test_provisions_come_back() -> None:
    packed = PackedProvisions(file="x")
    assert (packed.is_flat, packed.has_plain_keys) == (True, True)
    for key, file in ("ax", "by", "cx", "ay", "dy"):
        packed.add(key, ProvisionKind.CONTROL, file)
    packed.fill(1, "x", title="Two", parent="a", id="2", form="II")
    packed.fill(1, "y", title="Too late")
    packed.fill(2, "z", title="Three")
    packed.fill(3, "z", note="Four")
    packed.mark(2, assessable=False, retired=True)
    packed.mark(1, assessable=True)
    kind = ProvisionKind.CONTROL
    expected = [
        ForeignProvision("a", "a", kind),
        ForeignProvision("b", "2", kind, "Two", parent="a", texts=("II",)),
        ForeignProvision("c", "c", kind, "Three", assessable=False, retired=True, file="z"),
        ForeignProvision("d", "d", kind, note="Four", file="y"),
    ]
    assert list(packed) == list(packed[:]) == expected
    assert (packed.title("b"), packed.title("a"), packed.title("x")) == ("Two", None, None)
    assert (packed.is_flat, packed.has_plain_keys) == (False, False)
    by_title = PackedProvisions(titles_identify=True)
    by_title.fill(by_title.add("a", kind, ""), "", title="One")
    by_title.add("b", kind, "")
    assert [each.texts for each in by_title] == [("One",), ()]


def test_cells_come_back() -> None:
    rows = GridRows([(1, ["a", None, "b"]), (3, ["", None]), (4, [NOT_COMPUTED, str(NOT_COMPUTED)])])
    assert [(row.number, dict(row.cells)) for row in rows] == [
        (1, {0: "a", 2: "b"}), (4, {0: NOT_COMPUTED, 1: str(NOT_COMPUTED)}),
    ]  # fmt: skip
    assert rows[1].cells[0] is NOT_COMPUTED
    assert rows[1].cells[1] is not NOT_COMPUTED
    assert rows[:1] == (rows[0],)
    assert rows.size == 2 + 2 * len(NOT_COMPUTED)


def test_doubles_are_looked_for_only_among_the_same_ends() -> None:
    doubles = Doubles([(0, 1), (1, 0), (0, 1), (0, 1), (0, 2)], 3)
    assert doubles.add(0, 0, 2, {}) == Seen()
    assert doubles.add(0, 0, 1, {}) == Seen()
    assert doubles.add(0, 0, 1, {}) == Seen(is_double=True)
    assert doubles.add(0, 0, 1, {"comment": "other"}).is_other_words
    assert doubles.add(0, 0, 1, {"comment": "other"}) == Seen(is_double=True)


# ---------------------------------------------------------------- hostile files


def refused(catalog: Catalog, name: str, text: str) -> str:
    with pytest.raises(InvalidData) as caught:
        formats.read(contents={name: text.encode()}, catalog=catalog, match=False)
    return str(caught.value)


HEAD = "subject_id\tpredicate_id\tobject_id"


def test_a_text_may_not_be_repeated_in_every_row(catalog: Catalog) -> None:
    rows = "".join(f"a:{number}\tx\tb:1\n" for number in range(1_200))
    found = refused(catalog, "a.tsv", f"#mapping_tool: {'x' * 2_000}\n{HEAD}\n{rows}")
    assert "far more lists and values than its size explains" in found


def test_a_table_may_not_be_mostly_blank(catalog: Catalog) -> None:
    names = [f"slot_{number}" for number in range(400)]
    rows = "".join(f"a:{number}\tx\tb:1\n" for number in range(3_000))
    text = "\t".join([HEAD, *names]) + "\na:0\tx\tb:1" + "\ty" * 400 + "\n" + rows
    assert "3001 rows with 402 columns are larger than the size" in refused(catalog, "a.tsv", text)


@pytest.mark.parametrize(
    ("name", "head", "line"),
    [("a.csv", "subject,object", "a{0}@1:x,b@1:y"), ("a.tsv", HEAD, "a{0}:1\tx\tb:1")],
)
def test_not_every_row_names_a_document(catalog: Catalog, name: str, head: str, line: str) -> None:
    text = "\n".join([head, *map(line.format, range(600))])
    assert "name far more documents than their size explains" in refused(catalog, name, text)


def test_a_limit_may_be_reached_and_not_passed() -> None:
    texts, pairs, rows, cells = TextBudget(0, "a"), PairBudget(0, "a"), RowBudget(0), RowBudget(0)
    assert len(texts.spend("x" * 1_000_000)) == 1_000_000
    pairs.spend(2, 10_002)  # twice as many pairs as values: those that are more count
    rows.spend(1_000_000)
    cells.spend_cells(1_000, 1_000)
    for _ in range(500):
        cells.spend_document()
    for spend, more in (
        (texts.spend, ("x",)), (pairs.spend, (3, 3)), (rows.spend, (1,)), (cells.spend_cells, (1, 1)),
        (cells.spend_document, ()),
    ):  # fmt: skip
        with pytest.raises(InvalidData, match=r"size (of the files? )?explains"):
            spend(*more)


def test_a_report_counts_what_it_has_no_room_for() -> None:
    report = Report()
    report.limit(0)
    for number in range(5_003):
        report.add(LossKind.DROPPED, "a", f"row {number}", "x")
    report.count("a", "field")
    *listed, counted = report.entries
    assert len(listed) == 5_000
    assert (counted.kind, counted.what) == (LossKind.DROPPED, "4 more, which are not listed one by one")


def test_a_report_counts_the_places_of_one_thing() -> None:
    report = Report()
    report.limit(0)
    for _ in range(7_000):
        report.count("a", "class", "family")
    assert [(each.record, each.field, each.what) for each in report.entries] == [
        ("a", "class", "family, at 7000 places")
    ]
