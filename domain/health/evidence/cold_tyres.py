"""Cold tyre readings, recalculated to 20 °C and cut where air was added."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from domain.telemetry.facts import Rest

KEPT, MOST = timedelta(days=21), 24
STANDARD_KPA = 101.325
FILLED_KPA = 10.0  # a rise this big in two readings is a pump or another wheel, not weather


def to_20c(gauge_kpa: float, celsius: float, air_kpa: float) -> float:
    """Return the gauge pressure in kPa that the same air has at 20 °C (Gay-Lussac's law on absolute pressure)."""
    return (gauge_kpa + air_kpa) * 293.15 / (celsius + 273.15) - air_kpa


def from_20c(gauge_kpa: float, celsius: float, air_kpa: float) -> float:
    """Return the gauge pressure at `celsius` of a tyre with `gauge_kpa` at 20 °C."""
    return (gauge_kpa + air_kpa) * (celsius + 273.15) / 293.15 - air_kpa


class Reading(NamedTuple):
    """One cold reading; kpa are gauge pressures at 20 °C in WHEELS order."""

    at: datetime
    celsius: float
    air_kpa: float
    kpa: tuple[float | None, ...]


def cold(rests: Sequence[Rest], now: datetime) -> list[Reading]:
    """Return the usable readings of the last three weeks."""
    oldest = now - KEPT
    readings = (_reading(rest) for rest in rests[-MOST:] if rest.end >= oldest)
    return [reading for reading in readings if reading is not None]


def _reading(rest: Rest) -> Reading | None:
    celsius = rest.tyre_c if rest.tyre_c is not None else rest.ambient_c
    if celsius is None or rest.tyre_kpa == (None, None, None, None):
        return None
    air = STANDARD_KPA if rest.air_hpa is None else rest.air_hpa / 10
    share = to_20c(1.0, celsius, 0.0)
    kpa = [None if p is None else (p + air) * share - air for p in rest.tyre_kpa]
    return Reading(rest.end, celsius, air, tuple(kpa))


def since_filled(readings: list[Reading]) -> list[Reading]:
    """Return the readings since air was last added or a wheel changed."""
    if _steady(readings):
        return readings
    for index in range(len(readings) - 2, 0, -1):
        if filled(readings, index):
            return readings[index:]
    return readings


def _steady(readings: Sequence[Reading]) -> bool:
    """Whether no wheel can have gained air; a cheap test before `filled`."""
    for wheel in zip(*[reading.kpa for reading in readings], strict=True):
        values = [value for value in wheel if value is not None]
        if values and max(values) - min(values) > FILLED_KPA:
            return False
    return True


def filled(readings: Sequence[Reading], index: int) -> frozenset[int]:
    """Return the wheels that gained air or were changed between the two readings before `index` and the two from it on."""
    before, after = readings[max(0, index - 2) : index], readings[index : index + 2]
    wheels = set()
    for wheel in range(4):
        old = [value for r in before if (value := r.kpa[wheel]) is not None]
        new = [value for r in after if (value := r.kpa[wheel]) is not None]
        if old and new and min(new) - max(old) > FILLED_KPA:
            wheels.add(wheel)
    return frozenset(wheels)
