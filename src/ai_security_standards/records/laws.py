"""The rules of law as data: who must follow an act, what it leaves out, and from when it applies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import partial
from typing import Any

from attrs import Attribute, field, frozen

from ..errors import InvalidData, alternatives, nearest
from ..vocabulary import (
    AnnexPoint,
    Confidence,
    Deployment,
    LegalEffect,
    LifecycleStage,
    OrganisationSize,
    Purpose,
    RiskClass,
    Role,
    Sector,
    SystemType,
    Word,
)
from .dates import PartialDate, as_date, is_stated
from .places import known_place
from .refs import Ref
from .standards import Source

__all__ = [
    "FACT_FLAGS",
    "FACT_PLACES",
    "FACT_WORDS",
    "DeemingRule",
    "GraceEnd",
    "Law",
    "Limit",
    "NamedDocuments",
    "Rule",
    "is_condition",
]

#: The word list of each fact of a profile that is a choice of words.
FACT_WORDS: Mapping[str, type[Word]] = {
    "roles": Role,
    "sectors": Sector,
    "risk_classes": RiskClass,
    "annexes": AnnexPoint,
    "system_types": SystemType,
    "lifecycle_stages": LifecycleStage,
    "deployment": Deployment,
    "purposes": Purpose,
}
#: The facts of a condition that are places; `places` is either of the others.
FACT_PLACES = ("established_in", "markets", "places")
#: The facts of a condition that are true or false.
FACT_FLAGS = ("open_source", "modified")
_KEYS = ("all", "any", "not", "ask", "placed_before", "size", *FACT_PLACES, *FACT_FLAGS, *FACT_WORDS)


# ---------------------------------------------------------------- conditions


def is_condition(_: Any, attribute: Attribute[Any], when: Any) -> None:
    """Refuse what is no condition; a validator of attrs."""
    _check_condition(when, attribute.name)


def _check_condition(condition: Any, path: str) -> None:
    """Raise what is wrong with a condition; `applicability.conditions` says what each key means."""
    if not isinstance(condition, Mapping) or len(condition) != 1:
        raise InvalidData(
            "a condition is an object with one key", field=path, repair=f"write one of {', '.join(_KEYS)}"
        )
    ((key, value),) = condition.items()
    place = f"{path}.{key}"
    if key not in _KEYS:
        near = nearest(str(key), _KEYS)
        repair = f"write {alternatives(near)}" if near else f"write one of {', '.join(_KEYS)}"
        raise InvalidData(f"unknown condition {key!r}", field=place, repair=repair)
    if key == "not":
        _check_condition(value, place)
    elif key == "placed_before":
        try:
            as_date(value if isinstance(value, str) else "")
        except InvalidData as error:
            raise InvalidData(error.problem, field=place, repair=error.repair) from None
    elif key == "ask" or key in FACT_FLAGS:
        kind, repair = (bool, "write true or false") if key in FACT_FLAGS else (str, "write the question")
        if not isinstance(value, kind):
            raise InvalidData(f"{value!r} is not what {key} takes", field=place, repair=repair)
    elif not isinstance(value, list | tuple) or not (value or key in ("all", "any")):
        raise InvalidData("it is not a list with members", field=place, repair="write a list in brackets")
    else:
        check = _check_condition if key in ("all", "any") else partial(_check_word, key)
        for number, each in enumerate(value):
            check(each, f"{place}[{number}]")


def _check_word(key: str, value: Any, path: str) -> None:
    known = [word.value for word in (OrganisationSize if key == "size" else FACT_WORDS.get(key, ()))]
    if known_place(str(value)) if key in FACT_PLACES else value in known:
        return
    near = nearest(str(value), known)
    places = "use an ISO 3166 code, EU, EEA, ASEAN, G7 or international"
    words = f"write {alternatives(near)}" if near else f"write one of {', '.join(known)}"
    repair = places if key in FACT_PLACES else words
    raise InvalidData(f"unknown word {value!r} of {key}", field=path, repair=repair)


# ---------------------------------------------------------------- records


@frozen
class GraceEnd:
    """The day from which a provision applies in spite of a grace period, and to which profiles."""

    date: PartialDate
    when: Mapping[str, Any] = field(validator=is_condition, hash=False)


@frozen
class Limit:
    """The condition that the note of an application date stands for; the date is for those who meet it."""

    note: str
    when: Mapping[str, Any] = field(validator=is_condition, hash=False)


@frozen(kw_only=True)
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
    when: Mapping[str, Any] = field(validator=is_condition, hash=False)
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


@frozen(kw_only=True)
class DeemingRule:
    """The effect that an act gives to meeting something else, such as another act or a standard.

    It never composes: what is deemed by something that is itself only deemed is not deemed.

    Attributes:
        article: The provision that states it; one rule for each.
        why: What it states, in our own words.
        effect: What meeting the other does.
        basis: What has the effect, in our own words.
        by: The documents or provisions of the register that are the basis; empty where none is.
        provisions: The provisions that it reaches, with all below them; empty for the whole act.
        unless: Those below these that it does not reach, with all below them.
        extent: The part of these that it reaches; None for the whole.
        in_full: Those that it reaches in full in spite of `extent`, with all below them.
        as_covered: Whether it reaches only what the basis covers, which the text cannot tell.
        condition: What must be so beside the basis, and what only the caller can affirm.
        when: The profiles for whom it is.
        stated_from, stated_until: The days between which the text states it.
        confidence: Whether two readings of the text agree, or one alone was had.
        sources: The texts that were read.
        recorded: The data release that first held it.
    """

    article: str
    why: str
    effect: LegalEffect
    basis: str
    sources: tuple[Source, ...]
    recorded: str
    by: tuple[Ref, ...] = ()
    provisions: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    extent: str | None = None
    in_full: tuple[str, ...] = ()
    as_covered: bool = False
    condition: str | None = None
    when: Mapping[str, Any] = field(factory=lambda: {"all": []}, validator=is_condition, hash=False)
    stated_from: PartialDate | None = None
    stated_until: PartialDate | None = None
    confidence: Confidence = Confidence.VERIFIED

    @property
    def counts(self) -> bool:
        """Whether meeting the basis counts as meeting what it reaches."""
        return self.effect in (LegalEffect.DEEMED, LegalEffect.PRESUMED)

    def stated_on(self, day: dt.date) -> bool:
        """Tell whether the text, as it reads on a day, states it."""
        return is_stated(self.stated_from, self.stated_until, day)


@frozen(kw_only=True)
class NamedDocuments:
    """Documents that an act names, or has drawn up, without giving them an effect of their own.

    Attributes:
        article: The provision that names them.
        why: What it states, in our own words.
        names: The documents of the register that it names.
        sources: The texts that were read.
        recorded: The data release that first held it.
    """

    article: str
    why: str
    names: tuple[Ref, ...]
    sources: tuple[Source, ...]
    recorded: str


@frozen(kw_only=True)
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
        deemed_by: What the act is met by, beside itself, and with which effect.
        cites: The voluntary documents that it names.
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
    deemed_by: tuple[DeemingRule, ...] = ()
    cites: tuple[NamedDocuments, ...] = ()
