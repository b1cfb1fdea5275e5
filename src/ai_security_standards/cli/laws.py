"""The verb applies: what applies to a profile, from a file or from an interview."""

from __future__ import annotations

import sys

from ..errors import UnknownCriterion
from .asking import catalog_of
from .output import print_rows, print_table, write
from .parsing import Verb
from .profiles import read_profile, write_profile
from .writing import add_force, require_new

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from ..applicability import Profile, Question
    from ..catalog import Catalog

__all__ = ["VERBS"]

_TITLES = {
    "binding": "Binds, or will bind",
    "exception": "Binds, unless an exception holds",
    "open": "Depends on {question}",
    "voluntary": "Voluntary, best fit first",
}


def _applies(options: argparse.Namespace) -> int:
    require_new(options.save, options)
    catalog = catalog_of(options)
    profile = read_profile(options.profile) if options.profile else None
    if options.ask:
        profile = _interview(catalog, profile, options)
        rulings = catalog.applicable(profile, standard=options.standard)
        if options.save:
            write_profile(options.save, profile)
            print(f"aiss applies: wrote {options.save}", file=sys.stderr)
    elif profile is None:
        raise UnknownCriterion("name a profile, or say --ask to be asked for its facts")
    else:
        rulings = catalog.applicable(profile, standard=options.standard)
    if options.format != "table":
        print_table(rulings, options)
        return 0
    write(rulings.headline().partition(";")[0])
    for group in rulings.groups():
        shown = group.rulings if options.articles else group.rulings.documents
        if shown:
            write(f"\n{_TITLES[group.name].format(question=group.question)}")
            columns = ("ref", "name", "verdict", "date", "fit")
            print_rows(columns, shown.rows(), options.limit)
        if group.rest:
            write(f"… {group.rest:,} more were made for others")
    write(f"\nNo legal advice. Source: {rulings.provenance}")
    return 0


def _interview(catalog: Catalog, profile: Profile | None, options: argparse.Namespace) -> Profile:
    """Ask until nothing more can be settled; an empty line or the end of the input means "don't know"."""
    from ..applicability import Interview

    interview = Interview(profile, catalog, standard=options.standard)
    while interview.question is not None:
        line = _answer_to(interview.question)
        try:
            interview = interview.answer(_meant(interview.question, line))
        except UnknownCriterion as error:
            print(error, file=sys.stderr)
    return interview.profile


def _answer_to(question: Question) -> str:
    print(f"\n{question.text}", file=sys.stderr)
    for number, option in enumerate(question.options, 1):
        print(f"  {number}  {option.label}", file=sys.stderr)
    kind = "numbers, with commas between" if question.several else "a number"
    print(f"{kind}; nothing if you don't know: ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip()


def _meant(question: Question, line: str) -> list[str] | None:
    """Return the labels that an answer means: numbers of options, or labels as they are; None for none."""
    labels = [option.label for option in question.options]
    given = [part.strip() for part in line.split(",") if part.strip()]
    numbered = (
        labels[int(part) - 1] if part.isdecimal() and 0 < int(part) <= len(labels) else part for part in given
    )
    return list(numbered) or None


def _add_applies(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("profile", nargs="?", help="a TOML file of facts")
    parser.add_argument("--ask", action="store_true", help="ask for the facts that decide most")
    parser.add_argument("--save", metavar="FILE", help="write the facts of --ask to a TOML file")
    add_force(parser)
    parser.add_argument("--articles", action="store_true", help="print articles below documents")
    parser.add_argument("--standard", action="append", metavar="ID", help="rule on this document only")


VERBS = (
    Verb(
        "applies",
        "print which documents apply to a profile, and from when",
        "aiss applies profile.toml --standard eu-ai-act",
        _add_applies,
        _applies,
    ),
)
