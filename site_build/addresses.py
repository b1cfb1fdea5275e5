"""Addresses: which page shows what, and how one page links to another, from a folder as from a host."""

from __future__ import annotations

from posixpath import relpath

from ai_security_standards import Ref

__all__ = ["anchor_of", "edition_list", "page_of", "pair_of", "relative"]


def page_of(ref: Ref) -> str:
    """Return the page of a document's edition or of a provision.

    >>> page_of(Ref.parse("eu-ai-act@2024/1689:Article 15")), page_of(Ref.parse("nist-csf@2.0"))
    ('ref/eu-ai-act@2024~2f1689/Article_15.html', 'ref/nist-csf@2.0/index.html')
    """
    return f"ref/{ref.slug}.html" if ref.provision is not None else f"ref/{ref.slug}/index.html"


def anchor_of(ref: Ref) -> str:
    """Return the place of a provision in the page of its document.

    >>> anchor_of(Ref.parse("nist-sp-800-53@5:AC-2(1)"))
    'ref/nist-sp-800-53@5/index.html#AC-2(1)'
    """
    return f"{page_of(ref.document)}#{ref.slug.partition('/')[2]}"


def edition_list(standard: str) -> str:
    """Return the page that lists the editions of a standard.

    >>> edition_list("nist-csf")
    'ref/nist-csf/index.html'
    """
    return f"ref/{Ref(standard).slug}/index.html"


def pair_of(first: str, second: str) -> str:
    """Return the name of the files of a crosswalk, the same from both sides.

    >>> pair_of("nist-csf@2.0", "eu-ai-act@2024/1689")
    'eu-ai-act@2024~2f1689--nist-csf@2.0'
    """
    return "--".join(sorted((Ref.parse(first).slug, Ref.parse(second).slug)))


def relative(page: str, target: str) -> str:
    """Return how a page links to another file of the site.

    >>> relative("ref/a@1/index.html", "index.html"), relative("browse.html", "ref/a@1/x.html#y")
    ('../../index.html', 'ref/a@1/x.html#y')
    """
    path, hash_sign, anchor = target.partition("#")
    return relpath(path, page.rpartition("/")[0] or ".") + hash_sign + anchor
