"""What a day adds up to: hours through the coolant loop, pad wear, cabin filter, totals."""

from datetime import date

import numpy as np

from domain.telemetry import alarms, codes, paths
from domain.telemetry.alarms import Alarm
from domain.telemetry.facts import Announced, Codes, Day, Filter, Flow, Wear
from domain.telemetry.features import samples
from domain.telemetry.features.samples import BRIDGE_S, Floats, Samples

_READINGS = 15  # the last readings of a day, taken together
_DROVE_M = 500.0
_STANDS_S = 3_600.0  # so long an alarm counts after the car last raised it
_COVERED = 0.9  # share of driving time whose power must be known
_LOOP = (paths.COOLANT_FLOW, paths.COOLANT_INLET, paths.COOLANT_OUTLET)


def flows(readings: Samples, *, begin: float, end: float) -> tuple[Flow, ...]:
    """Return one Flow for each hour with driving, from samples with the pump running.

    Where flow is not sent the pump counts as running.
    """
    here = readings.span(begin, end)
    flow = readings.column(paths.COOLANT_FLOW)[here]
    runs = readings.driving[here] & ~(flow <= 0)
    columns = {path: readings.column(path)[here][runs] for path in (*_LOOP, paths.AMBIENT)}
    columns[paths.PACK_POWER] = np.abs(readings.watts[here][runs]) / 1000
    flows_by_hour = [
        _flow(at, {path: each[within] for path, each in columns.items()})
        for at, within in samples.hours(readings.at[here][runs])
    ]
    return tuple(
        hour for hour in flows_by_hour if (hour.flow_lph, hour.inlet_c, hour.outlet_c) != (None, None, None)
    )


def _flow(at: float, columns: dict[str, Floats]) -> Flow:
    return Flow(
        at=samples.moment(at),
        flow_lph=samples.mean(columns[paths.COOLANT_FLOW]),
        inlet_c=samples.mean(columns[paths.COOLANT_INLET]),
        outlet_c=samples.mean(columns[paths.COOLANT_OUTLET]),
        ambient_c=samples.mean(columns[paths.AMBIENT]),
        power_kw=samples.mean(columns[paths.PACK_POWER]),
        samples=columns[paths.PACK_POWER].size,
    )


def wear(readings: Samples, *, begin: float, end: float) -> tuple[Wear, ...]:
    """Return the pad wear at the end of the day; nothing for a day without driving."""
    here = readings.span(begin, end)
    pads = [readings.column(path)[here] for path in paths.PAD_WEAR]
    odometer = readings.column(paths.ODOMETER)[here]
    readings_km = odometer[np.isfinite(odometer)]
    read = np.flatnonzero(np.isfinite(np.stack(pads)).any(axis=0))
    if not read.size or not readings_km.size or readings_km[-1] - readings_km[0] < _DROVE_M:
        return ()
    front_left, front_right, rear_left, rear_right = (samples.latest(pad, count=_READINGS) for pad in pads)
    at = samples.moment(float(readings.at[here][read[-1]]))
    return (
        Wear(
            at=at,
            odometer_km=float(readings_km[-1]) / 1000,
            pads=(front_left, front_right, rear_left, rear_right),
        ),
    )


def filters(readings: Samples, *, begin: float, end: float) -> tuple[Filter, ...]:
    here = readings.span(begin, end)
    drop = readings.column(paths.FILTER_DROP)[here]
    read = np.flatnonzero(np.isfinite(drop))
    drop_pct = samples.latest(drop, count=_READINGS)
    if drop_pct is None:
        return ()
    return (Filter(at=samples.moment(float(readings.at[here][read[-1]])), drop_pct=drop_pct),)


def announcements(readings: Samples, *, begin: float, end: float) -> tuple[Announced, ...]:
    here = readings.span(begin, end)
    km, seconds = (
        readings.column(paths.DISTANCE_TO_SERVICE)[here],
        readings.column(paths.TIME_TO_SERVICE)[here],
    )
    read = np.flatnonzero(np.isfinite(km) | np.isfinite(seconds))
    if not read.size:
        return ()
    left_s = samples.latest(seconds, count=_READINGS)
    return (
        Announced(
            at=samples.moment(float(readings.at[here][read[-1]])),
            km=samples.latest(km, count=_READINGS),
            days=None if left_s is None else left_s / 86_400,
        ),
    )


def fault_codes(readings: Samples, *, begin: float, end: float) -> tuple[Codes, ...]:
    """Return the fault codes of the day's last report; `active` is empty where it reported none."""
    here = readings.span(begin, end)
    sent = [path for path in paths.DTC_PLACES if path in readings.window.values]
    if not sent:
        return ()
    places = np.stack([readings.column(path)[here] for path in sent])
    read = np.flatnonzero(np.isfinite(places).any(axis=0))
    if not read.size:
        return ()
    last = int(read[-1])
    return (Codes(samples.moment(float(readings.at[here][last])), codes.names(places[:, last])),)


def car_alarms(readings: Samples, *, begin: float, end: float) -> tuple[Alarm, ...]:
    """Return the gravest alarm of the last hour of the day's reports, level 0 where they raise none.

    A level tells whether there is an alarm; flags alone count as the lowest one, and a thermal event as the highest.
    """
    here = readings.span(begin, end)
    at, level = readings.at[here], readings.column(paths.ALARM_LEVEL)[here]
    flags = np.nan_to_num(readings.column(paths.ALARM_FLAGS)[here]).astype(np.int64)
    level = np.where(np.isnan(level) & (flags > 0), 1.0, level)
    level = np.where(flags & alarms.BURNING, alarms.BURNS, level)
    read = np.flatnonzero(np.isfinite(level))
    if not read.size:
        return ()
    recent = read[at[read] > at[read[-1]] - _STANDS_S]
    worst = level[recent].max()
    those = recent[level[recent] == worst]
    names = alarms.names(int(np.bitwise_or.reduce(flags[those]))) if worst else ()
    return (Alarm(samples.moment(float(at[those[-1]])), int(worst), names, those.size),)


def totals(readings: Samples, *, day: date, begin: float, end: float) -> tuple[Day, ...]:
    """Return the totals of the day; empty where the day has no sample."""
    here = readings.span(begin, end)
    at = readings.at[here]
    if not at.size:
        return ()
    lasts = np.minimum(np.diff(at, append=min(end, at[-1] + BRIDGE_S)), BRIDGE_S)
    lasts[readings.gap_s[here] > BRIDGE_S] = 0.0
    driving = readings.driving[here]
    low, high = _range(readings.column(paths.AMBIENT)[here])
    return (
        Day(
            day=day,
            covered_s=float(lasts.sum()),
            driving_s=float(lasts[driving].sum()),
            distance_km=_distance(readings, begin=begin, end=end, lasts=lasts),
            ambient_low_c=low,
            ambient_high_c=high,
            twelve_running_low_v=samples.lowest_minute(
                at[driving], readings.column(paths.TWELVE_VOLT)[here][driving]
            ),
            driven_kwh=_driven(readings.watts[here][driving], lasts[driving]),
            odometer_km=_last_km(readings.column(paths.ODOMETER)[here]),
            cells_in_row=_cells_in_row(readings, here),
        ),
    )


def _last_km(odometer: Floats) -> float | None:
    last = samples.latest(odometer, count=1)
    return None if last is None else last / 1000


def _cells_in_row(readings: Samples, here: slice) -> float | None:
    cell = (readings.column(paths.CELL_MIN)[here] + readings.column(paths.CELL_MAX)[here]) / 2
    return samples.median(readings.column(paths.PACK_VOLTAGE)[here] / np.where(cell > 0, cell, np.nan))


def _driven(watts: Floats, lasts: Floats) -> float | None:
    """Energy out of the pack (watts count into it), for all of the driving where nearly all of it has power."""
    measured = np.isfinite(watts)
    covered = float(lasts[measured].sum())
    if covered <= 0 or covered < _COVERED * float(lasts.sum()):
        return None
    return -float((watts[measured] * lasts[measured]).sum()) / 3.6e6 * float(lasts.sum()) / covered


def _range(values: Floats) -> tuple[float | None, float | None]:
    """Return the 1st and the 99th percentile of what was measured, so that single wild readings do not count."""
    there = values[np.isfinite(values)]
    if not there.size:
        return None, None
    low, high = np.percentile(there, [1, 99])
    return float(low), float(high)


def _distance(readings: Samples, *, begin: float, end: float, lasts: Floats) -> float:
    """By odometer from the last reading before the day, so that days add up; else by speed."""
    odometer = readings.column(paths.ODOMETER)
    until = odometer[: readings.span(begin, end).stop]
    before = odometer[: readings.span(begin, end).start]
    today, earlier = until[np.isfinite(until)], before[np.isfinite(before)]
    if today.size > earlier.size:
        since = earlier[-1] if earlier.size else today[0]
        return max(0.0, float(today[-1] - since)) / 1000
    speed = readings.column(paths.SPEED)[readings.span(begin, end)]
    return float(np.nansum(np.where(speed > 0, speed, 0.0) * lasts)) / 3600
