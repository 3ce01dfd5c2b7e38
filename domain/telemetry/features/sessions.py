"""Charges by the car's own meter: what it says to have taken since it was plugged in, where its power is not sent.

That meter follows the state of charge in some cars, so nothing that judges a battery may read these.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from domain.telemetry import paths
from domain.telemetry.facts import Charge
from domain.telemetry.features import charges, samples
from domain.telemetry.features.samples import BRIDGE_S, Samples

NEEDED: Final = (paths.CHARGE_ADDED,)
_GAP_S: Final = 3_600.0  # own choice, as for charges by power
_LEAST_KWH: Final = 0.1  # own choice: less is the meter's own step


def find(readings: Samples, *, begin: float, end: float) -> tuple[Charge, ...]:
    """Return sessions that are certain to be over in [begin, end), the day, and overlap no charge that power tells.

    An hour after its last reading nothing can belong to a session any more: so one that is under way at midnight is one
    session, of the day after. Charges by power are those of all readings, as one may be filed under another day.
    """
    if not readings.at.size:
        return ()
    first, last = float(readings.at[0]), float(readings.at[-1])
    by_power = charges.find(readings, begin=first, end=last + 2 * _GAP_S)
    sessions = (
        _session(readings, run)
        for run in _runs(readings)
        if run.size and begin <= readings.at[run[-1]] + _GAP_S < end
    )
    return tuple(
        each
        for each in sessions
        if each is not None
        if not any(other.start < each.end and other.end > each.start for other in by_power)
    )


def _runs(readings: Samples) -> list[NDArray[np.int64]]:
    meter = readings.column(paths.CHARGE_ADDED)
    rows = np.flatnonzero(charges.charging(readings) & np.isfinite(meter))
    moves = np.searchsorted(readings.at[readings.moving], readings.at[rows])
    ends = (np.diff(readings.at[rows]) > _GAP_S) | (np.diff(meter[rows]) < 0) | (np.diff(moves) > 0)
    return np.split(rows, np.flatnonzero(ends) + 1)


def _session(readings: Samples, run: NDArray[np.int64]) -> Charge | None:
    meter = readings.column(paths.CHARGE_ADDED)[run]
    start, last = float(readings.at[run[0]]), float(readings.at[run[-1]])
    soc_from, soc_to = charges.level(readings, start), charges.level(readings, last)
    kwh = float(meter[-1] - meter[0])
    if soc_from is None or soc_to is None or kwh < _LEAST_KWH or last <= start:
        return None
    return Charge(
        start=samples.moment(start),
        end=samples.moment(last + min(float(readings.gap_s[run[-1]]), BRIDGE_S)),
        soc_from=soc_from,
        soc_to=soc_to,
        energy_kwh=kwh,
        temperature_c=None,
        mean_kw=kwh / (last - start) * 3600,
        ambient_c=samples.mean(readings.column(paths.AMBIENT)[run]),
        by_meter=True,
    )
