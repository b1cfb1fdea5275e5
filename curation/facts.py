"""Facts and their events: what changed since the last release must say what happened, or what was wrong.

Facts that time changes (*dated*) need an event: an entry of `history` or `milestones` that this release
records. Facts that only an error can change (*fixed*) need a correction; dated ones may have one. All other
fields describe a document in our own words, and change freely.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from ai_security_standards._store.findings import Finding
from ai_security_standards._store.manifest import release_key

from .freezing import RELEASES, Release, kept_releases, present, read_release

__all__ = ["event_findings"]

#: Facts of a document that time changes, and those that it does not.
DATED = frozenset("published in_force applies_from applies_fully_from".split())
FIXED = frozenset(
    "designation title number version publisher co_publishers kind binding jurisdictions eea_relevant "
    "recorded".split()
)
#: Lists to which a document's life adds, and whose entries stay.
GROWING = (
    "history", "milestones", "corrections",
    "replaces", "replaced_by", "adopts", "adopted_as", "amends", "amended_by",
)  # fmt: skip
#: The fields by which an entry of a list is the same one; that of relations between documents is `ref`.
SAME_ENTRY = {
    "history": ("status", "date", "seen_on"),
    "milestones": ("date", "kind", "stated_from"),
    "corrections": ("recorded", "field", "provision"),
    "applies": ("date", "stated_from", "note"),
}
#: The same of provisions.
DATED_OF_PROVISION = frozenset("retired successors".split())
FIXED_OF_PROVISION = frozenset("kind title parent level".split())
#: The slots of a mapping set that say that its source was published or read anew.
SET_EVENTS = ("mapping_set_version", "publication_date", "published", "checked_on")

Key = tuple[str, str]
Raw = Mapping[str, Any]
Records = Mapping[Key, Raw]


class _Comparison(NamedTuple):
    """The records of the last release and of now, with what this release may explain them by."""

    release: str
    before: Records
    after: Records
    last: str

    def has_event(self, standard: str) -> bool:
        """Tell whether any edition of a document has an event that this release records."""
        return any(
            event.get("recorded") == self.release
            for record in self._editions(standard)
            for event in (*record["history"], *record.get("milestones", ()))
        )

    def has_correction(self, standard: str, field: str, provision: str | None = None) -> bool:
        """Tell whether a document has a correction of a field that this release records."""
        wanted = {"recorded": self.release, "field": field, "provision": provision}
        return any(
            wanted.items() <= {"provision": None, **correction}.items()
            for record in self._editions(standard)
            for correction in record.get("corrections", ())
        )

    def is_new_deeming(self, kind: str, key: str) -> bool:
        """Tell whether a rule on what an act is met by, or names, is new and recorded by this release."""
        is_deeming = ("/deemed_by/" in key or "/cites/" in key) and (kind, key) not in self.before
        return is_deeming and self.after[kind, key]["recorded"] == self.release

    def _editions(self, standard: str) -> list[Raw]:
        """Return the record of a reference, or those of all editions of an id."""
        if ("standard", standard) in self.after:
            return [self.after["standard", standard]]
        return [
            record
            for (kind, key), record in self.after.items()
            if kind == "standard" and key.startswith(f"{standard}@")
        ]


def event_findings(data: Path, releases: Path = RELEASES) -> Iterator[Finding]:
    """Find the facts of a data folder that changed since the last release without saying why.

    Args:
        data: The data folder.
        releases: The folder of the frozen releases.
    """
    now = present(data)
    kept = kept_releases(releases)
    if now.name in kept:
        yield from _released_findings(now, read_release(now.name, releases))
        return
    earlier = [name for name in kept if release_key(name) < release_key(now.name)]
    if not earlier:
        return
    last = read_release(earlier[-1], releases)
    before, after = (
        {(kind, key): record for kind, key, record in release.entries()} for release in (last, now)
    )
    comparison = _Comparison(now.name, before, after, last.name)
    yield from _document_findings(comparison)
    yield from _provision_findings(comparison)
    yield from _rule_findings(comparison)
    yield from _mapping_findings(comparison)


def _released_findings(now: Release, frozen: Release) -> Iterator[Finding]:
    if now != frozen:
        changed = len({*now.lines} ^ {*frozen.lines})
        problem = f"data {now.name} are released, and {changed} of their records differ from that"
        yield Finding("event", "release.json", "", "data_version", problem, "run `python -m curation bump`")


# ---------------------------------------------------------------- documents


def _document_findings(comparison: _Comparison) -> Iterator[Finding]:
    for (kind, key), record in comparison.after.items():
        if kind != "standard":
            continue
        file = f"register/{record['publisher']}.json"
        old = comparison.before.get((kind, key))
        findings = (
            _changed_document(comparison, key, old, record) if old else _new_document(comparison, record)
        )
        for field, problem, repair in findings:
            yield Finding("event", file, key, field, problem, repair)


def _new_document(comparison: _Comparison, record: Raw) -> Iterator[tuple[str, str, str]]:
    if record["recorded"] != comparison.release:
        problem = f"the document is new, and recorded by {record['recorded']}"
        yield "recorded", problem, f'write "recorded": "{comparison.release}"'


def _changed_document(
    comparison: _Comparison, key: str, old: Raw, new: Raw
) -> Iterator[tuple[str, str, str]]:
    for field in sorted(DATED | FIXED):
        if old.get(field) != new.get(field) and not comparison.has_correction(key, field):
            if field in DATED and comparison.has_event(key):
                continue
            yield _unexplained(comparison, field, field in DATED)
    for field in GROWING:
        before, after = old.get(field, []), new.get(field, [])
        if comparison.has_correction(key, field):
            continue
        if _lost(field, before, after):
            yield _unexplained(comparison, field, False)
        added = _lost(field, after, before) if field in SAME_ENTRY else []
        if any(item.get("recorded") != comparison.release for item in added):
            problem = "an entry is new, and does not say that this release recorded it"
            yield field, problem, f'write "recorded": "{comparison.release}" into it'


def _lost(field: str, before: Iterable[Raw], after: Iterable[Raw]) -> list[Raw]:
    """Return the entries of a list that another list does not continue."""
    return [entry for entry in before if not any(_continues(field, entry, each) for each in after)]


def _continues(field: str, old: Raw, new: Raw) -> bool:
    """Tell whether an entry is a former one: a law may have ended to state it, a title become a reference."""
    if field not in SAME_ENTRY:
        return old.get("ref") in (None, new.get("ref"))
    return all(old.get(name) == new.get(name) for name in SAME_ENTRY[field])


def _unexplained(comparison: _Comparison, field: str, is_dated: bool) -> tuple[str, str, str]:
    correction = f'add to corrections {{"recorded": "{comparison.release}", "field": "{field}", "note": …}}'
    problem = f"the fact differs from data {comparison.last}, and nothing says why"
    if not is_dated:
        return field, problem, f"if the earlier value was wrong, {correction}"
    event = f'add to history or milestones what happened, with "recorded": "{comparison.release}"'
    return field, problem, f"{event}; or, if the earlier value was wrong, {correction}"


# ---------------------------------------------------------------- provisions, rules, mapping sets


def _provision_findings(comparison: _Comparison) -> Iterator[Finding]:
    for (kind, key), new in comparison.after.items():
        old = comparison.before.get((kind, key))
        if kind != "provision" or old is None or old == new:
            continue
        document, _, provision = key.partition(":")
        for field in _changed_facts(comparison, document, old, new):
            if not comparison.has_correction(document, field, provision):
                correction = f'"field": "{field}", "provision": "{provision}"'
                repair = (
                    f"if the earlier value was wrong, add to corrections of {document} "
                    f'{{"recorded": "{comparison.release}", {correction}, "note": …}}'
                )
                if field not in FIXED_OF_PROVISION:
                    repair = f"add to history or milestones of {document} what happened; or, {repair}"
                problem = f"the fact differs from data {comparison.last}, and nothing says why"
                yield Finding("event", _framework_file(document), key, field, problem, repair)


def _changed_facts(comparison: _Comparison, document: str, old: Raw, new: Raw) -> Iterator[str]:
    """Yield the facts of a provision that changed and need a correction."""
    for field in sorted(FIXED_OF_PROVISION):
        if old.get(field) != new.get(field):
            yield field
    has_event = comparison.has_event(document)
    if old.get("applies") != new.get("applies") and not (
        has_event and not _lost("applies", old.get("applies", ()), new.get("applies", ()))
    ):
        yield "applies"
    for field in sorted(DATED_OF_PROVISION):
        if old.get(field) != new.get(field) and not has_event:
            yield field
    # To state for the first time since when a text reads as it does is no change of the text.
    if old.get("wording_since") not in (None, new.get("wording_since")) and not has_event:
        yield "wording_since"


def _framework_file(document: str) -> str:
    standard, _, edition = document.partition("@")
    return f"frameworks/{standard}/{edition.replace('/', '-')}.json"


def _rule_findings(comparison: _Comparison) -> Iterator[Finding]:
    changed = {
        key.partition("/")[0]
        for kind, key in comparison.before.keys() | comparison.after.keys()
        if kind == "rule"
        and not key.startswith("certifiable/")
        and comparison.before.get((kind, key)) != comparison.after.get((kind, key))
        and not comparison.is_new_deeming(kind, key)
    }
    laws = {key for kind, key in comparison.before if kind == "rule" and "/" not in key}
    for law in sorted(changed & laws):
        if not comparison.has_event(law) and not comparison.has_correction(law, "rules"):
            _, problem, repair = _unexplained(comparison, "rules", True)
            problem = problem.replace("the fact differs", "the rules differ")
            yield Finding("event", f"applicability/{law}.json", law, "", problem, repair)


def _mapping_findings(comparison: _Comparison) -> Iterator[Finding]:
    rows: dict[str, set[str]] = defaultdict(set)
    for kind, key in comparison.before.keys() | comparison.after.keys():
        if kind == "relationship" and comparison.before.get((kind, key)) != comparison.after.get((kind, key)):
            rows[key.partition("|")[0]].add(key)
    for set_id in sorted(rows):
        old, new = (records.get(("mapping_set", set_id)) for records in (comparison.before, comparison.after))
        if old is None or new is None:
            continue
        if all(old["header"].get(slot) == new["header"].get(slot) for slot in SET_EVENTS):
            problem = f"{len(rows[set_id])} of its rows differ from data {comparison.last}"
            repair = "give the publisher's new version or date, or the day in checked_on on which you read it"
            yield Finding("event", f"mappings/{set_id}.sssom.tsv", set_id, "checked_on", problem, repair)
