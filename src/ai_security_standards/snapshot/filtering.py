"""The criteria that select documents, and the indexes that answer them without a scan."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Set
from datetime import date
from typing import Any, Literal, TypedDict, get_args

from .._store.register import Register, status_event_on
from .._store.shapes import Raw
from ..errors import InvalidData, UnknownCriterion, shown
from ..records.dates import PartialDate, certain_day
from ..records.names import contain_words
from ..records.places import groups_of, place_code
from ..records.refs import Ref
from ..records.standards import tier_by
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
    Tier,
    Topic,
    Word,
)
from ..vocabulary.criteria import OneOrMore, flag_of, known_value, text_of, texts_of, unknown_value
from ..vocabulary.documents import FORMER, IN_EFFECT
from .lookup import publisher_ids

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..vocabulary.literals import (
        AccessText,
        BindingText,
        ConfidenceText,
        FamilyText,
        KindText,
        LifecycleStageText,
        RoleText,
        SectorText,
        StatusText,
        SystemTypeText,
        TierText,
        TopicText,
    )

__all__ = ["Criteria", "DocumentIndex", "OneOrMore", "known_value", "texts_of"]

Day = str | date | None
#: The criteria of which a document may have no value.
TagText = Literal[
    "access", "language", "licence", "lifecycle_stage", "role", "sector", "system_type", "topic",
]  # fmt: skip


class Criteria(TypedDict, total=False):
    """The criteria of `Catalog.standards`; a collection means any of its members, None no restriction.

    Words (`kind`, `status`, `access`, `binding`, `confidence`, `family`, `role`, `system_type`,
    `lifecycle_stage`, `sector`, `tier`, `topic`) are those of `ai_security_standards.vocabulary`.

    Attributes:
        stale: Whether the status of a forthcoming document may have changed unseen; see `Standard.stale`.
        untagged: Criteria for which the document has no value: it is not tagged, which means unknown.
    """

    id: OneOrMore[str]
    edition: OneOrMore[str]
    number: OneOrMore[str]
    publisher: OneOrMore[str]
    family: OneOrMore[Family | FamilyText]
    committee: OneOrMore[str]
    kind: OneOrMore[Kind | KindText]
    tier: OneOrMore[Tier | TierText]
    status: OneOrMore[Status | StatusText]
    stage: OneOrMore[str]
    access: OneOrMore[Access | AccessText]
    licence: OneOrMore[str]
    language: OneOrMore[str]
    binding: OneOrMore[Binding | BindingText]
    jurisdiction: OneOrMore[str]
    topic: OneOrMore[Topic | TopicText]
    role: OneOrMore[Role | RoleText]
    system_type: OneOrMore[SystemType | SystemTypeText]
    lifecycle_stage: OneOrMore[LifecycleStage | LifecycleStageText]
    sector: OneOrMore[Sector | SectorText]
    confidence: OneOrMore[Confidence | ConfidenceText]
    eea_relevant: bool | None
    in_force: bool | None
    in_application: bool | None
    structure_shipped: bool | None
    stale: bool | None
    untagged: OneOrMore[TagText]
    published_since: Day
    published_until: Day
    in_force_since: Day
    in_force_until: Day
    applies_since: Day
    applies_until: Day
    checked_since: Day
    checked_until: Day
    text: str | None


#: The word lists of criteria whose values are words.
_WORDS: Mapping[str, type[Word]] = {
    "access": Access,
    "binding": Binding,
    "confidence": Confidence,
    "family": Family,
    "kind": Kind,
    "lifecycle_stage": LifecycleStage,
    "role": Role,
    "sector": Sector,
    "status": Status,
    "system_type": SystemType,
    "tier": Tier,
    "topic": Topic,
}
#: The fields that criteria look at, where these are not of the same name.
_FIELDS: Mapping[str, str] = {
    "jurisdiction": "jurisdictions",
    "language": "languages",
    "lifecycle_stage": "lifecycle_stages",
    "role": "roles",
    "sector": "sectors",
    "system_type": "system_types",
    "topic": "topics",
}
_FLAGS = frozenset({"eea_relevant", "in_force", "in_application", "stale", "structure_shipped"})
_RANGES: Mapping[str, str] = {
    "published": "published",
    "in_force": "in_force",
    "applies": "applies_from",
    "checked": "checked_on",
}


class DocumentIndex:
    """The documents of a register on one day, with an index per criterion, built when first used."""

    __slots__ = ("_current", "_events", "_indexes", "_order", "day", "register")

    def __init__(self, register: Register, day: date) -> None:
        self.register = register
        self.day = day.isoformat()
        self._order: tuple[str, ...] | None = None
        self._events: dict[str, Raw] | None = None
        self._current: frozenset[str] | None = None
        self._indexes: dict[str, Mapping[str, frozenset[str]]] = {}

    # Two threads may both compute one of these: they find the same, and either stays.

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
            events = ((ref, status_event_on(self.register.raw(ref), self.day)) for ref in self.order)
            self._events = {ref: event for ref, event in events if event is not None}
        return self._events

    @property
    def current(self) -> frozenset[str]:
        """The edition of each standard that is current on the day, without former ones."""
        if self._current is None:
            register, events = self.register, self.events
            best = {register.current_by(standard, events.get) for standard in register.editions}
            self._current = frozenset(
                ref for ref in best if ref is not None and events[ref]["status"] not in FORMER
            )
        return self._current

    @property
    def former(self) -> frozenset[str]:
        """Documents that are superseded, withdrawn or cancelled, or in effect but not the current edition."""
        statuses = FORMER | IN_EFFECT
        return frozenset(
            ref
            for ref, event in self.events.items()
            if event["status"] in statuses and ref not in self.current
        )

    def select(
        self, criteria: Mapping[str, Any], current: bool | None, where: Callable[[str], bool] | None
    ) -> tuple[tuple[str, ...], int]:
        """Return the documents that meet all criteria, and how many more `current` alone left out.

        Args:
            criteria: The criteria by name; see `Criteria`.
            current: True for current editions, False for former ones, None for both.
            where: A further test of a reference; None for none.

        Raises:
            UnknownCriterion: A criterion or a value of one does not exist.
        """
        sets, tests = self._conditions(criteria)
        found: Set[str] = self.events.keys()
        # The smallest set comes first, so that no step looks at more than it.
        for refs in sorted(sets, key=len):
            found = refs & found
        if where is not None:
            tests.append(where)
        if tests:
            found = {ref for ref in found if all(test(ref) for test in tests)}
        wanted = found if current is None else found & (self.current if current else self.former)
        selected = tuple(sorted(wanted, key=self._position))
        return selected, len(found) - len(selected)

    def _conditions(
        self, criteria: Mapping[str, Any]
    ) -> tuple[list[frozenset[str]], list[Callable[[str], bool]]]:
        """Return the sets of documents that an index gives for criteria, and tests for the other ones."""
        sets: list[frozenset[str]] = []
        tests: list[Callable[[str], bool]] = []
        for name, value in criteria.items():
            if name not in Criteria.__annotations__:
                raise unknown_value("criterion", name, [*Criteria.__annotations__, "where", "current"])
            if value is None:
                continue
            if name in _FLAGS:
                tests.append(self._flag_test(name, value))
            elif name == "text":
                tests.append(self._text_test(value))
            elif name == "untagged":
                sets.append(self._untagged(value))
            elif name.endswith(("_since", "_until")):
                tests.append(self._range_test(name, value))
            else:
                sets.append(self._any_of(name, value))
        return sets, tests

    def _position(self, ref: str) -> tuple[str, int]:
        standard, _ = Ref.split_document(ref)
        return standard, self.register.ordered(standard).index(ref)

    def _index(self, name: str) -> Mapping[str, frozenset[str]]:
        """Return the documents by each value of a criterion."""
        index = self._indexes.get(name)
        if index is None:
            refs_by_value: dict[str, set[str]] = {}
            for ref in self.order:
                for value in self._values(name, ref):
                    refs_by_value.setdefault(value, set()).add(ref)
            index = {value: frozenset(refs) for value, refs in refs_by_value.items()}
            self._indexes[name] = index
        return index

    def _values(self, name: str, ref: str) -> Collection[str]:
        """Return the values of a criterion that a document has."""
        raw = self.register.raw(ref)
        if name in ("status", "stage"):
            value = self.events.get(ref, {}).get(name)
        elif name == "family":
            value = self.register.publishers[raw["publisher"]].publishers[raw["publisher"]]["family"]
        elif name == "publisher":
            value = [raw["publisher"], *(raw.get("co_publishers") or ())]
        elif name == "tier":
            value = raw.get("tier") or tier_by(raw.get("system_types", ()), raw["binding"]).value
        else:
            value = raw.get(_FIELDS.get(name, name))
        return [value] if isinstance(value, str) else value or ()

    def _any_of(self, name: str, value: object) -> frozenset[str]:
        """Return the documents that have any of the values given for a criterion."""
        texts, index = texts_of(name, value), self._index(name)
        if name == "stage":
            found = [_of_stage(index, text) for text in texts]
        elif name == "jurisdiction":
            found = [self._in_place(index, text) for text in texts]
        elif name in _WORDS:
            found = [self._of_word(index, text.replace("_", "-"), name) for text in texts]
        else:
            known: Collection[str] = index
            if name == "publisher":
                texts = [known_id for text in texts for known_id in publisher_ids(self.register, text)]
                known = self.register.publishers
            found = [index.get(known_value(text, known, name), frozenset()) for text in texts]
        return frozenset().union(*found)

    @staticmethod
    def _of_word(index: Mapping[str, frozenset[str]], word: str, name: str) -> frozenset[str]:
        """Return the documents of a word of a list; a word that none has is looked up in the list."""
        found = index.get(word)
        if found is None:
            found = index.get(known_value(word, [each.value for each in _WORDS[name]], name), frozenset())
        return found

    def _untagged(self, value: object) -> frozenset[str]:
        """Return the documents that have no value for any of the criteria named."""
        names = [known_value(text, get_args(TagText), "untagged") for text in texts_of("untagged", value)]
        return frozenset(ref for ref in self.order for name in names if not self._values(name, ref))

    def _in_place(self, index: Mapping[str, frozenset[str]], place: str) -> frozenset[str]:
        """Return the documents of a place and of what it lies in: state and groups of states."""
        code = place_code("jurisdiction", place)
        state = code.partition("-")[0]
        places = {code, state} | groups_of(state, self.day)
        found = frozenset().union(*(index.get(each, frozenset()) for each in places))
        if "EEA" in places and "EU" not in places:
            union = index.get("EU", frozenset())
            found |= {ref for ref in union if self.register.raw(ref).get("eea_relevant")}
        return found

    def _flag_test(self, name: str, value: object) -> Callable[[str], bool]:
        flag = flag_of(name, value)
        raw, day, events = self.register.raw, self.day, self.events
        if name == "eea_relevant":
            return lambda ref: bool(raw(ref).get(name)) is flag
        if name == "structure_shipped":
            return lambda ref: (ref in self.register.framework_loaders) is flag
        if name == "stale":
            return lambda ref: self._is_stale(ref) is flag
        if name == "in_force":
            return lambda ref: (events[ref]["status"] == "in-force") is flag

        def applies(ref: str) -> bool:
            first = raw(ref).get("applies_from")
            reached = bool(first) and certain_day(first, None) <= day
            return (reached and events[ref]["status"] in IN_EFFECT) is flag

        return applies

    def _is_stale(self, ref: str) -> bool:
        standard = self.register.standard(ref).on(date.fromisoformat(self.day))
        return standard is not None and standard.stale

    def _text_test(self, value: object) -> Callable[[str], bool]:
        words = text_of("text", value).casefold().split()

        def matches(ref: str) -> bool:
            raw = self.register.raw(ref)
            return contain_words((ref, raw["designation"], raw["title"], *(raw.get("aliases") or ())), words)

        return matches

    def _range_test(self, name: str, value: object) -> Callable[[str], bool]:
        stem, _, side = name.rpartition("_")
        field = _RANGES[stem]
        if not isinstance(value, str | date):
            raise UnknownCriterion(f"{name} must be a date, not {shown(value)}")
        try:
            limit = PartialDate(value if isinstance(value, str) else value.isoformat()[:10])
        except InvalidData as invalid:
            raise UnknownCriterion(f"{name}: {invalid}") from None
        bound = (limit.first if side == "since" else limit.last).isoformat()

        def is_inside(ref: str) -> bool:
            text = self.register.raw(ref).get(field)
            if text is None:
                return False
            if side == "since":
                return certain_day(text, None) >= bound
            return PartialDate(text).first.isoformat() <= bound

        return is_inside


def _of_stage(index: Mapping[str, frozenset[str]], start: str) -> frozenset[str]:
    """Return the documents at a stage such as "40.60", or at any substage of "40"."""
    if not start.replace(".", "").isdigit():
        raise unknown_value("stage", start, index)
    return frozenset().union(*(refs for stage, refs in index.items() if stage.startswith(start)))
