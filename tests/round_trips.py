"""Out and in again: what the tests of formats share."""

from __future__ import annotations

import json
from typing import Any

import ai_security_standards as aiss
from ai_security_standards import formats
from ai_security_standards._store.overlays import Overlay
from ai_security_standards.catalog import Catalog

__all__ = ["DOCUMENTS", "SETS", "rows_of", "structure_of", "trip"]

#: The formats that carry documents, and those that carry mapping sets; AICM and SOA have tests of their own.
DOCUMENTS = ("sarif", "ciso-assistant", "oscal", "gemara", "cyclonedx", "plain")
SETS = ("ciso-assistant", "oscal", "gemara", "sssom", "strm", "olir", "plain")


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


def rows_of(overlay: Overlay) -> tuple[str, list[bytes]]:
    """Return the id of the mapping set of an overlay, and its rows."""
    (name,) = (name for name in overlay.files if name.startswith("mappings/"))
    return name[9:-10], [line for line in overlay.files[name].splitlines() if not line.startswith(b"#")]
