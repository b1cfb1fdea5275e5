"""Overlays of what foreign files say: new documents, and mapping sets between any documents."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import NamedTuple

from .._store.files import canonical
from .._store.overlays import Overlay
from .._store.sssom.sheets import NEGATED, TYPES
from ..assessments import Result
from ..catalog import Catalog
from ..checking.sources import is_address
from ..errors import StandardsError, UnknownReference
from ..records.dates import PartialDate
from ..records.provisions import MAX_DEPTH
from ..records.refs import Ref
from ..records.relationships import MappingSet
from ..records.standards import Source
from ..vocabulary import LossKind
from .choices import Choice, choices_of
from .doubles import Doubles
from .ends import Ends, SameIds, find_ends, longest_id, unique_ids
from .foreign import End, Foreign, ForeignDocument, ForeignProvision, ForeignSet, Report
from .identity import Identifiers, edition_in, find_document, slug_of, with_sound_ref
from .limits import RowBudget
from .matching import Matching
from .packing import PackedProvisions, PackedRows
from .results import results_of
from .rows import StatedRows, columns_of, date_of
from .structures import distinct, file_part, filled, identifying, structure
from .texts import tidy

__all__ = ["NO_ADDRESS", "Made", "overlay_of"]

_LANGUAGE = re.compile(r"[a-z]{2}\Z")
#: What the report says of a record that nobody can open; the checks of an overlay refuse it.
NO_ADDRESS = "no address: give one (address=, --address)"


class Made(NamedTuple):
    """What is made of files: the overlay, None where they name no document, and the results."""

    overlay: Overlay | None
    results: tuple[Result, ...] = ()


def overlay_of(
    foreign: Foreign,
    catalog: Catalog,
    report: Report,
    documents: Mapping[str, str],
    match: bool,
    address: str | None,
) -> Made:
    """Return the overlay and the results of what files say.

    Args:
        foreign: What they say.
        catalog: The catalog that the overlay is for.
        report: Takes what does not come over as it is.
        documents: What the caller says that a document is, by its key: one of the catalog or of the files,
            or a new one.
        match: Whether other documents are looked for in the catalog.
        address: Where a reader can open what has no address of its own.

    Raises:
        InvalidData: A document cannot be written.
        UnknownReference: The caller names an unknown document.
    """
    making = _Making(catalog, report, address)
    sets = [_packed(each, report.budget) for each in foreign.sets]
    ends = defaultdict(list)
    unlisted = {each.key for each in foreign.documents if not each.provisions}
    for end in (end for _, rows in sets for end in rows.each_end() if end.document in unlisted):
        if end.key:
            ends[end.document].append((*end.texts, end.key))
    choices = choices_of(documents, foreign.documents, catalog, report)
    for each in foreign.documents:
        report.file = each.file
        document = distinct(each, report)
        choice = choices.get(document.key, Choice())
        if choice.other:
            continue
        if choice.known is not None:
            making.add_document(document, Identifiers(catalog, choice.known), is_chosen=False)
        elif choice.new is not None:
            making.add_named(document, choice.new)
        else:
            named = ((one.id, *one.texts) for one in identifying(document))
            listed = named if document.provisions else ends[document.key]
            making.add_document(document, find_document(catalog, document, listed, match))
    for document in foreign.documents:
        choice = choices.get(document.key, Choice())
        if choice.other:
            report.file = document.file
            making.join_document(document, choice.other)
    for given, rows in sets:
        report.file = given.file
        making.add_set(given, rows)
    results = tuple(results_of(foreign.assessed, making.find, catalog, report))
    return Made(Overlay(making.files) if making.files else None, results)


class _Making:
    """The files of an overlay as they are made."""

    def __init__(self, catalog: Catalog, report: Report, address: str | None) -> None:
        self.files: dict[str, bytes | Callable[[], bytes]] = {}
        self._catalog, self._report, self._address = catalog, report, address
        self._day = catalog.date.isoformat()
        self._ends: dict[str, Ends] = {}
        #: The key of the document of each new reference.
        self._made: dict[Ref, str] = {}
        self._publishers: dict[str, dict[str, str]] = {}
        self._named_publishers: dict[str, dict[str, str]] = {}
        self._matching = Matching(catalog, report)
        self._set_ids = set(catalog.snapshot.register.mappings)

    # ------------------------------------------------------------ documents

    def add_document(
        self, document: ForeignDocument, known: Identifiers | None, is_chosen: bool = True
    ) -> None:
        """Add a document, or the one of the catalog that it is.

        Args:
            document: The document.
            known: The one of the catalog.
            is_chosen: Whether that was found by its name, and not named by the caller.
        """
        provisions = document.provisions
        if known is not None:
            packed = provisions if isinstance(provisions, PackedProvisions) else None
            ids = None if provisions is None or packed else {each.key: each.id for each in provisions}
            self._ends[document.key] = Ends(known.document, ids, known, packed)
            self._matching.report_document(document, known, is_chosen)
            return
        document = with_sound_ref(document, self._report)
        if f"{document.slug}@{document.edition}" in self._catalog.snapshot.register.files_by_ref:
            document = document._replace(slug=f"{document.slug}-imported")
        ref, number = Ref(document.slug, document.edition), 1
        while ref in self._made:  # two names may differ in signs alone
            number += 1
            ref = ref._replace(standard=f"{document.slug}-{number}")
        document = document._replace(slug=ref.standard)
        self._made[ref] = document.key
        unique = None if provisions is None else unique_ids(provisions, longest_id(ref))
        packed = provisions if isinstance(provisions, PackedProvisions) else None
        is_packed = isinstance(unique, SameIds)
        self._ends[document.key] = Ends(
            ref, None if is_packed else unique, None, packed if is_packed else None
        )
        self._write_record(document)
        if provisions and unique is not None:
            self._write_framework(document, unique)

    def add_named(self, document: ForeignDocument, ref: Ref) -> None:
        """Add a document that the catalog does not have, under the name that the caller gives it."""
        what = f"{document.title} is {ref}, which is new to the catalog"
        self._report.add(LossKind.ASSUMED, document.key, "", what)
        if ref in self._made:
            self.join_document(document, self._made[ref])
        else:
            self.add_document(document._replace(slug=ref.standard, edition=str(ref.edition)), None)

    def join_document(self, document: ForeignDocument, other: str) -> None:
        """Take a document for another one of the files.

        Raises:
            UnknownReference: That one is itself taken for another.
        """
        ends = self._ends.get(other)
        if ends is None:
            raise UnknownReference(f"{other!r} is itself taken for another document", other)
        self._report.add(LossKind.MATCHED, document.key, "", f"{document.title} is {ends.ref}")
        self._ends[document.key] = ends
        for each in document.provisions or ():
            problem = ends.find(End(other, each.key, (each.id, *each.texts))).problem
            if problem is not None:
                self._report.file = each.file or document.file
                self._report.add(LossKind.UNRESOLVED, document.key, each.key, problem)

    def _write_record(self, document: ForeignDocument) -> None:
        publisher = self._publisher(document.publisher)
        address = self._address_of(document.address) or tidy(document.key) or document.slug
        date = date_of(document.date, document.key, self._report)
        published = None if date is None else str(date)
        history = {"status": "published", "date" if published else "seen_on": published or self._day}
        title = tidy(document.title) or document.slug
        raw = {
            "id": document.slug,
            "edition": document.edition,
            "designation": title,
            "title": title,
            "publisher": publisher["id"],
            "kind": document.kind,
            "binding": "voluntary",
            "jurisdictions": ["international"],
            "history": [history],
            "published": published,
            "licence": tidy(document.licence),
            "languages": [document.language] if _LANGUAGE.match(document.language or "") else [],
            "summary": _unless(tidy(document.summary), title),
            "topics": [document.topic],
            "note": tidy(document.note),
            "sources": [{"address": address}],
            "checked_on": self._day,
            "confidence": "single-source",
            "recorded": self._catalog.data_version,
        }
        assumed = "binding voluntary, jurisdictions international, topics " + document.topic
        self._report.add(LossKind.ASSUMED, document.key, "", assumed)
        if document.provisions is None and document.edition == edition_in(document.key) != "undated":
            self._report.add(LossKind.ASSUMED, document.key, "edition", f"{document.edition}, by its name")
        if published is None:
            self._report.add(LossKind.ASSUMED, document.key, "published", f"seen on {self._day}")
        if self._address_of(document.address) is None:
            self._report.add(LossKind.ASSUMED, document.key, "sources", NO_ADDRESS)
        known = publisher["id"] in self._catalog.snapshot.register.publishers
        content = {"publishers": [] if known else [publisher], "standards": [filled(raw)]}
        self.files[f"register/{document.slug}-{file_part(document.edition)}.json"] = partial(
            canonical, content
        )

    def _address_of(self, given: str | None) -> str | None:
        """Return the address of a record, else that of the caller; None where neither can be opened."""
        listed = filter(None, map(tidy, (given, self._address)))
        return next(filter(is_address, listed), None)

    def _publisher(self, name: str) -> dict[str, str]:
        """Return the publisher of a name; each name is looked for once."""
        found = self._named_publishers.get(name)
        if found is None:
            found = self._named_publishers[name] = self._find_publisher(name)
        return found

    def _find_publisher(self, name: str) -> dict[str, str]:
        try:
            return {"id": self._catalog.publisher(name).id}
        except StandardsError:
            publisher_id = slug_of(name, limit=40)
            new = {"name": tidy(name) or "unknown", "family": "community", "place": "international"}
            # Names that differ in their case alone are one: the first stays.
            return self._publishers.setdefault(publisher_id, {"id": publisher_id, **new})

    def _write_framework(self, document: ForeignDocument, ids: Mapping[str, str]) -> None:
        address = self._address_of(document.address) or tidy(document.key) or document.slug
        is_flat = isinstance(document.provisions, PackedProvisions) and document.provisions.is_flat
        provisions = (document.provisions or ()) if is_flat else tuple(self._parents_first(document))
        raw = {
            "standard": document.slug,
            "edition": document.edition,
            "completeness": document.completeness,
            "confidence": "single-source",
            "checked_on": self._day,
            "sources": [{"address": address}],
            "text_policy": "All texts are those of the file that was read.",
            "licence": tidy(document.licence),
            "note": "Only what the file names." if document.completeness == "partial" else None,
        }
        name = f"frameworks/{document.slug}/{file_part(document.edition)}.json"
        self.files[name] = partial(structure, filled(raw), provisions, ids)

    def _parents_first(self, document: ForeignDocument) -> Iterable[ForeignProvision]:
        """Yield the provisions in order, each after its parent; a parent that is missing is reported."""
        by_key = {each.key: each for each in document.provisions or ()}
        done: dict[str, tuple[str | None, int]] = {}
        for first in by_key.values():
            if first.key not in done and (first.parent is None or first.parent in done):
                yield self._at_depth(document, first, done)  # as in nearly every file
                continue
            chain: dict[str, ForeignProvision] = {}
            each: ForeignProvision | None = first
            while each is not None and each.key not in done:
                parent = by_key.get(each.parent) if each.parent is not None else None
                circle = parent is not None and (parent.key == each.key or parent.key in chain)
                if (each.parent is not None and parent is None) or circle:
                    what = f"the parent {each.parent!r} is {'below it' if circle else 'missing'}"
                    self._report.file = each.file or document.file
                    self._report.add(LossKind.REPAIRED, document.key, each.key, what)
                    each, parent = each._replace(parent=None), None
                chain[each.key] = each
                each = parent
            for key in reversed(chain):
                yield self._at_depth(document, chain[key], done)

    def _at_depth(
        self, document: ForeignDocument, each: ForeignProvision, done: dict[str, tuple[str | None, int]]
    ) -> ForeignProvision:
        """Return a provision below its parent, or beside it where that is as deep as a structure may be."""
        parent, depth = each.parent, done[each.parent][1] + 1 if each.parent is not None else 0
        if parent is not None and depth >= MAX_DEPTH:
            what = f"it is nested more than {MAX_DEPTH} deep, and kept beside {parent!r}"
            self._report.file = each.file or document.file
            self._report.add(LossKind.REPAIRED, document.key, each.key, what)
            parent, depth = done[parent]
        done[each.key] = parent, depth
        return each if parent == each.parent else each._replace(parent=parent)

    # ------------------------------------------------------------ mapping sets

    def add_set(self, foreign: ForeignSet, given: PackedRows) -> None:
        """Add a mapping set: unknown ends are kept, doubles left out, contradictions listed."""
        set_id = self._set_id(foreign.slug)
        ends = find_ends(given, self._ends)
        self._matching.report_titles(ends, given, set_id)
        rows = StatedRows(ends.documents, ends.texts, given.texts)
        doubles = Doubles(ends.pairs(given), len(ends.texts))
        for number, code in enumerate(given.codes):
            place = partial(given.place, number)
            texts = columns_of(given.cells(number), place, set_id, self._report)
            subject, target = given.subjects[number], given.objects[number]
            problem = ends.problem(subject, target) if ends.problems else ""
            if problem:
                texts["unresolved"] = problem
            subject, target = ends.numbers[subject], ends.numbers[target]
            seen = doubles.add(subject, code, target, texts)
            word = TYPES[code & ~NEGATED]
            if seen.is_double:
                what = f"{ends.name(subject)} {word} {ends.name(target)}"
                self._report.add(LossKind.DUPLICATE, set_id, place(), what)
                continue
            if problem:
                self._report.add(LossKind.UNRESOLVED, set_id, place(), problem)
            if seen.is_other_words:  # the same in other words: both stay, each with its place
                texts["locator"] = place()
            if seen.is_denied:
                what = f"{word} between {ends.name(subject)} and {ends.name(target)}"
                self._report.add(
                    LossKind.CONTRADICTION, set_id, place(), f"{what}, which an earlier row denies"
                )
            rows.add(subject, code, target, texts)
        self._report.budget.spend_cells(len(rows), rows.column_count)
        if not rows:
            self._report.add(
                LossKind.DROPPED, set_id, "", f"{tidy(foreign.title) or set_id} has no relationship"
            )
            return
        publisher = self._publisher(foreign.publisher)
        if publisher["id"] not in self._catalog.snapshot.register.publishers:
            name = f"register/{publisher['id']}.json"
            self.files[name] = partial(canonical, {"publishers": [publisher]})
        address = self._address_of(foreign.address)
        if address is None:
            self._report.add(LossKind.ASSUMED, set_id, "see_also", NO_ADDRESS)
        header = MappingSet(
            id=set_id,
            title=tidy(foreign.title) or set_id,
            description=tidy(foreign.description),
            publisher=publisher["id"],
            version=tidy(foreign.version),
            date=date_of(foreign.date, set_id, self._report),
            licence=tidy(foreign.licence) or "not stated",
            sources=(Source(address),) if address else (),
            method=tidy(foreign.method) or "not stated",
            style=rows.style,
            completeness=foreign.completeness,
            checked_on=PartialDate(self._day),
            note=tidy(foreign.note),
        )
        self.files[f"mappings/{set_id}.sssom.tsv"] = partial(rows.dumped, header)

    def find(self, end: End) -> tuple[Ref, str | None] | None:
        """Return the reference of an end, and why it is unknown; None where no file names its document."""
        ends = self._ends.get(end.document)
        if ends is None:
            return None
        provision, problem = ends.find(end)
        return ends.ref._replace(provision=provision), problem

    def _set_id(self, slug: str) -> str:
        number, set_id = 1, slug
        while set_id in self._set_ids:
            number += 1
            set_id = f"{slug}-{number}"
        self._set_ids.add(set_id)
        return set_id


def _packed(foreign: ForeignSet, budget: RowBudget) -> tuple[ForeignSet, PackedRows]:
    """Return a set with its rows packed."""
    rows = foreign.rows
    return foreign, rows if isinstance(rows, PackedRows) else PackedRows(budget, rows)


def _unless(text: str | None, other: str) -> str | None:
    return None if text is None or text.casefold() == other.casefold() else text
