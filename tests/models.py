"""Random sets as models of provisions, and catalogs over relationships that are true of them."""

from __future__ import annotations

import random

from hypothesis import strategies as st
from samples import Raw

from ai_security_standards import Catalog, Ref, Relationship, load
from ai_security_standards._store.folders import SECTIONS, DataFile
from ai_security_standards._store.register import Register, packaged_register
from ai_security_standards._store.register.overlaying import add_overlays
from ai_security_standards._store.sssom import sheet_of
from ai_security_standards.records.relationships import MappingSet
from ai_security_standards.snapshot import Snapshot
from ai_security_standards.vocabulary import RelationshipType, Trust

#: Types of relationship between sets, in the order of the bits of base relations.
SET_TYPES = ("equal", "subset_of", "superset_of", "intersects_with", "no_relationship")
#: Documents whose structure is not shipped: mapping sets may name any provision of them.
DOCUMENTS = ("iso-iec-27090@draft", "iso-iec-42006@2025", "iso-iec-27091@draft")
A, B, C, D = (Ref.parse(f"iso-iec-27090@draft:{name}") for name in "ABCD")
X, Y = (Ref.parse(f"iso-iec-42006@2025:{name}") for name in "XY")
NO_SECTIONS: dict[str, list[Raw]] = {section: [] for section in SECTIONS}
DAY = load().as_of("2026-11-24").date
#: The documents of one publisher alone, without structures and mapping sets: quick to build a catalog upon.
BASE = Register(
    packaged_register().data_version,
    {ref: file for ref, file in packaged_register().files_by_ref.items() if ref.startswith("iso-iec")},
    packaged_register().publishers,
    annotations={},
    overlays=(),
    framework_loaders={},
    mappings={},
    law_loaders={},
)

#: Seeds of random models: Hypothesis shrinks them and keeps those that failed.
seeds = st.integers(0, 2**32)


def true_relation(one: frozenset[int] | int, other: frozenset[int] | int) -> int:
    """The base relation that holds of two sets; sets may be written as bits."""
    if isinstance(one, int) or isinstance(other, int):
        assert isinstance(one, int)
        assert isinstance(other, int)
        both = one & other
        if not both:
            return 16
        if one == other:
            return 1
        return 2 if both == one else 4 if both == other else 8
    return true_relation(sum(1 << each for each in one), sum(1 << each for each in other))


def relationship(
    subject: Ref, kind: str, object: Ref, denied: bool = False, set_id: str = "one", **more: object
) -> Relationship:
    """A relationship as a publisher's mapping set states it."""
    return Relationship(
        subject=subject, type=RelationshipType(kind), object=object, negated=denied, mapping_set=set_id,
        trust=Trust.PUBLISHER, **more,
    )  # type: ignore[arg-type]  # fmt: skip


def catalog_of(rows: list[Relationship]) -> Catalog:
    """A catalog over these relationships alone."""
    by_set: dict[str, list[Relationship]] = {}
    for row in rows:
        by_set.setdefault(row.mapping_set, []).append(row)
    files = [
        DataFile(
            name, NO_SECTIONS, mappings=sheet_of(MappingSet(id=name, title=name, trust=own[0].trust), own)
        )
        for name, own in by_set.items()
    ]
    return Catalog(Snapshot(add_overlays(BASE, files, consistent=False), DAY))


def random_model(chance: random.Random) -> tuple[dict[Ref, int], list[Relationship]]:
    """Provisions as sets, and relationships that are true of them."""
    sets = {
        Ref.parse(f"{chance.choice(DOCUMENTS)}:{number}"): chance.choice(
            [chance.randint(1, 31), 1 << chance.randrange(5)]
        )
        for number in range(chance.randint(2, 6))
    }
    provisions = list(sets)
    rows = []
    for _ in range(chance.randint(1, 9)):
        one, other = chance.sample(provisions, 2)
        kind = true = SET_TYPES[true_relation(sets[one], sets[other]).bit_length() - 1]
        draw = chance.random()
        if draw < 0.1 and kind == "equal":
            kind = chance.choice(["identical", "equivalent"])
        elif draw < 0.25:
            kind = chance.choice(["related", "supports", "mitigates", "contrary", "replaces"])
        denied = chance.random() < 0.2
        if denied:
            kind = chance.choice(["related", *(each for each in SET_TYPES if each != true)])
        rows.append(relationship(one, kind, other, denied, chance.choice(["one", "two"])))
    return sets, rows


def ends_of(rows: list[Relationship]) -> list[Ref]:
    """The provisions that relationships name, in order."""
    return sorted({end for row in rows for end in (row.subject, row.object)})


def certain_relation(catalog: Catalog, one: Ref, other: Ref) -> str:
    """What certainly holds between two provisions, in words."""
    found = [each for each in catalog.infer(one, to=other) if each.target == other]
    return found[0].relation.certain if found else "unknown"
