"""What a page must say for a shared name to mean its document: "CRA" beside the act or other acts."""

from __future__ import annotations

from ..._store.lazily import regex
from ..lexicon.other_names import SHARED_NAMES
from .act_names import acts_in
from .page import Page
from .sightings import Sighting

__all__ = ["has_company", "is_among_laws", "lacks_company"]

_ACRONYMS = dict(SHARED_NAMES)
#: Acts that are named in texts on anything, credit and taxes included.
_EVERYWHERE = "eu-gdpr"
#: Words of what else the acronyms stand for.
_OTHER_SENSES = frozenset("rating ratings revenue reinvestment cras".split())

#: Words of texts on products with digital elements.
_OF_PRODUCTS = frozenset(
    "cyber cybersecurity cybersicherheit resilience vulnerability vulnerabilities schwachstelle "
    "schwachstellen bsi enisa sbom firmware iot nis2".split()
)

#: The name of a document is beside its provision within so many characters.
NEAREST_NAME = 8

#: What separates two laws of a list, and a word of another kind: ", KRITIS / ".
_LISTED = regex(r"(?:[ ,/&+]{1,3}|,? (?:and|und) )(?:[A-Z][\w-]{1,20}[ ,/&+]{1,3})?")


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


def lacks_company(page: Page, sighting: Sighting) -> bool:
    """Tell whether a provision is of a document that the page names by a shared name alone, and far from it.

    That holds where the page names other acts, and nothing of what the document is about.

    Examples::

        Lei 6.385 … receivables (CRA) … their registration (Art. 19)      yes
        Lei 6.385 … receivables (CRA) … CRA Art. 19                       no
        the Cyber Resilience Act … Art. 19                                no

    Args:
        page: The text.
        sighting: The provision.
    """
    if not sighting.ids or sighting.standard not in _ACRONYMS or page.lenient:
        return False
    key = "company", sighting.standard
    if key not in page.own_series:
        is_on_products = not _OF_PRODUCTS.isdisjoint(page.tokens.values)
        page.own_series[key] = is_on_products or has_company(page, sighting) or not acts_in(page.text)
    written = page.text[max(sighting.start - NEAREST_NAME, 0) : sighting.end + NEAREST_NAME].casefold()
    return not page.own_series[key] and "".join(_ACRONYMS[sighting.standard]) not in written


def is_among_laws(page: Page, number: int) -> bool:
    """Tell whether the name of a law is listed beside that of another one: "DORA, KRITIS / NIS2".

    Args:
        page: The text.
        number: Which sighting the name is.
    """
    one, laws = page.sightings[number], page.lexicon.names.editions.ages.laws
    return (
        one.standard in laws
        and one.standard not in _ACRONYMS
        and any(
            other.standard != one.standard
            and other.standard in laws
            and other.is_document
            and not other.weak
            and _LISTED.fullmatch(page.text, min(one.end, other.end), max(one.start, other.start)) is not None
            for other in page.sightings[max(number - 1, 0) : number + 2]
        )
    )
