"""Whether a text itself says that a provision is withdrawn."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .resolved import Resolved

__all__ = ["says_withdrawn"]

#: The word is looked for in this many characters after an identifier, before the next one.
REACH = 300

_WITHDRAWN = (
    r"(?:withdrawn|deprecated|retired|removed|superseded|obsolete|discontinued)\b"
    r"(?=[ \t]*(?:[\])|.,;:\"'*_`\n]|\Z|(?:in|from|by|with|since|as of)\b))"
)
_STATE = r"[\"']?(?:title|name|status|state|statement|description|text|label|notes?)[\"']?[ \t]*[:=][ \t]*"
_SAYS = re.compile(
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
