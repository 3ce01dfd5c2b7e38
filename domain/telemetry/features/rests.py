"""Rests: where the car stood for three hours, and what tyres and the 12 V net read at the end of it."""

import numpy as np

from domain.telemetry import paths
from domain.telemetry.facts import Rest
from domain.telemetry.features import samples
from domain.telemetry.features.samples import Floats, Samples

CALM_S = 3 * 3600.0
_LAST_S = 3600.0  # readings of the last hour are taken together
_BLIND_S = 3600.0  # longest gap that may hide no drive when there is no odometer to tell
_STOOD_M = 200.0
_NEVER: Floats = np.empty(0)
_CONVERTER_V = 13.5  # above this the DC/DC converter holds the net, whatever the battery is worth


def find(readings: Samples, *, begin: float, end: float) -> tuple[Rest, ...]:
    """Rests that end in [begin, end), the day; a rest that fills the day so far ends with its last sample.

    Charging does not break a rest for the tyres; the 12 V net is read three hours after it.
    """
    rests = [
        _rest(readings, start, stop) for start, stop in stands(readings, begin=begin) if begin <= stop < end
    ]
    return tuple(rest for rest in rests if rest is not None)


def stands(readings: Samples, *, begin: float, busy: Floats = _NEVER) -> list[tuple[float, float]]:
    """Stretches of at least three hours without movement, and without any moment of `busy`."""
    if not readings.at.size:
        return []
    departures, arrivals = samples.leaps(readings)
    moves = np.unique(np.concatenate([readings.at[readings.moving], departures, arrivals, busy]))
    starts = np.concatenate([readings.at[:1], moves])
    stops = np.concatenate([moves, readings.at[-1:]])
    long = stops - starts >= CALM_S
    stands = [(float(start), float(stop)) for start, stop in zip(starts[long], stops[long], strict=True)]
    last_move = float(moves[-1]) if moves.size else -np.inf
    fills_day = last_move < begin
    return [
        (start, stop)
        for start, stop in stands
        if _stood(readings, start, stop) and (stop <= last_move or fills_day)
    ]


def _stood(readings: Samples, start: float, stop: float) -> bool:
    """Tell whether the car stood: by the odometer, else because no gap in the samples is long enough for a drive."""
    here = readings.span(start, stop + 0.001)
    odometer = readings.column(paths.ODOMETER)[here]
    measured = odometer[np.isfinite(odometer)]
    if measured.size > 1:
        return bool(measured[-1] - measured[0] <= _STOOD_M)
    return bool(np.max(np.diff(readings.at[here]), initial=0.0) <= _BLIND_S)


def _rest(readings: Samples, start: float, stop: float) -> Rest | None:
    here = readings.span(start + CALM_S, stop + 0.001)
    at = readings.at[here]
    front_left, front_right, rear_left, rear_right = (
        _calm_median(at, readings.column(path)[here]) for path in paths.TYRE_PRESSURE
    )
    warm = [_calm_median(at, readings.column(path)[here]) for path in paths.TYRE_AIR]
    ambient = _calm_median(at, readings.column(paths.AMBIENT)[here])
    tyre_c = samples.median(np.array([value for value in warm if value is not None]))
    rest = Rest(
        start=samples.moment(start),
        end=samples.moment(stop),
        ambient_c=ambient,
        tyre_kpa=(front_left, front_right, rear_left, rear_right),
        tyre_c=ambient if tyre_c is None else tyre_c,
        air_hpa=_calm_median(at, readings.column(paths.AIR_PRESSURE)[here]),
        twelve_volt=_twelve_volt(readings, start, stop),
    )
    values = (*rest.tyre_kpa, rest.twelve_volt, rest.ambient_c)
    return rest if any(value is not None for value in values) else None


def _calm_median(at: Floats, values: Floats) -> float | None:
    """Return the median of the rest's last hour, else its last reading; None where nothing was measured."""
    there = np.isfinite(values)
    if not there.any():
        return None
    late = values[there & (at > at[-1] - _LAST_S)]
    return float(np.median(late)) if late.size else float(values[there][-1])


def _twelve_volt(readings: Samples, start: float, stop: float) -> float | None:
    here = readings.span(start, stop)
    charging = readings.column(paths.IS_CHARGING)[here] > 0
    calm = max(start, float(np.max(readings.at[here][charging], initial=start))) + CALM_S
    late = readings.span(calm, stop)
    volts = readings.column(paths.TWELVE_VOLT)[late]
    own = volts < _CONVERTER_V
    return samples.lowest_minute(readings.at[late][own], volts[own])
