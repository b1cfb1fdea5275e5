"""Texts with references in them, as people and tools write these, made up from frozen records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from .facts import Facts

__all__ = ["TextDraw"]

#: What people write of documents that are cited often; the rest is made up from the records.
WRITTEN = (
    "Art. 15(4) AI Act", "Articles 9 to 11 and 17 of the AI Act",
    "Annex III, point 4 of Regulation (EU) 2024/1689", "OWASP LLM06 (2023/24)", "LLM06:2025",
    "LLM01 Prompt Injection", "owasp:llm01", "OWASP LLM Top 10: LLM02, LLM05", "AML.T0051.000",
    "AML.T0051 (LLM Prompt Injection)", "MITRE ATLAS AML.M0015", "CWE-79", "CWE-1427 and CWE-94",
    "NIST AI RMF GOVERN 1.1", "MAP 3.4", "MEASURE 2.7, 2.8 and MANAGE 1.3", "AC-2(1)",
    "NIST SP 800-53 Rev. 5, SI-10", "ISO/IEC 42001:2023, A.6.2.4", "ISO 42001 clause 6.1.2",
    "ISO/IEC 27001 A.5.1", "ETSI EN 304 223 5.2.4-2", "ASI01", "ASI02: Tool Misuse", "SAIF",
    "CSA AICM AIS-08", "GDPR Article 22", "NIS2 Art. 21(2)(d)", "T1059.001", "DORA Articles 5-7",
    "BSI C5 OPS-01", "MCP05:2025", "cwe-79x", "LLM11", "AML.T9999", "Article 999 of the AI Act",
    "Log4Shell CVE-2021-44228", "Section 3.2 of the manual", "version 1.2.3", "T2", "ISO 9001",
)  # fmt: skip


class TextDraw:
    """Draws short references and longer passages.

    `texts` are texts that hold references as people write them, gathered elsewhere.
    """

    def __init__(self, facts: Facts, random: Random, texts: Sequence[str]) -> None:
        self.facts, self.random, self.texts = facts, random, texts

    def short(self) -> tuple[str, str | None]:
        """Draw one reference as it may be written, and the standard that its surroundings name, if any."""
        kind = self.random.random()
        if kind < 0.35:
            return self.random.choice(self.texts), None
        if kind < 0.5:
            return self.random.choice(WRITTEN), None
        document, raw = self._provision()
        if kind < 0.6:
            return raw["id"], document if self.random.random() < 0.5 else document.partition("@")[0]
        return self._written(document, raw), None

    def passage(self) -> str:
        """Draw a text of several references: prose, a list, JSON or YAML, or a table."""
        parts = [self.short()[0] for _ in range(self.random.randint(2, 6))]
        shape = self.random.randrange(6)
        if shape == 0:
            return "\n".join(f"- {part}" for part in parts)
        if shape == 1:
            return '{"tags": [' + ", ".join(f'"{part}"' for part in parts) + "]}"
        if shape == 2:
            return "tags:\n" + "\n".join(f"  - {part}" for part in parts)
        if shape == 3:
            return "| Control | Note |\n| --- | --- |\n" + "\n".join(f"| {part} | done |" for part in parts)
        if shape == 4:
            return f"This is about {', '.join(parts[:-1])} and {parts[-1]}."
        return ". See ".join(parts)

    def _provision(self) -> tuple[str, Mapping[str, Any]]:
        standards = sorted({document.partition("@")[0] for document in self.facts.provisions})
        standard = self.random.choice(standards)
        editions = [each for each in self.facts.provisions if each.partition("@")[0] == standard]
        document = self.random.choice(editions)
        return document, self.random.choice(self.facts.provisions[document])

    def _written(self, document: str, raw: Mapping[str, Any]) -> str:
        standard = self.facts.standards[document]
        name = self.random.choice([standard["designation"], *standard.get("aliases", ())])
        title = raw.get("title") or raw.get("label") or ""
        other = self.random.choice(self.facts.provisions[document])
        shapes = (
            f"{name} {raw['id']}",
            f"{name}: {raw['id']} {title}".rstrip(),
            f"{raw['id']} ({name})",
            f"{raw['id']} {title}".rstrip(),
            f"{raw['id']}: {other.get('title') or title}",
            f"{name}, {raw['id']} and {other['id']}",
            f"{document}:{raw['id']}",
            name,
        )
        return self.random.choice(shapes)
