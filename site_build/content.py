"""What the site shows: everything is asked of the catalog once, and nothing is reasoned here."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from ai_security_standards import Catalog, Provision, Ref, Standard
from ai_security_standards.snapshot.search import SYNONYMS

__all__ = ["Content", "is_told_of"]


def is_told_of(provision: Provision) -> bool:
    """Tell whether there is more to say of a provision than its identifier, name and place."""
    return bool(
        provision.summary or provision.note or provision.applies or provision.sources or provision.successors
    )


class Content:
    """A catalog's answers on its day, each asked once and kept while the site is built."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog

    @cached_property
    def documents(self) -> tuple[Standard, ...]:
        """Every edition, by id, oldest first."""
        return tuple(self.catalog.standards(current=None))

    @cached_property
    def editions(self) -> Mapping[str, tuple[Standard, ...]]:
        """The editions of each standard, oldest first."""
        found: dict[str, list[Standard]] = defaultdict(list)
        for document in self.documents:
            found[document.id].append(document)
        return {standard: tuple(editions) for standard, editions in found.items()}

    @cached_property
    def current(self) -> frozenset[Ref]:
        """The editions that are current on the day."""
        return frozenset(self.catalog.standards().refs)

    @cached_property
    def publishers(self) -> Mapping[str, str]:
        """The name of each publisher."""
        return {each.id: each.short_name or each.name for each in self.catalog.publishers()}

    @cached_property
    def structures(self) -> Mapping[Ref, tuple[Provision, ...]]:
        """The provisions of each document whose structure is shipped, in order."""
        shipped = {*self.catalog.standards(current=None, structure_shipped=True).refs}
        ours = (each.ref for each in self.documents if each.ref in shipped)
        return {ref: self.catalog.framework(ref).provisions for ref in ours}

    @cached_property
    def provisions(self) -> Mapping[Ref, Provision]:
        """All provisions of all structures."""
        return {each.ref: each for provisions in self.structures.values() for each in provisions}

    @cached_property
    def asserted(self) -> Mapping[Ref, tuple[dict[str, Any], ...]]:
        """The rows that mapping sets state about each document or provision, read from its side."""
        found: dict[Ref, list[dict[str, Any]]] = defaultdict(list)
        ends = {document.ref for document in self.documents}
        for ref in ends:
            for row in self.catalog.relationships(ref).rows():
                found[Ref.parse(row["subject"])].append({**row})
        return {ref: tuple(rows) for ref, rows in found.items()}

    @cached_property
    def crosswalks(self) -> Mapping[tuple[str, str], Any]:
        """The crosswalk of each pair of standards that has a row."""
        return {pair: crosswalk for pair, crosswalk in self._pairs_stated.items() if len(crosswalk)}

    @cached_property
    def elsewhere(self) -> Mapping[tuple[str, str], Any]:
        """The crosswalk of each pair of standards that has no row, but rows between other editions."""
        return {pair: crosswalk for pair, crosswalk in self._pairs_stated.items() if not len(crosswalk)}

    @cached_property
    def _pairs_stated(self) -> Mapping[tuple[str, str], Any]:
        """The crosswalk of each pair of standards between any editions of which a row is stated."""
        pairs = {
            tuple(sorted((ref.standard, Ref.parse(row["object"]).standard)))
            for ref, rows in self.asserted.items()
            for row in rows
            if not row["unresolved"]
        }
        shipped = {ref.standard for ref in self.structures}
        found = {}
        for one, other in sorted(pairs):
            if one == other or not {one, other} <= shipped:
                continue
            crosswalk = self.catalog.crosswalk(one, other)
            found[str(crosswalk.source), str(crosswalk.target)] = crosswalk
        return found

    @cached_property
    def carried(self) -> Mapping[Ref, tuple[tuple[str, Ref, dict[str, Any]], ...]]:
        """The rows carried over from other editions, and the candidates: basis, other end and row."""
        found: dict[Ref, list[tuple[str, Ref, dict[str, Any]]]] = defaultdict(list)
        for crosswalk in self.crosswalks.values():
            for row in crosswalk.rows():
                if row["basis"] != "asserted":
                    source, target = Ref.parse(row["source"]), Ref.parse(row["target"])
                    found[source].append((row["basis"], target, row))
                    found[target].append((row["basis"], source, row))
        return {ref: tuple(rows) for ref, rows in found.items()}

    def has_page(self, provision: Provision) -> bool:
        """Tell whether a provision has a page of its own on a rich site."""
        ref = provision.ref
        return is_told_of(provision) or ref in self.asserted or ref in self.carried

    @cached_property
    def mapped(self) -> Mapping[Ref, Counter[str]]:
        """How many rows each document has with each other one, current editions in both."""
        found: dict[Ref, Counter[str]] = defaultdict(Counter)
        for (one, other), crosswalk in self.crosswalks.items():
            found[Ref.parse(one)][other] = found[Ref.parse(other)][one] = len(crosswalk)
        return found

    @cached_property
    def coming(self) -> tuple[dict[str, Any], ...]:
        """What happens after the day, one line for each document, day and kind, earliest first."""
        lines: dict[tuple[str, str, str, str], list[dict[str, Any]]] = {}
        for row in self.catalog.changes(self.catalog.date.isoformat(), "2100-01-01").rows():
            ref = Ref.parse(row["ref"])
            what = "" if ref.provision is not None else row["what"]
            lines.setdefault((row["date"], str(ref.document), row["kind"], what), []).append({**row})
        return tuple(_line(key, rows) for key, rows in lines.items())

    def neighbours(self, provision: Provision) -> tuple[Provision | None, Provision | None]:
        """Return the provisions before and after one, in the order of the document."""
        return self._around.get(provision.ref, (None, None))

    @cached_property
    def _around(self) -> Mapping[Ref, tuple[Provision | None, Provision | None]]:
        return dict(self._pairs())

    def _pairs(self) -> Iterator[tuple[Ref, tuple[Provision | None, Provision | None]]]:
        for provisions in self.structures.values():
            before = (None, *provisions[:-1])
            after = (*provisions[1:], None)
            for each, earlier, later in zip(provisions, before, after, strict=True):
                yield each.ref, (earlier, later)

    @cached_property
    def synonyms(self) -> tuple[tuple[str, str], ...]:
        """Pairs of phrases of the library's search that mean the same."""
        return tuple((group[0], other) for group in SYNONYMS for other in group[1:])

    @cached_property
    def parts(self) -> Mapping[Ref, tuple[Provision, ...]]:
        """The parts of each document and provision, in order."""
        found: dict[Ref, list[Provision]] = defaultdict(list)
        for document, provisions in self.structures.items():
            for each in provisions:
                found[document._replace(provision=each.parent)].append(each)
        return {ref: tuple(parts) for ref, parts in found.items()}


def _line(key: tuple[str, str, str, str], rows: list[dict[str, Any]]) -> dict[str, Any]:
    date, document, kind, what = key
    refs = [Ref.parse(row["ref"]) for row in rows]
    return {
        "date": date,
        "document": Ref.parse(document),
        "kind": kind,
        "refs": [ref for ref in refs if ref.provision is not None],
        "what": what or rows[0]["what"],
    }
