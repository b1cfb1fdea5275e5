"""An interview: one question at a time until every act is settled that answers can settle."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any, Protocol

from attrs import fields, frozen

from .._store.register import packaged_register
from ..errors import UnknownCriterion, shown
from ..snapshot import Snapshot
from ..tables import attach_provenance
from ..vocabulary import Verdict
from ..vocabulary.criteria import OneOrMore, check_instance, texts_of, unknown_value
from .deciding import applicable
from .profiles import Profile
from .questions import Question, can_be_asked, question_for
from .rulings import Rulings

__all__ = ["Interview"]


class _HasSnapshot(Protocol):
    """A catalog, of which an interview needs the data alone."""

    @property
    def snapshot(self) -> Snapshot: ...


@frozen(kw_only=True, init=False, repr=False)
class Interview:
    """Questions and answers that complete a profile; immutable, so each answer returns another interview.

    It asks for one fact at a time, that which would settle most acts. "Don't know" leaves a fact open. The
    order of the answers makes no difference to the rulings.

    Attributes:
        profile: The facts so far.
        question: The next question; None where no answer settles an act any more.
        answered: The ids of the questions that were answered or skipped, in their order.

    >>> interview = Interview(Profile(jurisdictions="DE", sectors="finance", size="large"))
    >>> interview.question.id
    'roles'
    >>> interview.answer("deployer").profile
    Profile(established_in={'DE'}, markets={'DE'}, roles={'deployer'}, sectors={'finance'}, size='large')
    """

    profile: Profile
    question: Question | None
    answered: tuple[str, ...]
    _snapshot: Snapshot
    _standard: OneOrMore[str]
    _open: tuple[str, ...]
    _pending: tuple[str, ...]
    _base: str
    _articles: bool
    _values: frozenset[str]

    def __init__(
        self,
        profile: Profile | None = None,
        catalog: _HasSnapshot | None = None,
        *,
        standard: OneOrMore[str] = None,
        articles: bool = False,
    ) -> None:
        """Begin an interview.

        Args:
            profile: The facts that are known; without it, none.
            catalog: The catalog, with its day; without it, the packaged data of today.
            standard: The acts to be settled; without it, all.
            articles: Whether to ask what the provisions of these acts depend on, too.
        """
        if profile is not None:
            check_instance("profile", profile, Profile)
        if catalog is not None and not isinstance(getattr(catalog, "snapshot", None), Snapshot):
            raise UnknownCriterion(f"catalog must be a Catalog, not {shown(catalog)}")
        snapshot = Snapshot(packaged_register(), dt.date.today()) if catalog is None else catalog.snapshot
        self._set(
            profile=Profile() if profile is None else profile,
            answered=(),
            _snapshot=snapshot,
            _standard=standard,
            _articles=articles,
            _pending=(),
            _base="",
            _values=frozenset(),
        )
        self._ask(standard)

    def _set(self, **values: Any) -> None:
        for name, value in values.items():
            object.__setattr__(self, name, value)

    def _ask(self, standard: OneOrMore[str]) -> None:
        """Set the next question, and the acts that are open."""
        rulings = applicable(self._snapshot, self.profile, standard)
        asked = rulings if self._articles else rulings.documents
        is_open = (each for each in asked if each.binds and each.verdict is Verdict.MAY_APPLY)
        acts = [str(each.ref.document) for each in is_open]
        acts += [act for each in rulings.main_facts().values() for act in each]
        self._set(_open=tuple(dict.fromkeys(acts)))
        self._set(question=rulings.next_question(self.answered, articles=self._articles))

    @property
    def remaining(self) -> int:
        """About how many answers decide what is open, that to the next question among them."""
        if self.question is None:
            return 0
        asked = self.rulings if self._articles else self.rulings.documents
        keys = {group.question for group in asked.groups() if group.question is not None}
        keys.update(self.rulings.main_facts())
        return max(1, sum(can_be_asked(key) for key in keys.difference(self.answered)))

    @property
    def most(self) -> int:
        """How many questions are left if no answer settles another; those that make one exact not counted."""
        if self.question is None:
            return 0
        return max(self.remaining, self.rulings.count_open(self.answered, articles=self._articles))

    @property
    def together(self) -> tuple[Question, ...]:
        """The next question, with those of the same acts that can be asked at once: see `answer_together`."""
        if self.question is None:
            return ()
        beside = self.rulings.questions_beside(self.question, self.answered, articles=self._articles)
        return (self.question, *beside)

    def answer_together(self, yes: Iterable[str] | None) -> Interview:
        """Return the interview after an answer to all questions of `together`, none of which is on a fact.

        Args:
            yes: The ids of those whose answer is yes, the others being no; None for "don't know".

        Raises:
            UnknownCriterion: An id is none of these; near misses are named.

        >>> interview = Interview(Profile(jurisdictions="US-TX", roles="deployer"), standard="ca-sb942")
        >>> interview.answer_together(None).question is None
        True
        """
        ids = [each.id for each in self.together if each.fact is None]
        chosen = frozenset(() if yes is None else texts_of("yes", yes))
        for each in sorted(chosen.difference(ids)):
            raise unknown_value("question", each, ids)
        answered = (*self.answered, *ids)
        if yes is None:
            return self._after(self.profile, answered)
        given: dict[str, Any] = {each.name: getattr(self.profile, each.name) for each in fields(Profile)}
        given["answers_yes"] |= chosen
        given["answers_no"] |= frozenset(ids) - chosen
        return self._after(Profile(**given), answered)

    def answer(self, answer: object) -> Interview:
        """Return the interview after an answer to the question.

        Args:
            answer: Labels or values of options, one or several; True and False for yes and no; None for
                "don't know", which leaves the fact open.

        Raises:
            UnknownCriterion: The answer is none of the options, or nothing is asked; near misses are named.
        """
        question = self.question
        if question is None:
            raise UnknownCriterion("nothing is asked any more; read the rulings")
        asked = (*self.answered, question.id)
        if answer is None:
            return self._after(self.profile, answered=asked)
        chosen = question.chosen(answer)
        exact = self._values.union(*(option.values for option in chosen if option.follow_up is None))
        pending = (*self._pending, *(option.follow_up for option in chosen if option.follow_up is not None))
        base = self._base or question.id
        if pending:
            following = question_for(pending[0], self.profile)
            return self._with(
                question=following, answered=asked, _pending=pending[1:], _base=base, _values=exact
            )
        return self._after(_with_answer(self.profile, base, question, exact), answered=asked)

    def skip(self) -> Interview:
        """Return the interview after "don't know"."""
        return self.answer(None)

    def run(self, ask: Callable[[Question], object]) -> Interview:
        """Return the interview after all questions, each answered by a function.

        Args:
            ask: A function that takes a question and returns an answer, None for "don't know".

        >>> interview = Interview(Profile(jurisdictions="US-TX"), standard="tx-traiga")
        >>> interview.run(lambda question: "deployer").rulings.headline().partition(";")[0]
        '1 act binds'
        """
        interview = self
        while interview.question is not None:
            interview = interview.answer(ask(interview.question))
        return interview

    @property
    def rulings(self) -> Rulings:
        """The rulings for the profile so far."""
        rulings = applicable(self._snapshot, self.profile, self._standard)
        return attach_provenance(rulings, self._snapshot.provenance)

    def _with(self, **values: Any) -> Interview:
        other = object.__new__(Interview)
        for name in (
            "profile",
            "question",
            "answered",
            "_snapshot",
            "_standard",
            "_open",
            "_pending",
            "_base",
            "_articles",
            "_values",
        ):
            object.__setattr__(other, name, values.get(name, getattr(self, name)))
        return other

    def _after(self, profile: Profile, answered: tuple[str, ...]) -> Interview:
        """Return the interview with another profile, and its next question on the acts that are open."""
        nothing: dict[str, Any] = {"_pending": (), "_base": "", "_values": frozenset(), "question": None}
        other = self._with(profile=profile, answered=answered, **nothing)
        other._ask(self._open)
        return other


def _with_answer(profile: Profile, base: str, question: Question, values: frozenset[str]) -> Profile:
    """Return a profile with the answer to a question.

    Args:
        profile: The facts before.
        base: The id of the question; where follow-ups made the answer exact, of the first.
        question: The question that was answered last.
        values: What the answers give.
    """
    fact, _, word = base.partition(":")
    given: dict[str, Any] = {each.name: getattr(profile, each.name) for each in fields(Profile)}
    if question.fact is None:
        name = "answers_yes" if "yes" in values else "answers_no"
        given[name] = given[name] | {question.id}
    elif values and values <= {"yes", "no"}:
        given[fact] = "yes" in values
    elif question.several and not (word and not values):
        given[fact] = (given[fact] - {word}) | values if word else values
    elif values:
        (given[fact],) = values
    return Profile(**given)
