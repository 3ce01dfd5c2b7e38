"""From a sampled drive to what it asked of a car: force times way, with and without the road's height. Pure."""

from dataclasses import replace

import numpy as np

from domain.energy.facts import PUBLISHED
from domain.energy.split.facts import MID_SIZE, Build, Track, Work
from domain.kit.arrays import Flags, Floats

LONGEST_GAP_S = 60.0  # what lies between is not counted: it was not seen
LEAST_SPEED_KNOWN = 0.9  # of the time
_GRAVITY, _AIR = 9.81, 1.2  # m/s², kg/m³ at 20 °C
_FASTEST_KMH, _WARMEST_C = 250.0, 60.0  # beyond it a sensor says "no value"
_HIGHEST_M = 9000.0
_HARDEST = 5.0  # m/s²; more between two samples is a jump of the sensor
_STEEPEST = 0.2  # of the way; steeper is a jump of a satellite fix
_STILL_KMH = 1.0
_STILL_KW = 5.0  # above it a car that seems to stand is moving off
_COLD_C, _COLD_STEP_K = 20.0, 10.0  # packs lose little more than at 25 °C above it; own choice
_JOULES = 3.6e6  # of a kWh


def work(track: Track, build: Build = MID_SIZE) -> Work | None:
    """Return what a drive asked of a car; None where its speed is not known for nine tenths of the time."""
    seconds = gaps(track.seconds)
    kmh = within(track.kmh, 0.0, _FASTEST_KMH)
    if not seconds.any() or seconds[np.isfinite(kmh)].sum() < LEAST_SPEED_KNOWN * seconds.sum():
        return None
    speed = _filled(track.seconds, kmh) / 3.6
    rolling, drag, kinetic = _forces(speed, track.seconds, build)
    climb = _climbing(track, speed) * build.mass_kg * _GRAVITY
    power = rolling + drag + kinetic + (climb if climb.size else 0.0)
    celsius = within(track.celsius, -_WARMEST_C, _WARMEST_C)
    return Work(
        km=float(np.nansum(kmh * seconds)) / 3600,
        hours=float(seconds.sum()) / 3600,
        rolling=_kwh(rolling, seconds),
        drag=_kwh(drag, seconds),
        kinetic=_kwh(kinetic, seconds),
        traction=_kwh(np.maximum(power, 0), seconds),
        recovery=_kwh(np.maximum(-power, 0), seconds),
        climb=_kwh(climb, seconds) if climb.size else None,
        cabin=_cabin(track.seconds, celsius, seconds, build),
        warming_k=_warming(celsius),
    )


def gaps(at: Floats) -> Floats:
    """Return the seconds that each sample stands for: those since the one before, none after a gap or a step back."""
    since = np.diff(at, prepend=at[:1])
    return np.where((since > 0) & (since <= LONGEST_GAP_S), since, 0.0)


def within(values: Floats, low: float, high: float) -> Floats:
    """Return the values with NaN for those that no such sensor can mean."""
    return np.where((values >= low) & (values <= high), values, np.nan)


def standing(each: Work, track: Track, pack_kw: Floats) -> Work:
    """Add what the pack gave while the car stood; pack_kw: positive out of the pack, NaN where not read."""
    slow = within(track.kmh, 0.0, _FASTEST_KMH) < _STILL_KMH
    still = slow & np.append(False, slow[:-1]) & (np.abs(pack_kw) < _STILL_KW)
    if not still.any():
        return each
    seconds = float(gaps(track.seconds)[still].sum())
    return replace(each, standstill_s=seconds, standstill_kw=max(0.0, float(np.median(pack_kw[still]))))


def chilled(each: Work, pack_celsius: float) -> Work:
    """Add the temperature of the pack, a mean over the drive in °C."""
    return replace(each, cold=each.traction * max(_COLD_C - pack_celsius, 0.0) / _COLD_STEP_K)


def _forces(speed: Floats, at: Floats, build: Build) -> tuple[Floats, Floats, Floats]:
    """Return the power in W against rolling and air and into speed, of each sample."""
    since = np.maximum(np.diff(at, prepend=at[0] - 1.0), 1.0)
    faster = np.clip(np.diff(speed, prepend=speed[0]) / since, -_HARDEST, _HARDEST)
    rolling = build.mass_kg * _GRAVITY * build.rolling * speed
    return rolling, _AIR / 2 * build.drag_area_m2 * speed**3, build.mass_kg * speed * faster


def _climbing(track: Track, speed: Floats) -> Floats:
    """Return m/s upward of each sample, what a satellite fix jumps cut off; empty without two heights."""
    height = within(track.height_m, -_HIGHEST_M, _HIGHEST_M)
    if np.isfinite(height).sum() < 2:  # noqa: PLR2004  # one height is no slope
        return np.array([])
    smooth = np.median(
        np.lib.stride_tricks.sliding_window_view(np.pad(_filled(track.seconds, height), 1, "edge"), 3), axis=1
    )
    rise = np.gradient(smooth, track.seconds + np.arange(speed.size) * 1e-6)
    most = _STEEPEST * np.maximum(speed, 2.0)
    return np.clip(rise, -most, most)


def _filled(at: Floats, values: Floats) -> Floats:
    there: Flags = np.isfinite(values)
    return np.interp(at, at[there], values[there])


def _kwh(watts: Floats, seconds: Floats) -> float:
    return float((watts * seconds).sum()) / _JOULES


def _cabin(at: Floats, celsius: Floats, seconds: Floats, build: Build) -> float | None:
    if not np.isfinite(celsius).any():
        return None
    kw = np.interp(_filled(at, celsius), PUBLISHED.celsius, PUBLISHED.cabin) * build.has_cabin
    return float((kw * seconds).sum()) / 3600


def _warming(celsius: Floats) -> float | None:
    values = celsius[np.isfinite(celsius)]
    return float(values[-1] - values[0]) if values.size else None
