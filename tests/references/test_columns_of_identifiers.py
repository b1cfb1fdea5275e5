"""Identifiers that are values of records are of the document that their object, list, comment or file names."""

import pytest

from ai_security_standards import load
from ai_security_standards.references.auditing import FileText

CATALOG = load()


def read(name: str, text: str) -> list[str]:
    """Return the provisions that a file refers to, each as its reference or its verdict."""
    found = CATALOG.audit(FileText(name, text))
    return [
        str(each.refs[0]) if each.refs else f"{each.text} {each.verdict}"
        for each in found
        if not each.refs or each.refs[0].provision
    ]


def rows(values: str, form: str) -> str:
    """Return rows of a form with each of some values."""
    return ",\n".join(form.replace("?", value) for value in values.split())


ANNEX = "A.5.1 A.5.9 A.8.34"
THEMES = "iso-iec-27001@2022:A.5.1 iso-iec-27001@2022:A.5.9 iso-iec-27001@2022:A.8.34".split()
BASE = "nist-sp-800-53@5:AC-1 nist-sp-800-53@5:AC-7 nist-sp-800-53@5:AU-3".split()
EIGHT = "AC-1 AC-7 AU-3 AU-4 AU-5 AU-6 AU-7 AU-8"
FUNCTIONS = ["nist-csf@2.0:GV", "nist-csf@2.0:ID", "nist-csf@2.0:PR"]
POLICIES = "{ ref: '5.1', title: 'Policies for information security' },\n"
INVENTORY = "{ ref: '5.9', title: 'Inventory of information and other associated assets' },\n"
DUTIES = "{ ref: '5.3', title: 'Segregation of duties' },\n"

READ = {
    "an object around them": (
        "a.json",
        '{"standard": "NIST SP 800-53 Rev. 5", "list": [' + rows("AC-1 AC-7 AU-3", '{"ref": "?"}') + "]}",
        BASE,
    ),
    "an object whose document has no identifiers": (
        "a.json",
        '{"standard": "FedRAMP Low", "based_on": "NIST SP 800-53 Rev. 5", "list": ['
        + rows("AC-1 AC-7 AU-3", '{"ref": "?"}')
        + "]}",
        BASE,
    ),
    "a pair of keys with letters": (
        "a.js",
        "// ISO 27001 and BSI C5:2026\nconst m = [\n"
        + rows("5.1 5.9 8.34", "{ a_framework: 'iso27001', a_ref: '?', b_framework: 'c5', b_ref: 'OIS-01' }")
        + "]",
        [each for theme in THEMES for each in (theme, "bsi-c5@2026:OIS-01")],
    ),
    "a comment above a list": (
        "a.js",
        "// ISO/IEC 27001:2022\nconst list = [" + rows(ANNEX, "['?', 'x']") + "];",
        THEMES,
    ),
    "a comment on what is not recorded": (
        "a.js",
        "// ISO/IEC 27001:2022\nconst a = 1;\n\n// ISO/IEC 20000-1:2018\nconst list = ["
        + rows(ANNEX, "['?', 'x']")
        + "];",
        [],
    ),
    "the examples of an interface": (
        "a.php",
        "// ISO/IEC 27001:2022\n" + rows("4 5 6 7 8 9 10", ' * @OA\\Property(property="id", example=?)'),
        [],
    ),
    "a comment that states an earlier edition": (
        "a.py",
        "# ISO 27001:2022\n\n# ISO/IEC 27001:2013\n\ny = ["
        + rows("A.6.1.2 A.6.1.3 A.6.2.1", "{'related': ['?']}")
        + "]",
        [f"iso-iec-27001@2013:A.6.{number}" for number in ("1.2", "1.3", "2.1")],
    ),
    "a comment above numbers with their titles": (
        "a.js",
        "// ISO/IEC 27001:2022\nconst list = [\n" + POLICIES + DUTIES + INVENTORY + "];",
        [f"iso-iec-27001@2022:A.5.{number}" for number in (1, 3, 9)],
    ),
    "the variable of a list": (
        "a.js",
        "use('ISO/IEC 27001:2022', 'NIS2');\n" * 30
        + "const iso27001Clauses = ["
        + rows("4.1 4.2 9.3", "{ id: '?' }")
        + "];",
        [f"iso-iec-27001@2022:{number}" for number in ("4.1", "4.2", "9.3")],
    ),
    "the key of a list in the script of a page": (
        "a.html",
        "<p>ISO/IEC 27001:2022</p>\n\n<script>\nconst rows = [{ iso: ['A.5.1', 'A.5.9', 'A.8.34'] }];"
        "\n</script><p>x</p>",
        THEMES,
    ),
    "the head of a file of statements": (
        "a.sql",
        "-- ISO 27001:2022\nINSERT INTO t(a, b) VALUES\n"
        + rows(ANNEX, "(x, '?', 'Rollen und Verantwortlichkeiten')")
        + ";\nINSERT INTO u(a) VALUES\n('X-1', 'x');\n('X-2', 'x')",
        THEMES,
    ),
    "titles in another language": (
        "a.js",
        "// ISO/IEC 27001:2022\n\nconst list = [" + rows(ANNEX, "['?', 'Rollen und Rechte']") + "];",
        THEMES,
    ),
    "the path of a file": (
        "c5Catalog.js",
        "module.exports = [" + rows("OIS-01 OIS-02 OIS-03", "{ criterion_id: '?' }") + "]",
        [f"bsi-c5@2026:OIS-0{number}" for number in (1, 2, 3)],
    ),
    "the page": (
        "a.js",
        "x;\n" * 300 + "// FedRAMP\n" + "use('NIST SP 800-53 Rev. 5');\n"
        "const list = [" + rows(EIGHT, "{ control: '?' }") + "];",
        [f"nist-sp-800-53@5:{each}" for each in EIGHT.split()],
    ),
    "identifiers of letters": (
        "a.sql",
        "-- NIST CSF 2.0\n"
        "INSERT INTO f(code) VALUES ('GV', 'x y');\n"
        "INSERT INTO f(code) VALUES ('ID', 'x y');\n"
        "INSERT INTO f(code) VALUES ('PR', 'x y');\n",
        FUNCTIONS,
    ),
    "one of letters with its title": (
        "a.ts",
        "// NIST CSF 2.0\nf({ code: 'GV', name: 'Govern' })",
        FUNCTIONS[:1],
    ),
    "letters in front that the document has not": (
        "a.json",
        '{"standard": "ISO/IEC 27002:2022", "list": [' + rows("A.5.3 A.5.4", '{"ref": "?"}') + "]}",
        ["iso-iec-27002@2022:5.3", "iso-iec-27002@2022:5.4"],
    ),
    "an edition whose structure is not shipped": (
        "a.json",
        '{"standard": "ISO/IEC 27002:2013", "list": [' + rows("5.1.1 5.1.2 18.2.3", '{"ref": "?"}') + "]}",
        ["5.1.1 not-shipped", "5.1.2 not-shipped", "18.2.3 not-shipped"],
    ),
    "an edition that a field beside states": (
        "a.json",
        '{"standard": "PCI DSS", "version": "3.2.1", "list": ['
        + rows("1.1 1.1.1 1.1.1.a", '{"ref": "?"}')
        + "]}",
        ["PCI DSS not-shipped", "1.1 not-shipped", "1.1.1 not-shipped", "1.1.1.a not-shipped"],
    ),
    "a document that the object names first": (
        "a.json",
        '{"note": "PCI DSS", "standard": "PCI DSS", "list": [' + rows("1.1 1.1.1 3.4", '{"ref": "?"}') + "]}",
        ["pci-dss@4.0.1:1.1", "pci-dss@4.0.1:1.1.1", "pci-dss@4.0.1:3.4"],
    ),
    "a document that the key of the object names": (
        "a.json",
        '{"x": "PCI DSS", "pci_dss": [' + rows("1.1 1.1.1 3.4", '{"ref": "?"}') + "]}",
        ["pci-dss@4.0.1:1.1", "pci-dss@4.0.1:1.1.1", "pci-dss@4.0.1:3.4"],
    ),
    "parts beside them": (
        "a.json",
        '{"standard": "ISO/IEC 27001:2022", "list": [' + rows("4.1 4.2 4.2.a", '{"ref": "?"}') + "]}",
        ["iso-iec-27001@2022:4.1", "iso-iec-27001@2022:4.2"],
    ),
}

UNREAD = {
    "a framework that is not recorded": (
        "a.js",
        "// NIST SP 800-53 Rev. 5\n\nx = [" + rows("AC-1 AC-7 AU-3", "{ framework: 'own', ref: '?' }") + "];",
    ),
    "a questionnaire with titles of its own": (
        "a.js",
        "// ISO/IEC 27001:2022\nx = ["
        + rows("4.1 4.2 9.3", "{ id: '?', title: 'Have you any firewalls' }")
        + "];",
    ),
    "controls with titles of their own": (
        "a.js",
        "// NIST SP 800-53\n\nx = [" + rows("AC-1 AC-7 AU-3", "['?', 'Have you any firewalls']") + "];",
    ),
    "numbers without titles": (
        "a.js",
        "// ISO/IEC 27001:2022\nx = [" + rows("4.1 4.2 9.3", "{ id: '?' }") + "];",
    ),
    "the version of a record": (
        "a.js",
        "iso27001 = [" + rows("4.1 4.2 9.3", "{ version: '?' }") + "];",
    ),
    "what clauses and controls are both": (
        "a.js",
        "iso27001 = [" + rows("5.1 5.2 5.3", "{ ref: '?' }") + "];",
    ),
    "few on a page that names the document in passing": (
        "a.js",
        "x;\n" * 300 + "use('NIST SP 800-53');\n\nx = [" + rows("AC-1 AC-7 AU-3", "{ x: '?' }") + "];",
    ),
    "few others": (
        "a.js",
        "// NIST SP 800-53\n\nx = [" + rows("AC-1 AC-99 ZZ-3 ZZ-4", "{ control: '?' }") + "];",
    ),
    "articles": (
        "a.js",
        "x;\n" * 300 + "use('GDPR', 'NIS2');\n\nx = [" + rows("Art.5 Art.6 Art.9", "{ y: '?' }") + "];",
    ),
    "words that are codes": ("a.js", "// NIST CSF 2.0\nx = [" + rows("ID PR RS", "{ country: '?' }") + "];"),
    "what two documents have": (
        "a.js",
        "use('ISO/IEC 27001:2022');use('ISO/IEC 42001:2023')\n\nx = ["
        + rows("4.1 4.2 4.3", "{ ref: '?', title: 'Understanding the organization and its context' }")
        + "];",
    ),
    "a file that names no document": ("a.js", "x = [" + rows(EIGHT, "{ control: '?' }") + "];"),
    "a page without scripts": ("a.html", "<p>ISO/IEC 27001:2022</p><p>x</p>"),
}


@pytest.mark.parametrize("case", READ)
def test_values_are_read(case: str) -> None:
    name, text, provisions = READ[case]
    assert read(name, text) == provisions


@pytest.mark.parametrize("case", UNREAD)
def test_values_are_not_read(case: str) -> None:
    assert not read(*UNREAD[case])
