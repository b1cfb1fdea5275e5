"""The graph of mapping sets: what it reads, what it keeps, and that threads may share it."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import ai_security_standards as aiss
from ai_security_standards import load
from ai_security_standards.algebra import ENTAILS_NAMED
from ai_security_standards.compliance.subject import subject_of
from ai_security_standards.mapping.graph import graph_of
from ai_security_standards.mapping.graph.reachability import relations_between
from ai_security_standards.mapping.scopes import view_of


def test_many_questions_keep_few_views(ours: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    catalog = load(ours).as_of("2026-11-24")
    monkeypatch.setattr("ai_security_standards.mapping.scopes._MAX_VIEWS", 2)
    monkeypatch.setattr("ai_security_standards.mapping.graph.view._MAX_CACHED_STEPS", 1)
    monkeypatch.setattr("ai_security_standards.mapping.scopes._MAX_SCOPES", 1)
    assert catalog.relationships("acme-policy", to="acme-guide") == catalog.relationships(
        "acme-policy", to="acme-guide"
    )
    for trust in (None, "publisher", "third_party", "curated"):
        assert catalog.infer("acme-policy@1.0:P", trust=trust) is not None
    assert len(catalog.snapshot._made["views"]) <= 2
    asked = catalog.infer("acme-policy@1.0:P", trust="curated")
    assert asked == catalog.infer("acme-policy@1.0:P", trust="curated")


def test_threads_get_the_same_answers(ours: Path) -> None:
    expected = [
        tuple(load(ours).as_of("2026-11-24").infer(ref)) for ref in ("acme-policy:P", "acme-guide:G1")
    ]
    for _ in range(5):
        catalog = load(ours).as_of("2026-11-24")
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(catalog.infer, ["acme-policy:P", "acme-guide:G1"] * 8))
        assert [tuple(each) for each in found] == expected * 8


def test_a_question_reads_the_sets_it_needs_and_no_others(ours: Path) -> None:
    code = (
        "import sys, os; opened = []\n"
        "sys.addaudithook(lambda e, a: opened.append(str(a[0])) if e == 'open' and str(a[0]).endswith('.tsv') else None)\n"
        "import ai_security_standards as aiss\n"
        "catalog = aiss.load(); catalog['owasp-llm-top-10@2025:LLM01']\n"
        "print([m for m in sys.modules if m.endswith(('_graph', '_sssom', 'mapping', 'algebra'))], opened)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] []"
    catalog = load(ours)
    graph_sets = lambda: graph_of(catalog.snapshot.register)._sheets  # noqa: E731
    catalog.relationships("iso-iec-tr-24030@2021")
    before = len(graph_sets())
    catalog.relationships("acme-policy")
    assert len(graph_sets()) == before + 2
    assert graph_of(aiss.load().snapshot.register) is not graph_of(catalog.snapshot.register)


def test_what_is_tied_over_two_steps_is_what_is_reached() -> None:
    catalog = load().as_of("2026-11-24")
    view = view_of(catalog.snapshot)
    targets = subject_of(catalog.snapshot, view, ["iso-iec-42001", "etsi-en-304-223"]).nodes
    sources = subject_of(catalog.snapshot, view, ["eu-ai-act", "nist-ai-rmf", "iso-iec-42001"]).nodes
    wanted = frozenset(targets)
    for one, other, mirrored in ((sources, targets, False), (targets, sources, True)):
        for steps in (1, 2, 3):
            said = {
                (source, target): bits
                for target, there in relations_between(view, one, other, steps).items()
                for source, bits in there.items()
            }
            reached = {
                (source, target): bits
                for source in one
                for target, bits in view.relations_from(source, steps)[-1].items()
                if ENTAILS_NAMED[bits] and target in (frozenset(sources) if mirrored else wanted)
            }
            assert said == reached
            assert said
