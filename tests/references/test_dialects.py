"""Dialects: what the tags of tools mean in their versions, and what is left unread or marked."""

import json
import pickle
from pathlib import Path
from typing import Any, cast

import pytest
from samples import Overlay, document, register_file

from ai_security_standards import InvalidData, UnknownCriterion, load
from ai_security_standards._store import files
from ai_security_standards.formats.exchange import from_dict, to_dict
from ai_security_standards.references import resolve_sightings
from ai_security_standards.references.lexicon.dialects import (
    DialectReader,
    TagReading,
    parts_of,
    version_numbers,
)
from ai_security_standards.references.normalizing import NormalizedFinding
from ai_security_standards.references.resolution.dialect_tags import read_as_tags

CATALOG = load().as_of("2026-11-23")


def read(finding: Any, dialect: str, **how: Any) -> NormalizedFinding:
    (found,) = CATALOG.normalize([finding], dialect=dialect, **how)
    return found


def texts(found: NormalizedFinding) -> list[str]:
    return [str(ref) for ref in found.refs]


#: Tags as tools write them, each with what it means: a reference, "~" before a coarse one, "-" for none.
TAGS = [
    ("garak@0.16.1.pre1", "owasp:llm06", "owasp-llm-top-10@2023:LLM06"),
    ("garak", "avid-effect:security:S0403", "avid@0.3.3:S0403"),
    ("garak", "cwe:1427", "cwe@4.20:CWE-1427"),
    ("garak", "payload:unwanted:hatespeech", "-"),
    ("promptfoo@0.122.0", "owasp:llm:06", "owasp-llm-top-10@2025:LLM06"),
    ("promptfoo", "owasp:llm", "owasp-llm-top-10@2025"),
    ("promptfoo", "owasp:llm:redteam:runtime", "~owasp-genai-red-teaming-guide@1.0"),
    ("promptfoo", "owasp:agentic:asi05", "owasp-agentic-top-10@2026:ASI05"),
    ("promptfoo", "owasp:agentic:t01", "owasp-agentic-threats@1.0:T1"),
    ("promptfoo", "owasp:api:07", "owasp-api-top-10@2023:API7"),
    ("promptfoo", "gdpr:art5", "eu-gdpr@2016/679:Article 5"),
    ("promptfoo", "nist:ai:measure:2.11", "nist-ai-rmf@1.0:MEASURE 2.11"),
    ("promptfoo", "mitre:atlas:ml-attack-staging", "mitre-atlas@2026.09:AML.TA0001"),
    ("promptfoo", "eu:ai-act:art5:social-scoring", "eu-ai-act@2024/1689:Article 5(1)(c)"),
    ("promptfoo", "eu:ai-act:art5:remote-biometric-id-post", "~eu-ai-act@2024/1689:Article 5"),
    ("promptfoo", "iso:42001:privacy", "~iso-iec-42001@2023"),
    ("deepteam@1.0.7", "LLM_08", "owasp-llm-top-10@2025:LLM08"),
    ("deepteam", "essential_services", "eu-ai-act@2024/1689:Annex III(5)"),
    ("giskard@2.17.0", "avid-effect:ethics:E0101", "avid@0.3.3:E0101"),
    ("semgrep-rules", "A03:2021 - Injection", "owasp-top-10@2021:A03"),
    ("semgrep-rules", "A5:2021 Security Misconfiguration", "owasp-top-10@2021:A05"),
    ("semgrep-rules", "API1:2023", "owasp-api-top-10@2023:API1"),
    ("semgrep-rules", "API1:2019", "-"),
    ("checkov@3.3", "A01:2021 - Broken Access Control", "owasp-top-10@2021:A01"),
    ("checkov", "CKV3_SAST_11", "-"),
    ("ares@0.2.1", "owasp-llm-02:2025", "owasp-llm-top-10@2025:LLM02"),
    ("ares-redteamer", "owasp-llm-10", "owasp-llm-top-10@2025:LLM10"),
    ("codeql@2.21", "external/cwe/cwe-022", "cwe@4.20:CWE-22"),
    ("sonarqube@2026.4", "owaspLlmTop10-2025:llm2", "owasp-llm-top-10@2025:LLM02"),
    ("sonarqube", "owaspTop10-2021:a3", "owasp-top-10@2021:A03"),
    ("sonarqube", "owaspTop10:a3", "-"),
    ("sonarqube", "owaspAsvs-4.0:1.2.3", "owasp-asvs@4.0.3:V1.2.3"),
    ("zap", "OWASP_2025_A10", "owasp-top-10@2025:A10"),
    ("zap", "API_2019_API1", "-"),
    ("zap", "WSTG-v42-INPV-01", "-"),
    ("mcp-scanner", "AISubtech-9.1.5", "cisco-ai-security-safety-framework@2025:AISubtech-9.1.5"),
    ("elastic-detection-rules", "Mitre Atlas: T0051", "mitre-atlas@2026.09:AML.T0051"),
    ("elastic", "Mitre Atlas: LLM04", "owasp-llm-top-10@2023:LLM04"),
    ("elastic", "Domain: LLM", "-"),
    ("elastic", "Tactic: Defense Evasion", "mitre-attack@18.1:TA0005"),
    ("agent-bom", "CIS-02.3", "cis-controls@8.1:2.3"),
    ("azure-policy", "SOC_2_CC6.1", "aicpa-tsc@2017:CC6.1"),
    ("misp", 'misp-galaxy:mitre-atlas-attack-pattern="LLM Jailbreak"', "mitre-atlas@2026.09:AML.T0054"),
    ("misp", 'misp-galaxy:mitre-atlas-attack-pattern="LLM Jailbreak - AML.T0054"', "mitre-atlas@2026.09:AML.T0054"),
    ("misp", 'misp-galaxy:mitre-atlas-attack-pattern="LLM Jailbreak', "-"),
    ("ciso-assistant", "urn:intuitem:risk:req_node:iso42001-2023:a.6.2.4", "iso-iec-42001@2023:A.6.2.4"),
    ("ciso-assistant", "urn:intuitem:risk:req_node:ai-act:10.2.c", "eu-ai-act@2024/1689:Article 10(2)(c)"),
    ("ciso-assistant", "urn:intuitem:risk:req_node:ai-act:recital-27", "eu-ai-act@2024/1689:Recital 27"),
    ("ciso-assistant", "urn:intuitem:risk:req_node:nist-sp-800-53-rev5:ac-2(1)", "nist-sp-800-53@5:AC-2(1)"),
    ("ciso-assistant", "urn:intuitem:risk:req_node:ai-act:node2", "-"),
    ("ai atlas nexus", "llm092025-misinformation", "owasp-llm-top-10@2025:LLM09"),
    ("ai-atlas-nexus", "ail-intellectual-property", "mlcommons-ailuminate@1.0:ipv"),
    ("ai-atlas-nexus", "aiuc1-req-b003", "aiuc-1@2026-Q1:B003"),
    ("agent-bom@0.102.0", "LLM05", "owasp-llm-top-10@2023:LLM05"),
    ("agent-bom", "LLM10", "owasp-llm-top-10@2025:LLM10"),
    ("agent-bom", "ART-15", "eu-ai-act@2024/1689:Article 15"),
    ("agent-audit", "ASI-01", "owasp-agentic-top-10@2026:ASI01"),
    ("inspec", "AC-02 (01)", "nist-sp-800-53@5:AC-2(1)"),
    ("inspec", "IA-5 (1) (h)", "~nist-sp-800-53@5:IA-5(1)"),
    ("aws-security-hub", "NIST.800-53.r5 AC-2(1)", "nist-sp-800-53@5:AC-2(1)"),
    ("aws-security-hub", "PCI DSS v3.2.1/1.3.1", "-"),
    ("defender for cloud", "NIST_SP_800-53_R5_AC-6(7)", "nist-sp-800-53@5:AC-6(7)"),
    ("azure-policy", "EU_AI_Act_2024_1689_55.1d", "eu-ai-act@2024/1689:Article 55(1)(d)"),
    ("azure-policy", "NIST_CSF_v2.0_PR.AA_05", "nist-csf@2.0:PR.AA-05"),
    ("azure-policy", "NIST_AI_RMF_v1.0_3.2.4", "~nist-ai-rmf@1.0"),
]  # fmt: skip


@pytest.mark.parametrize(("dialect", "tag", "meaning"), TAGS)
def test_a_tag_means_what_its_tool_means(dialect: str, tag: str, meaning: str) -> None:
    found = read(tag, dialect)
    assert not found.unread
    assert texts(found) == [meaning.removeprefix("~")] * (meaning != "-")
    assert [str(ref) for ref in found.coarse] == [meaning[1:]] * meaning.startswith("~")
    assert [each.tag for each in found.other] == [tag] * (meaning == "-")
    assert all(each.reasons[0].text for each in found.other)


#: Findings as tools write them, with what is read in the fields that the dialect knows.
FINDINGS: list[tuple[str, Any, list[str]]] = [
    ("bandit@1.8", {"issue_cwe": {"id": 78, "link": "https://cwe.mitre.org/data/definitions/78.html"}}, ["cwe@4.20:CWE-78"]),
    ("gosec@2.22", {"cwe": {"id": "79", "url": "https://cwe.mitre.org/data/definitions/79.html"}}, ["cwe@4.20:CWE-79"]),
    ("zap@2.16", {"cweid": "89", "wascid": "19", "tags": [{"tag": "OWASP_2021_A03", "link": "https://owasp.org/x"}]}, ["cwe@4.20:CWE-89", "owasp-top-10@2021:A03"]),
    ("snyk", {"identifiers": {"CVE": ["CVE-2024-1"], "CWE": ["CWE-94"]}}, ["cwe@4.20:CWE-94"]),
    ("trivy", {"CweIDs": ["CWE-787"]}, ["cwe@4.20:CWE-787"]),
    ("nuclei", {"info": {"classification": {"cwe-id": ["cwe-22"], "cve-id": None}}}, ["cwe@4.20:CWE-22"]),
    ("semgrep", {"extra": {"metadata": {"cwe": ["CWE-78: OS Command Injection"], "owasp": ["A03:2021 - Injection"], "asvs": {"control_id": "5.3.8 OS Command Injection", "version": "4"}}}}, ["cwe@4.20:CWE-78", "owasp-top-10@2021:A03", "owasp-asvs@4.0.3:V5.3.8"]),
    ("checkov", {"check_cwe": "CWE-289: Authentication Bypass by Alternate Name", "check_owasp": None, "check_id": "CKV3_SAST_11"}, ["cwe@4.20:CWE-289"]),
    ("pyrit", {"harm_categories": ["Privacy loss"]}, []),
    ("google security command center", {"mitreAttack": {"primaryTactic": "INITIAL_ACCESS", "primaryTechniques": ["VALID_ACCOUNTS", "CLOUD_ACCOUNTS"], "version": "9"}}, ["mitre-attack@18.1:TA0001", "mitre-attack@18.1:T1078", "mitre-attack@18.1:T1078.004"]),
    ("agent-bom", {"attack_tags": ["T1195.002"], "soc2_tags": ["CC6.1"], "pci_dss_tags": ["6.2.4"]}, ["mitre-attack@19.1:T1195.002", "aicpa-tsc@2017:CC6.1", "pci-dss@4.0.1:6.2.4"]),
    ("prowler", {"compliance": {"SOC2": ["cc_6_1"], "HIPAA": ["164_312_c_2"], "GDPR": ["article_25"], "MITRE-ATTACK": ["T1190"]}}, ["aicpa-tsc@2017:CC6.1", "us-hipaa@1996:164.312(c)(2)", "eu-gdpr@2016/679:Article 25", "mitre-attack@19.1:T1190"]),
    ("prowler@5.40", {"compliance": {"NIST-800-53-Revision-5": ["ac_2_1", "ac_2_d_1"], "NIST-CSF-2.0": ["oc_1"], "NIS2": ["6.7.2.e"], "CIS-3.0": ["2.1.3"]}},
     ["nist-sp-800-53@5:AC-2(1)", "nist-sp-800-53@5:AC-2", "nist-csf@2.0:GV.OC-01", "eu-nis2-impl@2024/2690:Annex, point 6.7.2"]),
    ("agent-bom", {"owasp_tags": ["LLM02"], "nist_csf_tags": ["GV.SC-05"]}, ["owasp-llm-top-10@2023:LLM02", "nist-csf@2.0:GV.SC-05"]),
]  # fmt: skip


@pytest.mark.parametrize(("dialect", "finding", "meaning"), FINDINGS)
def test_the_fields_of_a_tool_are_known(dialect: str, finding: Any, meaning: list[str]) -> None:
    found = read(finding, dialect)
    assert texts(found) == meaning
    assert not found.unread


def test_what_is_coarse_and_what_is_none_is_marked() -> None:
    found = read(next(each[1] for each in FINDINGS if each[0] == "prowler@5.40"), "prowler@5.40")
    assert [str(ref) for ref in found.coarse] == [
        "nist-sp-800-53@5:AC-2",
        "eu-nis2-impl@2024/2690:Annex, point 6.7.2",
    ]
    assert [(each.tag, each.reasons[0].text) for each in found.other] == [
        ("2.1.3", "a CIS benchmark, which the register does not hold")
    ]
    assert from_dict(json.loads(json.dumps(to_dict(found)))) == found
    assert pickle.loads(pickle.dumps(found)) == found


def test_a_version_that_nobody_read_leaves_editions_open() -> None:
    assert texts(read("owasp:llm06", "garak@v0.9")) == ["owasp-llm-top-10@2023:LLM06"]
    assert texts(read("owasp:llm06", "garak@main")) == ["owasp-llm-top-10@2023:LLM06"]
    later = read(["owasp:llm06", "cwe:79"], "garak@0.17")
    assert texts(later) == ["cwe@4.20:CWE-79"]
    (unread,) = later.unread
    assert unread.verdict == "newer-than-data"
    assert unread.reasons[0].text == (
        "the dialect of garak is described for versions up to 0.16; 'owasp:llm06' may mean another edition in 0.17"
    )
    (earlier,) = read("owasp:llm:06", "promptfoo@0.90").unread
    assert "described for versions 0.104 to 0.123" in earlier.reasons[0].text


def test_ranges_of_versions_follow_each_other(overlay: Overlay) -> None:
    forms = [{"standard": f"owasp-llm-top-10@{edition}", "opening": "llm"} for edition in (2023, 2025, 2026)]
    spans = [{"last": "0.9"}, {"first": "1.0", "last": "1.4"}, {"first": "2", "last": "2"}]
    versions = [{**span, "forms": [form]} for span, form in zip(spans, forms, strict=True)]
    catalog = load(write_dialect(overlay(register_file(document())), dialect(versions=versions)))
    for version, edition in {
        "0.1": "2023",
        "0.9.9": "2023",
        "1.4.2": "2025",
        "2.7": "2026",
        "": "2026",
    }.items():
        (found,) = catalog.normalize(["llm01"], dialect=f"acme-scanner@{version}")
        assert texts(found) == [f"owasp-llm-top-10@{edition}:LLM01"]
    for version in ("0.10", "1.5", "3"):
        (found,) = catalog.normalize(["llm01"], dialect=f"acme-scanner@{version}")
        assert not found.refs


def test_a_value_may_name_another_edition(overlay: Overlay) -> None:
    values = [{"tag": "old", "means": "owasp-llm-top-10@2023:LLM04"}, {"tag": "new", "means": "LLM04"}]
    versions = [{"last": "1", "forms": [{"standard": "owasp-llm-top-10@2026", "values": values}]}]
    catalog = load(write_dialect(overlay(register_file(document())), dialect(versions=versions)))
    (found,) = catalog.normalize([["old", "NEW"]], dialect="acme-scanner")
    assert texts(found) == ["owasp-llm-top-10@2023:LLM04", "owasp-llm-top-10@2026:LLM04"]


def test_what_a_dialect_does_not_say_is_read_as_everybody_writes_it() -> None:
    assert texts(read(["AML.T0051", "nonsense"], "garak")) == ["mitre-atlas@2026.09:AML.T0051"]
    assert texts(read({"tags": {"MITRE ATLAS": ["T0051"]}}, "snyk")) == ["mitre-atlas@2026.09:AML.T0051"]


def test_what_is_not_known_stays_unread() -> None:
    (unread,) = read("owasp:llm11", "garak").unread
    assert "LLM11" in unread.reasons[0].text
    (unread,) = read("NIST.800-53.r5 AC-99", "aws-security-hub").unread
    assert unread.reasons[0].text.startswith("nist-sp-800-53@5 has no provision 'AC-99'; did you mean")
    assert unread.near[0].startswith("nist-sp-800-53@5:AC-")
    assert not read("urn:intuitem:risk:req_node:ai-act:3.69", "ciso-assistant").refs  # there are 68
    (coarse,) = read("urn:intuitem:risk:req_node:dora:1.1", "ciso-assistant").coarse
    assert coarse.provision == "Article 1"
    (unread,) = read("NIST_SP_800-53_R4_AC-2", "azure-policy").unread
    assert (unread.verdict, unread.near) == ("not-shipped", ("nist-sp-800-53@4",))
    (unread,) = CATALOG.normalize(["LLM06"])[0].unread
    assert unread.verdict == "ambiguous"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("garrak", "did you mean 'garak'"),
        ("qqq@1", "known are agent-audit, "),
        ("", "known are agent-audit, "),
    ],
)
def test_an_unknown_tool_is_an_error(name: str, says: str) -> None:
    with pytest.raises(UnknownCriterion, match=says):
        CATALOG.normalize([], dialect=name)


@pytest.mark.parametrize(
    "finding", [{"tags": [b"x"]}, {"tags": 2.5}, {"x": 1}, {"tags": {"a": {"b": {"c": "d"}}}}, [True]]
)
def test_what_holds_no_tags_is_an_error(finding: Any) -> None:
    with pytest.raises(InvalidData):
        read(finding, "garak")


def test_a_dialect_is_read_when_it_is_asked_for() -> None:
    register = CATALOG.snapshot.register
    assert register.dialect("garak") is register.dialect("garak")
    assert register.dialect("acme") is None


def test_words_and_numbers_of_identifiers_and_versions() -> None:
    assert parts_of("IA-05 (01)(a)") == ("ia", 5, 1, "a")
    assert version_numbers("2.x at the commit") == (2,)
    assert version_numbers("at the commit") is version_numbers(None) is None


# ---------------------------------------------------------------- overlays


def dialect(**changes: Any) -> dict[str, Any]:
    return {
        "tool": "acme-scanner",
        "title": "ACME Scanner",
        "versions": [{"last": "1", "forms": [{"standard": "owasp-llm-top-10@2025", "opening": "llm"}]}],
        "sources": [{"address": "https://acme.example.org/tags"}],
        "checked_on": "2026-02-01",
        "confidence": "single-source",
        "recorded": "2026.12.0",
        **changes,
    }


def write_dialect(folder: Path, raw: Any, name: str = "acme-scanner") -> Path:
    path = folder / "dialects" / f"{name}.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(raw), encoding="utf-8")
    return folder


def test_overlays_bring_dialects_and_agree_with_what_is_there(overlay: Overlay) -> None:
    ours = write_dialect(overlay(register_file(document())), dialect(names=["ACME Scan"]))
    catalog = load(ours)
    assert texts(catalog.normalize(["llm02"], dialect="acme scan@1.7")[0]) == ["owasp-llm-top-10@2025:LLM02"]
    assert load(ours) == catalog
    assert pickle.loads(pickle.dumps(catalog)) == catalog
    assert catalog != load(write_dialect(overlay(register_file(document()), folder="other"), dialect()))
    packaged = json.loads(Path(str(files.packaged_folder() / "dialects" / "trivy.json")).read_bytes())
    assert load(write_dialect(ours, packaged, "trivy")) != catalog  # the file counts, and says nothing new
    with pytest.raises(InvalidData, match="this tool has a dialect already, and it differs"):
        load(write_dialect(ours, {**packaged, "title": "Other"}, "trivy"))


@pytest.mark.parametrize(
    ("raw", "name", "says"),
    [
        ([], "acme-scanner", "names its tool"),
        (dialect(), "other", "name the file acme-scanner.json"),
        (dialect(versions=[{"last": "1", "forms": [{"standart": "cwe"}]}]), "acme-scanner", "standart"),
        (dialect(versions=[{"last": "1", "forms": [{"standard": "cwee"}]}]), "acme-scanner", "unknown document 'cwee'"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_dialect_is_refused(overlay: Overlay, raw: Any, name: str, says: str) -> None:
    with pytest.raises(InvalidData, match=says):
        load(write_dialect(overlay(register_file(document())), raw, name))


def test_tags_in_a_text_are_read_as_their_tool_means_them() -> None:
    def read(text: str, dialect: str) -> list[tuple[str, str]]:
        return [(each.text, str(each.refs[0])) for each in CATALOG.audit(text, dialect=dialect) if each.refs]

    early = read("owasp:llm06, LLM06:2025 and [owasp:llm02]", "garak@0.9")
    assert early == [
        ("owasp:llm06", "owasp-llm-top-10@2023:LLM06"),
        ("LLM06:2025", "owasp-llm-top-10@2025:LLM06"),
        ("owasp:llm02", "owasp-llm-top-10@2023:LLM02"),
    ]
    unknown_version = read("owasp:llm06", "garak@99.0")
    assert unknown_version == [("owasp:llm06", "owasp-llm-top-10@2026:LLM06")]  # as everybody would read it
    text = "family:cis-2.1 of AML.T0051"
    dropped = read_tags_with(text, TagReading(None, note="no reference"))
    assert dropped == []


def read_tags_with(text: str, reading: TagReading) -> list[str]:
    class Every:
        def read(self, *_: object) -> TagReading:
            return reading

    found = resolve_sightings(CATALOG._lexicon, text, CATALOG.date, None, None, explain=True)
    assert found
    return [
        str(each.refs[0])
        for each in read_as_tags(found, text, cast("DialectReader", Every()), CATALOG.resolve)
    ]
