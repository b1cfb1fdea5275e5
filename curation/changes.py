"""The differences between two states of the data: a report for the changelog and for the reviewer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ai_security_standards._store import structuring
from ai_security_standards._store.register import Register, read_register

__all__ = ["changes"]

_VALUE_LENGTH = 80

Records = Mapping[str, dict[str, Any]]


def changes(old: Path, new: Path) -> Iterator[str]:
    """Return one line for each document or provision that was added, removed or changed.

    Args:
        old: The earlier data folder.
        new: The later data folder.
    """
    before, after = read_register(old), read_register(new)
    yield from _differences("document", _documents(before), _documents(after))
    for ref in sorted(before.framework_loaders.keys() | after.framework_loaders.keys()):
        if ref not in after.framework_loaders:
            yield f"- structure {ref}"
        elif ref not in before.framework_loaders:
            yield f"+ structure {ref}: {len(after.framework(ref).provisions)} provisions"
        else:
            yield from _differences("provision", _provisions(before, ref), _provisions(after, ref))


def _documents(register: Register) -> Records:
    return {ref: structuring.unstructure(register.standard(ref)) for ref in register.files_by_ref}


def _provisions(register: Register, ref: str) -> Records:
    provisions = register.framework(ref).provisions
    return {str(provision.ref): structuring.unstructure(provision) for provision in provisions}


def _differences(kind: str, old: Records, new: Records) -> Iterator[str]:
    for name in sorted(old.keys() | new.keys()):
        if name not in new:
            yield f"- {kind} {name}"
        elif name not in old:
            yield f"+ {kind} {name}"
        elif old[name] != new[name]:
            yield f"~ {kind} {name}: {'; '.join(_changed_fields(old[name], new[name]))}"


def _changed_fields(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    for field in {**old, **new}:
        if old.get(field) != new.get(field):
            yield f"{field}: {_excerpt(old.get(field))} -> {_excerpt(new.get(field))}"


def _excerpt(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _VALUE_LENGTH else f"{text[: _VALUE_LENGTH - 1]}…"
