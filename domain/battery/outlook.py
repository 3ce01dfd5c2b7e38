"""Forecast of battery health: a line with slow wander around it, with a fleet's fade as prior, and an interval.

The forecast is Bayesian: SOH(t) = level + slope x t + wander(t) + scatter, with a fleet's fade as the prior of the slope and
Ornstein-Uhlenbeck wander of several sizes and lengths, averaged by how well each explains the car's own history. Its
interval is widened by the errors that the same method made at earlier moments of this history. Chosen on histories simulated
with the published statistics of one field car (`jobs/lab/evaluations/field_soh`).
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from domain.kit.arrays import MAD_TO_SIGMA, Floats

METHOD = "line-and-wander/1"

# Past the quick first year, survey cars of one model lost 1.3 and inventory cars of another 1.9 points a year
# (BLAST-Lite's Model 3 data); fleets lose 2.3 with that year counted (Geotab 2026). The spread is half the middle.
FADE, FADE_SD = -1.6, 0.8
_LEVEL, _LEVEL_SD = 92.0, 15.0  # nothing is known of the level beforehand
_CELL_YEARS = 0.1  # charges of five weeks are taken together
_TRIMMED = 0.1  # share left out at each end: nearly as good as a mean, and deaf to wild charges
_MEDIAN_ERROR = 1.253  # standard error of a median over that of a mean
_FINEST = 0.3  # points: never call a single charge finer than this
_Z90 = 1.645
# Wander: size in points, length in years, and its share before anything is seen. No wander counts as two of the others.
_SIZES = np.array([0.0, *np.repeat((0.3, 0.6, 1.2), 3)])
_LENGTHS = np.array([1.0, *np.tile((0.05, 0.2, 0.8), 3)])
_SHARES = np.array([2.0, *np.ones(9)])
_LEARNT = 5  # stretches a forecast is made from at the least when the past is asked how good it was
_ORIGINS = 8
_DOUBT = 8.0  # earlier forecasts that their errors are weighed against


@dataclass(frozen=True, slots=True)
class Past:
    """A history in stretches of five weeks: moment in years, SOH in percent, charges; and how single charges scatter.

    scatter: robust standard deviation about the stretch, in points; fine: the same for a trimmed mean's error.
    """

    years: Floats
    soh: Floats
    count: Floats
    scatter: float
    fine: float

    def until(self, place: int) -> "Past":
        """Return the history by its first `place` stretches."""
        return Past(self.years[:place], self.soh[:place], self.count[:place], self.scatter, self.fine)


class Span(NamedTuple):
    """The likely SOH in percent at a moment, and the interval that holds it nine times in ten."""

    middle: float
    low: float
    high: float


class Level(NamedTuple):
    """The battery's own SOH without errors of measuring: mean and standard deviation in percent at each moment."""

    mean: Floats
    sd: Floats


def gather(years: Floats, soh: Floats) -> Past:
    """Return the history by stretches of five weeks. years: moments, ascending; soh: percent of new.

    Stretches are compared by trimmed means, then all are moved by what medians differ from those over the whole
    history, since a median is what is told.
    """
    stretch = np.floor(years / _CELL_YEARS)
    starts = np.flatnonzero(np.diff(stretch, prepend=np.nan) != 0)
    parts = np.split(soh, starts[1:])
    count = np.array([part.size for part in parts], dtype=np.float64)
    middle = np.array([_trimmed(part) for part in parts])
    freed = np.sqrt(1 - np.minimum(0.5, 1 / count))  # a stretch's own middle hides some of its scatter
    deviations = (soh - np.repeat(middle, count.astype(np.int64))) / np.repeat(freed, count.astype(np.int64))
    shift = float(np.median(deviations))
    low, high = np.quantile(deviations, [_TRIMMED, 1 - _TRIMMED])
    return Past(
        years=np.array([part.mean() for part in np.split(years, starts[1:])]),
        soh=middle + shift,
        count=count,
        scatter=max(_FINEST, MAD_TO_SIGMA * float(np.median(np.abs(deviations - shift)))),
        fine=max(_FINEST, float(np.clip(deviations, low, high).std()) / (1 - 2 * _TRIMMED)),
    )


def _trimmed(values: Floats) -> float:
    tail = int(_TRIMMED * values.size)
    return float(np.sort(values)[tail : values.size - tail].mean())


def level(past: Past, at: Floats) -> Level:
    """Return the forecast of the battery itself at moments `at`, in years on the history's axis."""
    now = past.years[-1]
    gaps, ahead = np.abs(past.years[:, None] - past.years), np.abs(at[:, None] - past.years)
    sizes, lengths = _SIZES[:, None, None], _LENGTHS[:, None, None]
    rows, rows_at = _line(past.years - now), _line(at - now)
    before = np.diag([_LEVEL_SD**2, FADE_SD**2])
    noise = np.diag(past.fine**2 / past.count)
    root = np.linalg.cholesky(sizes**2 * np.exp(-gaps / lengths) + rows @ before @ rows.T + noise)
    start = np.array([_LEVEL, FADE])
    residuals = np.linalg.solve(root, (past.soh - rows @ start)[:, None])
    shared = sizes**2 * np.exp(-ahead / lengths) + rows_at @ before @ rows.T
    gain = np.linalg.solve(root, shared.transpose(0, 2, 1))
    means = rows_at @ start + (gain * residuals).sum(axis=1)
    own = _SIZES[:, None] ** 2 + (rows_at @ before * rows_at).sum(axis=1)
    return _averaged(_weights(root, residuals), means, own - (gain**2).sum(axis=1))


def _line(years: Floats) -> Floats:
    return np.stack([np.ones_like(years), years], axis=1)


def _weights(root: Floats, residuals: Floats) -> Floats:
    """Return the weight of each kind of wander, by how well it explains the history."""
    logs = (
        np.log(_SHARES)
        - 0.5 * (residuals**2).sum(axis=(1, 2))
        - np.log(root.diagonal(axis1=1, axis2=2)).sum(axis=1)
    )
    likely: Floats = np.exp(logs - logs.max())
    weights: Floats = likely / likely.sum()
    return weights


def _averaged(weights: Floats, means: Floats, variances: Floats) -> Level:
    mean = weights @ means
    return Level(mean, np.sqrt(weights @ (variances + (means - mean) ** 2)))


def ahead(past: Past, at: float, *, charges: float) -> Span:
    """Return the forecast of the median of so many charges at a moment, in years on the history's axis."""
    battery = level(past, np.array([at]))
    sd = np.hypot(battery.sd[0], _MEDIAN_ERROR * past.scatter / np.sqrt(charges))
    wide = _Z90 * sd * doubt(past, at - past.years[-1])
    return Span(float(battery.mean[0]), float(battery.mean[0] - wide), float(battery.mean[0] + wide))


def doubt(past: Past, years: float) -> float:
    """Return the factor, 1 or more, by which earlier forecasts this far ahead missed beyond their interval."""
    scores: list[float] = []
    for place in range(past.years.size - 1, _LEARNT, -1):
        target = past.years[place]
        stretches_known = int(np.searchsorted(past.years, target - years + _CELL_YEARS / 2))
        if stretches_known < _LEARNT or len(scores) == _ORIGINS:
            break
        forecast = level(past.until(stretches_known), np.array([target]))
        error = past.fine**2 / past.count[place]
        scores.append(float((past.soh[place] - forecast.mean[0]) ** 2 / (forecast.sd[0] ** 2 + error)))
    return max(1.0, float(np.sqrt((_DOUBT + sum(scores)) / (_DOUBT + len(scores)))))
