"""What a reader and a writer of a format return: the content, and what was lost on the way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from attrs import frozen

from .._store.overlays import Overlay
from ..assessments import Assessment
from ..checklists import Statement
from ..errors import InvalidData
from ..records.refs import Ref
from ..tables import Table
from ..tables.rows import LossCells, ToolFindingCells
from ..tables.text import quantity
from ..vocabulary import LossKind
from ..vocabulary.literals import LossKindText

__all__ = ["Export", "Import", "Loss", "Losses", "ToolFinding", "ToolFindings"]

#: Fields may be places, such as "row 7"; values of named fields are such as "revision: 4".
_NUMBER, _NAME = re.compile(r"\d+"), re.compile(r"[\w.-]+(?=: )")
#: What says that a value became another one, and how much of a line the records may take.
_CHANGED, _LONG = re.compile(r" (?:is|are) (?:kept|read|written) "), 60
#: What differs between entries alike: quoted values, and numbers. How many records one entry names.
_VALUE, _RECORDS = re.compile(r"'[^']*'|\"[^\"]*\"|\d+"), 5
#: What is not carried over, or leads nowhere: the strict mode refuses it.
_LOSSES = frozenset({LossKind.DROPPED, LossKind.UNRESOLVED})


class Loss(NamedTuple):
    """One thing that did not come over as it was.

    Attributes:
        kind: What became of it.
        file: The file that says it; empty for what is written.
        record: The document, provision or row that it belongs to.
        field: The field, as that format names it.
        what: What it says, shortened; or what was chosen in its place.
    """

    kind: LossKind
    file: str
    record: str
    field: str
    what: str


class Losses(Table[Loss, "LossCells", "LossKind | LossKindText"]):
    """The report of a reader or a writer: what was lost, kept as unknown, assumed or repaired."""

    __slots__ = ()

    columns = Loss._fields
    noun = "entry"
    words = LossKind
    word_field = "kind"

    @property
    def lost(self) -> Losses:
        """What is not carried over, or leads nowhere."""
        return self.only(where=lambda each: each.kind in _LOSSES)

    def grouped(self) -> Losses:
        """Return one entry for those that say the same of several records: the first of them, and a count.

        What they say is the same where it differs in quoted values and numbers only, in the value after a
        name, such as "revision: 4", or in the value of a field that is dropped.

        >>> drops = [Loss(LossKind.DROPPED, "a.json", f"AC-{number}", "parts", "x") for number in range(1, 9)]
        >>> Losses(drops).grouped()[0].record
        'AC-1; AC-2; AC-3; AC-4; AC-5 and 3 more'
        """
        groups: dict[tuple[LossKind, str, str, str], list[Loss]] = {}
        for each in self:
            name = _NAME.match(each.what)
            is_value = each.kind is LossKind.DROPPED and _CHANGED.search(each.what) is None
            says = name[0] if name else "" if is_value else _VALUE.sub("", each.what)
            key = each.kind, each.file, _NUMBER.sub("", each.field), says
            groups.setdefault(key, []).append(each)
        return Losses(tuple(_first_of(found) for found in groups.values()))

    def headline(self) -> str:
        """Return how many entries there are of each kind."""
        return (
            f"{quantity(len(self), 'entry', 'entries')}: {self._counts_text()}"
            if self
            else "nothing was lost"
        )

    def refuse(self) -> None:
        """Raise the first loss as an error; nothing happens where nothing was lost.

        Raises:
            InvalidData: Something was lost.
        """
        lost = self.lost
        if lost:
            first = lost[0]
            problem = f"{quantity(len(lost), 'loss', 'losses')}, the first: {first.what} is {first.kind}"
            repair = "leave out strict, and read the report"
            raise InvalidData(problem, first.file, first.record, first.field, repair)


def _first_of(found: Sequence[Loss]) -> Loss:
    """Return the first of some entries, with the first records, and how many more there are."""
    if len(found) == 1:
        return found[0]
    records = list(dict.fromkeys(each.record for each in found if each.record))
    shown = records[:_RECORDS]
    while len(shown) > 1 and len("; ".join(shown)) > _LONG:
        del shown[-1]
    more = len(found) - len(shown)
    text = "; ".join(shown) + (f" and {more:,} more" if more else "")
    return found[0]._replace(record=text.strip())


class ToolFinding(NamedTuple):
    """A finding of a tool, with the references that its tags mean.

    Attributes:
        tool: The tool that found it.
        rule: The rule of the tool.
        level: How severe it is: "error", "warning", "note" or "none".
        origin: The address of the file; empty where it is not stated.
        line: The line, from one.
        message: What the tool says.
        refs: The references that its tags mean, in order.
        unread: The tags that mean none.
    """

    tool: str
    rule: str
    level: str
    origin: str
    line: int | None
    message: str
    refs: tuple[Ref, ...]
    unread: tuple[str, ...]


class ToolFindings(Table[ToolFinding, "ToolFindingCells", str]):
    """The findings of tools, in the order of the log."""

    __slots__ = ()

    columns = ToolFinding._fields
    noun = "finding"

    @property
    def refs(self) -> tuple[Ref, ...]:
        """Every reference that a finding has, each once, in order."""
        return tuple(dict.fromkeys(ref for finding in self for ref in finding.refs))


@frozen
class Import:
    """What was read of another format.

    Attributes:
        format: The name of the format.
        overlay: The documents and mapping sets, for `load` or for a folder; None where there are none.
        assessment: The results; None where there are none.
        findings: The findings of tools; None where there are none.
        losses: What did not come over as it was.
        statement: The Statement of Applicability; None where there is none.
    """

    format: str
    overlay: Overlay | None
    assessment: Assessment | None
    findings: ToolFindings | None
    losses: Losses
    statement: Statement | None = None

    def __repr__(self) -> str:
        parts = [repr(self.overlay)] if self.overlay else []
        tables = (self.statement or self.assessment, self.findings)
        parts += [table.headline() for table in tables if table is not None]
        none = "nothing new" if self.losses.only(LossKind.MATCHED) else "nothing"
        return f"<Import of {self.format}: {', '.join(parts) or none}; {self.losses.headline()}>"


@frozen
class Export:
    """What was written in another format.

    Attributes:
        format: The name of the format.
        content: The bytes; the same for the same question to the same data.
        suffix: The usual end of the name of such a file.
        losses: What that format cannot carry.
    """

    format: str
    content: bytes
    suffix: str
    losses: Losses

    def __repr__(self) -> str:
        return f"<Export to {self.format}: {len(self.content)} bytes; {self.losses.headline()}>"


def losses_of(entries: Iterable[Loss]) -> Losses:
    """Return the report of these entries."""
    return Losses(tuple(entries))
