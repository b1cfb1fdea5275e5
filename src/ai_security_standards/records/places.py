"""Jurisdictions: states, parts of states, and groups of states."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from ..vocabulary.criteria import unknown_value

__all__ = ["COUNTRIES", "GROUPS", "STATES", "groups_of", "known_place", "place_code", "place_name"]

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

COUNTRIES: Mapping[str, str] = MappingProxyType(
    {
        country.strip()[:2]: country.strip()[3:]
        for country in """
AD=Andorra; AE=United Arab Emirates; AF=Afghanistan; AG=Antigua and Barbuda; AI=Anguilla; AL=Albania;
AM=Armenia; AO=Angola; AQ=Antarctica; AR=Argentina; AS=American Samoa; AT=Austria; AU=Australia;
AW=Aruba; AX=Åland Islands; AZ=Azerbaijan; BA=Bosnia and Herzegovina; BB=Barbados; BD=Bangladesh;
BE=Belgium; BF=Burkina Faso; BG=Bulgaria; BH=Bahrain; BI=Burundi; BJ=Benin; BL=St. Barthélemy;
BM=Bermuda; BN=Brunei; BO=Bolivia; BQ=Caribbean Netherlands; BR=Brazil; BS=Bahamas; BT=Bhutan;
BV=Bouvet Island; BW=Botswana; BY=Belarus; BZ=Belize; CA=Canada; CC=Cocos (Keeling) Islands; CD=DR Congo;
CF=Central African Republic; CG=Congo; CH=Switzerland; CI=Côte d'Ivoire; CK=Cook Islands; CL=Chile;
CM=Cameroon; CN=China; CO=Colombia; CR=Costa Rica; CU=Cuba; CV=Cape Verde; CW=Curaçao;
CX=Christmas Island; CY=Cyprus; CZ=Czechia; DE=Germany; DJ=Djibouti; DK=Denmark; DM=Dominica;
DO=Dominican Republic; DZ=Algeria; EC=Ecuador; EE=Estonia; EG=Egypt; EH=Western Sahara; ER=Eritrea;
ES=Spain; ET=Ethiopia; FI=Finland; FJ=Fiji; FK=Falkland Islands; FM=Micronesia; FO=Faroe Islands;
FR=France; GA=Gabon; GB=United Kingdom; GD=Grenada; GE=Georgia; GF=French Guiana; GG=Guernsey; GH=Ghana;
GI=Gibraltar; GL=Greenland; GM=Gambia; GN=Guinea; GP=Guadeloupe; GQ=Equatorial Guinea; GR=Greece;
GS=South Georgia and South Sandwich Islands; GT=Guatemala; GU=Guam; GW=Guinea-Bissau; GY=Guyana;
HK=Hong Kong; HM=Heard Island and McDonald Islands; HN=Honduras; HR=Croatia; HT=Haiti; HU=Hungary;
ID=Indonesia; IE=Ireland; IL=Israel; IM=Isle of Man; IN=India; IO=British Indian Ocean Territory;
IQ=Iraq; IR=Iran; IS=Iceland; IT=Italy; JE=Jersey; JM=Jamaica; JO=Jordan; JP=Japan; KE=Kenya;
KG=Kyrgyzstan; KH=Cambodia; KI=Kiribati; KM=Comoros; KN=St. Kitts and Nevis; KP=North Korea;
KR=South Korea; KW=Kuwait; KY=Cayman Islands; KZ=Kazakhstan; LA=Laos; LB=Lebanon; LC=St. Lucia;
LI=Liechtenstein; LK=Sri Lanka; LR=Liberia; LS=Lesotho; LT=Lithuania; LU=Luxembourg; LV=Latvia; LY=Libya;
MA=Morocco; MC=Monaco; MD=Moldova; ME=Montenegro; MF=St. Martin; MG=Madagascar; MH=Marshall Islands;
MK=North Macedonia; ML=Mali; MM=Myanmar; MN=Mongolia; MO=Macao; MP=Northern Mariana Islands;
MQ=Martinique; MR=Mauritania; MS=Montserrat; MT=Malta; MU=Mauritius; MV=Maldives; MW=Malawi; MX=Mexico;
MY=Malaysia; MZ=Mozambique; NA=Namibia; NC=New Caledonia; NE=Niger; NF=Norfolk Island; NG=Nigeria;
NI=Nicaragua; NL=Netherlands; NO=Norway; NP=Nepal; NR=Nauru; NU=Niue; NZ=New Zealand; OM=Oman; PA=Panama;
PE=Peru; PF=French Polynesia; PG=Papua New Guinea; PH=Philippines; PK=Pakistan; PL=Poland;
PM=St. Pierre and Miquelon; PN=Pitcairn Islands; PR=Puerto Rico; PS=Palestine; PT=Portugal; PW=Palau;
PY=Paraguay; QA=Qatar; RE=Réunion; RO=Romania; RS=Serbia; RU=Russia; RW=Rwanda; SA=Saudi Arabia;
SB=Solomon Islands; SC=Seychelles; SD=Sudan; SE=Sweden; SG=Singapore;
SH=St. Helena, Ascension and Tristan da Cunha; SI=Slovenia; SJ=Svalbard and Jan Mayen; SK=Slovakia;
SL=Sierra Leone; SM=San Marino; SN=Senegal; SO=Somalia; SR=Suriname; SS=South Sudan;
ST=São Tomé and Príncipe; SV=El Salvador; SX=Sint Maarten; SY=Syria; SZ=Eswatini;
TC=Turks and Caicos Islands; TD=Chad; TF=French Southern and Antarctic Lands; TG=Togo; TH=Thailand;
TJ=Tajikistan; TK=Tokelau; TL=Timor-Leste; TM=Turkmenistan; TN=Tunisia; TO=Tonga; TR=Türkiye;
TT=Trinidad and Tobago; TV=Tuvalu; TW=Taiwan; TZ=Tanzania; UA=Ukraine; UG=Uganda;
UM=U.S. Outlying Islands; US=United States; UY=Uruguay; UZ=Uzbekistan; VA=Vatican City;
VC=St. Vincent and Grenadines; VE=Venezuela; VG=British Virgin Islands; VI=U.S. Virgin Islands;
VN=Vietnam; VU=Vanuatu; WF=Wallis and Futuna; WS=Samoa; YE=Yemen; YT=Mayotte; ZA=South Africa; ZM=Zambia;
ZW=Zimbabwe
""".split(";")
    }
)
"""ISO 3166-1 alpha-2 codes, with usual English names. A state's part is written as in ISO 3166-2,
such as US-CO."""

STATES: Mapping[str, str] = MappingProxyType(
    {
        f"US-{state.strip()[:2]}": state.strip()[3:]
        for state in """
AL=Alabama; AK=Alaska; AZ=Arizona; AR=Arkansas; CA=California; CO=Colorado; CT=Connecticut; DE=Delaware;
DC=District of Columbia; FL=Florida; GA=Georgia; HI=Hawaii; ID=Idaho; IL=Illinois; IN=Indiana; IA=Iowa;
KS=Kansas; KY=Kentucky; LA=Louisiana; ME=Maine; MD=Maryland; MA=Massachusetts; MI=Michigan;
MN=Minnesota; MS=Mississippi; MO=Missouri; MT=Montana; NE=Nebraska; NV=Nevada; NH=New Hampshire;
NJ=New Jersey; NM=New Mexico; NY=New York; NC=North Carolina; ND=North Dakota; OH=Ohio; OK=Oklahoma;
OR=Oregon; PA=Pennsylvania; RI=Rhode Island; SC=South Carolina; SD=South Dakota; TN=Tennessee;
TX=Texas; UT=Utah; VT=Vermont; VA=Virginia; WA=Washington; WV=West Virginia; WI=Wisconsin; WY=Wyoming
""".split(";")
    }
)
"""The states of the United States and the District of Columbia: ISO 3166-2 codes, with their names."""

#: Names by which ISO 3166-1 and people call them, too.
_OTHER_NAMES = {
    "america": "US", "bolivia (plurinational state of)": "BO", "bonaire, sint eustatius and saba": "BQ",
    "brunei darussalam": "BN", "cabo verde": "CV", "congo, democratic republic of the": "CD",
    "european economic area": "EEA", "european union": "EU", "falkland islands (malvinas)": "FK",
    "french southern territories": "TF", "great britain": "GB", "holy see": "VA",
    "iran (islamic republic of)": "IR", "korea": "KR", "korea (democratic people's republic of)": "KP",
    "korea, republic of": "KR", "lao people's democratic republic": "LA",
    "micronesia (federated states of)": "FM", "moldova, republic of": "MD", "palestine, state of": "PS",
    "pitcairn": "PN", "republic of korea": "KR", "russian federation": "RU", "saint barthélemy": "BL",
    "saint helena, ascension and tristan da cunha": "SH", "saint kitts and nevis": "KN",
    "saint lucia": "LC", "saint martin (french part)": "MF", "saint pierre and miquelon": "PM",
    "saint vincent and the grenadines": "VC", "sao tome and principe": "ST",
    "sint maarten (dutch part)": "SX", "south georgia and the south sandwich islands": "GS",
    "syrian arab republic": "SY", "taiwan, province of china": "TW", "tanzania, united republic of": "TZ",
    "turkey": "TR", "uk": "GB", "united kingdom of great britain and northern ireland": "GB",
    "united states minor outlying islands": "UM", "united states of america": "US", "usa": "US",
    "venezuela (bolivarian republic of)": "VE", "viet nam": "VN", "virgin islands (british)": "VG",
    "virgin islands (u.s.)": "VI",
}  # fmt: skip


def known_place(place: str) -> bool:
    """Tell whether a text is a jurisdiction: a state, a part of one, a group, or "international".

    >>> [known_place(place) for place in ("DE", "US-CO", "EU", "UK")]
    [True, True, True, False]
    """
    state, dash, part = place.partition("-")
    if place in GROUPS or place == "international":
        return True
    return state in COUNTRIES and (part.isalnum() or not dash)


@cache
def _codes_by_name() -> Mapping[str, str]:
    states = {state.casefold(): code for code, state in STATES.items()}
    return states | {country.casefold(): code for code, country in COUNTRIES.items()} | _OTHER_NAMES


def place_code(name: str, text: str) -> str:
    """Return the code of the place that a text means, case aside.

    Args:
        name: What the place is given for, for the message.
        text: The code or the name of a country, a state of the United States or a group, as given.
            Georgia is the country; the state is US-GA.

    Raises:
        UnknownCriterion: It is not a place; the message names near misses.

    >>> [place_code("jurisdiction", text) for text in ("us-co", "Germany", "California")]
    ['US-CO', 'DE', 'US-CA']
    """
    folded = text.casefold()
    code = "international" if folded == "international" else _codes_by_name().get(folded, text.upper())
    if not known_place(code):
        unions = ("European Union", "European Economic Area")
        names = (*COUNTRIES.values(), *STATES.values(), *unions)
        raise unknown_value(name, text, [*COUNTRIES, *STATES, *names, *GROUPS, "international"])
    return code


def place_name(code: str) -> str:
    """Return the name of a place with its code; where there is no name, the code.

    >>> place_name("DE"), place_name("US-CA"), place_name("EU")
    ('Germany (DE)', 'California, United States (US-CA)', 'EU')
    """
    if code in STATES:
        return f"{STATES[code]}, United States ({code})"
    return f"{COUNTRIES[code]} ({code})" if code in COUNTRIES else code


def groups_of(state: str, day: str) -> set[str]:
    """Return the groups that a state belonged to on a day in ISO form.

    >>> sorted(groups_of("GB", "2019-06-01")), sorted(groups_of("GB", "2026-06-01"))
    (['EEA', 'EU', 'G7'], ['G7'])
    """
    last_days = ((group, members.get(state, "")) for group, members in GROUPS.items())
    return {group for group, last_day in last_days if last_day is None or last_day >= day}
