"""What is drawn from when calls are made up: the frozen records of a release, in a few indexes."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any
from urllib.parse import unquote

from curation.freezing import Release

__all__ = ["Facts"]

Raw = Mapping[str, Any]

#: Predicates of set theory, and those that say equal in other words.
_CERTAIN = frozenset(
    (
        "rel:adopted_as",
        "rel:intersects_with",
        "rel:no_relationship",
        "rel:renamed_from",
        "skos:broadMatch",
        "skos:exactMatch",
        "skos:narrowMatch",
    )
)


class Facts:
    """The frozen records by kind and key, and what a caller would ask for by hand."""

    def __init__(self, frozen: Release) -> None:
        self._records: dict[str, dict[str, Raw]] = defaultdict(dict)
        for line in frozen.lines:
            entry = json.loads(line)
            self._records[entry["kind"]][entry["key"]] = entry["record"]

    @property
    def standards(self) -> Mapping[str, Raw]:
        """The documents by reference with edition."""
        return self._records["standard"]

    @property
    def publishers(self) -> Mapping[str, Raw]:
        """The bodies by id."""
        return self._records["publisher"]

    @property
    def mapping_sets(self) -> Mapping[str, Raw]:
        """The headers of mapping sets by id."""
        return {name: each["header"] for name, each in self._records["mapping_set"].items()}

    @cached_property
    def ids(self) -> list[str]:
        """The ids of standards, each once."""
        return list(dict.fromkeys(raw["id"] for raw in self.standards.values()))

    @cached_property
    def provisions(self) -> Mapping[str, list[Raw]]:
        """The provisions of each document whose structure is shipped, in order."""
        found: dict[str, list[Raw]] = {document: [] for document in self._records["framework"]}
        for key, raw in self._records["provision"].items():
            found[key.partition(":")[0]].append(raw)
        return {document: sorted(each, key=lambda raw: raw["order"]) for document, each in found.items()}

    @cached_property
    def structured_editions(self) -> Mapping[str, list[str]]:
        """The shipped editions of each standard that has several."""
        found: dict[str, list[str]] = defaultdict(list)
        for document in self.provisions:
            found[document.partition("@")[0]].append(document)
        return {standard: each for standard, each in found.items() if len(each) > 1}

    @cached_property
    def relationships(self) -> Mapping[str, list[tuple[str, str, str]]]:
        """The subject, predicate and object of every relationship of each mapping set."""
        found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for key, row in self._records["relationship"].items():
            ends = (_ref(row["subject_id"]), row["predicate_id"], _ref(row["object_id"]))
            found[key.partition("|")[0]].append(ends)
        return found

    @cached_property
    def certain_relationships(self) -> Mapping[str, list[tuple[str, str, str]]]:
        """The same of those alone from which something certain follows, in the mapping sets that have any."""
        found = {
            name: [row for row in rows if row[1] in _CERTAIN] for name, rows in self.relationships.items()
        }
        return {name: rows for name, rows in found.items() if rows}

    @cached_property
    def pairs(self) -> list[tuple[str, str]]:
        """The pairs of documents that mapping sets tie, in both directions."""
        found: dict[tuple[str, str], None] = {}
        for rows in self.relationships.values():
            for subject, _, target in rows:
                one, other = subject.partition(":")[0], target.partition(":")[0]
                found[one, other] = found[other, one] = None
        return sorted(pair for pair in found if pair[0] != pair[1])

    @cached_property
    def threat_sets(self) -> list[str]:
        """The mapping sets about threats and what acts against them."""
        return [name for name, header in self.mapping_sets.items() if header.get("style") == "threat"]

    @cached_property
    def facts_of_profiles(self) -> Mapping[str, list[str]]:
        """What the rules of laws ask of a profile, by fact."""
        found: dict[str, set[str]] = defaultdict(set)
        for rule in self._records["rule"].values():
            for name, values in _conditions(rule.get("when")):
                found[name].update(values)
        for name in ("roles", "sectors", "system_types", "lifecycle_stages"):
            found[name].update(value for raw in self.standards.values() for value in raw.get(name, ()))
        for place in ("established_in", "markets"):
            found[place].update(("EU", "US", "DE", "JP", "NO"))
        return {name: sorted(values) for name, values in sorted(found.items())}

    @cached_property
    def laws(self) -> list[str]:
        """The ids of the laws that have rules."""
        return [key for key in self._records["rule"] if "/" not in key]

    def values(self, field: str) -> list[str]:
        """Return the values of a field of documents, the most frequent first."""
        counts: Counter[str] = Counter()
        for raw in self.standards.values():
            value = raw.get(field)
            counts.update(value if isinstance(value, list) else [] if value is None else [str(value)])
        return [value for value, _ in counts.most_common()]

    def values_of_provisions(self, field: str) -> list[str]:
        """Return the values of a field of provisions, the most frequent first."""
        counts: Counter[str] = Counter()
        for raw in self._records["provision"].values():
            value = raw.get(field)
            counts.update(value if isinstance(value, list) else [] if value is None else [str(value)])
        return [value for value, _ in counts.most_common(200)]


def _ref(curie: str) -> str:
    return unquote(curie.partition(":")[2])


def _conditions(condition: Any) -> Iterator[tuple[str, Iterable[str]]]:
    """Yield every fact that a condition names, with the values it asks for."""
    if isinstance(condition, list):
        for part in condition:
            yield from _conditions(part)
    elif isinstance(condition, Mapping):
        for name, values in condition.items():
            if name in ("all", "any", "not"):
                yield from _conditions(values)
            elif isinstance(values, list) and all(isinstance(each, str) for each in values):
                yield name, values
