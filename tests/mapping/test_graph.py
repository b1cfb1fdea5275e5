"""The graph of mapping sets: what it reads, what it keeps, and that threads may share it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from attrs import evolve
from models import A, B, C, D, X, catalog_of, relationship

from ai_security_standards import algebra, load, mapping
from ai_security_standards._store import sssom
from ai_security_standards.algebra import ENTAILS_NAMED
from ai_security_standards.compliance.subject import subject_of
from ai_security_standards.mapping import graph, scopes
from ai_security_standards.mapping.graph import graph_of, lineage_relationships, neighbours, relations_between
from ai_security_standards.mapping.lineage.asserted import links_of_withdrawn
from ai_security_standards.mapping.scopes import view_of
from ai_security_standards.records.provisions import Provision
from ai_security_standards.vocabulary import ProvisionKind


def test_many_questions_keep_few_views(ours: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    catalog = load(ours).as_of("2026-11-24")
    trusts = (None, "publisher", "third_party", "curated")

    def ask() -> list[object]:
        both = catalog.relationships("acme-policy", to="acme-guide")
        return [both, *(catalog.infer("acme-policy@1.0:P", trust=trust) for trust in trusts)]

    with_room = ask()
    # Relationships are of these editions alone; inferences also of the same texts.
    assert catalog.snapshot._cache["views"].cache_info().currsize == 1 + len(trusts)
    catalog = load(ours).as_of("2026-11-24")
    monkeypatch.setattr(scopes, "_MAX_VIEWS", 2)
    monkeypatch.setattr(scopes, "_MAX_SCOPES", 1)
    monkeypatch.setattr(neighbours, "_MAX_CACHED_STEPS", 1)
    assert ask() == ask() == with_room
    assert catalog.snapshot._cache["views"].cache_info().currsize == 2


def test_threads_get_the_same_answers(ours: Path) -> None:
    expected = [
        tuple(load(ours).as_of("2026-11-24").infer(ref)) for ref in ("acme-policy:P", "acme-guide:G1")
    ]
    for _ in range(5):
        catalog = load(ours).as_of("2026-11-24")
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(catalog.infer, ["acme-policy:P", "acme-guide:G1"] * 8))
        assert [tuple(each) for each in found] == expected * 8


def test_a_question_reads_the_sets_it_needs_and_no_others(
    ours: Path, run_python: Callable[[str], str], files_opened: Callable[[str], list[str]]
) -> None:
    look_up = "catalog = aiss.load(); catalog['owasp-llm-top-10@2025:LLM01']"
    rooms = [room.__name__ for room in (graph, sssom, mapping, algebra)]
    infer = "catalog.infer('owasp-llm-top-10@2025:LLM01')"
    loaded = f"import sys; print([room for room in {rooms} if room in sys.modules])"
    assert run_python(f"import ai_security_standards as aiss; {look_up}; {loaded}") == "[]"
    assert run_python(f"import ai_security_standards as aiss; {look_up}; {infer}; {loaded}") == str(rooms)
    assert not [name for name in files_opened(look_up) if name.endswith(".tsv")]
    catalog = load(ours)
    catalog.relationships("iso-iec-tr-24030@2021")
    before = len(graph_of(catalog.snapshot.register).sheets)
    catalog.relationships("acme-policy")
    assert len(graph_of(catalog.snapshot.register).sheets) == before + 2
    assert graph_of(load().snapshot.register) is not graph_of(catalog.snapshot.register)


def test_what_is_tied_over_two_steps_is_what_is_reached() -> None:
    catalog = load().as_of("2026-11-24")
    view = view_of(catalog.snapshot)
    targets = subject_of(catalog.snapshot, view, ["iso-iec-42001", "etsi-en-304-223"]).nodes
    sources = subject_of(catalog.snapshot, view, ["eu-ai-act", "nist-ai-rmf", "iso-iec-42001"]).nodes
    wanted = frozenset(targets)
    for one, other, mirrored in ((sources, targets, False), (targets, sources, True)):
        for steps in (1, 2, 3):
            tied = {
                (source, target): bits
                for target, relations in relations_between(view, one, other, steps).items()
                for source, bits in relations.items()
            }
            reached = {
                (source, target): bits
                for source in one
                for target, bits in view.relations_from(source, steps)[-1].items()
                if ENTAILS_NAMED[bits] and target in (frozenset(sources) if mirrored else wanted)
            }
            assert tied == reached
            assert tied


@pytest.mark.parametrize("steps", [1, 2])
@pytest.mark.parametrize("caveats", [False, True])
def test_nothing_follows_from_what_is_not_connected(steps: int, caveats: bool) -> None:
    snapshot = load().as_of("2026-11-24").snapshot
    view = view_of(snapshot, editions="same")
    sources = subject_of(snapshot, view, ["eu-ai-act"]).nodes
    targets = frozenset(subject_of(snapshot, view, ["iso-iec-42001"]).nodes)
    view = view.with_caveats() if caveats else view
    connected = view.connected([*sources, *targets], targets, steps)
    reached = [node for node in sources if targets & view.relations_from(node, steps)[-1].keys()]
    assert set(reached) < set(connected)
    assert connected == [node for node in (*sources, *targets) if node in {*connected}]
    assert targets < set(connected)
    assert len(connected) < len(sources) / 2


def test_edges_lead_to_the_nodes_that_they_name() -> None:
    snapshot = load().as_of("2026-11-24").snapshot
    view = view_of(snapshot)
    near = subject_of(snapshot, view, ["iso-iec-42001"]).nodes
    for node in near:
        ends = list(view.ends(node, {"eu-ai-act@2024/1689", "nist-ai-rmf@1.0"}))
        assert [end for end, _ in ends] == [view.graph.far_node(*edge) for _, edge in ends]
        assert {view.graph.documents[end] for end, _ in ends} <= {"eu-ai-act@2024/1689", "nist-ai-rmf@1.0"}
        assert [edge for _, edge in ends] == list(
            view.edges(node, {"eu-ai-act@2024/1689", "nist-ai-rmf@1.0"})
        )
        assert {edge for _, edge in ends} <= {*view.edges(node)}
    assert any(list(view.edges(node)) for node in near)


def test_lineage_stays_in_its_standard_and_begins_at_what_is_withdrawn() -> None:
    catalog = catalog_of(
        [
            relationship(A, "replaced_by", B),
            relationship(C, "replaced_by", D),
            relationship(A, "adopted_as", X),
        ]
    )
    view = view_of(catalog.snapshot)
    nodes = [node for node, name in enumerate(view.graph.names) if name == str(A)]
    if not nodes:
        view.graph.load_sets_of(str(A.document))
        nodes = [view.graph.names.index(str(A))]
    assert [str(each.object) for each in lineage_relationships(view, nodes)] == [str(B)]
    names = "standard", "edition", "id", "kind", "title", "retired"
    values = [
        (A.standard, str(A.edition), str(ref.provision), ProvisionKind.CONTROL, "x", ref == A)
        for ref in (A, B, C, D)
    ]
    provisions = tuple(Provision(**dict(zip(names, each, strict=True))) for each in values)  # type: ignore[arg-type]
    shipped = load().snapshot.register.framework("owasp-llm-top-10@2025")
    framework = evolve(shipped, standard=A.standard, edition=A.edition, provisions=provisions)
    links = links_of_withdrawn(view, framework)
    assert [(old, [link.new for link in found]) for old, found in links.items()] == [("A", ["B"])]


def test_a_view_in_which_caveats_count_is_its_own() -> None:
    catalog = catalog_of([relationship(A, "equal", X)])
    whole = view_of(catalog.snapshot, None, None, 2).with_caveats()
    assert whole.with_caveats() is whole
