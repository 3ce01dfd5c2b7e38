"""Periods, and how a figure follows from its rows."""

import math
from datetime import UTC, datetime, timedelta

import pytest

from domain.errors import Refusal
from domain.kpi import catalogue, rules
from domain.kpi.facts import Case, Definition, Figure, Kind, Measure, Tally
from domain.tables import METADATA

NOW = datetime(2026, 11, 18, 2, tzinfo=UTC)


def case(part: float, *, least: float = 0.0) -> Case:
    return Case(Kind.WARNING, 1, 1, 1, part, least=least)


def figure(measure: Measure, *parts: float, **more: object) -> Figure:
    tally = Tally([case(part) for part in parts], **more)  # type: ignore[arg-type] # made of keywords
    return rules.figure(Definition("precision", measure), tally, since=NOW)


@pytest.mark.parametrize(
    ("name", "zone", "since", "until"),
    [
        ("", "UTC", datetime(2026, 8, 20, 2, tzinfo=UTC), NOW),
        ("90d", "Asia/Shanghai", datetime(2026, 8, 20, 2, tzinfo=UTC), NOW),
        ("2026", "Asia/Shanghai", datetime(2025, 12, 31, 16, tzinfo=UTC), NOW),
        ("2025", "UTC", datetime(2025, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)),
        ("2025-Q4", "UTC", datetime(2025, 10, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)),
        (
            "2026-03", "Europe/Berlin", datetime(2026, 2, 28, 23, tzinfo=UTC), datetime(2026, 3, 31, 22, tzinfo=UTC),
        ),
        ("2026-11", "Asia/Shanghai", datetime(2026, 10, 31, 16, tzinfo=UTC), NOW),
    ],
)  # fmt: skip
def test_a_period_has_the_days_of_its_zone_and_ends_now_at_the_latest(
    name: str, zone: str, since: datetime, until: datetime
) -> None:
    period = rules.period(name, now=NOW, zone=zone)

    assert (period.since, period.until) == (since, until)


@pytest.mark.parametrize(
    "name", ["last week", "2026-13", "2026-Q5", "1999", "2026-1", "90", "2026-11-18", "２０２６"]
)
def test_a_period_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(Refusal, match="period_unknown"):
        rules.period(name, now=NOW, zone="UTC")


def test_a_period_that_has_not_begun_is_refused() -> None:
    with pytest.raises(Refusal, match="period_ahead"):
        rules.period("2026-12", now=NOW, zone="UTC")


def test_fewer_than_five_rows_are_counted_and_not_judged() -> None:
    few, enough = figure(Measure.SHARE, 1, 1, 0, 1), figure(Measure.SHARE, 1, 1, 0, 1, 1)

    assert (few.value, few.interval, few.why, few.count, few.meets) == (None, None, "too_few", 4, None)
    assert (enough.value, enough.count, enough.why) == (0.8, 5, "")
    assert enough.interval == pytest.approx((0.435, 0.954), abs=0.001)


def test_a_median_of_which_most_wait_still_has_no_value() -> None:
    waits = (5.0, 10.0, 20.0, math.inf, math.inf)

    told, open_still = figure(Measure.MINUTES, *waits), figure(Measure.MINUTES, *waits, math.inf)

    assert (told.value, told.numerator, told.interval) == (20.0, 3, (5.0, None))
    assert (open_still.value, open_still.interval, open_still.why) == (None, None, "open")


def test_satisfied_less_not_satisfied_is_told_in_points() -> None:
    assert figure(Measure.NET, 1, 1, 1, 0).value is None
    assert figure(Measure.NET, 1, 1, 1, 1, 0, 0, 0, 0).value == 0
    assert figure(Measure.NET, 1, 1, 1, 1, 1, 1, 1, 0).value == 75


def test_the_least_that_was_avoided_counts_the_risk_that_was_told() -> None:
    avoided = [case(1.0, least=0.5)] * 8
    missed = [case(0.0)] * 2

    low, high = rules.avoided([*avoided, *missed])

    assert low == pytest.approx(0.347, abs=0.001)  # of 4 of 6
    assert high == pytest.approx(0.931, abs=0.001)  # of 8 of 10


def test_what_is_counted_by_owner_is_divided_by_how_long_they_had_a_car() -> None:
    weeks = figure(Measure.PER_WEEK, *[1.0] * 30, per=(6, timedelta(days=7 * 20)))

    assert (weeks.value, weeks.numerator, weeks.denominator, weeks.count) == (1.5, 30, 20.0, 6)
    assert weeks.interval == pytest.approx((1.11, 2.03), abs=0.01)


def test_figures_count_no_longer_than_their_rows_are_stored() -> None:
    limits = (catalogue.MESSAGES, catalogue.REQUESTS, catalogue.OFFERS, catalogue.ARRIVALS)
    tables = ("notice", "handover", "proposal", "telemetry.arrival")

    assert tuple(METADATA.tables[name].info["reach"].keep for name in tables) == limits
