"""Threats: addressed by what is implemented, or covers what mitigates them."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from models import A, B, C, D, X, Y, catalog_of, relationship
from samples import (
    mapping_set,
)

from ai_security_standards import Ref, UnknownCriterion, load
from ai_security_standards.vocabulary import ThreatStatus, Trust

T, T1, T2, M, N = (Ref.parse(f"iso-iec-27090@draft:{name}") for name in ("T", "T1", "T2", "M", "N"))


def test_a_threat_is_addressed_by_what_is_implemented_or_covers_it() -> None:
    rows = [
        relationship(M, "mitigates", T), relationship(T1, "mitigated_by", N), relationship(X, "superset_of", N), relationship(Y, "intersects_with", N),
        relationship(T2, "mitigated_by", D, True), relationship(B, "mitigated_by", C, unresolved="gone"), relationship(A, "related", M),
    ]  # fmt: skip
    catalog = catalog_of(rows)

    def state(*implemented: Ref) -> dict[str | None, str]:
        return {
            each.ref.provision: each.defence.value
            for each in catalog.threat_coverage(T.document, implemented)
        }

    assert state() == {"T": "unaddressed", "T1": "unaddressed"}
    assert state(M, Y) == {"T": "addressed", "T1": "unaddressed"}
    assert state(X) == {"T": "unaddressed", "T1": "addressed"}
    assert state(N, X) == {"T": "unaddressed", "T1": "addressed"}
    found = catalog.threat_coverage(T.document, [X])
    assert found.rows()[1]["sources"] == (str(X),)
    assert found.rows()[1]["paths"] == (f"{X} superset_of {N} (one) / {N} mitigates {T1} (one)",)
    assert found[0].known == (M,)
    assert found.headline().startswith("1 of 2 threats addressed, 1 unaddressed; the structure of")
    assert repr(found[0]) == f"<ThreatRow {T}: unaddressed>"
    assert pickle.loads(pickle.dumps(found)) == found
    assert found.only("addressed").counts[ThreatStatus.UNADDRESSED] == 1
    with pytest.raises(UnknownCriterion, match="addressed"):
        found.only("adressed")
    with pytest.raises(UnknownCriterion, match="max_steps"):
        catalog.threat_coverage(T, [], max_steps=0)


def test_sub_techniques_inherit_and_techniques_do_not(ours: Path) -> None:
    import json

    file = ours / "frameworks" / "acme-policy" / "1.0.json"
    raw = json.loads(file.read_text(encoding="utf-8"))
    for each in raw["provisions"][:5]:
        each["kind"] = "technique"
    file.write_text(json.dumps(raw), encoding="utf-8")
    rows = ["acme-guide@1.0:G mitigates acme-policy@1.0:Q", "acme-guide@1.0:H mitigates acme-policy@1.0:P.1"]
    (ours / "mappings" / "threats.sssom.tsv").write_bytes(mapping_set(*rows, head={"style": "threat"}))
    catalog = load(ours).as_of("2026-11-24")
    found = {each.ref.provision: each for each in catalog.threat_coverage("acme-policy", ["acme-guide@1.0"])}
    assert {name: each.defence.value for name, each in found.items()} == {
        "P.1": "addressed", "P.2": "unknown", "Q": "addressed", "Q.1": "inherited",
    }  # fmt: skip
    assert found["Q.1"].paths == found["Q"].paths
    raw["provisions"][0]["assessable"] = True
    file.write_text(json.dumps(raw), encoding="utf-8")
    above = load(ours).as_of("2026-11-24").threat_coverage("acme-policy", ["acme-guide@1.0:H"])
    assert [each.defence.value for each in above] == [
        "partly",
        "addressed",
        "unknown",
        "unaddressed",
        "unaddressed",
    ]
    # No mapping set names mitigations for edition 2.0 of a threat list: another edition has them.
    rows = ["acme-policy@1.0:P.1 mitigates acme-guide@1.0:H"]
    (ours / "mappings" / "threats.sssom.tsv").write_bytes(mapping_set(*rows, head={"style": "threat"}))
    newer = load(ours).as_of("2026-11-24").threat_coverage(["acme-guide@2.0", "acme-policy"], [])
    assert newer.notes == (
        "no mapping set names mitigations for acme-guide@2.0, but some do for acme-guide@1.0",
    )
    assert catalog.threat_coverage("acme-guide@2.0", [], mapping_sets="lineage").notes == ()


def test_what_was_said_of_the_same_threat_in_an_earlier_edition_is_told_apart() -> None:
    catalog = load().as_of("2026-11-26")
    found = catalog.threat_coverage("owasp-llm-top-10@2026", ["etsi-en-304-223"])
    assert found.headline() == "10 threats: 10 formerly"
    by = {each.ref.provision: each for each in found}
    (strict,) = catalog.threat_coverage("owasp-llm-top-10@2026:LLM08", ["etsi-en-304-223"], editions="exact")
    assert strict.defence is ThreatStatus.UNADDRESSED  # it has another scope than LLM07 of 2025
    assert {path[-1].comment and "another scope" in path[-1].comment for path in by["LLM08"].paths} == {True}
    for path in by["LLM03"].paths:
        assert str(path[-2].object) == "owasp-llm-top-10@2025:LLM06"  # Excessive Agency, then and now
        assert {str(path[-1].subject), str(path[-1].object)} == {
            "owasp-llm-top-10@2025:LLM06",
            "owasp-llm-top-10@2026:LLM03",
        }
    assert by["LLM03"].paths
    # Whose word is not asked for is not taken on what became of a threat, either.
    acts, lineage = (
        "etsi-en-304-223-2.1.1--owasp-llm-top-10-2025",
        "owasp-llm-top-10-2025--owasp-llm-top-10-2026",
    )
    for words, formerly in ((acts, 0), ({acts, lineage}, 10)):
        asked = catalog.threat_coverage("owasp-llm-top-10@2026", ["etsi-en-304-223"], mapping_sets=words)
        assert asked.counts[ThreatStatus.FORMERLY] == formerly
    (header,) = [each for each in catalog.mapping_sets() if each.id == lineage]
    others = {each.value for each in Trust} - {header.trust.value}
    asked = catalog.threat_coverage("owasp-llm-top-10@2026", ["etsi-en-304-223"], trust=others)
    assert asked.counts[ThreatStatus.FORMERLY] == 0
    # What is said of the edition itself comes first, and what an edition without structure says cannot be followed.
    assert not catalog.threat_coverage("mitre-atlas@2026.09", ["mitre-atlas@2026.09"]).counts[
        ThreatStatus.FORMERLY
    ]
    moved = catalog.threat_coverage("mitre-atlas@2026.09", ["mitre-atlas@2026.07:AML.M0020"])
    assert moved.counts[ThreatStatus.ADDRESSED] == 0
    then = catalog.threat_coverage("mitre-atlas@2026.07", ["mitre-atlas@2026.07:AML.M0020"])
    assert moved.counts[ThreatStatus.FORMERLY] == then.counts[ThreatStatus.ADDRESSED] > 0


def test_every_mitigation_of_atlas_leaves_no_known_one_out() -> None:
    catalog = load().as_of("2026-11-24")
    found = catalog.threat_coverage("mitre-atlas@2026.07", ["mitre-atlas@2026.07"])
    assert found.counts[ThreatStatus.UNADDRESSED] == 0
    assert {each.name for each in found} & {"LLM Prompt Injection"}


def test_what_is_implemented_may_be_of_another_edition_too() -> None:
    catalog = load().as_of("2026-11-29")
    found = catalog.threat_coverage("owasp-llm-top-10", ["owasp-aisvs"])
    assert found.headline().startswith("10 threats: 10 formerly; elsewhere: 27 between owasp-aisvs@1.0")
    for path in (path for row in found for path in row.paths):
        assert [str(each.subject) for each in path[1:]] == [str(each.object) for each in path[:-1]]
        assert str(path[0].subject).startswith("owasp-aisvs@1.01")
    strict = catalog.threat_coverage("owasp-llm-top-10", ["owasp-aisvs"], editions="exact")
    assert strict.headline().startswith("0 of 10 threats addressed, 10 unaddressed; elsewhere: ")
    assert "51 between owasp-llm-top-10@2026 and owasp-aisvs@1.0 (edition)" in strict.headline()


def test_a_control_for_all_risks_acts_on_each() -> None:
    catalog = load().as_of("2026-11-29")
    of_all = [
        "RedTeaming", "VulnerabilityManagement", "ThreatDetection", "IncidentResponseManagement",
        "InternalPoliciesAndEducation", "ProductGovernance", "RiskGovernance",
    ]  # fmt: skip
    for name in of_all:
        found = catalog.threat_coverage("cosai-risk-map", [f"cosai-risk-map:control{name}"])
        assert found.headline() == "36 of 36 threats addressed"
        assert {path[-1].stated for row in found for path in row.paths} == {"risks: all"}
    one = catalog.threat_coverage("cosai-risk-map", ["cosai-risk-map:controlAgentExecutionBounds"])
    assert one.counts[ThreatStatus.ADDRESSED] == 2
