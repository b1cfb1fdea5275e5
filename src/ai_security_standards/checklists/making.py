"""Audit checklists: one question per requirement, exported, filled in, and read back as an assessment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from ..algebra import Relation
from ..mapping.scopes import view_of
from ..records.provisions import Provision
from ..records.refs import Ref, ref_text
from ..records.standards import Standard
from ..vocabulary import Completeness, ProvisionKind, Verdict
from ..vocabulary.criteria import check_instance
from .questions import ask_for, question
from .table import Checklist, Item

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..applicability import Profile, Ruling
    from ..snapshot import Snapshot

__all__ = ["Checklist", "Item", "checklist"]


def checklist(
    snapshot: Snapshot, about: Profile | str | Ref | Standard | Collection[str | Ref | Standard]
) -> Checklist:
    """See `Catalog.checklist`."""
    from ..applicability import Profile, applicable

    undecided: Sequence[Ruling] = ()
    if isinstance(about, Profile):
        rulings = [ruling for ruling in applicable(snapshot, about) if ruling.ref.provision is not None]
        wanted = (Verdict.APPLIES, Verdict.WILL_APPLY)
        provisions = [snapshot.provision(ruling.ref) for ruling in rulings if ruling.verdict in wanted]
        undecided = [ruling for ruling in rulings if ruling.verdict is Verdict.MAY_APPLY]
    else:
        check_instance("about", about, Iterable)
        given = [about] if isinstance(about, str | Ref | Standard) else about
        provisions = [provision for each in given for provision in _provisions_of(snapshot, each)]
    chosen = _assessable(provisions)
    documents = dict.fromkeys(provision.ref.document for provision in chosen)
    partial = [
        document
        for document in documents
        if snapshot.framework(document).completeness is Completeness.PARTIAL
    ]
    items = [_item(snapshot, group) for group in _equal_groups(snapshot, chosen)]
    missing = Counter(fact for ruling in undecided for fact in ruling.missing)
    return Checklist(items, tuple(partial), len(undecided), tuple(missing.most_common()))


def _provisions_of(snapshot: Snapshot, about: str | Ref | Standard) -> Sequence[Provision]:
    """Return the provisions of a document, or a provision with all below it."""
    ref = about.ref if isinstance(about, Standard) else Ref.parse(ref_text(about))
    if ref.provision is None:
        return snapshot.provisions(about)
    return (snapshot.provision(ref), *snapshot.descendants(ref))


def _assessable(provisions: Iterable[Provision]) -> list[Provision]:
    """Return what can be assessed, each once; an article of law only if none of its paragraphs is."""
    chosen = {each.ref: each for each in provisions if each.assessable and not each.retired}
    parents = {provision.ref._replace(provision=provision.parent) for provision in chosen.values()}
    return [
        provision
        for ref, provision in chosen.items()
        if provision.kind is not ProvisionKind.ARTICLE or ref not in parents
    ]


def _equal_groups(snapshot: Snapshot, chosen: Sequence[Provision]) -> list[list[Provision]]:
    """Return provisions in groups that ask the same, as certainly follows over at most two steps."""
    view = view_of(snapshot)
    graph = view.graph
    nodes = {graph.node(str(provision.ref)): provision for provision in chosen}
    groups = {node: [provision] for node, provision in nodes.items()}
    for node in nodes:
        for other, bits in view.relations_from(node, 2)[-1].items():
            if bits == Relation.EQUAL and other in nodes and groups[other] is not groups[node]:
                groups[node] += groups[other]
                for provision in groups[other]:
                    groups[graph.index[str(provision.ref)]] = groups[node]
    return list({id(group): group for group in groups.values()}.values())


def _item(snapshot: Snapshot, group: Sequence[Provision]) -> Item:
    parents = [snapshot.parent(provision.ref) for provision in group]
    return Item(
        question=question(group[0]),
        ask_for=ask_for(group[0], parents[0]),
        provisions=tuple(provision.ref for provision in group),
        names=tuple(provision.name for provision in group),
        level=tuple(dict.fromkeys(provision.level for provision in group if provision.level)),
        under=tuple(
            dict.fromkeys(_place(snapshot, each, parent) for each, parent in zip(group, parents, strict=True))
        ),
    )


def _place(snapshot: Snapshot, provision: Provision, parent: Provision | None) -> str:
    """Return the document of a provision and the element above it, in words."""
    designation = snapshot.standard(provision.ref.document).designation
    return f"{designation}, {parent.id} {parent.name}" if parent else designation
