"""Mapping sets of overlays: added, replaced, refused."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from samples import (
    mapping_set,
    write_sets,
)

from ai_security_standards import InvalidData, load
from ai_security_standards._store import folders
from ai_security_standards._store.sssom import dump, read

NAME = "mappings/ours--theirs.sssom.tsv"
ROW = "owasp-llm-top-10@2025:LLM01 superset_of mitre-atlas@5.6.1:AML.T0051"


def test_an_overlay_may_hold_mapping_sets_alone(tmp_path: Path) -> None:
    catalog = load(
        write_sets(tmp_path / "ours", ("ours--theirs", mapping_set(ROW, head={"publisher": "owasp"})))
    )
    (found,) = catalog.relationships("owasp-llm-top-10@2025:LLM01", mapping_sets="ours--theirs")
    assert str(found) == f"{ROW} (ours--theirs)"
    assert repr(found) == f"<Relationship {ROW} (ours--theirs)>"
    assert catalog != load()
    assert pickle.loads(pickle.dumps(catalog)) == catalog
    (header,) = [each for each in catalog.mapping_sets() if each.id == "ours--theirs"]
    assert repr(header) == "<MappingSet ours--theirs: Ours to theirs, 1 relationships>"
    assert hash(header) == hash("ours--theirs")


def test_sets_conflict_agree_and_replace(tmp_path: Path) -> None:
    one = write_sets(tmp_path / "one", ("ours--theirs", mapping_set(ROW)))
    same = write_sets(tmp_path / "same", ("ours--theirs", dump(read(mapping_set(ROW), NAME))))
    other_row = ROW.replace("LLM01", "LLM02")
    other = write_sets(tmp_path / "other", ("ours--theirs", mapping_set(other_row)))
    assert load(one, same) == load(one) == load(one, one)
    with pytest.raises(InvalidData, match="exists already, and differs") as raised:
        load(one, other)
    assert str(tmp_path / "one") in raised.value.problem
    own = write_sets(
        tmp_path / "own", ("ours--theirs", mapping_set(other_row, head={"replaces": ["ours--theirs"]}))
    )
    assert len(load(one, own).relationships("owasp-llm-top-10@2025:LLM02", mapping_sets="ours--theirs")) == 1
    new = write_sets(tmp_path / "new", ("newer", mapping_set(other_row, head={"replaces": ["ours--theirs"]})))
    catalog = load(one, new)
    assert {"newer"} == {each.id for each in catalog.mapping_sets(publisher=None)} - {
        each.id for each in load().mapping_sets()
    }
    assert catalog != load(one)
    apart = write_sets(tmp_path / "apart", ("apart", mapping_set(other_row)))
    assert load(one, apart) == load(apart, one)


def test_an_unknown_document_is_refused_unless_it_says_why(tmp_path: Path) -> None:
    row = "owasp-llm-top-10@2025:LLM01 related mitre-atlas@5.6.2:AML.T0051"
    folder = write_sets(tmp_path / "ours", ("ours--theirs", mapping_set(ROW, row)))
    with pytest.raises(InvalidData, match=r"unknown document 'mitre-atlas@5\.6\.2'") as raised:
        load(folder)
    assert raised.value.record == "mitre-atlas@5.6.2:AML.T0051"
    assert "unresolved" in raised.value.repair
    why = {"relation": row, "unresolved": "no such release"}
    catalog = load(write_sets(folder, ("ours--theirs", mapping_set(ROW, why))))
    both = catalog.relationships("owasp-llm-top-10@2025:LLM01", mapping_sets="ours--theirs")
    (found,) = [each for each in both if each.unresolved]
    assert found.unresolved == "no such release"


def test_too_many_relationships_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "MAX_RELATIONSHIPS", 1)
    with pytest.raises(InvalidData, match="more than 1 relationships"):
        load(write_sets(tmp_path, ("ours--theirs", mapping_set(ROW, ROW.replace("LLM01", "LLM02")))))
