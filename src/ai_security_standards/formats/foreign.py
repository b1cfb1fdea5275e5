"""What a foreign file says, in plain words: documents with provisions, and mapping sets between them.

A reader of a format fills these records and nothing else. `overlaying` makes an overlay of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from ..assessments import Assessment, Result
from ..checklists import Statement
from ..errors import InvalidData
from ..records.refs import Ref
from ..vocabulary import Completeness, Kind, LossKind, Outcome, ProvisionKind, RelationshipType, Topic
from .outcomes import Loss, ToolFinding

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


class ForeignProvision(NamedTuple):
    """A provision as another format has it.

    Attributes:
        key: What names it inside the file, such as a URN.
        id: The identifier as printed; empty where there is none.
        parent: The key of the provision above it.
        texts: Further forms of its identifier, to find it in the catalog.
    """

    key: str
    id: str
    kind: ProvisionKind
    title: str | None = None
    summary: str | None = None
    parent: str | None = None
    assessable: bool = True
    level: str | None = None
    note: str | None = None
    retired: bool = False
    aliases: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()


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
    provisions: tuple[ForeignProvision, ...] | None = None
    completeness: Completeness = Completeness.COMPLETE


class End(NamedTuple):
    """An end of a relationship: the keys of a document and of a provision, empty for the document itself.

    `texts` are the forms in which the identifier may be read where no file lists the provision.
    """

    document: str
    key: str
    texts: tuple[str, ...] = ()


class ForeignRow(NamedTuple):
    """A relationship as another format has it; `place` is where it stands, such as "row 12".

    `texts` are further columns of a mapping set by name, such as `strength` or `comment`.
    """

    place: str
    subject: End
    type: RelationshipType
    object: End
    negated: bool = False
    texts: Mapping[str, str] = MappingProxyType({})


class ForeignSet(NamedTuple):
    """A mapping set as another format has it; `slug` becomes its id."""

    slug: str
    title: str
    publisher: str
    rows: tuple[ForeignRow, ...]
    method: str
    description: str | None = None
    version: str | None = None
    date: str | None = None
    licence: str | None = None
    address: str | None = None
    note: str | None = None
    completeness: Completeness = Completeness.COMPLETE


class ForeignResult(NamedTuple):
    """The result of assessing a provision that the files name.

    Attributes:
        place: Where it stands.
        end: The provision; its document is empty where the text alone says which it is.
    """

    place: str
    end: End
    result: Outcome
    evidence: str | None = None
    assessor: str | None = None
    date: str | None = None
    note: str | None = None
    subject: str | None = None


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
        self.entries: list[Loss] = []
        self.file = ""

    def add(self, kind: LossKind, record: str, field: str, what: object) -> None:
        """Add an entry; a long text is shortened."""
        is_plain = type(what) is str and what.isprintable() and len(what) <= _SHOWN
        text = str(what) if is_plain else " ".join(str(what).split())
        shown = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
        self.entries.append(Loss(kind, self.file, record, field, shown))

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


def _what(value: Any) -> str:
    if isinstance(value, str | bool):
        return str(value)
    noun = "field" if isinstance(value, dict) else "entry"
    return f"{len(value)} {noun if len(value) == 1 else {'field': 'fields', 'entry': 'entries'}[noun]}"
