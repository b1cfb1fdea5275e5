"""What became of provisions in other editions: links with evidence, and how sure each link is."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .families import Families, families_of
    from .hops import Lineages, lineages_of
else:  # a type checker knows the names above, and no others
    from ..._doors import open_door

    __getattr__ = open_door(__name__, {"families": "Families families_of", "hops": "Lineages lineages_of"})

__all__ = ["Families", "Lineages", "families_of", "lineages_of"]
