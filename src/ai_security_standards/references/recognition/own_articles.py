"""Articles of contracts and terms, which number their own: "Article 6 - Liability" of an agreement."""

from __future__ import annotations

import re

from ..._store.lazily import regex
from .page import Page

__all__ = ["own_articles"]

#: The beginning of a page says of what kind it is.
LONGEST_BEGINNING = 1_200

#: An agreement begins with these articles.
_FIRST = frozenset("123")

_HEADING = regex(
    r"^[ \t#*_>-]*((?:[Aa]rt(?:icle|ikel|ículo|igo|icolo)|ARTICLE|ARTIKEL|ARTÍCULO|ARTIGO|"
    r"ARTICOLO)s?\.? ([0-9]+))(?=[ .:º°*_]{0,4}[-—–:.*_ ]{1,4}[^\W\d_])",
    re.MULTILINE,
)
_AGREEMENT = regex(
    r"\b(?:agreement|contrat|contract|convention de|accord de|conditions générales|terms of|vertrag|"
    r"vereinbarung|"
    r"auftragsverarbeitung|geschäftsbedingungen|contrato|acuerdo|contratto|accordo|overeenkomst|"
    r"voorwaarden|umowa|regulamin|"
    r"by-?laws|statutes|constitution of)\w*",
    re.IGNORECASE,
)


def own_articles(page: Page) -> dict[int, str]:
    """Return where the articles start that head the parts of an agreement, with their numbers.

    Pattern: a page that calls itself an agreement, with the headings "Article 1", "Article 2", "Article 3"

    Examples::

        # Data Processing Agreement … ## Article 1 - Subject … ## Article 2 - Term … ## Article 3 - Duties

    Args:
        page: The text.
    """
    if page.legal_text.is_one or not _AGREEMENT.search(page.text[:LONGEST_BEGINNING]):
        return {}
    headings = list(_HEADING.finditer(page.text))
    if not {heading[2] for heading in headings} >= _FIRST:
        return {}
    return {heading.start(1): heading[2] for heading in headings}
