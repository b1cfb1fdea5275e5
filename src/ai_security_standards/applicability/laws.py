"""The rules of law as data: to whom an act applies, what it leaves out, and from when for whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from attrs import frozen

from .._store import structuring
from .._store.register import Register
from ..records.dates import PartialDate, stated
from ..records.standards import Source
from ..vocabulary import RiskClass, Role

__all__ = ["Law", "Limit", "Rule", "GraceEnd", "certifiable", "law_of"]


@frozen(eq=False)
class GraceEnd:
    """From when a rule of grace lets a provision apply after all, and to whom."""

    date: PartialDate
    when: Mapping[str, Any]


@frozen(eq=False)
class Limit:
    """What the note of an application date stands for: those whom the date is limited to."""

    note: str
    when: Mapping[str, Any]


@frozen(eq=False, kw_only=True)
class Rule:
    """What an article says of a case: `why` in our own words, `when` as a condition on a profile.

    A rule is about `provisions` and all below them, or about those of `classes`; `unless` names
    exceptions. `whatever_class` lets the rule stand in the place of the test for the risk class.
    `roles` are those for which others stand. `then` says from when a grace ends.
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

    def stands_on(self, day: dt.date) -> bool:
        """Whether the text, as it read on that day, held the rule."""
        return stated(self.stated_from, self.stated_until, day)


@frozen(eq=False, kw_only=True)
class Law:
    """The rules of one act. `scope` holds who is reached, `exclusions` what is left out.

    `legacy` holds the rules for what was on the market before, `gate` the provision without which
    those on a risk class cannot work: for whom (`when`), and which do not wait for it (`unless`).
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
