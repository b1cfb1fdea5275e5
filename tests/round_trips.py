"""Out and in again: what the tests of formats share."""

from __future__ import annotations

import csv
import json
import re
from typing import Any

import ai_security_standards as aiss
from ai_security_standards import formats
from ai_security_standards._store.overlays import Overlay
from ai_security_standards.catalog import Catalog

__all__ = ["DOCUMENTS", "SETS", "rows_of", "structure_of", "trip"]

#: The formats that carry documents, and those that carry mapping sets; AICM and SOA have tests of their own.
DOCUMENTS = ("sarif", "ciso-assistant", "oscal", "gemara", "cyclonedx", "plain")
SETS = ("ciso-assistant", "oscal", "gemara", "sssom", "strm", "olir", "plain")

_PLACE = re.compile(r"(?:maps|mappings)\[|(?:row|line) \d|sheet .*row \d")


def trip(name: str, subject: str, catalog: Catalog, packaged: Catalog, **options: Any) -> Overlay | None:
    """Return the overlay of what a format writes; None where it has no place for the subject."""
    try:
        made = formats.write(name, subject, catalog=catalog)
    except aiss.InvalidData:
        return None
    contents = {f"acme{made.suffix}": made.content}
    return formats.read(contents=contents, catalog=packaged, format=name, **options).overlay


def structure_of(overlay: Overlay) -> tuple[str, list[dict[str, Any]]]:
    """Return the document of an overlay, and its provisions."""
    (name,) = (name for name in overlay.files if name.startswith("frameworks/"))
    raw = json.loads(overlay.files[name])
    return f"{raw['standard']}@{raw['edition']}", raw["provisions"]


def rows_of(overlay: Overlay) -> tuple[str, list[tuple[tuple[str, str], ...]]]:
    """Return the id of the mapping set of an overlay, and its rows.

    Of two rows that say the same in other words, one has its place in the file as locator: which one, the
    order of the file decides.
    """
    (name,) = (name for name in overlay.files if name.startswith("mappings/"))
    lines = [line for line in overlay.files[name].decode().splitlines() if not line.startswith("#")]
    rows = [
        tuple(
            (column, cell)
            for column, cell in row.items()
            if cell and not (column == "locator" and _PLACE.match(cell))
        )
        for row in csv.DictReader(lines, delimiter="\t")
    ]
    return name[9:-10], sorted(rows)
