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


MERMAID = "```mermaid\nflowchart TD\n{}\n```\n"

#: Texts on SOC 2, and the provisions that are read in them.
LETTERED = {
    "a node at the end of an arrow": (MERMAID.format('  A["SOC 2"] --> P7["Phase 07"]\n  D1 --> P7'), []),
    "a node at the beginning of a line": (MERMAID.format(' A["SOC 2"]\n P6 --> D["24"]\n style P6 fill:#fff'), []),
    "a node in a list": (MERMAID.format('  A["SOC 2"] & P6 & P7 -.-> Y'), []),
    "no node, by what is behind it": (MERMAID.format('  A["SOC 2"] --> P6 and more'), ["P6"]),
    "no node, by what is before it": (MERMAID.format('  A["SOC 2 and P6"]\n  B["SOC 2 and P7 --> x"]'), ["P6", "P7"]),
    "a diagram of another language": (MERMAID.replace("mermaid", "dot").format('  A["SOC 2"] --> P6'), ["P6"]),
    "arrows in a text": ("SOC 2: to --> P6 --> P7", ["P6", "P7"]),
    "assumptions": ("SOC 2\n| A1 | The SOC 2 report |\n| A2 | All cooperate |\n| A3 | Nothing else |", []),
    "suppliers": ("| C1 | **Halcyon**, SOC 2 |\n| C2 | Meridian |\n\nSOC 2 by contract (C1, C3, C4)", []),
    "letters of the standard": ("SOC 2 and C1, P6, P8; A2 of the plan", ["C1", "P6", "P8"]),
    "numbers with zeros": ("OWASP Top 10 2021\n- A01\n- A03\n- A10", ["A01", "A03", "A10"]),
}  # fmt: skip


@pytest.mark.parametrize("case", LETTERED)
def test_letters_of_diagrams_and_lists_of_the_page_are_no_criteria(case: str) -> None:
    text, expected = LETTERED[case]
    found = [each for each in CATALOG.audit(text) if each.refs and each.refs[0].provision]
    assert [each.text for each in found] == expected


DEEPER = {
    "HIPAA 45 CFR §164.312(b)(2)(i)": ("45 CFR §164.312(b)(2)(i)", "not-shipped"),
    "HIPAA 45 CFR §164.312(b) and (c)": ("45 CFR §164.312(b)", "ok"),
    "HIPAA 45 CFR §164.312(a)(2)(i)": ("45 CFR §164.312(a)(2)(i)", "ok"),
    "HIPAA 45 CFR §164.312(b)(2": ("45 CFR §164.312(b)", "ok"),
    "EU AI Act Article 5(1)(a)(2)": ("EU AI Act Article 5(1)(a)(2)", "unknown"),
    "EU AI Act Article 2(2)(3)": ("EU AI Act Article 2(2)", "ok"),
}


@pytest.mark.parametrize("text", DEEPER)
def test_a_point_without_parts_is_not_read_for_one_of_its_parts(text: str) -> None:
    found = {each.text: each.verdict.value for each in CATALOG.audit(text)}
    expected, verdict = DEEPER[text]
    assert found[expected] == verdict
