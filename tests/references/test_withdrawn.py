"""A retired provision of which the text itself says that it is withdrawn is no finding."""

import pytest

from ai_security_standards import load
from ai_security_standards.references.auditing import FileText

CATALOG = load()

SAID = {
    "a title in a record": (
        "framework: nist-csf-2.0\ncontrols:\n  - id: DE.AE-01\n    framework: nist-csf-2.0\n"
        "    title: '[Withdrawn: Incorporated into ID.AM-03]'\n    sources:\n      - NIST CSF 2.0\n"
    ),
    "a status in an object": '[{"framework": "NIST SP 800-53", "id": "AC-3(1)", "status": "withdrawn"}]',
    "a title in brackets": "NIST SP 800-53 AC-3(1): Restricted Access [Withdrawn: Incorporated into AC-6]",
    "a cell of its row": "| NIST SP 800-53 | Name | State |\n|---|---|---|\n| AC-3(1) | Access | Withdrawn |\n",
    "a sentence": "In NIST SP 800-53 Rev. 5, AC-3(1) was withdrawn.",
    "an official list": "OWASP ASVS 4.0.3: V1.1.3 [DELETED, DUPLICATE OF 2.2.2]",
    "an edition that removed it": "NIST CSF 1.1 subcategory PR.AC-1 (removed in 2.0)",
}

NOT_SAID = {
    "no word of it": "Meet NIST SP 800-53 Rev. 5 AC-3(1).",
    "the next item": (
        "controls:\n  - id: AC-3(1)\n    framework: NIST SP 800-53\n    title: Access\n"
        "  - name: Other\n    title: '[Withdrawn]'\n"
    ),
    "the next identifier": "NIST SP 800-53: AC-3(1), AC-3(6) [Withdrawn: Incorporated into MP-4]",
    "what the control is about": "NIST SP 800-53 AC-3(1): accounts are created, removed, and reviewed",
    "a comment that accepts findings": "NIST SP 800-53 AC-3(1) # aiss: accept[retired, unknown]",
    "a subject of that name": "NIST SP 800-53 AC-3(1): Withdrawn consent is recorded",
}


@pytest.mark.parametrize("case", SAID)
def test_what_a_text_calls_withdrawn_is_no_finding(case: str) -> None:
    found = CATALOG.audit(SAID[case])
    assert found.passed
    assert any(each.refs[0].provision for each in found)


@pytest.mark.parametrize("case", NOT_SAID)
def test_what_a_text_does_not_call_withdrawn_is_retired(case: str) -> None:
    assert CATALOG.audit(NOT_SAID[case]).findings[0].verdict == "retired"


PROPOSED = "# HIPAA NPRM (proposed)\n\n"


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        (PROPOSED + "- 45 CFR 164.308(a)(2) asset inventory", ["not-shipped"]),
        (PROPOSED + "## Map\n\n- 45 CFR 164.312(a)(2)(vi) segmentation", ["not-shipped"]),
        (PROPOSED + "- 45 CFR 164.308(a)(2) as it is today", ["ok"]),
        (PROPOSED + "# HIPAA\n\n- 45 CFR 164.308(a)(2)", ["ok"]),
        ("# HIPAA\n\n- 45 CFR 164.312(a)(2)(vi) segmentation", ["unknown"]),
        ("- 45 CFR 164.308(a)(2)\n\n" + PROPOSED, ["ok"]),
    ],
)
def test_what_stands_below_a_proposed_rule_is_not_in_force(text: str, verdicts: list[str]) -> None:
    audit = CATALOG.audit(FileText("a.md", text))
    assert [str(each.verdict) for each in audit if "164" in each.text] == verdicts
