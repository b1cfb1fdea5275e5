"""The slots of SSSOM: which are fields of ours, which are kept as they are, which are our own."""

from __future__ import annotations

from collections.abc import Mapping

BASE = "https://ai-security-standards.readthedocs.io/"
OURS = {"aiss": f"{BASE}ref/", "rel": f"{BASE}type/"}
PREFIXES = {
    **OURS,
    "semapv": "https://w3id.org/semapv/vocab/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
}
SPDX_IRI = "https://spdx.org/licenses/"
NO_LICENCE = "https://w3id.org/sssom/license/unspecified"
JUSTIFIED = "semapv:ManualMappingCuration"

#: Columns that fields of a relationship are written in: SSSOM's own slots, then our extensions.
COLUMNS: Mapping[str, str] = {
    "mapping_justification": "justification",
    "confidence": "confidence",
    "mapping_date": "date",
    "comment": "comment",
    "dated": "date",
    "strength": "strength",
    "rationale": "rationale",
    "stated": "stated",
    "locator": "locator",
    "argument": "argument",
    "unresolved": "unresolved",
}
ENDS = ("subject_id", "predicate_id", "predicate_modifier", "object_id")
#: Slots of SSSOM's mappings that no field stands for; they are kept as they are.
KEPT = frozenset(
    "subject_label subject_category predicate_label object_label object_category author_id author_label "
    "reviewer_id reviewer_label creator_id creator_label license subject_type subject_source "
    "subject_source_version object_type object_source object_source_version predicate_type mapping_provider "
    "mapping_source mapping_cardinality cardinality_scope mapping_tool mapping_tool_id mapping_tool_version "
    "publication_date review_date reviewer_agreement curation_rule curation_rule_text subject_match_field "
    "object_match_field match_string subject_preprocessing object_preprocessing similarity_score "
    "similarity_measure see_also issue_tracker_item other record_id derived_from".split()
)
#: Slots of SSSOM's mapping sets that no field stands for; they are kept as they are.
KEPT_OF_SET = (
    KEPT
    | frozenset(
        "mapping_set_source mapping_set_confidence creator_id mapping_date issue_tracker other sssom_version "
        "mapping_tool subject_match_field mapping_set_id license mapping_provider publication_date".split()
    )
) - {"see_also"}
SET_EXTENSIONS = (
    "publisher", "licence", "style", "trust", "method", "completeness", "checked_on", "published",
    "sources_checked", "sources_noted", "replaces",
)  # fmt: skip


FIELDS = frozenset(COLUMNS.values())
SSSOM = frozenset((*ENDS, "mapping_justification", "confidence", "mapping_date", "comment"))
