"""What stands in one file, read when it is first asked for: documents and bodies, or a mapping set."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from ..folders import DataFile
from ..shapes import Raw

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..sssom import Sheet

__all__ = ["RegisterFile", "MappingFile", "document_ref", "framework_ref"]

#: What a shelf holds: documents by reference, bodies by id, and grammars.
Held = tuple[Mapping[str, Raw], Mapping[str, Raw], list[Raw]]


class RegisterFile:
    """The documents and bodies of one file, read when first asked for."""

    __slots__ = ("_held", "_load", "name")

    def __init__(self, name: str, load: Callable[[], DataFile]) -> None:
        self.name = name
        self._load = load
        self._held: Held | None = None

    def _read(self) -> Held:
        sections = self._load().sections
        # Two threads may both come here: they make equal mappings, and the last assignment stays.
        held = self._held = (
            {document_ref(raw): raw for raw in sections["standards"]},
            {raw["id"]: raw for raw in sections["publishers"]},
            sections["grammars"],
        )
        return held

    @property
    def standards(self) -> Mapping[str, Raw]:
        standards, _, _ = self._held or self._read()
        return standards

    @property
    def publishers(self) -> Mapping[str, Raw]:
        _, publishers, _ = self._held or self._read()
        return publishers

    @property
    def grammars(self) -> list[Raw]:
        _, _, grammars = self._held or self._read()
        return grammars


class MappingFile:
    """One mapping set: which documents it ties together, and its sheet, read when first asked for."""

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


def document_ref(raw: Raw) -> str:
    """The canonical reference of a raw document."""
    return f"{raw['id']}@{raw['edition']}"


def framework_ref(framework: Raw) -> str:
    """The canonical reference of the document whose framework this is."""
    return f"{framework['standard']}@{framework['edition']}"
