"""From a day's legs to the state of the car at each moment it sends."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from domain.kit.arrays import Floats
from domain.simulation import cabin, drive, heat, plan, weather
from domain.simulation.facts import DAY_S, Activity, Fault, Leg, Rows, SimCar

PARKED_STEP_S = 600
Index = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Grid:
    """Moments, the leg each falls in, seconds since that leg began, and 0..1 along it."""

    legs: tuple[Leg, ...]
    at: Floats
    which: Index
    since: Floats
    along: Floats

    def spread(self, per_leg: list[tuple[float, float]]) -> Floats:
        """Return values on the straight line from each leg's first value to its last."""
        ends = np.array(per_leg, dtype=np.float64).reshape(-1, 2)[self.which]
        return ends[:, 0] + (ends[:, 1] - ends[:, 0]) * self.along

    def each(self, per_leg: list[float]) -> Floats:
        return np.array(per_leg, dtype=np.float64)[self.which]


@dataclass(frozen=True, slots=True)
class _State:
    """Values that do not follow a straight line within a drive or a charge; filled leg by leg, in place."""

    soc: Floats
    odo: Floats
    speed: Floats
    acceleration: Floats
    watts: Floats


def of_day(car: SimCar, faults: tuple[Fault, ...], *, day: int, step_s: int) -> Rows:
    legs = plan.legs(car, faults, begin=day * DAY_S, end=(day + 1) * DAY_S)
    grid = _grid(legs, day=day, step_s=step_s)
    alt = grid.spread([leg.alt for leg in legs])
    state = _state(grid, car=car, faults=faults)
    activity = grid.each([float(leg.activity) for leg in legs]).astype(np.int64)
    return Rows(
        car=car,
        faults=faults,
        day=day,
        at=grid.at,
        activity=activity,
        dc=grid.each([float(leg.dc) for leg in legs]) > 0,
        plugged=grid.each([float(leg.plugged) for leg in legs]) > 0,
        soc=state.soc,
        odo=state.odo,
        alt=alt,
        away=grid.spread([leg.away for leg in legs]),
        speed=state.speed,
        acceleration=state.acceleration,
        watts=state.watts,
        rest_s=_rest_s(grid, activity),
        **_heats(grid),
        ambient=weather.ambient(car.city, grid.at, above_home=alt, faults=faults),
        air_hpa=weather.air_hpa(car.city, grid.at, above_home=alt),
    )


def _heats(grid: _Grid) -> dict[str, Floats]:
    names = ("tyre_heat", "pack_heat", "motor_heat")
    return {name: heat.along(grid.legs, grid.which, grid.since, part=part) for part, name in enumerate(names)}


def _rest_s(grid: _Grid, activity: Index) -> Floats:
    since = grid.each([leg.resting_since for leg in grid.legs])
    return np.where(activity == Activity.PARK, grid.at - since, 0.0)


def _grid(legs: tuple[Leg, ...], *, day: int, step_s: int) -> _Grid:
    pieces = [np.empty(0)]
    for leg in legs:
        step = PARKED_STEP_S if leg.activity is Activity.PARK else step_s
        first = np.ceil(max(leg.begin, day * DAY_S) / step) * step
        pieces.append(np.arange(first, min(leg.end, (day + 1) * DAY_S), step))
    at = np.concatenate(pieces)
    which = np.repeat(np.arange(len(legs)), [piece.size for piece in pieces[1:]])
    begin = np.array([leg.begin for leg in legs])[which]
    length = np.array([leg.end - leg.begin for leg in legs])[which]
    return _Grid(legs, at, which, at - begin, (at - begin) / length)


def _state(grid: _Grid, *, car: SimCar, faults: tuple[Fault, ...]) -> _State:
    state = _State(
        soc=grid.spread([leg.soc for leg in grid.legs]),
        odo=grid.spread([leg.odo for leg in grid.legs]),
        speed=np.zeros(grid.at.size),
        acceleration=np.zeros(grid.at.size),
        watts=np.zeros(grid.at.size),
    )
    for number, leg in enumerate(grid.legs):
        here = slice(*np.searchsorted(grid.which, [number, number + 1]))
        if leg.activity is Activity.DRIVE:
            _drive(state, here, leg=leg, course=course(car, faults, leg), second=grid.since[here])
        elif leg.activity is Activity.CHARGE:
            _charge(state, here, leg=leg, along=grid.along[here])
    return state


@lru_cache(maxsize=32)
def course(car: SimCar, faults: tuple[Fault, ...], leg: Leg) -> drive.Profile:
    """Return a drive second by second. Recent ones are cached, as a live feed asks for the same drive many times."""
    began, high = np.array([leg.begin]), np.array([leg.alt[1]])
    air = weather.ambient(car.city, began, above_home=high, faults=faults)
    steady = drive.AUX_W + float(cabin.hvac_w(air)[0])
    return drive.profile(leg, ambient_c=float(air[0]), steady_w=steady)


def _drive(state: _State, here: slice, *, leg: Leg, course: drive.Profile, second: Floats) -> None:
    index = np.minimum(second.astype(np.int64), course.speed.size - 1)
    state.speed[here] = course.speed[index]
    state.acceleration[here] = course.acceleration[index]
    state.watts[here] = course.watts[index]
    state.odo[here] = leg.odo[0] + course.metres[index]
    state.soc[here] = leg.soc[0] + (leg.soc[1] - leg.soc[0]) * course.kwh[index] / course.kwh[-1]


def _charge(state: _State, here: slice, *, leg: Leg, along: Floats) -> None:
    """Fast charging starts above its mean power and tapers (1.3 to 0.7 of it, assumed); slow is level."""
    mean_w = leg.kwh * 3.6e6 / (leg.end - leg.begin)
    state.watts[here] = mean_w * (1.3 - 0.6 * along) if leg.dc else mean_w
    share = 1.3 * along - 0.3 * along**2 if leg.dc else along
    state.soc[here] = leg.soc[0] + (leg.soc[1] - leg.soc[0]) * share
