"""Editions that a page tells by its identifiers, its headings or a field beside, and names of such editions."""

import pytest

from ai_security_standards import load
from ai_security_standards.references.auditing import FileText

CATALOG = load()

CCM = '{{"standard": "CSA CCM", "requirements": ["AIS-04", "IAM-06", "STA-03"{}]}}'


def judgements(text: str, path: str = "") -> list[tuple[str, str, str]]:
    """Return the text, the first reference and the verdict of everything in a text or file."""
    audit = CATALOG.audit(FileText(path, text) if path else text)
    return [(each.text, str(each.refs[0]) if each.refs else "", each.verdict) for each in audit]


def test_identifiers_beside_those_of_an_earlier_edition_are_of_that_edition() -> None:
    judged = judgements(CCM.format(', "GRM-06", "EKM-03"'), "a.json")
    assert [each[2] for each in judged[1:]] == ["not-shipped"] * 3
    found = CATALOG.audit(FileText("a.json", CCM.format(', "GRM-06", "MOS-06"')))
    assert "csa-ccm '3.0.1' is older than the first edition" in str(found[1].reasons[0].text)


@pytest.mark.parametrize("others", ["", ', "GRM-06", "GRM-06"', ', "GRM-06-A", "XMOS-06", "EKM-03"'])
def test_one_identifier_of_an_earlier_edition_tells_nothing(others: str) -> None:
    judged = judgements(CCM.format(others), "a.json")
    assert ("IAM-06", "csa-ccm@4.1:IAM-06", "ok") in judged


#: Texts with a name, or a version beside one, and how it is read: its text, reference and verdict.
NAMES = {
    "MITRE CWE: CWE-89": ("MITRE CWE: CWE-89", "cwe@4.20:CWE-89", "ok"),
    "The CWE List version is here": ("CWE List", "cwe@4.20", "ok"),
    "CWE List 4.16 (2024-11)": ("CWE List 4.16", "", "not-shipped"),
    "OWASP Top 10 for CI/CD": ("OWASP Top 10 for CI/CD", "owasp-cicd-top-10@1.0", "ok"),
    "The OWASP 2021 Top 10": ("OWASP 2021 Top 10", "owasp-top-10@2021", "ok"),
    "OWASP (2025). *Top 10 for LLM Applications (2025)*": (
        "Top 10 for LLM Applications (2025)",
        "owasp-llm-top-10@2025",
        "ok",
    ),
    "SLSA Levels (v1.0): Build L2": ("SLSA Levels (v1.0): Build L2", "slsa@1.0:Build L2", "ok"),
    '{"standard": "PCI DSS", "version": "3.2.1 SAQ-A"}': ("PCI DSS", "", "not-shipped"),
    '{"standard": "FedRAMP High", "version": "NIST 800-53r4"}': ("FedRAMP", "", "not-shipped"),
    '{"standard": "CMMC ML1", "version": "v1.02"}': ("CMMC", "", "not-shipped"),
    '{"standard": "CMMC Guide", "version": "v1.02"}': ("CMMC", "cmmc@2.0", "ok"),
}


@pytest.mark.parametrize("text", NAMES)
def test_names_and_versions_beside_them(text: str) -> None:
    assert judgements(text)[0] == NAMES[text]


def test_the_title_of_another_rfc_is_not_that_of_the_one_it_contains() -> None:
    title = "The OAuth 2.0 Authorization Framework"
    assert judgements(f"RFC 6750 - {title}: Bearer Token Usage") == []
    assert judgements(f"RFC 6749 - {title}")[0][1] == "rfc-6749@2012"


TABLE = """| CWE | OWASP | ISO 27001 | SOC 2 |
|---|---|---|---|
| 22 | A01 | A.8.3 | CC2 |
| 502 | A08 | A.8.3 | CC2 |
| 77 | LLM01 | A.8.3 | CC2 |
"""


@pytest.mark.parametrize("about", ["", "\nOf the OWASP LLM Top 10 as well.\n"])
def test_a_column_that_names_owasp_alone_has_its_top_10(about: str) -> None:
    refs = {text: ref.partition("@")[0] for text, ref, _ in judgements(TABLE + about, "a.md")}
    assert refs["A01"] == refs["A08"] == "owasp-top-10"
    assert refs["LLM01"] == "owasp-llm-top-10"
    assert refs["CC2"] == "aicpa-tsc"


def test_a_publisher_with_an_edition_that_only_its_list_has_stays_its_name() -> None:
    page = "'about': 'OWASP Top 10 for LLM Applications 2025, ISO/IEC 5338'\n'soc2': ['CC6'],\n"
    assert judgements(page + "'owasp_2021': ['A01'],\n", "a.py")[-1][1] == "owasp-top-10@2021:A01"
    assert judgements(page + "'owasp_2025': ['A01'],\n", "a.py")[-1][1] != "owasp-top-10@2025:A01"


CONTROLS = """{"standard": "NIST SP 800-53", "version": "%s", "controls": [
{"ref": "AC-3", "title": "Access Enforcement"},
{"ref": "AC-4", "title": "Information Flow Enforcement"},
{"ref": "AC-5", "title": "Separation of Duties"},
{"ref": "AC-6", "title": "Least Privilege"},
{"ref": "SC-2", "title": "Application Partitioning"}]}
"""

#: Titles in texts, and the verdict on the last identifier.
TITLES = {
    CONTROLS % "4": "title-not-compared",
    CONTROLS % "5": "title-unknown",
    "MITRE ATLAS v1.0\n\n- AML.T0020: Backdoor ML Models": "title-mismatch",
    "MITRE ATLAS v1.0\n\n- AML.T0018: Backdoor ML Model": "ok",
    "MITRE ATLAS v1.0\n\n- AML.T0020: Poison Training Data": "ok",
    "This is a tool poisoning attack (MCP07).": "title-mismatch",
    "This is a tool poisoning attack (MCP03).": "ok",
    "There was tool poisoning attack (MCP07).": "ok",
    "SLSA\n- **Build L1:** The build process is fully scripted": "ok",
    "SLSA\n- **Build L1:** The build platform": "title-mismatch",
}


@pytest.mark.parametrize("text", TITLES)
def test_titles_of_other_editions_and_in_sentences(text: str) -> None:
    path = "a.json" if text.startswith("{") else "a.md"
    assert judgements(text, path)[-1][2] == TITLES[text]


def test_shares_and_comparisons_are_no_identifiers() -> None:
    assert [each[0] for each in judgements("MCP01, MCP06 — 3 of 10 triggered")] == ["MCP01", "MCP06"]
    assert [each[0] for each in judgements("MCP01, MCP06, 3")] == ["MCP01", "MCP06", "3"]
    assert judgements("if cwe_id < 1 or cwe_id >= 9: stop", "a.py") == []
    assert judgements("cwe_id: 79", "a.py")[-1][1] == "cwe@4.20:CWE-79"


#: Texts with an edition before the data, or another one than that of the titles, and how all is read.
EARLIER = {
    "a version that is no short form of a later one": ("CIS v8 3.10", [("CIS v8 3.10", "not-shipped")]),
    "a version at the end of a name": ("CIS Controls v8: logs", [("CIS Controls v8", "not-shipped")]),
    "a version with a zero": ("CIS Controls 8.0: logs", [("CIS Controls 8.0", "not-shipped")]),
    "a version like a safeguard, on its page": (
        "# CIS Controls v7.1\n\n- CIS 4.3 and more",
        [("CIS Controls v7.1", "not-shipped"), ("CIS 4.3", "not-shipped")],
    ),
    "a version with a part that no requirement has, on its page": (
        "# OWASP ASVS 4.0.2\n\n- V2.1.1 and more",
        [("OWASP ASVS 4.0.2", "not-shipped"), ("V2.1.1", "not-shipped")],
    ),
    "a version in words": ("CIS Controls Version 8", [("CIS Controls Version 8", "not-shipped")]),
    "a version in brackets": ("CIS Control 3.10 (v8)", [("CIS Control 3.10 (v8)", "not-shipped")]),
    "a control with the number of a version": ("CIS Control 8", [("CIS Control", "ok")]),
    "a longer version": ("CIS Controls v8.1 3.10", [("CIS Controls v8.1 3.10", "ok")]),
    "a year after a space": ("OWASP Top 10 2017: A1", [("OWASP Top 10 2017: A1", "not-shipped")]),
    "a year of an edition": ("OWASP Top 10 2021: A01", [("OWASP Top 10 2021: A01", "ok")]),
    "a year just before an edition": ("ISO 27001 2019", [("ISO 27001", "ok")]),
    "an identifier of a later year": (
        "NIST AI 100-2 E2023 (NISTAML.018)", [("NIST AI 100-2 E2023", "ok"), ("NISTAML.018", "only-in-edition")]),
    "a title of another edition than the heading, in a list": (
        "# OWASP LLM Top 10 2025\n\n- LLM02: Insecure Output Handling\n- LLM06: Excessive Agency\n",
        [("OWASP LLM Top 10 2025", "ok"), ("LLM02", "reused"), ("LLM06", "ok")]),
    "a title of another edition than is stated nearby, of none of its own": (
        "# OWASP Agentic Top 10\n\n- ASI02: Tool Misuse and Exploitation\n", [("OWASP Agentic Top 10", "ok"), ("ASI02", "ok")]),
}  # fmt: skip


@pytest.mark.parametrize("case", EARLIER)
def test_editions_before_the_data_and_titles_of_others(case: str) -> None:
    text, expected = EARLIER[case]
    assert [(each[0], each[2]) for each in judgements(text)] == expected


#: Files with identifiers beside others' names and titles, and how all of them are read.
BESIDE = {
    "the document of an object": ("x.json",
        '[{"framework": "ISO/IEC 27001:2022", "control_id": "A.5.23"}, {"framework": "ISO/IEC 42001:2023", "control_id": "A.10.1"}]',
        {"A.5.23": "ok", "A.10.1": "unknown"}),
    "an entry of a list that pads its numbers": ("x.md", "ISO 27001 Annex A.8.15 asks for logs, as A09 does.", {"A09": ""}),
    "entries of a list that pads its numbers": ("x.md",
        "# ISO 27001:2022\n\n| Risk | ISO 27001 |\n|---|---|\n| A09 Logging | A.8.15 |\n| A10 Errors, A10 | A.8.28 |\n",
        {"A09": "", "A10": "", "A.8.28": "ok"}),
    "a number of two digits without siblings": ("x.md", "ISO 27001:2013 asks in A10", {"A10": "ok"}),
    "an entry that is printed so": ("x.md", "OWASP Top 10 2021: A01 and A10", {"A10": "ok"}),
    "an ordinal beside an edition": ("x.md", "OWASP Top 10:2025 (eighth edition; supersedes)", {"OWASP Top 10:2025": "ok"}),
    "a title of another in a column of the project's own": ("x.md",
        "# Map\n\n| Control | LLM | CSA AICM |\n|---|---|---|\n| Input validation | LLM01 | AIS-02 |\n", {"AIS-02": "ok"}),
    "a padded number of a list that prints no dots": ("x.md", "OWASP AISVS 1.0 has C01 and C07", {"C01": "ok", "C07": "ok"}),
    "a padded number after a dot": ("x.md", "ISO 27001:2013 asks for access control in A.9, A.09", {"A.9": "ok"}),
    "a version that begins a sentence": ("x.md", "`owasp_agentic_top10`. V0 is a draft", {"owasp_agentic_top10": "ok"}),
    "a version after a stop": ("x.md", "OWASP Agentic Top 10, v0", {"OWASP Agentic Top 10, v0": "unknown"}),
    "weaknesses cut short": ("x.ts",
        "const M = {'CWE-287': 'Auth Bypass', 'CWE-862': 'Missing Authz', 'CWE-798': 'Hardcoded Secrets', "
        "'CWE-79': 'Cross-site Scripting', 'CWE-89': 'SQL Injection', 'CWE-78': 'OS Command Injection', "
        "'CWE-22': 'Path Traversal', 'CWE-287': 'Bicycle Maintenance'}",
        {"CWE-862": "ok", "CWE-798": "ok", "CWE-287": "title-unknown"}),
    "a title of another control in few words": ("x.md",
        "## ISO/IEC 42001:2023\n\n| Control | Id |\n|---|---|\n| Acquisition of data | A.7.3 |\n| Data quality | A.7.2 |\n",
        {"A.7.3": "ok", "A.7.2": "title-mismatch"}),
    "a control of the project's own, far from the identifier": ("x.md",
        "# CIS Controls 8.1\n\n| Control | SOC 2 | CIS |\n|---|---|---|\n| Encrypt Sensitive Data in Transit | CC6.1 | 3.10 |\n"
        "| Role-Based Access Control | CC6.3 | 5.1 |\n", {"5.1": "ok"}),
    "a control of the project's own": ("x.md",
        "## ISO/IEC 42001:2023\n\n| Control | Id |\n|---|---|\n| Data quality | A.7.2 |\n", {"A.7.2": "ok"}),
    "a title of another edition in prose": ("x.md",
        "# OWASP LLM Top 10 2025\n\nUntil then it was called LLM02: Insecure Output Handling\n", {"LLM02": "ok"}),
    "a citation": ("x.md", "40 rules for the OWASP Agentic Top 10 [1]", {"OWASP Agentic Top 10": "ok", "1": ""}),
    "what is counted behind a dot": ("x.js", "'ISO 27001:2022 Clause 9.3 · 7 required inputs'",
        {"ISO 27001:2022 Clause 9.3": "ok", "7": ""}),
    "a control with the number of a clause": ("x.md",
        "# ISO 27001:2022\n\nControl 7.5 (Protecting against physical and environmental threats), Clause 7.5, Control 10.1\n",
        {"Control 7.5": "ok", "Clause 7.5": "ok", "Control 10.1": "ok"}),
    "what changed in a mapping": ("x.py",
        'X = [{"v2013_id": "A.16.1.3", "change_summary": "Reporting weaknesses merged"}, {"iso": "ISO 27001:2013"}]',
        {"A.16.1.3": "ok"}),
    "chapters in a list below a name": ("x.yaml",
        'a:\n  asvs: ["V4 — API and Web Service"]\nb:\n  asvs: ["V8 — Authorization"]\nc:\n  asvs: ["V6 — Authentication"]\n',
        {"V4": "ok", "V8": "ok", "V6": "ok"}),
    "a quarter in the name of a report": ("x.ts", 'read("soc2-2026-q1.jwt")', {"soc2": "ok"}),
    "a quarter before the editions": ("x.md", "AIUC-1 2024-Q1", {"AIUC-1": "ok"}),
    "a quarter of an edition to come": ("x.md", "AIUC-1 2031-Q1", {"AIUC-1 2031-Q1": "newer-than-data"}),
    "an annex and what in it is meant": ("x.ts", '"ISO/IEC 42001 (Annex A: AI system impact assessment)"', {"Annex A": "ok"}),
    "an article and a share": ("x.ts",
        '{a: "ISO/IEC 42001 (Annex A: suppliers)", b: "A 6% rate is a problem", c: "A 5 day plan", d: "A 6.2"}',
        {"A 6": "", "A 5": "", "Annex A": "ok"}),
    "the title of another group": ("x.json",
        '[{"framework": "SOC2", "controlId": "CC6.7", "controlName": "System Operations"}, '
        '{"framework": "SOC2", "controlId": "CC6.1", "controlName": "Logical and Physical Access Controls"}, '
        '{"framework": "NIST CSF", "controlId": "GV.SC-01", "controlName": "Supply Chain Risk Management"}, '
        '{"framework": "SOC2", "controlId": "CC6.2", "controlName": "Monitoring"}]',
        {"CC6.7": "title-mismatch", "CC6.1": "ok", "GV.SC-01": "ok", "CC6.2": "title-not-compared"}),
}  # fmt: skip


@pytest.mark.parametrize("case", BESIDE)
def test_identifiers_beside_names_and_titles_of_others(case: str) -> None:
    path, text, expected = BESIDE[case]
    verdicts = {each[0]: str(each[2]) for each in judgements(text, path)}
    assert {each: verdicts.get(each, "") for each in expected} == expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("CSA Cloud Controls Matrix (CCM) v4.0", [("CSA Cloud Controls Matrix (CCM) v4.0", "not-shipped")]),
        ("Cloud Controls Matrix (CCM) v4.1", [("Cloud Controls Matrix (CCM) v4.1", "ok")]),
        ("Cloud Controls Matrix (XYZ) v4.0", [("Cloud Controls Matrix", "ok")]),
        ("Cloud Controls Matrix (CCM) is", [("Cloud Controls Matrix", "ok")]),
        ("23 NYCRR 500 as amended in November 2023", [("23 NYCRR 500", "ok")]),
        (
            "Cybersecurity Requirements for Financial Services Companies (23 NYCRR Part 500)",
            [("Cybersecurity Requirements for Financial Services Companies (23 NYCRR Part 500)", "ok")],
        ),
        ("45 CFR 164.514(b)", [("45 CFR 164.514(b)", "not-shipped")]),
        ("SOC 2 A1.4 and SOC2 C1.3", [("SOC 2 A1.4", "unknown"), ("SOC2 C1.3", "unknown")]),
        ("SOC 2 A1.2", [("SOC 2 A1.2", "ok")]),
        ("CIS Controls v8 (9.2)", [("CIS Controls v8", "not-shipped"), ("9.2", "not-shipped")]),
        ("`rules/owasp-2025.md`: OWASP LLM04", [("OWASP LLM04", "ambiguous")]),
    ],
)
def test_a_name_goes_on_with_its_edition_or_section(text: str, found: list[tuple[str, str]]) -> None:
    assert [(each[0], each[2]) for each in judgements(text)] == found


def test_an_edition_that_somebody_leaves_is_of_the_past() -> None:
    text = "# ISO 27001:2022\n\nTransitioning their existing 27001:2013 certificate, ISO/IEC 27001 changes."
    assert ("ISO/IEC 27001", "iso-iec-27001@2022", "ok") in judgements(text)


#: A file, its suffix, and the edition that it states for ATT&CK, the LLM Top 10 or ISO/IEC 27001 in its head.
HEADS = {
    "a constant": ('ATTACK_VERSION = "v17.1"\nx = "MITRE ATT&CK"', "a.py", "mitre-attack@17.1"),
    "an exported one": ('export const ATTACK_VERSION = "17.1"\n// MITRE ATT&CK', "a.ts", "mitre-attack@17.1"),
    "of the program": ('APP_VERSION = "17.1"\nx = "MITRE ATT&CK"', "a.py", "mitre-attack@19.2"),
    "unknown": ('ATTACK_VERSION = "v0.3"\nx = "MITRE ATT&CK"', "a.py", "mitre-attack@19.2"),
    "front matter": (
        "---\ntitle: MITRE ATT&CK Enterprise\nversion: v17.1\n---\nMITRE ATT&CK",
        "a.md",
        "mitre-attack@17.1",
    ),
    "front matter of a page on it": (
        "---\ntitle: ISO 27001 policy\nversion: 2013\n---\nISO 27001",
        "a.md",
        "iso-iec-27001@2022",
    ),
    "without a version": ("---\ntitle: ISO 27001\n---\nISO 27001", "a.md", "iso-iec-27001@2022"),
}


@pytest.mark.parametrize(("text", "path", "ref"), HEADS.values(), ids=HEADS)
def test_the_head_of_a_file_states_the_edition_of_what_it_names_alone(text: str, path: str, ref: str) -> None:
    assert {each[1] for each in judgements(text, path)} == {ref}
