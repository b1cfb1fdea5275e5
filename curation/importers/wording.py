"""Since when the provisions of a document that is amended in place read as they do.

A text changes with its own words, those above it, its parts, and what it cites or uses as defined. So the
days of changed words are carried along, until nothing changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from curation.importers import Raw
from curation.importers.same_text import Text, fold

__all__ = ["add_wording", "changed_words", "latest_changes"]


def changed_words(old: Text, new: Text) -> set[str]:
    """Return the provisions of a later text whose own words changed, are new, or lost a part.

    Args:
        old: The text before an amendment.
        new: The text after it.
    """
    before = {each.id: each for each in old.passages}
    after = {each.id: each for each in new.passages}
    found = {
        each.id
        for each in new.passages
        if each.id not in before or fold(each.own or "") != fold(before[each.id].own or "")
    }
    lost = {each.parent for each in old.passages if each.id not in after}
    return found | {name for name in lost if name in after}


def latest_changes(text: Text, days: Mapping[str, str]) -> dict[str, str]:
    """Return the latest day on which each provision changed, with all that it depends on.

    Args:
        text: The text as amended.
        days: The latest day on which the own words of a provision changed, by id.
    """
    parents = {each.id: each.parent for each in text.passages}
    latest = {name: day for name, day in days.items() if name in parents}
    for name in parents:
        above = parents[name]
        while above is not None:
            latest[name] = max(latest.get(name, ""), days.get(above, ""))
            above = parents[above]
    feeds: list[tuple[str, str]] = [(each.id, each.parent) for each in text.passages if each.parent]
    feeds += [(cited, each.id) for each in text.passages for cited in each.cites if cited in parents]
    before: dict[str, str] = {}
    while before != latest:
        before = dict(latest)
        for source, target in feeds:
            latest[target] = max(latest.get(target, ""), latest.get(source, ""))
    return {name: day for name, day in latest.items() if day}


def add_wording(provisions: Iterable[Raw], days: Mapping[str, str]) -> list[Raw]:
    """Return raw provisions with the day since which each reads as it does, where that is known.

    Args:
        provisions: Raw provisions; retired ones stay as they are.
        days: The latest day on which each changed, by id.
    """
    return [
        each | {"wording_since": days[each["id"]]} if each["id"] in days and not each.get("retired") else each
        for each in provisions
    ]
