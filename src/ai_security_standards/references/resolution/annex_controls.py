"""Controls of an annex that a text calls controls, where a clause has the same number: "Control 7.5"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..lexicon import Lexicon
from ..recognition.page import Page, Sighting

__all__ = ["as_annex_control", "without_opening"]

#: The word before a number, with the signs between, has at most so many characters.
LONGEST_WORD = 12

#: So many characters before a number can hold the list that it is of.
LONGEST_LIST = 60

_DOTTED = re.compile(r"([0-9]{1,3})\.([0-9]{1,2})(?:\.([a-z]|[ivx]{1,4}))?")
_NUMBER = r"[0-9]{1,2}\.[0-9]{1,2}(?![.0-9])"
_JOINT = r"(?:[,;/][ \t]?|[ \t]and[ \t])"
_BEFORE = re.compile(rf"(?<![.0-9])(?:{_NUMBER}{_JOINT}){{1,8}}\Z")
_AFTER = re.compile(rf"(?:{_JOINT}{_NUMBER}){{1,8}}")
_EACH = re.compile(_NUMBER)
_CONTROL = re.compile(
    r"\bcontrols?[ \t]?[(/#:]?[ \t]?([0-9]+(?:\.[0-9]+)*)(?:[ \t](?:of|in|from|der|von|aus)[ \t].{1,60})?\Z",
    re.IGNORECASE,
)


def as_annex_control(lexicon: Lexicon, page: Page, sighting: Sighting) -> Sighting:
    """Return a reference to a clause as one to the control of the annex with its number, if it is called so.

    Examples, for ISO/IEC 27001::

        Control 7.5 (Protecting against physical and environmental threats)      A.7.5, not clause 7.5
        People Controls (6.x), iso27001://control/5.1                            A.6, A.5.1
        8.3, 8.12                                                                A.8.3, as no clause is 8.12
        Clause 7.5, Control 10.1                                                 themselves

    Args:
        lexicon: The names and identifiers of the register.
        page: The text.
        sighting: The reference.
    """
    if len(sighting.ids) != 1 or not sighting.ids[0][:1].isdigit():
        return sighting
    control = f"A.{sighting.ids[0]}"
    structures = lexicon.identifiers(sighting.standard).structures.by_edition
    newest = next(reversed(structures.values()), {})
    if control not in newest:
        return sighting
    start = max(sighting.start - LONGEST_WORD, 0)
    called = _CONTROL.search(page.text[start : sighting.end])
    is_control = called is not None and called[1] == sighting.ids[0]
    is_control = is_control or _is_listed_with_control(newest, page.text, sighting)
    return sighting._replace(ids=(control,)) if is_control else sighting


def _is_listed_with_control(newest: Mapping[str, object], text: str, sighting: Sighting) -> bool:
    """Tell whether a bare number is listed with one that is no clause, but a control: 8.3 in "8.3, 8.12".

    Args:
        newest: The provisions of the newest edition.
        text: The text.
        sighting: The reference, which ends with the number.
    """
    number = sighting.ids[0]
    start = sighting.end - len(number)
    if text[start : sighting.end] != number:
        return False
    before = _BEFORE.search(text, max(start - LONGEST_LIST, 0), start)
    after = _AFTER.match(text, sighting.end)
    listed = f"{before[0] if before else ''} {after[0] if after else ''}"
    return any(each not in newest and f"A.{each}" in newest for each in _EACH.findall(listed))


def without_opening(lexicon: Lexicon, sighting: Sighting) -> Sighting:
    """Return a reference to a control of Annex A, or an article, written without what it begins with.

    Examples::

        ISO 27001 control 5.17
        NIS2 21.2.e

    Args:
        lexicon: The names and identifiers of the register.
        sighting: The reference, which no edition has as it is written.
    """
    dotted = _DOTTED.fullmatch(sighting.unknown_id)
    is_law = dotted is not None and sighting.standard in lexicon.names.editions.ages.laws
    parts = "".join(f"({part})" for part in dotted.groups()[1:] if part) if dotted and is_law else ""
    provision_id = f"Article {dotted[1]}{parts}" if dotted and is_law else f"A.{sighting.unknown_id}"
    structures = lexicon.identifiers(sighting.standard).structures.by_edition
    if not any(provision_id in provisions for provisions in structures.values()):
        return sighting
    return sighting._replace(ids=(provision_id,), unknown_id="")
