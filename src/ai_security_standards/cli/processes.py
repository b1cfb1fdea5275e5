"""Ask about many files in several processes, in the order of the files."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from typing import TypeVar

__all__ = ["over_processes"]

Answer = TypeVar("Answer")

#: With fewer files, starting processes costs more than they save.
_FEW_FILES = 40
#: The number of files that are handed out at a time.
_BATCH = 1_000


def over_processes(
    ask: Callable[[str], Answer], paths: Iterable[str], jobs: int, warm: Callable[[], object]
) -> Iterator[Answer]:
    """Yield what is answered about each file, in their order; over several processes where it pays.

    Args:
        ask: Answers about one file; processes must be able to share it.
        paths: The files.
        jobs: The number of processes.
        warm: Reads what all answers need, so that forked processes share it.
    """
    files = iter(paths)
    first = list(islice(files, _FEW_FILES))
    if len(first) < _FEW_FILES or jobs == 1:
        gc.enable()
        yield from map(ask, chain(first, files))
        return
    warm()
    gc.freeze()
    gc.enable()
    import signal
    from concurrent.futures import ProcessPoolExecutor

    # A terminal interrupts all processes: one alone has to say so.
    ignore = (signal.SIGINT, signal.SIG_IGN)
    with ProcessPoolExecutor(jobs, initializer=signal.signal, initargs=ignore) as pool:
        batch = first
        while batch:  # of a bounded number, so that memory does not grow with the tree
            with _interrupts_wait():  # what begins here has no handler yet
                answers = pool.map(ask, batch, chunksize=8)
            yield from answers
            batch = list(islice(files, _BATCH))


@contextmanager
def _interrupts_wait() -> Iterator[None]:
    """Hold back interrupts, also from processes and threads that begin meanwhile, where the system can."""
    import signal

    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
