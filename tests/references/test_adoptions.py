"""National adoptions of standards, which have years of their own, and several editions named together."""

import pytest

from ai_security_standards import load

CATALOG = load()

#: Texts, and what is read in each: the text with its reference, or else the verdict.
TEXTS = {
    "DIN EN ISO/IEC 27001:2024-01, the DIN adoption": [("DIN EN ISO/IEC 27001:2024-01", "not-shipped")],
    "DIN EN ISO/IEC 15408-1:2024-01 adopts": [("DIN EN ISO/IEC 15408-1:2024-01", "not-shipped")],
    "DIN EN ISO/IEC 27017:2021-11": [("DIN EN ISO/IEC 27017:2021-11", "not-shipped")],
    "BS EN ISO/IEC 27001:2023": [("BS EN ISO/IEC 27001:2023", "not-shipped")],
    "UNE-EN ISO/IEC 27001:2017": [("UNE-EN ISO/IEC 27001:2017", "not-shipped")],
    "DIN EN ISO/IEC 27001:2024-01, 5.2": [
        ("DIN EN ISO/IEC 27001:2024-01", "not-shipped"),
        ("5.2", "not-shipped"),
    ],
    "DIN ISO 31000:2018-10": [("DIN ISO 31000:2018-10", "iso-31000@2018")],
    "ISO/IEC 27001:2022-10": [("ISO/IEC 27001:2022-10", "iso-iec-27001@2022")],
    "ISO/IEC 27001:2022-13": [("ISO/IEC 27001:2022", "iso-iec-27001@2022")],
    "DIN EN ISO/IEC 42001:2026": [("DIN EN ISO/IEC 42001:2026", "en-iso-iec-42001@2026")],
    "EN ISO/IEC 22989:2023": [("EN ISO/IEC 22989:2023", "en-iso-iec-22989@2023")],
    "DIN EN ISO/IEC 27001:99": [("DIN EN ISO/IEC 27001", "iso-iec-27001@2022")],
    "ISO/IEC 27001:2028": [("ISO/IEC 27001:2028", "newer-than-data")],
    "ISO/IEC 27001:2013 ISO/IEC 27001:2005": [
        ("ISO/IEC 27001:2013", "iso-iec-27001@2013"),
        ("ISO/IEC 27001:2005", "not-shipped"),
    ],
    "| ISO/IEC 27006:2015 ISO/IEC 27006:2011 |": [
        ("ISO/IEC 27006:2015", "not-shipped"),
        ("ISO/IEC 27006:2011", "not-shipped"),
    ],
    "ISO/IEC 27001:2005 (ISO 27001:2005)": [("ISO/IEC 27001:2005 (ISO 27001:2005)", "not-shipped")],
    "ISO/IEC 27001 (ISO 27001:2022)": [("ISO/IEC 27001 (ISO 27001:2022)", "iso-iec-27001@2022")],
}


@pytest.mark.parametrize("text", TEXTS)
def test_the_year_of_an_adoption_is_not_that_of_the_standard(text: str) -> None:
    found = CATALOG.audit(text)
    assert [(each.text, str(each.refs[0]) if each.refs else each.verdict) for each in found] == TEXTS[text]


def test_the_reason_tells_that_the_year_is_that_of_an_adoption() -> None:
    (found,) = CATALOG.audit("DIN EN ISO/IEC 27001:2024-01")
    assert "'DIN EN 2024-01' dates an adoption of iso-iec-27001" in str(found.reasons[0].text)
