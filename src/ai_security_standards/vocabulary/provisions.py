"""The word lists of provisions: kind, completeness of a structure, risk class."""

from __future__ import annotations

from .words import AI_ACT, OWN, Word

__all__ = ["Completeness", "ProvisionKind", "RiskClass"]


class ProvisionKind(Word):
    """The sort of a numbered element of a document."""

    FUNCTION = "function", "top-level function of a framework", "NIST CSWP 29"
    CHAPTER = "chapter", "chapter, title, part or section of a document", OWN
    PRINCIPLE = "principle", "principle", OWN
    DOMAIN = "domain", "domain, family, area or group of controls or risks", OWN
    CATEGORY = "category", "category below a function or domain", "NIST CSWP 29"
    SUBCATEGORY = "subcategory", "outcome below a category", "NIST CSWP 29"
    CLAUSE = "clause", "numbered clause", "ISO/IEC Directives, Part 2"
    ANNEX = "annex", "annex or appendix", "ISO/IEC Directives, Part 2"
    OBJECTIVE = "objective", "control objective or attacker's objective", OWN
    CONTROL = "control", "control, safeguard or criterion", "NIST OSCAL, catalog model"
    ENHANCEMENT = "enhancement", "enhancement of a control", "NIST SP 800-53"
    REQUIREMENT = "requirement", "requirement to be met or verified", OWN
    RECOMMENDATION = "recommendation", "recommendation, guideline or good practice", OWN
    GUIDANCE = "guidance", "guidance on a control", OWN
    PRACTICE = "practice", "practice", "NIST SP 800-218"
    TASK = "task", "task of a practice", "NIST SP 800-218"
    ACTION = "action", "suggested action", "NIST AI 600-1"
    COMMITMENT = "commitment", "commitment", "GPAI Code of Practice"
    MEASURE = "measure", "measure of a commitment", "GPAI Code of Practice"
    QUESTION = "question", "question or checklist item", OWN
    TEST = "test", "test", "OWASP AI Testing Guide"
    ARTICLE = "article", "article of a law", "Joint Practical Guide for EU legislation"
    PARAGRAPH = "paragraph", "paragraph or point of an article", "Joint Practical Guide for EU legislation"
    RECITAL = "recital", "recital of a law", "Joint Practical Guide for EU legislation"
    RISK = "risk", "risk or hazard", OWN
    THREAT = "threat", "threat or attack", OWN
    TACTIC = "tactic", "tactic: why an adversary acts", "MITRE ATLAS"
    TECHNIQUE = "technique", "technique: how an adversary acts", "MITRE ATLAS"
    SUBTECHNIQUE = "subtechnique", "a technique in particular", "MITRE ATLAS"
    MITIGATION = "mitigation", "what acts against techniques or risks", "MITRE ATLAS"
    CASE_STUDY = "case-study", "observed or exercised case", "MITRE ATLAS"
    WEAKNESS = "weakness", "weakness or failure mode", "CWE"
    COMPONENT = "component", "part of a system, layer or asset class", OWN
    PERSONA = "persona", "role or persona that a framework defines", OWN
    STAGE = "stage", "stage of a life cycle, or phase", OWN


class Completeness(Word):
    """The share of a document's structure that is shipped."""

    COMPLETE = "complete", "every numbered provision of the kinds shipped", OWN
    PARTIAL = "partial", "some levels or parts are missing, which a note names", OWN


class RiskClass(Word):
    """A class of systems or models that a provision of the EU AI Act is about."""

    PROHIBITED = "prohibited", "prohibited practices", f"{AI_ACT} 5"
    HIGH_RISK = "high-risk", "high-risk systems", f"{AI_ACT} 6"
    TRANSPARENCY = "transparency", "systems with transparency duties", f"{AI_ACT} 50"
    GENERAL_PURPOSE = "general-purpose", "general-purpose AI models", f"{AI_ACT} 53"
    SYSTEMIC_RISK = "systemic-risk", "general-purpose AI models with systemic risk", f"{AI_ACT} 55"
    ANY = "any", "every AI system, whatever its risk", f"{AI_ACT} 4"
