"""Whose words stand beside a provision without a published title: those of another one of its document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..lexicon.structures import Structures
from ..text.titles import significant_words, stems

__all__ = ["SHARED_PART", "owners_of_label", "words_above", "words_of_provision"]

#: Words are those of another provision if they are at least so like its label, and so little like the own.
LIKE_ANOTHER, UNLIKE_OWN = 0.55, 0.2

#: A provision of the same article is rather meant if its label is so much like them.
LIKE_NEIGHBOUR = 0.3

#: English words that share so great a part with what the data say of a provision say the same.
SHARED_PART = 0.3

#: A recital says what articles are about.
_RECITAL = "Recital"

#: Words of labels that number a provision, as stems.
_COUNTING = frozenset(stems("article paragraph subparagraph point sentence annex section part".split()))

#: So many words say enough.
FEWEST_WORDS = 3

Owners = Sequence[tuple[str, str]]


def owners_of_label(structures: Structures, provision_id: str, words: tuple[str, ...]) -> Owners:
    """Return the edition and id of provisions whose label words are, beside one that has a label only.

    Examples, for NIS 2 and the CSF::

        Article 23(2)    Incident notification (within 72 hours)       Article 23(4)(b), which says that
        Article 23(2)    Telling recipients of threats                 none: its own
        PR.DS-10         Least functionality kept by configuration     PR.PT-3 of 1.1: it has its label

    Args:
        structures: The provisions of its standard.
        provision_id: The identifier of the provision.
        words: The significant words beside it.
    """
    if len(words) < FEWEST_WORDS:
        return ()
    index, titles = structures.titles, structures.title_words_of(provision_id)
    known = words_of_provision(structures, provision_id)
    if all(_says_number(word) for several in titles.values() for each in several for word in each):
        return ()  # "Article 17, paragraph 3, point (a)" does not tell what it is about
    if index.weight(known.intersection(words)) >= SHARED_PART * index.weight(words):
        return ()
    own = max((index.likeness(words, each) for several in titles.values() for each in several), default=0.0)
    likest = index.likest(words)
    owners: Iterable[tuple[str, str]] = ()
    if likest.likeness >= LIKE_ANOTHER and own <= UNLIKE_OWN:
        owners = _likest_in_article(structures, provision_id, words) or likest.owners
    elif known.isdisjoint(words):
        owners = index.contained(words, FEWEST_WORDS)
    others = [owner for owner in owners if owner[1] != provision_id and not owner[1].startswith(_RECITAL)]
    is_nested = any(structures.are_nested(edition, provision_id, owner) for edition, owner in others)
    return () if is_nested else others


def _says_number(word: str) -> bool:
    """Tell whether a word of a label only counts: "point", "3", "b"."""
    return word in _COUNTING or len(word) == 1 or word.isdecimal()


def _likest_in_article(structures: Structures, provision_id: str, words: tuple[str, ...]) -> Owners:
    """Return the provision of the same article whose label is most like words, if one is so in part.

    "Emotion recognition" beside Article 50(2) is Article 50(3), rather than the definition in Article 3.

    Args:
        structures: The provisions of its standard.
        provision_id: The identifier of the provision.
        words: The significant words.
    """
    found: list[tuple[float, tuple[str, str]]] = []
    for edition, provisions in structures.by_edition.items():
        above = structures.ancestors(edition, provision_id)
        article = next((each for each in above if provisions[each].get("kind") == "article"), None)
        for other in provisions if article is not None else ():
            titles = structures.title_words_of(other)[edition]
            likeness = max((structures.titles.likeness(words, each) for each in titles), default=0.0)
            if likeness >= LIKE_NEIGHBOUR and article in structures.ancestors(edition, other):
                found.append((likeness, (edition, other)))
    return [max(found)[1]] if found else ()


def words_of_provision(structures: Structures, provision_id: str) -> set[str]:
    """Return the words that the data have of a provision without a title, and of the titles above it.

    Args:
        structures: The provisions of its standard.
        provision_id: The identifier of the provision.
    """
    known = set(words_above(structures, provision_id))
    for provisions in structures.by_edition.values():
        raw = provisions.get(provision_id, {})
        known.update(significant_words(f"{raw.get('label', '')} {raw.get('summary', '')}"))
    return known


def words_above(structures: Structures, provision_id: str) -> Iterable[str]:
    """Return the words of the titles of the provisions that contain one."""
    for edition, provisions in structures.by_edition.items():
        for ancestor in structures.ancestors(edition, provision_id):
            yield from significant_words(provisions[ancestor].get("title", ""))
