"""Audit checklists: one question per requirement, exported, filled in, and read back as an assessment."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from ..algebra import Relation
from ..mapping.scopes import view_of
from ..records.provisions import Provision
from ..records.refs import Ref
from ..records.standards import Standard
from ..vocabulary import Completeness, ProvisionKind, Verdict
from .questions import ask_for, question
from .table import Checklist, Item

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..applicability import Profile
    from ..snapshot import Snapshot

__all__ = ["Checklist", "Item", "checklist"]


def checklist(
    snapshot: Snapshot, about: Profile | str | Ref | Standard | Collection[str | Ref | Standard]
) -> Checklist:
    """See `Catalog.checklist`."""
    from ..applicability import Profile, applicable

    undecided = 0
    if isinstance(about, Profile):
        rulings = [each for each in applicable(snapshot, about) if each.ref.provision is not None]
        wanted = (Verdict.APPLIES, Verdict.WILL_APPLY)
        found = [snapshot.provision(each.ref) for each in rulings if each.verdict in wanted]
        undecided = sum(each.verdict is Verdict.MAY_APPLY for each in rulings)
    else:
        several = [about] if isinstance(about, str | Ref | Standard) else about
        found = [each for one in several for each in snapshot.provisions(one)]
    chosen = _askable(found)
    documents = dict.fromkeys(each.ref.document for each in chosen)
    partial = [each for each in documents if snapshot.framework(each).completeness is Completeness.PARTIAL]
    items = [_item(snapshot, group) for group in _groups(snapshot, chosen)]
    return Checklist(items, tuple(partial), undecided)


def _askable(found: Iterable[Provision]) -> list[Provision]:
    """What can be assessed, each once; of an article of law whose paragraphs are asked for, only these."""
    chosen = {each.ref: each for each in found if each.assessable and not each.retired}
    above = {each.ref._replace(provision=each.parent) for each in chosen.values()}
    return [
        each for ref, each in chosen.items() if each.kind is not ProvisionKind.ARTICLE or ref not in above
    ]


def _groups(snapshot: Snapshot, chosen: Sequence[Provision]) -> list[list[Provision]]:
    """Provisions that ask the same together: equal in what certainly follows over at most two steps."""
    view = view_of(snapshot)
    graph = view.graph
    nodes = {graph.node(str(each.ref)): each for each in chosen}
    groups = {node: [each] for node, each in nodes.items()}
    for node in nodes:
        for other, bits in view.relations_from(node, 2)[-1].items():
            if Relation(bits).certain == "equal" and other in nodes and groups[other] is not groups[node]:
                groups[node] += groups[other]
                for each in groups[other]:
                    groups[graph.index[str(each.ref)]] = groups[node]
    return list({id(group): group for group in groups.values()}.values())


def _item(snapshot: Snapshot, group: Sequence[Provision]) -> Item:
    first = group[0]
    above = [next(iter(snapshot.ancestors(each.ref)), None) for each in group]
    unders = [
        f"{snapshot.standard(each.ref.document).designation}{f', {parent.id} {parent.name}' if parent else ''}"
        for each, parent in zip(group, above, strict=True)
    ]
    return Item(
        question=question(first),
        ask_for=ask_for(first, above[0]),
        provisions=tuple(each.ref for each in group),
        names=tuple(each.name for each in group),
        under=tuple(dict.fromkeys(unders)),
    )
