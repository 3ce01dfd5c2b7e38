"""The coolant check where the weather leaves what the car's baseline has seen, past a thermostat's bend."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

from domain.health.checks import coolant_loop
from domain.health.evidence import drift
from domain.health.facts import Finding, View
from domain.simulation import run, stories
from domain.simulation.cars import DEMO_CARS, registry_car
from domain.telemetry.facts import Features, Flow
from domain.telemetry.features import extraction as kept
from tests.domain.health import views

BASELINE_DAYS = 30
FLOOR_C = 12.0


def flows(ambient: Sequence[float], *, lost: float = 0.0, warmer: float = 0.0) -> Features:
    """Four hours of driving a day with a thermostat; the last 16 hours lose % of flow and gain °C."""
    made = []
    for i, air in enumerate(ambient):
        last = i >= len(ambient) - 16
        wobble = (i * 37 % 11 - 5) / 5
        warm = max(air + 4.0, FLOOR_C) + 2.0 + 0.3 * wobble + (warmer if last else 0.0)
        flow = (640.0 + 1.5 * wobble) * (1 - (lost if last else 0.0) / 100)
        made.append(
            Flow(views.ago((len(ambient) - i) / 4), flow, warm - 1.0, warm, air, 10.0 + i * 7 % 5, 360)
        )
    return Features(flows=tuple(made))


def weather(*, low: float, high: float, now: float) -> list[float]:
    """26 days anywhere between low and high, then four days around `now`."""
    before = [low + (high - low) * (i * 13 % 17) / 16 for i in range(26 * 4)]
    return before + [now + (i * 5 % 7 - 3) / 3 for i in range(16)]


def found(features: Features) -> Finding:
    finding = coolant_loop.check(views.view(features))
    assert finding is not None
    return finding


@pytest.mark.parametrize(
    ("low", "high", "now"),
    [(0.0, 8.0, 12.0), (0.0, 11.0, 13.0), (9.0, 22.0, 5.0), (6.0, 20.0, 24.0), (-5.0, 5.0, -9.0)],
    ids=["spring after the bend", "warm spell", "frost before the bend", "heat wave", "deep frost"],
)
def test_a_flow_sensor_that_fails_in_new_weather_is_no_leak(low: float, high: float, now: float) -> None:
    assert found(flows(weather(low=low, high=high, now=now), lost=6.0)).strength <= 0.6


@pytest.mark.parametrize(("low", "high", "now"), [(0.0, 8.0, 4.0), (9.0, 22.0, 15.0), (0.0, 16.0, 9.0)])
def test_a_leak_in_weather_the_car_knows_is_seen(low: float, high: float, now: float) -> None:
    assert found(flows(weather(low=low, high=high, now=now), lost=6.0, warmer=3.0)).strength >= 1


def test_a_leak_that_no_weather_explains_is_seen_beyond_the_baseline_too() -> None:
    assert found(flows(weather(low=0.0, high=20.0, now=22.0), lost=6.0, warmer=3.0)).strength >= 1


def test_the_ceiling_lets_warmth_follow_the_air_in_full_or_not_at_all() -> None:
    x = np.linspace(0.0, 10.0, 101)
    colder, amid, warmer = drift.ceiling(x, np.full_like(x, 20.0), at=np.array([-5.0, 5.0, 14.0]), count=8)

    assert colder == 20.0
    assert 20.0 <= amid < 20.3
    assert 24.0 <= warmer < 24.6


def strongest(number: int, code: str, onset: datetime) -> float:
    """The strongest finding about a demo car from the onset on, looking at the end of each day."""
    story = stories.STORIES[code]
    car = replace(DEMO_CARS[number], in_use_since=date(2025, 3, 1))
    features, highest = Features(), 0.0
    for day in range(-BASELINE_DAYS, story.days + 1):
        begin = onset + timedelta(days=day)
        end = begin + timedelta(days=1)
        window = run.simulate(
            car, start=begin - kept.LOOK_BACK, end=end, faults=story.faults(onset), step_s=120
        )
        features = kept.fold(features, kept.extract(window, day=begin.date()), day=begin.date())
        if day >= 0:
            view = View(end, "Asia/Shanghai", registry_car(car), features, views.HEARD)
            finding = coolant_loop.check(view)
            highest = max(highest, finding.strength if finding else 0.0)
    return highest


@pytest.mark.parametrize(("number", "month"), [(0, 1), (9, 4)], ids=["Shanghai", "Urumqi"])
def test_simulated_seasons_do_not_turn_a_flow_sensor_into_a_leak(number: int, month: int) -> None:
    assert strongest(number, "flow_sensor_fault", datetime(2026, month, 11, tzinfo=UTC)) < 0.8


def test_a_simulated_leak_is_seen_while_the_weather_changes() -> None:
    assert strongest(0, "coolant_leak", datetime(2026, 1, 11, tzinfo=UTC)) >= 1
