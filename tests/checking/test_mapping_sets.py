"""The rules of mapping sets."""

from __future__ import annotations

from pathlib import Path

from samples import (
    HEAD,
    Overlay,
    document,
    mapping_set,
    register_file,
    write_sets,
)

from ai_security_standards import check

ROW = "owasp-llm-top-10@2025:LLM01 superset_of mitre-atlas@5.6.1:AML.T0051"


def test_check_finds_what_is_wrong_with_a_set(tmp_path: Path, overlay: Overlay) -> None:
    rows = [
        ROW,
        ROW,
        "mitre-atlas@5.6.1:AML.T0051 superset_of owasp-llm-top-10@2025:LLM01",
        "owasp-llm-top-10@2025:LLM02 related mitre-atlas@5.6.1:AML.T0057",
        "mitre-atlas@5.6.1:AML.T0057 not related owasp-llm-top-10@2025:LLM02",
        "owasp-llm-top-10@2025:LLM99 related mitre-atlas@5.6.1:AML.T0057",
        "owasp-llm-top-10@2025 related mitre-atlas@5.6.1",
        "iso-iec-27090@draft:5.1 related mitre-atlas@5.6.3:zzz",
        {
            "relation": "owasp-llm-top-10@2025:LLM98 related mitre-atlas@5.6.1:AML.T0057",
            "unresolved": "not there",
        },
        {"relation": "owasp-llm-top-10@2025:LLM03 related mitre-atlas@5.6.1:AML.T0010", "stated": "x" * 161},
    ]
    head = {
        "publisher": "acmee", "licence": None, "checked_on": "2999-01-01", "publication_date": "2999-01-01",
        "see_also": ["nowhere"], "mapping_set_source": ["here"], "trust": "curated", "mapping_set_title": "x" * 201,
    }  # fmt: skip
    folder = write_sets(overlay(register_file(document())), ("ours--theirs", mapping_set(*rows, head=head)))
    findings = check(folder)
    found = {(finding.rule, finding.field) for finding in findings}
    assert found >= {
        ("provenance", "publisher"), ("provenance", "licence"), ("provenance", "checked_on"), ("provenance", "date"),
        ("address", "url"), ("address", "sources[0]"), ("duplicate", ""),
        ("argument", "argument"), ("reference", ""), ("reference", ""),
    }  # fmt: skip
    problems = [finding.problem for finding in findings]
    assert sum("duplicate relationship" in problem for problem in problems) == 1
    assert sum("contradicts" in problem for problem in problems) == 2
    assert any("no provision 'LLM99'; did you mean" in problem for problem in problems)
    assert not any("LLM98" in problem and "no provision" in problem for problem in problems)
    bare = write_sets(tmp_path / "bare", ("bare", mapping_set(ROW, head=dict.fromkeys(HEAD))))
    assert {finding.field for finding in check(bare)} == {
        "publisher", "licence", "method", "style", "completeness", "checked_on", "see_also",
    }  # fmt: skip
    unknown = write_sets(tmp_path / "unknown", ("unknown", mapping_set(ROW, head={"publisher": "zzzzzz"})))
    assert [finding.repair for finding in check(unknown)] == ["add it, or name one that exists"]
    broken = write_sets(tmp_path / "broken", ("broken", b"x"))
    assert [finding.rule for finding in check(broken)] == ["file"]
    own = {"publisher": "ai-security-standards", "trust": "curated", "see_also": None}
    sound = mapping_set({"relation": ROW, "argument": "One asks what the other asks, and more."}, head=own)
    assert check(write_sets(tmp_path / "sound", ("sound", sound))) == ()


def test_only_an_overlap_is_strict_and_a_group_has_one_type_and_all_its_pairs(tmp_path: Path) -> None:
    one, other = "owasp-llm-top-10@2025:LLM01", "owasp-llm-top-10@2025:LLM02"
    rows = [
        {
            "relation": f"{one} intersects_with mitre-atlas@5.6.1:AML.T0051",
            "strict": "neither has the other's scope",
        },
        {"relation": f"{one} subset_of mitre-atlas@5.6.1:AML.T0057", "strict": "nothing"},
        {"relation": f"{one} not intersects_with mitre-atlas@5.6.1:AML.T0056", "strict": "nothing"},
        {"relation": f"{one} subset_of mitre-atlas@5.6.1:AML.T0010", "group": "whole"},
        {"relation": f"{other} subset_of mitre-atlas@5.6.1:AML.T0010", "group": "whole"},
        {"relation": f"{one} related mitre-atlas@5.6.1:AML.T0043", "group": "torn"},
        {"relation": f"{other} supports mitre-atlas@5.6.1:AML.T0044", "group": "torn"},
    ]
    content = mapping_set(*rows, head={"publisher": "owasp"})
    folder = write_sets(tmp_path / "ours", ("ours--theirs", content))
    found = [(finding.rule, finding.field, finding.problem) for finding in check(folder)]
    arrow = "mitre-atlas@5.6.1:AML.T00"
    assert found == [
        ("strict", "strict", f"{one} subset_of {arrow}57 says what each side lacks"),
        ("strict", "strict", f"{one} not intersects_with {arrow}56 says what each side lacks"),
        ("group", "group", "the rows of group 'torn' have several types"),
        ("group", "group", "group 'torn' has 2 of 4 pairs"),
    ]
