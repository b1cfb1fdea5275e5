"""What the formats of others cost, each figure beside its reference in the same run."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest

import ai_security_standards as aiss
from ai_security_standards import formats

CATALOG = aiss.load().as_of("2026-12-31")
SHIPPED = sorted(CATALOG.snapshot.register.framework_loaders)


@pytest.mark.benchmark(group="a catalog of OSCAL as large as SP 800-53")
@pytest.mark.parametrize("who", ["1 json.loads", "2 formats.read (at most 4 of 1)"])
def test_read_oscal(benchmark, who):
    content = formats.write("oscal", "nist-sp-800-53@5", catalog=CATALOG).content
    work = {
        "1": lambda: json.loads(content),
        "2": lambda: formats.read(contents={"catalog.json": content}, catalog=CATALOG, match=False),
    }[who[0]]
    benchmark.pedantic(work, rounds=15, warmup_rounds=1)


@pytest.mark.benchmark(group="every shipped framework (at most 10 s each)")
@pytest.mark.parametrize("name", ["sarif", "ciso-assistant", "oscal", "gemara", "cyclonedx"])
def test_write_all(benchmark, name):
    def write():
        for ref in SHIPPED:
            formats.write(name, ref, catalog=CATALOG)

    benchmark.pedantic(write, rounds=1)


@pytest.mark.benchmark(group="sheets of every shipped framework and set (at most 10 s each)")
@pytest.mark.parametrize(
    "name", ["provisions as a plain table", "statements", "sets as plain tables", "sets as OLIR"]
)
def test_write_all_sheets(benchmark, name):
    sets = sorted(CATALOG.snapshot.register.mappings)
    whole = {"iso-iec-editions", "etsi-sai-documents", "iso-iec--cen-cenelec"}  # of documents, not provisions
    work = {
        "provisions as a plain table": ("plain", SHIPPED),
        "statements": ("soa", SHIPPED),
        "sets as plain tables": ("plain", sets),
        "sets as OLIR": ("olir", [each for each in sets if each not in whole]),
    }
    written, subjects = work[name]

    def write():
        for subject in subjects:
            formats.write(written, subject, catalog=CATALOG)

    benchmark.pedantic(write, rounds=1)


@pytest.mark.benchmark(group="every shipped mapping set (at most 10 s each)")
@pytest.mark.parametrize("name", ["sssom", "oscal", "gemara", "ciso-assistant", "strm"])
def test_write_all_sets(benchmark, name):
    def write():
        for subject in sorted(CATALOG.snapshot.register.mappings):
            with suppress(aiss.InvalidData):  # the format has no place for any of its rows
                formats.write(name, subject, catalog=CATALOG)

    benchmark.pedantic(write, rounds=1)
