"""One thing by its reference: documents, provisions and what stands above and below them, and bodies."""

from __future__ import annotations

from typing import Any, TypeVar, overload

from ..errors import InvalidData, UnknownReference, did_you_mean, nearest
from ..listings import Publishers
from ..records import Annotation, Publisher, Standard
from ..refs import Ref
from .day import Day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..provisions import Provisions
    from ..structures import Framework, Provision

__all__ = ["Lookup"]

Default = TypeVar("Default")


class Lookup(Day):
    """One thing by its reference."""

    __slots__ = ()

    def __getitem__(self, ref: str | Ref | Standard | Provision) -> Standard | Provision:
        """The document, or the provision, of a canonical reference.

        It is of the edition named, else of the one current on `date`: the latest in effect; where
        none is, the latest to come; else the last there was. `standard` and `provision` do the same
        for one sort alone, and are typed so. Raises UnknownReference, with near misses, for what is
        not in the catalog, and for what was not yet known to exist on `date`.

        >>> load()["owasp-llm-top-10@2025:LLM01"]
        <Provision owasp-llm-top-10@2025:LLM01: Prompt Injection>
        """
        try:
            return self._found[ref]
        except KeyError:
            # Found once, it is found at once; two threads may both look, and find the same.
            text = str(getattr(ref, "ref", ref))
            found = self._provision(text) if ":" in text else self._document(text)
            return self._found.setdefault(ref, found)

    def standard(self, ref: str | Ref) -> Standard:
        """The document of a reference; as `[]`, but UnknownReference for a provision."""
        found = self[ref]
        if not isinstance(found, Standard):
            raise UnknownReference(
                f"{ref} is a provision, not a document", str(ref), (str(found.ref.document),)
            )
        return found

    def provision(self, ref: str | Ref) -> Provision:
        """The provision of a reference; as `[]`, but UnknownReference for a document.

        >>> load().provision("iso-iec-42001:A.6.2.4").title
        'AI system verification and validation'
        """
        found = self[ref]
        if isinstance(found, Standard):
            raise UnknownReference(f"{ref} is a document, not a provision", str(ref))
        return found

    @overload
    def get(self, ref: str | Ref) -> Standard | Provision | None: ...
    @overload
    def get(self, ref: str | Ref, default: Default) -> Standard | Provision | Default: ...
    def get(self, ref: str | Ref, default: Any = None) -> Any:
        """The document of a reference, or `default` where the catalog has none on its date.

        >>> load().get("iso-iec-99999") is None
        True
        """
        try:
            return self[ref]
        except UnknownReference:
            return default

    def __contains__(self, ref: object) -> bool:
        return isinstance(ref, (str, Ref)) and self.get(ref) is not None

    def editions(self, standard: str) -> tuple[Standard, ...]:
        """The editions of a standard that are known on `date`, oldest first, those to come last.

        >>> [edition.edition for edition in load().editions("owasp-llm-top-10")]
        ['2023', '2025', '2026']
        """
        if standard not in self._register.editions:
            if standard not in self._register.where:
                self._edition(standard)
            raise UnknownReference(f"editions takes the id of a standard, not {standard!r}", standard)
        refs = self._register.ordered(standard)
        records = (self._register.standard(ref).on(self.date) for ref in refs)
        return tuple(record for record in records if record is not None)

    def publisher(self, id: str) -> Publisher:
        """A body by its id; UnknownReference, with near misses, for one that is not there.

        >>> load().publisher("enisa").name
        'European Union Agency for Cybersecurity'
        """
        if id not in self._register.publishers:
            near = nearest(id, self._register.publishers)
            raise UnknownReference(f"the catalog has no publisher {id!r}{did_you_mean(near)}", id, near)
        return self._register.publisher(id)

    def publishers(self) -> Publishers:
        """All bodies, by id."""
        return Publishers([self._register.publisher(body) for body in sorted(self._register.publishers)])

    def annotations(self, ref: str | Ref) -> tuple[Annotation, ...]:
        """What overlays wrote beside a document: of this edition, and of the standard as a whole."""
        standard = self.standard(ref)
        notes = self._register.annotations
        return notes.get(standard.id, ()) + notes.get(str(standard.ref), ())

    def framework(self, standard: str | Ref | Standard) -> Framework:
        """The numbered structure of a document, with its sources and what is missing from it.

        Raises UnknownReference where no structure of that edition is shipped, naming the editions
        that have one. The file of that edition is read when it is first asked for, and no other.

        >>> load().framework("owasp-llm-top-10@2025").completeness.value
        'complete'
        """
        document = standard if isinstance(standard, Standard) else self.standard(standard)
        ref = str(document.ref)
        if ref not in self._register.structured:
            having = [
                each for each in self._register.ordered(document.id) if each in self._register.structured
            ]
            there = f"; it is of {', '.join(having)}" if having else ""
            raise UnknownReference(f"no structure of {ref} is shipped{there}", ref, having)
        return self._register.framework(ref)

    def parent(self, ref: str | Ref) -> Provision | None:
        """The element directly above a provision, None at the top."""
        return next(iter(self.ancestors(ref)), None)

    def ancestors(self, ref: str | Ref) -> tuple[Provision, ...]:
        """The elements above a provision, nearest first.

        >>> [above.id for above in load().ancestors("owasp-aisvs@1.0:C2.1.3")]
        ['C2.1', 'C2']
        """
        provision = self.provision(ref)
        there = self._register.provisions(str(provision.ref.document))
        above = []
        while provision.parent is not None:
            provision = there[provision.parent]
            above.append(provision)
        return tuple(above)

    def children(self, ref: str | Ref) -> Provisions:
        """The elements directly below a provision, retired ones included, in order."""
        from ..provisions import Provisions

        provision = self.provision(ref)
        every = self.framework(provision.ref.document).provisions
        return Provisions([each for each in every if each.parent == provision.id])

    def descendants(self, ref: str | Ref) -> Provisions:
        """Everything below a provision, retired ones included, in order."""
        from ..provisions import Provisions

        provision = self.provision(ref)
        below = {provision.id}
        found = []
        for each in self.framework(provision.ref.document).provisions:
            if each.parent in below:
                below.add(each.id)
                found.append(each)
        return Provisions(found)

    def _document(self, text: str) -> Standard:
        found = text if text in self._register.where else self._edition(text)
        record = self._register.standard(found).on(self.date)
        if record is None:
            first = self._register.standard(found).history[0]
            raise UnknownReference(
                f"{found} was not known to exist on {self.date}: its first status, {first.status}, "
                f"is of {first.since}",
                text,
            )
        return record

    def _edition(self, text: str) -> str:
        """The reference with its edition; UnknownReference says why there is none."""
        register = self._register
        try:
            ref = Ref.parse(text)
        except InvalidData as wrong:
            near = nearest(text, register.editions)
            raise UnknownReference(f"{wrong}{did_you_mean(near)}", text, near) from None
        if ref.standard not in register.editions:
            near = nearest(ref.standard, register.editions)
            raise UnknownReference(
                f"the catalog has no standard {ref.standard!r}{did_you_mean(near)}", text, near
            )
        if ref.edition is not None:
            there = register.ordered(ref.standard)
            raise UnknownReference(
                f"{ref.standard} has no edition {ref.edition!r}; it has {', '.join(there)}", text, there
            )
        current = register.current(ref.standard, self.date.isoformat())
        if current is None:
            first = register.standard(register.ordered(ref.standard)[0])
            raise UnknownReference(
                f"no edition of {ref.standard} was known to exist on {self.date}; the first, "
                f"{first.ref}, is of {first.history[0].since}",
                text,
                (str(first.ref),),
            )
        return current

    def _provision(self, text: str) -> Provision:
        head, _, printed = text.partition(":")
        try:
            document = self._document(head)
        except UnknownReference as unknown:
            meant = [f"{near}:{printed}" for near in unknown.near_misses]
            raise UnknownReference(str(unknown), text, meant) from None
        framework = self.framework(document)
        there = self._register.provisions(str(document.ref))
        if printed in there:
            return there[printed]
        near = nearest(printed, there)
        part = "" if framework.completeness == "complete" else ", of which only a part is shipped,"
        raise UnknownReference(
            f"{document.ref}{part} has no provision {printed!r}{did_you_mean(near)}",
            text,
            [str(there[each].ref) for each in near],
        )
