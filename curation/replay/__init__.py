"""Calls over the public API with their rows, recorded once and replayed on later code."""

from __future__ import annotations

import json
import lzma
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from curation.freezing import RELEASES, kept_releases, read_release

from .asking import ask, data_version, load_as_known
from .differences import Difference, Renames, differences, report
from .drawing import SHARES, draw_calls
from .facts import Facts
from .summarising import canonical, summarise

__all__ = [
    "ANSWERS", "RELEASE", "RENAMES", "answers_path", "last_recorded", "read_answers", "record",
    "renames_path", "replay", "reviewed_calls",
]  # fmt: skip

#: The first release, before any public name changed.
RELEASE = "2026.11.0"
ANSWERS = RELEASES / RELEASE / "answers.jsonl.xz"
RENAMES = RELEASES / RELEASE / "renames.json"
#: What else differs since a release, reviewed: a table of methods, calls and the point that changed them.
REVIEWED = "differences.md"
_CALLS = re.compile(r"([0-9]+)\b(?: to ([0-9]+))?(?! calls)")

#: The parts of a recorded call that are the question; all others are the answer.
QUESTION = ("n", "method", "as_of", "args", "kwargs", "then", "overlay")
_PROJECT = Path(__file__).parents[2]

Call = Mapping[str, Any]


def answers_path(release: str) -> Path:
    """Return the file of the answers that the code of a release gave on its data."""
    return RELEASES / release / ANSWERS.name


def renames_path(release: str) -> Path:
    """Return the table of renames since a release; there is none until a name changes."""
    return RELEASES / release / RENAMES.name


def last_recorded() -> str:
    """Return the last release whose answers are recorded."""
    return [release for release in kept_releases() if answers_path(release).exists()][-1]


def record(path: Path = ANSWERS, shares: Mapping[str, int] = SHARES, release: str = RELEASE) -> Iterator[str]:
    """Ask calls made up from the frozen release, and write them with their answers.

    The texts come from the benchmarks and tests. A call that makes the package crash is left out.

    Args:
        path: the file to be written.
        shares: how many calls of each method are wanted.
        release: the frozen release that the package holds.

    Yields:
        A line on each call that was left out, then one on the whole.

    Raises:
        FileExistsError: answers are recorded already; what differs from them is entered in the table of
            renames, and they are not made anew.

    """
    if path.exists():
        raise FileExistsError(f"{path.name} is recorded already: enter renames in {RENAMES.name} instead")
    lines: list[str] = []
    for method, calls in _drawn(release):
        wanted = len(lines) + shares.get(method, 0)
        while len(lines) < wanted:
            call = next(calls)
            answer = summarise(ask(call))
            if "crash" in answer:
                yield f"left out: {canonical(call)}: {answer['crash']}"
            else:
                lines.append(_line({"n": len(lines) + 1, **call, **answer}))
    content = lzma.compress("".join(f"{line}\n" for line in lines).encode(), preset=9)
    path.write_bytes(content)
    yield f"{len(lines)} calls recorded, {len(content)} bytes"


def _line(call: Call) -> str:
    """Return a call as a line; its keys stay in their order, which in an argument can have a meaning."""
    return json.dumps(call, ensure_ascii=False, separators=(",", ":"))


def _drawn(release: str) -> Iterator[tuple[str, Iterator[Call]]]:
    held_out = (_PROJECT / "benchmarks" / "references-held-out.jsonl").read_text(encoding="utf-8")
    texts = [json.loads(line)["text"] for line in held_out.splitlines()]
    queries = json.loads((_PROJECT / "tests" / "snapshot" / "search_queries.json").read_bytes())
    yield from draw_calls(Facts(read_release(release)), texts, [each["query"] for each in queries])


def read_answers(path: Path = ANSWERS) -> list[Call]:
    """Return the recorded calls with their answers."""
    return [json.loads(line) for line in lzma.decompress(path.read_bytes()).decode().split("\n")[:-1]]


def replay(
    recorded: Sequence[Call],
    renames: Path = RENAMES,
    jobs: int = 1,
    release: str | None = None,
) -> Iterator[str]:
    """Ask all recorded calls again and yield lines on what differs, then one line on the whole.

    Args:
        recorded: calls with their answers.
        renames: the file of the reviewed table of renames.
        jobs: the number of processes.
        release: the release whose answers these are, by default the first; where the package holds a later
            one, its records are asked as they were known then.

    Raises:
        InvalidData: the package does not keep that release.

    """
    asked = release or RELEASE
    known = None if data_version() == asked else asked
    load_as_known(known)
    start = time.perf_counter()
    table = Renames.read(renames)
    found: list[tuple[str, int, Difference]] = []
    for call, each in zip(recorded, _all_differences(recorded, table, jobs, known), strict=True):
        found += [(call["method"], call["n"], difference) for difference in each]
    yield from report(found)
    numbers = {number for _, number, _ in found}
    unlisted = sorted(numbers - reviewed_calls(renames.with_name(REVIEWED)))
    if unlisted:
        yield f"not in {REVIEWED}: {', '.join(map(str, unlisted))}"
    yield f"{len(numbers)} of {len(recorded)} calls differ, in {time.perf_counter() - start:.0f} s"


def reviewed_calls(path: Path) -> set[int]:
    """Return the numbers of the calls whose differences were reviewed: the second column of a table."""
    rows = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    cells = [row.split("|")[2] for row in rows if row.startswith("| `")]
    spans = [span for cell in cells for span in _CALLS.findall(cell)]
    return {number for first, last in spans for number in range(int(first), int(last or first) + 1)}


def _all_differences(
    recorded: Sequence[Call], table: Renames, jobs: int, known: str | None
) -> Iterator[list[Difference]]:
    compare = partial(_differences, table=table, known=known)
    if jobs == 1:
        yield from map(compare, recorded)
        return
    with ProcessPoolExecutor(jobs) as pool:
        # Calls of one method stay together, so that each process builds few indexes.
        yield from pool.map(compare, recorded, chunksize=25)


def _differences(call: Call, table: Renames, known: str | None) -> list[Difference]:
    before = {name: value for name, value in call.items() if name not in QUESTION}
    now = summarise(table.restore(call["method"], ask(call, known)))
    method = call["method"]
    removed, added = table.removed_keys(method), table.added_keys(method)
    return differences(before, json.loads(canonical(now)), removed, added)
