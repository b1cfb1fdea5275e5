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
    assert len(several.refs) == 1
    assert [str(ref) for ref in keyed.refs] == [
        "mitre-atlas@2026.09:AML.T0051",
        "owasp-llm-top-10@2023:LLM06",
    ]
    with pytest.raises(InvalidData, match="tags='tagz'"):
        CATALOG.normalize([{"tagz": []}])
    with pytest.raises(InvalidData, match="no text"):
        CATALOG.normalize([{"tags": [5]}])
    with pytest.raises(InvalidData, match="which key"):
        CATALOG.normalize([{"q": []}])
