"""Where a text names acts that the register lacks, in some languages of texts on law."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from ..._store.lazily import regex
from ..lexicon.document_names import NameMatch
from ..text.tokens import Tokens

__all__ = ["ActName", "act_names", "acts_in", "is_law_itself", "is_national_law"]

#: Kinds of acts that go by a number, and what stands between: "Ley Orgánica 3/2018", "loi n° 78-17".
_KINDS = (
    r"(?:Ley|Lei|Loi|loi|Legge|legge|Law|Wet|Gesetz|Ustaw[ay]|ustaw[ay]|Zakon|Act|Real Decreto|Decreto|"
    r"decreto|Décret|décret|"
    r"Ordonnance|ordonnance|Ordinance|Decree|Bill|Determina|Instrução|Resolução|Resolución|Portaria|"
    r"Directiva|Directive|Richtlinie|Richtlijn|Direttiva|Diretiva|Dyrektyw[ay]|"
    r"Decision|Decisión|Décision|Beschluss|Verordnung|Verordening|Regulation|Reglamento|Regolamento|"
    r"Regulamento|"
    r"Règlement|Rozporządzeni[ae]|Convention|Convenio|LO|RD|RDL|DL|DPR)"
)
_BETWEEN = (
    r"(?:[ -](?:Orgánica|Legislativ[oa]|Decreto|[Ll]ey|[Ll]ei|[Ff]ederal|Complementar|Delegad[oa]|"
    r"Delegated|"
    r"Implementing|ACN|n[.º°o]+|[Nn]r\.?|N[.º°o]+|\((?:EU|UE|CE|EG|EC)\)))*"
)
_NUMBERED = rf"\b{_KINDS}{_BETWEEN}[ ]?[0-9]+(?:[-/.][0-9]+)+(?:/[A-Z]{{2,4}})?\b"
#: Those that have a number without a year, or letters before it.
_FEW_DIGITS = (
    r"\b(?:Loi|loi|Law|Ley|Lei|Convention|CETS)(?: (?:n[.º°o]+|No\.?|"
    r"[Nn]r\.?))? [0-9]{1,5}\b(?![./-]?[0-9])|"
    r"\b[DL]\.[ ]?(?:[Ll]gs|[LM]|P\.R)\.?(?: n\.)? [0-9]+(?:/[0-9]+)?|"
    r"\b(?:UN|UNECE) (?:Regulation (?:No\.? )?|R)[0-9]{2,3}\b|\b[0-9]{2} CFR\b|\bFDL No\.? ?[0-9]+/[0-9]+"
)
#: Laws, codes, and constitutions by their names.
_FUNDAMENTAL = (
    r"\b(?:Grundgesetz(?:es)?|Grondwet|Konstytucj\w|Constitución(?: (?:Española|Política|Nacional))?|"
    r"Constituição(?: Federal)?|Costituzione|Constitution (?:of|de)\b[^\n.;,]{0,20}|Verfassung|"
    r"(?:EU |the |of the |UN )Charter\b|Charter of Fundamental Rights|Carta de (?:los )?[Dd]erechos|"
    r"Carta dos Direitos|Carta dei [Dd]iritti|Charte des [Dd]roits|Grundrechte-?[Cc]harta|Handvest|"
    r"Karty? [Pp]raw|"
    r"(?:Budapest|Geneva|Hague|Lugano|Vienna|Aarhus|European) Convention|Convenio (?:de|Europeo)|"
    r"Convention (?:de|européenne)|Convenzione (?:di|europea))"
)
_CODES = (
    r"\b(?:Code (?:pénal|civil|du|de la|de l|général|des)\b|[Cc]ode (?:pénal|civil|du travail|"
    r"de la (?:consommation|santé))|"
    r"(?:Penal|Civil|Criminal|Labou?r|Commercial|Consumer|Electoral|Administrative|Tax) Code|"
    r"Código (?:Civil|Penal|de (?:Defesa|Comercio|Processo|Trabajo)|do (?:Consumidor|Trabalho)|"
    r"Deontológico|Tributário)\b|Codice (?:[Pp]rivacy|civile|penale|del?\b|in materia)|"
    r"Kodeks\w* (?:cywiln|karn|pracy|spółek|postępowania)\w*|Strafgesetzbuch(?:es)?|Marco Civil|"
    r"Estatuto de(?: los| la|l)?|Estatutos|Statuto de[il])\b"
)
_TOPICS_OF_UNION = (
    r"(?:I\.?A\b|A\.?I\b|KI\b|UE\b|EU\b|Union|Unión|União|Unione|Inteligencia|"
    r"Inteligência|Intelligence|Intelligenza|Artificial|Ciber|Cyber|Resilien|Résilien|Europ|Mercado|"
    r"Digital)"
)
_NAMED = (
    rf"\b(?:Ley|Lei|Loi|Legge)(?: (?:Orgánica|Orgânica|General|Geral|Federal|Nacional))*[ ]"
    rf"(?:de|del|do|da|du|sur|sulla)(?: (?:la|el|las|los|le|les|"
    rf"Acesso))?[ ](?!{_TOPICS_OF_UNION})[A-ZÁÉÓÜ][a-zà-ÿ]+"
    r"|\bWet (?:op|op de|op het|bescherming|beveiliging|algemene)\b|\bAlgemene wet [a-z]+"
    r"|\b(?!AI)[A-Z][a-zäöüß]{3,30}wet\b"
    r"|\b(?!KI|Datenschutz|Grund)[A-Z][a-zäöüß]{3,25}(?:verordnung|verordening)\b"
    r"|\b[Uu]staw[aey] o [a-zżźćńółęąś]+|\b(?:Legea|OUG|O\.U\.G\.|HG)(?: nr\.?)? ?[0-9]+/[0-9]{4}"
    r"|\b[Zz]ákon\w{0,3} č\. ?[0-9]+|\b[Ll]ag(?:en)? \([0-9]{4}:[0-9]+\)|\b[Ll]ov nr\.? ?[0-9]+"
    r"|\b[A-ZÅÄÖÆØa-zåäöæø]{6,30}s(?:lagen|loven|lova)\b"
)
_UNION = (
    r"(?:Data (?:Governance )?Act|AI Liability Directive|Digital (?:Services|Markets) Act|"
    r"Algemene [Vv]erordening Gegevensbescherming|"
    r"(?:Delegated|Implementing|Durchführungs|Delegierte) ?(?:Regulation|Act|[Vv]erordnung|Rechtsakt)s?)"
)
_ACT = (
    r"(?P<act>\b[A-Z][\w'-]+(?:(?: (?:and|of|on|for))? [A-Z][\w'-]+){0,4} (?:Act\b(?![ ](?:19|20)[0-9]{2})|"
    r"Regulation\b|Directive\b))"
)
_NO_NAME = (
    r"(?:The|This|That|Each|Any|An|No|All|Under|EU|UE|Union|European|National|Both|By|In|Of|And|Per|For|To|"
    r"AI|IA|Draft|New|Proposed|Current|Existing|Relevant|Applicable|Self|Data|Privacy|Security|Financial|"
    r"Government|Key|Other|Emotion|Personal)"
)
#: What has the form of the name of an act, and is none, one of the register, or one without articles.
_NO_ACT = regex(
    rf"(?:{_NO_NAME} )*(?:Act|Regulation|Directive|AI|IA|Artificial|Cyber Resilience|Digital Operational|"
    r"General Data|(?:Data )?Protection Reg\w+|US|UK|USA|CLOUD|Cloud|CAN-SPAM|Spam|Privacy|Sarbanes|Colorado|"
    r"Texas|California)\b"
)
#: Names in capitals; those that stand for something else in security, before an article or in a list.
#: German and common law is cited by paragraphs and sections: its acts govern no article.
_ACRONYMS = (
    r"(?<![\w/.-])(?:UK[ -]GDPR|CEDH|ECHR|EMRK|EVRM|CDFUE|CFREU|GRCh|TFUE|TFEU|AEUV|VWEU|TUE|TEU|EUV|"
    r"PIDCP|PIDESC|"
    r"ICCPR|ICESCR|CERD|DUDH|UDHR|TRIPS|ADPIC|LOPD(?:GDD)?|LECr[Ii][Mm]|LSSI(?:-?CE)?|LPACAP|LRJSP|LPI|"
    r"LCSP|LGPD|CRFB|"
    r"ZGB|DSG|nDSG|revDSG|FADP|UAVG|AWB|PIPL|PIPA|APPI|PDPL|KVKK|"
    r"(?:DSA|DMA|MDR|CDC|CLT)(?=,? [Aa]rt|[/,] ?(?:DSA|DMA|IVDR|DGA))|"
    r"DGA|IVDR|CDSM|CSRD|CSDDD|MiFID(?: II)?|MiCAR?|PSD[23]|eIDAS(?: 2)?|GPSR|EHDS|"
    r"RTS|ITS(?= (?:on|[0-9])|/)|CDR(?= ?\(?[0-9E])|CIR(?= ?\(?[0-9E]))(?![\w/]|-[A-Z0-9])"
)
#: How a name can begin, so that other words are passed over quickly.
_BEGINNING = (
    r"(?<![^\W_])(?=[A-ZÀ-Þ0-9]|(?:the|of the) Charter|[Ll]ois? |legge |lov |lag(?:en)? |ustaw|zákon|"
    r"décret |ordonnance |"
    r"code |decreto |(?:n|rev)DSG|eIDAS|[a-zåäöæø]{6,30}s(?:lagen|loven|lova)\b)"
)
_NAMES = "|".join((_NUMBERED, _FEW_DIGITS, _FUNDAMENTAL, _CODES, _NAMED, _UNION, _ACT, _ACRONYMS))
#: Laws of China, Japan and Korea, but the Union's on AI and on data in these languages.
_EASTERN = (
    r"(?:[一-鿿]{2,14}(?:[保护護]|安全|情報|禁止|基本|权益|管理|責任|责任|交易|契約|合同|電子商務|刑|民)法"
    r"(?![一-鿿])|个保法|网安法|数安法|(?<![一-鿿])(?:民法典|著作権法|電気通信事業法)"
    r"|《(?!(?:欧盟|欧州)?(?:人工智能|AI|通用数据|一般データ))[^《》\n]{2,20}(?:法|条例|办法|规定)》"
    r"|(?:개인정보|신용정보|정보통신망|위치정보)(?: ?의)? ?(?:보호)?법|(?:전기통신사업|전자금융거래)법"
    r"|(?:인공지능|AI) ?기본법)"
)
_ANY = regex(f"{_BEGINNING}(?:{_NAMES})|{_EASTERN}")
#: A short name that a text gives to an act: "the Law Enforcement Directive (LED)".
_SHORT_NAME = regex(
    r",?[ ]?\((?:the |hereinafter |or |die |la |le )?(?!EU\b|UE\b|E[CGW]|CE\b|UN\b|US\b|UK\b|AI\b|IA\b|"
    r"KI\b)[\"“”‘’'*_]*([A-Z][A-Za-z]{0,3}[A-Z][A-Za-z]{0,3})[\"“”‘’'*_]*\)"
)

_INITIAL = regex(r"[^\W\d_]+")

#: In keys and paths, acronyms are written small.
_ACRONYM_IN_KEY = regex(
    r"\b(?:lgpd|lopdgdd|lopd|lssi|pipl|kvkk|dsa|dma|dga|ivdr|csrd|mifid|"
    r"mica|psd2|eidas|uavg|tfeu|revdsg|uk gdpr|data act|digital services act|loi [0-9]+|ley [0-9]+|"
    r"lei [0-9]+|codice privacy)\b",
    re.IGNORECASE,
)

#: How laws that are no acts of the Union speak of themselves: "la presente ley", "dieses Gesetzes".
_NATIONAL = regex(
    r"\b(?:(?:[Ll]a présente|[Ee]sta|[Ll]a presente|[Dd]esta|[Nn]esta|[Dd]a presente|[Aa] presente|"
    r"[Dd]ella presente|"
    r"[Pp]resente) (?:loi|[Ll]ey|[Ll]ei|[Ll]egge|ordonnance)\b|\b[Pp]resente (?:[Dd]ecreto|[Dd]iploma|"
    r"[Cc]ódigo)\b|"
    r"\b[Dd]ieses? Gesetz(?:es)?\b|\b[Dd]eze wet\b|\b[Nn]iniejsz(?:a|ej) ustaw[ay]\b|"
    r"\b[Pp]resente i? ?decreto\b)"
)
#: One of these stands in whatever `_NATIONAL` finds: a whole page is searched for them first, which is quick.
_WORDS_OF_NATIONAL = (
    *(" loi", " ley", " Ley", " lei", " Lei", " legge", " Legge", " ordonnance", " Gesetz", " wet", " ustaw"),
    *("ecreto", "iploma", "ódigo"),
)
#: What is cited by paragraphs has no articles: "§ 4 Abs. 4 DSG".
_PARAGRAPH = regex(r"§§? ?[0-9]+[a-z]?(?:[ ][^.;:()\n]{1,18})? \Z")
LONGEST_PARAGRAPH = 30

#: The first letter of a short name is that of one of so many words: "So the Deforestation Regulation (EUDR)".
MOST_BEFORE = 3

#: A law speaks of itself at least so many times.
ENOUGH = 2


class ActName(NamedTuple):
    """Where an act is named that the register lacks."""

    start: int
    end: int


def act_names(text: str, tokens: Tokens, names: list[NameMatch]) -> list[ActName]:
    """Return where a text names acts that the register lacks, in order.

    Examples::

        Ley Orgánica 3/2018, Directive 95/46/EC, loi n° 78-17, D.Lgs. 138/2024
        Código Civil, Grundgesetz, Budapest Convention, Data Act
        LOPDGDD, BDSG, TFEU, MiFID II

    Args:
        text: The text.
        tokens: Its tokens.
        names: The names of documents in it, in order; what overlaps one of the register is none.
    """
    spans = [
        (tokens[name.first].start, tokens[name.stop - 1].end)
        for name in names
        if name.standard and not name.weak
    ]
    found, number = [], 0
    for act in _acts_of(text):
        while number < len(spans) and spans[number][1] <= act.start():
            number += 1
        is_cited = _PARAGRAPH.search(text, max(act.start() - LONGEST_PARAGRAPH, 0), act.start())
        if not is_cited and (number == len(spans) or spans[number][0] >= act.end()):
            found.append(ActName(*act.span()))
    return found + _short_names(text, found, spans)


def _short_names(text: str, acts: list[ActName], spans: list[tuple[int, int]]) -> list[ActName]:
    """Return where a text names acts by the short names that it has given to them.

    Args:
        text: The text.
        acts: The acts that it names in full.
        spans: Where it names documents of the register, whose short names stay theirs.
    """
    shorts = ((act, _SHORT_NAME.match(text, act.end)) for act in acts)
    given = {
        short[1] for act, short in shorts if short is not None and _stands_for(short[1], text[slice(*act)])
    }
    given -= {text[start:end] for start, end in spans}
    if not given:
        return []
    names = re.compile(rf"(?<![\w/.-])(?:{'|'.join(sorted(given))})(?![\w/])")
    return [ActName(*name.span()) for name in names.finditer(text)]


def _stands_for(short: str, name: str) -> bool:
    """Tell whether a short name can be that of an act, by its first letter, or its last beside a number.

    >>> _stands_for("LED", "Law Enforcement Directive"), _stands_for("RED", "Directive 2014/53/EU")
    (True, True)
    >>> _stands_for("TDM", "DSM Directive")
    False

    Args:
        short: The short name.
        name: The act.
    """
    initials = [word[0].upper() for word in _INITIAL.findall(name)]
    if any(sign.isdigit() for sign in name):
        return short[-1].upper() in initials
    return short.removeprefix("EU").upper()[:1] in initials[:MOST_BEFORE]


def acts_in(words: str) -> bool:
    """Tell whether a key, a header or a path names an act that the register lacks, in whatever case."""
    return next(_acts_of(words), None) is not None or _ACRONYM_IN_KEY.search(words) is not None


def _acts_of(text: str) -> Iterator[re.Match[str]]:
    """Yield what has the form of the name of an act in a text, and is not excluded."""
    return (act for act in _ANY.finditer(text) if act.lastgroup != "act" or not _NO_ACT.match(act[0]))


def is_national_law(text: str) -> bool:
    """Tell whether a text is a law that is no act of the Union, as it speaks of itself.

    >>> is_national_law("Para efeitos da presente lei. Nos termos da presente lei.")
    True
    """
    if not any(word in text for word in _WORDS_OF_NATIONAL):
        return False
    return len(list(islice(_NATIONAL.finditer(text), ENOUGH))) == ENOUGH


def is_law_itself(text: str, place: int) -> bool:
    """Tell whether a law that is no act of the Union speaks of itself at a place: " da presente lei".

    Args:
        text: The text.
        place: Where an article ends.
    """
    return _NATIONAL.match(text, place + text.startswith(" ", place)) is not None
