"""The word lists of provisions: kind, completeness of a structure, risk class, effect of law on law."""

from __future__ import annotations

from .words import AI_ACT, OWN, Word, word

__all__ = ["Completeness", "LegalEffect", "ProvisionKind", "RiskClass"]


class ProvisionKind(Word):
    """The sort of a numbered element of a document."""

    FUNCTION = word("function", "top-level function of a framework", "NIST CSWP 29")
    CHAPTER = word("chapter", "chapter, title, part or section of a document", OWN)
    PRINCIPLE = word("principle", "principle", OWN)
    DOMAIN = word("domain", "domain, family, area or group of controls or risks", OWN)
    CATEGORY = word("category", "category below a function or domain", "NIST CSWP 29")
    SUBCATEGORY = word("subcategory", "outcome below a category", "NIST CSWP 29")
    CLAUSE = word("clause", "numbered clause", "ISO/IEC Directives, Part 2")
    ANNEX = word("annex", "annex or appendix", "ISO/IEC Directives, Part 2")
    OBJECTIVE = word("objective", "control objective or attacker's objective", OWN)
    CONTROL = word("control", "control, safeguard or criterion", "NIST OSCAL, catalog model")
    ENHANCEMENT = word("enhancement", "enhancement of a control", "NIST SP 800-53")
    REQUIREMENT = word("requirement", "requirement to be met or verified", OWN)
    RECOMMENDATION = word("recommendation", "recommendation, guideline or good practice", OWN)
    GUIDANCE = word("guidance", "guidance on a control", OWN)
    PRACTICE = word("practice", "practice", "NIST SP 800-218")
    TASK = word("task", "task of a practice", "NIST SP 800-218")
    ACTION = word("action", "suggested action", "NIST AI 600-1")
    COMMITMENT = word("commitment", "commitment", "GPAI Code of Practice")
    MEASURE = word("measure", "measure of a commitment", "GPAI Code of Practice")
    QUESTION = word("question", "question or checklist item", OWN)
    TEST = word("test", "test", "OWASP AI Testing Guide")
    ARTICLE = word("article", "article of a law", "Joint Practical Guide for EU legislation")
    PARAGRAPH = word("paragraph", "paragraph or point of an article", "Joint Practical Guide for EU legislation")
    RECITAL = word("recital", "recital of a law", "Joint Practical Guide for EU legislation")
    RISK = word("risk", "risk or hazard", OWN)
    THREAT = word("threat", "threat or attack", OWN)
    TACTIC = word("tactic", "tactic: why an adversary acts", "MITRE ATLAS")
    TECHNIQUE = word("technique", "technique: how an adversary acts", "MITRE ATLAS")
    SUBTECHNIQUE = word("subtechnique", "a technique in particular", "MITRE ATLAS")
    MITIGATION = word("mitigation", "what acts against techniques or risks", "MITRE ATLAS")
    CASE_STUDY = word("case-study", "observed or exercised case", "MITRE ATLAS")
    WEAKNESS = word("weakness", "weakness or failure mode", "CWE")
    COMPONENT = word("component", "part of a system, layer or asset class", OWN)
    PERSONA = word("persona", "role or persona that a framework defines", OWN)
    STAGE = word("stage", "stage of a life cycle, or phase", OWN)


class Completeness(Word):
    """The share of a document's structure that is shipped."""

    COMPLETE = word("complete", "every numbered provision of the kinds shipped", OWN)
    PARTIAL = word("partial", "some levels or parts are missing, which a note names", OWN)


class RiskClass(Word):
    """A class of systems or models that a provision of the EU AI Act is about."""

    PROHIBITED = word("prohibited", "prohibited practices", f"{AI_ACT} 5")
    HIGH_RISK = word("high-risk", "high-risk systems", f"{AI_ACT} 6")
    TRANSPARENCY = word("transparency", "systems with transparency duties", f"{AI_ACT} 50")
    GENERAL_PURPOSE = word("general-purpose", "general-purpose AI models", f"{AI_ACT} 53")
    SYSTEMIC_RISK = word("systemic-risk", "general-purpose AI models with systemic risk", f"{AI_ACT} 55")
    ANY = word("any", "every AI system, whatever its risk", f"{AI_ACT} 4")


class LegalEffect(Word):
    """The effect that an act gives to meeting something else; only the first two count as meeting it."""

    DEEMED = word("deemed", "who meets the other is deemed to meet it", "Regulation (EU) 2024/2847, Article 12(1)")
    PRESUMED = word("presumed", "who meets the other is presumed to meet it, until the contrary is shown", f"{AI_ACT} 40(1)")
    MAY_RELY = word("may-rely", "the other may be used to show that it is met", f"{AI_ACT} 53(4)")
    INTEGRATED = word("integrated", "it may be, or is to be, done as part of the other", f"{AI_ACT} 8(2)")
    DEFENCE = word("defence", "who meets the other has a defence in an action over it", "Colorado Revised Statutes, section 6-1-1706(3)")
    DISPLACES = word("displaces", "the other applies in its place", "Directive (EU) 2022/2555, Article 4(1)")
