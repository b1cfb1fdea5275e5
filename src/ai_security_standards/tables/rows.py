"""The rows of each table as types: what `rows()` gives, column by column."""

from __future__ import annotations

from typing import Literal, TypedDict

from ..vocabulary.literals import (
    AccessText,
    BindingText,
    ChangeText,
    CompletenessText,
    ConfidenceText,
    EventKindText,
    ExtentText,
    FamilyText,
    ImplementationStatusText,
    KindText,
    LegalEffectText,
    LifecycleStageText,
    LineageText,
    LossKindText,
    MappingStyleText,
    MigrationOutcomeText,
    OutcomeText,
    ProjectedResultText,
    ProvisionFateText,
    ProvisionKindText,
    RationaleText,
    ReferenceVerdictText,
    RelationshipTypeText,
    RiskClassText,
    RoleText,
    SectorText,
    StatusText,
    SystemTypeText,
    ThreatStatusText,
    TopicText,
    TrustText,
    VerdictText,
)

#: Several texts: references, names or sentences.
Texts = tuple[str, ...]
#: The ground on which a row of a crosswalk rests.
BasisText = Literal["asserted", "inferred", "conditional", "carried", "candidate"]
#: A row of a matrix: the part, and a number for each part of the target.
MatrixCells = dict[str, str | int]


# fmt: off
StandardCells = TypedDict("StandardCells", {
    "ref": str, "designation": str, "title": str, "publisher": str, "kind": KindText,
    "binding": BindingText, "status": StatusText, "stage": str | None, "published": str | None,
    "published_from": str | None, "published_until": str | None, "in_force": str | None,
    "applies_from": str | None, "access": AccessText | None, "price": str | None,
    "jurisdictions": Texts, "topics": tuple[TopicText, ...], "roles": tuple[RoleText, ...],
    "system_types": tuple[SystemTypeText, ...], "lifecycle_stages": tuple[LifecycleStageText, ...],
    "sectors": tuple[SectorText, ...], "confidence": ConfidenceText, "checked_on": str | None,
    "url": str | None,
})
PublisherCells = TypedDict("PublisherCells", {
    "id": str, "name": str, "short_name": str | None, "family": FamilyText, "place": str, "url": str | None,
})
ProvisionCells = TypedDict("ProvisionCells", {
    "ref": str, "kind": ProvisionKindText, "name": str, "summary": str | None, "parent": str | None,
    "level": str | None, "depth": int, "assessable": bool, "retired": bool, "roles": tuple[RoleText, ...],
    "risk_classes": tuple[RiskClassText, ...], "lifecycle_stages": tuple[LifecycleStageText, ...],
})
HitCells = TypedDict("HitCells", {
    "ref": str, "kind": KindText | ProvisionKindText, "name": str, "score": float, "snippet": str,
})
EventCells = TypedDict("EventCells", {
    "date": str, "kind": EventKindText, "ref": str, "name": str, "what": str, "about": str | None,
})
JudgementCells = TypedDict("JudgementCells", {
    "origin": str, "line": int, "start": int, "end": int, "text": str, "verdict": ReferenceVerdictText,
    "refs": Texts, "instead": Texts, "reasons": Texts, "severity": str, "superseded_by": str,
})
ResolutionCells = TypedDict("ResolutionCells", {
    "value": str | None, "ref": str | None, "status": ReferenceVerdictText, "candidates": Texts,
})
RelationshipCells = TypedDict("RelationshipCells", {
    "subject": str, "type": RelationshipTypeText, "object": str, "negated": bool, "trust": TrustText,
    "strength": int | None, "confidence": float | None, "rationale": RationaleText | None,
    "stated": str | None, "locator": str | None, "argument": str | None, "mapping_set": str,
    "date": str | None, "comment": str | None, "unresolved": str | None, "reversed": bool,
    "superseded": Texts, "reworded": Texts, "caveats": Texts, "strict": str | None, "group": str | None,
})
MappingSetCells = TypedDict("MappingSetCells", {
    "id": str, "title": str, "publisher": str | None, "date": str | None, "version": str | None,
    "licence": str | None, "trust": TrustText, "style": MappingStyleText | None,
    "completeness": CompletenessText | None, "subjects": Texts, "objects": Texts, "size": int,
    "unresolved": int, "url": str | None, "note": str | None, "caveats": Texts,
})
CandidateCells = TypedDict("CandidateCells", {
    "source": str, "target": str, "types": tuple[RelationshipTypeText, ...], "trust": TrustText,
    "confidence": float | None, "mapping_sets": Texts,
})
InferenceCells = TypedDict("InferenceCells", {
    "source": str, "target": str, "relation": str, "types": tuple[RelationshipTypeText, ...],
    "trust": TrustText, "confidence": float | None, "mapping_sets": Texts, "paths": Texts,
    "superseded": Texts, "caveats": Texts,
})
ConflictCells = TypedDict("ConflictCells", {
    "relationships": Texts, "mapping_sets": Texts, "provisions": Texts, "reasons": Texts,
})
CrosswalkCells = TypedDict("CrosswalkCells", {
    "source": str, "source_title": str, "target": str, "target_title": str, "basis": BasisText,
    "types": tuple[RelationshipTypeText, ...], "relation": str, "indicated": str,
    "lineage": LineageText | None, "negated": bool, "trust": TrustText, "confidence": float | None,
    "mapping_sets": Texts, "paths": Texts, "arguments": Texts, "reasons": Texts, "caveats": Texts,
    "urls": Texts, "breadth": int | None,
})
DifferenceCells = TypedDict("DifferenceCells", {
    "change": ChangeText, "old": Texts, "old_names": Texts, "new": Texts, "new_names": Texts,
    "reused": Texts, "needs_review": bool, "reasons": Texts,
})
StepCells = TypedDict("StepCells", {
    "document": str, "fate": ProvisionFateText, "refs": Texts, "names": Texts, "candidates": Texts,
    "needs_review": bool, "reasons": Texts,
})
MoveCells = TypedDict("MoveCells", {
    "ref": str, "outcome": MigrationOutcomeText, "to": Texts, "fate": ProvisionFateText | None,
    "needs_review": bool, "result": OutcomeText | None, "reasons": Texts,
})
RulingCells = TypedDict("RulingCells", {
    "ref": str, "name": str, "kind": KindText | ProvisionKindText, "verdict": VerdictText,
    "date": str | None, "binding": BindingText, "binds": bool, "reasons": Texts, "missing": Texts,
    "questions": Texts, "decided_by": Texts, "exceptions": Texts, "fit": Texts,
})
DeemingCells = TypedDict("DeemingCells", {
    "ref": str, "effect": LegalEffectText, "reaches": Texts, "unless": Texts, "extent": str | None,
    "in_full": Texts, "as_covered": bool, "basis": str, "by": Texts, "condition": str | None, "reason": str,
    "stated_from": str | None, "stated_until": str | None, "confidence": ConfidenceText,
})
ResultCells = TypedDict("ResultCells", {
    "ref": str, "result": OutcomeText, "evidence": str | None, "assessor": str | None, "date": str | None,
    "note": str | None, "subject": str | None,
})
ItemCells = TypedDict("ItemCells", {
    "id": str, "question": str, "ask_for": str, "names": Texts, "under": Texts, "level": Texts,
    "result": str | None, "evidence": str | None, "assessor": str | None, "date": str | None,
    "note": str | None, "subject": str | None,
})
StatementCells = TypedDict("StatementCells", {
    "ref": str, "title": str, "under": str | None, "applicable": bool | None, "justification": str | None,
    "status": ImplementationStatusText | None, "owner": str | None, "evidence": str | None, "due": str | None,
    "reviewed": str | None, "note": str | None,
})
CoverageCells = TypedDict("CoverageCells", {
    "ref": str, "name": str, "extent": ExtentText, "sources": Texts, "results": tuple[OutcomeText, ...],
    "relations": Texts,
    "candidates": Texts, "source_titles": Texts, "trust": TrustText | None, "confidence": float | None,
    "mapping_sets": Texts, "paths": Texts, "arguments": Texts, "caveats": Texts,
    "urls": Texts, "deemed_by": Texts,
})
PartCells = TypedDict("PartCells", {
    "ref": str, "name": str, "extent": ExtentText, "of": int, "full": int, "partial": int, "deemed": int,
    "candidate": int, "conflict": int, "not_satisfied": int, "absent": int, "unknown": int, "excluded": int,
})
WordChangeCells = TypedDict("WordChangeCells", {
    "ref": str, "name": str, "before": str | None, "after": str | None,
})
ThreatCells = TypedDict("ThreatCells", {
    "ref": str, "name": str, "defence": ThreatStatusText, "sources": Texts, "known": Texts,
    "mapping_sets": Texts, "paths": Texts,
})
ProjectionCells = TypedDict("ProjectionCells", {
    "ref": str, "name": str, "result": ProjectedResultText, "sources": Texts,
    "results": tuple[OutcomeText, ...], "relations": Texts, "candidates": Texts, "mapping_sets": Texts,
    "paths": Texts, "caveats": Texts, "deemed_by": Texts,
})
LossCells = TypedDict("LossCells", {
    "kind": LossKindText, "file": str, "record": str, "field": str, "what": str,
})
ToolFindingCells = TypedDict("ToolFindingCells", {
    "tool": str, "rule": str, "level": str, "origin": str, "line": int | None, "message": str, "refs": Texts,
    "unread": Texts,
})
ChoiceCells = TypedDict("ChoiceCells", {
    "ref": str, "name": str, "cost": float, "covers": Texts,
})
