"""Titles beside identifiers in the scripts and tables of pages: an argument, a key of a record, a cell."""

import pytest

from ai_security_standards import load
from ai_security_standards.references.auditing import FileText
from ai_security_standards.references.text.markup_titles import title_in_markup

CATALOG = load().as_of("2026-11-29")

#: A place of A.5.18 in a page, and the title beside it.
TITLES: dict[str, tuple[str, str]] = {
    "an argument": ("open('A.5.18','Access rights')", "Access rights"),
    "an argument in other quotes": ("open(\"A.5.18\", \"Nobody's rights\")", "Nobody's rights"),
    "an argument behind a short word": ("open('A.5.18','iso','Access rights')", "Access rights"),
    "a key": ("{control_ref:'A.5.18', title:'Access rights', done: 3}", "Access rights"),
    "a key in quotes": ('{"done": 3, "id": "A.5.18", "name": "Access rights"}', "Access rights"),
    "a key behind others": ("{id:'A.5.18', theme:'People', done: 3, title:'Access rights'}", "Access rights"),
    "a cell": ("<tr><td>A.5.18</td><td>Access rights</td></tr>", "Access rights"),
    "a cell with marks": ('<td><b class="x">A.5.18</b></td>\n  <td class="y"><i>Access rights</i></td>', "Access rights"),
}  # fmt: skip
NONE: dict[str, str] = {
    "no call": "['A.5.18','Access rights']",
    "a call without more": "open('A.5.18')",
    "a call with a number": "open('A.5.18', 3)",
    "a key of something else": "{id:'A.5.18', owner:'Access rights'}",
    "an empty title": "{id:'A.5.18', title:''}",
    "a key too far away": "{id:'A.5.18', a:'xyz', b:'xyz', c:'xyz', title:'Access rights'}",
    "a record without more": "{id:'A.5.18'}",
    "no key": "'A.5.18', title:'Access rights'",
    "a cell with more": "<td>A.5.18 and more</td><td>Access rights</td>",
    "the last cell": "<td>A.5.18</td></tr>",
    "no cell": "<p>A.5.18</p><p>Access rights</p>",
    "text": "see A.5.18: Access rights",
}  # fmt: skip


@pytest.mark.parametrize("case", TITLES)
def test_a_title_is_read(case: str) -> None:
    text, title = TITLES[case]
    start = text.index("A.5.18")
    found = title_in_markup(text, start, start + len("A.5.18"))
    assert found is not None
    assert found.text == title
    assert found.is_firm == ("key" in case)


@pytest.mark.parametrize("case", NONE)
def test_what_is_no_title_is_left(case: str) -> None:
    start = NONE[case].index("A.5.18")
    assert title_in_markup(NONE[case], start, start + len("A.5.18")) is None


@pytest.mark.parametrize(
    ("title", "verdict"),
    [("Access rights", "ok"), ("Access to source code", "title-mismatch"), ("Pflege der Räder", "title-not-compared")],
)  # fmt: skip
def test_an_audit_compares_it(title: str, verdict: str) -> None:
    text = (
        f"<h1>ISO/IEC 27001:2022</h1><script>x = [{{control_ref:'A.5.18',title:'{title}',done:3}}]</script>"
    )
    found = {each.text: each.verdict.value for each in CATALOG.audit(FileText("x.html", text))}
    assert found["A.5.18"] == verdict


def test_a_wrong_cell_of_a_page_is_found() -> None:
    rows = {
        "A.5.7": "Threat intelligence",
        "A.8.7": "Protection against malware",
        "A.8.10": "Information deletion",
        "A.5.11": "Access rights",
    }
    cells = "".join(f"<tr><td>{key}</td><td>{title}</td></tr>\n" for key, title in rows.items())
    page = f"<h1>ISO/IEC 27001:2022</h1>\n<table>{cells}</table>"
    findings = CATALOG.audit(FileText("x.html", page)).findings
    assert [(each.text, each.verdict.value) for each in findings] == [("A.5.11", "title-mismatch")]
