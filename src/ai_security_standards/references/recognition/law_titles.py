"""What the words beside a list of articles say of the titles of a law's articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..._store.lazily import regex
from ..lexicon.structures import Structures
from ..text.titles import significant_words
from .law_lists import article_of

__all__ = ["law_of_titles", "weights_of_titles"]

#: Words that say so much of one law, and of the others at most this part of it, decide.
ENOUGH, MOST_OF_OTHERS = 3.0, 0.4
#: More words beside a list say something only where two of them are in the title, or three of many.
SHORT_PHRASE, LONG_PHRASE = 2, 8

#: So many words say something of a paragraph, whose label is not printed.
FEWEST_OF_PART = 2

#: An acronym stands for at least so many words of a title.
FEWEST_INITIALS, MOST_INITIALS = 3, 5

_SAY_LITTLE = frozenset(
    significant_words(
        "EU AI Act system article paragraph point requirements union data subject where which be that "
        "definitions scope penalties"
    )
)
_WORD = regex(r"[A-Za-z]+")
_ACRONYM = regex(r"\b[A-Z]{3,5}\b")


def law_of_titles(
    laws: Mapping[str, Structures], ids: Sequence[str], phrases: Sequence[str], *, strict: bool
) -> str:
    """Return the law of whose titles some phrases say much, and of the others' little; "" for none.

    Examples::

        AI Literacy Resources (Art. 4)       the AI Act, of the GDPR's title it has nothing
        FRIA (Art. 27)                       the AI Act, by the initials of its title

    Args:
        laws: The structures of the laws, by id.
        ids: The ids of the members of a list.
        phrases: What stands beside it.
        strict: Whether each phrase needs two words of a title, and says nothing of the others.
    """
    best, enough = "", ENOUGH
    read = [*map(_Phrase.of, phrases)]
    for phrase in read:
        length = len(phrase.words)
        fewest = 1 if length <= SHORT_PHRASE and not strict else 2 + (length > LONG_PHRASE)
        for law, structures in laws.items():
            weight = _weight(structures, ids, phrase, fewest)
            if weight >= enough and (weight > enough or not best):
                best, enough = law, weight
    most = 0.0 if strict else enough * MOST_OF_OTHERS
    others = [structures for law, structures in laws.items() if law != best] if best else []
    says_little = all(_weight(each, ids, phrase, 1) <= most for each in others for phrase in read)
    return best if says_little else ""


def weights_of_titles(
    laws: Mapping[str, Structures], ids: Sequence[str], phrases: Sequence[str]
) -> dict[str, float]:
    """Return how much some phrases say at most of the titles of each law's provisions.

    Args:
        laws: The structures of the laws, by id.
        ids: The ids of the members of a list.
        phrases: What stands beside it.
    """
    read = [*map(_Phrase.of, phrases)]
    return {
        law: max((_weight(structures, ids, phrase, 1) for phrase in read), default=0.0)
        for law, structures in laws.items()
    }


class _Phrase(NamedTuple):
    """The significant words of a phrase, in its order and as a set, and its acronyms in small letters."""

    text: str
    words: frozenset[str]
    acronyms: frozenset[str]

    @classmethod
    def of(cls, text: str) -> _Phrase:
        """Return those of a text."""
        acronyms = frozenset(acronym.lower() for acronym in _ACRONYM.findall(text))
        words = [word for word in significant_words(text) if not word.isdigit()]
        return cls(" ".join(words), frozenset(words) - _SAY_LITTLE, acronyms)


def _weight(structures: Structures, ids: Sequence[str], phrase: _Phrase, fewest: int) -> float:
    """Return how much a phrase says of the titles of a law's provisions, if so many of its words do.

    Args:
        structures: The structures of the law.
        ids: The ids of the provisions.
        phrase: The phrase.
        fewest: How many words of a title it needs, unless it has all of them in order.
    """
    best = 0.0
    for one in dict.fromkeys(
        each for provision_id in ids for each in (article_of(provision_id), provision_id)
    ):
        least = max(fewest, FEWEST_OF_PART) if one != article_of(one) else fewest
        for edition, titles in structures.title_words_of(one).items():
            for number, words in enumerate(titles):
                shared = phrase.words.intersection(words)
                if phrase.acronyms:
                    shared |= _expanded(structures.titles_of(one)[edition][number], phrase.acronyms)
                if len(shared) >= least or (shared and " ".join(words) in phrase.text):
                    best = max(best, structures.titles.weight(shared))
    return best


def _expanded(title: str, acronyms: frozenset[str]) -> set[str]:
    """Return the words of a title that acronyms stand for: "FRIA" for its first four."""
    found: set[str] = set()
    parts = _WORD.findall(title)
    for first in range(len(parts)):
        for stop in range(first + 2, min(first + MOST_INITIALS, len(parts)) + 1):
            run = parts[first:stop]
            initials = "".join(part if part.isupper() else part[0] for part in run).lower()
            if len(initials) >= FEWEST_INITIALS and initials in acronyms:
                found.update(significant_words(" ".join(run)))
    return found
