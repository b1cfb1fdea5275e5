"""The slots of SSSOM: those of our fields, those that are kept as they are, and our extensions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..findings import suggestion

BASE = "https://ai-security-standards.readthedocs.io/"
OURS = {"aiss": f"{BASE}ref/", "rel": f"{BASE}type/"}
PREFIXES = {
    **OURS,
    "semapv": "https://w3id.org/semapv/vocab/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
}
SPDX_IRI = "https://spdx.org/licenses/"
NO_LICENCE = "https://w3id.org/sssom/license/unspecified"
#: The justification that is written where a relationship states none.
JUSTIFIED = "semapv:ManualMappingCuration"

#: The field of each column that has one: SSSOM's own slots, then our extensions.
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
    "caveats": "caveats",
    "strict": "strict",
    "group": "group",
}
ENDS = ("subject_id", "predicate_id", "predicate_modifier", "object_id")
#: Slots of SSSOM's mappings that are no field: they are kept as they are.
KEPT = frozenset(
    "subject_label subject_category predicate_label object_label object_category author_id author_label "
    "reviewer_id reviewer_label creator_id creator_label license subject_type subject_source "
    "subject_source_version object_type object_source object_source_version predicate_type mapping_provider "
    "mapping_source mapping_cardinality cardinality_scope mapping_tool mapping_tool_id mapping_tool_version "
    "publication_date review_date reviewer_agreement curation_rule curation_rule_text subject_match_field "
    "object_match_field match_string subject_preprocessing object_preprocessing similarity_score "
    "similarity_measure see_also issue_tracker_item other record_id derived_from".split()
)
#: Slots of SSSOM's mapping sets that are no field: they are kept as they are.
KEPT_OF_SET = (
    KEPT
    | frozenset(
        "mapping_set_source mapping_set_confidence creator_id mapping_date issue_tracker other sssom_version "
        "mapping_tool subject_match_field mapping_set_id license mapping_provider publication_date".split()
    )
) - {"see_also"}
SET_EXTENSIONS = (
    "publisher", "licence", "style", "trust", "method", "completeness", "checked_on", "published",
    "sources_checked", "sources_noted", "replaces", "caveats",
)  # fmt: skip

FIELDS = frozenset(COLUMNS.values())
SSSOM = frozenset((*ENDS, "mapping_justification", "confidence", "mapping_date", "comment"))


def unknown_slot_repair(slot: str, known: Iterable[str]) -> str:
    """Return the repair of an unknown slot: its near misses, or a declaration."""
    repairs = (suggestion(slot, known, ""), "declare it under extension_definitions")
    return ", or ".join(filter(None, repairs))
