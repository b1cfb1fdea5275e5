"""Asserted relationships, what follows from them with proofs, crosswalks, conflicts, and lineage.

Only what follows logically is chained: relationships of set theory, those of equal content in other
words, and the structure of a document. Untyped, supportive and threat relationships never become set
relations; what only they lead to is a candidate, kept apart.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .asserted import (
        MappingSets,
        Relationships,
        WholeMappingSet,
        mapping_set,
        mapping_sets,
        relationships,
    )
    from .contradictions import Conflict, Conflicts, conflicts
    from .correspondences import Correspondence
    from .crosswalks import Crosswalk, Matrix, crosswalk
    from .inferring import Candidates, ConditionalInferences, Inferences, infer
    from .proofs import Candidate, Inference
    from .relatives import Related, related
else:  # a type checker knows the names above, and no others
    from .._doors import open_door

    __getattr__ = open_door(
        __name__,
        {
            "proofs": "Candidate Inference",
            "inferring": "Candidates ConditionalInferences Inferences infer",
            "contradictions": "Conflict Conflicts conflicts",
            "correspondences": "Correspondence",
            "crosswalks": "Crosswalk Matrix crosswalk",
            "relatives": "Related related",
            "asserted": "MappingSets Relationships WholeMappingSet mapping_set mapping_sets relationships",
        },
    )

__all__ = [
    "Candidate",
    "Candidates",
    "ConditionalInferences",
    "Conflict",
    "Conflicts",
    "Correspondence",
    "Crosswalk",
    "Inference",
    "Inferences",
    "MappingSets",
    "Matrix",
    "Related",
    "Relationships",
    "WholeMappingSet",
    "conflicts",
    "crosswalk",
    "infer",
    "mapping_set",
    "mapping_sets",
    "related",
    "relationships",
]
