"""Since when provisions read as they do."""

from __future__ import annotations

import random

from hypothesis import given
from models import seeds

from ai_security_standards import load
from curation.importers.same_text import Passage, Text, classes
from curation.importers.wording import add_wording, changed_words, latest_changes

RULE, PART = Passage("A", "Keep the model safe."), Passage("A.1", "Log access.", "A")
OTHER, FREE = Passage("B", "As in A.", None, ("A", "GDPR 5")), Passage("C", "Train people.")
TEXT = Text("", (RULE, PART, OTHER, FREE))


def test_words_change_when_they_differ_are_new_or_lose_a_part() -> None:
    assert changed_words(TEXT, TEXT) == set()
    louder = Text(
        "", (RULE._replace(own="KEEP the model  safe."), PART, OTHER, FREE._replace(own="Train all."))
    )
    assert changed_words(TEXT, louder) == {"C"}
    assert changed_words(TEXT, Text("", (RULE, OTHER, FREE, Passage("D", None)))) == {"A", "D"}
    assert changed_words(TEXT, Text("", (PART._replace(parent=None), OTHER, FREE))) == set()


def test_a_day_is_carried_to_parts_wholes_and_what_cites() -> None:
    assert latest_changes(TEXT, {"A": "2026-07-27"}) == {
        "A": "2026-07-27",
        "A.1": "2026-07-27",
        "B": "2026-07-27",
    }
    days = latest_changes(TEXT, {"A.1": "2026-07-27", "B": "2027-01-01", "Z": "2027-01-01"})
    assert days == {"A.1": "2026-07-27", "A": "2026-07-27", "B": "2027-01-01"}


def test_days_are_written_where_they_are_known() -> None:
    raw = [{"id": "A"}, {"id": "B"}, {"id": "C", "retired": True}]
    found = add_wording(raw, {"A": "2026-07-27", "C": "2026-07-27"})
    assert found == [{"id": "A", "wording_since": "2026-07-27"}, {"id": "B"}, {"id": "C", "retired": True}]


@given(seeds)
def test_what_has_a_day_is_what_digests_find_changed(seed: int) -> None:
    chance = random.Random(seed)
    names = [f"P{n}" for n in range(12)]
    old = [
        Passage(
            name, f"text {name}", chance.choice([None, *names[:n]][: n + 1]), tuple(chance.sample(names, 1))
        )
        for n, name in enumerate(names)
    ]
    new = [each._replace(own=f"{each.own}, changed") if chance.random() < 0.1 else each for each in old]
    texts = {"old": Text("", tuple(old)), "new": Text("", tuple(new))}
    digests = classes(texts)
    days = dict.fromkeys(changed_words(texts["old"], texts["new"]), "2026-07-27")
    changed = {name for name in names if digests["old"][name] != digests["new"][name]}
    assert set(latest_changes(texts["new"], days)) == changed


def test_the_law_that_is_shipped_says_since_when_it_reads_as_it_does() -> None:
    catalog = load()
    since = {each.ref.provision: each.wording_since for each in catalog.provisions("eu-ai-act")}
    assert sum(day is not None for day in since.values()) == 793
    assert {str(day) for day in since.values() if day} == {"2026-07-27"}
    # Reworded; a part is new; the lead-in is; it cites what was reworded. Nothing of the kind:
    changed = ("Article 4", "Article 5(1)", "Article 4a(1)(b)", "Article 27(1)")
    assert all(since[name] for name in changed)
    assert not any(
        since[name] for name in ("Article 14(1)", "Article 15(5)", "Article 9(2)(a)", "Article 50(1)")
    )
    assert str(catalog.provision("nist-sp-800-53:SI-2").wording_since) == "2025-08-27"
    assert catalog.provision("nist-sp-800-53:AC-2").wording_since is None
    assert str(catalog.provision("nydfs-500:500.2").wording_since) == "2023-11-01"
    assert str(catalog.provision("us-hipaa:164.312(a)(1)").wording_since) == "2013-03-26"
    assert str(catalog.provision("co-sb24-205:6-1-1703(2)").wording_since) == "2025-11-25"
