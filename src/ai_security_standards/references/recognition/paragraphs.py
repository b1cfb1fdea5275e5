"""Paragraphs that are written without their heading, below the article that the page is about: "50(1)"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from ..._store.lazily import regex
from .page import Page, Sighting

__all__ = ["paragraphs_without_heading"]

_PARAGRAPH = regex(
    r"(?<![\w.,(/§-])(?<!rticle )(?<!rtikel )(?<!rt\. )([1-9][0-9]{0,2})\(([1-9][0-9]?)\)(?![\w(])"
)


def paragraphs_without_heading(page: Page) -> Iterator[Sighting]:
    """Yield the paragraphs of articles that a page has named under the same heading.

    Pattern: number "(" number ")", after "Article" and that number, where the headings above name one law

    Examples::

        # EU AI Act … Article 50 … | 50(1) | …      Article 50(1)
        # EU AI Act … 50(1)                         none, as no article 50 is named

    Args:
        page: The text, with its other sightings in order.
    """
    articles = [each for each in page.sightings if each.ids and each.ids[0].startswith("Article ")]
    if not articles:
        return
    named: dict[tuple[str, str], int] = {}  # where each article is first named
    for each in articles:
        number = each.ids[0].removeprefix("Article ").partition("(")[0]
        named.setdefault((each.standard, number), each.start)
    starts, ends = [each.start for each in page.sightings], [each.end for each in page.sightings]
    for found in _PARAGRAPH.finditer(page.text):
        start, end = found.span()
        standards = page.topic_standards(start)
        if len(standards) != 1 or named.get((standards[0], found[1]), end) > start:
            continue
        provision_id = f"Article {found[1]}({found[2]})"
        structures = page.lexicon.identifiers(standards[0]).structures.by_edition
        is_known = any(provision_id in provisions for provisions in structures.values())
        before = bisect_left(starts, end)
        if is_known and (before == 0 or ends[before - 1] <= start):
            yield Sighting(start, end, standards[0], None, (provision_id,))
