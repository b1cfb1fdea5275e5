"""Other spellings of a reference: the same way of writing, with another identifier and edition."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = [
    "is_in_address",
    "is_item_or_link",
    "is_spelling_of",
    "link_address",
    "markings",
    "rewritings",
    "title_after",
]

_PART = re.compile(r"[^\W\d_]+|\d+")
_ITEM_START = re.compile(r"[\s|*+#>\"'`(\[{-]*(?:\b[\w-]+\b[\"']?\s*[:=]\s*[\"'\[]?\s*)?\Z")
_LINK_END = re.compile(r"[^\[\]\n]{0,120}\]\((https?://[^\s()<>]+)")
#: What stands between an identifier and its title; a comment may begin there: `"llm07",  # Insecure …`.
_BETWEEN = re.compile(r"[\s:|,;\"'`*()\[\]\u2013\u2014-]{1,8}(?:(?:#+|//+|--)[ \t]*)?")
#: What follows a title that ends: the end of a line, or a sign that is no part of words.
_TITLE_END = re.compile(r"[ \t]*(?:\Z|[^\w\s&/-])|[ \t]*\r?\n")
#: How an edition is written behind an identifier, likeliest first.
_MARKS = (":{}", "@{}", " ({})")
#: The most characters before a reference that are looked at.
_BEFORE = 200


def rewritings(text: str, old: tuple[str, str | None], new: tuple[str, str | None]) -> Iterator[str]:
    """Yield how a reference may be written that has another identifier and edition, likeliest first.

    >>> list(rewritings("llm06-2025", ("LLM06", "2025"), ("LLM03", "2026")))
    ['llm03-2026']
    >>> list(rewritings("LLM 04", ("LLM04", None), ("LLM05", "2026")))[:2]
    ['LLM 05', 'LLM 05:2026']

    Args:
        text: The reference as written.
        old: The identifier that it has, and the edition where it is written; else None.
        new: The identifier that it is to have, and the edition that is to be written; None for none.
    """
    (old_id, old_edition), (new_id, new_edition) = old, new
    found = _spelling(old_id).search(text)
    if found is None:
        return
    identifier = _respell(found[0], old_id, new_id)
    before, after = text[: found.start()], text[found.end() :]
    if old_edition is None:
        # Without a mark, the title beside it or the references before it may say the new edition.
        marks = ["", *(mark.format(new_edition) for mark in _MARKS if new_edition is not None)]
        names = dict.fromkeys((identifier, new_id))
        yield from (f"{before}{name}{mark}{after}" for name in names for mark in marks)
        return
    for place, part in enumerate((before, after)):
        if part.count(old_edition) == 1 and new_edition is not None:
            parts = [before, after]
            parts[place] = part.replace(old_edition, new_edition)
            yield f"{parts[0]}{identifier}{parts[1]}"


def markings(text: str, provision_id: str, edition: str) -> Iterator[str]:
    """Yield how an edition may be written beside a reference without one, likeliest first.

    >>> next(markings("LLM01", "LLM01", "2025")), next(markings("MS-2.3", "MEASURE 2.3", "1.0"))
    ('LLM01:2025', 'MS-2.3@1.0')

    Args:
        text: The reference as written.
        provision_id: Its identifier.
        edition: The edition to write.
    """
    found = _spelling(provision_id).search(text)
    end = found.end() if found is not None else len(text)
    marks = sorted(_MARKS, key=lambda mark: mark.startswith(":") == (not edition.isdecimal()))
    yield from (f"{text[:end]}{mark.format(edition)}{text[end:]}" for mark in marks)


def _spelling(provision_id: str) -> re.Pattern[str]:
    """Return what finds an identifier in whatever signs, cases and leading zeros it is written."""
    parts = [
        f"0*{int(part)}(?!\\d)" if part.isdecimal() else re.escape(part)
        for part in _PART.findall(provision_id)
    ]
    return re.compile(r"[\W_]{0,3}".join(parts) + r"[)\]]?" * provision_id.endswith(")"), re.IGNORECASE)


def _respell(written: str, old_id: str, new_id: str) -> str:
    """Return a new identifier in the way in which an old one is written: its case, signs and zeros."""
    old_parts, new_parts = _PART.findall(old_id), _PART.findall(new_id)
    shown = _PART.findall(written)
    same_words = [part.casefold() for part in shown if not part.isdecimal()] == [
        part.casefold() for part in new_parts if not part.isdecimal()
    ]
    if len(shown) != len(new_parts) or len(old_parts) != len(new_parts) or not same_words:
        return new_id.lower() if written.islower() else new_id
    parts = iter(map(_respell_part, shown, old_parts, new_parts))
    return _PART.sub(lambda _: next(parts), written)


def _respell_part(shown: str, old: str, new: str) -> str:
    """Return a word as it is shown, and a number with as many zeros as the old one is shown with."""
    if not shown.isdecimal():
        return shown
    return new if len(shown) == len(old) else new.lstrip("0").zfill(len(shown))


def is_spelling_of(text: str, provision_id: str) -> bool:
    """Tell whether a text is an identifier and nothing else, in another spelling.

    >>> is_spelling_of("AML-T0051", "AML.T0051"), is_spelling_of("ATLAS T0051", "AML.T0051")
    (True, False)
    """
    return text != provision_id and _spelling(provision_id).fullmatch(text) is not None


def is_in_address(text: str, start: int) -> bool:
    """Tell whether a place in a text is inside a web address."""
    word = re.split(r"[\s<>\"'`(\[|]", text[max(start - _BEFORE, 0) : start])[-1]
    rest = re.match(r"[^\s<>\"'`)\]|]*", text[start : start + _BEFORE])
    return "://" in word or bool(rest and re.match(r"[\w-]+(?:\.[\w-]+)+/", rest[0]))


def is_item_or_link(text: str, start: int, end: int) -> bool:
    """Tell whether a reference begins an item, a cell, a value or a line, or closes the text of a link."""
    if text[max(start - 1, 0) : start] in ("'", '"'):
        return True
    line = text[max(start - _BEFORE, 0) : start].rpartition("\n")[2].rpartition("|")[2]
    return bool(_ITEM_START.match(line)) or (text.startswith("](", end) and "[" in line)


def link_address(text: str, end: int) -> tuple[int, int] | None:
    """Return where the address of a link is whose text has a place; None where it is no link.

    >>> link_address("[LLM 05: Output](https://x.org/llm05/).", 7)
    (17, 37)
    """
    found = _LINK_END.match(text, end)
    return None if found is None else found.span(1)


def title_after(text: str, end: int, title: str) -> tuple[int, int] | None:
    """Return where a title stands directly after a place, apart from signs; None where it does not."""
    between = _BETWEEN.match(text, end)
    if between is None or not title:
        return None
    start = between.end()
    stop = start + len(title)
    is_whole = _TITLE_END.match(text, stop) is not None
    return (start, stop) if _plain(text[start:stop]) == _plain(title) and is_whole else None


def _plain(title: str) -> str:
    """Return a title without case, and with blanks for hyphens: "Supply-Chain" is "Supply Chain"."""
    return title.casefold().replace("-", " ")
