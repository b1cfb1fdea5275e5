"""How provisions stand to each other: from one document to another, and from one edition to the next."""

from __future__ import annotations

from collections.abc import Iterable

from ..refs import Ref
from .lookup import Lookup

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..assessments import Assessment
    from ..editions import Comparison, Migration, Trace
    from ..filtering import OneOrMore
    from ..mapping import Conflicts, Crosswalk, Inferences, MappingSets, Relationships

__all__ = ["Relations"]


class Relations(Lookup):
    """How provisions stand to each other, across documents and across editions."""

    __slots__ = ()

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
        from ..mapping import mapping_sets

        return mapping_sets(self._catalog, publisher, of, to, trust, style)

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
        from ..mapping import relationships

        return relationships(self._catalog, ref, to, trust, mapping_sets)

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
        from ..mapping.inferring import infer

        return infer(self._catalog, ref, to, max_steps, trust, mapping_sets)

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
        from ..mapping import crosswalk

        return crosswalk(self._catalog, source, target, max_steps, trust, mapping_sets)

    def conflicts(self, *mapping_sets: str) -> Conflicts:
        """Small sets of relationships that cannot all hold, in the sets named or in all.

        Found by path consistency over set relations; without any one of its relationships, a conflict
        would go. Raises UnknownCriterion, naming near misses, for an unknown set.

        >>> load().conflicts("owasp-agentic-top-10-2026--owasp-llm-top-10-2025").headline()
        '0 conflicts'
        """
        from ..mapping import conflicts

        return conflicts(self._catalog, mapping_sets)

    def compare(self, old: str | Ref, new: str | Ref) -> Comparison:
        """What became of each provision from one edition to another: in one row on either side.

        Over every edition between; also to a document that replaces the old one under another name.
        Each row names what says so, and in `doubts` why a person must look. Raises UnknownReference
        where a structure is not shipped, or nothing says that the one came of the other.

        >>> load().compare("owasp-llm-top-10@2025", "owasp-llm-top-10@2026").headline()
        'owasp-llm-top-10@2025 to owasp-llm-top-10@2026: 2 unchanged, 7 renumbered, 1 replaced'
        """
        from ..editions import compare

        return compare(self._catalog, self.standard(old), self.standard(new))

    def trace(self, ref: str | Ref, *, to: str | Ref | None = None) -> Trace:
        """What became of a provision, edition by edition, up to the current one or the document `to`.

        Where a document was replaced under another name, it goes on there. Raises as `compare`.

        >>> load().trace("csa-aicm@1.0.3:AIS-08", to="csa-aicm@1.1.0").headline()
        'csa-aicm@1.0.3:AIS-08 is renamed in csa-aicm@1.1.0: AIS-09'
        """
        from ..editions import trace

        return trace(self._catalog, ref, to)

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
        from ..editions import migrate

        return migrate(self._catalog, refs, to)
