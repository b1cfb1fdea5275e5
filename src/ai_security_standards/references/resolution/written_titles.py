"""The titles of any provisions that are written directly after or before an identifier."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from ..._store.lazily import regex
from ..lexicon.structures import Structures
from ..text.beside import Beside
from ..text.titles import significant_words, stems
from ..text.tokens import Tokens, normalize_text
from .resolver import Resolved

__all__ = [
    "WrittenTitle",
    "own_title_follows",
    "phrase_behind",
    "title_below_parent",
    "titles_in_brackets",
    "written_title",
]

#: A title has at most this many words.
LONGEST = 24

#: A title of at most so many words in small letters is one if the phrase ends with it.
SHORT = 2

#: A title is looked for in this many characters before and after a reference; its own title in more.
REACH, REACH_OF_OWN = 240, 300

#: A title in a text takes at most so many times its own length.
WIDEST = 3

#: What precedes a title; a quote directly behind an identifier closes it.
_TITLE_START = regex(r"[ \t*_`]*(?:[:(\[|–—-]|(?<=[ \t])\"|(?=[ \t][A-Z]))[ \t*_`\"(|]*")
_OPENING_BRACKET = regex(r"[\s*_`\"]*[(\[][\s*_`]*\Z")
_CLOSING_BRACKET = regex(r"[*_`\"]*[)\]]")
_GAP = regex(r"[: \-,/&'’()]{0,4}\Z")
_START_OF_PHRASE = regex(r"(?:^|[|:;.•]|[*-](?=\s)|\*\*)[\s*_`\"]*\Z")
_SEPARATED = regex(r"[:(\[|–—-]")
_CONTINUATION = regex(r"(?:,| and\b| &)[ ]+[^\W\d]")
_BEGINNING_OF_SENTENCE = regex(r"(?:The|This|These|Each|Every|All|An?|Any) ")
_ATTACK = regex(r"\s(?:attacks?|vulnerabilit(?:y|ies)|weakness)\Z")
_ARTICLE = regex(r"\b(?:an?|the)\s\Z")
_WHOLE_PHRASE = regex(
    r"[*_`\]\"']*(?:[ \t]?[(\[]|:[ \t]+|[ \t]+[-–—][ \t]+)[*_`\"']*"
    r"([A-Z][^()\[\]\n|;:\"`*_]{2,100}?)[*_`\"']*(?=[ \t]*[)\]|\n;]|[,.][ \t\n]|[\"']|[ \t]*\Z)"
)
_PARENT = regex(
    r"([^:\n|()]{3,100}): ?[*_`\"]*([^\n|;:()\[\]\"”*`<>{}]{3,100}?)(?=[\n|;:()\[\]\"”*`<>{},]|\. |\Z)"
)
_END_OF_PHRASE = regex(r"\s*(?:[)\],|;.:\n\"*]|\Z)")


#: English words in brackets behind words in another language.
_BRACKET_BEHIND = regex(r"[*_`\"']*[ \t]*[(\[]([^()\[\]\n]{3,120})[)\]]")
_BRACKET_AT_END = regex(r"[(\[]([^()\[\]\n]{3,120})[)\]]\Z")


class WrittenTitle(NamedTuple):
    """A title in a text, with the significant words of its line."""

    text: str
    line_words: tuple[str, ...]


def own_title_follows(reference: Resolved, text: str, titles: Sequence[str]) -> bool:
    """Tell whether a provision's own title directly follows it, even with other references inside.

    Args:
        reference: The reference.
        text: The text.
        titles: The titles of its provision.
    """
    after = normalize_text(text[reference.sighting.end : reference.sighting.end + REACH_OF_OWN])
    start = _TITLE_START.match(after)
    if start is None:
        return False
    line = after[start.end() :].partition("\n")[0]
    reach = WIDEST * max(map(len, titles), default=0) + LONGEST
    words = significant_words(line[:reach])
    return any(words[: len(title)] == title for title in map(significant_words, titles) if title)


def title_below_parent(reference: Resolved, text: str, structures: Structures) -> str:
    """Return the title behind that of the provision above a reference; "" where that does not follow it.

    Pattern: identifier (":" | "(" | "|" | dash | space) title of the provision above ":" title

    Examples::

        T1583.006 - Acquire Infrastructure: BGP Hijacking       BGP Hijacking
        | T1547.001 | Boot or Logon Autostart Execution: Registry Run Keys |
        T1059.001 (Command and Scripting Interpreter: PowerShell)

    Args:
        reference: The reference.
        text: The text.
        structures: The provisions of its standard.
    """
    ref, end = reference.refs[0], reference.sighting.end
    above = structures.ancestors(ref.edition or "", ref.provision or "")
    after = normalize_text(text[end : end + REACH]) if above else ""
    start = _TITLE_START.match(after)
    parent = None if start is None else _PARENT.match(after, start.end())
    if parent is None:
        return ""
    words = significant_words(parent[1])
    provisions = structures.by_edition[ref.edition or ""]
    is_above = any(significant_words(provisions[each].get("title", "")) == words for each in above)
    return parent[2].strip() if is_above and words else ""


def phrase_behind(reference: Resolved, text: str) -> str:
    """Return the phrase directly behind a reference, if it begins with a capital.

    Pattern: identifier ("(" | ":" | dash) phrase, to the end of the bracket, the cell, the sentence

    Examples::

        **ASI-01** (Excessive Agency)                   Excessive Agency
        | OWASP | ASI-05: Improper Output Handling |    Improper Output Handling
        LLM01 (see below)                               nothing

    Args:
        reference: The reference.
        text: The text.
    """
    end = reference.sighting.end
    phrase = _WHOLE_PHRASE.match(text, end, end + REACH)
    return "" if phrase is None else phrase[1].strip()


def titles_in_brackets(
    reference: Resolved, besides: Sequence[Beside], text: str, structures: Structures
) -> Iterator[Beside]:
    """Yield the titles of any provisions in brackets in or behind words beside a reference.

    Pattern: words "(" title ")"

    Examples::

        - A.8.24: Verwendung von Kryptographie (Use of cryptography)       Use of cryptography
        | LLM06 | Exceso de agencia (Excessive Agency) |                   Excessive Agency
        - A.8.24: Verwendung von Kryptographie (neu seit 2022)             nothing

    Args:
        reference: The reference.
        besides: What stands beside it.
        text: The text.
        structures: The provisions of its standard.
    """
    end = reference.sighting.end
    for beside in besides:
        place = text.find(beside.text, end, end + REACH) if beside.shape[0] == "line" else -1
        behind = _BRACKET_BEHIND.match(text, place + len(beside.text)) if place >= 0 else None
        bracket = behind or _BRACKET_AT_END.search(beside.text)
        if bracket is not None and structures.find_by_title(significant_words(normalize_text(bracket[1]))):
            yield beside._replace(text=bracket[1])


def written_title(
    resolved: Sequence[Resolved], number: int, text: str, structures: Structures
) -> WrittenTitle | None:
    """Return the title of any provision that is written next to a reference.

    Args:
        resolved: All references of the text, in order.
        number: The position of the reference among them.
        text: The text.
        structures: The provisions of its standard.
    """
    sighting = resolved[number].sighting
    ceiling = resolved[number + 1].sighting.start if number + 1 < len(resolved) else len(text)
    after = normalize_text(text[sighting.end : min(ceiling, sighting.end + REACH)])
    title = _title_after(after, structures)
    if title is not None:
        return title
    floor = resolved[number - 1].sighting.end if number else 0
    if not _CLOSING_BRACKET.match(text, sighting.end):
        return None  # "Suppliers (A.5, partly)"
    before = normalize_text(text[max(floor, sighting.start - REACH) : sighting.start])
    return _title_before(before.rpartition("\n")[2], structures)


def _title_after(after: str, structures: Structures) -> WrittenTitle | None:
    """Match the longest title after a reference.

    Pattern: (":" | "(" | "|" | dash | a capital) title

    Examples::

        LLM01:2025 Prompt Injection
        | LLM01:2025 | Prompt Injection |
    """
    start = _TITLE_START.match(after)
    if start is None:
        return None
    line = after[start.end() :].partition("\n")[0]
    tokens = Tokens(line)
    longest = _phrase_length(tokens)
    each_stem = [stems((value,)) for value in tokens.values[:longest]]
    for stop in range(longest, 0, -1):
        if not structures.find_by_title(tuple(chain.from_iterable(each_stem[:stop]))):
            continue
        if _CONTINUATION.match(line, tokens[stop - 1].end):
            continue  # "Leadership, policies and context" says what it is about
        ends_phrase = _END_OF_PHRASE.match(line, tokens[stop - 1].end) is not None
        if not ends_phrase and _BEGINNING_OF_SENTENCE.match(line):
            continue  # "Build L1: The build process is fully scripted"
        if stop == 1 and not _SEPARATED.search(start[0]):
            continue  # 'the AU-3 "Identity" gap'
        is_capital = stop > 1 and all(token.text[0].isupper() for token in tokens[:stop])
        if stop > SHORT or is_capital or ends_phrase:
            return WrittenTitle(line[: tokens[stop - 1].end], significant_words(line))
    return None


def _title_before(line: str, structures: Structures) -> WrittenTitle | None:
    """Match the longest title before a reference in brackets.

    Examples::

        Prompt Injection (LLM01:2025)
        this is a tool poisoning attack (MCP03)
    """
    bracket = _OPENING_BRACKET.search(line)
    if bracket is None:
        return None
    line = line[: bracket.start()]
    if line.endswith((",", ";")):
        return None  # "MCP03: Tool Poisoning, [MCP06](x)": it belongs to the one before
    attack = _ATTACK.search(line)
    line = line[: attack.start()] if attack is not None else line
    tokens = Tokens(line)
    for first in range(max(len(tokens) - LONGEST, 0), len(tokens)):
        is_title = structures.find_by_title(stems(tokens.values[first:]))
        opening = line[: tokens[first].start]
        is_called = attack is not None and first + 1 < len(tokens) and _ARTICLE.search(opening)
        if is_title and (is_called or _START_OF_PHRASE.search(opening)):
            return WrittenTitle(line[tokens[first].start :], significant_words(line))
    return None


def _phrase_length(tokens: Tokens) -> int:
    """Return how many words follow one another as in a title."""
    stop = 1
    while stop < min(len(tokens), LONGEST) and _GAP.match(tokens[stop].gap):
        stop += 1
    return stop if tokens else 0
