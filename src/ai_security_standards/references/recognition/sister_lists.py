"""Lists of risks of one publisher, of which a text adds to the name of the first one what they are about."""

from __future__ import annotations

from collections.abc import Iterable

from ..lexicon import Lexicon
from ..lexicon.document_names import NameMatch
from ..lexicon.edition_ages import YEAR_LENGTH
from ..text.tokens import Tokens

__all__ = ["FIRST_LIST", "SISTER_LISTS", "as_sister_list", "standards_of_publisher"]

#: The list whose name the others lengthen.
FIRST_LIST = "owasp-top-10"

#: The list that is meant where the header of a column names its publisher alone.
_LISTS = {"owasp": FIRST_LIST}

#: What the others are about, and their documents; "" where the register has none.
_BY_SUBJECT = {
    ("llm",): "owasp-llm-top-10",
    ("llms",): "owasp-llm-top-10",
    ("large", "language"): "owasp-llm-top-10",
    ("genai",): "owasp-llm-top-10",
    ("gen", "ai"): "owasp-llm-top-10",
    ("generative", "ai"): "owasp-llm-top-10",
    ("ai", "llm"): "owasp-llm-top-10",
    ("agentic",): "owasp-agentic-top-10",
    ("ai", "agents"): "owasp-agentic-top-10",
    ("api",): "owasp-api-top-10",
    ("apis",): "owasp-api-top-10",
    ("mobile",): "",
    ("iot",): "",
    ("kubernetes",): "",
    ("docker",): "",
    ("serverless",): "",
    ("desktop",): "",
    ("client", "side"): "",
    ("low", "code"): "",
    ("smart", "contract"): "",
    ("smart", "contracts"): "",
}
LONGEST_SUBJECT = 2
SISTER_LISTS = frozenset(filter(None, _BY_SUBJECT.values()))

#: Of these, words for what a list has can stand between, too: "Top 10 critical risks for LLMs".
_OF_AI = frozenset(("owasp-llm-top-10", "owasp-agentic-top-10"))

_JOINTS = frozenset((" ", " (", ": ", " - ", " – ", " — ", "-", "_"))
_LINKS = frozenset("for in of the para pour les fur de der dos die von voor per dla la las los".split())
_FILLERS = frozenset(
    "critical security most top risk risks vulnerability vulnerabilities threats category categories list "
    "riesgos vulnerabilidades riscos risques risiken".split()
)
MOST_LINKS = 5

#: What can follow a subject that the list is about, where nothing ends the phrase.
_AFTER_SUBJECT = frozenset(
    "security list risk risks application applications app apps vulnerabilities vulnerability model models "
    "system systems agent agents ai item category".split()
)
_AND = frozenset(("and", "or"))
_ALSO = (",", "/", "&", "+")


def as_sister_list(lexicon: Lexicon, tokens: Tokens, name: NameMatch) -> NameMatch:
    """Return a name as that of another list of its publisher, where the words at it say so.

    Pattern: name [year] [link | filler]* subject, or subject name

    Examples::

        OWASP Top 10 critical risks for LLMs        the list for LLM applications
        LLM OWASP Top 10, OWASP Top 10 2025 (LLM)   the same
        OWASP Top Ten API                           the list of API security
        OWASP Top 10 for mobile apps                none that is recorded
        OWASP Top 10 API scanner, OWASP Top 10 for web applications and APIs      as it is

    Args:
        lexicon: The names and identifiers to recognise.
        tokens: The tokens of the page.
        name: The name of a document.
    """
    if name.standard != FIRST_LIST or name.alternatives or name.stop - name.first < 2:
        return name
    standard = _before(tokens, name)
    if standard is None:
        standard = _behind(tokens, name)
    known = lexicon.names.editions.known.get(standard or "", ())
    if standard is None or (standard and name.edition is not None and name.edition not in known):
        return name  # "OWASP Top 10:2021 for LLM" speaks of the list of 2021
    return name._replace(standard=standard, edition=name.edition if standard else None)


def _before(tokens: Tokens, name: NameMatch) -> str | None:
    """Return the list whose subject stands directly before a name: "LLM OWASP Top 10"."""
    if not name.first or tokens[name.first].gap not in (" ", "-", "_"):
        return None
    last = name.first - 1
    if tokens.values[last] == "security" and last and tokens[last].gap == " ":
        last -= 1  # "API Security OWASP Top 10"
    return _BY_SUBJECT.get((tokens.values[last],))


def _behind(tokens: Tokens, name: NameMatch) -> str | None:
    """Return the list whose subject stands behind a name, in the same phrase."""
    first = name.stop
    if first < len(tokens) and tokens.is_number(first) and len(tokens[first].text) == YEAR_LENGTH:
        first += 1
    if first >= len(tokens) or tokens[first].gap not in _JOINTS:
        return None
    place, has_fillers = first, False
    while place < min(len(tokens), first + MOST_LINKS) and (place == first or tokens[place].gap == " "):
        found = _subject_at(tokens, place)
        if found is not None:
            standard, stop = found
            is_direct = not has_fillers or standard in _OF_AI
            return standard if is_direct and _ends_or_goes_on(tokens, stop) else None
        if tokens.values[place] in _FILLERS:
            has_fillers = True
        elif tokens.values[place] not in _LINKS:
            return None
        place += 1
    return None


def _subject_at(tokens: Tokens, place: int) -> tuple[str, int] | None:
    """Return the list with a subject at a token, and the token behind it."""
    for length in range(LONGEST_SUBJECT, 0, -1):
        standard = _BY_SUBJECT.get(tuple(tokens.values[place : place + length]))
        if standard is not None:
            return standard, place + length
    return None


def _ends_or_goes_on(tokens: Tokens, stop: int) -> bool:
    """Tell whether a subject ends its phrase, or a word follows that the name of a list can have.

    Examples::

        OWASP Top 10 for LLMs and AI applications        yes
        OWASP Top 10 (API, LLM, Web), for APIs and LLMs       no: several subjects
        OWASP Top 10 risks in LLM-generated code              no

    Args:
        tokens: The tokens of the page.
        stop: The token behind the subject.
    """
    if stop >= len(tokens) or tokens[stop].gap != " ":
        return stop >= len(tokens) or not (tokens[stop].gap == "-" or tokens[stop].gap.strip() in _ALSO)
    if tokens.values[stop] in _AND:
        further = tokens.values[stop + 1 : stop + 2]
        return further != ["web"] and _subject_at(tokens, stop + 1) is None
    return tokens.values[stop] in _AFTER_SUBJECT


def standards_of_publisher(header: str, standards: Iterable[str]) -> tuple[str, ...] | None:
    """Return whose identifiers are below the header of a column that names a publisher alone.

    Examples::

        | CWE | OWASP | NIST |      the Top 10 in the second column, or what else of OWASP the page names

    Args:
        header: The header.
        standards: The documents that the page names.
    """
    publisher = header.strip(" *_`").casefold()
    listed = _LISTS.get(publisher)
    if listed is None:
        return None
    others = {each for each in standards if each.startswith(f"{publisher}-")} - {listed}
    return (listed, *sorted(others))
