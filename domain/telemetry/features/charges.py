"""Charging sessions: when, from which state of charge to which, and how much energy went into the pack."""

import numpy as np
from numpy.typing import NDArray

from domain.telemetry import paths
from domain.telemetry.facts import Charge
from domain.telemetry.features import curves, endings, samples
from domain.telemetry.features.samples import BRIDGE_S, Floats, Samples

_BY_POWER_W = 500.0  # into the pack while standing, for cars that do not say that they charge
_STEADY_GAP_S = 3600.0  # a longer gap is bridged only while power is the same at both ends
_STEADY_SHARE = 0.15
_LEAST_GAIN = 0.5  # points of SOC; less is balancing or noise
_AT_LEAST = 2


def find(readings: Samples, *, begin: float, end: float) -> tuple[Charge, ...]:
    """Sessions that end in [begin, end), the day. One whose energy or SOC cannot be told is left out.

    A session whose last sample is followed by silence across midnight counts as ended at midnight or later, so it belongs to the next day.

    A gap of more than ten minutes splits a session, as its energy is unknown, unless power was the same on
    both sides of it: so energy and SOC gain always speak of the same stretch.
    """
    says = charging(readings)
    charged = np.flatnonzero(says & np.isfinite(readings.watts))
    sessions = [
        _charge(readings, run, charging=says, midnights=(begin, end)) for run in _runs(readings, charged)
    ]
    first, last = samples.moment(begin), samples.moment(end)
    return tuple(charge for charge in sessions if charge is not None and first <= charge.end < last)


def charging(readings: Samples) -> samples.Flags:
    """Samples at which the car says that it charges, or takes power standing still where it does not say."""
    says = readings.column(paths.IS_CHARGING)
    by_power = (readings.watts > _BY_POWER_W) & ~readings.driving
    return np.where(np.isfinite(says), says > 0, by_power)


def _runs(readings: Samples, charging: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    if charging.size < _AT_LEAST:
        return []
    before, after = charging[:-1], charging[1:]
    gap = readings.at[after] - readings.at[before]
    steady = np.abs(readings.watts[after] - readings.watts[before]) <= _STEADY_SHARE * np.abs(
        readings.watts[before]
    )
    moves = readings.at[readings.moving]
    drove = np.searchsorted(moves, readings.at[before]) != np.searchsorted(moves, readings.at[after])
    breaks = (gap > _STEADY_GAP_S) | ((gap > BRIDGE_S) & ~steady) | drove
    return np.split(charging, np.flatnonzero(breaks) + 1)


def _charge(
    readings: Samples, run: NDArray[np.int64], *, charging: samples.Flags, midnights: tuple[float, float]
) -> Charge | None:
    at, watts = readings.at[run], readings.watts[run]
    start, last = float(at[0]), float(at[-1])
    soc_from, soc_to = level(readings, start), level(readings, last)
    if run.size < _AT_LEAST or soc_from is None or soc_to is None or soc_to - soc_from < _LEAST_GAIN:
        return None
    kwh = float(np.trapezoid(watts, at)) / 3.6e6
    ended = _end(readings, run, midnights)
    soc_limit = endings.limit(readings, start=start, last=last)
    return Charge(
        start=samples.moment(start),
        end=samples.moment(ended),
        soc_from=soc_from,
        soc_to=soc_to,
        energy_kwh=kwh,
        temperature_c=samples.mean(readings.column(paths.PACK_TEMPERATURE)[run]),
        mean_kw=kwh / (last - start) * 3600,
        peak_kw=endings.peak_kw(at, watts),
        soc_limit=soc_limit,
        cut_short=endings.cut_short(readings, charging, last=last, soc_to=soc_to, soc_limit=soc_limit),
        ambient_c=samples.mean(readings.column(paths.AMBIENT)[run]),
        shape=curves.shape(readings, run),
        charged_ever_kwh=samples.latest(readings.column(paths.CHARGED_EVER)[run], count=1),
    )


def _end(readings: Samples, run: NDArray[np.int64], midnights: tuple[float, float]) -> float:
    """Return when a run ended: the next sample shows it; without one, ten minutes of silence do, or its midnight."""
    last, gap = float(readings.at[run[-1]]), float(readings.gap_s[run[-1]])
    silent = (each for each in midnights if last < each <= last + min(gap, _STEADY_GAP_S))
    return max([last + min(gap, BRIDGE_S), *silent])


def level(readings: Samples, at: float) -> float | None:
    """State of charge at a moment, between the readings around it, where one is within ten minutes."""
    here = readings.span(at - BRIDGE_S, at + BRIDGE_S)
    soc: Floats = readings.column(paths.SOC)[here]
    there = np.isfinite(soc)
    return float(np.interp(at, readings.at[here][there], soc[there])) if there.any() else None
