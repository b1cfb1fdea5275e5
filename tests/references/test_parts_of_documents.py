"""Documents that are published in parts: the number of one part names no other."""

import pytest

from ai_security_standards import UnknownReference, load

CATALOG = load()

#: Texts, and all that is read in them.
TEXTS = {
    "ISO/IEC 27035-2": [],
    "ISO/IEC 27035-2:2023, Clause 6.1": [],
    "ISO/IEC 27035-2/-3/-4": [],
    "ISO/IEC 27035-1:2023, ISO/IEC 27035-2:2023": ["iso-iec-27035-1@2023"],
    "ISO/IEC 27035-1/-2": ["iso-iec-27035-1@2023"],
    "ISO/IEC 27035 and the others": ["iso-iec-27035-1@2023"],
    "iso-iec-27036-2, iso-iec-27035-3,27035,3": [],
    "DIN EN ISO/IEC 27006-2:2023-08": [],
    "ISO/IEC TS 27006-2:2021": [],
    "ISO/IEC 27001-2, ISO27035-4": [],
    "ETSI TS 104 223-2": [],
    "ISO/IEC 27001-27005": ["iso-iec-27001@2022", "iso-iec-27005@2022"],
    "ISO 42001/27035-2": ["iso-iec-42001@2023"],
    "iso-iec-27001-2022": ["iso-iec-27001@2022"],
    "ISO27001-5.2": ["iso-iec-27001@2022:5.2"],
    "ISO27001-10": ["iso-iec-27001@2022"],
    "ISO 27001-17-1": ["iso-iec-27001@2022"],
    "IEC 62443-3-3, ISO/IEC 15408-4:2026": ["iec-62443-3-3@2013", "iso-iec-15408-4@2026"],
    "NIST SP 800-53-5": ["nist-sp-800-53@5"],
}


@pytest.mark.parametrize("text", TEXTS)
def test_another_part_is_another_document(text: str) -> None:
    assert [str(each.refs[0]) for each in CATALOG.audit(text) if each.refs] == TEXTS[text]


def test_a_part_that_is_not_known_does_not_resolve() -> None:
    with pytest.raises(UnknownReference):
        CATALOG.resolve("ISO/IEC 27035-2")
