"""How far a name holds in structured text: not from one record to the next, and before all in its own."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from ..._store.lazily import regex
from ..lexicon.document_names import NameMatch
from ..lexicon.written_forms import SHORTEST_KEY
from ..text.fields import Fields, plain_key
from ..text.tables import Row, rows_of_tables
from ..text.title_keys import is_id_key

__all__ = ["Scopes", "is_document_key", "is_of_stem"]

#: Files with these suffixes have one record a line, one a row, or several as items of a list.
_LINES = (".jsonl", ".ndjson")
_DATA = (*_LINES, ".json", ".json5", ".sarif", ".yaml", ".yml", ".toml", ".csv", ".tsv")
_STRUCTURED = (
    *_DATA, ".tf",
    ".py", ".js", ".jsx", ".mjs", ".cjs", ".ts", ".tsx", ".go", ".java", ".kt", ".cs", ".rb", ".php", ".rs",
)  # fmt: skip

#: Keys whose value says of which document the other fields of an object speak.
_DOCUMENT_KEYS = ("framework", "standard", "regulation", "law", "catalog", "taxonomy", "benchmark")
_DOCUMENT_KEY = regex(
    rf"((?:source|target|from|to|src|dst|tgt|left|right|base|other|mapped|[ab])?)(?:{'|'.join(_DOCUMENT_KEYS)}|source)"
    r"(?:name|id|ref|key|title|label|document|shortname|slug)?"
)

#: Keys of objects that speak of the objects beside them.
_ABOUT_KEYS = ("meta", "info", "header", "about", "document", "source", *_DOCUMENT_KEYS)

#: A row with fewer filled cells is a heading inside its table.
MOST_FILLED_OF_GROUP = 2

#: A comment begins at most so many characters before a name in it.
LONGEST_COMMENT = 200

#: The value of such a key has at most so many characters.
LONGEST_NAME = 120

#: What stands before the two documents of a mapping: of its keys, and of its values.
_FROM_TO = "from-to"
_FROM_TO_SIGN = regex(r"(?<![A-Za-z])(?:to|2)(?![A-Za-z])|to(?=[A-Z])|->|→", re.IGNORECASE)

_COMMENT = regex(r"[ \t]*(?:#|//|/\*|\*|--|<!--)")


class Scopes:
    """The records of a text, and the documents that they name."""

    def __init__(self, text: str, suffix: str, names: Sequence[NameMatch], starts: Sequence[int]) -> None:
        """Prepare a text; its fields are read at the first use.

        Args:
            text: The text.
            suffix: The suffix of its file.
            names: The names of documents in it, in order.
            starts: Where each of them starts.
        """
        self._text = text
        self._suffix = suffix
        self._names, self._starts = names, starts
        self._fields: Fields | None = None
        self._rows: list[Row] | None = None
        self._row_starts: list[int] = []
        self._documents: dict[int, dict[str, tuple[str, ...]]] | None = None
        self._records: dict[int, int] = {}

    @property
    def fields(self) -> Fields:
        """The fields of the text."""
        if self._fields is None:
            self._fields = Fields(self._text, self._suffix)
        return self._fields

    @property
    def is_structured(self) -> bool:
        """Whether the text is of a file that has records."""
        return self._suffix in _STRUCTURED

    @property
    def is_data(self) -> bool:
        """Whether the text is of a file of data, whose items each speak for themselves."""
        return self._suffix in _DATA

    @property
    def has_lines(self) -> bool:
        """Whether each line is a record by itself, so that the text as a whole is about nothing."""
        return self._suffix in _LINES

    def is_related(self, one: int, other: int) -> bool:
        """Tell whether a name at a place can hold at another one: in its record, or below what it is about.

        Examples::

            {"text": "GDPR"}⏎{"text": "Article 12"}             no: another line of JSON
            | ISO 27001 | A.5.1 |⏎| - | A.5.2 |                  no: another row
            {"law": "GDPR", "rules": [{"id": "Article 12"}]}    yes

        Args:
            one: Where the name starts.
            other: The other place.
        """
        if not self.is_structured:
            row = self.row_at(one)
            return row is None or row.filled < MOST_FILLED_OF_GROUP or row is self.row_at(other)
        if not self.has_lines and self._is_comment(one):
            return True
        record = self._record_of(self.fields.innermost_at(one))
        if record and record not in self.fields.owners_above(self.fields.innermost_at(other)):
            return False
        return not self._are_lists(one, other)

    def _are_lists(self, one: int, other: int) -> bool:
        """Tell whether two places are in different lists of one object, whose items have no keys.

        Examples::

            iso27001: ⏎ - A.5.9 ⏎ other: ⏎ - A.5.2        the name, and the second item

        Args:
            one: Where a name starts.
            other: The other place.
        """
        first, last = self.fields.number_at(one), self.fields.number_before(other)
        if first is None or last is None or first >= last:
            return False
        own, later = self.fields.all[first], self.fields.all[last]
        is_list = later.start == later.end and bool(later.key) and own.owner == later.owner
        return is_list and own.start == own.end

    def is_nearer(self, one: int, other: int) -> bool:
        """Tell whether a name is nearer to a place than the field that names the document of its object.

        That holds in the same field, and in an object inside the one with that field.

        Args:
            one: Where the name starts.
            other: The place.
        """
        number = self.fields.number_at(one)
        if number is not None and number == self.fields.number_at(other):
            return True
        owners = list(self.fields.owners_above(self.fields.innermost_at(other)))
        told = next(place for place, owner in enumerate(owners) if owner in (self._documents or ()))
        return self.fields.innermost_at(one) in owners[:told]

    def _is_comment(self, place: int) -> bool:
        """Tell whether the line of a place begins as a comment."""
        before = self._text[max(place - LONGEST_COMMENT, 0) : place]
        return _COMMENT.match(before, before.rfind("\n") + 1) is not None

    def _record_of(self, owner: int) -> int:
        """Return the innermost record that contains an object, 0 for none.

        Args:
            owner: The object.
        """
        if owner not in self._records:
            fields = self.fields
            found = 0
            for each in fields.owners_above(owner):
                key = plain_key(fields.keys_of.get(each, ""))
                if each in fields.items or (key and not key.startswith(_ABOUT_KEYS)):
                    found = each
                    break
            self._records[owner] = found
        return self._records[owner]

    def row_at(self, place: int) -> Row | None:
        """Return the row of a Markdown table at a place, None outside tables."""
        if self._rows is None:
            self._rows = list(rows_of_tables(self._text)) if "|" in self._text else []
            self._row_starts = [row.start for row in self._rows]
        number = bisect_right(self._row_starts, place) - 1
        return self._rows[number] if number >= 0 and place < self._rows[number].end else None

    def header_at(self, place: int) -> str:
        """Return the header of the column of a table at a place, or the key of its field; "" for none.

        Args:
            place: The place in the text.
        """
        if self.is_structured:
            field = self.fields.number_at(place)
            key = "" if field is None else self.fields.all[field].key
            return key or self.fields.keys_of.get(self.fields.innermost_at(place), "")
        row = self.row_at(place)
        cells = zip(row.headers, row.cells, strict=False) if row is not None else ()
        return next((header for header, (start, end) in cells if start <= place < end), "")

    def standards_of_object(self, place: int) -> tuple[str, ...] | None:
        """Return the documents that a field of the object at a place names, or of one around it.

        Examples::

            {"article": "Article 10", "regulation": "GDPR"}     the GDPR, at "Article 10"

        Returns:
            The ids of the documents, "" for law outside the register; None where no field names any.
        """
        if not self.is_structured:
            return None
        if self._documents is None:
            self._documents = self._find_documents()
        if not self._documents:
            return None
        owners = self.fields.owners_above(self.fields.innermost_at(place))
        number = self.fields.number_at(place)
        key = "" if number is None else plain_key(self.fields.all[number].key)
        several = (self._documents[owner] for owner in owners if owner in self._documents)
        standards = next(filter(None, (_standards_for(key, by_stem) for by_stem in several)), None)
        if standards is None or standards[0] != _FROM_TO:
            return standards
        is_key = number is not None and place < self.fields.all[number].key_end
        return standards[1:2] if is_key else standards[2:]

    def is_whole_key(self, start: int, end: int) -> bool:
        """Tell whether a name is a whole key that means one document alone: "nist80053", "cisControls".

        Args:
            start: Where the name starts.
            end: Where it ends.
        """
        if not self.is_structured or end - start < SHORTEST_KEY:
            return False
        number = self.fields.number_at(start)
        if number is None or not self._is_key(number, start):
            return False
        return end >= self.fields.all[number].key_end - 1

    def _is_key(self, number: int, start: int) -> bool:
        """Tell whether a name begins with a key of one long word.

        Args:
            number: The field in which it is.
            start: Where the name starts.
        """
        field = self.fields.all[number]
        is_start = field.key_start <= start <= field.key_start + 1 and start < field.key_end
        return is_start and len(field.key) >= SHORTEST_KEY and field.key.isalnum()

    def _find_documents(self) -> dict[int, dict[str, tuple[str, ...]]]:
        """Return the documents that fields and keys name, by object and by the beginning of the key."""
        found: dict[tuple[int, str], list[str]] = {}
        last: tuple[int, int] = (-1, 0)  # the field and the place of the name before
        for name, start in zip(self._names, self._starts, strict=True):
            number = self.fields.number_at(start)
            if number is None or (name.weak and not self._is_key(number, start)):
                continue
            field = self.fields.all[number]
            owner = field.owner
            if start < field.key_end:
                owner = self.fields.by_key_start.get(field.key_start, 0)
            elif field.end - field.start > LONGEST_NAME or not is_document_key(field.key):
                continue
            if owner:
                standards = found.setdefault(
                    (owner, _stem_of(field.key) if start >= field.key_end else ""), []
                )
                if last[0] == number and _FROM_TO_SIGN.search(self._text, last[1], start):
                    standards.insert(0, _FROM_TO)
                standards.append(name.standard)
                last = number, start
        documents: dict[int, dict[str, tuple[str, ...]]] = {}
        for (owner, stem), standards in found.items():
            documents.setdefault(owner, {})[stem] = tuple(dict.fromkeys(standards))
        return documents


def _standards_for(key: str, by_stem: Mapping[str, tuple[str, ...]]) -> tuple[str, ...] | None:
    """Return the documents of the fields of one object that hold for another field of it.

    Examples::

        source_framework, target_framework, target_control_id      the second for the third
        a_framework, b_framework, b_ref                            the second for the third

    Args:
        key: The key of the other field, in the plain form.
        by_stem: The documents by the beginning of the keys that name them.
    """
    stem = max((stem for stem in by_stem if stem and is_of_stem(key, stem)), key=len, default="")
    return by_stem.get(stem)


def is_of_stem(key: str, stem: str) -> bool:
    """Tell whether a key in the plain form begins as that of its document: "aref" as "aframework".

    Args:
        key: The key.
        stem: What the key of the document begins with; a letter goes before the key of an identifier only.
    """
    return key.startswith(stem) and (len(stem) != 1 or is_id_key(key[1:]))


def is_document_key(key: str) -> bool:
    """Tell whether the value of a key names the document of its object: "framework", "source_standard"."""
    return _DOCUMENT_KEY.fullmatch(plain_key(key)) is not None


def _stem_of(key: str) -> str:
    """Return what a key of a document begins with: "target" of "target_framework"."""
    match = _DOCUMENT_KEY.fullmatch(plain_key(key))
    return match[1] or "" if match is not None else ""
