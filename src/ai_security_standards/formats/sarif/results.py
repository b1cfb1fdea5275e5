"""The results of SARIF: what a tool found, and what its tags mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any

from ...catalog import Catalog
from ...errors import UnknownCriterion
from ...references.lexicon.dialects import find_dialect
from ...vocabulary import LossKind
from ..foreign import Report
from ..outcomes import ToolFinding
from .taxonomies import message_text

__all__ = ["findings_of"]

#: What is read of a result, a rule, a location and its parts; of each other field, the report has one entry.
_RESULT_FIELDS = frozenset("ruleId ruleIndex rule level kind message locations taxa properties".split())
_RULE_FIELDS = frozenset("id name relationships defaultConfiguration properties".split())
_TAGGING = frozenset(("tags", "cwe", "cwes"))
_LOCATION_FIELDS = frozenset(("physicalLocation",))
_PHYSICAL_FIELDS = frozenset(("artifactLocation", "region"))
_REGION_FIELDS = frozenset(("startLine",))


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
    listed = [rule for part in parts for rule in report.items(part, "rules", place)]
    rules = {str(rule.get("id")): rule for rule in listed}
    numbered = report.items(driver, "rules", place)
    results = [_with_rule(each, numbered, report, place) for each in report.items(run, "results", place)]
    if results:
        for each in listed:
            _count_others(each, _RULE_FIELDS, f"{place}.rules", report)
    tagged = [{"tags": _tags(result, rules, report, place)} for result in results]
    normalized = catalog.normalize(tagged, dialect=dialect or _dialect_of(driver, catalog, report, place))
    for number, (result, found) in enumerate(zip(results, normalized, strict=True)):
        record = f"{place}.results[{number}]"
        rule = _rule_id(result, report, record)
        _count_others(result, _RESULT_FIELDS, f"{place}.results", report)
        for tag in found.unread:
            if tag.tag in _taxa(result, report, record):
                report.add(LossKind.UNRESOLVED, record, "taxa", tag.tag)
        origin, line = _location(result, report, record, f"{place}.results")
        yield ToolFinding(
            tool=name,
            rule=rule,
            level=_level(result, rules.get(rule), report, record),
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


def _count_others(raw: Mapping[str, Any], known: Set[str], record: str, report: Report) -> None:
    """Count the fields that are not read, and those of the properties but for tags."""
    report.count_others(raw, known, record)
    properties = raw.get("properties")
    if isinstance(properties, dict):
        report.count_others(properties, _TAGGING, record, "properties.")


def _with_rule(
    result: dict[str, Any], rules: Sequence[Mapping[str, Any]], report: Report, record: str
) -> dict[str, Any]:
    """Return a result with the id of its rule, where it states the number of that alone (SARIF 3.27.6)."""
    named = report.mapping(result.get("rule") or {}, record)
    if report.text(result, "ruleId", record) or report.text(named, "id", record):
        return result
    number = report.text(result, "ruleIndex", record) or report.text(named, "index", record) or ""
    if not number.isdecimal() or len(number) > 9 or int(number) >= len(rules):
        return result
    return {**result, "ruleId": rules[int(number)].get("id")}


def _level(result: Mapping[str, Any], rule: Mapping[str, Any] | None, report: Report, record: str) -> str:
    """Return the level: stated, none of what is no failure (SARIF 3.27.10), or that of the rule."""
    stated = report.text(result, "level", record)
    if stated is None and (report.text(result, "kind", record) or "fail") != "fail":
        return "none"
    given = report.mapping((rule or {}).get("defaultConfiguration") or {}, record)
    return stated or report.text(given, "level", record) or "warning"


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


def _location(result: Mapping[str, Any], report: Report, record: str, results: str) -> tuple[str, int | None]:
    """Return the address and the line of the first location; what is not read is counted."""
    locations = report.items(result, "locations", record)
    if len(locations) > 1:
        report.count(results, "locations", "further ones")
    for each in locations[:1]:
        physical = report.mapping(each.get("physicalLocation") or {}, record)
        artifact = report.mapping(physical.get("artifactLocation") or {}, record)
        region = report.mapping(physical.get("region") or {}, record)
        for name, raw, known in (
            ("location", each, _LOCATION_FIELDS), ("physicalLocation", physical, _PHYSICAL_FIELDS),
            ("region", region, _REGION_FIELDS),
        ):  # fmt: skip
            report.count_others(raw, known, results, f"{name}.")
        line = report.text(region, "startLine", record)
        number = int(line) if line is not None and line.isdecimal() and len(line) < 10 else None
        return report.text(artifact, "uri", record) or "", number
    return "", None
