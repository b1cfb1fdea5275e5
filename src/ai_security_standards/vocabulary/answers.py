"""The word lists of answers: verdicts, results, changes and outcomes."""

from __future__ import annotations

from .words import OWN, Word, word

__all__ = [
    "Change",
    "EditKind",
    "EventKind",
    "Extent",
    "ImplementationStatus",
    "LossKind",
    "MigrationOutcome",
    "Outcome",
    "ProjectedResult",
    "ProvisionFate",
    "ReferenceVerdict",
    "ThreatStatus",
    "Verdict",
]

_OSCAL = "OSCAL 1.2.3, implementation-status"


class Verdict(Word):
    """The verdict whether a document or a provision applies to a profile on a day."""

    APPLIES = word("applies", "it applies on the day; a voluntary document: it addresses the profile", OWN)
    WILL_APPLY = word("will_apply", "it will apply from a later, known day", OWN)
    MAY_APPLY = word("may_apply", "a fact or a decision is missing", OWN)
    NOT_APPLICABLE = word("not_applicable", "it does not apply", OWN)


class EventKind(Word):
    """The sort of an event in the life of a document or a provision."""

    ANNOUNCED = word("announced", "planned, or a first draft seen", OWN)
    APPROVED = word("approved", "approved, signed or adopted", OWN)
    ISSUED = word("issued", "published", OWN)
    IN_FORCE = word("in-force", "entered into force", "Article 297 TFEU")
    AMENDED = word("amended", "changed by another act or edition", OWN)
    SUPERSEDED = word("superseded", "replaced by a later document or edition", OWN)
    WITHDRAWN = word("withdrawn", "withdrawn, repealed, revoked or cancelled", OWN)
    BEGINS_TO_APPLY = word("begins-to-apply", "a day from which obligations apply", "Regulation (EU) 2024/1689, Article 113")
    GRACE_ENDS = word("grace-ends", "a period of grace ends", "Regulation (EU) 2024/1689, Article 111")
    DATE_SET = word("date-set", "the text began to name a day", OWN)
    DATE_DROPPED = word("date-dropped", "the text no longer named a day", OWN)
    MILESTONE = word("milestone", "anything else that was dated", OWN)
    RECORDED = word("recorded", "new in the data, whenever it happened", OWN)
    CORRECTED = word("corrected", "stated wrongly by earlier data, and corrected", OWN)
    REVISED = word("revised", "described anew by later data", OWN)


class ReferenceVerdict(Word):
    """The verdict on a reference that was found in a text."""

    OK = word("ok", "it means what the text says", OWN)
    UNKNOWN = word("unknown", "no edition has it", OWN)
    RETIRED = word("retired", "its publisher has retired it", OWN)
    REUSED = word("reused", "its title in the text is that of the same identifier in another edition", OWN)
    TITLE_MISMATCH = word("title-mismatch", "its title in the text belongs to another provision", OWN)
    TITLE_UNKNOWN = word("title-unknown", "no edition knows its title in the text", OWN)
    ONLY_IN_EDITION = word("only-in-edition", "the stated edition does not have it; another has", OWN)
    NEWER_THAN_DATA = word("newer-than-data", "the stated edition is newer than the newest one in this data", OWN)
    NOT_SHIPPED = word("not-shipped", "its document is known, but this part of it is not shipped", OWN)
    OUT_OF_SCOPE = word("out-of-scope", "its document is outside the scope of the catalog", OWN)
    AMBIGUOUS = word("ambiguous", "it may mean several things, and nothing decides which", OWN)
    TITLE_NOT_COMPARED = word(
        "title-not-compared", "it exists, but its title in the text could not be compared with that in the data", OWN
    )

    @property
    def severity(self) -> str:
        """How grave the verdict is: "ok", "note", "warning" or "error"."""
        return _SEVERITIES[self.value]


#: How grave each verdict on a reference is.
_SEVERITIES = {
    "ok": "ok", "ambiguous": "note", "not-shipped": "note", "out-of-scope": "note", "title-not-compared": "note", "retired": "warning",
    "reused": "warning", "title-unknown": "warning", "only-in-edition": "warning", "newer-than-data": "warning", "unknown": "error",
    "title-mismatch": "error",
}  # fmt: skip


class Outcome(Word):
    """The result of an assessment for a provision."""

    SATISFIED = word("satisfied", "met in full", "NIST OSCAL, assessment results model")
    NOT_SATISFIED = word("not_satisfied", "not met", "NIST OSCAL, assessment results model")
    PARTLY = word("partly", "met in part, not in full", OWN)
    NOT_APPLICABLE = word("not_applicable", "it does not apply to what was assessed", OWN)
    NOT_ASSESSED = word("not_assessed", "not assessed yet", OWN)


class Change(Word):
    """A change of provisions from one edition to another."""

    UNCHANGED = word("unchanged", "the same identifier and name", OWN)
    RETITLED = word("retitled", "the same identifier, another name or wording", OWN)
    RENUMBERED = word("renumbered", "the same under another identifier", OWN)
    REPLACED = word("replaced", "another takes its place, with another scope", OWN)
    SPLIT = word("split", "one became several", OWN)
    MERGED = word("merged", "several became one", OWN)
    REGROUPED = word("regrouped", "several became several: split and merged", OWN)
    ADDED = word("added", "only the later edition has it", OWN)
    RETIRED = word("retired", "only the earlier edition has it", OWN)
    REUSED = word("reused", "the same identifier with another title, and nothing says that it means the same", OWN)
    UNKNOWN = word("unknown", "only a part of the other edition is shipped, without it", OWN)


class ProvisionFate(Word):
    """The fate of a provision in later editions."""

    LIVE = word("live", "it exists, under the same identifier", OWN)
    RENAMED = word("renamed", "it exists, under another identifier or name", OWN)
    REPLACED = word("replaced", "another takes its place, with another scope", OWN)
    SPLIT = word("split", "it became several", OWN)
    MERGED = word("merged", "it became, with others, another one", OWN)
    RETIRED = word("retired", "it was removed, and no source names a successor", OWN)
    UNKNOWN = word("unknown", "the data does not show it: a person must check", OWN)


class MigrationOutcome(Word):
    """The outcome of moving a reference to another edition."""

    CARRIED_OVER = word("carried_over", "it means one provision of the other edition", OWN)
    TO_BE_DECIDED = word("to_be_decided", "a person must decide", OWN)
    LOST = word("lost", "it was removed, and no source names a successor", OWN)
    UNTOUCHED = word("untouched", "the other edition does not concern it, and it stays as it is", OWN)


class Extent(Word):
    """The extent to which implemented provisions cover another one, most first."""

    FULL = word("full", "implemented itself, or something implemented certainly asks all that it asks", OWN)
    PARTIAL = word("partial", "something implemented certainly shares something with it", OWN)
    DEEMED = word("deemed", "law deems or presumes it met by what is implemented, on a condition that was affirmed", OWN)
    CANDIDATE = word(
        "candidate",
        "a chain leads to it, but nothing certain follows from it, such as two overlaps in a row or an untyped row",
        OWN,
    )
    CONFLICT = word("conflict", "some results imply that it is covered in full, others that it is not", OWN)
    NOT_SATISFIED = word("not_satisfied", "it failed itself, or something that failed is part of it", OWN)
    ABSENT = word("absent", "all that is known is that it has nothing in common with what is implemented", OWN)
    UNKNOWN = word("unknown", "nothing is known", OWN)
    EXCLUDED = word("excluded", "not applicable by a result of its own or of what is above it: it does not count", OWN)


class ProjectedResult(Word):
    """The result that an assessment implies for a provision of another document."""

    SATISFIED = word("satisfied", "something satisfied asks all that it asks", OWN)
    NOT_SATISFIED = word("not_satisfied", "something that failed is part of it", OWN)
    PARTLY = word("partly", "something satisfied asks part of what it asks, or it has a part that is met in part", OWN)
    DEEMED = word("deemed", "law deems or presumes it met by something satisfied, on a condition that was affirmed", OWN)
    CONFLICT = word("conflict", "some results imply that it is satisfied, others that it is not", OWN)
    INDICATED = word("indicated", "relationships lead to it from what is met, but nothing certain follows: to be checked", OWN)
    UNKNOWN = word("unknown", "no result implies anything", OWN)
    EXCLUDED = word("excluded", "not applicable by a result of its own or of what is above it", OWN)


class ThreatStatus(Word):
    """The state of a threat, given what is implemented."""

    ADDRESSED = word("addressed", "a mitigation of it is implemented", OWN)
    INHERITED = word("inherited", "a mitigation of the threat above it is implemented", OWN)
    PARTLY = word("partly", "only threats below it are addressed", OWN)
    FORMERLY = word("formerly", "a mitigation that only another edition names for it, or of it, is implemented", OWN)
    UNADDRESSED = word("unaddressed", "mitigations of it are known, but none is implemented", OWN)
    UNKNOWN = word("unknown", "no mapping set names a mitigation of it", OWN)
    EXCLUDED = word("excluded", "not applicable by a result of its own or of what is above it: it does not count", OWN)


class EditKind(Word):
    """The sort of an edit that `fix` makes in a text."""

    EDITION = word("edition", "moved to another edition, where it has one successor of the same meaning", OWN)
    IDENTIFIER = word("identifier", "the identifier of the provision whose title stands beside it", OWN)
    PIN = word("pin", "the edition written beside an identifier that had none", OWN)
    RETIRED = word("retired", "a retired identifier, replaced by its one successor", OWN)
    SPELLING = word("spelling", "written as it is printed", OWN)
    TITLE = word("title", "the former title beside a changed identifier", OWN)


class ImplementationStatus(Word):
    """The state of a control that a Statement of Applicability includes. OSCAL 1.2.3."""

    IMPLEMENTED = word("implemented", "in place", _OSCAL)
    PARTIAL = word("partial", "in place in part", _OSCAL)
    PLANNED = word("planned", "not yet in place, and planned", _OSCAL)
    ALTERNATIVE = word("alternative", "its aim is reached in another way", _OSCAL)
    NOT_IMPLEMENTED = word("not_implemented", "not in place, and not planned", OWN)


class LossKind(Word):
    """What became of something that one format says and another cannot."""

    DROPPED = word("dropped", "there is no place for it, and it is not carried", OWN)
    UNRESOLVED = word("unresolved", "kept as written, and it names nothing that is known", OWN)
    CONTRADICTION = word("contradiction", "kept, and another row, or the title beside it, denies it", OWN)
    DUPLICATE = word("duplicate", "stated twice, and kept once", OWN)
    REPAIRED = word("repaired", "it breaks the rules of its format, and was read all the same", OWN)
    ASSUMED = word("assumed", "needed here and not stated there, so that a value was chosen", OWN)
    MATCHED = word("matched", "taken for a document of the catalog", OWN)
