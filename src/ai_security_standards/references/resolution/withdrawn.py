"""Whether a text itself says that a provision is withdrawn, or proposed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..._store.lazily import regex
from ..recognition.page import Page
from .resolved import Resolved

__all__ = ["says_proposed", "says_withdrawn"]

#: The word is looked for in this many characters after an identifier, before the next one.
REACH = 300

#: The word for a proposal stands in so many characters before an identifier, or in the header of its column.
LONGEST_LEAD = 160

_PROPOSAL = r"(?:NPRM|[Pp]roposed(?: (?:[Rr]ule(?:making)?|[Cc]hange|[Aa]mendment)s?)?|[Pp]roposal)"
_PROPOSED_BEFORE = regex(rf"\b{_PROPOSAL}\b[^\n;|]*\Z|\bnew (?:§ ?|section )?\Z")
_DIRECTLY_PROPOSED = regex(rf"\b{_PROPOSAL}[ :]{{1,2}}(?:§ ?|section )?(?:[0-9]+ CFR )?\Z")
_HEADER = regex(rf"\b{_PROPOSAL}\b")

_WITHDRAWN = (
    r"(?:withdrawn|deprecated|retired|removed|superseded|obsolete|discontinued)\b"
    r"(?=[ \t]*(?:[\])|.,;:\"'*_`\n]|\Z|(?:in|from|by|with|since|as of)\b))"
)
_STATE = r"[\"']?(?:title|name|status|state|statement|description|text|label|notes?)[\"']?[ \t]*[:=][ \t]*"
_SAYS = regex(
    # "AC-3(1): Withdrawn", "AC-3(1) is withdrawn"
    rf"[\"'`*_)]*[ \t]*(?:[:|(\[–—,-][ \t\"'`*_(\[]*|(?:is|was|has been|now)[ \t]+){_WITHDRAWN}"
    # "AC-3(1) Restricted access [Withdrawn: …]", "| AC-3(1) | Restricted access | Withdrawn |"
    rf"|[^\n;]{{1,120}}?(?<!\w)[(\[|][ \t\"'*_`]*{_WITHDRAWN}"
    # {"id": "AC-3(1)", "status": "withdrawn"}, and further lines of a record
    rf"|[^\n]{{0,120}}?(?:\n[ \t]*(?![ \t*|#-])[^\n]{{0,120}}?){{0,3}}?(?<!\w){_STATE}[\"'\[(]*{_WITHDRAWN}",
    re.IGNORECASE,
)


def says_withdrawn(resolved: Sequence[Resolved], number: int, text: str) -> bool:
    """Tell whether the text says of a provision that it is withdrawn: "[Withdrawn: Incorporated into …]".

    Args:
        resolved: All references of the text, in order.
        number: The position of the reference among them.
        text: The text.
    """
    end = resolved[number].sighting.end
    following = (each.sighting.start for each in resolved[number + 1 :] if each.sighting.ids)
    return _SAYS.match(text, end, min(next(following, len(text)), end + REACH)) is not None


def says_proposed(page: Page, resolved: Resolved) -> bool:
    """Tell whether the text says of a provision of a law that somebody proposes it.

    What is proposed can have a number that the law in force has for something else: then only the word
    directly before it counts.

    Examples::

        164.312(d), NPRM 164.312(a)(2)(ii)
        The proposed rule adds 164.312(a)(2)(vi)      as the law has no such provision

    Args:
        page: The text.
        resolved: The reference.
    """
    sighting = resolved.sighting
    if sighting.is_document or sighting.standard not in page.lexicon.names.editions.ages.laws:
        return False
    lead = page.text[max(sighting.start - LONGEST_LEAD, 0) : sighting.start]
    if resolved.refs:
        return _DIRECTLY_PROPOSED.search(lead) is not None
    return bool(_PROPOSED_BEFORE.search(lead) or _HEADER.search(page.scopes.header_at(sighting.start)))
