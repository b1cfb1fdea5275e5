"""What structures and search cost, each figure beside its reference in the same run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import ai_security_standards as aiss
from ai_security_standards._store import files, structuring
from ai_security_standards.snapshot.search import Index

DATA = Path(str(files.packaged_folder()))
FILES = sorted((DATA / "frameworks").glob("*/*.json"))


@pytest.mark.benchmark(group="every provision of every edition")
@pytest.mark.parametrize("who", ["json.loads", "read as records (at most 6 of json.loads)"])
def test_read_all(benchmark, who):
    contents = [path.read_bytes() for path in FILES]
    aiss.load().framework("avid@0.2")
    if who == "json.loads":
        benchmark.pedantic(lambda: [json.loads(content) for content in contents], rounds=15)
    else:
        benchmark.pedantic(
            lambda: [structuring.framework(json.loads(content)) for content in contents], rounds=15
        )


@pytest.fixture(scope="module")
def current():
    catalog = aiss.load().as_of("2026-11-23")
    documents = catalog.standards()
    structured = [each for each in documents if str(each.ref) in catalog.snapshot.register.framework_loaders]
    provisions = [one for each in structured for one in catalog.framework(each).provisions]
    # The same text that is indexed: identifiers, aliases, titles, labels, summaries, audience and topics.
    texts = [" ".join(row) for _, *row in Index(documents, provisions)._texts]
    return catalog, list(documents), provisions, texts


@pytest.mark.benchmark(group="search over the current editions")
@pytest.mark.parametrize(
    "who", ["1 str in str, case folded", "2 search (at most 20 of 1)", "3 build the index (at most 30 of 1)"]
)
def test_search(benchmark, current, who):
    catalog, documents, provisions, texts = current
    query = "training data poisoning"
    catalog.search(query)
    work = {
        "1": lambda: [text for text in texts if query in text.casefold()],
        "2": lambda: catalog.search(query),
        "3": lambda: Index(documents, provisions),
    }[who[0]]
    benchmark.pedantic(work, rounds=15, warmup_rounds=1)
