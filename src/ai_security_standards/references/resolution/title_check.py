"""Titles in a text that are written beside identifiers of other provisions, or that no edition knows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from ...records.refs import Ref
from ..lexicon import Lexicon
from ..lexicon.structures import Structures
from ..text.beside import Beside, BesideReader
from ..text.title_keys import DESCRIPTION_KEYS
from ..text.titles import is_sentence_on_code, significant_words, title_overlap
from .editions_of_objects import EditionsOfObjects
from .resolver import Resolved
from .title_owners import Successors, has_passed_to, ranked_owners
from .title_relations import ENOUGH_OVERLAP, SHORTEST_WORD, Compared, Relation, compare
from .written_titles import own_title_follows, written_title

__all__ = ["TitleChecker", "TitleMismatch"]

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

_GROUPS = frozenset(("tactic", "function", "category", "domain", "family", "group", "theme", "objective"))
_CODE = re.compile(r"\b[A-Z]{1,8}[-_.]?[0-9]{2,}")
_RANGE_SIGNS = frozenset("- – — to through bis .. …".split())
_PHRASES = frozenset(("bracket", "above", "named"))

Shape = tuple[str, tuple[str, ...]]


class TitleMismatch(NamedTuple):
    """A title beside an identifier that is not its own.

    `ref` is the identifier in the edition that the text states, or in the newest one whose titles are
    shipped, and `own_title` its title there. `owners` are the provisions with the written title, likeliest
    first, none where no edition knows it. `same_id` tells that the identifier has it in another edition.
    """

    ref: Ref
    written_title: str
    own_title: str
    owners: tuple[str, ...]
    same_id: bool


class TitleChecker:
    """Holds the identifiers of one text against the titles beside them."""

    def __init__(
        self,
        lexicon: Lexicon,
        resolved: Sequence[Resolved],
        text: str,
        suffix: str,
        successors_of: Successors,
    ) -> None:
        """Compare the title beside each identifier, and learn in what manner the text puts them there.

        Args:
            lexicon: The names and identifiers of the register.
            resolved: All references of the text, in order.
            text: The text.
            suffix: The suffix of its file, such as ".csv"; empty for a single text.
            successors_of: Returns the successors of a provision.
        """
        self._lexicon = lexicon
        self._successors_of = successors_of
        self._resolved = resolved
        self._text = text
        self.reader = BesideReader(text, suffix)
        self._compared: dict[int, tuple[Compared, ...]] = {}
        self._in_line: set[int] = set()
        self._named = {
            each.sighting.standard
            for each in resolved
            if each.sighting.is_document or not _is_self_named(each)
        }
        self._shapes: dict[Shape, Counter[Relation]] = {}
        self._editions = EditionsOfObjects(resolved, self.reader)
        for number, reference in enumerate(resolved):
            # what stands beside a range is the title of all of it
            if reference.sighting.ids and reference.refs and not reference.sighting.range_ids:
                self._compare(number, reference)

    def _compare(self, number: int, reference: Resolved) -> None:
        """Compare the titles beside a reference, and count their shapes."""
        start, end = reference.sighting.start, reference.sighting.end
        besides = self.reader.titles_at(start, end)
        if number and _is_end_of_range(self._text, self._resolved[number - 1], start):
            besides = ()  # "Articles 8-15: Requirements …" is the title of both
        elif not besides:
            besides = self.reader.titles_in_line(start, end)
            self._in_line.add(number)
        identifier, stated = self._text[start:end], self._edition_stated(reference)
        compared = [compare(self._lexicon, reference, beside, identifier, stated) for beside in besides]
        self._compared[number] = tuple(each for each in compared if each is not None)
        for each in self._compared[number]:
            key = reference.sighting.standard, each.beside.shape
            self._shapes.setdefault(key, Counter())[each.relation] += 1

    def mismatch(self, number: int) -> TitleMismatch | None:
        """Return the title beside a reference that is not its own, None where there is none.

        Examples::

            LLM06:2025 Sensitive Information Disclosure      the title of LLM02:2025
            {"id": "LLM06:2025", "title": "Model Theft"}     the title of LLM10:2023
            | AML.T0051 | Quantum Entanglement |             no title at all, in a table of techniques

        Args:
            number: The position of the reference among all of the text.
        """
        reference = self._resolved[number]
        if number not in self._compared or reference.refs[0].provision is None:
            return None
        compared = self._compared[number]
        if any(each.relation == "own" for each in compared):
            return None
        if number in self._in_line:
            if self._has_own_title(reference):
                return None
            written = self._mismatch_in_text(number)
            if written is not None:
                return written
        if not compared:
            return None
        standard = reference.sighting.standard
        best = max(compared, key=lambda each: (*self._rank(standard, each), each.relation != "none"))
        if best.relation == "other" and self._is_passed_on(reference, best.owners):
            return None
        return self._judge(reference, best) if self._is_trusted(reference, best) else None

    def _rank(self, standard: str, compared: Compared) -> tuple[float, bool]:
        """Return how likely what stands beside an identifier is its title, as its manner tells."""
        return self._share_of_own(standard, compared), compared.beside.firm

    def _has_own_title(self, reference: Resolved) -> bool:
        """Tell whether the title of a reference, in its edition, directly follows it in the text."""
        ref = reference.refs[0]
        titles = self._lexicon.identifiers(ref.standard).structures.titles_of(ref.provision or "")
        return own_title_follows(reference, self._text, titles.get(ref.edition or "", ()))

    # ------------------------------------------------------------ shapes

    def _share_of_own(self, standard: str, compared: Compared) -> float:
        """Return which part of the titles in one manner are those of their identifiers, 0 for few."""
        counts = self._shapes[standard, compared.beside.shape]
        own = counts["own"] + counts["former"]
        ours = 0 if compared.relation == "slight" else counts["part"] + counts["slight"]
        share = own / (counts.total() - ours) if own >= ENOUGH_ENTRIES else 0.0
        if compared.beside.shape[0] in _PHRASES:
            share = own / counts.total()
            return share if own >= ENOUGH_PHRASES and share >= ENOUGH_SHARE_OF_PHRASES else 0.0
        return share

    def _is_trusted(self, reference: Resolved, compared: Compared) -> bool:
        """Tell whether what stands beside a reference must be its title, and is not.

        Args:
            reference: The reference.
            compared: What stands beside it.
        """
        counts = self._shapes[reference.sighting.standard, compared.beside.shape]
        is_listed = self._share_of_own(reference.sighting.standard, compared) >= ENOUGH_SHARE
        is_firm = compared.beside.firm
        if compared.relation == "former":
            return True
        if compared.relation == "other" and compared.beside.shape[0] == "slug" and len(compared.words) < 2:
            return False
        is_group = compared.relation == "other" and not is_firm
        if is_group and self._is_of_groups(reference.refs[0], compared.owners):
            return False  # the column of tactics beside techniques
        is_word = " " not in compared.beside.text
        if is_word and (compared.beside.text.islower() or compared.beside.text.isupper()):
            return False  # "DPIA"; "privilege-escalation" is the project's own word for something
        is_sure = self._share_of_own(reference.sighting.standard, compared) >= SURE_SHARE
        is_own_column = compared.beside.shape[0] == "cell" and not is_firm and not is_sure
        if (
            compared.relation == "other"
            and is_own_column
            and not self._is_of_edition(reference, compared.owners)
        ):
            return False  # the project's "Mobile Device Policy", which was a title of an earlier edition
        if compared.relation == "other":
            is_column_of_others = counts["other"] >= ENOUGH_ENTRIES and not counts["own"] + counts["former"]
            is_of_object = compared.beside.shape[0] == "field" and not counts["own"] + counts["former"]
            return (
                is_firm or is_listed or not (len(compared.words) < 2 or is_column_of_others or is_of_object)
            )
        if compared.relation == "alike":
            return is_firm or is_listed
        if compared.relation == "part" or compared.beside.shape[0] == "slug" or ". " in compared.beside.text:
            return False
        if compared.beside.text[:1].islower() or compared.beside.shape[-1] in DESCRIPTION_KEYS:
            return False  # "covers hidden instructions" says something about it
        text = compared.beside.text
        if len(text.split()) > MOST_WORDS_OF_UNKNOWN or _CODE.search(text) or is_sentence_on_code(text):
            return False  # a description, or another identifier: "CWE-62, MITRE T1547.009"
        if compared.relation == "slight" and not is_listed:
            return False
        is_law = reference.sighting.standard in self._lexicon.names.editions.ages.laws
        is_phrase = compared.beside.shape[0] in _PHRASES
        if is_own_column or (is_law and (is_phrase or not is_sure)):
            return (
                False  # people describe articles in words of their own; a column of what is made for clauses
            )
        if is_listed and not is_phrase:
            return True
        if is_listed:
            return len(compared.beside.text.split()) <= FEW_WORDS
        is_own_catalogue = not _is_distinctive(reference) and reference.sighting.standard not in self._named
        return _is_title_case(compared.beside, is_firm=is_firm) and not is_own_catalogue

    def _is_of_edition(self, reference: Resolved, owners: Sequence[tuple[str, str]]) -> bool:
        """Tell whether the edition of a reference has a title, or the same identifier another one.

        Where the text states the edition, and where no identifier gets a new meaning, all editions count.
        """
        ref = reference.refs[0]
        is_stable = self._lexicon.identifiers(ref.standard).grammar.stable
        if is_stable or self._edition_stated(reference):
            return True
        return any(edition == ref.edition or owner == ref.provision for edition, owner in owners)

    def _is_passed_on(self, reference: Resolved, owners: Sequence[tuple[str, str]]) -> bool:
        """Tell whether a title is that of what became a reference, whose edition the text does not state."""
        if self._edition_stated(reference):
            return False
        return has_passed_to(reference.refs[0], owners, self._lexicon, self._successors_of) is True

    def _is_of_others(self, reference: Resolved, owners: Sequence[tuple[str, str]]) -> bool:
        """Tell whether a title of other editions is that of what became other provisions than a reference."""
        return has_passed_to(reference.refs[0], owners, self._lexicon, self._successors_of) is False

    def _is_of_groups(self, ref: Ref, owners: Sequence[tuple[str, str]]) -> bool:
        """Tell whether a title is that of what groups provisions, and the reference is to none of these.

        Args:
            ref: The reference.
            owners: The edition and id of each provision with the title.
        """
        structures = self._lexicon.identifiers(ref.standard).structures.by_edition
        own = structures.get(ref.edition or "", {}).get(ref.provision or "", {}).get("kind")
        kinds = {structures[edition][owner].get("kind") for edition, owner in owners}
        return bool(kinds) and own not in _GROUPS and kinds <= _GROUPS

    # ------------------------------------------------------------ one title

    def _edition_stated(self, reference: Resolved) -> str:
        """Return the edition that the text states for a reference, "" for none."""
        return self._editions.of(reference) or reference.sighting.edition or reference.stated

    def _judge(self, reference: Resolved, compared: Compared) -> TitleMismatch:
        """Return the mismatch that a title is.

        Args:
            reference: The reference.
            compared: The title beside it.
        """
        ref = reference.refs[0]
        structures = self._lexicon.identifiers(ref.standard).structures
        stated = self._edition_stated(reference)
        titles = structures.titles_of(ref.provision or "")
        in_stated = ref._replace(edition=stated) if stated in titles else ref
        edition = in_stated.edition if titles.get(in_stated.edition or "") else None
        edition = edition or next(each for each in reversed(titles) if titles[each])
        owners = ranked_owners(in_stated, compared.owners)
        read, is_former = in_stated._replace(edition=edition), compared.relation == "former"
        return TitleMismatch(read, compared.beside.text, titles[edition][0], owners, is_former)

    def _mismatch_in_text(self, number: int) -> TitleMismatch | None:
        """Return the title next to a reference in prose if it is exactly that of another provision.

        Args:
            number: The position of the reference.
        """
        reference = self._resolved[number]
        ref = reference.refs[0]
        structures = self._lexicon.identifiers(ref.standard).structures
        edition, provision_id = ref.edition or "", ref.provision or ""
        titles = structures.titles_of(provision_id).get(edition)
        if reference.ambiguous or not titles or not structures.by_edition[edition][provision_id].get("title"):
            return None
        title = written_title(self._resolved, number, self._text, structures)
        if title is None:
            return None
        is_law = ref.standard in self._lexicon.names.editions.ages.laws
        if is_law and title.text[:1].islower():
            return None  # "ensure human oversight (Art. 26)" says what the article asks
        words = significant_words(title.text)
        if any(set(words) <= set(significant_words(own)) for own in titles):
            return None  # "CWE-22 (Path Traversal)" is a part of its title
        owners = structures.find_by_title(words)
        if self._is_passed_on(reference, owners):
            return None
        if not self._is_of_edition(reference, owners) and not self._is_of_others(reference, owners):
            return None  # of an edition of which the text does not speak
        if _is_own_title(structures, ref, titles, title.line_words, owners):
            return None
        is_former = any(owner == provision_id for _, owner in owners)
        return TitleMismatch(ref, title.text, titles[0], ranked_owners(ref, owners), is_former)


def _is_end_of_range(text: str, before: Resolved, start: int) -> bool:
    """Tell whether a reference ends a range that the one before begins: "Articles 6-7".

    Args:
        text: The text.
        before: The reference before.
        start: Where the reference starts.
    """
    return text[before.sighting.end : start].strip() in _RANGE_SIGNS if before.sighting.ids else False


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


def _is_own_title(
    structures: Structures,
    ref: Ref,
    titles: Sequence[str],
    line_words: tuple[str, ...],
    owners: Sequence[tuple[str, str]],
) -> bool:
    """Tell whether a written title can be the reference's own, or that of a provision above or below it.

    Args:
        structures: The provisions of the standard.
        ref: The reference.
        titles: Its titles.
        line_words: The words of the line with the title.
        owners: The edition and id of the provisions with that title.
    """
    edition, provision_id = ref.edition or "", ref.provision or ""
    overlap = max(title_overlap(significant_words(own), line_words) for own in titles)
    return overlap >= ENOUGH_OVERLAP or any(
        other == edition and structures.are_nested(edition, provision_id, owner) for other, owner in owners
    )
