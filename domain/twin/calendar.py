"""How fast a cell ages by standing, by temperature and charge, relative to 25 °C and half full; pure.

The table is the median of thirteen published models of graphite cells (LFP, NCA, NMC and LMO blends) after four years of
storage: BLAST-Lite 1.1.1 (Alliance for Energy Innovation, BSD 3-Clause), whose sources test 0 to 60 °C and 10 to 100 %.
Its titanate cell is left out, as no such car is sold. Told apart by chemistry, they were no nearer to other cells.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from domain.kit.arrays import Floats

CELSIUS: Final = np.array([0.0, 10.0, 25.0, 35.0, 45.0, 60.0])
SOC: Final = np.array([10.0, 30.0, 50.0, 70.0, 80.0, 90.0, 100.0])
_LOSS: Final = np.log(
    np.array([
        [0.07, 0.15, 0.23, 0.27, 0.40, 0.45, 0.47],
        [0.18, 0.35, 0.46, 0.56, 0.72, 0.81, 0.81],
        [0.52, 0.79, 1.00, 1.19, 1.41, 1.52, 1.55],
        [0.78, 1.19, 1.58, 1.77, 2.10, 2.27, 2.50],
        [1.12, 1.71, 2.36, 2.49, 2.91, 3.13, 3.39],
        [2.00, 3.16, 3.96, 4.43, 4.43, 4.72, 5.18],
    ])
)  # fmt: skip
# How far each of these models lies from the median of the others, in the logarithm: root of the mean square, times 1.645. From
# 25 to 45 °C half full, all thirteen; from half full to full at 25 °C, without the one whose cells were not stored at several charges.
_HALF_C, _HALF_SOC = 0.88, 0.57
_STEP_C, _STEP_SOC = 20.0, 50.0
_KELVIN: Final = 273.15


@dataclass(frozen=True, slots=True)
class Contrast:
    """The logarithm of a ratio of two losses: likely, and how far off it is at most nine times in ten."""

    middle: float
    half: float


def log_rate(celsius: Floats, soc: Floats) -> Floats:
    """Return the logarithm of the loss by standing at each pair, relative to 25 °C and 50 %.

    By 1/T between the table's temperatures (Arrhenius) and on its last line beyond them; charge is held within the table.
    """
    rows = np.stack([np.interp(soc, SOC, row) for row in _LOSS])
    at, knots = -1 / (celsius + _KELVIN), -1 / (CELSIUS + _KELVIN)
    place = np.clip(np.searchsorted(knots, at) - 1, 0, knots.size - 2)
    share = (at - knots[place]) / (knots[place + 1] - knots[place])
    column = np.arange(soc.size)
    result: Floats = rows[place, column] * (1 - share) + rows[place + 1, column] * share
    return result


def contrast(celsius: tuple[Floats, Floats], soc: tuple[Floats, Floats]) -> Contrast:
    """Compare the mean rate of loss under other conditions (second) with that under present ones (first)."""
    before, after = (_mean_rate(degrees, charge) for degrees, charge in zip(celsius, soc, strict=True))
    apart_c, apart_soc = (abs(float(pair[1].mean() - pair[0].mean())) for pair in (celsius, soc))
    half = float(np.hypot(_HALF_C * apart_c / _STEP_C, _HALF_SOC * apart_soc / _STEP_SOC))
    return Contrast(after - before, half)


def _mean_rate(celsius: Floats, soc: Floats) -> float:
    """Return the logarithm of the mean over all pairs: the time a car stands at a charge and the weather are independent."""
    degrees, charge = np.meshgrid(celsius, soc)
    return float(np.log(np.exp(log_rate(degrees.ravel(), charge.ravel())).mean()))
