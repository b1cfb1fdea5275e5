"""The word lists of documents: kind, tier, status, access, binding, issuing body, confidence, milestones."""

from __future__ import annotations

from .words import OWN, Word, word

__all__ = [
    "FORMER", "FORTHCOMING", "IN_EFFECT", "Access", "Binding", "Confidence", "Family", "Kind", "MilestoneKind",
    "Status", "Tier",
]  # fmt: skip

_ISO_DOCUMENTS = "ISO/IEC Directives, Part 1 (deliverables)"
_STAGES = "ISO international harmonized stage codes"


class Kind(Word):
    """The sort of a document. After the deliverables of ISO/IEC and ETSI; law after the EU treaties."""

    LAW = word("law", "act of a legislature: statute, regulation, directive", "Article 288 TFEU")
    RULE = word("rule", "binding rule of an authority under a law", OWN)
    EXECUTIVE_ACT = word("executive-act", "order, memorandum or directive of a government to its bodies", OWN)
    TREATY = word("treaty", "convention between states", "Vienna Convention on the Law of Treaties, Article 2")
    POLICY = word("policy", "strategy, action plan or programme of a government or body", OWN)
    PRINCIPLES = word("principles", "short list of principles without numbered controls", OWN)
    CODE_OF_PRACTICE = word("code-of-practice", "code that organisations adhere to", OWN)
    STANDARD = word("standard", "standard or recommendation of a standards body", _ISO_DOCUMENTS)
    TECHNICAL_SPECIFICATION = word("technical-specification", "technical specification, of a standards body or an industry project", _ISO_DOCUMENTS)
    TECHNICAL_REPORT = word("technical-report", "informative report of a standards body or agency", _ISO_DOCUMENTS)
    AMENDMENT = word("amendment", "amendment or corrigendum to another document", _ISO_DOCUMENTS)
    FRAMEWORK = word("framework", "structured set of outcomes, risks and practices", "NIST CSWP 29")
    CONTROL_CATALOG = word("control-catalog", "catalogue of controls or criteria", "NIST OSCAL, catalog model")
    VERIFICATION_STANDARD = word("verification-standard", "numbered requirements made to be verified against", "OWASP AISVS")
    CERTIFICATION_SCHEME = word("certification-scheme", "scheme under which systems or bodies are certified", "ISO/IEC 17000")
    PROFILE = word("profile", "selection or tailoring of another document", "NIST OSCAL, profile model")
    THREAT_TAXONOMY = word("threat-taxonomy", "classification of attacks, threats or failure modes", "NIST AI 100-2")
    RISK_LIST = word("risk-list", "ranked or numbered list of risks, such as a top ten", "OWASP Top 10")
    GUIDELINE = word("guideline", "guidance, guide or recommended practice", "IEEE SA (recommended practice, guide)")
    CHECKLIST = word("checklist", "checklist, questionnaire or cheat sheet", OWN)
    TESTING_GUIDE = word("testing-guide", "how to test or red-team", "OWASP AI Testing Guide")
    MATURITY_MODEL = word("maturity-model", "levels of maturity", "OWASP SAMM")
    CROSSWALK = word("crosswalk", "published mapping between documents", "NIST IR 8477")
    BENCHMARK = word("benchmark", "test set with a scoring method", OWN)
    DATABASE = word("database", "collection of incidents, vulnerabilities or risks", OWN)
    TOOL = word("tool", "software or worksheet that embodies a method", OWN)
    REPORT = word("report", "study, information paper or analysis", OWN)


class Tier(Word):
    """Why a document is recorded: the inclusion rule."""

    CORE = word("core", "about the security of AI, or law and standards on AI with duties that bear on it", OWN)
    COMPANION = word("companion", "presupposed by core documents, or cited beside them; AI is not its subject", OWN)
    OUTSIDE = word("outside", "neither; known by name at most, never recorded", OWN)


class Status(Word):
    """The status of a document on a day. After the ISO harmonised stage codes and the life of a law."""

    PLANNED = word("planned", "announced or registered, no text yet", f"{_STAGES} 00-10")
    DRAFT = word("draft", "a text exists and is being worked on or consulted upon", f"{_STAGES} 20-50")
    APPROVED = word("approved", "approved, signed or adopted, not yet published", f"{_STAGES} 60.00")
    PUBLISHED = word("published", "issued and valid; a law so marked is not yet in force", f"{_STAGES} 60.60-90")
    IN_FORCE = word("in-force", "law in force, which does not mean that it applies already", "Article 297 TFEU")
    SUPERSEDED = word("superseded", "replaced by a later document or edition", f"{_STAGES} 95")
    WITHDRAWN = word("withdrawn", "withdrawn, repealed or revoked without a successor", f"{_STAGES} 95.99")
    CANCELLED = word("cancelled", "stopped before it was ever issued", f"{_STAGES} 00.98-50.98")


#: The statuses of a document that can be relied on.
IN_EFFECT = frozenset({Status.PUBLISHED, Status.IN_FORCE})
#: The statuses of a document that is still to come.
FORTHCOMING = frozenset({Status.PLANNED, Status.DRAFT, Status.APPROVED})
#: The statuses of a document that can no longer be relied on.
FORMER = frozenset({Status.SUPERSEDED, Status.WITHDRAWN, Status.CANCELLED})


class Access(Word):
    """The condition on which a reader gets the text."""

    FREE = word("free", "open to read without registration", OWN)
    REGISTRATION = word("registration", "free of charge after registration or a form", OWN)
    PAID = word("paid", "for sale", OWN)
    MEMBERS = word("members", "for members of the body only", OWN)
    NONE = word("none", "no text is available to the public, not yet or no longer", OWN)


class Binding(Word):
    """The force of a document for its addressees."""

    MANDATORY = word("mandatory", "law or an order that its addressees must follow", "ISO/IEC Guide 2, 11.4 (mandatory)")
    CONDITIONAL = word("conditional", "binds once a contract, a certification or a law refers to it", "ISO/IEC Guide 2, 11 (reference to standards)")
    VOLUNTARY = word("voluntary", "nobody is obliged to follow it", "ISO/IEC Guide 2, 3.2")


class Family(Word):
    """The sort of body that issues a document."""

    STANDARDS_BODY = word("standards-body", "international, regional or national standards body", "ISO/IEC Guide 2, 4.4")
    GOVERNMENT = word("government", "legislature, government, agency or supervisor of a state or the EU", OWN)
    INTERGOVERNMENTAL = word("intergovernmental", "organisation or group of states", OWN)
    COMMUNITY = word("community", "foundation, alliance, consortium or other non-profit body", OWN)
    VENDOR = word("vendor", "company that sells products or services", OWN)
    ACADEMIA = word("academia", "university or research institute", OWN)


class Confidence(Word):
    """The certainty of a record or of a tie between documents."""

    VERIFIED = word("verified", "stated by the body's own text or catalogue, or by two independent sources", OWN)
    SINGLE_SOURCE = word("single-source", "stated by one source that is not the body's own", OWN)
    UNVERIFIED = word("unverified", "likely, but no source could be read", OWN)


class MilestoneKind(Word):
    """The sort of a milestone. Law after the stages of EU legislation."""

    PROPOSAL = word("proposal", "proposed or registered", OWN)
    CONSULTATION = word("consultation", "consultation, enquiry or ballot begins or ends", _STAGES)
    ADOPTION = word("adoption", "adopted, signed or approved", "Article 297 TFEU")
    PUBLICATION = word("publication", "published, also in a further version or language", "Article 297 TFEU")
    ENTRY_INTO_FORCE = word("entry-into-force", "becomes part of the law", "Article 297 TFEU")
    APPLICATION = word("application", "obligations begin to apply", "Regulation (EU) 2024/1689, Article 113")
    TRANSITION_END = word("transition-end", "a period of grace ends", "Regulation (EU) 2024/1689, Article 111")
    AMENDMENT = word("amendment", "amended", OWN)
    REPEAL = word("repeal", "repealed, revoked or withdrawn", OWN)
    REVIEW = word("review", "review or report due", "Regulation (EU) 2024/1689, Article 112")
    OTHER = word("other", "anything else worth knowing", OWN)
