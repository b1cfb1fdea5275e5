"""Files of CycloneDX: standards as documents, attestations as results of an assessment."""

from __future__ import annotations

from collections import ChainMap, Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...catalog import Catalog
from ...checking.sources import is_address
from ...vocabulary import Kind, LossKind, ProvisionKind
from ..foreign import Foreign, ForeignDocument, ForeignProvision, ForeignResult, Report
from ..identity import edition_of, slug_of
from ..inputs import Input
from .declarations import results_of
from .names import own_document, own_properties

__all__ = ["read"]

_FILE_FIELDS = frozenset(
    "$schema bomFormat specVersion serialNumber version metadata definitions declarations properties".split()
)
_METADATA_FIELDS = frozenset("timestamp licenses supplier component tools properties".split())
_STANDARD_FIELDS = frozenset(
    "bom-ref name version description owner requirements levels externalReferences".split()
)
_REQUIREMENT_FIELDS = frozenset(
    "bom-ref identifier title text descriptions parent properties externalReferences".split()
)
_LEVEL_FIELDS = frozenset("bom-ref identifier title description requirements".split())


def read(inputs: Sequence[Input], catalog: Catalog, report: Report) -> Foreign:
    """Read standards and declarations.

    Args:
        inputs: The files; declarations may be of the standards of another file.
        catalog: The catalog; files are read without it.
        report: Takes what is not carried over.

    Raises:
        InvalidData: A part of a file has another shape than CycloneDX gives it.
    """
    del catalog
    documents: dict[str, ForeignDocument] = {}
    all_owners: dict[str, str] = {}
    owners_of_files = []
    for given in inputs:
        owners: dict[str, str] = {}
        report.file = given.name
        report.dropped(given.value, _FILE_FIELDS, "")
        metadata = report.mapping(given.value.get("metadata") or {}, "metadata")
        report.dropped(metadata, _METADATA_FIELDS, "metadata")
        for raw in _standards(given.value, report):
            document = _Standard(raw, metadata, report).document()
            documents[document.key] = document
            for each in document.provisions or ():
                owners[each.key] = document.key
        all_owners = {**owners, **all_owners}
        owners_of_files.append(owners)
    results: list[ForeignResult] = []
    for given, owners in zip(inputs, owners_of_files, strict=True):
        report.file = given.name
        # A name may stand in several files: that of the same file comes first.
        results += results_of(given, ChainMap(owners, all_owners), report)
    return Foreign(tuple(documents.values()), assessed=tuple(results))


def _standards(raw: Mapping[str, Any], report: Report) -> list[dict[str, Any]]:
    """Return the standards of a file; files of a publisher have them among the declarations."""
    definitions = report.mapping(raw.get("definitions") or {}, "definitions")
    report.dropped(definitions, frozenset(("standards",)), "definitions")
    declared = report.mapping(raw.get("declarations") or {}, "declarations")
    misplaced = report.items(declared, "standards", "declarations")
    if misplaced:
        what = "they belong under definitions, and are read all the same"
        report.add(LossKind.REPAIRED, "declarations", "standards", what)
    return [*report.items(definitions, "standards", "definitions"), *misplaced]


class _Standard:
    """One standard, and the requirements by what names them."""

    def __init__(self, raw: Mapping[str, Any], metadata: Mapping[str, Any], report: Report) -> None:
        self._raw, self._metadata, self._report = raw, metadata, report
        self._name = report.text(raw, "name", "standards") or "Unnamed"
        self._key = report.text(raw, "bom-ref", self._name) or self._name
        report.dropped(raw, _STANDARD_FIELDS, self._key)

    def document(self) -> ForeignDocument:
        """Return the document that the standard is."""
        report, key = self._report, self._key
        number = (report.text(self._raw, "version", key) or "").removeprefix("v")
        own = own_document(key)
        full = f"{self._name} {number}".strip()
        references = report.items(self._raw, "externalReferences", key)
        urls = [report.text(each, "url", key) for each in references]
        owner = report.text(self._raw, "owner", key)
        document = ForeignDocument(
            key=key,
            names=(key, full, self._name) if own is not None else (full, key, self._name),
            slug=own.standard if own is not None else slug_of(self._name),
            edition=str(own.edition) if own is not None else edition_of(number),
            title=self._name if own is not None else full,
            publisher=owner or self._supplier() or "unknown",
            kind=Kind.VERIFICATION_STANDARD,
            licence=self._licence(),
            address=next(filter(None, urls), None),
            summary=report.text(self._raw, "description", key),
            provisions=tuple(self._provisions()),
            file=report.file,
        )
        for url in [url for url in urls if url is not None][1:]:
            report.add(LossKind.DROPPED, key, "externalReferences", url)
        return document

    def _supplier(self) -> str | None:
        supplier = self._report.mapping(self._metadata.get("supplier") or {}, "metadata", "supplier")
        return self._report.text(supplier, "name", "metadata")

    def _licence(self) -> str | None:
        report = self._report
        found = []
        for each in report.items(self._metadata, "licenses", "metadata"):
            licence = report.mapping(each.get("license") or {}, "metadata", "licenses")
            name = report.text(licence, "id", "metadata") or report.text(licence, "name", "metadata")
            found.append(name or report.text(each, "expression", "metadata"))
        return ", ".join(filter(None, found)) or None

    # ------------------------------------------------------------ requirements

    def _provisions(self) -> Iterator[ForeignProvision]:
        report = self._report
        listed = report.items(self._raw, "requirements", self._key)
        keys = [self._key_of(raw, number) for number, raw in enumerate(listed)]
        parents = {parent for raw in listed if (parent := report.text(raw, "parent", self._key))}
        levels = self._levels()
        for key, raw in zip(keys, listed, strict=True):
            report.dropped(raw, _REQUIREMENT_FIELDS, key)
            own = own_properties(raw, key, report)
            kind = own.get("kind", [""])[0]
            title = report.text(raw, "title", key)
            identifier = report.text(raw, "identifier", key)
            references = report.items(raw, "externalReferences", key)
            urls = list(filter(None, (report.text(each, "url", key) for each in references)))
            address = next(filter(is_address, urls), None)
            for url in urls:
                if url != address:
                    report.add(LossKind.DROPPED, key, "externalReferences", url)
            is_heading = key in parents and report.text(raw, "text", key) is None
            default = "false" if is_heading and not own else "true"
            yield ForeignProvision(
                key=key,
                id=identifier or key,
                kind=ProvisionKind(kind) if kind in ProvisionKind.__members__.values() else _KIND[is_heading],
                title=None if title == identifier else title,
                summary=report.text(raw, "text", key),
                parent=report.text(raw, "parent", key),
                assessable=own.get("assessable", [default])[0] == "true",
                level=levels.get(key),
                address=address,
                note=" ".join(report.texts(raw, "descriptions", key)) or None,
                retired="true" in own.get("retired", ()),
                aliases=tuple(own.get("alias", ())),
                texts=(key,),
            )

    def _key_of(self, raw: Mapping[str, Any], number: int) -> str:
        report, place = self._report, f"{self._key} requirements[{number}]"
        key = report.text(raw, "bom-ref", place) or report.text(raw, "identifier", place)
        if key is None:
            raise report.error(place, "bom-ref", "the requirement has no identifier", "give it a bom-ref")
        return key

    def _levels(self) -> dict[str, str]:
        """Return the first level of each requirement: the levels of a standard mostly include each other."""
        report = self._report
        levels: dict[str, str] = {}
        again: Counter[str] = Counter()
        for number, raw in enumerate(report.items(self._raw, "levels", self._key)):
            place = f"{self._key} levels[{number}]"
            report.dropped(raw, _LEVEL_FIELDS, place)
            fields = ("identifier", "title", "bom-ref")
            name = next(filter(None, (report.text(raw, field, place) for field in fields)), str(number + 1))
            description = report.text(raw, "description", place)
            if description is not None:
                report.add(LossKind.DROPPED, place, "description", description)
            for requirement in report.texts(raw, "requirements", place):
                if levels.setdefault(requirement, name) != name:
                    again[name] += 1
        for name, count in again.items():
            what = f"{count} requirements of {name} are of an earlier level, too, and have that"
            report.add(LossKind.ASSUMED, self._key, "levels", what)
        return levels


_KIND = {True: ProvisionKind.CHAPTER, False: ProvisionKind.REQUIREMENT}
