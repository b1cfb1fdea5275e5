"""The tags of tools' findings as canonical references."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from ..errors import AmbiguousReference, InvalidData, UnknownReference, nearest
from ..records.refs import Ref
from ..tables.reasons import Reason

__all__ = ["NormalizedFinding", "UnreadTag", "normalize", "resolve_many"]

Resolve = Callable[..., Ref]


class UnreadTag(NamedTuple):
    """A tag that is not one known reference.

    `near` are the references that it may mean, likeliest first.
    """

    tag: str
    reasons: tuple[Reason, ...]
    near: tuple[str, ...]


class NormalizedFinding(NamedTuple):
    """The references that the tags of one finding mean, and the tags that could not be read.

    `position` is the place of the finding in the input, counted from 0; `refs` are in order, without
    repetition.
    """

    position: int
    refs: tuple[Ref, ...]
    unread: tuple[UnreadTag, ...]


def normalize(
    findings: Iterable[Any], resolve: Resolve, key: str, within: str | Ref | None = None
) -> tuple[NormalizedFinding, ...]:
    """Return canonical references for the tags of tools' findings; see `Catalog.normalize`.

    Args:
        findings: Texts, lists of texts, or mappings.
        resolve: Returns the reference that a tag means, as `Catalog.resolve` does.
        key: The key under which a mapping has its tags.
        within: The standard that tags without a key of their own belong to.

    Raises:
        InvalidData: A finding lacks the key, or a tag is not text.
    """
    return tuple(
        _normalize_finding(position, finding, resolve, key, within)
        for position, finding in enumerate(findings)
    )


def resolve_many(column: Iterable[str], resolve: Resolve) -> tuple[Ref | None, ...]:
    """Return the reference of each text of a column; each distinct text is resolved once.

    Args:
        column: The texts, such as the tags of many findings.
        resolve: Returns the reference that a text means.
    """
    texts = column if isinstance(column, list | tuple) else tuple(column)
    known: dict[str, Ref | None] = {}
    for text in dict.fromkeys(texts):
        try:
            known[text] = resolve(text)
        except (AmbiguousReference, UnknownReference):
            known[text] = None
    return tuple(map(known.__getitem__, texts))


def _normalize_finding(
    position: int, finding: Any, resolve: Resolve, key: str, surroundings: str | Ref | None
) -> NormalizedFinding:
    """Return the references of one finding, and its tags that mean none or several.

    Args:
        position: The place of the finding in the input.
        finding: A text, a list of texts, or a mapping.
        resolve: Returns the reference that a tag means.
        key: The key under which a mapping has its tags.
        surroundings: The standard that tags without a key of their own belong to.
    """
    refs: dict[Ref, None] = {}
    unread: list[UnreadTag] = []
    for within, tag in _tags_of(finding, resolve, key, position):
        try:
            refs[resolve(tag, within=within or surroundings)] = None
        except AmbiguousReference as error:
            unread.append(UnreadTag(tag, (Reason(str(error)),), error.candidates))
        except UnknownReference as error:
            unread.append(UnreadTag(tag, (Reason(str(error)),), error.near_misses))
    return NormalizedFinding(position, tuple(refs), tuple(unread))


def _tags_of(finding: Any, resolve: Resolve, key: str, position: int) -> Iterator[tuple[str | None, str]]:
    """Yield the tags of a finding, each with the document that their key names, if any.

    Args:
        finding: A text, a list of texts, or a mapping.
        resolve: Returns the reference that a key names.
        key: The key under which a mapping has its tags.
        position: The place of the finding, for messages.
    """
    tags = finding
    if isinstance(finding, Mapping):
        if key not in finding:
            near = nearest(key, [other for other in finding if isinstance(other, str)])
            raise InvalidData(
                f"the finding has no {key!r}",
                record=str(position),
                field=key,
                repair=f"pass key={near[0]!r}" if near else "pass key= with the field that has the tags",
            )
        tags = finding[key]
    by_document = tags if isinstance(tags, Mapping) else {None: tags}
    for name, values in by_document.items():
        within = None if name is None else _document_named(name, resolve)
        if not isinstance(values, Iterable) or isinstance(values, bytes):
            problem = f"{values!r} is no text or list of texts"
            raise InvalidData(problem, record=str(position), field=key, repair="write each tag as text")
        for tag in [values] if isinstance(values, str) else values:
            if not isinstance(tag, str):
                raise InvalidData(
                    f"{tag!r} is not text", record=str(position), field=key, repair="write each tag as text"
                )
            yield within, tag


def _document_named(name: Any, resolve: Resolve) -> str | None:
    """Return the document that a key names, with its edition where the key states one; None without one."""
    try:
        ref = resolve(str(name))
    except (UnknownReference, AmbiguousReference):
        return None
    return str(ref.document) if ref.provision is None and "@" in str(name) else ref.standard
