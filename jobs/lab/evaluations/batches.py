"""Whether the interval of a life holds for cells of a batch not learned from, where many batches are to be had (`battery_cells`).

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
    """By laboratory and count of batches learned from, percent of other batches' lives inside their 90 % interval.

    Every choice of batches is learned from in turn, and each other batch counts as much. Nothing where the set is not there.
    """
    try:
        found = {source: _usable(cells.read(folder, source)) for source in SOURCES}
    except Refusal:
        return {}
    return {
        f"coverage_90_{source}_of_{count}": 100 * float(np.mean(_covered(lives, count)))
        for source, lives in found.items()
        for count in LEARNED
    }


def _usable(known: Sequence[Cell]) -> list[Life]:
    """Cells that outlive the curves which foretell, of batches that have a few of them."""
    lives = [told for cell in known if (told := _life(cell)) is not None]
    names = [batch for *_, batch in lives]
    return [told for told in lives if names.count(told[2]) >= FEWEST]


def _life(cell: Cell) -> Life | None:
    """What a cell takes in up to constant voltage and holds in all, its life in cycles, and how it was used."""
    held = np.convolve(cell.soh, np.full(_SMOOTHED, 1 / _SMOOTHED), "valid")
    ended = np.flatnonzero(held < END * held[0])
    if not ended.size or cell.cycles[ended[0]] <= life.LATE[1]:
        return None
    curves = Curves(cell.cycles, np.column_stack([cell.shapes[:, SHAPE.index("cc_q")], cell.soh]))
    return (
        (curves, float(cell.cycles[ended[0]]), cell.name.rpartition("_")[0]) if life.ready(curves) else None
    )


def _covered(lives: Sequence[Life], count: int) -> list[float]:
    """The share of each batch that was held, for every choice of so many batches to learn from."""
    names = sorted({batch for *_, batch in lives})
    shares = []
    for some in combinations(names, count):
        learnt = [told for told in lives if told[2] in some]
        model = learn.fit_life([told[:2] for told in learnt], [batch for *_, batch in learnt])
        for other in set(names) - set(some):
            unseen = [told for told in lives if told[2] == other]
            _, low, high = life.expected(model, np.array([life.inputs(told[0]) for told in unseen])).T
            lasted = np.array([told[1] for told in unseen])
            shares.append(float(np.mean((low <= lasted) & (lasted <= high))))
    return shares
