"""The command line: parse the arguments, run the verb, and give an exit status."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

__all__ = ["INTERRUPTED", "parser", "run"]

#: The exit status of what a signal ended: 128 and the number of the signal.
INTERRUPTED = 130

_EPILOG = """exit status: 0 nothing to mend, 1 something was found, 2 unusable input, 130 interrupted

example:
  aiss resolve "OWASP LLM01:2025" "Art. 15 AI Act"
"""


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    from .parsing import command_parser
    from .verbs import VERBS

    return command_parser(VERBS, _EPILOG)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command, print what it answers, and return its exit status.

    Args:
        arguments: The arguments after the name of the command; None for those of the process.

    >>> run(["resolve", "OWASP LLM01:2025"])
    owasp-llm-top-10@2025:LLM01  Prompt Injection
    0
    """
    try:  # around all of it: half of a short command is imports
        return _answer(arguments)
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return INTERRUPTED


def _answer(arguments: Sequence[str] | None) -> int:
    """Run the command, and return its exit status, also where it fails."""
    from ..errors import StandardsError
    from .asking import OK, WRONG_INPUT
    from .output import close_pipe

    if sys.stdout is None:  # a daemon, or `>&-`
        print("aiss: standard output is closed", file=sys.stderr)
        return WRONG_INPUT
    options = parser().parse_args(sys.argv[1:] if arguments is None else arguments)
    # What is read stays until the end: to look for rubbish in it takes a tenth of a cold audit.
    gc.disable()
    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:
        close_pipe()
        return OK
    except (StandardsError, OSError, ImportError) as error:  # the last where an extra is missing
        print(f"aiss {options.verb}: {_one_line(error)}", file=sys.stderr)
        return WRONG_INPUT
    finally:
        gc.enable()
    return status


def _one_line(error: Exception) -> str:
    """Return the message of an error in one line."""
    if isinstance(error, OSError) and error.strerror:
        named = f"{error.filename}: " if error.filename else ""
        return f"{named}{error.strerror}"
    from .asking import message_of

    return message_of(error)
