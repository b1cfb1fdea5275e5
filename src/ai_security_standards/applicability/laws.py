"""The rules of law as data: who must follow an act, what it leaves out, and from when it applies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from attrs import frozen

from .._store import structuring
from .._store.register import Register
from ..records.dates import PartialDate, is_stated
from ..records.standards import Source
from ..vocabulary import RiskClass, Role

__all__ = ["GraceEnd", "Law", "Limit", "Rule", "certifiable", "law_of"]


@frozen(eq=False)
class GraceEnd:
    """The day from which a provision applies in spite of a grace period, and to which profiles."""

    date: PartialDate
    when: Mapping[str, Any]


@frozen(eq=False)
class Limit:
    """The condition that the note of an application date stands for; the date is for those who meet it."""

    note: str
    when: Mapping[str, Any]


@frozen(eq=False, kw_only=True)
class Rule:
    """What an article states on a case, as a condition on a profile.

    A rule is about `provisions` and all below them, or about provisions of `classes`.

    Attributes:
        article: The article that states it.
        why: What it states, in our own words.
        when: The condition.
        unless: Provisions that are exceptions.
        roles: Roles whose duties others take over.
        whatever_class: Whether the rule replaces the test for the risk class.
        stated_from, stated_until: The days between which the text states the rule.
        then: The ends of a grace period.
    """

    article: str
    why: str
    when: Mapping[str, Any]
    provisions: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    classes: tuple[RiskClass, ...] = ()
    roles: tuple[Role, ...] = ()
    whatever_class: bool = False
    stated_from: PartialDate | None = None
    stated_until: PartialDate | None = None
    then: tuple[GraceEnd, ...] = ()

    def stated_on(self, day: dt.date) -> bool:
        """Tell whether the text, as it reads on a day, states the rule."""
        return is_stated(self.stated_from, self.stated_until, day)


@frozen(eq=False, kw_only=True)
class Law:
    """The rules of one act.

    Attributes:
        standard: The id of the act's document.
        act: How to cite the act.
        sources: The texts that were read.
        scope: Those to whom the act applies.
        exclusions: What the act leaves out.
        classes: What is of a risk class.
        stands_for: Roles that take over the duties of others.
        limits: What the notes of application dates stand for.
        gate: The provision without which those on a risk class cannot work: for which profiles
            (`when`), and which provisions do not wait for it (`unless`).
        legacy: The grace periods of systems already on the market.
        provisions: Further conditions of single provisions.
    """

    standard: str
    act: str
    sources: tuple[Source, ...]
    scope: tuple[Rule, ...]
    exclusions: tuple[Rule, ...] = ()
    classes: tuple[Rule, ...] = ()
    stands_for: tuple[Rule, ...] = ()
    limits: tuple[Limit, ...] = ()
    gate: Rule | None = None
    legacy: tuple[Rule, ...] = ()
    provisions: tuple[Rule, ...] = ()


def law_of(register: Register, standard: str) -> Law | None:
    """Return the rules of an act by the id of its document; None where there are none.

    >>> from ai_security_standards import load
    >>> law_of(load().snapshot.register, "eu-ai-act").scope[0].article
    'Article 2(1)(a), (c)'
    """
    laws: dict[str, Law] = register.cached("laws", lambda _: {})
    if standard not in laws and standard in register.law_loaders:
        laws[standard] = structuring.structure(register.law_loaders[standard](), Law)
    return laws.get(standard)


def certifiable(register: Register, standard: str) -> str | None:
    """Return why a document can be certified against; None if it cannot."""
    listed = register.cached("certifiable", _certifiable)
    return listed.get(standard)


def _certifiable(register: Register) -> Mapping[str, str]:
    return {each["standard"]: each["why"] for each in register.load_certifiable()}
