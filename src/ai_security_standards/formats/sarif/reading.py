"""Logs of SARIF: results of tools and taxonomies."""

from __future__ import annotations

from collections.abc import Sequence

from ...catalog import Catalog
from ..foreign import Foreign, ForeignDocument, ForeignSet, Report
from ..inputs import Input
from ..outcomes import ToolFinding
from .results import findings_of
from .taxonomies import component_key, components_of, document_of, named_document, rows_of, set_of

__all__ = ["read"]

_RUN_FIELDS = frozenset(
    "tool results taxonomies columnKind language automationDetails originalUriBaseIds properties".split()
)
#: What `write` says of a run.
_OWN_FIELDS = frozenset(("provenance",))


def read(inputs: Sequence[Input], catalog: Catalog, report: Report, dialect: str | None = None) -> Foreign:
    """Read the results and the taxonomies of logs.

    Args:
        inputs: The logs.
        catalog: The catalog whose references the tags may mean.
        report: Takes what is not carried over.
        dialect: The tool and version whose tags they are, such as "codeql@2".

    Raises:
        InvalidData: A part of a log has another shape than SARIF gives it.
    """
    documents: dict[str, ForeignDocument] = {}
    sets: list[ForeignSet] = []
    findings: list[ToolFinding] = []
    for given in inputs:
        report.file = given.name
        for number, run in enumerate(report.items(given.value, "runs", "")):
            components = [each for each in components_of(run, report) if each.get("taxa")]
            names = {id(each): component_key(each, report) for each in components}
            for component in components:
                key = names[id(component)]
                documents[key] = document_of(component, key, report)
                rows = tuple(rows_of(component, key, components, names, report))
                for name in (row.object.document for row in rows):
                    documents.setdefault(name, named_document(name, given.name))
                if rows:
                    sets.append(set_of(component, rows, documents[key].address, given.name))
            report.dropped(run, _RUN_FIELDS, f"runs[{number}]")
            said = report.mapping(run.get("properties") or {}, f"runs[{number}]", "properties")
            report.dropped(said, _OWN_FIELDS, f"runs[{number}] properties")
            findings += findings_of(run, f"runs[{number}]", catalog, report, dialect)
    return Foreign(tuple(documents.values()), tuple(sets), findings=tuple(findings))
