"""How references to a standard are written: words, as data beside the register."""

from __future__ import annotations

from attrs import frozen

__all__ = ["EditionName", "Grammar", "Spelling"]


@frozen
class Spelling:
    """A word of printed identifiers, and the other words that people write for it ("GOVERN": "GV")."""

    word: str
    written: tuple[str, ...]


@frozen
class EditionName:
    """Other names of an edition than those its record has ("2023-24" for the LLM Top 10 of 2023)."""

    edition: str
    written: tuple[str, ...]


@frozen(kw_only=True)
class Grammar:
    """How people and tools write references to a standard and its provisions.

    It holds words, never patterns, so that no data can make reading slow. `names` are names of
    the standard beyond those of its records, `namespaces` what tools put before an identifier.
    `standalone` are the openings that tell the standard by themselves ("AML", "LLM"), with "#" for
    each number without which they do not, and the sign before it ("AC-#(#)");
    `openings` those that are left out once the standard is named ("ATLAS T0051"). `headings`
    stand before or between the parts of an identifier without being part of it ("Clause").
    `spellings` are other words for words of the identifiers. With `exact`, identifiers are
    recognised by themselves, and as printed only. With `stable`, the publisher does not give an
    identifier a new meaning in a later edition.
    """

    standard: str
    names: tuple[str, ...] = ()
    namespaces: tuple[str, ...] = ()
    editions: tuple[EditionName, ...] = ()
    standalone: tuple[str, ...] = ()
    openings: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    spellings: tuple[Spelling, ...] = ()
    exact: bool = False
    stable: bool = False

    def joined(self, other: Grammar) -> Grammar:
        """Both grammars of one standard as one: what an overlay adds stands behind."""
        return Grammar(
            standard=self.standard,
            names=self.names + other.names,
            namespaces=self.namespaces + other.namespaces,
            editions=self.editions + other.editions,
            standalone=self.standalone + other.standalone,
            openings=self.openings + other.openings,
            headings=self.headings + other.headings,
            spellings=self.spellings + other.spellings,
            exact=self.exact or other.exact,
            stable=self.stable and other.stable,
        )
