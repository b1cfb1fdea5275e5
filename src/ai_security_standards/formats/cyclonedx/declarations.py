"""Declarations of CycloneDX as results of an assessment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...vocabulary import LossKind, Outcome
from ..foreign import End, ForeignResult, Report

__all__ = ["results_of"]

_FIELDS = frozenset("assessors attestations claims evidence targets affirmation".split())
_ATTESTATION_FIELDS = frozenset("summary assessor map".split())
_MAP_FIELDS = frozenset("requirement claims conformance".split())
_CONFORMANCE_FIELDS = frozenset(("score", "rationale"))
_CLAIM_FIELDS = frozenset("bom-ref target predicate reasoning evidence".split())
_EVIDENCE_FIELDS = frozenset("bom-ref description data created author propertyName".split())
#: A claim that only says one of our words for a result is the result.
_WORDS = frozenset(each.value for each in Outcome)
_TARGETS = ("organizations", "components", "services")


def results_of(raw: Mapping[str, Any], owners: Mapping[str, str], report: Report) -> Iterator[ForeignResult]:
    """Yield the results that a file declares.

    Args:
        raw: The file.
        owners: The key of the standard of each requirement.
        report: Takes what is not carried over.
    """
    declared = report.mapping(raw.get("declarations") or {}, "declarations")
    report.dropped(declared, _FIELDS, "declarations")
    if declared:
        yield from _Declarations(declared, owners, report).results()


class _Declarations:
    """The declarations of one file, by what names them."""

    def __init__(self, raw: Mapping[str, Any], owners: Mapping[str, str], report: Report) -> None:
        self._raw, self._owners, self._report = raw, owners, report
        self._claims = self._by_ref(raw, "claims", _CLAIM_FIELDS)
        self._evidence = self._by_ref(raw, "evidence", _EVIDENCE_FIELDS)
        self._assessors = self._by_ref(raw, "assessors", frozenset("bom-ref thirdParty organization".split()))
        targets = report.mapping(raw.get("targets") or {}, "targets")
        self._targets = {
            key: self._target(each)
            for field in _TARGETS
            for key, each in self._by_ref(targets, field, None).items()
        }
        affirmed = report.mapping(raw.get("affirmation") or {}, "affirmation")
        statement = report.text(affirmed, "statement", "affirmation")
        if statement is not None:
            report.add(LossKind.DROPPED, "declarations", "affirmation", statement)
        report.dropped(affirmed, frozenset(("statement",)), "affirmation")

    def _by_ref(
        self, raw: Mapping[str, Any], field: str, known: frozenset[str] | None
    ) -> dict[str, dict[str, Any]]:
        found = {}
        for number, each in enumerate(self._report.items(raw, field, "declarations")):
            key = self._report.text(each, "bom-ref", f"{field}[{number}]")
            if known is not None:
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
        by_target: dict[str | None, list[str]] = {}
        for key in report.texts(raw, "claims", record):
            claim = self._claims.get(key)
            if claim is None:
                report.add(LossKind.UNRESOLVED, record, "claims", key)
                continue
            target = report.text(claim, "target", key)
            by_target.setdefault(self._targets.get(target or "") or target, []).append(key)
        for subject, claims in (by_target or {None: []}).items():
            evidence = [text for key in claims for text in self._evidence_texts(self._claims[key], key)]
            said = [text for key in claims for text in self._said(self._claims[key], key)]
            word = next((each for each in said if each in _WORDS), None)
            said = [each for each in said if each not in _WORDS]
            days = [day for key in claims for day in self._days(self._claims[key], key)]
            yield ForeignResult(
                place=record,
                # What no file lists is read as a reference of the catalog.
                end=End(self._owners.get(requirement, ""), requirement, (requirement,)),
                result=Outcome(word) if word is not None else self._outcome(conformance, record),
                evidence="; ".join(dict.fromkeys(evidence)) or None,
                assessor=assessor,
                date=max(days, default=None),
                note=" ".join(filter(None, (report.text(conformance, "rationale", record), *said))) or None,
                subject=subject,
            )

    def _said(self, claim: Mapping[str, Any], key: str) -> Iterator[str]:
        texts = (self._report.text(claim, field, key) for field in ("predicate", "reasoning"))
        yield from filter(None, texts)

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

    def _named(self, claim: Mapping[str, Any], key: str) -> Iterator[dict[str, Any]]:
        for name in self._report.texts(claim, "evidence", key):
            found = self._evidence.get(name)
            if found is None:
                self._report.add(LossKind.UNRESOLVED, key, "evidence", name)
            else:
                yield found

    def _evidence_texts(self, claim: Mapping[str, Any], key: str) -> Iterator[str]:
        report = self._report
        for each in self._named(claim, key):
            parts = [report.text(each, "description", key)]
            for data in report.items(each, "data", key):
                contents = report.mapping(data.get("contents") or {}, key, "contents")
                parts += [report.text(data, "name", key), report.text(contents, "url", key)]
                report.dropped(contents, frozenset(("url",)), key)
                report.dropped(data, frozenset(("name", "contents")), key)
            text = " ".join(filter(None, parts))
            if text:
                yield text

    def _days(self, claim: Mapping[str, Any], key: str) -> Iterator[str]:
        names = self._report.texts(claim, "evidence", key)
        for each in (self._evidence[name] for name in names if name in self._evidence):
            created = self._report.text(each, "created", key)
            if created is not None:
                yield created[:10]
