"""An assessment as the assessment results of OSCAL."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...assessments import Assessment, Result
from ...catalog import Catalog
from ...vocabulary import LossKind, Outcome
from ..foreign import Report
from ..outputs import guid_of
from .names import token_of
from .parts import filled, metadata_of, prop

__all__ = ["assessment_results"]

_STATES = {
    Outcome.SATISFIED: {"state": "satisfied", "reason": "pass"},
    Outcome.NOT_SATISFIED: {"state": "not-satisfied", "reason": "fail"},
    Outcome.PARTLY: {"state": "not-satisfied", "reason": "other", "remarks": "partly satisfied"},
}


def assessment_results(assessment: Assessment, catalog: Catalog, report: Report) -> dict[str, Any]:
    """Return the results, one part a subject.

    Args:
        assessment: The assessment, its references pinned.
        catalog: The catalog that has the provisions.
        report: Takes results that OSCAL has no state for.
    """
    plan = guid_of("assessment-plan")
    by_subject: dict[str | None, list[Result]] = {}
    for each in assessment:
        by_subject.setdefault(each.subject, []).append(each)
    listed = sorted(by_subject.items(), key=lambda pair: pair[0] or "")
    return {
        "uuid": guid_of(f"assessment-results/{assessment.to_json()}"),
        "metadata": metadata_of(catalog, "Assessment results", "1.0", None),
        "import-ap": {"href": f"#{plan}"},
        "results": [_part(subject, results, catalog, report) for subject, results in listed],
        "back-matter": {
            "resources": [{"uuid": plan, "title": "Assessment plan", "description": "No plan is stated."}]
        },
    }


def _part(subject: str | None, results: Sequence[Result], catalog: Catalog, report: Report) -> dict[str, Any]:
    seed = f"result/{subject}"
    findings, observations = [], []
    for number, each in enumerate(results):
        state = _STATES.get(each.result)
        if state is None or each.ref.provision is None:
            report.add(LossKind.DROPPED, str(each.ref), "result", f"{each.result}: no state of OSCAL")
            continue
        observation = guid_of(f"{seed}/observation/{number}/{each.ref}")
        if each.evidence:
            observations.append(_observation(observation, each, catalog))
        findings.append(
            _finding(f"{seed}/{number}", each, state, observation if each.evidence else None, catalog)
        )
    controls = sorted({token_of(str(each.ref.provision)) for each in results if each.ref.provision})
    return filled(
        {
            "uuid": guid_of(seed),
            "title": subject or "Assessment",
            "description": f"Results of {subject or 'an assessment'}.",
            "start": f"{_first_day(results, catalog)}T00:00:00Z",
            "reviewed-controls": {
                "control-selections": [{"include-controls": [{"control-id": token} for token in controls]}]
            },
            "observations": observations,
            "findings": findings,
        }
    )


def _first_day(results: Sequence[Result], catalog: Catalog) -> str:
    days = sorted(each.date.first.isoformat() for each in results if each.date is not None)
    return days[0] if days else catalog.date.isoformat()


def _observation(uuid: str, result: Result, catalog: Catalog) -> dict[str, Any]:
    day = result.date.first.isoformat() if result.date is not None else catalog.date.isoformat()
    return {
        "uuid": uuid,
        "description": str(result.evidence),
        "props": [prop("assessor", result.assessor)] if result.assessor else [prop("reference", result.ref)],
        "methods": ["UNKNOWN"],
        "collected": f"{day}T00:00:00Z",
    }


def _finding(
    seed: str, result: Result, state: dict[str, str], observation: str | None, catalog: Catalog
) -> dict[str, Any]:
    name = getattr(catalog.get(result.ref), "name", str(result.ref.provision))
    target = {
        "type": "objective-id",
        "target-id": token_of(str(result.ref.provision)),
        "props": [prop("reference", result.ref)],
        "status": state,
    }
    return filled(
        {
            "uuid": guid_of(f"{seed}/{result.ref}"),
            "title": name,
            "description": result.note or f"{result.ref} is {result.result}.",
            "target": target,
            "related-observations": [{"observation-uuid": observation}] if observation else [],
        }
    )
