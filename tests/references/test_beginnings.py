"""How identifiers begin: a word that cannot begin one is passed over, and nothing that is one is."""

from __future__ import annotations

import pytest

from ai_security_standards import load
from ai_security_standards.references.lexicon import Lexicon
from ai_security_standards.references.recognition.candidates import is_loose_number
from ai_security_standards.references.recognition.page import Page, Sighting

CATALOG = load()
LEXICON = Lexicon(CATALOG.snapshot.register)


def found(text: str) -> list[str]:
    return [f"{each.text}={each.refs[0].provision}" for each in CATALOG.find_references(text)]


def test_every_identifier_of_a_standard_may_begin_with_its_first_two_words() -> None:
    for standard in ("eu-ai-act", "iso-iec-42001", "nist-csf", "nydfs-500", "aiuc-1", "nist-ai-rmf"):
        first_words = LEXICON.first_words_of(frozenset((standard,)))
        for key in LEXICON.identifiers(standard).ids_by_tokens:
            word, *others = key.split()
            if word not in first_words.words:
                continue  # a title that was an identifier once
            after = others[0] if others else ""
            assert first_words.may_begin(word, after) or first_words.is_whole(word), (standard, key)


@pytest.mark.parametrize(
    ("word", "after", "may"),
    [
        ("a", "5", True),
        ("a", "report", False),
        ("annex", "iii", True),
        ("annex", "clause", True),
        ("article", "15", True),
        ("article", "says", False),
        ("point", "a", True),
    ],
)
def test_the_next_word_tells_whether_an_identifier_may_begin(word: str, after: str, may: bool) -> None:
    words = LEXICON.first_words_of(frozenset(("eu-ai-act", "iso-iec-42001")))
    assert words.may_begin(word, after) is may
    assert words.may_begin(word, after) is may  # from memory


def test_numbers_with_letters_behind_them_are_no_plain_numbers() -> None:
    words = LEXICON.first_words_of(frozenset(("nydfs-500",)))
    number = next(
        key.split()[1] for key in LEXICON.identifiers("nydfs-500").ids_by_tokens if key.endswith(" a")
    )
    assert not words.is_plain_number(number, "a")
    assert words.is_plain_number(number, "people")
    assert not words.is_plain_number("5", "section")


@pytest.mark.parametrize(
    ("text", "loose"),
    [
        ("EU AI Act, and 146 tests passed", True),
        ("NIST AI RMF, ISO/IEC 42001: in 6 of ISO/IEC 42001", False),
        ("EU AI Act, Article 5, 6 apply", False),
        ("EU AI Act, " + "7 " * 30 + "items", False),
        ("EU AI Act\n\n| EU AI Act | n |\n|---|---|\n| 7 | 8 |", False),
    ],
)
def test_numbers_that_nothing_makes_an_identifier_are_loose(text: str, loose: bool) -> None:
    page = Page(LEXICON, text, None, lenient=False)
    wanted = next(number for number in ("146", "6", "7") if number in page.tokens.values)
    if "Article 5" in text:
        page.sightings.append(Sighting(11, 20, "eu-ai-act", None, ("Article 5",)))
    assert is_loose_number(page, page.tokens.values.index(wanted)) is loose


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("AIUC-1: domain A of AIUC-1, and a report", []),
        ("ISO/IEC 42001 A.6.2.4, and 6.1.2 of ISO/IEC 42001", None),
        ("EU AI Act: Annex III, point 4 of Annex III, and a second annex", None),
    ],
)
def test_texts_are_read_as_if_every_word_were_tried(
    text: str, expected: list[str] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = found(text)
    monkeypatch.setattr(
        "ai_security_standards.references.recognition.first_tokens._may_begin", lambda *_: True
    )
    monkeypatch.setattr(
        "ai_security_standards.references.recognition.context.is_loose_number", lambda *_: False
    )
    assert found(text) == read
    assert expected is not None or len(read) > 1
