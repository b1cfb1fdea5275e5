"""The rules of mapping sets: where they are from, what they say twice, and whom they speak of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from .._store.register import Register
from .._store.register.faults import suggestion
from .._store.shapes import Fault
from .._store.sssom import NEGATED, TYPES, Sheet
from ..algebra import CONVERSE, INVERSE, meaning
from ..errors import nearest
from ..records.relationships import PROJECT, MappingSet
from ..vocabulary import Trust
from .rules import Wrong, is_address

__all__ = ["loose_provisions", "rules_of_mappings"]

#: Longest text of each column, in characters: our own words or a few of the publisher's.
ROW_LIMITS = {"stated": 160, "locator": 240, "argument": 400, "comment": 400, "unresolved": 300}
SET_LIMITS = {"title": 200, "description": 400, "method": 700, "note": 1500, "licence": 300}


def rules_of_mappings(sheet: Sheet, register: Register) -> Iterator[tuple[str, Wrong]]:
    """What is wrong with a mapping set, each with the name of its rule."""
    header = sheet.header
    for wrong in _provenance(header, register):
        yield "provenance", wrong
    for wrong in _addresses(header):
        yield "address", wrong
    for wrong in (*_set_texts(header), *_row_texts(sheet)):
        yield "text", wrong
    for wrong in _twice(sheet):
        yield "duplicate", wrong
    if header.trust is Trust.CURATED:
        for row in range(len(sheet)):
            if sheet.text("argument", row) is None:
                problem = f"{_shown(sheet, row)} is our own judgement, and nothing says why"
                yield "argument", Wrong("argument", problem, "say in a sentence what both provisions ask")


def _provenance(header: MappingSet, register: Register) -> Iterator[Wrong]:
    for field in ("publisher", "licence", "method", "style", "completeness", "checked_on"):
        if getattr(header, field) is None:
            yield Wrong(field, "the set does not say it", f"add the line #{field}: …")
    if header.publisher not in (None, PROJECT) and header.publisher not in register.publishers:
        repair = suggestion(str(header.publisher), register.publishers)
        yield Wrong("publisher", f"the publisher {header.publisher!r} is not known", repair)
    if not header.sources and header.url is None and header.trust is not Trust.CURATED:
        yield Wrong("sources", "the set names no place where a reader can open it", "add see_also")
    if header.checked_on is not None and header.checked_on.first > date.today():
        yield Wrong("checked_on", f"{header.checked_on} has not come yet", "give the day of the check")
    if header.date is not None and header.date.first > date.today():
        yield Wrong("date", f"{header.date} has not come yet", "give the day of publication")


def _addresses(header: MappingSet) -> Iterator[Wrong]:
    for field, address in (
        ("url", header.url),
        *((f"sources[{at}]", source.address) for at, source in enumerate(header.sources)),
    ):
        if address is not None and not is_address(address):
            yield Wrong(field, f"{address!r} is no web address", "write https://…")


def _set_texts(header: MappingSet) -> Iterator[Wrong]:
    for field, most in SET_LIMITS.items():
        text = getattr(header, field)
        if text is not None and len(text) > most:
            yield Wrong(field, f"{len(text)} characters are more than {most}", "say it shorter")


def _row_texts(sheet: Sheet) -> Iterator[Wrong]:
    for column, most in ROW_LIMITS.items():
        for text in sheet.texts[column][1] if column in sheet.texts else ():
            if text is not None and len(text) > most:
                problem = f"{len(text)} characters are more than {most}: {text[:40]}…"
                yield Wrong(column, problem, "say it shorter")


def _twice(sheet: Sheet) -> Iterator[Wrong]:
    """Relationships of the same two that stand twice, or that deny each other."""
    seen: set[tuple[object, ...]] = set()
    said: dict[tuple[int, int], tuple[int, int]] = {}
    words: dict[tuple[int, int, int], int] = {}
    for row, code in enumerate(sheet.codes):
        one, other = sheet.subjects[row], sheet.objects[row]
        stands = (one, code, other, sheet.text("locator", row), sheet.text("date", row))
        if stands in seen:
            yield Wrong("", f"{_shown(sheet, row)} stands twice", "keep it once")
        seen.add(stands)
        word, denied = TYPES[code & ~NEGATED], code & NEGATED
        bits = int(meaning(word, bool(denied)))
        if one > other:
            one, other, word, bits = other, one, INVERSE[word], CONVERSE[bits]
        place = TYPES.index(word)
        before, held = said.get((one, other), (31, row))
        clash = words.get((one, other, place | NEGATED & ~denied))
        if clash is None and before and not before & bits:
            clash = held
        if clash is not None:
            problem = f"{_shown(sheet, row)} cannot hold beside {_shown(sheet, clash)}"
            yield Wrong("", problem, "keep what the source says, or take out what it does not")
        words.setdefault((one, other, place | denied), row)
        said[one, other] = (before & bits, row if before & bits != before else held)


def _shown(sheet: Sheet, row: int) -> str:
    code = sheet.codes[row]
    word = TYPES[code & ~NEGATED].value
    denied = "not " if code & NEGATED else ""
    return f"{sheet.refs[sheet.subjects[row]]} {denied}{word} {sheet.refs[sheet.objects[row]]}"


def loose_provisions(sheet: Sheet, register: Register) -> Iterator[Fault]:
    """Ends that name nothing in the edition they name, without a word why."""
    judged: dict[int, str | None] = {}
    for row in range(len(sheet)):
        why = sheet.text("unresolved", row)
        wrong = []
        for end in (sheet.subjects[row], sheet.objects[row]):
            if end not in judged:
                judged[end] = _missing(sheet.refs[end], register)
            problem = judged[end]
            if problem is not None:
                wrong.append((end, problem))
        for end, problem in wrong if why is None else ():
            repair = "name one that is there, or say under unresolved why it is not"
            yield Fault(sheet.refs[end], "", problem, repair)


def _missing(ref: str, register: Register) -> str | None:
    """Why a reference names nothing; None if it names something."""
    document, colon, printed = ref.partition(":")
    if document not in register.files_by_ref:
        return f"{document} is not in the catalog"
    if not colon or document not in register.framework_loaders:
        return None
    there = register.provisions(document)
    if printed in there:
        return None
    near = nearest(printed, there)
    return f"{document} has no provision {printed!r}{'; near it: ' if near else ''}{', '.join(near)}"
