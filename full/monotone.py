"""Ask about random pairs of profiles, of which one has more facts: no decision may be undone.

    python full/monotone.py [--pairs 100000] [--seed 0]

Each pair asks about one act on one day. It prints the number of pairs, of rulings that were compared, and
of those that more facts decided; what contradicts is an error that names both profiles.
"""

from __future__ import annotations

import argparse
import random
import time
from typing import Any

import ai_security_standards as aiss
from ai_security_standards._store.register import packaged_register
from ai_security_standards.applicability.laws import law_questions
from ai_security_standards.records.laws import FACT_WORDS
from ai_security_standards.vocabulary import OrganisationSize

PLACES = [
    "EU",
    "DE",
    "IT",
    "NO",
    "GB",
    "US",
    "US-CA",
    "US-CO",
    "US-NY",
    "US-TX",
    "US-UT",
    "CN",
    "KR",
    "VN",
    "IN",
]
DAYS = ["2024-09-01", "2025-03-01", "2026-07-26", "2026-07-27", "2026-11-29", "2027-12-02", "2029-01-01"]
DATES = ["2020", "2025-07", "2026-08-02", "2027", "2027-11-30", "2027-12-02", "2029-01-01"]
FLAGS = ("open_source", "modified")


def choices(draw: random.Random, questions: list[str]) -> dict[str, Any]:
    """Return a value for every fact of a profile."""
    facts: dict[str, Any] = {
        name: draw.sample([word.value for word in words], draw.randint(0, 3))
        for name, words in FACT_WORDS.items()
        if name not in ("purposes", "lifecycle_stages")
    }
    facts |= {name: draw.sample(PLACES, draw.randint(0, 3)) for name in ("established_in", "markets")}
    facts |= {name: draw.random() < 0.5 for name in FLAGS}
    answered = draw.sample(questions, min(len(questions), 12))
    facts["size"] = draw.choice([size.value for size in OrganisationSize])
    facts["placed_on_market"] = draw.choice(DATES)
    facts["answers_yes"], facts["answers_no"] = answered[:6], answered[6:]
    return facts


def contradictions(
    catalog: aiss.Catalog, act: str, few: aiss.Profile, more: aiss.Profile
) -> tuple[int, int, list[str]]:
    """Return how many rulings were compared, how many were decided, and what contradicts."""
    before, after = (catalog.applicable(each, standard=act) for each in (few, more))
    verdicts = {each.ref: each.verdict for each in (*after, *after.excluded)}
    compared, decided, wrong = 0, 0, []
    for each in (*before, *before.excluded):
        now = verdicts.get(each.ref, verdicts[each.ref.document])
        compared += 1
        if each.verdict == "may_apply":
            decided += now != "may_apply"
        elif now is not each.verdict:
            wrong.append(f"{each.ref}: {each.verdict}, and {now} with more facts")
    return compared, decided, wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    draw = random.Random(given.seed)
    started = time.monotonic()
    catalogs = {day: aiss.load().as_of(day) for day in DAYS}
    questions = sorted(law_questions(packaged_register()))
    acts = sorted({standard.id for standard in aiss.load().standards(binding="mandatory", current=None)})
    known = [(day, act) for day in DAYS for act in acts if act in catalogs[day]]
    compared = decided = 0
    for _ in range(given.pairs):
        day, act = draw.choice(known)
        facts = choices(draw, questions)
        names = draw.sample(sorted(facts), draw.randint(0, len(facts)))
        few = {name: facts[name] for name in names[: draw.randint(0, len(names))]}
        more = {name: facts[name] for name in names}
        one, two = aiss.Profile(**few), aiss.Profile(**more)
        number, settled, wrong = contradictions(catalogs[day], act, one, two)
        if wrong:
            raise SystemExit(f"{day}\n{one}\n{two}\n" + "\n".join(wrong))
        compared, decided = compared + number, decided + settled
    seconds = time.monotonic() - started
    print(f"{given.pairs} pairs, {compared} rulings, {decided} decided by more facts, in {seconds:.0f} s")


if __name__ == "__main__":
    main()
