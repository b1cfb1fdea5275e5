"""Sentences of publishers are found wherever they were copied."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from curation import commands
from curation.text_policy import Run, echoes, runs

SENTENCE = "Every kitchen knife must be washed, dried and counted before the last cook leaves"


def data(folder: Path, *provisions: dict[str, Any]) -> Path:
    file = folder / "data" / "frameworks" / "kitchen" / "1.json"
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps({"standard": "kitchen", "edition": "1", "provisions": provisions}))
    return folder / "data"


def source(folder: Path, **files: str | bytes) -> Path:
    (folder / "source" / "deep").mkdir(parents=True)
    for name, content in files.items():
        raw = content if isinstance(content, bytes) else content.encode()
        (folder / "source" / "deep" / name).write_bytes(raw)
    return folder / "source"


def test_a_run_of_eight_words_is_found_whatever_the_case_and_punctuation(tmp_path: Path) -> None:
    ours = data(
        tmp_path,
        {"id": "K-1", "summary": "At night, knife must be washed; dried and COUNTED before the light goes."},
        {"id": "K-2", "label": "Knife must be washed, dried and counted"},
        {"id": "K-3", "title": SENTENCE},
        {"id": "K-4"},
    )
    text = "Every kitchen “knife” must be\n> washed, *dried* and _counted_ before the last cook leaves."
    found = runs(ours, [source(tmp_path, one=text, two=text)])
    (one,) = found
    assert one[:2] == ("kitchen@1:K-1", "summary")
    assert one.words == "knife must be washed dried and counted before the"
    assert one.source == str(tmp_path / "source" / "deep" / "one")
    assert one.files == 2
    assert str(one).endswith("deep/one and 1 more")
    assert [each.ref for each in runs(ours, [tmp_path / "source"], words=7)] == [
        "kitchen@1:K-1",
        "kitchen@1:K-2",
    ]


def test_a_run_within_a_longer_one_is_left_out(tmp_path: Path) -> None:
    ours = data(tmp_path, {"id": "K-1", "summary": "one two three four five six seven eight nine ten"})
    texts = {
        "a": "one two three four five six seven eight",
        "b": "one two three four five six seven eight nine",
        "c": "three four five six seven eight nine ten and one two three four five six seven eight",
    }
    assert [each.words for each in runs(ours, [source(tmp_path, **texts)])] == [
        "one two three four five six seven eight nine",
        "three four five six seven eight nine ten",
    ]


@pytest.mark.parametrize(
    "text",
    [
        '{"text": "knife\\nmust be \\u0077ashed dried and counted before"}',
        '"knife must be washed dried\\\n  \\ and counted \\x62efore"',
        "<p>knife must be <b>washed</b>&nbsp;dried and counted<br/>before</p>",
        "\ufeffknife must be washed dried and counted before",
    ],
)
def test_escapes_and_markup_hide_no_run(tmp_path: Path, text: str) -> None:
    ours = data(tmp_path, {"id": "K-1", "label": "Knife must be washed, dried and counted before"})
    (found,) = runs(ours, [source(tmp_path, one=text)])
    assert str(found).endswith("one")


def test_only_text_is_read_and_no_link_followed(tmp_path: Path) -> None:
    ours = data(tmp_path, {"id": "K-1", "label": SENTENCE})
    folder = source(
        tmp_path, binary=b"\0" + SENTENCE.encode(), latin=b"\xe9 " + SENTENCE[6:].encode("latin-1")
    )
    (tmp_path / "outside").write_text(SENTENCE)
    (folder / "link").symlink_to(tmp_path / "outside")
    (found,) = runs(ours, [folder])
    assert found.words == SENTENCE[6:].casefold().replace(",", "")
    assert found.files == 1


def test_arguments_and_rules_are_searched_but_not_titles_that_editions_quote(tmp_path: Path) -> None:
    ours = data(tmp_path)
    shared = "one two three four five six seven eight"
    rows = ["#x: 1", "subject_id\tobject_id\targument", f"aiss:a@1:X\taiss:b@1:Y\tSo {shared}."]
    (ours / "mappings").mkdir()
    (ours / "mappings/a--b.sssom.tsv").write_text("\n".join([*rows, f"aiss:a@1:X\taiss:a@2:X\t{shared}"]))
    (ours / "applicability").mkdir()
    rule = {"article": "Article 1", "why": shared, "when": {}}
    law = {"standard": "a", "sources": [{"address": "x"}], "scope": [rule]}
    (ours / "applicability/a.json").write_text(json.dumps(law))
    found = runs(ours, [source(tmp_path, one=shared)])
    assert [(each.ref, each.field) for each in found] == [
        ("a--b.sssom.tsv, aiss:a@1:X aiss:b@1:Y", "argument"),
        ("a.json, scope, Article 1", "why"),
    ]


def test_a_title_of_more_than_160_characters_is_a_sentence(tmp_path: Path) -> None:
    ours = data(tmp_path, {"id": "K-1", "title": "x" * 160}, {"id": "K-2", "title": "x" * 161})
    found = runs(ours, [])
    assert found == [Run("kitchen@1:K-2", "title", "x" * 161)]
    assert str(found[0]) == "kitchen@1:K-2, title: 161 characters; at most 160 are allowed"


def test_a_label_may_not_echo_the_sentence_it_stands_for(tmp_path: Path) -> None:
    ours = data(
        tmp_path,
        {"id": "K-1", "label": "Knife must be washed, dried and put away"},
        {"id": "K-2", "label": "Knife must be clean"},
        {"id": "K-3", "label": SENTENCE},
        {"id": "K-4", "summary": SENTENCE},
    )
    sentences = {f"kitchen@1:K-{number}": SENTENCE for number in (1, 2, 4)}
    (found,) = echoes(ours, sentences)
    assert (found.ref, found.words) == ("kitchen@1:K-1", "knife must be washed dried and")
    assert [each.ref for each in echoes(ours, sentences, words=3)] == ["kitchen@1:K-1", "kitchen@1:K-2"]


def test_what_cannot_be_searched_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="nowhere is not a folder"):
        runs(data(tmp_path), [tmp_path / "nowhere"])
    with pytest.raises(ValueError, match="at least 1 word"):
        runs(tmp_path / "data", [], words=0)


def test_the_command_prints_what_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ours = data(tmp_path, {"id": "K-1", "label": SENTENCE})
    folder = source(tmp_path, one=SENTENCE)
    assert commands.check_texts([folder], data=ours) == 1
    assert capsys.readouterr().out.endswith(
        "deep/one\n1 finding: titles that are too long, and shared runs of 8 words or more\n"
    )
    assert commands.check_texts([tmp_path / "nowhere"], data=ours) == 1
    assert capsys.readouterr().out == f"{tmp_path / 'nowhere'} is not a folder\n"
    given: list[object] = []
    monkeypatch.setattr(commands, "check_texts", lambda *arguments: given.append(arguments) or 0)
    assert commands.main(["text", str(folder), "--words", "9"]) == 0
    assert given == [([folder], 9)]
