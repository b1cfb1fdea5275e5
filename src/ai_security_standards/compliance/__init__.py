"""What is covered by what is implemented, what is left, and what it would take.

Everything here rests on what follows from mapping sets, and keeps apart what does not: untyped,
supportive and threat relationships lead to candidates, which count for nothing until somebody looks.
"""

from ..tables.counted import CountedTable
from .coverage_table import Bounds, Coverage, Covered, Part, Parts
from .covering import coverage
from .planning import Choice, Plan, plan
from .projecting import Projected, Projection, project
from .threats import ThreatCoverage, ThreatRow, threat_coverage

__all__ = [
    "Bounds",
    "Choice",
    "CountedTable",
    "Coverage",
    "Covered",
    "Part",
    "Parts",
    "Plan",
    "Projected",
    "Projection",
    "ThreatCoverage",
    "ThreatRow",
    "coverage",
    "plan",
    "project",
    "threat_coverage",
]
