"""Texts of laws themselves, in which an article without a name is of that law, and of no other one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice

from ..._store.lazily import cached_property, regex
from ..lexicon.document_names import NameMatch

__all__ = ["CHAPTERS", "LAW_HEADINGS", "LegalText"]

#: What precedes the numbers of the parts of laws.
LAW_HEADINGS = frozenset(
    "article articles art arts artikel artikels artikelen articolo articoli articulo articulos "
    "annex annexes anhang bijlage recital recitals overweging overwegingen".split()
)

#: What precedes the numbers of chapters, which laws write in Roman numerals.
CHAPTERS = frozenset("chapter capitulo kapitel chapitre capitolo hoofdstuk rozdzial".split())

#: A law names itself at least so many times.
ENOUGH = 2

#: A number of an act follows the word before it after fewer characters.
NEAREST_NUMBER = 4

#: A text begins with its title, which has at most so many characters.
LONGEST_TITLE = 600

_ACTS = r"(?:Regulation|Directive|Decision|Act|Convention|Law|Code)"
_ACTS_OF_EU = (
    r"(?:Regulation|Directive|Decision|Verordnung|Richtlinie|Verordening|Richtlijn|Besluit|règlement|"
    r"directive|"
    r"décision|regolamento|direttiva|Reglamento|Directiva|Regulamento|Diretiva|[Rr]ozporządzeni[ae]|"
    r"[Dd]yrektyw[ay]|"
    r"förordning(?:en)?|direktiv(?:et)?|forordning(?:en)?|asetuksen|direktiivin|nařízení|směrnice)"
)
#: How a law names itself, in some languages of the Union.
_SELF = (
    rf"(?:[Tt]his|[Tt]he present) {_ACTS}\b|\b[Dd]iese[rs]? (?:Verordnung|Richtlinie)\b"
    r"|\b[Dd]eze (?:verordening|richtlijn)\b|\bprésente? (?:règlement|directive)\b"
    r"|\bpresente (?:regolamento|direttiva|Reglamento|Directiva|regulamento|diretiva)\b"
    r"|\bniniejsz\w+ (?:rozporządzeni\w+|dyrektyw\w+)\b"
    r"|\b[Dd]enna (?:förordning|direktiv)\b|\b[Dd]enne (?:forordning|direktiv)\b|\b[Tt]ämän? asetu\w+\b"
    r"|\b[Tt]oto nařízení\b|\b[Tt]ohoto nařízení\b"
)
_THIS = regex(rf"\b{_SELF}")
_DELEGATED = regex(
    r"(?<![A-Za-z])(?:RTS|ITS)(?![A-Za-z])|\b(?:[Dd]elegated|[Ii]mplementing|[Ss]upplementing)\b"
)
_REST = r"(?:(?!\b[Aa]rti[ckg])[^.;\n]){0,60}?"
_OF_THIS = regex(rf"{_REST}\b{_SELF}")
_OF_THAT = regex(
    rf"{_REST}\b(?:(?:of|to) that {_ACTS}|jener (?:Verordnung|Richtlinie)|van die (?:verordening|richtlijn)"
    r"|de ladite directive|dudit règlement)\b"
)
_OF_ACT = regex(
    rf"{_REST}\b(?:(?:of|to) (?:the )?(?:Council |Commission |Delegated |Implementing )*"
    rf"(?:{_ACTS}s?|Treaty|Charter|TFEU|TEU)\b"
    rf"|{_ACTS_OF_EU} *(?:\((?:EU|UE|EG|CE|EC|EWG|EEC)\)|(?:nr\.|No|n[º°]) ?[0-9]|[0-9]{{2,4}}/[0-9]))"
)
_NUMBER = regex(r"[ .]{0,2}[0-9]+[a-z]?")
#: What goes on with a list of articles up to the act that all are of: "Article 6(4) and Article 9 of …".
_NEXT_ARTICLE = regex(
    r"[ .]{0,2}[0-9]+[a-z]?(?:(?:[ ,]{0,2}(?:\([0-9a-z]+\)|[0-9a-z]{1,2}\)|"
    r"(?:paragraphs?|points?|subparagraphs?|leden|lid|punten|punt|alinea|Absatz|Abs\.|Buchstabe|Nummer|[0-9]+)"
    r"\b)){1,8},?)? (?:and|or|en|of|und|oder|et|ou) (?:[a-z']{2,3} )?[Aa]rt(?:icle|ikel)s?(?= [0-9])"
)
#: How an act says at the head of a list that it amends another one, and how the items go on.
_AMENDS = regex(rf"\b{_ACTS_OF_EU}\b(?:[^.;\n]|(?<=No)\.){{0,200}}? (?:is|are) amended as follows")
_AMENDMENT = regex(
    r"(?:\([0-9a-z]+\))*,? (?:the following [a-z ]{0,40}(?:\([a-z0-9]+\) )?(?:is|are) (?:added|inserted)"
    r"|(?:is|are) (?:replaced|deleted|amended))"
)
#: The title of an act in capitals, which heads its part of an issue of the Official Journal.
_TITLE = regex(
    r"(?:^|>)[ \t#*]{0,40}(?:[A-ZÄÖÜÉÈ]{3,20} ){0,3}?(?:REGULATION|DIRECTIVE|DECISION|VERORDNUNG|"
    r"RICHTLINIE|"
    r"BESCHLUSS|RÈGLEMENT|DÉCISION|REGLAMENTO|DIRECTIVA|DECISIÓN|REGOLAMENTO|DIRETTIVA|DECISIONE|"
    r"VERORDENING|"
    r"RICHTLIJN|BESLUIT) \([A-Z]{2,8}\) (?:N[Oor°º.]{1,3} ?)?[0-9]{1,4}/[0-9]{1,4}(?= [A-ZÄÖÜÉÈ]{2})",
    re.MULTILINE,
)


class LegalText:
    """A page as the text of a law, where it is one."""

    def __init__(self, text: str, names: Sequence[NameMatch], starts: Sequence[int]) -> None:
        """Prepare a page.

        Args:
            text: The page.
            names: The names of documents in it, in order.
            starts: Where each of them starts.
        """
        self._text = text
        self._names, self._starts = names, starts

    @cached_property
    def is_one(self) -> bool:
        """Whether the page is the text of a law, which speaks of itself again and again."""
        return len(list(islice(_THIS.finditer(self._text), ENOUGH))) == ENOUGH

    @cached_property
    def _own(self) -> str:
        """The law: the one that is named before the text speaks of itself, "" where none or several are."""
        first = _THIS.search(self._text)
        end = min(LONGEST_TITLE, first.start() if first is not None else 0)
        if _DELEGATED.search(self._text, 0, end):
            return ""  # "DORA RTS on testing" is an act beside DORA
        standards = {name.standard for name in self._names[: bisect_left(self._starts, end)]}
        return standards.pop() if len(standards) == 1 else ""

    @cached_property
    def _parts(self) -> list[tuple[int, str]]:
        """Where the title of an act heads a part of the text, and which law it is, "" for another act."""
        found = []
        for title in _TITLE.finditer(self._text):
            number = bisect_left(self._starts, title.start())
            is_named = number < len(self._names) and self._starts[number] < title.end()
            found.append((title.end(), self._names[number].standard if is_named else ""))
        return found

    def act_at(self, place: int) -> str | None:
        """Return the law whose title heads the part of a place, "" for another act; None without a title.

        Examples::

            REGULATION (EU) 2016/679 OF THE … CHAPTER V        the GDPR
            DIRECTIVE (EU) 2016/680 OF THE … CHAPTER V         none of the register

        Args:
            place: The place in the text.
        """
        if not self.is_one:
            return None
        number = bisect_left(self._parts, (place, "")) - 1
        return self._parts[number][1] if number >= 0 else None

    def standards_of(self, end: int) -> Iterator[str]:
        """Yield the law of an article that ends at a place.

        Examples::

            Article 5(1) of this Regulation                          the law itself
            Article 9 of that Regulation                             the law named before
            Article 3, point (1), of Directive 2008/98/EC            none, as the register lacks it
            Article 7(7)                                             the law itself
            (1) in Article 17, the following is added:               the act that "is amended as follows"
            Article 6(4) and Article 9 of Directive 2008/98/EC       none, for both

        Args:
            end: The position after the heading of the article.
        """
        amended = self._amended_by(end)
        end = self._last_heading(end)
        act = self.act_at(end)
        standard = amended if amended is not None else self._own if act is None else act
        if amended is None and not _OF_THIS.match(self._text, end):
            number = bisect_left(self._starts, end)
            if _OF_THAT.match(self._text, end):
                standard = self._names[number - 1].standard if number else ""
            elif _OF_ACT.match(self._text, end):
                standard = self._law_after(end)
        if standard:
            yield standard

    def _last_heading(self, end: int) -> int:
        """Return the position after the heading of the last article of a list.

        Args:
            end: The position after the heading of an article.
        """
        further = _NEXT_ARTICLE.match(self._text, end)
        return end if further is None else self._last_heading(further.end())

    @cached_property
    def _amendments(self) -> list[tuple[int, str]]:
        """Where the text begins to amend an act, and which law it is, "" for one outside the register."""
        found = []
        for amends in _AMENDS.finditer(self._text):
            number = bisect_left(self._starts, amends.start())
            is_named = number < len(self._names) and self._starts[number] < amends.end()
            found.append((amends.start(), self._names[number].standard if is_named else ""))
        return found

    def _amended_by(self, end: int) -> str | None:
        """Return the law of an article that the text amends in a list; None for other articles.

        Args:
            end: The position after the heading of the article.
        """
        number = _NUMBER.match(self._text, end)
        place = end if number is None else number.end()
        if not _AMENDMENT.match(self._text, place):
            return None
        before = bisect_left(self._amendments, (end, "")) - 1
        return self._amendments[before][1] if before >= 0 else None

    def _law_after(self, end: int) -> str:
        """Return the law that is named where an act is, after a place; "" for none."""
        other = _OF_ACT.match(self._text, end)
        number = bisect_left(self._starts, end)
        stop = end if other is None else other.end() + NEAREST_NUMBER
        is_named = number < len(self._names) and self._starts[number] < stop
        return self._names[number].standard if is_named else ""
