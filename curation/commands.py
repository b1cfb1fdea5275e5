"""The curator's commands; `python -m curation --help` lists them."""

from __future__ import annotations

import argparse
from collections.abc import Sized
from pathlib import Path

from ai_security_standards import InvalidData, StandardsError, check, load
from ai_security_standards._store import files, folders
from ai_security_standards._store.findings import Finding
from ai_security_standards._store.register import packaged_register
from ai_security_standards.checking import canonical_file
from curation import agreement, hubs
from curation import replay as replaying
from curation.census import census_lines
from curation.changes import changes
from curation.columns import page_findings, write_page
from curation.counting import stale_counts, write_counts
from curation.facts import event_findings
from curation.freezing import RELEASES, freeze, release_of
from curation.history import write_history
from curation.literals import literals
from curation.mappings import convert
from curation.pairs import DAY, write_table
from curation.releasing import build_twice, bump, changes_report, statement, write_derived
from curation.schemas import schemas
from curation.skeletons import blanks, skeletons, write_skeletons
from curation.structures import write_structures
from curation.text_policy import MIN_RUN, runs
from curation.watch import watch

DATA = Path(str(files.packaged_folder()))
PROJECT = Path(__file__).parents[1]
#: Every released reference, one a line: none may disappear.
LEDGER = Path(__file__).parent / "ledger.txt"


def check_files(paths: list[Path]) -> int:
    """Print what is wrong with all packaged data, or with the shape of the named files."""
    if not paths:
        findings = [*check(), *event_findings(DATA), *stale_counts(DATA), *page_findings(DATA), *blanks(DATA)]
        place = "the packaged data"
    else:
        findings = [finding for path in paths for finding in _file_findings(path)]
        place = _count(paths, "file")
    for finding in findings:
        print(finding)
    print(f"{_count(findings, 'finding')} in {place}")
    return bool(findings)


def _file_findings(path: Path) -> list[Finding]:
    try:
        return list(folders.file_findings(folders.read_file(str(path))))
    except InvalidData as error:
        return [Finding.of_error("file", error)]


def _count(items: Sized, noun: str) -> str:
    return f"{len(items)} {noun}" + ("" if len(items) == 1 else "s")


def format_files(paths: list[Path]) -> int:
    """Write data files in canonical form."""
    if check_files(paths):
        return 1
    for path in paths:
        path.write_bytes(canonical_file(folders.read_file(str(path))))
    return 0


def build(data: Path = DATA) -> int:
    """Format every data file, and write history, manifest, lexicon, schemas and the words as types."""
    if format_files([data / name for name in files.packaged_files(data)]):
        return 1
    if data == DATA:
        write_history(data)
    write_derived(data)
    (data / "schema").mkdir(exist_ok=True)
    for name, schema in schemas().items():
        (data / "schema" / name).write_bytes(files.canonical(schema))
    if data == DATA:
        (data.parent / "vocabulary" / "literals.py").write_text(literals(), encoding="utf-8")
        write_counts(data)
        write_page(data)
    return 0


def new(options: argparse.Namespace, data: Path = DATA) -> int:
    """Write the files of a new edition, sound but for named blanks: record, structure, rules, mapping set."""
    try:
        made = skeletons(
            options.id,
            data=data,
            edition=options.edition,
            publisher=options.publisher,
            law=options.law,
            to=options.to,
        )
    except StandardsError as error:
        print(error)
        return 1
    write_skeletons(made, data)
    for name in made:
        print(data / name)
    print("Fill in what begins with BLANK:, run `python -m curation build`, then `python -m curation check`.")
    return 0


def mappings(folders: list[Path], data: Path = DATA) -> int:
    """Convert the mapping sets that curators wrote, JSON files in these folders, into data/mappings."""
    try:
        contents = convert(folders)
    except InvalidData as error:
        print(error)
        return 1
    (data / "mappings").mkdir(exist_ok=True)
    for set_id, content in contents.items():
        (data / "mappings" / f"{set_id}.sssom.tsv").write_bytes(content)
    print(f"{_count(contents, 'mapping set')} written; now run `python -m curation build`")
    return 0


def bump_release(release: str, data: Path = DATA) -> int:
    """Give the data the name of the next release, and keep the present one in history."""
    try:
        print(bump(release, data))
    except (FileExistsError, ValueError) as error:
        print(error)
        return 1
    return 0


def release(out: Path, data: Path = DATA) -> int:
    """Check the data, report changes, make history, ledger, frozen records and answers, build and attest."""
    if build(data) or check_files([]):
        return 1
    if write_ledger() or freeze_data(data):
        return 1
    name = release_of(data)
    report = list(changes_report(data))
    (RELEASES / name / "changes.txt").write_text("".join(f"{line}\n" for line in report), encoding="utf-8")
    print(f"{_count(report, 'line')} on changes in {name}/changes.txt")
    if not replaying.answers_path(name).exists():
        print(*replaying.record(replaying.answers_path(name), release=name), sep="\n")
    return publish(out, data)


def publish(out: Path, data: Path = DATA) -> int:
    """Build the package twice, compare the bytes, and write the statement beside the files."""
    try:
        made = build_twice(PROJECT, out)
    except ValueError as error:
        print(error)
        return 1
    (out / f"data-{release_of(data)}.intoto.json").write_bytes(files.canonical(statement(made, data)))
    for name, digest in made.files.items():
        print(f"{digest}  {name}")
    return 0


def write_ledger() -> int:
    """Write every reference of the packaged data into the ledger of released references."""
    lost = lost_refs()
    if lost:
        print(f"{_count(lost, 'released reference')} lost: {', '.join(lost)}")
        return 1
    LEDGER.write_text("".join(f"{ref}\n" for ref in sorted(shipped_refs())), encoding="utf-8")
    return 0


def freeze_data(data: Path = DATA) -> int:
    """Keep the canonical records of the packaged data, with their digest, as what this release held."""
    try:
        kept, written = freeze(data)
    except FileExistsError as error:
        print(error)
        return 1
    for kind, count in kept.counts.items():
        print(f"{count:6} {kind}")
    print(f"release {kept.name} {'written' if written else 'is kept already'}, sha256 {kept.digest}")
    return 0


def record_answers() -> int:
    """Record calls over the public API with their answers, once for a frozen release."""
    name = release_of(DATA)
    try:
        for line in replaying.record(replaying.answers_path(name), release=name):
            print(line)
    except FileExistsError as error:
        print(error)
        return 1
    return 0


def replay_answers(only: str | None, jobs: int, release: str | None = None) -> int:
    """Ask the recorded calls again and print what differs, less what the table of renames explains."""
    asked = release or replaying.last_recorded()
    try:
        answers = replaying.read_answers(replaying.answers_path(asked))
        calls = [call for call in answers if only in (None, call["method"])]
        lines = list(replaying.replay(calls, replaying.renames_path(asked), jobs, asked))
    except FileNotFoundError:
        print(f"no answers are recorded of data {asked}")
        return 1
    except InvalidData as error:
        print(error)
        return 1
    print("\n".join(lines))
    return len(lines) > 1


def write_pairs() -> int:
    """Write the table of pairs of frameworks into the docs."""
    write_table(load().as_of(DAY))
    return 0


def write_structure_table() -> int:
    """Write the table of structures, with what is missing, into the docs."""
    write_structures(load().as_of(DAY))
    return 0


def print_census(since: str) -> int:
    """Print how many editions the data has by tier, family of publisher and kind, and had earlier."""
    catalog = load()
    print("\n".join(census_lines(catalog.as_known(since), catalog)))
    return 0


def watch_publishers(folder: Path, out: Path, edition: str | None) -> int:
    """Draft the new edition that a publisher's files bring, and say what it changes and touches."""
    try:
        for line in watch(folder, out, edition):
            print(line)
    except InvalidData as error:
        print(error)
        return 1
    return 0


def count_hubs() -> int:
    """Print how often candidates are right, by how much the provision between is related to."""
    print(hubs.table(hubs.bridges(load().as_of(DAY))), end="")
    return 0


def report_agreement() -> int:
    """Print how far two readers of our own mapping sets agree, with denials and without."""
    print(agreement.report(agreement.read_counts()), end="")
    return 0


def shipped_refs() -> set[str]:
    """Return every reference of the packaged data, of documents and of provisions."""
    register = packaged_register()
    return {*register.files_by_ref} | {
        str(provision.ref)
        for ref in register.framework_loaders
        for provision in register.framework(ref).provisions
    }


def lost_refs() -> list[str]:
    """Return the released references that are no longer in the packaged data."""
    released = LEDGER.read_text(encoding="utf-8").splitlines() if LEDGER.exists() else []
    return sorted(set(released) - shipped_refs())


def report_changes(old: Path, new: Path) -> int:
    """Print what changed between two data folders."""
    lines = list(changes(old, new))
    print("\n".join([*lines, _count(lines, "change")]))
    return 0


def list_stale(day: str | None = None) -> int:
    """Print the forthcoming documents whose status may have changed since it was last seen."""
    catalog = load() if day is None else load().as_of(day)
    found = catalog.standards(stale=True, current=None)
    for standard in sorted(found, key=lambda each: each.last_seen):
        print(f"{standard.last_seen}  {standard.ref}  {standard.status}  {standard.stage or ''}".rstrip())
    print(f"{_count(found, 'document')} stale on {catalog.date}")
    return 0


def check_texts(sources: list[Path], words: int = MIN_RUN, data: Path = DATA) -> int:
    """Print titles that are sentences, and labels and summaries that share words with a source."""
    try:
        found = runs(data, sources, words)
    except ValueError as error:
        print(error)
        return 1
    for run in found:
        print(run)
    print(f"{_count(found, 'finding')}: titles that are too long, and shared runs of {words} words or more")
    return bool(found)


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m curation", description=__doc__)
    commands = parser.add_subparsers(required=True)
    for name, run, number in (("check", check_files, "*"), ("format", format_files, "+")):
        command = commands.add_parser(name, help=run.__doc__)
        command.add_argument("paths", nargs=number, type=Path)
        command.set_defaults(run=lambda options, run=run: run(options.paths))
    command = commands.add_parser("build", help=build.__doc__)
    command.set_defaults(run=lambda _: build())
    command = commands.add_parser("new", help=new.__doc__)
    command.add_argument("id", metavar="ID", help="the id of the standard, such as acme-ai-controls")
    command.add_argument("--edition", default="1.0", help="the edition, as it is printed; by default 1.0")
    command.add_argument("--publisher", default="", help="its publisher; by default the first part of the id")
    command.add_argument("--law", action="store_true", help="it is law: with rules on who must comply")
    command.add_argument("--to", default="", metavar="REF", help="begin a mapping set to this document")
    command.set_defaults(run=new)
    command = commands.add_parser("mappings", help=mappings.__doc__)
    command.add_argument("folders", nargs="+", type=Path)
    command.set_defaults(run=lambda options: mappings(options.folders))
    command = commands.add_parser("bump", help=bump_release.__doc__)
    command.add_argument("release", metavar="VERSION", help="the next release, such as 2026.12.0")
    command.set_defaults(run=lambda options: bump_release(options.release))
    command = commands.add_parser("release", help=release.__doc__)
    command.add_argument("--out", type=Path, default=PROJECT / "dist", help="the folder for the files")
    command.set_defaults(run=lambda options: release(options.out))
    command = commands.add_parser("ledger", help=write_ledger.__doc__)
    command.set_defaults(run=lambda _: write_ledger())
    command = commands.add_parser("freeze", help=freeze_data.__doc__)
    command.set_defaults(run=lambda _: freeze_data())
    command = commands.add_parser("record", help=record_answers.__doc__)
    command.set_defaults(run=lambda _: record_answers())
    command = commands.add_parser("replay", help=replay_answers.__doc__)
    command.add_argument("--only", metavar="METHOD", help="the calls of this method alone")
    command.add_argument("--release", metavar="VERSION", help="the answers of this release, not of the last")
    command.add_argument("--jobs", type=int, default=1, help="the number of processes")
    command.set_defaults(run=lambda options: replay_answers(options.only, options.jobs, options.release))
    command = commands.add_parser("pairs", help=write_pairs.__doc__)
    command.set_defaults(run=lambda _: write_pairs())
    command = commands.add_parser("structures", help=write_structure_table.__doc__)
    command.set_defaults(run=lambda _: write_structure_table())
    command = commands.add_parser("census", help=print_census.__doc__)
    command.add_argument("--since", default="2026.11.0", metavar="RELEASE", help="the earlier release")
    command.set_defaults(run=lambda options: print_census(options.since))
    command = commands.add_parser("agreement", help=report_agreement.__doc__)
    command.set_defaults(run=lambda _: report_agreement())
    command = commands.add_parser("hubs", help=count_hubs.__doc__)
    command.set_defaults(run=lambda _: count_hubs())
    command = commands.add_parser("changes", help=report_changes.__doc__)
    command.add_argument("old", type=Path)
    command.add_argument("new", type=Path)
    command.set_defaults(run=lambda options: report_changes(options.old, options.new))
    command = commands.add_parser("stale", help=list_stale.__doc__)
    command.add_argument("day", nargs="?", help="the day, such as 2026-12-01; without it, today")
    command.set_defaults(run=lambda options: list_stale(options.day))
    command = commands.add_parser("watch", help=watch_publishers.__doc__)
    command.add_argument("folder", type=Path, help="the folder with the publisher's files")
    command.add_argument(
        "--out", type=Path, default=Path("draft"), help="the folder for the draft, an overlay"
    )
    command.add_argument("--edition", help="the name of the edition, where the files state none")
    command.set_defaults(run=lambda options: watch_publishers(options.folder, options.out, options.edition))
    command = commands.add_parser("text", help=check_texts.__doc__)
    command.add_argument("sources", nargs="+", type=Path)
    command.add_argument("--words", type=int, default=MIN_RUN)
    command.set_defaults(run=lambda options: check_texts(options.sources, options.words))
    options = parser.parse_args(arguments)
    return int(options.run(options))
