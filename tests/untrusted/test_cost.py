"""What a file of others costs grows as the file does: steps are counted, not seconds."""

import contextlib
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from samples import ACME, Raw, document, framework, mapping_set, register_file, write_sets, write_structure

from ai_security_standards import InvalidData, check, load
from ai_security_standards._store import files
from ai_security_standards._store.register import overlaying
from ai_security_standards.mapping.graph import graph_of
from ai_security_standards.records.provisions import MAX_DEPTH
from ai_security_standards.snapshot.search import Index


def steps(act: Callable[[], object]) -> int:
    """Count the functions that are called, those written in C included."""
    count = 0

    def hook(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(hook)
    try:
        act()
    finally:
        sys.setprofile(None)
    return count


def attempt(act: Callable[[], object]) -> Callable[[], None]:
    def run() -> None:
        with contextlib.suppress(InvalidData):
            act()

    return run


class Counted(str):
    """A text that counts how often it is compared."""

    __slots__ = ()
    compared = 0

    def __eq__(self, other: object) -> bool:
        Counted.compared += 1
        return str.__eq__(self, other)

    __hash__ = str.__hash__


def test_a_doubled_key_is_found_in_one_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    pairs = [(Counted(f"k{number}"), 1) for number in range(2_000)]
    pairs.append((Counted("k1999"), 1))

    def loads(text: str, *, object_pairs_hook: Callable[[Any], Any], **_: Any) -> Any:
        return object_pairs_hook(pairs)

    monkeypatch.setattr(json, "loads", loads)
    with pytest.raises(InvalidData, match=r"'?k1999"):
        files.parse(b"{}", "x.json")
    assert Counted.compared < 10_000  # 2,000,000 when each key was counted


def overlay_of(folder: Path, raw: Raw, *sets: tuple[str, bytes]) -> Path:
    (folder / "register").mkdir(parents=True)
    (folder / "register" / "ours.json").write_text(json.dumps(raw), encoding="utf-8")
    return write_sets(folder, *sets) if sets else folder


def named(number: int, **changes: Any) -> Raw:
    name = {
        "id": f"acme-{number}",
        "designation": f"ACME {number}",
        "title": f"The rules of ACME, part {number}",
    }
    return document(**{**name, **changes})


def chain(folder: Path, size: int) -> Path:
    links = [named(number, replaces=[{"ref": f"acme-{number + 1}@1.0"}]) for number in range(size)]
    return overlay_of(folder, register_file(*links, named(size)))


def circle(folder: Path, size: int) -> Path:
    links = [named(number, replaces=[{"ref": f"acme-{(number + 1) % size}@1.0"}]) for number in range(size)]
    return overlay_of(folder, register_file(*links))


def unresolved(folder: Path, size: int) -> Path:
    rows = [
        {"relation": f"acme-policy@1.0:A related nowhere-{number}@1.0:B", "unresolved": "it is not published"}
        for number in range(size)
    ]
    return overlay_of(folder, register_file(document()), ("ours", mapping_set(*rows)))


def annotations(folder: Path, size: int) -> Path:
    notes = [{"ref": "acme-policy@1.0", "key": f"k{number}", "value": "v"} for number in range(size)]
    return overlay_of(folder, {"publishers": [ACME], "standards": [document()], "annotations": notes})


def sources(folder: Path, size: int) -> Path:
    listed = [{"address": f"https://acme.example.org/{size}/{number}"} for number in range(size)]
    return overlay_of(folder, register_file(document(sources=listed)))


def many_files(folder: Path, size: int) -> Path:
    (folder / "register").mkdir(parents=True)
    for number in range(size):
        raw = register_file(named(number))
        (folder / "register" / f"file{number}.json").write_text(json.dumps(raw), encoding="utf-8")
    return folder


def flat(folder: Path, size: int) -> Path:
    tree = framework("acme-policy", "P", *((f"P.{number}", "P") for number in range(size)))
    return write_structure(overlay_of(folder, register_file(document())), tree)


MAKERS = [chain, circle, unresolved, annotations, sources, many_files, flat]


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
@pytest.mark.parametrize("read", [load, check], ids=["load", "check"])
def test_twice_as_much_costs_twice_as_much(
    make: Callable[[Path, int], Path], read: Callable[[Path], object], tmp_path: Path
) -> None:
    once, twice, thrice = (make(tmp_path / str(size), size) for size in (100, 200, 300))
    attempt(lambda: read(once))()  # what is done once in a process is done now
    cost = [steps(attempt(lambda folder=folder: read(folder))) for folder in (once, twice, thrice)]
    # What a file costs whatever is in it falls away.
    assert cost[2] - cost[1] < 1.2 * (cost[1] - cost[0]) + 200, cost


def nested(depth: int) -> Raw:
    return framework(
        "acme-policy", *[(f"P{level}", f"P{level - 1}" if level else None) for level in range(depth)]
    )


def test_structures_are_read_as_deep_as_is_allowed_and_no_deeper(tmp_path: Path) -> None:
    folder = write_structure(overlay_of(tmp_path, register_file(document())), nested(MAX_DEPTH))
    catalog = load(folder)
    top = "acme-policy@1.0:P0"
    assert len(catalog.descendants(top)) == MAX_DEPTH - 1
    assert catalog.provisions("acme-policy@1.0").tree("html").count("<li>") == MAX_DEPTH
    graph = graph_of(catalog.snapshot.register)
    below = [graph.names[node] for node in graph.descendants(graph.node(top))]
    assert below == [f"acme-policy@1.0:P{level}" for level in range(1, MAX_DEPTH)]
    write_structure(folder, nested(MAX_DEPTH + 1))
    with pytest.raises(InvalidData, match=f"P{MAX_DEPTH} is nested more than {MAX_DEPTH} deep"):
        load(folder)


def test_a_long_query_is_looked_up_word_by_word_alone(tmp_path: Path) -> None:
    documents = load(flat(tmp_path, 2)).snapshot.standards(publisher="acme")
    index, asked = Index(documents, []), list[str]()
    index._db.set_trace_callback(asked.append)
    # As one phrase, 4,000 words took SQLite seconds, and 16,000 a hundred times as long.
    assert [str(hit.ref) for hit in index.search("acme policy " + "1." * 2_000, None, 5)] == [
        "acme-policy@1.0"
    ]
    assert asked
    assert max(map(len, asked)) < 1_000
    assert index._exact_matches(["acme", "ai", "policy", "1", "0"]) == {1}


def test_a_long_circle_is_shown_by_its_beginning(tmp_path: Path) -> None:
    with pytest.raises(InvalidData, match=r"acme-9@1\.0 replaces … replaces acme-0@1\.0"):
        load(circle(tmp_path, 30))


def test_a_standard_has_a_limited_number_of_editions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overlaying, "MAX_EDITIONS", 2)
    editions = [document(edition=str(number), designation=f"ACME {number}") for number in range(3)]
    folder = overlay_of(tmp_path, register_file(*editions))
    with pytest.raises(InvalidData, match="acme-policy has more than 2 editions"):
        load(folder)
    assert "conflict" in {finding.rule for finding in check(folder)}


def test_names_that_documents_share_cost_in_proportion_to_the_text() -> None:
    catalog = load()

    def read(many: int) -> Callable[[], object]:
        text = "OWASP Agentic Threats, https://genai.owasp.org/" + "https://genai.owasp.org/" * many
        return lambda: catalog.find_references(text)

    read(1)()
    assert steps(read(160)) < 2.5 * steps(read(80))
