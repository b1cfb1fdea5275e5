"""The catalog: load it, look things up in it, filter it, and ask it of any day."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache
from threading import Lock
from typing import Any, TypeVar, overload

from ._register import Register, packaged
from .dates import as_date
from .errors import InvalidData, UnknownCriterion, UnknownReference, nearest
from .listings import Publishers, Standards
from .records import Annotation, Publisher, Standard
from .refs import Ref

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Unpack

    from ._graph import View as Links
    from .applicability import Profile, Rulings
    from .assessments import Assessment
    from .auditing import Audit, Normalized
    from .checklists import Checklist
    from .citations import Citing, Mention
    from .compliance import Coverage, Plan, Projection, ThreatCoverage
    from .compliance.planning import Cost
    from .compliance.reaching import References
    from .editions import Comparison, Migration, Trace
    from .filtering import Criteria, OneOrMore, View
    from .mapping import Conflicts, Crosswalk, Inferences, MappingSets, Relationships
    from .provisions import ProvisionCriteria, Provisions
    from .searching import Hits, Index
    from .structures import Framework, Provision
    from .timeline import Events

__all__ = ["Catalog", "load"]

Default = TypeVar("Default")
Path = str | os.PathLike[str]


class Catalog:
    """Every document of the field as it stands on one day: `date`.

    A catalog never changes and is safe to share between threads; `as_of` gives another one. Two
    catalogs are equal when they answer for the same day from the same data.

    >>> catalog = load()
    >>> catalog["iso-iec-tr-24030"].designation
    'ISO/IEC TR 24030:2024'
    >>> catalog.as_of("2023-06-01")["iso-iec-tr-24030"].designation
    'ISO/IEC TR 24030:2021'
    """

    __slots__ = ("__weakref__", "_found", "_indexes", "_register", "_view", "_views", "date")

    date: dt.date
    _register: Register
    _view: View | None
    _found: dict[object, Standard | Provision]
    _indexes: dict[str | None, Index]
    _views: dict[object, Links]

    def __init__(self, register: Register, day: dt.date) -> None:
        object.__setattr__(self, "_register", register)
        object.__setattr__(self, "date", day)
        object.__setattr__(self, "_view", None)
        object.__setattr__(self, "_found", {})
        object.__setattr__(self, "_indexes", {})
        object.__setattr__(self, "_views", {})

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a Catalog is immutable; as_of(date) and load(*overlays) give another one")

    def __delattr__(self, name: str) -> None:
        raise AttributeError("a Catalog is immutable")

    def __repr__(self) -> str:
        return f"<Catalog of {len(self)} editions on {self.date}, data {self.data_version}>"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Catalog):
            return NotImplemented
        return self.date == other.date and self._register.content == other._register.content

    def __hash__(self) -> int:
        return hash((self.date, self._register.data_version, len(self._register.where)))

    def __reduce__(self) -> tuple[Any, ...]:
        return Catalog, (self._register, self.date)

    @property
    def data_version(self) -> str:
        """The version of the packaged data that it rests on."""
        return self._register.data_version

    # ------------------------------------------------------------ lookup

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
            raise UnknownReference(f"{wrong}{_ask(near)}", text, near) from None
        if ref.standard not in register.editions:
            near = nearest(ref.standard, register.editions)
            raise UnknownReference(f"the catalog has no standard {ref.standard!r}{_ask(near)}", text, near)
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
            f"{document.ref}{part} has no provision {printed!r}{_ask(near)}",
            text,
            [str(there[each].ref) for each in near],
        )

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

    def __iter__(self) -> Iterator[Ref]:
        """The references of every edition that is known on `date`."""
        return (Ref.parse(ref) for ref in self._on_day.order if ref in self._on_day.events)

    def __len__(self) -> int:
        return len(self._on_day.events)

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
            raise UnknownReference(f"the catalog has no publisher {id!r}{_ask(near)}", id, near)
        return self._register.publisher(id)

    def publishers(self) -> Publishers:
        """All bodies, by id."""
        return Publishers([self._register.publisher(body) for body in sorted(self._register.publishers)])

    def annotations(self, ref: str | Ref) -> tuple[Annotation, ...]:
        """What overlays wrote beside a document: of this edition, and of the standard as a whole."""
        standard = self.standard(ref)
        notes = self._register.annotations
        return notes.get(standard.id, ()) + notes.get(str(standard.ref), ())

    # ------------------------------------------------------------ structure

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
        from .provisions import select

        several: Iterable[str | Ref | Standard]
        if standard is None:
            several = [ref for ref in sorted(self._on_day.current) if ref in self._register.structured]
        elif isinstance(standard, str | Ref | Standard):
            several = [standard]
        else:
            several = standard
        every = (each for one in several for each in self.framework(one).provisions)
        return select(every, self.date, criteria, where)

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
        from .provisions import Provisions

        provision = self.provision(ref)
        every = self.framework(provision.ref.document).provisions
        return Provisions([each for each in every if each.parent == provision.id])

    def descendants(self, ref: str | Ref) -> Provisions:
        """Everything below a provision, retired ones included, in order."""
        from .provisions import Provisions

        provision = self.provision(ref)
        below = {provision.id}
        found = []
        for each in self.framework(provision.ref.document).provisions:
            if each.parent in below:
                below.add(each.id)
                found.append(each)
        return Provisions(found)

    # ------------------------------------------------------------ references

    def resolve(self, text: str, *, within: str | Ref | None = None, on: dt.date | str | None = None) -> Ref:
        """The reference that a short text is, as people and tools write it, pinned to an edition.

        The edition is the one stated, or told by the title beside the identifier, or that of `on`,
        the date of the text; else, where the identifier means the same in every edition that has it,
        the current one. `within` is the standard that the surroundings name: a column, a key, a page.
        Raises AmbiguousReference, with the candidates ranked, where nothing settles what is meant,
        and UnknownReference, with near misses, where nothing is.

        >>> str(load().resolve("OWASP LLM06 (2023/24)"))
        'owasp-llm-top-10@2023:LLM06'
        >>> str(load().resolve("Art. 15(4) AI Act"))
        'eu-ai-act@2024/1689:Article 15(4)'
        """
        from .citations import resolve

        return resolve(self._citing, text, self.date, *self._told(within, on))

    def find_references(
        self, text: str, *, within: str | Ref | None = None, on: dt.date | str | None = None
    ) -> tuple[Mention, ...]:
        """Every reference in a text, in order: prose, Markdown, code, JSON, YAML, tables.

        `start` and `end` are places in `text`. A document that the text names carries over to the
        identifiers that belong to it; lists and ranges are expanded. What merely looks like an
        identifier is left alone. `within` and `on` are as for `resolve`; what stays ambiguous is
        given as such, with its candidates.

        >>> found = load().find_references("Articles 9 to 11 and 17 of the AI Act")
        >>> [ref.provision for mention in found for ref in mention.refs]
        ['Article 9', 'Article 10', 'Article 11', 'Article 17']
        """
        from .citations import find_references

        return find_references(
            self._citing, text, self.date, self._surroundings(within), as_date(on) if on else None
        )

    def audit(
        self,
        subject: str | os.PathLike[str] | Iterable[Any],
        *,
        within: str | Ref | None = None,
        on: dt.date | str | None = None,
    ) -> Audit:
        """Every reference in a text, in rows of texts, or in files (as `pathlib.Path`), judged.

        Identifiers stay well-formed when they rot, so each is held against what is written beside
        it: `ok`, `unknown`, `retired` with its successors, `reused` (the title is that of the same
        identifier in another edition), `title-mismatch` (it belongs to another provision, which is
        named), `only-in-edition`, or `ambiguous`. `within` and `on` are as for `resolve`. The
        result is a table with `findings`, `counts`, `sound`, and `exit_status` for a job that must
        fail. Raises InvalidData for a file that is no text.

        >>> found = load().audit("LLM06:2025 Sensitive Information Disclosure")
        >>> found[0].verdict.value, found[0].instead[0]
        ('reused', 'owasp-llm-top-10@2025:LLM02')
        """
        from .auditing import audit
        from .editions import heirs

        written = as_date(on) if on else None
        return audit(self._citing, subject, self.date, self._surroundings(within), written, heirs(self))

    def normalize(self, findings: Iterable[Any], *, tags: str = "tags") -> tuple[Normalized, ...]:
        """Canonical references for the tags of a tool's findings, each finding's apart.

        A finding is a text (one tag), a list of texts, or a mapping that holds them under the key
        `tags`: one text, a list, or a mapping of a standard's name to its tags. What cannot be read
        is kept and reported in `unread`, with the reason and what may have been meant. Raises
        InvalidData for a finding without that key, and for a tag that is no text.

        >>> (found,) = load().normalize([{"tags": ["owasp:llm01", "cwe-79x"]}])
        >>> [str(ref) for ref in found.refs], [each.tag for each in found.unread]
        (['owasp-llm-top-10@2026:LLM01'], ['cwe-79x'])
        """
        from .auditing import normalize

        return normalize(findings, self.resolve, tags)

    @property
    def _citing(self) -> Citing:
        from .citations import Citing

        return self._register.once("citing", Citing)

    def _told(self, within: str | Ref | None, on: dt.date | str | None) -> tuple[Ref | None, dt.date | None]:
        """The document that the surroundings of a text name, and the date of the text."""
        return self._surroundings(within), None if on is None else as_date(on)

    def _surroundings(self, within: str | Ref | None) -> Ref | None:
        if within is None:
            return None
        if isinstance(within, str) and within in self._register.editions:
            return Ref(within)
        ref = Ref.parse(str(within))
        if ref.standard not in self._register.editions or ref.edition is not None:
            self.standard(ref.document)
        return ref.document

    # ------------------------------------------------------------ time

    def as_of(self, day: dt.date | str) -> Catalog:
        """The catalog as it answers for another day: editions, statuses and obligations of that day.

        What is known is what this data release knows; a document first seen later than `day` is
        not in it.

        >>> act = load().as_of("2025-03-01")["eu-ai-act"]
        >>> act.status.value, [reached.date for reached in act.obligations]
        ('in-force', ['2025-02-02'])
        """
        return Catalog(self._register, as_date(day))

    # ------------------------------------------------------------ filtering

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

    # ------------------------------------------------------------ search

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
        from .searching import kinds_of

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
        from .searching import Index

        documents = self.standards() if document is None else [document]
        structured = [each for each in documents if str(each.ref) in self._register.structured]
        return Index(documents, (one for each in structured for one in self.framework(each).provisions))

    # ------------------------------------------------------------ compliance

    def applicable(
        self,
        profile: Profile,
        *,
        on: dt.date | str | None = None,
        standard: str | Collection[str] | None = None,
    ) -> Rulings:
        """What applies to a profile, will apply, or may apply once more is said, and why.

        One ruling on every document, and on each provision of law and of what the profile is held
        to. `on` asks of another day, `standard` of some documents alone. What does not apply is in
        `excluded`, with the reasons. Of what is voluntary, "applies" means that it speaks to such a
        profile; what is made for other places or roles may apply, since it can be chosen. Facts that
        are not said leave open what turns on them; saying more never unsettles what was decided.
        Raises UnknownReference for an unknown document.

        This is no legal advice: a ruling repeats what the articles named in it say of the facts
        given, in the edition and on the dates that the data hold.

        >>> from ai_security_standards import Profile
        >>> us_bank = Profile(jurisdictions="US", roles="deployer", sectors="finance")
        >>> load().applicable(us_bank, on="2026-11-24").excluded.of("eu-ai-act")[0].why[0].text
        'it is none of those whom the act reaches'
        """
        from .applicability import applicable

        return applicable(self if on is None else self.as_of(on), profile, standard)

    def changes(
        self,
        since: dt.date | str,
        until: dt.date | str | None = None,
        profile: Profile | None = None,
    ) -> Events:
        """What happened after a day, up to `until` or the catalog's day, to what concerns a profile.

        New, amended, superseded and withdrawn documents, milestones reached, days on which law, and
        each of its provisions, begins to apply, and days that an amendment moved. `since` may be a
        version of the data ("2026.11.0") instead: then it is what later versions were the first to
        hold, whenever it happened.

        >>> moved = load().changes("2026-07-01", "2026-07-31").of("eu-ai-act", "date-set")
        >>> sorted({str(each.about) for each in moved})[-1]
        '2028-08-02'
        """
        from .applicability import changes

        return changes(self, since, until, profile)

    # ------------------------------------------------------------ mapping

    def mapping_sets(
        self,
        *,
        publisher: OneOrMore = None,
        of: str | Ref | None = None,
        to: str | Ref | None = None,
        trust: OneOrMore = None,
        style: OneOrMore = None,
    ) -> MappingSets:
        """The mapping sets published by the catalog's date, by id, each with source, method and licence.

        `of` and `to` are documents: sets that tie the one to the other, whichever way round; of every
        edition if they name none. `trust` and `style` are words of `Trust` and `MappingStyle`. Raises
        UnknownReference and UnknownCriterion, naming near misses.

        >>> [each.id for each in load().mapping_sets(of="eu-ai-act", to="nist-ai-rmf")]
        ['eu-ai-act-2024-1689--nist-ai-rmf-1.0']
        """
        from .mapping import mapping_sets

        return mapping_sets(self, publisher, of, to, trust, style)

    def relationships(
        self,
        ref: str | Ref,
        *,
        to: str | Ref | None = None,
        trust: OneOrMore = None,
        mapping_sets: OneOrMore = None,
    ) -> Relationships:
        """What mapping sets say of a provision and those below it, or of a document: read from its side.

        A relationship that was written from the other side is turned round, its type too. Denied and
        unresolved ones are among them, and say so. `to` is a document or provision; `trust` and
        `mapping_sets` keep to these. References without an edition mean the current one; what ties
        other editions is counted in `elsewhere`. What was published after the catalog's date is left
        out. Raises UnknownReference and UnknownCriterion, naming near misses.

        >>> found = load().relationships("eu-ai-act@2024/1689:Article 15(5)", to="iso-iec-42001@2023")
        >>> [(each.type.value, each.object.provision) for each in found]
        [('no_relationship', 'A.5.5'), ('no_relationship', 'A.7.5'), ('no_relationship', 'A.9.3')]
        """
        from .mapping import relationships

        return relationships(self, ref, to, trust, mapping_sets)

    def infer(
        self,
        ref: str | Ref,
        *,
        to: str | Ref | None = None,
        max_steps: int = 2,
        trust: OneOrMore = None,
        mapping_sets: OneOrMore = None,
    ) -> Inferences:
        """What certainly follows of a provision (or a document's) and others, with the paths it follows by.

        Only relationships of set theory are chained, those that say equal in other words, and, unless
        `mapping_sets` narrows the question, parent and child inside one document, each a step. What
        untyped, supportive and threat relationships lead to is in `candidates`, and nowhere else. That
        there is no path never means that there is no relation. Raises as `relationships`.

        >>> found = load().infer("eu-ai-act@2024/1689:Article 15(3)", to="iso-iec-42001@2023")
        >>> [(each.target.provision, each.relation.certain) for each in found]
        [('A.8', 'overlaps'), ('A.8.2', 'overlaps')]
        """
        from .mapping.inferring import infer

        return infer(self, ref, to, max_steps, trust, mapping_sets)

    def crosswalk(
        self,
        source: str | Ref,
        target: str | Ref,
        *,
        max_steps: int = 1,
        trust: OneOrMore = None,
        mapping_sets: OneOrMore = None,
    ) -> Crosswalk:
        """How the provisions of one document stand to those of another, and which nobody speaks of.

        With one step it is what is asserted; with more, what follows and candidates are added, each
        row with its basis and paths. Raises as `relationships`.

        >>> load().crosswalk("etsi-en-304-223@2.1.1", "iso-iec-42001@2023").headline()
        '66 rows; 45 of 72 of etsi-en-304-223@2.1.1, 23 of 108 of iso-iec-42001@2023'
        """
        from .mapping import crosswalk

        return crosswalk(self, source, target, max_steps, trust, mapping_sets)

    def conflicts(self, *mapping_sets: str) -> Conflicts:
        """Small sets of relationships that cannot all hold, in the sets named or in all.

        Found by path consistency over set relations; without any one of its relationships, a conflict
        would go. Raises UnknownCriterion, naming near misses, for an unknown set.

        >>> load().conflicts("owasp-agentic-top-10-2026--owasp-llm-top-10-2025").headline()
        '0 conflicts'
        """
        from .mapping import conflicts

        return conflicts(self, mapping_sets)

    def checklist(
        self,
        about: Profile | str | Ref | Standard | Collection[str | Ref | Standard],
        *,
        on: dt.date | str | None = None,
    ) -> Checklist:
        """An audit checklist: of what applies or will apply to a profile, or of the documents named.

        One item for each provision that can be assessed, or for several that certainly ask the same,
        with a question in our own words and the evidence to ask for. What may apply is left out and
        counted. `on` asks of another day. The checklist is no legal advice, as `applicable` is none.

        >>> for item in load().checklist("owasp-llm-top-10@2025")[:2]:
        ...     print(item.question)
        Is this risk dealt with: Prompt Injection?
        Is this risk dealt with: Sensitive Information Disclosure?
        """
        from .checklists import checklist

        return checklist(self if on is None else self.as_of(on), about)

    # ------------------------------------------------------------ editions

    def compare(self, old: str | Ref, new: str | Ref) -> Comparison:
        """What became of each provision from one edition to another: in one row on either side.

        Over every edition between; also to a document that replaces the old one under another name.
        Each row names what says so, and in `doubts` why a person must look. Raises UnknownReference
        where a structure is not shipped, or nothing says that the one came of the other.

        >>> load().compare("owasp-llm-top-10@2025", "owasp-llm-top-10@2026").headline()
        'owasp-llm-top-10@2025 to owasp-llm-top-10@2026: 2 unchanged, 7 renumbered, 1 replaced'
        """
        from .editions import compare

        return compare(self, self.standard(old), self.standard(new))

    def trace(self, ref: str | Ref, *, to: str | Ref | None = None) -> Trace:
        """What became of a provision, edition by edition, up to the current one or the document `to`.

        Where a document was replaced under another name, it goes on there. Raises as `compare`.

        >>> load().trace("csa-aicm@1.0.3:AIS-08", to="csa-aicm@1.1.0").headline()
        'csa-aicm@1.0.3:AIS-08 is renamed in csa-aicm@1.1.0: AIS-09'
        """
        from .editions import trace

        return trace(self, ref, to)

    def migrate(self, refs: str | Ref | Iterable[str | Ref] | Assessment, *, to: str | Ref) -> Migration:
        """References or an assessment's results carried to another edition, as far as that is sure.

        A result is carried over only where one provision became one, or all that were merged have the
        same result. All else is to be decided, with candidates, or lost. What belongs to a document of
        which nothing says that `to` came of it, or it of `to`, stays as it is: `untouched`, with the
        reason. Raises UnknownReference for what the catalog does not have, and where the structure of
        `to` is not shipped.

        >>> tags = ["owasp-llm-top-10@2025:LLM03", "owasp-llm-top-10@2025:LLM07"]
        >>> moved = load().migrate(tags, to="owasp-llm-top-10@2026")
        >>> list(map(str, moved.refs)), [str(each.ref) for each in moved.to_decide]
        (['owasp-llm-top-10@2026:LLM04'], ['owasp-llm-top-10@2025:LLM07'])
        """
        from .editions import migrate

        return migrate(self, refs, to)

    # ------------------------------------------------------------ coverage

    def coverage(
        self,
        target: References,
        implemented: References,
        *,
        max_steps: int = 2,
        trust: OneOrMore = None,
        mapping_sets: OneOrMore = None,
    ) -> Coverage:
        """How far what is implemented covers each assessable provision of a target, and why.

        `target` is one or several documents or provisions, which stand for all below them;
        `implemented` names provisions, controls of an overlay, mitigations, or whole documents. What
        is implemented implements what stands below it. A provision is *full* when it is implemented
        or one single thing implemented certainly covers it, *partial* when something certainly
        overlaps it, *candidate* when chains lead to it from which nothing follows, *absent* when all
        that is said is that they have nothing in common, *unknown* when nobody said anything. The
        headline is a pair of bounds with their denominator. Raises as `relationships`.

        >>> found = load().coverage("eu-ai-act@2024/1689:Article 12", "iso-iec-42001@2023")
        >>> found.bounds.least <= found.bounds.most <= found.bounds.of == len(found)
        True
        """
        from .compliance import coverage

        return coverage(self, target, implemented, max_steps, trust, mapping_sets)

    def threat_coverage(
        self,
        target: References,
        implemented: References,
        *,
        max_steps: int = 2,
        trust: OneOrMore = None,
        mapping_sets: OneOrMore = None,
    ) -> ThreatCoverage:
        """Which techniques, risks and threats something implemented acts against, and which nothing does.

        What counts is a `mitigates` row from a mitigation that is implemented, or that something
        implemented certainly covers. A threat is *addressed* where a row names it; *inherited* where
        one names only a threat above it in the same document, as a technique of ATLAS stands above its
        sub-techniques; *partly* where rows name only threats below it; *unaddressed* where its known
        mitigations are not implemented, and *unknown* where none is known. That a threat is addressed
        does not say that it is averted. Raises as `relationships`.

        >>> found = load().threat_coverage("mitre-atlas", ["mitre-atlas:AML.M0020"])
        >>> found.only("addressed")[0].paths[0][0].type.value
        'mitigates'
        """
        from .compliance import threat_coverage

        return threat_coverage(self, target, implemented, max_steps, trust, mapping_sets)

    def project(
        self,
        assessment: Assessment,
        onto: References,
        *,
        max_steps: int = 2,
        trust: OneOrMore = None,
        mapping_sets: OneOrMore = None,
    ) -> Projection:
        """What the results of an assessment say of the provisions of another document.

        *satisfied* passes to what a satisfied provision covers; *not_satisfied* to whatever covers one
        that failed, since failing a part fails the whole; *partly* to what overlaps one that is
        satisfied, and to whatever covers one that is met in part. Results that exclude each other are
        a *conflict*, with the paths of both; not_applicable and not_assessed pass nothing on. Raises
        as `relationships`, and InvalidData where one provision has two results.

        >>> from ai_security_standards import Assessment
        >>> audit = Assessment.of([("iso-iec-42001@2023:A.9.4", "satisfied", "audit 2026")])
        >>> [str(each.ref) for each in load().project(audit, "eu-ai-act@2024/1689").only("satisfied")]
        ['eu-ai-act@2024/1689:Article 26(1)']
        """
        from .compliance import project

        return project(self, assessment, onto, max_steps, trust, mapping_sets)

    def plan(
        self,
        targets: References,
        using: References,
        *,
        cost: Cost = None,
        require: str = "full",
        alternatives: int = 1,
        method: str | None = None,
        max_steps: int = 2,
        trust: OneOrMore = None,
        mapping_sets: OneOrMore = None,
    ) -> Plan:
        """A cheapest set of provisions of `using` that covers all of the targets that it can cover.

        `require` says how far: "full" counts what covers a provision, "partial" also what overlaps it.
        `cost` gives what it costs to implement a provision, by reference (of a document: of each of its
        provisions; 1 where none is given) or as a function of a `Ref`; without it, the fewest are
        chosen. Exact where SciPy is there (the extra `plan`), else greedy: the plan says which, and what
        no plan can cost less than. `method` "exact" or "greedy" insists on one; "exact" raises
        ImportError without SciPy. Up to `alternatives` plans of equal cost are given, by the exact
        method alone. What nothing covers is in `uncovered`, with the nearest candidates. Raises as
        `relationships`.

        >>> found = load().plan("eu-ai-act@2024/1689:Article 26", "iso-iec-42001@2023", method="greedy")
        >>> [str(choice.ref) for choice in found]
        ['iso-iec-42001@2023:A.9.4']
        """
        from .compliance import plan

        asked = (max_steps, trust, mapping_sets)
        return plan(self, targets, using, cost, require, alternatives, method, asked)

    @property
    def _on_day(self) -> View:
        view = self._view
        if view is None:
            from .filtering import View

            view = View(self._register, self.date)
            object.__setattr__(self, "_view", view)
        return view

    # ------------------------------------------------------------ showing

    def _repr_html_(self) -> str:
        return self.standards()._repr_html_()


def load(*overlays: Path) -> Catalog:
    """The packaged catalog as of today, with the documents of overlays added.

    An overlay is a folder of the same shape as the packaged data: `register/*.json`. It adds
    documents, publishers and annotations; a document that stands already and differs is refused
    unless the overlay lists it under `replaces`. Raises InvalidData, which names file, record, field
    and repair. Without overlays, every call of a day gives the same object.

    >>> load() is load()
    True
    """
    if not overlays:
        with _lock:
            return _catalog(dt.date.today())
    from . import _reading
    from ._register.overlaying import overlaid

    register = packaged()
    for folder in overlays:
        register = overlaid(register, list(_reading.read_overlay(folder)))
    return Catalog(register, dt.date.today())


_lock = Lock()


@lru_cache(maxsize=1)
def _catalog(day: dt.date) -> Catalog:
    return Catalog(packaged(), day)


def _ask(near: tuple[str, ...]) -> str:
    return f"; did you mean {' or '.join(near)}?" if near else ""
