"""Profiles: the facts about an organisation and its systems that decide what applies to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, TypedDict

from attrs import field, fields, frozen

from ..errors import InvalidData, UnknownCriterion, shown
from ..records.cards import Card
from ..records.dates import PartialDate
from ..records.laws import FACT_WORDS
from ..records.places import place_code
from ..records.refs import Ref
from ..vocabulary import OrganisationSize, Word
from ..vocabulary.criteria import OneOrMore, flag_of, known_value, texts_of, unknown_value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Unpack

    from ..vocabulary import (
        AnnexPoint,
        Deployment,
        LifecycleStage,
        Purpose,
        RiskClass,
        Role,
        Sector,
        SystemType,
    )
    from ..vocabulary.literals import (
        AnnexPointText,
        DeploymentText,
        LifecycleStageText,
        OrganisationSizeText,
        PurposeText,
        RiskClassText,
        RoleText,
        SectorText,
        SystemTypeText,
    )

__all__ = ["Facts", "Profile"]


class Facts(TypedDict, total=False):
    """The facts that a `Profile` takes; one text stands for a collection of one, None for not given."""

    jurisdictions: OneOrMore[str]
    established_in: OneOrMore[str]
    markets: OneOrMore[str]
    roles: OneOrMore[Role | RoleText]
    sectors: OneOrMore[Sector | SectorText]
    risk_classes: OneOrMore[RiskClass | RiskClassText]
    annexes: OneOrMore[AnnexPoint | AnnexPointText]
    system_types: OneOrMore[SystemType | SystemTypeText]
    lifecycle_stages: OneOrMore[LifecycleStage | LifecycleStageText]
    deployment: OneOrMore[Deployment | DeploymentText]
    purposes: OneOrMore[Purpose | PurposeText]
    size: OrganisationSize | OrganisationSizeText | None
    open_source: bool | None
    placed_on_market: str | dt.date | None
    modified: bool | None
    answers_yes: OneOrMore[str]
    answers_no: OneOrMore[str]
    held_to: OneOrMore[str | Ref]
    free: bool | None
    certifiable: bool | None


_PLACES = ("established_in", "markets")
_ANSWERS = ("answers_yes", "answers_no")
_TEXTS = (*_ANSWERS, "held_to")
_FLAGS = ("open_source", "modified", "free", "certifiable")
#: The words of a fact, or None where it is not given.
Words = frozenset[str] | None


@frozen(kw_only=True, init=False, repr=False)
class Profile(Card):
    """The facts about an organisation and its systems; None where a fact is not given.

    A collection is complete: `roles={"provider"}` also states that the organisation is no deployer.
    Places are ISO 3166 codes, or groups such as "EU". `jurisdictions` is both `established_in` and
    `markets`. Three facts are wishes, which narrow what is voluntary if they are given:
    `lifecycle_stages`, `free` and `certifiable`.

    Attributes:
        established_in: Where the organisation has its seat or is located.
        markets: Where its systems, models, products or services are placed on the market, put into
            service or offered, or where their output is used.
        roles: Its roles in the EU AI Act and in the supply chain.
        risk_classes: What its systems count as: a system of Annex III need not be high-risk
            (Article 6(3)).
        annexes: Where the annexes of the AI Act list its systems.
        purposes: The only purposes of its systems, where law leaves these out; none by default.
        placed_on_market: The day, month or year in which the system, model or product was first
            placed on the market or put into service.
        modified: Whether its design changed substantially after the duties for new ones began.
        answers_yes: The questions of rulings, word for word, to which the answer is yes.
        answers_no: Those to which it is no.
        held_to: Documents that a contract, a certification or an authority holds it to.
        free: Whether documents should be free of charge.
        certifiable: Whether certification against documents should be possible.

    Raises:
        UnknownCriterion: A fact, word or place is unknown; near misses are named.

    >>> Profile(jurisdictions="EU", roles={"provider"}, risk_classes={"high-risk"})
    Profile(established_in={'EU'}, markets={'EU'}, roles={'provider'}, risk_classes={'high-risk'})
    """

    established_in: Words = None
    markets: Words = None
    roles: Words = None
    sectors: Words = None
    risk_classes: Words = None
    annexes: Words = None
    system_types: Words = None
    lifecycle_stages: Words = None
    deployment: Words = None
    purposes: Words = field(default=frozenset())
    size: OrganisationSize | None = None
    open_source: bool | None = None
    placed_on_market: PartialDate | None = None
    modified: bool | None = None
    answers_yes: frozenset[str] = field(default=frozenset())
    answers_no: frozenset[str] = field(default=frozenset())
    held_to: Words = None
    free: bool | None = None
    certifiable: bool | None = None

    def __init__(self, /, **facts: Unpack[Facts]) -> None:
        given: dict[str, Any] = dict(facts)
        for name in given:
            if name not in Facts.__annotations__:
                raise unknown_value("profile fact", name, Facts.__annotations__)
        around = given.pop("jurisdictions", None)
        if around is not None:
            given = {"established_in": around, "markets": around, **given}
        read: dict[str, Any] = {
            name: value if value is None else _read(name, value)
            for name, value in given.items()
            if value is not None or name not in _ANSWERS
        }
        for each in fields(Profile):
            object.__setattr__(self, each.name, read.get(each.name, each.default))
        twice = self.answers_yes & self.answers_no
        if twice:
            raise UnknownCriterion(f"answers_yes and answers_no both answer {min(twice)!r}; keep one of them")

    def __repr__(self) -> str:
        given = ((each.name, getattr(self, each.name), each.default) for each in fields(Profile))
        facts = (f"{name}={_to_text(value)}" for name, value, default in given if value != default)
        return f"Profile({', '.join(facts)})"


def _to_text(value: object) -> str:
    if isinstance(value, frozenset):
        return f"{{{', '.join(map(repr, sorted(value)))}}}"
    return repr(value) if isinstance(value, bool) else repr(str(value))


def _read(name: str, value: Any) -> object:
    if name in _FLAGS:
        return flag_of(name, value)
    if name == "placed_on_market":
        try:
            return PartialDate(value if isinstance(value, str) else value.isoformat()[:10])
        except (AttributeError, InvalidData):
            raise UnknownCriterion(
                f"{name} must be a day, month or year such as 2027-12-02, not {shown(value)}"
            ) from None
    if name == "size":
        if not isinstance(value, str):
            raise UnknownCriterion(f"size must be one word, not {shown(value)}")
        word = _word(value, OrganisationSize, name)
        return next(size for size in OrganisationSize if size == word)
    texts = _texts(name, value)
    if name in _PLACES:
        return frozenset(place_code(name, each) for each in texts)
    if name in _TEXTS:
        return frozenset(texts)
    return frozenset(_word(each, FACT_WORDS[name], name) for each in texts)


def _texts(name: str, value: Any) -> list[str]:
    if isinstance(value, Iterable) and not isinstance(value, str | Ref):
        value = [str(each) if isinstance(each, Ref) else each for each in value]
    return texts_of(name, str(value) if isinstance(value, Ref) else value)


def _word(text: str, words: type[Word], name: str) -> str:
    return known_value(text.replace("_", "-"), [word.value for word in words], name)
