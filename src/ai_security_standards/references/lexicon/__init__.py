"""Everything by which references to a register are recognised: names, identifiers, openings."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .lexicon import SHORTEST_WORD, Lexicon, Opening
else:  # a type checker knows the names above, and no others
    from ..._doors import open_door

    __getattr__ = open_door(
        __name__,
        {
            "lexicon": "Lexicon Opening SHORTEST_WORD",
        },
    )

__all__ = ["SHORTEST_WORD", "Lexicon", "Opening"]
