"""Windows as the records a car would post."""

import json
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from domain.simulation import cars, run, wire
from domain.simulation.facts import SimCar
from domain.telemetry import paths
from domain.telemetry.facts import Window

AT = int(datetime(2026, 11, 22, 10, tzinfo=UTC).timestamp() * 1000)


def test_a_record_has_its_moment_and_only_what_was_sent() -> None:
    window = Window(
        np.array([AT, AT + 1500]),
        {
            paths.SPEED: np.array([41.6999, np.nan]),
            paths.ODOMETER: np.array([1_234_567.0, 1_234_600.0]),
            paths.IS_CHARGING: np.array([0.0, 1.0]),
            paths.TWELVE_VOLT: np.array([12.5999, np.nan]),
        },
    )

    first, second = wire.to_records(window)

    assert first == {
        "at": "2026-11-22T10:00:00Z",
        "signals": {
            paths.SPEED: 41.7,
            paths.ODOMETER: 1_234_567,
            paths.IS_CHARGING: False,
            paths.TWELVE_VOLT: 12.6,
        },
    }
    assert second == {
        "at": "2026-11-22T10:00:01.500Z",
        "signals": {paths.ODOMETER: 1_234_600, paths.IS_CHARGING: True},
    }


@pytest.mark.parametrize("car", cars.DEMO_CARS[:2], ids=lambda car: car.name_en)
def test_what_goes_over_the_wire_is_what_was_simulated(car: SimCar) -> None:
    end = datetime(2026, 11, 22, 10, tzinfo=UTC)
    window = run.simulate(car, start=end - timedelta(hours=20), end=end)

    records = json.loads(json.dumps(wire.to_records(window), allow_nan=False))

    assert len(records) == window.at.size
    for path, values in window.values.items():
        sent = [record["signals"].get(path, np.nan) for record in records]
        np.testing.assert_allclose(np.array(sent, dtype=np.float64), values, atol=1e-6, err_msg=path)
