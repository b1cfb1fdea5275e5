"""Names of documents inside the longer name of a law that carries them out, or of a body that writes them."""

from __future__ import annotations

from ..._store.lazily import regex

__all__ = ["is_in_longer_name", "is_in_other_title"]

_LAW = regex(
    r"(?:-?(?:[Uu]msetzungs|[Aa]npassungs|[Dd]urchf(?:ü|ue)hrungs|[Aa]usf(?:ü|ue)hrungs)"
    r"(?:- und [A-Z]?\w{1,40})?(?:gesetz|verordnung)"
    r"|[ -](?:Implementation|Implementing|Transposition|Enforcement) (?:Act|Law|Bill|Order|Decree))(?![a-z])"
)
_BODY = regex(r" (?:Security )?(?:Initiative|Working Group|Coalition|Community of Practice)(?![a-z])")


#: The rest of a title behind a name, and the draft or RFC whose title it is.
_OTHER_TITLE = regex(
    r"(?:[ -](?:[A-Z][\w.]*|for|of|and|the|in|with|to|on)){1,8},? [(\[](?:draft-[a-z]|RFC[ -]?([0-9]+))"
)


def is_in_other_title(text: str, end: int, standard: str) -> bool:
    """Tell whether a name begins the title of a draft or an RFC that is another document.

    Examples::

        OAuth 2.0 for Browser-Based Apps (draft-ietf-oauth-…)     yes
        OAuth 2.0 Authorization Framework (RFC 6749)              no, for RFC 6749

    Args:
        text: The text.
        end: Where the name ends.
        standard: The id of the document.
    """
    found = _OTHER_TITLE.match(text, end)
    return found is not None and (found[1] is None or not standard.endswith(f"-{found[1]}"))


def is_in_longer_name(text: str, end: int, *, is_law: bool) -> bool:
    """Tell whether a name goes on to that of another law, or of a body.

    Pattern: name ("Umsetzungsgesetz" | "Implementation Act" | "Initiative" | …)

    Examples::

        das NIS2-Umsetzungsgesetz, the NIS2 Implementation Act
        das DSGVO-Anpassungsgesetz
        the OWASP Agentic Security Initiative

    Args:
        text: The text.
        end: Where the name ends.
        is_law: Whether it is that of a law.
    """
    return (_LAW if is_law else _BODY).match(text, end) is not None
