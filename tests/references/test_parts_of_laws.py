"""Parts of laws as several languages write them: points from the last to the first, paragraphs, letters in a row."""

import pytest

from ai_security_standards import load
from ai_security_standards.references.auditing import FileText

CATALOG = load()
AI = "eu-ai-act@2024/1689"

#: What stands on a page on the AI Act, and the provisions that are read.
CASES = {
    "a letter of a point before its annex": ("by point 4(b) of Annex III", ["Annex III(4)(b)"]),
    "a point in brackets": ("by point (8)(a) of Annex III", ["Annex III(8)(a)"]),
    "the mark of a footnote": ("by point 6 of Annex III78. It", ["Annex III(6)"]),
    "a chapter of the page": ("as the guidelines, Annex III, Chapter 3, §3.1, say", ["Annex III"]),
    "a count of a sentence": ("(i) the case of Annex III and (ii) the rest", ["Annex III"]),
    "letters in a row": (
        "by Art. 5(1)(c)(d)(e): three of them",
        ["Article 5(1)(c)", "Article 5(1)(d)", "Article 5(1)(e)"],
    ),
    "a Roman point": ("by Article 5(1)(h)(i) of it", ["Article 5(1)(h)(i)"]),
    "paragraphs in Dutch": ("volgens artikel 6, lid 2, is dat zo", ["Article 6(2)"]),
    "points in Dutch": ("volgens artikel 5, lid 1, onder a), is dat zo", ["Article 5(1)(a)"]),
    "a word that is no part of it": ("verboden onder artikel 5", ["Article 5"]),
    "an annex in Dutch": ("volgens bijlage III, punt 1, onder a)", ["Annex III(1)(a)"]),
    "a part of an annex in Dutch": ("volgens Bijlage I, afdeling B, is dat zo", ["Annex I, Section B"]),
    "a recital in Dutch": ("volgens overweging 53 is dat zo", ["Recital 53"]),
    "a law behind in Dutch": ("volgens bijlage III bij de AI-verordening", ["Annex III"]),
    "a paragraph in Polish": ("zgodnie z art. 5 ust. 1 lit. a", ["Article 5(1)(a)"]),
}


@pytest.mark.parametrize("case", CASES)
def test_a_part_of_a_law_is_read_in_its_words(case: str) -> None:
    text, expected = CASES[case]
    found = CATALOG.audit(FileText("x.md", f"# EU AI Act\n\nSo {text}."))
    refs = [str(ref) for each in found for ref in each.refs if ref.provision]
    assert refs == [f"{AI}:{each}" for each in expected]
    assert {str(each.verdict) for each in found} == {"ok"}


LAW = "# Regulation (EU) 2024/1689\n\nThis Regulation holds. This Regulation is so.\n\n"

#: What stands in the text of the law itself, and the provisions that are read.
IN_THE_LAW = {
    "of another act": ("So Article 4(2) and Article 10 of Directive (EU) 2016/680 hold", []),
    "of another law": (
        "So Article 6(4) and Article 9(2) of Regulation (EU) 2016/679 hold",
        ["eu-gdpr@2016/679:Article 6(4)", "eu-gdpr@2016/679:Article 9(2)"],
    ),
    "its own": ("So Article 6(2) and Article 9 hold", [f"{AI}:Article 6(2)", f"{AI}:Article 9"]),
}


@pytest.mark.parametrize("case", IN_THE_LAW)
def test_in_a_law_the_act_behind_a_list_holds_for_all_of_it(case: str) -> None:
    text, expected = IN_THE_LAW[case]
    found = CATALOG.audit(LAW + text)
    assert [str(ref) for each in found for ref in each.refs if ref.provision] == expected
