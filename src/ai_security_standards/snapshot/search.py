"""Full-text search over documents and provisions, on SQLite's FTS5."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from heapq import nlargest
from weakref import finalize

from attrs import frozen

from .._store.fork_locks import SEARCH
from ..errors import StandardsError
from ..records.cards import Card
from ..records.names import fold_name, words_of
from ..records.provisions import Provision
from ..records.refs import Ref
from ..records.standards import Standard
from ..tables import Table
from ..vocabulary import Kind, ProvisionKind
from ..vocabulary.criteria import known_value, texts_of

TYPE_CHECKING = False

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..tables.rows import HitCells
    from ..vocabulary.literals import KindText, ProvisionKindText

__all__ = ["SYNONYMS", "Hit", "Hits", "Index"]

#: Words and phrases that practitioners use for each other. After the glossary of NIST AI 100-2 E2025, the
#: OWASP LLM and agentic lists, MITRE ATLAS and ISO/IEC 22989; the plainest word of each group comes first.
SYNONYMS: tuple[tuple[str, ...], ...] = (
    ("prompt injection", "jailbreak", "jailbreaking", "instruction override", "prompt hijacking"),
    (
        "model extraction",
        "model stealing",
        "model theft",
        "model exfiltration",
        "extract model",
        "steal model",
    ),
    ("evasion", "adversarial example", "adversarial input", "evade model", "adversarial perturbation"),
    (
        "data poisoning",
        "training data tampering",
        "poison training data",
        "poisoned data",
        "data manipulation",
    ),
    ("backdoor", "trojan", "trigger", "neural trojan"),
    ("membership inference", "model inversion", "training data reconstruction", "training data extraction"),
    (
        "retrieval augmented generation",
        "rag",
        "vector database",
        "vector store",
        "embedding",
        "knowledge base",
    ),
    ("agent", "agents", "agentic", "autonomous agent", "multi agent"),
    ("model context protocol", "mcp", "tool server"),
    ("tool misuse", "tool poisoning", "tool abuse", "tool invocation", "plugin", "function calling"),
    ("supply chain", "third party component", "bill of materials", "sbom", "aibom", "ml bom", "provenance"),
    ("hallucination", "confabulation", "misinformation", "fabricated output"),
    ("deepfake", "synthetic media", "synthetic content", "watermark", "content provenance"),
    ("red teaming", "red team", "adversarial testing", "penetration test"),
    (
        "denial of service",
        "resource exhaustion",
        "unbounded consumption",
        "denial of wallet",
        "sponge attack",
    ),
    ("system prompt leakage", "prompt leak", "meta prompt extraction", "prompt extraction"),
    ("sensitive information disclosure", "data leakage", "data leak", "pii leak", "exfiltration"),
    ("human oversight", "human in the loop", "human review", "human supervision"),
    ("logging", "record keeping", "audit log", "event log", "traceability"),
    ("incident response", "incident reporting", "serious incident", "incident handling"),
    ("access control", "authorization", "authorisation", "privilege", "permission", "least privilege"),
    ("authentication", "identity", "credential", "secret", "api key"),
    ("explainability", "interpretability", "explicability", "transparency"),
    ("bias", "fairness", "discrimination"),
    ("robustness", "resilience", "reliability"),
    ("encryption", "cryptography", "confidential computing"),
    ("sandbox", "isolation", "containment"),
    ("guardrail", "content filter", "input validation", "output filter", "moderation"),
    ("impact assessment", "fundamental rights", "risk assessment"),
    ("drift", "degradation", "continuous monitoring"),
    ("generative", "llm", "large language model", "language model", "genai", "foundation model"),
    ("decommission", "retire", "disposal", "end of life"),
    ("vulnerability disclosure", "bug report", "coordinated disclosure"),
    ("privacy", "personal data", "data protection"),
    ("overreliance", "over reliance", "automation bias", "overtrust"),
    ("ai", "artificial intelligence"),
)
_STOP_WORDS = frozenset(
    "a an and are at by for from how in is it of on or the to use using what with".split()
)
_COLUMNS = ("ids", "title", "summary")
#: The weight of a match in each column: for the entry itself, and for the entries below it.
_OWN_WEIGHTS, _INHERITED_WEIGHTS = "8.0, 6.0, 1.6", "0.3, 0.3, 0.0"
#: What is added to the score where an identifier or title is the query, and where the words are the same.
_EXACT, _SAME_WORDS = 60.0, 24.0


@frozen
class Hit(Card):
    """An answer of a search.

    Attributes:
        score: How well it fits, without unit; only hits of the same search compare.
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


#: An entry as it is indexed: its number, identifiers, title and summary.
Row = tuple[int, str, str, str]


class Index:
    """A full-text index of documents and provisions, built once and safe to share between threads."""

    def __init__(self, documents: Iterable[Standard], provisions: Iterable[Provision]) -> None:
        self._records: list[Standard | Provision] = [*documents]
        self._documents = {
            (record.id, record.edition): record for record in self._records if isinstance(record, Standard)
        }
        self._records += provisions
        self._entries_below: Mapping[int, Sequence[int]] | None = None
        self._naming_words: dict[tuple[str, str], frozenset[str]] = {}
        self._words: frozenset[str] | None = None
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

    def _below(self) -> Mapping[int, Sequence[int]]:
        """Return the entries below each: all provisions of a document, those directly below a heading.

        A match above is found in its own row; to index it again for each entry below costs a quarter.
        """
        if self._entries_below is None:
            below: dict[int, list[int]] = {}
            numbers: dict[tuple[str, str, str | None], int] = {}
            for number, record in enumerate(self._records, 1):
                if isinstance(record, Standard):
                    numbers[record.id, record.edition, None] = number
                else:
                    key = (record.standard, record.edition)
                    below.setdefault(numbers[*key, None], []).append(number)
                    if record.parent is not None:
                        below.setdefault(numbers[*key, record.parent], []).append(number)
                    numbers[*key, record.id] = number
            self._entries_below = below
        return self._entries_below

    def search(self, query: str, kinds: frozenset[str] | None, limit: int) -> Hits:
        """Return the best answers to a query; see `Catalog.search`."""
        words = words_of(query)
        terms = [word for word in words if word not in _STOP_WORDS] or words
        if not terms:
            return Hits([])
        with SEARCH:
            expressions = list(self._expressions(terms))
            scores = self._scores(expressions)
            exact = self._exact_matches(words)
        if kinds is not None:
            scores = {number: score for number, score in scores.items() if self._kind(number) in kinds}
        candidates = nlargest(max(200, limit), scores, key=scores.__getitem__)
        wanted = set(terms)
        final = {
            number: self._adjusted(number, scores[number], wanted) + (_EXACT if number in exact else 0.0)
            for number in candidates
        }
        best = sorted(final, key=lambda number: (-final[number], str(self._record(number).ref)))[:limit]
        with SEARCH:
            snippets = self._snippets(expressions, best)
        return Hits([self._hit(number, final[number], snippets) for number in best])

    def _record(self, number: int) -> Standard | Provision:
        return self._records[number - 1]  # SQLite counts rows from one

    def _kind(self, number: int) -> str:
        return str(self._record(number).kind.value)

    def _hit(self, number: int, score: float, snippets: Mapping[int, str]) -> Hit:
        record = self._record(number)
        name = _name(record)
        return Hit(record.ref, self._kind(number), name, round(score, 3), snippets.get(number, name))

    def _adjusted(self, number: int, score: float, wanted: set[str]) -> float:
        """Return a score with what FTS5 cannot see: the share of the title, and what is retired."""
        record = self._record(number)
        if isinstance(record, Standard):
            title = set(words_of(record.title))
        else:
            title = set(words_of(record.title or record.label or ""))
            if record.retired:
                score *= 0.5
            elif not record.assessable:
                score *= 0.92
            if record.kind is ProvisionKind.RECITAL:  # it gives the reasons for what is searched
                score *= 0.8
            # Words that name the document, or the provision, are not expected in its title.
            naming = self._words_naming((record.standard, record.edition))
            wanted = wanted - naming.union(words_of(record.id)) or wanted
        return score + (_SAME_WORDS if wanted == title else 6.0 * len(wanted & title) / len(wanted | title))

    def _words_naming(self, document: tuple[str, str]) -> frozenset[str]:
        """Return the words that name a document."""
        words = self._naming_words.get(document)
        if words is None:
            words = frozenset(words_of(f"{self._documents[document].designation} {document[0]}"))
            self._naming_words[document] = words
        return words

    def _exact_matches(self, words: Sequence[str]) -> set[int]:
        """Return the entries with an identifier, alias, designation or title that is the query itself."""
        phrase = " ".join(words)
        sql = "SELECT rowid FROM entry WHERE entry MATCH ? LIMIT 500"
        near = self._db.execute(sql, (f"{{ids title}} : {_quoted(phrase)}",))
        return {number for (number,) in near if phrase in map(fold_name, _names(self._record(number)))}

    def _scores(self, expressions: Sequence[tuple[str, float]]) -> dict[int, float]:
        """Return each entry's score: the sum over the expressions that it matches, more for more of them."""
        scores: dict[int, float] = {}
        matched: dict[int, float] = {}
        total = sum(weight for _, weight in expressions)
        sql = (
            f"SELECT rowid, bm25(entry, {_OWN_WEIGHTS}), bm25(entry, {_INHERITED_WEIGHTS}) "
            "FROM entry WHERE entry MATCH ?"
        )
        entries_below = self._below()
        for match, weight in expressions:
            found: dict[int, float] = {}
            for number, own, inherited in self._db.execute(sql, (match,)):
                found[number] = found.get(number, 0.0) - own
                if inherited:
                    for below in entries_below.get(number, ()):
                        found[below] = found.get(below, 0.0) - inherited
            for number, score in found.items():
                scores[number] = scores.get(number, 0.0) + score * weight
                matched[number] = matched.get(number, 0.0) + weight
        return {number: score * (matched[number] / total) ** 2 for number, score in scores.items()}

    def _expressions(self, terms: Sequence[str]) -> Iterator[tuple[str, float]]:
        """Yield the terms of a query as FTS5 expressions with weights, synonyms and misspellings included."""
        corrected = [(term, self._expression(term)) for term in terms]
        text = f" {' '.join(_first_word(term, expression) for term, expression in corrected)} "
        for group in SYNONYMS:
            if any(f" {phrase} " in text for phrase in group):
                yield " OR ".join(map(_quoted, group)), 0.9
        for _, expression in corrected:
            yield expression, 1.0

    def _expression(self, term: str) -> str:
        """Return a term as FTS5 expression: itself if found, else a prefix, else similar words."""
        sql = "SELECT 1 FROM entry WHERE entry MATCH ? LIMIT 4"
        exact, prefix = _quoted(term), f"{_quoted(term)} *"
        if len(self._db.execute(sql, (exact,)).fetchall()) == 4 or term in self._vocabulary():
            return exact
        if len(self._db.execute(sql, (prefix,)).fetchall()) == 4:
            return prefix
        # FTS5 stems a prefix as well, so that "deseriali" finds nothing: look at whole words.
        longer = [word for word in self._vocabulary() if len(term) > 2 and word.startswith(term)]
        if longer:
            return " OR ".join([prefix, *map(_quoted, sorted(longer, key=len)[:8])])
        return " OR ".join([*map(_quoted, self._similar_words(term)), prefix])

    def _similar_words(self, term: str) -> list[str]:
        """Return the words most similar to a misspelt term."""
        from difflib import SequenceMatcher, get_close_matches

        as_long = [word for word in self._vocabulary() if abs(len(word) - len(term)) < 3]
        close = get_close_matches(term, as_long, n=3, cutoff=0.75)
        ratios = {word: SequenceMatcher(None, word, term).ratio() for word in close}
        # Words about as similar as the first; one that is rarer must not outdo it in the ranking.
        return [word for word in close if ratios[word] > ratios[close[0]] - 0.03]

    def _vocabulary(self) -> frozenset[str]:
        """Return every word of identifiers, titles, summaries and synonyms."""
        if self._words is None:
            texts = [text for _, *row in self._texts for text in row]
            texts += [phrase for group in SYNONYMS for phrase in group]
            self._words = frozenset(words_of(" ".join(texts)))
        return self._words

    def _snippets(self, expressions: Sequence[tuple[str, float]], numbers: Sequence[int]) -> dict[int, str]:
        match = " OR ".join(f"({expression})" for expression, _ in expressions)
        above: dict[int, list[str]] = {number: [] for number in numbers}
        for upper, below in self._below().items():
            for number in above.keys() & below:
                above[number].append(_name(self._record(upper)))
        rows = [(*self._texts[number - 1], " > ".join(names)) for number, names in above.items()]
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


def _first_word(term: str, expression: str) -> str:
    """Return the term, or, where it was misspelt, the first word of its expression."""
    return term if expression.startswith(_quoted(term)) else expression.split('"')[1]


def _quoted(phrase: str) -> str:
    return '"' + phrase.replace('"', '""') + '"'
