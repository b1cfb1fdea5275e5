"""Audit checklists: one question per requirement, exported, filled in, and read back as an assessment."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .making import checklist
    from .statements import ControlStatement, Statement, statement
    from .table import Checklist, Item
else:  # a type checker knows the names above, and no others
    from .._doors import open_door

    __getattr__ = open_door(
        __name__,
        {
            "statements": "ControlStatement Statement statement",
            "table": "Checklist Item",
            "making": "checklist",
        },
    )

__all__ = ["Checklist", "ControlStatement", "Item", "Statement", "checklist", "statement"]
