"""What a question sees of the graph: rows and documents of a day, of some trusts and mapping sets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache

from ..._store.register import status_event_on
from ...records.dates import PartialDate, certain_day
from ...records.refs import Ref
from ...records.relationships import MappingSet
from ...vocabulary import Trust
from .index import NO_EDGES, Edge, Graph

__all__ = ["VisibleGraph"]

_MAX_CACHED_NODES = 5_000


class VisibleGraph:
    """The part of the graph that a question sees: one day, and some trusts and mapping sets."""

    def __init__(
        self, graph: Graph, day: dt.date, trusts: Collection[str] | None, sets: Collection[str] | None
    ) -> None:
        self.graph = graph
        self.trusts, self.sets = trusts, sets
        self.day, self._day = day, day.isoformat()
        # Two threads may compute one of these at once: the results are equal, and either is kept.
        #: Whether the question accepts a mapping set, by the number of its sheet.
        self.sheet_accepted: Callable[[int], bool] = cache(
            lambda sheet: self.set_accepted(graph.sheets[sheet].header)
        )
        #: The visible edges of a node by the node at the other end, to any document or to some.
        self.edges_by_end: Callable[[int, frozenset[str] | None], Mapping[int, Sequence[Edge]]]
        self.edges_by_end = lru_cache(_MAX_CACHED_NODES)(self._edges_by_end)
        #: The rows of a sheet that were published after the day.
        self.hidden_rows: Callable[[int], frozenset[int]] = cache(self._hidden_rows)
        #: The rows of a sheet that are older than the wording of an end, each with these provisions.
        self.outdated_rows: Callable[[int], Mapping[int, tuple[int, ...]]] = cache(self._outdated_rows)
        #: Whether a document was known to exist on the day; True if the catalog lacks it.
        self.document_known: Callable[[str], bool] = cache(self._document_known)
        #: Whether another edition of the document is the current one on the day.
        self.is_superseded: Callable[[str], bool] = cache(self._is_superseded)
        #: Those of two documents that are superseded, each once.
        self.superseded_of: Callable[[str, str], tuple[Ref, ...]] = cache(self._superseded_of)

    def accepts(self, trust: Trust, mapping_set: str) -> bool:
        """Tell whether the question accepts a trust and a mapping set."""
        return (self.trusts is None or trust in self.trusts) and (
            self.sets is None or mapping_set in self.sets
        )

    def set_accepted(self, header: MappingSet) -> bool:
        """Tell whether a mapping set has an accepted trust and id, and was published by the day."""
        return self.accepts(header.trust, header.id) and self.published(header)

    def published(self, header: MappingSet) -> bool:
        """Tell whether a mapping set was published by the day."""
        is_dated = header.date is not None or header.checked_on is not None
        return not is_dated or certain_day(header.date, header.checked_on) <= self._day

    def _document_known(self, document: str) -> bool:
        register = self.graph.register
        in_catalog = document in register.files_by_ref
        return not in_catalog or status_event_on(register.raw(document), self._day) is not None

    def _is_superseded(self, document: str) -> bool:
        register = self.graph.register
        standard = document.partition("@")[0]
        current = register.current(standard, self._day) if standard in register.editions else None
        return current not in (None, document)

    def _superseded_of(self, one: str, other: str) -> tuple[Ref, ...]:
        return tuple(Ref.parse(each) for each in dict.fromkeys((one, other)) if self.is_superseded(each))

    def edges(self, node: int, documents: Collection[str] | None = None) -> Iterator[Edge]:
        """Yield the visible edges of a node: sheet, row, and 1 where the node is the object.

        Args:
            node: The node.
            documents: The documents at the other end, None for any; no other mapping sets are read.
        """
        return (edge for _, edge in self.ends(node, documents))

    def ends(self, node: int, documents: Collection[str] | None = None) -> Iterator[tuple[int, Edge]]:
        """Yield the nodes at the other end of the visible edges of a node, each with the edge.

        Args:
            node: The node.
            documents: The documents at the other end, None for any; no other mapping sets are read.
        """
        graph = self.graph
        near = graph.documents[node]
        if documents is None:
            graph.load_sets_of(near)
        else:
            for document in documents:
                graph.load_sets_between(near, document)
        document_of, is_known = graph.documents, self.document_known
        if node in graph.out_of_order:
            graph.put_in_order(node)
        sheet, first, end, nodes, columns = NO_EDGES
        is_accepted: bool = False
        hidden: Collection[int] = ()
        for doubled in graph.adjacency[node]:
            edge = doubled >> 1
            # The edges of a sheet come one after the other: what holds for all of them is asked once.
            if edge >= end or edge < first:
                sheet, first, end, nodes, columns = graph.sheet_edges(edge)
                is_accepted, hidden = self.sheet_accepted(sheet), self.hidden_rows(sheet)
            row = edge - first
            if is_accepted and row not in hidden:
                far = nodes[columns[doubled & 1][row]]
                document = document_of[far]
                if (documents is None or document in documents) and is_known(document):
                    yield far, (sheet, row, doubled & 1)

    def _edges_by_end(self, node: int, documents: frozenset[str] | None) -> Mapping[int, Sequence[Edge]]:
        found: dict[int, list[Edge]] = {}
        for far, edge in self.ends(node, documents):
            found.setdefault(far, []).append(edge)
        return found

    def row_visible(self, sheet: int, row: int) -> bool:
        """Tell whether a row was published by the day."""
        return row not in self.hidden_rows(sheet)

    def _hidden_rows(self, sheet: int) -> frozenset[int]:
        places, dates = self.graph.sheets[sheet].texts.get("date", ((), ()))
        later = {place for place, date in enumerate(dates) if date and certain_day(date, None) > self._day}
        return frozenset(row for row, place in enumerate(places) if place in later) if later else frozenset()

    def _outdated_rows(self, sheet: int) -> Mapping[int, tuple[int, ...]]:
        """Return the rows of a sheet that are, or may be, older than the wording of an end."""
        graph, table = self.graph, self.graph.sheets[sheet]
        header, latest_of = table.header, graph.register.latest_wordings
        latest = {
            ref: latest_of[ref] for ref in map(str, header.subjects + header.objects) if ref in latest_of
        }
        if not latest:
            return {}
        dates = self._row_dates(sheet)
        changed: dict[int, dt.date] = {}
        for document, day in latest.items():
            # A structure is read only if a row may be too old for it.
            if any(date is None or date.first.isoformat() < day for date in set(dates)):
                wordings = graph.structure(document).wordings.items()
                changed |= {node: since.last for node, since in wordings if since.first <= self.day}
        found = {}
        for row, date in enumerate(dates) if changed else ():
            ends = dict.fromkeys((graph.far_node(sheet, row, 1), graph.far_node(sheet, row, 0)))
            newer = [node for node in ends if node in changed and not (date and date.first >= changed[node])]
            if newer:
                found[row] = tuple(newer)
        return found

    def _row_dates(self, sheet: int) -> list[PartialDate | None]:
        """Return the date of each row, else of its set; of our own judgements also the day of reading."""
        table = self.graph.sheets[sheet]
        header = table.header
        usual = header.date or (header.checked_on if header.trust is Trust.CURATED else None)
        places, texts = table.texts.get("date", ((0,) * len(table), (None,)))
        dates = [usual if text is None else PartialDate(text) for text in texts]
        return [dates[place] for place in places]

    def is_resolved(self, sheet: int, row: int) -> bool:
        """Tell whether both ends of a row exist."""
        return row not in self.graph.claims[sheet].unresolved

    def is_unlimited(self, sheet: int, row: int) -> bool:
        """Tell whether what a row says is certain: nothing limits it, and no wording is newer."""
        return row not in self.graph.claims[sheet].caveated and row not in self.outdated_rows(sheet)

    def visible_rows(
        self, codes: Collection[int], ends: Iterable[AbstractSet[str]] = ()
    ) -> Iterator[tuple[int, int]]:
        """Yield the sheet and the number of every visible, resolved row of whole mapping sets.

        Args:
            codes: The codes of relationships to yield.
            ends: Documents of which a mapping set must name one, for each end.
        """
        for _, file in sorted(self.graph.register.mappings.items()):
            has_ends = not any(file.documents.isdisjoint(end) for end in ends)
            if has_ends and self.set_accepted(file.sheet.header):
                sheet, table = self.graph.sheet_number(file), file.sheet
                for row, code in enumerate(table.codes):
                    if code in codes and self.row_visible(sheet, row) and self.is_resolved(sheet, row):
                        yield sheet, row
