"""Whatever is given, only documented errors come back; nothing of a folder is skipped in silence."""

import datetime as dt
import inspect
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from samples import (
    CHAPTER,
    Overlay,
    document,
    mapping_set,
    register_file,
    structure,
    write_sets,
    write_structure,
)

from ai_security_standards import (
    Assessment,
    Catalog,
    InvalidData,
    Profile,
    Ref,
    StandardsError,
    UnknownCriterion,
    UnknownReference,
    check,
    load,
)
from ai_security_standards.checklists import Checklist
from ai_security_standards.vocabulary import Outcome

CATALOG = load().as_of("2026-11-24")
LLM = "owasp-llm-top-10@2025"
AGENTIC = "owasp-agentic-top-10@2026"
FIRST = f"{LLM}:LLM01"
#: A sound value for each parameter that must be given.
SOUND: dict[str, Any] = {
    "ref": FIRST, "standard": LLM, "text": "Article 5 AI Act", "query": "prompt injection", "id": "enisa",
    "target": LLM, "implemented": AGENTIC, "onto": AGENTIC, "targets": LLM, "using": AGENTIC, "old": LLM,
    "new": "owasp-llm-top-10@2026", "to": "owasp-llm-top-10@2026", "refs": [FIRST], "subject": "AI Act",
    "assessment": Assessment.of([(FIRST, "satisfied")]), "profile": Profile(jurisdictions="EU"),
    "since": "2026-11-01", "about": LLM, "day": "2026-01-01", "findings": ["LLM01"], "work": [FIRST],
}  # fmt: skip
DEEP: list[Any] = []
for _ in range(5_000):
    DEEP = [DEEP]
#: Python writes no number of thousands of digits, and not what is nested so deep.
WRONG: list[Any] = [
    None, 3, "3", b"x", [], {}, [1], [[]], 1.5, object(), True, "", "\0", "\ud800", "\u202e", dt.date(2026, 1, 1),
    "x" * 3_000, len, Ref("a"), {"a": 1}, {1: 2}, float("nan"), [None], ["\0"], "no:such@thing",
    10**5_000, [10**5_000], {FIRST: 10**400}, DEEP,
]  # fmt: skip
METHODS = [name for name in dir(Catalog) if not name.startswith("_") and callable(getattr(Catalog, name))]


def ask(method: Callable[..., Any], given: dict[str, Any]) -> None:
    result = method(**given)
    if hasattr(result, "rows"):
        result.rows()


@pytest.mark.parametrize("name", METHODS)
def test_every_method_answers_or_raises_what_is_documented(name: str) -> None:
    method = getattr(CATALOG, name)
    parameters = {
        key: parameter
        for key, parameter in inspect.signature(method).parameters.items()
        if parameter.kind not in (parameter.VAR_KEYWORD, parameter.VAR_POSITIONAL)
    }
    sound = {
        key: SOUND.get(key, LLM)
        for key, parameter in parameters.items()
        if parameter.default is parameter.empty
    }
    for key in parameters:
        for wrong in WRONG:
            if key == "where" and wrong is len:
                continue  # a function, which raises what it raises
            try:
                ask(method, {**sound, key: wrong})
            except StandardsError as error:
                assert str(error)  # noqa: PT017
                str(error).encode()  # and it can be printed


@pytest.mark.parametrize("wrong", [[], {}, [1]])
def test_what_cannot_be_a_reference_is_unknown(wrong: Any) -> None:
    for look_up in (CATALOG.__getitem__, CATALOG.standard, CATALOG.provision, CATALOG.children):
        with pytest.raises(UnknownReference, match="is not a reference"):
            look_up(wrong)
    assert CATALOG.get(wrong) is None
    assert wrong not in CATALOG
    with pytest.raises(UnknownReference, match="not the id of a standard"):
        CATALOG.editions(wrong)
    with pytest.raises(UnknownReference, match="not the id of a publisher"):
        CATALOG.publisher(wrong)
    with pytest.raises(InvalidData, match="is not a text"):
        Ref.parse(wrong)


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: CATALOG.search("x", limit="3"), "limit must be a whole number above zero, not '3'"),
        (lambda: CATALOG.search("x", limit=True), "limit must be"),
        (lambda: CATALOG.search(3), "query must be a text, not 3"),
        (lambda: CATALOG.standards(where=3), "where must be a function, not 3"),
        (lambda: CATALOG.provisions(LLM, where="x"), "where must be a function"),
        (lambda: CATALOG.find_references(b"x"), "text must be a text"),
        (lambda: CATALOG.resolve(None), "text must be a text"),
        (lambda: CATALOG.applicable("EU"), "profile must be a Profile, not 'EU'"),
        (lambda: CATALOG.pin([("a", "b")]), "assessment must be an Assessment"),
        (lambda: CATALOG.plan(LLM, AGENTIC, require=1), "require must be a text"),
        (lambda: CATALOG.plan(LLM, AGENTIC, cost=[1]), "cost must be a Mapping"),
        (lambda: CATALOG.normalize(3), "findings must be an Iterable"),
        (lambda: CATALOG.checklist(3), "about must be an Iterable"),
    ],
)
def test_a_value_of_a_wrong_type_is_named(call: Callable[[], object], says: str) -> None:
    with pytest.raises(UnknownCriterion, match=says):
        call()


def test_days_texts_and_lists_of_a_wrong_type_are_named() -> None:
    with pytest.raises(InvalidData, match="3 is not a day"):
        CATALOG.as_of(3)  # type: ignore[arg-type]
    with pytest.raises(InvalidData, match="no text or list of texts"):
        CATALOG.normalize([3])
    with pytest.raises(UnknownReference, match="3 is not a reference"):
        CATALOG.provisions(3)  # type: ignore[arg-type]
    with pytest.raises(InvalidData, match="cannot audit a value of type list"):
        CATALOG.audit(DEEP)


def test_a_number_of_thousands_of_digits_is_refused_wherever_it_is_given() -> None:
    huge = 10**5_000
    for row in ({"ref": FIRST, "result": huge}, {"ref": FIRST, "result": "partly", "note": huge}):
        with pytest.raises(InvalidData, match=r"row 1, (result|note): a value of type int is too large"):
            Assessment.of([row])
    with pytest.raises(InvalidData, match="a value of type int' is not a reference"):
        Assessment.of([{"ref": huge, "result": "partly"}])
    assert CATALOG.normalize([[huge]], dialect="garak")[0].unread[0].tag == "a value of type int"
    with pytest.raises(UnknownCriterion, match=r"the cost of .* must be a number"):
        CATALOG.plan(LLM, AGENTIC, cost={f"{AGENTIC}:ASI01": 10**400})


def test_a_path_that_gives_no_text_is_named() -> None:
    class Odd:
        def __fspath__(self) -> int:
            return 3

    with pytest.raises(InvalidData, match="is not a path"):
        CATALOG.audit(Odd())


def test_half_a_character_of_ones_own_is_shown_in_letters() -> None:
    assert "\\ud800" in CATALOG.resolve_many(["\ud800"])._repr_html_()


# ---------------------------------------------------------------- readers


@pytest.mark.parametrize("wrong", [None, 3, [], object()])
@pytest.mark.parametrize("read", [load, Checklist.read])
def test_what_is_no_path_is_named(read: Callable[[Any], object], wrong: Any) -> None:
    with pytest.raises(InvalidData, match="is not a path"):
        read(wrong)


@pytest.mark.parametrize("path", ["a\0b", "a\0b.csv", "a\0b.xlsx", "\ud800.csv"])
def test_a_path_that_no_system_takes_cannot_be_read(path: str) -> None:
    for read in (load, Checklist.read):
        with pytest.raises(InvalidData):
            read(path)
    assert check(path)


@pytest.mark.parametrize("provisions", [None, 1, "x", {}, [None], [[]], [{"id": []}]])
def test_provisions_that_are_no_list_of_records_are_refused(overlay: Overlay, provisions: Any) -> None:
    folder = write_structure(
        overlay(register_file(document())), {**structure(CHAPTER), "provisions": provisions}
    )
    with pytest.raises(InvalidData) as raised:
        load(folder)
    assert raised.value.field.startswith("provisions")
    assert {finding.rule for finding in check(folder)} == {"shape"}


@pytest.mark.parametrize("raw", [None, [], 3, "x"])
def test_a_framework_file_is_one_object(overlay: Overlay, raw: Any) -> None:
    folder = write_structure(overlay(register_file(document())), raw)
    with pytest.raises(InvalidData, match="a framework file is one JSON object"):
        load(folder)
    assert [finding.rule for finding in check(folder)] == ["file"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (b"#extension_definitions: [", b'#extension_definitions: [{"slot_name": []}, ', "slot_name is missing, or not"),
        (b"#extension_definitions: [", b"#extension_definitions: [3, ", "not a list of maps"),
        (b"#publisher", b"#comment: [NaN]\n#publisher", "NaN"),
        (b"#publisher", b'#comment: ["a", {"b": 1, "b": 2}]\n#publisher', "metadata"),
        (b"#publisher", b'#comment: "\\ud800"\n#publisher', "U\\+D800"),
        (b"LLM01\n", b"LLM01" + b"x" * 200_000 + b"\n", "field larger than field limit"),
    ],
)  # fmt: skip
def test_metadata_and_cells_of_any_kind_are_refused(
    overlay: Overlay, old: bytes, new: bytes, says: str
) -> None:
    sound = mapping_set(f"acme-policy@1.0:A equal {FIRST}")
    assert old in sound
    folder = write_sets(overlay(register_file(document())), ("ours", sound.replace(old, new, 1)))
    with pytest.raises(InvalidData, match=says):
        load(folder)
    assert check(folder)


@pytest.mark.parametrize("sign", ["\u202e", "\x07", "\n", "\u200b", "\u2066", "\x7f", "\ufeff"])
@pytest.mark.parametrize("field", ["title", "note", "designation", "publisher"])
def test_characters_that_cannot_be_seen_are_refused_when_loading(
    overlay: Overlay, sign: str, field: str
) -> None:
    folder = overlay(register_file(document(**{field: f"ACME{sign}b"})))
    with pytest.raises(InvalidData, match=f"U\\+{ord(sign):04X}") as raised:
        load(folder)
    assert str(raised.value).isprintable()
    assert raised.value.field == field


@pytest.mark.parametrize("version", ["1\u202e", "\x1b[31m1", "1\n2", "1" * 101])
def test_the_name_of_a_release_can_be_seen(overlay: Overlay, version: str) -> None:
    folder = overlay(register_file(document()))
    (folder / "release.json").write_text(json.dumps({"data_version": version, "generation": 2}))
    with pytest.raises(InvalidData, match="is no name of a release") as raised:
        load(folder)
    assert str(raised.value).isprintable()
    assert [finding.file for finding in check(folder)] == [str(folder / "release.json")]


def test_nothing_is_skipped_in_silence(overlay: Overlay, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = overlay(register_file(document()))
    for name in ("register/more.JSON", "register/more.Json", "frameworks/a/1.JSON"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}")
        with pytest.raises(InvalidData, match="in small letters"):
            load(folder)
        path.unlink()
    (folder / "notes.txt").write_text("what is no data may lie there")
    load(folder)
    scan = os.scandir

    def refuse(path: Any) -> Any:
        if str(path).endswith("register"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(InvalidData, match="the folder cannot be read: Permission denied"):
        load(folder)
    assert [finding.file for finding in check(folder)] == [str(folder / "register")]


# ---------------------------------------------------------------- checklists


def sheet(tmp_path: Path, *rows: list[Any]) -> Path:
    import openpyxl

    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "list.xlsx")
    return tmp_path / "list.xlsx"


@pytest.mark.parametrize("value", [False, True, 0, 1, 0.0])
def test_a_truth_or_a_number_is_no_result(tmp_path: Path, value: object) -> None:
    with pytest.raises(InvalidData, match="row 2, result: unknown result"):
        Checklist.read(sheet(tmp_path, ["id", "result"], [FIRST, value]))
    with pytest.raises(InvalidData, match="unknown result"):
        Assessment.of([(FIRST, value)])


def test_a_formula_that_nobody_computed_is_said(tmp_path: Path) -> None:
    path = sheet(tmp_path, ["id", "result", "mine"], [FIRST, "satisfied", "=1+1"])
    assert Checklist.read(path)[0].result is Outcome.SATISFIED  # in a column of one's own
    with pytest.raises(InvalidData, match="row 2, result: the formula has no computed value") as raised:
        Checklist.read(sheet(tmp_path, ["id", "result"], [FIRST, '=IF(A1="","satisfied","partly")']))
    assert "save it there" in raised.value.repair


def test_an_empty_checklist_says_so(tmp_path: Path) -> None:
    empty = CATALOG.checklist("enisa-faicp@2023")
    assert len(empty) == 0
    with pytest.raises(InvalidData, match="the checklist has nothing to ask"):
        empty.to_xlsx(tmp_path / "list.xlsx")
    assert not (tmp_path / "list.xlsx").exists()


def test_a_cell_over_the_limit_of_csv_is_named() -> None:
    with pytest.raises(InvalidData, match="line 2: field larger than field limit"):
        Checklist.read(f"id,result\n{'x' * 200_000},partly\n")
    # What only another delimiter cannot read does not matter.
    assert len(Checklist.read(f"id,result,mine,more\n{FIRST},partly,{'x' * 70_000},{'x' * 70_000}\n")) == 1


def test_signs_that_another_spreadsheet_splits_at_are_quoted() -> None:
    from ai_security_standards.tables import as_csv

    assert as_csv(["a"], [{"a": "x;=1+1"}, {"a": "x\t=1"}, {"a": 'q"'}, {"a": "plain"}]) == (
        'a\r\n"x;=1+1"\r\n"x\t=1"\r\n"q"""\r\nplain\r\n'
    )


# ---------------------------------------------------------------- the packaged data


def test_check_names_a_tampered_file(small_data: Path) -> None:
    from ai_security_standards.checking.checks import _check_packaged

    for name in ("register/acme.json", "frameworks/acme-policy/1.0.json", "mappings/policy--guide.sssom.tsv"):
        path = small_data / name
        sound = path.read_bytes()
        assert list(_check_packaged(small_data)) == []
        path.write_bytes(
            sound.replace(b"ACME", b"ACNE")
            .replace(b"Title of", b"Title or")
            .replace(b"side by side", b"side by site")
        )
        findings = list(_check_packaged(small_data))
        assert ("manifest", name, "sha256") in [(each.rule, each.file, each.field) for each in findings]
        path.write_bytes(sound)


@pytest.mark.parametrize(
    "shape",
    [
        "NIST SP 800-53 Rev. {}",
        "NIST CSF 2.{}",
        "ATLAS {}.09",
        "OWASP LLM Top 10 v{}",
        "LLM{}",
        "Article 5({}) AI Act",
        "Article {} of the AI Act",
        "ISO/IEC 42001:{} A.6",
        "ETSI EN 304 223 V{}.1.1",
        "CIS Controls v{}",
    ],
)
def test_a_number_of_thousands_of_digits_is_read(shape: str) -> None:
    text = shape.format("1" * 5_000)  # Python refuses to count more than 4,300
    refs = [*CATALOG.find_references(text), *(ref for each in CATALOG.audit(text) for ref in each.refs)]
    assert not [ref for ref in refs if "1111" in str(ref)]
    with pytest.raises(StandardsError):
        CATALOG.resolve(text)


def test_a_version_and_a_tag_of_thousands_of_digits_are_read() -> None:
    digits = "1" * 5_000
    found = CATALOG.normalize([{"tags": [f"LLM{digits}"]}], dialect=f"garak@{digits}")
    assert [each.refs for each in found] == [()]
