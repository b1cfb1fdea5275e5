"""The command `structures`: every shipped framework held against the gathered facts."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from attrs import define, field, frozen

from ai_security_standards._register import Register, packaged

#: Which facts file is which framework of ours, and every difference between the two, with its reason.
DEVIATIONS = Path(__file__).parent / "deviations.json"

Raw = dict[str, Any]


@frozen
class Rule:
    """One reason for many deviations, as narrow as it can be said.

    `pattern` is for the whole facts identifier. `value`, where given, is a pattern for the whole value
    in the facts, or null for a value that the facts lack. `ours`, where given, is what our data hold:
    null, or a template filled from the match of `value`, else of `pattern`. For `id` it is what became
    of the identifier; for `gone` the provision that took it in, or null.
    """

    framework: str
    field: str
    pattern: str
    why: str
    needs: tuple[str | None, ...] = ()
    gives: tuple[str | None, ...] = ()

    @classmethod
    def read(cls, raw: Raw) -> Rule:
        """A rule as it stands in the file."""
        named = {name: raw[name] for name in ("framework", "field", "pattern", "why")}
        needs, gives = ((raw[name],) if name in raw else () for name in ("value", "ours"))
        return cls(**named, needs=needs, gives=gives)

    def becomes(self, identifier: str, value: str | None) -> tuple[str | None, ...] | None:
        """What our data should hold; empty if anything will do, None if the rule does not fit."""
        match = re.fullmatch(self.pattern, identifier)
        if match is None:
            return None
        for need in self.needs:
            if need is None or value is None:
                if need is not value:
                    return None
            elif (match := re.fullmatch(need, value)) is None:
                return None
        return tuple(give if give is None else match.expand(give) for give in self.gives)


@define
class Reasons:
    """The reasons for deviations of one framework, with what of them was used."""

    single: dict[tuple[str, str], Raw]
    rules: list[Rule]
    used: set[object] = field(factory=set)
    count: Counter[str] = field(factory=Counter)

    @classmethod
    def of(cls, listed: Raw, ref: str) -> Reasons:
        """Those that the file of deviations lists for one framework of ours."""
        single = {
            (raw["facts"], raw["field"]): raw for raw in listed["deviations"] if raw["framework"] == ref
        }
        return cls(single, [Rule.read(raw) for raw in listed["rules"] if raw["framework"] == ref])

    def given(self, identifier: str, about: str, value: str | None) -> tuple[str | None, ...] | None:
        """What our data should hold there; empty if anything will do, None if no reason is listed."""
        raw = self.single.get((identifier, about))
        if raw is not None:
            self.used.add((identifier, about))
            return (raw["ours"],)
        for rule in self.rules:
            if rule.field == about and (given := rule.becomes(identifier, value)) is not None:
                self.used.add(rule)
                return given
        return None

    def explain(self, identifier: str, about: str, value: str | None, ours: str | None) -> bool:
        """Whether a value of ours that is not that of the facts has a reason."""
        given = self.given(identifier, about, value)
        explained = given is not None and given in ((), (ours,))
        self.count[about] += explained
        return explained

    @property
    def stale(self) -> list[str]:
        """The reasons that explain nothing."""
        return [
            *(f"{about} of {identifier}" for identifier, about in sorted(self.single.keys() - self.used)),
            *(f"{rule.field} of {rule.pattern}" for rule in self.rules if rule not in self.used),
        ]


@frozen
class Held:
    """How the provisions of one facts file stand to ours."""

    equal: int
    explained: int
    unexplained: tuple[str, ...]
    further: int
    reasons: Reasons

    def __str__(self) -> str:
        return (
            f"{self.equal + self.explained + len(self.unexplained)} provisions in the facts, "
            f"{self.equal} equal, {self.explained} deviating with reason, "
            f"{len(self.unexplained)} unexplained; {self.further} further ones of ours"
        )


def hold(provisions: list[Raw], register: Register, ref: str, reasons: Reasons) -> Held:
    """The provisions of a facts file held against a framework of ours."""
    ours = register.provisions(ref)
    became: dict[str, str | None] = {}
    for raw in provisions:
        given = reasons.given(raw["ref"], "id", raw["ref"])
        became[raw["ref"]] = given[0] if given else raw["ref"]
    equal = 0
    unexplained: list[str] = []
    deviating = 0
    for raw in provisions:
        identifier = raw["ref"]
        mine = became[identifier]
        found = ours.get(mine) if mine is not None else None
        wrong: list[str] = []
        explained = 0
        if found is None:
            heir = reasons.given(identifier, "gone", identifier)
            if heir is None or any(each is not None and each not in ours for each in heir):
                wrong.append(f"{mine} is not in ours")
            else:
                reasons.count["gone"] += 1
                explained += 1
        else:
            if mine != identifier:
                reasons.count["id"] += 1
                explained += 1
            above = became.get(raw["parent"], raw["parent"])
            for about, theirs, value, own in (
                ("title", raw["title"], raw["title"], found.title),
                ("parent", raw["parent"], above, found.parent),
            ):
                if value == own:
                    continue
                if reasons.explain(identifier, about, theirs, own):
                    explained += 1
                else:
                    wrong.append(f"{about} {own!r}, in the facts {theirs!r}")
        if wrong:
            unexplained.append(f"{identifier}: {'; '.join(wrong)}")
        deviating += bool(explained and not wrong)
        equal += not explained and not wrong
    further = len(ours.keys() - set(became.values()))
    return Held(equal, deviating, tuple(unexplained), further, reasons)


def structures(facts: Path) -> int:
    """Print how the shipped frameworks stand to the gathered facts; 1 if a difference has no reason."""
    listed: Raw = json.loads(DEVIATIONS.read_text(encoding="utf-8"))
    register = packaged()
    total: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for path in sorted((facts / "frameworks").glob("*.json")):
        total["files"] += 1
        provisions = json.loads(path.read_text(encoding="utf-8"))["provisions"]
        total["provisions"] += len(provisions)
        ref = listed["frameworks"].get(path.stem)
        if ref not in register.structured:
            total["missing"] += 1
            print(f"missing: {path.stem} ({ref})")
            continue
        held = hold(provisions, register, ref, Reasons.of(listed, ref))
        print(f"{ref}: {held}")
        for line in held.unexplained:
            print(f"  unexplained: {line}")
        for line in held.reasons.stale:
            print(f"  explains nothing: {line}")
        total["equal"] += held.equal
        total["explained"] += held.explained
        total["unexplained"] += len(held.unexplained)
        total["further"] += held.further
        kinds += held.reasons.count
    by_kind = ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items()))
    print(
        f"{total['files']} frameworks, {total['missing']} missing; "
        f"{total['provisions']} provisions in the facts: {total['equal']} equal, "
        f"{total['explained']} deviating with reason ({by_kind}), "
        f"{total['unexplained']} unexplained; {total['further']} further ones of ours"
    )
    return bool(total["unexplained"] or total["missing"])
