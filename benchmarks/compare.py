"""Time the same questions in two checkouts, in alternating processes: median ratio and its interval.

    python benchmarks/compare.py OLD NEW [--runs 15] [--only WORD]

OLD and NEW are folders with `src/`. Each run is a fresh process of each checkout in turn, so that a
machine that slows down slows both. Both are compiled beforehand, as an installed package is. The
interval is that of the median of the ratios new/old, by order statistics, at 95 % or a little more.
Only names that both checkouts have are used, and only documents that OLD has are looked up.

Data grow: where a question's work grows with them, `work` is how much more the new data give it to do, in
documents, provisions, relationships or rows of the answer, and `per unit` is the ratio divided by that.
"""

from __future__ import annotations

import argparse
import compileall
import contextlib
import gc
import inspect
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

DAY = "2026-11-24"
PAGES = ("docs/guide.md", "docs/mapping.md", "docs/applicability.md")


def one() -> int:
    """Return the work of a question that has as much to do whatever the data."""
    return 1


class Question(NamedTuple):
    """A question, how often it is asked (the fastest counts), and how much it has to do, in units."""

    name: str
    times: int
    ask: Callable[[], Any]
    work: Callable[[], int] = one


def questions(texts: str, refs: list[str]) -> Iterator[Question]:
    """Yield each question, about texts and documents that both checkouts have."""
    started = time.process_time()
    import ai_security_standards as aiss

    aiss.load()["iso-iec-tr-24030"]
    cold = time.process_time() - started
    yield Question("import, load and first look-up", 1, lambda: cold)
    catalog = aiss.load().as_of(DAY)

    def documents_read() -> int:
        """Return how many documents the files of these have: a file is read whole."""
        publishers = {catalog[ref].publisher for ref in refs}
        return len(catalog.standards(current=None, where=lambda each: each.publisher in publishers))

    yield Question(
        "first look at every document", 1, lambda: [catalog[ref].title for ref in refs], documents_read
    )
    yield Question("look-up again", 20, lambda: [catalog[ref] for ref in refs])

    def documents() -> int:
        return len(catalog)

    yield Question(
        "filter by fields", 20, lambda: catalog.standards(kind="law", jurisdiction="DE").refs, documents
    )
    yield Question(
        "filter by a function",
        3,
        lambda: len(catalog.standards(where=lambda each: each.access == "free")),
        documents,
    )
    yield Question("another day", 3, lambda: len(aiss.load().as_of("2025-05-05").standards()), documents)
    yield Question("rows of all documents", 3, lambda: catalog.standards(current=None).rows(), documents)
    structured = catalog.standards(current=None, structure_shipped=True).refs
    yield Question(
        "read every structure",
        1,
        lambda: [len(catalog.framework(ref).provisions) for ref in structured],
        lambda: len(catalog.provisions(map(str, structured))),
    )
    yield Question("filter provisions", 3, lambda: len(catalog.provisions("eu-ai-act", role="provider")))
    yield Question(
        "build the search index",
        1,
        lambda: catalog.search("prompt injection"),
        lambda: len(catalog.standards()) + len(catalog.provisions()),
    )
    queries = "data poisoning", "acess control"
    yield Question(
        "search",
        10,
        lambda: [catalog.search(text) for text in queries],
        lambda: sum(len(catalog.search(text, limit=10**6)) for text in queries),
    )
    catalog.resolve("LLM01:2025")
    tags = ["Art. 15(4) AI Act", "AML.T0051.000", "CWE-79", "NIST CSF PR.DS-1", "AC-2(1)", "GOVERN 1.1"]

    def resolved() -> None:
        for tag in tags:
            with contextlib.suppress(aiss.StandardsError):
                catalog.resolve(tag)

    yield Question("resolve six references", 20, resolved)
    # Asked once each: what was resolved before is known.
    fresh = [f"Art. {number}({part}) AI Act" for number in range(1, 101) for part in (1, 2, 3)]

    def resolved_fresh() -> None:
        for tag in fresh:
            with contextlib.suppress(aiss.StandardsError):
                catalog.resolve(tag)

    yield Question("resolve 300 other references", 1, resolved_fresh)
    yield Question("find references in prose", 3, lambda: catalog.find_references(texts))
    yield Question("audit prose", 3, lambda: len(catalog.audit(texts)))
    yield from questions_on_relationships(aiss, catalog)


def questions_on_relationships(aiss: Any, catalog: Any) -> Iterator[Question]:
    """Yield each question that mapping sets and laws answer, of these editions alone, as OLD does."""
    knows_editions = "editions" in inspect.signature(catalog.coverage).parameters
    exact: dict[str, Any] = {"editions": "exact"} if knows_editions else {}

    def stated(*documents: str) -> Callable[[], int]:
        """Return a function that counts the relationships of documents."""
        return lambda: sum(len(catalog.relationships(document)) for document in documents)

    act, iso, csf, controls = "eu-ai-act@2024/1689", "iso-iec-42001@2023", "nist-csf@2.0", "nist-sp-800-53@5"
    crosswalk = ("etsi-en-304-223@2.1.1", iso)
    yield Question(
        "first crosswalk",
        1,
        lambda: catalog.crosswalk(*crosswalk, **exact).rows(),
        lambda: len(catalog.crosswalk(*crosswalk, **exact)),
    )
    yield Question(
        "crosswalk over two steps",
        3,
        lambda: len(catalog.crosswalk(csf, controls, max_steps=2, **exact)),
        stated(csf, controls),
    )
    yield Question(
        "relationships of a document",
        3,
        lambda: catalog.relationships("mitre-atlas@5.6.1").rows(),
        stated("mitre-atlas@5.6.1"),
    )
    yield Question("infer", 3, lambda: len(catalog.infer(act, to=iso, **exact)), stated(act, iso))
    yield Question(
        "conflicts",
        1,
        lambda: len(catalog.conflicts(**exact)),
        lambda: sum(each.size for each in catalog.mapping_sets()),
    )
    yield Question(
        "coverage", 3, lambda: catalog.coverage(controls, [csf], **exact).rows(), stated(controls, csf)
    )
    yield Question(
        "threat coverage",
        3,
        lambda: catalog.threat_coverage("mitre-atlas", ["mitre-atlas:AML.M0020"], **exact).rows(),
        stated("mitre-atlas"),
    )
    results = aiss.Assessment.of([(f"{iso}:A.{n}", "satisfied") for n in range(2, 11)])
    yield Question("project", 3, lambda: catalog.project(results, act, **exact).rows(), stated(iso, act))
    yield Question(
        "greedy plan",
        3,
        lambda: len(catalog.plan(act, iso, require="partial", method="greedy", **exact)),
        stated(iso, act),
    )
    profile = aiss.Profile(jurisdictions="EU", roles="provider", risk_classes="high-risk")
    yield Question(
        "applicable",
        1,
        lambda: catalog.applicable(profile).rows(),
        lambda: len(catalog.applicable(profile)),
    )
    yield Question(
        "changes",
        1,
        lambda: catalog.changes("2026-01-01", profile=profile).rows(),
        lambda: len(catalog.changes("2026-01-01", profile=profile)),
    )
    yield Question("checklist", 3, lambda: catalog.checklist(iso).rows())
    yield Question("compare", 3, lambda: catalog.compare("nist-csf@1.1", csf).rows())
    yield Question(
        "migrate",
        3,
        lambda: len(catalog.migrate([f"nist-csf@1.1:PR.DS-{n}" for n in (1, 2)], to=csf)),
    )


def measure(folder: Path, refs: list[str], only: str) -> None:
    """Print the seconds of processor time of each question, and its work, as JSON."""
    texts = "\n".join((folder / page).read_text(encoding="utf-8") for page in PAGES)
    found: dict[str, tuple[float, int]] = {}
    for question in questions(texts, refs):
        if only and only not in question.name:
            continue
        best = float("inf")
        # A full collection takes 150 ms, and would fall to whichever question happens to call for it.
        gc.collect()
        for _ in range(question.times):
            started = time.process_time()
            value = question.ask()
            best = min(best, time.process_time() - started)
        found[question.name] = value if isinstance(value, float) else best, question.work()
    print(json.dumps(found))


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
    parser.add_argument("--refs", type=Path, help="a file of the documents that are looked up, as JSON")
    given = parser.parse_args()
    texts = (given.texts or given.folders[0]).resolve()
    if given.refs:
        measure(texts, json.loads(given.refs.read_text(encoding="utf-8")), given.only)
        return
    for folder in given.folders:
        compileall.compile_dir(folder / "src", quiet=1)
    found: dict[str, list[list[list[float]]]] = {}
    with tempfile.TemporaryDirectory() as made:
        refs = Path(made, "refs.json")
        refs.write_text(run(given.folders[0], "-c", LIST), encoding="utf-8")
        for _ in range(given.runs):
            arguments = (__file__, *map(str, given.folders), "--texts", str(texts), "--refs", str(refs))
            pair = [json.loads(run(folder, *arguments, "--only", given.only)) for folder in given.folders]
            for name, old in pair[0].items():
                found.setdefault(name, []).append([old, pair[-1][name]])
    print(
        f"{'question':30} {'old ms':>9} {'new ms':>9} {'ratio':>6}  interval, "
        f"{given.runs} runs   work  per unit"
    )
    for name, pairs in found.items():
        ratios = [new / old for (old, _), (new, _) in pairs]
        low, high = interval(ratios)
        old, new = (statistics.median(each[side][0] for each in pairs) * 1000 for side in (0, 1))
        (_, old_work), (_, new_work) = pairs[-1]
        middle, work = statistics.median(ratios), new_work / max(old_work, 1)
        print(
            f"{name:30} {old:9.2f} {new:9.2f} {middle:6.2f}  {low:.2f} to {high:.2f}"
            f" {work:15.2f} {middle / work:9.2f}"
        )


#: What lists the documents of a checkout.
LIST = f"import ai_security_standards as a, json; print(json.dumps([*map(str, a.load().as_of('{DAY}'))]))"


def run(folder: Path, *arguments: str) -> str:
    """Run Python on the code of a checkout, and return what it prints."""
    done = subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": str(folder.resolve() / "src")},
    )  # fmt: skip
    return done.stdout


if __name__ == "__main__":
    main()
