"""The tester of the docs' examples, and the plainness of their prose."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from docs_examples import run

from ai_security_standards import vocabulary

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])


def sentences(text: str) -> list[list[str]]:
    """Return the sentences of a page as words, without code, tables and headings."""
    text = re.sub(r"^```[\s\S]*?^```$", "\n", text, flags=re.MULTILINE)
    text = re.sub(r"^(#|\||:::).*$", "\n", text, flags=re.MULTILINE)
    text = re.sub(r"^ *([-*]|\d{1,2}\.) ", "\n", text, flags=re.MULTILINE)
    text = re.sub(r"\]\([^)]*\)", "]", text)
    text = re.sub(r"`[^`]*`", "`code`", text)
    text = re.sub(r"\b(Rev|Art|No)\. ", r"\1 ", text)
    found = [part for block in re.split(r"\n\s*\n", text) for part in re.split(r"(?<=[.!?])\s+", block)]
    return [words for each in found if (words := [word for word in each.split() if re.search(r"\w", word)])]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_prose_is_plain(page: Path) -> None:
    lengths = [len(words) for words in sentences(page.read_text(encoding="utf-8"))]
    long = [" ".join(words) for words in sentences(page.read_text(encoding="utf-8")) if len(words) > 30]
    assert not long
    assert not lengths or sum(lengths) / len(lengths) <= 15


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_column_of_a_table_has_a_name(page: Path) -> None:
    lines = page.read_text(encoding="utf-8").splitlines()
    headers = [line for line, below in pairwise(lines) if re.fullmatch(r"\|(?: *:?-+:? *\|)+", below)]
    assert [line for line in headers if re.search(r"\| *\|", line)] == []


@pytest.mark.parametrize(
    "block",
    [
        "1 + 1  # -> 2",
        "'a'  # -> 'a'",
        "'a'  # -> a",
        "print('a\\nb')\n# -> a\n# -> b",
        "for each in 'ab':\n    print(each)\n# -> a\n# -> b\n",
        "# why\nx = 'long text'  # an explanation\nx\n# -> 'long...'",
        "{}['a']\n# raises KeyError: 'a'\n1  # -> 1",
    ],
)
def test_right_results_pass(block: str) -> None:
    assert run(block, {}) == []


@pytest.mark.parametrize(
    ("block", "message"),
    [
        ("1 + 1  # -> 3", "expected\n3\nbut got\n2\n"),
        ("print('a')\n# -> b", "expected\nb\nbut got\na\n"),
        ("x = 1\n# -> 1", "expected\n1\nbut got\n"),
        ("1\n\n# -> 1", "line 3: this result belongs to no statement"),
        ("for x in [1]:\n    x  # -> 1\n    x", "line 2: this result belongs to no statement"),
        ("1\n# raises KeyError: 'a'", "expected the error KeyError: 'a'"),
        ("{}['a']\n# raises KeyError: 'b'", "but got\nKeyError: 'a'"),
    ],
)
def test_wrong_results_fail(block: str, message: str) -> None:
    (failure,) = run(block, {})
    assert message in failure


def test_an_error_nobody_expects_is_raised() -> None:
    with pytest.raises(KeyError):
        run("{}['a']", {})


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_code_can_be_pasted(page: Path) -> None:
    """No line of a block begins with a prompt of Python or of a shell."""
    blocks = re.findall(r"^```[\s\S]*?^```$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert not [
        line for block in blocks for line in block.splitlines() if re.match(r"(\$|>>>|\.\.\.) ", line)
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_all_pages_ask_for_one_day(page: Path) -> None:
    """A reader who goes from page to page meets the same figures; the start page says why the day is fixed."""
    text = page.read_text(encoding="utf-8")
    assert set(re.findall(r'aiss\.load\([^)]*\)\.as_of\("([^"]*)"\)', text)) <= {"2026-11-29"}


@pytest.mark.parametrize(
    "words", ["Extent", "LegalEffect", "Lineage", "Outcome", "RelationshipType", "Trust", "Verdict"]
)
def test_the_glossary_has_every_word_of_answers(words: str) -> None:
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").lower()
    listed = {each.value for each in getattr(vocabulary, words)}
    said = {
        each for each in listed if f"`{each}`" in text or re.search(rf"\b{each.replace('_', ' ')}\b", text)
    }
    assert listed - said == set()
