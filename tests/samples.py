"""A minimal sound document, and register files made of such."""

from __future__ import annotations

from typing import Any

Raw = dict[str, Any]


def document(**changes: Any) -> Raw:
    """A raw document that keeps every rule; a change to None takes the field out."""
    raw: Raw = {
        "id": "acme-policy",
        "edition": "1.0",
        "designation": "ACME AI Policy 1.0",
        "title": "ACME policy for the secure use of AI",
        "publisher": "acme",
        "kind": "policy",
        "binding": "conditional",
        "jurisdictions": ["DE"],
        "history": [{"status": "published", "date": "2026-01-15"}],
        "published": "2026-01-15",
        "topics": ["governance"],
        "sources": [{"address": "https://acme.example.org/policy"}],
        "checked_on": "2026-02-01",
        "confidence": "single-source",
        "recorded": "2026.11.0",
    }
    raw.update(changes)
    return {name: value for name, value in raw.items() if value is not None}


ACME: Raw = {"id": "acme", "name": "ACME Corporation", "family": "vendor", "place": "DE"}


def register_file(*documents: Raw, **sections: Any) -> Raw:
    """A register file with the publisher ACME."""
    return {"publishers": [ACME], "standards": list(documents), **sections}
