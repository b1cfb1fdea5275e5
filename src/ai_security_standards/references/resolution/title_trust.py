"""Whether what stands beside an identifier must be its title, as the manner of a whole text tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from ...records.refs import Ref
from ..lexicon import Lexicon
from ..lexicon.newer_editions import FIRST_YEAR, version_of
from ..text.languages import is_in_other_language, names_other_language
from .resolver import Resolved
from .title_languages import TitleLanguages
from .title_owners import owners_in_other_lists
from .title_relations import Compared, Relation
from .title_rules import GROUPS, PHRASES, TitleCase, is_next_to, must_be_title

__all__ = ["TitleTrust"]

#: So many entries with their own titles show that a list is made of identifiers and titles.
ENOUGH_ENTRIES = 3

#: Identifiers that begin with a word of so many letters are no project's own: "AML.T0051", "CWE-79".
DISTINCTIVE_LETTERS = 3

#: Of phrases in prose, which can be about anything, more entries and a greater share are enough.
ENOUGH_PHRASES, ENOUGH_SHARE_OF_PHRASES = 5, 0.7

#: Where so great a share of what stands beside identifiers is repeated, it groups them.
SHARE_OF_GROUPS = 0.3

#: So many identifiers, each with several texts beside it, show that these are no titles.
ENOUGH_VARIED = 2

#: A list of at most so many entries is whole where so great a share of it stands beside its identifiers.
LONGEST_LIST, SHARE_OF_LIST = 30, 0.8

#: Of so few words are the titles of lists.
MOST_WORDS_ELSEWHERE = 8

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
        self._texts_of: dict[Shape, dict[str, set[str]]] = {}
        self._own_texts: dict[Shape, set[str]] = {}
        self._groups: dict[Shape, frozenset[str]] = {}
        self._is_foreign: bool | None = None
        self.languages = TitleLanguages(lexicon, text)

    def add(self, reference: Resolved, compared: Compared) -> None:
        """Count what stands beside a reference."""
        key, text = (reference.sighting.standard, compared.beside.shape), compared.beside.text.casefold()
        self._shapes.setdefault(key, Counter())[compared.relation] += 1
        self.languages.add(compared)
        self._ids_by_text.setdefault(key, {}).setdefault(text, set()).update(reference.sighting.ids)
        for provision_id in reference.sighting.ids:
            self._texts_of.setdefault(key, {}).setdefault(provision_id, set()).add(text)
        if compared.relation == "own":
            self._own_texts.setdefault(key, set()).add(text)

    def rank(self, reference: Resolved, compared: Compared) -> tuple[float, bool, bool]:
        """Return how likely what stands beside an identifier is its title, as its manner tells."""
        share = self.share_of_own(reference.sighting.standard, compared)
        is_listed = is_next_to(compared.beside.shape) and self._is_whole_list(reference.refs[0], compared)
        return share, is_listed, compared.beside.firm

    def share_of_own(self, standard: str, compared: Compared) -> float:
        """Return which part of the titles in one manner are those of their identifiers, 0 for few."""
        counts = self._shapes[standard, compared.beside.shape]
        own = counts["own"] + counts["former"]
        ours = 0 if compared.relation == "slight" else counts["part"] + counts["slight"]
        share = own / (counts.total() - ours) if own >= ENOUGH_ENTRIES else 0.0
        if compared.beside.shape[0] in PHRASES:
            share = own / counts.total()
            return share if own >= ENOUGH_PHRASES and share >= ENOUGH_SHARE_OF_PHRASES else 0.0
        return share

    def is_trusted(self, reference: Resolved, compared: Compared) -> bool:
        """Tell whether what stands beside a reference must be its title, and is not.

        Args:
            reference: The reference.
            compared: What stands beside it.
        """
        return must_be_title(self._case_of(reference, compared))

    def _case_of(self, reference: Resolved, compared: Compared) -> TitleCase:
        """Return what is known of the words beside a reference.

        Args:
            reference: The reference.
            compared: What stands beside it.
        """
        standard, ref, beside = reference.sighting.standard, reference.refs[0], compared.beside
        counts = self._shapes[standard, beside.shape]
        is_unlisted = not counts["own"] + counts["former"]
        is_compared = compared.relation in ("other", "former", "part")
        return TitleCase(
            relation=compared.relation,
            text=beside.text,
            words=len(compared.words),
            shape=beside.shape,
            firm=beside.firm,
            is_first=beside.is_first,
            share=self.share_of_own(standard, compared),
            kind=self._kind_of(ref),
            is_number=(ref.provision or "").isdecimal() or len(ref.provision or "") == 1,
            is_law=standard in self._lexicon.names.editions.ages.laws,
            is_repeated=self.is_of_group(reference, compared),
            is_varied=self._is_varied(standard, compared),
            is_title_of_group=self._is_title_of_group(ref, compared.owners),
            is_shared=self._is_shared(standard, compared),
            is_of_edition=self._is_of_edition(reference, compared.owners),
            is_foreign=not is_compared and self._is_in_other_language(standard, compared),
            is_unlisted=is_unlisted,
            is_column_of_others=is_unlisted and counts["other"] >= ENOUGH_ENTRIES,
            is_paraphrased=self._is_paraphrased(standard, compared),
            is_distinctive=_is_distinctive(reference),
            is_named=standard in self._named,
            is_whole_list=self._is_whole_list(ref, compared),
            is_column_of_titles=self._is_column_of_titles(standard, compared),
            is_undated=not (reference.sighting.edition or reference.stated)
            and self._has_earlier_editions(standard),
        )

    def _is_whole_list(self, ref: Ref, compared: Compared) -> bool:
        """Tell whether a text has words beside each identifier of a list, some of them titles of it.

        Examples::

            MCP01 Tool Poisoning, MCP02 Excessive Permissions, … MCP10 Server Misconfiguration

        Args:
            ref: The reference.
            compared: What stands beside it.
        """
        key = ref.standard, compared.beside.shape
        provisions = self._lexicon.identifiers(ref.standard).structures.by_edition.get(ref.edition or "", {})
        texts, counts = self._texts_of[key], self._shapes[key]
        if len(provisions) > LONGEST_LIST or len(texts) < SHARE_OF_LIST * len(provisions):
            return False
        several = {text for each in texts.values() for text in each}
        is_of_titles = counts["other"] + counts["former"] > 0 or counts["own"] >= ENOUGH_ENTRIES
        return len(several) >= len(texts) >= ENOUGH_ENTRIES and is_of_titles

    def _is_column_of_titles(self, standard: str, compared: Compared) -> bool:
        """Tell whether the next column of a table has titles of the list only, one at least in its place.

        Examples::

            | A02:2021 | Cryptographic Failures |        its own
            | A07:2021 | Security Misconfiguration |     that of another, two words or more

        Args:
            standard: The id of the document.
            compared: What stands beside a reference.
        """
        shape = compared.beside.shape
        is_cell = shape[0] in ("cell", "note", "column") and int(shape[3]) - int(shape[2]) == 1
        if not is_cell or len(compared.words) < 2:
            return False
        counts = self._shapes[standard, shape]
        return counts["own"] > 0 and counts["own"] + counts["other"] == counts.total()

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

    def _is_varied(self, standard: str, compared: Compared) -> bool:
        """Tell whether several identifiers have different words beside them in one manner, as no title is.

        Examples::

            LLM01 Input Validation … LLM01 Prompt Templates … LLM07 Output Filtering … LLM07 Prompt Scanning
        """
        texts = self._texts_of[standard, compared.beside.shape].values()
        return sum(len(several) > 1 for several in texts) >= ENOUGH_VARIED

    def is_of_group(self, reference: Resolved, compared: Compared) -> bool:
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

    def _is_shared(self, standard: str, compared: Compared) -> bool:
        """Tell whether words beside several identifiers, in one manner, are the title of one of these."""
        key, text = (standard, compared.beside.shape), compared.beside.text.casefold()
        return text in self._own_texts.get(key, ()) and len(self._ids_by_text[key][text]) > 1

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
        return bool(kinds) and self._kind_of(ref) not in GROUPS and kinds <= GROUPS

    def _kind_of(self, ref: Ref) -> str:
        """Return of what kind a provision is."""
        structures = self._lexicon.identifiers(ref.standard).structures.by_edition
        return str(structures.get(ref.edition or "", {}).get(ref.provision or "", {}).get("kind", ""))

    def _is_in_other_language(self, standard: str, compared: Compared) -> bool:
        """Tell whether words are in another language than English, as the text as a whole can be.

        Words that titles of the document have are English in any text: "Information Security Testing", as are
        titles of other lists of its publisher: "Excessive Agency".

        Args:
            standard: The id of the document.
            compared: What stands beside a reference.
        """
        if is_in_other_language(compared.beside.text) or self.languages.language(standard, compared):
            return True
        if self._is_foreign is None:
            self._is_foreign = names_other_language(self._text)
        if not self._is_foreign:
            return False
        if self._lexicon.identifiers(standard).structures.titles.knows_most(compared.words):
            return False
        is_short = 1 < len(compared.words) <= MOST_WORDS_ELSEWHERE
        return not (is_short and owners_in_other_lists(self._lexicon, standard, compared.beside.text))


def _is_distinctive(reference: Resolved) -> bool:
    """Tell whether an identifier begins with a word that no project uses for its own entries."""
    provision_id = reference.refs[0].provision or ""
    return provision_id[:DISTINCTIVE_LETTERS].isalpha() and any(map(str.isdigit, provision_id))


def _is_self_named(reference: Resolved) -> bool:
    """Tell whether an identifier can be read without its standard: two letters, a dash and a number."""
    provision_id = reference.sighting.ids[0] if reference.sighting.ids else ""
    return provision_id[:2].isalpha() and provision_id[2:3] in ("-", ".")
