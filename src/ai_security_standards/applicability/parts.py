"""Articles by their parts: one binds a profile only as far as one of its paragraphs does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve

from ..records.provisions import Framework, Provision
from ..tables.reasons import Reason
from ..vocabulary import ProvisionKind, Role, Verdict
from .conditions import NO, Answer, all_of, any_of, evaluate
from .grounds import Case, Timing
from .rulings import Ruling

__all__ = ["Parts"]

#: Provisions whose text is all in their parts; a paragraph has words of its own before its points.
_DIVIDED = (ProvisionKind.ARTICLE,)


class Parts:
    """The assessable paragraphs of articles and sections: one binds a profile only as far as a part does.

    A role that an article names, and none of its parts, has its duty in a paragraph that is not assessable,
    as authorities always may.
    """

    def __init__(self, case: Case, framework: Framework) -> None:
        self._case = case
        self._below: dict[str, list[Provision]] = {}
        for each in framework.provisions:
            if each.parent is not None and each.assessable and not each.retired and self._is_in_text(each):
                self._below.setdefault(each.parent, []).append(each)
        self._answers: dict[str, tuple[Answer, Answer]] = {}
        self._relevance: dict[str, Answer] = {}
        self._rulings: dict[str, Ruling] = {}

    @property
    def begun(self) -> Iterator[Answer]:
        """Whether each provision has begun to apply to the profile."""
        return (begun for begun, _ in reversed(self._answers.values()))

    @property
    def ever(self) -> Iterator[Answer]:
        """Whether each provision ever applies to the profile."""
        return (ever for _, ever in reversed(self._answers.values()))

    def add(self, provision: Provision, for_profile: Answer, timing: Timing, ruling: Ruling) -> None:
        """Add what was found on a provision; what is above it comes later."""
        begun = all_of([for_profile, timing.has_begun])
        self._answers[provision.id] = begun, all_of([for_profile, timing.ever_applies])
        self._rulings[provision.id] = ruling

    def relevance(self, provision: Provision, for_profile: Answer) -> Answer:
        """Return whether a provision can be relevant, dates aside: only as far as one of its parts is.

        What is below a provision comes first.
        """
        below = self._parts_of(provision)
        if below and for_profile.truth is not False:
            own_duty = self._has_role_of_its_own(provision, below)
            of_parts = (self._relevance[each.id] for each in below)
            for_profile = all_of([for_profile, any_of([own_duty, *of_parts])])
        self._relevance[provision.id] = for_profile
        return for_profile

    def restrict(self, provision: Provision, timing: Timing) -> Timing:
        """Return the timing of a provision, no earlier than that of its parts."""
        below = self._parts_of(provision)
        if not below or timing.ever_applies.truth is False:
            return timing
        own_duty = self._has_role_of_its_own(provision, below)
        answers = [self._answers[each.id] for each in below]
        ever = any_of([own_duty, *(ever for _, ever in answers)])
        begun = any_of([own_duty, *(begun for begun, _ in answers)])
        if ever.truth is False:
            reason = Reason("none of its parts is for such a profile", f"parts of {provision.id}")
            return Timing(NO, NO, None, (reason,))
        dates = [day for day in (self._rulings[each.id].date for each in below) if day is not None]
        date = timing.date
        if not own_duty.truth and dates and date is not None:
            date = max(date, min(dates))
        return timing._replace(
            has_begun=all_of([timing.has_begun, begun]),
            ever_applies=all_of([timing.ever_applies, ever]),
            date=date,
        )

    def with_exceptions(self, provision: Provision, ruling: Ruling) -> Ruling:
        """Return the ruling on a provision with the exceptions that alone keep its parts open."""
        if ruling.verdict is not Verdict.MAY_APPLY or ruling.exceptions:
            return ruling
        rulings = [self._rulings[each.id] for each in self._parts_of(provision)]
        excepted = [each.exceptions for each in rulings if each.exceptions]
        return evolve(ruling, exceptions=min(excepted, key=len)) if excepted else ruling

    def _parts_of(self, provision: Provision) -> Sequence[Provision]:
        """Return the assessable parts in which all the text of a provision is."""
        return self._below.get(provision.id, ()) if provision.kind in _DIVIDED else ()

    def _is_in_text(self, provision: Provision) -> bool:
        """Tell whether the text, on the day, has a provision, which an amendment may have added."""
        dates = provision.application
        return not dates or any(each.stated_on(self._case.text_day) for each in dates)

    def _has_role_of_its_own(self, provision: Provision, below: Iterable[Provision]) -> Answer:
        """Return whether the profile has a role that the provision names and its parts do not."""
        if not provision.roles or any(not each.roles for each in below):
            return NO
        in_parts = {role for each in below for role in each.roles} - {Role.REGULATOR}
        own = [role for role in provision.roles if role not in in_parts]
        return evaluate({"roles": own}, self._case) if own else NO
