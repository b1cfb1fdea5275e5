"""The table of structures: how many provisions are shipped, what share that is, and what is missing."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from ai_security_standards import Catalog
from ai_security_standards.records.provisions import Framework
from ai_security_standards.vocabulary import Completeness
from curation.pairs import head, lines

__all__ = ["GAPS", "MARK", "PAGE", "Gaps", "read_gaps", "share", "table", "write_structures"]

PAGE = Path(__file__).parents[1] / "docs" / "structures.md"
GAPS = Path(__file__).with_name("structures.toml")
#: Everything after this line of the page is made by the command.
MARK = "<!-- made by `python -m curation structures` -->\n"


class Gaps(NamedTuple):
    """What curators wrote of structures that are shipped in part, or not at all.

    Attributes:
        obstacles: What stood in the way, by a short word.
        missing: What structures lack, by reference of the edition.
        absent: Documents, or newer editions of them, without a structure, by id.
    """

    obstacles: Mapping[str, str]
    missing: Mapping[str, Mapping[str, Any]]
    absent: Mapping[str, Mapping[str, Any]]

    def why(self, gap: Mapping[str, Any]) -> str:
        """Return what stood in the way of a gap."""
        return self.obstacles.get(gap["why"], gap["why"])


def read_gaps(path: Path = GAPS) -> Gaps:
    """Read the gaps that curators wrote."""
    return Gaps(**tomllib.loads(path.read_text(encoding="utf-8")))


def share(framework: Framework, gap: Mapping[str, Any]) -> str:
    """Return how much of the whole is shipped, as a count, where a source gives the number of the whole."""
    if "whole" not in gap:
        return "not known"
    kind = gap.get("kind")
    shipped = sum(kind in (None, each.kind) for each in framework.provisions)
    return f"{shipped} of {gap['whole']} {kind or 'number'}s, {shipped / gap['whole']:.0%}"


def table(catalog: Catalog, gaps: Gaps) -> str:
    """Return the tables of what is shipped in part, not at all and in full."""
    register = catalog.snapshot.register
    frameworks = {ref: register.framework(ref) for ref in sorted(register.framework_loaders)}
    partial = {ref: each for ref, each in frameworks.items() if each.completeness is Completeness.PARTIAL}
    whole = {ref: each for ref, each in frameworks.items() if each.completeness is Completeness.COMPLETE}
    return lines(
        "## In part",
        "",
        *head("structure", "provisions", "share", "what is missing", "what stood in the way"),
        *_partial_lines(partial, gaps),
        "",
        "## Not at all",
        "",
        *head("document", "what is missing", "what stood in the way"),
        *(f"| {name} | {gap['what']} | {gaps.why(gap)} |" for name, gap in gaps.absent.items()),
        "",
        "## In full",
        "",
        *head("structure", "provisions", "confidence"),
        *(f"| {ref} | {len(each.provisions):,} | {each.confidence} |" for ref, each in whole.items()),
    )


def _partial_lines(partial: Mapping[str, Framework], gaps: Gaps) -> Iterator[str]:
    for ref, each in partial.items():
        gap = gaps.missing[ref]
        counts = f"{len(each.provisions):,} | {share(each, gap)}"
        yield f"| {ref} | {counts} | {gap['what']} | {gaps.why(gap)} |"


def write_structures(catalog: Catalog, page: Path = PAGE) -> None:
    """Write the tables below the mark of a page of the docs."""
    text = page.read_text(encoding="utf-8").partition(MARK)[0]
    page.write_text(f"{text}{MARK}\n{table(catalog, read_gaps())}", encoding="utf-8")
