"""Columns of texts as references: of every library, each distinct text once, errors as values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb
import pandas
import polars
import pyarrow
import pytest

import ai_security_standards as aiss
from ai_security_standards import UnknownCriterion, load
from ai_security_standards.references.columns import resolve_many

CATALOG = load().as_of("2026-11-26")
TAGS = ["LLM01:2025", "none", "LLM06", None, "LLM01:2025", "SP 800-53 Rev. 6 AC-1", "CVE-2024-1234"]
STATUSES = ["ok", "unknown", "ambiguous", "unknown", "ok", "newer-than-data", "out-of-scope"]


def test_every_text_has_a_row_and_says_why_it_is_no_reference() -> None:
    found = CATALOG.resolve_many(iter(TAGS))
    assert [each.value for each in found] == TAGS
    assert [each.status.value for each in found] == STATUSES
    assert list(map(str, found.refs)) == [
        "owasp-llm-top-10@2025:LLM01", "None", "None", "None", "owasp-llm-top-10@2025:LLM01", "None", "None",
    ]  # fmt: skip
    assert found[0] is found[4]
    ambiguous = found.only("ambiguous")[0]
    assert "owasp-llm-top-10@2025:LLM06" in ambiguous.candidates
    assert repr(ambiguous) == "<Resolution 'LLM06': ambiguous>"
    assert found.headline() == ("7 texts: 2 ok, 2 unknown, 1 newer-than-data, 1 out-of-scope, 1 ambiguous")
    assert CATALOG.resolve_many([]).headline() == "0 texts"
    assert aiss.from_dict(aiss.to_dict(found)) == found
    (ref,) = CATALOG.resolve_many(["Article 9"], within="eu-ai-act").refs
    assert str(ref) == "eu-ai-act@2024/1689:Article 9"
    (ref,) = CATALOG.resolve_many(["OWASP LLM06"], on="2024-01-31").refs
    assert str(ref) == "owasp-llm-top-10@2023:LLM06"


def test_each_distinct_text_is_resolved_once() -> None:
    asked: list[str] = []

    def resolve(text: str) -> aiss.Ref:
        asked.append(text)
        return CATALOG.resolve(text)

    resolve_many(["LLM01:2025", "AML.T0051"] * 100, resolve)
    assert asked == ["LLM01:2025", "AML.T0051"]


class Stream:
    """A column that has nothing but the Arrow interface."""

    def __init__(self, column: Any) -> None:
        self.column = column

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.column.__arrow_c_stream__(requested_schema)


def columns() -> Iterator[Any]:
    yield pandas.Series(TAGS)
    yield pandas.DataFrame({"tag": TAGS})
    yield polars.Series(TAGS)
    yield polars.DataFrame({"tag": TAGS})
    yield pyarrow.array(TAGS)
    yield pyarrow.chunked_array([TAGS])
    yield pyarrow.table({"tag": TAGS})
    yield Stream(pyarrow.chunked_array([TAGS]))
    yield tuple(TAGS)


@pytest.mark.parametrize(
    "column", list(columns()), ids=lambda each: f"{type(each).__module__}.{type(each).__name__}"
)
def test_a_column_of_any_library_is_read(column: Any) -> None:
    assert CATALOG.resolve_many(column) == CATALOG.resolve_many(TAGS)


def test_a_column_of_duckdb_is_read() -> None:
    with duckdb.connect() as connection:
        tags = connection.sql("SELECT unnest(['LLM01:2025', 'none']) AS tag")
        assert [each.status.value for each in CATALOG.resolve_many(tags)] == ["ok", "unknown"]


def test_what_is_no_single_column_is_refused() -> None:
    with pytest.raises(UnknownCriterion, match="column must be one column, not a table of a, b"):
        CATALOG.resolve_many(pandas.DataFrame({"a": TAGS, "b": TAGS}))
    for wrong in ("LLM01", b"LLM01", {"tags": TAGS}, 7):
        with pytest.raises(UnknownCriterion, match="column must hold texts"):
            CATALOG.resolve_many(wrong)


def test_rows_join_in_frames() -> None:
    frame = polars.DataFrame({"id": range(7), "tag": TAGS})
    resolved = CATALOG.resolve_many(frame["tag"].unique()).to_polars()
    joined = frame.join(resolved, left_on="tag", right_on="value", how="left", nulls_equal=True)
    assert dict(zip(joined["id"], joined["status"], strict=True)) == dict(enumerate(STATUSES))
    table = CATALOG.resolve_many(TAGS).to_arrow()
    assert table.column("ref").type == pyarrow.string()
    assert table.column("candidates").type == pyarrow.list_(pyarrow.string())


def test_tags_of_real_reports_are_told_apart() -> None:
    # As scanners of agents, of code and of clouds write them, in reports of public repositories.
    found = {
        row["value"]: (row["ref"], row["status"])
        for row in CATALOG.resolve_many(
            [
                "LLM06 — Unbounded Consumption",
                "ASI03 — Identity and Privilege Abuse",
                "LLM06",
                "CWE-208: Observable Timing Discrepancy",
                "HIGH CONFIDENCE",
                "T1078.004",
                "AML.TA0000",
            ]
        ).rows()
    }
    assert found == {
        "LLM06 — Unbounded Consumption": ("owasp-llm-top-10@2026:LLM06", "ok"),
        "ASI03 — Identity and Privilege Abuse": ("owasp-agentic-top-10@2026:ASI03", "ok"),
        "LLM06": (None, "ambiguous"),
        "CWE-208: Observable Timing Discrepancy": ("cwe@4.20:CWE-208", "ok"),
        "HIGH CONFIDENCE": (None, "unknown"),
        "T1078.004": (None, "out-of-scope"),
        "AML.TA0000": ("mitre-atlas@2026.09:AML.TA0000", "ok"),
    }
    (ref,) = CATALOG.resolve_many(["LLM06"], within="owasp-llm-top-10@2026").refs
    assert str(ref) == "owasp-llm-top-10@2026:LLM06"
