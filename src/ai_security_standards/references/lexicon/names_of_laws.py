"""Names of laws that texts on law use, beside those that their records list."""

from __future__ import annotations

__all__ = ["NAMES_OF_LAWS"]

#: The names, by the id of the law, in the languages of the texts.
NAMES_OF_LAWS: dict[str, tuple[str, ...]] = {
    "eu-ai-act": (
        "Reglamento IA",
        "Reglamento europeo de IA",
        "Reglamento europeo de Inteligencia Artificial",
        "Reg. IA",
        "IA Act",
        "EU IA Act",
        "Regolamento IA",
        "Regulamento IA",
        "Regulamento da IA",
        "Regulamento da Inteligência Artificial",
    ),
}
