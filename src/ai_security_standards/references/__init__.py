"""References as people and tools write them: a single one, or all that a text contains."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .finding import Mention, find_references, resolve, resolve_sightings
    from .lexicon import Lexicon
    from .resolution.resolver import Resolved
else:  # a type checker knows the names above, and no others
    from .._doors import open_door

    __getattr__ = open_door(
        __name__,
        {
            "lexicon": "Lexicon",
            "finding": "Mention find_references resolve resolve_sightings",
            "resolution.resolver": "Resolved",
        },
    )

__all__ = [
    "Lexicon",
    "Mention",
    "Resolved",
    "find_references",
    "resolve",
    "resolve_sightings",
]
