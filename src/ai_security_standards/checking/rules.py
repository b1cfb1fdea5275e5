"""The rules of one record: each yields what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple
from urllib.parse import urlsplit

from ..records.dates import PartialDate
from ..records.places import known_place
from ..records.provisions import Framework
from ..records.standards import Publisher, Standard
from ..vocabulary import Access, Completeness, Confidence, MilestoneKind, Status

__all__ = ["LIMITS", "MIRRORS", "OF_FRAMEWORKS", "OF_PUBLISHERS", "OF_STANDARDS", "Wrong", "is_address"]


class Wrong(NamedTuple):
    """What a rule says of one record."""

    field: str
    problem: str
    repair: str


#: The two sides of each tie between documents.
MIRRORS = {
    "replaces": "replaced_by",
    "replaced_by": "replaces",
    "adopts": "adopted_as",
    "adopted_as": "adopts",
    "amends": "amended_by",
    "amended_by": "amends",
}

_TIDY = re.compile(r"\S(?:.*\S)?\Z")
_STAGE = re.compile(r"(?:[0-6]0|90|95)\.(?:00|20|60|92|93|98|99)\Z")
_VERSION = re.compile(r"20\d\d\.(?:0[1-9]|1[0-2])\.\d+\Z")
_BRANCH = re.compile(r"https://github\.com/[^/]+/[^/]+/(blob|tree)/(HEAD|main|master)/")
_LANGUAGE = re.compile(r"[a-z]{2}\Z")
#: Longest text of each field, in characters: facts and our own words, never a passage of the source.
LIMITS = {"title": 700, "summary": 400, "audience": 200, "note": 700, "designation": 160, "version": 160}
_MOST_WORDS_OF_MILESTONE = 200


def _texts(standard: Standard) -> Iterator[Wrong]:
    for field, most in LIMITS.items():
        text = getattr(standard, field)
        if text is not None and len(text) > most:
            yield Wrong(field, f"{len(text)} characters are more than {most}", "say it shorter")
    for field in (
        "designation",
        "title",
        "number",
        "version",
        "committee",
        "summary",
        "audience",
        "note",
        "licence",
    ):
        text = getattr(standard, field)
        if text is not None and not (_TIDY.match(text) and text.isprintable() and "  " not in text):
            yield Wrong(field, "the text has stray blanks or unprintable characters", "tidy it")
    for position, milestone in enumerate(standard.milestones):
        if len(milestone.what) > _MOST_WORDS_OF_MILESTONE:
            field = f"milestones[{position}].what"
            yield Wrong(
                field,
                f"{len(milestone.what)} characters are more than {_MOST_WORDS_OF_MILESTONE}",
                "say it shorter",
            )
    if standard.summary is not None and standard.summary.casefold() == standard.title.casefold():
        yield Wrong("summary", "the summary repeats the title", "say what the document gives")


def _places(standard: Standard) -> Iterator[Wrong]:
    for place in standard.jurisdictions:
        if not known_place(place):
            yield Wrong(
                "jurisdictions",
                f"{place!r} is no place",
                "use an ISO 3166 code, EU, EEA, ASEAN, G7 or international",
            )
    for language in standard.languages:
        if not _LANGUAGE.match(language):
            yield Wrong("languages", f"{language!r} is no ISO 639-1 code", "use two small letters")


def _addresses(standard: Standard) -> Iterator[Wrong]:
    given = [("url", standard.url)] if standard.url is not None else []
    given += [(f"sources[{i}].address", each.address) for i, each in enumerate(standard.sources)]
    for field, address in given:
        if not is_address(address):
            yield Wrong(field, f"{address!r} is no web address", "write https://…")
        elif field != "url" and _BRANCH.match(address):
            yield Wrong(field, "the address follows a branch, which moves", "name the commit")
    addresses = [source.address for source in standard.sources]
    for address in sorted({each for each in addresses if addresses.count(each) > 1}):
        yield Wrong("sources", f"{address} stands twice", "keep it once")


def is_address(address: str) -> bool:
    """Whether a text is a web address of some host.

    >>> is_address("https://www.etsi.org/"), is_address("javascript:alert(1)")
    (True, False)
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and "." in parts.netloc and not re.search(r"\s", address)


def _history(standard: Standard) -> Iterator[Wrong]:
    days = [event.since for event in standard.history]
    if days != sorted(days):
        yield Wrong("history", "the events are not in the order of their days", "put the oldest first")
    for i, event in enumerate(standard.history):
        if event.stage is not None and not _STAGE.match(event.stage):
            yield Wrong(
                f"history[{i}].stage", f"{event.stage!r} is no harmonised stage code", "write it as 60.60"
            )
        if i and standard.history[i - 1] == event:
            yield Wrong(f"history[{i}]", "the event stands twice", "keep it once")
        if event.date and event.date.first > date.today() and event.status not in (Status.IN_FORCE, *_ENDED):
            yield Wrong(f"history[{i}].date", "the day has not come yet", "make it a milestone until it has")
    for status, field in ((Status.PUBLISHED, "published"), (Status.IN_FORCE, "in_force")):
        begun = [event.date for event in standard.history if event.status is status and event.date]
        written = getattr(standard, field)
        if begun and written not in begun:
            yield Wrong(field, f"it differs from the history, which says {begun[0]}", "make the two agree")
        elif written and not any(event.status in (status, *_BESIDE) for event in standard.history):
            yield Wrong("history", f"no event says {status} although {field} is given", "add the event")
    if standard.history[-1].status is Status.SUPERSEDED and not standard.replaced_by:
        yield Wrong(
            "replaced_by",
            "the document is superseded, by nothing",
            "name what took its place, or say withdrawn",
        )


_ENDED = (Status.WITHDRAWN, Status.SUPERSEDED)
# A law may be in force before it is printed; a draft's own day is told by its event.
_BESIDE = (Status.IN_FORCE, Status.DRAFT, Status.PLANNED)


def _dates(standard: Standard) -> Iterator[Wrong]:
    for earlier, later in (("in_force", "applies_from"), ("applies_from", "applies_fully_from")):
        one, other = getattr(standard, earlier), getattr(standard, later)
        if one and other and PartialDate(other).last < PartialDate(one).first:
            yield Wrong(later, f"{other} lies before {earlier}, {one}", "correct one of the two")
    starts = [
        each.date
        for each in standard.milestones
        if each.kind is MilestoneKind.APPLICATION and each.stated_on(each.date.last)
    ]
    for field in ("applies_from", "applies_fully_from"):
        day = getattr(standard, field)
        if day and day not in starts:
            yield Wrong(
                field, f"no milestone says what applies from {day}", "add a milestone of kind application"
            )
    if starts and not standard.applies_from:
        yield Wrong(
            "applies_from", "milestones say what applies, the field is empty", "give the first of these days"
        )
    if [each.date for each in standard.milestones] != sorted(each.date for each in standard.milestones):
        yield Wrong(
            "milestones", "the milestones are not in the order of their dates", "put the oldest first"
        )


def _provenance(standard: Standard) -> Iterator[Wrong]:
    now = date.today()
    looks = [("checked_on", standard.checked_on)]
    looks += [
        (f"sources[{i}].checked_on", each.checked_on)
        for i, each in enumerate(standard.sources)
        if each.checked_on
    ]
    looks += [
        (f"history[{i}].seen_on", each.seen_on) for i, each in enumerate(standard.history) if each.seen_on
    ]
    for field, day in looks:
        if day.first > now:
            yield Wrong(field, f"{day} has not come yet", "give the day of the check")
    read = [source.checked_on for source in standard.sources if source.checked_on]
    if read and standard.checked_on.last < max(day.first for day in read):
        yield Wrong("checked_on", "a source was read later than the record was checked", "give the later day")
    if standard.confidence is Confidence.VERIFIED and not read and len(standard.sources) < 2:
        yield Wrong(
            "confidence",
            "verified rests on one source that was not read",
            "read it, add one, or say single-source",
        )
    if not _VERSION.match(standard.recorded):
        yield Wrong("recorded", f"{standard.recorded!r} is no data version", "write YYYY.MM.N")
    if standard.price is not None and standard.access is not Access.PAID:
        yield Wrong("price", "a price is given for what is not paid for", "correct access or price")


def _tags(standard: Standard) -> Iterator[Wrong]:
    for field in (
        "topics",
        "roles",
        "system_types",
        "lifecycle_stages",
        "sectors",
        "jurisdictions",
        "languages",
        "aliases",
    ):
        values = getattr(standard, field)
        if len(set(values)) < len(values):
            yield Wrong(field, "a value stands twice", "keep it once")
    names = {standard.designation.casefold(), standard.title.casefold()}
    for alias in standard.aliases:
        if alias.casefold() in names:
            yield Wrong("aliases", f"{alias!r} is its designation or title", "leave it out")
    if not standard.topics:
        yield Wrong("topics", "the document has no topic", "say what it is about")
    if standard.structure is not None:
        for i, count in enumerate(standard.structure.counts):
            if count.number < 1:
                yield Wrong(
                    f"structure.counts[{i}].number", "the number is below one", "count, or leave it out"
                )


def _ties(standard: Standard) -> Iterator[Wrong]:
    for field in MIRRORS:
        ties = getattr(standard, field)
        refs = [tie.ref for tie in ties if tie.ref]
        if len(set(refs)) < len(refs):
            yield Wrong(field, "a document stands twice", "keep it once")
        if standard.ref in refs:
            yield Wrong(field, "the document names itself", "name another")
        if any(ref.edition is None or ref.provision is not None for ref in refs):
            yield Wrong(field, "a tie leads to a document in one edition", "write standard@edition")


OF_STANDARDS: dict[str, Callable[[Standard], Iterator[Wrong]]] = {
    "text": _texts,
    "place": _places,
    "address": _addresses,
    "history": _history,
    "date": _dates,
    "provenance": _provenance,
    "tag": _tags,
    "tie": _ties,
}


def _publisher(body: Publisher) -> Iterator[Wrong]:
    if not known_place(body.place):
        yield Wrong(
            "place",
            f"{body.place!r} is no place",
            "use an ISO 3166 code, EU, EEA, ASEAN, G7 or international",
        )
    if body.url is not None and not is_address(body.url):
        yield Wrong("url", f"{body.url!r} is no web address", "write https://…")
    if not re.match(r"[a-z0-9]+(-[a-z0-9]+)*\Z", body.id):
        yield Wrong("id", f"{body.id!r} is no identifier", "use small letters, digits and hyphens")


OF_PUBLISHERS: dict[str, Callable[[Publisher], Iterator[Wrong]]] = {"publisher": _publisher}


# ---------------------------------------------------------------- rules of structures

#: Longest text of each field of a provision: titles are the publisher's, the rest is ours.
PROVISION_LIMITS = {"title": 160, "label": 90, "summary": 240, "note": 700}


def _provision_texts(framework: Framework) -> Iterator[Wrong]:
    for i, provision in enumerate(framework.provisions):
        for field, most in PROVISION_LIMITS.items():
            text = getattr(provision, field)
            if text is None:
                continue
            place = f"provisions[{i}].{field}"
            if len(text) > most:
                problem = f"{len(text)} characters of {provision.id} are more than {most}"
                yield Wrong(place, problem, "say it shorter, or give a label in place of the title")
            if not (_TIDY.match(text) and text.isprintable() and "  " not in text):
                problem = f"the text of {provision.id} has stray blanks or unprintable characters"
                yield Wrong(place, problem, "tidy it")


def _framework_sources(framework: Framework) -> Iterator[Wrong]:
    for i, source in enumerate(framework.sources):
        if not is_address(source.address):
            yield Wrong(f"sources[{i}].address", f"{source.address!r} is no web address", "write https://…")
        elif _BRANCH.match(source.address):
            yield Wrong(
                f"sources[{i}].address", "the address follows a branch, which moves", "name the commit"
            )
    read = [source for source in framework.sources if source.checked_on]
    if framework.confidence is Confidence.VERIFIED and not read:
        yield Wrong("confidence", "verified rests on no source that was read", "read one, or say less")
    if framework.checked_on.first > date.today():
        yield Wrong("checked_on", f"{framework.checked_on} has not come yet", "give the day of the check")
    if framework.completeness is Completeness.PARTIAL and framework.note is None:
        yield Wrong("note", "the structure is partial, and nothing says what is missing", "say it")


def _framework_order(framework: Framework) -> Iterator[Wrong]:
    there = {provision.id for provision in framework.provisions}
    for i, provision in enumerate(framework.provisions):
        for successor in provision.successors:
            known = successor in there or ("@" in successor and ":" in successor)
            if not known:
                problem = f"{provision.id} has the successor {successor!r}, which is not there"
                yield Wrong(
                    f"provisions[{i}].successors", problem, "name an id of this edition, or a reference"
                )
        if provision.successors and not provision.retired:
            problem = f"{provision.id} has successors and is not retired"
            yield Wrong(f"provisions[{i}].retired", problem, "say retired, or take the successors out")
        for place, values in (
            ("roles", provision.roles),
            ("risk_classes", provision.risk_classes),
            ("lifecycle_stages", provision.lifecycle_stages),
            ("aliases", provision.aliases),
        ):
            if len(set(values)) < len(values):
                yield Wrong(
                    f"provisions[{i}].{place}", f"a value of {provision.id} stands twice", "keep it once"
                )


OF_FRAMEWORKS: dict[str, Callable[[Framework], Iterator[Wrong]]] = {
    "text": _provision_texts,
    "provenance": _framework_sources,
    "structure": _framework_order,
}
