"""What an assessment found: one result a provision, read from plain rows and written as such."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from .errors import InvalidData, nearest
from .records.dates import PartialDate
from .records.refs import Ref
from .tables import Table
from .vocabulary import Outcome

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .snapshot import Snapshot

__all__ = ["Assessment", "Result", "pin"]


class Result(NamedTuple):
    """What was found of one provision, on what evidence, by whom and when.

    `result` is a word of `Outcome`.
    """

    ref: Ref
    result: Outcome
    evidence: str | None = None
    assessor: str | None = None
    date: PartialDate | None = None
    note: str | None = None


class Assessment(Table[Result]):
    """The results of an assessment, in the order in which they were given.

    Two rows on one provision may stand beside each other, each with its evidence, as long as they
    say the same: InvalidData names two that do not. `of` reads plain rows, `rows()` writes them.

    >>> found = Assessment.of([("owasp-llm-top-10@2025:LLM01", "satisfied", "test report 7")])
    >>> found.rows()[0]["result"], found[0].evidence
    ('satisfied', 'test report 7')
    """

    __slots__ = ()

    columns = Result._fields

    def __init__(self, records: Sequence[Result], *, provenance: Any = None) -> None:
        super().__init__(tuple(dict.fromkeys(records)), provenance=provenance)
        first: dict[Ref, Result] = {}
        for each in self:
            other = first.setdefault(each.ref, each)
            if other.result is not each.result:
                raise InvalidData(
                    f"it is given as {other.result} and as {each.result}",
                    record=str(each.ref),
                    field="result",
                    repair="keep one of the two, or write partly",
                )

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, Any] | Sequence[Any]], *, strict: bool = True) -> Assessment:
        """The assessment that plain rows give: mappings by column, or tuples in the order of `columns`.

        Only ref and result must be there; an empty result means not_assessed, and the words of
        `Outcome` may be written with spaces or hyphens. With `strict` False, further columns are
        left out, else they are refused. Raises InvalidData, which names row and column, the first row
        being row 1, and near misses.

        >>> tags = [{"ref": "owasp-llm-top-10@2025:LLM01", "result": "Not satisfied"}]
        >>> Assessment.of(tags)
        <1 results: 1 not_satisfied>
        """
        return cls([_read(number, row, strict) for number, row in enumerate(rows, 1)])

    def headline(self) -> str:
        """How many results, and of which sorts."""
        counts = Counter(each.result for each in self)
        told = ", ".join(f"{counts[word]} {word}" for word in Outcome if counts[word])
        return f"{len(self)} results{f': {told}' if told else ''}"


def pin(snapshot: Snapshot, assessment: Assessment) -> Assessment:
    """Return an assessment with every reference pinned to an edition; see `Catalog.pin`."""
    return Assessment([each._replace(ref=_pin(snapshot, each.ref)) for each in assessment])


def _pin(snapshot: Snapshot, ref: Ref) -> Ref:
    if ref.provision is None:
        return snapshot.standard(ref).ref
    document = snapshot.standard(ref.document).ref
    if str(document) in snapshot.register.framework_loaders:
        return snapshot.provision(ref).ref
    # Of a document whose structure is not shipped, any provision may be spoken of.
    return document._replace(provision=ref.provision)


def _read(number: int, row: Mapping[str, Any] | Sequence[Any], strict: bool) -> Result:
    cells = _cells(f"row {number}", row, strict)
    for name in ("ref", "result"):
        if name not in cells:
            raise InvalidData(
                f"there is no {name}", record=f"row {number}", field=name, repair=f"give a {name}"
            )
    try:
        ref = cells["ref"] if isinstance(cells["ref"], Ref) else Ref.parse(str(cells["ref"]).strip())
    except InvalidData as wrong:
        raise InvalidData(wrong.problem, record=f"row {number}", field="ref", repair=wrong.repair) from None
    evidence, assessor, note = (_text(cells.get(name)) for name in ("evidence", "assessor", "note"))
    outcome, date = _outcome(number, cells["result"]), _date(number, cells.get("date"))
    return Result(ref, outcome, evidence, assessor, date, note)


def _cells(place: str, row: Mapping[str, Any] | Sequence[Any], strict: bool) -> dict[str, Any]:
    known = Result._fields
    if not isinstance(row, Mapping):
        if isinstance(row, str) or not isinstance(row, Sequence) or len(row) > len(known):
            raise InvalidData(
                f"it is no mapping and no tuple of at most {len(known)} values",
                record=place,
                repair=f"give {', '.join(known)}",
            )
        return dict(zip(known, row, strict=False))
    further = [name for name in row if name not in known]
    if strict and further:
        near = nearest(str(further[0]), known)
        raise InvalidData(
            f"there is no column {further[0]!r}",
            record=place,
            repair=f"write {' or '.join(near)}" if near else f"give {', '.join(known)}, or strict=False",
        )
    return {name: row[name] for name in known if name in row}


def _outcome(number: int, value: Any) -> Outcome:
    words = {word.value: word for word in Outcome}
    text = str(value or "").strip().casefold().replace(" ", "_").replace("-", "_")
    if not text:
        return Outcome.NOT_ASSESSED
    if text not in words:
        near = nearest(text, words)
        raise InvalidData(
            f"there is no result {str(value)!r}",
            record=f"row {number}",
            field="result",
            repair=f"write {' or '.join(near or words)}",
        )
    return words[text]


def _date(number: int, value: Any) -> PartialDate | None:
    text = value.isoformat()[:10] if isinstance(value, dt.date) else str(value or "").strip()
    try:
        return PartialDate(text) if text else None
    except InvalidData as wrong:
        raise InvalidData(wrong.problem, record=f"row {number}", field="date", repair=wrong.repair) from None


def _text(value: Any) -> str | None:
    return None if value is None else str(value).strip() or None
