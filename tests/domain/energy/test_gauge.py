"""A display whose points are worth differently is learned together with what the car needs."""

import numpy as np
import pytest

from domain.energy.split import gauge, rules
from domain.energy.split.facts import MID_SIZE
from domain.energy.split.gauge import BANDS, Gauge, Stretch
from tests.domain.energy.test_split import trips

EVEN = Gauge(np.full(BANDS.size - 1, 0.5))
UNEVEN = Gauge(np.array([0.5] * 5 + [0.7] * 2 + [0.3] * 2 + [0.5]))


def test_points_follow_the_worth_of_their_bands() -> None:
    assert EVEN.points(80.0, 10.0) == pytest.approx(20.0)
    assert UNEVEN.points(85.0, 1.5) == pytest.approx(5.0)
    assert UNEVEN.points(82.0, 1.6) == pytest.approx(2.0 + 10 / 3, abs=0.1)
    assert EVEN.points(80.0, -5.0) == pytest.approx(-10.0)
    assert EVEN.points(1.0, 100.0) == pytest.approx(1.0)


def test_an_uneven_display_is_found() -> None:
    stretches, soc = [], 98.0
    for one, kwh in trips(400, scatter=0.02):
        used = UNEVEN.points(soc, kwh)
        if not 3 < soc - used < 99:
            soc, used = 98.0, UNEVEN.points(98.0, kwh)
        stretches.append(Stretch(one, soc, soc - used))
        soc -= used

    habits, display = gauge.learn(stretches, 50.0, MID_SIZE)

    worth = display.kwh / display.kwh.mean()
    assert worth[7:9].max() < 0.85 < worth[:5].mean()
    assert worth[5:7].min() > 1.15
    assert rules.expected(habits, stretches[0].work).kwh == pytest.approx(
        sum(np.array([stretches[0].soc_before - stretches[0].soc_after]) * 0.5), rel=0.3
    )
