"""Articles of acts that the register lacks, in the languages of texts on law, and names of laws of AI."""

import pytest

from ai_security_standards import load
from ai_security_standards.references.auditing import FileText

CATALOG = load()

AI, GDPR, NIS2 = "eu-ai-act@2024/1689", "eu-gdpr@2016/679", "eu-nis2@2022/2555"

#: What stands in a text on one law, and the provisions of it that are read.
OF_OTHER_ACTS = {
    "a convention by its acronym": ("los derechos del artículo 8 CEDH son", []),
    "a range": ("con los artículos 11 a 18 LOPDGDD, y el artículo 5", []),
    "an acronym that is bound": ("previstas en el artículo 85 de la LPACAP", []),
    "a paragraph in words": ("en el artículo 17, apartado 2, de la Carta", []),
    "a constitution": ("consagrada en el artículo 10 de la Constitución Española", []),
    "a code": ("el tipo del artículo 58.1.e del Código", []),
    "a numbered law": ("el Art. 7.6 de la Ley Orgánica 1/1982", []),
    "a law in words": ("el artículo 40(1) de la Ley de Propiedad Intelectual", []),
    "a national law": ("el Artículo 15 de la ley nacional", []),
    "rules of a fund": ("el artículo 9.4 del Reglamento de Gestión", []),
    "the rules themselves": ("el artículo 9.4 del Reglamento", ["Article 9(4)"]),
    "a directive": ("bajo el Artículo 3 de la Directiva InfoSoc", []),
    "a list": ("los artículos 3 y 4 de la Directiva (UE) 2019/790", []),
    "a law by its acronym": ("(art. 13 LPI) permite", []),
    "a French convention": ("selon l'article 8 de la Convention", []),
    "a French constitution": ("selon l'article 9 de la Constitution", []),
    "a French charter": ("et l'article 7 de la Charte", []),
    "an Italian constitution": ("secondo l'art. 22 della Costituzione", []),
    "an Italian law": ("secondo l'art. 5 della legge italiana", []),
    "a German constitution": ("nach Art. 2 I GG und Art. 5 der Verfassung", []),
    "a German law": ("nach Art. 5 UrhG", []),
    "a German directive": ("nach Art. 5 Abs. 3 der Datenschutzrichtlinie für Telekommunikation", []),
    "the constitution of a people": ("nach Artikel 35 der *portugiesischen Verfassung*", []),
    "a Dutch constitution": ("volgens artikel 10 van de Grondwet", []),
    "a Polish constitution": ("zgodnie z art. 47 Konstytucji", []),
    "a Portuguese decree": ("Valores conforme Arts. 31.º–35.º DL 125/2025", []),
    "a Portuguese constitution": ("segundo o artigo 5 da Constituição", []),
    "two articles": ("under articles 19 and 20(1) of the ICCPR", []),
    "an English act": ("under Article 17 of the Copyright Act", []),
    "a mark": ("see Article 48 CE marking and Article 49", ["Article 48", "Article 49"]),
    "in emphasis": ("el artículo 17 del *Copyright Act*", []),
    "a law before": ("la Ley 13/2022 General de Comunicación Audiovisual, Artículo 89.1.e", []),
    "a law with a point in its number": ("Argentina, Ley 26.061, Artículo 5; otra", []),
    "a directive before": ("la Directiva (UE) 2016/680 (art. 11)", []),
    "a decree whose article": ("el Real Decreto-ley 6/2023, cuyo artículo 35.1", []),
    "a law in its article": ("La Ley Orgánica 7/2021 establece en su artículo 9", []),
    "a French convention before": ("la Convention de Genève, article 5", []),
    "an Italian code before": ("il Codice civile nel suo art. 5", []),
    "a German constitution before": ("das Grundgesetz (Art. 5)", []),
    "what the paragraph goes on with": ("los artículos 79 a 97 de la LOPDGDD. La red (artículo 80)", []),
    "the number of an act alone": ("Art. 5, 6 and 9 2002/58", []),
    "the number of an act behind a point": ("Art. 7(a) 95/46", []),
    "how many more": ("so Art. 5 +14 of", ["Article 5"]),
    "an address with a part that is no law": ("see https://x.example/da/article/1", []),
    "a sum of two": ("Art. 2 PIDCP + Art. 26", []),
    "the next paragraph": ("el artículo 80 de la LOPDGDD.\n\nY el artículo 9", ["Article 9"]),
    "a regulation by its short name": ("what Article 2(8) ABC Delegated Regulation calls essential", []),
    "a directive by its short name": ("and Recital 5 ABC Directive says more", []),
    "a point before a directive": ("by Article 4(1)(h) of the ADR Directive102, which", []),
    "a number below a point": ("by Article 2(1)(1) of the Radio Equipment Directive", []),
    "without a blank": ("as Article 3(4)LED has it", []),
    "a framework decision": ("by Article 6(1) of Framework Decision 2002/584 it is", []),
    "a directive in one word": ("nach Art. 5 Geschäftsgeheimnisrichtlinie", []),
    "a treaty in Dutch": ("volgens artikel 4, lid 2, VEU", []),
    "a law in Dutch": ("volgens artikel 6 van de Wet politiegegevens", []),
    "an annex to a directive": ("in bijlage I bij Richtlijn (EU) 2020/1828", []),
    "a law in Swedish": ("enligt artikel 3 i dataskyddslagen", []),
    "a law by its name in French": ("selon l'article 12 de la loi Informatique et Libertés", []),
    "a law by its day": ("selon l'article 82 de la loi du 6 janvier 1978", []),
    "a directive in small letters": ("selon l'article 5 de la directive", []),
    "a law in Chinese": ("个人信息保护法: Art. 6, 13-17, 38-43", []),
    "its short name": ("个保法 Art.19", []),
    "a law in Japanese": ("個人情報保護法 Article 27", []),
    "a law in Korean": ("개인정보 보호법 Article 15", []),
    "a decision of a body": ("the Article 29, Data Protection Working Party, says", []),
    "a footnote behind the stop": (
        "referred in Article 4(2). Directive (EU) 2019/1152 of the European Parliament",
        [],
    ),
    "a name in the next member": ("Art. 48, US CLOUD Act, rules", ["Article 48"]),
    "a short name that the text gives": (
        "The Deforestation Regulation (EUDR) is so.\n\nBy EUDR, Article 5 holds",
        [],
    ),
    "the act as the subject": ("the Toys Safety Regulation, which explains in its Recital 15", []),
    "two articles of that act": (
        "The Machinery Regulation holds, by Article 25(2) and Article 25(3) of that regulation",
        [],
    ),
    "two articles of the said act": (
        "Directive 2009/48/EC holds. Article 25(2) and Article 25(3) of the said Directive",
        [],
    ),
    "of that kind": ("so by Article 20(2) of that Directive", []),
    "a law by its day in English": ("so articles 87 and 90 of the law of January 6, 1978 hold", []),
    "a number with a colon": ("so Article 4:8 and Article 5:50 of the General Administrative Law Act", []),
    "a regulation by a German acronym": ("nach Art. 7 Abs. 2 EuGVO ist das so", []),
    "an indent of a directive": ("by Art. 3 (2) second indent of RL 96/46 it is", []),
    "an act that is cited aside": ("with a policy (DSM Directive Art. 4).  Art. 53 is so", ["Article 53"]),
    "an acronym of what an article is about": (
        "see Art. 27 FRIA and Art. 9 QMS",
        ["Article 27", "Article 9"],
    ),
    "a place": ("see Article 5 of the EU", ["Article 5"]),
    "words": ("see Article 5 of these rules", ["Article 5"]),
}


@pytest.mark.parametrize("case", OF_OTHER_ACTS)
@pytest.mark.parametrize("law", [AI, GDPR])
def test_an_article_before_the_name_of_another_act_is_of_that(case: str, law: str) -> None:
    text, expected = OF_OTHER_ACTS[case]
    name = {AI: "AI Act", GDPR: "GDPR"}[law]
    found = [str(ref) for each in CATALOG.audit(f"{name} here.\n\nSo {text}") for ref in each.refs]
    assert found == [law, *(f"{law}:{each}" for each in expected)]


KINDS = {
    "the directive itself": ("NIS2 aquí.\n\nY el artículo 21 de la Directiva", [NIS2, f"{NIS2}:Article 21"]),
    "the directive itself, after another act": (
        "NIS2 aquí.\n\nEl artículo 9 de la LOPDGDD. El artículo 21 de la Directiva. La red (artículo 23)",
        [NIS2, f"{NIS2}:Article 21", f"{NIS2}:Article 23"]),
    "another directive": ("NIS2 aquí.\n\nY el artículo 21 de la Directiva 2016/680", [NIS2]),
    "another convention": ("CETS No. 225 here.\n\nSo Article 8 of the Protocol", ["coe-cets-225@2024"]),
    "the directive in English": ("NIS2 here.\n\nSo Article 21 of the Directive", [NIS2, f"{NIS2}:Article 21"]),
    "the convention itself": (
        "CETS No. 225 here.\n\nSo Article 8 of the Convention", ["coe-cets-225@2024", "coe-cets-225@2024:Article 8"]),
    "the law that is named": ("GDPR here.\n\nSo art. 5 del Reglamento de IA", [GDPR, f"{AI}:Article 5"]),
    "a list before its law": ("GDPR\n\nEl art. 80 LOPDGDD, el papel (artículos 24 a 31 GDPR)",
        [GDPR, *(f"{GDPR}:Article {n}" for n in range(24, 32))]),
    "a law that is named since": (
        "GDPR\n\nEl art. 80 LOPDGDD y, según el RGPD, el artículo 9", [GDPR, GDPR, f"{GDPR}:Article 9"]),
    "a law as the name before": (
        "La Directiva (UE) 2022/2555 en su artículo 21", [NIS2, f"{NIS2}:Article 21"]),
    "the next act of a list": ("Art. 9 DSGVO, Art. 7 EUV 1215/2012", [f"{GDPR}:Article 9"]),
    "a list of two acts": ("Art. 35 RGPD y art. 27 Directiva 2016/680", [f"{GDPR}:Article 35"]),
}  # fmt: skip


@pytest.mark.parametrize("case", KINDS)
def test_an_act_of_the_kind_of_the_law_is_the_law_unless_it_has_a_number(case: str) -> None:
    text, expected = KINDS[case]
    assert [str(ref) for each in CATALOG.audit(text) for ref in each.refs] == expected


NAMES = {
    "a state": ("La Ley de IA de Colorado", []),
    "at the beginning": ("Ley de IA de Colorado", []),
    "a bill": ("El Anteproyecto de Ley de IA", []),
    "a bill in French": ("Le projet de Loi sur l'IA", []),
    "a people behind": ("Loi sur l'IA italienne", []),
    "a people before": ("the Spanish AI Act", []),
    "a government": ("La Ley de IA en el Gobierno", []),
    "the Union's": ("La Ley de IA de la UE", [AI]),
    "a project": ("le projet AI Act Auditor", [AI]),
    "a use in a country": ("La Ley de IA en España", [AI]),
    "a word behind": ("La Ley de IA exige", [AI]),
    "at the end": ("La Ley de IA", [AI]),
    "an edition": ("Spanish. EU AI Act", [AI]),
    "rules": ("el Reglamento IA", [AI]),
    "rules of Europe": ("el Reglamento Europeo de Inteligencia Artificial", [AI]),
    "rules cut short": ("Reg. IA Art. 5", [f"{AI}:Article 5"]),
    "both languages": ("GDPR (Art. 13 IA Act)", [GDPR, f"{AI}:Article 13", AI]),
    "rules in Italian": ("il Regolamento IA", [AI]),
    "rules in Portuguese": ("o Regulamento IA", [AI]),
}


@pytest.mark.parametrize("case", NAMES)
def test_a_law_of_ai_is_the_one_of_the_union_or_of_another_place(case: str) -> None:
    text, expected = NAMES[case]
    assert [str(ref) for each in CATALOG.audit(text) for ref in each.refs] == expected


CHAPTERS = {
    "in Spanish": ("# El AI Act\n\n### CAPÍTULO 3: MARCO REGULATORIO", [AI]),
    "in German": ("# KI-Verordnung\n\n## Kapitel 3: Ergebnisse", [AI]),
    "in French": ("# Règlement IA\n\n- Chapitre 6: Conclusions", [AI]),
    "of the law": ("El AI Act, y el Capítulo III lo dice", [AI, f"{AI}:Chapter III"]),
}


@pytest.mark.parametrize("case", CHAPTERS)
def test_a_chapter_in_digits_is_the_page_s_own(case: str) -> None:
    text, expected = CHAPTERS[case]
    assert [str(r) for each in CATALOG.audit(FileText("x.md", text)) for r in each.refs] == expected
