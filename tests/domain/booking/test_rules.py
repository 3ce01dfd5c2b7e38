import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from domain.booking import rules
from domain.booking.facts import (
    QUARTER,
    Cell,
    CentreFacts,
    Interval,
    Job,
    Opening,
    Resource,
    SpecialOpening,
    Start,
    State,
    TechnicianFacts,
    Wish,
)
from domain.explain.facts import Money
from domain.health.facts import Level

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)  # Wednesday 10:00 in Shanghai
THURSDAY = date(2026, 11, 19)
PUMP = Job("coolant_repair", 30, "high_voltage", Money(300, "CNY"), {"coolant_pump": 1})
CENTRE = CentreFacts(
    id=1,
    name="North",
    zone="Asia/Shanghai",
    hours=(Opening(2, time(9), time(18)), Opening(3, time(13), time(18)), Opening(3, time(9), time(12))),
    special=(),
    bays=(10,),
    technicians=(TechnicianFacts(20, frozenset({"high_voltage"})),),
    stock={"coolant_pump": 1},
)


def utc(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def at_night(zone: str, day: date, opens: time, closes: time) -> CentreFacts:
    return replace(CENTRE, zone=zone, hours=(Opening(day.weekday(), opens, closes),))


def test_a_lunch_break_makes_two_intervals_in_order() -> None:
    assert rules.open_on(CENTRE, THURSDAY) == (
        Interval(utc(19, 1), utc(19, 4)),
        Interval(utc(19, 5), utc(19, 10)),
    )


def test_a_holiday_closes_a_workday_and_a_make_up_workday_opens_a_sunday() -> None:
    sunday = date(2026, 11, 22)
    centre = replace(CENTRE, special=(SpecialOpening(THURSDAY), SpecialOpening(sunday, time(10), time(16))))

    assert rules.open_on(centre, THURSDAY) == ()
    assert rules.open_on(centre, sunday) == (Interval(utc(22, 2), utc(22, 8)),)


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Europe/Berlin", date(2026, 3, 28), 24),
        ("Europe/Berlin", date(2026, 3, 29), 23),  # last Sunday of March
        ("Europe/Berlin", date(2026, 10, 25), 25),  # last Sunday of October
        ("Asia/Shanghai", date(2026, 3, 29), 24),
        ("Asia/Shanghai", date(2026, 10, 25), 24),
    ],
)
def test_a_day_has_as_many_hours_as_its_zone_gives_it(zone: str, day: date, hours: int) -> None:
    centre = at_night(zone, day, time(0), time(23, 45))

    (interval,) = rules.open_on(centre, day)

    assert interval.ends_at - interval.starts_at == timedelta(hours=hours, minutes=-15)


def test_a_morning_opens_at_the_same_wall_clock_before_and_after_the_clocks_change() -> None:
    for day, opens in ((date(2026, 3, 28), utc(28, 8, month=3)), (date(2026, 3, 29), utc(29, 7, month=3))):
        (interval,) = rules.open_on(at_night("Europe/Berlin", day, time(9), time(12)), day)

        assert interval.starts_at == opens


def test_half_past_two_that_does_not_exist_is_half_past_three() -> None:
    assert rules.instant(date(2026, 3, 29), time(2, 30), zone="Europe/Berlin") == utc(29, 1, 30, month=3)


def test_half_past_two_that_comes_twice_is_the_first_one() -> None:
    assert rules.instant(date(2026, 10, 25), time(2, 30), zone="Europe/Berlin") == utc(25, 0, 30, month=10)


def test_hours_that_fall_into_the_skipped_hour_offer_nothing() -> None:
    day = date(2026, 3, 29)
    (interval,) = rules.open_on(at_night("Europe/Berlin", day, time(2, 30), time(3, 15)), day)

    assert list(rules.starts(interval, QUARTER)) == []


def test_work_starts_on_quarters_and_ends_before_closing() -> None:
    interval = Interval(utc(19, 1, 5), utc(19, 2, 10))

    assert list(rules.starts(interval, timedelta(minutes=40))) == [utc(19, 1, 15), utc(19, 1, 30)]


def test_work_does_not_run_through_the_lunch_break() -> None:
    assert rules.is_open(CENTRE, utc(19, 3, 30), length=timedelta(minutes=30))
    assert not rules.is_open(CENTRE, utc(19, 3, 45), length=timedelta(minutes=30))
    assert not rules.is_open(CENTRE, utc(19, 3, 20), length=timedelta(minutes=30))


def test_work_of_forty_minutes_takes_three_quarters() -> None:
    assert len(rules.quarters(NOW, timedelta(minutes=40))) == 3


@pytest.mark.parametrize("taken", [Cell(Resource.BAY, 10, NOW + QUARTER), Cell(Resource.TECHNICIAN, 20, NOW)])
def test_a_job_does_not_fit_where_bay_or_technician_is_taken_for_a_part_of_it(taken: Cell) -> None:
    assert rules.pair(CENTRE, PUMP, NOW, busy={taken}) is None
    assert rules.pair(CENTRE, PUMP, NOW, busy={replace(taken, starts_at=NOW + 2 * QUARTER)}) == (10, 20)


def test_the_technician_needs_the_skill_and_the_versatile_stay_free() -> None:
    versatile = TechnicianFacts(19, frozenset({"high_voltage", "brakes"}))
    unskilled = TechnicianFacts(18, frozenset({"tyres"}))

    assert rules.pair(replace(CENTRE, technicians=(unskilled,)), PUMP, NOW, busy=set()) is None
    assert rules.pair(
        replace(CENTRE, technicians=(versatile, unskilled, *CENTRE.technicians)), PUMP, NOW, busy=set()
    ) == (10, 20)


def test_without_the_part_nothing_is_free() -> None:
    within = rules.span(CENTRE, Wish(), level=None, now=NOW)

    assert rules.free_starts(CENTRE, PUMP, Wish(), within=within, busy=set())
    assert rules.free_starts(replace(CENTRE, stock={}), PUMP, Wish(), within=within, busy=set()) == ()


@pytest.mark.parametrize(
    ("level", "first", "last"),
    [
        (Level.RED, timedelta(hours=2, minutes=30), timedelta(hours=48)),
        (Level.YELLOW, timedelta(hours=12), timedelta(days=7)),
        (Level.BLUE, timedelta(days=3), timedelta(days=30)),
        (None, timedelta(hours=1), timedelta(days=60)),
    ],
)
def test_the_grade_decides_how_soon_and_how_far_ahead(
    level: Level | None, first: timedelta, last: timedelta
) -> None:
    assert rules.span(CENTRE, Wish(), level=level, now=NOW) == Interval(NOW + first, NOW + last)


def test_a_wish_is_kept_in_the_wall_clock_of_the_centre() -> None:
    wish = Wish(day_from=THURSDAY, day_to=THURSDAY, time_from=time(13), time_to=time(13, 30))
    within = rules.span(CENTRE, wish, level=None, now=NOW)

    free = rules.free_starts(CENTRE, PUMP, wish, within=within, busy=set())

    assert [start.at for start in free] == [utc(19, 5), utc(19, 5, 15), utc(19, 5, 30)]


@pytest.mark.parametrize(
    ("wish", "days"),
    [
        (Wish(weekdays=(3, 4), day_to=date(2026, 11, 27)), {19, 26}),
        (Wish(day_to=date(2026, 11, 26), never=(Wish(weekdays=(3,)),)), {18, 25}),
        (Wish(THURSDAY, THURSDAY, others=(Wish(date(2026, 11, 25), date(2026, 11, 25)),)), {19, 25}),
        (Wish(THURSDAY, date(2026, 11, 25), never=(Wish(THURSDAY, THURSDAY, time.min, time.max),)), {25}),
    ],
)
def test_a_wish_has_weekdays_alternatives_and_what_is_ruled_out(wish: Wish, days: set[int]) -> None:
    within = rules.span(CENTRE, wish, level=None, now=NOW)

    free = rules.free_starts(CENTRE, PUMP, wish, within=within, busy=set())

    assert {start.day.day for start in free} == days


def test_the_load_of_a_day_is_the_share_of_bay_time_taken() -> None:
    wish = Wish(day_from=THURSDAY, day_to=THURSDAY)
    within = rules.span(CENTRE, wish, level=None, now=NOW)
    morning = {Cell(Resource.BAY, 10, at) for at in rules.quarters(utc(19, 1), timedelta(hours=2))}

    free = rules.free_starts(CENTRE, PUMP, wish, within=within, busy=morning)

    assert {start.load for start in free} == {2 / 8}
    assert free[0].at == utc(19, 3)


def days_of_starts(loads: list[float]) -> list[Start]:
    return [
        Start(utc(19 + n, 1) + QUARTER * quarter, date(2026, 11, 19 + n), load)
        for n, load in enumerate(loads)
        for quarter in range(9)
    ]


def test_suggestions_spread_over_the_days() -> None:
    assert rules.suggest(days_of_starts([0, 0, 0]), limit=3) == (utc(19, 1), utc(20, 1), utc(21, 1))


def test_suggestions_of_one_day_lie_an_hour_apart() -> None:
    assert rules.suggest(days_of_starts([0]), limit=3) == (utc(19, 1), utc(19, 2), utc(19, 3))


def test_the_nearest_starts_lie_around_the_one_that_is_gone() -> None:
    free = [start for start in days_of_starts([0, 0]) if start.at != utc(19, 2)]

    assert rules.nearest(free, utc(19, 2), zone="Asia/Shanghai", limit=2) == (utc(19, 1, 45), utc(19, 2, 45))


def test_red_gets_the_soonest_and_blue_the_quiet_days() -> None:
    free = days_of_starts([0.9, 0.5, 0.1])

    assert rules.suggest(free, limit=2, level=Level.RED) == (utc(19, 1), utc(19, 2))
    assert rules.suggest(free, limit=2, level=Level.BLUE) == (utc(20, 1), utc(21, 1))


@given(
    loads=some.lists(some.floats(0, 1), max_size=4),
    limit=some.integers(0, 40),
    level=some.sampled_from([None, *Level]),
)
def test_suggestions_are_free_starts_without_repeats(
    loads: list[float], limit: int, level: Level | None
) -> None:
    free = days_of_starts(loads)

    chosen = rules.suggest(free, limit=limit, level=level)

    assert len(chosen) == min(limit, len(free)) == len(set(chosen))
    assert list(chosen) == sorted(chosen)
    assert set(chosen) <= {start.at for start in free}


def test_a_hold_ends_before_the_last_call_to_book() -> None:
    day = timedelta(hours=24)

    assert rules.held_until(NOW + timedelta(days=3), now=NOW, hold=day) == NOW + day
    assert rules.held_until(NOW + timedelta(hours=1), now=NOW, hold=day) == NOW + timedelta(minutes=45)


def test_a_hold_counts_as_lapsed_at_its_very_end() -> None:
    assert rules.present(State.HELD, NOW, now=NOW) is State.LAPSED
    assert rules.present(State.HELD, NOW + timedelta(seconds=1), now=NOW) is State.HELD
    assert rules.present(State.BOOKED, None, now=NOW) is State.BOOKED


def test_distance_is_right_for_two_cities() -> None:
    shanghai, suzhou = (31.23, 121.47), (31.30, 120.58)

    assert rules.kilometres(shanghai, suzhou) == pytest.approx(85, abs=2)
    assert rules.kilometres((0, 179.9), (0, -179.9)) == pytest.approx(22, abs=1)


def test_the_rules_load_no_database() -> None:
    code = "import sys; import domain.booking.rules; print('sqlalchemy' in sys.modules)"

    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "False"
