"""Files that are parts of a catalog, as repositories keep them: entries, metadata and groups apart."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ...vocabulary import LossKind
from ..foreign import Report
from ..identity import slug_of
from ..inputs import Input
from .words import ENTRIES, METADATA_FIELDS, content_of, flat_entries, has_entries

__all__ = ["Part", "is_part", "wholes_of"]

#: The fields of a file with metadata alone, and of one with entries alone.
_WITH_METADATA = frozenset(("metadata", "release-details"))
_WITH_ENTRIES = frozenset(("title", "groups", "imports", *(each.field for each in ENTRIES.values())))
#: What entries of Gemara have beside an id and a title, which entries of anything may have.
_OF_GEMARA = frozenset(("group", "objective", "assessment-requirements"))
_GROUP = frozenset(("id", "title", "description"))
_MARKS = frozenset(("gemara-version", "mapping-references", "applicability-categories"))
#: The counting end of an identifier: "CCC.GenAI.TH01" is of "CCC.GenAI.TH".
_COUNT = re.compile(r"[\W_]*\d*\Z")


class Part(NamedTuple):
    """A file as a whole catalog or mapping document.

    Attributes:
        name: The name of the file.
        raw: What it holds, with the metadata and groups of other files.
    """

    name: str
    raw: dict[str, Any]


def is_part(value: Any, is_named: bool = False) -> bool:
    """Tell whether a file is a part of a catalog.

    Args:
        value: What it holds.
        is_named: Whether the caller says that it is of Gemara: then a list of entries is enough.

    >>> is_part({"controls": [{"id": "C1", "group": "g"}]}), is_part({"controls": [{"id": "C1"}]})
    (True, False)
    """
    inner = value.get("catalog") if is_named and isinstance(value, dict) else None
    found = inner if isinstance(inner, dict) else value
    if not isinstance(found, dict):
        return False
    metadata = found.get("metadata")
    if is_named and any(has_entries(found, each.field) for each in ENTRIES.values()):
        return metadata is None or (isinstance(metadata, dict) and "oscal-version" not in metadata)
    if isinstance(metadata, dict):
        return found.keys() <= _WITH_METADATA and "id" in metadata and not _MARKS.isdisjoint(metadata)
    return found.keys() <= _WITH_ENTRIES and (_entries_of(found) is not None or _are_groups(found))


def _entries_of(found: Mapping[str, Any]) -> str | None:
    """Return the field of the entries of a part, which tell that they are of Gemara; None where none do."""
    if found.keys() == {"imports"}:
        return "imports" if has_entries(found, "imports", "reference-id") else None
    for each in ENTRIES.values():
        if has_entries(found, each.field) and any(_OF_GEMARA & entry.keys() for entry in found[each.field]):
            return each.field
    return None


def _are_groups(found: Mapping[str, Any]) -> bool:
    return (
        found.keys() == {"groups"}
        and has_entries(found, "groups")
        and all(each.keys() == _GROUP and isinstance(each["id"], str) for each in found["groups"])
    )


def wholes_of(inputs: Sequence[Input], report: Report) -> Iterator[Part]:
    """Yield the catalogs and mapping documents of files; parts are completed by what lies beside them.

    Metadata are those of the same folder: those whose id begins the identifiers, if there are several.

    Args:
        inputs: The files.
        report: Takes what was assumed.
    """
    folders: defaultdict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    groups: dict[str, Any] = {}
    for given in inputs:
        raw = given.value
        if content_of(raw) is None and isinstance(raw, dict):
            if isinstance(raw.get("metadata"), dict) and raw.keys() <= _WITH_METADATA:
                folders[_split(given.name)[0]][given.name] = raw
            elif raw.keys() == {"groups"}:
                groups.update((each["id"], each) for each in raw["groups"])
    used: set[str] = set()
    for given in inputs:
        report.file = given.name
        whole = content_of(given.value)
        beside = folders[_split(given.name)[0]]
        if whole is not None:
            yield Part(given.name, whole)
        elif given.value.keys() != {"groups"} and given.name not in beside:
            made = _Completed(given, beside, groups, report)
            used.add(made.metadata_name)
            if made.field:
                yield Part(given.name, made.raw)
    for name, raw in (each for listed in folders.values() for each in listed.items()):
        report.file = name
        key = str(raw["metadata"].get("id") or "metadata")
        report.dropped(raw, frozenset(("metadata",)), key)
        if name in used:
            report.dropped(raw["metadata"], METADATA_FIELDS | {"title"}, key)
        else:
            report.add(LossKind.DROPPED, key, "metadata", "no catalog without metadata lies beside it")


class _Completed:
    """A part with what the files beside it say."""

    def __init__(
        self,
        given: Input,
        metadata: Mapping[str, dict[str, Any]],
        groups: Mapping[str, Any],
        report: Report,
    ) -> None:
        inner = given.value.get("catalog")
        found: dict[str, Any] = inner if isinstance(inner, dict) else given.value
        sorts = (sort for sort, each in ENTRIES.items() if has_entries(found, each.field))
        sort = next(sorts, "")
        self.field = ENTRIES[sort].field if sort else ""
        self.metadata_name = ""
        self.raw: dict[str, Any] = {}
        if not sort:
            listed = {field: flat_entries(value) for field, value in found.items()}
            report.dropped(listed, frozenset(), _split(given.name)[1])
            return
        entries = [each for each in found[self.field] if isinstance(each, dict)]
        ids = [text for each in entries if (text := report.text(each, "id", self.field))]
        key = _beginning(ids)
        own = found.get("metadata")
        self.metadata_name, beside = _nearest(key, metadata)
        stated = {**report.mapping(beside, key), **report.mapping(own or {}, key)}
        stem = _split(given.name)[1].rpartition(".")[0]
        chosen = report.text(own or {}, "id", key) or key or stem
        series = report.text(stated, "title", key) or report.text(stated, "id", key)
        title = report.text(found, "title", key) or (
            f"{series} {self.field.capitalize()}" if series else stem
        )
        known = {name: value for name, value in stated.items() if name in METADATA_FIELDS}
        named = {each for entry in entries if (each := report.text(entry, "group", key))}
        here = {str(each.get("id")) for each in report.items(found, "groups", key)}
        shared = [groups[name] for name in sorted(named - here) if name in groups]
        self.raw = {
            **found,
            "title": title,
            "metadata": {**known, "id": chosen, "type": sort},
            "groups": [*report.items(found, "groups", key), *shared],
        }
        source = _split(self.metadata_name)[1] or ("its own" if own else "the name of the file")
        what = f"{sort} by its entries; id {chosen}, title {title}: of its identifiers, and {source}"
        report.add(LossKind.ASSUMED, chosen, "metadata", what)


def _nearest(key: str, metadata: Mapping[str, dict[str, Any]]) -> tuple[str, dict[str, Any]]:
    """Return the name of the file of metadata for a catalog, and the metadata; of several, those of its id.

    Args:
        key: How the identifiers of the catalog begin.
        metadata: The files of the same folder.
    """
    ids = {name: slug_of(str(raw["metadata"].get("id") or "")) for name, raw in metadata.items()}
    fitting = [name for name in metadata if f"{slug_of(key)}-".startswith(f"{ids[name]}-")]
    chosen = max(fitting, key=lambda name: len(ids[name]), default="")
    if not chosen and len(metadata) == 1:
        (chosen,) = metadata
    return chosen, metadata[chosen]["metadata"] if chosen else {}


def _beginning(ids: Sequence[str]) -> str:
    """Return how all identifiers begin, without their count.

    >>> _beginning(["CCC.GenAI.TH01", "CCC.GenAI.TH02"]), _beginning(["CN10"]), _beginning(["A1", "B1"])
    ('CCC.GenAI.TH', 'CN', '')
    """
    first, last = min(ids, default=""), max(ids, default="")
    pairs = enumerate(zip(first, last, strict=False))
    length = next((place for place, (one, other) in pairs if one != other), min(len(first), len(last)))
    return _COUNT.sub("", first[:length])


def _split(path: str) -> tuple[str, str]:
    """Return the folder of a file, and its name.

    >>> _split("a/b/c.yaml"), _split("c.yaml")
    (('a/b', 'c.yaml'), ('', 'c.yaml'))
    """
    folder, _, name = path.replace("\\", "/").rpartition("/")
    return folder, name
