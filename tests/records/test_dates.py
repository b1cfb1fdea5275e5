"""Dates as precise as their source: years, months and days."""

import datetime as dt
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ai_security_standards import InvalidData
from ai_security_standards.records.dates import PartialDate, as_date, certain_day

days = st.dates(dt.date(1000, 1, 1), dt.date(2999, 12, 31))


partials = st.builds(
    lambda day, length: PartialDate(day.isoformat()[:length]), days, st.sampled_from([4, 7, 10])
)


@given(partials)
def test_first_and_last_bound_what_a_date_can_mean(partial: PartialDate) -> None:
    first, last = partial.first, partial.last
    assert first.isoformat().startswith(partial)
    assert last.isoformat().startswith(partial)
    assert not (first - dt.timedelta(days=1)).isoformat().startswith(partial)
    assert not (last + dt.timedelta(days=1)).isoformat().startswith(partial)


@given(days)
def test_a_whole_day_means_itself(day: dt.date) -> None:
    partial = PartialDate(day.isoformat())
    assert partial.first == partial.last == day == as_date(partial) == as_date(day)


def test_years_are_those_of_documents() -> None:
    with pytest.raises(InvalidData):
        PartialDate("9999")
    assert PartialDate("2999").last == dt.date(2999, 12, 31)


@pytest.mark.parametrize(
    "text", ["", "24", "2024-13", "2024-00", "2023-02-29", "2024-1-1", "2024-01-01T00", "٢٠٢٤"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(InvalidData, match="is not a date"):
        PartialDate(text)


@pytest.mark.parametrize("text", ["2024", "2024-05", "yesterday"])
def test_a_single_day_is_asked_for(text: str) -> None:
    with pytest.raises(InvalidData):
        as_date(text)


def test_a_datetime_is_the_day_of_it() -> None:
    assert as_date(dt.datetime(2024, 5, 6, 7, 8)) == dt.date(2024, 5, 6)


@given(partials, partials)
def test_nothing_is_certain_before_it_began_or_was_seen(began: PartialDate, seen: PartialDate) -> None:
    assert certain_day(began, seen) == min(began.last, seen.last).isoformat()
    assert certain_day(began, None) == began.last.isoformat()
    assert certain_day(None, seen) == seen.last.isoformat()


def test_it_is_a_string_that_pickles() -> None:
    partial = PartialDate("2024-05")
    assert partial == "2024-05"
    assert pickle.loads(pickle.dumps(partial)) == partial
    assert type(pickle.loads(pickle.dumps(partial))) is PartialDate
