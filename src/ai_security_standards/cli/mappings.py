"""Verbs on mappings and editions: map, crosswalk, compare, changes."""

from __future__ import annotations

import sys

from . import migrating
from .asking import catalog_of, ref_of
from .output import print_table
from .parsing import Verb, one_or_more, positional

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

__all__ = ["VERBS"]

#: The columns that say what a row rests on: of a crosswalk, of an inference, of a relationship.
_OF_CROSSWALK = ("paths", "arguments", "reasons", "caveats", "urls")
_OF_INFERENCE = ("paths", "caveats")
_OF_RELATIONSHIP = ("stated", "rationale", "argument", "comment", "locator", "caveats", "unresolved")


def _map(options: argparse.Namespace) -> int:
    catalog = catalog_of(options)
    ref, to = ref_of(catalog, options.ref), ref_of(catalog, options.to) if options.to else None
    if options.infer:
        shown, reasons = ("source", "relation", "target", "trust"), _reasons(options, _OF_INFERENCE)
        print_table(catalog.infer(ref, to=to), options, shown, reasons=reasons)
    else:
        columns = ("subject", "type", "negated", "object", "trust", "mapping_set")
        reasons = _reasons(options, _OF_RELATIONSHIP)
        print_table(catalog.relationships(ref, to=to), options, columns, reasons=reasons)
    return 0


def _add_map(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", metavar="REF", help="the document or provision to map to")
    parser.add_argument("--infer", action="store_true", help="print what certainly follows, instead")
    _add_reasons(parser)


def _add_reasons(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--reasons", action="store_true", help="print below each row what it rests on")


def _reasons(options: argparse.Namespace, columns: tuple[str, ...]) -> tuple[str, ...]:
    """Return the columns that are printed below each row: none unless people ask for them."""
    return columns if options.reasons else ()


def _crosswalk(options: argparse.Namespace) -> int:
    catalog = catalog_of(options)
    source, target = ref_of(catalog, options.source), ref_of(catalog, options.target)
    found = catalog.crosswalk(source, target, max_steps=options.max_steps)
    columns = ("source", "relation", "target", "basis", "source_title", "target_title")
    print_table(found, options, columns, reasons=_reasons(options, _OF_CROSSWALK))
    if options.format == "table" and found and not options.reasons:
        print("To see the mapping sets and paths that each row rests on, add: --reasons", file=sys.stderr)
    return 0


def _add_steps(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--max-steps", type=int, default=2, metavar="N", help="the longest chain (2)")
    _add_reasons(parser)


def _compare(options: argparse.Namespace) -> int:
    catalog = catalog_of(options)
    found = catalog.compare(ref_of(catalog, options.old), ref_of(catalog, options.new))
    if options.changed:
        found = found.only(where=lambda each: each.change != "unchanged")
    print_table(found, options, ("change", "old", "new", "needs_review"))
    return 0


def _add_changed(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--changed", action="store_true", help="leave out what is unchanged")


def _changes(options: argparse.Namespace) -> int:
    catalog = catalog_of(options)
    profile = None
    if options.profile:
        from .profiles import read_profile

        profile = read_profile(options.profile)
    events = catalog.changes(options.since, options.until, profile, tags=options.tag)
    print_table(events, options, ("date", "ref", "kind", "what"))
    return 0


def _add_changes(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--since", required=True, metavar="DAY", help="a day, or a data release")
    parser.add_argument("--until", metavar="DAY", help="the last day")
    parser.add_argument("--profile", metavar="FILE", help="a profile: only what concerns it")
    parser.add_argument("--tag", action="append", metavar="TEXT", help="only what touches this reference")


VERBS = (
    Verb(
        "map",
        "print what mapping sets state about a provision or document",
        'aiss map "OWASP LLM01:2025" --to mitre-atlas',
        one_or_more(positional("ref", "a reference"), _add_map),
        _map,
    ),
    Verb(
        "crosswalk",
        "print how the provisions of one document relate to those of another",
        "aiss crosswalk etsi-en-304-223 iso-iec-42001 --limit 5",
        one_or_more(positional("source", "a document"), positional("target", "another document"), _add_steps),
        _crosswalk,
    ),
    Verb(
        "compare",
        "print what became of each provision from one edition to another",
        "aiss compare owasp-llm-top-10@2025 owasp-llm-top-10@2026",
        one_or_more(
            positional("old", "the earlier edition"), positional("new", "the later one"), _add_changed
        ),
        _compare,
    ),
    *migrating.VERBS,
    Verb(
        "changes",
        "print what happened to documents since a day or a data release",
        "aiss changes --since 2026-06-01 --tag 'Art. 50 AI Act'",
        _add_changes,
        _changes,
    ),
)
