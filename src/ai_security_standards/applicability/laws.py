"""The documents that can be certified against."""

from __future__ import annotations

from collections.abc import Mapping

from .._store.register import Register

__all__ = ["certifiable"]


def certifiable(register: Register, standard: str) -> str | None:
    """Return why a document can be certified against; None if it cannot."""
    listed = register.cached("certifiable", _certifiable)
    return listed.get(standard)


def _certifiable(register: Register) -> Mapping[str, str]:
    return {each["standard"]: each["why"] for each in register.load_certifiable()}
