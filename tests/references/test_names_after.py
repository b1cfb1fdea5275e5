"""The name of an act directly behind an article, whose paragraph the data may lack."""

from __future__ import annotations

import pytest

from ai_security_standards import load

CATALOG = load()
CRA, NIS2 = "eu-cra@2024/2847", "eu-nis2@2022/2555"

#: What is read in a text: each text with its provision, or with its verdict where there is none.
READ = {
    "a short name": ("Art. 13 CRA", [("Art. 13 CRA", f"{CRA}:Article 13")]),
    "a paragraph in words": ("Art. 10 Abs. 6 CRA", [("Art. 10 Abs. 6 CRA", "not-shipped")]),
    "a paragraph in brackets": (
        "Article 10(6) of the Cyber Resilience Act",
        [("Article 10(6)", "not-shipped"), ("Cyber Resilience Act", CRA)],
    ),
    "a paragraph that no edition has": (
        "Art. 16(1) DSGVO",
        [("Art. 16(1)", "unknown"), ("DSGVO", "eu-gdpr@2016/679")],
    ),
    "a point": (
        "NIS2. Article 10(6)(b) CRA",
        [("NIS2", NIS2), ("Article 10(6)(b)", "not-shipped"), ("CRA", CRA)],
    ),
    "a sentence of another act": (
        "GDPR, NIS2. Art. 10 Abs. 6 CRA",
        [("GDPR", "eu-gdpr@2016/679"), ("NIS2", NIS2), ("Art. 10 Abs. 6 CRA", "not-shipped")],
    ),
    "a sentence without another act": ("NIS2. Art. 21 holds.", [("NIS2. Art. 21", f"{NIS2}:Article 21")]),
    "an unknown article of the next sentence": ("Use NIS2. Art. 350 holds.", [("NIS2", NIS2)]),
    "many parts": (
        "NIS2. Article 10(6)(b)(c) CRA",
        [("NIS2", NIS2), ("Article 10(6)(b)(c)", "not-shipped"), ("CRA", CRA)],
    ),
    "a closed bracket": (
        "(Art. 5) GDPR says",
        [("Art. 5", "eu-gdpr@2016/679:Article 5"), ("GDPR", "eu-gdpr@2016/679")],
    ),
    "a word in small letters": ("the art. 13 cra", []),
}


@pytest.mark.parametrize("case", READ)
def test_an_article_is_of_the_act_behind_it(case: str) -> None:
    text, expected = READ[case]
    found = [
        (each.text, str(each.refs[0]) if each.refs else str(each.verdict)) for each in CATALOG.audit(text)
    ]
    assert found == expected
