"""Whether the interval of a life holds for cells of an unseen batch, on a set with many batches (`battery_cells`).

The published early lives have two batches here, which is too few to leave one out and still learn how batches differ.
"""

from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import Final

import numpy as np

from domain.battery import learn, life
from domain.battery.life import Curves
from domain.errors import Refusal
from domain.telemetry.features.curves import SHAPE
from jobs.lab.evaluations import cells
from jobs.lab.evaluations.cells import Cell

SOURCES: Final = ("xjtu", "tju")
LEARNED: Final = (2, 3)  # batches learned from at once
FEWEST: Final = 3  # cells of a batch
END: Final = 0.9  # of the first capacity: a life ends there
_SMOOTHED: Final = 5  # charges

Life = tuple[Curves, float, str]


def coverage(folder: Path) -> dict[str, float]:
    """Return by laboratory and count of batches learned from the percent of other batches' lives inside their 90 % interval.

    Every choice of batches is learned from in turn, and each other batch counts as much. Empty without the set.
    """
    try:
        lives_by_source = {source: _usable(cells.read(folder, source)) for source in SOURCES}
    except Refusal:
        return {}
    return {
        f"coverage_90_{source}_of_{count}": 100 * float(np.mean(_covered(lives, count)))
        for source, lives in lives_by_source.items()
        for count in LEARNED
    }


def _usable(all_cells: Sequence[Cell]) -> list[Life]:
    """Return the lives of cells that outlive the late curves, of batches with at least `FEWEST` of them."""
    lives = [one for cell in all_cells if (one := _life(cell)) is not None]
    names = [batch for *_, batch in lives]
    return [one for one in lives if names.count(one[2]) >= FEWEST]


def _life(cell: Cell) -> Life | None:
    """Return a cell's curves (charge up to constant voltage, SOH), its life in cycles and its batch; None without an end or too short."""
    soh = np.convolve(cell.soh, np.full(_SMOOTHED, 1 / _SMOOTHED), "valid")
    at_end = np.flatnonzero(soh < END * soh[0])
    if not at_end.size or cell.cycles[at_end[0]] <= life.LATE[1]:
        return None
    curves = Curves(cell.cycles, np.column_stack([cell.shapes[:, SHAPE.index("cc_q")], cell.soh]))
    return (
        (curves, float(cell.cycles[at_end[0]]), cell.name.rpartition("_")[0]) if life.ready(curves) else None
    )


def _covered(lives: Sequence[Life], count: int) -> list[float]:
    """Return the share of lives inside their interval, of each other batch for every choice of `count` batches to learn from."""
    names = sorted({batch for *_, batch in lives})
    shares = []
    for some in combinations(names, count):
        training = [one for one in lives if one[2] in some]
        model = learn.fit_life([one[:2] for one in training], [batch for *_, batch in training])
        for other in set(names) - set(some):
            unseen = [one for one in lives if one[2] == other]
            _, low, high = life.expected(model, np.array([life.inputs(one[0]) for one in unseen])).T
            true = np.array([one[1] for one in unseen])
            shares.append(float(np.mean((low <= true) & (true <= high))))
    return shares
