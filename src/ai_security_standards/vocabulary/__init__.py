"""The closed word lists, each word with its meaning and the source that it is taken from.

A list is made when it is first asked for: who looks a document up waits for the words of documents alone.
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
else:  # a type checker knows the names above, and no others

    def __getattr__(name: str) -> type[Word]:
        from importlib import import_module

        for room in ROOMS if name in __all__ else ():
            lists = import_module(f"{__name__}.{room}")
            globals().update((each, getattr(lists, each)) for each in lists.__all__)
            if name in lists.__all__:
                return globals()[name]
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


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

#: The rooms that hold the lists, in the order in which questions come to need them.
ROOMS = ("documents", "subjects", "provisions", "relationships", "profiles", "answers")


def __dir__() -> list[str]:
    return sorted(__all__)
