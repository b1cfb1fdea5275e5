"""Numbers of a scheme that stands nearer than the document, whether or not the register has it."""

from __future__ import annotations

from ..._store.lazily import regex
from .page import Page
from .shared_names import OTHERS_OF_PUBLISHER
from .sightings import Sighting

__all__ = ["is_of_nearer_scheme"]

#: A scheme is looked for in so many characters before its number.
LONGEST_LEAD = 120

_HEADED = regex(r"(?i:kap|kapitel|chap|chapters?|sec|sections?|cl|clauses?|abschnitt|ziffer|§)[. ]")
#: Two acronyms with which a string or line begins: "VDA ISA Modul Personal, ".
_ACRONYMS = regex(r"(?:[A-Z][A-Z0-9]{1,5}[ -]){2}(?:[\w&-]+[, ]+){0,6}\Z")
_START = regex(r"""["'`\n|;:(]""")
#: A module of a catalogue whose requirements stand in brackets: "CON.1 (A15/A19)".
_MODULE = regex(r"(?<![\w.])[A-Z]{2,5}(?:\.[0-9]{1,2}){1,3}[ ]\((?:A[0-9]{1,2}[/, ]{1,2})*\Z")
_REQUIREMENT = regex(r"A[0-9]{1,2}")
#: A title behind the name of a document, and a bracket that opens: "Framework: Data Retention (".
_TITLED = regex(r"(?::|[ ][–—-])[ ][A-Z][\w&, /-]{2,100}[ ]\(\Z")

#: A key in quotation marks, and its value up to an identifier.
_KEY = regex(r"[\"'`]([\w ./:-]{3,40})[\"'`]\s*(?:=>|:|=)\s*\[?\s*[\"'`][^\"'`\n]*\Z")


def is_of_nearer_scheme(page: Page, sighting: Sighting) -> bool:
    """Tell whether an identifier is of a scheme named nearer to it than the document.

    Examples::

        ISO 27001 …⏎'VDA ISA Modul Personal, Kap. 2'            a chapter of the VDA ISA
        ISO 27001, BSI CON.1 (A15/A19)                          requirements of that module
        NIST Privacy Framework: Data Retention (PR.DS)          of that framework, whose parts are not shipped
        'iso27701' => '6.5, A.7.2.1'                            of the standard that the key names
        # CIS AWS Foundations Benchmark … | CIS ID | 4.1 |       of that benchmark, not of the CIS Controls
        'ISO 27001 ISMS, Kap. 4'                                no

    Args:
        page: The text.
        sighting: What looks like an identifier of the document.
    """
    if page.lenient or page.is_tag or not sighting.ids:
        return False
    if _is_of_another_list(page, sighting):
        return True
    text = page.text[sighting.start : sighting.end]
    lead = page.text[max(sighting.start - LONGEST_LEAD, 0) : sighting.start]
    if _REQUIREMENT.fullmatch(text) and _MODULE.search(lead):
        return True
    if _HEADED.match(text) and _is_of_acronyms(page, sighting, lead):
        return True
    return _is_of_unshipped_key(page, sighting, lead) or (
        lead.endswith(" (") and _is_of_unshipped(page, sighting, lead)
    )


def _is_of_another_list(page: Page, sighting: Sighting) -> bool:
    """Tell whether a page means others than the document wherever it names its publisher.

    Args:
        page: The text.
        sighting: The identifier.
    """
    publisher = sighting.standard.partition("-")[0]
    if publisher not in OTHERS_OF_PUBLISHER or sighting.standard in page.standards:
        return False
    return any(not name.standard and page.tokens.values[name.first] == publisher for name in page.names)


def _is_of_acronyms(page: Page, sighting: Sighting, lead: str) -> bool:
    """Tell whether the string of a chapter begins with two acronyms, and names no document.

    Args:
        page: The text.
        sighting: The chapter.
        lead: What stands before it.
    """
    starts = [found.end() for found in _START.finditer(lead)]
    lead = lead[starts[-1] :] if starts else lead
    if _ACRONYMS.match(lead.lstrip()) is None:
        return False
    return not page.standards_within(sighting.start - len(lead), sighting.start)


def _is_of_unshipped_key(page: Page, sighting: Sighting, lead: str) -> bool:
    """Tell whether an identifier is in the value of a key that is a document without shipped structure.

    Args:
        page: The text.
        sighting: The identifier.
        lead: What stands before it.
    """
    key = _KEY.search(lead)
    if key is None:
        return False
    start = sighting.start - len(lead)
    named = page.standards_within(start + key.start(1), start + key.end(1)) - {""}
    return (
        bool(named)
        and sighting.standard not in named
        and not any(page.lexicon.identifiers(each).structures.are_shipped for each in named)
    )


def _is_of_unshipped(page: Page, sighting: Sighting, lead: str) -> bool:
    """Tell whether a document without shipped structure and a title stand before a bracket with a code.

    Args:
        page: The text.
        sighting: The code.
        lead: What stands before it, bracket included.
    """
    titled = _TITLED.search(lead)
    if titled is None:
        return False
    end = sighting.start - len(lead) + titled.start()
    named = page.standards_within(end, end) - {""}
    return bool(named) and not any(page.lexicon.identifiers(each).structures.are_shipped for each in named)
