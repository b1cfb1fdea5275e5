"""Names in paths, addresses and slugs, which are of files and projects rather than of documents."""

from __future__ import annotations

import re

from ..._store.lazily import regex
from .page import Page

__all__ = ["is_in_path"]

#: The host of a repository has at most so many characters.
LONGEST_HOST = 24
LONGEST_WWW = 4

#: A path is looked at from so many characters before a name.
LONGEST_PATH = 200

_HOST = regex(
    r"(?:[\w-]*\.)?[\w-]*\.(?:com|org|net|eu|io|ai|dev|app|de|uk|fr|es|it|nl|pl|co|info|cloud|tech)(?![\w/])"
)
_OWNER = regex(r"github(?:usercontent)?\.com/\Z")
#: A path from a drive, or from a folder at the root, up to the name of a file or folder in it.
_ABSOLUTE = regex(
    r"(?<![A-Za-z0-9])[A-Za-z]:(?:\\{1,2}[^\s\\\"'`<>|:]{1,80})*\\{1,2}\Z"
    r"|(?<![\w./-])(?:/|~/)(?:home|Users|opt|srv|mnt|var|tmp|root|usr)/(?:[^\s\"'`<>|:/]{1,80}/)*\Z"
)
#: How a folder goes on behind a name in it, not the title of a file: "C:\\CSF 2.0 Profile.xlsx".
_GOES_ON = regex(r"[-_][A-Za-z]|[\w.-]{0,80}[\\/]")
#: The end of an address of a picture, a program or a style.
_ASSET = regex(r"/[\w./-]{0,120}\.(?:css|gif|ico|jpe?g|js|mjs|png|svg|webp|woff2?)(?![\w-])", re.IGNORECASE)
#: A part of an address that goes on with another word.
_LONGER_SEGMENT = regex(r"[_-][A-Za-z]{3}")
_SLUG = regex(r"[a-z0-9]+(?:[-_][a-z0-9]+)+")


def is_in_path(page: Page, start: int, end: int) -> bool:
    r"""Tell whether a name is part of a path or of a longer slug.

    Examples::

        docs/nist-ai-rmf, ai-atlas-nexus
        C:\work\NIST-CSF-Tool\api, /home/me/NIST-CSF-Tool/api
        https://atlas.mitre.org/logo.png

    Args:
        page: The text.
        start: Where the name starts.
        end: Where it ends.
    """
    before = page.text[max(start - 1, 0) : start]
    if before == "/" and _OWNER.search(page.text, max(start - LONGEST_HOST, 0), start) is not None:
        return True  # "github.com/CycloneDX/…" is of the project that writes it
    if page.text[start].islower() and not page.is_tag and _HOST.match(page.text, end) is not None:
        return True  # "eu-ai-act.example.com", "me@euaiact.eu"
    goes_on = before in ("/", "\\") and _GOES_ON.match(page.text, end) is not None
    if goes_on and _ABSOLUTE.search(page.text, max(start - LONGEST_PATH, 0), start) is not None:
        return True
    if "." in page.text[start:end] and _ASSET.match(page.text, end) is not None:
        return True  # "https://atlas.mitre.org/logo.png"
    if "." in page.text[start:end] and "/" in page.text[start:end] and _LONGER_SEGMENT.match(page.text, end):
        return True  # "nist.gov/AI_RMF_Knowledge_Base/Playbook"
    is_label = page.text[max(start - LONGEST_WWW, 0) : start] == "www." and page.text.startswith(".", end)
    if is_label and "." not in page.text[start:end]:
        return True  # "www.iso27000.es"
    slug = None if any(map(str.isdigit, page.text[start:end])) else _SLUG.match(page.text, start)
    if slug is not None and slug.end() > end and not page.is_heading(slug[0][end - start :].strip("-_")):
        return page.text[end] in "-_" and page.text[end + 1].isalpha()
    is_host = page.text[max(start - 2, 0) : start] == "//" and "." in page.text[start:end]
    return before in ("/", "-", "_") and page.text[start].islower() and not page.is_tag and not is_host
