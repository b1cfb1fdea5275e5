"""Members of a list that are of a part of their catalogue that the data do not hold."""

import pytest

from ai_security_standards import load
from ai_security_standards.references.auditing import FileText

CATALOG = load()


def _read(path: str, text: str) -> list[tuple[str, str]]:
    return [(each.text, str(each.verdict)) for each in CATALOG.audit(FileText(path, text))]


def test_techniques_for_industrial_systems_are_read_alike() -> None:
    text = '---\nmitre_attack: ["T0843", "T0839", "T0881.001"]\n---\n'
    expected = [(name, "not-shipped") for name in ("T0843", "T0839", "T0881.001")]
    assert _read("a.md", text) == [("mitre_attack", "ok"), *expected]


def test_techniques_for_mobile_devices_are_read_behind_one_for_enterprises() -> None:
    text = '{"mitre_attack": ["T1204", "T1475", "T1516"]}'
    expected = [("T1204", "ok"), ("T1475", "not-shipped"), ("T1516", "not-shipped")]
    assert _read("a.json", text) == [("mitre_attack", "ok"), *expected]


@pytest.mark.parametrize(
    "text", ["ATT&CK T1204, T9475", "ATT&CK T1204. T0843", "ATT&CK, T0843", "ATT&CK T1204, T0843-b", "T0843"]
)
def test_others_are_not(text: str) -> None:
    assert "not-shipped" not in [verdict for _, verdict in _read("a.md", text)]
