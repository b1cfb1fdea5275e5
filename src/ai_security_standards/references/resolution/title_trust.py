"""Whether what stands beside an identifier must be its title, as the manner of a whole text tells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from ...records.refs import Ref
from ..lexicon import Lexicon
from ..lexicon.newer_editions import FIRST_YEAR, version_of
from ..text.beside import Beside
from ..text.languages import is_in_other_language, names_other_language
from ..text.phrases import is_statement
from ..text.title_keys import DESCRIPTION_KEYS
from ..text.titles import is_sentence_on_code
from .resolver import Resolved
from .title_relations import SHORTEST_WORD, Compared, Relation

__all__ = ["TitleTrust"]

#: So many entries with their own titles show that a list is made of identifiers and titles, if they are
#: at least this share of all.
ENOUGH_ENTRIES, ENOUGH_SHARE = 3, 0.5

#: Of articles of law, and in columns that are not headed as titles, so many must be, for another to be wrong.
SURE_SHARE = 0.75

#: So few words under a key or header of titles are one in any case.
FEW_WORDS = 4

#: Words in title case are a title if they are at most so many.
MOST_TITLE_CASE_WORDS = 8

#: What no edition knows is a title if it has at most so many words.
MOST_WORDS_OF_UNKNOWN = 12

#: Identifiers that begin with a word of so many letters are no project's own: "AML.T0051", "CWE-79".
DISTINCTIVE_LETTERS = 3

#: Of phrases in prose, which can be about anything, more entries and a greater share are enough.
ENOUGH_PHRASES, ENOUGH_SHARE_OF_PHRASES = 5, 0.7

#: Where so great a share of what stands beside identifiers is repeated, it groups them.
SHARE_OF_GROUPS = 0.3

#: What is beside the number of a part of a document is seldom its title: "Annex A Mappings".
_PARTS = frozenset(("annex", "domain", "objective", "family", "theme"))
_GROUPS = frozenset(("tactic", "function", "category", "domain", "family", "group", "theme", "objective"))
_CODE = re.compile(r"\b[A-Z]{1,8}(?:[.-][A-Z]{1,4})*[-_. ]?[0-9]|::|;\Z|[a-z][A-Z][a-z]+[A-Z]")
_PHRASES = frozenset(("bracket", "above", "named"))
_ALL = frozenset(("",))  # all words in one manner group identifiers

Shape = tuple[str, tuple[str, ...]]
Owners = Sequence[tuple[str, str]]


class TitleTrust:
    """The manners in which a text puts something beside identifiers, and how far each is trusted."""

    def __init__(
        self,
        lexicon: Lexicon,
        resolved: Sequence[Resolved],
        text: str,
        is_of_edition: Callable[[Resolved, Owners], bool],
    ) -> None:
        """Prepare a text; `add` gets what stands beside each of its references.

        Args:
            lexicon: The names and identifiers of the register.
            resolved: All references of the text, in order.
            text: The text.
            is_of_edition: Tells whether the edition of a reference has a title, by who has it.
        """
        self._lexicon = lexicon
        self._text = text
        self._is_of_edition = is_of_edition
        self._named = {
            each.sighting.standard
            for each in resolved
            if each.sighting.is_document or not _is_self_named(each)
        }
        self._shapes: dict[Shape, Counter[Relation]] = {}
        self._ids_by_text: dict[Shape, dict[str, set[str]]] = {}
        self._own_texts: dict[Shape, set[str]] = {}
        self._groups: dict[Shape, frozenset[str]] = {}
        self._is_foreign: bool | None = None

    def add(self, reference: Resolved, compared: Compared) -> None:
        """Count what stands beside a reference."""
        key, text = (reference.sighting.standard, compared.beside.shape), compared.beside.text.casefold()
        self._shapes.setdefault(key, Counter())[compared.relation] += 1
        self._ids_by_text.setdefault(key, {}).setdefault(text, set()).update(reference.sighting.ids)
        if compared.relation == "own":
            self._own_texts.setdefault(key, set()).add(text)

    def rank(self, standard: str, compared: Compared) -> tuple[float, bool]:
        """Return how likely what stands beside an identifier is its title, as its manner tells."""
        return self.share_of_own(standard, compared), compared.beside.firm

    def share_of_own(self, standard: str, compared: Compared) -> float:
        """Return which part of the titles in one manner are those of their identifiers, 0 for few."""
        counts = self._shapes[standard, compared.beside.shape]
        own = counts["own"] + counts["former"]
        ours = 0 if compared.relation == "slight" else counts["part"] + counts["slight"]
        share = own / (counts.total() - ours) if own >= ENOUGH_ENTRIES else 0.0
        if compared.beside.shape[0] in _PHRASES:
            share = own / counts.total()
            return share if own >= ENOUGH_PHRASES and share >= ENOUGH_SHARE_OF_PHRASES else 0.0
        return share

    def is_trusted(self, reference: Resolved, compared: Compared) -> bool:
        """Tell whether what stands beside a reference must be its title, and is not.

        Args:
            reference: The reference.
            compared: What stands beside it.
        """
        if compared.relation == "former":  # but "recovery planning (RC.RP)" tells what it is about
            return compared.beside.shape[0] not in _PHRASES or not compared.beside.text[:1].islower()
        if compared.relation == "part" or self._is_of_group(reference, compared):
            return False
        is_part = (
            self._kind_of(reference.refs[0]) in _PARTS or (reference.refs[0].provision or "").isdecimal()
        )
        is_kept = compared.beside.firm and compared.beside.shape[0] == "field"
        is_number = (reference.refs[0].provision or "").isdecimal()
        if is_part and (not is_kept or (is_number and compared.relation != "other")):
            return False
        text = compared.beside.text
        if " " not in text and (text.islower() or text.isupper()):
            return False  # "DPIA"; "privilege-escalation" is the project's own word for something
        is_law = reference.sighting.standard in self._lexicon.names.editions.ages.laws
        if is_law and compared.beside.shape[0] == "line" and not compared.beside.shape[2]:
            return False  # "Art 17 incident detection" says what it is about
        if compared.beside.shape[0] == "note" and not (
            compared.relation == "other"
            and self.share_of_own(reference.sighting.standard, compared) >= SURE_SHARE
        ):
            return False  # what is said of it, or made for it
        if compared.relation == "other":
            return self._is_of_another(reference, compared)
        if self._is_in_other_language(text):
            return False
        if compared.relation == "alike":
            return self._is_alike_another(reference, compared)
        return self._is_of_nobody(reference, compared)

    def _is_of_another(self, reference: Resolved, compared: Compared) -> bool:
        """Tell whether a title of another provision is given to a reference."""
        shape, is_firm = compared.beside.shape, compared.beside.firm
        if shape[0] == "item" and self._kind_of(reference.refs[0]) in _GROUPS:
            return False  # a technique in a row behind its tactic
        if not is_firm and self._is_title_of_group(reference.refs[0], compared.owners):
            return False  # the column of tactics beside techniques
        share = self.share_of_own(reference.sighting.standard, compared)
        is_own_column = shape[0] == "cell" and not is_firm and share < SURE_SHARE
        if is_own_column and not self._is_of_edition(reference, compared.owners):
            return False  # the project's "Mobile Device Policy", which was a title of an earlier edition
        counts = self._shapes[reference.sighting.standard, shape]
        is_column_of_others = counts["other"] >= ENOUGH_ENTRIES and not counts["own"] + counts["former"]
        is_of_object = shape[0] == "field" and not counts["own"] + counts["former"]
        is_of_row = is_own_column and share < ENOUGH_SHARE  # "Privileged Access", with what it maps to
        is_unlisted = len(compared.words) < 2 or is_column_of_others or is_of_object or is_of_row
        return is_firm or share >= ENOUGH_SHARE or not is_unlisted

    def _is_alike_another(self, reference: Resolved, compared: Compared) -> bool:
        """Tell whether words nearly as the title of another provision are given to a reference."""
        if self._is_title_of_group(reference.refs[0], compared.owners):
            return False  # "Lateral Movement: DCOM"
        share = self.share_of_own(reference.sighting.standard, compared)
        return compared.beside.firm or share >= (
            SURE_SHARE if compared.beside.shape[0] == "cell" else ENOUGH_SHARE
        )

    def _is_of_nobody(self, reference: Resolved, compared: Compared) -> bool:
        """Tell whether words that no edition has as a title are given to a reference as its title."""
        beside, standard = compared.beside, reference.sighting.standard
        if beside.shape[0] == "slug" or ". " in beside.text or is_statement(beside.text):
            return False
        if beside.text[:1].islower() or beside.shape[-1] in DESCRIPTION_KEYS:
            return False  # "covers hidden instructions" says something about it
        is_description = len(beside.text.split()) > MOST_WORDS_OF_UNKNOWN or _CODE.search(beside.text)
        if is_description or is_sentence_on_code(beside.text):
            return False  # a description, or another identifier: "CWE-62, MITRE T1547.009"
        if self._has_earlier_editions(standard) and not (reference.sighting.edition or reference.stated):
            return False  # "Data Encryption" is of CCM 4.0, which is not shipped
        share = self.share_of_own(standard, compared)
        is_listed = share >= ENOUGH_SHARE and not self._is_paraphrased(standard, compared)
        if compared.relation == "slight" and share < (ENOUGH_SHARE if beside.firm else SURE_SHARE):
            return False
        is_law = standard in self._lexicon.names.editions.ages.laws
        is_akin = compared.relation in ("slight", "akin")
        if is_akin and (is_law or not (_is_distinctive(reference) or share >= SURE_SHARE or beside.firm)):
            return False
        is_phrase = beside.shape[0] in _PHRASES
        is_own_column = beside.shape[0] == "cell" and not beside.firm and share < SURE_SHARE
        if is_own_column or (is_law and (is_phrase or share < SURE_SHARE)):
            return False  # people describe articles in own words; a column of what is made for clauses
        if is_listed:
            return not is_phrase or len(beside.text.split()) <= FEW_WORDS
        is_own_catalogue = not _is_distinctive(reference) and standard not in self._named
        return _is_title_case(beside, is_firm=beside.firm) and not is_own_catalogue

    def _has_earlier_editions(self, standard: str) -> bool:
        """Tell whether a document has editions before the first one in the data, which is "4.1" or so."""
        if self._lexicon.identifiers(standard).grammar.stable:
            return False
        first = version_of(self._lexicon.names.editions.known.get(standard, ("",))[0])
        return first is not None and 1 < first[0] < FIRST_YEAR

    def _is_paraphrased(self, standard: str, compared: Compared) -> bool:
        """Tell whether a text says most titles in one manner in words of its own."""
        counts = self._shapes[standard, compared.beside.shape]
        return counts["part"] + counts["slight"] + counts["akin"] > counts["own"] + counts["former"]

    def _is_of_group(self, reference: Resolved, compared: Compared) -> bool:
        """Tell whether words are repeated beside other identifiers, of which none has them as its title.

        Args:
            reference: The reference.
            compared: What stands beside it.
        """
        key = reference.sighting.standard, compared.beside.shape
        groups = self._groups.get(key)
        if groups is None:
            groups = self._groups[key] = self._find_groups(key)
        return groups is _ALL or compared.beside.text.casefold() in groups

    def _find_groups(self, key: Shape) -> frozenset[str]:
        """Return the words that are repeated in one manner, `_ALL` where many are."""
        texts, own = self._ids_by_text[key], self._own_texts.get(key, set())
        repeated = frozenset(text for text, ids in texts.items() if len(ids) > 1 and text not in own)
        count = sum(len(texts[text]) for text in repeated)
        return _ALL if count > SHARE_OF_GROUPS * sum(map(len, texts.values())) else repeated

    def _is_title_of_group(self, ref: Ref, owners: Owners) -> bool:
        """Tell whether a title is that of what groups provisions, and the reference is to none of these.

        Args:
            ref: The reference.
            owners: The edition and id of each provision with the title.
        """
        structures = self._lexicon.identifiers(ref.standard).structures.by_edition
        kinds = {structures[edition][owner].get("kind") for edition, owner in owners}
        return bool(kinds) and self._kind_of(ref) not in _GROUPS and kinds <= _GROUPS

    def _kind_of(self, ref: Ref) -> str:
        """Return of what kind a provision is."""
        structures = self._lexicon.identifiers(ref.standard).structures.by_edition
        return str(structures.get(ref.edition or "", {}).get(ref.provision or "", {}).get("kind", ""))

    def _is_in_other_language(self, text: str) -> bool:
        """Tell whether words, or the text as a whole, are in another language than English."""
        if self._is_foreign is None:
            self._is_foreign = names_other_language(self._text)
        return self._is_foreign or is_in_other_language(text)


def _is_distinctive(reference: Resolved) -> bool:
    """Tell whether an identifier begins with a word that no project uses for its own entries."""
    provision_id = reference.refs[0].provision or ""
    return provision_id[:DISTINCTIVE_LETTERS].isalpha() and any(map(str.isdigit, provision_id))


def _is_self_named(reference: Resolved) -> bool:
    """Tell whether an identifier can be read without its standard: two letters, a dash and a number."""
    provision_id = reference.sighting.ids[0] if reference.sighting.ids else ""
    return provision_id[:2].isalpha() and provision_id[2:3] in ("-", ".")


def _is_title_case(beside: Beside, *, is_firm: bool) -> bool:
    """Tell whether words beside an identifier are written as a title: "Credential Theft".

    Args:
        beside: What stands beside it.
        is_firm: Whether its key or column is that of a title, so that three words are enough.
    """
    if not is_firm and (beside.shape[0] != "line" or not beside.shape[2]):
        return False
    words = [word for word in beside.text.split() if len(word) > SHORTEST_WORD]
    capitals = sum(word[0].isupper() for word in words)
    if not beside.text[:1].isupper() and not beside.text[:1].isdigit():
        return False  # "partial" is a status, "-> 'applies'" a result
    if is_firm and len(beside.text.split()) <= FEW_WORDS:
        return True
    return 1 < len(words) <= MOST_TITLE_CASE_WORDS and capitals >= len(words) - is_firm
