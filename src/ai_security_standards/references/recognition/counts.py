"""Numbers that count something, and name no provision: "Annex A 93 controls", "14个域", "1 000 samples"."""

from __future__ import annotations

from ..._store.lazily import regex
from ..text.tokens import Tokens

__all__ = ["counts_things", "has_classifier", "is_thousands"]

#: Large numbers are written in groups of so many digits.
LENGTH_OF_GROUP = 3

_JOINTS = (" ", ",")
_COUNTED = regex(r"\+|[ ]?(?!(?:and|und|et|or|to)\b)[a-z]{3}")

#: Words of Chinese and Japanese that count things, before what is counted.
_CLASSIFIER = regex(r"[ \t]?[個个種种箇]")
#: A thing in small letters, or in German with a capital behind a bracket; no word that joins two numbers.
_JOINT = r"(?!(?:to|and|or|of|in|bis|und|oder|sowie|et|ou)\b)"
_THINGS = regex(rf"[ -]{_JOINT}[a-zà-ÿ]{{3}}")
_THINGS_IN_BRACKET = regex(rf" {_JOINT}[^\W\d_]{{2}}")


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


def is_thousands(tokens: Tokens, text: str, stop: int) -> bool:
    """Tell whether a number goes on in groups of three digits, and counts.

    Pattern: number (" " | ",") three digits ("+" | [" "] word)

    Examples::

        CAPEC, 1 000 samples
        Controls: 1,800+ in the database
        CWE-79,352               no, a list

    Args:
        tokens: The tokens of the text.
        text: The text.
        stop: The token of the second group.
    """
    if stop == len(tokens):
        return False
    before, token = tokens[stop - 1], tokens[stop]
    is_count = before.is_number and before.gap[-1:] == " " and not before.text.startswith("0")
    is_group = token.is_number and len(token.text) == LENGTH_OF_GROUP and token.gap in _JOINTS
    return is_count and is_group and _COUNTED.match(text, token.end) is not None
