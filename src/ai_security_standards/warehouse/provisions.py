"""The tables of provisions and of names: what documents are made of, and how both are written."""

from __future__ import annotations

from collections.abc import Iterator

from ..records.provisions import Provision
from ..records.refs import Ref
from ..snapshot import Snapshot
from .columns import Column, Row, TableSchema, as_value

__all__ = ["ALIASES", "PROVISIONS", "alias_rows", "provision_rows", "structured_documents"]

PROVISIONS = TableSchema(
    "provisions",
    "a numbered element of an edition whose structure is shipped",
    ("ref",),
    (
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
    ),
)

ALIASES = TableSchema(
    "aliases",
    "a name under which an edition or a provision is cited",
    ("name", "ref", "kind"),
    (
        Column("name", "text", "the name, as it is written"),
        Column("ref", "text", "what it means", references="editions.ref or provisions.ref"),
        Column("kind", "text", "designation, short_name, title, number or alias"),
    ),
)


def structured_documents(snapshot: Snapshot) -> list[str]:
    """Return the editions known on the day whose structure is shipped, by reference."""
    return [ref for ref in sorted(snapshot.register.framework_loaders) if ref in snapshot]


def provision_rows(snapshot: Snapshot) -> Iterator[Row]:
    """Yield the provisions of all editions known on the day, in the order of each document."""
    for document in structured_documents(snapshot):
        for each in snapshot.register.framework(document).provisions:
            written = {
                name: as_value(getattr(each, name)) for name in PROVISIONS.names if hasattr(Provision, name)
            }
            written |= {
                "document": document,
                "parent": None if each.parent is None else f"{document}:{each.parent}",
                "position": each.order,
                "successors": tuple(_in_full(name, each) for name in each.successors),
            }
            yield tuple(written[name] for name in PROVISIONS.names)


def _in_full(successor: str, provision: Provision) -> str:
    """Return the reference of a successor: of the same edition where it names no other."""
    is_full = "@" in successor and ":" in successor
    return successor if is_full else str(Ref(provision.standard, provision.edition, successor))


def alias_rows(snapshot: Snapshot) -> Iterator[Row]:
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
