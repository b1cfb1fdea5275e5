"""What changed between two states of the data: a report for the changelog and for the reviewer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ai_security_standards._store import structuring
from ai_security_standards._store.register import Register, read_register


def changes(old: Path, new: Path) -> Iterator[str]:
    """One line for each document or provision that came, went or changed, between two data folders."""
    before, after = read_register(old), read_register(new)
    yield from _between("document", _documents(before), _documents(after))
    for ref in sorted(before.framework_loaders.keys() | after.framework_loaders.keys()):
        if ref not in after.framework_loaders:
            yield f"- structure {ref}"
        elif ref not in before.framework_loaders:
            yield f"+ structure {ref}: {len(after.framework(ref).provisions)} provisions"
        else:
            yield from _between("provision", _provisions(before, ref), _provisions(after, ref))


def _documents(register: Register) -> dict[str, dict[str, Any]]:
    return {ref: structuring.unstructure(register.standard(ref)) for ref in register.files_by_ref}


def _provisions(register: Register, ref: str) -> dict[str, dict[str, Any]]:
    return {str(each.ref): structuring.unstructure(each) for each in register.framework(ref).provisions}


def _between(
    what: str, old: Mapping[str, dict[str, Any]], new: Mapping[str, dict[str, Any]]
) -> Iterator[str]:
    for name in sorted(old.keys() | new.keys()):
        if name not in new:
            yield f"- {what} {name}"
        elif name not in old:
            yield f"+ {what} {name}"
        elif old[name] != new[name]:
            fields = [key for key in {**old[name], **new[name]} if old[name].get(key) != new[name].get(key)]
            parts = [f"{key}: {_show(old[name].get(key))} -> {_show(new[name].get(key))}" for key in fields]
            yield f"~ {what} {name}: {'; '.join(parts)}"


def _show(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:79]}…"
