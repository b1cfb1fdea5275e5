"""The rules of laws as data: their sources can be opened, and the provisions that they name exist."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from .._store.findings import Finding, field_finding, suggestion
from ..records.laws import Law
from ..records.standards import Standard
from ..vocabulary import Tier
from .rules import address_findings

__all__ = ["law_findings", "tier_findings"]

_LISTS = ("scope", "exclusions", "classes", "stands_for", "legacy", "provisions")


def law_findings(law: Law, known: Collection[str]) -> Iterator[Finding]:
    """Find what is wrong with the rules of a law.

    Args:
        law: The rules.
        known: The ids of the provisions of the law's document, in all editions.
    """
    for i, source in enumerate(law.sources):
        yield from address_findings(f"sources[{i}].address", source.address)
    rules = [(f"{name}[{i}]", rule) for name in _LISTS for i, rule in enumerate(getattr(law, name))]
    for path, rule in [*rules, *([("gate", law.gate)] if law.gate is not None else [])]:
        for field in ("provisions", "unless"):
            for named in getattr(rule, field):
                if named not in known:
                    yield field_finding(
                        f"{path}.{field}",
                        f"unknown provision {named!r}",
                        suggestion(named, known, "name an id of the law's framework"),
                    )


def tier_findings(standard: Standard) -> Iterator[Finding]:
    """Find that a document with rules on who must comply is only a companion."""
    if standard.tier is Tier.COMPANION:
        problem = "the document is a companion, and rules say who must comply with it"
        yield field_finding("tier", problem, "write core, or remove its rules")
