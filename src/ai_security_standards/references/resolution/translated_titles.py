"""How a title in another language stands to those of its standard, as far as a glossary tells."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, islice, product
from typing import Literal

from ..lexicon.structures import Structures
from ..lexicon.title_index import Likest
from ..text.glossary import Word, in_english
from .label_relations import words_above

__all__ = ["OWN_WORDS", "Relation", "relation_in_english"]

#: How a title beside an identifier stands to it: its own; that of the same identifier in another edition
#: than the one stated; exactly, or nearly, that of another provision; words of its own; a few of its words;
#: a word of it; nothing of these.
Relation = Literal["own", "former", "other", "alike", "part", "slight", "akin", "none"]

#: Words that are not, or hardly, those of the title of a provision.
OWN_WORDS = frozenset(("slight", "akin", "none"))

#: A title says the same if words that say so great a part of it can be those of a provision.
ENOUGH_SHARED = 0.5

#: It is like another title that has so great a part of its words; so many combinations are tried.
LIKE_ANOTHER, MOST_COMBINATIONS = 0.6, 24

#: A title of another provision has so many words at least.
FEWEST_WORDS = 2

Owners = Sequence[tuple[str, str]]


def relation_in_english(
    structures: Structures, provision_id: str, text: str
) -> tuple[Relation, Owners] | None:
    """Return how a title in another language stands to a provision; None where the glossary does not tell.

    Examples, for the AI Act::

        Article 9     Système de gestion des risques     part: the same in other words
        Article 9     Documentation technique            other: the title of Article 11
        Article 9     Biens à protéger                   None

    Args:
        structures: The provisions of its standard.
        provision_id: The identifier of the provision.
        text: The title.
    """
    words, weight = in_english(text), structures.titles.weight
    titles = structures.title_words_of(provision_id).values()
    own = {word for several in titles for title in several for word in title}
    found = [next(filter(own.issuperset, word.meanings), ()) for word in words]
    whole = sum(weight(each or word.meanings[0]) for each, word in zip(found, words, strict=True))
    shared = sum(map(weight, found))
    if shared and shared >= ENOUGH_SHARED * whole:
        return "part", ()
    around = set(words_above(structures, provision_id))
    is_above = all(any(map(around.issuperset, word.meanings)) for word in words)
    if shared or is_above or not all(_is_clear(structures, word) for word in words):
        return None
    return _owners(structures, provision_id, words)


def _owners(
    structures: Structures, provision_id: str, words: Sequence[Word]
) -> tuple[Relation, Owners] | None:
    """Return the provisions whose title words in another language are, or nearly are; None for nobody's.

    Args:
        structures: The provisions of its standard.
        provision_id: The identifier of the provision beside them.
        words: The words.
    """
    best: Likest = Likest(0.0, ())
    for combination in islice(product(*(word.meanings for word in words)), MOST_COMBINATIONS):
        best = max(best, structures.titles.likest(chain.from_iterable(combination)), key=_likeness)
    others = [owner for owner in best.owners if owner[1] != provision_id]
    is_nested = any(structures.are_nested(edition, provision_id, owner) for edition, owner in others)
    if best.likeness < LIKE_ANOTHER or len(others) < len(best.owners) or is_nested:
        return None
    return ("other" if best.likeness == 1 and len(words) >= FEWEST_WORDS else "alike"), others


def _likeness(likest: Likest) -> float:
    return likest.likeness


def _is_clear(structures: Structures, word: Word) -> bool:
    """Tell whether a word of a title is understood: by the glossary, or as one of the titles in English."""
    return bool(word.meanings) and (word.is_known or structures.titles.knows_most(word.meanings[0]))
