"""Parse the arguments: one parser a verb, with the options that all share."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, NoReturn

from .style import one_line

__all__ = ["Arguments", "Verb", "command_parser", "one_or_more", "positional"]

#: The shells for which there is completion.
_SHELLS = ("bash", "zsh", "fish")
#: The names of arguments that are completed with files, and with folders.
_FILES, _FOLDERS = ("FILE", "REF|FILE", "paths", "profile", "file"), ("DIR", "folder")

Arguments = Callable[[argparse.ArgumentParser], None]


class Verb(NamedTuple):
    """A verb of the command.

    Attributes:
        name: The word on the command line.
        summary: What it does, as a sentence without a full stop.
        example: A command that works when pasted.
        add_arguments: Adds its own arguments to a parser.
        run: Runs it on the parsed arguments, and returns the exit status.
        formats: The formats of output, besides tables for people.
    """

    name: str
    summary: str
    example: str
    add_arguments: Arguments
    run: Callable[[argparse.Namespace], int]
    formats: tuple[str, ...] = ("json", "csv")


def positional(name: str, help: str, number: str | None = None) -> Arguments:
    """Return what adds a positional argument; `number` is that of argparse, such as "+"."""

    def add(parser: argparse.ArgumentParser) -> None:
        parser.add_argument(name, help=help, nargs=number)

    return add


def one_or_more(*parts: Arguments) -> Arguments:
    """Return what adds several arguments, one after the other."""

    def add(parser: argparse.ArgumentParser) -> None:
        for part in parts:
            part(parser)

    return add


def command_parser(verbs: Sequence[Verb], epilog: str) -> argparse.ArgumentParser:
    """Return the parser of the command.

    Args:
        verbs: The verbs, in the order of the help.
        epilog: The text below the help: exit statuses and an example.
    """
    shape = argparse.RawDescriptionHelpFormatter
    parser = _CommandParser(
        prog="aiss",
        description="Look up, audit and map standards, law and guidance on the security of AI.",
        epilog=epilog,
        formatter_class=shape,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the versions of code and data")
    parser.add_argument(
        "--completion", action=_Completion, choices=_SHELLS, help="print the completion of a shell"
    )
    below = parser.add_subparsers(dest="verb", metavar="VERB", required=True, parser_class=_VerbParser)
    for verb in verbs:
        below.add_parser(
            verb.name,
            help=verb.summary,
            description=f"{verb.summary[0].upper()}{verb.summary[1:]}.",
            epilog=f"example:\n  {verb.example}",
            formatter_class=shape,
        ).verb = verb
    return parser


class _CommandParser(argparse.ArgumentParser):
    """The parser of the command: where values are left over, it says which option takes several."""

    given: Sequence[str] = ()

    def parse_known_args(self, *given: Any, **options: Any) -> Any:
        self.given = given[0] if given and given[0] else ()
        return super().parse_known_args(*given, **options)

    def error(self, message: str) -> NoReturn:
        repeated = (
            option
            for verb in _below(self)
            for action in verb._actions
            for option in action.option_strings[:1]
            if type(action).__name__ == "_AppendAction" and option in self.given
        )
        is_value = message.startswith("unrecognized arguments") and ": -" not in message
        option = next(repeated, None) if is_value else None
        super().error(one_line(f"{message}; write {option} before each of several" if option else message))


class _VerbParser(argparse.ArgumentParser):
    """The parser of one verb, which takes its arguments when it is first used: a command uses one of many."""

    verb: Verb | None = None

    def error(self, message: str) -> NoReturn:
        super().error(one_line(message))

    def take_arguments(self) -> None:
        """Add the arguments of the verb, unless they are there."""
        verb, self.verb = self.verb, None
        if verb is not None:
            verb.add_arguments(self)
            _add_shared(self, verb.formats)
            self.set_defaults(run=verb.run, format="table")

    def parse_known_args(self, *given: Any, **options: Any) -> Any:
        self.take_arguments()
        return super().parse_known_args(*given, **options)


def _add_shared(parser: argparse.ArgumentParser, formats: Sequence[str]) -> None:
    shared = parser.add_argument_group("data and output")
    shared.add_argument("--on", metavar="DAY", help="answer as of a day, such as 2026-07-01")
    shared.add_argument("--as-known", metavar="RELEASE", help="answer from an earlier data release")
    shared.add_argument(
        "--overlay", metavar="DIR", action="append", default=[], help="add a folder of your own documents"
    )
    if formats:
        shared.add_argument("--limit", type=int, metavar="N", help="print at most N rows of a table")
    for name in formats:
        shared.add_argument(
            f"--{name}", dest="format", action="store_const", const=name, help=f"print {name.upper()}"
        )


class _Version(argparse.Action):
    """Print the versions of code and data, and stop."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from ..catalog import load

        provenance = load().provenance
        print(f"ai-security-standards {provenance.version}, data {provenance.release}")
        parser.exit()


class _Completion(argparse.Action):
    """Print a script that completes verbs, options and paths in a shell, and stop."""

    def __call__(self, parser: argparse.ArgumentParser, _: object, shell: object, *__: object) -> None:
        try:
            import shtab
        except ImportError:
            parser.error("completion needs an extra: pip install 'ai-security-standards[cli]'")
        for each in _below(parser):
            each.take_arguments()
            for action in each._actions:
                name = action.metavar or action.dest
                if name in _FILES or name in _FOLDERS:
                    action.complete = shtab.FILE if name in _FILES else shtab.DIRECTORY  # type: ignore[attr-defined]
        print(shtab.complete(parser, str(shell)))
        parser.exit()


def _below(parser: argparse.ArgumentParser) -> Sequence[_VerbParser]:
    """Return the parsers of the verbs."""
    choices = (action.choices for action in parser._actions if action.dest == "verb")
    return [each for found in choices if isinstance(found, dict) for each in found.values()]
