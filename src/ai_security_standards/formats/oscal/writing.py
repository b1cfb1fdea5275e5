"""Documents as catalogs of OSCAL, mapping sets as mapping collections, assessments as results."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...catalog import Catalog
from ...errors import UnknownCriterion
from ...records.provisions import Provision
from ...records.refs import Ref
from ...vocabulary import LossKind
from ..foreign import Report, Selection
from ..outputs import address_of, guid_of, json_bytes, report_fields
from ..yaml_text import write_yaml
from .collections import mapping_collection
from .names import unique_token
from .parts import filled, metadata_of, prop
from .results import assessment_results

__all__ = ["write"]

_NOT_CARRIED = ("roles", "risk_classes", "lifecycle_stages", "applies", "sources")


def write(selection: Selection, catalog: Catalog, report: Report, syntax: str = "json") -> tuple[bytes, str]:
    """Write one catalog, one mapping collection, or the results of an assessment.

    Args:
        selection: One document, mapping sets, or an assessment.
        catalog: The catalog that has them.
        report: Takes what is not carried.
        syntax: json or yaml.

    Raises:
        InvalidData: The selection is none of these.
        UnknownCriterion: The syntax is another word.
    """
    if syntax not in ("json", "yaml"):
        raise UnknownCriterion(f"unknown syntax {syntax!r}; write json or yaml")
    made = bool(selection.documents) + bool(selection.sets) + (selection.assessment is not None)
    if made != 1 or len(selection.documents) > 1:
        problem = "a file of OSCAL holds one catalog, one mapping collection or one assessment"
        raise report.error("", "", problem, "name one document, or mapping sets, or an assessment")
    if selection.documents:
        value = {"catalog": _Written(catalog, report).catalog(selection.documents[0])}
    elif selection.sets:
        value = {"mapping-collection": mapping_collection(selection.sets, catalog, report)}
    else:
        assert selection.assessment is not None
        value = {"assessment-results": assessment_results(selection.assessment, catalog, report)}
    return (write_yaml(value), ".yaml") if syntax == "yaml" else (json_bytes(value), ".json")


class _Written:
    """A catalog as it is written."""

    def __init__(self, catalog: Catalog, report: Report) -> None:
        self._catalog, self._report = catalog, report
        self._tokens: dict[str, str] = {}

    def catalog(self, ref: Ref) -> dict[str, Any]:
        """Return the catalog of a document."""
        standard, framework = self._catalog.standard(ref), self._catalog.framework(ref)
        taken: set[str] = set()
        self._tokens = {each.id: unique_token(each.id, taken) for each in framework.provisions}
        below: dict[str | None, list[Provision]] = {}
        for each in framework.provisions:
            below.setdefault(each.parent, []).append(each)
        publisher = self._catalog.publisher(standard.publisher).name
        props = [prop("standard", ref.standard), prop("edition", ref.edition)]
        source = standard.url or standard.sources[0].address
        resource = {
            "uuid": guid_of(f"source/{source}"),
            "title": standard.title,
            "rlinks": [{"href": source}],
        }
        return filled(
            {
                "uuid": guid_of(str(ref)),
                "metadata": {
                    **metadata_of(
                        self._catalog, standard.title, str(ref.edition), publisher, props, standard.published
                    ),
                    **({"remarks": standard.summary} if standard.summary else {}),
                },
                **self._members(below, None, True),
                "back-matter": {"resources": [resource]},
            }
        )

    def _members(
        self, below: Mapping[str | None, Sequence[Provision]], parent: str | None, may_group: bool
    ) -> dict[str, Any]:
        """Return what is below a provision: groups where all are headings, else controls."""
        children = below.get(parent, ())
        are_groups = may_group and bool(children) and not any(each.assessable for each in children)
        listed = [self._member(each, below, are_groups) for each in children]
        return filled({"groups" if are_groups else "controls": listed})

    def _member(
        self, provision: Provision, below: Mapping[str | None, Sequence[Provision]], is_group: bool
    ) -> dict[str, Any]:
        token = self._tokens[provision.id]
        report_fields(provision, _NOT_CARRIED, self._report)
        props = [{"name": "label", "value": provision.id}, prop("kind", provision.kind)]
        if provision.assessable == is_group:
            props.append(prop("assessable", str(provision.assessable).lower()))
        props += [prop("level", provision.level)] if provision.level else []
        props += [prop("alias", alias) for alias in provision.aliases]
        props += (
            [prop("titled-by", "ai-security-standards")]
            if provision.title is None and provision.label
            else []
        )
        props += [{"name": "status", "value": "withdrawn"}] if provision.retired else []
        return filled(
            {
                "id": token,
                "title": provision.title or provision.label or provision.id,
                "props": props,
                "links": list(self._links(provision)),
                "parts": list(self._parts(provision, token)),
                **self._members(below, provision.id, is_group),
            }
        )

    def _links(self, provision: Provision) -> Iterator[dict[str, str]]:
        address = address_of(provision)
        if address is not None:
            yield {"href": address, "rel": "canonical"}
        for successor in provision.successors:
            if successor in self._tokens:
                yield {"href": f"#{self._tokens[successor]}", "rel": "moved-to"}
            else:
                self._report.add(LossKind.DROPPED, str(provision.ref), "successors", successor)

    def _parts(self, provision: Provision, token: str) -> Iterator[dict[str, str]]:
        for name, suffix, text in (
            ("statement", "smt", provision.summary), ("guidance", "gdn", provision.note),
        ):  # fmt: skip
            if text:
                yield {"id": f"{token}_{suffix}", "name": name, "prose": text}
