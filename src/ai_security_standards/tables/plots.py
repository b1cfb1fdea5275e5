"""Two plots, by whichever plotting library pandas is set to; they need the extra `plot`, else ImportError."""

from __future__ import annotations

from typing import Any

from . import Table, require_extra

__all__ = ["plot_matrix", "plot_timeline"]


def plot_timeline(events: Table[Any, Any, Any], **options: Any) -> Any:
    """Plot how events of each kind add up over time: editions issued, duties that begin to apply.

    Args:
        events: A table with `kind`, and with `day` in its records, such as `catalog.changes(...)`.
        **options: Options of pandas' `DataFrame.plot`.

    Returns:
        What the plotting library gives: for matplotlib, the axes.

    >>> act = load().changes("2024-01-01", "2028-12-31").of("eu-ai-act", "begins-to-apply")
    >>> int(plot_timeline(act).lines[0].get_ydata()[-1]) == len(act)
    True
    """
    pandas = require_extra("pandas", "plot")
    days = pandas.to_datetime([event.day for event in events])
    kinds = [str(event.kind) for event in events]
    counts = pandas.crosstab(days, kinds, rownames=["day"], colnames=["kind"]).cumsum()
    steps = {"drawstyle": "steps-post"} if pandas.options.plotting.backend == "matplotlib" else {}
    return counts.plot(**{"title": events.headline(), **steps, **options})


def plot_matrix(matrix: Table[Any, Any, Any], **options: Any) -> Any:
    """Plot a crosswalk part by part: a bar for each part of the source, split by parts of the target.

    Args:
        matrix: The `matrix` of a crosswalk.
        **options: Options of pandas' `DataFrame.plot.barh`.

    Returns:
        What the plotting library gives: for matplotlib, the axes.

    >>> found = load().crosswalk("etsi-en-304-223@2.1.1", "iso-iec-42001@2023").matrix
    >>> len(plot_matrix(found).containers) == len(found.columns) - 1
    True
    """
    require_extra("pandas", "plot")
    frame = matrix.to_pandas().set_index(matrix.columns[0]).iloc[::-1]
    return frame.plot.barh(**{"stacked": True, "xlabel": "rows", **options})
