"""Numbers that count what stands behind them: "Annex A 93 controls", "Annex A 14个域"."""

from __future__ import annotations

import re

__all__ = ["counts_things", "has_classifier"]

#: Words of Chinese and Japanese that count things, before what is counted.
_CLASSIFIER = re.compile(r"[ \t]?[個个種种箇]")
#: A thing in small letters, or in German with a capital behind a bracket; no word that joins two numbers.
_JOINT = r"(?!(?:to|and|or|of|in|bis|und|oder|sowie|et|ou)\b)"
_THINGS = re.compile(rf"[ -]{_JOINT}[a-zà-ÿ]{{3}}")
_THINGS_IN_BRACKET = re.compile(rf" {_JOINT}[^\W\d_]{{2}}")


def has_classifier(text: str, end: int) -> bool:
    """Tell whether a word of Chinese or Japanese that counts things follows a number: "14个".

    Args:
        text: The text.
        end: Where the number ends.
    """
    return _CLASSIFIER.match(text, end) is not None


def counts_things(text: str, end: int, *, in_bracket: bool = False) -> bool:
    """Tell whether a number counts what stands behind it.

    Examples::

        93 controls, 14个域               yes
        (6 Mappings)                     yes, in a bracket
        4 to 10, 8 Operation             no

    Args:
        text: The text.
        end: Where the number ends.
        in_bracket: Whether a bracket opens before it.
    """
    things = _THINGS_IN_BRACKET if in_bracket else _THINGS
    return things.match(text, end) is not None or has_classifier(text, end)
