"""The rules of structures: each planted fault is found."""

import pytest
from samples import CHAPTER, LABELLED, Overlay, document, register_file, structure, write_structure

from ai_security_standards import check


@pytest.mark.parametrize(
    ("raw", "field"),
    [
        (structure({**CHAPTER, "summary": "two  blanks"}), "provisions[0].summary"),
        (structure({**CHAPTER, "aliases": ["x", "x"]}), "provisions[0].aliases"),
        (structure({**CHAPTER, "successors": ["Z"], "retired": True}), "provisions[0].successors"),
        (structure(CHAPTER, {**LABELLED, "successors": ["A"]}), "provisions[1].retired"),
        (structure({**CHAPTER, "wording_since": "2999-01-01"}), "provisions[0].wording_since"),
        (structure({**CHAPTER, "wording_since": "July"}), "provisions[0].wording_since"),
        (structure(CHAPTER, sources=[{"address": "acme"}]), "sources[0].address"),
        (
            structure(CHAPTER, sources=[{"address": "https://github.com/a/b/blob/main/c"}]),
            "sources[0].address",
        ),
        (structure(CHAPTER, confidence="verified"), "confidence"),
        (structure(CHAPTER, checked_on="2999-01-01"), "checked_on"),
        (structure(CHAPTER, completeness="partial"), "note"),
        (structure(CHAPTER, {**LABELLED, "id": CHAPTER["id"].lower()}), "provisions[1].id"),
    ],
)
def test_each_planted_fault_of_a_structure_is_found(overlay: Overlay, raw: object, field: str) -> None:
    folder = write_structure(overlay(register_file(document())), raw)
    found = [finding for finding in check(folder) if finding.field == field]
    assert found, check(folder)
    assert found[0].record == "acme-policy@1.0"
    assert found[0].file.endswith("1.0.json")
