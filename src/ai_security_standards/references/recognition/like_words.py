"""Words before numbers that a list prints as its identifiers, and a text uses for something of its own."""

from __future__ import annotations

from ..._store.lazily import regex
from .after_name import is_titled_number
from .page import Page
from .self_identifying import SelfIdentified
from .unknown_identifiers import SHORTEST_OPENING

__all__ = ["means_something_else"]

#: So many words behind an identifier can be of its title.
MOST_WORDS_OF_TITLE = 4

#: A code of practice is looked for in so many characters before a measure.
LONGEST_BEFORE = 3_000

#: The line of a section is read in so many characters on either side.
REACH = 300

#: The account before a package has at most so many characters, the quote and slash included.
LONGEST_OWNER = 42

_OWNER = regex(r"""["'`]@?(?!(?i:owasp|mitre|nist|iso))[A-Za-z][\w.-]*/\Z""")
_SECTIONS, _CONTROLS = frozenset(("section", "sections")), frozenset(("control", "controls"))
_QUOTES = ('"', "'", "`")
_CODE_OF_PRACTICE = regex(r"\b[Cc]odes? of [Pp]ractice\b")


def means_something_else(page: Page, first: int, provision: SelfIdentified) -> bool:
    """Tell whether a word and a number are of something else than the list that prints them with a space.

    Examples::

        Code of Practice on transparency … Measure 1.4      not MEASURE 1.4 of the AI RMF
        GOV-2, MAP-2, MEAS-1                                not MAP 2: risks of the project
        PEOPLE CONTROLS (8)                                 not clause 8: eight of them
        P0/P1, P2/P3                                        not P1: priorities
        LLM-4-Applications-Notes                            not LLM04: a project
        "jane/mcp2"                                         not MCP02: a package
        - [Measure 1]: [Description]                        not MEASURE 1: to be filled in
        A SLSA attestation                                  not threat A: an article
        Section 9 lists the risks                           not clause 9: of the page

    Args:
        page: The text.
        first: The token of the word.
        provision: The identifier with its standard.
    """
    ids, text = provision.match.ids, page.tokens[first].text
    if provision.match.with_heading and not page.lenient and _is_count_of(page, first, provision):
        return True
    end = page.tokens[provision.match.stop - 1].end
    if ids and provision.match.only_digits and text[0] == "0" and page.text[end : end + 1] == "_":
        return True  # "05_BUSINESS_CONTINUITY.md"
    if ids and not page.lenient and _is_of_page(page, first, provision):
        return True
    if ids and not page.lenient and _is_package(page, first, provision):
        return True
    if ids and not page.lenient and _is_name_of_project(page, first, provision):
        return True
    if len(text) == 1 and not page.lenient and _is_word_or_count(page, first, provision):
        return True
    if page.lenient or page.is_tag or not ids or ids[0].partition(" ")[0] != text.upper() or ids[0] == text:
        return False
    if text.istitle():
        return _is_placeholder(page, first, provision) or _is_of_code_of_practice(
            page, first, provision.standard
        )
    return text.isupper() and _has_cut_siblings(page, first, provision)


def _is_of_page(page: Page, first: int, provision: SelfIdentified) -> bool:
    """Tell whether a section or control with a whole number is one of the page itself.

    Examples, on a page that names ISO/IEC 27001 elsewhere::

        Section 9 lists the risks                 yes, as the line does not name the standard
        Section 9: Performance evaluation         no, by its title
        (Control 1, Supply Chain Profile)         yes, as no control of the standard is a whole number

    Args:
        page: The text.
        first: The token of the word.
        provision: The identifier with its standard.
    """
    word, match, standard = page.tokens.values[first], provision.match, provision.standard
    if word not in _SECTIONS | _CONTROLS or not match.ids[0].isdecimal():
        return False
    if word in _CONTROLS:
        structures = page.lexicon.identifiers(standard).structures.by_edition
        newest = next(reversed(structures.values()), {})
        return "Annex A" in newest and f"A.{match.ids[0]}" not in newest
    start = page.tokens[first].start
    begin = max(page.text.rfind("\n", max(start - REACH, 0), start), start - REACH)
    end = page.text.find("\n", start, start + REACH)
    is_named = standard in page.standards_within(begin, end if end > 0 else start + REACH)
    return not is_named and not is_titled_number(page, match, standard)


def _is_word_or_count(page: Page, first: int, provision: SelfIdentified) -> bool:
    """Tell whether a letter is a word of a sentence, or counts from zero.

    Args:
        page: The text.
        first: The token of the letter.
        provision: The identifier with its standard.
    """
    after = provision.match.stop
    is_word = after == first + 1 and after < len(page.tokens) and page.tokens[after].gap == " "
    is_word = is_word and not page.tokens.is_number(after)
    return is_word or _is_counted_from_zero(page, first, provision)


def _is_package(page: Page, first: int, provision: SelfIdentified) -> bool:
    """Tell whether a word with a number is the name of a package of somebody, and not as its list prints it.

    Args:
        page: The text.
        first: The token of the word.
        provision: The identifier with its standard.
    """
    token, end = page.tokens[first], page.tokens[provision.match.stop - 1].end
    if not token.text.islower() or page.text[token.start - 1 : token.start] != "/":
        return False
    written = page.text[token.start : end]
    if written.upper() == provision.match.ids[0] or page.text[end : end + 2].lstrip("\\")[:1] not in _QUOTES:
        return False
    return _OWNER.search(page.text, max(token.start - LONGEST_OWNER, 0), token.start) is not None


def _is_name_of_project(page: Page, first: int, provision: SelfIdentified) -> bool:
    """Tell whether a word, a dash and a digit, where the list prints none, go on to words of another title.

    Examples::

        LLM-4-Applications-Notes, in an address or heading      yes
        LLM-06-excessive-agency.md, LLM06-notes.md              no

    Args:
        page: The text.
        first: The token with which the identifier begins.
        provision: The identifier with its standard.
    """
    tokens, match = page.tokens, provision.match
    stop = match.stop
    if match.with_heading or tokens.values[first] not in page.lexicon.openings:
        return False  # "art-5-gdpr"
    if stop != first + 2 or tokens[first + 1].gap != "-" or stop >= len(tokens) or tokens[stop].gap != "-":
        return False
    is_digit = tokens.is_number(first + 1) and len(tokens[first + 1].text) == 1
    if not is_digit or tokens.is_number(stop) or any("-" in each for each in match.ids):
        return False
    last = min(stop + MOST_WORDS_OF_TITLE, len(tokens)) - 1
    following = set(page.significant_words(page.text[tokens[stop].start : tokens[last].end]))
    titles = page.lexicon.identifiers(provision.standard).structures.title_words_of(match.ids[0]).values()
    return not any(following.intersection(title) for several in titles for title in several)


def _is_count_of(page: Page, first: int, provision: SelfIdentified) -> bool:
    """Tell whether a word for several things has their number behind it, in brackets.

    Args:
        page: The text.
        first: The token of the word.
        provision: The identifier with its standard.
    """
    tokens, stop = page.tokens, provision.match.stop
    is_lone = stop == first + 2 and tokens.is_number(first + 1) and tokens[first + 1].gap == " ("
    return is_lone and tokens.values[first].endswith("s") and tokens.is_bracketed(first + 1)


def _is_placeholder(page: Page, first: int, provision: SelfIdentified) -> bool:
    """Tell whether a word and one number are all that square brackets hold, which are no link.

    Args:
        page: The text.
        first: The token of the word.
        provision: The identifier with its standard.
    """
    start, end = page.tokens[first].start, page.tokens[provision.match.stop - 1].end
    is_whole = page.text[max(start - 1, 0) : start] == "[" and page.text[end : end + 1] == "]"
    return is_whole and provision.match.stop == first + 2 and page.text[end + 1 : end + 2] not in ("(", "[")


def _is_of_code_of_practice(page: Page, first: int, standard: str) -> bool:
    """Tell whether a code of practice is named before a measure, and its list is not named after that.

    Args:
        page: The text.
        first: The token of the word.
        standard: The id of the list.
    """
    start = page.tokens[first].start
    found = _CODE_OF_PRACTICE.search(page.text, max(start - LONGEST_BEFORE, 0), start)
    if found is None:
        return False
    own = (page.tokens[name.first].start for name in page.names_before(first) if name.standard == standard)
    return next(own, -1) < found.start()


def _has_cut_siblings(page: Page, first: int, provision: SelfIdentified) -> bool:
    """Tell whether a page numbers other words of a list, cut short, in the same manner: MAP-2 with GOV-2.

    Args:
        page: The text.
        first: The token of the word.
        provision: The identifier with its standard.
    """
    tokens = page.tokens
    if provision.match.stop != first + 2 or tokens[first + 1].gap != "-":
        return False
    key = provision.standard, "-"
    has_siblings = page.own_series.get(key)
    if has_siblings is None:
        identifiers = page.lexicon.identifiers(provision.standard)
        words = {word for word in identifiers.first_words if len(word) > SHORTEST_OPENING}
        cut = {word[:length] for word in words for length in range(SHORTEST_OPENING, len(word))}
        cut -= {*identifiers.first_words, *identifiers.spellings}
        has_siblings = page.own_series[key] = any(
            value in cut and tokens.is_number(place + 1) and tokens[place + 1].gap == "-"
            for place, value in enumerate(tokens.values)
        )
    return has_siblings


def _is_counted_from_zero(page: Page, first: int, provision: SelfIdentified) -> bool:
    """Tell whether a letter with a number is of a scale that a page counts from zero: "P0", "P1".

    Args:
        page: The text.
        first: The token of the letter.
        provision: The identifier with its standard.
    """
    tokens = page.tokens
    if provision.match.stop != first + 2 or tokens[first + 1].gap != "":
        return False
    key = tokens[first].text, ""
    is_scale = page.own_series.get(key)
    if is_scale is None:
        values = tokens.values
        places = (place for place, value in enumerate(values[:-1]) if value == values[first])
        is_scale = page.own_series[key] = any(
            values[place + 1] == "0" and tokens[place + 1].gap == "" for place in places
        )
    return is_scale
