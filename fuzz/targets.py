"""The targets: each takes bytes, and must return or raise an error that is documented.

Each also has seeds: sound inputs from which the fuzzers go on.
"""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from ai_security_standards import Assessment, InvalidData, StandardsError, check, load
from ai_security_standards._store.files import packaged_folder, read_packaged_bytes
from ai_security_standards._store.folders import data_file, file_findings
from ai_security_standards.checking import canonical_file
from ai_security_standards.checklists import Checklist

CATALOG = load().as_of("2026-11-24")
DATA = packaged_folder()
LLM = "owasp-llm-top-10@2025"


class Target(NamedTuple):
    """A reader: what it does with bytes, and sound inputs."""

    read: Callable[[bytes], object]
    seeds: tuple[bytes, ...]


def overlay(place: str) -> Callable[[bytes], object]:
    """Return a reader that loads and checks an overlay with the bytes as one file of it."""

    def read(content: bytes) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, place)
            path.parent.mkdir(parents=True)
            path.write_bytes(content)
            findings = check(folder)
            try:
                load(folder)
            except InvalidData as error:
                str(error).encode()
                if not findings:
                    raise AssertionError(f"load refuses what check finds sound: {error}") from error

    return read


def workbook(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "list.xlsx").write_bytes(content)
        Checklist.read(Path(folder, "list.xlsx"))


def sheet_text(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "list.csv").write_bytes(content)
        Checklist.read(Path(folder, "list.csv"))


def assessment(content: bytes) -> None:
    try:
        rows = json.loads(content)
    except (ValueError, RecursionError):
        return
    found = Assessment.of(rows, strict=False)
    found.rows()
    CATALOG.pin(found)


def resolving(content: bytes) -> None:
    text = content.decode("utf-8", "surrogateescape")
    CATALOG.resolve(text)


def finding(content: bytes) -> None:
    text = content.decode("utf-8", "surrogateescape")
    end = 0
    for mention in CATALOG.find_references(text):
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        end = mention.end


def auditing(content: bytes) -> None:
    text = content.decode("utf-8", "surrogateescape")
    CATALOG.audit(text).rows()


def packaged(name: str) -> bytes:
    return read_packaged_bytes(DATA, name)


def small(name: str, **limits: int) -> bytes:
    """Return a packaged file cut down to a few records of each section."""
    raw = json.loads(packaged(name))
    return json.dumps(
        {key: value[: limits.get(key, 2)] if isinstance(value, list) else value for key, value in raw.items()}
    ).encode()


def some_rows(name: str) -> bytes:
    return b"".join(packaged(name).splitlines(keepends=True)[:40])


def grammars() -> bytes:
    return json.dumps({"grammars": json.loads(packaged("register/owasp.json"))["grammars"][:2]}).encode()


def law(content: bytes) -> None:
    """Read rules of law as `curation build` does, and ask them."""
    file = data_file(content, "applicability/nyc-ll144.json")
    list(file_findings(file))
    canonical_file(file)


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
    row += f'<row><c t="inlineStr"><is><t>{LLM}:LLM01</t></is></c><c t="s"><v>0</v></c><c s="1"><v>46350</v></c></row>'
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


TEXTS = (
    "Articles 9 to 11 and 17 of the AI Act; OWASP LLM06 (2023/24), [AML.T0051.000]",
    "| id | title |\n|---|---|\n| LLM01 | Prompt Injection |\n```yaml\ntags: [LLM01:2025, T1059]\n```\n",
    '{"refs": ["NIST SP 800-53 AC-2(1)", "ISO/IEC 42001:2023, A.6.2.4"]}',
)
ROWS = [
    {"ref": f"{LLM}:LLM01", "result": "partly", "date": "2026-11", "note": None},
    [f"{LLM}:LLM02", "satisfied"],
]

TARGETS: dict[str, Target] = {
    "register": Target(
        overlay("register/ours.json"), (small("register/ieee.json"), small("register/bsi.json"))
    ),
    "framework": Target(
        overlay("frameworks/owasp-llm-top-10/2025.json"),
        (
            small("frameworks/owasp-llm-top-10/2025.json", provisions=4),
            small("frameworks/eu-ai-act/2024-1689.json"),
        ),
    ),
    "mapping set": Target(
        overlay("mappings/ours.sssom.tsv"),
        (some_rows("mappings/owasp-agentic-top-10-2026--owasp-llm-top-10-2025.sssom.tsv"),),
    ),
    "grammar": Target(overlay("register/grammars.json"), (grammars(),)),
    "applicability": Target(law, (packaged("applicability/nyc-ll144.json"),)),
    "checklist csv": Target(sheet_text, (checklist_csv(), f"result;id\nPartly;{LLM}:LLM01\n".encode())),
    "checklist xlsx": Target(workbook, (checklist_xlsx(),)),
    "assessment": Target(assessment, (json.dumps(ROWS).encode(),)),
    "resolve": Target(
        resolving, tuple(text.encode() for text in (*TEXTS, "Art. 15(4) AI Act", "LLM06:2025"))
    ),
    "find references": Target(finding, tuple(text.encode() for text in TEXTS)),
    "audit": Target(auditing, tuple(text.encode() for text in TEXTS)),
}


def run(name: str, content: bytes) -> None:
    """Give bytes to a target; return where it reads them, or raises what is documented."""
    try:
        TARGETS[name].read(content)
    except StandardsError as error:
        str(error).encode()
