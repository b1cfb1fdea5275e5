"""The tags of a known tool in a text: what the tool means by them, and which of them are no references."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..._store.lazily import regex
from ...errors import AmbiguousReference, UnknownReference
from ...records.refs import Ref
from ..lexicon.dialects import DialectReader
from .resolver import Resolved

__all__ = ["read_as_tags"]

#: A tag has at most this many characters before an identifier in it, and after it.
LONGEST_TAG = 120

_BEFORE = regex(r"[^\s\"'`,;()\[\]{}<>|]*\Z")
_AFTER = regex(r"[^\s\"'`,;()\[\]{}<>|]*")


def read_as_tags(
    resolved: Sequence[Resolved], text: str, dialect: DialectReader, resolve: Callable[..., Ref]
) -> list[Resolved]:
    """Return the references of a text, each as the tool means it whose tag it is.

    Examples, for garak 0.9, whose tags are of the edition of 2023::

        owasp:llm06                   owasp-llm-top-10@2023:LLM06
        owasp:llm06 and LLM06:2025    the second is no tag of the tool, and stays

    Args:
        resolved: All references of the text, in order.
        text: The text.
        dialect: The tags of the tool, in its version.
        resolve: Returns the reference that a text means within a document.
    """
    found = []
    for each in resolved:
        start, end = each.sighting.start, each.sighting.end
        before = _BEFORE.search(text, max(start - LONGEST_TAG, 0), start)
        after = _AFTER.match(text, end, end + LONGEST_TAG)
        first, stop = before.start() if before else start, after.end() if after else end
        try:
            reading = dialect.read(text[first:stop].strip(".:"), (), resolve)
        except (AmbiguousReference, UnknownReference):
            found.append(each)
            continue
        if reading is None:
            found.append(each)
        elif reading.ref is not None:
            ref = reading.ref
            ids = () if ref.provision is None else (ref.provision,)
            sighting = each.sighting._replace(
                standard=ref.standard, edition=ref.edition, ids=ids, unknown_edition="", unknown_id=""
            )
            found.append(each._replace(sighting=sighting, refs=(ref,), ambiguous=False, problem=""))
    return found
