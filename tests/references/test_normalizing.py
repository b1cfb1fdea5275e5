"""Tags of tools as references."""

import pytest

from ai_security_standards import InvalidData, load

CATALOG = load().as_of("2026-11-23")


def test_tags_of_tools_are_normalized() -> None:
    findings = [
        "LLM01:2025",
        ["AML.T0051", "aml.t0051", "LLM06", "nonsense"],
        {"tags": {"mitre_atlas": ["T0051"], "owasp-llm-top-10@2023": "LLM06", "other": []}},
    ]
    one, several, keyed = CATALOG.normalize(findings)
    assert [str(ref) for ref in one.refs] == ["owasp-llm-top-10@2025:LLM01"]
    assert [each.tag for each in several.unread] == ["LLM06", "nonsense"]
    assert [each.reasons[0].text.partition(";")[0] for each in several.unread] == [
        "'LLM06' can mean owasp-llm-top-10@2026:LLM06 or owasp-llm-top-10@2025:LLM06 or owasp-llm-top-10@2023:LLM06",
        "no known reference in 'nonsense'",
    ]
    assert len(several.refs) == 1
    assert [str(ref) for ref in keyed.refs] == [
        "mitre-atlas@2026.09:AML.T0051",
        "owasp-llm-top-10@2023:LLM06",
    ]
    with pytest.raises(InvalidData, match="key='tagz'"):
        CATALOG.normalize([{"tagz": []}])
    with pytest.raises(InvalidData, match="not text"):
        CATALOG.normalize([{"tags": [5]}])
    with pytest.raises(InvalidData, match="key= with the field"):
        CATALOG.normalize([{"q": []}])
