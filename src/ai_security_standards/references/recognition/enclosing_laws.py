"""Which laws enclose a place of a page: those that the nearest part of the page around it names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import islice

from ..._store.lazily import cached_property, regex
from ..text.fields import Field, plain_key
from ..text.tokens import Tokens
from ..text.units import Unit, Units
from .act_names import acts_in
from .law_names import LawName
from .page import Page
from .scopes import is_document_key

__all__ = ["EnclosingLaws"]

#: The value of a field that calls its object by a law has at most so many characters.
LONGEST_NAME = 120

#: So many last parts of a path are read.
MOST_PARTS = 3

#: So many last names of a part are looked at.
MOST_NAMES = 40

#: A paragraph is looked at so far before a place.
LONGEST_PARAGRAPH = 600

#: A line of code is looked at so far on each side of a place.
LONGEST_LINE = 400

#: A key names a law if it begins or ends a name of the law with so many letters at least.
SHORTEST_KEY = 4

#: An article is looked for in so many objects around a place.
MOST_BLOCKS = 3

#: A heading lists topics if it names at least so many beside its laws.
MANY_TOPICS = 2

#: Keys of the fields by which an object is called.
_LABELS = frozenset(("label", "name", "title", "key", "id", "slug"))

#: Keys of the fields that say what an object is about.
_ABOUT = _LABELS | {"description", "summary", "subtitle", "heading", "purpose"}

#: What stands behind the name of a law in a label: "NIS-2 (EU 2022/2555)".
_REMARK = regex(r"(?: ?\([^()]*\))?")
#: What an item in the text of a field begins with.
_ITEMS = ("<li", "<p", "<td", "<h", "\\n")
_QUOTE = regex("[\"'`]")
_TAG = regex(r"<[^<>]*>")
#: What joins the topics of a heading, what surrounds each, and how one begins that is no article.
_AND = regex(r"[,;/]| (?:and|und|et|y|e|[&+]) ")
_MARKS = " \t#*_`:."
_TOPIC = regex(r"(?!(?:art|abs|annex|anhang|chapter|kap|lit)\w{0,6}\b)[^\W\d_]{3}", re.IGNORECASE)
_WORDS = regex(r"[\W_]+")


class EnclosingLaws:
    """The laws that enclose the places of a page, "" for those that the register lacks.

    What is around a place is a tree. The nearest of these that names a law decides; a new heading, list or
    object ends what the one before it said. On a page:

    1. the paragraph, item or row, up to the place;
    2. the header of its column;
    3. the item around it, or the text above its list;
    4. the headings, the innermost first.

    In records:

    1. the field, up to the place; in code, the comment;
    2. in code, the line with its texts;
    3. each object around it, the innermost first: what calls it, its key, what describes it;
    4. the headings of what the code shows.

    The path of the file, `of_path`, says less than the rest of the page.
    """

    def __init__(
        self, page: Page, names: Sequence[LawName], path: str, cited: Collection[LawName] = ()
    ) -> None:
        """Prepare a page.

        Args:
            page: The text.
            names: The names of laws in it, in order.
            path: The path of its file.
            cited: The names of them that only say of which law one article is: "(Art. 4(4) GDPR)".
        """
        self._page, self._names, self._path = page, names, path
        self._starts = [name.start for name in names]
        self._spoken = [name for name in names if name not in cited] if cited else names
        self._by_key: dict[str, tuple[str, ...]] = {}  # the laws of the keys that were asked about
        self._spoken_starts = [name.start for name in self._spoken]

    def around(self, place: int) -> Iterator[tuple[str, ...]]:
        """Yield what the parts around a place name, the nearest first; each in the order of the text.

        Args:
            place: The place.
        """
        nodes = self._of_record if self._page.scopes.is_structured else self._of_page
        return filter(None, nodes(place))

    def law_at(self, place: int, able: Collection[str]) -> str:
        """Return the one law that the nearest part around a place names; "" for none or several.

        Where a part names several, the next one around it decides between them.

        Examples::

            "ai_act": {"label": "EU AI Act", "features": ["Risk classes (Art. 5)"]}       the AI Act
            "dsgvo": {"features": ["Records (Art. 30)"]}                                  the GDPR
            ## DORA … | Art. 5 | …                                                        DORA

        Args:
            place: The place.
            able: The laws that can be meant.
        """
        possible = set(able)
        for laws in self.around(place):
            if set(laws) == {""}:
                break
            found = possible.intersection(laws)
            if len(found) == 1:
                return found.pop()
            possible = found or possible
        return ""

    @cached_property
    def of_path(self) -> tuple[str, ...]:
        """What the last parts of the path name: the laws of the register, or else "" for another act."""
        parts = _WORDS.sub(" ", " ".join(self._path.replace("\\", "/").split("/")[-MOST_PARTS:]))
        lexicon = self._page.lexicon
        names = lexicon.names.find_all(Tokens(parts.upper()))
        laws = {name.standard: None for name in names if name.standard in lexicon.names.editions.ages.laws}
        return tuple(laws) or (("",) if acts_in(parts) else ())

    def block_of(self, place: int) -> int:
        """Return the number of the block of a place: an object in records, else a paragraph, item or row."""
        scopes = self._page.scopes
        return scopes.fields.innermost_at(place) if scopes.is_structured else self._units.at(place).start

    def blocks_at(self, place: int) -> Iterator[int]:
        """Yield the blocks around a place up to one that names a law: in records objects, else one."""
        if not self._page.scopes.is_structured:
            yield self.block_of(place)
            return
        fields = self._page.scopes.fields
        for owner in islice(fields.owners_above(fields.innermost_at(place)), MOST_BLOCKS):
            if owner:
                yield owner
            if owner in self._called or owner in self._described:
                break

    def of_key(self, place: int) -> str:
        """Return the one law that the key of the field at a place names: `"nis2": "ten steps by Art. 21"`."""
        fields = self._page.scopes.fields
        number = fields.number_at(place) if self._page.scopes.is_structured else None
        if number is None:
            return ""
        laws = set(self._within(fields.all[number].key_start, fields.all[number].key_end))
        return laws.pop() if len(laws) == 1 else ""

    def _within(self, begin: int, end: int) -> tuple[str, ...]:
        """Return the laws whose names start in a part of the text."""
        first, stop = bisect_left(self._starts, begin), bisect_left(self._starts, end)
        return tuple(name.standard for name in self._names[max(first, stop - MOST_NAMES) : stop])

    def _spoken_of(self, begin: int, end: int) -> tuple[str, ...]:
        """Return the laws of which a part of the text speaks, rather than cite one article of them."""
        first, stop = bisect_left(self._spoken_starts, begin), bisect_left(self._spoken_starts, end)
        return tuple(name.standard for name in self._spoken[max(first, stop - MOST_NAMES) : stop])

    # ------------------------------------------------------------ pages

    @cached_property
    def _units(self) -> Units:
        """The paragraphs, items and headings of the text, with what leads to each."""
        return Units(self._page.text, has_headings=not self._page.scopes.is_structured)

    def _of_page(self, place: int) -> Iterator[tuple[str, ...]]:
        """Yield what the parts of a page name around a place."""
        page, unit = self._page, self._units.at(place)
        yield self._spoken_of(unit.start, place)
        yield page.column_standards(place) or ()
        yield ("",) if acts_in(page.scopes.header_at(place)) else ()
        for above in self._units.above(unit):
            yield self._headed_by(above)

    def _headed_by(self, unit: Unit) -> tuple[str, ...]:
        """Return the laws that a heading, or the text above a list, names; none that it lists among topics.

        Examples::

            ## Cookies, NIS2, Roles        of several topics, and none of them decides
            ## GDPR, Art. 5 and 6          the GDPR

        Args:
            unit: The heading.
        """
        laws = self._within(unit.start, unit.end)
        if not laws or unit.end - unit.start > LONGEST_NAME:
            return laws
        heading = _TAG.sub("", self._page.text[unit.start : unit.end])
        topics = [topic.strip(_MARKS) for topic in _AND.split(heading)]
        others = sum(_TOPIC.match(topic) is not None for topic in topics) - len(laws)
        first, stop = bisect_left(self._starts, unit.start), bisect_left(self._starts, unit.end)
        names = self._names[first:stop]
        are_topics = all(self._page.text[name.start : name.end] in topics for name in names)
        return () if are_topics and others >= MANY_TOPICS else laws

    # ------------------------------------------------------------ records

    def _of_record(self, place: int) -> Iterator[tuple[str, ...]]:
        """Yield what the fields and objects of records name around a place."""
        fields, unit = self._page.scopes.fields, self._units.at(place)
        number = fields.number_at(place)
        if number is None:
            begin = max(place - LONGEST_PARAGRAPH, 0)
            yield self._spoken_of(max(self._page.text.rfind("\n", begin, place) + 1, begin), place)
            yield self._spoken_of(unit.start, place)
        else:
            yield self._spoken_of(self._item_in(fields.all[number], place), place)
        line = () if self._page.scopes.is_data else self._of_line(place)
        for owner in fields.owners_above(fields.innermost_at(place)):
            called = self._called.get(owner, ())
            yield ("",) if "" in called else called
            key = fields.keys_of.get(owner, "")
            yield ("",) if _is_key_of_act(key) else self._of_key(plain_key(key))
            yield line
            yield self._described.get(owner, ())
            line = ()
        for heading in self._units.headings_above(unit):
            yield self._headed_by(heading)

    def _item_in(self, field: Field, place: int) -> int:
        """Return where the item of a place begins in the text of a field, or the field where it has none."""
        begin = max(field.key_start, place - LONGEST_PARAGRAPH)
        item = max(self._page.text.rfind(sign, begin, place) for sign in _ITEMS)
        return item if item >= 0 else field.key_start

    def _of_line(self, place: int) -> tuple[str, ...]:
        """Return what a line of code with texts in it names, if it is no longer on each side of a place."""
        text = self._page.text
        begin = text.rfind("\n", max(place - LONGEST_LINE, 0), place)
        end = text.find("\n", place, place + LONGEST_LINE)
        is_code = begin >= 0 and end >= 0 and _QUOTE.search(text, begin, place) is not None
        return self._spoken_of(begin, end) if is_code else ()

    @cached_property
    def _called(self) -> dict[int, tuple[str, ...]]:
        """What each object is called by: its key, and its fields that say of which document it speaks."""
        fields, found = self._page.scopes.fields, dict[int, dict[str, None]]()
        for name in self._names:
            number = fields.number_at(name.start)
            if number is None:
                continue
            field = fields.all[number]
            owner = field.owner if self._calls(name, field) else 0
            if name.start < field.key_end:
                owner = fields.by_key_start.get(field.key_start, 0)
            if owner:
                found.setdefault(owner, {})[name.standard] = None
        return {owner: tuple(laws) for owner, laws in found.items()}

    def _calls(self, name: LawName, field: Field) -> bool:
        """Tell whether a field calls its object by a law: `"law": "GDPR"`, `"label": "NIS2 (EU)"`.

        Args:
            name: A name in the field.
            field: The field.
        """
        if is_document_key(field.key):
            return field.end - field.start <= LONGEST_NAME
        is_label = field.key in _LABELS and field.start == name.start
        return is_label and _REMARK.fullmatch(self._page.text, name.end, field.end) is not None

    @cached_property
    def _described(self) -> dict[int, tuple[str, ...]]:
        """What the fields of each object name that say what it is about."""
        fields, found = self._page.scopes.fields, dict[int, dict[str, None]]()
        for name in self._spoken:
            number = fields.number_at(name.start)
            if number is not None and fields.all[number].key in _ABOUT:
                found.setdefault(fields.all[number].owner, {})[name.standard] = None
        return {owner: tuple(laws) for owner, laws in found.items()}

    @cached_property
    def _written(self) -> dict[str, str]:
        """The laws by their names on the page, in the plain form."""
        text = self._page.text
        return {plain_key(text[name.start : name.end]): name.standard for name in self._names}

    def _of_key(self, key: str) -> tuple[str, ...]:
        """Return the laws with a name that begins a key, or ends with it.

        Args:
            key: The key in the plain form.
        """
        if len(key) < SHORTEST_KEY:
            return ()
        if key not in self._by_key:
            self._by_key[key] = tuple(
                {
                    law: None
                    for name, law in self._written.items()
                    if name.endswith(key) or (len(name) >= SHORTEST_KEY and key.startswith(name))
                }
            )
        return self._by_key[key]


@lru_cache(maxsize=1_024)
def _is_key_of_act(key: str) -> bool:
    """Tell whether a key of a record names an act that the register lacks: "lgpd_base"."""
    return acts_in(_WORDS.sub(" ", key))
