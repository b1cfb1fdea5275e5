"""Titles in a text that are written beside identifiers of other provisions, or that no edition knows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from ..._store.lazily import regex
from ...records.refs import Ref
from ..lexicon import Lexicon
from ..lexicon.structures import Structures
from ..text.beside import Beside, BesideReader
from ..text.phrases import is_statement
from ..text.titles import significant_words
from .editions_of_objects import EditionsOfObjects
from .page_titles import PageTitles
from .resolver import Resolved
from .title_owners import Successors, has_passed_to, owners_in_other_lists, ranked_owners
from .title_relations import Compared, compare, has_published_title, is_own_title
from .title_trust import TitleTrust
from .uncompared_titles import UncomparedTitles
from .written_titles import (
    own_title_follows,
    phrase_behind,
    title_below_parent,
    titles_in_brackets,
    written_title,
)

__all__ = ["TitleChecker", "TitleMismatch"]

#: The manner of words before an identifier that can be a label: "ATT&CK Reference: T1211".
_LABEL = ("named",)
#: How words stand to a provision whose title they are not.
_OTHER_RELATIONS = frozenset(("other", "alike", "akin", "none"))
_WORD_AFTER = regex(r"[ \t]+[^\W\d_]")
_RANGE_OF_NUMBERS = regex(r"[ \t]?[-–—][ \t]?[0-9]")
_RANGE_SIGNS = frozenset("- – — to through bis .. … , / & + and und or ·".split())


class TitleMismatch(NamedTuple):
    """A title beside an identifier that is not its own.

    `ref` is the identifier in the edition that the text states, or in the newest one whose titles are
    shipped, and `own_title` its title there. `owners` are the provisions with the written title, likeliest
    first, none where no edition knows it. `same_id` tells that the identifier has it in another edition.
    `in_brackets` tells that brackets behind the identifier hold it, of two words or more. `is_label` tells
    that the data have no title of the identifier, only a label.
    """

    ref: Ref
    written_title: str
    own_title: str
    owners: tuple[str, ...]
    same_id: bool
    in_brackets: bool = False
    is_label: bool = False


class TitleChecker:
    """Holds the identifiers of one text against the titles beside them."""

    def __init__(
        self,
        lexicon: Lexicon,
        resolved: Sequence[Resolved],
        text: str,
        reader: BesideReader,
        successors_of: Successors,
    ) -> None:
        """Compare the title beside each identifier, and learn in what manner the text puts them there.

        Args:
            lexicon: The names and identifiers of the register.
            resolved: All references of the text, in order.
            text: The text.
            reader: Reads the titles beside places of the text.
            successors_of: Returns the successors of a provision.
        """
        self.is_test = False  # whether the text is a test, which makes titles up
        self._lexicon = lexicon
        self._successors_of = successors_of
        self._resolved = resolved
        self._text = text
        self.reader = reader
        self._compared: dict[int, tuple[Compared, ...]] = {}
        self._in_line: set[int] = set()
        self._page_titles = PageTitles(resolved, text)
        self._reach_of_page = 0 if reader.fields.all else self._page_titles.reach
        self._trust = TitleTrust(lexicon, resolved, text, self._is_of_edition)
        self._uncompared = UncomparedTitles(lexicon, self._trust)
        self._editions = EditionsOfObjects(resolved, self.reader)
        for number, reference in enumerate(resolved):
            # what stands beside a range is the title of all of it
            if reference.sighting.ids and reference.refs and not reference.sighting.range_ids:
                self._compare(number, reference)

    def _compare(self, number: int, reference: Resolved) -> None:
        """Compare the titles beside a reference, and count their shapes."""
        start, end = reference.sighting.start, reference.sighting.end
        besides = self.reader.titles_at(start, end)
        after = self._resolved[number + 1] if number + 1 < len(self._resolved) else None
        before = self._resolved[number - 1] if number else None
        is_one = before is not None and _is_end_of_range(self._text, before, reference)
        is_one = is_one or _RANGE_OF_NUMBERS.match(self._text, end) is not None
        if after is not None and self._is_above(reference, after):
            besides = ()  # "Boot or Logon Autostart Execution: Registry Run Keys (T1547.001)"
        elif is_one or (after is not None and _is_end_of_range(self._text, reference, after)):
            besides = ()  # "Articles 8-15: Requirements …" is the title of both
        elif not besides:
            besides = self.reader.titles_in_line(start, end)
            is_open = not besides or besides[0].shape == _LABEL
            if is_open and start < self._reach_of_page:
                besides = self._page_titles.of(number) or besides
            self._in_line.add(number)
        if after is not None and after.sighting.is_document:  # "AIR-DET-004 (FINOS AIGF)"
            name = self._text[after.sighting.start : after.sighting.end]
            besides = tuple(each for each in besides if each.text != name)
        structures = self._lexicon.identifiers(reference.refs[0].standard).structures
        besides = (*besides, *titles_in_brackets(reference, besides, self._text, structures))
        identifier, stated = self._text[start:end], self._edition_stated(reference)
        compared = [compare(self._lexicon, reference, beside, identifier, stated) for beside in besides]
        self._compared[number] = tuple(each for each in compared if each is not None)
        for each in self._compared[number]:
            self._trust.add(reference, each)

    def _is_above(self, reference: Resolved, after: Resolved) -> bool:
        """Tell whether a provision that is named by its title contains the one that follows in its line."""
        ref, start, end = reference.refs[0], reference.sighting.start, reference.sighting.end
        is_part = bool(after.refs) and after.sighting.ids != reference.sighting.ids
        if (
            not is_part
            or any(map(str.isdigit, self._text[start:end]))
            or "\n" in self._text[end : after.sighting.start]
        ):
            return False
        above = self._lexicon.identifiers(ref.standard).structures.ancestors(
            after.refs[0].edition or "", after.refs[0].provision or ""
        )
        return after.refs[0].standard == ref.standard and ref.provision in above

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
        if any(each.relation == "own" for each in compared) or self._is_unjudged(reference.refs[0]):
            return None
        below = self._mismatch_below(reference)
        if below is not None:
            return below
        if number in self._in_line:
            is_longer = any(each.relation == "other" for each in compared)  # "Encryption and decryption"
            if not is_longer and self._has_own_title(number):
                return None
            written = self._mismatch_in_text(number)
            if written is not None:
                return written
        if not compared:
            return self._title_of_other_list(reference)
        standard = reference.sighting.standard
        best = max(compared, key=lambda each: (*self._trust.rank(reference, each), each.relation != "none"))
        if best.relation == "other" and self._is_passed_on(reference, best.owners):
            return None
        structures = self._lexicon.identifiers(standard).structures
        if number in self._in_line and _is_of_tactic(structures, reference.refs[0], best.owners):
            return None  # "AML.T0051 (Initial Access)"
        is_trusted = self._trust.is_trusted(reference, best)
        return self._judge(reference, best) if is_trusted else self._title_of_other_list(reference)

    def not_compared(self, number: int) -> str:
        """Return why the title beside a reference could not be compared; "" where it was, or there is none.

        Args:
            number: The position of the reference among all of the text.
        """
        compared = self._compared.get(number, ())
        if self.is_test or not compared or (number in self._in_line and self._has_own_title(number)):
            return ""
        reference = self._resolved[number]
        is_unjudged = self._is_unjudged(reference.refs[0])
        return self._uncompared.reason(reference, compared, is_unjudged=is_unjudged)

    def _mismatch_below(self, reference: Resolved) -> TitleMismatch | None:
        """Return the title behind that of the provision above a reference, if it is not its own.

        Examples::

            T1583.006 - Acquire Infrastructure: BGP Hijacking       where Web Services is meant
            T1583.006 - Acquire Infrastructure: Web Services        none

        Args:
            reference: The reference.
        """
        ref = reference.refs[0]
        structures = self._lexicon.identifiers(ref.standard).structures
        title = title_below_parent(reference, self._text, structures)
        if " " not in title:
            return None  # "Valid Accounts: AWS" says where
        compared = compare(self._lexicon, reference, Beside(("below",), title), ref.provision or "", "")
        is_another = compared is not None and compared.relation in _OTHER_RELATIONS
        return self._judge(reference, compared) if compared is not None and is_another else None

    def _title_of_other_list(self, reference: Resolved) -> TitleMismatch | None:
        """Return the title behind a reference, if only another list of its publisher has it.

        Examples::

            the agent's **ASI-01** (Excessive Agency)       the title of LLM06:2025
            | OWASP | ASI-05: Improper Output Handling |    the title of LLM05:2025

        Args:
            reference: The reference.
        """
        ref, title = reference.refs[0], phrase_behind(reference, self._text)
        if " " not in title or not self._lexicon.names.editions.ages.are_years(ref.standard):
            return None
        compared = compare(self._lexicon, reference, Beside(("bracket",), title), ref.provision or "", "")
        if compared is None or compared.relation != "none":
            return None
        others = owners_in_other_lists(self._lexicon, ref.standard, title)
        return self._judge(reference, compared) if others else None

    def _is_unjudged(self, ref: Ref) -> bool:
        """Tell whether the titles of an edition are unknown, and nothing tells that others have the same.

        Where two editions at least are shipped, they tell what remains; one alone can have changed them all,
        as Rev. 5 of SP 800-53 did.
        """
        editions = self._lexicon.identifiers(ref.standard).structures.by_edition
        return ref.edition not in editions and len(editions) == 1

    def _has_own_title(self, number: int) -> bool:
        """Tell whether the title of a reference directly follows it: in a list, that of the edition stated.

        Examples, below "OWASP LLM Top 10 2025"::

            - LLM02: Sensitive Information Disclosure                  yes
            - LLM02: Insecure Output Handling                          no, that is the title of 2023
            LLM02: Insecure Output Handling                            no, in a line of its own
            it was called LLM02: Insecure Output Handling before       yes

        Args:
            number: The position of the reference among all of the text.
        """
        reference = self._resolved[number]
        ref = reference.refs[0]
        titles = self._lexicon.identifiers(ref.standard).structures.titles_of(ref.provision or "")
        line = self._text[reference.sighting.end :].partition("\n")[0].rstrip(" *_`#.")
        is_listed = any(
            each.beside.shape[:2] == ("line", "list")
            or (each.beside.shape[:2] == ("line", "") and line.endswith(each.beside.text))
            for each in self._compared[number]
        )
        stated = self._edition_stated(reference) if is_listed else ""
        edition = stated if titles.get(stated) else ref.edition or ""
        return own_title_follows(reference, self._text, titles.get(edition, ()))

    def _in_shipped_edition(self, ref: Ref) -> Ref:
        """Return a reference in the newest shipped edition that has it, where its own is not shipped.

        That holds where no identifier gets a new meaning: ATLAS 1.0 by 2026.09.
        """
        identifiers = self._lexicon.identifiers(ref.standard)
        editions = identifiers.structures.by_edition
        if ref.edition in editions or not identifiers.grammar.stable:
            return ref
        having = (edition for edition in reversed(editions) if ref.provision in editions[edition])
        return ref._replace(edition=next(having, ref.edition))

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
        if reference.sighting.edition:
            return False
        return has_passed_to(reference.refs[0], owners, self._lexicon, self._successors_of) is True

    def _is_of_others(self, reference: Resolved, owners: Sequence[tuple[str, str]]) -> bool:
        """Tell whether a title of other editions is that of what became other provisions than a reference."""
        return has_passed_to(reference.refs[0], owners, self._lexicon, self._successors_of) is False

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
        in_brackets = compared.beside.shape[-1] == "(" and len(compared.words) > 1
        written, is_label = compared.beside.text, not has_published_title(structures, ref.provision or "")
        return TitleMismatch(read, written, titles[edition][0], owners, is_former, in_brackets, is_label)

    def _mismatch_in_text(self, number: int) -> TitleMismatch | None:
        """Return the title next to a reference in prose if it is exactly that of another provision.

        Args:
            number: The position of the reference.
        """
        reference = self._resolved[number]
        ref = reference.refs[0]
        structures = self._lexicon.identifiers(ref.standard).structures
        is_law = ref.standard in self._lexicon.names.editions.ages.laws
        ref = self._in_shipped_edition(ref)
        edition, provision_id = ref.edition or "", ref.provision or ""
        titles = structures.titles_of(provision_id).get(edition)
        if titles and ref != reference.refs[0]:  # a title of any edition can be that of one not shipped
            titles = (*titles, *chain.from_iterable(structures.titles_of(provision_id).values()))
        if reference.ambiguous or not titles or not structures.by_edition[edition][provision_id].get("title"):
            return None
        if structures.by_edition[edition][provision_id].get("kind") == "annex" and not is_law:
            return None  # "Annex A: AI system impact assessment" tells what in it is meant
        title = written_title(self._resolved, number, self._text, structures)
        if title is None:
            return None
        is_glued = _WORD_AFTER.match(self._text, reference.sighting.end) is not None
        if is_law and (is_glued or title.text[:1].islower() or is_statement(title.text)):
            return None  # "Art 9 ICT risk framework", "ensure oversight (Art. 26)" say what it is about
        words = significant_words(title.text)
        if any(set(words) <= set(significant_words(own)) for own in titles):
            return None  # "CWE-22 (Path Traversal)" is a part of its title
        owners = structures.find_by_title(words)
        if self._is_passed_on(reference, owners):
            return None
        if not self._is_of_edition(reference, owners) and not self._is_of_others(reference, owners):
            return None  # of an edition of which the text does not speak
        if is_own_title(structures, ref, titles, title.line_words, owners):
            return None
        if _is_of_tactic(structures, ref, owners):
            return None  # "T1021.003 Lateral Movement — DCOM"
        is_former = any(owner == provision_id for _, owner in owners)
        return TitleMismatch(ref, title.text, titles[0], ranked_owners(ref, owners), is_former)


def _is_end_of_range(text: str, before: Resolved, after: Resolved) -> bool:
    """Tell whether a reference goes on with a range or list that the one before begins: "Articles 6-7, 9".

    The same identifier again is a value beside it: `"A02", "A02:2025-Security Misconfiguration"`.

    Args:
        text: The text.
        before: The reference before.
        after: The reference.
    """
    one, other = before.sighting, after.sighting
    if not one.ids or one.ids == other.ids:
        return False
    return text[one.end : other.start].strip(" \t`*_\"'") in _RANGE_SIGNS


def _is_of_tactic(structures: Structures, ref: Ref, owners: Sequence[tuple[str, str]]) -> bool:
    """Tell whether a title is that of a tactic, beside a reference to something else.

    Args:
        structures: The provisions of the standard.
        ref: The reference.
        owners: The edition and id of the provisions with that title.
    """
    kinds = {structures.by_edition[other][owner].get("kind") for other, owner in owners}
    own = structures.by_edition.get(ref.edition or "", {}).get(ref.provision or "", {})
    return kinds == {"tactic"} and own.get("kind") != "tactic"
