"""Cards: what a notebook shows of a record or a table, in HTML that needs no script.

Colours are those of the page around, so that a card is legible on light and on dark.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from attrs import fields_dict, has

__all__ = [
    "Card", "caption_of", "cell_text", "has_content", "html_of", "record_card", "shortened", "shown_values",
    "table_card",
]  # fmt: skip

#: The largest numbers of characters of a text, of members of a list in a table and in a record, and of bytes.
_TEXT, _FEW, _MANY, _BYTES = 160, 3, 12, 48_000

_WIDE = ' class="w"'
#: How the names of fields end that hold a date.
_DATED = ("_on", "_from", "_until", "recorded")

_STYLE = """<style>
.aiss.aiss{color:inherit;max-width:100%;overflow-x:auto;font-size:.92em;line-height:1.4}
.aiss.aiss table{border-collapse:collapse;border:0;margin:.3em 0;color:inherit;background:transparent}
.aiss.aiss caption{caption-side:top;text-align:left;font-weight:600;padding:.2em .6em .4em;color:inherit}
.aiss.aiss :is(th,td){text-align:left;vertical-align:top;padding:.25em .6em;border:0;color:inherit;
background:transparent;border-bottom:1px solid color-mix(in srgb,currentColor 18%,transparent);
max-width:28em;white-space:normal;overflow-wrap:break-word}
.aiss.aiss .record td{max-width:60em}
.aiss.aiss .n{white-space:nowrap}
.aiss.aiss .w{min-width:14em}
.aiss.aiss thead th{border-bottom-color:currentColor;white-space:nowrap}
.aiss.aiss tbody th{font-weight:500}
.aiss.aiss a{color:inherit;text-decoration:underline;text-underline-offset:.15em}
.aiss.aiss p{margin:.2em .6em;opacity:.8}
@media(prefers-color-scheme:dark){.aiss.aiss :is(th,td){border-bottom-color:
color-mix(in srgb,currentColor 30%,transparent)}}
</style>"""


def has_content(value: object) -> bool:
    """Tell whether a cell has anything to show.

    >>> [has_content(value) for value in (None, "", (), False, 0, "x")]
    [False, False, False, False, True, True]
    """
    return value not in (None, "", ()) and value is not False


def _escaped(text: str) -> str:
    """Return a text as HTML shows it, half a character as its number; `html` is not loaded for a look-up."""
    from html import escape

    return escape(text.encode(errors="backslashreplace").decode())


def shortened(text: str, limit: int) -> str:
    """Return a text in one line and at most so many characters.

    >>> shortened("a long text", 7)
    'a long…'
    """
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[: limit - 1]}…"


def cell_text(value: Any) -> str:
    """Return a plain value as the text of a cell.

    >>> cell_text(("a", True, None))
    'a; yes; '
    """
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return "; ".join(map(cell_text, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def table_card(caption: str, columns: Iterable[str], rows: Sequence[Mapping[str, Any]], number: int) -> str:
    """Return the first rows of a table as HTML, with the columns that hold something.

    Args:
        caption: What the table holds, in one line.
        columns: The columns, the first of which names the row.
        rows: The first rows.
        number: How many rows the whole table has.
    """
    names = [name for name in columns if any(has_content(row[name]) for row in rows)]
    head = "".join(f'<th scope="col">{_escaped(_title(name))}</th>' for name in names)
    parts: list[str] = []
    size = 0
    for row in rows:
        cells = [_linked(row[name], _FEW) for name in names]
        body = "".join(
            f"<td{_WIDE if len(cell) > 24 and 'class=' not in cell else ''}>{cell}</td>" for cell in cells[1:]
        )
        line = f'<tr><th scope="row">{cells[0]}</th>{body}</tr>'
        size += len(line.encode())
        if size > _BYTES:
            break
        parts.append(line)
    rest = number - len(parts)
    more = f"<p>… {rest:,} more, <code>.to_pandas()</code></p>" if rest else ""
    return _framed(caption, f"<thead><tr>{head}</tr></thead>" if names else "", "".join(parts), more)


def record_card(caption: str, values: Mapping[str, Any]) -> str:
    """Return named values as HTML, one a line, without those that are empty."""
    lines = "".join(
        f'<tr><th scope="row">{_escaped(name)}</th><td>{_linked(value, _MANY)}</td></tr>'
        for name, value in values.items()
        if has_content(value)
    )
    return _framed(caption, "", lines, kind="record")


def _framed(caption: str, head: str, body: str, more: str = "", kind: str = "rows") -> str:
    title = f"<caption>{_escaped(shortened(caption, 4 * _TEXT))}</caption>"
    # A region that scrolls can be reached by the keyboard.
    top = '<div class="aiss" role="region" tabindex="0" aria-label="table">'
    return f"{_STYLE}{top}<table class={kind}>{title}{head}<tbody>{body}</tbody></table>{more}</div>"


def _linked(value: Any, limit: int) -> str:
    """Return a value as HTML: web addresses as links, several values one a line where they are long."""
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        parts = [_linked(each, limit) for each in value[:limit]]
        if len(value) > limit:
            parts.append(f"… {len(value) - limit:,} more")
        return ("<br>" if any(len(part) > 60 for part in parts) else ", ").join(parts)
    if has(type(value)) and "__str__" not in vars(type(value)) and not repr(value).startswith("<"):
        # A date that is not the first needs its name.
        parts = [
            f"{_title(name)} {_linked(part, limit)}" if name.endswith(_DATED) else _linked(part, limit)
            for name, part in _values(value).items()
            if has_content(part)
        ]
        if parts:
            return " · ".join(parts)
    text = cell_text(value).partition("\n")[0]
    if text.startswith(("https://", "http://")) and len(text) <= 1000:
        return f'<a href="{_escaped(text)}">{_escaped(shortened(text.partition("://")[2], 60))}</a>'
    shown = _escaped(shortened(text.strip("<>") if has(type(value)) else text, _TEXT))
    is_name = len(text) <= 44 and ("@" in text or " " not in text)
    return f'<span class="n">{shown}</span>' if is_name and "-" in text else shown


def _title(name: str) -> str:
    return name.replace("_", " ")


def _values(record: Any) -> dict[str, Any]:
    names = getattr(record, "_fields", None) or fields_dict(type(record))
    return {name: getattr(record, name) for name in names if not name.startswith("_")}


class Card:
    """A record that a notebook shows as a card: its fields that hold something, with links."""

    __slots__ = ()

    #: The attributes to show; without any, all fields.
    _shown: ClassVar[tuple[str, ...]] = ()

    def _repr_html_(self) -> str:
        return html_of(self)


def shown_values(record: Any) -> dict[str, Any]:
    """Return what a card shows of a record, by name: of a class of attrs or a named tuple."""
    names = getattr(record, "_shown", ())
    values = {name: getattr(record, name) for name in names} if names else _values(record)
    return {_title(name): value for name, value in values.items() if has_content(value)}


def caption_of(record: Any) -> str:
    """Return a record in one line."""
    text = repr(record)
    return text[1:-1] if text.startswith("<") else type(record).__name__


def html_of(record: Any) -> str:
    """Return the card of a record: a class of attrs or a named tuple."""
    return record_card(caption_of(record), shown_values(record))
