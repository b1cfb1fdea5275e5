"""The chapter that the headings above a reference name, where each chapter of a document numbers anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...records.refs import Ref
from ..text.headings import Heading, headings
from .resolved import Resolved

__all__ = ["Chapters"]


class Chapters:
    """The headings of a page, read at the first reference that they can settle."""

    def __init__(self, text: str) -> None:
        """Remember a page.

        Args:
            text: The page.
        """
        self._text = text
        self._headings: list[Heading] | None = None

    def settle(self, reference: Resolved) -> Resolved:
        """Return a reference to the one chapter that the nearest heading above it names, else itself.

        Examples, below the heading "Copyright Chapter"::

            Measure 1.2      Copyright Measure 1.2, neither Transparency Measure 1.2 nor that of safety

        Args:
            reference: A reference, which can mean several provisions of one document.
        """
        chapters = _chapters(reference.refs) if len(reference.refs) > 1 and reference.ambiguous else {}
        if not chapters:
            return reference
        for title in self._titles_above(reference.sighting.start):
            named = [ref for chapter, ref in chapters.items() if chapter.casefold() in title]
            if len(named) == 1:
                return reference._replace(refs=(named[0],), ambiguous=False)
        return reference

    def _titles_above(self, place: int) -> Iterator[str]:
        """Yield the headings around a place, innermost first."""
        if self._headings is None:
            self._headings = list(headings(self._text))
        level = len(self._text)
        for heading in reversed(self._headings):
            if heading.start <= place and heading.level < level:
                level = heading.level
                yield self._text[heading.start : heading.end].casefold()


def _chapters(refs: Sequence[Ref]) -> dict[str, Ref]:
    """Return what stands before the same words and numbers in provisions of one edition; else nothing."""
    words = [(ref.provision or "").split() for ref in refs]
    tail = 0
    while all(len(each) > tail + 1 for each in words) and len({each[-tail - 1] for each in words}) == 1:
        tail += 1
    if not tail or len({ref.document for ref in refs}) > 1:
        return {}
    return {" ".join(each[:-tail]): ref for each, ref in zip(words, refs, strict=True)}
