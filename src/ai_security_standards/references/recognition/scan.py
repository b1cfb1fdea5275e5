"""From a text to everything in it that refers: documents, provisions, and what only looks like one."""

from __future__ import annotations

from ..._store.lazily import regex
from ..lexicon import Lexicon
from ..lexicon.document_names import NameMatch
from ..lexicon.matches import Match
from .after_name import (
    ADJACENT,
    LINKING_WORDS,
    ends_in_section,
    identifier_after_name,
    unknown_identifier_end,
)
from .boundaries import (
    edition_of_name,
    edition_suffix,
    end_of_glued,
    end_with_brackets,
    is_followed_by_number,
    is_free_after,
    is_inside_word,
    newer_edition_before,
)
from .company import has_company, is_among_laws, lacks_company
from .context import identify_at
from .counts import is_thousands
from .dated_names import DatedName, is_measure, read_edition
from .deeper_parts import end_of_deeper_part, with_paragraph
from .first_tokens import candidate_positions
from .lettered_clauses import is_letter_of_clause
from .listed_before import identify_listed, numbers_before_names
from .lists import is_list_joint, list_members
from .members_not_shipped import member_not_shipped
from .names_after import name_after
from .namespaces import is_local_name
from .other_senses import is_other_sense
from .own_identifiers import is_longer_number, is_own_identifier, is_whole_category
from .own_records import is_of_own_record, is_placeholder
from .own_sections import without_count
from .page import Page, Sighting
from .paragraphs import paragraphs_without_heading
from .quoted_lists import articles_in_quotes
from .second_editions import record_second_edition
from .self_identifying import SelfIdentified, match_at
from .several_laws import settle_laws
from .short_numbers import is_short_number
from .slugs import is_in_path
from .titled_provisions import is_title_of_provision
from .titles_after_name import title_after_name
from .yearly_identifiers import identifier_of_publisher, identifiers_with_years

__all__ = ["scan"]

#: Two names of one document are one reference if at most this many characters separate them,
#: and the first begins at most so many before the last.
LONGEST_SEPARATOR, LONGEST_NAMES = 24, 1_000

_SEPARATE = regex(r"[(,*\n\[|]")
#: What makes an identifier the value of a key that is a name: `mitre_attack: ["T0843"`.
_VALUE = regex(r"[:=][ \t\n]{0,9}[\[\"'`]")
#: A body that is named after an article: "Article 29 Working Party".
_BODY = regex(r",? (?:Data Protection )?(?:Working Party|WP\b)")
_SAME_DOCUMENT = regex(r"[\s*_]*(?:[-(,:][\s*_]*)?(?:(?:the|or)\s[\s*_]*)?\Z")


def scan(
    lexicon: Lexicon, text: str, within: str | None, *, lenient: bool, suffix: str = "", path: str = ""
) -> Page:
    """Read a text from its first token to its last; return it with its sightings in order.

    Args:
        lexicon: The names and identifiers to recognise.
        text: The text to read.
        within: The standard that the surroundings name.
        lenient: Whether the text is one reference, so that weaker signs suffice.
        suffix: The suffix of its file, if it is one.
        path: The path of its file.
    """
    page = Page(lexicon, text, within, lenient, suffix)
    page.listed.update(numbers_before_names(page))
    page.listed.update(articles_in_quotes(page))
    stop = 0
    for position in range(len(page.tokens)) if lenient else candidate_positions(page):
        if position >= stop:
            name = page.names_by_first.get(position)
            stop = _read_provision(page, position) if name is None else _read_document(page, name)
    page.sightings.sort(key=lambda sighting: (sighting.start, sighting.end))
    if lenient and not page.sightings:
        page.sightings += identifier_of_publisher(page)
    if not lenient:
        settle_laws(page, path)
        page.sightings += [*paragraphs_without_heading(page), *identifiers_with_years(page)]
        page.sightings.sort(key=lambda sighting: (sighting.start, sighting.end))
    page.sightings[:] = [
        sighting._replace(weak=True)
        if lacks_company(page, sighting)
        else sighting._replace(weak=False)
        if sighting.needs_company and (has_company(page, sighting) or is_among_laws(page, number))
        else sighting
        for number, sighting in enumerate(page.sightings)
        if lenient or not is_of_own_record(page, number)
    ]
    return page


def _read_provision(page: Page, first: int) -> int:
    """Record the provision whose identifier begins at a token, if any; return where to read on."""
    provision = identify_listed(page, first) if first in page.listed else identify_at(page, first)
    if provision is None:
        member = member_not_shipped(page, first)
        page.sightings += () if member is None else (member,)
        return first + 1
    return record_provision(page, provision, page.include_publisher(first, provision.standard), first)


# ---------------------------------------------------------------- documents


def _read_document(page: Page, name: NameMatch) -> int:
    """Record a document, or the provision that follows its name; return where to read on.

    Examples::

        ISO/IEC 42001:2023                   the document
        ISO/IEC 42001:2023, Clause 6.1.2     the provision
        MITRE ATLAS - LLM Data Leakage       the provision with this title
    """
    if not name.standard or (name.first and is_title_of_provision(page, name)):
        return name.stop
    after_name = identifier_after_name(page, name, name.stop, dated=name.edition is not None)
    if is_local_name(page, name, after_name):
        return name.stop
    inside = _identifier_inside_name(page, name, after_name)
    if inside is not None:
        first, provision = inside
        return record_provision(page, provision, name.first, first)
    dated, following = read_edition(page, name, after_name)
    if name.weak and dated.edition == "" and not _is_newer(page, dated):
        return max(dated.stop, name.stop)  # "cis_v120_1_2" is of another document with that prefix
    following = following or _same_standard_identifier(page, dated)
    is_listed = following is not None and page.listed.get(following[0], name) is not name
    if following is not None and not is_listed:
        return _record_following(page, dated, *following)
    return _read_without_identifier(page, dated)


def _is_newer(page: Page, dated: DatedName) -> bool:
    """Tell whether the edition after a name is newer than the data."""
    return page.lexicon.names.editions.is_newer(dated.name.standard, dated.unknown_edition)


def _identifier_inside_name(
    page: Page, name: NameMatch, after_name: tuple[int, Match] | None
) -> tuple[int, SelfIdentified] | None:
    """Match an identifier that begins inside a name and ends after it: "LLM01" in "OWASP LLM01".

    Args:
        page: The text.
        name: The name of a document.
        after_name: The identifier directly after the name, and where it begins.
    """
    for first in range(name.first, name.stop):
        if page.tokens[first].value not in page.lexicon.openings:
            continue
        provision = match_at(page, first)
        if provision is None or provision.match.stop <= name.stop:
            continue
        edition = edition_of_name(page, name.first, name.stop, name.standard)
        if edition.edition is not None and (not provision.match.ids or edition.stop > provision.match.stop):
            continue  # "AITG v9", "DASF 4.0"
        is_longest = after_name is None or after_name[1].stop <= provision.match.stop
        if is_longest and (provision.match.ids or name.stop - name.first == 1):
            return first, provision
    return None


def _same_standard_identifier(page: Page, dated: DatedName) -> tuple[int, Match] | None:
    """Match an identifier after a name that names the same standard by itself: "ATLAS: AML.T0051"."""
    if dated.stop >= len(page.tokens) or not ADJACENT.match(page.tokens[dated.stop].gap):
        return None
    provision = match_at(page, dated.stop)
    if provision is None or provision.standard not in (dated.name.standard, *dated.name.alternatives):
        return None
    return dated.stop, provision.match


def _record_following(page: Page, dated: DatedName, first: int, match: Match) -> int:
    """Record the provision after a name, and the document by itself where a sign separates them.

    Args:
        page: The text.
        dated: The name with its edition.
        first: The token with which the identifier begins.
        match: The identifier after it.
    """
    tokens = page.tokens
    begin = dated.begin
    between = page.text[tokens[dated.stop - 1].end : tokens[first].start]
    if _SEPARATE.search(between) or tokens[dated.stop].value in LINKING_WORDS:
        record_document(page, dated)
        begin = first
    number = len(page.sightings)
    stop = record_provision(page, SelfIdentified(dated.name.standard, match, dated.edition), begin, first)
    if len(page.sightings) == number and begin == dated.begin:
        record_document(page, dated)  # "EU AI Act: article5Analysis"
    page.sightings[number:] = [
        sighting._replace(unknown_edition=dated.unknown_edition or sighting.unknown_edition)
        if sighting.edition == ""
        else sighting
        for sighting in page.sightings[number:]
    ]
    return stop


def _read_without_identifier(page: Page, dated: DatedName) -> int:
    """Record a provision by its title, an unknown one, or the document itself; return where to read on."""
    name, start, tokens = dated.name, page.tokens[dated.begin].start, page.tokens
    title = title_after_name(page, name, dated.stop)
    if title is not None:
        edition = title.edition if dated.edition is None else dated.edition
        end = tokens[title.stop - 1].end
        sighting = Sighting(start, end, name.standard, edition, (title.id,), dated.unknown_edition)
        page.sightings.append(sighting)
        return title.stop
    is_range = bool(dated.edition) and tokens.is_number(dated.stop) and tokens[dated.stop].gap == "-"
    is_unread = dated.edition == "" or is_range  # "SLSA v1.0-2.5" goes from one version to another
    is_section = dated.edition is None and ends_in_section(page, name.standard, dated.stop)
    first = dated.stop - int(is_section and dated.stop == name.stop > name.first + 1)
    unknown_stop = None if is_unread else unknown_identifier_end(page, name.standard, first)
    if unknown_stop is not None and is_placeholder(page.text_of(first, unknown_stop)):
        unknown_stop = None
    if unknown_stop is not None:
        end, id_start = tokens[unknown_stop - 1].end, tokens[first].start
        if _VALUE.search(page.text, tokens[first - 1].end, id_start):
            record_document(page, dated)
            start = id_start
        sighting = Sighting(start, end_with_brackets(page, start, end), name.standard, dated.edition)
        unknown_id = page.text[id_start : end_with_brackets(page, id_start, end)]
        page.sightings.append(sighting._replace(unknown_id=unknown_id, weak=name.weak))
        return unknown_stop
    is_whole_text = page.lenient and name.first == 0 and dated.stop == len(tokens)
    is_key = name.weak and page.scopes.is_whole_key(start, tokens[dated.stop - 1].end)
    is_listed = is_key or _continues_document_list(page, name) or is_short_number(page, name)
    if not name.weak or name.needs_company or is_whole_text or is_listed:
        record_document(page, dated)
        return record_second_edition(page, dated)
    is_body = name.stop == name.first + 1 and page.lexicon.is_publisher(tokens[name.first], name.standard)
    is_of_body = is_body and tokens[name.stop : name.stop + 1] and tokens[name.stop].gap == "-"
    if (
        dated.edition is not None and not is_of_body
    ):  # "CSF 3.0" tells the edition around it, not "owasp-2025.md"
        record_document(page, dated)
    return name.stop


def _continues_document_list(page: Page, name: NameMatch) -> bool:
    """Tell whether a bare number goes on with a list of documents of one body: "ISO 42001/27001, 23894"."""
    before = page.sightings[-1] if page.sightings else None
    if before is None or not before.is_document or not page.tokens[name.first].is_number:
        return False
    register = page.lexicon.register
    publishers = {
        register.raw(register.editions[standard][0])["publisher"]
        for standard in (before.standard, name.standard)
    }
    return len(publishers) == 1 and is_list_joint(page.text, before.end, page.tokens[name.first].start)


def record_document(page: Page, dated: DatedName) -> None:
    """Record a document; two adjacent names of one document become one reference.

    Examples::

        the OWASP Top 10 for LLM Applications (LLM Top 10)
    """
    if is_other_sense(page, dated):
        return
    is_measured = is_measure(page, dated)
    if is_measured:
        dated = dated._replace(stop=dated.name.stop, edition=None, unknown_edition="")
    name, edition = dated.name, dated.edition
    start = page.tokens[dated.begin].start
    end = end_with_brackets(page, start, page.tokens[dated.stop - 1].end)
    before = page.sightings[-1] if page.sightings else None
    if before is not None and before.standard == name.standard and before.is_document:
        is_near = start - before.end <= LONGEST_SEPARATOR and start - before.start <= LONGEST_NAMES
        is_adjacent = is_near and _SAME_DOCUMENT.match(page.text[before.end : start])
        stated = {(edition, dated.unknown_edition), (before.edition, before.unknown_edition)}
        are_two = len(stated) > 1 and None not in (edition, before.edition)  # "27001:2013 ISO/IEC 27001:2005"
        if is_adjacent and not are_two and not (edition and before.edition):
            named = before if edition is None else Sighting(start, end, name.standard, edition)
            unknown = dated.unknown_edition or before.unknown_edition
            end = end_with_brackets(page, before.start, end)
            page.sightings[-1] = before._replace(end=end, edition=named.edition, unknown_edition=unknown)
            return
    in_path = is_in_path(page, start, end)
    is_counted = (
        dated.stop == dated.begin + 1
        and dated.begin > 0
        and page.tokens[dated.begin - 1].is_number
        and page.tokens[dated.begin].gap == " "
        and page.tokens[dated.begin - 1].gap[-2:] in ("+ ", "(")
    )  # "4 Agentic + 3 DSGAI"
    is_key = name.weak and page.scopes.is_whole_key(start, page.tokens[dated.stop - 1].end)
    is_listed = is_key or _continues_document_list(page, name) or is_short_number(page, name)
    is_unlisted = name.weak and not is_listed
    weak = is_unlisted or in_path or is_counted or is_measured
    sighting = Sighting(start, end, name.standard, edition, unknown_edition=dated.unknown_edition)
    lonely = name.needs_company and not in_path
    page.sightings.append(sighting._replace(alternatives=name.alternatives, weak=weak, needs_company=lonely))


# ---------------------------------------------------------------- provisions


def record_provision(page: Page, provision: SelfIdentified, begin: int, first: int) -> int:
    """Record a provision with the edition and name after it, and the list that it begins.

    Args:
        page: The text.
        provision: The identifier with its standard.
        begin: The token with which the reference begins, its document's name included.
        first: The token with which the identifier begins.

    Returns:
        The token with which to read on.
    """
    tokens = page.tokens
    provision = with_paragraph(page, without_count(page, provision, first))
    standard, match, edition = provision.standard, provision.match, provision.edition
    stop = match.stop
    if _BODY.match(page.text, tokens[stop - 1].end) or is_thousands(tokens, page.text, stop):
        return stop
    ids, unknown_edition = match.ids, provision.unknown_edition
    suffix = edition_suffix(page, stop, standard)
    if suffix.edition is not None:
        stop, edition, unknown_edition = suffix
    elif is_whole_category(page, provision, stop) or is_letter_of_clause(page, provision, stop):
        stop += 1
    elif (deeper := end_of_deeper_part(page, provision, stop)) is not None:
        stop, ids = deeper, ()
    elif not is_free_after(page, stop, match) or is_followed_by_number(page, stop, match):
        if (
            is_inside_word(page, stop)
            or provision.by_page
            or is_longer_number(page, provision, stop)
            or is_own_identifier(page, provision, first, stop)
        ):
            return stop
        stop = end_of_glued(page, stop)
        ids = ()
    if edition is None and begin == first:
        edition, unknown_edition = newer_edition_before(page, first, standard)
    unknown_id = ""
    if not ids:
        start = tokens[first - int(begin < first and ends_in_section(page, standard, first))].start
        unknown_id = page.text[start : end_with_brackets(page, start, tokens[stop - 1].end)]
    name = name_after(page, stop, standard)
    if name is not None:
        stop, edition = name.stop, name.edition or edition
        dated = edition_of_name(page, name.first, name.stop, standard)
        if dated.edition is not None and unknown_edition in ("", dated.text):
            stop, edition, unknown_edition = dated
    start = tokens[begin].start
    end = end_with_brackets(page, start, tokens[stop - 1].end)
    sighting = Sighting(start, end, standard, edition, ids, unknown_edition, unknown_id)
    page.sightings.append(sighting._replace(alternatives=provision.alternatives))
    return _record_list(page, match, standard, stop, edition) if ids else stop


def _record_list(page: Page, match: Match, standard: str, stop: int, edition: str | None) -> int:
    """Record the further members of a list, and the name after it; return where to read on.

    Args:
        page: The text, with the first member as its last sighting.
        match: The first member.
        standard: The id of its document.
        stop: The token after the first member.
        edition: The edition written with it.
    """
    sightings = page.sightings
    alternatives = sightings[-1].alternatives  # "PO.1.1, PW.1.2" are both of one of two documents
    for member in list_members(page, match, standard, stop, edition):
        stop = member.stop
        sightings[-1] = sightings[-1]._replace(range_ids=member.range_ids)
        unknown = sightings[-1].unknown_edition if member.sighting.edition == "" else ""
        unknown = member.sighting.unknown_edition or unknown
        sightings.append(member.sighting._replace(unknown_edition=unknown, alternatives=alternatives))
        if member.range_ids and edition is None and member.sighting.edition:  # "LLM01-LLM03:2025"
            edition = member.sighting.edition
            sightings[-2] = sightings[-2]._replace(edition=edition)
    name = name_after(page, stop, standard) if stop > match.stop else None
    if name is None:
        return stop
    end = page.tokens[name.stop - 1].end
    sightings[-1] = sightings[-1]._replace(end=end, edition=name.edition or edition)
    return name.stop
