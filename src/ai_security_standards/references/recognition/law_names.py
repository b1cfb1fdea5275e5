"""Where a page names laws, and which of them stand beside a list of articles."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from ..._store.lazily import cached_property, regex
from ..text.tokens import Tokens
from .law_lists import LawList
from .page import Page

__all__ = ["LawName", "LawNames", "is_aside", "is_compared", "laws_of"]

#: A name is beside a list if at most so many characters separate them.
NEAREST_NAME = 40

#: A field is beside a list if its value ends at most so many characters before it.
NEAREST_FIELD = 80

#: An article with its points has at most so many characters.
LONGEST_CITED = 80

#: The key of a field has at most so many characters.
LONGEST_KEY = 40

#: The sentence of a list is looked at so far before and after it.
SENTENCE_BEFORE, SENTENCE_AFTER = 300, 200

#: A law is spoken of at a list if it is named so far before or after it, and around one if so near.
SPOKEN_BEFORE, SPOKEN_AFTER, AROUND = 200, 100, 1_500

_LINK = (
    r"(?:of|in|from|under|per|by|to|von|der|des|du|de|del|dell|della|di|do|da|van|het|la|el|z|ze|i|nach|"
    r"gemäß|im|the|d|l|EU|UE)"
)
_BEHIND = regex(
    rf"(?:[ )(\[*_`'’\"]|(?<![A-Za-z]){_LINK}(?![A-Za-z])\n?|\n(?={_LINK}\b))*"
    r"(?:[$][{](?:[A-Z]{1,3}_)?)?\Z",
    re.IGNORECASE,
)
#: The rest of a compound with the name: "NIS2-Pflichten", not "NIS2-omzettingswet".
_COMPOUND = r"(?:-(?!\w*(?:gesetz|wet|lag|[Aa]ct)\b)[^\W\d_]{3,30}(?=[ ,(]))?"
_BEFORE = regex(
    rf"{_COMPOUND}(?:\s*\([^()\n]*\)|[ ]?[0-9]{{4}}(?:/[0-9]+)?)?(?:['’]s)?"
    r"[\s:,(\[*_`'’\"–—>#-]*(?:in |the )*\Z"
)
#: An indented line goes on with the one before it.
_CONTINUED = regex(r"\n {4,}")
#: The field before that of a list names its law: `"regulation": "gdpr", "article": "Art. 6"`.
_NEXT_FIELD = regex(
    r"""["'`]?,?\s{0,40}["'`]?\w{0,40}(?:art|ref|clause|provision|"
    r"section)\w{0,40}["'`]?\s?[:=]\s?[\["'`]*\Z|["'`],\s{0,40}["'`]\Z"""
)
_VALUE = regex(r"""[:=]\s?["']([A-Za-z0-9_ -]{2,20})["']|`([a-z0-9_-]{2,20})`""")
_KEY = regex(
    r"""\b(?:regulation|law|norm|framework|legislation|regime|standard)(?:_?(?:id|key|name|code|"
    r"slug))?["']?\s?\Z""",
    re.IGNORECASE,
)
#: A word of code that begins with a law, or a variable in a text: "GDPRErasureFilter", "of the ${B_GDPR}".
_WORD_OF_CODE = regex(r"(?<![A-Za-z0-9])([A-Z]{3,5}[0-9]?)(?=[A-Z][a-z])|[$][{][A-Z]_([A-Z]{3,5}[0-9]?)[}]")
#: The law is the subject of the phrase that a bracket with the list ends: "DORA's reporting (Art. 17)".
_PHRASE = regex(
    r"['’]s(?: [\w/-]+){1,7} [(\[]\Z|"
    r"(?:['’]s)?(?: (?!(?:and|und|et|or|oder|vs|with)\b)[\w/-]+){1,5} [(\[]\Z"
    r"|\w*[`)]*(?: [—–-]|:) ?[(\[]?\Z"
    r"|\w+[`]?:[^.;:\n|]{0,60} [(\[]\Z"
)
#: An article directly before the name of its law: "Art. 4(4) ", "Article 35 of the ".
_CITED = regex(
    rf"\b(?:[Aa]rt(?:s?\.|[a-zí]+)?|[Aa]nn?exe?|Anhang) ?[0-9IVX]+[a-z]?(?:[ ,]{{0,2}}(?:\([0-9a-z]+\)|"
    rf"(?:Abs|Satz|Nr|lit|al|para|und|and|to|bis|et|[&–-])\.?|[0-9]+(?!\.)|[a-z]\b))*[ (]{{1,2}}"
    rf"(?:{_LINK} )*\Z"
)
#: What makes a law one that another is compared with: "similar to the GDPR", "GDPR-equivalent law".
_COMPARED_BEFORE = regex(
    r"\b(?:similar(?:ly)? to|equivalent (?:to|of)|modell?ed (?:on|after)|inspired by|based on|"
    r"comparable to|akin to|unlike|"
    r"compared (?:to|with)|counterpart (?:to|of)|aligned with|analogous to|parallels?|mirrors?|"
    r"like) (?:the )?(?:EU(?:['’]s)? )?\Z",
    re.IGNORECASE,
)
_COMPARED_AFTER = regex(
    r"-(?:equivalent|like|style|inspired|aligned|based)\b|(?:['’]s)? (?:equivalent|counterpart)\b"
)
#: How far before a name a comparison begins.
LONGEST_COMPARISON = 40
#: A bracket with an act and an article of it has at most so many characters on each side of its name.
LONGEST_ASIDE = 40
_ARTICLE = regex(r"\b(?:arts?|articles?|artikel|artículos?|artigos?|articol[oi])\b\.? ?[0-9]", re.IGNORECASE)
_SLASH = regex(r"[ ]?/[ ]?\Z")
_AND = r"(?:and|und|et|y|e|[+&])"
_AND_BEFORE = regex(rf"(?: [A-Z]+)? {_AND} \Z")
_AND_AFTER = regex(rf"(?:-\w+)? {_AND} (?:(?:the|der|die|das|la|le) )?\Z")
#: What ends a line of thought that a sentence end need not mark.
_BREAK = regex(r"""\n\s*(?:[-*+|#>"'{]|[0-9]+[.)]|//|\Z)|["{}<>]|\\n""")


class LawName(NamedTuple):
    """A name of a law, "" of one outside the register, with its place in the text."""

    start: int
    end: int
    standard: str


def laws_of(page: Page) -> tuple[tuple[str, ...], list[LawName]]:
    """Return the laws that a page names, which are the documents that have articles, and their names."""
    names = [*_names_of(page)]
    found = sorted({name.standard for name in names} - {""})
    laws = tuple(each for each in found if "article" in page.lexicon.identifiers(each).first_words)
    return laws, sorted(name for name in names if name.standard in ("", *laws))


def _names_of(page: Page) -> Iterator[LawName]:
    """Yield the names of documents on a page, those in small letters that are the value of a field too."""
    for name in page.names:
        yield LawName(page.tokens[name.first].start, page.tokens[name.stop - 1].end, name.standard)
    for value in _VALUE.finditer(page.text):
        text, start = value[value.lastindex or 0], value.start()
        if text.isupper() or not (value[2] or _KEY.search(page.text, max(start - LONGEST_KEY, 0), start)):
            continue
        words = Tokens(text.upper().replace("_", " "))
        for name in page.lexicon.names.find_all(words):
            if name.stop - name.first == len(words):
                yield LawName(*value.span(value.lastindex or 0), name.standard)
    for word in _WORD_OF_CODE.finditer(page.text):
        for name in page.lexicon.names.find_all(Tokens(word[word.lastindex or 0])):
            yield LawName(*word.span(word.lastindex or 0), name.standard)


def is_compared(text: str, name: LawName) -> bool:
    """Tell whether a law is only one that another is compared with: "Brazil's GDPR-equivalent law".

    Args:
        text: The text.
        name: The name of the law.
    """
    before = _COMPARED_BEFORE.search(text, max(name.start - LONGEST_COMPARISON, 0), name.start)
    return before is not None or _COMPARED_AFTER.match(text, name.end) is not None


def is_aside(text: str, act: LawName) -> bool:
    """Tell whether an act is cited in brackets with an article of its own: "(DSM Directive Art. 4)".

    Args:
        text: The text.
        act: The act.
    """
    begin = text.rfind("(", max(act.start - LONGEST_ASIDE, 0), act.start)
    end = text.find(")", act.end, act.end + LONGEST_ASIDE)
    is_closed = begin >= 0 and end >= 0 and text.find(")", begin, act.start) < 0
    return is_closed and _ARTICLE.search(text, begin, end) is not None


class LawNames:
    """The names of laws on a page, in order."""

    def __init__(self, page: Page, names: list[LawName]) -> None:
        """Prepare the names.

        Args:
            page: The text.
            names: The names of laws in it, in order.
        """
        self._page, self._names = page, names
        self.all = names
        self._starts = [name.start for name in names]
        self._ends = [name.end for name in names]
        self.standards = [name.standard for name in names]
        self._firsts = {name.standard: name.start for name in reversed(names)}
        self._line = 0, -1, set[str]()  # the line asked about last, with its laws

    @cached_property
    def cited(self) -> frozenset[LawName]:
        """The names that only say of which law the article before them is: "Art. 4(4) GDPR"."""
        text = self._page.text
        return frozenset(
            name for name in self.all if _CITED.search(text, max(name.start - LONGEST_CITED, 0), name.start)
        )

    def behind(self, each: LawList) -> LawName | None:
        """Return the name that ends a list or directly follows it: "Art. 9, 10 of the AI Act".

        Args:
            each: The list.
        """
        last = self._page.sightings[each.stop - 1]
        number = bisect_right(self._starts, last.start)
        if number == len(self._names):
            return None
        name = self._names[number]
        between = self._page.text[last.end : name.start]
        is_beside = len(between) <= NEAREST_NAME and _BEHIND.match(between)
        return name if name.start < last.end or is_beside else None

    def after(self, place: int) -> str | None:
        """Return the law of the name directly behind a place; None for none.

        Args:
            place: Where an article ends, its points and further numbers included.
        """
        number = bisect_left(self._starts, place)
        if number == len(self._names):
            return None
        between = self._page.text[place : self._starts[number]]
        is_beside = len(between) <= NEAREST_NAME and _BEHIND.match(between) is not None
        return self._names[number].standard if is_beside else None

    def before(self, place: int) -> str | None:
        """Return the law of the name directly before a list, or of the field before its own; None for none.

        Examples::

            GDPR (2016/679), Art. 5
            NIS2-Meldung Art. 23
            "regulation": "gdpr", "article": "Art. 6"

        Args:
            place: Where the list starts.
        """
        number = bisect_right(self._ends, place) - 1
        if number < 0:
            return None
        between = self._page.text[self._ends[number] : place]
        is_line = "\n" not in between or _CONTINUED.fullmatch(between) is not None
        is_beside = is_line and len(between) <= NEAREST_NAME and _BEFORE.match(between)
        is_field = len(between) <= NEAREST_FIELD and _NEXT_FIELD.match(between)
        return self._names[number].standard if is_beside or is_field else None

    def of_phrase(self, place: int) -> str:
        """Return the law that is the subject of the phrase that leads to a list; "" for none.

        Examples::

            DORA's reporting pillar (Art. 17)
            `GDPRErasureFilter` - Art. 17

        Args:
            place: Where the list starts.
        """
        number = bisect_right(self._ends, place) - 1
        if number < 0 or place - self._ends[number] > NEAREST_FIELD:
            return ""
        is_led = _PHRASE.match(self._page.text[self._ends[number] : place])
        return self._names[number].standard if is_led else ""

    def set_apart(self, each: LawList) -> set[str]:
        """Return the laws that stand beside a list as something else than it.

        Examples::

            Art. 14 / NIS2 / GDPR            not of these two
            complies with GDPR and Art. 5    not of the GDPR
            Article 50 and GDPR controls     not of the GDPR

        Args:
            each: The list.
        """
        text = self._page.text
        found, place = set(), each.end
        first = bisect_left(self._starts, each.end)
        for number in range(first, len(self._names)):
            between = text[place : self._starts[number]]
            if not _SLASH.match(between) and (number > first or not _AND_AFTER.match(between)):
                break
            found.add(self._names[number].standard)
            place = self._ends[number]
        before = bisect_right(self._ends, each.start) - 1
        if before >= 0 and _AND_BEFORE.match(text[self._ends[before] : each.start]):
            found.add(self._names[before].standard)
        return found

    def in_sentence(self, each: LawList) -> set[str]:
        """Return the laws that the sentence of a list names.

        Args:
            each: The list.
        """
        page, place = self._page, each.start
        first = bisect_left(self._ends, place - SENTENCE_BEFORE)
        stop = bisect_right(self._starts, each.end + SENTENCE_AFTER)
        return {
            name.standard
            for name in self._names[first:stop]
            if page.same_sentence(name.start, place)
            and not _BREAK.search(page.text, min(name.start, each.end), max(name.start, each.start))
        }

    def in_row(self, each: LawList, possible: set[str]) -> set[str]:
        """Return the laws that the row of a table names before a list in it; none if it names one behind.

        Args:
            each: The list.
            possible: The laws that can be meant, "" for those outside the register.
        """
        scopes = self._page.scopes
        row = None if scopes.is_structured else scopes.row_at(each.start)
        if row is None or self.within(each.end, min(row.end, each.end + AROUND)) & possible:
            return set()
        return self.within(max(row.start, each.start - AROUND), each.start) & possible

    def within(self, start: int, end: int) -> set[str]:
        """Return the laws whose names start in a part of the text."""
        first, stop = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return set(self.standards[first:stop])

    def above(self, place: int) -> set[str]:
        """Return the laws that are named before a place."""
        return {standard for standard, start in self._firsts.items() if start < place}

    def in_line(self, each: LawList) -> set[str]:
        """Return the laws that the line of a list names."""
        start, end, laws = self._line
        if not start <= each.start < end:
            text = self._page.text
            end = text.find("\n", each.end)
            start, end = text.rfind("\n", 0, each.start) + 1, len(text) if end < 0 else end
            laws = self.within(start, end)
            self._line = start, end, laws
        return laws

    def about(self, each: LawList) -> set[str]:
        """Return the laws that are spoken of at a list."""
        return self.within(each.start - SPOKEN_BEFORE, each.end + SPOKEN_AFTER)

    def around(self, each: LawList) -> set[str]:
        """Return the laws that are named in the surroundings of a list."""
        return self.within(each.start - AROUND, each.end + AROUND)

    def phrase_limits(self, each: LawList, longest: int) -> tuple[int, int]:
        """Return how far the words beside a list go: to the next names, and so many characters.

        Args:
            each: The list.
            longest: How many characters are looked at on each side.
        """
        number = bisect_right(self._ends, each.start) - 1
        begin = max(each.start - longest, self._ends[number] if number >= 0 else 0, 0)
        number = bisect_left(self._starts, each.end)
        limit = self._starts[number] if number < len(self._starts) else len(self._page.text)
        return begin, min(each.end + longest, limit)
