"""Documents by criteria: each finds what a look at every record finds."""

import datetime as dt
from collections.abc import Callable

import pytest
from attrs import fields
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import (
    Overlay,
    document,
    register_file,
)

from ai_security_standards import Catalog, UnknownCriterion, load
from ai_security_standards.records.standards import Standard
from ai_security_standards.snapshot.filtering import Criteria, DocumentIndex
from ai_security_standards.vocabulary import Access, Kind, Status, Topic

days = st.dates(dt.date(2018, 1, 1), dt.date(2031, 1, 1))


def names(found: object) -> set[str]:
    return {str(ref) for ref in found.refs}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("criterion", "value", "holds"),
    [
        ("publisher", "etsi", lambda s: "etsi" in (s.publisher, *s.co_publishers)),
        ("publisher", "ETSI", lambda s: "etsi" in (s.publisher, *s.co_publishers)),
        ("publisher", "bsi", lambda s: "bsi" in (s.publisher, *s.co_publishers)),
        ("kind", "law", lambda s: s.kind == "law"),
        ("kind", Kind.TECHNICAL_REPORT, lambda s: s.kind == "technical-report"),
        ("kind", "technical_report", lambda s: s.kind == "technical-report"),
        ("kind", {"law", "treaty"}, lambda s: s.kind in ("law", "treaty")),
        ("access", [Access.FREE, "registration"], lambda s: s.access in ("free", "registration")),
        ("status", "in_force", lambda s: s.status is Status.IN_FORCE),
        ("binding", "mandatory", lambda s: s.binding == "mandatory"),
        ("confidence", "verified", lambda s: s.confidence == "verified"),
        ("topic", "privacy", lambda s: Topic.PRIVACY in s.topics),
        ("role", "provider", lambda s: "provider" in s.roles),
        ("system_type", "agentic", lambda s: "agentic" in s.system_types),
        ("lifecycle_stage", "retirement", lambda s: "retirement" in s.lifecycle_stages),
        ("sector", "finance", lambda s: "finance" in s.sectors),
        ("tier", "companion", lambda s: s.tier == "companion"),
        ("tier", "core", lambda s: s.tier == "core"),
        ("language", "en", lambda s: "en" in s.languages),
        ("committee", "ISO/IEC JTC 1/SC 27", lambda s: s.committee == "ISO/IEC JTC 1/SC 27"),
        ("id", "mitre-atlas", lambda s: s.id == "mitre-atlas"),
        ("edition", "2023", lambda s: s.edition == "2023"),
        ("number", "42001", lambda s: s.number == "42001"),
        ("stage", "60.60", lambda s: s.stage == "60.60"),
        ("stage", "90", lambda s: (s.stage or "").startswith("90")),
        ("licence", "CC-BY-SA-4.0", lambda s: s.licence == "CC-BY-SA-4.0"),
        ("eea_relevant", True, lambda s: s.eea_relevant),
        ("in_force", True, lambda s: s.status is Status.IN_FORCE),
        ("structure_shipped", True, lambda s: str(s.ref) in load().snapshot.register.framework_loaders),
        ("text", "artificial INTELLIGENCE", lambda s: True),
    ],
)
def test_each_criterion_finds_what_a_look_at_every_record_finds(
    criterion: str, value: object, holds: Callable[[Standard], bool]
) -> None:
    catalog = load()
    everything = catalog.standards(current=None)
    found = catalog.standards(current=None, **{criterion: value})  # type: ignore[arg-type]
    if criterion == "text":
        for standard in found:
            names = " ".join([standard.title, standard.designation, *standard.aliases]).casefold()
            assert "artificial" in names
            assert "intelligence" in names
    else:
        assert list(found) == [standard for standard in everything if holds(standard)]
    assert found, "a criterion that finds nothing shows nothing"


def test_text_is_looked_for_in_every_name() -> None:
    catalog = load()
    assert "iso-iec-27090@draft" in names(catalog.standards(text="27090 addressing THREATS"))
    assert not catalog.standards(text="nosuchwordanywhere")
    assert "eu-ai-act@2024/1689" in names(catalog.standards(text="eu-ai-act@2024"))


@given(days, st.sampled_from(["kind", "access", "binding", "status"]), st.data())
@settings(max_examples=30, deadline=None)
def test_current_former_and_the_rest_part_what_is_known(
    day: dt.date, criterion: str, data: st.DataObject
) -> None:
    catalog = load().as_of(day)
    known = sorted(
        {str(getattr(s, criterion)) for s in catalog.standards(current=None) if getattr(s, criterion)}
    )
    criteria = {criterion: data.draw(st.sampled_from(known))} if known else {}
    everything = catalog.standards(current=None, **criteria)  # type: ignore[arg-type]
    current = catalog.standards(**criteria)  # type: ignore[arg-type]
    former = catalog.standards(current=False, **criteria)  # type: ignore[arg-type]
    parted = names(current) | names(former)
    assert not names(current) & names(former)
    assert parted <= names(everything)
    assert current.left_out == len(everything) - len(current)
    assert former.left_out == len(everything) - len(former)
    assert everything.left_out == 0
    rest = [s for s in everything if str(s.ref) not in parted]
    assert all(s.status in ("draft", "planned", "approved") for s in rest)


@given(days)
@settings(max_examples=30, deadline=None)
def test_one_edition_of_a_standard_is_current_and_it_is_the_one_that_lookup_gives(day: dt.date) -> None:
    catalog = load().as_of(day)
    current = catalog.standards()
    ids = [standard.id for standard in current]
    assert len(set(ids)) == len(ids)
    assert all(catalog[standard.id] == standard for standard in current)
    assert list(ids) == sorted(ids)


@pytest.mark.parametrize(
    ("criteria", "hint"),
    [
        ({"publiser": "etsi"}, "publisher"),
        ({"zzz": 1}, "unknown criterion 'zzz'"),
        ({"publisher": "etsy"}, "etsi"),
        ({"kind": "standrd"}, "standard"),
        ({"kind": "zzz"}, "; use one of"),
        ({"family": "vendors"}, "vendor"),
        ({"status": "publishd"}, "published"),
        ({"committee": "zzz"}, "unknown committee 'zzz'"),
        ({"jurisdiction": "Atlantis"}, "Atlantis"),
        ({"stage": "final"}, "60.60"),
        ({"kind": 3}, "must be a text"),
        ({"topic": ["privacy", None]}, "must be a text"),
        ({"in_force": "yes"}, "True, False or None"),
        ({"eea_relevant": 1}, "True, False or None"),
        ({"text": 5}, "must be a text"),
        ({"published_since": "lately"}, "not a date"),
        ({"published_until": 2024}, "a date"),
        ({"id": "eu-ai-akt"}, "eu-ai-act"),
    ],
)
def test_an_unknown_criterion_or_value_is_an_error_with_near_misses(
    criteria: dict[str, object], hint: str
) -> None:
    with pytest.raises(UnknownCriterion) as raised:
        load().standards(**criteria)  # type: ignore[arg-type]
    assert hint in str(raised.value)


def test_none_restricts_nothing() -> None:
    catalog = load()
    assert catalog.standards(publisher=None, kind=None, published_since=None) == catalog.standards()
    assert not catalog.standards(kind=[])


PLACES = [
    document(id="acme-de", designation="A1", jurisdictions=["DE"]),
    document(id="acme-eu", designation="A2", jurisdictions=["EU"]),
    document(id="acme-eea", designation="A3", jurisdictions=["EU"], eea_relevant=True),
    document(id="acme-us", designation="A4", jurisdictions=["US"]),
    document(id="acme-co", designation="A5", jurisdictions=["US-CO"]),
    document(id="acme-world", designation="A6", jurisdictions=["international"]),
    document(id="acme-g7", designation="A7", jurisdictions=["G7"]),
]


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ("DE", {"acme-de", "acme-eu", "acme-eea", "acme-g7"}),
        ("de", {"acme-de", "acme-eu", "acme-eea", "acme-g7"}),
        ("NO", {"acme-eea"}),
        ("EU", {"acme-eu", "acme-eea"}),
        ("US", {"acme-us", "acme-g7"}),
        ("US-CO", {"acme-us", "acme-co", "acme-g7"}),
        ("UK", {"acme-g7"}),
        ("GB", {"acme-g7"}),
        ("International", {"acme-world"}),
        (["CH", "international"], {"acme-world"}),
    ],
)
def test_a_place_includes_what_it_lies_in(overlay: Overlay, place: object, found: set[str]) -> None:
    catalog = load(overlay(register_file(*PLACES))).as_of("2026-06-01")
    mine = catalog.standards(publisher="acme", jurisdiction=place)  # type: ignore[arg-type]
    assert {standard.id for standard in mine} == found


def test_membership_has_dates(overlay: Overlay) -> None:
    old = {"history": [{"status": "published", "date": "2019-01-01"}], "published": "2019-01-01"}
    catalog = load(overlay(register_file(document(jurisdictions=["EU"], **old))))
    assert catalog.as_of("2020-01-31").standards(publisher="acme", jurisdiction="GB")
    assert not catalog.as_of("2020-02-01").standards(publisher="acme", jurisdiction="GB")


def dated(published: str) -> dict[str, object]:
    return document(history=[{"status": "published", "date": published}], published=published)


@pytest.mark.parametrize(
    ("published", "criteria", "inside"),
    [
        ("2024-05-06", {"published_since": "2024-05-06"}, True),
        ("2024-05-06", {"published_since": dt.date(2024, 5, 7)}, False),
        ("2024-05-06", {"published_until": "2024-05-06"}, True),
        ("2024-05-06", {"published_until": "2024-05"}, True),
        ("2024-05-06", {"published_until": "2024-04"}, False),
        ("2024", {"published_since": "2024-12-31"}, True),
        ("2024", {"published_since": "2025"}, False),
        ("2024", {"published_until": "2024-01-01"}, True),
        ("2024", {"published_since": dt.datetime(2024, 1, 1, 12), "published_until": "2024"}, True),
        ("2024-05-06", {"in_force_since": "2000"}, False),
        ("2024-05-06", {"checked_since": "2026", "checked_until": "2026"}, True),
    ],
)
def test_ranges_hold_every_day_that_a_date_can_mean(
    overlay: Overlay, published: str, criteria: dict[str, object], inside: bool
) -> None:
    catalog = load(overlay(register_file(dated(published))))
    assert bool(catalog.standards(publisher="acme", **criteria)) is inside  # type: ignore[arg-type]


def test_application_is_not_entry_into_force(overlay: Overlay) -> None:
    law = document(
        history=[{"status": "published", "date": "2024-01-01"}, {"status": "in-force", "date": "2024-02-01"}],
        published="2024-01-01",
        in_force="2024-02-01",
        applies_from="2025-01-01",
        milestones=[{"date": "2025-01-01", "kind": "application", "what": "Applies"}],
    )
    catalog = load(overlay(register_file(law)))

    def on(day: str) -> list[int]:
        on_that_day = catalog.as_of(day)
        return [
            len(on_that_day.standards(publisher="acme", **{name: value}))  # type: ignore[arg-type]
            for name in ("in_force", "in_application")
            for value in (True, False)
        ]

    assert on("2023-12-31") == [0, 0, 0, 0]
    assert on("2024-01-15") == [0, 1, 0, 1]
    assert on("2024-06-01") == [1, 0, 0, 1]
    assert on("2025-01-01") == [1, 0, 1, 0]


def test_where_is_asked_with_the_record_of_the_day() -> None:
    asked: list[Standard] = []

    def where(standard: Standard) -> bool:
        asked.append(standard)
        return standard.edition == "2024"

    found = load().as_of("2025-01-01").standards(publisher="iso-iec", kind="technical-report", where=where)
    assert {standard.edition for standard in found} == {"2024"}
    assert all(standard.day == dt.date(2025, 1, 1) for standard in asked)


def test_an_indexed_field_is_filtered_without_a_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    catalog = load()
    catalog.standards(
        publisher="etsi", kind="standard", status="published", jurisdiction="EU", family="vendor"
    )
    register = catalog.snapshot.register

    def refuse(ref: str) -> object:
        raise AssertionError(f"{ref} was looked at")

    monkeypatch.setattr(type(register), "raw", lambda self, ref: refuse(ref))
    assert catalog.standards(publisher="etsi", kind="standard")
    assert not catalog.standards(publisher="etsi", family="vendor")


def test_every_criterion_is_written_down() -> None:
    from ai_security_standards.snapshot import filtering

    handled = {*filtering._WORDS, *filtering._FIELDS, *filtering._FLAGS, "stage", "text", "untagged"}
    handled |= {f"{stem}_{side}" for stem in filtering._RANGES for side in ("since", "until")}
    of_one_name = set(Criteria.__annotations__) - handled
    assert handled < set(Criteria.__annotations__)
    assert of_one_name <= {field.name for field in fields(Standard)}


def test_a_view_answers_for_the_day_it_was_made_for() -> None:
    catalog: Catalog = load()
    view = DocumentIndex(catalog.snapshot.register, dt.date(2019, 1, 1))
    assert view.day == "2019-01-01"
    assert set(view.events) < set(view.order)


def test_what_is_not_tagged_can_be_asked_for() -> None:
    catalog = load().as_of("2026-11-24")
    every = catalog.standards(current=None)
    for tag, field in (
        ("lifecycle_stage", "lifecycle_stages"),
        ("licence", "licence"),
        ("sector", "sectors"),
    ):
        found = catalog.standards(untagged=tag, current=None)  # type: ignore[arg-type]
        assert {each.ref for each in found} == {each.ref for each in every if not getattr(each, field)}
        assert len(found)
    both = catalog.standards(untagged=["lifecycle_stage", "language"], current=None)
    assert {each.ref for each in both} == {
        each.ref for each in every if not (each.lifecycle_stages and each.languages)
    }
    with pytest.raises(UnknownCriterion, match="did you mean 'role'"):
        catalog.standards(untagged="rol")  # type: ignore[arg-type]


def test_stale_documents_can_be_asked_for() -> None:
    catalog = load().as_of("2026-11-24")
    every = catalog.standards(current=None)
    assert names(catalog.standards(stale=True, current=None)) == {
        str(each.ref) for each in every if each.stale
    }
    assert names(catalog.standards(stale=False, current=None)) == {
        str(each.ref) for each in every if not each.stale
    }
    view = DocumentIndex(catalog.snapshot.register, dt.date(2019, 1, 1))
    assert not view._is_stale("iso-iec-27090@draft")


def test_the_ai_act_is_found_by_each_role_that_it_binds() -> None:
    catalog = load().as_of("2026-11-24")
    for role in ("product-manufacturer", "authorised-representative", "notified-body", "regulator"):
        assert "eu-ai-act" in {each.id for each in catalog.standards(role=role)}  # type: ignore[arg-type]
