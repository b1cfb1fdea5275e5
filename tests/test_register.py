import json
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest
from samples import ACME, document, register_file

from ai_security_standards import InvalidData, load
from ai_security_standards._reading import DataFile
from ai_security_standards._register import Register, packaged, read_packaged
from ai_security_standards._register.overlaying import overlaid

Overlay = Callable[..., Path]


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
    with pytest.raises(InvalidData, match="round in a circle") as raised:
        load(circle)
    assert "acme-1@1.0 replaces acme-2@1.0 replaces acme-3@1.0 replaces acme-1@1.0" in raised.value.problem
    diamond = [link(1, 2), {**link(4, 2)}, document(id="acme-2", designation="ACME 2")]
    diamond[0]["replaces"] = [{"ref": "acme-2@1.0"}, {"ref": "acme-4@1.0"}]
    assert "acme-1" in load(overlay(register_file(*diamond), folder="diamond"))


def test_catalogs_pickle_with_their_overlays(overlay: Overlay) -> None:
    folder = overlay(register_file(document()))
    catalog = load(folder)
    again = pickle.loads(pickle.dumps(catalog))
    assert again == catalog
    assert again["acme-policy"] == catalog["acme-policy"]
    assert pickle.loads(pickle.dumps(load())) == load()


def test_a_pickle_of_other_data_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    other = Register("2020.01.0", {}, {}, {}, (), {}, {})
    with pytest.raises(InvalidData, match=r"2020\.01\.0"):
        pickle.loads(pickle.dumps(other))


def test_a_file_is_read_when_it_is_needed_and_once(tmp_path: Path) -> None:
    data = tmp_path / "data"
    (data / "register").mkdir(parents=True)
    (data / "register" / "acme.json").write_text(json.dumps(register_file(document())), encoding="utf-8")
    manifest = {
        "data_version": "2026.11.0",
        "frameworks": {},
        "register": {"register/acme.json": {"standards": ["acme-policy@1.0"], "publishers": ["acme"]}},
    }
    (data / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    register = read_packaged(data)
    (data / "register" / "acme.json").rename(tmp_path / "elsewhere.json")
    with pytest.raises(FileNotFoundError):
        register.publisher("acme")
    (tmp_path / "elsewhere.json").rename(data / "register" / "acme.json")
    assert register.publisher("acme").name == "ACME Corporation"
    (data / "register" / "acme.json").unlink()
    assert register.standard("acme-policy@1.0") is register.standard("acme-policy@1.0")


def test_the_packaged_register_is_one_object() -> None:
    assert packaged() is packaged()


def test_nothing_is_kept_of_an_overlay_that_failed(overlay: Overlay) -> None:
    register = packaged()
    before = (len(register.where), len(register.publishers), dict(register.annotations))
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
        overlaid(register, [file])
    assert (len(register.where), len(register.publishers), dict(register.annotations)) == before
