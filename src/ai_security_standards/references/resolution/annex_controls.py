"""Controls of an annex that a text calls controls, where a clause has the same number: "Control 7.5"."""

from __future__ import annotations

import re

from ..lexicon import Lexicon
from ..recognition.page import Page, Sighting

__all__ = ["as_annex_control", "without_opening"]

#: The word before a number, with the signs between, has at most so many characters.
LONGEST_WORD = 12

_DOTTED = re.compile(r"([0-9]{1,3})\.([0-9]{1,2})(?:\.([a-z]|[ivx]{1,4}))?")
_CONTROL = re.compile(
    r"\bcontrols?[ \t]?[(/#:]?[ \t]?([0-9]+(?:\.[0-9]+)*)(?:[ \t](?:of|in|from|der|von|aus)[ \t].{1,60})?\Z",
    re.IGNORECASE,
)


def as_annex_control(lexicon: Lexicon, page: Page, sighting: Sighting) -> Sighting:
    """Return a reference to a clause as one to the control of the annex with its number, if it is called so.

    Examples, for ISO/IEC 27001::

        Control 7.5 (Protecting against physical and environmental threats)      A.7.5, not clause 7.5
        People Controls (6.x), iso27001://control/5.1                            A.6, A.5.1
        Clause 7.5, Control 10.1                                                 themselves

    Args:
        lexicon: The names and identifiers of the register.
        page: The text.
        sighting: The reference.
    """
    if len(sighting.ids) != 1 or not sighting.ids[0][:1].isdigit():
        return sighting
    start = max(sighting.start - LONGEST_WORD, 0)
    called = _CONTROL.search(page.text[start : sighting.end])
    if called is None or called[1] != sighting.ids[0]:
        return sighting
    control = f"A.{sighting.ids[0]}"
    structures = lexicon.identifiers(sighting.standard).structures.by_edition
    newest = next(reversed(structures.values()), {})
    return sighting._replace(ids=(control,)) if control in newest else sighting


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
