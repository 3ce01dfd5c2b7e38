"""Whom an offer fits, how rarely it comes, and what a control group tells."""

import hmac
import math
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.explain.facts import Names
from domain.offers import rules
from domain.offers.facts import SIGNS, Condition, Kind, Offer, Past, Use
from domain.telemetry.trips import Travel, Unheard
from tests.domain.offers.drives import JAM, MOTORWAY, NOW, TOWN, travel, trip

TODAY = NOW.date()
NAMES = Names({"en": "x", "zh_Hans": "x"})
USE = Use(80, 75, 5, 2.0)
TRIAL = Offer(
    "trial",
    Kind.ASSISTED_DRIVING,
    NAMES,
    NAMES,
    21,
    (Condition("motorway_pct", ">", 60.0), Condition("km_per_day", ">", 50.0)),
)
OTHER = replace(TRIAL, code="other", kind=Kind.TYRES)


def used(of: Travel) -> Use | None:
    return rules.use(of, now=NOW, zone="Asia/Shanghai")


def test_figures_are_shares_of_what_was_driven() -> None:
    use = used(travel(MOTORWAY, hard=3, kw=60.0))

    assert use is not None
    assert (use.km_per_day, use.motorway_pct) == (80, 75)
    assert use.congestion_pct == round(100 * (2 / 15) / (2 / 15 + 6 / 45 + 12 / 75 + 40 / 105 + 20 / 125))
    assert use.hard_per_100km == 7.5
    assert use.fast_charging_pct == 100
    assert use.charges_per_week == pytest.approx(7 / 4, abs=0.06)


def test_what_was_not_measured_is_not_a_figure() -> None:
    use = used(replace(travel(TOWN), charges=()))

    assert use is not None
    assert (use.hard_per_100km, use.fast_charging_pct) == (None, None)


@pytest.mark.parametrize(
    "of",
    [
        Travel(),
        travel(None),
        travel(MOTORWAY, days=27),
        replace(travel(MOTORWAY), trips=travel(MOTORWAY).trips[::5]),
        travel((1.0, 1.0, 0.0, 0.0, 0.0)),
        replace(travel(MOTORWAY), trips=(*travel(None).trips[:12], *travel(MOTORWAY).trips[12:])),
        travel(MOTORWAY, unheard=[Unheard(NOW - timedelta(days=3), 1200.0)]),
    ],
    ids=["nothing", "no speeds", "short", "few days", "few km", "too many without speeds", "driven unheard"],
)
def test_too_little_measured_is_no_use_at_all(of: Travel) -> None:
    assert used(of) is None


def test_distance_that_was_not_heard_counts_in_the_distance_of_a_day() -> None:
    use = used(travel(MOTORWAY, unheard=[Unheard(NOW - timedelta(days=3), 400.0)]))

    assert use is not None
    assert use.km_per_day == 90


def test_a_jam_is_told_from_a_motorway() -> None:
    jam, motorway = used(travel(JAM)), used(travel(MOTORWAY))

    assert jam is not None
    assert motorway is not None
    assert jam.congestion_pct > 80
    assert motorway.congestion_pct < 20
    assert jam.motorway_pct == 0


def test_the_first_that_fits_is_chosen() -> None:
    assert rules.choose((TRIAL, OTHER), USE, (), today=TODAY) is TRIAL
    assert rules.choose((TRIAL, OTHER), replace(USE, km_per_day=50), (), today=TODAY) is None


def test_one_whose_job_is_booked_already_is_passed_over() -> None:
    with_job = replace(TRIAL, job="wheel_change")

    assert rules.choose((with_job, OTHER), USE, (), today=TODAY, jobs={"wheel_change"}) is OTHER


_CONDITION = st.builds(
    Condition,
    st.sampled_from(sorted(Use.__dataclass_fields__)),
    st.sampled_from(sorted(SIGNS)),
    st.floats(0, 100),
)
_PERCENT = st.integers(0, 100).map(float)
_USE = st.builds(
    Use,
    km_per_day=st.floats(0, 900),
    motorway_pct=st.sampled_from([0.0, 1.0, 2.0, 70.0]),
    congestion_pct=_PERCENT,
    charges_per_week=st.floats(0, 20),
    hard_per_100km=st.none() | st.floats(0, 90),
    fast_charging_pct=st.none() | _PERCENT,
)


@given(use=_USE, wishes=st.lists(_CONDITION, min_size=1, max_size=3), never=st.lists(_CONDITION, max_size=2))
def test_assisted_driving_is_never_offered_off_motorways_whatever_the_file_says(
    use: Use, wishes: list[Condition], never: list[Condition]
) -> None:
    offer = replace(TRIAL, fits=tuple(wishes), never=tuple(never))
    chosen_one = rules.choose((offer,), use, (), today=TODAY)

    assert chosen_one is None or use.motorway_pct >= 2


def test_but_for_that_rule_it_would_be() -> None:
    careless = replace(TRIAL, fits=(Condition("km_per_day", ">", 0.0),))
    off_motorways = replace(USE, motorway_pct=0)

    assert not rules.fits(careless, off_motorways)
    assert rules.fits(replace(careless, kind=Kind.OTHER), off_motorways)


def test_a_never_wins_over_every_wish_and_holds_where_it_is_not_measured() -> None:
    calm = replace(OTHER, never=(Condition("hard_per_100km", ">", 20.0),))

    assert rules.fits(calm, replace(USE, hard_per_100km=20.0))
    assert not rules.fits(calm, replace(USE, hard_per_100km=20.1))
    assert not rules.fits(calm, USE)


def test_what_is_not_measured_supports_nothing() -> None:
    course = replace(OTHER, fits=(Condition("hard_per_100km", ">=", 0.0),))

    assert not rules.fits(course, USE)
    assert rules.fits(course, replace(USE, hard_per_100km=0.0))


@given(st.lists(st.integers(1, 40), min_size=20, max_size=40))
def test_at_most_one_comes_in_thirty_days_and_the_same_in_a_year(steps: list[int]) -> None:
    today, past = date(2026, 1, 1), list[Past]()
    for step in steps:
        today += timedelta(days=step)
        offer = rules.choose((TRIAL, OTHER), USE, past, today=today)
        if offer is not None:
            past.append(Past(offer.code, today, today))

    assert past
    for before, after in pairwise(past):
        assert after.day - before.day >= timedelta(days=30)
    for code in ("trial", "other"):
        days = [each.day for each in past if each.code == code]
        assert all(b - a >= timedelta(days=365) for a, b in pairwise(days))


def test_the_year_counts_from_the_answer() -> None:
    answered = Past("trial", TODAY - timedelta(days=380), TODAY - timedelta(days=360))

    assert rules.choose((TRIAL,), USE, [answered], today=TODAY) is None
    assert rules.choose((TRIAL,), USE, [answered], today=TODAY + timedelta(days=5)) is TRIAL


def test_the_lot_withholds_one_in_five_and_never_changes_its_mind() -> None:
    marks = [hmac.new(b"key", f"{owner}:trial".encode(), "sha256").hexdigest() for owner in range(20_000)]
    draws = [rules.is_withheld(each) for each in marks]

    assert sum(draws) / len(draws) == pytest.approx(0.2, abs=0.01)
    assert draws == [rules.is_withheld(each) for each in marks]


@pytest.mark.parametrize(("p", "q", "n", "m"), [(0.3, 0.2, 60, 15), (0.1, 0.1, 80, 20), (0.5, 0.1, 40, 10)])
def test_the_interval_of_a_difference_holds_the_true_one_nine_times_in_ten(
    p: float, q: float, n: int, m: int
) -> None:
    def chance(count: int, of: int, share: float) -> float:
        return math.comb(of, count) * share**count * (1 - share) ** (of - count)

    inside = sum(
        chance(one, n, p) * chance(other, m, q)
        for one in range(n + 1)
        for other in range(m + 1)
        for low, high in [rules.difference((one, n), (other, m))]
        if low <= p - q <= high
    )

    assert 0.86 < inside < 0.97


def test_a_trip_of_another_zone_counts_as_its_day_there() -> None:
    late = [trip(NOW.replace(hour=17) - timedelta(days=each * 4), MOTORWAY) for each in range(9, 0, -1)]
    early = [trip(NOW.replace(hour=1) - timedelta(days=each * 4 - 1), MOTORWAY) for each in range(9, 0, -1)]
    of = Travel(trips=tuple(sorted([*late, *early], key=lambda each: each.start)))

    assert rules.use(of, now=NOW, zone="Asia/Shanghai") is None  # nine days there, of eighteen in UTC
    assert rules.use(of, now=NOW, zone="UTC") is not None
