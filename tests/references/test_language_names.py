"""In which language a title is, by its small words, letters and endings."""

import pytest

from ai_security_standards.references.text.language_names import OTHER, language_of, main_language

WORDS = {
    "Pflege der Räder": "German", "Fahrradverleihung": "German", "Entretien des vélos et des roues": "French",
    "Droits d'accès": "French", "Mantenimiento": "Spanish", "Bicicletas para el hogar": "Spanish",
    "Manutenção": "Portuguese", "Manutenzione": "Italian", "Beleid voor fietsen": "Dutch",
    "Konserwacja rowerów na zewnątrz": "Polish", "Údržba kol při jízdě": "Czech", "Întreținere și reparații": "Romanian",
    "Bakım ve onarım": "Turkish", "Perawatan dan perbaikan": "Indonesian", "Underhåll och service": "Swedish",
    "Vedligeholdelse og service": "Danish or Norwegian", "自転車のメンテナンス": "Japanese", "자전거 관리": "Korean",
    "自行车管理": "Chinese", "Ремонт велосипедов": "Russian", "Ремонт велосипедів": "Ukrainian", "Συντήρηση": "Greek",
    "صيانة الدراجات": "Arabic", "תחזוקת אופניים": "Hebrew", "साइकिल": OTHER, "Plan de gestion": OTHER,
}  # fmt: skip
ENGLISH = (
    "Access control", "Young adult", "De-identification of data", "Naïve Bayes", "Façade pattern", "src/de/index",
    "The de facto standard", "Per-tenant isolation", "Al dente", "Model Theft", "",
)  # fmt: skip


@pytest.mark.parametrize("text", WORDS)
def test_a_language_is_told(text: str) -> None:
    assert language_of(text) == WORDS[text]


@pytest.mark.parametrize("text", ENGLISH)
def test_english_is_none(text: str) -> None:
    assert language_of(text) == ""


@pytest.mark.parametrize(
    ("texts", "least", "language"),
    [
        (["Pflege der Räder", "Wartung", "Kette und Öl", "Reifen für alle"], 3, "German"),
        (["Pflege der Räder", "Kette und Öl"], 3, ""),
        (["Plan de gestion"], 1, OTHER),
        (["Plan de gestion", "Vélos de la gare et des rues"], 1, "French"),
        (["Pflege der Räder", "Kette und Öl", "Reifen für alle", *map(str, range(12))], 3, ""),
    ],
)
def test_several_titles_have_the_language_of_most(texts: list[str], least: int, language: str) -> None:
    assert main_language(texts, least) == language
