"""Controls of an annex that a text calls controls, where a clause has the same number: "Control 7.5"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..._store.lazily import regex
from ..lexicon import Lexicon
from ..lexicon.structures import Structures
from ..recognition.page import Page, Sighting

__all__ = ["as_annex_controls", "without_opening"]

#: The word before a number, with the signs between, has at most so many characters.
LONGEST_WORD = 12

#: So many characters before a number can hold the list that it is of.
LONGEST_LIST = 60

_DOTTED = regex(r"([0-9]{1,3})\.([0-9]{1,2})(?:\.([a-z]|[ivx]{1,4}))?")
#: A title is read in so many characters behind a number.
REACH = 160

_NUMBER = r"[0-9]{1,2}\.[0-9]{1,2}(?![.0-9])"
_JOINT = r"(?:[,;/][ \t]?|[ \t]and[ \t])"
_BEFORE = regex(rf"(?<![.0-9])(?:{_NUMBER}{_JOINT}){{1,8}}\Z")
_AFTER = regex(rf"(?:{_JOINT}{_NUMBER}){{1,8}}")
_EACH = regex(_NUMBER)
_LIST = regex(r"[ \t]*(?:[,;&/]|and|und|et|y|e|o)[ \t]*")
_CALLED = regex(r"(?:controls?)[ \t]*:[ \t]*", re.IGNORECASE)
_TITLE_START = regex(r"[ \t*_`]*[:(–—-]?[ \t*_`\"]*")
_CONTROL = regex(
    r"\bcontrols?[ \t]?[(/#:]?[ \t]?([0-9]+(?:\.[0-9]+)*)(?:[ \t](?:of|in|from|der|von|aus)[ \t].{1,60})?\Z",
    re.IGNORECASE,
)


def as_annex_controls(lexicon: Lexicon, page: Page) -> list[Sighting]:
    """Return the references of a page, those to clauses that it calls controls as such, and in lists of them.

    Examples, for ISO/IEC 27001::

        Controls 5.15, 8.2          A.5.15, A.8.2

    Args:
        lexicon: The names and identifiers of the register.
        page: The text.
    """
    found: list[Sighting] = []
    standard, end = "", -1  # of the control before
    for sighting in page.sightings:
        is_number = (
            sighting.standard == standard and not sighting.is_document and page.text[sighting.start].isdigit()
        )
        is_number = is_number and "." in (
            sighting.unknown_id or sighting.ids[0]
        )  # no count: "controls: 5, 6"
        is_listed = is_number and _LIST.fullmatch(page.text, end, sighting.start) is not None
        control = _as_annex_control(lexicon, page, sighting, is_listed=is_listed)
        is_control = control is not sighting or is_listed or _CALLED.match(sighting.unknown_id) is not None
        standard, end = (sighting.standard, sighting.end) if is_control else ("", -1)
        found.append(control)
    return found


def _as_annex_control(lexicon: Lexicon, page: Page, sighting: Sighting, *, is_listed: bool) -> Sighting:
    """Return a reference to a clause as one to the control of the annex with its number, if it is called so.

    Examples, for ISO/IEC 27001::

        Control 7.5 (Protecting against physical and environmental threats)      A.7.5, not clause 7.5
        People Controls (6.x), iso27001://control/5.1                            A.6, A.5.1
        8.3, 8.12                                                                A.8.3, as no clause is 8.12
        ISO 27001: 7.5 Protecting against physical and environmental threats     A.7.5, by its title
        Clause 7.5, Control 10.1                                                 themselves

    Args:
        lexicon: The names and identifiers of the register.
        page: The text.
        sighting: The reference.
        is_listed: Whether it goes on with a list of controls.
    """
    if len(sighting.ids) != 1 or not sighting.ids[0][:1].isdigit():
        return sighting
    control = f"A.{sighting.ids[0]}"
    structures = lexicon.identifiers(sighting.standard).structures
    newest = next(reversed(structures.by_edition.values()), {})
    if control not in newest:
        return sighting
    start = max(sighting.start - LONGEST_WORD, 0)
    called = _CONTROL.search(page.text[start : sighting.end])
    is_control = (
        is_listed
        or (called is not None and called[1] == sighting.ids[0])
        or _is_listed_with_control(newest, page.text, sighting)
        or _is_titled(structures, control, page, sighting)
    )
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


def _is_titled(structures: Structures, control: str, page: Page, sighting: Sighting) -> bool:
    """Tell whether the title of a control follows a reference, and not that of the clause.

    Args:
        structures: The provisions of its standard.
        control: The control of the annex with the same number.
        page: The text.
        sighting: The reference.
    """
    start = _TITLE_START.match(page.text, sighting.end)
    begin = sighting.end if start is None else start.end()
    words = page.significant_words(page.text[begin : begin + REACH].partition("\n")[0])
    titles = [title for several in structures.title_words_of(control).values() for title in several]
    own = [title for several in structures.title_words_of(sighting.ids[0]).values() for title in several]
    is_titled = any(len(title) > 1 and words[: len(title)] == title for title in titles)
    return is_titled and not any(words[: len(title)] == title for title in own)


def without_opening(lexicon: Lexicon, sighting: Sighting) -> Sighting:
    """Return a reference to a control of Annex A, or an article, written without what it begins with.

    Examples::

        ISO 27001 control 5.17, ISO 27001 Controls: 5.17
        NIS2 21.2.e

    Args:
        lexicon: The names and identifiers of the register.
        sighting: The reference, which no edition has as it is written.
    """
    unknown_id = _CALLED.sub("", sighting.unknown_id)
    dotted = _DOTTED.fullmatch(unknown_id)
    is_law = dotted is not None and sighting.standard in lexicon.names.editions.ages.laws
    parts = "".join(f"({part})" for part in dotted.groups()[1:] if part) if dotted and is_law else ""
    provision_id = f"Article {dotted[1]}{parts}" if dotted and is_law else f"A.{unknown_id}"
    structures = lexicon.identifiers(sighting.standard).structures.by_edition
    if not any(provision_id in provisions for provisions in structures.values()):
        return sighting
    return sighting._replace(ids=(provision_id,), unknown_id="")
