"""The identifiers of a standard's provisions, in each of its editions, as a tree of words and numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..._store.lazily import regex
from ..._store.register import Register
from ...records.grammars import Grammar
from ..text.tokens import Token, Tokens, fold, normalize_text
from .beginnings import BEFORE_ROMAN_NUMERALS, ROMAN_NUMERALS, Beginnings
from .blocks import Blocks
from .branches import END, Tree, as_json, read_branch
from .heading_words import ANNEX_WORDS, CLAUSES, LAW_WORDS, PARAGRAPH_WORDS, REQUIREMENT_WORDS
from .joints import begins_another, is_list_member, is_padded_apart
from .matches import IdentifierEnd, Match, ends_with, is_key, longest_match, zeros_agree
from .part_words import PART_WORDS
from .structures import Structures

__all__ = ["Identifiers"]

Key = tuple[str, ...]

#: At most this many headings precede an identifier ("point (a) of paragraph 2 of Article 5").
MOST_HEADINGS = 3

#: After so many parts, a letter that is glued to a number is the next part.
PARTS_BEFORE_LETTER = 3

#: The member of a list that is shortened ("1.3" after "GOVERN 1.1") has at most this many parts.
MOST_SHORTENED_PARTS = 4

#: An alias with more words than this is a former title, not an identifier.
MOST_ALIAS_WORDS = 3

_GAP = regex(
    r"(?:[._:/()\[\]#&§-]{0,3}| ?§ ?|\)?, ?| ?& ?|[ \n]?\(|\)? ?\(?|\. ?|, ?|[ \n]{1,3}|-\s| ?- | ?: )\Z"
)
#: The most usual of these.
_USUAL_GAPS = frozenset((" ", ".", "-", "(", ")(", ", ", " (", ":"))
_DASH_BETWEEN_NUMBERS = regex(r"[^0-9]*[0-9]+[-/][0-9]")
_CLAUSE = regex(r"[0-9]{1,2}(?: [0-9]{1,2})+\Z")
_OF = frozenset("of the des der de du del dell della do da van het bij".split())


class Identifiers:
    """The identifiers of a standard, in every edition with a shipped structure.

    `first_words` are the folded words and numbers with which an identifier can begin. `ids_by_tokens`
    and `ids_as_printed` look up whole identifiers, the former with a space between the tokens.
    `headings` are words such as "Clause", `spellings` map what people write to the words printed.
    """

    first_words: frozenset[str]

    def __init__(
        self, register: Register, standard: str, grammar: Grammar, stored: Blocks | None = None
    ) -> None:
        """Take the identifiers that are stored, or gather them.

        Args:
            register: The documents and their structures.
            standard: The id of the document.
            grammar: How references to it are written.
            stored: The identifiers, if they are stored.
        """
        self.standard = standard
        self.grammar = grammar
        self.structures = Structures(register, standard)
        self.ids_as_printed: dict[str, str] = {}
        self.ids_by_tokens: dict[str, list[str]] = {}
        self._tree: Tree = {}
        self.spellings = {
            "".join(fold(text)): fold(spelling.word)[0]
            for spelling in grammar.spellings for text in (spelling.word, *spelling.written) if fold(text)
        }  # fmt: skip
        self.spellings = {**PART_WORDS, **self.spellings}
        self.headings = frozenset(word for heading in grammar.headings for word in fold(heading))
        self._openings = [fold(opening) for opening in grammar.openings]
        self.fewest_numbers, self._has_clauses = 1, False
        self._prints_dashes = False  # whether identifiers contain a sign that also joins numbers in lists
        if stored is None:
            self._gather()
        else:
            self._restore(stored)
        self.headings |= CLAUSES if self._has_clauses else frozenset()
        self.headings |= REQUIREMENT_WORDS if "requirement" in self.headings else frozenset()
        self.headings |= PARAGRAPH_WORDS if "absatz" in self.headings else frozenset()
        self.spellings = {**dict.fromkeys(ANNEX_WORDS, "annex"), **LAW_WORDS, **self.spellings}
        spellings = {spelling for spelling, word in self.spellings.items() if word in self._tree}
        self.first_words = frozenset(self._tree) | (self.headings - {"onder"}) | spellings
        self.beginnings = Beginnings(self._tree, self.spellings, self.headings)

    # ------------------------------------------------------------ building

    def to_kinds(self) -> dict[str, Any]:
        """Return everything that is stored of this standard, by kind."""
        counted = self.fewest_numbers, self._prints_dashes, self._has_clauses
        facts = [self.ids_as_printed, self.ids_by_tokens, *counted]
        return {"identifiers": as_json(self._tree), "ids": facts} if self.ids_by_tokens else {}

    def _restore(self, stored: Blocks) -> None:
        """Take over what was stored."""
        self._tree = read_branch(stored, "identifiers", self.standard, IdentifierEnd.of_raw) or {}
        facts = stored.read("ids", self.standard)
        if facts is not None:
            self.ids_as_printed, self.ids_by_tokens, *further = facts
            self.fewest_numbers, self._prints_dashes, self._has_clauses = further

    def _gather(self) -> None:
        """Add the identifiers of every edition."""
        added: set[tuple[str, str]] = set()
        for provisions in self.structures.by_edition.values():
            for provision_id, provision in provisions.items():
                for name in (provision_id, *provision.get("aliases", ())):
                    if (name, provision_id) not in added:
                        added.add((name, provision_id))
                        self._add_identifier(name, provision_id)
        counts = [sum(map(str.isdigit, key.split())) for key in self.ids_by_tokens]
        self.fewest_numbers = min(filter(None, counts), default=1)
        self._has_clauses = any(map(_CLAUSE.match, self.ids_by_tokens))

    def _add_identifier(self, name: str, provision_id: str) -> None:
        """Add a provision's id, or an alias of it."""
        tokens = Tokens(normalize_text(name))
        ids = self.ids_by_tokens.setdefault(" ".join(tokens.values), [])
        if provision_id not in ids:
            ids.append(provision_id)
        is_alias = name != provision_id
        words = [token for token in tokens if not token.is_number]
        only_words = len(tokens) > 1 and len(words) == len(tokens)
        if is_alias and (len(words) > MOST_ALIAS_WORDS or only_words):
            return  # a former title, which is matched as a title
        self._prints_dashes |= not is_alias and _DASH_BETWEEN_NUMBERS.match(provision_id) is not None
        if self.grammar.exact:
            self.ids_as_printed.setdefault(name, provision_id)
            if not is_alias:
                return
        self._add_key(
            self._key(tokens), provision_id, tuple(token.text for token in tokens if token.is_number)
        )

    def _add_key(self, key: Key, provision_id: str, numbers: tuple[str, ...]) -> None:
        """Add a key, and the same without each opening that may be left out.

        Args:
            key: The words and numbers of the identifier.
            provision_id: The id of the provision.
            numbers: Its numbers as printed.
        """
        openings = [opening for opening in self._openings if key[: len(opening)] == opening != key]
        shortened = [key[len(opening) :] for opening in openings]
        for part in (key, *shortened):
            node = self._tree
            for word in part:
                node = node.setdefault(word, {})
            ends = node.setdefault(END, [])
            end = IdentifierEnd(provision_id, numbers, part is not key)
            if end not in ends:
                ends.append(end)

    def _key(self, tokens: Tokens) -> Key:
        """Return the words and numbers of an identifier without headings."""
        words: list[str] = []
        for token in tokens:
            word = self._key_word(token, words)
            if word not in self.headings or word == "annex" or "(" in token.gap:
                words.append(word)
        return tuple(words) or tuple(token.value for token in tokens)

    def _key_word(self, token: Token, before: list[str]) -> str:
        """Return the form of a token in keys, after the words before it.

        Spellings become one, Roman numerals digits, and the letter of "1a" differs from "1(a)".
        """
        word = self.spellings.get(token.value, token.value)
        if before and before[-1] in BEFORE_ROMAN_NUMERALS:
            return ROMAN_NUMERALS.get(word, word)
        glued = token.gap == "" and before and before[-1].isdigit() and not token.is_number
        return f"-{word}" if glued else word

    # ------------------------------------------------------------ matching

    def match_at(self, tokens: Tokens, first: int) -> Match | None:
        """Match the longest identifier that begins at a token.

        Pattern: [heading]{0,3} part ([heading] part)*, or parts from the last to the first

        Examples::

            AML.T0051.000
            Artikel 15 Absatz 4
            point (a) of Article 5(1)
        """
        if tokens.values[first] not in self.first_words:
            return None
        longest = self._walk(tokens, first, False)
        is_keyed = False
        if tokens[first].value in self.headings:
            reverse = self._match_reverse(tokens, first)
            if reverse is not None:
                return reverse
        position = first
        while (
            position < len(tokens)
            and position - first < MOST_HEADINGS
            and tokens[position].value in self.headings
        ):
            position += 1
            gap = tokens[position].gap if position < len(tokens) else ","
            if not _GAP.match(gap) or "," in gap or gap == " - ":
                break  # "(93 controls), Annex A", "People Controls - 8"
            is_keyed |= is_key(tokens, position - 1)
            match = self._walk(tokens, position, True)
            if match is not None and is_keyed and not match.only_digits:
                break
            if match is not None and (longest is None or match.stop > longest.stop):
                longest = match
        return longest

    def _match_reverse(self, tokens: Tokens, first: int) -> Match | None:
        """Match an identifier that is written from its last part to its first.

        Pattern: (heading part [of])+ identifier

        Examples::

            point (a) of Article 5(1)
            point 4(b) of Annex III
        """
        position, parts = first, list[str]()
        while (
            position + 2 < len(tokens)
            and len(parts) < MOST_HEADINGS
            and tokens[position].value in self.headings
        ):
            part = tokens[position + 1]
            if not part.is_number and len(part.value) > 2:
                return None
            stop = position + 2
            while stop < len(tokens) and tokens[stop].gap in ("(", ")("):
                stop += 1
            parts[:0] = tokens.values[position + 1 : stop]
            position = stop
            while position < len(tokens) and tokens[position].value in _OF:
                position += 1
        if not parts or position >= len(tokens) or tokens[position - 1].value not in _OF:
            return None
        if tokens.is_number(position):
            return None  # "requirement 1 of 5"
        outer = self._walk(tokens, position, False)
        if outer is None:
            return None
        key = (*outer.key, *parts)
        ids = tuple(dict.fromkeys(end.id for end in self.ends_of(key)))
        return Match(outer.stop, ids, key) if ids else None

    def ends_of(self, key: Key) -> Sequence[IdentifierEnd]:
        """Return what ends in the tree at exactly this key."""
        node: Any = self._tree
        for word in key:
            node = node.get(word, {})
        ends: Sequence[IdentifierEnd] = node.get(END, ())
        return ends

    def _walk(self, tokens: Tokens, first: int, with_heading: bool) -> Match | None:
        """Follow the tree from a token and return the longest identifier on the way.

        Args:
            tokens: The tokens of the text.
            first: The token with which the match begins.
            with_heading: Whether a heading precedes.
        """
        node: Any = self._tree
        ends: list[tuple[Sequence[IdentifierEnd], int, int, int]] = []
        position, count = first, len(tokens.values)
        key, numbers = list[str](), list[str]()
        while position < count:
            if position > first and not self._may_follow(tokens.values[position], node, key):
                break  # before any token is built, as in most cases
            token = tokens[position]
            if position > first and not self._may_continue(tokens, first, position):
                break
            word = self._key_word(token, key)
            below = node.get(word)
            is_point = word[0] == "-" and len(key) >= PARTS_BEFORE_LETTER
            if is_point and (below is None or (tokens[position - 1].gap == "-" and word[1:] in node)):
                word = word[1:]  # "Art. 10.2a" is Article 10(2)(a), and "art5-1a" Article 5(1)(a)
                below = node.get(word)
            if below is None or (
                position > first and token.is_number and self._is_separate(tokens, first, position, below)
            ):
                if position > first and key and word in self.headings:
                    position += 1
                    continue
                break
            if position > first and "," in token.gap and is_list_member(tokens, position, self.headings):
                break  # "Art. 5, 6", `INC_ID, SC1`
            node = below
            key.append(word)
            if token.is_number:
                numbers.append(token.text)
            position += 1
            if END in node:
                ends.append((node[END], position, len(key), len(numbers)))
        return longest_match(ends, key, numbers, with_heading) if ends else None

    def _may_follow(self, value: str, node: Tree, key: list[str]) -> bool:
        """Tell whether a folded token goes on with the words of a key, at their node of the tree."""
        word = self.spellings.get(value, value)
        if word in node or word in self.headings or f"-{word}" in node:
            return True
        return bool(key) and key[-1] in BEFORE_ROMAN_NUMERALS and word in ROMAN_NUMERALS

    def _may_continue(self, tokens: Tokens, first: int, position: int) -> bool:
        """Tell whether an identifier can go on at a token: signs join it, and no key ends before it.

        Examples::

            id: RA-5         not from "id" to "RA", which is the value of a key
            "GOVERN": "1"    not across quotation marks
            controls (11 missing)

        Args:
            tokens: The tokens of the text.
            first: The token with which the identifier begins.
            position: The token with which it would go on.
        """
        gap = tokens[position].gap
        if not gap:
            return True
        if gap[:2] == "[:" or (gap[0] == "." and tokens.is_after_stop(position)):
            return False  # "articles[:3]", "of this Article.\\n9. Providers shall …"
        if len(tokens[position - 1].text) == 1 and gap == " " and tokens.is_after_escape(position):
            return tokens[position - 1].is_number  # "5.M.A\\n2.L.A" are two lines of a string
        if position == first + 1 and gap[0] == ":" and len(gap) > 1 and not tokens[first].is_number:
            return tokens[first].value in self.headings
        is_sign = gap in _USUAL_GAPS or _GAP.match(gap) is not None
        return is_sign and not tokens.is_quoted_before(position) and not tokens.is_counted(position)

    def _is_separate(self, tokens: Tokens, first: int, position: int, below: Tree) -> bool:
        """Tell whether a number begins another identifier than the one whose node of the tree is given."""
        if is_padded_apart(tokens, position) and not ends_with(below.get(END, ()), tokens[position].text):
            return True  # "A.5.1-01" of a tool
        return begins_another(tokens, first, position, prints_dashes=self._prints_dashes)

    def match_continuation(self, before: Match, tokens: Tokens, first: int) -> Match | None:
        """Match the next member of a list that is written without what it shares with the one before.

        Pattern: part (("." | "-" | "(" | ")(") part){0,3}, in place of the last parts of the key before

        Examples::

            1.3    after "GOVERN 1.1"
            (b)    after "Article 5(1)(a)"
            III    after "Annexes I and"; 5 after "Annex III," is its point 5

        Args:
            before: The member before.
            tokens: The tokens of the text.
            first: The token with which the next member begins.
        """
        is_annex = before.key[-2:-1] and before.key[-2] in BEFORE_ROMAN_NUMERALS
        if is_annex and tokens[first].is_number and not tokens[before.stop - 1].is_number:
            before = before._replace(key=(*before.key, "0"))  # as after point 0
        position = first
        parts, numbers = list[str](), list[str]()
        longest = None
        while position < len(tokens) and len(parts) < MOST_SHORTENED_PARTS:
            token = tokens[position]
            if position > first and token.gap not in (".", "(", ")(", "-", ""):
                break
            value = token.value
            if position == first and is_annex:
                value = ROMAN_NUMERALS.get(value, value)
            if not value.isdigit() and (len(value) > 1 or tokens.is_of_word(position)):
                break  # "Art. 21(2)(d), E-ITS 15.1"
            parts.append(value)
            if token.is_number:
                numbers.append(token.text)
            position += 1
            longest = self._continue(before, position, parts, numbers) or longest
        return longest

    def _continue(self, before: Match, stop: int, parts: list[str], numbers: list[str]) -> Match | None:
        """Return the match whose last parts replace those of the member before, if any."""
        key = before.key[: -len(parts)] + tuple(parts)
        same_kinds = all(new.isdigit() == old.isdigit() for new, old in zip(key, before.key, strict=False))
        if len(parts) >= len(before.key) or not same_kinds or key == before.key:
            return None
        ids = tuple(
            end.id for end in self.ends_of(key) if zeros_agree(numbers, end.numbers[-len(numbers) or None :])
        )
        return before._replace(stop=stop, ids=ids, key=key, no_digits=False) if ids else None
