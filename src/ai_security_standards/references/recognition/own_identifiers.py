"""What goes on after an identifier so that it is a project's own, or of another document."""

from __future__ import annotations

from .after_name import most_numbers
from .page import Page
from .self_identifying import SelfIdentified

__all__ = ["is_longer_number", "is_own_identifier", "is_whole_category"]


def is_longer_number(page: Page, provision: SelfIdentified, stop: int) -> bool:
    """Tell whether a number has more parts than all identifiers of its document: "CIS 2.3.1", of a benchmark.

    Args:
        page: The text.
        provision: The number before it goes on.
        stop: The token after it.
    """
    match = provision.match
    is_longer = match.only_digits and not match.with_heading and page.tokens[stop].gap == "."
    return is_longer and len(match.key) >= most_numbers(page, provision.standard)


def is_own_identifier(page: Page, provision: SelfIdentified, first: int, stop: int) -> bool:
    """Tell whether what goes on after an identifier makes it the project's own, or of another document.

    Examples::

        gv-rr-01-1      a part of GV.RR-01, as OSCAL numbers them
        ID.IM-P7        of the Privacy Framework, as ID.IM-P is
        A5-1            a control of the project
        SOC 2 A1.4      no: of SOC 2, which has A1.1 to A1.3
        A.7.3.3         in a text that names a document whose sections are not shipped
        ART15_002       the second duty that a project draws from Article 15
        ART21-1.1       the first control that a project makes of Article 21(1)
        AU-2c, ast_01JX     a statement of AU-2, the key of a record
        ASVS/v4.0.3/4.0     a path
        CIS_PT_CONTROLS_11_14_REVIEWED.md     the name of a file

    Args:
        page: The text.
        provision: The identifier before it goes on.
        first: The token with which it begins.
        stop: The token after it.
    """
    tokens = page.tokens
    if not provision.match.ids:
        return False
    if provision.match.only_digits and "/" in tokens[first].gap:
        return True
    if tokens[first].gap == tokens[stop].gap == "_":
        return True
    is_joined = first + 1 < stop and tokens[first + 1].gap == "" and tokens[stop - 1].gap == "-"
    if is_joined and tokens[stop].gap == "." and tokens.is_number(stop):
        return True
    is_lettered = tokens[stop].gap == "-" and len(tokens[stop].text) == 1 and tokens[stop].text.isalpha()
    if provision.match.no_digits and is_lettered:
        return True
    if tokens[first].text.islower() and tokens[stop].gap in ("-", "_", "."):
        return True
    after = tokens[stop]
    if not provision.match.no_digits and after.gap in ("-", "_") and after.text[0] == "0" != after.text:
        return True
    if after.gap == "" and after.text.isalpha() and not provision.match.no_digits:
        return True
    if first + 1 < stop and len(tokens[first].text) == 1 and tokens[first + 1].gap == "":
        is_criterion = after.gap == "." and after.is_number and tokens[first].gap != "-"
        is_criterion = is_criterion and page.follows_name(first)
        return not (is_criterion and _has_parts(page, provision))
    if tokens[first].value in page.lexicon.openings:
        return False
    return any(
        not page.lexicon.identifiers(standard).structures.are_shipped
        for standard in page.standards - {"", provision.standard}
    )


def _has_parts(page: Page, provision: SelfIdentified) -> bool:
    """Tell whether an identifier has numbered parts: "A1" has "A1.2", so that "SOC 2 A1.4" is none of it.

    Args:
        page: The text.
        provision: The identifier.
    """
    structures = page.lexicon.identifiers(provision.standard).structures.by_edition.values()
    return any(f"{provision.match.ids[0]}.1" in ids for ids in structures)


def is_whole_category(page: Page, provision: SelfIdentified, stop: int) -> bool:
    """Tell whether ".0" after an identifier says that the whole of it is meant: "MANAGE 1.0", "CC1.0".

    Args:
        page: The text.
        provision: The identifier.
        stop: The token after it.
    """
    tokens, match = page.tokens, provision.match
    if not match.ids or match.only_digits or match.no_digits or not tokens.is_number(stop):
        return False
    if tokens[stop].text != "0" or tokens[stop].gap != "." or match.key[0] == "v":
        return False
    return stop + 1 >= len(tokens) or tokens[stop + 1].gap not in ("", ".", "-", "(")
