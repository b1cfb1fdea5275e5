"""Titles in other languages: compared by a glossary, as far as it tells, and else a note."""

import pytest

from ai_security_standards import load
from ai_security_standards.references.auditing import FileText
from ai_security_standards.references.text.glossary import in_english, is_of_glossary

CATALOG = load().as_of("2026-11-29")
ACT = "# EU AI Act\n\nLe texte de la loi et les règles pour tous.\n\n"
ISO = "# ISO/IEC 27001:2022\n\n"

#: Titles in other languages that say what the title of the provision says.
OWN: dict[str, str] = {
    "French": ACT + "- Art. 9 : Système de gestion des risques\n- Art. 14 : Supervision humaine\n",
    "German": ISO + "- A.5.18: Zugriffsrechte\n- A.5.21: Sicherheit in der IKT-Lieferkette\n",
    "Spanish": ISO + "- A.5.15: Control de acceso\n- A.8.16: Actividades de monitoreo\n",
    "Portuguese": "# NIST CSF 2.0\n\n- ID.RA: Avaliação de Riscos\n- GV.PO: Política\n",
    "Chinese": "# OWASP Top 10 2021\n\n- A02:2021 – 加密机制失效\n- A05:2021 – 安全配置错误\n",
    "a part without a title": ACT
    + "| Réf. | Texte |\n|---|---|\n| Art. 5(1)(b) | Exploitation vulnérabilités |\n",
}

#: Titles of other provisions, and whose they are.
OTHERS: dict[str, tuple[str, str]] = {
    "a list": (ACT + "- Art. 9 — Documentation technique\n", "eu-ai-act@2024/1689:Article 11"),
    "a column of titles": (ACT + "| Article | Exigence |\n|---|---|\n| Art. 17 | Marquage CE |\n", "eu-ai-act@2024/1689:Article 48"),
}  # fmt: skip

#: What the glossary tells in part only, or in a place that need not be that of a title.
NOTES: dict[str, tuple[str, str]] = {
    "a part of another title": (ACT + "- Art. 10 : Gestion des risques\n", "reads like that of Article 9"),
    "a cell in front": ("# MITRE ATLAS\n\n| 威胁 | ID |\n|---|---|\n| 训练数据投毒 | AML.T0018 |\n", "reads like that of AML.T0020"),
    "a cell of a table of other things": (ACT + "| Réf. | Texte |\n|---|---|\n| Art. 8 | Classification systèmes IA |\n", "'Classification systèmes IA'"),
    "words that say little of it": (ACT + "- Art. 9 : Système qualité\n", "'Système qualité'"),
}  # fmt: skip


@pytest.mark.parametrize("case", OWN)
def test_a_title_in_another_language_agrees(case: str) -> None:
    found = CATALOG.audit(FileText("x.md", OWN[case]))
    assert len(found) > 1
    assert found.passed, [each.reasons for each in found.findings]


@pytest.mark.parametrize("case", OTHERS)
def test_the_title_of_another_provision_is_found(case: str) -> None:
    text, owner = OTHERS[case]
    (found,) = CATALOG.audit(FileText("x.md", text)).findings
    assert (found.verdict.value, found.instead[0]) == ("title-mismatch", owner)


@pytest.mark.parametrize("case", NOTES)
def test_what_is_not_certain_is_a_note(case: str) -> None:
    text, words = NOTES[case]
    (found,) = CATALOG.audit(FileText("x.md", text)).findings
    assert found.verdict.value == "title-not-compared"
    assert words in found.reasons[0].text


def test_words_are_put_into_english() -> None:
    meanings = [word.meanings for word in in_english("Sicherheitsvorfälle xyz")]
    assert meanings == [(("secur",),), (("incident",),), (("xyz",),)]
    assert [word.is_known for word in in_english("Sicherheitsfahrrad iapetus")] == [False, False]
    assert [word.is_known for word in in_english("模型猫")] == [True, False]
    assert [word.is_known for word in in_english("数据和模型")] == [True, True]


def test_english_words_are_none_of_the_glossary() -> None:
    assert not any(
        is_of_glossary(text)
        for text in ("Access control", "Risk management system", "Personal data", "Model Theft", "的")
    )
    assert is_of_glossary("投毒")
