"""The data on one day: look-up, selection and search, for every room above."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from typing import Any, TypeVar, cast

from attrs import evolve

from .._store.folders import DataFile
from .._store.fork_locks import SEARCH
from .._store.register import Register
from ..errors import UnknownCriterion, UnknownReference, did_you_mean, nearest, shown
from ..records.dates import as_date
from ..records.refs import Ref, ref_text
from ..records.standards import Standard
from ..tables.deferred import Deferred, DeferredRecords
from .lookup import fallback_edition, find_document, find_edition, find_provision, publisher_ids

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Unpack

    from ..records.provenance import Provenance
    from ..records.provisions import Framework, Provision
    from ..records.publishers import Annotation, Publisher
    from .filtering import Criteria, DocumentIndex
    from .provisions import ProvisionCriteria, Provisions
    from .search import Hits, Index
    from .standards import Publishers, Standards

__all__ = ["Snapshot"]

Value = TypeVar("Value")


class Snapshot:
    """The register on one day: which editions are known and current then.

    Immutable; `as_of` returns another snapshot. Its methods are those of `Catalog`, where they are
    documented.
    """

    __slots__ = ("__weakref__", "_cache", "_documents", "_records", "date", "register")

    date: dt.date
    register: Register
    _documents: DocumentIndex | None
    _records: dict[object, Standard | Provision]
    _cache: dict[str, Any]

    def __init__(self, register: Register, day: dt.date) -> None:
        object.__setattr__(self, "register", register)
        object.__setattr__(self, "date", day)
        object.__setattr__(self, "_documents", None)
        object.__setattr__(self, "_records", {})
        object.__setattr__(self, "_cache", {})

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a Snapshot is immutable; as_of(date) returns another one")

    def __delattr__(self, name: str) -> None:
        raise AttributeError("a Snapshot is immutable")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Snapshot):
            return NotImplemented
        return self.date == other.date and self.register.content == other.register.content

    def __hash__(self) -> int:
        return hash((self.date, self.register.data_version, len(self.register.files_by_ref)))

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuilt, (self.register.data_version, self.register.given_overlays, self.date)

    @property
    def data_version(self) -> str:
        """The release of the packaged data."""
        return self.register.data_version

    @property
    def documents(self) -> DocumentIndex:
        """The documents known on the day, indexed by criteria."""
        index = self._documents
        if index is None:
            from .filtering import DocumentIndex

            index = DocumentIndex(self.register, self.date)
            object.__setattr__(self, "_documents", index)
        return index

    def as_of(self, day: dt.date | str) -> Snapshot:
        """Return the snapshot of another day."""
        return Snapshot(self.register, as_date(day))

    def as_known(self, release: str) -> Snapshot:
        """Return the snapshot of the same day as an earlier data release knew it."""
        from .._store.register.releases import register_as_known

        return Snapshot(register_as_known(self.register, release), self.date)

    @property
    def provenance(self) -> Deferred[Provenance]:
        """Where the answers come from, found out when it is first needed."""
        return self.cached("provenance", lambda snapshot: Deferred(snapshot._provenance))

    def _provenance(self) -> Provenance:
        from .provenance import provenance_on

        return provenance_on(self.register, self.date)

    def on(self, day: dt.date | str | None) -> Snapshot:
        """Return the snapshot of another day, or itself where none is given."""
        return self if day is None else self.as_of(day)

    def cached(self, name: str, compute: Callable[[Snapshot], Value]) -> Value:
        """Return a value derived from this snapshot, computed at the first call and kept with it."""
        value = self._cache.get(name)
        if value is None:
            value = self._cache.setdefault(name, compute(self))
        return cast("Value", value)

    # ------------------------------------------------------------ look-up

    def __getitem__(self, ref: str | Ref | Standard | Provision) -> Standard | Provision:
        try:
            return self._records[ref]
        except (KeyError, TypeError):
            if not isinstance(ref, Hashable):
                raise UnknownReference(f"{shown(ref)} is not a reference", shown(ref)) from None
            # Two threads may both look it up: they find the same, and the first stays.
            text = ref_text(ref)
            found = self._provision(text) if ":" in text else find_document(self.register, self.date, text)
            return self._records.setdefault(ref, found)

    def _provision(self, text: str) -> Provision:
        head, printed = Ref.split(text)
        try:
            document = find_document(self.register, self.date, head)
        except UnknownReference as unknown:
            near = [f"{miss}:{printed}" for miss in unknown.near_misses]
            raise UnknownReference(str(unknown), text, near) from None
        if "@" not in head:
            whole = fallback_edition(self.register, self.date, document, printed)
            if whole is not None:
                return self._fallback(document, self.register.provisions(whole)[printed])
        return find_provision(self.register, self.framework(document), document, text)

    def _fallback(self, current: Standard, found: Provision) -> Provision:
        """Return a provision of an earlier edition, which says why it is not of the current one."""
        reason = (
            "is shipped in part" if str(current.ref) in self.register.framework_loaders else "is not shipped"
        )
        note = f"the structure of {current.ref} {reason}; {found.ref.document} is the last one shipped whole"
        return evolve(found, fallback=note)

    def standard(self, ref: str | Ref) -> Standard:
        """Return the document of a reference."""
        found = self[ref]
        if not isinstance(found, Standard):
            raise UnknownReference(
                f"{ref} is a provision, not a document", str(ref), (str(found.ref.document),)
            )
        return found

    def provision(self, ref: str | Ref) -> Provision:
        """Return the provision of a reference."""
        found = self[ref]
        if isinstance(found, Standard):
            raise UnknownReference(f"{ref} is a document, not a provision", str(ref))
        return found

    def get(self, ref: str | Ref, default: Any = None) -> Any:
        """Return the record of a reference, or `default` where there is none on the day."""
        try:
            return self[ref]
        except UnknownReference:
            return default

    def __contains__(self, ref: object) -> bool:
        return isinstance(ref, (str, Ref)) and self.get(ref) is not None

    def __iter__(self) -> Iterator[Ref]:
        events = self.documents.events
        return (Ref.parse(ref) for ref in self.documents.order if ref in events)

    def __len__(self) -> int:
        return len(self.documents.events)

    def editions(self, standard: str) -> tuple[Standard, ...]:
        """Return the known editions of a standard, oldest first."""
        if not isinstance(standard, str):
            raise UnknownReference(f"{shown(standard)} is not the id of a standard", shown(standard))
        if standard not in self.register.editions:
            if standard not in self.register.files_by_ref:
                find_edition(self.register, self.date, standard)
            raise UnknownReference(
                f"editions() needs the id of a standard, such as {Ref.split_document(standard)[0]!r}, "
                f"not {shown(standard)}",
                standard,
            )
        refs = self.register.ordered(standard)
        records = (self.register.standard(ref).on(self.date) for ref in refs)
        return tuple(record for record in records if record is not None)

    def publisher(self, id: str) -> Publisher:
        """Return a publisher by its id or name."""
        if not isinstance(id, str):
            raise UnknownReference(f"{shown(id)} is not the id of a publisher", shown(id))
        known, *_ = publisher_ids(self.register, id)
        if known not in self.register.publishers:
            near = nearest(id, self.register.publishers)
            raise UnknownReference(f"unknown publisher {shown(id)}{did_you_mean(near)}", id, near)
        return self.register.publisher(known)

    def publishers(self) -> Publishers:
        """Return all publishers, by id."""
        from .standards import Publishers

        return Publishers(list(map(self.publisher, sorted(self.register.publishers))))

    def annotations(self, ref: str | Ref) -> tuple[Annotation, ...]:
        """Return the annotations of a document and of its standard."""
        standard = self.standard(ref)
        notes = self.register.annotations
        return notes.get(standard.id, ()) + notes.get(str(standard.ref), ())

    def framework(self, standard: str | Ref | Standard) -> Framework:
        """Return the numbered structure of a document."""
        document = standard if isinstance(standard, Standard) else self.standard(standard)
        ref = str(document.ref)
        register = self.register
        if ref not in register.framework_loaders:
            shipped = [
                other for other in register.ordered(document.id) if other in register.framework_loaders
            ]
            hint = f"; shipped: {', '.join(shipped)}" if shipped else ""
            raise UnknownReference(
                f"the structure of {ref} is not shipped{hint}", ref, shipped, "not-shipped"
            )
        return register.framework(ref)

    def parent(self, ref: str | Ref) -> Provision | None:
        """Return the provision directly above, None at the top."""
        return next(iter(self.ancestors(ref)), None)

    def ancestors(self, ref: str | Ref) -> tuple[Provision, ...]:
        """Return the provisions above, nearest first."""
        provision = self.provision(ref)
        by_id = self.register.provisions(str(provision.ref.document))
        above = []
        while provision.parent is not None:
            provision = by_id[provision.parent]
            above.append(provision)
        return tuple(above)

    def children(self, ref: str | Ref) -> Provisions:
        """Return the provisions directly below a document or a provision, retired ones included."""
        from .provisions import Provisions

        above = self[ref]
        parent = above.ref.provision
        provisions = self.framework(above.ref.document).provisions
        return Provisions([child for child in provisions if child.parent == parent])

    def descendants(self, ref: str | Ref) -> Provisions:
        """Return all provisions below a document or a provision, retired ones included."""
        from .provisions import Provisions

        above = self[ref]
        ids: set[str | None] = {above.ref.provision}
        found = []
        for candidate in self.framework(above.ref.document).provisions:
            if candidate.parent in ids:
                ids.add(candidate.id)
                found.append(candidate)
        return Provisions(found)

    # ------------------------------------------------------------ selection and search

    def standards(
        self,
        *,
        current: bool | None = True,
        where: Callable[[Standard], bool] | None = None,
        **criteria: Unpack[Criteria],
    ) -> Standards:
        """Return the documents that meet every criterion."""
        from .standards import Standards

        _check_test(where)
        accepts = None if where is None else lambda ref: bool(where(self._document(ref)))
        refs, left_out = self.documents.select(criteria, current, accepts)
        records = DeferredRecords(lambda: map(self._document, refs), len(refs))
        return Standards(records, self.date, left_out, refs)

    def _document(self, ref: str) -> Standard:
        """Return a document that is known on the day, by its reference in full."""
        return cast("Standard", self.register.standard(ref).on(self.date))

    def provisions(
        self,
        standard: str | Ref | Standard | Collection[str] | None = None,
        *,
        where: Callable[[Provision], bool] | None = None,
        **criteria: Unpack[ProvisionCriteria],
    ) -> Provisions:
        """Return the provisions of one or several documents that meet every criterion."""
        from .provisions import select

        _check_test(where)
        documents: Iterable[str | Ref | Standard]
        if standard is None:
            loaders = self.register.framework_loaders
            documents = [ref for ref in sorted(self.documents.current) if ref in loaders]
        elif isinstance(standard, str | Ref | Standard):
            documents = [standard]
        elif isinstance(standard, Iterable):
            documents = standard
        else:
            raise UnknownReference(f"{shown(standard)} is not a reference", shown(standard))
        return select(self._provisions_of(documents), self.date, criteria, where)

    def _provisions_of(self, documents: Iterable[str | Ref | Standard]) -> Iterator[Provision]:
        for document in documents:
            yield from self.framework(document).provisions

    def search(
        self,
        query: str,
        *,
        kind: str | Collection[str] | None = None,
        standard: str | Ref | None = None,
        limit: int = 10,
        named: Iterable[Ref] = (),
    ) -> Hits:
        """Return the documents and provisions that match a query, best first; `named` is what it names."""
        from ..vocabulary.criteria import text_of
        from .search import kinds_of

        text_of("query", query)
        if type(limit) is not int or limit < 1:
            raise UnknownCriterion(f"limit must be a whole number above zero, not {shown(limit)}")
        kinds = kinds_of(kind)
        document = None if standard is None else self.standard(standard)
        name = "search index" if document is None else f"search index of {document.ref}"
        with SEARCH:  # one thread builds the index, and others wait for it
            index = self.cached(name, lambda _: self._index(document))
        return index.search(query, kinds, limit, named)

    def _index(self, document: Standard | None) -> Index:
        from .search import Index

        documents = self.standards() if document is None else [document]
        loaders = self.register.framework_loaders
        structured = [record for record in documents if str(record.ref) in loaders]
        sets = self.register.mappings.values()
        cited = [{Ref.split_document(ref)[0] for ref in file.documents} for file in sets]
        citations = Counter(standard for standards in cited for standard in standards)
        return Index(documents, self._provisions_of(structured), citations)


def _check_test(where: object) -> None:
    if where is not None:
        from ..vocabulary.criteria import check_function

        check_function("where", where)


def _rebuilt(data_version: str, overlays: tuple[DataFile, ...], day: dt.date) -> Snapshot:
    """Return a pickled snapshot, on the data of the installed package."""
    from .._store.register.releases import rebuild_register

    return Snapshot(rebuild_register(data_version, overlays), day)
