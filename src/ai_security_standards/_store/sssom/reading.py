"""Bytes to sheets, with every fault told by its line, column and repair."""

from __future__ import annotations

import csv
import json
import re
from array import array
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import unquote

import attrs

from ...algebra import type_of
from ...errors import InvalidData, StandardsError, nearest
from ...records.dates import PartialDate
from ...records.refs import Ref
from ...records.relationships import MappingSet
from ...vocabulary import Rationale, Trust
from .. import files, structuring
from ..shapes import Raw, shape_findings
from .metadata import metadata_of
from .sheets import CODES, NEGATED, Column, Sheet, sides
from .slots import (
    BASE,
    COLUMNS,
    ENDS,
    JUSTIFIED,
    KEPT,
    KEPT_OF_SET,
    NO_LICENCE,
    OURS,
    PREFIXES,
    SET_EXTENSIONS,
    SPDX_IRI,
    SSSOM,
)

__all__ = ["read"]

ID = re.compile(r"[a-z0-9]+(?:[.-]+[a-z0-9]+)*\Z")


def read(data: bytes, name: str) -> Sheet:
    """The mapping set in a file; InvalidData names line, column and repair."""
    lines = files.decode_text(data, name).split("\n")
    head = next((at for at, line in enumerate(lines) if not line.startswith("#")), len(lines))
    if lines[-1] or head >= len(lines) - 1:
        raise InvalidData(
            "the last line does not end, or there is no table",
            name,
            repair="end the table with a line break; the file may have been cut off",
        )
    metadata = metadata_of([line.rstrip("\r") for line in lines[:head]], name)
    prefixes = metadata.pop("curie_map", {})
    if not isinstance(prefixes, dict) or not all(isinstance(each, str) for each in prefixes.values()):
        raise InvalidData(
            "the map is no map of prefixes", name, field="curie_map", repair="write prefix: address"
        )
    declared = metadata.pop("extension_definitions", None) or []
    slots = {each.get("slot_name") for each in declared if isinstance(each, dict)}
    metadata = {key: value for key, value in metadata.items() if value is not None}
    header = _header(metadata, slots, prefixes, name)
    del lines[-1]
    return _table(header, lines, head, {**PREFIXES, **prefixes}, slots, name)


def _header(metadata: Raw, slots: set[Any], prefixes: dict[str, str], name: str) -> MappingSet:
    set_id = re.split(r"[/\\]", name)[-1].removesuffix(".sssom.tsv")
    if not ID.match(set_id):
        raise InvalidData(
            f"{set_id!r} is no identifier of a mapping set",
            name,
            repair="name the file in small letters, digits, hyphens and dots, ending in .sssom.tsv",
        )
    get = metadata.pop
    raw: Raw = {"id": set_id, "title": get("mapping_set_title", set_id)}
    for field, slot in (
        ("description", "mapping_set_description"), ("version", "mapping_set_version"), ("note", "comment"),
        *((each, each) for each in ("publisher", "style", "trust", "method", "completeness", "checked_on")),
    ):  # fmt: skip
        raw[field] = get(slot, None)
    _identity(raw, metadata)
    addresses = _listed(get("see_also", None))
    checked, noted = _listed(get("sources_checked", None)), _listed(get("sources_noted", None))
    raw["sources"] = [
        _given(address=address, checked_on=_at(checked, at), note=_at(noted, at))
        for at, address in enumerate(addresses)
    ]
    raw["authors"] = _listed(get("creator_label", None))
    raw["replaces"] = _listed(get("replaces", None))
    # These say again what the references say: they are written anew.
    again = {key: metadata.pop(key) for key in list(metadata) if key in _AGAIN}
    others = {key: value for key, value in prefixes.items() if key not in PREFIXES}
    raw["extra"] = [[key, _json(value)] for key, value in sorted({**metadata, **again}.items())]
    if others:
        raw["extra"] += [["curie_map", _json(others)]]
    for key in metadata:
        if key not in KEPT_OF_SET and key not in slots:
            near = nearest(key, [*KEPT_OF_SET, *SET_EXTENSIONS, *_HEADER])
            meant = f"did you mean {near[0]}, or " if near else ""
            raise InvalidData(
                "SSSOM has no such slot of a mapping set",
                name,
                field=key[:80],
                repair=f"{meant}declare it under extension_definitions",
            )
    written = {key: value for key, value in raw.items() if value not in (None, [])}
    for fault in shape_findings(written, MappingSet, set_id):
        raise InvalidData(fault.problem, name, set_id, _HEADER_OF.get(fault.field, fault.field), fault.repair)
    header: MappingSet = structuring.structure(written, MappingSet)
    if header.trust is Trust.INFERRED:
        raise InvalidData(
            "what is inferred is no mapping set",
            name,
            set_id,
            "trust",
            "say publisher, third_party or curated",
        )
    return header


_AGAIN = ("subject_source", "subject_source_version", "object_source", "object_source_version")
_HEADER_OF = {
    "title": "mapping_set_title", "description": "mapping_set_description", "authors": "creator_label",
    "version": "mapping_set_version", "note": "comment", "url": "mapping_set_source",
    "date": "publication_date",
}  # fmt: skip
_HEADER = ("curie_map", "extension_definitions", "see_also", *_HEADER_OF.values())


def _identity(raw: Raw, metadata: Raw) -> None:
    """Slots whose value is ours are fields; another's value is kept as it is."""
    if metadata.get("mapping_set_id") == f"{BASE}mapping/{raw['id']}":
        del metadata["mapping_set_id"]
    if metadata.get("mapping_provider") == f"{BASE}publisher/{raw['publisher']}":
        del metadata["mapping_provider"]
    url = _listed(metadata.get("mapping_set_source"))
    if len(url) == 1:
        raw["url"] = url[0]
        del metadata["mapping_set_source"]
    date, published = metadata.pop("publication_date", None), metadata.pop("published", None)
    raw["date"] = date or published
    licence, stated = metadata.pop("license", None), metadata.pop("licence", None)
    if isinstance(licence, str) and licence.startswith(SPDX_IRI):
        licence = licence.removeprefix(SPDX_IRI)
    raw["licence"] = stated or (None if licence == NO_LICENCE else licence)
    if stated and licence not in (None, stated, NO_LICENCE):
        metadata["license"] = licence


def _listed(value: Any) -> Any:
    return [] if value is None else value if isinstance(value, list) else [value]


def _at(values: Any, place: int) -> Any:
    return values[place] or None if place < len(values) else None


def _given(**fields: Any) -> Raw:
    return {name: value for name, value in fields.items() if value is not None}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _tidy(cell: str) -> str:
    if not cell.isprintable() or cell.isspace():
        raise InvalidData("the text is blank or has unprintable characters", repair="tidy it")
    return cell


def _number(low: float, high: float, kind: Callable[[str], float]) -> Callable[[str], str]:
    def judge(cell: str) -> str:
        try:
            fine = len(cell) < 20 and low <= kind(cell) <= high
        except ValueError:
            fine = False
        if not fine:
            raise InvalidData(
                f"{cell[:40]!r} is no number from {low} to {high}", repair="write such a number"
            )
        return cell

    return judge


def _rationale(cell: str) -> str:
    if cell not in [word.value for word in Rationale]:
        raise InvalidData(
            f"{cell[:40]!r} is no rationale", repair=f"write one of {', '.join(word for word in Rationale)}"
        )
    return cell


_JUDGES: Mapping[str, Callable[[str], str]] = {
    "confidence": _number(0, 1, float),
    "strength": _number(0, 10, int),
    "date": PartialDate,
    "rationale": _rationale,
}


def _table(
    header: MappingSet, lines: list[str], head: int, prefixes: dict[str, str], slots: set[Any], name: str
) -> Sheet:
    # With its line break, so that one inside a quoted cell is seen.
    rows = csv.reader((f"{line}\n" for line in lines[head:]), delimiter="\t", strict=True)
    columns: list[str] = []
    fields: dict[str, Column] = {}
    refs: dict[str, int] = {}
    ends: dict[str, int] = {}
    codes_of: dict[str, int] = {}
    subjects, objects, codes = array("I"), array("I"), bytearray()

    def end(cell: str) -> int:
        ref = _ref(cell, prefixes)
        return ends.setdefault(cell, refs.setdefault(ref, len(refs)))

    def code(cell: str) -> int:
        return codes_of.setdefault(cell, CODES[type_of(_short(cell, prefixes))])

    width, column, cells = 0, "", []
    try:
        columns = next(rows)
        at = _places(columns, slots)
        fields = {}
        pairs = []
        for column, place in at.items():
            if column not in ENDS:
                field = COLUMNS.get(column, column)
                fields.setdefault(field, Column(_JUDGES.get(field, _tidy)))
                pairs.append((column, place, fields[field]))
        days = [place for column, place, _ in pairs if column in ("mapping_date", "dated")]
        if len(days) == 2:
            pairs = [each for each in pairs if each[0] != "dated"]
        subject, predicate, target = at["subject_id"], at["predicate_id"], at["object_id"]
        modifier = at.get("predicate_modifier")
        width = len(columns)
        for cells in rows:
            column = ""
            if len(cells) != width:
                raise InvalidData(
                    f"the row has {len(cells)} cells, the head {width}",
                    repair="give a cell to every column; the file may have been cut off",
                )
            column, cell = "subject_id", cells[subject]
            known = ends.get(cell)
            subjects.append(end(cell) if known is None else known)
            column, cell = "object_id", cells[target]
            known = ends.get(cell)
            objects.append(end(cell) if known is None else known)
            column, cell = "predicate_id", cells[predicate]
            found = codes_of.get(cell)
            found = code(cell) if found is None else found
            if modifier is not None and cells[modifier]:
                column = "predicate_modifier"
                if cells[modifier] != "Not":
                    raise InvalidData(
                        f"{cells[modifier][:40]!r} is no modifier", repair="write Not, or leave it empty"
                    )
                found |= NEGATED
            codes.append(found)
            if len(days) == 2:
                cells[days[0]] = cells[days[0]] or cells[days[1]]
            for name_of_column, place, each in pairs:
                column = name_of_column
                each.add(cells[place])
    except (csv.Error, StandardsError) as wrong:
        problem = getattr(wrong, "problem", str(wrong))
        repair = getattr(wrong, "repair", "") or "quote the cell as RFC 4180 has it, or mend the word"
        line = f"line {head + rows.line_num}"
        raise InvalidData(problem, name, line, column, repair) from None
    texts = {
        field: (column_.places, column_.values)
        for field, column_ in fields.items()
        if len(column_.index) > 1 and not (field == "justification" and column_.values == (None, JUSTIFIED))
    }
    return _normal(Sheet(header, tuple(refs), subjects, objects, bytes(codes), texts))


def _normal(sheet: Sheet) -> Sheet:
    """The sheet without what repeats it: the usual justification, and sides that the references say."""
    if "justification" in sheet.texts:
        places, values = sheet.texts["justification"]
        usual = [at for at, value in enumerate(values) if value == JUSTIFIED]
        if usual:
            cleared = array("I", [0 if place == usual[0] else place for place in places])
            sheet.texts = {**sheet.texts, "justification": (cleared, values)}
    said = {name: _json(value) for name, value in sides(sheet.header).items()}
    extra = tuple(pair for pair in sheet.header.extra if said.get(pair[0]) != pair[1])
    sheet.header = attrs.evolve(sheet.header, extra=extra)
    return sheet


def _places(columns: list[str], slots: set[Any]) -> dict[str, int]:
    """Where each column stands; InvalidData if one is missing, doubled or unknown."""
    for needed in ("subject_id", "predicate_id", "object_id"):
        if needed not in columns:
            near = nearest(needed, columns)
            meant = f"did you mean it by {near[0]}" if near else "add it"
            raise InvalidData(f"the column {needed} is missing", repair=meant)
    for column in columns:
        if columns.count(column) > 1:
            raise InvalidData(f"the column {column[:40]!r} stands twice", repair="keep one of the two")
        if column not in SSSOM and column not in COLUMNS and column not in KEPT and column not in slots:
            near = nearest(column, [*SSSOM, *COLUMNS, *KEPT])
            meant = f"did you mean {near[0]}, or " if near else ""
            raise InvalidData(
                f"SSSOM has no slot {column[:40]!r} of a mapping",
                repair=f"{meant}declare it under extension_definitions",
            )
    return {column: place for place, column in enumerate(columns)}


def _ref(cell: str, prefixes: Mapping[str, str]) -> str:
    """The reference in a CURIE or an address."""
    prefix, _, rest = cell.partition(":")
    whole = prefixes[prefix] + rest if prefix in prefixes else cell
    if not whole.startswith(OURS["aiss"]):
        raise InvalidData(
            f"{cell[:60]!r} names nothing in the catalog",
            repair="write aiss:standard@edition:provision, such as aiss:owasp-llm-top-10@2025:LLM01",
        )
    text = unquote(whole.removeprefix(OURS["aiss"]))
    if Ref.parse(text).edition is None:
        raise InvalidData(
            f"{text!r} does not say its edition", repair="write aiss:standard@edition:provision"
        )
    return text


def _short(cell: str, prefixes: Mapping[str, str]) -> str:
    """A predicate as `type_of` reads it."""
    prefix, colon, rest = cell.partition(":")
    whole = prefixes[prefix] + rest if colon and prefix in prefixes else cell
    return whole.removeprefix(OURS["rel"]).removeprefix("http://csrc.nist.gov/ns/oscal#")
