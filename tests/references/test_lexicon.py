"""Names, identifiers and editions that an overlay brings."""

import pickle

from samples import Overlay, document, register_file, structure, write_structure

from ai_security_standards import load
from ai_security_standards.references.lexicon.lexicon import Lexicon


def test_an_overlay_brings_its_own_grammar(overlay: Overlay) -> None:
    grammar = {
        "standard": "acme-policy",
        "names": ["ACME Rules"],
        "namespaces": ["acme"],
        "standalone": ["ACR"],
        "openings": ["ACR-"],
        "headings": ["rule"],
        "stable": True,
    }
    raw = structure(*({"id": f"ACR-{n}", "kind": "control", "title": f"Rule {n}"} for n in (1, 2, 3)))
    catalog = load(write_structure(overlay(register_file(document(), grammars=[grammar])), raw)).as_of(
        "2026-11-23"
    )
    for text in ("ACR-2", "acr-2", "acme:2", "ACME Rules, rule 2", "ACME AI Policy 1.0 ACR-02"):
        assert str(catalog.resolve(text)) == "acme-policy@1.0:ACR-2", text
    found = catalog.find_references("We keep ACR-1 to ACR-3, and LLM01:2025.")
    assert [ref.provision for each in found for ref in each.refs] == ["ACR-1", "ACR-2", "ACR-3", "LLM01"]
    assert catalog.audit("ACR-2: Rule 3")[0].instead == ("acme-policy@1.0:ACR-3",)
    again = pickle.loads(pickle.dumps(catalog))
    assert str(again.resolve("ACR-2")) == "acme-policy@1.0:ACR-2"


def test_a_heading_may_be_what_identifiers_begin_with(overlay: Overlay) -> None:
    grammar = {"standard": "acme-policy", "standalone": ["ACR"], "openings": ["ACR-"], "headings": ["acr"]}
    raw = structure(*({"id": f"ACR-{n}", "kind": "control", "title": f"Rule {n}"} for n in (1, 2, 3)))
    catalog = load(write_structure(overlay(register_file(document(), grammars=[grammar])), raw)).as_of(
        "2026-11-23"
    )
    found = catalog.find_references("ACME AI Policy: ACR-2, not acr itself, nor acr notes.")
    assert [str(ref) for each in found for ref in each.refs] == ["acme-policy@1.0:ACR-2"]
    # Headings are followed by numbers in any form, so that no word can be ruled out.
    assert Lexicon(catalog.snapshot.register).may_open("acr", "itself")


def test_an_overlay_may_open_its_identifiers_as_another_standard_does(overlay: Overlay) -> None:
    grammar = {"standard": "acme-policy", "standalone": ["LLM"]}
    raw = structure({"id": "LLM-50", "kind": "control", "title": "Models are listed"})
    ours = register_file(document(version="Release"), grammars=[grammar])
    catalog = load(write_structure(overlay(ours), raw)).as_of("2026-11-23")
    assert str(catalog.resolve("LLM-50")) == "acme-policy@1.0:LLM-50"
    assert str(catalog.resolve("LLM01:2025")) == "owasp-llm-top-10@2025:LLM01"
    assert str(catalog.resolve("ACME AI Policy, release 1.0")) == "acme-policy@1.0"
