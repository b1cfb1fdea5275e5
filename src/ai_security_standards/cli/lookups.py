"""Verbs that look things up: resolve, show, find, list, tree, info."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .asking import catalog_of, document_of, message_of, ref_of, texts_of_arguments
from .output import print_record, print_rows, print_table, write
from .parsing import Verb, one_or_more, positional

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from ..catalog import Catalog

__all__ = ["VERBS"]


def _resolve(options: argparse.Namespace) -> int:
    """Print the reference that each text means; the status is 1 where one means none or several."""
    catalog = catalog_of(options)
    within = document_of(catalog, options.within) if options.within else None
    rows = [_resolved(catalog, text, within) for text in texts_of_arguments(options.texts)]
    if options.format == "json":
        from ..tables import as_json

        write(as_json(rows))
    elif options.format == "csv":
        from ..tables import as_csv

        write(as_csv(list(rows[0]) if rows else _RESOLVED, rows).replace("\r\n", "\n"))
    else:
        for row in rows:
            write(f"{row['ref']}  {row['name']}" if row["ref"] else f"{row['text']!r}: {row['problem']}")
    return int(any(row["status"] != "ok" for row in rows))


_RESOLVED = ("text", "ref", "name", "status", "candidates", "problem")


def _resolved(catalog: Catalog, text: str, within: str | None) -> dict[str, Any]:
    """Return what a text means, as a row: an error is a value of it."""
    from ..errors import AmbiguousReference, UnknownReference

    row: dict[str, Any] = dict.fromkeys(_RESOLVED)
    try:
        ref = catalog.resolve(text, within=within)
    except AmbiguousReference as error:
        found = {"status": "ambiguous", "candidates": error.candidates, "problem": message_of(error)}
    except UnknownReference as error:
        found = {"status": error.verdict, "candidates": error.near_misses, "problem": message_of(error)}
    else:
        found = {"ref": str(ref), "name": _name_of(catalog, str(ref)), "status": "ok", "candidates": ()}
    return {**row, "text": text, **found}


def _name_of(catalog: Catalog, ref: str) -> str:
    record = catalog[ref]
    return str(getattr(record, "name", "") or getattr(record, "title", ""))


def _show(options: argparse.Namespace) -> int:
    catalog = catalog_of(options)
    for text in options.refs:
        print_record(catalog[ref_of(catalog, text)], options)
    return 0


def _find(options: argparse.Namespace) -> int:
    catalog = catalog_of(options)
    within = ref_of(catalog, options.standard) if options.standard else None
    limit = options.limit or 10
    hits = catalog.search(" ".join(options.words), kind=options.kind, standard=within, limit=limit)
    print_table(hits, options, ("ref", "name", "kind"))
    return int(not hits)


#: The criteria of `list`, as `Catalog.standards` has them.
_CRITERIA = (
    "id",
    "publisher",
    "kind",
    "jurisdiction",
    "topic",
    "status",
    "access",
    "binding",
    "role",
    "text",
)


def _list(options: argparse.Namespace) -> int:
    criteria = {name: getattr(options, name) for name in _CRITERIA if getattr(options, name)}
    if options.text:
        criteria["text"] = " ".join(options.text)
    current = {"current": True, "former": False, "all": None}[options.editions]
    found = catalog_of(options).standards(current=current, **criteria)
    print_table(found, options, ("ref", "designation", "title", "status", "published", "access"))
    return 0


def _add_criteria(parser: argparse.ArgumentParser) -> None:
    for name in _CRITERIA:
        parser.add_argument(f"--{name}", metavar="VALUE", action="append", help=f"keep what has this {name}")
    parser.add_argument(
        "--editions", choices=("current", "former", "all"), default="current", help="which editions"
    )


def _tree(options: argparse.Namespace) -> int:
    catalog = catalog_of(options)
    ref = ref_of(catalog, options.ref)
    record = catalog[ref]
    below = catalog.descendants(ref)
    if options.format != "table":
        print_table(below, options)
        return 0
    first = 0 if ref.provision is None else record.depth + 1  # type: ignore[union-attr]
    write(f"{ref}  {_name_of(catalog, str(ref))}")
    shown = [each for each in below if options.depth is None or each.depth - first < options.depth]
    for provision in shown[: options.limit]:
        mark = " (retired)" if provision.retired else ""
        write(f"{'  ' * (provision.depth - first + 1)}{provision.id}  {provision.name}{mark}")
    if len(below) > len(shown[: options.limit]):
        write(f"… {len(below) - len(shown[: options.limit]):,} more")
    return 0


def _add_depth(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--depth", type=int, metavar="N", help="print N levels")


def _info(options: argparse.Namespace) -> int:
    """Print what is installed; with --verify, whether it is as released."""
    catalog = catalog_of(options)
    register = catalog.snapshot.register
    facts = {
        "version": catalog.provenance.version,
        "data": catalog.data_version,
        "digest": catalog.provenance.digest,
        "day": str(catalog.date),
        "editions": len(catalog),
        "structures": len(register.framework_loaders),
        "mapping_sets": len(register.mappings),
    }
    findings: Sequence[Any] = ()
    if options.verify:
        from ..checking.verifying import verify

        findings = verify()
        facts["verified"] = not findings
    if options.format == "json":
        import json

        write(json.dumps({**facts, "findings": [each._asdict() for each in findings]}))
    else:
        print_rows(
            ("name", "value"), [{"name": name, "value": str(value)} for name, value in facts.items()], None
        )
        for finding in findings:
            write(str(finding))
    return int(bool(findings))


def _add_verify(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--verify", action="store_true", help="compare the data files with their digests")


def _add_within(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--within", metavar="STANDARD", help="the standard that the surroundings name")


def _add_search(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--kind", action="append", metavar="KIND", help="keep this kind of record")
    parser.add_argument("--standard", metavar="REF", help="search in one document")


VERBS = (
    Verb(
        "resolve",
        "say which reference a text means",
        'aiss resolve "OWASP LLM01:2025" "Art. 15(4) AI Act"',
        one_or_more(positional("texts", 'texts as people write them; "-" reads lines', "+"), _add_within),
        _resolve,
    ),
    Verb(
        "show",
        "show a document or a provision",
        'aiss show "ISO/IEC 42001"',
        positional("refs", "references", "+"),
        _show,
        ("json",),
    ),
    Verb(
        "find",
        "search documents and provisions by words",
        "aiss find training data poisoning",
        one_or_more(positional("words", "words in any order", "+"), _add_search),
        _find,
    ),
    Verb(
        "list",
        "list documents by criteria",
        "aiss list --publisher etsi --access free",
        _add_criteria,
        _list,
    ),
    Verb(
        "tree",
        "print the structure of a document, or what is below a provision",
        "aiss tree eu-ai-act --depth 1",
        one_or_more(positional("ref", "a reference"), _add_depth),
        _tree,
    ),
    Verb(
        "info",
        "print versions, digest and counts of what is installed",
        "aiss info --verify",
        _add_verify,
        _info,
        ("json",),
    ),
)
