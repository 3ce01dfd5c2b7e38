from dataclasses import replace

import pytest

from domain.explain.facts import Phrase
from domain.health.checks import tyre_pressure
from domain.health.evidence import cold_tyres
from domain.health.facts import Finding, Kind, Level
from domain.telemetry.facts import Features
from tests.domain.health import views


def judged(features: Features) -> Finding:
    found = tyre_pressure.check(views.view(features))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("celsius", "gauge"),
    [(-20, 202.1), (-10, 214.0), (0, 226.0), (10, 238.0), (20, 250.0), (30, 262.0), (40, 274.0)],
)
def test_the_same_air_is_250_kpa_at_20_degrees_whatever_the_weather(celsius: float, gauge: float) -> None:
    assert cold_tyres.to_20c(gauge, celsius, 101.3) == pytest.approx(250.0, abs=0.1)
    assert cold_tyres.from_20c(250.0, celsius, 101.3) == pytest.approx(gauge, abs=0.1)


def test_deep_cold_is_not_a_soft_tyre() -> None:
    cold = Features(rests=tuple(views.rest(d, kpa=(202.1,) * 4, celsius=-20.0) for d in (3, 2, 1)))

    assert judged(cold).strength < 0.05


@pytest.mark.parametrize(("kpa", "trips"), [(224.0, True), (226.0, False)])
def test_ten_percent_under_the_placard_trips(kpa: float, *, trips: bool) -> None:
    found = judged(views.tyres([kpa] * 3))

    assert (found.strength >= 1) is trips
    assert found.level is Level.BLUE


def test_it_says_how_much_air_is_missing_in_cold_tyres() -> None:
    found = judged(Features(rests=tuple(views.rest(d, kpa=(250.0, 200.0, 250.0, 250.0)) for d in (3, 2, 1))))

    assert found.params["wheels"] == (Phrase("wheel.row1_right"),)
    assert found.params["add_bar"] == pytest.approx(0.5)


def test_a_clear_leak_is_yellow_before_the_tyre_is_soft() -> None:
    found = judged(views.tyres([250, 246, 242, 238, 234, 230]))

    assert found.strength >= 1
    assert found.level is Level.YELLOW
    assert found.kinds == {Kind.TREND}


def test_red_needs_a_very_soft_tyre_that_is_also_losing_air() -> None:
    leaking = judged(views.tyres([215, 210, 205, 195, 185, 175, 170]))
    steady = judged(views.tyres([180.0] * 7))

    assert leaking.level is Level.RED
    assert leaking.kinds == {Kind.LEVEL, Kind.TREND}
    assert steady.level is Level.YELLOW


def test_all_four_falling_with_the_weather_is_no_leak() -> None:
    falling = [(p, p, p, p) for p in (250.0, 245.0, 241.0, 237.0, 233.0)]
    rests = tuple(views.rest(5 - i, kpa=kpa) for i, kpa in enumerate(falling))

    assert judged(Features(rests=rests)).strength < 1


@pytest.mark.parametrize("at", range(6))
def test_one_absurd_reading_never_fires(at: int) -> None:
    kpa = [250.0] * 6
    kpa[at] = 90.0
    found = tyre_pressure.check(views.view(views.tyres(kpa)))

    assert found is None or found.strength < 1


def test_after_pumping_up_the_old_leak_no_longer_counts() -> None:
    found = judged(views.tyres([250, 244, 238, 232, 226, 220, 250, 250]))

    assert found.strength < 0.6


def test_it_waits_for_a_second_reading_after_pumping_up() -> None:
    assert tyre_pressure.check(views.view(views.tyres([215, 215, 215, 250]))) is None


@pytest.mark.parametrize(
    "features",
    [
        Features(),
        views.tyres([200.0]),
        Features(rests=tuple(views.rest(d, kpa=(None,) * 4) for d in (2, 1))),
        Features(rests=tuple(views.rest(d, kpa=(200.0,) * 4, celsius=None) for d in (2, 1))),
        Features(rests=tuple(views.rest(d, kpa=(200.0,) * 4) for d in (15, 14, 13))),
    ],
)
def test_too_little_or_old_data_is_no_judgement(features: Features) -> None:
    assert tyre_pressure.check(views.view(features)) is None


def test_without_a_placard_only_a_leak_is_judged() -> None:
    car = replace(views.CAR, placard_front_kpa=None, placard_rear_kpa=None)

    assert tyre_pressure.check(views.view(views.tyres([200.0] * 3), car=car)) is None
    leak = tyre_pressure.check(views.view(views.tyres([250, 245, 240, 235, 230, 225]), car=car))
    assert leak is not None
    assert leak.strength >= 1


def test_the_chart_shows_the_tyre_the_others_and_the_limit_in_bar() -> None:
    chart = tyre_pressure.chart(views.view(views.tyres([220.0] * 3)))

    assert chart is not None
    assert chart.limit == pytest.approx(2.25)
    assert [len(line.values) for line in chart.series] == [2, 3, 3]


def test_a_sensor_that_repeats_its_last_value_while_it_gets_warmer_is_no_leak() -> None:
    def rests(*, stuck: bool) -> Features:
        warm = [5.0, 8.0, 11.0, 14.0, 17.0, 20.0, 23.0]
        moving = [round(cold_tyres.from_20c(250.0, celsius, 101.325)) for celsius in warm]
        own = [moving[0]] * 7 if stuck else [kpa - 4 * day for day, kpa in enumerate(moving)]
        return Features(
            rests=tuple(
                views.rest(7 - day, kpa=(kpa, kpa, kpa, own[day]), celsius=warm[day])
                for day, kpa in enumerate(moving)
            )
        )

    assert judged(rests(stuck=True)).strength < 1
    assert judged(rests(stuck=False)).strength >= 1


@pytest.mark.parametrize(("over", "level"), [(0.2, None), (0.35, Level.BLUE), (0.6, Level.YELLOW)])
def test_a_tyre_far_over_its_placard_is_told_at_20_degrees(over: float, level: Level | None) -> None:
    found = tyre_pressure.check(views.view(views.tyres([250.0 * (1 + over)] * 4)))

    assert found is not None
    assert (found.strength >= 1) is (level is not None)
    if level is not None:
        assert (found.level, found.form) == (level, "over")


def test_a_tyre_that_is_only_hot_is_not_over() -> None:
    hot = views.tyres([250.0] * 4)
    rests = tuple(replace(each, tyre_c=60.0, tyre_kpa=(298.0,) * 4) for each in hot.rests)

    found = tyre_pressure.check(views.view(replace(hot, rests=rests)))

    assert found is not None
    assert found.strength < 1


def test_tyres_that_are_over_by_what_the_air_weighs_are_not_judged() -> None:
    features = views.tyres([350.0] * 4)
    rests = tuple(replace(each, tyre_kpa=(351.0, 350.0, 352.0, 350.0)) for each in features.rests)

    assert tyre_pressure.check(views.view(replace(features, rests=rests))) is None
