"""Names that several documents share: the page tells which of them is meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise

from ..lexicon import Lexicon
from ..lexicon.document_names import LAW_KINDS, NameMatch
from ..text.tokens import Tokens, fold
from .other_countries import is_of_other_country
from .sister_lists import as_sister_list

__all__ = ["OTHERS_OF_PUBLISHER", "of_other_bodies", "settle_names", "without_publishers"]

#: The acronym of a body has at least so many letters, and at most so many.
SHORTEST_BODY, LONGEST_BODY = 3, 6

#: So many words before and after an acronym tell its sense.
WORDS_AROUND = 10

#: Acronyms that stand for something else as well: words of that, and words of the document.
_OTHER_SENSES = {
    "dora": (
        frozenset("metrics metric mttr devops velocity".split()),
        frozenset(
            "article articles art regulation act eu ict resilience financial compliance nis2 gdpr".split()
        ),
    ),
    "cra": (
        frozenset("credit rating ratings agency agencies revenue canada reinvestment lending".split()),
        frozenset("cyber resilience cyberresilience 2024/2847".split()),
    ),
}

#: Acronyms of publishers that name a list of theirs, unless a page is about others of theirs: words of those.
OTHERS_OF_PUBLISHER = {"cis": frozenset(("benchmark", "benchmarks"))}

#: Libraries and commands of what those others are about.
_THEIR_PROGRAMS = frozenset("boto botocore azurerm kubelet kubectl dockerd gcloud".split())

#: What behind an acronym does not name the list: "cis_control", "CIS controls"; "CIS Controls" does.
_ENTRIES = frozenset(("control", "Control", "CONTROL", "controls"))

#: The words of such another document are within so many.
LONGEST_OTHER = 8

#: What a name is about that says no more than that.
_SUBJECTS = frozenset(("ai", "cybersecurity"))

#: Words in capitals that are no body.
_WORDS = frozenset("AND FOR THE WITH USE USING VIA PER NOT ALL NEW OUR FULL BOTH FROM INTO MAP".split())


def settle_names(lexicon: Lexicon, tokens: Tokens, names: list[NameMatch]) -> list[NameMatch]:
    """Return the names of a page, those that several documents share as the one that the page tells.

    Examples::

        owasp-agentic@2026                  the Top 10, as only it has this edition
        OWASP Agentic T6                    the threats, as only they have this identifier
        nist_rmf: [MAP 1.1]                 the AI RMF, as its identifiers are on the page
        TS 4213 … [iso4213](#iso4213)       the specification, as only it is named in full
        Secure AI Framework (SAIF) … SAIF   the framework, as the page says what the letters stand for
        nist-rmf beside nist-ai-rmf         SP 800-37, as the page keeps the two apart

    Args:
        lexicon: The names and identifiers to recognise.
        tokens: The tokens of the page.
        names: The names in it, in order.
    """
    if not any(name.alternatives for name in names):
        return names
    told = _ToldByPage(lexicon, tokens, names)
    return [_settled(lexicon, tokens, told, name) if name.alternatives else name for name in names]


def of_other_bodies(lexicon: Lexicon, tokens: Tokens, names: list[NameMatch]) -> list[NameMatch]:
    """Return the names of a page, those before which another body stands as names of what is not recorded.

    Examples::

        ADGM FSRA AI RMF      a framework of that regulator, not NIST's
        RBI Cybersecurity Framework     another one
        lead time (DORA)      measures of software delivery, not the act
        CIS 4.3               a recommendation, where the page names the CIS Docker Benchmark alone
        NIST AI RMF, AI RMF   NIST's
        OWASP Top 10 of mobile apps      another list, as `as_sister_list` tells

    Args:
        lexicon: The names and identifiers to recognise.
        tokens: The tokens of the page.
        names: The names in it, in order.
    """
    stops = {name.stop for name in names}
    others = _acronyms_of_others(tokens, names)
    return [
        name._replace(standard="", edition=None, alternatives=(), weak=False, needs_company=False)
        if (name.standard and is_of_other_country(tokens, name))
        or (
            name.first
            and name.standard
            and (
                _follows_body(lexicon, tokens, name, stops)
                or _has_other_sense(tokens, name)
                or (tokens.values[name.first] in others and _is_of_entries(tokens, name))
            )
        )
        else as_sister_list(lexicon, tokens, name)
        for name in names
    ]


def _acronyms_of_others(tokens: Tokens, names: Iterable[NameMatch]) -> list[str]:
    """Return the acronyms of publishers by which a page means other documents than the lists known by them.

    Args:
        tokens: The tokens of the page.
        names: The names in it.
    """
    values = tokens.values
    return [
        acronym
        for acronym, words in OTHERS_OF_PUBLISHER.items()
        if acronym in values
        and (
            not _THEIR_PROGRAMS.isdisjoint(values)
            or any(
                value == acronym and not words.isdisjoint(values[number : number + LONGEST_OTHER])
                for number, value in enumerate(values)
            )
        )
        and not any(
            name.standard and values[name.first] == acronym and not _is_of_entries(tokens, name)
            for name in names
        )
    ]


def _is_of_entries(tokens: Tokens, name: NameMatch) -> bool:
    """Tell whether a name is an acronym, or that and a word for entries: "CIS", "cis_control"."""
    return all(token.text in _ENTRIES for token in tokens[name.first + 1 : name.stop])


def _has_other_sense(tokens: Tokens, name: NameMatch) -> bool:
    """Tell whether the words around an acronym are of what else it stands for, and none of the document.

    Args:
        tokens: The tokens of the page.
        name: The name.
    """
    sense = _OTHER_SENSES.get(tokens.values[name.first]) if name.stop == name.first + 1 else None
    if sense is None:
        return False
    around = tokens.values[max(name.first - WORDS_AROUND, 0) : name.stop + WORDS_AROUND]
    return not sense[0].isdisjoint(around) and sense[1].isdisjoint(around)


def _follows_body(lexicon: Lexicon, tokens: Tokens, name: NameMatch, stops: set[int]) -> bool:
    """Tell whether the acronym of a body stands before a name that only says what it is about.

    Args:
        lexicon: The names and identifiers to recognise.
        tokens: The tokens of the page.
        name: The name.
        stops: Where names end.
    """
    if name.stop - name.first < 2 or name.first in stops or tokens.values[name.first] not in _SUBJECTS:
        return False
    body = tokens[name.first - 1]
    is_acronym = (
        tokens[name.first].gap == " "
        and body.text.isupper()
        and body.text.isalpha()
        and body.text not in _WORDS
    )
    if not is_acronym or not SHORTEST_BODY <= len(body.text) <= LONGEST_BODY:
        return False
    if lexicon.is_publisher(body, name.standard) or body.value in lexicon.openings:
        return False
    if any(sorted(word) == sorted(body.value) for word in lexicon.company_words(name.standard)):
        return False  # "NSIT AI RMF" is misspelt
    return lexicon.register.raw(lexicon.register.ordered(name.standard)[-1])["kind"] not in LAW_KINDS


class _ToldByPage:
    """What a page tells of the names that several documents share, found once for all names alike."""

    def __init__(self, lexicon: Lexicon, tokens: Tokens, names: Sequence[NameMatch]) -> None:
        self._lexicon, self._tokens, self._names = lexicon, tokens, names
        self._by_identifier: dict[tuple[str, ...], list[str]] = {}
        self._by_line: dict[tuple[str, ...], dict[int, set[str]]] = {}
        self._expanded: dict[str, set[str]] | None = None
        self._lines: list[int] = []  # the number of the line of each token, once it is asked for
        self._keys: frozenset[tuple[str, ...]] | None = None

    def with_identifier(self, candidates: tuple[str, ...]) -> list[str]:
        """Return the documents of which the page has an identifier."""
        found = self._by_identifier.get(candidates)
        if found is None:
            places = range(len(self._tokens))
            found = _with_identifier(self._lexicon, self._tokens, places, candidates)
            self._by_identifier[candidates] = found
        return found

    def expanded(self, name: NameMatch, candidates: tuple[str, ...]) -> list[str]:
        """Return the documents for which the page says that a name of one word stands: "Acme Rules (ACR)".

        Args:
            name: The shared name.
            candidates: The documents that it can be of.
        """
        if name.stop - name.first != 1:
            return []
        if self._expanded is None:
            self._expanded = {}
            for one, other in pairwise(self._names):
                word, meant = self._expansion(one, other)
                self._expanded.setdefault(word, set()).add(meant)
        return sorted(self._expanded.get(self._tokens.values[name.first], set()).intersection(candidates))

    def _expansion(self, one: NameMatch, other: NameMatch) -> tuple[str, str]:
        """Return the word that two names explain, and its document; empty where they explain none.

        Examples::

            Acme Rules (ACR)
            ACR (Acme Rules)
        """
        if other.first != one.stop or "(" not in self._tokens[other.first].gap:
            return "", ""
        short, long = sorted((one, other), key=lambda name: name.stop - name.first)
        is_plain = short.stop - short.first == 1 and not long.alternatives
        return (self._tokens.values[short.first], long.standard) if is_plain else ("", "")

    def has_key_beside(self, name: NameMatch) -> bool:
        """Tell whether the page has a name as a key, and that with "ai" inside: nist-rmf, nist-ai-rmf."""
        tokens, values = self._tokens, self._tokens.values
        if self._keys is None:
            self._keys = frozenset(
                tuple(values[each.first : each.stop])
                for each in self._names
                if all(tokens[place].gap in ("-", "_") for place in range(each.first + 1, each.stop))
            )
        first, *rest = values[name.first : name.stop]
        return {(first, *rest), (first, "ai", *rest)} <= self._keys

    def named(self, name: NameMatch, candidates: tuple[str, ...]) -> list[str]:
        """Return the documents that the line of a name names in full, or else those that the page does."""
        by_line = self._by_line.get(candidates)
        if by_line is None:
            by_line = self._by_line[candidates] = self._find_lines(candidates)
        if not by_line:
            return []
        lines = self._lines
        near = by_line.get(lines[name.first], set()) | by_line.get(lines[name.stop - 1], set())
        return sorted(near or set().union(*by_line.values()))

    def _find_lines(self, candidates: tuple[str, ...]) -> dict[int, set[str]]:
        """Return the lines with names of one of the documents alone, each with these documents."""
        unshared = [
            each
            for each in self._names
            if not each.alternatives and each.standard in candidates
            and not (each.weak and each.stop == each.first + 1)  # "nist" in "nist-sp800-30"
        ]  # fmt: skip
        if unshared and not self._lines:
            self._lines = list(accumulate("\n" in token.gap for token in self._tokens))
        found: dict[int, set[str]] = {}
        for each in unshared:
            for place in (each.first, each.stop - 1):
                found.setdefault(self._lines[place], set()).add(each.standard)
        return found


def _settled(lexicon: Lexicon, tokens: Tokens, page: _ToldByPage, name: NameMatch) -> NameMatch:
    """Return a shared name as that of one document; as it is, or weak, where the page does not tell.

    Args:
        lexicon: The names and identifiers to recognise.
        tokens: The tokens of the page.
        page: What the page tells.
        name: The shared name.
    """
    candidates = (name.standard, *name.alternatives)
    for told in (
        _with_edition(lexicon, tokens, name, candidates),
        _with_identifier(lexicon, tokens, [name.stop], candidates),
        page.expanded(name, candidates),
        page.named(name, candidates) if not page.has_key_beside(name) else (),
        page.with_identifier(candidates),
        _with_alias(lexicon, tokens, name, candidates),
    ):
        if len(told) == 1:
            return name._replace(standard=told[0], alternatives=())
    return name


def _with_edition(lexicon: Lexicon, tokens: Tokens, name: NameMatch, candidates: Sequence[str]) -> list[str]:
    """Return the documents that have the edition after a name."""
    editions = lexicon.names.editions
    return [each for each in candidates if editions.match_edition_at(tokens, name.stop, each).edition]


def _with_identifier(
    lexicon: Lexicon, tokens: Tokens, places: Sequence[int], candidates: Sequence[str]
) -> list[str]:
    """Return the documents that have an identifier at one of the places, with a word in capitals.

    One capital is enough where two numbers follow: "Measure 2.6".
    """
    found = []
    for each in candidates:
        identifiers = lexicon.identifiers(each)
        words = {word for word in identifiers.first_words if word and not word[0].isdigit()}
        for place in places:
            if place >= len(tokens) or tokens.values[place] not in words or tokens[place].text.islower():
                continue
            match = identifiers.match_at(tokens, place)
            is_long = tokens[place].text.isupper() or (match is not None and len(match.key) > 2)
            if match is not None and match.ids and not match.no_digits and is_long:
                found.append(each)
                break
    return found


def _with_alias(lexicon: Lexicon, tokens: Tokens, name: NameMatch, candidates: Sequence[str]) -> list[str]:
    """Return the documents whose records have a name, rather than the list of how people write them."""
    written = tuple(tokens.values[name.first : name.stop])
    return [
        each
        for each in candidates
        for ref in lexicon.register.ordered(each)[-1:]
        for raw in (lexicon.register.raw(ref),)
        if any(fold(alias) == written for alias in (raw["designation"], *raw.get("aliases", ())))
    ]


def without_publishers(lexicon: Lexicon, tokens: Tokens, names: list[NameMatch]) -> list[NameMatch]:
    """Return names without those that are only a publisher of which the page names another document.

    Examples::

        nist: MAP 1.1                    the AI RMF, by "nist" alone
        nist-800-53 … nist-rmm: MP-2     not the AI RMF
        owasp_2021: A01                  the Top 10, as no other document of the page has this edition

    Args:
        lexicon: The names and identifiers to recognise.
        tokens: The tokens of the page.
        names: The names in it, in order.
    """
    lone = {
        number
        for number, name in enumerate(names)
        if name.weak and name.stop == name.first + 1 and name.standard
        and lexicon.is_publisher(tokens[name.first], name.standard)
    }  # fmt: skip
    if not lone:
        return names
    others = {name.standard for number, name in enumerate(names) if number not in lone and name.standard}
    return [
        name
        for number, name in enumerate(names)
        if number not in lone
        or not any(lexicon.is_publisher(tokens[name.first], each) for each in others - {name.standard})
        or _is_only_with_edition(lexicon, tokens, name, others)
    ]


def _is_only_with_edition(lexicon: Lexicon, tokens: Tokens, name: NameMatch, others: set[str]) -> bool:
    """Tell whether an edition follows a publisher that only the document meant by it has.

    Args:
        lexicon: The names and identifiers to recognise.
        tokens: The tokens of the page.
        name: The publisher, as the name of a document.
        others: The documents that the page names.
    """
    candidates = {each for each in others if lexicon.is_publisher(tokens[name.first], each)}
    return _with_edition(lexicon, tokens, name, sorted({name.standard, *candidates})) == [name.standard]
