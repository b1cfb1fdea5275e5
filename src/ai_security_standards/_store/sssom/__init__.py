"""Mapping sets as SSSOM TSV: bytes to sheets and back.

SSSOM (Simple Standard for Sharing Ontological Mappings, 1.0) writes a set as a table with its
metadata in front, as YAML in comment lines. Metadata is written as JSON, which is YAML. Plain YAML
is read too, without a YAML library.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .reading import read
    from .sheets import NEGATED, TYPES, Sheet, sheet_of
    from .slots import BASE
    from .writing import curie, dump
else:  # a type checker knows the names above, and no others
    from ..._doors import open_door

    __getattr__ = open_door(
        __name__,
        {
            "slots": "BASE",
            "sheets": "NEGATED Sheet TYPES sheet_of",
            "writing": "curie dump",
            "reading": "read",
        },
    )

__all__ = ["BASE", "NEGATED", "TYPES", "Sheet", "curie", "dump", "read", "sheet_of"]
