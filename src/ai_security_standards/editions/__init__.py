"""Compare editions of a standard, trace a provision through them, and migrate references and results.

An identifier means nothing without its edition: a later one may renumber, merge, split or withdraw it,
or give it to something else. A provision is the same in two editions only if a mapping set of lineage
or the publisher's own marks say so, or if identifier and title are the same. Lineage that was
published after the catalog's date is left out.
"""

from .comparing import Comparison, Difference, compare
from .migrating import Migration, Move, migrate
from .tracing import Step, Trace, successors_of, trace

__all__ = [
    "Comparison",
    "Difference",
    "Migration",
    "Move",
    "Step",
    "Trace",
    "compare",
    "migrate",
    "successors_of",
    "trace",
]
