"""Files of another kind, empty ones and such as were cut off: the error names file, place and repair."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ai_security_standards import formats
from ai_security_standards.catalog import Catalog
from ai_security_standards.errors import InvalidData
from fuzz import foreign

Write = Callable[..., Path]
SUFFIXES = {
    "ciso-assistant": ".yaml", "gemara": ".yaml", "sssom": ".tsv", "strm": ".csv", "olir": ".csv",
    "aicm": ".csv", "soa": ".csv", "plain": ".csv",
}  # fmt: skip
OTHER = {
    ".json": b'{"hello": [1]}',
    ".yaml": b"hello: [1]\n",
    ".tsv": b"hello\tyou\n",
    ".csv": b"hello,you\n1,2\n",
}
ALL = [name for name, each in formats.FORMATS.items() if each.reads]


def error_of(catalog: Catalog, name: str, content: bytes, format: str | None = None) -> InvalidData:
    with pytest.raises(InvalidData) as caught:
        formats.read(contents={name: content}, catalog=catalog, format=format)
    assert caught.value.file == name
    assert caught.value.repair
    return caught.value


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("name", ALL)
def test_an_empty_file_and_one_of_another_kind_are_named_as_what_they_are(
    catalog: Catalog, name: str, named: bool
) -> None:
    """STRM, OLIR and the matrices of CSA read any table at all, and said that nothing was lost."""
    file, given = f"a{SUFFIXES.get(name, '.json')}", name if named else None
    for blank in (b"", b"\xef\xbb\xbf", b" \r\n\n"):
        error = error_of(catalog, file, blank, given)
        assert (error.problem, error.repair) == (
            "the file is empty", "export it once more, or fetch it again"
        )  # fmt: skip
    other = error_of(catalog, file, OTHER[file[1:]], given)
    assert "hello" in str(other) or given in (None, "sssom", "soa")
    text = error_of(catalog, "a.txt", b"hello", given)
    assert text.problem == "its name ends in none of .json .sarif .yaml .yml .tsv .xlsx .csv"
    png = error_of(catalog, file, b"\x89PNG\r\n\x1a\n\x00\x00", given)
    assert png.problem == "this is not a text file"


@pytest.mark.parametrize("name", [name for name in foreign.NAMES if SUFFIXES.get(name, ".json") == ".json"])
def test_json_that_was_cut_off_names_the_place(catalog: Catalog, name: str) -> None:
    content = next(iter(foreign.seeds_of(name)))
    error = error_of(catalog, "a.json", content[: len(content) // 2], name)
    assert error.problem.startswith("line ")
    assert error.repair == "correct the syntax there; the file may have been cut off"


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("a.yaml", b'urn: "x', "line 1, column 8 is not YAML"),
        (
            "a.csv",
            b'subject,object\na,b\n"c,d\ne,f\n',
            "line 3: a quotation mark in this row is never closed",
        ),
        ("a.csv", b'subject,object\na,b\nc,"', "line 3: a quotation mark in this row is never closed"),
        (
            "a.tsv",
            b'#x: y\nsubject_id\tpredicate_id\tobject_id\na\tb\tc\n"d\te\n',
            "line 4: a quotation mark",
        ),
        ("a.tsv", b'subject_id\tpredicate_id\tobject_id\na\tb\t"', "line 2: a quotation mark"),
        ("a.tsv", b"subject_id\tpredicate_id\tobj", "object_id: the column object_id is missing"),
        ("a.xlsx", b"PK\x03\x04cut", "this is not a workbook"),
    ],
)
def test_what_was_cut_off_names_the_place(catalog: Catalog, name: str, content: bytes, place: str) -> None:
    error = error_of(catalog, name, content)
    assert place in str(error)
    assert "cut off" in error.repair or "column" in place


def test_a_file_that_ends_within_its_last_row_is_read(catalog: Catalog) -> None:
    for content in (
        b"subject,object\nA,B",
        b'subject,object\nA,"B"',
        b'subject,object\nA,"B\nC"\n',
        b"\nsubject,object\nA,B\n\n",
    ):
        assert formats.read(contents={"a.csv": content}, catalog=catalog).overlay is not None


@pytest.mark.parametrize(
    ("content", "problem", "repair"),
    [
        (b"PK\x03\x04...", "this is a workbook, or another zip archive", "ends in .xlsx"),
        (b"\xd0\xcf\x11\xe0...", "this is a workbook of Excel 97 to 2003", "save it as .xlsx"),
        (b"\x1f\x8b...", "this is a gzip archive", "unpack it"),
        (b"%PDF-1.7", "this is a PDF", "JSON, YAML, CSV or a workbook"),
        ("a,b".encode("utf-16"), "byte 0 is not UTF-8", "save the file as UTF-8"),
        (b"a\xff", "byte 1 is not UTF-8", "save the file as UTF-8"),
    ],
)
def test_what_is_no_text_is_named(catalog: Catalog, content: bytes, problem: str, repair: str) -> None:
    error = error_of(catalog, "a.json", content)
    assert error.problem == problem
    assert repair in error.repair


def test_the_end_of_a_name_may_be_written_in_capitals(catalog: Catalog) -> None:
    """`A.JSON` was taken for a file of no format."""
    log = {"A.JSON": b'{"version": "2.1.0", "runs": []}'}
    assert formats.read(contents=log, catalog=catalog).format == "sarif"
    library = {"A.YAML": b"urn: x\nobjects: {}\n"}
    assert formats.read(contents=library, catalog=catalog).format == "ciso-assistant"


def test_a_table_names_the_columns_that_it_has(catalog: Catalog) -> None:
    error = error_of(catalog, "a.csv", b"hello,you\n1,2\n")
    assert error.problem == 'no sheet has the columns of a known layout; its first row has "hello, you"'
    assert error.repair.startswith("name the format plain and its columns: ")
    error = error_of(catalog, "a.csv", b"hello,you\n1,2\n", "plain")
    assert error.problem == "no sheet has a column 'subject'; the first rows have \"hello, you\""
    error = error_of(catalog, "a.csv", b",,\n", "plain")
    assert error.problem == "no sheet has a column 'subject'"
    error = error_of(catalog, "a.csv", b",,\n", "strm")
    assert error.problem.endswith("of the other document")


def test_the_repair_depends_on_whether_the_file_is_alone(catalog: Catalog) -> None:
    error = error_of(catalog, "a.json", b'{"hello": 1}', "cprt")
    assert (
        error.problem
        == "this is not CPRT of NIST: it has no 'elements' with 'relationships'; it has \"hello\""
    )
    assert error.repair == "name no format: what the file holds tells it; if it was cut off, fetch it again"
    contents = {"a.json": b'{"version": "2.1.0", "runs": []}', "b.json": b'{"hello": 1}'}
    with pytest.raises(InvalidData) as caught:
        formats.read(contents=contents, catalog=catalog)
    assert (caught.value.file, caught.value.repair.partition(":")[0]) == ("b.json", "leave it out")


def test_a_folder_without_a_file_that_is_read_names_one_that_was_left_out(
    catalog: Catalog, write_file: Write, tmp_path: Path
) -> None:
    (tmp_path / "all").mkdir()
    with pytest.raises(InvalidData) as caught:
        formats.read(tmp_path / "all", catalog=catalog)
    assert (caught.value.file, caught.value.problem) == (str(tmp_path / "all"), "there is no file to read")
    path = write_file("all/a.json", "")
    write_file("all/b.yaml", "hello: 1\n")
    with pytest.raises(InvalidData) as caught:
        formats.read(tmp_path / "all", tmp_path / "all", catalog=catalog)
    assert caught.value.file == ""
    assert caught.value.problem.startswith("there is no file to read: left out 2 files, such as ")
    assert caught.value.problem.endswith(f"{path}: the file is empty")
    write_file("all/c.sarif", {"version": "2.1.0", "runs": []})
    found = formats.read(tmp_path / "all", catalog=catalog)
    assert [(Path(each.file).name, each.what) for each in found.losses] == [
        ("a.json", "the file is empty"), ("b.yaml", "this is not a format that is read"),
    ]  # fmt: skip


def test_an_address_that_cannot_be_opened_is_refused(catalog: Catalog) -> None:
    """It was passed over, and the check of what was written failed all the same."""
    with pytest.raises(InvalidData) as caught:
        formats.read(contents={"a.csv": b"document,id\nA,1\n"}, catalog=catalog, address="wiki/rules")
    assert (caught.value.field, caught.value.problem) == ("address", "'wiki/rules' is not a web address")


def test_a_set_without_an_address_is_listed_as_its_documents_are(catalog: Catalog) -> None:
    contents = {"a.csv": b"subject,object\nacme@1:A,acme@1:B\n"}
    found = formats.read(contents=contents, catalog=catalog)
    said = [(each.record, each.field) for each in found.losses if each.what.startswith("no address")]
    assert said == [("acme@1", "sources"), ("a", "see_also")]
    found = formats.read(contents=contents, catalog=catalog, address="https://acme.example.org/rules")
    assert not [each for each in found.losses if each.what.startswith("no address")]
