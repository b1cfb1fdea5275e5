"""The provisions of documents that are written: which are distinct, which identify, and their file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from .._store.files import canonical_list
from ..checking.sources import is_address
from ..vocabulary import LossKind
from .foreign import ForeignDocument, ForeignProvision, Report
from .packing import PackedProvisions
from .texts import tidy

__all__ = ["distinct", "file_part", "filled", "identifying", "structure"]


def distinct(document: ForeignDocument, report: Report) -> ForeignDocument:
    """Return a document whose provisions have a key each; of several with the same, the later get others."""
    provisions = document.provisions or ()
    if isinstance(provisions, PackedProvisions) or len({each.key for each in provisions}) == len(provisions):
        return document
    counts: Counter[str] = Counter()
    found = []
    for each in provisions:
        counts[each.key] += 1
        if counts[each.key] > 1:
            report.add(LossKind.REPAIRED, document.key, each.key, "it stands twice, and both are kept")
            each = each._replace(key=f"{each.key} ({counts[each.key]})")
        found.append(each)
    return document._replace(provisions=tuple(found))


def identifying(document: ForeignDocument) -> Iterable[ForeignProvision]:
    """Return the provisions by which a document is known: those that people assess, if it has any."""
    provisions = document.provisions or ()
    if not any(map(_is_assessed, provisions)):
        return provisions
    return filter(_is_assessed, provisions)


def _is_assessed(provision: ForeignProvision) -> bool:
    return provision.assessable and not provision.retired


def structure(raw: dict[str, Any], provisions: Iterable[ForeignProvision], ids: Mapping[str, str]) -> bytes:
    """Return the file of a structure: its fields, and its provisions in order."""
    records = (
        filled(
            {
                "id": ids[each.key],
                "kind": each.kind,
                "title": tidy(each.title),
                "summary": tidy(each.summary),
                "parent": ids[each.parent] if each.parent is not None else None,
                "level": tidy(each.level),
                "assessable": None if each.assessable else False,
                "retired": True if each.retired else None,
                "aliases": [alias for alias in each.aliases if alias != ids[each.key]],
                "sources": _sources(each.address),
                "note": tidy(each.note),
            }
        )
        for each in provisions
    )
    return canonical_list(raw, "provisions", records)


def _sources(given: str | None) -> list[dict[str, str]]:
    address = tidy(given)
    return [{"address": address}] if address is not None and is_address(address) else []


def filled(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record without the fields that hold nothing."""
    return {field: value for field, value in raw.items() if value or value is False}


def file_part(edition: str) -> str:
    """Return an edition as a part of the name of a file."""
    return edition.replace("/", "-")
