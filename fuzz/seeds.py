"""Sound inputs, from which the fuzzers go on."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

from ai_security_standards import Profile, to_dict
from ai_security_standards._store.files import packaged_folder, read_packaged_bytes
from ai_security_standards.references.accepting import baseline_text
from ai_security_standards.references.configuring import STARTING_CONFIGURATION
from ai_security_standards.tables.xlsx import SheetContent, workbook

from .readers import AGENTIC, CATALOG, LLM

DATA = packaged_folder()
FIRST = f"{LLM}:LLM01"


def packaged(name: str) -> bytes:
    return read_packaged_bytes(DATA, name)


def as_json(value: Any) -> bytes:
    return json.dumps(value).encode()


def small(name: str, **limits: int) -> bytes:
    """Return a packaged file cut down to a few records of each section."""
    raw = json.loads(packaged(name))
    return as_json(
        {key: value[: limits.get(key, 2)] if isinstance(value, list) else value for key, value in raw.items()}
    )


def some_rows(name: str) -> bytes:
    return b"".join(packaged(name).splitlines(keepends=True)[:40])


def grammars() -> bytes:
    return as_json({"grammars": json.loads(packaged("register/owasp.json"))["grammars"][:2]})


def checklist_csv() -> bytes:
    return CATALOG.checklist(LLM).to_csv().encode()


def checklist_xlsx() -> bytes:
    """Return a workbook with a filled row, made without openpyxl."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    row = (
        "<row>"
        + "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in ("id", "result", "date"))
        + "</row>"
    )
    row += f'<row><c t="inlineStr"><is><t>{FIRST}</t></is></c><c t="s"><v>0</v></c><c s="1"><v>46350</v></c></row>'
    parts = {
        "_rels/.rels": f'{rels}<Relationship Id="a" Type="{kind}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{kind}"><sheets><sheet name="One" r:id="a"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{rels}<Relationship Id="a" Type="{kind}/worksheet" Target="s.xml"/>'
        f'<Relationship Id="b" Type="{kind}/sharedStrings" Target="t.xml"/>'
        f'<Relationship Id="c" Type="{kind}/styles" Target="f.xml"/></Relationships>',
        "xl/t.xml": f'<sst xmlns="{main}"><si><t>satisfied</t></si></sst>',
        "xl/f.xml": f'<styleSheet xmlns="{main}"><cellXfs><xf/><xf numFmtId="14"/></cellXfs></styleSheet>',
        "xl/s.xml": f'<worksheet xmlns="{main}"><sheetData>{row}</sheetData></worksheet>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


#: A sound sheet of each format: the rows above the header, the header, and some rows.
SHEETS = {
    "strm": "Focal Document:,NIST CSF 2.0\nFDE #,FDE Name,STRM Rationale,STRM Relationship,SCF Control,SCF #,Text,Strength of Relationship,Notes\nGV.OC-01,Mission,Functional,Equal,Govern,AAT-01,x,5,n\n,,because,Subset Of,,A-1; A-2,,12,\n",
    "olir": "Focal Document Version,CSF 2.0\nFocal Document Element,Relationship Type,Reference Document Element,Comments (Optional)\nGV.OC-01,supports,12.1,c\nGV,,,\nGV.OC-02,not equal,\"12.2\n12.3\",\n",
    "aicm": "Control Domain,Control Title,Control ID,Question ID,Question,CAIQ Answer,Implementation Description,\"ISO/IEC 27001:2022, 27002:2022 Control Mapping\",Gap Level,Addendum\nAudit,Policy,A&A-01,A&A-01.1,Is it?,Yes,so,\"27001: A.5.1\n27002: 5.1\",No Gap,add\n",
    "soa": "Standard,iso-iec-42001@2023\nOrganization,ACME\nControl ID,Applicable,Justification,Implementation Status,Owner,Due\nA.2.2,Yes,law,planned,Ann,2026-12\nX-1,no,none,n/a,,soon\n",
    "plain": f"subject,relationship,object,negated,strength,group\n{LLM}:LLM01,equal,acme@1:A; acme@1:B,yes,5,g\n,related,{LLM},,,\n",
}  # fmt: skip


def sheet_parts(name: str) -> bytes:
    """Return the parts of a workbook with such a sheet."""
    rows = [row.split(",") for row in SHEETS[name].splitlines()]
    width = max(map(len, rows))
    above = [[*row, *[""] * (width - len(row))] for row in rows]
    content = workbook(
        [SheetContent("One", {" " * (place + 1): 9 for place in range(width)}, [], above=above)]
    )
    return as_json(workbook_parts(content))


def workbook_parts(content: bytes) -> dict[str, str]:
    """Return the parts of a workbook as texts, which change without spoiling the archive."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


TEXTS = (
    "Articles 9 to 11 and 17 of the AI Act; OWASP LLM06 (2023/24), [AML.T0051.000]",
    "| id | title |\n|---|---|\n| LLM01 | Prompt Injection |\n```yaml\ntags: [LLM01:2025, T1059]\n```\n",
    '{"refs": ["NIST SP 800-53 AC-2(1)", "ISO/IEC 42001:2023, A.6.2.4"]}',
    "OWASP Top 10 for LLM 2025: LLM01 Prompt Injection, LLM06 Overreliance. [LLM02](https://genai.owasp.org/llm02)",
)
SHORT = (
    "Art. 15(4) AI Act",
    "LLM06:2025",
    "owasp-llm-top-10@2025:LLM01",
    "ETSI EN 304 223 V2.1.1 5.1.1-1",
    "2026-11",
)
YAML = """\
# OWASP
rules:
  - id: LLM01:2025
    title: "Prompt Injection"
    tags: [owasp:llm01, T1059]  # AML.T0051
    note: |
      See Article 15 of the AI Act.
  - {id: LLM06, name: 'Excessive Agency', "nist": ["AC-2", GOVERN 1.1]}
"""
TOML = """\
[[finding]]
id = "LLM01:2025"
title = "Prompt Injection"
refs = ["ISO/IEC 42001:2023 A.6.2.4", 'AML.T0051.000']
[meta."AI Act"]
article = "Article 9(2)"
"""
CSV = 'id,title,note\r\nLLM01:2025,"Prompt Injection","see ""Art. 9"" AI Act"\r\nLLM06,Overreliance,\r\n'
MARKDOWN = """\
# OWASP LLM Top 10 2025

| Control | Title | [AI Act](https://eur-lex.europa.eu/eli/reg/2024/1689) |
|:--|:-:|--:|
| **LLM01** | Prompt Injection | Art. 15(4) |
| LLM06 \\| x | *Overreliance* | 9-11 |

- LLM02: Sensitive Information Disclosure <!-- aiss: ignore[title-mismatch] until 2027-01-01 on purpose -->
"""
COMMENTED = """\
LLM06:2025 Overreliance <!-- aiss: ignore[title-mismatch] until 2027-01-31 history -->
LLM99:2025  # aiss: ignore[unknown, retired] an example
"""
SETTINGS = (
    STARTING_CONFIGURATION.replace("# owasp", "owasp")
    .replace('# "reports', '"reports')
    .replace("# [[", "[[")
    .replace("\n# r", "\nr")
    .replace("\n# p", "\np")
    .replace("\n# u", "\nu")
)
PROJECT = '[project]\nname = "x"\n\n[tool.ai-security-standards]\nfail-on = "error"\non = 2026-01-01\n'
PROFILE = """\
jurisdictions = ["US-NY", "EU"]
roles = ["deployer"]
size = "small"
sectors = ["finance"]
placed_on_market = 2026-01-01
"""
ROWS = [
    {"ref": FIRST, "result": "partly", "date": "2026-11", "note": None},
    [f"{LLM}:LLM02", "satisfied"],
]
ROWS_CSV = f"ref,result,evidence,date\n{FIRST},partly,a test,2026-11\n{LLM}:LLM02,,,\n"
FINDINGS = [
    {"tags": ["owasp:llm01", "cwe-79"], "probe": "x"}, {"tags": {"nist-ai-rmf": ["GOVERN 1.1"]}}, ["avid-effect:security:S0403"],
    "LLM02:2025",
]  # fmt: skip


def folder() -> dict[str, Any]:
    """Return the files of an overlay that has one of each kind."""
    document = {
        "id": "acme-policy", "edition": "1.0", "designation": "ACME AI Policy 1.0", "title": "ACME policy for AI",
        "publisher": "acme", "kind": "policy", "binding": "conditional", "jurisdictions": ["DE"],
        "history": [{"status": "published", "date": "2026-01-15"}], "published": "2026-01-15",
        "topics": ["governance"], "lifecycle_stages": ["deployment"], "checked_on": "2026-02-01",
        "sources": [{"address": "https://acme.example.org/policy"}], "confidence": "single-source",
        "recorded": "2026.11.0",
    }  # fmt: skip
    guide = {**document, "id": "acme-guide", "designation": "ACME Guide 1.0", "title": "ACME guide to AI"}
    provisions = [
        {"id": "A", "kind": "chapter", "title": "People"},
        {"id": "A.1", "kind": "control", "title": "Train people", "parent": "A"},
    ]
    tree = {
        "standard": "acme-policy", "edition": "1.0", "completeness": "complete", "confidence": "single-source",
        "checked_on": "2026-02-01", "sources": document["sources"], "text_policy": "Titles.",
        "addresses": [{"address": "https://acme.example.org/policy#{id}"}], "provisions": provisions,
    }  # fmt: skip
    mapping = some_rows("mappings/owasp-agentic-top-10-2026--owasp-llm-top-10-2025.sssom.tsv").decode()
    publisher = {"id": "acme", "name": "ACME Corporation", "family": "vendor", "place": "DE"}
    rules = {
        "standard": "acme-policy", "act": "Policy", "sources": document["sources"],
        "scope": [{"article": "1", "why": "all providers", "when": {"roles": ["provider"]}}],
    }  # fmt: skip
    return {
        "register/acme.json": {"publishers": [publisher], "standards": [document, guide]},
        "frameworks/acme-policy/1.0.json": tree,
        "mappings/ours.sssom.tsv": mapping.replace(f"aiss:{LLM}:LLM01", "aiss:acme-policy@1.0:A.1"),
        "applicability/acme-policy.json": rules,
        "dialects/garak.json": json.loads(small("dialects/garak.json")),
        "release.json": {"data_version": "2026.1", "generation": 2},
    }


def exchanged() -> Iterator[bytes]:
    """Yield records and results as they are exchanged, of each kind that is quickly made."""
    catalog = CATALOG
    profile = Profile(jurisdictions=["EU"], roles=["provider"], placed_on_market="2026-01-01")
    assessed = {"ref": FIRST, "result": "partly", "date": "2026-11", "evidence": "a test"}
    from ai_security_standards import Assessment

    items: tuple[Any, ...] = (
        catalog.standard(LLM), catalog.provision(FIRST), catalog.publisher("enisa"), catalog.provenance, profile,
        Assessment.of([assessed]), catalog.search("prompt injection", limit=2), catalog.audit(TEXTS[3]),
        catalog.crosswalk(LLM, AGENTIC), catalog.infer(FIRST, to=AGENTIC), catalog.relationships(FIRST),
        catalog.coverage(AGENTIC, [FIRST]), catalog.project(Assessment.of([assessed]), AGENTIC),
        catalog.applicable(profile, standard="nyc-ll144"), catalog.compare(LLM, "owasp-llm-top-10@2026"),
        catalog.trace(FIRST), catalog.migrate([FIRST], to="owasp-llm-top-10@2026"), catalog.fix("LLM06:2025"),
        catalog.changes("2026-11-01"), catalog.checklist(AGENTIC), catalog.conflicts(), catalog.find_references(TEXTS[0])[0],
        catalog.normalize(FINDINGS)[0], catalog.threat_coverage("mitre-atlas", ["mitre-atlas:AML.M0020"]),
        catalog.plan(LLM, AGENTIC, method="greedy"), catalog.related(FIRST, frameworks=[AGENTIC]),
    )  # fmt: skip
    for item in items:
        written = to_dict(item[0] if isinstance(item, tuple) and not hasattr(item, "_fields") else item)
        yield as_json(_cut(written))


def _cut(value: Any) -> Any:
    """Return a value with at most three members of each list, so that changes hit every part of it."""
    if isinstance(value, dict):
        return {key: _cut(each) for key, each in value.items()}
    return [_cut(each) for each in value[:3]] if isinstance(value, list) else value


def baseline() -> bytes:
    return baseline_text(CATALOG.audit("LLM06:2025 Overreliance, LLM99:2025")).encode()
