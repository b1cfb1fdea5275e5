"""The edition in which the bare name of a document is read: stated beside it, above it, or by the page."""

import pytest

import ai_security_standards as aiss
from ai_security_standards.references.auditing import FileText

CATALOG = aiss.load()
ABSENT = "not-shipped"
NEWEST = {
    "OWASP Top 10": "2025",
    "OWASP ASVS": "5.0.0",
    "CVSS": "4.0",
    "PCI DSS": "4.0.1",
    "ISO 27001": "2022",
}


def editions(text: str, name: str, path: str = "page.md") -> list[str]:
    """Return the edition in which each mention of exactly a name is read, or why in none."""
    judged = [each for each in CATALOG.audit(FileText(path, text)) if each.text == name]
    return [str(each.refs[0].edition) if each.refs else str(each.verdict) for each in judged]


#: What states an edition of the name behind it, and that edition.
STATED = {
    "the address of its link": (
        "[OWASP Top 10](https://owasp.org/Top10/2021), OWASP Top 10:2025",
        "OWASP Top 10",
        ["2021"],
    ),
    "its line": ("Use the OWASP Top 10, as A01:2021 does.\n\nOWASP Top 10:2025", "OWASP Top 10", ["2021"]),
    "its cell": (
        "| a | b |\n|---|---|\n| OWASP Top 10, A01:2021 | OWASP Top 10:2025 |\n",
        "OWASP Top 10",
        ["2021"],
    ),
    "its paragraph": (
        "OWASP Top 10:2021\nand the OWASP Top 10.\n\nOWASP Top 10:2025",
        "OWASP Top 10",
        ["2021"],
    ),
    "the heading above": (
        "# OWASP ASVS 4.0\n\nThe OWASP ASVS.\n\n## More\n\nOWASP ASVS\n\n## Other\n\nOWASP ASVS 5.0",
        "OWASP ASVS",
        ["4.0.3", "4.0.3"],
    ),
    "the header of its column": (
        "| OWASP ASVS 4.0 | b |\n|---|---|\n| see the OWASP ASVS | c |\n\nOWASP ASVS 5.0",
        "OWASP ASVS",
        ["4.0.3"],
    ),
    "its section": (
        "# One\n\nCVSS v3.1.\n\nThe CVSS.\n\n# Other\n\nCVSS v4.0.\n\nThe CVSS.\n\n# Third\n\nThe CVSS.",
        "CVSS",
        [ABSENT, "4.0", "4.0"],
    ),
    "the page": ("CVSS v3.1 is used.\n\nThe CVSS.", "CVSS", [ABSENT]),
    "the page, without the mark of a version": ("Rate it by CVSS 3.1.\n\nThe CVSS.", "CVSS", [ABSENT]),
    "several editions before the data": ("CVSS v3.0 and v3.1.\n\nThe CVSS.", "CVSS", [ABSENT]),
}


@pytest.mark.parametrize("case", STATED)
def test_a_bare_name_is_of_the_edition_stated_nearest(case: str) -> None:
    text, name, expected = STATED[case]
    assert editions(text, name) == expected


#: What states no edition for the name behind it, which is then of the newest.
UNSTATED = {
    "a comparison in its line": (
        "OWASP Top 10:2021 and :2025 differ; read the OWASP Top 10 first.",
        "OWASP Top 10",
    ),
    "two editions in one breath": ("CVSS v3.1/v4.0\n\nThe CVSS.", "CVSS"),
    "what is replaced": ("This supersedes ISO 27001:2013.\n\nThe ISO 27001.", "ISO 27001"),
    "what was replaced": ("ISO 27001:2013 was withdrawn.\n\nThe ISO 27001.", "ISO 27001"),
    "a changelog": ("# Changelog\n\nISO 27001:2013 added.\n\n# Use\n\nThe ISO 27001.", "ISO 27001"),
    "a name in a changelog": ("CVSS v3.1\n\n# Changelog\n\nThe CVSS.", "CVSS"),
    "an edition to come": ("OWASP Top 10 2035 is planned.\n\nThe OWASP Top 10.", "OWASP Top 10"),
    "an edition that never was": ("OWASP ASVS v4.5 exists.\n\nThe OWASP ASVS.", "OWASP ASVS"),
    "a number that is no edition": ("CVSS v3.1, 50 others; CVSS v4.0\n\nThe CVSS.", "CVSS"),
}


@pytest.mark.parametrize("case", UNSTATED)
def test_a_bare_name_is_of_the_newest_edition_where_none_is_stated(case: str) -> None:
    text, name = UNSTATED[case]
    assert editions(text, name) == [NEWEST[name]]


def test_a_name_is_of_the_edition_of_its_object_or_of_one_around_it() -> None:
    text = (
        '[{"standard": "PCI DSS", "version": "3.2.1",\n"items": [{"about": "for PCI DSS only"}]},\n'
        '{"about":\n"all PCI DSS"}]'
    )
    assert editions(text, "PCI DSS", "a.json") == [ABSENT, ABSENT, "4.0.1"]


def test_a_single_item_of_data_speaks_for_itself_and_several_for_the_file() -> None:
    item, bare = '{"a": "PCI DSS v3.2.1"}', '{"a": "the PCI DSS"}'
    assert editions(f"[{item},\n{bare}]", "PCI DSS", "a.json") == ["4.0.1"]
    assert editions("[" + f"{item},\n" * 3 + f"{bare}]", "PCI DSS", "a.json") == [ABSENT]
    assert editions(f"{item}\n" * 3 + bare, "PCI DSS", "a.jsonl") == ["4.0.1"]
    assert editions('# PCI DSS v3.2.1\nx = {"a": "the PCI DSS"}', "PCI DSS", "a.py") == [ABSENT]
    assert editions(f"x = [{item},\n{bare}]", "PCI DSS", "a.py") == [ABSENT]


def test_a_version_in_a_field_is_no_provision_of_the_same_number() -> None:
    text = '{"standard": "PCI DSS",\n"version": "3.2.1",\n"summary": "as PCI DSS says"}'
    assert editions(text, "PCI DSS", "a.json") == [ABSENT, ABSENT]
