"""What the provisions of a standard are called, in each of its editions, as a tree of words and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from ..._store.register import Register
from ..._store.shapes import Raw
from ...records.grammars import Grammar
from ..text.titles import significant
from ..text.tokens import Token, Tokens, fold, normalize_text

__all__ = ["Identifiers", "Match", "is_joint"]

HERE = ""

_ROMAN = {
    numeral: str(number)
    for number, numeral in enumerate(
        "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split(), 1
    )
}
_BEFORE_ROMAN = frozenset(("annex", "chapter", "title", "part", "section", "class"))

_GAP = re.compile(
    r"(?:[._:/()\[\]#&§-]{0,3}| ?§ ?|\)?, ?| ?& ?|[ \n]?\(|\)? ?\(?|\. ?|, ?|[ \n]{1,3}|-\s| ?- | ?: )\Z"
)
_DASHED = re.compile(r"[^0-9]+[0-9]+[-/][0-9]")
_OF = frozenset("of the des der de du del dell della do da".split())


class Match(NamedTuple):
    """Provisions that may be meant: the tokens up to before `last`, their ids, and how they were written.

    `key` is what was read, `short` whether an opening was left out, `worded` whether no digit is in
    it, `numeric` whether only digits are, `headed` whether a word such as "Clause" stands before.
    """

    last: int
    ids: tuple[str, ...]
    key: tuple[str, ...]
    opening_omitted: bool = False
    no_digits: bool = False
    only_digits: bool = False
    with_heading: bool = False


class Identifiers:
    """The identifiers of a standard, of every edition whose structure is there."""

    begins: frozenset[str]  # the words and numbers, folded, with which one can begin

    def __init__(self, register: Register, standard: str, grammar: Grammar) -> None:
        self.standard = standard
        self.grammar = grammar
        self.editions: dict[str, Mapping[str, Raw]] = {}
        self.complete: set[str] = set()
        self.exact: dict[str, str] = {}
        self.whole: dict[tuple[str, ...], list[str]] = {}
        self._tree: dict[str, Any] = {}
        self._heads: dict[str, dict[str, tuple[tuple[str, ...], ...]]] = {}
        self._titles: dict[tuple[str, ...], list[tuple[str, str]]] | None = None
        self.spelled = {
            "".join(fold(written)): fold(each.word)[0]
            for each in grammar.spellings
            for written in (each.word, *each.written)
        }
        self.headings = {word for heading in grammar.headings for word in fold(heading)}
        self._openings = [fold(opening) for opening in grammar.openings]
        self._dashed = False  # whether a sign that joins numbers in lists stands in printed identifiers
        done: set[tuple[str, str]] = set()
        for ref in register.ordered(standard):
            if ref not in register.framework_loaders:
                continue
            raw = register.framework_loaders[ref]()
            provisions = {each["id"]: each for each in raw["provisions"]}
            self.editions[raw["edition"]] = provisions
            if raw["completeness"] == "complete":
                self.complete.add(raw["edition"])
            for name, provision in provisions.items():
                for written in (name, *provision.get("aliases", ())):
                    if (written, name) not in done:
                        done.add((written, name))
                        self._enter(written, name, written != name)
        spelt = {written for written, word in self.spelled.items() if word in self._tree}
        self.begins = frozenset(self._tree) | self.headings | spelt

    # ------------------------------------------------------------ growing

    def _enter(self, written: str, name: str, alias: bool) -> None:
        tokens = Tokens(normalize_text(written))
        same = self.whole.setdefault(tuple(token.value for token in tokens), [])
        if name not in same:
            same.append(name)
        words = [token for token in tokens if not token.is_number]
        if alias and (len(words) > 3 or (len(tokens) > 1 and len(words) == len(tokens))):
            return  # a former title, which is looked at as a title
        self._dashed = self._dashed or bool(not alias and _DASHED.match(name))
        if self.grammar.exact:
            self.exact.setdefault(written, name)
            if not alias:
                return
        key = self._key(tokens)
        digits = tuple(token.written for token in tokens if token.is_number)
        for short, part in self._shortened(key):
            node = self._tree
            for word in part:
                node = node.setdefault(word, {})
            ends = node.setdefault(HERE, [])
            if (name, digits, short) not in ends:
                ends.append((name, digits, short))

    def _key(self, tokens: Tokens) -> tuple[str, ...]:
        words: list[str] = []
        for token in tokens:
            word = self._word(token, words)
            if word in self.headings and word != "annex":
                continue
            words.append(word)
        return tuple(words) or tuple(token.value for token in tokens)

    def _word(self, token: Token, before: list[str]) -> str:
        """A token as it stands in keys: one spelling, Roman numbers as digits, and "1a" apart from "1(a)"."""
        word = self.spelled.get(token.value, token.value)
        if before and before[-1] in _BEFORE_ROMAN:
            return _ROMAN.get(word, word)
        glued = token.gap == "" and before and before[-1].isdigit() and not token.is_number
        return f"-{word}" if glued else word

    def _shortened(self, key: tuple[str, ...]) -> Iterable[tuple[bool, tuple[str, ...]]]:
        yield False, key
        for opening in self._openings:
            if key[: len(opening)] == opening and len(key) > len(opening):
                yield True, key[len(opening) :]

    # ------------------------------------------------------------ finding

    def at(self, tokens: Tokens, first: int) -> Match | None:
        """The longest identifier that begins at a token."""
        best = self._walk(tokens, first, False)
        if tokens[first].value in self.headings:
            inside = self._inside_out(tokens, first)
            if inside is not None:
                return inside
        position = first
        while position < len(tokens) and position - first < 3 and tokens[position].value in self.headings:
            position += 1
            if position == len(tokens) or not _GAP.match(tokens[position].gap):
                break
            past = self._walk(tokens, position, True)
            if past is not None and (best is None or past.last > best.last):
                best = past
        return best

    def _inside_out(self, tokens: Tokens, first: int) -> Match | None:
        """An identifier from its last part to its first: "point (a) of Article 5(1)"."""
        parts: list[str] = []
        position = first
        while position + 2 < len(tokens) and len(parts) < 3 and tokens[position].value in self.headings:
            part = tokens[position + 1]
            if not part.is_number and len(part.value) > 2:
                return None
            parts.insert(0, part.value)
            position += 2
            while position < len(tokens) and tokens[position].value in _OF:
                position += 1
        if not parts or position >= len(tokens) or tokens[position - 1].value not in _OF:
            return None
        outer = self._walk(tokens, position, False)
        if outer is None:
            return None
        node: Any = self._tree
        for word in (*outer.key, *parts):
            node = node.get(word, {})
        names = tuple(dict.fromkeys(name for name, _, _ in node.get(HERE, ())))
        key = (*outer.key, *parts)
        return Match(outer.last, names, key) if names else None

    def _walk(self, tokens: Tokens, first: int, with_heading: bool) -> Match | None:
        node: Any = self._tree
        best = None
        position = first
        key: list[str] = []
        digits: list[str] = []
        while position < len(tokens):
            token = tokens[position]
            gap = token.gap
            if position > first and not _GAP.match(gap):
                break
            word = self._word(token, key)
            below = node.get(word)
            if (
                below is not None
                and position > first
                and token.is_number
                and tokens[position - 1].is_number
                and (gap[0] in " \n,:" or gap[-1] in " \n")
                and "§" not in gap
            ):
                below = None  # "5 1" is two numbers
            if below is not None and not self._dashed and is_joint(tokens, first, position):
                below = None
            if below is None:
                if position > first and key and word in self.headings:
                    position += 1
                    continue
                break
            if (
                position > first
                and "," in gap
                and token.is_number
                and tokens[position - 1].value not in self.headings
            ):
                break
            node = below
            key.append(word)
            if token.is_number:
                digits.append(token.written)
            position += 1
            ends = node.get(HERE, ())
            # "ID.AM-1" of one edition and "ID.AM-01" of the next are told apart by their zeros.
            written = [each for each in ends if list(each[1]) == digits] if len(ends) > 1 else ()
            for name, printed, short in written or ends:
                if _padded(digits, printed):
                    if best is None or best.last < position:
                        best = self._match(position, name, key, short, with_heading)
                    elif best.opening_omitted == short:
                        best = best._replace(ids=(*best.ids, name))
                    elif best.opening_omitted:
                        best = self._match(position, name, key, short, with_heading)
        return best

    def _match(
        self, last: int, name: str, key: list[str], opening_omitted: bool, with_heading: bool
    ) -> Match:
        numbers = [word.isdigit() for word in key]
        return Match(last, (name,), tuple(key), opening_omitted, not any(numbers), all(numbers), with_heading)

    def continued(self, before: Match, tokens: Tokens, first: int) -> Match | None:
        """What a list goes on with: "1.3" after "GOVERN 1.1", "(b)" after "Article 5(1)(a)"."""
        position = first
        part: list[str] = []
        digits: list[str] = []
        best = None
        while position < len(tokens) and len(part) < 4:
            token = tokens[position]
            if position > first and token.gap not in (".", "(", ")(", "-", ""):
                break
            value = token.value
            if position == first and before.key[-2:-1] and before.key[-2] in _BEFORE_ROMAN:
                value = _ROMAN.get(value, value)  # "Annexes I and III"
            if not value.isdigit() and len(value) > 1:
                break
            part.append(value)
            digits += [token.written] if token.is_number else []
            position += 1
            key = before.key[: -len(part)] + tuple(part)
            same = [a.isdigit() == b.isdigit() for a, b in zip(key, before.key, strict=False)]
            if len(part) >= len(before.key) or not all(same) or key == before.key:
                continue
            node: Any = self._tree
            for word in key:
                node = node.get(word, {})
            names = tuple(
                name
                for name, printed, _ in node.get(HERE, ())
                if _padded(digits, printed[-len(digits) or None :])
            )
            if names:
                best = Match(
                    position,
                    names,
                    key,
                    before.opening_omitted,
                    False,
                    before.only_digits,
                    before.with_heading,
                )
        return best

    def between(self, first: str, last: str) -> tuple[str, ...]:
        """The identifiers between two of the same sort, in the order of an edition that has both."""
        for provisions in reversed(self.editions.values()):
            if first in provisions and last in provisions:
                names = list(provisions)
                here, there = provisions[first], provisions[last]
                within = names[names.index(first) + 1 : names.index(last)]
                inside = here.get("parent") if here.get("parent") == there.get("parent") else None
                return tuple(
                    name
                    for name in within
                    if provisions[name].get("kind") == here.get("kind") == there.get("kind")
                    and inside in (None, provisions[name].get("parent"))
                )
        return ()

    # ------------------------------------------------------------ titles

    def titles(self, name: str) -> dict[str, tuple[str, ...]]:
        """The titles that a provision has in each edition which has it, former ones included."""
        found = {}
        for edition, provisions in self.editions.items():
            raw = provisions.get(name)
            if raw is not None:
                aliases = [alias for alias in raw.get("aliases", ()) if " " in alias]
                found[edition] = tuple(filter(None, (raw.get("title"), raw.get("label"), *aliases)))
        return found

    def heads(self, name: str) -> dict[str, tuple[tuple[str, ...], ...]]:
        """The words of the titles that a provision has in each edition which has it."""
        found = self._heads.get(name)
        if found is None:
            every = self.titles(name).items()
            found = {edition: tuple(map(significant, titles)) for edition, titles in every}
            self._heads[name] = found
        return found

    def related(self, edition: str, one: str, other: str) -> bool:
        """Whether of two provisions one stands somewhere above the other."""
        return one in self._above(edition, other) or other in self._above(edition, one)

    def _above(self, edition: str, name: str) -> set[str]:
        provisions = self.editions[edition]
        above = set()
        while name in provisions and provisions[name].get("parent"):
            name = provisions[name]["parent"]
            above.add(name)
        return above

    def titled(self, words: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        """The provisions (edition, id) whose title is exactly these words."""
        if self._titles is None:
            titles: dict[tuple[str, ...], list[tuple[str, str]]] = {}
            for edition, provisions in self.editions.items():
                for name, raw in provisions.items():
                    if raw.get("title"):
                        titles.setdefault(significant(raw["title"]), []).append((edition, name))
            self._titles = titles
        return tuple(self._titles.get(words, ()))


def is_joint(tokens: Tokens, first: int, position: int) -> bool:
    """Whether a dash or slash between two numbers joins two identifiers: "Articles 9-15", "Art.5/6/50".

    It does behind a word and its number where the second number is greater. "art-5-1" and "A.6-2-2"
    are one identifier, and so is "5.1-2", which some print so.
    """
    token, before = tokens[position], tokens[position - 1]
    return (
        token.gap in ("-", "/")
        and token.is_number
        and position - first > 1
        and before.is_number
        and before.gap in (" ", ". ", ".")
        and not tokens[position - 2].is_number
        and (len(token.value), token.value) > (len(before.value), before.value)
    )


def _padded(written: list[str], printed: tuple[str, ...]) -> bool:
    """Whether the numbers are padded with zeros no further than people do."""
    if len(written) > len(printed):
        printed = (*("0" for _ in range(len(written) - len(printed))), *printed)
    for here, there in zip(reversed(written), reversed(printed), strict=False):
        if (
            here != there
            and here[0] == "0"
            and len(here) > 1
            and (there[0] == "0" or len(here) > max(len(there), 2))
        ):
            return False  # "R001" is not "R0001", but "C05" is "C5"
    return True
