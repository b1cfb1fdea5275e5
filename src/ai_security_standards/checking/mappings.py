"""The rules of mapping sets: provenance, texts, duplicates, contradictions and unknown ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from .._store.findings import Finding, field_finding, suggestion
from .._store.register import Register
from .._store.sssom import NEGATED, TYPES, Sheet
from ..algebra import CONVERSE, INVERSE, Relation, meaning
from ..errors import did_you_mean, nearest
from ..records.relationships import PROJECT, MappingSet
from ..vocabulary import RelationshipType, Trust
from .rules import length_findings
from .sources import address_findings

__all__ = ["mapping_findings", "unknown_ends"]

#: Greatest length of each text of a relationship, in characters: our own words or a few of the publisher's.
_ROW_LENGTHS = {
    "stated": 160, "locator": 240, "argument": 400, "comment": 400, "unresolved": 300, "caveats": 300,
    "strict": 300, "group": 60,
}  # fmt: skip
_SET_LENGTHS = {"title": 200, "description": 400, "method": 700, "note": 1500, "licence": 300}

_INTERSECTS = TYPES.index(RelationshipType.INTERSECTS_WITH)


def mapping_findings(sheet: Sheet, register: Register, shipped: bool) -> Iterator[Finding]:
    """Find what is wrong with a mapping set, each with the name of its rule.

    Args:
        sheet: The mapping set.
        register: The register that must have its publisher.
        shipped: Whether it is shipped, so that limits bind the lengths of its texts.
    """
    header = sheet.header
    lengths = (*length_findings(header, _SET_LENGTHS), *_row_texts(sheet)) if shipped else ()
    rules = {
        "provenance": _provenance(header, register),
        "address": _addresses(header),
        "text": lengths,
        "duplicate": _duplicates(sheet),
        "argument": _missing_arguments(sheet),
        "strict": _strict_rows(sheet),
        "group": _groups(sheet),
    }
    for rule, findings in rules.items():
        for finding in findings:
            yield finding._replace(rule=rule, record=header.id)


def _provenance(header: MappingSet, register: Register) -> Iterator[Finding]:
    for field in ("publisher", "licence", "method", "style", "completeness", "checked_on"):
        if getattr(header, field) is None:
            yield field_finding(field, f"the set does not state its {field}", f"add the line #{field}: …")
    if header.publisher not in (None, PROJECT) and header.publisher not in register.publishers:
        yield field_finding(
            "publisher",
            f"unknown publisher {header.publisher!r}",
            suggestion(str(header.publisher), register.publishers),
        )
    if not header.sources and header.url is None and header.trust is not Trust.CURATED:
        yield field_finding(
            "see_also", "the set names no place to open", 'add the line #see_also: ["https://…"]'
        )
    if header.checked_on is not None and header.checked_on.first > date.today():
        yield field_finding(
            "checked_on", f"{header.checked_on} is in the future", "give the day of the check"
        )
    if header.date is not None and header.date.first > date.today():
        yield field_finding("date", f"{header.date} is in the future", "give the day of publication")


def _addresses(header: MappingSet) -> Iterator[Finding]:
    yield from address_findings("url", header.url)
    for i, source in enumerate(header.sources):
        yield from address_findings(f"sources[{i}]", source.address)


def _row_texts(sheet: Sheet) -> Iterator[Finding]:
    for column, max_length in _ROW_LENGTHS.items():
        _, texts = sheet.texts.get(column, ((), ()))
        for text in texts:
            if text is not None and len(text) > max_length:
                yield field_finding(
                    column,
                    f"{len(text)} characters; at most {max_length} are allowed: {text[:40]}…",
                    "shorten it",
                )


def _missing_arguments(sheet: Sheet) -> Iterator[Finding]:
    if sheet.header.trust is Trust.CURATED:
        for row in range(len(sheet)):
            if sheet.text("argument", row) is None:
                yield field_finding(
                    "argument",
                    f"{_row_label(sheet, row)} is our own judgement, and nothing says why",
                    "say in a sentence what both provisions ask",
                )


def _strict_rows(sheet: Sheet) -> Iterator[Finding]:
    """Find rows that say what each side lacks although their type does not leave it open."""
    for row, code in enumerate(sheet.codes):
        if sheet.text("strict", row) is not None and code != _INTERSECTS:
            yield field_finding(
                "strict",
                f"{_row_label(sheet, row)} says what each side lacks",
                "leave it out: only intersects_with may be strict",
            )


def _groups(sheet: Sheet) -> Iterator[Finding]:
    """Find groups whose rows differ in type, or are not all pairs of their subjects and objects."""
    groups: dict[str, list[int]] = {}
    for row in range(len(sheet)):
        name = sheet.text("group", row)
        if name is not None:
            groups.setdefault(name, []).append(row)
    for name, rows in groups.items():
        if len({sheet.codes[row] for row in rows}) > 1:
            problem = f"the rows of group {name!r} have several types"
            yield field_finding("group", problem, "give each type a group of its own")
        subjects, objects = ({ends[row] for row in rows} for ends in (sheet.subjects, sheet.objects))
        pairs = {(sheet.subjects[row], sheet.objects[row]) for row in rows}
        if len(pairs) < len(subjects) * len(objects):
            problem = f"group {name!r} has {len(pairs)} of {len(subjects) * len(objects)} pairs"
            yield field_finding("group", problem, "write a row for each subject with each object")


# ---------------------------------------------------------------- duplicates and contradictions


class _Statement(NamedTuple):
    """What a row says of two ends, the one with the lower number first."""

    ends: tuple[int, int]
    type: int
    denied: int
    relations: int


class _Possible(NamedTuple):
    """The relations that all rows so far leave possible between two ends, and the row that decided."""

    relations: int
    row: int


def _duplicates(sheet: Sheet) -> Iterator[Finding]:
    """Find rows that repeat another row, or contradict one about the same two ends."""
    rows: set[tuple[object, ...]] = set()
    statements: dict[tuple[tuple[int, int], int, int], int] = {}
    possible: dict[tuple[int, int], _Possible] = {}
    for row, code in enumerate(sheet.codes):
        key = (
            sheet.subjects[row],
            code,
            sheet.objects[row],
            sheet.text("locator", row),
            sheet.text("date", row),
        )
        if key in rows:
            yield field_finding("", f"duplicate relationship {_row_label(sheet, row)}", "keep it once")
        rows.add(key)
        ends, word, denied, relations = _statement(sheet, row)
        before = possible.get(ends, _Possible(int(Relation.ANY), row))
        both = before.relations & relations
        contradicted = statements.get((ends, word, NEGATED & ~denied))
        if contradicted is None and before.relations and not both:
            contradicted = before.row
        if contradicted is not None:
            yield field_finding(
                "",
                f"{_row_label(sheet, row)} contradicts {_row_label(sheet, contradicted)}",
                "keep what the source says, and take the other out",
            )
        statements.setdefault((ends, word, denied), row)
        possible[ends] = _Possible(both, row if both != before.relations else before.row)


def _statement(sheet: Sheet, row: int) -> _Statement:
    code, subject, target = sheet.codes[row], sheet.subjects[row], sheet.objects[row]
    word, denied = TYPES[code & ~NEGATED], code & NEGATED
    relations = int(meaning(word, bool(denied), strict=True))
    if subject > target:
        subject, target, word, relations = target, subject, INVERSE[word], CONVERSE[relations]
    return _Statement((subject, target), TYPES.index(word), denied, relations)


def _row_label(sheet: Sheet, row: int) -> str:
    code = sheet.codes[row]
    negation = "not " if code & NEGATED else ""
    word = TYPES[code & ~NEGATED].value
    return f"{sheet.refs[sheet.subjects[row]]} {negation}{word} {sheet.refs[sheet.objects[row]]}"


# ---------------------------------------------------------------- ends


def unknown_ends(sheet: Sheet, register: Register) -> Iterator[Finding]:
    """Find ends of relationships that do not exist, in rows that do not say why."""
    problems: dict[int, str | None] = {}
    for row in range(len(sheet)):
        if sheet.text("unresolved", row) is not None:
            continue
        for end in (sheet.subjects[row], sheet.objects[row]):
            if end not in problems:
                problems[end] = _end_problem(sheet.refs[end], register)
            problem = problems[end]
            if problem is not None:
                yield field_finding(
                    "",
                    problem,
                    "name one that exists, or say under unresolved why it is unknown",
                    sheet.refs[end],
                )


def _end_problem(ref: str, register: Register) -> str | None:
    """Return why a reference leads nowhere; None if it leads to a document or provision."""
    document, colon, provision = ref.partition(":")
    if document not in register.files_by_ref:
        return f"unknown document {document!r}"
    if not colon or document not in register.framework_loaders:
        return None
    known = register.provisions(document)
    if provision in known:
        return None
    return f"{document} has no provision {provision!r}{did_you_mean(nearest(provision, known))}"
