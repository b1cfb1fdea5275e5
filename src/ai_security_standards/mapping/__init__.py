"""Asserted relationships, what follows from them with proofs, crosswalks, conflicts, and lineage.

Only what follows logically is chained: relationships of set theory, those of equal content in other
words, and the structure of a document. Untyped, supportive and threat relationships never become set
relations; what only they lead to is a candidate, kept apart.
"""

from .asserted import MappingSets, Relationships, WholeMappingSet, mapping_set, mapping_sets, relationships
from .conflicts import Conflict, Conflicts, conflicts
from .crosswalks import Correspondence, Crosswalk, Matrix, crosswalk
from .inferring import Candidates, Inferences, infer
from .proofs import Candidate, Inference

__all__ = [
    "Candidate",
    "Candidates",
    "Conflict",
    "Conflicts",
    "Correspondence",
    "Crosswalk",
    "Inference",
    "Inferences",
    "MappingSets",
    "Matrix",
    "Relationships",
    "WholeMappingSet",
    "conflicts",
    "crosswalk",
    "infer",
    "mapping_set",
    "mapping_sets",
    "relationships",
]
