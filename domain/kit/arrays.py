"""Types of numpy arrays, and the one constant of robust statistics, that slices share."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Ints = NDArray[np.int64]

MAD_TO_SIGMA: Final = 1.4826
"""Median absolute deviation times this is the standard deviation of normal noise (Rousseeuw and Croux 1993)."""
