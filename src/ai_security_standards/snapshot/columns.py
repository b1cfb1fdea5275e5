"""The tables of documents: publishers, editions, milestones, successions, provisions, and names."""

from __future__ import annotations

from collections.abc import Iterator

from ..records.provisions import Provision
from ..records.refs import Ref
from ..records.standards import Standard
from ..tables.warehouse import Column, Row, TableSchema, as_dates, as_value, declare
from .snapshot import Snapshot

__all__ = [
    "aliases", "documents", "editions", "milestones", "provisions", "publishers",
    "structured_documents", "successions",
]  # fmt: skip

_RELATIONS = ("replaces", "replaced_by", "adopts", "adopted_as", "amends", "amended_by")


@declare(
    "publishers",
    "a body that issues documents",
    ("id",),
    Column("id", "text", "the id of the body"),
    Column("name", "text", "its name"),
    Column("short_name", "text", "what people call it", nullable=True),
    Column("family", "text", "the sort of body, a word of `Family`"),
    Column("place", "text", 'its home: an ISO 3166-1 code, a group such as EU, or "international"'),
    Column("url", "text", "its own site", nullable=True),
)
def publishers(table: TableSchema, snapshot: Snapshot) -> Iterator[Row]:
    """Yield the publishers, by id."""
    for each in snapshot.publishers():
        yield table.row(each, {})


def _known_editions(snapshot: Snapshot) -> Iterator[Standard]:
    """Yield the editions known on the day: by document, oldest first."""
    for standard in sorted(snapshot.register.editions):
        yield from snapshot.editions(standard)


@declare(
    "documents",
    "a document, whatever its editions",
    ("standard",),
    Column("standard", "text", "the id of the document, without an edition"),
    Column("title", "text", "the title of its current edition, else of its latest one"),
    Column("publisher", "text", "the body that issues it", references="publishers.id"),
    Column("kind", "text", "a word of `Kind`"),
    Column("tier", "text", 'why it is recorded: "core" or "companion"'),
    Column("current", "text", "the edition that is current on the day", True, "editions.ref"),
    Column("editions", "integer", "the number of editions known on the day"),
)
def documents(_: TableSchema, snapshot: Snapshot) -> Iterator[Row]:
    """Yield the documents of which an edition is known, by id."""
    register, day = snapshot.register, snapshot.date.isoformat()
    for standard in sorted(register.editions):
        known = snapshot.editions(standard)
        if known:
            current = register.current(standard, day)
            shown = known[-1] if current is None else snapshot.standard(current)
            facts = map(as_value, (shown.title, shown.publisher, shown.kind, shown.tier))
            yield (standard, *facts, current, len(known))


@declare(
    "editions",
    "one edition of a document, with its status on the day",
    ("ref",),
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
)
def editions(table: TableSchema, snapshot: Snapshot) -> Iterator[Row]:
    """Yield the editions known on the day: by document, oldest first."""
    register = snapshot.register
    current = {register.current(each, snapshot.date.isoformat()) for each in register.editions}
    for record in _known_editions(snapshot):
        ref = str(record.ref)
        framework = register.framework(ref) if ref in register.framework_loaders else None
        known = {
            "ref": ref,
            "standard": record.id,
            "current": ref in current,
            "published_from": record.published_from,
            "published_until": record.published_until,
            "structure": None if framework is None else as_value(framework.completeness),
            "provisions": 0 if framework is None else len(framework.provisions),
        }
        yield table.row(record, known)


@declare(
    "milestones",
    "a day in the life of an edition, or a day from which a provision of law applies",
    (),
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
)
def milestones(_: TableSchema, snapshot: Snapshot) -> Iterator[Row]:
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


@declare(
    "successions",
    "a tie of an edition to another document",
    (),
    Column("ref", "text", "the edition", references="editions.ref"),
    Column("relation", "text", "replaces, replaced_by, adopts, adopted_as, amends or amended_by"),
    Column("other", "text", "the other edition, where the catalog has it", True, "editions.ref"),
    Column("title", "text", "its title, where the catalog does not have it", nullable=True),
    Column("confidence", "text", "how sure it is, a word of `Confidence`"),
    Column("note", "text", "what else is known", nullable=True),
)
def successions(_: TableSchema, snapshot: Snapshot) -> Iterator[Row]:
    """Yield the ties of each edition to other documents, as far as these are known on the day."""
    for record in _known_editions(snapshot):
        for relation in _RELATIONS:
            for tie in getattr(record, relation):
                if tie.ref is None or tie.ref in snapshot:
                    facts = map(as_value, (tie.ref, tie.title, tie.confidence, tie.note))
                    yield (str(record.ref), relation, *facts)


def structured_documents(snapshot: Snapshot) -> list[str]:
    """Return the editions known on the day whose structure is shipped, by reference."""
    return [ref for ref in sorted(snapshot.register.framework_loaders) if ref in snapshot]


@declare(
    "provisions",
    "a numbered element of an edition whose structure is shipped",
    ("ref",),
    Column("ref", "text", "the reference of the provision"),
    Column("document", "text", "its edition", references="editions.ref"),
    Column("id", "text", "the identifier, as its publisher prints it"),
    Column("kind", "text", "a word of `ProvisionKind`"),
    Column("name", "text", "its title, else our label, else its identifier"),
    Column("title", "text", "the publisher's short title", nullable=True),
    Column("label", "text", "what it is about, in our own words, where no title is printed", True),
    Column("summary", "text", "what it asks, in our own words", nullable=True),
    Column("parent", "text", "the provision directly above it", True, "provisions.ref"),
    Column("depth", "integer", "how many provisions are above it, from 0"),
    Column("position", "integer", "its place in the document's own order, from 0"),
    Column("level", "text", "the publisher's own grade, such as a verification level", nullable=True),
    Column("assessable", "boolean", "whether it can be assessed, or is only a heading"),
    Column("retired", "boolean", "whether its publisher withdrew the identifier"),
    Column("successors", "texts", "references of what took its place"),
    Column("roles", "texts", "words of `Role`: whom it binds"),
    Column("risk_classes", "texts", "words of `RiskClass`"),
    Column("lifecycle_stages", "texts", "words of `LifecycleStage`"),
    Column("wording_since", "text", "the day on which its wording last changed, where known", True),
    Column("url", "text", "where a reader finds it", nullable=True),
    Column("note", "text", "what is doubtful or special", nullable=True),
    indexed=("document",),
)
def provisions(table: TableSchema, snapshot: Snapshot) -> Iterator[Row]:
    """Yield the provisions of all editions known on the day, in the order of each document."""
    for document in structured_documents(snapshot):
        for each in snapshot.register.framework(document).provisions:
            known = {
                "document": document,
                "parent": None if each.parent is None else f"{document}:{each.parent}",
                "position": each.order,
                "successors": tuple(_in_full(name, each) for name in each.successors),
            }
            yield table.row(each, known)


def _in_full(successor: str, provision: Provision) -> str:
    """Return the reference of a successor: of the same edition where it names no other."""
    is_full = "@" in successor and ":" in successor
    return successor if is_full else str(Ref(provision.standard, provision.edition, successor))


@declare(
    "aliases",
    "a name under which an edition or a provision is cited",
    ("name", "ref", "kind"),
    Column("name", "text", "the name, as it is written"),
    Column("ref", "text", "what it means", references="editions.ref or provisions.ref"),
    Column("kind", "text", "designation, short_name, title, number or alias"),
    indexed=("ref",),
)
def aliases(_: TableSchema, snapshot: Snapshot) -> Iterator[Row]:
    """Yield the names of each edition, then those of its provisions."""
    for standard in sorted(snapshot.register.editions):
        for record in snapshot.editions(standard):
            names = [(record.designation, "designation"), (record.short_name, "short_name")]
            names += [(record.title, "title"), *((alias, "alias") for alias in record.aliases)]
            names += [(record.number, "number")] if record.number else []
            yield from ((name, str(record.ref), kind) for name, kind in dict.fromkeys(names))
    for document in structured_documents(snapshot):
        for provision in snapshot.register.framework(document).provisions:
            names = [(provision.title, "title")] if provision.title else []
            names += [(alias, "alias") for alias in provision.aliases]
            yield from ((name, str(provision.ref), kind) for name, kind in dict.fromkeys(names))
