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
    "a title in another language": ("x.py", LIST + '"A.8.34": "Umgang mit Risiken",\n"A.8.30": "Gestión",\n}'),
    "a page in another language": ("x.py",
        LIST + '"A.8.34": "Verantwortlichkeiten",\n}\n# Die Regel gilt für alle und ist nicht die des Betriebs,\n# der die von der und für die'),
    "a part of the document": ("x.md", "# ISO/IEC 42001\n\n- Annex A Mappings\n- Annex A - Policy Overview"),
    "a comment on a value": ("x.py", 'ISO_27001 = {\n"Deletion": ["A.8.10"], # Is Operations\n}'),
    "what a clause is about": ("x.js", '"ISO 27001:2022 HR": "Annex A.6: Screening, Training, and Termination"'),
    "a cell like a title elsewhere": ("x.md",
        "| Need | ISO 27001 | NIST SP 800-53 | Evidence |\n|---|---|---|---|\n| Privileged Access | A.8.2 | AC-6 | Logs |\n"),
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
    "words nearly as another title": ("x.py",
        'ISO_42001 = [{"control_id": "A.8.2", "control_name": "Data resources for AI systems"}]', "title-mismatch"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_title_is_found(case: str) -> None:
    name, text, verdict = WRONG[case]
    findings = CATALOG.audit(FileText(name, text)).findings
    assert [each.verdict.value for each in findings] == [verdict]
