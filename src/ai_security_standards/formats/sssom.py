"""SSSOM as others write it, as TSV or CSV: any prefixes, missing cells, and rows that find no match."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import chain, islice, takewhile
from typing import Any, NamedTuple
from urllib.parse import unquote

from .._store.delimited import LAST_LINE, unclosed
from .._store.folders import MAX_RECORDS
from .._store.sssom import BASE, dump
from .._store.sssom.metadata import parse_metadata
from ..algebra import type_of
from ..catalog import Catalog
from ..errors import InvalidData, UnknownCriterion
from ..records.refs import Ref
from ..vocabulary import Completeness, LossKind, ProvisionKind, RelationshipType
from .foreign import (
    End,
    Foreign,
    ForeignDocument,
    ForeignRow,
    ForeignSet,
    Report,
    Selection,
)
from .identity import edition_of, slug_of
from .inputs import Input
from .packing import PackedProvisions, PackedRows
from .yaml_text import parse_yaml

__all__ = ["read", "write"]

_REQUIRED = ("subject_id", "predicate_id", "object_id")
#: Predicates with a meaning beside those of SKOS and of this library.
_PREDICATES: Mapping[str, RelationshipType] = {
    "owl:equivalentClass": RelationshipType.EQUAL,
    "owl:sameAs": RelationshipType.EQUAL,
    "rdfs:subClassOf": RelationshipType.SUBSET_OF,
}
_NO_MATCH = ("noMatch", "sssom:noMatch", "sssom:NoMatch")
_NO_TERM = ("", "sssom:NoTermFound", "sssom:NoMapping")
_FIELDS = {"mapping_justification": "justification", "mapping_date": "date"}
_READ = frozenset((*_REQUIRED, "predicate_modifier", "subject_label", "object_label"))
_HEAD = frozenset(
    "curie_map mapping_set_id mapping_set_title mapping_set_description mapping_set_version license "
    "mapping_date publication_date mapping_provider mapping_set_source see_also creator_id creator_label "
    "sssom_version comment subject_source object_source subject_source_version "
    "object_source_version publisher licence method style completeness".split()
)
#: Prefixes that SSSOM declares itself.
_BUILT_IN = frozenset("owl rdf rdfs semapv skos sssom xsd linkml".split())
#: Slots of the whole table that are of each row, by the rules of SSSOM.
_PROPAGATED = (
    "mapping_tool mapping_tool_id mapping_tool_version subject_type object_type predicate_type "
    "subject_match_field object_match_field similarity_measure curation_rule curation_rule_text".split()
)
#: What stands before the identifier of a licence, and of a publisher in our own files.
_SPDX, _PUBLISHER = "https://spdx.org/licenses/", f"{BASE}publisher/"
_PUNCTUATION = re.compile(r"[-_]+")
#: A line that begins a slot of the metadata; people write prose above the first.
_SLOT = re.compile(r"#\s?[a-z_]+\s*:")
#: The document of identifiers that name none.
_UNPREFIXED = "unprefixed"
#: The ends of the names of a table, and of its metadata in a file of their own.
_ENDS = re.compile(r"(?:\.sssom)?\.(?:tsv|csv|ya?ml)$")


def read(inputs: Sequence[Input], catalog: Catalog, report: Report) -> Foreign:
    """Read tables; each prefix becomes a document, or is one of the catalog.

    Args:
        inputs: The tables, and their metadata where these are files of the same names.
        catalog: The catalog; tables are read without it.
        report: Takes what is not carried over.

    Raises:
        InvalidData: A file is no table of SSSOM.
    """
    del catalog
    documents: dict[str, PackedProvisions] = {}
    addresses: dict[str, str] = {}
    versions: defaultdict[str, set[str]] = defaultdict(set)
    sets = []
    metadata = {_ENDS.sub("", given.name): given for given in inputs if given.value is not None}
    for given in (each for each in inputs if each.value is None):
        report.file = given.name
        outside = metadata.pop(_ENDS.sub("", given.name), None)
        table = _Table(given, report, outside, versions)
        for prefix, address in table.prefixes.items():
            addresses.setdefault(prefix, address)
        rows = PackedRows(report.budget, table.rows(documents))
        table.report_prefixes(documents)
        sets.append(table.mapping_set(rows))
    for given in metadata.values():
        report.file = given.name
        report.add(LossKind.DROPPED, "", "", "these are metadata, and no table has this name")
    listed = (_document(key, addresses.get(key), versions[key], found) for key, found in documents.items())
    return Foreign(tuple(listed), tuple(sets))


def _document(
    prefix: str, address: str | None, versions: Set[str], provisions: PackedProvisions
) -> ForeignDocument:
    spaced = _PUNCTUATION.sub(" ", prefix)
    version = next(iter(versions)) if len(versions) == 1 else None
    stated = f"{spaced} {version}" if version is not None else None
    last = (address or "").rstrip("/#=").rpartition("/")[2].removesuffix(".pdf")
    return ForeignDocument(
        key=prefix,
        names=tuple(filter(None, (stated, prefix, spaced, last))),
        slug=slug_of(prefix),
        edition=edition_of(version),
        title=prefix,
        publisher="unknown",
        address=address,
        provisions=provisions,
        file=provisions.file,
    )


def _lines_of(text: str) -> Iterator[str]:
    """Yield the lines of a text without their ends, and without a list of all."""
    begin = 0
    while (end := text.find("\n", begin)) >= 0:
        yield text[begin:end]
        begin = end + 1
    yield text[begin:]


def _is_comment(line: str) -> bool:
    return line.startswith("#")


class _Name(NamedTuple):
    """An identifier: the prefix that names its document, and the rest."""

    prefix: str
    local: str


class _Table:
    """One file: its metadata, and its rows."""

    def __init__(
        self,
        given: Input,
        report: Report,
        outside: Input | None,
        versions: defaultdict[str, set[str]],
    ) -> None:
        self._report, self._versions = report, versions
        self._name, self._given = given.name, given
        head = [line.rstrip("\r") for line in takewhile(_is_comment, _lines_of(given.text))]
        self._head = len(head)
        count = given.text.count("\n") + 1 - self._head
        if count > MAX_RECORDS:
            repair = f"split the table into parts of at most {MAX_RECORDS} lines"
            raise report.error("", "", f"the table has {count} lines", repair)
        first = next((number for number, line in enumerate(head) if _SLOT.match(line)), len(head))
        prose = " ".join(line.strip("# ") for line in head[:first]).strip()
        if prose:
            report.add(LossKind.REPAIRED, "", "", f"prose above the metadata is left out: {prose}")
        own = self._parsed(head[first:])
        beside = outside.value if outside is not None else {}
        self._metadata = {**beside, **own}
        self._propagated = {slot: text for slot in _PROPAGATED if (text := self._text(slot))}
        known = _HEAD | self._propagated.keys()
        report.dropped(own, known, "")
        if outside is not None:
            report.file = outside.name
            report.dropped(beside, known | own.keys(), "")
            report.file = self._name
        prefixes = report.mapping(self._metadata.get("curie_map") or {}, "", "curie_map")
        self.prefixes = {name: str(address) for name, address in prefixes.items()}
        self._undeclared: set[str] = set()
        #: The prefixes of cells that are kept as they are, by the first column that has each.
        self._used: dict[str, str] = {}

    def _parsed(self, head: list[str]) -> dict[str, Any]:
        try:
            return parse_metadata(head, self._name)
        except InvalidData:
            text = "\n".join(line.removeprefix("#") for line in head)
            plain = "\n".join(line.removeprefix("# ").removeprefix("#") for line in head)
            is_spaced = all(line.startswith("# ") or line == "#" for line in head)
            return self._report.mapping(parse_yaml(plain if is_spaced else text, self._name) or {}, "")

    # ------------------------------------------------------------ rows

    def rows(self, documents: dict[str, PackedProvisions]) -> Iterator[ForeignRow]:
        """Yield the rows, and note the provisions that they name."""
        for number, cells in self._cells():
            place = f"line {number}"
            word = cells["predicate_id"]
            is_no_match = word in _NO_MATCH
            if cells["object_id"] in _NO_TERM or cells["subject_id"] in _NO_TERM:
                what = f"{cells['subject_id'] or cells['object_id']} {word} without another end"
                self._report.add(LossKind.DROPPED, self._set_id, place, what)
                continue
            ends = [self._end(cells, side, documents) for side in ("subject", "object")]
            relation, is_exact = self._relation(word)
            texts = {_FIELDS.get(name, name): cell for name, cell in cells.items() if name not in _READ}
            texts = {**self._propagated, **{name: cell for name, cell in texts.items() if cell}}
            for name, cell in texts.items():
                prefix = cell.partition(":")[0]
                if prefix in self.prefixes:
                    self._used.setdefault(prefix, name)
            for end, side in zip(ends, ("subject", "object"), strict=True):
                self._note_version(end.document, f"{side}_source_version", texts)
                label = cells.get(f"{side}_label", "")
                if label and documents[end.document].title(end.key) != label:
                    texts[f"{side}_label"] = label
                if texts.get(f"{side}_source") == end.document:
                    del texts[f"{side}_source"]
            if not is_exact:
                texts["stated"] = word
            negated = is_no_match or cells.get("predicate_modifier") == "Not"
            yield ForeignRow(place, ends[0], relation, ends[1], negated, texts)

    def report_prefixes(self, documents: Mapping[str, PackedProvisions]) -> None:
        """List the prefixes that stay in cells, while what they stand for has no place here."""
        for prefix, name in self._used.items():
            if prefix not in documents and prefix not in _BUILT_IN:
                what = f"{prefix}: {self.prefixes[prefix]}, in {name}"
                self._report.add(LossKind.DROPPED, self._set_id, "curie_map", what)

    def _note_version(self, document: str, slot: str, texts: dict[str, str]) -> None:
        """Note the version of a document, its edition; an address in its place stays with the row.

        Args:
            document: The document.
            slot: The slot that states the version.
            texts: The further columns of the row.
        """
        version = texts.get(slot) or self._text(slot)
        if version and "@" not in document:
            if "://" in version:
                texts[slot] = version
            else:
                self._versions[document].add(version)
                texts.pop(slot, None)

    @property
    def _set_id(self) -> str:
        return slug_of(_ENDS.sub("", re.split(r"[/\\]", self._name)[-1]))

    def _cells(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Yield the cells of each row by column, with its line; cells that are missing are empty."""
        lines = islice(_lines_of(self._given.text), self._head, None)
        delimiter = "," if self._name.lower().endswith(".csv") else "\t"
        reader = csv.reader((f"{line}\n" for line in chain(lines, [LAST_LINE])), delimiter=delimiter)
        try:
            columns = next(reader, [])
            missing = [name for name in _REQUIRED if name not in columns]
            if missing:
                problem = f"the column {missing[0]} is missing"
                raise self._report.error(
                    "", missing[0], problem, "add it, or rename the column of its meaning"
                )
            line = self._head + 1
            for row in iter(reader.__next__, [LAST_LINE]):
                if row and row[-1].rstrip("\n").endswith(LAST_LINE):
                    raise unclosed(self._name, line + 1)
                line = self._head + reader.line_num
                if not any(cell.strip() for cell in row):
                    continue
                if any(row[len(columns) :]):
                    what = " ".join(row[len(columns) :])
                    self._report.add(
                        LossKind.DROPPED, self._set_id, f"line {line}", f"cells without column: {what}"
                    )
                padded = [*row, *[""] * (len(columns) - len(row))]
                yield line, {name: cell.strip() for name, cell in zip(columns, padded, strict=False)}
        except csv.Error as error:
            place = f"line {self._head + reader.line_num}"
            raise self._report.error(
                place, "", f"the row cannot be read: {error}", "quote the cell"
            ) from None

    def _end(self, cells: Mapping[str, str], side: str, documents: dict[str, PackedProvisions]) -> End:
        curie, label = cells[f"{side}_id"], cells.get(f"{side}_label") or None
        name = self._split(curie)
        if name.prefix == _UNPREFIXED:
            source = cells.get(f"{side}_source") or self._text(f"{side}_source")
            name = name._replace(prefix=source or _UNPREFIXED)
        found = documents.get(name.prefix)
        if found is None:
            found = documents[name.prefix] = PackedProvisions(True, self._name)
            self._report.budget.spend_document()
        number = found.add(name.local, ProvisionKind.COMPONENT, self._name)
        found.fill(number, self._name, title=label)
        return End(name.prefix, name.local)

    def _split(self, text: str) -> _Name:
        """Return the prefix and the rest of a CURIE or an address."""
        if text.startswith(("http://", "https://")):
            by_length = sorted(self.prefixes.items(), key=lambda each: -len(each[1]))
            for prefix, address in by_length:
                if address and text.startswith(address) and text != address:
                    return _Name(prefix, text.removeprefix(address))
            base, sign, local = re.split(r"([/#])(?=[^/#]*$)", text, maxsplit=1)
            return _Name(f"{base}{sign}", local or text)
        prefix, _, local = text.partition(":")
        if not prefix or not local:
            return _Name(_UNPREFIXED, text)
        if self.prefixes.get(prefix, f"{BASE}ref/" if prefix == "aiss" else "") == f"{BASE}ref/":
            document, provision = Ref.split(unquote(local))
            return _Name(document, provision)
        if prefix not in self.prefixes and prefix not in self._undeclared:
            self._undeclared.add(prefix)
            self._report.add(
                LossKind.REPAIRED, self._set_id, "curie_map", f"the prefix {prefix} is not declared"
            )
        return _Name(prefix, local)

    def _relation(self, word: str) -> tuple[RelationshipType, bool]:
        """Return the type that a predicate means, and whether it says nothing more."""
        prefix, _, local = word.partition(":")
        address = self.prefixes.get(prefix, "")
        ours = local if address == f"{BASE}type/" or prefix == "rel" else word
        for form in (ours, f"{address}{local}"):
            try:
                return type_of(form), not form.endswith("closeMatch")
            except UnknownCriterion:
                continue
        return _PREDICATES.get(word, RelationshipType.RELATED), False

    # ------------------------------------------------------------ the set

    def mapping_set(self, rows: PackedRows) -> ForeignSet:
        """Return the set of these rows."""
        text = self._text
        slots = ("see_also", "mapping_set_source", "mapping_set_id")
        named = [(slot, each) for slot in slots for each in self._texts(slot)]
        address = next((each for _, each in named if each.startswith("http")), None)
        for slot, each in named:
            if each != address and not each.startswith(BASE):
                self._report.add(LossKind.DROPPED, self._set_id, slot, each)
        date = text("publication_date") or text("mapping_date")
        if text("mapping_date") not in ("", date):
            self._report.add(LossKind.DROPPED, self._set_id, "mapping_date", text("mapping_date"))
        return ForeignSet(
            slug=self._set_id,
            title=text("mapping_set_title") or text("mapping_set_description") or self._set_id,
            publisher=text("mapping_provider").removeprefix(_PUBLISHER) or "unknown",
            rows=rows,
            method=text("method") or "A table of SSSOM, as its authors published it.",
            description=text("mapping_set_description") or None,
            version=text("mapping_set_version") or None,
            date=date[:10] or None,
            licence=text("license").removeprefix(_SPDX) or None,
            address=address,
            note="; ".join(
                filter(None, [text("comment"), *self._texts("creator_label"), *self._texts("creator_id")])
            ),
            completeness=Completeness.PARTIAL if text("completeness") == "partial" else Completeness.COMPLETE,
            file=self._name,
        )

    def _text(self, slot: str) -> str:
        return next(iter(self._texts(slot)), "")

    def _texts(self, slot: str) -> list[str]:
        return self._report.texts(self._metadata, slot, slot)


def write(selection: Selection, catalog: Catalog, report: Report) -> tuple[bytes, str]:
    """Write one mapping set as a table of SSSOM.

    Args:
        selection: The set.
        catalog: The catalog that has it.
        report: Stays empty: SSSOM carries all of a set.

    Raises:
        InvalidData: Not one set is given.
    """
    if len(selection.sets) != 1 or selection.documents or selection.assessment is not None:
        raise report.error("", "", "a table of SSSOM holds one mapping set", "name one mapping set")
    return dump(catalog.snapshot.register.mappings[selection.sets[0]].sheet), ".sssom.tsv"
