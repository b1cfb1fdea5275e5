"""The data on one day: look-up, selection and search, for every room above."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .snapshot import Snapshot
else:  # a type checker knows the names above, and no others
    from .._doors import open_door

    __getattr__ = open_door(
        __name__,
        {
            "snapshot": "Snapshot",
        },
    )

__all__ = ["Snapshot"]
