"""The canonical identifier of everything in the catalog."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..errors import InvalidData

__all__ = ["Ref"]

# ASCII only: a canonical identifier must survive every system that stores it.
_STANDARD = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*\Z")
_EDITION = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._/-]*[A-Za-z0-9])?\Z")
_LIMIT = 300


class Ref(NamedTuple):
    """A document, one of its editions, or a provision of an edition.

    It prints as `standard[@edition][:provision]`. `edition` is None for "the edition current on
    the catalog's date"; `provision` is None for the document itself. Being a NamedTuple, it
    hashes, sorts, unpacks and pickles like any tuple.

    >>> Ref.parse("owasp-llm-top-10@2025:LLM01")
    Ref(standard='owasp-llm-top-10', edition='2025', provision='LLM01')
    >>> str(Ref("iso-iec-tr-24030", "2024"))
    'iso-iec-tr-24030@2024'
    """

    standard: str
    edition: str | None = None
    provision: str | None = None

    def __str__(self) -> str:
        edition = f"@{self.edition}" if self.edition is not None else ""
        provision = f":{self.provision}" if self.provision is not None else ""
        return f"{self.standard}{edition}{provision}"

    @property
    def document(self) -> Ref:
        """The same reference without its provision."""
        return Ref(self.standard, self.edition)

    @classmethod
    def parse(cls, text: str) -> Ref:
        """Read the canonical form; `str(Ref.parse(text)) == text`.

        Only the canonical form is read here, not what people write ("OWASP LLM01:2025").
        Raises InvalidData that names the part which is malformed.
        """
        if len(text) > _LIMIT:
            raise InvalidData(
                f"a reference has at most {_LIMIT} characters, this one {len(text)}",
                record=text[:40] + "…",
                repair="give standard[@edition][:provision]",
            )
        document, colon, provision = text.partition(":")
        standard, at, edition = document.partition("@")
        wrong = ""
        if not _STANDARD.match(standard):
            wrong = f"the standard {standard!r} is no identifier of small letters and digits"
        elif at and not _EDITION.match(edition):
            wrong = f"the edition {edition!r} is no identifier"
        elif colon and (not provision.strip() or not provision.isprintable()):
            wrong = f"the provision {provision!r} is empty or not printable"
        if wrong:
            raise InvalidData(
                f"{wrong}, so {text!r} is no reference",
                record=text,
                repair="write standard[@edition][:provision], such as iso-iec-tr-24030@2024",
            )
        return cls(standard, edition if at else None, provision if colon else None)
