"""What follows the name of a document: an identifier, a title, or an identifier that does not exist."""

from __future__ import annotations

from ..._store.lazily import regex
from ..lexicon.dated_editions import iso_date_at
from ..lexicon.document_names import NameMatch
from ..lexicon.matches import Match
from ..text.titles import significant_words
from ..text.tokens import Token, Tokens
from .acts_behind import is_before_act, is_cited_as_law
from .page import Page
from .printed_words import is_printed_identifier
from .spaced_numbers import is_written_elsewhere
from .unknown_clauses import unknown_clause_end

__all__ = [
    "ADJACENT",
    "LINKING_WORDS",
    "ends_in_section",
    "identifier_after_name",
    "is_titled_number",
    "most_numbers",
    "unknown_identifier_end",
]

#: What may stand between a name and what directly follows it.
ADJACENT = regex(r"[ :\-.,/#_()\[@'|=§]{0,4}\Z")

#: Words that may stand between a name and an identifier.
LINKING_WORDS = frozenset(
    "technique tactic mitigation id ids control controls requirement requirements risk provision framework "
    "category subcategory section item task practice action threat s principle criterion for".split()
)

#: An unknown identifier has at most this many words and numbers.
LONGEST_UNKNOWN = 8

#: The numbers of parts of a code, which are not counted from one.
SMALLEST_LARGE = 100

#: The title of a chapter is looked for in this many characters.
LONGEST_CHAPTER_TITLE = 120

#: What makes a number the value of a key has at most so many characters before it.
LONGEST_VALUE_LEAD = 6

#: A paragraph of an article, and what joins it to the name of the act, have at most so many words.
MOST_WORDS_OF_PARAGRAPH = 6

_COMPARED = regex(r" [<>]=? ")
_SCORE = regex(r"[ ]?[%/][ \x7f]*[0-9]|%")
_VALUE = regex(r"""["'`]\s*[:=]\s*\Z|\)[^(]*\Z""")
_NEXT_VALUE = regex(r"[\"'`]\s*,")
_COUNTED = regex(r"[ -](?!(?:and|und) [0-9])[a-z]{3}")
_CLASS_OF_DIGITS = regex(r"-[0-9]\]")
_RANGE_OF_THINGS = regex(r"-[0-9]{1,3} [^\W\d_]{2}")
_END_OF_PHRASE = regex(r"\s*(?:[),;|.:\]\"*–—]|\Z|\n)")
_SEPARATORS = frozenset((",", ";", ".", "\n"))
_POINTERS = (":", "#", "/", ".")
_HEADING_GAPS = ("", " ", ". ", ".", "-", "_")
_HEADINGS_AFTER_A = (["clause"], ["control"], ["section"])
_LAW_HEADINGS = frozenset("art article articles artikel arts annex recital".split())

#: A collection of laws, cited by the number of a title before and the one of a part after it.
_CODE_OF_LAW = regex(r" (?:NYCRR|CFR|C\.F\.R\.|USC|U\.S\.C\.|CCR)(?: |$)")


def identifier_after_name(
    page: Page, name: NameMatch, position: int, *, dated: bool = False
) -> tuple[int, Match] | None:
    """Match the identifier that directly follows the name of its document; return where it begins, too.

    Pattern: name [linking word] identifier

    Examples::

        ISO 42001 A.6.2.4
        ATLAS technique T0051
        ISO/IEC 42001:2023 7      a chapter, as no word follows that it could count
        ISO/IEC 42001 §9

    Args:
        page: The text.
        name: The name of the document.
        position: The token after the name, and after its edition.
        dated: Whether an edition follows the name.
    """
    tokens = page.tokens
    if position >= len(tokens) or not ADJACENT.match(tokens[position].gap):
        return None
    if tokens[position].gap == "-" and iso_date_at(tokens, position - 1) is not None:
        return None  # "LLM Top 10 2025-05-25" is a day
    first = position
    identifiers = page.lexicon.identifiers(name.standard)
    if tokens[first].text == "a" and tokens.values[first + 1 : first + 2] in _HEADINGS_AFTER_A:
        first += 1  # "ISO 27001 a Clause 9.3" is no A.9.3
    match = identifiers.match_at(tokens, first)
    is_link = tokens[first].value in LINKING_WORDS and first + 1 < len(tokens)
    is_identifier = match is not None and not match.no_digits and not match.with_heading  # "SAFE2 S1.5"
    if is_link and _COMPARED.search(tokens[first + 1].gap):
        return None  # "if cwe_id < 1"
    if is_link and not is_identifier and tokens[first + 1].gap != ".":  # "CSF ID.GV-4"
        first += 1
        match = identifiers.match_at(tokens, first)
    if match is None:
        return None
    is_body = name.weak and name.stop == name.first + 1 and tokens[position].gap == " #"
    if match.opening_omitted and is_body and page.lexicon.is_publisher(tokens[name.first], name.standard):
        return None  # "OWASP #3" can be of any list
    if match.only_digits and any(part.gap == "/" for part in tokens[first + 1 : match.stop]):
        return None  # "iso-27001-2013/09/02/01" is a path to what a project numbers so
    is_lone = name.weak and name.stop == name.first + 1
    is_pointed = tokens[position].gap in (*_POINTERS, "@", *(() if is_lone else ("_",)))  # "nist_map = {}"
    if match.no_digits and not (is_printed_identifier(page, match, first) or is_pointed):
        return None
    is_letter = match.no_digits and len(tokens[first].text) == 1
    if tokens[position].gap == ". " and (is_letter or _is_of_act_behind(page, name, match)):
        return None  # "as of SLSA. A build" begins a sentence
    is_apart = tokens[position].gap[:1] in (",", ";", ".", "\n") and is_cited_as_law(
        page, name.standard, match
    )
    if is_apart and is_before_act(page, name.standard, tokens[match.stop - 1].end):
        return None  # "Regulation (EU) 2016/679, Art. 7 EUV 1215/2012"
    is_bare_number = len(match.key) == 1 and match.only_digits and not match.with_heading
    if is_bare_number and _CODE_OF_LAW.match(page.text, tokens[first].end):
        return None  # "Cybersecurity Requirements for … (23 NYCRR Part 500)"
    if (
        is_bare_number
        and "§" not in tokens[first].gap
        and not _is_provision_number(page, name, match, tokens[first], dated)
    ):
        return None
    return first, match


def _is_of_act_behind(page: Page, name: NameMatch, match: Match) -> bool:
    """Tell whether an article that begins a sentence is of the act behind it: "NIS2. Art. 10 Abs. 6 CRA".

    Args:
        page: The text.
        name: The name of an act at the end of the sentence before.
        match: The article.
    """
    laws = page.lexicon.names.editions.ages.laws
    behind = range(match.stop, match.stop + MOST_WORDS_OF_PARAGRAPH + 1)
    names = filter(None, map(page.names_by_first.get, behind))
    return name.standard in laws and any(
        each.standard in laws and each.standard != name.standard for each in names
    )


def _is_provision_number(page: Page, name: NameMatch, match: Match, token: Token, dated: bool) -> bool:
    """Tell whether a bare number after a name is a provision, not an edition or a count.

    Examples::

        nist-ai-rmf#7       yes
        ATLAS T0051         yes, as "T" may be omitted
        ISO 42001 7         no

    Args:
        page: The text.
        name: The name of a document.
        match: The number.
        token: The token of the number.
        dated: Whether an edition follows the name.
    """
    if token.gap.endswith("[") and page.text[token.end : token.end + 1] == "]" and token.text[0] != "0":
        return False  # "the OWASP Agentic Top 10 [1]" cites a source
    lead = max(token.start - LONGEST_VALUE_LEAD, 0)
    if _SCORE.match(page.text, token.end) or _VALUE.search(page.text, lead, token.start):
        return False  # "OWASP Agentic Top 10 - 10/10"; "owasp-llm-top-10": 10; "(OWASP Top 10) - 3 skills"
    is_next = "," in token.gap or "|" in token.gap or _NEXT_VALUE.search(token.gap)
    if is_next and not token.text.startswith("0"):
        return False  # "('OWASP Top 10.', 2, 'active')", the next value or cell of a row; `f(x.scf, 8)`
    if token.gap.endswith("[") and _CLASS_OF_DIGITS.match(page.text, token.end):
        return False  # `/^CWE-[1-9]\d*$/`
    if token.gap.endswith("(") and _RANGE_OF_THINGS.match(page.text, token.end):
        return False  # "CWE (2-4 entries)"
    if match.opening_omitted and token.text[0] != "0" and _COUNTED.match(page.text, token.end):
        return is_written_elsewhere(page, match, token)  # not "OWASP LLM Top 10 (10 controls)"
    if token.gap == "-" and name.standard in (page.scopes.standards_of_object(token.start) or ()):
        return True  # `cisControls: [{ id: 'CIS-5'`
    if match.opening_omitted:
        is_clear = token.gap != " " or len(token.text) > 2 or token.text.startswith("0")
        return is_clear or is_written_elsewhere(page, match, token)
    if token.gap.strip() in _POINTERS and len(token.text) < 3:  # not in a program: "ISO_42001: 2,"
        return page.lenient or token.gap in _POINTERS or is_titled_number(page, match, name.standard)
    return dated and _stands_alone(page, match, name.standard)


def _stands_alone(page: Page, match: Match, standard: str) -> bool:
    """Tell whether nothing follows a number that it could count: a sign, the end, or its own title.

    Args:
        page: The text.
        match: The number.
        standard: The id of the document.
    """
    end = page.tokens[match.stop - 1].end
    return _END_OF_PHRASE.match(page.text, end) is not None or is_titled_number(page, match, standard)


def is_titled_number(page: Page, match: Match, standard: str) -> bool:
    """Tell whether the title of a provision follows its number: "8.2: Collect Audit Logs".

    Args:
        page: The text.
        match: The number.
        standard: The id of the document.
    """
    end = page.tokens[match.stop - 1].end
    words = significant_words(page.text[end : end + LONGEST_CHAPTER_TITLE])
    titles = page.lexicon.identifiers(standard).structures.title_words_of(match.ids[0]).values()
    return any(title and words[: len(title)] == title for several in titles for title in several)


def _is_letter_with_digit(tokens: Tokens, first: int) -> bool:
    """Tell whether a letter and a digit are at a token, and nothing more: "C5", not "T1505"."""
    is_pair = tokens.is_number(first + 1) and tokens[first + 1].gap == ""
    return is_pair and len(tokens[first].text) == len(tokens[first + 1].text) == 1


def unknown_identifier_end(page: Page, standard: str, first: int) -> int | None:
    """Return the token before which an identifier ends that follows a name and that no edition has.

    Pattern: name (number "." number … | short word in capitals, number …)

    Examples::

        ISO 42001 99.9
        NIST AI RMF XY-7
        Colorado AI Act (SB 21-169)      the number of another document
        CVSS 7.0                         none, as no identifiers of it are shipped
        CIS Controls IG1                 none, as none of its identifiers begins so
        CIS 2.3.1                        none, as all of its identifiers are of one or two numbers

    Args:
        page: The text.
        standard: The id of the document.
        first: The token after the name.
    """
    tokens, identifiers = page.tokens, page.lexicon.identifiers(standard)
    if first >= len(tokens) or not ADJACENT.match(tokens[first].gap):
        return None
    clause_end = unknown_clause_end(page, standard, first)
    if clause_end is not None:
        return clause_end
    is_apart = any(sign in tokens[first].gap for sign in ",)") and "§" not in tokens[first].gap
    if is_apart or "|" in tokens[first].gap or tokens[first].gap == ". ":
        return None  # the next cell or sentence, or after a closed bracket, is of something else
    is_of_other = tokens[first].gap == "/" and _is_letter_with_digit(tokens, first)  # "SOC2/C5" are two
    if is_of_other or tokens[first].value in page.lexicon.openings or first in page.names_by_first:
        return None
    if tokens[first].is_number and (tokens.is_quoted_before(first) or "/" in tokens[first].gap):
        return None  # "soc2": (71.0, 12.0); "OWASP/ASVS/v4.0.3/4.0", a path
    is_small = any(token.text.islower() for token in tokens[first - 2 : first])
    if tokens[first].is_number and tokens[first].gap in (" ", ": ") and is_small:
        return None  # "contrast of soc2 2.642:1", "soc2: 81.0"
    stop = first + 1
    while (
        stop < len(tokens)
        and tokens[stop].gap in ("", ".", "-", "(", ")(")
        and stop - first < LONGEST_UNKNOWN
        and (tokens[stop].is_number or len(tokens[stop].text) <= 3)
    ):
        stop += 1
    if page.text[tokens[stop - 1].end : tokens[stop - 1].end + 1] == "%":
        return None  # "SAFE-MCP 91.8%"
    if tokens[first].is_number:
        is_law = standard in page.lexicon.names.editions.ages.laws
        if is_law and stop - first > 1 and tokens[first + 1].text == "0":
            return None  # "GDPR = 2.0x" is a weight
        if stop - first > most_numbers(page, standard) or _begins_no_section(page, standard, first):
            return None  # "CIS 2.3.1" is of a benchmark
        is_section = identifiers.structures.are_shipped or "§" in tokens[first].gap
        return stop if is_section and _is_dotted_number(tokens[first:stop]) else None
    if stop - first > 1 and tokens[first].gap == tokens[first + 1].gap == "-":
        return None  # "SOC2-LOG-001" is a rule of the project
    is_glued = stop - first > 1 and tokens[first + 1].gap == ""
    if not identifiers.structures.are_shipped and tokens[first].value not in _LAW_HEADINGS:
        return None  # "HB 3773 (PA 103-0804)", "FedRAMP RFC-0024": numbers of other documents
    is_own = tokens[first].value in identifiers.first_words
    is_of_law = tokens[first].value in _LAW_HEADINGS and standard not in page.lexicon.names.editions.ages.laws
    if not is_own and (is_glued or is_of_law):
        return None  # levels and quarters: "ASVS L3", "SOC 2 Q3"; "gpai-code-of-practice - Art. 51"
    return _end_of_code(tokens, first, stop)


def ends_in_section(page: Page, standard: str, stop: int) -> bool:
    """Tell whether the number that ends the name of a law begins that of a section: "45 CFR 164.514(b)".

    Args:
        page: The text.
        standard: The id of the law.
        stop: The token after the name.
    """
    tokens = page.tokens
    is_dotted = tokens.is_number(stop - 1) and tokens.is_number(stop) and tokens[stop].gap == "."
    return is_dotted and standard in page.lexicon.names.editions.ages.laws


def _begins_no_section(page: Page, standard: str, first: int) -> bool:
    """Tell whether no section begins with a number, where few large ones begin all: "45 CFR 155.260".

    Args:
        page: The text.
        standard: The id of the document.
        first: The token of the number.
    """
    numbers = [word for word in page.lexicon.identifiers(standard).first_words if word.isdigit()]
    are_large = bool(numbers) and min(map(int, numbers)) >= SMALLEST_LARGE
    return are_large and page.tokens.values[first] not in numbers


def most_numbers(page: Page, standard: str) -> int:
    """Return how many parts an identifier of a document can have: its longest one, if all are numbers.

    Args:
        page: The text.
        standard: The id of the document.
    """
    most = page.longest_numbers.get(standard)
    if most is None:
        keys = [key.split() for key in page.lexicon.identifiers(standard).ids_by_tokens]
        are_numbers = bool(keys) and all(part.isdigit() for key in keys for part in key)
        most = page.longest_numbers[standard] = max(map(len, keys)) if are_numbers else LONGEST_UNKNOWN
    return most


def _is_dotted_number(parts: list[Token]) -> bool:
    """Tell whether tokens are a number with dots, or after "§", that is no date or version: "99.9"."""
    if len(parts) < 2 or not parts[1].is_number or (parts[0].value == "0" and "§" not in parts[0].gap):
        return False  # "ISO 27001 0.30" is a threshold
    has_year = any(part.is_number and len(part.text) > 3 for part in parts)
    return "§" in parts[0].gap or (parts[1].gap == "." and not has_year)


def _end_of_code(tokens: Tokens, first: int, stop: int) -> int | None:
    """Return where a word with a number ends that is written like an identifier.

    Examples::

        Article 200
        SB 21-169
        XY-7

    Args:
        tokens: The tokens of the text.
        first: The token of the word.
        stop: The token after everything glued to the word.
    """
    token = tokens[first]
    is_short = token.text.isupper() and len(token.text) <= 4
    if stop - first > 1:
        return stop if is_short and tokens[first + 1].is_number else None
    if stop == len(tokens) or not tokens[stop].is_number:
        return None
    if token.value in _LAW_HEADINGS:
        return stop + 1 if tokens[stop].gap in _HEADING_GAPS else None
    is_bill = (
        stop + 1 < len(tokens)
        and tokens[stop].gap == " "
        and tokens[stop + 1].gap == "-"
        and tokens[stop + 1].is_number
    )
    return stop + 2 if is_short and is_bill else None
