"""Coverage, threat coverage, projection and plans, from what mapping sets certainly imply.

Untyped, supportive and threat relationships only lead to candidates, which count for nothing until
somebody reviews them.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .coverage_table import Bounds, Coverage, CoverageRow, Part, Parts, Tally
    from .covering import coverage
    from .deeming import Affirmation, DeemingOutcome
    from .idle_results import result_notes
    from .planning import Choice, Plan, plan
    from .projecting import Projection, ProjectionReason, ProjectionRow, project
    from .threats import ThreatCoverage, ThreatRow, threat_coverage
else:  # a type checker knows the names above, and no others
    from .._doors import open_door

    __getattr__ = open_door(
        __name__,
        {
            "coverage_table": "Bounds Coverage CoverageRow Part Parts Tally",
            "planning": "Choice Plan plan",
            "projecting": "Projection ProjectionReason ProjectionRow project",
            "threats": "ThreatCoverage ThreatRow threat_coverage",
            "covering": "coverage",
            "idle_results": "result_notes",
            "deeming": "Affirmation DeemingOutcome",
        },
    )

__all__ = [
    "Affirmation",
    "Bounds",
    "Choice",
    "Coverage",
    "CoverageRow",
    "DeemingOutcome",
    "Part",
    "Parts",
    "Plan",
    "Projection",
    "ProjectionReason",
    "ProjectionRow",
    "Tally",
    "ThreatCoverage",
    "ThreatRow",
    "coverage",
    "plan",
    "project",
    "result_notes",
    "threat_coverage",
]
