"""Candidates over a third provision: what says most comes first, and hubs say nothing."""

from __future__ import annotations

import pytest
from models import DOCUMENTS, catalog_of, relationship

from ai_security_standards import Catalog, Ref, load
from ai_security_standards.mapping.correspondences import correspondence_cells
from ai_security_standards.mapping.graph import HUB
from ai_security_standards.records.relationships import Relationship
from curation.commands import main
from curation.hubs import Bridge, bridges, precision

CATALOG = load().as_of("2026-11-29")
SOURCE, BETWEEN, TARGET = DOCUMENTS


def over(middle: str, sources: int, targets: int) -> list[Relationship]:
    """Untyped relationships of a third provision with some of two documents."""
    end = Ref.parse(f"{BETWEEN}:{middle}")
    return [
        *(relationship(Ref.parse(f"{SOURCE}:{n}"), "related", end) for n in range(sources)),
        *(relationship(end, "related", Ref.parse(f"{TARGET}:{n}")) for n in range(targets)),
    ]


def walked(catalog: Catalog) -> dict[str, int | None]:
    """The breadth of each candidate from the first provision, by the end."""
    found = catalog.crosswalk(f"{SOURCE}:0", TARGET, max_steps=2)
    return {str(row.target.provision): row.breadth for row in found}


@pytest.mark.parametrize(("sources", "targets"), [(HUB, 30), (30, HUB), (1, 1)])
def test_a_provision_that_one_side_relates_little_to_is_no_hub(sources: int, targets: int) -> None:
    catalog = catalog_of(over("M", sources, targets))
    found = catalog.crosswalk(SOURCE, TARGET, max_steps=2)
    assert (len(found), found.left_out) == (sources * targets, 0)
    assert set(walked(catalog).values()) == {sources * targets}


def test_candidates_of_hubs_are_left_out_and_counted() -> None:
    size = HUB + 1
    rows = [*over("hub", size, size), *over("M", 1, 1)]
    found = catalog_of(rows).crosswalk(SOURCE, TARGET, max_steps=2)
    assert [(str(row.source), str(row.target), row.breadth) for row in found] == [
        (f"{SOURCE}:0", f"{TARGET}:0", 1)
    ]
    assert found.left_out == size * size - 1
    assert f"left out: {size * size - 1} candidates of hubs" in found.headline()
    # What is unmapped is what nothing leads to.
    assert found.unmapped_sources == found.unmapped_targets == ()


def test_a_hub_hides_nothing_that_is_said_directly() -> None:
    size = HUB + 1
    ends = Ref.parse(f"{SOURCE}:0"), Ref.parse(f"{TARGET}:1")
    found = catalog_of([*over("hub", size, size), relationship(ends[0], "related", ends[1])])
    (row,) = found.crosswalk(SOURCE, TARGET, max_steps=2)
    assert (row.basis, row.breadth) == ("asserted", None)
    chain = found.crosswalk(SOURCE, TARGET, max_steps=3)
    assert chain.left_out == size * size - 1
    assert len(chain) == 1


def test_of_several_ways_the_narrowest_is_shown() -> None:
    catalog = catalog_of([*over("wide", 3, 4), *over("narrow", 1, 2)])
    assert walked(catalog) == {"0": 2, "1": 2, "2": 12, "3": 12}
    row = catalog.crosswalk(f"{SOURCE}:0", f"{TARGET}:1", max_steps=2)[0]
    assert str(row.paths[0][0].object) == f"{BETWEEN}:narrow"
    assert correspondence_cells(row)["breadth"] == 2


def test_related_candidates_come_with_the_narrowest_first() -> None:
    found = CATALOG.related("aidefend:AID-D-001", frameworks="owasp-agentic-top-10", max_steps=2)
    breadths = [row.breadth or 0 for row in found.only("candidate")]
    assert breadths == sorted(breadths)
    assert (breadths[0], breadths[-1]) == (24, 810)


def test_aidefend_and_the_agentic_list_lose_nothing() -> None:
    # Ten entries, each related to a hundred techniques: a bound of rows would leave all of them out.
    found = CATALOG.crosswalk("aidefend:AID-D-001", "owasp-agentic-top-10@2026", max_steps=2)
    assert found.left_out == 0
    assert len({row.target for row in found if str(row.source) == "aidefend@living:AID-D-001"}) == 10
    (row,) = (row for row in found if row.source.provision == "AID-D-001" and row.target.provision == "ASI02")
    assert (row.basis, row.breadth) == ("candidate", 810)


def test_an_access_control_of_the_framework_is_a_hub_between_two_lists_of_controls() -> None:
    # PR.AA-05 is related to 14 provisions of the one and 11 of the other.
    found = CATALOG.crosswalk("eu-nis2-impl:Annex, point 11.2.1", "iso-iec-27001", max_steps=2)
    assert found.left_out == 9
    assert all("nist-csf@2.0:PR.AA-05" not in path for row in found.rows() for path in row["paths"])
    one = CATALOG.related("eu-nis2-impl:Annex, point 11.2.1", frameworks="iso-iec-27001", max_steps=2)
    assert (len(one), one.left_out) == (len(found), 9)
    assert "; left out: 9 candidates of hubs" in one.headline()


def test_hubs_are_right_less_often_than_other_bridges() -> None:
    found = list(bridges(CATALOG, [("iso-iec-27001@2022", "nist-sp-800-53@5")]))
    hubs = precision(each for each in found if min(each.near, each.far) > HUB)
    others = precision(each for each in found if min(each.near, each.far) <= HUB)
    assert hubs.candidates > 400
    assert 5 * hubs.right / hubs.candidates < others.right / others.candidates


def test_the_command_prints_a_line_for_each_range(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [Bridge(1, 1, True), Bridge(1, 3, False), Bridge(11, 12, False), Bridge(11, 12, True)]
    monkeypatch.setattr("curation.hubs.bridges", lambda _: found)
    assert main(["hubs"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "| 1 | any | 2 | 50% |" in lines
    assert "| 2 | any | 0 | - |" in lines
    assert "| over 10 | any | 2 | 50% |" in lines
    assert "| any | 2 to 4 | 1 | 0% |" in lines
    assert lines[-1] == "| any | any | 4 | 50% |"
