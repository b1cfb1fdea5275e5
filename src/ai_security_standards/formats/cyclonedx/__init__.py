"""CycloneDX 1.6 and 1.7 (ECMA-424): standards, and what a product declares to meet of them."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .reading import read
    from .writing import write
else:  # a type checker knows the names above, and no others
    from ..._doors import open_door

    __getattr__ = open_door(__name__, {"reading": "read", "writing": "write"})

__all__ = ["read", "write"]
