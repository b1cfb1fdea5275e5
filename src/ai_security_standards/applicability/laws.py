"""What is known of law and certification beside the register: questions, certifiable documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .._store.register import Register
from ..records.laws import Law

__all__ = ["NO_LAW", "certifiable", "law_questions"]

#: What a document without rules of law is judged by.
NO_LAW = Law(standard="", act="", sources=(), scope=())


def certifiable(register: Register, standard: str) -> str | None:
    """Return why a document can be certified against; None if it cannot."""
    listed = register.cached("certifiable", _certifiable)
    return listed.get(standard)


def _certifiable(register: Register) -> Mapping[str, str]:
    return {each["standard"]: each["why"] for each in register.load_certifiable()}


def law_questions(register: Register) -> frozenset[str]:
    """Return the questions that the rules of all laws ask, and that no fact of a profile answers."""
    return register.cached("law questions", _law_questions)


def _law_questions(register: Register) -> frozenset[str]:
    return frozenset(question for load in register.law_loaders.values() for question in _asks(load()))


def _asks(value: Any) -> Iterator[str]:
    """Yield the questions of all conditions in the raw rules of a law."""
    if isinstance(value, dict):
        for key, part in value.items():
            if key == "ask":
                yield part
            else:
                yield from _asks(part)
    elif isinstance(value, list):
        for part in value:
            yield from _asks(part)
