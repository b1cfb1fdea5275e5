"""Titles that could not be compared: in another language, or where the data have none. They are a note."""

import pytest

from ai_security_standards import load
from ai_security_standards.references.auditing import FileText

CATALOG = load().as_of("2026-11-29")
ISO = "# ISO/IEC 27001:2022\n\n"
GERMAN = "- A.5.9: Verzeichnis der Fahrräder\n- A.5.11: Pflege von Rädern\n- A.5.13: Reinigung und Pflege\n"

#: Each with the identifiers whose title could not be compared, and words of the reason.
NOTES: dict[str, tuple[str, str, dict[str, str]]] = {
    "a list": ("x.md", ISO + "- A.5.11: Pflege von Rädern\n", {"A.5.11": "'Pflege von Rädern' is in German"}),
    "the title of the data": ("x.md", ISO + "- A.5.11: Pflege von Rädern\n", {"A.5.11": "it is 'Return of assets'"}),
    "a word without a mark, among others": ("x.md", ISO + GERMAN + "- A.5.18: Fahrradplätze\n", {
        "A.5.9": "German", "A.5.11": "German", "A.5.13": "German", "A.5.18": "'Fahrradplätze' is in German"}),
    "a page in that language": ("x.md",
        ISO + "Die Regeln gelten für alle und sind nicht\nnur für die Werke.\nWer mit der Technik\narbeitet, "
        "liest die Texte\nvon der Leitung.\n\n- A.5.18: Neue Fahrradplätze\n", {"A.5.18": "German"}),
    "fields": ("x.json", '[{"standard": "ISO/IEC 27001:2022", "id": "A.5.15", "title": "Control de bicicletas"},'
        ' {"id": "A.5.30", "title": "Preparación para las bicicletas"}]', {"A.5.15": "Spanish", "A.5.30": "Spanish"}),
    "words of several languages": ("x.json", '{"standard": "ISO/IEC 27001:2022", "id": "A.5.15", "title": "Plan de gestion"}',
        {"A.5.15": "in another language"}),
    "a name some lines below": ("x.js", "const ISO_42001 = [\n{\n  id: 'A.4.6',\n  category: 'Recursos',\n  categoryId: 4,\n"
        "  name: 'Bicicletas para la gestión',\n}]", {"A.4.6": "it is 'Human resources'"}),
    "a key": ("x.json", '{"ISO 27001:2022": {"A.5.21": {"name": "ICT 공급망 관리"}}}', {"A.5.21": "Korean"}),
    "tuples": ("x.py", 'NIS2 = [("Art. 24", "Verzeichnis der Fahrräder", 3), ("Art. 25", "Pflege von Fahrrädern", 4)]',
        {"Art. 24": "German", "Art. 25": "German"}),
    "a column": ("x.md", ISO + "| Control | Título |\n|---|---|\n| A.5.18 | Cuidado de las bicicletas |\n", {"A.5.18": "Spanish"}),
    "cells of a list of titles": ("x.md", ISO + "| A | B |\n|---|---|\n| A.5.7 | Threat intelligence |\n"
        "| A.8.7 | Protection against malware |\n| A.8.10 | Information deletion |\n| A.5.18 | Pflege der Fahrräder |\n",
        {"A.5.18": "German"}),
    "an entry": ("x.md", ISO + "(z.B. A.5.7 Bedrohungen von außen, A.8.13 Sicherung der Fahrräder).", {"A.8.13": "German"}),
    "a field of a provision without a title": ("x.json",
        '[{"standard": "NIST CSF 2.0", "id": "PR.DS-10", "title": "Bicycles parked in cellars"}]',
        {"PR.DS-10": "no title of nist-csf@2.0:PR.DS-10 to compare 'Bicycles parked in cellars' with"}),
    "a list of a provision without a title": ("x.md",
        "# PCI DSS 4.0.1\n\n- PCI DSS Req 3.4: Bicycle Storage\n", {"PCI DSS Req 3.4": "no title of pci-dss@4.0.1:3.4"}),
    "an edition without titles": ("x.json",
        '[{"standard": "NIST SP 800-53 Rev. 4", "id": "AC-2", "title": "Bicycle Storage"}]',
        {"AC-2": "no titles of nist-sp-800-53@4 to compare"}),
}  # fmt: skip

OK: dict[str, tuple[str, str]] = {
    "the English title": ("x.md", ISO + GERMAN.replace("- A.5.9", "- A.5.18: Access rights\n- A.5.9").split("- A.5.9")[0]),
    "the English title in brackets behind": ("x.md", ISO + "- A.5.11: Pflege von Rädern (Return of assets)\n"),
    "the English title in brackets within": ("x.json",
        '[{"standard": "ISO/IEC 27001:2022", "id": "A.5.11", "title": "Pflege von Rädern (Return of assets)"}]'),
    "English words in a page of another language": ("x.md",
        "ISO/IEC 27001:2022 und die Regeln für alle,\ndie mit der Technik\nund von der Leitung\nsind.\n\n- A.5.18: Access rights review\n"),
    "what somebody does": ("x.md", ISO + "- A.5.18: Rechte werden geprüft\n- A.5.11: Werte der Firma zurückgeben.\n"),
    "a task": ("x.md", "# PCI DSS 4.0.1\n\n- [ ] PCI DSS Req 3.4: No bicycles in the cellar\n"),
    "an order": ("x.md", ISO + "- A.5.18: Umgang mit Rechten dokumentieren\n"),
    "prose": ("x.md", ISO + "Nach A.5.18 werden die Rechte für alle geprüft, und A.5.11 gilt für die Rückgabe.\n"),
    "a description": ("x.json",
        '[{"standard": "ISO/IEC 27001:2022", "id": "A.5.18", "description": "Rechte der Nutzer und der Dienste"}]'),
    "a path": ("x.json", '[{"standard": "ISO/IEC 27001:2022", "id": "A.5.18", "name": "docs/für/rechte.md"}]'),
    "a status": ("x.py", 'ISO_27001 = [("A.5.18", "Erfüllt für alle"), ("A.5.11", "Erfüllt für alle"), ("A.5.9", "Erfüllt für alle")]'),
    "small letters": ("x.md", ISO + "- A.5.18: für alle und für jeden\n"),
    "a long phrase": ("x.md", ISO + "- A.5.18: Rechte für alle und von jedem in der Firma sowie der anderen Werke\n"),
    "a cell of a column without a header": ("x.md", ISO + "| A | B |\n|---|---|\n| A.5.18 | Pflege der Fahrräder |\n"),
    "a cell further away": ("x.md", ISO + "| ID | Wer | Titel |\n|---|---|---|\n| A.5.18 | CISO | Pflege der Fahrräder |\n"),
    "a paraphrase of a label": ("x.json",
        '[{"standard": "NIST CSF 2.0", "id": "PR.DS-10", "title": "Data in use protected by bicycles"}]'),
    "a statement of a provision without a title": ("x.json",
        '[{"standard": "NIST CSF 2.0", "id": "PR.DS-10", "title": "Bicycles are parked in cellars"}]'),
    "a word behind a provision without a title": ("x.md", "# PCI DSS 4.0.1\n\n- PCI DSS Req 3.5 Storage\n"),
    "what articles are about, in a sentence": ("x.md", "Wir prüfen Art. 25 DSGVO (Räder für alle), Art. 32 DSGVO (Pflege der Räder)."),
    "an acronym like a word": ("x.md", "# OWASP LLM Top 10 2025\n\n- LLM10: Model DoS and das\n"),
    "English words of nobody in a page of another language": ("x.md",
        "Die Regeln gelten für alle und sind nicht\nnur für die Werke.\nWer mit der Technik\narbeitet, liest die Texte\nvon der "
        "Leitung.\n\n- OWASP ASI02: Unsafe Bicycle Integration\n- OWASP ASI03\n"),
    "what a part of an article says": ("x.md", "- Art. 6(1)(f) GDPR (Interesse der Fahrräder)\n"),
    "words in prose of an edition without titles": ("x.md", "NIST SP 800-53 Rev. 4 AC-2(1): Bicycle Storage. And AC-2(2) (Bicycle Storage)."),
    "a test": ("tests/test_x.py", 'ISO_27001 = [("A.5.18", "Rechte der Fahrräder")]'),
}  # fmt: skip


@pytest.mark.parametrize("case", NOTES)
def test_a_title_that_cannot_be_compared_is_a_note(case: str) -> None:
    path, text, expected = NOTES[case]
    found = {each.text: each for each in CATALOG.audit(FileText(path, text)).findings}
    assert {key: each.verdict.value for key, each in found.items()} == dict.fromkeys(
        expected, "title-not-compared"
    )
    for key, words in expected.items():
        assert words in str(found[key].reasons[0])
        assert found[key].severity == "note"
        assert found[key].instead == ()


@pytest.mark.parametrize("case", OK)
def test_what_is_no_title_or_agrees_is_ok(case: str) -> None:
    found = CATALOG.audit(FileText(*OK[case]))
    assert len(found) > 1
    assert found.passed, [(each.text, each.reasons) for each in found.findings]


def test_the_english_title_of_another_in_brackets_is_found() -> None:
    text = (
        ISO
        + "- A.5.7: Threat intelligence\n- A.8.7: Protection against malware\n- A.8.10: Information deletion\n"
    )
    found = CATALOG.audit(text + "- A.5.11: Fahrräder und Pflege (Access rights)\n").findings
    assert [(each.text, each.verdict.value) for each in found] == [("A.5.11", "title-mismatch")]
    assert found[0].instead == ("iso-iec-27001@2022:A.5.18",)


def test_a_retired_provision_stays_one() -> None:
    found = CATALOG.audit("NIST CSF\n\n- PR.DS-1: Schutz der Fahrräder\n").findings
    assert [each.verdict.value for each in found] == ["retired"]


def test_the_note_fails_as_other_notes_do() -> None:
    audit = CATALOG.audit(ISO + "- A.5.11: Pflege von Rädern\n")
    assert not audit.passed
    assert (audit.exit_status, audit.exit_status_for("note"), audit.exit_status_for("warning")) == (1, 1, 0)
    assert audit.headline() == "2 references: 1 title-not-compared"


#: Each with the identifier, and the provision that is meant.
OTHERS: dict[str, tuple[str, str]] = {
    "another paragraph of the article": ('{"nis2": {"Art. 23(2)": {"title": "Incident notification (within 72h)"}}}',
        "eu-nis2@2022/2555:Article 23(4)(b)"),
    "another point of the article, rather than of another": ('{"eu-ai-act": {"Article 5(1)(c)": {"title": "Biometric categorisation by sensitive attributes"}}}',
        "eu-ai-act@2024/1689:Article 5(1)(g)"),
    "a statement": ('[{"standard": "NIST CSF 2.0", "id": "PR.DS-10", "description": "Least functionality in the configuration of all"}]',
        "nist-csf@2.0:PR.PS-01"),
}  # fmt: skip
OWN = {
    "its own words": '{"nis2": {"Art. 23(2)": {"title": "Recipients of services told of threats"}}}',
    "words of what is above it": '{"nis2": {"Art. 23(4)(b)": {"title": "Steps of the report"}}}',
    "words of a recital": '{"nis2": {"Art. 21(2)(d)": {"title": "Supply chain security"}}}',
    "a word of its own among others": '{"nis2": {"Art. 23(2)": {"title": "Bicycles of recipients parked in cellars of towns"}}}',
    "words beside a label that only counts": '[{"standard": "GDPR", "id": "Article 17(3)(a)", "description": "Exercising freedom of expression and information"}]',
    "two words": '{"nis2": {"Art. 23(2)": {"description": "Final report"}}}',
}


@pytest.mark.parametrize("case", OTHERS)
def test_the_words_of_another_provision_are_found(case: str) -> None:
    text, owner = OTHERS[case]
    (found,) = CATALOG.audit(FileText("x.json", text)).findings
    assert found.verdict == "title-mismatch"
    assert found.instead == (owner,)
    assert " fits " in str(found.reasons[0])


@pytest.mark.parametrize("case", OWN)
def test_words_of_the_provision_are_ok(case: str) -> None:
    found = CATALOG.audit(FileText("x.json", OWN[case]))
    assert len(found) > 1
    assert "title-mismatch" not in [each.verdict.value for each in found]
