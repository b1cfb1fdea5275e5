"""Timelines: the days of a document as a list, and as a strip of years for the eye."""

from __future__ import annotations

import datetime as dt

from markupsafe import Markup

from ai_security_standards import Standard

from .words import plain

__all__ = ["strip_of", "timeline_of"]


def timeline_of(document: Standard, day: dt.date) -> dict[str, list[dict[str, str]]]:
    """Return the days of a document: past, coming, and dropped, each earliest first."""
    found: dict[str, list[dict[str, str]]] = {"past": [], "coming": [], "dropped": []}
    lines = [
        (
            each.date or each.seen_on,
            plain(each.status.value) + (f", stage {each.stage}" if each.stage else ""),
            True,
        )
        for each in document.history
    ]
    lines += [(each.date, each.what, each.stated_on(day)) for each in document.milestones]
    for date, what, stands in sorted(
        (each for each in lines if each[0]), key=lambda each: (str(each[0]), each[1])
    ):
        where = "dropped" if not stands else "past" if str(date) <= day.isoformat() else "coming"
        found[where].append({"date": str(date), "what": what})
    return found if any(found.values()) else {}


def strip_of(timeline: dict[str, list[dict[str, str]]], day: dt.date) -> Markup:
    """Return years as a drawing for the eye alone; the list below says the same."""
    days = [each["date"] for where in ("past", "coming") for each in timeline.get(where, ())]
    years = sorted({int(date[:4]) for date in [*days, str(day.year)]})
    if len(days) < 2:
        return Markup("")
    first, last = years[0], years[-1] + 1
    width = 700

    def x(date: str) -> int:
        year, month, number = [*map(int, date.split("-")), 1, 1][:3]
        return round(20 + (width - 40) * (year + (month - 1) / 12 + number / 372 - first) / (last - first))

    step = max(1, (last - first) // 8)
    labels = "".join(
        f'<text x="{x(str(year))}" y="50" class="year">{year}</text>' for year in range(first, last + 1, step)
    )
    dots = "".join(f'<circle cx="{x(date)}" cy="20" r="5" fill="var(--accent)"/>' for date in days)
    today = f'<path d="M{x(day.isoformat())} 6v28" stroke="currentColor" stroke-width="2"/>'
    line = f'<path d="M20 20h{width - 40}" stroke="var(--edge)"/>'
    return Markup(  # noqa: S704 - figures alone
        f'<svg viewBox="0 0 {width} 56" aria-hidden="true">{line}{dots}{today}{labels}</svg>'
    )
