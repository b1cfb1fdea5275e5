"""Titles that files give identifiers of the catalog, and that are those of other provisions."""

from __future__ import annotations

from collections.abc import Callable

from ..catalog import Catalog
from ..editions.tracing import successors_of
from ..records.provisions import Provision
from ..records.refs import Ref
from ..references.lexicon import Lexicon
from ..references.resolution.title_owners import has_passed_to, ranked_owners
from ..references.resolution.title_relations import owners_of_title

__all__ = ["TitleReader"]


class TitleReader:
    """Compares the titles in files with those of the catalog, in the same way as an audit."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._successors: Callable[[Ref], tuple[Ref, ...]] | None = None
        self._read: dict[tuple[Ref, str], str | None] = {}

    def problem(self, ref: Ref, title: str | None) -> str | None:
        """Return whose title is written for a provision; None where it is its own, or nobody's.

        >>> from ai_security_standards import load
        >>> reader, second = TitleReader(load()), Ref("owasp-llm-top-10", "2025", "LLM02")
        >>> print(reader.problem(second, "Insecure Output Handling").partition(";")[0])
        owasp-llm-top-10@2025:LLM02 is 'Sensitive Information Disclosure'
        """
        if not title:
            return None
        key = ref, title
        if key not in self._read:
            self._read[key] = self._problem(ref, title)
        return self._read[key]

    def _problem(self, ref: Ref, title: str) -> str | None:
        found = self._catalog.get(ref)
        if not isinstance(found, Provision) or found.name.casefold() == title.casefold():
            return None  # of a document without a structure nothing is known
        lexicon = self._catalog.snapshot.register.cached("lexicon", Lexicon)
        owners = owners_of_title(lexicon, ref, title)
        if not owners:
            return None
        if self._successors is None:
            self._successors = successors_of(self._catalog.snapshot)
        if has_passed_to(ref, owners, lexicon, self._successors):
            return None  # what has this title in an earlier edition became the provision
        named = ", ".join(ranked_owners(ref, owners))
        return f"{ref} is {found.name!r}; {title!r} is the title of {named}"
