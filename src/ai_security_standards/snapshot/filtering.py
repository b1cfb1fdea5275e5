"""Criteria by which documents are filtered, and the indexes that answer them without a scan."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from datetime import date
from enum import Enum
from typing import Any, TypedDict

from .._store.register import Register, status_event_on
from .._store.shapes import Raw
from ..errors import InvalidData, UnknownCriterion
from ..records.dates import PartialDate, certain_day
from ..records.places import groups_of, place_code
from ..vocabulary import (
    Access,
    Binding,
    Confidence,
    Family,
    Kind,
    LifecycleStage,
    Role,
    Sector,
    Status,
    SystemType,
    Topic,
)
from ..vocabulary.criteria import OneOrMore, flag_of, known_value, text_of, texts_of, unknown_value
from ..vocabulary.documents import FORMER, IN_EFFECT

__all__ = ["Criteria", "DocumentIndex", "OneOrMore", "known_value", "texts_of"]

Day = str | date | None


class Criteria(TypedDict, total=False):
    """What `Catalog.standards` filters by. A collection means any of its members; None means no restriction.

    Words (`kind`, `status`, `access`, `binding`, `confidence`, `family`, `role`, `system_type`,
    `lifecycle_stage`, `sector`, `topic`) are those of `ai_security_standards.vocabulary`.
    """

    id: OneOrMore
    edition: OneOrMore
    number: OneOrMore
    publisher: OneOrMore
    family: OneOrMore
    committee: OneOrMore
    kind: OneOrMore
    status: OneOrMore
    stage: OneOrMore
    access: OneOrMore
    licence: OneOrMore
    language: OneOrMore
    binding: OneOrMore
    jurisdiction: OneOrMore
    topic: OneOrMore
    role: OneOrMore
    system_type: OneOrMore
    lifecycle_stage: OneOrMore
    sector: OneOrMore
    confidence: OneOrMore
    eea_relevant: bool | None
    in_force: bool | None
    in_application: bool | None
    structure_shipped: bool | None
    published_since: Day
    published_until: Day
    in_force_since: Day
    in_force_until: Day
    applies_since: Day
    applies_until: Day
    checked_since: Day
    checked_until: Day
    text: str | None


def _one(field: str) -> Callable[[Raw], list[str]]:
    def values(raw: Raw) -> list[str]:
        value = raw.get(field)
        return [] if value is None else [value]

    return values


def _many(field: str) -> Callable[[Raw], list[str]]:
    return lambda raw: raw.get(field) or []


_WORDS: Mapping[str, tuple[type[Enum], Callable[[Raw], list[str]]]] = {
    "kind": (Kind, _one("kind")),
    "access": (Access, _one("access")),
    "binding": (Binding, _one("binding")),
    "confidence": (Confidence, _one("confidence")),
    "topic": (Topic, _many("topics")),
    "role": (Role, _many("roles")),
    "system_type": (SystemType, _many("system_types")),
    "lifecycle_stage": (LifecycleStage, _many("lifecycle_stages")),
    "sector": (Sector, _many("sectors")),
}
_NAMES: Mapping[str, Callable[[Raw], list[str]]] = {
    "id": _one("id"),
    "edition": _one("edition"),
    "number": _one("number"),
    "publisher": lambda raw: [raw["publisher"], *(raw.get("co_publishers") or [])],
    "committee": _one("committee"),
    "licence": _one("licence"),
    "language": _many("languages"),
    "jurisdiction": _many("jurisdictions"),
}
_FLAGS = frozenset({"eea_relevant", "in_force", "in_application", "structure_shipped"})
_RANGES: Mapping[str, str] = {
    "published": "published",
    "in_force": "in_force",
    "applies": "applies_from",
    "checked": "checked_on",
}


class DocumentIndex:
    """A register as it stands on one day, with an index per criterion, each built when first used."""

    __slots__ = ("_current", "_events", "_indexes", "_order", "day", "register")

    def __init__(self, register: Register, day: date) -> None:
        self.register = register
        self.day = day.isoformat()
        self._order: tuple[str, ...] | None = None
        self._events: dict[str, Raw] | None = None
        self._current: frozenset[str] | None = None
        self._indexes: dict[str, dict[str, frozenset[str]]] = {}

    # Each of these may be computed by two threads at once: they come to the same, and either stays.

    @property
    def order(self) -> tuple[str, ...]:
        """All references, by id, the editions of each oldest first."""
        if self._order is None:
            register = self.register
            self._order = tuple(
                ref for standard in sorted(register.editions) for ref in register.ordered(standard)
            )
        return self._order

    @property
    def events(self) -> Mapping[str, Raw]:
        """The status event of every document that is known on the day."""
        if self._events is None:
            found = ((ref, status_event_on(self.register.raw(ref), self.day)) for ref in self.order)
            self._events = {ref: event for ref, event in found if event is not None}
        return self._events

    @property
    def current(self) -> frozenset[str]:
        """The edition of each standard that is current on the day, former ones aside."""
        if self._current is None:
            best = {self.register.current(standard, self.day) for standard in self.register.editions}
            self._current = frozenset(
                ref for ref in best if ref is not None and self.events[ref]["status"] not in FORMER
            )
        return self._current

    @property
    def former(self) -> frozenset[str]:
        """What is superseded, withdrawn or cancelled, or in effect beside a later edition."""
        gone = FORMER | IN_EFFECT
        return frozenset(
            ref for ref, event in self.events.items() if event["status"] in gone and ref not in self.current
        )

    def _index(self, name: str, values: Callable[[Raw], list[str]]) -> Mapping[str, frozenset[str]]:
        index = self._indexes.get(name)
        if index is None:
            found: dict[str, set[str]] = {}
            for ref in self.order:
                for value in values(self.register.raw(ref)):
                    found.setdefault(value, set()).add(ref)
            index = self._indexes[name] = {value: frozenset(refs) for value, refs in found.items()}
        return index

    def _statuses(self, part: str) -> Mapping[str, frozenset[str]]:
        index = self._indexes.get(part)
        if index is None:
            found: dict[str, set[str]] = {}
            for ref, event in self.events.items():
                if event.get(part):
                    found.setdefault(event[part], set()).add(ref)
            index = self._indexes[part] = {value: frozenset(refs) for value, refs in found.items()}
        return index

    # ------------------------------------------------------------ selecting

    def select(
        self, criteria: Mapping[str, Any], current: bool | None, where: Callable[[str], bool] | None
    ) -> tuple[tuple[str, ...], int]:
        """The documents that meet all criteria, and how many more would have but for `current`."""
        sets: list[frozenset[str]] = []
        tests: list[Callable[[str], bool]] = []
        for name, value in criteria.items():
            if name not in Criteria.__annotations__:
                raise unknown_value("criterion", name, [*Criteria.__annotations__, "where", "current"])
            if value is None:
                continue
            if name in _FLAGS:
                tests.append(self._flag(name, value))
            elif name == "text":
                tests.append(self._text(value))
            elif name.endswith(("_since", "_until")):
                tests.append(self._range(name, value))
            else:
                sets.append(self._any_of(name, value))
        found: Set[str] = self.events.keys()
        for number, part in enumerate(sorted(sets, key=len)):
            # The smallest set comes first, so that no step looks at more than it holds.
            found = part & self.events.keys() if number == 0 else found & part
        if where is not None:
            tests.append(where)
        if tests:
            found = {ref for ref in found if all(test(ref) for test in tests)}
        if current is None:
            wanted: Set[str] = found
        else:
            wanted = found & (self.current if current else self.former)
        refs = tuple(sorted(wanted, key=self._position))
        return refs, len(found) - len(refs)

    def _position(self, ref: str) -> tuple[str, int]:
        standard = ref.partition("@")[0]
        return standard, self.register.ordered(standard).index(ref)

    def _any_of(self, name: str, value: object) -> frozenset[str]:
        wanted = texts_of(name, value)
        if name == "stage":
            index = self._statuses("stage")
            return frozenset().union(*(_starting(index, each, name) for each in wanted))
        if name == "jurisdiction":
            index = self._index(name, _NAMES[name])
            return frozenset().union(*(self._in_place(index, each) for each in wanted))
        if name == "status":
            words: type[Enum] = Status
            index = self._statuses("status")
        elif name == "family":
            words = Family
            index = self._index(
                "family",
                lambda raw: [
                    self.register.publishers[raw["publisher"]].publishers[raw["publisher"]]["family"]
                ],
            )
        elif name in _WORDS:
            words, values = _WORDS[name]
            index = self._index(name, values)
        else:
            index = self._index(name, _NAMES[name])
            known = self.register.publishers.keys() if name == "publisher" else index.keys()
            return frozenset().union(
                *(index.get(known_value(each, known, name), frozenset()) for each in wanted)
            )
        known_words = [word.value for word in words]
        return frozenset().union(
            *(
                index.get(known_value(each.replace("_", "-"), known_words, name), frozenset())
                for each in wanted
            )
        )

    def _in_place(self, index: Mapping[str, frozenset[str]], place: str) -> frozenset[str]:
        """Documents of a place and of what it lies in: a state's part in its state, a member in its group."""
        code = place_code("jurisdiction", place)
        state = code.partition("-")[0]
        around = {code, state} | groups_of(state, self.day)
        found = frozenset().union(*(index.get(each, frozenset()) for each in around))
        if "EEA" in around and "EU" not in around:
            union = index.get("EU", frozenset())
            found |= {ref for ref in union if self.register.raw(ref).get("eea_relevant")}
        return found

    def _flag(self, name: str, value: object) -> Callable[[str], bool]:
        flag = flag_of(name, value)
        raw, day, events = self.register.raw, self.day, self.events
        if name == "eea_relevant":
            return lambda ref: bool(raw(ref).get(name)) is flag
        if name == "structure_shipped":
            return lambda ref: (ref in self.register.framework_loaders) is flag
        if name == "in_force":
            return lambda ref: (events[ref]["status"] == "in-force") is flag

        def applies(ref: str) -> bool:
            began = raw(ref).get("applies_from")
            reached = bool(began) and certain_day(began, None) <= day
            return (reached and events[ref]["status"] in IN_EFFECT) is flag

        return applies

    def _text(self, value: object) -> Callable[[str], bool]:
        words = text_of("text", value).casefold().split()

        def holds(ref: str) -> bool:
            raw = self.register.raw(ref)
            names = " ".join([ref, raw["designation"], raw["title"], *(raw.get("aliases") or [])]).casefold()
            return all(word in names for word in words)

        return holds

    def _range(self, name: str, value: object) -> Callable[[str], bool]:
        stem, _, side = name.rpartition("_")
        field = _RANGES[stem]
        if not isinstance(value, str | date):
            raise UnknownCriterion(f"{name} must be a date, not {value!r}")
        try:
            limit = PartialDate(value if isinstance(value, str) else value.isoformat()[:10])
        except InvalidData as wrong:
            raise UnknownCriterion(f"{name}: {wrong}") from None
        bound = (limit.first if side == "since" else limit.last).isoformat()

        def inside(ref: str) -> bool:
            found = self.register.raw(ref).get(field)
            if found is None:
                return False
            if side == "since":
                return certain_day(found, None) >= bound
            return PartialDate(found).first.isoformat() <= bound

        return inside


def _starting(index: Mapping[str, frozenset[str]], start: str, name: str) -> frozenset[str]:
    """Documents at a stage such as "40.60", or at any substage of "40"."""
    if not start.replace(".", "").isdigit():
        raise unknown_value(name, start, index)
    return frozenset().union(*(refs for stage, refs in index.items() if stage.startswith(start)))
