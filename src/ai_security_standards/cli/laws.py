"""The verb applies: what applies to a profile, from a file or from an interview."""

from __future__ import annotations

import sys

from ..errors import UnknownCriterion
from .asking import catalog_of
from .interviews import answer_line, interview_people
from .output import note, print_rows, print_table, write
from .parsing import Verb
from .profiles import read_profile, write_profile
from .writing import add_force, require_new

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from ..applicability.rulings import RulingGroup, Rulings
    from ..catalog import Catalog

__all__ = ["VERBS"]

_TITLES = {
    "binding": "Binds, or will bind",
    "exception": "Binds, unless an exception holds",
    "open": "Depends on {question}",
    "voluntary": "Voluntary, best fit first",
}
_LIMITS = (
    "General law, such as the GDPR or product liability, and product law, such as the MDR, is not ruled on "
    "here unless named."
)
#: The source of reasons that only say that a text is out of force, or replaced.
_HISTORY = "register, field history"
#: How many acts are named that do not apply.
_NEAR = 5


def _applies(options: argparse.Namespace) -> int:
    require_new(options.save, options)
    catalog = catalog_of(options)
    profile = read_profile(options.profile) if options.profile else None
    if options.ask:
        profile = interview_people(catalog, profile, options)
        rulings = catalog.applicable(profile, standard=options.standard)
        if options.save:
            write_profile(options.save, profile)
            note(f"aiss applies: wrote {options.save}")
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
            write(f"\n{_title(group, rulings)}")
            columns = ("ref", "name", "verdict", "date", "fit")
            print_rows(columns, shown.rows(), options.limit)
        if group.rest:
            write(f"… {group.rest:,} more were made for others")
    stages = rulings.stages()
    if stages:
        write("\nFrom when, by the dates of provisions; where these are open, the earliest possible")
        write("\n".join(stages))
    _print_left_out(catalog, rulings, options.limit or _NEAR)
    write(f"\n{_LIMITS}")
    write(f"No legal advice. Source: {rulings.provenance}")
    _print_next_step(rulings, options)
    return 0


def _title(group: RulingGroup, rulings: Rulings) -> str:
    """Return the heading of a group; of an open one, the question in words, and how a profile answers it."""
    from ..applicability.questions import can_be_asked, is_fact, question_text

    key = group.question
    if key is None or not can_be_asked(key):
        return _TITLES[group.name].format(question=key)
    acts = "" if is_fact(key) else f"{rulings.acts_with(key)}: "
    return f"Depends on: {acts}{question_text(key)}\nIn the profile: {answer_line(key)}"


def _print_left_out(catalog: Catalog, rulings: Rulings, limit: int) -> None:
    """Print acts in force in the places of the profile that do not apply, each with a reason."""
    from ..records.places import groups_of

    profile = rulings.profile
    places = (profile.markets or frozenset()) | (profile.established_in or frozenset())
    around = {place.partition("-")[0] for place in places}.union(
        places, *(groups_of(place, str(rulings.day)) for place in places)
    )
    near = [
        f"{each.ref}: {each.reasons[0]}"
        for each in rulings.excluded.documents
        if each.binds
        and each.reasons[0].source != _HISTORY
        and around & {*catalog.standard(str(each.ref)).jurisdictions}
    ]
    if near:
        more = f"\n… {len(near) - limit} more: --limit {len(near)}" if len(near) > limit else ""
        write("\nLeft out: law of these places that does not apply\n" + "\n".join(near[:limit]) + more)


def _print_next_step(rulings: Rulings, options: argparse.Namespace) -> None:
    """Print the command that asks for what is open, if an answer would settle any of it."""
    import shlex

    articles = options.articles or bool(options.standard)
    if rulings.next_question(articles=articles) is None:
        return
    path = options.save or options.profile or "profile.toml"
    words = ["aiss", "applies", *([path] if options.save or options.profile else [])]
    for each in options.standard or ():
        words += ["--standard", each]
    words += [*(["--articles"] if articles else []), "--ask", "--save", path]
    words += ["--force"] if options.save or options.profile else []
    print(f"To be asked for what is open: {shlex.join(words)}", file=sys.stderr)


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
