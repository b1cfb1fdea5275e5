"""The edition that the titles of a page settle, also for identifiers that stand without one."""

import pytest

from ai_security_standards import load

CATALOG = load()

SETTING = 'finding(\n    owasp_category="{}",\n    owasp_label="{}",\n    severity="high",\n)\n'

#: Texts, and the editions of the OWASP Top 10 for LLM applications that their identifiers mean.
SETTLED = {
    "a label in the line below": (SETTING.format("LLM04", "Data and Model Poisoning"), ["2025"]),
    "a label in the line above": ('OWASP_LABEL = "Excessive Agency"\nOWASP_CATEGORY = "LLM06"\n', ["2025"]),
    "a label elsewhere on the page": (
        "**OWASP**: LLM04 | **Year**: 2024\n\n# Code\n\n" + SETTING.format("LLM04", "Data & Model Poisoning"),
        ["2025", "2025"],
    ),
    "a label with its former title": (SETTING.format("LLM09", "Misinformation / Overreliance"), ["2025"]),
    "a label of an older edition": (
        "OWASP: LLM04\n\n" + SETTING.format("LLM04", "Model Denial of Service"),
        ["2023", "2023"],
    ),
    "other identifiers with their titles": (
        "OWASP: LLM04\n\nLLM05: Improper Output Handling\n\nLLM06: Excessive Agency\n\nLLM08: Vector and Embedding Weaknesses",
        ["2025"] * 4,
    ),
    "the title of two editions that mean the same": (
        "OWASP: LLM02\n\n" + SETTING.format("LLM02", "Sensitive Information Disclosure"),
        ["2026", "2026"],
    ),
}

#: Texts in which the last identifier stays open.
OPEN = {
    "another identifier with its title": SETTING.format("LLM06", "Excessive Agency") + "\n\nOWASP: LLM04",
    "no title": "OWASP: LLM04",
    "titles of two editions": (
        "LLM04: Model Denial of Service\n\nLLM04: Data and Model Poisoning\n\nOWASP: LLM06"
    ),
    "half a title": "OWASP: LLM06\n\nLLM04: poisoning of data\n\nOWASP: LLM06",
    "a label of nobody": SETTING.format("LLM04", "Bicycle Maintenance"),
    "a label of another line": 'owasp_label="Data and Model Poisoning",\nlevel=3,\nowasp_category="LLM04",\n',
}


@pytest.mark.parametrize("case", SETTLED)
def test_titles_settle_the_edition_of_a_page(case: str) -> None:
    text, editions = SETTLED[case]
    found = CATALOG.audit(text)
    assert found.passed
    assert [each.refs[0].edition for each in found] == editions


@pytest.mark.parametrize("case", OPEN)
def test_a_page_without_agreeing_titles_stays_open(case: str) -> None:
    assert CATALOG.audit(OPEN[case])[-1].verdict == "ambiguous"
