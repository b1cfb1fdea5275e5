"""The references of a text that a known tool wrote, each as the tool means it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ..records.refs import Ref
from .finding import resolve
from .lexicon import Lexicon
from .lexicon.dialects import DialectReader
from .resolution.dialect_tags import read_as_tags
from .resolution.resolver import Resolved

__all__ = ["read_tags"]


def read_tags(
    lexicon: Lexicon, resolved: Sequence[Resolved], text: str, day: dt.date, dialect: DialectReader
) -> list[Resolved]:
    """Return the references of a text, each as the tool means it whose tag it is.

    Args:
        lexicon: The names and identifiers to recognise.
        resolved: All references of the text, in order.
        text: The text.
        day: The day of the catalog.
        dialect: The tags of the tool.
    """

    def resolve_tag(tag: str, within: str) -> Ref:
        return resolve(lexicon, tag, day, Ref.parse(within))

    return read_as_tags(resolved, text, dialect, resolve_tag)
