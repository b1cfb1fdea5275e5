"""Editions that a page writes apart from the names of their documents: in a cell, an address, a label."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from ..._store.lazily import regex
from ..lexicon.earlier_editions import is_earlier_edition
from ..lexicon.newer_editions import is_older
from ..recognition.page import Page, Sighting
from ..text.headings import FRONT_MATTER
from ..text.titles import stems
from ..text.tokens import Tokens
from .editions_of_names import Stated

__all__ = ["edition_apart", "edition_in_brackets", "editions_of_labels", "editions_of_vectors"]

#: The address of a link stands so many characters behind a name at most.
LONGEST_LINE, MOST_LABELS = 240, 20

#: Labels are read in so many characters at the head of a page.
LONGEST_HEAD = 6000

_VERSION = r"v?[0-9]+(?:\.[0-9]+)*"
_WHOLE_VERSION = regex(rf"(?:version[ ]|rev\.?[ ]|ed\.?[ ])?({_VERSION})", re.IGNORECASE)
_VERSION_HEADER = regex(
    r"\b(?:version|edition|year|release|revision|versión|versão|jahr|année|año)\b", re.IGNORECASE
)
_OTHER_HEADER = regex(
    r"\b(?:scores?|counts?|total|number|nr|no|items|controls|severity|priority|pages?|level|coverage|weight)\b|[#%]",
    re.IGNORECASE,
)
_LINK_ADDRESS = regex(r"\]\([^()\s]*\)|<?https?://[^\s<>|]*>?")
_ADDRESS_BEHIND = regex(r"[^\n]*?(https?://[^\s()<>|\"'`]+)")
_IN_ADDRESS = regex(r"https?://[^\s()<>|\"'`]*\Z")
_REST_OF_ADDRESS = regex(r"[^\s()<>|\"'`]*")
_PART_OF_ADDRESS = regex(
    r"(?<=/)(?:v?([0-9]+\.[0-9]+(?:\.[0-9]+)?|20[0-9]{2})(?=/|\Z)|v([0-9]{1,2})(?=[/-]|\Z)|r(?:ev-?)?([0-9])(?=/|\Z))"
)
_CITED_BEHIND = regex(
    r"(?:[\"']?\]\([^()\s]{1,200}\)|[^\s()\[\]]{0,200}\))?[*_\"']{0,3},? ?"
    r"\([A-Z][\w&./ -]{1,40}, (?P<year>20[0-9]{2})\)"
)
_AS_OF = regex(r"[^\n|.;(]{0,80}\((?:as of|stand|état|estado) (?P<year>20[0-9]{2})\)", re.IGNORECASE)
_LABEL = regex(
    r"^[ \t>*_-]*(?P<kind>(?:current|latest|framework|standard|catalog(?:ue)?|supported)[ ])?"
    r"(?:version|edition)"
    rf"[*_]*[ \t]*:[*_]*[ \t]*(?P<words>[A-Za-z][A-Za-z0-9 /&-]{{1,50}}?[ ])??(?P<version>{_VERSION})"
    r"(?![\w.-]*\w)",
    re.IGNORECASE | re.MULTILINE,
)
#: A constant or field of the head of a file: `ATTACK_VERSION = "v17.1"`, with the words of a name.
_CONSTANT = regex(
    rf"""^[ \t]*(?:(?:export|const|final)[ ])*(?P<words>[A-Z][A-Z_]{{1,40}})_VERSION(?::[ ]?\w+)?[ ]?=[ ]?"""
    rf"""["'](?P<version>{_VERSION})["']""",
    re.MULTILINE,
)
#: The title of a page and its version in its front matter.
_TITLE = regex(r"^title:[ \t]*[\"']?(?P<words>[^\n\"']{2,80})", re.MULTILINE)
_VERSION_OF_PAGE = regex(rf"""^version:[ \t]*["']?(?P<version>{_VERSION})["']?[ \t]*$""", re.MULTILINE)
#: What a name goes on with that is no other document: "MITRE ATT&CK Enterprise".
_SCOPE = "enterprise"
_VECTOR = regex(r"(?<!e\.g\. )(?<!e\.g\., [\"'`])(?<!e\.g\. [\"'`])\bCVSS:([0-9]\.[0-9])/AV:")
_CVSS = "cvss"


def edition_apart(page: Page, name: Sighting) -> Stated | None:
    """Return the edition of a document that another cell of the row of its name states, or an address.

    Args:
        page: The text.
        name: The name of a document, without an edition.
    """
    if name.standard in page.lexicon.names.editions.ages.laws:
        return None
    return _in_row(page, name) or _in_address(page, name)


def edition_in_brackets(page: Page, name: Sighting) -> Stated | None:
    """Return the edition of the year in brackets a little behind a name, with its publisher or "as of".

    It holds for this name alone.

    Examples::

        [MITRE ATLAS](https://atlas.mitre.org/) (MITRE, 2023)          the edition current in 2023
        OWASP Top 10 critical risks for LLMs (as of 2025)              2025

    Args:
        page: The text.
        name: The name.
    """
    if name.standard in page.lexicon.names.editions.ages.laws:
        return None
    behind = _CITED_BEHIND.match(page.text, name.end) or _AS_OF.match(page.text, name.end)
    if behind is None:
        return None
    lexicon, year = page.lexicon, behind["year"]
    known = lexicon.names.editions.known.get(name.standard, ())
    edition = year if year in known else lexicon.editions_on(f"{year}-12-31").current(name.standard)
    return Stated(edition, "", name.start, end=name.end) if edition else None


def _in_row(page: Page, name: Sighting) -> Stated | None:
    """Return the edition that the next cell states, or that below a header such as "Year".

    Examples::

        | [OWASP Top 10](https://owasp.org/Top10/) | 2021 |      also for the address
        | CVSS | 3.1 | scores |
        | CIS Controls | 18 |      none, as no edition is named so

    Args:
        page: The text.
        name: The name.
    """
    row = page.scopes.row_at(name.start)
    cells = row.cells if row is not None else ()
    own = next((number for number, cell in enumerate(cells) if cell[0] <= name.start < cell[1]), None)
    if row is None or own is None or not _is_name_alone(page, name, *cells[own]):
        return None
    headers = (*row.headers, *[""] * len(cells))
    dated = [number for number in range(len(cells)) if _VERSION_HEADER.search(headers[number])]
    for number in dated or range(own + 1, min(own + 2, len(cells))):
        if number == own or (not dated and _OTHER_HEADER.search(headers[number])):
            continue
        start, end = cells[number]
        stated = _edition(page, name, page.text[start:end].strip(" *_`"), is_dated=bool(dated))
        if stated is not None:
            return stated
    return None


def _is_name_alone(page: Page, name: Sighting, start: int, end: int) -> bool:
    """Tell whether a cell has only the name of a document, and its address.

    Args:
        page: The text.
        name: The name.
        start: Where the cell starts.
        end: Where it ends.
    """
    known = page.lexicon.document_words(name.standard)
    words = Tokens(_LINK_ADDRESS.sub(" ", page.text[start:end]))
    return all(
        page.lexicon.is_publisher(word, name.standard) or set(stems((word.value,))) <= known or word.is_number
        for word in words
    )


def _edition(page: Page, name: Sighting, written: str, *, is_dated: bool) -> Stated | None:
    """Return the edition of a document that is written apart from it, if there was one.

    Args:
        page: The text.
        name: The name of the document.
        written: What is written.
        is_dated: Whether something tells that it is an edition.
    """
    version = _WHOLE_VERSION.fullmatch(written)
    if version is None:
        return None
    match = page.lexicon.names.editions.match_text(name.standard, version[1])
    number = version[1].lstrip("vV")
    known = page.lexicon.names.editions.known.get(name.standard, ())
    if match.edition and (is_dated or number in known or "." in number):
        return Stated(match.edition, "", name.start, end=name.end)
    if is_earlier_edition(name.standard, number.split(".")):
        return Stated("", number, name.start, end=name.end)
    return None


def _in_address(page: Page, name: Sighting) -> Stated | None:
    """Return the edition that is a part of the address behind a name, or of that in which the name stands.

    Examples::

        AISVS - [Chapter 9](https://github.com/OWASP/AISVS/blob/main/1.0/en/chapter-9.md)      1.0
        | CVSS calculator | https://nvd.nist.gov/vuln-metrics/cvss/v3-calculator |      "3"

    Args:
        page: The text.
        name: The name.
    """
    last = Tokens(page.text[name.start : name.end]).values[-1]
    if _IN_ADDRESS.search(page.text, max(name.start - LONGEST_LINE, 0), name.start):
        rest = _REST_OF_ADDRESS.match(page.text, name.end)
    else:
        link = _ADDRESS_BEHIND.match(page.text, name.end, name.end + LONGEST_LINE)
        rest = None if link is None else _after_word(link[1], last)
    if rest is None:
        return None
    found = {"".join(filter(None, part.groups())) for part in _PART_OF_ADDRESS.finditer(rest[0])}
    parts = {each for each in found if not any(other.startswith(f"{each}.") for other in found)}
    if len(parts) != 1:
        return None
    editions, text = page.lexicon.names.editions, parts.pop()
    match = editions.match_text(name.standard, text)
    if match.edition:
        return Stated(match.edition, "", name.start, end=name.end)
    is_before = is_older(text, editions.known.get(name.standard, ()))
    return Stated("", text, name.start, end=name.end) if is_before else None


def _after_word(address: str, word: str) -> re.Match[str] | None:
    """Return what follows the last word of a name in the path of an address; None without that word.

    Args:
        address: The address.
        word: The word, as tokens have it.
    """
    return re.compile(rf"(?<=[/_.-]){re.escape(word)}(?![a-z0-9])(.*)", re.IGNORECASE).search(address)


def editions_of_labels(page: Page) -> Iterator[tuple[str, Stated]]:
    """Yield the documents and editions that labels at the head of a page state.

    Pattern: ["current" | "framework" | …] ("version" | "edition") ":" [words of the name] version

    Examples::

        **Current Version**: CCM v4.0
        Framework Version: 2025      of the document that the heading above names alone
        Version: 1.2                 none: that of the page
        ATTACK_VERSION = "v17.1"
        title: MITRE ATT&CK … version: v17.1      in front matter, where the title is the name alone

    Args:
        page: The text.
    """
    editions = page.lexicon.names.editions
    documents = {each.standard for each in page.sightings if each.is_document}
    for label in islice(_LABEL.finditer(page.text, 0, LONGEST_HEAD), MOST_LABELS):
        words = set(stems(Tokens(label["words"] or "").values))
        if words:
            named = {each for each in documents if words <= page.lexicon.document_words(each)}
        else:
            named = set(page.topics.at(label.start())) if label["kind"] else set()
        for standard in named & documents if len(named) == 1 else ():
            match = editions.match_text(standard, label["version"])
            if match.edition is not None:
                yield standard, Stated(match.edition, match.text, label.start(), end=label.end())
    for words, version in _named_versions(page.text):
        named = {
            each for each in documents
            if words <= page.lexicon.document_words(each) | set(stems((*each.split("-"), _SCOPE)))
        }  # fmt: skip
        for standard in named if len(named) == 1 else ():
            match = editions.match_text(standard, version["version"])
            if match.edition:
                yield standard, Stated(match.edition, match.text, version.start(), end=version.end())


def _named_versions(text: str) -> Iterator[tuple[set[str], re.Match[str]]]:
    """Yield the versions of constants at the head of a page, and that of its front matter, with their words.

    Args:
        text: The page.
    """
    for constant in islice(_CONSTANT.finditer(text, 0, LONGEST_HEAD), MOST_LABELS):
        yield set(stems(Tokens(constant["words"].replace("_", " ")).values)), constant
    front_matter = FRONT_MATTER.match(text)
    if front_matter is not None:
        title = _TITLE.search(text, *front_matter.span(1))
        version = _VERSION_OF_PAGE.search(text, *front_matter.span(1))
        if title is not None and version is not None:
            yield set(stems(Tokens(title["words"]).values)), version


def editions_of_vectors(page: Page) -> Iterator[Stated]:
    """Yield the editions that vectors of scores state: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H".

    Args:
        page: The text.
    """
    if "CVSS:" in page.text:
        for vector in _VECTOR.finditer(page.text):
            match = page.lexicon.names.editions.match_text(_CVSS, vector[1])
            yield Stated(match.edition or "", vector[1], vector.start(), end=vector.end())
