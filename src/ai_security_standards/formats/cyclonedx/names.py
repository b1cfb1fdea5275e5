"""The names of our own properties in a file of CycloneDX, and its references of ours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ...errors import InvalidData
from ...records.refs import Ref
from ...vocabulary import LossKind
from ..foreign import Report

__all__ = ["own_document", "own_properties", "own_property"]

#: What stands before the names of our properties, as the taxonomy of CycloneDX asks.
_NAMESPACE = "ai-security-standards:"
_REFERENCE = re.compile(r"[a-z0-9-]+@[^@:\s]+")


def own_property(name: str, value: object) -> dict[str, str]:
    """Return a property of our namespace."""
    return {"name": f"{_NAMESPACE}{name}", "value": str(value)}


def own_properties(raw: Mapping[str, Any], record: str, report: Report) -> dict[str, list[str]]:
    """Return the values of our own properties by name; others are reported."""
    found: dict[str, list[str]] = {}
    for prop in report.items(raw, "properties", record):
        name, value = report.text(prop, "name", record) or "", report.text(prop, "value", record) or ""
        if name.startswith(_NAMESPACE):
            found.setdefault(name.removeprefix(_NAMESPACE), []).append(value)
        else:
            report.add(LossKind.DROPPED, record, "properties", f"{name}: {value}")
    return found


def own_document(key: str) -> Ref | None:
    """Return the document that a reference of ours names; None where it is another text.

    >>> str(own_document("nist-csf@2.0")), own_document("ASVS-5.0.0")
    ('nist-csf@2.0', None)
    """
    if _REFERENCE.fullmatch(key) is None:
        return None
    try:
        return Ref.parse(key)
    except InvalidData:
        return None
