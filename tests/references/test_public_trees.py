"""What was read wrongly in public repositories that were audited whole, one case for each sort of fault."""

import pytest

from ai_security_standards import load

CATALOG = load().as_of("2026-11-29")

#: Texts in which nothing is to be read.
NOTHING = {
    "a colour": "color: #e2e8f0; border: #e2e2f0",
    "a level of maturity": "ACSC-EE-ML3-8.5: Regular backups ML3",
    "another document with the prefix": "control.cis_v120_1_2, benchmark.cis_v140_3",
    "a score": "RCE (CVSS 9.3), High (CVSS 7.0 to 8.9)",
    "a vector of an earlier edition": '"cvss_vector": "CVSS:3.1/AV:N/AC:L"',
    "a score beyond the editions": "Zen MCP, CVSS 6.5, fixed; CVSS 6.5-9.3 in three sources",
    "the owner of a repository": "https://raw.githubusercontent.com/CycloneDX/official-3rd-party-standards/main/x.json",
    "a document with a longer name": "OWASP Mobile Application Security Verification Standard (MASVS)",
    "quoted numbers before an identifier": "1059.006 of nothing",
    "a package in JSON": '{\n"resolved": "https://registry.example.org/ms/-/ms-2.1.3.tgz",\n"n": 1}',
    "a server of a program": 'connect(server_id="mcp-1", run_id="llm-2")',
    "an attribute in a program": "total = left.asi8 + right.asi8\nanswer = run.llm1()\n",
    "a string before a number": 'a = [["da", -1, 3], ["sai", -1, 1]]',
    "the rule of a project": '{id: "MCP-001"}, {id: "LLM-012"}',
    "a test in small letters": "seven prompt-injection test categories",
    "the name of a file": "maps/owasp_agentic_v2.json",
}


@pytest.mark.parametrize("case", NOTHING)
def test_what_is_no_reference_is_left_alone(case: str) -> None:
    assert CATALOG.find_references(NOTHING[case]) == ()


#: What the references of a text mean, and the verdicts that are not ok.
READ: dict[str, tuple[str, list[str], list[str]]] = {
    "a colour after an identifier": ("LLM01 #2025ff", ["owasp-llm-top-10@2026:LLM01"], []),
    "an enhancement after a space": ("tag nist: ['AC-2 (4)', 'CM-5 (6)']",
        ["nist-sp-800-53@5:AC-2(4)", "nist-sp-800-53@5:CM-5(6)"], []),
    "identifiers that begin with V": ("OWASP ASVS: V16.2, V16.4",
        ["owasp-asvs@5.0.0:V16.2", "owasp-asvs@5.0.0:V16.4"], []),
    "a version of something beside": ("OWASP ASVS V16.2, and v1.8 of the tool", ["owasp-asvs@5.0.0:V16.2"], []),
    "a glued version": ("pci_dss_v40 and CCM_V41_CEK", ["pci-dss@4.0.1"], []),
    "an older glued version": ("pci_dss_v321", [], ["not-shipped"]),
    "an edition before the first one": ("NIST SP 800-171 (Rev. 2)", [], ["not-shipped"]),
    "a section of what is not shipped": ("ISO 31000:2018 §7.1", [], ["not-shipped"]),
    "two documents of one body": ("ISO/IEC 42005, 22989, 5338 and 42001", [], []),
    "the number of a rule in the name": ('nydfs_23 = "true"', ["nydfs-500@2017"], []),
    "a count in the next cell": ("| eu-ai-act | owasp-llm-top-10 | 7 |", [], []),
    "another identifier beside": ("// CWE-62, MITRE T1547.009", ["cwe@4.20:CWE-62"], []),
    "a part of the title in brackets": ("- CWE-269 (Improper Privilege Management), CWE-22 (Path Traversal),", [], []),
    "a status": ('x = {"Art. 50": "partial"}  # EU AI Act', [], []),
    "a result": ('EU AI Act: found["Article 4"]  # -> \'applies\'', [], []),
    "an article in own words": ('EU_AI_ACT = {"Art. 13": {"title": "Implement transparency disclosures"}}', [], []),
    "parts of the text of a control": ("NIST SP 800-53: SI-4(d), RA-1(a)(1)", [], ["not-shipped", "not-shipped"]),
    "a recital of a law without them": ("GDPR Recital 39", [], ["not-shipped"]),
    "a version in the next cell": ("| NIST SP 800-218 | 1.1 | 2022-02 |", [], []),
    "a number of a requirement": ("package pci_dss.r12", [], []),
    "scores in a quoted key": ('x = {"soc2": (71.0, 12.0)}', [], []),
    "a score after a version": ("SEVERITY (CVSS v4.0-8.9)", ["cvss@4.0"], []),
    "the year of a citation": ("OWASP ASI 2026 (2024)", ["owasp-agentic-top-10@2026"], []),
    "a day of publication": ("NIST AI RMF 2023-01-26", ["nist-ai-rmf@1.0"], []),
    "a share": ("ISO 42001 12% met", ["iso-iec-42001@2023"], []),
    "a whole number beside years": ('[{"framework":"ISO/IEC 42001", "version":"2", "id":"A.6.2.4"}]', ["iso-iec-42001@2023:A.6.2.4"], []),
    "a number after a letter": ("AI Act Article 4a-9", [], ["unknown"]),
    "an article of another code": ("The EU AI Act applies. Article 5 of the Swiss Criminal Code", ["eu-ai-act@2024/1689"], []),
    "a title of a control without its annex": (
        "| ISO 27001 | Title |\n|---|---|\n| 7.5 | Protecting against physical and environmental threats |", ["iso-iec-27001@2022:A.7.5"], []),
    "words as a tactic": ("MITRE ATT&CK\n\n- AML.T0051: Initial Access prompts", ["mitre-atlas@2026.09:AML.T0051"], []),
    "articles in few words": ("GDPR\n\nArticle 30 – Records of all things\nArticle 32 – Security of data\nArticle 33 – Notifications",
        ["eu-gdpr@2016/679:Article 30"], []),
    "a number that no edition has, glued to the name": ("OWASP ASI99", ["owasp-agentic-top-10@2026"], []),
    "an earlier edition for a whole object": (
        '{"framework":"OWASP ASVS","version":"3.0","items":[{"id":"V2.1.1"}]}', [], ["not-shipped", "not-shipped"]),
    "a version of another document above": (
        '{"framework":"GDPR","version":"3.0","a":{"framework":"NIST CSF", "x":["PR.DS-01"]}}', ["nist-csf@2.0:PR.DS-01"], []),
    "a version after a word": (
        '{"name":"GDPR","version":"2018","sub":{"name":"NIST CSF", "version":"9.0", "id":"PR.DS-01"}}',
        ["eu-gdpr@2016/679"], ["newer-than-data", "newer-than-data"]),
    "areas of the project with former titles": (
        "| Area | x | ISO 27001 |\n|---|---|---|\n| Mobile device policy | - | A.5.2 |\n| Teleworking | - | A.5.3 |\n"
        "| Access control | - | A.5.15 |\n", ["iso-iec-27001@2022:A.5.2"], []),
    "a range of scores": ("CVSS 4.0-6.9 and CVSS 4.0–6.9", [], []),
    "own numbers of parts": ('- id: "CC3.2.2"  # SOC 2', [], ["not-shipped"]),
    "a report on a year": ("SOC 2 Type II 2025-2026", [], []),
    "titles in a chain": ("[MCP03](https://owasp.org/x) — Tool Poisoning, [MCP06](https://owasp.org/y)", [], []),
    "a remark beside": ("- AML.T0051: LLM Prompt Injection\n- AML.T0054: LLM Jailbreak\n- AML.T0057: LLM Data Leakage\n"
        "- AML.T0070: covers poisoned indexes\n", [], []),
    "an edition before the first one of a young document": ("A2A protocol v0.2.6", [], ["not-shipped"]),
    "a tactic in the next cell": (
        "| Technique | ID | Tactic |\n|--|--|--|\n| Embedding Manipulation | AML.T0063 | Initial Access |\n",
        ["mitre-atlas@2026.09:AML.T0063"], []),
    "paragraphs below their article": (
        "# EU AI Act\n\n## Article 50\n\n| Article 50 paragraph | Status |\n|--|--|\n| 50(1) | done |\n| 50(2) | as 50(1) |\n"
        "\nSee f(x) = 50(1)/2, 51(1) and 50(99).\n",
        ["eu-ai-act@2024/1689:Article 50(1)", "eu-ai-act@2024/1689:Article 50(2)"], []),
    "acts in a list": ("NIS 2, DORA, CRA, GDPR, 2024/2690: not amended",
        ["eu-gdpr@2016/679", "eu-nis2-impl@2024/2690"], []),
    "a patch of an edition": ("OSCAL 1.2.3", ["oscal@1.2"], []),
    "a year in a badge": ('f"OWASP_ASI_2026-{label}-{color}"', ["owasp-agentic-top-10@2026"], []),
    "an identifier in an f-string": ('x = f"LLM01: {y}"', ["owasp-llm-top-10@2026:LLM01"], []),
    "the version of a template": ("{framework: 'soc2', version: '1.0', id: 'soc2-r2'}", ["aicpa-tsc@2017"], []),
    "the version of an entry": ("{name: 'PCI DSS', version: '1.0.0'}", ["pci-dss@4.0.1"], []),
    "an earlier version": ("{name: 'PCI DSS', version: '3.2.1'}", [], ["not-shipped"]),
    "the version beside a dated name": ('{"standard": "ISO/IEC 42001:2023", "version": "1.1"}',
        ["iso-iec-42001@2023"], []),
    "a version that is no number": ('{"standard": "ISO/IEC 42001", "version": "Q9-7"}', ["iso-iec-42001@2023"], []),
    "another bill": ("Colorado AI Act (SB 21-169)", [], ["not-shipped"]),
    "a bracket around two names": ("the Colorado AI Act (SB 24-205)", ["co-sb24-205@2024"], []),
    "a level of a document of numbers": ("CIS Controls v8.1 (IG1) and CIS Controls IG2", ["cis-controls@8.1"], []),
    "a safeguard that is no edition": ("CIS 8.11 (Conduct Audit Log Reviews)", ["cis-controls@8.1:8.11"], []),
    "a safeguard among others": ("CIS 3.10, then CIS 8.2, and CIS 8.2 again", ["cis-controls@8.1:3.10", "cis-controls@8.1:8.2"], []),
    "a safeguard with its title": ("CIS 8.2: Collect Audit Logs", ["cis-controls@8.1:8.2"], []),
    "a later edition": ("CIS Controls v8.2", [], ["newer-than-data"]),
    "a document named apart from a later edition": (
        "We follow the NIST AI RMF.\n\nWe look out for NIST AI RMF 2.0.", ["nist-ai-rmf@1.0"], ["newer-than-data"]),
    "words like those of our own label": ("# EU AI Act\n- Article 15: Cybersecurity measures\n",
        ["eu-ai-act@2024/1689:Article 15"], []),
    "another item after a name": ("- e.g. NIST AI RMF 1.0]\n- [Framework 2", ["nist-ai-rmf@1.0"], []),
    "a section of the page": ("# ISO 42001 plan\n\nEffects are told (see section 8).", ["iso-iec-42001@2023"], []),
    "forms of one word": ("# CIS Controls\n- CIS 8.2 (Audit Logging)\n- CIS 8.5 (Processing detailed audit logs)\n"
        "- CIS 3.10: Encrypt sensitive data in transit\n", ["cis-controls@8.1:8.2"], []),
    "a level of a document": ("OWASP ASVS L3 self-audit", ["owasp-asvs@5.0.0"], []),
    "a quarter": ("SOC 2 Q3", ["aicpa-tsc@2017"], []),
    "an article beside a code": ("**gpai-code-of-practice** - Art. 51-56", ["eu-gpai-code@2025"], []),
    "a number of a benchmark": ("CIS 2.3.1, CIS §5.5.1.2, CIS 99.9.9; CIS 2.3", ["cis-controls@8.1:2.3"], []),
    "the title of a range": (
        "AI Act: Obligations for providers of general-purpose AI models (Art. 51-56)", ["eu-ai-act@2024/1689:Article 51"], []),
    "what an article asks": ("AI Act: ensure human oversight (Art. 26)", ["eu-ai-act@2024/1689:Article 26"], []),
    "an article in the prose of an entry": (
        '{"law": "EU AI Act", "obligation": "Post-market monitoring", "article": "Art. 72", "details": "'
        + "Collect data on performance throughout the lifetime of the system, and analyse them well. " * 3
        + 'See the documentation under Annex IV."}', ["eu-ai-act@2024/1689:Annex IV"], []),
    "letters that are prepositions": ("AI Act Art. 99(4)", ["eu-ai-act@2024/1689:Article 99(4)"], []),
    "the edition that has all": ('"iso27001": {"A.8.2", "A.8.5"}', ["iso-iec-27001@2022:A.8.2"], []),
    "editions that have all": ('"iso27001": {"A.8.2", "A.8.3"}', [], ["ambiguous", "ambiguous"]),
    "a stated edition beside others": ("ISO/IEC 27001:2013 A.8.2; ISO 27001 A.8.5", ["iso-iec-27001@2013:A.8.2"], []),
    "a chapter with its title": ("TR 27563: 1 Scope", ["iso-iec-tr-27563@2023:1"], []),
    "a number in a program": ("IDS = {ISO_42001: 2, ISO_27001: 3}", ["iso-iec-42001@2023"], []),
    "a tactic in brackets": ("ATLAS: AML.T0020 (ML Attack Staging), AML.T0051 (Initial Access)", ["mitre-atlas@2026.09:AML.T0051"], []),
    "another technique in brackets": ("ATLAS: AML.T0051 (LLM Jailbreak)", [], ["title-mismatch"]),
    "another tactic of a tactic": ("AML.TA0004 (Exfiltration)", [], ["title-mismatch"]),
    "an example of a range": (
        "- OWASP MCP Top 10: `MCP01`-`MCP10` (tool poisoning: `MCP03`)", ["owasp-mcp-top-10@2025:MCP10"], []),
    "a wrong title in brackets": ("- OWASP MCP Top 10: `MCP10` (Tool Poisoning)", [], ["title-mismatch"]),
    "months of application": (
        "EU AI Act: Art. 5/4 (Feb 2025), high-risk (Dec 2027), Annex I (Aug 2028), Annex III (**Dec 2027** by the omnibus)",
        ["eu-ai-act@2024/1689:Annex I", "eu-ai-act@2024/1689:Annex III"], []),
    "a month of an edition": ("MITRE ATLAS (January 2029)", [], ["newer-than-data"]),
    "a year of an edition of a law": ("EU AI Act (2029)", [], ["newer-than-data"]),
    "a score after a colon": ('VULN["Web App: XSS, CVSS: 6.1"], scored with CVSS v4.0', ["cvss@4.0"], []),
    "a later version after a colon": ("CVSS: 5.0", [], ["newer-than-data"]),
    "the next value of a row": ("('OWASP Top 10.', 2, 'active')", ["owasp-top-10@2025"], []),
    "the next value of a row as it is printed": ('("OWASP LLM Top 10", "01")', ["owasp-llm-top-10@2026:LLM01"], []),
    "a number after a comma": ("OWASP Top 10, 2", ["owasp-top-10@2025"], []),
    "a point to be filled in": ("EU AI Act. Legal basis: [Art. 3(x)]", ["eu-ai-act@2024/1689"], []),
    "a point that does not exist": ("EU AI Act Art. 3(99)", [], ["unknown"]),
    "a version of a second edition": ("PDPC Model AI Governance Framework v2 (2020)", ["sg-mgf@2020"], []),
    "a version in words": ("Model AI Governance Framework Version 2.0", ["sg-mgf@2020"], []),
    "a version after the second edition": ("PDPC Model AI Governance Framework v3", [], ["newer-than-data"]),
    "the version of a benchmark": ("HarmBench v1's behaviors", ["harmbench@2024"], []),
    "the edition of a list": ("OWASP LLM01:2031, LLM02", [], ["newer-than-data", "newer-than-data"]),
}  # fmt: skip


@pytest.mark.parametrize("case", READ)
def test_references_of_public_trees(case: str) -> None:
    text, refs, findings = READ[case]
    found = CATALOG.audit(text)
    assert [str(each.verdict) for each in found.findings] == findings
    read = {str(ref) for mention in CATALOG.find_references(text) for ref in mention.refs}
    assert {ref.partition("@")[0] + ref.rpartition(":")[2] for ref in refs} <= {
        ref.partition("@")[0] + ref.rpartition(":")[2] for ref in read
    }


def test_what_is_unknown_is_told_with_its_brackets() -> None:
    assert [each.text for each in CATALOG.audit("HIPAA §164.514(d) (PHI)")] == ["HIPAA §164.514(d)"]
    (bill,) = CATALOG.audit("Colorado AI Act (SB 21-169)")
    assert bill.reasons[0].text.startswith("'SB 21-169' is the number of another document than co-sb24-205")


def test_a_title_of_another_list_is_named() -> None:
    rows = (
        "| ASI01 | {} |\n| ASI02 | Tool Misuse and Exploitation |\n| ASI03 | Identity and Privilege Abuse |\n"
    )
    rows += "| ASI08 | Cascading Failures |\n"
    found = CATALOG.audit(rows.format("Prompt Injection"))[0]
    assert (found.verdict, found.instead) == ("title-unknown", ("owasp-llm-top-10@2026:LLM01",))
    assert found.reasons[0].text.endswith("'Prompt Injection', which is that of owasp-llm-top-10@2026:LLM01")
    assert CATALOG.audit(rows.format("Bicycle Maintenance"))[0].instead == ()


def test_articles_are_of_no_law_that_is_named_later_in_passing() -> None:
    text = "|Art. 10|, |Art. 10(2)(g)|: bias.\n\n{}Handle data as rules such as GDPR ask.\n"
    assert [each.text for each in CATALOG.audit(text.format(""))] == ["GDPR"]
    assert [each.text for each in CATALOG.audit(text.format("# GDPR\n\n"))][:1] == ["Art. 10"]
    assert CATALOG.audit("GDPR.\n\n|Art. 10(2)(g)|").passed


def test_a_section_of_the_page_is_none_of_its_document() -> None:
    found = CATALOG.find_references("# ISO 42001 plan\n\nEffects are told (see section 8), as clause 8 asks.")
    assert [each.text for each in found] == ["ISO 42001", "clause 8"]


def test_an_edition_without_a_structure_may_have_an_identifier() -> None:
    (mention,) = CATALOG.find_references("SLSA L3", on="2023-06-01")
    assert [str(ref) for ref in mention.refs] == ["slsa@1.0:Build L3"]
