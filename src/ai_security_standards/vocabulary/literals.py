"""The words of each list as a type, so that checkers refuse a misspelt one.

Made from the lists by `python -m curation build`: do not edit it.
"""

from __future__ import annotations

from typing import Literal

AccessText = Literal[
    "free", "registration", "paid", "members", "none",
]  # fmt: skip
BindingText = Literal[
    "mandatory", "conditional", "voluntary",
]  # fmt: skip
ConfidenceText = Literal[
    "verified", "single-source", "unverified",
]  # fmt: skip
FamilyText = Literal[
    "standards-body", "government", "intergovernmental", "community", "vendor", "academia",
]  # fmt: skip
KindText = Literal[
    "law", "rule", "executive-act", "treaty", "policy", "principles", "code-of-practice", "standard",
    "technical-specification", "technical-report", "amendment", "framework", "control-catalog",
    "verification-standard", "certification-scheme", "profile", "threat-taxonomy", "risk-list", "guideline",
    "checklist", "testing-guide", "maturity-model", "crosswalk", "benchmark", "database", "tool", "report",
]  # fmt: skip
MilestoneKindText = Literal[
    "proposal", "consultation", "adoption", "publication", "entry-into-force", "application",
    "transition-end", "amendment", "repeal", "review", "other",
]  # fmt: skip
StatusText = Literal[
    "planned", "draft", "approved", "published", "in-force", "superseded", "withdrawn", "cancelled",
]  # fmt: skip
TierText = Literal[
    "core", "companion", "outside",
]  # fmt: skip
LifecycleStageText = Literal[
    "inception", "design-and-development", "verification-and-validation", "deployment",
    "operation-and-monitoring", "continuous-validation", "re-evaluation", "retirement",
]  # fmt: skip
RoleText = Literal[
    "provider", "deployer", "authorised-representative", "importer", "distributor", "product-manufacturer",
    "gpai-provider", "notified-body", "platform-provider", "developer", "customer", "integrator",
    "data-provider", "auditor", "evaluator", "subject", "regulator", "system-operator", "data-custodian",
    "end-user", "governing-body", "defender", "standardiser",
]  # fmt: skip
SectorText = Literal[
    "energy", "transport", "finance", "health", "digital-infrastructure", "public-administration",
    "critical-infrastructure", "manufacturing", "defence",
]  # fmt: skip
SystemTypeText = Literal[
    "it-system", "ai-system", "machine-learning", "predictive", "generative", "general-purpose", "agentic",
    "high-risk", "biometric", "federated", "robotic",
]  # fmt: skip
TopicText = Literal[
    "terminology", "governance", "risk-management", "quality-management", "impact-assessment",
    "conformity-assessment", "threats", "security-controls", "adversarial-ml", "prompt-injection",
    "agent-security", "supply-chain", "data-security", "data-quality", "privacy", "infrastructure-security",
    "identity-and-access", "secure-development", "testing", "red-teaming", "robustness", "safety",
    "frontier-risk", "logging-and-monitoring", "incident-response", "vulnerability-management",
    "transparency", "explainability", "human-oversight", "fairness", "ethics", "content-provenance",
    "ai-for-security", "procurement", "use-cases", "regulation",
]  # fmt: skip
CompletenessText = Literal[
    "complete", "partial",
]  # fmt: skip
LegalEffectText = Literal[
    "deemed", "presumed", "may-rely", "integrated", "defence", "displaces",
]  # fmt: skip
ProvisionKindText = Literal[
    "function", "chapter", "principle", "domain", "category", "subcategory", "clause", "annex", "objective",
    "control", "enhancement", "requirement", "recommendation", "guidance", "practice", "task", "action",
    "commitment", "measure", "question", "test", "article", "paragraph", "recital", "risk", "threat",
    "tactic", "technique", "subtechnique", "mitigation", "case-study", "weakness", "component", "persona",
    "stage",
]  # fmt: skip
RiskClassText = Literal[
    "prohibited", "high-risk", "transparency", "general-purpose", "systemic-risk", "any",
]  # fmt: skip
EditionsText = Literal[
    "exact", "same", "carried",
]  # fmt: skip
LineageText = Literal[
    "same", "stated", "merged", "split", "titled",
]  # fmt: skip
MappingStyleText = Literal[
    "set_theory", "structural", "supportive", "concept_crosswalk", "threat", "lineage",
]  # fmt: skip
RationaleText = Literal[
    "syntactic", "semantic", "functional",
]  # fmt: skip
RelationshipTypeText = Literal[
    "equal", "subset_of", "superset_of", "intersects_with", "no_relationship", "supports", "is_supported_by",
    "identical", "equivalent", "contrary", "related", "mitigates", "mitigated_by", "exploits",
    "exploited_by", "tests", "tested_by", "replaces", "replaced_by", "renamed_from", "renamed_to",
    "split_from", "split_into", "merged_from", "merged_into", "adopted_as", "adopts",
]  # fmt: skip
TrustText = Literal[
    "publisher", "third_party", "curated", "inferred",
]  # fmt: skip
AnnexPointText = Literal[
    "annex-i", "annex-i-a", "annex-i-b", "annex-iii", "annex-iii-1", "annex-iii-2", "annex-iii-3",
    "annex-iii-4", "annex-iii-5", "annex-iii-5-b", "annex-iii-5-c", "annex-iii-6", "annex-iii-7",
    "annex-iii-8", "annex-x",
]  # fmt: skip
DeploymentText = Literal[
    "internal", "public", "interactive", "embedded", "public-service", "public-authority",
]  # fmt: skip
OrganisationSizeText = Literal[
    "micro", "small", "medium", "small-mid-cap", "large",
]  # fmt: skip
PurposeText = Literal[
    "defence", "scientific-research", "pre-market", "personal",
]  # fmt: skip
ChangeText = Literal[
    "unchanged", "retitled", "renumbered", "replaced", "split", "merged", "regrouped", "added", "retired",
    "reused", "unknown",
]  # fmt: skip
EditKindText = Literal[
    "edition", "identifier", "pin", "retired", "spelling", "title",
]  # fmt: skip
EventKindText = Literal[
    "announced", "approved", "issued", "in-force", "amended", "superseded", "withdrawn", "begins-to-apply",
    "grace-ends", "date-set", "date-dropped", "milestone", "recorded", "corrected", "revised",
]  # fmt: skip
ExtentText = Literal[
    "full", "partial", "deemed", "candidate", "conflict", "not_satisfied", "absent", "unknown", "excluded",
]  # fmt: skip
ImplementationStatusText = Literal[
    "implemented", "partial", "planned", "alternative", "not_implemented",
]  # fmt: skip
LossKindText = Literal[
    "dropped", "unresolved", "contradiction", "duplicate", "repaired", "assumed", "matched",
]  # fmt: skip
MigrationOutcomeText = Literal[
    "carried_over", "to_be_decided", "lost", "untouched",
]  # fmt: skip
OutcomeText = Literal[
    "satisfied", "not_satisfied", "partly", "not_applicable", "not_assessed",
]  # fmt: skip
ProjectedResultText = Literal[
    "satisfied", "not_satisfied", "partly", "deemed", "conflict", "indicated", "unknown", "excluded",
]  # fmt: skip
ProvisionFateText = Literal[
    "live", "renamed", "replaced", "split", "merged", "retired", "unknown",
]  # fmt: skip
ReferenceVerdictText = Literal[
    "ok", "unknown", "retired", "reused", "title-mismatch", "title-unknown", "only-in-edition",
    "newer-than-data", "not-shipped", "out-of-scope", "ambiguous", "title-not-compared",
]  # fmt: skip
ThreatStatusText = Literal[
    "addressed", "inherited", "partly", "formerly", "unaddressed", "unknown", "excluded",
]  # fmt: skip
VerdictText = Literal[
    "applies", "will_apply", "may_apply", "not_applicable",
]  # fmt: skip
