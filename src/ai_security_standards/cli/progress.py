"""A progress bar on standard error, where there is a terminal and the extra `cli` is installed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager

__all__ = ["progress"]


@contextmanager
def progress(noun: str) -> Generator[Callable[[], None]]:
    """Give a function that counts one more thing done.

    Args:
        noun: What is counted.
    """
    if not sys.stderr.isatty():
        yield lambda: None
        return
    try:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
    except ImportError:
        yield lambda: None
        return
    columns = TextColumn(noun), BarColumn(), TextColumn("{task.completed:,}"), TimeElapsedColumn()
    # Drawn twice a second: ten times took a tenth of one core.
    shown = Progress(*columns, console=Console(stderr=True), transient=True, refresh_per_second=2)
    with shown as bar:
        task = bar.add_task(noun, total=None)
        yield lambda: bar.advance(task)
