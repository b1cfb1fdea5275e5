"""An article is of the law that the nearest part around it names, on a page that names several."""

import pytest

from ai_security_standards import load
from ai_security_standards.references.auditing import FileText

CATALOG = load()

OTHERS = '"a": "EU AI Act, NIS2 and DORA", "b": "GDPR", "c": "MITRE ATLAS", '

LABELLED = {
    "the end of a name as a key": ('"ai_act": {"list": ["Steps (Art. 5)"]}', "eu-ai-act@2024/1689:Article 5"),
    "a key around two articles": (
        '"ai_act": {"list": ["More (Art. 6)", "Steps (Art. 5)"]}',
        "eu-ai-act@2024/1689:Article 5",
    ),
    "a name with more as a key": ('"gdpr_steps": {"list": ["Steps (Art. 5)"]}', "eu-gdpr@2016/679:Article 5"),
    "a label": ('"x": {"label": "GDPR", "list": ["Steps (Art. 5)"]}', "eu-gdpr@2016/679:Article 5"),
    "a label with a remark": (
        '"x": {"label": "NIS2 (EU)", "list": ["Steps (Art. 5)"]}',
        "eu-nis2@2022/2555:Article 5",
    ),
    "a label that says more": (
        '"x": {"label": "GDPR steps", "list": ["Steps (Art. 5)"]}',
        "eu-gdpr@2016/679:Article 5",
    ),
    "a text that describes it": (
        '"x": {"description": "what NIS2 says", "list": ["Steps (Art. 5)"]}',
        "eu-nis2@2022/2555:Article 5",
    ),
    "two laws beside, one of which the object around has": (
        '"gdpr": {"x": {"title": "GDPR or NIS2", "list": ["Steps (Art. 5)"]}}',
        "eu-gdpr@2016/679:Article 5",
    ),
    "a label around another object": (
        '"x": {"name": "GDPR", "y": {"name": "Steps", "list": ["Steps (Art. 5)"]}}',
        "eu-gdpr@2016/679:Article 5",
    ),
}

NOT_LABELLED = {
    "no name": '"x": {"label": "Steps", "list": ["Steps (Art. 5)"]}',
    "another text": '"x": {"y": "what NIS2 says", "list": ["Steps (Art. 5)"]}',
    "a key of another object": '"x": {"gdpr": {}, "y": {"list": ["Steps (Art. 5)"]}}',
    "an article of a law beside": '"x": {"title": "see Art. 4(4) GDPR", "list": ["Steps (Art. 5)"]}',
    "another item of the field": '"x": {"body": "<li>What GDPR says</li><li>More (Art. 5)</li>"}',
    "an act that the register lacks": '"gdpr": {"lgpd": {"list": ["Steps (Art. 5)"]}}',
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


AI, DORA, GDPR, NIS2 = "eu-ai-act@2024/1689", "eu-dora@2022/2554", "eu-gdpr@2016/679", "eu-nis2@2022/2555"
SEVERAL = "EU AI Act, DORA, NIS2 and GDPR.\n\n"
ROW = "<tr>\n  <td>Art. 5</td>\n</tr>\n"

#: The file, its text, and the document of its last article.
PAGES = {
    "a heading in HTML": ("x.html", SEVERAL + "<p><h2>DORA</h2>\n" + ROW, DORA),
    "an element of a class of titles": ("x.html", SEVERAL + '<b class="the-title x">DORA</b>\n' + ROW, DORA),
    "a key of storage below a heading": (
        "nis2.html",
        SEVERAL + "<h2>DORA</h2>\n<td onclick=\"open('Art. 5','nis2','Name')\">x</td>\n",
        DORA,
    ),
    "the next heading": ("x.html", SEVERAL + "<h2>DORA</h2>\n<h2>GDPR</h2>\n" + ROW, GDPR),
    "a heading in code": ("x.tsx", f"// {SEVERAL}<h3>GDPR</h3>\n<p>\n{{t('a.b', 'All (Art. 5)')}}</p>", GDPR),
    "a heading that cites an article": (
        "x.tsx",
        f"// {SEVERAL}<h3>Data (Art. 30 GDPR)</h3>\n<p>\n{{t('a.b', 'All (Art. 5)')}}</p>",
        GDPR,
    ),
    "a line of code": ("x.ts", f"// {SEVERAL}f(() => {{ g('See Art. 5', `as the GDPR says`) }})\n", GDPR),
    "a long line of code": (
        "x.ts", f"// {SEVERAL.strip()}\nf(() => {{ g('See Art. 5', `{'x ' * 300} as the GDPR says`) }})\n", ""),
    "a line of prose in code": ("x.tsx", f"// {SEVERAL}<p>\nSee Art. 5, and the GDPR says so</p>", ""),
    "the path": ("docs/gdpr/x.md", SEVERAL.strip() + "\nSo Art. 5 says.", GDPR),
    "a path with two laws": ("docs/gdpr/dora.md", SEVERAL.strip() + "\nSo Art. 5 says.", ""),
    "a path with an act that the register lacks": ("docs/lgpd/x.md", SEVERAL.strip() + "\nSo Art. 5 says.", ""),
    "a heading against the path": ("docs/gdpr/x.md", SEVERAL + "# The AI Act\n\nSo Art. 5 says.", AI),
    "an article cited in passing": ("docs/gdpr/x.md", SEVERAL + "As Art. 4 of DORA. So Art. 5 says.", GDPR),
    "on both sides of one law": (
        "x.md", SEVERAL + "1. NIS2 Art. 21\n2. And (Art. 5)\n3. NIS2 Art. 23\n", NIS2),
    "on both sides of two laws": (
        "x.md", SEVERAL + "1. NIS2 Art. 21\n2. And (Art. 5)\n3. DORA Art. 23\n", ""),
    "a heading of topics": (
        "x.md", SEVERAL + "# GDPR\n\n## Cookies, NIS2 and Roles\n\nSo Art. 5 says.", GDPR),
    "a heading of topics that begins with a law": (
        "x.md", SEVERAL + "# GDPR\n\n## NIS2, Cookies, Roles\n\nSo Art. 5 says.", GDPR),
    "a heading of two topics": ("x.md", SEVERAL + "# GDPR\n\n## NIS2, Roles\n\nSo Art. 5 says.", NIS2),
    "a heading with topics of a law": (
        "x.md", SEVERAL + "# GDPR\n\n## Cookies, roles, the steps of NIS2\n\nSo Art. 5 says.", NIS2),
    "a heading with articles": (
        "x.md", SEVERAL + "# GDPR\n\n## NIS2, Art. 21, Art. 23\n\nSo Art. 5 says.", NIS2),
    "a long heading of topics": (
        "x.md", SEVERAL + f"# GDPR\n\n## Cookies, NIS2, Roles{', more' * 20}\n\nSo Art. 5 says.", NIS2),
    "a heading of topics in code": (
        "x.tsx", f"// {SEVERAL}<h2>NIS2</h2>\n<h3>Cookies, GDPR, Roles</h3>\n<p>\n{{t('a', 'All (Art. 5)')}}</p>", NIS2),
    "the same article before in the paragraph": (
        "x.md", SEVERAL + "# GDPR\n\n7. Data\n   (DORA Art. 5)\n   GDPR Art. 9\n   more by Art. 5\n", DORA),
    "the same article of two laws before": (
        "x.md", SEVERAL + "# GDPR\n\n7. Data\n   (DORA Art. 5, GDPR Art. 5)\n   more by Art. 5\n", GDPR),
    "the same article in another paragraph": (
        "x.md", SEVERAL + "# GDPR\n\nDORA Art. 5. GDPR Art. 5.\n\nAnd Art. 5 says.\n", GDPR),
    "the same article in the object around": (
        "x.json",
        '{"a": "GDPR, NIS2", "b": [{"title": "DORA", "c": [{"text": "DORA or NIS2-duties Art. 5?", "refs": ["Art. 5"]}]}]}',
        NIS2,
    ),
    "the same article around an object of a law": (
        "x.json",
        '{"a": "GDPR, NIS2", "b": {"text": "NIS2 Art. 5 or GDPR", "c": [{"title": "DORA", "f": "DORA Art. 5", "d": {"e": "Art. 5"}}]}}',
        DORA,
    ),
    "the key of the field against the page": (
        "x.json", '{"a": "NIS2, DORA Art. 5", "b": {"title": "x",\n "gdpr": "steps by Art. 5"}}', GDPR),
    "a key with a law that lacks the article": (
        "x.json", '{"a": "NIS2, DORA Art. 52", "b": {"title": "x",\n "nis2": "steps by Art. 50 and Art. 5"}}', DORA),
    "an article in code": (
        "x.py", f"# {SEVERAL.strip()}\n# NIS2 Art. 5\nx = 1\n# The GDPR says so in Art. 5\n", GDPR),
    "a card in HTML": (
        "x.html", SEVERAL + '<h1>DORA</h1>\n<div>GDPR\n</div>\n<div class="x">So says Art. 5.</div>\n', DORA),
    "a line of a card": ("x.html", SEVERAL + "<h1>DORA</h1>\n<div>The GDPR:\nso says Art. 5.</div>\n", GDPR),
    "a part of a law": (
        "x.md", SEVERAL + "# DORA\n\nThe GDPR says more, and so do NIS2-Pflichten Art. 5", NIS2),
    "an act about a law": (
        "x.md", SEVERAL + "# DORA\n\nThe GDPR says more, and so does the NIS2-omzettingswet Art. 5", ""),
    "on one side": ("x.md", SEVERAL + "1. NIS2 Art. 21\n2. And (Art. 5)\n", ""),
}  # fmt: skip


@pytest.mark.parametrize("case", PAGES)
def test_the_nearest_part_around_tells_the_law(case: str) -> None:
    name, text, document = PAGES[case]
    found = [each for each in CATALOG.audit(FileText(name, text)) if "Art. 5" in each.text][-1]
    assert found.verdict == ("ok" if document else "ambiguous")
    assert not document or [str(ref.document) for ref in found.refs] == [document]


#: The file, its text, and its articles with their law.
QUOTED = {
    "a list in quotation marks": (
        "{ nis2Ref: 'Art. 21 NIS2, §30 BSIG',\n  gdprRef: 'Art. 24 Abs. 1, Art. 32, Art. 35 DSGVO' }",
        ["eu-nis2:Article 21", "eu-gdpr:Article 24(1)", "eu-gdpr:Article 32", "eu-gdpr:Article 35"],
    ),
    "a list with a conjunction": (
        "{ nis2Ref: 'Art. 21 NIS2, §30 BSIG',\n  gdprRef: \"Article 24 and Article 32 of the GDPR\" }",
        ["eu-nis2:Article 21", "eu-gdpr:Article 24", "eu-gdpr:Article 32"],
    ),
    "a list with more behind it": (
        "{ nis2Ref: 'Art. 21 NIS2',\n  gdprRef: 'Art. 24, Art. 32 DSGVO and so on' }",
        ["eu-nis2:Article 21", "eu-nis2:Article 24", "eu-gdpr:Article 32"],
    ),
    "a list with more before it": (
        "{ nis2Ref: 'Art. 21 NIS2',\n  gdprRef: 'as Art. 24, Art. 32 DSGVO' }",
        ["eu-nis2:Article 21", "eu-nis2:Article 24", "eu-gdpr:Article 32"],
    ),
    "a name of no law": (
        "{ a: 'Art. 21 NIS2',\n b: 'Art. 24, Art. 32 OWASP ASVS' }",
        ["eu-nis2:Article 21", "eu-nis2:Article 24", "eu-nis2:Article 32"],
    ),
}


@pytest.mark.parametrize("case", QUOTED)
def test_a_text_in_quotation_marks_is_of_the_law_at_its_end(case: str) -> None:
    text, articles = QUOTED[case]
    found = CATALOG.audit(FileText("x.ts", f"// NIS2, GDPR\nexport const a = {text};\n"))
    read = [f"{each.refs[0].standard}:{each.refs[0].provision}" for each in found if each.refs[0].provision]
    assert read == articles


#: A text, and whether its "DORA" is the law.
BESIDE = {
    "Banks under DORA, KRITIS / NIS2 too.": True,
    "NIS2 and DORA.": True,
    "Banks under DORA. NIS2 too.": False,
    "DORA, OWASP ASVS.": False,
    "DORA, Art. 21 NIS2": False,
}


@pytest.mark.parametrize("text", BESIDE)
def test_a_short_name_is_a_law_beside_another_one(text: str) -> None:
    standards = [ref.standard for each in CATALOG.audit(FileText("x.md", text)) for ref in each.refs]
    assert ("eu-dora" in standards) is BESIDE[text]
