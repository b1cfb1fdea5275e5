"""Variables and keys of a program that look like identifiers: a word with a running number, `id`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .page import Page
from .sightings import Sighting

__all__ = ["is_own_variable", "is_word_of_program"]

#: A statement is looked at in so many characters.
LONGEST_STATEMENT = 200

_VARIABLE = re.compile(r"[a-z]{2,}_[0-9]{1,3}")
_DECLARED = re.compile(
    r"\b(?:let|var|const|val|auto)\s(?:mut\s)?([a-z]{2,})(?:_([0-9]{1,3}))?\s{0,4}(?::[^=\n]{1,60})?=(?![=>])"
)
#: A page whose variables are gathered.
_GATHERED = "variables", ""
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
    if _VARIABLE.fullmatch(text) is None or page.lenient or page.is_tag or not sighting.ids:
        return False
    if _GATHERED not in page.own_series:
        page.own_series[_GATHERED] = True
        page.own_series.update({("variable", variable): True for variable in _own_variables(page)})
    return ("variable", text) in page.own_series


def _own_variables(page: Page) -> Iterator[str]:
    """Yield the variables with a number that a page declares beside their word, or with another identifier.

    Args:
        page: The text.
    """
    declared = list(_DECLARED.finditer(page.text))
    words = {found[1] for found in declared if found[2] is None}
    for found in declared:
        word, number = found[1], found[2]
        if number is None:
            continue
        statement = page.text[found.end() : found.end() + LONGEST_STATEMENT].partition("\n")[0]
        value = re.search(rf"(?i){word}[-_ ]?([0-9]+)", statement)
        if word in words or (value is not None and value[1] != number):
            yield f"{word}_{number}"


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
