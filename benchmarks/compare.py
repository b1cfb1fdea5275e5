"""Time the same questions in two checkouts, in alternating processes: median ratio and its interval.

    python benchmarks/compare.py OLD NEW [--runs 15] [--only WORD]

OLD and NEW are folders with `src/`. Each run is a fresh process of each checkout in turn, so that a
machine that slows down slows both. Both are compiled beforehand, as an installed package is. The
interval is that of the median of the ratios new/old, by order statistics, at 95 % or a little more.
Only names that both checkouts have are used.
"""

from __future__ import annotations

import argparse
import compileall
import contextlib
import gc
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

DAY = "2026-11-24"
PAGES = ("docs/guide.md", "docs/mapping.md", "docs/applicability.md")


def questions(texts: str) -> Iterator[tuple[str, int, Callable[[], Any]]]:
    """Yield name, number of repetitions (the fastest counts) and a function for each question."""
    started = time.process_time()
    import ai_security_standards as aiss

    aiss.load()["iso-iec-tr-24030"]
    cold = time.process_time() - started
    yield "import, load and first look-up", 1, lambda: cold
    catalog = aiss.load().as_of(DAY)
    refs = [str(ref) for ref in catalog]
    yield "first look at every document", 1, lambda: [catalog[ref].title for ref in refs]
    yield "look-up again, 750 times", 20, lambda: [catalog[ref] for ref in refs]
    yield "filter by fields", 20, lambda: catalog.standards(kind="law", jurisdiction="DE").refs
    yield "filter by a function", 3, lambda: len(catalog.standards(where=lambda each: each.access == "free"))
    yield "another day", 3, lambda: len(aiss.load().as_of("2025-05-05").standards())
    yield "rows of all documents", 3, lambda: catalog.standards(current=None).rows()
    yield (
        "read every structure",
        1,
        lambda: [
            len(catalog.framework(ref).provisions)
            for ref in catalog.standards(current=None, structure_shipped=True).refs
        ],
    )
    yield "filter provisions", 3, lambda: len(catalog.provisions("eu-ai-act", role="provider"))
    yield "build the search index", 1, lambda: catalog.search("prompt injection")
    yield "search", 10, lambda: [catalog.search(text) for text in ("data poisoning", "acess control")]
    catalog.resolve("LLM01:2025")
    tags = ["Art. 15(4) AI Act", "AML.T0051.000", "CWE-79", "NIST CSF PR.DS-1", "AC-2(1)", "GOVERN 1.1"]

    def resolved() -> None:
        for tag in tags:
            with contextlib.suppress(aiss.StandardsError):
                catalog.resolve(tag)

    yield "resolve six references", 20, resolved
    yield "find references in prose", 3, lambda: catalog.find_references(texts)
    yield "audit prose", 3, lambda: len(catalog.audit(texts))
    crosswalk = ("etsi-en-304-223@2.1.1", "iso-iec-42001@2023")
    yield "first crosswalk", 1, lambda: catalog.crosswalk(*crosswalk).rows()
    yield (
        "crosswalk over two steps",
        3,
        lambda: len(catalog.crosswalk("nist-csf@2.0", "nist-sp-800-53@5", max_steps=2)),
    )
    yield "relationships of a document", 3, lambda: catalog.relationships("mitre-atlas@5.6.1").rows()
    yield "infer", 3, lambda: len(catalog.infer("eu-ai-act@2024/1689", to="iso-iec-42001@2023"))
    yield "conflicts", 1, lambda: len(catalog.conflicts())
    yield "coverage", 3, lambda: catalog.coverage("nist-sp-800-53@5", ["nist-csf@2.0"]).rows()
    yield (
        "threat coverage",
        3,
        lambda: catalog.threat_coverage("mitre-atlas", ["mitre-atlas:AML.M0020"]).rows(),
    )
    results = aiss.Assessment.of([(f"iso-iec-42001@2023:A.{n}", "satisfied") for n in range(2, 11)])
    yield "project", 3, lambda: catalog.project(results, "eu-ai-act@2024/1689").rows()
    yield (
        "greedy plan",
        3,
        lambda: len(
            catalog.plan("eu-ai-act@2024/1689", "iso-iec-42001@2023", require="partial", method="greedy")
        ),
    )
    profile = aiss.Profile(jurisdictions="EU", roles="provider", risk_classes="high-risk")
    yield "applicable", 1, lambda: catalog.applicable(profile).rows()
    yield "changes", 1, lambda: catalog.changes("2026-01-01", profile=profile).rows()
    yield "checklist", 3, lambda: catalog.checklist("iso-iec-42001@2023").rows()
    yield "compare", 3, lambda: catalog.compare("nist-csf@1.1", "nist-csf@2.0").rows()
    yield (
        "migrate",
        3,
        lambda: len(catalog.migrate([f"nist-csf@1.1:PR.DS-{n}" for n in (1, 2)], to="nist-csf@2.0")),
    )


def measure(folder: Path, only: str) -> None:
    """Print the seconds of processor time of each question as JSON."""
    texts = "\n".join((folder / page).read_text(encoding="utf-8") for page in PAGES)
    seconds: dict[str, float] = {}
    for name, times, ask in questions(texts):
        if only and only not in name:
            continue
        best = float("inf")
        # A full collection takes 150 ms, and would fall to whichever question happens to call for it.
        gc.collect()
        for _ in range(times):
            started = time.process_time()
            value = ask()
            best = min(best, time.process_time() - started)
        seconds[name] = value if isinstance(value, float) else best
    print(json.dumps(seconds))


def interval(ratios: list[float]) -> tuple[float, float]:
    """Return the interval of the median by order statistics: ranks 4 and 12 of 15."""
    ordered = sorted(ratios)
    rank = max(0, round(len(ordered) / 2 - 0.98 * len(ordered) ** 0.5) - 1)
    return ordered[rank], ordered[-1 - rank]


def main() -> None:
    """Alternate the two checkouts and print a line for each question."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--only", default="")
    parser.add_argument("--texts", type=Path, help="the folder whose pages are read; by default OLD")
    given = parser.parse_args()
    texts = (given.texts or given.folders[0]).resolve()
    if len(given.folders) == 1:
        measure(texts, given.only)
        return
    for folder in given.folders:
        compileall.compile_dir(folder / "src", quiet=1)
    found: dict[str, list[tuple[float, float]]] = {}
    for _ in range(given.runs):
        pair = []
        for folder in given.folders:
            done = subprocess.run(
                [sys.executable, __file__, str(folder), "--texts", str(texts), "--only", given.only],
                capture_output=True, text=True, check=True,
                env={**os.environ, "PYTHONPATH": str(folder.resolve() / "src")},
            )  # fmt: skip
            pair.append(json.loads(done.stdout))
        for name, old in pair[0].items():
            found.setdefault(name, []).append((old, pair[1][name]))
    print(f"{'question':34} {'old ms':>9} {'new ms':>9} {'ratio':>6}  interval, {given.runs} runs")
    for name, pairs in found.items():
        ratios = [new / old for old, new in pairs]
        low, high = interval(ratios)
        old, new = (statistics.median(side) * 1000 for side in zip(*pairs, strict=True))
        print(f"{name:34} {old:9.2f} {new:9.2f} {statistics.median(ratios):6.2f}  {low:.2f} to {high:.2f}")


if __name__ == "__main__":
    main()
