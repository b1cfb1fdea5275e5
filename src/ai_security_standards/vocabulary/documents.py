"""The word lists of documents: kind, status, access, binding, issuing body, confidence, milestones."""

from __future__ import annotations

from .words import OWN, Word

__all__ = [
    "FORMER", "IN_EFFECT", "Access", "Binding", "Confidence", "Family", "Kind", "MilestoneKind", "Status",
]  # fmt: skip

_ISO_DOCUMENTS = "ISO/IEC Directives, Part 1 (deliverables)"
_STAGES = "ISO international harmonized stage codes"


class Kind(Word):
    """The sort of a document. After the deliverables of ISO/IEC and ETSI; law after the EU treaties."""

    LAW = "law", "act of a legislature: statute, regulation, directive", "Article 288 TFEU"
    RULE = "rule", "binding rule of an authority under a law", OWN
    EXECUTIVE_ACT = "executive-act", "order, memorandum or directive of a government to its bodies", OWN
    TREATY = "treaty", "convention between states", "Vienna Convention on the Law of Treaties, Article 2"
    POLICY = "policy", "strategy, action plan or programme of a government or body", OWN
    PRINCIPLES = "principles", "short list of principles without numbered controls", OWN
    CODE_OF_PRACTICE = "code-of-practice", "code that organisations adhere to", OWN
    STANDARD = "standard", "standard or recommendation of a standards body", _ISO_DOCUMENTS
    TECHNICAL_SPECIFICATION = ("technical-specification", "technical specification, of a standards body or an industry project", _ISO_DOCUMENTS)
    TECHNICAL_REPORT = ("technical-report", "informative report of a standards body or agency", _ISO_DOCUMENTS)
    AMENDMENT = "amendment", "amendment or corrigendum to another document", _ISO_DOCUMENTS
    FRAMEWORK = "framework", "structured set of outcomes, risks and practices", "NIST CSWP 29"
    CONTROL_CATALOG = "control-catalog", "catalogue of controls or criteria", "NIST OSCAL, catalog model"
    VERIFICATION_STANDARD = ("verification-standard", "numbered requirements made to be verified against", "OWASP AISVS")
    CERTIFICATION_SCHEME = ("certification-scheme", "scheme under which systems or bodies are certified", "ISO/IEC 17000")
    PROFILE = "profile", "selection or tailoring of another document", "NIST OSCAL, profile model"
    THREAT_TAXONOMY = ("threat-taxonomy", "classification of attacks, threats or failure modes", "NIST AI 100-2")
    RISK_LIST = "risk-list", "ranked or numbered list of risks, such as a top ten", "OWASP Top 10"
    GUIDELINE = ("guideline", "guidance, guide or recommended practice", "IEEE SA (recommended practice, guide)")
    CHECKLIST = "checklist", "checklist, questionnaire or cheat sheet", OWN
    TESTING_GUIDE = "testing-guide", "how to test or red-team", "OWASP AI Testing Guide"
    MATURITY_MODEL = "maturity-model", "levels of maturity", "OWASP SAMM"
    CROSSWALK = "crosswalk", "published mapping between documents", "NIST IR 8477"
    BENCHMARK = "benchmark", "test set with a scoring method", OWN
    DATABASE = "database", "collection of incidents, vulnerabilities or risks", OWN
    TOOL = "tool", "software or worksheet that embodies a method", OWN
    REPORT = "report", "study, information paper or analysis", OWN


class Status(Word):
    """The status of a document on a day. After the ISO harmonised stage codes and the life of a law."""

    PLANNED = "planned", "announced or registered, no text yet", f"{_STAGES} 00-10"
    DRAFT = "draft", "a text exists and is being worked on or consulted upon", f"{_STAGES} 20-50"
    APPROVED = "approved", "approved, signed or adopted, not yet published", f"{_STAGES} 60.00"
    PUBLISHED = "published", "issued and valid; a law so marked is not yet in force", f"{_STAGES} 60.60-90"
    IN_FORCE = "in-force", "law in force, which does not mean that it applies already", "Article 297 TFEU"
    SUPERSEDED = "superseded", "replaced by a later document or edition", f"{_STAGES} 95"
    WITHDRAWN = "withdrawn", "withdrawn, repealed or revoked without a successor", f"{_STAGES} 95.99"
    CANCELLED = "cancelled", "stopped before it was ever issued", f"{_STAGES} 00.98-50.98"


#: The statuses of a document that can be relied on.
IN_EFFECT = frozenset({Status.PUBLISHED, Status.IN_FORCE})
#: The statuses of a document that can no longer be relied on.
FORMER = frozenset({Status.SUPERSEDED, Status.WITHDRAWN, Status.CANCELLED})


class Access(Word):
    """The condition on which a reader gets the text."""

    FREE = "free", "open to read without registration", OWN
    REGISTRATION = "registration", "free of charge after registration or a form", OWN
    PAID = "paid", "for sale", OWN
    MEMBERS = "members", "for members of the body only", OWN
    NONE = "none", "no text is available to the public, not yet or no longer", OWN


class Binding(Word):
    """The force of a document for its addressees."""

    MANDATORY = ("mandatory", "law or an order that its addressees must follow", "ISO/IEC Guide 2, 11.4 (mandatory)")
    CONDITIONAL = ("conditional", "binds once a contract, a certification or a law refers to it", "ISO/IEC Guide 2, 11 (reference to standards)")
    VOLUNTARY = "voluntary", "nobody is obliged to follow it", "ISO/IEC Guide 2, 3.2"


class Family(Word):
    """The sort of body that issues a document."""

    STANDARDS_BODY = ("standards-body", "international, regional or national standards body", "ISO/IEC Guide 2, 4.4")
    GOVERNMENT = "government", "legislature, government, agency or supervisor of a state or the EU", OWN
    INTERGOVERNMENTAL = "intergovernmental", "organisation or group of states", OWN
    COMMUNITY = "community", "foundation, alliance, consortium or other non-profit body", OWN
    VENDOR = "vendor", "company that sells products or services", OWN
    ACADEMIA = "academia", "university or research institute", OWN


class Confidence(Word):
    """The certainty of a record or of a tie between documents."""

    VERIFIED = "verified", "stated by the body's own text or catalogue, or by two independent sources", OWN
    SINGLE_SOURCE = "single-source", "stated by one source that is not the body's own", OWN
    UNVERIFIED = "unverified", "likely, but no source could be read", OWN


class MilestoneKind(Word):
    """The sort of a milestone. Law after the stages of EU legislation."""

    PROPOSAL = "proposal", "proposed or registered", OWN
    CONSULTATION = "consultation", "consultation, enquiry or ballot begins or ends", _STAGES
    ADOPTION = "adoption", "adopted, signed or approved", "Article 297 TFEU"
    PUBLICATION = "publication", "published, also in a further version or language", "Article 297 TFEU"
    ENTRY_INTO_FORCE = "entry-into-force", "becomes part of the law", "Article 297 TFEU"
    APPLICATION = "application", "obligations begin to apply", "Regulation (EU) 2024/1689, Article 113"
    TRANSITION_END = "transition-end", "a period of grace ends", "Regulation (EU) 2024/1689, Article 111"
    AMENDMENT = "amendment", "amended", OWN
    REPEAL = "repeal", "repealed, revoked or withdrawn", OWN
    REVIEW = "review", "review or report due", "Regulation (EU) 2024/1689, Article 112"
    OTHER = "other", "anything else worth knowing", OWN
