"""Provisions with the same text in several editions: what is certain of one is certain of the other."""

from __future__ import annotations

from itertools import pairwise, permutations

from edition_models import History, Item, catalog_of_histories, random_catalog, ref, same_texts
from hypothesis import given, settings
from models import relationship, seeds

from ai_security_standards import load
from ai_security_standards.algebra import Relation

ITEM = {"A": Item("A", "Rule", None, 3)}
CHANGED = {"A": Item("A", "Rule", None, 3), "A.1": Item("A.1", "New part", "A", 1)}
OTHER = History("acme-other", [{"X": Item("X", "X", None, 31)}], [])


def test_what_is_certain_of_a_text_is_certain_of_the_same_text_in_another_edition() -> None:
    row = relationship(ref("acme-one", 0, "A"), "subset_of", ref("acme-other", 0, "X"))
    catalog = catalog_of_histories([History("acme-one", [ITEM] * 3, []), OTHER], [row])
    (found,) = catalog.infer("acme-one@3:A", to="acme-other", max_steps=1)
    assert found.relation == Relation.SUBSET_OF
    assert [step.type.value for step in found.path] == ["identical", "subset_of"]
    assert [str(step.subject) for step in found.path] == ["acme-one@3:A", "acme-one@1:A"]
    assert not catalog.infer("acme-one@3:A", to="acme-other", max_steps=3, editions="exact")
    (row_of,) = catalog.crosswalk("acme-one@3", "acme-other")
    assert (row_of.basis, row_of.relation) == ("inferred", Relation.SUBSET_OF)
    (back,) = catalog.infer("acme-other:X", to="acme-one@3", max_steps=1)
    assert back.relation == Relation.SUPERSET_OF
    (equal,) = catalog.infer("acme-one@3:A", to="acme-one@1", max_steps=1)
    assert (equal.relation, [str(step) for step in equal.path]) == (
        Relation.EQUAL, ["acme-one@3:A identical acme-one@1:A (editions)"],
    )  # fmt: skip
    covered = catalog.coverage("acme-one@3", ["acme-other"], editions="same")
    assert covered.counts["full"] == 1


def test_a_new_part_under_an_unchanged_rule_ends_what_is_certain() -> None:
    row = relationship(ref("acme-one", 0, "A"), "subset_of", ref("acme-other", 0, "X"))
    history = History("acme-one", [ITEM, CHANGED], [])
    assert same_texts(history) == []
    catalog = catalog_of_histories([history, OTHER], [row])
    assert not catalog.infer("acme-one@2", to="acme-other", max_steps=3)
    assert [each.basis for each in catalog.crosswalk("acme-one@2", "acme-other", max_steps=3)] == ["carried"]


def test_candidates_use_the_same_text_too() -> None:
    row = relationship(ref("acme-one", 0, "A"), "related", ref("acme-other", 0, "X"))
    catalog = catalog_of_histories([History("acme-one", [ITEM] * 2, []), OTHER], [row])
    assert not catalog.infer("acme-one@2:A", to="acme-other")
    (found,) = catalog.infer("acme-one@2:A", to="acme-other").candidates
    assert [step.type.value for step in found.path] == ["identical", "related"]
    (covered,) = catalog.coverage("acme-one@2", ["acme-other"], editions="same")
    assert covered.extent.value == "candidate"
    (support,) = covered.candidates
    assert [step.type.value for step in support.path] == ["related", "identical"]
    assert catalog.infer("acme-one@2:A", to="acme-other", trust="curated").headline() == (
        "0 inferences; elsewhere: 1 between acme-one@1 and acme-other@1 (trust)"
    )


@settings(deadline=None, max_examples=40)
@given(seeds)
def test_all_that_the_same_text_adds_is_proved_step_by_step(seed: int) -> None:
    catalog, sets, histories, _ = random_catalog(seed)
    for each in histories:
        for row in same_texts(each):
            assert sets[row.subject] == sets[row.object]
    documents = [f"{each.standard}@{n + 1}" for each in histories for n in range(len(each.editions))]
    for one, other in permutations(documents, 2):
        exact = {
            (row.source, row.target): row.relation for row in catalog.infer(one, to=other, editions="exact")
        }
        same = {(row.source, row.target): row for row in catalog.infer(one, to=other)}
        for pair, relation in exact.items():
            assert not same[pair].relation & ~relation
        for row in same.values():
            for path in row.paths:
                assert (path[0].subject, path[-1].object) == (row.source, row.target)
                assert all(step.object == after.subject for step, after in pairwise(path))


def test_releases_of_atlas_share_texts() -> None:
    catalog = load().as_of("2026-11-29")
    known = catalog.mapping_set("mitre-atlas-same-text").relationships
    assert len(known) == 1788
    assert all(row.stated and row.stated.startswith("digest ") for row in known)
    row = next(row for row in known if row.object.edition == "2026.05")
    (found,) = catalog.infer(row.object, to=row.subject)
    assert found.relation == Relation.EQUAL
    (found,) = catalog.infer("mitre-atlas@5.6.1:AML.T0018.001", to="mitre-atlas@5.5.0:AML.T0018.001")
    assert found.relation == Relation.EQUAL


def test_releases_of_attack_share_texts() -> None:
    catalog = load().as_of("2026-11-29")
    known = catalog.mapping_set("mitre-attack-same-text").relationships
    assert len(known) == 449
    found = catalog.infer("mitre-attack@18.1:T1006", to="mitre-attack@16.1:T1006")
    assert [row.relation for row in found] == [Relation.EQUAL]
    # T1010 reads as before, and cites what does not.
    assert not catalog.infer("mitre-attack@17.1:T1010", to="mitre-attack@16.1:T1010")
