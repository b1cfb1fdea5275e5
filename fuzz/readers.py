"""The readers: each takes bytes, and must return or raise an error that is documented."""

from __future__ import annotations

import datetime as dt
import io
import json
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

from ai_security_standards import (
    Assessment,
    Catalog,
    InvalidData,
    Profile,
    UnknownCriterion,
    check,
    formats,
    from_dict,
    load,
    to_dict,
)
from ai_security_standards._store.folders import data_file, file_findings
from ai_security_standards.checking import canonical_file
from ai_security_standards.checklists import Checklist
from ai_security_standards.cli.asking import rows_of_file
from ai_security_standards.cli.profiles import read_profile
from ai_security_standards.records.dates import PartialDate
from ai_security_standards.records.refs import Ref
from ai_security_standards.references.accepting import baseline_text, read_baseline, review
from ai_security_standards.references.configuring import read_configuration

CATALOG = load().as_of("2026-11-24")
LLM = "owasp-llm-top-10@2025"
AGENTIC = "owasp-agentic-top-10@2026"
DAY = dt.date(2026, 11, 24)
#: What a text cites, for whatever reads references by what an overlay says of them.
CITED = "LLM01:2025 and OWASP LLM06, ACME 1.0 A.1, acme-policy A, owasp:llm01, Art. 5 AI Act"
#: A hostile name of a file could lead out of the folder: those that do are refused before they are written.
_MOST_FILES = 20

Use = Callable[[Catalog], object]
Reader = Callable[[bytes], object]


@contextmanager
def file_of(content: bytes, name: str) -> Iterator[Path]:
    """Give the path of a file with a content, for a while."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        yield path


def as_text(content: bytes) -> str:
    return content.decode("utf-8", "surrogateescape")


# ---------------------------------------------------------------- overlays


def _loaded(folder: str, use: Use) -> None:
    """Check an overlay, load it, and ask it; what `load` refuses, `check` names."""
    findings = check(folder)
    for finding in findings:
        str(finding).encode()
    try:
        catalog = load(folder).as_of(DAY)
    except InvalidData as error:
        str(error).encode()
        if not findings:
            raise AssertionError(f"load refuses what check finds sound: {error}") from error
        return
    use(catalog)


def overlay(place: str, use: Use) -> Reader:
    """Return a reader that loads an overlay with the bytes as one file of it, and asks about it."""

    def read(content: bytes) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, place)
            path.parent.mkdir(parents=True)
            path.write_bytes(content)
            _loaded(folder, use)

    return read


def folder_overlay(use: Use) -> Reader:
    """Return a reader of a JSON object with the files of an overlay, each a text or a JSON value."""

    def read(content: bytes) -> None:
        try:
            files = json.loads(content)
        except (ValueError, RecursionError):
            return
        if not isinstance(files, dict) or len(files) > _MOST_FILES:
            return
        with tempfile.TemporaryDirectory() as folder:
            for name, value in files.items():
                _write(Path(folder), name, value)
            _loaded(folder, use)

    return read


def _write(folder: Path, name: str, value: Any) -> None:
    """Write a file of an overlay where its name leads to a place inside the folder that is free."""
    parts = PurePosixPath(name).parts
    if not parts or ".." in parts or name.startswith("/"):
        return
    text = value if isinstance(value, str) else json.dumps(value)
    try:
        path = folder.joinpath(*parts)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
    except (OSError, ValueError):
        return  # a name that no file can have


def ask_documents(catalog: Catalog) -> None:
    catalog.standards().rows()


def ask_provisions(catalog: Catalog) -> None:
    provisions = catalog.provisions(LLM)
    provisions.rows()
    provisions.tree()
    catalog.checklist(LLM).to_markdown()
    catalog.compare(LLM, "owasp-llm-top-10@2026").rows()


def ask_relationships(catalog: Catalog) -> None:
    catalog.relationships(LLM).rows()
    catalog.crosswalk(LLM, AGENTIC).rows()
    catalog.infer(f"{LLM}:LLM01", to=AGENTIC).rows()


def ask_references(catalog: Catalog) -> None:
    catalog.find_references(CITED)
    catalog.audit(CITED).rows()


def ask_tags(catalog: Catalog) -> None:
    catalog.normalize([["owasp:llm01", "avid-effect:security:S0403", "cwe:79", "x"]], dialect="garak@0.13")


def ask_law(catalog: Catalog) -> None:
    profile = Profile(jurisdictions=["EU", "US-NY"], roles=["provider", "deployer"])
    catalog.applicable(profile, standard="nyc-ll144").rows()


def ask_all(catalog: Catalog) -> None:
    ask_documents(catalog)
    if len(catalog) % 4 == 0:  # names take the better part of a second to learn
        ask_references(catalog)
    for standard in ("acme-policy", "acme-guide"):
        for document in catalog.snapshot.editions(standard) if standard in catalog else ():
            catalog.relationships(document.ref).rows()


def law(content: bytes) -> None:
    """Read rules of law as the package is built from them."""
    file = data_file(content, "applicability/nyc-ll144.json")
    if not list(file_findings(file)):
        canonical_file(file)


# ---------------------------------------------------------------- tables and results


def workbook(content: bytes) -> None:
    with file_of(content, "list.xlsx") as path:
        Checklist.read(path)


def workbook_of_parts(content: bytes) -> None:
    """Read a checklist whose parts are a JSON object of texts: sound as an archive, whatever is in it."""
    _of_parts(content, workbook)


def _of_parts(content: bytes, read: Reader) -> None:
    try:
        parts = json.loads(content)
    except (ValueError, RecursionError):
        return
    if not isinstance(parts, dict):
        return
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            name = name.encode("ascii", "replace").decode().replace("\0", "?").strip("/") or "x"
            archive.writestr(name, str(text).encode("utf-8", "surrogatepass"))
    read(out.getvalue())


def sheet_text(content: bytes) -> None:
    with file_of(content, "list.csv") as path:
        Checklist.read(path)


def assessment(content: bytes) -> None:
    try:
        rows = json.loads(content)
    except (ValueError, RecursionError):
        return
    _assessed(rows)


def _assessed(rows: Any) -> None:
    found = Assessment.of(rows, strict=False)
    found.rows()
    CATALOG.project(CATALOG.pin(found), AGENTIC).rows()


def rows_file(suffix: str) -> Reader:
    """Return a reader of a file of rows as the command takes them."""

    def read(content: bytes) -> None:
        with file_of(content, f"rows{suffix}") as path:
            _assessed(rows_of_file(str(path)))

    return read


def exchange(content: bytes) -> None:
    """Read a record or a result; what is read must be written, and read back as the same."""
    try:
        raw = json.loads(content)
    except (ValueError, RecursionError):
        return
    item = from_dict(raw)
    repr(item)
    if hasattr(item, "rows"):
        item.rows()
        item.to_csv()
        item.to_html()
    again = from_dict(json.loads(json.dumps(to_dict(item))))
    if again != item:
        raise AssertionError(f"written and read again, {raw.get('kind')} is another")


def sheet_of(name: str, suffix: str) -> Reader:
    """Return a reader of a sheet of others: what it reads is loaded, written, and read again."""

    def read(content: bytes) -> None:
        found = formats.read(contents={f"a{suffix}": content}, format=name, catalog=CATALOG, match=False)
        found.losses.rows()
        if found.statement is not None:
            again = formats.write("soa", found.statement, catalog=CATALOG)
            formats.read(contents={"a.xlsx": again.content}, catalog=CATALOG)
        if found.overlay is not None:
            load(found.overlay).as_of(DAY).mapping_sets().rows()

    return read


def sheet_of_parts(name: str) -> Reader:
    """Return a reader of a workbook whose parts are a JSON object of texts."""
    return lambda content: _of_parts(content, sheet_of(name, ".xlsx"))


# ---------------------------------------------------------------- files of a project


def settings(content: bytes) -> None:
    for name in (".aiss.toml", "pyproject.toml"):
        with file_of(content, name) as path:
            try:
                found = read_configuration(path)
            except InvalidData as error:
                str(error).encode()
                continue
            found.includes("docs/a.md")
            found.dialect_of("reports/garak.jsonl")
            list(found.sources)


def profile(content: bytes) -> None:
    with file_of(content, "profile.toml") as path:
        CATALOG.applicable(read_profile(str(path)), standard="nyc-ll144").rows()


def baseline(content: bytes) -> None:
    audit = CATALOG.audit("LLM06:2025 Overreliance, LLM99:2025")
    with file_of(content, "baseline.json") as path:
        known = read_baseline(path)
    left = review(audit, day=DAY, baseline=known)
    baseline_text(left.audit)


def comments(content: bytes) -> None:
    text = as_text(content)
    with file_of(b"", "a.md") as path:
        path.write_bytes(content)
        audit = CATALOG.audit(path)
        review(audit, day=DAY, texts={str(path): text}).unused.count("")


# ---------------------------------------------------------------- references


def reference(content: bytes) -> None:
    """Parse a reference and a date, print them, and parse them again."""
    text = as_text(content)
    for parse in (Ref.parse, PartialDate):
        try:
            found = parse(text)
        except InvalidData as error:
            str(error).encode()
        else:
            if parse(str(found)) != found:
                raise AssertionError(f"printed and parsed again, {text!r} is another")


def resolving(content: bytes) -> None:
    CATALOG.resolve(as_text(content))


def finding(content: bytes) -> None:
    text = as_text(content)
    end = 0
    for mention in CATALOG.find_references(text):
        if not end <= mention.start < mention.end <= len(text):
            raise AssertionError(f"a mention has no place of its own: {mention}")
        if text[mention.start : mention.end] != mention.text:
            raise AssertionError(f"a mention is not what its place says: {mention}")
        end = mention.end


def auditing(content: bytes) -> None:
    CATALOG.audit(as_text(content)).rows()


def audited_file(suffix: str) -> Reader:
    """Return a reader that audits a file of structured text."""

    def read(content: bytes) -> None:
        with file_of(content, f"text{suffix}") as path:
            CATALOG.audit(path).rows()

    return read


def fixing(content: bytes) -> None:
    """Rewrite a text; all outside the edits must stay, and a second time nothing is left to do."""
    text = as_text(content)
    fixed = CATALOG.fix(text, to="owasp-llm-top-10@2026", spelling=True)
    pieces, place = [], 0
    for edit in fixed.edits:
        if not place <= edit.start < edit.end or text[edit.start : edit.end] != edit.old:
            raise AssertionError(f"an edit is not where it says: {edit}")
        pieces += [text[place : edit.start], edit.new]
        place = edit.end
    if "".join([*pieces, text[place:]]) != fixed.text:
        raise AssertionError("what is no edit was changed")


def normalizing(content: bytes) -> None:
    try:
        findings = json.loads(content)
    except (ValueError, RecursionError):
        return
    for dialect in (None, "garak"):
        try:
            CATALOG.normalize(findings, dialect=dialect)
        except (InvalidData, UnknownCriterion) as error:
            str(error).encode()
