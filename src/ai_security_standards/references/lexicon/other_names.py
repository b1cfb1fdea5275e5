"""Names of documents as people write them, beside those that the records and their grammars list."""

from __future__ import annotations

from collections.abc import Mapping

from ...records.grammars import Grammar

__all__ = ["SHARED_NAMES", "dated_names", "keys_of", "names_by_standard"]

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
    "eu-cra": ("CRA", "EU CRA"),
    "owasp-llm-top-10": (
        "LLM Application Top 10",
        "LLM Applications Top 10",
        "OWASP LLM Application Top 10",
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
    "owasp-top-10": ("OWASP Web Application Top 10", "Web Application Top 10"),
    "rfc-9700": ("OAuth 2.0 Security Best Current Practice", "OAuth 2.0 Security BCP"),
    "owasp-cicd-top-10": ("OWASP Top 10 for CI/CD", "OWASP Top 10 for CI/CD Security"),
    "slsa": ("SLSA Levels",),
}

#: Names that mean other things as well, and count in company alone.
SHARED_NAMES = frozenset((("eu-cra", ("cra",)),))

#: What programs call a document in the key of a field, beside its namespaces.
_KEYS = {
    "cis-controls": ("cisControls", "cisV8"),
    "eu-ai-act": ("euAiAct", "aiAct"),
    "eu-gdpr": ("dsgvo", "rgpd"),
    "mitre-atlas": ("mitreAtlas",),
    "mitre-attack": ("mitreAttack",),
    "nist-ai-rmf": ("nistAiRmf",),
    "nist-csf": ("nistCsf",),
    "owasp-llm-top-10": ("owaspLlm", "owaspLlmTop10"),
    "owasp-top-10": ("owaspTop10",),
    "pci-dss": ("pciDss",),
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


def keys_of(standard: str) -> tuple[str, ...]:
    """Return what programs call a document in keys without signs: "cisControls", "nistCsf".

    Args:
        standard: The id of the document.
    """
    return _KEYS.get(standard, ())


def dated_names(standard: str, edition: str) -> tuple[str, ...]:
    """Return the names of an edition that have its year inside: "OWASP 2021 Top 10".

    Args:
        standard: The id of the document.
        edition: The edition.
    """
    return _DATED_NAMES.get((standard, edition), ())
