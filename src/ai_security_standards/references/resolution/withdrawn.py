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
#: A part of a page is on a proposed rule by its heading, but for lines on the rule in force.
_OF_PROPOSED_RULE = regex(
    r"\A(?!.*\b(?:under|becom\w+|current)\b).*?(?:\bNPRM\b|\b[Pp]roposed [Rr]ule|\([Pp]roposed\))"
)
_IN_FORCE = regex(
    r"\b(?:current|today|existing|already|in force|remains?|unchanged|final rule)\b", re.IGNORECASE
)

_WITHDRAWN = (
    r"(?:withdrawn|deprecated|deleted|retired|removed|superseded|obsolete|discontinued)\b"
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
    directly before it counts, or a heading above that speaks of the proposed rule.

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
    headings = page.topics.lines_above(sighting.start)
    if resolved.refs:
        if _DIRECTLY_PROPOSED.search(lead) is not None:
            return True
        is_below = any(_OF_PROPOSED_RULE.search(heading) for heading in headings)
        return is_below and not _IN_FORCE.search(_line_of(page.text, sighting.start))
    lead_or_header = _PROPOSED_BEFORE.search(lead) or _HEADER.search(page.scopes.header_at(sighting.start))
    return bool(lead_or_header or any(_OF_PROPOSED_RULE.search(heading) for heading in headings))


def _line_of(text: str, place: int) -> str:
    """Return what stands on the line of a place, not far from it.

    Args:
        text: The text.
        place: The place.
    """
    line = text[max(place - REACH, 0) : place].rpartition("\n")[2]
    return line + text[place : place + REACH].partition("\n")[0]
