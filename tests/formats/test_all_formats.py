"""What holds of every format: hostile files are refused in bounded time and memory, and the same gives the same."""

import gc
import json
import time
import tracemalloc
from collections.abc import Callable
from typing import Any

import pytest
from round_trips import DOCUMENTS, SETS, rows_of, structure_of, trip

import ai_security_standards as aiss
from ai_security_standards import formats
from ai_security_standards.catalog import Catalog
from ai_security_standards.errors import InvalidData
from fuzz import foreign

SUFFIXES = {"ciso-assistant": ".yaml", "gemara": ".yaml", "sssom": ".tsv", "strm": ".csv", "plain": ".csv"}
JSON = [name for name in foreign.NAMES if name not in SUFFIXES]
YAML = ["ciso-assistant", "gemara"]
WRITTEN = [name for name in foreign.NAMES if formats.FORMATS[name].writes]
HOSTILE_JSON = {
    "deep lists": b'{"a":' + b"[" * 100_000,
    "deep objects": b'{"a":' * 100_000,
    "dense": b"[" + b"[]," * 200_000 + b"[]]",
    "many values": b"[" + b"0," * 300_000 + b"0]",
    "a constant": b'{"runs": Infinity}',
    "cut off": b'{"runs": [{"tool": ',
    "not UTF-8": b'{"a": "\xff\xfe"}',
}
HOSTILE_YAML = {
    "aliases": b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    "an anchor": b"urn: &u x\nobjects: {y: *u}\n",
    "a tag": b"urn: !!python/object/apply:os.system ['true']\nobjects: {}\n",
    "deep": b"[" * 3_000,
    "two documents": b"urn: a\n---\nurn: b\n",
}


def cases() -> list[tuple[str, bytes]]:
    listed = [(name, content) for name in JSON for content in HOSTILE_JSON.values()]
    return listed + [(name, content) for name in YAML for content in HOSTILE_YAML.values()]


@pytest.mark.parametrize(("name", "content"), cases(), ids=lambda each: each if isinstance(each, str) else "")
def test_a_hostile_file_is_refused(catalog: Catalog, name: str, content: bytes) -> None:
    began = time.process_time()
    with pytest.raises(InvalidData):
        formats.read(contents={f"a{SUFFIXES.get(name, '.json')}": content}, catalog=catalog, format=name)
    assert time.process_time() - began < 2


@pytest.mark.parametrize("name", ["oscal", "plain"])
def test_lists_that_relate_everything_to_everything_are_refused(catalog: Catalog, name: str) -> None:
    def content(count: int) -> bytes:
        ids = [f"c{number}" for number in range(count)]
        if name == "plain":
            return f'subject,object\n"{";".join(ids)}","{";".join(ids)}"\n'.encode()
        items = [{"type": "control", "id-ref": each} for each in ids]
        ends = {"source-resource": {"href": "a"}, "target-resource": {"href": "b"}}
        mapping = {**ends, "maps": [{"relationship": "equal", "sources": items, "targets": items}]}
        return json.dumps(
            {"mapping-collection": {"metadata": {"title": "A"}, "mappings": [mapping]}}
        ).encode()

    began = time.process_time()
    contents = {f"a{SUFFIXES.get(name, '.json')}": content(3_000)}
    with pytest.raises(InvalidData, match="lists of 3000 and 3000 make more pairs than the size of the file"):
        formats.read(contents=contents, catalog=catalog)
    assert time.process_time() - began < 2
    contents = {f"a{SUFFIXES.get(name, '.json')}": content(30)}
    assert formats.read(contents=contents, catalog=catalog, match=False).overlay is not None


def repeated(make: Callable[[int], dict[str, Any]], count: int) -> list[dict[str, Any]]:
    return [make(number) for number in range(count)]


def requirement(number: int) -> dict[str, Any]:
    return {
        "bom-ref": f"r{number}",
        "identifier": f"r{number}",
        "text": "A requirement.",
        "parent": f"r{number - 1}",
    }


def element(number: int) -> dict[str, Any]:
    return {
        "element_type": "family",
        "element_identifier": f"e{number}",
        "title": "A family",
        "text": "What it says.",
    }


def projection(number: int) -> dict[str, Any]:
    ends = {"source_element_identifier": f"e{number}", "dest_element_identifier": f"e{number + 1}"}
    return {**ends, "relationship_identifier": "projection" if number % 2 else "related"}


def mapped(number: int) -> dict[str, Any]:
    return {
        "capability_id": f"c{number}",
        "attack_object_id": f"T{number}.1",
        "mapping_type": "mitigates",
        "comments": "Why.",
    }


def control(number: int) -> dict[str, Any]:
    parts = [{"name": "statement", "prose": "What is to be done."}]
    return {
        "id": f"c-{number}",
        "title": "A control",
        "parts": parts,
        "links": [{"href": "#c-0", "rel": "related"}],
    }


def taxon(number: int) -> dict[str, Any]:
    text = {"text": "What it says."}
    return {
        "id": f"W-{number}",
        "name": "A weakness",
        "shortDescription": text,
        "relationships": [{"target": {"id": "W-0"}}],
    }


def node(number: int) -> dict[str, Any]:
    return {
        "urn": f"urn:a:risk:req_node:x:{number}",
        "ref_id": f"R{number}",
        "name": "A rule",
        "assessable": True,
        "depth": 1,
    }


def lines(head: str, line: str) -> Callable[[int], str]:
    return lambda count: head + "".join(line.format(number=number) for number in range(count))


OSCAL = {"uuid": "1", "metadata": {"title": "S", "version": "1"}}
LIBRARY = {"urn": "urn:a:risk:library:x", "name": "X", "packager": "a", "provider": "A", "version": 1}
LARGE: dict[str, Callable[[int], Any]] = {
    "oscal": lambda count: {"catalog": {**OSCAL, "controls": repeated(control, count)}},
    "sarif": lambda count: {
        "version": "2.1.0", "runs": [{"tool": {"driver": {"name": "T"}}, "taxonomies": [{"name": "S", "taxa": repeated(taxon, count)}]}],
    },
    "ciso-assistant": lambda count: {
        **LIBRARY, "objects": {"framework": {"urn": "urn:a:risk:framework:x", "name": "X", "requirement_nodes": repeated(node, count)}},
    },
    "sssom": lines("#curie_map: {}\nsubject_id\tsubject_label\tpredicate_id\tobject_id\n", "a:{number}\tA risk\tskos:broadMatch\tb:{number}\n"),
    "strm": lines("FDE #,FDE Name,STRM Relationship,SCF #,SCF Control\n", "F-{number},A provision,Subset Of,S-{number},A control\n"),
    "plain": lines("subject,relationship,object,comment\n", "F-{number},subset of,S-{number},Why it is so\n"),
    "cyclonedx": lambda count: {
        "bomFormat": "CycloneDX", "definitions": {"standards": [{"name": "S", "requirements": repeated(requirement, count)}]},
    },
    "cprt": lambda count: {
        "documents": [{"doc_identifier": "X"}], "elements": repeated(element, count), "relationships": repeated(projection, count),
    },
    "ctid": lambda count: {
        "metadata": {"mapping_framework": "x", "attack_version": "1"}, "mapping_objects": repeated(mapped, count),
    },
}  # fmt: skip


def peak_of(catalog: Catalog, name: str, content: bytes) -> int:
    """Return the most memory that reading takes, and then writing the overlay, beside the content itself."""
    contents = {f"a{SUFFIXES.get(name, '.json')}": content}
    gc.collect()  # of what earlier tests left, nothing is freed in between
    tracemalloc.start()
    try:
        found = formats.read(contents=contents, catalog=catalog, match=False)
        assert found.overlay is not None
        assert all(found.overlay.files.values())
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("name", LARGE)
def test_a_file_takes_less_than_20_times_its_size(catalog: Catalog, name: str) -> None:
    def content(count: int) -> bytes:
        made = LARGE[name](count)
        return (made if isinstance(made, str) else json.dumps(made)).encode()  # JSON is YAML, too

    peak_of(catalog, name, content(3))  # what is done once is done now
    given = content(500)
    # A file of three rows takes 200 kB, too. `full/test_formats.py` reads a megabyte of each.
    assert peak_of(catalog, name, given) < 20 * len(given) + 400_000


@pytest.mark.parametrize("name", foreign.NAMES)
def test_the_same_files_give_the_same(catalog: Catalog, name: str) -> None:
    contents = {
        f"{number}{SUFFIXES.get(name, '.json')}": each for number, each in enumerate(foreign.seeds_of(name))
    }
    assert contents
    once, again = (formats.read(contents=contents, catalog=catalog, format=name) for _ in range(2))
    assert once.losses == again.losses
    assert once.assessment == again.assessment
    assert (once.overlay is None) == (again.overlay is None)
    if once.overlay is not None and again.overlay is not None:
        assert dict(once.overlay.files) == dict(again.overlay.files)
        assert aiss.load(once.overlay) == aiss.load(again.overlay)


@pytest.mark.parametrize("name", WRITTEN)
def test_the_same_question_gives_the_same_bytes(catalog: Catalog, name: str) -> None:
    assert list(foreign.seeds_of(name)) == list(foreign.seeds_of(name))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_that_came_in_goes_out_and_comes_in_the_same(catalog: Catalog, name: str) -> None:
    first = trip(name, "owasp-llm-top-10@2025", catalog, catalog, match=False)
    assert first is not None
    ref, provisions = structure_of(first)
    again = trip(name, ref, aiss.load(first).as_of(catalog.date), catalog, match=False)
    assert again is not None
    assert structure_of(again) == (ref, provisions)


@pytest.mark.parametrize("name", ["oscal", "cyclonedx"])
def test_addresses_and_whose_words_a_title_is_go_out(catalog: Catalog, name: str) -> None:
    """OSCAL lost the addresses of all 95 provisions, and gave our labels as titles of NIST."""
    given = catalog.framework("nist-ai-rmf@1.0").provisions
    content = formats.write(name, "nist-ai-rmf@1.0", catalog=catalog).content
    assert all(each.url is not None and each.url.encode() in content for each in given)
    assert content.count(b"titled-by") == sum(each.title is None and each.label is not None for each in given)
    found = formats.read(contents={"a.json": content}, catalog=catalog, match=False)
    assert {each.field for each in found.losses.lost} <= {"affirmation"}
    assert found.overlay is not None
    loaded = aiss.load(found.overlay)
    (ref,) = (each for each in map(str, loaded.standards().refs) if each.startswith("nist-ai-rmf-imported@"))
    again = loaded.framework(ref).provisions
    assert [[source.address for source in each.sources] for each in again] == [[each.url] for each in given]


@pytest.mark.parametrize("name", SETS)
def test_a_set_that_came_in_goes_out_and_comes_in_the_same(catalog: Catalog, name: str) -> None:
    first = trip(name, "etsi-en-304-223-2.1.1--iso-iec-42001-2023", catalog, catalog)
    assert first is not None
    set_id, rows = rows_of(first)
    again = trip(name, set_id, aiss.load(first).as_of(catalog.date), catalog)
    assert again is not None
    assert rows_of(again)[1] == rows
