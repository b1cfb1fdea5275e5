"""Editions that a text states beside a name or an identifier, and those that are newer than the data."""

import re
from collections.abc import Iterator

import pytest

from ai_security_standards import UnknownReference, load
from ai_security_standards.references.lexicon.newer_editions import is_newer
from ai_security_standards.references.text.fields import Fields, plain_key
from ai_security_standards.references.text.tables import rows_of_tables
from ai_security_standards.references.text.tokens import Tokens

CATALOG = load()

NEWER = [
    "LLM01:2031",
    "SP 800-53 Rev. 6",
    "NIST SP 800-53 6",
    "SCF AAT 2027.1",
    "NIST CSF 3.0",
    "CSF 3.0: GV.OC-01",
    "GV.OC-01 of CSF 3.0",
    "GV.OC-01 (NIST CSF v3.0)",
    "MITRE ATLAS 2027.01",
    "MITRE ATLAS (January 2029)",
    "OWASP Top 10 for Agentic Applications for 2029",
    "ISO/IEC 42001 (2nd edition, 2029), A.6.2.4",
    "ISO/IEC 42001, 2nd edition",
    "the 2031 edition of the OWASP LLM Top 10",
    "the 2031 OWASP LLM Top 10",
    "AIUC-1 2029-Q1",
    "The 2029-Q1 edition of AIUC-1",
    "AITG v9: AITG-APP-02",
    "llm-top-10-2031:LLM01",
    "atlas/v2031.01/AML.T0051",
    "NIST IR 8596 final",
    "ADA AI Agent Specification 2.0",
    "EU AI Act 2031/1234",
    "DASF 4.0",
    "OWASP LLMSVS 2.1",
    '{"framework": "MITRE ATLAS", "version": "2031.01", "id": "AML.T0051"}',
    '{"id": "AML.T0051", "framework": "MITRE ATLAS", "framework_version": "2031.01"}',
    '{"standard": "Our list of risks", "version": "2031", "id": "LLM01"}',
    '{"framework": {"name": "MITRE ATLAS", "version": "2031.01"}, "controls": [{"id": "AML.T0051"}]}',
    "framework: NIST CSF\nversion: 3.0\ncontrols:\n  - id: GV.OC-01\n",
    "control,framework,version\nAML.T0051,MITRE ATLAS,2031.01\n",
    "| Control | NIST CSF 3.0 |\n|---|---|\n| Ours | GV.OC-01 |\n",
    "| Framework | Version | Control |\n|---|---|---|\n| NIST CSF | 3.0 | GV.OC-01 |\n",
    "# NIST CSF 3.0\n\nText.\n\n## Govern\n\n- GV.OC-01\n",
    "AIUC-1 (Q4 2031) B001",
    "aiuc-1@2031-Q4:D003",
    "AIUC-1 standard, October 15, 2031 release, A008",
    "AI Vulnerability Database taxonomy 1.4.0, P0204",
    "BSI A5 catalogue, final version 2031, RET.1",
    "AIC4 v2 (2031) BI-02",
    '{"taxonomy": "Cisco AI Security Framework", "version": "2.0", "id": "AITech-9.2"}',
    "MAESTRO 2.0: L7 Agent Goal Manipulation",
    "CABCA, ETSI TS 104 008 V9.1.1",
    "AI Act, consolidated version of 2 August 2031, Article 6",
    "EU AI Act 2.0 (2031) Article 5",
    "DORA 2 (2031) Article 26",
    "NIS2 as amended in 2031, Article 23",
    "AI Act (2031) Article 6",
    "California SB 53:2031",
    "EU GPAI Code of Practice (revised 2031)",
    "HITRUST ai2 v2 (2031) 07.10mAISecOrganizational.5",
    "NIST AI 100-1 Rev. 1 (2031)",
    "NIST IR 8596 2pd GV.OC-04",
    "NIST IR 8596 fpd",
    "OWASP ML Top 10 v1.0 (2031) ML10",
    "OWASP AISVS 1.1 C9.4",
    "v1.1-C1.1.2",
    "LLMSVS v2.1, 1.3",
    "owasp-llmsvs@2.1",
    "2031.1, AAT-10.19",
    "scf-2031.4:AAT-28.2",
    "Guidelines on Securing AI Systems (CSA Singapore, 2031)",
    "CVSS v4.1",
    "CIS Controls v9.2",
]


@pytest.mark.parametrize("text", NEWER)
def test_an_edition_newer_than_the_data_is_never_read_as_an_older_one(text: str) -> None:
    assert not [mention for mention in CATALOG.find_references(text) if not mention.ambiguous]
    verdicts = {judgement.verdict.value for judgement in CATALOG.audit(text)}
    assert verdicts == {"newer-than-data"}
    with pytest.raises(UnknownReference):
        CATALOG.resolve(text)


KNOWN = [
    ("# OWASP LLM Top 10 (2023)\n\nText.\n\n## Risks\n\n- LLM06\n", "owasp-llm-top-10@2023:LLM06"),
    ("| Ours | OWASP LLM Top 10 2023 |\n|---|---|\n| x | LLM06 |\n", "owasp-llm-top-10@2023:LLM06"),
    ('{"id": "LLM06", "framework": "OWASP LLM Top 10", "version": "2023"}', "owasp-llm-top-10@2023:LLM06"),
    ("LLM06 of the OWASP LLM Top 10 2023", "owasp-llm-top-10@2023:LLM06"),
    ("In 2024 OWASP LLM Top 10 was read: LLM06:2023", "owasp-llm-top-10@2023:LLM06"),
    ("OWASP LLMSVS 1.0 2.2", "owasp-llmsvs@1.0:2.2"),
    ("ISO/IEC 42001:2023, 6.1.2", "iso-iec-42001@2023:6.1.2"),
    ("ISO/IEC 42001, first edition, A.6.2.4", "iso-iec-42001@2023:A.6.2.4"),
    ("EU AI Act (August 2026), Article 50", "eu-ai-act@2024/1689:Article 50"),
    ('{"name": "MITRE ATLAS", "schema_version": "9.0", "id": "AML.T0051"}', "mitre-atlas@2026.09:AML.T0051"),
    ('call("nist_800_53", "6", "AC-2")', "nist-sp-800-53@5:AC-2"),
    ('{"package": "tools for NIST CSF", "version": "9.0", "x": "GV.OC-01"}', "nist-csf@2.0:GV.OC-01"),
    ("SP 800-53 6 controls: AC-2", "nist-sp-800-53@5:AC-2"),
]


@pytest.mark.parametrize(("text", "expected"), KNOWN)
def test_a_stated_edition_holds_for_the_identifiers_around_it(text: str, expected: str) -> None:
    assert expected in {str(mention.refs[0]) for mention in CATALOG.find_references(text)}


def test_a_document_without_editions_has_its_provisions_in_all() -> None:
    found = CATALOG.find_references(
        '{"framework": "CoSAI Risk Map", "version": "9.0", "id": "riskPromptInjection"}'
    )
    assert str(found[-1].refs[0]) == "cosai-risk-map@living:riskPromptInjection"


def test_fields_are_read_with_their_objects() -> None:
    text = "a:\n  - id: X-1\n    title: >-\n      Two\n      lines\n    next: 1\nb: {c: [\"d\", 'e']}\n"
    fields = Fields(text, ".yaml")
    assert [(field.key, text[field.start : field.end].split()) for field in fields.all] == [
        ("a", []), ("id", ["X-1"]), ("title", ["Two", "lines"]), ("next", ["1"]),
        ("b", []), ("c", []), ("", ["d"]), ("", ["e"]),
    ]  # fmt: skip
    owner = fields.all[1].owner
    assert [*fields.owners_above(owner)] == [owner, fields.all[0].owner]
    assert fields.owner_at(0) == fields.all[0].owner
    assert Fields("x", ".yaml").owner_at(0) is None
    assert Fields("a: |\n  to the end", ".yaml").all[0].end == len("a: |\n  to the end")
    assert Fields("| a | b |", ".md").all == []
    assert plain_key("Control_ID") == "controlid"


def test_csv_may_have_other_delimiters_and_cells_of_several_lines() -> None:
    text = '# ours\nid;title\n1;"a\nb"\n2;c\n'
    text = text.partition("\n")[2]
    cells = [(field.key, text[field.start : field.end]) for field in Fields(text, ".csv").all]
    assert cells == [("id", "1"), ("title", "a\nb"), ("id", "2"), ("title", "c")]
    assert Fields("one\nid,title\n1,x\n", ".csv").all[0].key == "id"


def test_rows_know_the_headers_of_their_columns() -> None:
    (row,) = rows_of_tables("| **ID** | Title |\n|---|---|\n| a | b |\n\ntext | with bar\n")
    assert (row.headers, row.table, len(row.cells)) == (("ID", "Title"), 1, 2)


@pytest.mark.parametrize(
    "text",
    [
        '<span className="ml-2 pl-10">',
        "MP3 and MP4 files, MS16-032, MP.L2-3.8.1",
        "sha512-W9pAhw0ja1Edb5GVdIF1mjZw/ASI0AlShXM83UUGe2DVr5TdAPEA1OA8m/g8zWp9x6On7gqufY",
        "const { data: controlsData } = useQuery()",
        "[AST-L2] prefix",
    ],
)
def test_what_is_no_reference_stays_unread(text: str) -> None:
    assert list(CATALOG.audit(text)) == []


DOCUMENTS_ONLY = [
    ("OWASP Agentic Top 10 - 10/10", "owasp-agentic-top-10"),
    ("SAFE-MCP 91.8%", "safe-mcp"),
    ("EU AI Act: article5Analysis", "eu-ai-act"),
    ("EU_AI_ACT_ARTICLES = {\n  5", "eu-ai-act"),
    ("ISO 42001 says that A2A communication counts", "iso-iec-42001"),
    ("NIST CSF: see gv-rr-01-1 there", "nist-csf"),
    ("AI SAFE² 3.0: see P1-1 there", "ai-safe2"),
]


@pytest.mark.parametrize(("text", "standard"), DOCUMENTS_ONLY)
def test_what_only_looks_like_an_identifier_of_a_named_document_is_left(text: str, standard: str) -> None:
    found = [(each.verdict.value, *map(str, each.refs)) for each in CATALOG.audit(text)]
    assert found == [("ok", str(CATALOG.standard(standard).ref))]


def test_hosts_are_no_names() -> None:
    assert CATALOG.find_references("write to me@euaiact.eu or see eu-ai-act.example.com now") == ()
    assert CATALOG.find_references("in the eu-ai-act now")


def test_letters_of_articles_may_be_glued() -> None:
    (found,) = CATALOG.find_references("AI Act Art. 10.2a")
    assert str(found.refs[0]) == "eu-ai-act@2024/1689:Article 10(2)(a)"


def test_newer_is_told_by_the_form_of_the_known_editions() -> None:
    assert not is_newer("draft", ["1.0"])
    assert not is_newer("25519", ["2017"])
    assert [str(each.refs[0]) for each in CATALOG.find_references("MITRE ATLAS 20271")] == [
        "mitre-atlas@2026.09"
    ]


FURTHER = [
    ("in 2031:AML.T0051", "mitre-atlas@2026.09:AML.T0051"),
    ('MITRE ATLAS says so.\n{"framework": "ours", "version": "9.0"}', "mitre-atlas@2026.09"),
    (
        "[" * 60 + '{"framework": "x", "version": "2.0"}, "AML.T0051"' + "]" * 60,
        "mitre-atlas@2026.09:AML.T0051",
    ),
    ("EU AI Act second edition 5 pages long says: Article 50", "eu-ai-act@2024/1689:Article 50"),
    ("the 2025 EU AI Act, Article 50", "eu-ai-act@2024/1689:Article 50"),
    ("| Ours | NIST CSF 2.0 |\n|---|---|\n| x | RS.RP |\n", "nist-csf@1.1:RS.RP"),
    (
        "Version 2 of ours.\n\n| Control | Name |\n|---|---|\n| AML.T0051 | x |\n",
        "mitre-atlas@2026.09:AML.T0051",
    ),
    ("[" * 60 + '"AML.T0051", version="2.0"' + "]" * 60, "mitre-atlas@2026.09:AML.T0051"),
]


@pytest.mark.parametrize(("text", "expected"), FURTHER)
def test_what_is_no_edition_of_the_document_does_not_count(text: str, expected: str) -> None:
    assert expected in {str(mention.refs[0]) for mention in CATALOG.find_references(text)}


FURTHER_NEWER = [
    "Generative AI Profile, NIST AI 600-1 Revision 1",
    "the 3.1 edition of the NIST CSF: GV.OC-01",
    "Article 9 of the AI Act 2031/1234",
    "in 5 2031 edition of the OWASP LLM Top 10",
    "our-list-v2031.01/AML.T0051",
    '{"framework": "MITRE ATLAS", "version": "v2031.01", "a_version": "1", "b_version": "2", "c_version": "3", '
    '"d_version": "4", "e_version": "5"}',
]


@pytest.mark.parametrize("text", FURTHER_NEWER)
def test_newer_editions_in_further_places(text: str) -> None:
    assert CATALOG.find_references(text) == ()


def test_parts_and_own_controls_are_no_unknown_identifiers() -> None:
    found = CATALOG.audit("ISO/IEC 42001 and ISO/IEC 27701: A8-1, then ISO/IEC 42001 A.6.2.99")
    assert "A8-1" not in {each.text for each in found}
    (unknown,) = CATALOG.audit("AML.T9999(7)")
    assert unknown.verdict == "unknown"
    assert CATALOG.find_references('MITRE CWE {"id": "CWE-79"}')[-1].text == "CWE-79"


def next_editions(standard: str) -> Iterator[str]:
    """Yield the next editions of a standard, in the form in which its editions are numbered."""
    newest = CATALOG.snapshot.register.ordered(standard)[-1].partition("@")[2]
    year = max(CATALOG.data_version[:4], newest[:4]) if newest[:2] == "20" else ""
    if re.fullmatch(r"20\d\d", newest):
        yield str(int(year) + 1)
    elif re.fullmatch(r"20\d\d\.\d+(\.\d+)?", newest):
        yield f"{int(year) + 1}.1"
    elif re.fullmatch(r"\d{1,2}(\.\d+)+", newest):
        major, minor, *_ = newest.split(".")
        patch = ".0" * (newest.count(".") - 1)
        yield f"{int(major) + 1}.0{patch}"
        if not minor.startswith("0"):
            yield f"{major}.{int(minor) + 1}{patch}"


FAMILIES = [each for each in CATALOG.snapshot.register.editions if any(next_editions(each))]


@pytest.mark.parametrize("standard", FAMILIES)
def test_the_next_edition_of_every_family_is_never_read_as_a_known_one(standard: str) -> None:
    register = CATALOG.snapshot.register
    newest = register.ordered(standard)[-1]
    raw, edition = register.raw(newest), newest.partition("@")[2]
    names = CATALOG._lexicon.names.editions
    name = re.sub(r"( of| for|/)$", "", names.strip_edition(standard, edition, raw["designation"]))
    name = name if name.count("(") == name.count(")") else standard  # "… (as amended in"
    ids = list(register.provisions(newest))[:1] if newest in register.framework_loaders else []
    known = {each.edition for each in CATALOG.editions(standard)}
    for later in next_editions(standard):
        texts = [f"{standard}@{later}", f"{name} ({later})", f"{name} v{later}", f"{name}:{later}"]
        texts += [text for each in ids for text in (f"{standard}@{later}:{each}", f"{name} v{later}, {each}")]
        texts += [f'{{"framework": "{name}", "version": "{later}", "id": "{each}"}}' for each in ids]
        for text in texts:
            read = {ref for mention in CATALOG.find_references(text) for ref in mention.refs}
            wrong = {ref for ref in read if ref.standard == standard and ref.edition in known}
            assert {ref for ref in wrong if ref.provision != later} == set(), text


def test_earlier_dates_and_quarters_are_the_known_editions() -> None:
    def read(text: str) -> str:
        return str(CATALOG.resolve(text))

    assert read("AIUC-1 (Q3 2026) B001") == "aiuc-1@2026-Q3:B001"
    assert read("AIUC-1 2026 Q3 B001") == "aiuc-1@2026-Q3:B001"
    assert (
        read("the AI Act, consolidated version of 2 August 2025, Article 6")
        == "eu-ai-act@2024/1689:Article 6"
    )
    assert read("NIST AI RMF 1.0 (2025)") == "nist-ai-rmf@1.0"
    assert read("Executive Order 14179 (2025)") == "eo-14179@2025"
    assert read("ISO/IEC 42001 standard 2023") == "iso-iec-42001@2023"
    assert read("OWASP AISVS 1.01 C9.4") == "owasp-aisvs@1.01:C9.4"
    assert read("MITRE ATLAS 2026.9 AML.T0051") == "mitre-atlas@2026.09:AML.T0051"
    assert {each.text for each in CATALOG.audit("Insecure Output Handling (LLM05/ASI02)").findings} == set()


def test_parts_of_dates_and_versions_that_name_no_edition() -> None:
    editions = CATALOG._lexicon.names.editions

    def match(standard: str, text: str) -> str | None:
        return editions.match_edition_at(Tokens(text), 0, standard).edition

    assert match("aiuc-1", "Q3 2026") == "2026-Q3"
    assert match("aiuc-1", "Q1 2026") != ""
    assert match("nist-csf", "release version of from by 2031") is None
    assert match("nist-csf", "12 monkeys") is None
    assert match("nist-csf", "Q3") is None
    assert match("nist-ir-8596", "7 controls") is None
    assert match("nist-csf", "(NIST 2031)") is None
    assert not editions.is_newer("cwe", "--")
    assert not editions.is_newer("nist-ir-8596", "ipd")
    assert CATALOG.find_references("v0.5-C1.1.2") == ()
    found = CATALOG.find_references("OWASP AISVS 1.0 C2.2 and AISVS 1.0 2.2.1")
    assert [str(each.refs[0]) for each in found] == ["owasp-aisvs@1.0:C2.2", "owasp-aisvs@1.0:C2.2.1"]


def test_the_name_of_an_algorithm_is_no_edition() -> None:
    text = "CC8.1 - Ed25519 artifact signing\n\nNIST CSF 2.0 Ed25519: PR.AA-01\n"
    assert not load().audit(text).findings
