"""A machine's own normal over several signals, learned from its first readings, and how far later ones deviate.

Each sign (a signal that a fault moves) is predicted from its causes (load, weather, fluid temperature: what moves it
in health too) by a robust line. What is left is smoothed as in an EWMA chart (Roberts 1959) and counted in sigmas of
the smoothed baseline. Nothing looks ahead, and one setting serves every machine.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from domain.health.evidence import drift
from domain.health.evidence.drift import Normal
from domain.health.facts import Limit
from domain.kit.arrays import Floats

LIMITS = {
    "limit": Limit(
        5.0, "sigma", "own choice: 1 false alarm in 10,000 where 20 readings knew sigma (Student's t)"
    ),
    "release": Limit(0.5, "of the limit", "own choice: hysteresis, chosen by leaving recordings out"),
    "smoothing": Limit(0.1, "weight of the newest reading", "own choice: a mean of about ten readings"),
    "follow": Limit(
        0.001, "of the distance a reading", "own choice: slower than any fault that should be seen"
    ),
}
CLIP = 5.0  # spreads: what a single reading can say at most
_SETTLING = 3.0  # time constants until smoothing no longer remembers its start
_FINEST = 1e-9


@dataclass(frozen=True, slots=True)
class Baseline:
    """What is normal for m signs under k causes.

    lines: one a sign. low, high: range of the causes seen, shape (k,). middle, spread: of what the lines leave,
    shape (m,). level, sigma: of the same smoothed, in spreads, shape (m,).
    """

    lines: tuple[Normal, ...]
    low: Floats
    high: Floats
    middle: Floats
    spread: Floats
    level: Floats
    sigma: Floats


@dataclass(frozen=True, slots=True)
class Watched:
    """Readings judged in their order, shape (n,). score: 1.0 at the limit. alarm: True from the limit until the release."""

    score: Floats
    alarm: NDArray[np.bool_]


def learn(causes: Floats, signs: Floats) -> Baseline:
    """Learn from readings taken in health: causes of shape (n, k), signs of shape (n, m); n should be 24 or more."""
    lines = tuple(drift.fit(causes, sign) for sign in signs.T)
    low, high = causes.min(axis=0), causes.max(axis=0)
    residuals = _residuals(lines, low, high, causes=causes, signs=signs)
    # Not robust on purpose: readings in coarse steps have a median deviation of zero.
    middle, spread = np.median(residuals, axis=0), residuals.std(axis=0) + _FINEST
    skip = _settling_rows(len(signs))
    smooth = _smooth(_clipped((residuals - middle) / spread))[skip:]
    return Baseline(lines, low, high, middle, spread, smooth.mean(axis=0), smooth.std(axis=0) + _FINEST)


def _settling_rows(count: int) -> int:
    return min(int(_SETTLING / LIMITS["smoothing"].value), count // 4)


def watch(baseline: Baseline, causes: Floats, signs: Floats, *, agree: Sequence[Sequence[int]]) -> Watched:
    """Judge readings in their order. agree: groups of signs; a group counts as its weakest, the strongest group decides.

    While all is well the normal follows slowly, as machines age; during an alarm it stays where it is.
    """
    residuals = _residuals(baseline.lines, baseline.low, baseline.high, causes=causes, signs=signs)
    smooth = _smooth(_clipped((residuals - baseline.middle) / baseline.spread))
    level, on = baseline.level.copy(), False
    score, alarm = np.empty(len(smooth)), np.empty(len(smooth), dtype=np.bool_)
    reach = baseline.sigma * LIMITS["limit"].value
    for row, reading in enumerate(smooth):
        away = np.abs(reading - level) / reach
        score[row] = max(min(away[sign] for sign in group) for group in agree)
        on = bool(score[row] > (LIMITS["release"].value if on else 1.0))
        alarm[row] = on
        if not on:
            level += (reading - level) * LIMITS["follow"].value
    return Watched(score, alarm)


def _residuals(
    lines: Sequence[Normal], low: Floats, high: Floats, *, causes: Floats, signs: Floats
) -> Floats:
    """Return what causes do not explain of each sign, whether lines go on or stay level beyond the range of the baseline."""
    clipped = np.clip(causes, low, high)
    beyond = signs - np.column_stack([line.expect(causes) for line in lines])
    within = signs - np.column_stack([line.expect(clipped) for line in lines])
    residuals: Floats = np.clip(0.0, np.minimum(beyond, within), np.maximum(beyond, within))
    return residuals


def _clipped(spreads: Floats) -> Floats:
    clipped: Floats = np.clip(spreads, -CLIP, CLIP)
    return clipped


def _smooth(rows: Floats) -> Floats:
    """Return the exponentially weighted mean of the readings so far, started at 0; shape (n, m)."""
    weight = LIMITS["smoothing"].value
    smooth, now = np.empty_like(rows), np.zeros(rows.shape[1])
    for place, row in enumerate(rows):
        now = now + (row - now) * weight
        smooth[place] = now
    return smooth
