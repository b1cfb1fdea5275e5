"""In which language a title is: by its own words, by the titles in the same manner, by the page."""

from __future__ import annotations

from ..._store.lazily import regex
from ..lexicon import Lexicon
from ..text.glossary import is_of_glossary
from ..text.language_names import OTHER, language_of, main_language
from ..text.languages import LONGEST_SAMPLE, names_other_language
from .title_relations import Compared

__all__ = ["TitleLanguages"]

Shape = tuple[str, ...]

#: Words that are English in a page of another language, too: "Unsafe Tool Integration".
_ENGLISH_WORD = regex(r"[a-z](?:ing|tion|ity|ness|able|ous|less|ful|ment|ed)s?\b")


class TitleLanguages:
    """The languages of the titles of one text."""

    def __init__(self, lexicon: Lexicon, text: str) -> None:
        """Prepare a text; `add` gets what stands beside each of its references.

        Args:
            lexicon: The names and identifiers of the register.
            text: The text.
        """
        self._lexicon = lexicon
        self._text = text
        self._texts: dict[Shape, dict[str, None]] = {}
        self._languages: dict[Shape, str] = {}
        self._language_of_page: str | None = None

    def add(self, compared: Compared) -> None:
        """Keep what stands beside a reference, by its manner."""
        self._texts.setdefault(compared.beside.shape, {})[compared.beside.text] = None

    def language(self, standard: str, compared: Compared) -> str:
        """Return in which language words beside a reference are; "" for English, and where nothing tells.

        Examples::

            Rückgabe von Werten      German, by its words
            Zugriffsrechte           German, if those in the same manner are, or the page is
            Access rights            English in any page, as titles of the document have its words

        Args:
            standard: The id of the document.
            compared: What stands beside a reference.
        """
        language, shape = language_of(compared.beside.text), compared.beside.shape
        if language:
            return language if language != OTHER else main_language(self._texts[shape], least=1)
        if self._lexicon.identifiers(standard).structures.titles.knows_most(compared.words):
            return ""
        found = self._language_of_manner(shape)
        is_long = compared.beside.firm or len(compared.words) > 1
        is_english = not is_long or _ENGLISH_WORD.search(compared.beside.text) is not None
        if not found and (not is_english or is_of_glossary(compared.beside.text)):
            found = self._page_language()
        return found

    def _language_of_manner(self, shape: Shape) -> str:
        """Return in which language the titles in one manner are, "" for English."""
        if shape not in self._languages:
            self._languages[shape] = main_language(self._texts[shape])
        return self._languages[shape]

    def _page_language(self) -> str:
        """Return in which language the text is in a good part, "" for English."""
        if self._language_of_page is None:
            is_foreign = names_other_language(self._text)
            lines = self._text[:LONGEST_SAMPLE].splitlines() if is_foreign else ()
            self._language_of_page = main_language(lines)
        return self._language_of_page
