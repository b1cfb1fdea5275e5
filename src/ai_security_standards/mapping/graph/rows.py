"""Walks over the rows of whole mapping sets: statements about sets, and lineage."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from ..._store.sssom import TYPES
from ...algebra import CHILD_TO_PARENT, STYLES
from ...records.relationships import Relationship
from ...vocabulary import MappingStyle
from .view import GraphView, SetStatement

__all__ = ["lineage_between", "set_statements"]

_LINEAGE = frozenset(code for code, word in enumerate(TYPES) if STYLES[word] is MappingStyle.LINEAGE)
#: Types of lineage that read from the earlier provision to the later one.
_FORWARDS = frozenset("replaced_by renamed_to split_into merged_into adopted_as".split())


def set_statements(view: GraphView) -> list[SetStatement]:
    """Return all statements about sets, and those of the structure about the same provisions."""
    graph = view.graph
    statements: list[SetStatement] = []
    for _, file in sorted(graph.register.mappings.items()):
        if view.set_accepted(file.sheet.header):
            sheet = graph.sheet_number(file)
            rows = (view.set_statement(sheet, row) for row in range(len(file.sheet)))
            statements += [statement for statement in rows if statement is not None]
    related = dict.fromkeys(node for each in statements for node in (each.one, each.other))
    for node in related:
        ancestor = next((each for each in view.ancestors(node) if each in related), None)
        if ancestor is not None:
            record = view.structural_relationship(node, ancestor, CHILD_TO_PARENT)
            statements.append(SetStatement(node, ancestor, CHILD_TO_PARENT, record))
    return statements


def lineage_between(
    view: GraphView, earlier: AbstractSet[str], later: AbstractSet[str]
) -> Iterator[Relationship]:
    """Yield the lineage relationships from earlier to later documents, read from the earlier one."""
    graph = view.graph
    for _, file in sorted(graph.register.mappings.items()):
        if file.documents.isdisjoint(earlier) or file.documents.isdisjoint(later):
            continue
        sheet = graph.sheet_number(file)
        if not view.sheet_accepted(sheet):
            continue
        for row, code in enumerate(file.sheet.codes):
            if code in _LINEAGE and view.row_visible(sheet, row):
                # Most sets write lineage from the later provision.
                record = view.relationship(sheet, row, int(TYPES[code] not in _FORWARDS))
                documents = str(record.subject.document), str(record.object.document)
                if documents[0] in earlier and documents[1] in later and not record.unresolved:
                    yield record
