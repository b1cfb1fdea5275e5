"""Exports of NIST's Cybersecurity and Privacy Reference Tool (CPRT): elements and their relationships."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ..catalog import Catalog
from ..vocabulary import Kind, LossKind, ProvisionKind, RelationshipType
from .foreign import End, Foreign, ForeignDocument, ForeignProvision, ForeignRow, ForeignSet, Report
from .identity import edition_of, slug_of
from .inputs import Input

__all__ = ["content_of", "read"]

_FIELDS = frozenset("$schema documents elements relationship_types relationships".split())
_DOCUMENT_FIELDS = frozenset("doc_identifier name version website".split())
_ELEMENT_FIELDS = frozenset("doc_identifier element_type element_identifier title text".split())
_RELATIONSHIP_FIELDS = frozenset(
    "source_element_identifier source_doc_identifier dest_element_identifier dest_doc_identifier "
    "relationship_identifier provenance_doc_identifier".split()
)
#: The kind of each type of element that is a provision.
_KINDS: Mapping[str, ProvisionKind] = {
    "function": ProvisionKind.FUNCTION,
    "category": ProvisionKind.CATEGORY,
    "subcategory": ProvisionKind.SUBCATEGORY,
    "family": ProvisionKind.DOMAIN,
    "group": ProvisionKind.DOMAIN,
    "control": ProvisionKind.CONTROL,
    "control_enhancement": ProvisionKind.ENHANCEMENT,
    "control_statement": ProvisionKind.REQUIREMENT,
    "requirement": ProvisionKind.REQUIREMENT,
    "security_requirement": ProvisionKind.REQUIREMENT,
    "practice": ProvisionKind.PRACTICE,
    "task": ProvisionKind.TASK,
    "determination": ProvisionKind.OBJECTIVE,
    "implementation_example": ProvisionKind.GUIDANCE,
    "example": ProvisionKind.GUIDANCE,
    "examine": ProvisionKind.TEST,
    "interview": ProvisionKind.TEST,
    "test": ProvisionKind.TEST,
}
#: The types that people assess; what is below them says more of them, and what is above gathers them.
_ASSESSED = frozenset("subcategory control control_enhancement requirement practice task".split())
#: The types that belong to the element that they hang from; all but these two are listed as dropped.
_NOTE, _ORDER, _WITHDRAWN = "discussion", "sort", "withdraw_reason"
_ATTACHED = frozenset((_NOTE, _ORDER, _WITHDRAWN))
_DROPPED = frozenset("party reference odp odp_type odp_statement baseline keyword".split())
_PROJECTION, _EXTERNAL = "projection", "external_reference"
#: What a relationship says for sure; of any other, `stated` keeps the word.
_TYPES: Mapping[str, RelationshipType] = {
    "incorporated_into": RelationshipType.MERGED_INTO,
    "moved_to": RelationshipType.RENAMED_TO,
    "addressed_by": RelationshipType.REPLACED_BY,
    "related": RelationshipType.RELATED,
}
_IDENTIFIER = re.compile(r"(SP|IR|NISTIR)_?(\d+)(?:_(\d+))?(?:_([A-Z]))?_(\d+)_\d+_\d+")
_DIGITS = re.compile(r"\d+")
_MARKUP = re.compile(r"</?(?:a|b|br|div|em|i|li|ol|p|q|span|strong|sub|sup|ul)\b[^<>]*>")
_PUBLISHER = "National Institute of Standards and Technology"
_METHOD = "An export of NIST's Cybersecurity and Privacy Reference Tool."


def content_of(value: Any) -> dict[str, Any] | None:
    """Return the lists of an export, which a response of the service wraps; None where there are none."""
    for field in ("response", "elements"):
        inner = value.get(field) if isinstance(value, dict) else None
        value = inner if isinstance(inner, dict) else value
    is_export = isinstance(value, dict) and all(name in value for name in ("elements", "relationships"))
    return value if is_export else None


def read(inputs: Sequence[Input], catalog: Catalog, report: Report, references: str | None = None) -> Foreign:
    """Read exports: each document becomes one, or is one of the catalog.

    Args:
        inputs: The files, whose relationships may lead from one to another.
        catalog: The catalog; files are read without it.
        report: Takes what is not carried over.
        references: The document that external references lead to, where the file does not name it.

    Raises:
        InvalidData: A part of a file has another shape.
    """
    del catalog
    reading = _Reading(report, references)
    contents = []
    for given in inputs:
        report.file = given.name
        content = content_of(given.value) or {}
        report.dropped(content, _FIELDS, "")
        reading.add_elements(content)
        contents.append(content)
    sets: list[ForeignSet] = []
    for given, content in zip(inputs, contents, strict=True):
        report.file = given.name
        sets += reading.sets(content)
    return Foreign(reading.documents(), tuple(sets))


class _Element(NamedTuple):
    """An element: its document, type and identifier, its title, its text, and its file."""

    document: str
    sort: str
    id: str
    title: str | None
    text: str | None
    file: str


class _Link(NamedTuple):
    """A relationship: its word, its place, and the documents and identifiers of its ends."""

    word: str
    place: str
    source: tuple[str, str]
    target: tuple[str, str]


class _Reading:
    """The elements of all files, and what hangs from them."""

    def __init__(self, report: Report, references: str | None) -> None:
        self._report, self._references = report, references
        self._documents: dict[str, ForeignDocument] = {}
        self._elements: dict[tuple[str, str], _Element] = {}
        self._parents: dict[tuple[str, str], tuple[str, str]] = {}
        self._attached: dict[tuple[str, str], list[_Element]] = {}
        self._owners: dict[tuple[str, str], tuple[str, str]] = {}
        self._uses: Counter[tuple[str, str]] = Counter()

    # ------------------------------------------------------------ what the files list

    def add_elements(self, content: Mapping[str, Any]) -> None:
        """Note the documents and the elements of a file, and the projections between them."""
        report = self._report
        for raw in report.items(content, "documents", ""):
            report.dropped(raw, _DOCUMENT_FIELDS, "documents")
            self._add_document(raw)
        unknown: Counter[str] = Counter()
        first = self._first_document(content)
        for number, raw in enumerate(report.items(content, "elements", "")):
            element = self._element(raw, f"elements[{number}]", first)
            if element.sort not in _KINDS and element.sort not in _ATTACHED | _DROPPED:
                unknown[element.sort] += 1
            if self._elements.setdefault((element.document, element.id), element) is not element:
                what = f"{element.id} stands twice, and the first is kept"
                report.add(LossKind.DUPLICATE, element.document, f"elements[{number}]", what)
        for sort, count in unknown.items():
            report.add(LossKind.ASSUMED, "", "element_type", f"{sort} is read as component: {count}")
        for raw in report.items(content, "relationships", ""):
            origin = report.text(raw, "provenance_doc_identifier", "relationships")
            if origin is not None and origin != first:
                report.count(first, "provenance_doc_identifier", origin)
        for link in self._links(content):
            if link.word == _PROJECTION:
                self._project(link)

    def _add_document(self, raw: Mapping[str, Any]) -> None:
        report = self._report
        key = report.text(raw, "doc_identifier", "documents") or "unnamed"
        title = " ".join((report.text(raw, "name", key) or key).split())
        version = report.text(raw, "version", key) or ""
        number = version.casefold().removeprefix("version").strip()
        publication = _publication(key)
        self._documents[key] = ForeignDocument(
            key=key,
            names=publication or (key, f"{title} {number}".strip(), title),
            slug=slug_of(publication[-1] if publication else title),
            edition=edition_of(number),
            title=title,
            publisher=_PUBLISHER,
            kind=Kind.CONTROL_CATALOG,
            address=report.text(raw, "website", key),
            file=report.file,
        )

    def _first_document(self, content: Mapping[str, Any]) -> str:
        """Return the document of a file, which stands where a record names none."""
        listed = self._report.items(content, "documents", "")
        names = (self._report.text(raw, "doc_identifier", "documents") for raw in listed)
        return next(filter(None, names), "unnamed")

    def _element(self, raw: Mapping[str, Any], place: str, first: str) -> _Element:
        report = self._report
        report.dropped(raw, _ELEMENT_FIELDS, place)
        identifier = report.text(raw, "element_identifier", place)
        if identifier is None:
            raise report.error(place, "element_identifier", "the identifier is missing", "give each one")
        document = report.text(raw, "doc_identifier", place) or first
        if document not in self._documents:
            self._add_document({"doc_identifier": document})
        title, text = (_plain(report.text(raw, field, place)) for field in ("title", "text"))
        sort = report.text(raw, "element_type", place) or ""
        return _Element(document, sort, identifier, title, text, report.file)

    def _links(self, content: Mapping[str, Any]) -> Iterator[_Link]:
        report, first = self._report, self._first_document(content)
        for number, raw in enumerate(report.items(content, "relationships", "")):
            place = f"relationships[{number}]"
            report.dropped(raw, _RELATIONSHIP_FIELDS, place)
            ends = []
            for side in ("source", "dest"):
                document = report.text(raw, f"{side}_doc_identifier", place)
                name = report.text(raw, f"{side}_element_identifier", place) or ""
                ends.append((document or first, name))
            yield _Link(report.text(raw, "relationship_identifier", place) or "related", place, *ends)

    def _project(self, link: _Link) -> None:
        """Note what is below an element, or belongs to it."""
        self._uses[link.target] += 1
        element = self._elements.get(link.target)
        if element is None or link.source not in self._elements or link.source == link.target:
            what = f"projection of {link.source[1]} to {link.target[1]}, which is no element below it"
            self._report.add(LossKind.DROPPED, link.target[0], link.place, what)
        elif element.sort in _ATTACHED:
            owner = self._owners.get(link.target)
            if owner is None:
                self._attached.setdefault(link.source, []).append(element)
                self._owners[link.target] = link.source
            else:
                what = f"{link.target[1]} belongs to {owner[1]} already"
                self._report.add(LossKind.DUPLICATE, link.target[0], link.place, what)
        elif element.sort not in _DROPPED and link.source[0] == link.target[0]:
            parent = self._parents.setdefault(link.target, link.source)
            if parent != link.source:
                what = f"{link.target[1]} is below {link.source[1]}, too"
                self._report.add(LossKind.DROPPED, link.target[0], link.place, what)

    # ------------------------------------------------------------ documents

    def documents(self) -> tuple[ForeignDocument, ...]:
        """Return the documents with their provisions, in the order that the elements state."""
        found: dict[str, list[ForeignProvision]] = {name: [] for name in self._documents}
        for key in self._ordered():
            element = self._elements[key]
            self._report.file = element.file
            if element.sort in _DROPPED:
                what = f"{element.sort}: {' '.join(filter(None, (element.title, element.text)))}"
                count = self._uses[key]
                what = f"{what}, at {count} places" if count > 1 else what
                self._report.add(LossKind.DROPPED, element.document, element.id, what)
            elif element.sort not in _ATTACHED:
                found[element.document].append(self._provision(element, key))
        return tuple(
            document._replace(provisions=tuple(found[name]) or None)
            for name, document in self._documents.items()
        )

    def _ordered(self) -> Iterator[tuple[str, str]]:
        """Yield the elements by what sorts them, else by their identifiers, each after what is above it."""
        keys = {key: self._sort_key(key) for key in self._elements}
        below: dict[tuple[str, str] | None, list[tuple[str, str]]] = {}
        for key in sorted(keys, key=keys.__getitem__):
            below.setdefault(self._parents.get(key), []).append(key)
        done: set[tuple[str, str]] = set()
        # What is left after the roots is below itself.
        for root in (*below.get(None, ()), *keys):
            stack = [root] if root not in done else []
            while stack:
                key = stack.pop()
                if key not in done:
                    done.add(key)
                    yield key
                    stack += reversed(below.get(key, []))

    def _sort_key(self, key: tuple[str, str]) -> tuple[str, str]:
        sorts = (each.title for each in self._attached.get(key, ()) if each.sort == _ORDER)
        return next(filter(None, sorts), ""), _DIGITS.sub(lambda found: found[0].zfill(8), key[1])

    def _provision(self, element: _Element, key: tuple[str, str]) -> ForeignProvision:
        attached = self._attached.get(key, ())
        notes = [each.text for each in attached if each.sort in (_NOTE, _WITHDRAWN) and each.text]
        parent = self._parents.get(key)
        return ForeignProvision(
            key=element.id,
            id=element.id,
            kind=_KINDS.get(element.sort, ProvisionKind.COMPONENT),
            title=element.title,
            summary=element.text,
            parent=parent[1] if parent is not None and self._is_listed(parent) else None,
            assessable=element.sort in _ASSESSED or element.sort not in _KINDS,
            note=" ".join(notes) or None,
            retired=any(each.sort == _WITHDRAWN for each in attached),
            file=element.file,
        )

    def _is_listed(self, key: tuple[str, str]) -> bool:
        return self._elements[key].sort not in _ATTACHED | _DROPPED

    # ------------------------------------------------------------ relationships

    def sets(self, content: Mapping[str, Any]) -> list[ForeignSet]:
        """Return a set for each document whose relationships lead further than to what is below."""
        rows: dict[str, list[ForeignRow]] = {}
        for link in self._links(content):
            if link.word != _PROJECTION:
                row = self._row(link)
                rows.setdefault(row.subject.document, []).append(row)
        return [
            ForeignSet(
                slug=slug_of("cprt", key, "relationships"),
                title=f"Relationships of {self._documents[key].title}",
                publisher=_PUBLISHER,
                rows=tuple(found),
                method=_METHOD,
                address=self._documents[key].address,
                file=self._report.file,
            )
            for key, found in rows.items()
        ]

    def _row(self, link: _Link) -> ForeignRow:
        # A reason of withdrawal speaks for the element that it belongs to.
        source = self._owners.get(link.source, link.source)
        target = self._owners.get(link.target, link.target)
        if target not in self._elements and link.word == _EXTERNAL and self._references is not None:
            target = (self._references, target[1])
        for document, _ in (source, target):
            if document not in self._documents:
                self._documents[document] = _named(document, self._report.file)
        relation = _TYPES.get(link.word, RelationshipType.RELATED)
        texts = {} if link.word in ("related", "moved_to", "incorporated_into") else {"stated": link.word}
        ends = End(source[0], source[1], (source[1],)), End(target[0], target[1], (target[1],))
        return ForeignRow(link.place, ends[0], relation, ends[1], texts=texts)


def _named(key: str, file: str) -> ForeignDocument:
    """Return the document that only its identifier names."""
    names = _publication(key) or (key,)
    return ForeignDocument(key, names, slug_of(key), "undated", key, _PUBLISHER, file=file)


def _publication(key: str) -> tuple[str, ...]:
    """Return a publication that an identifier stands for, with its revision and without; empty if none.

    >>> _publication("SP_800_171_A_3_0_0")
    ('NIST SP 800-171A Rev. 3', 'NIST SP 800-171A')
    """
    found = _IDENTIFIER.fullmatch(key)
    if found is None:
        return ()
    sort, first, second, letter, revision = found.groups()
    name = f"NIST {sort} {first}{'-' + second if second else ''}{letter or ''}"
    return (f"{name} Rev. {revision}", name)


def _plain(text: str | None) -> str | None:
    """Return a text without the markup of the service.

    >>> _plain('see <a href="#x">AC&amp;2</a> within <A.1.ODP[1]: period>')
    'see AC&2 within <A.1.ODP[1]: period>'
    """
    return html.unescape(_MARKUP.sub("", text)).strip() or None if text is not None else None
