"""The name of a document with its edition: after it, before it, or in a field beside it."""

from __future__ import annotations

from typing import NamedTuple

from ..._store.lazily import regex
from ..lexicon.document_names import NameMatch
from ..lexicon.earlier_editions import EARLIER_EDITIONS, is_earlier_edition
from ..lexicon.edition_names import YEAR_LENGTH, EditionMatch
from ..lexicon.edition_numbers import dotted_number_end
from ..lexicon.edition_words import EDITION_WORDS
from ..lexicon.matches import Match
from ..lexicon.newer_editions import is_older, may_be_next, version_of
from ..text.tokens import LONGEST_NUMBER
from .adoptions import dated_by_adoption
from .after_name import identifier_after_name, is_titled_number
from .boundaries import edition_of_name
from .editions_beside import edition_beside
from .items_like_versions import is_chapter, is_number_of_item, is_unknown_number, is_version_of_program
from .page import Page
from .told_editions import told_edition

__all__ = ["DatedName", "is_measure", "read_edition"]


#: A later version has at most so many parts where identifiers have as many: "ASVS 6.2.4" is a requirement.
MOST_PARTS_OF_VERSION = 2

#: Two scores behind an acronym, the second of which ends a band: "4.0-6.9", "7-10", "9.0 to 10.0".
_RANGE = regex(
    r"[ :]{1,2}(?:10|[0-9])(?:\.[0-9])? ?(?:[-–—~]|to|bis) ?"
    r"(?:10(?:\.0)?|[0-9]\.9|[0-9](?!\.))(?![0-9.]*[0-9])"
)

_ARROWS = ("→", "->", "=>", "-->")

#: What a document is about that scores vulnerabilities: "CVSS 4.1" is a score.
_SCORING_TOPIC = "vulnerability-management"


class DatedName(NamedTuple):
    """A name with the edition after it, up to before the token `stop`."""

    name: NameMatch
    begin: int
    stop: int
    edition: str | None
    unknown_edition: str = ""


def read_edition(
    page: Page, name: NameMatch, after_name: tuple[int, Match] | None
) -> tuple[DatedName, tuple[int, Match] | None]:
    """Return a name with its edition, and the identifier after both.

    Args:
        page: The text.
        name: The name of a document.
        after_name: The identifier directly after the name, and where it begins.
    """
    begin = page.include_publisher(name.first, name.standard)
    if _is_range_of_scores(page, name):
        name = name._replace(edition=None, stop=name.first + 1)
        return DatedName(name, begin, name.stop, None), None
    adoption = dated_by_adoption(page, name)
    if adoption is not None:
        after = identifier_after_name(page, name, adoption.stop, dated=True)
        return DatedName(name, begin, adoption.stop, adoption.edition, adoption.text), after
    suffix = edition_of_name(page, begin, name.stop, name.standard)
    if suffix.edition is not None and is_chapter(page, name, suffix.stop):
        suffix = EditionMatch(name.stop, None, "")
    if suffix.edition is None and after_name is None:
        suffix = told_edition(page, name) or _older_edition(page, name) or suffix
    if suffix.edition is None and after_name is not None and after_name[1].only_digits:
        stop = after_name[1].stop
        if _leads_to_edition(page, name.standard, stop):
            suffix = EditionMatch(stop, "", page.text_of(name.stop, stop))
        elif _is_earlier_edition(page, name, stop):
            number = page.text_of(name.stop, stop).replace("_", ".")
            suffix, after_name = EditionMatch(stop, "", number), None
    if name.edition and suffix.edition == "":
        suffix = _behind_edition(page, name, suffix)
    is_item = after_name is not None and is_number_of_item(page, name)
    if is_item or is_unknown_number(page, name, suffix) or is_version_of_program(page, name, suffix):
        suffix = EditionMatch(name.stop, None, "")
    is_edition = suffix.edition is not None and (
        after_name is None
        or suffix.stop == name.stop
        or (after_name[1].stop <= suffix.stop and _is_rather_edition(page, name, suffix, after_name[1]))
    )
    if not is_edition:
        edition, unknown = _edition_inside(page, name) or edition_beside(page, name, begin)
        if edition is None or (edition and name.edition):
            edition = name.edition
        return DatedName(name, begin, name.stop, edition, unknown), after_name
    edition = suffix.edition if suffix.edition == "" else name.edition or suffix.edition
    after_edition = identifier_after_name(page, name, suffix.stop, dated=True)
    return DatedName(name, begin, suffix.stop, edition, suffix.text), after_edition


def _behind_edition(page: Page, name: NameMatch, suffix: EditionMatch) -> EditionMatch:
    r"""Return what looks like an unknown edition behind a name with its own one, or that nothing does.

    Examples::

        SLSA v1.0-2.5                            nothing
        OWASP Top 10:2025 (eighth edition)       nothing
        SP 800-171 Rev. 3\n5. Next              nothing, as a line ends
        LLM Top 10 (2026, v1.0)                  nothing: the version of the file
        AI RMF 1.0 (2025)                        the year of a citation, of edition 1.0

    Args:
        page: The text.
        name: The name of a document, with its edition.
        suffix: What looks like one that the data do not have.
    """
    gap = page.tokens[name.stop].gap
    is_range = gap in ("-", " - ") and "." in suffix.text
    is_next = gap == " " and page.tokens.is_after_escape(name.stop)
    if is_range or is_next or suffix.text.endswith("edition"):
        return EditionMatch(name.stop, None, "")
    if _is_year_of_citation(page, name, suffix):
        return EditionMatch(suffix.stop, name.edition, "")
    is_marked = gap.strip(" (") == "," or page.tokens.values[name.stop : name.stop + 1] == ["v"]
    if is_marked and not page.lexicon.names.editions.is_newer(name.standard, suffix.text):
        return EditionMatch(name.stop, None, "")
    return suffix


def _is_range_of_scores(page: Page, name: NameMatch) -> bool:
    """Tell whether two numbers behind the acronym of a document that scores are a range: "CVSS 4.0-6.9".

    Args:
        page: The text.
        name: The name of a document, which can end with one of the numbers.
    """
    if _RANGE.match(page.text, page.tokens[name.first].end) is None:
        return False
    raw = page.lexicon.register.raw(page.lexicon.register.ordered(name.standard)[-1])
    return _SCORING_TOPIC in raw.get("topics", ())


def _edition_inside(page: Page, name: NameMatch) -> tuple[str, str] | None:
    """Return "" and the edition before the data with which a name ends: "CIS Controls v8".

    Args:
        page: The text.
        name: The name of a document, which can be the name of a later edition too.
    """
    first, last = name.stop - 2, name.stop - 1
    is_marked = first > name.first and page.tokens.values[first] in EDITION_WORDS
    is_whole = is_marked and is_earlier_edition(name.standard, page.tokens.values[last : name.stop])
    return ("", page.tokens[last].text) if is_whole else None


def _older_edition(page: Page, name: NameMatch) -> EditionMatch | None:
    """Match a version older than the data after a name, where no identifier is like it.

    Examples::

        CWE List 4.16      no identifier has a dot
        CVSS 3.1           there are no identifiers, and no other number is the edition before the data
        ASVS 4.0.2         no identifier has a part 0
        SP 800-53 1.1      none, as its revisions have no dots

    Args:
        page: The text.
        name: The name of a document.
    """
    tokens, stop = page.tokens, name.stop
    is_dotted = tokens.is_number(stop) and tokens.is_number(stop + 1) and tokens[stop + 1].gap == "."
    if not is_dotted or "\n|" in tokens[stop].gap:
        return None
    end = dotted_number_end(tokens, stop)
    written = page.text_of(stop, end)
    known = page.lexicon.names.editions.known.get(name.standard, ())
    if not any("." in each for each in known) or not is_older(written, known):
        return None
    several = page.lexicon.identifiers(name.standard).ids_by_tokens.values()
    is_near = tokens[stop].gap in (" ", "-")
    if not several and is_near and is_earlier_edition(name.standard, tokens.values[stop:end]):
        return EditionMatch(end, "", written)
    part = ".0" if ".0" in written else "."
    is_like = any(part in provision_id for ids in several for provision_id in ids)
    return None if is_like or not several else EditionMatch(end, "", written)


def _is_earlier_edition(page: Page, name: NameMatch, stop: int) -> bool:
    """Tell whether a number after a name is an edition before the data, which a provision can have as well.

    Examples::

        PCI DSS 3.2.1, pci_dss_3_2     yes
        PCI-DSS:3.2.1, PCI DSS 3.2.1 → encrypted      no, a requirement

    Args:
        page: The text.
        name: The name of a document.
        stop: The token after the number.
    """
    earlier = EARLIER_EDITIONS.get(name.standard)
    if earlier is None or page.within is not None:
        return False
    number = page.text_of(name.stop, stop).replace("_", ".")
    is_key = page.tokens[name.stop].gap == "_" and earlier.edition.startswith(f"{number}.") and "." in number
    if number != earlier.edition and not is_key:
        return False
    is_mapped = stop < len(page.tokens) and page.tokens[stop].gap.strip() in _ARROWS
    return not is_mapped and ":" not in page.tokens[name.stop].gap


def _is_year_of_citation(page: Page, name: NameMatch, suffix: EditionMatch) -> bool:
    """Tell whether a year after a name with its edition is no later edition: "AI RMF 1.0 (2025)".

    Args:
        page: The text.
        name: The name of a document, which states the edition.
        suffix: What follows as an edition that the data do not have.
    """
    is_after = name.stop < len(page.tokens) and page.tokens[name.stop].gap.strip() == "("
    is_year = is_after and len(suffix.text) == YEAR_LENGTH and suffix.text.isdecimal()
    return is_year and int(suffix.text) <= page.lexicon.names.editions.ages.latest_year("", of_data=True)


def _is_rather_edition(page: Page, name: NameMatch, suffix: EditionMatch, match: Match) -> bool:
    """Tell whether what follows a name is an edition rather than an identifier without its opening.

    Examples::

        DASF 3.1           the edition after "3.0", rather than "Datasets 3.1"
        ATLAS T0051        no edition

    Args:
        page: The text.
        name: The name of a document.
        suffix: What follows as an edition.
        match: What follows as an identifier.
    """
    after = page.tokens.values[suffix.stop : suffix.stop + 1]
    if "@" in page.tokens[name.stop].gap or after == ["edition"]:
        return True  # "owasp-llmsvs@2.1", "LLMSVS, 2.1 edition"
    if _leads_to_edition(page, name.standard, suffix.stop):
        return True
    if _is_rather_identifier(page, name, suffix, match):
        return False
    if page.tokens[match.stop - 1].end < page.tokens[suffix.stop - 1].start and (
        page.tokens[match.stop].gap == "." and page.tokens[name.stop].text == "v"
    ):
        return True  # "LLMSVS v2.1" is no chapter "V2"
    if suffix.edition or (match.opening_omitted and ".0" in suffix.text):
        return True
    if name.edition is not None:
        return False  # "OWASP LLMSVS 1.0 2.2"
    known = page.lexicon.names.editions.known.get(name.standard, ("",))
    is_marked = page.tokens[name.stop].gap != " " or not page.tokens[name.stop].is_number
    # "… generative AI system 3.1" where the only edition is "1.0"
    skips = match.only_digits and match.ids and not is_marked and _skips_a_version(suffix.text, known[-1])
    is_unclear = match.opening_omitted or (match.only_digits and page.tokens[name.stop].gap in (" ", " ("))
    return not skips and is_unclear and suffix.text.count(".") == known[-1].count(".")


def _leads_to_edition(page: Page, standard: str, stop: int) -> bool:
    """Tell whether an arrow leads from a version to a known edition: "PCI DSS 3.2.1 → 4.0".

    Args:
        page: The text.
        standard: The id of the document.
        stop: The token after the version.
    """
    if not page.tokens.is_number(stop) or page.tokens[stop].gap.strip() not in _ARROWS:
        return False
    written = page.text_of(stop, dotted_number_end(page.tokens, stop))
    return bool(page.lexicon.names.editions.match_text(standard, written).edition)


def _is_rather_identifier(page: Page, name: NameMatch, suffix: EditionMatch, match: Match) -> bool:
    """Tell whether a dotted number is an identifier as the document prints them, not a later edition.

    Examples, where the only edition is 8.1::

        CIS 8.11                          yes, as 8.2 or 9.0 would be next
        CIS 8.2: Collect audit logs       yes, with its title
        CIS 3.10 … CIS Controls 8.2       yes, as the text has other identifiers
        CIS Controls 8.2, 8.9             yes, as a list of identifiers goes on
        CIS v8.2                          no

    Args:
        page: The text.
        name: The name of a document.
        suffix: What follows as an edition.
        match: What follows as an identifier.
    """
    is_whole = not match.opening_omitted or len(match.key) > MOST_PARTS_OF_VERSION
    is_printed = bool(match.ids) and match.only_digits and len(match.key) > 1 and is_whole
    token = page.tokens[name.stop]
    if not is_printed or suffix.edition or not token.is_number or token.gap not in (" ", "-"):
        return False
    if not may_be_next(suffix.text, page.lexicon.names.editions.known[name.standard][-1]):
        return True
    if _goes_on_as_list(page, name.standard, match):
        return True
    return is_titled_number(page, match, name.standard) or _has_other_numbers(page, name.standard)


def _goes_on_as_list(page: Page, standard: str, match: Match) -> bool:
    """Tell whether another identifier goes on with a list after one: "8.2/8.5", "8.2, 8.9".

    Args:
        page: The text.
        standard: The id of the document.
        match: The first.
    """
    stop = match.stop
    if not page.tokens.is_number(stop) or page.tokens[stop].gap not in (", ", ",", "/", " / "):
        return False
    other = page.lexicon.identifiers(standard).match_at(page.tokens, stop)
    return other is not None and bool(other.ids) and len(other.key) == len(match.key)


def _has_other_numbers(page: Page, standard: str) -> bool:
    """Tell whether a text has identifiers after names of a document that can be no edition of it."""
    if standard not in page.numbered:
        newest = page.lexicon.names.editions.known[standard][-1]
        found = (
            identifier_after_name(page, name, name.stop) for name in page.names if name.standard == standard
        )
        page.numbered[standard] = any(
            match.only_digits and len(match.key) > 1 and not may_be_next(".".join(match.key), newest)
            for _, match in filter(None, found)
            if ".".join(match.key) != newest
        )
    return page.numbered[standard]


def _skips_a_version(text: str, newest: str) -> bool:
    """Tell whether a version is more than one major version ahead: "3.1" after "1.0"."""
    version, known = version_of(text), version_of(newest)
    return version is not None and known is not None and version[0] > known[0] + 1


def is_measure(page: Page, dated: DatedName) -> bool:
    """Tell whether an acronym names what a number measures, and the number is no edition.

    Examples::

        CVSS 9.3, CVSS 4.3, CVSS: 6.1
        CVSS:3.1/AV:N/AC:L
        {cvss: 6.0}
        CVSS v4.1, CVSS 3.1   no
    """
    tokens, stop = page.tokens, dated.name.stop
    if dated.edition or dated.name.edition or stop - dated.name.first > 1 or stop + 1 >= len(tokens):
        return False
    is_decimal = tokens.is_number(stop) and tokens.is_number(stop + 1) and tokens[stop + 1].gap == "."
    if is_decimal and dated.edition == "" and tokens[stop].gap == ": " and tokens[stop - 1].text.islower():
        return True  # the value of a key
    if tokens[stop].gap == " " and is_earlier_edition(dated.name.standard, tokens.values[stop : dated.stop]):
        return False
    is_acronym = tokens[stop - 1].text.isalpha() and tokens[stop - 1].text.isupper()
    if not (is_decimal and is_acronym and tokens[stop].gap in (" ", ":", ": ")):
        return False
    newest = version_of(page.lexicon.names.editions.known.get(dated.name.standard, ("",))[-1])
    is_later = newest is not None and int(tokens.values[stop][:LONGEST_NUMBER]) > newest[0]
    topics = page.lexicon.register.raw(page.lexicon.register.ordered(dated.name.standard)[-1]).get(
        "topics", ()
    )
    if dated.edition == "" and _SCORING_TOPIC in topics:
        return tokens.values[stop + 1] != "0"
    if dated.edition == "" and (not is_later or tokens.values[stop + 1] == "0"):
        return False  # "OSCAL 1.3" and "CVSS 5.0" are editions newer than the data, "CVSS 6.5" is a score
    return not page.lexicon.identifiers(dated.name.standard).structures.by_edition
