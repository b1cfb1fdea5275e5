"""What the headers of table columns say about them: whose titles or identifiers they have, or notes."""

from __future__ import annotations

from ..._store.lazily import regex
from .fields import plain_key
from .tables import Row
from .title_keys import NOTE_KEYS

__all__ = ["FOREIGN_TITLE_HEADERS", "ID_HEADERS", "TITLE_HEADERS", "has_header", "is_note"]

#: The last words of the headers of columns with titles, and of those with identifiers.
TITLE_HEADERS = (
    "title",
    "name",
    "technique",
    "risk",
    "control",
    "requirement",
    "threat",
    "vulnerability",
    "category",
)
#: The same in other languages.
FOREIGN_TITLE_HEADERS = frozenset(
    "titel bezeichnung thema anforderung maßnahme título titulo nombre tema requisito control controle nome "
    "titre intitulé nom exigence mesure titolo controllo naam onderwerp eis tytuł nazwa wymaganie judul nama "
    "kontrol titlu denumire název 名称 标题 要求 控制 タイトル 名前 管理策 "
    "要求事項 제목 이름 항목 통제".split()
)
ID_HEADERS = (
    "id",
    "code",
    "ref",
    "reference",
    "no",
    "number",
    "identifier",
    "article",
    "clause",
    "technique",
    "risk",
    "control",
)
#: Words that say nothing of whose titles a column has; "Workato Control" has those of a product.
_PLAIN_HEADERS = frozenset(
    "the a an of id name title official full short security control technique tactic risk threat "
    "requirement attack vulnerability category weakness article clause practice provision annex "
    "standard framework ai llm top agentic owasp nist iso iec mitre atlas cwe csf rmf asvs gdpr act "
    "eu asi mcp primary related main key published mapped".split()
)
_HEADER_WORD = regex(r"[a-z&]+")


def has_header(row: Row, number: int, words: tuple[str, ...]) -> bool:
    """Tell whether the header of a column ends with one of some words, without others: "Technique ID".

    Args:
        row: A row of the table.
        number: The position of the column.
        words: The words.
    """
    header = row.headers[number] if number < len(row.headers) else ""
    rest, _, last = header.casefold().rpartition(" ")
    return last in words and set(_HEADER_WORD.findall(rest)) <= _PLAIN_HEADERS


def is_note(row: Row, number: int) -> bool:
    """Tell whether the header of a column says that it is about provisions: "Notes", "Control Description".

    Args:
        row: A row of the table.
        number: The position of the column.
    """
    header = row.headers[number] if number < len(row.headers) else ""
    return any(plain_key(word).startswith(NOTE_KEYS) for word in (header, header.rpartition(" ")[2]))
