"""Ask people for the facts of a profile, and say how a file answers a question."""

from __future__ import annotations

import sys

from ..errors import UnknownCriterion
from .asking import standard_input

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from ..applicability import Interview, Profile, Question
    from ..catalog import Catalog

__all__ = ["answer_line", "chosen_labels", "fact_text", "interview_people"]

_STOP = ("q", "quit")
_BACK = ("b", "back")
_HELP = ("?", "h", "help")
_SHORT = {"y": "yes", "n": "no"}
_NONE = ("0", "-", "none", "none of these")
_PLACES = ("established_in", "markets")
_PLACE_HINT = "or any country or American state by name or code, such as Germany, DE or California"
_HELP_TEXT = (
    "numbers or words choose answers; an empty line leaves the fact open; b goes back; q stops and prints "
    "what is known"
)


def interview_people(catalog: Catalog, profile: Profile | None, options: argparse.Namespace) -> Profile:
    """Return the profile after questions, until nothing more can be settled or a line says to stop.

    An empty line, or the end of the input, means "don't know". Each answer is repeated as it was understood.
    """
    from ..applicability import Interview

    interview = Interview(profile, catalog, standard=options.standard, articles=options.articles)
    earlier: list[Interview] = []
    while interview.question is not None:
        line = _answer_to(interview, interview.question, len(earlier) + 1)
        if line.casefold() in _STOP:
            break
        if line.casefold() in _HELP:
            print(_HELP_TEXT, file=sys.stderr)
        elif line.casefold() in _BACK:
            interview = earlier.pop() if earlier else interview
        else:
            try:
                following = _after(interview, line)
            except UnknownCriterion as error:
                print(error, file=sys.stderr)
                continue
            print(f"  -> {_echo(interview, following)}", file=sys.stderr)
            earlier.append(interview)
            interview = following
    return interview.profile


def _answer_to(interview: Interview, question: Question, place: int) -> str:
    """Print a question, or several that no fact answers, and return the line that answers them.

    Args:
        interview: The interview.
        question: Its next question.
        place: The number of the question, counted from 1.
    """
    least, most = interview.remaining - 1, interview.most - 1
    left = f"; about {least}{f' to {most}' if most > least else ''} more" if most else ""
    print(f"\nQuestion {place}{left}\n{_text(interview)}", file=sys.stderr)
    for number, label in enumerate(_labels(interview), 1):
        print(f"  {number}  {label}", file=sys.stderr)
    none = "none of these" if len(interview.together) > 1 else question.none
    if none is not None:
        print(f"  0  {none}", file=sys.stderr)
    kind = "numbers, with commas between" if question.several or len(interview.together) > 1 else "a number"
    if question.fact in _PLACES:
        kind = f"{kind}, {_PLACE_HINT}"
    print(
        f"{kind}; nothing if you don't know, b to go back, q to stop: ", end="", file=sys.stderr, flush=True
    )
    return standard_input(one_line=True).strip()


def _text(interview: Interview) -> str:
    """Return what to ask: of several questions, the acts, and which statements are so."""
    first, *others = interview.together
    if not others:
        return first.text
    return f"{first.text.partition(': ')[0]}: which of these are so?"


def _labels(interview: Interview) -> list[str]:
    from ..applicability.questions import statement_text

    first, *others = interview.together
    if others:
        return [statement_text(each.id) for each in (first, *others)]
    return [option.label for option in first.options]


def _after(interview: Interview, line: str) -> Interview:
    """Return the interview after a line that answers the question, or all that are asked together.

    Raises:
        UnknownCriterion: The line is no answer.
    """
    questions = interview.together
    if len(questions) == 1:
        return interview.answer(chosen_labels(questions[0], line))
    if not line:
        return interview.answer_together(None)
    numbers = [] if line.casefold() in _NONE else [part.strip() for part in line.split(",") if part.strip()]
    for part in numbers:
        if not part.isdecimal() or not 0 < int(part) <= len(questions):
            raise UnknownCriterion(f"answer with numbers from 1 to {len(questions)}, or 0, not {part}")
    return interview.answer_together(questions[int(number) - 1].id for number in numbers)


def chosen_labels(question: Question, line: str) -> list[str] | None:
    """Return the labels that an answer means: numbers of options, or labels as they are.

    Returns:
        No label for "none of these", and None for an empty line, which leaves the fact open.

    Raises:
        UnknownCriterion: A number is that of no option, and no year.
    """
    labels = [option.label for option in question.options]
    if line in labels:
        return [line]
    if question.none is not None and line.casefold() in (*_NONE, question.none.casefold()):
        return []
    given = [_SHORT.get(part.strip().casefold(), part.strip()) for part in line.split(",") if part.strip()]
    is_day = question.fact == "placed_on_market"
    for part in given:
        if part.isdecimal() and not 0 < int(part) <= len(labels) and not (is_day and len(part) == 4):
            raise UnknownCriterion(f"answer with a number from 1 to {len(labels)}, not {part}")
    return [labels[int(part) - 1] if part.isdecimal() and len(part) < 4 else part for part in given] or None


def _echo(before: Interview, after: Interview) -> str:
    """Return what an answer was understood to say."""
    fact = None if before.question is None else before.question.fact
    if after.profile == before.profile:
        is_exact = fact is not None and after.question is not None and after.question.fact == fact
        return "noted; one more question on this" if is_exact else "left open"
    if fact is not None:
        return f"{fact}: {fact_text(after.profile, fact)}"
    from ..applicability.questions import statement_text

    yes = sorted(after.profile.answers_yes - before.profile.answers_yes)
    no = len(after.profile.answers_no - before.profile.answers_no)
    said = [f"yes: {statement_text(each)}" for each in yes] + ([f"no to {no}"] if no else [])
    return "; ".join(said)


def fact_text(profile: Profile, fact: str) -> str:
    """Return the value of a fact for people: places with their names, an empty list as "none of these"."""
    from ..records.places import place_name

    value = getattr(profile, fact)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not isinstance(value, frozenset):
        return str(value)
    shown = [place_name(each) if fact in _PLACES else each for each in sorted(value)]
    return ", ".join(shown) or "none of these"


def answer_line(key: str) -> str:
    """Return the line of a TOML profile that answers a fact or a question of a ruling, with all its words."""
    import json

    from ..applicability.questions import is_fact
    from ..records.laws import FACT_FLAGS, FACT_WORDS
    from ..vocabulary import OrganisationSize

    if not is_fact(key):
        return f"answers_yes = [{json.dumps(key, ensure_ascii=False)}], or the same as answers_no"
    if key in FACT_WORDS:
        words = json.dumps([word.value for word in FACT_WORDS[key]])
        return f"{key} = {words}, without those that it is not; [] for none of these"
    if key in FACT_FLAGS:
        return f"{key} = true, or false"
    if key == "size":
        first, *others = (word.value for word in OrganisationSize)
        return f'{key} = "{first}", or {", ".join(others)}'
    return f'{key} = "2027-12-02", the day, month or year' if key == "placed_on_market" else f'{key} = ["DE"]'
