"""Catalogs of OSCAL, resolved profiles among them, as documents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ...checking.sources import is_address
from ...tables.text import quantity
from ...vocabulary import Kind, LossKind, ProvisionKind, RelationshipType
from ..foreign import End, ForeignDocument, ForeignProvision, ForeignRow, ForeignSet, Report
from ..identity import edition_of, slug_of
from ..limits import MAX_DEPTH
from .names import NAMESPACE

__all__ = ["ReadCatalog", "read_catalog"]

_INSERTION = re.compile(
    r"\{\{\s*insert:\s*param,\s*([^\s}]+)\s*\}\}|<insert[^>]*param-id=\"([^\"]+)\"[^>]*/>"
)
_CATALOG_FIELDS = frozenset("uuid metadata params controls groups back-matter".split())
_METADATA_FIELDS = frozenset(
    "title published last-modified version oscal-version parties roles responsible-parties props links "
    "remarks".split()
)
#: The role of who publishes.
_CREATOR = "creator"
_PARTY_FIELDS = frozenset("uuid type name".split())
_CONTROL_FIELDS = frozenset("id class title params props links parts controls groups".split())
_PART_FIELDS = frozenset("id name ns props prose parts".split())
_PARAM_FIELDS = frozenset("id class label values select props".split())
#: Links that say what became of a control.
_MOVED = {"incorporated-into": RelationshipType.MERGED_INTO, "moved-to": RelationshipType.RENAMED_TO}
#: The length of a link to a resource: "#" and a UUID.
_UUID_LINK = 37
_READ_PROPS = frozenset("label sort-id status".split())
_OWN_PROPS = frozenset("kind level assessable note alias standard edition titled-by".split())
_READ_PARTS = frozenset("statement guidance overview".split())
_KINDS: Mapping[str, ProvisionKind] = {each.value: each for each in ProvisionKind}


class ReadCatalog(NamedTuple):
    """A catalog as a document, and the links between its controls as a mapping set; None without any."""

    document: ForeignDocument
    links: ForeignSet | None


class _Node(NamedTuple):
    """A group or a control, and where it stands."""

    raw: dict[str, Any]
    parent: str | None
    is_group: bool
    depth: int


def read_catalog(raw: Mapping[str, Any], report: Report) -> ReadCatalog:
    """Read a catalog.

    Args:
        raw: The value of `catalog`.
        report: Takes what is not carried over.

    Raises:
        InvalidData: A part has another shape, or is nested too deeply.
    """
    metadata = report.mapping(raw.get("metadata"), "catalog", "metadata")
    title = report.text(metadata, "title", "metadata") or "Untitled"
    key = report.text(raw, "uuid", title) or title
    report.dropped(raw, _CATALOG_FIELDS, key)
    report.dropped(metadata, _METADATA_FIELDS, key)
    version = report.text(metadata, "version", key)
    own = _own_props(metadata, key, report)
    reading = _Reading(report, key)
    reading.add_params(raw)
    provisions = tuple(reading.provisions(raw))
    last = report.text(metadata, "published", key) or report.text(metadata, "last-modified", key)
    publisher = _publisher(metadata, key, report)
    names = [title, f"{title} {version}"]
    if "standard" in own and "edition" in own:
        names.insert(0, f"{own['standard']}@{own['edition']}")
    document = ForeignDocument(
        key=key,
        names=tuple(names),
        slug=own.get("standard") or slug_of(title),
        edition=own.get("edition") or edition_of(version),
        title=title,
        publisher=publisher,
        kind=Kind.CONTROL_CATALOG,
        date=last[:10] if last else None,
        address=_address(metadata, raw, key, report),
        summary=report.text(metadata, "remarks", key),
        provisions=provisions,
        file=report.file,
    )
    links = None
    if reading.rows:
        links = ForeignSet(
            slug=slug_of("oscal", document.slug, document.edition, "links"),
            title=f"Links between the controls of {title}",
            publisher=publisher,
            rows=tuple(reading.rows),
            method="The links that the controls of a catalog of OSCAL state.",
            date=document.date,
            address=document.address,
            file=report.file,
        )
    return ReadCatalog(document, links)


def _own_props(raw: Mapping[str, Any], record: str, report: Report) -> dict[str, str]:
    found = {}
    for prop in report.items(raw, "props", record):
        name, value = report.text(prop, "name", record) or "", report.text(prop, "value", record) or ""
        if prop.get("ns") == NAMESPACE:
            found[name] = value
        else:
            report.add(LossKind.DROPPED, record, "props", f"{name}: {value}")
    return found


def _publisher(metadata: Mapping[str, Any], key: str, report: Report) -> str:
    """Return the name of the first party that has one; what is said of parties besides is reported."""
    for role in report.items(metadata, "roles", key):
        if role.get("id") != _CREATOR:
            report.add(LossKind.DROPPED, key, "roles", report.text(role, "title", key) or role.get("id"))
    publisher = None
    for party in report.items(metadata, "parties", key):
        name = report.text(party, "name", key)
        if publisher is None and name is not None:
            publisher = name
            report.dropped(party, _PARTY_FIELDS, f"{key} parties")
        else:
            report.add(LossKind.DROPPED, key, "parties", name or "a party without name")
    return publisher or "unknown"


def _address(metadata: Mapping[str, Any], raw: Mapping[str, Any], key: str, report: Report) -> str | None:
    """Return the first link that can be opened; further links and resources are reported."""
    links = report.items(metadata, "links", key)
    matter = report.mapping(raw.get("back-matter") or {}, key, "back-matter")
    resources = report.items(matter, "resources", key)
    cited = [link for one in resources[:1] for link in report.items(one, "rlinks", key)]
    hrefs = [report.text(each, "href", key) or "" for each in (*links, *cited)]
    address = next((href for href in hrefs if href.startswith("http")), None)
    for link in links:
        if report.text(link, "href", key) != address:
            what = f"{report.text(link, 'rel', key) or 'link'}: {report.text(link, 'href', key)}"
            report.add(LossKind.DROPPED, key, "links", what)
    is_source = len(cited) == 1 and report.text(cited[0], "href", key) == address
    others = len(resources) - is_source
    if others:
        report.add(LossKind.DROPPED, key, "back-matter", quantity(others, "resource"))
    return address


class _Reading:
    """The groups and controls of one catalog."""

    def __init__(self, report: Report, document: str) -> None:
        self.rows: list[ForeignRow] = []
        self._report, self._document = report, document
        self._params: dict[str, str] = {}

    def add_params(self, raw: Mapping[str, Any]) -> None:
        """Note the labels of parameters, which stand for them in prose."""
        for param in self._report.items(raw, "params", self._document):
            name = self._report.text(param, "id", self._document)
            self._report.count_others(param, _PARAM_FIELDS, self._document, "params.")
            if name is not None:
                self._params[name] = self._param_text(param, name)

    def _param_text(self, param: Mapping[str, Any], name: str) -> str:
        report = self._report
        selection = report.mapping(param.get("select") or {}, name)
        choices = report.texts(selection, "choice", name)
        if choices:
            return f"[selection: {'; '.join(choices)}]"
        values = report.texts(param, "values", name)
        return f"[{', '.join(values) or report.text(param, 'label', name) or name}]"

    def provisions(self, raw: Mapping[str, Any]) -> Iterator[ForeignProvision]:
        """Yield groups and controls, each before what is below it."""
        stack = list(reversed(self._below(raw, None, 0)))
        while stack:
            node = stack.pop()
            if node.depth > MAX_DEPTH:
                problem = "groups and controls are nested too deeply"
                raise self._report.error(
                    self._document, "groups", problem, f"nest at most {MAX_DEPTH} levels"
                )
            key = self._key(node.raw)
            yield self._provision(node, key)
            stack += reversed(self._below(node.raw, key, node.depth + 1))

    def _below(self, raw: Mapping[str, Any], parent: str | None, depth: int) -> list[_Node]:
        if "controls" not in raw and "groups" not in raw:
            return []
        groups = self._report.items(raw, "groups", parent or self._document)
        controls = self._report.items(raw, "controls", parent or self._document)
        return [_Node(each, parent, True, depth) for each in groups] + [
            _Node(each, parent, False, depth) for each in controls
        ]

    def _key(self, raw: Mapping[str, Any]) -> str:
        report = self._report
        return (
            report.text(raw, "id", self._document) or report.text(raw, "title", self._document) or "unnamed"
        )

    def _provision(self, node: _Node, key: str) -> ForeignProvision:
        report, raw = self._report, node.raw
        if not raw.keys() <= _CONTROL_FIELDS:
            report.dropped(raw, _CONTROL_FIELDS, key)
        if "params" in raw:
            self.add_params(raw)
        if "class" in raw:
            report.count(self._document, "class", report.text(raw, "class", key) or "")
        label, is_withdrawn = None, False
        own: dict[str, list[str]] = {}
        for prop in report.items(raw, "props", key):
            name, value = prop.get("name"), prop.get("value")
            if type(name) is str and type(value) is str:  # two calls of `text` take three times as long
                name, value = name.strip(), value.strip()
            else:
                name, value = report.text(prop, "name", key) or "", report.text(prop, "value", key) or ""
            if name in _OWN_PROPS and prop.get("ns") == NAMESPACE:
                if name in own:
                    own[name].append(value)
                else:
                    own[name] = [value]
            elif name == "label" and (label is None or "class" not in prop):
                label = value
            elif name == "status":
                is_withdrawn = value.casefold() == "withdrawn"
            elif name not in _READ_PROPS:
                report.add(LossKind.DROPPED, key, "props", f"{name}: {value}")
        address = self._add_links(raw, key) if "links" in raw else None
        statement, guidance = self._parts(raw, key) if "parts" in raw else (None, None)
        default = ProvisionKind.DOMAIN if node.is_group else ProvisionKind.CONTROL
        title = report.text(raw, "title", key)
        is_assessable = own["assessable"][0] == "true" if "assessable" in own else not node.is_group
        if own:
            aliases = tuple(own["alias"]) if "alias" in own else ()
        else:
            aliases = () if label in (None, key) else (key,)
        return ForeignProvision(  # by place: keywords take twice as long
            key,
            label or key,
            _KINDS.get(own["kind"][0], default) if "kind" in own else default,
            None if title == (label or key) else title,
            statement,
            node.parent,
            is_assessable,
            own["level"][0] if "level" in own else None,
            guidance,
            is_withdrawn,
            aliases,
            (key,),
            address,
        )

    def _add_links(self, raw: Mapping[str, Any], key: str) -> str | None:
        """Add the links to other controls; return where the control itself can be opened."""
        address = None
        report, source = self._report, End(self._document, key)
        for number, link in enumerate(report.items(raw, "links", key)):
            href, rel = link.get("href"), link.get("rel")
            if type(href) is str and type(rel) is str:
                href, rel = href.strip(), rel.strip() or "related"
            else:
                href, rel = report.text(link, "href", key) or "", report.text(link, "rel", key) or "related"
            if rel == "canonical" and address is None and is_address(href):
                address = href
                continue
            if not href.startswith("#") or rel == "reference" or len(href) == _UUID_LINK:
                report.add(LossKind.DROPPED, key, "links", f"{rel}: {href}")
                continue
            relation = _MOVED.get(rel, RelationshipType.RELATED)
            target = End(self._document, href[1:])
            self.rows.append(
                ForeignRow(f"{key} links[{number}]", source, relation, target, texts={"stated": rel})
            )
        return address

    def _parts(self, raw: Mapping[str, Any], key: str) -> tuple[str | None, str | None]:
        """Return the statement and the guidance of a control as texts."""
        statement: list[str] = []
        guidance: list[str] = []
        for part in self._report.items(raw, "parts", key):
            name = self._report.text(part, "name", key) or ""
            if name in _READ_PARTS:
                (guidance if name == "guidance" else statement).extend(self._prose(part, key))
            else:
                self._report.add(LossKind.DROPPED, key, "parts", name)
        return " ".join(statement) or None, " ".join(guidance) or None

    def _prose(self, part: Mapping[str, Any], key: str) -> Iterator[str]:
        """Yield the texts of a part and of its items, each with its label."""
        report = self._report
        stack = [(part, 0)]
        while stack:
            each, depth = stack.pop()
            report.count_others(each, _PART_FIELDS, self._document, "parts.")
            prose = report.text(each, "prose", key)
            if prose is not None:
                text = _INSERTION.sub(self._inserted, prose) if "insert" in prose else prose
                label = self._label(each, key) if depth else None
                yield text if label is None else f"{label} {text}"
            if depth < MAX_DEPTH:
                stack += [(below, depth + 1) for below in reversed(report.items(each, "parts", key))]

    def _label(self, part: Mapping[str, Any], key: str) -> str | None:
        labels = (each for each in self._report.items(part, "props", key) if each.get("name") == "label")
        return next((self._report.text(each, "value", key) for each in labels), None)

    def _inserted(self, found: re.Match[str]) -> str:
        name = found[1] or found[2]
        return self._params.get(name, f"[{name}]")
