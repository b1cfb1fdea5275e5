"""The tags of one tool in one version: which of them are references, and to what."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from ..._store.lazily import regex
from ..._store.register import Register
from ...errors import UnknownCriterion, UnknownReference, did_you_mean, nearest
from ...records.dialects import Dialect, DialectVersion, TagForm
from ...records.names import fold_name, words_of
from ...records.refs import Ref
from ...vocabulary import Completeness
from ..text.tokens import LONGEST_NUMBER

__all__ = ["DialectReader", "TagReading", "find_dialect", "parts_of", "version_numbers"]

#: Returns the reference that a text means within a document.
Resolve = Callable[..., Ref]
#: The words and numbers of an identifier, by which spellings of it are compared.
Parts = tuple[str | int, ...]

#: A word that names a part of a provision has at most so many letters: "(iii)".
LONGEST_PART = 3

_VERSION = regex(r"v?(\d+(?:\.\d+)*)")
_PART = regex(r"[^\W\d_]+|\d+")


class TagReading(NamedTuple):
    """What a tag means to its tool.

    Attributes:
        ref: The reference; None where the tag is none.
        is_coarse: Whether the tag says more than the reference.
        note: Why it is no reference.
    """

    ref: Ref | None
    is_coarse: bool = False
    note: str = ""


def version_numbers(text: str | None) -> tuple[int, ...] | None:
    """Return the numbers at the start of a version; None where there are none.

    >>> version_numbers("v0.16.1.pre1"), version_numbers("main")
    ((0, 16, 1), None)
    """
    match = _VERSION.match(text or "")
    return tuple(int(part[:LONGEST_NUMBER]) for part in match[1].split(".")) if match else None


def parts_of(text: str) -> Parts:
    """Return the words and numbers of an identifier, without what stands between them.

    >>> parts_of("AC-02(01)") == parts_of("ac_2_1")
    True
    """
    return tuple(
        int(part) if part.isdecimal() and len(part) <= LONGEST_NUMBER else part.casefold()
        for part in _PART.findall(text)
    )


def find_dialect(register: Register, text: str) -> DialectReader:
    """Return the reader of the tags of a tool, named as "garak" or "garak@0.16".

    A name may go on after that of the tool. A version without numbers at its start, such as that of a
    branch, means the newest that is described.

    Args:
        register: The dialects, and the documents that they name.
        text: The tool, with or without its version.

    Raises:
        UnknownCriterion: The tool has no dialect; the message names near misses.
    """
    name, _, version = text.partition("@")
    words = words_of(name)
    tools = {
        fold_name(known): tool
        for tool, file in register.dialect_files.items()
        for known in (tool, *file.names)
    }
    starts = (" ".join(words[:count]) for count in range(len(words), 0, -1))
    tool = next((tools[start] for start in starts if start in tools), None)
    dialect = register.dialect(tool) if tool is not None else None
    if dialect is None:
        known = sorted(register.dialect_files)
        near = did_you_mean(nearest(name, known)) or f"; known are {', '.join(known)}"
        raise UnknownCriterion(f"unknown dialect {name!r}{near}")
    return DialectReader(register, dialect, version_numbers(version.strip()))


class DialectReader:
    """Reads the tags of one tool in one version.

    Attributes:
        fields: Where findings of the tool keep tags, as paths with dots.
    """

    __slots__ = ("_described", "_dialect", "_indexes", "_register", "_values", "_version", "fields")

    def __init__(self, register: Register, dialect: Dialect, version: tuple[int, ...] | None) -> None:
        self._register = register
        self._dialect = dialect
        self._described, is_described = _range_of(dialect, version)
        self._version = None if is_described else ".".join(map(str, version or ()))
        self._values = [
            {value.tag.casefold(): value.means for value in form.values} for form in self._described.forms
        ]
        self._indexes: dict[str, _Index] = {}
        self.fields = dialect.fields

    def read(self, tag: str, keys: Collection[str], resolve: Resolve) -> TagReading | None:
        """Return what a tag means; None where the dialect does not say.

        Args:
            tag: The tag.
            keys: The keys and fields under which it stands.
            resolve: Returns the reference that a text means `within` a document.

        Raises:
            UnknownReference: A tag of a known form names nothing known, or the version is not described.
            AmbiguousReference: It may name several things.
        """
        tag = tag.strip()
        folded_keys = {fold_name(key) for key in keys}
        for form, values in zip(self._described.forms, self._values, strict=True):
            rest = _rest_of(form, tag, folded_keys)
            if rest is None or (values and rest.casefold() not in values):
                continue
            if form.standard is None:
                return TagReading(None, note=form.note or "")
            return self._read_form(form, tag, rest, values.get(rest.casefold()), resolve)
        return None

    def _read_form(
        self, form: TagForm, tag: str, rest: str, value: str | None, resolve: Resolve
    ) -> TagReading:
        """Return what a tag of a form means.

        Args:
            form: The form.
            tag: The tag.
            rest: The tag between opening and closing.
            value: What the form's values say of it; None where it has none.
            resolve: Returns the reference that a text means within a document.
        """
        standard = form.standard or ""
        means = value if value is not None else form.prefix + rest
        document = means.partition(":")[0] if _is_whole(means) else standard
        if self._version is not None and "@" in document:
            raise UnknownReference(
                f"the dialect of {self._dialect.title} is described for versions "
                f"{_span(self._described)}; {tag!r} may mean another edition in {self._version}",
                tag,
                verdict="newer-than-data",
            )
        if form.as_document or value == "":
            return TagReading(self._document(document), form.coarse)
        if form.with_parts and value is None:
            return self._read_parts(document, means, tag, form)
        if _is_whole(means):
            return TagReading(Ref.parse(means), form.coarse)
        return TagReading(resolve(means, within=document), form.coarse)

    def _document(self, standard: str) -> Ref:
        """Return the document of a form; where no edition is stated, the newest that is recorded."""
        register = self._register
        return Ref.parse(standard if standard in register.files_by_ref else register.ordered(standard)[-1])

    def _read_parts(self, standard: str, text: str, tag: str, form: TagForm) -> TagReading:
        """Return the provision whose identifier the text begins with; coarse if the text goes on.

        It may go on only as no provision does that the data hold: AC-99 is no part of AC.

        Examples::

            ac_2_1
            IA-5 (1) (a)
        """
        document = self._document(standard)
        index = self._indexes.get(standard)
        if index is None:
            index = self._indexes[standard] = _index(self._register, str(document))
        parts = parts_of(text)
        for count in range(len(parts), 0, -1):
            provision_id = index.ids.get(parts[:count])
            if provision_id is not None:
                if count < len(parts) and (parts[:count], type(parts[count])) in index.continued:
                    break
                ref = document._replace(provision=provision_id)
                return TagReading(ref, form.coarse or (count < len(parts) and not _is_title(parts[count:])))
        if not index.ids:
            problem = f"{tag!r} is in {document}, whose structure is not shipped"
            raise UnknownReference(problem, tag, (str(document),), "not-shipped")
        near = [f"{document}:{each}" for each in nearest(text, index.ids.values())]
        raise UnknownReference(f"{document} has no provision {text!r}{did_you_mean(near)}", tag, near)


def _is_title(rest: Parts) -> bool:
    """Tell whether what follows an identifier is words about it, no part of it: "5.3.8 OS Injection"."""
    return all(isinstance(part, str) for part in rest) and any(len(str(part)) > LONGEST_PART for part in rest)


class _Index(NamedTuple):
    """The ids of a document's provisions by their words and numbers, and how identifiers go on.

    `continued` has the beginnings of identifiers, each with the type of what follows: a word or a number.
    Of a structure that is shipped in part it is empty, since other identifiers may exist.
    """

    ids: Mapping[Parts, str]
    continued: Collection[tuple[Parts, type]]


def _index(register: Register, document: str) -> _Index:
    if document not in register.framework_loaders:
        return _Index({}, ())
    ids = {parts_of(provision_id): provision_id for provision_id in register.provisions(document)}
    if register.framework(document).completeness is Completeness.PARTIAL:
        return _Index(ids, ())
    continued = {(parts[:count], type(parts[count])) for parts in ids for count in range(1, len(parts))}
    return _Index(ids, continued)


def _range_of(dialect: Dialect, version: tuple[int, ...] | None) -> tuple[DialectVersion, bool]:
    """Return the range of a version, or the nearest one, and whether the range includes the version."""
    if version is None:
        return dialect.versions[-1], True
    chosen = dialect.versions[0]
    for described in dialect.versions:
        if version >= (version_numbers(described.first) or ()):
            chosen = described
    last = version_numbers(chosen.last) or ()
    is_after_first = version >= (version_numbers(chosen.first) or ())
    return chosen, is_after_first and version[: len(last)] <= last


def _span(described: DialectVersion) -> str:
    return f"{described.first} to {described.last}" if described.first else f"up to {described.last}"


def _rest_of(form: TagForm, tag: str, keys: Collection[str]) -> str | None:
    """Return a tag between the opening and closing of a form; None where the form does not fit."""
    if form.keys and not any(fold_name(key) in keys for key in form.keys):
        return None
    start, stop = len(form.opening), len(tag) - len(form.closing)
    if stop < start or tag[:start].casefold() != form.opening.casefold():
        return None
    if tag[stop:].casefold() != form.closing.casefold():
        return None
    return tag[start:stop].strip()


def _is_whole(means: str) -> bool:
    """Tell whether a value names a document of its own: "owasp-llm-top-10@2023:LLM02"."""
    return "@" in means.partition(":")[0]
