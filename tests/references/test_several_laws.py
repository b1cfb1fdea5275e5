"""Articles on pages that name several laws: of one of them by what stands beside, or of either."""

from __future__ import annotations

import pytest

import ai_security_standards as aiss
from ai_security_standards.references.auditing import FileText

CATALOG = aiss.load()
AI, GDPR, NIS2, CRA = "eu-ai-act@2024/1689", "eu-gdpr@2016/679", "eu-nis2@2022/2555", "eu-cra@2024/2847"
DORA = "eu-dora@2022/2554"
#: What separates a name from an article so that it is not spoken of there.
FAR = "It is as we have all known for a long time now, and so on. " * 8
BOTH = "GDPR and the EU AI Act.\n"

#: The file, its text, and for one place of it the documents that it can be of.
CASES: dict[str, tuple[str, str, str, list[str]]] = {
    "the law behind a list": ("x.md", "Artikel (Art. 9, 10, 13–16 AI Act; Art. 5–32 DSGVO)", "10", [AI]),
    "the list behind it": ("x.md", "Artikel (Art. 9, 10, 13–16 AI Act; Art. 5–32 DSGVO)", "32", [GDPR]),
    "only the last article is of the law behind": (
        "x.md", BOTH + "\n# AI Act\n\nArt. 6(2), Art. 6(4), Art. 4(4) GDPR", "Art. 4(4)", [GDPR]),
    "a number before the law behind": ("x.md", "AI Act and GDPR.\nBasis (Art. 6, 9, 10 GDPR; BDSG)", "9", [GDPR]),
    "a page on a law that is named below": ("x.md",
        "Basics (Art. 30(1))\n" + FAR + "GDPR. " * 9 + "AI Act." + FAR + FAR, "Art. 30(1)", [GDPR]),
    "the articles before it": (
        "x.md", BOTH + "\n# AI Act\n\nArt. 6(2), Art. 6(4), Art. 4(4) GDPR", "Art. 6(2)", [AI]),
    "two laws and their articles": ("x.md", "Art. 10 AI Act + Art. 25 GDPR", "Art. 25", [GDPR]),
    "the words of a whole title": ("x.json",
        '{"a": "GDPR and AI Act. Art. 4(4) GDPR",\n "b": "AI literacy: staff have adequate AI literacy (Art. 4)"}', "Art. 4", [AI]),
    "the kind of the law behind": ("x.md",
        "AI Act, AI Act.\n\nNIS2 asks, too. So Art. 9 of the Regulation is met, and NIS2.", "Art. 9", [AI]),
    "a law in Dutch behind": ("x.md", BOTH + "\n# AI Act\n\nvolgens artikel 22 van de GDPR", "artikel 22 van de GDPR", [GDPR]),
    "a variable behind": ("x.ts", 'const a = `GDPR, AI Act: volgens artikel 22 van de ${B_GDPR}`', "artikel 22", [GDPR]),
    "the law that has the point": ("x.md",
        "AI Act here. Traits (Art. 9(1) GDPR), and not prohibited under Art. 5(1)(g).", "Art. 5(1)(g)", [AI]),
    "a header with far more cells than its table": ("x.md",
        BOTH + "\n## By the AI Act\n\n| **GDPR Art. 35** | a | b | Article | What | State |\n|---|---|---|\n| Art. 2(3) | c | d |\n",
        "Art. 2(3)", [AI]),
    "the words before a bracket": ("x.json",
        '{"a": "GDPR and AI Act",\n "b": "AI Literacy Resources (Art.4)"}', "Art.4", [AI]),
    "an acronym of a title": ("x.md", BOTH + "Data matters under GDPR.\nAn FRIA (Art. 27)", "Art. 27", [AI]),
    "the heading is of another law": ("x.md",
        BOTH + "\n## The GDPR DPIA\n\nArticle 27(4) permits FRIA content", "Article 27(4)", [AI]),
    "the heading names the law": ("x.md", BOTH + "\n## The GDPR\n\nArticle 6 applies.", "Article 6", [GDPR]),
    "a row whose other law has no such annex": ("x.md",
        "| Standard | What |\n|---|---|\n| ISO/IEC 42001:2023 | the clauses and Annex A, with an AI Act crosswalk |\n"
        "| ISO/IEC 27001 | others |\n", "Annex A", ["iso-iec-42001@2023"]),
    "a law behind a slash": ("x.ts", f"// {BOTH}x = {{regulation: \"Art.6 / GDPR\"}}", "Art.6", [AI]),
    "a law joined by and": ("x.md", BOTH + "It complies with GDPR and Art. 5 at once.", "Art. 5", [AI]),
    "one list is of one law": ("x.md",
        "Cyber Resilience Act, NIS2 Directive, ENISA, Annex I/II/IV/VI/VII, Article 13/14/16", "Annex I", [CRA]),
    "the list goes on": ("x.md",
        "Cyber Resilience Act, NIS2 Directive, ENISA, Annex I/II/IV/VI/VII, Article 13/14/16", "14", [CRA]),
    "nothing says which": ("x.md", "The EU AI Act and GDPR. So.\nSee Article 5 for more.", "Article 5", [AI, GDPR]),
    "the law that the page is about": ("x.md",
        "AI Act. AI Act. AI Act. GDPR.\n" + FAR + "The AI Act. Now see Article 5 for more.", "Article 5", [AI]),
    "both laws are spoken of": ("x.md",
        "AI Act. AI Act. AI Act. GDPR.\nThe AI Act is far. Now see Article 5 for more.", "Article 5", [AI, GDPR]),
    "no law is spoken of": ("x.md",
        "AI Act. AI Act. GDPR. AI Act.\n" + FAR + "Now see Article 5 for more.", "Article 5", [AI]),
    "a page about another law than is read": ("x.md",
        "GDPR. CRA. CRA. CRA. Cyber Resilience Act.\n" + FAR + "Then Art. 3(1) is for all.", "Art. 3(1)", [CRA, GDPR]),
    "a point that only one law has": ("x.md",
        "NIS2 Art. 21. DORA. DORA. DORA. DORA.\n" + FAR + "Then Art. 21(2)(f) too.", "Art. 21(2)(f)", [NIS2]),
    "the page binds it elsewhere": ("x.md",
        "GDPR. AI Act. AI Act Article 5.\n" + FAR + "So Article 5 again.", "Article 5", [AI]),
    "the page and the heading agree, the sentence before names another": ("x.md",
        "GDPR. AI Act. AI Act Article 5.\n\n# AI Act\n\nThen GDPR. So Article 5 again.", "Article 5", [AI]),
    "the heading against the page": ("x.md",
        "GDPR Article 5.\n\n# AI Act\n\n" + FAR + "So Article 5 again.", "Article 5", [AI, GDPR]),
    "the field before it": ("x.py", 'AI Act\n[{"regulation": "gdpr",\n  "article": "Article 6"}]', "Article 6", [GDPR]),
    "the argument before it": ("x.py", 'AI Act\nrun(norm="gdpr",\n    article_ref="Art. 17")', "Art. 17", [GDPR]),
    "the text before it": ("x.py", 'GDPR, EU AI Act\nx = [(\n  "eu_ai_act",\n  "Art.13", 1)]', "Art.13", [AI]),
    "a word in a row": ("x.md", "AI Act\n\n| a | b |\n|---|---|\n| `gdpr` | Articles 5, 6 |", "6", [GDPR]),
    "words with a law in them": ("x.py", 'EU AI Act\n{"law": "gdpr rules", "a": "Art. 17"}', "Art. 17", [AI]),
    "a name in capitals alone is read anyway": ("x.py", 'AI Act\n{"law": "GDPR", "a": "Art. 17"}', "Art. 17", [GDPR]),
    "a word of code": ("x.md", "AI Act.\nGDPR Article 9.\n- `GDPRErasureFilter`: Art. 17 and so on", "Art. 17", [GDPR]),
    "the subject of the phrase": ("x.md",
        "DORA, NIS2.\nIt has DORA's own reporting (Art. 17) beside NIS2.", "Art. 17", [DORA]),
    "a law joined behind it": ("x.md", BOTH + "Records for Article 50 and GDPR controls.", "Article 50", [AI]),
    "a line that goes on": ("x.yaml", "a: |\n    DSGVO Art. 35 und AI Act\n    Art. 27 sind beide da.", "Art. 27", [AI]),
    "a list that goes on with a bound article": ("x.yaml",
        "a: DSGVO\nb: 'per EU AI Act Art. 6+Annex III, NIS2, CRA for all'", "Annex III", [AI]),
    "an article of an annex": ("x.md", "GDPR, AI Act.\n" + FAR + "GDPR is here. So Article 6(1) Annex I is it", "Article 6(1)", [AI]),
    "texts of a list": ("x.md",
        '"eu_ai_act": ["Art. 6", "Art. 9"]\n"nis2": ["Art. 21"]', "Art. 9", [AI]),
    "a list of texts": ("x.ts", 'GDPR, EU AI Act\nx = [\n"Art. 9 AI Act"]; y = ["Art. 27 FRIA"]\n', "Art. 27", [AI]),
    "laws named below alone": ("x.md",
        "Art.13(2)(d) is for all.\n\nGDPR and EU AI Act. GDPR is good. " + FAR, "Art.13(2)(d)", [AI, GDPR]),
    "a word of many titles": ("x.md",
        "DORA and NIS2.\nIt returns Article 3 definition", "Article 3", [DORA, NIS2]),
    "a cell in HTML": ("x.html", "GDPR, EU AI Act\n<td>Art. 72</td>\n<td>Post-market monitoring</td>", "Art. 72", [AI]),
    "the title of a law far away": ("x.md",
        "AI Act.\n" + 4 * FAR + "The CRA. CRA. CRA. CRA.\n" + 4 * FAR
        + "We claim the Art. 32 presumption of conformity.", "Art. 32", [AI, CRA]),
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
    "a count of what the word names": ("AI Act. Base d'articles (11 articles clés)", [AI]),
    "a count on the next line": ("AI Act. Justification avec articles\n\n5. **Tableau**", [AI]),
    "a number in brackets": ("AI Act. So Article (5) applies", [AI, f"{AI}:Article 5"]),
    "a count in brackets": ("Cyber Resilience Act: Annex VII (8 sections)", [f"{CRA}:Annex VII"]),
    "a point in brackets": (
        "Cyber Resilience Act: Annex VII (8)", [f"{CRA}:Annex VII, point 8"]),
    "what is in brackets is read whole": ("GDPR Article 5(1 and 2)", [f"{GDPR}:Article 5(1)", f"{GDPR}:Article 5(2)"]),
    "points of a sentence": ("(2) GDPR bases (Art. 6), and (3) any other law", [GDPR, f"{GDPR}:Article 6"]),
    "paragraphs in brackets": ("GDPR Article 6(1), (2)", [f"{GDPR}:Article 6(1)", f"{GDPR}:Article 6(2)"]),
    "a place to fill in": ("NIST AI RMF\n- [Measure 1]: [Description]", ["nist-ai-rmf@1.0"]),
    "a link": ("NIST AI RMF\n- [MEASURE 1](x.md)", ["nist-ai-rmf@1.0", "nist-ai-rmf@1.0:MEASURE 1"]),
    "a code of one's own": ("AI Act here. | EG-02 | done |", [AI]),
    "a recital in German": ("KI-Verordnung, EG 2 sagt es", [AI, f"{AI}:Recital 2"]),
    "a chapter of one's own": ("Cyber Resilience Act here. So 'Chapter 7 · Settings'", [CRA]),
    "a chapter with the title of the law's": ("GDPR is here. So Chapter 2: Principles", [GDPR, f"{GDPR}:Chapter II"]),
    "an act below the law is behind": ("GDPR. So Art. 3 RTS says", [GDPR]),
    "a law in words, and the law on the next line": (
        "GDPR. § 1 of the Fiscal Code, Article 5(1)(e)\n      GDPR), all", [GDPR, f"{GDPR}:Article 5(1)(e)", GDPR]),
    "another directive beside a law": ("GDPR, NIS2. Als RTS Art. 21; NIS2 sagt", [GDPR, NIS2, NIS2]),
    "a law in words before an article": ("GDPR. § 1 of the Fiscal Code, Article 5 GDPR", [GDPR, f"{GDPR}:Article 5"]),
    "a chapter of the law": ("Cyber Resilience Act Chapter 7", [f"{CRA}:Chapter VII"]),
    "an act below the law": ("GDPR, NIS2. Nach RTS Art. 12 und CDR 2024/1772 Art. 6", [GDPR, NIS2]),
    "an act below the law, as a code": ("GDPR. RTS-ICT-RMF-Art.18: Art. 18 (staff)", [GDPR]),
    "a page on an act below the law": ("# GDPR RTS on oversight\n\n## Duties (Article 22)", [GDPR]),
    "a part on it": ("# GDPR RTS on x\n\n## GDPR\n\n### Duties (Article 22)", [GDPR, GDPR]),
    "what speaks of an act below the law": ("GDPR. RTS-ICT-Art.18: Where Art. 18 is for staff", [GDPR]),
    "points of another directive": ("GDPR. See Article 2, points (c) and (e), of Directive 2011/93/EU", [GDPR]),
    "articles of the charter": ("GDPR. Asylum (Art. 18-19 CFR), Art. 47 CFR", [GDPR]),
    "an act by its number": ("GDPR. Recall (2018/858 Arts 52-53) is", [GDPR]),
    "an act by its number and year": ("GDPR. Cabinet Res 134/2025 Art.5; FDL No.10/2025 Art.20", [GDPR]),
    "the next article is of another act": (
        "By Art. 35 of the GDPR or Art. 27 of the LED", [f"{GDPR}:Article 35"]),
    "a law by its number": ("GDPR. So 2024/1689 Article 5 is", [GDPR, f"{AI}:Article 5"]),
    "an address": ("GDPR. See https://ec.europa.eu/newsroom/article29/items/1", [GDPR]),
    "an address of the law": ("GDPR. See https://x.eu/gdpr/article-29/items", [GDPR, f"{GDPR}:Article 29"]),
    "a page on the law": ("# GDPR on oversight\n\n## Duties (Article 22)", [GDPR, f"{GDPR}:Article 22"]),
    "the law tells what is below it": (
        "GDPR. RTS adopted under Article 15", [GDPR, f"{GDPR}:Article 15"]),
    "another directive": ("GDPR. It is the Directive Article 17", [GDPR]),
    "the directive": ("NIS2. It is the Directive Article 17", [NIS2, f"{NIS2}:Article 17"]),
    "a law in words": ("GDPR. Law on Legal Protection of Data, Article 5", [GDPR]),
    "a law in words that is known": ("GDPR. The Act on AI, the AI Act, Article 5", [GDPR, AI, f"{AI}:Article 5"]),
    "articles of a law that is not recorded": ("GDPR, EU AI Act. So Art. 5, 6 TFEU say", [GDPR, AI]),
    "an article of a law behind a link": ("GDPR, EU AI Act. Man sieht in Art. 5 nach TFEU", [GDPR, AI]),
    "a paragraph without its heading": (
        "# AI Act\nArticle 50 of it, and 50(1). So Article 50(2)",
        [AI, f"{AI}:Article 50", f"{AI}:Article 50(1)", f"{AI}:Article 50(2)"]),
    "an article that the law behind lacks": (
        "GDPR and NIS2. It is as in Article 80 of NIS2.", [GDPR, NIS2]),
    "a list that the law behind lacks": (
        "GDPR, NIS2. Siehe Art. 80 und 81 NIS2. Also NIS2.", [GDPR, NIS2, NIS2]),
    "a link to the law behind": ("GDPR, NIS2. Siehe Art. 80 nach NIS2", [GDPR, NIS2]),
    "a paragraph that the law behind lacks": (
        "GDPR and NIS2. It is (Art. 4(12) NIS2).", [GDPR, NIS2, NIS2]),  # and one that is not shipped
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
