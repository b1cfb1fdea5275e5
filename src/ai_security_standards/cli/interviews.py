"""Ask people for the facts of a profile, and say how a file answers a question."""

from __future__ import annotations

import sys

from ..errors import UnknownCriterion

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from ..applicability import Interview, Profile, Question
    from ..catalog import Catalog

__all__ = ["answer_line", "chosen_labels", "interview_people"]

_STOP = ("q", "quit")
_PLACES = ("established_in", "markets")
_PLACE_HINT = "or any country by name or code, such as Germany or DE"


def interview_people(catalog: Catalog, profile: Profile | None, options: argparse.Namespace) -> Profile:
    """Return the profile after questions, until nothing more can be settled or a line says to stop.

    An empty line, or the end of the input, means "don't know".
    """
    from ..applicability import Interview

    interview = Interview(profile, catalog, standard=options.standard, articles=options.articles)
    while interview.question is not None:
        line = _answer_to(interview, interview.question)
        if line.casefold() in _STOP:
            break
        try:
            interview = interview.answer(chosen_labels(interview.question, line))
        except UnknownCriterion as error:
            print(error, file=sys.stderr)
    return interview.profile


def _answer_to(interview: Interview, question: Question) -> str:
    more = interview.remaining - 1
    left = f"; about {more} more decide what is open" if more else ""
    print(f"\nQuestion {len(interview.answered) + 1}{left}\n{question.text}", file=sys.stderr)
    for number, option in enumerate(question.options, 1):
        print(f"  {number}  {option.label}", file=sys.stderr)
    kind = "numbers, with commas between" if question.several else "a number"
    if question.fact in _PLACES:
        kind = f"{kind}, {_PLACE_HINT}"
    print(f"{kind}; nothing if you don't know, q to stop: ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip()


def chosen_labels(question: Question, line: str) -> list[str] | None:
    """Return the labels that an answer means: numbers of options, or labels as they are; None for none.

    Raises:
        UnknownCriterion: A number is that of no option, and no year.
    """
    labels = [option.label for option in question.options]
    if line in labels:
        return [line]
    given = [part.strip() for part in line.split(",") if part.strip()]
    is_day = question.fact == "placed_on_market"
    for part in given:
        if part.isdecimal() and not 0 < int(part) <= len(labels) and not (is_day and len(part) == 4):
            raise UnknownCriterion(f"answer with a number from 1 to {len(labels)}, not {part}")
    return [labels[int(part) - 1] if part.isdecimal() and len(part) < 4 else part for part in given] or None


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
        return f"{key} = {words}, without those that it is not"
    if key in FACT_FLAGS:
        return f"{key} = true, or false"
    if key == "size":
        first, *others = (word.value for word in OrganisationSize)
        return f'{key} = "{first}", or {", ".join(others)}'
    return f'{key} = "2027-12-02", the day, month or year' if key == "placed_on_market" else f'{key} = ["DE"]'
