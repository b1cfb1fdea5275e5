"""The verbs of the command, in the order of its help."""

from . import agents, audits, compliance, fixes, formats, laws, lookups, mappings, tables

__all__ = ["VERBS"]

VERBS = (
    *audits.VERBS,
    *fixes.VERBS,
    *lookups.VERBS,
    *mappings.VERBS,
    *laws.VERBS,
    *compliance.VERBS,
    *tables.VERBS,
    *formats.VERBS,
    *agents.VERBS,
)
