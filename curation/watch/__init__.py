"""Watch publishers: take their new files, draft the new edition, and say what it touches.

The draft is an overlay: `load(folder)` answers with it at once, and its files are those of the data.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from ai_security_standards import Catalog, InvalidData, Ref, load
from ai_security_standards._store import structuring
from ai_security_standards._store.register import Register, packaged_register
from ai_security_standards.editions.comparing import Comparison
from curation.importers.same_text import Text
from curation.importers.wording import changed_words
from curation.watch.drafting import draft, framework, same_text_set, write
from curation.watch.matching import Match, edition_of, match
from curation.watch.reading import Act, Release, read

__all__ = ["watch"]

#: The fields of a provision that a publisher's file decides.
_PUBLISHED = ("title", "parent", "retired", "successors", "level")
#: The most names that a line lists.
_NAMES = 12


class _Edition(NamedTuple):
    """A release with its document, and the name of its edition."""

    release: Release
    match: Match
    edition: str

    @property
    def ref(self) -> str:
        return f"{self.match.standard}@{self.edition}"


def watch(folder: Path, out: Path, edition: str | None = None) -> Iterator[str]:
    """Draft what a publisher's files bring, and yield the lines of the report.

    An edition that is not held becomes an overlay in `out`. Of an edition that is held, each difference
    between the file and the data is told. Where the files of several editions are there, the provisions
    with equal texts become a set of relationships. Consolidated acts are compared by their words.

    Args:
        folder: The folder with the publisher's files, of one or several editions.
        out: Where the overlay is written.
        edition: The name of the edition, where a file states none.

    Raises:
        InvalidData: A file has no known format, is of no known document, or does not state its edition.
    """
    contents = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_relative_to(out)
    }
    if not contents:
        raise InvalidData("the folder has no file", str(folder), repair="put a publisher's file into it")
    register, catalog = packaged_register(), load()
    found = read(contents)
    yield from _acts([each for each in found if isinstance(each, Act)], catalog)
    releases = [each for each in found if isinstance(each, Release)]
    editions = [_edition(each, catalog, edition) for each in releases]
    for document in dict.fromkeys(each.match.standard for each in editions):
        own = [each for each in editions if each.match.standard == document]
        yield from _document(sorted(own, key=lambda each: _order(each, catalog)), register, out)


def _edition(release: Release, catalog: Catalog, stated: str | None) -> _Edition:
    files = ", ".join(release.files)
    matched = match(catalog, release.provisions, files)
    edition = edition_of(catalog, matched.standard, release.edition or stated)
    if edition is None:
        raise InvalidData(
            f"the files are of {matched.standard}, and state no edition",
            files,
            repair="name it with `--edition`",
        )
    return _Edition(release, matched, edition)


def _order(each: _Edition, catalog: Catalog) -> tuple[bool, str, str]:
    """Return what sorts the editions of a document: held ones by day, then new ones."""
    held = _held(catalog, each.ref)
    day = str(catalog.standard(each.ref).published or "") if held else each.release.published or ""
    return not held, day, each.edition


def _held(catalog: Catalog, ref: str) -> bool:
    parsed = Ref.parse(ref)
    return any(each.ref == parsed for each in catalog.editions(parsed.standard))


def _document(editions: list[_Edition], register: Register, out: Path) -> Iterator[str]:
    """Yield the report on one document, and write the overlay of the editions that are new."""
    catalog = load()
    texts: dict[str, Text] = {}
    for each in editions:
        yield f"# {each.ref}: {', '.join(each.release.files)}, {len(each.release.provisions)} provisions"
        if each.release.text is not None:
            texts[each.edition] = each.release.text
        if _held(catalog, each.ref):
            yield from _drift(each, register)
        else:
            write(out, draft(register, each.release, each.match, each.edition))
            yield from _news(each, out)
    addresses = [name for each in editions for name in each.release.files]
    same = same_text_set(texts, editions[-1].match, addresses)
    if same:
        write(out, same)
        (raw,) = same.values()
        yield f"{len(raw['relationships'])} pairs of equal texts: {out}/same-text"


# ---------------------------------------------------------------- an edition that is held


def _drift(each: _Edition, register: Register) -> Iterator[str]:
    """Yield how a file differs from the structure that is held of its edition."""
    if each.ref not in register.framework_loaders:
        write_to = f"frameworks/{each.match.standard}/{each.edition}.json"
        yield f"held without its structure; `{write_to}` can be made from the file"
        return
    held = structuring.unstructure(register.framework(each.ref))
    drafted = framework(register, each.release, each.match, each.edition)
    old, new = ({one["id"]: one for one in raw["provisions"]} for raw in (held, drafted))
    lines = [f"in the data alone: {name}" for name in old.keys() - new.keys() if not old[name].get("retired")]
    lines += [f"in the file alone: {name}" for name in new.keys() - old.keys()]
    for name in old.keys() & new.keys():
        for field in _PUBLISHED:
            if field in new[name] and old[name].get(field) != new[name][field]:
                lines.append(
                    f"{name} {field}: {old[name].get(field)!r} in the data, {new[name][field]!r} in the file"
                )
    yield from sorted(lines)
    yield f"held already: {_number(lines, 'difference')}"


# ---------------------------------------------------------------- an edition that is new


def _news(each: _Edition, out: Path) -> Iterator[str]:
    """Yield what a new edition changes, whom that touches, and the text for the changelog."""
    catalog = load(out)
    # An edition may be announced for a day to come: the draft is looked at as of its day.
    catalog = catalog.as_of(max(str(catalog.date), each.release.published or ""))
    before = str(each.match.nearest.ref)
    compared = catalog.compare(before, each.ref)
    yield f"drafted: {out}/frameworks/{each.match.standard}/{each.edition}.json, and its record"
    yield compared.headline()
    changed = [row for row in compared if row.change.value != "unchanged"]
    for row in changed:
        sides = [" + ".join(str(ref.provision) for ref in side) for side in (row.old, row.new)]
        review = " (look at it)" if row.needs_review else ""
        yield f"{row.change.value}: {' > '.join(side or 'nothing' for side in sides)}{review}"
    yield from _touched(catalog, each, compared)
    yield "to look at: the address and day of the record, titles that are reworded, summaries of what is new"
    yield f"to edit: the record of {before} gets `replaced_by` and the status `superseded`"
    unnumbered = [name for name in each.match.nearest.aliases if not any(map(str.isdigit, name))]
    if unnumbered:
        yield f"to edit: the names without a number move to the new record: {', '.join(unnumbered)}"
    yield "for the changelog, under Data:"
    yield f"- {_changelog(each, compared)}"


def _touched(catalog: Catalog, each: _Edition, compared: Comparison) -> Iterator[str]:
    """Yield the mapping sets of the edition before, and how many of their rows are about what changed."""
    before = each.match.nearest.ref
    gone = {ref for row in compared if row.change.value != "unchanged" for ref in row.old}
    for header in catalog.mapping_sets(of=str(before)):
        refs = [
            ref
            for row in catalog.mapping_set(header.id).relationships
            for ref in (row.subject, row.object)
            if ref.document == before
        ]
        touched = sum(ref in gone for ref in refs)
        yield f"set {header.id}: {len(refs)} rows of {before}, {touched} about what changed"


def _changelog(each: _Edition, compared: Comparison) -> str:
    counts = ", ".join(f"{number} {word}" for word, number in _counts(compared).items())
    names = [str(ref.provision) for row in compared if row.change.value == "added" for ref in row.new]
    shown = ", ".join(names[:_NAMES]) + (f" and {len(names) - _NAMES} more" if len(names) > _NAMES else "")
    added = f" New: {shown}." if names else ""
    return f"`{each.ref}`, after `{each.match.nearest.ref}`: {counts}.{added}"


def _counts(compared: Comparison) -> Mapping[str, int]:
    counts: dict[str, int] = {}
    for row in compared:
        counts[row.change.value] = counts.get(row.change.value, 0) + 1
    return counts


# ---------------------------------------------------------------- acts


def _acts(acts: Iterable[Act], catalog: Catalog) -> Iterator[str]:
    """Yield which words of an act changed, from each consolidation to the next."""
    by_celex: dict[str, list[Act]] = {}
    for act in sorted(acts, key=lambda each: each.since):
        by_celex.setdefault(act.celex, []).append(act)
    for celex, versions in by_celex.items():
        standard = _standard_of(celex, catalog)
        yield f"# {standard} ({celex}): as it reads from {', '.join(each.since for each in versions)}"
        if len(versions) == 1:
            yield "one consolidation alone: put in the one before, to see which words changed"
        for old, new in pairwise(versions):
            changed = changed_words(old.text, new.text)
            listed = [each.id for each in new.text.passages if each.id in changed]
            yield f"{new.since}: {_number(listed, 'provision')} with changed words"
            yield from (f"wording_since {new.since}: {name}" for name in listed)


def _standard_of(celex: str, catalog: Catalog) -> str:
    """Return the reference of an act; InvalidData if it is not in the catalog."""
    kind, year, number = celex[5], celex[1:5], str(int(celex[6:]))
    name = f"{'Directive' if kind == 'L' else 'Regulation'} (EU) {year}/{number}"
    found = catalog.find_references(name)
    if not found:
        raise InvalidData(f"{name} is not in the catalog", celex, repair="add the document first")
    return str(found[0].refs[0].document)


def _number(items: Iterable[Any], noun: str) -> str:
    count = len(list(items))
    return f"{count} {noun}" + ("" if count == 1 else "s")
