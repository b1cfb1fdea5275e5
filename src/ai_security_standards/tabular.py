"""Tables: immutable sequences of records with `rows()`, and every output format made from those."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from typing import Any, Generic, TypeVar, cast, overload

TYPE_CHECKING = False
if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

__all__ = ["Table", "as_csv", "as_html", "as_markdown"]

Record = TypeVar("Record")
Row = Mapping[str, Any]


class Table(Sequence[Record], Generic[Record]):
    """An immutable sequence of records that can be read as rows of plain values.

    It compares and hashes by its records. In a notebook it shows itself as an HTML table.
    """

    __slots__ = ("_records",)

    #: The columns of `rows()`, in their order; a subclass names its own.
    columns: tuple[str, ...] = ()
    _records: tuple[Record, ...]

    def __init__(self, records: Sequence[Record]) -> None:
        object.__setattr__(self, "_records", tuple(records))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable")

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (tuple(self),)

    def __len__(self) -> int:
        return len(self._records)

    @overload
    def __getitem__(self, index: int) -> Record: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Record, ...]: ...
    def __getitem__(self, index: int | slice) -> Record | tuple[Record, ...]:
        return self._records[index]

    def __iter__(self) -> Iterator[Record]:
        return iter(self._records)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Table):
            return NotImplemented
        return type(self) is type(other) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"<{self.headline()}>"

    def headline(self) -> str:
        """One line that says what the table holds."""
        return f"{len(self)} rows"

    def row(self, record: Record) -> dict[str, Any]:
        """One record as plain values by column."""
        return {column: plain(getattr(record, column)) for column in self.columns}

    def rows(self) -> tuple[dict[str, Any], ...]:
        """Every record as a mapping of column to a plain value.

        A plain value is a text, a number, a truth value, None, or a tuple of texts.
        """
        return tuple(self.row(record) for record in self)

    def to_markdown(self) -> str:
        """A GitHub-flavoured Markdown table, with everything escaped that Markdown would read."""
        return as_markdown(self.columns, self.rows())

    def to_csv(self) -> str:
        """CSV (RFC 4180); a value that a spreadsheet would take for a formula is led by an apostrophe."""
        return as_csv(self.columns, self.rows())

    def to_html(self) -> str:
        """An HTML table with everything escaped."""
        return as_html(self.columns, self.rows(), self.headline())

    _repr_html_ = to_html

    def to_pandas(self) -> pandas.DataFrame:
        """A pandas DataFrame; needs the extra `pandas`, else ImportError."""
        frame = wanted("pandas").DataFrame(self._lists(), columns=list(self.columns))
        return cast("pandas.DataFrame", frame)

    def to_polars(self) -> polars.DataFrame:
        """A polars DataFrame; needs the extra `polars`, else ImportError."""
        library = wanted("polars")
        frame = library.DataFrame(self._lists(), schema=list(self.columns), infer_schema_length=None)
        return cast("polars.DataFrame", frame)

    def to_arrow(self) -> pyarrow.Table:
        """A pyarrow Table; needs the extra `arrow`, else ImportError."""
        library = wanted("pyarrow", "arrow")
        rows = self._lists()
        return library.table({name: [row[name] for row in rows] for name in self.columns})

    def _lists(self) -> list[dict[str, Any]]:
        return [
            {name: list(value) if isinstance(value, tuple) else value for name, value in row.items()}
            for row in self.rows()
        ]


def wanted(library: str, extra: str = "") -> Any:
    """An optional library, or an ImportError that says how to get it."""
    from importlib import import_module

    try:
        return import_module(library)
    except ImportError as missing:
        raise ImportError(
            f"{library} is not installed: pip install 'ai-security-standards[{extra or library}]'",
            name=library,
        ) from missing


def plain(value: Any) -> Any:
    """A field's value as text, number, truth, None or tuple of texts."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return tuple(plain(each) for each in value)
    if value is None or isinstance(value, (bool, int, float)):
        return value
    return str(value)


def _cell(value: Any) -> str:
    if isinstance(value, tuple):
        return "; ".join(map(_cell, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def as_markdown(columns: Sequence[str], rows: Sequence[Row]) -> str:
    r"""Rows as a Markdown table.

    >>> print(as_markdown(["title"], [{"title": "A|B <b>"}]))
    | title |
    | --- |
    | A\|B &lt;b&gt; |
    """

    def line(cells: Sequence[str]) -> str:
        return f"| {' | '.join(cells)} |"

    body = [line([_markdown(_cell(row[name])) for name in columns]) for row in rows]
    return "\n".join([line([_markdown(name) for name in columns]), line(["---"] * len(columns)), *body])


def _markdown(text: str) -> str:
    from html import escape

    shown = escape(" ".join(text.split()), quote=False).replace("\\", "\\\\")
    for sign in "|`*_[]":
        shown = shown.replace(sign, "\\" + sign)
    return shown


def as_csv(columns: Sequence[str], rows: Sequence[Row]) -> str:
    r"""Rows as CSV that is safe to open in a spreadsheet (OWASP, CSV Injection).

    >>> as_csv(["title"], [{"title": "=1+1"}])
    "title\r\n'=1+1\r\n"
    """
    import csv
    import io

    def harmless(text: str) -> str:
        return "'" + text if text.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) else text

    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([harmless(_cell(row[name])) for name in columns] for row in rows)
    return out.getvalue()


def as_html(columns: Sequence[str], rows: Sequence[Row], caption: str = "") -> str:
    """Rows as an HTML table; addresses become links where they are web addresses.

    >>> as_html(["title"], [{"title": "<script>"}])
    '<table><thead><tr><th>title</th></tr></thead><tbody><tr><td>&lt;script&gt;</td></tr></tbody></table>'
    """
    from html import escape

    def cell(name: str, value: Any) -> str:
        text = escape(_cell(value))
        if name == "url" and text.startswith(("https://", "http://")):
            text = f'<a href="{text}">{text}</a>'
        return f"<td>{text}</td>"

    head = "".join(f"<th>{escape(name)}</th>" for name in columns)
    body = "".join(f"<tr>{''.join(cell(name, row[name]) for name in columns)}</tr>" for row in rows)
    top = f"<caption>{escape(caption)}</caption>" if caption else ""
    return f"<table>{top}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
