"""The closed word lists, each word with its meaning and its source.

A list is imported when it is first used, so that looking a document up needs the lists of documents only.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .answers import (
        Change,
        EditKind,
        EventKind,
        Extent,
        ImplementationStatus,
        LossKind,
        MigrationOutcome,
        Outcome,
        ProjectedResult,
        ProvisionFate,
        ReferenceVerdict,
        ThreatStatus,
        Verdict,
    )
    from .documents import Access, Binding, Confidence, Family, Kind, MilestoneKind, Status, Tier
    from .profiles import AnnexPoint, Deployment, OrganisationSize, Purpose
    from .provisions import Completeness, LegalEffect, ProvisionKind, RiskClass
    from .relationships import Editions, Lineage, MappingStyle, Rationale, RelationshipType, Trust
    from .subjects import LifecycleStage, Role, Sector, SystemType, Topic
    from .words import Word
else:  # a type checker sees the names above, and no others
    from .._doors import open_door

    __getattr__ = open_door(
        __name__,
        {
            "answers": "Change EditKind EventKind Extent ImplementationStatus LossKind MigrationOutcome Outcome "
            "ProjectedResult ProvisionFate ReferenceVerdict ThreatStatus Verdict",
            "documents": "Access Binding Confidence Family Kind MilestoneKind Status Tier",
            "profiles": "AnnexPoint Deployment OrganisationSize Purpose",
            "provisions": "Completeness LegalEffect ProvisionKind RiskClass",
            "relationships": "Editions Lineage MappingStyle Rationale RelationshipType Trust",
            "subjects": "LifecycleStage Role Sector SystemType Topic",
            "words": "Word",
        },
    )

__all__ = [
    "Access",
    "AnnexPoint",
    "Binding",
    "Change",
    "Completeness",
    "Confidence",
    "Deployment",
    "EditKind",
    "Editions",
    "EventKind",
    "Extent",
    "Family",
    "ImplementationStatus",
    "Kind",
    "LegalEffect",
    "LifecycleStage",
    "Lineage",
    "LossKind",
    "MappingStyle",
    "MigrationOutcome",
    "MilestoneKind",
    "OrganisationSize",
    "Outcome",
    "ProjectedResult",
    "ProvisionFate",
    "ProvisionKind",
    "Purpose",
    "Rationale",
    "ReferenceVerdict",
    "RelationshipType",
    "RiskClass",
    "Role",
    "Sector",
    "Status",
    "SystemType",
    "ThreatStatus",
    "Tier",
    "Topic",
    "Trust",
    "Verdict",
    "Word",
]

#: The modules of the lists, in the order in which questions need them.
MODULES = ("documents", "subjects", "provisions", "relationships", "profiles", "answers")


def __dir__() -> list[str]:
    return sorted(__all__)
