"""What writers share: identifiers that stay, and JSON that does."""

from __future__ import annotations

import json
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from .._store.sssom import BASE

__all__ = ["guid_of", "json_bytes"]


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
