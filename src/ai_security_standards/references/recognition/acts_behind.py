"""Acts that are named directly behind their articles, in some languages of texts on law."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..lexicon.matches import Match
from .legal_texts import LAW_HEADINGS
from .page import Page

__all__ = [
    "ActBehind",
    "act_behind",
    "end_of_numbers",
    "is_before_act",
    "is_cited_as_law",
    "is_kind",
    "is_kind_alone",
]

#: The title of a law says of what kind it is in its first characters; further on, it names other acts.
LONGEST_KIND = 60

#: What goes on with a number: points, paragraphs, and further numbers of a list.
_NUMBERS = (
    r"(?:[ ,.;/-]{0,2}(?:"
    r"(?:apartados?|apdo|apdos|párrafos?|letras?|puntos?|número|Abs|Absatz|Satz|Nr|lit|Buchst|"
    r"paragraphs?|points?|"
    r"subparagraph|comma|commi|lettera|paragrafo|alinéa|paragraphe|par|lid|leden|punt|onder|ust|"
    r"pkt|ss|ff|et seq|"
    r"bis|ter|quater|quinquies|y|e|o|u|a|al|i|und|oder|and|or|to|et|ou|à|do|en|tot|lub)\b\.?"
    r"|(?!9[0-9]/[0-9]{2}\b)\(?[0-9]{1,3}[a-z]?\b(?:\.?[º°ª])?\)?|\([a-z]{1,4}\)|\.?[a-z]\)|\.[a-z]\b|[IVX]{1,4}\b)){0,12}"
)
_START = re.compile(rf"(?:\.?[º°ª])?[)\]]?{_NUMBERS},?")

#: What binds a number to the act behind it.
_LINK = (
    r"[ ](?:of|to|de|du|del|della|dello|dell|do|da|dos|das|des|der|van|z|ze)\b"
    r"(?:[ ](?:the|la|las|los|les|het|de|den|lo|le|l))?(?:['’]|[ ])"
    r"(?:(?:dich[ao]|citad[ao]|mencionad[ao]|referid[ao]|said|aforementioned|genannten|cited|"
    r"suddett[ao])[ ])?"
)
_SIGNS = r"[*_«\"“]{0,3}"
#: The number of an act: "(UE) 2016/680", "1/1996", "26.061", "Nr. 5/2020".
_NUMBER = (
    r"(?:[ ]\((?:EU|UE|EC|CE|EG)\))?(?:[ ](?:n[.º°o]+|nr\.?|"
    r"No\.?))?[ ][0-9]+(?:[/.][0-9]+)+(?:/[A-Z]{2,4})?"
)

#: The number of an act of the Union alone: "Art. 5 2002/58", "Art. 7(a) 95/46".
_YEAR_AND_NUMBER = r"(?:(?:19|20)[0-9]{2}|9[0-9])/[0-9]{2,4}(?:/E[CU])?\b(?![/-])"

_DIRECTIVES = r"(?:Directive|Directiva|Direttiva|Diretiva|Richtlinie|Richtlijn|[Dd]yrektyw[ay])\b"
_CONVENTIONS = (
    r"(?:Conven[cç](?:ión|ão)|Convention|Convenzione|Convenio|Konvention|Übereinkommens?|Verdrag|Konwencji|"
    r"Protocolo?|Protocole|Protokolls?|Pacto|Covenant|Pacte|Patto|Paktes)\b"
)
#: Acts of a kind that no law of the register is.
_OTHERS = (
    r"(?:(?:Charter|Carta|Charte|Charta|Handvest|Treaty|Tratado|Traité|Trattato|Vertrags|Constitution|"
    r"Constitución|Constituição|Costituzione|Grondwet|Verfassung|Grundgesetz(?:es)?|Estatuto|"
    r"Statuto|Ordenanza|Ordinance|Código|Codice|Decreto|Décret|Decree|Real Decreto|Declaración|Declaration|"
    r"Déclaration|Dichiarazione|Strafgesetzbuch(?:es)?|Code (?:pénal|civil|du|de la|général)|"
    r"Penal Code|Civil Code|"
    r"Criminal Code|Instrucción|Acuerdo)\b"
    r"|(?:[a-zäöüß]{3,20}schen )?(?!KI|NIS|Datenschutz-?[Gg]rund)[A-ZÄÖÜ][a-zäöüß]{4,30}"
    r"(?:richtlinie|gesetz(?:es|buch(?:es)?)?|verfassung)\b"
    r"|[a-zäöüß]{3,20}schen (?:Verfassung|Datenschutzgesetzes|Grundgesetzes)\b"
    r"|(?!(?:EU|UE|European)? ?(?:AI|IA|Artificial|Cyber|Digital))(?:[A-Z][\w-]+ ){1,4}(?:Act|Code|Law)\b)"
)
_LAWS = r"(?:Ley|Lei|Loi|Legge|Law|Gesetz(?:es)?|Wet|Ustaw[ay]|LO|RD|RDL|DL|Decreto-Lei|Décret-loi)"
_TOPICS = (
    r"(?:I\.?A|A\.?I|KI|UE|EU|Union|Unión|União|Unione|Inteligencia|Inteligência|Intelligence|"
    r"Intelligenza|Artificial|"
    r"Künstliche|Sztucznej|Protección|Proteção|Protection|Protezione|Datos|Dados|Ciber|Cyber|"
    r"Resilien|Résilien|Europ)"
)
#: A law with its number, or in words that are not of AI: "Ley 39/2015", "Ley de Propiedad Intelectual".
_NAMED_LAW = (
    rf"{_LAWS}(?:{_NUMBER}|(?:[ ](?:Orgánica|General|Federal|Organica))+(?:{_NUMBER})?|"
    rf"[ ](?:de|del|do|da|du|sur|sulla|on|über)(?:[ ](?:la|el|las|los|le|les|the|das|"
    rf"den))?[ ](?!{_TOPICS})[A-ZÁÉÓÜ])"
)
_NAMED_RULES = (
    rf"(?:Reglamento|Regolamento|Regulamento|Règlement|Verordening)"
    rf"[ ](?:de|del|do|da|du|van)(?:[ ](?:la|los|las))?[ ](?!{_TOPICS})[A-ZÁÉÓÜ][a-zà-ÿ]+"
)
#: The law of one country: "de la ley nacional", "della legge italiana".
_NATIONAL = (
    r"(?:ley|norma|normativa|legislación|legge|loi|lei|wet|ustawy) (?:nacional|nazionale|nationale|interna|"
    r"[a-zñ]{2,}(?:ola|esa|ana|eca|nese|çaise|iana|ense))\b"
)
#: Names in capitals of acts outside the register, and Polish ones in the genitive, which needs no "of".
_ACRONYMS = (
    r"(?:CEDH|ECHR|EMRK|EVRM|CFR|CDFUE|CFREU|GRCh?|TFUE|TFEU|AEUV|VWEU|TUE|TEU|EUV|PIDCP|PIDESC|"
    r"ICCPR|ICESCR|CERD|DUDH|"
    r"UDHR|Konstytucji|Karty|Kodeksu|Traktatu|ADPIC|TRIPS|LOPD(?:GDD)?|LECrim|LECRIM|"
    r"LSSI(?:-?CE)?|CDSM|RSD|RMD|DSM|RTS|ITS|CRFB|LGPD|"
    r"(?!RAG|LOG|AG|OG|EG)[A-Z][A-Za-z]{0,8}G|BGB|StGB|StPO|ZPO|ZGB|HGB|UrhG|BDSG|KUG|TDDDG|TTDSG|VwVfG|"
    r"B-VG|StGG|"
    r"L(?!LM|MS|AN\b|GBT)[A-Z]{1,6}|(?<=[ ])(?:C[EP](?= *[,.;:)—(+])|API(?=:|\)|"
    r" todo)))\b(?![-/][A-Z])"
)
_BOUND_ACRONYM = rf"(?!{_TOPICS}\b)(?!RIA\b)[A-Z][A-Z-]{{1,9}}\b(?! (?:Act|Law|Regulation|[A-Z][a-z]))"


class ActBehind(NamedTuple):
    """The name of an act behind an article, and its kind: "directive", "convention" or ""."""

    start: int
    end: int
    kind: str


_ACT = re.compile(
    rf"(?:{_LINK}{_SIGNS}|[ ]{_SIGNS})(?P<directive>{_DIRECTIVES}(?P<number>{_NUMBER}|"
    rf"[ ](?!{_TOPICS})[A-Z]\w+)?)"
    rf"|(?:{_LINK}{_SIGNS}|[ ]{_SIGNS})(?P<convention>{_CONVENTIONS})"
    rf"|(?:{_LINK}{_SIGNS}|[ ]{_SIGNS})(?P<law>{_NAMED_LAW}|{_ACRONYMS})"
    rf"|[ ](?P<numbered>{_YEAR_AND_NUMBER})"
    rf"|{_LINK}{_SIGNS}(?P<other>{_OTHERS}|{_NAMED_RULES}|{_NATIONAL}|{_BOUND_ACRONYM})"
)


def end_of_numbers(text: str, end: int) -> int:
    """Return where the points and further numbers behind an article end: " Abs. 1 lit. f", " I".

    Args:
        text: The text.
        end: Where the number of the article ends.
    """
    return next(_START.finditer(text, end)).end()  # it matches nothing, too


def act_behind(text: str, end: int) -> ActBehind | None:
    """Return the act that is named behind an article, and that it is of unless it is a registered one.

    Pattern: article (point | paragraph | further number)* ("of the" | "de la" | "der" …) act

    Examples::

        artículos 11 a 18 LOPDGDD
        Art. 3 della Direttiva (UE) 2019/790
        Art. 5 der Verfassung
        article 8 de la Convention

    Args:
        text: The text.
        end: Where the number of the article ends.
    """
    stop = end_of_numbers(text, end)
    for place in dict.fromkeys((stop, stop - text.startswith(",", stop - 1), end)):
        act = _ACT.match(text, place)
        if act is not None:
            kind = act.lastgroup or ""
            is_general = kind == "convention" or (kind == "directive" and act["number"] is None)
            return ActBehind(act.start(kind), act.end(), kind if is_general else "")
    return None


def is_cited_as_law(page: Page, standard: str, match: Match) -> bool:
    """Tell whether an identifier can be of an act: "Article 5", "§ 10"; not "UEM-06", "MEASURE 3.3".

    Args:
        page: The text.
        standard: The document that it would be of.
        match: The identifier.
    """
    is_plain = match.only_digits or match.with_heading or not LAW_HEADINGS.isdisjoint(match.key)
    return is_plain or standard in page.lexicon.names.editions.ages.laws


def is_before_act(page: Page, standard: str, end: int) -> bool:
    """Tell whether an act that the register lacks stands behind an article: "art. 8 CEDH".

    Args:
        page: The text.
        standard: The law that the article would be of.
        end: Where its number ends.
    """
    act = act_behind(page.text, end)
    if act is None or page.standards_within(end, act.end) - {""}:
        return False
    return not (act.kind and is_kind(page, standard, act.kind))


def is_kind(page: Page, standard: str, kind: str) -> bool:
    """Tell whether a law is a directive or a convention."""
    register = page.lexicon.register
    raw = register.raw(register.ordered(standard)[-1])
    return kind in f"{raw['designation']} {raw['title'][:LONGEST_KIND]}".lower()


def is_kind_alone(page: Page, standard: str, name: str) -> bool:
    """Tell whether the name of an act is only the kind of a law: "of the Directive", on NIS2.

    Args:
        page: The text.
        standard: The law.
        name: The name of the act, with the words that bind it.
    """
    kind = name.split()[-1].lower()
    return kind in ("directive", "convention") and is_kind(page, standard, kind)
