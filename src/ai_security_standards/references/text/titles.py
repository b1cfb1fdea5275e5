"""The significant words of titles, and how far a title overlaps with other words."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from ..._store.lazily import regex
from .tokens import fold

__all__ = ["is_sentence_on_code", "significant_words", "spelled_out", "stems", "title_overlap"]

_STOP_WORDS = frozenset("a an and in of on or the to for with by via from as is are its".split())
_ENDINGS = tuple("ational ical ations ation ities ity ments ment ings ing ies es ed s y e".split())

#: A name of code: "AgentExecutor", "max_iterations".
_CODE_NAME = regex(r"[a-z][A-Z]|\w_\w|\w\(\)")

#: British spellings, of words of so many letters: "synchronisation", "analyse", "behavioural".
SHORTEST_BRITISH = 6
_BRITISH = regex(
    r"(?:is(?=(?:e[drs]?|ers|ing|able|ations?|ational)\Z)|ys(?=(?:e[drs]?|ing)\Z)|ou(?=r(?:s|ed|ing|al)?\Z))"
)
_AMERICAN = {"is": "iz", "ys": "yz", "ou": "o"}
_WORDS = {
    "centre": "center", "defence": "defense", "licence": "license", "licences": "licenses",
    "programme": "program", "programmes": "programs", "artefact": "artifact", "artefacts": "artifacts",
    "catalogue": "catalog", "fulfil": "fulfill", "judgement": "judgment", "evasion": "evade",
}  # fmt: skip
#: What titles are cut short to.
_SHORT = {"mgmt": "management", "mgt": "management", "mgnt": "management"}
_DOUBLED = frozenset("bdgklmnprst")

#: What people call weaknesses and attacks in short.
_SHORT_NAMES = {
    "XSS": "Cross-Site Scripting", "CSRF": "Cross-Site Request Forgery", "XSRF": "Cross-Site Request Forgery",
    "SSRF": "Server-Side Request Forgery", "SQLi": "SQL Injection", "XXE": "XML External Entity",
    "DoS": "Denial of Service", "ReDoS": "Inefficient Regular Expression Complexity",
}  # fmt: skip
_SHORT_NAME = regex(rf"\b(?:{'|'.join(_SHORT_NAMES)})\b")

#: A stem has at least this many letters; without an "s", one less.
SHORTEST_STEM = 4


@lru_cache(maxsize=4_096)
def significant_words(text: str) -> tuple[str, ...]:
    """Return the words of a title that carry its meaning, reduced to their stems.

    >>> significant_words("The Disclosure of Sensitive Information")
    ('disclosur', 'sensitiv', 'inform')
    """
    return stems(fold(text))


def spelled_out(text: str) -> str:
    """Return a text with the short names of weaknesses and attacks spelled out.

    >>> spelled_out("Stored XSS")
    'Stored Cross-Site Scripting'
    """
    return _SHORT_NAME.sub(lambda found: _SHORT_NAMES[found[0]], text)


def stems(words: Iterable[str]) -> tuple[str, ...]:
    """Return the stems of folded words, without those that carry no meaning."""
    return tuple(_stem(word) for word in words if word not in _STOP_WORDS)


@lru_cache(maxsize=16_384)
def _stem(word: str) -> str:
    """Return a word without the first of the endings that it has."""
    word = _SHORT.get(word, word)
    if len(word) >= SHORTEST_BRITISH:
        word = _BRITISH.sub(lambda found: _AMERICAN[found[0][:2]] + found[0][2:], word)
        word = _WORDS.get(word, word)
    if not word.endswith(_ENDINGS):
        return word
    for ending in _ENDINGS:
        shortest = SHORTEST_STEM if ending != "s" else SHORTEST_STEM - 1  # "logs"
        if word.endswith(ending) and len(word) - len(ending) >= shortest:
            stem = word[: -len(ending)]
            # "labelling" and "labeling", "logging" and "logs", "processing" and "process"
            return stem[:-1] if stem[-1] == stem[-2] and stem[-1] in _DOUBLED else stem
    return word


def title_overlap(title: tuple[str, ...], words: tuple[str, ...]) -> float:
    """Return the share of a title's words that occur in other words, from 0 to 1.

    >>> title_overlap(("prompt", "injection"), ("direct", "prompt"))
    0.5
    """
    available = set(words)
    return sum(word in available for word in set(title)) / len(set(title)) if title else 0.0


def is_sentence_on_code(text: str) -> bool:
    """Tell whether words are a sentence that names code, which no title is.

    >>> is_sentence_on_code("AgentExecutor without max_iterations."), is_sentence_on_code("Model Theft")
    (True, False)
    """
    return text.endswith(".") and _CODE_NAME.search(text) is not None
