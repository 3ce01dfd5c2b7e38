"""Consumption that weather and traffic explain, and what is left.

A car's usual is its own factor on a shape that all electric cars share: road load by speed and what heating or cooling
takes by temperature (reference 3.5). So a cold month is compared with what this car needs in such cold.
"""

from collections.abc import Iterable, Sequence
from statistics import median

import numpy as np

from domain.energy.facts import Consumption, Drive
from domain.telemetry.facts import Day

LATELY = 30  # days with driving
FEWEST_BEFORE, FEWEST_LATELY = 10, 5  # days; own choice: a usual from less is no usual
SHORTEST_KM = 8.0  # own choice: on shorter days the cabin is heated and hardly driven
_PLAUSIBLE = (5.0, 60.0)  # kWh per 100 km; beyond it a meter is wrong or the car stood in heat for hours
_MAD_TO_SIGMA = 1.4826
_FINEST = 0.03  # share; days differ by more than this even on one road

# Road load of a mid-size car by mean speed over a day, Wh/km, from the reference's runs and its constant speeds.
_KMH, _ROAD = (15.0, 31.0, 60.0, 78.0, 90.0, 110.0), (112.0, 99.0, 100.0, 108.0, 120.0, 144.0)
# Heating and cooling by air temperature, kW: reference 3.5 (heat pump at 0 °C, resistive at -10 °C).
_CELSIUS, _CABIN = (-20.0, -10.0, 0.0, 15.0, 22.0, 35.0, 45.0), (5.0, 4.0, 2.0, 0.2, 0.0, 1.0, 1.8)
_DENSER = 0.003  # share of road load more per degree colder: air and tyres


def drives(days: Iterable[Day]) -> list[Drive]:
    """The days with enough driving whose energy and weather are known, ascending."""
    found = (_drive(day) for day in days)
    return [drive for drive in found if drive is not None]


def _drive(day: Day) -> Drive | None:
    if day.driven_kwh is None or day.distance_km < SHORTEST_KM or day.driving_s <= 0:
        return None
    if day.ambient_low_c is None or day.ambient_high_c is None:
        return None
    used = day.driven_kwh / day.distance_km * 100
    celsius = (day.ambient_low_c + day.ambient_high_c) / 2
    kmh = day.distance_km / day.driving_s * 3600
    return (
        Drive(day.day, used, celsius, kmh, day.distance_km)
        if _PLAUSIBLE[0] <= used <= _PLAUSIBLE[1]
        else None
    )


def expected(celsius: float, kmh: float) -> float:
    """KWh per 100 km of the shape that all cars share."""
    road = float(np.interp(kmh, _KMH, _ROAD)) * (1 + _DENSER * (15 - celsius))
    cabin = float(np.interp(celsius, _CELSIUS, _CABIN)) / max(kmh, _KMH[0]) * 1000
    return (road + cabin) / 10


def consumption(found: Sequence[Drive]) -> Consumption | None:
    """Compare the last thirty days of driving with those before; None where either are too few."""
    before, lately = found[:-LATELY], found[-LATELY:]
    if len(before) < FEWEST_BEFORE:
        half = len(found) // 2
        before, lately = found[:half], found[half:]
    if len(before) < FEWEST_BEFORE or len(lately) < FEWEST_LATELY:
        return None
    factor = median(drive.kwh_100km / expected(drive.celsius, drive.kmh) for drive in before)
    km = sum(drive.km for drive in lately)
    usual = sum(factor * expected(drive.celsius, drive.kmh) * drive.km for drive in lately) / km
    sigma = _sigma([_rest(drive, factor) for drive in before])
    return Consumption(
        lately=sum(drive.kwh_100km * drive.km for drive in lately) / km,
        usual=usual,
        at_15c=factor * expected(15.0, 40.0),
        days=tuple(drive.day for drive in lately),
        scores=tuple(_rest(drive, factor) / sigma for drive in lately),
    )


def _rest(drive: Drive, factor: float) -> float:
    """What the shape leaves unexplained, as a share."""
    return drive.kwh_100km / (factor * expected(drive.celsius, drive.kmh)) - 1


def _sigma(rests: Sequence[float]) -> float:
    middle = median(rests)
    return max(_FINEST, _MAD_TO_SIGMA * median([abs(rest - middle) for rest in rests]))
