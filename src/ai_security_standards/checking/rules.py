"""The rules of one document, one publisher or one framework: each function finds what breaks its rule."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from attrs import fields

from .._store.findings import Finding, field_finding, suggestion
from ..records.dates import PartialDate
from ..records.places import known_place
from ..records.provisions import Framework, Provision
from ..records.publishers import Publisher
from ..records.slugs import slug_of
from ..records.standards import Standard
from ..vocabulary import Access, Completeness, Confidence, MilestoneKind, Status, Tier
from .sources import (
    address_findings,
    data_version_findings,
    future_findings,
    is_data_version,
    source_findings,
)

__all__ = [
    "DOCUMENT_RULES",
    "FRAMEWORK_RULES",
    "INVERSE_RELATIONS",
    "PUBLISHER_RULES",
    "length_findings",
]

#: The relation that the other document states, for each relation between documents.
INVERSE_RELATIONS = {
    "replaces": "replaced_by",
    "replaced_by": "replaces",
    "adopts": "adopted_as",
    "adopted_as": "adopts",
    "amends": "amended_by",
    "amended_by": "amends",
}

#: The fields that a correction may name.
DOCUMENT_FIELDS = tuple(field.name for field in fields(Standard))
PROVISION_FIELDS = tuple(field.name for field in fields(Provision))

_TIDY = re.compile(r"\S(?:.*\S)?\Z")
_STAGE = re.compile(r"(?:[0-6]0|90|95)\.(?:00|20|60|92|93|98|99)\Z")
_LANGUAGE = re.compile(r"[a-z]{2}\Z")
_PUBLISHER_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")

#: Greatest length of each text of a document, in characters: facts and our own words, never a passage.
_DOCUMENT_LENGTHS = {
    "title": 700, "summary": 400, "audience": 200, "note": 700, "designation": 160, "version": 160,
}  # fmt: skip
#: Greatest length of each text of a provision: titles are the publisher's, the rest is ours.
_PROVISION_LENGTHS = {"title": 160, "label": 90, "summary": 240, "note": 700}
_MILESTONE_LENGTH = 200
_DOCUMENT_TEXTS = (
    "designation", "title", "number", "version", "committee", "summary", "audience", "note", "licence",
)  # fmt: skip
_DOCUMENT_TAGS = (
    "topics", "roles", "system_types", "lifecycle_stages", "sectors", "jurisdictions", "languages", "aliases",
)  # fmt: skip
_PROVISION_TAGS = ("roles", "risk_classes", "lifecycle_stages", "aliases")

_ENDED = (Status.WITHDRAWN, Status.SUPERSEDED)
# A law may be in force before it is printed; the day of a draft is in its own event.
_INSTEAD_OF_PUBLISHED = (Status.IN_FORCE, Status.DRAFT, Status.PLANNED)

_KNOWN_PLACES = "use an ISO 3166 code, EU, EEA, ASEAN, G7 or international"


# ---------------------------------------------------------------- shared by several rules


def length_findings(record: Any, max_lengths: Mapping[str, int]) -> Iterator[Finding]:
    """Find texts of a record that are longer than allowed, in characters."""
    for field, max_length in max_lengths.items():
        text = getattr(record, field)
        if text is not None and len(text) > max_length:
            yield field_finding(
                field, f"{len(text)} characters; at most {max_length} are allowed", "shorten it"
            )


def _is_tidy(text: str | None) -> bool:
    return text is None or bool(_TIDY.match(text) and text.isprintable() and "  " not in text)


# ---------------------------------------------------------------- documents


def _text_lengths(standard: Standard) -> Iterator[Finding]:
    yield from length_findings(standard, _DOCUMENT_LENGTHS)
    for i, milestone in enumerate(standard.milestones):
        for finding in length_findings(milestone, {"what": _MILESTONE_LENGTH}):
            yield finding._replace(field=f"milestones[{i}].what")


def _texts(standard: Standard) -> Iterator[Finding]:
    for field in _DOCUMENT_TEXTS:
        if not _is_tidy(getattr(standard, field)):
            yield field_finding(field, "the text has stray blanks or unprintable characters", "remove them")
    if standard.summary is not None and standard.summary.casefold() == standard.title.casefold():
        yield field_finding("summary", "the summary repeats the title", "say what the document gives")


def _places(standard: Standard) -> Iterator[Finding]:
    for place in standard.jurisdictions:
        if not known_place(place):
            yield field_finding("jurisdictions", f"unknown place {place!r}", _KNOWN_PLACES)
    for language in standard.languages:
        if not _LANGUAGE.match(language):
            yield field_finding(
                "languages", f"{language!r} is not an ISO 639-1 code", "use two small letters"
            )


def _addresses(standard: Standard) -> Iterator[Finding]:
    yield from address_findings("url", standard.url)
    yield from source_findings(standard.sources)
    counts = Counter(source.address for source in standard.sources)
    for address in sorted(address for address, count in counts.items() if count > 1):
        yield field_finding("sources", f"duplicate address {address}", "keep it once")


def _history(standard: Standard) -> Iterator[Finding]:
    days = [event.since for event in standard.history]
    if days != sorted(days):
        yield field_finding(
            "history", "the events are not in the order of their days", "put the oldest first"
        )
    for i, event in enumerate(standard.history):
        if event.stage is not None and not _STAGE.match(event.stage):
            yield field_finding(
                f"history[{i}].stage", f"{event.stage!r} is not a harmonised stage code", "write it as 60.60"
            )
        if i and standard.history[i - 1] == event:
            yield field_finding(f"history[{i}]", "duplicate event", "keep it once")
        if event.date and event.date.first > date.today() and event.status not in (Status.IN_FORCE, *_ENDED):
            yield field_finding(
                f"history[{i}].date", f"{event.date} is in the future", "make it a milestone until then"
            )
    yield from _history_and_dates(standard)
    if standard.history[-1].status is Status.SUPERSEDED and not standard.replaced_by:
        yield field_finding(
            "replaced_by",
            "the document is superseded, and no successor is named",
            "name the successor, or set the status to withdrawn",
        )


def _history_and_dates(standard: Standard) -> Iterator[Finding]:
    for status, field in ((Status.PUBLISHED, "published"), (Status.IN_FORCE, "in_force")):
        dates = [event.date for event in standard.history if event.status is status and event.date]
        stated = getattr(standard, field)
        if dates and stated not in dates:
            yield field_finding(
                field, f"it differs from the history, which says {dates[0]}", "make the two agree"
            )
        elif stated and not any(
            event.status in (status, *_INSTEAD_OF_PUBLISHED) for event in standard.history
        ):
            yield field_finding("history", f"{field} is given, and no event says {status}", "add the event")


def _dates(standard: Standard) -> Iterator[Finding]:
    for earlier, later in (("in_force", "applies_from"), ("applies_from", "applies_fully_from")):
        first, second = getattr(standard, earlier), getattr(standard, later)
        if first and second and PartialDate(second).last < PartialDate(first).first:
            yield field_finding(later, f"{second} is before {earlier}, {first}", "correct one of the two")
    starts = [
        milestone.date
        for milestone in standard.milestones
        if milestone.kind is MilestoneKind.APPLICATION and milestone.stated_on(milestone.date.last)
    ]
    for field in ("applies_from", "applies_fully_from"):
        day = getattr(standard, field)
        if day and day not in starts:
            yield field_finding(
                field, f"no milestone says what applies from {day}", "add a milestone of kind application"
            )
    if starts and not standard.applies_from:
        yield field_finding(
            "applies_from",
            "milestones say what applies, and the field is empty",
            "give the first of these days",
        )
    dates = [milestone.date for milestone in standard.milestones]
    if dates != sorted(dates):
        yield field_finding(
            "milestones", "the milestones are not in the order of their dates", "put the oldest first"
        )


def _provenance(standard: Standard) -> Iterator[Finding]:
    checks = [(f"sources[{i}].checked_on", source.checked_on) for i, source in enumerate(standard.sources)]
    sightings = [(f"history[{i}].seen_on", event.seen_on) for i, event in enumerate(standard.history)]
    for field, day in (("checked_on", standard.checked_on), *checks, *sightings):
        if day is not None:
            yield from future_findings(field, day)
    days_read = [source.checked_on for source in standard.sources if source.checked_on]
    if days_read and (checked := standard.checked_on) and checked.last < max(day.first for day in days_read):
        yield field_finding(
            "checked_on", "a source was read later than the record was checked", "give the later day"
        )
    if standard.confidence is Confidence.VERIFIED and not days_read and len(standard.sources) < 2:
        yield field_finding(
            "confidence",
            "the record is verified by one source, which was not read",
            "read it, add a source, or write single-source",
        )
    yield from data_version_findings(standard.recorded)
    for number, correction in enumerate(standard.corrections):
        field = f"corrections[{number}]"
        if not is_data_version(correction.recorded):
            problem = f"{correction.recorded!r} is not a data version"
            yield field_finding(f"{field}.recorded", problem, "write YYYY.MM.N")
        known = PROVISION_FIELDS if correction.provision else (*DOCUMENT_FIELDS, "rules")
        if correction.field not in known:
            problem = f"unknown field {correction.field!r}"
            yield field_finding(f"{field}.field", problem, suggestion(correction.field, known))
    if standard.price is not None and standard.access is not Access.PAID:
        yield field_finding("price", "a price is given, and access is not paid", "correct access or price")


def _tags(standard: Standard) -> Iterator[Finding]:
    for field in _DOCUMENT_TAGS:
        values = getattr(standard, field)
        if len(set(values)) < len(values):
            yield field_finding(field, "duplicate value", "keep it once")
    names = {standard.designation.casefold(), standard.title.casefold()}
    for alias in standard.aliases:
        if alias.casefold() in names:
            yield field_finding("aliases", f"{alias!r} is its designation or title", "remove the alias")
    if not standard.topics:
        yield field_finding("topics", "the document has no topic", "name one or more topics")
    if standard.tier is Tier.OUTSIDE:
        yield field_finding("tier", "the document is outside the scope", "remove it, or name its tier")
    counts = standard.structure.counts if standard.structure is not None else ()
    for i, count in enumerate(counts):
        if count.number < 1:
            yield field_finding(f"structure.counts[{i}].number", "the number is below one", "count it")


def _relations(standard: Standard) -> Iterator[Finding]:
    for field in INVERSE_RELATIONS:
        refs = [relation.ref for relation in getattr(standard, field) if relation.ref]
        if len(set(refs)) < len(refs):
            yield field_finding(field, "duplicate document", "keep it once")
        if standard.ref in refs:
            yield field_finding(field, "the document names itself", "name another")
        if any(ref.edition is None or ref.provision is not None for ref in refs):
            yield field_finding(
                field, "a relation leads to a document in one edition", "write standard@edition"
            )


#: The rules of a document that bind shipped data alone: it has facts and our own words, no passages.
SHIPPED_DOCUMENT_RULES: Mapping[str, Callable[[Standard], Iterator[Finding]]] = {"text": _text_lengths}
#: The rules of a document, by name.
DOCUMENT_RULES: Mapping[str, Callable[[Standard], Iterator[Finding]]] = {
    "text": _texts,
    "place": _places,
    "address": _addresses,
    "history": _history,
    "date": _dates,
    "provenance": _provenance,
    "tag": _tags,
    "relation": _relations,
}


# ---------------------------------------------------------------- publishers


def _publisher(publisher: Publisher) -> Iterator[Finding]:
    if not known_place(publisher.place):
        yield field_finding("place", f"unknown place {publisher.place!r}", _KNOWN_PLACES)
    yield from address_findings("url", publisher.url)
    if not _PUBLISHER_ID.match(publisher.id):
        yield field_finding(
            "id", f"{publisher.id!r} is not an identifier", "use small letters, digits and hyphens"
        )


#: The rules of a publisher, by name.
PUBLISHER_RULES: Mapping[str, Callable[[Publisher], Iterator[Finding]]] = {"publisher": _publisher}


# ---------------------------------------------------------------- frameworks


def _provision_lengths(framework: Framework) -> Iterator[Finding]:
    for i, provision in enumerate(framework.provisions):
        for finding in length_findings(provision, _PROVISION_LENGTHS):
            yield finding._replace(
                field=f"provisions[{i}].{finding.field}",
                problem=f"{provision.id} has {finding.problem}",
                repair="shorten it, or give a label in place of the title",
            )


def _provision_texts(framework: Framework) -> Iterator[Finding]:
    for i, provision in enumerate(framework.provisions):
        for field in _PROVISION_LENGTHS:
            if not _is_tidy(getattr(provision, field)):
                yield field_finding(
                    f"provisions[{i}].{field}",
                    f"the text of {provision.id} has stray blanks or unprintable characters",
                    "remove them",
                )


def _framework_provenance(framework: Framework) -> Iterator[Finding]:
    yield from source_findings(framework.sources)
    if framework.confidence is Confidence.VERIFIED and not any(
        source.checked_on for source in framework.sources
    ):
        yield field_finding(
            "confidence",
            "the framework is verified, and no source was read",
            "read one, or give a lower confidence",
        )
    yield from future_findings("checked_on", framework.checked_on)
    if framework.completeness is Completeness.PARTIAL and framework.note is None:
        yield field_finding(
            "note", "the framework is partial, and nothing says what is missing", "say what is missing"
        )


def _framework_structure(framework: Framework) -> Iterator[Finding]:
    ids = {provision.id for provision in framework.provisions}
    for i, provision in enumerate(framework.provisions):
        for finding in _provision_findings(provision, ids):
            yield finding._replace(field=f"provisions[{i}].{finding.field}")


def _provision_findings(provision: Provision, ids: set[str]) -> Iterator[Finding]:
    for successor in provision.successors:
        if successor not in ids and not ("@" in successor and ":" in successor):
            yield field_finding(
                "successors",
                f"{provision.id} has the unknown successor {successor!r}",
                "name an id of this edition, or a full reference",
            )
    if provision.successors and not provision.retired:
        yield field_finding(
            "retired",
            f"{provision.id} has successors and is not retired",
            "write true, or take the successors out",
        )
    if provision.wording_since is not None:
        yield from future_findings("wording_since", provision.wording_since)
    for field in _PROVISION_TAGS:
        values = getattr(provision, field)
        if len(set(values)) < len(values):
            yield field_finding(field, f"duplicate value in {provision.id}", "keep it once")


def _provision_slugs(framework: Framework) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for i, provision in enumerate(framework.provisions):
        other = seen.setdefault(slug_of(provision.id).casefold(), provision.id)
        if other != provision.id:
            yield field_finding(
                f"provisions[{i}].id",
                f"{provision.id!r} and {other!r} have one address where capitals do not count",
                "give one of them another id",
            )


#: The rules of a framework that bind shipped data alone.
SHIPPED_FRAMEWORK_RULES: Mapping[str, Callable[[Framework], Iterator[Finding]]] = {"text": _provision_lengths}
#: The rules of a framework, by name.
FRAMEWORK_RULES: Mapping[str, Callable[[Framework], Iterator[Finding]]] = {
    "text": _provision_texts,
    "provenance": _framework_provenance,
    "structure": _framework_structure,
    "addresses": _provision_slugs,
}
