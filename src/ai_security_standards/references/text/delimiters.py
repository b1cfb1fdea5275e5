"""What separates the cells of a delimited file: CSV as exported by tools and spreadsheets."""

from __future__ import annotations

from ..._store.lazily import regex

__all__ = ["CELL_DELIMITERS", "cell_delimiter"]

#: What separates cells.
CELL_DELIMITERS = (",", ";", "\t")

#: A text without a file name is delimited if so many lines have equally many delimiters; more if that is one.
FEWEST_LINES, FEWEST_LINES_OF_PAIRS = 2, 3

#: At most so many lines of a text are compared.
MOST_LINES = 20

_QUOTED = regex(r'"[^"]*"')


def cell_delimiter(text: str, suffix: str) -> str:
    r"""Return what separates the cells of a text, "" where it has none.

    >>> cell_delimiter("id;tag\n1;LLM01\n", ".csv"), cell_delimiter("LLM01,2\nLLM06,3\nLLM10,4", "")
    (';', ',')
    >>> cell_delimiter("id,note\ttag", ".tsv"), cell_delimiter("id,tag", ".md")
    ('\t', '')
    >>> cell_delimiter("GOVERN 1.1, 1.2\nMAP 1.1, 1.2\nMEASURE 1.1, 1.2", "")
    ''

    Args:
        text: The text.
        suffix: The suffix of its file; without one, delimited text is recognised by its lines.
    """
    if suffix == ".tsv":
        return "\t"
    if suffix not in ("", ".csv"):
        return ""
    head = _QUOTED.sub("", "\n".join(text.split("\n", MOST_LINES)[:MOST_LINES]))
    lines = [line for line in head.split("\n") if line.strip()]
    counts = {each: lines[0].count(each) for each in CELL_DELIMITERS} if lines else {}
    delimiter = max(counts, key=lambda each: counts[each], default="")
    if suffix == ".csv":
        return delimiter if counts.get(delimiter) else ","
    count = counts.get(delimiter, 0)
    fewest = FEWEST_LINES if count > 1 else FEWEST_LINES_OF_PAIRS
    is_even = count > 0 and len(lines) >= fewest and all(line.count(delimiter) == count for line in lines)
    return delimiter if is_even and f"{delimiter} " not in head else ""
