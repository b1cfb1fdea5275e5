"""The references in a query for a search: what it names comes before what has its words."""

from __future__ import annotations

import datetime as dt

from ..records.refs import Ref
from . import Lexicon, find_references
from .finding import LONGEST

__all__ = ["references_in_query"]


def references_in_query(
    lexicon: Lexicon, query: str, day: dt.date, within: Ref | None = None
) -> tuple[Ref, ...]:
    """Return what a query for a search names, provisions first: "gdpr art 22", "LLM06 excessive agency".

    Args:
        lexicon: The names and identifiers to recognise.
        query: The query.
        day: The day of the catalog.
        within: The document to search in.
    """
    if len(query) > LONGEST:
        return ()
    written = (query, query.upper()) if query.islower() else (query,)
    mentions = (mention for text in written for mention in find_references(lexicon, text, day, within))
    refs = dict.fromkeys(ref for mention in mentions for ref in mention.refs)
    return tuple(sorted(refs, key=lambda ref: ref.provision is None))
