"""Mapping sets as SSSOM TSV: bytes to sheets and back.

SSSOM (Simple Standard for Sharing Ontological Mappings, 1.0) writes a set as a table with its
metadata in front, as YAML in comment lines. Metadata is written as JSON, which is YAML. Plain YAML
is read too, without a YAML library.
"""

from .reading import read
from .sheets import NEGATED, TYPES, Sheet, sheet_of
from .slots import BASE
from .writing import curie, dump

__all__ = ["BASE", "NEGATED", "TYPES", "Sheet", "curie", "dump", "read", "sheet_of"]
