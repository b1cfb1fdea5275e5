"""Declarations of CycloneDX as results of an assessment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ...vocabulary import LossKind, Outcome
from ..foreign import End, ForeignResult, Report
from ..inputs import Input
from ..limits import TextBudget

__all__ = ["results_of"]

_FIELDS = frozenset("assessors attestations claims evidence targets affirmation standards".split())
_ATTESTATION_FIELDS = frozenset("assessor map".split())
_MAP_FIELDS = frozenset("requirement claims conformance".split())
_CONFORMANCE_FIELDS = frozenset(("score", "rationale"))
_CLAIM_FIELDS = frozenset("bom-ref target predicate reasoning evidence".split())
_EVIDENCE_FIELDS = frozenset("bom-ref description data created".split())
_TARGET_FIELDS = frozenset("bom-ref name version type".split())
#: A claim that only says one of our words for a result is the result.
_WORDS = frozenset(each.value for each in Outcome)
_TARGETS = ("organizations", "components", "services")


def results_of(given: Input, owners: Mapping[str, str], report: Report) -> Iterator[ForeignResult]:
    """Yield the results that a file declares.

    Args:
        given: The file.
        owners: The key of the standard of each requirement.
        report: Takes what is not carried over.

    Raises:
        InvalidData: A part has another shape, or the file puts far more text together than it has.
    """
    declared = report.mapping(given.value.get("declarations") or {}, "declarations")
    report.dropped(declared, _FIELDS, "declarations")
    if declared:
        budget = TextBudget(len(given.text), given.name)
        yield from _Declarations(declared, owners, report, budget).results()


class _Evidence(NamedTuple):
    """What a piece of evidence says, and its day."""

    text: str
    day: str


class _Claim(NamedTuple):
    """A claim: its target, what it says, the evidence for it, and the latest day of that."""

    target: str | None
    said: tuple[str, ...]
    evidence: str
    day: str


class _Declarations:
    """The declarations of one file, by what names them."""

    def __init__(
        self, raw: Mapping[str, Any], owners: Mapping[str, str], report: Report, budget: TextBudget
    ) -> None:
        self._raw, self._owners, self._report, self._budget = raw, owners, report, budget
        evidence = self._by_ref(raw, "evidence", _EVIDENCE_FIELDS)
        self._evidence = {key: self._read_evidence(each, key) for key, each in evidence.items()}
        self._assessors = self._by_ref(raw, "assessors", frozenset("bom-ref thirdParty organization".split()))
        targets = report.mapping(raw.get("targets") or {}, "targets")
        self._targets = {
            key: self._target(each)
            for field in _TARGETS
            for key, each in self._by_ref(targets, field, _TARGET_FIELDS).items()
        }
        claims = self._by_ref(raw, "claims", _CLAIM_FIELDS)
        self._claims = {key: self._read_claim(each, key) for key, each in claims.items()}
        affirmed = report.mapping(raw.get("affirmation") or {}, "affirmation")
        statement = report.text(affirmed, "statement", "affirmation")
        if statement is not None:
            report.add(LossKind.DROPPED, "declarations", "affirmation", statement)
        report.dropped(affirmed, frozenset(("statement",)), "affirmation")

    def _by_ref(self, raw: Mapping[str, Any], field: str, known: frozenset[str]) -> dict[str, dict[str, Any]]:
        found = {}
        for number, each in enumerate(self._report.items(raw, field, "declarations")):
            key = self._report.text(each, "bom-ref", f"{field}[{number}]")
            self._report.dropped(each, known, key or f"{field}[{number}]")
            if key is not None:
                found[key] = each
        return found

    def _target(self, raw: Mapping[str, Any]) -> str | None:
        name, version = (self._report.text(raw, field, "targets") for field in ("name", "version"))
        return " ".join(filter(None, (name, version))) or None

    # ------------------------------------------------------------ results

    def results(self) -> Iterator[ForeignResult]:
        """Yield the results of each attestation."""
        report = self._report
        for number, raw in enumerate(report.items(self._raw, "attestations", "declarations")):
            record = f"attestations[{number}]"
            report.dropped(raw, _ATTESTATION_FIELDS, record)
            assessor = self._assessor(raw, record)
            for place, each in enumerate(report.items(raw, "map", record)):
                yield from self._mapped(each, assessor, f"{record} map[{place}]")

    def _assessor(self, raw: Mapping[str, Any], record: str) -> str | None:
        key = self._report.text(raw, "assessor", record)
        found = self._assessors.get(key or "", {})
        organization = self._report.mapping(found.get("organization") or {}, record, "organization")
        if found.get("thirdParty") is True:
            self._report.add(LossKind.DROPPED, record, "thirdParty", f"{key} is a third party")
        return self._report.text(organization, "name", record) or key

    def _mapped(self, raw: Mapping[str, Any], assessor: str | None, record: str) -> Iterator[ForeignResult]:
        """Yield a result for each target of the claims that a requirement is mapped to."""
        report = self._report
        report.dropped(raw, _MAP_FIELDS, record)
        requirement = report.text(raw, "requirement", record)
        if requirement is None:
            raise report.error(record, "requirement", "the requirement is missing", "name its bom-ref")
        conformance = report.mapping(raw.get("conformance") or {}, record, "conformance")
        report.dropped(conformance, _CONFORMANCE_FIELDS, record)
        rationale = report.text(conformance, "rationale", record)
        by_target: dict[str | None, list[_Claim]] = {}
        for key in dict.fromkeys(report.texts(raw, "claims", record)):
            claim = self._claims.get(key)
            if claim is None:
                report.add(LossKind.UNRESOLVED, record, "claims", key)
            else:
                by_target.setdefault(claim.target, []).append(claim)
        for subject, claims in (by_target or {None: []}).items():
            said = [text for claim in claims for text in claim.said]
            word = next((each for each in said if each in _WORDS), None)
            texts = [rationale, *(each for each in said if each not in _WORDS)]
            evidence = "; ".join(filter(None, dict.fromkeys(claim.evidence for claim in claims)))
            yield ForeignResult(
                place=record,
                # What no file lists is read as a reference of the catalog.
                end=End(self._owners.get(requirement, ""), requirement, (requirement,)),
                result=Outcome(word) if word is not None else self._outcome(conformance, record),
                evidence=self._budget.spend(evidence) or None,
                assessor=assessor,
                date=max((claim.day for claim in claims), default="") or None,
                note=self._budget.spend(" ".join(filter(None, texts))) or None,
                subject=subject,
                file=report.file,
            )

    def _outcome(self, conformance: Mapping[str, Any], record: str) -> Outcome:
        text = self._report.text(conformance, "score", record)
        if text is None:
            return Outcome.NOT_ASSESSED
        try:
            score = float(text) if len(text) <= 20 else -1.0
        except ValueError:
            score = -1.0
        if not 0 <= score <= 1:
            raise self._report.error(record, "conformance", "the score is not from 0 to 1", "correct it")
        if 0 < score < 1:
            self._report.add(LossKind.ASSUMED, record, "conformance", f"a score of {text} is partly")
            return Outcome.PARTLY
        return Outcome.SATISFIED if score else Outcome.NOT_SATISFIED

    # ------------------------------------------------------------ claims and evidence

    def _read_claim(self, raw: Mapping[str, Any], key: str) -> _Claim:
        report = self._report
        target = report.text(raw, "target", key)
        said = (report.text(raw, field, key) for field in ("predicate", "reasoning"))
        found = []
        for name in dict.fromkeys(report.texts(raw, "evidence", key)):
            if name in self._evidence:
                found.append(self._evidence[name])
            else:
                report.add(LossKind.UNRESOLVED, key, "evidence", name)
        return _Claim(
            target=self._targets.get(target or "") or target,
            said=tuple(text for text in said if text is not None),
            evidence=self._budget.spend("; ".join(filter(None, dict.fromkeys(each.text for each in found)))),
            day=max((each.day for each in found), default=""),
        )

    def _read_evidence(self, raw: Mapping[str, Any], key: str) -> _Evidence:
        report = self._report
        parts = [report.text(raw, "description", key)]
        for data in report.items(raw, "data", key):
            contents = report.mapping(data.get("contents") or {}, key, "contents")
            parts += [report.text(data, "name", key), report.text(contents, "url", key)]
            report.dropped(contents, frozenset(("url",)), key)
            report.dropped(data, frozenset(("name", "contents")), key)
        return _Evidence(" ".join(filter(None, parts)), (report.text(raw, "created", key) or "")[:10])
