"""Results of an assessment, several for a provision if need be, read from plain rows and written as such."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from .errors import InvalidData, UnknownReference, alternatives, nearest, shown
from .records.cards import html_of
from .records.dates import PartialDate
from .records.refs import Ref, ref_text
from .tables import Table, quantity
from .vocabulary import Outcome

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .snapshot import Snapshot
    from .tables.rows import ResultCells
    from .vocabulary.literals import OutcomeText

__all__ = ["Assessment", "Result", "Rows", "pin", "worst_results"]

#: Plain rows: mappings by column, or tuples in the order of the columns.
Rows: TypeAlias = Iterable[Mapping[str, Any] | Sequence[Any]]
#: Outcomes from the worst on. To be not assessed is no finding: any other result of the provision stands.
_WORST_FIRST = (
    Outcome.NOT_SATISFIED,
    Outcome.PARTLY,
    Outcome.NOT_APPLICABLE,
    Outcome.SATISFIED,
    Outcome.NOT_ASSESSED,
)


#: What people write in the place of a result, beside its own word.
_SYNONYMS = {
    "pass": Outcome.SATISFIED, "passed": Outcome.SATISFIED, "met": Outcome.SATISFIED,
    "fail": Outcome.NOT_SATISFIED, "failed": Outcome.NOT_SATISFIED, "not_met": Outcome.NOT_SATISFIED,
    "n/a": Outcome.NOT_APPLICABLE, "na": Outcome.NOT_APPLICABLE,
}  # fmt: skip


class Result(NamedTuple):
    """The result of assessing one provision, with the evidence for it, by whom, when and on what.

    `subject` is the system or the scope that was assessed; None where the result is of all of them.
    """

    ref: Ref
    result: Outcome
    evidence: str | None = None
    assessor: str | None = None
    date: PartialDate | None = None
    note: str | None = None
    subject: str | None = None

    def _repr_html_(self) -> str:
        return html_of(self)


class Assessment(Table[Result, "ResultCells", "Outcome | OutcomeText"]):
    """The results of an assessment, in the order in which they were given.

    A provision may have several results: of other subjects, by other assessors, of other days. All of
    them stay. Within one subject the worst stands, and `disagreements` names the provision. `of` reads
    plain rows, `rows()` writes them.

    >>> found = Assessment.of([("owasp-llm-top-10@2025:LLM01", "satisfied", "test report 7")])
    >>> found.rows()[0]["result"], found[0].evidence
    ('satisfied', 'test report 7')
    """

    __slots__ = ()

    columns = Result._fields
    noun = "result"
    words = Outcome
    word_field = "result"

    def __init__(self, records: Sequence[Result], *, provenance: Any = None) -> None:
        super().__init__(tuple(dict.fromkeys(records)), provenance=provenance)

    @property
    def subjects(self) -> tuple[str, ...]:
        """The systems or scopes that results name, each once."""
        return tuple(dict.fromkeys(each.subject for each in self if each.subject is not None))

    @property
    def disagreements(self) -> tuple[Ref, ...]:
        """The provisions with different results on one subject, each once.

        >>> tag = "owasp-llm-top-10@2025:LLM01"
        >>> twice = Assessment.of([(tag, "satisfied", "team"), (tag, "partly", "audit")])
        >>> list(map(str, twice.disagreements))
        ['owasp-llm-top-10@2025:LLM01']
        """
        outcomes: dict[tuple[Ref, str | None], set[Outcome]] = {}
        for each in self:
            if each.result is not Outcome.NOT_ASSESSED:
                outcomes.setdefault((each.ref, each.subject), set()).add(each.result)
        return tuple(dict.fromkeys(ref for (ref, _), found in outcomes.items() if len(found) > 1))

    def split_by_subject(self) -> dict[str | None, Assessment]:
        """Return an assessment for each subject, with the results that name no subject in every one.

        >>> rows = [("iso-iec-42001:A.9.4", "satisfied"), ("iso-iec-42001:A.6.2.4", "partly")]
        >>> audit = Assessment.of([(*rows[0],), (*rows[1], None, None, None, None, "chatbot")])
        >>> {name: len(each) for name, each in audit.split_by_subject().items()}
        {'chatbot': 2}
        """
        places: dict[str | None, list[int]] = {None: []}
        for place, each in enumerate(self):
            places.setdefault(each.subject, []).append(place)
        return {
            # A subject beside None: both lists are in order, and so is what they make together.
            name: self._with([self[place] for place in sorted({*places[name], *places[None]})])
            for name in self.subjects or (None,)
        }

    def merge_subjects(self) -> Assessment:
        """Return the same results without subjects: of all results of a provision the worst stands."""
        return self._with([each._replace(subject=None) for each in self])

    @classmethod
    def of(cls, rows: Rows, *, strict: bool = True) -> Assessment:
        """Return the assessment that plain rows give.

        Args:
            rows: Mappings by column, or tuples in the order of `columns`. Only ref and result are
                required; an empty result means not_assessed, and the words of `Outcome` may be
                written with spaces or hyphens. Pass, fail, met, not met and n/a are read, too.
            strict: Whether to refuse further columns, instead of ignoring them.

        Raises:
            InvalidData: A row cannot be read; the message names row and column, from row 1.

        >>> tags = [{"ref": "owasp-llm-top-10@2025:LLM01", "result": "Not satisfied"}]
        >>> Assessment.of(tags)
        1 result: 1 not_satisfied
        ref                           result
        owasp-llm-top-10@2025:LLM01  not_satisfied
        """
        if not isinstance(rows, Iterable) or isinstance(rows, str | bytes):
            raise InvalidData(
                f"{shown(rows)} is not a list of rows", repair="give a list of mappings or tuples"
            )
        return cls([_result(f"row {number}", row, strict) for number, row in enumerate(rows, 1)])

    def headline(self) -> str:
        """Return how many results there are, how many of each outcome, and of how many subjects."""
        parts = [f"{quantity(len(self), self.noun)}{': ' if self else ''}{self._counts_text()}"]
        if self.subjects:
            parts.append(quantity(len(self.subjects), "subject"))
        if self.disagreements:
            parts.append(f"results disagree on {quantity(len(self.disagreements), 'provision')}")
        return "; ".join(parts)


def worst_results(results: Sequence[Result]) -> tuple[Result, ...]:
    """Return those of the results of one provision that stand: the worst, one or several alike.

    >>> tag = "owasp-llm-top-10@2025:LLM01"
    >>> several = Assessment.of([(tag, "satisfied", "a"), (tag, "partly", "b"), (tag, "", "c")])
    >>> [each.evidence for each in worst_results(several)]
    ['b']
    """
    worst = min((each.result for each in results), key=_WORST_FIRST.index)
    return tuple(each for each in results if each.result is worst)


def pin(snapshot: Snapshot, assessment: Assessment) -> Assessment:
    """Return an assessment with the edition named in every reference; see `Catalog.pin`."""
    pinned: dict[Ref, Ref] = {}
    unknown: list[UnknownReference] = []
    for ref in dict.fromkeys(record.ref for record in assessment):
        try:
            pinned[ref] = _pin_ref(snapshot, ref)
        except UnknownReference as error:
            unknown.append(error)
    if unknown:
        first, *others = unknown
        if not others:
            raise first
        texts = ", ".join(each.reference for each in others)
        message = f"{first}; {quantity(len(others), 'more reference')} unknown: {texts}"
        raise UnknownReference(message, first.reference, first.near_misses)
    return Assessment([record._replace(ref=pinned[record.ref]) for record in assessment])


def _pin_ref(snapshot: Snapshot, ref: Ref) -> Ref:
    if ref.provision is None:
        return snapshot.standard(ref).ref
    document = snapshot.standard(ref.document).ref
    if str(document) in snapshot.register.framework_loaders:
        return snapshot.provision(ref).ref
    # Where a document's structure is not shipped, any provision is accepted.
    return document._replace(provision=ref.provision)


def _result(place: str, row: Mapping[str, Any] | Sequence[Any], strict: bool) -> Result:
    """Return the result that one row gives; `place` names the row in messages."""
    cells = _cells(place, row, strict)
    for name in ("ref", "result"):
        if name not in cells:
            raise InvalidData(f"{name} is missing", record=place, field=name, repair=f"give a {name}")
    field = "ref"
    try:
        ref = cells["ref"] if isinstance(cells["ref"], Ref) else Ref.parse(ref_text(cells["ref"]).strip())
        field = "result"
        outcome = _outcome(cells["result"])
        field = "date"
        date = _date(cells.get("date"))
        texts: dict[str, str | None] = {}
        for field in ("evidence", "assessor", "note", "subject"):
            texts[field] = _text(cells.get(field))
    except InvalidData as invalid:
        raise InvalidData(invalid.problem, record=place, field=field, repair=invalid.repair) from None
    return Result(ref, outcome, date=date, **texts)


def _cells(place: str, row: Mapping[str, Any] | Sequence[Any], strict: bool) -> dict[str, Any]:
    """Return the values of a row by column."""
    known = Result._fields
    if not isinstance(row, Mapping):
        if isinstance(row, str) or not isinstance(row, Sequence) or len(row) > len(known):
            raise InvalidData(
                f"a row must be a mapping or a tuple of at most {len(known)} values",
                record=place,
                repair=f"give {', '.join(known)}",
            )
        return dict(zip(known, row, strict=False))
    further = [name for name in row if name not in known]
    if strict and further:
        near = nearest(shown(further[0]).strip("'"), known)
        repair = f"write {alternatives(near)}" if near else f"give {', '.join(known)}, or strict=False"
        raise InvalidData(f"unknown column {shown(further[0])}", record=place, repair=repair)
    return {name: row[name] for name in known if name in row}


def _outcome(value: Any) -> Outcome:
    words = {**{word.value: word for word in Outcome}, **_SYNONYMS}
    text = _text(value) or ""
    text = text.casefold().replace(" ", "_").replace("-", "_")
    if not text:
        return Outcome.NOT_ASSESSED
    if text not in words:
        known = [word.value for word in Outcome]
        near = nearest(text, known)
        raise InvalidData(
            f"unknown result {shown(str(value))}", repair=f"write {alternatives(near or known)}"
        )
    return words[text]


def _date(value: Any) -> PartialDate | None:
    text = value.isoformat()[:10] if isinstance(value, dt.date) else _text(value)
    return PartialDate(text) if text else None


def _text(value: Any) -> str | None:
    if value is None:
        return None
    try:
        return str(value).strip() or None
    except ValueError:  # Python writes no number of thousands of digits
        raise InvalidData(f"{shown(value)} is too large", repair="write it as a text") from None
