"""What a foreign file says, in plain words: documents with provisions, and mapping sets between them.

A reader of a format fills these records and nothing else. `overlaying` makes an overlay of them.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from typing import Any, NamedTuple

from ..assessments import Assessment, Result
from ..checklists import Statement
from ..errors import InvalidData
from ..records.refs import Ref
from ..tables.text import quantity
from ..vocabulary import Completeness, Kind, LossKind, Outcome, Topic
from .limits import RowBudget
from .outcomes import Loss, ToolFinding
from .packing import PackedRows
from .stated import End, ForeignProvision, ForeignRow

__all__ = [
    "End",
    "Foreign",
    "ForeignDocument",
    "ForeignProvision",
    "ForeignResult",
    "ForeignRow",
    "ForeignSet",
    "Report",
    "Selection",
]

_SHOWN = 160
#: How many entries a report may have, and one more for every so many characters of the files.
_FREE_ENTRIES, _CHARACTERS_EACH = 5_000, 40


class ForeignDocument(NamedTuple):
    """A document as another format has it.

    Attributes:
        key: What names it inside the file.
        names: Texts by which the catalog may know it, the surest first.
        slug, edition: Its id and edition, where it is new to the catalog.
        address: Where a reader can open it; None where the file does not say.
        language: The code of its language (ISO 639-1).
        provisions: Its provisions; None where the file only names the document.
        completeness: Whether these are all of its provisions.
        file: The file that names it first.
    """

    key: str
    names: tuple[str, ...]
    slug: str
    edition: str
    title: str
    publisher: str
    kind: Kind = Kind.FRAMEWORK
    topic: Topic = Topic.SECURITY_CONTROLS
    date: str | None = None
    licence: str | None = None
    address: str | None = None
    summary: str | None = None
    note: str | None = None
    language: str | None = None
    provisions: Sequence[ForeignProvision] | None = None
    completeness: Completeness = Completeness.COMPLETE
    file: str = ""


class ForeignSet(NamedTuple):
    """A mapping set as another format has it; `slug` becomes its id, and `file` is the one that has it."""

    slug: str
    title: str
    publisher: str
    rows: tuple[ForeignRow, ...] | PackedRows
    method: str
    description: str | None = None
    version: str | None = None
    date: str | None = None
    licence: str | None = None
    address: str | None = None
    note: str | None = None
    completeness: Completeness = Completeness.COMPLETE
    file: str = ""


class ForeignResult(NamedTuple):
    """The result of assessing a provision that the files name.

    Attributes:
        place: Where it stands.
        end: The provision; its document is empty where the text alone says which it is.
        file: The file that states it.
    """

    place: str
    end: End
    result: Outcome
    evidence: str | None = None
    assessor: str | None = None
    date: str | None = None
    note: str | None = None
    subject: str | None = None
    file: str = ""


class Foreign(NamedTuple):
    """All that the files say: documents, sets, results, findings of tools, a statement of applicability.

    `results` are of provisions of the catalog, `assessed` of those that the files name.
    """

    documents: tuple[ForeignDocument, ...] = ()
    sets: tuple[ForeignSet, ...] = ()
    results: tuple[Result, ...] = ()
    findings: tuple[ToolFinding, ...] = ()
    assessed: tuple[ForeignResult, ...] = ()
    statement: Statement | None = None


class Selection(NamedTuple):
    """What to write: documents of the catalog in an edition, mapping sets, an assessment, a statement."""

    documents: tuple[Ref, ...] = ()
    sets: tuple[str, ...] = ()
    assessment: Assessment | None = None
    statement: Statement | None = None


class Report:
    """The entries of a report as they come, of the file that is being read."""

    def __init__(self) -> None:
        self.file = ""
        #: How much the rows of the files may hold.
        self.budget = RowBudget(0)
        self._entries: dict[Loss, None] = {}
        self._room: float = math.inf
        self._unlisted: Counter[tuple[LossKind, str]] = Counter()
        self._counted: Counter[Loss] = Counter()

    def limit(self, characters: int) -> None:
        """Bound the report and the rows by the size of the files: an entry takes more than a short row."""
        self.budget = RowBudget(characters)
        self._room = _FREE_ENTRIES + characters // _CHARACTERS_EACH

    @property
    def entries(self) -> tuple[Loss, ...]:
        """The entries, each once; what was counted, and what had no room, is at the end."""
        counted = (
            each._replace(what=_cut(f"{each.what}{', ' if each.what else ''}at {quantity(count, 'place')}"))
            for each, count in self._counted.items()
        )
        unlisted = (
            Loss(kind, file, "", "", f"{count:,} more, which are not listed one by one")
            for (kind, file), count in self._unlisted.items()
        )
        return (*self._entries, *counted, *unlisted)

    def add(self, kind: LossKind, record: str, field: str, what: object) -> None:
        """Add an entry; a long text is shortened."""
        is_plain = type(what) is str and what.isprintable() and len(what) <= _SHOWN
        if not self._has_room():
            self._unlisted[kind, self.file] += 1
            return
        shown = str(what) if is_plain else _cut(" ".join(str(what).split()))
        self._entries[Loss(kind, self.file, record, field, shown)] = None

    def count(self, record: str, field: str, what: str = "") -> None:
        """Count one more place where something is dropped: all of them are one entry."""
        entry = Loss(LossKind.DROPPED, self.file, record, field, _cut(" ".join(what.split())))
        if entry in self._counted or self._has_room():
            self._counted[entry] += 1
        else:
            self._unlisted[LossKind.DROPPED, self.file] += 1

    def count_others(self, raw: Mapping[str, Any], known: Set[str], record: str, prefix: str = "") -> None:
        """Count the fields that are not among the known ones, for records of which there are many.

        Args:
            raw: The raw record.
            known: The fields that are read.
            record: What all these records belong to.
            prefix: What the report writes before the name of a field.
        """
        if raw.keys() <= known:
            return
        for field in raw:
            if field not in known and raw[field] not in (None, "", [], {}):
                self.count(record, f"{prefix}{field}")

    def _has_room(self) -> bool:
        return len(self._entries) + len(self._counted) < self._room

    def dropped(self, raw: Mapping[str, Any], known: frozenset[str], record: str) -> None:
        """Add an entry for every field of a raw record that is not among the known ones."""
        if raw.keys() <= known:  # most are: the loop takes several times as long
            return
        for field in raw:
            if field not in known and raw[field] not in (None, "", [], {}):
                self.add(LossKind.DROPPED, record, field, _what(raw[field]))

    # ------------------------------------------------------------ shapes

    def error(self, record: str, field: str, problem: str, repair: str) -> InvalidData:
        """Return the error that something in the file of now cannot be read."""
        return InvalidData(problem, self.file, record, field, repair)

    def mapping(self, value: Any, record: str, field: str = "") -> dict[str, Any]:
        """Return a value that must be a mapping.

        Raises:
            InvalidData: It is not.
        """
        if type(value) is not dict:
            raise self.error(record, field, "this is not a mapping of fields", "write fields with values")
        return value

    def items(self, raw: Mapping[str, Any], field: str, record: str) -> list[dict[str, Any]]:
        """Return the mappings of a list under a field, none where there is no such field.

        Raises:
            InvalidData: It is not a list of mappings.
        """
        values = raw.get(field)
        if values is None:
            return []
        if type(values) is not list or not _are_mappings(values):
            raise self.error(record, field, "this is not a list of mappings", "write a list of mappings")
        return values

    def text(self, raw: Mapping[str, Any], field: str, record: str) -> str | None:
        """Return the text under a field, without blanks around it; None where there is none.

        Raises:
            InvalidData: It is a list or a mapping.
        """
        value = raw.get(field)
        if type(value) is str:
            return value.strip() or None
        if value is None:
            return None
        if type(value) is bool:
            return "true" if value else "false"
        raise self.error(record, field, "this is not a text", "write a text")

    def texts(self, raw: Mapping[str, Any], field: str, record: str) -> list[str]:
        """Return the texts of a list under a field; one text alone is a list of one.

        Raises:
            InvalidData: There is something else among them.
        """
        value = raw.get(field)
        values = value if type(value) is list else [value]
        found = (self.text({field: each}, field, record) for each in values)
        return [text for text in found if text is not None]


def _are_mappings(values: list[Any]) -> bool:
    # A loop takes half as long as `all` with a generator, and files have tens of thousands of lists.
    for each in values:  # noqa: SIM110
        if type(each) is not dict:
            return False
    return True


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def _what(value: Any) -> str:
    if isinstance(value, str | bool):
        return str(value)
    noun = "field" if isinstance(value, dict) else "entry"
    return f"{len(value)} {noun if len(value) == 1 else {'field': 'fields', 'entry': 'entries'}[noun]}"
