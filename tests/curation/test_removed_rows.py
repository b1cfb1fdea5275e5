"""Rows that left our own sets: each is listed with its reason."""

from __future__ import annotations

import csv
from pathlib import Path

from ai_security_standards import Catalog, load

LEDGER = Path(__file__).parents[2] / "curation" / "removed-rows.tsv"


def judgements(catalog: Catalog) -> set[tuple[str, str, str]]:
    """The rows of our own sets by set theory."""
    own = [each for each in catalog.mapping_sets() if (each.trust, each.style) == ("curated", "set_theory")]
    return {
        (each.id, str(row.subject), str(row.object))
        for each in own
        for row in catalog.mapping_set(each.id).relationships
    }


def test_each_row_that_left_our_own_sets_is_listed_with_its_reason() -> None:
    catalog = load()
    with LEDGER.open(encoding="utf-8", newline="") as file:
        listed = list(csv.DictReader(file, delimiter="\t"))
    gone = judgements(catalog.as_known("2026.11.0")) - judgements(catalog)
    assert {(row["set"], row["subject"], row["object"]) for row in listed} == gone
    assert all(row["release"] == "2026.12.0" and row["type"] == "no_relationship" for row in listed)
    assert all(len(row["reason"]) > 80 for row in listed)
