"""Rows as Markdown, CSV and HTML, and numbers of things in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..records.cards import cell_text, has_content, shortened

__all__ = [
    "FORMULA_SIGNS",
    "Row",
    "as_csv",
    "as_html",
    "as_json",
    "as_markdown",
    "as_text",
    "escape_markdown",
    "quantity",
]

#: The largest numbers of characters of a line and of a cell on a screen.
_LINE, _CELL = 110, 44
_QUOTE = '"'
_SPLITTING = re.compile('[",;\\t\\r\\n]')

#: One record as plain values by column.
Row = Mapping[str, Any]

#: The signs at the beginning of a cell that make spreadsheets read it as a formula (OWASP, CSV Injection).
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")


def quantity(number: int, noun: str, plural: str = "") -> str:
    """Return a number of things in words.

    Args:
        number: How many.
        noun: What one of them is called.
        plural: What several are called, where that is not the noun with an s.

    >>> quantity(1, "reference"), quantity(2, "reference"), quantity(0, "entry", "entries")
    ('1 reference', '2 references', '0 entries')
    """
    return f"{number} {noun if number == 1 else plural or f'{noun}s'}"


def as_markdown(columns: Sequence[str], rows: Sequence[Row], source: str = "") -> str:
    r"""Return rows as a Markdown table, and a last line that names its source, if any.

    >>> print(as_markdown(["title"], [{"title": "A|B <b>"}]))
    | title |
    | --- |
    | A\|B &lt;b&gt; |
    """

    def escaped(text: str) -> str:
        return escape_markdown(" ".join(text.split()), "\\|`*_[]")

    def line(cells: Sequence[str]) -> str:
        return f"| {' | '.join(cells)} |"

    body = [line([escaped(cell_text(row[name])) for name in columns]) for row in rows]
    end = ["", escaped(source)] if source else []
    return "\n".join([line([escaped(name) for name in columns]), line(["---"] * len(columns)), *body, *end])


def escape_markdown(text: str, signs: str) -> str:
    r"""Return a text with a backslash before each of some signs, and without what HTML would read.

    Args:
        text: The text.
        signs: The signs to escape, the backslash first.

    >>> escape_markdown("LLM_01 <b>", r"\_")
    'LLM\\_01 &lt;b&gt;'
    """
    from html import escape

    escaped = escape(text, quote=False)
    for sign in signs:
        escaped = escaped.replace(sign, f"\\{sign}")
    return escaped


def as_csv(columns: Sequence[str], rows: Sequence[Row]) -> str:
    r"""Return rows as CSV that is safe to open in a spreadsheet.

    >>> as_csv(["title"], [{"title": "=1+1"}])
    "title\r\n'=1+1\r\n"
    """

    def quoted(text: str) -> str:
        text = f"'{text}" if text.startswith(FORMULA_SIGNS) else text
        # Where a spreadsheet splits at semicolons or tabs, what is between them could begin a formula.
        alone = not text and len(columns) == 1  # an empty line would be no row
        return f'"{text.replace(_QUOTE, 2 * _QUOTE)}"' if alone or _SPLITTING.search(text) else text

    cells = [columns, *([cell_text(row[name]) for name in columns] for row in rows)]
    return "".join(f"{','.join(map(quoted, line))}\r\n" for line in cells)


def as_json(rows: Sequence[Row]) -> str:
    r"""Return rows as a JSON array of objects, one a line.

    >>> print(as_json([{"ref": "eu-ai-act", "topics": ("privacy",)}, {"ref": "eu-cra", "topics": ()}]))
    [{"ref": "eu-ai-act", "topics": ["privacy"]},
    {"ref": "eu-cra", "topics": []}]
    """
    import json

    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f"[{lines}]"


def as_html(columns: Sequence[str], rows: Sequence[Row], caption: str = "", source: str = "") -> str:
    """Return rows as an HTML table; web addresses in a column "url" become links.

    Args:
        columns: The columns, in their order.
        rows: The rows, as plain values by column.
        caption: What the table is.
        source: The text of the footer, which names the source.

    >>> as_html(["title"], [{"title": "<script>"}])
    '<table><thead><tr><th>title</th></tr></thead><tbody><tr><td>&lt;script&gt;</td></tr></tbody></table>'
    """
    from html import escape

    def cell(name: str, value: Any) -> str:
        text = escape(cell_text(value))
        if name == "url" and text.startswith(("https://", "http://")):
            text = f'<a href="{text}">{text}</a>'
        return f"<td>{text}</td>"

    head = "".join(f"<th>{escape(name)}</th>" for name in columns)
    body = "".join(f"<tr>{''.join(cell(name, row[name]) for name in columns)}</tr>" for row in rows)
    top = f"<caption>{escape(caption)}</caption>" if caption else ""
    text = f'<tr><td colspan="{len(columns)}">{escape(source)}</td></tr>'
    foot = f"<tfoot>{text}</tfoot>" if source else ""
    return f"<table>{top}<thead><tr>{head}</tr></thead><tbody>{body}</tbody>{foot}</table>"


def as_text(headline: str, columns: Iterable[str], rows: Sequence[Row], number: int) -> str:
    """Return the first rows of a table for a screen: a headline, and the columns that fit.

    Args:
        headline: What the table holds, in one line.
        columns: The columns, the most telling first; those that hold nothing are left out.
        rows: The first rows.
        number: How many rows the whole table has.

    >>> print(as_text("2 words", ["id", "note", "of"], [{"id": "a", "note": None, "of": 3}], 2))
    2 words
    id  of
    a   3
    … 1 more
    """
    lines = [""] * (len(rows) + 1)
    for name in columns:
        if any(has_content(row[name]) for row in rows):
            cells = [name, *(shortened(cell_text(row[name]), _CELL) for row in rows)]
            width = max(map(len, cells))
            if len(lines[0]) + width > _LINE:
                continue
            lines = [line + cell.ljust(width + 2) for line, cell in zip(lines, cells, strict=True)]
    more = [f"… {number - len(rows):,} more"] if number > len(rows) else []
    return "\n".join([headline, *(line.rstrip() for line in lines if line), *more])
