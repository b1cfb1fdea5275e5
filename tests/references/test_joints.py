"""Ranges and lists of numbers, where the document also has the number that they would make together."""

from __future__ import annotations

import pytest

from ai_security_standards import load

CATALOG = load()


def _read(text: str) -> list[str]:
    return [f"{ref.standard}:{ref.provision}" for each in CATALOG.find_references(text) for ref in each.refs]


@pytest.mark.parametrize(
    ("text", "provisions"),
    [
        ("PCI DSS covers Req. 1-2 here", ["1", "2"]),
        ("PCI DSS covers Req. 3-4 here", ["3", "4"]),
        ("PCI DSS Req. 8.2-8.3", ["8.2", "8.3"]),
        ("PCI DSS Req. 1.2-1.3 and 3.4", ["1.2", "1.3", "3.4"]),
        ("PCI DSS Req. 1.2.3", ["1.2.3"]),
    ],
)
def test_a_dash_joins_whole_requirements(text: str, provisions: list[str]) -> None:
    found = [each.removeprefix("pci-dss:") for each in _read(text)]
    assert [each for each in found if each != "None"] == provisions


def test_a_range_does_not_go_down() -> None:
    assert _read("PCI DSS Req. 8.3-8.2")[:1] != ["pci-dss:8.3", "pci-dss:8.2"]


def test_documents_that_print_dashes_keep_them() -> None:
    found = CATALOG.find_references("see Article 17-2", within="kr-ai-basic-act")
    assert [ref.provision for each in found for ref in each.refs] == ["Article 17-2"]


def test_a_slash_joins_numbers_padded_alike() -> None:
    text = "SOC 2 and BSI C5. The tests follow PI-01/03."
    assert _read(text)[2:] == ["bsi-c5:PI-01", "bsi-c5:PI-03"]
    assert _read("SOC 2 PI1.3")[-1] == "aicpa-tsc:PI1.3"


def test_a_padded_code_is_of_the_document_that_prints_it() -> None:
    assert _read("SOC 2 and BSI C5. See PI-01 and PI1.2.")[2:] == ["bsi-c5:PI-01", "aicpa-tsc:PI1.2"]
    assert _read("BSI C5:2020\n\nand SOC 2. See PI-01.")[2:] == ["bsi-c5:PI-01"]
    assert _read("SOC 2. See PI-01.")[1:] == ["aicpa-tsc:PI1"]
    assert _read("SOC 2, NIST AI RMF and PCI DSS. See PI-01.")[3:] == ["aicpa-tsc:PI1"]


@pytest.mark.parametrize(
    ("text", "provisions"),
    [
        ("NIST SP 800-53 CM-2/3/8", ["CM-2", "CM-3", "CM-8"]),
        ("NIST SP 800-53 CM-2(3)", ["CM-2(3)"]),
        ("ATLAS AML.T0051/001", ["AML.T0051.001"]),
    ],
)
def test_a_slash_behind_a_number_behind_a_dash_joins_controls(text: str, provisions: list[str]) -> None:
    assert [each.partition(":")[2] for each in _read(text)] == provisions


def test_a_range_of_padded_codes_goes_by_number() -> None:
    found = CATALOG.find_references("MITRE ATT&CK TA0007-TA0011")
    inside = [str(ref.provision) for each in found for ref in each.refs]
    assert inside == ["TA0007", "TA0008", "TA0009", "TA0010", "TA0011"]
