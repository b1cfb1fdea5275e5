"""The edition of an identifier that the text around it states: its column, fields, block, headings."""

from __future__ import annotations

import re
from bisect import bisect_left

from ..._store.lazily import cached_property, regex
from ..lexicon.earlier_editions import EARLIER_EDITIONS
from ..lexicon.newer_editions import is_older
from ..recognition.page import Page, Sighting
from ..text.titles import stems
from .cited_editions import CitedEditions
from .earlier_entries import EarlierEntries
from .editions_of_names import EditionsOfNames, Stated
from .enclosing_editions import EnclosingEditions
from .histories import Histories
from .nearby_title import TITLE_AFTER
from .written_apart import edition_apart, edition_in_brackets, editions_of_labels, editions_of_vectors

__all__ = ["Stated", "StatedEditions", "editions_before_data"]

#: So often one edition is stated where the text is about no other, and its head has so many characters.
ENOUGH_STATED, LONGEST_HEAD = 3, 1000

_OF_DOCUMENT = regex(r"\W{0,4}(?:of|from|in|the|\s){0,4}\W{0,2}\Z")

#: An edition in the header of a column, and words beside it that say nothing else.
_EDITION = regex(
    r"\b(?:(?:v|rev(?:ision)?\.?|r|version|edition|ed\.?)[ _]?[0-9]+(?:\.[0-9]+)*"
    r"|20[0-9]{2}|[0-9]+(?:\.[0-9]+)+)\b",
    re.IGNORECASE,
)
_YEAR = regex(r"20[0-9]{2}")
_VERSION_MARK = regex(r"(?<![^\W_])v(?:er(?:sion)?)?[ ._]?\Z", re.IGNORECASE)
_COUNT = regex(r"\btop[ _-]?[0-9]+", re.IGNORECASE)
_WORD = regex(r"[^\W\d_]+")
_HEADER_WORDS = frozenset(
    "id ids code codes control controls ref reference references list edition version item entry risk risks "
    "old new from to was now previous current former number title name the of in top category".split()
)


#: Documents that are of one edition of another one, whose identifiers they list, by id.
_COMPANIONS = {"nist-sp-800-53b": ("nist-sp-800-53", "5")}


class StatedEditions:
    """The editions that a page states, each with what it holds for."""

    def __init__(self, page: Page) -> None:
        """Gather the editions that are written with the names and identifiers of a page."""
        self._page = page
        self._latest_year = page.lexicon.names.editions.ages.latest_year("", of_data=True)
        self._stated: dict[str, list[Stated]] = {}
        self._by_owner: dict[tuple[int, str], Stated | None] = {}
        fields = page.versions.fields
        self._enclosing = EnclosingEditions(page)
        self._earlier = EarlierEntries(page)
        self._cited = CitedEditions(page, self._stated)
        for sighting in page.sightings:
            is_bare = sighting.edition is None and sighting.is_document
            apart = (self._cited.by_version(sighting) or edition_apart(page, sighting)) if is_bare else None
            if apart is not None:
                self._stated.setdefault(sighting.standard, []).append(apart)
            if sighting.edition is None or self._is_no_edition(sighting):
                continue
            stated = Stated(sighting.edition, sighting.unknown_edition, sighting.start, end=sighting.end)
            self._stated.setdefault(sighting.standard, []).append(stated)
            owner = None if fields is None or not sighting.is_document else fields.owner_at(sighting.start)
            if owner is not None:
                first = self._by_owner.setdefault((owner, sighting.standard), stated)
                if first is not None and (first.edition, first.text) != (stated.edition, stated.text):
                    self._by_owner[owner, sighting.standard] = None  # keys of several editions
        self._add_apart(page)
        self._add_companions()
        self._starts = {
            standard: [each.place for each in several] for standard, several in self._stated.items()
        }
        #: The one edition that the whole page states, by standard, once it is asked for.
        self._only: dict[str, Stated | None] = {}
        #: Where names of documents start.
        self._names = {sighting.start for sighting in page.sightings if sighting.is_document}
        self._of_names = EditionsOfNames(page, self._stated)

    def _add_apart(self, page: Page) -> None:
        """Add the editions that labels and vectors of a page state, in order."""
        named = {sighting.standard for sighting in page.sightings}
        vectors = (("cvss", each) for each in editions_of_vectors(page) if "cvss" in named)
        for standard, stated in (*editions_of_labels(page), *vectors):
            several = self._stated.setdefault(standard, [])
            several.append(stated)
            several.sort(key=lambda each: each.place)

    def _add_companions(self) -> None:
        """Add the editions that companions of documents state for these, in order: "SP 800-53B R5"."""
        for standard, (document, edition) in _COMPANIONS.items():
            places = [each for each in self._page.sightings if each.standard == standard and each.is_document]
            if places:
                several = self._stated.setdefault(document, [])
                several += [Stated(edition, "", each.start, end=each.end) for each in places]
                several.sort(key=lambda each: each.place)

    def _is_no_edition(self, sighting: Sighting) -> bool:
        """Tell whether an edition that the data do not have is none: "ASVS V6.2.4", "SOC 2 2025".

        The former is written as provisions are; of the latter, the data would know the edition.
        """
        text = sighting.unknown_edition.lstrip("vV")
        year = _YEAR.search(text)
        if year is not None and int(year[0]) <= self._latest_year:
            return not self._is_earlier_list(sighting.standard, text)
        if not text or "." not in text:
            return False
        structures = self._page.lexicon.identifiers(sighting.standard).structures.by_edition
        written = self._page.text[sighting.start : sighting.end]
        if not written.endswith(text):
            return False  # a field beside the name states it
        is_marked = _VERSION_MARK.search(written.removesuffix(text)) is not None  # "CIS Controls v7.1"
        return any((text in ids and not is_marked) or f"V{text}" in ids for ids in structures.values())

    def _is_earlier_list(self, standard: str, text: str) -> bool:
        """Tell whether a year is that of an edition before the data, which numbers its list anew."""
        lexicon = self._page.lexicon
        is_list = not lexicon.identifiers(standard).grammar.stable and lexicon.names.editions.ages.are_years(
            standard
        )
        return is_list and is_older(text, lexicon.names.editions.known[standard])

    def of(self, number: int, of_path: Stated | None = None) -> Stated | None:
        """Return the edition that the surroundings of a sighting state, nearest first.

        Args:
            number: The position of the sighting on the page.
            of_path: The edition that the path of the file states for it.
        """
        sighting = self._page.sightings[number]
        enclosing = self._enclosing.of(number)
        if enclosing is not None:
            return Stated(enclosing.edition, enclosing.text, sighting.start, True)
        cited = self._cited.of(sighting)
        if cited is not None:
            return cited
        near = self._near(number)
        if near is not None and (near.place in self._names or near.place == sighting.start):
            return near
        of_page = self.of_page(sighting.standard)
        return (
            self._earlier.by_title(number)
            or near
            or (of_page if sighting.standard in self._named else None)
            or of_path
            or of_page
            or self._earlier.by_siblings(number)
        )

    @cached_property
    def _named(self) -> frozenset[str]:
        """The documents of which a bare name states an edition on the page."""
        return frozenset(
            standard
            for standard, several in self._stated.items()
            if any(each.place in self._names for each in several)
        )

    def _near(self, number: int) -> Stated | None:
        """Return the edition that is stated in the column, object, block or headings of a sighting.

        Args:
            number: The position of the sighting on the page.
        """
        sighting = self._page.sightings[number]
        if sighting.standard not in self._stated:
            return self._of_header(sighting) or self._of_fields(sighting) or self._of_object(sighting)
        return (
            self._of_column(sighting)
            or self._of_own_field(sighting)
            or self._of_fields(sighting)
            or self._of_object(sighting)
            or self._before(sighting)
            or self._after(number)
            or self._of_heading(sighting)
        )

    def of_page(self, standard: str) -> Stated | None:
        """Return the edition of a document that a whole page states; None where it states none or several."""
        if standard not in self._only:
            stated = self._stated.get(standard, [])
            are_one = len({(each.edition, each.text) for each in stated}) == 1
            self._only[standard] = stated[0] if are_one else None
        return self._only[standard]

    def is_plain(self, stated: Stated, sighting: Sighting, *, is_near: bool = False) -> bool:
        """Tell whether an edition is so plainly stated for a provision that no title of another outweighs it.

        It is stated with the name at the head of a text, above the provision, in its block or field. Or it
        is the only one that the text states, often enough. What tells of the past is of any edition.

        Examples::

            # Acme Rules 2.0 … R-3: a title of 1.0            yes
            Until 2.0 it was called R-3: a title of 1.0      no

        Args:
            stated: The edition.
            sighting: The provision.
            is_near: Whether it must be stated near, or above.
        """
        place, start, page = stated.place, sighting.start, self._page
        if self._histories.is_past(start) or self._histories.tells_of(start, sighting.end):
            return False
        several = self._stated.get(sighting.standard, [])
        if not is_near and len(several) >= ENOUGH_STATED and self.of_page(sighting.standard) is not None:
            return True
        number = bisect_left(self._starts.get(sighting.standard, ()), start) - 1
        if number >= 0 and several[number].edition == stated.edition:
            place = several[number].place  # the nearest of those that agree
        if is_near and place > start:
            return False
        is_named = place in self._starts_of_names and start not in self._starts_of_names
        if place not in self._names and not is_named:
            return False  # "LLM04:2025" states its own edition
        is_at_head = place < min(LONGEST_HEAD, start)
        if page.scopes.is_structured:
            field, other = map(page.scopes.fields.number_at, (start, place))
            is_comment = other is None and is_at_head and self.of_page(sighting.standard) is not None
            return is_comment or (field is not None and other == field)
        headings = page.topics.headings_of(start, sighting.standard)
        is_above = any(first <= place < stop for first, stop in headings)
        return is_above or is_at_head or page.same_block(place, start)

    @cached_property
    def _starts_of_names(self) -> frozenset[int]:
        """Where names begin, also those with an identifier behind them: "C5:2020 AM-01"."""
        return frozenset(self._page.tokens[name.first].start for name in self._page.names)

    @cached_property
    def _histories(self) -> Histories:
        return Histories(self._page.text)

    def of_name(self, document: Sighting, of_path: Stated | None = None) -> Stated | None:
        """Return the edition that the page states for the bare name of a document, nearest first.

        Args:
            document: The name.
            of_path: The edition that the path of the file states for the document.
        """
        of_path = None if document.standard in self._named else of_path
        cited = self._cited.of(document) or edition_in_brackets(self._page, document)
        return cited or self._of_names.of(document, of_path)

    def _within(self, standard: str, place: tuple[int, int] | None) -> Stated | None:
        """Return the first edition of a document that is stated within a part of the page."""
        if place is None:
            return None
        number = bisect_left(self._starts[standard], place[0])
        stated = self._stated[standard][number : number + 1]
        return stated[0] if stated and stated[0].place < place[1] else None

    def _of_column(self, sighting: Sighting) -> Stated | None:
        """Return the edition in the header of a table column."""
        named = self._within(sighting.standard, self._page.column_header(sighting.start))
        return named or self._of_header(sighting)

    def _of_header(self, sighting: Sighting) -> Stated | None:
        """Return the edition that the header of its column is, with words of no meaning: "2025", "Old (v4)".

        Args:
            sighting: The reference.
        """
        header = _COUNT.sub(" ", self._page.scopes.header_at(sighting.start).replace("_", " "))
        number = _EDITION.search(header)
        if number is None or self._page.text[sighting.start : sighting.end] in header:
            return None  # "V5: Validation" is no field of version 5
        rest = _WORD.findall((header[: number.start()] + " " + header[number.end() :]).casefold())
        known = self._page.lexicon.document_words(sighting.standard)
        others = [word for word in rest if word not in _HEADER_WORDS and not set(stems((word,))) <= known]
        if others or _EDITION.search(header, number.end()) is not None:
            return None
        match = self._page.lexicon.names.editions.match_text(sighting.standard, number[0])
        return Stated(match.edition, match.text, sighting.start) if match.edition else None

    def _of_own_field(self, sighting: Sighting) -> Stated | None:
        """Return the edition that the key or value states with an identifier: `"SP 800-53 R5": "AC-2"`."""
        scopes = self._page.scopes
        number = bisect_left(self._starts[sighting.standard], sighting.start) - 1
        if number < 0 or not scopes.is_structured:
            return None
        stated = self._stated[sighting.standard][number]
        field = scopes.fields.number_at(sighting.start)
        is_own = field is not None and scopes.fields.number_at(stated.place) == field
        return stated if is_own else None

    def _of_fields(self, sighting: Sighting) -> Stated | None:
        """Return the edition beside the document's name in the object of a sighting, or in one around it."""
        fields = self._page.versions.fields
        if fields is None:
            return None
        owner = fields.owner_at(sighting.start) if self._by_owner else None
        if owner is not None:
            found = (self._by_owner.get((each, sighting.standard)) for each in fields.owners_above(owner))
            stated = next(filter(None, found), None)
            if stated is not None:
                return stated
        for field in self._page.versions.versions_at(sighting.start):
            named = self._page.standards_within(field.start, field.end)
            is_year = _YEAR.match(field.version) is not None
            is_near = is_year and not named and field.owner == fields.owner_at(sighting.start)
            if is_near or sighting.standard in named:
                editions = self._page.lexicon.names.editions
                is_newer = editions.is_newer(sighting.standard, field.version)
                is_of_file = field.is_titled or (editions.ages.are_years(sighting.standard) and not is_year)
                return Stated("", field.version, sighting.start) if is_newer and not is_of_file else None
        return None

    def _of_object(self, sighting: Sighting) -> Stated | None:
        """Return the known edition that a field "version" of the object of an identifier states.

        Examples::

            {"control_id": "A.9.4.3", "version": "2013"}

        Args:
            sighting: The reference.
        """
        version = self._page.versions.bare_version_at(sighting.start)
        if not version or not sighting.ids:
            return None
        match = self._page.lexicon.names.editions.match_text(sighting.standard, version)
        structures = self._page.lexicon.identifiers(sighting.standard).structures.by_edition
        is_known = match.edition and sighting.ids[0] in structures.get(match.edition, ())
        return Stated(match.edition or "", "", sighting.start) if is_known else None

    def _before(self, sighting: Sighting) -> Stated | None:
        """Return the last edition stated before a sighting in its block."""
        number = bisect_left(self._starts[sighting.standard], sighting.start) - 1
        stated = self._stated[sighting.standard][number] if number >= 0 else None
        if stated is None or not self._page.same_block(stated.place, sighting.start):
            return None
        return stated if self._page.scopes.is_related(stated.place, sighting.start) else None

    def _after(self, number: int) -> Stated | None:
        """Return the edition of the document named directly after a provision."""
        sighting = self._page.sightings[number]
        for document in self._page.sightings[number + 1 : number + 2]:
            between = self._page.text[sighting.end : min(document.start, sighting.end + TITLE_AFTER)]
            is_same = document.standard == sighting.standard and document.edition is not None
            if is_same and not document.ids and _OF_DOCUMENT.match(between):
                return Stated(document.edition or "", document.unknown_edition, document.start)
        return None

    def _of_heading(self, sighting: Sighting) -> Stated | None:
        """Return the edition in the nearest heading above that names the document."""
        heading = self._page.topics.heading_of(sighting.start, sighting.standard)
        return self._within(sighting.standard, heading)


def editions_before_data(page: Page) -> dict[str, str]:
    """Return the edition before the data, by standard, that an undated identifier of a page tells.

    Examples, for PCI DSS::

        Req-8.1.6, 8.2.3      3.2.1 for both, as no later edition has 8.1.6

    And for CSA CCM::

        AIS-04, GRM-06, EKM-03      3.0.1 for the first, as later editions have no GRM and EKM
    """
    undated: dict[str, list[Sighting]] = {}
    for sighting in page.sightings:
        if sighting.standard in EARLIER_EDITIONS and sighting.edition is None and not sighting.is_document:
            undated.setdefault(sighting.standard, []).append(sighting)
    return {
        standard: earlier.edition
        for standard, earlier in EARLIER_EDITIONS.items()
        if any(earlier.has(page.text[each.start : each.end]) for each in undated.get(standard, ()))
        or (standard in undated and earlier.is_listed_in(page.text))
    }
