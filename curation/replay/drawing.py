"""Calls made up from frozen data: the same seed always gives the same ones."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import Any

from .facts import Facts
from .parts import DAY, OTHER_DAYS, TRUSTS, Drawn, Parts
from .summarising import canonical

__all__ = ["DAY", "SHARES", "draw_calls"]

SEED = 11

#: How many calls of each method there are.
SHARES: Mapping[str, int] = {
    "[]": 120, "standard": 50, "provision": 60, "get": 25, "in": 20, "editions": 45, "publisher": 25,
    "publishers": 1, "annotations": 6, "framework": 45, "parent": 20, "ancestors": 35, "children": 40,
    "descendants": 35, "catalog": 9,
    "standards": 175, "provisions": 130, "search": 115,
    "resolve": 168, "find_references": 110, "audit": 70, "normalize": 50,
    "mapping_sets": 45, "relationships": 100, "infer": 60, "crosswalk": 50, "conflicts": 6,
    "compare": 40, "trace": 55, "migrate": 35,
    "applicable": 45, "changes": 30, "checklist": 25, "coverage": 35, "threat_coverage": 15,
    "project": 20, "plan": 18,
    "check": 6, "parse": 20, "profile": 15, "assessment": 12, "pin": 5, "filled": 4, "read": 5,
}  # fmt: skip
FORMATS = ("to_csv", "to_markdown", "to_html")


def draw_calls(
    facts: Facts, texts: Sequence[str], queries: Sequence[str]
) -> Iterator[tuple[str, Iterator[Drawn]]]:
    """Yield each method with calls of it without end, none twice.

    Args:
        facts: the records from which arguments are drawn.
        texts: texts that hold references as people write them.
        queries: what people search for.

    """
    for method in SHARES:
        yield method, _calls_of(method, Draw(facts, Random(f"{SEED} {method}"), texts, queries))  # noqa: S311


def _calls_of(method: str, draw: Draw) -> Iterator[Drawn]:
    seen: set[str] = set()
    while True:
        call = {"method": method, "as_of": DAY, "args": [], "kwargs": {}}
        call |= getattr(draw, _NAMES.get(method, method))()
        text = canonical(call)
        if text not in seen:
            seen.add(text)
            yield call


#: Methods that are no names.
_NAMES = {"[]": "item", "in": "membership"}


class Draw(Parts):
    """Draws the arguments of one call after another; each method is named after what it asks."""

    # ------------------------------------------------------------ one thing by its reference

    def item(self) -> Drawn:
        drawn = {"args": [self.ref()], **self.day(0.25)}
        if self.chance(0.1):
            ref = self.one(list(self.facts.standards))
            return {"args": [ref], "then": [{"method": "on", "args": [{"$date": self.one(OTHER_DAYS)}]}]}
        return drawn

    def standard(self) -> Drawn:
        ref = self.provision_ref() if self.chance(0.1) else self.standard_ref()
        return {"args": [self.misspelt(ref) if self.chance(0.15) else ref], **self.day(0.3)}

    def provision(self) -> Drawn:
        if self.chance(0.15):
            document = self.one([each for each in self.facts.provisions if each.startswith("eu-")])
            then = [{"method": "in_application", "args": [{"$date": self.one((DAY, *OTHER_DAYS))}]}]
            return {"args": [self.provision_ref(document)], "then": then}
        ref = self.standard_ref() if self.chance(0.08) else self.provision_ref()
        ref = self.misspelt(ref) if self.chance(0.15) else ref
        return {"args": [{"$ref": ref} if self.chance(0.1) and ":" in ref else ref], **self.day(0.15)}

    def get(self) -> Drawn:
        drawn = {"args": [self.ref(0.4)], **self.day(0.2)}
        return {**drawn, "kwargs": {"default": "nothing"}} if self.chance(0.3) else drawn

    def membership(self) -> Drawn:
        return {"args": [self.ref(0.4)], **self.day(0.2)}

    def editions(self) -> Drawn:
        standard = self.one(self.facts.ids)
        if self.chance(0.4):
            standard = self.every(sorted(self.facts.structured_editions))
        return {"args": [self.misspelt(standard) if self.chance(0.12) else standard], **self.day(0.25)}

    def publisher(self) -> Drawn:
        body = self.one(list(self.facts.publishers))
        return {"args": [self.misspelt(body) if self.chance(0.3) else body]}

    def publishers(self) -> Drawn:
        return {}

    def annotations(self) -> Drawn:
        ref = self.one(list(self.facts.standards))
        notes = [
            {"ref": ref if self.chance(0.5) else ref.partition("@")[0], "key": "owner", "value": "Legal"},
            {"ref": "eu-ai-act", "key": "status", "value": "in review", "author": "A. Person"},
        ]
        asked = ref if self.chance(0.7) else "eu-ai-act"
        return {"args": [asked], "overlay": {"register/notes.json": {"annotations": notes}}}

    def framework(self) -> Drawn:
        return {"args": [self.standard_ref() if self.chance(0.2) else self.document()], **self.day(0.1)}

    def parent(self) -> Drawn:
        return {"args": [self.provision_ref()]}

    ancestors = parent

    def children(self) -> Drawn:
        document = self.document()
        heads = sorted({raw["parent"] for raw in self.facts.provisions[document] if "parent" in raw})
        return {"args": [f"{document}:{self.one(heads)}" if heads else self.provision_ref(document)]}

    descendants = children

    def catalog(self) -> Drawn:
        days = (DAY, *OTHER_DAYS, "2019-06-01", "2000-01-01", "not-a-day", "2026-11")
        return {"as_of": self.every(days)}

    # ------------------------------------------------------------ several by what is asked of them

    def criterion(self, name: str) -> Any:
        """Draw a value for a criterion of documents."""
        if name in ("eea_relevant", "in_force", "in_application", "structure_shipped"):
            return self.chance(0.6)
        if name.endswith(("_since", "_until")):
            field = {"applies": "applies_from", "checked": "checked_on"}.get(name[:-6], name[:-6])
            return self.one(self.facts.values(field))[: self.one((4, 7, 10))]
        if name == "text":
            return " ".join(self.some(self.one(self.facts.values("title")).split(), 2))
        if name == "family":
            values = sorted({raw["family"] for raw in self.facts.publishers.values()})
        elif name in ("status", "stage"):
            history = [event for raw in self.facts.standards.values() for event in raw["history"]]
            values = sorted({event[name] for event in history if name in event})
        else:
            values = self.facts.values(_FIELDS.get(name, name))
        if self.chance(0.2):
            return self.some(values[:12], 3)
        value = self.one(values[:8] if self.chance(0.5) else values)
        if self.chance(0.08):
            return self.misspelt(value)
        if self.chance(0.08):
            return value.upper() if self.chance(0.5) else value.replace("-", "_")
        return value

    def standards(self) -> Drawn:
        first = self.every(CRITERIA)
        names = [first, *self.random.sample(CRITERIA, self.random.choice((0, 0, 0, 1, 1, 2)))]
        kwargs = {name: self.criterion(name) for name in dict.fromkeys(names)}
        if self.chance(0.03):
            kwargs[self.misspelt(first)] = kwargs.pop(first)
        if self.chance(0.35):
            kwargs["current"] = None if self.chance(0.6) else False
        if self.chance(0.06):
            kwargs["where"] = {"$where": {"designation": self.one(("ISO", "AI", "ETSI", "security"))}}
        then = [{"method": self.one(FORMATS), "args": []}] if self.chance(0.06) else []
        return {"kwargs": kwargs, **self.day(0.2), **({"then": then} if then else {})}

    def provisions(self) -> Drawn:
        document = self.document()
        args: list[Any] = [document if self.chance(0.8) else document.partition("@")[0]]
        if self.chance(0.1):
            args = [[self.document(), self.document()]]
        kwargs: Drawn = {}
        if self.chance(0.06):
            args = []
            kwargs["text"] = self.one(("logging", "prompt injection", "supply chain"))
        names = [name for name in PROVISION_CRITERIA if self.chance(0.1) or self.own_values(name, document)]
        for name in self.some(names, 1 if self.chance(0.75) else 2):
            kwargs[name] = self.provision_criterion(name, document)
        for name in ("assessable", "retired", "in_application"):
            if self.chance(0.12):
                kwargs[name] = self.chance(0.5)
        if self.chance(0.04):
            kwargs[self.misspelt("parent")] = "x"
        if self.chance(0.05):
            kwargs["where"] = {"$where": {"name": self.one(("data", "risk", "model"))}}
        if self.chance(0.2):
            kwargs = {}
        then: list[Drawn] = []
        if self.chance(0.15):
            then = [{"method": "tree", "args": [self.one(("text", "markdown", "html", "html", "xml"))]}]
        elif self.chance(0.06):
            then = [{"method": self.one(FORMATS), "args": []}]
        return {"args": args, "kwargs": kwargs, **self.day(0.15), **({"then": then} if then else {})}

    def own_values(self, name: str, document: str) -> list[Any]:
        """Return the values of a criterion that the provisions of a document have."""
        field = _FIELDS_OF_PROVISIONS.get(name, name)
        return [raw[field] for raw in self.facts.provisions[document] if raw.get(field)]

    def provision_criterion(self, name: str, document: str) -> Any:
        own = self.own_values(name, document)
        known = self.facts.values_of_provisions(_FIELDS_OF_PROVISIONS.get(name, name))
        if name == "text":  # a document may have labels alone
            return self.one(self.one(own or known).split())
        value = self.one(own) if own and self.chance(0.9) else self.one(known)
        value = self.one(value) if isinstance(value, list) else value
        return self.misspelt(value) if self.chance(0.06) else value

    def search(self) -> Drawn:
        query = self.every(self.queries)
        kwargs: Drawn = {}
        if self.turn >= len(self.queries) or self.chance(0.2):
            title = self.one(self.facts.values("title") + self.facts.values_of_provisions("title"))
            query = " ".join(title.split()[: self.random.randint(1, 4)])
            query = self.misspelt(query) if self.chance(0.3) else query
        if self.chance(0.25):
            kwargs["standard"] = self.document() if self.chance(0.9) else self.standard_ref()
        if self.chance(0.2):
            kwargs["kind"] = self.one(("control", "law", "technique", "risk", "requirement", "contrl"))
        if self.chance(0.3):
            kwargs["limit"] = self.one((1, 3, 25, 50, 0))
        return {"args": [query], "kwargs": kwargs, **self.day(0.05)}

    # ------------------------------------------------------------ references in texts

    def surroundings(self) -> Drawn:
        kwargs: Drawn = {}
        if self.chance(0.15):
            kwargs["within"] = self.document() if self.chance(0.5) else self.document().partition("@")[0]
        if self.chance(0.15):
            kwargs["on"] = self.one((*OTHER_DAYS, "2023-12-01", "2026-01-15"))
        return kwargs

    def resolve(self) -> Drawn:
        text, within = self.text_draw.short()
        kwargs = self.surroundings()
        if within:
            kwargs["within"] = within
        return {"args": [text], "kwargs": kwargs, **self.day(0.08)}

    def find_references(self) -> Drawn:
        return {"args": [self.text_draw.passage()], "kwargs": self.surroundings(), **self.day(0.08)}

    def audit(self) -> Drawn:
        subject: Any = self.text_draw.passage()
        if self.chance(0.25):
            subject = [self.text_draw.passage() for _ in range(3)]
        elif self.chance(0.2):
            subject = [{"tag": self.text_draw.short()[0], "note": self.text_draw.passage(), "n": 1}]
        elif self.chance(0.03):
            subject = 7
        return {"args": [subject], "kwargs": self.surroundings(), **self.day(0.08)}

    def normalize(self) -> Drawn:
        findings: list[Any] = []
        for _ in range(self.random.randint(1, 4)):
            tags: Any = [self.text_draw.short()[0] for _ in range(self.random.randint(1, 4))]
            shape = self.random.randrange(5)
            if shape == 0:
                tags = {self.one(("owasp-llm-top-10", "CWE", "MITRE ATLAS", "owasp:llm", "severity")): tags}
            findings.append(tags if shape == 1 else tags[0] if shape == 2 else {"tags": tags})
        kwargs = {}
        if self.chance(0.15):
            findings = [{"labels": [self.text_draw.short()[0]]}]
            kwargs = {"tags": "labels"} if self.chance(0.6) else {"tags": "label"}
        return {"args": [findings], "kwargs": kwargs}

    # ------------------------------------------------------------ how provisions stand to each other

    def mapping_sets(self) -> Drawn:
        kwargs: Drawn = {}
        one, other = self.one(self.facts.pairs)
        if self.chance(0.5):
            kwargs["of"] = one if self.chance(0.5) else one.partition("@")[0]
        if self.chance(0.4):
            kwargs["to"] = other if self.chance(0.5) else other.partition("@")[0]
        if self.chance(0.3):
            kwargs["trust"] = self.one((*TRUSTS, "curatd"))
        if self.chance(0.3):
            kwargs["style"] = self.one(("set_theory", "concept-crosswalk", "threat", "lineage", "supportiv"))
        if self.chance(0.25):
            headers = list(self.facts.mapping_sets.values())
            kwargs["publisher"] = self.one([each["publisher"] for each in headers if each.get("publisher")])
        return {"kwargs": kwargs, **self.late_day(0.15)}

    def relationships(self) -> Drawn:
        one, other = self.related()
        chances = self.random.random()
        kwargs = self.narrowing()
        ref = one
        if chances < 0.15:
            ref, kwargs["to"] = one.partition(":")[0], other.partition(":")[0]
        elif chances < 0.5:
            kwargs["to"] = other if self.chance(0.3) else other.partition(":")[0]
        elif chances < 0.6:
            kwargs["to"] = self.document().partition("@")[0]
        elif chances < 0.7:
            ref = self.bare(one)
        elif chances < 0.76:
            ref = self.misspelt(one)
        then = [{"method": self.one(FORMATS), "args": []}] if self.chance(0.04) else []
        return {"args": [ref], "kwargs": kwargs, **self.late_day(0.08), **({"then": then} if then else {})}

    def bare(self, ref: str) -> str:
        """Return a reference without its edition."""
        document, colon, provision = ref.partition(":")
        return f"{document.partition('@')[0]}{colon}{provision}"

    def infer(self) -> Drawn:
        one, other = self.related(certain=self.chance(0.8))
        kwargs = self.narrowing()
        if self.chance(0.6):
            kwargs["to"] = other.partition(":")[0]
        if self.chance(0.5):
            kwargs["max_steps"] = self.one((1, 3, 2, 0) if self.chance(0.2) else (1, 3))
        return {
            "args": [one if self.chance(0.9) else self.bare(one)],
            "kwargs": kwargs,
            **self.late_day(0.06),
        }

    def crosswalk(self) -> Drawn:
        one, other = self.one(self.facts.pairs)
        kwargs = self.narrowing()
        if self.chance(0.35):
            kwargs["max_steps"] = 2
        if self.chance(0.1):
            one = self.document()
        ends = [each if self.chance(0.7) else each.partition("@")[0] for each in (one, other)]
        then = [{"method": "matrix"}] if self.chance(0.1) else []
        return {"args": ends, "kwargs": kwargs, **self.late_day(0.06), **({"then": then} if then else {})}

    def conflicts(self) -> Drawn:
        names = [name for name, each in self.facts.mapping_sets.items() if each.get("style") == "set_theory"]
        kind = self.every(("all", "some", "some", "misspelt"))
        drawn = [] if kind == "all" else self.some(names, 12)
        return {"args": [self.misspelt(drawn[0])] if kind == "misspelt" else drawn, **self.late_day(0.2)}

    def edition_pair(self) -> tuple[str, str]:
        standard = self.every(sorted(self.facts.structured_editions))
        one, other = self.random.sample(self.facts.structured_editions[standard], 2)
        return (one, other) if self.chance(0.25) else (min(one, other), max(one, other))

    def compare(self) -> Drawn:
        one, other = self.edition_pair()
        if self.chance(0.06):
            other = self.document()
        then: list[Drawn] = []
        if self.chance(0.15):
            word = self.one(("renumbered", "replaced", "unchanged", "retired", "retitled", "merge"))
            then = [{"method": "only", "args": [word]}]
        return {"args": [one, other], **self.late_day(0.08), **({"then": then} if then else {})}

    def trace(self) -> Drawn:
        old, new = self.edition_pair()
        kwargs: Drawn = {}
        if self.chance(0.5):
            kwargs["to"] = new if self.chance(0.9) else self.document()
        ref = self.provision_ref(old, bare=0)
        return {
            "args": [self.misspelt(ref) if self.chance(0.05) else ref],
            "kwargs": kwargs,
            **self.late_day(0.05),
        }

    def migrate(self) -> Drawn:
        old, new = self.edition_pair()
        given: Any = [self.provision_ref(old, bare=0) for _ in range(self.random.randint(1, 12))]
        if self.chance(0.25):
            given.append(self.provision_ref(bare=0))
        if self.chance(0.1):
            given = given[0]
        elif self.chance(0.45):
            given = {"$assessment": self.results(old)}
        elif self.chance(0.1):
            given = {"$refs": given}
        target = new if self.chance(0.85) else new.partition("@")[0]
        return {"args": [given], "kwargs": {"to": target}, **self.late_day(0.05)}

    # ------------------------------------------------------------ what must be done

    def applicable(self) -> Drawn:
        kwargs: Drawn = {}
        then: list[Drawn] = []
        if self.chance(0.4):
            kwargs["standard"] = (
                self.one(self.facts.laws) if self.chance(0.5) else self.some(self.facts.ids, 4)
            )
        elif self.chance(0.7):
            verdicts = ("applies", "will_apply", "may_apply", "not_applicable")
            then = [
                self.one(
                    (
                        {"method": "documents"},
                        {"method": "of", "args": [self.one((*self.facts.laws, *["eu-ai-act"] * 40))]},
                        {"method": "only", "args": self.some(verdicts, 2)},
                    )
                )
            ]
        if self.chance(0.3):
            kwargs["on"] = self.one(OTHER_DAYS)
        profile = self.facts_of_profile()
        return {"args": [{"$profile": profile}], "kwargs": kwargs, **({"then": then} if then else {})}

    def changes(self) -> Drawn:
        since, until = sorted(
            self.random.sample(("2024-06-01", "2025-01-01", "2025-11-01", "2026-05-20", DAY), 2)
        )
        args: list[Any] = [since] if self.chance(0.3) else [since, until]
        if self.chance(0.15):
            args = [self.one(("2026.10.0", "2026.11.0", "2026.9.3", "soon"))]
        kwargs = {"profile": {"$profile": self.facts_of_profile()}} if self.chance(0.4) else {}
        then: list[Drawn] = []
        if self.chance(0.2):
            kinds = ("issued", "in-force", "begins-to-apply", "date-set", "amended", "superseeded")
            then = [{"method": "of", "args": ["eu-ai-act", *self.some(kinds, 2)]}]
        return {"args": args, "kwargs": kwargs, **self.late_day(0.1), **({"then": then} if then else {})}

    def checklist(self) -> Drawn:
        about: Any = self.document()
        if self.chance(0.35):
            about = {"$profile": self.facts_of_profile()}
        elif self.chance(0.3):
            about = list(self.one(self.facts.pairs))
            if self.chance(0.15):
                about.append(self.provision_ref())
        kwargs = {"on": self.one(OTHER_DAYS)} if self.chance(0.15) else {}
        then = [{"method": "to_csv", "args": []}] if self.chance(0.1) else []
        return {"args": [about], "kwargs": kwargs, **({"then": then} if then else {})}

    def asked_and_implemented(self) -> tuple[Any, Any]:
        """Draw a target, and what is implemented of another document that is mapped to it."""
        target, other = self.shipped_pair()
        implemented: Any = other
        if self.chance(0.6):
            implemented = [self.provision_ref(other, bare=0) for _ in range(self.random.randint(1, 15))]
        if self.chance(0.15):
            implemented = [other, self.document()]
        asked: Any = target
        if self.chance(0.25):
            asked = [self.provision_ref(target, bare=0) for _ in range(self.random.randint(1, 5))]
        elif self.chance(0.1):
            asked = target.partition("@")[0]
        return asked, implemented

    def steps(self) -> Drawn:
        return {"max_steps": self.one((1, 3))} if self.chance(0.3) else {}

    def coverage(self) -> Drawn:
        target, implemented = self.asked_and_implemented()
        then: list[Drawn] = []
        if self.chance(0.1):
            then = [
                {"method": "only", "args": self.some(("full", "partial", "candidate", "unknown", "ful"), 2)}
            ]
        elif self.chance(0.1):
            named = isinstance(target, str) and target in self.facts.provisions
            document = target if named else self.document()
            then = [{"method": "about", "args": [self.assessable_ref(document)]}]
        elif self.chance(0.1):
            then = [{"method": "parts"}]
        kwargs = {**self.narrowing(), **self.steps()}
        return {"args": [target, implemented], "kwargs": kwargs, **({"then": then} if then else {})}

    def threat_coverage(self) -> Drawn:
        rows = self.facts.relationships[self.one(self.facts.threat_sets)]
        chosen = [self.one(rows) for _ in range(self.random.randint(1, 8))]
        side = self.random.randrange(2)
        ends = [(row[0], row[2]) if side else (row[2], row[0]) for row in chosen]
        target = ends[0][1].partition(":")[0]
        implemented = [end[0] for end in ends] if self.chance(0.7) else ends[0][0].partition(":")[0]
        then = [{"method": "only", "args": ["addressed", "inherited"]}] if self.chance(0.15) else []
        kwargs = {**self.narrowing(), **self.steps()}
        return {"args": [target, implemented], "kwargs": kwargs, **({"then": then} if then else {})}

    def project(self) -> Drawn:
        document, onto = self.shipped_pair()
        then = [{"method": "assessment"}] if self.chance(0.2) else []
        given = {"$assessment": self.results(document, 30)}
        kwargs = {**self.narrowing(), **self.steps()}
        return {"args": [given, onto], "kwargs": kwargs, **({"then": then} if then else {})}

    def plan(self) -> Drawn:
        target, using = self.shipped_pair()
        kwargs: Drawn = {"method": "greedy" if self.chance(0.75) else "exact", **self.narrowing()}
        if self.chance(0.5):
            kwargs["require"] = self.one(("partial",) * 5 + ("full",) * 3 + ("most",))
        if self.chance(0.3):
            refs = [self.assessable_ref(using) for _ in range(5)]
            kwargs["cost"] = {ref: self.one((0.5, 2, 3)) for ref in dict.fromkeys(refs)}
        if self.chance(0.08):
            kwargs["method"] = "best"
        return {"args": [target, using], "kwargs": kwargs}

    # ------------------------------------------------------------ the front door

    def policy(self, **changes: Any) -> Drawn:
        raw: Drawn = {
            "id": "acme-policy", "edition": "1.0", "designation": "ACME AI Policy 1.0",
            "title": "ACME policy for the secure use of AI", "publisher": "acme", "kind": "policy",
            "binding": "conditional", "jurisdictions": ["DE"],
            "history": [{"status": "published", "date": "2026-01-15"}], "published": "2026-01-15",
            "topics": ["governance"], "sources": [{"address": "https://acme.example.org/policy"}],
            "checked_on": "2026-02-01", "confidence": "single-source", "recorded": "2026.11.0",
        }  # fmt: skip
        return raw | changes

    def check(self) -> Drawn:
        """Draw an overlay with a fault, or the packaged data alone."""
        faults: tuple[Drawn | None, ...] = (
            None, {}, {"kind": "polcy"}, {"publisher": "acmee"}, {"history": []}, {"published": "2026-13"},
        )  # fmt: skip
        fault = self.every(faults)
        if fault is None:
            return {}
        acme = {"id": "acme", "name": "ACME Corporation", "family": "vendor", "place": "DE"}
        file = {"publishers": [acme], "standards": [self.policy(**fault)]}
        return {"overlay": {"register/acme.json": json.loads(json.dumps(file))}}

    def parse(self) -> Drawn:
        ref = self.ref(0.3)
        return {"args": [ref.upper() if self.chance(0.1) else f"{ref}:" if self.chance(0.1) else ref]}

    def profile(self) -> Drawn:
        facts = self.facts_of_profile()
        if self.chance(0.15):
            name = self.one(sorted(facts))
            facts[self.misspelt(name)] = facts.pop(name)
        elif self.chance(0.15):
            facts["roles"] = self.misspelt(self.one(self.facts.facts_of_profiles["roles"]))
        return {"kwargs": facts}

    def assessment(self) -> Drawn:
        rows: list[Any] = self.results(self.document(), 6)
        if self.chance(0.4):
            rows = [dict(zip(("ref", "result", "evidence"), row, strict=False)) for row in rows]
            if self.chance(0.5):
                rows[-1]["colour"] = "red"
        if self.chance(0.25):
            rows.append([rows[0][0] if isinstance(rows[0], list) else rows[0]["ref"], "satisfid"])
        return {"args": [rows], "kwargs": {"strict": False} if self.chance(0.3) else {}}

    def pin(self) -> Drawn:
        rows = self.results(self.document(), 6)
        return {"args": [{"$assessment": [[self.bare(row[0]), *row[1:]] for row in rows]}]}

    def filled(self) -> Drawn:
        document = self.document()
        return {"args": [document, {"$assessment": self.results(document)}]}

    def read(self) -> Drawn:
        """Draw a filled sheet as CSV."""
        heads = ("id;result;mine", "result;mine;id", "result;date;id;note", "id;reslt;mine", "id;mine;result")
        columns = self.every(heads).split(";")
        rows = []
        for ref, result, *_ in self.results(self.document(), 5):
            word = result.title().replace("_", " ")
            cells = {"id": ref, "result": word, "reslt": word, "date": "2026-10-01"}
            rows.append(";".join(cells.get(column, "x") for column in columns))
        return {"args": ["\n".join([";".join(columns), *rows, ""])]}


#: The criteria of documents.
CRITERIA = (
    "id", "edition", "number", "publisher", "family", "committee", "kind", "status", "stage", "access",
    "licence", "language", "binding", "jurisdiction", "topic", "role", "system_type", "lifecycle_stage",
    "sector", "confidence", "eea_relevant", "in_force", "in_application", "structure_shipped",
    "published_since", "published_until", "in_force_since", "in_force_until", "applies_since",
    "applies_until", "checked_since", "checked_until", "text",
)  # fmt: skip
PROVISION_CRITERIA = ("kind", "level", "role", "risk_class", "lifecycle_stage", "text", "parent")
_FIELDS_OF_PROVISIONS = {
    "role": "roles", "risk_class": "risk_classes", "lifecycle_stage": "lifecycle_stages", "text": "title",
}  # fmt: skip
_FIELDS = {
    "language": "languages", "jurisdiction": "jurisdictions", "topic": "topics", "role": "roles",
    "system_type": "system_types", "lifecycle_stage": "lifecycle_stages", "sector": "sectors",
}  # fmt: skip
