"""Which document an identifier belongs to where no name directly precedes it."""

from __future__ import annotations

from ..._store.lazily import regex
from ..lexicon.document_names import NameMatch
from ..lexicon.heading_words import ANNEX_WORDS
from ..lexicon.matches import Match
from ..lexicon.unregistered import belongs_to_other_law
from .acts_behind import kind_behind
from .after_name import is_titled_number
from .boundaries import is_free_after, is_free_before
from .candidates import candidate_standards, is_loose_number, is_of_one_of_several, is_part_of_law
from .clear_values import is_clear, is_code_with_title, is_identifying_value, is_value_of_heading
from .like_words import means_something_else
from .lists import is_list_joint
from .names_after import after_paragraph, name_after
from .numbered_rows import is_numbered_row
from .other_acts import is_of_other_act
from .own_sections import begins_own_part, numbers_own_clauses
from .padded_lists import is_of_padded_list
from .page import Page
from .printed_alike import of_document_printing_it
from .printed_words import is_printed_identifier
from .profiles import of_topic
from .self_identifying import SelfIdentified, match_at
from .unmistakable import match_unmistakable

__all__ = ["identify_at"]

_COUNTED = regex(r"[0-9]+ [a-z]{3}")
_OWN_PARTS = frozenset(("section", "sections", "sec"))
_CLEAR_WORDS = frozenset("article annex recital".split())


def identify_at(page: Page, first: int) -> SelfIdentified | None:
    """Match the identifier at a token, with the standard that it or the text names.

    Examples::

        AML.T0051                         by itself
        Article 5 of the AI Act           by the name after it
        AI Act applies. Article 5 …       by a name before it
    """
    if is_loose_number(page, first) or not is_free_before(page, first) or begins_own_part(page, first):
        return None
    found = _identify(page, first)
    return None if found is None or means_something_else(page, first, found) else found


def _identify(page: Page, first: int) -> SelfIdentified | None:
    """Match an identifier that can begin at a token, by itself or by a name."""
    by_itself = of_topic(page, first, match_at(page, first))
    standards = page.first_words.standards_of(page.tokens.values[first])
    if by_itself is not None and _is_only_of(by_itself, standards):
        return by_itself
    by_name = _match_by_name(page, first, standards) if standards else None
    if by_name is None and by_itself is not None and not by_itself.match.ids:
        by_name = _match_on_page(page, first, by_itself, standards)
    if by_itself is None or by_name is None:
        return by_itself or by_name
    return by_name if _is_preferred(page, by_name, by_itself) else by_itself


def _is_only_of(by_itself: SelfIdentified, standards: frozenset[str]) -> bool:
    """Tell whether no other of the named standards has identifiers that begin as one that names its own."""
    is_plain = by_itself.edition is None and not by_itself.alternatives
    return is_plain and bool(by_itself.match.ids) and standards <= {by_itself.standard}


def _is_preferred(page: Page, by_name: SelfIdentified, by_itself: SelfIdentified) -> bool:
    """Tell whether a named standard has the longer identifier, or an equal one with better reasons.

    Args:
        page: The text.
        by_name: The identifier of the named standard.
        by_itself: The identifier that names its standard.
    """
    if by_name.match.stop != by_itself.match.stop:
        return by_name.match.stop > by_itself.match.stop
    if by_name.match.ids and not by_itself.match.ids:
        return True
    if by_name.standard == page.within or by_name.standard in by_itself.alternatives:
        return True
    if by_name.standard == by_itself.standard:
        return page.standards.isdisjoint(by_itself.alternatives)
    return by_name.standard in page.standards and by_itself.standard not in page.standards


def _match_on_page(
    page: Page, first: int, unknown: SelfIdentified, standards: frozenset[str]
) -> SelfIdentified | None:
    """Match an identifier that its own standard lacks, and one other standard of the page has.

    Examples::

        "GV-1.3" on a page on the AI RMF and on NIST AI 600-1      GOVERN 1.3 of the AI RMF

    Args:
        page: The text.
        first: The token with which the identifier begins.
        unknown: The identifier that no edition of its standard has.
        standards: The standards around it with identifiers that begin so.
    """
    found = []
    for standard in sorted(standards & page.standards - {unknown.standard}):
        match = page.lexicon.identifiers(standard).match_at(page.tokens, first)
        if match is not None and match.ids and match.stop == unknown.match.stop and not match.only_digits:
            found.append(SelfIdentified(standard, match, None))
    return found[0] if len(found) == 1 else None


def _match_by_name(page: Page, first: int, standards: frozenset[str]) -> SelfIdentified | None:
    """Match an identifier of a standard that is named directly after it, or in its surroundings.

    Args:
        page: The text.
        first: The token with which the identifier begins.
        standards: The standards around it with identifiers that begin so.
    """
    for name in page.names_after(first):
        is_act = name.standard in page.lexicon.names.editions.ages.laws
        if not name.standard or (name.weak and not is_act):
            continue
        identifiers = page.lexicon.identifiers(name.standard)
        match = identifiers.match_at(page.tokens, first) if name.standard in standards else None
        if match is not None and match.only_digits and not match.with_heading and len(match.key) == 1:
            continue  # "3 DSGAI risks" counts them
        stop = 0 if match is None else after_paragraph(page, match.stop) if is_act else match.stop
        if match is not None and name_after(page, stop, name.standard, behind_bracket=is_act) is name:
            return SelfIdentified(name.standard, match, None)
        if match is None and _is_unknown_article(page, first, name):
            return SelfIdentified(name.standard, Match(first + 2, (), ()), None)
    if is_of_one_of_several(page, first):
        return None
    tried: set[str] = set()
    for standard, is_bound in candidate_standards(page, first, standards):
        if standard in tried:
            continue
        tried.add(standard)
        match = page.lexicon.identifiers(standard).match_at(page.tokens, first)
        if match is None or not _is_identifier_of(page, match, first, standard):
            continue
        if is_of_padded_list(page, match, first):
            continue
        is_common = match.only_digits or match.no_digits
        if page.lenient or not is_common or page.is_named_near(first, standard):
            if is_of_other_act(page, first, standard, match):
                if kind_behind(page, page.tokens[match.stop - 1].end):
                    continue  # "Art. 9 of the Regulation", where NIS2 is named next
                return None
            found = SelfIdentified(standard, match, None, by_page=not is_bound)
            found = _with_longer_identifier(page, first, found, standards)
            return of_document_printing_it(page, first, found, standards)
    return _match_by_topic(page, first, standards) or match_unmistakable(page, first, standards)


def _with_longer_identifier(
    page: Page, first: int, found: SelfIdentified, standards: frozenset[str]
) -> SelfIdentified:
    """Match the longer identifier of the one other standard of the page that has it, where one goes on.

    Examples::

        ISO 27001, and of ISO 42001 A.10.4                      A.10.4, where ISO 27001 has but A.10
        of the AI Act … Art. 9 GDPR, not Art. 5(1)(g)            of the AI Act, as the GDPR has but (f)
        {"framework": "ISO/IEC 42001", "control_id": "A.10.1"}   unknown, as the object names the standard

    Args:
        page: The text.
        first: The token with which the identifier begins.
        found: The identifier of the standard that is named next.
        standards: The standards around it with identifiers that begin so.
    """
    stop = found.match.stop
    goes_on = stop < len(page.tokens) and page.tokens[stop].gap == ")("
    if page.lenient or (is_free_after(page, stop, found.match) and not goes_on):
        return found
    if found.standard in (page.scopes.standards_of_object(page.tokens[first].start) or ()):
        return found
    longer = []
    for standard in sorted(standards & page.standards - {found.standard}):
        match = page.lexicon.identifiers(standard).match_at(page.tokens, first)
        if match is not None and match.stop > found.match.stop and is_free_after(page, match.stop, match):
            longer.append(SelfIdentified(standard, match, None, by_page=True))
    return longer[0] if len(longer) == 1 else found


def _match_by_topic(page: Page, first: int, standards: frozenset[str]) -> SelfIdentified | None:
    """Match an identifier of the one standard that the headings above it, or else the page, name.

    Examples::

        # EU AI Act … Article 12 applies      Article 12 of the AI Act
        # EU AI Act … Article 16 TFEU         none

    Args:
        page: The text.
        first: The token with which the identifier begins.
        standards: The standards around it with identifiers that begin so.
    """
    place = page.tokens[first].start
    if (
        page.column_standards(place) is not None
        or "" in page.topics.at(place)
        or is_part_of_law(page, first)
        or _names_other_law(page, first)
    ):
        return None
    if page.tokens[first].text.islower() and page.text[place - 1 : place] == "/":
        return None  # "/artikel/97" is a part of the site
    topics = page.topic_standards(place)
    told = page.scopes.standards_of_object(place)
    found: SelfIdentified | None = None
    by_page = not (told or topics)
    for standard in told or topics or page.only_standards & standards:
        if standard not in standards or (by_page and not page.is_subject(standard, place)):
            continue
        match = page.lexicon.identifiers(standard).match_at(page.tokens, first)
        if match is None or is_of_other_act(page, first, standard, match, by_topic=True):
            continue
        written = page.text_of(first, match.stop)
        if match.no_digits and match.key[0] != "annex" and "_" in written and written.islower():
            continue  # "function_id" is a column
        is_annex_word = page.tokens[first].value in ANNEX_WORDS
        if match.no_digits and is_annex_word and not is_printed_identifier(page, match, first):
            continue  # "un anexo a cada contrato"
        if match.only_digits and page.tokens[first].value in _OWN_PARTS:
            continue  # "see section 8" of the page itself
        if match.only_digits and numbers_own_clauses(page, standard, first):
            continue
        if _is_clear_of(page, match, first, standard, is_topic=bool(topics)):
            if found is not None:
                return None
            found = SelfIdentified(standard, match, None, by_page=not topics)
    return found


def _is_clear_of(page: Page, match: Match, first: int, standard: str, *, is_topic: bool) -> bool:
    """Tell whether an identifier is of the document that the headings or the page name.

    Args:
        page: The text.
        match: The identifier.
        first: The token with which it begins.
        standard: The id of the document.
        is_topic: Whether a heading names it.
    """
    written = page.text_of(first, match.stop)
    if match.key[0] in _CLEAR_WORDS or is_code_with_title(page, match, standard, written):
        return True
    if match.no_digits and not match.with_heading:
        return is_value_of_heading(page, match, first, standard)
    return is_clear(match, written) and (
        is_topic or is_identifying_value(page, match, first) or is_titled_number(page, match, standard)
    )


def _names_other_law(page: Page, first: int) -> bool:
    """Tell whether the block of an identifier names a law outside the register before it."""
    if belongs_to_other_law(page.tokens, first, page.lexicon.names.first_words):
        return True
    return any(not name.standard for name in page.names_before(first))


def _is_unknown_article(page: Page, first: int, name: NameMatch) -> bool:
    """Tell whether a heading and a number before a name are a provision that no edition has.

    Examples::

        Article 200 of the AI Act

    Args:
        page: The text.
        first: The token of the heading.
        name: The name after it.
    """
    identifiers = page.lexicon.identifiers(name.standard)
    word = identifiers.spellings.get(page.tokens[first].value)
    if word not in identifiers.first_words or name_after(page, first + 2, name.standard) is not name:
        return False
    return page.tokens[first + 1].is_number


def _is_identifier_of(page: Page, match: Match, first: int, standard: str) -> bool:
    """Tell whether what matches, apart from the name of its document, is meant as an identifier.

    Args:
        page: The text.
        match: The identifier.
        first: The token with which the identifier begins.
        standard: The id of the document.
    """
    is_given = standard == page.within
    certain = is_given and page.lenient
    in_column = standard in (page.column_standards(page.tokens[first].start) or ())
    if match.no_digits:
        if not is_printed_identifier(page, match, first):
            return False
        is_value = match.key[0] == "annex" or in_column or is_value_of_heading(page, match, first, standard)
        return certain or is_value or _continues_list(page, first, standard)
    if match.only_digits or match.opening_omitted:
        if match.with_heading:
            return certain or not match.opening_omitted
        if is_given or in_column:
            return certain or len(match.key) > 1 or (in_column and is_numbered_row(page, match, first))
        if match.opening_omitted and page.sightings and page.sightings[-1].is_document:
            return False  # "OWASP Agentic Top 10 - 10/10"
        return _continues_list(page, first, standard)
    return _has_usual_case(page, match, first, standard)


def _has_usual_case(page: Page, match: Match, first: int, standard: str) -> bool:
    """Tell whether an identifier is not merely a word in lower case before a number: "map 1".

    Args:
        page: The text.
        match: The identifier.
        first: The token with which the identifier begins.
        standard: The id of the document.
    """
    token = page.tokens[first]
    is_lower = token.text.islower() and not token.is_number and not match.with_heading
    if not is_lower or page.is_tag or page.tokens[match.stop - 1].gap != " ":
        return True
    identifiers = page.lexicon.identifiers(standard)
    is_usual = token.value in identifiers.spellings or token.value in identifiers.headings
    return is_usual and not identifiers.grammar.standalone


def _continues_list(page: Page, first: int, standard: str) -> bool:
    """Tell whether a token goes on with a list of identifiers of a standard: "A.6.2, 7.4".

    Args:
        page: The text.
        first: The token.
        standard: The id of the document.
    """
    if not page.sightings or page.sightings[-1].standard != standard or page.sightings[-1].is_document:
        return False  # "PCI DSS v4.0 — 12 templates"
    end, token = page.sightings[-1].end, page.tokens[first]
    if "·" in page.text[end : token.start] and _COUNTED.match(page.text, token.start):
        return False  # "Clause 9.3 · 7 required inputs"
    return is_list_joint(page.text, end, token.start)
