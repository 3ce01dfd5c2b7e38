"""A day of the high-voltage side: the insulation's lowest resistance, and what the contactors switched."""

import numpy as np
from numpy.typing import NDArray

from domain.telemetry import paths
from domain.telemetry.facts import Contactor, Insulation
from domain.telemetry.features import charges, samples
from domain.telemetry.features.samples import Floats, Samples

# GB/T 32960 sends kilo-ohms in a word: its highest values, and those seen in sample frames, mean "not measured".
_CEILINGS_OHM = (6_553_000.0, 6_553_400.0, 6_553_500.0, 65_534_000.0, 65_535_000.0)
_MANY = (
    20  # so many readings of which more than half are the same highest one: the meter's end, no resistance
)
_HOUR_S = 3_600.0
_THREE = 3


def insulation(readings: Samples, *, begin: float, end: float) -> tuple[Insulation, ...]:
    """The day's lowest resistance that lasted for minutes of driving; while charging the charger is measured too."""
    here = readings.span(begin, end)
    ohm = readings.column(paths.ISOLATION)[here]
    read = np.flatnonzero(np.isfinite(ohm) & readings.driving[here] & ~charges.charging(readings)[here])
    valid = read[~_saturated(ohm[read])]
    lowest = samples.lowest_minute(readings.at[here][valid], ohm[valid])
    pack_v = samples.median(readings.column(paths.PACK_VOLTAGE)[here][readings.driving[here]])
    if lowest is None or pack_v is None:
        return ()
    at = samples.moment(float(readings.at[here][valid[-1]]))
    return (Insulation(at, lowest, pack_v, samples.median(readings.column(paths.HUMIDITY)[here][valid])),)


def _saturated(ohm: Floats) -> NDArray[np.bool_]:
    """Readings that say only that the resistance is beyond what the meter can tell, or that it is stuck."""
    codes: NDArray[np.bool_] = np.isin(ohm, _CEILINGS_OHM)
    if ohm.size >= _MANY:
        highest = ohm == ohm.max()
        if 2 * np.count_nonzero(highest) > ohm.size:
            codes |= highest
    return codes


def contactors(readings: Samples, *, begin: float, end: float) -> tuple[Contactor, ...]:
    """The count at the day's last report, and the most switchings within any hour that ends in the day."""
    count = readings.column(paths.CONTACTOR_CYCLES)
    places = np.flatnonzero(np.isfinite(count))
    at, count = readings.at[places], _without_spikes(count[places])
    first, last = np.searchsorted(at, [begin, end])
    if first == last:
        return ()
    steps = np.diff(count[:last], prepend=count[0])
    total = np.cumsum(np.where(steps > 0, steps, 0.0))  # a new pair counts from nothing
    before = np.searchsorted(at[:last], at[first:last] - _HOUR_S)
    most = float((total[first:last] - total[before]).max())
    return (Contactor(samples.moment(float(at[last - 1])), float(count[last - 1]), most),)


def _without_spikes(count: Floats) -> Floats:
    """The middle of each three readings in a row: a count only climbs, or starts anew, so a spike is an error."""
    if count.size < _THREE:
        return count
    inner = np.median(np.stack([count[:-2], count[1:-1], count[2:]]), axis=0)
    smoothed: Floats = np.concatenate([inner[:1], inner, inner[-1:]])
    return smoothed
