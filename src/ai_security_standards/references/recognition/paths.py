"""The editions of documents that the path of a file states: "iso27001-2022/controls.json"."""

from __future__ import annotations

from collections.abc import Iterator

from ..lexicon import Lexicon
from ..lexicon.edition_names import EditionMatch
from ..lexicon.newer_editions import is_older
from ..text.tokens import Tokens, normalize_text

__all__ = ["editions_of_path"]

#: So many last parts of a path are read.
MOST_PARTS = 8


def editions_of_path(lexicon: Lexicon, path: str) -> dict[str, EditionMatch]:
    """Return the edition that the nearest part of a path states for each document, where one states any.

    The edition is "" where it is before the data; then the match has its text.

    Examples::

        NIST_CSF_v1_1/controls.json                  edition 1.1 of the CSF
        frameworks/pci-dss-v3.2.1/02/section.yaml    "3.2.1", which the data do not have
        iso27001-2013-to-2022/controls.json          none, as it compares two

    Args:
        lexicon: The names and identifiers to recognise.
        path: The path of a file.
    """
    found: dict[str, EditionMatch] = {}
    for part in reversed(path.replace("\\", "/").split("/")[-MOST_PARTS:]):
        several: dict[str, set[EditionMatch]] = {}
        for standard, edition in _editions_of_part(lexicon, Tokens(normalize_text(part))):
            several.setdefault(standard, set()).add(edition)
        for standard, editions in several.items():
            if len(editions) == 1:
                found.setdefault(standard, editions.pop())
    return found


def _editions_of_part(lexicon: Lexicon, tokens: Tokens) -> Iterator[tuple[str, EditionMatch]]:
    """Yield the editions that a part of a path states, each with its document.

    Args:
        lexicon: The names and identifiers to recognise.
        tokens: The part.
    """
    editions = lexicon.names.editions
    for name in lexicon.names.find_all(tokens):
        if not name.standard or name.weak:
            continue
        known = editions.known.get(name.standard, ())
        suffix = editions.match_edition_at(tokens, name.stop, name.standard, marked=True)
        edition = name.edition or suffix.edition
        if edition:
            yield name.standard, EditionMatch(0, edition, "")
        elif suffix.edition == "" and is_older(suffix.text.lstrip("vr. "), known):
            yield name.standard, EditionMatch(0, "", suffix.text)
        for token in tokens[suffix.stop :] if edition else ():
            if token.text != edition and token.text in known:
                yield name.standard, EditionMatch(0, token.text, "")
