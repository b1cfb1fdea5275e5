"""To whom law and standards apply: a profile, and a ruling with its reasons on every document.

This is no legal advice. A ruling repeats what the named articles and the register state about the
facts given. Whether the facts are true, and how a court or an authority assesses them, it cannot know.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .deciding import applicable, changes
    from .deeming import Deeming, Deemings, deemed_by
    from .profiles import Facts, Profile
    from .rulings import Ruling, Rulings
else:  # a type checker knows the names above, and no others
    from .._doors import open_door

    __getattr__ = open_door(
        __name__,
        {
            "profiles": "Facts Profile",
            "rulings": "Ruling Rulings",
            "deciding": "applicable changes",
            "deeming": "Deeming Deemings deemed_by",
        },
    )

__all__ = [
    "Deeming", "Deemings", "Facts", "Profile", "Ruling", "Rulings", "applicable", "changes", "deemed_by",
]  # fmt: skip
