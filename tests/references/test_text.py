"""Text before it is read: folded, cut into tokens, each at its place."""

import time

import pytest

from ai_security_standards.references.text.beside import BesideReader
from ai_security_standards.references.text.tokens import PADDING, Tokens, fold, normalize_text


def test_words_keep_their_places() -> None:
    text = normalize_text("Règlement\u200b AML.T0051 （５）")
    tokens = Tokens(text)
    assert [text[each.start : each.end] for each in tokens] == [each.text for each in tokens]
    assert fold("Règlement 007") == ("reglement", "7")
    assert normalize_text("a%2Fb&amp;c")[1] == "/"
    assert normalize_text("100%zz &nosuch; %C3%A9") == "100%zz &nosuch; é" + 5 * PADDING


@pytest.mark.parametrize("unit", ['"a', '{"a":', "a: b\n", "a", "a.", "[x](", "- ", "'a:", '"\\', "[a", "`a"])
def test_fields_of_hostile_texts_take_time_in_proportion(unit: str) -> None:
    def seconds(length: int) -> float:
        start = time.process_time()
        BesideReader(unit * (length // len(unit)), "")
        return time.process_time() - start

    # The least of several: a collection of garbage in a process of many tests takes seconds of its own.
    least = min(seconds(160_000) for _ in range(4))
    assert least < 16 * min(seconds(20_000) for _ in range(4)) + 0.5
