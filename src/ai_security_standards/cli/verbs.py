"""The verbs of the command, in the order of its help."""

from . import audits, compliance, fixes, laws, lookups, mappings, tables

__all__ = ["VERBS"]

VERBS = (
    *audits.VERBS,
    *fixes.VERBS,
    *lookups.VERBS,
    *mappings.VERBS,
    *laws.VERBS,
    *compliance.VERBS,
    *tables.VERBS,
)
