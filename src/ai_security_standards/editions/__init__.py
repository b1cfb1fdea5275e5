"""Editions of a standard: what became of a provision, what changed, and carrying work over.

An identifier says nothing without its edition: a later one may renumber, fold, split, withdraw, or
give an identifier to something else. So a provision is the same in two editions only if a mapping
set of lineage says so, the publisher's own marks do, or identifier and title are the same; never for
its identifier where the titles differ. Lineage that was published after the catalog's date is left out.
"""

from .comparing import Comparison, Difference, compare
from .migrating import Migration, Move, migrate
from .tracing import Step, Trace, successors_of, trace
from .transitions import Evidence

__all__ = [
    "Comparison",
    "Difference",
    "Evidence",
    "Migration",
    "Move",
    "Step",
    "Trace",
    "compare",
    "successors_of",
    "migrate",
    "trace",
]
