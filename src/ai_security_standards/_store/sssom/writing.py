"""Sheets to bytes, in one way only."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from ...algebra import SKOS
from .sheets import NEGATED, TYPES, Sheet, sides
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
    """A reference as a CURIE, with what a CURIE cannot hold percent-encoded.

    >>> curie("eu-ai-act@2024-1689:Article 9")
    'aiss:eu-ai-act@2024-1689:Article%209'
    """
    return f"aiss:{quote(ref, safe=_SAFE)}"


_SAFE = ":@/!$&'()*+,;=~"


def dump(sheet: Sheet) -> bytes:
    """A sheet in canonical form: metadata in one order, empty columns left out, rows sorted."""
    columns, rows = _lines(sheet)
    header = _metadata(sheet, columns)
    out: list[str] = [f"#{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in header.items()]

    class Lines:
        write = staticmethod(out.append)

    writer = csv.writer(Lines(), delimiter="\t", lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(sorted(rows))
    return "".join(out).encode()


def _lines(sheet: Sheet) -> tuple[list[str], list[tuple[str, ...]]]:
    """The columns that hold anything, and every row as texts."""
    curies = [curie(ref) for ref in sheet.refs]
    columns: list[tuple[str, list[str]]] = [
        ("subject_id", [curies[each] for each in sheet.subjects]),
        ("predicate_id", [_PREDICATES[code & ~NEGATED] for code in sheet.codes]),
        ("predicate_modifier", ["Not" if code & NEGATED else "" for code in sheet.codes]),
        ("object_id", [curies[each] for each in sheet.objects]),
    ]
    kept = sorted(name for name in sheet.texts if name not in FIELDS)
    for column, field in [*COLUMNS.items(), *((name, name) for name in kept)]:
        values = [sheet.text(field, row) or "" for row in range(len(sheet))]
        if field == "justification":
            values = [value or JUSTIFIED for value in values]
        elif field == "date":
            values = [value if (len(value) == 10) == (column == "mapping_date") else "" for value in values]
        columns.append((column, values))
    filled = [(name, values) for name, values in columns if any(values) or name in _REQUIRED]
    return [name for name, _ in filled], list(zip(*(values for _, values in filled), strict=True))


_PREDICATES = [SKOS.get(word, f"rel:{word.value}") for word in TYPES]
_REQUIRED = ("subject_id", "predicate_id", "object_id", "mapping_justification")


def _metadata(sheet: Sheet, columns: list[str]) -> dict[str, Any]:
    header = sheet.header
    extra = {name: json.loads(value) for name, value in header.extra}
    full = header.date is not None and len(header.date) == 10
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
        "publication_date": header.date if full else None,
        **sides(header),
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
        "published": None if full else header.date,
        "sources_checked": _beside(source.checked_on for source in header.sources),
        "sources_noted": _beside(source.note for source in header.sources),
        "replaces": list(header.replaces),
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


def _beside(texts: Iterable[str | None]) -> list[str]:
    found = [text or "" for text in texts]
    return found if any(found) else []
