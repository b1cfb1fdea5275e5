"""The values of criteria: one or several, matched with the words that are known."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from enum import Enum
from typing import TypeAlias, TypeVar

from ..errors import UnknownCriterion, did_you_mean, nearest, shown

__all__ = [
    "OneOrMore",
    "check_function",
    "check_instance",
    "flag_of",
    "known_value",
    "path_of",
    "text_of",
    "texts_of",
    "unknown_value",
]

Value = TypeVar("Value")
#: How the value of a criterion may be given; None where it is not asked for.
OneOrMore: TypeAlias = Value | Collection[Value] | None


def texts_of(name: str, value: object) -> list[str]:
    """Return the members of a criterion's value as texts.

    Raises:
        UnknownCriterion: A member is not a text.

    >>> texts_of("role", "provider"), texts_of("role", ("provider", "deployer"))
    (['provider'], ['provider', 'deployer'])
    """
    members: Iterable[object] = (
        [value] if isinstance(value, str) or not isinstance(value, Iterable) else value
    )
    texts = []
    for member in members:
        if not isinstance(member, str):
            raise UnknownCriterion(f"{name} must be a text or a collection of texts, not {shown(member)}")
        texts.append(str(member.value) if isinstance(member, Enum) else member)
    return texts


def text_of(name: str, value: object) -> str:
    """Return a criterion's value that must be one text; UnknownCriterion for another."""
    if not isinstance(value, str):
        raise UnknownCriterion(f"{name} must be a text, not {shown(value)}")
    return value


def check_instance(name: str, value: object, kind: type) -> None:
    """Raise UnknownCriterion for a value that is not of a class."""
    if not isinstance(value, kind):
        article = "an" if kind.__name__[0] in "AEIOUaeiou" else "a"
        raise UnknownCriterion(f"{name} must be {article} {kind.__name__}, not {shown(value)}")


def flag_of(name: str, value: object) -> bool:
    """Return a criterion's value that must be True or False; UnknownCriterion for another."""
    if not isinstance(value, bool):
        raise UnknownCriterion(f"{name} must be True, False or None, not {shown(value)}")
    return value


def check_function(name: str, value: object) -> None:
    """Raise UnknownCriterion for a value that is no function."""
    if not callable(value):
        raise UnknownCriterion(f"{name} must be a function, not {shown(value)}")


def path_of(name: str, value: object) -> str:
    """Return the path of a file to write as a text; UnknownCriterion for what is none."""
    try:
        path = os.fsdecode(value)  # type: ignore[arg-type]
        if b"\0" not in os.fsencode(path):
            return path
    except (TypeError, UnicodeError):
        pass
    raise UnknownCriterion(f"{name} must be a path, not {shown(value)}")


def known_value(value: str, known: Collection[str], name: str) -> str:
    """Return the known value that is equal to `value`, case aside.

    Args:
        value: The value as given.
        known: All values that the criterion accepts.
        name: The criterion, for the message.

    Raises:
        UnknownCriterion: No known value is equal; the message names near misses.
    """
    text_of(name, value)
    if value in known:
        return value
    folded = value.casefold()
    for candidate in known:
        if candidate.casefold() == folded:
            return candidate
    raise unknown_value(name, value, known)


def unknown_value(name: str, value: str, known: Iterable[str]) -> UnknownCriterion:
    """Return the error for a value that is not known, with near misses or the known values.

    Args:
        name: What the value was given for: a criterion or an option.
        value: The value as given.
        known: All values that would be accepted.

    >>> print(unknown_value("publisher", "etsy", ["etsi", "ieee"]))
    unknown publisher 'etsy'; did you mean 'etsi'?
    """
    choices = sorted(known)
    hint = did_you_mean(nearest(value, choices))
    if not hint and len(choices) <= 40:
        hint = f"; use one of {', '.join(choices)}"
    return UnknownCriterion(f"unknown {name} {shown(value)}{hint}")
