"""Run a target: past finds again, changed inputs for a time, or what Atheris makes."""

from __future__ import annotations

import hashlib
import multiprocessing
import random
import resource
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

FINDS = Path(__file__).parent / "finds"
#: What one input may take, in seconds of the processor, and by how much memory may grow over a run, in MB.
MOST_SECONDS, MOST_GROWTH = 20, 500
#: The address space of a process: an input that asks for more gets a MemoryError.
MOST_MEMORY = 6 * 2**30


class TooSlowError(BaseException):
    """An input took too long."""


def _stop(*_: object) -> None:
    raise TooSlowError(f"an input took more than {MOST_SECONDS} s")


def folder_of(name: str) -> Path:
    return FINDS / name.replace(" ", "-")


def replay(name: str) -> int:
    """Run past finds again, each a file `TARGET/NAME`; return how many fail."""
    from .targets import run

    failed = 0
    for path in sorted(folder_of(name).glob("*")):
        try:
            run(name, path.read_bytes())
        except Exception:
            failed += 1
            print(f"{path} fails:\n{traceback.format_exc()}")
    return failed


def keep(name: str, content: bytes) -> Path:
    folder = folder_of(name)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / hashlib.sha256(content).hexdigest()[:16]
    path.write_bytes(content)
    return path


def memory() -> int:
    """Return the largest memory of the process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def fuzz(name: str, seconds: float, mutate: str, seed: int) -> int:
    """Give a target changed inputs for some seconds of the processor; keep each that fails; return how many."""
    from .mutation import mutate_bytes, mutate_structure
    from .targets import TARGETS, run

    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    signal.signal(signal.SIGVTALRM, _stop)
    chance = random.Random(seed)
    change = {"structure": mutate_structure, "bytes": mutate_bytes}[mutate]
    inputs = list(TARGETS[name].seeds)
    for each in inputs:
        run(name, each)  # what is done once in a process is done now
    before = memory()
    # Time of the processor, so that a busy machine tries as much as a quiet one.
    end, count, slowest = time.process_time() + seconds, 0, 0.0
    kinds: set[str] = set()
    while time.process_time() < end:
        content = change(chance.choice(inputs), chance)
        begun = time.process_time()
        signal.setitimer(signal.ITIMER_VIRTUAL, MOST_SECONDS)
        try:
            run(name, content)
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            place = traceback.extract_tb(error.__traceback__)[-1]
            kind = f"{type(error).__name__} in {Path(place.filename).name}:{place.lineno}"
            if kind not in kinds:
                kinds.add(kind)
                print(f"{name}: {kind}: {ascii(error)[:300]}; kept as {keep(name, content)}", flush=True)
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        slowest = max(slowest, time.process_time() - begun)
        count += 1
    failed, growth = len(kinds), memory() - before
    if growth > MOST_GROWTH:
        failed += 1
        print(f"{name}: memory grew by {growth} MB")
    print(
        f"{name}: {count} inputs by {mutate} in {seconds:g} s, the slowest {slowest:.2f} s, "
        f"memory grew by {growth} MB, {failed} failures",
        flush=True,
    )
    return failed


def coverage_guided(name: str, seconds: float) -> int:
    """Fuzz a target with Atheris, which follows the branches that bytes reach."""
    import atheris

    with atheris.instrument_imports(include=["ai_security_standards"]):
        from .targets import TARGETS, run

        for content in TARGETS[name].seeds:
            run(name, content)  # what is imported when it is first used is instrumented too

    corpus = FINDS.parent / "corpus" / name.replace(" ", "-")
    corpus.mkdir(parents=True, exist_ok=True)
    for number, content in enumerate(TARGETS[name].seeds):
        (corpus / f"seed{number}").write_bytes(content)
    folder_of(name).mkdir(parents=True, exist_ok=True)
    options = [
        f"-max_total_time={int(seconds)}",
        "-max_len=65536",
        f"-timeout={MOST_SECONDS}",
        "-rss_limit_mb=3000",
        "-print_final_stats=1",
    ]
    artifacts = f"-artifact_prefix={folder_of(name)}/"
    atheris.Setup([sys.argv[0], *options, artifacts, str(corpus)], lambda data: run(name, data))
    atheris.Fuzz()  # ends the process
    return 0


def in_process(act: Callable[..., int], *arguments: object) -> bool:
    """Run a function in a process of its own; tell whether it failed."""
    process = multiprocessing.get_context("spawn").Process(target=_end_with, args=(act, *arguments))
    process.start()
    process.join()
    return process.exitcode != 0


def _end_with(act: Callable[..., int], *arguments: object) -> None:
    sys.exit(min(act(*arguments), 1))
