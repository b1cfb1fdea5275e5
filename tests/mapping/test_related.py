"""One provision told in other frameworks."""

from __future__ import annotations

import pickle

import pytest
from edition_models import History, Item, catalog_of_histories, ref
from models import relationship

from ai_security_standards import UnknownReference, load
from ai_security_standards.mapping import Related

CATALOG = load().as_of("2026-11-29")
FRAMEWORKS = ["owasp-llm-top-10", "owasp-agentic-top-10", "mitre-atlas", "nist-csf", "csa-atf"]


def bases(found: Related) -> list[str]:
    return [row.basis for row in found]


def test_what_is_best_supported_comes_first() -> None:
    found = CATALOG.related("owasp-llm-top-10@2025:LLM01", frameworks=FRAMEWORKS)
    assert [Related.words.index(each) for each in bases(found)] == sorted(
        Related.words.index(each) for each in bases(found)
    )
    assert {row.source for row in found} == {found.ref}
    assert [str(each) for each in found.unrelated] == ["csa-atf@0.9.1"]
    assert "nothing of csa-atf@0.9.1" in found.headline()
    assert {row.target.edition for row in found if row.target.standard == "mitre-atlas"} == {"2026.09"}
    assert pickle.loads(pickle.dumps(found)) == found
    assert found.rows()[0]["basis"] == "asserted"


def test_a_finding_of_an_old_edition_is_told_in_the_new_one() -> None:
    found = CATALOG.related("mitre-atlas@4.7.0:AML.T0051", frameworks="mitre-atlas")
    (row,) = found
    assert (str(row.target), row.basis, row.lineage) == ("mitre-atlas@2026.09:AML.T0051", "carried", "stated")
    assert row.reasons == ("AML.T0051 has the same title in both editions (identifier and title)",)
    assert row.target_title == "LLM Prompt Injection"
    strict = CATALOG.related("mitre-atlas@4.7.0:AML.T0051", frameworks="mitre-atlas", editions="exact")
    assert strict.headline() == (
        "0 related provisions of mitre-atlas@4.7.0:AML.T0051; nothing of mitre-atlas@2026.09"
    )


def test_a_number_that_means_something_else_elsewhere_is_not_counted() -> None:
    # LLM06 is Excessive Agency in 2025, and Unbounded Consumption in 2026.
    found = CATALOG.related("owasp-llm-top-10@2025:LLM06", frameworks=["mitre-atlas", "owasp-aisvs"])
    assert found.elsewhere == ()
    assert all(
        "LLM06" not in str(step.subject) or step.subject.edition == "2025"
        for row in found
        for path in row.paths
        for step in path
    )


def test_a_split_provision_is_a_candidate_in_the_new_edition() -> None:
    old, new = {"A": Item("A", "Rule", None, 3)}, {name: Item(name, f"Half {name}", None, 1) for name in "BC"}
    lineage = [relationship(ref("acme-one", 0, "A"), "split_into", ref("acme-one", 1, name)) for name in "BC"]
    denied = relationship(ref("acme-one", 0, "A"), "no_relationship", ref("acme-other", 0, "X"))
    other = History("acme-other", [{"X": Item("X", "X", None, 4)}], [])
    catalog = catalog_of_histories([History("acme-one", [old, new], []), other], [*lineage, denied])
    found = catalog.related("acme-one@1:A", frameworks=["acme-one@2", "acme-other"])
    assert bases(found) == ["asserted", "asserted"]  # as the set of lineage has it
    titled = History("acme-one", [old, {"Z": Item("Z", "Rule", None, 1)}], [])
    (row,) = catalog_of_histories([titled], []).related("acme-one@1:A", frameworks="acme-one@2")
    assert (row.basis, row.lineage) == ("candidate", "titled")


def test_an_unknown_framework_is_refused() -> None:
    with pytest.raises(UnknownReference, match="did you mean 'mitre-atlas'"):
        CATALOG.related("owasp-llm-top-10@2025:LLM01", frameworks=["mitre-atlass"])
