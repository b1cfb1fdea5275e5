"""What tells by a word or two that nothing begins there: it never hides what a closer look finds."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ai_security_standards as aiss
from ai_security_standards._store.register import packaged_register
from ai_security_standards.references.auditing import FileText
from ai_security_standards.references.lexicon import Lexicon
from ai_security_standards.references.lexicon.following_words import FollowingWords
from ai_security_standards.references.text.tokens import _TOKEN, Tokens

LEXICON = Lexicon(packaged_register())
WORDS = st.sampled_from(
    (
        "Ab",
        "c",
        "é",
        "É",
        "ß",
        "Σ",
        "見",
        "09",
        "0",
        "7",
        "012025",
        "LLM012025",
        "x2024a",
        " ",
        "_",
        "-",
        '"',
        "\n",
        "²",
    )
)


@given(st.lists(WORDS, max_size=12).map("".join))
def test_tokens_are_those_of_the_pattern(text: str) -> None:
    matches, tokens = list(_TOKEN.finditer(text)), Tokens(text)
    assert [(each.text, each.start, each.end) for each in tokens] == [(m[0], *m.span()) for m in matches]
    assert tokens.texts == [match[0] for match in matches]
    assert tokens.values == [value for match in matches for value in Tokens(match[0]).values]
    if matches:
        assert tokens[-1] == tokens[len(tokens) - 1]
        assert tokens.text_of(0, len(tokens)) == text[matches[0].start() : matches[-1].end()]


def test_a_name_is_looked_at_where_its_first_words_stand() -> None:
    following, tree = FollowingWords(LEXICON.names._tree), LEXICON.names._tree
    for word in tree:
        node = tree.get(word)
        for after, below in node.items():
            if after == "":
                assert "anything" in following[word]
                assert all(following.goes_on(word, other, "anything") for other in [*node, "anything"])
                continue
            assert after in following[word]
            assert all(following.goes_on(word, after, third or "anything") for third in below)
            assert following.goes_on(word, after, "of")


@pytest.mark.parametrize(
    ("word", "after", "third", "goes_on"),
    [
        ("github", "com", "nobody", False),
        ("github", "com", "genai", True),
        ("din", "en", "anything", True),
        ("oscal", "json", "anything", True),
    ],
)
def test_an_address_of_nobody_known_is_passed_over(word: str, after: str, third: str, goes_on: bool) -> None:
    following = FollowingWords(LEXICON.names._tree)
    assert after in following[word]
    assert following.goes_on(word, after, third) is goes_on


def test_words_that_no_name_has_are_passed_over() -> None:
    following = FollowingWords(LEXICON.names._tree)
    assert "com" in following["github"]
    assert "anything" not in following["github"]
    assert "iso" in following["din"]
    assert "42001" in following["iso"]
    assert "anything" not in following["iso"]


@pytest.mark.parametrize(
    ("word", "after", "opens"),
    [
        ("map", "1", True), ("map", "x", True), ("map", "filter", False), ("id", "am", True),
        ("id", "number", False), ("aml", "ta", True), ("aml", "tokens", False), ("aml", "", False),
        ("v", "1", True), ("govern", "maturity", False),
    ],
)  # fmt: skip
def test_an_opening_is_looked_at_before_what_can_follow_it(word: str, after: str, opens: bool) -> None:
    assert LEXICON.may_open(word, after) is opens


def test_every_identifier_that_names_its_standard_is_looked_at() -> None:
    looked_at = 0
    for word, openings in LEXICON.openings.items():
        for standard in {opening.standard for opening in openings}:
            identifiers = LEXICON.identifiers(standard)
            after = [part.lstrip("-") for part in identifiers._tree.get(word, {}) if part]
            looked_at += len(after)
            assert all(LEXICON.may_open(word, part) for part in [*after, *identifiers.headings]), standard
    assert looked_at > 500


def test_a_file_that_was_read_is_audited_like_its_path(tmp_path: Path) -> None:
    path = tmp_path / "model.py"
    path.write_text(
        'TAGS = {"id": "LLM06:2025", "title": "Sensitive Information Disclosure"}', encoding="utf-8"
    )
    catalog = aiss.load()
    found = catalog.audit(FileText(str(path), path.read_text(encoding="utf-8")))
    assert list(found) == list(catalog.audit(path))
    assert found[0].verdict == "reused"
