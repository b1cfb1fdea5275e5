"""The words of Statements of Applicability: headers, labels, decisions and states, as people write them."""

from __future__ import annotations

from collections.abc import Mapping

from ...vocabulary import ImplementationStatus

__all__ = ["HEADERS", "JOINED", "LABELS", "NO", "NO_STATUS", "STATUSES", "YES"]

#: The headers of each column, as people write them; the first is ours.
HEADERS: Mapping[str, tuple[str, ...]] = {
    "control": (
        "control id", "control", "control ref", "control reference", "control no.", "control number",
        "clause", "annex a control", "annex a reference", "annex a ref", "iso control", "kontroll-id", "id",
        "reference", "ref",
    ),
    "title": ("control title", "control name", "title", "name", "kontrollname"),
    "under": ("section", "objective", "theme", "domain", "category", "bereich"),
    "applicable": (
        "applicable", "applicable?", "applicability", "is applicable", "applicable (yes/no)",
        "applicable (y/n)", "included", "included?", "in scope", "anwendbar",
    ),
    "justification": (
        "justification", "justification for inclusion", "justification for exclusion", "reason",
        "justification for inclusion/exclusion", "justification for inclusion or exclusion",
        "reason for inclusion", "reason for exclusion", "reason for selection", "rationale", "begründung",
    ),
    "status": (
        "implementation status", "status", "implemented", "implemented?", "current status",
        "implementation", "umsetzungsstatus",
    ),
    "owner": (
        "owner", "control owner", "responsible", "responsibility", "responsible party", "accountable",
        "verantwortlich",
    ),
    "evidence": (
        "evidence", "evidence document", "documented information", "documentation", "evidence reference",
        "reference", "nachweis", "referenz",
    ),
    "due": ("due", "due date", "target date", "implementation date", "planned date"),
    "reviewed": (
        "reviewed", "reviewed on", "review date", "last review", "last reviewed", "last review date",
    ),
    "note": (
        "notes", "note", "remarks", "comments", "comment", "implementation description",
        "implementation note",
        "umsetzungsbeschreibung",
    ),
}  # fmt: skip
#: What several columns may say, all of which is kept.
JOINED = frozenset(("justification", "owner", "evidence", "note"))
#: The labels of what is said of the document as a whole, as people write them; the first is ours.
LABELS: Mapping[str, tuple[str, ...]] = {
    "standard": ("standard", "norm"),
    "reference": ("reference in the catalog",),
    "organization": ("organization", "organisation", "company"),
    "scope": ("scope", "scope of the isms", "scope of the aims", "isms scope", "aims scope"),
    "identifier": (
        "document number", "document no.", "document id", "document reference", "document code",
    ),
    "version": ("version", "document version", "revision"),
    "date": ("date", "issue date", "date of issue", "document date"),
    "owner": ("document owner", "owner", "prepared by", "author"),
    "approved_by": ("approved by", "approver", "approval"),
    "approved_on": ("approved on", "approval date", "date of approval"),
    "next_review": ("next review", "next review date", "next review due"),
}  # fmt: skip
YES = frozenset(("yes", "y", "true", "applicable", "included", "include", "x", "ja", "oui", "1", "in scope"))
NO = frozenset(("no", "n", "false", "not applicable", "n/a", "na", "excluded", "exclude", "nein", "non", "0"))
_STATUS_WORDS: Mapping[ImplementationStatus, str] = {
    ImplementationStatus.IMPLEMENTED: "fully implemented/in place/yes/complete/completed/done/umgesetzt",
    ImplementationStatus.PARTIAL: (
        "partially implemented/partly implemented/partially/partly/in progress/ongoing/teilweise umgesetzt"
    ),
    ImplementationStatus.PLANNED: "to be implemented/to do/scheduled/geplant",
    ImplementationStatus.NOT_IMPLEMENTED: "no/not started/none/missing/open/nicht umgesetzt",
}
STATUSES: Mapping[str, ImplementationStatus] = {
    **{each.value.replace("_", " "): each for each in ImplementationStatus},
    **{word: status for status, words in _STATUS_WORDS.items() for word in words.split("/")},
}
NO_STATUS = frozenset(("not applicable", "n/a", "na", "-", "excluded"))
