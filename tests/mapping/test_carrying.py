"""What other editions state: carried over stated lineage, apart from what is certain."""

from __future__ import annotations

import pickle
from itertools import permutations

import pytest
from edition_models import History, Item, catalog_of_histories, random_catalog, ref
from hypothesis import given, settings
from models import relationship, seeds, true_relation

from ai_security_standards import Catalog, Ref, UnknownCriterion, load
from ai_security_standards.algebra import Relation
from ai_security_standards.mapping.lineage import lineages_of
from ai_security_standards.vocabulary import Lineage


def documents(histories: list[History]) -> list[str]:
    """Every edition of every standard."""
    return [f"{each.standard}@{n + 1}" for each in histories for n in range(len(each.editions))]


@settings(deadline=None, max_examples=25)
@given(seeds)
def test_nothing_called_certain_is_false(seed: int) -> None:
    catalog, sets, histories, _ = random_catalog(seed)
    for document in documents(histories):
        for editions in ("exact", "same", "carried"):
            for found in catalog.infer(document, editions=editions, max_steps=3):
                assert found.relation & true_relation(sets[found.source], sets[found.target])
    for one, other in permutations(documents(histories), 2):
        for row in catalog.crosswalk(one, other, max_steps=2):
            assert row.relation & true_relation(sets[row.source], sets[row.target])


@settings(deadline=None, max_examples=25)
@given(seeds)
def test_each_exact_pair_is_carried_with_a_relation_at_least_as_strong(seed: int) -> None:
    catalog, _, histories, _ = random_catalog(seed)
    for one, other in permutations(documents(histories), 2):
        for steps in (1, 2):
            exact = catalog.crosswalk(one, other, max_steps=steps, editions="exact")
            carried = catalog.crosswalk(one, other, max_steps=steps)
            known = {(row.source, row.target): row for row in carried}
            for row in exact:
                after = known[row.source, row.target]
                assert not after.relation & ~row.relation
                assert carried.words.index(after.basis) <= max(carried.words.index(row.basis), 2)


@settings(deadline=None, max_examples=25)
@given(seeds)
def test_stated_lineage_moves_nothing_certain_and_nothing_absent(seed: int) -> None:
    catalog, _, histories, _ = random_catalog(seed)
    for one, other in permutations(documents(histories), 2):
        same = {
            (row.source, row.target): row.relation
            for row in catalog.crosswalk(one, other, max_steps=2, editions="same")
        }
        for row in catalog.crosswalk(one, other, max_steps=2):
            before = same.get((row.source, row.target), Relation.ANY)
            assert row.relation.certain == before.certain
            assert row.basis != "carried" or (before.certain == "unknown" and row.lineage is Lineage.STATED)
        found = {editions: catalog.infer(one, editions=editions).rows() for editions in ("same", "carried")}
        assert found["same"] == found["carried"]


@settings(deadline=None, max_examples=25)
@given(seeds)
def test_what_a_single_carried_row_indicates_was_true_where_it_was_written(seed: int) -> None:
    catalog, sets, histories, _ = random_catalog(seed)
    for one, other in permutations(documents(histories), 2):
        for row in catalog.crosswalk(one, other).only("carried"):
            for path in row.paths:
                assert [step.subject for step in path[1:]] == [step.object for step in path[:-1]]
                assert (path[0].subject, path[-1].object) == (row.source, row.target)
                (step,) = [each for each in path if each.mapping_set != "editions"]
                assert step.subject in sets
                assert len(path) in (2, 3)


def grown(parts: int) -> Catalog:
    """A rule that another standard covers, in an edition that gives it a further part."""
    whole = Item("1", "Rule", None, 3)
    part = Item("1.1", "First part", "1", 1)
    new = [Item(f"1.{n + 2}", f"Part {n + 2}", "1", 4) for n in range(parts)]
    one = History(
        "acme-one",
        [{each.id: each for each in (whole, part)}, {each.id: each for each in (whole, part, *new)}],
        [],
    )
    other = History("acme-other", [{"A": Item("A", "All", None, 31)}], [])
    rows = [relationship(ref("acme-other", 0, "A"), "superset_of", ref("acme-one", 0, "1"))]
    return catalog_of_histories([one, other], rows)


def test_a_new_part_under_an_unchanged_rule_is_never_covered() -> None:
    catalog = grown(1)
    for source, target in (("acme-other", "acme-one@2"), ("acme-one@2", "acme-other")):
        walk = catalog.crosswalk(source, target, max_steps=3)
        rows = {frozenset((row.source.provision, row.target.provision)): row for row in walk}
        # The part with the same text is as it was, so the rule has something in common with A.
        assert {name: row.basis for name, row in rows.items()} == {
            frozenset("1A"): "inferred", frozenset(("1.1", "A")): "inferred",
        }  # fmt: skip
        assert rows[frozenset("1A")].relation.certain == "overlaps"
    for editions in ("same", "carried"):
        found = catalog.infer("acme-other", to="acme-one@2", max_steps=4, editions=editions)
        assert {each.target.provision: each.relation.certain for each in found} == {
            "1": "overlaps", "1.1": "covers",
        }  # fmt: skip
    assert not catalog.infer("acme-other", to="acme-one@2", max_steps=4, editions="exact")
    covered = catalog.coverage("acme-one@2", ["acme-other"])
    assert {row.ref.provision: row.extent.value for row in covered}["1.2"] == "unknown"


@settings(deadline=None, max_examples=25)
@given(seeds)
def test_no_part_that_is_new_is_covered_by_what_covers_its_rule(seed: int) -> None:
    catalog, _, histories, rows = random_catalog(seed)
    ends = {end for row in rows for end in (row.subject, row.object)}
    for each in histories:
        for number, edition in enumerate(each.editions):
            new = [ref(each.standard, number, name) for name in edition if name.startswith("new")]
            siblings = {ref(each.standard, number, item.id) for item in edition.values()}
            if ends & siblings:
                continue  # a row of this edition may say so
            for other in documents(histories):
                if not other.startswith(each.standard):
                    walk = catalog.crosswalk(other, f"{each.standard}@{number + 1}", max_steps=3)
                    covered = {row.target for row in walk if (row.indicated & row.relation).covers}
                    descended = {  # another edition may be asked about it
                        target for target in covered if target in new and _was_before(each, number, target)
                    }
                    assert covered & set(new) <= descended


def _was_before(history: History, number: int, target: Ref) -> bool:
    """Tell whether a provision stands in other editions too, under any name, where a row may name it."""
    is_linked = any(target in (each.subject, each.object) for each in history.lineage)
    return is_linked or sum(target.provision in edition for edition in history.editions) > 1


def test_splits_merges_and_titles_give_candidates_with_the_reason() -> None:
    old = {name: Item(name, f"Rule {name}", None, 1) for name in "ABCD"}
    new = {
        name: Item(name, title, None, 3)
        for name, title in (("S", "Half"), ("T", "Other"), ("M", "Both"), ("Z", "Rule D"))
    }
    said = [
        ("A", "split_into", "S"),
        ("A", "split_into", "T"),
        ("B", "merged_into", "M"),
        ("C", "merged_into", "M"),
    ]
    lineage = [
        relationship(ref("acme-one", 0, one), kind, ref("acme-one", 1, other), set_id="lineage")
        for one, kind, other in said
    ]
    rows = [relationship(ref("acme-one", 0, name), "equal", ref("acme-other", 0, "X")) for name in "ABCD"]
    other = History("acme-other", [{"X": Item("X", "X", None, 1)}], [])
    catalog = catalog_of_histories([History("acme-one", [old, new], lineage), other], rows)
    walk = catalog.crosswalk("acme-one", "acme-other")
    assert {row.source.provision: (row.basis, row.lineage.value) for row in walk if row.lineage} == {
        "S": ("candidate", "split"), "T": ("candidate", "split"), "M": ("candidate", "merged"), "Z": ("candidate", "titled"),
    }  # fmt: skip
    assert all(row.reasons and row.indicated == Relation.ANY for row in walk)
    assert walk.unmapped_sources == ()
    assert pickle.loads(pickle.dumps(walk)) == walk
    assert (
        catalog.relationships("acme-one", to="acme-other", editions="carried").headline() == "0 relationships"
    )
    back = catalog.crosswalk("acme-other", "acme-one")
    assert [row.basis for row in back] == ["candidate"] * 4
    assert catalog.coverage("acme-one", "acme-other").counts["full"] == 0


def test_a_denial_stays_in_its_edition() -> None:
    one = History("acme-one", [{"A": Item("A", "A", None, asks)} for asks in (1, 5)], [])
    other = History("acme-other", [{"X": Item("X", "X", None, 2)}], [])
    for kind, denied in (("no_relationship", False), ("related", True)):
        row = relationship(ref("acme-one", 0, "A"), kind, ref("acme-other", 0, "X"), denied=denied)
        catalog = catalog_of_histories([one, other], [row])
        assert len(catalog.crosswalk("acme-one@1", "acme-other")) == 1
        for steps in (1, 2):
            assert not catalog.crosswalk("acme-one@2", "acme-other", max_steps=steps)
            assert not catalog.crosswalk("acme-other", "acme-one@2", max_steps=steps)


def test_a_chain_may_change_editions_on_its_way() -> None:
    middle = [{"M": Item("M", "Middle", None, asks)} for asks in (7, 15)]
    histories = [
        History("acme-one", [{"A": Item("A", "A", None, 31)}], []),
        History("acme-other", middle, []),
        History("acme-third", [{"X": Item("X", "X", None, asks)} for asks in (1, 2, 3)], []),
    ]
    rows = [
        relationship(ref("acme-one", 0, "A"), "superset_of", ref("acme-other", 0, "M")),
        relationship(ref("acme-other", 1, "M"), "superset_of", ref("acme-third", 0, "X")),
    ]
    catalog = catalog_of_histories(histories, rows)
    (row,) = catalog.crosswalk("acme-one", "acme-third@2", max_steps=2)
    assert (row.basis, row.indicated.certain, row.relation.certain) == ("carried", "covers", "unknown")
    assert [step.mapping_set for step in row.paths[0]] == ["one", "editions", "one", "editions"]
    assert not catalog.crosswalk("acme-one", "acme-third@2")
    assert "covers" in repr(row)
    (back,) = catalog.crosswalk("acme-third@2", "acme-one", max_steps=2)
    assert back.indicated.certain == "is covered by"


def test_trust_leaves_out_lineage_too() -> None:
    walk = load().as_of("2026-11-29").crosswalk("mitre-atlas", "cosai-risk-map")
    assert walk
    curated = load().as_of("2026-11-29").crosswalk("mitre-atlas", "cosai-risk-map", trust="publisher")
    assert 0 < len(curated) < len(walk)
    assert all(step.trust == "publisher" for row in curated for path in row.paths for step in path)


def test_editions_of_one_document_are_not_carried_into_each_other() -> None:
    catalog = load().as_of("2026-11-29")
    pair = "nist-csf@1.1", "nist-csf@2.0"
    walk = catalog.crosswalk(*pair)
    assert walk.rows() == catalog.crosswalk(*pair, editions="exact").rows()
    assert walk.elsewhere == ()


def test_an_edition_of_a_later_day_is_no_part_of_a_family() -> None:
    catalog = load().as_of("2025-06-01")
    for row in catalog.crosswalk("owasp-llm-top-10", "mitre-atlas"):
        assert row.source.edition == "2025"
        assert all("2026" not in str(step.object.edition) for path in row.paths for step in path)


def test_lineage_by_labels_is_this_projects_judgement() -> None:
    # The publisher itself relates the appendix of 1.01 (AC). Rows of the chapters are those of 1.0, by our lineage.
    catalog = load().as_of("2026-11-29")
    walk = catalog.crosswalk("owasp-aisvs", "owasp-llm-top-10")
    assert {row.trust.value for row in walk if ":AC." not in str(row.source)} == {"curated"}
    found = catalog.crosswalk("owasp-aisvs", "owasp-llm-top-10", trust="publisher")
    assert found
    assert all(":AC." in str(row.source) for row in found)


def test_an_unknown_word_is_refused_with_near_misses() -> None:
    with pytest.raises(UnknownCriterion, match="did you mean 'carried'"):
        load().crosswalk("owasp-llm-top-10", "mitre-atlas", editions="caried")  # type: ignore[arg-type]


# ------------------------------------------------------------ shipped data


def test_no_headline_says_none_where_the_data_hold_something() -> None:
    catalog = load().as_of("2026-11-29")
    walk = catalog.crosswalk("mitre-atlas", "cosai-risk-map")
    assert {row.basis for row in walk} == {"carried"}
    assert "(53 carried); 37 of 248 of mitre-atlas@2026.09" in walk.headline()
    strict = catalog.crosswalk("mitre-atlas", "cosai-risk-map", editions="exact")
    assert (
        "; elsewhere: 53 between cosai-risk-map@living and mitre-atlas@5.0.1 (edition)" in strict.headline()
    )
    walk = catalog.crosswalk("owasp-llm-top-10", "mitre-atlas")
    assert len(walk.unmapped_sources) == 0
    assert {row.basis for row in walk} == {"asserted", "carried"}
    strict = catalog.crosswalk("owasp-llm-top-10", "mitre-atlas", editions="exact")
    assert sum(each.number for each in strict.elsewhere) == 119


def test_sets_left_out_by_trust_are_counted() -> None:
    walk = load().as_of("2026-11-29").crosswalk("eu-ai-act", "iso-iec-42001", trust="publisher")
    assert walk.elsewhere
    assert {each.reason for each in walk.elsewhere} == {"trust"}


def test_a_fragment_gives_way_to_the_last_whole_edition() -> None:
    catalog = load().as_of("2026-11-29")
    walk = catalog.crosswalk("aiuc-1", "owasp-llm-top-10")
    assert str(walk.source) == "aiuc-1@2026-Q1"
    assert walk.notes == ("only a fragment of aiuc-1@2026-Q3 is shipped",)
    assert "only a fragment of aiuc-1@2026-Q3 is shipped" in walk.headline()
    assert str(catalog.crosswalk("aiuc-1@2026-Q3", "owasp-llm-top-10").source) == "aiuc-1@2026-Q3"
    assert str(catalog.crosswalk("aiuc-1", "owasp-llm-top-10", editions="exact").source) == "aiuc-1@2026-Q3"
    assert str(catalog.crosswalk("cwe", "owasp-llm-top-10").source) == "cwe@4.20"
    assert str(catalog.crosswalk("csa-aicm", "nist-csf").source) == "csa-aicm@1.1.1"
    assert str(catalog.crosswalk("databricks-dasf", "nist-csf").source) == "databricks-dasf@3.0"


def test_rows_of_other_editions_are_given_as_written_on_request() -> None:
    catalog = load().as_of("2026-11-29")
    found = catalog.relationships("owasp-aisvs:C10.1.1", to="owasp-llm-top-10", editions="carried")
    exact = catalog.relationships("owasp-aisvs:C10.1.1", to="owasp-llm-top-10")
    assert len(exact) == 0
    assert all(str(each.subject) == "owasp-aisvs@1.0:C10.1.1" and each.superseded for each in found)
    whole = catalog.relationships("owasp-aisvs", editions="carried")
    assert {str(each.subject.document) for each in whole} == {"owasp-aisvs@1.0", "owasp-aisvs@1.01"}


def test_what_was_implemented_in_an_old_edition_is_a_candidate_in_the_new_one() -> None:
    one = History("acme-one", [{"A": Item("A", "Rule", None, asks)} for asks in (1, 3)], [])
    other = History("acme-other", [{"X": Item("X", "X", None, 1)}], [])
    rows = [relationship(ref("acme-one", 0, "A"), "related", ref("acme-other", 0, "X"))]
    catalog = catalog_of_histories([one, other], rows)
    (row,) = catalog.coverage("acme-one@2", ["acme-one@1"])
    assert (row.extent.value, [str(step) for step in row.candidates[0].path]) == (
        "candidate", ["acme-one@1:A replaced_by acme-one@2:A (editions)"],
    )  # fmt: skip
    assert catalog.coverage("acme-one@2", ["acme-one@1"], editions="same").counts["unknown"] == 1
    (forth,) = catalog.infer("acme-one@2:A", to="acme-other", editions="carried").candidates
    assert [step.type.value for step in forth.path] == ["replaces", "related"]


def test_a_document_without_a_structure_moves_nowhere() -> None:
    catalog = load().as_of("2026-11-29")
    found = catalog.crosswalk("scf-aat@2026.3", "iso-iec-42001")
    assert found.sources == ()
    assert not found
    ends = "scf-aat@2026.3", "scf-aat@2026.1.1"
    assert lineages_of(catalog.snapshot).hops(*ends) == {}
