"""Text that is no reference: namespaces, columns, paths, languages, families, bodies, counts."""

from __future__ import annotations

import pytest

from ai_security_standards import load
from ai_security_standards.references.auditing import FileText

CATALOG = load()

#: The path of a file and its text, with what is read in it.
READINGS: dict[str, tuple[str, str, list[str]]] = {
    "a prefix of Turtle": (
        "a.ttl",
        "@prefix eu_ai_act: <http://example.org/eu-ai-act#> .\n\neu_ai_act:authority a owl:Class .\n"
        "eu_ai_act:human_oversight a eu_ai_act:duty ; rdfs:seeAlso eu_ai_act:article_5 .\n",
        ["eu-ai-act@2024/1689:Article 5"],
    ),
    "a prefix of SPARQL": (
        "a.rq",
        "PREFIX eu_ai_act: <http://example.org/eu-ai-act#>\nSELECT ?x { ?x a eu_ai_act:ai_office }",
        [],
    ),
    "a prefix of XML": ("a.xml", '<rdf xmlns:gdpr="http://example.org/gdpr#"> <gdpr:Controller /> </rdf>', []),
    "a prefix of JSON-LD": (
        "a.jsonld",
        '{ "@context": { "eu_ai_act": "http://example.org/law#" }, "@id": "eu_ai_act:human_oversight" }',
        [],
    ),
    "a prefix of LinkML": (
        "a.yaml",
        "prefixes:\n  gdpr: https://example.org/gdpr#\nslots:\n  - uri: gdpr:controller\n",
        [],
    ),
    "a name in words below a prefix": (
        "a.ttl",
        "@prefix nist_ai_rmf: <http://example.org/rmf#> .\nnist_ai_rmf:map a owl:Class .\n"
        "nist_ai_rmf:MAP a owl:Class .\n",
        ["nist-ai-rmf@1.0:MAP"],
    ),
    "a local name of a vocabulary": ("a.md", "see http://example.org/eu-ai-act#human_oversight there", []),
    "a word of a path": ("a.md", "see https://attack.mitre.org/software/ there", ["mitre-attack@19.2"]),
    "a title in an address": (
        "a.md",
        "see https://saif.google/secure-ai-framework/risks#prompt-injection there",
        ["google-saif-risk-map@1.0:PIJ"],
    ),
    "columns": (
        "a.md",
        "# NIST CSF\n\nThe tables have `function_id`, `category_id`. Category ID.AM is the first.\n",
        ["nist-csf@2.0", "nist-csf@2.0:ID.AM"],
    ),
    "an annex in the name of a file": (
        "a.md",
        "# ISO 27001\n\n- audit_checklist_annex_a.md\n",
        ["iso-iec-27001@2022", "iso-iec-27001@2022:Annex A"],
    ),
    "a folder on a drive": ("a.md", "at `C:\\work\\NIST-CSF-Tool\\api` there", []),
    "a folder at the root": ("a.md", "at /home/me/NIST-CSF/api there", []),
    "a file by its title": ("a.md", "at C:\\work\\CSF 2.0 Profile.xlsx there", ["nist-csf@2.0"]),
    "names apart by a backslash": ("a.md", "the law (GDPR\\DSGVO) here", ["eu-gdpr@2016/679"] * 2),
    "a slug that is no path": ("a.md", "see x/GDPR/file there", ["eu-gdpr@2016/679"]),
    "a language": (
        "a.owl",
        '<source xml:lang="en">ISO/IEC 22989, 3.6.3</source>',
        ["iso-iec-22989@2022", "iso-iec-22989@2022:3.6.3"],
    ),
    "a word of Spanish": ("a.md", "basado en ISO/IEC 22989 y más", ["iso-iec-22989@2022"]),
    "an adoption": ("a.md", "EN ISO/IEC 22989 and en-iso-iec-22989:2023", ["en-iso-iec-22989@2023"] * 2),
    "a slice": ("a.py", "for each in gdpr_articles[:3]: pass", []),
    "a thing with a number": ("a.ttl", ':m rdfs:label "Bias Detection Measure 1" ; rdfs:comment "of a class".', []),
    "several things": ("a.js", "// ISO 27001\n// 6. PEOPLE CONTROLS (8)\n", ["iso-iec-27001@2022"]),
    "a family": ("a.md", "The ISO 27000 series, the ISO/IEC 27000 family. Familia ISO 27000.", []),
    "the first of a family": ("a.md", "ISO 27000:2018 series of terms, and ISO 27000", ["iso-iec-27000@2018", "iso-iec-27000@2018"]),
    "bodies of a programme": ("a.md", "ask the FedRAMP PMO, or a FedRAMP accredited 3PAO", []),
    "a programme": ("a.md", "FedRAMP High", ["fedramp-baselines@5"]),
    "formats": ("a.md", "an SBOM in `CycloneDX`/SPDX, or SPDX or CycloneDX", []),
    "a format for models": ("a.md", "a CycloneDX ML-BOM, and CycloneDX/SPDX", ["cyclonedx-mlbom@1.7"] * 2),
    "the number of the next item": ("a.md", "1. It goes to the SOC.\n2. **Next**\n\nUse CVSS.\n4. Next", ["cvss@4.0"]),
    "the count of the next sentence": ("a.md", "Map each to a CWE. 17 findings are left", []),
    "a series of another catalogue": (
        "a.json",
        '[{"ref": "AST-10"}, {"ref": "AST-11"}, {"ref": "AST-12"}, {"ref": "AST-13"}]',
        [],
    ),
    "a list by its short name": ("a.md", "OWASP AST10", ["owasp-agentic-skills-top-10@2026"]),
}  # fmt: skip


@pytest.mark.parametrize("reading", READINGS.values(), ids=READINGS)
def test_only_references_are_read(reading: tuple[str, str, list[str]]) -> None:
    path, text, refs = reading
    assert [str(ref) for each in CATALOG.audit(FileText(path, text)) for ref in each.refs] == refs


@pytest.mark.parametrize("link", ["para", "für", "pour les", "per"])
def test_the_list_for_language_models_is_named_in_other_languages(link: str) -> None:
    (found,) = CATALOG.audit(f"OWASP Top 10 {link} LLM")
    assert (found.text, found.refs[0].standard) == (f"OWASP Top 10 {link} LLM", "owasp-llm-top-10")


def test_a_practice_is_no_framework_of_the_same_name() -> None:
    (found,) = CATALOG.audit("OAuth 2.0 Security Best Current Practice")
    assert found.refs[0].standard == "rfc-9700"
