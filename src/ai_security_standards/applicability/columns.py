"""The tables of law: the rules on who must comply, and what counts in the place of an act."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..records.laws import Law, Rule
from ..snapshot import Snapshot
from ..tables.warehouse import Column, Row, TableSchema, as_value, compact_json, declare
from .deeming import deemed_by as deemings_of

__all__ = ["applicability", "deemed_by"]

_PARTS = ("scope", "exclusions", "classes", "stands_for", "legacy", "provisions")


@declare(
    "applicability",
    "a rule of an act on whom it reaches, as a condition on a profile",
    ("standard", "part", "position"),
    Column("standard", "text", "the act", references="documents.standard"),
    Column("act", "text", "how to cite it"),
    Column("part", "text", "scope, exclusions, classes, stands_for, gate, legacy, provisions or limits"),
    Column("position", "integer", "the place of the rule in its part, from 0"),
    Column("article", "text", "the provision that states it; of a limit, the note that it explains"),
    Column("why", "text", "what it states, in our own words", nullable=True),
    Column("condition", "text", "the condition, as JSON: the form is that of overlays"),
    Column("provisions", "texts", "identifiers of the provisions that it is about, with all below them"),
    Column("unless", "texts", "identifiers of the provisions that are exceptions"),
    Column("classes", "texts", "words of `RiskClass` that it is about"),
    Column("roles", "texts", "words of `Role` whose duties others take over"),
    Column("whatever_class", "boolean", "whether it replaces the test for the risk class"),
    Column("ends", "text", "the ends of a grace period, as JSON: dates with conditions", nullable=True),
    Column("stated_from", "text", "since when the text states it; null without a bound", nullable=True),
    Column("stated_until", "text", "until when the text stated it; null without a bound", nullable=True),
    Column("stated", "boolean", "whether the text, as it reads on the day, states it"),
)
def applicability(_: TableSchema, snapshot: Snapshot) -> Iterator[Row]:
    """Yield the rules of every act known on the day, part by part."""
    register = snapshot.register
    for standard in sorted(register.law_loaders):
        law = register.law(standard)
        if law is not None and standard in snapshot:
            yield from _rules_of(snapshot, law)


def _rules_of(snapshot: Snapshot, law: Law) -> Iterator[Row]:
    for part in _PARTS:
        for position, rule in enumerate(getattr(law, part)):
            yield _rule_row(snapshot, law, part, position, rule)
    if law.gate is not None:
        yield _rule_row(snapshot, law, "gate", 0, law.gate)
    for position, limit in enumerate(law.limits):
        condition = compact_json(_plain(limit.when))
        head = (law.standard, law.act, "limits", position, limit.note, None, condition)
        yield (*head, (), (), (), (), False, None, None, None, True)


def _rule_row(snapshot: Snapshot, law: Law, part: str, position: int, rule: Rule) -> Row:
    ends = [{"date": str(end.date), "when": _plain(end.when)} for end in rule.then]
    return (
        law.standard,
        law.act,
        part,
        position,
        rule.article,
        rule.why,
        compact_json(_plain(rule.when)),
        *map(as_value, (rule.provisions, rule.unless, rule.classes, rule.roles)),
        rule.whatever_class,
        compact_json(ends) if ends else None,
        as_value(rule.stated_from),
        as_value(rule.stated_until),
        rule.stated_on(snapshot.date),
    )


def _plain(condition: Any) -> Any:
    """Return a condition as JSON has it."""
    if isinstance(condition, Mapping):
        return {key: _plain(value) for key, value in condition.items()}
    return [_plain(each) for each in condition] if isinstance(condition, list | tuple) else condition


@declare(
    "deemed_by",
    "an effect that an act gives to meeting something else, as its text reads on the day",
    (),
    Column("ref", "text", "the provision that states it"),
    Column("effect", "text", "a word of `LegalEffect`"),
    Column("counts", "boolean", "whether it counts as meeting, where the condition is affirmed"),
    Column("reaches", "texts", "references of what it reaches, with all below"),
    Column("extent", "text", "the part of these that it reaches; null for the whole", nullable=True),
    Column("basis", "text", "what has the effect, in our own words"),
    Column("by_refs", "texts", "references of the basis; empty where the catalog has none"),
    Column("condition", "text", "what must be so beside the basis", nullable=True),
    Column("reason", "text", "what the text states, with the article"),
    Column("stated_from", "text", "since when the text states it; null without a bound", nullable=True),
    Column("stated_until", "text", "until when the text states it; null without a bound", nullable=True),
    Column("confidence", "text", "whether two readings agree, a word of `Confidence`"),
)
def deemed_by(_: TableSchema, snapshot: Snapshot) -> Iterator[Row]:
    """Yield what each act is met by, beside itself."""
    for each in deemings_of(snapshot):
        written = (
            each.ref, each.effect, each.counts, each.reaches, each.extent, each.basis, each.by,
            each.condition, each.reason, each.stated_from, each.stated_until, each.confidence,
        )  # fmt: skip
        yield tuple(map(as_value, written))
