"""Titles that are kept apart from their identifier: the name of a linked page, of a record, of the page itself."""

import pytest

from ai_security_standards import load
from ai_security_standards.references.auditing import FileText
from ai_security_standards.references.text.fences import Fences
from ai_security_standards.references.text.titles import significant_words
from ai_security_standards.references.text.titles_in_rows import CellName, name_in_cell

CATALOG = load().as_of("2026-11-29")
HEAD = "| ID | Name |\n|---|---|\n"
OWN = (
    "| AML.T0051 | [[a/llm-prompt-injection]] |\n| AML.T0054 | [[a/llm-jailbreak]] |\n"
    "| AML.T0053 | [[a/ai-agent-tool-invocation]] |\n"
)
RECORDS = "---\ntitle: {}\n{}\n---\n\nText.\n"


def verdicts(path: str, text: str) -> dict[str, str]:
    """Return the verdicts on the references to provisions, by their text."""
    found = CATALOG.audit(FileText(path, text))
    return {each.text: each.verdict.value for each in found if each.refs and each.refs[0].provision}


CELLS = {
    "Model Theft": ("Model Theft", False),
    " **Model Theft** ": ("Model Theft", False),
    "[Model Theft](theft.md)": ("Model Theft", False),
    "[theft-of-models](theft.md)": ("Theft of Models", True),
    "[[risks/theft|Model Theft]]": ("Model Theft", False),
    "[[risks/theft\\|Model Theft]]": ("Model Theft", False),
    "[[risks/theft-of-models]]": ("Theft of Models", True),
    " *[[risks/theft_of_models.md#why]]* ": ("Theft of Models", True),
    "[[theft]]": ("theft", False),
    "theft-of-models": ("theft-of-models", False),
    "see [[theft-of-models]] there": ("see [[theft-of-models]] there", False),
}


@pytest.mark.parametrize("cell", CELLS)
def test_a_cell_has_a_name(cell: str) -> None:
    assert name_in_cell(cell) == CellName(*CELLS[cell])


#: Each with the verdict on the identifier in the last line.
ROWS = {
    "the own title": (HEAD + "| AML.T0054 | [[a/llm-jailbreak]] |\n", "ok"),
    "a word of the own title": (HEAD + "| AML.T0020 | [[a/poisoned-bicycles]] |\n", "ok"),
    "the title of another": (HEAD + "| AML.T0057 | [[a/llm-jailbreak]] |\n", "title-mismatch"),
    "a label": (HEAD + "| AML.T0057 | [[a/b\\|LLM Jailbreak]] |\n", "title-mismatch"),
    "a label behind a bare bar": (HEAD + "| AML.T0057 | [[a/b|LLM Jailbreak]] |\n", "title-mismatch"),
    "a label of nobody": (HEAD + "| AML.T0057 | [[a/b\\|Bicycle Storage]] |\n", "title-unknown"),
    "a page of nobody": (HEAD + "| AML.T0057 | [[a/bicycle-storage]] |\n", "title-not-compared"),
    "a page of nobody in a Markdown link": (HEAD + "| AML.T0057 | [bicycle-storage](a.md) |\n", "title-not-compared"),
    "a page of nobody among titles": (HEAD + OWN + "| AML.T0057 | [[a/bicycle-storage]] |\n", "title-unknown"),
    "a page in a column of something else": ("| ID | Owner |\n|---|---|\n| AML.T0057 | [[a/bicycle-storage]] |\n", "ok"),
    "a path": (HEAD + "| AML.T0057 | bicycle-storage |\n", "ok"),
    "a tactic": ("| ID | Tactic |\n|---|---|\n| AML.TA0002 | Bicycle Storage |\n", "title-unknown"),
    "the tactic of a technique": ("| ID | Tactic |\n|---|---|\n| AML.T0057 | Impact |\n", "ok"),
    "a mitigation": ("| ID | Mitigation |\n|---|---|\n| AML.M0005 | Bicycle Storage |\n", "title-unknown"),
    "the mitigation of a technique": ("| ID | Mitigation |\n|---|---|\n| AML.T0057 | Bicycle Storage |\n", "ok"),
    "a weakness": ("| ID | Weakness |\n|---|---|\n| CWE-79 | SQL Injection |\n", "title-mismatch"),
    "a title behind the identifier in one cell": ("| a | b |\n|---|---|\n| x | AML.T0024 Prompt Injection |\n", "title-mismatch"),
    "more behind it": ("| a | b |\n|---|---|\n| x | AML.T0024 Prompt Injection, and so on |\n", "ok"),
    "words in small letters behind it": ("| a | b |\n|---|---|\n| x | AML.T0024 Bicycles of the town |\n", "ok"),
    "a nickname of a weakness": ("| a | b |\n|---|---|\n| x | CWE-307 (No Rate Limit) |\n", "ok"),
    "the name of another weakness": ("| a | b |\n|---|---|\n| x | CWE-307 (SQL Injection) |\n", "title-mismatch"),
}  # fmt: skip


@pytest.mark.parametrize("case", ROWS)
def test_a_row_is_compared(case: str) -> None:
    text, verdict = ROWS[case]
    assert list(verdicts("x.md", text).values())[-1] == verdict


def test_a_note_on_a_page_names_the_title() -> None:
    (found,) = CATALOG.audit(FileText("x.md", ROWS["a page of nobody"][0])).findings
    assert str(found.reasons[0]) == (
        "its page is called 'Bicycle Storage' in other words than its title, which is 'LLM Data Leakage'"
    )


#: Each with the verdict on its only identifier.
PAGES = {
    "the own title": (RECORDS.format("LLM Jailbreak", "atlas: AML.T0054"), "ok"),
    "words of the own title": (RECORDS.format("Jailbreaks", "atlas: AML.T0054"), "ok"),
    "the title of another": (RECORDS.format("LLM Jailbreak", "atlas: AML.T0057"), "title-mismatch"),
    "a quoted title": (RECORDS.format('"LLM Jailbreak"', 'technique_id: "AML.T0057"'), "title-mismatch"),
    "a document beside it": (RECORDS.format("LLM Jailbreak", "source: MITRE ATLAS\natlas: AML.T0057"), "title-mismatch"),
    "a tag": (RECORDS.format("LLM Jailbreak", "tags:\n  - atlas/AML.T0057"), "title-mismatch"),
    "a title of nobody": (RECORDS.format("Bicycle Storage", "atlas: AML.T0057"), "title-not-compared"),
    "a title of nobody under a key of identifiers": (RECORDS.format("Bicycle Storage", "id: AML.T0057"), "title-not-compared"),
    "a title of nobody with a tag": (RECORDS.format("Bicycle Storage", "tags:\n  - atlas/AML.T0057"), "ok"),
    "a title of nobody under another key": (RECORDS.format("Bicycle Storage", "see: AML.T0057"), "ok"),
    "a page that tells of something": (RECORDS.format("How We Broke a Bicycle", "atlas: AML.T0057"), "ok"),
    "a page of a series": (RECORDS.format('"Bicycles: Storage"', "atlas: AML.T0057"), "ok"),
    "a weakness that a rule looks for": (RECORDS.format("No Bicycles in Cellars", "cwe: CWE-79"), "ok"),
    "more behind it": (RECORDS.format("LLM Jailbreak", "note: AML.T0057 and others"), "ok"),
    "more before it": (RECORDS.format("LLM Jailbreak", "note: as told in the page on AML.T0057"), "ok"),
    "in the title": ("---\ntitle: AML.T0057\nother: LLM Jailbreak\n---\n", "ok"),
    "no title": ("---\natlas: AML.T0057\n---\n\nLLM Jailbreak\n", "ok"),
    "a heading": ("---\natlas: AML.T0057\n---\n\n# LLM Jailbreak\n\nText.\n", "title-mismatch"),
    "two headings": ("---\natlas: AML.T0057\n---\n\n# LLM Jailbreak\n\n# LLM Data Leakage\n", "ok"),
    "a line below the heading": ("# LLM Jailbreak\n\nText of it.\n\n- **ATLAS Reference:** AML.T0057\n", "title-mismatch"),
    "a link below the heading": ("# LLM Jailbreak\n\nText.\n\nTechnique ID: [AML.T0057](https://example.org/a)\n", "title-mismatch"),
    "a line of something else": ("# LLM Jailbreak\n\nText.\n\nSeen with: AML.T0057\n", "ok"),
    "a line below another heading": ("# LLM Jailbreak\n\nText.\n\n## More\n\nText.\n\nTechnique ID: AML.T0057\n", "ok"),
    "a line far below": ("# LLM Jailbreak\n\n" + "Text. " * 80 + "\n\nTechnique ID: AML.T0057\n", "ok"),
    "no page": ("Text.\n\nTechnique ID: AML.T0057\n", "ok"),
}  # fmt: skip


@pytest.mark.parametrize("case", PAGES)
def test_the_title_of_a_page_is_compared(case: str) -> None:
    text, verdict = PAGES[case]
    assert list(verdicts("x.md", text).values())[-1] == verdict


def test_two_identifiers_of_a_document_have_no_title_of_a_page() -> None:
    text = RECORDS.format("LLM Jailbreak", "atlas: AML.T0057\nalso: AML.T0053")
    assert set(verdicts("x.md", text).values()) == {"ok"}


def test_a_file_of_fields_is_no_page() -> None:
    text = "# LLM Jailbreak\n\n\nkey: value\nother_id: see AML.T0057\n"
    assert verdicts("x.yaml", text) == {"AML.T0057": "ok"}


CODE = {
    "JSON": '```json\n{"techniqueId": "AML.T0057",\n "techniqueName": "LLM Jailbreak"}\n```\n',
    "YAML": "~~~yaml\n- id: AML.T0057\n  name: LLM Jailbreak\n~~~\n",
    "a block that is not closed": "```yaml\nid: AML.T0057\nname: LLM Jailbreak\n",
    "a block behind another one": "```\nname: LLM Data Leakage\n```\n\n```\nid: AML.T0057\nname: LLM Jailbreak\n```\n",
    "a list of pairs": '```go\nvar x = []Pair{{"AML.T0057", "LLM Jailbreak"}}\n```\n',
    "STIX": '```json\n{"name": "LLM Jailbreak", "external_references": [{"source_name": "x", "external_id": "AML.T0057"}]}\n```\n',
}  # fmt: skip
NO_CODE = {
    "a drawing": "```mermaid\nid: AML.T0057\nname: LLM Jailbreak\n```\n",
    "a block of its own each": "```yaml\nid: AML.T0057\n```\n\n```yaml\nname: LLM Jailbreak\n```\n",
    "behind a block": "```yaml\nname: LLM Jailbreak\n```\n\nsee AML.T0057\n",
}


@pytest.mark.parametrize("case", CODE)
def test_a_block_of_code_is_read_as_a_file(case: str) -> None:
    assert verdicts("x.md", CODE[case]) == {"AML.T0057": "title-mismatch"}


def test_a_block_has_several_identifiers() -> None:
    text = "```yaml\n- id: AML.T0057\n  name: LLM Jailbreak\n- id: AML.T0054\n  name: LLM Jailbreak\n```\n"
    assert verdicts("x.md", text) == {"AML.T0057": "title-mismatch", "AML.T0054": "ok"}


@pytest.mark.parametrize("case", NO_CODE)
def test_what_is_no_record_in_a_page_is_left(case: str) -> None:
    assert verdicts("x.md", NO_CODE[case]) == {"AML.T0057": "ok"}


def test_only_pages_have_blocks() -> None:
    text = "```\nid: 1\n```\n"
    assert Fences(text, ".md").at(5) == (4, 10)
    assert Fences(text, ".md").at(1) is None
    assert Fences(text, ".md").at(11) is None
    assert Fences(text, ".py").at(5) is None


#: Objects of STIX, in which the identifier is `external_id`; and the verdict on AML.T0057.
STIX = {
    '{"name": "LLM Jailbreak", "external_references": [{"external_id": "AML.T0057"}]}': "title-mismatch",
    '{"name": "LLM Data Leakage", "external_references": [{"external_id": "AML.T0057"}]}': "ok",
    '{"name": "LLM Jailbreak", "external_references": [{"external_id": "X-1"}, {"external_id": "AML.T0057"}]}': "ok",
    '{"name": "LLM Jailbreak", "others": [{"external_id": "AML.T0057"}]}': "ok",
    '{"external_id": "AML.T0057", "name": "LLM Jailbreak"}': "title-mismatch",
}


@pytest.mark.parametrize("text", STIX)
def test_the_name_of_an_object_of_stix_is_its_title(text: str) -> None:
    assert verdicts("x.json", text) == {"AML.T0057": STIX[text]}


def test_lists_of_pairs_are_titles_where_one_is() -> None:
    pairs = 'var x = []Pair{{{{"AML.T0057", "{}"}}, {{"AML.T0051", "LLM Prompt Injection"}}}}'
    assert verdicts("x.go", pairs.format("Bicycle Storage"))["AML.T0057"] == "title-unknown"
    assert verdicts("x.go", pairs.format("bicycle storage"))["AML.T0057"] == "ok"
    assert verdicts("x.go", pairs.format("Prompt Injection"))["AML.T0057"] == "title-mismatch"
    alone = 'var x = []Pair{{"AML.T0057", "Bicycle Storage"}, {"AML.T0051", "Bicycle Theft"}}'
    assert set(verdicts("x.go", alone).values()) == {"ok"}


def test_a_title_behind_a_full_stop_in_quotes() -> None:
    text = "// NIST CSF 2.0\nconst x = ['{}'];\n"
    portuguese = text.format("RC.RP-03. Gestão das bicicletas")
    assert verdicts("x.ts", portuguese) == {"RC.RP-03": "title-not-compared"}
    other = text.format("PR.DS. Adverse Event Analysis")
    assert verdicts("x.ts", other) == {"PR.DS": "title-mismatch"}
    assert verdicts("x.md", "NIST CSF 2.0, PR.DS. Gestão das bicicletas.\n") == {"PR.DS": "ok"}


def test_titles_in_brackets_behind_a_colon() -> None:
    text = "# ISO/IEC 27001:2022\n\nWir prüfen alles ({}).\n"
    assert verdicts("x.md", text.format("A.8.25: Pflege der Räder")) == {"A.8.25": "title-not-compared"}
    assert verdicts("x.md", text.format("A.8.25 – Pflege der Räder")) == {"A.8.25": "ok"}


def test_management_is_cut_short() -> None:
    assert significant_words("Asset Mgmt") == significant_words("Asset Management")
    rows = '"PR.AA — Identity Mgmt, Auth & Access Control", "ID.AM — Asset Mgmt", "GV.SC — Supply Chain Risk Mgmt"'
    assert set(verdicts("x.py", f"# NIST CSF 2.0\nROWS = [({rows})]\n").values()) == {"ok"}


#: Records of scripts in pages, with the verdict on AML.T0057.
SCRIPTS = {
    "{name: 'LLM Jailbreak', id: 'AML.T0057'}": "title-mismatch",
    "{name: 'LLM Jailbreak', see: 'AML.T0057'}": "ok",
    "{owner: 'LLM Jailbreak', id: 'AML.T0057'}": "ok",
    "{id: 'AML.T0057'}": "ok",
    "{\n  tacticId: 'AML.T0057',\n  tacticName: 'LLM Jailbreak'\n}": "title-mismatch",
}


@pytest.mark.parametrize("record", SCRIPTS)
def test_a_record_of_a_script_is_compared(record: str) -> None:
    assert verdicts("x.html", f"<script>\nx = [{record}]\n</script>") == {"AML.T0057": SCRIPTS[record]}
