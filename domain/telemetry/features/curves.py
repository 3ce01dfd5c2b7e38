"""What a charge looks like on the level of one cell: figures of its last part, and charge taken in by voltage.

A pack's voltage is told in cells where the car sends cell voltages, as then the cells in series can be counted;
charge is what one string of cells took in. Without cell voltages a charge has no figures: nothing is guessed.
"""

import numpy as np
from numpy.typing import NDArray

from domain.telemetry import paths
from domain.telemetry.charged import Curve
from domain.telemetry.facts import Charge
from domain.telemetry.features import samples
from domain.telemetry.features.samples import Floats, Samples

# The last part of a charge: constant current (cc) up to the voltage limit, then constant voltage (cv) as current falls.
# Ah and V of one cell, s, V/s, A/s; entropy in nats. The figures of Wang et al., Nature Communications 15:4332 (2024).
SHAPE = (
    "voltage_mean",
    "voltage_std",
    "voltage_kurtosis",
    "voltage_skewness",
    "cc_q",
    "cc_charge_time",
    "voltage_slope",
    "voltage_entropy",
    "current_mean",
    "current_std",
    "current_kurtosis",
    "current_skewness",
    "cv_q",
    "cv_charge_time",
    "current_slope",
    "current_entropy",
)
# Fine where LFP charges, coarser above it where NMC and NCA do. V of one cell.
GRID_V = (
    *(round(3.20 + 0.02 * step, 2) for step in range(21)),
    *(round(3.65 + 0.05 * step, 2) for step in range(12)),
)

_STEP_S = 10.0  # ICA needs readings at most 10 s apart (arXiv 2502.19586); denser ones are thinned to it
_SPARSE_S = 60.0  # readings further apart do not show where constant current ends
_LAST_V = 0.2  # the constant-current part looked at: from so far below the limit, as in the paper
_AT_LIMIT_V = 0.005
_FALLEN = 0.2  # current is followed down to this share: from 0.5 to 0.1 A in the paper
_HALVED = 0.5  # without at least this fall the charge was cut off before its end
_FEWEST = 12
_LEAST_V = 1.0  # below it a cell's voltage is no reading
_SLOW_HOURS = 4.0  # from empty to full: then voltage is near its resting value; own choice
_DEEP_SOC = 40.0


def shape(readings: Samples, run: NDArray[np.int64]) -> tuple[float, ...]:
    """The figures of SHAPE of a charge's samples, which must end at constant voltage; else empty."""
    even = _even(readings, run)
    if even is None:
        return ()
    volts, amps = even
    limit = float(np.median(volts[-_FEWEST:]))
    reached = int(np.argmax(volts >= limit - _AT_LIMIT_V))
    steady = float(np.median(amps[max(0, reached - _FEWEST) : reached + 1]))
    rising = np.flatnonzero(volts[:reached] >= limit - _LAST_V)
    falling = np.flatnonzero(amps[reached:] > _FALLEN * steady) + reached
    if min(rising.size, falling.size) < _FEWEST or amps[-1] > _HALVED * steady:
        return ()
    return (*_figures(volts[rising], amps[rising]), *_figures(amps[falling], amps[falling]))


def _figures(values: Floats, amps: Floats) -> tuple[float, ...]:
    """Mean, deviation, excess kurtosis, skewness, Ah, seconds, change a second and entropy of one part."""
    deviations = values - values.mean()
    spread = float(values.std()) or 1.0
    share = np.maximum(values, 1e-9) / np.maximum(values, 1e-9).sum()
    lasted = values.size * _STEP_S
    figures = (
        values.mean(),
        values.std(),
        (deviations**4).mean() / spread**4 - 3,
        (deviations**3).mean() / spread**3,
        amps.sum() * _STEP_S / 3600,
        lasted,
        (values[-1] - values[0]) / lasted,
        -(share * np.log(share)).sum(),
    )
    return tuple(float(f"{each:.6g}") for each in figures)


def find(readings: Samples, charged: tuple[Charge, ...]) -> tuple[Curve, ...]:
    """The curves of those charges that were slow, and deep enough to compare."""
    curves = [_curve(readings, charge) for charge in charged if _slow(charge)]
    return tuple(each for each in curves if each is not None)


def _slow(charge: Charge) -> bool:
    """Whether it would take four hours from empty to full, or longer, and began at 40 % or below."""
    whole_kwh = charge.energy_kwh / (charge.soc_to - charge.soc_from) * 100
    return charge.soc_from <= _DEEP_SOC and 0 < charge.mean_kw <= whole_kwh / _SLOW_HOURS


def _curve(readings: Samples, charge: Charge) -> Curve | None:
    """Charge taken in until the cells first stood at each voltage; level below the beginning and above the end."""
    here = readings.span(charge.start.timestamp(), charge.end.timestamp())
    even = _even(readings, np.arange(here.start, here.stop))
    if even is None:
        return None
    odometer = samples.latest(readings.column(paths.ODOMETER)[: here.stop], count=1)
    volts, amps = np.maximum.accumulate(even[0]), even[1]
    throughput = np.cumsum(amps) * _STEP_S / 3600
    first = np.searchsorted(volts, GRID_V)
    amp_hours = np.append(throughput, throughput[-1])[first]
    return Curve(
        at=charge.end,
        odometer_km=None if odometer is None else odometer / 1000,
        full_cycles=_full_cycles(charge),
        amp_hours=tuple(round(float(each), 2) for each in amp_hours),
    )


def _full_cycles(charge: Charge) -> float | None:
    """Energy ever charged over what the pack holds by this charge."""
    whole_kwh = charge.energy_kwh / (charge.soc_to - charge.soc_from) * 100
    return None if charge.charged_ever_kwh is None else charge.charged_ever_kwh / whole_kwh


def _even(readings: Samples, run: NDArray[np.int64]) -> tuple[Floats, Floats] | None:
    """Volts of one cell and amperes at even steps; None where samples are sparse or cells cannot be counted."""
    volts, amps = readings.column(paths.PACK_VOLTAGE)[run], readings.column(paths.PACK_CURRENT)[run]
    cell = (readings.column(paths.CELL_MIN)[run] + readings.column(paths.CELL_MAX)[run]) / 2
    there = np.isfinite(volts) & np.isfinite(amps)
    at = readings.at[run][there]
    cell_count = samples.median(volts / np.where(cell > _LEAST_V, cell, np.nan))
    if (
        at.size < _FEWEST
        or float(np.median(np.diff(at))) > _SPARSE_S
        or not cell_count
        or round(cell_count) < 1
    ):
        return None
    when = np.arange(at[0], at[-1], _STEP_S)
    return np.interp(when, at, volts[there]) / round(cell_count), np.interp(when, at, amps[there])
