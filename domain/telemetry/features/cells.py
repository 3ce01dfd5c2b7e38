"""Cell voltages at calm moments, when they show charge and not load: after a charge, and at the end of a rest."""

from collections.abc import Sequence
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from domain.telemetry import paths
from domain.telemetry.facts import Cells, Charge
from domain.telemetry.features import charges, rests, samples
from domain.telemetry.features.samples import Flags, Floats, Samples

PLAUSIBLE_V = (1.5, 4.5)  # beyond it a wire is off or a message was invalid, whatever the chemistry
_CALM_A = 5.0  # C/20 of a small pack (100 Ah): OVMS compares cells only where hardly any current flows
_AFTER_CHARGE_S = 1_800.0
_RELAXED_S = 7_200.0  # cells settle for about two hours after a drive or a charge
_LAST_S = 3_600.0
_LONG_S = 4 * 3_600.0  # a shorter stretch does not tell a widening from the steps of the sensor
_FEWEST = 6
_WILD, _STEP_V = 6.0, 0.002  # further from the middle than so many median deviations, a reading is an error


def find(readings: Samples, charged: Sequence[Charge], *, begin: float, end: float) -> tuple[Cells, ...]:
    """Readings of [begin, end), the day: half an hour from each charge's end, and the end of each rest.

    A rest is three hours without driving or charging; one that fills the day so far ends with its last sample.
    """
    if not np.isfinite(readings.column(paths.CELL_MIN)).any():
        return ()
    busy = charges.charging(readings)
    calm = np.flatnonzero(
        _plausible(readings)
        & ~busy
        & ~readings.driving
        & ~(np.abs(readings.column(paths.PACK_CURRENT)) > _CALM_A)
    )
    after_charges = [_after(readings, calm, charge.end) for charge in charged]
    for start, stop in rests.stands(readings, begin=begin, busy=readings.at[busy]):
        if begin <= stop < end:
            after_charges.append(
                _rest_reading(
                    readings, calm[(readings.at[calm] >= start + _RELAXED_S) & (readings.at[calm] <= stop)]
                )
            )
    return tuple(sorted((each for each in after_charges if each is not None), key=lambda each: each.at))


def along(volts: Floats, *, at: Sequence[datetime], soc: float | None = None) -> tuple[Cells, ...]:
    """Readings of a pack that tells all its cells, one a step of a charge, as though the charge ended there.

    volts: shape (cells, steps), in V; at: the steps' times; soc: the charge's middle, percent. A step with an
    impossible voltage has no reading.
    """
    steps = zip(at, volts.min(axis=0), volts.max(axis=0), volts.argmin(axis=0), strict=True)
    return tuple(
        Cells(
            at=when,
            at_charge_end=True,
            soc=soc,
            temperature_c=None,
            low_v=float(low),
            high_v=float(high),
            low_cell=int(cell) + 1,
        )
        for when, low, high, cell in steps
        if PLAUSIBLE_V[0] <= low <= high <= PLAUSIBLE_V[1]
    )


def _plausible(readings: Samples) -> Flags:
    low, high = readings.column(paths.CELL_MIN), readings.column(paths.CELL_MAX)
    possible: Flags = (low >= PLAUSIBLE_V[0]) & (high >= low) & (high <= PLAUSIBLE_V[1])
    return possible


def _after(readings: Samples, calm: NDArray[np.int64], ended: datetime) -> Cells | None:
    """The half hour from a charge's end on; `at` is that end, so that it stays with its charge's day."""
    since = readings.at[calm] - ended.timestamp()
    here = calm[(since >= 0) & (since < _AFTER_CHARGE_S)]
    return _reading(readings, here, at=ended, at_charge_end=True) if here.size else None


def _rest_reading(readings: Samples, calm: NDArray[np.int64]) -> Cells | None:
    """The last hour of a rest, and how fast the spread grew since cells had settled."""
    if not calm.size:
        return None
    at = readings.at[calm]
    here = calm[at > at[-1] - _LAST_S]
    spread = readings.column(paths.CELL_MAX)[calm] - readings.column(paths.CELL_MIN)[calm]
    return _reading(
        readings,
        here,
        at=samples.moment(float(at[-1])),
        at_charge_end=False,
        widened=_spread_slope(at, spread),
    )


def _reading(
    readings: Samples,
    here: NDArray[np.int64],
    *,
    at: datetime,
    at_charge_end: bool,
    widened: float | None = None,
) -> Cells:
    weakest = samples.median(readings.column(paths.CELL_ID_MIN)[here])
    return Cells(
        at=at,
        at_charge_end=at_charge_end,
        soc=samples.median(readings.column(paths.SOC)[here]),
        temperature_c=samples.median(readings.column(paths.PACK_TEMPERATURE)[here]),
        low_v=float(np.median(readings.column(paths.CELL_MIN)[here])),
        high_v=float(np.median(readings.column(paths.CELL_MAX)[here])),
        low_cell=None if weakest is None else int(weakest),
        widened_mv_h=widened,
    )


def _spread_slope(at: Floats, spread: Floats) -> float | None:
    """Slope of the spread in mV an hour by least squares, wild readings left out; None where it cannot be told."""
    away = np.abs(spread - np.median(spread))
    sane = away <= _WILD * np.median(away) + _STEP_V
    hours, volts = at[sane] / 3_600.0, spread[sane]
    if hours.size < _FEWEST or hours[-1] - hours[0] < _LONG_S / 3_600.0:
        return None
    centred = hours - hours.mean()
    return float(centred @ volts / (centred @ centred)) * 1_000
