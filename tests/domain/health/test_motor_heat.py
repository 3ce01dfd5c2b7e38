"""The motor's temperature against the car's own load model: weak cooling is told, load and sensors are not."""

import pytest

from domain.health.checks import motor_heat
from domain.telemetry.facts import Features, Motor
from tests.domain.health import views


@pytest.mark.parametrize("inverter", [True, False])
def test_motor_and_what_cools_it_both_warmer_is_told_with_how_much(*, inverter: bool) -> None:
    found = motor_heat.check(views.view(views.motors(hotter=12.0, cooled=7.0, inverter=inverter)))
    assert found is not None
    assert found.strength >= 1
    assert found.params["motor"] == pytest.approx(12, abs=1.5)
    assert found.params["cooled"] == pytest.approx(7, abs=1)
    assert found.evidence.keys() == {"motor", "cooled", "apart"}


@pytest.mark.parametrize(
    "look_alike",
    [
        views.motors(hotter=15.0),
        views.motors(cooled=9.0),
        views.motors(load=1.7),
        views.motors(air=9.0),
        views.motors(air=-12.0),
        views.motors(),
    ],
    ids=["motor sensor", "inverter sensor", "trailer", "heat", "cold", "healthy"],
)
def test_one_sensor_a_trailer_and_weather_are_no_weak_cooling(look_alike: Features) -> None:
    found = motor_heat.check(views.view(look_alike))
    assert found is None or found.strength < 1


def test_a_car_without_a_second_temperature_is_not_judged() -> None:
    alone = tuple(
        Motor(each.at, each.motor_c, None, None, each.ambient_c, each.power_kw, each.speed_kmh, 180)
        for each in views.motors(hotter=15.0).motors
    )
    assert motor_heat.check(views.view(Features(motors=alone))) is None
