"""Files that are read when first asked for: documents and publishers, or a mapping set."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from ...records.dates import PartialDate
from ..folders import DataFile
from ..shapes import Raw

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..sssom import Sheet

__all__ = [
    "DialectFile", "MappingFile", "RegisterFile", "document_ref", "framework_ref", "latest_wording",
]  # fmt: skip


class _Content(NamedTuple):
    """The records of a register file: documents by reference, publishers by id, and grammars."""

    standards: Mapping[str, Raw]
    publishers: Mapping[str, Raw]
    grammars: list[Raw]


class RegisterFile:
    """The documents and publishers of one file, read when first asked for."""

    __slots__ = ("_content", "_load", "name")

    def __init__(self, name: str, load: Callable[[], DataFile]) -> None:
        self.name = name
        self._load = load
        self._content: _Content | None = None

    def _read(self) -> _Content:
        sections = self._load().sections
        # Two threads may both come here: they make equal mappings, and the last assignment stays.
        content = self._content = _Content(
            {document_ref(raw): raw for raw in sections["standards"]},
            {raw["id"]: raw for raw in sections["publishers"]},
            sections["grammars"],
        )
        return content

    @property
    def standards(self) -> Mapping[str, Raw]:
        return (self._content or self._read()).standards

    @property
    def publishers(self) -> Mapping[str, Raw]:
        return (self._content or self._read()).publishers

    @property
    def grammars(self) -> list[Raw]:
        return (self._content or self._read()).grammars


class MappingFile:
    """One mapping set: the documents at its ends, and its sheet, read when first asked for."""

    __slots__ = ("_load", "_sheet", "documents", "name")

    def __init__(self, name: str, documents: Iterable[str], load: Callable[[], Sheet]) -> None:
        self.name = name
        self.documents = frozenset(documents)
        self._load = load
        self._sheet: Sheet | None = None

    @property
    def sheet(self) -> Sheet:
        if self._sheet is None:
            # Two threads may both come here: they make equal sheets, and the last assignment stays.
            self._sheet = self._load()
        return self._sheet


class DialectFile(NamedTuple):
    """The dialect of a tool: its other names, and how to read its raw record."""

    names: tuple[str, ...]
    load: Callable[[], Raw]


def document_ref(raw: Raw) -> str:
    """Return the canonical reference of a raw document."""
    return f"{raw['id']}@{raw['edition']}"


def framework_ref(framework: Raw) -> str:
    """Return the canonical reference of the document of a raw framework."""
    return f"{framework['standard']}@{framework['edition']}"


def latest_wording(framework: Raw) -> str | None:
    """Return the latest day on which the text of any provision of a raw framework changed."""
    stated = (each["wording_since"] for each in framework["provisions"] if "wording_since" in each)
    return max((PartialDate(text).last.isoformat() for text in stated), default=None)
