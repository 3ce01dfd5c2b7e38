"""The distance by odometer against the distance that speed adds up to."""

from typing import Final

import numpy as np

from domain.telemetry import paths
from domain.telemetry.doubted import HOLDS, Verdict
from domain.telemetry.features.samples import Floats, Samples

_MIN_ROWS: Final = 10
_CLOSE_S: Final = 120.0  # further apart, speed does not tell the distance between two readings
_NEAR: Final = 1.33
_THOUSAND: Final = 1_000.0
_MILE: Final = 1.609344


def judge(readings: Samples, here: slice) -> Verdict:
    """Judge whether the odometer climbs by the distance that speed adds up to."""
    at, speed, odometer = (
        readings.at[here],
        readings.column(paths.SPEED)[here],
        readings.column(paths.ODOMETER)[here],
    )
    read = np.flatnonzero(np.isfinite(speed))
    places = np.flatnonzero(np.isfinite(odometer))
    if read.size < _MIN_ROWS or places.size < 2:  # noqa: PLR2004 - a distance has two ends
        return None
    lasts, metres = np.diff(at[read]), np.abs(speed[read[1:]] + speed[read[:-1]]) / 7.2
    run = np.concatenate([[0.0], np.cumsum(np.where(lasts <= _CLOSE_S, metres * lasts, 0.0))])
    blind = np.concatenate([[0.0], np.cumsum(lasts > _CLOSE_S)])
    by_speed = np.diff(np.interp(at[places], at[read], run))
    rolled = np.diff(odometer[places])
    good = (np.diff(np.interp(at[places], at[read], blind)) == 0) & (rolled >= 0)
    part = np.cumsum(~good)  # between two gaps: a drive
    ran: Floats = np.bincount(part[good], weights=by_speed[good]).astype(np.float64)
    rose: Floats = np.bincount(part[good], weights=rolled[good]).astype(np.float64)
    return _factor(float(rose.sum()), float(ran.sum()), rose=rose, ran=ran)


def _agree(rose: Floats, ran: Floats, factor: float) -> bool:
    """Whether drives long enough for an odometer that shows whole kilometres say the same."""
    long = ran > 5_000.0  # noqa: PLR2004 - m
    near = np.abs(np.log(np.maximum(rose[long], 1.0) / ran[long] / factor)) < np.log(1.15)
    return bool(near.size) and float(ran[long].sum()) > 15_000.0 and float(near.mean()) > 0.6  # noqa: PLR2004 - m; most


def _factor(total_rose: float, total_ran: float, *, rose: Floats, ran: Floats) -> Verdict:
    """Return which of odometer and speed is in another unit, from the metres of each drive by both."""
    if max(total_rose, total_ran) < 10_000.0 or min(total_rose, total_ran) <= 0:  # noqa: PLR2004 - m: shorter drives say little
        return None
    ratio = total_rose / total_ran
    causes = (
        ("odometer_km", 1 / _THOUSAND, paths.ODOMETER),
        ("odometer_mi", 1 / _THOUSAND / _MILE, paths.ODOMETER),
        ("odometer_mi", 1 / _MILE, paths.ODOMETER),
        ("speed_mph", _MILE, paths.SPEED),
        ("speed_ms", 3.6, paths.SPEED),
    )
    for cause, factor, path in causes:
        if factor / 1.12 <= ratio <= factor * 1.12:
            certain = factor < 0.1 or _agree(rose, ran, factor)  # noqa: PLR2004 - a thousandth is no scatter
            return (cause, (path,)) if certain else None
    if ratio < 0.1:  # noqa: PLR2004 - no wheel or meter is as wrong
        return "odometer_scale", (paths.ODOMETER,)
    if ratio > 10.0:  # noqa: PLR2004 - no wheel or meter is as wrong
        return "odometer_scale", (paths.ODOMETER, paths.SPEED)
    return HOLDS if 1 / _NEAR < ratio < _NEAR else None
