"""Sheets to bytes, in one canonical form."""

from __future__ import annotations

import csv
import io
import json
import re
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import merge
from typing import Any, NamedTuple
from urllib.parse import quote

from ...algebra import SKOS
from ...records.relationships import MappingSet
from .sheets import NEGATED, TYPES, Sheet, document_slots
from .slots import (
    BASE,
    COLUMNS,
    FIELDS,
    JUSTIFIED,
    KEPT,
    KEPT_OF_SET,
    NO_LICENCE,
    PREFIXES,
    SPDX_IRI,
    SSSOM,
)

__all__ = ["Coded", "curie", "dump", "dump_columns", "in_order"]

#: How many values are sorted at a time, and the largest number that a key of a row may be.
_RUN, _MOST = 8_192, 2**64 - 1

_SPDX = re.compile(
    r"(?:CC0-1\.0|CC-BY(?:-NC)?(?:-SA|-ND)?-\d\.\d|Apache-2\.0|MIT|ISC|BSD-[23]-Clause|MPL-2\.0|OGL-UK-[123]\.0"
    r"|ODbL-1\.0|ODC-By-1\.0|PDDL-1\.0|CDLA-(?:Permissive|Sharing)-\d\.0|etalab-2\.0|[AL]?GPL-\d\.\d-(?:only|or-later))\Z"
)


def curie(ref: str) -> str:
    """Write a reference as a CURIE, with percent signs for what a CURIE cannot hold.

    >>> curie("eu-ai-act@2024-1689:Article 9")
    'aiss:eu-ai-act@2024-1689:Article%209'
    """
    return f"aiss:{quote(ref, safe=_SAFE)}"


_SAFE = ":@/!$&'()*+,;=~"


class Coded(NamedTuple):
    """A column: its texts, and for each row the place of its text among them."""

    values: Sequence[str]
    places: Sequence[int]


def dump(sheet: Sheet) -> bytes:
    """Write a sheet in canonical form: metadata in one order, no empty columns, rows sorted."""
    texts = {
        name: Coded(tuple(text or "" for text in values), places)
        for name, (places, values) in sheet.texts.items()
    }
    curies = [curie(ref) for ref in sheet.refs]
    return dump_columns(sheet.header, curies, (sheet.subjects, sheet.objects), sheet.codes, texts)


def dump_columns(
    header: MappingSet,
    ends: Sequence[str],
    places: tuple[Sequence[int], Sequence[int]],
    codes: bytes | bytearray,
    texts: Mapping[str, Coded],
) -> bytes:
    """Write columns in canonical form; beside them, it takes a number for each row and the file itself.

    Args:
        header: The record of the set, with its size and its documents.
        ends: The CURIEs of the ends.
        places: For each row, the places of its subject and of its object among the ends.
        codes: The code of each row.
        texts: The further columns, by field.
    """
    columns = _columns(ends, places, codes, texts)
    out = io.BytesIO()
    for slot, value in _metadata(header, columns).items():
        out.write(f"#{slot}: {json.dumps(value, ensure_ascii=False)}\n".encode())
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, delimiter="\t", lineterminator="\n")
    writer.writerow(columns)
    for number, row in enumerate(_order(columns.values(), len(codes)), 1):
        writer.writerow([values[column[row]] for values, column in columns.values()])
        if number % _LINES == 0:
            out.write(lines.getvalue().encode())
            lines.seek(0)
            lines.truncate()
    out.write(lines.getvalue().encode())
    return out.getvalue()


def _order(columns: Iterable[Coded], count: int) -> Iterator[int]:
    """Yield the rows sorted by their texts: the places of these in order make one number of each row."""
    keys, size = array("Q", bytes(8 * count)), 1
    for values, places in columns:
        ranks, distinct = _ranks(values)
        if size * distinct > _MOST:
            found, size = _ranks(keys)
            keys = array("Q", found)
        if distinct > 1:
            size *= distinct
            for row, place in enumerate(places):
                keys[row] = keys[row] * distinct + ranks[place]
    return in_order(keys)


def _ranks(values: Sequence[Any]) -> tuple[array[int], int]:
    """Return the place of each value in the order of all, and the number of distinct ones."""
    ranks, rank, before = array("I", bytes(4 * len(values))), 0, None
    for place in in_order(values):
        if before is not None and values[place] != before:
            rank += 1
        before = values[place]
        ranks[place] = rank
    return ranks, rank + 1


def in_order(values: Sequence[Any]) -> Iterator[int]:
    """Yield the places of values in their order, equal ones by place.

    Runs are sorted, and then merged: one sort would keep all values at once, which may be made when they
    are asked for.

    >>> list(in_order(["b", "a", "b"]))
    [1, 0, 2]
    """
    count = len(values)
    runs = (
        sorted(range(begin, min(begin + _RUN, count)), key=values.__getitem__)
        for begin in range(0, count, _RUN)
    )
    return merge(*(array("I", run) for run in runs), key=values.__getitem__)


def _columns(
    ends: Sequence[str],
    places: tuple[Sequence[int], Sequence[int]],
    codes: bytes | bytearray,
    texts: Mapping[str, Coded],
) -> dict[str, Coded]:
    """Return each column that is required or has a text."""
    types, denials = bytes(code & ~NEGATED for code in codes), bytes(code & NEGATED != 0 for code in codes)
    columns = {
        "subject_id": Coded(ends, places[0]),
        "predicate_id": Coded(_PREDICATES, types),
        "predicate_modifier": Coded(("", "Not"), denials),
        "object_id": Coded(ends, places[1]),
    }
    kept = sorted(name for name in texts if name not in FIELDS)
    for column, field in [*COLUMNS.items(), *((name, name) for name in kept)]:
        values, column_places = texts.get(field, Coded(("",), bytes(len(codes))))
        if field == "justification":
            values = tuple(text or JUSTIFIED for text in values)
        elif field == "date":
            is_full = column == "mapping_date"
            values = tuple(text if (len(text) == _FULL_DATE) == is_full else "" for text in values)
        columns[column] = Coded(values, column_places)
    return {name: each for name, each in columns.items() if name in _REQUIRED or _is_filled(each)}


def _is_filled(column: Coded) -> bool:
    return len(column.values) > 1 and any(column.values[place] for place in column.places)


_PREDICATES = [SKOS.get(word, f"rel:{word.value}") for word in TYPES]
_REQUIRED = ("subject_id", "predicate_id", "object_id", "mapping_justification")
#: The number of lines that are made at a time.
_LINES = 100
#: The length of a date with its day.
_FULL_DATE = 10


def _metadata(header: MappingSet, columns: Iterable[str]) -> dict[str, Any]:
    """Return the values of a set by slot, in the order in which they are written."""
    extra = {name: json.loads(value) for name, value in header.extra}
    full_date = header.date is not None and len(header.date) == _FULL_DATE
    values: dict[str, Any] = {
        "curie_map": {**extra.pop("curie_map", {}), **PREFIXES},
        "mapping_set_id": f"{BASE}mapping/{header.id}",
        "mapping_set_version": header.version,
        "mapping_set_title": header.title,
        "mapping_set_description": header.description,
        "mapping_set_source": [header.url] if header.url else None,
        "creator_label": list(header.authors),
        "license": f"{SPDX_IRI}{header.licence}" if _is_spdx(header.licence) else NO_LICENCE,
        "mapping_provider": f"{BASE}publisher/{header.publisher}" if header.publisher else None,
        "publication_date": header.date if full_date else None,
        **document_slots(header),
        "see_also": [source.address for source in header.sources],
        "comment": header.note,
        **{name: value for name, value in sorted(extra.items()) if name in KEPT_OF_SET},
    }
    own: dict[str, Any] = {
        "publisher": header.publisher,
        "licence": header.licence,
        "style": header.style,
        "trust": header.trust,
        "method": header.method,
        "completeness": header.completeness,
        "checked_on": header.checked_on,
        "published": None if full_date else header.date,
        "sources_checked": _aligned_texts(source.checked_on for source in header.sources),
        "sources_noted": _aligned_texts(source.note for source in header.sources),
        "replaces": list(header.replaces),
        "caveats": list(header.caveats),
        **{name: value for name, value in sorted(extra.items()) if name not in KEPT_OF_SET},
    }
    own = {name: value for name, value in own.items() if value}
    used = [name for name in columns if name not in KEPT and name not in SSSOM]
    values["extension_definitions"] = [
        {"slot_name": name, "property": f"{BASE}slot/{name}", "type_hint": "xsd:string"}
        for name in [*own, *used]
    ]
    return {name: value for name, value in {**values, **own}.items() if value}


def _is_spdx(licence: str | None) -> bool:
    return licence is not None and bool(_SPDX.match(licence))


def _aligned_texts(values: Iterable[str | None]) -> list[str]:
    """Return a text for each value, or no list where all are None."""
    texts = [value or "" for value in values]
    return texts if any(texts) else []
