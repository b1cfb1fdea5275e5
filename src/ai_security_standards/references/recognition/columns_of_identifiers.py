"""Identifiers that are values of records, of the document that their object, list, comment or file names.

What one place of many records holds is judged as a whole: it is of a document if the document has the
identifiers, nearly all of them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ..._store.lazily import regex
from ..text.columns_of_values import Value, ValueColumn, fields_of_scripts, value_columns
from ..text.fields import Fields, plain_key
from ..text.tokens import Tokens, normalize_text
from .column_readings import FEW, ColumnReadings, Reading, Scope, is_column_of_ids, is_meant
from .page import Page
from .scopes import is_document_key, is_of_stem
from .sightings import Sighting

__all__ = ["identifiers_in_columns"]

#: Texts of these files have records; so have those of `Scopes`, and the scripts of pages.
_STATEMENTS = (".sql",)

#: The name of a document in the head of a file stands within so many characters.
HEAD = 600

#: The field that names a document is among so many before or after an identifier.
NEAR = 8

#: So many last parts of a path are read.
MOST_PARTS = 2

#: A value with more keys around it is compared by the nearest of them.
MOST_KEYS = 6

#: So many of the different values of a column are identifiers of its document.
SHARE = 0.9

#: Of those in objects that name their document, so many: others are parts, "4.2.a" of clause 4.2.
TOLD_SHARE = 0.5

#: Words of keys and ids of documents that tell nothing by themselves.
_PLAIN_WORDS = frozenset(
    "ai act top 10 control controls security framework management risk data system model code ml llm app "
    "api web mobile the of for and iec ts sp us eu nist list v1 v2 1 2 3 4 5 guide".split()
)
_WORD = regex(r"([A-Z]{2,}(?![a-z])|[A-Z]?[a-z]+|[A-Z])?([0-9]*)")
_COMMENT = regex(r"[ \t]*(?://|#|--|/\*|\*|<!--)")
_ID = regex(r"(?:[A-Z&]{1,4}[.-]?)?[0-9]+(?:\.[0-9]+)*(?:\.?[a-z])?(?:\([a-z0-9]+\))*")
_DOCUMENT_KEY = regex(r"(|source|target|from|to|src|dst|[ab])(?:framework|standard)(?:name|id|key)?")


def identifiers_in_columns(page: Page, path: str, suffix: str) -> Iterator[Sighting]:
    """Yield the identifiers that are whole values of records and are not read yet.

    Examples::

        {"standard": "PCI DSS", "requirements": [{"ref": "1.1.1"}, …]}     of the object around them
        // ISO/IEC 27001:2022 … [{ ref: 'A.5.1' }, …]                      of the comment above
        iso: ['A.5.1', 'A.5.2']                                             of the key
        -- ISO 27001 … VALUES ('A.5.1', 'Policies …'), …                    of the head of the file

    Args:
        page: The text with its other sightings, in order.
        path: The path of its file.
        suffix: The suffix of its file.
    """
    fields = fields_of_scripts(page.original, suffix)
    if fields is None and (page.scopes.is_structured or suffix in _STATEMENTS):
        fields = page.scopes.fields
    if fields is not None:
        reader = _Reader(page, fields, path)
        if reader.is_named:
            for column in value_columns(page.text, fields):
                yield from reader.read(column)


class _Reader:
    """Reads the columns of one text."""

    def __init__(self, page: Page, fields: Fields, path: str) -> None:
        """Prepare a text.

        Args:
            page: The text, with its other sightings in order.
            fields: Its fields.
            path: The path of its file.
        """
        self._page = page
        self._fields = fields
        self._starts = [sighting.start for sighting in page.sightings]
        self._of_path = _standards_of_path(page, path)
        self._standards = (page.standards | set(self._of_path)) - {""}
        named = [(page.tokens[name.first].start, name.standard) for name in page.names if not name.weak]
        self._names = [(start, standard) for start, standard in named if standard]
        self._comments = [each for each in named if _is_comment(page.text, each[0])]
        self._readings = ColumnReadings(page, fields)
        self.is_named = bool(self._standards)

    def read(self, column: ValueColumn) -> Iterator[Sighting]:
        """Yield the identifiers of a column that are not read yet.

        Args:
            column: The column.
        """
        by_object: dict[tuple[str, ...] | None, list[Value]] = {}
        for value in column.values:
            by_object.setdefault(self._told(value), []).append(value)
        for told, values in by_object.items():
            unread = [value for value in values if self._sighting_at(value) is None]
            earlier = self._earlier_edition(column, told, values)
            reading = self._reading_of(column, told, values) if unread and earlier is None else None
            edition = self._edition_above(reading, values[0].start) if reading is not None else None
            for value in unread:
                if earlier is not None:
                    yield earlier._replace(start=value.start, end=value.end, unknown_id=value.text)
                elif reading is not None and value.text in reading.ids:
                    ids = reading.ids[value.text]
                    yield Sighting(value.start, value.end, reading.standard, edition, ids)

    def _earlier_edition(
        self, column: ValueColumn, told: tuple[str, ...] | None, values: Sequence[Value]
    ) -> Sighting | None:
        """Return the document of the objects of a column, where they state an edition without a structure.

        Examples::

            {"standard": "PCI DSS", "version": "3.2.1", "requirements": [{"ref": "1.1.1.a"}, …]}

        Args:
            column: The column.
            told: The documents that fields of its objects name.
            values: The values of these objects.
        """
        distinct = {value.text for value in values}
        if told is None or len(told) != 1 or len(distinct) < FEW or not is_column_of_ids(column):
            return None
        if not (self._has_structure(told[0]) and all(map(_ID.fullmatch, distinct))):
            return None
        stop = bisect_left(self._starts, values[0].start)
        for named in reversed(self._page.sightings[:stop]):
            number = self._fields.number_at(named.start)
            is_told = number is not None and is_document_key(self._fields.all[number].key)
            if named.is_document and named.standard == told[0] and is_told:
                structures = self._page.lexicon.identifiers(named.standard).structures
                return None if named.edition in (None, *structures.by_edition) else named
        return None

    def _edition_above(self, reading: Reading, place: int) -> str | None:
        """Return the edition that the last comment on a document above a column states, if it has all of it.

        Examples::

            # ISO 27001:2013 Annex A … related = ["A.6.1.2", …]     of 2013

        Args:
            reading: What the column means.
            place: Where it starts.
        """
        for named in reversed(self._page.sightings[: bisect_left(self._starts, place)]):
            is_of_it = named.standard == reading.standard and named.edition is not None
            if is_of_it and _is_comment(self._page.text, named.start):
                structures = self._page.lexicon.identifiers(named.standard).structures
                having = structures.by_edition.get(named.edition or "", {})
                has_all = all(any(each in having for each in ids) for ids in reading.ids.values())
                return named.edition if has_all else None
        return None

    def _told(self, value: Value) -> tuple[str, ...] | None:
        """Return the documents that fields of the object of a value name; None where no field does.

        Examples::

            a_framework: 'iso27001', a_ref: '5.1'     ISO/IEC 27001
            b_framework: 'c5', b_ref: 'OIS-01'        C5, on a page that names it in full
            framework: 'internal', ref: 'AC-1'        ("",), for what is not recorded
        """
        told = self._page.scopes.standards_of_object(value.start)
        field = self._fields.all[value.number]
        if told is not None or not field.key:
            return told
        key = plain_key(field.key)
        for other in self._fields.all[max(value.number - NEAR, 0) : value.number + NEAR]:
            match = _DOCUMENT_KEY.fullmatch(plain_key(other.key)) if other.owner == field.owner else None
            if match is not None and other.start < other.end and is_of_stem(key, match[1]):
                return self._standards_of_key(self._page.text[other.start : other.end]) or ("",)
        return None

    def _sighting_at(self, value: Value) -> Sighting | None:
        """Return the sighting that has a part of a value; None without one."""
        number = bisect_left(self._starts, value.end) - 1
        found = self._page.sightings[number] if number >= 0 else None
        return found if found is not None and found.end > value.start else None

    # ------------------------------------------------------------ scopes

    def _reading_of(
        self, column: ValueColumn, told: tuple[str, ...] | None, values: Sequence[Value]
    ) -> Reading | None:
        """Return what a column means in the document that is named nearest and has its identifiers.

        Args:
            column: The column.
            told: The documents that fields of the objects name.
            values: The values of these objects.
        """
        if told is not None and ("" in told or any(map(self._has_structure, told))):
            readings = self._readings_in(column, Scope(told, is_near=True), values, TOLD_SHARE)
            return readings[0] if len(readings) == 1 and "" not in told else None
        for scope in self._scopes(column, values[0].start):
            readings = self._readings_in(column, scope, values, SHARE)
            best = max((reading.share for reading in readings), default=0)
            readings = [reading for reading in readings if reading.share == best]
            if readings:
                return readings[0] if len(readings) == 1 else None
        return None

    def _readings_in(
        self, column: ValueColumn, scope: Scope, values: Sequence[Value], least: float
    ) -> list[Reading]:
        """Return what a column means in the documents of a scope.

        Args:
            column: The column.
            scope: The documents.
            values: The values.
            least: How many of the different values are identifiers of one of them, from 0 to 1.
        """
        readings = (self._readings.read(each, values, least) for each in scope.standards if each)
        meant = [reading for reading in readings if reading is not None and is_meant(reading, scope, column)]
        return [reading for reading in meant if self._is_read_alike(reading.standard, values)]

    def _is_read_alike(self, standard: str, values: Sequence[Value]) -> bool:
        """Tell whether nearly all values that are read already are read in a document."""
        read = [each for value in values if (each := self._sighting_at(value)) is not None and not each.weak]
        others = sum(each.standard != standard for each in read)
        return others <= (1 - SHARE) * len(values)

    def _has_structure(self, standard: str) -> bool:
        """Tell whether the identifiers of a document are shipped."""
        return bool(standard) and self._page.lexicon.identifiers(standard).structures.are_shipped

    def _scopes(self, column: ValueColumn, place: int) -> Iterator[Scope]:
        """Yield the documents that may be meant, nearest scope first.

        They are those of its key, of the keys around it, of the last comment before it that names any, of the
        head of the file and its path, and of the page; none beyond a comment on what is not recorded.

        Args:
            column: The column.
            place: Where it starts.
        """
        keys = (column.key, *reversed(column.keys[-MOST_KEYS:]))
        named = (self._standards_of_key(key) for key in keys)
        yield Scope(next(filter(None, named), ()), is_near=True)
        before = self._comments[: bisect_left(self._comments, (place, ""))]
        line = self._page.text.rfind("\n", 0, before[-1][0]) if before else 0
        of_comment = {standard for start, standard in before if start > line}
        if of_comment == {""}:
            return  # "// ISO 9001:2015"
        yield Scope(sorted(of_comment))
        head = {standard for start, standard in self._names if start < HEAD}
        yield Scope(sorted(head | set(self._of_path)))
        yield Scope(sorted(self._standards), is_page=True)

    def _standards_of_key(self, key: str) -> tuple[str, ...]:
        """Return the documents of the page whose ids have the most words of a key: "iso27001Catalog"."""
        words = set(_words_of(key)) - _PLAIN_WORDS
        counts = {standard: len(words & set(standard.split("-"))) for standard in self._standards}
        most = max(counts.values(), default=0)
        return tuple(standard for standard, count in sorted(counts.items()) if count == most > 0)


def _standards_of_path(page: Page, path: str) -> tuple[str, ...]:
    """Return the documents that the last parts of a path name: "iso27001Catalog.js", "c5/criteria.json"."""
    found: list[str] = []
    for part in path.replace("\\", "/").split("/")[-MOST_PARTS:]:
        words = list(_words_of(part.partition(".")[0]))
        for text in (part, " ".join(words)):
            names = page.lexicon.names.find_all(Tokens(normalize_text(text)))
            found += [name.standard for name in names if name.standard and not name.weak]
        numbered = {word for word in words if not (word.isalpha() or word.isdigit())} - _PLAIN_WORDS
        ids = page.lexicon.register.editions if numbered else ()
        found += [standard for standard in ids if numbered & set(standard.split("-"))]
    return tuple(dict.fromkeys(found))


def _words_of(key: str) -> Iterator[str]:
    """Yield the words of a key in small letters, "iso27001" as its letters and its number, too."""
    for letters, digits in _WORD.findall(key):
        several = (letters + digits, letters, digits) if letters and digits else (letters + digits,)
        yield from (word.casefold() for word in several if word)


def _is_comment(text: str, place: int) -> bool:
    """Tell whether the line of a place begins as a comment."""
    return _COMMENT.match(text, text.rfind("\n", 0, place) + 1, place) is not None
