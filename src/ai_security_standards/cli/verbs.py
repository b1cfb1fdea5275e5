"""The verbs of the command, in the order of its help."""

from . import agents, audits, compliance, fixes, formats, laws, lookups, mappings

__all__ = ["VERBS"]

VERBS = (
    *audits.VERBS,
    *fixes.VERBS,
    *lookups.VERBS,
    *mappings.VERBS,
    *laws.VERBS,
    *compliance.VERBS,
    *formats.VERBS,
    *agents.VERBS,
)
