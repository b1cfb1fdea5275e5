"""Variables and keys of a program that look like identifiers: a word with a running number, `id`."""

from __future__ import annotations

import re

from .page import Page
from .sightings import Sighting

__all__ = ["is_own_variable", "is_word_of_program"]

#: A statement is looked at in so many characters.
LONGEST_STATEMENT = 200

_VARIABLE = re.compile(r"([a-z]{2,})_([0-9]{1,3})")
_DECLARED = re.compile(r"\b(?:let|var|const|val|auto|mut|final)\s(?:mut\s)?\Z")
_ASSIGNED = re.compile(r"\s{0,4}(?::[^=\n]{1,60})?=(?![=>])")
#: Two letters that are a function of a list, and a word of every program.
_ID = "id"


def is_own_variable(page: Page, sighting: Sighting) -> bool:
    """Tell whether a word with a running number is a variable of the program.

    It is one where the page declares it beside the same word without the number, or with the value of
    another identifier of that document; the rest of the page then speaks of it, too.

    Pattern: word "_" number, small letters throughout

    Examples::

        let cwe = warn("CWE416"); let cwe_2 = warn("CWE416")     yes
        let cwe_2 = …; log("mock_cwe_2")                         both
        cwe_79 = "Cross-site Scripting"                          no

    Args:
        page: The text.
        sighting: What looks like an identifier.
    """
    text = page.text[sighting.start : sighting.end]
    variable = _VARIABLE.fullmatch(text)
    if variable is None or page.lenient or page.is_tag or not sighting.ids:
        return False
    key = "variable", text
    is_own = page.own_series.get(key)
    if is_own is None:
        is_own = page.own_series[key] = _is_declared(page, variable[1], text)
    return is_own


def _is_declared(page: Page, word: str, text: str) -> bool:
    """Tell whether a page declares a variable, and either its word alone or with another identifier.

    Args:
        page: The text.
        word: The word.
        text: The word with its number.
    """
    for found in re.finditer(rf"(?<![\w]){text}(?!\w)", page.text):
        lead = page.text[max(found.start() - len("const mut "), 0) : found.start()]
        if _ASSIGNED.match(page.text, found.end()) is None or _DECLARED.search(lead) is None:
            continue
        statement = page.text[found.end() : found.end() + LONGEST_STATEMENT].partition("\n")[0]
        number = text.rpartition("_")[2]
        others = re.findall(rf"(?i){word}[-_ ]?([0-9]+)", statement)
        is_of_other = bool(others) and number not in others[:1]
        if is_of_other or re.search(rf"\b(?:let|var|const|val|auto)\s(?:mut\s)?{word}\b\s*[:=]", page.text):
            return True
    return False


def is_word_of_program(page: Page, sighting: Sighting) -> bool:
    """Tell whether a sighting is `id`, which is a word of every program, and no function of a list.

    Examples::

        nist_csf_v2:id, "id"      yes
        ID, ID.AM                 no

    Args:
        page: The text.
        sighting: What looks like an identifier.
    """
    return bool(sighting.ids) and not page.lenient and page.text[sighting.start : sighting.end] == _ID
