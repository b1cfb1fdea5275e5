"""The command `relations`: every relation of the gathered facts held against the shipped mapping sets."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import compress
from pathlib import Path
from typing import Any

from attrs import define, field, frozen

from ai_security_standards._register import Register, packaged
from ai_security_standards.algebra import INVERSE
from ai_security_standards.refs import Ref
from curation import facts as structure
from curation.facts import Raw, Reasons

#: What became of which gathered relations, and every one that went elsewhere, with its reason.
RELATIONS = Path(__file__).parent / "relations.json"
OUTCOMES = ("shipped", "same pair", "unresolved", "left out")
_WHOLE = "(whole document)"


@frozen
class Gathered:
    """One relation as gathered: from which facts file, of what type, and its two ends."""

    facts: str
    type: str
    source: tuple[str, str]
    target: tuple[str, str]

    @classmethod
    def read(cls, facts: str, raw: Raw) -> Gathered:
        """A relation as it stands in a facts file; a mapping says how it was justified."""
        kind = raw["type"] if "type" in raw else f"{raw['predicate']} ({raw['justification']})"
        source = raw.get("from_framework", facts), raw["from_ref"]
        return cls(facts, kind, source, (raw["to_framework"], raw["to_ref"]))

    def __str__(self) -> str:
        return f"{' '.join(self.source)} - {' '.join(self.target)} ({self.type})"


@frozen
class Rule:
    """What became of the relations of one facts file to some frameworks.

    `types` and `pairs`, where given, are the only types and pairs of ends that it is for. Either they
    were left out, and `why` says the reason, or they are in `set` as relationships of `says`, read from
    the source of the relation, between provisions of the editions `subject` and `object`. `rows` is for
    how many relations it stands, so that none slips in under it later.
    """

    facts: str
    to: frozenset[str]
    rows: int
    types: frozenset[str] | None = None
    pairs: frozenset[tuple[str, ...]] | None = None
    set: str | None = None
    says: str | None = None
    subject: str | None = None
    object: str | None = None
    why: str | None = None

    @classmethod
    def read(cls, raw: Raw) -> Rule:
        """A rule as it stands in the file."""
        several: dict[str, Any] = {name: frozenset(raw[name]) for name in ("to", "types") if name in raw}
        if "pairs" in raw:
            several["pairs"] = frozenset(map(tuple, raw["pairs"]))
        return cls(**{**raw, **several})

    def fits(self, row: Gathered) -> bool:
        """Whether it is for a relation."""
        return (
            (self.types is None or row.type in self.types)
            and row.target[0] in self.to
            and (self.pairs is None or (row.source[1], row.target[1]) in self.pairs)
        )


@define
class Account:
    """What of the rules was used, and where the relations of all facts files went."""

    rules: Mapping[str, list[Rule]]
    rows: Mapping[tuple[str, ...], Raw]
    editions: Mapping[str, str]
    listed: Raw
    register: Register
    identifiers: Mapping[tuple[str, str], str]
    used: Counter[object] = field(factory=Counter)
    seen: set[tuple[str, int]] = field(factory=set)
    deviating: int = 0
    _names: dict[str, Names] = field(factory=dict)
    _sets: dict[str, Shipped] = field(factory=dict)

    @classmethod
    def of(cls, relations: Raw, listed: Raw, register: Register) -> Account:
        """The account that both files of reasons begin."""
        rules: dict[str, list[Rule]] = {}
        for raw in relations["rules"]:
            rules.setdefault(raw["facts"], []).append(Rule.read(raw))
        rows: dict[tuple[str, ...], Raw] = {
            (raw["facts"], raw["source"], raw["to"], raw["target"], raw["set"]): raw
            for raw in relations["rows"]
        }
        named = {(raw["framework"], raw["facts"]): raw["ours"] for raw in relations["identifiers"]}
        return cls(rules, rows, listed["frameworks"], listed, register, named)

    def outcome(self, row: Gathered) -> str | None:
        """One of `OUTCOMES`; None if the relation is not accounted for."""
        rule = next((each for each in self.rules.get(row.facts, ()) if each.fits(row)), None)
        if rule is None:
            return None
        self.used[rule] += 1
        if rule.set is None:
            return "left out" if rule.why else None
        one, other = self.ends(row, rule)
        held = self._sets.get(rule.set)
        if held is None:
            held = self._sets[rule.set] = Shipped.of(self.register, rule.set)
        found = held.said.get((one, str(rule.says), other))
        if found is None:
            return None
        again = (rule.set, found[0]) in self.seen
        self.seen.add((rule.set, found[0]))
        return "unresolved" if found[1] else "same pair" if again else "shipped"

    def ends(self, row: Gathered, rule: Rule) -> tuple[str, str]:
        """The references that the two ends should bear in the mapping set."""
        key = row.facts, row.source[1], *row.target, str(rule.set)
        mended = self.rows.get(key)
        if mended is not None:
            self.used[key] += 1
            self.deviating += 1
            return mended["subject"], mended["object"]
        return self._ref(row.source, rule.subject), self._ref(row.target, rule.object)

    def _ref(self, end: tuple[str, str], edition: str | None) -> str:
        framework, identifier = end
        document = edition or self.editions.get(framework, framework)
        if identifier == _WHOLE:
            return document
        key = document, identifier
        if key in self.identifiers:
            self.used[key] += 1
            return f"{document}:{self.identifiers[key]}"
        names = self._names.get(document)
        if names is None:
            names = self._names[document] = Names.of(self.listed, document, self.register)
        return f"{document}:{names.ours(identifier)}"

    @property
    def wrong(self) -> Iterator[str]:
        """The rules that stand for more or fewer relations than they say."""
        for rules in self.rules.values():
            for rule in rules:
                if self.used[rule] != rule.rows:
                    to = ", ".join(sorted(rule.to))
                    yield f"a rule for {rule.rows} relations of {rule.facts} to {to} took {self.used[rule]}"

    @property
    def stale(self) -> Iterator[str]:
        """The single reasons that explain nothing."""
        for key in (*self.rows, *self.identifiers):
            if key not in self.used:
                yield " ".join(key)


@frozen
class Names:
    """How identifiers in the facts are called in one document of ours."""

    known: frozenset[str]
    aliases: Mapping[str, str]
    reasons: Reasons

    @classmethod
    def of(cls, listed: Raw, document: str, register: Register) -> Names:
        """Those of a framework, by the deviations listed for its identifiers, and by its aliases."""
        there = register.provisions(document) if document in register.structured else {}
        several: dict[str, set[str]] = {}
        for each in there.values():
            for alias in each.aliases:
                several.setdefault(alias, set()).add(each.id)
        aliases = {alias: min(ids) for alias, ids in several.items() if len(ids) == 1}
        return cls(frozenset(there), aliases, Reasons.of(listed, document))

    def ours(self, identifier: str) -> str:
        """Our identifier for one of the facts; itself if nothing is known of it."""
        if identifier in self.known:
            return identifier
        for about in ("id", "gone"):
            given = self.reasons.given(identifier, about, identifier)
            if given and given[0] in self.known:
                return str(given[0])
        return self.aliases.get(identifier, identifier)


@frozen
class Shipped:
    """The relationships of one shipped set: by both ends and by what they say, read from either end."""

    said: Mapping[tuple[str, str, str], tuple[int, bool]]

    @classmethod
    def of(cls, register: Register, set_id: str) -> Shipped:
        """Those of a set: the number of each, and whether it is unresolved.

        One that lacks an end without being marked so is not among them.
        """
        said: dict[tuple[str, str, str], tuple[int, bool]] = {}
        turned: dict[tuple[str, str, str], tuple[int, bool]] = {}
        volume = register.mappings.get(set_id)
        sheet = volume.sheet if volume else ()
        whole = (
            each.unresolved or all(_there(register, end) for end in (each.subject, each.object))
            for each in sheet
        )
        for number, each in compress(enumerate(sheet), whole):
            one, other = str(each.subject), str(each.object)
            denied, place = "not " if each.negated else "", (number, bool(each.unresolved))
            said[one, denied + each.type.value, other] = place
            turned[other, denied + INVERSE[each.type].value, one] = place
        # What is written either way is looked for as written first.
        said = turned | said
        return cls(said)


def _there(register: Register, ref: Ref) -> bool:
    document = str(ref.document)
    if ref.provision is None:
        return document in register.where
    return document in register.structured and ref.provision in register.provisions(document)


def _gathered(facts: Path) -> Iterator[tuple[str, list[Gathered]]]:
    """The name of each facts file, and its relations."""
    for path in sorted((facts / "frameworks").glob("*.json")):
        raw = json.loads(path.read_text(encoding="utf-8"))
        yield path.stem, [Gathered.read(path.stem, each) for each in raw.get("relations") or ()]
    for path in sorted((facts / "mappings").glob("*.json")):
        for each in json.loads(path.read_text(encoding="utf-8")).get("sets", ()):
            name = Path(each["file"]).name
            yield name, [Gathered.read(name, row) for row in each["relations"]]


def relations(facts: Path) -> int:
    """Print where each relation of the gathered facts went; 1 if one is not accounted for."""
    account = Account.of(
        json.loads(RELATIONS.read_text(encoding="utf-8")),
        json.loads(structure.DEVIATIONS.read_text(encoding="utf-8")),
        packaged(),
    )
    total: Counter[str] = Counter()
    files = 0
    for name, rows in _gathered(facts):
        if not rows:
            continue
        files += 1
        count: Counter[str] = Counter()
        unexplained = []
        for row in rows:
            went = account.outcome(row)
            count[went or "unexplained"] += 1
            if went is None:
                unexplained.append(row)
        print(f"{name}: {_told(count)}")
        for row in unexplained:
            print(f"  unexplained: {row}")
        total += count
    for line in account.stale:
        print(f"explains nothing: {line}")
    wrong = list(account.wrong)
    for line in wrong:
        print(f"wrong: {line}")
    print(f"{files} facts files: {_told(total)}; of these {account.deviating} with ends mended for a reason")
    return bool(total["unexplained"] or wrong)


def _told(count: Counter[str]) -> str:
    parts = (f"{count[each]} {each}" for each in OUTCOMES)
    left_out = "with reason"
    return f"{count.total()} relations, {', '.join(parts)} {left_out}, {count['unexplained']} unexplained"
