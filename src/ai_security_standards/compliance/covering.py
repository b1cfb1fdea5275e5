"""Coverage: how far what is implemented covers the provisions of a document, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import Any, NamedTuple

from attrs import frozen

from .._graph import RANKS, View
from .._sssom import NEGATED, TYPES
from ..algebra import Relation
from ..errors import UnknownReference
from ..filtering import OneOrMore, known_value
from ..mapping.asserted import Relationships
from ..mapping.inferring import Candidate, Inference, Lazy, Proof, sets_of, told, weakest
from ..mapping.scopes import check_steps, view_of
from ..refs import Ref
from ..relationships import Relationship
from ..tabular import Table
from ..vocabulary import Extent, RelationshipType
from .noting import lineage_of, name_of, notes_on
from .reaching import Backwards, References, Subject, held_by, itself, leads, led, named, subject_of, ties

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..catalog import Catalog

__all__ = [
    "Bounds",
    "Coverage",
    "Covered",
    "Part",
    "Parts",
    "coverage",
]

_UNRELATED = TYPES.index(RelationshipType.RELATED) | NEGATED


class Bounds(NamedTuple):
    """How many provisions are certainly covered, of how many anything at all is said, and of how many.

    `least` counts full; `most` counts full, partial and candidate. What nobody spoke of may be covered
    as well: that is `of` less `most` and less what is asserted to be absent.
    """

    least: int
    most: int
    of: int


@frozen(repr=False)
class Covered:
    """How far one provision is covered, by what, and by which chains of relationships that follows.

    `by` holds what decides the extent: what covers it where that is full, what overlaps it where it is
    partial, what is apart from it where it is absent. Several partial ones are listed beside each
    other; that they cover the whole together follows from nothing. `candidates` are ranked by trust,
    steps and the number of independent sources. A provision that is implemented itself has one
    entry in `by`, with an empty path.
    """

    ref: Ref
    name: str
    extent: Extent
    by: tuple[Inference, ...] = ()
    candidates: tuple[Candidate, ...] = ()

    def __repr__(self) -> str:
        return f"<Covered {self.ref}: {self.extent}>"


class Part(NamedTuple):
    """How many provisions in and below one element are covered how far, of how many.

    `extent` is full where all are; else partial where any is full or partial, candidate where any is,
    absent where all are, unknown in the end.
    """

    ref: Ref
    name: str
    extent: Extent
    of: int
    full: int
    partial: int
    candidate: int
    absent: int
    unknown: int


class Parts(Table[Part]):
    """Documents, and elements that have others below them, with what of them is covered."""

    __slots__ = ()

    columns = Part._fields

    def headline(self) -> str:
        """How many parts, and how many are covered in full."""
        return f"{len(self)} parts, {sum(each.extent is Extent.FULL for each in self)} full"


class Coverage(Lazy[Covered]):
    """How far what is implemented covers each provision of a target that can be assessed.

    `target` and `implemented` are what was asked. `counts` and `bounds` are of the whole target, also
    where `only` picked some rows; `left_out` is how many headings and retired provisions do not count.
    `notes` says what a reader must know of the denominator: a superseded edition, a structure that is
    partial or not shipped. `superseded` pairs each superseded edition of the target with the current
    one, and `lineage` holds what mapping sets say became of its provisions.
    """

    __slots__ = ("_extents", "_parts", "implemented", "left_out", "lineage", "notes", "superseded", "target")

    columns = (
        "ref", "name", "extent", "by", "relations", "candidates", "trust", "confidence", "mapping_sets",
        "paths",
    )  # fmt: skip

    target: tuple[Ref, ...]
    implemented: tuple[Ref, ...]
    left_out: int
    notes: tuple[str, ...]
    superseded: tuple[tuple[Ref, Ref], ...]
    lineage: Relationships
    _extents: Mapping[Ref, Extent]
    _parts: Parts | Callable[[], Parts]

    def __init__(self, records: Sequence[Covered], about: Mapping[str, Any]) -> None:
        super().__init__(records)
        self._tell(about)

    def _tell(self, about: Mapping[str, Any]) -> None:
        for name, value in about.items():
            object.__setattr__(self, name, value)

    def _about(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in Coverage.__slots__}

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (tuple(self), {**self._about(), "_parts": self.parts})

    @property
    def counts(self) -> Mapping[Extent, int]:
        """How many provisions of the target are covered how far."""
        counted = Counter(self._extents.values())
        return MappingProxyType({word: counted[word] for word in Extent})

    @property
    def bounds(self) -> Bounds:
        """The headline in numbers."""
        counts = self.counts
        most = counts[Extent.FULL] + counts[Extent.PARTIAL] + counts[Extent.CANDIDATE]
        return Bounds(counts[Extent.FULL], most, len(self._extents))

    def only(self, *extents: str) -> Coverage:
        """The rows of these extents alone; UnknownCriterion, naming near misses, for another word."""
        wanted = {known_value(each, list(Extent), "extent") for each in extents}
        return self._of(lambda each: each.extent in wanted)

    def _of(self, keep: Callable[[Covered], bool]) -> Coverage:
        return Coverage([each for each in self if keep(each)], self._about())

    def without(self, refs: Collection[Ref]) -> Coverage:
        """The rows on other provisions than these."""
        return self._of(lambda each: each.ref not in refs)

    def about(self, ref: str | Ref) -> Covered:
        """The row on one provision; UnknownReference if it is not among those that count."""
        text = str(getattr(ref, "ref", ref))
        for each in self:
            if text in (str(each.ref), str(each.ref._replace(edition=None))):
                return each
        raise UnknownReference(f"{text} is not among the provisions that count here", text)

    @property
    def parts(self) -> Parts:
        """The same, counted for each document and for each element that has others below it.

        An element that asks something of its own counts itself among them: that all below it are
        covered never makes it full. A heading asks nothing else, and is full when all below it are.
        """
        found = self._parts
        if not isinstance(found, Parts):
            found = found()
            object.__setattr__(self, "_parts", found)
        return found

    def row(self, record: Covered) -> dict[str, Any]:
        paths = [path for each in record.by for path in each.paths] + [
            each.path for each in record.candidates
        ]
        sure: list[Inference | Candidate] = [*record.by, *record.candidates]
        best = min(sure, key=lambda each: RANKS[each.trust], default=None)
        return {
            "ref": str(record.ref),
            "name": record.name,
            "extent": record.extent.value,
            "by": tuple(str(each.source) for each in record.by),
            "relations": tuple(each.relation.certain for each in record.by),
            "candidates": tuple(str(each.source) for each in record.candidates),
            "trust": None if best is None else best.trust.value,
            "confidence": None if best is None else best.confidence,
            "mapping_sets": sets_of(paths),
            "paths": tuple(text for text in told(paths) if text),
        }

    def headline(self) -> str:
        """The two bounds, of how many provisions of which editions, and what else must be known."""
        least, most, of = self.bounds
        counts = self.counts
        asked = self.target
        documents = " and ".join(map(str, dict.fromkeys(ref.document for ref in asked)))
        documents = f"{len(asked)} parts of {documents}" if len(asked) > 3 else " and ".join(map(str, asked))
        rest = ", ".join(f"{counts[word]} {word}" for word in list(Extent)[1:] if counts[word])
        head = (
            f"at least {least}, at most {most} by what is said, of {of} assessable provisions of {documents}"
        )
        return "; ".join([f"{head}{f' ({rest})' if rest else ''}", *self.notes])


def coverage(
    catalog: Catalog,
    target: References,
    implemented: References,
    max_steps: int,
    trust: OneOrMore,
    mapping_sets: OneOrMore,
) -> Coverage:
    """See `Catalog.coverage`."""
    check_steps(max_steps)
    view = view_of(catalog, trust, mapping_sets)
    subject = subject_of(catalog, view, target)
    held = held_by(catalog, view, implemented)
    finding = Finding(catalog, view, subject, held, max_steps)
    made: Coverage = Coverage._later(len(subject.nodes), finding.records)
    superseded, notes = notes_on(catalog, view, subject)
    made._tell(
        {
            "target": tuple(_asked(catalog, each) for each in named("target", target)),
            "implemented": tuple(_asked(catalog, each) for each in named("implemented", implemented)),
            "left_out": subject.left_out,
            "notes": notes,
            "superseded": superseded,
            "lineage": lineage_of(catalog, subject, superseded),
            "_extents": {view.graph.ref(node): finding.extents[node] for node in subject.nodes},
            "_parts": finding.parts,
        }
    )
    return made


def _asked(catalog: Catalog, text: str) -> Ref:
    head, _, printed = text.partition(":")
    return catalog.standard(head).ref._replace(provision=printed or None)


class Finding:
    """The extent of each provision, and the reasons as far as they are asked for."""

    def __init__(
        self, catalog: Catalog, view: View, subject: Subject, held: Mapping[int, int], steps: int
    ) -> None:
        self.catalog, self.view, self.steps = catalog, view, steps
        self.nodes, self.held = subject.nodes, held
        self.subject = subject
        rest = [node for node in subject.nodes if node not in held]
        self.tied = ties(view, held, rest, steps) if held else {}
        self.extents = {node: Extent.FULL for node in subject.nodes if node in held}
        left = []
        for node in rest:
            said = self.tied.get(node, {}).values()
            if any(bits and not bits & ~5 for bits in said):
                self.extents[node] = Extent.FULL
            elif any(bits and not bits & 16 for bits in said):
                self.extents[node] = Extent.PARTIAL
            else:
                left.append(node)
        self.led = led(view, held, left, steps) if held else frozenset()
        self.denied: dict[int, list[tuple[int, int, int]]] = {}
        for node in left:
            self.extents[node] = self._left(node)

    def _left(self, node: int) -> Extent:
        """The extent where nothing certainly overlaps: a contradiction must be looked at, too."""
        said = self.tied.get(node, {}).values()
        # Of a pair of which something follows, that is all that its chains have to say.
        if not all(said) or (node in self.led and (not said or node in self._leads([node]))):
            return Extent.CANDIDATE
        if said:
            return Extent.ABSENT
        graph = self.view.graph
        for sheet, row, turned in self.view.edges(node) if self.held else ():
            held = graph.sheet(sheet)
            denied = held.codes[row] == _UNRELATED and not held.text("unresolved", row)
            if denied and graph.other(sheet, row, turned) in self.held:
                self.denied.setdefault(node, []).append((sheet, row, turned))
        return Extent.ABSENT if node in self.denied else Extent.UNKNOWN

    # ------------------------------------------------------------ records

    def records(self) -> list[Covered]:
        """The row on each provision, with its reasons."""
        by, found = self._inferences(), self._candidates()
        records = []
        for node in self.nodes:
            ref = self.view.graph.ref(node)
            why = sorted(by.get(node, ()), key=_rank)
            candidates = [each for _, each in sorted(found.get(node, ()), key=lambda pair: pair[0])]
            records.append(
                Covered(ref, name_of(self.catalog, ref), self.extents[node], tuple(why), tuple(candidates))
            )
        return records

    def _inferences(self) -> dict[int, list[Inference]]:
        found: dict[int, list[Inference]] = {}
        needed: dict[int, list[int]] = {}
        for node, said in self.tied.items():
            for source, bits in said.items():
                if self._decides(self.extents[node], bits):
                    needed.setdefault(source, []).append(node)
        ending = Backwards(self.view, {node for nodes in needed.values() for node in nodes})
        for source, nodes in needed.items():
            proof = Proof(self.view, source, self.view.reach(source, self.steps, ending))
            for node in nodes:
                found.setdefault(node, []).append(proof.inference(node))
        for node in self.nodes:
            if node in self.held:
                found[node] = [itself(self.view, self.held[node], node)]
        for node, edges in self.denied.items():
            for sheet, row, turned in edges:
                step = self.view.relationship(sheet, row, 1 - turned)
                denial = Inference(
                    step.subject, step.object, Relation.UNKNOWN, ((step,),), step.trust, step.confidence
                )
                found.setdefault(node, []).append(denial)
        return found

    @staticmethod
    def _decides(extent: Extent, bits: int) -> bool:
        """Whether what follows of a source is a reason for the extent."""
        relation = Relation(bits)
        if extent is Extent.FULL:
            return relation.covers
        if extent is Extent.PARTIAL:
            return relation.overlaps
        return not bits or extent is Extent.ABSENT

    def _leads(self, nodes: Iterable[int]) -> dict[int, set[int]]:
        """Where chains lead to provisions from, pairs left out of which something follows."""
        reached = leads(self.view, self.held, [node for node in nodes if node in self.led], self.steps)
        apart = {node: there - self.tied.get(node, {}).keys() for node, there in reached.items()}
        return {node: there for node, there in apart.items() if there}

    def _candidates(self) -> dict[int, list[tuple[tuple[object, ...], Candidate]]]:
        view = self.view
        found: dict[int, list[tuple[tuple[object, ...], Candidate]]] = {}
        needed: dict[int, list[int]] = {}
        for node, sources in self._leads(self.nodes).items():
            for source in sources:
                needed.setdefault(source, []).append(node)
        ending, chains = Backwards(view, self.led, loosely=True), Chains(self.catalog, view)
        for source, nodes in needed.items():
            reached = view.chained(source, self.steps, ending)
            for node in nodes:
                made, independent = chains.candidate(source, node, reached)
                rank = (RANKS[made.trust], len(made.path), -independent, str(made.source))
                found.setdefault(node, []).append((rank, made))
        return found

    def parts(self) -> Parts:
        """The roll-up, each document followed by its elements in their order."""
        graph = self.view.graph
        counts: dict[str, Counter[Extent]] = {}
        for node in self.nodes:
            document, _, printed = graph.names[node].partition(":")
            tree = graph.tree(document)
            over = [document]
            if printed in tree.children:
                over.append(f"{document}:{printed}")
            while printed in tree.parents:
                printed = tree.parents[printed]
                over.append(f"{document}:{printed}")
            for each in over:
                counts.setdefault(each, Counter())[self.extents[node]] += 1
        order = [
            name
            for document in dict.fromkeys(scope.document for scope in self.subject.scopes)
            for name in (document, *(f"{document}:{each}" for each in graph.tree(document).ids))
        ]
        return Parts([self._part(name, counts[name]) for name in dict.fromkeys(order) if name in counts])

    def _part(self, name: str, counted: Counter[Extent]) -> Part:
        ref = Ref.parse(name)
        title = name_of(self.catalog, ref)
        extent = next(
            (word for word in (Extent.FULL, Extent.ABSENT) if counted[word] == counted.total()), None
        )
        if extent is None:
            some = counted[Extent.FULL] + counted[Extent.PARTIAL]
            extent = (
                Extent.PARTIAL if some else Extent.CANDIDATE if counted[Extent.CANDIDATE] else Extent.UNKNOWN
            )
        return Part(ref, title, extent, counted.total(), *(counted[word] for word in Extent))


class Chains:
    """Candidates, with the links between provisions looked up once."""

    def __init__(self, catalog: Catalog, view: View) -> None:
        self.view, self.mappings = view, catalog._register.mappings
        self._edges: dict[int, dict[int, list[tuple[int, int, int]]]] = {}
        self._links: dict[tuple[int, int], tuple[Relationship, int]] = {}

    def candidate(self, source: int, target: int, reached: Mapping[int, int]) -> tuple[Candidate, int]:
        """The shortest chain to a node, and how many bodies say its least supported step."""
        nodes = [target]
        while nodes[-1] != source:
            nodes.append(reached[nodes[-1]])
        nodes.reverse()
        links = [self._link(one, other) for one, other in pairwise(nodes)]
        path, graph = tuple(record for record, _ in links), self.view.graph
        made = Candidate(graph.ref(source), graph.ref(target), path, *weakest([path]))
        return made, min(bodies for _, bodies in links)

    def _link(self, one: int, other: int) -> tuple[Relationship, int]:
        """The best trusted relationship of two neighbours, and how many bodies say one."""
        found = self._links.get((one, other))
        if found is None:
            said = [self.view.relationship(*edge) for edge in self._around(one)[other]]
            best = min(said, key=lambda record: (RANKS[record.trust], str(record)))
            sets = {record.mapping_set for record in said}
            bodies = {self.mappings[each].sheet.header.publisher or each for each in sets}
            found = self._links[one, other] = best, len(bodies)
        return found

    def _around(self, node: int) -> dict[int, list[tuple[int, int, int]]]:
        """The edges of a node that chains may go over, by the node at the far end."""
        found = self._edges.get(node)
        if found is None:
            found = self._edges[node] = {}
            for edge in self.view.edges(node):
                if self.view.chains(*edge):
                    found.setdefault(self.view.graph.other(*edge), []).append(edge)
        return found


def _rank(inference: Inference) -> tuple[int, int, str]:
    return RANKS[inference.trust], len(inference.path), str(inference.source)
