"""Coverage, threat coverage, projection and plans, from what mapping sets certainly imply.

Untyped, supportive and threat relationships only lead to candidates, which count for nothing until
somebody reviews them.
"""

from ..tables.counted import CountedTable
from .coverage_table import Bounds, Coverage, CoverageRow, Part, Parts
from .covering import coverage
from .planning import Choice, Plan, plan
from .projecting import Projection, ProjectionReason, ProjectionRow, project
from .threats import ThreatCoverage, ThreatRow, threat_coverage

__all__ = [
    "Bounds",
    "Choice",
    "CountedTable",
    "Coverage",
    "CoverageRow",
    "Part",
    "Parts",
    "Plan",
    "Projection",
    "ProjectionReason",
    "ProjectionRow",
    "ThreatCoverage",
    "ThreatRow",
    "coverage",
    "plan",
    "project",
    "threat_coverage",
]
