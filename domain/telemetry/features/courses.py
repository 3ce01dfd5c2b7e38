"""What is measured along one trip: energy, speeds, surroundings. Each figure is None where readings do not carry it."""

from dataclasses import dataclass, field
from typing import Final, TypedDict

import numpy as np

from domain.telemetry import paths
from domain.telemetry.features import manoeuvres, samples
from domain.telemetry.features.samples import Floats, Samples
from domain.telemetry.trips import BANDS_KMH

CLOSE_S: Final = 120.0  # readings further apart do not tell what was between them
FINE_S: Final = 10.0  # braking and stops last a few seconds: readings further apart miss them
_POWER_S = (
    30.0  # of simulated trips, half are then within 5 % and nine of ten within 21 %; of 10 s, 0.5 and 3 %
)
_SPARSE_S = 60.0  # readings further apart do not share out speeds
_COVERED = 0.9  # share of the trip that readings must cover
_STANDS_KMH = 1.0
_KMH = 3.6
_PUSHES = 0.1  # m/s²; the regulation counts what is above it
_CLIMATE_W = 100.0  # own choice: below it nothing but a fan runs
_DEADBAND_M = 5.0  # own choice: receivers and barometers waver by so much on level ground


class Energy(TypedDict):
    """In kWh, of the pack."""

    used_kwh: float | None
    regenerated_kwh: float | None


class Speeds(TypedDict):
    """Fields of a Trip that come of speed alone."""

    standstill_s: float | None
    stops: int | None
    band_s: tuple[float, ...] | None
    band_km: tuple[float, ...] | None
    speed_squared: float | None
    top_kmh: float | None
    push: float | None
    hard_starts: int | None
    hard_brakings: int | None


class Surroundings(TypedDict):
    """Fields of a Trip that come of air, climate control and height."""

    ambient_c: float | None
    climate_s: float | None
    climate_kwh: float | None
    climb_m: float | None
    descent_m: float | None


@dataclass(frozen=True, slots=True)
class Course:
    """The rows of one trip. interval_s: median time between readings of speed, else of odometer."""

    readings: Samples
    here: slice
    lasted: float = field(init=False)
    speed_at: Floats = field(init=False)
    kmh: Floats = field(init=False)
    odometer_at: Floats = field(init=False)
    interval_s: float = field(init=False)

    def __post_init__(self) -> None:
        at = self.readings.at[self.here]
        speed_at, speed = self.of(self.readings.column(paths.SPEED))
        odometer_at, _ = self.of(self.readings.column(paths.ODOMETER))
        beat = np.diff(speed_at if speed_at.size > 1 else odometer_at)
        object.__setattr__(self, "lasted", float(at[-1] - at[0]))
        object.__setattr__(self, "speed_at", speed_at)
        object.__setattr__(self, "kmh", np.abs(speed))
        object.__setattr__(self, "odometer_at", odometer_at)
        object.__setattr__(self, "interval_s", float(np.median(beat)) if beat.size else np.inf)

    def of(self, column: Floats) -> tuple[Floats, Floats]:
        """Return times and values of a column's readings within the trip."""
        values = column[self.here]
        there = np.isfinite(values)
        return self.readings.at[self.here][there], values[there]

    def total(self, at: Floats, values: Floats) -> float | None:
        """Return the integral over the trip in value·seconds, scaled to all of it; None where too little is covered."""
        lasts = np.diff(at)
        close = lasts <= CLOSE_S
        covered = float(lasts[close].sum())
        if covered <= 0 or covered < _COVERED * self.lasted:
            return None
        means = (values[1:] + values[:-1]) / 2
        return float((means * lasts)[close].sum()) * self.lasted / covered


def by_speed(course: Course) -> float | None:
    """Return the km that speed adds up to; None where readings are further apart than a minute."""
    if course.interval_s > _SPARSE_S:
        return None
    total = course.total(course.speed_at, course.kmh)
    return None if total is None else total / 3_600


def energy(course: Course) -> Energy:
    at, watts = course.of(course.readings.watts)
    beat = float(np.median(np.diff(at))) if at.size > 1 else np.inf
    net = course.total(at, watts) if beat <= _POWER_S else None
    back = course.total(at, np.maximum(watts, 0.0)) if beat <= FINE_S else None
    return Energy(
        used_kwh=None if net is None else -net / 3.6e6,
        regenerated_kwh=None if back is None else back / 3.6e6,
    )


def speeds(course: Course, km: float | None) -> Speeds:
    result = Speeds(
        standstill_s=None, stops=None, band_s=None, band_km=None, speed_squared=None, top_kmh=None,
        push=None, hard_starts=None, hard_brakings=None,
    )  # fmt: skip
    total = by_speed(course)
    if total is None:
        return result
    _share_out(result, course, km=total if km is None else km)
    if course.interval_s <= FINE_S:
        _look_closely(result, course)
    if course.interval_s <= manoeuvres.EACH_SECOND_S and manoeuvres.is_fresh(course.kmh):
        _accelerations(result, course)
    return result


def _share_out(result: Speeds, course: Course, *, km: float) -> None:
    """Fill in seconds and km by band: of the stretches between readings, each by its mean speed."""
    lasts = np.diff(course.speed_at)
    lasts = np.where(lasts <= CLOSE_S, lasts, 0.0)
    means = (course.kmh[1:] + course.kmh[:-1]) / 2
    stands = means <= _STANDS_KMH
    band = np.searchsorted(BANDS_KMH, means, side="right") - 1
    scale = course.lasted / float(lasts.sum())
    seconds = np.bincount(band[~stands], weights=lasts[~stands], minlength=len(BANDS_KMH)) * scale
    ran = np.bincount(band[~stands], weights=(means * lasts)[~stands], minlength=len(BANDS_KMH))
    result["standstill_s"] = float(lasts[stands].sum()) * scale
    result["band_s"] = tuple(seconds.tolist())
    result["band_km"] = tuple((ran * km / ran.sum()).tolist()) if ran.sum() > 0 else None


def _look_closely(result: Speeds, course: Course) -> None:
    """Fill in what readings every ten seconds or so can tell."""
    lasts = np.diff(course.speed_at)
    means = (course.kmh[1:] + course.kmh[:-1]) / 2 / _KMH
    metres = np.where(lasts <= CLOSE_S, means * lasts, 0.0)
    result["speed_squared"] = float((means**2 * metres).sum() / metres.sum()) if metres.sum() > 0 else None
    result["top_kmh"] = float(course.kmh.max())
    moves = np.flatnonzero(course.kmh > _STANDS_KMH)
    result["stops"] = manoeuvres.runs(course.kmh[moves[0] : moves[-1]] <= _STANDS_KMH) if moves.size else 0


def _accelerations(result: Speeds, course: Course) -> None:
    """Fill in what readings each second tell. The relative positive acceleration is that of (EU) 2017/1151."""
    speed, at = course.kmh / _KMH, course.speed_at
    near = at[2:] - at[:-2] <= 2 * CLOSE_S / FINE_S  # no change over a gap in the data
    change = (speed[2:] - speed[:-2])[near] / (at[2:] - at[:-2])[near]
    pushed = np.where(change > _PUSHES, change, 0.0) * speed[1:-1][near]
    metres = float(np.trapezoid(speed, at))
    result["push"] = float((pushed * np.diff(at)[1:][near]).sum()) / metres if metres > 0 else None
    change = manoeuvres.changes(at, speed)
    result["hard_starts"] = manoeuvres.count(change, limit=manoeuvres.START)
    result["hard_brakings"] = manoeuvres.count(-change, limit=manoeuvres.BRAKING)


def surroundings(course: Course) -> Surroundings:
    climb, descent = _heights(course)
    hvac_at, hvac = course.of(course.readings.column(paths.HVAC_POWER))
    took = course.total(hvac_at, hvac)
    return Surroundings(
        ambient_c=samples.mean(course.readings.column(paths.AMBIENT)[course.here]),
        climate_s=_climate_s(course),
        climate_kwh=None if took is None else took / 3.6e6,
        climb_m=climb,
        descent_m=descent,
    )


def _climate_s(course: Course) -> float | None:
    """Return the seconds for which climate control ran, by its power, else by its switch."""
    power_at, power = course.of(course.readings.column(paths.HVAC_POWER))
    by_power = course.total(power_at, (power > _CLIMATE_W).astype(np.float64))
    if by_power is not None:
        return by_power
    switch_at, switch = course.of(course.readings.column(paths.AIR_CONDITIONING))
    return course.total(switch_at, (switch > 0).astype(np.float64))


def _heights(course: Course) -> tuple[float | None, float | None]:
    at, heights = course.of(course.readings.column(paths.ALTITUDE))
    if course.total(at, heights) is None:
        return None, None
    anchor, up, down = float(heights[0]), 0.0, 0.0
    for height in heights.tolist():
        if abs(height - anchor) >= _DEADBAND_M:
            up, down = up + max(0.0, height - anchor), down + max(0.0, anchor - height)
            anchor = height
    return up, down
