"""Which act governs an article without a name beside it: that of the nearest scope that names any.

The scopes, nearest first: the paragraph or item or row up to the article, the header of its column, the item
around it or the text above its list, the headings; in records the field, the object, its key, those around
it; then the path of the file, and what the text calls itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from ..._store.lazily import cached_property, regex
from .act_names import act_names, acts_in, is_law_itself, is_national_law
from .acts_behind import act_behind, end_of_numbers, is_before_act, is_kind
from .enclosing_laws import EnclosingLaws
from .law_lists import article_of
from .law_names import LawName, LawNames, is_aside, is_compared
from .lists import is_list_joint
from .own_articles import own_articles
from .page import Page, Sighting
from .that_acts import end_of_list, is_directive, that_act_behind

__all__ = ["settle_acts"]

#: An act is directly before an article after at most so many characters.
FARTHEST_ACT = 110

#: A page that names acts outside the register as often as a law, and so many times, is about them as well;
#: as often as a law that is named more often, if it is one and the same act.
FEWEST_NAMES = 2

#: The act that "of that act" goes back to is named at most so many characters before.
LONGEST_PARAGRAPH = 600

#: An act is directly behind an article after at most so many characters.
NEAREST_ACT = 30

#: "de la Directiva" begins at most so many characters behind its article.
NEAREST_KIND = 20

#: Annexes and paragraphs, which no two acts share as they do the numbers of articles.
_OWN_PART = regex(r"Annex |Article [0-9]+\(")

_PROVISION = regex(r"(?:Article|Annex|Recital|Chapter|Section|Title|Part) ")
_ARTICLE = regex(r"\b(?:arts?|articles?|artikel|artículos?|artigos?|articol[oi])\b\.? ?[0-9]+", re.IGNORECASE)
_WHOLE_WORD = regex(r"(?:article|artikel|artículo|artigo|articol)", re.IGNORECASE)
_NUMBER = regex(r"[0-9]+")
#: The acronym of a law directly behind an article: "Art. 27(1)(l) WOR".
_ACRONYM_BEHIND = regex(r"[ ][(]?[A-Z][A-Za-z]{0,2}[A-Z]{1,6}\b(?![-/])")
_YEAR = regex(r"/(?:19|20)[0-9]{2}\b")
_INDEX = regex(r"[a-z]+\[[0-9]")
#: What binds an article to the act behind it, and what separates it from one before it.
_LINK = regex(
    r"(?:\n[ \t]*(?://|#|\*|--)[ \t]*)?"
    r"(?:[ )*_\]]|\b(?:of|to|de|du|del|della|dello|dell|do|da|dos|das|des|der|van|z|the|la|las|los|les|"
    r"het|den|lo|le|l|el)\b|['’])*\Z"
)
_SIGN = regex(r"[ ,:(*_]{1,4}\Z")
#: Names of laws that the register has without these.
_OTHER_NAMES = {"RODO": "eu-gdpr", "Verordening Artificiële Intelligentie": "eu-ai-act"}
_OTHER_NAME = regex("|".join(_OTHER_NAMES))
#: The kind of a law before its name: " della direttiva NIS2".
_KIND = regex(
    r"[ ](?:(?:of|de|del|della|du|da|do|der|des|van) )?(?:(?:the|la|de|le|l) )?"
    r"(?:[Dd]irettiva|[Dd]irective|[Dd]irectiva|[Dd]iretiva|Richtlinie|[Rr]ichtlijn|[Rr]egolamento|"
    r"[Rr]eglamento|[Rr]egulamento|[Rr]èglement|[Vv]erordening|Verordnung|Regulation)(?= )"
)
#: What joins an act to the article behind it: "Ley 13/2022 General, Artículo 89", "il Codice nel suo art. 5".
_JOINT = regex(
    r"(?:[^.;|\n]|(?<=[0-9])\.(?=[0-9])){0,80}?"
    r"(?:[,:]| \(|\)[,:]?| en su| cuy[oa]s?| in its| nel suo| dans son| in seinem| no seu)[*_ ]{0,3}\Z|"
    r"[*_ ]{1,3}\Z"
)


def settle_acts(page: Page, path: str) -> None:
    """Mark the articles that may be of an act that the register lacks, by what is named nearest.

    Where such an act stands directly before an article, or the paragraph has bound its last article to it,
    or the block gives the same number to it, it is left unread; else it is doubtful.

    Examples::

        # AI Act … ## Data Act … Article 5              doubtful
        la LSSI es clara, y según el artículo 22        doubtful
        Ley 13/2022 General de Comunicación, art. 89    unread
        el artículo 79 de la LOPDGDD. Y el artículo 80  unread
        # AI Act … Article 5 and the Data Act           of the AI Act

    Args:
        page: The text with its sightings, which are replaced.
        path: The path of its file.
    """
    laws = page.lexicon.names.editions.ages.laws
    bare = [number for number, each in enumerate(page.sightings) if _is_bare(each, laws)]
    unknown = [number for number, each in enumerate(page.sightings) if _is_unknown(each, laws)]
    if not (bare or unknown) or page.lenient:
        return
    reader = _Reader(page, path)
    for number in filter(reader.is_unknown_of_other, unknown):
        page.sightings[number] = page.sightings[number]._replace(weak=True)
    own = own_articles(page)
    own_numbers = frozenset(own.values())
    is_prose_of_law = page.legal_text.is_one and not page.scopes.is_structured
    bound = reader.bound(bare) if reader.has_acts or own else set()
    before = -1  # the last one that is left unread
    for number in bare:
        sighting = page.sightings[number]
        is_plain = _is_other_number(page.text, sighting) or reader.is_of_that_act(sighting)
        is_plain = is_plain or (before >= 0 and number not in bound and reader.goes_on(before, number))
        if reader.has_acts and not is_plain and number not in bound and not is_prose_of_law:
            is_plain = reader.precedes_act(sighting.end) or reader.is_given(sighting)
            if not is_plain and not page.legal_text.is_one and reader.governing(sighting) == "":
                is_plain = reader.follows_act(sighting.start)
                page.sightings[number] = sighting._replace(doubtful=True)
            elif is_before_act(page, sighting.standard, end_of_list(page.text, sighting.end)):
                page.sightings[number] = sighting._replace(
                    doubtful=True
                )  # "Article 60 and Article 6 of the Act …"
        if number not in bound and _is_among(page.text, sighting, own_numbers):
            page.sightings[number] = sighting._replace(doubtful=True)
        if is_plain or sighting.start in own:
            page.sightings[number], before = sighting._replace(weak=True), number


def _is_bare(sighting: Sighting, laws: set[str]) -> bool:
    """Tell whether a sighting is a provision of a law that other acts can have."""
    if not sighting.ids or sighting.weak or sighting.alternatives or sighting.edition is not None:
        return False
    return sighting.standard in laws and _PROVISION.match(sighting.ids[0]) is not None


def _is_among(text: str, sighting: Sighting, numbers: frozenset[str]) -> bool:
    """Tell whether an article in a whole word is one of those that a page has itself: "Article 6 lasts".

    Args:
        text: The text.
        sighting: The article.
        numbers: The numbers of the articles that the page has.
    """
    is_word = _WHOLE_WORD.match(text, sighting.start) is not None
    return is_word and article_of(sighting.ids[0]).rpartition(" ")[2] in numbers


def _is_unknown(sighting: Sighting, laws: set[str]) -> bool:
    """Tell whether a sighting is an article that no edition of its law has: it may be of another act."""
    is_of_law = sighting.standard in laws and not sighting.ids and not sighting.weak
    return is_of_law and _ARTICLE.match(sighting.unknown_id) is not None


def _is_other_number(text: str, sighting: Sighting) -> bool:
    """Tell whether a number is that of an act, or of an item in a program: "(EG) nr. 79/2009", "art[1]".

    Args:
        text: The text.
        sighting: What was read as a provision.
    """
    written = text[sighting.start : sighting.end]
    return _YEAR.match(text, sighting.end) is not None or _INDEX.match(written) is not None


def _acts_bound(page: Page) -> Iterator[LawName]:
    """Yield the acts that articles of a page are bound to; by its kind alone, a law of the page.

    Examples::

        el artículo 85 de la LPACAP
        el artículo 21 de la Directiva      NIS2, where the page names that directive
    """
    starts = [page.tokens[name.first].start for name in page.names]
    for article in _ARTICLE.finditer(page.text):
        act = act_behind(page.text, article.end())
        if act is None:
            continue
        number = bisect_left(starts, act.end) - 1  # the last name that begins before its end
        name = page.names[number] if number >= 0 else None
        is_named = name is not None and page.tokens[name.stop - 1].end > act.start and name.standard
        if not is_named:
            of_kind = [
                law for law in sorted(page.standards - {""}) if act.kind and is_kind(page, law, act.kind)
            ]
            if len(of_kind) < 2:
                yield LawName(act.start, act.end, "".join(of_kind))


class _Reader:
    """A page with the acts that it names, "" for those that the register lacks."""

    def __init__(self, page: Page, path: str) -> None:
        """Prepare a page.

        Args:
            page: The text with its sightings.
            path: The path of its file.
        """
        self._page = page
        bound = {*_acts_bound(page)}
        self._bound = {act for act in bound if not act.standard}
        acts = {LawName(*act, "") for act in act_names(page.text, page.tokens, page.names)} | self._bound
        self._is_law = is_national_law(page.text)
        self._bound_numbers: dict[tuple[str, str], set[int]] = {}  # with their blocks
        self._bound_ids = set[tuple[str, str]]()
        in_keys = page.scopes.is_structured and acts_in(page.text)
        laws = page.lexicon.names.editions.ages.laws
        named = [
            LawName(page.tokens[name.first].start, page.tokens[name.stop - 1].end, name.standard)
            for name in page.names
            if name.standard in laws
        ]
        self._own = bound - self._bound
        further = [LawName(*name.span(), _OTHER_NAMES[name[0]]) for name in _OTHER_NAME.finditer(page.text)]
        named = sorted({*named, *self._own, *further})
        self._names = LawNames(page, named)
        self._acts = sorted([*named, *acts])
        asides = {name for name in named if is_compared(page.text, name)} if acts else set()
        asides |= {act for act in acts if is_aside(page.text, act)}
        self._enclosing = EnclosingLaws(page, self._acts, path, asides)
        self.has_acts = bool(acts) or self._is_law or in_keys or self._enclosing.of_path == ("",)
        self._starts = [act.start for act in self._acts]
        self._times = Counter(act.standard for act in self._acts)
        others = Counter(page.text[act.start : act.end] for act in self._acts if not act.standard)
        self._most = max(others.values(), default=0)  # how often the page names one and the same other act

    # ------------------------------------------------------------ articles with a name beside them

    def bound(self, numbers: Sequence[int]) -> set[int]:
        """Return the sightings that a name of their law binds, directly or in a list with others.

        Args:
            numbers: The positions of the sightings that are asked about.
        """
        found, run = set[int](), list[int]()
        for number in [*numbers, -1]:
            if run and (number < 0 or not self.goes_on(run[-1], number)):
                if any(map(self._is_bound, run)):
                    found.update(run)
                run = []
            run.append(number)
        for number in found:
            one = self._page.sightings[number]
            provision = one.standard, article_of(one.ids[0]).rpartition(" ")[2]
            self._bound_numbers.setdefault(provision, set()).add(self._enclosing.block_of(one.start))
            self._bound_ids.add((one.standard, one.ids[0]))
        return found

    def goes_on(self, before: int, number: int) -> bool:
        """Tell whether a sighting goes on with the list of the one before it."""
        one, other = self._page.sightings[before], self._page.sightings[number]
        text = self._page.text
        is_joint = other.start < one.end or is_list_joint(text, one.end, other.start)
        is_joint = is_joint or (one.ids == other.ids and text.startswith("](", one.end, other.start))
        return is_joint and one.standard == other.standard

    def _is_bound(self, number: int) -> bool:
        """Tell whether a name of its law is in a sighting, or directly before or behind it."""
        sighting = self._page.sightings[number]
        first = bisect_left(self._starts, sighting.start)
        limit = sighting.end + NEAREST_KIND
        if first < len(self._acts) and (
            self._starts[first] < sighting.end
            or (self._starts[first] < limit and self._acts[first] in self._own)
        ):
            return self._acts[first].standard == sighting.standard
        before = self._names.before(sighting.start)
        place = end_of_numbers(self._page.text, sighting.end)
        kind, behind = _KIND.match(self._page.text, place), self._names.after(place)
        if behind is None and kind is not None:
            behind = self._names.after(kind.end())
        return sighting.standard in (before, behind)

    # ------------------------------------------------------------ articles without one

    def is_unknown_of_other(self, number: int) -> bool:
        """Tell whether an article that its law lacks is of an act outside the register.

        Examples::

            ## Works Councils Act (WOR) … Art. 27(1)(l)
            Art. 27(1)(l) WOR

        Args:
            number: The position of its sighting.
        """
        sighting = self._page.sightings[number]
        if self._is_bound(number):
            return False
        is_beside = self.precedes_act(sighting.end) or self.follows_act(sighting.start)
        is_cited = _ACRONYM_BEHIND.match(self._page.text, sighting.end) is not None
        return is_beside or is_cited or self.governing(sighting) == ""

    def governing(self, sighting: Sighting) -> str | None:
        """Return the law that governs an article, "" for one outside the register, None where none is named.

        Args:
            sighting: The article.
        """
        told = next((laws[-1] for laws in self._enclosing.around(sighting.start)), None)
        if (
            told == ""
            and _OWN_PART.match("".join(sighting.ids[:1]))
            and (sighting.standard, "".join(sighting.ids[:1])) in self._bound_ids
        ):
            told = (
                sighting.standard
            )  # "high-risk under the CER Directive, by Annex III(2)", as "Annex III(2) AI Act"
        if self._is_law or told is not None:
            return "" if self._is_law else told
        number = article_of(sighting.ids[0] if sighting.ids else sighting.unknown_id).rpartition(" ")[2]
        is_elsewhere = number in self._elsewhere and (sighting.standard, number) not in self._bound_numbers
        if is_elsewhere or self._enclosing.of_path:
            return "" if is_elsewhere else self._enclosing.of_path[-1]
        times, others = self._times[sighting.standard], self._times[""]
        is_rare = others >= max(times, FEWEST_NAMES) and (times <= FEWEST_NAMES or self._most >= times)
        return "" if is_rare and not "".join(sighting.ids[:1]).startswith("Annex ") else None

    def precedes_act(self, end: int) -> bool:
        """Tell whether an act outside the register is directly behind an article: "Art. 24 D.Lgs 138/2024".

        Args:
            end: Where the article ends.
        """
        place = end_of_numbers(self._page.text, end)
        if self._is_law and is_law_itself(self._page.text, place):
            return True
        number = bisect_left(self._starts, place)
        act = self._acts[number] if number < len(self._acts) else LawName(0, 0, "eu")
        between = self._page.text[place : act.start] if act.start - place <= NEAREST_ACT else "."
        return not act.standard and _LINK.match(between) is not None

    def is_of_that_act(self, sighting: Sighting) -> bool:
        """Tell whether "of that act" stands behind an article, and the act named before is another one.

        Examples::

            Verordening (EU) 2019/1020 … artikel 33 van die verordening
            la Ley 34/2002 … el artículo 22 de dicha norma

        Args:
            sighting: The article.
        """
        that = that_act_behind(self._page.text, sighting.end)
        if not that:
            return False
        if is_directive(that) and not is_kind(self._page, sighting.standard, "directive"):
            return True
        return self._last(max(sighting.start - LONGEST_PARAGRAPH, 0), sighting.start) == ""

    @cached_property
    def _elsewhere(self) -> dict[str, dict[int, int]]:
        """The numbers of articles that the page gives to acts outside the register: where first, by block."""
        found = dict[str, dict[int, int]]()
        for article in _ARTICLE.finditer(self._page.text):
            if self.precedes_act(article.end()) or self._follows_directly(article.start()):
                number = _NUMBER.findall(article[0])[-1]
                block = self._enclosing.block_of(article.start())
                found.setdefault(number, {}).setdefault(block, article.start())
        return found

    def is_given(self, sighting: Sighting) -> bool:
        """Tell whether the block of an article has given its number to an act outside the register.

        Examples::

            "- Regulation (EU) 2019/1020, Article 18", "4. How does Article 18 apply?"

        Args:
            sighting: The article.
        """
        number = article_of(sighting.ids[0]).rpartition(" ")[2]
        given = self._elsewhere.get(number, {})
        bound = self._bound_numbers.get((sighting.standard, number), ())
        block = self._enclosing.block_of(sighting.start) if given else -1
        return block not in bound and given.get(block, sighting.start) < sighting.start

    def _follows_directly(self, place: int) -> bool:
        """Tell whether only a sign separates an act outside the register from the article at a place."""
        number = bisect_left(self._starts, place) - 1
        act = self._acts[number] if number >= 0 else LawName(0, 0, "eu")
        return not act.standard and _SIGN.match(self._page.text[act.end : place]) is not None

    def follows_act(self, place: int) -> bool:
        """Tell whether an act outside the register is directly before a place, or bound to an article."""
        number = bisect_left(self._starts, place) - 1
        act = self._acts[number] if number >= 0 else LawName(0, 0, "eu")
        is_far = place - act.end > LONGEST_PARAGRAPH
        if act.standard or is_far or self._page.text.rfind("\n", act.end, place) >= 0:
            return False
        if act in self._bound:
            return True
        return place - act.end <= FARTHEST_ACT and _JOINT.match(self._page.text[act.end : place]) is not None

    def _last(self, begin: int, end: int) -> str | None:
        """Return the last act that is named in a part of the text; None without one."""
        number = bisect_left(self._starts, end) - 1
        return self._acts[number].standard if number >= 0 and self._starts[number] >= begin else None
