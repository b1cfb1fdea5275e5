"""Formats of others, both ways: `read` gives an overlay, an assessment or findings, `write` gives bytes.

Each comes with a report of what was lost. A format is one module of this folder.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .outcomes import Export, Import, Loss, Losses, ToolFinding, ToolFindings
    from .registry import FORMATS, read, write
else:  # a type checker knows the names above, and no others
    from .._doors import open_door

    __getattr__ = open_door(
        __name__,
        {
            "outcomes": "Export Import Loss Losses ToolFinding ToolFindings",
            "registry": "FORMATS read write",
        },
    )

__all__ = ["FORMATS", "Export", "Import", "Loss", "Losses", "ToolFinding", "ToolFindings", "read", "write"]
