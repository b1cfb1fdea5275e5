"""Variables and keys of a program that look like identifiers: a word with a running number, `id`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..._store.lazily import regex
from .page import Page
from .sightings import Sighting

__all__ = ["is_own_variable", "is_word_of_program"]

#: A statement is looked at in so many characters.
LONGEST_STATEMENT = 200

_VARIABLE = regex(r"[a-z]{2,}_[0-9]{1,3}")
#: A short name of a document that numbers a variable as well: "soc2", "nis2".
_SHORT_NAME = regex(r"([a-z]{2,5})([0-9])")
_DECLARED = regex(
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

    The short name of a document is one, too, where the page declares it, or has it with another number, and
    does not name the document otherwise.

    Examples::

        Socket soc2 = new Socket(host); close(soc2)              both
        soc1.connect(); soc2.connect()                           yes
        const soc2 = controls("SOC 2"); ["soc1", "soc2"]         no

    Args:
        page: The text.
        sighting: What looks like an identifier, or a name.
    """
    text = page.text[sighting.start : sighting.end]
    if page.lenient or page.is_tag:
        return False
    if sighting.is_document:
        return _is_numbered_name(page, sighting, text)
    if _VARIABLE.fullmatch(text) is None or not sighting.ids:
        return False
    if _GATHERED not in page.own_series:
        page.own_series[_GATHERED] = True
        page.own_series.update({("variable", variable): True for variable in _own_variables(page)})
    return ("variable", text) in page.own_series


def _is_numbered_name(page: Page, sighting: Sighting, text: str) -> bool:
    """Tell whether the short name of a document is a numbered variable of the program.

    Args:
        page: The text.
        sighting: The name.
        text: The name as written.
    """
    found = _SHORT_NAME.fullmatch(text)
    if found is None:
        return False
    key = "variable", text
    if key not in page.own_series:
        names = (name for name in page.names if name.standard == sighting.standard)
        are_alike = {page.text_of(name.first, name.stop) for name in names} == {text}
        page.own_series[key] = are_alike and _is_declared(page.text, text, found[1])
    return page.own_series[key]


def _is_declared(text: str, name: str, word: str) -> bool:
    """Tell whether a program declares a variable, or has one with another number, and never quotes it.

    Args:
        text: The program.
        name: The variable.
        word: The variable without its number.
    """
    if re.search(rf"[\"'`]{name}\b|\b{name}[\"'`]", text):
        return False
    declared = rf"\b(?!return\b|else\b)[A-Za-z][\w.<>\[\]]{{0,60}}[ \t]{{1,8}}{name}[ \t]*(?::?=(?!=)|;)"
    assigned = rf"^[ \t]*{name}[ \t]*:?=[ \t]*(?:new[ \t]|[\w.]{{1,60}}\()"
    other = rf"(?<![\w-]){word}(?!{name[-1]})[0-9](?:\.[a-z]|[ \t]*:?=[ \t]*\w+\()"
    return any(re.search(pattern, text, re.MULTILINE) for pattern in (declared, assigned, other))


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
