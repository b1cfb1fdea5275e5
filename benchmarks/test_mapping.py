"""What inference and crosswalks cost, each figure beside NetworkX on the same graph in the same run."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

import ai_security_standards as aiss
from ai_security_standards._store.register import packaged_register
from ai_security_standards.mapping.scopes import view_of

networkx = pytest.importorskip("networkx")

DOCUMENTS = 50
PROVISIONS = 100_000
RELATIONSHIPS = 1_000_000
KINDS = ("intersects_with", "subset_of", "superset_of", "equal", "related", "mitigates")
SEED = 5


def rows(relationships: int, provisions: int):
    """Relationships between provisions of fifty documents, each with some twenty."""
    chance = random.Random(SEED)
    for _ in range(relationships):
        one = chance.randrange(provisions)
        other = (one + chance.randrange(1, 2000)) % provisions
        yield one, KINDS[chance.randrange(len(KINDS))], other


def name(number: int) -> str:
    return f"acme-{number % DOCUMENTS}@1:{number // DOCUMENTS}"


def write(folder: Path, relationships: int, provisions: int, made=rows) -> Path:
    """An overlay of fifty documents without structures, and as many mapping sets."""
    (folder / "register").mkdir(parents=True)
    (folder / "mappings").mkdir()
    documents = [
        f'{{"id": "acme-{n}", "edition": "1", "designation": "ACME {n}", "title": "ACME guide {n}", '
        '"publisher": "acme", "kind": "guideline", "binding": "voluntary", "jurisdictions": ["DE"], '
        '"history": [{"status": "published", "date": "2024-03-01"}], "published": "2024-03-01", '
        '"topics": ["threats"], "sources": [{"address": "https://acme.example.org/"}], '
        '"checked_on": "2026-01-01", "confidence": "verified", "recorded": "2026.11.0"}'
        for n in range(DOCUMENTS)
    ]
    body = '{"id": "acme", "name": "ACME Corporation", "family": "vendor", "place": "DE"}'
    text = f'{{"publishers": [{body}], "standards": [{", ".join(documents)}]}}'
    (folder / "register" / "acme.json").write_text(text, encoding="utf-8")
    parts: list[list[str]] = [[] for _ in range(DOCUMENTS)]
    for one, kind, other in made(relationships, provisions):
        parts[one % DOCUMENTS].append(f"aiss:{name(one)}\trel:{kind}\taiss:{name(other)}\n")
    for n, lines in enumerate(parts):
        text = "#trust: publisher\nsubject_id\tpredicate_id\tobject_id\n" + "".join(lines)
        (folder / "mappings" / f"set-{n}.sssom.tsv").write_text(text, encoding="utf-8")
    return folder


def stated_rows(relationships: int, provisions: int):
    """Relationships that are true of provisions as intervals of topics, but for one in a thousand."""
    chance = random.Random(SEED)
    intervals = [
        (start := chance.randrange(provisions), start + chance.randint(1, 6)) for _ in range(provisions)
    ]
    by_start = sorted(range(provisions), key=intervals.__getitem__)
    for _ in range(relationships):
        place = chance.randrange(provisions - 12)
        one, other = by_start[place], by_start[place + chance.randint(1, 11)]
        kind = (
            chance.choice(KINDS[:4])
            if chance.random() < 0.001
            else relation(*intervals[one], *intervals[other])
        )
        yield one, kind, other


def relation(start: int, end: int, other_start: int, other_end: int) -> str:
    """The type that is true of two intervals."""
    if (start, end) == (other_start, other_end):
        return "equal"
    if end <= other_start or other_end <= start:
        return "no_relationship"
    if other_start <= start and end <= other_end:
        return "subset_of"
    return "superset_of" if start <= other_start and other_end <= end else "intersects_with"


@pytest.fixture(scope="module")
def stated(tmp_path_factory) -> Path:
    return write(tmp_path_factory.mktemp("stated") / "ours", 75_000, 15_000, stated_rows)


@pytest.fixture(scope="module")
def random_types(tmp_path_factory) -> Path:
    return write(tmp_path_factory.mktemp("random") / "ours", 75_000, 15_000)


@pytest.mark.benchmark(group="conflicts of 75,000 relationships, and what follows of the same provisions")
@pytest.mark.parametrize(
    "who",
    [
        "1 infer over two steps, counted",
        "2 conflicts (a small multiple of 1)",
        "3 conflicts of random types: a few in what contradicts itself everywhere",
    ],
)
def test_conflicts(benchmark, stated, random_types, who):
    catalog = aiss.load(random_types if who[0] == "3" else stated)
    sets = [f"set-{n}" for n in range(DOCUMENTS)]
    view_of(catalog.snapshot, None, sets)
    if who[0] == "1":
        work = lambda: [len(catalog.infer(f"acme-{n}", mapping_sets=sets)) for n in range(DOCUMENTS)]  # noqa: E731
    else:
        work = lambda: len(catalog.conflicts(*sets))  # noqa: E731
    benchmark.pedantic(work, rounds=1)


@pytest.fixture(scope="module")
def million(tmp_path_factory) -> Path:
    return write(tmp_path_factory.mktemp("million") / "ours", RELATIONSHIPS, PROVISIONS)


@pytest.fixture(scope="module")
def tenth(tmp_path_factory) -> Path:
    return write(tmp_path_factory.mktemp("tenth") / "ours", RELATIONSHIPS // 10, PROVISIONS // 10)


def graph_of(catalog, sets_only=False):
    """The relationships that the catalog sees, as a NetworkX graph; those of set theory alone if asked."""
    view = view_of(catalog.snapshot, None, None)
    for volume in packaged_and_overlaid(catalog):
        view.graph.sheet_number(volume)
    graph = networkx.Graph()
    names = view.graph.names
    for node in range(len(names)):
        exact, loose = view.steps(node)
        found = [other for _, others in exact for other in others] + ([] if sets_only else list(loose))
        graph.add_edges_from((names[node], names[other]) for other in found)
    return graph


def packaged_and_overlaid(catalog):
    return [volume for _, volume in sorted(catalog.snapshot.register.mappings.items())]


def hops(graph, start):
    """The two-hop neighbourhood as NetworkX offers it."""
    return networkx.single_source_shortest_path_length(graph, start, cutoff=2)


def rows_a_second(benchmark, work) -> None:
    """Time a list of counts, or of results, and print how many rows a second that is."""
    found = benchmark.pedantic(work, rounds=5, warmup_rounds=1)
    number = sum(each if isinstance(each, int) else len(each) for each in found)
    benchmark.extra_info["rows a second"] = round(number / benchmark.stats.stats.median)
    print(f"\n{number:,} rows, {benchmark.extra_info['rows a second']:,} a second")


@pytest.mark.benchmark(group="all two-step inferences from one provision, a million relationships")
@pytest.mark.parametrize(
    "who",
    ["1 NetworkX two hops", "2 infer (at most 1.5 of 1)", "3 infer, every record made"],
)
def test_infer(benchmark, million, who):
    catalog = aiss.load(million)
    starts = [name(number) for number in range(0, PROVISIONS, PROVISIONS // 20)]
    if who[0] == "1":
        graph = graph_of(catalog, sets_only=True)
        work = lambda: [len(hops(graph, start)) for start in starts]  # noqa: E731
    elif who[0] == "2":
        work = lambda: [len(catalog.infer(start)) for start in starts]  # noqa: E731
    else:
        work = lambda: [list(catalog.infer(start)) for start in starts]  # noqa: E731
    rows_a_second(benchmark, work)


@pytest.mark.benchmark(group="all two-step inferences from one provision, shipped sets")
@pytest.mark.parametrize(
    "who",
    ["1 NetworkX two hops", "2 infer (at most 1.5 of 1)", "3 infer, every record made"],
)
def test_infer_shipped(benchmark, who):
    catalog = aiss.load()
    if not packaged_register().mappings:
        pytest.skip("no mapping sets are shipped")
    graph = graph_of(catalog, sets_only=True)
    index = view_of(catalog.snapshot).graph
    leaves = (each for each in graph if not any(index.descendants(index.index[each])))
    starts = sorted(leaves, key=graph.degree, reverse=True)[:20]
    if who[0] == "1":
        work = lambda: [len(hops(graph, start)) for start in starts]  # noqa: E731
    elif who[0] == "2":
        work = lambda: [len(catalog.infer(start)) for start in starts]  # noqa: E731
    else:
        work = lambda: [list(catalog.infer(start)) for start in starts]  # noqa: E731
    rows_a_second(benchmark, work)


def largest(catalog):
    """The two shipped frameworks that have the most provisions, of two standards that mapping sets name."""
    current = {
        str(each.ref) for each in catalog.standards()
    } & catalog.snapshot.register.framework_loaders.keys()
    current &= {document for volume in packaged_register().mappings.values() for document in volume.documents}
    return sorted(current, key=lambda each: len(catalog.framework(each).provisions))[-2:]


@pytest.mark.benchmark(group="crosswalk of the two largest shipped frameworks, two steps")
@pytest.mark.parametrize(
    "who", ["1 NetworkX all_simple_paths, cutoff 2", "2 crosswalk (at most a tenth of 1)", "3 every row made"]
)
def test_crosswalk(benchmark, who):
    catalog = aiss.load()
    if not packaged_register().mappings:
        pytest.skip("no mapping sets are shipped")
    one, other = largest(catalog)
    print(f"\n{one} and {other}")
    if who[0] == "1":
        graph = graph_of(catalog)
        sources = [node for node in graph if node.startswith(f"{one}:")]
        targets = {node for node in graph if node.startswith(f"{other}:")}

        def work():
            return sum(
                1 for source in sources for _ in networkx.all_simple_paths(graph, source, targets, cutoff=2)
            )

        rounds = 1
    else:
        rounds = 5

        def work():
            walk = catalog.crosswalk(one, other, max_steps=2)
            return len(walk) if who[0] == "2" else len(list(walk))

    benchmark.pedantic(work, rounds=rounds, warmup_rounds=0 if rounds == 1 else 1)


@pytest.mark.benchmark(group="one question to an overlay: cost grows with the neighbourhood")
@pytest.mark.parametrize("what", ["infer, two steps", "relationships"])
@pytest.mark.parametrize("size", ["1 100,000 relationships", "2 1,000,000 relationships (as 1)"])
def test_size(benchmark, tenth, million, size, what):
    catalog = aiss.load(tenth if size[0] == "1" else million)
    provisions = PROVISIONS // 10 if size[0] == "1" else PROVISIONS
    starts = [name(number) for number in range(0, provisions, provisions // 50)]
    ask = catalog.relationships if what == "relationships" else catalog.infer

    def fresh():
        view_of(catalog.snapshot, None, None).steps.cache_clear()
        return (), {}

    for start in starts:
        list(ask(start))
    benchmark.pedantic(lambda: [len(ask(start)) for start in starts], setup=fresh, rounds=5)


MEMORY = """
import gc, sys
sys.path.insert(0, {src!r})
import ai_security_standards as aiss
from ai_security_standards.mapping.scopes import view_of
def now():
    gc.collect()
    return int(next(l for l in open('/proc/self/status') if l.startswith('VmRSS')).split()[1]) * 1024
import tracemalloc
catalog = aiss.load(); catalog.relationships('owasp-llm-top-10')
tracemalloc.start()
catalog = aiss.load({folder!r})
view = view_of(catalog.snapshot, None, None)
for _, volume in sorted(catalog.snapshot.register.mappings.items()):
    view.graph.sheet_number(volume)
gc.collect()
print(tracemalloc.get_traced_memory()[0])
"""


def test_memory(million, capsys):
    src = str(Path(aiss.__file__).parent.parent)
    code = MEMORY.format(src=src, folder=str(million))
    held = int(
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    )
    with capsys.disabled():
        print(f"\nmemory once indexed: {held / RELATIONSHIPS:.0f} bytes a relationship (at most 200)")
    assert held / RELATIONSHIPS <= 200
