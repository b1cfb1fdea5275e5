"""What stands beside identifiers in lists, comments, columns and other languages, and is no wrong title."""

import pytest

from ai_security_standards import load
from ai_security_standards.references.auditing import FileText

CATALOG = load().as_of("2026-11-29")
OWN = "".join(
    f'"{number}": "{title}",\n'
    for number, title in {
        "A.5.7": "Threat intelligence", "A.8.7": "Protection against malware", "A.8.10": "Information deletion",
        "A.5.9": "Inventory of information and other associated assets",
    }.items()
)  # fmt: skip
LIST = "ISO_27001 = {\n" + OWN

FINE: dict[str, tuple[str, str]] = {
    "what groups identifiers": ("x.py",
        'ISO_27001 = {"A.5.29": "Incident & Resilience",\n"A.5.30": "Incident & Resilience",\n"A.8.5": "Access Control"}'),
    "a group in a list of titles": ("x.py", LIST + '"A.8.5": "Access Theory",\n"A.8.6": "Access Theory",\n}'),
    "a statement": ("x.py", LIST + '"A.8.34": "Bicycles are stored in cellars",\n}'),
    "an order": ("x.py", LIST + '"A.8.34": "Protect Bicycles",\n"A.8.30": "Securely Park Bicycles"\n}'),
    "a sentence": ("x.py", LIST + '"A.8.34": "Bicycle cellars.",\n}'),
    "a part of the document": ("x.md", "# ISO/IEC 42001\n\n- Annex A Mappings\n- Annex A - Policy Overview"),
    "a comment on a value": ("x.py", 'ISO_27001 = {\n"Deletion": ["A.8.10"], # Is Operations\n}'),
    "what a clause is about": ("x.js", '"ISO 27001:2022 HR": "Annex A.6: Screening, Training, and Termination"'),
    "a cell like a title elsewhere": ("x.md",
        "| Need | ISO 27001 | NIST SP 800-53 | Evidence |\n|---|---|---|---|\n| Privileged Access | A.8.2 | AC-6 | Logs |\n"),
    "British spelling": ("x.md", "- **ISO 27001:2022 A.8.17** Clock synchronisation\n- CWE-862: Missing Authorisation"),
    "a hyphen": ("x.py", 'OWASP_NHI = [{"control_id": "NHI-5", "title": "Over-Privileged NHI"}]'),
    "an abbreviation": ("x.py", 'NIST_800_53 = [{"id": "IA-2(1)", "title": "MFA to Privileged Users"}]'),
    "a part of the title": ("x.md", "| ISO 27001:2022 | SOC 2 |\n|---|---|\n| A.6.3 Awareness | CC1.4 |\n| A.8.13 Backup | A1.2 |\n"),
    "a word of the title": ("x.py", LIST + '"A.5.28": "Evidence Lockers",\n}'),
    "what several are about": ("x.md", "| P1 | LLM01:2025, LLM04:2025 | Sensitive Information Disclosure |\n\nLLM Top 10"),
    "a note in a column of other things": ("x.md",
        "| ISO 27001:2022 | Description |\n|---|---|\n| A.5.7 | Threat intelligence |\n| A.8.5 | Bicycles and more |\n"
        "| A.8.7 | Information deletion |\n"),
    "a note of one word in a column of two titles": ("x.md",
        "| ISO 27001:2022 | Description |\n|---|---|\n| A.5.7 | Threat intelligence |\n| A.8.7 | Screening |\n"),
    "a range": ("x.md", "- [ ] Bicycle Continuity (ISO 27001 A.5.29-A.5.30)"),
    "a range of numbers": ("x.py", 'GDPR = [{"article": "Art. 13-14", "title": "Bicycle Transparency"}]'),
    "the next item": ("x.py", 'NIST_AI_RMF = ["MAP", "MANAGE"]\nISO = ["ISO 27001 A.5.15", "NIST CSF PR.AA-05", "SOC 2 CC6.3"]'),
    "what is after a bracket": ("x.md", "In CSF 2.0, strategy (GV.RM) and risk assessment (ID.RA) govern it."),
    "what is between two brackets": ("x.md", "In CSF 2.0, resilience (PR.IR) and recovery planning (RC.RP) are so."),
    "a word in quotes": ("x.md", 'The NIST AU-3 "Identity" gap'),
    "a note": ("x.md", "| ISO 27001:2022 | Notes |\n|---|---|\n| A.5.15 | Identity management |\n"),
    "a note in an object": ("x.json", '{"framework": "NIST SP 800-53", "target_control_id": "AC-6", "notes": "Privileged access"}'),
    "a name in a program": ("x.ts", 'const ISO42001 = {section_8: AdvisorAiGovernanceDto;}'),
    "a key that goes on": ("x.json", '{"x": "NIST SP 800-53", "ia-02.08_odp": "privileged accounts"}'),
    "an order that a law gives": ("x.md", "# EU AI Act\n\n- Art. 55: Report serious incidents involving models"),
    "a place in a sentence": ("x.md", "# EU AI Act\n\n- [ ] If so: register with the EU AI Office (Art. 55)"),
    "a title of what became it, in a column": ("x.md",
        "# ISO 27001:2022\n\n| A.8.1 | [Mobile Device Policy](../policies/mobile-device-policy.md) |\n"),
    "a link that repeats it": ("x.md", "[OpenCRE 633-428](https://www.opencre.org/cre/633-428)"),
    "a link to a page": ("x.md",
        "[Permalink: https://opencre.org/cre/633-428](https://opencre.org/cre/633-428), [see also](https://opencre.org/cre/633-428)\n"),
    "the name of another identifier of the object": ("x.json",
        '[{"tacticId": "TA0001", "techniqueId": "T1190", "techniqueName": "Exploit Public-Facing Application"}]'),
    "a case of a weakness": ("x.md", "- CWE-79: Reflected XSS in the Search Field\n- CWE-502: Payload of a Plugin\n"),
    "a case of a weakness among titles": ("x.py",
        'CWE = {\n"CWE-20: Improper Input Validation",\n"CWE-22: Path Traversal",\n"CWE-78: OS Command Injection",\n'
        '"CWE-242: Review the calls of a parser"\n}'),
    "a category two columns before": ("x.md",
        "# HIPAA\n\n| Check | Category | Grade | HIPAA |\n|---|---|---|---|\n| Logs | Audit controls | 1 | 164.312(b) |\n"
        "| Alarms | Audit controls | 2 | 164.312(b) |\n| Doors | Access control | 1 | 164.312(a)(1) |\n"
        "| Users | Integrity | 1 | 164.312(c)(1) |\n| Years | Audit controls | 1 | 164.316(b)(2)(i) |\n"),
    "a control of a domain of one letter": ("x.json",
        '[{"framework": "AIUC-1", "control_id": "E", "control_name": "Trails and records"}]'),
    "what a part of an article says, like another title": ("x.md",
        "# EU AI Act\n\n| Article | Requirement |\n|---|---|\n| 12(1) | Automatically generated logs |\n"),
    "guidance with the title of its control": ("x.md",
        "- ISO 42001 B.5.4 (Assessing AI system impact on individuals or groups of individuals)\n"),
    "values of several lines": ("x.yaml",
        "framework: MITRE ATLAS\ntechniques:\n- id: AML.T0051\n  name: LLM Prompt Injection\n"
        "  description: 'what the attacker (or the\n    attacker's tool writes into\n    a page [see'\n"
        "notes:\n- what (the attacker's tool [see\n- more # (of it\nmitigations:\n- id: AML.M0003\n  name: Model Hardening\n  techniques:\n  - id: AML.T0043\n    use: stronger\n"
        "      models (or others\n  - id: AML.T0015 # so\n    use: |\n      more\n"),
    "a word that is cut": ("x.md", "| API2 | Broken Auth | Finding |\n\nOWASP API Security Top 10"),
    "what an article is about": ("x.json", '{"regulation": "DORA", "notes": "Art 9 ICT risk management framework, Art 17 incident detection"}'),
    "a control of a product": ("x.md", "| NIST SP 800-53 | Workato Control |\n|---|---|\n| AC-2(3) | Dormant member removal |\n"),
    "more words of no meaning": ("x.py", 'HIPAA = [{"control_id": "164.312(c)(1)", "title": "Integrity Controls"}]'),
    "a title of an earlier edition that is a part": ("x.md", "- NIST CSF 2.0: `RS.MI` (Mitigation)"),
    "a technique in a row behind its tactic": ("x.py",
        "# ATT&CK\nT = [('TA0001', 'Initial Access'), ('TA0002', 'Execution'), ('TA0003', 'Persistence'), ('TA0006', 'Unsecured Credentials')]"),
    "an article in a line": ("x.md", "# DORA\n\n- Art 17 incident detection and response\n- Art 9 bicycle lanes"),
    "an article with a few words": ("x.py", 'EU_AI_ACT = [{"article": "Article 13", "title": "Transparency of bicycles"}]'),
    "a technique beside its tactic": ("x.sql", "SELECT 'TA0006' AS tactic_uid, 'Unsecured Credentials' AS technique_name -- ATT&CK"),
    "a control of the annex": ("x.md", "ISO 27001:2022\n\n> Control 7.5 (Protecting against physical and environmental threats) is so"),
    "a word in a name": ("x.md", "ISO 27001\n\n* improvement-plan (Clause 10.1 improvement opportunities)."),
    "what a test makes up": ("tests/x.py", 'ISO_27001 = [{"control_id": "A.8.34", "title": "Later"}]'),
    "a test by its name": ("src/x.test.ts", 'const ISO_27001 = [{"control_id": "A.8.34", "title": "Later"}]'),
    "a parent of an object": ("x.yaml", "- urn: x\n  parent_urn: iso27001-2022:a.5\n  title: Bicycle Maintenance\n"),
    "a list that paraphrases": (
        "x.py",
        'ISO_27001 = [{"id": "A.5.7", "title": "Threat intelligence"}, {"id": "A.8.7", "title": "Protection against malware"},'
        '{"id": "A.8.10", "title": "Information deletion"}, {"id": "A.8.13", "title": "Regular backup of all servers"}, {"id": "A.8.14", "title": "Redundancy for servers and desks"},'
        '{"id": "A.8.5", "title": "Authentication with cards and keys"}, {"id": "A.8.17", "title": "Clock of servers and the desks"},'
        '{"id": "A.8.34", "title": "Long lineage of the wheels of a bicycle"}]',
    ),
    "a requirement by its number": ("x.py", 'PCI_DSS = [{"id": "Req 2", "name": "Default Passwords"}]'),
    "a title of a list in an object": ("x.py", 'OWASP_LLM = {"LLM08:2025": [{"ref": "RT-LLM08-01", "title": "Bicycle isolation"}]}'),
    "a label of the project": ("x.md",
        "# CoSAI Risk Map\n\n| Flow | Label | Component |\n|---|---|---|\n| Chat | Model provider | `componentModelServing` |\n"),
    "a part of a clause": ("x.ts", 'const ISO_27001_2013 = {title: "Supplier Relationships (A.5, partial)"}'),
    "a section of a page": ("x.ts", 'const NIST_AI_RMF = [{id: "GOVERN", title: "Section 1: GOVERN (1)"}]'),
    "a tactic in front": ("x.md", "ATT&CK\n\n# T1021.003  Lateral Movement - DCOM"),
    "an edition before the first in the data": ("x.yaml",
        "CSA CCM:\n- reference-id: CEK-03\n  remarks: Bicycle Keeping\n"),
    "a word in a name with a dash": ("x.md", "ATLAS\n\n- AML.T0051-discovery\n- AML.T0054-impact"),
    "a policy with a name of an earlier edition": ("x.md",
        "ISO 27001:2022\n\n| Our document | Control |\n|---|---|\n| Mobile Device Policy | A.8.20 |\n| Protection against malware | A.8.7 |\n"),
    "nearly a tactic in a list": ("x.py", 'ATTACK = [{"id": "T1021.003", "name": "Lateral Movement of DCOM"}]'),
    "a few words of an article": ("x.py", 'EU_AI_ACT = [{"article": "Article 13", "title": "Transparency for Users"}]'),
    "nearly a tactic": ("x.py", '["T1021.003", "Lateral Movements"]  # ATT&CK'),
    "a tactic before the technique": ("x.md",
        "ATT&CK\n\n| ID | Technique |\n|---|---|\n| T1021.003 | Lateral Movement: DCOM |\n"),
}  # fmt: skip


@pytest.mark.parametrize("case", FINE)
def test_what_is_beside_an_identifier_need_not_be_its_title(case: str) -> None:
    findings = CATALOG.audit(FileText(*FINE[case])).findings
    assert [(each.text, each.verdict.value) for each in findings] == []


WRONG: dict[str, tuple[str, str, str]] = {
    "a title of nobody in a list of titles": ("x.py", LIST + '"A.8.34": "Bicycle Maintenance",\n}', "title-unknown"),
    "a repeated title that one of them has": ("x.py", LIST + '"A.8.34": "Information deletion",\n}', "title-mismatch"),
    "a repeated title in title case": ("x.py", LIST + '"A.8.34": "Cellars Are Us",\n}', "title-unknown"),
    "a part of the document in an object": ("x.py",
        'ISO_42001 = [{"control_id": "A.6.2", "title": "Bicycle Maintenance"}]', "title-unknown"),
    "a word of the title of an identifier that nobody else has": ("x.py",
        'ATLAS = [{"control_id": "AML.T0051", "title": "Injector Bicycles"}]', "title-unknown"),
    "a note in a column of two titles": ("x.md",
        "| ISO 27001:2022 | Description | Checks |\n|---|---|---|\n| A.5.7 | Threat intelligence | Checks 1 to 7, 9, 11 and 12 |\n"
        "| A.8.7 | Information deletion | Checks 8, 10 |\n", "title-mismatch"),
    "a note in a column of titles": ("x.md",
        "| ISO 27001:2022 | Description |\n|---|---|\n| A.5.7 | Threat intelligence |\n| A.8.7 | Protection against malware |\n"
        "| A.8.10 | Information deletion |\n| A.5.15 | Identity management |\n", "title-mismatch"),
    "an edition that is stated": ("x.yaml", "CSA CCM v4.1:\n- reference-id: CEK-03\n  remarks: Bicycle Keeping\n", "title-unknown"),
    "words nearly as another title": ("x.py",
        'ISO_42001 = [{"control_id": "A.8.2", "control_name": "Data resources for AI systems"}]', "title-mismatch"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_title_is_found(case: str) -> None:
    name, text, verdict = WRONG[case]
    findings = CATALOG.audit(FileText(name, text)).findings
    assert [each.verdict.value for each in findings] == [verdict]
