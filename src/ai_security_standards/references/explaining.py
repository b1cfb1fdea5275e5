"""What each verdict of an audit means, and how to mend it: the help behind the rules of a CI job."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ..errors import UnknownCriterion, did_you_mean, nearest
from ..vocabulary import ReferenceVerdict

__all__ = ["RULES", "Explanation", "explain"]


class Explanation(NamedTuple):
    """The help on a rule.

    Attributes:
        rule: Its id: the word of a `ReferenceVerdict`.
        severity: "note", "warning" or "error".
        meaning: What the verdict means.
        repair: How to mend it.
        bad: A text with the finding.
        good: A text that is mended; the same where nothing is to be mended.
    """

    rule: str
    severity: str
    meaning: str
    repair: str
    bad: str
    good: str


class _Help(NamedTuple):
    """How to mend a finding, and a text before and after."""

    repair: str
    bad: str
    good: str


_HELP: Mapping[str, _Help] = {
    "unknown": _Help(
        "correct the identifier; the finding names those most like it", "ATLAS AML.T9999", "ATLAS AML.T0051"
    ),
    "retired": _Help(
        "write the successor, which fix() does where there is one; or name the edition that you mean",
        "NIST CSF PR.DS-1",
        "NIST CSF PR.DS-01",
    ),
    "reused": _Help(
        "name the edition that you mean, or move the identifier to the number of that title",
        "LLM06:2025 Sensitive Information Disclosure",
        "LLM02:2025 Sensitive Information Disclosure",
    ),
    "title-mismatch": _Help(
        "decide which of the two you mean, the identifier or the title, and correct the other",
        "AML.T0051 LLM Jailbreak",
        "AML.T0054 LLM Jailbreak",
    ),
    "title-unknown": _Help(
        "write the published title, or take the title out",
        "AML.T0051: Bad Words",
        "AML.T0051: LLM Prompt Injection",
    ),
    "only-in-edition": _Help(
        "write the edition that has it, or its successor in the edition that you mean",
        "NIST CSF 1.1 GV.RM-04",
        "NIST CSF 2.0 GV.RM-04",
    ),
    "newer-than-data": _Help(
        "install a later release of the data, or check the edition",
        "OWASP Top 10 for LLM Applications 2031",
        "OWASP Top 10 for LLM Applications 2026",
    ),
    "not-shipped": _Help(
        "nothing is wrong: the data does not hold this part, so that nobody checked it",
        "ISO/IEC 42001 99.9",
        "ISO/IEC 42001 99.9",
    ),
    "out-of-scope": _Help(
        "nothing is wrong: the catalog does not hold the document, so that nobody checked it",
        "CVE-2024-0001",
        "CVE-2024-0001",
    ),
    "ambiguous": _Help("write the edition or the title beside the identifier", "LLM06", "LLM06:2025"),
    "title-not-compared": _Help(
        "compare it with the title that the finding names, or write the published one behind it, in brackets",
        "ISO/IEC 27001 A.5.11: Rücknahme von Gegenständen",
        "ISO/IEC 27001 A.5.11: Rücknahme von Gegenständen (Return of assets)",
    ),
}  # fmt: skip

#: The ids of the rules, gravest first.
RULES = tuple(
    verdict.value
    for severity in ("error", "warning", "note")
    for verdict in ReferenceVerdict
    if verdict.severity == severity
)


def explain(rule: str) -> Explanation:
    """Return what a finding of an audit means, and how to mend it.

    Args:
        rule: The word of its verdict, such as "retired".

    Raises:
        UnknownCriterion: There is no such rule; the message names near misses.

    >>> explain("ambiguous").repair
    'write the edition or the title beside the identifier'
    """
    if rule not in RULES:
        near = did_you_mean(nearest(str(rule), RULES)) or f"; the rules are {', '.join(RULES)}"
        raise UnknownCriterion(f"unknown rule {rule!r}{near}")
    verdict = ReferenceVerdict(rule)
    return Explanation(rule, verdict.severity, verdict.meaning, *_HELP[rule])
