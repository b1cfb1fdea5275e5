"""Titles beside identifiers, in every manner in which files put them there."""

from pathlib import Path

import pytest

from ai_security_standards import load
from ai_security_standards.references.lexicon.title_index import MOST_KEPT, TitleIndex

CATALOG = load()
ROWS = [
    ("AML.T0051", "LLM Prompt Injection", "ok"),
    ("AML.T0054", "LLM Jailbreak", "ok"),
    ("AML.T0057", "LLM Data Leakage", "ok"),
    ("AML.T0070", "RAG Poisoning", "ok"),
    ("AML.T0053", "AI Agent Tool Invocation", "ok"),
    ("AML.T0020", "LLM Jailbreak", "title-mismatch"),
    ("AML.T0024", "Bicycle Maintenance", "title-unknown"),
]
MANNERS = [
    (".yaml", "- id: {id}\n  name: {title}\n"),
    (".yaml", "- name: {title}\n  id: {id}\n"),
    (".yaml", "{id}:\n  title: {title}\n"),
    (".yaml", "{id}: {title}\n"),
    (".yaml", "- {id} - {title}\n"),
    (".yaml", "- {id}, {title}\n"),
    (".yaml", "- {id}  # {title}\n"),
    (".yaml", "# {title}\n- {id}\n"),
    (".yaml", "- ref: {id}\n  title: >-\n    {title}\n"),
    (".yaml", "- technique: {id}\n  objective: {title}\n"),
    (".yaml", "- technique: {id}\n  technique_name: {title}\n  rationale: Our words.\n"),
    (".json", '{{"id": "{id}", "shortDescription": {{"text": "{title}"}}}},\n'),
    (".json", '{{"id": "{id}", "tier": null, "control_name": "{title}"}},\n'),
    (".json", '["{id}", "{title}"],\n'),
    (".json", '"{id}: {title}",\n'),
    (".py", '"{id}",  # {title}\n'),
    (".ts", "{{ id: '{id}', title:\n    '{title}',\n}},\n"),
    (".md", "- **{id}**: {title}\n"),
    (".md", "## {id}: {title}\n\nText.\n\n"),
    (".md", "- [{id}: {title}](https://example.org/)\n"),
    (".toml", '[[a]]\nid = "{id}"\ntitle = "{title}"\n'),
]


@pytest.mark.parametrize(("suffix", "manner"), MANNERS)
def test_titles_are_compared_in_every_manner(suffix: str, manner: str, tmp_path: Path) -> None:
    path = tmp_path / f"file{suffix}"
    path.write_text("".join(manner.format(id=code, title=title) for code, title, _ in ROWS), encoding="utf-8")
    found = {str(each.refs[0].provision): each.verdict.value for each in CATALOG.audit(path)}
    assert found == {code: verdict for code, _, verdict in ROWS}


def test_tables_are_read_by_their_headers() -> None:
    rows = "".join(f"| {title} | {code} | Persistence |\n" for code, title, _ in ROWS)
    audit = CATALOG.audit(f"| Title | ID | Tactic |\n|---|---|---|\n{rows}")
    assert [each.verdict.value for each in audit] == [verdict for _, _, verdict in ROWS]
    one = CATALOG.audit("| Technique ID | Name |\n|---|---|\n| AML.T0051 | Credential Theft |\n")
    assert one[0].verdict == "title-unknown"
    assert one[0].reasons[0].text.endswith("no edition of it has the title 'Credential Theft'")


@pytest.mark.parametrize(
    "text",
    [
        '{"title": "Human oversight", "regulatoryReference": "EU AI Act Article 13"}',
        '{"source_control": "AC-2", "target_control": "SC-7", "domain_title": "Boundary Protection"}',
        '{"id": "F-1", "title": "Bicycle Maintenance", "owasp": "LLM01:2025"}',
        "SC-1: Our Own First Rule\nSC-2: Our Own Second Rule\n",
        "{AML.T0051: make_name('x')}",
        "AML.T0051:\n  title: null\n",
        "AML.T0051_our_name_of_it",
        "EU AI Act Articles 6-7: Requirements for importers",
        "- PR.AA-01: Bicycle Maintenance of NIST CSF 2.0\n",
        "LLM01:2025 - see the page. It says more",
    ],
)
def test_what_is_no_title_raises_no_alarm(text: str) -> None:
    assert not {"title-mismatch", "title-unknown", "reused"} & {
        each.verdict.value for each in CATALOG.audit(text)
    }


def test_the_address_in_an_object_states_the_edition_of_its_identifier() -> None:
    address = "https://genai.owasp.org/llmrisk/llm022025-sensitive-information-disclosure/"
    audit = CATALOG.audit(
        f'[{{"section_id": "LLM02", "section": "Insecure Output Handling", "link": "{address}"}}]'
    )
    assert audit[0].verdict == "reused"
    assert audit[0].instead[0].startswith("owasp-llm-top-10@2025:") or "2023" in audit[0].instead[0]


MANY = ", ".join(f'"k{number}": "v"' for number in range(50))
SOUND = [
    '{"id": "AML.T0051", "name": "Prompt injection of all things bad and ugly", "title": "Bicycle Repair"}',
    "MITRE ATLAS: aml.t0020_discovery",
    '{"id": "AC-2", "title": "Disable Accounts"}',
    '["see AML.T0051", "Words of our own"]',
    '{"id": "AML.T0051", "name": "Injection of prompts", "title": "Bicycle Repair"}',
    "NIST SP 800-53: ac3_8_revocation",
    '{"id": "AML.T0051.000", "title": "LLM Prompt Injection"}',
    '{"id": "AML.T0051", "title": {"de": "Fahrradpflege"}}',
    '["see AML.T0051 there", "LLM Jailbreak"]',
    'Control("AML.T0051", name="LLM Prompt Injection")',
    "| A | B | C | D | E | F | G | H | I | J | K | L | M |\n"
    + "|---" * 13
    + "|\n| AML.T0051 "
    + "| x " * 12
    + "|\n",
    "| ID | Title |\n|---|---|\n| AML.T0051 and more words | LLM Jailbreak |\n",
]


@pytest.mark.parametrize("text", SOUND)
def test_further_sound_titles(text: str) -> None:
    assert CATALOG.audit(text).passed


ROTTEN = [
    "id: AML.T0051  # LLM Jailbreak\n",
    f'{{{MANY}, "id": "AML.T0051", "title": "LLM Jailbreak", "last": "1"}}',
    "ID | Title\n---|---\nAML.T0051 | LLM Jailbreak\n",
]


@pytest.mark.parametrize("text", ROTTEN)
def test_further_rotten_titles(text: str) -> None:
    assert [each.verdict.value for each in CATALOG.audit(text)] == ["title-mismatch"]


def test_words_of_most_titles_find_no_title() -> None:
    titles = {("1", str(number)): [("common", word)] for number, word in enumerate(("red", "green", "blue"))}
    index = TitleIndex(titles)
    assert index.likest(("common",)).owners == ()
    assert index.likest(("common", "red")).owners == (("1", "0"),)
    assert index.likeness((), ()) == 0.0


def test_the_title_of_what_contains_an_entry_is_no_other_title() -> None:
    assert CATALOG.audit("| AML.T0051 | LLM Prompt Injection: Direct |").passed
    assert CATALOG.audit("| ID | Title |\n|---|---|\n| AML.T0051 | LLM Prompt Injection: Direct |\n").passed


IDENTIFIERS = "- entry-id: LLM01\n- entry-id: LLM02\n- entry-id: {}\n- entry-id: LLM03\n"


@pytest.mark.parametrize(
    ("written", "near"),
    [
        ("LLLM07", "LLM07"),
        ("LM07", "LLM07"),
        ("LLN07", "LLM07"),
        ("R-01", None),
        ("XLLM17", None),
    ],
)
def test_a_misspelt_identifier_among_identifiers_is_told(written: str, near: str | None) -> None:
    found = [
        each
        for each in CATALOG.audit("OWASP LLM Top 10\n" + IDENTIFIERS.format(written))
        if each.text == written
    ]
    assert [(each.verdict.value, each.line, each.instead) for each in found] == (
        [("unknown", 4, (f"owasp-llm-top-10@2026:{near}",))] if near else []
    )


def test_what_does_not_name_its_standard_is_not_misspelt(tmp_path: Path) -> None:
    path = tmp_path / "controls.csv"
    path.write_text("id,n\nAC-4 (1),1\nAC-4 (2),2\nAC-4,3\nAC-4 (3),4\nAD-4,5\nAC-15,6\n", encoding="utf-8")
    found = [(each.text, each.verdict.value) for each in CATALOG.audit(path)]
    assert found == [("AC-4 (1)", "ok"), ("AC-4 (2)", "ok"), ("AC-4 (3)", "ok"), ("AD-4", "unknown")]


def test_a_misspelt_identifier_is_asked_about() -> None:
    fixed = CATALOG.fix("OWASP LLM Top 10\n" + IDENTIFIERS.format("LLLM07"))
    questions = {each.text: each.candidates for each in fixed.questions}
    assert questions["LLLM07"] == ("owasp-llm-top-10@2026:LLM07",)


def test_few_identifiers_under_a_key_tell_nothing_of_another() -> None:
    text = "- id: LLM01\n- id: LLLM07\n- id: X1\n- id: X2\n- id: X3\n- id: LLM02\n- id: LLM04\n"
    assert "LLLM07" not in [each.text for each in CATALOG.audit(text)]


def test_an_identifier_in_the_form_of_others_is_unknown() -> None:
    found = CATALOG.audit("AML.T0062.000 and AML.T0062.001")
    assert [each.verdict.value for each in found] == ["unknown", "unknown"]


def test_the_one_document_that_a_file_names_tells_what_its_identifiers_are() -> None:
    text = '[[a]]\nid = "A.6.2.5"\ntitle = "AI system operation and monitoring"\n\n[b]\nof = "ISO/IEC 42001:2023"\n'
    assert [(str(each.refs[0]), each.verdict.value) for each in CATALOG.audit(text)] == [
        ("iso-iec-42001@2023:A.6.2.5", "title-mismatch"),
        ("iso-iec-42001@2023", "ok"),
    ]
    assert [str(each.refs[0]) for each in CATALOG.audit(text.replace("id =", "see ="))] == [
        "iso-iec-42001@2023"
    ]


def test_a_few_words_of_a_title_are_another_title_where_others_are_whole() -> None:
    listed = "".join(f"- {code}: {title}\n" for code, title, verdict in ROWS if verdict == "ok")
    slight = "- AML.T0003: Search for ML Artifacts\n"
    assert [each.verdict.value for each in CATALOG.audit(listed + slight)][-1] == "title-unknown"
    assert [each.verdict.value for each in CATALOG.audit(slight)] == ["ok"]


def test_output_in_a_comment_is_no_title_and_links_have_their_words() -> None:
    assert [each.verdict.value for each in CATALOG.audit('print("AML.T0051")  # -> Bicycle Maintenance')] == [
        "ok"
    ]
    row = "| Technique ID | Name |\n|--|--|\n| AML.T0051 | [{}](prompt-injection.md) |\n"
    assert [each.verdict.value for each in CATALOG.audit(row.format("LLM Prompt Injection"))] == ["ok"]
    assert [each.verdict.value for each in CATALOG.audit(row.format("Bicycle Maintenance"))] == [
        "title-unknown"
    ]


LISTED = "".join(f"- {code}: {title}\n" for code, title, verdict in ROWS if verdict == "ok")
#: Texts of projects with words of their own beside identifiers, in which no title is wrong.
OWN_WORDS = {
    "documents made for clauses": "# ISO/IEC 42001\n\n| Document | Clause |\n|--|--|\n| AI Policy | Clause 5.2 |\n"
    "| AI Roles RACI Matrix | Clause 5.3 |\n| AI Risk Assessment | Clause 6.1.2 |\n| Internal Audit | Clause 9.2 |\n| AIMS Scope Statement | Clause 4.3 |\n",
    "a policy with the name of a former control": "ISO/IEC 27001\n\n| Policy | Control |\n|--|--|\n"
    "| Physical Security Policy | A.7.1 |\n| Mobile Device Policy | A.8.1 |\n",
    "a former title of what it became": "We keep A.5.9 (Inventory of assets) in all teams; see ISO 27001.",
    "a remark in brackets": '{"id": "AML.T0051", "title": "(Applies To Us)"}',
    "a short form": "# GDPR\n\n- Article 35 - DPIA\n",
    "another spelling": "ISO/IEC 27001:2022\n\n- Labeling of information (A.5.13)\n",
    "sections of the page": "# ISO/IEC 27001 checklist\n\n## Section 1: ISMS Documentation\n\n## Section 2: Readiness\n",
    "identifiers of an edition that the page states": "# NIST SP 800-53 Revision 4\n\n- AU-2(3)\n- SC-19\n",
    "the part of a clause": '{"framework": "ISO/IEC 27001:2022", "id": "10.2", "title": "Improvement"}',
}


@pytest.mark.parametrize("case", OWN_WORDS)
def test_words_of_a_project_are_no_wrong_titles(case: str) -> None:
    assert [(each.text, str(each.reasons[0])) for each in CATALOG.audit(OWN_WORDS[case]).findings] == []


def test_cells_of_csv_are_no_lists(tmp_path: Path) -> None:
    path = tmp_path / "crosswalk.csv"
    path.write_text(
        "row,csf,number,control\n1,ID.RA-01,5,AC-4 (22),1\n2,ID.RA-01,5,PM-13,905\n", encoding="utf-8"
    )
    assert [each.text for each in CATALOG.audit(path)] == ["ID.RA-01", "AC-4 (22)", "ID.RA-01"]


@pytest.mark.parametrize(
    ("lead", "title", "verdict"),
    [
        ("ATLAS ", "LLM Agent Hijacking", "title-unknown"),
        ("[ATLAS Technique: ", "LLM Agent Hijacking", "title-unknown"),
        ("- [ATLAS Technique ", "LLM Agent Hijacking", "title-unknown"),
        ("ATLAS **Technique** ", "LLM Agent Hijacking", "title-unknown"),
        ("MITRE ATLAS technique: ", "LLM Jailbreak", "title-mismatch"),
        ("- ATLAS Technique: ", "External Harms", "ok"),
        ("ATLAS. We saw a technique ", "LLM Agent Hijacking", "ok"),  # prose tells what happened
    ],
)
def test_the_kind_before_an_identifier_leaves_its_title_beside_it(
    lead: str, title: str, verdict: str
) -> None:
    found = [each for each in CATALOG.audit(f"{lead}AML.T0048 — {title}") if each.refs[0].provision]
    assert [each.verdict.value for each in found] == [verdict]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ('id,SP 800-53,CIS\nx,"AC-2, AU-2","3, 4"\ny,"AC-3, AC-6","3, 6"\n', ["AC-2", "AU-2", "AC-3", "AC-6"]),
        ('SP 800-53 in x = "AC-2, AU-2","3, 4, 5"', ["AC-2", "AU-2"]),
        ('SP 800-53 "controls": ["AC-2", "3"]', ["AC-2"]),
        ('"ASVS V6.2.1","7"', ["ASVS V6.2.1"]),
        ('a,"CIS Controls v8.1 3.1, 3.5, 3.3","7.1, 8.2"\nb,"CIS Controls v8.1 3.1, 4.1","9.1"\n',
         ["CIS Controls v8.1 3.1", "3.5", "3.3", "CIS Controls v8.1 3.1", "4.1"]),
        ('SP 800-53 in x = "AC-2, 3 and 4"', ["AC-2", "3", "4"]),
        ('SP 800-53: x = ["AC-2", "AC-3"]', ["AC-2", "AC-3"]),
        ('CIS Controls v8.1: ["3.1", "3.5"]', ["3.1", "3.5"]),
    ],
)  # fmt: skip
def test_a_list_ends_with_its_cell_or_value(text: str, written: list[str]) -> None:
    provisions = [each.text for each in CATALOG.audit(text) if each.refs and each.refs[0].provision]
    assert provisions == written


def test_what_one_document_lacks_and_another_of_the_page_has_is_of_that() -> None:
    text = "NIST AI RMF and NIST AI 600-1\n\nSee GV-1.3. And ID.IM-P7 of ID.IM-P is of the Privacy Framework."
    assert [str(each.refs[0]) for each in CATALOG.audit(text)] == [
        "nist-ai-rmf@1.0", "nist-ai-600-1@2024", "nist-ai-rmf@1.0:GOVERN 1.3",
    ]  # fmt: skip
    text = "NIST AI RMF, NIST AI 600-1, NIST CSF\n\nSee GV-1.3, which begins as GV.OC-01 does."
    assert [str(each.refs[0]) for each in CATALOG.audit(text)][3:] == [
        "nist-ai-rmf@1.0:GOVERN 1.3", "nist-csf@2.0:GV.OC-01",
    ]  # fmt: skip


def test_a_policy_below_the_heading_of_a_standard_has_a_name_of_its_own() -> None:
    text = "# ISO 27001\n| Policy | Control |\n| --- | --- |\n| Mobile Device Policy | A.8.1 |\n"
    assert [each.verdict.value for each in CATALOG.audit(text)] == ["ok", "ambiguous"]


def test_a_retired_predecessor_is_never_proposed() -> None:
    (found,) = CATALOG.audit("mitre-attack@19.1:T1685 Impair Defenses")
    assert (found.verdict, found.instead) == ("title-mismatch", ())
    assert found.reasons[0].text == (
        "'Impair Defenses' is the title of mitre-attack@19.1:T1562, which is retired; "
        "its successor mitre-attack@19.1:T1685 has the title 'Disable or Modify Tools'"
    )
    assert CATALOG.audit("| AML.T0115.001 | Publish Poisoned Models |").passed
    (found,) = CATALOG.audit("| AML.T0020 | Publish Poisoned Models |")
    assert found.verdict == "title-mismatch"
    assert "mitre-atlas@2026.09:AML.T0058" not in found.instead


def test_a_title_of_an_edition_that_is_not_shipped_names_the_one_that_was_read() -> None:
    (found,) = CATALOG.audit("mitre-atlas@4.5.2:AML.T0040 Poison Training Data")
    reason = found.reasons[0].text
    assert reason.startswith("mitre-atlas@2026.09:AML.T0040 is 'AI Model Inference API Access', as far as")
    assert "no structure of mitre-atlas@4.5.2 is shipped" in reason


@pytest.mark.parametrize(
    "text",
    [
        "AML.T0040.001: Poison Training Data",
        "| AML.T0040.001 | Poison Training Data |",
        "See AML.T0040.001 (Poison Training Data).",
    ],
)
def test_the_title_beside_an_unknown_identifier_tells_what_is_meant(text: str) -> None:
    (found,) = CATALOG.audit(text)
    assert found.verdict == "unknown"
    assert found.instead[0].partition(":")[2] == "AML.T0020"
    assert len(found.instead) > 1
    assert not CATALOG.audit("AML.T0040.001: Bicycle Maintenance")[0].instead[0].endswith(":AML.T0020")


def test_misspelt_and_unknown_identifiers_are_of_the_edition_of_their_neighbours() -> None:
    audit = CATALOG.audit("- id: LLM06:2025\n- id: LLLM07\n- id: LLM03:2025\n- id: LLM10:2025")
    assert audit[1].instead == ("owasp-llm-top-10@2025:LLM07",)
    audit = CATALOG.audit("- id: LLM06\n- id: LLLM07\n- id: LLM03\n- id: LLM10")
    assert audit[1].instead == ("owasp-llm-top-10@2026:LLM07",)


@pytest.mark.parametrize("title", ["“Applies To Us”", "«Applies To Us»", '"Applies To Us"', "Applies To Us"])
def test_quotes_around_a_title_make_no_difference(title: str) -> None:
    assert CATALOG.audit(f"ASI08: {title}")[0].verdict == "title-unknown"
    assert CATALOG.audit("ASI08: " + title.replace("Applies To Us", "Cascading Failures")).passed


def test_a_sentence_on_code_is_no_title() -> None:
    assert CATALOG.audit("ASI-08: AgentExecutor without max_iterations.").passed


@pytest.mark.parametrize(
    ("text", "verdict", "instead"),
    [
        # what had the title in 2013 became A.6.7 in 2022
        ("We keep A.8.34 (Teleworking) of ISO 27001.", "title-mismatch", ("iso-iec-27001@2013:A.6.2.2",)),
        ("ISO 27001 A.8.34: Mobile device policy", "title-mismatch", ("iso-iec-27001@2013:A.6.2.1",)),
        # and this became A.5.9
        ("ISO 27001 A.5.9 (Inventory of assets)", "ok", ()),
        ("ISO 27001 A.5.9: Inventory of assets", "ok", ()),
        ("ISO 27001:2022 A.5.9: Inventory of assets", "ok", ()),
        ("ISO 27001:2022 A.8.1: Mobile device policy", "title-mismatch", ()),
        ("ISO 27001 A.8.15 (Event logging)", "ok", ()),
        # a policy of the project, in a column of its own
        ("| Policy | Control |\n|--|--|\n| Mobile Device Policy | ISO 27001 A.8.20 |", "ok", ()),
        # its own title behind another one
        ("See LLM02:2025 (Excessive Agency) Sensitive Information Disclosure.", "ok", ()),
        # the title of what contains it
        ("See AML.T0051.000 (LLM Prompt Injection).", "ok", ()),
        # of "Backup", a heading of 2013, nothing tells what it became
        ("ISO 27001 A.8.14 (Backup)", "ok", ()),
    ],
)
def test_a_title_of_another_edition_is_told_by_what_became_of_it(
    text: str, verdict: str, instead: tuple[str, ...]
) -> None:
    found, *_ = CATALOG.audit(text)
    assert (found.verdict, found.instead) == (verdict, instead)
    if verdict != "ok" and not instead:
        assert found.reasons[0].text.endswith("the title of iso-iec-27001@2013:A.6.2.1, which became it")


def test_titles_that_were_compared_are_kept_and_no_more_than_some() -> None:
    index = TitleIndex({("1", "A"): [("prompt", "inject")], ("1", "B"): [("model", "theft")]})
    for number in range(MOST_KEPT + 1):
        assert index.likest(("prompt", str(number))).owners == (("1", "A"),)
    assert len(index._likest) == 1
