"""Fuzz the readers: `python -m fuzz structure|bytes|finds [--seconds N] [TARGET …]`."""

from __future__ import annotations

import argparse
import hashlib
import random
import resource
import sys
import time
import traceback
from pathlib import Path

from .mutation import mutate_bytes, mutate_structure
from .targets import TARGETS, run

FINDS = Path(__file__).parent / "finds"
#: What one input may take: seconds, and growth of memory in MB over a whole run.
MOST_SECONDS, MOST_MEGABYTES = 20, 1_500


def replay(names: list[str]) -> int:
    """Run past finds again, each a file `TARGET/NAME`; return how many fail."""
    failed = 0
    for name in names:
        for path in sorted((FINDS / name.replace(" ", "-")).glob("*")):
            try:
                run(name, path.read_bytes())
            except BaseException:
                failed += 1
                print(f"{path} fails:\n{traceback.format_exc()}")
    return failed


def keep(name: str, content: bytes) -> Path:
    folder = FINDS / name.replace(" ", "-")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / hashlib.sha256(content).hexdigest()[:16]
    path.write_bytes(content)
    return path


def fuzz(name: str, seconds: float, mutate: str, seed: int) -> int:
    """Give a target changed inputs for a time; keep each that fails, and return how many do."""
    chance = random.Random(seed)
    change = {"structure": mutate_structure, "bytes": mutate_bytes}[mutate]
    seeds = list(TARGETS[name].seeds)
    end, count, failed, slowest = time.monotonic() + seconds, 0, 0, 0.0
    kinds: set[str] = set()
    while time.monotonic() < end:
        content = change(chance.choice(seeds), chance)
        begun = time.process_time()
        try:
            run(name, content)
        except BaseException as error:
            place = traceback.extract_tb(error.__traceback__)[-1]
            kind = f"{type(error).__name__} in {Path(place.filename).name}:{place.lineno}"
            if kind not in kinds:
                kinds.add(kind)
                failed += 1
                print(f"{name}: {kind}: {str(error)[:200]}; kept as {keep(name, content)}")
        slowest = max(slowest, time.process_time() - begun)
        count += 1
    if slowest > MOST_SECONDS:
        failed += 1
        print(f"{name}: one input took {slowest:.1f} s")
    print(f"{name}: {count} inputs by {mutate}, the slowest {slowest:.2f} s, {failed} failures", flush=True)
    return failed


def coverage_guided(name: str, seconds: float) -> int:
    """Fuzz a target with Atheris, which follows the branches that bytes reach."""
    import atheris

    corpus = FINDS.parent / "corpus" / name.replace(" ", "-")
    corpus.mkdir(parents=True, exist_ok=True)
    for number, content in enumerate(TARGETS[name].seeds):
        (corpus / f"seed{number}").write_bytes(content)
    finds = FINDS / name.replace(" ", "-")
    finds.mkdir(parents=True, exist_ok=True)
    options = [
        f"-max_total_time={int(seconds)}",
        "-max_len=65536",
        f"-timeout={MOST_SECONDS}",
        "-rss_limit_mb=3000",
    ]
    atheris.instrument_all()
    atheris.Setup(
        [sys.argv[0], *options, f"-artifact_prefix={finds}/", str(corpus)], lambda data: run(name, data)
    )
    atheris.Fuzz()  # ends the process
    return 0


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    parser.add_argument("way", choices=["finds", "structure", "bytes", "atheris"])
    parser.add_argument("targets", nargs="*", default=list(TARGETS))
    parser.add_argument("--seconds", type=float, default=10, help="for each target")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args(arguments)
    if given.way == "finds":
        return min(replay(given.targets), 1)
    if given.way == "atheris":
        return coverage_guided(given.targets[0], given.seconds)
    failed = sum(fuzz(name, given.seconds, given.way, given.seed) for name in given.targets)
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{used} MB of memory at most")
    return min(failed + (used > MOST_MEGABYTES), 1)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
