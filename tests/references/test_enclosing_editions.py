"""Editions that the key of a block, the comment of a class, a value beside or a name before state."""

import re

import pytest

from ai_security_standards import load

CATALOG = load()

NOT_SHIPPED = "not shipped"

#: Texts, and what each identifier in them means.
STATED: dict[str, tuple[str, list[str]]] = {
    "keys of blocks": (
        "// OWASP Top 10\nconst VERSIONS = {\n    '2017': {\n        'A02': 'x',\n    },\n    '2021': {\n"
        "        'A02': 'x',\n    },\n    2025: {\n        'A02': 'x'\n    }\n};\n",
        [NOT_SHIPPED, "owasp-top-10@2021:A02", "owasp-top-10@2025:A02"],
    ),
    "names of blocks": (
        "// OWASP Top 10\nMap OWASP_2017_CATEGORIES = Map.of(\n  \"A02\", b\n);\nString mapTo2021Category() {\n"
        '  return Map.of("A02", b);\n}\n',
        [NOT_SHIPPED, "owasp-top-10@2021:A02"],
    ),
    "the year of something else": (
        "// OWASP Top 10:2021\nREVIEWS_OF_2025 = {\n  'x': {\n    'A02': 1,\n  }\n}\n",
        ["owasp-top-10@2021:A02"],
    ),
    "two years, and a year alone in brackets": (
        "// OWASP Top 10:2021\nFROM_2017_TO_2025_CATEGORIES = {\n  'A02': 1\n}\n(2025) - [\n 'A02']\n]",
        ["owasp-top-10@2021:A02", "owasp-top-10@2021:A02"],
    ),
    "a block that nothing closes": ("// OWASP Top 10:2021\n'2025': {\n  'A02': 1\n", ["owasp-top-10@2021:A02"]),
    "a block in a block": (
        "// OWASP Top 10\n'2021': {\n  CATEGORY_2017 = [\n    1\n  ]\n  THINGS_2017 = [\n    'A02'\n  ]\n}\n",
        ["owasp-top-10@2021:A02"],
    ),
    "an edition that never was": ("// OWASP Top 10:2021\n'2031': {\n  'A02': 1\n}\n", ["owasp-top-10@2021:A02"]),
    "values beside": (
        '// OWASP Top 10\nMap.entry("A02", "A2:2017-Broken Authentication"),\nMap.entry("A03", "A03:2021")\n',
        [NOT_SHIPPED, NOT_SHIPPED, "owasp-top-10@2021:A03", "owasp-top-10@2021:A03"],
    ),
    "no value beside": (
        "OWASP Top 10:2025 A02 (A02:2021)",
        ["owasp-top-10@2025:A02", "owasp-top-10@2021:A02"],
    ),
    "a year directly before": ("OWASP Top 10 2017 (A1-A10)", [NOT_SHIPPED, NOT_SHIPPED]),
    "a year in an address": (
        '{"owasp": "A01", "more": "https://owasp.org/www-project-top-ten/2017/A6-Security-Misconfiguration"}',
        ["owasp-top-10@2025:A01", NOT_SHIPPED],
    ),
    "the titles of earlier lists, behind identifiers without a zero": (
        '[{"owasp": "A6 - Security Misconfiguration"}, {"owasp": "A8 - CSRF"},\n'
        '{"owasp": "A01 - Injection"}, {"owasp": "A1 - Broken Access Control"}, {"owasp": "A1"}]',
        [NOT_SHIPPED, NOT_SHIPPED, "owasp-top-10@2025:A01", *["owasp-top-10@2025:A01"] * 2],
    ),
    "the title of an earlier list under a stated edition": (
        '{"about": "OWASP Top 10:2021", "owasp": "A6 - Security Misconfiguration"}',
        ["owasp-top-10@2021:A06"],
    ),
    "a year before the bracket that one opens": (
        "| Version | OWASP Top 10:2025 |\n|---|---|\n| 1.5 | 2025 (A01-A10) |\n| 1.4 | 2021 (A01-A10) |\n"
        "| 1.3 | **2021** (`A05`) |\n",
        [
            *(" or ".join(f"owasp-top-10@2025:A0{number}" for number in range(1, 10)), "owasp-top-10@2025:A10"),
            *(" or ".join(f"owasp-top-10@2021:A0{number}" for number in range(1, 10)), "owasp-top-10@2021:A10"),
            "owasp-top-10@2021:A05",
        ],
    ),
    "a class and its comment": (
        "/**\n * Maps to OWASP Top 10 2021.\n */\npublic class Mapper {\n  // OWASP Top 10:2025\n"
        '  String a = "A02";\n}\n',
        ["owasp-top-10@2021:A02"],
    ),
    "a class whose comment names no edition": (
        '/** OWASP Top 10 */\nclass Mapper {\n  String a = "A01";\n}\n',
        ["owasp-top-10@2025:A01"],
    ),
    "a field": (
        '{"name": "OWASP Top 10", "toVersion": "2017", "categories": ["A1", "A2"]}',
        [NOT_SHIPPED, NOT_SHIPPED],
    ),
    "two fields": (
        '// OWASP Top 10\n{"sourceVersion": "2017", "sourceCategory": "A1", "targetVersion": "2021", '
        '"targetCategory": "A03"}\n{"fromVersion": "2021", "toVersion": "2017", "categories": ["A1", "A2"]}',
        [NOT_SHIPPED, "owasp-top-10@2021:A03", NOT_SHIPPED, NOT_SHIPPED],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", STATED)
def test_what_encloses_an_identifier_states_its_edition(case: str) -> None:
    text, expected = STATED[case]
    judged = [each for each in CATALOG.audit(text) if re.search(r"A[0-9]", each.text)]
    meanings = [" or ".join(map(str, each.refs)) or str(each.verdict).replace("-", " ") for each in judged]
    assert meanings == expected


def test_titles_of_a_list_tell_more_than_a_year_before_it() -> None:
    text = (
        "After the OWASP Top 10 2017 came:\n- A01: Broken Access Control\n- A02: Cryptographic Failures\n"
        "- A03: Injection\n- A04: Insecure Design\n"
    )
    judged = [each for each in CATALOG.audit(text) if re.search(r"A[0-9]", each.text)]
    assert {str(ref) for each in judged for ref in each.refs} == {
        f"owasp-top-10@2021:A0{n}" for n in (1, 2, 3, 4)
    }


def test_an_identifier_with_its_year_is_read_where_its_publisher_is_named() -> None:
    def read(text: str) -> list[str]:
        return [str(ref) for each in CATALOG.find_references(text) for ref in each.refs]

    assert read("OWASP: A02:2025, A3:2021 and A12:2025 or B02:2025") == [
        "owasp-top-10@2025:A02",
        "owasp-top-10@2021:A03",
    ]
    assert read("the norm A02:2025") == []
    assert read("OWASP Top 10: A02:2025") == ["owasp-top-10@2025:A02"]


def test_a_revision_directly_before_a_title_is_that_of_the_document() -> None:
    def read(text: str) -> list[str]:
        return [str(ref) for each in CATALOG.find_references(text) for ref in each.refs]

    title = "Computer Security Incident Handling Guide"
    assert read(f"publication 800-61 Rev. 2 (*{title}*).") == ["nist-sp-800-61@2"]
    assert read(f"publication 800-53 Rev. 2 ({title})") == ["nist-sp-800-61@3"]
