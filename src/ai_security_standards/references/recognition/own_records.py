"""The identifiers that a program gives its own records, where they look like those of a document."""

from __future__ import annotations

import re

from ..._store.lazily import regex
from .bare_numbers import is_bare_number
from .diagrams import is_diagram_node
from .lettered_series import is_lettered_series
from .made_up import is_made_up
from .other_schemes import is_of_nearer_scheme
from .own_variables import is_own_variable, is_word_of_program
from .page import Page
from .running_keys import is_running_key
from .sightings import Sighting
from .site_names import is_of_site

__all__ = ["is_of_own_record", "is_placeholder"]

#: A record states what it maps to within so many characters.
RECORD = 1500

_IS_ID = regex(r"(?<![A-Za-z_])id[\"']?[ \t]*[:=][ \t]*[\"'`]\Z", re.IGNORECASE)
_NEXT_ID = regex(r"(?<![A-Za-z_])id[\"']?[ \t]*[:=][ \t]*[\"'`]", re.IGNORECASE)
#: To be filled in: "Art. 3(x)", "T1xxx", "AC-XX".
_PLACEHOLDER = regex(r"\((?:x|X|n|N|\?)\)\Z|[0-9T.-](?:[xX]{2,}|[nN]{2,})(?![A-Za-z0-9.-])")
#: The namespace of a schema: "cwe.mitre.org/cwe-6", "capec.mitre.org/capec-3".
_SCHEMA = regex(r"\b(cwe|capec)\.mitre\.org/\1-[0-9]+\Z", re.IGNORECASE)
_LAST_PART = regex(r"[.-](?:[A-Za-z][0-9]{1,3}|(?<=\.)[0-9]{1,2})\Z")

#: What stands between a name and a section of its document has at most so many characters.
LONGEST_JOINT = 3

#: A key `id` with its quotes takes at most so many characters.
LONGEST_KEY = 12


def is_of_own_record(page: Page, number: int) -> bool:
    r"""Tell whether a sighting is the identifier of a record of the program, or of a question on a provision.

    Examples::

        id: 'pr_ac_6', … mapping: 'PR.AC-06'      the first is the key of the record
        'ID.AM.Q1', 'ID.RM-1.1'                   questions on ID.AM and ID.RM-1, as no part is numbered so
        [Art. 3(x)]                               to be filled in
        ISMS-POL-A.8.23, Section 2.1              a section of the project's policy
        the CWE ID.\n2. Loads guidance            the mark of a list

    Args:
        page: The text.
        number: The position of the sighting on the page.
    """
    sighting = page.sightings[number]
    if _SCHEMA.search(page.text, sighting.start, sighting.end):
        return not page.lenient
    if (
        is_bare_number(page, sighting)
        or is_diagram_node(page, sighting)
        or is_lettered_series(page, sighting)
        or is_running_key(page, sighting)
        or is_own_variable(page, sighting)
        or is_word_of_program(page, sighting)
        or is_of_nearer_scheme(page, sighting)
        or is_made_up(page, sighting)
        or is_of_site(page, sighting)
    ):
        return True
    if sighting.unknown_id:
        return _is_own_part(page, sighting, page.sightings[number - 1].end if number else -LONGEST_JOINT)
    text = page.text[sighting.start : sighting.end]
    if not sighting.ids or "_" not in text or text != text.lower():
        return False
    if not _IS_ID.search(page.text[max(sighting.start - LONGEST_KEY, 0) : sighting.start]):
        return False
    following = _NEXT_ID.search(page.text, sighting.end, sighting.end + RECORD)
    stop = following.start() if following else sighting.end + RECORD
    for other in page.sightings[number + 1 :]:
        if other.start >= stop:
            break
        is_same = other.standard == sighting.standard and not other.is_document
        if is_same and page.text[other.start : other.end].upper() == page.text[other.start : other.end]:
            return True
    return False


def is_placeholder(text: str) -> bool:
    """Tell whether an identifier is to be filled in: "T1xxx", "AC-XX", "Art. 3(x)"."""
    return _PLACEHOLDER.search(text) is not None


def _is_own_part(page: Page, sighting: Sighting, end_before: int) -> bool:
    """Tell whether an unknown identifier is a known one with a part that no identifier has.

    Args:
        page: The text.
        sighting: What no edition has.
        end_before: Where the sighting before it ends.
    """
    if is_placeholder(sighting.unknown_id):
        return True
    if sighting.unknown_id.startswith("Section ") and sighting.start - end_before > LONGEST_JOINT:
        return sighting.standard not in page.lexicon.names.editions.ages.laws
    part = _LAST_PART.search(sighting.unknown_id)
    if part is None:
        return False
    whole = sighting.unknown_id[: part.start()]
    editions = page.lexicon.identifiers(sighting.standard).structures.by_edition.values()
    return any(whole in ids for ids in editions) and not any(
        _LAST_PART.search(each) for ids in editions for each in ids
    )
