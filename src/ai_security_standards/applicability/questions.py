"""The questions of an interview: one fact each, with at most seven options."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from attrs import evolve, frozen

from ..errors import UnknownCriterion, shown
from ..records.cards import Card
from ..records.refs import Ref
from ..vocabulary.criteria import unknown_value
from .menus import NONE_LABELS, TEXTS, YES_NO, Option, is_single, options_by_question
from .profiles import Profile

__all__ = [
    "CHOICE",
    "FORM",
    "START",
    "Option",
    "Question",
    "can_be_asked",
    "is_fact",
    "question_for",
    "question_text",
    "statement_text",
]

#: Questions of rulings that no answer settles: the fact `held_to` does, an authority, or the register.
CHOICE = (
    "whether the organisation chooses it or is held to it: "
    "it is made for others, and nobody is obliged to follow it"
)
FORM = "whether and in what form it is issued"
START = "from when it applies"


@frozen(kw_only=True)
class Question(Card):
    """A question on one fact of a profile, or one that no fact answers.

    Attributes:
        id: The fact, with the word that the question makes exact after a colon; or the question of a rule.
        text: What to ask.
        options: At most seven answers.
        several: Whether several options may be chosen, or none of them.
        none: What the answer that none of the options fits is called; None where an option says so.
        settles: The acts that the answer alone may settle.
    """

    id: str
    text: str
    options: tuple[Option, ...]
    several: bool = False
    none: str | None = None
    settles: tuple[Ref, ...] = ()

    @property
    def fact(self) -> str | None:
        """The fact of a profile that the answer gives; None for a question that no fact answers."""
        fact = self.id.partition(":")[0]
        return fact if is_fact(fact) else None

    def chosen(self, answer: object) -> tuple[Option, ...]:
        """Return the options that an answer means.

        Args:
            answer: Labels or values of options, one or several; True and False stand for yes and no. Of a
                fact, any other value of it, too.

        Raises:
            UnknownCriterion: An answer is none of these; near misses are named.

        >>> sectors = question_for("sectors", Profile())
        >>> [option.values for option in sectors.chosen(["health care", "finance"])]
        [('health',), ('finance',)]
        """
        if isinstance(answer, bool):
            answer = "yes" if answer else "no"
        given = [answer] if isinstance(answer, str) else answer
        if not isinstance(given, Iterable):
            raise UnknownCriterion(f"an answer must be one or several of the options, not {shown(answer)}")
        chosen = tuple(self._option(str(each)) for each in given)
        if len(chosen) != 1 and not self.several:
            raise UnknownCriterion(f"give one answer to {self.text!r}, not {len(chosen)}")
        return chosen

    def _option(self, text: str) -> Option:
        for option in self.options:
            if text == option.label or (text,) == option.values:
                return option
        if self.fact is None or self.options == YES_NO:
            raise unknown_value("answer", text, [option.label for option in self.options])
        facts: dict[str, Any] = {self.fact: text}
        given = getattr(Profile(**facts), self.fact)
        return Option(text, tuple(sorted(given)) if isinstance(given, frozenset) else (str(given),))


def is_fact(name: str) -> bool:
    """Tell whether a fact of a profile can be asked."""
    return name in TEXTS


def can_be_asked(key: str) -> bool:
    """Tell whether the answer to a fact or question of a ruling can be given in an interview.

    >>> can_be_asked("roles"), can_be_asked("free"), can_be_asked(CHOICE)
    (True, False, False)
    """
    if key in Profile.__annotations__:
        return is_fact(key)
    return not key.startswith((CHOICE, FORM, START))


#: A second statement, after which "Is it" would no longer fit.
_MORE_STATEMENTS = re.compile(r", and |\b(?:and|or) (?:then )?[a-z]+s ")
_SECOND_QUESTION = re.compile(r", and whether (.+?) (is|has) ")


def question_text(key: str) -> str:
    """Return what to ask about a fact, or a question of a ruling as a sentence.

    >>> question_text("whether it is a cloud computing service provider (Article 7)")
    'Is it a cloud computing service provider (Article 7)?'
    >>> question_text("whether it makes toys")
    'Is it true that it makes toys?'
    """
    if is_fact(key):
        return TEXTS[key]
    statement = statement_text(key)
    if statement.startswith("it is ") and not _MORE_STATEMENTS.search(statement):
        return f"Is it {statement.removeprefix('it is ')}?"
    return f"Is it true that {statement}?"


def statement_text(key: str) -> str:
    """Return a question of a ruling as what is so if the answer is yes.

    >>> statement_text("whether it is a cloud computing service provider (Article 7)")
    'it is a cloud computing service provider (Article 7)'
    """
    return _SECOND_QUESTION.sub(r", and \2 \1 ", key.removeprefix("whether "))


def question_for(key: str, profile: Profile, skipped: Iterable[str] = ()) -> Question | None:
    """Return the question on a fact, or on what no fact answers; None where nothing is left to ask.

    Where the profile gives the fact, the question is the first that makes one of its words more exact.

    Args:
        key: A fact, the id of a follow-up, or a question of a rule.
        profile: The facts so far.
        skipped: The ids of questions that are not to be asked.
    """
    if not is_fact(key.partition(":")[0]):
        question = Question(id=key, text=question_text(key), options=YES_NO)
        return None if key in skipped else question
    questions = _questions()
    if ":" in key:
        return questions.get(key)
    value = getattr(profile, key)
    if value is None:
        if key in skipped:
            return None
        return _class_question(profile.annexes) if key == "risk_classes" else questions[key]
    words = sorted(value) if isinstance(value, frozenset) else ["" if isinstance(value, bool) else str(value)]
    finer = [f"{key}:{word}" for word in words]
    return next((questions[each] for each in finer if each in questions and each not in skipped), None)


def _class_question(areas: frozenset[str] | None) -> Question:
    """Return the question on the risk class, with what follows from the areas of the annexes.

    A system that no annex lists is not high-risk (Article 6(1), (2)), so that is no option then.
    """
    question = _questions()["risk_classes"]
    if areas is None:
        return question
    listed = sorted(each for each in areas if each.startswith(("annex-i-", "annex-iii")) or each == "annex-i")
    if not listed:
        options = tuple(each for each in question.options if each.values != ("high-risk",))
        return evolve(
            question, options=options, text=f"{question.text} No annex lists it: it is not high-risk."
        )
    by_use = any(each.startswith("annex-iii") for each in listed)
    rule = "unless Article 6(3) takes it out" if by_use else "if product law asks a third party to assess it"
    return evolve(question, text=f"{question.text} By {', '.join(listed)} it is high-risk, {rule}.")


@cache
def _questions() -> Mapping[str, Question]:
    """Return the questions on facts by id: of a fact, of a word to be made exact, of a group of words."""
    return {
        key: Question(
            id=key, text=TEXTS[fact], options=options, several=not is_single(fact), none=NONE_LABELS.get(fact)
        )
        for key, options in options_by_question().items()
        for fact in [key.partition(":")[0]]
    }
