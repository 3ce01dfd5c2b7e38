"""How a charge went and how it ended: its highest power, where it should have ended, and whether it was cut short."""

import numpy as np

from domain.telemetry import paths
from domain.telemetry.features import samples
from domain.telemetry.features.samples import Flags, Floats, Samples

_MINUTE_S = 60.0
_STAYED_S = 900.0  # a cable that is still in so long after the end was not pulled to end it
_SHORT_OF = 8.0  # points of SOC: what cars show and what they measure differ by up to about five


def peak_kw(at: Floats, watts: Floats) -> float | None:
    """Return the highest one-minute mean of charging power in kW; None where power was not measured."""
    there = np.isfinite(watts)
    if not there.any():
        return None
    minutes = (at[there] // _MINUTE_S).astype(np.int64)
    minutes -= minutes[0]
    counts = np.bincount(minutes)
    filled = counts > 0
    return float((np.bincount(minutes, weights=watts[there])[filled] / counts[filled]).max()) / 1_000


def limit(readings: Samples, *, start: float, last: float) -> float | None:
    """Return the charge limit that the owner set, in percent; None where it is not sent."""
    return samples.median(readings.column(paths.CHARGE_LIMIT)[readings.span(start, last + 0.001)])


def cut_short(
    readings: Samples, charging: Flags, *, last: float, soc_to: float, soc_limit: float | None
) -> bool:
    """Whether it ended well below its limit with the cable in, and did not go on while the cable stayed in.

    Not known, hence no, where the car does not tell its limit or its cable.
    """
    if soc_limit is None or soc_to > soc_limit - _SHORT_OF:
        return False
    after = slice(int(np.searchsorted(readings.at, last, side="right")), None)
    cable = readings.column(paths.CABLE_CONNECTED)[after]
    ends = np.flatnonzero((cable <= 0) | readings.moving[after])
    still = slice(0, int(ends[0]) if ends.size else cable.size)
    if charging[after][still].any():
        return False
    times = readings.at[after][still][cable[still] > 0]
    return bool(times.size and times[-1] - last >= _STAYED_S)
