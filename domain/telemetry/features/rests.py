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


def find(seen: Samples, *, begin: float, end: float) -> tuple[Rest, ...]:
    """Rests that end in [begin, end), the day; a rest that fills the day so far ends with its last sample.

    Charging does not break a rest for the tyres; the 12 V net is read three hours after it.
    """
    found = [_rest(seen, start, stop) for start, stop in stands(seen, begin=begin) if begin <= stop < end]
    return tuple(rest for rest in found if rest is not None)


def stands(seen: Samples, *, begin: float, busy: Floats = _NEVER) -> list[tuple[float, float]]:
    """Stretches of at least three hours without movement, and without any moment of `busy`."""
    if not seen.at.size:
        return []
    left, arrived = samples.leaps(seen)
    moves = np.unique(np.concatenate([seen.at[seen.moving], left, arrived, busy]))
    starts = np.concatenate([seen.at[:1], moves])
    stops = np.concatenate([moves, seen.at[-1:]])
    long = stops - starts >= CALM_S
    stands = [(float(start), float(stop)) for start, stop in zip(starts[long], stops[long], strict=True)]
    last_move = float(moves[-1]) if moves.size else -np.inf
    fills_day = last_move < begin
    return [
        (start, stop)
        for start, stop in stands
        if _stood(seen, start, stop) and (stop <= last_move or fills_day)
    ]


def _stood(seen: Samples, start: float, stop: float) -> bool:
    """The odometer says so, or there is no gap long enough for a drive."""
    here = seen.span(start, stop + 0.001)
    odometer = seen.column(paths.ODOMETER)[here]
    known = odometer[np.isfinite(odometer)]
    if known.size > 1:
        return bool(known[-1] - known[0] <= _STOOD_M)
    return bool(np.max(np.diff(seen.at[here]), initial=0.0) <= _BLIND_S)


def _rest(seen: Samples, start: float, stop: float) -> Rest | None:
    here = seen.span(start + CALM_S, stop + 0.001)
    at = seen.at[here]
    front_left, front_right, rear_left, rear_right = (
        _calm_median(at, seen.column(path)[here]) for path in paths.TYRE_PRESSURE
    )
    warm = [_calm_median(at, seen.column(path)[here]) for path in paths.TYRE_AIR]
    ambient = _calm_median(at, seen.column(paths.AMBIENT)[here])
    tyre_c = samples.median(np.array([value for value in warm if value is not None]))
    rest = Rest(
        start=samples.moment(start),
        end=samples.moment(stop),
        ambient_c=ambient,
        tyre_kpa=(front_left, front_right, rear_left, rear_right),
        tyre_c=ambient if tyre_c is None else tyre_c,
        air_hpa=_calm_median(at, seen.column(paths.AIR_PRESSURE)[here]),
        twelve_volt=_twelve_volt(seen, start, stop),
    )
    told = (*rest.tyre_kpa, rest.twelve_volt, rest.ambient_c)
    return rest if any(value is not None for value in told) else None


def _calm_median(at: Floats, values: Floats) -> float | None:
    """The median of the last hour; where that is empty, the last reading of the rest."""
    there = np.isfinite(values)
    if not there.any():
        return None
    late = values[there & (at > at[-1] - _LAST_S)]
    return float(np.median(late)) if late.size else float(values[there][-1])


def _twelve_volt(seen: Samples, start: float, stop: float) -> float | None:
    here = seen.span(start, stop)
    charging = seen.column(paths.IS_CHARGING)[here] > 0
    calm = max(start, float(np.max(seen.at[here][charging], initial=start))) + CALM_S
    late = seen.span(calm, stop)
    volts = seen.column(paths.TWELVE_VOLT)[late]
    own = volts < _CONVERTER_V
    return samples.lowest_minute(seen.at[late][own], volts[own])
