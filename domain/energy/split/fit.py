"""A car's coefficients from its own trips: a robust regression, bounded by physics, that begins at what is published. Pure."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from domain.energy.split.facts import MID_SIZE, Build, Fit, Habits, Work
from domain.kit.arrays import MAD_TO_SIGMA, Floats

# By term what multiplies it before a car's own trips teach better, how far cars lie apart (one standard deviation), and the
# least and most that physics allows. Wheels take what the Build says, give or take tyres, roads and loads; the drive
# loses 15 to 20 % of what it takes (fueleconomy.gov, "Where the Energy Goes: Electric Cars"); widths are own choice.
TERMS: Final[dict[str, tuple[float, float, float, float]]] = {
    "rolling": (1.0, 0.3, 0.4, 2.5),
    "drag": (1.0, 0.3, 0.4, 2.5),
    "climb": (1.0, 0.15, 0.6, 1.6),
    "kinetic": (0.5, 0.5, -1.0, 2.0),
    "traction": (0.15, 0.1, 0.0, 0.6),
    "recovery": (0.2, 0.15, 0.0, 1.0),
    "hours": (0.25, 0.15, 0.05, 1.5),
    "cabin": (1.0, 0.5, 0.0, 4.0),
    "cold": (0.03, 0.03, 0.0, 0.2),
    "warming_k": (0.0, 0.3, -1.0, 1.0),
}
HILLS: Final = tuple(term for term in TERMS if term != "warming_k")
LEVEL: Final = tuple(term for term in TERMS if term != "climb")
FEWEST_KM: Final = 1.0  # own choice: of less, gaps and steps of the sensors are too much
HARDEST: Final = 2.0  # kWh per km, either way: a mean that no car reaches over such a trip
# kWh for the root of a km of the mid-size car, before trips teach better; of others in proportion to their mass. Own choice.
_SCATTER: Final = {HILLS: 0.35, LEVEL: 0.7}
_WEIGHT: Final = 10  # trips that the published scatter counts for
_HUBER: Final = 1.345  # 95 % efficient where errors are normal (Huber 1964)
_ROUNDS, _SWEEPS = 15, 200


def published(terms: tuple[str, ...] = HILLS, build: Build = MID_SIZE) -> Fit:
    """Return what is known of a car that has told nothing yet."""
    values, widths, _, _ = _prior(terms, build)
    return Fit(terms, values, np.diag(widths**2), _usual_scatter(terms, build), 0)


def learn(trips: Sequence[tuple[Work, float | None]], build: Build = MID_SIZE) -> Habits:
    """Fit a car by its own trips, each with the kWh that left its pack; unusable ones (`is_usable`) teach nothing."""
    usable = [(each, kwh) for each, kwh in trips if kwh is not None and is_usable(each, kwh)]
    hills, level = ([one for one in usable if (one[0].climb is None) is flat] for flat in (False, True))
    return Habits(_fit(HILLS, hills, build), _fit(LEVEL, level, build), build)


def is_usable(each: Work, kwh: float) -> bool:
    """Return whether a trip was long enough, and its energy such as a car can use or win back on it."""
    return each.km >= FEWEST_KM and bool(np.isfinite(kwh)) and abs(kwh) <= HARDEST * each.km


def columns(terms: Sequence[str], works: Sequence[Work]) -> Floats:
    """Return each term of each work, shape (works, terms); what was not read counts as none."""
    return np.array([[getattr(each, term) or 0.0 for term in terms] for each in works]).reshape(
        len(works), len(terms)
    )


def _prior(terms: tuple[str, ...], build: Build) -> tuple[Floats, Floats, Floats, Floats]:
    values, widths, low, high = np.array([TERMS[term] for term in terms]).T
    values = np.where(np.array(terms) == "hours", build.auxiliaries_kw, values)
    return values, widths, np.minimum(low, values), high


def _fit(terms: tuple[str, ...], trips: Sequence[tuple[Work, float]], build: Build) -> Fit:
    start, widths, low, high = _prior(terms, build)
    if not trips:
        return published(terms, build)
    works = [each for each, _ in trips]
    root = np.sqrt([each.km for each in works])
    rows, kwh = columns(terms, works) / root[:, None], np.array([energy for _, energy in trips]) / root
    values, prior = start, np.diag(widths**-2)
    for _ in range(_ROUNDS):
        errors = kwh - rows @ values
        scatter = _scattered(errors, _usual_scatter(terms, build))
        weights = np.minimum(1.0, _HUBER * scatter / np.maximum(np.abs(errors), 1e-9)) / scatter**2
        curvature = (rows * weights[:, None]).T @ rows + prior
        values = _bounded(curvature, rows.T @ (weights * kwh) + prior @ start, low, high, values)
    covariance: Floats = np.linalg.inv(curvature).astype(np.float64)
    return Fit(terms, values, covariance, scatter, len(trips))


def _usual_scatter(terms: tuple[str, ...], build: Build) -> float:
    return _SCATTER[terms] * build.mass_kg / MID_SIZE.mass_kg


def _scattered(errors: Floats, usual: float) -> float:
    own = MAD_TO_SIGMA * float(np.median(np.abs(errors)))
    return float(np.sqrt((own**2 * errors.size + usual**2 * _WEIGHT) / (errors.size + _WEIGHT)))


def _bounded(curvature: Floats, slope: Floats, low: Floats, high: Floats, start: Floats) -> Floats:
    """Return the least of a quadratic form between bounds, by one coordinate after the other."""
    values = start.copy()
    for _ in range(_SWEEPS):
        for place in range(values.size):
            step = (curvature[place] @ values - slope[place]) / curvature[place, place]
            values[place] = min(max(values[place] - step, low[place]), high[place])
    return values
