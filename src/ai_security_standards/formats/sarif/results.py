"""The results of SARIF: what a tool found, and what its tags mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...catalog import Catalog
from ...errors import UnknownCriterion
from ...references.lexicon.dialects import find_dialect
from ...vocabulary import LossKind
from ..foreign import Report
from ..outcomes import ToolFinding
from .taxonomies import message_text

__all__ = ["findings_of"]


def findings_of(
    run: Mapping[str, Any], place: str, catalog: Catalog, report: Report, dialect: str | None
) -> Iterator[ToolFinding]:
    """Yield the findings of the results of a run, in order.

    Args:
        run: The run.
        place: Where it stands in the log.
        catalog: The catalog whose references the tags may mean.
        report: Takes taxa that mean none.
        dialect: The tool and version whose tags they are.
    """
    tool = report.mapping(run.get("tool") or {}, f"{place}.tool")
    driver = report.mapping(tool.get("driver") or {}, f"{place}.tool.driver")
    name = report.text(driver, "name", place) or "unnamed"
    parts = (driver, *report.items(tool, "extensions", place))
    rules = {str(rule.get("id")): rule for part in parts for rule in report.items(part, "rules", place)}
    results = report.items(run, "results", place)
    tagged = [{"tags": _tags(result, rules, report, place)} for result in results]
    normalized = catalog.normalize(tagged, dialect=dialect or _dialect_of(driver, catalog, report, place))
    for number, (result, found) in enumerate(zip(results, normalized, strict=True)):
        record = f"{place}.results[{number}]"
        rule = _rule_id(result, report, record)
        for tag in found.unread:
            if tag.tag in _taxa(result, report, record):
                report.add(LossKind.UNRESOLVED, record, "taxa", tag.tag)
        origin, line = _location(result, report, record)
        yield ToolFinding(
            tool=name,
            rule=rule,
            level=report.text(result, "level", record) or _default_level(rules.get(rule), report, record),
            origin=origin,
            line=line,
            message=message_text(result, "message", record, report) or "",
            refs=found.refs,
            unread=tuple(tag.tag for tag in found.unread),
        )


def _dialect_of(driver: Mapping[str, Any], catalog: Catalog, report: Report, place: str) -> str | None:
    """Return the tool and version whose tags a log has; None where nothing is known of its tags."""
    name = report.text(driver, "name", place) or ""
    version = report.text(driver, "semanticVersion", place) or report.text(driver, "version", place)
    dialect = f"{name}@{version}" if version else name
    try:
        find_dialect(catalog.snapshot.register, dialect)
    except UnknownCriterion:
        return None
    return dialect


def _default_level(rule: Mapping[str, Any] | None, report: Report, record: str) -> str:
    given = report.mapping((rule or {}).get("defaultConfiguration") or {}, record)
    return report.text(given, "level", record) or "warning"


def _rule_id(result: Mapping[str, Any], report: Report, record: str) -> str:
    rule = report.mapping(result.get("rule") or {}, record)
    return report.text(result, "ruleId", record) or report.text(rule, "id", record) or ""


def _tags(result: Mapping[str, Any], rules: Mapping[str, Any], report: Report, record: str) -> list[str]:
    """Return the tags of a result: its taxa, its own tags, and those of its rule."""
    rule = rules.get(_rule_id(result, report, record), {})
    tags = _taxa(result, report, record)
    for each in (result, rule):
        properties = report.mapping(each.get("properties") or {}, record)
        for field in ("tags", "cwe", "cwes"):
            tags += report.texts(properties, field, record)
    for each in report.items(rule, "relationships", record):
        target = report.mapping(each.get("target") or {}, record)
        tags += _taxa({"taxa": [target]}, report, record)
    return list(dict.fromkeys(tags))


def _taxa(result: Mapping[str, Any], report: Report, record: str) -> list[str]:
    """Return the taxa of a result as texts, with the name of their taxonomy where the id has no letter."""
    found = []
    for taxon in report.items(result, "taxa", record):
        taxon_id = report.text(taxon, "id", record)
        component = report.mapping(taxon.get("toolComponent") or {}, record)
        name = report.text(component, "name", record)
        if taxon_id is not None:
            found.append(f"{name}-{taxon_id}" if name and not any(map(str.isalpha, taxon_id)) else taxon_id)
    return found


def _location(result: Mapping[str, Any], report: Report, record: str) -> tuple[str, int | None]:
    for each in report.items(result, "locations", record)[:1]:
        physical = report.mapping(each.get("physicalLocation") or {}, record)
        artifact = report.mapping(physical.get("artifactLocation") or {}, record)
        region = report.mapping(physical.get("region") or {}, record)
        line = report.text(region, "startLine", record)
        number = int(line) if line is not None and line.isdecimal() and len(line) < 10 else None
        return report.text(artifact, "uri", record) or "", number
    return "", None
