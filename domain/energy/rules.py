"""Consumption that weather and traffic explain, and the rest.

A car's usual is its own factor on a shape that all electric cars share: road load by speed and what heating or cooling
takes by temperature, as published or as fitted to the installation's own cars. So a cold month is compared with what this
car needs in such cold.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from domain.energy.facts import PUBLISHED, Consumption, Drive, Shape
from domain.kit.arrays import MAD_TO_SIGMA, Floats
from domain.telemetry.facts import Day

LATELY = 30  # days with driving
FEWEST_BEFORE, FEWEST_LATELY = 10, 5  # days; own choice: a usual from less is no usual
SHORTEST_KM = 8.0  # own choice: on shorter days the cabin is heated and hardly driven
_PLAUSIBLE = (5.0, 60.0)  # kWh per 100 km; beyond it a meter is wrong or the car stood in heat for hours
SLOWEST = 15.0  # km/h; slower days are mostly standing, and the cabin's share is a guess
_FINEST = 0.03  # share; days differ by more than this even on one road

DENSER = 0.003  # share of road load more per degree colder: air and tyres


def drives(days: Iterable[Day]) -> list[Drive]:
    """Return the days with enough driving and known energy and weather, ascending."""
    possible = (_drive(day) for day in days)
    return [drive for drive in possible if drive is not None]


def _drive(day: Day) -> Drive | None:
    if day.driven_kwh is None or day.distance_km <= 0 or day.driving_s <= 0:
        return None
    if day.ambient_low_c is None or day.ambient_high_c is None:
        return None
    used = day.driven_kwh / day.distance_km * 100
    celsius = (day.ambient_low_c + day.ambient_high_c) / 2
    drive = Drive(day.day, used, celsius, day.distance_km / day.driving_s * 3600, day.distance_km)
    return drive if is_told(drive) else None


def is_told(drive: Drive) -> bool:
    """Return whether a day had enough driving and a plausible consumption."""
    return drive.km >= SHORTEST_KM and _PLAUSIBLE[0] <= drive.kwh_100km <= _PLAUSIBLE[1]


def expected(celsius: float, kmh: float, shape: Shape = PUBLISHED) -> float:
    """Return the consumption in kWh per 100 km by a shape that all cars share."""
    return float(needs(shape, np.array([celsius]), np.array([kmh]))[0])


def needs(shape: Shape, celsius: Floats, kmh: Floats) -> Floats:
    """Return `expected` for many drives, shape (n,)."""
    road = np.interp(kmh, shape.kmh, shape.road) * (1 + DENSER * (15 - celsius))
    cabin = np.interp(celsius, shape.celsius, shape.cabin) / np.maximum(kmh, SLOWEST) * 1000
    need: Floats = (road + cabin) / 10
    return need


def consumption(days: Sequence[Drive], shape: Shape = PUBLISHED) -> Consumption | None:
    """Compare the last thirty days of driving with those before; None where either are too few."""
    before, lately = parted(days)
    return compared(before, lately, shape)


def compared(
    before: Sequence[Drive], lately: Sequence[Drive], shape: Shape = PUBLISHED
) -> Consumption | None:
    """Compare days of driving with days before them; None where either are too few."""
    if len(before) < FEWEST_BEFORE or len(lately) < FEWEST_LATELY:
        return None
    usual_before, usual_lately = (_usual(drives, shape) for drives in (before, lately))
    used_before, used, km = _used(before), _used(lately), np.array([drive.km for drive in lately])
    factor = float(np.median(used_before / usual_before))
    rests_before, rests_lately = used_before / (factor * usual_before) - 1, used / (factor * usual_lately) - 1
    sigma = _sigma(rests_before)
    return Consumption(
        lately=float(used @ km / km.sum()),
        usual=float(factor * usual_lately @ km / km.sum()),
        at_15c=factor * expected(15.0, 40.0, shape),
        sigma=sigma,
        days=tuple(drive.day for drive in lately),
        scores=tuple((rests_lately / sigma).tolist()),
        days_before=tuple(drive.day for drive in before),
        scores_before=tuple((rests_before / sigma).tolist()),
    )


def parted(days: Sequence[Drive]) -> tuple[Sequence[Drive], Sequence[Drive]]:
    """Split days into those that the usual is learned from and the latest, which are compared with it."""
    before = days[:-LATELY]
    half = len(days) // 2
    return (before, days[-LATELY:]) if len(before) >= FEWEST_BEFORE else (days[:half], days[half:])


def _usual(drives: Sequence[Drive], shape: Shape) -> Floats:
    return needs(
        shape, np.array([drive.celsius for drive in drives]), np.array([drive.kmh for drive in drives])
    )


def _used(drives: Sequence[Drive]) -> Floats:
    return np.array([drive.kwh_100km for drive in drives])


def _sigma(rests: Floats) -> float:
    return max(_FINEST, MAD_TO_SIGMA * float(np.median(np.abs(rests - np.median(rests)))))
