"""The question of a checklist item, and the evidence to ask for, by the kind of its provision."""

from __future__ import annotations

import re

from ..records.provisions import Provision
from ..vocabulary import ProvisionKind, RiskClass

__all__ = ["ask_for", "question"]

_THREATS = frozenset("risk threat technique subtechnique tactic weakness case-study".split())
_AIMS = frozenset("function category subcategory objective principle commitment".split())
_LAW = frozenset("article paragraph clause annex".split())


def question(provision: Provision) -> str:
    """Return the question on a provision: its title, or our label, in a plain form by its kind.

    >>> from ai_security_standards import load
    >>> question(load().provision("owasp-llm-top-10@2025:LLM01"))
    'Is this risk dealt with: Prompt Injection?'
    """
    name = " ".join(provision.name.split()).rstrip(".?")
    if RiskClass.PROHIBITED in provision.risk_classes:
        return f"Is this ruled out: {name}?"
    if provision.kind in _THREATS:
        return f"Is this {'risk' if provision.kind is ProvisionKind.RISK else 'threat'} dealt with: {name}?"
    if provision.kind is ProvisionKind.TEST:
        return f"Has this been tested: {name}?"
    if provision.kind in _AIMS:
        return f"Is this achieved: {name}?"
    return f"Is this {'met' if provision.kind in _LAW else 'in place'}: {name}?"


# The evidence to ask for, by the beginnings of words in the name of a provision or of the element above
# it; the first that fits.
_EVIDENCE: tuple[tuple[str, str], ...] = (
    ("incident breach", "incident plan, records of incidents and exercises, reports made to authorities"),
    ("log logging audit record-keeping", "samples of logs, retention settings, records of reviews"),
    ("monitor detect alert", "monitoring settings, alerts of the last months and what was done about them"),
    ("dataset data poison", "data sheets with origin and rights, results of checks, access list"),
    ("supplier supply third procure vendor", "supplier list, contracts, assessments, bills of materials"),
    ("inject jailbreak advers evasion robust", "threat model, results of attacks tried, settings of guards"),
    ("access identity authent privilege credential", "access list, role settings, last review of rights"),
    ("risk", "risk register, method and criteria, decisions on treatment with owner and date"),
    ("oversight human approv", "description of who can step in and how, records of such cases"),
    ("transparen inform instruct document", "the document, its version and approval, who was given it"),
    ("train aware competen literacy", "training material, attendance records, results"),
    ("test evaluat valid verif", "test plan, results, findings open and closed"),
    ("vulnerab patch", "scan results, list of open findings with dates, disclosure policy"),
    ("encrypt crypto key", "list of keys and algorithms, settings, key management records"),
    ("design develop code change", "design documents, reviews, change records"),
)  # fmt: skip
_THREAT_EVIDENCE = "threat model, controls in place, results of tests"
_LAW_EVIDENCE = "the policy or document that answers it, a record that shows it in use"
_OTHER_EVIDENCE = "the policy or procedure, a record that shows it in use, a test or a walk-through"


def ask_for(provision: Provision, parent: Provision | None) -> str:
    """Return the evidence to ask for: documents, mechanisms, activities, people.

    The table is this project's own; its sorts of objects, and the ways to look at them (examine,
    interview, test), are those of NIST SP 800-53A Rev. 5.

    >>> from ai_security_standards import load
    >>> ask_for(load().provision("owasp-llm-top-10@2025:LLM01"), None)
    'threat model, results of attacks tried, settings of guards'
    """
    for name in (provision.name, parent.name if parent else ""):
        words = re.findall(r"[\w-]+", name.casefold())
        for stems, evidence in _EVIDENCE:
            if any(word.startswith(tuple(stems.split())) for word in words):
                return evidence
    if provision.kind in _THREATS:
        return _THREAT_EVIDENCE
    return _LAW_EVIDENCE if provision.kind in _LAW else _OTHER_EVIDENCE
