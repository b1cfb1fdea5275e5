"""The rules of law as data: who must follow an act, what it leaves out, and from when it applies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import Attribute, field, frozen

from ..errors import InvalidData, alternatives, nearest
from ..vocabulary import (
    AnnexPoint,
    Deployment,
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
from .standards import Source

__all__ = [
    "FACT_FLAGS",
    "FACT_PLACES",
    "FACT_WORDS",
    "GraceEnd",
    "Law",
    "Limit",
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
    for error in _condition_errors(when, attribute.name):
        raise error


def _condition_errors(condition: Any, path: str) -> Iterator[InvalidData]:
    """Return what is wrong with a condition; `applicability.conditions` says what each key means."""
    if not isinstance(condition, Mapping) or len(condition) != 1:
        yield InvalidData(
            "a condition is an object with one key", field=path, repair=f"write one of {', '.join(_KEYS)}"
        )
        return
    ((key, value),) = condition.items()
    place = f"{path}.{key}"
    if key in ("all", "any") and isinstance(value, list | tuple):
        for number, each in enumerate(value):
            yield from _condition_errors(each, f"{place}[{number}]")
    elif key == "not":
        yield from _condition_errors(value, place)
    elif key == "placed_before":
        try:
            as_date(value if isinstance(value, str) else "")
        except InvalidData as error:
            yield InvalidData(error.problem, field=place, repair=error.repair)
    elif key == "ask" or key in FACT_FLAGS:
        kind, repair = (str, "write the question") if key == "ask" else (bool, "write true or false")
        if not isinstance(value, kind):
            yield InvalidData(f"{value!r} is not what {key} takes", field=place, repair=repair)
    elif key not in _KEYS:
        near = nearest(str(key), _KEYS)
        repair = f"write {alternatives(near)}" if near else f"write one of {', '.join(_KEYS)}"
        yield InvalidData(f"unknown condition {key!r}", field=place, repair=repair)
    elif not isinstance(value, list | tuple) or not value:
        yield InvalidData("it is not a list with members", field=place, repair="write a list in brackets")
    else:
        yield from _word_errors(key, value, place)


def _word_errors(key: str, values: Iterable[Any], path: str) -> Iterator[InvalidData]:
    known = [word.value for word in (OrganisationSize if key == "size" else FACT_WORDS.get(key, ()))]
    for number, value in enumerate(values):
        is_known = known_place(str(value)) if key in FACT_PLACES else value in known
        if not is_known:
            near = nearest(str(value), known)
            places = "use an ISO 3166 code, EU, EEA, ASEAN, G7 or international"
            words = f"write {alternatives(near)}" if near else f"write one of {', '.join(known)}"
            repair = places if key in FACT_PLACES else words
            yield InvalidData(f"unknown word {value!r} of {key}", field=f"{path}[{number}]", repair=repair)


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
