"""What listings say of a price: a Gaussian process over model, trim, year, distance, time and site. Pure numpy: nothing is fitted here.

Two listings are alike as far as they share model, trim and year, and are near in distance, age and time. So a model with
few listings borrows from all others, and a trim from its model.
"""

from dataclasses import dataclass, fields
from typing import Final

import numpy as np
from numpy.typing import NDArray

from domain.kit.arrays import Flags, Floats, Ints

Narrow = NDArray[np.float32]
Texts = NDArray[np.str_]

LEVELS: Final = 4  # all listings, the model's, the trim's, the trim's of one year
PARTS: Final = 5  # what is shared whatever else, and by distance, year, day and site
_FAR, _YEARS, _DAYS = 1.5, 2.0, 45.0  # how far likeness reaches: in `root`, model years, days; own choice
_AT_ONCE: Final = 1000  # cars compared with all listings at once: bounds the memory


@dataclass(frozen=True, slots=True)
class Cars:
    """A row a car, by numbers of names; -1 is a name that is not known. A trim's number stands for its model too.

    year: model year. root: square root of the odometer in 10,000 km. day: since 1970.
    """

    model: Ints
    trim: Ints
    site: Ints
    year: Floats
    root: Floats
    day: Floats

    def only(self, which: Ints | Flags) -> "Cars":
        """Return some of the rows."""
        return Cars(*(getattr(self, each.name)[which] for each in fields(self)))


@dataclass(frozen=True, slots=True)
class Market:
    """ln price = start + likeness to each listing times its pull.

    makes, models: the names behind `cars.model`; trims, trim_model: those behind `cars.trim` and the model of each; sites.
    reach: how far ln price may be off eight times in ten, by site, and last where the site is not known.
    """

    currency: Texts
    makes: Texts
    models: Texts
    trims: Texts
    trim_model: Ints
    sites: Texts
    cars: Cars
    weights: Floats
    start: Floats
    pull: Floats
    reach: Floats


def shared(one: Cars, other: Cars) -> tuple[list[Narrow], list[Flags]]:
    """Return what pairs of cars have in common, of shape (one, other): the PARTS, each up to 1, and the LEVELS."""
    root, year, day = (
        np.abs(mine[:, None] - its).astype(np.float32)
        for mine, its in ((one.root, other.root), (one.year, other.year), (one.day, other.day))
    )
    trim = (one.trim[:, None] == other.trim) & (other.trim >= 0)
    every = np.ones(trim.shape, dtype=np.bool_)
    levels = [every, one.model[:, None] == other.model, trim, trim & (year == 0)]
    near = [np.exp(-0.5 * (root / _FAR) ** 2), np.exp(-year / _YEARS), np.exp(-day / _DAYS)]
    site = (one.site[:, None] == other.site).astype(np.float32)
    return [every.astype(np.float32), *near, site], levels


def likeness(one: Cars, other: Cars, weights: Floats) -> Narrow:
    """Return the covariance of ln price of two lists of cars, shape (one, other), without what is each car's own."""
    parts, levels = shared(one, other)
    total = np.zeros(levels[0].shape, dtype=np.float32)
    for level, of_level in zip(levels, weights.astype(np.float32), strict=True):
        total += level * sum(weight * part for weight, part in zip(of_level, parts, strict=True))
    return total


def expected(market: Market, cars: Cars) -> Floats:
    """Return ln price of each car."""
    rows = np.arange(cars.year.size)
    some = [cars.only(rows[first : first + _AT_ONCE]) for first in range(0, rows.size, _AT_ONCE)]
    answers = [likeness(each, market.cars, market.weights) @ market.pull for each in some]
    result: Floats = market.start + np.concatenate([*answers, np.empty(0)])
    return result


def reaches(market: Market, cars: Cars) -> Floats:
    """Return how far ln price of each car may be off, eight times in ten."""
    result: Floats = market.reach[cars.site]
    return result
