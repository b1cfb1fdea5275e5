"""Revisions: what later releases changed, and whose references that touches."""

import datetime as dt

import pytest

from ai_security_standards import Catalog, Ref, UnknownReference, load
from ai_security_standards._store.history.folders import Change
from ai_security_standards._store.register import packaged_register
from ai_security_standards._store.register.overlaying import add_overlays
from ai_security_standards.snapshot import Snapshot
from ai_security_standards.snapshot.revisions import WatchedReferences
from ai_security_standards.snapshot.timeline import data_event
from ai_security_standards.vocabulary import EventKind

RELEASE = "2026.12.0"
LLM01 = "owasp-llm-top-10@2025:LLM01"
SET = "owasp-llm-top-10-2023--owasp-llm-top-10-2025"
ROW = f"{SET}|aiss:owasp-llm-top-10@2023:LLM01|skos:exactMatch|aiss:{LLM01}"
CHANGES = [
    Change("standard", "owasp-llm-top-10@2025", "changed", {"checked_on": ["2026-01-01"]}, RELEASE),
    Change("standard", "owasp-llm-top-10@2025", "changed", {"url": [""], "title": ["x"]}, RELEASE),
    Change("standard", "owasp-llm-top-10@2099", "added", {}, RELEASE),
    Change("provision", LLM01, "changed", {"label": []}, RELEASE),
    Change("provision", "owasp-llm-top-10@2025:LLM99", "added", {}, RELEASE),
    Change("provision", "eu-ai-act@2024/1689:Article 26", "changed", {"title": ["x"]}, RELEASE),
    Change("group", "frameworks/owasp-llm-top-10@2026", "added", {}, RELEASE),
    Change("group", f"mappings/{SET}", "added", {}, RELEASE),
    Change("group", "mappings/gone", "added", {}, RELEASE),
    Change("relationship", ROW, "removed", {}, RELEASE),
    Change("grammar", "mitre-atlas", "changed", {}, RELEASE),
]


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    register = add_overlays(packaged_register(), [])
    register.changes_since = lambda release: CHANGES if release == "2026.11.0" else []
    return Catalog(Snapshot(register, dt.date(2026, 11, 24)))


def told(catalog: Catalog, *tags: str) -> list[tuple[str, str]]:
    events = catalog.changes("2026.11.0", tags=tags) if tags else catalog.changes("2026.11.0")
    revised = [event for event in events if event.kind == "revised"]
    assert {event.date for event in revised} <= {"2026-12"}
    return [(str(event.ref), event.what) for event in revised]


def test_revised_records_are_told_without_what_is_no_news(catalog: Catalog) -> None:
    assert told(catalog) == [
        ("eu-ai-act@2024/1689:Article 26", "changed: title"),
        ("owasp-llm-top-10@2025", "changed: title, url"),
        (LLM01, "changed: label"),
        ("owasp-llm-top-10@2025:LLM99", "added"),
        ("owasp-llm-top-10@2026", "structure added"),
    ]


def test_tags_select_what_is_above_them_below_them_and_their_relationships(catalog: Catalog) -> None:
    found = told(catalog, "LLM01:2025")
    assert ("owasp-llm-top-10@2025", "changed: title, url") in found
    assert (LLM01, "changed: label") in found
    assert (LLM01, f"relationship removed: owasp-llm-top-10@2023:LLM01 ({SET})") in found
    sheet = packaged_register().mappings[SET].sheet
    rows = [each for each in sheet if LLM01 in (str(each.subject), str(each.object))]
    assert sum(what.startswith("relationship added: ") for _, what in found) == len(rows)
    assert {ref for ref, _ in found} == {LLM01, "owasp-llm-top-10@2025"}
    assert told(catalog, "Art. 26(1) AI Act") == [("eu-ai-act@2024/1689:Article 26", "changed: title")]
    assert ("owasp-llm-top-10@2025:LLM99", "added") in told(catalog, "owasp-llm-top-10@2025", "LLM01:2025")
    assert told(catalog, "etsi-gr-sai-006") == []


def test_relationships_of_an_added_set_and_a_new_edition_are_told(catalog: Catalog) -> None:
    sheet = packaged_register().mappings[SET].sheet
    target = str(next(iter(sheet)).object)
    assert any(
        what.startswith("relationship added: ") for ref, what in told(catalog, target) if ref == target
    )
    watched = WatchedReferences(catalog.snapshot, [Ref.parse(LLM01)])
    new = data_event(Ref.parse("owasp-llm-top-10@2099"), "x", RELEASE, EventKind.RECORDED, "x")
    assert watched.touched_by(new)
    assert not watched.touched_by(data_event(new.ref, "x", RELEASE, EventKind.REVISED, "x"))


def test_a_tag_that_means_nothing_is_refused() -> None:
    with pytest.raises(UnknownReference):
        load().changes("2026.11.0", tags=["nothing that is known"])


def test_events_of_days_are_selected_by_tags_as_well() -> None:
    found = load().as_of("2026-11-24").changes("2026-08-01", "2026-08-31", tags=["LLM01:2025"])
    assert [(str(event.ref), str(event.kind)) for event in found] == [("owasp-llm-top-10@2025", "superseded")]
