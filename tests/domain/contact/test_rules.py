from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.contact import rules
from domain.contact.facts import Quiet
from domain.contact.rules import State

NIGHT = Quiet(time(22), time(8), "Asia/Shanghai")
NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("local", "told"),
    [
        ("2026-11-18T21:59", "2026-11-18T21:59"),
        ("2026-11-18T22:00", "2026-11-19T08:00"),
        ("2026-11-19T00:30", "2026-11-19T08:00"),
        ("2026-11-19T08:00", "2026-11-19T08:00"),
        ("2026-12-31T23:00", "2027-01-01T08:00"),
    ],
)
def test_quiet_hours_that_wrap_midnight_end_in_the_morning(local: str, told: str) -> None:
    zone = ZoneInfo("Asia/Shanghai")
    at = datetime.fromisoformat(local).replace(tzinfo=zone).astimezone(UTC)

    assert rules.after_quiet(at, NIGHT).astimezone(zone).isoformat()[:16] == told


@pytest.mark.parametrize(
    ("at", "quiet", "told"),
    [
        # Berlin: the clock jumps from 02:00 to 03:00, so 02:30 does not exist that night
        ("2026-03-29T00:30+00:00", Quiet(time(1), time(2, 30), "Europe/Berlin"), "2026-03-29T01:30+00:00"),
        # Berlin: 02:00 to 03:00 happens twice; the second time round it is quiet again until the second 02:30
        ("2026-10-25T01:10+00:00", Quiet(time(1), time(2, 30), "Europe/Berlin"), "2026-10-25T01:30+00:00"),
        ("2026-11-18T13:00+00:00", Quiet(time(12), time(14), "Europe/London"), "2026-11-18T14:00+00:00"),
        ("2026-11-18T23:00+00:00", Quiet(time(9), time(9), "UTC"), "2026-11-18T23:00+00:00"),
    ],
)
def test_quiet_hours_end_by_the_clock_on_the_wall(at: str, quiet: Quiet, told: str) -> None:
    assert rules.after_quiet(datetime.fromisoformat(at), quiet) == datetime.fromisoformat(told)


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001 - bounds are wall clock
    st.times(),
    st.times(),
    st.sampled_from(["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"]),
)
def test_the_end_of_quiet_hours_is_never_in_the_past_and_within_26_hours(
    at: datetime, start: time, end: time, zone: str
) -> None:
    after = rules.after_quiet(at, Quiet(start, end, zone))

    assert at <= after <= at + timedelta(hours=26)


def test_weeks_and_months_are_those_of_the_owners_zone() -> None:
    sunday_evening_in_london = datetime(2026, 11, 29, 16, 30, tzinfo=UTC)

    week, month = rules.periods(sunday_evening_in_london, "Asia/Shanghai", warning=True)

    assert (week.name, month.name) == ("week:2026-W49", "month:2026-11")
    assert week.next_start == datetime(2026, 12, 6, 16, tzinfo=UTC)
    assert month.next_start == datetime(2026, 11, 30, 16, tzinfo=UTC)


def test_december_is_followed_by_january() -> None:
    _, month = rules.periods(datetime(2026, 12, 31, 12, tzinfo=UTC), "UTC", warning=True)

    assert month.next_start == datetime(2027, 1, 1, tzinfo=UTC)


def test_a_push_that_is_no_warning_counts_in_its_week_only() -> None:
    assert [period.name for period in rules.periods(NOW, "UTC", warning=False)] == ["week:2026-W47"]


@pytest.mark.parametrize(
    ("attempt", "after_s", "pause_s"), [(1, 0, 2), (3, 0, 8), (3, 30, 30), (16, 0, 900), (2000, 0, 900)]
)
def test_pauses_grow_up_to_a_quarter_of_an_hour_and_respect_what_we_were_told(
    attempt: int, after_s: float, pause_s: float
) -> None:
    outcome = rules.after_not_delivered(attempt=attempt, made_at=NOW, now=NOW, after_s=after_s)

    assert (outcome.state, outcome.not_before) == (State.QUEUED, NOW + timedelta(seconds=pause_s))


def test_after_two_days_without_a_way_through_a_notice_is_dead_and_not_lost() -> None:
    outcome = rules.after_not_delivered(
        attempt=50, made_at=NOW - timedelta(days=2, seconds=1), now=NOW, after_s=0
    )

    assert (outcome.state, outcome.reason) == (State.DEAD, "gave_up")


def test_a_red_of_unknown_outcome_is_sent_again_once() -> None:
    first = rules.after_ambiguous(grade=rules.RED, repeat=False, now=NOW, reason="timeout")
    second = rules.after_ambiguous(grade=rules.RED, repeat=True, now=NOW, reason="timeout")

    assert (first.state, first.repeat) == (State.QUEUED, True)
    assert second.state is State.UNKNOWN


@pytest.mark.parametrize("grade", [rules.YELLOW, rules.BLUE, rules.ANSWER])
def test_nothing_but_red_is_sent_again_after_an_unknown_outcome(grade: int) -> None:
    outcome = rules.after_ambiguous(grade=grade, repeat=False, now=NOW, reason="timeout")

    assert outcome.state is State.UNKNOWN


@pytest.mark.parametrize("text", ["", "a" * 23, "a" * 25, "a" * 23 + "\x00", "a" * 23 + "é", "../" * 8])
def test_what_cannot_be_a_token_is_not_looked_up(text: str) -> None:
    assert not rules.is_token(text)
