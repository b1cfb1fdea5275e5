"""Identifiers that a program gives its own records and questions are none of a document."""

import pytest

from ai_security_standards import load

CATALOG = load()

#: Texts, and the provisions that are read in them.
READ = {
    "a key beside what it maps to": (
        "// NIST CSF\nx = [{\n  id: 'pr_ac_6',\n  weight: 9,\n  compliance_mapping: 'PR.AC-06',\n}]", ["PR.AC-06"]),
    "a key that is all there is": ("// NIST CSF\nx = [{\n  id: 'gv_oc_01',\n  weight: 9,\n}]", ["gv_oc_01"]),
    "a key of the next record": (
        "// NIST CSF\nx = [{id: 'gv_oc_01'}, {id: 'q2', compliance_mapping: 'GV.OC-02'}]", ["gv_oc_01", "GV.OC-02"]),
    "a key far from a mapping": (
        "// NIST CSF\nx = [{id: 'gv_oc_01'}]\n" + "y = 1\n" * 300 + "GV.OC-02", ["gv_oc_01", "GV.OC-02"]),
    "a mapping written alike": ("// NIST CSF\n{id: 'gv_oc_01', maps: 'gv_oc_02'}", ["gv_oc_01", "gv_oc_02"]),
    "another field": ("// NIST CSF\n{control: 'gv_oc_01', maps: 'GV.OC-01'}", ["gv_oc_01", "GV.OC-01"]),
    "a key as it is printed": ("// NIST CSF\n{id: 'GV.OC-01', maps: 'GV.OC-02'}", ["GV.OC-01", "GV.OC-02"]),
    "a question on a category": ("NIST CSF ('t', 'ID.AM.Q1', 'Is there a list?')", []),
    "a part of nothing": ("NIST CSF ('t', 'ID.XY-99')", []),
    "a number that does not exist": ("NIST CSF ID.AM-99", ["ID.AM-99"]),
    "a letter where identifiers have one": ("MITRE ATLAS AML.T9999", ["MITRE ATLAS AML.T9999"]),
}  # fmt: skip


@pytest.mark.parametrize("case", READ)
def test_identifiers_of_own_records_are_left_alone(case: str) -> None:
    text, expected = READ[case]
    found = [each for each in CATALOG.audit(text) if each.text != "NIST CSF"]
    assert [each.text for each in found] == expected
