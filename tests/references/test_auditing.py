"""The auditor: references spoilt by rule are found, clean ones are left alone."""

import random
from pathlib import Path

import pytest

from ai_security_standards import InvalidData, Provision, load
from ai_security_standards.vocabulary import ReferenceVerdict

CATALOG = load().as_of("2026-11-23")


NAMES = [
    "owasp-llm-top-10@2025", "mitre-atlas@2026.09", "owasp-agentic-top-10@2026", "csa-aicm@1.0.3",
    "eu-ai-act@2024/1689", "finos-aigf@2", "owasp-aitg@1.0", "nist-sp-800-53@5", "owasp-mcp-top-10@2025",
]  # fmt: skip


LINES = [
    "We cover {d} {i} ({t}) in this release.",
    "| {d} {i} | {t} | done |",
    "- {d} {i}: {t}",
    "{t} ({d} {i})",
]


def titled(name: str) -> list[Provision]:
    return [each for each in CATALOG.framework(name).provisions if each.title and not each.retired]


def line(number: int, name: str, id: str, title: str | None) -> str:
    return LINES[number % 4].format(d=CATALOG.standard(name).designation, i=id, t=title)


def test_the_publishers_own_lines_are_clean() -> None:
    lines = [line(n, name, each.id, each.title) for name in NAMES for n, each in enumerate(titled(name))]
    assert len(lines) == sum(len(titled(name)) for name in NAMES) > 1_900
    assert [text for text in lines if not CATALOG.audit(text).passed] == []


def test_references_spoilt_by_rule_are_found() -> None:
    chance = random.Random(4)
    wrong_title = []
    for name in NAMES:
        provisions = titled(name)
        for n in range(20):
            one, other = chance.sample(provisions, 2)
            if not set((one.title or "").split()) & set((other.title or "").split()):
                wrong_title.append(line(n, name, one.id, other.title))
    old = {each.id: each.title for each in titled("owasp-llm-top-10@2023")}
    new = {each.id: each.title for each in titled("owasp-llm-top-10@2025")}
    retired = [each for name in NAMES for each in CATALOG.framework(name).provisions if each.retired]
    spoilt = {
        "title of another provision": wrong_title,
        "title that the identifier had before": [
            line(n, "owasp-llm-top-10@2025", name, title)
            for name, title in old.items()
            if title != new[name] and title not in new.values()
            for n in range(4)
        ],
        "no such list entry": [f"LLM{n}:2025 is new" for n in range(11, 40)],
        "no such technique": [f"see AML.T{n:04} there" for n in range(9000, 9030)],
        "retired": [f"{each.ref.document} {each.id}" for each in retired[:20]],
        "no such article": [f"Article {n} of the AI Act" for n in range(200, 230)],
        "no such edition": [f"LLM01:{year}" for year in range(2010, 2020)],
    }
    for rule, texts in spoilt.items():
        assert len(texts) >= 10, rule
        assert [text for text in texts if CATALOG.audit(text).passed] == [], rule


@pytest.mark.parametrize(
    ("text", "verdict", "instead"),
    [
        ("LLM01:2025 Prompt Injection", ReferenceVerdict.OK, None),
        ("AI Act", ReferenceVerdict.OK, None),
        (
            "LLM06:2025 Sensitive Information Disclosure",
            ReferenceVerdict.REUSED,
            "owasp-llm-top-10@2025:LLM02",
        ),
        ("LLM01:2025 Excessive Agency", ReferenceVerdict.TITLE_MISMATCH, "owasp-llm-top-10@2025:LLM06"),
        ("LLM06", ReferenceVerdict.AMBIGUOUS, "owasp-llm-top-10@2026:LLM06"),
        ("AML.T9999", ReferenceVerdict.UNKNOWN, "mitre-atlas@2026.09:AML.T0099"),
        ("LLM01:1999", ReferenceVerdict.UNKNOWN, "owasp-llm-top-10@2023"),
        ("mitre-atlas@4.0.0 AML.T0093", ReferenceVerdict.ONLY_IN_EDITION, "mitre-atlas@5.1.0:AML.T0093"),
        ("OWASP Top 10 for LLM Applications 2031", ReferenceVerdict.NEWER_THAN_DATA, "owasp-llm-top-10@2026"),
        ("NIST SP 800-53 Rev. 9", ReferenceVerdict.NEWER_THAN_DATA, "nist-sp-800-53@5"),
        ("AISVS 1.09", ReferenceVerdict.NEWER_THAN_DATA, "owasp-aisvs@1.01"),
        (
            "the 2031 edition of the OWASP LLM Top 10",
            ReferenceVerdict.NEWER_THAN_DATA,
            "owasp-llm-top-10@2026",
        ),
        ("the 2025 edition of the OWASP LLM Top 10", ReferenceVerdict.OK, None),
        ("the second version of the OWASP LLM Top 10, of ISO/IEC 42001", ReferenceVerdict.OK, None),
        ("NIST AI RMF 2.0 GOVERN 1.1", ReferenceVerdict.NEWER_THAN_DATA, "nist-ai-rmf@1.0"),
        ("AISVS 2.0 C1.1.1", ReferenceVerdict.NEWER_THAN_DATA, "owasp-aisvs@1.01"),
        ("NIST CSF PR.XX-7", ReferenceVerdict.UNKNOWN, "nist-csf@2.0:ID.IM"),
        ("SP 800-53r4 AC-2", ReferenceVerdict.OK, None),
        ("ISO/IEC 42001 A.6.2.99", ReferenceVerdict.UNKNOWN, "iso-iec-42001@2023:A.6.2.8"),
        ("ISO/IEC 42001 99.9", ReferenceVerdict.NOT_SHIPPED, None),
        ("ISM-0001", ReferenceVerdict.NOT_SHIPPED, None),
        ("Tool Misuse (ASI02)", ReferenceVerdict.OK, None),
        ("Insecure Output Handling (LLM05/ASI02)", ReferenceVerdict.OK, None),
        ("Article 9 risk management, Article 13 transparency of the AI Act", ReferenceVerdict.OK, None),
        ("Colorado AI Act (SB 21-169)", ReferenceVerdict.NOT_SHIPPED, None),
        ("EU AI Act, high-risk AI systems (Article 9)", ReferenceVerdict.OK, None),
        ("| NIST CSF DE.AE | Anomalies and Events |", ReferenceVerdict.OK, None),  # its title in CSF 1.1
        ("AML.T0019", ReferenceVerdict.RETIRED, "mitre-atlas@2026.09:AML.T0115.000"),
        ("NIST CSF PR.DS-1", ReferenceVerdict.RETIRED, "nist-csf@2.0:PR.DS-01"),
        ("NIST CSF PR.AC-1", ReferenceVerdict.RETIRED, "nist-csf@2.0:PR.AA-01"),
        ("NIST CSF 2.0 PR.AC-01", ReferenceVerdict.RETIRED, "nist-csf@2.0:PR.AA-01"),
        ("NIST CSF 1.1 PR.DS-1", ReferenceVerdict.OK, None),
        ("SLSA v0.1 L3", ReferenceVerdict.ONLY_IN_EDITION, "slsa@1.2:Build L3"),
        ("PS.9.9", ReferenceVerdict.UNKNOWN, "nist-sp-800-218@1.1:PW.9.2"),
        ("AC-2(99)", ReferenceVerdict.UNKNOWN, "nist-sp-800-53@5:AC-2(9)"),
        ("AC-2(1) and AC-3", ReferenceVerdict.OK, None),
    ],
)
def test_verdicts(text: str, verdict: ReferenceVerdict, instead: str | None) -> None:
    found = CATALOG.audit(text)
    assert found[0].verdict is verdict
    assert found.passed is (verdict is ReferenceVerdict.OK)
    assert found.exit_status == (verdict is not ReferenceVerdict.OK)
    assert next(iter(found[0].instead), None) == instead
    assert len(found.findings) == found.exit_status


def test_a_retired_provision_has_a_reason_and_successors() -> None:
    (retired,) = CATALOG.audit("NIST CSF PR.DS-1")
    (reason,) = retired.reasons
    assert reason.text == (
        "nist-csf@2.0 no longer has PR.DS-1; the last edition with it is nist-csf@1.1; see nist-csf@2.0:PR.DS-01"
    )
    several = CATALOG.audit("NIST CSF PR.AC-1, then NIST CSF PR.AC-1")
    assert {each.instead for each in several} == {("nist-csf@2.0:PR.AA-01", "nist-csf@2.0:PR.AA-05")}
    (not_shipped,) = CATALOG.audit("SLSA v0.1 L3")
    assert str(not_shipped.reasons[0]) == "no structure of slsa@0.1 is shipped; 'Build L3' is in 1.2"


def test_a_later_title_of_the_same_identifier_is_ok() -> None:
    assert CATALOG.as_of("2020-01-01").audit("NIST CSF DE.AE: Adverse Event Analysis").passed


def test_a_repeated_fault_is_reported_each_time() -> None:
    one, other = CATALOG.audit("LLM99:2025 and then LLM99:2025").findings
    assert one.reasons == other.reasons
    assert str(one.reasons[0]) == "owasp-llm-top-10@2025 has no provision 'LLM99:2025'"
    assert one.instead == other.instead != ()


def test_a_part_of_a_path_is_not_judged() -> None:
    assert len(CATALOG.audit("see docs/nist-ai-rmf for it")) == 0


def test_a_result_is_a_table_with_places() -> None:
    found = CATALOG.audit("one\nAML.T0051\n\nLLM99:2025")
    assert [each.line for each in found] == [2, 4]
    assert found.rows()[0]["refs"] == ("mitre-atlas@2026.09:AML.T0051",)
    assert [row["reasons"] for row in found.rows()] == [
        (),
        ("owasp-llm-top-10@2025 has no provision 'LLM99:2025'",),
    ]
    assert found.counts["unknown"] == 1
    assert found.headline() == "2 references: 1 unknown"
    assert CATALOG.audit("nothing").headline() == "0 references: all ok"
    assert CATALOG.audit("AML.T0051").headline() == "1 reference: all ok"


def test_references_to_superseded_editions_are_counted() -> None:
    found = CATALOG.audit("LLM06:2023 and LLM01:2023, CSF 1.1, LLM01:2026, ISO 27001, LLM99:2025")
    assert [each.superseded_by for each in found] == [
        "owasp-llm-top-10@2026",
        "owasp-llm-top-10@2026",
        "nist-csf@2.0",
        "",  # the current edition
        "",  # of which no edition is stated
        "",  # which means nothing
    ]
    assert dict(found.superseded) == {"owasp-llm-top-10@2023": 2, "nist-csf@1.1": 1}
    assert found.headline() == (
        "6 references: 1 unknown; 3 are to superseded editions (owasp-llm-top-10@2023, nist-csf@1.1)"
    )
    assert [row["superseded_by"] for row in found.rows()][2] == "nist-csf@2.0"
    before = CATALOG.as_of("2024-06-01").audit("LLM06:2023")
    assert (before[0].superseded_by, before.headline()) == ("", "1 reference: all ok")
    assert CATALOG.audit("LLM06")[0].superseded_by == ""  # which can mean several
    pinned = CATALOG.audit("LLM06 and CSF 1.1", sources="owasp-llm-top-10@2023")
    assert [each.superseded_by for each in pinned] == ["", "nist-csf@2.0"]
    many = "LLM01:2023, CSF 1.1, ISO/IEC 27001:2013, SP 800-53 Rev. 4"
    assert CATALOG.audit(many).headline().endswith("nist-csf@1.1, nist-sp-800-53@4, …)")
    assert (
        CATALOG.audit("CSF 1.1").headline()
        == "1 reference: all ok; 1 is to a superseded edition (nist-csf@1.1)"
    )


def test_files_and_rows_are_read(tmp_path: Path) -> None:
    file = tmp_path / "notes.md"
    file.write_text("AML.T0051", encoding="utf-8")
    found = CATALOG.audit([file, {"a": "LLM01:2025", "n": 5}, "AI Act"])
    assert [each.origin for each in found] == [str(file), "1.a", "2"]
    for wrong in (5, b"x", {"a": "b"}):
        with pytest.raises(InvalidData, match="cannot audit"):
            CATALOG.audit(wrong)  # type: ignore[arg-type]


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidData, match="the file cannot be read"):
        CATALOG.audit(tmp_path / "nowhere.md")
    file = tmp_path / "notes.md"
    file.write_bytes("LLM01:2025 Prüfung".encode("latin-1"))
    with pytest.raises(InvalidData, match="byte 13 is not UTF-8"):
        CATALOG.audit(file)


def test_an_unknown_edition_at_the_end_of_a_list_is_reported() -> None:
    first, last = CATALOG.audit("LLM01:2025 and LLM10:1999")
    assert (first.verdict, last.verdict) == ("ok", "unknown")
    assert "no edition '1999'" in last.reasons[0].text


FIELDS = {
    ".json": '{"id": "AML.T0051", "name": "x", "title": "LLM Jailbreak"}',
    ".yaml": "- entry-id: AML.T0051\n  remarks: LLM Jailbreak\n- entry-id: AML.T0054\n  remarks: LLM Jailbreak\n",
    ".toml": '[[mapping]]\nid = "AML.T0051"\ntitle = "LLM Jailbreak"\n\n[[mapping]]\nid = "AML.T0054"\ntitle = "LLM Jailbreak"\n',
    ".yml": "AML.T0051:\n  name: LLM Jailbreak\nAML.T0054:\n  name: LLM Jailbreak\nAML.T0057:\n",
    ".rb": "risks = [\n  'AML.T0051',  # LLM Jailbreak\n  'AML.T0054',  # LLM Jailbreak\n]\n",
    ".csv": 'id,title\nAML.T0051,"LLM Jailbreak"\nAML.T0054,LLM Jailbreak\n',
    ".tsv": "id\ttitle\nAML.T0051\tLLM Jailbreak\n",
    ".py": "NAMES = {'AML.T0051': 'LLM Jailbreak', 'AML.T0054': 'LLM Jailbreak'}",
    ".ts": 'const x = [{ title: "LLM Jailbreak", code: "AML.T0051" }];',
    ".sarif": '{"rules": [{"id": "AML.T0051", "shortDescription": {"text": "LLM Jailbreak"}}]}',
    ".md": "- [LLM Jailbreak](https://atlas.mitre.org/techniques/AML.T0051)\n- [elsewhere](https://example.org) AML.T0054\n",
}


@pytest.mark.parametrize(("suffix", "text"), FIELDS.items())
def test_titles_in_fields_are_compared(suffix: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / f"mapping{suffix}"
    path.write_text(text, encoding="utf-8")
    (finding,) = CATALOG.audit(path).findings
    assert (finding.text[-9:], finding.verdict) == ("AML.T0051", ReferenceVerdict.TITLE_MISMATCH)
    assert finding.instead[0] == "mitre-atlas@2026.09:AML.T0054"


SOUND = [
    '{"id": "AML.T0051", "title": "Prompt Injection"}',
    '{"id": "AML.T0051.000", "title": "LLM Prompt Injection"}',
    '{"id": "AML.T0051", "title": "Our scanner found a bad prompt", "description": "LLM Jailbreak of the bot"}',
    '{"id": "AML.T0051", "title": ""}',
    '{"id": "LLM02", "title": "Insecure Output Handling"}',
    '{"AML.T0051": {"title": "x"}}',
    "risk: AML.T0051\n  deeper:\n    title: LLM Jailbreak\nother:\n  title: LLM Jailbreak\n}\n",
    '{"aitech": "AITech-1.1", "aitech_name": "Direct Prompt Injection", "tactic_name": "Goal Hijacking"}',
    '{"id": "A.6.2.4", "framework": "ISO/IEC 42001", "title": 7}',
]


@pytest.mark.parametrize("text", SOUND)
def test_sound_titles_in_fields_raise_no_alarm(text: str) -> None:
    assert [finding.verdict for finding in CATALOG.audit(text).findings] == []


def test_titles_that_are_much_alike_name_their_owner() -> None:
    text = '{"framework": "ISO/IEC 42001", "id": "A.2.3", "title": "Reporting of the concerns of people"}'
    (finding,) = CATALOG.audit(text).findings
    assert (finding.verdict, finding.instead[0]) == ("title-mismatch", "iso-iec-42001@2023:A.3.3")


def test_ambiguous_identifiers_are_held_against_their_titles() -> None:
    (finding,) = CATALOG.audit('{"id": "LLM07", "title": "Prompt Injection"}').findings
    assert finding.verdict is ReferenceVerdict.TITLE_MISMATCH


def test_a_job_fails_from_a_severity_on() -> None:
    audit = CATALOG.audit("NIST SP 800-53 Rev. 9")
    assert [audit.exit_status_for(word) for word in ("note", "warning", "error")] == [1, 1, 0]
    assert CATALOG.audit("LLM01:1999").exit_status_for("error") == 1
    with pytest.raises(InvalidData, match="unknown severity 'eror'; did you mean 'error'"):
        audit.exit_status_for("eror")


def test_the_title_of_a_part_beside_the_whole_is_no_fault() -> None:
    found = CATALOG.audit('{"id": "AML.T0051", "title": "Something else entirely", "name": "Direct"}')
    assert "title-mismatch" not in {str(each.verdict) for each in found}
