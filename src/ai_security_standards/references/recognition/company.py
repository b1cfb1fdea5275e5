"""What a page must say for a shared name to mean its document: "CRA" beside the act or other acts."""

from __future__ import annotations

from ..lexicon.other_names import SHARED_NAMES
from .page import Page
from .sightings import Sighting

__all__ = ["has_company"]

_ACRONYMS = dict(SHARED_NAMES)
#: Acts that are named in texts on anything, credit and taxes included.
_EVERYWHERE = "eu-gdpr"
#: Words of what else the acronyms stand for.
_OTHER_SENSES = frozenset("rating ratings revenue reinvestment cras".split())


def has_company(page: Page, sighting: Sighting) -> bool:
    """Tell whether a page makes clear what a shared name means.

    The acronym of an act counts where the page names the act in full, or other acts of the Union beside the
    GDPR and nothing of what else it stands for.

    Examples::

        Cyber Resilience Act … the CRA     yes
        NIS2, DORA, CRA                    yes
        DORA … credit ratings by a CRA     no
        GDPR, CRA                          no

    Args:
        page: The text.
        sighting: The shared name.
    """
    if sighting.standard not in _ACRONYMS or page.lenient or sighting.standard == page.within:
        return page.has_company(sighting)
    acronym = _ACRONYMS[sighting.standard]
    names = [name for name in page.names if name.standard and not name.needs_company]
    if any(
        name.standard == sighting.standard and tuple(page.tokens.values[name.first : name.stop]) != acronym
        for name in names
    ):
        return True
    laws = page.lexicon.names.editions.ages.laws
    others = {name.standard for name in names if name.standard in laws and name.standard.startswith("eu-")}
    return bool(others - {sighting.standard, _EVERYWHERE}) and _OTHER_SENSES.isdisjoint(page.tokens.values)
