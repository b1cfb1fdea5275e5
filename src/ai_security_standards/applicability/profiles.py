"""Who asks: the facts about an organisation and its systems on which law and standards turn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, TypedDict

from attrs import field, fields, frozen

from ..errors import InvalidData, UnknownCriterion
from ..records.dates import PartialDate
from ..records.places import place_code
from ..records.refs import Ref
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
from ..vocabulary.criteria import OneOrMore, flag_of, known_value, texts_of, unknown_value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Unpack

__all__ = ["Facts", "Profile"]


class Facts(TypedDict, total=False):
    """What a `Profile` takes. A text stands for a collection of one; None means: not said."""

    jurisdictions: OneOrMore
    established_in: OneOrMore
    markets: OneOrMore
    roles: OneOrMore
    sectors: OneOrMore
    risk_classes: OneOrMore
    annexes: OneOrMore
    system_types: OneOrMore
    lifecycle_stages: OneOrMore
    deployment: OneOrMore
    purposes: OneOrMore
    size: str | None
    open_source: bool | None
    placed_on_market: str | dt.date | None
    modified: bool | None
    held_to: OneOrMore
    free: bool | None
    certifiable: bool | None


_WORDS: Mapping[str, type[Word]] = {
    "roles": Role,
    "sectors": Sector,
    "risk_classes": RiskClass,
    "annexes": AnnexPoint,
    "system_types": SystemType,
    "lifecycle_stages": LifecycleStage,
    "deployment": Deployment,
    "purposes": Purpose,
}
_PLACES = ("established_in", "markets")
_FLAGS = ("open_source", "modified", "free", "certifiable")
Some = frozenset[str] | None


@frozen(kw_only=True, init=False, repr=False)
class Profile:
    """What is said about an organisation and its systems; what is None is not said.

    A collection says all: who gives `roles={"provider"}` denies being a deployer. `established_in`
    is where the organisation has its seat or is located; `markets` where its systems, models,
    products or services are placed on the market, put into service or offered, or where their
    output is used; `jurisdictions` stands for both. Places are ISO 3166 codes, or groups ("EU").
    `roles` are those of the EU AI Act and of the supply chain. `annexes` says where the AI Act's
    annexes list the system, `risk_classes` as what it counts: a system of Annex III need not be
    high-risk (Article 6(3)). `placed_on_market` is the day, month or year in which the system,
    model or product was first placed on the market or put into service, `modified` whether its
    design changed substantially after the duties for new ones began. `purposes` are those that it
    serves alone and that law leaves out: none, unless said. `held_to` names documents that a
    contract, a certification or an authority holds the organisation to. Three are wishes, which
    narrow what is voluntary if they are given: `lifecycle_stages`, `free` (free of charge) and
    `certifiable` (one can be certified against it).

    Raises UnknownCriterion, naming near misses, for an unknown fact, word or place.

    >>> Profile(jurisdictions="EU", roles={"provider"}, risk_classes={"high-risk"})
    Profile(established_in={'EU'}, markets={'EU'}, roles={'provider'}, risk_classes={'high-risk'})
    """

    established_in: Some = None
    markets: Some = None
    roles: Some = None
    sectors: Some = None
    risk_classes: Some = None
    annexes: Some = None
    system_types: Some = None
    lifecycle_stages: Some = None
    deployment: Some = None
    purposes: Some = field(default=frozenset())
    size: OrganisationSize | None = None
    open_source: bool | None = None
    placed_on_market: PartialDate | None = None
    modified: bool | None = None
    held_to: Some = None
    free: bool | None = None
    certifiable: bool | None = None

    def __init__(self, **facts: Unpack[Facts]) -> None:
        given: dict[str, Any] = dict(facts)
        for name in given:
            if name not in Facts.__annotations__:
                raise unknown_value("profile fact", name, Facts.__annotations__)
        around = given.pop("jurisdictions", None)
        if around is not None:
            given = {"established_in": around, "markets": around, **given}
        read: dict[str, Any] = {
            name: value if value is None else _read(name, value) for name, value in given.items()
        }
        for each in fields(Profile):
            object.__setattr__(self, each.name, read.get(each.name, each.default))

    def __repr__(self) -> str:
        said = ((each.name, getattr(self, each.name), each.default) for each in fields(Profile))
        shown = (f"{name}={_show(value)}" for name, value, default in said if value != default)
        return f"Profile({', '.join(shown)})"


def _show(value: object) -> str:
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
            raise UnknownCriterion(f"{name} takes a date, not {value!r}") from None
    if name == "size":
        if not isinstance(value, str):
            raise UnknownCriterion(f"size takes one word, not {value!r}")
        word = _word(value, OrganisationSize, name)
        return next(size for size in OrganisationSize if size == word)
    texts = _texts(name, value)
    if name in _PLACES:
        return frozenset(place_code(name, each) for each in texts)
    if name == "held_to":
        return frozenset(texts)
    return frozenset(_word(each, _WORDS[name], name) for each in texts)


def _texts(name: str, value: Any) -> list[str]:
    if isinstance(value, Iterable) and not isinstance(value, str | Ref):
        value = [str(each) if isinstance(each, Ref) else each for each in value]
    return texts_of(name, str(value) if isinstance(value, Ref) else value)


def _word(text: str, words: type[Word], name: str) -> str:
    return known_value(text.replace("_", "-"), [word.value for word in words], name)
