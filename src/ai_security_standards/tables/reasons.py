"""Reasons: a sentence with its source, or a doubt that a person must settle."""

from __future__ import annotations

from attrs import frozen

from ..records.cards import Card

__all__ = ["Reason", "needs_review"]


@frozen
class Reason(Card):
    """A sentence in our own words, and where it comes from.

    `source` is an article, a field of the register, a mapping set or an edition; it may be empty.
    `doubt` marks a reason for which a person must look before relying on the result.

    >>> str(Reason("the provider places the system on the market", "Article 2(1)(a)"))
    'the provider places the system on the market (Article 2(1)(a))'
    """

    text: str
    source: str = ""
    doubt: bool = False

    def __str__(self) -> str:
        return f"{self.text} ({self.source})" if self.source else self.text


def needs_review(reasons: tuple[Reason, ...]) -> bool:
    """Tell whether any of the reasons is a doubt."""
    return any(reason.doubt for reason in reasons)
