"""Texts, provisions and rows of foreign files, packed: numbers in arrays, and each distinct text once.

A line of ten characters would become a kilobyte of objects. Packed, it takes a few dozen bytes.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, overload

from .._store.sssom.sheets import CODES, NEGATED, TYPES
from ..vocabulary import ProvisionKind
from .limits import RowBudget
from .stated import End, ForeignProvision, ForeignRow

__all__ = ["PackedProvisions", "PackedRows", "Texts"]

_KINDS = tuple(ProvisionKind)
_KIND_CODES = {word: code for code, word in enumerate(_KINDS)}
#: A place with a number, such as "row 12": what is before it, the number, and what is after it.
_NUMBERED = re.compile(r"(.*?)([1-9]\d{0,8})([^\d\0]*)", re.DOTALL)
_BITS = 0xFFFFFFFF


class Texts(Sequence[str]):
    """Distinct texts by number, in the order in which they came; a text takes its bytes and about 20 more.

    >>> texts = Texts()
    >>> texts.add("a"), texts.add("b"), texts.add("a"), texts[1], texts.find("c")
    (0, 1, 0, 'b', None)
    """

    __slots__ = ("_content", "_ends", "_hashes", "_slots")

    def __init__(self) -> None:
        self._content = bytearray()
        self._ends = array("I", [0])
        self._hashes = array("I")
        #: One more than the number of the text with this hash, or one shortly before it; 0 if free.
        self._slots = array("I", bytes(4 * 8))

    def __len__(self) -> int:
        return len(self._hashes)

    @overload
    def __getitem__(self, number: int) -> str: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[str]: ...
    def __getitem__(self, number: int | slice) -> str | Sequence[str]:
        if isinstance(number, slice):
            return [self[each] for each in range(*number.indices(len(self)))]
        if not 0 <= number < len(self._hashes):
            raise IndexError(number)
        return self._content[self._ends[number] : self._ends[number + 1]].decode("utf-8", "surrogatepass")

    def __iter__(self) -> Iterator[str]:
        begin = 0
        for end in self._ends[1:]:
            yield self._content[begin:end].decode("utf-8", "surrogatepass")
            begin = end

    def find(self, text: str) -> int | None:
        """Return the number of a text; None where it has none."""
        hashed, slots, hashes = hash(text) & _BITS, self._slots, self._hashes
        mask = len(slots) - 1
        slot = hashed & mask
        while number := slots[slot]:
            if hashes[number - 1] == hashed and self._is(number - 1, text):
                return number - 1
            slot = (slot + 1) & mask
        return None

    def add(self, text: str) -> int:
        """Return the number of a text, the next one where it has none."""
        hashed, slots, hashes = hash(text) & _BITS, self._slots, self._hashes
        mask = len(slots) - 1
        slot = hashed & mask
        while number := slots[slot]:  # not by `find`: a call for each of a million cells
            if hashes[number - 1] == hashed and self._is(number - 1, text):
                return number - 1
            slot = (slot + 1) & mask
        self._content += text.encode("utf-8", "surrogatepass")
        self._ends.append(len(self._content))
        hashes.append(hashed)
        slots[slot] = len(hashes)
        if 3 * len(hashes) > 2 * len(slots):
            self._grow()
        return len(hashes) - 1

    def _is(self, number: int, text: str) -> bool:
        content = self._content[self._ends[number] : self._ends[number + 1]]
        return content == text.encode("utf-8", "surrogatepass")

    def _grow(self) -> None:
        count = 2 * len(self._slots)
        slots = self._slots = array("I", bytes(4 * count))
        for number, hashed in enumerate(self._hashes, 1):
            slot = hashed & (count - 1)
            while slots[slot]:
                slot = (slot + 1) & (count - 1)
            slots[slot] = number


class PackedProvisions(Sequence[ForeignProvision]):
    """The provisions of a document, each a record when it is asked for.

    Attributes:
        keys: The keys in the order in which they came, the identifiers of those that are given no other.
        file: The file that names the document first.
    """

    def __init__(self, titles_identify: bool = False, file: str = "") -> None:
        """Begin without provisions.

        Args:
            titles_identify: Whether a provision may be found in the catalog by its title.
            file: The file that names the document first.
        """
        self.keys, self.file = Texts(), file
        self._titles_identify = titles_identify
        self._texts = Texts()
        self._texts.add("")
        self._columns: dict[str, array[int]] = {}
        self._kinds = bytearray()
        self._not_assessable: set[int] = set()
        self._retired: set[int] = set()

    def add(self, key: str, kind: ProvisionKind, file: str) -> int:
        """Return the number of a provision, a new one of this kind and this file where the key is new."""
        number = self.keys.add(key)
        if number == len(self._kinds):
            self._kinds.append(_KIND_CODES[kind])
            self._put_file(number, file)
        return number

    def fill(self, number: int, file: str, **texts: str | None) -> None:
        """Give a provision the texts of fields that it has not.

        Args:
            number: The number of the provision.
            file: The file that has the texts: who writes the title is who names the provision.
            **texts: The texts by field; `form` is another identifier of it.
        """
        for field, text in texts.items():
            if text and not self._number(field, number):
                self._put(field, number, text)
                if field == "title":
                    self._put_file(number, file)

    def _put(self, field: str, number: int, text: str) -> None:
        column = self._columns.setdefault(field, array("I"))
        column.extend((0,) * (number + 1 - len(column)))
        column[number] = self._texts.add(text)

    def _put_file(self, number: int, file: str) -> None:
        """Note the file of a provision, where that is not the one of its document."""
        if file != self.file or self._number("file", number):
            self._put("file", number, "" if file == self.file else file)

    def mark(self, number: int, assessable: bool, retired: bool = False) -> None:
        """Say whether people assess a provision, and whether it is retired."""
        for marked, is_so in ((self._not_assessable, not assessable), (self._retired, retired)):
            if is_so:
                marked.add(number)
            else:
                marked.discard(number)

    def title(self, key: str) -> str | None:
        """Return the title of a provision by its key; None where it has none."""
        number = self.keys.find(key)
        return None if number is None else self._texts[self._number("title", number)] or None

    @property
    def is_flat(self) -> bool:
        """Whether no provision is below another."""
        return "parent" not in self._columns

    @property
    def has_plain_keys(self) -> bool:
        """Whether every key is the identifier."""
        return "id" not in self._columns

    def _number(self, field: str, number: int) -> int:
        column = self._columns.get(field, ())
        return column[number] if number < len(column) else 0

    def __len__(self) -> int:
        return len(self._kinds)

    @overload
    def __getitem__(self, number: int) -> ForeignProvision: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[ForeignProvision]: ...
    def __getitem__(self, number: int | slice) -> ForeignProvision | Sequence[ForeignProvision]:
        if isinstance(number, slice):
            return [self[each] for each in range(*number.indices(len(self)))]
        key, texts = self.keys[number], self._texts
        fields: dict[str, Any] = {
            name: texts[place] for name in self._columns if (place := self._number(name, number))
        }
        form = fields.pop("form", fields.get("title") if self._titles_identify else None)
        return ForeignProvision(
            key,
            fields.pop("id", key),
            _KINDS[self._kinds[number]],
            assessable=number not in self._not_assessable,
            retired=number in self._retired,
            texts=(form,) if form is not None else (),
            **fields,
        )


class PackedRows:
    """The relationships of a mapping set, column by column.

    Attributes:
        ends: The distinct ends: the number of a document with a key, or the place of an end with texts.
        texts: The distinct texts of further columns, none first.
        subjects, objects: For each row, the numbers of its ends.
        codes: For each row, its type and whether it is denied.
    """

    def __init__(self, budget: RowBudget, rows: Iterable[ForeignRow] = ()) -> None:
        """Pack rows as they come.

        Args:
            budget: How much they may hold.
            rows: The first rows.

        Raises:
            InvalidData: They hold more than the size of the files explains.
        """
        self.ends, self.texts = Texts(), Texts()
        self.texts.add("")
        self.subjects, self.objects, self.codes = array("I"), array("I"), bytearray()
        self._budget = budget
        self._documents: dict[str, int] = {}
        self._listed_ends: dict[End, int] = {}
        self._words, self._numbers = array("I"), array("I")
        #: The cells of all rows: the number of a column, and that of a text. A row begins at its offset.
        self._cells, self._offsets = array("I"), array("I", [0])
        self._columns: dict[str, int] = {}
        self._names: list[str] = []
        self.extend(rows)

    def extend(self, rows: Iterable[ForeignRow]) -> None:
        """Add rows as they come.

        Raises:
            InvalidData: They hold more than the size of the files explains.
        """
        for row in rows:
            self.add(row)

    def add(self, row: ForeignRow) -> None:
        """Add a row.

        Raises:
            InvalidData: The rows hold more than the size of the files explains.
        """
        self.subjects.append(self._end(row.subject))
        self.objects.append(self._end(row.object))
        self.codes.append(CODES[row.type] | NEGATED * row.negated)
        numbered = _NUMBERED.fullmatch(row.place)
        before, number, after = numbered.groups() if numbered is not None else (row.place, "0", "")
        self._words.append(self.texts.add(f"{before}\0{after}"))
        self._numbers.append(int(number))
        count = len(row.subject.key) + len(row.object.key)
        for name, text in row.texts.items():
            column = self._columns.setdefault(name, len(self._columns))
            if column == len(self._names):
                self._names.append(name)
            self._cells.append(column)
            self._cells.append(self.texts.add(text))
            count += len(text)
        self._offsets.append(len(self._cells))
        self._budget.spend(count)

    def _end(self, end: End) -> int:
        if end.texts or end.title:
            return self.ends.add(f"*{self._listed_ends.setdefault(end, len(self._listed_ends))}")
        document = self._documents.setdefault(end.document, len(self._documents))
        return self.ends.add(f"{document} {end.key}")

    def each_end(self) -> Iterator[End]:
        """Yield the ends in the order of their numbers."""
        documents, listed = tuple(self._documents), iter(self._listed_ends)
        for text in self.ends:
            document, _, key = text.partition(" ")
            yield next(listed) if document.startswith("*") else End(documents[int(document)], key)

    def __iter__(self) -> Iterator[ForeignRow]:
        ends = tuple(self.each_end())
        for row, code in enumerate(self.codes):
            yield ForeignRow(
                self.place(row),
                ends[self.subjects[row]],
                TYPES[code & ~NEGATED],
                ends[self.objects[row]],
                bool(code & NEGATED),
                self.cells(row),
            )

    def place(self, row: int) -> str:
        """Return where a row stands, such as "row 12"."""
        before, _, after = self.texts[self._words[row]].rpartition("\0")
        return f"{before}{self._numbers[row] or ''}{after}"

    def place_of(self, end: int) -> str:
        """Return where the first row with an end stands."""
        ends = zip(self.subjects, self.objects, strict=True)
        return self.place(next(row for row, pair in enumerate(ends) if end in pair))

    def cells(self, row: int) -> dict[str, str]:
        """Return the further columns that a row fills."""
        cells, names = self._cells[self._offsets[row] : self._offsets[row + 1]], self._names
        return {names[cells[at]]: self.texts[cells[at + 1]] for at in range(0, len(cells), 2)}

    @property
    def column_count(self) -> int:
        """How many further columns any row fills."""
        return len(self._columns)

    def __len__(self) -> int:
        return len(self.codes)
