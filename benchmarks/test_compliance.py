"""What coverage and plans cost, each figure beside NetworkX or bare SciPy in the same run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from test_mapping import PROVISIONS, graph_of, hops, million, name  # noqa: F401  million is a fixture

import ai_security_standards as aiss
from ai_security_standards.compliance import planning
from ai_security_standards.mapping.scopes import view_of

networkx = pytest.importorskip("networkx")
numpy = pytest.importorskip("numpy")
optimize = pytest.importorskip("scipy.optimize")
sparse = pytest.importorskip("scipy.sparse")

DAY = "2026-11-24"
TARGETS = ["eu-ai-act", "iso-iec-42001"]
USING = ["etsi-en-304-223", "nist-ai-rmf", "eu-gpai-code"]


def largest(catalog):
    """The shipped current edition that has the most provisions that count."""
    current = [
        str(each.ref)
        for each in catalog.standards()
        if str(each.ref) in catalog.snapshot.register.framework_loaders
    ]
    return max(current, key=lambda each: len(catalog.provisions(each, assessable=True)))


def implemented(target, graph):
    """500 provisions of other documents, those first that have most neighbours."""
    others = (each for each in graph if ":" in each and not each.startswith(f"{target}:"))
    return sorted(others, key=lambda each: (-graph.degree(each), each))[:500]


@pytest.mark.benchmark(group="coverage of the largest shipped framework by 500 implemented provisions")
@pytest.mark.parametrize("who", ["1 NetworkX two hops", "2 coverage (at most 3 of 1)", "3 every reason made"])
def test_coverage(benchmark, who):
    catalog = aiss.load().as_of(DAY)
    target = largest(catalog)
    graph = graph_of(catalog)
    starts = implemented(target, graph)
    print(f"\n{target}: {catalog.coverage(target, starts).bounds}")
    if who[0] == "1":
        work = lambda: [len(hops(graph, start)) for start in starts]  # noqa: E731
    elif who[0] == "2":
        work = lambda: catalog.coverage(target, starts).bounds  # noqa: E731
    else:
        work = lambda: list(catalog.coverage(target, starts))  # noqa: E731
    benchmark.pedantic(work, rounds=5, warmup_rounds=1)


@pytest.mark.benchmark(group="plan for the AI Act and ISO/IEC 42001")
@pytest.mark.parametrize("require", ["full", "partial"])
@pytest.mark.parametrize(
    "who",
    [
        "1 bare SciPy on the same matrix",
        "2 plan, asked again",
        "3 plan, the matrix made anew (at most 3 of 1)",
        "4 greedy plan, asked again",
    ],
)
def test_plan(benchmark, monkeypatch, who, require):
    catalog = aiss.load().as_of(DAY)
    kept = {}

    def keeping(options, costs, most):
        kept["matrix"] = (options, costs)
        return solve_exact(options, costs, most)

    solve_exact = planning.solve_exact
    monkeypatch.setattr(planning, "solve_exact", keeping)
    print(f"\n{catalog.plan(TARGETS, USING + TARGETS[1:], require=require, method='exact').headline()}")
    monkeypatch.setattr(planning, "solve_exact", solve_exact)
    options, costs = kept["matrix"]
    rows = [element for covered in options for element in covered]
    columns = [at for at, covered in enumerate(options) for _ in covered]
    matrix = sparse.csc_array((numpy.ones(len(rows)), (rows, columns)), shape=(1 + max(rows), len(options)))

    def bare():
        return optimize.milp(
            numpy.array(costs, dtype=float),
            constraints=[optimize.LinearConstraint(matrix, 1, numpy.inf)],
            integrality=numpy.ones(len(options)),
            bounds=optimize.Bounds(0, 1),
        )

    method = "greedy" if who[0] == "4" else "exact"
    kept_there = view_of(catalog.snapshot, None, None).cache

    def fresh():
        if who[0] == "3":
            kept_there.clear()

    work = bare if who[0] == "1" else lambda: catalog.plan(
        TARGETS, USING + TARGETS[1:], require=require, method=method
    )  # fmt: skip
    benchmark.pedantic(work, setup=fresh, rounds=10, warmup_rounds=1)


def sides():
    """10,000 provisions to be covered, and 10,000 that are implemented, each in five of the documents."""
    numbers = range(PROVISIONS)
    return (
        [name(number) for number in numbers if number % 50 < 5],
        [name(number) for number in numbers if 25 <= number % 50 < 30],
    )


@pytest.mark.benchmark(group="coverage of 10,000 by 10,000 over a million relationships")
@pytest.mark.parametrize("who", ["1 NetworkX two hops", "2 coverage (at most 3 of 1)"])
def test_coverage_of_a_million(benchmark, million, who):  # noqa: F811
    catalog = aiss.load(million)
    targets, starts = sides()
    if who[0] == "1":
        graph = graph_of(catalog)
        work = lambda: [len(hops(graph, start)) for start in starts]  # noqa: E731
    else:
        work = lambda: catalog.coverage(targets, starts).bounds  # noqa: E731
    benchmark.pedantic(work, rounds=2, warmup_rounds=1)


MEMORY = """
import sys
sys.path[:0] = [{src!r}, {here!r}]
import ai_security_standards as aiss
from test_compliance import sides
catalog = aiss.load({folder!r})
print(catalog.coverage(*sides()).headline()[:80], file=sys.stderr)
# Not ru_maxrss, which a child begins with what its parent held.
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(int(peak.split()[1]) * 1024)
"""


def test_memory_of_a_million(million, capsys):  # noqa: F811
    src, here = str(Path(aiss.__file__).parent.parent), str(Path(__file__).parent)
    code = MEMORY.format(src=src, here=here, folder=str(million))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    with capsys.disabled():
        print(f"\nmost memory held: {int(done.stdout) / 2**20:.0f} MiB (at most 1 GB); {done.stderr.strip()}")
    assert int(done.stdout) <= 10**9
