"""The ontology of D3FEND."""

from __future__ import annotations

import pytest

from curation.importers import d3fend

ONTOLOGY = """
@prefix : <http://d3fend.mitre.org/ontologies/d3fend.owl#> .

:DefensiveTechnique a owl:Class ;
    rdfs:label "Defensive Technique" .

:Platform-Hardening a :Platform-Hardening,
        owl:Class ;
    rdfs:label "Platform Hardening" ;
    rdfs:subClassOf :DefensiveTechnique,
        [ a owl:Restriction ;
            owl:onProperty :enables ;
            owl:someValuesFrom :Harden ] ;
    :d3fend-id "D3-PH" ;
    :definition "Prose with :d3fend-id in it." .

:FileEncryption a owl:Class ;
    rdfs:label "File Encryption" ;
    rdfs:subClassOf :Platform-Hardening ;
    :d3fend-id "D3-FE" .

:AccessModeling a owl:Class ;
    rdfs:label "Access Modeling" ;
    :d3fend-id "D3-AM" .

:Anomaly a owl:Class ;
    rdfs:label "Anomaly" ;
    :d3fend-id "D3A-AN" .

:Nameless a owl:Class ;
    :d3fend-id "D3-NL" .
"""


def test_defensive_techniques_come_with_their_hierarchy() -> None:
    assert d3fend.provisions(ONTOLOGY) == [
        {"id": "D3-AM", "kind": "mitigation", "title": "Access Modeling"},
        {"id": "D3-PH", "kind": "mitigation", "title": "Platform Hardening"},
        {"id": "D3-FE", "kind": "mitigation", "title": "File Encryption", "parent": "D3-PH"},
    ]


def test_another_file_is_refused() -> None:
    with pytest.raises(ValueError, match="not the ontology of D3FEND"):
        d3fend.provisions(":Thing a owl:Class .")
