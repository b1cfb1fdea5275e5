"""Identifiers that are cut or split: brackets, quotes, hyphens, escaped line ends, lists of amendments."""

from __future__ import annotations

import pytest

from ai_security_standards import load
from ai_security_standards.references.auditing import FileText
from ai_security_standards.references.text.escapes import without_escapes
from ai_security_standards.references.text.tokens import PADDING

CATALOG = load()


def _read(path: str, text: str) -> list[str]:
    """Return what is read in a file, or the verdict of what means nothing."""
    return [
        " ".join(map(str, each.refs)) or f"{each.text}: {each.verdict}"
        for each in CATALOG.audit(FileText(path, text))
    ]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("HIPAA 164.316(b)(1)(iii)", "HIPAA 164.316(b)(1)(iii): not-shipped"),
        ("HIPAA 164.308(b)(4)", "HIPAA 164.308(b)(4): not-shipped"),
        ("HIPAA 164.308(b)(encrypt)", "us-hipaa@1996:164.308(b)"),
        ("HIPAA 164.308", "us-hipaa@1996:164.308"),
        ("Art. 16 Abs. 1 DSGVO", "Art. 16 Abs. 1 DSGVO: unknown"),
        ("Art. 16 Abs. und DSGVO", "eu-gdpr@2016/679"),
        ("Art. 6 Abs. 1 DSGVO", "eu-gdpr@2016/679:Article 6(1)"),
        ("EU AI Act Article 5(1)(a)(ii)", "eu-ai-act@2024/1689:Article 5(1)(a)"),
        ("HIPAA 164.312('c')(1)", "us-hipaa@1996:164.312(c)(1)"),
    ],
)
def test_a_part_that_no_edition_has_is_not_dropped(text: str, last: str) -> None:
    assert _read("a.md", text)[-1] == last


def test_a_hyphen_joins_paragraphs_where_one_leads_to_a_smaller_number() -> None:
    gdpr = "eu-gdpr@2016/679:Article"
    text = "<a>GDPR Art.4-1</a>\n<b>GDPR Art.9-1</b>\n<c>GDPR Art.4-26</c>\n<d>GDPR Art.4-99</d>"
    assert _read("a.xml", text)[:3] == [f"{gdpr} 4(1)", f"{gdpr} 9(1)", f"{gdpr} 4(26)"]
    assert _read("a.xml", "<a>GDPR Art.4-26</a> …/art_4/par_26")[0] == f"{gdpr} 4(26)"
    assert _read("a.xml", "<a>GDPR Art.4-7g</a> <b>GDPR Art.9-1</b>")[-1] == f"{gdpr} 9(1)"
    assert _read("a.xml", "<a>GDPR Art.4-5</a>")[0] == f"{gdpr} 4"


def test_articles_behind_escaped_line_ends_are_read() -> None:
    act = "eu-ai-act@2024/1689"
    text = r'{"title": "EU AI Act", "text": "\nArticle 6\n(1)\nRecitals\n47\n,\n50\n, and\n51\nChapter III"}'
    assert _read("a.json", text) == [
        act, f"{act}:Article 6(1)", *(f"{act}:Recital {number}" for number in (47, 50, 51)), f"{act}:Chapter III",
    ]  # fmt: skip
    assert _read("a.json", r'{"text": "EU AI Act, this Article.\n9. Next"}') == [act]


def test_escapes_keep_every_position() -> None:
    assert without_escapes("plain", ".json") == "plain"
    assert without_escapes(r"C:\\new\tA", ".json") == rf"C:\\new {PADDING}A"
    assert (
        without_escapes(r"C:\new \nArticle \r\n\n6", ".py")
        == rf"C:\new  {PADDING}Article " + f" {PADDING}" * 3 + "6"
    )


def test_articles_that_an_act_amends_in_a_list_are_of_the_amended_act() -> None:
    act, own = "eu-ai-act@2024/1689", "This Regulation applies. This Regulation is binding."
    items = (
        "(1) in Article 17, the following paragraph is added: x\n(2) Article 19 is replaced; see Article 6."
    )
    text = f"# Regulation (EU) 2024/1689\n{own}\nRegulation (EU) 2018/1139 is amended as follows:\n{items}"
    assert _read("a.md", text) == [act, f"{act}:Article 6"]
    text = f"# Omnibus\n{own}\nRegulation (EU) 2024/1689 is amended as follows:\n{items}"
    assert _read("a.md", text) == [act, *(f"{act}:Article {number}" for number in (17, 19))]
    text = f"# Regulation (EU) 2024/1689\n{own}\nIn Article 17, the following is added: x"
    assert _read("a.md", text) == [act, f"{act}:Article 17"]


def test_a_name_of_a_condition_does_not_hold_where_it_fails() -> None:
    text = "const x = norm === 'iso42001' ? [{id: 'A.2'}] : [{id: 'A.5'}];"
    assert _read("a.js", text) == ["iso-iec-42001@2023", "iso-iec-42001@2023:A.2"]
