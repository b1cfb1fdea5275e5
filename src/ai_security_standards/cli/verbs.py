"""The verbs of the command, in the order of its help."""

from . import audits, compliance, lookups, mappings

__all__ = ["VERBS"]

VERBS = (*audits.VERBS, *lookups.VERBS, *mappings.VERBS, *compliance.VERBS)
