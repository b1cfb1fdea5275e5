"""Crosswalks: asserted, inferred and candidate rows, with their denominators."""

from __future__ import annotations

import pickle
from pathlib import Path

from models import A, B, D, X, Y, catalog_of, relationship

from ai_security_standards import load
from ai_security_standards.vocabulary import RelationshipType


def test_a_strong_link_does_not_hide_a_weaker_one_of_another_provision() -> None:
    catalog = catalog_of([relationship(A, "equal", X), relationship(B, "related", Y)])
    walk = catalog.crosswalk(A.document, X.document, max_steps=2)
    assert {(each.source, each.target, each.basis) for each in walk} == {
        (A, X, "asserted"),
        (B, Y, "asserted"),
    }


def test_a_crosswalk_has_its_denominators(ours: Path) -> None:
    catalog = load(ours).as_of("2026-11-24")
    carried = catalog.crosswalk("acme-policy", "acme-guide@1.0")
    walk = catalog.crosswalk("acme-policy", "acme-guide@1.0", editions="exact")
    (later,) = carried.only("carried")
    assert (later.source.provision, later.target.provision, later.indicated.certain) == ("Q", "G1", "equal")
    assert len(carried) == len(walk) + 1
    assert {(row.source.provision, row.target.provision): row.basis for row in walk} == {
        ("P.1", "G1"): "asserted", ("P.2", "H"): "asserted", ("P.2", "G"): "asserted", (None, None): "asserted",
    }  # fmt: skip
    assert [each.provision for each in walk.sources] == ["P.1", "P.1.a", "P.2", "Q"]
    # Another edition reaches Q, so it is not unmapped, although no row of these editions has it.
    assert [each.provision for each in walk.unmapped_sources] == ["P.1.a"]
    assert [each.provision for each in walk.unmapped_targets] == ["G"]
    assert (
        walk.headline()
        == "4 rows; 2 of 4 of acme-policy@1.0, 2 of 3 of acme-guide@1.0; superseded: acme-guide@1.0"
        "; elsewhere: 1 between acme-policy@1.0 and acme-guide@2.0 (edition)"
    )
    assert walk.matrix.rows() == (
        {"part": "P", "G": 1, "H": 1, "acme-guide@1.0": 0},
        {"part": "acme-policy@1.0", "G": 0, "H": 0, "acme-guide@1.0": 1},
    )
    assert pickle.loads(pickle.dumps(walk)) == walk
    assert pickle.loads(pickle.dumps(walk.matrix)) == walk.matrix
    assert pickle.loads(pickle.dumps(walk)).headline() == walk.headline()
    assert walk.to_markdown().startswith("| source | source\\_title | target | target\\_title | basis |")
    (two,) = [each for each in walk if each.target.provision == "G1"]
    assert (two.types, two.relation.certain, len(two.paths)) == (
        (RelationshipType.SUPERSET_OF, RelationshipType.INTERSECTS_WITH), "covers", 2,
    )  # fmt: skip
    assert "acme-policy@1.0:P.1 asserted superset_of" in repr(two)
    part = catalog.crosswalk("acme-policy:P.2", "acme-guide@1.0:G")
    assert [str(each.provision) for each in part.sources] == ["P.2"]
    assert len(part) == 1
    more = catalog.crosswalk("acme-policy", "acme-guide@1.0", max_steps=2, editions="exact")
    bases = {(row.source.provision, row.target.provision): row.basis for row in more}
    assert bases["P", "G1"] == "inferred"
    assert bases["P.1", "G"] == "inferred"
    assert "overlaps" in repr([each for each in more if each.source.provision == "P.1"])
    back = catalog.crosswalk("acme-guide", "acme-policy", editions="exact").headline()
    assert "1 of 4 of acme-policy@1.0; elsewhere: 3 between acme-policy@1.0 and acme-guide@1.0" in back
    assert catalog.crosswalk("acme-guide", "acme-policy").headline() == (
        "4 rows (1 asserted, 2 carried, 1 candidate); 2 of 2 of acme-guide@2.0, 3 of 4 of acme-policy@1.0"
    )


def test_a_crosswalk_shows_candidates_where_nothing_follows() -> None:
    catalog = catalog_of(
        [relationship(A, "related", X), relationship(X, "mitigated_by", Y), relationship(X, "equal", D)]
    )
    walk = catalog.crosswalk(A.document, X.document, max_steps=2)
    assert {(each.source, each.target): each.basis for each in walk} == {
        (A, X): "asserted", (A, Y): "candidate", (D, X): "asserted", (D, Y): "candidate",
    }  # fmt: skip
    assert walk.sources == walk.unmapped_targets == ()
