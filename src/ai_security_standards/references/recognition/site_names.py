"""Names of documents that are part of the name of a site: "NIS2-Tools.it"."""

from __future__ import annotations

from ..._store.lazily import regex
from .page import Page
from .sightings import Sighting

__all__ = ["is_of_site"]

#: The ends of domains under which sites of one subject stand; those that end a file as well are left out.
_ENDS = "com|org|net|info|eu|it|pl|cz|sk|ro|de|at|ch|fr|es|pt|nl|be|lu|dk|se|fi|no|hu|bg|gr|hr|si|ie|uk"
_REST = regex(
    rf"(?:(?:-[A-Za-z]+){{1,3}}|<(?P<tag>span|b|strong|em|i)\b[^<>]{{0,80}}>[A-Za-z]+</(?P=tag)>)"
    rf"\.(?:{_ENDS})(?![\w/-]|\.\w)"
)
#: The rest of the name of a site has at most so many characters.
LONGEST_REST = 140


def is_of_site(page: Page, sighting: Sighting) -> bool:
    """Tell whether the name of a document is part of the name or the logo of a site.

    Examples::

        NIS2-Strumenti.it                    yes
        NIS2<span>Strumenti</span>.it        yes
        NIS2-checklist.md                    no, a file on the document
        see NIS2.                            no

    Args:
        page: The text.
        sighting: What the name of a document was read as.
    """
    if not sighting.is_document or page.lenient:
        return False
    return _REST.match(page.text, sighting.end, sighting.end + LONGEST_REST) is not None
