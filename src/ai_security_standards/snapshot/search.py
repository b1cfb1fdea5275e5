"""Full-text search over documents and provisions, on SQLite's FTS5."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple
from weakref import finalize

from attrs import frozen

from .._store.fork_locks import SEARCH
from .._store.lazily import cached_property
from ..errors import StandardsError
from ..records.cards import Card
from ..records.names import fold_name, words_of
from ..records.provisions import Provision
from ..records.refs import Ref
from ..records.standards import Standard
from ..tables import Table
from ..vocabulary import Kind, ProvisionKind
from ..vocabulary.criteria import known_value, texts_of
from .ranking import TitleIndex, by_citations, few_of_one_parent
from .terms import SYNONYMS, Term, quoted, read_term, synonyms_of, terms_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..tables.rows import HitCells
    from ..vocabulary.literals import KindText, ProvisionKindText

__all__ = ["SYNONYMS", "Hit", "Hits", "Index"]

_COLUMNS = ("ids", "title", "summary")
#: The weight of a match in each column: for the entry itself, and for the entries below it.
_OWN_WEIGHTS, _INHERITED_WEIGHTS = "8.0, 6.0, 1.6", "0.3, 0.3, 0.0"
#: What is added to the score of what the query names by a reference, where an identifier or title is the
#: query, where it is so but for one misspelling, and where the words are the same.
_NAMED, _EXACT, _MISSPELT, _SAME_WORDS = 90.0, 60.0, 50.0, 24.0
#: The words of a query that may be an identifier or a title; SQLite looks a phrase up in quadratic time.
_MAX_WORDS = 256


@frozen
class Hit(Card):
    """An answer of a search.

    Attributes:
        score: How well it fits, without unit, and no more than that of the hit before it; only hits of
            the same search compare.
        snippet: A passage of the record's own text, or the names of the elements above it, with the
            matches in brackets.
    """

    ref: Ref
    kind: str
    name: str
    score: float
    snippet: str


class Hits(Table[Hit, "HitCells", "Kind | KindText | ProvisionKind | ProvisionKindText"]):
    """The answers of a search, best first."""

    __slots__ = ()

    columns = ("ref", "kind", "name", "score", "snippet")
    noun = "hit"
    words = (*Kind, *ProvisionKind)
    word_field = "kind"


def kinds_of(kind: str | Collection[str] | None) -> frozenset[str] | None:
    """Return the kinds that a search is limited to; None for all.

    Raises:
        UnknownCriterion: A kind does not exist; the message names near misses.
    """
    if kind is None:
        return None
    known = [word.value for words in (Kind, ProvisionKind) for word in words]
    return frozenset(known_value(text.replace("_", "-"), known, "kind") for text in texts_of("kind", kind))


class _Merit(NamedTuple):
    """The score of an entry, and whether its title has just the words of the query."""

    score: float
    is_title: bool


#: An entry as it is indexed: its number, identifiers, title and summary.
Row = tuple[int, str, str, str]


class Index:
    """A full-text index of documents and provisions, built once and safe to share between threads.

    Args:
        documents: The documents to find.
        provisions: The provisions to find, those of a document in its order.
        citations: How many mapping sets cite each standard; 0 where it is not named.
    """

    def __init__(
        self,
        documents: Iterable[Standard],
        provisions: Iterable[Provision],
        citations: Mapping[str, int] | None = None,
    ) -> None:
        self._records: list[Standard | Provision] = [*documents]
        self._documents = {
            (record.id, record.edition): record for record in self._records if isinstance(record, Standard)
        }
        self._records += provisions
        #: The entries above each; the first entry is number 1.
        self._above = self._entries_above()
        self._naming_words: dict[tuple[str, str], frozenset[str]] = {}
        self._citations = citations or {}
        self._words: frozenset[str] | None = None
        self._titles = TitleIndex(self._records)
        self._db = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        finalize(self, self._db.close)
        columns, tokenize = ", ".join(_COLUMNS), "tokenize = 'porter unicode61 remove_diacritics 2'"
        try:
            # The texts stay here, in Python: the index without them is built in half the time. Those
            # few that are shown go through a table of their own, which can cut a snippet.
            self._db.execute(f"CREATE VIRTUAL TABLE entry USING fts5({columns}, {tokenize}, content = '')")
            self._db.execute(f"CREATE VIRTUAL TABLE shown USING fts5({columns}, above, {tokenize})")
        except sqlite3.OperationalError as missing:
            raise StandardsError(
                "search needs an SQLite with FTS5, which this Python does not have: "
                "use a Python build whose sqlite3 module has it"
            ) from missing
        self._texts = list(self._rows())
        self._db.execute("INSERT INTO entry(entry, rank) VALUES ('hashsize', 67108864)")  # all in one go
        self._db.execute("BEGIN")
        self._db.executemany(f"INSERT INTO entry(rowid, {columns}) VALUES (?, ?, ?, ?)", self._texts)
        self._db.execute("COMMIT")

    def _rows(self) -> Iterator[Row]:
        for number, record in enumerate(self._records, 1):
            if isinstance(record, Provision):
                ids = " ".join((record.id, *record.aliases)) if record.aliases else record.id
                yield number, ids, record.title or record.label or "", record.summary or ""
            else:
                names = (str(record.ref), record.designation, record.number, *record.aliases)
                about = (record.summary, record.audience, *record.topics, record.publisher)
                yield number, " ".join(filter(None, names)), record.title, " ".join(filter(None, about))

    def _entries_above(self) -> list[tuple[int, ...]]:
        """Return the entries above each: the document of a provision, and the heading directly above it."""
        above: list[tuple[int, ...]] = [()]
        numbers: dict[tuple[str, str], dict[str | None, int]] = {}
        for number, record in enumerate(self._records, 1):
            if isinstance(record, Standard):
                numbers[record.id, record.edition] = {None: number}
                above.append(())
            else:
                inside = numbers[record.standard, record.edition]
                inside[record.id] = number
                parent = record.parent
                above.append((inside[None],) if parent is None else (inside[None], inside[parent]))
        return above

    @cached_property
    def _numbers(self) -> Mapping[Ref, int]:
        """The number of the entry of each document and provision."""
        return {record.ref: number for number, record in enumerate(self._records, 1)}

    @cached_property
    def _entries_below(self) -> Mapping[int, Sequence[int]]:
        """The entries below each: all provisions of a document, those directly below a heading.

        A match above is found in its own row; to index it again for each entry below costs a quarter.
        """
        below: dict[int, list[int]] = {}
        for number, entries in enumerate(self._above):
            for upper in entries:
                below.setdefault(upper, []).append(number)
        return below

    def search(self, query: str, kinds: frozenset[str] | None, limit: int, named: Iterable[Ref] = ()) -> Hits:
        """Return the best answers to a query; see `Catalog.search`.

        Args:
            query: Words, in any order.
            kinds: The kinds of entries to keep; None for all.
            limit: The largest number of hits.
            named: What the query names by its reference, which comes first.
        """
        words = words_of(query)
        if not words:
            return Hits([])
        terms = [self._term(term) for term in terms_of(words)]
        expressions = [(expression, 0.9) for expression in synonyms_of(terms)]
        expressions += [(term.expression, 1.0) for term in terms]
        with SEARCH:
            scores = self._scores(expressions)
            exact = self._exact_matches(words)
        titles = self._titles
        referred = {self._numbers[ref] for ref in named if ref in self._numbers}
        misspelt = set() if exact or referred else titles.misspelt(words, terms)
        scores = {**dict.fromkeys(misspelt | referred, 0.0), **scores}
        if kinds is not None:
            scores = {number: score for number, score in scores.items() if self._kind(number) in kinds}
        bonuses = dict.fromkeys(misspelt, _MISSPELT) | dict.fromkeys(exact, _EXACT)
        bonuses |= dict.fromkeys(referred, _NAMED)
        bonuses = {number: bonus for number, bonus in bonuses.items() if number in scores}
        # Of some thousands, to sort all is quicker than to keep the largest.
        best_first = sorted(scores, key=scores.__getitem__, reverse=True)
        candidates = {*bonuses, *best_first[: max(200, limit)]}
        final: dict[int, float] = {}
        meant: dict[int, Hashable] = {}
        words_wanted = _words_wanted(terms)
        for number in candidates:
            merit = self._merit(number, scores[number], words_wanted, titles)
            bonus = bonuses.get(number, 0.0)
            final[number] = merit.score + bonus
            meant[number] = self._title_key(number, titles, bonus) if bonus or merit.is_title else number
        ranked = sorted(final, key=lambda number: (-final[number], _ref_text(self._record(number))))
        ranked = by_citations(ranked, meant.__getitem__, self._citations_of)
        best = few_of_one_parent(ranked, self._record)[:limit]
        with SEARCH:
            snippets = self._snippets(expressions, best)
        lowest = accumulate((final[number] for number in best), min)
        return Hits([self._hit(number, score, snippets) for number, score in zip(best, lowest, strict=True)])

    def _record(self, number: int) -> Standard | Provision:
        return self._records[number - 1]  # SQLite counts rows from one

    def _kind(self, number: int) -> str:
        return str(self._record(number).kind.value)

    def _citations_of(self, number: int) -> int:
        return self._citations.get(_standard_of(self._record(number)), 0)

    def _title_key(self, number: int, titles: TitleIndex, bonus: float) -> Hashable:
        """Return what entries share that a query means alike by their title."""
        record = self._record(number)
        is_live = isinstance(record, Provision) and not record.retired
        return titles.words(number), bonus, isinstance(record, Standard), is_live

    def _hit(self, number: int, score: float, snippets: Mapping[int, str]) -> Hit:
        record = self._record(number)
        name = _name(record)
        return Hit(record.ref, self._kind(number), name, round(score, 3), snippets.get(number, name))

    def _merit(
        self, number: int, score: float, words_wanted: Callable[[set[str]], set[str]], titles: TitleIndex
    ) -> _Merit:
        """Return a score with what FTS5 cannot see: the share of the title, and what is retired.

        Args:
            number: The entry.
            score: Its score so far.
            words_wanted: Returns the words of the query, as the words of a title spell them.
            titles: The words of all titles.
        """
        record = self._record(number)
        title = set(titles.words(number))
        wanted = words_wanted(title)
        if isinstance(record, Provision):
            if record.retired:
                score *= 0.5
            elif not record.assessable:
                score *= 0.92
            if record.kind is ProvisionKind.RECITAL:  # it gives the reasons for what is searched
                score *= 0.8
            # Words that name the document, or the provision, are not expected in its title.
            naming = self._words_naming((record.standard, record.edition))
            written = record.id.casefold()
            if any(word in written for word in wanted):  # most identifiers have no word of the query
                naming = naming.union(words_of(written))
            wanted = wanted - naming or wanted
        if wanted == title:
            return _Merit(score + _SAME_WORDS, is_title=True)
        return _Merit(score + 6.0 * len(wanted & title) / len(wanted | title), is_title=False)

    def _words_naming(self, document: tuple[str, str]) -> frozenset[str]:
        """Return the words that name a document."""
        words = self._naming_words.get(document)
        if words is None:
            words = frozenset(words_of(f"{self._documents[document].designation} {document[0]}"))
            self._naming_words[document] = words
        return words

    def _exact_matches(self, words: Sequence[str]) -> set[int]:
        """Return the entries with an identifier, alias, designation or title that is the query itself."""
        if len(words) > _MAX_WORDS:
            return set()
        phrase = " ".join(words)
        sql = "SELECT rowid FROM entry WHERE entry MATCH ? LIMIT 500"
        near = self._db.execute(sql, (f"{{ids title}} : {quoted(phrase)}",))
        return {number for (number,) in near if phrase in map(fold_name, _names(self._record(number)))}

    def _scores(self, expressions: Sequence[tuple[str, float]]) -> dict[int, float]:
        """Return each entry's score: the sum over the expressions that it matches, more for more of them."""
        scores, matched = defaultdict[int, float](float), defaultdict[int, float](float)
        total = sum(weight for _, weight in expressions)
        sql = (
            f"SELECT rowid, bm25(entry, {_OWN_WEIGHTS}), bm25(entry, {_INHERITED_WEIGHTS}) "
            "FROM entry WHERE entry MATCH ?"
        )
        entries_below = self._entries_below
        for match, weight in expressions:
            found = defaultdict[int, float](float)
            for number, own, inherited in self._db.execute(sql, (match,)):
                found[number] -= own
                if inherited:
                    for below in entries_below.get(number, ()):
                        found[below] -= inherited
            for number, score in found.items():
                scores[number] += score * weight
                matched[number] += weight
        return {number: score * (matched[number] / total) ** 2 for number, score in scores.items()}

    def _term(self, term: str) -> Term:
        """Return what a word of a query stands for; similar words are sought outside the lock."""
        return read_term(term, self._is_common, self._vocabulary)

    def _is_common(self, expression: str) -> bool:
        """Tell whether at least four entries match an expression."""
        sql = "SELECT 1 FROM entry WHERE entry MATCH ? LIMIT 4"
        with SEARCH:
            return len(self._db.execute(sql, (expression,)).fetchall()) == 4

    def _vocabulary(self) -> frozenset[str]:
        """Return every word of identifiers, titles, summaries and synonyms."""
        if self._words is None:
            texts = [text for _, *row in self._texts for text in row]
            texts += [phrase for group in SYNONYMS for phrase in group]
            self._words = frozenset(words_of(" ".join(texts)))
        return self._words

    def _snippets(self, expressions: Sequence[tuple[str, float]], numbers: Sequence[int]) -> dict[int, str]:
        match = " OR ".join(f"({expression})" for expression, _ in expressions)
        rows = []
        for number in numbers:
            names = (_name(self._record(upper)) for upper in self._above[number])
            rows.append((*self._texts[number - 1], " > ".join(names)))
        self._db.execute("DELETE FROM shown")
        self._db.executemany(
            f"INSERT INTO shown(rowid, {', '.join(_COLUMNS)}, above) VALUES (?, ?, ?, ?, ?)", rows
        )
        sql = "SELECT rowid, snippet(shown, -1, '[', ']', '…', 16) FROM shown WHERE shown MATCH ?"
        return dict(self._db.execute(sql, (match,)))


def _name(record: Standard | Provision) -> str:
    return record.name if isinstance(record, Provision) else record.designation


def _names(record: Standard | Provision) -> Iterator[str]:
    """Yield every name of a record."""
    yield record.id
    yield from record.aliases
    if isinstance(record, Standard):
        yield from filter(None, (str(record.ref), record.designation, record.number, record.title))
    else:
        yield from filter(None, (record.title, record.label))


def _ref_text(record: Standard | Provision) -> str:
    """Return the reference of a record as a text, without making the reference."""
    if isinstance(record, Standard):
        return f"{record.id}@{record.edition}"
    return f"{record.standard}@{record.edition}:{record.id}"


def _standard_of(record: Standard | Provision) -> str:
    return record.id if isinstance(record, Standard) else record.standard


def _words_wanted(terms: Sequence[Term]) -> Callable[[set[str]], set[str]]:
    """Return what gives the words of a query: of those that one may stand for, the one in a title."""
    first = {term.words[0] for term in terms}
    if all(len(term.words) == 1 for term in terms):
        return lambda _: first
    return lambda title: {next(filter(title.__contains__, term.words), term.words[0]) for term in terms}
