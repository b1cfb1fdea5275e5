"""The tables of documents: their editions, names, milestones and successions, and who published them."""

from __future__ import annotations

from collections.abc import Iterator

from ..records.standards import Standard
from ..snapshot import Snapshot
from .columns import Column, Row, TableSchema, as_dates, as_value

__all__ = [
    "DOCUMENTS",
    "EDITIONS",
    "MILESTONES",
    "PUBLISHERS",
    "SUCCESSIONS",
    "document_rows",
    "edition_rows",
    "milestone_rows",
    "publisher_rows",
    "succession_rows",
]

PUBLISHERS = TableSchema(
    "publishers",
    "a body that issues documents",
    ("id",),
    (
        Column("id", "text", "the id of the body"),
        Column("name", "text", "its name"),
        Column("short_name", "text", "what people call it", nullable=True),
        Column("family", "text", "the sort of body, a word of `Family`"),
        Column("place", "text", 'its home: an ISO 3166-1 code, a group such as EU, or "international"'),
        Column("url", "text", "its own site", nullable=True),
    ),
)

DOCUMENTS = TableSchema(
    "documents",
    "a document, whatever its editions",
    ("standard",),
    (
        Column("standard", "text", "the id of the document, without an edition"),
        Column("title", "text", "the title of its current edition, else of its latest one"),
        Column("publisher", "text", "the body that issues it", references="publishers.id"),
        Column("kind", "text", "a word of `Kind`"),
        Column("tier", "text", 'why it is recorded: "core" or "companion"'),
        Column("current", "text", "the edition that is current on the day", True, "editions.ref"),
        Column("editions", "integer", "the number of editions known on the day"),
    ),
)

EDITIONS = TableSchema(
    "editions",
    "one edition of a document, with its status on the day",
    ("ref",),
    (
        Column("ref", "text", "the reference of the edition"),
        Column("standard", "text", "the document", references="documents.standard"),
        Column("edition", "text", "the edition, as it is printed"),
        Column("designation", "text", "what is printed to cite it"),
        Column("short_name", "text", "what people call it"),
        Column("title", "text", "its title"),
        Column("number", "text", "the bare number that people use", nullable=True),
        Column("publisher", "text", "the body that issues it", references="publishers.id"),
        Column("kind", "text", "a word of `Kind`"),
        Column("binding", "text", "whom it binds, a word of `Binding`"),
        Column("tier", "text", 'why it is recorded: "core" or "companion"'),
        Column("status", "text", "its status on the day, a word of `Status`"),
        Column("stage", "text", "its ISO harmonised stage code on the day", nullable=True),
        Column("current", "boolean", "whether it is the current edition on the day"),
        Column("published", "text", "when it was published, as precise as the source", nullable=True),
        Column("published_from", "date", "the first day that `published` can mean", nullable=True),
        Column("published_until", "date", "the last day that `published` can mean", nullable=True),
        Column("in_force", "text", "when it entered into force, as precise as the source", nullable=True),
        Column("applies_from", "text", "when any of its obligations first apply", nullable=True),
        Column("applies_fully_from", "text", "when all of its obligations apply", nullable=True),
        Column("access", "text", "how its text is had, a word of `Access`", nullable=True),
        Column("price", "text", "its price with the currency, where stated", nullable=True),
        Column("licence", "text", "the licence of its text", nullable=True),
        Column("url", "text", "where a reader finds it", nullable=True),
        Column("languages", "texts", "ISO 639 codes of its languages"),
        Column("jurisdictions", "texts", "where it holds: ISO 3166 codes, groups, or international"),
        Column("topics", "texts", "words of `Topic`, the most important first"),
        Column("roles", "texts", "words of `Role`: whom it addresses"),
        Column("system_types", "texts", "words of `SystemType`"),
        Column("lifecycle_stages", "texts", "words of `LifecycleStage`"),
        Column("sectors", "texts", "words of `Sector`"),
        Column("summary", "text", "what it is, in our own words", nullable=True),
        Column("confidence", "text", "how sure the record is, a word of `Confidence`"),
        Column("checked_on", "text", "the last day on which a source was read", nullable=True),
        Column("recorded", "text", "the data release that first held it"),
        Column("structure", "text", "whether its provisions are here: complete, partial, or null", True),
        Column("provisions", "integer", "the number of its provisions in `provisions`"),
    ),
)

MILESTONES = TableSchema(
    "milestones",
    "a day in the life of an edition, or a day from which a provision of law applies",
    (),
    (
        Column("ref", "text", "the edition or the provision", references="editions.ref or provisions.ref"),
        Column("document", "text", "its edition", references="editions.ref"),
        Column("date", "text", "the day, as precise as the source"),
        Column("date_from", "date", "the first day that `date` can mean"),
        Column("date_until", "date", "the last day that `date` can mean"),
        Column("kind", "text", "a word of `MilestoneKind`"),
        Column("what", "text", "what happens, or to whom the day is limited, in our own words", True),
        Column("stated_from", "text", "since when the text has named the day; null without a bound", True),
        Column("stated_until", "text", "until when the text named the day; null without a bound", True),
        Column("stated", "boolean", "whether the text, as it reads on the day, names it"),
    ),
)

SUCCESSIONS = TableSchema(
    "successions",
    "a tie of an edition to another document",
    (),
    (
        Column("ref", "text", "the edition", references="editions.ref"),
        Column("relation", "text", "replaces, replaced_by, adopts, adopted_as, amends or amended_by"),
        Column("other", "text", "the other edition, where the catalog has it", True, "editions.ref"),
        Column("title", "text", "its title, where the catalog does not have it", nullable=True),
        Column("confidence", "text", "how sure it is, a word of `Confidence`"),
        Column("note", "text", "what else is known", nullable=True),
    ),
)

_RELATIONS = ("replaces", "replaced_by", "adopts", "adopted_as", "amends", "amended_by")


def publisher_rows(snapshot: Snapshot) -> Iterator[Row]:
    """Yield the publishers, by id."""
    for each in snapshot.publishers():
        yield tuple(as_value(getattr(each, name)) for name in PUBLISHERS.names)


def _known_editions(snapshot: Snapshot) -> Iterator[Standard]:
    """Yield the editions known on the day: by document, oldest first."""
    for standard in sorted(snapshot.register.editions):
        yield from snapshot.editions(standard)


def document_rows(snapshot: Snapshot) -> Iterator[Row]:
    """Yield the documents of which an edition is known, by id."""
    register, day = snapshot.register, snapshot.date.isoformat()
    for standard in sorted(register.editions):
        known = snapshot.editions(standard)
        if known:
            current = register.current(standard, day)
            shown = known[-1] if current is None else snapshot.standard(current)
            facts = map(as_value, (shown.title, shown.publisher, shown.kind, shown.tier))
            yield (standard, *facts, current, len(known))


def edition_rows(snapshot: Snapshot) -> Iterator[Row]:
    """Yield the editions known on the day: by document, oldest first."""
    register = snapshot.register
    current = {register.current(each, snapshot.date.isoformat()) for each in register.editions}
    for record in _known_editions(snapshot):
        ref = str(record.ref)
        framework = register.framework(ref) if ref in register.framework_loaders else None
        written = {
            name: as_value(getattr(record, name)) for name in EDITIONS.names if hasattr(Standard, name)
        }
        written |= {
            "ref": ref,
            "standard": record.id,
            "current": ref in current,
            "published_from": record.published_from,
            "published_until": record.published_until,
            "structure": None if framework is None else as_value(framework.completeness),
            "provisions": 0 if framework is None else len(framework.provisions),
        }
        yield tuple(written[name] for name in EDITIONS.names)


def milestone_rows(snapshot: Snapshot) -> Iterator[Row]:
    """Yield the milestones of each edition, then the days from which its provisions apply."""
    register, day = snapshot.register, snapshot.date
    for record in _known_editions(snapshot):
        document = str(record.ref)
        for each in record.milestones:
            bounds = as_value(each.stated_from), as_value(each.stated_until), each.stated_on(day)
            yield (document, document, *as_dates(each.date), as_value(each.kind), each.what, *bounds)
        if document in register.framework_loaders:
            for provision in register.framework(document).provisions:
                for days in provision.applies:
                    bounds = as_value(days.stated_from), as_value(days.stated_until), days.stated_on(day)
                    dates = as_dates(days.date)
                    yield (str(provision.ref), document, *dates, "application", days.note, *bounds)


def succession_rows(snapshot: Snapshot) -> Iterator[Row]:
    """Yield the ties of each edition to other documents, as far as these are known on the day."""
    for record in _known_editions(snapshot):
        for relation in _RELATIONS:
            for tie in getattr(record, relation):
                if tie.ref is None or tie.ref in snapshot:
                    facts = map(as_value, (tie.ref, tie.title, tie.confidence, tie.note))
                    yield (str(record.ref), relation, *facts)
