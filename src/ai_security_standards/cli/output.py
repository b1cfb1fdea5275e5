"""Print answers: tables that fit the terminal, records, JSON and CSV."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..records.cards import caption_of, cell_text, has_content, shortened, shown_values
from .style import GAP, one_line, styled

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from ..tables import Table
    from .widths import Fitted

__all__ = ["close_pipe", "note", "print_record", "print_rows", "print_table", "terminal_width", "write"]

#: Narrower terminals show each row as lines of names and values.
_NARROW = 60


def write(text: str) -> None:
    """Write a text to standard output; what the encoding lacks is written as an escape."""
    encoding = sys.stdout.encoding or "utf-8"
    shown = text.encode(encoding, "backslashreplace").decode(encoding)
    sys.stdout.write(shown if shown.endswith("\n") else f"{shown}\n")


def note(text: str) -> None:
    """Write a line to standard error; what cannot be seen, as in names of files, is escaped."""
    print(one_line(text), file=sys.stderr)


def close_pipe() -> None:
    """Leave standard output to nobody, since its reader is gone."""
    nobody = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nobody, sys.stdout.fileno())


def terminal_width() -> int | None:
    """Return the number of characters in a line of the terminal; None in a pipe or a file."""
    if not sys.stdout.isatty():
        return None
    from shutil import get_terminal_size

    return get_terminal_size().columns


def print_table(
    table: Table[Any, Any, Any],
    options: argparse.Namespace,
    columns: Sequence[str] = (),
    headline: str = "",
    reasons: Sequence[str] = (),
) -> None:
    """Print a table in the format asked for.

    Args:
        table: The table.
        options: The parsed arguments, with format and limit.
        columns: The columns that people need; all by default. JSON and CSV have all of them.
        headline: The first line, in the place of the table's own.
        reasons: The columns that are printed below each row, a line for each text.
    """
    if options.format == "json":
        write(table.to_json())
    elif options.format == "csv":
        write(table.to_csv().replace("\r\n", "\n"))
    else:
        write(headline or table.headline())
        print_rows(columns or table.columns, table.rows(), options.limit, reasons)
        _print_source(table)


def _print_source(table: Table[Any, Any, Any]) -> None:
    if table.provenance is not None:
        write(f"\nSource: {table.provenance}")


def print_rows(
    columns: Sequence[str],
    rows: Sequence[Mapping[str, Any]],
    limit: int | None,
    reasons: Sequence[str] = (),
) -> None:
    """Print rows for people: as a table, or as lines in a narrow terminal.

    Args:
        columns: The columns, the most telling first; those that hold nothing are left out.
        rows: The rows.
        limit: The largest number of rows; None for all.
        reasons: The columns that are printed below each row, a line for each text.
    """
    from .widths import fit_columns

    shown = rows if limit is None else rows[:limit]
    names = [name for name in columns if any(has_content(row[name]) for row in shown)]
    width = terminal_width()
    links = [row.get("url") for row in shown]
    below = [list(_reason_lines(row, reasons, width)) for row in shown]
    fitted = fit_columns(names, shown, None if width is not None and width < _NARROW else width)
    if fitted.cells is None or (width is not None and width < _NARROW):
        lines = _as_lines(names, fit_columns(names, shown, None).cells or [], links, below)
    else:
        lines = [*fitted.notes, *_as_columns(names, fitted, links, below)]
    if len(rows) > len(shown):
        lines.append(f"… {len(rows) - len(shown):,} more")
    if lines:
        write("\n".join(lines))


def _reason_lines(row: Mapping[str, Any], names: Sequence[str], width: int | None) -> Iterator[str]:
    """Yield what a row rests on, a line for each text; a terminal wraps it within the indent.

    Args:
        row: The row.
        names: The columns that say it.
        width: The width of the terminal; None where nothing is wrapped.
    """
    from textwrap import wrap

    for name in names:
        texts = row[name] if isinstance(row[name], tuple) else (row[name],)
        for text in filter(has_content, texts):
            line = f"  {name.removesuffix('s').replace('_', ' ')}: {cell_text(text)}"
            if width is None:
                yield line
            else:
                yield from wrap(
                    line, width, subsequent_indent="    ", break_long_words=False, break_on_hyphens=False
                )


def _as_lines(
    names: Sequence[str],
    cells: Sequence[Sequence[str]],
    links: Sequence[str | None],
    below: Sequence[Sequence[str]],
) -> list[str]:
    """Return lines of names and values, and an empty line between rows; the first value has the link.

    Args:
        names: The names of the columns.
        cells: The cells of each row.
        links: The address of each row.
        below: The lines below each row.
    """
    lines: list[str] = []
    for row, link, further in zip(cells, links, below, strict=True):
        linked = [styled(row[0], link=link), *row[1:]]
        lines += [f"{name}: {cell}" for name, cell in zip(names, linked, strict=True) if cell]
        lines += [*further, ""]
    return lines[:-1]


def _as_columns(
    names: Sequence[str], fitted: Fitted, links: Sequence[str | None], below: Sequence[Sequence[str]]
) -> list[str]:
    """Return lines of columns.

    Args:
        names: The names of the columns.
        fitted: The cells of each row, and the widths.
        links: The address of each row, for its first cell.
        below: The lines below each row.
    """
    if not names:
        return []
    header = [name.replace("_", " ") for name in names]
    lines = (header, *(fitted.cells or ()))
    widths = fitted.widths
    cells = [line if fitted.whole else list(map(shortened, line, widths)) for line in lines]
    # The codes of styles take no room.
    pads = [[" " * (size - len(cell)) for cell, size in zip(line, widths, strict=True)] for line in cells]
    heads = [styled(name, "head") for name in cells[0]]
    rows = [[styled(line[0], link=link), *line[1:]] for line, link in zip(cells[1:], links, strict=True)]
    printed: list[str] = []
    for line, room, further in zip([heads, *rows], pads, [(), *below], strict=True):
        printed.append(GAP.join(f"{cell}{pad}" for cell, pad in zip(line, room, strict=True)).rstrip())
        printed += further
    return printed


def print_record(record: Any, options: argparse.Namespace) -> None:
    """Print a record: its JSON form, or a name and a value a line."""
    if options.format == "json":
        import json

        from ..formats.exchange import to_dict

        write(json.dumps(to_dict(record), ensure_ascii=False))
        return
    write(styled(caption_of(record), "head"))
    values = {name: _value_lines(value) for name, value in shown_values(record).items()}
    size = max(map(len, values), default=0)
    for name, lines in values.items():
        for number, line in enumerate(lines):
            shown = styled(line, link=line) if line.startswith("https://") and " " not in line else line
            title = "" if number else name
            write(f"{styled(title, 'name')}{' ' * (size - len(title))}{GAP}{shown}")


def _value_lines(value: Any) -> list[str]:
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        texts = [" ".join(_value_lines(each)) for each in value]
        is_long = any(len(text) > 30 for text in texts)
        return texts if is_long else [", ".join(texts)]
    if hasattr(type(value), "__attrs_attrs__") and "__str__" not in vars(type(value)):
        return [" · ".join(" ".join(_value_lines(each)) for each in shown_values(value).values())]
    return [" ".join(cell_text(value).split())]
