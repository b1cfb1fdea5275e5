"""Jurisdictions: states, parts of states, and groups of states."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ..vocabulary.criteria import unknown_value

__all__ = ["COUNTRIES", "GROUPS", "groups_of", "known_place", "place_code"]

_EU = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
_EEA = _EU + " IS LI NO"


def _members(codes: str, **last_days: str) -> Mapping[str, str | None]:
    members: dict[str, str | None] = dict.fromkeys(codes.split())
    return MappingProxyType({**members, **last_days})


GROUPS: Mapping[str, Mapping[str, str | None]] = MappingProxyType(
    {
        "EU": _members(_EU, GB="2020-01-31"),
        "EEA": _members(_EEA, GB="2020-01-31"),
        "ASEAN": _members("BN ID KH LA MM MY PH SG TH TL VN"),
        "G7": _members("CA DE FR GB IT JP US"),
    }
)
"""Groups of states: code of the group, then each member's ISO 3166-1 code with its last day as a
member, or None. Members as of 2026; the United Kingdom left the Union on 31 January 2020 (Article 50
TEU). Every accession lies before the oldest document of the catalog, save Timor-Leste's to ASEAN
(2025-10-26)."""

COUNTRIES = frozenset(
    """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS
    BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE
    EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM
    HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC
    LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA
    NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW
    SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO
    TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
    """.split()
)
"""ISO 3166-1 alpha-2 codes. A state's part is written as in ISO 3166-2, such as US-CO."""


def known_place(place: str) -> bool:
    """Tell whether a text is a jurisdiction: a state, a part of one, a group, or "international".

    >>> [known_place(place) for place in ("DE", "US-CO", "EU", "UK")]
    [True, True, True, False]
    """
    state, dash, part = place.partition("-")
    if place in GROUPS or place == "international":
        return True
    return state in COUNTRIES and (part.isalnum() or not dash)


def place_code(name: str, text: str) -> str:
    """Return the code of the place that a text means, case aside.

    Args:
        name: What the place is given for, for the message.
        text: The code as given; "UK" is read as GB.

    Raises:
        UnknownCriterion: It is not a place; the message names near misses.

    >>> place_code("jurisdiction", "us-co")
    'US-CO'
    """
    code = "international" if text.casefold() == "international" else text.upper()
    code = "GB" if code == "UK" else code
    if not known_place(code):
        raise unknown_value(name, text, [*COUNTRIES, *GROUPS, "international"])
    return code


def groups_of(state: str, day: str) -> set[str]:
    """Return the groups that a state belonged to on a day in ISO form.

    >>> sorted(groups_of("GB", "2019-06-01")), sorted(groups_of("GB", "2026-06-01"))
    (['EEA', 'EU', 'G7'], ['G7'])
    """
    last_days = ((group, members.get(state, "")) for group, members in GROUPS.items())
    return {group for group, last_day in last_days if last_day is None or last_day >= day}
