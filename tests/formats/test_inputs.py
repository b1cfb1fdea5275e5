"""Untrusted bytes: what is not plain data is refused, in bounded time and memory."""

import time
import tracemalloc

import pytest

from ai_security_standards.errors import InvalidData
from ai_security_standards.formats.inputs import parse_json, parse_text
from ai_security_standards.formats.yaml_text import parse_yaml, write_yaml


def test_numbers_and_dates_stay_as_they_are_written() -> None:
    assert parse_json('{"a": 1.10, "b": 007e0}'.replace("007e0", "7e0"), "x.json") == {
        "a": "1.10",
        "b": "7e0",
    }
    assert parse_yaml("a: 1.10\nb: 2024-01-02\nc: yes\nd: 0x1F\n", "x.yaml") == {
        "a": "1.10",
        "b": "2024-01-02",
        "c": "yes",
        "d": "0x1F",
    }


def test_yaml_has_the_words_of_json_and_quotes_keep_a_text() -> None:
    text = "a: true\nb: False\nc: ~\nd:\ne: \"true\"\nf: ''\ng: [1, {h: null}]\n"
    expected = {"a": True, "b": False, "c": None, "d": None, "e": "true", "f": "", "g": ["1", {"h": None}]}
    assert parse_yaml(text, "x.yaml") == expected
    assert parse_yaml("", "x.yaml") is None
    assert parse_yaml("a: 1\na: 2\n", "x.yaml") == {"a": "2"}
    assert parse_yaml("a: |\n  two\n  lines\n", "x.yaml") == {"a": "two\nlines\n"}


def test_what_is_written_as_yaml_is_read_again() -> None:
    value = {"b": "1.10", "a": ["true", "", "é ö", {"x": None, "y": True}], "long": "word " * 60}
    assert parse_yaml(write_yaml(value).decode(), "x.yaml") == value
    twice = {"a": [value], "b": [value]}
    assert parse_yaml(write_yaml(twice).decode(), "x.yaml") == twice


def test_the_end_of_the_name_says_how_a_file_is_read() -> None:
    assert parse_text(b"\xef\xbb\xbf[]", "x.sarif").value == []
    assert parse_text(b"a: b", "x.yml").value == {"a": "b"}
    assert parse_text(b"a\tb", "x.tsv") == ("x.tsv", "a\tb", None)


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("x.json", "{", "line 1, column 2 is not JSON"),
        ("x.json", "[NaN]", "NaN is not JSON"),
        ("x.json", "[" * 9000, "nested too deeply"),
        ("x.json", "[" * 100_000, "far more lists"),
        ("x.json", "[" + ",".join(["[]"] * 100_000) + "]", "far more lists"),
        ("x.json", "[" + ",".join(["10"] * 100_000) + "]", "far more lists"),
        ("x.yaml", "a: [", "is not YAML"),
        ("x.yaml", "a: \x07", "is not YAML"),
        ("x.yaml", "a: &x 1\nb: *x\n", "line 2, column 4: an alias"),
        (
            "x.yaml",
            "a: !!python/object:os.system {}\n",
            "the tag 'tag:yaml.org,2002:python/object:os.syste",
        ),
        ("x.yaml", "a: !secret x\n", "the tag '!secret' is not read"),
        ("x.yaml", "[a]: b\n", "a key is not a text"),
        ("x.yaml", "---\na: b\n---\nc: d\n", "a second document begins"),
        ("x.yaml", "[" * 5000, "nest"),
        ("x.yaml", "[" * 500 + "]" * 500, "nested too deeply"),
        ("x.yaml", "- a:\n" * 100_000, "far more lists"),
        ("x.yaml", b"\xff", "not UTF-8"),
    ],
)
def test_hostile_input_is_refused(name: str, text: str | bytes, problem: str) -> None:
    with pytest.raises(InvalidData) as caught:
        parse_text(text if isinstance(text, bytes) else text.encode(), name)
    assert problem in str(caught.value)
    assert caught.value.file == name


def test_the_bomb_of_laughs_costs_nothing() -> None:
    lines = ["a0: &a0 [lol, lol]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60))]
    with pytest.raises(InvalidData, match="an alias"):
        parse_yaml("\n".join(lines), "x.yaml")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.json", "[" + ",".join(['{"a":"b","c":"d"}'] * 50_000) + "]"),
        ("x.json", "[" + ",".join(["1234567"] * 200_000) + "]"),
        ("x.json", "[" + "9" * 1_000_000 + "]"),
        ("x.yaml", "- {a: b, c: d}\n" * 20_000),
        ("x.yaml", "- a\n" * 100_000),
        ("x.yaml", "a: " + "9" * 1_000_000),
    ],
)
def test_memory_stays_below_20_times_the_input(name: str, text: str) -> None:
    content = text.encode()
    tracemalloc.start()
    began = time.monotonic()
    try:
        parse_text(content, name)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 20 * len(content) + 4_000_000
    assert time.monotonic() - began < 10
