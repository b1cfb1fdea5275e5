"""How references to everything in a register are read: names, identifiers, openings."""

from __future__ import annotations

from typing import NamedTuple

from ..._store.register import Register
from ...records.grammars import Grammar
from ..text.titles import significant
from ..text.tokens import Token, Tokens, fold, normalize_text
from .document_names import DocumentNames
from .identifiers import Identifiers

__all__ = ["SHORTEST_WORD", "Lexicon", "Opening"]

#: An identifier that is recognised by itself is one word of at least this many letters.
SHORTEST_WORD = 10


class Opening(NamedTuple):
    """How an identifier begins that tells its standard, and perhaps its edition, by itself.

    `key` is what is written, folded, and `written` its first word as printed; `signs` are what stands
    before each of the numbers that must follow: "-" and "(" of "AC-#(#)".
    """

    key: tuple[str, ...]
    written: str
    standard: str
    edition: str | None
    signs: tuple[str, ...]


class Lexicon:
    """How references to everything in a register are read; made when first needed."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.grammars: dict[str, Grammar] = {}
        for grammar in register.grammars():
            held = self.grammars.get(grammar.standard)
            self.grammars[grammar.standard] = grammar if held is None else held.join(grammar)
        self.names = DocumentNames(register, self.grammars)
        self.openings: dict[str, list[Opening]] = {}
        for standard, grammar in self.grammars.items():
            for written in grammar.standalone:
                for edition in self._told_by(written, standard):
                    told, *rest = written.replace("{edition}", edition or "").split("#")
                    words = Tokens(normalize_text(told))
                    key = tuple(word.value for word in words)
                    signs = (told[words[-1].end :], *rest[:-1]) if rest else ()
                    opening = Opening(key, words[0].written, standard, edition, signs)
                    self.openings.setdefault(key[0], []).append(opening)
        #: Words that tell something only with a number behind: most are ordinary words ("at", "pm").
        self.numbered = frozenset(
            word for word, found in self.openings.items() if all(each.signs for each in found)
        )
        self._identifiers: dict[str, Identifiers] = {}
        self._words: dict[str, tuple[str, str]] | None = None
        self._bodies: dict[str, frozenset[str]] = {}
        self._own_words: dict[str, frozenset[str]] = {}

    def _told_by(self, opening: str, standard: str) -> list[str | None]:
        """The editions that an opening names: all of them, one by one, if it has a place for one."""
        if "{edition}" not in opening:
            return [None]
        return [ref.partition("@")[2] for ref in self.register.ordered(standard)]

    def identifiers(self, standard: str) -> Identifiers:
        """The identifiers of a standard; those of its editions are read when first asked for."""
        made = self._identifiers.get(standard)
        if made is None:
            grammar = self.grammars.get(standard) or Grammar(standard=standard)
            made = self._identifiers.setdefault(standard, Identifiers(self.register, standard, grammar))
        return made

    def word(self, written: str) -> tuple[str, str] | None:
        """The standard and id of an identifier that is one long word with capitals inside, as printed."""
        if len(written) < SHORTEST_WORD or written.islower() or written[1:].islower():
            return None
        if self._words is None:
            self._words = {
                word: (standard, name)
                for standard, grammar in self.grammars.items()
                if grammar.exact
                for word, name in self.identifiers(standard).exact.items()
                if word.isalpha()
            }
        return self._words.get(written)

    def own_words(self, standard: str) -> frozenset[str]:
        """The words of a document's titles and other names, cut to stems, with AI for what it stands for."""
        words = self._own_words.get(standard)
        if words is None:
            raws = [self.register.raw(ref) for ref in self.register.ordered(standard)]
            names = [name for raw in raws for name in (raw["title"], *raw.get("aliases", ()))]
            words = frozenset(word for name in names for word in significant(name))
            if words >= set(significant("artificial intelligence")):
                words |= {"ai"}
            self._own_words[standard] = words
        return words

    def is_body(self, token: Token, standard: str) -> bool:
        """Whether a word is the name of the body that issued a standard."""
        bodies = self._bodies.get(standard)
        if bodies is None:
            raw = self.register.raw(self.register.editions[standard][0])
            issued = (raw["publisher"], *raw.get("co_publishers", ()))
            bodies = frozenset(word for body in issued for word in fold(body.partition("-")[0]))
            self._bodies[standard] = bodies
        return token.value in bodies
