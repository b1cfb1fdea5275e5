"""Everything by which references to a register are recognised: names, identifiers, openings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import chain
from typing import Any, NamedTuple

from ..._store.lazily import cached_property
from ..._store.register import Register
from ..._store.structuring import structure, unstructure
from ...records.grammars import Grammar
from ..text.titles import significant_words
from ..text.tokens import Token, Tokens, fold, normalize_text
from .blocks import packed
from .document_names import LAW_KINDS, DocumentNames
from .editions_on_day import EditionsOnDay
from .first_words import FirstWords
from .identifiers import Identifiers
from .printed_shapes import PrintedShape, shape_of
from .storing import header_of, stored_blocks

__all__ = ["SHORTEST_WORD", "Lexicon", "Opening"]

#: An identifier that is recognised by itself is one word of at least this many letters.
SHORTEST_WORD = 10

#: The letters of an identifier that no edition has are words of at most so many: "AC-2(ab)".
LONGEST_LETTERS = 2

#: A word of a publisher's name tells of it if it has more than this many letters.
SHORTEST_PUBLISHER_WORD = 2

#: Texts of at most so many days are read without looking their editions up again.
MOST_DAYS = 64

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

    @classmethod
    def of_raw(cls, raw: Sequence[Any]) -> Opening:
        """Return an opening as it was stored."""
        key, first_word, standard, edition, signs = raw
        return cls(tuple(key), first_word, standard, edition, tuple(signs))


class Lexicon:
    """The names, identifiers and openings of everything in a register.

    `openings` are kept by their first word. `number_openings` are the words that open an identifier
    only before a number: most are ordinary words ("at", "pm").
    """

    def __init__(self, register: Register, *, gathered: bool = False) -> None:
        """Take what is stored with the packaged data, or gather it.

        Args:
            register: The documents and their structures.
            gathered: Whether to gather everything anew, whatever is stored.
        """
        self.register = register
        self._stored = None if gathered else stored_blocks(register)
        self._grammars: dict[str, Grammar] = {}
        openings: Iterable[Opening]
        if self._stored is None:
            self._gather_grammars()
            openings = self._gathered_openings()
        else:
            openings = (Opening.of_raw(raw) for raw in self._stored.read("openings", ""))
        self.names = DocumentNames(register, self._grammars, self._stored)
        self.openings: dict[str, list[Opening]] = {}
        for opening in openings:
            self.openings.setdefault(opening.key[0], []).append(opening)
        self.number_openings = frozenset(
            word for word, openings in self.openings.items() if all(opening.signs for opening in openings)
        )
        #: The editions on a day in ISO format, those of the last few days kept.
        self.editions_on = lru_cache(MOST_DAYS)(partial(EditionsOnDay, register))
        #: The first words of the identifiers of some standards, which many pages have in common.
        self.first_words_of = lru_cache(MOST_DAYS)(self._find_first_words)
        self.answers: dict[Any, Any] = {}  # what was said of texts that were asked before
        self._identifiers: dict[str, Identifiers] = {}
        self._shapes: dict[tuple[str, tuple[str, ...]], PrintedShape] = {}
        self._words_after: dict[str, frozenset[str] | None] = {}
        self._publisher_words: dict[str, frozenset[str]] = {}
        self._document_words: dict[str, frozenset[str]] = {}
        self._company_words: dict[str, frozenset[str]] = {}

    # ------------------------------------------------------------ gathering and storing

    def _gather_grammars(self) -> None:
        """Join the grammars of each standard."""
        for grammar in self.register.grammars():
            earlier = self._grammars.get(grammar.standard)
            self._grammars[grammar.standard] = grammar if earlier is None else earlier.join(grammar)

    def _gathered_openings(self) -> Iterator[Opening]:
        for standard, grammar in self._grammars.items():
            for pattern in grammar.standalone:
                yield from self._openings_of(pattern, standard)

    def to_bytes(self) -> bytes:
        """Return everything that was gathered, as it is stored with the packaged data."""
        kinds: dict[str, dict[str, Any]] = {
            "grammars": {key: unstructure(grammar) for key, grammar in self._grammars.items()},
            "openings": {"": list(chain.from_iterable(self.openings.values()))},
            "words": {"": self._single_words},
            **self.names.to_kinds(),
            "identifiers": {},
            "ids": {},
        }
        for standard in self.register.editions:
            for kind, value in self.identifiers(standard).to_kinds().items():
                kinds[kind][standard] = value
        return packed(header_of(self.register), kinds)

    def _grammar(self, standard: str) -> Grammar:
        """Return how references to a standard are written."""
        grammar = self._grammars.get(standard)
        if grammar is None:
            raw = self._stored.read("grammars", standard) if self._stored is not None else None
            made: Grammar = structure(raw or {"standard": standard}, Grammar)
            grammar = self._grammars.setdefault(standard, made)
        return grammar

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
            identifiers = Identifiers(self.register, standard, self._grammar(standard), self._stored)
            identifiers = self._identifiers.setdefault(standard, identifiers)
        return identifiers

    def _find_first_words(self, standards: frozenset[str]) -> FirstWords:
        identifiers = {standard: self.identifiers(standard) for standard in sorted(standards)}
        return FirstWords(identifiers, self.single_words.union(self.openings))

    def shape_below(self, standard: str, opening: tuple[str, ...]) -> PrintedShape:
        """Return the shape of the identifiers of a standard that begin with an opening.

        Args:
            standard: The id of the document.
            opening: The opening, folded.
        """
        key = standard, opening
        shape = self._shapes.get(key)
        if shape is None:
            ids = chain.from_iterable(self.identifiers(standard).ids_by_tokens.values())
            shape = self._shapes[key] = shape_of(dict.fromkeys(ids), opening)
        return shape

    def may_open(self, word: str, after: str) -> bool:
        """Tell whether an opening can begin an identifier, by the token after it alone.

        Numbers and words of one or two letters follow in identifiers that no edition has, too.

        Args:
            word: The opening, folded.
            after: The next token, folded; "" at the end of the text.
        """
        if after[:1].isdigit() or 0 < len(after) <= LONGEST_LETTERS:
            return True
        if word not in self._words_after:
            self._words_after[word] = self._find_words_after(word)
        words = self._words_after[word]
        return words is None or after in words

    def _find_words_after(self, word: str) -> frozenset[str] | None:
        found = {opening.key[1] for opening in self.openings[word] if len(opening.key) > 1}
        for standard in {opening.standard for opening in self.openings[word]}:
            words = self.identifiers(standard).beginnings.words_after(word)
            if words is None:
                return None
            found |= words
        return frozenset(found)

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
        if self._stored is not None:
            return {word: (standard, id_) for word, (standard, id_) in self._stored.read("words", "").items()}
        for standard in [name for name, grammar in self._grammars.items() if grammar.exact]:
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
