"""The parts of calls: references, days, profiles and results, drawn from frozen records."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any, TypeVar

from .facts import Facts
from .texts import TextDraw

__all__ = ["DAY", "LATE_DAYS", "OTHER_DAYS", "TRUSTS", "Drawn", "Parts"]

#: The day on which calls are answered, unless they name another.
DAY = "2026-11-28"
OTHER_DAYS = ("2023-06-01", "2024-12-31", "2025-03-01", "2026-08-10", "2027-12-05")
#: Days on which most mapping sets were published and most editions known.
LATE_DAYS = ("2026-03-01", "2026-08-10", "2027-12-05")
OUTCOMES = ("satisfied", "not_satisfied", "partly", "not_applicable", "not_assessed")
TRUSTS = ("publisher", "third_party", "curated")

Drawn = dict[str, Any]
Choice = TypeVar("Choice")


class Parts:
    """Draws the parts that arguments are made of, all by one source of chance."""

    def __init__(self, facts: Facts, random: Random, texts: Sequence[str], queries: Sequence[str]) -> None:
        self.facts, self.random = facts, random
        self.queries = queries
        self.text_draw = TextDraw(facts, random, texts)
        self.turn = -1

    # ------------------------------------------------------------ parts

    def chance(self, of: float) -> bool:
        return self.random.random() < of

    def one(self, values: Sequence[Choice]) -> Choice:
        return self.random.choice(values)

    def some(self, values: Sequence[Choice], most: int) -> list[Choice]:
        return self.random.sample(values, min(len(values), self.random.randint(1, most)))

    def every(self, values: Sequence[Choice]) -> Choice:
        """Return the values in their order, one at each call, so that each has its turn."""
        self.turn += 1
        return values[self.turn % len(values)]

    def day(self, chance: float) -> Drawn:
        return {"as_of": self.one(OTHER_DAYS)} if self.chance(chance) else {}

    def late_day(self, chance: float) -> Drawn:
        return {"as_of": self.one(LATE_DAYS)} if self.chance(chance) else {}

    def standard_ref(self) -> str:
        ref = self.one(list(self.facts.standards))
        return ref if self.chance(0.6) else ref.partition("@")[0]

    def document(self) -> str:
        """Draw a document whose structure is shipped, each standard as likely as any other."""
        standards = sorted({document.partition("@")[0] for document in self.facts.provisions})
        standard = self.one(standards)
        return self.one([each for each in self.facts.provisions if each.partition("@")[0] == standard])

    def provision_ref(self, document: str | None = None, *, bare: float = 0.25) -> str:
        document = document or self.document()
        name = self.one(self.facts.provisions[document])["id"]
        return f"{document.partition('@')[0] if self.chance(bare) else document}:{name}"

    def assessable_ref(self, document: str) -> str:
        raws = self.facts.provisions[document]
        found = [raw["id"] for raw in raws if raw.get("assessable", True) and not raw.get("retired")]
        return f"{document}:{self.one(found or [raws[0]['id']])}"

    def misspelt(self, text: str) -> str:
        at = self.random.randrange(len(text))
        change = self.random.randrange(3)
        if change == 0:
            return text[:at] + text[at + 1 :] or "x"
        return text[:at] + (text[at] * 2 if change == 1 else self.one("aeinrst")) + text[at + 1 :]

    def ref(self, chance_of_error: float = 0.15) -> str:
        ref = self.provision_ref() if self.chance(0.5) else self.standard_ref()
        return self.misspelt(ref) if self.chance(chance_of_error) else ref

    def shipped_pair(self) -> tuple[str, str]:
        """Draw two documents that a mapping set ties, the structures of both shipped."""
        provisions = self.facts.provisions
        if self.chance(0.6):
            one, other = (end.partition(":")[0] for end in self.related(certain=True))
            if one in provisions and other in provisions and one != other:
                return one, other
        return self.one(
            [pair for pair in self.facts.pairs if pair[0] in provisions and pair[1] in provisions]
        )

    def narrowing(self) -> Drawn:
        """Draw what narrows a question to some mapping sets, mostly nothing."""
        found: Drawn = {}
        if self.chance(0.15):
            found["trust"] = self.one(TRUSTS) if self.chance(0.7) else self.some(TRUSTS, 2)
        if self.chance(0.04):
            found["trust"] = self.misspelt(self.one(TRUSTS))
        if self.chance(0.06):
            found["mapping_sets"] = self.some(sorted(self.facts.mapping_sets), 3)
        return found

    def related(self, *, certain: bool = False) -> tuple[str, str]:
        """Draw the two ends of a relationship, each mapping set as likely as any other.

        `certain` asks for one from which something follows about the sets of what the two ask.
        """
        found = self.facts.certain_relationships if certain else self.facts.relationships
        rows = found[self.one(sorted(found))]
        subject, _, target = self.one(rows)
        return (subject, target) if self.chance(0.6) else (target, subject)

    def results(self, document: str, most: int = 12) -> list[list[str]]:
        provisions = self.random.sample(
            self.facts.provisions[document], min(most, len(self.facts.provisions[document]))
        )
        return [
            [f"{document}:{raw['id']}", self.one(OUTCOMES[:3]) if self.chance(0.8) else self.one(OUTCOMES)]
            + ([f"report {place}"] if self.chance(0.4) else [])
            for place, raw in enumerate(provisions)
        ]

    def facts_of_profile(self) -> Drawn:
        known = self.facts.facts_of_profiles
        found: Drawn = {}
        place = self.one(known["places"]) if self.chance(0.4) else self.one(("EU", "EU", "DE", "US", "GB"))
        if self.chance(0.7):
            found["jurisdictions"] = place
        else:
            found["established_in"] = self.some(known["established_in"], 2)
            found["markets"] = self.some(known["markets"], 2)
        chances = (
            ("roles", 0.85), ("risk_classes", 0.5), ("sectors", 0.4), ("system_types", 0.4),
            ("annexes", 0.25), ("deployment", 0.3), ("purposes", 0.1), ("lifecycle_stages", 0.15),
        )  # fmt: skip
        for name, chance in chances:
            if self.chance(chance):
                found[name] = self.some(known[name], 2)
        if self.chance(0.3):
            found["size"] = self.one(known["size"])
        if self.chance(0.25):
            found["placed_on_market"] = self.one(("2024", "2025-06", "2026-08-01", "2027-03-15"))
        for name in ("open_source", "modified", "free", "certifiable"):
            if self.chance(0.15):
                found[name] = self.chance(0.5)
        if self.chance(0.2):
            found["held_to"] = self.some(("iso-iec-42001", "nist-ai-rmf", "owasp-aisvs", "iso-iec-27001"), 2)
        return found
