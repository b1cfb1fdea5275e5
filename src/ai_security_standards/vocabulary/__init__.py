"""The closed word lists, each word with its meaning and its source.

A list is imported when it is first used, so that looking a document up needs the lists of documents only.
"""

from __future__ import annotations

from .words import Word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .answers import (
        Change,
        EventKind,
        Extent,
        MigrationOutcome,
        Outcome,
        ProjectedResult,
        ProvisionFate,
        ReferenceVerdict,
        ThreatStatus,
        Verdict,
    )
    from .documents import Access, Binding, Confidence, Family, Kind, MilestoneKind, Status
    from .profiles import AnnexPoint, Deployment, OrganisationSize, Purpose
    from .provisions import Completeness, ProvisionKind, RiskClass
    from .relationships import MappingStyle, Rationale, RelationshipType, Trust
    from .subjects import LifecycleStage, Role, Sector, SystemType, Topic
else:  # a type checker sees the names above, and no others

    def __getattr__(name: str) -> type[Word]:
        from importlib import import_module

        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        for module in MODULES:
            lists = import_module(f"{__name__}.{module}")
            globals().update((word_list, getattr(lists, word_list)) for word_list in lists.__all__)
            if name in lists.__all__:
                break
        return globals()[name]


__all__ = [
    "Access",
    "AnnexPoint",
    "Binding",
    "Change",
    "Completeness",
    "Confidence",
    "Deployment",
    "EventKind",
    "Extent",
    "Family",
    "Kind",
    "LifecycleStage",
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
    "Topic",
    "Trust",
    "Verdict",
    "Word",
]

#: The modules of the lists, in the order in which questions need them.
MODULES = ("documents", "subjects", "provisions", "relationships", "profiles", "answers")


def __dir__() -> list[str]:
    return sorted(__all__)
