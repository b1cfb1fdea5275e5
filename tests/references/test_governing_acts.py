"""Articles without a name beside them: of the act that the nearest scope names, one of the register or not."""

import pytest

from ai_security_standards import load
from ai_security_standards.references.auditing import FileText
from ai_security_standards.references.recognition.act_names import acts_in, is_national_law
from ai_security_standards.references.text.units import Units

CATALOG = load()
OK, OPEN = "ok", "ambiguous"

#: The file, its text, and the verdicts on its articles in order.
CASES: dict[str, tuple[str, str, list[str]]] = {
    # the paragraph
    "an act named before in the paragraph": ("x.md", "GDPR.\n\nLa LSSI es clara, y según ella el artículo 22 manda.", [OPEN]),
    "the law named since": ("x.md", "GDPR.\n\nLa LSSI y el RGPD mandan, y el artículo 22 más.", [OK]),
    "another paragraph": ("x.md", "GDPR.\n\nLa LSSI es clara.\n\nY el artículo 22 manda.", [OK]),
    "a law beside the article": ("x.md", "GDPR.\n\nNach der LPACAP sind Art. 7 I DSGVO und Art. 8 DSGVO da.", [OK, OK]),
    "a list with a law behind": ("x.md", "GDPR.\n\nLa LPACAP es otra: artículos 5, 6 y 7 del RGPD.", [OK, OK, OK]),
    "a number of the law behind": ("x.md", "GDPR.\n\nLa LSSI es clara, y el Article 6(1) of Regulation (EU) 2016/679.", [OK]),
    "an act behind": ("x.md", "GDPR.\n\nEl artículo 22 manda, como la LSSI.", [OK]),
    "an act that is cited by paragraphs": ("x.md", "GDPR.\n\nNach dem UrhDaG und Art. 6 gilt das.", [OK]),
    # lists
    "a lead-in": ("x.md", "# AI Act\n\nUnder the Machinery Regulation:\n\n- Article 5\n  - Article 6\n", [OPEN, OPEN]),
    "a lead-in directly above": ("x.md", "# AI Act\n\nUnder the Machinery Regulation\n- Article 5\n", [OPEN]),
    "an item beside": ("x.md", "# AI Act\n\n- Under the Machinery Regulation\n- Article 5\n", [OK]),
    "an item above": ("x.md", "# AI Act\n\n- Under the Machinery Regulation\n  - Article 5\n", [OPEN]),
    "a paragraph above without a colon": ("x.md", "# AI Act\n\nUnder the Machinery Regulation.\n\n- Article 5\n", [OK]),
    # headings
    "a heading": ("x.md", "# AI Act\n\n## Lei 13.709\n\nE o art. 5 diz.", [OPEN]),
    "a heading in bold": ("x.md", "# AI Act\n\n**Machinery Regulation**\n\nSo Article 5 says.", [OPEN]),
    "the heading of another section": ("x.md", "# AI Act\n\n## Machinery Regulation\n\nNo.\n\n## Duties\n\nSo Article 5 says.", [OK]),
    "a heading in HTML": ("x.html", "<h1>AI Act</h1>\n<h2>The Machinery Regulation</h2>\n<p>So Article 5 says.</p>", [OPEN]),
    # tables
    "a row": ("x.md", "AI Act\n\n| Act | Where |\n|---|---|\n| Machinery Regulation | Article 5 |\n| AI Act | Article 6 |\n", [OPEN, OK]),
    "a column": ("x.md", "AI Act\n\n| Topic | Machinery Regulation | AI Act |\n|---|---|---|\n| a | x | Article 6 |\n", [OK]),
    # records
    "a key": ("x.json", '{"name": "GDPR", "lgpd": {"base": "Art. 7"}, "gdpr": {"base": "Art. 8"}}', [OPEN, OK]),
    "a field": ("x.json", '[{"name": "GDPR"}, {"law": "Machinery Regulation", "at": "Art. 7"}, {"law": "GDPR", "at": "Art. 8"}]', [OPEN, OK]),
    "a comment of code": ("x.py", "# GDPR\n\n# The LPACAP is so: by its Art. 7\nx = 1\n", [OPEN]),
    "a comment above": ("x.py", "# GDPR\n\n# The LPACAP is so.\n# By Art. 7.\nx = 1\n", [OPEN]),
    "a long text in a record": ("x.json", '{"name": "GDPR", "text": "' + "so " * 50 + 'LPACAP", "at": "Art. 7"}', [OK]),
    "an act outside the fields": ("x.py", '# The LPACAP is another.\nx = {"law": "GDPR", "at": "Art. 7"}\n', [OK]),
    "an act as a key": ("x.json", '{"GDPR": {"at": "Art. 7"}, "LPACAP": {"at": "Art. 8"}}', [OK, OPEN]),
    "an act as a key of a number": ("x.json", '{"LPACAP": 1, "law": "GDPR", "at": "Art. 9"}', [OK]),
    "items in items": ("x.md", "# AI Act\n\n- The Machinery Regulation\n"
        + "".join(f"{'  ' * n}- so\n" for n in range(1, 20)) + "  " * 20 + "- Article 5\n", [OK]),
    # the file
    "a path": ("docs/loi-1565/x.md", "Le RGPD.\n\nEt l'article 5 dit.", [OPEN]),
    "a path with both": ("docs/gdpr-lgpd/x.md", "GDPR.\n\nSo Article 5 says.", [OK]),
    "a law of a country": ("x.md", "O RGPD.\n\nA presente lei diz. Nos termos da presente lei.\n\nO art. 5 diz.", [OPEN]),
    # plainly of the other act
    "directly before": ("x.md", "GDPR.\n\nLa Ley 13/2022 General, Artículo 89 y Artículo 90 RGPD", [OK]),
    "bound to an article before": ("x.md", "GDPR.\n\nEl artículo 85 de la LPACAP manda. Y el artículo 86 también.", []),
    "a line between": ("x.md", "GDPR.\n\nEl artículo 85 de la LPACAP manda\ny el artículo 86 también.", [OPEN]),
    "directly behind": ("x.md", "NIS2.\n\nL'art. 24(2) D.Lgs 138/2024 e l'Art. 21 NIS2", [OK]),
    "its number in the paragraph": ("x.md", "# AI Act\n\nArticle 9 holds. See Article 9 of Directive (EU) 2016/680. Article 9 asks.", [OK]),
    "that act": ("x.md", "GDPR.\n\nLa Ley 34/2002 manda. Así el art. 22 de dicha norma.", []),
    "that act in the text of a law": (
        "x.md", "# GDPR\n\nThis Regulation. This Regulation.\n\nRegulation (EU) 2019/1020 so. Article 33 of that Regulation.", []),
    "that act is the law": ("x.md", "GDPR.\n\nThe GDPR is so. Article 33 of that Regulation, and the LSSI.", [OK]),
    "the law itself": ("x.md", "O RGPD.\n\nA presente lei diz. E o RGPD e art. 6 da presente lei.", []),
    "elsewhere of another act": ("x.md", "GDPR, GDPR, GDPR\n\nEl art. 22 LSSI manda. LSSI, art. 10.\n\nY el art. 22, el art. 10 y el art. 9.",
        [OPEN, OPEN, OK]),
    "elsewhere of both": ("x.md", "GDPR\n\nEl art. 22 LSSI y el art. 22 GDPR.\n\nY el art. 22.", [OK, OK]),
    "the articles of an agreement": ("x.md",
        "# Accord de traitement (RGPD)\n\n## Article 1 — Objet\n\n## Article 2 — Durée\n\n## Article 3 - Selon l'art. 28 RGPD\n", [OK]),
    "an article that an agreement has": ("x.md",
        "# Agreement (GDPR)\n\n## Article 1: A\n\n## Article 2: B\n\n## Article 3: C\n\nSo Articles 2 (A) and 3 (B) last.\n\nArt. 3 GDPR too. Article 32, too.\n",
        [OPEN, OK, OK]),
    "some articles of an agreement": ("x.md",
        "# Accord de traitement (RGPD)\n\n## Article 28 — Objet\n\n## Article 32 — Sûreté\n", [OK, "title-not-compared"]),
    "behind a comment": ("x.py", "# NIS2\n\n# So Art. 7-12\n# D.Lgs 70/2003, and Art. 21 NIS2\n", [OK]),
    "the number of an act": ("x.md", "AI-verordening.\n\nVerordeningen (EG) nr. 78/2009, (EG) nr. 79/2009 en artikel 5.", [OK]),
    "an item of a program": ("x.ts", '// AI Act\nok(articles[2].title == "Article 5")\n', [OK]),
    "other acts as often": ("x.md", "GDPR, LSSI, LPACAP.\n\nY el art. 22 manda.", [OPEN]),
    "other acts less often": ("x.md", "GDPR, LSSI, LPACAP. GDPR, GDPR.\n\nY el art. 22 manda.", [OK]),
    "the kind before the name": ("x.md", "NIS2, LSSI, LPACAP.\n\nL'art. 21 della direttiva NIS2.", [OK]),
    "a name of the law in Polish": ("x.md", "GDPR, LSSI, LPACAP.\n\nZgodnie z art. 17 RODO.", [OK]),
    "words of security": ("x.md", "GDPR.\n\nWatched by CDC and by CLT, as Art. 32 asks.", [OK]),
    "the block gives the number to another act": ("x.json",
        '{"name": "GDPR", "a": {"law": "GDPR", "b": ["Regulation (EU) 2019/1020, Article 18", "So Article 18 is?", "Article 19"]}}', [OK]),
    "the block gives it to both": ("x.md", "GDPR Article 18.\nIt is Article 18 of Regulation (EU) 2019/1020.\nSo by the GDPR, Article 18.", [OK, OK]),
    "another block gives it to another act": ("x.md",
        "GDPR, GDPR.\n\nIt is Article 18 of Regulation (EU) 2019/1020.\n\nSo by the GDPR, as we know well, Article 18.", [OK]),
    "an article that the law lacks, below another act": (
        "x.md", "# AI Act\n\n## WOR (Wet op de ondernemingsraden)\n\n| P | What |\n|---|---|\n| **Art. 27(1)(l)** | consent |\n", []),
    "an article that the law lacks, with an acronym": ("x.md", "AI Act.\n\n- consent (Art. 27(1)(l) WOR)\n", []),
    "a law that another is compared with": (
        "x.rs", "//! LGPD, Lei 13.709/2018\n//!\n//! The LGPD is a GDPR-equivalent law.\n//! ## Bases (Art. 7)\n", [OPEN]),
    "a law that is similar": ("x.md", "The LGPD is similar to the GDPR, and its bases (Art. 7) are so.", [OPEN]),
    "an annex that is bound elsewhere": (
        "x.md", "AI Act.\n\nAnnex III(2) of the AI Act.\n\nA critical entity under the CER Directive, high-risk by Annex III(2).", [OK, OK]),
    "many other acts, none as often": ("x.md", "GDPR, GDPR, GDPR, LSSI, LPACAP, LOPD.\n\nY el art. 22 manda.", [OK]),
    "the kind of several laws": ("x.md", "GDPR and DORA, LSSI.\n\nY el artículo 6 del Reglamento, GDPR.", [OK]),
    "a long list of that act": ("x.md", "AI Act.\n\nThe Machinery Regulation holds, by Article 5 and Article 6 and Article 7 "
        "and Article 8 and Article 9 and Article 10 of that regulation.", [OPEN]),
    "a short name of something else": (
        "x.md", "AI Act, AI Act.\n\nText and Data, by the DSM Directive (TDM).\n\nTDM, TDM and Article 53.", [OK]),
    "a short name of an act with a number": (
        "x.md", "AI Act, AI Act, AI Act.\n\nDirective 2014/53/EU (RED) is so.\n\nBy RED it is so. Article 10 holds.", [OPEN]),
    "an annex among other acts": ("x.md", "AI Act, LSSI, LPACAP.\n\nSo Annex III and Article 22 ask.", [OK, OPEN]),
    "a list of articles with an act behind the last": (
        "x.md", "GDPR.\n\nThe GDPR is so. Article 60, Article 11 and Article 13 of the Act of 10 May 2018 hold.", [OPEN, OPEN]),
    "a paragraph sign": ("x.md", "GDPR.\n\nSo Article 66, §2 WOG holds.\n\nArticle 15 too.", [OK]),
    "a link to the law": ("x.md", "AI Act, LSSI, LPACAP.\n\n[Article 18](https://artificialintelligenceact.eu/article/18/)", [OK, OK]),
    # nothing of the kind
    "no article": ("x.md", "GDPR and the Machinery Regulation.", []),
    "a chapter in small words": ("x.md", "GDPR.\n\nThe GDPR here, and the Machinery Regulation, by GDPR Chapter III too.", [OK]),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_an_article_is_of_the_act_that_is_named_nearest(case: str) -> None:
    name, text, expected = CASES[case]
    found = [each for each in CATALOG.audit(FileText(name, text)) if each.refs and each.refs[0].provision]
    assert [str(each.verdict) for each in found] == expected


def test_an_article_that_no_act_has_is_unknown() -> None:
    found = CATALOG.audit("# AI Act\n\nThe AI Act here. What is prohibited under Art. 5(9)(g) is so.")
    assert [str(each.verdict) for each in found] == [OK, OK, "unknown"]


def test_the_reason_says_that_another_act_is_named_nearer() -> None:
    (_, judgement) = CATALOG.audit("GDPR.\n\nLa LSSI es clara, y según ella el artículo 22 manda.")
    assert judgement.reasons[0].text == (
        "it can mean eu-gdpr@2016/679:Article 22, or be of another act that is named nearer"
    )


def test_a_single_reference_is_of_what_it_names() -> None:
    assert str(CATALOG.resolve("Article 5, EU AI Act")) == "eu-ai-act@2024/1689:Article 5"


ACTS = (
    "Ley Orgánica 3/2018", "Directive 95/46/EC", "loi n° 78-17", "D.Lgs. 138/2024", "Código Civil", "Constitución",
    "Budapest Convention", "Data Act", "LOPDGDD", "TFEU", "MiFID II", "Ley de Servicios", "Auteurswet", "Legea nr. 58/2023",
    "zákon č. 181", "lag (2018:218)", "dataskyddslagen", "ustawy o ochronie", "Medical Device Regulation", "Lei 13.709", "the DSA, Art. 16", "DSA/DMA",
)  # fmt: skip


@pytest.mark.parametrize("act", ACTS)
def test_acts_are_known_by_the_form_of_their_names(act: str) -> None:
    assert acts_in(f"so {act} is")


@pytest.mark.parametrize(
    "other",
    [
        "an act of kindness",
        "the AI Act",
        "log 2024-05",
        "Cloud Act",
        "RAG",
        "BDSG",
        "MDR or EDR",
    ],
)
def test_other_words_name_no_act(other: str) -> None:
    assert not acts_in(f"so {other} is")


def test_a_law_speaks_of_itself() -> None:
    assert is_national_law("dieses Gesetzes, und dieses Gesetz")
    assert not is_national_law("dieses Gesetzes, und diese Verordnung")


def test_a_page_without_lines_is_one_unit() -> None:
    assert (Units("").at(0).start, Units("\n\n").at(1).end) == (0, 2)
