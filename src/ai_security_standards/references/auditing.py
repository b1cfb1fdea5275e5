"""Verdicts on the references in a text: whether they still mean what the text says."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from types import MappingProxyType
from typing import Any, NamedTuple

from .._store.lazily import regex
from ..errors import InvalidData, alternatives, did_you_mean, nearest, shown
from ..records.cards import html_of
from ..records.refs import Ref
from ..tables import Table, quantity
from ..tables.reasons import Reason
from ..vocabulary import ReferenceVerdict
from . import Lexicon, Resolved
from .finding import read_page
from .lexicon.dialects import DialectReader
from .resolution.misspelt import misspelt_identifiers
from .resolution.title_check import TitleChecker, TitleMismatch
from .resolution.title_owners import Successors, owners_in_other_lists, owners_of_title_beside
from .resolution.withdrawn import says_proposed, says_withdrawn
from .subjects import FileText, texts_of
from .superseding import CurrentEditions, superseded_text
from .tagging import read_tags

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..tables.rows import JudgementCells
    from ..vocabulary.literals import ReferenceVerdictText

__all__ = ["Audit", "FileText", "Judgement", "audit"]


class Judgement(NamedTuple):
    """A reference in a text, with the verdict on it.

    Attributes:
        origin: The file, or the number of the row and its field; empty for a single text.
        line: The line in the origin, counted from 1.
        start: Where the reference starts in the text of the origin, in characters.
        end: The position after its last character.
        text: The reference as written.
        verdict: A word of `ReferenceVerdict`.
        refs: What it means, or may mean.
        instead: What should be written in its place, likeliest first.
        reasons: Why it is not ok; empty if it is.
        severity: How grave that is: "ok", "note", "warning" or "error".
        superseded_by: The current edition of its document if its own is superseded, and not pinned.
    """

    origin: str
    line: int
    start: int
    end: int
    text: str
    verdict: ReferenceVerdict
    refs: tuple[Ref, ...]
    instead: tuple[str, ...]
    reasons: tuple[Reason, ...]
    severity: str
    superseded_by: str = ""

    def _repr_html_(self) -> str:
        return html_of(self)


class Audit(Table[Judgement, "JudgementCells", "ReferenceVerdict | ReferenceVerdictText"]):
    """Every reference in some texts with the verdict on it, in order."""

    __slots__ = ()

    columns = (
        "origin", "line", "start", "end", "text", "verdict", "refs", "instead", "reasons", "severity",
        "superseded_by",
    )  # fmt: skip
    noun = "reference"
    words = ReferenceVerdict
    word_field = "verdict"

    @property
    def passed(self) -> bool:
        """Whether all references are ok."""
        return all(judgement.verdict is ReferenceVerdict.OK for judgement in self)

    @property
    def exit_status(self) -> int:
        """0 where all references are ok, else 1: for a CI job."""
        return 0 if self.passed else 1

    def exit_status_for(self, fail_on: str) -> int:
        """Return 1 where a reference is as grave as a severity or more, else 0.

        Args:
            fail_on: "note", "warning" or "error".

        Raises:
            InvalidData: It is none of these.
        """
        if not isinstance(fail_on, str) or fail_on not in SEVERITIES:
            near = nearest(fail_on, SEVERITIES) if isinstance(fail_on, str) else ()
            raise InvalidData(
                f"unknown severity {shown(fail_on)}{did_you_mean(near)}",
                field="fail_on",
                repair=f"choose {alternatives(SEVERITIES)}",
            )
        grave = SEVERITIES[SEVERITIES.index(fail_on) :]
        return int(any(judgement.severity in grave for judgement in self))

    @property
    def findings(self) -> tuple[Judgement, ...]:
        """The references that are not ok."""
        return tuple(judgement for judgement in self if judgement.verdict is not ReferenceVerdict.OK)

    @property
    def superseded(self) -> Mapping[str, int]:
        """The superseded editions to which references are, each with the number of these."""
        old = (each.refs[0].document for each in self if each.superseded_by and each.refs)
        return MappingProxyType(Counter(map(str, old)))

    def headline(self) -> str:
        """Return one line with the number of references, of each verdict but ok, and to old editions."""
        faults = [f"{count} {verdict}" for verdict, count in self.counts.items() if count and verdict != "ok"]
        found = f"{quantity(len(self), self.noun)}: {', '.join(faults) or 'all ok'}"
        return found + superseded_text(self.superseded)


#: How grave a verdict that is not ok can be, least grave first.
SEVERITIES = ("note", "warning", "error")


#: Files of tests make titles up.
_TEST = regex(
    r"(?:^|[/\\])(?:(?:__)?(?:tests?|specs?|mocks?|fixtures?)(?:__)?[/\\]|test_[^/\\]*\Z|[^/\\]*[._-](?:test|spec)\.\w+\Z)"
)


class _Verdict(NamedTuple):
    """A verdict, what should be written instead, and why; without a reason where it is ok."""

    verdict: ReferenceVerdict
    instead: tuple[str, ...] = ()
    reason: str = ""


_OK = _Verdict(ReferenceVerdict.OK)
_PROPOSED = _Verdict(ReferenceVerdict.NOT_SHIPPED, (), "the text speaks of what is proposed, not in force")
#: The verdicts that hold for what is in force, not for what somebody proposes.
_OF_LAW_IN_FORCE = (ReferenceVerdict.OK, ReferenceVerdict.UNKNOWN)


class _Day(NamedTuple):
    """The register on one day, with what succeeds a provision."""

    lexicon: Lexicon
    current: CurrentEditions
    successors_of: Successors


def audit(
    lexicon: Lexicon,
    subject: Any,
    day: dt.date,
    within: Ref | None,
    on: dt.date | None,
    successors_of: Successors,
    *,
    editions: Mapping[str, str] | None = None,
    dialect: DialectReader | None = None,
) -> Audit:
    """Judge every reference in a text, rows of texts, or files; see `Catalog.audit`.

    Args:
        lexicon: The names and identifiers to recognise.
        subject: A text, a path, or several texts, paths or rows.
        day: The day of the catalog.
        within: The document that the surroundings name.
        on: The date of the text.
        successors_of: Returns the provisions that succeed a retired one.
        editions: The edition of what states none, by standard.
        dialect: The tags of the tool that wrote the text.

    Raises:
        InvalidData: The subject is of another type, or a file is not text.
    """
    catalog = _Day(lexicon, CurrentEditions(lexicon, day.isoformat(), editions or {}), successors_of)
    judgements: list[Judgement] = []
    for origin, text in texts_of(subject):
        suffix = PurePath(origin).suffix.lower()
        page, resolved = read_page(
            lexicon, text, day, within, on,
            explain=True, suffix=suffix, editions=editions, path=origin,
        )  # fmt: skip
        if dialect is not None:
            resolved = read_tags(lexicon, resolved, text, day, dialect)
        if all(reference.sighting.weak for reference in resolved):
            continue  # as in most files; to read its fields and titles would take half of the time
        titles = TitleChecker(lexicon, resolved, text, page.beside, successors_of)
        titles.is_test = _TEST.search(origin) is not None
        line_ends = [match.start() for match in re.finditer("\n", text)]
        found: list[Judgement] = []
        for number, reference in enumerate(resolved):
            if reference.sighting.weak:
                continue
            start, end = reference.sighting.start, reference.sighting.end
            line = bisect_left(line_ends, start) + 1
            verdict, instead, reason = _judge(catalog, resolved, number, titles)
            if verdict is ReferenceVerdict.RETIRED and says_withdrawn(resolved, number, text):
                verdict, instead, reason = _OK
            if verdict in _OF_LAW_IN_FORCE and says_proposed(page, reference):
                verdict, instead, reason = _PROPOSED
            if verdict is ReferenceVerdict.UNKNOWN and not reference.sighting.is_document:
                owners = owners_of_title_beside(lexicon, resolved, number, text, titles.reader)
                instead = (*owners, *(each for each in instead if each not in owners))
            if verdict not in (ReferenceVerdict.OK, ReferenceVerdict.AMBIGUOUS):
                instead = _not_retired(catalog, instead)
            reasons = (Reason(reason),) if reason else ()
            place = origin, line, start, end, text[start:end]
            later = catalog.current.successor_of(reference.refs, ambiguous=reference.ambiguous)
            found.append(
                Judgement(*place, verdict, reference.refs, instead, reasons, verdict.severity, later)
            )
        for reference in misspelt_identifiers(lexicon, resolved, text, titles.reader.fields):
            start, end = reference.sighting.start, reference.sighting.end
            place = origin, bisect_left(line_ends, start) + 1, start, end, text[start:end]
            reasons = (Reason(reference.problem),)
            verdict, instead = reference.verdict, reference.near_misses
            found.append(Judgement(*place, verdict, (), instead, reasons, verdict.severity))
        judgements += sorted(found, key=lambda each: each.start)
    return Audit(judgements)


def _judge(catalog: _Day, resolved: Sequence[Resolved], number: int, titles: TitleChecker) -> _Verdict:
    """Judge a reference.

    Args:
        catalog: The register on a day.
        resolved: All references of the text, in order.
        number: The position of the reference among them.
        titles: Holds the references against the titles beside them.
    """
    reference = resolved[number]
    sighting = reference.sighting
    if not reference.refs:
        is_elsewhere = bool(sighting.ids) and bool(reference.near_misses) and not sighting.unknown_edition
        is_elsewhere = is_elsewhere and reference.verdict is ReferenceVerdict.UNKNOWN
        verdict = ReferenceVerdict.ONLY_IN_EDITION if is_elsewhere else reference.verdict
        return _Verdict(verdict, reference.near_misses, reference.problem)
    mismatch = titles.mismatch(number)
    if reference.ambiguous and mismatch is None:
        candidates = tuple(map(str, reference.refs))
        reason = f"it can mean any of {', '.join(candidates)}"
        if sighting.doubtful:
            reason = f"it can mean {' or '.join(candidates)}, or be of another act that is named nearer"
        return _Verdict(ReferenceVerdict.AMBIGUOUS, candidates, reason)
    ref = reference.refs[0]
    if ref.provision is None:
        return _OK
    if mismatch is not None and not (mismatch.owners or mismatch.in_brackets) and titles.is_test:
        elsewhere = owners_in_other_lists(catalog.lexicon, ref.standard, mismatch.written_title)
        mismatch = mismatch if elsewhere else None  # "Later", "No section": what a test makes up
    if mismatch is None:
        is_dated = sighting.edition is not None or reference.stated == ref.edition
        is_dated = is_dated or reference.of_absent_edition  # "ATT&CK v15" and its T1562
        status = _judge_status(catalog, ref, is_dated=is_dated)
        reason = titles.not_compared(number) if status is _OK else ""
        return _Verdict(ReferenceVerdict.TITLE_NOT_COMPARED, (), reason) if reason else status
    return _judge_title(catalog, ref, mismatch)


def _judge_title(catalog: _Day, ref: Ref, mismatch: TitleMismatch) -> _Verdict:
    """Judge a title that is not that of the provision beside it.

    Args:
        catalog: The register on a day.
        ref: The provision.
        mismatch: The title, and whose it is.
    """
    own = f"{mismatch.ref} is {mismatch.own_title!r}"
    if mismatch.ref.edition != ref.edition and _is_without_structure(catalog, ref):
        own += f", as far as is known: no structure of {ref.document} is shipped"
    if not mismatch.owners:
        elsewhere = owners_in_other_lists(catalog.lexicon, ref.standard, mismatch.written_title)
        reason = f"{own}; no edition of it has the title {mismatch.written_title!r}"
        reason += f", which is that of {', '.join(elsewhere)}" if elsewhere else ""
        return _Verdict(ReferenceVerdict.TITLE_UNKNOWN, elsewhere, reason)
    predecessor = next((each for each in mismatch.owners if str(mismatch.ref) in _heirs(catalog, each)), None)
    if predecessor is not None:
        reason = (
            f"{mismatch.written_title!r} is the title of {predecessor}, which is retired; its successor "
            f"{mismatch.ref} has the title {mismatch.own_title!r}"
        )
        return _Verdict(ReferenceVerdict.TITLE_MISMATCH, (), reason)
    predecessor = None if mismatch.same_id else _predecessor(catalog, mismatch)
    if predecessor is not None:
        reason = f"{own}; {mismatch.written_title!r} is the title of {predecessor}, which became it"
        return _Verdict(ReferenceVerdict.TITLE_MISMATCH, (), reason)
    owners = ", ".join(mismatch.owners)
    is_titled = "fits" if mismatch.is_label else "is the title of"
    return _Verdict(
        ReferenceVerdict.REUSED if mismatch.same_id else ReferenceVerdict.TITLE_MISMATCH,
        mismatch.owners,
        f"{own}; {mismatch.written_title!r} {is_titled} {owners}",
    )


def _predecessor(catalog: _Day, mismatch: TitleMismatch) -> str | None:
    """Return the provision of another edition with a written title that became the one beside it."""
    for each in mismatch.owners:
        owner = Ref.parse(each)
        if owner.edition != mismatch.ref.edition and mismatch.ref in catalog.successors_of(owner):
            return each
    return None


def _is_without_structure(catalog: _Day, ref: Ref) -> bool:
    """Tell whether the structure of the edition of a provision is not shipped."""
    return ref.edition not in catalog.lexicon.identifiers(ref.standard).structures.by_edition


def _heirs(catalog: _Day, text: str) -> tuple[str, ...]:
    """Return the successors of a reference if it is to a retired provision; none for others."""
    ref = Ref.parse(text)
    structures = catalog.lexicon.identifiers(ref.standard).structures.by_edition
    raw = structures.get(ref.edition or "", {}).get(ref.provision or "", {})
    return _successors(catalog, ref, raw) if raw.get("retired") else ()


def _not_retired(catalog: _Day, instead: Sequence[str]) -> tuple[str, ...]:
    """Return what should be written, each retired provision replaced by its successors."""
    return tuple(dict.fromkeys(heir for each in instead for heir in _heirs(catalog, each) or (each,)))


def _judge_status(catalog: _Day, ref: Ref, *, is_dated: bool) -> _Verdict:
    """Judge whether a provision is in force: in its edition, and without one stated, in the current one.

    Args:
        catalog: The register on a day.
        ref: The provision.
        is_dated: Whether an edition is written with it, or stated around it.
    """
    structures = catalog.lexicon.identifiers(ref.standard).structures
    provision_id = ref.provision or ""
    raw = structures.by_edition.get(ref.edition or "", {}).get(provision_id, {})
    document = ref.document
    edition = catalog.current.with_structure(ref.standard)
    if not is_dated and edition:
        current_raw = structures.by_edition[edition].get(provision_id)
        if current_raw is None and edition in structures.complete:
            newest = Ref(ref.standard, edition)
            reason = f"{newest} no longer has {provision_id}; the last edition with it is {document}"
            return _retired(catalog, ref, raw, reason)
        if current_raw is not None and current_raw.get("retired"):
            raw, document = current_raw, Ref(ref.standard, edition)
    if raw.get("retired"):
        return _retired(
            catalog, document._replace(provision=provision_id), raw, f"{document}:{provision_id} is retired"
        )
    return _OK


def _retired(catalog: _Day, ref: Ref, raw: Mapping[str, Any], reason: str) -> _Verdict:
    """Return the verdict on a retired provision, with the successors that its publisher names, or lineage.

    Args:
        catalog: The register on a day.
        ref: The provision.
        raw: Its record, with its successors.
        reason: What happened to it.
    """
    successors = _successors(catalog, ref, raw)
    hint = f"; see {', '.join(successors)}" if successors else ""
    return _Verdict(ReferenceVerdict.RETIRED, successors, f"{reason}{hint}")


def _successors(catalog: _Day, ref: Ref, raw: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the successors that the publisher of a provision names, or else lineage.

    Args:
        catalog: The register on a day.
        ref: The provision.
        raw: Its record.
    """
    published = raw.get("successors", ())
    successors = tuple(
        provision_id if "@" in provision_id else f"{ref.document}:{provision_id}"
        for provision_id in published
    )
    return successors or tuple(map(str, catalog.successors_of(ref)))
