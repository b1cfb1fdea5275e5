"""The rules by which what stands beside an identifier must be its title: a table, one row each."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ..._store.lazily import regex
from ..text.entries import CELL, PAIR
from ..text.phrases import is_statement
from ..text.title_keys import DESCRIPTION_KEYS
from ..text.titles import is_sentence_on_code
from ..text.titles_in_rows import SLUG
from .title_relations import SHORTEST_WORD, Relation

__all__ = ["GROUPS", "PHRASES", "TitleCase", "is_beside", "is_next_to", "must_be_title"]

#: At least this share of all entries of a list have their own titles, where it is made of titles.
ENOUGH_SHARE = 0.5

#: Of articles of law, and in columns that are not headed as titles, so many must have them.
SURE_SHARE = 0.75

#: So few words under a key or header of titles are one in any case.
FEW_WORDS = 4

#: Words in title case are a title if they are at most so many.
MOST_TITLE_CASE_WORDS = 8

#: A heading of an article of law has so many significant words, behind one of these signs.
FEWEST_OF_HEADING = 3
_SIGNS_OF_TITLES = frozenset((":", "–", "—", "-"))

#: What no edition knows is a title if it has at most so many words.
MOST_WORDS_OF_UNKNOWN = 12

#: What is beside the number of a part of a document is seldom its title: "Annex A Mappings".
_PARTS = frozenset(("annex", "domain", "objective", "family", "theme"))
#: The kinds of provisions that group others.
GROUPS = frozenset(("tactic", "function", "category", "domain", "family", "group", "theme", "objective"))
#: The manners of prose.
PHRASES = frozenset(("bracket", "above", "named"))

_CODE = regex(r"\b[A-Z]{1,8}(?:[.-][A-Z]{1,4})*[-_. ]?[0-9]|::|;\Z|[a-z][A-Z][a-z]+[A-Z]")


class TitleCase(NamedTuple):
    """What is known of words beside an identifier.

    Attributes:
        relation: How they stand to the titles of its standard.
        text: The words.
        words: How many of them are significant.
        shape: The manner in which they stand there.
        firm: Whether its key or column is that of a title.
        is_first: Whether they begin a cell or line, in front of the identifier.
        share: Which part of the titles in that manner are those of their identifiers, 0 for few.
        kind: Of what kind the provision is.
        is_number: Whether its identifier is a mere number, or letter.
        is_law: Whether the document is a law.
        is_repeated: Whether the words are repeated beside other identifiers, which have other titles.
        is_varied: Whether identifiers have several different words beside them in that manner.
        is_title_of_group: Whether they are the title of what groups provisions, and this is none of those.
        is_shared: Whether they are beside other identifiers, too, of which one has them as its title.
        is_of_edition: Whether the edition of the reference has the title.
        is_foreign: Whether the words, or the text as a whole, are in another language than English.
        is_unlisted: Whether no title in that manner is that of its identifier.
        is_column_of_others: Whether several are those of others besides.
        is_paraphrased: Whether the text says most titles in that manner in words of its own.
        is_distinctive: Whether no project uses such identifiers for its own entries.
        is_named: Whether the text names the document.
        is_whole_list: Whether all of a list have words of their own in that manner, some of them its titles.
        is_column_of_titles: Whether all in the next column are titles of the list, one of them in its place.
        is_undated: Whether no edition is stated, and the document has editions before the first in the data.
    """

    relation: Relation
    text: str
    words: int
    shape: tuple[str, ...]
    firm: bool
    is_first: bool
    share: float
    kind: str
    is_number: bool
    is_law: bool
    is_repeated: bool
    is_varied: bool
    is_title_of_group: bool
    is_shared: bool
    is_of_edition: bool
    is_foreign: bool
    is_unlisted: bool
    is_column_of_others: bool
    is_paraphrased: bool
    is_distinctive: bool
    is_named: bool
    is_whole_list: bool
    is_column_of_titles: bool
    is_undated: bool

    @property
    def manner(self) -> str:
        """The first part of the shape: "field", "cell", "line"."""
        return self.shape[0]

    @property
    def is_phrase(self) -> bool:
        """Whether the words stand in prose."""
        return self.manner in PHRASES

    @property
    def is_far(self) -> bool:
        """Whether the words are in a column that is not beside that of the identifiers."""
        return self.manner in ("cell", "column") and not is_beside(self.shape)

    @property
    def is_own_column(self) -> bool:
        """Whether the words are in a column that is not headed as one of titles, and has few of them."""
        return self.manner == "cell" and not self.firm and self.share < SURE_SHARE

    @property
    def is_part(self) -> bool:
        """Whether the provision is a part of the document, or only numbered."""
        return self.kind in _PARTS or self.is_number

    @property
    def is_weakness(self) -> bool:
        """Whether the provision is a weakness, whose long name people shorten."""
        return self.kind == "weakness"

    @property
    def is_heading(self) -> bool:
        """Whether several words stand behind a sign, in a line that the identifier begins."""
        is_line = (
            self.manner == "line" and self.shape[1] in ("list", "task") and self.shape[2] in _SIGNS_OF_TITLES
        )
        is_title = self.words >= FEWEST_OF_HEADING and not _is_description(self)
        return is_line and is_title and len(self.text.split()) <= MOST_TITLE_CASE_WORDS

    @property
    def is_nickname(self) -> bool:
        """Whether the words stand in brackets, or where the text has few published titles."""
        return self.manner == "line" and (self.shape[2] == "(" or not _is_listed(self))

    @property
    def is_whole_entry(self) -> bool:
        """Whether the words fill a cell or bracket with the identifier, and are written as a title."""
        is_whole = self.shape[-1] == (CELL if self.manner == "line" else PAIR)
        return is_whole and self.is_short_title

    @property
    def is_short_title(self) -> bool:
        """Whether the words are written as a title of a list, of no law or weakness."""
        return not self.is_law and not self.is_weakness and _is_short_title(self)

    @property
    def is_kept(self) -> bool:
        """Whether a field keeps the words as a title."""
        return self.firm and self.manner == "field"


class _Rule(NamedTuple):
    """A row of the table: the relations that it is for, none for all; what must hold; and what follows."""

    relations: frozenset[str]
    holds: Callable[[TitleCase], bool]
    is_title: bool


_ALL: frozenset[str] = frozenset()
_FORMER, _PART, _OTHER, _ALIKE = (frozenset((each,)) for each in ("former", "part", "other", "alike"))
_OTHER_WORDS = frozenset(("other", "alike", "akin", "none"))
_SLIGHT, _FEW = frozenset(("slight",)), frozenset(("slight", "akin"))


def _always(_: TitleCase) -> bool:
    return True


def _is_description(case: TitleCase) -> bool:
    """Tell whether words say something about a provision, or name another one."""
    if case.manner == "slug" or ". " in case.text or is_statement(case.text):
        return True
    if case.text[:1].islower() or case.shape[-1] in DESCRIPTION_KEYS:
        return True
    is_long = len(case.text.split()) > MOST_WORDS_OF_UNKNOWN
    return is_long or _CODE.search(case.text) is not None or is_sentence_on_code(case.text)


def _is_listed(case: TitleCase) -> bool:
    """Tell whether most titles in one manner are the published ones, rather than the project's."""
    return case.share >= ENOUGH_SHARE and not case.is_paraphrased


def _is_short_or_kept(case: TitleCase) -> bool:
    """Tell whether words do not stand in prose, or are few."""
    return not case.is_phrase or len(case.text.split()) <= FEW_WORDS


def _is_title_case(case: TitleCase) -> bool:
    """Tell whether words beside an identifier are written as a title: "Credential Theft"."""
    if not case.firm and (case.manner != "line" or not case.shape[2]):
        return False
    if case.manner == "line" and case.shape[1] == "entry" and case.shape[2] != "(":
        return False  # "| Audit log | MCP08 — Evidence Pack |"
    words = [word for word in case.text.split() if len(word) > SHORTEST_WORD]
    capitals = sum(word[0].isupper() for word in words)
    if not case.text[:1].isupper() and not case.text[:1].isdigit():
        return False  # "partial" is a status, "-> 'applies'" a result
    if case.firm and len(case.text.split()) <= FEW_WORDS:
        return True
    return 1 < len(words) <= MOST_TITLE_CASE_WORDS and capitals >= len(words) - case.firm


def _is_in_title_column(case: TitleCase) -> bool:
    """Tell whether the column of titles beside an identifier has words in few: "Monitoring of AI systems".

    A column further away, or with no title of that document at all, has the project's own controls.
    """
    if case.manner != "column" or case.is_unlisted or not is_beside(case.shape):
        return False
    return case.text[:1].isupper() and 1 < case.words <= FEW_WORDS


def is_beside(shape: tuple[str, ...]) -> bool:
    """Tell whether a column is beside that of the identifiers; its shape has the numbers of both."""
    return abs(int(shape[2]) - int(shape[3])) == 1


def is_next_to(shape: tuple[str, ...]) -> bool:
    """Tell whether words stand in the cell behind an identifier, or behind it at the beginning of a line."""
    if shape[0] in ("cell", "column", "note"):
        return int(shape[3]) - int(shape[2]) == 1
    return shape[0] == "line" and shape[1] != "entry"


def _is_in_whole_list(case: TitleCase) -> bool:
    """Tell whether words are one of the titles of a whole list: "| MCP04 | Insecure Credential Storage |"."""
    return case.is_whole_list and not case.is_law and is_next_to(case.shape) and _is_short_title(case)


def _is_short_title(case: TitleCase) -> bool:
    """Tell whether words are as short as the titles of a list, and written like them."""
    words = [word for word in case.text.split() if len(word) > SHORTEST_WORD]
    is_short = 1 < len(case.text.split()) <= MOST_TITLE_CASE_WORDS
    return is_short and all(word[0].isupper() for word in words) and _CODE.search(case.text) is None


#: The first row that holds decides; what no row is for is no title.
_RULES: tuple[_Rule, ...] = (
    # "recovery planning (RC.RP)" tells what it is about
    _Rule(_FORMER, lambda case: case.is_phrase and case.text[:1].islower(), False),
    # | LLM04 | Denial of Service | in a column that is headed "STRIDE"
    _Rule(_FORMER, lambda case: case.manner == "note" and case.share < SURE_SHARE, False),
    _Rule(_FORMER, _always, True),
    _Rule(_PART, _always, False),
    # words that are repeated group identifiers
    _Rule(_ALL, lambda case: case.is_repeated, False),
    # "Annex A Mappings"
    _Rule(_ALL, lambda case: case.is_part and not case.is_kept, False),
    _Rule(_ALL, lambda case: case.is_number and case.relation != "other", False),
    # "DPIA"; "privilege-escalation" is the project's own word for something
    _Rule(_ALL, lambda case: " " not in case.text and (case.text.islower() or case.text.isupper()), False),
    # "Art 17 incident detection" says what it is about
    _Rule(_ALL, lambda case: case.is_law and case.manner == "line" and not case.shape[2], False),
    # | A07:2021 | Security Misconfiguration |, in a column that has nothing but titles of the list
    _Rule(_OTHER, lambda case: case.is_column_of_titles and not case.is_title_of_group, True),
    # what is said of it, or made for it
    _Rule(_OTHER, lambda case: case.manner == "note" and case.share < SURE_SHARE, False),
    _Rule(_ALL, lambda case: case.manner == "note" and case.relation != "other", False),
    # a technique in a row behind its tactic, and the column of tactics beside techniques
    _Rule(_OTHER, lambda case: case.manner == "item" and case.kind in GROUPS, False),
    _Rule(_OTHER, lambda case: not case.firm and case.is_title_of_group, False),
    # | **MCP01** | Tool Poisoning |, and so for each of the list
    _Rule(_OTHER_WORDS, _is_in_whole_list, True),
    # | Log retention | Audit controls | 164.316(b)(2)(i) |, with what 164.312(b) above is called: its kind
    _Rule(_OTHER, lambda case: case.is_shared and case.is_far, False),
    # the project's "Mobile Device Policy", which was a title of an earlier edition
    _Rule(_OTHER, lambda case: case.is_own_column and not case.is_of_edition, False),
    _Rule(_OTHER, lambda case: case.firm or case.share >= ENOUGH_SHARE, True),
    # | Input validation | LLM06 | AIS-02 |: a row of the project's own
    _Rule(_OTHER, lambda case: case.manner == "column" and not is_beside(case.shape), False),
    # one word, a column of others' titles, the title of an object, or of a row: "Privileged Access"
    _Rule(_OTHER, lambda case: case.words < 2 or case.is_column_of_others or case.is_own_column, False),
    _Rule(_OTHER, lambda case: not (case.manner == "field" and case.is_unlisted), True),
    _Rule(_OTHER, _always, False),
    _Rule(_ALL, lambda case: case.is_foreign, False),
    # [[pages/trojans]] of "Manipulate AI Model": what a project calls its page
    _Rule(_ALL, lambda case: case.shape[-1] == SLUG and case.share < ENOUGH_SHARE, False),
    # "Lateral Movement: DCOM"
    _Rule(_ALIKE, lambda case: case.is_title_of_group, False),
    # "Buffer Overflow" is what people call CWE-119
    _Rule(_ALIKE, lambda case: case.is_weakness and case.words <= FEW_WORDS // 2, False),
    _Rule(_ALIKE, lambda case: case.firm or case.share >= SURE_SHARE, True),
    _Rule(_ALIKE, lambda case: case.manner != "cell" and case.share >= ENOUGH_SHARE, True),
    _Rule(_ALIKE, lambda case: not case.is_law and not case.is_weakness and _is_title_case(case), True),
    # "- Article 72: Fundamental rights impact assessment", as Article 27 begins
    _Rule(_ALIKE, lambda case: case.is_law and case.is_heading, True),
    # | Data quality | A.7.2 |, which is the title of A.7.4 in few words
    _Rule(_ALIKE, lambda case: not case.is_law and not case.is_weakness and _is_in_title_column(case), True),
    # | **Memory Poisoning** (ASI03) |, which is what ASI06 is called
    _Rule(_ALIKE, lambda case: case.is_first and case.is_short_title, True),
    # | Data quality | A.7.2 Acquisition of data |, which is the title of A.7.3
    _Rule(_ALIKE, lambda case: case.is_whole_entry, True),
    _Rule(_ALIKE, _always, False),
    # the tasks of a plan: "LLM01 Input Validation", "LLM01 Prompt Templates"
    _Rule(_ALL, lambda case: case.is_varied and not case.firm, False),
    # "T1059.007 (JScript)"
    _Rule(_ALL, lambda case: case.words < 2 and case.manner == "line", False),
    # people shorten the names of weaknesses: "Weak Crypto", "Auth Bypass"
    _Rule(_FEW, lambda case: case.is_weakness, False),
    # "CWE-307 (No Rate Limit)" is a nickname, "CWE-79: Search Field of the Shop" a case of it
    _Rule(_ALL, lambda case: case.is_weakness and case.is_nickname, False),
    # "covers hidden instructions", or another identifier: "CWE-62, MITRE T1547.009"
    _Rule(_ALL, _is_description, False),
    # "Data Encryption" is of CCM 4.0, which is not shipped
    _Rule(_ALL, lambda case: case.is_undated, False),
    _Rule(_SLIGHT, lambda case: case.share < (ENOUGH_SHARE if case.firm else SURE_SHARE), False),
    _Rule(_FEW, lambda case: case.is_law, False),
    _Rule(_FEW, lambda case: not (case.is_distinctive or case.share >= SURE_SHARE or case.firm), False),
    # people describe articles in own words; a column of what is made for clauses
    _Rule(_ALL, lambda case: case.is_own_column, False),
    _Rule(_ALL, lambda case: case.is_law and (case.is_phrase or case.share < SURE_SHARE), False),
    _Rule(_ALL, lambda case: _is_listed(case) and _is_short_or_kept(case), True),
    _Rule(_ALL, _is_listed, False),
    # a catalogue of the project's own
    _Rule(_ALL, lambda case: not case.is_distinctive and not case.is_named, False),
    # {"AML.T0051", "LLM Prompt Injection"}, {"AML.T0054", "Bicycle Storage"}
    _Rule(_ALL, lambda case: case.shape[-1] == PAIR and case.is_whole_entry and not case.is_unlisted, True),
    _Rule(_ALL, _is_title_case, True),
)


def must_be_title(case: TitleCase) -> bool:
    """Tell whether words beside an identifier must be its title, and are not.

    Args:
        case: What is known of them.
    """
    for rule in _RULES:
        if (not rule.relations or case.relation in rule.relations) and rule.holds(case):
            return rule.is_title
    return False
