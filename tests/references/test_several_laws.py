"""Articles on pages that name several laws: of one of them by what stands beside, or of either."""

from __future__ import annotations

import pytest

import ai_security_standards as aiss
from ai_security_standards.references.auditing import FileText

CATALOG = aiss.load()
AI, GDPR, NIS2, CRA = "eu-ai-act@2024/1689", "eu-gdpr@2016/679", "eu-nis2@2022/2555", "eu-cra@2024/2847"
BOTH = "GDPR and the EU AI Act.\n"

#: The file, its text, and for one place of it the documents that it can be of.
CASES: dict[str, tuple[str, str, str, list[str]]] = {
    "the law behind a list": ("x.md", "Artikel (Art. 9, 10, 13–16 AI Act; Art. 5–32 DSGVO)", "10", [AI]),
    "the list behind it": ("x.md", "Artikel (Art. 9, 10, 13–16 AI Act; Art. 5–32 DSGVO)", "32", [GDPR]),
    "only the last article is of the law behind": (
        "x.md", BOTH + "\n# AI Act\n\nArt. 6(2), Art. 6(4), Art. 4(4) GDPR", "Art. 4(4)", [GDPR]),
    "the articles before it": (
        "x.md", BOTH + "\n# AI Act\n\nArt. 6(2), Art. 6(4), Art. 4(4) GDPR", "Art. 6(2)", [AI]),
    "two laws and their articles": ("x.md", "Art. 10 AI Act + Art. 25 GDPR", "Art. 25", [GDPR]),
    "the words before a bracket": ("x.json",
        '{"a": "GDPR and AI Act",\n "b": "AI Literacy Resources (Art.4)"}', "Art.4", [AI]),
    "an acronym of a title": ("x.md", BOTH + "Data matters under GDPR.\nAn FRIA (Art. 27)", "Art. 27", [AI]),
    "the heading is of another law": ("x.md",
        BOTH + "\n## The GDPR DPIA\n\nArticle 27(4) permits FRIA content", "Article 27(4)", [AI]),
    "the heading names the law": ("x.md", BOTH + "\n## The GDPR\n\nArticle 6 applies.", "Article 6", [GDPR]),
    "a law behind a slash": ("x.ts", f"// {BOTH}x = {{regulation: \"Art.6 / GDPR\"}}", "Art.6", [AI]),
    "a law joined by and": ("x.md", BOTH + "It complies with GDPR and Art. 5 at once.", "Art. 5", [AI]),
    "one list is of one law": ("x.md",
        "Cyber Resilience Act, NIS2 Directive, ENISA, Annex I/II/IV/VI/VII, Article 13/14/16", "Annex I", [CRA]),
    "the list goes on": ("x.md",
        "Cyber Resilience Act, NIS2 Directive, ENISA, Annex I/II/IV/VI/VII, Article 13/14/16", "14", [CRA]),
    "nothing says which": ("x.md", "The EU AI Act and GDPR. So.\nSee Article 5 for more.", "Article 5", [AI, GDPR]),
    "the law that the page is about": ("x.md",
        "AI Act. AI Act. AI Act. GDPR.\nThe AI Act is far away. Now see Article 5 for more.", "Article 5", [AI]),
    "a name in the row": ("x.md",
        "| a | b |\n|---|---|\n| GDPR | by law. So (Art. 22(3) right |\n| AI Act | x |", "Art. 22(3)", [GDPR]),
    "the next line is another record": ("x.jsonl",
        '{"text": "GDPR", "id": "Article 9"}\n{"text": "Article 3 of the EU AI Act"}\n', "Article 9", [GDPR]),
    "a range goes with its list": ("x.md", BOTH + "GPAI compliance (Art. 51-53)", "Art. 51", [AI, AI]),
    "the column of the law": ("x.md", "AI Act\n\n| x | GDPR |\n|---|---|\n| AI literacy | Art. 4 |", "Art. 4", [GDPR]),
    "annexes that one law has": ("x.md",
        "AI Act. NIS2. See x.\nAnnex I/II/XIII, for all.", "Annex I", [AI]),
    "annexes that no law has": ("x.md",
        "AI Act. NIS2. See x.\nAnnex I/II/XX, for all.", "Annex I", [NIS2]),
    "a name after the article": ("x.md",
        "GDPR.\n\nArticle 6 is, as so many of us have known for long, from the AI Act.", "Article 6", [AI]),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_an_article_is_of_the_law_beside_it(case: str) -> None:
    name, text, place, documents = CASES[case]
    found = [each for each in CATALOG.audit(FileText(name, text)) if each.text == place]
    assert [sorted(str(ref.document) for ref in each.refs) for each in found] == [documents]
    assert (found[0].verdict.value == "ambiguous") == (len(set(documents)) > 1)


#: A text, and the provisions that it means.
NUMBERS: dict[str, tuple[str, list[str]]] = {
    "a point of an annex": ("AI Act. Annexe III, 5", [f"{AI}:Annex III", f"{AI}:Annex III(5)"]),
    "points of an annex": (
        "AI Act: Annex III, 5 and 6", [f"{AI}:Annex III", f"{AI}:Annex III(5)", f"{AI}:Annex III(6)"]),
    "two annexes": ("AI Act Annexes III, IV", [f"{AI}:Annex III", f"{AI}:Annex IV"]),
    "two annexes in digits": ("AI Act Annexes 3 and 4", [f"{AI}:Annex III", f"{AI}:Annex IV"]),
    "a count behind a bracket": ("**AI Act (Art.6)** - 10-question test", [AI, f"{AI}:Article 6"]),
    "a sum of counts": ("AI Act importer (Art. 18) + 6 distributor duties", [AI, f"{AI}:Article 18"]),
    "a list behind a bracket": (
        "AI Act (Art. 18) + 19 and more", [AI, f"{AI}:Article 18", f"{AI}:Article 19"]),
    "a package": ('Use "jane/mcp2" or `@jo/mcp1`', []),
    "a package in a string": (r'{"a": "{\"jane/mcp2\": 1}"}', []),
    "as it is printed": ('Use "jane/MCP02"', ["owasp-mcp-top-10@2025:MCP02"]),
    "with its publisher": ('"owasp/mcp2"', ["owasp-mcp-top-10@2025:MCP02"]),
    "as its list prints it": ('"risks/mcp02"', ["owasp-mcp-top-10@2025:MCP02"]),
}  # fmt: skip


@pytest.mark.parametrize("case", NUMBERS)
def test_a_number_after_a_provision_counts_or_is_its_point(case: str) -> None:
    text, expected = NUMBERS[case]
    assert [str(ref) for each in CATALOG.audit(FileText("x.md", text)) for ref in each.refs] == expected


def test_a_title_of_another_list_is_found_in_a_test_too() -> None:
    text = "// OWASP: A01 (Prompt Injection)\n// OWASP: A07 (What we made up)\n"
    found = CATALOG.audit(FileText("a.test.ts", text))
    assert [each.verdict.value for each in found] == ["title-unknown", "ok"]
