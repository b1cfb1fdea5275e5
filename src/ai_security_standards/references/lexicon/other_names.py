"""Names of documents as people write them, beside those that the records and their grammars list."""

from __future__ import annotations

from collections.abc import Mapping

from ...records.grammars import Grammar

__all__ = ["dated_names", "names_by_standard"]

#: Names in use, by document.
_OTHER_NAMES = {
    "cwe": ("CWE List",),
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
    "owasp-llm-top-10": (
        "OWASP Top 10 para LLM",
        "OWASP Top 10 para aplicaciones LLM",
        "OWASP Top 10 para aplicações LLM",
        "OWASP Top 10 für LLM-Anwendungen",
        "OWASP Top 10 pour les applications LLM",
        "OWASP Top 10 per applicazioni LLM",
        "OWASP Top 10 voor LLM",
        "OWASP Top 10 voor LLM-toepassingen",
        "OWASP Top 10 för LLM",
        "OWASP Top 10 dla LLM",
    ),
    "rfc-9700": ("OAuth 2.0 Security Best Current Practice", "OAuth 2.0 Security BCP"),
    "owasp-cicd-top-10": ("OWASP Top 10 for CI/CD", "OWASP Top 10 for CI/CD Security"),
    "slsa": ("SLSA Levels",),
}

#: Names with the year of an edition inside. Other lists of later years have "Top 10 for …" behind the year.
_DATED_NAMES = {("owasp-top-10", "2021"): ("OWASP 2021 Top 10",)}


def names_by_standard(grammars: Mapping[str, Grammar]) -> dict[str, tuple[str, ...]]:
    """Return the names of each document that state no edition, whichever edition's record has them too."""
    listed = {standard: grammar.names for standard, grammar in grammars.items()}
    return {
        standard: (*listed.get(standard, ()), *_OTHER_NAMES.get(standard, ()))
        for standard in dict.fromkeys((*listed, *_OTHER_NAMES))
    }


def dated_names(standard: str, edition: str) -> tuple[str, ...]:
    """Return the names of an edition that have its year inside: "OWASP 2021 Top 10".

    Args:
        standard: The id of the document.
        edition: The edition.
    """
    return _DATED_NAMES.get((standard, edition), ())
