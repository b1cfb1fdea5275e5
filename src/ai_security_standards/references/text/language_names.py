"""In which language a few words are, by small words, letters and endings that only it has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from ..._store.lazily import regex

__all__ = ["OTHER", "is_sentence_in_other_language", "language_of", "main_language"]

#: What is not English, and of no language that is known here.
OTHER = "another language"

#: An ending shows the language of a word of at least so many letters.
SHORTEST_WORD = 7

#: A manner of writing titles has a language if so many of them show it, and this part of all.
ENOUGH_TITLES, ENOUGH_SHARE = 3, 0.25


class _Language(NamedTuple):
    """What tells a language: small words that stand alone, letters and endings of longer words."""

    name: str
    words: frozenset[str]
    letters: frozenset[str]
    endings: tuple[str, ...]


def _language(name: str, words: str, letters: str = "", endings: str = "") -> _Language:
    return _Language(name, frozenset(words.split()), frozenset(letters), tuple(endings.split()))


_LANGUAGES = (
    _language("German", "der das und für von zum zur mit bei im des dem auf oder eine einer sowie durch nach "
              "über aus als", "äöüß", "ung ungen keit keiten heit heiten schaft liche licher lichen tät"),
    _language("French", "le les la du des de et pour dans sur aux avec une d l", "èêœàâîôûë", "ités"),
    _language("Spanish", "el los las de del la y para por una en", "ñ¿¡íóú", "ción ciones sión dad dades "
              "miento mientos ística encia"),
    _language("Portuguese", "da das de dos em uma para ao às", "ãõíóú", "ção ções são dade dades "
              "mentos ência"),
    _language("Italian", "di del della delle degli dei gli nel nella il dell", "", "zione zioni ità enza"),
    _language("Dutch", "het van voor bij een aan op", "", "heid heden lijk lijke aties"),
    _language("Polish", "w z na dla oraz", "ąćęłńśźż", "ość ości"),
    _language("Czech", "pro při nebo", "ěřů"),
    _language("Romanian", "și pentru prin", "ășț"),
    _language("Turkish", "ve için ile", "ığş"),
    _language("Indonesian", "dan untuk yang dari dengan"),
    _language("Swedish", "och för av", "å"),
    _language("Danish or Norwegian", "og til", "øæ"),
)  # fmt: skip
_SCRIPTS = (
    ("Japanese", re.compile(r"[\u3040-\u30ff]")),
    ("Korean", re.compile(r"[\uac00-\ud7af]")),
    ("Chinese", re.compile(r"[\u4e00-\u9fff]")),
    ("Ukrainian", re.compile(r"[іїєґІЇЄҐ]")),
    ("Russian", re.compile(r"[\u0430-\u044f]")),
    ("Greek", re.compile(r"[\u03b1-\u03c9]")),
    ("Arabic", re.compile(r"[\u0620-\u064a]")),
    ("Hebrew", re.compile(r"[\u05d0-\u05ea]")),
    (OTHER, re.compile(r"[\u0900-\u0fff]")),
)
_WORD = regex(r"[^\W\d_]+")
#: A word that stands alone: no part of "de-identification" or of a path; "l'" and "d'" before an apostrophe.
_SMALL_WORD = regex(r"(?<![\w./-])(?:[^\W\d_]{2,}|[ywz])(?![\w./'’-])|(?<![\w./'’-])(?:[dl]|dell)(?=['’]\w)")
_ENGLISH = frozenset("the of and with from".split())
#: Verbs of sentences, in the languages above.
_VERBS = frozenset(
    "ist sind wird werden wurde muss müssen soll sollen hat haben kann können es son está están debe deben "
    "est sont doit doivent è sono deve devono é são foi devem zijn wordt worden moet moeten jest są".split()
)
#: German titles end in a noun, with a capital: "Prozess dokumentieren" and "Anzeige erforderlich" are none.
_SMALL_END = regex(r" [a-zäöüß]{4,}\Z")


@lru_cache(maxsize=4_096)
def language_of(text: str) -> str:
    """Return in which language a few words are; "" for English, and where nothing tells.

    >>> language_of("Umgang mit Risiken"), language_of("Seguridad de redes"), language_of("供应链安全")
    ('German', 'Spanish', 'Chinese')
    >>> language_of("Access control"), language_of("The de facto standard of the industry")
    ('', '')
    """
    for name, script in _SCRIPTS:
        if script.search(text):
            return name
    counts = _counts(text)
    if not counts or not _ENGLISH.isdisjoint(_WORD.findall(text.casefold())):
        return ""
    (name, best), *others = counts.most_common(2)
    return OTHER if others and others[0][1] == best else name


def main_language(texts: Iterable[str], least: int = ENOUGH_TITLES) -> str:
    """Return in which language a good part of several titles is; "" for English, and for few of them.

    Args:
        texts: The titles.
        least: So many must show it.

    >>> main_language(["Zugriffsrechte", "Rückgabe von Werten", "Sicherheit", "Umgang mit Risiken"])
    'German'
    >>> main_language(["Access rights", "Return of assets", "El Niño"])
    ''
    """
    several = list(texts)
    found = [language for language in map(language_of, several) if language]
    if len(found) < least or len(found) < ENOUGH_SHARE * len(several):
        return ""
    named = Counter(language for language in found if language != OTHER)
    return named.most_common(1)[0][0] if named else OTHER


def is_sentence_in_other_language(text: str) -> bool:
    """Tell whether words in another language than English have a verb, as no title has.

    >>> is_sentence_in_other_language("Rechte werden geprüft"), is_sentence_in_other_language("Rechteprüfung")
    (True, False)
    >>> is_sentence_in_other_language("Verfahren zur Anzeige dokumentieren")
    True
    """
    has_verb = not _VERBS.isdisjoint(_WORD.findall(text.casefold()))
    return has_verb or (_SMALL_END.search(text) is not None and language_of(text) == "German")


def _counts(text: str) -> Counter[str]:
    """Count what in some words tells each language."""
    counts: Counter[str] = Counter()
    small = frozenset(
        found[0].casefold()
        for found in _SMALL_WORD.finditer(text)
        if found[0].islower() or (not found.start() and found[0].istitle())  # "DoS" and "DE" are others
    )
    folded = text.casefold()
    ends = [word for word in _WORD.findall(folded) if len(word) >= SHORTEST_WORD]
    for language in _LANGUAGES:
        count = len(small & language.words) + len(language.letters.intersection(folded))
        count += sum(word.endswith(language.endings) for word in ends) if language.endings else 0
        if count:
            counts[language.name] = count
    return counts
