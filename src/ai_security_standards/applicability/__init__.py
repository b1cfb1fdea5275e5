"""To whom law and standards apply: a profile, and a ruling with its reasons on every document.

This is no legal advice. A ruling repeats what the named articles and the register state about the
facts given. Whether the facts are true, and how a court or an authority assesses them, it cannot know.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .deciding import applicable, changes
    from .deeming import Deeming, Deemings, deemed_by
    from .interview import Interview
    from .profiles import Facts, Profile
    from .questions import Option, Question
    from .rulings import Ruling, RulingGroup, Rulings
else:  # a type checker knows the names above, and no others
    from .._doors import open_door

    __getattr__ = open_door(
        __name__,
        {
            "profiles": "Facts Profile",
            "questions": "Option Question",
            "rulings": "Ruling RulingGroup Rulings",
            "interview": "Interview",
            "deciding": "applicable changes",
            "deeming": "Deeming Deemings deemed_by",
        },
    )

__all__ = [
    "Deeming", "Deemings", "Facts", "Interview", "Option", "Profile", "Question", "Ruling", "RulingGroup",
    "Rulings", "applicable", "changes", "deemed_by",
]  # fmt: skip
