"""The canonical identifier of everything in the catalog."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple, Protocol, TypeAlias

import attrs

from ..errors import InvalidData, shown

__all__ = ["LONGEST_PROVISION", "REF_PATTERN", "HasRef", "Ref", "References", "is_document", "ref_text"]

# ASCII only: a canonical identifier must survive every system that stores it.
_STANDARD = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*\Z")
_EDITION = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._/-]*[A-Za-z0-9])?\Z")
#: The canonical form as a regular expression of JSON Schema.
REF_PATTERN = r"^[a-z0-9]+([.-][a-z0-9]+)*(@[A-Za-z0-9]([A-Za-z0-9._/-]*[A-Za-z0-9])?)?(:.+)?$"
_LIMIT = 300  # characters
#: The most characters of a provision's identifier, beside a standard and an edition of some length.
LONGEST_PROVISION = _LIMIT - 2


class Ref(NamedTuple):
    """A reference to a document, one of its editions, or a provision of an edition.

    It prints as `standard[@edition][:provision]`. `edition` is None for the edition that is current on
    the catalog's date; `provision` is None for the document itself.

    >>> Ref.parse("owasp-llm-top-10@2025:LLM01")
    Ref(standard='owasp-llm-top-10', edition='2025', provision='LLM01')
    >>> str(Ref("iso-iec-tr-24030", "2024"))
    'iso-iec-tr-24030@2024'
    """

    standard: str
    edition: str | None = None
    provision: str | None = None

    def __str__(self) -> str:
        standard, edition, provision = self
        document = standard if edition is None else f"{standard}@{edition}"
        return document if provision is None else f"{document}:{provision}"

    @classmethod
    def __get_pydantic_core_schema__(cls, _: Any, __: Any) -> dict[str, Any]:
        """Return how pydantic reads and writes a reference: as its text."""
        return {
            "type": "function-plain",
            "function": {"type": "no-info", "function": cls._of},
            "serialization": {"type": "to-string", "when_used": "json"},
        }

    @classmethod
    def __get_pydantic_json_schema__(cls, _: Any, __: Any) -> dict[str, Any]:
        """Return the JSON schema of a reference, for pydantic and FastAPI."""
        return {"type": "string", "pattern": REF_PATTERN, "examples": ["iso-iec-42001@2023:A.6.2.4"]}

    @classmethod
    def _of(cls, value: Any) -> Ref:
        if isinstance(value, Ref):
            return value
        if not isinstance(value, str):
            raise InvalidData(
                f"{shown(value)} is not a reference", repair="write standard[@edition][:provision]"
            )
        return cls.parse(value)

    @property
    def document(self) -> Ref:
        """The same reference without its provision."""
        return Ref(self.standard, self.edition)

    @staticmethod
    def split(text: str) -> tuple[str, str]:
        """Return the document and the provision of a canonical reference, both as text and unchecked.

        >>> Ref.split("owasp-llm-top-10@2025:LLM01"), Ref.split("eu-ai-act")
        (('owasp-llm-top-10@2025', 'LLM01'), ('eu-ai-act', ''))
        """
        document, _, provision = text.partition(":")
        return document, provision

    @staticmethod
    def split_document(text: str) -> tuple[str, str]:
        """Return the standard and the edition of a document's reference, both as text and unchecked.

        >>> Ref.split_document("owasp-llm-top-10@2025")
        ('owasp-llm-top-10', '2025')
        """
        standard, _, edition = text.partition("@")
        return standard, edition

    @property
    def slug(self) -> str:
        """The reference as an address below a folder, the same on every system: see `from_slug`.

        >>> Ref.parse("eu-ai-act@2024/1689:Article 15").slug
        'eu-ai-act@2024~2f1689/Article_15'
        """
        from .slugs import slug_of

        edition = f"@{slug_of(self.edition)}" if self.edition is not None else ""
        provision = f"/{slug_of(self.provision)}" if self.provision is not None else ""
        return f"{slug_of(self.standard)}{edition}{provision}"

    @classmethod
    def from_slug(cls, slug: str) -> Ref:
        """Read a slug: `Ref.from_slug(ref.slug) == ref`.

        Raises:
            InvalidData: It is not the slug of a reference.

        >>> str(Ref.from_slug("nist-sp-800-53@5/AC-2(1)"))
        'nist-sp-800-53@5:AC-2(1)'
        """
        from .slugs import text_of_slug

        if not isinstance(slug, str):
            raise InvalidData(f"{shown(slug)} is not a slug", repair="take one that `Ref.slug` gave")
        document, slash, provision = slug.partition("/")
        standard, at_sign, edition = document.partition("@")
        ref = cls(
            text_of_slug(standard),
            text_of_slug(edition) if at_sign else None,
            text_of_slug(provision) if slash else None,
        )
        return cls.parse(str(ref))

    @classmethod
    def parse(cls, text: str) -> Ref:
        """Read the canonical form; `str(Ref.parse(text)) == text`.

        What people write ("OWASP LLM01:2025") is read by `Catalog.resolve`.

        Raises:
            InvalidData: The text is not a canonical reference; the message names the wrong part.
        """
        if not isinstance(text, str):
            raise InvalidData(
                f"{shown(text)} is not a reference: it is not a text",
                repair="write standard[@edition][:provision]",
            )
        if len(text) > _LIMIT:
            raise InvalidData(
                f"a reference has at most {_LIMIT} characters, this one has {len(text)}",
                record=text[:40] + "…",
                repair="write standard[@edition][:provision]",
            )
        document, colon, provision = text.partition(":")
        standard, at_sign, edition = document.partition("@")
        problem = ""
        if not _STANDARD.match(standard):
            problem = f"the standard {standard!r} is not an identifier of small letters and digits"
        elif at_sign and not _EDITION.match(edition):
            problem = f"the edition {edition!r} is not an identifier"
        elif colon and (not provision.strip() or not provision.isprintable()):
            problem = f"the provision {provision!r} is empty or not printable"
        if problem:
            raise InvalidData(
                f"{text!r} is not a reference: {problem}",
                record=text,
                repair="write standard[@edition][:provision], such as iso-iec-tr-24030@2024",
            )
        return cls(standard, edition if at_sign else None, provision if colon else None)


class _Fields:
    """The fields of `Ref` as attrs names them, made when attrs asks."""

    def __get__(self, *_: object) -> Any:
        return _fields_of_ref()


@cache
def _fields_of_ref() -> Any:
    return attrs.fields(attrs.make_class("Ref", list(Ref._fields)))


# `attrs.asdict` makes a list of a tuple; of what names its fields in this way it makes a mapping by name.
setattr(Ref, "__attrs_attrs__", _Fields())  # noqa: B010 - type checkers would take it for a field


def is_document(standard: str, edition: str) -> bool:
    """Tell whether an id and an edition make the reference of a document.

    >>> is_document("eu-ai-act", "2024-1689"), is_document("EU AI Act", "2024")
    (True, False)
    """
    if len(standard) + len(edition) >= _LIMIT:
        return False
    return bool(_STANDARD.match(standard) and _EDITION.match(edition))


def ref_text(value: object) -> str:
    """Return a reference, or that of a record, as a text; of what is neither, a text that is no reference.

    >>> ref_text(Ref("eu-ai-act")), ref_text("eu-ai-act"), ref_text(10**5_000)
    ('eu-ai-act', 'eu-ai-act', 'a value of type int')
    """
    if isinstance(value, str):
        return value
    ref = getattr(value, "ref", value)
    return str(ref) if isinstance(ref, str | Ref) else shown(ref)


class HasRef(Protocol):
    """A record that can stand for its reference: a document, a provision, a row of a result."""

    @property
    def ref(self) -> Ref:
        """Its canonical reference."""
        ...


#: One reference or several, as texts, as `Ref` or as records.
References: TypeAlias = str | Ref | HasRef | Iterable[str | Ref | HasRef]
