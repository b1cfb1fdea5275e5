"""The smallest things that a foreign file says: a provision, an end, a relationship of two ends."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from ..vocabulary import ProvisionKind, RelationshipType

__all__ = ["End", "ForeignProvision", "ForeignRow"]


class ForeignProvision(NamedTuple):
    """A provision as another format has it.

    Attributes:
        key: What names it inside the file, such as a URN.
        id: The identifier as printed; empty where there is none.
        parent: The key of the provision above it.
        texts: Further forms of its identifier, to find it in the catalog.
        address: Where a reader can open it.
        file: The file that has its title, else that names it first; empty for the one of its document.
    """

    key: str
    id: str
    kind: ProvisionKind
    title: str | None = None
    summary: str | None = None
    parent: str | None = None
    assessable: bool = True
    level: str | None = None
    note: str | None = None
    retired: bool = False
    aliases: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    address: str | None = None
    file: str = ""


class End(NamedTuple):
    """An end of a relationship: the keys of a document and of a provision, empty for the document itself.

    `texts` are the forms in which the identifier may be read where no file lists the provision, and `title`
    is what is written beside it.
    """

    document: str
    key: str
    texts: tuple[str, ...] = ()
    title: str = ""


class ForeignRow(NamedTuple):
    """A relationship as another format has it; `place` is where it stands, such as "row 12".

    `texts` are further columns of a mapping set by name, such as `strength` or `comment`.
    """

    place: str
    subject: End
    type: RelationshipType
    object: End
    negated: bool = False
    texts: Mapping[str, str] = MappingProxyType({})
