"""Two editions side by side: what stayed, moved, went and came."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from attrs import frozen

from ..records.provisions import Framework, Provision
from ..records.refs import Ref
from ..records.standards import Standard
from ..tables import Table, to_plain_value
from ..vocabulary import Change, Completeness
from ..vocabulary.criteria import known_value
from .transitions import MERGED, REPLACED, SAME, SEVERAL, Evidence, Link, Passage, alike, key, transitions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..snapshot import Snapshot

__all__ = ["REUSED", "Comparison", "Difference", "compare", "one_to_one"]


@frozen(kw_only=True, repr=False)
class Difference:
    """What became of one provision, or of several that went together, from one edition to another.

    `old` and `new` are the provisions at either end. `reused` holds identifiers of these that the
    other edition uses for something else. `doubts` says why a person must look; without any, the old
    one can be taken for the new one.
    """

    change: Change
    old: tuple[Ref, ...]
    new: tuple[Ref, ...]
    old_names: tuple[str, ...]
    new_names: tuple[str, ...]
    reused: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    doubts: tuple[str, ...] = ()

    def __repr__(self) -> str:
        ends = (", ".join(str(ref.provision) for ref in refs) or "nothing" for refs in (self.old, self.new))
        return f"<Difference {self.change}: {' to '.join(ends)}>"


class Comparison(Table[Difference]):
    """All provisions of two editions, each in one row on its side; withdrawn identifiers are left out.

    `old` and `new` are the documents, `over` the editions between that were gone over, `unread` those
    between whose whole structure is not shipped.
    """

    __slots__ = ("new", "old", "over", "unread")

    columns = ("change", "old", "old_names", "new", "new_names", "reused", "doubts", "evidence")

    old: Ref
    new: Ref
    over: tuple[Ref, ...]
    unread: tuple[Ref, ...]

    def __init__(
        self,
        records: Sequence[Difference],
        old: Ref,
        new: Ref,
        over: tuple[Ref, ...] = (),
        unread: tuple[Ref, ...] = (),
    ) -> None:
        super().__init__(records)
        for name, value in (("old", old), ("new", new), ("over", over), ("unread", unread)):
            object.__setattr__(self, name, value)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (tuple(self), self.old, self.new, self.over, self.unread)

    def row(self, record: Difference) -> dict[str, Any]:
        """One difference as plain values."""
        refs = {side: tuple(map(str, getattr(record, side))) for side in ("old", "new", "evidence")}
        return {**{name: to_plain_value(getattr(record, name)) for name in self.columns}, **refs}

    def headline(self) -> str:
        """From which edition to which, and how many of each change."""
        counts = Counter(each.change for each in self)
        told = ", ".join(f"{counts[word]} {word}" for word in Change if counts[word])
        unread = f"; not shipped: {', '.join(map(str, self.unread))}" if self.unread else ""
        return f"{self.old} to {self.new}: {told}{unread}"

    def only(self, *changes: str) -> Comparison:
        """The rows of these changes alone; UnknownCriterion, naming near misses, for an unknown one."""
        wanted = {known_value(each, list(Change), "change") for each in changes}
        return self._of(each for each in self if each.change in wanted)

    @property
    def reused(self) -> Comparison:
        """The rows with an identifier that means something else in the other edition."""
        return self._of(each for each in self if each.reused)

    @property
    def to_decide(self) -> Comparison:
        """The rows that a person must look at."""
        return self._of(each for each in self if each.doubts)

    def _of(self, keep: Iterable[Difference]) -> Comparison:
        return Comparison(tuple(keep), self.old, self.new, self.over, self.unread)


def compare(snapshot: Snapshot, old: Standard, new: Standard) -> Comparison:
    """See `Catalog.compare`."""
    every, over = transitions(snapshot, old, new)
    stops = tuple(Ref.parse(stop) for stop in over.stops[1:-1])
    unread = tuple(map(Ref.parse, over.unread))
    return Comparison(_differences(every[-1]), old.ref, new.ref, stops, unread)


def _differences(found: Passage) -> list[Difference]:
    """One row for each group of provisions that links tie together, in the order of the old edition."""
    here, there = (
        {each.id: each for each in framework.provisions if not each.retired}
        for framework in (found.old, found.new)
    )
    links = {old: [link for link in found.links.get(old, ()) if link.new in there] for old in here}
    sources: dict[str, list[str]] = {}
    for told in links.values():
        for link in told:
            sources.setdefault(link.new, []).append(link.old)
    groups: list[tuple[list[str], list[str]]] = []
    seen: set[str] = set()
    for start in here:
        if start not in seen:
            olds = [start]
            news: dict[str, None] = {}
            for old in olds:
                for link in links[old]:
                    news[link.new] = None
                    olds += [each for each in sources[link.new] if each not in olds]
            seen.update(olds)
            groups.append((olds, list(news)))
    fresh = [new for new in there if new not in sources]
    rows = []
    paired: set[str] = set()
    for olds, ends in groups:
        if not ends and olds[0] in fresh and not alike(here[olds[0]], there[olds[0]]):
            paired.add(olds[0])
        rows.append(_difference(found, here, there, olds, olds if olds[0] in paired else ends, links))
    rows += [_difference(found, here, there, [], [new], links) for new in fresh if new not in paired]
    return rows


def _difference(
    found: Passage,
    here: dict[str, Provision],
    there: dict[str, Provision],
    olds: list[str],
    news: list[str],
    links: dict[str, list[Link]],
) -> Difference:
    told = [link for old in olds for link in links[old]]
    change = _change(found, here, there, olds, news, told)
    doubts = dict.fromkeys(doubt for link in told for doubt in link.doubts)
    if change is Change.REUSED:
        doubts[REUSED] = None
    if change in (Change.SPLIT, Change.REGROUPED):
        doubts[SEVERAL] = None
    if change is Change.UNKNOWN:
        doubts[_PART] = None
    reused = [old for old in olds if old in there and old not in news] + [
        new for new in news if new in here and new not in olds
    ]
    evidence = [each for link in told for each in link.evidence]
    evidence += [each for old in olds if not told for each in found.ended.get(old, ())]
    return Difference(
        change=change,
        old=tuple(here[each].ref for each in olds),
        new=tuple(there[each].ref for each in news),
        old_names=tuple(here[each].name for each in olds),
        new_names=tuple(there[each].name for each in news),
        reused=tuple(news) if change is Change.REUSED else tuple(dict.fromkeys(reused)),
        evidence=tuple(dict.fromkeys(evidence)),
        doubts=tuple(doubts),
    )


#: Why a person must look where an identifier stays and its title does not.
REUSED = "the same identifier has another title, and nothing says whether it means the same"
_PART = "only a part of the other edition is shipped"


def _change(
    found: Passage,
    here: dict[str, Provision],
    there: dict[str, Provision],
    olds: list[str],
    news: list[str],
    told: list[Link],
) -> Change:
    if not olds or not news:
        other, word = (found.new, Change.RETIRED) if olds else (found.old, Change.ADDED)
        said = bool(olds) and bool(found.ended.get(olds[0]))
        return word if said or _whole(other) else Change.UNKNOWN
    if not told:
        return Change.REUSED
    if len(news) > 1:
        return Change.REGROUPED if len(olds) > 1 else Change.SPLIT
    if len(olds) > 1 or told[0].how == MERGED:
        return Change.MERGED
    return one_to_one(here[olds[0]], there[news[0]], told[0])


def one_to_one(old: Provision, new: Provision, link: Link) -> Change:
    """What a single link between two provisions comes to."""
    if link.how == REPLACED:
        return Change.REPLACED
    if key(old.id) != key(new.id):
        return Change.RENUMBERED
    return Change.UNCHANGED if old.name == new.name and link.how == SAME else Change.RETITLED


def _whole(framework: Framework) -> bool:
    return framework.completeness is Completeness.COMPLETE
