"""Time the reading of references beside `json.loads` and a regex of words: `python benchmarks/reading.py`.

Every figure is the least processor time of several runs. Ratios compare with what Python takes for the
same text in the same run, so that machines and loads compare. `--only WORD` measures what has the word in
its name, `--json` prints the figures for a comparison of two checkouts.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import ai_security_standards as aiss

ROOT = Path(__file__).parents[1]
PAGES = ("guide", "mapping", "applicability", "compliance", "making-releases")
WORD = re.compile(r"\w+")
#: About 30 characters each.
HITS = (
    "OWASP LLM Top 10 2025 LLM01",
    "ISO/IEC 42001:2023, A.6.2.4",
    "Article 15(4) of the AI Act",
    "MITRE ATLAS AML.T0051.000",
)
MISSES = (
    "our own control AC-XY 99 text",
    "the third page of the report",
    "MITRE ATLAS AML.T9999.000 or",
    "ISO/IEC 42001 clause 77.12.3",
)


def seconds(act: Callable[[], object], runs: int = 5) -> float:
    """Return the least processor time of some runs, after one that does not count."""
    act()
    best = float("inf")
    for _ in range(runs):
        begun = time.process_time()
        act()
        best = min(best, time.process_time() - begun)
    return best


def texts() -> dict[str, str]:
    """Return the texts that are read: prose, tables and lists full of references, structured files."""
    catalog = aiss.load()
    rows = catalog.crosswalk("nist-csf@2.0", "nist-sp-800-53@5").rows()[:700]
    table = "\n".join(
        f"| {row['source'].partition(':')[2]} | {row['source_title']} | {row['target'].partition(':')[2]} |"
        for row in rows
    )
    risks = [
        each
        for name in ("owasp-llm-top-10@2025", "owasp-agentic-top-10@2026", "mitre-atlas@2026.09")
        for each in catalog.framework(name).provisions
    ]
    listed = [f"- {each.id}: {each.title or each.label}" for each in risks]
    entries = [
        {"id": each.id, "title": each.title or each.label, "framework": each.ref.standard} for each in risks
    ]
    prose = "\n".join((ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8") for page in PAGES)
    from pydoc_data.topics import topics

    return {
        "sparse": "\n\n".join(topics.values()),
        "docs": prose,
        "table": f"# A crosswalk\n\n| NIST CSF 2.0 | title | NIST SP 800-53 |\n|---|---|---|\n{table}\n",
        "list": "# OWASP and MITRE ATLAS\n\n" + "\n".join(listed) + "\n",
        "json": json.dumps(entries, indent=1),
    }


def of_one_reference() -> Iterator[tuple[str, float, str]]:
    """Yield what one warm reference takes, beside `json.loads` of the same text."""
    catalog = aiss.load()

    def ask(several: tuple[str, ...]) -> None:
        for text in several:
            with contextlib.suppress(aiss.StandardsError):
                catalog.resolve(text)

    def parse(documents: list[str]) -> None:
        for document in documents:
            json.loads(document)

    for name, several in (("hit", HITS), ("miss", MISSES)):
        plain = seconds(partial(parse, [json.dumps(text) for text in several] * 500)) / 500
        taken = seconds(partial(ask, several * 25)) / 25
        each, beside = taken / len(several) * 1e6, plain / len(several) * 1e6
        yield f"warm {name}", taken / plain, f"times json.loads ({each:.1f} µs beside {beside:.2f} µs)"


def of_columns() -> Iterator[tuple[str, float, str]]:
    """Yield how many tags a second a column gives."""
    catalog = aiss.load()
    column = ["LLM01:2025", "AML.T0051", "owasp:llm06", "GV.OC-01", "nothing"] * 200_000
    taken = seconds(lambda: catalog.resolve_many(column), runs=2)
    yield "resolve_many", len(column) / taken / 1e6, "million tags a second"


def of_texts() -> Iterator[tuple[str, float, str]]:
    """Yield how fast texts are read and audited."""
    catalog = aiss.load()
    for name, text in texts().items():
        words = seconds(partial(WORD.findall, text))
        count = len(catalog.find_references(text)) or 1
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "a.json" if name == "json" else "a.md")
            path.write_text(text, encoding="utf-8")
            acts: dict[str, Callable[[], object]] = {
                "find": partial(catalog.find_references, text),
                "audit": partial(catalog.audit, path),
            }
            for verb, act in acts.items():
                taken = seconds(act, runs=3)
                beside = (
                    f"{taken / words:.0f} times a regex of words, {taken / count * 1e6:.0f} µs a reference"
                )
                yield f"{verb} {name}", len(text) / taken / 1e6, f"MB/s, {beside}"


def of_processes() -> Iterator[tuple[str, float, str]]:
    """Yield the processor time of whole processes: the first reference, and the audit of a small file.

    As where the package is installed, Python finds its modules compiled.
    """
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    first = "import ai_security_standards as a; a.load().resolve('LLM01:2025')"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.md")
        path.write_text("LLM06:2025 Sensitive Information Disclosure\n", encoding="utf-8")
        commands = {
            "nothing": ["-c", "pass"],
            "first reference": ["-c", first],
            "aiss audit of a small file": ["-m", "ai_security_standards", "audit", "--exit-zero", str(path)],
        }
        for name, command in commands.items():
            times = []
            for _ in range(5):
                begun = resource.getrusage(resource.RUSAGE_CHILDREN)
                subprocess.run([sys.executable, *command], check=True, capture_output=True, env=surroundings)
                ended = resource.getrusage(resource.RUSAGE_CHILDREN)
                times.append(ended.ru_utime + ended.ru_stime - begun.ru_utime - begun.ru_stime)
            yield f"process: {name}", min(times), "s"


GROUPS = {"warm": of_one_reference, "resolve_many": of_columns, "text": of_texts, "process": of_processes}


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--only", default="", choices=["", *GROUPS])
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    figures = {}
    for name, group in GROUPS.items():
        if given.only in ("", name):
            for what, figure, unit in group():
                figures[what] = figure
                if not given.json:
                    print(f"{what}: {figure:.3g} {unit}", flush=True)
    if given.json:
        print(json.dumps(figures))


if __name__ == "__main__":
    main()
