"""Text before it is read: folded, cut into tokens, each at its place."""

from ai_security_standards.references.text.tokens import PADDING, Tokens, fold, normalize_text


def test_words_keep_their_places() -> None:
    text = normalize_text("Règlement\u200b AML.T0051 （５）")
    tokens = Tokens(text)
    assert [text[each.start : each.end] for each in tokens] == [each.text for each in tokens]
    assert fold("Règlement 007") == ("reglement", "7")
    assert normalize_text("a%2Fb&amp;c")[1] == "/"
    assert normalize_text("100%zz &nosuch; %C3%A9") == "100%zz &nosuch; é" + 5 * PADDING
