"""Acts that are named directly behind their articles, in some languages of texts on law."""

from __future__ import annotations

from typing import NamedTuple

from ..._store.lazily import regex
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
    "kind_behind",
]

#: The title of a law says of what kind it is in its first characters; further on, it names other acts.
LONGEST_KIND = 60

#: What goes on with a number: points, paragraphs, and further numbers of a list.
_NUMBERS = (
    r"(?:[ ,.;/§-]{0,3}(?:"
    r"(?:apartados?|apdo|apdos|párrafos?|letras?|puntos?|número|Abs|Absatz|Satz|Nr|lit|Buchst|"
    r"paragraphs?|points?|"
    r"subparagraph|(?:first|second|third|fourth) (?:indent|sentence|subparagraph)|"
    r"comma|commi|lettera|paragrafo|alinéa|paragraphe|par|lid|leden|punt|onder|ust|"
    r"pkt|ss|ff|et seq|"
    r"bis|ter|quater|quinquies|y|e|o|u|a|al|i|und|oder|and|or|to|et|ou|à|do|en|tot|lub)\b\.?"
    r"|(?!9[0-9]/[0-9]{2}\b)\(?[0-9]{1,3}[a-z]?\b(?:[. ]?[º°ª])?\)?|\([a-z]{1,4}\)|\.?[a-z]\)|\.[a-z]\b|"
    r"[IVX]{1,4}\b)){0,12}"
)
_START = regex(rf"(?:\.?[º°ª])?[)\]]?{_NUMBERS},?")

#: What binds a number to the act behind it.
_LINK = (
    r"[ ](?:of|to|de|du|del|della|dello|dell|do|da|dos|das|des|der|van|bij|z|ze|i)\b"
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

#: The number of an act of the Union behind its kind, if any: "Regulation (EU) 2016/679".
_NUMBER_OR_NONE = (
    r"(?:[ ]\([A-Z]{2,8}(?:, [A-Z][A-Za-z]+)?\))?(?:[ ]?N[or.º°]{1,2})?(?:[ "
    r"][0-9]+/[0-9]+(?:/[A-Z]{2,4})?)?"
)

#: The number of an act of the Union alone: "Art. 5 2002/58", "Art. 7(a) 95/46".
_YEAR_AND_NUMBER = r"(?:(?:19|20)[0-9]{2}|9[0-9])/[0-9]{2,4}(?:/E[CU])?\b(?![/-])"

#: Kinds of acts: in English behind the words of their names, in other languages before them or within one.
_KINDS = (
    r"(?:Regulation|Directive|Act|Convention|Charter|Treaty|Protocol|Constitution|Agreement|Ordinance|"
    r"Decree|Statute|Law|(?:Framework|Council|Commission|Implementing) Decision|Code(?! of (?:Pra|Con)))"
)
_DIRECTIVES = (
    r"(?:[Dd]irective|[Dd]irectiva|[Dd]irettiva|[Dd]iretiva|Richtlinie|[Rr]ichtlijn|[Dd]yrektyw[ay])\b"
)
_REGULATIONS = (
    r"(?:Regulation|Verordnung|[Vv]erordening|[Rr]eglamento|[Rr]egolamento|[Rr]egulamento|[Rr]èglement)\b"
)
_CONVENTIONS = (
    r"(?:Conven[cç](?:ión|ão)|Convention|Convenzione|Convenio|Konvention|Übereinkommens?|Verdrag|Konwencji|"
    r"Pacto|Covenant|Pacte|Patto|Paktes)\b"
)
_LAWS = (
    r"(?:[Ll]ey|[Ll]ei|[Ll]oi|[Ll]egge|Law|Gesetz(?:es)?|[Ww]et|[Uu]staw[ay]|LO|RD|RDL|DL|Decreto-Lei|"
    r"Décret-loi)"
)
_TOPICS = (
    r"(?:I\.?A|A\.?I|KI|UE|EU|Union|Unión|União|Unione|Inteligencia|Inteligência|Intelligence|"
    r"Intelligenza|Artificial|Artificiële|"
    r"Künstliche|Sztucznej|Protección|Proteção|Protection|Protezione|Datos|Dados|Ciber|Cyber|"
    r"Resilien|Résilien|Europ)"
)
#: How the name of a law of the register can begin, where it is not written in full.
_OWN = (
    r"(?:(?:EU|UE|European|Union|Proposed|Draft|New|Final) )*(?:AI|IA|KI|Artificial|Cyber Resil|"
    r"Digital Oper|"
    r"General Data|Data Protection Reg|NIS|NIB|Regulation|Act|Law|Directive)"
)
_WORD = r"[A-Z][\w'’&-]*"
_ENGLISH = (
    rf"(?!{_OWN}){_WORD}(?:(?: (?:and|of|on|for|the|to|in)){{0,2}} {_WORD}){{0,5}}? "
    rf"{_KINDS}s?(?![a-z-]){_NUMBER_OR_NONE}"
)
#: Without "of", of few words, and of a kind that is no word of a title: "CER Delegated Regulation".
_DIRECT = (
    rf"(?!{_OWN})(?:{_WORD} ){{1,4}}?(?:Regulation|Directive|Act|Convention|Charter|Treaty|"
    rf"Framework Decision)(?![a-z-]){_NUMBER_OR_NONE}"
)
#: In one word: "Geschäftsgeheimnisrichtlinie", "Auteurswet", "CER-richtlijn", "dataskyddslagen".
_COMPOUND = (
    r"(?:(?!KI|AI|NIS|NIB|Datenschutz-?[Gg]rund|Cyber[Rr]es|EU-)[A-ZÄÖÜ][A-Za-zäöüß-]{2,40}"
    r"(?:[Rr]ichtlinie|gesetz(?:es|buch(?:es)?)?|verfassung|[Vv]erordnung|übereinkommens?|abkommens?|"
    r"[Rr]ichtlijn|[Vv]erordening|(?<!s)wet|besluit|verdrag)|[a-zåäö]{5,30}s(?:lagen|loven|lova))\b"
)
#: Acts of a kind that no law of the register is.
_OTHERS = (
    r"(?:(?:Charter|Carta|Charte|Charta|Handvest|Treaty|Tratado|Traité|Trattato|Vertrags|Constitution|"
    r"Constitución|Constituição|Costituzione|Grondwet|Verfassung|Grundgesetz(?:es)?|Estatuto|"
    r"Statuto|Ordenanza|Ordinance|Código|Codice|Decreto|Décret|Decree|Real Decreto|Declaración|Declaration|"
    r"Déclaration|Dichiarazione|Decision|Code (?:pénal|civil|du|de la|général)|"
    r"Instrucción|Acuerdo|Protocol[oe]?|Protokolls?)\b|[a-zäöüß]{3,20}schen (?:Verfassung|"
    r"Datenschutzgesetzes|Grundgesetzes)\b)"
)
#: A law with its number or date, or in words that are not of AI: "Ley 39/2015", "loi du 6 janvier 1978",
#: "Ley de Propiedad Intelectual", "loi Informatique et Libertés".
_NAMED_LAW = (
    rf"{_LAWS}(?:{_NUMBER}|(?:[ ](?:Orgánica|General|Geral|Federal|Organica))+(?:{_NUMBER})?|[ ](?:du|"
    rf"van|del|vom) [0-9]|"
    rf"[ ](?:(?:de|del|do|da|du|sur|sulla|on|über|op)[ ](?:(?:la|el|las|los|le|les|the|das|"
    rf"den|het|de)[ ])?)?(?!{_TOPICS})[A-ZÁÉÓÜ])"
)
_NAMED_RULES = (
    rf"(?:Reglamento|Regolamento|Regulamento|Règlement|Verordening)"
    rf"[ ](?:de|del|do|da|du|van)(?:[ ](?:la|los|las))?[ ](?!{_TOPICS})[A-ZÁÉÓÜ][a-zà-ÿ]+"
)
_NUMBERED_RULES = (
    rf"(?:(?:Council|Commission|Delegated|Implementing|Framework) )*"
    rf"(?:{_REGULATIONS}|Decision|Beschluss|Besluit|RL|VO|EUV){_NUMBER}"
)
#: The law of one country: "de la ley nacional", "della legge italiana".
_NATIONAL = (
    r"(?:(?:ley|norma|normativa|legislación|legge|loi|lei|wet|ustawy) (?:nacional|nazionale|nationale|"
    r"interna|"
    r"[a-zñ]{2,}(?:ola|esa|ana|eca|nese|çaise|iana|ense))|Wet [a-z]+|"
    r"(?:[Ll]aw|[Aa]ct) of (?:[0-9]{1,2} )?[A-Z][a-z]+ [0-9]+)\b"
)
#: Names in capitals of acts outside the register, and Polish ones in the genitive, which needs no "of".
_ACRONYMS = (
    r"(?:VEU|CEDH|ECHR|EMRK|EVRM|CFR|CDFUE|CFREU|GRCh?|TFUE|TFEU|AEUV|VWEU|TUE|TEU|EUV|PIDCP|PIDESC|"
    r"ICCPR|ICESCR|CERD|DUDH|"
    r"UDHR|Konstytucji|Karty|Kodeksu|Traktatu|ADPIC|TRIPS|LOPD(?:GDD)?|LECrim|LECRIM|"
    r"LSSI(?:-?CE)?|CDSM|RSD|RMD|DSM|RTS|ITS|CRFB|LGPD|"
    r"(?!RAG|LOG|AG|OG|EG)[A-Z][A-Za-z]{0,8}G|BGB|StGB|StPO|ZPO|ZGB|HGB|UrhG|BDSG|KUG|TDDDG|TTDSG|VwVfG|"
    r"B-VG|StGG|(?!KI|DS)[A-Z][A-Za-z]{1,6}(?:VO|RL)|"
    r"L(?!LM|MS|AN\b|GBT)[A-Z]{1,6}|(?<=[ ])(?:C[EP](?= *[,.;:)—(+])|API(?=:|\)|"
    r" todo)))\b(?![-/][A-Z])"
)
_BOUND_ACRONYM = rf"(?!{_TOPICS}\b)(?!RIA\b)[A-Z][A-Z-]{{1,9}}\b(?! (?:Act|Law|Regulation|[A-Z][a-z]))"


class ActBehind(NamedTuple):
    """The name of an act behind an article, with its kind if it is nothing else: "regulation"; "" else."""

    start: int
    end: int
    kind: str


_ACT = regex(
    rf"(?:{_LINK}{_SIGNS}|[ ]{_SIGNS})(?P<directive>{_DIRECTIVES}(?P<number>{_NUMBER}|"
    rf"[ ](?!{_TOPICS})[A-Z]\w+)?)"
    rf"|(?:{_LINK}{_SIGNS}|[ ]{_SIGNS})(?P<convention>{_CONVENTIONS})"
    rf"|{_LINK}{_SIGNS}(?P<regulation>{_REGULATIONS})(?![ ]?[(A-Z0-9]|[ ](?:on|sur|de|del|over|über|zur) )"
    rf"|(?:{_LINK}{_SIGNS}|[ ]{_SIGNS})(?P<law>{_NAMED_LAW}|{_NUMBERED_RULES}|{_ACRONYMS})"
    rf"|(?<!,)[ ]{_SIGNS}(?P<direct>{_COMPOUND}|{_DIRECT})"
    rf"|[.][ ](?P<footnote>(?:{_DIRECTIVES}|{_REGULATIONS}){_NUMBER})"
    rf"(?= of the European Parl|,|;|[.]?(?:[\"\n]|\Z))"
    rf"|(?:(?<=[ .][0-9])|(?<=[ .][0-9]{{2}}))(?P<colon>:[0-9]{{1,3}}\b(?!:))"
    rf"|[ ](?P<numbered>{_YEAR_AND_NUMBER})|(?<=\))(?P<glued>[A-Z]{{3,}}(?![a-z]))"
    rf"|{_LINK}{_SIGNS}(?P<other>{_ENGLISH}|{_COMPOUND}|{_OTHERS}|{_NAMED_RULES}|{_NATIONAL}|{_BOUND_ACRONYM})"
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
        Article 5:50                          of a Dutch act, as no registered one numbers so

    Args:
        text: The text.
        end: Where the number of the article ends.
    """
    stop = end_of_numbers(text, end)
    for place in dict.fromkeys((stop, stop - text.startswith(",", stop - 1), end)):
        act = _ACT.match(text, place)
        if act is not None:
            kind = act.lastgroup or ""
            is_general = kind in ("convention", "regulation") or (
                kind == "directive" and act["number"] is None
            )
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


def kind_behind(page: Page, end: int) -> str:
    """Return the kind of an act that stands behind an article without its name: "Art. 9 of the Regulation".

    Args:
        page: The text.
        end: Where its number ends.
    """
    act = act_behind(page.text, end)
    return "" if act is None else act.kind


def is_kind(page: Page, standard: str, kind: str) -> bool:
    """Tell whether a law is a directive or a convention."""
    register = page.lexicon.register
    raw = register.raw(register.ordered(standard)[-1])
    return kind in f"{raw['designation']} {raw['title'][:LONGEST_KIND]}".lower()
