"""The word lists of mappings: relationship types, styles, rationales, trust."""

from __future__ import annotations

from .words import OWN, Word

__all__ = ["MappingStyle", "Rationale", "RelationshipType", "Trust"]

_STRM = "NIST IR 8477, 4.3"
_SUPPORTIVE = "NIST IR 8477, 4.2"


class RelationshipType(Word):
    """A relationship of one provision to another. NIST IR 8477; threat and lineage types are ours."""

    EQUAL = "equal", "asks the same", _STRM
    SUBSET_OF = "subset_of", "asks part of what the other asks", _STRM
    SUPERSET_OF = "superset_of", "asks all that the other asks, and more", _STRM
    INTERSECTS_WITH = "intersects_with", "both ask something in common, each something else", _STRM
    NO_RELATIONSHIP = "no_relationship", "nothing in common: asserted, not merely unstated", _STRM
    SUPPORTS = "supports", "helps to reach the other", _SUPPORTIVE
    IS_SUPPORTED_BY = "is_supported_by", "is helped by the other", _SUPPORTIVE
    IDENTICAL = "identical", "the same words", _SUPPORTIVE
    EQUIVALENT = "equivalent", "the same meaning in other words", _SUPPORTIVE
    CONTRARY = "contrary", "the two contradict each other", _SUPPORTIVE
    RELATED = "related", "untyped, as most published crosswalks are", "NIST IR 8477, 4.1"
    MITIGATES = "mitigates", "a control acts against a threat", OWN
    MITIGATED_BY = "mitigated_by", "a control acts against the threat", OWN
    EXPLOITS = "exploits", "a threat uses a weakness", OWN
    EXPLOITED_BY = "exploited_by", "a threat uses the weakness", OWN
    TESTS = "tests", "a test checks a provision or provokes a threat", OWN
    TESTED_BY = "tested_by", "a test checks or provokes it", OWN
    REPLACES = "replaces", "takes the place of an earlier provision", OWN
    REPLACED_BY = "replaced_by", "a later provision takes its place", OWN
    RENAMED_FROM = "renamed_from", "the same under another identifier or title", OWN
    RENAMED_TO = "renamed_to", "the same, later, under another identifier or title", OWN
    SPLIT_FROM = "split_from", "one of several that an earlier one became", OWN
    SPLIT_INTO = "split_into", "became several later ones, of which this is one", OWN
    MERGED_FROM = "merged_from", "several earlier ones became this one", OWN
    MERGED_INTO = "merged_into", "became, with others, a later one", OWN
    ADOPTED_AS = "adopted_as", "taken over by another body under another number", OWN
    ADOPTS = "adopts", "takes over another body's document", OWN


class MappingStyle(Word):
    """The sort of statement that a mapping set makes. NIST IR 8477; threat and lineage are ours."""

    SET_THEORY = "set_theory", "how much of one provision is in the other", _STRM
    STRUCTURAL = "structural", "parent and child inside one document", "NIST IR 8477, 4.4"
    SUPPORTIVE = "supportive", "what supports what", _SUPPORTIVE
    CONCEPT_CROSSWALK = "concept_crosswalk", "that two are related, not how", "NIST IR 8477, 4.1"
    THREAT = "threat", "what acts against, uses or tests what", OWN
    LINEAGE = "lineage", "what became of a provision in a later edition or document", OWN


class Rationale(Word):
    """The sense in which two provisions are related. NIST IR 8278A."""

    SYNTACTIC = "syntactic", "by their words", "NIST IR 8278A, Rationale"
    SEMANTIC = "semantic", "by what they mean", "NIST IR 8278A, Rationale"
    FUNCTIONAL = "functional", "by their effects", "NIST IR 8278A, Rationale"


class Trust(Word):
    """The author of a relationship. After NIST IR 8278 (who submits a reference)."""

    PUBLISHER = "publisher", "the publisher of one of the two documents", "NIST IR 8278"
    THIRD_PARTY = "third_party", "somebody else", "NIST IR 8278"
    CURATED = "curated", "this project's own judgement, with a rationale", OWN
    INFERRED = "inferred", "follows from other relationships", OWN
