"""What must be done, and how far it is done: what applies, what covers it, what it would take."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from ..records import Standard
from ..refs import Ref
from .lookup import Lookup

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..applicability import Profile, Rulings
    from ..assessments import Assessment
    from ..checklists import Checklist
    from ..compliance import Coverage, Plan, Projection, ThreatCoverage
    from ..compliance.planning import Cost
    from ..compliance.reaching import References
    from ..filtering import OneOrMore
    from ..timeline import Events
    from . import Catalog

__all__ = ["Duties"]


class Duties(Lookup):
    """What applies, and how far what is done covers it."""

    __slots__ = ()

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
        from ..applicability import applicable

        return applicable(self._on(on), profile, standard)

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
        from ..applicability import changes

        return changes(self._catalog, since, until, profile)

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
        from ..checklists import checklist

        return checklist(self._on(on), about)

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
        from ..compliance import coverage

        return coverage(self._catalog, target, implemented, max_steps, trust, mapping_sets)

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
        sub-techniques; *partly* where rows name only threats below it; *formerly* where a row names only
        what was the same threat in the last earlier edition that has any, as `compare` tells;
        *unaddressed* where its known mitigations are not implemented, and *unknown* where none is known.
        That a threat is addressed does not say that it is averted. Raises as `relationships`.

        >>> found = load().threat_coverage("mitre-atlas", ["mitre-atlas:AML.M0020"])
        >>> found.only("addressed")[0].paths[0][0].type.value
        'mitigates'
        """
        from ..compliance import threat_coverage

        return threat_coverage(self._catalog, target, implemented, max_steps, trust, mapping_sets)

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
        from ..compliance import project

        return project(self._catalog, assessment, onto, max_steps, trust, mapping_sets)

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
        from ..compliance import plan

        asked = (max_steps, trust, mapping_sets)
        return plan(self._catalog, targets, using, cost, require, alternatives, method, asked)

    def _on(self, day: dt.date | str | None) -> Catalog:
        return self._catalog if day is None else self._catalog.as_of(day)
