"""Which of several identifiers with the same words and numbers is printed as a text writes it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..._store.lazily import regex
from ...records.refs import Ref
from ..lexicon.structures import Structures

__all__ = ["printed_as_written", "same_brackets"]

_PUNCTUATION = regex(r"[^0-9a-z()]")


def printed_as_written(
    structures: Structures, candidates: list[Ref], nearby_edition: str | None
) -> list[Ref]:
    """Return the candidates in the edition stated, else those printed as written, else all.

    "PR.AC-1" is printed in one edition of NIST CSF; the next prints "PR.AC-01" and has the other as
    an alias.

    Args:
        structures: The provisions of their standard.
        candidates: Provisions with the same words and numbers.
        nearby_edition: The edition that the text states near them.
    """
    in_edition = [ref for ref in candidates if ref.edition == nearby_edition]
    ids = {ref.provision for ref in candidates}
    printed = []
    for ref in candidates:
        raw = structures.by_edition.get(ref.edition or "", {}).get(ref.provision or "", {})
        if not ids.intersection(raw.get("aliases", ())):
            printed.append(ref)
    return in_edition or printed or candidates


def same_brackets(ids: Sequence[str], text: str) -> Sequence[str]:
    """Return the identifiers with the same brackets as a text, if any: "1(a)", not "1a"."""
    if len(set(ids)) < 2:
        return ids
    end = _PUNCTUATION.sub("", text.casefold()).rstrip(")")
    return [provision_id for provision_id in ids if end.endswith(_numbers_and_brackets(provision_id))] or ids


def _numbers_and_brackets(provision_id: str) -> str:
    """Return an identifier from its first number on, without signs and last brackets: "5(1)(a"."""
    folded = provision_id.casefold()
    first = re.search(r"[0-9]", folded)
    return _PUNCTUATION.sub("", folded[first.start() :] if first else folded).rstrip(")")
