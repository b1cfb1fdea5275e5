"""Slugs: the parts of a reference as names of files and parts of addresses, the same on every system.

Letters, digits and `- . , ( )` stay, a space becomes `_`, and every other byte of UTF-8 `~xx`. So do a first
`.` or `,`, a final `.`, and the first letter of a name that Windows or a web host keeps for itself.
"""

from __future__ import annotations

import re

from ..errors import InvalidData

__all__ = ["slug_of", "text_of_slug"]

_OTHER = re.compile(rb"[^A-Za-z0-9.,()-]")
_EDGES = re.compile(r"^[.,]|\.\Z")
#: What stands before the first dot of a name that means something to a web host or to Windows.
_KEPT = re.compile(r"(?:index|con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|\Z)", re.IGNORECASE)
_ESCAPED = re.compile(rb"~([0-9a-f]{2})|_")


def slug_of(part: str) -> str:
    """Return a part of a reference as the name of a file.

    >>> [slug_of(part) for part in ("2024/1689", "Article 15(4)", ".NET", "index.1", "Aux")]
    ['2024~2f1689', 'Article_15(4)', '~2eNET', '~69ndex.1', '~41ux']
    """
    plain = _OTHER.sub(_byte, part.encode()).decode("ascii")
    if _KEPT.match(plain):
        plain = _byte_of(plain[0]) + plain[1:]
    return _EDGES.sub(lambda found: _byte_of(found[0]), plain)


def text_of_slug(slug: str) -> str:
    """Return the part of a reference that a slug stands for: the inverse of `slug_of`.

    Raises:
        InvalidData: It is not the slug of anything.

    >>> text_of_slug("Article_15(4)"), text_of_slug("~69ndex.1")
    ('Article 15(4)', 'index.1')
    """
    try:
        text = _ESCAPED.sub(_unescaped, slug.encode("ascii")).decode()
    except UnicodeError:
        text = ""
    if not text or slug_of(text) != slug:
        raise InvalidData(f"{slug!r} is not the slug of a reference", repair="take one that `Ref.slug` gave")
    return text


def _byte_of(sign: str) -> str:
    return f"~{ord(sign):02x}"


def _byte(found: re.Match[bytes]) -> bytes:
    return b"_" if found[0] == b" " else b"~%02x" % ord(found[0])


def _unescaped(found: re.Match[bytes]) -> bytes:
    return b" " if found[1] is None else bytes.fromhex(found[1].decode())
