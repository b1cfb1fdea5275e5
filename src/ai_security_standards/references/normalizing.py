"""The tags of tools' findings as canonical references."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from ..errors import AmbiguousReference, InvalidData, UnknownReference, nearest, shown
from ..records.refs import Ref
from ..tables.reasons import Reason
from .lexicon.dialects import DialectReader, TagReading

__all__ = ["NormalizedFinding", "OtherTag", "UnreadTag", "normalize"]

Resolve = Callable[..., Ref]


class UnreadTag(NamedTuple):
    """A tag that is not one known reference.

    Attributes:
        tag: The tag as the tool wrote it.
        reasons: Why it could not be read.
        near: The references that it may mean, likeliest first; or the part of it that was read.
        verdict: "unknown", "newer-than-data", "not-shipped", "out-of-scope" or "ambiguous".
    """

    tag: str
    reasons: tuple[Reason, ...]
    near: tuple[str, ...]
    verdict: str = "unknown"


class OtherTag(NamedTuple):
    """A tag that its tool does not mean as a reference to a document of the catalog, and why."""

    tag: str
    reasons: tuple[Reason, ...]


class NormalizedFinding(NamedTuple):
    """The references that the tags of one finding mean, and the tags that could not be read.

    Attributes:
        position: The place of the finding in the input, counted from 0.
        refs: The references, in order, without repetition.
        unread: The tags that are not one known reference.
        coarse: Those of `refs` that say less than their tag does, such as the law or an article alone.
        other: The tags that the dialect of the tool knows to be no references.
    """

    position: int
    refs: tuple[Ref, ...]
    unread: tuple[UnreadTag, ...]
    coarse: tuple[Ref, ...] = ()
    other: tuple[OtherTag, ...] = ()


class _Tag(NamedTuple):
    """A tag of a finding, the document that its key names, and the keys under which it stands."""

    text: str
    within: str | None
    keys: tuple[str, ...]


def normalize(
    findings: Iterable[Any],
    resolve: Resolve,
    key: str,
    within: str | Ref | None = None,
    dialect: DialectReader | None = None,
) -> tuple[NormalizedFinding, ...]:
    """Return canonical references for the tags of tools' findings; see `Catalog.normalize`.

    Args:
        findings: Texts, lists of texts, or mappings.
        resolve: Returns the reference that a tag means, as `Catalog.resolve` does.
        key: The key under which a mapping has its tags; dots lead into mappings in mappings.
        within: The standard that tags without a key of their own belong to.
        dialect: The tags of the tool, in its version.

    Raises:
        InvalidData: A finding lacks the key, or a tag is not text.
    """
    reader = _Reader(resolve, key, within, dialect, {})
    return tuple(reader.read(position, finding) for position, finding in enumerate(findings))


_Outcome = TagReading | UnreadTag


class _Reader(NamedTuple):
    """How the tags of findings are found and read; each distinct tag is read once."""

    resolve: Resolve
    key: str
    within: str | Ref | None
    dialect: DialectReader | None
    outcomes: dict[_Tag, _Outcome]

    def read(self, position: int, finding: Any) -> NormalizedFinding:
        """Return the references of one finding, and its tags that mean none or several."""
        refs: dict[Ref, None] = {}
        coarse: dict[Ref, None] = {}
        unread: list[UnreadTag] = []
        other: list[OtherTag] = []
        for tag in self._tags_of(finding, position):
            outcome = self.outcomes.get(tag)
            if outcome is None:
                outcome = self.outcomes[tag] = self._outcome(tag)
            if isinstance(outcome, UnreadTag):
                unread.append(outcome)
            elif outcome.ref is None:
                other.append(OtherTag(tag.text, (Reason(outcome.note),)))
            else:
                refs[outcome.ref] = None
                if outcome.is_coarse:
                    coarse[outcome.ref] = None
        return NormalizedFinding(position, tuple(refs), tuple(unread), tuple(coarse), tuple(other))

    def _outcome(self, tag: _Tag) -> _Outcome:
        try:
            return self._read_tag(tag)
        except AmbiguousReference as error:
            return UnreadTag(tag.text, (Reason(str(error)),), error.candidates, "ambiguous")
        except UnknownReference as error:
            return UnreadTag(tag.text, (Reason(str(error)),), error.near_misses, error.verdict)

    def _read_tag(self, tag: _Tag) -> TagReading:
        """Return what a tag means: to its tool where the dialect says so, else as everybody writes it."""
        if self.dialect is not None:
            reading = self.dialect.read(tag.text, tag.keys, self.resolve)
            if reading is not None:
                return reading
        return TagReading(self.resolve(tag.text, within=tag.within or self.within))

    def _tags_of(self, finding: Any, position: int) -> Iterator[_Tag]:
        """Yield the tags of a finding, each with the document that its key names, if any."""
        if not isinstance(finding, Mapping):
            yield from self._tags_in(finding, position, (self.key,))
            return
        fields: tuple[str, ...] = (self.key,)
        if self.dialect is not None and self.key == DEFAULT_KEY:
            fields = tuple(dict.fromkeys((*self.dialect.fields, *fields)))
        values = [(field, value) for field in fields if (value := _value_at(finding, field)) is not None]
        if not values:
            near = nearest(self.key, [other for other in finding if isinstance(other, str)])
            raise InvalidData(
                f"the finding has no {' or '.join(map(repr, fields))}",
                record=str(position),
                field=self.key,
                repair=f"pass key={near[0]!r}" if near else "pass key= with the field that has the tags",
            )
        for field, value in values:
            yield from self._tags_in(value, position, (field,))

    def _tags_in(self, value: Any, position: int, keys: tuple[str, ...]) -> Iterator[_Tag]:
        """Yield the tags in a value of a finding: a text, a list of texts, or such values by document.

        With a dialect, a whole number is a tag too, and a list may hold mappings.

        Args:
            value: The value.
            position: The place of the finding, for messages.
            keys: The field, and the keys in it, that lead to the value.
        """
        if isinstance(value, Mapping) and len(keys) < _DEEPEST:
            for name, inner in value.items():
                if isinstance(inner, Mapping):
                    raise _not_tags(inner, position, keys)
                yield from self._tags_in(inner, position, (*keys, str(name)))
            return
        if isinstance(value, str):
            items: Iterable[Any] = [value]
        elif isinstance(value, Iterable) and not isinstance(value, bytes | Mapping):
            items = value
        elif self.dialect is not None and type(value) is int:
            items = [value]
        else:
            raise _not_tags(value, position, keys)
        within = _document_named(keys[-1], self.resolve) if keys[1:] else None
        for item in items:
            if isinstance(item, str) or (self.dialect is not None and type(item) is int):
                yield _Tag(item if isinstance(item, str) else shown(item), within, keys)
            elif self.dialect is not None and isinstance(item, Mapping):
                yield from self._tags_in(item, position, keys)
            else:
                raise InvalidData(
                    f"{shown(item)} is not text",
                    record=str(position),
                    field=keys[0],
                    repair="write each tag as text",
                )


#: The key under which findings keep tags, if nothing else is said.
DEFAULT_KEY = "tags"

#: The most keys that lead to a tag: the field, a document, and a key of a mapping in a list.
_DEEPEST = 3


def _not_tags(value: Any, position: int, keys: tuple[str, ...]) -> InvalidData:
    problem = f"{shown(value)} is no text or list of texts"
    return InvalidData(problem, record=str(position), field=keys[0], repair="write each tag as text")


def _value_at(finding: Mapping[Any, Any], path: str) -> Any:
    """Return the value of a field, or of a field in a field named with dots; None where there is none."""
    if path in finding:
        return finding[path]
    value: Any = finding
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def _document_named(name: str, resolve: Resolve) -> str | None:
    """Return the document that a key names, with its edition where the key states one; None without one."""
    try:
        ref = resolve(name)
    except (UnknownReference, AmbiguousReference):
        return None
    return str(ref.document) if ref.provision is None and "@" in name else ref.standard
