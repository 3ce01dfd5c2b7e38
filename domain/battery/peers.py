"""The fade to expect of a car of a model at its age and odometer. Pure.

Only age and distance are read: the range or the usable energy that a car shows would be the answer itself.
"""

from dataclasses import dataclass

import numpy as np

from domain.kit.arrays import Floats
from domain.learning import blends
from domain.learning.blends import Blend

_YOUNG = 0.1  # years; keeps the distance a year finite


@dataclass(frozen=True, slots=True)
class PeersModel:
    """The median measured on cars of one model; below and above it: the interval that holds nine of ten cars."""

    blend: Blend
    below: Floats
    above: Floats


def inputs(years: Floats, km: Floats) -> Floats:
    """Return age and distance, their roots (fade follows the root of time at first), and distance a year, shape (n, 6)."""
    old, far = np.maximum(years, 0.0), np.maximum(km, 0.0) / 1000
    roots = np.sqrt([old, far, old * far])
    a_year = np.log1p(far / np.maximum(old, _YOUNG))
    return np.column_stack([old, far, *roots, a_year])


def expected(model: PeersModel, years: Floats, km: Floats) -> Floats:
    """Return for each car the median and both ends of the 90 % interval, in the unit of the fit; shape (n, 3)."""
    middle = blends.predict(model.blend, inputs(years, km))
    return np.column_stack([middle, middle + model.below, middle + model.above])
