"""How a title beside an identifier stands to the titles of its standard: its own, another's, nobody's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from ..._store.lazily import regex
from ...records.refs import Ref
from ..lexicon import Lexicon
from ..lexicon.structures import Structures
from ..text.beside import Beside
from ..text.glossary import is_of_glossary
from ..text.languages import is_in_other_language
from ..text.titles import significant_words, spelled_out, stems, title_overlap
from ..text.tokens import normalize_text
from .label_relations import owners_of_label, words_above, words_of_provision
from .resolver import Resolved
from .translated_titles import OWN_WORDS, Relation, relation_in_english

__all__ = [
    "ENOUGH_OVERLAP",
    "SHORTEST_WORD",
    "Compared",
    "Relation",
    "compare",
    "has_published_title",
    "is_own_title",
    "owners_of_title",
]

#: A provision's own title is recognised if at least this share of its words is present.
ENOUGH_OVERLAP = 0.75

#: A title is that of another provision if it is at least so much like it, and at most so much like its own.
LIKE_ANOTHER, UNLIKE_OWN = 0.6, 0.3

#: It is that of another one, although it has a word of its own, if it is at least so much like that.
SURELY_ANOTHER = 0.75

#: Words in a project's own manner say the same if they share at least this part of what either says.
SHARED_PART = 0.35

#: In a list that keeps the published titles, words that share less of it than this are another title.
CLEAR_PART = 0.45

#: A title of a group that is known beside any identifier has so many words.
SHORTEST_TITLE_OF_GROUP = 2

#: A title has a word of at least so many letters, and at most so many significant words.
SHORTEST_WORD, LONGEST_TITLE = 3, 12

#: Words that begin with the same letters, so many, can be forms of one word; these say too little.
BEGINNING = 5
SHORTEST_BEGINNING = 3
SHORTEST_CUT = BEGINNING - 1
_CUT_SHORT = {"authz": "autho", "authn": "authe"}
_COMMON = frozenset("secur manag contr infor syste data risk polic requi proce devel model organ".split())

#: Words that a title can have or lack, as stems.
_GENERIC = frozenset(
    stems("control controls policy management process procedure requirements security risk".split())
)

#: "EU Declaration of Conformity (Annex IV)"
_REFERENCE_BEHIND = regex(
    r"(?<=\w)[ \t]*\((?:Art|Annex|§|[A-Z]{2,}[-. ]?[0-9])[^()]*(?:\([0-9a-z]+\)[^()]*)*\)\Z"
)
#: "Encryption and decryption (Addressable)"
_QUALIFIER = regex(r"[ ]*\((?:addressable|required|optional|mandatory|new)\)\Z", re.IGNORECASE)
_HYPHEN = regex(r"(?<=[A-Za-z])-(?=[A-Za-z])")
#: "within 72h"
_HOURS = regex(r"(?<=[0-9])[ ]?h\b")
_ACRONYM = regex(r"\b[A-Z]{3,5}\b")
_WORD = regex(r"[^\W\d_]+")

Words = tuple[str, ...]
Owners = Sequence[tuple[str, str]]
Titles = Mapping[str, tuple[Words, ...]]


class Compared(NamedTuple):
    """A title beside an identifier, how it stands to it, and the edition and id of those that have it.

    `is_translated` tells that it is in another language, and was compared in English.
    """

    beside: Beside
    words: Words
    relation: Relation
    owners: Owners = ()
    is_translated: bool = False


def compare(
    lexicon: Lexicon, reference: Resolved, beside: Beside, identifier: str, stated: str
) -> Compared | None:
    """Return how a title beside a reference stands to it; None for what is no title.

    Examples::

        AML.T0051    LLM Prompt Injection        own
        LLM02:2025   Insecure Output Handling    former: the title of 2023
        AML.T0051    LLM Jailbreak               other: the title of AML.T0054
        AML.T0051    Detect injected prompts     part: the same in other words
        AML.T0051    Bicycle Maintenance         none

    Args:
        lexicon: The names and identifiers of the register.
        reference: The reference, ambiguous or not.
        beside: The title beside it.
        identifier: The reference as written, which a title may repeat.
        stated: The edition that the text states for it, "" for none.
    """
    provision_id = reference.refs[0].provision or ""
    text = _REFERENCE_BEHIND.sub("", beside.text).replace(identifier, " ")
    text = text.replace(provision_id, " ") if any(map(str.isdigit, provision_id)) else text
    text = _QUALIFIER.sub("", text)
    text = spelled_out(_HOURS.sub(" hours", _behind_parent(lexicon, reference.refs[0], text)))
    words = significant_words(normalize_text(text))
    # "Over-privileged", "overprivileged"
    joined = significant_words(normalize_text(_HYPHEN.sub("", text))) if "-" in text else words
    known = lexicon.document_words(reference.refs[0].standard)
    if not any(len(word) >= SHORTEST_WORD and word.isalpha() for word in words):
        return None
    if beside.shape[0] == "link" and all(word in known or word.isdecimal() for word in words):
        return None  # "[OpenCRE 633-428](…)" repeats it
    is_former = False
    for ref in reference.refs if reference.ambiguous else reference.refs[:1]:
        structures = lexicon.identifiers(ref.standard).structures
        titles = structures.title_words_of(ref.provision or "")
        if _fits(structures, ref, words, titles, stated):
            return Compared(beside, words, "own")
        if joined != words and _fits(structures, ref, joined, titles, stated):
            return Compared(beside, words, "own")
        is_open = stated in titles and not is_in_other_language(text)  # "RS.CO, signalement et communication"
        is_former = is_former or (is_open and _fits(structures, ref, words, titles, ""))
    ref = reference.refs[0]
    structures = lexicon.identifiers(ref.standard).structures
    if is_former and not _is_nested(structures, ref.provision or "", structures.find_by_title(words)):
        return Compared(beside, words, "former", structures.find_by_title(words))
    if _abbreviates(text, chain.from_iterable(structures.titles_of(ref.provision or "").values())):
        return Compared(beside, words, "part")
    relation, owners = _relation_to_others(structures, ref.provision or "", words)
    is_titled = has_published_title(structures, ref.provision or "")
    if (relation in OWN_WORDS or not is_titled) and is_of_glossary(text):
        translated = relation_in_english(structures, ref.provision or "", text)
        if translated is not None and (is_titled or not translated[1]):
            return Compared(beside, words, *translated, is_translated=True)
    return Compared(beside, words, relation, owners)


def _behind_parent(lexicon: Lexicon, ref: Ref, text: str) -> str:
    """Return a title without that of the provision above it: "Acquire Infrastructure: Web Services"."""
    parent, colon, rest = text.partition(":")
    if not colon:
        return text
    structures = lexicon.identifiers(ref.standard).structures
    above = structures.ancestors(ref.edition or "", ref.provision or "")
    provisions = structures.by_edition.get(ref.edition or "", {})
    words = significant_words(normalize_text(parent))
    is_above = any(significant_words(provisions[each].get("title", "")) == words for each in above)
    return rest if is_above and words else text


def owners_of_title(lexicon: Lexicon, ref: Ref, title: str) -> Owners:
    """Return the edition and id of each provision whose title is written for a reference; none for its own.

    Examples::

        LLM02 of 2025    Insecure Output Handling            LLM02 of 2023
        LLM02 of 2025    Sensitive Information Disclosure    none: its own
        LLM02 of 2025    Bicycle Maintenance                 none: no title at all

    Args:
        lexicon: The names and identifiers of the register.
        ref: The provision, in its edition.
        title: The title that is written for it.
    """
    provision_id, stated = ref.provision or "", ref.edition or ""
    structures, words = lexicon.identifiers(ref.standard).structures, significant_words(normalize_text(title))
    titles = structures.title_words_of(provision_id)
    if not any(len(word) >= SHORTEST_WORD and word.isalpha() for word in words):
        return ()
    if _fits(structures, ref, words, titles, stated):
        return ()
    if _abbreviates(title, chain.from_iterable(structures.titles_of(provision_id).values())):
        return ()
    if stated in titles and _fits(structures, ref, words, titles, ""):
        owners = structures.find_by_title(words)
        return () if _is_nested(structures, provision_id, owners) else owners
    relation, others = _relation_to_others(structures, provision_id, words)
    return others if relation == "other" else ()


def _relation_to_others(structures: Structures, provision_id: str, words: Words) -> tuple[Relation, Owners]:
    """Return how words that are not the title of a provision stand to it, and who has them as a title.

    Args:
        structures: The provisions of its standard.
        provision_id: The identifier of the provision.
        words: The significant words beside it.
    """
    if not has_published_title(structures, provision_id):
        weight, known = structures.titles.weight, words_of_provision(structures, provision_id)
        if weight(known.intersection(words)) >= SHARED_PART * weight(words):
            return "part", ()  # "Automatically generated logs" of "Automatic event logging over the lifetime"
        groups = _groups_elsewhere(structures, provision_id, words)
        labelled = () if groups else owners_of_label(structures, provision_id, words)
        return ("other", groups) if groups else ("alike", labelled) if labelled else ("part", ())
    owners = [owner for owner in structures.find_by_title(words) if owner[1] != provision_id]
    own_titles = [title for several in structures.title_words_of(provision_id).values() for title in several]
    if _is_nested(structures, provision_id, owners) or any(_is_part(words, title) for title in own_titles):
        return "part", ()
    if any(owner[1].endswith(f".{provision_id}") for owner in owners):
        return "part", ()  # "Control 7.5" of Annex A, where "A." is left out
    if owners:
        return "other", owners
    index = structures.titles
    likeness_of_own = max((index.likeness(words, title) for title in own_titles), default=0.0)
    likest = index.likest(words)
    is_same = len(words) > 1 and likest.likeness == 1 > likeness_of_own
    alike = [owner for owner in likest.owners if has_published_title(structures, owner[1])]
    if is_same and alike and not _is_nested(structures, provision_id, alike):
        return "other", alike  # "Importer Obligations" of "Obligations of importers"
    if len(words) > 1 and likeness_of_own <= UNLIKE_OWN:
        others = [
            owner for owner in likest.owners
            if owner[1] != provision_id and has_published_title(structures, owner[1])
        ]  # fmt: skip
        # no word of its own title: "Transparency obligations" of Article 13
        if likest.likeness < LIKE_ANOTHER or not others:
            is_apart = not any(set(title).intersection(words) for title in own_titles)
            owners = list(structures.find_by_beginning(words)) if is_apart else []
            others = [owner for owner in owners if owner[1] != provision_id]
        is_near = likest.likeness < SURELY_ANOTHER and _share_a_beginning(chain(*own_titles), words)
        if others and not is_near and not _is_nested(structures, provision_id, others):
            return "alike", others
    own_words = {word for title in own_titles for word in title}.union(words_above(structures, provision_id))
    shared = index.weight(own_words.intersection(words))
    lighter = min(index.weight(own_words), index.weight(set(words)))
    if len(words) > LONGEST_TITLE or shared >= CLEAR_PART * lighter:
        return "part", ()
    if shared >= SHARED_PART * lighter:
        return "slight", ()
    # "Hardcoded Secrets" of "Use of Hard-coded Credentials"
    own_words |= {one + other for title in own_titles for one, other in pairwise(title)}
    return ("akin" if _share_a_beginning(own_words, words) else "none"), ()


def _groups_elsewhere(structures: Structures, provision_id: str, words: Words) -> Owners:
    """Return the groups whose title words are, of which a provision without a title is in none.

    Examples::

        CC6.7       System Operations                  CC7, whose title it is
        CC6.7       Logical and Physical Access        none, as CC6 above it is called so
        GV.SC-01    Supply Chain Risk Management       none, as ID.SC is of an edition without it

    Args:
        structures: The provisions of its standard.
        provision_id: The identifier of the provision.
        words: The significant words beside it.
    """
    if len(words) < SHORTEST_TITLE_OF_GROUP or set(words) <= set(words_above(structures, provision_id)):
        return ()
    having = {edition for edition, provisions in structures.by_edition.items() if provision_id in provisions}
    found = structures.find_by_title(words)
    groups = [owner for owner in found if owner[0] in having and has_published_title(structures, owner[1])]
    return () if _is_nested(structures, provision_id, groups) else groups


def _is_part(words: Words, title: Words) -> bool:
    """Tell whether words are in a title, or begin its words: "Broken Auth" in "Broken Authentication"."""
    return all(
        any(each == word or (len(word) >= SHORTEST_BEGINNING and each.startswith(word)) for each in title)
        for word in words
    )


def _share_a_beginning(own_words: Iterable[str], words: Words) -> bool:
    """Tell whether words are in both, or begin alike, or are cut short: "collection", "auth", "authz"."""
    beginnings = {word[:BEGINNING] for word in own_words if len(word) >= BEGINNING} - _COMMON
    if not beginnings.isdisjoint(word[:BEGINNING] for word in words):
        return True
    short = (word for word in words if word in _CUT_SHORT or len(word) == SHORTEST_CUT)
    cut = tuple(_CUT_SHORT.get(word, word) for word in short)
    return any(word.startswith(cut) for word in beginnings)


def _abbreviates(text: str, titles: Iterable[str]) -> bool:
    """Tell whether capitals in a text are the initials of words of a title: "MFA", "SDLC"."""
    acronyms = _ACRONYM.findall(text)
    if not acronyms:
        return False
    initials = ["".join(word[0] for word in _WORD.findall(title.casefold())) for title in titles]
    return any(acronym.casefold() in each for acronym in acronyms for each in initials)


def _is_nested(structures: Structures, provision_id: str, owners: Owners) -> bool:
    """Tell whether one of some provisions contains another one, or is contained in it."""
    return any(structures.are_nested(edition, provision_id, owner) for edition, owner in owners)


def has_published_title(structures: Structures, provision_id: str) -> bool:
    """Tell whether the publisher of a provision gives it a title; a label is this project's own."""
    return any(raw.get(provision_id, {}).get("title") for raw in structures.by_edition.values())


def _fits(structures: Structures, ref: Ref, words: Words, titles: Titles, stated: str) -> bool:
    """Tell whether a written title is a provision's own: whole, a part of it, or with more words.

    Args:
        structures: The provisions of the standard.
        ref: The provision.
        words: The words of the title beside it.
        titles: The significant words of its titles, by edition.
        stated: The edition that counts; any where it is none of the editions.
    """
    everywhere = [title for several in titles.values() for title in several]
    own_words = titles.get(stated, everywhere)
    if any(words and each[: len(words)] == words for each in own_words):
        return True
    if any(each and set(each) <= set(words) and set(words) <= {*each, *_GENERIC} for each in own_words):
        return True  # "Integrity Controls" of "Integrity"
    if stated in titles and any(words and set(words) <= set(each) for each in own_words):
        return True  # "Mitigation" of "Incident Mitigation", which was that of another edition
    owners = structures.find_by_title(words)
    if owners and not _is_nested(structures, ref.provision or "", owners):
        return False
    overlaps = [max(title_overlap(each, words), title_overlap(words, each)) for each in own_words if each]
    return max(overlaps, default=0.0) >= ENOUGH_OVERLAP


def is_own_title(
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
