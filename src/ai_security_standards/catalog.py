"""The catalog: every question as one documented method, from look-up to compliance.

Each method hands its arguments to the room that answers; this file explains what a caller must know.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache, partial, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, overload

from ._store.fork_locks import LOAD
from ._store.register import packaged_register
from .errors import InvalidData, UnknownReference
from .records.dates import as_date
from .records.refs import Ref, References, ref_text
from .snapshot import Snapshot

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal, Unpack

    from ._store.overlays import Overlay
    from .applicability import Deemings, Profile, Rulings
    from .assessments import Assessment, Rows
    from .checklists import Checklist
    from .compliance import Coverage, Plan, Projection, ThreatCoverage
    from .compliance.deeming import Affirmed
    from .compliance.planning import Cost
    from .editions import Comparison, Fix, Migration, Trace
    from .mapping import (
        Conflicts,
        Crosswalk,
        Inferences,
        MappingSets,
        Related,
        Relationships,
        WholeMappingSet,
    )
    from .mapping.columns import CatalogTables
    from .records.provenance import Provenance
    from .records.provisions import Framework, Provision
    from .records.publishers import Annotation, Publisher
    from .records.standards import Standard
    from .references import Lexicon, Mention
    from .references.auditing import Audit
    from .references.columns import Resolutions
    from .references.configuring import Ignore
    from .references.lexicon.dialects import DialectReader
    from .references.normalizing import NormalizedFinding
    from .snapshot.filtering import Criteria
    from .snapshot.provisions import ProvisionCriteria, Provisions
    from .snapshot.search import Hits
    from .snapshot.standards import Publishers, Standards
    from .snapshot.timeline import Events
    from .tables import Table
    from .vocabulary import Editions, Kind, MappingStyle, ProvisionKind, Trust
    from .vocabulary.criteria import OneOrMore
    from .vocabulary.literals import (
        EditionsText,
        KindText,
        MappingStyleText,
        ProvisionKindText,
        TrustText,
    )

__all__ = ["Catalog", "load", "ref_of"]

Path = str | os.PathLike[str]
Default = TypeVar("Default")
Parameters = ParamSpec("Parameters")
Answer = TypeVar("Answer", bound="Table[Any, Any, Any]")


def _with_provenance(
    method: Callable[Concatenate[Catalog, Parameters], Answer],
) -> Callable[Concatenate[Catalog, Parameters], Answer]:
    """Have a method attach the provenance of its catalog to the table that it returns."""

    @wraps(method)
    def answer(catalog: Catalog, /, *args: Parameters.args, **kwargs: Parameters.kwargs) -> Answer:
        from .tables import attach_provenance  # a look-up needs no table

        return attach_provenance(method(catalog, *args, **kwargs), catalog.snapshot.provenance)

    return answer


class Catalog:
    """All documents of the field as they stand on one day, `date`.

    Immutable and safe to share between threads; `as_of` returns another catalog. Two catalogs are
    equal when they answer for the same day from the same data. `len(catalog)` counts the editions
    known on that day, `iter(catalog)` yields their references, `ref in catalog` tells whether a
    reference is known.

    >>> catalog = load()
    >>> catalog["iso-iec-tr-24030"].designation
    'ISO/IEC TR 24030:2024'
    >>> catalog.as_of("2023-06-01")["iso-iec-tr-24030"].designation
    'ISO/IEC TR 24030:2021'
    """

    __slots__ = ("__weakref__", "_records", "snapshot")

    #: The data on that day, which the rooms that answer read.
    snapshot: Snapshot
    _records: dict[object, Standard | Provision]

    def __init__(self, snapshot: Snapshot) -> None:
        object.__setattr__(self, "snapshot", snapshot)
        # A repeated look-up through the snapshot takes twice as long (benchmarks/test_catalog.py).
        object.__setattr__(self, "_records", snapshot._records)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a Catalog is immutable; as_of(date) and load(*overlays) return another one")

    def __delattr__(self, name: str) -> None:
        raise AttributeError("a Catalog is immutable")

    def __repr__(self) -> str:
        return f"<Catalog of {len(self)} editions on {self.date}, data {self.data_version}>"

    def _repr_html_(self) -> str:
        from .records.cards import record_card

        public = ((name, method) for name, method in vars(Catalog).items() if name[0] != "_")
        lines = {name: (method.__doc__ or "").partition("\n")[0].replace("`", "") for name, method in public}
        caption = (
            f"Catalog: {len(self)} editions of standards, law and guidance on the security of AI, "
            f"as known on {self.date}, data {self.data_version}. What you can ask:"
        )
        return record_card(caption, {f"catalog.{name}": line for name, line in lines.items() if line})

    def __eq__(self, other: object) -> bool:
        return self.snapshot == other.snapshot if isinstance(other, Catalog) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.snapshot)

    def __reduce__(self) -> tuple[Any, ...]:
        return Catalog, (self.snapshot,)

    @property
    def date(self) -> dt.date:
        """The day for which the catalog answers."""
        return self.snapshot.date

    @property
    def data_version(self) -> str:
        """The release of the packaged data, such as "2026.11.0"."""
        return self.snapshot.data_version

    def as_of(self, day: dt.date | str) -> Catalog:
        """Return the catalog of another day: its editions, statuses and obligations.

        It uses what this data release knows. A document first seen later than `day` is not in it.

        >>> act = load().as_of("2025-03-01")["eu-ai-act"]
        >>> act.status.value, [reached.date for reached in act.obligations]
        ('in-force', ['2025-02-02'])
        """
        return Catalog(self.snapshot.as_of(day))

    def as_known(self, release: str) -> Catalog:
        """Return the catalog of the same day, as an earlier data release knew it.

        The records are those of that release; what answers from them is today's code. Overlays stay: their
        own releases are not ours, and what they name that was unknown then is unresolved. The page
        "Releases" says more.

        Raises:
            InvalidData: The release is not kept in the installed package; those that are kept are named.

        >>> load().as_known("2026.11.0")["iso-iec-tr-24030"].recorded
        '2026.11.0'
        """
        return Catalog(self.snapshot.as_known(release))

    @property
    def provenance(self) -> Provenance:
        """Data release, digest of its records, day, overlays and version; it prints as one line.

        >>> provenance = load().as_of("2026-11-23").provenance
        >>> provenance.release, str(provenance.day)
        ('2026.12.0', '2026-11-23')
        """
        return self.snapshot.provenance.value

    # ------------------------------------------------------------ look-up

    def __getitem__(self, ref: str | Ref | Standard | Provision) -> Standard | Provision:
        """Return the document or the provision of a canonical reference.

        Without an edition, it is the edition current on `date`: the latest in effect, else the
        latest to come, else the last there was. `standard` and `provision` accept one kind only and
        are typed accordingly.

        Raises:
            UnknownReference: The catalog has no such record on its date; near misses are named.

        >>> load()["owasp-llm-top-10@2025:LLM01"]
        <Provision owasp-llm-top-10@2025:LLM01: Prompt Injection>
        """
        try:
            return self._records[ref]
        except (KeyError, TypeError):
            return self.snapshot[ref]

    def standard(self, ref: str | Ref) -> Standard:
        """Return the document of a reference.

        Raises:
            UnknownReference: As for `[]`, and for the reference of a provision.
        """
        return self.snapshot.standard(ref)

    def provision(self, ref: str | Ref) -> Provision:
        """Return the provision of a reference.

        Raises:
            UnknownReference: As for `[]`, and for the reference of a document.

        >>> load().provision("iso-iec-42001:A.6.2.4").title
        'AI system verification and validation'
        """
        return self.snapshot.provision(ref)

    @overload
    def get(self, ref: str | Ref) -> Standard | Provision | None: ...
    @overload
    def get(self, ref: str | Ref, default: Default) -> Standard | Provision | Default: ...
    def get(self, ref: str | Ref, default: Any = None) -> Any:
        """Return the record of a reference, or `default` where the catalog has none on its date.

        >>> load().get("iso-iec-99999") is None
        True
        """
        try:
            return self._records[ref]
        except (KeyError, TypeError):
            return self.snapshot.get(ref, default)

    def __contains__(self, ref: object) -> bool:
        return ref in self.snapshot

    def __iter__(self) -> Iterator[Ref]:
        return iter(self.snapshot)

    def __len__(self) -> int:
        return len(self.snapshot)

    def editions(self, standard: str) -> tuple[Standard, ...]:
        """Return the editions of a standard known on `date`, oldest first, those to come last.

        Raises:
            UnknownReference: `standard` is not the id of a known standard.

        >>> [edition.edition for edition in load().editions("owasp-llm-top-10")]
        ['2023', '2025', '2026']
        """
        return self.snapshot.editions(standard)

    def publisher(self, id: str) -> Publisher:
        """Return a publisher by its id or name, case aside.

        Raises:
            UnknownReference: There is no such publisher; near misses are named.

        >>> load().publisher("enisa").name
        'European Union Agency for Cybersecurity'
        >>> load().publisher("OWASP Foundation").id
        'owasp'
        """
        return self.snapshot.publisher(id)

    @_with_provenance
    def publishers(self) -> Publishers:
        """Return all publishers, by id."""
        return self.snapshot.publishers()

    def annotations(self, ref: str | Ref) -> tuple[Annotation, ...]:
        """Return what overlays wrote beside a document: about this edition, and about the standard."""
        return self.snapshot.annotations(ref)

    def framework(self, standard: str | Ref | Standard) -> Framework:
        """Return the numbered structure of a document, with its sources and what is missing from it.

        The file of that edition is read at the first call, and no other.

        Raises:
            UnknownReference: No structure of that edition is shipped; editions that have one are named.

        >>> load().framework("owasp-llm-top-10@2025").completeness.value
        'complete'
        """
        return self.snapshot.framework(standard)

    def parent(self, ref: str | Ref) -> Provision | None:
        """Return the provision directly above one, None at the top."""
        return self.snapshot.parent(ref)

    def ancestors(self, ref: str | Ref) -> tuple[Provision, ...]:
        """Return the provisions above one, nearest first.

        >>> [above.id for above in load().ancestors("owasp-aisvs@1.0:C2.1.3")]
        ['C2.1', 'C2']
        """
        return self.snapshot.ancestors(ref)

    @_with_provenance
    def roots(self, ref: str | Ref) -> Provisions:
        """Return the top-level provisions of a document, or of the document of a provision, in order.

        >>> [part.id for part in load().roots("nist-csf@2.0").head(3)]
        ['GV', 'ID', 'PR']
        """
        return self.snapshot.children(self.snapshot[ref].ref.document)

    @_with_provenance
    def children(self, ref: str | Ref) -> Provisions:
        """Return the provisions directly below a document or a provision, retired ones included, in order."""
        return self.snapshot.children(ref)

    @_with_provenance
    def descendants(self, ref: str | Ref) -> Provisions:
        """Return all provisions below a document or a provision, retired ones included, in order."""
        return self.snapshot.descendants(ref)

    # ------------------------------------------------------------ selection and search

    @_with_provenance
    def standards(
        self,
        *,
        current: bool | None = True,
        where: Callable[[Standard], bool] | None = None,
        **criteria: Unpack[Criteria],
    ) -> Standards:
        """Return the documents that meet every criterion.

        A collection as a value means any of its members. A date less precise than a day counts as
        inside a range if any day it can mean is inside. A jurisdiction includes what it lies in:
        "DE" finds law of the EU, "US-CO" law of the US; "international" is one of its own.

        Args:
            current: True for current editions (drafts of what has no issued edition included),
                False for former ones, None for all.
            where: A test of the record, applied last.
            **criteria: See `ai_security_standards.snapshot.filtering.Criteria`.

        Raises:
            UnknownCriterion: A criterion or value does not exist; near misses are named.

        >>> "etsi-gr-sai-006@1.1.1" in map(str, load().standards(publisher="etsi").refs)
        True
        """
        return self.snapshot.standards(current=current, where=where, **criteria)

    @_with_provenance
    def provisions(
        self,
        standard: str | Ref | Standard | Collection[str] | None = None,
        *,
        where: Callable[[Provision], bool] | None = None,
        **criteria: Unpack[ProvisionCriteria],
    ) -> Provisions:
        """Return the provisions of one or several documents that meet every criterion.

        Retired provisions are left out and counted in `left_out`, unless `retired` asks for them.

        Args:
            standard: One document, several, or None for the current edition of every structure.
            where: A test of the record, applied last.
            **criteria: See `ai_security_standards.snapshot.provisions.ProvisionCriteria`.

        Raises:
            UnknownCriterion: A criterion or value does not exist; near misses are named.
            UnknownReference: A document is unknown, or its structure is not shipped.

        >>> found = load().as_of("2026-11-23").provisions("eu-ai-act", kind="article", role="deployer")
        >>> "Article 26" in [article.id for article in found]
        True
        """
        return self.snapshot.provisions(standard, where=where, **criteria)

    @_with_provenance
    def search(
        self,
        query: str,
        *,
        kind: OneOrMore[Kind | KindText | ProvisionKind | ProvisionKindText] = None,
        standard: str | Ref | None = None,
        limit: int = 10,
    ) -> Hits:
        """Return documents and provisions that match a query in words, best first.

        What the query names comes first, in small letters too: "gdpr art 22", "nis 2". Then come
        identifiers, titles, labels, summaries, aliases and the heading above that match, with
        stemming, prefixes, synonyms (`ai_security_standards.snapshot.search.SYNONYMS`) and tolerance
        of misspellings. Equal titles come in the order of how many mapping sets cite their document.
        The first ten hits hold at most two children of one parent, while others follow. The first 24
        words count. The index is built at the first search.

        Args:
            query: Words, in any order.
            kind: Words of `Kind` or `ProvisionKind` to keep.
            standard: A document to search in; without it, the current editions.
            limit: The largest number of hits.

        Raises:
            UnknownReference: The standard is unknown.
            UnknownCriterion: A kind is unknown, or the limit is below one.
            StandardsError: The SQLite of this Python lacks FTS5.

        >>> hits = load().search("jailbreak", standard="owasp-llm-top-10@2025")
        >>> hits[0].ref.provision
        'LLM01'
        """
        from .references.queries import references_in_query
        from .vocabulary.criteria import text_of

        text_of("query", query)
        within = self._surroundings(standard)
        named = references_in_query(self._lexicon, query, self.date, within)
        return self.snapshot.search(query, kind=kind, standard=standard, limit=limit, named=named)

    # ------------------------------------------------------------ references in text

    def resolve(self, text: str, *, within: str | Ref | None = None, on: dt.date | str | None = None) -> Ref:
        """Return the reference that a short text means, pinned to an edition.

        The edition is the one stated, or the one whose title is written beside the identifier, or
        the one current `on` a date; else, where the identifier means the same in every edition that
        has it, the current one.

        Args:
            text: A reference as people and tools write it, or as somebody types it: "gdpr art 22".
            within: The standard that the surroundings name: a column, a key, a page.
            on: The date of the text.

        Raises:
            AmbiguousReference: Several things may be meant; the candidates are ranked.
            UnknownReference: Nothing known is meant, or only a part of the text; near misses are named,
                and `verdict` tells unknown, newer than the data, not shipped and out of scope apart.

        >>> str(load().resolve("OWASP LLM06 (2023/24)"))
        'owasp-llm-top-10@2023:LLM06'
        >>> str(load().resolve("Art. 15(4) AI Act"))
        'eu-ai-act@2024/1689:Article 15(4)'
        """
        return self._resolve(text, within, on, typed=True)

    def _resolve(
        self,
        text: str,
        within: str | Ref | None = None,
        on: dt.date | str | None = None,
        *,
        typed: bool = False,
    ) -> Ref:
        """Return the reference that a text means, as somebody typed it or as it is written in a file."""
        from .references import resolve
        from .vocabulary.criteria import text_of

        day, surroundings = _day(on), self._surroundings(within)
        return resolve(self._lexicon, text_of("text", text), self.date, surroundings, day, typed=typed)

    def find_references(
        self, text: str, *, within: str | Ref | None = None, on: dt.date | str | None = None
    ) -> tuple[Mention, ...]:
        """Return every reference in a text, in order: prose, Markdown, code, JSON, YAML, tables.

        `start` and `end` are positions in `text`. A document that the text names carries over to
        identifiers that belong to it; lists and ranges are expanded. What merely looks like an
        identifier is left alone. An ambiguous mention has its candidates.

        Args:
            text: The text to read.
            within: The standard that the surroundings name.
            on: The date of the text.

        >>> found = load().find_references("Articles 9 to 11 and 17 of the AI Act")
        >>> [ref.provision for mention in found for ref in mention.refs]
        ['Article 9', 'Article 10', 'Article 11', 'Article 17']
        """
        from .references import find_references
        from .vocabulary.criteria import text_of

        text_of("text", text)
        return find_references(self._lexicon, text, self.date, self._surroundings(within), _day(on))

    @_with_provenance
    def audit(
        self,
        subject: str | os.PathLike[str] | Iterable[Any],
        *,
        within: str | Ref | None = None,
        on: dt.date | str | None = None,
        sources: str | Ref | Iterable[str | Ref] = (),
        dialect: str | None = None,
    ) -> Audit:
        """Judge every reference in a text, in rows of texts, or in files.

        Identifiers stay well-formed when they rot, so each is compared with the title beside it.
        Verdicts: `ok`, `unknown`, `retired` (with successors), `reused` (the title belongs to the
        same identifier in another edition), `title-mismatch` (it belongs to another provision,
        which is named), `title-unknown` (no edition knows it), `only-in-edition`,
        `newer-than-data`, `not-shipped`, `ambiguous`, `title-not-compared` (it is in another language,
        or the data have none). Titles are taken from the fields of JSON, YAML, TOML, CSV and object
        literals, too. Each verdict has a `severity`.

        Args:
            subject: A text, a `pathlib.Path`, or several texts, paths or rows.
            within: The standard that the surroundings name.
            on: The date of the text.
            sources: The editions of identifiers whose text does not name one, one for a standard.
            dialect: The tool that wrote the text, such as "garak@0.16", whose tags mean what it says.

        Returns:
            A table with `findings`, `counts`, `passed`, and, for a CI job, `exit_status` and
            `exit_status_for("error")`.

        Raises:
            InvalidData: A file is not text.
            UnknownCriterion: The tool has no dialect.
            UnknownReference: An edition of `sources` is unknown.

        >>> found = load().audit("LLM06:2025 Sensitive Information Disclosure")
        >>> found[0].verdict.value, found[0].instead[0]
        ('reused', 'owasp-llm-top-10@2025:LLM02')
        """
        from .editions import successors_of
        from .references.auditing import audit

        return audit(
            self._lexicon,
            subject,
            self.date,
            self._surroundings(within),
            _day(on),
            successors_of(self.snapshot),
            editions={ref.standard: ref.edition or "" for ref in self._editions_of("sources", sources)},
            dialect=self._dialect(dialect),
        )

    @_with_provenance
    def resolve_many(
        self,
        column: Any,
        *,
        within: str | Ref | None = None,
        on: dt.date | str | None = None,
    ) -> Resolutions:
        """Return what each text of a column means, one row a text: errors are values.

        Each distinct text is resolved once, so that long columns cost little more than a look-up per
        row. The page "Tables for a warehouse" has recipes for columns that do not fit into memory.

        Args:
            column: The texts: a list, a Series of pandas or polars, a column of Arrow, or a table with
                one column. What is no text has no reference.
            within: The standard that the column names.
            on: The date of the texts.

        Raises:
            UnknownCriterion: It is no column, or a table with several.

        >>> found = load().resolve_many(["LLM01:2025", "AML.T0051", "LLM06"])
        >>> [(str(each.ref), each.status.value) for each in found][1:]
        [('mitre-atlas@2026.09:AML.T0051', 'ok'), ('None', 'ambiguous')]
        """
        from .references.columns import resolve_many

        return resolve_many(column, partial(self._resolve, within=within, on=on))

    def normalize(
        self,
        findings: Iterable[Any],
        *,
        key: str = "tags",
        within: str | Ref | None = None,
        on: dt.date | str | None = None,
        dialect: str | None = None,
    ) -> tuple[NormalizedFinding, ...]:
        """Return canonical references for the tags of a tool's findings, one result per finding.

        A finding is a text (one tag), a list of texts, or a mapping with the tags under `key`: one
        text, a list, or a mapping of a standard's name to its tags. A tag that cannot be read is
        kept in `unread`, with the reason and what may have been meant.

        A `dialect` says what the tags of a tool mean in its version. Then references that say less
        than their tag are listed in `coarse`, and tags that are known to be none in `other`.

        Args:
            findings: The findings of a tool.
            key: The key under which a mapping has its tags; dots lead into mappings in mappings. With a
                dialect, "tags" stands for the fields of the tool as well.
            within: The standard of tags whose key does not name one.
            on: The date of the findings.
            dialect: The tool, with its version: "garak@0.16". Without one, the newest described.

        Raises:
            InvalidData: A finding lacks the key, or a tag is not text.
            UnknownCriterion: The tool has no dialect; the message names near misses.

        >>> (found,) = load().normalize([{"tags": ["owasp:llm01", "cwe-79x"]}])
        >>> [str(ref) for ref in found.refs], [each.tag for each in found.unread]
        (['owasp-llm-top-10@2026:LLM01'], ['cwe-79x'])
        >>> (found,) = load().normalize([["owasp:llm06"]], dialect="garak@0.13")
        >>> str(found.refs[0])
        'owasp-llm-top-10@2023:LLM06'
        """
        from .references.normalizing import normalize
        from .vocabulary.criteria import check_instance, text_of

        check_instance("findings", findings, Iterable)
        reader = self._dialect(dialect)
        return normalize(findings, partial(self._resolve, on=on), text_of("key", key), within, reader)

    @property
    def _lexicon(self) -> Lexicon:
        from .references import Lexicon

        return self.snapshot.register.cached("lexicon", Lexicon)

    def _editions_of(self, name: str, refs: str | Ref | Iterable[str | Ref]) -> list[Ref]:
        """Return the editions that an argument names."""
        from .vocabulary.criteria import check_instance

        check_instance(name, refs, Iterable)
        return [
            self.snapshot.standard(each).ref for each in ([refs] if isinstance(refs, str | Ref) else refs)
        ]

    def _dialect(self, name: str | None) -> DialectReader | None:
        """Return the reader of the tags of a tool."""
        if name is None:
            return None
        from .references.lexicon.dialects import find_dialect
        from .vocabulary.criteria import text_of

        return find_dialect(self.snapshot.register, text_of("dialect", name))

    def _surroundings(self, within: str | Ref | None) -> Ref | None:
        """Return the document that the surroundings of a text name."""
        if within is None:
            return None
        editions = self.snapshot.register.editions
        if isinstance(within, str) and within in editions:
            return Ref(within)
        ref = Ref.parse(ref_text(within))
        if ref.standard not in editions or ref.edition is not None:
            self.standard(ref.document)
        return ref.document

    # ------------------------------------------------------------ mapping

    @_with_provenance
    def mapping_sets(
        self,
        *,
        publisher: OneOrMore[str] = None,
        of: str | Ref | None = None,
        to: str | Ref | None = None,
        trust: OneOrMore[Trust | TrustText] = None,
        style: OneOrMore[MappingStyle | MappingStyleText] = None,
    ) -> MappingSets:
        """Return the mapping sets published by `date`, by id, with source, method and licence.

        Args:
            publisher: Ids or names of publishers to keep.
            of: A document at one end; every edition if none is named.
            to: A document at the other end.
            trust: Words of `Trust` to keep.
            style: Words of `MappingStyle` to keep.

        Raises:
            UnknownReference: A document is unknown; near misses are named.
            UnknownCriterion: A value is unknown; near misses are named.

        >>> [each.id for each in load().mapping_sets(of="eu-ai-act", to="nist-ai-rmf")]
        ['eu-ai-act-2024-1689--nist-ai-rmf-1.0', 'eu-ai-act-2024-1689--nist-ai-rmf-1.0.widened']
        """
        from .mapping import mapping_sets

        return mapping_sets(self.snapshot, publisher, of, to, trust, style)

    def mapping_set(self, id: str) -> WholeMappingSet:
        """Return one mapping set with all its relationships, as they are written.

        Raises:
            UnknownReference: There is no such mapping set on `date`; near misses are named.

        >>> found = load().mapping_set("eu-ai-act-2024-1689--iso-iec-42001-2023")
        >>> len(found.relationships) == found.size
        True
        """
        from .mapping import mapping_set

        return mapping_set(self.snapshot, id)

    @_with_provenance
    def relationships(
        self,
        ref: str | Ref,
        *,
        to: str | Ref | None = None,
        trust: OneOrMore[Trust | TrustText] = None,
        mapping_sets: OneOrMore[str] = None,
        editions: Editions | EditionsText = "exact",
    ) -> Relationships:
        """Return what mapping sets state about a document, or about a provision and those below it.

        Each relationship is read from the side of `ref`; one written from the other side is reversed.
        Denied and unresolved ones are included and marked. Relationships with other editions are
        counted in `other_editions`. What was published after `date` is left out.

        Args:
            ref: A document or provision; without an edition, the current one.
            to: A document or provision at the other end.
            trust: Words of `Trust` to keep.
            mapping_sets: Ids of mapping sets to keep.
            editions: "exact" for these editions; "carried" adds, as they are written, rows of what one
                provision was or became in another edition.

        Raises:
            UnknownReference: A reference is unknown; near misses are named.
            UnknownCriterion: A value is unknown; near misses are named.

        >>> found = load().relationships("eu-ai-act@2024/1689:Article 15(5)", to="iso-iec-42001@2023")
        >>> [(each.type.value, each.object.provision) for each in found]
        [('no_relationship', 'A.5.5'), ('no_relationship', 'A.7.5'), ('no_relationship', 'A.9.3')]
        """
        from .mapping import relationships

        return relationships(self.snapshot, ref, to, trust, mapping_sets, editions)

    @_with_provenance
    def infer(
        self,
        ref: str | Ref,
        *,
        to: str | Ref | None = None,
        max_steps: int = 2,
        trust: OneOrMore[Trust | TrustText] = None,
        mapping_sets: OneOrMore[str] = None,
        editions: Editions | EditionsText = "same",
    ) -> Inferences:
        """Return what certainly follows about a provision (or a document's) and others, with proofs.

        Only set-theory relationships, those of equal content, and (unless `mapping_sets` narrows the
        question) parent and child inside one document are chained, each as one step. What untyped,
        supportive and threat relationships lead to is in `candidates`. A missing path never means
        that there is no relationship.

        Args:
            ref: A document or provision.
            to: A document or provision at the other end.
            max_steps: The longest chain, in relationships.
            trust: Words of `Trust` to keep.
            mapping_sets: Ids of mapping sets to keep.
            editions: "exact" for these editions; "same" adds what is said of provisions of other
                editions with the same text; "carried" also adds candidates over stated lineage.

        Raises:
            UnknownReference: A reference is unknown; near misses are named.
            UnknownCriterion: A value is unknown; near misses are named.

        >>> found = load().infer("eu-ai-act@2024/1689:Article 15(3)", to="iso-iec-42001@2023")
        >>> [(each.target.provision, each.relation.certain) for each in found]
        [('A.8', 'overlaps'), ('A.8.2', 'overlaps')]
        """
        from .mapping.inferring import infer

        return infer(self.snapshot, ref, to, max_steps, trust, mapping_sets, editions)

    @_with_provenance
    def crosswalk(
        self,
        source: str | Ref,
        target: str | Ref,
        *,
        max_steps: int = 1,
        trust: OneOrMore[Trust | TrustText] = None,
        mapping_sets: OneOrMore[str] = None,
        editions: Editions | EditionsText = "carried",
    ) -> Crosswalk:
        """Return how the provisions of one document relate to those of another.

        With one step, rows are asserted relationships, of these editions or carried over from others.
        More steps add inferences and candidates; each row has its basis and paths. Provisions that
        nothing reaches are listed as unmapped. Without an edition, a document means the current one,
        or, where only a fragment of that is shipped, the last edition that is shipped whole.

        Args:
            source: A document or provision.
            target: A document or provision.
            max_steps: The longest chain, in relationships.
            trust: Words of `Trust` to keep.
            mapping_sets: Ids of mapping sets to keep.
            editions: "carried" also for what other editions say, as rows of a basis of their own;
                "same" only where the text is proved to be the same; "exact" for these editions alone.

        Raises:
            UnknownReference: A reference is unknown; near misses are named.
            UnknownCriterion: A value is unknown; near misses are named.

        >>> load().crosswalk("etsi-en-304-223@2.1.1", "iso-iec-42001@2023").headline()
        '92 rows; 53 of 72 of etsi-en-304-223@2.1.1, 35 of 108 of iso-iec-42001@2023'
        """
        from .mapping import crosswalk

        return crosswalk(self.snapshot, source, target, max_steps, trust, mapping_sets, editions)

    @_with_provenance
    def related(
        self,
        ref: str | Ref,
        *,
        frameworks: References,
        max_steps: int = 1,
        trust: OneOrMore[Trust | TrustText] = None,
        mapping_sets: OneOrMore[str] = None,
        editions: Editions | EditionsText = "carried",
    ) -> Related:
        """Return what one provision is in other frameworks, the best supported first.

        Asserted rows come first, then inferred and carried ones, then candidates. A framework without
        an edition means its current one; `unrelated` lists those that nothing reaches.

        Args:
            ref: A provision of any edition, such as the tag of a finding.
            frameworks: Documents to look in.
            max_steps: The longest chain, in relationships.
            trust: Words of `Trust` to keep.
            mapping_sets: Ids of mapping sets to keep.
            editions: "carried" for what other editions say, too; "same" or "exact" for less.

        Raises:
            UnknownReference: A reference is unknown; near misses are named.
            UnknownCriterion: A value is unknown; near misses are named.

        >>> found = load().related("owasp-llm-top-10@2025:LLM01", frameworks=["mitre-atlas"])
        >>> found[0].basis, str(found[0].target), found[0].indicated.certain
        ('carried', 'mitre-atlas@2026.09:AML.T0051.000', 'covers')
        """
        from .mapping import related

        return related(self.snapshot, ref, frameworks, max_steps, trust, mapping_sets, editions)

    @_with_provenance
    def conflicts(
        self, *mapping_sets: str, strict: bool = False, editions: Editions | EditionsText = "same"
    ) -> Conflicts:
        """Return small sets of relationships that contradict each other, in some or all mapping sets.

        They are found by path consistency over set relations. Without any one of its relationships,
        a conflict would disappear. `strict` reads `intersects_with` as NIST IR 8477 has it: neither
        contains the other. Otherwise it says only that the two have something in common. Relationships
        with caveats, and those older than a wording, make no conflict.

        Args:
            mapping_sets: Ids of mapping sets; without any, all of them.
            strict: Whether every `intersects_with` is read strictly.
            editions: "exact" for relationships of one edition each; "same" also joins provisions of
                several editions that have the same text. Nothing that is carried makes a conflict.

        Raises:
            UnknownCriterion: A mapping set or `editions` is unknown; near misses are named.

        >>> load().conflicts("owasp-agentic-top-10-2026--owasp-llm-top-10-2025").headline()
        '0 conflicts'
        """
        from .mapping import conflicts

        return conflicts(self.snapshot, mapping_sets, strict, editions)

    # ------------------------------------------------------------ editions

    @_with_provenance
    def compare(self, old: str | Ref, new: str | Ref) -> Comparison:
        """Return what became of each provision from one edition to another.

        All editions between are read, and a document that replaces the old one under another name.
        Each row has its `reasons`: evidence, and doubts for which a person must look.

        Raises:
            UnknownReference: A structure is not shipped, or no succession between the two is known.

        >>> load().compare("owasp-llm-top-10@2025", "owasp-llm-top-10@2026").headline()
        'owasp-llm-top-10@2025 to owasp-llm-top-10@2026: 2 unchanged, 7 renumbered, 1 replaced'
        """
        from .editions import compare

        return compare(self.snapshot, self.standard(old), self.standard(new))

    @_with_provenance
    def trace(self, ref: str | Ref, *, to: str | Ref | None = None) -> Trace:
        """Return what became of a provision, edition by edition, up to the current one or to `to`.

        Where a document was replaced under another name, the trace continues there.

        Raises:
            UnknownReference: As for `compare`.

        >>> load().trace("csa-aicm@1.0.3:AIS-08", to="csa-aicm@1.1.0").headline()
        'csa-aicm@1.0.3:AIS-08 is renamed in csa-aicm@1.1.0: AIS-09'
        """
        from .editions import trace

        return trace(self.snapshot, ref, to)

    @_with_provenance
    def migrate(self, refs: str | Ref | Iterable[str | Ref] | Assessment, *, to: str | Ref) -> Migration:
        """Move references, or the results of an assessment, to another edition.

        A result moves only where one provision became one, or where all that were merged have the
        same result. Everything else is to be decided, with candidates, or lost. A reference to a
        document unrelated to `to` stays in `untouched`, with the reason.

        Raises:
            UnknownReference: A reference is unknown, or the structure of `to` is not shipped.

        >>> tags = ["owasp-llm-top-10@2025:LLM03", "owasp-llm-top-10@2025:LLM07"]
        >>> moved = load().migrate(tags, to="owasp-llm-top-10@2026")
        >>> list(map(str, moved.refs)), [str(each.ref) for each in moved.to_decide]
        (['owasp-llm-top-10@2026:LLM04'], ['owasp-llm-top-10@2025:LLM07'])
        """
        from .editions import migrate
        from .vocabulary.criteria import check_instance

        check_instance("refs", refs, Iterable)
        return migrate(self.snapshot, refs, to)

    def fix(
        self,
        text: str,
        *,
        to: str | Ref | Iterable[str | Ref] = (),
        sources: str | Ref | Iterable[str | Ref] = (),
        path: str = "",
        within: str | Ref | None = None,
        on: dt.date | str | None = None,
        spelling: bool = False,
        pin: bool = False,
        by_title: bool = False,
        dialect: str | None = None,
        ignores: Iterable[Ignore] = (),
    ) -> Fix:
        """Rewrite the references of a text where one thing alone can be meant, and ask about the others.

        With `to`, references to these standards move to that edition: those that say of which edition
        they are, by a mark, a title or their list, and have one successor of the same meaning. The new
        edition is written beside each, so that a second run changes nothing. Without `to`, retired
        identifiers with one successor are replaced. Histories of changes, tables that compare
        editions and web addresses stay as they are, and so do all bytes outside the edits.

        Args:
            text: The text.
            to: The editions to move to, one for a standard.
            sources: The editions of identifiers whose text does not name one, one for a standard.
            path: The path of the text; a change log is left alone.
            within: The standard that the surroundings name.
            on: The date of the text.
            spelling: Whether to write identifiers as they are printed, where nothing moves.
            pin: Whether to write the editions of `to` beside identifiers without one, and to move none.
            by_title: Whether a wrong identifier, or one of a draft, gives way to that of the title beside it.
            dialect: The tool that wrote the text, such as "garak@0.16", whose tags mean what it says.
            ignores: The findings that a project accepts, as its settings list them: without `to` they stay,
                as those do that a comment on their line accepts.

        Raises:
            UnknownReference: An edition is unknown, or its structure is not shipped.
            UnknownCriterion: What is accepted is no list of `Ignore`.

        >>> fixed = load().fix("LLM06:2025 and LLM07:2025", to="owasp-llm-top-10@2026")
        >>> fixed.text, [str(each.candidates[0]) for each in fixed.questions]
        ('LLM03:2026 and LLM07:2025', ['owasp-llm-top-10@2026:LLM08'])
        >>> load().fix("LLM01, GOVERN 1.1", to=["owasp-llm-top-10@2025", "nist-ai-rmf@1.0"], pin=True).text
        'LLM01:2025, GOVERN 1.1@1.0'
        """
        from .editions import fix
        from .references.configuring import Ignore
        from .vocabulary.criteria import check_instance, text_of

        text_of("text", text)
        check_instance("ignores", ignores, Iterable)
        accepted = tuple(ignores)
        for each in accepted:
            check_instance("ignores", each, Ignore)
        goals = self._editions_of("to", to)
        for goal in goals:
            self.snapshot.framework(goal)
        return fix(
            self.snapshot,
            self._lexicon,
            text,
            goals,
            path=text_of("path", path),
            sources=self._editions_of("sources", sources),
            within=self._surroundings(within),
            on=_day(on),
            spelling=spelling,
            pin=pin,
            by_title=by_title,
            dialect=self._dialect(dialect),
            ignores=accepted,
        )

    # ------------------------------------------------------------ compliance

    @_with_provenance
    def pin(self, assessment: Assessment) -> Assessment:
        """Return an assessment with every reference pinned to an edition, the current one by default.

        Raises:
            UnknownReference: A reference is unknown; near misses are named.

        >>> from ai_security_standards import Assessment
        >>> found = load().pin(Assessment.of([("iso-iec-42001:A.9.4", "satisfied")]))
        >>> str(found[0].ref)
        'iso-iec-42001@2023:A.9.4'
        """
        from .assessments import Assessment, pin
        from .vocabulary.criteria import check_instance

        check_instance("assessment", assessment, Assessment)
        return pin(self.snapshot, assessment)

    @_with_provenance
    def applicable(
        self,
        profile: Profile,
        *,
        on: dt.date | str | None = None,
        standard: str | Collection[str] | None = None,
    ) -> Rulings:
        """Return what applies to a profile, will apply, or may apply, with the reasons.

        There is one ruling per document, and per provision of law and of what the profile is held
        to. What does not apply is in `excluded`. A voluntary document applies if it addresses such a
        profile, and may apply if it was made for other places or roles. Facts not given leave open
        what depends on them; more facts never reverse a decided ruling.

        This is no legal advice: a ruling repeats what the named articles state about the facts
        given, in the edition and on the dates that the data hold.

        Args:
            profile: The facts about an organisation and its AI system.
            on: Another day than `date`.
            standard: The documents to rule on; without it, all of the tier core and those that the
                profile is held to: there are no rules on companions such as the GDPR.

        Raises:
            UnknownReference: A document is unknown; near misses are named.

        >>> from ai_security_standards import Profile
        >>> us_bank = Profile(jurisdictions="US", roles="deployer", sectors="finance")
        >>> load().applicable(us_bank, on="2026-11-24").excluded.of("eu-ai-act")[0].reasons[0].text
        'it is not among those the act applies to'
        """
        from .applicability import Profile, applicable
        from .vocabulary.criteria import check_instance

        check_instance("profile", profile, Profile)
        if on is not None:
            return self.as_of(on).applicable(profile, standard=standard)
        return applicable(self.snapshot, profile, standard)

    @_with_provenance
    def deemed_by(
        self, ref: str | Ref | None = None, *, by: str | Ref | None = None, on: dt.date | str | None = None
    ) -> Deemings:
        """Return what law is met by, beside itself: presumptions, defences, other law that counts.

        Each rule has its effect, the part that it reaches and its condition. Only *deemed* and *presumed*
        can count, within their extent, and only where you affirm the condition: `coverage` and `project`
        take that as `affirm`. Rules never compose.

        Args:
            ref: An act, or a provision of it; without it, all acts.
            by: A document or provision that is the basis; without it, any, also what has no record.
            on: Another day than `date`.

        Raises:
            UnknownReference: A reference is unknown; near misses are named.

        >>> (rule,) = load().deemed_by("eu-ai-act:Article 15", by="eu-cra", on="2026-11-24")
        >>> rule.effect.value, rule.extent
        ('deemed', 'cybersecurity, not accuracy and robustness')
        >>> [str(rule.ref.standard) for rule in load().deemed_by(by="nist-ai-rmf", on="2026-11-24")]
        ['co-sb24-205']
        """
        from .applicability import deemed_by

        snapshot = self.snapshot if on is None else self.as_of(on).snapshot
        return deemed_by(snapshot, ref, by)

    @_with_provenance
    def changes(
        self,
        since: dt.date | str,
        until: dt.date | str | None = None,
        profile: Profile | None = None,
        *,
        tags: Iterable[str | Ref] | None = None,
    ) -> Events:
        """Return what happened after a day to the documents that concern a profile.

        Events: new, amended, superseded and withdrawn documents, milestones, days on which law and
        each of its provisions begins to apply, and days that an amendment moved.

        Args:
            since: A day, or a data release such as "2026.11.0": then, what later releases were the
                first to hold, corrected or revised, whenever it happened.
            until: The last day; by default `date`.
            profile: The facts that select documents; without it, all.
            tags: References as people and tools write them: only what touches one of these, above it or
                below it. Since a release, relationships count as well.

        Raises:
            InvalidData: The date or release cannot be read, or the release is still to come.
            UnknownReference: A tag means nothing known.
            AmbiguousReference: A tag may mean several things.

        >>> moved = load().changes("2026-07-01", "2026-07-31").of("eu-ai-act", "date-set")
        >>> sorted({str(each.about) for each in moved})[-1]
        '2028-08-02'
        >>> load().changes("2026-08-01", "2026-08-31", tags=["OWASP LLM01:2025"])[0].what
        'superseded by owasp-llm-top-10@2026'
        """
        from .applicability import Profile, changes
        from .vocabulary.criteria import check_instance

        if profile is not None:
            check_instance("profile", profile, Profile)
        if tags is not None:
            check_instance("tags", tags, Iterable)
        refs = None if tags is None else [self.resolve(ref_text(tag)) for tag in tags]
        return changes(self.snapshot, since, until, profile, refs)

    @_with_provenance
    def checklist(
        self,
        about: Profile | str | Ref | Standard | Collection[str | Ref | Standard],
        *,
        on: dt.date | str | None = None,
    ) -> Checklist:
        """Return an audit checklist for a profile (what applies or will apply), or for documents.

        There is one item per assessable provision, or per group of provisions that certainly
        require the same, with a question in our own words and the evidence to ask for. What may
        apply is left out and counted. A checklist is no legal advice.

        Raises:
            UnknownReference: A document is unknown, or its structure is not shipped.

        >>> for item in load().checklist("owasp-llm-top-10@2025")[:2]:
        ...     print(item.question)
        Is this risk dealt with: Prompt Injection?
        Is this risk dealt with: Sensitive Information Disclosure?
        """
        from .checklists import checklist

        if on is not None:
            return self.as_of(on).checklist(about)
        return checklist(self.snapshot, about)

    @_with_provenance
    def coverage(
        self,
        target: References,
        implemented: References,
        *,
        max_steps: int = 2,
        trust: OneOrMore[Trust | TrustText] = None,
        mapping_sets: OneOrMore[str] = None,
        editions: Editions | EditionsText = "carried",
        affirm: Affirmed = (),
    ) -> Coverage:
        """Return how far what is implemented covers each assessable provision of a target.

        Implementing a provision implements its descendants. A provision is *full* when it is
        implemented or one implemented provision certainly covers it, *partial* when one certainly
        overlaps it, *candidate* when chains that entail nothing reach it, *absent* when all that is
        stated is that they share nothing, *unknown* otherwise. Of an assessment, only what is
        satisfied is implemented: results may also make a provision *not_satisfied*, a *conflict*, or
        *excluded* where it is not applicable. Law is full only by its own results, structure and
        publisher. It is *deemed* where a rule of `deemed_by` counts: you affirm its condition, and its
        basis has a satisfied result of its own. The headline gives both bounds with their denominator.

        Args:
            target: Documents or provisions; each includes everything below it.
            implemented: Provisions, controls of an overlay, mitigations, whole documents, or an
                `Assessment`; other tables are refused.
            max_steps: The longest chain, in relationships.
            trust: Words of `Trust` to keep.
            mapping_sets: Ids of mapping sets to keep.
            editions: "carried" for candidates over other editions, too; "same" or "exact" for none.
            affirm: The rules of `deemed_by` whose conditions are met, each by the provision that states
                it, or as an `Affirmation`.

        Raises:
            UnknownReference: A reference is unknown; near misses are named.
            UnknownCriterion: A value is unknown; near misses are named.

        >>> found = load().coverage("eu-ai-act@2024/1689:Article 12", "iso-iec-42001@2023")
        >>> found.bounds.least <= found.bounds.most <= found.bounds.of == len(found)
        True
        """
        from .compliance import coverage

        return coverage(self.snapshot, target, implemented, max_steps, trust, mapping_sets, editions, affirm)

    @_with_provenance
    def threat_coverage(
        self,
        target: References,
        implemented: References,
        *,
        max_steps: int = 2,
        trust: OneOrMore[Trust | TrustText] = None,
        mapping_sets: OneOrMore[str] = None,
        editions: Editions | EditionsText = "carried",
    ) -> ThreatCoverage:
        """Return which threats of a target something implemented mitigates, and which nothing does.

        A `mitigates` row counts if its mitigation is implemented or certainly covered. A threat is
        *addressed* where a row names it, *inherited* where one names only a threat above it,
        *partly* where rows name only threats below it, *formerly* where a row names only what the
        threat or the mitigation is in another edition, *unaddressed* where its known mitigations are
        not implemented, *unknown* where none is known. Of an assessment, only what is satisfied
        mitigates, and a threat that is not applicable is *excluded*. Addressed does not mean averted.

        Args:
            target: Documents or provisions; each includes everything below it.
            implemented: What is implemented, as `coverage` takes it.
            max_steps: The longest chain, in relationships.
            trust: Words of `Trust` to keep.
            mapping_sets: Ids of mapping sets to keep.
            editions: "carried" for what other editions say, too; "same" or "exact" for less.

        Raises:
            UnknownReference: A reference is unknown; near misses are named.
            UnknownCriterion: A value is unknown; near misses are named.

        >>> found = load().threat_coverage("mitre-atlas", ["mitre-atlas:AML.M0020"])
        >>> found.only("addressed")[0].paths[0][0].type.value
        'mitigates'
        """
        from .compliance import threat_coverage

        return threat_coverage(self.snapshot, target, implemented, max_steps, trust, mapping_sets, editions)

    @_with_provenance
    def project(
        self,
        assessment: Assessment | Rows,
        onto: References,
        *,
        max_steps: int = 2,
        trust: OneOrMore[Trust | TrustText] = None,
        mapping_sets: OneOrMore[str] = None,
        editions: Editions | EditionsText = "carried",
        affirm: Affirmed = (),
    ) -> Projection:
        """Project the results of an assessment onto the provisions of another document.

        *satisfied* passes to what a satisfied provision covers; *not_satisfied* to whatever covers a
        failed one, since failing a part fails the whole; *partly* to what overlaps a satisfied one
        and to whatever covers one met in part. The rules are those of `coverage`: a result of its own
        beats one from above, a failed part takes back what the whole would satisfy, and results that
        exclude each other are a *conflict*, with the paths of both. not_applicable and not_assessed
        pass nothing on. What candidates, relationships with caveats or those of other editions lead to
        is *indicated*: look at it, but nothing follows.

        Args:
            assessment: The results, or plain rows as `Assessment.of` takes them; of one subject.
            onto: Documents or provisions; each includes everything below it.
            max_steps: The longest chain, in relationships.
            trust: Words of `Trust` to keep.
            mapping_sets: Ids of mapping sets to keep.
            editions: "exact" for these editions; "same" adds what is said of provisions of other
                editions with the same text; "carried" also what stated lineage indicates.
            affirm: The rules of `deemed_by` whose conditions are met, as `coverage` takes them.

        Raises:
            UnknownReference: A reference is unknown; near misses are named.
            UnknownCriterion: A value is unknown, or the results are of several subjects.
            InvalidData: A row cannot be read.

        >>> audit = [("etsi-en-304-223@2.1.1:5.1.1-1", "satisfied", "audit 2026")]
        >>> [each.ref.provision for each in load().project(audit, "uk-ai-cyber-code").only("satisfied")]
        ['1.1', '1.1.1']
        """
        from .compliance import project
        from .vocabulary.criteria import check_instance

        check_instance("assessment", assessment, Iterable)
        return project(self.snapshot, assessment, onto, max_steps, trust, mapping_sets, editions, affirm)

    @_with_provenance
    def plan(
        self,
        targets: References,
        using: References,
        *,
        implemented: References = (),
        cost: Cost = None,
        require: Literal["full", "partial"] = "full",
        alternatives: int = 1,
        method: Literal["exact", "greedy"] | None = None,
        max_steps: int = 2,
        trust: OneOrMore[Trust | TrustText] = None,
        mapping_sets: OneOrMore[str] = None,
        editions: Editions | EditionsText = "same",
    ) -> Plan:
        """Return a cheapest set of provisions of `using` that covers what it can of the targets.

        Exact where SciPy is installed (the extra `plan`), else greedy; the plan tells which, and a
        lower bound of the cost. What nothing covers is in `uncovered`, with the nearest candidates.

        Args:
            targets: Documents or provisions; each includes everything below it.
            using: What may be chosen.
            implemented: What is implemented already, as `coverage` takes it; it costs nothing.
            cost: A price by reference (of a document: of each of its provisions; 1 otherwise), or a
                function of a `Ref`; without it, the fewest provisions are chosen.
            require: "full" counts what covers a provision, "partial" also what overlaps it.
            alternatives: The largest number of plans of equal cost, by the exact method.
            method: "exact" or "greedy" to insist on one.
            max_steps: The longest chain, in relationships.
            trust: Words of `Trust` to keep.
            mapping_sets: Ids of mapping sets to keep.
            editions: "exact" for these editions; "same" adds what is said of provisions of other
                editions with the same text; "carried" also lists what stated lineage indicates, in
                the candidates of `uncovered`. Nothing that is carried covers anything.

        Raises:
            UnknownReference: A reference is unknown; near misses are named.
            UnknownCriterion: A value is unknown; near misses are named.
            ImportError: The method "exact" without SciPy.

        >>> found = load().plan("uk-ai-cyber-code:1.1", "etsi-en-304-223@2.1.1", method="greedy")
        >>> [str(choice.ref) for choice in found]
        ['etsi-en-304-223@2.1.1:5.1.1-1']
        """
        from .compliance import plan

        criteria = (max_steps, trust, mapping_sets, editions)
        wanted = (implemented, cost, require, alternatives, method)
        return plan(self.snapshot, targets, using, *wanted, *criteria)

    # ------------------------------------------------------------ tables for warehouses

    def tables(self) -> CatalogTables:
        """Return all that the catalog knows on its day as tables, each made when it is first touched.

        They have one documented schema in every format. `write` makes Parquet, SQLite and JSON files.

        >>> relationships = load().tables()["relationships"]
        >>> relationships.schema.columns[0].name, relationships.rows()[0]["lineage"]
        ('mapping_set', False)
        """
        from .mapping.columns import catalog_tables

        return catalog_tables(self.snapshot)


def load(*overlays: Path | Overlay) -> Catalog:
    """Return the packaged catalog as of today, with the documents of overlays added.

    An overlay is a folder of the same shape as the packaged data: `register/*.json`,
    `frameworks/<id>/<edition>.json`, `mappings/*.sssom.tsv`, `applicability/<id>.json`; or the
    `overlay` that `formats.read` made of another format. It adds documents, publishers and
    annotations; a document that exists already and differs is refused unless the overlay lists it
    under `replaces`. Without overlays, every call of a day returns the same object.

    Of what `check` finds, `load` raises the first finding on files, shapes, conflicts and unknown
    documents. Run `check` for all of them at once, for unknown provisions, and for the rules of care.

    Raises:
        InvalidData: An overlay breaks a rule; the message names file, record, field and repair.

    >>> load() is load()
    True
    """
    if not overlays:
        with LOAD:
            return _catalog(dt.date.today())
    from ._store.folders import read_overlay
    from ._store.overlays import Overlay
    from ._store.register.overlaying import add_overlays

    register = packaged_register()
    for given in overlays:
        files = given.data_files() if isinstance(given, Overlay) else read_overlay(given)
        register = add_overlays(register, list(files))
    return Catalog(Snapshot(register, dt.date.today()))


def ref_of(catalog: Catalog, text: str) -> Ref:
    """Return the reference that a text means: as the catalog prints it, or as people write it.

    Raises:
        UnknownReference: It means nothing here; near misses are named.
        AmbiguousReference: It may mean several things.

    >>> str(ref_of(load(), "iso-iec-42001")), str(ref_of(load(), "ISO 42001 A.4.6"))
    ('iso-iec-42001@2023', 'iso-iec-42001@2023:A.4.6')
    """
    try:
        return catalog[text].ref
    except (UnknownReference, InvalidData) as unknown:
        try:
            return catalog.resolve(text)
        except UnknownReference as unread:
            # The nearer answer is the one to the form in which the text was written.
            standard, sign, _ = text.partition("@") if "@" in text else text.partition(":")
            is_printed = sign and " " not in standard and standard == standard.lower()
            raise (unknown if is_printed else unread) from None


@lru_cache(maxsize=1)
def _catalog(day: dt.date) -> Catalog:
    return Catalog(Snapshot(packaged_register(), day))


def _day(on: dt.date | str | None) -> dt.date | None:
    return None if on is None else as_date(on)
