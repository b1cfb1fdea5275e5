"""The word lists of answers: verdicts, results, changes and outcomes."""

from __future__ import annotations

from .words import OWN, Word

__all__ = [
    "Change",
    "EventKind",
    "Extent",
    "MigrationOutcome",
    "Outcome",
    "ProjectedResult",
    "ProvisionFate",
    "ReferenceVerdict",
    "ThreatStatus",
    "Verdict",
]


class Verdict(Word):
    """The verdict whether a document or a provision applies to a profile on a day."""

    APPLIES = "applies", "it applies on the day; a voluntary document: it addresses the profile", OWN
    WILL_APPLY = "will_apply", "it will apply from a later, known day", OWN
    MAY_APPLY = "may_apply", "a fact or a decision is missing", OWN
    NOT_APPLICABLE = "not_applicable", "it does not apply", OWN


class EventKind(Word):
    """The sort of an event in the life of a document or a provision."""

    ANNOUNCED = "announced", "planned, or a first draft seen", OWN
    APPROVED = "approved", "approved, signed or adopted", OWN
    ISSUED = "issued", "published", OWN
    IN_FORCE = "in-force", "entered into force", "Article 297 TFEU"
    AMENDED = "amended", "changed by another act or edition", OWN
    SUPERSEDED = "superseded", "replaced by a later document or edition", OWN
    WITHDRAWN = "withdrawn", "withdrawn, repealed, revoked or cancelled", OWN
    BEGINS_TO_APPLY = (
        "begins-to-apply",
        "a day from which obligations apply",
        "Regulation (EU) 2024/1689, Article 113",
    )
    GRACE_ENDS = "grace-ends", "a period of grace ends", "Regulation (EU) 2024/1689, Article 111"
    DATE_SET = "date-set", "the text began to name a day", OWN
    DATE_DROPPED = "date-dropped", "the text no longer named a day", OWN
    MILESTONE = "milestone", "anything else that was dated", OWN
    RECORDED = "recorded", "new in the data, whenever it happened", OWN


class ReferenceVerdict(Word):
    """The verdict on a reference that was found in a text."""

    OK = "ok", "it means what the text says", OWN
    UNKNOWN = "unknown", "no edition has it", OWN
    RETIRED = "retired", "its publisher has retired it", OWN
    REUSED = "reused", "its title in the text is that of the same identifier in another edition", OWN
    TITLE_MISMATCH = "title-mismatch", "its title in the text belongs to another provision", OWN
    ONLY_IN_EDITION = "only-in-edition", "the stated edition does not have it; another has", OWN
    NEWER_THAN_DATA = "newer-than-data", "the stated edition is newer than the newest one in this data", OWN
    NOT_SHIPPED = "not-shipped", "its document is known, but this part of it is not shipped", OWN
    OUT_OF_SCOPE = "out-of-scope", "its document is outside the scope of the catalog", OWN
    AMBIGUOUS = "ambiguous", "it may mean several things, and nothing decides which", OWN

    @property
    def severity(self) -> str:
        """How grave the verdict is: "ok", "note", "warning" or "error"."""
        return _SEVERITIES[self.value]


#: How grave each verdict on a reference is.
_SEVERITIES = {
    "ok": "ok", "ambiguous": "note", "not-shipped": "note", "out-of-scope": "note", "retired": "warning",
    "reused": "warning", "only-in-edition": "warning", "newer-than-data": "warning", "unknown": "error",
    "title-mismatch": "error",
}  # fmt: skip


class Outcome(Word):
    """The result of an assessment for a provision."""

    SATISFIED = "satisfied", "met in full", "NIST OSCAL, assessment results model"
    NOT_SATISFIED = "not_satisfied", "not met", "NIST OSCAL, assessment results model"
    PARTLY = "partly", "met in part, not in full", OWN
    NOT_APPLICABLE = "not_applicable", "it does not apply to what was assessed", OWN
    NOT_ASSESSED = "not_assessed", "not assessed yet", OWN


class Change(Word):
    """A change of provisions from one edition to another."""

    UNCHANGED = "unchanged", "the same identifier and name", OWN
    RETITLED = "retitled", "the same identifier, another name or wording", OWN
    RENUMBERED = "renumbered", "the same under another identifier", OWN
    REPLACED = "replaced", "another takes its place, with another scope", OWN
    SPLIT = "split", "one became several", OWN
    MERGED = "merged", "several became one", OWN
    REGROUPED = "regrouped", "several became several: split and merged", OWN
    ADDED = "added", "only the later edition has it", OWN
    RETIRED = "retired", "only the earlier edition has it", OWN
    REUSED = "reused", "the same identifier with another title, and nothing says that it means the same", OWN
    UNKNOWN = "unknown", "only a part of the other edition is shipped, without it", OWN


class ProvisionFate(Word):
    """The fate of a provision in later editions."""

    LIVE = "live", "it exists, under the same identifier", OWN
    RENAMED = "renamed", "it exists, under another identifier or name", OWN
    REPLACED = "replaced", "another takes its place, with another scope", OWN
    SPLIT = "split", "it became several", OWN
    MERGED = "merged", "it became, with others, another one", OWN
    RETIRED = "retired", "it was removed, and no source names a successor", OWN
    UNKNOWN = "unknown", "the data do not show it: a person must check", OWN


class MigrationOutcome(Word):
    """The outcome of moving a reference to another edition."""

    CARRIED_OVER = "carried_over", "it means one provision of the other edition", OWN
    TO_BE_DECIDED = "to_be_decided", "a person must decide", OWN
    LOST = "lost", "it was removed, and no source names a successor", OWN
    UNTOUCHED = "untouched", "the other edition does not concern it, and it stays as it is", OWN


class Extent(Word):
    """The extent to which implemented provisions cover another one, most first."""

    FULL = "full", "implemented itself, or something implemented certainly asks all that it asks", OWN
    PARTIAL = "partial", "something implemented certainly asks part of what it asks", OWN
    CANDIDATE = (
        "candidate",
        "relationships lead to it, but nothing certain follows from them: to be checked",
        OWN,
    )
    ABSENT = "absent", "all that is known is that it has nothing in common with what is implemented", OWN
    UNKNOWN = "unknown", "nothing is known", OWN


class ProjectedResult(Word):
    """The result that an assessment implies for a provision of another document."""

    SATISFIED = "satisfied", "something satisfied asks all that it asks", OWN
    NOT_SATISFIED = "not_satisfied", "something that failed is part of it", OWN
    PARTLY = (
        "partly",
        "something satisfied asks part of what it asks, or it has a part that is met in part",
        OWN,
    )
    CONFLICT = "conflict", "some results imply that it is satisfied, others that it is not", OWN
    UNKNOWN = "unknown", "no result implies anything", OWN


class ThreatStatus(Word):
    """The state of a threat, given what is implemented."""

    ADDRESSED = "addressed", "a mitigation of it is implemented", OWN
    INHERITED = "inherited", "a mitigation of the threat above it is implemented", OWN
    PARTLY = "partly", "only threats below it are addressed", OWN
    FORMERLY = "formerly", "a mitigation that only an earlier edition names for it is implemented", OWN
    UNADDRESSED = "unaddressed", "mitigations of it are known, but none is implemented", OWN
    UNKNOWN = "unknown", "no mapping set names a mitigation of it", OWN
