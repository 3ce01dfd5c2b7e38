"""Summaries of a condition series of one unit (a car, an engine) at each look. Pure numpy.

Standing level, drift from the unit's own beginning and pace are what tells wear from scatter; the same summary
tells a technician where the series of each check stands and serves the evaluation on run-to-failure engines.
"""

from collections.abc import Mapping
from typing import Final

import numpy as np

from domain.kit.arrays import Floats

SHORT: Final = 10  # looks; own choice, as the comparison of summaries in the data reference
LONG: Final = 30  # looks; as above
LOOKS: Final = "looks"


def summarise(series: Mapping[str, Floats]) -> dict[str, Floats]:
    """Return summaries by name, each of shape (looks,), from what was known by each look.

    series: by name the readings in order of time, shape (looks,), NaN where a look told nothing. For each:
    NAME.mean_10 and NAME.mean_30 over the last looks, NAME.change of the short mean since the unit's own first 10
    looks, NAME.slope per look over the last 30; and the number of looks so far.
    """
    summaries: dict[str, Floats] = {}
    for name, values in series.items():
        short = _mean(values, SHORT)
        summaries[f"{name}.mean_{SHORT}"] = short
        summaries[f"{name}.mean_{LONG}"] = _mean(values, LONG)
        summaries[f"{name}.change"] = short - _beginning(values)
        summaries[f"{name}.slope"] = _slope(values, LONG)
    looks = next((values.size for values in series.values()), 0)
    return {**summaries, LOOKS: np.arange(1.0, looks + 1)}


def _windowed(values: Floats, width: int) -> Floats:
    """Return the sum of the last `width` values at each place."""
    total = np.concatenate([[0.0], np.cumsum(values)])
    places = np.arange(values.size)
    sums: Floats = total[places + 1] - total[np.maximum(0, places + 1 - width)]
    return sums


def _mean(values: Floats, width: int) -> Floats:
    valid = ~np.isnan(values)
    means: Floats = _over(
        _windowed(np.where(valid, values, 0.0), width), _windowed(valid.astype(np.float64), width)
    )
    return means


def _beginning(values: Floats) -> Floats:
    """Return the mean of the unit's first looks, of those so far while they are fewer."""
    growing = _mean(values[:SHORT], SHORT)
    return np.concatenate(
        [growing, np.full(max(values.size - SHORT, 0), growing[-1] if growing.size else 0.0)]
    )


def _slope(values: Floats, width: int) -> Floats:
    """Return the least-squares slope over the last `width` looks; NaN where fewer than two are known."""
    valid = ~np.isnan(values)
    weight: Floats = valid.astype(np.float64)
    y: Floats = np.where(valid, values - _middle(values), 0.0).astype(np.float64)
    x = np.linspace(-1.0, 1.0, values.size) * (values.size - 1) / 2
    parts: tuple[Floats, ...] = (weight, weight * x, y, weight * x * x, x * y)
    n, sum_x, sum_y, sum_xx, sum_xy = (_windowed(each, width) for each in parts)
    spread = n * sum_xx - sum_x * sum_x
    return _over(n * sum_xy - sum_x * sum_y, np.where(n > 1, spread, 0.0))


def _middle(values: Floats) -> float:
    """Return the mean of the values, 0 without any: subtracted first, so that sums of squares keep their digits."""
    return float(np.nanmean(values)) if (~np.isnan(values)).any() else 0.0


def _over(part: Floats, whole: Floats) -> Floats:
    quotient: Floats = np.divide(part, whole, out=np.full(part.size, np.nan), where=whole > 0)
    return quotient
