"""The closed word lists, each word with its meaning and the source that it is taken from."""

from __future__ import annotations

from enum import Enum

__all__ = [
    "Access",
    "AnnexPoint",
    "Binding",
    "Carried",
    "Change",
    "Completeness",
    "Confidence",
    "Defence",
    "Deployment",
    "EventKind",
    "Extent",
    "Family",
    "Fate",
    "Kind",
    "LifecycleStage",
    "MappingStyle",
    "MilestoneKind",
    "Moved",
    "OrganisationSize",
    "Outcome",
    "ProvisionKind",
    "Purpose",
    "Rationale",
    "ReferenceVerdict",
    "RelationshipType",
    "RiskClass",
    "Role",
    "Sector",
    "Status",
    "SystemType",
    "Topic",
    "Trust",
    "Verdict",
    "Word",
]


class Word(str, Enum):
    """A member of a word list: a string that knows its `meaning` and the `source` of the term.

    >>> Role.DEPLOYER.source
    'Regulation (EU) 2024/1689, Article 3(4)'
    """

    meaning: str
    source: str

    def __new__(cls, value: str, meaning: str, source: str) -> Word:
        word = str.__new__(cls, value)
        word._value_ = value
        word.meaning = meaning
        word.source = source
        return word

    def __str__(self) -> str:
        return str(self.value)


_OWN = "this project"
_ISO_DOCUMENTS = "ISO/IEC Directives, Part 1 (deliverables)"
_STAGES = "ISO international harmonized stage codes"


class Kind(Word):
    """What sort of document it is. After the deliverables of ISO/IEC and ETSI; law after the EU treaties."""

    LAW = "law", "act of a legislature: statute, regulation, directive", "Article 288 TFEU"
    RULE = "rule", "binding rule of an authority under a law", _OWN
    EXECUTIVE_ACT = "executive-act", "order, memorandum or directive of a government to its bodies", _OWN
    TREATY = "treaty", "convention between states", "Vienna Convention on the Law of Treaties, Article 2"
    POLICY = "policy", "strategy, action plan or programme of a government or body", _OWN
    PRINCIPLES = "principles", "short list of principles without numbered controls", _OWN
    CODE_OF_PRACTICE = "code-of-practice", "code that organisations adhere to", _OWN
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
    CHECKLIST = "checklist", "checklist, questionnaire or cheat sheet", _OWN
    TESTING_GUIDE = "testing-guide", "how to test or red-team", "OWASP AI Testing Guide"
    MATURITY_MODEL = "maturity-model", "levels of maturity", "OWASP SAMM"
    CROSSWALK = "crosswalk", "published mapping between documents", "NIST IR 8477"
    BENCHMARK = "benchmark", "test set with a scoring method", _OWN
    DATABASE = "database", "collection of incidents, vulnerabilities or risks", _OWN
    TOOL = "tool", "software or worksheet that embodies a method", _OWN
    REPORT = "report", "study, information paper or analysis", _OWN


class Status(Word):
    """Where a document stands on a day. After the ISO harmonised stage codes and the life of a law."""

    PLANNED = "planned", "announced or registered, no text yet", f"{_STAGES} 00-10"
    DRAFT = "draft", "a text exists and is being worked on or consulted upon", f"{_STAGES} 20-50"
    APPROVED = "approved", "approved, signed or adopted, not yet published", f"{_STAGES} 60.00"
    PUBLISHED = "published", "issued and valid; a law so marked is not yet in force", f"{_STAGES} 60.60-90"
    IN_FORCE = "in-force", "law in force, which does not mean that it applies already", "Article 297 TFEU"
    SUPERSEDED = "superseded", "replaced by a later document or edition", f"{_STAGES} 95"
    WITHDRAWN = "withdrawn", "withdrawn, repealed or revoked without a successor", f"{_STAGES} 95.99"
    CANCELLED = "cancelled", "stopped before it was ever issued", f"{_STAGES} 00.98-50.98"


class Access(Word):
    """What a reader must do to get the text."""

    FREE = "free", "open to read without registration", _OWN
    REGISTRATION = "registration", "free of charge after registration or a form", _OWN
    PAID = "paid", "to be bought", _OWN
    MEMBERS = "members", "for members of the body only", _OWN
    NONE = "none", "no text is to be had by the public yet, or any more", _OWN


class Binding(Word):
    """How it binds those whom it addresses."""

    MANDATORY = ("mandatory", "law or an order that its addressees must follow", "ISO/IEC Guide 2, 11.4 (mandatory)")
    CONDITIONAL = ("conditional", "binds once a contract, a certification or a law refers to it", "ISO/IEC Guide 2, 11 (reference to standards)")
    VOLUNTARY = "voluntary", "nobody must follow it", "ISO/IEC Guide 2, 3.2"


class Family(Word):
    """What sort of body issued it."""

    STANDARDS_BODY = ("standards-body", "international, regional or national standards body", "ISO/IEC Guide 2, 4.4")
    GOVERNMENT = "government", "legislature, government, agency or supervisor of a state or the EU", _OWN
    INTERGOVERNMENTAL = "intergovernmental", "organisation or group of states", _OWN
    COMMUNITY = "community", "foundation, alliance, consortium or other non-profit body", _OWN
    VENDOR = "vendor", "company that sells products or services", _OWN
    ACADEMIA = "academia", "university or research institute", _OWN


class Confidence(Word):
    """How sure a record or a succession is."""

    VERIFIED = "verified", "the body's own text or catalogue, or two independent sources, say so", _OWN
    SINGLE_SOURCE = "single-source", "one source says so that is not the body's own", _OWN
    UNVERIFIED = "unverified", "believed, and marked because no source could be read", _OWN


class MilestoneKind(Word):
    """What happens on a milestone's day. Law after the stages of EU legislation."""

    PROPOSAL = "proposal", "proposed or registered", _OWN
    CONSULTATION = "consultation", "consultation, enquiry or ballot begins or ends", _STAGES
    ADOPTION = "adoption", "adopted, signed or approved", "Article 297 TFEU"
    PUBLICATION = "publication", "published, also in a further version or language", "Article 297 TFEU"
    ENTRY_INTO_FORCE = "entry-into-force", "becomes part of the law", "Article 297 TFEU"
    APPLICATION = "application", "obligations begin to apply", "Regulation (EU) 2024/1689, Article 113"
    TRANSITION_END = "transition-end", "a period of grace ends", "Regulation (EU) 2024/1689, Article 111"
    AMENDMENT = "amendment", "amended", _OWN
    REPEAL = "repeal", "repealed, revoked or withdrawn", _OWN
    REVIEW = "review", "review or report due", "Regulation (EU) 2024/1689, Article 112"
    OTHER = "other", "anything else worth knowing", _OWN


_AI_ACT = "Regulation (EU) 2024/1689, Article"
_ROLES = "ISO/IEC 22989:2022, 5.19"
_STAKEHOLDERS = "ETSI TS 104 223, stakeholders"


class Role(Word):
    """Who is addressed. ISO/IEC 22989 roles, operators of the EU AI Act, stakeholders of ETSI TS 104 223."""

    PROVIDER = ("provider", "develops a system or model, or has it developed, and places it on the market", f"{_AI_ACT} 3(3)")
    DEPLOYER = "deployer", "uses a system under its authority", f"{_AI_ACT} 3(4)"
    AUTHORISED_REPRESENTATIVE = ("authorised-representative", "acts in the Union for a provider elsewhere", f"{_AI_ACT} 3(5)")
    IMPORTER = "importer", "places a third country's system on the Union market", f"{_AI_ACT} 3(6)"
    DISTRIBUTOR = "distributor", "makes a system available in the supply chain", f"{_AI_ACT} 3(7)"
    PRODUCT_MANUFACTURER = ("product-manufacturer", "puts a product with a system on the market under its own name", f"{_AI_ACT} 25(3)")
    GPAI_PROVIDER = "gpai-provider", "provider of a general-purpose AI model", f"{_AI_ACT} 53"
    NOTIFIED_BODY = "notified-body", "conformity assessment body notified under the law", f"{_AI_ACT} 3(22)"
    PLATFORM_PROVIDER = "platform-provider", "offers a platform on which others build AI", f"{_ROLES}.2"
    DEVELOPER = "developer", "designs, trains and builds models or systems", f"{_ROLES}.3; {_STAKEHOLDERS}"
    CUSTOMER = "customer", "acquires an AI product or service", f"{_ROLES}.4"
    INTEGRATOR = "integrator", "builds AI components into a larger system", f"{_ROLES}.5"
    DATA_PROVIDER = "data-provider", "supplies data that AI products use", f"{_ROLES}.5"
    AUDITOR = "auditor", "audits against requirements", f"{_ROLES}.5"
    EVALUATOR = "evaluator", "tests or red-teams systems", f"{_ROLES}.5"
    SUBJECT = "subject", "person or entity whom a system affects", f"{_ROLES}.6; {_STAKEHOLDERS}"
    REGULATOR = "regulator", "sets, supervises or enforces policy and law", f"{_ROLES}.7"
    SYSTEM_OPERATOR = "system-operator", "runs and secures a system in its infrastructure", _STAKEHOLDERS
    DATA_CUSTODIAN = "data-custodian", "controls permissions to and the integrity of data", _STAKEHOLDERS
    END_USER = "end-user", "uses the system's output in daily work or life", _STAKEHOLDERS
    GOVERNING_BODY = "governing-body", "directs and is accountable for the organisation", "ISO/IEC 38507:2022"
    DEFENDER = ("defender", "security operations, incident response and threat intelligence", "NIST SP 800-181 (NICE)")
    STANDARDISER = "standardiser", "writes standards and policy", "ETSI GR SAI 004"


_LIFE = "ISO/IEC 22989:2022, 6.2"


class LifecycleStage(Word):
    """Stages of the AI system life cycle of ISO/IEC 22989:2022, clause 6."""

    INCEPTION = "inception", "need, aims, requirements and risks are settled", _LIFE
    DESIGN_AND_DEVELOPMENT = "design-and-development", "data, model and system are made", _LIFE
    VERIFICATION_AND_VALIDATION = ("verification-and-validation", "the system is tested against its requirements", _LIFE)
    DEPLOYMENT = "deployment", "the system is put into its environment", _LIFE
    OPERATION_AND_MONITORING = "operation-and-monitoring", "the system runs and is watched", _LIFE
    CONTINUOUS_VALIDATION = ("continuous-validation", "a system that goes on learning is validated again and again", _LIFE)
    RE_EVALUATION = "re-evaluation", "results are held against aims and risks anew", _LIFE
    RETIREMENT = "retirement", "the system is taken out of use", _LIFE


class SystemType(Word):
    """What sort of system it speaks of. ISO/IEC 22989 and 23053, NIST AI 100-2, EU AI Act, OWASP."""

    IT_SYSTEM = "it-system", "any information system; AI is not singled out", "ISO/IEC 27000"
    AI_SYSTEM = "ai-system", "any AI system", f"{_AI_ACT} 3(1); ISO/IEC 22989:2022, 3.1.4"
    MACHINE_LEARNING = "machine-learning", "systems that learn from data", "ISO/IEC 23053:2022"
    PREDICTIVE = "predictive", "classification and prediction", "NIST AI 100-2 E2025 (PredAI)"
    GENERATIVE = ("generative", "systems that generate content, language models among them", "NIST AI 100-2 E2025 (GenAI)")
    GENERAL_PURPOSE = "general-purpose", "general-purpose, foundation and frontier models", f"{_AI_ACT} 3(63)"
    AGENTIC = "agentic", "agents that plan, use tools and act", "OWASP Top 10 for Agentic Applications"
    HIGH_RISK = "high-risk", "systems that the law classes as high-risk", f"{_AI_ACT} 6"
    BIOMETRIC = "biometric", "recognition or categorisation of persons", f"{_AI_ACT} 3(34)-(42)"
    FEDERATED = "federated", "federated or multi-party learning", "IEEE 3652.1-2020"
    ROBOTIC = "robotic", "robots, vehicles and other autonomous machines", "ISO/IEC 22989:2022, 3.1.29"


_NIS2 = "Directive (EU) 2022/2555, Annex I"


class Sector(Word):
    """The sector that it addresses, where it addresses one. After Annexes I and II of Directive (EU) 2022/2555."""

    ENERGY = "energy", "electricity, oil, gas, heat", _NIS2
    TRANSPORT = "transport", "air, rail, water, road, vehicles", _NIS2
    FINANCE = "finance", "banking, insurance, markets, payments", _NIS2
    HEALTH = "health", "health care and medical devices", _NIS2
    DIGITAL_INFRASTRUCTURE = "digital-infrastructure", "telecommunications, cloud, data centres", _NIS2
    PUBLIC_ADMINISTRATION = "public-administration", "government bodies and their suppliers", _NIS2
    CRITICAL_INFRASTRUCTURE = ("critical-infrastructure", "critical infrastructure in general, industrial control", _NIS2)
    MANUFACTURING = ("manufacturing", "products with digital elements and machinery", "Directive (EU) 2022/2555, Annex II")
    DEFENCE = "defence", "armed forces, national security", _OWN


_NIST_TRUST = "NIST AI 100-1, section 3"
_ADVERSARIAL = "NIST AI 100-2 E2025"


class Topic(Word):
    """What it is about. After NIST AI 100-1, NIST AI 100-2, ISO/IEC 27090 and the OWASP lists."""

    TERMINOLOGY = "terminology", "terms and concepts", "ISO/IEC 22989:2022"
    GOVERNANCE = "governance", "policies, accountability, management systems", "NIST AI 100-1, GOVERN"
    RISK_MANAGEMENT = "risk-management", "risk identification, assessment and treatment", "ISO/IEC 23894:2023"
    QUALITY_MANAGEMENT = "quality-management", "quality of systems and their making", f"{_AI_ACT} 17"
    IMPACT_ASSESSMENT = "impact-assessment", "impact on people and society", "ISO/IEC 42005:2025"
    CONFORMITY_ASSESSMENT = "conformity-assessment", "audit, certification, assurance", "ISO/IEC 17000"
    THREATS = "threats", "threats, attacks and weaknesses described or classified", "ISO/IEC 27090"
    SECURITY_CONTROLS = ("security-controls", "security requirements, controls and mitigations", "ISO/IEC 27002:2022")
    ADVERSARIAL_ML = "adversarial-ml", "evasion, poisoning, extraction, inversion", _ADVERSARIAL
    PROMPT_INJECTION = "prompt-injection", "direct and indirect prompt injection, jailbreaks", _ADVERSARIAL
    AGENT_SECURITY = ("agent-security", "security of agents, tools and protocols such as MCP", "OWASP Top 10 for Agentic Applications")
    SUPPLY_CHAIN = ("supply-chain", "provenance of models, data and components; bills of materials", _ADVERSARIAL)
    DATA_SECURITY = ("data-security", "protection and integrity of training and operational data", "ISO/IEC 27090")
    DATA_QUALITY = "data-quality", "quality and governance of data for AI", "ISO/IEC 5259 series"
    PRIVACY = "privacy", "personal data, anonymisation, privacy-enhancing techniques", _NIST_TRUST
    INFRASTRUCTURE_SECURITY = ("infrastructure-security", "hardware, platforms, confidential computing, networks", "ETSI GR SAI 006")
    IDENTITY_AND_ACCESS = ("identity-and-access", "identity, authentication, authorisation", "NIST SP 800-53, IA and AC")
    SECURE_DEVELOPMENT = "secure-development", "secure design, engineering and coding", "NIST SP 800-218"
    TESTING = "testing", "testing, evaluation, verification and validation", "NIST AI 100-1, MEASURE"
    RED_TEAMING = "red-teaming", "adversarial testing by people or tools", "NIST AI 600-1"
    ROBUSTNESS = "robustness", "robustness and reliability", "ISO/IEC TR 24029-1:2021"
    SAFETY = "safety", "functional and product safety, harm to people", _NIST_TRUST
    FRONTIER_RISK = ("frontier-risk", "systemic and dangerous-capability risks of the strongest models", f"{_AI_ACT} 55")
    LOGGING_AND_MONITORING = "logging-and-monitoring", "logs, monitoring, anomaly detection", f"{_AI_ACT} 12"
    INCIDENT_RESPONSE = "incident-response", "incidents, reporting, response", f"{_AI_ACT} 73"
    VULNERABILITY_MANAGEMENT = ("vulnerability-management", "disclosure, scoring and handling of weaknesses", "ISO/IEC 29147")
    TRANSPARENCY = "transparency", "information for users, documentation, labelling", _NIST_TRUST
    EXPLAINABILITY = "explainability", "explanation and interpretation of outputs", _NIST_TRUST
    HUMAN_OVERSIGHT = "human-oversight", "people in, on or over the loop", f"{_AI_ACT} 14"
    FAIRNESS = "fairness", "bias and discrimination", _NIST_TRUST
    ETHICS = "ethics", "ethical and societal concerns", "ISO/IEC TR 24368:2022"
    CONTENT_PROVENANCE = "content-provenance", "synthetic media, deepfakes, watermarks", f"{_AI_ACT} 50"
    AI_FOR_SECURITY = "ai-for-security", "AI used to defend or to attack", "NIST IR 8596"
    PROCUREMENT = "procurement", "buying and contracting", "IEEE 3119-2025"
    USE_CASES = "use-cases", "use cases and applications", "ISO/IEC TR 24030:2024"
    REGULATION = "regulation", "law, its application and guidance on it", _OWN


class ProvisionKind(Word):
    """What sort of numbered element of a document it is."""

    FUNCTION = "function", "top-level function of a framework", "NIST CSWP 29"
    CHAPTER = "chapter", "chapter, title, part or section of a document", _OWN
    PRINCIPLE = "principle", "principle", _OWN
    DOMAIN = "domain", "domain, family, area or group of controls or risks", _OWN
    CATEGORY = "category", "category below a function or domain", "NIST CSWP 29"
    SUBCATEGORY = "subcategory", "outcome below a category", "NIST CSWP 29"
    CLAUSE = "clause", "numbered clause", "ISO/IEC Directives, Part 2"
    ANNEX = "annex", "annex or appendix", "ISO/IEC Directives, Part 2"
    OBJECTIVE = "objective", "control objective or attacker's objective", _OWN
    CONTROL = "control", "control, safeguard or criterion", "NIST OSCAL, catalog model"
    ENHANCEMENT = "enhancement", "enhancement of a control", "NIST SP 800-53"
    REQUIREMENT = "requirement", "requirement to be met or verified", _OWN
    RECOMMENDATION = "recommendation", "recommendation, guideline or good practice", _OWN
    GUIDANCE = "guidance", "guidance on a control", _OWN
    PRACTICE = "practice", "practice", "NIST SP 800-218"
    TASK = "task", "task of a practice", "NIST SP 800-218"
    ACTION = "action", "suggested action", "NIST AI 600-1"
    COMMITMENT = "commitment", "commitment", "GPAI Code of Practice"
    MEASURE = "measure", "measure of a commitment", "GPAI Code of Practice"
    QUESTION = "question", "question or checklist item", _OWN
    TEST = "test", "test", "OWASP AI Testing Guide"
    ARTICLE = "article", "article of a law", "Joint Practical Guide for EU legislation"
    PARAGRAPH = "paragraph", "paragraph or point of an article", "Joint Practical Guide for EU legislation"
    RECITAL = "recital", "recital of a law", "Joint Practical Guide for EU legislation"
    RISK = "risk", "risk or hazard", _OWN
    THREAT = "threat", "threat or attack", _OWN
    TACTIC = "tactic", "tactic: why an adversary acts", "MITRE ATLAS"
    TECHNIQUE = "technique", "technique: how an adversary acts", "MITRE ATLAS"
    SUBTECHNIQUE = "subtechnique", "a technique in particular", "MITRE ATLAS"
    MITIGATION = "mitigation", "what acts against techniques or risks", "MITRE ATLAS"
    CASE_STUDY = "case-study", "observed or exercised case", "MITRE ATLAS"
    WEAKNESS = "weakness", "weakness or failure mode", "CWE"
    COMPONENT = "component", "part of a system, layer or asset class", _OWN
    PERSONA = "persona", "role or persona that a framework defines", _OWN
    STAGE = "stage", "stage of a life cycle, or phase", _OWN


class Completeness(Word):
    """How much of a document's structure is shipped."""

    COMPLETE = "complete", "every numbered provision of the kinds shipped", _OWN
    PARTIAL = "partial", "some levels or parts are missing; the note says which", _OWN


class RiskClass(Word):
    """The class of systems or models that a provision of the EU AI Act is about."""

    PROHIBITED = "prohibited", "prohibited practices", f"{_AI_ACT} 5"
    HIGH_RISK = "high-risk", "high-risk systems", f"{_AI_ACT} 6"
    TRANSPARENCY = "transparency", "systems with transparency duties", f"{_AI_ACT} 50"
    GENERAL_PURPOSE = "general-purpose", "general-purpose AI models", f"{_AI_ACT} 53"
    SYSTEMIC_RISK = "systemic-risk", "general-purpose AI models with systemic risk", f"{_AI_ACT} 55"
    ANY = "any", "every AI system, whatever its risk", f"{_AI_ACT} 4"


_STRM = "NIST IR 8477, 4.3"
_SUPPORTIVE = "NIST IR 8477, 4.2"


class RelationshipType(Word):
    """How one provision stands to another, read from the first. NIST IR 8477; threat and lineage types are ours."""

    EQUAL = "equal", "asks the same", _STRM
    SUBSET_OF = "subset_of", "asks part of what the other asks", _STRM
    SUPERSET_OF = "superset_of", "asks all that the other asks, and more", _STRM
    INTERSECTS_WITH = "intersects_with", "both ask something in common, each something else", _STRM
    NO_RELATIONSHIP = "no_relationship", "nothing in common: asserted, not merely unsaid", _STRM
    SUPPORTS = "supports", "helps to reach the other", _SUPPORTIVE
    IS_SUPPORTED_BY = "is_supported_by", "is helped by the other", _SUPPORTIVE
    IDENTICAL = "identical", "the same words", _SUPPORTIVE
    EQUIVALENT = "equivalent", "the same meaning in other words", _SUPPORTIVE
    CONTRARY = "contrary", "the two contradict each other", _SUPPORTIVE
    RELATED = "related", "untyped, as most published crosswalks are", "NIST IR 8477, 4.1"
    MITIGATES = "mitigates", "a control acts against a threat", _OWN
    MITIGATED_BY = "mitigated_by", "a threat is acted against by a control", _OWN
    EXPLOITS = "exploits", "a threat makes use of a weakness", _OWN
    EXPLOITED_BY = "exploited_by", "a weakness is made use of by a threat", _OWN
    TESTS = "tests", "a test checks a provision or provokes a threat", _OWN
    TESTED_BY = "tested_by", "is checked or provoked by a test", _OWN
    REPLACES = "replaces", "stands in the place of an earlier provision", _OWN
    REPLACED_BY = "replaced_by", "a later provision stands in its place", _OWN
    RENAMED_FROM = "renamed_from", "the same under another identifier or title", _OWN
    RENAMED_TO = "renamed_to", "the same, later, under another identifier or title", _OWN
    SPLIT_FROM = "split_from", "one of several that an earlier one became", _OWN
    SPLIT_INTO = "split_into", "became several later ones, of which this is one", _OWN
    MERGED_FROM = "merged_from", "made of several earlier ones", _OWN
    MERGED_INTO = "merged_into", "went, with others, into a later one", _OWN
    ADOPTED_AS = "adopted_as", "taken over by another body under another number", _OWN
    ADOPTS = "adopts", "takes over another body's document", _OWN


class MappingStyle(Word):
    """What the relationships of a mapping set say. NIST IR 8477; threat and lineage are ours."""

    SET_THEORY = "set_theory", "how much of one provision is in the other", _STRM
    STRUCTURAL = "structural", "parent and child inside one document", "NIST IR 8477, 4.4"
    SUPPORTIVE = "supportive", "what helps to reach what", _SUPPORTIVE
    CONCEPT_CROSSWALK = "concept_crosswalk", "that two have to do with each other, not how", "NIST IR 8477, 4.1"
    THREAT = "threat", "what acts against, makes use of or tests what", _OWN
    LINEAGE = "lineage", "what became of a provision in a later edition or document", _OWN


class Rationale(Word):
    """In what sense two provisions are related. NIST IR 8278A."""

    SYNTACTIC = "syntactic", "by their words", "NIST IR 8278A, Rationale"
    SEMANTIC = "semantic", "by what they mean", "NIST IR 8278A, Rationale"
    FUNCTIONAL = "functional", "by what they bring about", "NIST IR 8278A, Rationale"


class Trust(Word):
    """On whose word a relationship rests. After NIST IR 8278 (who submits a reference)."""

    PUBLISHER = "publisher", "the publisher of one of the two documents", "NIST IR 8278"
    THIRD_PARTY = "third_party", "somebody else", "NIST IR 8278"
    CURATED = "curated", "this project's own judgement, with a rationale", _OWN
    INFERRED = "inferred", "follows from other relationships", _OWN


class AnnexPoint(Word):
    """Where the annexes of the EU AI Act list a system or its use; a word holds for all below it."""

    ANNEX_I = "annex-i", "product, or its safety component, under product law", f"{_AI_ACT} 6(1)"
    ANNEX_I_A = "annex-i-a", "the same, law of Annex I, Section A", f"{_AI_ACT} 6(1)"
    ANNEX_I_B = "annex-i-b", "the same, law of Annex I, Section B (transport and machinery)", f"{_AI_ACT} 2(2)"
    ANNEX_III = "annex-iii", "use listed in Annex III", f"{_AI_ACT} 6(2)"
    ANNEX_III_1 = "annex-iii-1", "biometrics", f"{_AI_ACT} 6(2), Annex III(1)"
    ANNEX_III_2 = "annex-iii-2", "critical infrastructure", f"{_AI_ACT} 6(2), Annex III(2)"
    ANNEX_III_3 = "annex-iii-3", "education and vocational training", f"{_AI_ACT} 6(2), Annex III(3)"
    ANNEX_III_4 = "annex-iii-4", "employment and workers' management", f"{_AI_ACT} 6(2), Annex III(4)"
    ANNEX_III_5 = "annex-iii-5", "essential private and public services", f"{_AI_ACT} 6(2), Annex III(5)"
    ANNEX_III_5_B = "annex-iii-5-b", "creditworthiness and credit scores", f"{_AI_ACT} 27(1), Annex III(5)(b)"
    ANNEX_III_5_C = "annex-iii-5-c", "life and health insurance", f"{_AI_ACT} 27(1), Annex III(5)(c)"
    ANNEX_III_6 = "annex-iii-6", "law enforcement", f"{_AI_ACT} 6(2), Annex III(6)"
    ANNEX_III_7 = "annex-iii-7", "migration, asylum and border control", f"{_AI_ACT} 6(2), Annex III(7)"
    ANNEX_III_8 = "annex-iii-8", "justice and democratic processes", f"{_AI_ACT} 6(2), Annex III(8)"
    ANNEX_X = "annex-x", "part of a large-scale IT system of the Union", f"{_AI_ACT} 111(1), Annex X"


class Deployment(Word):
    """How a system meets people and in whose service it stands."""

    INTERNAL = "internal", "used inside the organisation alone", _OWN
    PUBLIC = "public", "offered to the public: customers, consumers, citizens", "Generative AI Measures (China), Article 2"
    INTERACTIVE = "interactive", "deals with people directly, as a chatbot does", f"{_AI_ACT} 50(1)"
    EMBEDDED = "embedded", "part of a product", f"{_AI_ACT} 6(1)"
    PUBLIC_SERVICE = ("public-service", "used by or for public authorities, or to provide public services", f"{_AI_ACT} 27(1)")
    PUBLIC_AUTHORITY = ("public-authority", "the same, by or for public authorities, Union bodies among them", f"{_AI_ACT} 26(8), 49(3), 111(2)")


class Purpose(Word):
    """Purposes that law leaves out where a system serves them alone."""

    DEFENCE = "defence", "military, defence or national security", f"{_AI_ACT} 2(3)"
    SCIENTIFIC_RESEARCH = ("scientific-research", "made and used for scientific research and development alone", f"{_AI_ACT} 2(6)")
    PRE_MARKET = ("pre-market", "research, testing or development before it is placed on the market", f"{_AI_ACT} 2(8)")
    PERSONAL = "personal", "personal, non-professional use by a natural person", f"{_AI_ACT} 2(10)"


_SIZES = "Recommendation 2003/361/EC, Annex, Article 2"


class OrganisationSize(Word):
    """How large an organisation is."""

    MICRO = "micro", "fewer than 10 persons, at most 2 million euros", _SIZES
    SMALL = "small", "fewer than 50 persons, at most 10 million euros", _SIZES
    MEDIUM = "medium", "fewer than 250 persons, at most 50 (balance sheet: 43) million euros", _SIZES
    SMALL_MID_CAP = "small-mid-cap", "above medium, fewer than 750 persons", "Recommendation (EU) 2025/1099, Annex, point 2"
    LARGE = "large", "above small mid-cap", _OWN


class Verdict(Word):
    """Whether a document or a provision applies to a profile on a day."""

    APPLIES = "applies", "it applies on the day; of what is voluntary: it speaks to the profile", _OWN
    WILL_APPLY = "will_apply", "it will apply from a later day that is known", _OWN
    MAY_APPLY = "may_apply", "something must be decided or said first", _OWN
    NOT_APPLICABLE = "not_applicable", "it does not apply", _OWN


class EventKind(Word):
    """What happened to a document or a provision."""

    ANNOUNCED = "announced", "planned, or a first draft seen", _OWN
    APPROVED = "approved", "approved, signed or adopted", _OWN
    ISSUED = "issued", "published", _OWN
    IN_FORCE = "in-force", "entered into force", "Article 297 TFEU"
    AMENDED = "amended", "changed by another act or edition", _OWN
    SUPERSEDED = "superseded", "replaced by a later document or edition", _OWN
    WITHDRAWN = "withdrawn", "withdrawn, repealed, revoked or cancelled", _OWN
    BEGINS_TO_APPLY = "begins-to-apply", "a day from which obligations apply", "Regulation (EU) 2024/1689, Article 113"
    GRACE_ENDS = "grace-ends", "a period of grace ends", "Regulation (EU) 2024/1689, Article 111"
    DATE_SET = "date-set", "the text began to name a day", _OWN
    DATE_DROPPED = "date-dropped", "the text ceased to name a day", _OWN
    MILESTONE = "milestone", "anything else that was dated", _OWN
    RECORDED = "recorded", "new in the data, whenever it happened", _OWN


class ReferenceVerdict(Word):
    """What is to be said of a reference that was found in a text."""

    OK = "ok", "it means what is written beside it", _OWN
    UNKNOWN = "unknown", "no edition has it", _OWN
    RETIRED = "retired", "its publisher has retired it", _OWN
    REUSED = "reused", "the title beside it is that of the same identifier in another edition", _OWN
    TITLE_MISMATCH = "title-mismatch", "the title beside it belongs to another provision", _OWN
    ONLY_IN_EDITION = "only-in-edition", "the edition that is stated lacks it; another has it", _OWN
    AMBIGUOUS = "ambiguous", "nothing settles which of several things it means", _OWN


class Outcome(Word):
    """What an assessment found of a provision."""

    SATISFIED = "satisfied", "met in full", "NIST OSCAL, assessment results model"
    NOT_SATISFIED = "not_satisfied", "not met", "NIST OSCAL, assessment results model"
    PARTLY = "partly", "met in part, not in full", _OWN
    NOT_APPLICABLE = "not_applicable", "it does not apply to what was assessed", _OWN
    NOT_ASSESSED = "not_assessed", "nobody has looked yet", _OWN


class Change(Word):
    """What became of provisions from one edition to another."""

    UNCHANGED = "unchanged", "the same identifier and name", _OWN
    RETITLED = "retitled", "the same identifier, another name or wording", _OWN
    RENUMBERED = "renumbered", "the same under another identifier", _OWN
    REPLACED = "replaced", "another stands in its place, with another scope", _OWN
    SPLIT = "split", "one became several", _OWN
    MERGED = "merged", "several became one", _OWN
    REGROUPED = "regrouped", "several became several: split and merged", _OWN
    ADDED = "added", "only the later edition has it", _OWN
    RETIRED = "retired", "only the earlier edition has it", _OWN
    REUSED = "reused", "the same identifier with another title, and nothing says that it means the same", _OWN
    UNKNOWN = "unknown", "of the other edition only a part is shipped, without it", _OWN


class Fate(Word):
    """What became of one provision."""

    LIVE = "live", "it is there, under the same identifier", _OWN
    RENAMED = "renamed", "it is there, under another identifier or name", _OWN
    REPLACED = "replaced", "another stands in its place, with another scope", _OWN
    SPLIT = "split", "it became several", _OWN
    MERGED = "merged", "it went, with others, into another", _OWN
    RETIRED = "retired", "it is gone, and nothing says that anything came of it", _OWN
    UNKNOWN = "unknown", "the data do not tell: a person must look", _OWN


class Moved(Word):
    """Whether a reference was carried to another edition."""

    CARRIED_OVER = "carried_over", "it stands for one provision of the other edition", _OWN
    TO_BE_DECIDED = "to_be_decided", "a person must decide", _OWN
    LOST = "lost", "it is gone, and nothing says that anything came of it", _OWN
    UNTOUCHED = "untouched", "the other edition does not concern it: it stays as it is", _OWN


class Extent(Word):
    """How far a provision is covered by what is implemented, most first."""

    FULL = "full", "implemented itself, or something implemented certainly asks all that it asks", _OWN
    PARTIAL = "partial", "something implemented certainly asks part of what it asks", _OWN
    CANDIDATE = "candidate", "relationships lead to it from which nothing follows: to be looked at", _OWN
    ABSENT = "absent", "all that is said of it and of what is implemented is that they have nothing in common", _OWN
    UNKNOWN = "unknown", "nobody has said anything", _OWN


class Carried(Word):
    """What the results of an assessment say of a provision of another document."""

    SATISFIED = "satisfied", "something satisfied asks all that it asks", _OWN
    NOT_SATISFIED = "not_satisfied", "something that failed is part of it", _OWN
    PARTLY = "partly", "something satisfied asks part of what it asks, or it has a part that is met in part", _OWN
    CONFLICT = "conflict", "results say that it is and that it is not satisfied", _OWN
    UNKNOWN = "unknown", "no result says anything of it", _OWN


class Defence(Word):
    """Whether something implemented acts against a threat."""

    ADDRESSED = "addressed", "a mitigation of it is implemented", _OWN
    INHERITED = "inherited", "a mitigation of the threat above it is implemented", _OWN
    PARTLY = "partly", "only threats below it are addressed", _OWN
    UNADDRESSED = "unaddressed", "mitigations of it are known, and none is implemented", _OWN
    UNKNOWN = "unknown", "no mapping set names a mitigation of it", _OWN
