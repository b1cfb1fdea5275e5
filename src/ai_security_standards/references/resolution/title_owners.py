"""The provisions that have a title: those of a wrong one, and those of the title beside an unknown one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from ...records.refs import Ref
from ..lexicon import Lexicon
from ..text.beside import BesideReader
from ..text.titles import significant_words
from ..text.tokens import normalize_text
from .resolver import Resolved
from .written_titles import written_title

__all__ = [
    "Successors",
    "has_passed_to",
    "owners_in_other_lists",
    "owners_of_title_beside",
    "ranked_owners",
]

#: Returns the provisions that succeed one that no longer exists.
Successors = Callable[[Ref], tuple[Ref, ...]]


def ranked_owners(ref: Ref, owners: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Return the owners of a title: those in the same edition, those with the same id, and the newest."""
    same_edition = [f"{ref.document}:{owner}" for edition, owner in owners if edition == ref.edition]
    newest_first = owners[::-1]
    same_id = [
        f"{ref.standard}@{edition}:{owner}" for edition, owner in newest_first if owner == ref.provision
    ]
    newest = [f"{ref.standard}@{edition}:{owner}" for edition, owner in newest_first[:1]]
    return tuple(dict.fromkeys([*same_edition, *same_id, *newest]))


def has_passed_to(
    ref: Ref, owners: Iterable[tuple[str, str]], lexicon: Lexicon, successors_of: Successors
) -> bool | None:
    """Tell whether the provisions with a title, of other editions, became a provision; None if that is open.

    Examples, for ISO/IEC 27001:2022::

        A.5.9     Inventory of assets    True: the title that A.8.1.1 of 2013 had, which became A.5.9
        A.8.34    Teleworking            False: A.6.2.2 of 2013 became A.6.7

    Args:
        ref: The provision, in its edition.
        owners: The edition and id of each provision with the title.
        lexicon: The names and identifiers of the register.
        successors_of: Returns the successors of a provision.
    """
    structures = lexicon.identifiers(ref.standard).structures
    edition, provision_id = ref.edition or "", ref.provision or ""
    heirs: list[str] = []
    for other, owner in owners:
        successors = () if other == edition else successors_of(Ref(ref.standard, other, owner))
        found = [each.provision or "" for each in successors if each.document == ref.document]
        if not found:
            return None
        heirs += found
    is_one = any(heir == provision_id or structures.are_nested(edition, heir, provision_id) for heir in heirs)
    return is_one if heirs else None


def owners_in_other_lists(lexicon: Lexicon, standard: str, title: str) -> tuple[str, ...]:
    """Return the provisions with a title in other lists of the same publisher, each in its newest edition.

    Examples::

        "Prompt Injection" beside ASI01      LLM01 of the OWASP Top 10 for LLM Applications

    Args:
        lexicon: The names and identifiers of the register.
        standard: The id of the document that has no such title; it begins with its publisher.
        title: The title.
    """
    words = significant_words(normalize_text(title))
    publisher = standard.partition("-")[0]
    lists = {opening.standard for several in lexicon.openings.values() for opening in several}
    found = []
    for other in sorted(lists - {standard}):
        if other.partition("-")[0] == publisher:
            owners = lexicon.identifiers(other).structures.find_by_title(words)
            found += [f"{other}@{edition}:{owner}" for edition, owner in owners[-1:]]
    return tuple(found)


def owners_of_title_beside(
    lexicon: Lexicon, resolved: Sequence[Resolved], number: int, text: str, reader: BesideReader
) -> tuple[str, ...]:
    """Return the provisions whose title is exactly what stands beside an unknown identifier.

    Examples::

        AML.T0040.001: Poison Training Data      AML.T0020

    Args:
        lexicon: The names and identifiers of the register.
        resolved: All references of the text, in order.
        number: The position of the reference among them.
        text: The text.
        reader: Reads the titles beside places of the text.
    """
    sighting = resolved[number].sighting
    structures = lexicon.identifiers(sighting.standard).structures
    start, end = sighting.start, sighting.end
    besides = reader.titles_at(start, end) or reader.titles_in_line(start, end)
    titles = [each.text.replace(text[start:end], " ") for each in besides]
    written = written_title(resolved, number, text, structures)
    titles += [] if written is None else [written.text]
    for title in titles:
        owners = structures.find_by_title(significant_words(normalize_text(title)))
        if owners:
            newest = owners[-1][0]
            return ranked_owners(Ref(sighting.standard, sighting.edition or newest), owners)
    return ()
