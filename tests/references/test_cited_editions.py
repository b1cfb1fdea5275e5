"""The edition of a document that the entry of a bibliography cites: by its version, or by its date."""

from __future__ import annotations

import pytest

from ai_security_standards import load
from ai_security_standards.references.recognition.cited_entries import cited_entries, entry_at, version_in

CATALOG = load().as_of("2026-11-29")

ENTRIES = {
    "a year in brackets": ("Foundation. (2023). *OWASP Top 10 for LLM Applications*. OWASP.", ["2023"]),
    "a year without a stop before it": ("OWASP (2025). OWASP LLM Top 10.", ["2025"]),
    "a day": ("Some Project. (2025, February 17). *Agentic AI - Threats and Mitigations*.", ["1.0"]),
    "a month before an edition": ("OWASP. (2023, September). *OWASP LLM Top 10*.", ["2023"]),
    "a numbered publisher": (
        "[3] OWASP Foundation. OWASP LLM Top 10. OWASP Foundation, 2024. Available",
        ["2025"],
    ),
    "a publisher and an address": (
        "- OWASP LLM Top 10, a list. Foundation, May 2024. https://a.org/",
        ["2023"],
    ),
    "an address in the entry": (
        "OWASP. (2023). *LLM Top 10*.\nhttps://owasp.org/www-project-top-10-for-large-language-model-applications/",
        ["2023", "2023"],
    ),
    "a version on the next line": (
        "MITRE (2024). *MITRE ATLAS*.\nVersion 5.1.0. Available online.",
        ["5.1.0"],
    ),
    "a version that the document has not": ("OWASP (2023). *OWASP LLM Top 10*.\nVersion 7.9.1.", ["2023"]),
    "an edition with the name": (
        "OWASP (2024). *OWASP Top 10:2021*. Also the OWASP Top 10.",
        ["2021", "2021"],
    ),
    "two entries": (
        "OWASP. (2023). *LLM Top 10*. OWASP\nOWASP. (2025). *LLM Top 10*. OWASP.",
        ["2023", "2025"],
    ),
    "an entry of its own behind": (
        "OWASP. (2023). *LLM Top 10*.\n\nThe LLM Top 10 is ours.",
        ["2023", "2026"],
    ),
    "a provision": ("OWASP (2025). *OWASP LLM Top 10*. LLM05 is in it.", ["2025", "2025"]),
}


@pytest.mark.parametrize(("text", "editions"), ENTRIES.values(), ids=ENTRIES)
def test_the_entry_of_a_bibliography_states_an_edition(text: str, editions: list[str]) -> None:
    assert [each.refs[0].edition for each in CATALOG.audit(text)] == editions


OTHERS = {
    "a year of access": "[3] OWASP. OWASP LLM Top 10, accessed in May, 2023.",
    "a year of retrieval": "- OWASP LLM Top 10 of OWASP. Retrieved 3 May, 2023, https://a.org/",
    "prose": "The team (2023). The OWASP LLM Top 10 was new.",
    "a sentence": "We read what came out (2023). The OWASP LLM Top 10 was new.",
    "no place and no number": "- OWASP LLM Top 10 workshop for all of us. Berlin, 2023.",
    "a short line": "OWASP LLM Top 10, 2029",
    "a list before the data": "OWASP. (2020). *OWASP LLM Top 10*. OWASP.",
}


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_other_dates_state_none(text: str) -> None:
    audit = CATALOG.audit(text)
    assert [each.refs[0].edition for each in audit if each.refs] in (["2026"], [])


def test_a_year_before_the_first_edition_tells_none() -> None:
    audit = CATALOG.audit("MITRE. (2019). *MITRE ATLAS*. MITRE Corporation.")
    assert [str(each.refs[0]) for each in audit] == ["mitre-atlas@2026.09"]


def test_a_document_is_no_author() -> None:
    audit = CATALOG.audit("NIST CSF (2016). Framework, and what the NIST CSF says.")
    assert {each.refs[0].edition for each in audit} == {"2.0"}


def test_a_list_before_the_data_is_not_shipped() -> None:
    audit = CATALOG.audit("OWASP. (2017). *OWASP Top 10*. OWASP Foundation.")
    assert [each.verdict.value for each in audit] == ["not-shipped"]


def test_a_law_has_no_edition_by_the_year_of_a_citation() -> None:
    audit = CATALOG.audit("European Union. (2019). *GDPR*. Official Journal.")
    assert str(audit[0].refs[0]) == "eu-gdpr@2016/679"


def test_the_version_of_an_entry_counts_for_the_page() -> None:
    text = "MITRE (2024). *MITRE ATLAS*.\nVersion 5.1.0. Online.\n\n## Use\n\nMITRE ATLAS is used."
    assert {each.refs[0].edition for each in CATALOG.audit(text)} == {"5.1.0"}


def test_entries_have_their_last_day_and_version() -> None:
    text = "Acme. (2024, February). *Rules*. Version 1.2.\n\nAcme. (2024, May 7). *Rules*.\n\nno date"
    first, second = cited_entries(text)
    assert (first.last_day, second.last_day) == ("2024-02-29", "2024-05-07")
    assert (version_in(text, first), version_in(text, second)) == ("1.2", "")
    assert entry_at([first, second], len(text) - 1) is None
    assert entry_at([first, second], second.start) == second
    assert entry_at([], 0) is None
    assert cited_entries("Acme. (1999). *Rules*.") == []


def test_a_long_entry_ends() -> None:
    (entry,) = cited_entries("Acme. (2024). *Rules*." + " of ours" * 400)
    assert entry.end < 1300


def test_a_date_within_an_entry_begins_none() -> None:
    assert (
        len(cited_entries("[1] Acme. (2024). *Rules of ours and of others*. Acme Press, 2023. Available"))
        == 1
    )
