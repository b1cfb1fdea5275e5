"""The word lists of what documents are about: roles, life cycle stages, systems, sectors, topics."""

from __future__ import annotations

from .words import AI_ACT, OWN, Word, word

__all__ = ["LifecycleStage", "Role", "Sector", "SystemType", "Topic"]

_ROLES = "ISO/IEC 22989:2022, 5.19"
_STAKEHOLDERS = "ETSI TS 104 223, stakeholders"
_LIFE = "ISO/IEC 22989:2022, 6.2"
_NIS2 = "Directive (EU) 2022/2555, Annex I"
_NIST_TRUST = "NIST AI 100-1, section 3"
_ADVERSARIAL = "NIST AI 100-2 E2025"


class Role(Word):
    """A role that a document addresses. ISO/IEC 22989, the EU AI Act, ETSI TS 104 223."""

    PROVIDER = word("provider", "develops a system or model, or has it developed, and places it on the market", f"{AI_ACT} 3(3)")
    DEPLOYER = word("deployer", "uses a system under its authority", f"{AI_ACT} 3(4)")
    AUTHORISED_REPRESENTATIVE = word("authorised-representative", "acts in the Union for a provider elsewhere", f"{AI_ACT} 3(5)")
    IMPORTER = word("importer", "places a third country's system on the Union market", f"{AI_ACT} 3(6)")
    DISTRIBUTOR = word("distributor", "makes a system available in the supply chain", f"{AI_ACT} 3(7)")
    PRODUCT_MANUFACTURER = word("product-manufacturer", "puts a product with a system on the market under its own name", f"{AI_ACT} 25(3)")
    GPAI_PROVIDER = word("gpai-provider", "provider of a general-purpose AI model", f"{AI_ACT} 53")
    NOTIFIED_BODY = word("notified-body", "conformity assessment body notified under the law", f"{AI_ACT} 3(22)")
    PLATFORM_PROVIDER = word("platform-provider", "offers a platform on which others build AI", f"{_ROLES}.2")
    DEVELOPER = word("developer", "designs, trains and builds models or systems", f"{_ROLES}.3; {_STAKEHOLDERS}")
    CUSTOMER = word("customer", "acquires an AI product or service", f"{_ROLES}.4")
    INTEGRATOR = word("integrator", "builds AI components into a larger system", f"{_ROLES}.5")
    DATA_PROVIDER = word("data-provider", "supplies data that AI products use", f"{_ROLES}.5")
    AUDITOR = word("auditor", "audits against requirements", f"{_ROLES}.5")
    EVALUATOR = word("evaluator", "tests or red-teams systems", f"{_ROLES}.5")
    SUBJECT = word("subject", "person or entity affected by a system", f"{_ROLES}.6; {_STAKEHOLDERS}")
    REGULATOR = word("regulator", "sets, supervises or enforces policy and law", f"{_ROLES}.7")
    SYSTEM_OPERATOR = word("system-operator", "runs and secures a system in its infrastructure", _STAKEHOLDERS)
    DATA_CUSTODIAN = word("data-custodian", "controls permissions to and the integrity of data", _STAKEHOLDERS)
    END_USER = word("end-user", "uses the system's output in daily work or life", _STAKEHOLDERS)
    GOVERNING_BODY = word("governing-body", "directs and is accountable for the organisation", "ISO/IEC 38507:2022")
    DEFENDER = word("defender", "security operations, incident response and threat intelligence", "NIST SP 800-181 (NICE)")
    STANDARDISER = word("standardiser", "writes standards and policy", "ETSI GR SAI 004")


class LifecycleStage(Word):
    """A stage of the AI system life cycle of ISO/IEC 22989:2022, clause 6."""

    INCEPTION = word("inception", "need, aims, requirements and risks are settled", _LIFE)
    DESIGN_AND_DEVELOPMENT = word("design-and-development", "data, model and system are made", _LIFE)
    VERIFICATION_AND_VALIDATION = word("verification-and-validation", "the system is tested against its requirements", _LIFE)
    DEPLOYMENT = word("deployment", "the system is put into its environment", _LIFE)
    OPERATION_AND_MONITORING = word("operation-and-monitoring", "the system runs and is monitored", _LIFE)
    CONTINUOUS_VALIDATION = word("continuous-validation", "a system that continues to learn is validated repeatedly", _LIFE)
    RE_EVALUATION = word("re-evaluation", "results are compared with aims and risks again", _LIFE)
    RETIREMENT = word("retirement", "the system is taken out of use", _LIFE)


class SystemType(Word):
    """A sort of system. ISO/IEC 22989 and 23053, NIST AI 100-2, EU AI Act, OWASP."""

    IT_SYSTEM = word("it-system", "any information system; AI is not singled out", "ISO/IEC 27000")
    AI_SYSTEM = word("ai-system", "any AI system", f"{AI_ACT} 3(1); ISO/IEC 22989:2022, 3.1.4")
    MACHINE_LEARNING = word("machine-learning", "systems that learn from data", "ISO/IEC 23053:2022")
    PREDICTIVE = word("predictive", "classification and prediction", "NIST AI 100-2 E2025 (PredAI)")
    GENERATIVE = word("generative", "systems that generate content, language models among them", "NIST AI 100-2 E2025 (GenAI)")
    GENERAL_PURPOSE = word("general-purpose", "general-purpose, foundation and frontier models", f"{AI_ACT} 3(63)")
    AGENTIC = word("agentic", "agents that plan, use tools and act", "OWASP Top 10 for Agentic Applications")
    HIGH_RISK = word("high-risk", "systems that the law classes as high-risk", f"{AI_ACT} 6")
    BIOMETRIC = word("biometric", "recognition or categorisation of persons", f"{AI_ACT} 3(34)-(42)")
    FEDERATED = word("federated", "federated or multi-party learning", "IEEE 3652.1-2020")
    ROBOTIC = word("robotic", "robots, vehicles and other autonomous machines", "ISO/IEC 22989:2022, 3.1.29")


class Sector(Word):
    """A sector that a document addresses. After Annexes I and II of Directive (EU) 2022/2555."""

    ENERGY = word("energy", "electricity, oil, gas, heat", _NIS2)
    TRANSPORT = word("transport", "air, rail, water, road, vehicles", _NIS2)
    FINANCE = word("finance", "banking, insurance, markets, payments", _NIS2)
    HEALTH = word("health", "health care and medical devices", _NIS2)
    DIGITAL_INFRASTRUCTURE = word("digital-infrastructure", "telecommunications, cloud, data centres", _NIS2)
    PUBLIC_ADMINISTRATION = word("public-administration", "government bodies and their suppliers", _NIS2)
    CRITICAL_INFRASTRUCTURE = word("critical-infrastructure", "critical infrastructure in general, industrial control", _NIS2)
    MANUFACTURING = word("manufacturing", "products with digital elements and machinery", "Directive (EU) 2022/2555, Annex II")
    DEFENCE = word("defence", "armed forces, national security", OWN)


class Topic(Word):
    """A topic of a document. After NIST AI 100-1, NIST AI 100-2, ISO/IEC 27090 and the OWASP lists."""

    TERMINOLOGY = word("terminology", "terms and concepts", "ISO/IEC 22989:2022")
    GOVERNANCE = word("governance", "policies, accountability, management systems", "NIST AI 100-1, GOVERN")
    RISK_MANAGEMENT = word("risk-management", "risk identification, assessment and treatment", "ISO/IEC 23894:2023")
    QUALITY_MANAGEMENT = word("quality-management", "quality of systems and their making", f"{AI_ACT} 17")
    IMPACT_ASSESSMENT = word("impact-assessment", "impact on people and society", "ISO/IEC 42005:2025")
    CONFORMITY_ASSESSMENT = word("conformity-assessment", "audit, certification, assurance", "ISO/IEC 17000")
    THREATS = word("threats", "threats, attacks and weaknesses described or classified", "ISO/IEC 27090")
    SECURITY_CONTROLS = word("security-controls", "security requirements, controls and mitigations", "ISO/IEC 27002:2022")
    ADVERSARIAL_ML = word("adversarial-ml", "evasion, poisoning, extraction, inversion", _ADVERSARIAL)
    PROMPT_INJECTION = word("prompt-injection", "direct and indirect prompt injection, jailbreaks", _ADVERSARIAL)
    AGENT_SECURITY = word("agent-security", "security of agents, tools and protocols such as MCP", "OWASP Top 10 for Agentic Applications")
    SUPPLY_CHAIN = word("supply-chain", "provenance of models, data and components; bills of materials", _ADVERSARIAL)
    DATA_SECURITY = word("data-security", "protection and integrity of training and operational data", "ISO/IEC 27090")
    DATA_QUALITY = word("data-quality", "quality and governance of data for AI", "ISO/IEC 5259 series")
    PRIVACY = word("privacy", "personal data, anonymisation, privacy-enhancing techniques", _NIST_TRUST)
    INFRASTRUCTURE_SECURITY = word("infrastructure-security", "hardware, platforms, confidential computing, networks", "ETSI GR SAI 006")
    IDENTITY_AND_ACCESS = word("identity-and-access", "identity, authentication, authorisation", "NIST SP 800-53, IA and AC")
    SECURE_DEVELOPMENT = word("secure-development", "secure design, engineering and coding", "NIST SP 800-218")
    TESTING = word("testing", "testing, evaluation, verification and validation", "NIST AI 100-1, MEASURE")
    RED_TEAMING = word("red-teaming", "adversarial testing by people or tools", "NIST AI 600-1")
    ROBUSTNESS = word("robustness", "robustness and reliability", "ISO/IEC TR 24029-1:2021")
    SAFETY = word("safety", "functional and product safety, harm to people", _NIST_TRUST)
    FRONTIER_RISK = word("frontier-risk", "systemic and dangerous-capability risks of the strongest models", f"{AI_ACT} 55")
    LOGGING_AND_MONITORING = word("logging-and-monitoring", "logs, monitoring, anomaly detection", f"{AI_ACT} 12")
    INCIDENT_RESPONSE = word("incident-response", "incidents, reporting, response", f"{AI_ACT} 73")
    VULNERABILITY_MANAGEMENT = word("vulnerability-management", "disclosure, scoring and handling of weaknesses", "ISO/IEC 29147")
    TRANSPARENCY = word("transparency", "information for users, documentation, labelling", _NIST_TRUST)
    EXPLAINABILITY = word("explainability", "explanation and interpretation of outputs", _NIST_TRUST)
    HUMAN_OVERSIGHT = word("human-oversight", "people in, on or over the loop", f"{AI_ACT} 14")
    FAIRNESS = word("fairness", "bias and discrimination", _NIST_TRUST)
    ETHICS = word("ethics", "ethical and societal concerns", "ISO/IEC TR 24368:2022")
    CONTENT_PROVENANCE = word("content-provenance", "synthetic media, deepfakes, watermarks", f"{AI_ACT} 50")
    AI_FOR_SECURITY = word("ai-for-security", "AI used to defend or to attack", "NIST IR 8596")
    PROCUREMENT = word("procurement", "buying and contracting", "IEEE 3119-2025")
    USE_CASES = word("use-cases", "use cases and applications", "ISO/IEC TR 24030:2024")
    REGULATION = word("regulation", "law, its application and guidance on it", OWN)
