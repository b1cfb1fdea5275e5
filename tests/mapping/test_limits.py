"""What limits a relationship: caveats, groups, strict overlaps, and wordings that changed since."""

from __future__ import annotations

import random
from itertools import permutations
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings
from models import (
    DOCUMENTS,
    SET_TYPES,
    A,
    B,
    C,
    X,
    Y,
    catalog_of,
    random_model,
    relationship,
    seeds,
    true_relation,
)
from samples import document, framework, mapping_set, register_file, write_sets, write_structure

from ai_security_standards import Catalog, Ref, Relationship, load
from ai_security_standards.algebra import Relation
from ai_security_standards.vocabulary import RelationshipType

CAVEAT = "high-risk systems only"
ONE, OTHER = "iso-iec-27090@draft", "iso-iec-42006@2025"


def limited_model(chance: random.Random) -> tuple[dict[Ref, int], list[Relationship]]:
    """Provisions as sets, true relationships, and some with a caveat that need not be true."""
    sets, rows = random_model(chance)
    for number in range(chance.randint(1, 4)):
        one, other = chance.sample(list(sets), 2)
        caveats = (CAVEAT,) if number % 2 else (CAVEAT, "on a voluntary basis")
        rows.append(relationship(one, chance.choice(SET_TYPES), other, set_id="three", caveats=caveats))
    return sets, rows


def bits_of(catalog: Catalog, steps: int) -> dict[tuple[Ref, Ref], int]:
    """What follows of every pair, as bits."""
    found = (each for name in DOCUMENTS for each in catalog.infer(name, max_steps=steps))
    return {(each.source, each.target): int(each.relation) for each in found}


@settings(deadline=None, max_examples=150)
@given(seeds)
def test_no_caveat_makes_anything_certain_and_none_makes_a_conflict(seed: int) -> None:
    chance = random.Random(seed)
    sets, rows = limited_model(chance)
    steps = chance.choice([1, 2, 3])
    catalog = catalog_of(rows)
    plain = catalog_of([row for row in rows if not row.caveats])
    everything = catalog_of([evolve(row, caveats=()) for row in rows])
    certain, limited = bits_of(plain, steps), bits_of(everything, steps)
    assert bits_of(catalog, steps) == certain
    assert not catalog.conflicts()
    seen = {}
    for name in DOCUMENTS:
        found = catalog.infer(name, max_steps=steps)
        assert all(each.relation & true_relation(sets[each.source], sets[each.target]) for each in found)
        assert all(each.caveats == () for each in found)
        for each in found.conditional:
            seen[each.source, each.target] = int(each.relation)
            own = [text for path in each.paths for step in path for text in step.caveats]
            assert each.caveats == tuple(dict.fromkeys(own))
            assert each.caveats
    # A contradiction that only caveats make is none: nothing is said then.
    wanted = {pair: bits for pair, bits in limited.items() if bits and bits != certain.get(pair)}
    assert seen == wanted


@settings(deadline=None, max_examples=100)
@given(seeds)
def test_a_crosswalk_keeps_what_is_certain_apart_from_what_holds_under_caveats(seed: int) -> None:
    chance = random.Random(seed)
    sets, rows = limited_model(chance)
    catalog, plain = catalog_of(rows), catalog_of([row for row in rows if not row.caveats])
    everything = catalog_of([evolve(row, caveats=()) for row in rows])
    certain, limited = bits_of(plain, 2), bits_of(everything, 2)
    for one, other in permutations(DOCUMENTS, 2):
        for row in catalog.crosswalk(one, other, max_steps=2):
            pair = row.source, row.target
            assert row.relation & true_relation(sets[row.source], sets[row.target])
            before, after = certain.get(pair, 31), limited.get(pair, 31)
            assert row.relation.certain == Relation(before).certain
            assert int(row.indicated) == (after if after and after != before else 31)
            assert (row.basis == "conditional") <= (before == 31 and bool(row.caveats))
            assert (row.basis == "inferred") <= (before != 31)
            if row.indicated != Relation.ANY:
                assert row.caveats


def test_a_row_with_a_caveat_is_shown_and_named_in_every_answer() -> None:
    catalog = catalog_of(
        [
            relationship(A, "superset_of", X, caveats=(CAVEAT,)),
            relationship(X, "equal", B, set_id="two"),
            relationship(Y, "subset_of", X, set_id="two"),
        ]
    )
    (row,) = catalog.relationships(A)
    assert row.caveats == (CAVEAT,)
    assert not catalog.infer(A, max_steps=1)
    (found,) = catalog.infer(A, max_steps=1).conditional
    assert (found.relation.certain, found.caveats) == ("covers", (CAVEAT,))
    walk = catalog.crosswalk(A, OTHER, max_steps=2)
    told = {
        str(row.target.provision): (row.basis, row.relation.certain, row.indicated.certain) for row in walk
    }
    assert told == {"X": ("asserted", "unknown", "covers"), "Y": ("conditional", "unknown", "covers")}
    assert {row.caveats for row in walk} == {(CAVEAT,)}
    assert walk.headline().startswith("2 rows (1 asserted, 1 conditional)")
    covered = catalog.coverage(OTHER, A)
    assert {str(row.ref.provision): (row.extent.value, row.caveats) for row in covered} == {
        "X": ("candidate", (CAVEAT,)), "Y": ("candidate", (CAVEAT,)),
    }  # fmt: skip
    assert covered.tally.certain == 0


def test_where_both_readings_agree_there_is_no_caveat() -> None:
    catalog = catalog_of(
        [
            relationship(A, "superset_of", X),
            relationship(A, "superset_of", X, set_id="two", caveats=(CAVEAT,)),
            relationship(B, "intersects_with", X),
            relationship(B, "superset_of", X, set_id="two", caveats=(CAVEAT,)),
        ]
    )
    found = catalog.infer(A, max_steps=1)
    assert [each.relation.certain for each in found] == ["covers"]
    assert not found.conditional
    both = catalog.infer(B, max_steps=1)
    assert [each.relation.certain for each in both] == ["overlaps"]
    assert [(each.relation.certain, each.caveats) for each in both.conditional] == [("covers", (CAVEAT,))]
    (row,) = catalog.crosswalk(B, OTHER)
    assert (row.basis, row.relation.certain, row.indicated.certain) == ("asserted", "overlaps", "covers")
    wider = catalog_of(
        [
            relationship(A, "superset_of", C),
            relationship(C, "intersects_with", X),
            relationship(C, "superset_of", X, set_id="two", caveats=(CAVEAT,)),
        ]
    )
    (row,) = wider.crosswalk(A, OTHER, max_steps=2)
    assert (row.basis, row.relation.certain, row.indicated.certain) == ("inferred", "overlaps", "covers")
    assert row.caveats == (CAVEAT,)


# ------------------------------------------------------------ groups and strict overlaps


def union(sets: dict[Ref, int], refs: list[Ref]) -> int:
    whole = 0
    for ref in refs:
        whole |= sets[ref]
    return whole


@settings(deadline=None, max_examples=200)
@given(seeds)
def test_what_follows_from_a_group_is_true_of_each_pair(seed: int) -> None:
    chance = random.Random(seed)
    subjects = [Ref.parse(f"{ONE}:{n}") for n in range(chance.randint(1, 3))]
    objects = [Ref.parse(f"{OTHER}:{n}") for n in range(chance.randint(1, 3))]
    draw = chance.choice([lambda: chance.randint(1, 7), lambda: 1 << chance.randrange(4)])
    sets = {each: draw() for each in (*subjects, *objects)}
    if chance.random() < 0.4:
        sets[objects[0]] |= union(sets, subjects)
    if chance.random() < 0.4:
        sets[subjects[0]] |= union(sets, objects)
    bits = true_relation(union(sets, subjects), union(sets, objects))
    kind = SET_TYPES[bits.bit_length() - 1]
    rows = [relationship(one, kind, other, group="g") for one in subjects for other in objects]
    catalog = catalog_of(rows)
    found = catalog.infer(ONE, to=OTHER, max_steps=1)
    for each in found:
        assert each.relation & true_relation(sets[each.source], sets[each.target])
    assert not catalog.conflicts()
    if len(rows) == 1:
        assert found or kind == "intersects_with"
    # What does not follow is a candidate, so no row is lost.
    assert len(found) + len(found.candidates) == len(rows)


@pytest.mark.parametrize(
    ("kind", "subjects", "objects", "certain"),
    [
        ("subset_of", 2, 1, "is covered by"),
        ("subset_of", 1, 2, None),
        ("superset_of", 1, 2, "covers"),
        ("superset_of", 2, 1, None),
        ("equal", 2, 1, "is covered by"),
        ("equal", 1, 2, "covers"),
        ("equal", 2, 2, None),
        ("equivalent", 2, 1, "is covered by"),
        ("intersects_with", 2, 1, None),
        ("no_relationship", 2, 2, "apart"),
        ("related", 2, 2, None),
    ],
)
def test_a_pair_of_a_group_follows_only_where_the_union_says_so(
    kind: str, subjects: int, objects: int, certain: str | None
) -> None:
    ones, others = ([A, B][:subjects], [X, Y][:objects])
    rows = [relationship(one, kind, other, group="g") for one in ones for other in others]
    catalog = catalog_of(rows)
    found = catalog.infer(ONE, to=OTHER, max_steps=1)
    assert {each.relation.certain for each in found} == ({certain} if certain else set())
    assert len(found.candidates) == (0 if certain else len(rows))
    denied = [evolve(row, negated=True) for row in rows]
    assert len(catalog_of(denied).infer(ONE, to=OTHER, max_steps=1)) == (
        len(rows) if kind == "no_relationship" and subjects * objects == 1 else 0
    )
    single = catalog_of([evolve(row, group=None) for row in rows])
    assert (len(single.infer(ONE, to=OTHER, max_steps=1)) == len(rows)) == (kind != "related")


def test_a_group_of_one_row_says_what_the_row_says() -> None:
    row = relationship(A, "subset_of", X, group="g")
    (found,) = catalog_of([row]).infer(ONE, to=OTHER, max_steps=1)
    assert (
        found.relation == catalog_of([evolve(row, group=None)]).infer(ONE, to=OTHER, max_steps=1)[0].relation
    )


def test_an_overlap_is_strict_only_with_what_each_side_lacks() -> None:
    loose = [relationship(A, "intersects_with", X), relationship(A, "subset_of", X, set_id="two")]
    catalog = catalog_of(loose)
    assert not catalog.conflicts()
    (told,) = catalog.conflicts(strict=True)
    assert told.reasons == ()
    strict = evolve(loose[0], strict="A has no records, and X no training")
    catalog = catalog_of([strict, loose[1]])
    for found in (catalog.conflicts(), catalog.conflicts(strict=True)):
        (conflict,) = found
        assert conflict.reasons == ("A has no records, and X no training",)
        assert found.rows()[0]["reasons"] == conflict.reasons
    alone = catalog_of([strict]).infer(A, to=OTHER, max_steps=1)
    assert alone[0].relation.types == (RelationshipType.INTERSECTS_WITH,)
    denied = catalog_of([evolve(strict, negated=True), relationship(A, "equal", X, set_id="two")])
    assert not denied.conflicts()


# ------------------------------------------------------------ wordings


def amended(tmp_path: Path, since: str | None, head: dict[str, str | None], **cells: str) -> Catalog:
    """A law with two articles, one amended, and a standard that a mapping set relates to both."""
    law = document(id="acme-law", designation="ACME Act", kind="law", binding="mandatory")
    folder = tmp_path / "ours"
    (folder / "register").mkdir(parents=True)
    from json import dumps

    (folder / "register" / "acme.json").write_text(dumps(register_file(document(), law)), encoding="utf-8")
    raw = framework("acme-law", "1", ("1.1", "1"), "2")
    if since is not None:
        raw["provisions"][0]["wording_since"] = since
    write_structure(folder, raw, "frameworks/acme-law/1.0.json")
    write_structure(folder, framework("acme-policy", "P", "Q", "R"))
    rows = (
        {"relation": "acme-policy@1.0:P superset_of acme-law@1.0:1", **cells},
        {"relation": "acme-policy@1.0:Q no_relationship acme-law@1.0:1", **cells},
        "acme-policy@1.0:Q superset_of acme-law@1.0:2",
        "acme-policy@1.0:P subset_of acme-policy@1.0:R",
    )
    write_sets(folder, ("policy--law", mapping_set(*rows, head=head)))
    return load(folder).as_of("2026-11-29")


@pytest.mark.parametrize(
    ("since", "head", "cells", "is_stated"),
    [
        (None, {}, {}, False),
        ("2026-01-21", {}, {}, True),
        ("2026-01-20", {}, {}, False),
        ("2026-01", {}, {}, True),
        ("2026-01-20", {}, {"dated": "2025"}, True),
        ("2026-01-20", {}, {"mapping_date": "2026-01-20"}, False),
        ("2026-01-20", {"publication_date": None}, {}, True),
        ("2026-01-20", {"publication_date": None, "trust": "curated"}, {}, False),
        ("2026-11-29", {}, {}, True),
    ],
)
def test_a_row_older_than_a_wording_is_carried_to_it_and_says_so(
    tmp_path: Path, since: str | None, head: dict[str, str | None], cells: dict[str, str], is_stated: bool
) -> None:
    catalog = amended(tmp_path, since, head, **cells)
    rows = {
        str(row.subject.provision) + str(row.object.provision): row
        for row in catalog.relationships("acme-policy", to="acme-law")
    }
    assert {pair: tuple(map(str, row.reworded)) for pair, row in rows.items()} == {
        "P1": ("acme-law@1.0:1",) * is_stated, "Q1": ("acme-law@1.0:1",) * is_stated, "Q2": (),
    }  # fmt: skip
    walk = {
        str(row.source.provision) + str(row.target.provision): row
        for row in catalog.crosswalk("acme-policy", "acme-law")
    }
    assert walk["Q2"].basis == "asserted"
    certain = {pair: row.relation.certain for pair, row in walk.items()}
    if is_stated:
        assert (walk["P1"].basis, certain["P1"], walk["P1"].indicated.certain) == (
            "carried",
            "unknown",
            "covers",
        )
        assert walk["P1"].lineage == "stated"
        assert walk["P1"].reasons == (
            f"the wording of acme-law@1.0:1 is of {since}, and policy--law relates an earlier one",
        )
        # A denial of an earlier wording denies nothing of the present one.
        assert "Q1" not in walk or walk["Q1"].basis != "carried"
        (exact,) = [
            row
            for row in catalog.crosswalk("acme-policy", "acme-law", editions="exact")
            if str(row.target.provision) == "1" and str(row.source.provision) == "P"
        ]
        assert (exact.basis, exact.relation.certain, len(exact.reasons)) == ("asserted", "unknown", 1)
    else:
        assert (walk["P1"].basis, certain["P1"], certain["Q1"]) == ("asserted", "covers", "apart")
    wide = {
        str(row.source.provision) + str(row.target.provision): row
        for row in catalog.crosswalk("acme-policy", "acme-law", max_steps=2)
    }
    assert (wide["R1"].basis, wide["R1"].indicated.certain) == (
        ("carried", "covers") if is_stated else ("inferred", "unknown")
    )
    for editions in ("exact", "same", "carried"):
        found = catalog.infer("acme-policy", to="acme-law", editions=editions, max_steps=1)
        assert {str(each.target.provision) for each in found} == ({"2"} if is_stated else {"1", "2"})
    assert bool(catalog.coverage("acme-law", "acme-policy:P").counts["full"]) is not is_stated
    assert catalog.coverage("acme-policy", "acme-law:1").counts["candidate"] == (2 if is_stated else 0)
    assert not catalog.conflicts("policy--law")


def test_on_a_day_before_the_amendment_the_earlier_wording_stands(tmp_path: Path) -> None:
    catalog = amended(tmp_path, "2026-06-01", {})
    (row,) = catalog.as_of("2026-05-31").crosswalk("acme-policy:P", "acme-law")
    assert (row.basis, row.relation.certain) == ("asserted", "covers")
    (row,) = catalog.as_of("2026-06-01").crosswalk("acme-policy:P", "acme-law")
    assert (row.basis, row.relation.certain) == ("carried", "unknown")
