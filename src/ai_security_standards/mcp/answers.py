"""The form of every answer to an agent: status, rows, the records that they name, and the data release."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from ..catalog import Catalog
from ..errors import AmbiguousReference, InvalidData, StandardsError, UnknownReference
from ..formats.exchange import to_dict
from ..records.provisions import Provision
from ..records.standards import Standard

__all__ = [
    "INVALID",
    "OK",
    "STATUSES",
    "Answer",
    "Page",
    "answer_of",
    "error_of",
    "record_of",
    "ref_of_uri",
    "uri_of",
]

#: The statuses of answers that are no errors, and of arguments that cannot be used.
OK, INVALID = "ok", "invalid"
#: The status of each verdict on a reference that the data cannot answer for.
_STATUS_OF = {
    "unknown": "unknown",
    "newer-than-data": "newer_than_data",
    "not-shipped": "not_shipped",
    "out-of-scope": "outside_scope",
}
#: What the status of an answer may be, and what it means.
STATUSES = {
    OK: "answered",
    "ambiguous": "the text may mean several things: choose among the candidates, or ask",
    "unknown": "this data does not know it; it may exist all the same",
    "not_shipped": "the document is known, but this part of it is not in the data",
    "outside_scope": "it is real, and no subject of this catalog",
    "newer_than_data": "the edition is newer than the newest one in this data",
    INVALID: "the arguments cannot be used: the problem says how to mend them",
}
#: The columns of rows that hold references.
_REF_COLUMNS = ("ref", "refs", "source", "target", "subject", "object", "to", "instead")
#: How addresses of resources begin.
_SCHEME = "aiss:///"


class Page(NamedTuple):
    """A part of the rows of an answer.

    Attributes:
        offset: The number of rows before it.
        limit: The largest number of rows in it.
    """

    offset: int
    limit: int

    def rows_of(self, rows: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
        """Return the rows of this page."""
        return rows[self.offset : self.offset + self.limit]


class Answer(NamedTuple):
    """What a tool answers, before it is cut to a page.

    Attributes:
        headline: One line that says what the rows are.
        rows: All rows.
        record: The exchange form of the record that was asked for, if one was.
        refs: References that the answer names besides those in its rows.
        status: A word of `STATUSES`.
        problem: What cannot be answered, in a sentence.
        candidates: What may have been meant, likeliest first.
    """

    headline: str
    rows: Sequence[Mapping[str, Any]] = ()
    record: Mapping[str, Any] | None = None
    refs: Sequence[str] = ()
    status: str = OK
    problem: str | None = None
    candidates: Sequence[str] = ()


def error_of(error: StandardsError) -> Answer:
    """Return an error as a value."""
    if isinstance(error, AmbiguousReference):
        return Answer("", status="ambiguous", problem=str(error), candidates=error.candidates)
    if isinstance(error, UnknownReference):
        status = _STATUS_OF[error.verdict]
        return Answer("", status=status, problem=str(error), candidates=error.near_misses)
    return Answer("", status=INVALID, problem=str(error))


def answer_of(catalog: Catalog, answer: Answer, page: Page, columns: Sequence[str]) -> dict[str, Any]:
    """Return the JSON of an answer: one page of its rows, and the records that this page names.

    Args:
        catalog: The catalog that answered.
        answer: The answer.
        page: The rows to return.
        columns: The columns of the rows to return.
    """
    rows = [{name: row[name] for name in columns} for row in page.rows_of(answer.rows)]
    end = page.offset + len(rows)
    named = [*answer.refs, *answer.candidates, *(ref for row in rows for ref in _refs_in(row))]
    return {
        "status": answer.status,
        "problem": answer.problem,
        "candidates": list(answer.candidates),
        "headline": answer.headline,
        "record": answer.record,
        "rows": rows,
        "total": len(answer.rows),
        "next_offset": end if end < len(answer.rows) else None,
        "records": records_of(catalog, named),
        "data": to_dict(catalog.provenance)["content"],
    }


def _refs_in(row: Mapping[str, Any]) -> Iterable[str]:
    for name in _REF_COLUMNS:
        value = row.get(name)
        yield from value if isinstance(value, tuple) else [value] if value else []


def records_of(catalog: Catalog, refs: Iterable[str]) -> list[dict[str, Any]]:
    """Return what a reader must know of each record that references name, and of its document, once."""
    found: dict[str, dict[str, Any]] = {}
    for text in refs:
        record = catalog.get(text)
        if record is not None and str(record.ref) not in found:
            found[str(record.ref)] = record_of(catalog, record)
            document = catalog.standard(record.ref.document)
            found.setdefault(str(document.ref), record_of(catalog, document))
    return list(found.values())


def record_of(catalog: Catalog, record: Standard | Provision) -> dict[str, Any]:
    """Return kind, name, dates, address and confidence of a record, without what has no value."""
    common = {"ref": str(record.ref), "kind": record.kind.value, "url": record.url, "uri": uri_of(record)}
    if isinstance(record, Standard):
        own = {
            "name": record.designation,
            "title": record.title,
            "status": record.status.value,
            "published": record.published,
            "applies_from": [record.applies_from] if record.applies_from else [],
            "confidence": record.confidence.value,
            "checked_on": record.checked_on,
        }
    else:
        framework = catalog.framework(record.ref.document)
        days = (each.date for each in record.application if each.stated_on(catalog.date))
        own = {
            "name": record.name,
            "status": "retired" if record.retired else None,
            "applies_from": sorted(set(days)),
            "confidence": framework.confidence.value,
            "checked_on": framework.checked_on,
        }
    values = {name: [*map(str, value)] if isinstance(value, list) else value for name, value in own.items()}
    return {
        name: value if isinstance(value, list) else str(value)
        for name, value in {**common, **values}.items()
        if value is not None and value != []
    }


def uri_of(record: Standard | Provision) -> str:
    """Return the address of a record among the resources of the server."""
    from urllib.parse import quote

    return _SCHEME + quote(str(record.ref), safe="@:/")


def ref_of_uri(uri: str) -> str:
    """Return the reference in the address of a resource.

    Raises:
        InvalidData: It is another sort of address.
    """
    from urllib.parse import unquote

    if not uri.startswith(_SCHEME):
        raise InvalidData(
            f"{uri!r} is not the address of a record", repair=f"write {_SCHEME} and a reference after it"
        )
    return unquote(uri.removeprefix(_SCHEME))
