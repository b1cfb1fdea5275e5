"""Provisions of a law as a proposal would have them."""

import pytest

from ai_security_standards import load
from ai_security_standards.references.auditing import FileText

CATALOG = load()

READ: dict[str, tuple[str, list[str]]] = {
    "directly behind the proposal": ("HIPAA\n164.312(d), NPRM 164.312(a)(2)(ii)", ["164.312(d)"]),
    "on the line of the proposal": ("HIPAA\nThe NPRM asks for a network map under 164.312(a)(2)(vi)", []),
    "called new": ("HIPAA\nrequired under new 164.312(a)(2)(vi)", []),
    "of the law in force": ("HIPAA\nThe NPRM leaves 164.312(d) as it is.", ["164.312(d)"]),
    "what the law lacks": ("HIPAA\nsee 164.312(a)(2)(vi)", ["164.312(a)(2)(vi)"]),
}


@pytest.mark.parametrize("case", READ)
def test_a_proposal_is_not_the_law(case: str) -> None:
    text, expected = READ[case]
    found = CATALOG.audit(FileText("case.md", text))
    assert [each.text for each in found if each.text.startswith("164")] == expected


def test_a_single_reference_is_read() -> None:
    assert str(CATALOG.resolve("NPRM 164.312(d)", within="us-hipaa")) == "us-hipaa@1996:164.312(d)"
