"""Texts of laws themselves, in which an article without a name is of that law, and of no other one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice

from ..lexicon.document_names import NameMatch

__all__ = ["LAW_HEADINGS", "LegalText"]

#: What precedes the numbers of the parts of laws.
LAW_HEADINGS = frozenset(
    "article articles art arts artikel artikels articolo articoli artículo artículos "
    "annex annexes anhang recital recitals".split()
)

#: A law names itself at least so many times.
ENOUGH = 3

#: A text begins with its title, which has at most so many characters.
LONGEST_TITLE = 600

_ACTS = r"(?:Regulation|Directive|Decision|Act|Convention|Law|Code)"
_THIS = re.compile(
    rf"\b(?:[Tt]his|[Tt]he present) {_ACTS}\b|\bdieser? (?:Verordnung|Richtlinie)\b"
    r"|\b[Ll]e présent règlement\b|\b[Ll]a présente directive\b|\b[Ee]l presente Reglamento\b"
)
_REST = r"(?:(?!\b[Aa]rticle)[^.;\n]){0,60}?"
_OF_THIS = re.compile(
    rf"{_REST}\b(?:(?:of|to) this {_ACTS}|dieser (?:Verordnung|Richtlinie)|du présent|del presente)\b"
)
_OF_THAT = re.compile(rf"{_REST}\b(?:of|to) that {_ACTS}\b")
_OF_ACT = re.compile(
    rf"{_REST}\b(?:of|to) (?:the )?(?:Council |Commission |Delegated |Implementing )*"
    rf"(?:{_ACTS}s?|Treaty|Charter|TFEU|TEU)\b"
)


class LegalText:
    """A page as the text of a law, where it is one."""

    def __init__(self, text: str, names: Sequence[NameMatch], starts: Sequence[int]) -> None:
        """Prepare a page.

        Args:
            text: The page.
            names: The names of documents in it, in order.
            starts: Where each of them starts.
        """
        self._text = text
        self._names, self._starts = names, starts

    @cached_property
    def is_one(self) -> bool:
        """Whether the page is the text of a law, which speaks of itself again and again."""
        return len(list(islice(_THIS.finditer(self._text), ENOUGH))) == ENOUGH

    @cached_property
    def _own(self) -> str:
        """The law: the one that is named before the text speaks of itself, "" where none or several are."""
        first = _THIS.search(self._text)
        end = min(LONGEST_TITLE, first.start() if first is not None else 0)
        standards = {name.standard for name in self._names[: bisect_left(self._starts, end)]}
        return standards.pop() if len(standards) == 1 else ""

    def standards_of(self, end: int) -> Iterator[str]:
        """Yield the law of an article that ends at a place.

        Examples::

            Article 5(1) of this Regulation                          the law itself
            Article 9 of that Regulation                             the law named before
            Article 3, point (1), of Directive 2008/98/EC            none, as the register lacks it
            Article 7(7)                                             the law itself

        Args:
            end: The position after the heading of the article.
        """
        number = bisect_left(self._starts, end)
        standard = self._own
        if not _OF_THIS.match(self._text, end):
            if _OF_THAT.match(self._text, end):
                standard = self._names[number - 1].standard if number else ""
            else:
                other = _OF_ACT.match(self._text, end)
                if other is not None:
                    is_named = number < len(self._names) and self._starts[number] < other.end() + 1
                    standard = self._names[number].standard if is_named else ""
        if standard:
            yield standard
