"""What keys of fields are called that keep identifiers, their titles, and what groups them."""

from __future__ import annotations

__all__ = [
    "DESCRIPTION_KEYS",
    "GROUP_KEYS",
    "NOTE_KEYS",
    "OTHERS_KEYS",
    "TITLE_ENDINGS",
    "TITLE_KEYS",
    "is_id_key",
    "is_name_key",
    "owner_of_name",
]

#: Keys under which a title is kept, in the form without signs; others end in "name" or "title".
TITLE_KEYS = frozenset(
    "title name label heading remarks section shortdescription description_short "
    "titel bezeichnung titulo ttulo nombre titre nome titolo naam nazwa judul".split()
)
#: Keys under which a title is kept where there is none of these.
DESCRIPTION_KEYS = frozenset("text summary description fulldescription".split())
TITLE_ENDINGS = ("name", "title", "label")

#: What a key is called whose value identifies the object: `id`, `control_id`, `code`; no list of references.
_ID_KEYS = frozenset(
    "id code number key ref reference identifier article clause no nr num section technique control "
    "requirement risk threat cwe principle practice subcategory".split()
)

_NAME_STEMS = frozenset(
    "display full short official category provision item entry mitigation weakness".split()
)

#: Keys of what groups provisions, or of other things beside them.
GROUP_KEYS = (
    "domain", "family", "function", "categor", "theme", "tactic", "phase", "status", "severity", "type",
    "priority", "owner", "source", "target", "url", "date", "framework", "standard",
)  # fmt: skip

#: Keys of other entries that an object names beside its own title.
OTHERS_KEYS = (
    "parent",
    "related",
    "depends",
    "seealso",
    "supersedes",
    "replaces",
    "mapped",
    "maps",
    "mapping",
)

#: Keys and headers of what is said about a provision, or made for it: no titles.
NOTE_KEYS = (
    "note", "description", "rationale", "evidence", "implementation", "comment", "justification", "guidance",
    "relation", "mapping", "why", "how", "reason", "context", "example", "use", "action", "scope", "approach",
    "coverage", "gap", "ourcontrol", "ourcontrols", "procedure", "policy", "measure", "test", "artifact",
    "artefact", "output", "deliverable", "tool", "summary", "detail", "meaning", "whatit", "whatwe", "impact",
    "remediation", "mitigation", "recommend", "solution", "feature", "component", "finding", "observation",
    "change", "migration", "stride",
)  # fmt: skip


def is_id_key(key: str) -> bool:
    """Tell whether a key, in the plain form, identifies its object: "id", "controlid", "code"."""
    return key.endswith("id") or key in _ID_KEYS


def is_name_key(key: str, stem: str) -> bool:
    """Tell whether a key keeps the title of an identifier: "title", "control_name"; not "file_name".

    Args:
        key: The key in the plain form.
        stem: The key of the identifier in the plain form, without "id".
    """
    if key in TITLE_KEYS:
        return True
    ending = next((ending for ending in TITLE_ENDINGS if key.endswith(ending)), None)
    if ending is None:
        return False
    owner = key.removesuffix(ending)
    return owner in _ID_KEYS or owner in _NAME_STEMS or (bool(stem) and owner.startswith(stem))


def owner_of_name(key: str) -> str | None:
    """Return what a key in the plain form names: the technique of "techniquename"; None for "name"."""
    ending = next((ending for ending in TITLE_ENDINGS if key.endswith(ending)), None)
    return None if ending is None else key.removesuffix(ending) or None
