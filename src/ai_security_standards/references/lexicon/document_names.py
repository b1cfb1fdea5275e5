"""The names of documents and their editions, as a tree of words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ..._store.lazily import regex
from ..._store.register import Register
from ..._store.shapes import Raw
from ...records.grammars import Grammar
from ..text.tokens import Tokens, fold, normalize_text
from .blocks import Blocks
from .branches import END, StoredTree, Tree, as_json
from .designations import ANY_BODY, BODIES, DOCUMENT_TYPES, NATIONAL_PREFIXES, is_other_part, variants_of
from .edition_names import EditionNames
from .following_words import OPTIONAL_WORDS, FollowingWords
from .other_names import SHARED_NAMES, dated_names, keys_of, names_by_standard
from .page_addresses import page_addresses
from .publisher_acronyms import PublisherAcronyms
from .undated_names import required_words, undated_names
from .unregistered import OTHER_DOCUMENTS
from .written_forms import (
    Form,
    NameEnd,
    form_of,
    has_zeros_of,
    is_free,
    is_prefix_of,
    is_written_as,
    joins,
    needs_company,
    of_written_type,
)

__all__ = ["LAW_KINDS", "DocumentNames", "NameMatch"]

Key = tuple[str, ...]

#: The kinds of documents that are law.
LAW_KINDS = frozenset(("law", "rule", "executive-act"))

#: At most this many optional words stand in a row.
MOST_OPTIONAL_WORDS = 4

#: At most this many bodies and document types open a designation: "DIN EN ISO/IEC TR".
MOST_BODIES = 6

# "CVE-2024-1689" is not a regulation.
_VULNERABILITY_SERIES = frozenset(("cve", "cnvd", "euvd", "ghsa"))

#: Words of publishers' names that are words of everyday language as well.
_EVERYDAY_WORDS = frozenset("ai safe verify foundation".split())

_SPACE_BETWEEN_DIGITS = regex(r"(?<=\d) (?=\d)")
_DAY = regex(r"(?<![0-9-])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9-])")
_VERSION = regex(r"[0-9]{1,2}(?:\.[0-9]+)+")
_BARE_NUMBER = regex(r"[0-9 .-]+")  # "42001", "26-2", not "2024/1689"

#: Words between the two names of a mapping.
_BETWEEN = frozenset(("to", "2", "and", "vs"))


class NameMatch(NamedTuple):
    """The name of a document in a text: the tokens from `first` to before `stop`.

    `standard` is "" for a law or standard outside the register, `edition` None where the name states
    none. `weak` marks one common word or a bare number, which means little without an identifier.
    `alternatives` are further standards with the same name. `needs_company` tells that it is weak
    unless the text names the document or its publisher elsewhere.
    """

    standard: str
    edition: str | None
    first: int
    stop: int
    weak: bool
    alternatives: tuple[str, ...] = ()
    needs_company: bool = False


class DocumentNames:
    """The names of every document in a register."""

    first_words: frozenset[str]  # the folded words with which a name can begin

    def __init__(
        self, register: Register, grammars: Mapping[str, Grammar], stored: Blocks | None = None
    ) -> None:
        """Take the names that are stored, or gather them.

        Args:
            register: The documents.
            grammars: How references to them are written.
            stored: The names, if they are stored.
        """
        self._acronyms: set[str] = set()  # of publishers, in capitals in a name
        self._tree: Tree = {} if stored is None else StoredTree(stored, "names", _end_of)
        self.editions = EditionNames(register.data_version, stored)
        if stored is None:
            self._gather(register, grammars)
        else:
            self._acronyms = set(stored.read("acronyms", ""))
        self.first_words = frozenset(self._tree) | BODIES | NATIONAL_PREFIXES
        self._following = FollowingWords(self._tree)
        self.publishers = PublisherAcronyms(self._tree, self._acronyms, self.first_words)

    # ------------------------------------------------------------ building

    def _gather(self, register: Register, grammars: Mapping[str, Grammar]) -> None:
        """Add the names of every document in a register."""
        publishers = [register.raw(refs[0]) for refs in register.editions.values()]
        self._publishers = frozenset(
            word
            for raw in publishers
            for word in fold(raw["publisher"])
            if word not in _EVERYDAY_WORDS and len(word) > 1 and not word.isdigit()
        )
        self._shared = {(name, fold(word)) for name, each in grammars.items() for word in each.shared}
        self._shared |= SHARED_NAMES
        names = names_by_standard(grammars)
        self._listed = {(standard, fold(name)) for standard in names for name in names[standard]}
        for standard in register.editions:
            self._add_standard(register, standard)
            self._add_name(standard, standard, None, "namespace")
        for standard, grammar in grammars.items():
            for edition in grammar.editions:
                for name in edition.written:
                    self.editions.add_name(standard, edition.edition, name)
            for name in names[standard]:
                self._add_name(name, standard, None, any_case=True)
            for name in (*grammar.namespaces, *keys_of(standard)):
                self._add_name(name, standard, None, "namespace")
        for standard in [each for each in names if each not in grammars and each in register.editions]:
            for name in names[standard]:
                self._add_name(name, standard, None, any_case=True)
        for page in page_addresses(register):
            self._add_name(page.address, page.standard, page.edition, any_case=True)
        for key in OTHER_DOCUMENTS:
            self._add_key(key, NameEnd("", None, "name" if len(key) > 1 else "law"))

    def to_kinds(self) -> dict[str, dict[str, Any]]:
        """Return everything that is stored, by kind and key."""
        return {
            "names": as_json(self._tree),
            "editions": self.editions.to_rows(),
            "ages": {"": self.editions.ages.to_raw()},
            "acronyms": {"": sorted(self._acronyms)},
        }

    def _add_standard(self, register: Register, standard: str) -> None:
        """Add what the records of a standard's editions say about its names."""
        raws = [register.raw(ref) for ref in register.ordered(standard)]
        for raw in raws:
            self._add_edition_names(standard, raw)
        # Where each edition has its own number (CSWP 6, CSWP 29), the designation states the edition.
        numbers = {tuple(filter(str.isdigit, fold(raw["designation"]))) for raw in raws}
        designations_differ = len(raws) > 1 and len(numbers) == len(raws)
        newest = undated_names(self.editions, standard, raws[-1])
        for raw in raws:
            former = raw is not raws[-1]
            title = self.editions.strip_edition(standard, raw["edition"], raw["title"])
            if len(fold(title)) > 3:
                self._add_name(title, standard, None, "title")
            written = (raw["designation"], *raw.get("aliases", ()), *dated_names(standard, raw["edition"]))
            for name in [*written, *([raw["title"]] if title != raw["title"] else [])]:
                is_own = former and (standard, fold(name)) not in self._listed
                is_own = is_own or (designations_differ and name == raw["designation"])
                is_own = is_own and required_words(name) not in newest
                self._add_name_with_edition(name, standard, raw["edition"], is_own)
            if number := raw.get("number"):
                self._add_name(number, standard, None, "number" if _BARE_NUMBER.fullmatch(number) else None)

    def _add_edition_names(self, standard: str, raw: Raw) -> None:
        """Add the edition's id, version, year and month as its names."""
        if raw.get("kind") in LAW_KINDS and not _VERSION.fullmatch(raw["edition"]):
            self.editions.add_law(standard)
        published, version = raw.get("published", ""), raw.get("version", "")
        amended = _DAY.findall(version) if "amended" in version else []
        dates = [day[:length] for day in amended for length in (4, 7)]
        for name in (raw["edition"], version, published[:4], published[:7] if published[4:] else "", *dates):
            if name:
                self.editions.add(standard, raw["edition"], name)

    def _add_name_with_edition(self, name: str, standard: str, edition: str, is_own: bool) -> None:
        """Add a name from an edition's record; `is_own` tells that only this edition has it.

        Args:
            name: The name as printed.
            standard: The id of the document.
            edition: The edition with this name.
            is_own: Whether no other edition has it.
        """
        short = self.editions.strip_edition(standard, edition, name)
        if short != name:
            self._add_name(name, standard, edition)
            self._add_name(short, standard, None)
        else:
            self._add_name(name, standard, edition if is_own else None)

    def _add_name(
        self, name: str, standard: str, edition: str | None, form: Form | None = None, any_case: bool = False
    ) -> None:
        """Add a name in all its variants.

        Args:
            name: The name as printed.
            standard: The id of the document.
            edition: The edition that the name states, if any.
            form: How it must be written; without it, that follows from the name.
            any_case: Whether a single word that is not an acronym may be written in any case.
        """
        tokens = Tokens(normalize_text(name))
        texts = tokens.texts
        if sum(map(len, texts)) < 3:
            return  # what is left of "C(2025) 5052" without its year names nothing
        keys = list(variants_of(tuple(tokens.values)))
        if texts[0].isupper() and len(texts[0]) > 2 and tokens.values[0] in self._publishers:
            self._acronyms.add(tokens.values[0])
        joined = _SPACE_BETWEEN_DIGITS.sub("", name)  # "TS 104 223" is written "TS 104223" as well
        keys += variants_of(fold(joined)) if joined != name else ()
        form = form or form_of(tokens, self._publishers, any_case=any_case)
        if (standard, keys[0]) in self._shared and form != "namespace":
            form = "shared"
        printed = zip(texts, tokens.values, strict=True)
        required = tuple(text for text, value in printed if value not in OPTIONAL_WORDS)
        words = tuple(texts) if form == "phrase" or _is_bare(required) else required
        if (
            any(word in OPTIONAL_WORDS for word in tokens.values)
            and len(required) == 1
            and not _is_bare(required)
        ):
            return  # "in-toto" is the project, and its words are of everyday language
        for key in keys:
            self._add_key(key, NameEnd(standard, edition, form, words))

    def _add_key(self, key: Key, end: NameEnd) -> None:
        """Add a key to the tree, without its optional words, unless only numbers would be left."""
        node = self._tree
        required = tuple([word for word in key if word not in OPTIONAL_WORDS])
        for word in key if _is_bare(required) else required:
            node = node.setdefault(word, {})
        ends = node.setdefault(END, [])
        if end not in ends:
            ends.append(end)

    # ------------------------------------------------------------ matching

    def find_all(self, tokens: Tokens) -> list[NameMatch]:
        """Return the names in a text, in order, none inside another."""
        matches = []
        first_words, following, values = self.first_words, self._following, [*tokens.values, "", ""]
        firsts = [position for position, value in enumerate(values) if value in first_words]
        stop = 0
        for first in [first for first in firsts if values[first + 1] in following[values[first]]]:
            if first < stop or not following.goes_on(*values[first : first + 3]):
                continue
            match = self.match_at(tokens, first)
            is_second = values[stop] in _BETWEEN and first == stop + 1  # "ISO42001_TO_ISO27001"
            if match is not None and is_free(tokens, first, match.stop, (stop + is_second,)):
                matches.append(match)
                stop = match.stop
        return matches

    def match_at(self, tokens: Tokens, first: int) -> NameMatch | None:
        """Match the longest name of a document that begins at a token.

        Pattern: [national prefix | body | document type]{0,6} word ([optional word]{0,4} word)*

        Examples::

            OWASP Top 10 for LLM Applications    owasp-llm-top-10
            DIN EN ISO/IEC 42001                 iso-iec-42001
            nist-ai-rmf-1.0                      nist-ai-rmf, in "nist-ai-rmf-1.0:govern-1.1"
        """
        token = tokens[first]
        if first and tokens[first - 1].value in _VULNERABILITY_SERIES and token.gap == "-":
            return None
        stop, ends = self._walk(tokens, first, first, self._tree)
        if token.value in BODIES or token.value in NATIONAL_PREFIXES:
            position, node = self._after_bodies(tokens, first)
            other_stop, other_ends = self._walk(tokens, first, position, node)
            if other_stop > stop:
                stop, ends = other_stop, other_ends
        ends = [end for end in ends if is_written_as(end, tokens, first, stop)]
        if len(ends) > 1 and any(end.form == "name" for end in ends):
            ends = [end for end in ends if end.form != "namespace"]
        return self._choose(ends, tokens, first, stop) if ends else None

    def _choose(self, ends: list[NameEnd], tokens: Tokens, first: int, stop: int) -> NameMatch:
        """Choose between documents with one name: the European adoption where a prefix asks for it.

        Args:
            ends: What the name may stand for; not empty.
            tokens: The tokens of the text.
            first: The token with which the name begins.
            stop: The token before which it ends.
        """
        european = tokens[first].value in NATIONAL_PREFIXES
        ends = of_written_type(ends, tokens.values[first:stop])
        ends.sort(key=lambda end: (not end.standard, end.standard.startswith("en-") != european))
        standard, edition, form, words = ends[0]
        if edition is None and is_other_part(tokens, first, stop, standard):
            return NameMatch("", None, first, stop + 1, weak=False)
        companionless = needs_company(ends[0])
        lonely = companionless and tokens[first].text == words[0]
        others, is_en = dict.fromkeys(end.standard for end in ends[1:]), standard.startswith("en-")
        kin = [each for each in others if each and each != standard and each.startswith("en-") == is_en]
        weak = (
            form in ("number", "namespace")
            or companionless
            or (form in ("acronym", "word") and not _is_distinctive(words, tokens[first].text))
        )
        return NameMatch(standard, edition, first, stop, weak, tuple(kin), lonely)

    def _after_bodies(self, tokens: Tokens, first: int) -> tuple[int, Tree]:
        """Skip national prefixes, bodies and document types; return the position and the subtree there."""
        position = first
        end = min(len(tokens), first + MOST_BODIES)
        while position < end and tokens[position].value in NATIONAL_PREFIXES:
            position += 1
            if position < end and not is_prefix_of(tokens, position - 1):
                return first, {}
        if position == end or tokens[position].value not in BODIES:
            return first, {}
        while position < end and tokens[position].value in DOCUMENT_TYPES:
            position += 1
        return position, self._tree.get(ANY_BODY, {})

    def _is_cut(self, tokens: Tokens, stop: int, ends: Sequence[NameEnd]) -> bool:
        """Tell whether a name that states an edition ends inside a number.

        Examples::

            AISVS 1.01     in "AISVS 1.1.1"
            CVSS 4         in "CVSS 4.1", as the edition is "4.0"

        Args:
            tokens: The tokens of the text.
            stop: The token before which the name ends.
            ends: What the name may stand for.
        """
        if not tokens.is_number(stop) or tokens[stop].gap != "." or not tokens.is_number(stop - 1):
            return False
        opening = tokens[stop - 1].text + "."
        return any(
            end.edition is not None or self.editions.known.get(end.standard, ("",))[-1].startswith(opening)
            for end in ends
        )

    def _walk(self, tokens: Tokens, first: int, position: int, node: Tree) -> tuple[int, Sequence[NameEnd]]:
        """Follow the tree from a position; return where the longest name stops, and its ends.

        `first` is where the name begins, before any bodies; without a name, nothing ends there.

        Args:
            tokens: The tokens of the text.
            first: The token with which the match begins.
            position: The token from which to follow the tree, after any bodies.
            node: The node at which to begin.
        """
        longest: tuple[int, Sequence[NameEnd]] = (first, ())
        skipped = 0
        values = tokens.values
        while position < len(values):
            value = values[position]
            below = node.get(value)
            may_skip = position > first and value in OPTIONAL_WORDS and skipped < MOST_OPTIONAL_WORDS
            if below is None and not may_skip:
                break  # before any token is built, as in most cases
            if position > first and not joins(tokens, position):
                break
            if below is None:
                position += 1
                skipped += 1
                continue
            node = below
            position += 1
            if END not in node or self._is_cut(tokens, position, node[END]):
                continue
            ends = [end for end in node[END] if not end.edition or has_zeros_of(end, tokens, first, position)]
            if ends:
                longest = (position, ends)
        return longest


def _end_of(raw: Sequence[Any]) -> NameEnd:
    """Return what a complete name means, as it was stored."""
    standard, edition, form, words = raw
    return NameEnd(standard, edition, form, tuple(words))


def _is_bare(required: Key) -> bool:
    """Tell whether only numbers are left of a name without its optional words: "146" of "S. 146"."""
    return all(map(str.isdigit, required))


def _is_distinctive(words: Key, text: str) -> bool:
    """Tell whether an acronym or word is written as printed, and too long to mean anything else."""
    return text == words[0] and len(text) > 3
