"""Documents and mapping sets as a library of CISO Assistant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from ...catalog import Catalog
from ...errors import UnknownCriterion
from ...records.dates import PartialDate
from ...records.provisions import Provision
from ...records.refs import Ref
from ...records.relationships import MappingSet, Relationship
from ...vocabulary import LossKind
from ..foreign import Report, Selection
from ..identity import slug_of
from ..row_fields import can_stand_alone, report_row, report_set
from ..yaml_text import write_yaml
from .words import RELATIONSHIPS

__all__ = ["write"]

#: What a document may become.
OBJECTS = ("framework", "reference_controls", "threats")
_WORDS = {relation: word for word, relation in RELATIONSHIPS.items()}
_NOT_IN_URN = re.compile(r"[^a-z0-9.:()\[\]_-]+")
#: What a row of a library carries of a relationship.
_CARRIED = frozenset(("rationale", "strength", "comment"))
_NOT_CARRIED = ("roles", "risk_classes", "lifecycle_stages", "applies", "retired", "successors", "sources")


def write(
    selection: Selection,
    catalog: Catalog,
    report: Report,
    packager: str = "ai-security-standards",
    objects: str = "framework",
) -> tuple[bytes, str]:
    """Write a library.

    Args:
        selection: The documents and mapping sets.
        catalog: The catalog that has them.
        report: Takes what is not carried.
        packager: Who makes the library: a part of every URN.
        objects: What the documents become: framework, reference_controls or threats.

    Raises:
        InvalidData: There is nothing to write.
        UnknownCriterion: `objects` is another word.
    """
    if objects not in OBJECTS:
        raise UnknownCriterion(f"unknown objects {objects!r}; they are {', '.join(OBJECTS)}")
    if not selection.documents and not selection.sets:
        repair = "name a document or a mapping set"
        raise report.error("", "", "a library has frameworks or mapping sets", repair)
    writing = _Writing(catalog, report, slug_of(packager))
    return write_yaml(writing.library(selection, objects)), ".yaml"


class _Writing:
    """The objects of a library, and the URNs of documents and provisions."""

    def __init__(self, catalog: Catalog, report: Report, packager: str) -> None:
        self._catalog, self._report, self._packager = catalog, report, packager
        self._nodes: dict[Ref, dict[str, str]] = {}

    def library(self, selection: Selection, objects: str) -> dict[str, Any]:
        """Return the library of a selection."""
        made: dict[str, Any] = {}
        if selection.documents and objects == "framework":
            made["frameworks"] = [self._framework(ref) for ref in selection.documents]
        elif selection.documents:
            made[objects] = [each for ref in selection.documents for each in self._objects(ref, objects)]
        if selection.sets:
            made["requirement_mapping_sets"] = [self._set(name) for name in selection.sets]
        head = self._head_of_document(selection.documents) if selection.documents else self._head_of_set(
            selection.sets[0]
        )  # fmt: skip
        return {**head, "objects": made}

    def _head_of_document(self, documents: tuple[Ref, ...]) -> dict[str, Any]:
        first = self._catalog.standard(documents[0])
        for ref in documents[1:]:
            other = self._catalog.standard(ref)
            for field in ("publisher", "published", "licence", "edition"):
                if getattr(other, field) != getattr(first, field):
                    self._report.add(LossKind.DROPPED, str(ref), field, getattr(other, field))
        tail = self._tail(documents[0])
        published, version = self._day(first.published, str(documents[0])), _version(documents[0])
        if str(version) != documents[0].edition:
            what = f"version {version}, in the place of {documents[0].edition}: it must be a number"
            self._report.add(LossKind.ASSUMED, str(documents[0]), "edition", what)
        return _filled(
            {
                "urn": f"urn:{self._packager}:risk:library:{tail}",
                "locale": first.languages[0] if first.languages else "en",
                "ref_id": tail,
                "name": first.title,
                "description": first.summary or first.title,
                "copyright": first.licence,
                "version": version,
                "publication_date": published,
                "provider": self._catalog.publisher(first.publisher).name,
                "packager": self._packager,
            }
        )

    def _head_of_set(self, name: str) -> dict[str, Any]:
        header = self._catalog.mapping_set(name)
        tail = self._own(name)
        is_number = header.version is not None and header.version.isdecimal()
        fields = ("publisher", "url", "note", *(() if is_number else ("version",)))
        report_set(header, fields, self._report)
        return _filled(
            {
                "urn": f"urn:{self._packager}:risk:library:{tail}",
                "locale": "en",
                "ref_id": tail,
                "name": header.title,
                "description": header.description or header.title,
                "copyright": header.licence,
                "version": int(str(header.version)) if is_number else 1,
                "publication_date": self._day(header.date, name),
                "provider": self._packager,
                "packager": self._packager,
            }
        )

    def _day(self, date: PartialDate | None, record: str) -> str | None:
        """Return a date that is a day; another is listed."""
        if date is None or len(date) == len("2026-01-31"):
            return None if date is None else str(date)
        self._report.add(LossKind.DROPPED, record, "publication_date", f"{date} is not a day")
        return None

    # ------------------------------------------------------------ names

    def _own(self, name: str) -> str:
        """Return a name without the packager, whom every URN names already."""
        return name.removeprefix(f"{self._packager}-")

    def _tail(self, ref: Ref) -> str:
        own, edition = self._own(ref.standard), _NOT_IN_URN.sub("-", str(ref.edition).casefold())
        if own == ref.standard:
            return f"{own}-{edition}"
        # It came from a library of ours: its id ends in its edition, without the dots.
        end = f"-{slug_of(edition)}"
        return f"{own.removesuffix(end)}-{edition}" if own.endswith(end) else own

    def _urns(self, ref: Ref) -> dict[str, str]:
        """Return the last part of the URN of each provision of a document."""
        if ref not in self._nodes:
            made: dict[str, str] = {}
            taken: set[str] = set()
            shipped = str(ref) in self._catalog.snapshot.register.framework_loaders
            for each in self._catalog.framework(ref).provisions if shipped else ():
                made[each.id] = _unique(_part(each.id), taken)
            self._nodes[ref] = made
        return self._nodes[ref]

    def _node(self, ref: Ref, kind: str = "req_node") -> str:
        part = self._urns(ref.document).get(str(ref.provision)) or _part(str(ref.provision))
        return f"urn:{self._packager}:risk:{kind}:{self._tail(ref.document)}:{part}"

    # ------------------------------------------------------------ objects

    def _framework(self, ref: Ref) -> dict[str, Any]:
        standard, framework = self._catalog.standard(ref), self._catalog.framework(ref)
        return _filled(
            {
                "urn": f"urn:{self._packager}:risk:framework:{self._tail(ref)}",
                "ref_id": standard.short_name,
                "name": standard.title,
                "description": standard.summary or standard.title,
                "requirement_nodes": [self._requirement(each) for each in framework.provisions],
            }
        )

    def _requirement(self, provision: Provision) -> dict[str, Any]:
        self._report_rest(provision)
        parent = (
            None
            if provision.parent is None
            else self._node(provision.ref._replace(provision=provision.parent))
        )
        return _filled(
            {
                "urn": self._node(provision.ref),
                "assessable": provision.assessable,
                "depth": provision.depth + 1,
                "parent_urn": parent,
                "ref_id": provision.id,
                "name": provision.title or provision.label,
                "description": provision.summary,
                "annotation": provision.note,
                "implementation_groups": provision.level.split(", ") if provision.level else None,
            }
        )

    def _objects(self, ref: Ref, objects: str) -> Iterable[dict[str, Any]]:
        kind = "threat" if objects == "threats" else "function"
        for each in self._catalog.framework(ref).provisions:
            self._report_rest(each)
            for field in ("parent", "level"):
                if getattr(each, field):
                    self._report.add(LossKind.DROPPED, str(each.ref), field, getattr(each, field))
            raw = {
                "urn": self._node(each.ref, kind),
                "ref_id": each.id,
                "name": each.name,
                "description": each.summary,
                "annotation": each.note,
            }
            yield _filled(raw)

    def _report_rest(self, provision: Provision) -> None:
        for field in _NOT_CARRIED:
            value = getattr(provision, field)
            if value:
                what = value if value is True else ", ".join(map(str, value))
                self._report.add(LossKind.DROPPED, str(provision.ref), field, what)

    # ------------------------------------------------------------ mapping sets

    def _set(self, name: str) -> dict[str, Any]:
        whole = self._catalog.mapping_set(name)
        rows = sorted(whole.relationships, key=lambda each: (str(each.subject), str(each.object), each.type))
        subjects, targets = ({getattr(each, end).document for each in rows} for end in ("subject", "object"))
        source, target = min(subjects), min(targets)
        written = []
        for each in rows:
            is_inside = (each.subject.document, each.object.document) == (source, target)
            row = self._mapping(each, whole) if is_inside else None
            if row is None:
                self._report.add(LossKind.DROPPED, name, "", each)
            else:
                written.append(row)
        tail = self._own(name)
        return _filled(
            {
                "urn": f"urn:{self._packager}:risk:req_mapping_set:{tail}",
                "ref_id": tail,
                "name": whole.title,
                "description": whole.description,
                "source_framework_urn": f"urn:{self._packager}:risk:framework:{self._tail(source)}",
                "target_framework_urn": f"urn:{self._packager}:risk:framework:{self._tail(target)}",
                "requirement_mappings": written,
            }
        )

    def _mapping(self, row: Relationship, whole: MappingSet) -> dict[str, Any] | None:
        """Return the row of a library; None where its words cannot say it."""
        word = _WORDS.get(row.type)
        if word is None or not can_stand_alone(row):
            return None
        report_row(row, whole, _CARRIED, self._report)
        return _filled(
            {
                "source_requirement_urn": self._node(row.subject),
                "target_requirement_urn": self._node(row.object),
                "relationship": word,
                "rationale": row.rationale.value if row.rationale else None,
                "strength_of_relationship": row.strength,
                "annotation": row.comment,
            }
        )


def _part(text: str) -> str:
    return _NOT_IN_URN.sub("-", text.casefold()).strip("-") or "unnamed"


def _unique(part: str, taken: set[str]) -> str:
    number, name = 1, part
    while name in taken:
        number += 1
        name = f"{part}-{number}"
    taken.add(name)
    return name


def _version(ref: Ref) -> int:
    """Return the version of a library, which is a number: that of the edition, if that is one."""
    edition = str(ref.edition)
    return int(edition) if edition.isdecimal() and len(edition) < 10 else 1


def _filled(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {field: value for field, value in raw.items() if value is not None}
