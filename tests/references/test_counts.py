"""Numbers that count what stands behind them."""

import pytest

from ai_security_standards import load
from ai_security_standards.references.auditing import FileText

CATALOG = load()

READ: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "controls of an annex": (
        "ISO 27001 Annex A 93 controls in 4 themes",
        [("ISO 27001 Annex A", "iso-iec-27001@2022:Annex A")],
    ),
    "with a classifier": (
        "ISO 27001:2022: Annex A 14个域",
        [("ISO 27001:2022: Annex A", "iso-iec-27001@2022:Annex A")],
    ),
    "with its title": (
        "ISO 27001 Annex A 8 Technological controls",
        [("ISO 27001 Annex A 8", "iso-iec-27001@2022:A.8")],
    ),
    "in a bracket behind a heading": (
        "22301-Anforderungen (6 Zuordnungen) und ISO 27001",
        [("ISO 27001", "iso-iec-27001@2022")],
    ),
    "a range in a bracket": (
        "ISO 27001 clauses (4 to 10)",
        [("ISO 27001 clauses (4", "iso-iec-27001@2022:4"), ("10", "iso-iec-27001@2022:10")],
    ),
    "what a clause asks for": (
        "ISO 27001 Clause 9 requires",
        [("ISO 27001 Clause 9", "iso-iec-27001@2022:9")],
    ),
    "another heading before a comma": (
        "ISO 27001: manage clauses, Annex A",
        [("ISO 27001", "iso-iec-27001@2022"), ("Annex A", "iso-iec-27001@2022:Annex A")],
    ),
}


@pytest.mark.parametrize("case", READ)
def test_a_count_is_no_part_of_an_identifier(case: str) -> None:
    text, expected = READ[case]
    found = CATALOG.audit(FileText("case.md", text))
    assert [(each.text, str(each.refs[0])) for each in found if each.refs] == expected
    assert all(each.refs for each in found)
