"""Overlays: what they add, what they may not rewrite, and what must hold between records."""

import pickle
from pathlib import Path

import pytest
from samples import (
    ACME,
    CHAPTER,
    Overlay,
    document,
    register_file,
    structure,
    write_structure,
)

from ai_security_standards import InvalidData, check, load
from ai_security_standards._store.folders import DataFile
from ai_security_standards._store.register import packaged_register
from ai_security_standards._store.register.overlaying import add_overlays


def test_a_structure_of_ones_own_document(policy_overlay: Path) -> None:
    catalog = load(policy_overlay)
    assert catalog.provision("acme-policy:A.1").title == "Train <people>"
    assert check(policy_overlay) == ()
    assert load(policy_overlay, policy_overlay) == catalog
    assert pickle.loads(pickle.dumps(catalog)).provision("acme-policy:A.1") == catalog.provision(
        "acme-policy:A.1"
    )
    assert catalog != load()
    assert catalog.standards(publisher="acme", structure_shipped=True)


def test_a_structure_that_stands_already_is_not_rewritten(policy_overlay: Path, overlay: Overlay) -> None:
    other = write_structure(overlay(register_file(document()), folder="other"), structure(CHAPTER))
    with pytest.raises(InvalidData, match="exists already") as raised:
        load(policy_overlay, other)
    assert raised.value.record == "acme-policy@1.0"


def test_a_structure_of_no_document_is_refused(overlay: Overlay) -> None:
    folder = write_structure(overlay(register_file(document())), structure(CHAPTER, edition="2.0"))
    with pytest.raises(InvalidData, match=r"unknown document 'acme-policy@2\.0'"):
        load(folder)
    assert [finding.rule for finding in check(folder)] == ["reference"]


def test_overlaying_twice_is_overlaying_once(overlay: Overlay) -> None:
    folder = overlay(
        register_file(document(), annotations=[{"ref": "eu-ai-act", "key": "owner", "value": "us"}])
    )
    assert load(folder, folder) == load(folder)
    assert hash(load(folder, folder)) == hash(load(folder))
    assert len(load(folder, folder).annotations("eu-ai-act")) == 1


def test_disjoint_overlays_commute(overlay: Overlay) -> None:
    one = overlay(register_file(document()), folder="one")
    other = overlay(register_file(document(id="acme-guide", designation="ACME Guide")), folder="other")
    assert load(one, other) == load(other, one)
    assert load(one, other) != load(one)
    assert load(one) != load()


def test_a_conflict_names_both_origins(overlay: Overlay) -> None:
    one = overlay(register_file(document()), folder="one")
    other = overlay(register_file(document(title="Another title")), folder="other")
    with pytest.raises(InvalidData) as raised:
        load(one, other)
    assert str(one) in raised.value.problem
    assert str(other) in raised.value.file
    assert raised.value.record == "acme-policy@1.0"
    assert "replaces" in raised.value.repair


def test_a_shipped_document_cannot_be_rewritten_unless_replaced(overlay: Overlay) -> None:
    mine = document(id="etsi-gr-sai-004", edition="1.1.1", title="Mine")
    with pytest.raises(InvalidData, match=r"register/etsi\.json"):
        load(overlay(register_file(mine)))
    catalog = load(overlay(register_file(mine, replaces=["etsi-gr-sai-004@1.1.1"])))
    assert catalog["etsi-gr-sai-004@1.1.1"].title == "Mine"
    assert load()["etsi-gr-sai-004@1.1.1"].title != "Mine"
    assert catalog != load()


def test_the_same_again_is_no_conflict_however_it_is_written(overlay: Overlay) -> None:
    one = overlay(register_file(document()), folder="one")
    padded = overlay(register_file(dict(reversed(document(eea_relevant=False).items()))), folder="two")
    assert load(one, padded) == load(one)


def test_publishers_conflict_too(overlay: Overlay) -> None:
    other = overlay({"publishers": [{**ACME, "name": "Another"}]}, folder="other")
    with pytest.raises(InvalidData, match="differs") as raised:
        load(overlay(register_file(document())), other)
    assert raised.value.record == "acme"
    again = overlay({"publishers": [ACME]}, folder="again")
    assert load(overlay(register_file(document())), again).publisher("acme").family == "vendor"


@pytest.mark.parametrize(
    ("file", "field", "repair"),
    [
        (register_file(document(publisher="acmee")), "publisher", "acme"),
        (register_file(document(co_publishers=["zzz"])), "co_publishers", "name one"),
        (register_file(document(replaces=[{"ref": "acme-polic@1.0"}])), "replaces", "acme-policy@1.0"),
        (register_file(document(), document()), "id", "one of the two"),
        ({"publishers": [ACME, ACME]}, "id", "one of the two"),
        ({"annotations": [{"ref": "eu-ai-ac", "key": "k", "value": "v"}]}, "ref", "eu-ai-act"),
    ],
)
def test_what_must_hold_between_records_is_held(
    overlay: Overlay, file: object, field: str, repair: str
) -> None:
    with pytest.raises(InvalidData) as raised:
        load(overlay(file))
    assert raised.value.field == field
    assert repair in raised.value.repair


def test_a_succession_in_a_circle_is_refused_across_overlays(overlay: Overlay) -> None:
    def link(number: int, before: int) -> dict[str, object]:
        return document(
            id=f"acme-{number}", designation=f"ACME {number}", replaces=[{"ref": f"acme-{before}@1.0"}]
        )

    circle = overlay(register_file(link(1, 2), link(2, 3), link(3, 1)))
    with pytest.raises(InvalidData, match="is circular") as raised:
        load(circle)
    assert "acme-1@1.0 replaces acme-2@1.0 replaces acme-3@1.0 replaces acme-1@1.0" in raised.value.problem
    diamond = [link(1, 2), {**link(4, 2)}, document(id="acme-2", designation="ACME 2")]
    diamond[0]["replaces"] = [{"ref": "acme-2@1.0"}, {"ref": "acme-4@1.0"}]
    assert "acme-1" in load(overlay(register_file(*diamond), folder="diamond"))


def test_nothing_is_kept_of_an_overlay_that_failed(overlay: Overlay) -> None:
    register = packaged_register()
    before = (len(register.files_by_ref), len(register.publishers), dict(register.annotations))
    file = DataFile(
        "f",
        {
            "publishers": [ACME],
            "standards": [document(publisher="nobody")],
            "annotations": [],
            "grammars": [],
        },
    )
    with pytest.raises(InvalidData):
        add_overlays(register, [file])
    assert (len(register.files_by_ref), len(register.publishers), dict(register.annotations)) == before
