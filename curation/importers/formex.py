"""Formex, the format of the Official Journal: the text of an act, with what each provision cites and defines.

Acts as published and consolidated acts are read alike. Only digests of the text are made; see `same_text`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple
from xml.etree import ElementTree

from curation.importers.same_text import Passage, Text, fold

__all__ = ["act_text"]

_Element = ElementTree.Element
#: Where the number of a part is.
_NUMBERS = {"PARAG": "NO.PARAG", "NP": "NO.P", "GR.SEQ": "TITLE/TI/NP/NO.P"}
#: Notes and numbers are no text; what is quoted is text of another act, without parts of its own here.
_LEFT_OUT = ("NOTE", "TI.ART", "NO.PARAG", "NO.P")
_QUOTED = "QUOT.S"
_INLINE = ("HT", "DATE", "LINK", "FT", "IE", "REF.DOC.OJ")
_MARKS = ("QUOT.START", "QUOT.END")
_PUNCTUATION = re.compile(r"[\s()]|\.$")
_ANNEX = re.compile(r"ANNEX(?: ([IVXL]+))?$")
_SECTION = re.compile(r"(?i:section) ([0-9A-Z]+)\b")
_CHAPTER = re.compile(r"(?i:chapter) ([0-9IVXL]+)\b")
_DEFINES = re.compile(r"'([^']+)'(?: or '[^']+')? means\b")
_DEFINITIONS = re.compile(r"Article \d+")
_OTHER_ACT = re.compile(
    r"[^.;]{0,60}?\b(?:of|to) "
    r"(?:(?:Council |Commission )?(?:Implementing |Delegated )?"
    r"(?:Regulation|Directive|Decision)s? \(?[A-Z0-9]|"
    r"the (?:Charter|Treaty)|that (?:Regulation|Directive|Decision)|TFEU|TEU)"
)
_NUMBERED = r"\(?(?:[0-9]+[a-z]?|[IVXL]+|[a-z]+)\)?(?:\([0-9a-z]+\))*"
_CITATION = re.compile(
    r"\b(?P<kind>Article|Annex|Chapter|Section|paragraph|point)(?:s|es)?\s+"
    rf"(?P<items>{_NUMBERED}(?:(?:,| and| or| to) (?=[0-9(]|[IVXL]+\b){_NUMBERED})*)"
    r"(?:, Section (?P<section>[0-9A-Z]+))?"
)
_ITEM = re.compile(r"(?P<to>\bto )?\(?(?P<number>[0-9]+[a-z]?|[IVXL]+|[a-z]+)\)?(?P<rest>(?:\([0-9a-z]+\))*)")


class _Place(NamedTuple):
    """A provision as it is read: its own text, without that of its parts."""

    id: str
    parent: str | None
    words: list[str]

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


def act_text(contents: Iterable[bytes]) -> Text:
    """Return the text of an act, from its file and those of its annexes; ValueError if one is not Formex.

    Args:
        contents: The files, in order.
    """
    places: dict[str, _Place] = {}
    for content in contents:
        try:
            root = ElementTree.fromstring(content)  # noqa: S314 - curators read publishers' own files
        except ElementTree.ParseError as error:
            raise ValueError(f"not XML: {error}") from error
        for terms in root.iter("ENACTING.TERMS"):
            _read_division(terms, places, None)
        for annex in root.iter():
            title = _ANNEX.match(_plain(annex.find("TITLE/TI/P"))) if annex.tag.endswith("ANNEX") else None
            contents_of = annex.find("CONTENTS")
            if title and contents_of is not None:
                _read(contents_of, places, f"Annex {title[1]}" if title[1] else "Annex", None)
    if not places:
        raise ValueError("not an act in Formex: it has no articles and no annexes")
    defined = {fold(term): each.id for each in places.values() for term in _terms(each)}
    return Text("", tuple(_passage(each, places, defined) for each in places.values()))


def _read_division(element: _Element, places: dict[str, _Place], parent: str | None) -> None:
    """Enter chapters, sections and articles."""
    for child in element:
        if child.tag == "ARTICLE":
            title = _plain(child.find("TI.ART")).split()
            _read(child, places, f"Article {title[-1]}", parent)
        elif child.tag == "DIVISION":
            title_text = _plain(child.find("TITLE/TI"))
            chapter, section = _CHAPTER.match(title_text), _SECTION.match(title_text)
            name = (
                f"Chapter {chapter[1]}"
                if chapter
                else f"{parent}, Section {section[1]}"
                if section
                else parent
            )
            if name is not None and name not in places:
                places[name] = _Place(name, parent, [_plain(child.find("TITLE/STI"))])
            _read_division(child, places, name)


def _read(element: _Element, places: dict[str, _Place], name: str, parent: str | None) -> None:
    """Enter a provision; numbered parts below it become provisions of their own."""
    place = places.setdefault(name, _Place(name, parent, []))
    _walk(element, places, place)


def _walk(element: _Element, places: dict[str, _Place], place: _Place) -> None:
    place.words.append(element.text or "")
    for child in element:
        number = _number(child)
        if child.tag in _MARKS:
            place.words.append("'")
        elif child.tag == _QUOTED:
            place.words.append(_plain(child))
        elif number is not None and not place.id.endswith(f"({number})"):
            _read(child, places, _joined(place.id, number), place.id)
        elif child.tag not in _LEFT_OUT:
            gap = "" if child.tag in _INLINE else " "
            place.words.append(gap)
            _walk(child, places, place)
            place.words.append(gap)
        place.words.append(child.tail or "")


def _joined(name: str, number: str) -> str:
    """Return the id of a part; points such as 3.1 repeat the number of the point that they are part of.

    >>> _joined("Annex VII(3)", "3.1")
    'Annex VII(3.1)'
    """
    if number.startswith("Section"):
        return f"{name}, {number}"
    last = name.rpartition("(")[2].rstrip(")")
    return f"{name.rpartition('(')[0] if number.startswith(f'{last}.') else name}({number})"


def _number(child: _Element) -> str | None:
    """Return the number of a part: of a paragraph, an item of a list, or a section of an annex."""
    path = _NUMBERS.get(child.tag)
    number = _PUNCTUATION.sub("", _plain(child.find(path))) if path else ""
    if not number and child.tag == "GR.SEQ":
        section = _SECTION.match(_plain(child.find("TITLE/TI")))
        number = f"Section {section[1]}" if section else ""
    return number or None


def _plain(element: _Element | None) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())


def _terms(place: _Place) -> Iterator[str]:
    """Yield the term that a point of an article defines."""
    if place.parent and _DEFINITIONS.fullmatch(place.parent):
        found = _DEFINES.match(place.text)
        if found:
            yield found[1]


def _passage(place: _Place, places: Mapping[str, _Place], defined: Mapping[str, str]) -> Passage:
    text = place.text
    words = f" {re.sub(r'[^a-z0-9-]+', ' ', fold(text))} "
    cited = {name for term, name in defined.items() if f" {term} " in words or f" {term}s " in words}
    cited.update(name for name in _citations(text, place, places) if name in places)
    return Passage(place.id, text, place.parent, tuple(sorted(cited - {place.id})))


def _citations(text: str, place: _Place, places: Mapping[str, _Place]) -> Iterator[str]:
    """Yield the provisions of the same act that a text cites by number, as far as they exist."""
    for found in _CITATION.finditer(text):
        if not _OTHER_ACT.match(text[found.end() :]):
            start = _start(found["kind"], place, places)
            for number in _numbers(found["items"]):
                section = f", Section {found['section']}" if found["section"] else ""
                yield start.format(number) + section


def _start(kind: str, place: _Place, places: Mapping[str, _Place]) -> str:
    """Return the form of the ids that a kind of citation means, in the text of a provision."""
    if kind in ("Article", "Annex", "Chapter"):
        return kind + " {}"
    if kind == "Section":
        return _container(place, places).partition(",")[0] + ", Section {}"
    if kind == "paragraph":
        return place.id.partition("(")[0] + "({})"
    return (place.parent or place.id) + "({})"


def _container(place: _Place, places: Mapping[str, _Place]) -> str:
    """Return the chapter or annex that a provision is in."""
    while place.parent is not None:
        place = places[place.parent]
    return place.id


def _numbers(items: str) -> Iterator[str]:
    """Yield the numbers of a list, with those that "to" leaves out.

    >>> list(_numbers("8 to 10 and 12(1)"))
    ['8', '9', '10', '12(1)']
    """
    last = ""
    for item in _ITEM.finditer(items.replace(" and ", ", ").replace(" or ", ", ")):
        number = item["number"]
        if item["to"] and last.isdigit() and number.isdigit():
            yield from (str(each) for each in range(int(last) + 1, int(number)))
        yield number + item["rest"]
        last = number
