"""One reference as people and tools write it: which provision is meant, or why that is not settled."""

import json
import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ai_security_standards import AmbiguousReference, Ref, UnknownReference, load
from benchmarks.references import misread, printed_forms
from curation.commands import DATA

CATALOG = load().as_of("2026-11-23")
ATLAS = "mitre-atlas@2026.09"
ACT = "eu-ai-act@2024/1689"


ONE = {
    "LLM01:2025": "owasp-llm-top-10@2025:LLM01",
    "owasp:llm01": "owasp-llm-top-10@2026:LLM01",
    "OWASP LLM06 (2023/24)": "owasp-llm-top-10@2023:LLM06",
    "OWASP LLM01 (2025)": "owasp-llm-top-10@2025:LLM01",
    "llm012025": "owasp-llm-top-10@2025:LLM01",
    "LLM06:2025 Excessive Agency": "owasp-llm-top-10@2025:LLM06",
    "AML.T0051.000": f"{ATLAS}:AML.T0051.000",
    "АML.T0051": f"{ATLAS}:AML.T0051",  # the first letter is Cyrillic
    "AML‑T0051": f"{ATLAS}:AML.T0051",
    "ATLAS T0051": f"{ATLAS}:AML.T0051",
    "https://atlas.mitre.org/techniques/AML.T0051": f"{ATLAS}:AML.T0051",
    "MITRE ATLAS - LLM Data Leakage": f"{ATLAS}:AML.T0057",
    "MEASURE 2.7": "nist-ai-rmf@1.0:MEASURE 2.7",
    "Govern 1.1": "nist-ai-rmf@1.0:GOVERN 1.1",
    "MS-2.7-004": "nist-ai-600-1@2024:MS-2.7-004",
    "urn:intuitem:risk:req_node:nist-ai-rmf-1.0:govern-1.1": "nist-ai-rmf@1.0:GOVERN 1.1",
    "ISO 42001 A.6.2.4": "iso-iec-42001@2023:A.6.2.4",
    "ISO/IEC 42001:2023, Clause 6.1.2": "iso-iec-42001@2023:6.1.2",
    "DIN EN ISO/IEC 42001": "en-iso-iec-42001@2026",
    "27090": "iso-iec-27090@draft",
    "ISO/IEC FDIS 27090": "iso-iec-27090@draft",
    "ISO/IEC TR 24030:2021": "iso-iec-tr-24030@2021",
    "NIST.AI.600-1": "nist-ai-600-1@2024",
    "ETSI GR SAI 004": "etsi-gr-sai-004@1.1.1",
    "EN 304 223 5.1.1-1": "etsi-en-304-223@2.1.1:5.1.1-1",
    "v1.0-C2.1.3": "owasp-aisvs@1.0:C2.1.3",
    "ASI03": "owasp-agentic-top-10@2026:ASI03",
    "NIST SP 800-53 Rev. 5 AC-2 (1)": "nist-sp-800-53@5:AC-2(1)",
    "SP800-53:AC-02(01)": "nist-sp-800-53@5:AC-2(1)",
    "CWE 1427": "cwe@4.20:CWE-1427",
    "AC-2(1)": "nist-sp-800-53@5:AC-2(1)",
    "ac-02(01)": "nist-sp-800-53@5:AC-2(1)",
    "SLSA L3": "slsa@1.2:Build L3",
    "SLSA v1.0 Build Level 2": "slsa@1.0:Build L2",
    "ISO/IEC 42001:2023 7": "iso-iec-42001@2023:7",
    "ISO/IEC 42001:2023 — AI Management System": "iso-iec-42001@2023",
    "https://www.iso.org/standard/42001": "iso-iec-42001@2023",
    "https://www.iso.org/standard/54534.html": "iso-iec-27001@2013",
    "https://doi.org/10.6028/NIST.SP.800-218A.ipd": "nist-sp-800-218a@ipd",
    "https://owasp.org/www-project-top-10-for-large-language-model-applications/": "owasp-llm-top-10@2026",
    "NIST CSF PR.AC-1": "nist-csf@1.1:PR.AC-1",
    "NIST CSF PR.AC-01": "nist-csf@2.0:PR.AC-01",
    "NIST CSWP 6 ID.GV-1": "nist-csf@1.1:ID.GV-1",  # GV alone is a function of 2.0
    "LLM07 | System Prompt Leakage": "owasp-llm-top-10@2025:LLM07",
    "AISVS C9.2.3": "owasp-aisvs@1.01:C9.2.3",
    "AISVS 1.0 C9.2.3": "owasp-aisvs@1.0:C9.2.3",
    "riskPromptInjection": "cosai-risk-map@living:riskPromptInjection",
    "Art. 15(4) AI Act": f"{ACT}:Article 15(4)",
    "Artikel 15 Absatz 4 KI-VO": f"{ACT}:Article 15(4)",
    "Art. 5 Abs. 1 Buchst. a KI-VO": f"{ACT}:Article 5(1)(a)",
    "article 15, paragraphe 4, du règlement (UE) 2024/1689": f"{ACT}:Article 15(4)",
    unicodedata.normalize("NFD", "article 15, paragraphe 4, du règlement (UE) 2024/1689"): f"{ACT}:Article 15(4)",
    "Artículo 15, apartado 4, del Reglamento (UE) 2024/1689": f"{ACT}:Article 15(4)",
    "articolo 15, paragrafo 4, del regolamento (UE) 2024/1689": f"{ACT}:Article 15(4)",
    "point (a) of Article 5(1) AI Act": f"{ACT}:Article 5(1)(a)",
    "Erwägungsgrund 27 KI-VO": f"{ACT}:Recital 27",
    "DORA Art. 6 Abs. 1": "eu-dora@2022/2554:Article 6(1)",
    "Art. 30(2)(a) of Regulation (EU) 2022/2554": "eu-dora@2022/2554:Article 30(2)(a)",
    "NIS-2 Art. 21 Abs. 2 Buchst. d": "eu-nis2@2022/2555:Article 21(2)(d)",
    "Directive (EU) 2022/2555 Article 21(2)(j)": "eu-nis2@2022/2555:Article 21(2)(j)",
    "CIR 2024/2690 Annex 6.10.2": "eu-nis2-impl@2024/2690:Annex, point 6.10.2",
    "Annexe III, point 4, RIA": f"{ACT}:Annex III(4)",
    "http://data.europa.eu/eli/reg/2024/1689/art_15/oj": f"{ACT}:Article 15",
    "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX%3A32024R1689": ACT,
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ONE.items())
def test_one_reference(text: str, expected: str) -> None:
    assert str(CATALOG.resolve(text)) == expected


@pytest.mark.parametrize("text", ["LLM06", "OWASP LLM06", "llm-06"])
def test_what_nothing_settles_is_ambiguous(text: str) -> None:
    with pytest.raises(AmbiguousReference) as caught:
        CATALOG.resolve(text)
    assert [each.split(":")[0][-4:] for each in caught.value.candidates] == ["2026", "2025", "2023"]


def test_a_date_an_edition_or_a_title_settles_it() -> None:
    assert str(CATALOG.resolve("LLM06", on="2024-03-01")) == "owasp-llm-top-10@2023:LLM06"
    assert str(CATALOG.resolve("LLM06", within="owasp-llm-top-10@2025")) == "owasp-llm-top-10@2025:LLM06"
    assert CATALOG.resolve("LLM06 Sensitive Information Disclosure").edition == "2023"
    assert str(CATALOG.resolve("Prompt Injection", within="owasp-llm-top-10@2025")).endswith("2025:LLM01")
    assert str(CATALOG.resolve("v2.0", within="owasp-llm-top-10")) == "owasp-llm-top-10@2025"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no known reference in"),
        ("hello", "no known reference in"),
        ("LLM99:2025", "no provision"),
        ("LLM01:1999", "no edition '1999'"),
        ("AML.T9999", "no provision"),
        ("ISO/IEC 27090:2025", "no edition '2025'"),
        ("AI Act Article 999", "no provision"),
        ("Article 200 of the AI Act", "no provision"),
        ("x" * 2001, "at most 2000"),
    ],
)
def test_what_means_nothing_is_unknown(text: str, says: str) -> None:
    with pytest.raises(UnknownReference, match=re.escape(says)):
        CATALOG.resolve(text)


def test_several_things_are_no_single_reference() -> None:
    with pytest.raises(AmbiguousReference, match="several references"):
        CATALOG.resolve("AML.T0051 and MEASURE 2.7")
    with pytest.raises(AmbiguousReference, match="several references"):
        CATALOG.resolve("AML.T0051.000 to .002")


def test_inside_a_document_what_is_not_in_it_is_unknown() -> None:
    with pytest.raises(UnknownReference, match="inside eu-ai-act"):
        CATALOG.resolve("hello", within="eu-ai-act")
    with pytest.raises(UnknownReference, match="unknown standard"):
        CATALOG.resolve("Article 5", within="eu-ai-akt")
    with pytest.raises(UnknownReference, match="owasp-llm-top-10 has no edition '2024'"):
        CATALOG.resolve("LLM01", within="owasp-llm-top-10@2024")


def test_every_shipped_identifier_is_itself_in_one_of_eight_forms() -> None:
    """Every second one in one form, in turn; all in all eight: `python benchmarks/references.py --forms`."""
    printed = list(printed_forms(CATALOG))
    assert len(printed) == json.loads((DATA / "manifest.json").read_bytes())["counts"]["provisions"]
    forms = [each[order % len(each)] for order, each in enumerate(printed[::2])]
    assert misread(CATALOG, forms) == []


REFS = [
    each.ref
    for name in ("mitre-atlas@2026.09", "owasp-aisvs@1.0", "eu-ai-act@2024/1689", "nist-sp-800-53@5")
    for each in CATALOG.framework(name).provisions
    if not each.retired
]


@given(st.sampled_from(REFS))
@settings(deadline=None)
def test_a_canonical_reference_is_itself(ref: Ref) -> None:
    assert CATALOG.resolve(str(ref)) == ref


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MITRE ATLAS: Exfiltration", f"{ATLAS}:AML.TA0010"),
        ("LLM06 and LLM06:2025", "owasp-llm-top-10@2025:LLM06"),
        ("ISO/IEC TR 24030 or else, the text of ISO/IEC TR 24030:2021", "iso-iec-tr-24030@2021"),
        ("OWASP LLM Top 10 v1.1.0", "owasp-llm-top-10@2023"),
        ("eu:ai-act:annex3", f"{ACT}:Annex III"),
        ("AICM v1.0.0", "csa-aicm@1.0"),
        ("MS-2.7 AI RMF", "nist-ai-rmf@1.0:MEASURE 2.7"),
        ("paragraph 60 of the GPAI Guidelines", "eu-gpai-guidelines@2025:paragraph 60"),
        ("C(2025) 7719 final, para 112", "eu-gpai-guidelines@2025:paragraph 112"),
        ("Commission GPAI guidelines, point 17", "eu-gpai-guidelines@2025:paragraph 17"),
    ],
)  # fmt: skip
def test_what_stands_near_settles_it(text: str, expected: str) -> None:
    assert str(CATALOG.resolve(text)) == expected


@pytest.mark.parametrize(
    ("text", "within", "expected"),
    [
        ("OWASP LLM Top 10", "owasp-llm-top-10@2023", "owasp-llm-top-10@2023"),
        ("LLM06", Ref("owasp-llm-top-10", "2023"), "owasp-llm-top-10@2023:LLM06"),
        ("LLM01", Ref("owasp-llm-top-10"), "owasp-llm-top-10@2026:LLM01"),
        ("Measure 3.5", "eu-gpai-code", "eu-gpai-code@2025:Measure 3.5"),
        (
            "Measure 1.3 Updating the Framework",
            "eu-gpai-code",
            "eu-gpai-code@2025:Safety and Security Measure 1.3",
        ),
    ],
)
def test_what_the_surroundings_name_settles_it(text: str, within: str | Ref, expected: str) -> None:
    assert str(CATALOG.resolve(text, within=within)) == expected


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("PS.3.1", ["nist-sp-800-218@1.1:PS.3.1", "nist-sp-800-218a@2024:PS.3.1"]),
        ("LLM01:2023 and LLM01:2025", ["owasp-llm-top-10@2023:LLM01", "owasp-llm-top-10@2025:LLM01"]),
        ("EN 304 223, SAI 001", ["etsi-en-304-223@2.1.1", "etsi-gr-sai-001@1.1.1"]),
    ],
)
def test_candidates_are_listed_likeliest_first(text: str, candidates: list[str]) -> None:
    with pytest.raises(AmbiguousReference) as caught:
        CATALOG.resolve(text)
    assert list(caught.value.candidates) == candidates


def test_a_version_tells_nothing_of_one_with_another_first_number() -> None:
    assert CATALOG.find_references("SLSA v0.1 L3") == ()
    with pytest.raises(UnknownReference, match=r"no structure of slsa@0\.1 is shipped"):
        CATALOG.resolve("SLSA v0.1 L3")


REFUSED = {
    "EU AI Act banana": ("unknown", "not 'banana'"),
    "ISO/IEC 42001 clause 12": ("not-shipped", "no provision 'clause 12'; only a part of it is shipped"),
    "PCI DSS, requirement 99.4.3": ("unknown", "no provision 'requirement 99.4.3'"),
    "GDPR, Article 350": ("unknown", "no provision 'Article 350'"),
    "ETSI TS 104 158-2 V1.1.1 (2026-03), 3 and 4.1.3": ("unknown", "but not '3 4 1 3'"),
    "ISO/IEC 24029-2:2023, chapter 6.1.2": ("unknown", "but not '6 1'"),
    "Colorado AI Act (SB 21-169)": (
        "not-shipped",
        "'SB 21-169' is the number of another document than co-sb24-205",
    ),
    "SP 800-53Z": ("unknown", "no known reference"),
    "SCF 2099.3": ("newer-than-data", "newer than data"),
    "CSF 3.0": ("newer-than-data", "whose newest edition is 2.0"),
    "AIUC-1@2031-Q4": ("newer-than-data", "newer than data"),
    "OWASP LLM Top 10, 2031 edition": ("newer-than-data", "newer than data"),
    "CVE-2024-3094": ("out-of-scope", "outside the scope"),
    "TFEU Article 5": ("out-of-scope", "'TFEU' in 'TFEU Article 5'"),
}


@pytest.mark.parametrize(("text", "answer"), REFUSED.items())
def test_what_cannot_be_read_whole_is_refused(text: str, answer: tuple[str, str]) -> None:
    verdict, message = answer
    with pytest.raises(UnknownReference, match=message) as refused:
        CATALOG.resolve(text)
    assert refused.value.verdict == verdict
    (finding,) = CATALOG.normalize([text])
    assert (finding.refs, [tag.tag for tag in finding.unread]) == ((), [text])


#: Texts in which a clause behind a name is not that document's.
NOT_UNKNOWN = {
    "an article of another act": ("GDPR, Article 114 TFEU", ["eu-gdpr@2016/679"]),
    "no number": ("PCI DSS, requirement of the board", ["pci-dss@4.0.1"]),
    "a count": ("PCI DSS, requirement 1 of 5", ["pci-dss@4.0.1", "pci-dss@4.0.1:1"]),
    "the next line": ("PCI DSS, requirement\n99 of them", ["pci-dss@4.0.1"]),
    "a document whose clauses are not shipped": ("ISO/IEC 38507, clause 99", ["iso-iec-38507@2022"]),
}


@pytest.mark.parametrize("case", NOT_UNKNOWN)
def test_a_clause_behind_a_name_is_unknown_only_where_the_document_would_have_it(case: str) -> None:
    text, expected = NOT_UNKNOWN[case]
    found = CATALOG.audit(text)
    assert [str(ref) for each in found for ref in each.refs] == expected
    assert "unknown" not in [each.verdict for each in found]


def numbered() -> list[str]:
    """Return one provision of each document with numbers such as "6.1.2" but those that number by the hundred."""
    found = []
    for document in sorted(CATALOG.snapshot.register.framework_loaders):
        if document in CATALOG:
            provisions = CATALOG.framework(document).provisions
            numbers = [each.id for each in provisions if re.fullmatch(r"[0-9]{1,2}(\.[0-9]{1,2})+", each.id)]
            found += [f"{document}:{numbers[len(numbers) // 2]}"] if numbers else []
    return found


@pytest.mark.parametrize("ref", numbered())
@pytest.mark.parametrize(
    "form", ["{}, clause {}", "{} (subclause {})", "clause {1} of {0}", "{}, section {}"]
)
def test_numbered_parts_of_every_document_are_its_clauses(ref: str, form: str) -> None:
    document, _, number = ref.partition(":")
    assert str(CATALOG.resolve(form.format(CATALOG[document].designation, number))) == ref


@pytest.mark.parametrize(
    "text",
    [
        "secid:control/iso.org/42001",
        "AISVS 1.0 PDF",
        "ISO/IEC 27090 (FDIS, 2026)",
        "MITRE ATLAS&trade",
        "OWASP Top 10 for Large Language Model Applications v2.0 (publié 12 octobre 2024)",
    ],
)
def test_words_beside_a_name_do_no_harm(text: str) -> None:
    assert CATALOG.resolve(text).provision is None


def test_tags_are_read_within_a_document_and_on_a_day() -> None:
    (found,) = CATALOG.normalize([["LLM06"]], within="owasp-llm-top-10@2025")
    assert list(map(str, found.refs)) == ["owasp-llm-top-10@2025:LLM06"]
    (found,) = CATALOG.normalize([["LLM06"]], on="2024-01-31")
    assert list(map(str, found.refs)) == ["owasp-llm-top-10@2023:LLM06"]


@pytest.mark.parametrize(("name", "is_shipped"), [("NIST CSF 2.0", True), ("3GPP TR 33.898 V18.0.1", False)])
def test_words_that_name_no_section_are_refused_and_sections_that_are_not_shipped_are_told(
    name: str, is_shipped: bool
) -> None:
    with pytest.raises(UnknownReference, match=r"was read as .*, but not '.*7'") as refused:
        CATALOG.resolve(f"{name} gizmo 7")
    assert ("its sections are not shipped" in str(refused.value)) is not is_shipped


TYPED = {
    "gdpr": "eu-gdpr@2016/679",
    "gdpr art 22": "eu-gdpr@2016/679:Article 22",
    "annex iii ai act": f"{ACT}:Annex III",
    "dora art 28": "eu-dora@2022/2554:Article 28",
    "atlas t0051": f"{ATLAS}:AML.T0051",
}


@pytest.mark.parametrize("text", TYPED)
def test_small_letters_are_read_where_somebody_types_them(text: str) -> None:
    assert str(CATALOG.resolve(text)) == TYPED[text]
    assert CATALOG.find_references(f"we met {text} there") == ()
    assert CATALOG.resolve_many([text]).refs == (None,)
    assert CATALOG.normalize([text])[0].refs == ()


def test_small_letters_that_mean_several_things_or_nothing_are_refused_as_typed() -> None:
    with pytest.raises(AmbiguousReference, match=r"'asvs v2\.1\.1' can mean") as several:
        CATALOG.resolve("asvs v2.1.1")
    assert several.value.reference == "asvs v2.1.1"
    with pytest.raises(UnknownReference, match="no known reference in 'hello'"):
        CATALOG.resolve("hello")


@pytest.mark.parametrize("text", ["OWASP A03:2021", "OWASP A03:2021 - Injection", "owasp A3:2021"])
def test_an_identifier_with_its_year_behind_its_publisher_is_a_reference(text: str) -> None:
    assert str(CATALOG.resolve(text)) == "owasp-top-10@2021:A03"


@pytest.mark.parametrize(
    "text", ["see OWASP A03:2021", "OWASP A01:2021 and A02:2021", "A03:2021", "OWASP A99:2021"]
)
def test_more_than_that_or_less_is_none(text: str) -> None:
    with pytest.raises(UnknownReference):
        CATALOG.resolve(text)
