"""Shipped frameworks are held against gathered facts."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from samples import Raw

from curation import facts
from curation.commands import main

REF = "owasp-llm-top-10@2025"
SINGLE = {"framework": REF, "facts": "LLM01:2025", "field": "id", "ours": "LLM01", "why": "the year"}
YEAR = {"framework": REF, "field": "id", "pattern": r"(LLM\d\d):2025", "ours": r"\1", "why": "the year"}
#: Gets facts provisions and reasons; gives the exit status and what was printed.
Run = Callable[..., tuple[int, str]]


def provision(ref: str, title: str | None, parent: str | None = None) -> Raw:
    return {"ref": ref, "title": title, "parent": parent}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Holds a framework of facts against ours, with the deviations and rules given."""

    def hold(*provisions: Raw, ref: str = REF, deviations: Any = (), rules: Any = ()) -> tuple[int, str]:
        listed = {"frameworks": {"sample": ref}, "deviations": [*deviations], "rules": [*rules]}
        monkeypatch.setattr(facts, "DEVIATIONS", tmp_path / "deviations.json")
        (tmp_path / "deviations.json").write_text(json.dumps(listed), encoding="utf-8")
        (tmp_path / "frameworks").mkdir(exist_ok=True)
        content = json.dumps({"provisions": provisions})
        (tmp_path / "frameworks" / "sample.json").write_text(content, encoding="utf-8")
        return main(["structures", str(tmp_path)]), capsys.readouterr().out

    return hold


def test_what_is_equal_needs_no_reason(run: Run) -> None:
    status, out = run(
        provision("LLM01", "Prompt Injection"), provision("LLM02", "Sensitive Information Disclosure")
    )
    assert status == 0
    assert out == (
        f"{REF}: 2 provisions in the facts, 2 equal, 0 deviating with reason, 0 unexplained; "
        "8 further ones of ours\n"
        "1 frameworks, 0 missing; 2 provisions in the facts: 2 equal, 0 deviating with reason (), "
        "0 unexplained; 8 further ones of ours\n"
    )


@pytest.mark.parametrize("reason", [{"deviations": [SINGLE]}, {"rules": [YEAR]}])
def test_another_identifier_has_a_reason(run: Run, reason: Any) -> None:
    status, out = run(provision("LLM01:2025", "Prompt Injection"), **reason)
    assert status == 0
    assert "0 equal, 1 deviating with reason (id 1), 0 unexplained; 9 further" in out


def test_what_has_no_reason_is_an_error(run: Run) -> None:
    status, out = run(
        provision("LLM01:2025", "Prompt Injection"),
        provision("LLM02", "Leaks", "LLM01"),
        provision("LLM03", "Supply Chain"),
    )
    assert status == 1
    assert "unexplained: LLM01:2025: LLM01:2025 is not in ours\n" in out
    assert (
        "unexplained: LLM02: title 'Sensitive Information Disclosure', in the facts 'Leaks'; "
        "parent None, in the facts 'LLM01'\n" in out
    )
    assert "1 equal, 0 deviating with reason (), 2 unexplained" in out


def test_one_reason_does_not_cover_another_difference(run: Run) -> None:
    title = {**SINGLE, "facts": "LLM02", "field": "title", "ours": "Disclosure"}
    status, out = run(
        provision("LLM01:2025", "Injection"), provision("LLM02", "Leaks"), deviations=[SINGLE, title]
    )
    assert status == 1
    assert "unexplained: LLM01:2025: title 'Prompt Injection', in the facts 'Injection'\n" in out
    assert "unexplained: LLM02: title 'Sensitive Information Disclosure', in the facts 'Leaks'\n" in out
    assert "0 equal, 0 deviating with reason (id 1), 2 unexplained" in out


@pytest.mark.parametrize(
    ("rule", "fits"),
    [
        ({"value": None}, False),
        ({"value": ".+ / (.+)", "ours": r"\1"}, True),
        ({"value": ".+ / (.+)", "ours": None}, False),
        ({"value": "(.+) / .+", "ours": r"\1"}, False),
        ({"value": "Prompt"}, False),
        ({"pattern": "LLM02"}, False),
        ({}, True),
    ],
)
def test_a_rule_holds_only_where_it_fits(run: Run, rule: Raw, fits: bool) -> None:
    whole = {"framework": REF, "field": "title", "pattern": r"LLM\d\d", "why": "a short title", **rule}
    status, out = run(provision("LLM01", "Risks / Prompt Injection"), rules=[whole])
    assert status == (not fits)
    assert ("(title 1)" in out) == fits


def test_a_rule_for_what_the_facts_lack(run: Run) -> None:
    lacking = {"framework": REF, "field": "title", "pattern": "LLM.+", "value": None, "why": "no title"}
    assert run(provision("LLM01", None), rules=[lacking])[0] == 0
    assert run(provision("LLM01", "Injection"), rules=[lacking])[0] == 1
    assert run(provision("LLM01", None), rules=[{**lacking, "value": ".+"}])[0] == 1


@pytest.mark.parametrize(("heir", "status"), [(None, 0), ("LLM01", 0), ("LLM99", 1)])
def test_a_provision_may_be_gone_or_taken_in(run: Run, heir: str | None, status: int) -> None:
    gone = {**SINGLE, "facts": "LLM11", "field": "gone", "ours": heir}
    assert run(provision("LLM11", "Injection, again"), deviations=[gone])[0] == status


def test_a_parent_is_sought_under_our_identifier(run: Run) -> None:
    ref = "nist-ai-rmf@1.0"
    rule = {"framework": ref, "field": "id", "pattern": "GV(.*)", "ours": r"GOVERN\1", "why": "codes"}
    status, out = run(
        provision("GV", "Govern"), provision("GV 1", None, "GV"), provision("GV 1.1", None, "GV"),
        ref=ref, rules=[rule],
    )  # fmt: skip
    assert status == 1
    assert "unexplained: GV 1.1: parent 'GOVERN 1', in the facts 'GV'\n" in out
    assert "deviating with reason (id 3)" in out


def test_reasons_that_explain_nothing_are_named(run: Run) -> None:
    status, out = run(provision("LLM01", "Prompt Injection"), deviations=[SINGLE], rules=[YEAR])
    assert status == 0
    assert "explains nothing: id of LLM01:2025\n" in out
    assert r"explains nothing: id of (LLM\d\d):2025" in out


def test_a_framework_that_is_not_shipped_is_missing(run: Run, tmp_path: Path) -> None:
    status, out = run(provision("A", None), ref="acme-policy@1.0")
    assert status == 1
    assert out.startswith("missing: sample (acme-policy@1.0)\n1 frameworks, 1 missing; 1 provisions in the")
    (tmp_path / "frameworks" / "unknown.json").write_text('{"provisions": []}', encoding="utf-8")
    assert "missing: unknown (None)\n" in run(provision("LLM01", "Prompt Injection"))[1]


def test_the_listed_reasons_are_whole() -> None:
    listed = json.loads(facts.DEVIATIONS.read_text(encoding="utf-8"))
    refs = set(listed["frameworks"].values())
    for raw in [*listed["deviations"], *listed["rules"]]:
        assert raw["framework"] in refs
        assert raw["field"] in {"id", "title", "parent", "gone"}
        assert raw["why"]
    singles = [(raw["framework"], raw["facts"], raw["field"]) for raw in listed["deviations"]]
    assert len(singles) == len(set(singles))
    for raw in listed["rules"]:
        facts.Rule.read(raw)
