"""Shipped mapping sets are held against gathered relations."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from samples import Raw

from ai_security_standards import _reading
from ai_security_standards._register import packaged
from ai_security_standards.algebra import INVERSE
from curation import relations
from curation.commands import main

SET = "owasp-agentic-top-10-2026--owasp-llm-top-10-2025"
FACTS = "owasp-agentic-top10-2026"
SHIPPED = {"facts": FACTS, "to": ["owasp-llm-top10-2025"], "rows": 1, "set": SET, "says": "related"}
LEFT_OUT = {"facts": FACTS, "to": ["elsewhere"], "rows": 1, "why": "no structure of it is shipped"}
COUNTS = "1 facts files: {} relations, {} shipped, {} same pair, {} unresolved, {} left out with reason, {}"
#: Gets gathered relations, rules and further reasons; gives the exit status and what was printed.
Run = Callable[..., tuple[int, str]]


def relation(source: str, target: str, to: str = "owasp-llm-top10-2025", kind: str = "matrix") -> Raw:
    return {"from_ref": source, "to_framework": to, "to_ref": target, "type": kind}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Holds gathered relations against the shipped sets, with the rules and reasons given."""

    def hold(
        *gathered: Raw, rules: Any = (SHIPPED,), identifiers: Any = (), rows: Any = (), name: str = FACTS
    ) -> tuple[int, str]:
        listed = {"rules": [*rules], "identifiers": [*identifiers], "rows": [*rows]}
        monkeypatch.setattr(relations, "RELATIONS", tmp_path / "relations.json")
        (tmp_path / "relations.json").write_text(json.dumps(listed), encoding="utf-8")
        (tmp_path / "frameworks").mkdir(exist_ok=True)
        (tmp_path / "frameworks" / "empty.json").write_text('{"provisions": []}', encoding="utf-8")
        content = json.dumps({"relations": gathered})
        (tmp_path / "frameworks" / f"{name}.json").write_text(content, encoding="utf-8")
        return main(["relations", str(tmp_path)]), capsys.readouterr().out

    return hold


def test_a_shipped_relation_is_found_under_our_identifiers(run: Run) -> None:
    status, out = run(relation("ASI01", "LLM01:2025"))
    assert status == 0
    assert out.startswith(f"{FACTS}: 1 relations, 1 shipped, 0 same pair, 0 unresolved, 0 left out")
    assert COUNTS.format(1, 1, 0, 0, 0, "0 unexplained; of these 0 with ends mended for a reason") in out


def test_a_relation_that_is_not_in_the_set_is_an_error(run: Run) -> None:
    for wrong in (relation("ASI01", "LLM10:2025"), relation("ASI01", "LLM99")):
        status, out = run(wrong)
        assert status == 1
        assert f"unexplained: {FACTS} ASI01 - owasp-llm-top10-2025 {wrong['to_ref']} (matrix)\n" in out
    for says in ("equal", "not related"):
        assert run(relation("ASI01", "LLM01"), rules=[{**SHIPPED, "says": says}])[0] == 1
    assert run(relation("ASI01", "LLM01"), rules=[{**SHIPPED, "set": "no-such-set"}])[0] == 1
    assert run(relation("ASI01", "LLM01"), rules=[{**SHIPPED, "object": "owasp-llm-top-10@2026"}])[0] == 1


def test_the_same_pair_stands_once(run: Run) -> None:
    twice = {**SHIPPED, "rows": 2}
    _, out = run(relation("ASI01", "LLM01"), relation("ASI01", "LLM01:2025"), rules=[twice])
    assert "2 relations, 1 shipped, 1 same pair, 0 unresolved" in out


def test_a_relation_without_a_rule_is_unexplained(run: Run) -> None:
    rows = relation("ASI01", "LLM01"), relation("ASI01", "X", "elsewhere")
    status, out = run(*rows)
    assert (status, "0 left out with reason, 1 unexplained;" in out) == (1, True)
    status, out = run(*rows, rules=[SHIPPED, LEFT_OUT])
    assert (status, "1 left out with reason, 0 unexplained;" in out) == (0, True)
    silent = {name: value for name, value in LEFT_OUT.items() if name != "why"}
    assert run(*rows, rules=[SHIPPED, silent])[0] == 1


def test_a_rule_may_be_for_some_types_or_pairs_alone(run: Run) -> None:
    rows = relation("ASI01", "LLM01", kind="matrix"), relation("ASI01", "LLM01", kind="guess")
    only = {**LEFT_OUT, "to": ["owasp-llm-top10-2025"]}
    assert run(*rows, rules=[{**only, "types": ["guess"]}, SHIPPED])[0] == 0
    assert run(*rows, rules=[{**only, "types": ["other"]}, SHIPPED])[0] == 1
    rows = relation("ASI01", "LLM01"), relation("ASI01", "LLM77")
    assert run(*rows, rules=[{**only, "pairs": [["ASI01", "LLM77"]]}, SHIPPED])[0] == 0
    assert run(*rows, rules=[{**only, "pairs": [["ASI02", "LLM77"]]}, SHIPPED])[0] == 1


def test_a_rule_takes_no_more_relations_than_it_says(run: Run) -> None:
    rows = relation("ASI01", "X", "elsewhere"), relation("ASI02", "X", "elsewhere")
    status, out = run(*rows, rules=[LEFT_OUT])
    assert status == 1
    assert f"wrong: a rule for 1 relations of {FACTS} to elsewhere took 2\n" in out
    assert run(rules=[LEFT_OUT], name="empty")[0] == 1


def test_a_mended_end_has_a_reason(run: Run) -> None:
    mended = {
        "facts": FACTS, "source": "ASI01", "to": "owasp-llm-top10-2025", "target": "1", "set": SET,
        "subject": "owasp-agentic-top-10@2026:ASI01", "object": "owasp-llm-top-10@2025:LLM01", "why": "a slip",
    }  # fmt: skip
    status, out = run(relation("ASI01", "1"), rows=[mended])
    assert (status, "of these 1 with ends mended" in out) == (0, True)
    slug = {"framework": "owasp-llm-top-10@2025", "facts": "injection", "ours": "LLM01", "why": "a slug"}
    status, out = run(relation("ASI01", "injection"), identifiers=[slug], rows=[mended])
    assert status == 0
    assert f"explains nothing: {FACTS} ASI01 owasp-llm-top10-2025 1 {SET}\n" in out


def test_an_unresolved_relation_is_told(run: Run) -> None:
    rule = {
        "facts": "cosai-risk-map", "to": ["mitre-atlas"], "rows": 1, "set": "cosai-risk-map--mitre-atlas",
        "says": "related", "object": "mitre-atlas@5.0.1",
    }  # fmt: skip
    (row, *_) = [each for each in packaged().mappings["cosai-risk-map--mitre-atlas"].sheet if each.unresolved]
    given = relation(str(row.subject.provision), str(row.object.provision), "mitre-atlas")
    status, out = run(given, rules=[rule], name="cosai-risk-map")
    assert (status, "0 shipped, 0 same pair, 1 unresolved" in out) == (0, True)


def test_an_end_may_be_a_whole_document(run: Run) -> None:
    name = "owasp-ai-exchange--standards"
    (row, *_) = [each for each in packaged().mappings[name].sheet if each.object.provision is None]
    rule = {
        "facts": "owasp-ai-exchange", "to": ["iso"], "rows": 1, "set": name, "says": "related",
        "object": str(row.object),
    }  # fmt: skip
    given = relation(str(row.subject.provision), "(whole document)", "iso")
    status, out = run(given, rules=[rule], name="owasp-ai-exchange")
    assert (status, "1 shipped" in out) == (0, True)


def test_gathered_mapping_files_are_read(run: Run, tmp_path: Path) -> None:
    row = {**relation("ASI01", "LLM01"), "from_framework": FACTS, "predicate": "close", "justification": "x"}
    del row["type"]
    (tmp_path / "mappings").mkdir()
    content = json.dumps({"sets": [{"file": "there/pairs.tsv", "relations": [row]}]})
    (tmp_path / "mappings" / "sets.json").write_text(content, encoding="utf-8")
    status, out = run(rules=[{**SHIPPED, "facts": "pairs.tsv", "types": ["close (x)"]}])
    assert status == 0
    assert out.startswith("pairs.tsv: 1 relations, 1 shipped")


def test_the_listed_rules_are_whole() -> None:
    content = relations.RELATIONS.read_bytes()
    listed = json.loads(content)
    assert _reading.canonical(listed) == content
    words = {word.value for word in INVERSE} | {f"not {word.value}" for word in INVERSE}
    for raw in listed["rules"]:
        relations.Rule.read(raw)
        assert raw["rows"] > 0
        if "set" in raw:
            assert raw["set"] in packaged().mappings
            assert raw["says"] in words
        else:
            assert raw["why"]
    for raw in (*listed["identifiers"], *listed["rows"]):
        assert raw["why"]
    keys = Counter(
        (raw["facts"], raw["source"], raw["to"], raw["target"], raw["set"]) for raw in listed["rows"]
    )
    assert set(keys.values()) == {1}


def test_what_single_reasons_mend_is_shipped() -> None:
    for raw in json.loads(relations.RELATIONS.read_text(encoding="utf-8"))["rows"]:
        said = relations.Shipped.of(packaged(), raw["set"]).said
        assert any((one, other) == (raw["subject"], raw["object"]) for one, _, other in said)
