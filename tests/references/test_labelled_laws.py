"""An article in an object that is called by a law is of that law, on a page that names several."""

import pytest

from ai_security_standards import load
from ai_security_standards.references.auditing import FileText

CATALOG = load()

OTHERS = '"a": "EU AI Act, NIS2 and DORA", "b": "GDPR", "c": "MITRE ATLAS", '

LABELLED = {
    "the end of a name as a key": ('"ai_act": {"list": ["Steps (Art. 5)"]}', "eu-ai-act@2024/1689:Article 5"),
    "a name with more as a key": ('"gdpr_steps": {"list": ["Steps (Art. 5)"]}', "eu-gdpr@2016/679:Article 5"),
    "a label": ('"x": {"label": "GDPR", "list": ["Steps (Art. 5)"]}', "eu-gdpr@2016/679:Article 5"),
    "a label with a remark": (
        '"x": {"label": "NIS2 (EU)", "list": ["Steps (Art. 5)"]}',
        "eu-nis2@2022/2555:Article 5",
    ),
    "a label around another object": (
        '"x": {"name": "GDPR", "y": {"name": "Steps", "list": ["Steps (Art. 5)"]}}',
        "eu-gdpr@2016/679:Article 5",
    ),
}

NOT_LABELLED = {
    "no name": '"x": {"label": "Steps", "list": ["Steps (Art. 5)"]}',
    "a label that says more": '"x": {"label": "GDPR steps", "list": ["Steps (Art. 5)"]}',
    "two laws": '"x": {"label": "GDPR", "key": "NIS2", "list": ["Steps (Art. 5)"]}',
    "a short key": '"act": {"list": ["Steps (Art. 5)"]}',
}


@pytest.mark.parametrize("case", LABELLED)
def test_the_object_tells_the_law(case: str) -> None:
    text, ref = LABELLED[case]
    found = CATALOG.audit(FileText("a.json", "{" + OTHERS + text + "}"))[-1]
    assert [str(each) for each in found.refs] == [ref]


@pytest.mark.parametrize("case", NOT_LABELLED)
def test_the_object_tells_no_law(case: str) -> None:
    assert (
        CATALOG.audit(FileText("a.json", "{" + OTHERS + NOT_LABELLED[case] + "}"))[-1].verdict == "ambiguous"
    )


def test_a_page_without_records_has_no_labels() -> None:
    found = CATALOG.audit("The EU AI Act, NIS2 and the GDPR. See Art. 5.")[-1]
    assert found.verdict == "ambiguous"
