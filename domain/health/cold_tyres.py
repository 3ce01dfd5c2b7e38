"""Cold tyre readings: what a tyre holds once temperature, and air added since, are allowed for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.telemetry.facts import Rest

KEPT, MOST = timedelta(days=21), 24
STANDARD_KPA = 101.325
FILLED_KPA = 10.0  # a rise this big in two readings is a pump or another wheel, not weather


def to_20c(gauge_kpa: float, celsius: float, air_kpa: float) -> float:
    """Gauge pressure the same air would have at 20 °C (Gay-Lussac on absolute pressure)."""
    return (gauge_kpa + air_kpa) * 293.15 / (celsius + 273.15) - air_kpa


def from_20c(gauge_kpa: float, celsius: float, air_kpa: float) -> float:
    """Gauge pressure at `celsius` of a tyre that has `gauge_kpa` at 20 °C."""
    return (gauge_kpa + air_kpa) * (celsius + 273.15) / 293.15 - air_kpa


@dataclass(frozen=True, slots=True)
class Reading:
    """One cold reading; kpa are gauge pressures at 20 °C in WHEELS order."""

    at: datetime
    celsius: float
    air_kpa: float
    kpa: tuple[float | None, ...]


def cold(rests: Sequence[Rest], now: datetime) -> list[Reading]:
    """Take the usable readings of the last three weeks."""
    oldest = now - KEPT
    found = (_reading(rest) for rest in rests[-MOST:] if rest.end >= oldest)
    return [reading for reading in found if reading is not None]


def _reading(rest: Rest) -> Reading | None:
    celsius = rest.tyre_c if rest.tyre_c is not None else rest.ambient_c
    if celsius is None or rest.tyre_kpa == (None, None, None, None):
        return None
    air = STANDARD_KPA if rest.air_hpa is None else rest.air_hpa / 10
    kpa = tuple(None if p is None else to_20c(p, celsius, air) for p in rest.tyre_kpa)
    return Reading(at=rest.end, celsius=celsius, air_kpa=air, kpa=kpa)


def since_filled(readings: list[Reading]) -> list[Reading]:
    """Drop what was read before the last time air was added or a wheel changed."""
    for index in range(len(readings) - 2, 0, -1):
        if _higher(readings[index - 1], readings[index]) and filled(readings, index):
            return readings[index:]
    return readings


def filled(readings: Sequence[Reading], index: int) -> frozenset[int]:
    """Find the wheels that gained air, or were changed, between two readings and the two before `index`."""
    before, after = readings[max(0, index - 2) : index], readings[index : index + 2]
    found = set()
    for wheel in range(4):
        old = [value for r in before if (value := r.kpa[wheel]) is not None]
        new = [value for r in after if (value := r.kpa[wheel]) is not None]
        if old and new and min(new) - max(old) > FILLED_KPA:
            found.add(wheel)
    return frozenset(found)


def _higher(before: Reading, after: Reading) -> bool:
    """Tell at little cost where `filled` finds nothing."""
    pairs = zip(before.kpa, after.kpa, strict=True)
    return any(old is None or new is None or new - old > FILLED_KPA for old, new in pairs)
