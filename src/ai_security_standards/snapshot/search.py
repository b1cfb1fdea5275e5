"""Full-text search over documents and provisions, on SQLite's FTS5."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from heapq import nlargest
from threading import Lock
from weakref import finalize

from attrs import frozen

from ..errors import StandardsError
from ..records.provisions import Provision
from ..records.refs import Ref
from ..records.standards import Standard
from ..tables import Table
from ..vocabulary import Kind, ProvisionKind
from ..vocabulary.criteria import known_value, texts_of

__all__ = ["SYNONYMS", "Hit", "Hits", "Index"]

#: Words and phrases that practitioners use for one another. After the glossary of NIST AI 100-2 E2025, the
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
_EMPTY = frozenset("a an and are at by for from how in is it of on or the to use using what with".split())
_WORD = re.compile(r"[^\W_]+")
_COLUMNS = ("ids", "title", "summary")
#: What a match in each column counts: for the entry itself, and for what stands below it.
_OWN, _LENT = "8.0, 6.0, 1.6", "0.3, 0.3, 0.0"


@frozen
class Hit:
    """One answer of a search: what was found, how well it fits, and the passage that shows why.

    `score` is without unit; higher fits better, and only hits of one search compare. `snippet` is a
    passage of the record's own text, or the names of what stands above it, with what was matched in brackets.
    """

    ref: Ref
    kind: str
    name: str
    score: float
    snippet: str


class Hits(Table[Hit]):
    """The answers of a search, best first."""

    __slots__ = ()

    columns = ("ref", "kind", "name", "score", "snippet")

    def headline(self) -> str:
        """How many answers."""
        return f"{len(self)} hits"


def kinds_of(kind: str | Collection[str] | None) -> frozenset[str] | None:
    """The kinds that a search is limited to; UnknownCriterion, naming near misses, for what is none."""
    if kind is None:
        return None
    known = [word.value for words in (Kind, ProvisionKind) for word in words]
    return frozenset(known_value(each.replace("_", "-"), known, "kind") for each in texts_of("kind", kind))


def words_of(text: str) -> list[str]:
    """The words of a text, folded in case."""
    return [word.casefold() for word in _WORD.findall(text)]


#: What is indexed of an entry: its number, identifiers, title and summary.
Row = tuple[int, str, str, str]


class Index:
    """A full-text index of documents and provisions, built once and safe to share between threads."""

    def __init__(self, documents: Iterable[Standard], provisions: Iterable[Provision]) -> None:
        self._found: list[Standard | Provision] = [*documents]
        self._documents = {
            (each.id, each.edition): each for each in self._found if isinstance(each, Standard)
        }
        self._found += provisions
        self._lower: Mapping[int, Sequence[int]] | None = None
        self._naming: dict[tuple[str, str], frozenset[str]] = {}
        self._words: frozenset[str] | None = None
        self._lock = Lock()
        self._db = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        finalize(self, self._db.close)
        columns, tokenize = ", ".join(_COLUMNS), "tokenize = 'porter unicode61 remove_diacritics 2'"
        try:
            # The texts stay here, in Python: the index without them is built in half the time. Those
            # few that are shown go through a table of their own, which knows how to cut a snippet.
            self._db.execute(f"CREATE VIRTUAL TABLE entry USING fts5({columns}, {tokenize}, content = '')")
            self._db.execute(f"CREATE VIRTUAL TABLE shown USING fts5({columns}, above, {tokenize})")
        except sqlite3.OperationalError as missing:
            raise StandardsError(
                "search needs an SQLite with FTS5, and this Python's has none: "
                "use a Python build whose sqlite3 module has it"
            ) from missing
        self._texts = list(self._rows())
        self._db.execute("INSERT INTO entry(entry, rank) VALUES ('hashsize', 67108864)")  # all in one go
        self._db.execute("BEGIN")
        self._db.executemany(f"INSERT INTO entry(rowid, {columns}) VALUES (?, ?, ?, ?)", self._texts)
        self._db.execute("COMMIT")

    def _rows(self) -> Iterator[Row]:
        for number, each in enumerate(self._found, 1):
            if isinstance(each, Provision):
                ids = " ".join((each.id, *each.aliases)) if each.aliases else each.id
                yield number, ids, each.title or each.label or "", each.summary or ""
            else:
                names = " ".join(filter(None, (str(each.ref), each.designation, each.number, *each.aliases)))
                about = " ".join(filter(None, (each.summary, each.audience, *each.topics, each.publisher)))
                yield number, names, each.title, about

    def _below(self) -> Mapping[int, Sequence[int]]:
        """What stands below an entry: all provisions of a document, and those right below a heading.

        A match of what stands above is found in its own row; to index it anew for each costs a quarter.
        """
        if self._lower is None:
            lower: dict[int, list[int]] = {}
            placed: dict[tuple[str, str, str | None], int] = {}
            for number, each in enumerate(self._found, 1):
                if isinstance(each, Standard):
                    placed[each.id, each.edition, None] = number
                else:
                    lower.setdefault(placed[each.standard, each.edition, None], []).append(number)
                    if each.parent is not None:
                        lower.setdefault(placed[each.standard, each.edition, each.parent], []).append(number)
                    placed[each.standard, each.edition, each.id] = number
            self._lower = lower
        return self._lower

    def search(self, query: str, kinds: frozenset[str] | None, limit: int) -> Hits:
        """The best answers to a query; see `Catalog.search`."""
        asked = words_of(query)
        terms = [word for word in asked if word not in _EMPTY] or asked
        if not terms:
            return Hits([])
        with self._lock:
            groups = list(self._groups(terms))
            scores = self._scores(groups)
            exact = self._exact(asked)
        if kinds is not None:
            scores = {number: score for number, score in scores.items() if self._kind(number) in kinds}
        best = nlargest(max(200, limit), scores, key=scores.__getitem__)
        wanted = set(terms)
        ranked = {n: self._refined(n, scores[n], wanted) + (_EXACT if n in exact else 0.0) for n in best}
        chosen = sorted(ranked, key=lambda number: (-ranked[number], str(self._at(number).ref)))[:limit]
        with self._lock:
            snippets = self._snippets(groups, chosen)
        return Hits([self._hit(number, ranked[number], snippets) for number in chosen])

    def _at(self, number: int) -> Standard | Provision:
        return self._found[number - 1]  # SQLite counts rows from one

    def _kind(self, number: int) -> str:
        return str(self._at(number).kind.value)

    def _hit(self, number: int, score: float, snippets: Mapping[int, str]) -> Hit:
        found = self._at(number)
        name = _name(found)
        return Hit(found.ref, self._kind(number), name, round(score, 3), snippets.get(number, name))

    def _refined(self, number: int, score: float, wanted: set[str]) -> float:
        """A score with what FTS5 cannot see: how much of the title was asked for, and what is retired."""
        found = self._at(number)
        if isinstance(found, Standard):
            title = set(words_of(found.title))
        else:
            title = set(words_of(found.title or found.label or ""))
            score *= 0.5 if found.retired else 1.0 if found.assessable else 0.92
            if found.kind is ProvisionKind.RECITAL:  # it gives the reasons of what is looked for
                score *= 0.8
            # Words that name the document, or the provision, are not looked for in its title.
            naming = self._words_naming((found.standard, found.edition))
            wanted = wanted - naming.union(words_of(found.id)) or wanted
        return score + (_WHOLE if wanted == title else 6.0 * len(wanted & title) / len(wanted | title))

    def _words_naming(self, key: tuple[str, str]) -> frozenset[str]:
        """The words that name a document, gathered when its provisions are first ranked."""
        found = self._naming.get(key)
        if found is None:
            words = words_of(f"{self._documents[key].designation} {key[0]}")
            found = self._naming[key] = frozenset(words)
        return found

    def _exact(self, asked: Sequence[str]) -> set[int]:
        """Entries whose identifier, alias, designation or title is the query itself."""
        phrase = " ".join(asked)
        sql = "SELECT rowid FROM entry WHERE entry MATCH ? LIMIT 500"
        near = self._db.execute(sql, (f"{{ids title}} : {_quoted(phrase)}",))
        return {number for (number,) in near if phrase in map(_folded, _names(self._at(number)))}

    def _scores(self, groups: Sequence[tuple[str, float]]) -> dict[int, float]:
        """Each entry's score: the sum over the groups of terms that it matches, more for matching more."""
        scores: dict[int, float] = {}
        matched: dict[int, float] = {}
        total = sum(weight for _, weight in groups)
        sql = f"SELECT rowid, bm25(entry, {_OWN}), bm25(entry, {_LENT}) FROM entry WHERE entry MATCH ?"
        lower = self._below()
        for match, weight in groups:
            found: dict[int, float] = {}
            for number, own, lent in self._db.execute(sql, (match,)):
                found[number] = found.get(number, 0.0) - own
                if lent:
                    for below in lower.get(number, ()):
                        found[below] = found.get(below, 0.0) - lent
            for number, score in found.items():
                scores[number] = scores.get(number, 0.0) + score * weight
                matched[number] = matched.get(number, 0.0) + weight
        return {number: score * (matched[number] / total) ** 2 for number, score in scores.items()}

    def _groups(self, terms: Sequence[str]) -> Iterator[tuple[str, float]]:
        """The terms of a query as FTS5 expressions with their weights, synonyms and misspellings in."""
        mended = [(term, self._term(term)) for term in terms]
        text = f" {' '.join(_mended(term, match) for term, match in mended)} "
        for group in SYNONYMS:
            if any(f" {phrase} " in text for phrase in group):
                yield " OR ".join(map(_quoted, group)), 0.9
        for _, match in mended:
            yield match, 1.0

    def _term(self, term: str) -> str:
        """A term as FTS5 expression: itself if found, else as a prefix, else what it may be meant for."""
        sql = "SELECT 1 FROM entry WHERE entry MATCH ? LIMIT 4"
        exact, prefix = _quoted(term), f"{_quoted(term)} *"
        if len(self._db.execute(sql, (exact,)).fetchall()) == 4 or term in self._vocabulary():
            return exact
        if len(self._db.execute(sql, (prefix,)).fetchall()) == 4:
            return prefix
        # FTS5 stems a prefix as well, so that "deseriali" finds nothing: look at whole words.
        begun = [word for word in self._vocabulary() if len(term) > 2 and word.startswith(term)]
        if begun:
            return " OR ".join([prefix, *map(_quoted, sorted(begun, key=len)[:8])])
        from difflib import SequenceMatcher, get_close_matches

        alike = [word for word in self._vocabulary() if abs(len(word) - len(term)) < 3]
        close = get_close_matches(term, alike, n=3, cutoff=0.75)
        ratios = {word: SequenceMatcher(None, word, term).ratio() for word in close}
        # Words that are as near as the nearest; one that is rarer must not outdo it in the ranking.
        meant = [word for word in close if ratios[word] > ratios[close[0]] - 0.03]
        return " OR ".join([*map(_quoted, meant), prefix])

    def _vocabulary(self) -> frozenset[str]:
        """Every word of identifiers, titles, summaries and synonyms; gathered when one is first not found."""
        if self._words is None:
            texts = [text for _, *row in self._texts for text in row]
            texts += [phrase for group in SYNONYMS for phrase in group]
            self._words = frozenset(words_of(" ".join(texts)))
        return self._words

    def _snippets(self, groups: Sequence[tuple[str, float]], numbers: Sequence[int]) -> dict[int, str]:
        match = " OR ".join(f"({expression})" for expression, _ in groups)
        above: dict[int, list[str]] = {number: [] for number in numbers}
        for over, below in self._below().items():
            for number in above.keys() & below:
                above[number].append(_name(self._at(over)))
        rows = [(*self._texts[number - 1], " > ".join(names)) for number, names in above.items()]
        self._db.execute("DELETE FROM shown")
        self._db.executemany(
            f"INSERT INTO shown(rowid, {', '.join(_COLUMNS)}, above) VALUES (?, ?, ?, ?, ?)", rows
        )
        sql = "SELECT rowid, snippet(shown, -1, '[', ']', '…', 16) FROM shown WHERE shown MATCH ?"
        return dict(self._db.execute(sql, (match,)))


#: What it counts that an identifier or title is the query, and that a title's words are those of the query.
_EXACT, _WHOLE = 60.0, 24.0


def _name(record: Standard | Provision) -> str:
    return record.name if isinstance(record, Provision) else record.designation


def _names(record: Standard | Provision) -> Iterator[str]:
    """Everything under which a record goes."""
    yield record.id
    yield from record.aliases
    if isinstance(record, Standard):
        yield from filter(None, (str(record.ref), record.designation, record.number, record.title))
    else:
        yield from filter(None, (record.title, record.label))


def _folded(text: str) -> str:
    return " ".join(words_of(text))


def _mended(term: str, match: str) -> str:
    """The term, or, where it was misspelt, the first word that it was taken for."""
    first = match.split('"')[1]
    return term if match.startswith(_quoted(term)) else first


def _quoted(phrase: str) -> str:
    return '"' + phrase.replace('"', '""') + '"'
