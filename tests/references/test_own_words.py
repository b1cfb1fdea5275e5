"""Numbers, dates and keys that projects write beside names of documents, and what they must not be read as."""

import pytest

from ai_security_standards import load
from ai_security_standards._store.register import packaged_register
from ai_security_standards.references.auditing import FileText
from ai_security_standards.references.lexicon import Lexicon

CATALOG = load().as_of("2026-11-29")

#: What a text is read as: the mentions, with what they mean or the verdict that is not ok.
READ = {
    "a share at the end": ("NIST CSF 4.4%", [("NIST CSF", "nist-csf@2.0")]),
    "a day": ("OWASP LLM Top 10 2025-05-25", [("OWASP LLM Top 10 2025", "owasp-llm-top-10@2025")]),
    "two versions": ("SLSA v1.0-2.5", [("SLSA v1.0", "slsa@1.0")]),
    "another bulletin": ("OCC 2011-12 / 2023-17", [("OCC 2011-12", "sr-11-7@2011")]),
    "the year of an assessment": ("ISO 27001 - 2025", [("ISO 27001", "iso-iec-27001@2022")]),
    "the year of a report": ("SOC2 2025", [("SOC2", "aicpa-tsc@2017")]),
    "a folder": ("SOC2/2026", [("SOC2", "aicpa-tsc@2017")]),
    "an edition that is none": ("ISO 27001 2025", [("ISO 27001 2025", "newer-than-data")]),
    "an edition after a colon": ("ISO/IEC 42001:2025", [("ISO/IEC 42001:2025", "newer-than-data")]),
    "a year in a key": ("iso_27018_2014 = 1", [("iso_27018_2014", "not-shipped")]),
    "a section of the text": ("NIST AI 100-1 §3.1", [("NIST AI 100-1 §3.1", "not-shipped")]),
    "safeguards in a list": ("CIS Controls 8.2, 8.9",
        [("CIS Controls 8.2", "cis-controls@8.1:8.2"), ("8.9", "cis-controls@8.1:8.9")]),
    "a version alone": ("CIS Controls 8.2 and others", [("CIS Controls 8.2", "newer-than-data")]),
    "a control of an article": ("NIS2-ART21-1.1", [("NIS2", "eu-nis2@2022/2555")]),
    "a control of a criterion": ("SOC2 CC6.1-01 and CWE-79-01", [("SOC2", "aicpa-tsc@2017")]),
    "an article of the law behind, which has none": ("GDPR (Art. 80 NIS2)", [("GDPR", "eu-gdpr@2016/679"), ("Art. 80 NIS2", "unknown")]),
    "an article before a document that is no law": ("AI Act: Article 4 NIST CSF",
        [("AI Act: Article 4", "eu-ai-act@2024/1689:Article 4"), ("NIST CSF", "nist-csf@2.0")]),
    "a risk before a law": ("LLM01 GDPR",
        [("LLM01", "owasp-llm-top-10@2026:LLM01"), ("GDPR", "eu-gdpr@2016/679")]),
    "an article in brackets before a document that is no law": ("AI Act (Article 4) NIST CSF",
        [("AI Act", "eu-ai-act@2024/1689"), ("Article 4", "eu-ai-act@2024/1689:Article 4"), ("NIST CSF", "nist-csf@2.0")]),
    "a part that neither law has": ("The GDPR; the CRA in Art. 23.3 says",
        [("GDPR", "eu-gdpr@2016/679"), ("Art. 23.3", "not-shipped")]),
    "a question on a category": ("the CSF: `ID.RM-1.1`", []),
    "words in small letters": ("no secure-software-development framework", []),
    "a task that is none": ("NIST SSDF PO.1.9", [("NIST SSDF PO.1.9", "unknown")]),
    "a rule of the project": ("SOC2-LOG-001", [("SOC2", "aicpa-tsc@2017")]),
    "a range in brackets": ("(PO.1–PO.5) of the SSDF", [("PO.1", "nist-sp-800-218@1.1:PO.1"), ("PO.5", "nist-sp-800-218@1.1:PO.5"), ("SSDF", "nist-sp-800-218@1.1")]),
    "a document and its profile": ('"key": "PO.1.1"', [("PO.1.1", "nist-sp-800-218@1.1:PO.1.1")]),
    "the profile, named": ("SP 800-218A: PO.5.1", [("SP 800-218A: PO.5.1", "nist-sp-800-218a@2024:PO.5.1")]),
    "the number of a heading": ("### 10.2 ISO 42001 (AI Management Systems)", [("ISO 42001", "iso-iec-42001@2023")]),
    "a clause in a heading": ("### 10.2 of ISO 42001", [("10.2 of ISO 42001", "iso-iec-42001@2023:10.2")]),
    "a key of the program": ("ISO 27001: x\nid: 'req-2'", [("ISO 27001", "iso-iec-27001@2022")]),
    "a requirement after its name": ("ISO 27001 req 5.1", [("ISO 27001 req 5.1", "iso-iec-27001@2022:5.1")]),
    "a framework of another body": ("The ADGM FSRA AI RMF applies.", []),
    "a framework in capitals": ("USING AI RMF", [("AI RMF", "nist-ai-rmf@1.0")]),
    "a measure of a code": ("AI RMF. The Code of Practice on transparency has Measure 1.1.", [("AI RMF", "nist-ai-rmf@1.0")]),
    "a measure of the AI RMF": ("A Code of Practice, and the AI RMF with Measure 1.1.",
        [("AI RMF", "nist-ai-rmf@1.0"), ("Measure 1.1", "nist-ai-rmf@1.0:MEASURE 1.1")]),
    "a measure without a code": ("The AI RMF has Measure 1.1.",
        [("AI RMF", "nist-ai-rmf@1.0"), ("Measure 1.1", "nist-ai-rmf@1.0:MEASURE 1.1")]),
    "risks with words cut short": ("AI RMF\n| GOV-2 |\n| MAP-2 |\n| MAP-3 |\n| MEAS-1 |", [("AI RMF", "nist-ai-rmf@1.0")]),
    "functions with a dash": ("AI RMF\n| MAP-2 |", [("AI RMF", "nist-ai-rmf@1.0"), ("MAP-2", "nist-ai-rmf@1.0:MAP 2")]),
    "hosts": ("server api1:8000; F1 --> API1[API Contract]", []),
    "a risk with its title": ("API1 Broken Object Level Authorization", [("API1", "owasp-api-top-10@2023:API1")]),
    "a risk with its year": ("API4:2023", [("API4:2023", "owasp-api-top-10@2023:API4")]),
    "a risk after its body": ("see OWASP API1", [("OWASP API1", "owasp-api-top-10@2023:API1")]),
    "a risk on a page about the list": ("OWASP API Security Top 10: see API1 here",
        [("OWASP API Security Top 10", "owasp-api-top-10@2023"), ("API1", "owasp-api-top-10@2023:API1")]),
    "a short key of the program": ("short key (`AST-1`, `AST-2`) so OWASP", []),
    "priorities": ("SOC 2. >50% users → P0/P1, <10% → P2/P3", [("SOC 2", "aicpa-tsc@2017")]),
    "criteria": ("SOC 2: P1, P2 of privacy",
        [("SOC 2: P1", "aicpa-tsc@2017:P1"), ("P2", "aicpa-tsc@2017:P2")]),
    "a count behind a dash": ("PCI DSS v4.0 — 12 templates", [("PCI DSS v4.0", "pci-dss@4.0.1")]),
    "a range of controls": ("Inventory (CIS 1-2)", []),
    "a safeguard in a slug": ("cis-controls-3-4", [("cis-controls-3-4", "cis-controls@8.1:3.4")]),
    "a former version": ("PCI DSS 3.2.1 → 4.0", [("PCI DSS 3.2.1", "not-shipped")]),
    "a requirement before an arrow": ("PCI DSS 3.2.1 → encrypted", [("PCI DSS 3.2.1", "pci-dss@4.0.1:3.2.1")]),
    "a code of the program": ('"asset management": "C27",', []),
    "the number of a bill": ("Canada's Bill C-27", [("Bill C-27", "ca-aida@2022")]),
    "prefixes of keys": ("an act: (AKIA|ASIA|AGPA|AIDA|AROA)[A-Z0-9]{16}", []),
    "acronyms in a table": ("an act | AIDA | x", [("AIDA", "ca-aida@2022")]),
    "a text in braces": ('f"{safe}@m2.test"', []),
    "two sentences": ("an implementation roadmap. The AI layer of CISA", []),
    "a title in capitals": ("CISA: Roadmap for AI", [("CISA: Roadmap for AI", "cisa-ai-roadmap@2023")]),
    "two paragraphs": ("#### Indirect Prompt Injection\n\nTest it", []),
    "words of anybody": ("# Complete Prompt Injection Test Script", []),
    "a link behind a word": ("migrate to OAuth ([2.1](#21-migrate))", []),
    "a textbook": ("Russell, S. *AIMA*, Chapter 11.", []),
    "a comment over two lines": ("/**\n * the surface for the Epic C.3/C.4\n * and AI things\n */", []),
    "the title of a chapter": ("OWASP AISVS 1.0: C10 Model Context Protocol (MCP) Security",
        [("OWASP AISVS 1.0: C10", "owasp-aisvs@1.0:C10")]),
    "a document behind a number": ("ISO 42001 A.6.2.4 Model Context Protocol (MCP) Security",
        [("ISO 42001 A.6.2.4", "iso-iec-42001@2023:A.6.2.4"),
         ("Model Context Protocol (MCP) Security", "cosai-mcp-security@2.0")]),
    "a table of box signs": ("ISO 42001\n│  A.8.5 Review of the AI policy │ x │\n│  A.2.4 Review of the AI policy │ y │",
        [("ISO 42001", "iso-iec-42001@2023"), ("A.8.5", "title-mismatch"), ("A.2.4", "iso-iec-42001@2023:A.2.4")]),
    "scores under keys": ("x = {soc2: 81.0, pci_dss: 92.0}", [("soc2", "aicpa-tsc@2017"), ("pci_dss", "pci-dss@4.0.1")]),
    "a score under a key": ("// CVSS\n{ cvss: 6.0 }", [("CVSS", "cvss@4.0")]),
    "a control of the project": ("SOC2-EN-1", [("SOC2", "aicpa-tsc@2017")]),
    "a release of a revision": ("SP 800-53A Release 5.2.0", [("SP 800-53A Release 5.2.0", "nist-sp-800-53a@r5")]),
    "the name of a file": ('Path("qa/CIS_CONTROLS_V8_1_PTBR_CONTROLS_11_14_REVIEWED.md")',
        [("CIS_CONTROLS_V8_1", "cis-controls@8.1")]),
    "two strings": ('["AI","LLM","OWASP","Agentic"]', []),
    "a requirement of a policy": ("ISO 27001:2022 A.5.9-R4",
        [("ISO 27001:2022 A.5.9", "iso-iec-27001@2022:A.5.9")]),
    "a section of a policy": ("ISO 27001:2022: see the policy, Section 2.2", [("ISO 27001:2022", "iso-iec-27001@2022")]),
    "a section of the standard": ("ISO 27001 Section 4.9", [("ISO 27001", "iso-iec-27001@2022"), ("Section 4.9", "not-shipped")]),
    "a clause behind a year": ("ISO27005:2022.10.5", [("ISO27005:2022", "iso-iec-27005@2022")]),
    "a law behind an article": ("The GDPR; (Art. 21(2) NIS2)", [("GDPR", "eu-gdpr@2016/679"),
        ("Art. 21(2)", "eu-nis2@2022/2555:Article 21(2)"), ("NIS2", "eu-nis2@2022/2555")]),
    "two laws in a row": ("GDPR Art. 32 NIS2 Art. 21", [("GDPR Art. 32", "eu-gdpr@2016/679:Article 32"),
        ("NIS2 Art. 21", "eu-nis2@2022/2555:Article 21")]),
    "an article with dots": ("NIS2 21.2.e and GDPR-7.1",
        [("NIS2 21.2.e", "eu-nis2@2022/2555:Article 21(2)(e)"), ("GDPR-7.1", "eu-gdpr@2016/679:Article 7(1)")]),
    "another catalogue": ("OWASP Top 10; CON.8.A2 and OPS.1.1.2.A5", [("OWASP Top 10", "owasp-top-10@2025")]),
    "a section before a name": ("<b>Section 2: ISO 27001:2022 by domain</b>", [("ISO 27001:2022", "iso-iec-27001@2022")]),
    "an argument of a call": ("${short(request.scf_controls, 8)}", []),
    "the end of a sentence": ("Fields were filled in by AI. Verify them.", []),
    "a cut word of a name": ("FINRA Reg. Notice 24-09", [("FINRA Reg. Notice 24-09", "finra-24-09@2024")]),
    "a framework of anybody": ("| AI Incident Response Framework | example.org/AIIR |", []),
    "a band of scores": ("Medium is CVSS 4.0-6.9.", []),
    "two editions": ("CVSS 3.1-4.0", [("CVSS 3.1", "not-shipped")]),
    "an identifier to be filled in": ("MITRE ATT&CK T1xxx and CWE-XXX", [("MITRE ATT&CK", "mitre-attack@19.2")]),
    "a directive": ("AML5, eIDAS", []),
    "a project": ("OWASP LLM Top 10\nhttps://example.org/x/LLM-4-Teams-Notes", [("OWASP LLM Top 10", "owasp-llm-top-10@2026")]),
    "a page called after a risk": ("OWASP LLM Top 10 2025\nLLM-6-excessive-agency.md",
        [("OWASP LLM Top 10 2025", "owasp-llm-top-10@2025"), ("LLM-6", "owasp-llm-top-10@2025:LLM06")]),
    "a page with a padded number": ("OWASP LLM Top 10 2025\nLLM-06-notes.md, https://example.org/art-5-gdpr",
        [("OWASP LLM Top 10 2025", "owasp-llm-top-10@2025"), ("LLM-06", "owasp-llm-top-10@2025:LLM06")]),
    "another page of a site": ("https://airc.nist.gov/AI_RMF_Base/Playbook", []),
    "a page of a site": ("https://csrc.nist.gov/pubs/nistir/8269/final", [("nistir/8269", "nist-ir-8269@draft")]),
    "the title of a draft": ("OAuth 2.0 for Browser-Based Apps (draft-ietf-oauth-bba)", []),
    "the title of an RFC": ("OAuth 2.0 Authorization Framework (RFC 6749)",
        [("OAuth 2.0 Authorization Framework (RFC 6749)", "rfc-6749@2012")]),
    "a path of the program": ("POST /api/v1/ai-act/conformity-assessments", []),
    "a number of an earlier edition": ('["PCI-DSS 6.6", "PCI-DSS 4.1"]',
        [("PCI-DSS 6.6", "not-shipped"), ("PCI-DSS 4.1", "not-shipped")]),
    "a later edition": ("PCI DSS 5.0", [("PCI DSS 5.0", "newer-than-data")]),
    "controls of a benchmark": ("The CIS Azure Benchmark v4. The CIS controls:\n- cis_v400_1", []),
    "controls beside a benchmark": ("The CIS Azure Benchmark and CIS Controls v8.1. All CIS controls",
        [("CIS Controls v8.1", "cis-controls@8.1"), ("CIS controls", "cis-controls@8.1")]),
    "examples of a program's interface": ("ISO 27001\n * @OA\\Property(property=\"id\", example=1),\n * @OA\\Property(property=\"no\", example=3),",
        [("ISO 27001", "iso-iec-27001@2022")]),
    "a short number": ('"MITRE ATLAS|name": "M1"', [("MITRE ATLAS", "mitre-atlas@2026.09")]),
    "a range of counts": ("rows of the OWASP Top 10 and CWE (2-4 links)", [("OWASP Top 10", "owasp-top-10@2025")]),
    "a range of weaknesses": ("CWE-79", [("CWE-79", "cwe@4.20:CWE-79")]),
    "the namespace of a schema": ('xmlns="http://capec.mitre.org/capec-3" a="http://cwe.mitre.org/cwe-6"', []),
    "the edition in a key": ("args.pci_dss_3_2_in", [("pci_dss_3_2", "not-shipped")]),
    "a variable of a body": ("nist_map = {}\nnist_map[x] = 1", []),
    "a function of a list in a key": ("nist_ai_rmf_map = {}\nx = 1", [("nist_ai_rmf_map", "nist-ai-rmf@1.0:MAP")]),
    "the version of a program": ("- **ISO-27001**: v1.0.0+", [("ISO-27001", "iso-iec-27001@2022")]),
    "the version of a site": ("Since OpenCRE v3 one can", [("OpenCRE", "opencre@living")]),
    "a number that no version follows": ("How to test ASVS 5.1.1 (upload)", [("ASVS 5.1.1", "ambiguous")]),
    "a version that follows": ("How to test ASVS 5.1.0", [("ASVS 5.1.0", "newer-than-data")]),
    "clauses of another management system": (
        "# ISO 27001\nClause 9.2 asks\n\n## ISO 20000-1:2018\nClause 9.2 asks\n\n## ISO 9001\n### Clause 7.1 Resources",
        [("ISO 27001", "iso-iec-27001@2022"), ("Clause 9.2", "iso-iec-27001@2022:9.2")]),
    "clauses beside another management system": ("# ISO 27001\nIt goes well with ISO 9001.\n\nClause 9.2 asks",
        [("ISO 27001", "iso-iec-27001@2022"), ("Clause 9.2", "iso-iec-27001@2022:9.2")]),
    "another management system in passing": ("ISO 9001 helps.\n\nThe AI Act\n\n- Annex III point 5",
        [("AI Act", "eu-ai-act@2024/1689"), ("Annex III point 5", "eu-ai-act@2024/1689:Annex III(5)")]),
    "a class of digits": ("x => /^CWE-[1-9]\\d*$/.test(x)", []),
    "variables in a list": ("// NIST CSF\nfor (id of [SC1.INC1_ID, SC1.INC2_ID]) {", [("NIST CSF", "nist-csf@2.0")]),
    "a control of a standard": ("Control 6.1 of ISO 27001:2022", [("Control 6.1 of ISO 27001:2022", "iso-iec-27001@2022:A.6.1")]),
    "any list of a body": ("header injection (OWASP #3)", []),
}  # fmt: skip


@pytest.mark.parametrize("case", READ)
def test_each_is_read_as_it_is_meant(case: str) -> None:
    text, expected = READ[case]
    found = CATALOG.audit(FileText("case.md", text))
    read = [(each.text, str(each.refs[0]) if each.verdict == "ok" else str(each.verdict)) for each in found]
    assert read == expected


def test_one_reference_by_itself_may_be_any_of_them() -> None:
    assert CATALOG.audit("PO.1.1")[0].verdict == "ok"
    assert str(CATALOG.resolve("NIST AI RMF MAP-2")) == "nist-ai-rmf@1.0:MAP 2"
    assert str(CATALOG.resolve("req-5.1", within="iso-iec-27001")) == "iso-iec-27001@2022:5.1"


@pytest.mark.parametrize("text", ["La Ley de IA de la UE", "EU AI Act § 5 or DORA, CRA"])
def test_names_and_signs_of_laws_are_read(text: str) -> None:
    assert str(CATALOG.audit(text)[0].refs[0]) == "eu-ai-act@2024/1689"


def test_signs_are_no_words_with_which_identifiers_begin() -> None:
    for standard in ("eu-ai-act", "eu-gdpr", "eu-nis2"):
        assert "" not in Lexicon(packaged_register()).identifiers(standard).first_words
