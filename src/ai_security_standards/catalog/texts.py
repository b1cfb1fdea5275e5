"""References as people and tools write them: read, found, judged, and put in order."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable
from typing import Any

from ..dates import as_date
from ..refs import Ref
from .lookup import Lookup

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..auditing import Audit, Normalized
    from ..citations import Citing, Mention

__all__ = ["Texts"]


class Texts(Lookup):
    """References in texts."""

    __slots__ = ()

    def resolve(self, text: str, *, within: str | Ref | None = None, on: dt.date | str | None = None) -> Ref:
        """The reference that a short text is, as people and tools write it, pinned to an edition.

        The edition is the one stated, or told by the title beside the identifier, or that of `on`,
        the date of the text; else, where the identifier means the same in every edition that has it,
        the current one. `within` is the standard that the surroundings name: a column, a key, a page.
        Raises AmbiguousReference, with the candidates ranked, where nothing settles what is meant,
        and UnknownReference, with near misses, where nothing is.

        >>> str(load().resolve("OWASP LLM06 (2023/24)"))
        'owasp-llm-top-10@2023:LLM06'
        >>> str(load().resolve("Art. 15(4) AI Act"))
        'eu-ai-act@2024/1689:Article 15(4)'
        """
        from ..citations import resolve

        return resolve(self._citing, text, self.date, *self._told(within, on))

    def find_references(
        self, text: str, *, within: str | Ref | None = None, on: dt.date | str | None = None
    ) -> tuple[Mention, ...]:
        """Every reference in a text, in order: prose, Markdown, code, JSON, YAML, tables.

        `start` and `end` are places in `text`. A document that the text names carries over to the
        identifiers that belong to it; lists and ranges are expanded. What merely looks like an
        identifier is left alone. `within` and `on` are as for `resolve`; what stays ambiguous is
        given as such, with its candidates.

        >>> found = load().find_references("Articles 9 to 11 and 17 of the AI Act")
        >>> [ref.provision for mention in found for ref in mention.refs]
        ['Article 9', 'Article 10', 'Article 11', 'Article 17']
        """
        from ..citations import find_references

        return find_references(self._citing, text, self.date, *self._told(within, on))

    def audit(
        self,
        subject: str | os.PathLike[str] | Iterable[Any],
        *,
        within: str | Ref | None = None,
        on: dt.date | str | None = None,
    ) -> Audit:
        """Every reference in a text, in rows of texts, or in files (as `pathlib.Path`), judged.

        Identifiers stay well-formed when they rot, so each is held against what is written beside
        it: `ok`, `unknown`, `retired` with its successors, `reused` (the title is that of the same
        identifier in another edition), `title-mismatch` (it belongs to another provision, which is
        named), `only-in-edition`, or `ambiguous`. `within` and `on` are as for `resolve`. The
        result is a table with `findings`, `counts`, `sound`, and `exit_status` for a job that must
        fail. Raises InvalidData for a file that is no text.

        >>> found = load().audit("LLM06:2025 Sensitive Information Disclosure")
        >>> found[0].verdict.value, found[0].instead[0]
        ('reused', 'owasp-llm-top-10@2025:LLM02')
        """
        from ..auditing import audit
        from ..editions import heirs

        return audit(self._citing, subject, self.date, *self._told(within, on), heirs(self._catalog))

    def normalize(self, findings: Iterable[Any], *, tags: str = "tags") -> tuple[Normalized, ...]:
        """Canonical references for the tags of a tool's findings, each finding's apart.

        A finding is a text (one tag), a list of texts, or a mapping that holds them under the key
        `tags`: one text, a list, or a mapping of a standard's name to its tags. What cannot be read
        is kept and reported in `unread`, with the reason and what may have been meant. Raises
        InvalidData for a finding without that key, and for a tag that is no text.

        >>> (found,) = load().normalize([{"tags": ["owasp:llm01", "cwe-79x"]}])
        >>> [str(ref) for ref in found.refs], [each.tag for each in found.unread]
        (['owasp-llm-top-10@2026:LLM01'], ['cwe-79x'])
        """
        from ..auditing import normalize

        return normalize(findings, self.resolve, tags)

    @property
    def _citing(self) -> Citing:
        from ..citations import Citing

        return self._register.once("citing", Citing)

    def _told(self, within: str | Ref | None, on: dt.date | str | None) -> tuple[Ref | None, dt.date | None]:
        """The document that the surroundings of a text name, and the date of the text."""
        return self._surroundings(within), None if on is None else as_date(on)

    def _surroundings(self, within: str | Ref | None) -> Ref | None:
        if within is None:
            return None
        if isinstance(within, str) and within in self._register.editions:
            return Ref(within)
        ref = Ref.parse(str(within))
        if ref.standard not in self._register.editions or ref.edition is not None:
            self.standard(ref.document)
        return ref.document
