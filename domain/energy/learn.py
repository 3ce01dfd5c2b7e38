"""Fits the shape that all cars share to an installation's own cars: the one place here that imports scikit-learn."""

from collections.abc import Sequence

import numpy as np
from threadpoolctl import threadpool_limits

from domain.energy import rules
from domain.energy.facts import PUBLISHED, Drive, Shape
from domain.kit.arrays import Floats
from domain.learning.folds import FOLDS, dealt

_ROUNDS = 4  # a car's own factor and the common shape are found in turn
_ROAD_STEP, _CABIN_STEP = 10.0, 1.0  # Wh per km and kW that count as one step away from what is published
_PENALTY = 0.03  # per step squared: what few days say does not move the shape far; own choice
_LEAST_ROAD = 20.0  # Wh per km; no car rolls for less


def usable(cars: Sequence[Sequence[Drive]]) -> list[Sequence[Drive]]:
    """Return the cars with enough days for a usual and for days to compare with it."""
    return [each for each in cars if rules.consumption(each) is not None]


def fit(cars: Sequence[Sequence[Drive]]) -> Shape:
    """Fit corrections of the published shape, robustly, on all days of all cars, each with its own factor.

    Where nobody drove (no frost, no motorway) the published line stays. cars: as `usable` leaves them.
    """
    from sklearn.linear_model import HuberRegressor

    days = [drive for car in cars for drive in car]
    owner = np.repeat(np.arange(len(cars)), [len(car) for car in cars])
    celsius, kmh, used = (
        np.array([getattr(day, name) for day in days]) for name in ("celsius", "kmh", "kwh_100km")
    )
    published = rules.needs(PUBLISHED, celsius, kmh)
    columns, shape = _columns(celsius, kmh) / published[:, None], PUBLISHED
    with threadpool_limits(
        1
    ):  # thousands of small steps: threads only wait for each other, twenty times as long
        for _ in range(_ROUNDS):
            ratio = used / rules.needs(shape, celsius, kmh)
            factor = np.array([np.median(ratio[owner == car]) for car in range(len(cars))])[owner]
            fitted = HuberRegressor(alpha=_PENALTY, fit_intercept=False, max_iter=1000)
            shape = _moved(fitted.fit(columns, used / (factor * published) - 1).coef_)
    return shape


def _columns(celsius: Floats, kmh: Floats) -> Floats:
    """Return the kWh per 100 km that one step of each knot adds to each day."""
    road = _hats(kmh, PUBLISHED.kmh) * (1 + rules.DENSER * (15 - celsius))[:, None] * _ROAD_STEP
    cabin = _hats(celsius, PUBLISHED.celsius) / np.maximum(kmh, rules.SLOWEST)[:, None] * 1000 * _CABIN_STEP
    return np.hstack([road, cabin]) / 10


def _hats(values: Floats, knots: Floats) -> Floats:
    """Return the weight of each knot in a line through all of them, shape (n, knots)."""
    return np.column_stack([np.interp(values, knots, line) for line in np.eye(knots.size)])


def _moved(steps: Floats) -> Shape:
    road, cabin = np.split(steps, [PUBLISHED.kmh.size])
    return Shape(
        kmh=PUBLISHED.kmh,
        road=np.maximum(PUBLISHED.road + _ROAD_STEP * road, _LEAST_ROAD),
        celsius=PUBLISHED.celsius,
        cabin=np.maximum(PUBLISHED.cabin + _CABIN_STEP * cabin, 0.0),
    )


def errors(car: Sequence[Drive], shape: Shape) -> Floats:
    """Return the error of each of a car's latest days in percent of its usual, by the same code as at work."""
    usage = rules.consumption(car, shape)
    return np.array([]) if usage is None else 100 * usage.sigma * np.abs(np.array(usage.scores))


def left_out(cars: Sequence[Sequence[Drive]]) -> list[tuple[Floats, Floats]]:
    """Return the errors on each car by a shape fitted without it, and by the published one."""
    fold = dealt(np.arange(len(cars)))
    shapes = [
        fit([car for car, mine in zip(cars, fold, strict=True) if mine != each]) for each in range(FOLDS)
    ]
    return [(errors(car, shapes[mine]), errors(car, PUBLISHED)) for car, mine in zip(cars, fold, strict=True)]
