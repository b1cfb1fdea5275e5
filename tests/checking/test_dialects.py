"""The rules of dialects: each planted fault is found with file, record and field."""

import json
from typing import Any

import pytest
from samples import Overlay, document, register_file

from ai_security_standards import check

Raw = dict[str, Any]
FORM: Raw = {"standard": "owasp-llm-top-10@2025", "opening": "llm:"}


def dialect(*forms: Raw, **changes: Any) -> Raw:
    return {
        "tool": "acme-scanner",
        "title": "ACME Scanner",
        "versions": [{"last": "1", "forms": list(forms) or [FORM]}],
        "sources": [{"address": "https://acme.example.org/tags"}],
        "checked_on": "2026-02-01",
        "confidence": "single-source",
        "recorded": "2026.12.0",
        **changes,
    }


def versions(*spans: tuple[str | None, str]) -> Raw:
    made = [{"last": last, "forms": [FORM], **({"first": first} if first else {})} for first, last in spans]
    return dialect(versions=made)


#: One fault each: the dialect, the field named, and what the finding says.
PLANTED: dict[str, tuple[Raw, str, str]] = {
    "a name of another tool": (dialect(names=["garak"]), "names", "names the dialect of garak"),
    "no source": (dialect(sources=[]), "sources", "needs a source"),
    "an address of no host": (dialect(sources=[{"address": "x"}]), "sources[0].address", "not a web address"),
    "an address that moves": (
        dialect(sources=[{"address": "https://github.com/a/b/blob/main/c"}]), "sources[0].address", "which moves"),
    "a day to come": (dialect(checked_on="2999-01-01"), "checked_on", "in the future"),
    "no data version": (dialect(recorded="1"), "recorded", "not a data version"),
    "no versions": (dialect(versions=[]), "versions", "no versions"),
    "no version": (versions((None, "one")), "versions[0].last", "'one' is not a version"),
    "ranges in no order": (versions((None, "2"), ("1", "3")), "versions[1]", "begins before"),
    "a range without beginning": (versions((None, "2"), (None, "3")), "versions[1]", "begins before"),
    "a range that ends before it begins": (versions(("3", "2")), "versions[0]", "begins before"),
    "a form that no tag reaches": (
        dialect(FORM, {"note": "x", "opening": "llm:x"}), "versions[0].forms[1]", "takes all its tags"),
    "a form of keys that no tag reaches": (
        dialect({**FORM, "keys": ["a"]}, {**FORM, "keys": ["a"]}), "versions[0].forms[1]", "takes all its tags"),
    "no reason": (dialect({"opening": "x"}), "versions[0].forms[0].note", "does not say why"),
    "no document": (
        dialect({"prefix": "x", "note": "x"}), "versions[0].forms[0].standard", "no document is named"),
    "a document that is not": (dialect({"standard": "cwee"}), "versions[0].forms[0].standard", "unknown document"),
    "a tag twice": (
        dialect({**FORM, "values": [{"tag": "A"}, {"tag": "a"}]}), "versions[0].forms[0].values", "duplicate tag 'a'"),
    "a provision that is not": (
        dialect({**FORM, "values": [{"tag": "A", "means": "LLM11"}]}),
        "versions[0].forms[0].values[0].means", "unknown provision 'LLM11'"),
    "a provision that is not in the edition named": (
        dialect({**FORM, "values": [{"tag": "A", "means": "owasp-llm-top-10@2023:LLM11"}]}),
        "versions[0].forms[0].values[0].means", "unknown provision"),
    "a document of no structure": (
        dialect({**FORM, "values": [{"tag": "A", "means": "nist-sp-800-53@4:AC-1"}]}),
        "versions[0].forms[0].values[0].means", "unknown provision"),
}  # fmt: skip


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_found(fault: str, overlay: Overlay) -> None:
    raw, field, says = PLANTED[fault]
    ours = overlay(register_file(document()))
    path = ours / "dialects" / "acme-scanner.json"
    path.parent.mkdir()
    path.write_text(json.dumps(raw), encoding="utf-8")
    findings = [found for found in check(ours) if found.rule == "dialect"]
    assert [(found.file, found.record, found.field) for found in findings] == [
        (str(path), "acme-scanner", field)
    ]
    assert says in findings[0].problem
    assert findings[0].repair


def test_an_id_of_capitals_is_none(overlay: Overlay) -> None:
    ours = overlay(register_file(document()))
    (ours / "dialects").mkdir()
    (ours / "dialects" / "ACME.json").write_text(json.dumps(dialect(tool="ACME")), encoding="utf-8")
    assert [found.field for found in check(ours)] == ["tool"]


def test_a_sound_dialect_gives_nothing(overlay: Overlay) -> None:
    forms = [
        {**FORM, "keys": ["owasp"]},
        {**FORM, "values": [{"tag": "whole"}, {"tag": "old", "means": "owasp-llm-top-10@2023:LLM01"}]},
        {"standard": "mitre-atlas", "opening": "atlas:", "closing": ";"},
        {"standard": "mitre-atlas", "opening": "atlas:", "keys": ["atlas"]},
        {"opening": "team:", "note": "names people"},
    ]
    ours = overlay(register_file(document()))
    (ours / "dialects").mkdir()
    (ours / "dialects" / "acme-scanner.json").write_text(json.dumps(dialect(*forms)), encoding="utf-8")
    assert check(ours) == ()
