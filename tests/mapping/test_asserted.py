"""What mapping sets say, read from both ends, on a day, in the editions asked for."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from models import A, B, X, catalog_of, certain_relation, relationship
from samples import (
    mapping_set,
)

from ai_security_standards import Ref, UnknownCriterion, UnknownReference, load
from ai_security_standards.vocabulary import RelationshipType


def test_broad_reads_from_the_subject_and_backwards_from_the_object() -> None:
    catalog = catalog_of([relationship(A, "subset_of", X)])
    assert certain_relation(catalog, A, X) == "is covered by"
    assert certain_relation(catalog, X, A) == "covers"
    (found,) = catalog.relationships(X)
    assert (found.type, found.subject, found.reversed) == (RelationshipType.SUPERSET_OF, X, True)


def test_denials_are_kept_and_say_the_rest() -> None:
    catalog = catalog_of(
        [relationship(A, "no_relationship", X, denied=True), relationship(B, "related", X, denied=True)]
    )
    assert certain_relation(catalog, A, X) == "overlaps"
    assert [each.negated for each in catalog.relationships(X)] == [True, True]
    assert catalog.relationships(X).headline() == "2 relationships, 2 denied"
    walk = catalog.crosswalk(A.document, X.document)
    assert [each.negated for each in walk] == [True, True]


def test_unresolved_rows_are_told_and_never_chained() -> None:
    catalog = catalog_of(
        [
            relationship(A, "equal", X, unresolved="no such clause"),
            relationship(X, "equal", B),
            relationship(A, "equal", A),
        ]
    )
    assert len(catalog.relationships(A)) == 1
    assert catalog.relationships(A).headline() == "1 relationship, 1 unresolved"
    assert len(catalog.infer(A)) == 0
    assert len(catalog.conflicts()) == 0


def test_a_parent_and_a_document_speak_for_all_below(ours: Path) -> None:
    catalog = load(ours).as_of("2026-11-24")
    assert len(catalog.relationships("acme-policy@1.0:P.1")) == 2
    assert [str(each.subject) for each in catalog.relationships("acme-policy:P")] == [
        "acme-policy@1.0:P.1", "acme-policy@1.0:P.1", "acme-policy@1.0:P.2", "acme-policy@1.0:P.2",
    ]  # fmt: skip
    whole = catalog.relationships(catalog["acme-policy"])  # type: ignore[arg-type]
    assert len(whole) == 6
    assert whole.headline() == "6 relationships, 1 denied, 5 with a superseded edition"
    assert pickle.loads(pickle.dumps(whole)) == whole
    assert whole.rows()[0]["superseded"] == ("acme-guide@1.0",)
    assert "confidence" in whole.to_csv()


def test_other_editions_are_counted_not_mixed_in(ours: Path) -> None:
    catalog = load(ours).as_of("2026-11-24")
    found = catalog.relationships("acme-policy:P.1", to="acme-guide")
    assert len(found) == 0
    assert found.other_editions == ((Ref.parse("acme-guide@1.0"), 2),)
    assert found.headline() == "0 relationships, 2 more with acme-guide@1.0"
    assert len(catalog.relationships("acme-policy:P.1", to="acme-guide@1.0:G")) == 2
    from_guide = catalog.relationships("acme-guide:G1", to="acme-policy")
    assert [str(each.object) for each in from_guide] == ["acme-policy@1.0:Q"]
    assert from_guide.other_editions == ((Ref.parse("acme-guide@1.0"), 2),)
    assert catalog.relationships("acme-guide@2.0:G1").other_editions == ()
    (kept,) = catalog.relationships("acme-guide:G1")
    assert kept.superseded == ()


def test_inside_a_document_a_relationship_is_told_once(ours: Path) -> None:
    inside = "acme-policy@1.0:P.1 related acme-policy@1.0:Q"
    row = "acme-policy@1.0:Q related owasp-llm-top-10@2025:LLM01"
    (ours / "mappings" / "inside.sssom.tsv").write_bytes(mapping_set(inside, row))
    catalog = load(ours).as_of("2026-11-24")
    assert [str(each) for each in catalog.relationships("acme-policy", mapping_sets="inside")] == [
        f"{inside} (inside)", f"{row} (inside)",
    ]  # fmt: skip
    within = catalog.relationships("acme-policy", to="acme-policy", mapping_sets="inside")
    assert [str(each) for each in within] == [f"{inside} (inside)"]
    (reversed_,) = catalog.relationships("acme-policy:Q", to="acme-policy", mapping_sets="inside")
    assert reversed_.reversed
    assert catalog.relationships("acme-guide:H", to="acme-policy:Q").other_editions == ()


def test_the_day_is_respected(ours: Path) -> None:
    def types(day: str) -> list[str]:
        catalog = load(ours).as_of(day)
        return [each.type.value for each in catalog.relationships("acme-policy@1.0:P")]

    # Checked on 2026-02-01, published on 2026-01-20.
    assert types("2026-01-19") == []
    assert types("2026-01-20") == ["superset_of", "related"]
    assert types("2026-05-01") == ["superset_of", "no_relationship", "related"]
    # "2026-06" has certainly come only when that month is over.
    assert types("2026-06-29") == types("2026-05-01")
    assert types("2026-06-30") == ["intersects_with", *types("2026-05-01")]
    before = load(ours).as_of("2026-01-14")
    with pytest.raises(UnknownReference, match="not known to exist"):
        before.relationships("acme-policy@1.0")
    assert len(before.relationships("acme-guide@1.0")) == 0
    assert len(before.infer("acme-guide@1.0:G1", to="acme-guide@1.0")) == 1
    early = load(ours).as_of("2026-01-16").mapping_sets(of="acme-policy")
    assert len(early) == 0


def test_documents_not_yet_known_are_left_out(ours: Path) -> None:
    early = {"publication_date": "2024-02-01"}
    data = mapping_set("acme-guide@1.0:G1 equal acme-policy@1.0:Q", head=early)
    (ours / "mappings" / "early.sssom.tsv").write_bytes(data)
    catalog = load(ours).as_of("2025-06-01")
    assert len(catalog.relationships("acme-guide@1.0", mapping_sets="early")) == 0
    assert len(catalog.infer("acme-guide@1.0")) == 0
    assert len(catalog.as_of("2026-01-15").relationships("acme-guide@1.0", mapping_sets="early")) == 1


def test_sets_are_listed_and_filtered(ours: Path) -> None:
    catalog = load(ours).as_of("2026-11-24")
    found = catalog.mapping_sets(of="acme-policy")
    assert [each.id for each in found] == ["guide--policy", "policy--guide"]
    assert found.headline() == "2 mapping sets, 6 relationships"
    assert [each.id for each in catalog.mapping_sets(of="acme-policy", to="acme-guide@2.0")] == [
        "policy--guide"
    ]
    assert [each.id for each in catalog.mapping_sets(of="acme-guide@2.0")] == ["policy--guide"]
    assert len(catalog.mapping_sets(of="acme-guide@1.0", to="acme-guide@2.0")) == 0
    assert [each.id for each in catalog.mapping_sets(publisher="acme", trust="third_party")] == [
        "guide--policy"
    ]
    assert len(catalog.mapping_sets(publisher="acme", style="set-theory")) == 1
    assert found.rows()[1]["objects"] == ("acme-guide@1.0", "acme-guide@2.0")
    for wrong in ({"publisher": "acmee"}, {"style": "strict"}, {"trust": "mine"}):
        with pytest.raises(UnknownCriterion):
            catalog.mapping_sets(**wrong)  # type: ignore[arg-type]
    with pytest.raises(UnknownReference, match="acme-policy"):
        catalog.mapping_sets(of="acme-polic")
    assert len(catalog.mapping_sets(publisher="ai-security-standards", of="acme-policy")) == 0


def test_what_is_unknown_is_an_error_with_near_misses(ours: Path) -> None:
    catalog = load(ours).as_of("2026-11-24")
    with pytest.raises(UnknownReference, match=r"did you mean 'P\.1'"):
        catalog.relationships("acme-policy:P.11")
    with pytest.raises(UnknownReference, match="is not shipped"):
        catalog.relationships("iso-iec-24970:5.1")
    with pytest.raises(UnknownReference):
        catalog.infer("acme-policy", to="acme-policies")
    with pytest.raises(UnknownCriterion, match="policy--guide"):
        catalog.relationships("acme-policy", mapping_sets="policy-guide")
    with pytest.raises(UnknownCriterion, match="unknown trust"):
        catalog.infer("acme-policy", trust="anybody")
    for steps in (0, -1, True, 1.5, 101, 10**5_000):  # more than 100 took forever, or too deep a recursion
        with pytest.raises(UnknownCriterion, match="max_steps"):
            catalog.infer("acme-policy", max_steps=steps)  # type: ignore[arg-type]
        with pytest.raises(UnknownCriterion, match="max_steps"):
            catalog.crosswalk("acme-policy", "acme-guide", max_steps=steps)  # type: ignore[arg-type]


def test_a_whole_mapping_set_has_its_rows_as_written() -> None:
    catalog = load().as_of("2026-11-26")
    found = catalog.mapping_set("eu-ai-act-2024-1689--iso-iec-42001-2023")
    assert found.relationships.headline().startswith(f"{found.size} relationships")
    assert {row.mapping_set for row in found.relationships} == {found.id}
    assert not any(row.reversed for row in found.relationships)
    (header,) = [
        each for each in catalog.mapping_sets(of="eu-ai-act", to="iso-iec-42001") if each.id == found.id
    ]
    assert (header.title, header.size, header.date) == (found.title, found.size, found.date)
    assert found.relationships.provenance == catalog.provenance


def test_a_mapping_set_that_is_unknown_or_not_yet_published_is_refused() -> None:
    catalog = load()
    with pytest.raises(UnknownReference, match="did you mean 'eu-ai-act-2024-1689--iso-iec-42001-2023'"):
        catalog.mapping_set("eu-ai-act--iso-iec-42001-2023")
    with pytest.raises(UnknownReference, match="was published after 2020-01-01"):
        catalog.as_of("2020-01-01").mapping_set("eu-ai-act-2024-1689--iso-iec-42001-2023")
