"""Compare, trace and migrate over all pairs of editions: no exception, and all three tell the same.

`python full/editions.py [--sample N]` takes each ordered pair of structures of one standard, and each of
two standards that a succession links. It prints what is inconsistent, and ends with 1 where anything is.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator

from ai_security_standards import Catalog, Ref, UnknownReference, load
from ai_security_standards.editions import Comparison, Difference, Migration
from ai_security_standards.vocabulary import Change, MigrationOutcome

#: So many provisions of a pair are traced one by one as well.
_TRACED = 3
_NOTHING = (Change.ADDED, Change.RETIRED, Change.REUSED, Change.UNKNOWN)


def pairs(catalog: Catalog) -> list[tuple[str, str]]:
    """Return all ordered pairs of documents whose structure is shipped, an edition with itself left out."""
    documents = sorted(catalog.snapshot.register.framework_loaders)
    return [(old, new) for old in documents for new in documents if old != new]


def compared(catalog: Catalog, old: str, new: str) -> Comparison | None:
    """Return the comparison of two documents; None where no succession between them is known."""
    try:
        return catalog.compare(old, new)
    except UnknownReference:
        return None


def problems(catalog: Catalog, old: str, new: str) -> Iterator[str]:
    """Yield what three answers on one pair do not agree on; nothing where all is well."""
    found = compared(catalog, old, new)
    refs = [each.ref for each in catalog.provisions(old)]
    if found is None:
        yield from _unlinked_problems(catalog, refs, new)
        return
    if found.old.document != Ref.parse(old) or found.new.document != Ref.parse(new):
        yield "the comparison is of other documents"
    found.rows()
    yield from _side_problems(catalog, found)
    moved = catalog.migrate(refs, to=new)
    moved.rows()
    yield from _move_problems(found, moved)
    for ref in random.Random(old + new).sample(refs, min(_TRACED, len(refs))):
        (move,) = catalog.migrate([ref], to=new)
        traced = catalog.trace(ref, to=new)
        traced.rows()
        if move.trace != traced:
            yield f"{ref}: the migration has another trace than trace"
        if traced.to != Ref.parse(new):
            yield f"{ref}: the trace ends at {traced.to}"


def _unlinked_problems(catalog: Catalog, refs: list[Ref], new: str) -> Iterator[str]:
    """Yield what is wrong where nothing links two documents: all is left alone, and trace knows nothing."""
    moved = catalog.migrate(refs[:_TRACED], to=new)
    if {each.outcome for each in moved} - {MigrationOutcome.UNTOUCHED}:
        yield "no succession is known, and something is migrated"
    for ref in refs[:1]:
        try:
            catalog.trace(ref, to=new)
        except UnknownReference:
            continue
        yield "compare knows no succession, and trace does"


def _side_problems(catalog: Catalog, found: Comparison) -> Iterator[str]:
    """Yield the live provisions that are not once on their side of a comparison."""
    for side, document in (("old", found.old), ("new", found.new)):
        listed = Counter(ref for each in found for ref in getattr(each, side))
        live = Counter(each.ref for each in catalog.provisions(document))
        for ref in (listed - live) + (live - listed):
            yield f"{ref}: {listed[ref]} times on the side of {document}"
    for each in found:
        if each.change not in _NOTHING and not each.reasons:
            yield f"{each}: no reason"
        sides = bool(each.old), bool(each.new)
        if each.change is not Change.UNKNOWN and sides != (
            each.change is not Change.ADDED,
            each.change is not Change.RETIRED,
        ):
            yield f"{each}: {each.change} does not fit its sides"


def _move_problems(found: Comparison, moved: Migration) -> Iterator[str]:
    """Yield the moves that say another thing than the comparison."""
    rows: dict[Ref, Difference] = {ref: each for each in found for ref in each.old}
    for move in moved:
        row = rows[move.ref]
        if move.trace is None:
            yield f"{move.ref}: no trace"
            continue
        if not set(move.trace.successors) <= set(row.new):
            yield f"{move.ref}: {move} leads out of {row}"
        if move.outcome is MigrationOutcome.LOST and row.change is not Change.RETIRED:
            yield f"{move.ref}: lost, and {row.change}"
        if move.outcome is MigrationOutcome.CARRIED_OVER and (len(move.to) != 1 or row.change in _NOTHING):
            yield f"{move.ref}: carried over to {move.to}, and {row.change}"
        is_same = row.change in (Change.UNCHANGED, Change.RENUMBERED) and not row.needs_review
        if is_same and move.outcome is not MigrationOutcome.CARRIED_OVER:
            yield f"{move.ref}: {row.change}, and {move.outcome}"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=0, help="so many pairs; all if 0")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args(arguments)
    catalog = load().as_of("2026-11-24")
    listed = pairs(catalog)
    if given.sample:
        listed = random.Random(given.seed).sample(listed, given.sample)
    listed.sort(key=lambda pair: pair[0].partition("@")[0] != pair[1].partition("@")[0])
    failed = linked = 0
    for number, (old, new) in enumerate(listed, 1):
        linked += compared(catalog, old, new) is not None
        for problem in problems(catalog, old, new):
            failed += 1
            print(f"{old} to {new}: {problem}", flush=True)
        if number % 1_000 == 0:
            print(f"{number} pairs", flush=True)
    print(f"{len(listed)} pairs, {linked} of them linked by succession: {failed} inconsistent")
    return min(failed, 1)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
