"""What the catalog answers: verdicts, results, and what became of things."""

from __future__ import annotations

from .words import OWN, Word

__all__ = ["Change", "EventKind", "Extent", "MigrationOutcome", "Outcome", "ProjectedResult", "ProvisionFate", "ReferenceVerdict", "ThreatStatus", "Verdict"]


class Verdict(Word):
    """Whether a document or a provision applies to a profile on a day."""

    APPLIES = "applies", "it applies on the day; of what is voluntary: it speaks to the profile", OWN
    WILL_APPLY = "will_apply", "it will apply from a later day that is known", OWN
    MAY_APPLY = "may_apply", "something must be decided or said first", OWN
    NOT_APPLICABLE = "not_applicable", "it does not apply", OWN


class EventKind(Word):
    """What happened to a document or a provision."""

    ANNOUNCED = "announced", "planned, or a first draft seen", OWN
    APPROVED = "approved", "approved, signed or adopted", OWN
    ISSUED = "issued", "published", OWN
    IN_FORCE = "in-force", "entered into force", "Article 297 TFEU"
    AMENDED = "amended", "changed by another act or edition", OWN
    SUPERSEDED = "superseded", "replaced by a later document or edition", OWN
    WITHDRAWN = "withdrawn", "withdrawn, repealed, revoked or cancelled", OWN
    BEGINS_TO_APPLY = "begins-to-apply", "a day from which obligations apply", "Regulation (EU) 2024/1689, Article 113"
    GRACE_ENDS = "grace-ends", "a period of grace ends", "Regulation (EU) 2024/1689, Article 111"
    DATE_SET = "date-set", "the text began to name a day", OWN
    DATE_DROPPED = "date-dropped", "the text ceased to name a day", OWN
    MILESTONE = "milestone", "anything else that was dated", OWN
    RECORDED = "recorded", "new in the data, whenever it happened", OWN


class ReferenceVerdict(Word):
    """What is to be said of a reference that was found in a text."""

    OK = "ok", "it means what is written beside it", OWN
    UNKNOWN = "unknown", "no edition has it", OWN
    RETIRED = "retired", "its publisher has retired it", OWN
    REUSED = "reused", "the title beside it is that of the same identifier in another edition", OWN
    TITLE_MISMATCH = "title-mismatch", "the title beside it belongs to another provision", OWN
    ONLY_IN_EDITION = "only-in-edition", "the edition that is stated lacks it; another has it", OWN
    AMBIGUOUS = "ambiguous", "nothing settles which of several things it means", OWN


class Outcome(Word):
    """What an assessment found of a provision."""

    SATISFIED = "satisfied", "met in full", "NIST OSCAL, assessment results model"
    NOT_SATISFIED = "not_satisfied", "not met", "NIST OSCAL, assessment results model"
    PARTLY = "partly", "met in part, not in full", OWN
    NOT_APPLICABLE = "not_applicable", "it does not apply to what was assessed", OWN
    NOT_ASSESSED = "not_assessed", "nobody has looked yet", OWN


class Change(Word):
    """What became of provisions from one edition to another."""

    UNCHANGED = "unchanged", "the same identifier and name", OWN
    RETITLED = "retitled", "the same identifier, another name or wording", OWN
    RENUMBERED = "renumbered", "the same under another identifier", OWN
    REPLACED = "replaced", "another stands in its place, with another scope", OWN
    SPLIT = "split", "one became several", OWN
    MERGED = "merged", "several became one", OWN
    REGROUPED = "regrouped", "several became several: split and merged", OWN
    ADDED = "added", "only the later edition has it", OWN
    RETIRED = "retired", "only the earlier edition has it", OWN
    REUSED = "reused", "the same identifier with another title, and nothing says that it means the same", OWN
    UNKNOWN = "unknown", "of the other edition only a part is shipped, without it", OWN


class ProvisionFate(Word):
    """What became of one provision."""

    LIVE = "live", "it is there, under the same identifier", OWN
    RENAMED = "renamed", "it is there, under another identifier or name", OWN
    REPLACED = "replaced", "another stands in its place, with another scope", OWN
    SPLIT = "split", "it became several", OWN
    MERGED = "merged", "it went, with others, into another", OWN
    RETIRED = "retired", "it is gone, and nothing says that anything came of it", OWN
    UNKNOWN = "unknown", "the data do not tell: a person must look", OWN


class MigrationOutcome(Word):
    """Whether a reference was carried to another edition."""

    CARRIED_OVER = "carried_over", "it stands for one provision of the other edition", OWN
    TO_BE_DECIDED = "to_be_decided", "a person must decide", OWN
    LOST = "lost", "it is gone, and nothing says that anything came of it", OWN
    UNTOUCHED = "untouched", "the other edition does not concern it: it stays as it is", OWN


class Extent(Word):
    """How far a provision is covered by what is implemented, most first."""

    FULL = "full", "implemented itself, or something implemented certainly asks all that it asks", OWN
    PARTIAL = "partial", "something implemented certainly asks part of what it asks", OWN
    CANDIDATE = "candidate", "relationships lead to it from which nothing follows: to be looked at", OWN
    ABSENT = "absent", "all that is said of it and of what is implemented is that they have nothing in common", OWN
    UNKNOWN = "unknown", "nobody has said anything", OWN


class ProjectedResult(Word):
    """What the results of an assessment say of a provision of another document."""

    SATISFIED = "satisfied", "something satisfied asks all that it asks", OWN
    NOT_SATISFIED = "not_satisfied", "something that failed is part of it", OWN
    PARTLY = "partly", "something satisfied asks part of what it asks, or it has a part that is met in part", OWN
    CONFLICT = "conflict", "results say that it is and that it is not satisfied", OWN
    UNKNOWN = "unknown", "no result says anything of it", OWN


class ThreatStatus(Word):
    """Whether something implemented acts against a threat."""

    ADDRESSED = "addressed", "a mitigation of it is implemented", OWN
    INHERITED = "inherited", "a mitigation of the threat above it is implemented", OWN
    PARTLY = "partly", "only threats below it are addressed", OWN
    FORMERLY = "formerly", "a mitigation is implemented that was named for it in an earlier edition alone", OWN
    UNADDRESSED = "unaddressed", "mitigations of it are known, and none is implemented", OWN
    UNKNOWN = "unknown", "no mapping set names a mitigation of it", OWN
