"""Editions that levels, revisions, paths, addresses and siblings tell."""

from __future__ import annotations

import pytest

from ai_security_standards import load
from ai_security_standards.references.auditing import FileText

CATALOG = load()


def read(text: str, path: str = "page.md") -> list[str]:
    """Return what each reference means, or its verdict without a meaning."""
    return [
        str(each.refs[0]) if each.refs else str(each.verdict) for each in CATALOG.audit(FileText(path, text))
    ]


TOLD = {
    "SLSA Level 4": ["slsa@0.1"],
    "SLSA 4 is met": ["slsa@0.1"],
    "SLSA L4": ["slsa@0.1"],
    "SLSA Level 3": ["slsa@1.2:Build L3"],
    "SLSA 4.2": ["not-shipped"],
    "SLSA Level five": ["slsa@1.2"],
    "SLSA Level": ["slsa@1.2"],
    "CMMC Level 5": ["not-shipped"],
    "NIST SP 800-63-2": ["not-shipped"],
    "SP 800-53-4": ["nist-sp-800-53@4"],
    "SP 800-53-9": ["nist-sp-800-53@5"],
    "SP 800-171-3.1.2": ["nist-sp-800-171@3:03.01.02"],
    "SP 800-171-2-b": ["nist-sp-800-171@3"],
    "NIST SP 800-53 - 4": ["nist-sp-800-53@5"],
    '{"nist_rmf": 1, "id": "Measure.2.6"}': ["nist-ai-rmf@1.0", "nist-ai-rmf@1.0:MEASURE 2.6"],
    "[IR 8269](https://csrc.nist.gov/publications/detail/nistir/8269/final)": ["nist-ir-8269@draft"],
    "CSA CCM v4: IVS-03": ["not-shipped"],
    "BSI C5:2020\n - PS-08\n": ["bsi-c5@2020", "only-in-edition"],
    "BSI C5:2026\n - PS-08\n": ["bsi-c5@2026", "bsi-c5@2026:PS-08"],
    "LLM01: Prompt Injection\n\nLLM07: Insecure Plugin Design": [
        "owasp-llm-top-10@2023:LLM01",
        "owasp-llm-top-10@2023:LLM07",
    ],
}


@pytest.mark.parametrize(("text", "meanings"), TOLD.items(), ids=TOLD)
def test_what_tells_an_edition(text: str, meanings: list[str]) -> None:
    assert read(text) == meanings


KEYS = {
    "keys of two editions": (
        '{"NIST 800-53 R4": "PM-1", "NIST 800-53 R5": "PM-1\\nPM-29", "NIST 800-53 R5 (NOC)": "PM-5"}',
        ["4:PM-1", "5:PM-1", "5:PM-29", "5", "5:PM-5"],
    ),
    "keys of two editions that say more": (
        '{"version": "1", "NIST 800-53 R4 (low)": "AC-2", "NIST 800-53 R5 (NOC)": "PM-5", "x": "AC-3"}',
        ["4", "4:AC-2", "5", "5:PM-5", "5:AC-3"],
    ),
    "a companion": ('{"NIST 800-53 R4": "PM-1", "NIST 800-53B R5": "AC-2"}', ["4:PM-1", "2020", "5:AC-2"]),
    "controls of an appendix": (
        '{"NIST 800-53 R4": "DM-2(1)", "NIST 800-53 R5": "AR-7"}',
        ["4", "not-shipped", "5", "unknown"],
    ),
    "a key that is a document without a structure": (
        "/* ISO 27001 A.5.15 */\n  'iso27018' => 'A.5.1, A.10.1',\n  'iso27701' => '6.5, A.7.2.1',\n",
        ["2022:A.5.15", "2025", "2025"],
    ),
    "an escaped line end in an identifier": (
        '{"PCI DSS 4.0.1": "12.1", "US HIPAA Large Practice": "5.M.A\\n2.L.A"}',
        ["4.0.1:12.1", "1996"],
    ),
    "parts of a longer provision": (
        '{"SOC 2": "CC1.1", "x": "164.512(e)(1)(ii)(C)(1)"}',
        ["2017:CC1.1"],
    ),
    "an escaped line end in an edition": ('{"x": "NIST 800-171 Rev 3\\n5. Next"}', ["3"]),
    "two documents with a slash": ("SOC2/C5 and more", ["2017"]),
    "scores": ("CVSS 9-10, CVSS 4-6.9 and CVSS 0-3.9", ["4.0"] * 3),
    "a version behind a hyphen": ("a CVSS-3.1 vector", ["not-shipped"]),
    "a statement in a comment": (
        '/**\n * Of BSI C5:2020.\n */\nconst x = [{ criteria: ["PS-01", "PS-08"] }]\n',
        ["2020", "2020:PS-01", "only-in-edition"],
    ),
}


@pytest.mark.parametrize(("text", "meanings"), KEYS.values(), ids=KEYS)
def test_keys_and_signs_tell_an_edition(text: str, meanings: list[str]) -> None:
    path = "a.json" if text.startswith("{") else "a.ts"
    assert [each.partition("@")[2] or each for each in read(text, path)] == meanings


CITED = {
    '["MITRE ATLAS"](https://acme.org/x) (MITRE, 2023)': ["mitre-atlas@4.5.0"],
    "OWASP Top 10 critical risks for LLMs (as of 2025)": ["owasp-llm-top-10@2025"],
    "PCI DSS (PCI SSC, 2010)": ["pci-dss@4.0.1"],
    "OWASP Top 10 for LLM\n\n- LLM06: Sensitive Information Disclosure\n- LLM10: Model Theft\n": [
        "owasp-llm-top-10@2023",
        "owasp-llm-top-10@2023:LLM06",
        "owasp-llm-top-10@2023:LLM10",
    ],
}


@pytest.mark.parametrize(("text", "meanings"), CITED.items(), ids=CITED)
def test_years_and_titles_tell_the_edition_of_a_name(text: str, meanings: list[str]) -> None:
    assert read(text) == meanings


ADDRESSES = {
    "| CVSS | https://nvd.nist.gov/vuln-metrics/cvss/v3-calculator |": ["not-shipped"],
    "CVSS: https://www.first.org/cvss/calculator/3.1": ["not-shipped"],
    "CVSS: https://www.first.org/cvss/calculator/": ["cvss@4.0"],
    "CVSS: https://acme.org/3.1/": ["cvss@4.0"],
    "OWASP ASVS https://github.com/OWASP/ASVS/tree/v4.0.3/4.0": ["owasp-asvs@4.0.3"],
    "https://attack.mitre.org/versions/v14/": ["not-shipped"],
    "https://attack.mitre.org/techniques/T1059/001/": ["mitre-attack@19.1:T1059.001"],
}


@pytest.mark.parametrize(("text", "meanings"), ADDRESSES.items(), ids=ADDRESSES)
def test_an_address_tells_an_edition(text: str, meanings: list[str]) -> None:
    assert read(text) == meanings


PATHS = {
    "a folder far above": (
        "frameworks/nist-csf-v1.1/de-ae/01/section.yaml",
        'name: "DE.AE-1: A baseline of operations"\n',
        ["nist-csf@1.1:DE.AE-1"],
    ),
    "the nearest folder": (
        "nist-csf-2.0/nist-csf-v1.1/a/b.yaml",
        "NIST CSF: PR.IP-12\n",
        ["nist-csf@1.1:PR.IP-12"],
    ),
    "a folder of an edition before the data": ("pci-dss-v3.2.1/02/a.yaml", "PCI DSS\n", ["not-shipped"]),
    "an identifier there": (
        "pci-dss-v3.2.1/02/a.yaml",
        "PCI DSS Appendix A1\n",
        ["not-shipped"],
    ),
    "an identifier that is only of a later edition": (
        "nist-csf-v1.1/a.yaml",
        "NIST CSF: GV.OC-01\n",
        ["nist-csf@2.0:GV.OC-01"],
    ),
    "a folder that compares two": ("iso27001-2013-to-2022/a.yaml", "ISO 27001\n", ["iso-iec-27001@2022"]),
    "a statement in the file": (
        "nist-csf-v1.1/a.yaml",
        "NIST CSF 2.0 is met.\n\nThe NIST CSF\n",
        ["nist-csf@2.0"] * 2,
    ),
    "a statement of another provision": (
        "nist-csf-v2.0/a.md",
        "NIST CSF 1.1 PR.AC-1 was it.\n\n## Next\n\nThe NIST CSF.\n",
        ["nist-csf@1.1:PR.AC-1", "nist-csf@2.0"],
    ),
    "a path in the text": (
        "a.yaml",
        '- "/x/nist-sp-800-53-r5/cp/02/05"\n- "/x/nist-sp-800-53-r4/ac/04"\n',
        ["nist-sp-800-53@5:CP-2(5)", "nist-sp-800-53@4:AC-4"],
    ),
    "a padded number of an edition that pads none": (
        "a.yaml",
        "NIST CSF 1.1 PR.AC-01, and NIST CSF 1.1: GV.OC-01\n",
        ["nist-csf@1.1:PR.AC-1", "only-in-edition"],
    ),
    "a path of numbers": ("a.yaml", '- "/x/iso-iec-27001-2013/09/02/01"\n', ["iso-iec-27001@2013"]),
}


@pytest.mark.parametrize(("path", "text", "meanings"), PATHS.values(), ids=PATHS)
def test_a_path_tells_an_edition(path: str, text: str, meanings: list[str]) -> None:
    assert read(text, path) == meanings


PROPOSED = {
    "directly before": ("HIPAA, NPRM 164.312(a)(2)(ii)", "not-shipped"),
    "in its sentence": ("The proposed rule for HIPAA adds 164.312(a)(2)(vi).", "not-shipped"),
    "in the header": (
        "HIPAA\n\n| Now | Proposed change |\n|---|---|\n| no | HIPAA 164.312(a)(2)(vi) |\n",
        "not-shipped",
    ),
    "what is in force": ("The proposed plan meets HIPAA 164.312(a)(2)(ii)", "ok"),
    "nothing of a proposal": ("HIPAA 164.312(a)(2)(vi)", "unknown"),
    "no law": ("The proposal names AML.T0999", "unknown"),
}


@pytest.mark.parametrize(("text", "verdict"), PROPOSED.values(), ids=PROPOSED)
def test_a_proposed_provision_is_not_of_the_law_in_force(text: str, verdict: str) -> None:
    provisions = [each for each in CATALOG.audit(text) if any(map(str.isdigit, each.text))]
    assert [str(each.verdict) for each in provisions] == [verdict]


def test_the_structure_of_the_current_major_version_tells_what_is_retired() -> None:
    (retired,) = CATALOG.audit("MITRE ATT&CK T1562")
    assert (str(retired.verdict), *retired.instead) == ("retired", "mitre-attack@19.1:T1685")
    (dated,) = CATALOG.audit("MITRE ATT&CK v18.1 T1562")
    assert str(dated.verdict) == "ok"
    absent = CATALOG.audit("# MITRE ATT&CK v15\n\nSee T1562.")[-1]
    assert (absent.text, str(absent.verdict)) == ("T1562", "ok")
