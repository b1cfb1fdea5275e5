"""What writers share: identifiers that stay, and JSON that does."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from .._store.sssom import BASE
from ..records.provisions import Provision
from ..vocabulary import LossKind
from .foreign import Report

__all__ = ["address_of", "guid_of", "json_bytes", "report_fields"]


def address_of(provision: Provision) -> str | None:
    """Return where a reader finds a provision: at its address, else at its first source."""
    return provision.url or next((each.address for each in provision.sources), None)


def report_fields(provision: Provision, fields: Iterable[str], report: Report) -> None:
    """List what a format has no place for; a source that is the address of the provision is carried."""
    for field in fields:
        values = getattr(provision, field)
        if field == "sources" and provision.url is None:
            values = values[1:]
        if values:
            report.add(LossKind.DROPPED, str(provision.ref), field, ", ".join(map(str, values)))


def guid_of(text: str) -> str:
    """Return the identifier that a text always has (UUID version 5).

    >>> guid_of("owasp-llm-top-10@2025") == guid_of("owasp-llm-top-10@2025")
    True
    """
    return str(uuid5(NAMESPACE_URL, BASE + text))


def json_bytes(value: Any) -> bytes:
    """Return plain values as JSON, the keys in their order.

    >>> json_bytes({"b": 1, "a": []}).split()
    [b'{', b'"b":', b'1,', b'"a":', b'[]', b'}']
    """
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
