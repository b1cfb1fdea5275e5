"""Feeds: changes as Atom, coming days as a calendar."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from html import escape
from typing import Any, NamedTuple

from ai_security_standards.snapshot.timeline import EVENT_OF_MILESTONE
from ai_security_standards.vocabulary import EventKind

from .addresses import page_of
from .content import Content
from .pages import Pages
from .words import date_text, plain

__all__ = ["feeds"]

#: Where the site is said to stand: an identifier, not an address that is asked.
_TAG = "tag:ai-security-standards,2026"


def feeds(content: Content, pages: Pages) -> Iterator[tuple[str, bytes]]:
    """Yield the feed of changes of the data and the calendar of coming days."""
    yield "feed.xml", _atom(content).encode()
    yield "dates.ics", _calendar(content, pages).encode()


def _atom(content: Content) -> str:
    """Return an entry for each change of the data since the last frozen release; its id never changes."""
    catalog = content.catalog
    release = catalog.data_version
    updated = f"{catalog.date}T00:00:00Z"
    entries = []
    for document in content.documents:
        noted = [each.note for each in document.corrections if each.recorded == release]
        if document.recorded != release and not noted:
            continue
        what = "recorded" if document.recorded == release else "corrected"
        text = " ".join(dict.fromkeys(noted)) or document.summary or document.title
        entries.append(
            f"<entry><id>{_TAG}:{escape(str(document.ref))}/{release}</id>"
            f"<title>{escape(document.short_name)}: {what}</title><updated>{updated}</updated>"
            f'<link href="{escape(page_of(document.ref))}"/><summary>{escape(text)}</summary></entry>'
        )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f"<id>{_TAG}:feed</id><title>AI security standards: changes of the data</title>"
        f"<updated>{updated}</updated><author><name>ai-security-standards</name></author>\n"
        + "\n".join(entries)
        + "\n</feed>\n"
    )


class _Event(NamedTuple):
    """An event of the calendar: what never changes of it, its first and last day, and its texts."""

    uid: str
    first: date
    end: date
    summary: str
    description: str


def _events(coming: Iterable[Mapping[str, Any]], pages: Pages) -> Iterator[_Event]:
    """Yield coming days and months as events of whole days; bare years stay on the page."""
    for line in coming:
        parts = [int(part) for part in line["date"].split("-")]
        if len(parts) == 1:
            continue
        first = date(*parts) if len(parts) == 3 else date(parts[0], parts[1], 1)
        end = first + timedelta(days=1) if len(parts) == 3 else (first + timedelta(days=32)).replace(day=1)
        refs = ", ".join(ref.provision for ref in line["refs"][:12])
        more = f" and {len(line['refs']) - 12} more" if len(line["refs"]) > 12 else ""
        text = f"{refs}{more}" if refs else line["what"]
        key = hashlib.sha256(f"{line['document']} {line['kind']} {text}".encode()).hexdigest()[:16]
        yield _Event(
            f"{line['document'].slug}.{line['kind']}.{key}@ai-security-standards",
            first,
            end,
            f"{pages.short_name(line['document'])}: {plain(line['kind'])}",
            f"{date_text(line['date'])}. {text}",
        )


def _calendar(content: Content, pages: Pages) -> str:
    """Return the coming days; one that moved has a higher sequence, one that was dropped is cancelled."""
    events = {each.uid: each for each in _events(content.coming, pages)}
    earlier: dict[str, list[_Event]] = {}
    for each in _events(_dropped(content), pages):
        if each.uid in events or each.first > content.catalog.date:
            earlier.setdefault(each.uid, []).append(each)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//ai-security-standards//dates//EN", "METHOD:PUBLISH",
             "X-WR-CALNAME:AI security standards"]  # fmt: skip
    stamp = f"{content.catalog.date:%Y%m%d}T000000Z"
    for uid, event in sorted({**{uid: each[-1] for uid, each in earlier.items()}, **events}.items()):
        moves = len({each.first for each in earlier.get(uid, ())} - {event.first})
        dropped = uid not in events
        lines += [
            "BEGIN:VEVENT",
            f"UID:{uid}",
            f"DTSTAMP:{stamp}",
            f"SEQUENCE:{moves + dropped}",
            *(["STATUS:CANCELLED"] if dropped else []),
            f"DTSTART;VALUE=DATE:{event.first:%Y%m%d}",
            f"DTEND;VALUE=DATE:{event.end:%Y%m%d}",
            "TRANSP:TRANSPARENT",
            f"SUMMARY:{_escaped(event.summary)}",
            f"DESCRIPTION:{_escaped(event.description)}",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _dropped(content: Content) -> Iterator[dict[str, Any]]:
    """Yield the days that the texts of documents once named, and name no longer."""
    day = content.catalog.date
    for document in content.documents:
        for each in document.milestones:
            if not each.stated_on(day):
                kind = EVENT_OF_MILESTONE.get(each.kind, EventKind.MILESTONE)
                yield {
                    "date": str(each.date),
                    "document": document.ref,
                    "kind": kind,
                    "refs": [],
                    "what": each.what,
                }


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Yield a line in pieces of at most 75 bytes, no character cut, as RFC 5545 wants."""
    piece, size = "", 0
    for sign in line:
        width = len(sign.encode())
        if size + width > 75:
            yield piece
            piece, size = " ", 1
        piece += sign
        size += width
    yield piece
