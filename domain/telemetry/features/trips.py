"""Trips of a day: from the first movement to the last, with stops too short to end one.

What a signal says of a trip is told where its readings cover nearly all of it, and scaled to the whole; what needs readings
more often than they come is not told at all.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from domain.telemetry import paths
from domain.telemetry.features import charges, courses, samples
from domain.telemetry.features.courses import CLOSE_S, FINE_S, Course
from domain.telemetry.features.samples import BRIDGE_S, Floats, Samples
from domain.telemetry.trips import Trip, Unheard

NEEDED: Final = (
    paths.SPEED, paths.ODOMETER, paths.SOC, paths.PACK_POWER, paths.PACK_VOLTAGE, paths.PACK_CURRENT,
    paths.IS_CHARGING, paths.AMBIENT, paths.HVAC_POWER, paths.AIR_CONDITIONING, paths.ALTITUDE,
)  # fmt: skip

STOP_S: Final = 300.0
"""A standstill this long ends a trip. Own choice: longer than traffic lights and crossings, shorter than an errand."""
_MOVED_M = 200.0  # driven in a silence of up to eleven minutes: the car did not park meanwhile
_LEAST_KM = 0.1  # own choice: less is parking anew
_WHOLE_KM_M = 1_000.0  # an odometer that steps by it tells a short trip worse than speed does

Rows = NDArray[np.int64]
Span = tuple[int, int]  # first and last row


def find(readings: Samples, *, begin: float, end: float) -> tuple[Trip, ...]:
    """Trips that are certain to be over in [begin, end), the day: eleven minutes after their last movement.

    So a trip that is under way at midnight is one trip, of the day after.
    """
    spans = _spans(readings)
    trips = (
        _trip(readings, span, after=_row(spans, place - 1, 1, 0), before=_row(spans, place + 1, 0, -1))
        for place, span in enumerate(spans)
        if begin <= readings.at[span[1]] + BRIDGE_S < end
    )
    return tuple(trip for trip in trips if trip is not None)


def unheard(readings: Samples, *, begin: float, end: float) -> tuple[Unheard, ...]:
    """What the odometer tells of that no trip does, as no readings came meanwhile; by the end of it in [begin, end)."""
    odometer = readings.column(paths.ODOMETER)
    there = np.flatnonzero(np.isfinite(odometer))
    spans = [(float(readings.at[first]), float(readings.at[last])) for first, last in _spans(readings)]
    departures, arrivals = samples.leaps(readings)
    silent = (arrivals - departures > BRIDGE_S) & (arrivals >= begin) & (arrivals < end)
    places = np.searchsorted(readings.at[there], np.stack([departures, arrivals]))
    km = np.diff(odometer[there[places]], axis=0)[0] / 1_000 if departures.size else departures
    return tuple(
        Unheard(samples.moment(other), each)
        for one, other, each in zip(
            departures[silent].tolist(), arrivals[silent].tolist(), km[silent].tolist(), strict=True
        )
        if not any(first < other and last > one for first, last in spans)
    )


def _row(spans: Sequence[Span], place: int, which: int, beyond: int) -> int:
    """Return the end of a neighbouring span that is nearer; `beyond` where there is no neighbour."""
    return spans[place][which] if 0 <= place < len(spans) else beyond


def _spans(readings: Samples) -> list[Span]:
    """Return the rows at which each trip's movement begins and ends, with the standing reading before and after it."""
    rows = np.flatnonzero(
        np.isfinite(readings.column(paths.SPEED)) | np.isfinite(readings.column(paths.ODOMETER))
    )
    places = np.flatnonzero(readings.moving[rows])
    if not places.size:
        return []
    ends = np.flatnonzero(_breaks(readings, rows, places))
    firsts = places[np.concatenate([[0], ends + 1])]
    lasts = places[np.concatenate([ends, [places.size - 1]])]
    return [
        (_neighbour(readings, rows, one, -1, step=step), _neighbour(readings, rows, other, 1, step=step))
        for one, other in zip(firsts.tolist(), lasts.tolist(), strict=True)
        for step in [_step(readings.at[rows[one : other + 1]])]
    ]


def _step(at: Floats) -> float:
    """Return how far a reading may be away to say when the car stood: twice the usual time between readings."""
    return CLOSE_S if at.size < 2 else min(CLOSE_S, 2 * float(np.median(np.diff(at))))  # noqa: PLR2004 - two make a step


def _breaks(readings: Samples, rows: Rows, places: Rows) -> samples.Flags:
    """Tell between which movements a trip ends: by a charge, a known standstill, or silence in which it may have parked."""
    before, after = rows[places[:-1]], rows[places[1:]]
    gap = readings.at[after] - readings.at[before]
    plugged = np.cumsum(charges.charging(readings))
    charged = plugged[after] != plugged[before]
    silent = np.diff(places) == 1
    drove = ~(_rolled(readings, before, after) <= _MOVED_M)  # not known counts as driven
    ends: samples.Flags = charged | (gap > BRIDGE_S) | ((gap > STOP_S) & ~(silent & drove))
    return ends


def _rolled(readings: Samples, before: Rows, after: Rows) -> Floats:
    odometer = readings.column(paths.ODOMETER)
    there = np.isfinite(odometer)
    if not there.any():
        return np.full(before.size, np.nan)
    between: Floats = np.interp(readings.at, readings.at[there], odometer[there])
    return between[after] - between[before]


def _neighbour(readings: Samples, rows: Rows, place: int, beside: int, *, step: float) -> int:
    """Return the row of the next reading in a direction, where it is near enough to say when the car stood."""
    row, other = int(rows[place]), place + beside
    if not 0 <= other < rows.size:
        return row
    near = abs(readings.at[rows[other]] - readings.at[row]) <= step
    return int(rows[other]) if near else row


def _trip(readings: Samples, span: Span, *, after: int, before: int) -> Trip | None:
    """Build a trip. after, before: the row where the trip before it ended and the next begins (-1: none)."""
    first, last = span
    here = slice(first, last + 1)
    course = Course(readings, here)
    if course.lasted <= 0 or not np.isfinite(course.interval_s):
        return None
    km = _by_odometer(readings, span, after=after, before=before, course=course)
    km = courses.by_speed(course) if km is None else km
    if km is not None and km < _LEAST_KM:
        return None
    soc = samples_of(readings, paths.SOC, here)
    return Trip(
        start=samples.moment(float(readings.at[first])),
        end=samples.moment(float(readings.at[last])),
        interval_s=course.interval_s,
        km=km,
        **courses.energy(course),
        **courses.speeds(course, km),
        **courses.surroundings(course),
        soc_from=float(soc[0]) if soc.size else None,
        soc_to=float(soc[-1]) if soc.size else None,
    )


def samples_of(readings: Samples, path: str, here: slice) -> Floats:
    """Return the readings of a signal that are there."""
    values = readings.column(path)[here]
    return values[np.isfinite(values)]


def _by_odometer(readings: Samples, span: Span, *, after: int, before: int, course: Course) -> float | None:
    """Return the km by odometer, from the last reading before to the first one after; None where those are too far off."""
    first, last = span
    stop = readings.at.size - 1 if before < 0 else before
    odometer = readings.column(paths.ODOMETER)
    there = np.flatnonzero(np.isfinite(odometer))
    there = there[(there >= after) & (there <= stop)]
    if there.size < 2:  # noqa: PLR2004 - a distance has two ends
        return None
    stood = ~readings.moving[there]
    begins = _end_reading(
        readings, there[(there <= first) & stood][::-1], there[there >= first], at=readings.at[first]
    )
    ends = _end_reading(
        readings, there[(there >= last) & stood], there[there <= last][::-1], at=readings.at[last]
    )
    if begins is None or ends is None or ends <= begins:
        return None
    whole = not np.any(odometer[there] % _WHOLE_KM_M)
    if whole and course.speed_at.size and course.interval_s <= FINE_S:
        return None
    return float(odometer[ends] - odometer[begins]) / 1_000


def _end_reading(readings: Samples, outside: Rows, inside: Rows, *, at: float) -> int | None:
    """Return the row of the reading nearest to a trip's end: while it stood, else soon within."""
    for rows, within in ((outside, BRIDGE_S), (inside, CLOSE_S)):
        if rows.size and abs(readings.at[rows[0]] - at) <= within:
            return int(rows[0])
    return None
