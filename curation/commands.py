"""The curator's commands; `python -m curation --help` lists them."""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path
from typing import Any

from ai_security_standards import check
from ai_security_standards._store import files, folders
from ai_security_standards._store.register import document_ref, framework_ref, packaged
from ai_security_standards._store.shapes import Fault
from ai_security_standards._store.sssom import read
from ai_security_standards.checking import rewritten
from ai_security_standards.errors import InvalidData
from curation import replay as replaying
from curation.changes import changes
from curation.freezing import freeze
from curation.mappings import convert
from curation.schemas import register_schema
from curation.text_policy import WORDS, runs

DATA = Path(str(files.packaged_folder()))
#: Every reference that was ever released, one a line: none may go.
LEDGER = Path(__file__).parent / "ledger.txt"


def shape(paths: list[Path]) -> int:
    """Print what is wrong: with the shape of the files named, or with all packaged data."""
    if not paths:
        findings = check()
        for finding in findings:
            print(finding)
        print(f"{len(findings)} findings in the packaged data")
        return bool(findings)
    count = 0
    for path in paths:
        try:
            found = list(folders.shape_faults(folders.read_file(str(path))))
        except InvalidData as wrong:
            found = [Fault(wrong.record, wrong.field, wrong.problem, wrong.repair)]
        count += len(found)
        for fault in found:
            place = ", ".join(part for part in (path.name, fault.record, fault.field) if part)
            print(f"{place}: {fault.problem}. Repair: {fault.repair}.")
    print(f"{count} faults in {len(paths)} files")
    return bool(count)


def rewrite(paths: list[Path]) -> int:
    """Write register files in canonical form."""
    if shape(paths):
        return 1
    for path in paths:
        path.write_bytes(rewritten(folders.read_file(str(path))))
    return 0


def build(data: Path = DATA) -> int:
    """Format every register file, and make manifest, schema and ledger anew."""
    paths = [
        *(data / "register").glob("*.json"),
        *(data / "frameworks").glob("*/*.json"),
        *(data / "mappings").glob("*.sssom.tsv"),
    ]
    if rewrite(sorted(paths)):
        return 1
    known = json.loads((data / "manifest.json").read_bytes())
    (data / "manifest.json").write_bytes(files.canonical(manifest(data, known["data_version"])))
    (data / "schema").mkdir(exist_ok=True)
    (data / "schema" / "register.schema.json").write_bytes(files.canonical(register_schema()))
    return 0


def manifest(data: Path, data_version: str) -> dict[str, Any]:
    """The manifest of a data folder, made from its files."""
    register = {}
    counts = dict.fromkeys(("publishers", "standards"), 0)
    frameworks: dict[str, dict[str, Any]] = {}
    for path in sorted((data / "frameworks").glob("*/*.json")):
        content = path.read_bytes()
        raw = files.parse(content, str(path))
        frameworks[framework_ref(raw)] = {
            "file": path.relative_to(data).as_posix(),
            "provisions": len(raw["provisions"]),
            "sha256": hashlib.sha256(content).hexdigest(),
        }
    mappings: dict[str, dict[str, Any]] = {}
    for path in sorted((data / "mappings").glob("*.sssom.tsv")):
        content = path.read_bytes()
        header = read(content, str(path)).header
        mappings[header.id] = {
            "file": path.relative_to(data).as_posix(),
            "documents": sorted({*map(str, header.subjects), *map(str, header.objects)}),
            "relationships": header.size,
            "unresolved": header.unresolved,
            "sha256": hashlib.sha256(content).hexdigest(),
        }
    counts["frameworks"] = len(frameworks)
    counts["provisions"] = sum(listed["provisions"] for listed in frameworks.values())
    for path in sorted((data / "register").glob("*.json")):
        content = path.read_bytes()
        found = folders.sections(files.parse(content, str(path)), str(path)).sections
        register[f"register/{path.name}"] = {
            "publishers": sorted(raw["id"] for raw in found["publishers"]),
            "sha256": hashlib.sha256(content).hexdigest(),
            "standards": sorted(document_ref(raw) for raw in found["standards"]),
        }
        for section in ("publishers", "standards"):
            counts[section] += len(found[section])
    counts["mapping_sets"] = len(mappings)
    counts["relationships"] = sum(listed["relationships"] for listed in mappings.values())
    counts["unresolved"] = sum(listed["unresolved"] for listed in mappings.values())
    rules = data / "applicability.json"
    content = rules.read_bytes() if rules.is_file() else b'{"laws": []}'
    return {
        "data_version": data_version,
        "counts": counts,
        "applicability": {
            "laws": [law["standard"] for law in files.parse(content, str(rules))["laws"]],
            "sha256": hashlib.sha256(content).hexdigest(),
        },
        "register": register,
        "frameworks": dict(sorted(frameworks.items())),
        "mappings": dict(sorted(mappings.items())),
    }


def mappings(folders: list[Path], data: Path = DATA) -> int:
    """Turn the mapping sets that curators wrote, JSON files of these folders, into data/mappings."""
    try:
        made = convert(folders)
    except InvalidData as wrong:
        print(wrong)
        return 1
    (data / "mappings").mkdir(exist_ok=True)
    for set_id, content in made.items():
        (data / "mappings" / f"{set_id}.sssom.tsv").write_bytes(content)
    print(f"{len(made)} mapping sets written; now build")
    return 0


def release() -> int:
    """Enter every reference of the packaged data into the ledger of what was released."""
    lost = lost_refs()
    if lost:
        print(f"released before and gone now: {', '.join(lost)}")
        return 1
    LEDGER.write_text("".join(f"{ref}\n" for ref in sorted(shipped_refs())), encoding="utf-8")
    return 0


def freeze_data(data: Path = DATA) -> int:
    """Keep the canonical records of the packaged data, with their digest, as what this release held."""
    try:
        kept, written = freeze(data)
    except FileExistsError as wrong:
        print(wrong)
        return 1
    for kind, count in kept.counts.items():
        print(f"{count:6} {kind}")
    print(f"release {kept.name} {'written' if written else 'is kept already'}, sha256 {kept.digest}")
    return 0


def record_answers() -> int:
    """Record calls over the public API with their answers, once for a frozen release."""
    try:
        for line in replaying.record():
            print(line)
    except FileExistsError as wrong:
        print(wrong)
        return 1
    return 0


def replay_answers(only: str | None, jobs: int) -> int:
    """Ask the recorded calls again and print what differs, less what the table of renames explains."""
    calls = [call for call in replaying.read_answers() if only in (None, call["method"])]
    try:
        lines = list(replaying.replay(calls, jobs=jobs))
    except ValueError as wrong:
        print(wrong)
        return 1
    print("\n".join(lines))
    return len(lines) > 1


def shipped_refs() -> set[str]:
    """Every reference of the packaged data, of documents and of provisions."""
    register = packaged()
    return {*register.files_by_ref} | {
        str(provision.ref)
        for ref in register.framework_loaders
        for provision in register.framework(ref).provisions
    }


def lost_refs() -> list[str]:
    """References that were released once and are in the packaged data no more."""
    released = LEDGER.read_text(encoding="utf-8").splitlines() if LEDGER.exists() else []
    return sorted(set(released) - shipped_refs())


def report(old: Path, new: Path) -> int:
    """Print what changed between two data folders."""
    told = list(changes(old, new))
    for line in told:
        print(line)
    print(f"{len(told)} changes")
    return 0


def text(sources: list[Path], words: int = WORDS, data: Path = DATA) -> int:
    """Print titles that are sentences, and labels and summaries that share words with a source."""
    try:
        found = runs(data, sources, words)
    except ValueError as wrong:
        print(wrong)
        return 1
    for each in found:
        print(each)
    print(f"{len(found)} runs of {words} words or more, or titles too long")
    return bool(found)


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the result is the exit status."""
    parser = argparse.ArgumentParser(prog="python -m curation", description=__doc__)
    commands = parser.add_subparsers(required=True)
    for name, run in (("check", shape), ("format", rewrite)):
        command = commands.add_parser(name, help=run.__doc__)
        command.add_argument("paths", nargs="*" if run is shape else "+", type=Path)
        command.set_defaults(run=lambda given, run=run: run(given.paths))
    command = commands.add_parser("build", help=build.__doc__)
    command.set_defaults(run=lambda _: build())
    command = commands.add_parser("mappings", help=mappings.__doc__)
    command.add_argument("folders", nargs="+", type=Path)
    command.set_defaults(run=lambda given: mappings(given.folders))
    command = commands.add_parser("release", help=release.__doc__)
    command.set_defaults(run=lambda _: release())
    command = commands.add_parser("freeze", help=freeze_data.__doc__)
    command.set_defaults(run=lambda _: freeze_data())
    command = commands.add_parser("record", help=record_answers.__doc__)
    command.set_defaults(run=lambda _: record_answers())
    command = commands.add_parser("replay", help=replay_answers.__doc__)
    command.add_argument("--only", metavar="METHOD", help="the calls of this method alone")
    command.add_argument("--jobs", type=int, default=1, help="the number of processes")
    command.set_defaults(run=lambda given: replay_answers(given.only, given.jobs))
    command = commands.add_parser("changes", help=report.__doc__)
    command.add_argument("old", type=Path)
    command.add_argument("new", type=Path)
    command.set_defaults(run=lambda given: report(given.old, given.new))
    command = commands.add_parser("text", help=text.__doc__)
    command.add_argument("sources", nargs="+", type=Path)
    command.add_argument("--words", type=int, default=WORDS)
    command.set_defaults(run=lambda given: text(given.sources, given.words))
    given = parser.parse_args(arguments)
    return int(given.run(given))
