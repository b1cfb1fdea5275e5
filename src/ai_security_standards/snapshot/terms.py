"""The terms of a query: which words they may stand for, and what practitioners say instead."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

__all__ = [
    "STOP_WORDS",
    "SYNONYMS",
    "Term",
    "quoted",
    "read_term",
    "similar_words",
    "synonyms_of",
    "terms_of",
]

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
STOP_WORDS = frozenset("a an and are at by for from how in is it of on or the to use using what with".split())
#: The terms of a query that are looked up, and the longest word that is compared with others.
_MAX_TERMS, _MAX_LENGTH = 24, 40


class Term(NamedTuple):
    """A word of a query.

    Attributes:
        words: What it stands for, likeliest first: itself, or, where it is misspelt, similar words.
        expression: How it is looked up.
    """

    words: tuple[str, ...]
    expression: str


def terms_of(words: Sequence[str]) -> list[str]:
    """Return the words that a query looks up: each once, without stop words, and no more than 24.

    >>> terms_of(["logs", "of", "the", "logs"])
    ['logs']
    """
    wanted = dict.fromkeys(word for word in words if word not in STOP_WORDS)
    return list(wanted or dict.fromkeys(words))[:_MAX_TERMS]


def read_term(term: str, is_common: Callable[[str], bool], vocabulary: Callable[[], frozenset[str]]) -> Term:
    """Return what a word of a query stands for: itself if known, else what it begins, else similar words.

    Args:
        term: The word, folded in case.
        is_common: Tells whether several entries match an expression.
        vocabulary: Returns every known word.
    """
    exact, prefix = quoted(term), f"{quoted(term)} *"
    if is_common(exact) or term in vocabulary():
        return Term((term,), exact)
    if is_common(prefix):
        return Term((term,), prefix)
    # FTS5 stems a prefix as well, so that "deseriali" finds nothing: look at whole words.
    longer = [word for word in vocabulary() if len(term) > 2 and word.startswith(term)]
    if longer:
        return Term((term,), " OR ".join([prefix, *map(quoted, sorted(longer, key=_by_length)[:8])]))
    similar = similar_words(term, vocabulary())
    return Term(tuple(similar) or (term,), " OR ".join([*map(quoted, similar), prefix]))


def _by_length(word: str) -> tuple[int, str]:
    return len(word), word


def similar_words(term: str, vocabulary: frozenset[str]) -> list[str]:
    """Return the words most similar to a misspelt term."""
    from difflib import SequenceMatcher, get_close_matches

    if len(term) > _MAX_LENGTH:
        return []
    as_long = [word for word in vocabulary if abs(len(word) - len(term)) < 3]
    close = get_close_matches(term, as_long, n=3, cutoff=0.75)
    ratios = {word: SequenceMatcher(None, word, term).ratio() for word in close}
    # Words about as similar as the first; one that is rarer must not outdo it in the ranking.
    return [word for word in close if ratios[word] > ratios[close[0]] - 0.03]


def synonyms_of(terms: Sequence[Term]) -> Iterator[str]:
    """Yield, for each group of synonyms that the terms touch, the expression that looks it up."""
    text = f" {' '.join(term.words[0] for term in terms)} "
    for group in SYNONYMS:
        if any(f" {phrase} " in text for phrase in group):
            yield " OR ".join(map(quoted, group))


def quoted(phrase: str) -> str:
    """Return a phrase as FTS5 looks it up.

    >>> quoted("logs")
    '"logs"'
    """
    return '"' + phrase.replace('"', '""') + '"'
