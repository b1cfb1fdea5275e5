"""Links that mapping sets of lineage, and publishers' marks on withdrawn provisions, assert."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ...records.provisions import Framework, Provision
from ...records.refs import Ref
from ...records.relationships import Relationship
from ...snapshot import Snapshot
from ...tables.reasons import Reason
from ...vocabulary import RelationshipType
from ..graph import GraphView, lineage_between
from .likeness import same_name
from .links import RESCOPED, REWORDED, SEVERAL, Edition, Link, LinkKind, compose

__all__ = ["asserted_links", "links_of_withdrawn", "live_edition"]

#: The kind and the doubts of a replacement, by whether the names are the same.
_REPLACEMENTS: Mapping[bool | None, tuple[LinkKind, tuple[Reason, ...]]] = {
    True: (LinkKind.SAME, ()),
    None: (LinkKind.SAME, (REWORDED,)),
    False: (LinkKind.REPLACED, (RESCOPED,)),
}


def live_edition(framework: Framework) -> Edition:
    """Return an edition without the provisions that its publisher keeps as withdrawn."""
    return Edition(framework, {each.id: each for each in framework.provisions if not each.retired})


def asserted_links(snapshot: Snapshot, view: GraphView, old: Edition, new: Edition) -> Iterator[Link]:
    """Yield the links between two editions that mapping sets assert.

    Where a set relates editions further apart, its rows count for these two if the provisions have
    the same names in them: a change belongs to the next release that the set covers.

    Args:
        snapshot: The data on one day.
        view: The graph that the question sees.
        old: The earlier edition.
        new: The later edition.
    """
    earlier, later = [old.document], [new.document]
    if old.framework.standard == new.framework.standard:
        order = snapshot.register.ordered(old.framework.standard)
        earlier = [*order[: order.index(old.document) + 1]]
        later = [*order[order.index(new.document) :]]
    for relationship in lineage_between(view, frozenset(earlier), frozenset(later)):
        if _concerns(snapshot, relationship, old, new):
            yield _link(relationship, old.provisions, new.provisions)


def _concerns(snapshot: Snapshot, relationship: Relationship, old: Edition, new: Edition) -> bool:
    """Tell whether a lineage relationship of these or other editions describes a change from old to new."""
    subject, target = relationship.subject, relationship.object
    if subject.provision not in old.provisions or target.provision not in new.provisions:
        return False
    if (str(subject.document), str(target.document)) == (old.document, new.document):
        return True
    if not (_has_same_name(snapshot, subject, old) and _has_same_name(snapshot, target, new)):
        return False
    unchanged = new.provisions.get(str(subject.provision))
    return unchanged is None or not same_name(old.provisions[str(subject.provision)], unchanged)


def _has_same_name(snapshot: Snapshot, ref: Ref, edition: Edition) -> bool:
    """Tell whether the provision of an edition with the same identifier has the same name."""
    provision = snapshot.get(ref)
    return isinstance(provision, Provision) and bool(
        same_name(edition.provisions[str(ref.provision)], provision)
    )


def _link(relationship: Relationship, old: Mapping[str, Provision], new: Mapping[str, Provision]) -> Link:
    """Return the link that a lineage relationship asserts.

    Args:
        relationship: A lineage relationship, read from the earlier provision.
        old: The provisions at its subject's end, by identifier.
        new: The provisions at its object's end, by identifier.
    """
    subject, target = str(relationship.subject.provision), str(relationship.object.provision)
    kind, doubts = LinkKind.SAME, tuple[Reason, ...]()
    if relationship.type is RelationshipType.MERGED_INTO:
        kind = LinkKind.MERGED
    elif relationship.type is RelationshipType.SPLIT_INTO:
        kind, doubts = LinkKind.SPLIT, (SEVERAL,)
    elif relationship.type is RelationshipType.REPLACED_BY:
        kind, doubts = _REPLACEMENTS[same_name(old[subject], new[target])]
    text = f"{relationship.subject} {relationship.type} {relationship.object}, {relationship.trust}"
    evidence = Reason(text, relationship.mapping_set)
    return Link(subject, target, kind, (evidence,), doubts, (relationship,))


def links_of_withdrawn(view: GraphView, framework: Framework) -> dict[str, tuple[Link, ...]]:
    """Return links from each withdrawn provision to live ones of the same edition, by identifier."""
    provisions = {each.id: each for each in framework.provisions}
    withdrawn = {each.id: each for each in framework.provisions if each.retired}
    if not withdrawn:
        return {}
    document = frozenset((f"{framework.standard}@{framework.edition}",))
    links: dict[str, list[Link]] = {provision_id: [] for provision_id in withdrawn}
    for relationship in lineage_between(view, document, document):
        if relationship.subject.provision in withdrawn and relationship.object.provision in provisions:
            link = _link(relationship, provisions, provisions)
            links[link.old].append(link)
    for provision in withdrawn.values():
        asserted = {link.new for link in links[provision.id]}
        links[provision.id] += [
            link for link in _marked_links(provision) if link.new in provisions and link.new not in asserted
        ]
    return {provision_id: tuple(_links_to_live(provision_id, links, ())) for provision_id in withdrawn}


def _marked_links(provision: Provision) -> Iterator[Link]:
    """Yield links to the successors that the publisher names for a withdrawn provision."""
    successors = [name.removeprefix(f"{provision.ref.document}:") for name in provision.successors]
    kind, doubt = (LinkKind.REPLACED, RESCOPED) if len(successors) == 1 else (LinkKind.SPLIT, SEVERAL)
    text = f"{provision.ref} is marked as withdrawn, replaced by {', '.join(successors)}"
    for successor in successors:
        yield Link(provision.id, successor, kind, (Reason(text, "successors"),), (doubt,))


def _links_to_live(
    provision_id: str, links: Mapping[str, Sequence[Link]], visited: tuple[str, ...]
) -> Iterator[Link]:
    """Yield links from a withdrawn provision to live ones, through withdrawn ones in between.

    Args:
        provision_id: The identifier of the withdrawn provision.
        links: The direct links of every withdrawn provision.
        visited: Identifiers on the way, so that a circle ends.
    """
    visited = (*visited, provision_id)
    for link in links[provision_id]:
        if link.new not in links:
            yield link
        elif link.new not in visited:
            for onward in _links_to_live(link.new, links, visited):
                yield compose(link, onward)
