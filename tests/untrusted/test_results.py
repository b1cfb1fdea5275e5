"""What results and interviews are given is checked, as it is for a catalog."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ai_security_standards import (
    Assessment,
    Interview,
    InvalidData,
    Profile,
    Ref,
    StandardsError,
    UnknownCriterion,
    load,
    to_dict,
)

CATALOG = load().as_of("2026-11-24")
LLM = "owasp-llm-top-10@2025"
FOUND = CATALOG.provisions(LLM)
ACTS = CATALOG.standards(publisher="etsi")
LISTED = CATALOG.checklist(LLM)
COVERED = CATALOG.coverage(LLM, "owasp-agentic-top-10@2026")
TABLES = CATALOG.tables()
AUDIT = CATALOG.audit("LLM01:2025")
INTERVIEW = Interview(Profile(jurisdictions="US-TX", roles="deployer"), CATALOG, standard="ca-sb942")
TAKES: dict[str, Callable[[Any], object]] = {
    "head": FOUND.head,
    "sort": lambda wrong: FOUND.sort(by=wrong),
    "only": FOUND.only,
    "only where": lambda wrong: FOUND.only(where=wrong),
    "tree": FOUND.tree,
    "without": COVERED.without,
    "about": COVERED.about,
    "fill": LISTED.fill,
    "to_xlsx": LISTED.to_xlsx,
    "severity": AUDIT.exit_status_for,
    "day": CATALOG.standard(LLM).on,
    "slug": Ref.from_slug,
    "parse": Ref.parse,
    "table": TABLES.__getitem__,
    "tables": TABLES.write,
    "npm": TABLES.write_npm_package,
    "to_dict": to_dict,
    "profile": Interview,
    "catalog": lambda wrong: Interview(None, wrong),
    "answer": INTERVIEW.answer,
    "answers": INTERVIEW.answer_together,
}
WRONG = [3, 1.5, object(), [3], [[]], {1: 2}, b"x\0", "\0", 10**5_000, dt.time(3), Path("\0")]


@pytest.mark.parametrize("name", TAKES)
def test_every_result_answers_or_raises_what_is_documented(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    refused = 0
    for wrong in WRONG:
        if name == "head" and type(wrong) is int:  # which Python takes
            continue
        try:
            TAKES[name](wrong)
        except StandardsError as error:
            refused += 1
            assert len(str(error)) < 2_000  # noqa: PT017
    assert refused > len(WRONG) / 2
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: FOUND.head("3"), "number must be an int, not '3'"),
        (lambda: FOUND.sort(by=3), "by must be a function, not 3"),
        (lambda: FOUND.only(where=3), "where must be a function, not 3"),
        (lambda: LISTED.to_xlsx(3), "path must be a path, not 3"),
        (lambda: TABLES.write("\0"), "folder must be a path"),
        (lambda: LISTED.fill([]), r"assessment must be an Assessment, not \[\]"),
        (lambda: COVERED.without(3), "refs must be a reference or several, not 3"),
        (lambda: Interview(None, 3), "catalog must be a Catalog, not 3"),
        (lambda: Interview("EU"), "profile must be a Profile, not 'EU'"),
    ],
)
def test_a_value_of_a_wrong_type_is_named(call: Callable[[], object], says: str) -> None:
    with pytest.raises(UnknownCriterion, match=says):
        call()


def test_an_unknown_severity_of_any_type_is_named() -> None:
    with pytest.raises(InvalidData, match=r"unknown severity \[\]"):
        AUDIT.exit_status_for([])  # type: ignore[arg-type]


def test_an_act_that_is_named_twice_has_one_ruling() -> None:
    profile = Profile(jurisdictions="EU")
    once = CATALOG.applicable(profile, standard="nyc-ll144")
    assert CATALOG.applicable(profile, standard=["nyc-ll144"] * 3).rows() == once.rows()


def test_results_are_split_in_one_pass() -> None:
    class Counted(str):
        __slots__ = ()
        compared = 0

        def __eq__(self, other: object) -> bool:
            Counted.compared += 1
            return str.__eq__(self, other)

        __hash__ = str.__hash__

    rows = [(f"{LLM}:LLM01", "satisfied", None, None, None, None, f"s{number}") for number in range(200)]
    every = Assessment.of([*rows, (f"{LLM}:LLM02", "partly")])
    counted = Assessment([each._replace(subject=each.subject and Counted(each.subject)) for each in every])
    Counted.compared = 0
    found = counted.split_by_subject()
    assert {len(each) for each in found.values()} == {2}
    assert Counted.compared < 2_000  # 40,000 when each subject was compared with each
