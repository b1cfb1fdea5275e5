"""Documents: values, status on a day, milestones and obligations."""

import datetime as dt
import pickle

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import (
    document,
)

from ai_security_standards import InvalidData, load
from ai_security_standards._store import structuring
from ai_security_standards.records.dates import PartialDate
from ai_security_standards.records.provisions import Provision
from ai_security_standards.records.standards import Milestone, Standard, StatusEvent, status_on
from ai_security_standards.vocabulary import MilestoneKind, ProvisionKind, Status, Tier


def make(**changes: object) -> Standard:
    standard: Standard = structuring.structure(document(**changes), Standard)
    return standard


def test_records_are_immutable_equal_by_value_hashable_and_picklable() -> None:
    one, other = make(), make()
    assert one == other
    assert one is not other
    assert hash(one) == hash(other)
    assert pickle.loads(pickle.dumps(one)) == one
    assert make(title="Another") != one
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        one.title = "Another"  # type: ignore[misc]
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        del one.title
    assert not hasattr(one, "__dict__")


def test_every_shipped_record_hashes_and_pickles() -> None:
    for standard in load().standards(current=None):
        twin = pickle.loads(pickle.dumps(standard))
        assert (twin, hash(twin)) == (standard, hash(standard))


def test_a_record_shows_what_it_is() -> None:
    assert repr(make()) == "<Standard acme-policy@1.0: ACME AI Policy 1.0, published>"


def test_status_is_that_of_the_day() -> None:
    law = make(
        history=[
            {"status": "draft", "date": "2023"},
            {"status": "published", "date": "2024-07"},
            {"status": "in-force", "date": "2024-08-01", "stage": "60.60"},
        ]
    )
    assert law.status is Status.IN_FORCE
    assert law.on(dt.date(2023, 12, 30)) is None
    draft = law.on(dt.date(2024, 1, 1))
    assert draft is not None
    assert (draft.status, draft.stage, draft.day) == (Status.DRAFT, None, dt.date(2024, 1, 1))
    published = law.on(dt.date(2024, 7, 31))
    assert published is not None
    assert published.status is Status.PUBLISHED
    in_force = law.on(dt.date(2024, 8, 1))
    assert in_force is not None
    assert (in_force.status, in_force.stage) == (Status.IN_FORCE, "60.60")
    assert draft != in_force
    assert in_force == law  # the day alone makes no difference


def test_what_was_seen_counts_from_the_day_it_was_seen() -> None:
    event = StatusEvent(Status.PUBLISHED, PartialDate("2026"), PartialDate("2026-10-01"))
    assert event.since == dt.date(2026, 10, 1)
    assert StatusEvent(Status.DRAFT, None, PartialDate("2026-09")).since == dt.date(2026, 9, 30)


MOVED = [
    {"date": "2025-02-02", "kind": "application", "what": "First chapters apply"},
    {"date": "2026-08-02", "kind": "application", "what": "High risk applies", "stated_until": "2026-07-26"},
    {"date": "2027-12-02", "kind": "application", "what": "High risk applies", "stated_from": "2026-07-27"},
    {"date": "2030-01-01", "kind": "review", "what": "Review"},
]


def test_obligations_are_those_that_the_text_stated_and_the_day_reached() -> None:
    law = make(milestones=MOVED)

    def dates(day: str) -> tuple[list[str], list[str]]:
        on = law.on(dt.date.fromisoformat(day))
        assert on is not None
        return [each.date for each in on.obligations], [each.date for each in on.upcoming]

    assert dates("2026-02-01") == (["2025-02-02"], ["2026-08-02", "2030-01-01"])
    assert dates("2026-08-03") == (["2025-02-02"], ["2027-12-02", "2030-01-01"])
    assert dates("2028-01-01") == (["2025-02-02", "2027-12-02"], ["2030-01-01"])


def test_what_is_replaced_or_not_yet_issued_obliges_nobody() -> None:
    history = [
        {"status": "draft", "date": "2024-01-01"},
        {"status": "published", "date": "2025-01-01"},
        {"status": "superseded", "date": "2028-06-01"},
    ]
    law = make(milestones=MOVED, history=history)
    for day, number in (("2024-06-01", 0), ("2027-12-31", 2), ("2028-06-01", 0)):
        on = law.on(dt.date.fromisoformat(day))
        assert on is not None
        assert len(on.obligations) == number


def test_a_record_of_no_day_speaks_of_the_end_of_days() -> None:
    law = make(milestones=MOVED)
    assert [each.date for each in law.obligations] == ["2025-02-02", "2027-12-02"]
    assert law.upcoming == ()


def test_a_milestone_bounds_what_it_states() -> None:
    milestone = Milestone(
        PartialDate("2027"), MilestoneKind.OTHER, "x", PartialDate("2024-01-02"), PartialDate("2025-01-02")
    )
    stands = {
        day: milestone.stated_on(dt.date.fromisoformat(day))
        for day in ("2024-01-01", "2024-01-02", "2025-01-02", "2025-01-03")
    }
    assert list(stands.values()) == [False, True, True, False]


@given(
    st.lists(st.dates(dt.date(2000, 1, 1), dt.date(2030, 1, 1)), min_size=1, max_size=5),
    st.dates(dt.date(1999, 1, 1), dt.date(2031, 1, 1)),
)
def test_the_standing_event_is_the_last_that_has_begun(days: list[dt.date], day: dt.date) -> None:
    history = tuple(StatusEvent(Status.DRAFT, PartialDate(each.isoformat())) for each in sorted(days))
    begun = [event for event in history if event.since <= day]
    assert status_on(history, day) == (begun[-1] if begun else None)


def test_a_tier_that_is_not_stated_follows_from_what_a_document_is_about() -> None:
    catalog = load()
    assert catalog["nist-csf@2.0"].tier is Tier.COMPANION
    assert catalog["mitre-atlas"].tier is Tier.CORE
    assert catalog["eu-dora"].tier is Tier.CORE
    assert catalog["a2a-protocol@1.0.0"].tier is Tier.COMPANION
    assert "tier" not in structuring.unstructure(catalog["nist-csf@2.0"])
    assert structuring.unstructure(catalog["a2a-protocol@1.0.0"])["tier"] == "companion"


@pytest.mark.parametrize("id", ["", " ", "a\nb", "x" * 500])
def test_a_provision_has_a_printable_identifier(id: str) -> None:
    with pytest.raises(InvalidData, match=r"is not an identifier.*Repair: write it as printed"):
        Provision("acme-policy", "1.0", id, ProvisionKind.CONTROL, title="A control")


def test_the_short_name_is_the_designation_unless_it_is_written() -> None:
    assert make().short_name == "ACME AI Policy 1.0"
    assert make(short_name="ACME Policy").short_name == "ACME Policy"
    assert structuring.unstructure(make()).get("short_name") is None
    assert load().standard("nist-csf@2.0").short_name == "NIST CSF 2.0"


@pytest.mark.parametrize(
    ("event", "milestones", "day", "seen", "stale"),
    [
        ({"status": "draft", "date": "2026-06-01"}, [], "2026-07-31", "2026-06-01", False),
        ({"status": "draft", "date": "2026-06-01"}, [], "2026-08-01", "2026-06-01", True),
        ({"status": "draft", "date": "2026-06-01", "seen_on": "2026-07-01"}, [], "2026-08-01", "2026-07-01", False),
        ({"status": "planned", "seen_on": "2026-06"}, [], "2026-08-01", "2026-06-01", True),
        ({"status": "published", "date": "2020-01-01"}, [], "2026-08-01", "2020-01-01", False),
        ({"status": "draft", "date": "2026-06-01"}, ["2026-06-20"], "2026-06-20", "2026-06-01", False),
        ({"status": "draft", "date": "2026-06-01"}, ["2026-06-20"], "2026-06-21", "2026-06-01", True),
        ({"status": "draft", "date": "2026-06-01"}, ["2026-05-20"], "2026-06-21", "2026-06-01", False),
    ],
    ids=str,
)  # fmt: skip
def test_a_draft_that_was_not_seen_for_long_is_stale(
    event: dict[str, str], milestones: list[str], day: str, seen: str, stale: bool
) -> None:
    ends = [{"date": each, "kind": "consultation", "what": "Comments close"} for each in milestones]
    written = make(history=[event], published=None, milestones=ends)
    assert not written.stale
    known = written.on(dt.date.fromisoformat(day))
    assert known is not None
    assert (known.last_seen, known.stale) == (dt.date.fromisoformat(seen), stale)
