"""Fuzz the readers: `python -m fuzz structure|bytes|atheris|finds [--seconds N] [TARGET …]`.

Each target has a process of its own, whose memory is bounded, and whose inputs have bounded time.
"""

from __future__ import annotations

import argparse
import sys

from .running import coverage_guided, fuzz, in_process, replay


def main(arguments: list[str]) -> int:
    from .targets import TARGETS

    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    parser.add_argument("way", choices=["finds", "structure", "bytes", "atheris"])
    parser.add_argument("targets", nargs="*", metavar="TARGET", help="; ".join(TARGETS))
    parser.add_argument("--seconds", type=float, default=10, help="of the processor, for each target")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_intermixed_args(arguments)
    failed = 0
    for name in given.targets or TARGETS:
        if given.way == "finds":
            failed += replay(name)
        elif given.way == "atheris":
            failed += in_process(coverage_guided, name, given.seconds)
        else:
            failed += in_process(fuzz, name, given.seconds, given.way, given.seed)
    return min(failed, 1)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
