"""Several things by what is asked of them: documents and provisions by criteria, and both in words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from ..errors import UnknownCriterion
from ..listings import Standards
from ..records import Standard
from ..refs import Ref
from .lookup import Lookup

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Unpack

    from ..filtering import Criteria
    from ..provisions import ProvisionCriteria, Provisions
    from ..searching import Hits, Index
    from ..structures import Provision

__all__ = ["Queries"]


class Queries(Lookup):
    """Documents and provisions by criteria, and both in words."""

    __slots__ = ()

    def standards(
        self,
        *,
        current: bool | None = True,
        where: Callable[[Standard], bool] | None = None,
        **criteria: Unpack[Criteria],
    ) -> Standards:
        """The documents that meet every criterion; see `ai_security_standards.filtering.Criteria`.

        A collection as a value means any of its members. `current` is True for the edition of each
        standard that is current on the catalog's date, drafts of what has no issued edition
        included; False for former ones; None for all that are known. `where` is asked last, with
        the record. A date that is less precise than a day counts as inside a range if any day that
        it can mean is. A jurisdiction includes what it lies in: "DE" finds law of the EU, "US-CO"
        that of the US; "international" is a jurisdiction of its own.

        Raises UnknownCriterion, naming near misses, for an unknown criterion or value.

        >>> found = load().standards(publisher="etsi", kind="technical-report", topic="threats")
        >>> "etsi-gr-sai-006@1.1.1" in map(str, load().standards(publisher="etsi").refs)
        True
        """
        view, register, day = self._on_day, self._register, self.date

        def asked(ref: str) -> bool:
            record = register.standard(ref).on(day)
            return where is None or (record is not None and bool(where(record)))

        refs, left_out = view.select(criteria, current, asked if where else None)
        return Standards(register, day, refs, left_out)

    def provisions(
        self,
        standard: str | Ref | Standard | Collection[str] | None = None,
        *,
        where: Callable[[Provision], bool] | None = None,
        **criteria: Unpack[ProvisionCriteria],
    ) -> Provisions:
        """The provisions of a document that meet every criterion; see `ProvisionCriteria`.

        `standard` may be several; None means the current edition of every document whose structure
        is shipped. Retired provisions are left out, and counted in `left_out`, unless `retired` asks
        for them. Raises UnknownCriterion and UnknownReference, naming near misses.

        >>> found = load().as_of("2026-11-23").provisions("eu-ai-act", kind="article", role="deployer")
        >>> "Article 26" in [article.id for article in found]
        True
        """
        from ..provisions import select

        several: Iterable[str | Ref | Standard]
        if standard is None:
            several = [ref for ref in sorted(self._on_day.current) if ref in self._register.structured]
        elif isinstance(standard, str | Ref | Standard):
            several = [standard]
        else:
            several = standard
        every = (each for one in several for each in self.framework(one).provisions)
        return select(every, self.date, criteria, where)

    def search(
        self,
        query: str,
        *,
        kind: str | Collection[str] | None = None,
        standard: str | Ref | None = None,
        limit: int = 10,
    ) -> Hits:
        """Documents and provisions that answer a query in words, best first.

        It looks in identifiers, titles, labels, summaries, aliases and the heading above, with
        stemming, prefixes, the field's synonyms (`ai_security_standards.searching.SYNONYMS`) and
        tolerance of misspellings. Without `standard` it looks in the current editions; with it, in
        that document alone. `kind` is a word of `Kind` or `ProvisionKind`. The index is built when
        first asked for. Raises UnknownReference for an unknown standard, UnknownCriterion for an
        unknown kind or a limit below one, StandardsError where SQLite lacks FTS5.

        >>> hits = load().search("jailbreak", standard="owasp-llm-top-10@2025")
        >>> hits[0].ref.provision
        'LLM01'
        """
        from ..searching import kinds_of

        if limit < 1:
            raise UnknownCriterion(f"limit takes a number above zero, not {limit!r}")
        kinds = kinds_of(kind)
        document = None if standard is None else self.standard(standard)
        name = None if document is None else str(document.ref)
        index = self._indexes.get(name)
        if index is None:
            index = self._indexes.setdefault(name, self._make_index(document))
        return index.search(query, kinds, limit)

    def _make_index(self, document: Standard | None) -> Index:
        from ..searching import Index

        documents = self.standards() if document is None else [document]
        structured = [each for each in documents if str(each.ref) in self._register.structured]
        return Index(documents, (one for each in structured for one in self.framework(each).provisions))

    def _repr_html_(self) -> str:
        return self.standards()._repr_html_()
