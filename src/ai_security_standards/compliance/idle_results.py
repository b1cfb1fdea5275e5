"""What became of results that were read: how many there are, and which of them decide no row."""

from __future__ import annotations

from ..assessments import Assessment
from ..vocabulary import Outcome
from .coverage_table import Coverage

__all__ = ["result_notes"]

#: How many references a line names.
_MAX_NAMED = 6
#: Why no row follows from a result.
_REASONS = {
    Outcome.NOT_SATISFIED: "what fails says nothing of what it only overlaps, or of what is part of it",
    Outcome.PARTLY: "no relationship leads from what is met in part to a provision here",
    Outcome.NOT_APPLICABLE: "what does not apply says nothing of another document",
    Outcome.SATISFIED: "no relationship leads from it to a provision here",
}


def result_notes(coverage: Coverage, assessment: Assessment) -> tuple[str, ...]:
    """Return lines on the results that were read: their numbers, and those that decide no row, with why.

    Args:
        coverage: The coverage by these results, with all its rows.
        assessment: The results, with the editions named.

    >>> from ai_security_standards import Assessment, load
    >>> catalog = load()
    >>> results = [("iso-iec-42001:A.6.2.4", "satisfied"), ("iso-iec-42001:A.8.4", "not_satisfied")]
    >>> found = catalog.pin(Assessment.of(results))
    >>> lines = result_notes(catalog.coverage("etsi-en-304-223@2.1.1", found), found)
    >>> lines[0], lines[1].partition(" (")[0]
    ('2 results: 1 satisfied, 1 not_satisfied', '1 not_satisfied decides no row: iso-iec-42001@2023:A.8.4')
    """
    deciding = {str(reason.source) for row in coverage for reason in row.reasons}
    deciding.update(str(each.source) for row in coverage for each in row.candidates)
    deciding.update(str(row.ref) for row in coverage)
    answered = sum(each.result is not Outcome.NOT_ASSESSED for each in assessment)
    is_open = answered < len(assessment)
    lines = [assessment.headline() + (f"; {answered} of {len(assessment)} answered" if is_open else "")]
    for outcome in _REASONS:
        given = dict.fromkeys(str(each.ref) for each in assessment if each.result is outcome)
        idle = [ref for ref in given if ref not in deciding and not _is_above(ref, deciding)]
        if idle:
            verb = "decides" if len(idle) == 1 else "decide"
            more = f", {len(idle) - _MAX_NAMED} more" if len(idle) > _MAX_NAMED else ""
            named = f"{', '.join(idle[:_MAX_NAMED])}{more}"
            lines.append(f"{len(idle)} {outcome} {verb} no row: {named} ({_REASONS[outcome]})")
    return tuple(lines)


def _is_above(ref: str, deciding: set[str]) -> bool:
    """Tell whether something that decides a row is written as a part of a provision or a document."""
    return any(each.startswith((f"{ref}:", f"{ref}.", f"{ref}(", f"{ref}-")) for each in deciding)
