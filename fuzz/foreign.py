"""The formats of others: what `formats.read` takes, and what becomes of it."""

from __future__ import annotations

import json
from collections.abc import Iterator

from ai_security_standards import Assessment, StandardsError, load
from ai_security_standards._store.overlays import Overlay
from ai_security_standards.assessments import Result
from ai_security_standards.formats import read, write

from .readers import AGENTIC, CATALOG, LLM, Reader, file_of

__all__ = ["NAMES", "foreign", "seeds_of"]

#: The end of the name of a file of each format.
_SUFFIXES = {
    "sarif": ".sarif",
    "ciso-assistant": ".yaml",
    "oscal": ".json",
    "gemara": ".yaml",
    "sssom": ".sssom.tsv",
    "cyclonedx": ".json",
    "cprt": ".json",
    "ctid": ".json",
}
NAMES = tuple(_SUFFIXES)
_SET = "owasp-agentic-top-10-2026--owasp-llm-top-10-2025"
_RESULTS = Assessment.of([(f"{LLM}:LLM01", "satisfied", "report 7"), (f"{LLM}:LLM02", "partly")])
_SARIF = {
    "version": "2.1.0",
    "runs": [
        {
            "tool": {"driver": {"name": "garak", "version": "0.13", "rules": [
                {"id": "a", "properties": {"tags": ["owasp:llm01", "cwe-79"]}},
                {"id": "b", "relationships": [{"target": {"id": "LLM01", "toolComponent": {"name": "OWASP"}}}]},
            ]}},
            "results": [
                {"ruleId": "a", "message": {"text": "x"}, "level": "error", "taxa": [{"id": "LLM01"}]},
                {"ruleIndex": 1, "rule": {"index": 1}},
            ],
            "taxonomies": [{"name": "OWASP", "version": "2025", "taxa": [
                {"id": "LLM01", "name": "Prompt Injection"},
                {"id": "LLM02", "relationships": [{"target": {"id": "LLM01"}, "kinds": ["superset"]}]},
            ]}],
        }
    ],
}  # fmt: skip
_CSF = "CSF_2_0_0"
_CPRT = {
    "response": {
        "elements": {
            "documents": [
                {"doc_identifier": _CSF, "name": "NIST Cybersecurity Framework", "version": "Version  2.0"}
            ],
            "elements": [
                {"element_type": kind, "element_identifier": name, "title": "T", "text": "x <a href='#'>y</a>", "doc_identifier": _CSF}
                for kind, name in (("function", "GV"), ("category", "GV.SC"), ("subcategory", "GV.SC-01"), ("sort", "S-GV"),
                                   ("withdraw_reason", "WR-GV.SC-01"), ("discussion", "D-GV"), ("party", "first"), ("other", "o"))
            ],
            "relationships": [
                {"source_element_identifier": source, "source_doc_identifier": _CSF, "dest_element_identifier": target,
                 "dest_doc_identifier": _CSF, "relationship_identifier": word}
                for source, target, word in (
                    ("GV", "GV.SC", "projection"), ("GV.SC", "GV.SC-01", "projection"), ("GV", "S-GV", "projection"),
                    ("GV.SC-01", "WR-GV.SC-01", "projection"), ("GV", "D-GV", "projection"), ("WR-GV.SC-01", "GV.SC", "moved_to"),
                    ("GV.SC", "first", "projection"), ("GV.SC", "AC-2", "external_reference"),
                )
            ],
        }
    }
}  # fmt: skip
_CTID = {
    "metadata": {
        "mapping_version": "1", "technology_domain": "enterprise", "attack_version": "16.1", "mapping_framework": "nist_800_53",
        "mapping_framework_version": "rev5", "creation_date": "01/13/2022", "last_update": "04/16/2025", "organization": None,
        "mapping_types": {"mitigates": {"name": "mitigates", "description": ""}}, "capability_groups": {"AC": "Access Control"},
    },
    "mapping_objects": [
        {"capability_id": "AC-02", "capability_group": "AC", "capability_description": "Account Management", "mapping_type": "mitigates",
         "attack_object_id": "T1078.004", "attack_object_name": "Cloud Accounts", "comments": "c", "references": ["r"], "status": "complete"},
        {"capability_id": "AC-3", "capability_group": "AC", "mapping_type": "technique_scores", "score_category": "protect",
         "attack_object_id": "T1078", "related_score": "T1", "status": "in_progress"},
        {"capability_id": None, "attack_object_id": "T1650", "mapping_type": None, "status": "non_mappable"},
    ],
}  # fmt: skip
_MAPPINGS = {
    "mapping-collection": {
        "uuid": "1", "metadata": {"title": "ACME to NIST", "version": "1", "last-modified": "2026-01-01T00:00:00Z"},
        "provenance": {"method": "human", "matching-rationale": "semantic", "status": "complete"},
        "mappings": [{
            "uuid": "2", "source-resource": {"type": "catalog", "href": "a/b.json"}, "target-resource": {"type": "catalog", "href": "#c"},
            "maps": [{"uuid": "3", "relationship": "subset-of", "sources": [{"type": "control", "id-ref": "a_1-2"}],
                      "targets": [{"type": "control", "id-ref": "GV.SC"}, {"id_ref": "x"}], "coverage": {"target-coverage": "0.5"}}],
        }],
    }
}  # fmt: skip

_PART = {
    "imports": [{"reference-id": "SRS", "entries": [{"reference-id": "SRS.Core.CN01"}]}],
    "controls": [
        {"id": "SRS.Gen.CN01", "group": "Learning", "title": "Filter", "objective": "Keep bad input out.",
         "assessment-requirements": [{"id": "SRS.Gen.CN01.AR01", "text": "It MUST filter.", "applicability": ["all"]}],
         "threats": [{"reference-id": "SRS", "entries": [{"reference-id": "SRS.Gen.TH01", "strength": 0, "remarks": "Injection"}]}],
         "guidelines": [{"reference-id": "OWASP Top 10 for LLM Applications 2025", "entries": [{"reference-id": "LLM09", "remarks": "Overreliance"}]}]},
        {"id": "SRS.Gen.CN02", "group": "SRS.Gen.CN01", "title": "Log", "state": "Retired"},
    ],
}  # fmt: skip


def foreign(name: str) -> Reader:
    """Return a reader of files of a format; what it makes is loaded and asked, and a loss report is text."""
    suffix = _SUFFIXES[name]

    def reader(content: bytes) -> None:
        with file_of(content, f"a{suffix}") as path:
            found = read(path, format=name, catalog=CATALOG)
        found.losses.rows()
        if found.findings is not None:
            found.findings.rows()
        if found.assessment is not None:
            CATALOG.pin(found.assessment.only(where=_is_known)).rows()
        if found.overlay is not None:
            _ask(found.overlay)

    return reader


def _is_known(result: Result) -> bool:
    return str(result.ref) in CATALOG


def _ask(overlay: Overlay) -> None:
    """Load an overlay: of what a reader accepts, each file must be sound."""
    try:
        _ask_loaded(overlay)
    except StandardsError as error:
        raise AssertionError(f"what was read cannot be loaded: {error}") from error


def _ask_loaded(overlay: Overlay) -> None:
    loaded = load(overlay)
    for name, content in overlay.files.items():
        if name.startswith("mappings/"):
            loaded.mapping_set(name.removeprefix("mappings/").removesuffix(".sssom.tsv")).relationships.rows()
            continue
        raw = json.loads(content)
        if name.startswith("frameworks/"):
            loaded.provisions(f"{raw['standard']}@{raw['edition']}").rows()
        for each in raw.get("standards", ()):
            repr(loaded.standard(f"{each['id']}@{each['edition']}"))


def seeds_of(name: str) -> Iterator[bytes]:
    """Yield sound files of a format: what is written, and what others write."""
    results = (_RESULTS,) if name == "cyclonedx" else ()  # OSCAL's are written only
    for subject in (LLM, AGENTIC, _SET, *results):
        try:
            yield write(name, subject, catalog=CATALOG).content
        except StandardsError:
            continue  # the format has no place for it
    made = {"sarif": _SARIF, "cprt": _CPRT, "ctid": _CTID, "oscal": _MAPPINGS, "gemara": _PART}.get(name)
    if made is not None:
        yield json.dumps(made).encode()
