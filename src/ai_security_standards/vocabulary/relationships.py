"""The word lists of mappings: relationship types, styles, rationales, trust."""

from __future__ import annotations

from .words import OWN, Word, word

__all__ = ["Editions", "Lineage", "MappingStyle", "Rationale", "RelationshipType", "Trust"]

_STRM = "NIST IR 8477, 4.3"
_SUPPORTIVE = "NIST IR 8477, 4.2"


class RelationshipType(Word):
    """A relationship of one provision to another. NIST IR 8477; threat and lineage types are ours."""

    EQUAL = word("equal", "asks the same", _STRM)
    SUBSET_OF = word("subset_of", "asks part of what the other asks", _STRM)
    SUPERSET_OF = word("superset_of", "asks all that the other asks, and more", _STRM)
    INTERSECTS_WITH = word("intersects_with", "both ask something in common, each something else", _STRM)
    NO_RELATIONSHIP = word("no_relationship", "nothing in common: asserted, not merely unstated", _STRM)
    SUPPORTS = word("supports", "helps to reach the other", _SUPPORTIVE)
    IS_SUPPORTED_BY = word("is_supported_by", "is helped by the other", _SUPPORTIVE)
    IDENTICAL = word("identical", "the same words", _SUPPORTIVE)
    EQUIVALENT = word("equivalent", "the same meaning in other words", _SUPPORTIVE)
    CONTRARY = word("contrary", "the two contradict each other", _SUPPORTIVE)
    RELATED = word("related", "untyped, as most published crosswalks are", "NIST IR 8477, 4.1")
    MITIGATES = word("mitigates", "a control acts against a threat", OWN)
    MITIGATED_BY = word("mitigated_by", "a control acts against the threat", OWN)
    EXPLOITS = word("exploits", "a threat uses a weakness", OWN)
    EXPLOITED_BY = word("exploited_by", "a threat uses the weakness", OWN)
    TESTS = word("tests", "a test checks a provision or provokes a threat", OWN)
    TESTED_BY = word("tested_by", "a test checks or provokes it", OWN)
    REPLACES = word("replaces", "takes the place of an earlier provision", OWN)
    REPLACED_BY = word("replaced_by", "a later provision takes its place", OWN)
    RENAMED_FROM = word("renamed_from", "the same under another identifier or title", OWN)
    RENAMED_TO = word("renamed_to", "the same, later, under another identifier or title", OWN)
    SPLIT_FROM = word("split_from", "one of several that an earlier one became", OWN)
    SPLIT_INTO = word("split_into", "became several later ones, of which this is one", OWN)
    MERGED_FROM = word("merged_from", "several earlier ones became this one", OWN)
    MERGED_INTO = word("merged_into", "became, with others, a later one", OWN)
    ADOPTED_AS = word("adopted_as", "taken over by another body under another number", OWN)
    ADOPTS = word("adopts", "takes over another body's document", OWN)


class MappingStyle(Word):
    """The sort of statement that a mapping set makes. NIST IR 8477; threat and lineage are ours."""

    SET_THEORY = word("set_theory", "how much of one provision is in the other", _STRM)
    STRUCTURAL = word("structural", "parent and child inside one document", "NIST IR 8477, 4.4")
    SUPPORTIVE = word("supportive", "what supports what", _SUPPORTIVE)
    CONCEPT_CROSSWALK = word("concept_crosswalk", "that two are related, not how", "NIST IR 8477, 4.1")
    THREAT = word("threat", "what acts against, uses or tests what", OWN)
    LINEAGE = word("lineage", "what became of a provision in a later edition or document", OWN)


class Rationale(Word):
    """The sense in which two provisions are related. NIST IR 8278A."""

    SYNTACTIC = word("syntactic", "by their words", "NIST IR 8278A, Rationale")
    SEMANTIC = word("semantic", "by what they mean", "NIST IR 8278A, Rationale")
    FUNCTIONAL = word("functional", "by their effects", "NIST IR 8278A, Rationale")


class Trust(Word):
    """The author of a relationship. After NIST IR 8278 (who submits a reference)."""

    PUBLISHER = word("publisher", "the publisher of one of the two documents", "NIST IR 8278")
    THIRD_PARTY = word("third_party", "somebody else", "NIST IR 8278")
    CURATED = word("curated", "this project's own judgement, with a rationale", OWN)
    INFERRED = word("inferred", "follows from other relationships", OWN)


class Editions(Word):
    """How far an answer looks beyond the editions that it is asked about."""

    EXACT = word("exact", "only relationships of these editions", OWN)
    SAME = word("same", "also those of other editions whose text is proved to be the same", OWN)
    CARRIED = word("carried", "also those of other editions, carried over stated lineage and kept apart", OWN)


class Lineage(Word):
    """How it is known that two provisions of different editions belong together, surest first."""

    SAME = word("same", "the texts are proved to be the same", OWN)
    STATED = word("stated", "the publisher, or a set of ours, says that one became the other", OWN)
    MERGED = word("merged", "the later one also took in others", OWN)
    SPLIT = word("split", "the earlier one became several", OWN)
    TITLED = word("titled", "only the titles are the same", OWN)
