"""What is covered by what is implemented, what is left, and what it would take.

Everything here rests on what follows from mapping sets, and keeps apart what does not: untyped,
supportive and threat relationships lead to candidates, which count for nothing until somebody looks.
"""

from .counting import Counted
from .covering import coverage
from .extents import Bounds, Coverage, Covered, Part, Parts
from .planning import Choice, Plan, plan
from .projecting import Projected, Projection, project
from .threats import ThreatCoverage, Threatened, threat_coverage

__all__ = [
    "Bounds",
    "Choice",
    "Counted",
    "Coverage",
    "Covered",
    "Part",
    "Parts",
    "Plan",
    "Projected",
    "Projection",
    "ThreatCoverage",
    "Threatened",
    "coverage",
    "plan",
    "project",
    "threat_coverage",
]
