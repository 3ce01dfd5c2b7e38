"""The energy of trips is shared out by what a car's own drives teach, as sure as that can be and no surer."""

from dataclasses import replace

import numpy as np
import pytest

from domain.energy.split import fit, rules, work
from domain.energy.split.facts import Build, Habits, Split, Track, Work
from domain.kit.arrays import Floats

TRUE = {
    "rolling": 1.3,
    "drag": 0.8,
    "climb": 0.9,
    "kinetic": 0.5,
    "traction": 0.12,
    "recovery": 0.25,
    "hours": 0.3,
    "cabin": 1.4,
    "cold": 0.03,
    "warming_k": 0.0,
}
UNREAD = np.full(300, np.nan)


def track(number: int) -> Track:
    """Ten to fifty minutes over a hill, in any weather, with stops on the way."""
    rng = np.random.default_rng(number)
    seconds: Floats = np.arange(300, dtype=np.float64) * rng.uniform(2, 10)
    top, phase = rng.uniform(30, 120), rng.uniform(0, 6)
    kmh = np.maximum(top * np.sin(np.arange(300) / rng.uniform(5, 30) + phase), 0.0)
    way = np.cumsum(kmh / 3.6) * (seconds[1] - seconds[0])
    height = rng.uniform(20, 200) * np.sin(way / 4000 + phase)
    return Track(seconds, kmh, height, np.full(300, rng.uniform(-10, 35)))


def trips(count: int, *, scatter: float = 0.05, first: int = 0) -> list[tuple[Work, float]]:
    rng = np.random.default_rng(99 + first)
    works = [one for number in range(first, first + count) if (one := work.work(track(number))) is not None]
    values = np.array(list(TRUE.values()))
    needs = fit.columns(tuple(TRUE), works) @ values
    return [
        (one, kwh + scatter * np.sqrt(one.km) * rng.standard_normal())
        for one, kwh in zip(works, needs, strict=True)
    ]


def halves(habits: Habits) -> Floats:
    return rules.SIGMAS_90 * np.sqrt(np.diag(habits.hills.covariance))


def parts(split: Split) -> list[float]:
    return [share.kwh for share in split.shares.values() if share is not None]


NEW = Habits(fit.published(), fit.published(fit.LEVEL))


def test_what_a_car_really_needs_is_found_within_the_intervals() -> None:
    habits = fit.learn(trips(200))
    found = dict(zip(fit.HILLS, habits.hills.values - [TRUE[term] for term in fit.HILLS], strict=True))

    assert habits.hills.drives > 150
    assert (np.abs(list(found.values())) <= halves(habits) * 1.3).all()
    assert abs(found["climb"]) < 0.05


def test_later_drives_are_foretold_inside_their_intervals() -> None:
    habits, later = fit.learn(trips(80)), trips(100, first=1000)
    held = [rules.expected(habits, one).low <= kwh <= rules.expected(habits, one).high for one, kwh in later]

    assert np.mean(held) > 0.85


def test_a_car_without_drives_is_what_is_published_and_less_sure_than_one_with_many() -> None:
    (one, kwh), *_ = trips(1)
    new, used = (
        rules.split(habits, [(one, kwh)]).shares["rolling"] for habits in (NEW, fit.learn(trips(200)))
    )

    assert new is not None
    assert used is not None
    assert new.kwh == pytest.approx(one.rolling)
    assert new.high - new.low > 1.2 * (used.high - used.low)


@pytest.mark.parametrize("bad", [None, np.nan, np.inf, -1e6, 255.0 * 40])
def test_an_energy_that_no_trip_takes_teaches_nothing(bad: float | None) -> None:
    good = trips(60)

    again = fit.learn([*good, *((one, bad) for one, _ in trips(20, first=500))])

    assert again.hills.values.tolist() == fit.learn(good).hills.values.tolist()


def test_a_few_wrong_energies_hardly_move_the_fit() -> None:
    good = trips(100)
    wrong = [(one, -1.0) if place % 20 == 0 else (one, kwh) for place, (one, kwh) in enumerate(good)]
    plain, moved = fit.learn(good).hills, fit.learn(wrong).hills

    assert (np.abs(moved.values - plain.values) <= rules.SIGMAS_90 * np.sqrt(np.diag(moved.covariance))).all()


@pytest.mark.parametrize("mark", [np.nan, -1.0, 255.0, 6553.5])
def test_marks_for_no_value_do_not_change_what_a_trip_asked(mark: float) -> None:
    clean = track(3)
    kmh, height, air = clean.kmh.copy(), clean.height_m.copy(), clean.celsius.copy()
    at = [40, 41, 150]
    kmh[at], height[at], air[at] = mark, np.nan, 255.0 if mark > 0 else np.nan

    here, there = work.work(replace(clean, kmh=kmh, height_m=height, celsius=air)), work.work(clean)

    assert here is not None
    assert there is not None
    assert here.rolling == pytest.approx(there.rolling, rel=0.03)
    assert here.drag == pytest.approx(there.drag, rel=0.05)
    assert here.cabin == pytest.approx(there.cabin, rel=0.01)


def test_a_drive_of_which_a_tenth_of_the_speed_is_missing_tells_nothing() -> None:
    clean = track(3)

    assert work.work(replace(clean, kmh=np.where(np.arange(300) < 40, np.nan, clean.kmh))) is None
    assert work.work(Track(*(np.array([]) for _ in range(4)))) is None


def test_what_lies_in_a_gap_is_not_counted() -> None:
    clean = track(3)
    later = replace(clean, seconds=clean.seconds + np.where(np.arange(300) > 150, 3600.0, 0.0))

    here, there = work.work(later), work.work(clean)

    assert here is not None
    assert there is not None
    assert there.hours > here.hours > 0.98 * there.hours


@pytest.mark.parametrize("factor", [-1.0, 0.2, 1.0, 3.0])
def test_shares_and_rest_sum_to_the_energy_and_none_but_elevation_is_negative(factor: float) -> None:
    habits = fit.learn(trips(60))
    for one, kwh in trips(20, first=300):
        split = rules.split(habits, [(one, factor * kwh)])

        assert sum(parts(split)) + split.rest == pytest.approx(factor * kwh)
        for name, share in split.shares.items():
            assert share is None or share.low <= share.kwh <= share.high
            assert share is None or share.low >= 0 or name == "elevation"


def test_a_month_is_the_sum_of_its_trips_and_surer_than_they_are() -> None:
    habits, month = fit.learn(trips(60)), trips(20, first=300)
    whole, singly = rules.split(habits, month), [rules.split(habits, [trip]) for trip in month]

    for name in ("rolling", "drag", "elevation"):
        share = whole.shares[name]
        ones = [each.shares[name] for each in singly]
        assert share is not None
        assert share.kwh == pytest.approx(sum(each.kwh for each in ones if each is not None))
        assert share.high - share.low < sum(each.high - each.low for each in ones if each is not None)


def test_without_height_nothing_is_said_of_elevation_and_the_rest_has_it() -> None:
    flat = work.work(replace(track(3), height_m=UNREAD))
    assert flat is not None
    habits = fit.learn(trips(60))

    split = rules.split(habits, [(flat, 5.0)])

    assert split.shares["elevation"] is None
    assert sum(parts(split)) + split.rest == pytest.approx(5.0)
    assert habits.level.drives == 0
    assert rules.expected(habits, flat).high - rules.expected(habits, flat).low > 0.5


def test_a_month_of_which_half_has_no_height_has_no_elevation() -> None:
    both = [trips(1)[0], (replace(trips(1)[0][0], climb=None), 2.0)]

    assert rules.split(NEW, both).shares["elevation"] is None


def test_without_the_air_climate_and_auxiliaries_are_told_together_only() -> None:
    blind = work.work(replace(track(3), celsius=UNREAD))
    assert blind is not None

    shares = rules.split(NEW, [(blind, 5.0)]).shares

    assert shares["climate"] is None
    assert shares["auxiliaries"] is None
    assert shares["accessories"] is not None


def test_a_pack_whose_temperature_was_not_read_has_no_share_and_a_cold_one_takes_more() -> None:
    (one, kwh), *_ = trips(1)
    cold = [
        rules.split(NEW, [(work.chilled(one, degrees), kwh)]).shares["battery_temperature"]
        for degrees in (25, 0, -20)
    ]

    assert rules.split(NEW, [(one, kwh)]).shares["battery_temperature"] is None
    assert [share.kwh for share in cold if share is not None] == sorted(
        share.kwh for share in cold if share is not None
    )
    assert cold[0] is not None
    assert cold[0].high == 0


def test_what_the_pack_gives_at_rest_moves_climate_and_makes_it_surer() -> None:
    (one, _), *_ = trips(1)
    seen = replace(one, standstill_s=300.0, standstill_kw=3.0)
    usual, high = rules.accessories(NEW, [one]), rules.accessories(NEW, [seen])

    assert usual.kwh < high.kwh < 3.0 * one.hours
    assert high.high - high.low < usual.high - usual.low


def test_standing_is_read_off_the_pack_without_moving_off() -> None:
    clean = track(3)
    one = work.work(clean)
    assert one is not None
    moving = np.where(clean.kmh > 0, 20.0, 0.6)

    assert work.standing(one, clean, moving).standstill_kw == pytest.approx(0.6)
    assert work.standing(one, clean, np.full(300, np.nan)).standstill_kw is None


def test_a_heavier_build_asks_more_of_the_same_trip() -> None:
    light, heavy = work.work(track(3), Build(mass_kg=1000)), work.work(track(3), Build(mass_kg=2000))

    assert light is not None
    assert heavy is not None
    assert heavy.rolling == pytest.approx(2 * light.rolling)
    assert heavy.drag == pytest.approx(light.drag)
