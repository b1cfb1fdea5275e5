"""The rules of laws as data: sources that can be opened, provisions that exist, duties that bind somebody."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from .._store.findings import Finding, field_finding, suggestion
from ..records.laws import Law
from ..records.provisions import Framework, Provision
from ..records.refs import Ref
from ..records.standards import Source, Standard
from ..vocabulary import Role, Tier
from .sources import address_findings

__all__ = ["duty_findings", "law_findings", "tier_findings"]

_LISTS = ("scope", "exclusions", "classes", "stands_for", "legacy", "provisions")
#: The names of what states no duty: it says what words mean, to what the act applies, or what a breach costs.
_NO_DUTY = re.compile(
    r"(definitions?( on .+)?|(short |)title|(material |territorial |)scope|subject[ -]matter.*"
    r"|(civil |)penalties|fines|severability|effective date|(day of |)entry into force.*|repeal.*"
    r"|transposition|committee procedure|exercise of the delegation|aim( and legal basis)?)",
    re.IGNORECASE,
)

#: The names of what an authority does, which asks nothing of an organisation.
_BY_AUTHORITY = re.compile(
    r"(the )?(ministers?|commission|council|member states?|ai office|attorney general|superintendent|board"
    r"|(supervisory |national |competent |market surveillance )?authorit(y|ies)|government)( of \w+)?"
    r"('s powers?| (may|can|shall|must|publish|adopt|decide|support|inform|provide|set|issue|draw|keep"
    r"|review)\w*)\b.*"
    r"|(details|procedure|exceptions|details and exceptions) by (decree|implementing acts?|delegated acts?)",
    re.IGNORECASE,
)
#: A threshold that a name tells: who does not reach it is not bound, so a rule must ask.
_THRESHOLD = re.compile(r"\b(above|below|over|beyond|reach(es)?) (a|the) threshold", re.IGNORECASE)
#: How an annex without roles names the article through which it works.
_THROUGH = re.compile(r"through Article ")


def law_findings(law: Law, known: Collection[str], is_known: Callable[[Ref], bool]) -> Iterator[Finding]:
    """Find what is wrong with the rules of a law.

    Args:
        law: The rules.
        known: The ids of the provisions of the law's document, in all editions.
        is_known: Whether the register has a document or provision, in its edition.
    """
    yield from _deeming_findings(law, known, is_known)
    yield from _citation_findings(law, is_known)
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


def duty_findings(law: Law, framework: Framework) -> Iterator[Finding]:
    """Find provisions of an act that bind nobody in particular, or that state no duty and are assessable.

    Args:
        law: The rules of the act.
        framework: Its provisions.
    """
    provisions = {each.id: each for each in framework.provisions}
    assessable = [each for each in framework.provisions if each.assessable and not each.retired]
    in_scope = {role for rule in law.scope for role in _roles_in(rule.when)}
    if assessable and len(in_scope) > 1 and not any(each.roles for each in assessable):
        problem = f"no provision names a role, so each binds all {len(in_scope)} roles in the act's scope"
        yield field_finding("provisions.roles", problem, "write whom each provision binds")
    yield from _addressee_findings(law, provisions, assessable)
    for provision in assessable:
        current: Provision | None = provision
        while current is not None and not _NO_DUTY.fullmatch(current.name):
            current = provisions[current.parent] if current.parent is not None else None
        if current is not None:
            yield field_finding(
                f"provisions[{provision.id}].assessable",
                f"{current.name!r} states no duty, and rulings are given on it",
                'write "assessable": false',
            )


def _addressee_findings(
    law: Law, provisions: Mapping[str, Provision], assessable: Sequence[Provision]
) -> Iterator[Finding]:
    """Find provisions that bind everybody for want of a role, an authority only, or below a threshold."""
    ruled = {named for rule in law.provisions for named in rule.provisions}
    some_have_roles = any(each.roles for each in assessable)
    for provision in assessable:
        path = f"provisions[{provision.id}]"
        has_rule = not ruled.isdisjoint(_lineage(provision, provisions))
        through = any(_THROUGH.match(each.note or "") for each in provision.application)
        if some_have_roles and not (provision.roles or has_rule or through):
            problem = f"{provision.name!r} names no role, so it binds all in the act's scope"
            yield field_finding(f"{path}.roles", problem, "write whom it binds")
        if _BY_AUTHORITY.fullmatch(provision.name) and set(provision.roles) - {Role.REGULATOR}:
            problem = f"{provision.name!r} is what an authority does, and binds {', '.join(provision.roles)}"
            yield field_finding(f"{path}.assessable", problem, 'write "assessable": false')
        if _THRESHOLD.search(provision.name) and not has_rule:
            problem = f"{provision.name!r} names a threshold, and no rule asks whether it is reached"
            repair = "add a rule to `provisions` of the law that asks"
            yield field_finding(path, problem, repair)


def _lineage(provision: Provision, provisions: Mapping[str, Provision]) -> Iterator[str]:
    """Yield the ids of a provision and of all above it."""
    current: Provision | None = provision
    while current is not None:
        yield current.id
        current = provisions[current.parent] if current.parent is not None else None


def _roles_in(condition: Any) -> Iterator[str]:
    """Yield the roles that a condition names, at any depth."""
    if isinstance(condition, Mapping):
        for key, part in condition.items():
            yield from part if key == "roles" else _roles_in(part)
    elif isinstance(condition, Sequence) and not isinstance(condition, str):
        for part in condition:
            yield from _roles_in(part)


def _deeming_findings(law: Law, known: Collection[str], is_known: Callable[[Ref], bool]) -> Iterator[Finding]:
    """Find what is wrong with the rules on what an act is met by."""
    articles = Counter(rule.article for rule in law.deemed_by)
    for i, rule in enumerate(law.deemed_by):
        path = f"deemed_by[{i}]"
        if articles[rule.article] > 1:
            problem = f"{articles[rule.article]} rules are stated by {rule.article}"
            yield field_finding(f"{path}.article", problem, "name the paragraph or point of each")
        if rule.counts and not rule.condition:
            problem = f"{rule.effect} without a condition that the caller affirms"
            yield field_finding(f"{path}.condition", problem, "write what must be so")
        yield from _source_findings(path, rule.sources)
        for field in ("provisions", "unless", "in_full"):
            for named in getattr(rule, field):
                if named not in known:
                    repair = suggestion(named, known, "name an id of the law's framework")
                    yield field_finding(f"{path}.{field}", f"unknown provision {named!r}", repair)
        yield from _ref_findings(f"{path}.by", rule.by, is_known)


def _citation_findings(law: Law, is_known: Callable[[Ref], bool]) -> Iterator[Finding]:
    """Find what is wrong with the documents that an act names."""
    for i, citation in enumerate(law.cites):
        yield from _source_findings(f"cites[{i}]", citation.sources)
        yield from _ref_findings(f"cites[{i}].names", citation.names, is_known)


def _source_findings(path: str, sources: Sequence[Source]) -> Iterator[Finding]:
    if not sources:
        yield field_finding(f"{path}.sources", "no text was read", "name the text that was read")
    for j, source in enumerate(sources):
        yield from address_findings(f"{path}.sources[{j}].address", source.address)


def _ref_findings(path: str, refs: Iterable[Ref], is_known: Callable[[Ref], bool]) -> Iterator[Finding]:
    for ref in refs:
        if not is_known(ref):
            repair = "name a document or provision of the register, with its edition"
            yield field_finding(path, f"unknown reference {str(ref)!r}", repair)
