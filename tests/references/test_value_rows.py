"""A row of values in a statement of a database states the edition of the document that it names."""

import pytest

from ai_security_standards import load

CATALOG = load()

ROW = "INSERT INTO frameworks (name, short, {}, note) VALUES\n('NIST Cybersecurity Framework', 'CSF', '{}', 'x');\n"
CONTROL = "INSERT INTO controls (code) VALUES ('PR.AC-1');"

STATED = {
    "a version": ROW.format("version", "1.1") + CONTROL,
    "an edition with its mark": ROW.format("edition", "v1.1") + CONTROL,
    "a row of several lines": ROW.format("version", "1.1").replace(", ", ",\n  ") + CONTROL,
}

NOT_STATED = {
    "no column for it": ROW.format("weight", "1.1") + CONTROL,
    "an edition of nobody": ROW.format("version", "0.7") + CONTROL,
    "another row": ROW.format("version", "x").replace("'x');", "'x'),\n('Other', 'O', '1.1', 'x');")
    + CONTROL,
    "a name outside": "INSERT INTO t (version) VALUES ('1.1');\n-- 'NIST Cybersecurity Framework', '1.1',\n"
    + CONTROL,
    "no statement": "('NIST Cybersecurity Framework', 'CSF', '1.1', 'x')\nPR.AC-1",
    "a name without quotes": "NIST Cybersecurity Framework 'x', '1.1',\n" + CONTROL,
}


@pytest.mark.parametrize("case", STATED)
def test_a_row_states_an_edition(case: str) -> None:
    found = CATALOG.audit(STATED[case])
    assert found.passed
    assert str(found[-1].refs[0]) == "nist-csf@1.1:PR.AC-1"


@pytest.mark.parametrize("case", NOT_STATED)
def test_a_row_states_no_edition(case: str) -> None:
    assert CATALOG.audit(NOT_STATED[case])[-1].verdict == "retired"
