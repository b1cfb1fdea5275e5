"""How tools write the tags of their findings: one dialect a tool, with ranges of its versions."""

from __future__ import annotations

from attrs import frozen

from ..vocabulary import Confidence
from .dates import PartialDate
from .standards import Source

__all__ = ["Dialect", "DialectVersion", "TagForm", "TagValue"]


@frozen
class TagValue:
    """A tag, or the part of it between opening and closing, and the provision that it means.

    Attributes:
        tag: The text as the tool writes it; capitals do not matter.
        means: The printed identifier, or a whole reference where the edition is another one; empty for
            the document itself.
    """

    tag: str
    means: str = ""


@frozen(kw_only=True)
class TagForm:
    """One way in which a tool writes tags, and what they mean.

    It has words, never patterns, so that no data can make reading slow.

    Attributes:
        standard: The document, with its edition where the tool means one; None where such tags are no
            references to a document of the register.
        keys: The keys or fields under which the form holds; empty for all.
        opening: What a tag begins with; capitals do not matter.
        closing: What it ends with.
        prefix: What is put before the rest, to be read as an identifier of the document.
        values: What single tags mean; where there are some, no other tags are of this form.
        as_document: Whether a tag means the document, whatever it says beside.
        with_parts: Whether the rest may go on with a part of the provision that the data do not hold.
        coarse: Whether a tag says more than the provision that it is read as.
        note: Why such tags are no references, or what is special about them.
    """

    standard: str | None = None
    keys: tuple[str, ...] = ()
    opening: str = ""
    closing: str = ""
    prefix: str = ""
    values: tuple[TagValue, ...] = ()
    as_document: bool = False
    with_parts: bool = False
    coarse: bool = False
    note: str | None = None


@frozen(kw_only=True)
class DialectVersion:
    """What the tags of a range of versions of a tool mean.

    Attributes:
        first: The first version of the range, such as "0.9"; None for the first of all.
        last: The last version of which the tags were read, such as "0.16", which includes 0.16.1.
        forms: The ways in which tags are written; the first that fits counts.
    """

    last: str
    forms: tuple[TagForm, ...]
    first: str | None = None
    note: str | None = None


@frozen(kw_only=True)
class Dialect:
    """How a tool writes the tags of its findings.

    Attributes:
        tool: The id of the tool, which names the file.
        title: The name of the tool as its maker writes it.
        names: Other names by which people ask for it.
        fields: Where its findings keep tags, as paths with dots, if not where the caller says.
        versions: The ranges of versions, oldest first.
        sources: Where this was read, each at a commit.
        recorded: The data release that added the record.
    """

    tool: str
    title: str
    versions: tuple[DialectVersion, ...]
    sources: tuple[Source, ...]
    checked_on: PartialDate
    confidence: Confidence
    recorded: str
    names: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    note: str | None = None
