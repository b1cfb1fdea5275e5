"""Compare editions of a standard, trace provisions through them, migrate references, and fix texts.

An identifier means nothing without its edition: a later one may renumber, merge, split or withdraw it,
or give it to something else. A provision is the same in two editions only if a mapping set of lineage
or the publisher's own marks say so, or if identifier and title are the same. Lineage that was
published after the catalog's date is left out.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .comparing import Comparison, Difference, compare
    from .fixing import Edit, Fix, OpenReference, fix
    from .migrating import Migration, Move, migrate
    from .tracing import Step, Trace, successors_of, trace
else:  # a type checker knows the names above, and no others
    from .._doors import open_door

    __getattr__ = open_door(
        __name__,
        {
            "comparing": "Comparison Difference compare",
            "fixing": "Edit Fix OpenReference fix",
            "migrating": "Migration Move migrate",
            "tracing": "Step Trace successors_of trace",
        },
    )

__all__ = [
    "Comparison",
    "Difference",
    "Edit",
    "Fix",
    "Migration",
    "Move",
    "OpenReference",
    "Step",
    "Trace",
    "compare",
    "fix",
    "migrate",
    "successors_of",
    "trace",
]
