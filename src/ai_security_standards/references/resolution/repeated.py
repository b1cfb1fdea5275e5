"""A link to the provision before it: it is of the same edition as the identifier that it repeats."""

from __future__ import annotations

from collections.abc import Sequence

from ..._store.lazily import regex
from ..recognition.page import Page
from .resolved import Resolved

__all__ = ["with_links_as_before"]

#: What stands between an identifier and a link to it.
_LINK = regex(r"[\s*_`\"')\]:.,;(<|–—-]{1,12}https?://[^\s<>\"']{0,80}\Z")

#: So many characters.
LONGEST_LINK = 120


def with_links_as_before(page: Page, resolved: Sequence[Resolved]) -> list[Resolved]:
    """Return references, links to the provision directly before them in the edition of that.

    Examples::

        Defense Evasion (TA0005): <https://attack.mitre.org/tactics/TA0005/>      both of 18.1, by the title

    Args:
        page: The text.
        resolved: All references of the text, in order.
    """
    found: list[Resolved] = []
    for each in resolved:
        before = found[-1] if found else None
        if before is not None and _links_to(page, before, each):
            each = each._replace(refs=before.refs, ambiguous=before.ambiguous, stated=before.stated)
        found.append(each)
    return found


def _links_to(page: Page, before: Resolved, link: Resolved) -> bool:
    """Tell whether a reference without an edition is a link to the provision before it.

    Args:
        page: The text.
        before: The reference before it.
        link: The reference.
    """
    one, other = before.sighting, link.sighting
    if not other.ids or one.ids != other.ids or one.standard != other.standard or other.edition is not None:
        return False
    if before.refs == link.refs or not (before.refs and link.refs) or other.start - one.end > LONGEST_LINK:
        return False
    return _LINK.match(page.text, one.end, other.start) is not None
