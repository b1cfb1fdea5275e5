"""The verb audit: judge the references in files, in parallel, and print findings, JSON or SARIF."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from .asking import FOUND, OK, WRONG_INPUT, catalog_of, ref_of, standard_input
from .output import note, print_table, terminal_width, write
from .parsing import Verb, positional
from .processes import over_processes
from .progress import progress
from .settings import dialect_of, files_to_read, settings_of
from .style import file_link, has_style, one_line, styled
from .tree import MAX_BYTES, Tree, read_file, summary_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from ..records.provenance import Provenance
    from ..references.accepting import Review
    from ..references.auditing import Audit, Judgement
    from ..references.configuring import Configuration, Override
    from ..tables.deferred import Deferred

__all__ = ["VERBS", "FileReport"]

#: Verdicts that are counted, and have a line each only where notes fail: nothing is known to be wrong.
_COUNTED = frozenset(("title-not-compared",))


class FileReport(NamedTuple):
    """What was found in one file.

    Attributes:
        path: The file.
        judgements: The references that are not ok.
        references: The number of all references.
        superseded: The superseded editions to which they are, each with its number.
        left_out: Why the file was not read; empty where it was.
        problem: Why the file could not be read; empty where it could.
    """

    path: str
    judgements: tuple[Judgement, ...] = ()
    references: int = 0
    superseded: tuple[tuple[str, int], ...] = ()
    left_out: str = ""
    problem: str = ""


class _Question(NamedTuple):
    """What decides the answer to every file: the options, in a form that processes share."""

    overlay: tuple[str, ...]
    on: str | None
    as_known: str | None
    within: str | None
    text_date: dt.date | None
    max_bytes: int
    sources: tuple[str, ...] = ()
    dialects: tuple[Override, ...] = ()


@cache
def _audit_of(question: _Question) -> Callable[..., Audit]:
    """Return what audits a text or a path; made once in each process."""
    catalog = catalog_of(question)
    within = ref_of(catalog, question.within) if question.within else None
    return partial(catalog.audit, within=within, on=question.text_date, sources=question.sources)


def _report(question: _Question, path: str) -> FileReport:
    """Audit one file."""
    text, left_out, problem = read_file(path, question.max_bytes)
    if not text:
        return FileReport(path, left_out=left_out, problem=problem)
    from ..references.auditing import FileText

    found = _audit_of(question)(FileText(path, text), dialect=dialect_of(question.dialects, path))
    return FileReport(path, found.findings, len(found), tuple(found.superseded.items()))


def _reports(question: _Question, paths: Iterable[str], jobs: int) -> Iterator[FileReport]:
    """Yield the report of each file, in the order of the paths; over several processes where it pays.

    Args:
        question: The options.
        paths: The files.
        jobs: The number of processes.
    """
    report = partial(_report, question)

    def warm() -> None:
        _audit_of(question)("LLM01")

    yield from over_processes(report, paths, jobs, warm)


class _Totals:
    """What is counted over all files."""

    def __init__(self) -> None:
        self.files = self.references = 0
        self.left_out: Counter[str] = Counter()
        self.superseded: Counter[str] = Counter()
        self.judgements: list[Judgement] = []
        self.problems: list[str] = []

    def add(self, report: FileReport) -> None:
        """Count one file."""
        self.files += not report.left_out and not report.problem
        self.references += report.references
        self.superseded.update(dict(report.superseded))
        self.judgements += report.judgements
        if report.left_out:
            self.left_out[report.left_out] += 1
        if report.problem:
            self.problems.append(report.problem)

    def headline(self) -> str:
        """Return one line with all numbers."""
        from ..references.superseding import superseded_text
        from ..tables import quantity

        if not self.files:
            return "; ".join(filter(None, ["nothing read", summary_of(self.left_out)]))
        verdicts = Counter(str(each.verdict) for each in self.judgements)
        faults = ", ".join(f"{number} {verdict}" for verdict, number in sorted(verdicts.items())) or "all ok"
        text = f"{quantity(self.references, 'reference')} in {quantity(self.files, 'file')}: {faults}"
        text += superseded_text(self.superseded)
        return "; ".join(filter(None, [text, summary_of(self.left_out)]))


def _audit(options: argparse.Namespace) -> int:
    """Audit files; the status is 1 for findings as grave as --fail-on, 2 where a file cannot be read."""
    from ..references.accepting import baseline_text
    from ..references.auditing import SEVERITIES, Audit

    settings = settings_of(options)
    fail_on = options.fail_on or settings.fail_on
    if fail_on not in SEVERITIES:
        Audit(()).exit_status_for(fail_on)  # raises, and names near misses
    within = options.within or settings.within
    overlays = tuple(options.overlay)
    question = _Question(
        overlays, options.on, options.as_known, within, settings.on, options.max_bytes,
        settings.sources, settings.dialects,
    )  # fmt: skip
    totals, tree = _Totals(), Tree([path for path in options.paths if path != "-"])
    if "-" in options.paths:
        found = _audit_of(question)(standard_input())
        totals.add(FileReport("", found.findings, len(found), tuple(found.superseded.items())))
    with progress("files") as advance:
        for report in _reports(question, filter(files_to_read(options, settings), tree), options.jobs):
            totals.add(report)
            advance()
    provenance = catalog_of(question).snapshot.provenance
    audit = Audit(totals.judgements, provenance=provenance)
    if options.write_baseline:
        Path(options.write_baseline).write_text(baseline_text(audit), encoding="utf-8")
    reviewed = _reviewed(audit, settings, options)
    left = Audit(reviewed.audit, provenance=provenance)
    _print(left, reviewed.accepted, totals, options, provenance, fail_on)
    problems = [*tree.problems, *totals.problems]
    notes = [f"no longer needed: {each}" for each in reviewed.unused]
    notes += [f"accepted until a day that is past: {each}" for each in reviewed.expired]
    for line in [*tree.notes, *notes, *problems]:
        note(f"aiss audit: {line}")
    if problems:
        return WRONG_INPUT
    return OK if options.exit_zero else left.exit_status_for(fail_on)


def _reviewed(audit: Audit, settings: Configuration, options: argparse.Namespace) -> Review:
    """Return the audit without what settings, comments and the baseline accept."""
    from .._store.files import read_text
    from ..references.accepting import read_baseline, review

    path = options.write_baseline or options.baseline or settings.baseline
    known = path is not None and (options.baseline or options.write_baseline or Path(path).exists())
    baseline = read_baseline(path) if path is not None and known else None
    origins = {judgement.origin for judgement in audit if judgement.origin}
    texts = {origin: read_text(Path(origin)) for origin in origins}
    day = dt.date.today()
    return review(audit, day=day, ignores=settings.ignores, baseline=baseline, texts=texts)


def _print(
    audit: Audit,
    accepted: Sequence[Judgement],
    totals: _Totals,
    options: argparse.Namespace,
    provenance: Deferred[Provenance],
    fail_on: str,
) -> None:
    if options.format == "sarif":
        import json

        from .sarif import sarif_log

        write(json.dumps(sarif_log(audit, provenance.value, accepted), indent=2, ensure_ascii=False))
    elif options.format in ("json", "csv"):
        print_table(audit, options)
    else:
        listed = [each for each in audit if fail_on == "note" or each.verdict not in _COUNTED]
        for judgement in listed[: options.limit]:
            write(_line(judgement))
        if options.limit is not None and len(listed) > options.limit:
            write(f"… {len(listed) - options.limit:,} more")
        write(totals.headline() + (f"; {len(accepted)} accepted" if accepted else ""))
        in_terminal = terminal_width() is not None
        for hint in _hints(audit, in_terminal, is_listed=len(listed) == len(audit)):
            write(hint) if in_terminal else print(f"aiss audit: {hint}", file=sys.stderr)


def _hints(audit: Audit, in_terminal: bool, *, is_listed: bool) -> Iterator[str]:
    """Yield what somebody may do next; in a pipe, only what spares decisions.

    Args:
        audit: The findings.
        in_terminal: Whether somebody reads them in a terminal.
        is_listed: Whether each finding has its line.
    """
    if not is_listed:
        from ..tables import quantity

        count = sum(each.verdict in _COUNTED for each in audit)
        titles = f"{quantity(count, 'title')} could not be compared: the data have none, or English ones"
        yield f"{titles}. They fail nothing, and --fail-on note lists them"
    verdicts = sorted({str(each.verdict) for each in audit})
    if verdicts and in_terminal:
        yield f"What each means, and how to mend it: aiss explain {' '.join(verdicts)}"
    unclear = {
        ref.standard: ref.edition for each in audit if each.verdict == "ambiguous" for ref in each.refs
    }
    for standard, edition in sorted(unclear.items()):
        setting = f'editions = {{{standard} = "{edition}"}}'
        yield f"If {standard} means one edition here, say so in .aiss.toml: {setting}"


def _line(judgement: Judgement) -> str:
    place = f"{one_line(judgement.origin) or '<input>'}:{judgement.line}"
    place = styled(place, link=file_link(judgement.origin) if judgement.origin and has_style() else None)
    severity = styled(judgement.severity, judgement.severity)
    reasons = " ".join(reason.text for reason in judgement.reasons)
    is_told = judgement.verdict == "ambiguous"  # its reasons name the candidates
    instead = "" if is_told or not judgement.instead else f" Instead: {', '.join(judgement.instead[:3])}."
    return f"{place}: {severity}: {judgement.text!r} is {judgement.verdict}: {reasons}.{instead}"


def _add_audit(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="*", default=["."], help='files and folders; "-" is standard input')
    parser.add_argument("--within", metavar="STANDARD", help="the standard that the surroundings name")
    parser.add_argument("--fail-on", metavar="SEVERITY", help="note, warning (as it is) or error")
    parser.add_argument("--config", metavar="FILE", help="settings, in the place of those found above")
    parser.add_argument("--baseline", metavar="FILE", help="leave out the findings that it lists")
    parser.add_argument("--write-baseline", metavar="FILE", help="list the findings of today in a file")
    parser.add_argument("--exit-zero", action="store_true", help="end with status 0 whatever is found")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, metavar="N", help="processes")
    parser.add_argument(
        "--max-bytes", type=int, default=MAX_BYTES, metavar="N", help="leave out larger files"
    )


def _explain(options: argparse.Namespace) -> int:
    from ..references.explaining import RULES, explain

    for rule in options.rules or RULES:
        found = explain(rule)
        if options.format == "json":
            import json

            write(json.dumps(found._asdict(), ensure_ascii=False))
        else:
            write(f"{found.rule} ({found.severity}): {found.meaning}")
            mended = "" if found.good == found.bad else f"\n  mended:   {found.good}"
            write(f"  {found.repair}\n  found in: {found.bad}{mended}")
    return OK


def _init(_: argparse.Namespace) -> int:
    """Write the settings that a project may begin with; 1 where there are some already."""
    from ..references.configuring import FILE, STARTING_CONFIGURATION

    if Path(FILE).exists():
        write(f"{FILE} exists already")
        return FOUND
    Path(FILE).write_text(STARTING_CONFIGURATION, encoding="utf-8")
    write(f"wrote {FILE}")
    return OK


def _add_nothing(_: argparse.ArgumentParser) -> None: ...


VERBS = (
    Verb(
        "audit",
        "judge the references to standards in files, and name what is wrong or out of date",
        "aiss audit README.md",
        _add_audit,
        _audit,
        ("json", "csv", "sarif"),
    ),
    Verb(
        "explain",
        "say what a verdict of an audit means, and how to mend it",
        "aiss explain retired",
        positional("rules", "verdicts; all without any", "*"),
        _explain,
        ("json",),
    ),
    Verb(
        "init",
        "write the settings of an audit that a project may begin with",
        "aiss init",
        _add_nothing,
        _init,
        (),
    ),
)
