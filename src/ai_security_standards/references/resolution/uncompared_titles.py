"""Titles beside identifiers that cannot be compared: in another language, or where the data have none."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..._store.lazily import regex
from ...records.refs import Ref
from ..lexicon import Lexicon
from ..lexicon.structures import Structures
from ..text.glossary import is_of_glossary
from ..text.language_names import is_sentence_in_other_language
from ..text.markup_titles import MARKUP
from ..text.phrases import is_statement
from ..text.title_keys import DESCRIPTION_KEYS
from ..text.titles_in_rows import SLUG
from .label_relations import SHARED_PART, words_of_provision
from .page_titles import RECORD
from .resolver import Resolved
from .title_relations import Compared, has_published_title
from .title_rules import is_beside, is_next_to
from .title_trust import TitleTrust

__all__ = ["UncomparedTitles"]

#: A title has at most so many words where a field keeps it, and elsewhere.
MOST_WORDS, MOST_WORDS_OF_PHRASE = 14, 8

#: A cell that is not headed as a title has at most so many words, of which one is of security.
MOST_WORDS_OF_CELL = 6

#: Signs between an identifier at the beginning of a line or entry and its title; a space in an entry.
_SIGNS = frozenset((":", "–", "—", "-", "(", "", "."))
#: What tells of something, or names several things: "How we broke our bot", "Rule: no secrets", no record.
_TELLS = regex(r"^(?:how|why|what|when|where)\b|\b(?:we|our|you|your|i|my)\b|[:?!]", re.IGNORECASE)
#: Words that have none of a title.
_OWN_WORDS = frozenset(("alike", "none"))
#: Provisions of these kinds have pages of their own, which are called like them.
_KINDS_OF_RECORDS = frozenset(("technique", "subtechnique", "mitigation", "case-study"))
#: How a title stands to another one that has exactly its words: it was compared.
_COMPARED = frozenset(("own", "former", "other"))
_NO_TITLE = regex(r"://|[\w-]+/[\w-]+/|\\|[.;:]\Z|^\W*[0-9]|^[\w-]+\.[a-z]{2,4}\Z|[$@{}=]")


class UncomparedTitles:
    """The titles of one text that could not be held against those of the data."""

    def __init__(self, lexicon: Lexicon, trust: TitleTrust) -> None:
        """Prepare a text.

        Args:
            lexicon: The names and identifiers of the register.
            trust: The manners in which the text puts something beside identifiers.
        """
        self._lexicon = lexicon
        self._trust = trust

    def reason(self, reference: Resolved, compared: Iterable[Compared], *, is_unjudged: bool) -> str:
        """Return why the title beside a reference could not be compared; "" where there is none, or it was.

        Examples, for ISO/IEC 27001, and PCI DSS, whose requirements have no titles::

            - A.5.18: Zugriffsrechte           it is in German
            - A.5.18: Access rights            none, it agrees
            - 3.4: Bicycle Storage             the data have no title of it
            - A.5.18: reviewed each year       none, that is no title

        Args:
            reference: The reference, of one meaning.
            compared: What stands beside it.
            is_unjudged: Whether the titles of its edition are unknown.
        """
        several = tuple(compared)
        if any(not each.owners if each.is_translated else each.relation in _COMPARED for each in several):
            return ""
        ref = reference.refs[0]
        for each in several:
            if not self._is_in_place(reference, each):
                continue
            language, title = self._trust.languages.language(ref.standard, each), each.beside.text
            if language:
                own = self._own_title(ref)
                is_own = f"; it is {own!r}" if own else ""
                is_like = f", and {title!r} reads like that of {each.owners[-1][1]}" if each.owners else ""
                reason = f"its title {title!r} is in {language}, and the data have titles in English"
                return f"{reason}{is_own}{is_like}"
            if self._is_of_page(ref, each):
                own = self._own_title(ref)
                return f"its page is called {title!r} in other words than its title, which is {own!r}"
            if is_statement(title) or not self._is_certain(each):
                continue
            if is_unjudged:
                return f"the data have no titles of {ref.document} to compare {title!r} with"
            structures = self._lexicon.identifiers(ref.standard).structures
            if self._is_without_title(structures, ref, each):
                return f"the data have no title of {ref} to compare {title!r} with"
        return ""

    def _is_in_place(self, reference: Resolved, compared: Compared) -> bool:
        """Tell whether words stand where a title stands, and look like one."""
        shape, text, is_firm = compared.beside.shape, compared.beside.text, compared.beside.firm
        manner = shape[0]
        if manner in ("field", "key"):
            is_in_place = is_firm and shape[-1] not in DESCRIPTION_KEYS
        elif manner in ("cell", "column", "note"):
            is_titled = manner == "column" or shape[1] == MARKUP
            is_short = is_of_glossary(text) and len(text.split()) <= MOST_WORDS_OF_CELL
            is_titled = is_titled or (is_short and shape[2] == "0")
            is_titled = is_titled or self._trust.share_of_own(reference.sighting.standard, compared) > 0
            is_in_place = is_titled and is_next_to(shape)
            is_in_place = is_in_place or (compared.is_translated and is_beside(shape))
        elif manner == "line":
            is_in_place = shape[2] in _SIGNS and (bool(shape[2]) or shape[1] == "entry")
            is_open = shape[2] == "(" or not is_of_glossary(text)
            if self._is_law(reference.refs[0]) and (shape[2] == "(" or (shape[1] == "entry" and is_open)):
                is_in_place = False  # "Art. 25 (Privacy by Design)" in a sentence says what it is about
        elif shape == RECORD:
            is_in_place = True
        else:
            is_in_place = manner == "item" and shape[2] == "1"
        if not is_in_place or _NO_TITLE.search(text) is not None or " | " in text:
            return False
        words = text.split()
        is_kept = manner in ("field", "key", "column", "item")
        if len(words) > (MOST_WORDS if is_kept else MOST_WORDS_OF_PHRASE) or text[:1].islower():
            return False
        if not is_kept and is_sentence_in_other_language(text):
            return False
        return not self._trust.is_of_group(reference, compared)

    def _is_of_page(self, ref: Ref, compared: Compared) -> bool:
        """Tell whether words are the name of a page that is kept as that of a provision, and another one."""
        shape, relation = compared.beside.shape, compared.relation
        if shape == RECORD:
            structures = self._lexicon.identifiers(ref.standard).structures.by_edition
            kind = structures.get(ref.edition or "", {}).get(ref.provision or "", {}).get("kind")
            is_record = kind in _KINDS_OF_RECORDS and _TELLS.search(compared.beside.text) is None
            return is_record and relation in _OWN_WORDS
        return shape[-1] == SLUG and compared.beside.firm and relation in _OWN_WORDS

    def _is_law(self, ref: Ref) -> bool:
        """Tell whether a document is a law."""
        return ref.standard in self._lexicon.names.editions.ages.laws

    @staticmethod
    def _is_certain(compared: Compared) -> bool:
        """Tell whether English words can be nothing but a title: in a field of these, in a list."""
        shape, is_firm = compared.beside.shape, compared.beside.firm
        is_listed = shape[0] == "line" and shape[1] == "list" and len(compared.beside.text.split()) > 1
        return is_firm or is_listed

    def _own_title(self, ref: Ref) -> str:
        """Return the title of a provision in its edition, or in the newest one that has one."""
        titles = self._lexicon.identifiers(ref.standard).structures.titles_of(ref.provision or "")
        several = titles.get(ref.edition or "") or next(filter(None, reversed(titles.values())), ())
        return several[0] if several else ""

    @staticmethod
    def _is_without_title(structures: Structures, ref: Ref, compared: Compared) -> bool:
        """Tell whether a provision has no title, and words do not say what the data say of it."""
        provision_id = ref.provision or ""
        if has_published_title(structures, provision_id):
            return False
        words, weight = set(compared.words), structures.titles.weight
        return weight(words & words_of_provision(structures, provision_id)) < SHARED_PART * weight(words)
