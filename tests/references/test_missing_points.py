"""Parts and points of annexes in the languages of the Union, and those that an annex does not have."""

from __future__ import annotations

import pytest

from ai_security_standards import load

CATALOG = load()
CRA = "eu-cra@2024/2847:Annex I, Part"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CRA Anhang I Teil I Nr. 2", f"{CRA} I, point (2)"),
        ("Cyber Resilience Act, Anhang I Teil II Nr. 5", f"{CRA} II, point (5)"),
        ("Cyber Resilience Act, annexe I, partie II", f"{CRA} II"),
        ("Cyber Resilience Act Annex I Part I point (2)(a)", f"{CRA} I, point (2)(a)"),
        ("Cyber Resilience Act Anhang I Teil I Nr. 7", "unknown"),
        ("Cyber Resilience Act Annex I Part I point 9", "unknown"),
        ("Cyber Resilience Act Annex I Part II, point (12)", "unknown"),
        ("EU AI Act Anhang III Nr. 12", "unknown"),
        ("EU AI Act Annex III point 1", "eu-ai-act@2024/1689:Annex III(1)"),
        ("Cyber Resilience Act Annex I Part I No comment", f"{CRA} I"),
        ("Cyber Resilience Act Annex I Part I; point 9", f"{CRA} I"),
        ("Cyber Resilience Act Annex I Part I point-9", f"{CRA} I"),
    ],
)
def test_points_are_read_or_unknown(text: str, expected: str) -> None:
    found = CATALOG.audit(text)[-1]
    assert (" ".join(map(str, found.refs)) or str(found.verdict)) == expected


def test_points_of_what_has_none_in_the_data_are_not_judged() -> None:
    found = CATALOG.audit("Cyber Resilience Act Annex V point 40")[-1]
    assert found.verdict != "unknown" or "Annex V" in found.text
