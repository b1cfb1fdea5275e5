"""How far a name, an edition and a title hold in structured text: in records, columns, objects and lists."""

import pytest

from ai_security_standards import load
from ai_security_standards.references.auditing import FileText

CATALOG = load().as_of("2026-11-29")
SCOPED: dict[str, tuple[str, str, list[str]]] = {
    "another line of JSON": ("x.jsonl",
        '{"text": "The GDPR"}\n{"text": "see Article 12"}\n{"text": "# GDPR"}\n{"text": "Article 13"}\n',
        ["eu-gdpr@2016/679", "eu-gdpr@2016/679"]),
    "a name in the record, after the identifier": ("x.jsonl",
        '{"text": "GDPR", "id": "Article 9"}\n{"text": "Article 3(4) of the EU AI Act"}\n',
        ["eu-gdpr@2016/679", "eu-gdpr@2016/679:Article 9", "eu-ai-act@2024/1689:Article 3(4)",
         "eu-ai-act@2024/1689"]),
    "a field that names the document": ("x.json",
        '[\n{"framework": "ISO 27001",\n "id": "A.5.9"},\n{"id": "A.6.2",\n "framework": "ISO 42001"},\n{"id": "A.6.1.2"}]',
        ["iso-iec-27001@2022", "iso-iec-27001@2022:A.5.9", "iso-iec-42001@2023:A.6.2", "iso-iec-42001@2023"]),
    "a field that names another law": ("x.json",
        '{"a": "EU AI Act", "rules": [{"law": "TFEU", "id": "Article 9"}]}', ["eu-ai-act@2024/1689"]),
    "what speaks of the objects beside it": ("x.json",
        '{"meta": {"title": "ISO 42001"},\n "other": {"title": "ISO 27001"},\n "rules": [{"id": "A.7.4"}]}',
        ["iso-iec-42001@2023", "iso-iec-27001@2022", "iso-iec-42001@2023:A.7.4"]),
    "a comment above an item": ("x.yaml", "rules:\n- id: x\n# ISO 42001\n- id: A.7.4\n- id: GDPR\n- n: 1\n",
        ["iso-iec-42001@2023", "iso-iec-42001@2023:A.7.4", "eu-gdpr@2016/679"]),
    "lists without keys": ("x.yaml",
        "frameworks:\n  iso42001:\n    - A.6.2\n  iso27001:\n    - A.5.9\n  other:\n    - A.5.2\n",
        ["iso-iec-42001@2023", "iso-iec-42001@2023:A.6.2", "iso-iec-27001@2022", "iso-iec-27001@2022:A.5.9"]),
    "another row": ("x.md", "| Control | Standard |\n|---|---|\n| A.5.9 | ISO 27001 |\n| A.6.2 | ISO 42001 |\n| A.5.10 | - |\n",
        ["iso-iec-27001@2022:A.5.9", "iso-iec-27001@2022", "iso-iec-42001@2023:A.6.2", "iso-iec-42001@2023"]),
    "a row that is a heading": ("x.md", "| Control | Text |\n|---|---|\n| ISO 27001 | |\n| A.5.9 | x |\n| A.5.10 | y |\n",
        ["iso-iec-27001@2022", "iso-iec-27001@2022:A.5.9", "iso-iec-27001@2022:A.5.10"]),
    "a mapping between two documents": ("x.py",
        'ISO42001_TO_ISO27001: dict[str, list[str]] = {\n    "a": ["A.5.1", "A.8.24"],\n    "A.6.2": ["A.8.10"],\n}\n',
        ["iso-iec-42001@2023", "iso-iec-27001@2022", "iso-iec-27001@2022:A.5.1", "iso-iec-27001@2022:A.8.24",
         "iso-iec-42001@2023:A.6.2", "iso-iec-27001@2022:A.8.10"]),
    "lines in bold below a title": ("x.md",
        "# Statement of Applicability\n**ISO 27001:2022 | Version 1**\n**Owner:** X\n\nThe GDPR.\n\n## A\n\n| A.5.1 | x |\n",
        ["iso-iec-27001@2022", "eu-gdpr@2016/679", "iso-iec-27001@2022:A.5.1"]),
    "a line in bold below another heading": ("x.md", "# A\n\n## B\n**ISO 27001:2022**\n\nThe GDPR.\n\n| A.5.1 | x |\n",
        ["iso-iec-27001@2022", "eu-gdpr@2016/679"]),
    "techniques below a heading": ("x.md", "# Mapping MITRE ATT&CK\n\nGDPR, T2\n\n| T1557 | Man in the middle |\n",
        ["mitre-attack@19.2", "eu-gdpr@2016/679", "mitre-attack@19.1:T1557"]),
    "headings that number clauses of a contract": ("x.md",
        "# Contract by ISO 27001\n\n## Clause 9 — Access and Authentication\n\n## Clause 10 — Improvement\n\n"
        "## Clause 3 — Incident Notification\n\n## Clause 7 — Unterstützung\n\nsee Clause 6 of it\n",
        ["iso-iec-27001@2022", "iso-iec-27001@2022:6"]),
    "headings that number clauses of the standard": ("x.md",
        "# ISO 27001\n\n## Clause 4 — Context of the organization\n\n## Clause 7 — Resources\n\n## Clause 10 — Verbesserung (Improvement)\n",
        [f"iso-iec-27001@2022{each}" for each in ("", ":4", ":7", ":10")]),
    "a title behind an identifier": ("x.md",
        "ISO 27001:2022. GDPR.\n\n| A.5.2 Information security roles and responsibilities | A.5.1 x |\n",
        ["iso-iec-27001@2022", "eu-gdpr@2016/679", "iso-iec-27001@2022:A.5.2"]),
    "a list with titles in brackets": ("x.md",
        "ISO 27001 clauses: 5.2 (Policy), 5.3 (Roles) and 7.5 (Documented information), 12 (months) later; 5.1 (x) 6.2",
        [f"iso-iec-27001@2022:{each}" for each in ("5.2", "5.3", "7.5")]),
    "a name with its own identifier": ("x.ts", 'const AIMS = "ISO 42001";\nx = [["A.10.3", "see ISO 27001 A.5.19"]]',
        ["iso-iec-42001@2023", "iso-iec-42001@2023:A.10.3", "iso-iec-27001@2022:A.5.19"]),
    "the document of a target": ("x.json",
        '{"source_framework": "ISO 42001", "target_framework": "ISO 27001",\n'
        '"rows": [{"source_id": "A.6.2", "target_id": "A.5.9"}, {"target_id": "A.5.10", "source_id": "A.7.4"}]}',
        ["iso-iec-42001@2023", "iso-iec-27001@2022", "iso-iec-42001@2023:A.6.2", "iso-iec-27001@2022:A.5.9",
         "iso-iec-27001@2022:A.5.10", "iso-iec-42001@2023:A.7.4"]),
    "a cell of another column": ("x.md", "| Policy | Law | ISO 27001 |\n|---|---|---|\n| Privacy | Data (GDPR) | A.5.34 |\n",
        ["iso-iec-27001@2022", "eu-gdpr@2016/679", "iso-iec-27001@2022:A.5.34"]),
    "an article in another spelling": (
        "x.ts",
        'const a = {title: "EU AI Act"};\n\nconst b = [{id: "article-9"}, {id: "GDPR Article 9"}, {id: "GDPR Article 5"},'
        '{id: "GDPR Article 6"}];',
        ["eu-ai-act@2024/1689", *(f"eu-gdpr@2016/679:Article {number}" for number in (9, 5, 6))],
    ),
    "a law that is only cited": ("x.md", "By Article 4(1) of Regulation (EU) 2016/679 so.\n\nNow Article 5 applies.",
        ["eu-gdpr@2016/679:Article 4(1)", "eu-gdpr@2016/679"]),
    "a law by its number": ("x.md", "As in (EU) 2016/679 of 2016.\n\nNow Article 5 applies.", ["eu-gdpr@2016/679"]),
    "a part of a site": ("x.ts", 'const a = "AI Act";\n\nlink({href: "/article/97"})', ["eu-ai-act@2024/1689"]),
    "a name in the same value": ("x.json",
        '{"framework": "ISO 42001", "notes": "maps to ISO 27001 and A.5.9", "id": "A.6.2"}',
        ["iso-iec-42001@2023", "iso-iec-27001@2022", "iso-iec-27001@2022:A.5.9", "iso-iec-42001@2023:A.6.2"]),
    "a list of references": ("x.md", "OWASP A06:2025, CWE-840, ISO/IEC 27001",
        ["owasp-top-10@2025:A06", "cwe@4.20:CWE-840", "iso-iec-27001@2022"]),
    "prose before a name": ("x.md", "Art. 16 on providers; Art. 26 on deployers, says the EU AI Act",
        ["eu-ai-act@2024/1689:Article 16", "eu-ai-act@2024/1689:Article 26", "eu-ai-act@2024/1689"]),
    "a nearer name": ("x.ts", 'x = {PCIDSS: {a: "1",\n b: {t: "DORA plan",\n n: "Art 24-27"}}}',
        ["pci-dss@4.0.1", "eu-dora@2022/2554", *(f"eu-dora@2022/2554:Article {n}" for n in range(24, 28))]),
    "an identifier that begins with ID": ("x.md", "CSF ID: GV.RR-01, CSF 1.1 ID.GV-4", ["nist-csf@2.0:GV.RR-01", "nist-csf@1.1", "nist-csf@1.1:ID.GV-4"]),
    "an example after which a law is named": ("x.py", 'x = "EU AI Act"\ny = Field(examples=["A.8.1", "ISO 42001"])',
        ["eu-ai-act@2024/1689", "iso-iec-42001@2023"]),
}  # fmt: skip


@pytest.mark.parametrize("case", SCOPED)
def test_a_name_holds_in_its_record(case: str) -> None:
    name, text, expected = SCOPED[case]
    assert [str(ref) for each in CATALOG.audit(FileText(name, text)) for ref in each.refs] == expected
    assert not CATALOG.audit(FileText(name, text)).findings


EDITIONS: dict[str, tuple[str, str, list[str]]] = {
    "headers that are editions": ("x.md",
        "OWASP Top 10 for LLM Applications\n\n| 2025 | 2026 | |\n|---|---|---|\n| LLM06 | **LLM03** | up |\n",
        ["LLM06@2025", "LLM03@2026"]),
    "headers with a version": ("x.csv", "OWASP LLM v1.1,New (2025),note\nLLM06,LLM02,OWASP LLM\n",
        ["LLM06@2023", "LLM02@2025"]),
    "a header that says something else": ("x.md", "| Found in 2025 on a page | 2023 to 2025 |\n|---|---|\n| LLM06 | LLM07 |\n",
        ["LLM06@2026", "LLM07@2026"]),
    "titles in other fields": ("x.ts",
        'const ASVS = [{code: "V5", name: "Validation, Sanitization and Encoding Verification Requirements"},\n'
        '{\n code: "V11",\n name: "Business Logic Verification Requirements"}]', ["V5@4.0.3", "V11@4.0.3"]),
    "titles in other cells": ("x.md", "| Risk | Rank | Name |\n|---|---|---|\n| LLM06 | 6 | Excessive Agency |\n",
        ["LLM06@2025"]),
    "the year of a record": ("x.json", '{"id": "I-1", "year": 2027,\n "source": "news",\n "ids": {"nist_ai_rmf": ["GOVERN 1.1"]}}',
        ["GOVERN 1.1@1.0"]),
    "an edition of another item": ("x.ts",
        'x = [{a: "OWASP Top 10 for LLM Applications 2023", b: "LLM06:2023"}, {owasp: "LLM09 Misinformation", y: "LLM Top 10 2025"}]',
        ["LLM06@2023", "LLM09@2025"]),
    "a number of a provision that looks like an edition": (
        "x.md", "// ASVS 6.2.4: password checked\n\n// ASVS 5.0.0\n\nSee asvs/V1.4", ["V6.2.4@5.0.0", "V1.4@5.0.0"],
    ),
    "a version of an object": ("x.json", '[{"control_id": "A.9.4.3", "version": "2013", "x": "ISO 27001"}, {"control_id": "A.5.9", "version": "1.2"}]',
        ["A.9.4.3@2013", "A.5.9@2022"]),
    "a key with an edition": ("x.json", '{"about": "ISO 27001", "rows": [{"v2013_id": "A.8.2.1", "v2022_id": "A.5.10", "rev_x": ["A.5.9"]}]}',
        ["A.8.2.1@2013", "A.5.10@2022", "A.5.9@2022"]),
    "a key of a list with an edition": ("x.json", '{"about": "ISO 27001", "iso_2013": ["A.8.2", "A.9.2"], "iso_2022": ["A.8.2"]}',
        ["A.8.2@2013", "A.9.2@2013", "A.8.2@2022"]),
    "controls of an annex": ("x.md", "ISO 27001:2022 controls 5.15, 5.17. ISO 27001:2022 control 5.18 requires",
        ["A.5.15@2022", "A.5.17@2022", "A.5.18@2022"]),
    "a year that the data would know": ("x.md", "SOC 2 2025 report\n\n- CC6.1", ["CC6.1@2017"]),
    "the version of a policy": ("x.json", '{"title": "Ours", "version": "2.2", "framework": "NIST CSF", "ids": ["PR.DS-01"]}',
        ["PR.DS-01@2.0"]),
    "the number of an issue": ("x.md", "| Name | Issue |\n|---|---|\n| MITRE ATLAS | #255 |\n| AML.T0051 | x |", ["AML.T0051@2026.09"]),
    "a longer identifier of another document": ("x.md", "ISO 42001 and ISO 27001: controls (A.2.2 to A.10.4)",
        ["A.2.2@2023", "A.10.4@2023"]),
    "a header with the name of a document": ("x.md", "| SOC 2 | Note |\n|---|---|\n| CC6.1 | x |\n", ["CC6.1@2017"]),
    "the version of another document of a group": ("x.js", '{code: "x", framework_group: "OWASP LLM Top 10", version: "2027", id: "LLM06"}',
        ["LLM06@2026"]),
    "the version of the file": ("x.json", '{"framework": "OWASP Top 10 for LLM Applications", "version": "3", "ids": ["LLM06:2025"]}',
        ["LLM06@2025"]),
    "the versions of two documents": (
        "x.json",
        '{"framework": "CWE", "version": "9.9", "rules": [{"framework": "CAPEC","version": "3.9", "ids": ["CAPEC-66", "CWE-79"]}]}',
        ["CAPEC-66@3.9"],
    ),
    "a version with a remark": ("x.json", '{"framework": "CAPEC", "version": "v3.9 (2024)", "ids": [{"id": "CAPEC-66"}]}',
        ["CAPEC-66@3.9"]),
    "the path of the file": ("csf_v1_1/NIST_CSF_v1_1.json", '{"ID.GV-4": {"a": 1}, "ID.AM-1": {"b": 2}}',
        ["ID.GV-4@1.1", "ID.AM-1@1.1"]),
    "a path that states two": ("iso27001-2013/iso-27001-2022.csv", "ISO 27001,a\nA.5.9,b\n", ["A.5.9@2022"]),
    "a path with another edition than the identifier": ("iso27001-2013/x.csv", "ISO 27001,a\nA.5.9,b\n", ["A.5.9@2022"]),
    "the version of an entry": ("x.json", '{"id": "ASI09", "source": "Agentic-Top10-2026", "version": "2027-Q1"}',
        ["ASI09@2026"]),
}  # fmt: skip


@pytest.mark.parametrize("case", EDITIONS)
def test_an_edition_is_that_of_the_column_or_object(case: str) -> None:
    name, text, expected = EDITIONS[case]
    found = [ref for each in CATALOG.audit(FileText(name, text)) for ref in each.refs[:1]]
    assert [f"{ref.provision}@{ref.edition}" for ref in found if ref.provision] == expected


LAW = (
    "This Regulation lays down rules. This Regulation applies to products. It is for this Regulation to say. "
)
LEGAL = {
    "an article of the law itself": ('{"name": "Cyber Resilience Act", "text": "' + LAW + 'See Article 7 and GDPR."}',
        ["eu-cra@2024/2847", "eu-cra@2024/2847:Article 7", "eu-gdpr@2016/679"]),
    "an article of a law that nothing names": ('{"id": "CBAM", "text": "' + LAW + 'The GDPR. See Article 7 and GDPR."}',
        ["eu-gdpr@2016/679", "eu-gdpr@2016/679"]),
    "of this Regulation": ("# Cyber Resilience Act\n\n" + LAW + "The GDPR is so. Article 7(1), point (a), of this Regulation",
        ["eu-cra@2024/2847", "eu-gdpr@2016/679", "eu-cra@2024/2847:Article 7(1)"]),
    "of that Regulation": (LAW + "The GDPR is so. Article 7 of that Regulation, and Article 5 of that Directive",
        ["eu-gdpr@2016/679", "eu-gdpr@2016/679:Article 7"]),
    "an act beside a law": ('{"id": "Digital Operational Resilience Act, RTS", "text": "' + LAW + 'See Article 7."}', ["eu-dora@2022/2554"]),
    "in Dutch": ("# Cyber Resilience Act\n\nDeze verordening geldt. Op grond van deze verordening en artikel 7, en "
        "artikel 9, lid 1, van Verordening (EU) 2016/679, artikel 3 van Verordening (EU) 2019/1020",
        ["eu-cra@2024/2847", "eu-cra@2024/2847:Article 7", "eu-gdpr@2016/679:Article 9(1)", "eu-gdpr@2016/679"]),
    "of that Regulation, without one": (LAW + "Article 7 of that Regulation", []),
    "of another act": (LAW + "The GDPR is so. Article 3, point (1), of Directive 2008/98/EC", ["eu-gdpr@2016/679"]),
    "of another act with a point between": (LAW + "Article 3, point (1), of Regulation (EU) 2016/679",
        ["eu-gdpr@2016/679:Article 3(1)", "eu-gdpr@2016/679"]),
}  # fmt: skip


@pytest.mark.parametrize("case", LEGAL)
def test_the_text_of_a_law_speaks_of_itself(case: str) -> None:
    text, expected = LEGAL[case]
    found = CATALOG.audit(FileText("x.json", text))
    assert [str(ref) for each in found for ref in each.refs] == expected
    assert found.passed


JOURNAL = """Official Journal

REGULATION (EU) 2016/679 OF THE EUROPEAN PARLIAMENT
This Regulation lays down rules. See Chapter V and Article 6.

DIRECTIVE (EU) 2016/680 OF THE EUROPEAN PARLIAMENT
This Directive differs from the GDPR. See Chapter V and Article 7. And Article 8 of Regulation (EU) 2016/679.
GDPR Chapter V is more.
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (JOURNAL, ["Chapter V", "Article 6", "Article 8", "Chapter V"]),
        (JOURNAL.partition("DIRECTIVE")[0] + "This Regulation ends.", ["Chapter V", "Article 6"]),
        # the name of the directive without the title, and a text that does not speak of itself
        (JOURNAL.replace("/680 OF", "/680, of"), ["Chapter V", "Article 6", "Chapter V", "Article 7", "Article 8", "Chapter V"]),
        (JOURNAL.replace("This ", "A "), ["Chapter V", "Article 6", "Chapter V", "Article 7", "Article 8", "Chapter V"]),
        ("<p>DIRECTIVE (EU) 2016/680 OF THE</p>\nThis Directive. This Directive, Article 3. The GDPR.", []),
    ],
)  # fmt: skip
def test_the_title_of_an_act_heads_its_part(text: str, expected: list[str]) -> None:
    refs = [each.refs[0] for each in CATALOG.audit(FileText("x.html", text))]
    assert [ref.provision for ref in refs if ref.provision] == expected
    assert {ref.standard for ref in refs} <= {"eu-gdpr"}


LISTED_ACTS = """{"name": "AI Act", "laws": [
  {"article": "Article 8: Duties", "ask": ["What is Article 8 of this Regulation?", "Why this Regulation?"]},
  {"article": "Article 9: More",
   "ask": ["- Regulation (EU) 2019/1020, Article 18", "How does Article 18 apply?"]},
  {"article": "Article 18: Last", "ask": ["So says Article 18"]}]}"""


def test_a_record_of_the_text_of_a_law_gives_a_number_to_another_act() -> None:
    found = CATALOG.audit(FileText("x.json", LISTED_ACTS))
    provisions = [each.refs[0].provision for each in found if each.refs[0].provision]
    assert provisions == ["Article 8", "Article 8", "Article 9", "Article 18", "Article 18"]
    assert found.passed


def test_what_an_edition_of_the_path_has_is_not_retired() -> None:
    text = '{"ID.AM-1": {"a": 1}}'
    assert CATALOG.audit(FileText("NIST_CSF_v1_1.json", text)).passed
    assert [each.verdict.value for each in CATALOG.audit(FileText("csf.json", text))] == ["retired"]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("# NIST SP 800-218A\n\nPW.5.1, unlike NIST SP 800-218", "ok"),
        ("NIST SP 800-218A, NIST SP 800-218\n\nPW.5.1", "ambiguous"),
    ],
)
def test_a_heading_chooses_between_documents_with_one_identifier(text: str, verdict: str) -> None:
    (judgement,) = (each for each in CATALOG.audit(text) if each.text == "PW.5.1")
    assert judgement.verdict == verdict
