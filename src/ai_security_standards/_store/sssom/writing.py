"""Sheets to bytes, in one canonical form."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable
from typing import Any
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

__all__ = ["curie", "dump"]

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


def dump(sheet: Sheet) -> bytes:
    """Write a sheet in canonical form: metadata in one order, no empty columns, rows sorted."""
    columns = _columns(sheet)
    out = io.StringIO(newline="")
    for slot, value in _metadata(sheet.header, columns).items():
        out.write(f"#{slot}: {json.dumps(value, ensure_ascii=False)}\n")
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(sorted(zip(*columns.values(), strict=True)))
    return out.getvalue().encode()


def _columns(sheet: Sheet) -> dict[str, list[str]]:
    """Return the cells of each column that is required or has a text."""
    curies = [curie(ref) for ref in sheet.refs]
    columns = {
        "subject_id": [curies[end] for end in sheet.subjects],
        "predicate_id": [_PREDICATES[code & ~NEGATED] for code in sheet.codes],
        "predicate_modifier": ["Not" if code & NEGATED else "" for code in sheet.codes],
        "object_id": [curies[end] for end in sheet.objects],
    }
    kept = sorted(name for name in sheet.texts if name not in FIELDS)
    for column, field in [*COLUMNS.items(), *((name, name) for name in kept)]:
        cells = [sheet.text(field, row) or "" for row in range(len(sheet))]
        if field == "justification":
            cells = [cell or JUSTIFIED for cell in cells]
        elif field == "date":
            is_full = column == "mapping_date"
            cells = [cell if (len(cell) == _FULL_DATE) == is_full else "" for cell in cells]
        columns[column] = cells
    return {name: cells for name, cells in columns.items() if any(cells) or name in _REQUIRED}


_PREDICATES = [SKOS.get(word, f"rel:{word.value}") for word in TYPES]
_REQUIRED = ("subject_id", "predicate_id", "object_id", "mapping_justification")
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
