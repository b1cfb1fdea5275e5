"""Write an audit as SARIF 2.1.0, which code scanning services show beside the lines of a change."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from ..records.provenance import Provenance
from ..references.auditing import Audit, Judgement
from ..vocabulary import ReferenceVerdict

__all__ = ["sarif_log"]

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_HELP = "https://ai-security-standards.readthedocs.io/docs/command.html"
_RULES = tuple(verdict for verdict in ReferenceVerdict if verdict is not ReferenceVerdict.OK)
_TAXONOMY = "ai-security-standards"


def sarif_log(audit: Audit, provenance: Provenance, accepted: Sequence[Judgement] = ()) -> dict[str, Any]:
    """Return a SARIF log of the findings of an audit: one rule a verdict, references as taxa and tags.

    Args:
        audit: The audit.
        provenance: Where its answers come from.
        accepted: The findings that the project accepts, which are listed as suppressed.
    """
    seen: Counter[str] = Counter()
    results = [_result(judgement, seen) for judgement in audit.findings]
    suppressed = {"suppressions": [{"kind": "external"}]}
    results += [{**_result(judgement, seen), **suppressed} for judgement in accepted]
    every = (*audit.findings, *accepted)
    taxa = sorted({str(ref) for judgement in every for ref in judgement.refs})
    driver = {
        "name": "ai-security-standards",
        "version": provenance.version,
        "informationUri": "https://ai-security-standards.readthedocs.io",
        "rules": [_rule(verdict) for verdict in _RULES],
    }
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": results,
        "properties": {"provenance": str(provenance)},
    }
    if taxa:
        run["taxonomies"] = [
            {
                "name": _TAXONOMY,
                "version": provenance.release,
                "organization": "ai-security-standards",
                "shortDescription": {
                    "text": "Provisions of standards, law and guidance on the security of AI."
                },
                "taxa": [{"id": ref} for ref in taxa],
            }
        ]
        driver["supportedTaxonomies"] = [{"name": _TAXONOMY, "index": 0}]
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(verdict: ReferenceVerdict) -> dict[str, Any]:
    from ..references.explaining import explain

    name = "".join(part.capitalize() for part in verdict.value.split("-"))
    text = f"{_sentence(verdict.meaning)} {_sentence(explain(verdict.value).repair)}"
    return {
        "id": f"reference-{verdict.value}",
        "name": f"Reference{name}",
        "shortDescription": {"text": f"A reference is {verdict.value}: {verdict.meaning}."},
        "fullDescription": {"text": text},
        "helpUri": f"{_HELP}#{verdict.value}",
        "help": {"text": f"{text} See {_HELP}#{verdict.value}"},
        "defaultConfiguration": {"level": verdict.severity},
        "properties": {"tags": ["references", "compliance"]},
    }


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


def _result(judgement: Judgement, seen: Counter[str]) -> dict[str, Any]:
    reasons = " ".join(reason.text for reason in judgement.reasons)
    instead = f" Instead: {', '.join(judgement.instead)}." if judgement.instead else ""
    refs = [str(ref) for ref in judgement.refs]
    result: dict[str, Any] = {
        "ruleId": f"reference-{judgement.verdict}",
        "ruleIndex": _RULES.index(judgement.verdict),
        "level": judgement.severity,
        "message": {"text": f"'{judgement.text}' is {judgement.verdict}: {reasons}.{instead}"},
        "partialFingerprints": {"reference/v1": _fingerprint(judgement, seen)},
        "properties": {"tags": refs},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": _uri(judgement.origin)},
                    "region": {
                        "startLine": judgement.line,
                        "charOffset": judgement.start,
                        "charLength": judgement.end - judgement.start,
                    },
                }
            }
        ],
    }
    if refs:
        result["taxa"] = [{"id": ref, "toolComponent": {"name": _TAXONOMY, "index": 0}} for ref in refs]
    return result


def _uri(origin: str) -> str:
    from urllib.parse import quote

    path = PurePath(origin or "stdin")
    return path.as_uri() if path.is_absolute() else quote(os.fsencode(path.as_posix()))


def _fingerprint(judgement: Judgement, seen: Counter[str]) -> str:
    """Return what stays the same where lines above are added: file, text, verdict, number of equal ones."""
    key = "\0".join([judgement.origin, judgement.text, judgement.verdict, *judgement.instead])
    seen[key] += 1
    return hashlib.sha256(f"{key}\0{seen[key]}".encode(errors="backslashreplace")).hexdigest()[:32]
