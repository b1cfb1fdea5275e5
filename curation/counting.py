"""Counts in README and docs: written by `python -m curation build` between markers, never by hand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ai_security_standards._store import files
from ai_security_standards._store.findings import Finding

__all__ = ["counts", "pages", "stale_counts", "with_counts", "write_counts"]

PROJECT = Path(__file__).parents[1]
#: A count on a page: its name, what is written, and the end. No blank, so that it reads as one word.
_MARKED = re.compile(r"<!--([a-z_]+)-->([^<]*)<!--/-->")
_OURS = ('#style: "set_theory"', '#trust: "curated"')


def pages() -> list[Path]:
    """Return the pages that may name counts, in order."""
    return sorted([*PROJECT.glob("*.md"), *PROJECT.glob("docs/*.md")])


def counts(data: Path) -> dict[str, int]:
    """Return what pages may count, by name, from the files of a data folder that is built."""
    manifest = files.read_manifest(data)
    ours = list(_own_rows(data, manifest["mappings"]))
    made = manifest["counts"]
    return {
        "documents": len({ref.partition("@")[0] for ref in _listed(manifest["register"].values())}),
        "editions": made["standards"],
        "publishers": made["publishers"],
        "structures": made["frameworks"],
        "provisions": made["provisions"],
        "mapping_sets": made["mapping_sets"],
        "relationships": made["relationships"],
        "unresolved": made["unresolved"],
        "own_sets": len(ours),
        "own_relationships": sum(each.total() for each in ours),
        "own_denials": sum(each["rel:no_relationship"] for each in ours),
        "acts": len(manifest["applicability"]),
        "dialects": len(manifest["dialects"]),
    }


def _listed(entries: Iterable[Mapping[str, list[str]]]) -> Iterator[str]:
    for entry in entries:
        yield from entry.get("standards", [])


def _own_rows(data: Path, entries: Mapping[str, Mapping[str, str]]) -> Iterator[Counter[str]]:
    """Yield, for each set of our own by set theory, how often each type is stated."""
    for entry in entries.values():
        lines = (data / entry["file"]).read_text(encoding="utf-8").splitlines()
        head = [line for line in lines if line.startswith("#")]
        if all(slot in head for slot in _OURS):
            yield Counter(line.split("\t")[1] for line in lines[len(head) + 1 :])


def with_counts(text: str, known: Mapping[str, int]) -> str:
    """Return a page with its counts as they are.

    >>> with_counts("It has <!--editions-->9<!--/--> editions.", {"editions": 1200})
    'It has <!--editions-->1,200<!--/--> editions.'
    """
    return _MARKED.sub(lambda found: f"<!--{found[1]}-->{known[found[1]]:,}<!--/-->", text)


def write_counts(data: Path) -> None:
    """Write the counts into the pages."""
    known = counts(data)
    for page in pages():
        text = page.read_text(encoding="utf-8")
        new = with_counts(text, known)
        if new != text:
            page.write_text(new, encoding="utf-8")


def stale_counts(data: Path) -> Iterator[Finding]:
    """Find counts on pages that are not those of the data."""
    known = counts(data)
    for page in pages():
        for name, written in _MARKED.findall(page.read_text(encoding="utf-8")):
            right = f"{known[name]:,}" if name in known else "unknown"
            if written != right:
                problem = f"the page says {written}, and it is {right}"
                yield Finding("count", page.name, "", name, problem, files.BUILD)
