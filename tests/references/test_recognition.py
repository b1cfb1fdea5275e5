"""References in whole texts: where they stand, laws of reading, and hostile texts."""

import contextlib
import hashlib
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ai_security_standards import AmbiguousReference, Catalog, Ref, UnknownReference, load
from ai_security_standards._store.register import packaged_register
from ai_security_standards._store.register.overlaying import add_overlays
from ai_security_standards.references.text.tokens import normalize_text
from ai_security_standards.snapshot import Snapshot
from benchmarks import references

CATALOG = load().as_of("2026-11-23")
#: The same data, of which nothing has been read before.
UNREAD = Catalog(Snapshot(add_overlays(packaged_register(), []), CATALOG.date))


TEXTS = {
    "Articles 9 to 11 and 17 of the AI Act": ["Article 9", "Article 10", "Article 11", "Article 17"],
    "Art. 9 bis 11 und 17 KI-VO": ["Article 9", "Article 10", "Article 11", "Article 17"],
    "articles 9 à 11 et 17 du règlement (UE) 2024/1689": ["Article 9", "Article 10", "Article 11", "Article 17"],
    "artículos 9 a 11 y 17 del Reglamento (UE) 2024/1689": ["Article 9", "Article 10", "Article 11", "Article 17"],
    "articoli da 9 a 11 e 17 del regolamento (UE) 2024/1689": ["Article 9", "Article 10", "Article 11", "Article 17"],
    "Annexes I and III to the AI Act": ["Annex I", "Annex III", None],
    "GOVERN 1.1, 1.3 and MAP 2": ["GOVERN 1.1", "GOVERN 1.3", "MAP 2"],
    "GOVERN 1.1-1.4": ["GOVERN 1.1", "GOVERN 1.2", "GOVERN 1.3", "GOVERN 1.4"],
    "AML.T0051.000 to .002": ["AML.T0051.000", "AML.T0051.001", "AML.T0051.002"],
    "LLM01-LLM03:2025": ["LLM01", "LLM02", "LLM03"],
    "ISO/IEC 42001, Annex A.6.2.4 and A.7": [None, "A.6.2.4", "A.7"],
    "NIST SP 800-53: AC-2(1), AC-2(2) and AC-3": ["AC-2(1)", "AC-2(2)", "AC-3"],
    "mitre_atlas:\n  - AML.T0051\n  - AML.T0054\n": [None, "AML.T0051", "AML.T0054"],
    '"iso_42001": [\n  "A.6.2.4",\n  "A.7.2"\n]': [None, "A.6.2.4", "A.7.2"],
    "| ISO/IEC 42001 | NIST AI RMF |\r\n|---|---|\r\n| A.6.2.4 | GV-1.1 |\n| 6.1.2 | MEASURE 2.7 |\n": [
        None, None, "A.6.2.4", "GOVERN 1.1", "6.1.2", "MEASURE 2.7"
    ],
    '{"tags": ["external/cwe/cwe-1427", "owasp-llm:LLM02:2025"]}': ["CWE-1427", "LLM02"],
    "**LLM01:2025** and `AML.T0051`": ["LLM01", "AML.T0051"],
    "GDPR Article 5 and Article 6 of the AI Act": ["Article 5", "Article 6"],
    "AI Act Articles 5 and 6 of the AI Act": ["Article 5", "Article 6"],
    "version 4.2.1 of 2025-01-15, file A.6.2.4.txt, CVE-2024-1689, 10.0.0.1": [],
    "MS-2.7 AI RMF, MG-2.4 of the AI RMF": ["MEASURE 2.7", "MANAGE 2.4"],
    "see AC-2(1), AC-3 and IA-2(1) through IA-2(3)": ["AC-2(1)", "AC-3", "IA-2(1)", "IA-2(2)", "IA-2(3)"],
    "AI Act Article 5(1) to (2)": ["Article 5(1)", "Article 5(1a)", "Article 5(1b)", "Article 5(2)"],
    "The AI RMF. Later, MS-2.7-004 and Measure 1.3 of it": [None, "MS-2.7-004", "MEASURE 1.3"],
    "NIST SP 800-218A asks, in short, for PS.3.1": [None, "PS.3.1"],
    "(ISO/IEC 42001:2023 7)": ["7"],
    "ISO/IEC 42001:2023 7 Support": ["7"],
    "ISO/IEC 42001:2023 7, 8 and 9.1": ["7", "8", "9.1"],
    "ISO/IEC 42001:2023 7 controls": [None],
    "ISO 42001/27001, 23894 and 27002:2013": [None, None, None, None],
    "ISO 42001 A.2, 27001": ["A.2"],
    "EN 304 223, 27001": [None],
    "AI Act risk tiers (Art.5/6/50)": [None, "Article 5", "Article 6", "Article 50"],
    "NIST GOVERN 1-2, Art.9-10 AI Act": ["GOVERN 1", "GOVERN 2", "Article 9", "Article 10"],
    "EU AI Act Art. 14 · MiFID II Art. 17, per MSR Article 4": ["Article 14"],
    "ARTICLE 5 OF THE AI ACT": ["Article 5"],
    "| NIST AI RMF |\n|--|\n| MAP / MEASURE |": [None, "MAP", "MEASURE"],
    "| AI Act | SOC 2 | NIS2 |\n|--|--|--|\n| Art. 9 | Art. 10 | Art. 23 |": [None, None, None, "Article 9", "Article 23"],
    "see https://www.iso.org/standard/42001 and https://genai.owasp.org": [None],
    "GPT-4 and Llama 3.1 on Python 3.12; Section 5.1; Clause 6.1": [],
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TEXTS.items())
def test_all_references_of_a_text(text: str, expected: list[str | None]) -> None:
    found = CATALOG.find_references(text)
    assert [ref.provision for mention in found for ref in mention.refs] == expected
    assert all(text[each.start : each.end] == each.text for each in found)
    assert [each.start for each in found] == sorted(each.start for each in found)


def test_real_strings_are_read_as_they_are_labelled(monkeypatch: pytest.MonkeyPatch) -> None:
    """How they were gathered, and what is not reached: `benchmarks/references.py`."""
    monkeypatch.setattr(references, "CATALOG", CATALOG)
    records = references.read_set(Path(references.__file__).with_name("references-held-out.jsonl"))
    assert len({record["text"] for record in records if record["kind"] != "free-text"}) == 182
    found = references.measure(records)
    assert dict(found.tally) == {"right": 159, "refused": 23, "mended": 10}, found.errors
    rates = found.rates
    assert rates["resolve precision"] == rates["resolve recall"] == 1, found.errors
    assert rates["precision"] >= 0.99, found.errors
    assert rates["recall"] >= 0.989, found.errors


def test_an_edition_carries_over_to_what_follows_it_in_the_paragraph() -> None:
    found = CATALOG.find_references("In OWASP LLM Top 10 (2023), LLM06 is worse than LLM08.")
    assert {ref.edition for mention in found for ref in mention.refs} == {"2023"}
    assert CATALOG.find_references("OWASP LLM Top 10 (2023)\n\nLLM06")[-1].refs[0].edition == "2023"


TECHNIQUES = [each.ref for each in CATALOG.framework("mitre-atlas@2026.09").provisions if not each.retired]
NOISE = st.text(alphabet="abc xyz,.()\n*|", max_size=30).map(lambda noise: noise + ". ")


@given(st.sampled_from(TECHNIQUES), NOISE, NOISE)
@settings(deadline=None)
def test_noise_around_a_reference_changes_nothing(ref: Ref, before: str, after: str) -> None:
    text = f"{before}{ref.provision} {after}"
    (found,) = CATALOG.find_references(text)
    assert (found.start, found.text, found.refs[0]) == (len(before), ref.provision, ref)


@given(st.text(max_size=200))
@settings(deadline=None, max_examples=300)
def test_any_text_is_read(text: str) -> None:
    for found in CATALOG.find_references(text):
        assert text[found.start : found.end] == found.text
    with contextlib.suppress(UnknownReference, AmbiguousReference):
        CATALOG.resolve(text)
    assert len(normalize_text(text)) == len(text)


@given(
    st.lists(
        st.sampled_from(
            [
                *TEXTS,
                "OWASP LLM06 (2023/24)",
                "SLSA L3",
                "27090",
                "Erwägungsgrund 27 KI-VO",
                "9" * 5000,
                "\n\n",
                "|--|",
                "(",
                "%41",
                "&amp;",
            ]
        ),
        max_size=8,
    ).map(" ".join)
)
@settings(deadline=None, max_examples=60)
def test_what_was_read_before_changes_nothing(text: str) -> None:
    assert CATALOG.find_references(text) == UNREAD.find_references(text)
    assert CATALOG.audit(text) == UNREAD.audit(text)


PIECES = ["AML.", "(", "1.1.", "EU AI Act ", "|", "din ", "owasp the ", "|--|\n", "-", "point a of ", " ", "e\u0301",
          "AC-2(1) ", "Art. 5/", "ISO 42001, 27001, ", "PS.", "MiFID II Art. 5 ", "LLM01 ", "Article 5 of the AI Act, ", "GDPR Article 5 ", "AI Act * * ", "9", "&amp", "AML.T9999 "]  # fmt: skip


def count_calls(text: str) -> int:
    """How many functions, of Python and of C, are called when a text is read."""
    count = 0

    def observe(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(observe)
    try:
        CATALOG.find_references(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("piece", PIECES)
def test_work_grows_in_proportion_to_the_text(piece: str) -> None:
    CATALOG.find_references((piece * 1_000)[:1_000])  # what is made when first needed is made
    short, long = (count_calls((piece * size)[:size]) for size in (1_000, 10_000))
    assert long <= 12 * short + 100


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LLM01: 2025 was the year", ["LLM01"]),
        ("LLM01 2025", ["LLM01"]),
        ("Article 5 of the the the AI Act", ["Article 5", None]),
        ("GOVERN, 1.1", []),
        ("GOVERN 1.1, 3 people", ["GOVERN 1.1"]),
        ("LLM01:2025, LLM02x", ["LLM01"]),
        ("DORA Art. 65", []),  # there is no such article
        ("SB 53 Art. 5", []),  # its structure is not shipped
        ("NIST AI RMF GOVERN 7", []),
        ("AML.T0051.99", []),
        ("LLM06 (OWASP LLM Top 10 2023)", ["LLM06", None]),
        ("| ISO/IEC 42001 |\n|--|\n| Clause 6.1 | GDPR |\n\nno | 6.1", [None, "6.1", None]),
        ("ISO/IEC 42001 | Owner\n--|--\n6.1.2 | CISO 7.4", [None, "6.1.2"]),
        ("PS-0001", []),
        ("PO-2024-17", []),
        ("AC-2 and AC-2.1", []),
        ("We meet at 5, PM-3, at", []),
        ("since 2026-01, Art. 26(2) of it", []),
        ("it is 2024/1689 that applies", [None]),
        ("| Law | ISO 42001 |\n|--|--|\n|" + 9 * " CCPA," + " | see Art. 9 |", [None]),
        ("AI Act (Art.5/6)\n- **64 of it", [None, "Article 5", "Article 6"]),
        ("NIST CSF 2.0 PR.AC-5\n\nNIST CSF PR.AC-5", ["PR.AC-05", "PR.AC-5"]),
        (
            "| Law | AST10 |\n|--|--|\n| AI Act | gives Art. 9 |\n| none | gives Art. 9 |",
            [None, None, "Article 9"],
        ),
        ("see https://www.pcisecuritystandards.org/document_library or https://c2pa.org", []),
        ("AI Act; Product Liability Directive Article 7. The Act Article 5", [None, "Article 5"]),
        ("KI-VO Art. 5, Data Act Art. 7, EU AI Regulation Article 9", ["Article 5", "Article 9"]),
        ("ISO 42001 A.2, ISO/IEC 38507 clause 5.1, ISO/IEC 38507:2022 clause 5.2", ["A.2", None, None]),
        ("AC-2(99)", []),
        ("PS.9.9", []),
        ("DSGVO Art. 9", ["Article 9"]),
        ("The AI Act and the GDPR apply. Article 9 is strict.", [None, None, "Article 9"]),
        ("Clause 6.1\nof ISO/IEC 42001", ["6.1"]),
        ("Colorado AI Act (SB 21-169)", []),
        ("see docs/nist-ai-rmf for it", []),
        ("We keep LLM01:2025 and", ["LLM01"]),
        ("LLM01:2025 to LLM01:2025", ["LLM01", "LLM01"]),
        ("Annex I of the point of it", []),
        ("SP 800-53 Control Overlays for Securing AI Systems COSAiS", [None]),
        (
            "KI-VO (Art. 12, 14), DSGVO (Art. 32), ISO/IEC 42001 Kap. 8/9, NIST AI RMF MAP/MANAGE",
            [None, "Article 12", "Article 14", None, "Article 32", "8", "9", "MAP", "MANAGE"],
        ),
        (
            "OWASP LLM01:2025, NIST AI 100-2 E2025 (NISTAML.015, NISTAML.018)",
            ["LLM01", None, "NISTAML.015", "NISTAML.018"],
        ),
        (
            "the structure of (Clauses 4-5), beside ISO 9001 quality, ISO 27001 security and ISO 27701",
            [None, None],
        ),
        ("AI Act: point taken, it applies", [None]),
        ("AI Act: point (a) of whatever", [None]),
        ("AML.T0051(s) apply", []),
        ("GOVERN 1.1, 1.99", ["GOVERN 1.1"]),
        ("NIST CSF PR.AC-1 to PR.AA-01", ["PR.AC-1", "PR.AA-01"]),
        ("AC-2*1 and Article 5*1 AI Act, AML.T0051`000", []),  # markup between two numbers
    ],
)
def test_what_stands_near_is_not_taken_for_more(text: str, expected: list[str | None]) -> None:
    assert [each.refs[0].provision for each in CATALOG.find_references(text)] == expected


def test_an_edition_without_a_structure_has_what_its_neighbours_have() -> None:
    (between,) = CATALOG.find_references("MITRE ATLAS 5.0.0 AML.T0051")
    assert [str(ref) for ref in between.refs] == ["mitre-atlas@5.0.0:AML.T0051"]
    assert CATALOG.find_references("MITRE ATLAS 1.0.0 AML.T0051") == ()
    assert (
        str(CATALOG.resolve("PS.3.1", within="nist-sp-800-218a", on="2024-05-01"))
        == "nist-sp-800-218a@ipd:PS.3.1"
    )


def test_a_bracket_that_belongs_to_a_mention_is_in_it() -> None:
    (found,) = CATALOG.find_references("the OWASP Top 10 for LLM Applications (2025) of OWASP")
    assert found.text == "OWASP Top 10 for LLM Applications (2025)"


def test_nothing_is_known_before_it_existed() -> None:
    assert CATALOG.as_of("2024-06-01").find_references("MITRE ATLAS 5.0.0 AML.T0051") == ()
    then = CATALOG.as_of("2010-01-01")
    assert then.find_references("the AI Act and LLM01") == ()
    with pytest.raises(UnknownReference, match="not known on 2010-01-01"):
        then.resolve("EU AI Act")


NO_REFERENCES = (
    "# SPDX-License-Identifier: MIT",
    "a CycloneDX SBOM; AKIA AIDA AIPA; numpy finds [atlas] or the ATLAS library",
    "safe AI, free AI, did the AI verify it? see safe.ai and ai-atlas-nexus",
    "146 tests passed; fixes #146, #1297 and #18228; CVE-2024-0146; file.py#L132; port 8828",
    "sha256-9b9e023c3c57c3c04f494c27, 2.5e23, SB5Sai5NIS2x, 0b9e023c, E\n23",
    'ZZ.map([1]), style_map[2], llm("[1, 2, 3]"), measure1 = 4, map 1 to 2',
    "svc-mcp-07, AAK-MCP-005, ATR-2026-00206, MS17-010, 10/10, mp3",
    "(10 LLM + 4 Agentic + 3 DSGAI)",
    "x S.146 y",
)


@pytest.mark.parametrize("text", NO_REFERENCES)
def test_what_is_no_reference_is_left_alone(text: str) -> None:
    assert [mention.text for mention in CATALOG.find_references(text)] == []


def test_numbers_digests_and_anchors_are_no_references() -> None:
    digests = [hashlib.sha256(str(number).encode()).hexdigest() for number in range(1500)]
    lines = [
        f"{number} passed, #{number}, L{number}, CVE-2024-{number:04d}" for number in range(1, 19_999, 7)
    ]
    assert CATALOG.find_references("\n".join([*digests, *lines])) == ()


COMPANY = {
    "MITRE keeps ATLAS": ["mitre-atlas"],
    "ATLAS, see AML.T0051": ["mitre-atlas", "mitre-atlas"],
    "The Senate passed S. 146 and it was signed into law": ["us-take-it-down"],
    "Bill C-27 was never enacted": ["ca-aida"],
    "FedRAMP wants NIST AU-3 and NIST IA-5": ["fedramp-baselines", "nist-sp-800-53", "nist-sp-800-53"],
    "AITech-8.2, AISubtech-9.3.1, AID-H-009, ISM-2088": [
        "cisco-ai-security-safety-framework", "cisco-ai-security-safety-framework", "aidefend", "au-ism"
    ],
    "page.nist-sp-800-53r5_references": ["nist-sp-800-53"],
    "AST03, AST04 and AST10": ["owasp-agentic-skills-top-10"] * 3,
}  # fmt: skip


@pytest.mark.parametrize(("text", "standards"), COMPANY.items())
def test_shared_names_are_read_in_company(text: str, standards: list[str]) -> None:
    assert [mention.refs[0].standard for mention in CATALOG.find_references(text)] == standards


@pytest.mark.parametrize("text", ['{"id": "RA-5"}', "- id: RA-5", 'Id: "RA-5"'])
def test_a_key_is_no_part_of_an_identifier(text: str) -> None:
    assert not [mention for mention in CATALOG.find_references(text) if "id" in mention.text.casefold()]
    (mention,) = CATALOG.find_references(f"NIST SP 800-53\n{text}")[1:]
    assert (mention.text, str(mention.refs[0])) == ("RA-5", "nist-sp-800-53@5:RA-5")


TOPICS = {
    "# EU AI Act\n\nIntro.\n\n## Article 9 - Risk management\n\nArticle 12 applies.": [
        "Article 9",
        "Article 12",
    ],
    "---\ntitle: EU AI Act\n---\n\nWe do what **Annex III** asks.": ["Annex III"],
    "# EU AI Act\n\n## Basis\n\nIt rests on Article 16 TFEU and Article 6 of Directive 2009/48/EC.": [],
    "# EU AI Act\n\nThe TFEU differs. Article 12 applies.": [],
    "# GDPR\n\nIt is not the AI Act.\n\nArticle 12 applies.": ["Article 12"],
    "# EU AI Act\n\nsee 9, and T2, MiFID II Art. 17, Article 4 of the Labour Code": [],
    "# ISO/IEC 42001\n\nOur control is A.6.2.4 here.\n\n# Other\n\nControl A.6.2.4 here.": ["A.6.2.4"],
    "# AI Act and NIS2\n\nArticle 9 applies": [],
    "We follow the EU AI Act.\n\nArticle 12 applies.": ["Article 12"],
    "# EU AI Act\n\n6 Article 5 + 8 Annex III": ["Article 5", "Annex III"],
    "# SB 53 and SB 5\n\n# AI Act\n\ntext\n\n## None\n\nArticle 3": ["Article 3"],
}


@pytest.mark.parametrize(("text", "expected"), TOPICS.items())
def test_headings_say_what_a_page_is_about(text: str, expected: list[str]) -> None:
    found = [ref.provision for mention in CATALOG.find_references(text) for ref in mention.refs]
    assert [provision for provision in found if provision] == expected


def test_surroundings_are_company_for_a_shared_name() -> None:
    assert [
        str(each.refs[0].standard) for each in CATALOG.find_references("ATLAS", within="mitre-atlas")
    ] == ["mitre-atlas"]
    assert CATALOG.find_references("800-53rx and 9NIS2") == ()


def test_titles_of_a_list_settle_its_edition() -> None:
    rows = ["LLM01 | Prompt Injection", "LLM03 | Supply Chain", "LLM04 | Data and Model Poisoning",
            "LLM07 | System Prompt Leakage", "LLM08 | Vector and Embedding Weaknesses", "LLM05"]  # fmt: skip
    table = "\n".join(f"| {row} |" for row in rows)
    editions = {ref.edition for mention in CATALOG.find_references(table) for ref in mention.refs}
    assert editions == {"2025"}
    assert len(CATALOG.find_references("so LLM01 is one")[0].refs) >= 1


def test_an_identifier_of_one_long_word_is_read_as_it_is_printed() -> None:
    text = "the riskdatapoisoning of one, the riskDataPoisoning of another"
    assert [each.text for each in CATALOG.find_references(text)] == ["riskDataPoisoning"]
