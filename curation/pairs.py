"""The table of what relates the best known frameworks at their current editions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from ai_security_standards import Catalog

__all__ = ["DAY", "FRAMEWORKS", "PAGE", "Pair", "head", "lines", "pairs", "table", "write_table"]

PAGE = Path(__file__).parents[1] / "docs" / "pairs.md"
#: The day on which editions are current.
DAY = "2026-11-29"
#: Everything after this line of the page is made by the command.
MARK = "<!-- made by `python -m curation pairs` -->\n"

FRAMEWORKS = (
    "eu-ai-act", "iso-iec-42001", "nist-ai-rmf", "nist-ai-600-1", "iso-iec-27001", "nist-csf",
    "nist-sp-800-53", "owasp-llm-top-10", "owasp-agentic-top-10", "mitre-atlas", "owasp-aisvs",
    "owasp-ai-exchange", "etsi-en-304-223", "google-saif-risk-map", "csa-maestro", "eu-dora", "eu-nis2",
    "eu-cra", "nist-sp-800-218a", "nist-ai-100-2", "cwe", "cosai-risk-map", "csa-aicm",
)  # fmt: skip


#: What is counted of each pair with rows.
_COUNTS = ("asserted", "carried", "inferred in two steps", "candidates in two steps")


class Pair(NamedTuple):
    """Two frameworks: rows of one step with and without other editions, and rows of two steps by basis."""

    one: str
    other: str
    exact: int
    one_step: Counter[str]
    two_steps: Counter[str]

    @property
    def stated(self) -> int:
        """How many rows of one step mapping sets state, of these editions or of others."""
        return sum(count for basis, count in self.one_step.items() if basis != "candidate")


def pairs(catalog: Catalog, chosen: Iterable[tuple[str, str]] | None = None) -> Iterator[Pair]:
    """Yield all pairs of the frameworks, or those chosen, at the editions that no edition means."""
    for one, other in combinations(FRAMEWORKS, 2) if chosen is None else chosen:
        exact = catalog.crosswalk(one, other, editions="exact")
        yield Pair(
            one,
            other,
            len(exact),
            Counter(row.basis for row in catalog.crosswalk(one, other)),
            Counter(row.basis for row in catalog.crosswalk(one, other, max_steps=2)),
        )


def table(catalog: Catalog) -> str:
    """Return the counts of all pairs, then a line for each with rows, and for each with candidates only."""
    found = list(pairs(catalog))
    related = sorted((pair for pair in found if pair.stated), key=lambda pair: -pair.stated)
    guessed = [pair for pair in found if pair.two_steps and not pair.stated]
    guessed.sort(key=lambda pair: -pair.two_steps["candidate"])
    asserted = sum(bool(pair.exact) for pair in found)
    return lines(
        *head(f"of {len(found)} pairs", "number"),
        f"| with rows between these editions | {asserted} |",
        f"| with rows of other editions alone | {len(related) - asserted} |",
        f"| with candidates only | {len(guessed)} |",
        f"| with nothing | {len(found) - len(related) - len(guessed)} |",
        "",
        "## Pairs with rows",
        "",
        *head("framework", "framework", *_COUNTS),
        *map(line, related),
        "",
        "## Pairs with candidates only",
        "",
        *head("framework", "framework", _COUNTS[-1]),
        *map(line, guessed),
    )


def line(pair: Pair) -> str:
    """Return the line of a pair in its table."""
    one, two = pair.one_step, pair.two_steps
    stated = (one["asserted"], one["carried"], two["inferred"]) if pair.stated else ()
    numbers = (*stated, two["candidate"])
    return f"| {pair.one} | {pair.other} | {' | '.join(map(str, numbers))} |"


def head(*names: str) -> tuple[str, str]:
    """Return the first two lines of a table of Markdown."""
    return f"| {' | '.join(names)} |", "|---" * len(names) + "|"


def lines(*texts: str) -> str:
    """Return texts as lines, each with its end."""
    return "".join(f"{text}\n" for text in texts)


def write_table(catalog: Catalog, page: Path = PAGE) -> None:
    """Write the table below the mark of a page of the docs."""
    text = page.read_text(encoding="utf-8").partition(MARK)[0]
    page.write_text(f"{text}{MARK}\n{table(catalog)}", encoding="utf-8")
