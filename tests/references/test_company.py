"""CRA is the Cyber Resilience Act where the page names that act, or other acts of the Union."""

from __future__ import annotations

import pytest

from ai_security_standards import load
from ai_security_standards.references.auditing import FileText

CATALOG = load()


@pytest.mark.parametrize(
    ("text", "is_act"),
    [
        ("The Cyber Resilience Act is law. The CRA applies to products.", True),
        ("NIS2, DORA, CRA", True),
        ("The EU AI Act and the CRA overlap.", True),
        ("The CRA applies.", False),
        ("GDPR and CRA", False),
        ("DORA, and credit ratings of a CRA", False),
        ("NIS2. In Canada, the CRA collects revenue.", False),
        (
            "NIS2 matters. A rating of the bank, which is known to all of us here and everywhere: the CRA has it.",
            False,
        ),
        ("the cra of NIS2", False),
    ],
)
def test_what_cra_means(text: str, is_act: bool) -> None:
    read = {
        str(ref) for each in CATALOG.audit(FileText("a.md", text)) for ref in each.refs if each.text == "CRA"
    }
    assert read == ({"eu-cra@2024/2847"} if is_act else set())


def test_a_lone_reference_is_the_act() -> None:
    assert str(CATALOG.resolve("CRA")) == "eu-cra@2024/2847"
    assert CATALOG.find_references("CRA", within="eu-cra")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lei 6.385. Receivables (CRA) are so.\n\nTheir offer needs it (Art. 19).", []),
        ("Lei 6.385. Receivables (CRA) are so.\n\nBy CRA Art. 19 it does.", ["Article 19"]),
        ("The CRA handbook.\n\nIt is needed (Art. 19).", ["Article 19"]),
        ("Lei 6.385. Firmware and CRA.\n\nIt is needed (Art. 19).", ["Article 19"]),
        ("The Cyber Resilience Act (CRA) is so.\n\nIt is needed (Art. 19).", ["Article 19"]),
    ],
)
def test_a_provision_is_of_no_document_that_is_only_named_by_a_shared_name(
    text: str, expected: list[str]
) -> None:
    found = CATALOG.audit(text)
    assert [ref.provision for each in found for ref in each.refs if ref.provision] == expected
