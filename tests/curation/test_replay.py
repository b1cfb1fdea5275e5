"""The record of answers: it holds what it must, is replayed the same, and tells what differs."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from curation import commands, replay
from curation.replay import RENAMES, read_answers
from curation.replay.asking import ask, data_version
from curation.replay.differences import Renames, differences, report
from curation.replay.drawing import SHARES
from curation.replay.summarising import summarise

DAY = "2026-11-28"
LAST = replay.last_recorded()
same_data = pytest.mark.skipif(
    data_version() != LAST, reason="the data are in the making: none of it is recorded"
)


@pytest.fixture(scope="module")
def recorded() -> list[Any]:
    return list(read_answers(replay.answers_path(LAST)))


def call(method: str, *args: Any, **further: Any) -> dict[str, Any]:
    return {"n": 1, "method": method, "as_of": DAY, "args": list(args), "kwargs": {}, **further}


def test_two_thousand_calls_are_recorded(recorded: list[Any]) -> None:
    assert Counter(each["method"] for each in recorded) == SHARES
    assert [each["n"] for each in recorded] == list(range(1, 2001))
    assert all("rows" in each or "error" in each for each in recorded)


@same_data
def test_calls_of_every_method_are_answered_as_recorded(recorded: list[Any]) -> None:
    first = {each["method"]: each for each in reversed(recorded)}
    *different, whole = replay.replay([*first.values()], replay.renames_path(LAST), release=LAST)
    assert not different
    assert whole.startswith(f"0 of {len(SHARES)} calls differ")


def test_the_command_prints_what_differs(monkeypatch: Any, capsys: Any, recorded: list[Any]) -> None:
    one = next(each for each in recorded if each["method"] == "publisher" and "rows" in each)
    changed = json.loads(json.dumps(one))
    changed["rows"][0]["name"] = "Another"
    assert commands.main(["replay", "--release", "2020.1.0"]) == 1
    assert capsys.readouterr().out == "no answers are recorded of data 2020.1.0\n"
    monkeypatch.setattr(replay, "read_answers", lambda path: [one, {**changed, "n": 7}])
    assert commands.main(["replay", "--only", "parent"]) == 0
    assert commands.main(["replay", "--only", "publisher"]) == 1
    out = capsys.readouterr().out
    assert 'publisher: rows[*].name changed in 1 call\n    #7: "Another" -> ' in out
    assert "not in differences.md: 7\n1 of 2 calls differ" in out
    assert commands.main(["replay", "--release", "2020.1.0"]) == 1
    assert "data 2020.1.0 is not kept in data" in capsys.readouterr().out


def test_differences_that_were_reviewed_are_listed_by_the_numbers_of_calls(tmp_path: Path) -> None:
    table = tmp_path / replay.REVIEWED
    assert replay.reviewed_calls(table) == set()
    table.write_text(
        "2,000 calls\n\n| method | calls |\n|---|---|\n| `get`, `audit` | 13, 843 to 846, 4 calls |\n"
    )
    assert replay.reviewed_calls(table) == {13, 843, 844, 845, 846}
    assert 956 in replay.reviewed_calls(replay.RENAMES.with_name(replay.REVIEWED))


def test_answers_are_plain_json() -> None:
    found = ask(call("crosswalk", "etsi-en-304-223@2.1.1", "iso-iec-42001@2023"))
    assert json.loads(json.dumps(found)) == found
    assert found["headline"].startswith("66 rows")
    assert found["rows"][0]["source"].startswith("etsi-en-304-223@2.1.1:")
    wrong = ask(call("standard", "etsy-en-304-223"))
    assert (wrong["error"], wrong["about"]["near_misses"][0]) == ("UnknownReference", "etsi-en-304-223")
    steps = [{"method": "tree", "args": ["markdown"]}]
    assert ask(call("children", "mitre-atlas@5.6.1:AML.T0051", then=steps))["rows"][0].startswith("- AML")
    overlay = {"register/x.json": '{"standards": 1}'}
    (row,) = ask(call("check", overlay=overlay))["rows"]
    assert row["file"] == "OVERLAY/register/x.json"


def test_long_answers_keep_both_ends_and_digests() -> None:
    rows = [{"ref": f"a:{number}", "text": "x" * 200} for number in range(2000)]
    small = summarise({"rows": rows, "about": {"refs": ["a" * 100] * 100, "part": {"rows": rows}}})
    assert (len(small["rows"]), small["count"], set(small["digests"])) == (60, 2000, {"ref", "text"})
    assert small["about"]["refs"]["count"] == 100
    assert len(small["about"]["part"]["rows"]) == 5
    rows[1000] = {**rows[1000], "text": "y"}
    (only,) = differences(small, summarise({**small, "rows": rows, "about": small["about"]}), frozenset())
    assert only.place == "digests.text"


def renames(**lists: list[dict[str, Any]]) -> Renames:
    reasoned = {name: [{"reason": "clearer", **each} for each in entries] for name, entries in lists.items()}
    return Renames({"keys": [], "texts": [], **reasoned})


def test_renames_are_undone_before_answers_are_compared() -> None:
    old = {"columns": ["ref", "why", "x"], "rows": [{"ref": "a", "why": ["there is no 'b'"], "x": 1}]}
    new = {
        "columns": ["ref", "reasons", "more"],
        "rows": [{"ref": "a", "reasons": ["unknown: 'b'"], "more": 2}],
    }
    table = renames(
        keys=[
            {"method": "m", "old": "why", "new": "reasons"},
            {"method": "*", "old": None, "new": "more"},
            {"method": "m", "old": "x", "new": None},
        ],
        texts=[{"method": "m", "old": "there is no {name}", "new": "unknown: {name}"}],
    )
    assert not differences(old, table.restore("m", new), table.removed_keys("m"))
    assert differences(old, table.restore("other", new), table.removed_keys("other"))
    with pytest.raises(ValueError, match="a rename needs a reason"):
        renames(keys=[{"method": "m", "old": "a", "new": "b", "reason": ""}])
    assert Renames.read(RENAMES)


def test_differences_are_told_by_place_and_kind() -> None:
    old = {"rows": [{"a": 1, "b": 2}, {"a": 2}], "about": {"refs": ["x", "y"], "notes": ["n"]}}
    new = {"rows": [{"a": 1, "c": 2}, {"a": 3}], "about": {"refs": ["y", "x"], "notes": []}}
    found = differences(old, new, frozenset())
    assert [(each.place, each.kind) for each in found] == [
        ("rows[*].b", "missing"),
        ("rows[*].c", "added"),
        ("rows[*].a", "changed"),
        ("about.refs", "in another order"),
        ("about.notes", "of another length"),
        ("about.notes[*]", "missing"),
    ]
    lines = list(report([("m", number, each) for number in (1, 2, 3) for each in found]))
    assert lines[:3] == ["m: about.notes of another length in 3 calls", "    #1: 1 -> 0", "    #2: 1 -> 0"]
    assert differences({"error": "A", "message": "x"}, {"rows": []}, frozenset())[0].kind == "missing"


def test_keys_that_are_new_are_allowed_where_the_table_says_so() -> None:
    table = Renames({"keys": [], "texts": [], "added": [{"method": "x", "key": "paths", "reason": "proofs"}]})
    old = {"columns": ["ref"], "rows": [{"ref": "a", "paths": [1]}, {"ref": "b"}]}
    new = {
        "columns": ["ref", "paths"],
        "rows": [{"ref": "a", "paths": [1]}, {"ref": "b", "paths": []}],
    }
    assert differences(old, new, added=table.added_keys("x")) == []
    assert [each.kind for each in differences(old, new, added=table.added_keys("y"))] == [
        "of another length", "added", "added",
    ]  # fmt: skip
    new["rows"][0]["paths"] = [2]  # type: ignore[index]
    assert [each.place for each in differences(old, new, added=table.added_keys("x"))] == ["rows[*].paths[*]"]


def test_what_new_keys_make_long_is_compared_cut_down() -> None:
    rows = [{"ref": f"r{n}", "word": "x" * 90} for n in range(300)]
    long = summarise({"rows": [{**row, "more": "y" * 3000} for row in rows]})
    assert "digests" in long
    assert differences({"rows": rows}, long, added=frozenset({"more"})) == []
    rows[60] = {"ref": "r60", "word": "z"}
    found = differences({"rows": rows}, long, added=frozenset({"more"}))
    assert {each.place for each in found} >= {"digests.word"}


def test_what_was_cut_down_is_compared_cut_down() -> None:
    rows = [{"ref": f"r{n}", "word": "x" * 90} for n in range(60)]
    old = summarise({"rows": [], "about": {"part": {"rows": rows}}})
    fewer = [{**row, "word": "y"} for row in rows]
    assert "digests" in old["about"]["part"]
    assert differences(old, {"rows": [], "about": {"part": {"rows": rows}}}) == []
    assert {each.place for each in differences(old, {"rows": [], "about": {"part": {"rows": fewer}}})} == {
        "about.part.digests.word", "about.part.rows[*].word",
    }  # fmt: skip
