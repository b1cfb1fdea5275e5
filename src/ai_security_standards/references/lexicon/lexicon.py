"""Everything by which references to a register are recognised: names, identifiers, openings."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from ..._store.register import Register
from ...records.grammars import Grammar
from ..text.titles import significant_words
from ..text.tokens import Token, Tokens, fold, normalize_text
from .document_names import LAW_KINDS, DocumentNames
from .identifiers import Identifiers

__all__ = ["SHORTEST_WORD", "Lexicon", "Opening"]

#: An identifier that is recognised by itself is one word of at least this many letters.
SHORTEST_WORD = 10

#: A word of a publisher's name tells of it if it has more than this many letters.
SHORTEST_PUBLISHER_WORD = 2

_COMMON_WORDS = frozenset("and the for foundation assembly national new general institute linux".split())
_LAW_WORDS = frozenset("bill act law senate congress senator statute legge house enacted".split())


class Opening(NamedTuple):
    """The beginning of an identifier that names its standard, and perhaps its edition.

    `key` is the folded form, `first_word` its first word as printed. `signs` precede the numbers
    that must follow: "-" and "(" of "AC-#(#)".
    """

    key: tuple[str, ...]
    first_word: str
    standard: str
    edition: str | None
    signs: tuple[str, ...]


class Lexicon:
    """The names, identifiers and openings of everything in a register.

    `openings` are kept by their first word. `number_openings` are the words that open an identifier
    only before a number: most are ordinary words ("at", "pm").
    """

    def __init__(self, register: Register) -> None:
        self.register = register
        self.grammars: dict[str, Grammar] = {}
        for grammar in register.grammars():
            earlier = self.grammars.get(grammar.standard)
            self.grammars[grammar.standard] = grammar if earlier is None else earlier.join(grammar)
        self.names = DocumentNames(register, self.grammars)
        self.openings: dict[str, list[Opening]] = {}
        for standard, grammar in self.grammars.items():
            for pattern in grammar.standalone:
                for opening in self._openings_of(pattern, standard):
                    self.openings.setdefault(opening.key[0], []).append(opening)
        self.number_openings = frozenset(
            word for word, openings in self.openings.items() if all(opening.signs for opening in openings)
        )
        self._identifiers: dict[str, Identifiers] = {}
        self._publisher_words: dict[str, frozenset[str]] = {}
        self._document_words: dict[str, frozenset[str]] = {}
        self._company_words: dict[str, frozenset[str]] = {}

    def _openings_of(self, pattern: str, standard: str) -> list[Opening]:
        """Return the openings that a grammar's pattern describes: one, or one per edition.

        Examples::

            AML
            AC-#(#)
            v{edition}-C
        """
        editions: list[str | None] = [None]
        if "{edition}" in pattern:
            editions = [ref.partition("@")[2] for ref in self.register.ordered(standard)]
        openings = []
        for edition in editions:
            text, *between = pattern.replace("{edition}", edition or "").split("#")
            words = Tokens(normalize_text(text))
            key = tuple(word.value for word in words)
            signs = (text[words[-1].end :], *between[:-1]) if between else ()
            openings.append(Opening(key, words[0].text, standard, edition, signs))
        return openings

    def identifiers(self, standard: str) -> Identifiers:
        """Return the identifiers of a standard; they are read at the first call."""
        identifiers = self._identifiers.get(standard)
        if identifiers is None:
            grammar = self.grammars.get(standard) or Grammar(standard=standard)
            identifiers = Identifiers(self.register, standard, grammar)
            identifiers = self._identifiers.setdefault(standard, identifiers)
        return identifiers

    def single_word_identifier(self, text: str) -> tuple[str, str] | None:
        """Return the standard and id of an identifier that is one long word with capitals inside.

        Examples::

            riskPromptInjection
        """
        if len(text) < SHORTEST_WORD or text.islower() or text[1:].islower():
            return None
        return self._single_words.get(text)

    @cached_property
    def _single_words(self) -> dict[str, tuple[str, str]]:
        """The standard and id of each identifier that is one long word, as printed."""
        words: dict[str, tuple[str, str]] = {}
        for standard in (name for name, grammar in self.grammars.items() if grammar.exact):
            ids = self.identifiers(standard).ids_as_printed
            words |= {word: (standard, ids[word]) for word in ids if word.isalpha()}
        return words

    @cached_property
    def single_words(self) -> frozenset[str]:
        """The folded form of each identifier that is one long word."""
        return frozenset(word for text in self._single_words for word in fold(text))

    def document_words(self, standard: str) -> frozenset[str]:
        """Return the significant words of a document's titles and names, with "ai" where spelt out."""
        words = self._document_words.get(standard)
        if words is None:
            raws = [self.register.raw(ref) for ref in self.register.ordered(standard)]
            names = [name for raw in raws for name in (raw["title"], *raw.get("aliases", ()))]
            words = frozenset(word for name in names for word in significant_words(name))
            if words >= set(significant_words("artificial intelligence")):
                words |= {"ai"}
            self._document_words[standard] = words
        return words

    def company_words(self, standard: str) -> frozenset[str]:
        """Return words that tell that a shared name means the document: its publisher, and of law-making."""
        words = self._company_words.get(standard)
        if words is None:
            raw = self.register.raw(self.register.editions[standard][0])
            publishers = (raw["publisher"], *raw.get("co_publishers", ()))
            words = frozenset(
                word for name in publishers for word in fold(name)
                if len(word) > SHORTEST_PUBLISHER_WORD and word not in _COMMON_WORDS
            )  # fmt: skip
            if raw.get("kind") in LAW_KINDS:
                words |= _LAW_WORDS
            self._company_words[standard] = words
        return words

    def is_publisher(self, token: Token, standard: str) -> bool:
        """Tell whether a word names the body that published a standard."""
        words = self._publisher_words.get(standard)
        if words is None:
            raw = self.register.raw(self.register.editions[standard][0])
            publishers = (raw["publisher"], *raw.get("co_publishers", ()))
            words = frozenset(word for name in publishers for word in fold(name.partition("-")[0]))
            self._publisher_words[standard] = words
        return token.value in words
