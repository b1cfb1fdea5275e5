"""Identifiers that a document shares with its profiles: the one that the page is about is meant."""

from __future__ import annotations

from .page import Page
from .self_identifying import SelfIdentified

__all__ = ["of_topic"]

#: The subject that the titles of profiles name and those of the documents below them do not.
_SUBJECT = "ai"


def of_topic(page: Page, first: int, by_itself: SelfIdentified | None) -> SelfIdentified | None:
    """Choose the one of several standards with an identifier that the headings above it name.

    Examples::

        # NIST SP 800-218A … PW.5.1      of that, rather than of NIST SP 800-218
        "key": "PW.5.1"                  of NIST SP 800-218, as nothing names the profile of it
        PW.1.2 (provenance), for AI      of either, as the profile of it is for AI

    Args:
        page: The text.
        first: The token with which the identifier begins.
        by_itself: The identifier, with the standards that have it.
    """
    if by_itself is None or not by_itself.alternatives:
        return by_itself
    topics = page.topic_standards(page.tokens[first].start)
    several = (by_itself.standard, *by_itself.alternatives)
    named = [each for each in several if each in topics]
    if not (named or page.lenient) and page.standards.isdisjoint((*several, page.within)):
        named = [each for each in several if not _is_profile(page, each)]
        if len(named) == 1 and _has_subject_of_profile(page, several, named[0]):
            return by_itself
    return by_itself._replace(standard=named[0], alternatives=()) if len(named) == 1 else by_itself


def _is_profile(page: Page, standard: str) -> bool:
    """Tell whether a document is a profile of another one, whose identifiers it repeats."""
    register = page.lexicon.register
    return bool(register.raw(register.ordered(standard)[-1])["kind"] == "profile")


def _has_subject_of_profile(page: Page, several: tuple[str, ...], base: str) -> bool:
    """Tell whether a page speaks of AI, which a profile adds to the document of which it is one.

    Args:
        page: The text.
        several: The document and its profiles.
        base: The document.
    """
    words = page.lexicon.document_words
    is_added = _SUBJECT not in words(base) and any(_SUBJECT in words(each) for each in several)
    key = _SUBJECT, ""
    if key not in page.own_series:
        page.own_series[key] = _SUBJECT in page.tokens.values
    return is_added and page.own_series[key]
