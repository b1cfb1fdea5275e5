"""Names of documents that mean something else: a family, the bodies of a programme, a format."""

from __future__ import annotations

import re

from ..._store.lazily import regex
from .dated_names import DatedName
from .longer_names import is_in_longer_name, is_in_other_title
from .page import Page
from .unknown_identifiers import is_own_series

__all__ = ["is_other_sense"]

#: What stands before a name is looked at in so many characters.
LONGEST_LEAD = 40

#: A family is called after its first document, whose number ends so.
_FIRST_OF_FAMILY = "000"

_FAMILY = (
    r"(?:series|famil(?:y|ies)|suite|[Rr]eihe|Normenreihe|Familie|serie|famille|familia|famiglia|s[ée]rie)"
)
_FAMILY_AFTER = regex(rf"[ -](?:standards |Normen)?{_FAMILY}\b")
_FAMILY_BEFORE = regex(
    rf"\b{_FAMILY}(?: (?:of|de|der|von|di|da|des)(?: (?:standards|normas|normes|Normen|norme))?)?"
    rf"(?: (?:the|la|le|las))? \Z",
    re.IGNORECASE,
)
#: Those that run a programme, and what they keep.
_BODY = regex(
    r"(?:[ -](?:[Aa]ccredited|[Rr]ecognized|[Aa]pproved|[Aa]uthorized))?[ -]"
    r"(?:PMO|JAB|C?3PAOs?|[Mm]arketplace|"
    r"Program Management Office|Joint Authorization Board|Accreditation Body|(?:Secure )?Repository)\b"
)
#: What a document is about, in brackets at the end of its title: "(ML-BOM)".
_SUBJECT = regex(r"\(([A-Z][\w-]+)\)\Z")


def is_other_sense(page: Page, dated: DatedName) -> bool:
    """Tell whether the name of a document means something else.

    Examples::

        the ISO 27000 series, Familia ISO 27000      a family
        FedRAMP PMO, a FedRAMP Accredited 3PAO       bodies of a programme
        AST-10, between AST-09 and AST-11            a control of another catalogue
        an SBOM in CycloneDX                         the format, where nothing speaks of an ML-BOM

    Args:
        page: The text.
        dated: The name with its edition.
    """
    start, end = page.tokens[dated.begin].start, page.tokens[dated.stop - 1].end
    lead = page.text[max(start - LONGEST_LEAD, 0) : start]
    name = dated.name.standard
    if dated.edition is None and page.text[start:end].endswith(_FIRST_OF_FAMILY):
        is_family = _FAMILY_AFTER.match(page.text, end) or _FAMILY_BEFORE.search(lead)
        if is_family:
            return True
    if is_in_longer_name(page.text, end, is_law=name in page.lexicon.names.editions.ages.laws):
        return True
    if is_in_other_title(page.text, end, name):
        return True
    if name.startswith(("fedramp", "cmmc")) and _BODY.match(page.text, end):
        return True
    if page.tokens.is_number(dated.begin + 1) and _is_of_own_series(page, dated):
        return True
    return dated.name.needs_company and dated.edition is None and _lacks_subject(page, name)


def _lacks_subject(page: Page, standard: str) -> bool:
    """Tell whether a page lacks the subject of a document, which a name leaves out that others share.

    Examples::

        an SBOM in CycloneDX                        yes, for the ML-BOM of CycloneDX
        CycloneDX, for an ML-BOM or an MLBOM        no

    Args:
        page: The text.
        standard: The id of the document.
    """
    register = page.lexicon.register
    subject = _SUBJECT.search(register.raw(register.ordered(standard)[-1])["title"])
    if subject is None or page.lenient:
        return False
    key = standard, "subject"
    if key not in page.own_series:
        words = re.escape(subject[1].casefold()).replace("\\-", "-?")
        page.own_series[key] = re.search(words, page.text.casefold()) is None
    return page.own_series[key]


def _is_of_own_series(page: Page, dated: DatedName) -> bool:
    """Tell whether a short name with a number is an identifier of another series: "AST-10" beside "AST-31".

    Args:
        page: The text.
        dated: The name with its edition.
    """
    openings = page.lexicon.openings.get(page.tokens.values[dated.begin], ())
    return any(
        opening.standard == dated.name.standard and is_own_series(page, dated.begin, opening)
        for opening in openings
    )
