"""Fix: what can mean one thing only is rewritten, everything else is asked, and a second run changes nothing."""

import json
import pickle
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import Overlay, document, framework, register_file, write_structure

from ai_security_standards import UnknownCriterion, UnknownReference, load
from ai_security_standards.editions import Fix, fixing
from ai_security_standards.editions.edits import MOST_ROUNDS
from ai_security_standards.editions.rewriting import (
    is_in_address,
    is_item_or_link,
    is_spelling_of,
    rewritings,
    title_after,
)
from ai_security_standards.formats.exchange import from_dict, to_dict
from ai_security_standards.references.auditing import FileText

CATALOG = load().as_of("2026-11-29")
LLM = "owasp-llm-top-10@2026"


def fix(text: str, to: Any = LLM, **how: Any) -> Fix:
    fixed = CATALOG.fix(text, to=to, **how)
    assert fixed.text == apply(text, fixed)
    again = CATALOG.fix(fixed.text, to=to, **how)
    assert (again.text, again.edits) == (fixed.text, ())
    return fixed


def apply(text: str, fixed: Fix) -> str:
    for edit in reversed(fixed.edits):
        assert text[edit.start : edit.end] == edit.old
        assert edit.line == text.count("\n", 0, edit.start) + 1
        text = text[: edit.start] + edit.new + text[edit.end :]
    return text


#: Texts before and after a move to the LLM Top 10 of 2026, with what is asked.
MOVES: dict[str, tuple[str, str, list[str]]] = {
    "marks": ("LLM06:2025, llm05-2025 and OWASP-LLM_2025_LLM03", "LLM03:2026, llm10-2026 and OWASP-LLM_2026_LLM04", []),
    "an unchanged number": ("LLM01:2025", "LLM01:2026", []),
    "titles": ("- LLM 05: Improper Output Handling\n- LLM 03: Supply Chain\n", "- LLM10: Improper Output Handling\n- LLM 04: Supply Chain\n", []),
    "a wider scope": ("LLM07:2025 System Prompt Leakage", "LLM07:2025 System Prompt Leakage", ["LLM07:2025"]),
    "a table": (
        "| LLM02 | Sensitive Information Disclosure |\n| LLM03 | Supply Chain |\n| LLM04 | Data and Model Poisoning |\n| LLM06 | Excessive Agency |\n",
        "| LLM02 | Sensitive Information Disclosure |\n| LLM04 | Supply Chain |\n| LLM05 | Data and Model Poisoning |\n| LLM03 | Excessive Agency |\n", []),
    "a list that states its edition once": ("LLM03:2025, LLM04, LLM05 and LLM06\n", "LLM04:2026, LLM05, LLM10 and LLM03\n", []),
    "a heading": (
        "# OWASP LLM Top 10 (2025)\n\n- LLM03\n- LLM05\n\nSee LLM06.\n",
        "# OWASP LLM Top 10 (2025)\n\n- LLM04:2026\n- LLM10:2026\n\nSee LLM03:2026.\n", ["OWASP LLM Top 10 (2025)"]),
    "the edition of the file": (
        "LLM05:2025 Improper Output Handling\n\nSee [OWASP for LLM 06](https://example.org/x).\n",
        "LLM10:2026 Improper Output Handling\n\nSee [OWASP for LLM 03](https://example.org/x).\n", []),
    "no edition": ("- LLM06\n- LLM05\n", "- LLM06\n- LLM05\n", ["LLM06", "LLM05"]),
    "two editions of a file": ("LLM06:2023\n\nLLM05:2025\n\n- LLM04\n", "LLM02:2026\n\nLLM05:2025\n\n- LLM04\n", ["LLM05:2025", "LLM04"]),
    "an open list": (
        "OWASP LLM06:2025\n\n- LLM05\n- LLM07\n", "OWASP LLM06:2025\n\n- LLM05\n- LLM07\n", ["OWASP LLM06:2025", "LLM05", "LLM07"]),
    "an open table": (
        "| LLM06 | Excessive Agency |\n| LLM07 | System Prompt Leakage |\n| LLM09 | Misinformation |\n",) * 2 + (["LLM06", "LLM07", "LLM09"],),
    "open values": ("x = {'LLM03': 'Supply Chain', 'LLM07': 'System Prompt Leakage'}\n",) * 2 + (["LLM03", "LLM07"],),
    "an open question in prose": (
        "| LLM06 | Excessive Agency | but for what LLM04 says |\n| LLM09 | Misinformation |\n",
        "| LLM03 | Excessive Agency | but for what LLM04 says |\n| LLM07 | Misinformation |\n", ["LLM04"]),
    "a range": ("LLM03-LLM05 (2025)", "LLM03-LLM05 (2025)", ["LLM03", "LLM05 (2025)"]),
    "a comparison": ("| LLM06:2025 | LLM03:2026 |\n| LLM03:2025 | LLM04:2026 |\n",) * 2 + ([],),
    "a section of history": ("# Changelog\n\nLLM06:2025\n\n# Use\n\nLLM06:2025\n", "# Changelog\n\nLLM06:2025\n\n# Use\n\nLLM03:2026\n", []),
    "history at the end": ("LLM06:2025\n\n## Release notes\n\nLLM06:2025\n", "LLM03:2026\n\n## Release notes\n\nLLM06:2025\n", []),
    "an address": (
        "[OWASP for LLM 05: Improper Output Handling](https://genai.owasp.org/llmrisk/llm052025-improper-output-handling/)",
        "[OWASP for LLM 10: Improper Output Handling](https://genai.owasp.org/resource/owasp-genai-llm-top-10-2026/#:~:text=LLM10)", []),
    "an address by itself": (
        "LLM05:2025, https://genai.owasp.org/llmrisk/llm052025-improper-output-handling/",
        "LLM10:2026, https://genai.owasp.org/llmrisk/llm052025-improper-output-handling/",
        ["genai.owasp.org/llmrisk/llm052025"]),
    "an address without an edition": ("OWASP: https://example.org/LLM06", "OWASP: https://example.org/LLM06", []),
    "other bytes": ("\ufeffa\r\n| é LLM05:2025 |\r\n", "\ufeffa\r\n| é LLM10:2026 |\r\n", []),
    "other standards": ("ASI05:2026, AML.T0051, LLM08:2026", "ASI05:2026, AML.T0051, LLM08:2026", []),
    "a former title": ("LLM03:2023 - Training Data Poisoning\nLLM05:2023: Supply-Chain Vulnerabilities\n",
                       "LLM03:2023 - Training Data Poisoning\nLLM04:2026: Supply Chain\n", ["LLM03:2023"]),
}  # fmt: skip


@pytest.mark.parametrize("case", MOVES)
def test_references_move_to_an_edition(case: str) -> None:
    before, after, asked = MOVES[case]
    fixed = fix(before)
    assert fixed.text == after
    assert [question.text for question in fixed.questions] == asked
    assert all(question.reasons[0].doubt for question in fixed.questions)
    assert all(before[each.start : each.end] == each.text for each in fixed.questions)


def test_an_edit_says_what_was_meant() -> None:
    fixed = fix("a\nLLM05:2023: Supply-Chain Vulnerabilities\n", path="docs/x.md")
    edit, title = fixed.edits
    assert (edit.line, edit.kind, str(edit.ref)) == (2, "edition", "owasp-llm-top-10@2023:LLM05")
    assert (title.kind, title.new, str(title.to)) == ("title", "Supply Chain", "owasp-llm-top-10@2026:LLM04")
    assert fixed.path == "docs/x.md"
    assert from_dict(json.loads(json.dumps(to_dict(fixed)))) == fixed
    assert pickle.loads(pickle.dumps(fixed)) == fixed


def test_the_edition_of_bare_identifiers_can_be_given() -> None:
    text = "tags:\n  - owasp:llm06\n  - owasp:llm02\n"
    fixed = CATALOG.fix(text, to=LLM, sources="owasp-llm-top-10@2023")
    assert fixed.text == "tags:\n  - owasp:llm02:2026\n  - owasp:llm10:2026\n"
    assert CATALOG.fix(fixed.text, to=LLM, sources="owasp-llm-top-10@2023").text == fixed.text
    assert not CATALOG.fix(text, to=LLM, sources=LLM).edits
    open_list = CATALOG.fix("- LLM05\n- LLM07\n", to=LLM, sources="owasp-llm-top-10@2025")
    assert not open_list.edits
    assert [str(question.reasons[0]) for question in open_list.questions] == [
        "another reference of its list is open",
        "the later provision has another scope",
    ]
    assert CATALOG.fix("What LLM02 says is retold by LLM05:2023", to=LLM).text == (
        "What LLM10 says is retold by LLM04:2026"
    )


def test_editions_are_pinned_beside_identifiers_without_one() -> None:
    goals = [LLM.replace("2026", "2025"), "mitre-atlas@5.0.1", "nist-ai-rmf@1.0"]
    text = (
        "mappings:\n  mitre-atlas:\n    - AML.M0007\n    - AML.M0028\n  nist-ai-rmf:\n    - MS-2.3\n"
        "  owasp-top10-llm:\n    - LLM01\n    - LLM05\n    - LLM06:2025\n"
    )
    fixed = fix(text, to=goals, pin=True)
    pinned = text
    for old in ("AML.M0007", "MS-2.3", "LLM01", "LLM05"):
        mark = {"A": "@5.0.1", "M": "@1.0", "L": ":2025"}[old[0]]
        pinned = pinned.replace(f"- {old}\n", f"- {old}{mark}\n")
    assert fixed.text == pinned
    assert {edit.kind for edit in fixed.edits} == {"pin"}
    (open_one,) = fixed.questions
    assert (open_one.text, str(open_one.reasons[0])) == (
        "AML.M0028",
        "mitre-atlas@5.0.1 has no provision 'AML.M0028'",
    )


def test_what_says_another_edition_is_not_pinned() -> None:
    goal = LLM.replace("2026", "2025")
    fixed = fix(
        "LLM05 Supply-Chain Vulnerabilities\n\nhttps://genai.owasp.org/llmrisk/llm05/\n", to=goal, pin=True
    )
    assert not fixed.edits
    assert [str(each.reasons[0]) for each in fixed.questions] == [
        "the text says that it is of owasp-llm-top-10@2023"
    ]
    ranged = fix("LLM01 to LLM03", to=goal, pin=True)
    assert [str(each.reasons[0]) for each in ranged.questions] == ["it is part of a range"]
    assert not fix("# Changelog\n\n- LLM05\n", to=goal, pin=True).edits
    assert fix("LLM99, the LLM Top 10 and AML.T0051", to=goal, pin=True) == Fix(
        "", "LLM99, the LLM Top 10 and AML.T0051", (), ()
    )


def test_a_title_in_a_comment_moves_with_its_identifier() -> None:
    tags = 'TAGS = [\n    "owasp:llm05",  # Supply Chain Vulnerabilities\n    "owasp:llm02",\n]\n'
    fixed = fix(tags, to="owasp-llm-top-10@2025", sources="owasp-llm-top-10@2023")
    assert fixed.text == 'TAGS = [\n    "owasp:llm03:2025",  # Supply Chain\n    "owasp:llm05:2025",\n]\n'
    assert not CATALOG.audit(fixed.text).findings


def test_items_of_a_list_that_would_become_the_same_are_asked_about() -> None:
    tags = '    "owasp:llm07",  # Insecure Plugin Design\n    "owasp:llm08",  # Excessive Agency\n'
    fixed = fix(tags, to="owasp-llm-top-10@2025", sources="owasp-llm-top-10@2023")
    assert fixed.text == tags
    assert [str(each.reasons[0]) for each in fixed.questions] == [
        "LLM07 and LLM08 of one list both become owasp-llm-top-10@2025:LLM06"
    ] * 2


def test_items_of_a_list_get_the_edition_all_or_none() -> None:
    tags = 'TAGS = [\n    "owasp:llm02",\n    "owasp:llm05",\n]\n'
    fixed = fix(tags, to="owasp-llm-top-10@2025", sources="owasp-llm-top-10@2023")
    assert fixed.text == 'TAGS = [\n    "owasp:llm05:2025",\n    "owasp:llm03:2025",\n]\n'


def test_no_edit_makes_what_an_audit_would_find() -> None:
    row = '{"title": "Insecure Plugin Design", "id": "owasp:llm07"}\n'
    fixed = fix(row, to="owasp-llm-top-10@2025", sources="owasp-llm-top-10@2023")
    assert fixed.text == row
    assert "after it, owasp-llm-top-10@2025:LLM06 is 'Excessive Agency'" in str(fixed.questions[0].reasons[0])


def test_a_list_with_the_titles_of_an_earlier_edition_is_pinned_to_it() -> None:
    table = (
        "# OWASP LLM Top 10 2025\n\n| ID | Risk |\n|---|---|\n| LLM01 | Prompt Injection |\n"
        "| LLM02 | Insecure Output Handling |\n| LLM03 | Training Data Poisoning |\n"
        "| LLM06 | Sensitive Information Disclosure |\n"
    )
    fixed = fix(table, to=(), by_title=True)
    assert [edit.new for edit in fixed.edits] == ["LLM02:2023", "LLM03:2023", "LLM06:2023"]
    assert not CATALOG.audit(fixed.text).findings


@pytest.mark.parametrize(
    "text",
    [
        "ATT&CK T1003 Spearphishing Attachment",  # T1566.001 and T1598.002
        "# OWASP LLM Top 10 2023\n\n- LLM02: Sensitive Information Disclosure\n",  # of 2025, and of 2026
        "LLM05:2025 Training Data Poisoning",  # LLM03 of 2023; that of 2025 is another risk
    ],
)
def test_a_title_that_leaves_several_ways_is_asked_about(text: str) -> None:
    fixed = fix(text, to=(), by_title=True)
    assert (fixed.edits, len(fixed.questions)) == ((), 1)


def test_an_identifier_gives_way_to_the_title_beside_it_on_request() -> None:
    table = (
        "| Technique | ID | Tactic |\n|---|---|---|\n"
        "| Craft Adversarial Data | AML.T0031 | AI Attack Staging |\n"
        "| Evade AI Model | [AML.T0016](https://atlas.mitre.org/techniques/AML.T0016) | Impact |\n"
        "| Poison Training Data | AML.T0020 | AI Attack Staging |\n"
        "| Embedding Manipulation | AML.T0063 | AI Attack Staging |\n"
    )
    assert not fix(table, to=()).edits
    fixed = fix(table, to=(), by_title=True)
    assert fixed.text == table.replace("AML.T0031", "AML.T0043").replace("AML.T0016", "AML.T0015")
    assert {edit.kind for edit in fixed.edits} == {"identifier"}
    two = fix("| LLM06:2025 | Prompt Injection |\n", to=(), by_title=True)
    assert two.text == "| LLM01:2025 | Prompt Injection |\n"
    # The title is also that of LLM06:2023; the edition that is written stays, as `explain("reused")` says.
    stated = fix("LLM06:2025 Sensitive Information Disclosure", to=(), by_title=True)
    assert stated.text == "LLM02:2025 Sensitive Information Disclosure"


def test_the_address_of_a_link_follows_its_text() -> None:
    text = "- LLM05:2025\n\nSee [OWASP for LLM 05](https://genai.owasp.org/llmrisk/llm05/).\n"
    fixed = fix(text)
    assert fixed.text == (
        "- LLM10:2026\n\nSee [OWASP for LLM 10]"
        "(https://genai.owasp.org/resource/owasp-genai-llm-top-10-2026/#:~:text=LLM10).\n"
    )
    other = fix("- LLM05:2025\n\nSee [OWASP for LLM 05](https://genai.owasp.org/llmrisk/llm04/).\n")
    assert "llmrisk/llm04" in other.text
    # What the address would say of another reference keeps it as it is.
    mixed = fix(
        "| [LLM06: Excessive Agency](https://genai.owasp.org/llmrisk/llm06/) | but for what LLM04 says |\n"
        "| [LLM09: Misinformation](https://genai.owasp.org/llmrisk/llm09/) |\n"
    )
    assert mixed.text == (
        "| [LLM03: Excessive Agency](https://genai.owasp.org/llmrisk/llm06/) | but for what LLM04 says |\n"
        "| [LLM07: Misinformation](https://genai.owasp.org/llmrisk/llm09/) |\n"
    )
    assert {question.text for question in mixed.questions} >= {"LLM04"}


def test_tags_mean_what_their_tool_says() -> None:
    tags = "tags: owasp:llm06, owasp:llm02, avid-effect:security:S0403, LLM01\n"
    read = CATALOG.audit(tags, dialect="garak@0.9")
    assert [str(each.refs[0]) for each in read][:2] == [
        "owasp-llm-top-10@2023:LLM06",
        "owasp-llm-top-10@2023:LLM02",
    ]
    moved = CATALOG.fix(tags, to=LLM, dialect="garak@0.9")
    assert "owasp:llm02:2026, owasp:llm10:2026" in moved.text
    assert {each.verdict.value for each in CATALOG.audit("owasp:llm06", sources="owasp-llm-top-10@2023")} == {
        "ok"
    }
    assert CATALOG.audit("owasp:llm06")[0].verdict == "ambiguous"
    with pytest.raises(UnknownCriterion, match="unknown dialect 'garrak'"):
        CATALOG.audit("LLM01", dialect="garrak")
    with pytest.raises(UnknownReference):
        CATALOG.audit("LLM01", sources="owasp-llm-top-10@1999")


def test_a_change_log_is_left_alone() -> None:
    for path in ("CHANGELOG.md", "docs\\changes.rst", "a/b/HISTORY", "release-notes.md", "news/NEWS.md"):
        assert CATALOG.fix("LLM06:2025", to=LLM, path=path) == Fix(path, "LLM06:2025", (), ())
    assert CATALOG.fix("LLM06:2025", to=LLM, path="newsletter.md").edits


def test_where_identifiers_never_change_those_that_are_gone_move() -> None:
    fixed = fix("- PR.DS-1\n- PR.AC-1\n- GV.RM-04\n", to="nist-csf@2.0")
    assert fixed.text == "- PR.DS-01\n- PR.AC-1\n- GV.RM-04\n"
    assert [question.candidates for question in fixed.questions] == [
        ("nist-csf@2.0:PR.AA-01", "nist-csf@2.0:PR.AA-05")
    ]
    assert (
        fix("AML.T0051@5.0.1 and AML.T0051", to="mitre-atlas@2026.09").text
        == "AML.T0051@2026.09 and AML.T0051"
    )


def test_what_shares_the_mark_of_another_moves_with_it_or_is_asked() -> None:
    fixed = fix("ISO 27001:2013 A.12.4.1 and A.12.4.3", to="iso-iec-27001@2022")
    assert fixed.text == "ISO 27001:2022 A.8.15 and A.8.15"  # two became one
    text = "ISO 27001:2013 A.12.4.1 and A.9.2.3"  # one open question leaves its list as it was
    fixed = fix(text, to="iso-iec-27001@2022")
    assert fixed.text == text
    assert [question.text for question in fixed.questions] == ["ISO 27001:2013 A.12.4.1", "A.9.2.3"]


def test_what_would_change_how_another_is_read_is_asked() -> None:
    text = "ISO 27001:2013 A.12.4.1 and A.5.1"
    fixed = fix(text, to="iso-iec-27001@2022")
    assert fixed.text == text
    assert [question.text for question in fixed.questions] == ["ISO 27001:2013 A.12.4.1", "A.5.1"]
    fixed = fix("LLM05:2025, LLM07")
    assert [question.text for question in fixed.questions] == ["LLM05:2025", "LLM07"]
    assert fix("LLM05:2025 and LLM01").text == "LLM10:2026 and LLM01"  # which is the same in both


def test_several_standards_move_at_once() -> None:
    fixed = fix("LLM06:2025 and ISO/IEC 27001:2013 A.12.4.1", to=[LLM, "iso-iec-27001@2022"])
    assert fixed.text == "LLM03:2026 and ISO/IEC 27001:2022 A.8.15"


def test_without_an_edition_retired_identifiers_are_mended() -> None:
    text = "PR.DS-1, PR.AC-1 and ID.GV-4; SA-12 of SP 800-53; ATLAS AML.T9999; LLM06; https://atlas.mitre.org/techniques/AML.T9998"
    fixed = fix(text, to=())
    assert fixed.text.startswith(
        "PR.DS-01, PR.AC-1 and GV.RM-04; SA-12 of SP 800-53; ATLAS AML.T9999; LLM06; "
    )
    assert [edit.kind for edit in fixed.edits] == ["retired", "retired"]
    assert [question.text for question in fixed.questions] == [
        "PR.AC-1",
        "SA-12 of SP 800-53",
        "ATLAS AML.T9999",
        "LLM06",
    ]
    assert fixed.questions[0].candidates == ("nist-csf@2.0:PR.AA-01", "nist-csf@2.0:PR.AA-05")
    assert not fix("NIST CSF 1.1 PR.DS-1, GOVERN 1.1 to GOVERN 1.3", to=()).edits


def test_spelling_is_mended_on_request() -> None:
    text = "AML-T0051, aml.t0051.000, ATLAS T0054, LLM 06 (Excessive Agency), https://atlas.mitre.org/techniques/aml-t0051"
    assert not fix(text, to=()).edits
    fixed = fix(text, to=(), spelling=True)
    assert fixed.text == text.replace("AML-T0051", "AML.T0051").replace(
        "aml.t0051.000", "AML.T0051.000"
    ).replace("LLM 06", "LLM06")
    assert {edit.kind for edit in fixed.edits} == {"spelling"}


def test_what_cannot_be_written_is_asked(overlay: Overlay) -> None:
    """In the new edition the old identifier is that of something else, and nothing tells them apart."""
    first = document(
        id="acme-rules", designation="ACME Rules 1", edition="1", replaced_by=[{"ref": "acme-rules@2"}]
    )
    second = document(
        id="acme-rules", designation="ACME Rules 2", edition="2", replaces=[{"ref": "acme-rules@1"}]
    )
    ours = overlay(
        register_file(first, second, grammars=[{"standard": "acme-rules", "names": ["ACME Rules"]}])
    )
    old = framework("acme-rules", "R-1", "R-2", edition="1")
    new = framework("acme-rules", "R-2", "Q", edition="2")
    new["provisions"][1]["title"] = "Title of R-1"
    write_structure(ours, old, "frameworks/acme-rules/1.json")
    write_structure(ours, new, "frameworks/acme-rules/2.json")
    catalog = load(ours).as_of("2026-11-29")
    fixed = catalog.fix("ACME Rules 1 R-1", to="acme-rules@2")
    assert fixed.text == "ACME Rules 1 R-1"


def test_an_unknown_edition_is_an_error() -> None:
    with pytest.raises(UnknownReference, match="2031"):
        CATALOG.fix("x", to="owasp-llm-top-10@2031")
    with pytest.raises(UnknownReference, match="not shipped"):
        CATALOG.fix("x", to="nist-sp-800-53@4")


PIECES = st.sampled_from(
    ["LLM06:2025", "LLM05", "LLM07:2025", "- ", "\n", "\n\n", " and ", "| ", "Excessive Agency", ": ", "LLM04:2026",
     "LLM02:2023", "[", "](https://x.org/llm05)", "é", "OWASP LLM Top 10 2025", "\r\n", ", ", "-", "LLM 03", "# Changes\n"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=14).map("".join))
@settings(max_examples=150, deadline=None)
def test_a_second_run_changes_nothing_in_any_text(text: str) -> None:
    fix(text)


# ---------------------------------------------------------------- spellings


@pytest.mark.parametrize(
    ("text", "old", "new", "first"),
    [
        ("LLM4", ("LLM04", None), ("LLM05", None), "LLM5"),
        ("owasp:llm06", ("LLM06", None), ("LLM10", "2026"), "owasp:llm10"),
        ("PR.DS-1", ("PR.DS-1", None), ("PR.DS-01", None), "PR.DS-01"),
        ("T1", ("T1", None), ("Q-1", None), "Q-1"),
        ("a.1.2", ("A.1.2", None), ("A.8.15", None), "a.8.15"),
        ("AC-2 (1)", ("AC-2(1)", None), ("AC-3(2)", None), "AC-3 (2)"),
        ("2025 LLM04", ("LLM04", "2025"), ("LLM05", "2026"), "2026 LLM05"),
    ],
)  # fmt: skip
def test_a_spelling_keeps_its_way(text: str, old: Any, new: Any, first: str) -> None:
    assert next(rewritings(text, old, new)) == first


def test_a_spelling_needs_its_identifier_and_its_edition() -> None:
    assert not list(rewritings("Prompt Injection", ("LLM01", None), ("LLM02", None)))
    assert not list(rewritings("LLM01", ("LLM01", "2025"), ("LLM02", "2026")))
    assert not list(rewritings("2025 LLM01 2025 2025", ("LLM01", "2025"), ("LLM02", None)))
    assert list(rewritings("LLM 1", ("LLM01", None), ("LLM02", "2026"))) == [
        "LLM 2", "LLM 2:2026", "LLM 2@2026", "LLM 2 (2026)", "LLM02", "LLM02:2026", "LLM02@2026", "LLM02 (2026)",
    ]  # fmt: skip


def test_places_around_a_reference_are_told_apart() -> None:
    assert is_spelling_of("aml t51", "AML.T0051")
    assert not is_spelling_of("AML.T0051", "AML.T0051")
    text = "see https://x.org/LLM01 (LLM02) genai.owasp.org/llmrisk/llm03 v1.2/x"
    assert [is_in_address(text, text.index(part)) for part in ("LLM01", "LLM02", "genai")] == [
        True,
        False,
        True,
    ]
    assert is_item_or_link("- LLM01", 2, 7)
    assert is_item_or_link("| a | **LLM01**", 8, 13)
    assert is_item_or_link("tag: LLM01", 5, 10)
    assert is_item_or_link("f(1, 'LLM01')", 6, 11)
    assert is_item_or_link("see [LLM01](x)", 5, 10)
    assert not is_item_or_link("apart from LLM01, which", 11, 16)
    assert title_after("LLM01: Prompt Injection\n", 5, "Prompt injection") == (7, 23)
    assert title_after("LLM01: Prompt Injection Attack", 5, "Prompt Injection") is None
    assert title_after("LLM01", 5, "Prompt Injection") is title_after("LLM01: x", 5, "") is None


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("findings.csv", "id,tag,x\n2,LLM06,3\n4,LLM10,\n5,LLM01,\n"),
        ("findings.csv", "tag,id\nLLM06,1\nLLM10,2\n"),
        ("findings.csv", "id;tag;rank\n1;LLM06;2\n2;LLM10;3\n"),
        ("findings.csv", "tag, id, x\nLLM06, 2, 3\nLLM10, 1,\n"),
        ("findings.tsv", "id\ttag\n1\tLLM06\n2\tLLM10\n"),
        ("", "LLM06,2\nLLM10,3\nLLM10,4\n"),
        ("", "LLM06,2,high\nLLM10,3,low\n"),
        ("", "2;LLM06;3\n2;LLM10;3\n"),
        ("", "1,high,LLM06\r\n2,medium,LLM10\r\n"),
    ],
)
def test_no_list_goes_on_over_cells_or_records(path: str, text: str) -> None:
    how: dict[str, Any] = {"to": LLM, "within": "owasp-llm-top-10@2025", "path": path}
    fixed = CATALOG.fix(text, **how)
    assert fixed.text == text.replace("LLM06", "LLM03:2026").replace("LLM10", "LLM06:2026")
    assert fixed.questions == ()


def test_lists_inside_a_quoted_cell_and_in_prose_go_on() -> None:
    quoted = CATALOG.audit(FileText("a.csv", 'id,tags\n1,"LLM06,\n10"\n'), within="owasp-llm-top-10@2025")
    assert [each.refs[0].provision for each in quoted] == ["LLM06", "LLM10"]
    prose = "GOVERN 1.1,1.3\nMAP 1.1,1.5\nand so on"
    assert [each.text for each in CATALOG.find_references(prose)] == ["GOVERN 1.1", "1.3", "MAP 1.1", "1.5"]


def test_a_list_is_read_again_a_bounded_number_of_times(monkeypatch: pytest.MonkeyPatch) -> None:
    rounds: list[str] = []
    scan = fixing.scan

    def counted(lexicon: Any, text: str, *given: Any, **further: Any) -> Any:
        rounds.append(text)
        return scan(lexicon, text, *given, **further)

    monkeypatch.setattr(fixing, "scan", counted)
    link = "[LLM02](https://genai.owasp.ompt Injection, LLM06 Overreliance. "
    glued = link.replace("LLM06 ", "LLM06-")
    last = "[LLM02](https://genai.owasp.org/llm02)02)"
    texts = [
        f"OWASP Top 10 for LLM 2025: LLM01 Prompt Injection, LLM06 Overreliance. {link * many}{glued}{link * many}{last}"
        for many in (8, 24)
    ]
    for text in texts:
        rounds.clear()
        fixed = CATALOG.fix(text, to=LLM, spelling=True)
        assert fixed.text == text
        assert len(fixed.questions) > 16
        assert len(rounds) < 6 * MOST_ROUNDS  # for 24 it was over 600 times
