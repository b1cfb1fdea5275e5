"""What all files of OSCAL share: their metadata, and properties of our namespace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...catalog import Catalog
from ...records.dates import PartialDate
from ..outputs import guid_of
from .names import NAMESPACE, OSCAL_VERSION

__all__ = ["filled", "metadata_of", "prop"]


def filled(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record without the fields that hold nothing."""
    return {field: value for field, value in raw.items() if value not in (None, "", [], {})}


def prop(name: str, value: object) -> dict[str, str]:
    """Return a property of our namespace."""
    return {"name": name, "ns": NAMESPACE, "value": str(value)}


def metadata_of(
    catalog: Catalog,
    title: str,
    version: str,
    publisher: str | None,
    props: Sequence[dict[str, str]] = (),
    published: PartialDate | None = None,
) -> dict[str, Any]:
    """Return the metadata of a file: title, version, the day of the catalog, and the publisher as a party.

    Args:
        catalog: The catalog.
        title: The title.
        version: The version.
        publisher: The name of the publisher.
        props: Further properties.
        published: The day of publication; left out where it is no day.
    """
    is_day = published is not None and len(published) == len("2026-01-31")
    party = None if publisher is None else guid_of(f"party/{publisher}")
    return filled(
        {
            "title": title,
            "published": f"{published}T00:00:00Z" if is_day else None,
            "last-modified": f"{catalog.date.isoformat()}T00:00:00Z",
            "version": version,
            "oscal-version": OSCAL_VERSION,
            "props": [*props, prop("provenance", catalog.provenance)],
            "roles": [{"id": "creator", "title": "Document creator"}] if party else [],
            "parties": [{"uuid": party, "type": "organization", "name": publisher}] if party else [],
            "responsible-parties": [{"role-id": "creator", "party-uuids": [party]}] if party else [],
        }
    )
