"""Numbers of items that look like an edition of their document: "CIS Safeguard 8.1", "ASVS V5"."""

from __future__ import annotations

from ..._store.lazily import regex
from ..lexicon.document_names import NameMatch
from ..lexicon.edition_names import EditionMatch
from ..lexicon.newer_editions import may_be_next, version_of
from .page import Page

__all__ = ["is_chapter", "is_number_of_item", "is_unknown_number", "is_version_of_program"]

#: Words at the end of a name that call for the number of an item.
_ITEMS = frozenset("safeguard safeguards control subcontrol requirement".split())

#: The version of a program has so many dots: "1.0.0".
DOTS_OF_PROGRAM = 2

_CHAPTER = regex(r"(?<![\w.-])V([0-9]{1,2})(?![\w-])")


def is_number_of_item(page: Page, name: NameMatch) -> bool:
    """Tell whether a dotted number after a name is that of an item, by the last word of the name.

    Examples::

        CIS Safeguard 8.1, CIS Control 8.1     yes
        CIS Controls 8.1, CIS Control v8.1     no

    Args:
        page: The text.
        name: The name of a document.
    """
    tokens, stop = page.tokens, name.stop
    is_dotted = tokens.is_number(stop) and tokens.is_number(stop + 1) and tokens[stop + 1].gap == "."
    return is_dotted and tokens[stop].gap == " " and tokens.values[stop - 1] in _ITEMS


def is_unknown_number(page: Page, name: NameMatch, suffix: EditionMatch) -> bool:
    """Tell whether what looks like a later edition skips one, and identifiers begin with its number.

    Examples, where the only edition is 4.0.1, which has no 6.6::

        PCI DSS 6.6               yes, of an edition before
        PCI DSS 5.0, v6.6         no

    Args:
        page: The text.
        name: The name of a document.
        suffix: What follows as an edition.
    """
    token = page.tokens[name.stop] if suffix.stop > name.stop else None
    if token is None or suffix.edition != "" or name.edition or not token.is_number or token.gap != " ":
        return False
    if "." not in suffix.text or suffix.text.endswith(".0"):
        return False
    identifiers = page.lexicon.identifiers(name.standard)
    newest = page.lexicon.names.editions.known[name.standard][-1]
    version, known = version_of(suffix.text), version_of(newest)
    is_first = token.value in identifiers.first_words and identifiers.structures.are_shipped
    is_later = version is not None and known is not None and version[0] > known[0]
    return is_first and is_later and not may_be_next(suffix.text, newest)


def is_version_of_program(page: Page, name: NameMatch, suffix: EditionMatch) -> bool:
    """Tell whether a version after a name is that of a program, as no edition of the document is a version.

    Examples, where the editions are years, or the document is kept up without any::

        ISO-27001: v1.0.0, OpenCRE v3       yes
        ISO 27001 v2, ISO 27001:2028        no

    Args:
        page: The text.
        name: The name of a document.
        suffix: What follows as an edition.
    """
    if suffix.edition != "" or suffix.stop <= name.stop or page.tokens.values[name.stop] != "v":
        return False
    editions = page.lexicon.names.editions
    are_numbers = any(map(str.isdigit, "".join(editions.known.get(name.standard, ()))))
    is_whole = suffix.text.count(".") >= DOTS_OF_PROGRAM
    return not are_numbers or (is_whole and editions.ages.are_years(name.standard))


def is_chapter(page: Page, name: NameMatch, stop: int) -> bool:
    """Tell whether an identifier that looks like a version is none: in a list, or beside others.

    Examples, where identifiers begin with "V"::

        asvs: ["V4 — API and Web Service"]      yes
        V2, V6 … ASVS V5                        yes, as V2 and V6 are no editions
        asvs: ["v4.0.3"], ASVS V4               no

    Args:
        page: The text.
        name: The name of a document.
        stop: The token after what looks like a version.
    """
    tokens, first = page.tokens, name.stop
    if stop != first + 2 or tokens[first].text != "V":
        return False
    if "v" not in page.lexicon.identifiers(name.standard).first_words:
        return False
    return "[" in tokens[first].gap or _has_other_chapters(page, name.standard)


def _has_other_chapters(page: Page, standard: str) -> bool:
    """Tell whether a text has identifiers of chapters that are no edition: "V2", where those are 4 and 5."""
    key = f"V of {standard}"
    if key not in page.numbered:
        majors = {edition.partition(".")[0] for edition in page.lexicon.names.editions.known[standard]}
        structures = page.lexicon.identifiers(standard).structures.by_edition.values()
        ids = {f"V{match[1]}" for match in _CHAPTER.finditer(page.text) if match[1] not in majors}
        page.numbered[key] = any(not ids.isdisjoint(provisions) for provisions in structures)
    return page.numbered[key]
