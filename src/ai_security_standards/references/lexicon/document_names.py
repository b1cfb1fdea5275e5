"""What documents are called: every name, and how editions are told apart, as a tree of words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ..._store.register import Register
from ..._store.shapes import Raw
from ...records.grammars import Grammar
from ..text.tokens import Tokens, fold, normalize_text
from .edition_names import EditionNames
from .unregistered import FOREIGN

__all__ = ["Named", "DocumentNames"]

Tree = dict[str, Any]

#: Where a tree of words keeps what ends there.
HERE = ""

#: Words that a name can have or lack.
FILLING = frozenset(
    "an and at de der des die du en et for für in la las les los of on pour s the to von zu".split()
)

#: How many of them may stand one after another.
MOST_FILLING = 4

#: How many bodies and document types a designation begins with at most: "DIN EN ISO/IEC TR".
MOST_BODIES = 6

# "ISO/IEC FDIS 27090", "DIN EN ISO/IEC 42001", "ISO 24028": bodies, national prefixes and document
# types come and go; the number stays. ISO/IEC Directives, Part 1; CEN-CENELEC Internal Regulations.
_BODIES = frozenset(("iso", "iec"))
_BEFORE = frozenset("din en bs nf uni une sist ds ss nen oenorm prenen pren jis sn csa ansi incits".split())
_TYPES = frozenset("iec iso tr ts pas dis fdis cd wd awi prf is dtr dts cdts cdtr guide np pwi".split())

# "CVE-2024-1689" is no regulation.
_COUNTED = frozenset(("cve", "cnvd", "euvd", "ghsa"))

_BETWEEN_DIGITS = re.compile(r"(?<=\d) (?=\d)")
_GAP = re.compile(r"[ \t\n\r\-_./:,'’()&;+#@|=\[\]~]{0,4}\Z")


class Named(NamedTuple):
    """A name in a text: the standard, the edition if told, and its tokens from `first` to before `last`.

    `standard` is "" for a law or standard outside the register; `weak` marks a name that is one
    common word or a bare number, which means little without an identifier.
    """

    standard: str
    edition: str | None
    first: int
    last: int
    weak: bool
    other: tuple[str, ...] = ()


class DocumentNames:
    """The names of every document of a register."""

    def __init__(self, register: Register, grammars: Mapping[str, Grammar]) -> None:
        self._tree: Tree = {}
        self.editions = EditionNames()
        self.words: dict[str, str] = {}
        for standard in register.editions:
            self._add_standard(register, standard)
            self._enter(standard, standard, None, namespace=True)
        for standard, grammar in grammars.items():
            for each in grammar.editions:
                for written in each.written:
                    self.editions.add(standard, each.edition, written)
            for name in grammar.names:
                self._enter(name, standard, None, always=True)
            for name in grammar.namespaces:
                self._enter(name, standard, None, namespace=True)
        for (standard, edition), address in _addresses(register):
            self._enter(address, standard, edition, always=True)
        for key in FOREIGN:
            self._grow(key, ("", None, "name" if len(key) > 1 else "foreign"))

        self.begins = frozenset(self._tree) | _BODIES | _BEFORE

    # ------------------------------------------------------------ growing

    def _add_standard(self, register: Register, standard: str) -> None:
        refs = register.ordered(standard)
        raws = [register.raw(ref) for ref in refs]
        for raw in raws:
            for written in (raw["edition"], raw.get("version"), raw.get("published", "")[:4]):
                if written:
                    self.editions.add(standard, raw["edition"], written)
            if raw.get("published", "")[4:]:
                self.editions.add(standard, raw["edition"], raw["published"][:7])
        numbers = {tuple(filter(str.isdigit, fold(raw["designation"]))) for raw in raws}
        for raw in raws:
            last = raw is raws[-1]
            written = [raw["designation"], *raw.get("aliases", ())]
            title = self.editions.without(standard, raw["edition"], raw["title"])
            if len(fold(title)) > 3:
                self._enter(title, standard, None, title=True)
            if title != raw["title"]:
                written.append(raw["title"])
            for name in written:
                bare = self.editions.without(standard, raw["edition"], name)
                if bare != name:
                    self._enter(name, standard, raw["edition"])
                    self._enter(bare, standard, None)
                else:
                    # Where each edition has a number of its own (CSWP 6, CSWP 29), the number tells it.
                    told = len(numbers) == len(raws) and name == raw["designation"]
                    own = len(raws) > 1 and (told or not last)
                    self._enter(name, standard, raw["edition"] if own else None)
            number = raw.get("number")
            if number:
                self._enter(number, standard, None, weak=_COUNT.fullmatch(number) is not None)

    def _enter(
        self,
        name: str,
        standard: str,
        edition: str | None,
        weak: bool = False,
        namespace: bool = False,
        always: bool = False,
        title: bool = False,
    ) -> None:
        tokens = Tokens(normalize_text(name))
        if sum(len(token.written) for token in tokens) < 3:
            return  # what is left of "C(2025) 5052" without its year names nothing
        keys = list(_variants(tuple(token.value for token in tokens)))
        joined = _BETWEEN_DIGITS.sub("", name)  # "TS 104 223" is written "TS 104223" as well
        keys += _variants(fold(joined)) if joined != name else ()
        letters = [token for token in tokens if not token.is_number]
        how = "name"
        if title:
            how = "title"
        elif namespace:
            how = "namespace"
        elif weak:
            how = "weak"
        elif len(tokens) == 1 and (letters and letters[0].written.isupper()):
            how = "strict"
        elif len(tokens) == 1 and not always:
            how = "exact"
        for key in keys:
            self._grow(key, (standard, edition, how))
        if how in ("strict", "exact"):
            self.words[keys[0][0]] = tokens[0].written

    def _grow(self, key: tuple[str, ...], found: tuple[str, str | None, str]) -> None:
        key = tuple(word for word in key if word not in FILLING) or key
        node = self._tree
        for word in key:
            node = node.setdefault(word, {})
        ends = node.setdefault(HERE, [])
        if found not in ends:
            ends.append(found)

    # ------------------------------------------------------------ finding

    def all(self, tokens: Tokens) -> list[Named]:
        """The names in a text, none inside another."""
        found = []
        begins = self.begins
        stop = 0
        for first in [place for place, value in enumerate(tokens.values) if value in begins]:
            named = self.at(tokens, first) if first >= stop else None
            if named is not None:
                found.append(named)
                stop = named.last
        return found

    def at(self, tokens: Tokens, first: int) -> Named | None:
        """The longest name that begins at a token."""
        if first and tokens[first - 1].value in _COUNTED and tokens[first].gap == "-":
            return None
        best: tuple[int, list[tuple[str, str | None, str]]] | None = None
        token = tokens[first]
        starts = [(first, self._tree)]
        if token.value in _BODIES or token.value in _BEFORE:
            starts.append(self._without_body(tokens, first))
        for position, node in starts:
            found = self._walk(tokens, position, first, node)
            if found is not None and (best is None or found[0] > best[0]):
                best = found
        if best is None:
            return None
        last, ends = best
        fitting = [end for end in ends if self._fits(end[2], tokens, first, last)]
        if len(fitting) > 1 and any(end[2] == "name" for end in fitting):
            fitting = [end for end in fitting if end[2] != "namespace"]
        if not fitting:
            return None
        european = token.value in _BEFORE
        fitting.sort(key=lambda end: (not end[0], end[0].startswith("en-") != european))
        standard, edition, how = fitting[0]
        alike = [end for end in fitting if end[0].startswith("en-") == standard.startswith("en-")]
        others = tuple(dict.fromkeys(end[0] for end in alike if end[0] not in (standard, "")))
        weak = how in ("weak", "namespace") or (
            how in ("strict", "exact") and not self._proper(tokens, first)
        )
        return Named(standard, edition, first, last, weak, others)

    def _without_body(self, tokens: Tokens, first: int) -> tuple[int, Tree]:
        """Past national prefixes, bodies and document types, which all count as "iso"."""
        position = first
        end = min(len(tokens), first + MOST_BODIES)
        while position < end and tokens[position].value in _BEFORE:
            position += 1
        if position == end or tokens[position].value not in _BODIES:
            return first, {}
        while position < end and tokens[position].value in _TYPES:
            position += 1
        return position, self._tree.get("iso ", {})

    def _walk(self, tokens: Tokens, position: int, first: int, node: Tree) -> tuple[int, Any] | None:
        best = None
        filling = 0
        while position < len(tokens):
            token = tokens[position]
            if position > first and not _GAP.match(token.gap):
                break
            below = node.get(token.value)
            if below is None:
                if position > first and token.value in FILLING and filling < MOST_FILLING:
                    position += 1
                    filling += 1
                    continue
                break
            node = below
            position += 1
            if HERE in node:
                best = (position, node[HERE])
        return best

    def _fits(self, how: str, tokens: Tokens, first: int, last: int) -> bool:
        token = tokens[first]
        if how == "strict":
            written = token.written.isupper() or self._is_prefix(tokens, last)
            return written and not self._is_code(tokens, last)
        if how == "exact":
            return token.written == self.words[token.value] or self._is_prefix(tokens, last)
        if how == "namespace":
            return self._is_prefix(tokens, last)
        if how == "title":
            return not token.written.islower()
        return how != "foreign" or not token.written.islower()

    def _proper(self, tokens: Tokens, first: int) -> bool:
        """Whether an acronym is written as such, and long enough to be no other."""
        token = tokens[first]
        return token.written == self.words.get(token.value) and len(token.written) > 3

    def _is_code(self, tokens: Tokens, last: int) -> bool:
        """Whether an acronym is only the beginning of a longer code: "AVID-YYYY-XNNN"."""
        return last < len(tokens) and tokens[last].gap in ("-", "_") and tokens[last].written.isupper()

    def _is_prefix(self, tokens: Tokens, last: int) -> bool:
        """Whether an identifier could hang on what ends before a token, as in "atlas.AML" or "iso:42001"."""
        return last < len(tokens) and tokens[last].gap.strip() in (
            ":",
            ".",
            "/",
            "#",
            ": [",
            ":[",
            "-",
            "_",
            "@",
        )


_ADDRESS = re.compile(r"https?://(?:www\.)?([^?#]+?/[^?#]+?)(?:\.html?)?/?\Z")
_COUNT = re.compile(r"[0-9 .-]+")  # "42001", "26-2", not "2024/1689"
_NUMBERED = re.compile(r"[0-9]{4}")


def _addresses(register: Register) -> Iterator[tuple[tuple[str, str | None], str]]:
    """The addresses of pages that are those of one document only, with its edition if they tell it.

    The last part of such an address has a number of a catalogue or a year in it, or a word of the
    document's names; else it is a page for many. Such a number tells the edition, and so does the
    edition's own name at the end.
    """
    found: dict[str, list[tuple[str, Raw]]] = {}
    for standard in register.editions:
        for raw in map(register.raw, register.editions[standard]):
            page = _ADDRESS.match(raw.get("url", ""))
            if page is not None:
                found.setdefault(page[1], []).append((standard, raw))
    for address, of in found.items():
        standard, raw = of[0]
        last = address.rpartition("/")[2]
        named = {word for name in (standard, raw["designation"], raw["title"]) for word in fold(name)}
        numbered = _NUMBERED.search(last) is not None
        label = fold(raw["edition"])
        told = len(of) == 1 and (numbered or fold(last)[-len(label) :] == label)
        if len({each for each, _ in of}) == 1 and (numbered or named & set(fold(last)) - FILLING):
            yield (standard, raw["edition"] if told else None), address


def _variants(key: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The ways in which a designation is shortened: without its body, with its number in one piece."""
    head, size = key[0], len(key)
    yield key
    if size > 1 and (head in _BODIES or head in _BEFORE):
        position = 0
        while position < len(key) and (key[position] in _BEFORE or key[position] in _BODIES | _TYPES):
            position += 1
        if position < len(key) and key[position].isdigit() and set(key[:position]) & _BODIES:
            yield ("iso ", *key[position:])
    short = key
    if head in ("etsi", "nist") and size > 2:
        kind, short = key[1], key[1:]
        if kind in ("tr", "ts", "en", "gr", "gs", "es", "eg", "sp", "ai", "ir"):
            yield short
        if kind == "sp":
            yield ("special", "publication", *short[1:])
            yield ("nist", "special", "publication", *short[1:])
            yield ("nist", *short[1:])
        if kind == "ir":
            yield ("nistir", *short[1:])
            yield ("internal", "report", *short[1:])
            yield ("interagency", "report", *short[1:])
    if short[:2] in (("gr", "sai"), ("gs", "sai")):
        yield short[1:]
        yield ("etsi", *short[1:])
