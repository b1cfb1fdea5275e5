"""What a reader needs besides references: titles of provisions, arguments and addresses of mappings."""

from __future__ import annotations

from collections.abc import Iterable

from ..records.provisions import Provision
from ..records.refs import Ref
from ..records.relationships import Relationship

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..snapshot import Snapshot

__all__ = ["arguments_of", "provision_of", "title_of", "urls_of"]


def provision_of(snapshot: Snapshot, ref: Ref) -> Provision | None:
    """Return the provision of a reference, or None where the document's structure is not shipped."""
    document = f"{ref.standard}@{ref.edition}"
    if document not in snapshot.register.framework_loaders:
        return None
    return snapshot.register.provisions(document).get(str(ref.provision))


def title_of(snapshot: Snapshot, ref: Ref) -> str:
    """Return the designation of a document, or the name of a provision: its identifier if it has no other."""
    if ref.provision is None:
        return snapshot.standard(ref).designation
    provision = provision_of(snapshot, ref)
    return ref.provision if provision is None else provision.name


def arguments_of(paths: Iterable[Iterable[Relationship]]) -> tuple[str, ...]:
    """Return the arguments of the relationships of chains, each once."""
    found = (step.argument for path in paths for step in path)
    return tuple(dict.fromkeys(argument for argument in found if argument))


def urls_of(snapshot: Snapshot, paths: Iterable[Iterable[Relationship]]) -> tuple[str, ...]:
    """Return where the mapping sets of chains can be read, each address once."""
    sets = dict.fromkeys(step.mapping_set for path in paths for step in path)
    mappings = snapshot.register.mappings
    headers = (mappings[each].sheet.header for each in sets if each in mappings)
    addresses = (header.url or next((source.address for source in header.sources), "") for header in headers)
    return tuple(dict.fromkeys(filter(None, addresses)))
