"""Sections of a page or of a file that it names, which are no clauses of a standard named nearby."""

import pytest

from ai_security_standards import load

CATALOG = load()

PAGE = "# ISO/IEC 27004\n\n## 4. The link to the core\n\n## 11. References\n\n{}\n"

#: Texts, and the provisions that are read in them.
TEXTS = {
    PAGE.format("The clause numbers from ISO/IEC 27001:2022 in sections 4 and 11 were checked."): [],
    PAGE.format("Die Nummern aus ISO/IEC 27001:2022 in Abschnitt 4 sind geprüft."): [],
    PAGE.format("ISO/IEC 27001 as sections 4, 5 and 11 say"): [],
    PAGE.format("ISO/IEC 27001, and more in section 5"): ["5"],
    PAGE.format("ISO/IEC 27001 in section 4. And ISO/IEC 27001 in section 4."): [],
    PAGE.format("As ISO/IEC 27001:2022 says, section 4.1"): ["4.1"],
    PAGE.format("ISO/IEC 27001 section 4"): ["4"],
    PAGE.format("Section 4 of ISO/IEC 27001"): ["4"],
    "[ISO/IEC 27002](../iso-iec-27002/en.md), section 8.": [],
    "the numbers of [ISO/IEC 27002](../iso-iec-27002/de.md) in Abschnitt 8": [],
    PAGE.format("ISO/IEC 27001 defines no terms itself; its section 4 says so."): ["4"],
    "section 4": [],
    "what `guide/iso-iec-27001.md` section 6": [],
}


@pytest.mark.parametrize("text", TEXTS)
def test_a_section_of_the_page_is_no_clause(text: str) -> None:
    refs = [ref.provision for each in CATALOG.audit(text) for ref in each.refs[:1]]
    assert [provision for provision in refs if provision] == TEXTS[text]


#: Texts near the name of a standard, and the provisions that are read in them.
NEAR = {
    "1. Each profile names ISO 27001 and COBIT\n2. **Check:** Section 9 lists the risks": "",
    "1. Each profile names ISO 27001 and COBIT\n2. Section 9: Performance evaluation": "9",
    "1. Each profile names ISO 27001 and COBIT\n2. Clause 9 lists the risks": "9",
    "- ISO 27001 A.8.28\n- Evidence: signed (Control 1, Profile)": "A.8.28",
    "- ISO 27001 A.8.28\n- Evidence: signed (Control 5, Profile)": "A.8.28 A.5",
    "- **04_INCIDENTS.md** - mapped to ISO 27001 A.5.26\n- **05_CONTINUITY_PLAN.md** - tiers": "A.5.26",
    "See SLSA. A SLSA attestation": "",
}


@pytest.mark.parametrize("text", NEAR)
def test_sections_controls_and_files_of_the_page_itself_are_left_alone(text: str) -> None:
    refs = [ref.provision for each in CATALOG.audit(text) for ref in each.refs if ref.provision]
    assert " ".join(refs) == NEAR[text]
