"""Tyres that lost pressure within minutes while the others held, out of raw samples, driving or parked.

Judged are pressures at 20 °C, minute by minute, for themselves and against the middle of the other tyres: what
weather, a climb or a warm road does to all of them cancels out.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from domain.telemetry import paths
from domain.telemetry.facts import Loss
from domain.telemetry.features import samples
from domain.telemetry.features.samples import BRIDGE_S, Floats, Samples

LOST_KPA = (
    10.0  # own choice: weather and a drive change a tyre by a few kPa in ten minutes, a puncture by more
)
_STOOD_S = 3600.0  # own choice: a parked car's tyre that is down for less may be in the hands of a workshop
_TOGETHER_S = 3600.0  # own choice: two wheels that go down within an hour are being worked on
_LONGEST = 11  # minutes a fall may take
_NOISE_KPA = 2.0  # sensors show whole kPa and whole degrees
_AGREE = 3  # minutes that must agree: one odd reading is no loss
_OTHERS = 2  # tyres to tell one from
_LEVEL_KPA = 60.0  # own choice: a quarter of a usual placard (FMVSS 138); those of two axles differ by less
_APART_C = 15.0  # own choice: a sensor this far from the other wheels tells no change of pressure
_AT_20C, _ZERO_C, _SEA_KPA = 293.15, 273.15, 101.325


@dataclass(frozen=True, slots=True)
class _Fall:
    """A lasting fall of one wheel, which goes from reading `high` to reading `low`.

    at, kpa: its smoothed readings (kPa at 20 °C). against: the same less the middle of the other wheels.
    """

    wheel: int
    at: Floats
    kpa: Floats
    against: Floats
    high: int
    low: int


def find(readings: Samples, *, begin: float, end: float) -> tuple[Loss, ...]:
    """Losses that became certain in [begin, end), the day: lasting, of one wheel alone, not made good since."""
    at, kpa = _minutes(readings, end=end)
    if at.size <= _AGREE or not (np.fmax.reduce(kpa) - np.fmin.reduce(kpa) > LOST_KPA).any():
        return ()
    falls = [fall for wheel in range(len(paths.TYRE_PRESSURE)) if (fall := _fall(at, kpa, wheel))]
    losses = (_loss(readings, fall) for fall in falls if _is_alone(fall, falls) and not _is_let_off(fall))
    return tuple(loss for loss in losses if loss is not None and begin <= loss.at.timestamp() < end)


def _minutes(readings: Samples, *, end: float) -> tuple[Floats, Floats]:
    """The first reading of each minute in which at least three tyres speak: times, kPa at 20 °C by wheel."""
    here = readings.span(-np.inf, end)
    kpa = np.stack([readings.column(path)[here] for path in paths.TYRE_PRESSURE], axis=1)
    rows = np.flatnonzero(np.isfinite(kpa).sum(axis=1) > _OTHERS)
    rows = rows[np.unique(readings.at[rows] // 60.0, return_index=True)[1]]
    return readings.at[rows], (kpa[rows] + _SEA_KPA) * _AT_20C / (
        _warmth(readings, rows) + _ZERO_C
    ) - _SEA_KPA


def _warmth(readings: Samples, rows: NDArray[np.int64]) -> Floats:
    """Tyre air in °C by row and wheel; 20 °C for all where a reading has none, as a half-known one would jump."""
    air = np.stack([readings.column(path)[rows] for path in paths.TYRE_AIR], axis=1)
    measured = np.isfinite(air)
    if not measured.any(axis=1).all():
        return np.full(air.shape, 20.0)
    middle = np.nanmedian(air, axis=1)[:, None]
    return np.where(np.abs(air - middle) <= _APART_C, air, middle)


def _fall(at: Floats, kpa: Floats, wheel: int) -> _Fall | None:
    """Return the first lasting fall of a wheel, in its own pressure and against the other wheels."""
    there = np.isfinite(kpa[:, wheel])
    own, when = kpa[there, wheel], at[there]
    if when.size <= _AGREE:
        return None
    smooth = [_of_three(own), _of_three(own - np.nanmedian(np.delete(kpa[there], wheel, axis=1), axis=1))]
    when = when[1:-1]
    for low in np.flatnonzero(np.minimum(*(_lasting(when, each) for each in smooth)) > LOST_KPA)[:1]:
        first = int(np.searchsorted(when, when[low] - BRIDGE_S))
        before = smooth[0][first:low]
        still_full = int(np.flatnonzero(before >= before.max() - _NOISE_KPA)[-1])
        return _Fall(wheel, when, smooth[0], smooth[1], first + still_full, int(low))
    return None


def _of_three(values: Floats) -> Floats:
    """Return the median of each reading and its two neighbours, which removes single absurd readings."""
    medians: Floats = np.median(np.stack([values[:-2], values[1:-1], values[2:]]), axis=0)
    return medians


def _lasting(at: Floats, kpa: Floats) -> Floats:
    """By reading: how far it, and all that follow, lie below the highest of the eleven minutes before."""
    ahead = np.maximum.accumulate(kpa[::-1])[::-1]
    before = np.full(kpa.size, -np.inf)
    for lag in range(1, min(_LONGEST, kpa.size - 1) + 1):
        near = at[lag:] - at[:-lag] <= BRIDGE_S
        before[lag:] = np.where(near, np.maximum(before[lag:], kpa[:-lag]), before[lag:])
    return before - ahead


def _is_alone(fall: _Fall, falls: list[_Fall]) -> bool:
    near = [each for each in falls if abs(each.at[each.low] - fall.at[fall.low]) <= _TOGETHER_S]
    return len(near) == 1


def _is_let_off(fall: _Fall) -> bool:
    """Whether too much air was let off at the pump: the tyre was pumped up just before, and still holds more than then.

    Not where it ends far below the other wheels: nobody lets off so much, so what was filled was flat and leaks.
    """
    since = int(np.searchsorted(fall.at, fall.at[fall.high] - BRIDGE_S))
    before = float(fall.kpa[since : fall.high + 1].min())
    after, against = (np.median(each[-_AGREE:]) for each in (fall.kpa, fall.against))
    return bool(fall.kpa[fall.high] - before > LOST_KPA and after > before and against > -_LEVEL_KPA)


def _loss(readings: Samples, fall: _Fall) -> Loss | None:
    """Return the loss that a fall proves to be; None while it is too early to be certain."""
    began = fall.at[fall.low]
    driving = bool(readings.driving[readings.span(began, np.inf)][:1].any())
    certain = fall.at[fall.low + _AGREE - 1 :]
    certain = certain if driving else certain[certain >= began + _STOOD_S]
    if not certain.size:
        return None
    last = int(np.searchsorted(fall.at, fall.at[fall.high] + BRIDGE_S, side="right")) - 1
    return Loss(
        at=samples.moment(float(certain[0])),
        wheel=fall.wheel,
        lost_kpa=float(fall.kpa[fall.high] - fall.kpa[last]),
        left_kpa=float(np.median(fall.kpa[-_AGREE:])),
        minutes=float(fall.at[last] - fall.at[fall.high]) / 60,
    )
