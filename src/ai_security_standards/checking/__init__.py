"""The rules that data keeps: the same for packaged data, curators and users."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .checks import Finding, canonical_file, check
else:  # a type checker knows the names above, and no others
    from .._doors import open_door

    __getattr__ = open_door(
        __name__,
        {
            "checks": "Finding canonical_file check",
        },
    )

__all__ = ["Finding", "canonical_file", "check"]
