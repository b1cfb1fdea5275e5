"""Laws of AI of one country, which are named as that of the Union is."""

from __future__ import annotations

from ..lexicon.document_names import NameMatch
from ..text.tokens import Tokens

__all__ = ["is_of_other_country"]

#: The law of the Union, whose name those of countries share.
_SHARED = "eu-ai-act"

#: Words of a name that say whose law it is.
_OF_UNION = frozenset(
    "eu ue union europea europeia europeenne europeo european europese eli 1689 2024".split()
)

#: What binds a name to the place behind it.
_OF = frozenset("de del do da of du della di von der des van for".split())

_PLACES = frozenset(
    "colorado california texas utah illinois york korea corea coree japan japon china chine brasil "
    "brazil bresil chile "
    "peru mexico colombia argentina canada vietnam kazajistan kazakhstan italia italy italie spain "
    "espana espagne "
    "taiwan india kenya nigeria ecuador uruguay paraguay".split()
)
_PEOPLES = frozenset(
    "spanish italian korean japanese chinese brazilian chilean canadian vietnamese kazakh colombian "
    "peruvian mexican "
    "espanola espanol italiana italiano coreana coreano japonesa china brasilena chilena peruana "
    "mexicana canadiense "
    "italienische koreanische spanische chinesische italienne coreenne espagnole chinoise "
    "bresilienne brasileira "
    "vietnamita kazaja colombiana argentina".split()
)
#: A bill: "Anteproyecto de Ley de IA", "Projet de loi sur l'IA".
_BILLS = frozenset("anteproyecto proyecto projet disegno anteprojeto projeto".split())
#: Laws on the use by a government: "Ley de IA en el Gobierno".
_GOVERNMENT = (("en", "el", "gobierno"), ("in", "government"), ("nel", "governo"), ("no", "governo"))


def is_of_other_country(tokens: Tokens, name: NameMatch) -> bool:
    """Tell whether the words at the name of the Union's law say that one of another place is meant.

    Examples::

        Ley de IA de Colorado
        Anteproyecto de Ley de IA
        Spanish AI Act
        Loi sur l'IA italienne
        Ley de IA en el Gobierno

    Args:
        tokens: The tokens of the page.
        name: The name.
    """
    values = tokens.values
    if name.standard != _SHARED or name.edition is not None or name.stop - name.first < 2:
        return False
    if not _OF_UNION.isdisjoint(values[name.first : name.stop]):
        return False
    before = values[max(name.first - 2, 0) : name.first]
    if before and tokens[name.first].gap == " " and (before[-1] in _PEOPLES or before[-1] in _PLACES):
        return True
    if before and before[0] in _BILLS and before[-1] in _OF:
        return True
    after = values[name.stop : name.stop + 3]
    if not after or tokens[name.stop].gap != " ":
        return False
    is_bound = len(after) > 1 and after[0] in _OF and tokens[name.stop + 1].gap in (" ", "'", "’")
    return (
        after[0] in _PEOPLES
        or (is_bound and after[1] in _PLACES)
        or any(tuple(after[: len(words)]) == words for words in _GOVERNMENT)
    )
