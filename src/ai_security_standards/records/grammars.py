"""The words in which references to a standard are written."""

from __future__ import annotations

from attrs import evolve, fields, frozen

__all__ = ["EditionName", "Grammar", "Spelling"]


@frozen
class Spelling:
    """A word of printed identifiers, and other words that people write for it ("GOVERN": "GV")."""

    word: str
    written: tuple[str, ...]


@frozen
class EditionName:
    """An edition, and names of it that its record does not have ("2023-24" for the LLM Top 10 of 2023)."""

    edition: str
    written: tuple[str, ...]


@frozen(kw_only=True)
class Grammar:
    """The words with which people and tools write references to a standard and its provisions.

    It has words, never patterns, so that no data can make reading slow.

    Attributes:
        names: Names of the standard beyond those of its records.
        namespaces: What tools put before an identifier.
        standalone: The openings that identify the standard by themselves ("AML", "LLM"), with "#" for
            each number without which they do not, and the sign before it ("AC-#(#)").
        openings: The openings that are left out once the standard is named ("ATLAS T0051").
        headings: Words before or between the parts of an identifier that are no part of it ("Clause").
        spellings: Other words for words of the identifiers.
        exact: Whether identifiers are recognised as printed only, and then by themselves.
        shared: Names that mean other things as well ("ATLAS"), so that they count only in company: where
            a text names the document or its publisher otherwise.
        stable: Whether the publisher never gives an identifier a new meaning in a later edition.
    """

    standard: str
    names: tuple[str, ...] = ()
    namespaces: tuple[str, ...] = ()
    editions: tuple[EditionName, ...] = ()
    standalone: tuple[str, ...] = ()
    openings: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    spellings: tuple[Spelling, ...] = ()
    shared: tuple[str, ...] = ()
    exact: bool = False
    stable: bool = False

    def join(self, later: Grammar) -> Grammar:
        """Return both grammars of one standard as one; the words of the later one come last."""
        words = {
            each.name: getattr(self, each.name) + getattr(later, each.name)
            for each in fields(Grammar)
            if each.default == ()
        }
        return evolve(self, **words, exact=self.exact or later.exact, stable=self.stable and later.stable)
